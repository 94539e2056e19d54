/* waiting.c - new rows that wait to be written together.
 *
 * A statement that inserts one row opens the table and its indexes (nine for
 * an article), which costs more than the row. So what a batch of articles
 * adds is gathered and written by one statement a table, from a virtual
 * table over the arrays. An article that is still waiting when it gets its
 * thread is written with it: one insert instead of an insert and an update.
 * In the order of their keys, so that neighbours come to one page.
 *
 * OR FAIL: what fails rolls all back anyway, so that SQLite need not copy
 * pages to take the statement back alone (counts.c).
 */
#include "config.h"

#include "waiting_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

/* ---- marks ---- */

uintptr_t waiting_seen(const struct store *st, struct row_key key)
{
	const uintptr_t *at =
		map_find(&st->rows.marks, (const char *)&key, sizeof(key));

	return at ? *at : 0;
}

void waiting_mark(struct store *st, struct row_key key, uintptr_t value)
{
	*map_put(&st->rows.marks, (const char *)&key, sizeof(key), NULL) =
		value;
}

/* ---- rows ---- */

void waiting_article(struct store *st, const struct row_article *row)
{
	st->rows.any = true;
	vec_push(&st->rows.articles, *row);
	waiting_mark(st, (struct row_key){ ROW_ARTICLE, row->id, 0 },
		  st->rows.articles.len);
}

struct row_article *waiting_article_find(struct store *st, int64_t id)
{
	uintptr_t place = waiting_seen(st, (struct row_key){ ROW_ARTICLE, id, 0 });

	return place ? &st->rows.articles.v[place - 1] : NULL;
}

void waiting_sighting(struct store *st, const struct row_sighting *row)
{
	st->rows.any = true;
	vec_push(&st->rows.sightings, *row);
}

void waiting_tag(struct store *st, const struct row_tag *row)
{
	st->rows.any = true;
	vec_push(&st->rows.tags, *row);
}

static const char *copy_string(struct store *st, const char *s)
{
	return s ? arena_strdup(&st->rows.bytes, s) : NULL;
}

void waiting_thread(struct store *st, const struct row_thread *row)
{
	struct row_thread copy = *row;

	copy.headline = copy_string(st, row->headline);
	copy.sources = copy_string(st, row->sources);
	st->rows.any = true;
	vec_push(&st->rows.threads, copy);
}

void waiting_member(struct store *st, const struct row_member *row)
{
	struct row_key key = { ROW_MEMBER, row->article_id, 0 };
	uintptr_t place = waiting_seen(st, key);
	struct row_member copy = *row;

	copy.why = arena_alloc(&st->rows.bytes, row->why_len + 1);
	if (row->why_len)
		memcpy(copy.why, row->why, row->why_len);
	st->rows.any = true;
	if (place) {
		st->rows.members.v[place - 1] = copy;
		return;
	}
	vec_push(&st->rows.members, copy);
	waiting_mark(st, key, st->rows.members.len);
}

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_id(const void *pa, const void *pb)
{
	const struct row_article *a = pa, *b = pb;

	return compare(a->id, b->id);
}

static int by_guid(const void *pa, const void *pb)
{
	const struct row_sighting *a = pa, *b = pb;
	int c = compare(a->feed_id, b->feed_id);

	return c ? c : compare(a->guid_key, b->guid_key);
}

static int by_tagged(const void *pa, const void *pb)
{
	const struct row_tag *a = pa, *b = pb;
	int c = compare(a->article_id, b->article_id);

	return c ? c : compare(a->tag_id, b->tag_id);
}

static int by_thread(const void *pa, const void *pb)
{
	const struct row_thread *a = pa, *b = pb;

	return compare(a->id, b->id);
}

static int by_member(const void *pa, const void *pb)
{
	const struct row_member *a = pa, *b = pb;

	return compare(a->article_id, b->article_id);
}

/* ---- the virtual table ---- */

