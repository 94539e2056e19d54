/* view_facts.c - about one report: summary, statistics, details, what is
 * like it, and why it stands where it stands. Two views on the same data:
 * facts shows all, why the evidence alone. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "similar_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/app/setter.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/model/feed.h"
#include "thrum/store/feeds.h"
#include "thrum/store/rules.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

enum {
	LABEL_COLS = 13,
	SOURCE_COLS = 14,
	SIMILAR_MAX = 5,
	SENTENCES = 3,
	EVIDENCE_MAX = 12,
};

struct facts {
	struct arena arena;
	struct article *article;
	struct feed *feed; /* arena's; NULL when it is gone */
	struct article_row_vec rows; /* of the thread */
	struct related_thread_vec related;
	struct article_row_vec others; /* like it, of other threads */
	struct membership why; /* article_id 0 = none */
};

static void facts_close(struct ui *ui, struct view *v)
{
	struct facts *f = v->state;

	(void)ui;
	article_free(f->article);
	evidence_vec_release(&f->why.why);
	vec_release(&f->rows);
	vec_release(&f->related);
	vec_release(&f->others);
	arena_release(&f->arena);
}

static int by_score(const void *a, const void *b)
{
	const struct article_row *x = a, *y = b;

	return (x->score < y->score) - (x->score > y->score);
}

static enum status load_similar(struct ui *ui, struct facts *f,
				struct err *err)
{
	struct article_query q = { .scope = SCOPE_THREAD,
				   .of = f->article->thread_id };
	enum status st;

	f->rows.len = 0;
	f->related.len = 0;
	if (!q.of)
		return ST_OK;
	st = store_articles_page(ui->store, &q, 0, PAGE_AFTER, 200, &f->arena,
				 &f->rows, err);
	if (st == ST_OK)
		st = store_thread_links(ui->store, q.of, SIMILAR_MAX,
					&f->arena, &f->related, err);
	if (st == ST_OK && f->rows.len)
		qsort(f->rows.v, f->rows.len, sizeof(*f->rows.v), by_score);
	return st;
}

static bool is_related(const struct facts *f, int64_t thread_id)
{
	for (size_t i = 0; i < f->related.len; i++)
		if (f->related.v[i].thread->id == thread_id)
			return true;
	return false;
}

/* Where the thread and its kin are fewer than five, others are looked for;
 * not beside a text, where each step would pay for it. */
static enum status load_others(struct ui *ui, struct view *v, struct facts *f,
			       struct err *err)
{
	size_t n = 0, have = f->rows.len + f->related.len;
	enum status st;

	f->others.len = 0;
	if (v->ops == &view_side_ops || have > SIMILAR_MAX)
		return ST_OK;
	st = similar_find(ui, f->article, 2 * SIMILAR_MAX, &f->arena,
			  &f->others, err);
	for (size_t i = 0; i < f->others.len; i++)
		if (!is_related(f, f->others.v[i].thread_id))
			f->others.v[n++] = f->others.v[i];
	f->others.len = n;
	return st;
}

static enum status facts_load(struct ui *ui, struct view *v, struct err *err)
{
	struct facts *f = v->state;
	struct article *a = NULL;
	int64_t bytes = 0;
	enum status st = store_body_bytes(ui->store, v->place.id, &bytes, err);

	/* A book is not read through on the screen's thread for the sake of
	 * three sentences of it: the feed's own summary stands there. */
	if (st == ST_OK)
		st = store_article_get(ui->store, v->place.id,
				       bytes > SETTER_FROM ? STORE_LOAD_LISTS :
							     STORE_LOAD_ALL,
				       &a, err);
	if (st != ST_OK)
		return st;
	article_free(f->article);
	f->article = a;
	arena_clear(&f->arena);
	evidence_vec_release(&f->why.why);
	memset(&f->why, 0, sizeof(f->why));
	st = store_member_get(ui->store, a->id, &f->why, err);
	if (st != ST_OK && st != ST_NOT_FOUND)
		return st;
	f->feed = NULL;
	st = store_feed_get(ui->store, a->feed_id, &f->arena, &f->feed, err);
	if (st != ST_OK && st != ST_NOT_FOUND)
		return st;
	st = load_similar(ui, f, err);
	return st ? st : load_others(ui, v, f, err);
}

