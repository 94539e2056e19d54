/* thread.c - the threading state (topic/) and the store, kept in step.
 *
 * The state is in the store as chunks with a generation number. Whoever
 * changes it counts the number up in the same transaction, so another
 * process on the same store sees that what it holds is old and loads it
 * anew. A state that cannot be read (damage, another format) is made again
 * from the articles.
 */
#include "config.h"

#include "app_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/store/articles.h"
#include "thrum/store/marks.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "thrum/topic/topic.h"

#include "thrum/base/banned.h"

#define GENERATION "topic_generation"
#define CHUNK 1000 /* articles held in memory while rethreading */

void threading_drop(struct app *app)
{
	topic_free(app->topic);
	app->topic = NULL;
	app->topic_generation = 0;
	relate_forget(app);
}

static enum status load_chunk(const char *key, const void *bytes, size_t len,
			      void *ctx)
{
	return topic_load_chunk(ctx, key, bytes, len);
}

/* All edits: the newest on a pair counts, so repeating them is harmless. */
static enum status load_edits(struct app *app, struct err *err)
{
	struct edit_vec edits = { 0 };
	enum status st = store_edits(app->store, &edits, err);

	for (size_t i = 0; st == ST_OK && i < edits.len; i++)
		topic_edit(app->topic, &edits.v[i]);
	vec_release(&edits);
	return st;
}

static enum status rethread_inside(struct app *app,
				   const struct app_hooks *hooks,
				   struct app_report *report,
				   struct err *err);

static enum status load(struct app *app, int64_t generation, struct err *err)
{
	threading_drop(app);
	app->topic = topic_new(NULL);
	enum status st = store_topic_each(app->store, load_chunk, app->topic,
					  err);
	if (st == ST_OK)
		st = topic_load_end(app->topic);
	if (st == ST_CORRUPT || st == ST_VERSION) {
		struct app_report r = { 0 };
		/* That may take minutes: whoever waits is told how far. */
		st = rethread_inside(app, app->hooks, &r, err);
		app_report_release(&r);
		return st;
	}
	app->topic_generation = generation;
	if (st == ST_OK)
		st = load_edits(app, err);
	return st ? st : relate_resume(app, err);
}

enum status threading_open(struct app *app, struct err *err)
{
	int64_t generation = 0;
	enum status st = store_meta_get_int(app->store, GENERATION,
					    &generation, err);

	if (st)
		return st;
	if (app->topic && app->topic_generation == generation)
		return ST_OK;
	return load(app, generation, err);
}

/* Stream time is the newest date seen: one report dated years ahead would
 * close the window for all behind it. A day is left for clocks and zones. */
static int64_t stream_date(const struct article *a)
{
	/* Not `fetched`: an undated article is undated. */
	int64_t date = a->published ? a->published : a->updated;

	return a->fetched && date > a->fetched + 86400 ? a->fetched : date;
}

enum status threading_expect(struct app *app, struct article *const *articles,
			     size_t n, struct err *err)
{
	int64_t newest = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t date = stream_date(articles[i]);
		if (date > newest)
			newest = date;
	}
	return relate_leaving(app, newest, n, err);
}

void threading_add(struct app *app, const struct article *a)
{
	struct topic_article t = {
		.id = a->id,
		.title = a->title ? a->title : "",
		.lang = a->lang,
		.date = stream_date(a),
		.source = a->source,
	};

	if (a->body && a->body->text.len) {
		t.body = a->body->text.ptr;
		t.body_len = a->body->text.len;
	} else if (a->summary) {
		t.body = a->summary;
		t.body_len = strlen(a->summary);
	}
	topic_add(app->topic, &t);
}

void threading_decide(struct app *app)
{
	topic_decide(app->topic);
}

/* ---- what a decision changed ---- */

struct changes {
	struct app *app;
	struct err *err;
	enum status st;
	struct id_vec *touched; /* thread ids, may repeat */
};

