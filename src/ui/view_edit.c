/* view_edit.c - what a split, a merge or a move would do, before it is done;
 * and the choice of the thread that a report or thread goes into.
 *
 * The worker carries the edit out and takes it back again: the page shows
 * the threads as they would be, with an arrow before every report that
 * stands elsewhere now. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "edit_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

enum {
	RELATED_MAX = 12,
	NEWEST_MAX = 60,
	MARGIN = 2,
	SOURCE_COLS = 16,
	COUNT_COLS = 4,
};

/* ---- what it is about ---- */

struct edit_words {
	enum edit_of_threads kind;
	int64_t into;
	struct id_vec ids;
};

static char *edit_text(enum edit_of_threads kind, const int64_t *ids, size_t n,
		       int64_t into)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%d %" PRId64, (int)kind, into);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, " %" PRId64, ids[i]);
	return buf_detach(&b);
}

static void edit_parse(const char *text, struct edit_words *out)
{
	char *at = NULL;

	out->kind = (enum edit_of_threads)strtol(text, &at, 10);
	out->into = strtoll(at, &at, 10);
	while (*at) {
		int64_t id = strtoll(at, &at, 10);
		vec_push(&out->ids, id);
	}
}

static uint64_t post(struct ui *ui, const char *text, enum job_kind kind)
{
	struct edit_words w = { 0 };
	struct job job = { .kind = kind };

	edit_parse(text, &w);
	job.edit = w.kind;
	job.other = w.into;
	job.ids = w.ids.v; /* the job's from now on */
	job.n_ids = w.ids.len;
	return ui_post(ui, &job);
}

/* ---- the page ---- */

struct edit_state {
	uint64_t no; /* of the job that is asked, 0 = none */
	struct preview_result *result; /* NULL until it is there */
	char *why; /* it cannot be done */
};

static void edit_close(struct ui *ui, struct view *v)
{
	struct edit_state *e = v->state;

	(void)ui;
	preview_result_free(e->result);
	free(e->why);
}

/* Asked once: what is shown stays what is done, whatever comes in. */
static enum status edit_load(struct ui *ui, struct view *v, struct err *err)
{
	struct edit_state *e = v->state;

	(void)err;
	if (!e->no)
		e->no = post(ui, v->place.text, JOB_PREVIEW);
	return ST_OK;
}

void edit_take(struct ui *ui, struct msg *m)
{
	for (size_t i = 0; i < ui->n_views; i++) {
		struct view *v = ui->stack[i];
		struct edit_state *e = v->state;
		if (v->ops != &view_edit_ops || e->no != m->no)
			continue;
		e->result = m->preview;
		m->preview = NULL;
		free(e->why);
		e->why = xstrdup(m->text);
		v->composed = false;
		ui->dirty = true;
	}
}

static void put_report(struct ui *ui, struct sheet *s,
		       const struct preview_report *r)
{
	const struct article_row *row = r->row;
	bool copy = (row->flags & ARTICLE_COPY) != 0;
	struct buf when = BUF_INIT;

	sheet_pad(s, MARGIN);
	sheet_put(s, r->moves ? ROLE_FOLLOW : ROLE_TEXT, 0,
		  r->moves ? glyph(ui, GLYPH_MOVED) : " ");
	words_age(ui, &when, row->time);
	sheet_put(s, ROLE_TEXT, 0, " ");
	sheet_fit(s, ROLE_AGE, 0, when.ptr, 8);
	sheet_pad(s, MARGIN + 11);
	if (s->cols >= 50) {
		sheet_fit(s, ROLE_SOURCE, 0, row->source ? row->source : "?",
			  SOURCE_COLS - 1);
		sheet_pad(s, MARGIN + 11 + SOURCE_COLS);
	}
	sheet_fit(s, copy ? ROLE_COPY : r->moves ? ROLE_UNREAD : ROLE_READ, 0,
		  row->title ? row->title : _("(no title)"),
		  s->cols - (int)s->col - 1);
	sheet_end(s);
	buf_release(&when);
}

static void put_thread(struct ui *ui, struct sheet *s,
		       const struct preview_thread *t)
{
	struct buf b = BUF_INIT;

	if (t->thread->headline)
		sheet_para(s, ROLE_HEADING, t->thread->headline, 1,
			   s->cols - 2);
	words_reports(&b, t->thread->n_articles);
	buf_addf(&b, _(", %d independent"), (int)t->thread->n_independent);
	words_dot(ui, &b);
	words_span(ui, &b, t->thread->first, t->thread->last);
	sheet_pad(s, 1);
	sheet_fit(s, ROLE_LABEL, 0, b.ptr, s->cols - 2);
	sheet_end(s);
	for (size_t i = 0; i < t->n; i++)
		put_report(ui, s, &t->reports[i]);
	if ((size_t)t->thread->n_articles > t->n) {
		sheet_pad(s, MARGIN + 2);
		sheet_putf(s, ROLE_LABEL, _("and %zu more"),
			   (size_t)t->thread->n_articles - t->n);
		sheet_end(s);
	}
	sheet_blank(s);
	buf_release(&b);
}

