/* md_inline.c - emphasis, code, links and escapes inside of a block of
 * Markdown.
 *
 * One pass from left to right; a mark that opens is believed when its
 * closing one is found. How far is looked ahead for those is bounded for
 * the whole text, so that a page of stars costs no more than one of words.
 * Source: CommonMark 0.31 s. 6, without its rule of three; GitHub's "~~".
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/text/doc.h"
#include "thrum/text/url.h"

#include "doc_priv.h"
#include "html_priv.h"

#include "thrum/base/banned.h"

#define NESTED_MAX 16
#define TARGET_MAX 4096 /* bytes of an address and its title */
#define REFERENCE_MAX 40 /* bytes of a character reference */

struct scan {
	struct doc *doc;
	size_t *budget;
	unsigned depth;
};

static void run(struct scan *m, const char *s, size_t len);

static bool is_punct(char c)
{
	return c > ' ' && c < 0x7f &&
	       !((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' &&
					    (c | 0x20) <= 'z'));
}

static bool is_word(char c)
{
	return (unsigned char)c > ' ' && !is_punct(c);
}

/* Bytes of the same character at `s`. */
static size_t run_len(const char *s, size_t len)
{
	size_t n = 1;

	while (n < len && s[n] == *s)
		n++;
	return n;
}

/* ---- code ------------------------------------------------------------ */

/* Where the run of `n` ticks is that closes, `len` if there is none. */
static size_t find_ticks(struct scan *m, const char *s, size_t len, size_t n)
{
	for (size_t i = 0; i < len && *m->budget;) {
		const char *p = memchr(s + i, '`', len - i);
		size_t at = p ? (size_t)(p - s) : len;
		size_t cost = at - i + 1;
		*m->budget -= cost < *m->budget ? cost : *m->budget;
		if (!p)
			return len;
		size_t k = run_len(p, len - at);
		if (k == n)
			return at;
		i = at + k;
	}
	return len;
}

static size_t on_ticks(struct scan *m, const char *s, size_t len)
{
	size_t n = run_len(s, len);
	size_t end = find_ticks(m, s + n, len - n, n);
	const char *from = s + n, *to = s + n + end;

	if (end == len - n) {
		doc_add(m->doc, s, n);
		return n;
	}
	/* One space at both ends is there to keep ticks apart. */
	if (to - from > 2 && *from == ' ' && to[-1] == ' ') {
		from++;
		to--;
	}
	uint32_t span = doc_span_open(m->doc, DOC_MONO, NULL, DOC_LINK_PAGE);
	doc_add(m->doc, from, (size_t)(to - from));
	doc_span_close(m->doc, span);
	return end + 2 * n;
}

/* ---- emphasis -------------------------------------------------------- */

/* Does the run of `n` marks at s[at] close, between what stands around? */
static bool closes(const char *s, size_t at, size_t n, size_t len)
{
	if (at == 0 || (unsigned char)s[at - 1] <= ' ')
		return false;
	return s[at] != '_' || at + n >= len || !is_word(s[at + n]);
}

/* Where the mark that closes is, `len` if there is none. Code and escapes
 * in between hide theirs. */
static size_t find_mark(struct scan *m, const char *s, size_t len, char c,
			size_t n)
{
	size_t i = 0;

	while (i < len && *m->budget) {
		size_t k = 1;
		if (s[i] == '\\') {
			k = 2;
		} else if (s[i] == '`') {
			k = run_len(s + i, len - i);
			size_t end = find_ticks(m, s + i + k, len - i - k, k);
			k += end < len - i - k ? end + k : 0;
		} else if (s[i] == c) {
			k = run_len(s + i, len - i);
			/* "*a **b***": the run of three closes both. */
			if ((k == n || k == 3) && closes(s, i, k, len))
				return i + (k - n);
		}
		*m->budget -= k < *m->budget ? k : *m->budget;
		i += k;
	}
	return len;
}

