/* list.c - pages of articles by key. One walk over one index, whatever the
 * scope: no OFFSET, no sorting, no row that is not shown. tests/unit looks
 * at the query plans. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store_priv.h"
#include "thrum/base/banned.h"

/* Articles that are read for the words of a beginning. */
#define NEAR_ROWS 512

#define ROW_COLUMNS                                                            \
	"a.id, a.feed_id, a.thread_id, a.copy_of, a.flags, a.words,"           \
	" a.read_count, a.score, c.uuid, c.title,"                             \
	" coalesce(c.source, nullif(f.custom_title, ''), f.title), c.author,"  \
	" c.url, c.lang, c.summary,"                                           \
	" coalesce(nullif(c.published, 0), nullif(c.updated, 0), c.fetched)"
#define ROW_JOINS                                                              \
	" CROSS JOIN content c ON c.id = a.id"                                 \
	" LEFT JOIN feed f ON f.id = a.feed_id"

/* [scope][unread_only]. The index is named, so that a plan that SQLite's
 * statistics would spoil cannot happen: then preparing fails, and a test. */
static const struct scope_sql scopes[][2] = {
	[SCOPE_ALL] = {
		{ " FROM article a INDEXED BY article_live",
		  " WHERE a.flags & 4 = 0", "a.id" },
		{ " FROM article a INDEXED BY article_unread",
		  " WHERE a.flags & 5 = 0", "a.id" },
	},
	[SCOPE_FEED] = {
		{ " FROM sighting s INDEXED BY sighting_live"
		  " CROSS JOIN article a ON a.id = s.article_id",
		  " WHERE s.feed_id = ? AND s.state < 2", "s.article_id" },
		{ " FROM sighting s INDEXED BY sighting_unread"
		  " CROSS JOIN article a ON a.id = s.article_id",
		  " WHERE s.feed_id = ? AND s.state = 0", "s.article_id" },
	},
	[SCOPE_THREAD] = {
		{ " FROM article a INDEXED BY article_thread",
		  " WHERE a.thread_id = ? AND a.thread_id <> 0"
		  " AND a.flags & 4 = 0", "a.id" },
		{ " FROM article a INDEXED BY article_thread_unread",
		  " WHERE a.thread_id = ? AND a.thread_id <> 0"
		  " AND a.flags & 5 = 0", "a.id" },
	},
	[SCOPE_TAG] = {
		{ " FROM article_tag t INDEXED BY article_tag_live"
		  " CROSS JOIN article a ON a.id = t.article_id",
		  " WHERE t.tag_id = (SELECT id FROM tag WHERE key = ?)"
		  " AND t.state < 2", "t.article_id" },
		{ " FROM article_tag t INDEXED BY article_tag_unread"
		  " CROSS JOIN article a ON a.id = t.article_id",
		  " WHERE t.tag_id = (SELECT id FROM tag WHERE key = ?)"
		  " AND t.state = 0", "t.article_id" },
	},
	/* The index holds no read state: unread hits are picked from all. */
	[SCOPE_SEARCH] = {
		{ " FROM search CROSS JOIN article a ON a.id = search.rowid",
		  " WHERE search MATCH ? AND a.flags & 4 = 0",
		  "search.rowid" },
		{ " FROM search CROSS JOIN article a ON a.id = search.rowid",
		  " WHERE search MATCH ? AND a.flags & 5 = 0",
		  "search.rowid" },
	},
	[SCOPE_STARRED] = {
		{ " FROM article a INDEXED BY article_starred",
		  " WHERE a.flags & 6 = 2", "a.id" },
		{ " FROM article a INDEXED BY article_starred_unread",
		  " WHERE a.flags & 7 = 2", "a.id" },
	},
};

const struct scope_sql *scope_sql(const struct article_query *q)
{
	return &scopes[q->scope][q->unread_only ? 1 : 0];
}

enum status scope_args_init(struct scope_args *args,
			    const struct article_query *q, struct err *err)
{
	*args = (struct scope_args){ .match = BUF_INIT };
	if (q->scope == SCOPE_TAG)
		args->tag = tag_key(q->text ? q->text : "");
	if (q->scope == SCOPE_SEARCH)
		return search_compile(q->text, NULL, &args->match, err);
	return ST_OK;
}

