/* preview.c - what an edit would do, before it is done. The edit runs for
 * real inside a transaction that is never committed: so what is shown is
 * what will happen, whatever topic/ makes of it. */
#include "config.h"

#include "thrum/app/preview.h"

#include <stdlib.h>

#include "app_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"

#include "thrum/base/banned.h"

enum status app_preview_do(struct app *app, const struct preview *p,
			   struct err *err)
{
	switch (p->kind) {
	case PREVIEW_SPLIT:
		return app_split(app, p->ids[0], err);
	case PREVIEW_MERGE:
		return app_merge_all(app, p->ids, p->n, p->into, err);
	default:
		return app_move(app, p->ids[0], p->into, err);
	}
}

/* ---- before ---- */

/* Where the articles that are concerned stand now: article -> thread. */
static enum status note_thread(struct app *app, int64_t id, struct map *was,
			       struct err *err)
{
	struct article_query q = { .scope = SCOPE_THREAD, .of = id };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	enum status st = store_articles_page(app->store, &q, 0, PAGE_AFTER,
					     PREVIEW_REPORTS, &arena, &rows,
					     err);

	for (size_t i = 0; st == ST_OK && i < rows.len; i++) {
		int64_t of = rows.v[i].id;
		*map_put(was, (const char *)&of, sizeof(of), NULL) =
			(uintptr_t)rows.v[i].thread_id;
	}
	vec_release(&rows);
	arena_release(&arena);
	return st;
}

/* *old = the thread that a split or a move takes from, or 0. */
static enum status note_before(struct app *app, const struct preview *p,
			       struct map *was, int64_t *old, struct err *err)
{
	enum status st = ST_OK;

	if (p->kind != PREVIEW_MERGE)
		st = edits_thread_of(app, p->ids[0], old, err);
	if (st == ST_OK && *old)
		st = note_thread(app, *old, was, err);
	for (size_t i = 0; p->kind == PREVIEW_MERGE && st == ST_OK && i < p->n;
	     i++)
		st = note_thread(app, p->ids[i], was, err);
	if (st == ST_OK && p->into)
		st = note_thread(app, p->into, was, err);
	return st;
}

/* ---- after ---- */

/* What stays gave the thread most of its reports, or its place: the others
 * have moved. */
struct looking {
	const struct preview *p;
	const struct map *was;
	int64_t home; /* thread whose reports stay in it */
};

static bool moves(const struct looking *l, const struct article_row *row)
{
	int64_t id = row->id;

	if (l->p->kind != PREVIEW_MERGE && id == l->p->ids[0])
		return true;
	const uintptr_t *of = map_find(l->was, (const char *)&id, sizeof(id));
	return !of || (int64_t)*of != l->home;
}

static enum status add_thread(struct app *app, int64_t id,
			      const struct looking *l,
			      struct preview_result *r, struct err *err)
{
	struct article_query q = { .scope = SCOPE_THREAD };
	struct article_row_vec rows = { 0 };
	struct preview_thread t = { 0 };
	struct thread *found = NULL;
	enum status st = store_thread_get(app->store, id, &r->arena, &found,
					  err);

	if (st == ST_NOT_FOUND)
		return ST_OK; /* nothing is left of it */
	for (size_t i = 0; st == ST_OK && i < r->threads.len; i++)
		if (r->threads.v[i].thread->id == found->id)
			return ST_OK;
	if (st == ST_OK) {
		q.of = found->id;
		st = store_articles_page(app->store, &q, 0, PAGE_AFTER,
					 PREVIEW_REPORTS, &r->arena, &rows,
					 err);
	}
	if (st == ST_OK) {
		t.thread = found;
		t.n = rows.len;
		t.reports = arena_calloc(&r->arena, rows.len + 1,
					 sizeof(*t.reports));
	}
	for (size_t i = 0; st == ST_OK && i < rows.len; i++) {
		struct article_row *row = arena_alloc(&r->arena, sizeof(*row));
		*row = rows.v[i];
		t.reports[i] = (struct preview_report){ row, moves(l, row) };
	}
	if (st == ST_OK)
		vec_push(&r->threads, t);
	vec_release(&rows);
	return st;
}

static enum status look(struct app *app, struct looking *l, int64_t old,
			struct preview_result *r, struct err *err)
{
	const struct preview *p = l->p;
	int64_t now_in = p->into;
	enum status st = ST_OK;

	l->home = p->into;
	if (p->kind != PREVIEW_MERGE)
		st = edits_thread_of(app, p->ids[0], &now_in, err);
	if (st == ST_OK)
		st = add_thread(app, now_in, l, r, err);
	if (st != ST_OK || !old)
		return st;
	l->home = old;
	return add_thread(app, old, l, r, err);
}

enum status app_preview(struct app *app, const struct preview *p,
			struct preview_result **out, struct err *err)
{
	struct preview_result *r = xcalloc(1, sizeof(*r));
	struct map was = { 0 };
	struct looking l = { .p = p, .was = &was };
	int64_t old = 0;
	struct store *store;
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = store_begin(store, err);
	if (st)
		goto out;
	st = note_before(app, p, &was, &old, err);
	if (st == ST_OK)
		st = app_preview_do(app, p, err);
	if (st == ST_OK)
		st = look(app, &l, old, r, err);
	/* The state in memory is ahead of the store's. */
	threading_drop(app);
	store_rollback(store);
out:
	map_release(&was);
	if (st == ST_OK)
		*out = r;
	else
		preview_result_free(r);
	return st;
}

void preview_result_free(struct preview_result *r)
{
	if (!r)
		return;
	vec_release(&r->threads);
	arena_release(&r->arena);
	free(r);
}
