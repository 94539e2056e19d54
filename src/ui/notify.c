/* notify.c - followed threads that got new reports: a sentence in the
 * reader, and the reader's own command (notify-command), which a desktop
 * turns into a notification.
 *
 * What a fetch brought makes its thread one of the newest, so that these
 * are all that is looked at. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

enum {
	NEWEST = 300, /* threads looked at */
	COMMANDS_MAX = 5, /* run for one fetch */
};

static struct followed *find(struct followed_vec *v, int64_t id)
{
	for (size_t i = 0; i < v->len; i++)
		if (v->v[i].id == id)
			return &v->v[i];
	return NULL;
}

static void tell(struct ui *ui, const struct thread *t, int32_t n)
{
	struct job job = { .kind = JOB_RUN };
	const char *command = ui->config->notify;
	char *words = xasprintf(ngettext("%d new report", "%d new reports",
					 (unsigned long)n),
				(int)n);

	ui_say(ui, _("followed: %s (%s)"), t->headline ? t->headline : "?",
	       words);
	if (command && *command) {
		job.text = xstrdup(command);
		str_vec_add(&job.args, t->headline ? t->headline : "thrum");
		str_vec_add(&job.args, words);
		ui_post(ui, &job);
	}
	free(words);
}

static void look(struct ui *ui, const struct thread_vec *threads, bool say)
{
	int told = 0;

	for (size_t i = 0; i < threads->len; i++) {
		const struct thread *t = threads->v[i];
		struct followed *f = find(&ui->followed, t->id);
		if (!(t->flags & THREAD_FOLLOWED))
			continue;
		if (!f) {
			struct followed now = { t->id, t->n_articles };
			vec_push(&ui->followed, now);
			continue;
		}
		if (say && t->n_articles > f->n_articles && t->n_unread &&
		    told++ < COMMANDS_MAX)
			tell(ui, t, t->n_articles - f->n_articles);
		f->n_articles = t->n_articles;
	}
}

void notify_look(struct ui *ui, enum notify_mode mode)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_key start = { 0 };
	struct thread_vec threads = { 0 };
	struct arena arena = { 0 };

	if (store_threads_page(ui->store, &q, start, PAGE_AFTER, NEWEST,
			       &arena, &threads, NULL) == ST_OK)
		look(ui, &threads, mode == NOTIFY_SAY);
	vec_release(&threads);
	arena_release(&arena);
}
