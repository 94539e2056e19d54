/* clean.c - what does not belong to the article goes.
 *
 * Twice: before the choice, whole boxes whose names or elements say that
 * they are furniture, unless much of the page's prose is in them (then the
 * name lies: "has-sidebar" on the body); after it, inside the node chosen,
 * by link density and shape.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

#define FURNITURE_NAMES                                                        \
	(NAME_FURNITURE | NAME_SHARE | NAME_COMMENTS | NAME_RELATED |          \
	 NAME_OVERLAY | NAME_TEASER)

#define SEEN_BYTES 250 /* prose that makes an article, however short */
#define CHAPTER_BYTES 600
#define FOLDED_BYTES 1500
#define FORM_BYTES 500 /* what a form to comment says about itself */
#define FORUM_BYTES 700 /* rules, notices, descriptions around a talk */

/* Share of the page's prose, in percent. */
static uint32_t share(const struct page *p, const struct pnode *n)
{
	uint32_t all = p->v[p->body].good;

	return all ? (uint32_t)((uint64_t)n->good * 100 / all) : 0;
}

/* Names on a paragraph or inside one are style; boxes have purposes. */
static bool is_line(const struct page *p, const struct pnode *n)
{
	if (n->tag == TAG_P || n->tag == TAG_HEADING)
		return n->own > 80;
	return !(n->flags & PN_BLOCK) &&
	       p->v[n->block].own > n->text + n->text / 2;
}

/* How much of the prose may be in a box that is furniture: anything beside
 * an article that is known. */
#define BESIDE_SHARE 90
static uint32_t allowed(const struct page *p, const struct pnode *n,
			uint32_t usual)
{
	return page_is_beside(p, (uint32_t)(n - p->v)) ? BESIDE_SHARE : usual;
}

/* By its element alone, which is rarely wrong. */
static bool is_aside(const struct page *p, const struct pnode *n)
{
	uint32_t part = share(p, n);

	if (n->tag == TAG_HTML || n->tag == TAG_BODY || n->tag == TAG_HEAD ||
	    n->tag == TAG_MAIN)
		return false;
	if (n->tag == TAG_BUTTON)
		return part < 10;
	if (n->flags & PN_HIDDEN)
		return true;
	if (n->tag == TAG_FOOTER)
		return part < 60;
	if (n->tag == TAG_NAV || n->tag == TAG_ASIDE)
		return part < allowed(p, n, 25);
	return n->tag == TAG_FORM && part < 15;
}

/* What holds the headline, and perhaps the standfirst, is no furniture,
 * though it be called a banner or a teaser. */
static bool holds_headline(const struct page *p, const struct pnode *n)
{
	uint32_t i = (uint32_t)(n - p->v);

	return p->headline && i <= p->headline && p->headline < n->end;
}

/* By its names. */
static bool is_named(const struct page *p, const struct pnode *n)
{
	uint32_t part = share(p, n);

	if (n->tag == TAG_HTML || n->tag == TAG_BODY || n->tag == TAG_HEAD ||
	    n->tag == TAG_MAIN)
		return false;
	if (!(n->names & FURNITURE_NAMES) ||
	    n->names & (NAME_BODY | NAME_MARKED) || is_line(p, n) ||
	    holds_headline(p, n))
		return false;
	if (n->names & NAME_OVERLAY)
		return part < allowed(p, n, 60);
	if (n->names & NAME_COMMENTS && !p->forum)
		return part < 60 || n->flags & PN_FORM;
	if (n->names & (NAME_FURNITURE | NAME_SHARE))
		return part < allowed(p, n, 25);
	if (!(n->names & (NAME_RELATED | NAME_TEASER)))
		return false;
	return part < allowed(p, n, 25) &&
	       (n->link * 4 > n->text || allowed(p, n, 0));
}

/* Something folded up in the text: an answer, a chapter, what subscribers
 * see once a script has let them in. A hidden item of microdata is a copy
 * for machines. */