struct waiting_table {
	sqlite3_vtab base;
	struct store *st;
};

struct waiting_cursor {
	sqlite3_vtab_cursor base;
	const struct rows_view *view;
	size_t at;
};

static int x_connect(sqlite3 *db, void *ctx, int argc, const char *const *argv,
		     sqlite3_vtab **out, char **msg)
{
	(void)argc;
	(void)argv;
	(void)msg;
	int rc = sqlite3_declare_vtab(
		db, "CREATE TABLE x(a, b, c, d, e, f, g, h, i, j,"
		" k, l, m, n)");
	if (rc != SQLITE_OK)
		return rc;
	struct waiting_table *t = xcalloc(1, sizeof(*t));
	t->st = ctx;
	*out = &t->base;
	return SQLITE_OK;
}

static int x_disconnect(sqlite3_vtab *t)
{
	free(t);
	return SQLITE_OK;
}

static int x_best_index(sqlite3_vtab *t, sqlite3_index_info *info)
{
	(void)t;
	info->estimatedCost = 1e6;
	return SQLITE_OK;
}

static int x_open(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
	struct waiting_cursor *c = xcalloc(1, sizeof(*c));

	c->view = &((struct waiting_table *)t)->st->rows.view;
	*out = &c->base;
	return SQLITE_OK;
}

static int x_close(sqlite3_vtab_cursor *c)
{
	free(c);
	return SQLITE_OK;
}

static int x_filter(sqlite3_vtab_cursor *c, int n, const char *s, int argc,
		    sqlite3_value **argv)
{
	(void)n;
	(void)s;
	(void)argc;
	(void)argv;
	((struct waiting_cursor *)c)->at = 0;
	return SQLITE_OK;
}

static int x_next(sqlite3_vtab_cursor *c)
{
	((struct waiting_cursor *)c)->at++;
	return SQLITE_OK;
}

static int x_eof(sqlite3_vtab_cursor *base)
{
	struct waiting_cursor *c = (struct waiting_cursor *)base;

	return c->at >= c->view->n;
}

static int x_rowid(sqlite3_vtab_cursor *c, sqlite3_int64 *out)
{
	*out = (sqlite3_int64)((struct waiting_cursor *)c)->at;
	return SQLITE_OK;
}

enum {
	ARTICLE_SCORE = 9,
	MEMBER_WHY = 3,
	THREAD_SPARK_AT = 11,
	THREAD_HEADLINE,
	THREAD_SOURCES,
};

static void thread_column(sqlite3_context *ctx, const struct row_thread *t,
			  int col)
{
	/* One without reports has no spark yet. */
	if (col == THREAD_SPARK_AT && t->n_articles)
		sqlite3_result_blob(ctx, t->spark, sizeof(t->spark),
				    SQLITE_STATIC);
	else if (col == THREAD_HEADLINE)
		sqlite3_result_text(ctx, t->headline, -1, SQLITE_STATIC);
	else if (col == THREAD_SOURCES)
		sqlite3_result_text(ctx, t->sources, -1, SQLITE_STATIC);
}

/* Rows are int64_t from their start on, but for these. */
static int x_column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int col)
{
	struct waiting_cursor *c = (struct waiting_cursor *)base;
	const struct rows_view *view = c->view;
	const char *row = (const char *)view->first + c->at * view->size;

	if (view->kind == ROWS_ARTICLES && col == ARTICLE_SCORE) {
		const struct row_article *a = (const void *)row;
		sqlite3_result_double(ctx, a->score);
	} else if (view->kind == ROWS_MEMBERS && col == MEMBER_WHY) {
		const struct row_member *m = (const void *)row;
		sqlite3_result_blob64(ctx, m->why, m->why_len, SQLITE_STATIC);
	} else if (view->kind == ROWS_THREADS && col >= THREAD_SPARK_AT) {
		thread_column(ctx, (const void *)row, col);
	} else {
		int64_t v;
		memcpy(&v, row + (size_t)col * sizeof(v), sizeof(v));
		sqlite3_result_int64(ctx, v);
	}
	return SQLITE_OK;
}

