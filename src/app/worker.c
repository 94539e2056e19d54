/* worker.c - see worker.h.
 *
 * One mutex guards the two queues and nothing else: it is never held while
 * a job runs. The running job's app is the worker's alone; the ui thread
 * touches only app->cancel, which is atomic.
 */
#include "config.h"

#include "thrum/app/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_priv.h"
#include "worker_priv.h"
#include "thrum/app/discover.h"
#include "thrum/app/fulltext.h"
#include "thrum/app/preview.h"
#include "thrum/app/since.h"
#include "thrum/app/story.h"
#include "thrum/app/trends.h"
#include "thrum/app/wake.h"
#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/base/thread.h"
#include "thrum/store/articles.h"
#include "thrum/store/journal.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

#define TELL_MS 100

struct node {
	struct node *next;
	struct job job;
};

struct worker {
	struct app *app; /* the worker thread's */
	pthread_t thread;
	int pipe[2];
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t wake;
	struct node *changes, *works; /* oldest first */
	struct msg *first, *last;
	uint64_t last_no;
	bool running, stop;
	/* The worker thread's own. */
	const struct job *now; /* the long job that runs */
	int64_t told_ms;
};

void msg_free(struct msg *m)
{
	if (!m)
		return;
	free(m->text);
	app_story_free(m->story);
	free(m->counts);
	preview_result_free(m->preview);
	since_free(m->since);
	app_trends_free(m->trends);
	free(m);
}

static void job_release(struct job *j)
{
	free(j->ids);
	free(j->text);
	str_vec_release(&j->args);
}

static void node_free(struct node *n)
{
	if (!n)
		return;
	job_release(&n->job);
	free(n);
}

/* ---- messages ---- */

static void send_msg(struct worker *w, struct msg *m)
{
	ssize_t n;

	pthread_mutex_lock(&w->lock);
	if (w->last)
		w->last->next = m;
	else
		w->first = m;
	w->last = m;
	pthread_mutex_unlock(&w->lock);
	/* A full pipe wakes the reader just as well. */
	do
		n = write(w->pipe[1], "!", 1);
	while (n < 0 && errno == EINTR);
}

static struct msg *msg_new(const struct job *j, enum msg_kind kind)
{
	struct msg *m = xcalloc(1, sizeof(*m));

	m->kind = kind;
	m->job = j->kind;
	m->no = j->no;
	return m;
}

static void say(struct worker *w, const struct job *j, enum msg_kind kind,
		const char *text)
{
	struct msg *m = msg_new(j, kind);

	m->text = xstrdup(text);
	send_msg(w, m);
}

static void on_progress(const struct app_progress *p, void *ctx)
{
	struct worker *w = ctx;
	int64_t ms = clock_mono_ms();

	if (ms - w->told_ms < TELL_MS && p->done < p->total)
		return;
	w->told_ms = ms;
	struct msg *m = msg_new(w->now, MSG_PROGRESS);
	m->text = xstrdup(p->what);
	m->done = p->done;
	m->total = p->total;
	m->articles_new = p->articles_new;
	send_msg(w, m);
}

static void on_stored(void *ctx)
{
	struct worker *w = ctx;

	say(w, w->now, MSG_STORED, NULL);
}

static void on_said(const char *sentence, void *ctx)
{
	struct worker *w = ctx;

	say(w, w->now, MSG_NOTE, sentence);
}

static void run_changes(struct worker *w);

static void run_texts(struct worker *w);

static void on_idle(void *ctx)
{
	run_changes(ctx);
	run_texts(ctx);
}

/* ---- jobs ---- */

/* A feeds file that has changed is read with the next job. */
static void note_problems(struct worker *w, const struct job *j)
{
	for (const char *p = w->app->problems.ptr; *p;) {
		size_t n = strcspn(p, "\n");
		char *line = xstrndup(p, n);

		say(w, j, MSG_NOTE, line);
		free(line);
		p += n + (p[n] == '\n');
	}
	buf_clear(&w->app->problems);
}

