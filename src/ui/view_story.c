/* view_story.c - what a thread says, beyond its list of reports.
 *
 * Five views on the same data, which the worker works out: the summary and
 * what to read, figures that differ, who said what, the order of time, and
 * who reports it. A line leads to the report that it is from. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "stories_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/app/story.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum {
	REPORTS_MAX = 500,
	RELATED_MAX = 12,
	MARGIN = 2,
	SOURCE_COLS = 16,
	QUOTES_MAX = 200,
	NAMES_SHOWN = 24,
	BARS_HIGH = 8,
	TABLE_COLS = 62, /* of the sources */
};

struct story_state {
	struct arena arena;
	struct thread *thread;
	struct article_row_vec rows;
	struct related_thread_vec related;
};

static void story_close(struct ui *ui, struct view *v)
{
	struct story_state *st = v->state;

	(void)ui;
	vec_release(&st->rows);
	vec_release(&st->related);
	arena_release(&st->arena);
}

static enum status story_load(struct ui *ui, struct view *v, struct err *err)
{
	struct story_state *st = v->state;
	struct article_query q = { .scope = SCOPE_THREAD };
	enum status s;

	arena_clear(&st->arena);
	st->rows.len = st->related.len = 0;
	st->thread = NULL;
	s = store_thread_get(ui->store, v->place.id, &st->arena, &st->thread,
			     err);
	if (s != ST_OK)
		return s;
	q.of = v->place.id = st->thread->id;
	s = store_articles_page(ui->store, &q, 0, PAGE_AFTER, REPORTS_MAX,
				&st->arena, &st->rows, err);
	if (s == ST_OK)
		s = store_thread_links(ui->store, q.of, RELATED_MAX,
				       &st->arena, &st->related, err);
	return s;
}

/* ---- shared pieces ---- */

static int width_of(const struct ui *ui, const struct sheet *s)
{
	int w = (int)ui->config->text_cols, room = s->cols - 2 * MARGIN;

	w = w < room ? w : room;
	return w > 8 ? w : s->cols;
}

/* The story, or a line that says that it is being read. */
static const struct app_story *begin(struct ui *ui, struct view *v)
{
	struct story_state *st = v->state;
	const struct app_story *a = NULL;

	if (!st->thread)
		return NULL;
	a = ui_story_all(ui, st->thread->id, story_stamp(&st->rows));
	if (st->thread->headline)
		sheet_para(&v->sheet, ROLE_HEADING, st->thread->headline, 1,
			   v->sheet.cols - 2);
	sheet_blank(&v->sheet);
	if (!a)
		sheet_para(&v->sheet, ROLE_LABEL, _("reading the thread ..."),
			   MARGIN, width_of(ui, &v->sheet));
	return a;
}

static void heading(struct sheet *s, const char *words)
{
	sheet_put(s, ROLE_HEADING, 0, " ");
	sheet_put(s, ROLE_HEADING, 0, words);
	sheet_end(s);
}

static const char *source_of(const struct app_story *a, uint32_t report)
{
	const char *source = a->reports[report].source;

	return source && *source ? source : "?";
}

/* A paragraph whose first line can be opened. */
static void para_to(struct sheet *s, enum role role, const char *text,
		    int indent, int width, int64_t article)
{
	size_t first = s->lines.len;

	sheet_para(s, role, text, indent, width);
	if (article && s->lines.len > first) {
		s->lines.v[first].kind = TARGET_ARTICLE;
		s->lines.v[first].id = article;
	}
}

static void put_sentence(struct ui *ui, struct sheet *s,
			 const struct app_story *a, uint32_t sentence)
{
	const struct story_sentence *x = &a->story->sentences.v[sentence];
	struct buf b = BUF_INIT;

	buf_add(&b, x->text, x->len);
	buf_addf(&b, " %s %s", glyph(ui, GLYPH_DASH),
		 source_of(a, x->report));
	para_to(s, ROLE_TEXT, b.ptr, MARGIN, width_of(ui, s),
		a->reports[x->report].id);
	buf_release(&b);
}

/* "12:10  Source          title" */
static void put_report(struct ui *ui, struct sheet *s,
		       const struct app_story *a, uint32_t report)
{
	const struct story_report *r = &a->reports[report];
	struct buf when = BUF_INIT;

	sheet_pad(s, MARGIN);
	words_day(ui, &when, r->time);
	buf_addc(&when, ' ');
	words_clock(ui, &when, r->time);
	sheet_put(s, ROLE_AGE, 0, when.ptr);
	sheet_pad(s, MARGIN + 14);
	int end = (int)s->col + SOURCE_COLS;
	sheet_fit(s, ROLE_SOURCE, 0, source_of(a, report), SOURCE_COLS - 1);
	sheet_pad(s, end);
	sheet_fit(s, r->flags & STORY_READ ? ROLE_READ : ROLE_UNREAD, 0,
		  r->title ? r->title : _("(no title)"),
		  s->cols - (int)s->col - 1);
	sheet_target(s, TARGET_ARTICLE, r->id);
	sheet_end(s);
	buf_release(&when);
}

