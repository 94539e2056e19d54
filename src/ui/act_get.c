/* act_get.c - getting articles: fetch, add, import, the edition. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/base/banned.h"

void act_fetch(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_FETCH };
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.kind == SUBJECT_FEED)
		job.feed_id = sub.feed_id;
	else if (v->ops == &view_articles_ops && v->place.scope == SCOPE_FEED)
		job.feed_id = v->place.id;
	ui_post(ui, &job);
	ui_say(ui, job.feed_id ? _("fetching this feed") :
				 _("fetching what is due"));
}

void act_fulltext(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_FULLTEXT };
	struct subject_vec subs = { 0 };

	ui_subjects(ui, v, &subs);
	for (size_t i = 0; i < subs.len; i++) {
		int64_t id = subs.v[i].article_id;
		if (!id && subs.v[i].thread_id)
			id = ui_first_report(ui, subs.v[i].thread_id);
		if (!id)
			continue;
		job.ids = xreallocarray(job.ids, job.n_ids + 1,
					sizeof(*job.ids));
		job.ids[job.n_ids++] = id;
	}
	if (job.n_ids) {
		ui_post(ui, &job);
		ui_say(ui, _("fetching the whole text; Esc stops"));
	} else {
		ui_say(ui, _("select an article first"));
	}
	ui_subjects_done(ui, v);
	vec_release(&subs);
}

void act_fetch_all(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_FETCH_ALL };

	(void)v;
	ui_post(ui, &job);
	ui_say(ui, _("fetching all feeds; Esc stops"));
}

void add_done(struct ui *ui, const char *text)
{
	struct job job = { .kind = JOB_ADD_FEED };

	if (!*text)
		return;
	job.text = xstrdup(text);
	ui_post(ui, &job);
	ui_say(ui, _("looking for a feed at %s"), text);
}

void act_add(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Address of a feed or site:"),
		.history = "address",
		.done = add_done,
	};

	(void)v;
	prompt_open(ui, &opts);
}

void import_done(struct ui *ui, const char *text)
{
	struct job job = { .kind = JOB_IMPORT };

	if (!*text)
		return;
	job.text = ui_expand_home(text);
	ui_say(ui, _("importing %s"), job.text);
	ui_post(ui, &job);
}

/* On the first page newsboat's own files are offered, when there are any. */
static char *newsboat_file(void)
{
	static const char *const places[] = { ".newsboat/urls",
					      ".config/newsboat/urls" };
	const char *home = getenv("HOME");

	for (size_t i = 0; home && i < sizeof(places) / sizeof(*places); i++) {
		char *path = path_join(home, places[i]);
		if (path_exists(path))
			return path;
		free(path);
	}
	return NULL;
}

void act_import(struct ui *ui, struct view *v)
{
	char *offer = v->ops == &view_welcome_ops && ui->last_key == 'N' ?
			      newsboat_file() :
			      NULL;
	struct prompt_options opts = {
		.label = _("File to import:"),
		.history = "file",
		.text = offer,
		.done = import_done,
		.complete = complete_path,
	};

	prompt_open(ui, &opts);
	free(offer);
}

void act_demo(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_DEMO };

	(void)v;
	ui_post(ui, &job);
	ui_say(ui, _("opening the bundled edition"));
}

/* What is nearest first: keys that wait, marked words, the worker. */
void act_cancel(struct ui *ui, struct view *v)
{
	if (ui_forget_keys(ui))
		return;
	if (v->find.len)
		find_end(ui, v);
	else if (picks_clear(v))
		ui_say(ui, _("nothing is picked any more"));
	else if (v->filter)
		act_clear_filter(ui, v);
	else if (worker_is_busy(ui->worker)) {
		worker_cancel(ui->worker);
		ui_say(ui, _("stopping"));
	}
}
