/* lead.c - the standfirst: what stands between the headline and the text.
 *
 * Many pages keep the headline and the sentence or two below it in a box of
 * their own, outside the node with the text. Such a block is told by its
 * name, by being the page's own description, or by being prose that follows
 * the headline with nothing but bylines and pictures before the text.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>

#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

#define LEAD_BYTES_MIN 30
#define LEAD_BYTES_MAX 1200
#define BARE_BYTES_MIN 70 /* without a name */
#define CAPTION_BYTES_MIN 15
#define CAPTION_BYTES_MAX 400
#define ABOVE_NODES 400u /* how far above the text without a headline */

#define NOT_LEAD                                                               \
	(NAME_FURNITURE | NAME_SHARE | NAME_COMMENTS | NAME_RELATED |          \
	 NAME_OVERLAY | NAME_TEASER | NAME_CAPTION | NAME_BYLINE | NAME_DATE | \
	 NAME_TAGS | NAME_HIDDEN)

static bool is_plain(const struct pnode *n)
{
	if (n->tag != TAG_P && n->tag != TAG_BLOCK && n->tag != TAG_HEADING &&
	    n->tag != TAG_BLOCKQUOTE && n->tag != TAG_HEADER)
		return false;
	return n->flags & PN_BLOCK && !(n->flags & PN_CAPTION) &&
	       n->own == n->text && n->own >= LEAD_BYTES_MIN &&
	       n->own <= LEAD_BYTES_MAX && n->own_link * 3 < n->own;
}

/* Is one of the two nearest boxes (or the block) named so? */
static bool is_named(const struct page *p, uint32_t i, uint32_t names)
{
	for (int k = 0; k < 3; k++) {
		if (p->v[i].names & names)
			return true;
		i = p->v[i].parent;
	}
	return false;
}

/* Does it end like a sentence, quotation marks aside? */
static bool is_sentence(const char *s)
{
	size_t n = strlen(s);

	while (n && strchr("\"')]", s[n - 1]))
		n--;
	if (n >= 3 && (!memcmp(s + n - 3, "\xe2\x80\x9d", 3) ||
		       !memcmp(s + n - 3, "\xe2\x80\x99", 3)))
		n -= 3;
	if (n && strchr(".!?:", s[n - 1]))
		return true;
	return n >= 3 && (!memcmp(s + n - 3, "\xe3\x80\x82", 3) ||
			  !memcmp(s + n - 3, "\xe2\x80\xa6", 3) ||
			  !memcmp(s + n - 3, "\xe0\xa5\xa4", 3));
}

/* The page's description, which is often cut. */
static bool is_description(const struct page *p, const char *s)
{
	const char *d = p->a->summary;
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool same = false;

	if (!d || strlen(d) < LEAD_BYTES_MIN)
		return false;
	text_squash(&a, s, strlen(s));
	text_squash(&b, d, strlen(d));
	size_t n = a.len < b.len ? a.len : b.len;
	same = n >= LEAD_BYTES_MIN && n * 10 >= a.len * 7 &&
	       !memcmp(a.ptr, b.ptr, n * 9 / 10);
	buf_release(&a);
	buf_release(&b);
	return same;
}

static bool is_lead(const struct page *p, uint32_t i, bool below_headline)
{
	const struct pnode *n = &p->v[i];

	if (!is_plain(n) || is_named(p, i, NOT_LEAD))
		return false;
	char *s = page_text_dup(p, i, 2 * LEAD_BYTES_MAX);
	bool yes = false;
	if (s && !(p->a->title && text_is_same(s, p->a->title)))
		yes = n->names & NAME_LEAD ||
		      (is_named(p, i, NAME_LEAD) && n->tag != TAG_HEADING) ||
		      is_description(p, s) ||
		      (below_headline && n->own >= BARE_BYTES_MIN &&
		       n->tag != TAG_HEADING && is_sentence(s));
	free(s);
	return yes;
}

static bool is_headline(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];

	if (n->tag != TAG_HEADING || n->level > 2 || !n->text)
		return false;
	char *s = page_text_dup(p, i, 600);
	bool yes = s && text_is_same(s, p->a->title);
	free(s);
	return yes;
}

uint32_t page_headline(const struct page *p, uint32_t to, enum which which)
{
	uint32_t found = 0;

	for (uint32_t i = p->body; p->a->title && i < to; i++) {
		if (p->v[i].flags & PN_DROP)
			i = p->v[i].end - 1;
		else if (is_headline(p, i))
			found = i;
		if (found && which == WHICH_FIRST)
			break;
	}
	return found;
}

/* The picture between headline and text, with its caption, or the caption
 * alone. */
static bool is_picture(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];

	if (!(n->flags & PN_BLOCK) || n->text < CAPTION_BYTES_MIN ||
	    n->text > CAPTION_BYTES_MAX || n->link * 2 > n->text ||
	    n->tag == TAG_HEADING || is_named(p, i, NOT_LEAD & ~NAME_CAPTION))
		return false;
	if (n->tag == TAG_FIGURE)
		return true;
	return n->tag == TAG_FIGCAPTION || n->names & NAME_CAPTION;
}

/* Does the text below say it again? */
static bool is_repeated(const struct page *p, uint32_t top, uint32_t i)
{
	struct buf all = BUF_INIT, a = BUF_INIT, b = BUF_INIT;
	bool yes;

	for (uint32_t k = top; k < p->v[top].end && all.len < 8000; k++)
		if (p->v[k].flags & PN_DROP)
			k = p->v[k].end - 1;
		else if (p->v[k].flags & PN_BLOCK && p->v[k].own)
			page_text(p, k, &all);
	char *s = page_text_dup(p, i, 2 * LEAD_BYTES_MAX);
	text_squash(&a, all.ptr, all.len);
	text_squash(&b, s ? s : "", s ? strlen(s) : 0);
	yes = a.len && b.len && strstr(a.ptr, b.ptr);
	free(s);
	buf_release(&all);
	buf_release(&a);
	buf_release(&b);
	return yes;
}

size_t page_leads(struct page *p, uint32_t top, uint32_t *out,
		  size_t max)
{
	uint32_t head = page_headline(p, top, WHICH_LAST);
	uint32_t from = head ? p->v[head].end
			     : top > p->body + ABOVE_NODES ? top - ABOVE_NODES
							   : p->body;
	size_t n = 0;

	for (uint32_t i = from; i < top && n < max; i++) {
		if (p->v[i].flags & PN_DROP) {
			i = p->v[i].end - 1;
			continue;
		}
		bool picture = head && is_picture(p, i);
		if (!picture && !is_lead(p, i, head != 0))
			continue;
		if (!is_repeated(p, top, i)) {
			if (picture)
				page_mark_caption(p, i);
			out[n++] = i;
		}
		i = p->v[i].end - 1;
	}
	return n;
}
