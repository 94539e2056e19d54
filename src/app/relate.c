/* relate.c - the names of a thread and the threads related to it.
 *
 * A fetch writes many batches, and most threads change in several of them:
 * these are made once, when it is over. Until then app->due holds who waits
 * for them, and a mark in the store says that somebody does: whoever loads
 * the state and finds it (the one who set it was killed, or is at work
 * beside us) makes them for all open threads. Nothing can be told of reports
 * that have left the window: a thread that could lose one to the articles
 * to come has its turn before them.
 */
#include "config.h"

#include "app_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/store/marks.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/topic/topic.h"

#include "thrum/base/banned.h"

#define DUE "links_due"
#define RELATED_MAX 8
/* Chapters of one story: so much alike, and so many names in common. With
 * fewer names, or at .12, two quakes and two elections are one story too
 * (tests/data/edition.related.tsv). */
#define CHAPTER_MIN 0.13
#define CHAPTER_NAMES 3
/* A transaction of them: others want to write as well. */
#define TURN_MS 300

/* ---- one thread ---- */

struct relating {
	struct app *app;
	struct buf names; /* scratch */
	bool has_marks; /* is any thread followed or muted? */
};

static enum status relating_init(struct relating *r, struct app *app,
				 struct err *err)
{
	*r = (struct relating){ .app = app };
	buf_init(&r->names, 64 << 10);
	return store_has_marks(app->store, &r->has_marks, err);
}

static bool is_chapter(const struct thread_link *l)
{
	int names = l->names && *l->names;

	for (const char *p = l->names; p && (p = strstr(p, ", ")); p += 2)
		names++;
	return l->score >= CHAPTER_MIN && names >= CHAPTER_NAMES;
}

/* A later chapter has the mark of an earlier one. */
static enum status inherit(struct app *app, int64_t id,
			   const struct thread_link *links, size_t n,
			   struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < n; i++)
		if (is_chapter(&links[i]))
			st = store_mark_inherit(app->store, id,
						links[i].other_id, err);
	return st;
}

/* Of what has left the window nothing new can be said. */
static bool is_over(int64_t thread_id, void *ctx)
{
	struct app *app = ctx;

	return !topic_is_open(app->topic, thread_id);
}

static enum status relate(struct relating *r, int64_t id, struct err *err)
{
	struct app *app = r->app;
	struct topic_summary sum;
	struct thread_link links[RELATED_MAX];

	buf_clear(&r->names);
	if (!topic_describe(app->topic, id, &sum, &r->names))
		return ST_OK;
	enum status st = store_thread_describe(app->store, id, sum.central,
					       r->names.ptr, err);
	/* Not all that is open is in the store: the state may be ahead. */
	if (st)
		return st == ST_NOT_FOUND ? ST_OK : st;
	size_t n = topic_related(app->topic, id, links, RELATED_MAX);
	struct thread_link_set set = { links, n, is_over, app };
	st = store_thread_links_renew(app->store, id, &set, err);
	if (st == ST_OK && r->has_marks)
		st = inherit(app, id, links, n, err);
	topic_links_release(links, n);
	return st;
}

/* What chapters inherited shows in their rows. */
static enum status show_marks(struct app *app, struct err *err)
{
	int64_t woken;
	enum status st = store_threads_refresh(app->store, clock_now_s(),
					       err);

	return st ? st : wake_check(app, &woken, err);
}

enum status relate_now(struct app *app, const struct id_vec *ids,
		       struct err *err)
{
	struct relating r;
	enum status st = relating_init(&r, app, err);

	for (size_t i = 0; st == ST_OK && i < ids->len; i++)
		st = relate(&r, ids->v[i], err);
	if (st == ST_OK && r.has_marks)
		st = show_marks(app, err);
	buf_release(&r.names);
	return st;
}

/* ---- those who wait ---- */

