/* view_article.c - one report: header, body, and where to go from here.
 *
 * The text is set by text/layout.h at the configured width, in the middle
 * of what room there is. Opening marks the article read and counts the
 * reading; a preview beside the list does neither. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "fresh_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/app/setter.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/store/threads.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/text/layout.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum {
	REPORTS_MAX = 500,
	RELATED_MAX = 8,
	MARGIN = 2,
	TITLE_ROW_REST = 22, /* cells that the title row needs for others */
	PLACE_COLS = 6, /* "2/5  " */
	SOURCE_COLS = 14,
	RECENT_S = 6 * 86400,
};

struct article_state {
	struct arena arena;
	struct article *article;
	struct article_row_vec rows; /* the thread's, oldest first */
	struct related_thread_vec related;
	uint32_t n_links;
	bool is_long; /* its body is read and set by the setter */
	struct set_text *set; /* what the setter made of it, or NULL */
	int64_t bytes; /* of its text */
};

static void article_close(struct ui *ui, struct view *v)
{
	struct article_state *s = v->state;

	(void)ui;
	article_free(s->article);
	set_text_free(s->set);
	vec_release(&s->rows);
	vec_release(&s->related);
	arena_release(&s->arena);
}

static enum status load_thread(struct ui *ui, struct article_state *s,
			       struct err *err)
{
	struct article_query q = { .scope = SCOPE_THREAD,
				   .of = s->article->thread_id };
	enum status st;

	if (!q.of)
		return ST_OK;
	st = store_articles_page(ui->store, &q, 0, PAGE_AFTER, REPORTS_MAX,
				 &s->arena, &s->rows, err);
	if (st == ST_OK)
		st = store_thread_links(ui->store, q.of, RELATED_MAX,
					&s->arena, &s->related, err);
	return st;
}

static enum status article_load(struct ui *ui, struct view *v,
				struct err *err)
{
	struct article_state *s = v->state;
	struct article *a = NULL;
	int64_t bytes = 0;
	enum status st = store_body_bytes(ui->store, v->place.id, &bytes, err);

	/* Changed, its lines are to be made anew; else they stay. */
	if (st == ST_OK && bytes != s->bytes) {
		set_text_free(s->set);
		s->set = NULL;
		s->bytes = bytes;
	}
	s->is_long = bytes > SETTER_FROM;
	if (st == ST_OK)
		st = store_article_get(ui->store, v->place.id,
				       s->is_long ? STORE_LOAD_LISTS :
						    STORE_LOAD_ALL,
				       &a, err);
	if (st == ST_NOT_FOUND)
		return err_set(err, st,
			       _("This article is gone. q goes back."));
	if (st != ST_OK)
		return st;
	article_free(s->article);
	s->article = a;
	arena_clear(&s->arena);
	s->rows.len = 0;
	s->related.len = 0;
	return load_thread(ui, s, err);
}

static void article_enter(struct ui *ui, struct view *v)
{
	struct article_state *s = v->state;
	struct job touch = { .kind = JOB_TOUCH, .id = v->place.id };
	struct {
		VEC_FIELDS(int64_t);
	} copies = { 0 };
	struct change c = {
		.kind = CHANGE_READ,
		.of = CHANGE_OF_COPIES,
		.id = s->article->id,
		.thread_id = s->article->thread_id,
		.feed_id = s->article->feed_id,
	};

	/* Who has read a report has read what repeats it. */
	for (size_t i = 0; i < s->rows.len; i++)
		if (s->rows.v[i].copy_of == c.id &&
		    !(s->rows.v[i].flags & ARTICLE_READ))
			vec_push(&copies, s->rows.v[i].id);
	c.copies = copies.v;
	c.n_copies = copies.len;
	if (ui->config->mark_on_open &&
	    (copies.len || !(s->article->flags & ARTICLE_READ)))
		ui_change(ui, &c, NULL);
	ui_post(ui, &touch);
	vec_release(&copies);
}

/* ---- composing ---- */

