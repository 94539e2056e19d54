/* threads.c - threads as lists show them: pages by key, one row, related
 * ones, and the next unread article. Writing is members.c and refresh.c. */
#include "config.h"

#include "thrum/store/threads.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/i18n.h"
#include "store_priv.h"
#include "thrum/base/banned.h"

#define THREAD_COLUMNS                                                         \
	"t.id, t.headline, t.names, t.sources, t.first, t.last, t.rank,"       \
	" t.n_articles, t.n_unread, t.n_independent, t.n_sources, t.spark,"    \
	" t.flags"
enum { COLUMN_ID = 1, COLUMN_LAST = 6, COLUMN_RANK = 7 };

static struct thread *read_thread(const struct query *q, struct arena *arena)
{
	struct thread *t = arena_calloc(arena, 1, sizeof(*t));

	t->id = query_col_int(q, 0);
	t->headline = query_col_arena(q, 1, arena);
	t->names = query_col_arena(q, 2, arena);
	t->sources = query_col_arena(q, 3, arena);
	t->first = query_col_int(q, 4);
	t->last = query_col_int(q, 5);
	t->rank = query_col_int(q, 6);
	t->n_articles = (int32_t)query_col_int(q, 7);
	t->n_unread = (int32_t)query_col_int(q, 8);
	t->n_independent = (int32_t)query_col_int(q, 9);
	t->n_sources = (int32_t)query_col_int(q, 10);
	if (query_col_len(q, 11) == THREAD_SPARK)
		memcpy(t->spark, query_col_blob(q, 11), THREAD_SPARK);
	t->flags = (uint32_t)query_col_int(q, 12);
	return t;
}

/* The rows of a list, muted ones or the others: an index holds exactly
 * these, in this order. */
static void part_sql(struct buf *sql, const struct thread_query *q,
		     bool muted, bool down)
{
	const char *by = q->order == THREADS_BY_ACTIVITY ? "rank" : "last";

	buf_addf(sql,
		 " FROM thread t INDEXED BY thread_%s%s%s"
		 " WHERE t.flags & 2 = %d AND t.%s > 0"
		 " AND (t.%s, t.id) %s (?1, ?2)",
		 by, muted ? "_muted" : "", q->unread_only ? "_unread" : "",
		 muted ? 2 : 0, q->unread_only ? "n_unread" : "n_articles",
		 by, down ? "<" : ">");
}

/* With muted threads: two ordered walks merged, nothing sorted. */
static void page_sql(struct buf *sql, const struct thread_query *q, bool down)
{
	buf_adds(sql, "SELECT " THREAD_COLUMNS);
	part_sql(sql, q, q->only_muted, down);
	if (q->with_muted && !q->only_muted) {
		buf_adds(sql, " UNION ALL SELECT " THREAD_COLUMNS);
		part_sql(sql, q, true, down);
	}
	buf_addf(sql, " ORDER BY %d %s, %d %s LIMIT ?3",
		 q->order == THREADS_BY_ACTIVITY ? COLUMN_RANK : COLUMN_LAST,
		 down ? "DESC" : "ASC", COLUMN_ID, down ? "DESC" : "ASC");
}

static void bind_key(struct query *q, struct thread_key key, bool down)
{
	int64_t open_end = down ? INT64_MAX : INT64_MIN;

	query_int(q, key.id ? key.value : open_end);
	query_int(q, key.id ? key.id : open_end);
}

enum status store_threads_page(struct store *st, const struct thread_query *q,
			       struct thread_key key, enum page_dir dir,
			       int limit, struct arena *arena,
			       struct thread_vec *out, struct err *err)
{
	struct buf sql = BUF_INIT;
	struct query rows;
	size_t first = out->len;
	bool down = dir == PAGE_AFTER;

	page_sql(&sql, q, down);
	query_start(&rows, st, sql.ptr, err);
	bind_key(&rows, key, down);
	query_int(&rows, limit);
	while (query_row(&rows))
		vec_push(out, read_thread(&rows, arena));
	enum status status = query_end(&rows);
	buf_release(&sql);
	if (status != ST_OK)
		out->len = first;
	for (size_t i = first, k = out->len; !down && i + 1 < k; i++) {
		struct thread *t = out->v[--k];
		out->v[k] = out->v[i];
		out->v[i] = t;
	}
	return status;
}

enum status store_thread_place(struct store *st, const struct thread_query *q,
			       struct thread_key key, int limit, int *out,
			       struct err *err)
{
	struct buf sql = BUF_INIT;
	struct query rows;
	int n = 0;

	buf_adds(&sql, "SELECT count(*) FROM (SELECT 1");
	part_sql(&sql, q, q->only_muted, false);
	if (q->with_muted && !q->only_muted) {
		buf_adds(&sql, " UNION ALL SELECT 1");
		part_sql(&sql, q, true, false);
	}
	buf_adds(&sql, " LIMIT ?3)");
	query_start(&rows, st, sql.ptr, err);
	bind_key(&rows, key, true);
	query_int(&rows, limit);
	if (query_row(&rows))
		n = (int)query_col_int(&rows, 0);
	enum status status = query_end(&rows);
	buf_release(&sql);
	if (status == ST_OK)
		*out = n;
	return status;
}

/* One step from an id that is no thread (any more): where it was merged
 * into, else the thread of the article that had founded it. */
static enum status follow(struct store *st, int64_t *id, struct err *err)
{
	struct query q;
	int64_t next = 0;

