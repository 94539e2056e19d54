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
#define RELATED_MAX 8
/* Chapters of one story: so much alike, and so many names in common. With
 * fewer names, or at .12, two quakes and two elections are one story too
 * (tests/data/edition.related.tsv). */
#define CHAPTER_MIN 0.13
#define CHAPTER_NAMES 3
#define CHUNK 1000 /* articles held in memory while rethreading */

void threading_drop(struct app *app)
{
	topic_free(app->topic);
	app->topic = NULL;
	app->topic_generation = 0;
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
	return st ? st : load_edits(app, err);
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

/* ---- what a decision changed ---- */

struct changes {
	struct app *app;
	struct err *err;
	enum status st;
	struct id_vec touched; /* thread ids, may repeat */
	bool has_marks; /* is any thread followed or muted? */
};

static void put_change(const struct membership *m, void *ctx)
{
	struct changes *c = ctx;

	if (c->st)
		return;
	c->st = store_member_put(c->app->store, m, c->err);
	if (c->st == ST_OK)
		vec_push(&c->touched, m->thread_id);
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

/* Headline, names and related threads of one that changed. */
static enum status describe(const struct changes *c, int64_t id,
			    struct buf *names, struct err *err)
{
	struct app *app = c->app;
	struct topic_summary sum;
	struct thread_link links[RELATED_MAX];

	buf_clear(names);
	if (!topic_describe(app->topic, id, &sum, names))
		return ST_OK;
	enum status st = store_thread_describe(app->store, id, sum.central,
					       names->ptr, err);
	if (st)
		return st;
	size_t n = topic_related(app->topic, id, links, RELATED_MAX);
	st = store_thread_links_put(app->store, id, links, n, err);
	if (st == ST_OK && c->has_marks)
		st = inherit(app, id, links, n, err);
	topic_links_release(links, n);
	return st;
}

static enum status describe_all(struct changes *c, struct err *err)
{
	struct buf names;
	enum status st = store_has_marks(c->app->store, &c->has_marks, err);

	buf_init(&names, 64 << 10);
	for (size_t i = 0; st == ST_OK && i < c->touched.len; i++)
		st = describe(c, c->touched.v[i], &names, err);
	buf_release(&names);
	return st;
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

/* Memberships first; then the threads' rows exist for the rest. `also` (or
 * NULL): threads that have changed in the store already. */
static enum status write_changes(struct app *app, const struct id_vec *also,
				 struct app_report *report, struct err *err)
{
	struct changes c = { .app = app, .err = err };

	for (size_t i = 0; also && i < also->len; i++)
		vec_push(&c.touched, also->v[i]);
	topic_decide(app->topic);
	topic_changes(app->topic, put_change, &c);
	unique_ids(&c.touched);
	if (c.st == ST_OK)
		c.st = describe_all(&c, err);
	if (c.st == ST_OK)
		c.st = store_threads_refresh(app->store, clock_now_s(), err);
	report->threads_changed += (int64_t)c.touched.len;
	vec_release(&c.touched);
	return c.st;
}

enum status threading_write(struct app *app, struct app_report *report,
			    struct err *err)
{
	int64_t woken;
	enum status st = write_changes(app, NULL, report, err);

	if (st == ST_OK)
		st = wake_check(app, &woken, err);
	return st ? st : save_state(app, err);
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
	if (st == ST_OK)
		st = write_changes(app, &threads, report, err);
	vec_release(&threads);
	return st ? st : save_state(app, err);
}

/* ---- articles that are stored but in no thread ---- */

static enum status add_stored(struct app *app, const struct id_vec *ids,
			      struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ids->len; i++) {
		struct article *a = NULL;
		st = store_article_get(app->store, ids->v[i],
				       STORE_LOAD_BODY, &a, err);
		if (st == ST_OK)
			threading_add(app, a);
		article_free(a);
	}
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
	struct id_vec ids = { 0 };
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
		if (st == ST_OK)
			st = write_changes(app, NULL, report, err);
		done += (int64_t)ids.len;
		tell(hooks, done, counts.articles);
	}
	vec_release(&ids);
	return st;
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