static int indent_of(const struct ui *ui, const struct sheet *s, int text_cols)
{
	int room = s->cols - text_cols;

	if (!ui->config->text_centred)
		return room > MARGIN ? MARGIN : 0;
	return room > 2 * MARGIN ? room / 2 : room > MARGIN ? MARGIN : 0;
}

static int text_width(const struct ui *ui, const struct sheet *s)
{
	int w = (int)ui->config->text_cols;

	if (w > s->cols - 2 * MARGIN)
		w = s->cols - 2 * MARGIN;
	if (w < 8)
		w = s->cols;
	return w < 1 ? 1 : w;
}

static void put_headline(const struct article_state *st, struct sheet *s,
			 int indent, int width)
{
	const struct article *a = st->article;
	int place_cols = st->rows.len > 1 ? PLACE_COLS : 0;
	const char *title = a->title ? a->title : _("(no title)");

	/* The title row above shows it when there is room. */
	if ((int)text_cols(title, strlen(title)) <=
	    s->cols - TITLE_ROW_REST - place_cols)
		return;
	sheet_para(s, ROLE_HEADING, title, indent, width);
}

/* " (2h ago)"; the date alone says enough of what is older. */
static void put_ago(struct ui *ui, struct buf *out, int64_t t)
{
	struct buf age = BUF_INIT;

	if (t <= ui->now && ui->now - t < RECENT_S) {
		date_age(&age, t, ui->now, ui->tz_s);
		buf_addf(out, _(" (%s ago)"), age.ptr);
	}
	buf_release(&age);
}

static struct fresh fresh_of(const struct article_state *st)
{
	return (struct fresh){ st->article->id, st->article->thread_id,
			       &st->rows };
}

static void put_meta(struct ui *ui, const struct article_state *st,
		     struct sheet *s, int indent, int width)
{
	const struct article *a = st->article;
	struct fresh f = fresh_of(st);
	struct buf fresh = BUF_INIT;
	int64_t t = article_time(a);
	struct buf b = BUF_INIT;

	if (a->source)
		buf_adds(&b, a->source);
	if (a->author && (!a->source || strcmp(a->author, a->source))) {
		words_dot(ui, &b);
		buf_adds(&b, a->author);
	}
	if (t) {
		words_dot(ui, &b);
		words_when(ui, &b, t);
		put_ago(ui, &b, t);
	}
	words_dot(ui, &b);
	words_length(&b, a->words);
	if (!st->is_long)
		fresh_words(ui, &f, &fresh);
	if (fresh.len) {
		words_dot(ui, &b);
		buf_adds(&b, fresh.ptr);
	}
	buf_release(&fresh);
	for (size_t i = 0; i < a->tags.len && i < 8; i++) {
		if (i == 0)
			words_dot(ui, &b);
		buf_addf(&b, "%s#%s", i ? " " : "", a->tags.v[i]);
	}
	if (a->flags & ARTICLE_STARRED)
		buf_addf(&b, " %s", glyph(ui, GLYPH_STAR));
	sheet_para(s, ROLE_LABEL, b.ptr, indent, width);
	buf_release(&b);
}

static void put_turns(const struct article *a, struct sheet *s, int indent,
		      int width)
{
	for (size_t i = 0; i < a->conversation.len; i++) {
		const struct turn *t = &a->conversation.v[i];
		sheet_pad(s, indent);
		sheet_put(s, ROLE_LABEL, ATTR_BOLD, t->speaker);
		sheet_end(s);
		sheet_para(s, ROLE_QUOTE, t->text, indent + MARGIN,
			   width - MARGIN);
		sheet_blank(s);
	}
}

/* ---- long texts ---- */

static void ask_for_text(struct ui *ui, struct article_state *st,
			 uint32_t cols, uint32_t flags)
{
	struct err err = { 0 };

	if (ui->setter && ui->set_id == st->article->id &&
	    ui->set_cols == cols && setter_is_busy(ui->setter))
		return;
	if (!ui->setter &&
	    setter_new(ui->app->store_path, &ui->setter, &err) != ST_OK) {
		ui_say(ui, "%s", err.msg);
		return;
	}
	ui->set_id = st->article->id;
	ui->set_cols = cols;
	setter_post(ui->setter, st->article->id, cols, flags);
}