void scope_args_release(struct scope_args *args)
{
	buf_release(&args->match);
	free(args->tag);
	args->tag = NULL;
}

void scope_bind(struct query *sql, const struct article_query *q,
		const struct scope_args *args)
{
	if (q->scope == SCOPE_FEED || q->scope == SCOPE_THREAD)
		query_int(sql, q->of);
	else if (q->scope == SCOPE_TAG)
		query_text(sql, args->tag);
	else if (q->scope == SCOPE_SEARCH)
		query_textn(sql, args->match.ptr, args->match.len);
}

/* Line ends and tabs of a text would break a one-line snippet. */
static const char *one_line(char *s)
{
	for (char *p = s; p && *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	return s && *s ? s : NULL;
}

static void read_row(const struct query *q, struct arena *arena,
		     struct article_row *row)
{
	char uuid[37];

	uuid_to_text(query_col_blob(q, 8), query_col_len(q, 8), uuid);
	*row = (struct article_row){
		.id = query_col_int(q, 0),
		.feed_id = query_col_int(q, 1),
		.thread_id = query_col_int(q, 2),
		.copy_of = query_col_int(q, 3),
		.flags = (uint32_t)query_col_int(q, 4),
		.words = (uint32_t)query_col_int(q, 5),
		.read_count = (uint32_t)query_col_int(q, 6),
		.score = query_col_double(q, 7),
		.uuid = arena_strdup(arena, uuid),
		.title = query_col_arena(q, 9, arena),
		.source = query_col_arena(q, 10, arena),
		.author = query_col_arena(q, 11, arena),
		.url = query_col_arena(q, 12, arena),
		.lang = query_col_arena(q, 13, arena),
		.summary = query_col_arena(q, 14, arena),
		.time = query_col_int(q, 15),
	};
}

static bool is_descending(const struct article_query *q)
{
	return q->scope != SCOPE_THREAD;
}

static void page_sql(struct buf *sql, const struct article_query *q,
		     enum page_dir dir)
{
	const struct scope_sql *s = scope_sql(q);
	bool down = is_descending(q) == (dir == PAGE_AFTER);

	buf_adds(sql, "SELECT " ROW_COLUMNS);
	if (q->scope == SCOPE_SEARCH)
		buf_adds(sql, ", snippet(search, 0, x'01', x'02', '\u2026',"
			      " 16)");
	buf_adds(sql, s->from);
	buf_adds(sql, ROW_JOINS);
	buf_adds(sql, s->where);
	buf_addf(sql, " AND %s BETWEEN ? AND ? ORDER BY %s %s LIMIT ?", s->id,
		 s->id, down ? "DESC" : "ASC");
}

/* The ids a page may hold, from the key and the query's own bounds. */
static void bounds(const struct article_query *q, int64_t key,
		   enum page_dir dir, int64_t *lo, int64_t *hi)
{
	bool down = is_descending(q) == (dir == PAGE_AFTER);

	*lo = q->min_id;
	*hi = q->max_id ? q->max_id : INT64_MAX;
	if (!key)
		return;
	if (down && key - 1 < *hi)
		*hi = key - 1;
	else if (!down && key + 1 > *lo)
		*lo = key + 1;
}

/* Unread hits are picked from all hits: at least not from those that are
 * older than the oldest unread article, or newer than the newest. */
static enum status unread_bounds(struct store *st, int64_t *lo, int64_t *hi,
				 struct err *err)
{
	int64_t first = INT64_MAX, last = 0;
	enum status status = db_int(
		st,
		"SELECT id FROM article INDEXED BY article_unread"
		" WHERE flags & 5 = 0 ORDER BY id LIMIT 1",
		&first, err);

	if (status == ST_OK)
		status = db_int(st,
				"SELECT id FROM article"
				" INDEXED BY article_unread"
				" WHERE flags & 5 = 0"
				" ORDER BY id DESC LIMIT 1",
				&last, err);
	if (first > *lo)
		*lo = first;
	if (last < *hi)
		*hi = last;
	return status;
}

static void reverse(struct article_row_vec *rows, size_t from)
{
	for (size_t i = from, k = rows->len; i + 1 < k; i++) {
		struct article_row r = rows->v[--k];
		rows->v[k] = rows->v[i];
		rows->v[i] = r;
	}
}

/* A page that is being read. */
struct page {
	struct store *st;
	const struct article_query *q;
	const char *sql;
	bool down; /* by falling ids */
	int limit;
	struct arena *arena;
	struct article_row_vec *out;
};

static enum status read_page(const struct page *p,
			     const struct scope_args *args, int64_t lo,
			     int64_t hi, struct err *err)
{
	struct query rows;

	query_start(&rows, p->st, p->sql, err);
	scope_bind(&rows, p->q, args);
	query_int(&rows, lo);
	query_int(&rows, hi);
	query_int(&rows, p->limit);
	while (query_row(&rows)) {
		struct article_row row;
		read_row(&rows, p->arena, &row);
		if (p->q->scope == SCOPE_SEARCH)
			row.snippet = one_line(
				query_col_arena(&rows, 16, p->arena));
		vec_push(p->out, row);
	}
	return query_end(&rows);
}

/* Beginnings by the words of the articles next by (beginnings.c): *done
 * if that gave the whole page. */
static enum status read_near(const struct page *p, int64_t lo, int64_t hi,
			     bool *done, struct err *err)
{
	struct beginnings words = { 0 };
	struct beginnings_range r = { .fills = true };
	size_t first = p->out->len;
	enum status status = search_beginnings(p->q->text, &words, err);

	/* Where other words are wanted too, not every article counts: then
	 * once more, further. */
	for (int i = 0; i < 2; i++) {
		if (status != ST_OK || !words.len || !r.fills || *done)
			break;
		r = (struct beginnings_range){
			.lo = lo,
			.hi = hi,
			.down = p->down,
			.unread_only = p->q->unread_only,
			.rows_max = NEAR_ROWS,
			.hits_max = i ? NEAR_ROWS + 1 : p->limit,
			.hits_min = p->limit,
		};
		struct scope_args args = { .match = BUF_INIT };
		status = beginnings_scan(p->st, &words, &r, err);
		if (status == ST_OK && r.fills)
			status = search_compile(p->q->text, &words,
						&args.match, err);
		if (status == ST_OK && r.fills)
			status = read_page(p, &args, r.lo, r.hi, err);
		*done = r.fills && (r.is_whole ||
				    p->out->len - first ==
					    (size_t)p->limit);
		if (!*done)
			p->out->len = first;
		scope_args_release(&args);
	}
	beginnings_release(&words);
	return status;
}

enum status store_articles_page(struct store *st,
				const struct article_query *q, int64_t key,
				enum page_dir dir, int limit,
				struct arena *arena,
				struct article_row_vec *out, struct err *err)
{
	struct buf sql = BUF_INIT;
	struct scope_args args;
	struct page p = { st,	 q,	NULL, is_descending(q) == (dir == PAGE_AFTER),
			  limit, arena, out };
	size_t first = out->len;
	bool done = false;
	int64_t lo, hi;
	enum status status = scope_args_init(&args, q, err);

	if (status == ST_OK && q->scope == SCOPE_SEARCH)
		status = fts_flush(st, err);
	if (status != ST_OK)
		goto out;
	page_sql(&sql, q, dir);
	p.sql = sql.ptr;
	bounds(q, key, dir, &lo, &hi);
	if (q->scope == SCOPE_SEARCH && q->unread_only)
		status = unread_bounds(st, &lo, &hi, err);
	if (status == ST_OK && q->scope == SCOPE_SEARCH)
		status = read_near(&p, lo, hi, &done, err);
	if (status == ST_OK && !done)
		status = read_page(&p, &args, lo, hi, err);
	if (status != ST_OK)
		out->len = first;
	else if (dir == PAGE_BEFORE)
		reverse(out, first);
out:
	scope_args_release(&args);
	buf_release(&sql);
	return status;
}
