/* dump_body.c - what is left when all else has a name: the text.
 *
 * It reaches from the first to the last line of prose. Inside, a short line
 * over prose is a heading, unless interfaces use it or it recurs; a line
 * with a credit is the caption of a picture that the dump does not have:
 * it is kept as a detail, out of the text. Prose is never dropped.
 */
#include "config.h"

#include "dump_priv.h"

#include <stdio.h>
#include <string.h>

#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

#define HEADING_UNITS_MAX 14
#define CAPTION "Caption" /* a detail's name, as those of dumps are */

/* "© 2025 Outlet": its words name an owner, not an event. */
static bool is_notice(const struct dline *l)
{
	return l->units <= 25 && (!strncmp(l->s, "\xc2\xa9", 2) ||
				  !strncmp(l->s, "(c) ", 4) ||
				  !strncmp(l->s, "(C) ", 4));
}

static bool is_furniture(const struct dline *l)
{
	return l->word == WORD_UI || l->word == WORD_UI_START ||
	       l->word == WORD_COMMENTS || l->word == WORD_RELATED ||
	       l->word == WORD_TAGS || is_notice(l) ||
	       l->flags & (LINE_RULE | LINE_NUMBER | LINE_URL) ||
	       dump_is_measure(l->key);
}

static bool is_item(const struct dline *l)
{
	return l->flags & (LINE_BULLET | LINE_ORDERED) && l->units >= 2 &&
	       !(l->units < 3 && l->same > 1);
}

/* The next line that somebody reads: prose or an item of a list. */
static bool text_follows(const struct dump *d, size_t i, size_t end)
{
	i = dump_next(d, i);
	if (i >= end)
		return false;
	const struct dline *l = &d->lines.v[i];
	return dline_is_prose(l) || is_item(l) ||
	       (l->flags & LINE_SENTENCE && l->units >= 2);
}

static enum line_role judge(const struct dump *d, size_t i, size_t end)
{
	const struct dline *l = &d->lines.v[i];

	if (dump_is_caption(l))
		return ROLE_CAPTION;
	if (is_furniture(l))
		return dline_is_prose(l) && l->units > 40 ? ROLE_BODY
							  : ROLE_DROP;
	if (is_item(l))
		return ROLE_LIST;
	if (dline_is_prose(l) || (l->flags & LINE_SENTENCE && l->units >= 2) ||
	    (l->flags & LINE_QUOTE && l->units >= 3))
		return ROLE_BODY;
	if (!strncmp(l->s, "## ", 3) || !strncmp(l->s, "### ", 4))
		return ROLE_HEADING;
	/* A line that ends in a colon introduces what follows. */
	if (l->s[l->len - 1] == ':' && text_follows(d, i, end))
		return ROLE_BODY;
	if (l->units > HEADING_UNITS_MAX)
		return ROLE_BODY;
	return l->units >= 2 && l->same == 1 && !(l->flags & LINE_LOWER) &&
			       text_follows(d, i, end)
		       ? ROLE_HEADING
		       : ROLE_DROP;
}

/* An item of a list belongs to the text when its neighbour does. */
static void bounds(const struct dump *d, size_t *from, size_t *end)
{
	*from = d->lines.len;
	*end = 0;
	for (size_t i = d->body; i < d->lines.len; i++) {
		const struct dline *l = &d->lines.v[i];
		if (l->role != ROLE_OPEN || !dline_is_prose(l) ||
		    (is_furniture(l) && l->units <= 40) || dump_is_caption(l))
			continue;
		if (i < *from)
			*from = i;
		*end = i + 1;
	}
	while (*end && *end < d->lines.len &&
	       d->lines.v[*end].role == ROLE_OPEN &&
	       !is_furniture(&d->lines.v[*end]) &&
	       (is_item(&d->lines.v[*end]) ||
		dump_is_caption(&d->lines.v[*end]) ||
		(d->lines.v[*end].flags & LINE_SENTENCE &&
		 d->lines.v[*end].units >= 2)))
		++*end;
	/* A caption or a quoted line may open it. */
	for (size_t i = *from; i-- > d->body;) {
		const struct dline *l = &d->lines.v[i];
		if (l->role == ROLE_OPEN && dump_is_caption(l))
			*from = i;
		else if (l->role != ROLE_DROP)
			break;
	}
}

static void add(struct doc *doc, const struct dline *l)
{
	const char *s = l->s;
	struct doc_block *b;

	switch (l->role) {
	case ROLE_HEADING:
		s += strspn(s, "#");
		b = doc_open(doc, DOC_HEADING);
		b->level = 2;
		break;
	case ROLE_LIST:
		s = dline_text(l);
		b = doc_open(doc, DOC_LIST_ITEM);
		b->depth = 1;
		if (l->flags & LINE_ORDERED)
			for (const char *p = l->s; *p >= '0' && *p <= '9'; p++)
				b->ordinal = b->ordinal * 10 +
					     (uint32_t)(*p - '0');
		break;
	default:
		b = doc_open(doc, DOC_PARA);
		break;
	}
	doc_add(doc, s, strlen(s));
	doc_close(doc);
}

/* "Caption", "Caption 2" ...: names of details are keys in JSON. */
static void add_caption(struct article *a, size_t number, const char *s)
{
	char name[40];

	if (number == 1)
		snprintf(name, sizeof(name), "%s", CAPTION);
	else
		snprintf(name, sizeof(name), "%s %zu", CAPTION, number);
	dump_detail(a, name, strlen(name), s);
}

void dump_body(struct dump *d)
{
	struct doc *doc = doc_new();
	size_t from, end, captions = 0;

	bounds(d, &from, &end);
	for (size_t i = from; i < end; i++)
		if (d->lines.v[i].role == ROLE_OPEN)
			d->lines.v[i].role = judge(d, i, end);
	for (size_t i = from; i < end; i++)
		if (d->lines.v[i].role == ROLE_CAPTION)
			add_caption(d->a, ++captions, d->lines.v[i].s);
		else if (d->lines.v[i].role >= ROLE_BODY)
			add(doc, &d->lines.v[i]);
	if (doc->blocks.len)
		d->a->body = doc;
	else
		doc_free(doc);
}
