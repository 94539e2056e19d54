/* adder.c - new articles go into threads while the store takes the next.
 *
 * Finding an article's thread takes as long as storing and indexing it, and
 * neither needs the other: topic/ knows of no store. So a second thread adds
 * the articles to app->topic, in the order in which they were stored, as soon
 * as they have their ids; when all are there it decides. Between adder_new()
 * and the end app->topic is its alone, everything else the caller's. These
 * are the calls of one thread in their order, so what comes out is the same.
 *
 * A few articles are not worth a thread, and where none can be started the
 * caller does the work at the end.
 */
#include "config.h"

#include "app_priv.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/thread.h"
#include "thrum/model/article.h"

#include "thrum/base/banned.h"

enum {
	FEW = 32, /* articles, until there are more no thread is started */
	AT_ONCE = 16, /* are worth waking it */
	LOOK_MS = 10, /* who waits for it looks around so often */
};

struct adder {
	struct app *app;
	struct batch *batch; /* whose articles they are */
	pthread_t thread;
	bool has_thread;
	bool has_none; /* and cannot have one */
	size_t n_freed;
	atomic_bool stop; /* nobody wants it any more */
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t more, end; /* for the thread; from it */
	struct {
		VEC_FIELDS(struct article *); /* in their order */
	} queue;
	size_t n_added; /* of these */
	bool all; /* no more come */
	bool decided;
};

struct adder *adder_new(struct app *app, struct batch *b)
{
	struct adder *ad = xcalloc(1, sizeof(*ad));

	ad->app = app;
	ad->batch = b;
	atomic_init(&ad->stop, false);
	pthread_mutex_init(&ad->lock, NULL);
	pthread_cond_init(&ad->more, NULL);
	pthread_cond_init(&ad->end, NULL);
	return ad;
}

/* ---- the thread ---- */

/* The next one; NULL when no more come. With the lock. */
static struct article *next(struct adder *ad)
{
	size_t least = ad->n_added == ad->queue.len ? AT_ONCE : 1;

	while (!ad->all && !atomic_load(&ad->stop) &&
	       ad->queue.len - ad->n_added < least)
		pthread_cond_wait(&ad->more, &ad->lock);
	if (atomic_load(&ad->stop) || ad->n_added == ad->queue.len)
		return NULL;
	return ad->queue.v[ad->n_added];
}

static void *work(void *ctx)
{
	struct adder *ad = ctx;
	struct article *a;

	pthread_mutex_lock(&ad->lock);
	while ((a = next(ad))) {
		pthread_mutex_unlock(&ad->lock);
		threading_add(ad->app, a);
		pthread_mutex_lock(&ad->lock);
		ad->n_added++;
	}
	pthread_cond_signal(&ad->end);
	pthread_mutex_unlock(&ad->lock);
	if (!atomic_load(&ad->stop))
		threading_decide(ad->app);
	pthread_mutex_lock(&ad->lock);
	ad->decided = true;
	pthread_cond_signal(&ad->end);
	pthread_mutex_unlock(&ad->lock);
	return NULL;
}

/* ---- the caller's side ---- */

static void start(struct adder *ad)
{
	ad->has_thread = !thread_start(&ad->thread, work, ad);
	ad->has_none = !ad->has_thread;
}

/* Those before the `n`th have been added. */
static void free_added(struct adder *ad, size_t n)
{
	for (; ad->batch->frees && ad->n_freed < n; ad->n_freed++)
		article_free(ad->queue.v[ad->n_freed]);
}

/* Where there is no thread. */
static void add_here(struct adder *ad)
{
	while (ad->n_added < ad->queue.len)
		threading_add(ad->app, ad->queue.v[ad->n_added++]);
	free_added(ad, ad->n_added);
}

void adder_push(struct adder *ad, struct article *a)
{
	pthread_mutex_lock(&ad->lock);
	vec_push(&ad->queue, a);
	size_t n_added = ad->n_added, n_left = ad->queue.len - n_added;
	if (n_left == AT_ONCE)
		pthread_cond_signal(&ad->more);
	pthread_mutex_unlock(&ad->lock);
	if (n_left >= FEW && !ad->has_thread && !ad->has_none)
		start(ad);
	if (ad->has_none)
		add_here(ad);
	else
		free_added(ad, n_added);
}

/* The thread has something to tell, or it is time to look around. */
static void wait_a_little(struct adder *ad)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += LOOK_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_cond_timedwait(&ad->end, &ad->lock, &until);
}

/* Until it has added all, or decided. */
static enum status wait_for(struct adder *ad, enum adder_stage stage,
			    struct err *err)
{
	struct batch *b = ad->batch;
	enum status st = ST_OK;

	pthread_mutex_lock(&ad->lock);
	while (st == ST_OK && (stage == ADDER_DECIDED ?
				       !ad->decided :
				       ad->n_added < ad->queue.len)) {
		wait_a_little(ad);
		size_t n_added = ad->n_added;
		pthread_mutex_unlock(&ad->lock);
		free_added(ad, n_added);
		if (b->meanwhile)
			b->meanwhile(b->ctx);
		if (atomic_load(&ad->app->hurry))
			st = err_set(err, ST_CANCELLED, _("stopped"));
		pthread_mutex_lock(&ad->lock);
	}
	pthread_mutex_unlock(&ad->lock);
	return st;
}

enum status adder_wait(struct adder *ad, enum adder_stage stage,
		       struct err *err)
{
	pthread_mutex_lock(&ad->lock);
	ad->all = true;
	pthread_cond_signal(&ad->more);
	pthread_mutex_unlock(&ad->lock);
	if (ad->has_thread)
		return wait_for(ad, stage, err);
	add_here(ad);
	if (stage == ADDER_DECIDED && !ad->decided) {
		threading_decide(ad->app);
		ad->decided = true;
	}
	return ST_OK;
}

void adder_free(struct adder *ad)
{
	pthread_mutex_lock(&ad->lock);
	atomic_store(&ad->stop, true);
	pthread_cond_signal(&ad->more);
	pthread_mutex_unlock(&ad->lock);
	if (ad->has_thread)
		pthread_join(ad->thread, NULL);
	free_added(ad, ad->queue.len);
	vec_release(&ad->queue);
	pthread_cond_destroy(&ad->more);
	pthread_cond_destroy(&ad->end);
	pthread_mutex_destroy(&ad->lock);
	free(ad);
}
