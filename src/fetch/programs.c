/* programs.c - commands beside the transfers: see programs_priv.h.
 *
 * A thread runs fetch_command() to its end and hangs the result into a list
 * behind the one lock; everything else is the fetcher's thread's alone.
 */
#include "config.h"

#include "programs_priv.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

/* A feed's command is a script that mostly waits for a server. */
enum { AT_ONCE = 4 };

struct task {
	struct program program; /* first: it is what is handed out */
	struct programs *all;
	struct task *next;
	pthread_t thread;
	atomic_bool stop;
};

struct programs {
	CURLM *multi;
	struct task *first, *last; /* waiting */
	struct task *running[AT_ONCE]; /* or NULL */
	struct task *dead; /* ended without a thread */
	pthread_mutex_t lock; /* of `ended` */
	struct task *ended;
};

struct programs *programs_new(CURLM *multi)
{
	struct programs *all = xcalloc(1, sizeof(*all));

	all->multi = multi;
	pthread_mutex_init(&all->lock, NULL);
	return all;
}

void program_free(struct program *p)
{
	if (!p)
		return;
	buf_release(&p->out);
	free(p);
}

static bool is_unwanted(void *ctx)
{
	return atomic_load(&((struct task *)ctx)->stop);
}

static void *run(void *ctx)
{
	struct task *t = ctx;
	struct programs *all = t->all;
	struct fetch_limits limits = {
		.timeout_s = t->program.req.timeout_s,
		.stop = is_unwanted,
		.ctx = t,
	};

	t->program.st = fetch_command(t->program.req.argv,
				      t->program.req.input, &limits,
				      &t->program.out, &t->program.err);
	pthread_mutex_lock(&all->lock);
	t->next = all->ended;
	all->ended = t;
	pthread_mutex_unlock(&all->lock);
	curl_multi_wakeup(all->multi);
	return NULL;
}

void programs_add(struct programs *all, const struct fetch_request *req)
{
	struct task *t = xcalloc(1, sizeof(*t));

	t->program.req = *req;
	t->all = all;
	buf_init(&t->program.out,
		 req->max_bytes ? req->max_bytes : FETCH_BYTES_DEFAULT);
	atomic_init(&t->stop, false);
	if (all->last)
		all->last->next = t;
	else
		all->first = t;
	all->last = t;
}

static struct task *take_first(struct programs *all)
{
	struct task *t = all->first;

	if (!t)
		return NULL;
	all->first = t->next;
	if (!all->first)
		all->last = NULL;
	t->next = NULL;
	return t;
}

static void end_unstarted(struct programs *all, struct task *t,
			  enum status st, const char *sentence)
{
	t->program.st = err_set(&t->program.err, st, "%s", sentence);
	t->next = all->dead;
	all->dead = t;
}

/* Signals are not for these threads: the program's handlers run in its
 * first one. */
static bool start(struct task *t)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int rc = pthread_create(&t->thread, NULL, run, t);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return rc == 0;
}

void programs_start(struct programs *all)
{
	for (int i = 0; i < AT_ONCE && all->first; i++) {
		if (all->running[i])
			continue;
		struct task *t = take_first(all);
		if (start(t))
			all->running[i] = t;
		else
			end_unstarted(all, t, ST_IO,
				      _("no thread can be started for the "
					"command; try again later"));
	}
}

static struct task *take_ended(struct programs *all)
{
	struct task *t = all->dead;

	if (t) {
		all->dead = t->next;
		return t;
	}
	pthread_mutex_lock(&all->lock);
	t = all->ended;
	if (t)
		all->ended = t->next;
	pthread_mutex_unlock(&all->lock);
	if (!t)
		return NULL;
	pthread_join(t->thread, NULL);
	for (int i = 0; i < AT_ONCE; i++)
		if (all->running[i] == t)
			all->running[i] = NULL;
	return t;
}

struct program *programs_take(struct programs *all)
{
	struct task *t = take_ended(all);

	return t ? &t->program : NULL;
}

void programs_stop(struct programs *all)
{
	struct task *t;

	for (int i = 0; i < AT_ONCE; i++)
		if (all->running[i])
			atomic_store(&all->running[i]->stop, true);
	while ((t = take_first(all)))
		end_unstarted(all, t, ST_CANCELLED, _("stopped"));
}

bool programs_are_running(const struct programs *all)
{
	for (int i = 0; i < AT_ONCE; i++)
		if (all->running[i])
			return true;
	return false;
}

void programs_free(struct programs *all)
{
	if (!all)
		return;
	programs_stop(all);
	for (int i = 0; i < AT_ONCE; i++)
		if (all->running[i])
			pthread_join(all->running[i]->thread, NULL);
	for (struct task *t = all->ended; t;) {
		struct task *next = t->next;
		program_free(&t->program);
		t = next;
	}
	for (struct task *t = all->dead; t;) {
		struct task *next = t->next;
		program_free(&t->program);
		t = next;
	}
	pthread_mutex_destroy(&all->lock);
	free(all);
}
