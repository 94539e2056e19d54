/* trim.c - lines around the text, inside the node that was chosen.
 *
 * Above the first paragraph stand dates, bylines, reading times, rows of
 * links; below the last one pointers, notices, more links. And inside, a
 * heading that announces other stories takes what follows it along, up to
 * the next prose.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/date.h"
#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

#define LINE_BYTES_MAX 160

/* Blocks with text of their own, in order. */
struct block_vec {
	VEC_FIELDS(uint32_t);
};

/* A block that holds blocks with text is not a line. */
static void collect(const struct page *p, uint32_t top, struct block_vec *out)
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

static bool is_prose(const struct pnode *n)
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
	if (date_parse(s, &t) || date_parse_age(s, &t))
		return strlen(s) < 60;
	size_t digits = 0;
	for (const char *q = s; *q; q++)
		digits += *q >= '0' && *q <= '9';
	return digits >= 6 && strlen(s) < 80;
}

/* Words that stand below texts everywhere. */
static bool is_notice(const char *s)
{
	static const char *const starts[] = {
		"\xc2\xa9", "(c) ", "copyright ", "all rights reserved",
		"follow us", "follow @", "sign up", "subscribe", "share this",
		"like this", "read more", "read next", "related", "see also",
		"advertisement", "tags", "tagged", "filed under", "topics",
		"more from", "more on", "comments", "leave a comment",
		"click here", "get the", "download our", "join our",
		"this article was originally", "tell us", "have a tip",
		"contact us", "privacy policy", "terms of", "disclaimer",
		"originally published", "we use cookies", "this website uses",
		"alle rechte", "tous droits", "todos los derechos",
		"mehr zum thema", "lesen sie auch", "à lire aussi",
		"lea también", "leia também", "leggi anche", "読み物",
		"関連記事", "無断転載", "you may also", "you might also",
		"recommended", "most read", "popular", "next article",
		"previous article", "print this", "email this",
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (!strncasecmp(s, starts[i], strlen(starts[i])))
			return true;
	return false;
}

static void drop(struct page *p, uint32_t i)
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

static bool test(const struct page *p, uint32_t i,
		 bool (*says)(const char *s))
{
	char *s = page_text_dup(p, i, LINE_BYTES_MAX * 2);
	bool yes = s && says(s);

	free(s);
	return yes;
}

static void trim_top(struct page *p, const struct block_vec *b)
{
	for (size_t k = 0; k < b->len; k++) {
		uint32_t i = b->v[k];
		const struct pnode *n = &p->v[i];
		if (is_prose(n) && n->own > 120)
			return;
		if (n->own > LINE_BYTES_MAX || n->flags & PN_CAPTION)
			continue;
		if (n->own_link * 10 >= n->own * 9 && n->own < 60 &&
		    n->tag != TAG_HEADING)
			drop(p, i);
		else if (n->tag != TAG_HEADING && test(p, i, is_about))
			drop(p, i);
	}
}

static void trim_end(struct page *p, const struct block_vec *b)
{
	for (size_t k = b->len; k-- > 0;) {
		uint32_t i = b->v[k];
		const struct pnode *n = &p->v[i];
		bool notice = n->own <= LINE_BYTES_MAX * 2 &&
			      test(p, i, is_notice);
		bool links = n->own_link * 10 >= n->own * 8;
		bool heading = n->tag == TAG_HEADING;
		if (!notice && !links && !heading)
			return;
		drop(p, i);
	}
}

/* "Related stories", then links, up to prose or another heading. */
static void drop_lists(struct page *p, const struct block_vec *b)
{
	bool in = false;

	for (size_t k = 0; k < b->len; k++) {
		uint32_t i = b->v[k];
		const struct pnode *n = &p->v[i];
		bool links = n->own_link * 10 >= n->own * 7;
		if (n->flags & PN_DROP)
			continue;
		if (in && links) {
			drop(p, i);
			continue;
		}
		in = n->own < 50 && !is_prose(n) && test(p, i, is_notice);
		if (in && k + 1 < b->len) {
			const struct pnode *m = &p->v[b->v[k + 1]];
			if (m->own_link * 10 >= m->own * 7)
				drop(p, i);
		}
	}
}

void page_trim(struct page *p, uint32_t top)
{
	struct block_vec b = { 0 };

	collect(p, top, &b);
	drop_lists(p, &b);
	trim_top(p, &b);
	trim_end(p, &b);
	vec_release(&b);
}
