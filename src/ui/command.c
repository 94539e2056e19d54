/* command.c - `:` runs an action by its name, `/` searches the store, `\`
 * finds words in the text that is shown. */
#include "config.h"

#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

/* ---- the store ---- */

static void search_done(struct ui *ui, const char *text)
{
	struct place p = { .ops = &view_articles_ops, .scope = SCOPE_SEARCH };
	struct view *v = ui_top(ui);

	if (!*text)
		return;
	buf_clear(&ui->last_search);
	buf_adds(&ui->last_search, text);
	if (ui->n_views > 1 && v->ops == &view_articles_ops &&
	    v->place.scope == SCOPE_SEARCH)
		ui_pop(ui);
	p.text = xstrdup(text);
	ui_push(ui, &p);
	place_release(&p);
}

void act_search(struct ui *ui, struct view *v)
{
	bool again = v->ops == &view_articles_ops &&
		     v->place.scope == SCOPE_SEARCH;
	struct prompt_options opts = {
		.label = _("Search:"),
		.text = again ? ui->last_search.ptr : NULL,
		.done = search_done,
	};

	prompt_open(ui, &opts);
}

/* ---- the text ---- */

static void find_done(struct ui *ui, const char *text)
{
	struct view *v = ui_top_view(ui);

	buf_clear(&v->find);
	buf_adds(&v->find, text);
	buf_clear(&ui->last_find);
	buf_adds(&ui->last_find, text);
	v->composed = false;
	if (v->list || v->sheet.cols == 0)
		return;
	view_compose(ui, v, v->sheet.cols);
	if (*text && !sheet_find_next(&v->sheet, 1))
		ui_say(ui, _("not found: %s"), text);
}

void act_find(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Find:"),
		.done = find_done,
	};

	if (v->list)
		act_search(ui, v);
	else
		prompt_open(ui, &opts);
}

/* ---- the command line ---- */

/* Three actions go on with the words behind their name. */
static bool run_with_words(struct ui *ui, enum action action,
			   const char *words)
{
	struct job job = { .kind = JOB_ADD_FEED };

	if (action == ACTION_SEARCH) {
		search_done(ui, words);
		return true;
	}
	if (action == ACTION_IMPORT)
		job.kind = JOB_IMPORT;
	else if (action != ACTION_ADD)
		return false;
	job.text = xstrdup(words);
	ui_post(ui, &job);
	return true;
}

static void set_theme(struct ui *ui, const char *name)
{
	struct err err = { 0 };

	if (ui_set_theme(ui, name, &err) != ST_OK)
		ui_fail(ui, err.msg);
}

void command_run(struct ui *ui, const char *line)
{
	char name[64];
	size_t n;
	enum action action;

	line += strspn(line, " :");
	n = strcspn(line, " ");
	if (n == 0)
		return;
	if (n >= sizeof(name))
		n = sizeof(name) - 1;
	memcpy(name, line, n);
	name[n] = '\0';
	const char *words = line + n + strspn(line + n, " ");
	if (!strcmp(name, "theme") && *words) {
		set_theme(ui, words);
		return;
	}
	action = action_find(name);
	if (action == ACTION_NONE) {
		ui_say(ui, _("no action is called %s; Tab completes names"),
		       name);
		return;
	}
	if (*words && run_with_words(ui, action, words))
		return;
	if (!ui_act(ui, action))
		ui_say(ui, _("%s does nothing here"), name);
}

static char *complete_action(struct ui *ui, const char *text, size_t turn)
{
	size_t len = strlen(text);

	(void)ui;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const char *name = action_info((enum action)i)->name;
		if (!strncmp(name, text, len) && turn-- == 0)
			return xstrdup(name);
	}
	return NULL;
}

void act_command(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = ":",
		.done = command_run,
		.complete = complete_action,
	};

	(void)v;
	prompt_open(ui, &opts);
}