static bool is_folded(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];

	if (n->names & FURNITURE_NAMES || n->good * 3 < n->text * 2 ||
	    page_has_attr(p, i, "itemscope"))
		return false;
	for (int k = 0; k < 40 && i; k++) {
		i = p->v[i].parent;
		n = &p->v[i];
		if (n->names & FURNITURE_NAMES && !(n->names & NAME_BODY))
			return false;
		if (n->tag == TAG_ARTICLE || n->tag == TAG_MAIN ||
		    n->names & (NAME_BODY | NAME_MARKED | NAME_CONTENT))
			return i != p->body;
	}
	return false;
}

/* Pages that show their text by a script hide it until then: when hardly
 * any prose is left to see, hiding says nothing; when most of the article's
 * is hidden, what is hidden inside the article is a part of it. */
static void judge_hidden(struct page *p)
{
	uint64_t hidden = 0, folded = 0;
	bool copied = false;

	for (uint32_t i = p->body + 1; i < p->n; i++) {
		if (!(p->v[i].flags & PN_HIDDEN))
			continue;
		hidden += p->v[i].good;
		if (is_folded(p, i))
			folded += p->v[i].good;
		i = p->v[i].end - 1;
	}
	uint64_t seen = p->v[p->body].good - hidden;
	bool some = folded > FOLDED_BYTES && folded * 2 > seen;
	bool none = seen <= SEEN_BYTES || seen * 4 <= hidden;
	for (uint32_t i = 0; hidden && (some || none) && i < p->n; i++) {
		if (!(p->v[i].flags & PN_HIDDEN) ||
		    (!none && !is_folded(p, i)))
			continue;
		/* One copy is enough. */
		if (page_has_attr(p, i, "itemscope")) {
			if (copied)
				continue;
			copied = true;
		}
		p->v[i].flags &= (uint16_t)~PN_HIDDEN;
	}
}

/* Where a builder names every box of a page alike, names say nothing: are
 * most of the prose's boxes named for furniture? */
static bool names_lie(const struct page *p)
{
	uint64_t named = 0;

	for (uint32_t i = p->body + 1; i < p->n; i++) {
		const struct pnode *n = &p->v[i];
		if (n->flags & PN_DROP || is_aside(p, n) ||
		    page_is_beside(p, i)) {
			i = n->end - 1;
		} else if (n->tag != TAG_TEXT && is_named(p, n) &&
			   !(n->names & (NAME_COMMENTS | NAME_OVERLAY))) {
			named += n->good;
			i = n->end - 1;
		}
	}
	return named * 2 > p->v[p->body].good;
}

/* On a page of talk, the comments are what there is to read; a page with an
 * article of its own is none, however long the talk below it. */
static bool is_forum(const struct page *p)
{
	uint64_t talk = 0, rest = p->v[p->body].good;
	bool form = false;

	for (uint32_t i = p->body + 1; i < p->n; i++) {
		const struct pnode *n = &p->v[i];
		if (n->flags & PN_DROP) {
			i = n->end - 1;
		} else if (n->tag == TAG_TEXT || !(n->flags & PN_BLOCK)) {
			continue;
		} else if (n->names & NAME_COMMENTS || is_aside(p, n) ||
			   is_named(p, n)) {
			if (n->names & NAME_COMMENTS) {
				talk += n->good;
				form |= (n->flags & PN_FORM) != 0;
			}
			rest -= n->good;
			i = n->end - 1;
		}
	}
	return talk > rest * 4 && rest < FORUM_BYTES &&
	       (talk > FORM_BYTES || !form);
}

void page_drop_furniture(struct page *p)
{
	judge_hidden(p);
	p->headline = page_headline(p, p->n, WHICH_LAST);
	p->core = page_core(p);
	p->forum = is_forum(p);
	bool by_name = !names_lie(p);
	for (uint32_t i = p->body + 1; i < p->n; i++) {
		struct pnode *n = &p->v[i];
		if (n->tag != TAG_TEXT && !(n->flags & PN_DROP) &&
		    (is_aside(p, n) || (by_name && is_named(p, n))))
			n->flags |= PN_DROP;
		if (n->flags & PN_DROP)
			i = n->end - 1;
	}
}

