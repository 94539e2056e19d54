/* trends.c - names that rise, with the threads behind them. */
#include "config.h"

#include "thrum/app/trends.h"

#include <stdbool.h>
#include <stdlib.h>

#include "thrum/base/alloc.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

#define LEAST 2 /* threads: one alone is no trend */
#define PAGE_ROWS 500

static enum status gather(struct store *store, const struct trends_window *w,
			  struct trends *out, struct err *err)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_key key = { 0 };
	struct thread_vec rows = { 0 };
	struct arena arena = { 0 };
	enum status st = ST_OK;
	bool more = true;

	while (st == ST_OK && more) {
		rows.len = 0;
		arena_clear(&arena);
		st = store_threads_page(store, &q, key, PAGE_AFTER, PAGE_ROWS,
					&arena, &rows, err);
		more = st == ST_OK && rows.len > 0;
		for (size_t i = 0; more && i < rows.len; i++)
			trends_add(out, w, rows.v[i]->id, rows.v[i]->first,
				   rows.v[i]->n_independent, rows.v[i]->names);
		if (more) {
			const struct thread *t = rows.v[rows.len - 1];
			key = (struct thread_key){ t->last, t->id };
			more = t->last >= w->now - w->window_s - w->history_s;
		}
	}
	vec_release(&rows);
	arena_release(&arena);
	return st;
}

static enum status name_threads(struct store *store, struct app_trends *t,
				struct err *err)
{
	enum status st = ST_OK;

	t->threads = arena_calloc(&t->arena, t->trends.len + 1,
				  sizeof(*t->threads));
	for (size_t i = 0; i < t->trends.len; i++) {
		int n = 0;
		for (int k = 0; st == ST_OK && k < TREND_THREADS; k++) {
			struct thread *one = NULL;
			if (!t->trends.v[i].threads[k])
				break;
			st = store_thread_get(store,
					      t->trends.v[i].threads[k],
					      &t->arena, &one, err);
			if (st == ST_OK)
				t->threads[i][n++] = one;
			else if (st == ST_NOT_FOUND)
				st = ST_OK; /* gone meanwhile */
		}
	}
	return st;
}

enum status app_trends_load(struct store *store, const struct trends_window *w,
			    size_t limit, struct app_trends **out,
			    struct err *err)
{
	struct app_trends *t = xcalloc(1, sizeof(*t));
	enum status st = gather(store, w, &t->trends, err);

	trends_settle(&t->trends, w, LEAST);
	trends_keep(&t->trends, limit);
	if (st == ST_OK)
		st = name_threads(store, t, err);
	if (st == ST_OK)
		*out = t;
	else
		app_trends_free(t);
	return st;
}

void app_trends_free(struct app_trends *t)
{
	if (!t)
		return;
	trends_release(&t->trends);
	arena_release(&t->arena);
	free(t);
}
