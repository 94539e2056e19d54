/* view_compare.c - two reports beside each other, and the earlier texts of
 * one.
 *
 * From COLUMNS_WIDE cells of its pane the two stand side by side, each with what only
 * it says in bold and what both say dim; below that they are interleaved,
 * a sentence a paragraph with < > or = before it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/app/setter.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/conf/theme.h"
#include "thrum/store/threads.h"
#include "thrum/story/novelty.h"
#include "thrum/story/story.h"
#include "thrum/story/worddiff.h"
#include "thrum/text/doc.h"
#include "thrum/text/layout.h"
#include "thrum/base/banned.h"

enum { COLUMNS_WIDE = 90, MARGIN = 2, REPORTS_MAX = 500 };

struct compare_state {
	struct article *a[2];
	struct story_report reports[2];
	struct story *story;
	struct novelty *how; /* by sentence */
	struct revision_vec revisions;
};

static void compare_drop(struct compare_state *c)
{
	story_free(c->story);
	c->story = NULL;
	free(c->how);
	c->how = NULL;
	for (int i = 0; i < 2; i++) {
		article_free(c->a[i]);
		c->a[i] = NULL;
	}
	revision_vec_release(&c->revisions);
}

static void compare_close(struct ui *ui, struct view *v)
{
	(void)ui;
	compare_drop(v->state);
}

static void judge(struct compare_state *c)
{
	static const uint8_t known[2] = { 1, 1 };

	for (int i = 0; i < 2; i++)
		c->reports[i] = (struct story_report){
			.title = c->a[i]->title,
			.lang = c->a[i]->lang,
			.doc = c->a[i]->body,
		};
	c->story = story_new(c->reports, 2);
	c->how = xcalloc(c->story->sentences.len + 1, sizeof(*c->how));
	struct novelty_index *ix = novelty_index_new(c->story, known);
	for (uint32_t i = 0; i < 2; i++)
		novelty_judge(ix, i, c->how + c->story->first[i]);
	novelty_index_free(ix);
}

/* Comparing takes longer than reading: what is set in lines aside is not
 * compared on the screen's thread. */
static enum status check_length(struct ui *ui, int64_t id, struct err *err)
{
	int64_t bytes = 0;
	enum status st = store_body_bytes(ui->store, id, &bytes, err);

	if (st == ST_OK && bytes > SETTER_FROM)
		st = err_set(err, ST_LIMIT,
			     _("This text is too long to be compared (%.1f MB; "
			       "the limit is %d KB). q goes back."),
			     (double)bytes / 1e6, (int)(SETTER_FROM / 1000));
	return st;
}

static enum status compare_load(struct ui *ui, struct view *v,
				struct err *err)
{
	struct compare_state *c = v->state;
	int64_t ids[2] = { v->place.id, 0 };
	enum status st = ST_OK;

	ids[1] = v->place.text ? strtoll(v->place.text, NULL, 10) : 0;
	compare_drop(c);
	for (int i = 0; st == ST_OK && i < 2; i++)
		st = check_length(ui, ids[i], err);
	for (int i = 0; st == ST_OK && i < 2; i++)
		st = store_article_get(ui->store, ids[i], STORE_LOAD_BODY,
				       &c->a[i], err);
	if (st == ST_OK)
		judge(c);
	return st;
}

/* ---- composing ---- */

static bool in_both(const struct compare_state *c, uint32_t sentence)
{
	const struct novelty *n = &c->how[sentence];

	return n->repeated && n->match != NOVELTY_NONE;
}

static struct layout *lay_out(const struct compare_state *c, uint32_t i,
			      int width)
{
	const struct story *s = c->story;
	struct {
		VEC_FIELDS(struct layout_mark);
	} marks = { 0 };
	struct layout *lay;

	if (!c->a[i]->body)
		return NULL;
	lay = layout_new(c->a[i]->body, (uint32_t)width, 0);
	for (uint32_t k = s->first[i]; k < s->first[i + 1]; k++) {
		const struct story_sentence *x = &s->sentences.v[k];
		struct layout_mark m = { x->off, x->len,
					 in_both(c, k) ? RUN_KNOWN :
							 RUN_STRONG };
		if (x->place)
			vec_push(&marks, m);
	}
	if (marks.len)
		layout_mark(lay, marks.v, marks.len);
	vec_release(&marks);
	return lay;
}

