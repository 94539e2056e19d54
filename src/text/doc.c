/* doc.c - the document model and its builder; see doc.h.
 *
 * The builder keeps the invariants by construction: white space is not
 * written before the text behind it is known, spans and links come into
 * being with their first byte, and a block's separator is taken back with
 * the block. Once the text is full nothing more is written.
 */
#include "config.h"

#include "thrum/text/doc.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/block.h"
#include "thrum/base/map.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"

#include "doc_priv.h"

#include "thrum/base/banned.h"

#define NO_SPAN UINT32_MAX
#define LINKS_FEW 8 /* so many are looked through one by one */
#define URL_MAX_BYTES 8192 /* longer ones are data, not addresses */

/* A span that was opened and not yet closed. */
struct pending {
	uint32_t handle;
	uint32_t span; /* index into doc.spans, NO_SPAN = no text yet */
	enum doc_span_kind kind;
	enum doc_link_kind link_kind;
	char *url; /* owned; NULL without */
};

struct doc_build {
	bool open; /* a block is */
	bool full; /* DOC_TEXT_MAX is reached */
	bool space, line; /* due before the next text */
	uint32_t before; /* text.len before the block's separator */
	struct pending pending[DOC_DEPTH_MAX]; /* outer before inner */
	uint32_t n_pending;
	uint32_t next_handle;
	struct doc_block scratch; /* handed out when full */
	struct map links; /* url -> index; from LINKS_FEW on */
};

struct doc *doc_new(void)
{
	struct doc *doc = xcalloc(1, sizeof(*doc));

	buf_init(&doc->text, DOC_TEXT_MAX);
	return doc;
}

static struct doc_build *build_of(struct doc *doc)
{
	if (!doc->build)
		doc->build = xcalloc(1, sizeof(*doc->build));
	return doc->build;
}

static void drop_pending(struct doc_build *b, uint32_t keep)
{
	while (b->n_pending > keep)
		free(b->pending[--b->n_pending].url);
}

void doc_drop_build(struct doc *doc)
{
	if (!doc->build)
		return;
	drop_pending(doc->build, 0);
	map_release(&doc->build->links);
	free(doc->build);
	doc->build = NULL;
}

void doc_finish(struct doc *doc)
{
	doc_drop_build(doc);
	buf_shrink(&doc->text);
	vec_shrink(&doc->blocks);
	vec_shrink(&doc->spans);
	vec_shrink(&doc->links);
	vec_shrink(&doc->hyphens);
}

void doc_free(struct doc *doc)
{
	if (!doc)
		return;
	doc_drop_build(doc);
	for (size_t i = 0; i < doc->links.len; i++)
		free(doc->links.v[i].url);
	vec_release(&doc->links);
	vec_release(&doc->hyphens);
	vec_release(&doc->spans);
	vec_release(&doc->blocks);
	buf_release(&doc->text);
	free(doc);
}

struct doc *doc_dup(const struct doc *doc)
{
	struct doc *d = doc_new();

	buf_add(&d->text, doc->text.ptr, doc->text.len);
	vec_reserve(&d->blocks, doc->blocks.len);
	for (size_t i = 0; i < doc->blocks.len; i++)
		vec_push(&d->blocks, doc->blocks.v[i]);
	vec_reserve(&d->spans, doc->spans.len);
	for (size_t i = 0; i < doc->spans.len; i++)
		vec_push(&d->spans, doc->spans.v[i]);
	for (size_t i = 0; i < doc->links.len; i++)
		doc_push_link(d, doc->links.v[i].url,
			      strlen(doc->links.v[i].url),
			      doc->links.v[i].kind);
	for (size_t i = 0; i < doc->hyphens.len; i++)
		vec_push(&d->hyphens, doc->hyphens.v[i]);
	return d;
}

void doc_push_link(struct doc *doc, const char *url, size_t len,
		   enum doc_link_kind kind)
{
	struct doc_link link = { .url = xstrndup(url, len), .kind = kind };

	vec_push(&doc->links, link);
}

const char *doc_gap(enum doc_block_kind before, enum doc_block_kind after)
{
	bool terms = before == DOC_TERM || before == DOC_DEFINITION;

	if (before == after &&
	    (before == DOC_TABLE_ROW || before == DOC_LIST_ITEM))
		return "\n";
	return terms && (after == DOC_TERM || after == DOC_DEFINITION) ?
		       "\n" :
		       "\n\n";
}