/* ---- composing ---- */

static int width_of(const struct ui *ui, const struct sheet *s)
{
	int w = (int)ui->config->text_cols + LABEL_COLS;

	return (w < s->cols - 2 ? w : s->cols - 2) - LABEL_COLS - 1;
}

/* "Label        text, wrapped under itself". */
static void put_field(struct ui *ui, struct sheet *s, const char *label,
		      const char *text)
{
	size_t first = s->lines.len;
	int width = width_of(ui, s);

	if (!text || !*text)
		return;
	if (width < 16) { /* no room beside it */
		sheet_put(s, ROLE_LABEL, 0, label);
		sheet_end(s);
		sheet_para(s, ROLE_TEXT, text, 1, s->cols - 1);
		return;
	}
	sheet_put(s, ROLE_TEXT, 0, " ");
	sheet_fit(s, ROLE_LABEL, 0, label, LABEL_COLS - 1);
	sheet_para(s, ROLE_TEXT, text, LABEL_COLS + 1, width);
	if (s->lines.len == first)
		sheet_end(s);
}

static void put_summary(struct ui *ui, const struct facts *f, struct sheet *s)
{
	const struct article *a = f->article;
	struct buf b = BUF_INIT;

	words_summary(&b, a, SENTENCES);
	put_field(ui, s, _("Summary"), b.ptr);
	buf_release(&b);
}

static void put_statistics(struct ui *ui, const struct facts *f,
			   struct sheet *s)
{
	const struct article *a = f->article;
	struct buf b = BUF_INIT;

	words_length(&b, a->words);
	words_dot(ui, &b);
	buf_addf(&b, ngettext("read %u time", "read %u times", a->read_count),
		 a->read_count);
	if (a->body) {
		words_dot(ui, &b);
		buf_addf(&b, ngettext("%zu link", "%zu links",
				      a->body->links.len),
			 a->body->links.len);
	}
	if (a->enclosures.len) {
		words_dot(ui, &b);
		buf_addf(&b, ngettext("%zu enclosure", "%zu enclosures",
				      a->enclosures.len),
			 a->enclosures.len);
	}
	put_field(ui, s, _("Statistics"), b.ptr);
	buf_release(&b);
}

static void put_time(struct ui *ui, struct sheet *s, const char *label,
		     int64_t t)
{
	struct buf b = BUF_INIT;

	words_when(ui, &b, t);
	put_field(ui, s, label, b.ptr);
	buf_release(&b);
}

static void put_tags(struct ui *ui, const struct article *a, struct sheet *s)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < a->tags.len; i++)
		buf_addf(&b, "%s#%s", i ? " " : "", a->tags.v[i]);
	put_field(ui, s, _("Tags"), b.ptr);
	buf_release(&b);
}

static void put_details(struct ui *ui, const struct facts *f, struct sheet *s)
{
	const struct article *a = f->article;

	put_field(ui, s, _("ID"), a->uuid);
	put_field(ui, s, _("Source"), a->source);
	put_field(ui, s, _("Author"), a->author);
	put_field(ui, s, _("Feed"), f->feed ? feed_name(f->feed) : NULL);
	put_field(ui, s, _("Category"), a->category);
	put_field(ui, s, _("Language"), a->lang);
	put_tags(ui, a, s);
	put_field(ui, s, _("Address"), a->url);
	put_field(ui, s, _("Comments"), a->comments_url);
	put_time(ui, s, _("Published"), a->published);
	put_time(ui, s, _("Updated"), a->updated);
	put_time(ui, s, _("Created"), a->created);
	put_time(ui, s, _("Fetched"), a->fetched);
	put_time(ui, s, _("Last read"), a->last_read);
	for (size_t i = 0; i < a->details.len; i++)
		put_field(ui, s, a->details.v[i].name, a->details.v[i].value);
}

static void put_score(struct sheet *s, double score)
{
	char text[16];

	/* Two digits are all that a score means. */
	if (score >= 0.995)
		snprintf(text, sizeof(text), "1.0  ");
	else
		snprintf(text, sizeof(text), ".%02d  ",
			 (int)(score * 100 + 0.5));
	sheet_put(s, ROLE_NUMBER, 0, text);
}