static void put_line(struct sheet *s, const struct layout *lay, size_t i)
{
	if (!lay || i >= lay->lines.len)
		return;
	const struct layout_line *line = &lay->lines.v[i];
	for (uint32_t r = 0; r < line->n_runs; r++) {
		const struct layout_run *run = &lay->runs.v[line->run + r];
		uint32_t attrs;
		enum role role = theme_run(run->style, ROLE_TEXT, &attrs);
		sheet_putn(s, role, attrs, lay->text.ptr + run->off,
			   run->len);
	}
}

static void put_head(struct sheet *s, const struct article *a, int col,
		     int width)
{
	sheet_pad(s, col);
	sheet_fit(s, ROLE_SOURCE, ATTR_BOLD, a->source ? a->source : "?",
		  width);
}

static void put_sides(struct compare_state *c, struct sheet *s)
{
	int width = (s->cols - 3 * MARGIN) / 2, right = width + 2 * MARGIN;
	struct layout *l = lay_out(c, 0, width), *r = lay_out(c, 1, width);
	size_t n = l ? l->lines.len : 0;

	if (r && r->lines.len > n)
		n = r->lines.len;
	put_head(s, c->a[0], MARGIN, width);
	put_head(s, c->a[1], right, width);
	sheet_end(s);
	sheet_pad(s, MARGIN);
	sheet_fit(s, ROLE_HEADING, 0, c->a[0]->title, width);
	sheet_pad(s, right);
	sheet_fit(s, ROLE_HEADING, 0, c->a[1]->title, width);
	sheet_end(s);
	sheet_blank(s);
	for (size_t i = 0; i < n; i++) {
		sheet_pad(s, MARGIN);
		put_line(s, l, i);
		sheet_pad(s, right);
		put_line(s, r, i);
		sheet_end(s);
	}
	layout_free(l);
	layout_free(r);
}

static void put_sentence(const struct compare_state *c, struct sheet *s,
			 uint32_t i, const char *mark)
{
	const struct story_sentence *x = &c->story->sentences.v[i];
	enum role role = *mark == '=' ? ROLE_KNOWN : ROLE_TEXT;

	if (!x->place)
		return;
	char *text = xstrndup(x->text, x->len);
	sheet_pad(s, MARGIN);
	sheet_put(s, role, 0, mark);
	sheet_para(s, role, text, MARGIN + 2, s->cols - 2 * MARGIN - 2);
	free(text);
}

/* The other's own sentences from *next up to `end`. */
static void put_other(const struct compare_state *c, struct sheet *s,
		      uint32_t *next, uint32_t end)
{
	for (; *next < end; ++*next)
		if (!in_both(c, *next))
			put_sentence(c, s, *next, ">");
}

static void put_interleaved(const struct compare_state *c, struct sheet *s)
{
	const struct story *st = c->story;
	uint32_t next = st->first[1];
	struct buf b = BUF_INIT;

	buf_addf(&b, "< %s   > %s   = %s",
		 c->a[0]->source ? c->a[0]->source : "?",
		 c->a[1]->source ? c->a[1]->source : "?", _("both"));
	sheet_pad(s, MARGIN);
	sheet_fit(s, ROLE_LABEL, 0, b.ptr, s->cols - 2 * MARGIN);
	sheet_end(s);
	sheet_blank(s);
	for (uint32_t i = st->first[0]; i < st->first[1]; i++) {
		if (in_both(c, i))
			put_other(c, s, &next, c->how[i].match);
		put_sentence(c, s, i, in_both(c, i) ? "=" : "<");
	}
	put_other(c, s, &next, st->first[2]);
	buf_release(&b);
}

