/* select.c - which node holds the article?
 *
 * Every block is rated by the prose in it times the share of prose in its
 * text: too small a node lacks paragraphs, too large a one is diluted with
 * what is no prose. What the page says about itself (articleBody, article,
 * main) tips the scale, but cannot turn a menu into a story.
 */
#include "config.h"

#include "page_priv.h"

#include "thrum/base/banned.h"

static bool is_candidate(const struct pnode *n)
{
	if (!(n->flags & PN_BLOCK) || n->flags & PN_DROP)
		return false;
	switch (n->tag) {
	case TAG_P:
	case TAG_LI:
	case TAG_LIST:
	case TAG_HEADING:
	case TAG_TR:
	case TAG_DD:
	case TAG_DL:
	case TAG_BLOCKQUOTE:
	case TAG_FIGURE:
	case TAG_FIGCAPTION:
	case TAG_HEAD:
		return false;
	default:
		return true;
	}
}

/* In percent. */
static uint64_t hint(const struct pnode *n)
{
	uint64_t f = 100;

	if (n->names & NAME_MARKED)
		f = 180;
	else if (n->names & NAME_BODY)
		f = 135;
	else if (n->tag == TAG_ARTICLE)
		f = 125;
	else if (n->tag == TAG_MAIN || n->names & NAME_CONTENT)
		f = 112;
	if (n->tag == TAG_BODY || n->tag == TAG_HTML)
		f = 80;
	if (n->tag == TAG_ASIDE || n->tag == TAG_FOOTER ||
	    n->tag == TAG_NAV || n->tag == TAG_HEADER)
		f = 50;
	if (n->names & (NAME_FURNITURE | NAME_RELATED | NAME_COMMENTS |
			NAME_OVERLAY) &&
	    !(n->names & NAME_BODY))
		f = f * 6 / 10;
	return f;
}

#define PROSE_BYTES_MIN 150

/* A page without prose (verse, lists of links): what it says is its
 * article, if there is text in it at all. */
static uint32_t by_hint(const struct page *p, uint32_t best)
{
	uint64_t most = 0;
	uint32_t found = best;

	for (uint32_t i = p->body; i < p->n; i++) {
		const struct pnode *n = &p->v[i];
		if (n->flags & PN_DROP) {
			i = n->end - 1;
			continue;
		}
		if (!is_candidate(n) || hint(n) < 112)
			continue;
		uint64_t rate = n->text * (hint(n) - 100);
		if (n->good >= p->v[best].good / 2 && rate > most) {
			most = rate;
			found = i;
		}
	}
	return found;
}

uint32_t page_select(const struct page *p)
{
	uint32_t best = p->body;
	uint64_t most = 0;

	for (uint32_t i = p->body; i < p->n; i++) {
		const struct pnode *n = &p->v[i];
		if (n->flags & PN_DROP) {
			i = n->end - 1;
			continue;
		}
		if (!is_candidate(n) || !n->good)
			continue;
		uint64_t good = n->good;
		uint64_t rate = good * good / (n->text + 1) * hint(n);
		if (rate > most) {
			most = rate;
			best = i;
		}
	}
	return p->v[best].good < PROSE_BYTES_MIN ? by_hint(p, best) : best;
}
