/* refresh.c - the stored facts of threads, made anew from their members.
 *
 * Rank, the order of home: the time of the last report (no later than now)
 * plus 3 h * log2(1 + independent reports). One more report lifts a small
 * thread much and a large one little; a report from today beats an event
 * of sixty from the day before last. What is followed, or woke and was not
 * looked at, ranks as if its news were three days younger: on top as long as
 * it lives, and out of the way when it is over. Ours.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "waiting_priv.h"
#include "thrum/base/banned.h"

#define RANK_STEP_S (3 * 3600)
#define FOLLOW_LEAD_S (3 * 86400)
#define SOURCES_SHOWN 12
#define SPARK_TOP 8

/* What one walk over the members gathers. */
struct summary {
	int64_t id;
	int64_t central; /* its central report, 0 = as it was */
	int32_t n_articles, n_unread, n_starred, n_independent, n_sources;
	int64_t first, last, rank;
	uint8_t spark[THREAD_SPARK];
	char *headline; /* of the central report, else of the first */
	struct buf sources; /* parted by LF */
	struct map seen; /* sources */
	VEC_FIELDS(int64_t); /* times of the reports, for the spark */
	uint32_t marks; /* of the founders among the members */
	uint32_t own_marks; /* of the thread itself ... */
	bool has_marks; /* ... if it has any */
	bool has_row; /* in the store */
	int64_t woken; /* when, 0 = not */
};

static void summary_release(struct summary *s)
{
	free(s->headline);
	buf_release(&s->sources);
	map_release(&s->seen);
	vec_release(s);
}

static void add_source(struct summary *s, const char *source)
{
	bool is_new = false;

	if (!source || !*source)
		return;
	map_put(&s->seen, source, strlen(source), &is_new);
	if (!is_new)
		return;
	if (s->n_sources++ >= SOURCES_SHOWN)
		return;
	if (s->sources.len)
		buf_addc(&s->sources, '\n');
	buf_adds(&s->sources, source);
}

enum { M_ID, M_FLAGS, M_SOURCE, M_TITLE, M_MARK };

static void add_member(struct summary *s, const struct query *q)
{
	int64_t id = query_col_int(q, M_ID);
	int64_t t = id >> q->st->id_bits;
	int64_t flags = query_col_int(q, M_FLAGS);
	bool is_central = id == s->central;
	const char *title = query_col_text(q, M_TITLE);

	if (!s->n_articles++)
		s->first = t;
	s->last = t;
	s->n_unread += !(flags & ARTICLE_READ);
	s->n_starred += (flags & ARTICLE_STARRED) != 0;
	s->n_independent += !(flags & ARTICLE_COPY);
	add_source(s, query_col_text(q, M_SOURCE));
	s->marks |= (uint32_t)query_col_int(q, M_MARK);
	if (title && *title && (is_central || !s->headline)) {
		free(s->headline);
		s->headline = xstrdup(title);
	}
	vec_push(s, t);
}

/* Reports a quarter of its life, the busiest quarter 8. A thread without a
 * span has them all in the last cell. */
static void make_spark(struct summary *s)
{
	int64_t n[THREAD_SPARK] = { 0 }, top = 1;
	int64_t span = s->last - s->first;

	for (size_t i = 0; i < s->len; i++) {
		int64_t cell = span ? (s->v[i] - s->first) * THREAD_SPARK /
					      (span + 1) :
				      THREAD_SPARK - 1;
		if (++n[cell] > top)
			top = n[cell];
	}
	for (int i = 0; i < THREAD_SPARK; i++)
		s->spark[i] = (uint8_t)((n[i] * SPARK_TOP + top - 1) / top);
}

static void make_rank(struct summary *s, int64_t now)
{
	int64_t last = now && s->last > now ? now : s->last;

	if ((s->marks & THREAD_WOKEN) && s->woken > last)
		last = s->woken;
	if (s->marks & (THREAD_FOLLOWED | THREAD_WOKEN))
		last += FOLLOW_LEAD_S;
	s->rank = last + llround(RANK_STEP_S * log2(1 + s->n_independent));
}

/* Its row, if it has one, and what the reader said of it. */
static enum status load_row(struct store *st, struct summary *s,
			    struct err *err)
{
	struct query q;

	query_ahead(&q, st,
		    "SELECT t.id IS NOT NULL, t.central, m.flags, m.woken"
		    " FROM (SELECT ?1 AS id) x"
		    " LEFT JOIN thread t ON t.id = x.id"
		    " LEFT JOIN thread_mark m ON m.thread_id = x.id",
		    err);
	query_int(&q, s->id);
	if (query_row(&q)) {
		s->has_row = query_col_int(&q, 0) != 0;
		if (!s->central)
			s->central = query_col_int(&q, 1);
		s->own_marks = (uint32_t)query_col_int(&q, 2);
		s->has_marks = !query_col_is_null(&q, 2);
		s->woken = query_col_int(&q, 3);
	}
	return query_end(&q);
}

