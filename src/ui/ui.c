/* ui.c - the reader from start to end, and its words.
 *
 * Order matters: configuration and the read connection first (both can
 * fail with a sentence on a sane terminal), then the terminal, the first
 * frame, and only then work for the worker. */
#include "config.h"

#include "thrum/ui/ui.h"

#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "linear_priv.h"
#include "act_priv.h"
#include "ui_priv.h"
#include "thrum/app/setter.h"

#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/conf/config.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

/* ---- words ---- */

void ui_tick(struct ui *ui)
{
	struct civil c;

	ui->now = clock_now_s();
	civil_local(ui->now, &c);
	ui->tz_s = civil_to_s(&c) - ui->now;
}

void ui_say(struct ui *ui, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	buf_clear(&ui->message);
	text_clean(&ui->message, text, strlen(text), CLEAN_LINE);
	ui->message_is_error = false;
	ui->dirty = true;
}

void ui_note(struct ui *ui, bool is_error, const char *text)
{
	struct note n = { .at = ui->now, .is_error = is_error };

	if (!text || !*text)
		return;
	if (ui->notes.len == UI_NOTES_MAX) {
		free(ui->notes.v[0].text);
		memmove(ui->notes.v, ui->notes.v + 1,
			(UI_NOTES_MAX - 1) * sizeof(*ui->notes.v));
		ui->notes.len--;
	}
	n.text = text_clean_dup(text, CLEAN_LINE);
	vec_push(&ui->notes, n);
}

void ui_fail(struct ui *ui, const char *text)
{
	ui_say(ui, "%s", text ? text : _("something failed"));
	ui->message_is_error = true;
	ui_note(ui, true, text);
}

uint64_t ui_post(struct ui *ui, struct job *job)
{
	return worker_post(ui->worker, job);
}

enum status ui_set_theme(struct ui *ui, const char *name, struct err *err)
{
	struct buf problems = BUF_INIT;
	struct theme theme;
	enum status st = app_theme(ui->app, name, &theme, &problems, err);

	if (st == ST_OK) {
		ui->theme = theme;
		ui_note_problems(ui, name, &problems);
		if (ui->term)
			term_set_theme(ui->term, &ui->theme);
		ui->dirty = true;
	}
	buf_release(&problems);
	return st;
}

/* ---- start and end ---- */

/* A store that is not there yet, or that is older, is the writer's to
 * make; a healthy one costs no second connection before the first frame. */
static enum status open_store(struct ui *ui, struct err *err)
{
	struct store *writer;
	const char *path = ui->app->store_path;
	enum status st = store_open(path, STORE_READ, &ui->store, err);

	if (st != ST_NOT_FOUND && st != ST_VERSION)
		return st;
	st = app_store(ui->app, &writer, err);
	if (st == ST_OK)
		st = store_open(path, STORE_READ, &ui->store, err);
	return st;
}

enum status ui_new(struct app *app, const struct ui_options *opts,
		   struct ui **out, struct err *err)
{
	struct ui *ui = xcalloc(1, sizeof(*ui));
	enum status st;

	ui->app = app;
	buf_init(&ui->message, 4096);
	buf_init(&ui->last_search, 4096);
	buf_init(&ui->last_find, 4096);
	buf_init(&ui->last_change.words, 4096);
	sheet_init(&ui->line, SHEET_TEXT);
	ui->visual = app_bidi(app) == APP_BIDI_VISUAL;
	ui->line.visual = ui->visual;
	ui_tick(ui);
	settings_init(ui, opts ? opts->theme : NULL);
	ui_note_problems(ui, NULL, &app->problems);
	buf_clear(&app->problems); /* the worker's from here on */
	st = open_store(ui, err);
	if (st == ST_OK)
		st = worker_new(app, &ui->worker, err);
	if (st != ST_OK) {
		ui_free(ui);
		app_free(app);
		return st;
	}
	*out = ui;
	return ST_OK;
}

static void first_view(struct ui *ui, const struct ui_options *opts)
{
	struct place home = { .ops = &view_threads_ops };

	ui->stack[ui->n_views++] = view_new(ui, &home);
	ui_stale(ui);
	ui->stack[0]->list->filling = !ui->counts.articles;
	if (opts && opts->open_article)
		ui_open_article(ui, opts->open_article);
	else if (!ui->counts.articles)
		ui_push(ui, &(struct place){ .ops = &view_welcome_ops });
}

