/* setter.c - see setter.h.
 *
 * The lock guards what is asked for and what is ready, nothing else. The
 * job's number tells a text that is still wanted from one that came late.
 */
#include "config.h"

#include "thrum/app/setter.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/thread.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

struct setter {
	char *path; /* of the store */
	pthread_t thread;
	int pipe[2];
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t wake;
	struct set_text want; /* id 0 = nothing */
	struct set_text *ready;
	bool running, quit;
	atomic_bool stop; /* what runs is not wanted any more */
};

void set_text_free(struct set_text *t)
{
	if (!t)
		return;
	layout_free(t->lay);
	doc_free(t->doc);
	free(t);
}

/* ---- the thread ---- */

static void read_text(struct setter *s, struct set_text *t)
{
	struct store *st = NULL;
	struct article *a = NULL;

	t->status = store_open(s->path, STORE_READ, &st, NULL);
	if (t->status == ST_OK)
		t->status = store_article_get(st, t->id, STORE_LOAD_BODY, &a,
					      NULL);
	if (t->status == ST_OK && a->body) {
		t->doc = a->body;
		a->body = NULL;
	}
	article_free(a);
	store_close(st);
}

static struct set_text *make(struct setter *s, const struct set_text *want)
{
	struct layout_limits limits = { SETTER_SHOWN, &s->stop };
	struct set_text *t = xcalloc(1, sizeof(*t));

	*t = *want;
	read_text(s, t);
	if (t->doc && !atomic_load(&s->stop))
		t->lay = layout_new_within(t->doc, t->cols, t->flags, &limits);
	return t;
}

static void wake_reader(struct setter *s)
{
	ssize_t n;

	/* A full pipe wakes the reader just as well. */
	do
		n = write(s->pipe[1], "!", 1);
	while (n < 0 && errno == EINTR);
}

static void *work(void *arg)
{
	struct setter *s = arg;

	pthread_mutex_lock(&s->lock);
	while (!s->quit) {
		struct set_text want = s->want;
		if (!want.id) {
			pthread_cond_wait(&s->wake, &s->lock);
			continue;
		}
		s->want.id = 0;
		s->running = true;
		atomic_store(&s->stop, false);
		pthread_mutex_unlock(&s->lock);
		struct set_text *t = make(s, &want);
		pthread_mutex_lock(&s->lock);
		s->running = false;
		if (atomic_load(&s->stop)) {
			set_text_free(t);
			continue;
		}
		set_text_free(s->ready);
		s->ready = t;
		wake_reader(s);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

/* ---- the ui's side ---- */

enum status setter_new(const char *path, struct setter **out, struct err *err)
{
	struct setter *s = xcalloc(1, sizeof(*s));

	if (pipe(s->pipe)) {
		free(s);
		return err_errno(err, errno, "pipe");
	}
	for (int i = 0; i < 2; i++) {
		fcntl(s->pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(s->pipe[i], F_SETFL, O_NONBLOCK);
	}
	s->path = xstrdup(path);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->wake, NULL);
	int e = thread_start(&s->thread, work, s);
	if (e) {
		close(s->pipe[0]);
		close(s->pipe[1]);
		free(s->path);
		free(s);
		return err_errno(err, e, _("cannot start a thread"));
	}
	*out = s;
	return ST_OK;
}

void setter_free(struct setter *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->quit = true;
	atomic_store(&s->stop, true);
	pthread_cond_signal(&s->wake);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	set_text_free(s->ready);
	close(s->pipe[0]);
	close(s->pipe[1]);
	pthread_cond_destroy(&s->wake);
	pthread_mutex_destroy(&s->lock);
	free(s->path);
	free(s);
}

void setter_post(struct setter *s, int64_t id, uint32_t cols, uint32_t flags)
{
	pthread_mutex_lock(&s->lock);
	s->want = (struct set_text){ .id = id, .cols = cols, .flags = flags };
	atomic_store(&s->stop, true);
	set_text_free(s->ready);
	s->ready = NULL;
	pthread_cond_signal(&s->wake);
	pthread_mutex_unlock(&s->lock);
}

struct set_text *setter_take(struct setter *s)
{
	char drop[64];

	pthread_mutex_lock(&s->lock);
	struct set_text *t = s->ready;
	s->ready = NULL;
	while (read(s->pipe[0], drop, sizeof(drop)) > 0)
		;
	pthread_mutex_unlock(&s->lock);
	return t;
}

int setter_fd(const struct setter *s)
{
	return s->pipe[0];
}

bool setter_is_busy(struct setter *s)
{
	pthread_mutex_lock(&s->lock);
	bool busy = s->want.id || s->running || s->ready;
	pthread_mutex_unlock(&s->lock);
	return busy;
}
