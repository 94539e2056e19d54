/* feeds.c - the feeds file and the store's feeds, in step. The file is the
 * reader's: what it says is so, and we touch only the lines we were asked
 * to. */
#include "config.h"

#include "app_priv.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/hash.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/base/path.h"
#include "thrum/conf/urls.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"

#include "thrum/base/banned.h"

#define URLS_BYTES_MAX ((size_t)16 << 20)
#define URLS_HASH "urls_hash" /* of the text that the store knows */
#define LOCAL_PREFIX "local:"

static void mark_file(const char *path, int64_t mark[3])
{
	struct stat sb;

	memset(mark, 0, 3 * sizeof(mark[0]));
	if (stat(path, &sb))
		return;
	mark[0] = sb.st_size;
	mark[1] = sb.st_mtim.tv_sec;
	mark[2] = sb.st_mtim.tv_nsec;
}

/* An absent file is an empty one. */
static enum status read_urls(const struct app *app, struct buf *text,
			     struct err *err)
{
	buf_init(text, URLS_BYTES_MAX);
	if (!path_exists(app->urls_path))
		return ST_OK;
	enum status st = path_read(app->urls_path, text, err);
	if (st)
		err_prefix(err, "%s", _("the feeds file"));
	return st;
}

static enum status keep_local(struct app *app, struct id_vec *ids,
			      struct err *err)
{
	struct arena arena = { 0 };
	struct feed_vec feeds = { 0 };
	enum status st = store_feeds(app->store, &arena, &feeds, err);

	for (size_t i = 0; st == ST_OK && i < feeds.len; i++)
		if (feeds.v[i]->kind == FEED_LOCAL)
			vec_push(ids, feeds.v[i]->id);
	vec_release(&feeds);
	arena_release(&arena);
	return st;
}

static enum status put_all(struct app *app, const struct urls_entry_vec *es,
			   struct err *err)
{
	struct id_vec ids = { 0 };
	enum status st = keep_local(app, &ids, err);

	for (size_t i = 0; st == ST_OK && i < es->len; i++) {
		int64_t id = 0;
		struct feed *f = es->v[i].feed;
		f->subscribed = true;
		st = store_feed_put(app->store, f, &id, err);
		if (st == ST_OK)
			vec_push(&ids, id);
	}
	if (st == ST_OK)
		st = store_feeds_keep(app->store, ids.v, ids.len, err);
	vec_release(&ids);
	return st;
}

static int64_t hash_of(const struct buf *text)
{
	return (int64_t)(hash64(text->ptr, text->len, 1) >> 1);
}

/* Feed and FEED_LOCAL rows are few thousand at most; but a command that
 * only reads must not write, so an unchanged text is left alone. */
static enum status put_text(struct app *app, const struct buf *text,
			    struct err *err)
{
	struct urls_entry_vec entries = { 0 };
	struct buf problems;
	int64_t known = 0;
	int64_t hash = hash_of(text);
	enum status st = store_meta_get_int(app->store, URLS_HASH, &known,
					    err);

	if (st || known == hash)
		return st;
	buf_init(&problems, URLS_BYTES_MAX);
	urls_parse(text->ptr, text->len, &entries, &problems);
	app_add_problems(app, app->urls_path, &problems);
	buf_release(&problems);
	st = store_begin(app->store, err);
	if (st == ST_OK) {
		st = put_all(app, &entries, err);
		if (st == ST_OK)
			st = store_meta_set_int(app->store, URLS_HASH, hash,
						err);
		st = app_end(app, st, err);
	}
	urls_entry_vec_release(&entries);
	return st;
}

enum status app_feeds_sync(struct app *app, struct err *err)
{
	struct store *store;
	struct buf text = BUF_INIT;
	int64_t mark[3];
	enum status st = app_store(app, &store, err);

	if (st)
		return st;
	mark_file(app->urls_path, mark);
	if (mark[1] && !memcmp(mark, app->urls_mark, sizeof(mark)))
		return ST_OK;
	st = read_urls(app, &text, err);
	/* No file and nothing known of one: nothing to write down. */
	if (st == ST_OK)
		st = put_text(app, &text, err);
	if (st == ST_OK)
		memcpy(app->urls_mark, mark, sizeof(mark));
	buf_release(&text);
	return st;
}