static void put_change(const struct membership *m, void *ctx)
{
	struct changes *c = ctx;

	if (c->st)
		return;
	c->st = store_member_put(c->app->store, m, c->err);
	if (c->st == ST_OK)
		vec_push(c->touched, m->thread_id);
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void unique_ids(struct id_vec *ids)
{
	size_t n = 0;

	if (!ids->len)
		return;
	qsort(ids->v, ids->len, sizeof(*ids->v), by_id);
	for (size_t i = 0; i < ids->len; i++)
		if (!n || ids->v[n - 1] != ids->v[i])
			ids->v[n++] = ids->v[i];
	ids->len = n;
}

struct save {
	struct app *app;
	struct err *err;
};

static enum status save_chunk(const char *key, const void *bytes, size_t len,
			      void *ctx)
{
	struct save *s = ctx;

	return store_topic_put(s->app->store, key, len ? bytes : NULL, len,
			       s->err);
}

static enum status save_state(struct app *app, struct err *err)
{
	struct save s = { app, err };
	int64_t generation = 0;
	enum status st = topic_save(app->topic, save_chunk, &s);

	if (st == ST_OK)
		st = store_meta_get_int(app->store, GENERATION, &generation,
					err);
	if (st == ST_OK)
		st = store_meta_set_int(app->store, GENERATION,
					generation + 1, err);
	if (st == ST_OK)
		app->topic_generation = generation + 1;
	return st;
}

static void note_centrals(struct app *app, const struct id_vec *threads)
{
	for (size_t i = 0; i < threads->len; i++) {
		int64_t id = threads->v[i];
		int64_t central = topic_central(app->topic, id);
		if (central)
			store_thread_central(app->store, id, central);
	}
}

/* Memberships first, then the rows of the threads that they touch; `touched`
 * may begin with threads that have changed in the store already. */
static enum status write_changes(struct app *app, struct id_vec *touched,
				 struct app_report *report, struct err *err)
{
	struct changes c = { .app = app, .err = err, .touched = touched };

	topic_changes(app->topic, put_change, &c);
	unique_ids(touched);
	if (c.st)
		return c.st;
	note_centrals(app, touched);
	report->threads_changed += (int64_t)touched->len;
	return store_threads_refresh(app->store, clock_now_s(), err);
}

/* All that follows from what the state was told: `touched` as above. */
static enum status write_all(struct app *app, struct id_vec *touched,
			     enum threading_when when,
			     struct app_report *report, struct err *err)
{
	int64_t woken;
	enum status st = write_changes(app, touched, report, err);

	if (st == ST_OK && when == THREADING_LATER)
		st = relate_later(app, touched, err);
	if (st == ST_OK && when == THREADING_NOW)
		st = relate_now(app, touched, err);
	if (st == ST_OK)
		st = wake_check(app, &woken, err);
	return st ? st : save_state(app, err);
}

enum status threading_write(struct app *app, enum threading_when when,
			    struct app_report *report, struct err *err)
{
	struct id_vec touched = { 0 };
	enum status st = write_all(app, &touched, when, report, err);

	vec_release(&touched);
	return st;
}

/* The article is told where it is again; its thread is to be described. */
static enum status put_back(struct app *app, int64_t id, struct id_vec *threads,
			    struct err *err)
{
	struct membership m = { 0 };
	enum status st = store_member_get(app->store, id, &m, err);

	if (st)
		return st;
	int64_t left = topic_thread_of(app->topic, id);
	if (left)
		vec_push(threads, left);
	vec_push(threads, m.thread_id);
	topic_put_back(app->topic, &m);
	evidence_vec_release(&m.why);
	return ST_OK;
}

enum status threading_take_back(struct app *app, const struct id_vec *moved,
				struct app_report *report, struct err *err)
{
	struct id_vec threads = { 0 };
	enum status st = threading_open(app, err);

	if (st == ST_OK) {
		topic_edits_clear(app->topic);
		st = load_edits(app, err);
	}
	for (size_t i = 0; st == ST_OK && i < moved->len; i++)
		st = put_back(app, moved->v[i], &threads, err);
	if (st == ST_OK) {
		threading_decide(app);
		st = write_all(app, &threads, THREADING_NOW, report, err);
	}
	vec_release(&threads);
	return st;
}

/* ---- articles that are stored but in no thread ---- */

static enum status load_stored(struct app *app, const struct id_vec *ids,
			       struct article_vec *out, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ids->len; i++) {
		struct article *a = NULL;
		st = store_article_get(app->store, ids->v[i],
				       STORE_LOAD_BODY, &a, err);
		if (st == ST_OK)
			vec_push(out, a);
	}
	return st;
}