	query_start(&q, st,
		    "SELECT coalesce("
		    "(SELECT id FROM thread_alias WHERE old_id = ?1),"
		    " (SELECT thread_id FROM article WHERE id = ?1), 0)",
		    err);
	query_int(&q, *id);
	if (query_row(&q))
		next = query_col_int(&q, 0);
	enum status status = query_end(&q);
	*id = next;
	return status;
}

/* Merges of merges; the bound only guards against a damaged store. */
#define FOLLOW_MAX 32

enum status thread_resolve(struct store *st, int64_t *id, struct err *err)
{
	int64_t at = *id;

	for (int i = 0; at && i < FOLLOW_MAX; i++) {
		struct query q;
		query_start(&q, st, "SELECT 1 FROM thread WHERE id = ?", err);
		query_int(&q, at);
		bool found = query_row(&q);
		enum status status = query_end(&q);
		if (status == ST_OK && found) {
			*id = at;
			return ST_OK;
		}
		if (status == ST_OK)
			status = follow(st, &at, err);
		if (status != ST_OK)
			return status;
	}
	return err_set(err, ST_NOT_FOUND, _("there is no such thread"));
}

enum status store_thread_get(struct store *st, int64_t id,
			     struct arena *arena, struct thread **out,
			     struct err *err)
{
	struct query q;
	enum status status = thread_resolve(st, &id, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "SELECT " THREAD_COLUMNS " FROM thread t WHERE t.id = ?",
		    err);
	query_int(&q, id);
	if (query_row(&q))
		*out = read_thread(&q, arena);
	return query_end(&q);
}

enum status store_thread_links(struct store *st, int64_t id, int limit,
			       struct arena *arena,
			       struct related_thread_vec *out,
			       struct err *err)
{
	struct query q;
	enum status status = thread_resolve(st, &id, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "SELECT " THREAD_COLUMNS ", l.score, l.names"
		    " FROM thread_link l JOIN thread t ON t.id = l.other_id"
		    " WHERE l.thread_id = ? AND t.n_articles > 0"
		    " ORDER BY l.score DESC, t.id DESC LIMIT ?",
		    err);
	query_int(&q, id);
	query_int(&q, limit);
	while (query_row(&q)) {
		struct related_thread r = {
			.thread = read_thread(&q, arena),
			.score = query_col_double(&q, 13),
			.names = query_col_arena(&q, 14, arena),
		};
		vec_push(out, r);
	}
	return query_end(&q);
}

/* ---- the next unread article ---- */

struct place {
	int64_t id, thread_id, rank;
};

static enum status where_is(struct store *st, int64_t id, struct place *out,
			    struct err *err)
{
	struct query q;

	*out = (struct place){ .id = id };
	query_start(&q, st,
		    "SELECT t.id, t.rank FROM article a"
		    " JOIN thread t ON t.id = a.thread_id WHERE a.id = ?",
		    err);
	query_int(&q, id);
	if (query_row(&q)) {
		out->thread_id = query_col_int(&q, 0);
		out->rank = query_col_int(&q, 1);
	}
	return query_end(&q);
}

/* First unread article of the thread behind article `after`. */
static enum status next_in_thread(struct store *st, int64_t thread_id,
				  int64_t after, int64_t *id, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT id FROM article INDEXED BY article_thread_unread"
		    " WHERE thread_id = ? AND thread_id <> 0"
		    " AND flags & 5 = 0 AND id > ? ORDER BY id LIMIT 1",
		    err);
	query_int(&q, thread_id);
	query_int(&q, after);
	if (query_row(&q))
		*id = query_col_int(&q, 0);
	return query_end(&q);
}

static enum status next_thread(struct store *st, struct thread_key key,
			       int64_t *thread_id, struct err *err)
{
	struct thread_query tq = { .order = THREADS_BY_ACTIVITY,
				   .unread_only = true };
	struct arena arena = { 0 };
	struct thread_vec threads = { 0 };
	enum status status = store_threads_page(st, &tq, key, PAGE_AFTER, 1,
						&arena, &threads, err);

	if (status == ST_OK && threads.len)
		*thread_id = threads.v[0]->id;
	vec_release(&threads);
	arena_release(&arena);
	return status;
}

static enum status next_unthreaded(struct store *st, int64_t *id,
				   struct err *err)
{
	return db_int(st,
		      "SELECT id FROM article INDEXED BY article_unthreaded"
		      " WHERE thread_id = 0 AND flags & 5 = 0"
		      " ORDER BY arrival LIMIT 1",
		      id, err);
}

enum status store_next_unread(struct store *st, int64_t id, int64_t *out_id,
			      int64_t *out_thread, struct err *err)
{
	struct place at;
	int64_t found = 0, thread = 0;
	enum status status = where_is(st, id, &at, err);

	if (status == ST_OK && at.thread_id) {
		thread = at.thread_id;
		status = next_in_thread(st, thread, id, &found, err);
	}
	if (status == ST_OK && !found && at.thread_id) {
		struct thread_key key = { at.rank, at.thread_id };
		thread = 0;
		status = next_thread(st, key, &thread, err);
	}
	/* From the end of the list on to its top. */
	if (status == ST_OK && !found && !thread)
		status = next_thread(st, (struct thread_key){ 0 }, &thread,
				     err);
	if (status == ST_OK && !found && thread)
		status = next_in_thread(st, thread, 0, &found, err);
	if (status == ST_OK && !found) {
		thread = 0;
		status = next_unthreaded(st, &found, err);
	}
	if (status == ST_OK) {
		*out_id = found;
		*out_thread = thread;
	}
	return status;
}