bool app_feeds_differ(const struct app *app, struct store *store)
{
	struct buf text = BUF_INIT;
	int64_t known = 0;
	bool differ = path_exists(app->urls_path) &&
		      read_urls(app, &text, NULL) == ST_OK &&
		      store_meta_get_int(store, URLS_HASH, &known, NULL) ==
			      ST_OK &&
		      known != hash_of(&text);

	buf_release(&text);
	return differ;
}

enum status feeds_local(struct app *app, const char *title, int64_t *id,
			struct err *err)
{
	char *url = xasprintf(LOCAL_PREFIX "%s", title);
	struct feed f = {
		.kind = FEED_LOCAL,
		.url = url,
		.custom_title = (char *)title,
		.subscribed = true,
	};
	enum status st = store_feed_put(app->store, &f, id, err);

	free(url);
	return st;
}

/* ---- changes of the file ---- */

static enum status write_urls(struct app *app, const struct buf *text,
			      struct err *err)
{
	const char *base = path_base(app->urls_path);
	enum status st = ST_OK;

	if (base != app->urls_path) {
		char *dir = xstrndup(app->urls_path,
				     (size_t)(base - app->urls_path));
		st = path_mkdirs(dir, err);
		free(dir);
	}
	if (st == ST_OK)
		st = buf_status(text);
	if (st == ST_OK)
		st = path_write_atomic(app->urls_path, text->ptr, text->len,
				       err);
	return st ? st : app_feeds_sync(app, err);
}

static void known_urls(const struct buf *text, struct map *out)
{
	struct urls_entry_vec entries = { 0 };

	urls_parse(text->ptr, text->len, &entries, NULL);
	for (size_t i = 0; i < entries.len; i++) {
		const char *url = entries.v[i].feed->url;
		map_put(out, url, strlen(url), NULL);
	}
	urls_entry_vec_release(&entries);
}

/* Titles that are the feeds' own are not the file's business; the store has
 * them until a fetch brings newer ones. */
static enum status put_titles(struct app *app, const struct feed_vec *feeds,
			      struct err *err)
{
	enum status st = store_begin(app->store, err);

	if (st)
		return st;
	for (size_t i = 0; st == ST_OK && i < feeds->len; i++) {
		struct feed f = *feeds->v[i];
		int64_t id;
		if (!f.title || f.custom_title)
			continue;
		f.subscribed = true;
		st = store_feed_put(app->store, &f, &id, err);
	}
	return app_end(app, st, err);
}

enum status feeds_append(struct app *app, struct feed *const *feeds, size_t n,
			 size_t *added, struct err *err)
{
	struct buf text = BUF_INIT;
	struct map known = { 0 };
	struct feed_vec fresh = { 0 };
	enum status st = read_urls(app, &text, err);

	known_urls(&text, &known);
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		const char *url = feeds[i]->url;
		bool is_new;
		map_put(&known, url, strlen(url), &is_new);
		if (!is_new)
			continue;
		urls_append(&text, feeds[i]);
		vec_push(&fresh, feeds[i]);
	}
	*added = fresh.len;
	if (st == ST_OK && fresh.len)
		st = write_urls(app, &text, err);
	if (st == ST_OK && fresh.len)
		st = put_titles(app, &fresh, err);
	vec_release(&fresh);
	map_release(&known);
	buf_release(&text);
	return st;
}

enum status app_feed_remove(struct app *app, const char *url, struct err *err)
{
	struct buf text = BUF_INIT;
	enum status st = read_urls(app, &text, err);

	if (st == ST_OK && !urls_remove(&text, url))
		st = err_set(err, ST_NOT_FOUND,
			     _("%s is not in %s: see thrum feeds"), url,
			     app->urls_path);
	if (st == ST_OK)
		st = write_urls(app, &text, err);
	buf_release(&text);
	return st;
}