/* The oldest last: it has its turn first. */
static int by_id_down(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

static void sort_due(struct app *app)
{
	size_t n = 0;

	if (!app->due.len)
		return;
	qsort(app->due.v, app->due.len, sizeof(*app->due.v), by_id_down);
	for (size_t i = 0; i < app->due.len; i++)
		if (!n || app->due.v[n - 1] != app->due.v[i])
			app->due.v[n++] = app->due.v[i];
	app->due.len = n;
}

void relate_forget(struct app *app)
{
	vec_release(&app->due);
}

enum status relate_later(struct app *app, const struct id_vec *ids,
			 struct err *err)
{
	if (!ids->len)
		return ST_OK;
	for (size_t i = 0; i < ids->len; i++)
		vec_push(&app->due, ids->v[i]);
	sort_due(app);
	/* Said again each time: another process may have done its own. */
	return store_meta_set_int(app->store, DUE, 1, err);
}

static void add_open(int64_t thread_id, void *ctx)
{
	struct app *app = ctx;

	vec_push(&app->due, thread_id);
}

enum status relate_resume(struct app *app, struct err *err)
{
	int64_t is_due = 0;
	enum status st = store_meta_get_int(app->store, DUE, &is_due, err);

	if (st || !is_due)
		return st;
	topic_each_thread(app->topic, add_open, app);
	sort_due(app);
	return ST_OK;
}

enum status relate_leaving(struct app *app, int64_t newest, size_t n,
			   struct err *err)
{
	struct topic_limit limit;
	struct id_vec leaving = { 0 };
	size_t kept = 0;

	if (!app->due.len)
		return ST_OK;
	limit = topic_limit_of(app->topic, newest, n);
	for (size_t i = app->due.len; i > 0; i--)
		if (topic_is_leaving(app->topic, app->due.v[i - 1], &limit))
			vec_push(&leaving, app->due.v[i - 1]);
	enum status st = leaving.len ? relate_now(app, &leaving, err) : ST_OK;
	for (size_t i = 0, k = leaving.len; i < app->due.len; i++)
		if (k && leaving.v[k - 1] == app->due.v[i])
			k--;
		else
			app->due.v[kept++] = app->due.v[i];
	app->due.len = kept;
	vec_release(&leaving);
	return st;
}

/* Until `end_ms`, when not all have their turn. */
static enum status take_turns(struct app *app, int64_t end_ms,
			      struct err *err)
{
	struct relating r;
	enum status st = relating_init(&r, app, err);

	while (st == ST_OK && app->due.len && clock_mono_ms() < end_ms &&
	       !atomic_load(&app->hurry))
		st = relate(&r, app->due.v[--app->due.len], err);
	if (st == ST_OK && r.has_marks)
		st = show_marks(app, err);
	if (st == ST_OK && !app->due.len)
		st = store_meta_set_int(app->store, DUE, 0, err);
	buf_release(&r.names);
	return st;
}

enum status relate_all(struct app *app, struct err *err)
{
	return take_turns(app, INT64_MAX, err);
}

static void tell(const struct app_hooks *hooks, int64_t done, int64_t total)
{
	struct app_progress p = { _("relating"), done, total, 0 };

	if (hooks && hooks->stored)
		hooks->stored(hooks->ctx);
	if (hooks && hooks->progress && done < total)
		hooks->progress(&p, hooks->ctx);
	if (hooks && hooks->idle)
		hooks->idle(hooks->ctx);
}

static enum status next_turns(struct app *app, struct err *err)
{
	enum status st = store_begin(app->store, err);

	if (st)
		return st;
	st = threading_open(app, err);
	if (st == ST_OK)
		st = take_turns(app, clock_mono_ms() + TURN_MS, err);
	return app_end(app, st, err);
}

enum status relate_due(struct app *app, const struct app_hooks *hooks,
		       struct err *err)
{
	int64_t is_due = 0, total = 0;
	enum status st;

	for (;;) {
		st = store_meta_get_int(app->store, DUE, &is_due, err);
		if (st == ST_OK && !is_due)
			app->due.len = 0;
		if (st || !is_due || atomic_load(&app->hurry))
			return st;
		if ((int64_t)app->due.len > total)
			total = (int64_t)app->due.len;
		st = next_turns(app, err);
		if (st)
			return st;
		tell(hooks, total - (int64_t)app->due.len, total);
	}
}
