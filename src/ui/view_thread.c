/* view_thread.c - one event: what it is, its reports, related threads.
 *
 * Copies are folded under the report that they repeat; `open` on the fold
 * shows them. Reports are oldest first, so that one reads as it happened. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fresh_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/conf/config.h"
#include "thrum/store/threads.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum {
	REPORTS_MAX = 2000, /* shown; a thread of more is rare and long */
	RELATED_MAX = 20,
	SOURCE_COLS = 14,
	TITLE_ROW_REST = 25, /* cells that the title row needs for others */
	SUMMARY_COLS_MAX = 480, /* cells */
	SENTENCES = 2, /* of the first report */
};

struct thread_state {
	struct arena arena;
	struct thread *thread;
	struct article_row_vec rows;
	struct related_thread_vec related;
	int place; /* in the list of threads, from 1; 0 = not known */
	bool show_copies;
	struct buf summary;
};

static void thread_close(struct ui *ui, struct view *v)
{
	struct thread_state *t = v->state;

	(void)ui;
	buf_release(&t->summary);
	vec_release(&t->rows);
	vec_release(&t->related);
	arena_release(&t->arena);
}

static void thread_open(struct ui *ui, struct view *v)
{
	struct thread_state *t = v->state;

	(void)ui;
	buf_init(&t->summary, (size_t)1 << 16);
}

/* What the first independent report says in a sentence or two. */
static enum status load_summary(struct ui *ui, struct thread_state *t,
				struct err *err)
{
	struct article *a = NULL;
	int64_t id = 0;

	for (size_t i = 0; i < t->rows.len && !id; i++)
		if (!(t->rows.v[i].flags & ARTICLE_COPY))
			id = t->rows.v[i].id;
	buf_clear(&t->summary);
	if (!id)
		return ST_OK;
	enum status st = store_article_get(ui->store, id, STORE_LOAD_BODY, &a,
					   err);
	if (st != ST_OK)
		return st == ST_NOT_FOUND ? ST_OK : st;
	words_summary(&t->summary, a, SENTENCES);
	article_free(a);
	return ST_OK;
}

static enum status thread_load(struct ui *ui, struct view *v, struct err *err)
{
	struct thread_state *t = v->state;
	struct article_query q = { .scope = SCOPE_THREAD };
	enum status st;

	arena_clear(&t->arena);
	t->rows.len = 0;
	t->related.len = 0;
	t->thread = NULL;
	st = store_thread_get(ui->store, v->place.id, &t->arena, &t->thread,
			      err);
	if (st == ST_NOT_FOUND)
		return err_set(err, st,
			       _("This thread is gone: its reports are in "
				 "other threads now. q goes back."));
	if (st != ST_OK)
		return st;
	/* A merged thread is where it went from now on. */
	v->place.id = t->thread->id;
	t->place = 0;
	struct view *list = ui_list_view(ui);
	if (list && list->ops == &view_threads_ops)
		t->place = threads_selected_place(ui, list, v->place.id);
	q.of = t->thread->id;
	st = store_articles_page(ui->store, &q, 0, PAGE_AFTER, REPORTS_MAX,
				 &t->arena, &t->rows, err);
	if (st == ST_OK)
		st = store_thread_links(ui->store, t->thread->id, RELATED_MAX,
					&t->arena, &t->related, err);
	if (st == ST_OK)
		st = load_summary(ui, t, err);
	return st;
}

/* ---- composing ---- */

static void put_facts(struct ui *ui, const struct thread_state *t,
		      struct sheet *s)
{
	const struct thread *th = t->thread;
	struct buf b = BUF_INIT;

	sheet_put(s, ROLE_TEXT, 0, " ");
	words_reports(&b, th->n_articles);
	buf_addf(&b, _(", %d independent"), (int)th->n_independent);
	words_dot(ui, &b);
	words_span(ui, &b, th->first, th->last);
	words_dot(ui, &b);
	sheet_fit(s, ROLE_LABEL, 0, b.ptr, s->cols - (int)s->col - 1);
	buf_clear(&b);
	if ((int)s->col + THREAD_SPARK + 8 < s->cols) {
		put_spark(ui, s, th->spark);
		words_list(&b, th->names, 5);
		if (b.len) {
			sheet_putf(s, ROLE_LABEL, " %s ",
				   glyph(ui, GLYPH_DOT));
			sheet_fit(s, ROLE_NAME, 0, b.ptr,
				  s->cols - (int)s->col - 1);
		}
	}
	sheet_end(s);
	buf_release(&b);
}