/* Lines that are ready are shown; until then a sentence says so. */
static void put_long(struct ui *ui, struct article_state *st, struct sheet *s,
		     int indent, uint32_t cols)
{
	struct set_text *set = st->set;

	/* Lines of another width are better than none meanwhile. */
	if (!set || set->cols != cols)
		ask_for_text(ui, st, cols,
			     LAYOUT_LINK_NUMBERS |
				     (ui->ascii ? LAYOUT_ASCII : 0));
	if (!set) {
		sheet_para(s, ROLE_LABEL, _("A long text: one moment..."),
			   indent, (int)cols);
		return;
	}
	st->n_links = set->lay->n_links;
	sheet_layout(s, set->lay, indent, ROLE_TEXT);
	if (!set->lay->cut)
		return;
	sheet_blank(s);
	sheet_para(s, ROLE_LABEL,
		   _("The text goes on; only its beginning is shown. o opens "
		     "the page, s saves all of it."),
		   indent, (int)cols);
}

void article_take_text(struct ui *ui, struct view *v, struct set_text *set)
{
	struct article_state *st = v->state;

	if (!set->lay) {
		ui_say(ui, _("the text cannot be read: %s"),
		       status_name(set->status));
		set_text_free(set);
		return;
	}
	if (v->sheet.visual)
		layout_visual(set->lay, set->doc);
	set_text_free(st->set);
	st->set = set;
	v->composed = false;
	ui->dirty = true;
}

bool article_wants_text(const struct view *v, int64_t id)
{
	const struct article_state *st = v->state;

	return v->ops == &view_article_ops && st->is_long && st->article &&
	       st->article->id == id;
}

static const struct doc *body_of(const struct article_state *st)
{
	return st->set ? st->set->doc : st->article->body;
}

static void put_body(struct ui *ui, struct article_state *st, struct sheet *s,
		     int indent, int width)
{
	const struct article *a = st->article;
	uint32_t flags = LAYOUT_LINK_NUMBERS | (ui->ascii ? LAYOUT_ASCII : 0);

	st->n_links = 0;
	if (st->is_long) {
		put_long(ui, st, s, indent, (uint32_t)width);
	} else if (a->body && a->body->blocks.len) {
		struct layout *lay = layout_new(a->body, (uint32_t)width,
						flags);
		struct fresh f = fresh_of(st);
		fresh_mark(ui, &f, lay);
		st->n_links = lay->n_links;
		if (s->visual)
			layout_visual(lay, a->body);
		sheet_layout(s, lay, indent, ROLE_TEXT);
		layout_free(lay);
	} else if (a->summary && *a->summary) {
		sheet_para(s, ROLE_TEXT, a->summary, indent, width);
	} else {
		sheet_para(s, ROLE_LABEL,
			   _("The feed gives no text. o opens the page in a "
			     "browser."),
			   indent, width);
	}
}

static bool is_elsewhere(const struct article_state *st,
			 const struct article_row *row)
{
	return row->id != st->article->id && !(row->flags & ARTICLE_COPY);
}

static void put_section(struct ui *ui, struct view *v, enum action action,
			const char *title, int indent)
{
	struct sheet *s = &v->sheet;
	struct buf keys = BUF_INIT;

	sheet_blank(s);
	sheet_pad(s, indent);
	sheet_put(s, ROLE_HEADING, 0, title);
	keymap_keys(&ui->keymap, action, v->ops->name, 1, &keys);
	if (keys.len)
		sheet_putf(s, ROLE_HINT, "  %s", keys.ptr);
	sheet_end(s);
	buf_release(&keys);
}