static enum status add_stored(struct app *app, const struct id_vec *ids,
			      struct err *err)
{
	struct article_vec list = { 0 };
	enum status st = load_stored(app, ids, &list, err);

	if (st == ST_OK)
		st = threading_expect(app, list.v, list.len, err);
	for (size_t i = 0; st == ST_OK && i < list.len; i++)
		threading_add(app, list.v[i]);
	article_vec_release(&list);
	return st;
}

static void tell(const struct app_hooks *hooks, int64_t done, int64_t total)
{
	struct app_progress p = { _("threading"), done, total, 0 };

	if (hooks && hooks->progress)
		hooks->progress(&p, hooks->ctx);
}

/* Thread all that has none. The list shrinks with every chunk; should it
 * not, the state and the store contradict each other. */
static enum status thread_rest(struct app *app, const struct app_hooks *hooks,
			       struct app_report *report, struct err *err)
{
	struct store_counts counts = { 0 };
	struct id_vec ids = { 0 }, touched = { 0 };
	int64_t done = 0, last = 0;
	enum status st = store_counts(app->store, &counts, err);

	while (st == ST_OK) {
		ids.len = 0;
		st = store_unthreaded(app->store, CHUNK, &ids, err);
		if (st || !ids.len)
			break;
		if (app_cancelled(app)) {
			st = err_set(err, ST_CANCELLED, _("stopped"));
			break;
		}
		if (ids.v[0] == last) {
			st = err_set(err, ST_CORRUPT,
				     _("the threads and the articles do not "
				       "fit: run thrum doctor --repair"));
			break;
		}
		last = ids.v[0];
		st = add_stored(app, &ids, err);
		touched.len = 0;
		if (st == ST_OK) {
			threading_decide(app);
			st = write_changes(app, &touched, report, err);
		}
		if (st == ST_OK)
			st = relate_later(app, &touched, err);
		done += (int64_t)ids.len;
		tell(hooks, done, counts.articles);
	}
	vec_release(&ids);
	vec_release(&touched);
	return st ? st : relate_all(app, err);
}

enum status app_thread_pending(struct app *app, struct app_report *report,
			       struct err *err)
{
	struct store *store;
	struct id_vec ids = { 0 };
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = store_unthreaded(store, 1, &ids, err);
	size_t pending = ids.len;
	vec_release(&ids);
	if (st || !pending)
		return st;
	st = store_begin(store, err);
	if (st)
		return st;
	st = threading_open(app, err);
	if (st == ST_OK)
		st = thread_rest(app, NULL, report, err);
	if (st == ST_OK)
		st = save_state(app, err);
	return app_end(app, st, err);
}

static enum status rethread_inside(struct app *app,
				   const struct app_hooks *hooks,
				   struct app_report *report, struct err *err)
{
	enum status st = store_topic_clear(app->store, err);

	threading_drop(app);
	app->topic = topic_new(NULL);
	if (st == ST_OK)
		st = load_edits(app, err);
	if (st == ST_OK)
		st = thread_rest(app, hooks, report, err);
	return st ? st : save_state(app, err);
}

enum status app_rethread(struct app *app, const struct app_hooks *hooks,
			 struct app_report *report, struct err *err)
{
	struct store *store;
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = store_begin(store, err);
	if (st)
		return st;
	return app_end(app, rethread_inside(app, hooks, report, err), err);
}