/* ---- summary and skim ---- */

static void put_skim(struct ui *ui, struct sheet *s,
		     const struct app_story *a)
{
	uint32_t told = a->n_skim ? a->skim[a->n_skim - 1].facts : 0;

	sheet_blank(s);
	heading(s, _("To skim"));
	sheet_pad(s, MARGIN);
	if (a->n_skim == 1)
		sheet_putf(s, ROLE_LABEL,
			   _("read this one of %zu: %u of %u facts"),
			   a->articles.len, told, a->n_skim_facts);
	else
		sheet_putf(s, ROLE_LABEL,
			   _("read these %zu of %zu: %u of %u facts"),
			   a->n_skim, a->articles.len, told, a->n_skim_facts);
	sheet_end(s);
	for (size_t i = 0; i < a->n_skim; i++)
		put_report(ui, s, a, a->skim[i].report);
}

static void summary_compose(struct ui *ui, struct view *v)
{
	const struct app_story *a = begin(ui, v);

	if (!a)
		return;
	for (size_t i = 0; i < a->n_summary; i++)
		put_sentence(ui, &v->sheet, a, a->summary[i]);
	if (!a->n_summary)
		sheet_para(&v->sheet, ROLE_LABEL,
			   _("The reports have no text to sum up."), MARGIN,
			   width_of(ui, &v->sheet));
	if (a->n_skim)
		put_skim(ui, &v->sheet, a);
}

/* ---- figures that differ ---- */

/* The figure as its report writes it. */
static void figure(const struct app_story *a, const struct differ_claim *c,
		   struct buf *out)
{
	const struct number *n = &a->story->numbers.v[c->number];
	const struct story_sentence *x =
		&a->story->sentences.v[c->sentence];

	buf_add(out, x->text + n->off, n->len);
}

static void put_claim(struct ui *ui, struct sheet *s,
		      const struct app_story *a, const struct differ_claim *c)
{
	struct buf when = BUF_INIT, fig = BUF_INIT;
	const struct story_report *r = &a->reports[c->report];

	words_day(ui, &when, r->time);
	buf_addc(&when, ' ');
	words_clock(ui, &when, r->time);
	figure(a, c, &fig);
	sheet_pad(s, 2 * MARGIN);
	sheet_put(s, ROLE_AGE, 0, when.ptr);
	sheet_pad(s, 2 * MARGIN + 14);
	sheet_fit(s, ROLE_NUMBER, ATTR_BOLD, fig.ptr, 20);
	sheet_pad(s, 2 * MARGIN + 36);
	sheet_fit(s, ROLE_SOURCE, 0, source_of(a, c->report),
		  s->cols - (int)s->col - 1);
	sheet_target(s, TARGET_ARTICLE, r->id);
	sheet_end(s);
	buf_release(&when);
	buf_release(&fig);
}

/* A report says a figure once, and only what is new in time is a row. */
static void put_claims(struct ui *ui, struct sheet *s,
		       const struct app_story *a,
		       const struct differ_group *g)
{
	const struct differ_claim *v = &a->differ.claims.v[g->claim];

	for (size_t i = 0; i < g->n_claims; i++)
		if (!i || v[i].report != v[i - 1].report ||
		    v[i].value != v[i - 1].value)
			put_claim(ui, s, a, &v[i]);
}

static const char *verdict_words(enum differ_verdict verdict)
{
	switch (verdict) {
	case DIFFER_CONFLICT:
		return _("conflict");
	case DIFFER_CHANGED:
		return _("changed");
	default:
		return _("agreed");
	}
}

static void put_group(struct ui *ui, struct sheet *s,
		      const struct app_story *a, const struct differ_group *g)
{
	sheet_pad(s, MARGIN);
	sheet_put(s, g->verdict == DIFFER_CONFLICT ? ROLE_ERROR : ROLE_LABEL,
		  0, verdict_words(g->verdict));
	sheet_pad(s, MARGIN + 10);
	sheet_fit(s, ROLE_TEXT, 0, g->label, s->cols - (int)s->col - 1);
	sheet_end(s);
	if (g->verdict != DIFFER_SAME)
		put_claims(ui, s, a, g);
}