/* The headline, where the title row has no room for all of it. */
static void put_headline(const struct thread_state *t, struct sheet *s)
{
	const char *headline = t->thread->headline;

	if (!headline || (int)text_cols(headline, strlen(headline)) <
				 s->cols - TITLE_ROW_REST)
		return;
	sheet_para(s, ROLE_HEADING, headline, 1, s->cols - 2);
}

static void put_summary(struct ui *ui, const struct thread_state *t,
			struct sheet *s)
{
	int cols = (int)ui->config->text_cols;
	struct buf b = BUF_INIT;

	if (cols > s->cols - 4)
		cols = s->cols - 4;
	if (t->summary.len) {
		text_fit(&b, t->summary.ptr, t->summary.len, SUMMARY_COLS_MAX);
		sheet_blank(s);
		sheet_para(s, ROLE_TEXT, b.ptr, 2, cols);
	}
	sheet_blank(s);
	buf_release(&b);
}

static void put_time(struct ui *ui, const struct thread_state *t,
		     struct sheet *s, int64_t time)
{
	struct buf b = BUF_INIT;

	/* Within a day the hour tells them apart, else the day does. */
	if (ui->absolute || t->thread->last - t->thread->first < 86400)
		words_clock(ui, &b, time);
	else
		words_age(ui, &b, time);
	sheet_pad(s, (int)s->col + 6 - (int)text_cols(b.ptr, b.len));
	sheet_put(s, ROLE_AGE, 0, b.ptr);
	sheet_put(s, ROLE_TEXT, 0, "  ");
	buf_release(&b);
}

static void put_report(struct ui *ui, const struct thread_state *t,
		       struct sheet *s, const struct article_row *row)
{
	bool unread = !(row->flags & ARTICLE_READ);
	bool copy = row->flags & ARTICLE_COPY;
	enum role role = copy	? ROLE_COPY :
			 unread ? ROLE_UNREAD :
				  ROLE_READ;
	char words[32] = "";
	struct buf fresh = BUF_INIT;
	struct fresh f = { row->id, t->thread->id, &t->rows };

	put_marks(ui, s, unread, (row->flags & ARTICLE_STARRED) != 0, 0);
	put_time(ui, t, s, row->time);
	if (s->cols >= 50) {
		int end = (int)s->col + SOURCE_COLS;
		sheet_fit(s, copy ? ROLE_COPY : ROLE_SOURCE, 0,
			  row->source ? row->source : "", SOURCE_COLS);
		sheet_pad(s, end + 1);
	}
	if (row->words && s->cols >= 60)
		snprintf(words, sizeof(words), _("%u w"), row->words);
	if (s->cols >= 70 && unread && !copy)
		fresh_report(ui, &f, &fresh);
	int right = (int)strlen(words);
	int news = fresh.len ? (int)fresh.len + 2 : 0;
	sheet_fit(s, role, 0, row->title ? row->title : _("(no title)"),
		  s->cols - (int)s->col - right - news - 3);
	if (news) {
		sheet_pad(s, s->cols - right - news - 1);
		sheet_put(s, ROLE_FOLLOW, 0, fresh.ptr);
	}
	buf_release(&fresh);
	if (right) {
		sheet_pad(s, s->cols - right - 1);
		sheet_put(s, ROLE_NUMBER, 0, words);
	}
	sheet_target(s, TARGET_ARTICLE, row->id);
	sheet_end(s);
}

/* One line names all who repeat `of`; open it and they are rows. */
static void put_copies(struct ui *ui, const struct thread_state *t,
		       struct sheet *s, int64_t of)
{
	struct buf b = BUF_INIT;
	int n = 0;

	for (size_t i = 0; i < t->rows.len; i++) {
		const struct article_row *row = &t->rows.v[i];
		if (!(row->flags & ARTICLE_COPY) || row->copy_of != of)
			continue;
		if (t->show_copies)
			put_report(ui, t, s, row);
		else if (n < 6)
			buf_addf(&b, "%s%s", n ? ", " : "",
				 row->source ? row->source : "?");
		n++;
	}
	if (n && !t->show_copies) {
		sheet_put(s, ROLE_COPY, 0, "  ");
		sheet_put(s, ROLE_COPY, 0, glyph(ui, GLYPH_COPY));
		buf_addf(&b, ngettext(": %d copy", ": %d copies",
				      (unsigned long)n),
			 n);
		sheet_put(s, ROLE_COPY, 0, " ");
		sheet_fit(s, ROLE_COPY, 0, b.ptr, s->cols - (int)s->col - 1);
		sheet_target(s, TARGET_COPIES, of);
		sheet_end(s);
	}
	buf_release(&b);
}

