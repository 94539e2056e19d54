/* edits.c - split, merge, move, undo: what the reader says about threads.
 *
 * Each is written down as must-link and cannot-link facts, one journal
 * entry, and told to topic/, which decides anew what is still open. Threads
 * too old to be open do not move by themselves: there the reader's word is
 * carried out on the memberships directly.
 */
#include "config.h"

#include "app_priv.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/store/articles.h"
#include "thrum/store/journal.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/topic/topic.h"

#include "thrum/base/banned.h"

/* Members that one edit speaks of; a thread beyond that is held together
 * by the oldest ones. */
#define MEMBERS_MAX 500

static enum status members(struct app *app, int64_t thread_id,
			   struct id_vec *out, struct err *err)
{
	struct article_query q = { .scope = SCOPE_THREAD, .of = thread_id };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	enum status st = store_articles_page(app->store, &q, 0, PAGE_AFTER,
					     MEMBERS_MAX, &arena, &rows, err);

	for (size_t i = 0; st == ST_OK && i < rows.len; i++)
		vec_push(out, rows.v[i].id);
	if (st == ST_OK && !rows.len)
		st = err_set(err, ST_NOT_FOUND, _("there is no such thread"));
	vec_release(&rows);
	arena_release(&arena);
	return st;
}

enum status edits_thread_of(struct app *app, int64_t article_id,
			    int64_t *out, struct err *err)
{
	struct membership m = { 0 };
	enum status st = store_member_get(app->store, article_id, &m, err);

	if (st == ST_OK)
		*out = m.thread_id;
	evidence_vec_release(&m.why);
	return st;
}

static void add_edit(struct edit_vec *edits, enum edit_kind kind, int64_t a,
		     int64_t b)
{
	struct edit e = { .kind = kind, .a = a, .b = b };

	if (a != b)
		vec_push(edits, e);
}

static bool has_id(const struct id_vec *ids, int64_t id)
{
	for (size_t i = 0; i < ids->len; i++)
		if (ids->v[i] == id)
			return true;
	return false;
}

/* Every one of `moving` belongs to the first of `staying`, and so do the
 * others of these: the reader means the thread as it stands, which after
 * rethreading those that came from elsewhere could pull apart. What an
 * earlier edit kept apart between the two is taken back pair by pair, for the
 * newest word on a pair counts. */
static enum status add_joins(struct app *app, const struct id_vec *moving,
			     const struct id_vec *staying,
			     struct edit_vec *edits, struct err *err)
{
	struct edit_vec old = { 0 };
	enum status st = store_edits(app->store, &old, err);

	for (size_t i = 1; st == ST_OK && i < staying->len; i++)
		add_edit(edits, EDIT_MUST_LINK, staying->v[i], staying->v[0]);
	for (size_t i = 0; st == ST_OK && i < moving->len; i++)
		add_edit(edits, EDIT_MUST_LINK, moving->v[i], staying->v[0]);
	for (size_t i = 0; st == ST_OK && i < old.len; i++) {
		const struct edit *e = &old.v[i];
		if (e->kind != EDIT_CANNOT_LINK)
			continue;
		if ((has_id(moving, e->a) && has_id(staying, e->b)) ||
		    (has_id(moving, e->b) && has_id(staying, e->a)))
			add_edit(edits, EDIT_MUST_LINK, e->a, e->b);
	}
	vec_release(&old);
	return st;
}

/* Put an article where the reader wants it, by the reader's word alone. */
static enum status place(struct app *app, int64_t article_id,
			 int64_t thread_id, struct err *err)
{
	int64_t now_in = 0;
	enum status st = edits_thread_of(app, article_id, &now_in, err);

	if (st || now_in == thread_id)
		return st;
	struct evidence why = { .kind = EVIDENCE_EDIT, .weight = 1 };
	struct membership m = {
		.article_id = article_id,
		.thread_id = thread_id,
		.score = 1,
		.fixed = true,
		.why = { .v = &why, .len = 1, .cap = 1 },
	};
	return store_member_put(app->store, &m, err);
}

/* Record the edits, tell topic/, write what it makes of them. */
static enum status record(struct app *app, const struct edit_vec *edits,
			  const char *label, struct err *err)
{
	struct app_report report = { 0 };
	enum status st = threading_open(app, err);

	if (st == ST_OK)
		st = store_edit_put(app->store, edits->v, edits->len, label,
				    clock_now_s(), err);
	for (size_t i = 0; st == ST_OK && i < edits->len; i++)
		topic_edit(app->topic, &edits->v[i]);
	if (st == ST_OK) {
		threading_decide(app);
		st = threading_write(app, THREADING_NOW, &report, err);
	}
	app_report_release(&report);
	return st;
}

/* Where a split-off report goes when topic/ leaves it: a thread of its own
 * name, unless the old thread has that name already; then the rest moves
 * to the name of its next member. */
static enum status place_alone(struct app *app, int64_t article_id,
			       int64_t old, const struct id_vec *rest,
			       struct err *err)
{
	int64_t now_in = 0;
	enum status st = edits_thread_of(app, article_id, &now_in, err);