/* ---- blocks ---------------------------------------------------------- */

static struct doc_block *last_block(struct doc *doc)
{
	return &doc->blocks.v[doc->blocks.len - 1];
}

struct doc_block *doc_open(struct doc *doc, enum doc_block_kind kind)
{
	struct doc_build *b = build_of(doc);
	struct doc_block block = { .kind = kind };

	doc_close(doc);
	b->before = (uint32_t)doc->text.len;
	if (doc->blocks.len && !b->full)
		buf_adds(&doc->text, doc_gap(last_block(doc)->kind, kind));
	if (b->full || doc->text.overflow) {
		b->full = true;
		b->scratch = block;
		return &b->scratch;
	}
	block.off = (uint32_t)doc->text.len;
	vec_push(&doc->blocks, block);
	b->open = true;
	b->space = b->line = false;
	return last_block(doc);
}

bool doc_is_open(const struct doc *doc)
{
	return doc->build && doc->build->open;
}

bool doc_has_text(const struct doc *doc)
{
	return doc_is_open(doc) &&
	       doc->text.len > doc->blocks.v[doc->blocks.len - 1].off;
}

/* Cut the text back to `len`, and the spans with it. */
static void cut(struct doc *doc, size_t len)
{
	size_t kept = doc->spans.len;

	buf_truncate(&doc->text, len);
	while (kept && doc->spans.v[kept - 1].off >= len)
		kept--;
	doc->spans.len = kept;
	while (doc->hyphens.len &&
	       doc->hyphens.v[doc->hyphens.len - 1] >= len)
		doc->hyphens.len--;
	/* Those that reach behind the cut all cover its last byte, and so
	 * are among those of the open block. */
	for (size_t i = kept; i > 0; i--) {
		struct doc_span *s = &doc->spans.v[i - 1];
		if (s->off < last_block(doc)->off)
			break;
		if (s->off + s->len > len)
			s->len = (uint32_t)(len - s->off);
	}
}

static bool is_blank_at(const struct doc *doc, size_t i)
{
	return strchr(" \n\t", doc->text.ptr[i]) != NULL;
}

/* Nothing that counts as text: a row of empty cells is empty too. */
static bool is_blank(const struct doc *doc, size_t from)
{
	for (size_t i = from; i < doc->text.len; i++)
		if (!is_blank_at(doc, i))
			return false;
	return true;
}

void doc_close(struct doc *doc)
{
	struct doc_build *b = doc->build;

	if (!b || !b->open)
		return;
	while (b->n_pending)
		doc_span_close(doc, b->pending[0].handle);
	struct doc_block *block = last_block(doc);
	size_t end = doc->text.len;
	if (block->kind != DOC_RULE && is_blank(doc, block->off)) {
		cut(doc, block->off);
		buf_truncate(&doc->text, b->before);
		doc->blocks.len--;
	} else {
		/* A hyphen parts two pieces: none at the end. */
		if (doc->hyphens.len &&
		    doc->hyphens.v[doc->hyphens.len - 1] == end)
			doc->hyphens.len--;
		while (block->kind != DOC_TABLE_ROW && end > block->off &&
		       is_blank_at(doc, end - 1))
			end--;
		if (end < doc->text.len)
			cut(doc, end);
		block->len = (uint32_t)(end - block->off);
	}
	b->open = false;
}

void doc_add_block(struct doc *doc, enum doc_block_kind kind, const char *s)
{
	doc_open(doc, kind);
	if (s)
		doc_add(doc, s, strlen(s));
	doc_close(doc);
}

/* ---- spans ----------------------------------------------------------- */

/* ASCII without spaces and controls. */
static bool is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i += BLOCK_BYTES) {
		size_t n = len - i < BLOCK_BYTES ? len - i : BLOCK_BYTES;
		struct block b = block_load(s + i, len - i);
		if (block_first(~block_range(b, '!', '~'), n))
			return false;
	}
	return true;
}

/* A link's target as it is kept: clean, without spaces. */
static char *keep_url(const char *url)
{
	struct buf clean = BUF_INIT, out = BUF_INIT;
	size_t len = strlen(url);

	if (is_plain(url, len))
		return xstrndup(url, len);
	text_clean(&clean, url, strlen(url), CLEAN_LINE);
	for (size_t i = 0; i < clean.len; i++) {
		if (clean.ptr[i] == ' ')
			buf_adds(&out, "%20");
		else
			buf_addc(&out, clean.ptr[i]);
	}
	buf_release(&clean);
	return buf_detach(&out);
}