static void put_in_thread(struct ui *ui, struct view *v, int indent,
			  int width)
{
	struct article_state *st = v->state;
	struct sheet *s = &v->sheet;
	bool first = true;

	for (size_t i = 0; i < st->rows.len; i++) {
		const struct article_row *row = &st->rows.v[i];
		bool unread = !(row->flags & ARTICLE_READ);
		if (!is_elsewhere(st, row))
			continue;
		if (first)
			put_section(ui, v, ACTION_NEXT_REPORT,
				    _("In this thread"), indent);
		first = false;
		sheet_pad(s, indent);
		put_marks(ui, s, unread, (row->flags & ARTICLE_STARRED) != 0,
			  0);
		int end = (int)s->col + SOURCE_COLS + 2;
		sheet_fit(s, ROLE_SOURCE, 0, row->source, SOURCE_COLS);
		if (width > 3 * SOURCE_COLS)
			sheet_pad(s, end);
		else
			sheet_put(s, ROLE_TEXT, 0, " ");
		sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0, row->title,
			  indent + width - (int)s->col);
		sheet_target(s, TARGET_ARTICLE, row->id);
		sheet_end(s);
	}
}

static void put_related(struct ui *ui, struct view *v, int indent, int width)
{
	struct article_state *st = v->state;
	struct sheet *s = &v->sheet;

	if (st->related.len)
		put_section(ui, v, ACTION_NEXT_RELATED, _("Related"), indent);
	for (size_t i = 0; i < st->related.len; i++) {
		const struct thread *th = st->related.v[i].thread;
		struct buf day = BUF_INIT;
		bool unread = th->n_unread > 0;
		sheet_pad(s, indent);
		put_marks(ui, s, unread, 0, 0);
		words_day(ui, &day, th->last);
		sheet_put(s, ROLE_AGE, 0, day.ptr);
		sheet_put(s, ROLE_TEXT, 0, "  ");
		sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0, th->headline,
			  indent + width - (int)s->col);
		sheet_target(s, TARGET_THREAD, th->id);
		sheet_end(s);
		buf_release(&day);
	}
}

/* What comes with it: sounds, films, files; u opens them. */
static void put_enclosures(struct ui *ui, struct view *v, int indent,
			   int width)
{
	struct article_state *st = v->state;
	const struct article *a = st->article;
	struct sheet *s = &v->sheet;

	if (a->enclosures.len)
		put_section(ui, v, ACTION_LINKS, _("Attached"), indent);
	for (size_t i = 0; i < a->enclosures.len; i++) {
		const struct enclosure *e = &a->enclosures.v[i];
		sheet_pad(s, indent);
		sheet_put(s, ROLE_TEXT, 0, e->type ? e->type : _("file"));
		if (e->length >= 100000)
			sheet_putf(s, ROLE_TEXT, 0, _("  %.1f MB"),
				   (double)e->length / 1e6);
		sheet_put(s, ROLE_TEXT, 0, "  ");
		sheet_fit(s, ROLE_LINK, 0, e->url,
			  indent + width - (int)s->col);
		sheet_end(s);
	}
}

static void put_comments(const struct article *a, struct sheet *s, int indent,
			 int width)
{
	if (!a->comments_url)
		return;
	sheet_blank(s);
	sheet_pad(s, indent);
	sheet_put(s, ROLE_LABEL, 0, _("Comments"));
	sheet_put(s, ROLE_TEXT, 0, "  ");
	sheet_fit(s, ROLE_LINK, 0, a->comments_url,
		  indent + width - (int)s->col);
	sheet_end(s);
}

/* What the page itself calls related: titles, maybe with addresses. */
static void put_page_list(struct view *v, int indent, int width)
{
	struct article_state *st = v->state;
	const struct related_vec *rel = &st->article->related;
	struct sheet *s = &v->sheet;

	if (!rel->len)
		return;
	sheet_blank(s);
	sheet_pad(s, indent);
	sheet_put(s, ROLE_HEADING, 0, _("On the page"));
	sheet_end(s);
	for (size_t i = 0; i < rel->len; i++) {
		const struct related_link *r = &rel->v[i];
		sheet_pad(s, indent + MARGIN);
		if (r->source) {
			sheet_fit(s, ROLE_SOURCE, 0, r->source, SOURCE_COLS);
			sheet_put(s, ROLE_TEXT, 0, "  ");
		}
		sheet_fit(s, ROLE_READ, 0, r->title,
			  indent + width - (int)s->col);
		sheet_end(s);
	}
}