static void say_what(struct sheet *s, const struct edit_words *w,
		     size_t n_threads)
{
	struct buf b = BUF_INIT;

	switch (w->kind) {
	case PREVIEW_SPLIT:
		buf_adds(&b, _("The report leaves its thread; it stays out of "
			       "it, whatever is computed later."));
		break;
	case PREVIEW_MERGE:
		buf_addf(&b,
			 ngettext("%zu thread goes into another; the two stay "
				  "one, whatever is computed later.",
				  "%zu threads go into another; they stay one, "
				  "whatever is computed later.",
				  w->ids.len),
			 w->ids.len);
		break;
	case PREVIEW_MOVE:
		buf_adds(&b, _("The report goes into another thread, and stays "
			       "there, whatever is computed later."));
		break;
	}
	sheet_para(s, ROLE_TEXT, b.ptr, 1, s->cols - 2);
	buf_clear(&b);
	buf_addf(&b,
		 ngettext("%zu thread is what results:",
			  "%zu threads are what results:", n_threads),
		 n_threads);
	sheet_para(s, ROLE_TEXT, b.ptr, 1, s->cols - 2);
	sheet_blank(s);
	buf_release(&b);
}

static void edit_compose(struct ui *ui, struct view *v)
{
	struct edit_state *e = v->state;
	struct sheet *s = &v->sheet;
	struct edit_words w = { 0 };

	if (e->why) {
		sheet_para(s, ROLE_ERROR, e->why, 1, s->cols - 2);
		return;
	}
	if (!e->result) {
		sheet_para(s, ROLE_LABEL, _("looking what it would do ..."), 1,
			   s->cols - 2);
		return;
	}
	edit_parse(v->place.text, &w);
	say_what(s, &w, e->result->threads.len);
	for (size_t i = 0; i < e->result->threads.len; i++)
		put_thread(ui, s, &e->result->threads.v[i]);
	vec_release(&w.ids);
}

static void edit_title(struct ui *ui, struct view *v, struct buf *out)
{
	static const char *const titles[] = {
		[PREVIEW_SPLIT] = N_("Split: what would be"),
		[PREVIEW_MERGE] = N_("Merge: what would be"),
		[PREVIEW_MOVE] = N_("Move: what would be"),
	};
	struct edit_words w = { 0 };

	(void)ui;
	edit_parse(v->place.text, &w);
	buf_adds(out, _(titles[w.kind]));
	vec_release(&w.ids);
}

static void do_it(struct ui *ui, struct view *v)
{
	struct edit_state *e = v->state;

	if (!e->result) {
		ui_say(ui, e->why ? _("it cannot be done; q goes back") :
				    _("wait until it is shown"));
		return;
	}
	post(ui, v->place.text, JOB_EDIT);
	ui->merge_thread = 0;
	ui_pop(ui); /* `v` is gone */
	ui_say(ui, _("being done ..."));
}

static void leave(struct ui *ui, struct view *v)
{
	(void)v;
	ui_pop(ui);
	ui_say(ui, _("nothing was changed"));
}

static bool edit_can(struct ui *ui, struct view *v, enum action action)
{
	const struct edit_state *e = v->state;

	(void)ui;
	return action != ACTION_OPEN || e->result;
}

static const struct action_entry edit_actions[] = {
	{ ACTION_OPEN, do_it },
	{ ACTION_CANCEL, leave },
	{ ACTION_QUIT, leave },
	{ ACTION_BACK, leave },
	{ ACTION_NONE, NULL },
};