static void compare_compose(struct ui *ui, struct view *v)
{
	struct compare_state *c = v->state;

	(void)ui;
	if (!c->story)
		return;
	if (v->sheet.cols >= COLUMNS_WIDE)
		put_sides(c, &v->sheet);
	else
		put_interleaved(c, &v->sheet);
}

/* ---- earlier texts ---- */

static enum status revisions_load(struct ui *ui, struct view *v,
				  struct err *err)
{
	struct compare_state *c = v->state;
	enum status st;

	compare_drop(c);
	st = check_length(ui, v->place.id, err);
	if (st == ST_OK)
		st = store_article_get(ui->store, v->place.id, STORE_LOAD_BODY,
				       &c->a[0], err);
	if (st == ST_OK)
		st = store_revisions(ui->store, v->place.id, &c->revisions,
				     err);
	return st;
}

/* Text with its paragraphs; what came is strong, what is gone struck. */
static void add_piece(struct doc *doc, const char *s, size_t len,
		      enum worddiff_kind kind)
{
	static const enum doc_span_kind spans[] = {
		[WORDDIFF_GONE] = DOC_DEL,
		[WORDDIFF_CAME] = DOC_STRONG,
	};
	bool marked = kind != WORDDIFF_SAME;

	while (len) {
		const char *gap = memmem(s, len, "\n\n", 2);
		size_t n = gap ? (size_t)(gap - s) : len;
		uint32_t span = 0;
		if (!doc_is_open(doc))
			doc_open(doc, DOC_PARA);
		if (marked)
			span = doc_span_open(doc, spans[kind], NULL,
					     DOC_LINK_PAGE);
		if (kind == WORDDIFF_GONE)
			doc_add(doc, "[-", 2);
		doc_add(doc, s, n);
		if (kind == WORDDIFF_GONE)
			doc_add(doc, "-] ", 3);
		if (marked)
			doc_span_close(doc, span);
		if (gap)
			doc_close(doc);
		n += gap ? 2 : 0;
		s += n;
		len -= n;
	}
}

static void put_diff(struct ui *ui, struct sheet *s, const char *was,
		     const char *is)
{
	struct worddiff d = { 0 };
	struct doc *doc = doc_new();
	int width = (int)ui->config->text_cols;

	if (width > s->cols - 2 * MARGIN)
		width = s->cols - 2 * MARGIN;
	worddiff_make(was, strlen(was), is, strlen(is), &d);
	for (size_t i = 0; i < d.len; i++) {
		const struct worddiff_piece *p = &d.v[i];
		const char *from = p->kind == WORDDIFF_GONE ? was : is;
		add_piece(doc, from + p->off, p->len, p->kind);
	}
	doc_close(doc);
	struct layout *lay =
		layout_new(doc, (uint32_t)(width > 8 ? width : 8), 0);
	sheet_layout(s, lay, MARGIN, ROLE_TEXT);
	layout_free(lay);
	doc_free(doc);
	vec_release(&d);
}

static void revisions_compose(struct ui *ui, struct view *v)
{
	struct compare_state *c = v->state;
	struct sheet *s = &v->sheet;
	const char *is;

	if (!c->a[0])
		return;
	is = c->a[0]->body ? c->a[0]->body->text.ptr : "";
	sheet_para(s, ROLE_HEADING, c->a[0]->title, 1, s->cols - 2);
	if (!c->revisions.len)
		sheet_para(s, ROLE_LABEL,
			   _("No earlier text of this article is kept."),
			   MARGIN, s->cols - 2 * MARGIN);
	for (size_t i = 0; i < c->revisions.len; i++) {
		const struct revision *r = &c->revisions.v[i];
		struct buf when = BUF_INIT;
		words_when(ui, &when, r->at);
		sheet_blank(s);
		sheet_pad(s, MARGIN);
		sheet_putf(s, ROLE_LABEL, _("replaced %s"), when.ptr);
		sheet_end(s);
		sheet_blank(s);
		put_diff(ui, s, r->text, is);
		is = r->text;
		buf_release(&when);
	}
}

/* ---- behaviour ---- */

static void compare_subject(struct ui *ui, struct view *v,
			    struct subject *out)
{
	struct compare_state *c = v->state;