static void put_names(struct sheet *s, const struct app_story *a)
{
	for (size_t i = 0; i < a->names.len && i < NAMES_SHOWN; i++) {
		const struct differ_name *n = &a->names.v[i];
		sheet_pad(s, MARGIN);
		sheet_putf(s, ROLE_NUMBER, "%3u  ", n->n_reports);
		sheet_fit(s, ROLE_NAME, 0, n->name, s->cols / 2);
		if (n->like >= 0)
			sheet_putf(s, ROLE_ERROR, _("  also spelled %s"),
				   a->names.v[n->like].name);
		else if (n->n_reports == 1)
			sheet_putf(s, ROLE_LABEL, _("  only %s"),
				   source_of(a, n->first));
		sheet_target(s, TARGET_ARTICLE, a->reports[n->first].id);
		sheet_end(s);
	}
}

static void differ_compose(struct ui *ui, struct view *v)
{
	const struct app_story *a = begin(ui, v);
	struct sheet *s = &v->sheet;

	if (!a)
		return;
	heading(s, _("Figures"));
	for (size_t i = 0; i < a->differ.groups.len; i++)
		put_group(ui, s, a, &a->differ.groups.v[i]);
	if (!a->differ.groups.len)
		sheet_para(s, ROLE_LABEL,
			   _("No figure is told by two reports."), MARGIN,
			   width_of(ui, s));
	if (!a->names.len)
		return;
	sheet_blank(s);
	heading(s, _("Names, and how many reports have them"));
	put_names(s, a);
}

/* ---- who said what ---- */

static void put_saying(struct ui *ui, struct sheet *s,
		       const struct app_story *a, const struct saying *x)
{
	const char *text = a->reports[x->report].doc->text.ptr;
	struct buf b = BUF_INIT;

	sheet_pad(s, MARGIN);
	if (x->quote.who_len)
		buf_add(&b, text + x->quote.who_off, x->quote.who_len);
	else
		buf_adds(&b, _("(not said who)"));
	sheet_fit(s, ROLE_NAME, ATTR_BOLD, b.ptr, s->cols / 2);
	buf_clear(&b);
	for (size_t i = 0; i < x->n_carried && i < 5; i++)
		buf_addf(&b, "%s%s", i ? ", " : "",
			 source_of(a, a->sayings.carried.v[x->carried + i]));
	if (x->n_carried > 5)
		buf_addf(&b, _(" and %u more"), x->n_carried - 5);
	sheet_put(s, ROLE_TEXT, 0, "  ");
	sheet_fit(s, ROLE_SOURCE, 0, b.ptr, s->cols - (int)s->col - 1);
	sheet_target(s, TARGET_ARTICLE, a->reports[x->report].id);
	sheet_end(s);
	buf_clear(&b);
	buf_add(&b, text + x->quote.off, x->quote.len);
	sheet_para(s, ROLE_QUOTE, b.ptr, 2 * MARGIN,
		   width_of(ui, s) - MARGIN);
	sheet_blank(s);
	buf_release(&b);
}

static void quotes_compose(struct ui *ui, struct view *v)
{
	const struct app_story *a = begin(ui, v);

	if (!a)
		return;
	for (size_t i = 0; i < a->sayings.len && i < QUOTES_MAX; i++)
		put_saying(ui, &v->sheet, a, &a->sayings.v[i]);
	if (!a->sayings.len)
		sheet_para(&v->sheet, ROLE_LABEL,
			   _("Nobody is quoted in these reports."), MARGIN,
			   width_of(ui, &v->sheet));
}

/* ---- the order of time ---- */

static void put_bars(struct ui *ui, struct sheet *s,
		     const struct timeline *t)
{
	static const char *const levels[] = { " ", "▁", "▂", "▃", "▄",
					      "▅", "▆", "▇", "█" };
	unsigned top = 1;
	struct buf b = BUF_INIT;

	for (uint32_t i = 0; i < t->n_bars; i++)
		top = t->bars[i] > top ? t->bars[i] : top;
	sheet_pad(s, MARGIN);
	for (uint32_t i = 0; i < t->n_bars; i++) {
		unsigned h = t->bars[i] ? 1 + t->bars[i] * 7u / top : 0;
		if (ui->ascii)
			buf_addc(&b, h ? (char)('0' + h) : '.');
		else
			buf_adds(&b, levels[h > BARS_HIGH ? BARS_HIGH : h]);
	}
	sheet_put(s, ROLE_SPARK, 0, b.ptr);
	if (t->step_s < 86400)
		sheet_putf(s, ROLE_LABEL,
			   ngettext("  %u hour a bar", "  %u hours a bar",
				    t->step_s / 3600),
			   t->step_s / 3600);
	else
		sheet_putf(s, ROLE_LABEL,
			   ngettext("  %u day a bar", "  %u days a bar",
				    t->step_s / 86400),
			   t->step_s / 86400);
	sheet_end(s);
	buf_release(&b);
}

