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

/* A link of a headline's length that leads away, in a heading or making up
 * much of the box. */
static bool has_headline(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];
	uint32_t heading_end = 0;

	for (uint32_t k = i; k < n->end; k++) {
		const struct pnode *m = &p->v[k];
		if (m->flags & PN_DROP) {
			k = m->end - 1;
			continue;
		}
		if (m->tag == TAG_HEADING) {
			heading_end = m->end;
			if (m->text >= HEADLINE_BYTES &&
			    m->link * 4 >= m->text * 3)
				return true;
		}
		if (m->tag != TAG_A || m->text < HEADLINE_BYTES)
			continue;
		const char *href = page_attr(p, k, "href");
		if (!*href || *href == '#')
			continue;
		/* A link around a heading, or one that is most of the box. */
		if (k < heading_end || m->text * 3 >= n->text)
			return true;
	}
	return false;
}

static bool is_card(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];

	if (!is_box(n) || n->text < HEADLINE_BYTES ||
	    n->text > CARD_BYTES_MAX || n->names & (NAME_BODY | NAME_MARKED))
		return false;
	return n->link * 6 > n->text && has_headline(p, i);
}

/* Siblings made alike: same element, same class. */
static bool is_like(const struct page *p, uint32_t a, uint32_t b)
{
	return p->v[a].tag == p->v[b].tag &&
	       (p->v[a].tag == TAG_LI || p->v[a].tag == TAG_ARTICLE ||
		!strcmp(page_attr(p, a, "class"), page_attr(p, b, "class")));
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
