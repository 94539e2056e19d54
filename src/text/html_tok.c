/* html_tok.c - tags, text, attributes, character references of HTML; see
 * html_priv.h. */
#include "config.h"

#include "html_priv.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/block.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

#define TAG_NAME_MAX 14

/* In the order of enum html_tag; zeroes behind each. */
static const char tag_names[][BLOCK_BYTES] = {
	"a", "abbr", "address", "annotation", "annotation-xml", "article",
	"aside", "audio", "b", "base", "blockquote", "body", "br", "button",
	"caption", "center", "cite", "code", "col", "datalist", "dd", "del",
	"desc", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em",
	"embed", "fieldset", "figcaption", "figure", "footer", "foreignobject",
	"form", "frame", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
	"hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins",
	"kbd", "legend", "li", "link", "listing", "main", "map", "mark", "math",
	"menu", "meta", "mfenced", "mfrac", "mi", "mo", "mover", "mphantom",
	"mroot", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd",
	"mtr", "munder", "munderover", "nav", "noembed", "noframes", "noscript",
	"object", "ol", "optgroup", "option", "p", "param", "pre", "q", "rp",
	"rt", "s", "samp", "script", "search", "section", "select", "source",
	"strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
	"tbody", "td", "template", "text", "textarea", "tfoot", "th", "thead",
	"title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
};

_Static_assert(sizeof(tag_names) / sizeof(tag_names[0]) == TAG_OTHER,
	       "one name for each tag");