static void note_errors(struct worker *w, const struct job *j,
			const struct app_report *r)
{
	note_problems(w, j);
	for (size_t i = 0; i < r->notes.len; i++)
		say(w, j, MSG_NOTE, r->notes.v[i]);
	for (size_t i = 0; i < r->errors.len; i++)
		say(w, j, MSG_NOTE, r->errors.v[i]);
}

static enum status do_fetch(struct worker *w, const struct job *j,
			    const struct app_hooks *hooks, char **words,
			    struct err *err)
{
	struct app_report r = { 0 };
	enum app_due due = j->kind == JOB_FETCH_ALL ? APP_FETCH_ALL :
						      APP_FETCH_DUE;
	enum status st = app_fetch(w->app, j->feed_id, due, hooks, &r, err);

	/* Its sentences have come by on_said(). */
	note_problems(w, j);
	if (st == ST_OK)
		*words = fetch_words(&r);
	app_report_release(&r);
	return st;
}

static enum status do_fulltext(struct worker *w, const struct job *j,
			       const struct app_hooks *hooks, char **words,
			       struct err *err)
{
	struct app_report r = { 0 };
	enum status st = app_fulltext(w->app, j->ids, j->n_ids, hooks, &r,
				      err);

	note_errors(w, j, &r);
	if (st == ST_OK)
		*words = fulltext_words(w->app, j, &r);
	app_report_release(&r);
	return st;
}

static enum status do_import(struct worker *w, const struct job *j,
			     const struct app_hooks *hooks, char **words,
			     struct err *err)
{
	struct app_report r = { 0 };
	enum status st = app_import(w->app, j->text, hooks, &r, err);

	note_errors(w, j, &r);
	if (st == ST_OK && r.feeds)
		*words = xasprintf(ngettext("%lld feed added",
					    "%lld feeds added",
					    (unsigned long)r.feeds),
				   (long long)r.feeds);
	else if (st == ST_OK)
		*words = xasprintf(ngettext("%lld new article",
					    "%lld new articles",
					    (unsigned long)r.articles_new),
				   (long long)r.articles_new);
	app_report_release(&r);
	return st;
}

/* The likeliest feed; the others are told. */
static enum status do_add(struct worker *w, const struct job *j,
			  char **words, struct err *err)
{
	struct found_feed_vec found = { 0 };
	enum status st = app_feed_find(w->app, j->text, &found, err);

	if (st == ST_OK)
		st = app_feed_subscribe(w->app, found.v[0].url, err);
	for (size_t i = 1; st == ST_OK && i < found.len; i++) {
		char *line = xasprintf(_("%s also has %s (%s)"), j->text,
				       found.v[i].title ? found.v[i].title :
							  _("a feed"),
				       found.v[i].url);
		say(w, j, MSG_NOTE, line);
		free(line);
	}
	if (st == ST_OK)
		*words = found.len > 1 ?
				 xasprintf(_("added %s; messages tell of "
					     "%zu more"),
					   found.v[0].url, found.len - 1) :
				 xasprintf(_("added %s"), found.v[0].url);
	found_feed_vec_release(&found);
	return st;
}

/* Says how many there are when that has changed. */
static enum status do_sync(struct worker *w, const struct job *j, char **words,
			   struct err *err)
{
	struct store *store;
	struct store_counts before = { 0 }, now = { 0 };
	enum status st = app_store(w->app, &store, err);

	if (st == ST_OK)
		st = store_counts(store, &before, err);
	if (st == ST_OK)
		st = app_feeds_sync(w->app, err);
	if (st == ST_OK)
		st = store_counts(store, &now, err);
	note_problems(w, j);
	if (st == ST_OK && now.feeds != before.feeds)
		*words = xasprintf(ngettext("the feeds file names %lld feed",
					    "the feeds file names %lld feeds",
					    (unsigned long)now.feeds),
				   (long long)now.feeds);
	return st;
}

