/* doc_plain.c - a doc's words alone. See doc.h. */
#include "config.h"

#include <string.h>

#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

/* Does the span cover a name that stands for something else ("[image: a
 * harbour]", "[video]")? */
static bool is_stand_in(const struct doc *doc, const struct doc_span *s)
{
	if (s->kind == DOC_IMAGE)
		return true;
	return s->kind == DOC_LINK && s->link < doc->links.len &&
	       doc->links.v[s->link].kind != DOC_LINK_PAGE &&
	       doc->links.v[s->link].kind != DOC_LINK_IMAGE &&
	       doc->text.ptr[s->off] == '[';
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

void doc_add_plain(const struct doc *doc, struct buf *out)
{
	size_t from = 0, begin = out->len;
	bool any = memmem(doc->text.ptr, doc->text.len, "[image", 6) != NULL;

	for (size_t i = 0; i < doc->spans.len; i++) {
		const struct doc_span *s = &doc->spans.v[i];
		if (s->off < from || !is_stand_in(doc, s))
			continue;
		add_words(doc, out, begin, from, s->off);
		from = (size_t)s->off + s->len;
	}
	if (!from && !any) {
		buf_add(out, doc->text.ptr, doc->text.len);
		return;
	}
	add_words(doc, out, begin, from, doc->text.len);
	while (out->len > begin && strchr(" \n\t", out->ptr[out->len - 1]))
		buf_truncate(out, out->len - 1);
}