static void put_first(struct sheet *s, const struct app_story *a)
{
	if (!a->timeline.entries.len)
		return;
	sheet_pad(s, MARGIN);
	sheet_putf(s, ROLE_LABEL, _("first: %s"), source_of(a, 0));
	if (a->timeline.ahead_s >= 0)
		sheet_putf(s, ROLE_LABEL, _(", %lld min ahead"),
			   (long long)a->timeline.ahead_s / 60);
	sheet_end(s);
}

/* Related threads that began before (or after) this one. */
static void put_chapters(struct ui *ui, struct view *v, const char *title,
			 enum page_dir dir)
{
	struct story_state *st = v->state;
	struct sheet *s = &v->sheet;
	bool any = false;

	for (size_t i = 0; i < st->related.len; i++) {
		const struct thread *th = st->related.v[i].thread;
		bool before = th->first < st->thread->first;
		struct buf day = BUF_INIT;
		if (before != (dir == PAGE_BEFORE))
			continue;
		if (!any)
			heading(s, title);
		any = true;
		words_day(ui, &day, th->first);
		sheet_pad(s, MARGIN);
		sheet_put(s, ROLE_AGE, 0, day.ptr);
		sheet_pad(s, MARGIN + 14);
		sheet_fit(s, th->n_unread ? ROLE_UNREAD : ROLE_READ, 0,
			  th->headline, s->cols - (int)s->col - 1);
		sheet_target(s, TARGET_THREAD, th->id);
		sheet_end(s);
		buf_release(&day);
	}
	if (any)
		sheet_blank(s);
}

static void put_entry(struct ui *ui, struct sheet *s,
		      const struct app_story *a,
		      const struct timeline_entry *e)
{
	struct buf b = BUF_INIT;

	put_report(ui, s, a, e->report);
	if (e->key != TIMELINE_NONE) {
		const struct story_sentence *x =
			&a->story->sentences.v[e->key];
		buf_add(&b, x->text, x->len);
		if (e->fresh > 1)
			buf_addf(&b, _(" (+%u more)"), e->fresh - 1);
	} else {
		buf_adds(&b, _("nothing that was not told before"));
	}
	sheet_para(s, e->key != TIMELINE_NONE ? ROLE_TEXT : ROLE_LABEL, b.ptr,
		   MARGIN + 14, width_of(ui, s) - 14);
	buf_release(&b);
}

static void timeline_compose(struct ui *ui, struct view *v)
{
	const struct app_story *a = begin(ui, v);
	struct sheet *s = &v->sheet;

	if (!a)
		return;
	put_bars(ui, s, &a->timeline);
	put_first(s, a);
	sheet_blank(s);
	put_chapters(ui, v, _("Before"), PAGE_BEFORE);
	for (size_t i = 0; i < a->timeline.entries.len; i++)
		put_entry(ui, s, a, &a->timeline.entries.v[i]);
	sheet_blank(s);
	put_chapters(ui, v, _("After"), PAGE_AFTER);
}

/* ---- who reports it ---- */

/* Where a table has no room: the name, and what is not zero under it. */
static void put_source_narrow(struct sheet *s, const struct app_source *x)
{
	const struct {
		const char *label;
		long long n;
	} figures[] = {
		{ _("reports"), x->n_reports },
		{ _("copies"), x->n_copies },
		{ _("told new"), x->n_fresh },
		{ _("min late"), (long long)x->lag_s / 60 },
	};
	struct buf b = BUF_INIT;

	sheet_pad(s, MARGIN);
	sheet_fit(s, ROLE_SOURCE, 0, *x->name ? x->name : "?",
		  s->cols - 2 * MARGIN);
	sheet_end(s);
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
		if (figures[i].n)
			buf_addf(&b, "%s%s %lld", b.len ? ", " : "",
				 figures[i].label, figures[i].n);
	sheet_para(s, ROLE_NUMBER, b.ptr, 2 * MARGIN, s->cols - 3 * MARGIN);
	buf_release(&b);
}

