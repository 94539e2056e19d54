/* cards.c - teasers of other stories.
 *
 * Pages end, and often are interrupted, with cards: a picture, a headline
 * that is a link, a line or two of another story's text. Their prose is
 * good enough to mislead whoever counts prose. A card is told by its shape:
 * a box of little text with a heading (or a long link) that leads
 * elsewhere, one of several siblings made alike.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>

#include "thrum/text/url.h"
#include "thrum/base/banned.h"

#define CARD_BYTES_MAX 900
#define CARDS_MIN 3
#define HEADLINE_BYTES 18

static bool is_box(const struct pnode *n)
{
	return !(n->flags & PN_DROP) &&
	       (n->tag == TAG_LI || n->tag == TAG_BLOCK ||
		n->tag == TAG_ARTICLE || n->tag == TAG_TD ||
		n->tag == TAG_DD || n->tag == TAG_ASIDE);
}

/* Teasers lead to other pages of the same site; an article's list of places
 * or products leads away from it. */
bool page_is_at_home(const struct page *p, uint32_t a)
{
	const char *href = page_attr(p, a, "href");
	char *url = url_resolve(p->base, href), *host = url_host(url);
	char *home = url_host(p->base), *own = url_host(p->a->url);
	bool yes = !strstr(href, "//") ||
		   (host && home && !strcmp(host, home)) ||
		   (host && own && !strcmp(host, own));

	free(url);
	free(host);
	free(home);
	free(own);
	return yes;
}

/* What of a box leads elsewhere like a headline does? */
enum headline { NO_HEADLINE, LONG_LINK, LINKED_HEADING };

static enum headline headline_of(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];
	uint32_t heading_end = 0;
	enum headline found = NO_HEADLINE;

	for (uint32_t k = i; k < n->end; k++) {
		const struct pnode *m = &p->v[k];
		if (m->flags & PN_DROP) {
			k = m->end - 1;
			continue;
		}
		if (m->tag == TAG_HEADING) {
			heading_end = m->end;
			if (m->text < HEADLINE_BYTES ||
			    m->link * 4 < m->text * 3)
				heading_end = 0;
		}
		if (m->tag != TAG_A || m->text < HEADLINE_BYTES)
			continue;
		const char *href = page_attr(p, k, "href");
		if (!*href || *href == '#')
			continue;
		if (m->text * 3 >= n->text)
			found = LONG_LINK;
		if ((k < heading_end || m->names & NAME_TITLE) &&
		    page_is_at_home(p, k))
			return LINKED_HEADING;
	}
	return found;
}

/* A linked heading makes a teaser of what little stands below it; without
 * one, links must be a fair part of the box. */
static bool is_card(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];

	if (!is_box(n) || n->text < HEADLINE_BYTES ||
	    n->text > CARD_BYTES_MAX || n->names & (NAME_BODY | NAME_MARKED) ||
	    n->link * 16 < n->text)
		return false;
	switch (headline_of(p, i)) {
	case LINKED_HEADING:
		return true;
	case LONG_LINK:
		return n->link * 6 > n->text;
	default:
		return false;
	}
}

/* Siblings made alike: same element, same first word of the class. */
static bool is_like(const struct page *p, uint32_t a, uint32_t b)
{
	const char *ca = page_attr(p, a, "class");
	const char *cb = page_attr(p, b, "class");
	size_t n = strcspn(ca, " ");

	return p->v[a].tag == p->v[b].tag &&
	       (p->v[a].tag == TAG_LI || p->v[a].tag == TAG_ARTICLE ||
		(n == strcspn(cb, " ") && !strncmp(ca, cb, n)));
}

/* Count the cards among the children of i; mark them if they are many. */
static void mark_children(struct page *p, uint32_t i)
{
	uint32_t first = 0, cards = 0, text = 0;

	for (uint32_t k = i + 1; k < p->v[i].end; k = p->v[k].end) {
		if (!is_card(p, k))
			continue;
		if (cards && !is_like(p, first, k))
			continue;
		if (!cards)
			first = k;
		cards++;
		text += p->v[k].text;
	}
	/* They are the list, not items of an article's list. */
	if (cards < CARDS_MIN || text * 2 < p->v[i].text)
		return;
	for (uint32_t k = i + 1; k < p->v[i].end; k = p->v[k].end)
		if (is_card(p, k))
			p->v[k].flags |= PN_CARD;
}

void page_drop_cards(struct page *p)
{
	uint64_t in_cards = 0;

	for (uint32_t i = p->body; i < p->n; i++) {
		if (p->v[i].flags & (PN_DROP | PN_CARD)) {
			i = p->v[i].end - 1;
			continue;
		}
		if (p->v[i].flags & PN_BLOCK)
			mark_children(p, i);
	}
	for (uint32_t i = p->body; i < p->n; i++)
		if (p->v[i].flags & PN_CARD)
			in_cards += p->v[i].good;
	/* A page of nothing but cards is a front page: leave it. */
	if (in_cards * 10 > (uint64_t)p->v[p->body].good * 8)
		return;
	for (uint32_t i = p->body; i < p->n; i++)
		if (p->v[i].flags & PN_CARD)
			p->v[i].flags |= PN_DROP;
}
