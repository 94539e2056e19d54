/* preview.c - what an edit would do, before it is done. The edit runs for
 * real inside a transaction that is never committed: so what is shown is
 * what will happen, whatever topic/ makes of it. */
#include "config.h"

#include "thrum/app/preview.h"

#include "app_priv.h"
#include "thrum/base/i18n.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

static enum status carry_out(struct app *app, const struct preview *p,
			     struct err *err)
{
	switch (p->kind) {
	case PREVIEW_SPLIT:
		return app_split(app, p->a, err);
	case PREVIEW_MERGE:
		return app_merge(app, p->a, p->b, err);
	default:
		return app_move(app, p->a, p->b, err);
	}
}

static enum status look(struct app *app, int64_t id, struct arena *arena,
			struct thread_vec *out, struct err *err)
{
	struct thread *t = NULL;
	enum status st = store_thread_get(app->store, id, arena, &t, err);

	for (size_t i = 0; st == ST_OK && i < out->len; i++)
		if (out->v[i]->id == t->id)
			return ST_OK;
	if (st == ST_OK)
		vec_push(out, t);
	return st == ST_NOT_FOUND ? ST_OK : st; /* nothing is left of it */
}

enum status app_preview(struct app *app, const struct preview *p,
			struct arena *arena, struct thread_vec *out,
			struct err *err)
{
	int64_t was = 0, is = 0;
	bool of_article = p->kind != PREVIEW_MERGE;
	struct store *store;
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = store_begin(store, err);
	if (st)
		return st;
	if (of_article)
		st = edits_thread_of(app, p->a, &was, err);
	if (st == ST_OK)
		st = carry_out(app, p, err);
	if (st == ST_OK && of_article)
		st = edits_thread_of(app, p->a, &is, err);
	if (st == ST_OK)
		st = look(app, of_article ? is : p->b, arena, out, err);
	if (st == ST_OK && of_article)
		st = look(app, was, arena, out, err);
	/* The state in memory is ahead of the store's. */
	threading_drop(app);
	store_rollback(store);
	return st;
}