/* ---- inside the article ---- */

static bool is_box(const struct pnode *n)
{
	switch (n->tag) {
	case TAG_BLOCK:
	case TAG_LIST:
	case TAG_DL:
	case TAG_TABLE:
	case TAG_ASIDE:
	case TAG_ARTICLE:
	case TAG_FOOTER:
	case TAG_HEADER:
	case TAG_FORM:
		return true;
	default:
		return false;
	}
}

/* More links than text, and no prose to speak of. */
static bool is_link_box(const struct pnode *n)
{
	if (!is_box(n) || !n->text)
		return false;
	if (n->good * 3 > n->text)
		return false;
	return n->link * 2 > n->text;
}

/* A short line about the article, not of it. */
static bool is_meta_line(const struct pnode *n, const struct pnode *top)
{
	uint32_t names = NAME_BYLINE | NAME_DATE | NAME_META | NAME_TAGS;

	if (n->tag == TAG_TIME)
		return true;
	if (n->text * 2 > top->text || n->tag == TAG_FIGCAPTION)
		return false;
	if (n->tag == TAG_A || n->tag == TAG_OTHER || n->tag == TAG_HEADING)
		return n->names & (NAME_BYLINE | NAME_DATE) && n->text < 60;
	return n->names & names && !(n->names & NAME_BODY) && n->text < 300 &&
	       n->good * 2 <= n->text;
}

static bool is_title(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];

	if (n->tag != TAG_HEADING || n->level > 2 || !n->text || !p->a->title)
		return false;
	char *s = page_text_dup(p, i, 400);
	bool same = s && text_is_same(s, p->a->title);
	free(s);
	return same || (n->level == 1 && n->names & NAME_TITLE);
}

/* Does the first link in it lead to the page's own site? */
static bool leads_home(const struct page *p, uint32_t i)
{
	for (uint32_t k = i; k < p->v[i].end; k++)
		if (p->v[k].tag == TAG_A)
			return page_is_at_home(p, k);
	return false;
}

/* "Read more: ...": a paragraph that is all link, with an opening that
 * sends elsewhere. */
static bool is_pointer(const struct page *p, uint32_t i)
{
	static const char *const starts[] = {
		"read more", "read also", "also read", "related", "see also",
		"more:", "read:", "watch:", "listen:", "sign up", "subscribe",
		"click here", "lesen sie", "mehr zum", "lire aussi",
		"à lire", "lea también", "leia também", "leggi anche",
		"lees ook", "читайте также", "関連記事", "advertisement",
		"continue reading", "download the", "follow us", "join our",
		"see more", "don't miss", "don’t miss", "watch now", "advert",
		"this slideshow requires", "video:", "gallery:", "photos:",
		"más:", "mehr:", "siehe auch", "voir aussi", "ver también",
		"veja também", "zobacz też", "czytaj także", "läs också",
	};
	const struct pnode *n = &p->v[i];

	if ((n->tag != TAG_P && n->tag != TAG_BLOCK && n->tag != TAG_LI &&
	     n->tag != TAG_HEADING) ||
	    n->text > 250)
		return false;
	/* A paragraph that is one link, in a text that is none. */
	if (n->tag == TAG_P && n->text == n->own && n->link == n->text &&
	    n->text >= 25)
		return leads_home(p, i);
	char *s = page_text_dup(p, i, 500);
	bool yes = false;
	for (size_t k = 0; s && k < sizeof(starts) / sizeof(*starts); k++)
		yes |= !strncasecmp(s, starts[k], strlen(starts[k])) &&
		       (n->link * 2 > n->text || n->text < 30);
	free(s);
	return yes;
}

/* Long prose without links is a part of the text whose name says something
 * else: "toc-3" is where the table of contents leads. */
static bool is_chapter(const struct pnode *n)
{
	return n->good >= CHAPTER_BYTES && n->good * 5 > n->text * 4 &&
	       n->link * 8 < n->text &&
	       !(n->names & (FURNITURE_NAMES & ~NAME_FURNITURE));
}

