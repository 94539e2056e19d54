/* doc_save.c - invariants of a doc, its saved form, and reading that back.
 *
 * Saved form, all numbers LEB128: version (1), bytes of text, blocks, spans,
 * links. Block: kind and flags in one number, bytes of text, then what the
 * flags announce; offsets follow from the separators. Span: kind, distance
 * from the span before, bytes, link + 1 if the kind has one. Link: kind,
 * bytes, URL. Version 2 has the soft hyphens behind that, as a number and
 * the distances between them. Damaged marks must never bring the reader down: everything
 * is bounded while it is read, and judged by the invariants afterwards.
 */
#include "config.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/doc.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"

#include "doc_priv.h"

#include "thrum/base/banned.h"

enum { VERSION_PLAIN = 1, VERSION_HYPHENS = 2 };
#define KIND_BITS 4
enum block_flags {
	HAS_LEVEL = 1u << KIND_BITS,
	HAS_DEPTH = 2u << KIND_BITS,
	HAS_QUOTE = 4u << KIND_BITS,
	HAS_ORDINAL = 8u << KIND_BITS,
};

/* ---- invariants ------------------------------------------------------ */

static const char *char_flaw(enum doc_block_kind kind, char c, char prev)
{
	if (c == '\n' && kind != DOC_CODE &&
	    (prev == ' ' || prev == '\n' || kind == DOC_HEADING ||
	     kind == DOC_TABLE_ROW))
		return "line break where none may be";
	if (c == '\t' && kind != DOC_CODE && kind != DOC_TABLE_ROW)
		return "TAB outside of code and rows";
	if (c == ' ' && kind != DOC_CODE &&
	    (prev == ' ' || prev == '\n' || prev == '\t'))
		return "run of spaces";
	return NULL;
}

static const char *block_text_flaw(const struct doc *doc,
				   const struct doc_block *b)
{
	const char *s = doc->text.ptr + b->off, *end = s + b->len, *flaw;
	char prev = 'x';

	if (b->kind == DOC_RULE)
		return b->len ? "rule with text" : NULL;
	if (!b->len)
		return "empty block";
	if (b->kind != DOC_CODE && b->kind != DOC_TABLE_ROW &&
	    (*s == ' ' || *s == '\n' || end[-1] == ' ' || end[-1] == '\n'))
		return "white space at a block's end";
	while (s < end) {
		uint32_t cp = (unsigned char)*s;
		if (cp > ' ' && cp < 0x7f) {
			prev = *s++;
			continue;
		}
		if ((flaw = char_flaw(b->kind, *s, prev)))
			return flaw;
		prev = *s;
		size_t n = utf8_next(s, (size_t)(end - s), &cp);
		if (cp == 0xfffd && (n != 3 || (unsigned char)*s != 0xef))
			return "not UTF-8";
		if (cp != '\n' && cp != '\t' && !text_is_drawable(cp))
			return "character that may not be";
		s += n;
	}
	return NULL;
}

static const char *block_flaw(const struct doc *doc)
{
	size_t at = 0;

	for (size_t i = 0; i < doc->blocks.len; i++) {
		const struct doc_block *b = &doc->blocks.v[i];
		const char *gap = "", *flaw;
		if ((unsigned)b->kind >= DOC_BLOCK_KINDS)
			return "unknown kind of block";
		if (i)
			gap = doc_gap(doc->blocks.v[i - 1].kind, b->kind);
		size_t n = strlen(gap);
		if (doc->text.len - at < n ||
		    memcmp(doc->text.ptr + at, gap, n) || b->off != at + n)
			return "blocks not parted as they must be";
		at += n;
		if (b->len > doc->text.len - at)
			return "block behind the end of the text";
		if (b->level > 6 || b->depth > DOC_DEPTH_MAX ||
		    b->quote > DOC_DEPTH_MAX)
			return "level or depth out of range";
		if ((flaw = block_text_flaw(doc, b)))
			return flaw;
		at += b->len;
	}
	return at == doc->text.len ? NULL : "text behind the last block";
}

static bool is_inside(const struct doc_span *in, const struct doc_span *out)
{
	return in->off >= out->off && in->off + in->len <= out->off + out->len;
}

/* One span in its block. */
static const char *one_span_flaw(const struct doc *doc,
				 const struct doc_span *s,
				 const struct doc_block *b)
{
	const char *p = doc->text.ptr + s->off;
	bool linked = s->kind == DOC_LINK || s->kind == DOC_IMAGE;

	if (s->off < b->off || s->off + s->len > b->off + b->len)
		return "span over a block's end";
	if ((p[0] & 0xc0) == 0x80 || (p[s->len] & 0xc0) == 0x80)
		return "span cuts a character";
	if (linked ? s->link >= doc->links.len : s->link != 0)
		return "span with a wrong link";
	return NULL;
}

