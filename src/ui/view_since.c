/* view_since.c - what happened since you left: new threads, those with new
 * facts, those that went on, those of which nothing more was heard. The
 * worker reads the threads; the page shows what it found. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/app/since.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/store/store.h"
#include "thrum/text/date.h"
#include "thrum/base/banned.h"

enum {
	DAY_S = 86400,
	AWAY_S = 3 * 3600, /* shorter is no absence */
	FACT_INDENT = THREAD_ROW_HEADLINE,
};

struct since_state {
	uint64_t no; /* of the job that runs, 0 = none */
	bool again; /* more has come since it was asked */
	struct since *since; /* owned; NULL until it is there */
};

static int64_t from_when(const struct ui *ui)
{
	return ui->last_visit ? ui->last_visit : ui->now - DAY_S;
}

static void since_close(struct ui *ui, struct view *v)
{
	struct since_state *st = v->state;

	(void)ui;
	since_free(st->since);
}

/* What comes in while the worker reads is read once more, then. */
static enum status since_load(struct ui *ui, struct view *v, struct err *err)
{
	struct since_state *st = v->state;
	struct job job = { .kind = JOB_SINCE,
			   .at = from_when(ui),
			   .other = ui->now };

	(void)err;
	if (st->no)
		st->again = true;
	else
		st->no = ui_post(ui, &job);
	return ST_OK;
}

void since_take(struct ui *ui, struct msg *m)
{
	for (size_t i = 0; i < ui->n_views; i++) {
		struct view *v = ui->stack[i];
		struct since_state *st = v->state;
		if (v->ops != &view_since_ops || st->no != m->no)
			continue;
		st->no = 0;
		if (m->since) {
			since_free(st->since);
			st->since = m->since;
			m->since = NULL;
		}
		v->stale |= st->again;
		st->again = false;
		v->composed = false;
		ui->dirty = true;
	}
}

/* ---- composing ---- */

/* What stands at the right of a thread that went on. */
static void words_more(const struct since_event *e, struct buf *out)
{
	if (e->n_reports)
		buf_addf(out, ngettext("+%u report", "+%u reports",
				       e->n_reports),
			 e->n_reports);
}

static void put_event(struct ui *ui, struct sheet *s,
		      const struct since_event *e)
{
	struct buf more = BUF_INIT;

	words_more(e, &more);
	put_thread_row(ui, s, e->thread, &more);
	if (*e->fact) {
		sheet_pad(s, FACT_INDENT);
		sheet_fit(s, ROLE_TEXT, 0, e->fact,
			  s->cols - FACT_INDENT - 1);
		sheet_end(s);
	}
	buf_release(&more);
}

static void put_section(struct ui *ui, struct view *v, enum since_kind kind)
{
	static const char *const titles[] = {
		[SINCE_NEW] = N_("New"),
		[SINCE_FACTS] = N_("New facts"),
		[SINCE_MORE] = N_("Going on"),
		[SINCE_ENDED] = N_("Nothing more was heard of"),
	};
	const struct since_state *st = v->state;
	struct sheet *s = &v->sheet;
	size_t n = 0;

	for (size_t i = 0; i < st->since->events.len; i++)
		n += st->since->events.v[i].kind == kind;
	if (!n)
		return;
	sheet_putf(s, ROLE_HEADING, " %s (%zu)", _(titles[kind]), n);
	sheet_end(s);
	for (size_t i = 0; i < st->since->events.len; i++)
		if (st->since->events.v[i].kind == kind)
			put_event(ui, s, &st->since->events.v[i]);
	sheet_blank(s);
}

static void since_compose(struct ui *ui, struct view *v)
{
	struct since_state *st = v->state;
	struct sheet *s = &v->sheet;

	if (!st->since) {
		sheet_para(s, ROLE_LABEL, _("looking what happened ..."), 1,
			   s->cols - 2);
		return;
	}
	for (int k = 0; k < SINCE_KINDS; k++)
		put_section(ui, v, (enum since_kind)k);
	if (!st->since->events.len)
		sheet_para(s, ROLE_LABEL, _("Nothing happened."), 1,
			   s->cols - 2);
}

static void since_title(struct ui *ui, struct view *v, struct buf *out)
{
	struct buf age = BUF_INIT;

	(void)v;
	words_when(ui, out, from_when(ui));
	date_age(&age, from_when(ui), ui->now, ui->tz_s);
	buf_addf(out, " (%s)", age.ptr);
	buf_release(&age);
}

/* ---- behaviour ---- */

static void since_subject(struct ui *ui, struct view *v, struct subject *out)
{
	const struct since_state *st = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);

	(void)ui;
	for (size_t i = 0; at && st->since && i < st->since->events.len; i++) {
		const struct thread *t = st->since->events.v[i].thread;
		if (t->id != at->id)
			continue;
		subject_set_thread(out, t);
	}
}

/* Home opens with it after an absence, when there is something to say: one
 * key goes on to the list. */
void since_start(struct ui *ui)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_key start = { 0 };
	struct thread_vec newest = { 0 };
	struct arena arena = { 0 };

	if (store_meta_get_int(ui->store, META_LAST_VISIT, &ui->last_visit,
			       NULL) != ST_OK)
		ui->last_visit = 0;
	if (!ui->config->since_page || !ui->last_visit ||
	    ui->now - ui->last_visit <= AWAY_S || ui->n_views != 1)
		return;
	if (store_threads_page(ui->store, &q, start, PAGE_AFTER, 1, &arena,
			       &newest, NULL) == ST_OK &&
	    newest.len && newest.v[0]->last >= ui->last_visit)
		act_since(ui, ui_top(ui));
	vec_release(&newest);
	arena_release(&arena);
}

void act_since(struct ui *ui, struct view *v)
{
	struct place p = { .ops = &view_since_ops };

	(void)v;
	ui_jump(ui, &p);
}

static void leave(struct ui *ui, struct view *v)
{
	(void)v;
	ui_pop(ui);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, act_open_line },
	{ ACTION_CANCEL, leave },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_SUMMARY, N_("summary") },
	{ ACTION_FOLLOW, N_("follow") },
	{ ACTION_SNOOZE, N_("snooze") },
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
	.title_left = since_title,
	.subject = since_subject,
	.actions = actions,
	.hints = hints,
};