uint32_t doc_span_open(struct doc *doc, enum doc_span_kind kind,
		       const char *url, enum doc_link_kind link_kind)
{
	struct doc_build *b = build_of(doc);
	bool linked = kind == DOC_LINK || kind == DOC_IMAGE;

	if (!b->open || b->n_pending == DOC_DEPTH_MAX)
		return NO_SPAN;
	for (uint32_t i = 0; i < b->n_pending; i++)
		if (b->pending[i].kind == kind)
			return NO_SPAN;
	if (linked && (!url || strlen(url) > URL_MAX_BYTES))
		return NO_SPAN;
	char *kept = linked ? keep_url(url) : NULL;
	if (kept && (!*kept || url_is_script(kept))) {
		free(kept);
		return NO_SPAN;
	}
	struct pending *p = &b->pending[b->n_pending++];
	*p = (struct pending){
		.handle = b->next_handle++,
		.span = NO_SPAN,
		.kind = kind,
		.link_kind = link_kind,
		.url = kept,
	};
	return p->handle;
}

void doc_span_close(struct doc *doc, uint32_t span)
{
	struct doc_build *b = doc->build;
	uint32_t i = b ? b->n_pending : 0;

	while (i > 0 && b->pending[i - 1].handle != span)
		i--;
	if (!i)
		return;
	for (uint32_t k = i - 1; k < b->n_pending; k++) {
		if (b->pending[k].span == NO_SPAN)
			continue;
		struct doc_span *s = &doc->spans.v[b->pending[k].span];
		s->len = (uint32_t)(doc->text.len - s->off);
	}
	drop_pending(b, i - 1);
}

/* Where the link to `url` is, or would be. */
static size_t find_link(struct doc *doc, const char *url)
{
	struct map *known = &doc->build->links;
	size_t n = doc->links.len, i;

	if (n < LINKS_FEW) {
		for (i = 0; i < n && strcmp(doc->links.v[i].url, url); i++)
			;
		return i;
	}
	for (i = known->count; i < n; i++)
		*map_put(known, doc->links.v[i].url,
			 strlen(doc->links.v[i].url), NULL) = i;
	const uintptr_t *at = map_find(known, url, strlen(url));
	return at ? *at : n;
}

/* Takes the url of `p`, which is asked for it once. */
static uint32_t link_index(struct doc *doc, struct pending *p)
{
	size_t at = find_link(doc, p->url);

	if (at == doc->links.len) {
		struct doc_link link = { .url = p->url, .kind = p->link_kind };
		vec_push(&doc->links, link);
		p->url = NULL;
	}
	return (uint32_t)at;
}

/* Text came: spans that waited for it begin where it does. */
static void start_spans(struct doc *doc, size_t at)
{
	struct doc_build *b = doc->build;

	for (uint32_t i = 0; i < b->n_pending; i++) {
		struct pending *p = &b->pending[i];
		if (p->span != NO_SPAN)
			continue;
		struct doc_span s = {
			.kind = p->kind,
			.off = (uint32_t)at,
			.link = p->url ? link_index(doc, p) : 0,
		};
		p->span = (uint32_t)doc->spans.len;
		vec_push(&doc->spans, s);
	}
}

/* ---- text ------------------------------------------------------------ */

static bool starts_with_space(const char *s, size_t len)
{
	uint32_t cp;

	utf8_next(s, len, &cp);
	return text_is_space(cp);
}

static bool ends_with_space(const char *s, size_t len)
{
	size_t i = len - 1;
	uint32_t cp;

	while (i > 0 && len - i < 4 && ((unsigned char)s[i] & 0xc0) == 0x80)
		i--;
	utf8_next(s + i, len - i, &cp);
	return text_is_space(cp);
}

/* White space that is due between the text so far and what comes. */
static void flush_space(struct doc *doc)
{
	struct doc_build *b = doc->build;
	enum doc_block_kind kind = last_block(doc)->kind;
	size_t len = doc->text.len;
	bool first = len == last_block(doc)->off ||
		     (kind == DOC_TABLE_ROW && doc->text.ptr[len - 1] == '\t');

	if (!first && (b->space || b->line))
		buf_addc(&doc->text, b->line && kind != DOC_HEADING &&
						     kind != DOC_TABLE_ROW ?
					     '\n' :
					     ' ');
	b->space = b->line = false;
}