static void note_charset(struct ui *ui, const char *charset)
{
	char *text = xasprintf(_("the locale speaks %s: what it lacks is shown "
				 "by plain letters; LANG=C.UTF-8 shows all"),
			       charset);

	ui_note(ui, false, text);
	free(text);
}

void ui_start(struct ui *ui, struct term *term, const struct ui_options *opts)
{
	ui->term = term;
	ui->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	if (ui->ascii)
		note_charset(ui, nl_langinfo(CODESET));
	term_size(term, &ui->rows, &ui->cols);
	settings_start(ui);
	first_view(ui, opts);
	since_start(ui);
	notify_look(ui, NOTIFY_REMEMBER);
	tips_start(ui);
	if (ui->notes.len) {
		struct buf keys = BUF_INIT;
		keymap_keys(&ui->keymap, ACTION_VIEW_MESSAGES, "threads", 1,
			    &keys);
		ui_say(ui, _("%s (%s shows all messages)"),
		       ui->notes.v[0].text, keys.ptr);
		buf_release(&keys);
	}
}

void ui_free(struct ui *ui)
{
	if (!ui)
		return;
	term_free(ui->term);
	linear_free(ui->linear);
	setter_free(ui->setter);
	while (ui->n_views)
		view_free(ui, ui->stack[--ui->n_views]);
	view_free(ui, ui->preview);
	view_free(ui, ui->side);
	for (size_t i = 0; i < ui->jumps.v.len; i++)
		place_release(&ui->jumps.v.v[i]);
	vec_release(&ui->jumps.v);
	for (size_t i = 0; i < ui->notes.len; i++)
		free(ui->notes.v[i].text);
	vec_release(&ui->notes);
	vec_release(&ui->pending);
	vec_release(&ui->followed);
	vec_release(&ui->woken);
	free(ui->tip);
	free(ui->progress.what);
	sheet_release(&ui->line);
	buf_release(&ui->message);
	buf_release(&ui->last_search);
	buf_release(&ui->last_find);
	str_vec_release(&ui->history);
	free(ui->saved.counts);
	registers_release(&ui->regs);
	buf_release(&ui->last_change.words);
	keymap_release(&ui->keymap);
	settings_release(&ui->settings);
	stories_release(&ui->stories);
	store_close(ui->store);
	if (ui->worker) {
		struct job visit = { .kind = JOB_VISIT, .id = clock_now_s() };
		worker_post(ui->worker, &visit);
	}
	worker_free(ui->worker);
	free(ui);
}

/* ---- the program's reader ---- */

/* LANG unset on a terminal that speaks UTF-8 is common (containers, cron's
 * shell); a locale that names another charset is believed. */
static void settle_locale(void)
{
	const char *charset = nl_langinfo(CODESET);

	if (strcmp(charset, "UTF-8") && !strncmp(charset, "ANSI", 4))
		(void)!setlocale(LC_CTYPE, "C.UTF-8");
}

static enum status check_tty(struct err *err)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return ST_OK;
	return err_set(err, ST_UNSUPPORTED,
		       _("the reader needs a terminal; use `thrum threads`, "
			 "`thrum articles` and `thrum show` in scripts"));
}

static uint32_t term_flags(const struct ui *ui, const struct ui_options *opts)
{
	const char *no_color = getenv("NO_COLOR");
	uint32_t flags = term_known_flags();

	if (ui->config->mouse)
		flags |= TERM_MOUSE;

	if (no_color && *no_color && !(opts && opts->theme))
		flags |= TERM_MONO;
	return flags;
}

enum status ui_run(struct app *app, const struct ui_options *opts,
		   struct err *err)
{
	struct term_options t = { .in = stdin, .out = stdout };
	struct ui *ui = NULL;
	struct term *term;
	enum status st = check_tty(err);

	if (st != ST_OK) {
		app_free(app);
		return st;
	}
	settle_locale();
	st = ui_new(app, opts, &ui, err);
	if (st != ST_OK)
		return st;
	t.flags = term_flags(ui, opts);
	if (opts && opts->linear)
		st = linear_new(&ui->linear, &term, err);
	else
		st = term_new(&t, &term, err);
	if (st == ST_OK) {
		bug_set_hook(term_rescue);
		ui_start(ui, term, opts);
		st = ui_loop(ui, err);
	}
	ui_free(ui);
	bug_set_hook(NULL);
	return st;
}