static void similar_label(struct sheet *s, int n)
{
	sheet_put(s, ROLE_TEXT, 0, " ");
	if (n == 0)
		sheet_put(s, ROLE_LABEL, 0, _("Similar"));
	sheet_pad(s, LABEL_COLS + 1);
}

static void put_similar_row(struct sheet *s, const struct article_row *row)
{
	put_score(s, row->score);
	int end = (int)s->col + SOURCE_COLS + 2;
	sheet_fit(s, ROLE_SOURCE, 0, row->source, SOURCE_COLS);
	sheet_pad(s, end);
	sheet_fit(s, ROLE_TEXT, 0, row->title, s->cols - (int)s->col - 1);
	sheet_target(s, TARGET_ARTICLE, row->id);
	sheet_end(s);
}

/* Reports of the thread, then related threads, then what else is like it. */
static void put_similar(const struct facts *f, struct sheet *s)
{
	int n = 0;

	for (size_t i = 0; i < f->rows.len && n < SIMILAR_MAX; i++) {
		if (f->rows.v[i].id == f->article->id)
			continue;
		similar_label(s, n++);
		put_similar_row(s, &f->rows.v[i]);
	}
	for (size_t i = 0; i < f->related.len && n < SIMILAR_MAX; i++) {
		similar_label(s, n++);
		put_score(s, f->related.v[i].score);
		sheet_fit(s, ROLE_TEXT, 0, f->related.v[i].thread->headline,
			  s->cols - (int)s->col - 1);
		sheet_target(s, TARGET_THREAD, f->related.v[i].thread->id);
		sheet_end(s);
	}
	for (size_t i = 0; i < f->others.len && n < SIMILAR_MAX; i++) {
		similar_label(s, n++);
		put_similar_row(s, &f->others.v[i]);
	}
}

/* ---- evidence in words ---- */

static void words_apart(struct buf *out, double seconds)
{
	long long s = (long long)(seconds < 0 ? -seconds : seconds);

	if (s < 5400)
		buf_addf(out, _("%lld min apart"), (s + 30) / 60);
	else if (s < 172800)
		buf_addf(out, _("%lld h apart"), (s + 1800) / 3600);
	else
		buf_addf(out, _("%lld days apart"), (s + 43200) / 86400);
}

static bool is_shared(const struct evidence *e)
{
	return e->term && *e->term &&
	       (e->kind == EVIDENCE_TERM || e->kind == EVIDENCE_NAME ||
		e->kind == EVIDENCE_NUMBER);
}

static void words_shared(const struct evidence_vec *why, struct buf *out)
{
	int n = 0;

	for (size_t i = 0; i < why->len && n < EVIDENCE_MAX; i++) {
		const struct evidence *e = &why->v[i];
		bool quoted = is_shared(e) && e->kind == EVIDENCE_NAME &&
			      strchr(e->term, ' ');
		if (!is_shared(e))
			continue;
		buf_addf(out, "%s%s%s%s", n ? ", " : _("shares "),
			 quoted ? "\"" : "", e->term, quoted ? "\"" : "");
		n++;
	}
}

static void words_other(const struct evidence_vec *why, struct buf *out)
{
	for (size_t i = 0; i < why->len; i++) {
		const struct evidence *e = &why->v[i];
		if (is_shared(e))
			continue;
		if (out->len)
			buf_adds(out, "; ");
		if (e->kind == EVIDENCE_DATE)
			words_apart(out, e->weight);
		else if (e->kind == EVIDENCE_COPY)
			buf_addf(out, _("%d %% of the text is the same"),
				 (int)(e->weight * 100 + 0.5));
		else if (e->kind == EVIDENCE_EDIT)
			buf_adds(out, _("you put it here"));
	}
}

static void put_why(struct ui *ui, const struct facts *f, struct sheet *s)
{
	struct buf b = BUF_INIT;

	if (f->why.article_id) {
		words_shared(&f->why.why, &b);
		words_other(&f->why.why, &b);
	}
	if (!f->why.article_id)
		buf_adds(&b, _("not threaded yet"));
	else if (!b.len)
		buf_adds(&b, f->rows.len > 1 ?
				     _("it was the first report of this "
				       "event") :
				     _("no other report is like it so far"));
	if (f->why.score > 0 && f->rows.len > 1)
		buf_addf(&b, _(" (score .%02d)"),
			 (int)(f->why.score * 100) % 100);
	put_field(ui, s, _("Why here"), b.ptr);
	buf_release(&b);
}