/* Why it is related. Not on narrow screens. */
static void put_shared(struct sheet *s, const struct related_thread *r)
{
	if (s->cols < 60 || !r->names || !*r->names)
		return;
	sheet_pad(s, 10);
	sheet_fit(s, ROLE_NAME, 0, r->names, s->cols - 11);
	sheet_target(s, TARGET_THREAD, r->thread->id);
	sheet_end(s);
}

static void put_related(struct ui *ui, const struct thread_state *t,
			struct sheet *s)
{
	for (size_t i = 0; i < t->related.len; i++) {
		const struct related_thread *r = &t->related.v[i];
		struct buf day = BUF_INIT, right = BUF_INIT;
		bool unread = r->thread->n_unread > 0;
		put_marks(ui, s, unread, 0, 0);
		words_day(ui, &day, r->thread->last);
		sheet_fit(s, ROLE_AGE, 0, day.ptr, 12);
		sheet_pad(s, 9);
		sheet_put(s, ROLE_TEXT, 0, " ");
		words_reports(&right, r->thread->n_articles);
		buf_addf(&right, "  .%02d", (int)(r->score * 100) % 100);
		int cols = (int)right.len;
		if (s->cols < 60)
			cols = 0;
		sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0,
			  r->thread->headline,
			  s->cols - (int)s->col - (cols ? cols + 3 : 1));
		if (cols) {
			sheet_pad(s, s->cols - cols - 1);
			sheet_put(s, ROLE_NUMBER, 0, right.ptr);
		}
		sheet_target(s, TARGET_THREAD, r->thread->id);
		sheet_end(s);
		put_shared(s, r);
		buf_release(&day);
		buf_release(&right);
	}
}

static void thread_compose(struct ui *ui, struct view *v)
{
	struct thread_state *t = v->state;
	struct sheet *s = &v->sheet;

	if (!t->thread)
		return;
	put_headline(t, s);
	put_facts(ui, t, s);
	put_summary(ui, t, s);
	for (size_t i = 0; i < t->rows.len; i++) {
		const struct article_row *row = &t->rows.v[i];
		if (row->flags & ARTICLE_COPY)
			continue;
		put_report(ui, t, s, row);
		put_copies(ui, t, s, row->id);
	}
	if (t->related.len) {
		sheet_blank(s);
		sheet_put(s, ROLE_HEADING, 0, " ");
		sheet_put(s, ROLE_HEADING, 0, _("Related"));
		sheet_end(s);
		put_related(ui, t, s);
	}
}

/* ---- behaviour ---- */

static const struct article_row *row_by_id(const struct thread_state *t,
					   int64_t id)
{
	for (size_t i = 0; i < t->rows.len; i++)
		if (t->rows.v[i].id == id)
			return &t->rows.v[i];
	return NULL;
}

static void thread_title(struct ui *ui, struct view *v, struct buf *out)
{
	struct thread_state *t = v->state;

	(void)ui;
	if (t->thread && t->thread->headline)
		buf_adds(out, t->thread->headline);
}

static void thread_place(struct ui *ui, struct view *v, struct buf *out)
{
	struct thread_state *t = v->state;

	if (t->place)
		buf_addf(out, "%d/%lld", t->place,
			 (long long)ui->counts.threads);
}

static void thread_subject(struct ui *ui, struct view *v, struct subject *out)
{
	struct thread_state *t = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);
	const struct article_row *row = NULL;

	(void)ui;
	if (!t->thread)
		return;
	if (at && (at->kind == TARGET_ARTICLE || at->kind == TARGET_COPIES))
		row = row_by_id(t, at->id);
	if (row) {
		subject_set_row(out, row);
		return;
	}
	subject_set_thread(out, t->thread);
	for (size_t i = 0; at && i < t->related.len; i++)
		if (at->kind == TARGET_THREAD &&
		    t->related.v[i].thread->id == at->id)
			subject_set_thread(out, t->related.v[i].thread);
}

