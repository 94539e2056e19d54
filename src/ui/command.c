/* command.c - `:` runs an action by its name, with words where it takes
 * some; `/` searches the store. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

/* ---- the store ---- */

void search_done(struct ui *ui, const char *text)
{
	struct place p = { .ops = &view_articles_ops, .scope = SCOPE_SEARCH };
	struct view *v = ui_top(ui);

	if (!text[strspn(text, " ")])
		return;
	buf_clear(&ui->last_search);
	buf_adds(&ui->last_search, text);
	if (!search_check(ui, text, NULL))
		return;
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
		.history = "search",
		.text = again ? ui->last_search.ptr : NULL,
		.done = search_done,
		.complete = complete_search,
	};

	prompt_open(ui, &opts);
}

/* ---- commands with words ---- */

static void open_url(struct ui *ui, const char *words)
{
	ui_browse(ui, words);
}

static void set_theme(struct ui *ui, const char *name)
{
	struct err err = { 0 };

	if (ui_set_theme(ui, name, &err) != ST_OK)
		ui_fail(ui, err.msg);
}

static void open_number(struct ui *ui, const char *words)
{
	long no = strtol(words, NULL, 10);

	ui->count = no > 0 && no < 100000 ? (int)no : 0;
	ui_act(ui, ACTION_LINK_NO);
	ui->count = 0;
}

static void find_on_page(struct ui *ui, const char *words)
{
	find_words(ui, ui_top_view(ui), words);
}

/* What goes on with the words behind its name. ACTION_NONE: a command that
 * is no action. */
static const struct worded {
	const char *name;
	enum action action;
	prompt_fn run;
	complete_fn complete;
} worded[] = {
	{ "search", ACTION_SEARCH, search_done, complete_search },
	{ "filter", ACTION_FILTER, filter_done, complete_search },
	{ "save-search", ACTION_SAVE_SEARCH, save_search_done, NULL },
	{ "find", ACTION_FIND_TEXT, find_on_page, NULL },
	{ "add-feed", ACTION_ADD, add_done, NULL },
	{ "import", ACTION_IMPORT, import_done, complete_path },
	{ "save", ACTION_SAVE, save_done, complete_path },
	{ "pipe", ACTION_PIPE, pipe_done, NULL },
	{ "tag", ACTION_TAG, tag_done, complete_tag },
	{ "snooze", ACTION_SNOOZE, snooze_done, NULL },
	{ "open-in-browser", ACTION_BROWSER, open_url, NULL },
	{ "open-link", ACTION_LINK_NO, open_number, NULL },
	{ "pick-all-with", ACTION_PICK_PATTERN, pick_pattern, NULL },
	{ "theme", ACTION_NONE, set_theme, complete_theme },
	{ "set", ACTION_NONE, settings_set, complete_set },
};
enum { N_WORDED = sizeof(worded) / sizeof(*worded) };

static const struct worded *find_worded(const char *name)
{
	for (int i = 0; i < N_WORDED; i++)
		if (!strcmp(worded[i].name, name))
			return &worded[i];
	return NULL;
}

/* ---- the command line ---- */

/* ":12" */
static bool run_number(struct ui *ui, const char *name)
{
	char *end;
	long n = strtol(name, &end, 10);

	if (*end || end == name)
		return false;
	ui->count = n > 0 && n < 100000 ? (int)n : 1;
	ui_act(ui, ACTION_FIRST);
	ui->count = 0;
	return true;
}

static void run_named(struct ui *ui, const char *name, const char *words)
{
	const struct worded *w = find_worded(name);
	enum action action = action_find(name);

	if (w && *words) {
		w->run(ui, words);
	} else if (run_number(ui, name)) {
		return;
	} else if (w && action == ACTION_NONE) {
		ui_say(ui, _("%s wants a name behind it; Tab shows them"),
		       name);
	} else if (action == ACTION_NONE) {
		ui_say(ui, _("no action is called %s; Tab completes names"),
		       name);
	} else if (*words) {
		ui_say(ui, _("%s takes no words behind it"), name);
	} else if (!ui_act(ui, action)) {
		ui_say(ui, _("%s does nothing here"), name);
	}
}

void command_run(struct ui *ui, const char *line)
{
	char *name, *words;
	size_t n;

	line += strspn(line, " :");
	n = strcspn(line, " ");
	if (n == 0)
		return;
	name = xstrndup(line, n);
	line += n + strspn(line + n, " ");
	n = strlen(line);
	while (n && line[n - 1] == ' ')
		n--;
	words = xstrndup(line, n);
	run_named(ui, name, words);
	free(words);
	free(name);
}

static char *complete_name(const char *text, size_t turn)
{
	size_t len = strlen(text);

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const char *name = action_info((enum action)i)->name;
		if (!strncmp(name, text, len) && turn-- == 0)
			return xstrdup(name);
	}
	for (int i = 0; i < N_WORDED; i++)
		if (worded[i].action == ACTION_NONE &&
		    !strncmp(worded[i].name, text, len) && turn-- == 0)
			return xstrdup(worded[i].name);
	return NULL;
}

/* The name, then what stands behind it. */
static char *complete_line(struct ui *ui, const char *text, size_t turn)
{
	const char *blank = strchr(text, ' ');

	if (!blank)
		return complete_name(text, turn);
	char *name = xstrndup(text, (size_t)(blank - text));
	const struct worded *w = find_worded(name);
	const char *words = blank + strspn(blank, " ");
	char *got = w && w->complete ? w->complete(ui, words, turn) : NULL;
	char *out = got ? xasprintf("%s %s", name, got) : NULL;
	free(got);
	free(name);
	return out;
}

void act_command(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = ":",
		.history = "command",
		.done = command_run,
		.complete = complete_line,
	};

	(void)v;
	prompt_open(ui, &opts);
}