static const struct hint edit_hints[] = {
	{ ACTION_OPEN, N_("do it") },
	{ ACTION_QUIT, N_("leave it as it is") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_edit_ops = {
	.name = "edit",
	.shape = SHAPE_TEXT,
	.mode = SHEET_TEXT,
	.state_size = sizeof(struct edit_state),
	.load = edit_load,
	.compose = edit_compose,
	.close = edit_close,
	.title_left = edit_title,
	.can = edit_can,
	.actions = edit_actions,
	.hints = edit_hints,
};

void edit_open(struct ui *ui, enum edit_of_threads kind, const int64_t *ids,
	       size_t n, int64_t into)
{
	struct place p = { .ops = &view_edit_ops, .id = ids[0] };

	p.text = edit_text(kind, ids, n, into);
	ui_push(ui, &p);
	place_release(&p);
}

/* ---- choosing ---- */

struct choose_state {
	struct arena arena;
	struct related_thread_vec related;
	struct thread_vec newest;
};

static void choose_close(struct ui *ui, struct view *v)
{
	struct choose_state *c = v->state;

	(void)ui;
	vec_release(&c->related);
	vec_release(&c->newest);
	arena_release(&c->arena);
}

static enum status choose_load(struct ui *ui, struct view *v, struct err *err)
{
	struct thread_query q = { .order = THREADS_BY_ACTIVITY };
	struct thread_key start = { 0 };
	struct choose_state *c = v->state;

	arena_clear(&c->arena);
	c->related.len = c->newest.len = 0;
	enum status st = store_thread_links(ui->store, v->place.id, RELATED_MAX,
					    &c->arena, &c->related, err);
	if (st == ST_OK)
		st = store_threads_page(ui->store, &q, start, PAGE_AFTER,
					NEWEST_MAX, &c->arena, &c->newest,
					err);
	return st;
}

static void put_choice(struct ui *ui, struct sheet *s, const struct thread *t)
{
	struct buf age = BUF_INIT;

	words_age(ui, &age, t->last);
	sheet_putf(s, ROLE_NUMBER, "  %*d  ", COUNT_COLS,
		   (int)t->n_independent);
	sheet_fit(s, ROLE_AGE, 0, age.ptr, 8);
	sheet_pad(s, COUNT_COLS + 4 + 8);
	sheet_fit(s, ROLE_READ, 0, t->headline, s->cols - (int)s->col - 1);
	sheet_target(s, TARGET_THREAD, t->id);
	sheet_end(s);
	buf_release(&age);
}

static bool is_related(const struct choose_state *c, int64_t id)
{
	for (size_t i = 0; i < c->related.len; i++)
		if (c->related.v[i].thread->id == id)
			return true;
	return false;
}

static void choose_heading(struct sheet *s, const char *words)
{
	sheet_put(s, ROLE_HEADING, 0, " ");
	sheet_put(s, ROLE_HEADING, 0, words);
	sheet_end(s);
}

static void choose_compose(struct ui *ui, struct view *v)
{
	struct choose_state *c = v->state;
	struct sheet *s = &v->sheet;

	if (c->related.len)
		choose_heading(s, _("Related"));
	for (size_t i = 0; i < c->related.len; i++)
		put_choice(ui, s, c->related.v[i].thread);
	if (c->related.len)
		sheet_blank(s);
	choose_heading(s, _("Active"));
	for (size_t i = 0; i < c->newest.len; i++)
		if (c->newest.v[i]->id != v->place.id &&
		    !is_related(c, c->newest.v[i]->id))
			put_choice(ui, s, c->newest.v[i]);
	sheet_blank(s);
	sheet_para(s, ROLE_LABEL,
		   _("Another one is chosen in any list by ^ (choose-for-merge) "
		     "before."),
		   1, s->cols - 2);
}

static void choose(struct ui *ui, struct view *v)
{
	const struct sheet_line *at = sheet_at(&v->sheet);
	struct edit_words w = { 0 };

	if (!at) {
		ui_say(ui, _("nothing is selected"));
		return;
	}
	edit_parse(v->place.text, &w);
	int64_t into = at->id;
	ui_pop(ui); /* `v` is gone */
	edit_open(ui, w.kind, w.ids.v, w.ids.len, into);
	vec_release(&w.ids);
}

static const struct action_entry choose_actions[] = {
	{ ACTION_OPEN, choose },
	{ ACTION_CANCEL, leave },
	{ ACTION_NONE, NULL },
};

static const struct hint choose_hints[] = {
	{ ACTION_OPEN, N_("see what would be") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_choose_ops = {
	.name = "choose",
	.title = N_("Into which thread?"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct choose_state),
	.load = choose_load,
	.compose = choose_compose,
	.close = choose_close,
	.actions = choose_actions,
	.hints = choose_hints,
};

void edit_choose(struct ui *ui, enum edit_of_threads kind, int64_t id,
		 int64_t from)
{
	struct place p = { .ops = &view_choose_ops, .id = from };

	p.text = edit_text(kind, &id, 1, 0);
	ui_push(ui, &p);
	place_release(&p);
}