static void thread_change(struct ui *ui, struct view *v,
			  const struct change *c)
{
	struct thread_state *t = v->state;

	(void)ui;
	for (size_t i = 0; i < t->rows.len; i++)
		t->rows.v[i].flags = change_apply(c, &t->rows.v[i]);
}

static void open_target(struct ui *ui, struct view *v)
{
	struct thread_state *t = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);
	struct place p;

	if (!at) {
		ui_say(ui, _("nothing is selected"));
		return;
	}
	switch (at->kind) {
	case TARGET_COPIES:
		t->show_copies = true;
		v->composed = false;
		break;
	case TARGET_THREAD:
		ui_thread_place(ui, at->id, 0, &p);
		ui_jump(ui, &p);
		break;
	default:
		ui_open_article(ui, at->id);
	}
}

static void report(struct ui *ui, struct view *v, int by)
{
	if (!sheet_move(&v->sheet, by))
		ui_say(ui, by > 0 ? _("the last one") : _("the first one"));
}

static void next_report(struct ui *ui, struct view *v)
{
	report(ui, v, 1);
}

static void prev_report(struct ui *ui, struct view *v)
{
	report(ui, v, -1);
}

/* The next unread report here; behind the last one, the next thread. */
static void next_unread(struct ui *ui, struct view *v)
{
	struct thread_state *t = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);
	bool after = !at || at->kind != TARGET_ARTICLE;

	for (size_t i = 0; i < t->rows.len; i++) {
		const struct article_row *row = &t->rows.v[i];
		if (after && !(row->flags & (ARTICLE_READ | ARTICLE_COPY)) &&
		    sheet_select(&v->sheet, TARGET_ARTICLE, row->id))
			return;
		if (at && at->id == row->id)
			after = true;
	}
	for (const struct action_entry *e = ui_actions; e->action; e++)
		if (e->action == ACTION_NEXT_UNREAD)
			e->fn(ui, v);
}

static bool thread_can(struct ui *ui, struct view *v, enum action action)
{
	struct thread_state *t = v->state;
	struct view *list = ui_list_view(ui);

	if (!t->thread)
		return action == ACTION_QUIT;
	switch (action) {
	case ACTION_NEXT_RELATED:
		return t->related.len > 0;
	case ACTION_NEXT_THREAD:
		return list && list->ops == &view_threads_ops;
	case ACTION_SPLIT:
		return t->rows.len > 1;
	case ACTION_MERGE:
		return ui->merge_thread && ui->merge_thread != t->thread->id;
	default:
		return true;
	}
}

/* Copies are what is folded here. */
static void fold_copies(struct view *v, bool show)
{
	struct thread_state *t = v->state;

	t->show_copies = show;
	v->composed = false;
}

static void fold_toggle(struct ui *ui, struct view *v)
{
	struct thread_state *t = v->state;

	(void)ui;
	fold_copies(v, !t->show_copies);
}

static void fold_open(struct ui *ui, struct view *v)
{
	(void)ui;
	fold_copies(v, true);
}

static void fold_close(struct ui *ui, struct view *v)
{
	(void)ui;
	fold_copies(v, false);
}

static const struct action_entry actions[] = {
	{ ACTION_FOLD, fold_toggle },
	{ ACTION_FOLD_OPEN, fold_open },
	{ ACTION_FOLD_CLOSE, fold_close },
	{ ACTION_FOLD_OPEN_ALL, fold_open },
	{ ACTION_FOLD_CLOSE_ALL, fold_close },
	{ ACTION_OPEN, open_target },
	{ ACTION_NEXT_REPORT, next_report },
	{ ACTION_PREV_REPORT, prev_report },
	{ ACTION_NEXT_UNREAD, next_unread },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("read") },
	{ ACTION_NEXT_RELATED, N_("related") },
	{ ACTION_NEXT_THREAD, N_("next thread") },
	{ ACTION_MARK_ALL, N_("mark read") },
	{ ACTION_FOLLOW, N_("follow") },
	{ ACTION_WHY, N_("why") },
	{ ACTION_SPLIT, N_("split") },
	{ ACTION_MERGE, N_("merge") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_thread_ops = {
	.name = "thread",
	.title = N_("Thread"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct thread_state),
	.open = thread_open,
	.load = thread_load,
	.compose = thread_compose,
	.close = thread_close,
	.title_left = thread_title,
	.title_right = thread_place,
	.on_change = thread_change,
	.subject = thread_subject,
	.can = thread_can,
	.actions = actions,
	.hints = hints,
};