/* What the reader said of the thread itself counts more than what comes
 * with its members. */
static enum status gather(struct store *st, struct summary *s,
			  struct err *err)
{
	struct query q;

	query_ahead(&q, st,
		    "SELECT a.id, a.flags,"
		    " coalesce(c.source, nullif(f.custom_title, ''), f.title),"
		    " c.title, coalesce(m.flags, 0)"
		    " FROM article a INDEXED BY article_thread"
		    " CROSS JOIN content c ON c.id = a.id"
		    " LEFT JOIN feed f ON f.id = a.feed_id"
		    " LEFT JOIN thread_mark m ON m.thread_id = a.id"
		    " WHERE a.thread_id = ?1 AND a.thread_id <> 0"
		    " AND a.flags & 4 = 0 ORDER BY a.id",
		    err);
	query_int(&q, s->id);
	while (query_row(&q))
		add_member(s, &q);
	if (s->has_marks)
		s->marks = s->own_marks;
	return query_end(&q);
}

static struct row_thread row_of(const struct summary *s)
{
	uint32_t flags = s->marks & (THREAD_FOLLOWED | THREAD_MUTED |
				     THREAD_SNOOZED | THREAD_WOKEN);
	struct row_thread row = {
		.id = s->id,
		.rank = s->rank,
		.first = s->first,
		.last = s->last,
		.n_articles = s->n_articles,
		.n_unread = s->n_unread,
		.n_starred = s->n_starred,
		.n_independent = s->n_independent,
		.n_sources = s->n_sources,
		.flags = flags | (s->n_starred ? THREAD_STARRED : 0),
		.central = s->central,
		.headline = s->headline,
		.sources = s->sources.len ? s->sources.ptr : NULL,
	};

	memcpy(row.spark, s->spark, sizeof(row.spark));
	return row;
}

/* A new one waits for the others; cf. the trigger thread_changed. */
static enum status add_row(struct store *st, const struct row_thread *row,
			   struct err *err)
{
	waiting_thread(st, row);
	if (row->n_articles && !(row->flags & THREAD_MUTED))
		counts_thread(st, row->n_unread > 0);
	return st->rows.threads.len < WAITING_THREADS_MAX ?
		       ST_OK :
		       waiting_flush(st, err);
}

static enum status write_row(struct store *st, const struct row_thread *row,
			     struct err *err)
{
	struct query q;

	/* OR FAIL: what fails rolls all back anyway, so that SQLite need not
	 * copy the pages to take this statement back alone (counts.c). */
	query_ahead(&q, st,
		    "UPDATE OR FAIL thread SET rank = ?, first = ?, last = ?,"
		    " n_articles = ?, n_unread = ?, n_starred = ?,"
		    " n_independent = ?, n_sources = ?, flags = ?, spark = ?,"
		    " headline = coalesce(?, headline), sources = ?,"
		    " central = ? WHERE id = ?",
		    err);
	query_int(&q, row->rank);
	query_int(&q, row->first);
	query_int(&q, row->last);
	query_int(&q, row->n_articles);
	query_int(&q, row->n_unread);
	query_int(&q, row->n_starred);
	query_int(&q, row->n_independent);
	query_int(&q, row->n_sources);
	query_int(&q, row->flags);
	query_blob(&q, row->spark, sizeof(row->spark));
	query_text(&q, row->headline);
	query_text(&q, row->sources);
	query_int(&q, row->central);
	query_int(&q, row->id);
	return query_run(&q);
}

/* ---- threads that went ---- */

