/* view_since.c - what happened since you left: lists of threads in sections,
 * read once. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/date.h"
#include "thrum/base/banned.h"

enum {
	THREADS_MAX = 500,
	COUNT_COLS = 4,
	DAY_S = 86400,
	AWAY_S = 3 * 3600, /* shorter is no absence */
};

struct since_state {
	struct arena arena;
	struct thread_vec rows; /* newest first */
	int64_t since;
};

static void since_close(struct ui *ui, struct view *v)
{
	struct since_state *st = v->state;

	(void)ui;
	vec_release(&st->rows);
	arena_release(&st->arena);
}

static enum status since_load(struct ui *ui, struct view *v, struct err *err)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_key key = { 0 };
	struct since_state *st = v->state;

	arena_clear(&st->arena);
	st->rows.len = 0;
	st->since = ui->last_visit ? ui->last_visit : ui->now - DAY_S;
	return store_threads_page(ui->store, &q, key, PAGE_AFTER, THREADS_MAX,
				  &st->arena, &st->rows, err);
}

/* ---- composing ---- */

static void put_thread(struct ui *ui, struct sheet *s, const struct thread *t)
{
	struct buf age = BUF_INIT;
	char digits[16];

	put_thread_marks(ui, s, t);
	snprintf(digits, sizeof(digits), "%*d", COUNT_COLS,
		 (int)t->n_independent);
	sheet_put(s, ROLE_NUMBER, 0, digits);
	words_age(ui, &age, t->last);
	sheet_put(s, ROLE_TEXT, 0, "  ");
	sheet_fit(s, ROLE_AGE, 0, age.ptr, 8);
	sheet_pad(s, 16);
	sheet_fit(s, t->n_unread ? ROLE_UNREAD : ROLE_READ, 0, t->headline,
		  s->cols - (int)s->col - 1);
	sheet_target(s, TARGET_THREAD, t->id);
	sheet_end(s);
	buf_release(&age);
}

enum section { SECTION_NEW, SECTION_MORE, SECTION_ENDED };

/* Ended: events of several reports that were alive as long before. */
static bool belongs(const struct ui *ui, const struct since_state *st,
		    const struct thread *t, enum section section)
{
	switch (section) {
	case SECTION_NEW:
		return t->first >= st->since;
	case SECTION_MORE:
		return t->first < st->since && t->last >= st->since;
	default:
		return t->last < st->since && t->n_independent > 1 &&
		       t->last >= st->since - (ui->now - st->since);
	}
}

static void put_section(struct ui *ui, struct view *v, enum section section,
			const char *title)
{
	struct since_state *st = v->state;
	struct sheet *s = &v->sheet;
	size_t n = 0;

	for (size_t i = 0; i < st->rows.len; i++)
		n += belongs(ui, st, st->rows.v[i], section);
	if (!n)
		return;
	sheet_putf(s, ROLE_HEADING, " %s (%zu)", title, n);
	sheet_end(s);
	for (size_t i = 0; i < st->rows.len; i++)
		if (belongs(ui, st, st->rows.v[i], section))
			put_thread(ui, s, st->rows.v[i]);
	sheet_blank(s);
}

static void since_compose(struct ui *ui, struct view *v)
{
	struct since_state *st = v->state;
	struct buf when = BUF_INIT;

	words_when(ui, &when, st->since);
	sheet_putf(&v->sheet, ROLE_LABEL, _(" since %s"), when.ptr);
	sheet_end(&v->sheet);
	sheet_blank(&v->sheet);
	put_section(ui, v, SECTION_NEW, _("New"));
	put_section(ui, v, SECTION_MORE, _("Going on"));
	put_section(ui, v, SECTION_ENDED, _("Nothing more was heard of"));
	if (v->sheet.lines.len == 2)
		sheet_para(&v->sheet, ROLE_LABEL, _("Nothing happened."), 1,
			   v->sheet.cols - 2);
	buf_release(&when);
}

/* ---- behaviour ---- */

static void since_subject(struct ui *ui, struct view *v, struct subject *out)
{
	struct since_state *st = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);

	(void)ui;
	for (size_t i = 0; at && i < st->rows.len; i++) {
		const struct thread *t = st->rows.v[i];
		if (t->id != at->id)
			continue;
		out->kind = SUBJECT_THREAD;
		out->thread_id = t->id;
		out->flags = t->flags;
		out->n_articles = t->n_articles;
		out->n_unread = t->n_unread;
	}
}

static void open_thread(struct ui *ui, struct view *v)
{
	const struct sheet_line *at = sheet_at(&v->sheet);
	struct place p;

	if (!at) {
		ui_say(ui, _("nothing is selected"));
		return;
	}
	ui_thread_place(ui, at->id, 0, &p);
	ui_jump(ui, &p);
}

void since_start(struct ui *ui)
{
	struct buf keys = BUF_INIT, age = BUF_INIT;

	if (store_meta_get_int(ui->store, META_LAST_VISIT, &ui->last_visit,
			       NULL) != ST_OK)
		ui->last_visit = 0;
	if (ui->last_visit && ui->now - ui->last_visit > AWAY_S) {
		keymap_keys(&ui->keymap, ACTION_VIEW_SINCE, "threads", 1,
			    &keys);
		date_age(&age, ui->last_visit, ui->now, ui->tz_s);
		if (keys.len)
			ui_say(ui, _("you left %s ago: %s shows what "
				     "happened since"),
			       age.ptr, keys.ptr);
	}
	buf_release(&keys);
	buf_release(&age);
}

void act_since(struct ui *ui, struct view *v)
{
	struct place p = { .ops = &view_since_ops };

	(void)v;
	ui_jump(ui, &p);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_thread },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open") },
	{ ACTION_SUMMARY, N_("summary") },
	{ ACTION_MUTE, N_("mute") },
	{ ACTION_FOLLOW, N_("follow") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_since_ops = {
	.name = "since",
	.title = N_("Since you left"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct since_state),
	.load = since_load,
	.compose = since_compose,
	.close = since_close,
	.subject = since_subject,
	.actions = actions,
	.hints = hints,
};