static size_t on_emphasis(struct scan *m, const char *s, size_t len,
			  char before)
{
	size_t n = run_len(s, len), k = n > 2 ? 2 : n, end = len;
	bool opens = n < 4 && n < len && (unsigned char)s[n] > ' ' &&
		     (*s != '~' || n == 2) && (*s == '*' || !is_word(before));
	enum doc_span_kind kind = *s == '~' ? DOC_DEL :
				  k == 2    ? DOC_STRONG :
					      DOC_EM;

	if (opens)
		end = k + find_mark(m, s + k, len - k, *s, k);
	if (end >= len || end == k) {
		doc_add(m->doc, s, n);
		return n;
	}
	uint32_t span = doc_span_open(m->doc, kind, NULL, DOC_LINK_PAGE);
	run(m, s + k, end - k);
	doc_span_close(m->doc, span);
	return end + k;
}

/* ---- links ----------------------------------------------------------- */

/* Where the bracket that s[0] opens closes, `len` if nowhere. */
static size_t find_bracket(struct scan *m, const char *s, size_t len)
{
	unsigned depth = 0;

	for (size_t i = 0; i < len && *m->budget; i++) {
		--*m->budget;
		if (s[i] == '\\')
			i++;
		else if (s[i] == '[')
			depth++;
		else if (s[i] == ']' && --depth == 0)
			return i;
	}
	return len;
}

/* "(url)", "(<url> "title")" at `s`: its bytes, 0 if it is none; the
 * address goes to `url`. */
static size_t target(struct scan *m, const char *s, size_t len,
		     struct buf *url)
{
	size_t i = 1, from, parens = 0;

	if (len < 3 || *s != '(')
		return 0;
	len = len < TARGET_MAX ? len : TARGET_MAX;
	len = len < *m->budget ? len : *m->budget;
	while (i < len && s[i] == ' ')
		i++;
	bool angled = i < len && s[i] == '<';
	from = i += angled;
	for (; i < len && (unsigned char)s[i] > ' '; i++) {
		if (angled ? s[i] == '>' : s[i] == ')' && !parens)
			break;
		parens += s[i] == '(';
		parens -= s[i] == ')' && parens;
	}
	buf_add(url, s + from, i - from);
	*m->budget -= i;
	i += angled && i < len && s[i] == '>';
	const char *end = i < len ? memchr(s + i, ')', len - i) : NULL;
	/* A title is passed over; anything else there is none. */
	if (!end || !url->len)
		return 0;
	for (const char *p = s + i; p < end && p < s + i + 2; p++)
		if (*p != ' ' && *p != '"' && *p != '\'' && *p != '\n')
			return 0;
	return (size_t)(end - s) + 1;
}

static size_t on_note(struct scan *m, const char *s, size_t end)
{
	uint32_t span = doc_span_open(m->doc, DOC_SUP, NULL, DOC_LINK_PAGE);

	doc_add(m->doc, s + 2, end - 2);
	doc_span_close(m->doc, span);
	return end + 1;
}

/* "[text](url)" or "![alt](url)". 0 = it is none. */
static size_t on_link(struct scan *m, const char *s, size_t len)
{
	struct buf url = BUF_INIT;
	bool image = *s == '!';
	size_t open = image, end = find_bracket(m, s + open, len - open);
	size_t n = 0, at = open + end + 1;

	if (end == len - open)
		return 0;
	if (!image && end > 2 && s[1] == '^')
		return on_note(m, s, end);
	n = target(m, s + at, len > at ? len - at : 0, &url);
	char *full = n ? url_resolve(NULL, url.ptr) : NULL;
	if (full) {
		uint32_t span = doc_span_open(
			m->doc, image ? DOC_IMAGE : DOC_LINK, full,
			image ? DOC_LINK_IMAGE : DOC_LINK_PAGE);
		if (image)
			doc_add(m->doc, end > 1 ? "[image: " : "[image",
				end > 1 ? 8 : 6);
		run(m, s + open + 1, end - 1);
		if (image)
			doc_add(m->doc, "]", 1);
		doc_span_close(m->doc, span);
	}
	free(full);
	buf_release(&url);
	return full ? at + n : 0;
}

/* ---- "<" and "&" ----------------------------------------------------- */

static const struct {
	const char *open, *close;
	enum doc_span_kind kind;
} tags[] = {
	{ "<sup>", "</sup>", DOC_SUP },
	{ "<sub>", "</sub>", DOC_SUB },
	{ "<mark>", "</mark>", DOC_MARK },
	{ "<b>", "</b>", DOC_STRONG },
	{ "<i>", "</i>", DOC_EM },
};