/* Spans are in order, lie in one block and nest; `open` holds those around
 * the current one. */
static const char *span_flaw(const struct doc *doc)
{
	const struct doc_span *open[DOC_DEPTH_MAX];
	const struct doc_block *b = doc->blocks.v;
	size_t n = 0;

	for (size_t i = 0; i < doc->spans.len; i++) {
		const struct doc_span *s = &doc->spans.v[i];
		const char *flaw;
		if ((unsigned)s->kind >= DOC_SPAN_KINDS || !s->len)
			return "unknown or empty span";
		if (i && s->off < s[-1].off)
			return "spans out of order";
		if (s->off >= doc->text.len ||
		    s->len > doc->text.len - s->off)
			return "span behind the end of the text";
		while (s->off >= b->off + b->len)
			b++;
		if ((flaw = one_span_flaw(doc, s, b)))
			return flaw;
		while (n && open[n - 1]->off + open[n - 1]->len <= s->off)
			n--;
		if (n == DOC_DEPTH_MAX || (n && !is_inside(s, open[n - 1])))
			return "spans do not nest";
		open[n++] = s;
	}
	return NULL;
}

static const char *link_flaw(const struct doc *doc)
{
	for (size_t i = 0; i < doc->links.len; i++) {
		const struct doc_link *l = &doc->links.v[i];
		if ((unsigned)l->kind >= DOC_LINK_KINDS || !*l->url)
			return "unknown or empty link";
		for (const char *p = l->url; *p; p++)
			if ((unsigned char)*p <= ' ' || *p == 0x7f)
				return "control character in a link";
		if (!utf8_is_valid(l->url, strlen(l->url)) ||
		    url_is_script(l->url))
			return "link that may not be opened";
	}
	return NULL;
}

static const char *hyphen_flaw(const struct doc *doc)
{
	const struct doc_block *b = doc->blocks.v;

	for (size_t i = 0; i < doc->hyphens.len; i++) {
		uint32_t at = doc->hyphens.v[i];
		if (i && at <= doc->hyphens.v[i - 1])
			return "soft hyphens out of order";
		if (at >= doc->text.len)
			return "soft hyphen behind the end of the text";
		while (at >= b->off + b->len)
			b++;
		if (at <= b->off || (doc->text.ptr[at] & 0xc0) == 0x80)
			return "soft hyphen that parts nothing";
	}
	return NULL;
}

const char *doc_flaw(const struct doc *doc)
{
	const char *flaw = block_flaw(doc);

	if (!flaw)
		flaw = span_flaw(doc);
	if (!flaw)
		flaw = hyphen_flaw(doc);
	return flaw ? flaw : link_flaw(doc);
}

void doc_check(const struct doc *doc)
{
	const char *flaw = doc_flaw(doc);

	if (flaw)
		BUG(flaw);
}

/* ---- saving ---------------------------------------------------------- */

static void save_block(const struct doc_block *b, struct buf *out)
{
	unsigned head = b->kind;

	head |= b->level ? HAS_LEVEL : 0;
	head |= b->depth ? HAS_DEPTH : 0;
	head |= b->quote ? HAS_QUOTE : 0;
	head |= b->ordinal ? HAS_ORDINAL : 0;
	buf_add_varint(out, head);
	buf_add_varint(out, b->len);
	if (b->level)
		buf_add_varint(out, b->level);
	if (b->depth)
		buf_add_varint(out, b->depth);
	if (b->quote)
		buf_add_varint(out, b->quote);
	if (b->ordinal)
		buf_add_varint(out, b->ordinal);
}

void doc_save_marks(const struct doc *doc, struct buf *out)
{
	uint32_t at = 0;

	buf_add_varint(out, doc->hyphens.len ? VERSION_HYPHENS :
					       VERSION_PLAIN);
	buf_add_varint(out, doc->text.len);
	buf_add_varint(out, doc->blocks.len);
	for (size_t i = 0; i < doc->blocks.len; i++)
		save_block(&doc->blocks.v[i], out);
	buf_add_varint(out, doc->spans.len);
	for (size_t i = 0; i < doc->spans.len; i++) {
		const struct doc_span *s = &doc->spans.v[i];
		buf_add_varint(out, s->kind);
		buf_add_varint(out, s->off - at);
		buf_add_varint(out, s->len);
		if (s->kind == DOC_LINK || s->kind == DOC_IMAGE)
			buf_add_varint(out, s->link);
		at = s->off;
	}
	buf_add_varint(out, doc->links.len);
	for (size_t i = 0; i < doc->links.len; i++) {
		const struct doc_link *l = &doc->links.v[i];
		buf_add_varint(out, l->kind);
		buf_add_varint(out, strlen(l->url));
		buf_adds(out, l->url);
	}
	if (!doc->hyphens.len)
		return;
	buf_add_varint(out, doc->hyphens.len);
	at = 0;
	for (size_t i = 0; i < doc->hyphens.len; i++) {
		buf_add_varint(out, doc->hyphens.v[i] - at);
		at = doc->hyphens.v[i];
	}
}