	(void)ui;
	if (!c->a[0])
		return;
	subject_set_article(out, c->a[0]);
}

/* The report of the thread that comes `by` after `other` (0 = the one most
 * like `id`, else the first), copies and `id` itself left out; 0. */
static int64_t partner(struct ui *ui, const struct subject *sub,
		       int64_t other, int by)
{
	struct article_query q = { .scope = SCOPE_THREAD,
				   .of = sub->thread_id };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	struct membership m = { 0 };
	int64_t found = 0, before = 0;
	bool passed = false;

	if (!other &&
	    store_member_get(ui->store, sub->article_id, &m, NULL) == ST_OK)
		found = m.near_id != sub->article_id ? m.near_id : 0;
	evidence_vec_release(&m.why);
	if (!found &&
	    store_articles_page(ui->store, &q, 0, PAGE_AFTER, REPORTS_MAX,
				&arena, &rows, NULL) == ST_OK)
		for (size_t i = 0; !found && i < rows.len; i++) {
			int64_t id = rows.v[i].id;
			if (id == other) {
				passed = true;
				found = by < 0 ? before : 0;
			} else if (id != sub->article_id &&
				   !(rows.v[i].flags & ARTICLE_COPY)) {
				if (!other || (passed && by > 0))
					found = id;
				before = id;
			}
			if (passed && by < 0)
				break;
		}
	vec_release(&rows);
	arena_release(&arena);
	return found;
}

static void open_compare(struct ui *ui, const struct subject *sub,
			 int64_t other)
{
	char text[24];
	struct place p = { .ops = &view_compare_ops,
			   .id = sub->article_id,
			   .text = text };

	snprintf(text, sizeof(text), "%lld", (long long)other);
	ui_jump(ui, &p);
}

void act_compare(struct ui *ui, struct view *v)
{
	struct subject sub;
	int64_t other;

	ui_subject(ui, v, &sub);
	if (sub.kind != SUBJECT_ARTICLE) {
		ui_say(ui, _("select a report first"));
		return;
	}
	other = partner(ui, &sub, 0, 1);
	if (other)
		open_compare(ui, &sub, other);
	else
		ui_say(ui, _("there is no other report to compare with"));
}

static void step(struct ui *ui, struct view *v, int by)
{
	struct subject sub = { 0 };
	int64_t other = v->place.text ? strtoll(v->place.text, NULL, 10) : 0;

	compare_subject(ui, v, &sub);
	other = partner(ui, &sub, other, by);
	if (other)
		open_compare(ui, &sub, other);
	else
		ui_say(ui, by > 0 ? _("the last report of this thread") :
				    _("the first report of this thread"));
}

static void next_report(struct ui *ui, struct view *v)
{
	step(ui, v, 1);
}

static void prev_report(struct ui *ui, struct view *v)
{
	step(ui, v, -1);
}

void act_revisions(struct ui *ui, struct view *v)
{
	struct place p = { .ops = &view_revisions_ops };
	struct subject sub;

	ui_subject(ui, v, &sub);
	p.id = sub.article_id;
	if (p.id)
		ui_jump(ui, &p);
	else
		ui_say(ui, _("select a report first"));
}

static const struct action_entry actions[] = {
	{ ACTION_NEXT_REPORT, next_report },
	{ ACTION_PREV_REPORT, prev_report },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_READ_ON, N_("page") },
	{ ACTION_NEXT_REPORT, N_("next report") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_compare_ops = {
	.name = "compare",
	.title = N_("Compare"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_TEXT,
	.state_size = sizeof(struct compare_state),
	.load = compare_load,
	.compose = compare_compose,
	.close = compare_close,
	.subject = compare_subject,
	.actions = actions,
	.hints = hints,
};

const struct view_ops view_revisions_ops = {
	.name = "revisions",
	.title = N_("Earlier texts"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_TEXT,
	.state_size = sizeof(struct compare_state),
	.load = revisions_load,
	.compose = revisions_compose,
	.close = compare_close,
	.subject = compare_subject,
	.hints = hints,
};