static void article_compose(struct ui *ui, struct view *v)
{
	struct article_state *st = v->state;
	struct sheet *s = &v->sheet;
	int width = text_width(ui, s), indent = indent_of(ui, s, width);

	if (!st->article)
		return;
	put_headline(st, s, indent, width);
	put_meta(ui, st, s, indent, width);
	sheet_blank(s);
	put_turns(st->article, s, indent, width);
	put_body(ui, st, s, indent, width);
	put_enclosures(ui, v, indent, width);
	put_comments(st->article, s, indent, width);
	if (!ui->side) { /* else they stand there */
		put_in_thread(ui, v, indent, width);
		put_related(ui, v, indent, width);
	}
	put_page_list(v, indent, width);
}

/* ---- place in the thread ---- */

/* Index of the report among `rows`, -1 when it is not there. */
static int index_of(const struct article_state *st)
{
	for (size_t i = 0; st->article && i < st->rows.len; i++)
		if (st->rows.v[i].id == st->article->id)
			return (int)i;
	return -1;
}

static void article_title(struct ui *ui, struct view *v, struct buf *out)
{
	struct article_state *st = v->state;
	int place = 0, n = 0;

	(void)ui;
	if (!st->article)
		return;
	for (size_t i = 0; i < st->rows.len; i++) {
		bool here = st->rows.v[i].id == st->article->id;
		if (!here && (st->rows.v[i].flags & ARTICLE_COPY))
			continue;
		n++;
		if (here)
			place = n;
	}
	if (place && n > 1)
		buf_addf(out, "%d/%d  ", place, n);
	buf_adds(out, st->article->title ? st->article->title :
					   _("(no title)"));
}

static void article_subject(struct ui *ui, struct view *v,
			    struct subject *out)
{
	struct article_state *st = v->state;

	(void)ui;
	if (!st->article)
		return;
	subject_set_article(out, st->article);
}

static void article_change(struct ui *ui, struct view *v,
			   const struct change *c)
{
	struct article_state *st = v->state;
	struct article *a = st->article;

	(void)ui;
	for (size_t i = 0; i < st->rows.len; i++)
		st->rows.v[i].flags = change_apply(c, &st->rows.v[i]);
	if (a) {
		struct article_row row = { .id = a->id,
					   .copy_of = a->copy_of,
					   .thread_id = a->thread_id,
					   .feed_id = a->feed_id,
					   .flags = a->flags };
		a->flags = change_apply(c, &row);
	}
}

/* ---- actions ---- */

static void go_article(struct ui *ui, int64_t id)
{
	struct place p = { .ops = &view_article_ops, .id = id };

	ui_jump(ui, &p);
}

static void step_report(struct ui *ui, struct view *v, int by)
{
	struct article_state *st = v->state;
	int i = index_of(st);

	for (i += by; i >= 0 && i < (int)st->rows.len; i += by)
		if (is_elsewhere(st, &st->rows.v[i])) {
			go_article(ui, st->rows.v[i].id);
			return;
		}
	ui_say(ui, by > 0 ? _("the last report of this thread") :
			    _("the first report of this thread"));
}

static void next_report(struct ui *ui, struct view *v)
{
	step_report(ui, v, 1);
}

static void prev_report(struct ui *ui, struct view *v)
{
	step_report(ui, v, -1);
}

static void step_new(struct ui *ui, struct view *v, int by)
{
	struct article_state *st = v->state;
	struct fresh f;

	if (!st->article || st->is_long)
		return;
	f = fresh_of(st);
	fresh_step(ui, &f, v, by);
}

static void next_new(struct ui *ui, struct view *v)
{
	step_new(ui, v, 1);
}

static void prev_new(struct ui *ui, struct view *v)
{
	step_new(ui, v, -1);
}