static void facts_compose(struct ui *ui, struct view *v)
{
	struct facts *f = v->state;
	struct sheet *s = &v->sheet;

	if (!f->article)
		return;
	sheet_para(s, ROLE_HEADING, f->article->title, 1, s->cols - 2);
	sheet_blank(s);
	put_summary(ui, f, s);
	put_statistics(ui, f, s);
	sheet_blank(s);
	put_details(ui, f, s);
	sheet_blank(s);
	put_similar(f, s);
	put_why(ui, f, s);
}

/* ---- why: one reason a line ---- */

static const char *kind_name(enum evidence_kind kind)
{
	static const char *const names[EVIDENCE_KINDS] = {
		[EVIDENCE_TERM] = N_("word"),  [EVIDENCE_NAME] = N_("name"),
		[EVIDENCE_NUMBER] = N_("number"), [EVIDENCE_DATE] = N_("time"),
		[EVIDENCE_COPY] = N_("copy"),  [EVIDENCE_EDIT] = N_("edit"),
	};

	return _(names[kind]);
}

static void put_reason(struct sheet *s, const struct evidence *e)
{
	struct evidence_vec one = { .v = (struct evidence *)e, .len = 1 };
	struct buf b = BUF_INIT;

	sheet_put(s, ROLE_TEXT, 0, "  ");
	sheet_fit(s, ROLE_LABEL, 0, kind_name(e->kind), LABEL_COLS - 2);
	sheet_pad(s, LABEL_COLS + 1);
	if (is_shared(e)) {
		put_score(s, e->weight);
		sheet_fit(s, ROLE_TEXT, 0, e->term, s->cols - (int)s->col - 1);
	} else {
		words_other(&one, &b);
		sheet_fit(s, ROLE_TEXT, 0, b.ptr, s->cols - (int)s->col - 1);
	}
	sheet_end(s);
	buf_release(&b);
}

/* What the reader's rules did to it. */
static void put_rules(struct ui *ui, const struct facts *f, struct sheet *s)
{
	struct str_vec rules = { 0 };

	if (store_rules_of(ui->store, f->article->id, &rules, NULL) == ST_OK)
		for (size_t i = 0; i < rules.len; i++)
			put_field(ui, s, i ? "" : _("Rules"), rules.v[i]);
	str_vec_release(&rules);
}

static void why_compose(struct ui *ui, struct view *v)
{
	struct facts *f = v->state;
	struct sheet *s = &v->sheet;

	if (!f->article)
		return;
	sheet_para(s, ROLE_HEADING, f->article->title, 1, s->cols - 2);
	sheet_blank(s);
	put_why(ui, f, s);
	for (size_t i = 0; i < f->rows.len; i++)
		if (f->rows.v[i].id == f->why.near_id && f->why.near_id)
			put_field(ui, s, _("Most like"), f->rows.v[i].title);
	put_rules(ui, f, s);
	sheet_blank(s);
	for (size_t i = 0; i < f->why.why.len; i++)
		put_reason(s, &f->why.why.v[i]);
	sheet_blank(s);
	put_similar(f, s);
}

/* ---- side: the third column ---- */

static void put_heading(struct sheet *s, const char *words)
{
	if (s->lines.len)
		sheet_blank(s);
	sheet_put(s, ROLE_TEXT, 0, " ");
	sheet_put(s, ROLE_HEADING, 0, words);
	sheet_end(s);
}

/* Two lines a report: where it is from, what it says. */
static void put_side_report(struct ui *ui, struct sheet *s,
			    const struct article_row *row)
{
	bool unread = !(row->flags & ARTICLE_READ);
	struct buf age = BUF_INIT;

	words_age(ui, &age, row->time);
	put_marks(ui, s, unread, (row->flags & ARTICLE_STARRED) != 0, 0);
	sheet_fit(s, ROLE_SOURCE, 0, row->source,
		  s->cols - (int)s->col - (int)age.len - 3);
	sheet_put(s, ROLE_TEXT, 0, "  ");
	sheet_put(s, ROLE_AGE, 0, age.ptr);
	sheet_target(s, TARGET_ARTICLE, row->id);
	sheet_end(s);
	sheet_pad(s, 2);
	sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0, row->title,
		  s->cols - 3);
	sheet_target(s, TARGET_ARTICLE, row->id);
	sheet_end(s);
	buf_release(&age);
}

