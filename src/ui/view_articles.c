/* view_articles.c - a list of articles: a feed's, a tag's, the starred
 * ones, the deleted ones, what a search found. A hit of a search takes a second line that
 * shows the words in context. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "rows_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/model/feed.h"
#include "thrum/model/search.h"
#include "thrum/store/feeds.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum {
	AGE_COLS = 7,
	LOOK_MAX = 50000, /* rows that a page may look at: a tenth of a
			   * second */
	SOURCE_COLS_MAX = 20,
};

struct articles {
	struct ui *ui;
	struct article_query query; /* its text is the place's, its filter
				     * the view's */
	char *name; /* of the feed; owned */
	bool is_cut; /* the last page did not look at all there is */
	struct str_vec marks; /* words that were searched for */
	int64_t n_articles, n_unread; /* of the feed */
};

static struct list_row row_of(struct article_row *row)
{
	return (struct list_row){ .key = { .id = row->id }, .data = row };
}

static struct article_row *row_dup(struct arena *arena,
				   const struct article_row *row)
{
	struct article_row *copy = arena_alloc(arena, sizeof(*copy));

	*copy = *row;
	return copy;
}

static enum status page(void *ctx, struct list_key key, enum page_dir dir,
			enum list_want want, int limit, struct arena *arena,
			struct list_row_vec *out, struct err *err)
{
	struct articles *a = ctx;
	struct article_query q = a->query;
	struct article_row_vec got = { 0 };
	enum status st;

	q.unread_only |= want == LIST_UNREAD;
	q.now = a->ui->now;
	q.tz_s = a->ui->tz_s;
	q.max_look = LOOK_MAX;
	st = store_articles_page(a->ui->store, &q, key.id, dir, limit, arena,
				 &got, err);
	a->is_cut = store_page_was_cut(a->ui->store);
	for (size_t i = 0; st == ST_OK && i < got.len; i++)
		if (want == LIST_ALL ||
		    ui_change_is_unread(a->ui, &got.v[i]))
			vec_push(out, row_of(row_dup(arena, &got.v[i])));
	vec_release(&got);
	return st;
}

/* The row as a page gives it, with its snippet: the first one at or after
 * this id. When the filter no longer lets it through, all of them are
 * asked. */
static enum status get(void *ctx, struct list_key key, struct arena *arena,
		       struct list_row *out, struct err *err)
{
	int64_t id = key.id;
	struct articles *a = ctx;
	struct article_query q = a->query;
	struct article_row_vec got = { 0 };
	enum status st = ST_OK;

	q.unread_only = false;
	q.now = a->ui->now;
	q.tz_s = a->ui->tz_s;
	q.min_id = id;
	q.max_id = id;
	st = store_articles_page(a->ui->store, &q, 0, PAGE_AFTER, 1, arena,
				 &got, err);
	if (st == ST_OK && got.len && got.v[0].id == id)
		*out = row_of(row_dup(arena, &got.v[0]));
	else if (st == ST_OK)
		st = ST_NOT_FOUND;
	vec_release(&got);
	return st;
}

/* Phrases of a search, but for those that must not be there. */
static void add_marks(const struct search_node *n, struct str_vec *out)
{
	struct buf b = BUF_INIT;

	if (n->kind == SEARCH_NOT)
		return;
	for (size_t i = 0; n->kind == SEARCH_TEXT && i < n->n_words; i++)
		buf_addf(&b, "%s%s", i ? " " : "", n->words[i]);
	if (b.len > 1)
		str_vec_add(out, b.ptr);
	buf_release(&b);
	for (const struct search_node *c = n->child; c; c = c->next)
		add_marks(c, out);
}

static void find_marks(struct ui *ui, struct articles *a)
{
	struct search_when when = { ui->now, ui->tz_s };
	struct search *s;

	if (search_parse(a->query.text, &when, &s, NULL) != ST_OK)
		return;
	add_marks(search_root(s), &a->marks);
	search_free(s);
}

static void articles_open(struct ui *ui, struct view *v)
{
	struct articles *a = v->state;
	struct list_source source = { page, get, a };

	a->ui = ui;
	a->query.scope = v->place.scope;
	a->query.of = v->place.id;
	a->query.text = v->place.text;
	v->list = xcalloc(1, sizeof(*v->list));
	list_init(v->list, &source);
	if (a->query.scope == SCOPE_SEARCH) {
		find_marks(ui, a);
		/* A saved search looks like a feed. Fields alone, such as
		 * is:unread, find no place in a text to be shown. */
		v->list->row_lines = v->place.id || !a->marks.len ? 1 : 2;
	}
}

static void articles_close(struct ui *ui, struct view *v)
{
	struct articles *a = v->state;

	(void)ui;
	free(a->name);
	str_vec_release(&a->marks);
}

static void load_feed(struct ui *ui, struct articles *a)
{
	struct arena arena = { 0 };
	struct feed *f;

	free(a->name);
	a->name = NULL;
	if (store_feed_get(ui->store, a->query.of, &arena, &f, NULL) ==
	    ST_OK) {
		a->name = xstrdup(feed_name(f));
		a->n_articles = f->n_articles;
		a->n_unread = f->n_unread;
	}
	arena_release(&arena);
}