	if (st || now_in != old)
		return st;
	if (old != article_id)
		return place(app, article_id, article_id, err);
	int64_t name = 0;
	for (size_t i = 0; st == ST_OK && i < rest->len; i++) {
		int64_t id = rest->v[i];
		if (id == article_id)
			continue;
		name = name ? name : id;
		st = place(app, id, name, err);
	}
	return st;
}

static enum status split_inside(struct app *app, int64_t article_id,
				struct err *err)
{
	struct id_vec rest = { 0 };
	struct edit_vec edits = { 0 };
	int64_t old = 0;
	enum status st = edits_thread_of(app, article_id, &old, err);

	if (st == ST_OK)
		st = members(app, old, &rest, err);
	if (st == ST_OK && rest.len < 2)
		st = err_set(err, ST_EXISTS,
			     _("the report is alone in its thread already"));
	for (size_t i = 0; st == ST_OK && i < rest.len; i++)
		add_edit(&edits, EDIT_CANNOT_LINK, article_id, rest.v[i]);
	if (st == ST_OK)
		st = record(app, &edits, "split", err);
	if (st == ST_OK)
		st = place_alone(app, article_id, old, &rest, err);
	if (st == ST_OK)
		st = store_threads_refresh(app->store, clock_now_s(), err);
	vec_release(&edits);
	vec_release(&rest);
	return st;
}

/* All of the `n` threads into the thread of `to`. */
static enum status merge_inside(struct app *app, const int64_t *from, size_t n,
				int64_t to, struct err *err)
{
	struct id_vec moving = { 0 }, staying = { 0 };
	struct edit_vec edits = { 0 };
	int64_t into = 0;
	enum status st = members(app, to, &staying, err);

	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = members(app, from[i], &moving, err);
	if (st == ST_OK)
		st = add_joins(app, &moving, &staying, &edits, err);
	if (st == ST_OK)
		st = record(app, &edits, "merge", err);
	if (st == ST_OK)
		st = edits_thread_of(app, staying.v[0], &into, err);
	for (size_t i = 0; st == ST_OK && i < moving.len; i++)
		st = place(app, moving.v[i], into, err);
	if (st == ST_OK)
		st = store_threads_refresh(app->store, clock_now_s(), err);
	vec_release(&edits);
	vec_release(&staying);
	vec_release(&moving);
	return st;
}

static enum status move_inside(struct app *app, int64_t article_id,
			       int64_t thread_id, struct err *err)
{
	struct id_vec old_ones = { 0 }, new_ones = { 0 };
	struct edit_vec edits = { 0 };
	int64_t old = 0, into = 0;
	enum status st = edits_thread_of(app, article_id, &old, err);

	if (st == ST_OK)
		st = members(app, old, &old_ones, err);
	if (st == ST_OK)
		st = members(app, thread_id, &new_ones, err);
	for (size_t i = 0; st == ST_OK && i < old_ones.len; i++)
		add_edit(&edits, EDIT_CANNOT_LINK, article_id, old_ones.v[i]);
	if (st == ST_OK) {
		struct id_vec one = { &article_id, 1, 1 };
		st = add_joins(app, &one, &new_ones, &edits, err);
	}
	if (st == ST_OK)
		st = record(app, &edits, "move", err);
	if (st == ST_OK)
		st = edits_thread_of(app, new_ones.v[0], &into, err);
	if (st == ST_OK)
		st = place(app, article_id, into, err);
	if (st == ST_OK)
		st = store_threads_refresh(app->store, clock_now_s(), err);
	vec_release(&edits);
	vec_release(&new_ones);
	vec_release(&old_ones);
	return st;
}

static enum status begin(struct app *app, struct err *err)
{
	struct store *store;
	enum status st = app_store(app, &store, err);

	return st ? st : store_begin(store, err);
}

enum status app_split(struct app *app, int64_t article_id, struct err *err)
{
	enum status st = begin(app, err);

	return st ? st : app_end(app, split_inside(app, article_id, err), err);
}

enum status app_merge_all(struct app *app, const int64_t *ids, size_t n,
			  int64_t into_id, struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == into_id)
			return err_set(err, ST_EXISTS,
				       _("this is the same thread: choose "
					 "another"));
	enum status st = begin(app, err);
	return st ? st :
		    app_end(app, merge_inside(app, ids, n, into_id, err), err);
}

enum status app_merge(struct app *app, int64_t thread_id, int64_t into_id,
		      struct err *err)
{
	return app_merge_all(app, &thread_id, 1, into_id, err);
}

enum status app_move(struct app *app, int64_t article_id, int64_t thread_id,
		     struct err *err)
{
	enum status st = begin(app, err);

	return st ? st :
		    app_end(app, move_inside(app, article_id, thread_id, err),
			    err);
}

enum status app_undo(struct app *app, struct buf *what, struct err *err)
{
	struct app_report report = { 0 };
	struct store *store;
	struct undone undone = { 0 };
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = store_begin(store, err);
	if (st)
		return st;
	st = store_undo(store, clock_now_s(), what, &undone, err);
	/* Both or neither: threads that show an edit which is gone would
	 * be wrong for good. */
	if (st == ST_OK && undone.moved.len)
		st = threading_take_back(app, &undone.moved, &report, err);
	else if (st == ST_OK && undone.edits)
		st = app_rethread(app, NULL, &report, err);
	vec_release(&undone.moved);
	app_report_release(&report);
	return app_end(app, st, err);
}
