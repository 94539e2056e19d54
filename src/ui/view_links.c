/* view_links.c - an article's addresses: its page, comments, what the text
 * links to (with the numbers shown there), enclosures, the page's list. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

struct link {
	const char *url; /* the article's */
	const char *what; /* translated */
	const char *text; /* may be NULL */
	int no; /* as in the text, 0 = none */
	bool is_played; /* a sound or a film: the player's */
};

struct links {
	struct article *article;
	struct {
		VEC_FIELDS(struct link);
	} links;
};

static void links_close(struct ui *ui, struct view *v)
{
	struct links *l = v->state;

	(void)ui;
	vec_release(&l->links);
	article_free(l->article);
}

static void add(struct links *l, const char *url, const char *what,
		const char *text, int no)
{
	if (url && *url)
		vec_push(&l->links,
			 ((struct link){ url, what, text, no, false }));
}

/* What has no type may be anything: the player's settings decide. */
static bool is_played(const char *type)
{
	return !type || (strncmp(type, "image/", 6) != 0 &&
			 strncmp(type, "text/", 5) != 0);
}

static void add_played(struct links *l, const char *url, const char *what,
		       const char *text, int no)
{
	size_t before = l->links.len;

	add(l, url, what, text, no);
	if (l->links.len > before)
		l->links.v[before].is_played = true;
}

static const char *link_kind(enum doc_link_kind kind)
{
	static const char *const names[DOC_LINK_KINDS] = {
		[DOC_LINK_PAGE] = N_("link"),	[DOC_LINK_IMAGE] = N_("image"),
		[DOC_LINK_AUDIO] = N_("audio"), [DOC_LINK_VIDEO] = N_("video"),
		[DOC_LINK_FRAME] = N_("frame"),
	};

	return _(names[kind]);
}

static enum status links_load(struct ui *ui, struct view *v, struct err *err)
{
	struct links *l = v->state;
	struct article *a = NULL;
	enum status st = store_article_get(ui->store, v->place.id,
					   STORE_LOAD_ALL, &a, err);

	if (st != ST_OK)
		return st;
	article_free(l->article);
	l->article = a;
	l->links.len = 0;
	add(l, a->url, _("article"), a->title, 0);
	add(l, a->comments_url, _("comments"), NULL, 0);
	for (size_t i = 0; a->body && i < a->body->links.len; i++) {
		const struct doc_link *k = &a->body->links.v[i];
		(k->kind == DOC_LINK_AUDIO || k->kind == DOC_LINK_VIDEO ?
			 add_played :
			 add)(l, k->url, link_kind(k->kind), NULL,
			      (int)i + 1);
	}
	for (size_t i = 0; i < a->enclosures.len; i++) {
		const struct enclosure *e = &a->enclosures.v[i];
		(is_played(e->type) ? add_played : add)(
			l, e->url, _("enclosure"), e->type, 0);
	}
	for (size_t i = 0; i < a->related.len; i++)
		add(l, a->related.v[i].url, _("related"),
		    a->related.v[i].title, 0);
	return ST_OK;
}

static void links_compose(struct ui *ui, struct view *v)
{
	struct links *l = v->state;
	struct sheet *s = &v->sheet;

	(void)ui;
	for (size_t i = 0; i < l->links.len; i++) {
		const struct link *k = &l->links.v[i];
		char no[16] = "";
		if (k->no)
			snprintf(no, sizeof(no), "[%d]", k->no);
		sheet_pad(s, 7 - (int)strlen(no));
		sheet_put(s, ROLE_NUMBER, 0, no);
		sheet_put(s, ROLE_TEXT, 0, "  ");
		sheet_fit(s, ROLE_LABEL, 0, k->what, 10);
		sheet_pad(s, 20);
		sheet_fit(s, ROLE_LINK, 0, k->url, s->cols - (int)s->col - 1);
		if (k->text && (int)s->col + 10 < s->cols) {
			sheet_put(s, ROLE_TEXT, 0, "  ");
			sheet_fit(s, ROLE_READ, 0, k->text,
				  s->cols - (int)s->col - 1);
		}
		sheet_target(s, TARGET_LINK, (int64_t)i + 1);
		sheet_end(s);
	}
}

static const struct link *selected(struct view *v)
{
	struct links *l = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);

	return at && at->id >= 1 && (size_t)at->id <= l->links.len ?
		       &l->links.v[at->id - 1] :
		       NULL;
}

static void links_subject(struct ui *ui, struct view *v, struct subject *out)
{
	struct links *l = v->state;
	const struct link *k = selected(v);

	(void)ui;
	if (!l->article)
		return;
	out->kind = SUBJECT_LINK;
	out->article_id = l->article->id;
	out->thread_id = l->article->thread_id;
	out->feed_id = l->article->feed_id;
	out->flags = l->article->flags;
	out->url = k ? k->url : NULL;
}

static const char *links_empty(struct ui *ui, struct view *v)
{
	(void)ui;
	(void)v;
	return _("This article has no links.");
}

static const char *links_link(struct ui *ui, struct view *v, int no)
{
	struct links *l = v->state;

	(void)ui;
	for (size_t i = 0; i < l->links.len; i++)
		if (l->links.v[i].no == no)
			return l->links.v[i].url;
	return NULL;
}

static bool links_is_media(struct ui *ui, struct view *v, int no)
{
	const struct links *l = v->state;
	const struct doc *body = l->article ? l->article->body : NULL;
	enum doc_link_kind kind;

	(void)ui;
	if (!body || no < 1 || (size_t)no > body->links.len)
		return false;
	kind = body->links.v[no - 1].kind;
	return kind == DOC_LINK_IMAGE || kind == DOC_LINK_AUDIO ||
	       kind == DOC_LINK_VIDEO;
}

static void open_selected(struct ui *ui, struct view *v)
{
	const struct link *k = selected(v);

	if (ui->count)
		ui_act(ui, ACTION_LINK_NO);
	else if (k && k->is_played)
		ui_play(ui, k->url);
	else if (k && k->no)
		ui_open_link(ui, v, k->no);
	else if (k)
		ui_browse(ui, k->url);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_selected },
	{ ACTION_SEARCH, act_find },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open, or play") },
	{ ACTION_LINK_NO, N_("open by number") },
	{ ACTION_COPY_LINK, N_("copy") },
	{ ACTION_BOOKMARK, N_("bookmark") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_links_ops = {
	.name = "links",
	.title = N_("Links"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct links),
	.load = links_load,
	.compose = links_compose,
	.close = links_close,
	.empty = links_empty,
	.subject = links_subject,
	.link = links_link,
	.is_media = links_is_media,
	.actions = actions,
	.hints = hints,
};
