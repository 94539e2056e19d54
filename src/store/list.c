/* list.c - pages of articles by key. One walk over one index, whatever the
 * scope: no OFFSET, no sorting, no row that is not shown. tests/unit looks
 * at the query plans. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "plan_priv.h"
#include "thrum/base/banned.h"

#define ROW_COLUMNS                                                            \
	"a.id, a.feed_id, a.thread_id, a.copy_of, a.flags, a.words,"           \
	" a.read_count, a.score, c.uuid, c.title,"                             \
	" coalesce(c.source, nullif(f.custom_title, ''), f.title), c.author,"  \
	" c.url, c.lang, c.summary,"                                           \
	" coalesce(nullif(c.published, 0), nullif(c.updated, 0), c.fetched),"  \
	" a.points"
#define ROW_JOINS                                                              \
	" CROSS JOIN content c ON c.id = a.id"                                 \
	" LEFT JOIN feed f ON f.id = a.feed_id"

enum { COLUMN_POINTS = 16, COLUMN_SNIPPET };

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
		.points = (int32_t)query_col_int(q, COLUMN_POINTS),
	};
}

#define SNIPPET ", snippet(search, 0, x'01', x'02', '\u2026', 16)"

static void reverse(struct article_row_vec *rows, size_t from)
{
	for (size_t i = from, k = rows->len; i + 1 < k; i++) {
		struct article_row r = rows->v[--k];
		rows->v[k] = rows->v[i];
		rows->v[i] = r;
	}
}

/* ---- how far a page looks ---- */

/* About what one row costs in steps of SQLite's machine, and how many
 * steps lie between two looks at the count. */
#define STEPS_A_ROW 20
#define STEPS_A_LOOK 1000

static int look(void *ctx)
{
	struct store *st = ctx;

	st->look_left -= STEPS_A_LOOK;
	return st->look_left < 0;
}

static void look_start(struct store *st, const struct article_query *q)
{
	st->cut = false;
	st->look_left = q->max_look * STEPS_A_ROW;
	if (q->max_look)
		sqlite3_progress_handler(st->db, STEPS_A_LOOK, look, st);
}

/* What was found so far is the page. */
static enum status look_end(struct store *st, const struct article_query *q,
			    enum status status)
{
	if (!q->max_look)
		return status;
	sqlite3_progress_handler(st->db, 0, NULL, NULL);
	if (status == ST_OK || st->look_left >= 0)
		return status;
	st->cut = true;
	return ST_OK;
}

bool store_page_was_cut(const struct store *st)
{
	return st->cut;
}

/* ---- reading ---- */

/* A page that is being read. */
struct page {
	struct plan *plan;
	int limit;
	struct arena *arena;
	struct article_row_vec *out;
};

static enum status read_page(const struct page *p, int64_t lo, int64_t hi,
			     struct err *err)
{
	struct plan *plan = p->plan;
	struct query rows;
	struct buf sql = BUF_INIT;

	plan_sql(&sql, plan, plan->is_fts ? ROW_COLUMNS SNIPPET : ROW_COLUMNS,
		 ROW_JOINS);
	query_start(&rows, plan->st, sql.ptr, err);
	plan_bind(&rows, plan);
	query_int(&rows, lo);
	query_int(&rows, hi);
	query_int(&rows, p->limit);
	look_start(plan->st, plan->q);
	while (query_row(&rows)) {
		struct article_row row;
		read_row(&rows, p->arena, &row);
		if (plan->is_fts)
			row.snippet = one_line(query_col_arena(
				&rows, COLUMN_SNIPPET, p->arena));
		vec_push(p->out, row);
	}
	enum status status = look_end(plan->st, plan->q, query_end(&rows));
	buf_release(&sql);
	return status;
}

/* Put words in place of beginnings, or (NULL) not. */
static void set_match(struct plan *p, const struct beginnings *words)
{
	struct buf expr = BUF_INIT;

	fts_add_all(&expr, p->fts.v, p->fts.len, words);
	p->where_values.v[p->match].text =
		arena_strndup(&p->arena, expr.ptr, expr.len);
	buf_release(&expr);
}

/* ---- beginnings of words ---- */

/* How far is read to learn which words a beginning stands for: a few rows
 * first. Where fewer than RARE of them have one, FTS5 is quicker: it takes
 * as long as there are rows (75 million instructions for 40,000 of them),
 * we as long as we have to go to fill a page. */
#define RARE 2
static const struct {
	int rows;
	bool whole; /* read all of them: other words are wanted too */
} nears[] = { { 64, false }, { 2048, false }, { 512, true } };

/* Beginnings by the words of the articles next by (beginnings.c): *done
 * if that gave the whole page. */
static enum status read_near(const struct page *p, bool *done,
			     struct err *err)
{
	struct beginnings words = { 0 };
	struct beginnings_range r = { .fills = true };
	struct plan *plan = p->plan;
	size_t first = p->out->len;
	enum status status = ST_OK;

