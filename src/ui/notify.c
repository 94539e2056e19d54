/* notify.c - followed threads that got new reports, and snoozed ones that
 * woke: a sentence in the reader, and the reader's own command
 * (notify-command), which a desktop turns into a notification.
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
#include "thrum/store/marks.h"
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

/* Say it, and hand it to the command. */
static void tell(struct ui *ui, const char *kind, const struct thread *t,
		 const char *words)
{
	const char *name = t->headline ? t->headline : "?";
	const char *command = ui->config->notify;
	struct job job = { .kind = JOB_RUN };

	ui_say(ui, "%s: %s (%s)", kind, name, words);
	if (command && *command) {
		job.text = xstrdup(command);
		str_vec_add(&job.args, name);
		str_vec_add(&job.args, words);
		ui_post(ui, &job);
	}
}

static void tell_reports(struct ui *ui, const struct thread *t, int32_t n)
{
	char *words = xasprintf(ngettext("%d new report", "%d new reports",
					 (unsigned long)n),
				(int)n);

	tell(ui, _("followed"), t, words);
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
			tell_reports(ui, t, t->n_articles - f->n_articles);
		f->n_articles = t->n_articles;
	}
}

static void look_woken(struct ui *ui, const struct thread_vec *woken, bool say)
{
	struct followed_vec now = { 0 };
	int told = 0;

	for (size_t i = 0; i < woken->len; i++) {
		const struct thread *t = woken->v[i];
		struct followed f = { t->id, t->n_articles };
		if (say && !find(&ui->woken, t->id) && told++ < COMMANDS_MAX)
			tell(ui, _("awake"), t, _("it was snoozed"));
		vec_push(&now, f);
	}
	vec_release(&ui->woken);
	ui->woken = now;
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
	threads.len = 0;
	if (store_woken(ui->store, NEWEST, &arena, &threads, NULL) == ST_OK)
		look_woken(ui, &threads, mode == NOTIFY_SAY);
	vec_release(&threads);
	arena_release(&arena);
}
