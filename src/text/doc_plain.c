/* doc_plain.c - a doc's words alone. See doc.h. */
#include "config.h"

#include <string.h>

#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

/* "[video]" or "[frame: a map]" as a link's whole text: ours, come back
 * from an export, or an author's who meant the same. */
static bool is_media_name(const char *s, size_t len)
{
	static const char *const words[] = { "[frame", "[video", "[audio" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t n = strlen(words[i]);
		if (len > n && !memcmp(s, words[i], n) && s[len - 1] == ']' &&
		    (s[n] == ':' || n + 1 == len))
			return true;
	}
	return false;
}

/* Does the span cover a name that stands for something else ("[image: a
 * harbour]", "[video]")? */
static bool is_stand_in(const struct doc *doc, const struct doc_span *s)
{
	const char *text = doc->text.ptr + s->off;

	if (s->kind == DOC_IMAGE)
		return true;
	if (s->kind != DOC_LINK || *text != '[' || s->link >= doc->links.len ||
	    doc->links.v[s->link].kind == DOC_LINK_IMAGE)
		return false;
	return doc->links.v[s->link].kind != DOC_LINK_PAGE ||
	       is_media_name(text, s->len);
}

/* Append without leaving a gap: white space meets white space only once,
 * two LF at most. */
static void add_joined(struct buf *out, size_t begin, const char *s, size_t len)
{
	size_t lf = 0, at = out->len;

	while (at > begin && strchr(" \n\t", out->ptr[at - 1])) {
		at--;
		lf += out->ptr[at] == '\n';
	}
	bool gap = at < out->len || at == begin;
	while (gap && len && (*s == '\n' || *s == ' ')) {
		if (*s == '\n' && at > begin && lf < 2) {
			buf_addc(out, '\n');
			lf++;
		}
		s++;
		len--;
	}
	buf_add(out, s, len);
}

/* "[image: a harbour]" as words, of a picture whose address was no good:
 * its length, 0 = none. */
static size_t picture_at(const char *s, size_t len)
{
	size_t depth = 0, head = strlen("[image");

	if (len <= head || memcmp(s, "[image", head) != 0 ||
	    (s[head] != ']' && s[head] != ':'))
		return 0;
	for (size_t i = 0; i < len && s[i] != '\n'; i++) {
		if (s[i] == '[')
			depth++;
		else if (s[i] == ']' && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* The text from..to without such words. */
static void add_words(const struct doc *doc, struct buf *out, size_t begin,
		      size_t from, size_t to)
{
	const char *s = doc->text.ptr + from, *end = doc->text.ptr + to;
	const char *p = s;

	while ((p = memchr(p, '[', (size_t)(end - p)))) {
		size_t n = picture_at(p, (size_t)(end - p));
		if (n) {
			add_joined(out, begin, s, (size_t)(p - s));
			s = p + n;
		}
		p += n ? n : 1;
	}
	add_joined(out, begin, s, (size_t)(end - s));
}

static void trim_end(struct buf *out, size_t begin)
{
	while (out->len > begin && strchr(" \n\t", out->ptr[out->len - 1]))
		buf_truncate(out, out->len - 1);
}

/* The text from..to without what stands in for other things; *span is the
 * first span not before `from`, and moves on. */
static void add_range(const struct doc *doc, struct buf *out, size_t begin,
		      size_t range[2], size_t *span)
{
	size_t from = range[0], to = range[1];

	for (; *span < doc->spans.len && doc->spans.v[*span].off < to;
	     ++*span) {
		const struct doc_span *s = &doc->spans.v[*span];
		if (s->off < from || !is_stand_in(doc, s))
			continue;
		add_words(doc, out, begin, from, s->off);
		from = (size_t)s->off + s->len;
	}
	add_words(doc, out, begin, from, to);
}

static bool has_stand_ins(const struct doc *doc)
{
	for (size_t i = 0; i < doc->spans.len; i++)
		if (is_stand_in(doc, &doc->spans.v[i]))
			return true;
	return memmem(doc->text.ptr, doc->text.len, "[image", 6) != NULL;
}

void doc_add_plain(const struct doc *doc, struct buf *out)
{
	size_t range[2] = { 0, doc->text.len }, begin = out->len, span = 0;

	if (!has_stand_ins(doc)) {
		buf_add(out, doc->text.ptr, doc->text.len);
		return;
	}
	add_range(doc, out, begin, range, &span);
	trim_end(out, begin);
}

/* A story often opens with its picture: its caption comes before the text
 * and does not interrupt it. */
#define OPENING_BYTES 200

void doc_add_prose(const struct doc *doc, struct buf *out)
{
	size_t begin = out->len, span = 0;
	const char *gap = "";

	for (size_t i = 0; i < doc->blocks.len; i++) {
		const struct doc_block *b = &doc->blocks.v[i];
		const struct doc_block *next = b + 1;
		size_t range[2] = { b->off, (size_t)b->off + b->len };
		size_t before = out->len;
		if (b->kind == DOC_RULE ||
		    (b->kind == DOC_CAPTION && before > begin + OPENING_BYTES)) {
			gap = before > begin ? "\n\n" : "";
			continue;
		}
		buf_adds(out, gap);
		size_t from = out->len;
		add_range(doc, out, from, range, &span);
		trim_end(out, from);
		if (out->len == from) {
			buf_truncate(out, before);
			continue;
		}
		/* Rows and items of one list are one LF apart. */
		gap = i + 1 < doc->blocks.len && next->off == range[1] + 1 ?
			      "\n" : "\n\n";
	}
}