static enum status do_remove(struct worker *w, const struct job *j,
			     char **words, struct err *err)
{
	enum status st = app_feed_remove(w->app, j->text, err);

	if (st == ST_OK)
		*words = xasprintf(_("removed %s; its articles stay"),
				   j->text);
	return st;
}

static enum status do_undo(struct worker *w, char **words, struct err *err)
{
	struct buf what = BUF_INIT;
	enum status st = app_undo(w->app, &what, err);

	if (st == ST_OK)
		*words = xstrdup(what.ptr);
	buf_release(&what);
	return st;
}

static enum status do_change(struct worker *w, const struct job *j,
			     struct err *err)
{
	struct store *store;
	int64_t changed = 0, now = clock_now_s();
	enum status st = app_store(w->app, &store, err);

	if (st)
		return st;
	switch (j->kind) {
	case JOB_CHANGE:
		return store_change(store, j->change, j->ids, j->n_ids,
				    j->text, now, &changed, err);
	case JOB_CHANGE_SCOPE:
		return searches_change(store, j, now, err);
	case JOB_CHANGE_THREAD:
		return store_change_thread(store, j->thread_change, j->id,
					   now, err);
	case JOB_SNOOZE:
		return store_snooze(store, j->id, j->rules, j->at, now, err);
	case JOB_SEEN:
		return store_thread_seen(store, j->id, now, err);
	default:
		return store_article_touch(store, j->id, now, err);
	}
}

static enum status do_edit(struct worker *w, const struct job *j,
			   char **words, struct err *err)
{
	static const char *const done[] = {
		[PREVIEW_SPLIT] = N_("taken out of its thread; U undoes"),
		[PREVIEW_MERGE] = N_("merged; U undoes"),
		[PREVIEW_MOVE] = N_("moved; U undoes"),
	};
	struct preview p = worker_edit(j);
	enum status st = app_preview_do(w->app, &p, err);

	if (st == ST_OK)
		*words = xstrdup(_(done[p.kind]));
	return st;
}

static enum status do_wake(struct worker *w, struct err *err)
{
	int64_t woken;

	return app_wake(w->app, &woken, err);
}

static enum status do_visit(struct worker *w, const struct job *j,
			    struct err *err)
{
	struct store *store;
	enum status st = app_store(w->app, &store, err);

	return st ? st : store_meta_set_int(store, META_LAST_VISIT, j->id, err);
}

/* *words: the painted lines. */
static enum status do_picture(struct worker *w, const struct job *j,
			      char **words, struct err *err)
{
	struct app_picture want = j->picture;
	struct buf lines = BUF_INIT;
	enum status st;

	want.url = j->text;
	st = app_picture(w->app, &want, &lines, err);
	if (st == ST_OK)
		*words = buf_detach(&lines);
	buf_release(&lines);
	return st;
}

static enum status perform(struct worker *w, const struct job *j,
			   char **words, struct err *err)
{
	struct app_hooks hooks = { on_progress, on_idle, on_stored, on_said,
				   w };

	switch (j->kind) {
	case JOB_FETCH:
	case JOB_FETCH_ALL:
		return do_fetch(w, j, &hooks, words, err);
	case JOB_ADD_FEED:
		return do_add(w, j, words, err);
	case JOB_REMOVE_FEED:
		return do_remove(w, j, words, err);
	case JOB_SYNC:
		return do_sync(w, j, words, err);
	case JOB_IMPORT:
		return do_import(w, j, &hooks, words, err);
	case JOB_FULLTEXT:
		return do_fulltext(w, j, &hooks, words, err);
	case JOB_CHANGE:
	case JOB_CHANGE_SCOPE:
	case JOB_CHANGE_THREAD:
	case JOB_TOUCH:
	case JOB_SNOOZE:
	case JOB_SEEN:
		return do_change(w, j, err);
	case JOB_WAKE:
		return do_wake(w, err);
	case JOB_EDIT:
		return do_edit(w, j, words, err);
	case JOB_UNDO:
		return do_undo(w, words, err);
	case JOB_BROWSE:
		return j->other ? app_view_media(w->app, j->text, err) :
				  app_browse(w->app, j->text, err);
	case JOB_PLAY:
		return app_play(w->app, j->text, err);
	case JOB_PICTURE:
		return do_picture(w, j, words, err);
	case JOB_RUN:
		return app_run(j->text, &j->args, err);
	case JOB_DEMO:
		return app_demo_fill(w->app, clock_now_s(), err);
	case JOB_VISIT:
		return do_visit(w, j, err);
	case JOB_CONFIG:
		app_reconfigure(w->app, j->text);
		return ST_OK;
	case JOB_SAVE_SEARCH:
		return app_search_save(w->app, j->text, err);
	case JOB_COUNTS: /* run_counts() */
	case JOB_STORY: /* run_reading() */
	case JOB_PREVIEW:
	case JOB_SINCE:
	case JOB_TRENDS:
	case JOB_KINDS:
		break;
	}
	BUG("no such job");
}