static void put_source(struct sheet *s, const struct app_source *x)
{
	if (s->cols < TABLE_COLS) {
		put_source_narrow(s, x);
		return;
	}
	sheet_pad(s, MARGIN);
	int end = (int)s->col + 24;
	sheet_fit(s, ROLE_SOURCE, 0, *x->name ? x->name : "?", 23);
	sheet_pad(s, end);
	sheet_putf(s, ROLE_NUMBER, "%7u %7u %9u %8lld", x->n_reports,
		   x->n_copies, x->n_fresh, (long long)x->lag_s / 60);
	sheet_end(s);
}

static void coverage_compose(struct ui *ui, struct view *v)
{
	const struct app_story *a = begin(ui, v);
	struct story_state *st = v->state;
	struct sheet *s = &v->sheet;
	struct buf b = BUF_INIT;

	if (!a)
		return;
	sheet_pad(s, MARGIN);
	words_reports(&b, st->thread->n_articles);
	buf_addf(&b, _(", %d independent"), (int)st->thread->n_independent);
	sheet_put(s, ROLE_LABEL, 0, b.ptr);
	sheet_end(s);
	sheet_blank(s);
	if (s->cols >= TABLE_COLS) {
		sheet_pad(s, MARGIN + 24);
		sheet_putf(s, ROLE_LABEL, "%7s %7s %9s %8s", _("reports"),
			   _("copies"), _("told new"), _("min late"));
		sheet_end(s);
	}
	for (size_t i = 0; i < a->sources.len; i++)
		put_source(s, &a->sources.v[i]);
	buf_clear(&b);
	for (size_t i = 0; i < a->silent.len; i++)
		buf_addf(&b, "%s%s", i ? ", " : "", a->silent.v[i]);
	if (b.len) {
		sheet_blank(s);
		heading(s, _("Silent, though they report most large events"));
		sheet_para(s, ROLE_TEXT, b.ptr, MARGIN, width_of(ui, s));
	}
	buf_release(&b);
}

/* ---- behaviour ---- */

static void story_subject(struct ui *ui, struct view *v, struct subject *out)
{
	struct story_state *st = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);

	(void)ui;
	if (!st->thread)
		return;
	subject_set_thread(out, st->thread);
	for (size_t i = 0; at && i < st->rows.len; i++)
		if (at->kind == TARGET_ARTICLE &&
		    st->rows.v[i].id == at->id)
			subject_set_row(out, &st->rows.v[i]);
}

static void open_story(struct ui *ui, struct view *v,
		       const struct view_ops *ops)
{
	struct place p = { .ops = ops };
	struct subject sub;

	ui_subject(ui, v, &sub);
	p.id = sub.thread_id;
	if (p.id)
		ui_jump(ui, &p);
	else
		ui_say(ui, _("select a thread first"));
}

void act_summary(struct ui *ui, struct view *v)
{
	open_story(ui, v, &view_summary_ops);
}

void act_differ(struct ui *ui, struct view *v)
{
	open_story(ui, v, &view_differ_ops);
}

void act_quotes(struct ui *ui, struct view *v)
{
	open_story(ui, v, &view_quotes_ops);
}

void act_timeline(struct ui *ui, struct view *v)
{
	open_story(ui, v, &view_timeline_ops);
}

void act_coverage(struct ui *ui, struct view *v)
{
	open_story(ui, v, &view_coverage_ops);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, act_open_line },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("read") },
	{ ACTION_SUMMARY, N_("summary") },
	{ ACTION_DIFFER, N_("figures") },
	{ ACTION_QUOTES, N_("quotes") },
	{ ACTION_TIMELINE, N_("timeline") },
	{ ACTION_COVERAGE, N_("sources") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

#define STORY_OPS(id, what, words, compose_fn)                                 \
	const struct view_ops view_##id##_ops = {                              \
		.name = what,                                                  \
		.title = words,                                                \
		.shape = SHAPE_TEXT,                                           \
		.mode = SHEET_TEXT_ROWS,                                       \
		.state_size = sizeof(struct story_state),                      \
		.load = story_load,                                            \
		.compose = compose_fn,                                         \
		.close = story_close,                                          \
		.subject = story_subject,                                      \
		.actions = actions,                                            \
		.hints = hints,                                                \
	}

STORY_OPS(summary, "summary", N_("Summary"), summary_compose);
STORY_OPS(differ, "differ", N_("Figures"), differ_compose);
STORY_OPS(quotes, "quotes", N_("Who said what"), quotes_compose);
STORY_OPS(timeline, "timeline", N_("Timeline"), timeline_compose);
STORY_OPS(coverage, "coverage", N_("Sources"), coverage_compose);