/* ---- loading --------------------------------------------------------- */

/* A number up to `max`; larger ones are damage. */
static uint32_t read_upto(struct rdr *r, uint64_t max)
{
	uint64_t v = rdr_varint(r);

	if (v > max) {
		r->bad = true;
		return 0;
	}
	return (uint32_t)v;
}

/* How many elements follow: each takes at least `size` bytes. */
static uint32_t read_count(struct rdr *r, size_t size)
{
	uint32_t n = read_upto(r, UINT32_MAX);

	if ((size_t)(r->end - r->p) / size < n) {
		r->bad = true;
		return 0;
	}
	return n;
}

static void load_blocks(struct rdr *r, struct doc *doc)
{
	uint32_t n = read_count(r, 2), at = 0;

	vec_reserve(&doc->blocks, n);
	for (uint32_t i = 0; i < n && !r->bad; i++) {
		struct doc_block b = { 0 };
		uint32_t head = read_upto(r, (1u << (KIND_BITS + 4)) - 1);
		b.kind = head & ((1u << KIND_BITS) - 1);
		if (b.kind >= DOC_BLOCK_KINDS)
			r->bad = true;
		if (i)
			at += (uint32_t)strlen(
				doc_gap(doc->blocks.v[i - 1].kind, b.kind));
		b.off = at;
		b.len = read_upto(r, DOC_TEXT_MAX);
		if (head & HAS_LEVEL)
			b.level = (uint8_t)read_upto(r, UINT8_MAX);
		if (head & HAS_DEPTH)
			b.depth = (uint8_t)read_upto(r, UINT8_MAX);
		if (head & HAS_QUOTE)
			b.quote = (uint8_t)read_upto(r, UINT8_MAX);
		if (head & HAS_ORDINAL)
			b.ordinal = read_upto(r, UINT32_MAX);
		at += b.len;
		if (at > doc->text.len)
			r->bad = true;
		else
			vec_push(&doc->blocks, b);
	}
}

static void load_spans(struct rdr *r, struct doc *doc)
{
	uint32_t n = read_count(r, 3), at = 0;

	vec_reserve(&doc->spans, n);
	for (uint32_t i = 0; i < n && !r->bad; i++) {
		struct doc_span s = { 0 };
		s.kind = read_upto(r, DOC_SPAN_KINDS - 1);
		at += read_upto(r, doc->text.len - at);
		s.off = at;
		s.len = read_upto(r, doc->text.len - at);
		if (s.kind == DOC_LINK || s.kind == DOC_IMAGE)
			s.link = read_upto(r, UINT32_MAX);
		vec_push(&doc->spans, s);
	}
}

static void load_links(struct rdr *r, struct doc *doc)
{
	uint32_t n = read_count(r, 3);

	for (uint32_t i = 0; i < n && !r->bad; i++) {
		enum doc_link_kind kind = read_upto(r, DOC_LINK_KINDS - 1);
		uint32_t len = read_upto(r, DOC_TEXT_MAX);
		const char *url = rdr_bytes(r, len);
		if (!url || memchr(url, '\0', len))
			r->bad = true;
		else
			doc_push_link(doc, url, len, kind);
	}
}

static void load_hyphens(struct rdr *r, struct doc *doc)
{
	uint32_t n = read_count(r, 1), at = 0;

	for (uint32_t i = 0; i < n && !r->bad; i++) {
		at += read_upto(r, doc->text.len - at);
		vec_push(&doc->hyphens, at);
	}
}

enum status doc_load(const char *text, size_t text_len, const void *marks,
		     size_t marks_len, struct doc **out)
{
	struct rdr r = { .p = marks,
			 .end = (const unsigned char *)marks + marks_len };
	uint64_t version = rdr_varint(&r);
	struct doc *doc;

	if (text_len > DOC_TEXT_MAX ||
	    (version != VERSION_PLAIN && version != VERSION_HYPHENS) ||
	    rdr_varint(&r) != text_len || r.bad)
		return ST_CORRUPT;
	doc = doc_new();
	buf_add(&doc->text, text, text_len);
	load_blocks(&r, doc);
	load_spans(&r, doc);
	load_links(&r, doc);
	if (version == VERSION_HYPHENS)
		load_hyphens(&r, doc);
	if (r.bad || r.p != r.end || doc_flaw(doc)) {
		doc_free(doc);
		return ST_CORRUPT;
	}
	*out = doc;
	return ST_OK;
}