/* Those that only read; true when it was one. */
static bool run_reading(struct worker *w, const struct job *j)
{
	struct msg *m;

	if (!worker_reads(j->kind))
		return false;
	pthread_mutex_lock(&w->lock);
	bool stop = w->stop; /* nobody will look at it */
	pthread_mutex_unlock(&w->lock);
	if (stop)
		return true;
	m = msg_new(j, MSG_STORY);
	worker_read(w->app, j, m);
	send_msg(w, m);
	return true;
}

static void run_job(struct worker *w, const struct job *j)
{
	if (run_reading(w, j))
		return;
	struct err err = { 0 };
	char *words = NULL;
	enum status st = perform(w, j, &words, &err);

	/* Even a job that failed may have stored something first. */
	if (j->kind != JOB_BROWSE && j->kind != JOB_PLAY &&
	    j->kind != JOB_RUN && j->kind != JOB_PICTURE)
		say(w, j, MSG_STORED, NULL);
	struct msg *m = msg_new(j, st ? MSG_FAILED :
				   j->kind == JOB_PICTURE ? MSG_PICTURE :
							    MSG_DONE);
	m->id = j->id;
	m->status = st;
	m->text = st ? xstrdup(err.msg[0] ? err.msg : status_name(st)) : words;
	if (st)
		free(words);
	send_msg(w, m);
}

/* ---- the queues ---- */

/* Short ones that may be carried out between two batches of a long one. */
static bool is_change(enum job_kind kind)
{
	return kind == JOB_CHANGE || kind == JOB_CHANGE_SCOPE ||
	       kind == JOB_CHANGE_THREAD || kind == JOB_TOUCH ||
	       kind == JOB_SNOOZE || kind == JOB_SEEN || kind == JOB_WAKE ||
	       kind == JOB_EDIT || kind == JOB_UNDO || kind == JOB_BROWSE ||
	       kind == JOB_PLAY || kind == JOB_RUN ||
	       kind == JOB_SAVE_SEARCH || kind == JOB_VISIT ||
	       worker_reads(kind);
}

static void append(struct node **list, struct node *n)
{
	while (*list)
		list = &(*list)->next;
	*list = n;
}

/* The first work of a kind; NULL. Lock held. */
static struct node *take_work(struct worker *w, enum job_kind kind)
{
	struct node **at = &w->works;

	while (*at && (*at)->job.kind != kind)
		at = &(*at)->next;
	struct node *n = *at;
	if (n)
		*at = n->next;
	return n;
}

/* Changes first; with only_changes nothing else. Settings go before both
 * when nothing runs: what was asked for after them wants them. Lock held. */
static struct node *take_node(struct worker *w, bool only_changes)
{
	struct node **list = w->changes ? &w->changes : &w->works;
	struct node *n = only_changes ? NULL : take_work(w, JOB_CONFIG);

	if (n)
		return n;
	n = only_changes ? w->changes : *list;
	if (n)
		*list = n->next;
	return n;
}

static void run_changes(struct worker *w)
{
	struct node *n;

	for (;;) {
		pthread_mutex_lock(&w->lock);
		n = take_node(w, true);
		pthread_mutex_unlock(&w->lock);
		if (!n)
			return;
		run_job(w, &n->job);
		node_free(n);
	}
}