static enum status articles_load(struct ui *ui, struct view *v,
				 struct err *err)
{
	struct articles *a = v->state;

	if (a->query.of)
		load_feed(ui, a);
	return list_load(v->list, err);
}

/* ---- drawing ---- */

/* Matches stand between \x01 and \x02. */
static void put_snippet(struct sheet *s, const char *snippet, int cols)
{
	enum role role = ROLE_READ;
	const char *p = snippet;

	while (*p && (int)s->col < cols) {
		size_t n = strcspn(p, "\x01\x02");
		char *piece = xstrndup(p, n);
		if (n)
			sheet_fit(s, role, 0, piece, cols - (int)s->col);
		free(piece);
		p += n;
		if (*p)
			role = *p++ == '\x01' ? ROLE_MATCH : ROLE_READ;
	}
}

static void put_age(struct ui *ui, struct sheet *s, int64_t t)
{
	struct buf age = BUF_INIT;

	words_age(ui, &age, t);
	int cols = (int)text_cols(age.ptr, age.len);
	sheet_pad(s, (int)s->col + AGE_COLS - cols);
	sheet_put(s, ROLE_AGE, 0, age.ptr);
	sheet_put(s, ROLE_TEXT, 0, "  ");
	buf_release(&age);
}

/* What was searched for stands out in the row as well. */
static void mark_words(struct sheet *s, const struct str_vec *marks)
{
	for (size_t i = 0; i < marks->len; i++)
		sheet_find(s, marks->v[i]);
}

static void put_second_line(struct sheet *s, const struct article_row *row,
			    int cols)
{
	sheet_pad(s, 2 + AGE_COLS + 2);
	if (row->snippet)
		put_snippet(s, row->snippet, cols);
	else
		sheet_fit(s, ROLE_READ, 0, row->summary, cols - (int)s->col);
	sheet_end(s);
}

/* Among the articles of one feed its name says nothing. */
static const char *who_of(const struct articles *a,
			  const struct article_row *row)
{
	bool known = a->query.scope == SCOPE_FEED && a->name && row->source &&
		     !strcmp(a->name, row->source);

	return known ? row->author : row->source;
}

static void articles_row(struct ui *ui, struct view *v,
			 const struct list_row *lrow, struct sheet *s,
			 int cols)
{
	const struct article_row *row = lrow->data;
	bool unread = !(row->flags & ARTICLE_READ);
	enum role role = unread ? ROLE_UNREAD : ROLE_READ;
	const char *who = who_of(v->state, row);
	int right = 0;

	if (v->list->row_lines == 1 && rows_article(ui, row, s, cols))
		return;
	put_marks(ui, s, unread, (row->flags & ARTICLE_STARRED) != 0, 0);
	if (cols >= 30)
		put_age(ui, s, row->time);
	if (who && cols >= 50) {
		right = (int)text_cols(who, strlen(who));
		if (right > SOURCE_COLS_MAX)
			right = SOURCE_COLS_MAX;
	}
	if (row->flags & ARTICLE_COPY)
		role = ROLE_COPY;
	if (row->flags & ARTICLE_DELETED)
		role = ROLE_COPY;
	sheet_fit(s, role, 0, row->title ? row->title : _("(no title)"),
		  cols - (int)s->col - (right ? right + 3 : 0));
	if (right) {
		sheet_pad(s, cols - right - 1);
		sheet_fit(s, ROLE_SOURCE, 0, who, right);
	}
	sheet_end(s);
	if (v->list->row_lines > 1) {
		put_second_line(s, row, cols);
		mark_words(s, &((struct articles *)v->state)->marks);
	}
}

static void articles_title(struct ui *ui, struct view *v, struct buf *out)
{
	struct articles *a = v->state;

	switch (a->query.scope) {
	case SCOPE_FEED:
		buf_adds(out, a->name ? a->name : "");
		buf_addf(out, _("  %lld unread of %lld"),
			 (long long)a->n_unread, (long long)a->n_articles);
		break;
	case SCOPE_TAG:
		buf_addf(out, "#%s", v->place.text ? v->place.text : "");
		break;
	case SCOPE_SEARCH:
		if (a->name)
			buf_adds(out, a->name);
		else
			buf_addf(out, _("search: %s"),
				 v->place.text ? v->place.text : "");
		break;
	case SCOPE_STARRED:
		buf_adds(out, _("starred"));
		break;
	case SCOPE_DELETED:
		buf_adds(out, _("deleted"));
		break;
	default:
		buf_adds(out, _("all"));
	}
	if (a->query.unread_only) {
		words_dot(ui, out);
		buf_adds(out, _("only unread"));
	}
	words_filter(ui, v, out);
	if (a->is_cut) {
		words_dot(ui, out);
		buf_adds(out, _("older ones were not looked at"));
	}
}