static int by_time(const void *a, const void *b)
{
	const struct article_row *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static void put_side_thread(struct ui *ui, struct facts *f, struct sheet *s)
{
	size_t shown = 0;

	if (f->rows.len)
		qsort(f->rows.v, f->rows.len, sizeof(*f->rows.v), by_time);
	for (size_t i = 0; i < f->rows.len; i++) {
		const struct article_row *row = &f->rows.v[i];
		if (row->id == f->article->id || (row->flags & ARTICLE_COPY))
			continue;
		if (!shown++)
			put_heading(s, _("In this thread"));
		put_side_report(ui, s, row);
	}
}

static void put_side_related(struct ui *ui, const struct facts *f,
			     struct sheet *s)
{
	if (f->related.len)
		put_heading(s, _("Related"));
	for (size_t i = 0; i < f->related.len; i++) {
		const struct thread *th = f->related.v[i].thread;
		bool unread = th->n_unread > 0;
		struct buf b = BUF_INIT;
		put_marks(ui, s, unread, 0, 0);
		words_day(ui, &b, th->last);
		words_dot(ui, &b);
		words_reports(&b, th->n_independent);
		sheet_fit(s, ROLE_AGE, 0, b.ptr, s->cols - 3);
		sheet_target(s, TARGET_THREAD, th->id);
		sheet_end(s);
		sheet_pad(s, 2);
		sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0, th->headline,
			  s->cols - 3);
		sheet_target(s, TARGET_THREAD, th->id);
		sheet_end(s);
		buf_release(&b);
	}
}

static void side_compose(struct ui *ui, struct view *v)
{
	struct facts *f = v->state;
	struct sheet *s = &v->sheet;

	if (!f->article)
		return;
	put_side_thread(ui, f, s);
	put_side_related(ui, f, s);
	put_heading(s, _("Facts"));
	put_statistics(ui, f, s);
	put_details(ui, f, s);
	put_why(ui, f, s);
}

static void side_change(struct ui *ui, struct view *v, const struct change *c)
{
	struct facts *f = v->state;

	(void)ui;
	for (size_t i = 0; i < f->rows.len; i++)
		f->rows.v[i].flags = change_apply(c, &f->rows.v[i]);
}

/* ---- behaviour ---- */

static void facts_subject(struct ui *ui, struct view *v, struct subject *out)
{
	struct facts *f = v->state;

	(void)ui;
	if (!f->article)
		return;
	subject_set_article(out, f->article);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, act_open_line },
	{ ACTION_SEARCH, act_find },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open what is similar") },
	{ ACTION_SPLIT, N_("split") },
	{ ACTION_BROWSER, N_("browser") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_facts_ops = {
	.name = "facts",
	.title = N_("Facts"),
	.title_right = view_percent,
	.shape = SHAPE_TEXT,
	.mode = SHEET_TEXT_ROWS,
	.state_size = sizeof(struct facts),
	.load = facts_load,
	.compose = facts_compose,
	.close = facts_close,
	.subject = facts_subject,
	.actions = actions,
	.hints = hints,
};

const struct view_ops view_why_ops = {
	.name = "why",
	.title = N_("Why here"),
	.title_right = view_percent,
	.shape = SHAPE_TEXT,
	.mode = SHEET_TEXT_ROWS,
	.state_size = sizeof(struct facts),
	.load = facts_load,
	.compose = why_compose,
	.close = facts_close,
	.subject = facts_subject,
	.actions = actions,
	.hints = hints,
};

/* Never on the stack: drawn beside an article. */
const struct view_ops view_side_ops = {
	.name = "side",
	.shape = SHAPE_TEXT,
	.mode = SHEET_TEXT,
	.state_size = sizeof(struct facts),
	.load = facts_load,
	.compose = side_compose,
	.close = facts_close,
	.on_change = side_change,
};
