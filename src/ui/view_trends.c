/* view_trends.c - names that rise above their own history, each with the
 * threads behind it. The worker counts; the page shows what it found. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/app/trends.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

enum {
	BAR_MAX = 8, /* cells */
};

struct trends_state {
	uint64_t no; /* of the job that runs, 0 = none */
	struct app_trends *trends; /* owned; NULL until it is there */
};

static void trends_close(struct ui *ui, struct view *v)
{
	struct trends_state *st = v->state;

	(void)ui;
	app_trends_free(st->trends);
}

/* A list of names need not follow every article that comes in. */
static enum status trends_load(struct ui *ui, struct view *v, struct err *err)
{
	struct trends_state *st = v->state;
	struct job job = { .kind = JOB_TRENDS, .at = ui->now };

	(void)err;
	if (!st->no && !st->trends)
		st->no = ui_post(ui, &job);
	return ST_OK;
}

void trends_take(struct ui *ui, struct msg *m)
{
	for (size_t i = 0; i < ui->n_views; i++) {
		struct view *v = ui->stack[i];
		struct trends_state *st = v->state;
		if (v->ops != &view_trends_ops || st->no != m->no)
			continue;
		st->no = 0;
		app_trends_free(st->trends);
		st->trends = m->trends;
		m->trends = NULL;
		v->composed = false;
		ui->dirty = true;
	}
}

/* ---- composing ---- */

static void put_name(struct ui *ui, struct sheet *s, const struct trend *x,
		     double top)
{
	int cells = top > 0 ? (int)(x->score / top * BAR_MAX + 0.5) : 0;
	struct buf b = BUF_INIT;

	buf_addf(&b,
		 ngettext("%u thread, usually %.1f", "%u threads, usually %.1f",
			  x->now),
		 x->now, x->usual);
	sheet_put(s, ROLE_TEXT, 0, " ");
	sheet_fit(s, ROLE_HEADING, 0, x->name, s->cols / 2);
	sheet_put(s, ROLE_TEXT, 0, "  ");
	for (int i = 0; i < cells; i++)
		sheet_put(s, ROLE_SPARK, 0, glyph(ui, GLYPH_FULL));
	sheet_put(s, ROLE_TEXT, 0, cells ? " " : "");
	sheet_fit(s, ROLE_LABEL, 0, b.ptr, s->cols - (int)s->col - 1);
	sheet_end(s);
	buf_release(&b);
}

static void trends_compose(struct ui *ui, struct view *v)
{
	const struct trends_state *st = v->state;
	const struct app_trends *t = st->trends;
	struct buf nothing = BUF_INIT;
	struct sheet *s = &v->sheet;

	if (!t) {
		sheet_para(s, ROLE_LABEL, _("counting ..."), 1, s->cols - 2);
		return;
	}
	for (size_t i = 0; i < t->trends.len; i++) {
		put_name(ui, s, &t->trends.v[i], t->trends.v[0].score);
		for (int k = 0; k < TREND_THREADS && t->threads[i][k]; k++)
			put_thread_row(ui, s, t->threads[i][k], &nothing);
		sheet_blank(s);
	}
	if (!t->trends.len)
		sheet_para(s, ROLE_LABEL,
			   _("No name rises above its own history. One counts "
			     "when two threads of the last two days bear it."),
			   1, s->cols - 2);
}

/* ---- behaviour ---- */

static void trends_subject(struct ui *ui, struct view *v, struct subject *out)
{
	const struct trends_state *st = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);

	(void)ui;
	for (size_t i = 0; at && st->trends && i < st->trends->trends.len; i++)
		for (int k = 0; k < TREND_THREADS; k++) {
			const struct thread *t = st->trends->threads[i][k];
			if (!t || t->id != at->id)
				continue;
			subject_set_thread(out, t);
		}
}

void act_trends(struct ui *ui, struct view *v)
{
	struct place p = { .ops = &view_trends_ops };

	(void)v;
	ui_jump(ui, &p);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, act_open_line },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open") },
	{ ACTION_SUMMARY, N_("summary") },
	{ ACTION_FOLLOW, N_("follow") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_trends_ops = {
	.name = "trends",
	.title = N_("What rises"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct trends_state),
	.load = trends_load,
	.compose = trends_compose,
	.close = trends_close,
	.subject = trends_subject,
	.actions = actions,
	.hints = hints,
};