/* Combining marks are limited (text_clean()), also where markup cuts the
 * text into pieces: a piece may not begin with marks if the text before it
 * ends in some. Returns the bytes to pass over. */
static size_t skip_marks(const struct doc *doc, const char *s, size_t len)
{
	size_t end = doc->text.len, i = 0;
	uint32_t cp;

	if (!len || (unsigned char)s[0] < 0xcc || !doc_has_text(doc))
		return 0;
	while (end > 0 && ((unsigned char)doc->text.ptr[--end] & 0xc0) == 0x80)
		;
	utf8_next(doc->text.ptr + end, doc->text.len - end, &cp);
	if (!text_is_mark(cp))
		return 0;
	while (i < len) {
		size_t n = utf8_next(s + i, len - i, &cp);
		if (!text_is_mark(cp))
			break;
		i += n;
	}
	return i;
}

/* A piece of running text; no cell ends in it. */
static void add_line(struct doc *doc, const char *s, size_t len)
{
	struct doc_build *b = doc->build;
	size_t before = doc->text.len, at;
	bool space, line = b->line;

	if (!len)
		return;
	b->space |= starts_with_space(s, len);
	space = b->space;
	flush_space(doc);
	at = doc->text.len;
	text_clean(&doc->text, s, len, CLEAN_LINE);
	if (doc->text.len == at) {
		buf_truncate(&doc->text, before);
		b->space = space;
		b->line = line;
		return;
	}
	start_spans(doc, at);
	b->space = ends_with_space(s, len);
}

/* A soft hyphen: between two pieces of a word, else it means nothing. */
static void add_hyphen(struct doc *doc)
{
	size_t n = doc->hyphens.len, at = doc->text.len;

	if (doc->build->space || doc->build->line || !doc_has_text(doc) ||
	    is_blank_at(doc, at - 1) ||
	    (n && doc->hyphens.v[n - 1] == at))
		return;
	vec_push(&doc->hyphens, (uint32_t)at);
}

/* memmem() looks at every byte for itself. */
static const char *soft_hyphen(const char *s, size_t len)
{
	const char *end = s + len;

	while ((s = memchr(s, 0xc2, (size_t)(end - s)))) {
		if (end - s > 1 && s[1] == '\xad')
			return s;
		s++;
	}
	return NULL;
}

static void add_words(struct doc *doc, const char *s, size_t len)
{
	const char *shy;

	while ((shy = soft_hyphen(s, len))) {
		add_line(doc, s, (size_t)(shy - s));
		add_hyphen(doc);
		len -= (size_t)(shy + 2 - s);
		s = shy + 2;
	}
	add_line(doc, s, len);
}

static void add_row(struct doc *doc, const char *s, size_t len)
{
	const char *tab;

	while ((tab = memchr(s, '\t', len))) {
		add_words(doc, s, (size_t)(tab - s));
		doc->build->space = doc->build->line = false;
		buf_addc(&doc->text, '\t');
		len -= (size_t)(tab + 1 - s);
		s = tab + 1;
	}
	add_words(doc, s, len);
}

static void add_code(struct doc *doc, const char *s, size_t len)
{
	size_t at = doc->text.len;

	if (!doc_has_text(doc))
		while (len && (*s == '\n' || *s == '\r')) {
			s++;
			len--;
		}
	text_clean(&doc->text, s, len, CLEAN_BLOCK);
	if (doc->text.len > at)
		start_spans(doc, at);
}

void doc_add(struct doc *doc, const char *s, size_t len)
{
	struct doc_build *b = doc->build;
	size_t n;

	if (!b || !b->open || b->full || !len)
		return;
	n = skip_marks(doc, s, len);
	s += n;
	len -= n;
	switch (last_block(doc)->kind) {
	case DOC_RULE:
		break;
	case DOC_CODE:
		add_code(doc, s, len);
		break;
	case DOC_TABLE_ROW:
		add_row(doc, s, len);
		break;
	default:
		add_words(doc, s, len);
	}
	b->full = doc->text.overflow;
}

void doc_break(struct doc *doc)
{
	if (!doc_is_open(doc))
		return;
	if (last_block(doc)->kind == DOC_CODE)
		doc_add(doc, "\n", 1);
	else
		doc->build->line = true;
}
