/* core.c - where the article surely stands, and what that says of the rest.
 *
 * A page may hold more prose in its margins than in its article: teasers
 * with whole paragraphs, a sheet about cookies, the next stories of an
 * endless page. Shares of the page's prose then mislead. When a box calls
 * itself an article, goes with the headline and has text enough, boxes
 * beside it are what their names say, however much is in them.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

#define CORE_BYTES 500
#define FOLLOWER_BYTES 200 /* prose of a story below the story */

#define MARGIN_NAMES                                                           \
	(NAME_FURNITURE | NAME_SHARE | NAME_COMMENTS | NAME_RELATED |          \
	 NAME_OVERLAY | NAME_TEASER)

static bool is_margin(const struct pnode *n)
{
	return n->tag == TAG_ASIDE || n->tag == TAG_NAV ||
	       n->tag == TAG_FOOTER || n->flags & (PN_HIDDEN | PN_DROP) ||
	       (n->names & MARGIN_NAMES &&
		!(n->names & (NAME_BODY | NAME_MARKED)));
}

static bool is_article(const struct page *p, uint32_t i, uint32_t headline)
{
	const struct pnode *n = &p->v[i];

	if (!(n->flags & PN_BLOCK) || i == p->body || n->good < CORE_BYTES ||
	    n->end <= headline)
		return false;
	return n->tag == TAG_ARTICLE ||
	       n->names & (NAME_BODY | NAME_MARKED | NAME_CONTENT);
}

/* Prose in margins below each node. */
static uint32_t *count_margins(const struct page *p)
{
	uint32_t *in = xcalloc(p->n + 1, sizeof(*in));

	for (uint32_t i = p->n; i-- > p->body + 1;) {
		const struct pnode *n = &p->v[i];
		in[n->parent] += is_margin(n) ? n->good : in[i];
	}
	return in;
}

uint32_t page_core(const struct page *p)
{
	uint32_t headline = page_headline(p, p->n, WHICH_FIRST);
	uint32_t *in = count_margins(p), core = 0, most = 0;

	for (uint32_t i = p->body + 1; i < p->n; i++) {
		const struct pnode *n = &p->v[i];
		if (is_margin(n)) {
			i = n->end - 1;
			continue;
		}
		if (!is_article(p, i, headline) || n->good <= most || in[i] * 5 > n->good)
			continue;
		most = n->good;
		core = i;
	}
	/* Names are not worth much where it is but a part of what has none. */
	uint32_t rest = p->v[p->body].good - in[p->body];
	free(in);
	return most * 2 >= rest ? core : 0;
}

bool page_is_beside(const struct page *p, uint32_t i)
{
	uint32_t core = p->core;

	return core && (p->v[i].end <= core || i >= p->v[core].end);
}

/* ---- stories below the story ---- */

static bool is_like(const struct page *p, uint32_t a, uint32_t b)
{
	const char *ca = page_attr(p, a, "class");
	const char *cb = page_attr(p, b, "class");
	size_t n = strcspn(ca, " ");

	return p->v[a].tag == p->v[b].tag &&
	       (n || p->v[a].tag == TAG_ARTICLE) && n == strcspn(cb, " ") &&
	       !strncmp(ca, cb, n);
}

/* Headings in it that are as high as the page's headline. */
static uint32_t count_headlines(const struct page *p, uint32_t i,
				uint32_t level)
{
	uint32_t n = 0;

	for (uint32_t k = i; k < p->v[i].end; k++)
		n += p->v[k].tag == TAG_HEADING && p->v[k].level <= level;
	return n;
}

void page_drop_followers(struct page *p)
{
	uint32_t i = p->headline, level = p->v[i].level;

	/* Up to the box that holds the text as well. */
	while (i > p->body && (p->v[i].good < CORE_BYTES ||
			       !(p->v[i].flags & PN_BLOCK)))
		i = p->v[i].parent;
	/* Chapters may have such headings too: then there are many. */
	while (i > p->body && count_headlines(p, i, level) == 1) {
		uint32_t end = p->v[p->v[i].parent].end;
		for (uint32_t k = p->v[i].end; k < end; k = p->v[k].end)
			if (p->v[k].good >= FOLLOWER_BYTES &&
			    p->v[k].good / 4 <= p->v[i].good && is_like(p, i, k) &&
			    count_headlines(p, k, level) == 1)
				p->v[k].flags |= PN_DROP;
		i = p->v[i].parent;
	}
}