	for (size_t i = 0; i < plan->fts.len; i++)
		fts_beginnings(plan->fts.v[i], &words);
	for (size_t i = 0; i < 3 && words.len && status == ST_OK; i++) {
		r = (struct beginnings_range){
			.lo = plan->lo,
			.hi = plan->hi,
			.down = plan->down,
			.unread_only = plan->q->unread_only,
			.rows_max = nears[i].rows,
			.hits_max = nears[i].whole ? nears[i].rows + 1 :
						     p->limit,
			.hits_min = p->limit,
		};
		status = beginnings_scan(plan->st, &words, &r, err);
		if (status == ST_OK && !i && r.hits < RARE && !r.is_whole)
			break;
		if (status == ST_OK && !i && !r.fills)
			continue;
		if (status != ST_OK || !r.fills)
			break;
		set_match(plan, &words);
		status = read_page(p, r.lo, r.hi, err);
		*done = r.is_whole ||
			p->out->len - first == (size_t)p->limit;
		if (*done)
			break;
		p->out->len = first;
	}
	set_match(plan, NULL);
	beginnings_release(&words);
	return status;
}

/* ---- other orders ---- */

struct ranked {
	int64_t id;
	double weight;
};
struct ranked_vec {
	VEC_FIELDS(struct ranked);
};

static int by_weight(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

/* The newest hits, best first. */
static enum status read_ranked(struct plan *p, struct ranked_vec *out,
			       struct err *err)
{
	struct buf sql = BUF_INIT;
	struct query q;
	bool by_words = p->order == SEARCH_RANK && p->is_fts;

	plan_sql(&sql, p,
		 by_words			  ? "a.id, thrum_rank(search)" :
		 p->order == SEARCH_BY_SCORE ? "a.id, a.points" :
						    "a.id, 0",
		 "");
	query_start(&q, p->st, sql.ptr, err);
	plan_bind(&q, p);
	query_int(&q, p->lo);
	query_int(&q, p->hi);
	query_int(&q, SEARCH_RANKED);
	look_start(p->st, p->q);
	while (query_row(&q)) {
		struct ranked r = { query_col_int(&q, 0),
				    query_col_double(&q, 1) };
		vec_push(out, r);
	}
	enum status st = look_end(p->st, p->q, query_end(&q));
	buf_release(&sql);
	vec_sort(out, by_weight);
	return st;
}

static enum status ranked_page(const struct page *p,
			       const struct plan_page *at, struct err *err)
{
	struct ranked_vec all = { 0 };
	enum status st = read_ranked(p->plan, &all, err);
	size_t here = 0, n = (size_t)p->limit, from, to;

	while (here < all.len && all.v[here].id != at->key)
		here++;
	if (at->dir == PAGE_AFTER) {
		from = at->key ? here + 1 : 0;
		to = from + n;
	} else {
		to = at->key ? here : all.len;
		from = to > n ? to - n : 0;
	}
	struct page one = *p;
	one.limit = 1;
	for (size_t i = from; st == ST_OK && i < to && i < all.len; i++)
		st = read_page(&one, all.v[i].id, all.v[i].id, err);
	vec_release(&all);
	return st;
}

/* ---- the calls ---- */

static bool is_ranked(const struct plan *p)
{
	return p->order == SEARCH_RANK || p->order == SEARCH_BY_SCORE;
}

static enum status read_any(const struct page *p, const struct plan_page *at,
			    struct err *err)
{
	bool done = false;
	enum status st = ST_OK;
	size_t first = p->out->len;

	if (is_ranked(p->plan))
		return ranked_page(p, at, err);
	if (p->plan->is_fts)
		st = read_near(p, &done, err);
	if (st == ST_OK && !done)
		st = read_page(p, p->plan->lo, p->plan->hi, err);
	if (st == ST_OK && at->dir == PAGE_BEFORE)
		reverse(p->out, first);
	return st;
}

enum status store_articles_page(struct store *st,
				const struct article_query *q, int64_t key,
				enum page_dir dir, int limit,
				struct arena *arena,
				struct article_row_vec *out, struct err *err)
{
	struct plan plan;
	struct plan_page at = { key, dir };
	struct page p = { &plan, limit, arena, out };
	size_t first = out->len;

	st->cut = false;
	enum status status = plan_init(&plan, st, q, &at, err);
	if (status == ST_OK && plan.search)
		status = fts_flush(st, err);
	if (status == ST_OK)
		status = read_any(&p, &at, err);
	if (status != ST_OK)
		out->len = first;
	plan_release(&plan);
	return status;
}

static enum status count_rows(struct store *st, const struct article_query *q,
			      int limit, int64_t *out, struct err *err)
{
	struct plan p;
	struct plan_page at = { 0, PAGE_AFTER };
	struct buf sql = BUF_INIT;
	struct query rows;
	int64_t n = 0;
	enum status status = plan_init(&p, st, q, &at, err);

	if (status == ST_OK) {
		plan_sql(&sql, &p, "a.id", "");
		query_start(&rows, st, sql.ptr, err);
		plan_bind(&rows, &p);
		query_int(&rows, p.lo);
		query_int(&rows, p.hi);
		query_int(&rows, limit);
		look_start(st, q);
		while (query_row(&rows))
			n++;
		status = look_end(st, q, query_end(&rows));
	}
	if (status == ST_OK)
		*out = n;
	buf_release(&sql);
	plan_release(&p);
	return status;
}

enum status store_articles_count(struct store *st,
				 const struct article_query *q, int limit,
				 struct found_count *out, struct err *err)
{
	struct article_query unread = *q;
	struct found_count c = { 0 };
	enum status status = fts_flush(st, err);

	unread.unread_only = true;
	if (status == ST_OK)
		status = count_rows(st, q, limit, &c.n, err);
	if (status == ST_OK)
		status = count_rows(st, &unread, limit, &c.unread, err);
	if (status == ST_OK)
		*out = c;
	return status;
}