static bool is_foreign(const struct page *p, uint32_t top, uint32_t i)
{
	const struct pnode *n = &p->v[i];

	/* drop_behind() wants to see it. */
	if (n->tag == TAG_HEADING && n->names & NAME_RELATED)
		return false;

	if (is_title(p, i) || is_meta_line(n, &p->v[top]) || is_link_box(n) ||
	    is_pointer(p, i))
		return true;
	/* Named boxes once more, with the article as the measure. */
	if (p->forum && n->names & NAME_COMMENTS)
		return false;
	if (n->names & FURNITURE_NAMES &&
	    !(n->names & (NAME_BODY | NAME_MARKED)) && !is_line(p, n) &&
	    !is_chapter(n) && !holds_headline(p, n))
		return (uint64_t)n->good * 100 < (uint64_t)p->v[top].good * 20;
	return false;
}

/* A figure may hold a table, code or a list as well as a picture: then
 * those are what is shown, and only <figcaption> is the caption. */
static bool holds_text(const struct page *p, uint32_t i)
{
	for (uint32_t k = i + 1; k < p->v[i].end; k++) {
		uint8_t tag = p->v[k].tag;
		if ((tag == TAG_TABLE || tag == TAG_PRE || tag == TAG_LIST ||
		     tag == TAG_BLOCKQUOTE || tag == TAG_DL) &&
		    p->v[k].text)
			return true;
	}
	return false;
}

static void mark_figure(struct page *p, uint32_t i)
{
	bool text = holds_text(p, i);

	for (uint32_t k = i + 1; k < p->v[i].end; k++) {
		struct pnode *n = &p->v[k];
		if (n->tag != TAG_TEXT && n->tag != TAG_IMG && n->text &&
		    (!text || n->tag == TAG_FIGCAPTION))
			n->flags |= PN_CAPTION;
	}
}

void page_mark_caption(struct page *p, uint32_t i)
{
	if (p->v[i].tag == TAG_FIGURE)
		mark_figure(p, i);
	else
		p->v[i].flags |= PN_CAPTION;
}

/* Text in a figure, or in a box named for it, is the caption. */
static void mark_captions(struct page *p, uint32_t top)
{
	for (uint32_t i = top + 1; i < p->v[top].end; i++) {
		struct pnode *n = &p->v[i];
		if (n->flags & PN_DROP) {
			i = n->end - 1;
			continue;
		}
		bool small = n->text < 800 && n->text * 4 < p->v[top].text;
		if (n->tag == TAG_FIGURE && n->text) {
			if (small || holds_text(p, i))
				mark_figure(p, i);
			i = n->end - 1;
		} else if (n->names & NAME_CAPTION && small &&
			   n->tag != TAG_FIGURE && n->tag != TAG_IMG &&
			   n->tag != TAG_TEXT) {
			n->flags |= PN_CAPTION;
			i = n->end - 1;
		}
	}
}

/* A heading over nothing: what stood below it went. */
static void drop_bare_headings(struct page *p, uint32_t top)
{
	bool text = false;

	for (uint32_t i = p->v[top].end; i-- > top + 1;) {
		struct pnode *n = &p->v[i];
		if (n->tag == TAG_TEXT && n->text) {
			uint32_t b = n->block;
			text |= p->v[b].tag != TAG_HEADING;
		}
		if (n->tag == TAG_HEADING && !text)
			n->flags |= PN_DROP;
	}
}

void page_clean(struct page *p, uint32_t top)
{
	for (uint32_t i = top + 1; i < p->v[top].end; i++) {
		struct pnode *n = &p->v[i];
		if (n->tag != TAG_TEXT && !(n->flags & PN_DROP) &&
		    is_foreign(p, top, i))
			n->flags |= PN_DROP;
		if (n->flags & PN_DROP)
			i = n->end - 1;
	}
	mark_captions(p, top);
	page_measure(p);
	page_trim(p, top);
	page_measure(p);
	drop_bare_headings(p, top);
}