/* An inline element that the model knows. 0 = it is none. */
static size_t on_tag(struct scan *m, const char *s, size_t len)
{
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		size_t n = strlen(tags[i].open), k = n + 1;
		if (len <= n + k || strncasecmp(s, tags[i].open, n))
			continue;
		size_t look = len - n < *m->budget ? len - n : *m->budget;
		const char *end = memmem(s + n, look, tags[i].close, k);
		size_t inner = end ? (size_t)(end - s) - n : look;
		*m->budget -= inner;
		if (!end)
			return 0;
		uint32_t span = doc_span_open(m->doc, tags[i].kind, NULL,
					      DOC_LINK_PAGE);
		run(m, s + n, inner);
		doc_span_close(m->doc, span);
		return n + inner + k;
	}
	return 0;
}

static size_t on_angle(struct scan *m, const char *s, size_t len)
{
	size_t n = doc_bare_url(s + 1, len - 1);

	if (n && n + 1 < len && s[n + 1] == '>') {
		doc_add_url(m->doc, s + 1, n);
		return n + 2;
	}
	if (len >= 4 && !strncasecmp(s, "<br", 3) &&
	    (s[3] == '>' || s[3] == '/' || s[3] == ' ')) {
		const char *end = memchr(s, '>', len < 8 ? len : 8);
		if (end) {
			doc_break(m->doc);
			return (size_t)(end - s) + 1;
		}
	}
	return on_tag(m, s, len);
}

static size_t on_reference(struct scan *m, const char *s, size_t len)
{
	const char *end = memchr(s, ';',
				 len < REFERENCE_MAX ? len : REFERENCE_MAX);
	size_t n = end ? (size_t)(end - s) + 1 : 1;
	struct buf out = BUF_INIT;

	html_decode(&out, s, n, HTML_IN_TEXT);
	doc_add(m->doc, out.ptr, out.len);
	buf_release(&out);
	return n;
}

/* ---- the text -------------------------------------------------------- */

/* What begins at `s`; 0 if it is only a character. */
static size_t on_mark(struct scan *m, const char *s, size_t len, char before)
{
	switch (*s) {
	case '\\':
		if (len > 1 && s[1] == '\n') {
			doc_break(m->doc);
			return 2;
		}
		if (len < 2 || !is_punct(s[1]))
			return 0;
		doc_add(m->doc, s + 1, 1);
		return 2;
	case '`':
		return on_ticks(m, s, len);
	case '*':
	case '_':
	case '~':
		return on_emphasis(m, s, len, before);
	case '!':
		return len > 1 && s[1] == '[' ? on_link(m, s, len) : 0;
	case '[':
		return on_link(m, s, len);
	case '<':
		return on_angle(m, s, len);
	case '&':
		return on_reference(m, s, len);
	case '\n':
		doc_add(m->doc, " ", 1);
		return 1;
	default:
		if (!doc_may_precede_url(before))
			return 0;
		size_t n = doc_bare_url(s, len);
		if (n)
			doc_add_url(m->doc, s, n);
		return n;
	}
}

/* Two spaces at a line's end are a break that its author made. */
static bool is_hard_break(const char *s, size_t i)
{
	return s[i] == '\n' && i > 1 && s[i - 1] == ' ' && s[i - 2] == ' ';
}

static void run(struct scan *m, const char *s, size_t len)
{
	size_t from = 0;

	if (m->depth == NESTED_MAX) {
		doc_add(m->doc, s, len);
		return;
	}
	m->depth++;
	for (size_t i = 0; i < len;) {
		if (!strchr("\\`*_~![<&\nhHwW", s[i]) || !s[i]) {
			i++;
			continue;
		}
		doc_add(m->doc, s + from, i - from);
		from = i;
		if (is_hard_break(s, i))
			doc_break(m->doc);
		size_t n = on_mark(m, s + i, len - i, i ? s[i - 1] : ' ');
		i += n ? n : 1;
		from += n;
	}
	doc_add(m->doc, s + from, len - from);
	m->depth--;
}

void md_inline(struct doc *doc, const char *s, size_t len, size_t *budget)
{
	struct scan m = { .doc = doc, .budget = budget };

	run(&m, s, len);
}
