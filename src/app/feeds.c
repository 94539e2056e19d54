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
#include "thrum/feed/feed_doc.h"
#include "thrum/fetch/fetch.h"
#include "thrum/page/page.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/url.h"

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
static enum status read_urls(struct app *app, struct buf *text,
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

/* Feed and FEED_LOCAL rows are few thousand at most; but a command that
 * only reads must not write, so an unchanged text is left alone. */
static enum status put_text(struct app *app, const struct buf *text,
			    struct err *err)
{
	struct urls_entry_vec entries = { 0 };
	struct buf problems;
	int64_t known = 0;
	int64_t hash = (int64_t)(hash64(text->ptr, text->len, 1) >> 1);
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

enum status feeds_append(struct app *app, struct feed *const *feeds, size_t n,
			 size_t *added, struct err *err)
{
	struct buf text = BUF_INIT;
	struct map known = { 0 };
	enum status st = read_urls(app, &text, err);

	*added = 0;
	known_urls(&text, &known);
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		const char *url = feeds[i]->url;
		bool is_new;
		map_put(&known, url, strlen(url), &is_new);
		if (!is_new)
			continue;
		urls_append(&text, feeds[i]);
		(*added)++;
	}
	if (st == ST_OK && *added)
		st = write_urls(app, &text, err);
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

/* ---- subscribing ---- */

struct probe {
	const char *asked;
	char *url; /* what to subscribe to; owned */
	enum status st;
	struct err *err;
};

/* The page's own feeds; relative addresses are resolved already. */
static void take_page_feed(struct probe *p, const struct fetch_response *r)
{
	struct page_feed_vec found = { 0 };

	page_find_feeds(r->body.ptr, r->body.len, r->url, &found);
	for (size_t i = 0; !p->url && i < found.len; i++)
		if (url_is_fetchable(found.v[i].url))
			p->url = xstrdup(found.v[i].url);
	page_feed_vec_release(&found);
	if (!p->url)
		p->st = err_set(p->err, ST_NOT_FOUND,
				_("%s names no feed: look for its feed's own "
				  "address and add that"),
				p->asked);
}

static void probed(struct fetch_response *r, void *ctx)
{
	struct probe *p = ctx;

	if (r->status) {
		p->st = r->status;
		if (p->err)
			*p->err = r->err;
		err_prefix(p->err, "%s", p->asked);
		return;
	}
	if (feed_doc_is_feed(r->body.ptr, r->body.len))
		p->url = xstrdup(r->moved_to ? r->moved_to : p->asked);
	else
		take_page_feed(p, r);
}

static void stop_when_cancelled(void *ctx);

struct probing {
	struct probe probe; /* first: fetch_done_fn gets the same ctx */
	struct app *app;
	struct fetcher *fetcher;
};

static void stop_when_cancelled(void *ctx)
{
	struct probing *p = ctx;

	if (app_cancelled(p->app))
		fetcher_cancel(p->fetcher);
}

static enum status discover(struct app *app, const char *url, char **out,
			    struct err *err)
{
	struct fetch_options opts = { 0 };
	struct probing p = { .probe = { .asked = url, .err = err },
			     .app = app };
	struct fetch_request req = {
		.url = url,
		.max_bytes = (size_t)app->config.feed_mib << 20,
		.timeout_s = (int32_t)app->config.timeout_s,
	};
	enum status st;

	app_fetch_options(app, &opts);
	st = fetcher_new(&opts, &p.fetcher, err);
	if (st)
		return st;
	fetcher_add(p.fetcher, &req);
	fetcher_run(p.fetcher, probed, stop_when_cancelled, &p);
	fetcher_free(p.fetcher);
	if (p.probe.st)
		free(p.probe.url);
	else
		*out = p.probe.url;
	return p.probe.st;
}

/* "example.org" is what people type. */
static char *with_scheme(const char *url)
{
	if (!strstr(url, "://") && !strchr(url, ' ') && strchr(url, '.'))
		return xasprintf("https://%s", url);
	return xstrdup(url);
}

enum status app_feed_add(struct app *app, const char *url, char **out,
			 struct err *err)
{
	char *asked = with_scheme(url), *found = NULL;
	size_t added = 0;
	enum status st = ST_OK;

	if (!url_is_fetchable(asked))
		st = err_set(err, ST_USAGE,
			     _("%s is no http or https address; commands go "
			       "into %s by hand"),
			     url, app->urls_path);
	if (st == ST_OK)
		st = discover(app, asked, &found, err);
	if (st == ST_OK) {
		struct feed f = { .kind = FEED_WEB, .url = found };
		struct feed *one = &f;
		st = feeds_append(app, &one, 1, &added, err);
	}
	if (st == ST_OK && !added)
		st = err_set(err, ST_EXISTS, _("%s is there already"), found);
	if (st == ST_OK && out) {
		*out = found;
		found = NULL;
	}
	free(found);
	free(asked);
	return st;
}