/* Pages are fetched beside what is being fetched. */
static void run_texts(struct worker *w)
{
	while (app_fulltext_can_join(w->app)) {
		pthread_mutex_lock(&w->lock);
		struct node *n = take_work(w, JOB_FULLTEXT);
		pthread_mutex_unlock(&w->lock);
		if (!n)
			return;
		run_job(w, &n->job);
		node_free(n);
	}
}

/* The next job, or NULL when it is time to go. Waits. */
static struct node *next_job(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	w->running = false;
	while (!w->changes && !w->works && !w->stop)
		pthread_cond_wait(&w->wake, &w->lock);
	struct node *n = take_node(w, w->stop);
	if (n) {
		w->running = true;
		/* Inside the lock: a cancel that comes later is kept. */
		atomic_store(&w->app->cancel, false);
	}
	pthread_mutex_unlock(&w->lock);
	return n;
}

static void *work(void *arg)
{
	struct worker *w = arg;
	struct node *n;

	while ((n = next_job(w))) {
		w->now = &n->job;
		run_job(w, &n->job);
		w->now = NULL;
		node_free(n);
	}
	return NULL;
}

/* ---- the ui's side ---- */

static enum status make_pipe(struct worker *w, struct err *err)
{
	if (pipe(w->pipe))
		return err_errno(err, errno, "pipe");
	for (int i = 0; i < 2; i++) {
		fcntl(w->pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(w->pipe[i], F_SETFL, O_NONBLOCK);
	}
	return ST_OK;
}

enum status worker_new(struct app *app, struct worker **out, struct err *err)
{
	struct worker *w = xcalloc(1, sizeof(*w));
	enum status st = make_pipe(w, err);

	w->app = app;
	if (st) {
		free(w);
		return st;
	}
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->wake, NULL);
	int e = thread_start(&w->thread, work, w);
	if (e) {
		close(w->pipe[0]);
		close(w->pipe[1]);
		free(w);
		return err_errno(err, e, _("cannot start a thread"));
	}
	*out = w;
	return ST_OK;
}

void worker_free(struct worker *w)
{
	struct msg *m;

	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	atomic_store(&w->app->cancel, true);
	atomic_store(&w->app->hurry, true);
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	while (w->works) {
		struct node *n = w->works;
		w->works = n->next;
		node_free(n);
	}
	while ((m = worker_take(w)))
		msg_free(m);
	close(w->pipe[0]);
	close(w->pipe[1]);
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	app_free(w->app);
	free(w);
}

uint64_t worker_post(struct worker *w, struct job *job)
{
	struct node *n = xcalloc(1, sizeof(*n));

	n->job = *job;
	/* What it owned is ours now. */
	job->ids = NULL;
	job->n_ids = 0;
	job->text = NULL;
	job->args = (struct str_vec){ 0 };
	pthread_mutex_lock(&w->lock);
	uint64_t no = n->job.no = ++w->last_no;
	append(is_change(n->job.kind) ? &w->changes : &w->works, n);
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	return no;
}

void worker_cancel(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	if (w->running)
		atomic_store(&w->app->cancel, true);
	pthread_mutex_unlock(&w->lock);
}

int worker_fd(const struct worker *w)
{
	return w->pipe[0];
}

struct msg *worker_take(struct worker *w)
{
	char drop[256];

	pthread_mutex_lock(&w->lock);
	struct msg *m = w->first;
	if (m) {
		w->first = m->next;
		m->next = NULL;
	}
	if (!w->first) {
		w->last = NULL;
		/* Under the lock: no byte of a message that is still
		 * queued can be swallowed. */
		while (read(w->pipe[0], drop, sizeof(drop)) > 0)
			;
	}
	pthread_mutex_unlock(&w->lock);
	return m;
}

bool worker_is_busy(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	bool busy = w->running || w->changes || w->works;
	pthread_mutex_unlock(&w->lock);
	return busy;
}