static const sqlite3_module waiting = {
	.xConnect = x_connect,
	.xBestIndex = x_best_index,
	.xDisconnect = x_disconnect,
	.xOpen = x_open,
	.xClose = x_close,
	.xFilter = x_filter,
	.xNext = x_next,
	.xEof = x_eof,
	.xColumn = x_column,
	.xRowid = x_rowid,
};

enum status waiting_register(struct store *st, struct err *err)
{
	int rc = sqlite3_create_module_v2(st->db, "waiting", &waiting, st,
					  NULL);

	return rc == SQLITE_OK ? ST_OK : db_fail(st, rc, "waiting", err);
}

/* ---- writing ---- */

static const char *const insert_sql[] = {
	[ROWS_ARTICLES] = "INSERT OR FAIL INTO article (id, feed_id, arrival,"
			  " flags, words, read_count, last_read, thread_id,"
			  " copy_of, score)"
			  " SELECT a, b, c, d, e, f, g, h, i, j FROM waiting",
	[ROWS_SIGHTINGS] = "INSERT OR FAIL INTO sighting (feed_id, guid_key,"
			   " article_id, content_hash, raw_hash, state)"
			   " SELECT a, b, c, d, e, f FROM waiting",
	[ROWS_TAGS] = "INSERT OR FAIL INTO article_tag (article_id, tag_id,"
		      " state) SELECT a, b, c FROM waiting",
	[ROWS_THREADS] = "INSERT OR IGNORE INTO thread (id, rank, first, last,"
			 " n_articles, n_unread, n_starred, n_independent,"
			 " n_sources, flags, central, spark, headline,"
			 " sources) SELECT a, b, c, d, e, f, g, h, i, j, k, l,"
			 " m, n FROM waiting",
	[ROWS_MEMBERS] = "INSERT OR FAIL INTO membership (article_id,"
			 " near_id, fixed, why)"
			 " SELECT a, b, c, d FROM waiting",
};

static enum status write_rows(struct store *st, struct rows_view view,
			      int (*order)(const void *, const void *),
			      struct err *err)
{
	struct query q;

	if (!view.n)
		return ST_OK;
	qsort(view.first, view.n, view.size, order);
	st->rows.view = view;
	query_ahead(&q, st, insert_sql[view.kind], err);
	enum status status = query_run(&q);
	st->rows.view = (struct rows_view){ 0 };
	return status;
}

#define VIEW(kind, rows) \
	((struct rows_view){ (kind), (rows).v, (rows).len, sizeof(*(rows).v) })

enum status waiting_flush(struct store *st, struct err *err)
{
	struct waiting_rows *r = &st->rows;
	enum status status =
		write_rows(st, VIEW(ROWS_ARTICLES, r->articles), by_id, err);

	if (status == ST_OK)
		status = write_rows(st, VIEW(ROWS_SIGHTINGS, r->sightings),
				    by_guid, err);
	if (status == ST_OK)
		status = write_rows(st, VIEW(ROWS_TAGS, r->tags), by_tagged,
				    err);
	if (status == ST_OK)
		status = write_rows(st, VIEW(ROWS_THREADS, r->threads),
				    by_thread, err);
	if (status == ST_OK)
		status = write_rows(st, VIEW(ROWS_MEMBERS, r->members),
				    by_member, err);
	waiting_forget(st);
	return status;
}

void waiting_forget(struct store *st)
{
	struct waiting_rows *r = &st->rows;

	vec_release(&r->articles);
	vec_release(&r->sightings);
	vec_release(&r->tags);
	vec_release(&r->threads);
	vec_release(&r->members);
	arena_release(&r->bytes);
	map_release(&r->marks);
	r->any = false;
}