/* First what is unread in this thread, then the list's next. */
static void next_unread(struct ui *ui, struct view *v)
{
	struct article_state *st = v->state;
	int here = index_of(st), n = (int)st->rows.len;

	for (int k = 1; here >= 0 && k < n; k++) {
		const struct article_row *row = &st->rows.v[(here + k) % n];
		if (!is_elsewhere(st, row) || (row->flags & ARTICLE_READ))
			continue;
		go_article(ui, row->id);
		return;
	}
	for (const struct action_entry *e = ui_actions; e->action; e++)
		if (e->action == ACTION_NEXT_UNREAD)
			e->fn(ui, v);
}

static void open_clicked(struct ui *ui, struct view *v)
{
	const struct sheet *s = &v->sheet;
	const struct sheet_line *line =
		s->cursor < s->lines.len ? &s->lines.v[s->cursor] : NULL;
	struct place p;

	if (ui->count) {
		ui_act(ui, ACTION_LINK_NO);
	} else if (ui->last_key != KEYC_MOUSE || !line) {
		ui_act(ui, ACTION_PAGE_DOWN);
	} else if (line->kind == TARGET_ARTICLE) {
		go_article(ui, line->id);
	} else if (line->kind == TARGET_THREAD) {
		ui_thread_place(ui, line->id, 0, &p);
		ui_jump(ui, &p);
	}
}

static const char *article_link(struct ui *ui, struct view *v, int no)
{
	struct article_state *st = v->state;

	(void)ui;
	if (!st->article || !body_of(st) || no < 1 ||
	    (uint32_t)no > st->n_links)
		return NULL;
	return body_of(st)->links.v[no - 1].url;
}

static bool article_is_media(struct ui *ui, struct view *v, int no)
{
	const struct doc *doc = body_of(v->state);
	enum doc_link_kind kind;

	if (!article_link(ui, v, no))
		return false;
	kind = doc->links.v[no - 1].kind;
	return kind == DOC_LINK_IMAGE || kind == DOC_LINK_AUDIO ||
	       kind == DOC_LINK_VIDEO;
}

static bool has_other_report(const struct article_state *st)
{
	for (size_t i = 0; i < st->rows.len; i++)
		if (is_elsewhere(st, &st->rows.v[i]))
			return true;
	return false;
}

static bool article_can(struct ui *ui, struct view *v, enum action action)
{
	struct article_state *st = v->state;

	(void)ui;
	if (!st->article)
		return action == ACTION_QUIT;
	switch (action) {
	case ACTION_NEXT_REPORT:
		return has_other_report(st);
	case ACTION_NEXT_RELATED:
		return st->related.len > 0;
	case ACTION_LINKS:
		return st->n_links || st->article->enclosures.len;
	case ACTION_BROWSER:
		return st->article->url != NULL;
	default:
		return true;
	}
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_clicked },
	{ ACTION_NEXT_REPORT, next_report },
	{ ACTION_PREV_REPORT, prev_report },
	{ ACTION_NEXT_NEW, next_new },
	{ ACTION_PREV_NEW, prev_new },
	{ ACTION_NEXT_UNREAD, next_unread },
	{ ACTION_SEARCH, act_find },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_READ_ON, N_("page") },
	{ ACTION_NEXT_REPORT, N_("next report") },
	{ ACTION_NEXT_RELATED, N_("related") },
	{ ACTION_BROWSER, N_("browser") },
	{ ACTION_LINKS, N_("links") },
	{ ACTION_FACTS, N_("facts") },
	{ ACTION_NEXT_UNREAD, N_("next unread") },
	{ ACTION_STAR, N_("star") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_article_ops = {
	.name = "article",
	.shape = SHAPE_TEXT,
	.mode = SHEET_TEXT,
	.state_size = sizeof(struct article_state),
	.link = article_link,
	.is_media = article_is_media,
	.load = article_load,
	.enter = article_enter,
	.compose = article_compose,
	.close = article_close,
	.title_left = article_title,
	.title_right = view_percent,
	.on_change = article_change,
	.subject = article_subject,
	.can = article_can,
	.actions = actions,
	.hints = hints,
};