static void articles_detail(struct ui *ui, struct view *v, struct sheet *out)
{
	const struct list_row *lrow = list_at(v->list);
	struct buf b = BUF_INIT;

	if (!lrow)
		return;
	const struct article_row *row = lrow->data;
	if (row->source)
		buf_adds(&b, row->source);
	if (row->author) {
		words_dot(ui, &b);
		buf_adds(&b, row->author);
	}
	words_dot(ui, &b);
	words_when(ui, &b, row->time);
	words_dot(ui, &b);
	words_length(&b, row->words);
	sheet_fit(out, ROLE_TEXT, 0, b.ptr, out->cols - 2);
	buf_release(&b);
}

static const char *articles_empty(struct ui *ui, struct view *v)
{
	struct articles *a = v->state;

	(void)ui;
	if (a->is_cut)
		return _("Nothing among the newest articles; older ones were "
			 "not looked at. A word to search for makes it "
			 "quicker.");
	if (v->filter)
		return _("The filter lets nothing through. Esc shows "
			 "everything again, F changes it.");
	if (a->query.unread_only)
		return _("All is read. H shows everything again.");
	switch (a->query.scope) {
	case SCOPE_SEARCH:
		return _("Nothing found. Fewer or shorter words find more; / "
			 "changes the search.");
	case SCOPE_STARRED:
		return _("Nothing is starred. f stars an article.");
	case SCOPE_DELETED:
		return _("Nothing is deleted. D deletes an article, U takes "
			 "it back.");
	case SCOPE_FEED:
		return _("No articles from this feed yet. r fetches it.");
	default:
		return _("Nothing here.");
	}
}

/* ---- behaviour ---- */

static void articles_row_subject(struct ui *ui, struct view *v,
				 const struct list_row *lrow,
				 struct subject *out)
{
	(void)ui;
	(void)v;
	subject_set_row(out, lrow->data);
}

static void articles_subject(struct ui *ui, struct view *v,
			     struct subject *out)
{
	const struct list_row *lrow = list_at(v->list);

	if (lrow)
		articles_row_subject(ui, v, lrow, out);
}

static bool articles_preview(struct ui *ui, struct view *v, struct place *out)
{
	const struct list_row *row = list_at(v->list);

	(void)ui;
	memset(out, 0, sizeof(*out));
	if (!row)
		return false;
	out->ops = &view_article_ops;
	out->id = row->key.id;
	return true;
}

static void articles_change(struct ui *ui, struct view *v,
			    const struct change *c)
{
	struct articles *a = v->state;

	(void)ui;
	for (size_t i = 0; i < v->list->rows.len; i++) {
		struct article_row *row = v->list->rows.v[i].data;
		uint32_t flags = change_apply(c, row);
		if ((flags ^ row->flags) & ARTICLE_READ)
			a->n_unread += flags & ARTICLE_READ ? -1 : 1;
		row->flags = flags;
	}
	if (c->of == CHANGE_OF_FEED && c->kind == CHANGE_READ)
		a->n_unread = 0;
}

static void open_article(struct ui *ui, struct view *v)
{
	struct place p;

	if (articles_preview(ui, v, &p))
		ui_push(ui, &p);
	else
		ui_say(ui, _("nothing is selected"));
}

static void filtered(struct ui *ui, struct view *v)
{
	struct articles *a = v->state;

	(void)ui;
	a->query.filter = v->filter;
}

static void only_unread(struct ui *ui, struct view *v)
{
	struct articles *a = v->state;

	a->query.unread_only = !a->query.unread_only;
	v->stale = true;
	list_restart(v->list);
	ui_say(ui, a->query.unread_only ? _("only unread articles") :
					  _("all articles"));
}

/* Deleting is known; that it brings back what is deleted must be said. */
static bool articles_can(struct ui *ui, struct view *v, enum action action)
{
	const struct articles *a = v->state;

	(void)ui;
	return action != ACTION_DELETE || a->query.scope == SCOPE_DELETED;
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_article },
	{ ACTION_ONLY_UNREAD, only_unread },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("read") },
	{ ACTION_DELETE, N_("bring back") },
	{ ACTION_NEXT_UNREAD, N_("next unread") },
	{ ACTION_MARK_ALL, N_("mark all read") },
	{ ACTION_STAR, N_("star") },
	{ ACTION_SEARCH, N_("search") },
	{ ACTION_FILTER, N_("filter") },
	{ ACTION_BROWSER, N_("browser") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_articles_ops = {
	.name = "articles",
	.title = N_("Articles"),
	.shape = SHAPE_LIST,
	.mode = SHEET_TEXT,
	.state_size = sizeof(struct articles),
	.open = articles_open,
	.load = articles_load,
	.close = articles_close,
	.row = articles_row,
	.title_left = articles_title,
	.empty = articles_empty,
	.detail = articles_detail,
	.on_change = articles_change,
	.subject = articles_subject,
	.row_subject = articles_row_subject,
	.preview = articles_preview,
	.can = articles_can,
	.filtered = filtered,
	.actions = actions,
	.hints = hints,
};
