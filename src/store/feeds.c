/* feeds.c - see feeds.h. */
#include "config.h"

#include "thrum/store/feeds.h"

#include "thrum/base/i18n.h"
#include "store_priv.h"
#include "thrum/base/banned.h"

#define FEED_COLUMNS                                                           \
	"id, kind, url, fetch_url, title, custom_title, link, lang, tags,"     \
	" hidden, subscribed, etag, last_modified, last_fetch,"                \
	" last_success, next_fetch, http_status, failures, error,"             \
	" n_articles, n_unread, ttl_min, skip_hours, skip_days"

static struct feed *read_feed(const struct query *q, struct arena *arena)
{
	struct feed *f = arena_calloc(arena, 1, sizeof(*f));

	f->id = query_col_int(q, 0);
	f->kind = (enum feed_kind)query_col_int(q, 1);
	f->url = query_col_arena(q, 2, arena);
	f->fetch_url = query_col_arena(q, 3, arena);
	f->title = query_col_arena(q, 4, arena);
	f->custom_title = query_col_arena(q, 5, arena);
	f->link = query_col_arena(q, 6, arena);
	f->lang = query_col_arena(q, 7, arena);
	f->tags = query_col_arena(q, 8, arena);
	f->hidden = query_col_int(q, 9) != 0;
	f->subscribed = query_col_int(q, 10) != 0;
	f->etag = query_col_arena(q, 11, arena);
	f->last_modified = query_col_arena(q, 12, arena);
	f->last_fetch = query_col_int(q, 13);
	f->last_success = query_col_int(q, 14);
	f->next_fetch = query_col_int(q, 15);
	f->http_status = (int32_t)query_col_int(q, 16);
	f->failures = (int32_t)query_col_int(q, 17);
	f->error = query_col_arena(q, 18, arena);
	f->n_articles = query_col_int(q, 19);
	f->n_unread = query_col_int(q, 20);
	f->ttl_min = (int32_t)query_col_int(q, 21);
	f->skip_hours = (uint32_t)query_col_int(q, 22);
	f->skip_days = (uint8_t)query_col_int(q, 23);
	return f;
}

/* A title is taken where none is known: subscription lists give one before
 * the first fetch does. */
enum status store_feed_put(struct store *st, const struct feed *f,
			   int64_t *id, struct err *err)
{
	struct query q;
	int64_t found = 0;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "INSERT INTO feed (url, kind, custom_title, tags, hidden,"
		    " subscribed, title) VALUES (?, ?, ?, ?, ?, ?, ?)"
		    " ON CONFLICT (url) DO UPDATE SET kind = excluded.kind,"
		    " custom_title = excluded.custom_title,"
		    " tags = excluded.tags, hidden = excluded.hidden,"
		    " subscribed = excluded.subscribed,"
		    " title = coalesce(title, excluded.title) RETURNING id",
		    err);
	query_text(&q, f->url);
	query_int(&q, f->kind);
	query_text(&q, f->custom_title);
	query_text(&q, f->tags);
	query_int(&q, f->hidden);
	query_int(&q, f->subscribed);
	query_text(&q, f->title);
	while (query_row(&q))
		found = query_col_int(&q, 0);
	status = store_done(st, query_end(&q), err);
	if (status == ST_OK)
		*id = found;
	return status;
}

enum status store_feed_set_state(struct store *st, const struct feed *f,
				 struct err *err)
{
	struct query q;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "UPDATE feed SET title = ?, link = ?, lang = ?,"
		    " fetch_url = ?, etag = ?, last_modified = ?,"
		    " last_fetch = ?, last_success = ?, next_fetch = ?,"
		    " http_status = ?, failures = ?, error = ?, ttl_min = ?,"
		    " skip_hours = ?, skip_days = ? WHERE id = ?",
		    err);
	query_text(&q, f->title);
	query_text(&q, f->link);
	query_text(&q, f->lang);
	query_text(&q, f->fetch_url);
	query_text(&q, f->etag);
	query_text(&q, f->last_modified);
	query_int(&q, f->last_fetch);
	query_int(&q, f->last_success);
	query_int(&q, f->next_fetch);
	query_int(&q, f->http_status);
	query_int(&q, f->failures);
	query_text(&q, f->error);
	query_int(&q, f->ttl_min);
	query_int(&q, f->skip_hours);
	query_int(&q, f->skip_days);
	query_int(&q, f->id);
	status = query_run(&q);
	if (status == ST_OK && sqlite3_changes(st->db) == 0)
		status = err_set(err, ST_NOT_FOUND, _("there is no feed %lld"),
				 (long long)f->id);
	return store_done(st, status, err);
}

enum status store_feeds(struct store *st, struct arena *arena,
			struct feed_vec *out, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT " FEED_COLUMNS " FROM feed ORDER BY"
		    " coalesce(nullif(custom_title, ''), nullif(title, ''),"
		    " url) COLLATE NOCASE, id",
		    err);
	while (query_row(&q))
		vec_push(out, read_feed(&q, arena));
	return query_end(&q);
}

static enum status get_one(struct query *q, struct arena *arena,
			   struct feed **out)
{
	struct feed *f = query_row(q) ? read_feed(q, arena) : NULL;
	enum status status = query_end(q);

	if (status != ST_OK)
		return status;
	if (!f)
		return err_set(q->err, ST_NOT_FOUND, _("no such feed"));
	*out = f;
	return ST_OK;
}

enum status store_feed_get(struct store *st, int64_t id, struct arena *arena,
			   struct feed **out, struct err *err)
{
	struct query q;

	query_start(&q, st, "SELECT " FEED_COLUMNS " FROM feed WHERE id = ?",
		    err);
	query_int(&q, id);
	return get_one(&q, arena, out);
}

enum status store_feed_find(struct store *st, const char *url,
			    struct arena *arena, struct feed **out,
			    struct err *err)
{
	struct query q;

	query_start(&q, st, "SELECT " FEED_COLUMNS " FROM feed WHERE url = ?",
		    err);
	query_text(&q, url);
	return get_one(&q, arena, out);
}

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The subscribed feeds that are not among `sorted`. */
static enum status find_gone(struct store *st, const int64_t *sorted,
			     size_t n, struct id_vec *gone, struct err *err)
{
	struct query q;

	query_start(&q, st, "SELECT id FROM feed WHERE subscribed = 1", err);
	while (query_row(&q)) {
		int64_t id = query_col_int(&q, 0);
		if (!n || !bsearch(&id, sorted, n, sizeof(id), compare_ids))
			vec_push(gone, id);
	}
	return query_end(&q);
}

enum status store_feeds_keep(struct store *st, const int64_t *ids, size_t n,
			     struct err *err)
{
	struct id_vec gone = { 0 };
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	int64_t *sorted = xcalloc(n + 1, sizeof(*sorted));
	if (n)
		memcpy(sorted, ids, n * sizeof(*ids));
	qsort(sorted, n, sizeof(*sorted), compare_ids);
	status = find_gone(st, sorted, n, &gone, err);
	for (size_t i = 0; i < gone.len && status == ST_OK; i++)
		status = query_run_int(
			st, "UPDATE feed SET subscribed = 0 WHERE id = ?",
			gone.v[i], err);
	free(sorted);
	vec_release(&gone);
	return store_done(st, status, err);
}