static int compare_moves(const void *a, const void *b)
{
	const struct move *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Where most of its articles went, by the moves sorted by (from, to). */
static int64_t main_heir(const struct move *moves, size_t n, int64_t id)
{
	size_t lo = 0, hi = n, best_n = 0;
	int64_t best = 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (moves[mid].from < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (size_t i = lo, run = 0; i < n && moves[i].from == id; i++) {
		run = i > lo && moves[i].to == moves[i - 1].to ? run + 1 : 1;
		if (run > best_n && moves[i].to != id) {
			best_n = run;
			best = moves[i].to;
		}
	}
	return best;
}

static enum status run_ahead(struct store *st, const char *sql, int64_t id,
			     struct err *err)
{
	struct query q;

	query_ahead(&q, st, sql, err);
	query_int(&q, id);
	return query_run(&q);
}

static enum status put_alias(struct store *st, int64_t old, int64_t id,
			     struct err *err)
{
	struct query q;

	query_ahead(&q, st, "UPDATE thread_alias SET id = ? WHERE id = ?",
		    err);
	query_int(&q, id);
	query_int(&q, old);
	enum status status = query_run(&q);
	if (status != ST_OK)
		return status;
	query_ahead(&q, st,
		    "INSERT OR REPLACE INTO thread_alias (old_id, id)"
		    " VALUES (?, ?)",
		    err);
	query_int(&q, old);
	query_int(&q, id);
	status = query_run(&q);
	if (status != ST_OK)
		return status;
	/* Merged there and back. */
	return run_ahead(st,
			     "DELETE FROM thread_alias WHERE old_id = ?1"
			     " AND id = ?1",
			     id, err);
}

static enum status has_deleted(struct store *st, int64_t id, bool *out,
			       struct err *err)
{
	struct query q;

	query_ahead(&q, st,
		    "SELECT 1 FROM article INDEXED BY article_thread_deleted"
		    " WHERE thread_id = ? AND thread_id <> 0"
		    " AND flags & 4 = 4 LIMIT 1",
		    err);
	query_int(&q, id);
	*out = query_row(&q);
	return query_end(&q);
}

static enum status drop(struct store *st, int64_t id, int64_t heir,
			struct err *err)
{
	enum status status = run_ahead(
		st, "DELETE FROM thread WHERE id = ?", id, err);

	if (status == ST_OK)
		status = thread_unlink(st, id, err);
	if (status == ST_OK && heir)
		status = put_alias(st, id, heir, err);
	return status;
}

static int compare_centrals(const void *a, const void *b)
{
	const struct central *x = a, *y = b;

	return (x->thread_id > y->thread_id) - (x->thread_id < y->thread_id);
}

/* What was told of it since the last refresh, or 0. */
static int64_t central_of(const struct store *st, int64_t id)
{
	struct central key = { id, 0 };
	const struct central *c =
		st->centrals.len ? bsearch(&key, st->centrals.v,
					   st->centrals.len, sizeof(key),
					   compare_centrals) :
				   NULL;

	return c ? c->article_id : 0;
}

static enum status refresh_one(struct store *st, int64_t id, int64_t heir,
			       int64_t now, struct err *err)
{
	struct summary s = { .id = id,
			     .central = central_of(st, id),
			     .sources = BUF_INIT };
	bool keep = true;
	enum status status = load_row(st, &s, err);

	if (status == ST_OK)
		status = gather(st, &s, err);
	if (status == ST_OK && !s.n_articles)
		status = has_deleted(st, id, &keep, err);
	if (status == ST_OK && !keep)
		status = drop(st, id, heir, err);
	if (status == ST_OK && keep) {
		make_spark(&s);
		make_rank(&s, now);
		struct row_thread row = row_of(&s);
		status = s.has_row ? write_row(st, &row, err) :
				     add_row(st, &row, err);
	}
	summary_release(&s);
	return status;
}

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void touched_threads(const struct move *moves, size_t n,
			    struct id_vec *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (moves[i].from)
			vec_push(out, moves[i].from);
		if (moves[i].to)
			vec_push(out, moves[i].to);
	}
	if (!out->len)
		return;
	qsort(out->v, out->len, sizeof(*out->v), compare_ids);
	for (size_t i = 0; i < out->len; i++)
		if (!kept || out->v[i] != out->v[kept - 1])
			out->v[kept++] = out->v[i];
	out->len = kept;
}

/* So many threads of a first fetch have their reports all over the last
 * weeks: with more pages at hand a third of what was read is not read again
 * (50,000 articles: 1.8 of 5.1 GB). Fewer do without. */
#define WIDE_MIN 500

enum status store_threads_refresh(struct store *st, int64_t now,
				  struct err *err)
{
	struct id_vec ids = { 0 };
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	size_t n = st->moves.len;
	if (n)
		qsort(st->moves.v, n, sizeof(*st->moves.v), compare_moves);
	if (st->centrals.len)
		qsort(st->centrals.v, st->centrals.len,
		      sizeof(*st->centrals.v), compare_centrals);
	touched_threads(st->moves.v, n, &ids);
	/* Empty rows of threads that are in the moves: made full below. */
	st->rows.threads.len = 0;
	status = waiting_flush(st, err);
	bool is_wide = ids.len >= WIDE_MIN;
	if (status == ST_OK && is_wide)
		status = store_cache(st, CACHE_WIDE_KIB, err);
	for (size_t i = 0; i < ids.len && status == ST_OK; i++)
		status = refresh_one(st, ids.v[i],
				     main_heir(st->moves.v, n, ids.v[i]), now,
				     err);
	if (status == ST_OK)
		status = waiting_flush(st, err);
	if (is_wide) {
		enum status back = store_cache(
			st, CACHE_KIB, status == ST_OK ? err : NULL);
		status = status == ST_OK ? back : status;
	}
	vec_release(&ids);
	st->moves.len = 0;
	threads_forget(st);
	return store_done(st, status, err);
}
