/* trim.c - lines above the text and in it, inside the node that was chosen.
 *
 * Above the first paragraph stand dates, bylines, reading times, rows of
 * links. And inside, a heading that announces other stories takes what
 * follows it along, up to the next prose. What stands below is tail.c's.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/date.h"
#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

#define TEXT_BEFORE 400 /* bytes of prose that are a text */

static void collect(const struct page *p, uint32_t top, struct page_blocks *out)
{
	for (uint32_t i = top; i < p->v[top].end; i++) {
		const struct pnode *n = &p->v[i];
		if (n->flags & PN_DROP) {
			i = n->end - 1;
			continue;
		}
		if (n->flags & PN_BLOCK && n->own)
			vec_push(out, i);
	}
}

bool page_is_prose(const struct pnode *n)
{
	return n->own >= 60 && n->own_link * 2 < n->own &&
	       n->tag != TAG_HEADING && !(n->flags & PN_CAPTION);
}

/* "12 May 2025 | 09:30", "By Jane Doe", "3 min read": short and about it. */
static bool is_about(const char *s)
{
	static const char *const starts[] = {
		"by ", "by:", "published", "updated", "posted", "last updated",
		"written by", "von ", "par ", "por ", "publié", "publicado",
		"veröffentlicht", "stand:", "aktualisiert", "share", "print",
		"photo:", "photo by", "image:", "source:", "опубликовано",
	};
	int64_t t;

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (!strncasecmp(s, starts[i], strlen(starts[i])))
			return true;
	if (strlen(s) < 60 && (date_parse(s, &t) || date_parse_age(s, &t)))
		return true;
	size_t digits = 0;
	for (const char *q = s; *q; q++)
		digits += *q >= '0' && *q <= '9';
	return digits >= 6 && strlen(s) < 80;
}

void page_drop_own(struct page *p, uint32_t i)
{
	/* A block may hold others: only its own text goes then. */
	if (p->v[i].text == p->v[i].own) {
		p->v[i].flags |= PN_DROP;
		return;
	}
	for (uint32_t k = i + 1; k < p->v[i].end; k++)
		if (p->v[k].tag == TAG_TEXT && p->v[k].block == i)
			p->v[k].flags |= PN_DROP;
}

bool page_says(const struct page *p, uint32_t i, bool (*says)(const char *s))
{
	char *s = page_text_dup(p, i, LINE_BYTES_MAX * 2);
	bool yes = s && says(s);

	free(s);
	return yes;
}

static void trim_top(struct page *p, const struct page_blocks *b)
{
	uint32_t prose = 0;

	for (size_t k = 0; k < b->len && prose < TEXT_BEFORE; k++) {
		uint32_t i = b->v[k];
		const struct pnode *n = &p->v[i];
		if (page_is_prose(n) && n->own > 120)
			return;
		prose += page_is_prose(n) ? n->own : 0;
		if (n->own > LINE_BYTES_MAX || n->flags & PN_CAPTION)
			continue;
		if (n->own_link * 10 >= n->own * 9 && n->own < 60 &&
		    n->tag != TAG_HEADING)
			page_drop_own(p, i);
		else if (n->tag != TAG_HEADING && page_says(p, i, is_about))
			page_drop_own(p, i);
	}
}

/* "Related stories", then links, up to prose or another heading. */
static void drop_lists(struct page *p, const struct page_blocks *b)
{
	bool in = false;

	for (size_t k = 0; k < b->len; k++) {
		uint32_t i = b->v[k];
		const struct pnode *n = &p->v[i];
		bool links = n->own_link * 10 >= n->own * 7;
		if (n->flags & PN_DROP)
			continue;
		if (in && links) {
			page_drop_own(p, i);
			continue;
		}
		in = n->own < 50 && !page_is_prose(n) && page_says(p, i, page_is_notice);
		if (in && k + 1 < b->len) {
			const struct pnode *m = &p->v[b->v[k + 1]];
			if (m->own_link * 10 >= m->own * 7)
				page_drop_own(p, i);
		}
	}
}

/* A heading named for other stories: what follows it in its box is theirs,
 * teasers or whole texts, if there was a text before it. */
static void drop_behind(struct page *p, uint32_t top)
{
	uint64_t before = 0;

	for (uint32_t i = top + 1; i < p->v[top].end; i++) {
		const struct pnode *n = &p->v[i];
		if (n->tag == TAG_HEADING && before > TEXT_BEFORE &&
		    n->names & NAME_RELATED && n->parent != i) {
			uint32_t end = p->v[n->parent].end;
			for (uint32_t k = i; k < end; k = p->v[k].end)
				p->v[k].flags |= PN_DROP;
			i = end - 1;
		} else if (n->flags & PN_BLOCK) {
			before += page_is_prose(n) ? n->own : 0;
		}
	}
}

void page_trim(struct page *p, uint32_t top)
{
	struct page_blocks b = { 0 };

	drop_behind(p, top);

	collect(p, top, &b);
	drop_lists(p, &b);
	trim_top(p, &b);
	page_trim_end(p, top, &b);
	vec_release(&b);
}
