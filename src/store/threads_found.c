/* threads_found.c - threads by what their reports say: those of the newest
 * hits of a search. A bounded number of hits is looked at, so that a common
 * word costs no more than a rare one. */
#include "config.h"

#include "plan_priv.h"
#include "thrum/store/threads.h"

#include "thrum/base/banned.h"

static enum status thread_ids(struct store *st, const struct article_query *q,
			      struct id_vec *out, struct err *err)
{
	struct plan p;
	struct plan_page at = { 0, PAGE_AFTER };
	struct buf sql = BUF_INIT;
	struct map seen = { 0 };
	struct query rows;
	enum status status = plan_init(&p, st, q, &at, err);

	if (status != ST_OK)
		goto out;
	plan_sql(&sql, &p, "a.thread_id", "");
	query_start(&rows, st, sql.ptr, err);
	plan_bind(&rows, &p);
	query_int(&rows, p.lo);
	query_int(&rows, p.hi);
	query_int(&rows, STORE_FOUND_MAX);
	while (query_row(&rows)) {
		int64_t id = query_col_int(&rows, 0);
		bool is_new = false;
		if (id)
			map_put(&seen, (const char *)&id, sizeof(id), &is_new);
		if (is_new)
			vec_push(out, id);
	}
	status = query_end(&rows);
out:
	map_release(&seen);
	buf_release(&sql);
	plan_release(&p);
	return status;
}

enum status store_threads_found(struct store *st,
				const struct article_query *q,
				const struct thread_query *tq, int limit,
				struct arena *arena, struct thread_vec *out,
				struct err *err)
{
	struct id_vec ids = { 0 };
	size_t first = out->len;
	enum status status = fts_flush(st, err);

	if (status == ST_OK)
		status = thread_ids(st, q, &ids, err);
	for (size_t i = 0; status == ST_OK && i < ids.len; i++) {
		struct thread *t;
		if (out->len - first == (size_t)limit)
			break;
		status = store_thread_get(st, ids.v[i], arena, &t, err);
		if (status == ST_NOT_FOUND) {
			status = ST_OK;
			continue;
		}
		if (status == ST_OK && t->n_articles &&
		    (tq->with_muted || !(t->flags & THREAD_MUTED)) &&
		    (!tq->unread_only || t->n_unread))
			vec_push(out, t);
	}
	if (status != ST_OK)
		out->len = first;
	vec_release(&ids);
	return status;
}
