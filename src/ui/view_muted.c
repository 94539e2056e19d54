/* view_muted.c - what is in no other list: snoozed threads with what wakes
 * them, and muted ones. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/store/marks.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

enum {
	THREADS_MAX = 500,
	UNTIL_FROM = 60, /* columns: below, the rules have no room */
};

struct muted_state {
	struct arena arena;
	struct thread_vec rows; /* newest first */
	struct snooze_vec rules;
};

static void muted_close(struct ui *ui, struct view *v)
{
	struct muted_state *st = v->state;

	(void)ui;
	vec_release(&st->rows);
	vec_release(&st->rules);
	arena_release(&st->arena);
}

static enum status muted_load(struct ui *ui, struct view *v, struct err *err)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST,
				  .only_muted = true };
	struct thread_key start = { 0 };
	struct muted_state *st = v->state;

	arena_clear(&st->arena);
	st->rows.len = st->rules.len = 0;
	enum status s = store_threads_page(ui->store, &q, start, PAGE_AFTER,
					   THREADS_MAX, &st->arena, &st->rows,
					   err);
	return s == ST_OK ? store_snoozes(ui->store, &st->rules, err) : s;
}

/* ---- composing ---- */

static const struct snooze *rules_of(const struct muted_state *st, int64_t id)
{
	for (size_t i = 0; i < st->rules.len; i++)
		if (st->rules.v[i].thread_id == id)
			return &st->rules.v[i];
	return NULL;
}

static void put_row(struct ui *ui, struct sheet *s, const struct thread *t,
		    const struct snooze *rules)
{
	struct buf until = BUF_INIT;

	if (rules && s->cols >= UNTIL_FROM)
		words_wake(ui, &until, rules->rules, rules->at);
	put_thread_row(ui, s, t, &until);
	buf_release(&until);
}

static void put_part(struct ui *ui, struct view *v, uint32_t snoozed,
		     const char *title)
{
	struct muted_state *st = v->state;
	struct sheet *s = &v->sheet;
	bool any = false;

	for (size_t i = 0; i < st->rows.len; i++) {
		const struct thread *t = st->rows.v[i];
		if ((t->flags & THREAD_SNOOZED) != snoozed)
			continue;
		if (!any) {
			if (s->lines.len)
				sheet_blank(s);
			sheet_putf(s, ROLE_HEADING, " %s", title);
			sheet_end(s);
		}
		any = true;
		put_row(ui, s, t, rules_of(st, t->id));
	}
}

static void muted_compose(struct ui *ui, struct view *v)
{
	struct muted_state *st = v->state;
	struct buf b = BUF_INIT, mute = BUF_INIT, snooze = BUF_INIT;

	put_part(ui, v, THREAD_SNOOZED, _("Asleep until"));
	put_part(ui, v, 0, _("Muted"));
	if (!st->rows.len) {
		keymap_keys(&ui->keymap, ACTION_MUTE, "threads", 1, &mute);
		keymap_keys(&ui->keymap, ACTION_SNOOZE, "threads", 1, &snooze);
		buf_addf(&b,
			 _("Nothing is muted. In a list %s mutes a thread, %s "
			   "hides it until there is news."),
			 mute.ptr, snooze.ptr);
		sheet_para(&v->sheet, ROLE_LABEL, b.ptr, 1, v->sheet.cols - 2);
	}
	buf_release(&mute);
	buf_release(&snooze);
	buf_release(&b);
}

/* ---- behaviour ---- */

static void muted_subject(struct ui *ui, struct view *v, struct subject *out)
{
	struct muted_state *st = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);

	(void)ui;
	for (size_t i = 0; at && i < st->rows.len; i++) {
		const struct thread *t = st->rows.v[i];
		if (t->id != at->id)
			continue;
		subject_set_thread(out, t);
	}
}

void act_muted(struct ui *ui, struct view *v)
{
	struct place p = { .ops = &view_muted_ops };

	(void)v;
	ui_jump(ui, &p);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, act_open_line },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open") },
	{ ACTION_MUTE, N_("let it speak") },
	{ ACTION_SNOOZE, N_("other rules") },
	{ ACTION_UNDO, N_("undo") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_muted_ops = {
	.name = "muted",
	.title = N_("Muted and asleep"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct muted_state),
	.load = muted_load,
	.compose = muted_compose,
	.close = muted_close,
	.subject = muted_subject,
	.actions = actions,
	.hints = hints,
};