const char *html_tag_name(enum html_tag tag)
{
	return tag < TAG_OTHER ? tag_names[tag] : "";
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_alpha(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_alnum(char c)
{
	return is_alpha(c) || (c >= '0' && c <= '9');
}

/* The tags by hash: 1 + the tag, 0 = nothing; what is taken is looked for
 * from slot_of() on. A test looks for each of them. */
#define TAG_SLOTS 512
static const uint8_t tag_slots[TAG_SLOTS] = {
	0, 0, 0, 0, 0, 0, 27, 112, 0, 65, 0, 0, 0, 0, 0, 0, 119, 0, 23, 0, 117,
	38, 64, 0, 0, 46, 0, 0, 103, 93, 0, 12, 0, 39, 0, 0, 88, 0, 0, 0, 0, 0,
	0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 71, 0, 0, 0, 0, 0, 0, 0, 0, 11, 0, 0,
	116, 0, 0, 126, 0, 0, 0, 0, 0, 36, 0, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 86, 111, 98, 0, 0, 0, 100, 0, 0, 0, 0, 0, 121, 0, 0, 0, 0, 0,
	0, 0, 120, 0, 0, 0, 0, 0, 0, 109, 0, 0, 18, 0, 0, 0, 0, 0, 41, 0, 0, 0,
	10, 0, 131, 0, 34, 0, 128, 0, 0, 0, 0, 0, 0, 0, 73, 0, 6, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 74, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 107, 0, 76, 0, 0, 47, 0, 0, 75, 44, 63, 55, 69, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 3, 0, 58, 0, 0, 82, 0, 0, 31, 0, 16, 54, 0, 87, 84,
	0, 0, 28, 0, 0, 8, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 81, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 90, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0, 113, 0, 95, 0, 66,
	0, 0, 0, 17, 0, 118, 0, 20, 0, 130, 106, 13, 0, 0, 0, 0, 0, 67, 25, 0,
	0, 0, 0, 0, 0, 129, 0, 0, 0, 35, 0, 0, 83, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 124, 0, 0, 0, 0, 0, 0, 42, 0, 0, 0, 0, 26, 0, 0, 59,
	94, 0, 0, 0, 0, 0, 0, 57, 0, 0, 0, 0, 0, 108, 0, 0, 0, 125, 0, 96, 56,
	0, 0, 0, 0, 0, 0, 105, 0, 0, 0, 97, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 85, 60, 45, 115, 92, 0, 72, 0, 0, 0, 0, 102, 51, 19, 14, 0, 0,
	0, 30, 104, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 89, 0, 0, 0, 29, 0, 53, 37,
	114, 0, 0, 0, 0, 0, 5, 0, 122, 0, 22, 110, 21, 24, 1, 0, 101, 0, 0, 48,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 79, 0, 0, 0, 33, 61, 40, 70, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 91, 99, 0, 0, 0, 0, 0, 77, 0, 0, 0, 0, 0,
	123, 0, 0, 0, 0, 0, 0, 0, 80, 127, 62, 52, 68, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 78, 0, 7, 0, 43, 0, 0, 0, 49, 0,
};

/* Of a name with at least one byte. Bit 5 makes letters small. */
static size_t slot_of(const char *s, size_t len)
{
	return ((s[0] | 0x20u) * 125 + (s[len / 2] | 0x20u) * 9 +
		(s[len - 1] | 0x20u) * 181 + len * 77) % TAG_SLOTS;
}

/* The name of `len` bytes at `s`; more of the input may follow, to `end`. */
static enum html_tag tag_find(const char *s, size_t len, const char *end)
{
	struct block name;
	unsigned all;

	if (!len || len > TAG_NAME_MAX)
		return TAG_OTHER;
	name = block_lower(block_load(s, (size_t)(end - s)));
	all = block_first(~0u, len);
	for (size_t k = slot_of(s, len); tag_slots[k];
	     k = (k + 1) % TAG_SLOTS) {
		const char *x = tag_names[tag_slots[k] - 1];
		struct block b = block_load(x, BLOCK_BYTES);
		if (!x[len] && (block_same(name, b) & all) == all)
			return (enum html_tag)(tag_slots[k] - 1);
	}
	return TAG_OTHER;
}

/* ---- attributes ------------------------------------------------------ */

/* At the end of the tag *pp is at its '>', or at `end` when the input stops
 * inside. */
bool html_attr_next(const char **pp, const char *end,
		    struct html_attribute *a)
{
	const char *p = *pp;

	while (p < end && (is_space(*p) || *p == '/'))
		p++;
	*pp = p;
	if (p == end || *p == '>')
		return false;
	*a = (struct html_attribute){ .name = p };
	/* "=" may begin a name (s. 13.2.5.32). */
	for (p++; p < end && !is_space(*p) && *p != '/' && *p != '>' &&
		  *p != '=';)
		p++;
	a->name_len = (size_t)(p - a->name);
	const char *q = p;
	while (q < end && is_space(*q))
		q++;
	if (q < end && *q == '=') {
		for (p = q + 1; p < end && is_space(*p);)
			p++;
		if (p < end && (*p == '"' || *p == '\'')) {
			a->value = p + 1;
			const char *z = memchr(p + 1, *p, (size_t)(end - p - 1));
			p = z ? z + 1 : end;
			a->value_len = (size_t)((z ? z : end) - a->value);
		} else {
			for (a->value = p; p < end && !is_space(*p) && *p != '>';)
				p++;
			a->value_len = (size_t)(p - a->value);
		}
	}
	*pp = p;
	return true;
}

bool html_attr(const struct html_token *tok, const char *name,
	       struct buf *out)
{
	const char *p = tok->rest, *end = tok->s + tok->len;
	const struct html_attribute *a = tok->attrs;
	size_t len = strlen(name);
	struct html_attribute other;

	for (size_t n = tok->n_attrs;; a++, n--) {
		if (!n) {
			/* Those that were not kept. */
			if (!p || !html_attr_next(&p, end, &other))
				return false;
			a = &other;
			n = 1;
		}
		if (a->name_len == len && !strncasecmp(a->name, name, len))
			break;
	}
	if (a->value)
		html_decode(out, a->value, a->value_len, HTML_IN_ATTR);
	return true;
}

/* ---- tokens ---------------------------------------------------------- */

/* All but what the attributes' places hold. */
static void begin(struct html_token *tok, enum html_token_kind kind,
		  enum html_tag tag, const char *s)
{
	tok->kind = kind;
	tok->tag = tag;
	tok->s = s;
	tok->len = 0;
	tok->raw = tok->self_closing = false;
	tok->rest = NULL;
	tok->n_attrs = 0;
}

/* What stands in an iframe, noframes or noembed is meant for programs that
 * show no frames: for us, and markup like any other. */
static bool is_raw_tag(enum html_tag tag)
{
	switch (tag) {
	case TAG_SCRIPT:
	case TAG_STYLE:
	case TAG_TITLE:
	case TAG_TEXTAREA:
	case TAG_XMP:
		return true;
	default:
		return false;
	}
}

/* "</name" with what ends a name behind it, from `p` on. */
static const char *find_end_tag(const char *p, const char *end,
				enum html_tag tag)
{
	const char *name = tag_names[tag];
	size_t len = strlen(name);

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if ((size_t)(end - p) < len + 2)
			return NULL;
		if (p[1] == '/' && strncasecmp(p + 2, name, len) == 0 &&
		    ((size_t)(end - p) == len + 2 || is_space(p[len + 2]) ||
		     p[len + 2] == '>' || p[len + 2] == '/'))
			return p;
		p++;
	}
	return NULL;
}

/* Text of a raw element. One that never ends hides the rest of the page in
 * a browser; feeds cut and self-close them, so only code does here. */
static bool next_raw(struct html_tok *t, struct html_token *tok)
{
	enum html_tag tag = t->in_raw;
	const char *z = NULL;

	t->is_raw = false;
	if (!t->no_end[tag])
		z = find_end_tag(t->p, t->end, tag);
	if (!z) {
		t->no_end[tag] = 1;
		if (tag != TAG_SCRIPT &&
		    (tag != TAG_STYLE || t->raw_closed))
			return false;
		z = t->end;
	}
	begin(tok, HTML_TEXT, tag, t->p);
	tok->len = (size_t)(z - t->p);
	tok->raw = tag != TAG_TITLE && tag != TAG_TEXTAREA;
	t->p = z;
	return tok->len > 0;
}

/* A start or end tag at "<" or "</"; `name` is behind that. False if the
 * input ends inside: the tag is dropped with all that it swallowed. */
static bool next_tag(struct html_tok *t, struct html_token *tok,
		     const char *name)
{
	const char *p = name;
	struct html_attribute other;

	while (p < t->end && (is_alnum(*p) || (!is_space(*p) && *p != '/' &&
					       *p != '>')))
		p++;
	begin(tok, name[-1] == '/' ? HTML_END : HTML_START,
	      tag_find(name, (size_t)(p - name), t->end), p);
	/* Most have no attributes. */
	if (p < t->end && *p != '>') {
		while (tok->n_attrs < HTML_ATTRS_KEPT &&
		       html_attr_next(&p, t->end, &tok->attrs[tok->n_attrs]))
			tok->n_attrs++;
		if (tok->n_attrs == HTML_ATTRS_KEPT)
			tok->rest = p;
		while (tok->rest && html_attr_next(&p, t->end, &other))
			;
	}
	if (p == t->end) {
		t->p = p;
		return false;
	}
	tok->len = (size_t)(p - tok->s);
	tok->self_closing = tok->len && p[-1] == '/';
	t->p = p + 1;
	if (tok->kind == HTML_START && is_raw_tag(tok->tag)) {
		t->in_raw = tok->tag;
		t->raw_closed = tok->self_closing;
		t->is_raw = !(tok->self_closing && tok->tag != TAG_SCRIPT &&
			      tok->tag != TAG_STYLE);
	}
	return true;
}

static const char *find(const char *p, const char *end, const char *what)
{
	size_t len = strlen(what);

	while (p < end && (p = memchr(p, *what, (size_t)(end - p)))) {
		if ((size_t)(end - p) < len)
			return NULL;
		if (!memcmp(p, what, len))
			return p;
		p++;
	}
	return NULL;
}

/* Behind the comment, whose "<!--" ends at `from`. One that never ends
 * would hide the rest: it ends where a tag would. */
static const char *skip_comment(struct html_tok *t, const char *from)
{
	const char *p = from, *end = t->end;

	if (p < end && *p == '>')
		return p + 1;
	if (end - p > 1 && p[0] == '-' && p[1] == '>')
		return p + 2;
	while (!t->no_comment_end && (p = find(p, end, "--"))) {
		p += 2;
		if (p < end && *p == '>')
			return p + 1;
		if (end - p > 1 && p[0] == '!' && p[1] == '>')
			return p + 2;
		p--;
	}
	t->no_comment_end = true;
	p = memchr(from, '>', (size_t)(end - from));
	return p ? p + 1 : end;
}

/* Markup that is no tag: comments, declarations, instructions. CDATA is
 * text here (s. 13.2.5.42 has a bogus comment): feeds wrap it twice; and so
 * are the characters that begin one which does not end. */
static bool next_markup(struct html_tok *t, struct html_token *tok)
{
	const char *p = t->p, *z;
	size_t left = (size_t)(t->end - p);

	if (left >= 4 && !memcmp(p, "<!--", 4)) {
		t->p = skip_comment(t, p + 4);
		return false;
	}
	if (left >= 9 && !memcmp(p, "<![CDATA[", 9)) {
		z = t->no_cdata_end ? NULL : find(p + 9, t->end, "]]>");
		t->no_cdata_end = !z;
		begin(tok, HTML_TEXT, TAG_OTHER, z ? p + 9 : p);
		tok->len = z ? (size_t)(z - p - 9) : 9;
		tok->raw = true;
		t->p = z ? z + 3 : p + 9;
		return tok->len > 0;
	}
	z = memchr(p, '>', left);
	t->p = z ? z + 1 : t->end;
	return false;
}

static void next_text(struct html_tok *t, struct html_token *tok)
{
	const char *from = t->p;
	const char *z = memchr(from + 1, '<', (size_t)(t->end - from - 1));

	t->p = z ? z : t->end;
	begin(tok, HTML_TEXT, TAG_OTHER, from);
	tok->len = (size_t)(t->p - from);
}

enum html_token_kind html_next(struct html_tok *t, struct html_token *tok)
{
	if (t->is_raw && next_raw(t, tok))
		return HTML_TEXT;
	while (t->p < t->end) {
		const char *p = t->p;
		char c = t->end - p > 1 ? p[1] : '\0';
		char d = t->end - p > 2 ? p[2] : '\0';
		if (*p == '<' && (is_alpha(c) || (c == '/' && is_alpha(d)))) {
			if (next_tag(t, tok, is_alpha(c) ? p + 1 : p + 2))
				return tok->kind;
		} else if (*p == '<' && (c == '!' || c == '?' ||
					 (c == '/' && t->end - p > 2))) {
			if (next_markup(t, tok))
				return tok->kind;
		} else {
			next_text(t, tok);
			return tok->kind;
		}
	}
	tok->kind = HTML_EOF;
	return HTML_EOF;
}

/* ---- character references -------------------------------------------- */

/* Numbers 128 to 159 mean windows-1252 (s. 13.2.5.80). */
static uint32_t number_means(uint32_t cp)
{
	return cp ? text_cp1252(cp) : 0xfffd;
}

static int digit(char c, unsigned base)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = lower(c);
	return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "&#...": bytes taken, 0 if it is no reference. */
static size_t decode_number(struct buf *out, const char *s, size_t len)
{
	size_t i = 2;
	unsigned base = 10;
	uint32_t cp = 0;

	if (len > 2 && lower(s[2]) == 'x') {
		base = 16;
		i = 3;
	}
	if (i >= len || digit(s[i], base) < 0)
		return 0;
	for (int d; i < len && (d = digit(s[i], base)) >= 0; i++)
		if (cp <= 0x10ffff)
			cp = cp * base + (uint32_t)d;
	buf_add_cp(out, number_means(cp));
	return i < len && s[i] == ';' ? i + 1 : i;
}

static size_t decode_name(struct buf *out, const char *s, size_t len,
			  enum html_where where)
{
	size_t n = 1;
	const char *u;

	while (n < len && n < 40 && is_alnum(s[n]))
		n++;
	if (n < len && s[n] == ';' && (u = html_entity(s + 1, n))) {
		buf_adds(out, u);
		return n + 1;
	}
	/* The longest of the old names that begins it, without ";". */
	for (size_t k = n < 7 ? n : 7; k > 2; k--) {
		u = html_entity(s + 1, k - 1);
		if (!u)
			continue;
		if (where == HTML_IN_ATTR && k < len &&
		    (s[k] == '=' || is_alnum(s[k])))
			return 0;
		buf_adds(out, u);
		return k;
	}
	return 0;
}

void html_decode(struct buf *out, const char *s, size_t len,
		 enum html_where where)
{
	const char *end = s + len, *amp;

	while (s < end && (amp = memchr(s, '&', (size_t)(end - s)))) {
		size_t left = (size_t)(end - amp), n = 0;
		buf_add(out, s, (size_t)(amp - s));
		if (left > 2 && amp[1] == '#')
			n = decode_number(out, amp, left);
		else if (left > 2 && is_alpha(amp[1]))
			n = decode_name(out, amp, left, where);
		if (!n) {
			buf_addc(out, '&');
			n = 1;
		}
		s = amp + n;
	}
	buf_add(out, s, (size_t)(end - s));
}
