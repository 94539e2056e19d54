/* xml_plain.c - the XML that nearly all feeds are, read in one pass.
 *
 * Well-formed, without a DOCTYPE, ASCII names, LF as the only line end, no
 * entities but XML's five: whatever is not so makes us give up, and the
 * whole text goes to xml_sax(). So what is accepted here must be what
 * libxml2 accepts, and give the same events; test_feed_xml.c compares both.
 * That parser takes three to four times as many instructions for it and a
 * copy of the document.
 * Source: XML 1.0 (5th edition), Namespaces in XML 1.0.
 */
#include "config.h"

#include "xml_priv.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/block.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

#define NAME_MAX_BYTES 128
#define BINDINGS_MAX 64
/* Below libxml2's own limit for one text, which it refuses. */
#define TEXT_MAX ((size_t)4 << 20)

/* A piece of the document. */
struct piece {
	const char *s;
	size_t len;
};

struct open_tag {
	struct piece name; /* with its prefix */
	size_t n_bindings; /* before it */
	enum xml_ns default_ns;
};

struct binding {
	struct piece prefix;
	enum xml_ns ns;
};

struct raw_attr {
	struct piece prefix, name;
	struct piece value; /* s == NULL: in plain.decoded, at `at` */
	size_t at;
};

struct plain {
	const char *p, *end;
	const struct xml_sink *sink;
	bool root_seen;
	size_t depth, n_bindings, n_attrs;
	struct buf decoded;
	/* Written before they are read. */
	struct open_tag open[XML_DEPTH_MAX];
	struct binding bindings[BINDINGS_MAX];
	struct raw_attr attrs[XML_ATTRS_MAX];
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static bool is_name_start(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
}

static bool is_name(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' ||
	       c == '.';
}

static void skip_space(struct plain *x)
{
	while (x->p < x->end && is_space(*x->p))
		x->p++;
}

static bool begins(const struct plain *x, const char *word, size_t n)
{
	return (size_t)(x->end - x->p) >= n && !memcmp(x->p, word, n);
}

static bool is_piece(struct piece a, struct piece b)
{
	return a.len == b.len && (!a.len || !memcmp(a.s, b.s, a.len));
}

/* Well-formed UTF-8 of characters that XML may hold and hands on as they
 * are: no control but TAB and LF (CR becomes LF), no U+FFFE and U+FFFF. */
static bool is_clean(const char *s, size_t len)
{
	bool ascii = true;

	for (size_t i = 0; i < len; i += BLOCK_BYTES) {
		size_t n = len - i < BLOCK_BYTES ? len - i : BLOCK_BYTES;
		struct block b = block_load(s + i, len - i);
		if (block_first(block_range(b, 0, 0x1f), n) &
		    ~(block_is(b, '\t') | block_is(b, '\n')))
			return false;
		ascii &= !block_beyond(b);
	}
	if (ascii)
		return true;
	for (const char *p = s; (p = memchr(p, 0xef, len - (p - s))); p++)
		if (len - (p - s) > 2 && p[1] == '\xbf' &&
		    (unsigned char)p[2] >= 0xbe)
			return false;
	return utf8_is_valid(s, len);
}

/* ---- text and references -------------------------------------------------- */

/* "&#8212;", "&#x2014;" at s, which ends at `end`; its length, 0 = none or
 * a character that XML has not. */
static size_t number(const char *s, const char *end, uint32_t *cp)
{
	bool hex = end - s > 3 && s[2] == 'x';
	const char *p = s + (hex ? 3 : 2), *begin = p;
	uint32_t v = 0;

	for (; p < end && p - begin < 8; p++) {
		if (*p >= '0' && *p <= '9')
			v = v * (hex ? 16 : 10) + (uint32_t)(*p - '0');
		else if (hex && (*p | 32) >= 'a' && (*p | 32) <= 'f')
			v = v * 16 + (uint32_t)((*p | 32) - 'a' + 10);
		else
			break;
	}
	bool is_char = v == '\t' || v == '\n' || v == '\r' ||
		       (v >= 0x20 && v <= 0xd7ff) ||
		       (v >= 0xe000 && v <= 0xfffd) ||
		       (v >= 0x10000 && v <= 0x10ffff);
	if (p == begin || p == end || *p != ';' || !is_char)
		return 0;
	/* As in HTML (s. 13.2.5.80), and as xml_sax() has it. */
	*cp = text_cp1252(v);
	return (size_t)(p + 1 - s);
}

/* The reference at `s`: its length, 0 = not one of ours. */
static size_t reference(const char *s, const char *end, uint32_t *cp)
{
	static const struct {
		char name[7];
		uint8_t len;
		char c;
	} named[] = { { "&lt;", 4, '<' },   { "&gt;", 4, '>' },
		      { "&amp;", 5, '&' },  { "&quot;", 6, '"' },
		      { "&apos;", 6, '\'' } };
	size_t left = (size_t)(end - s);

	if (left > 3 && s[1] == '#')
		return number(s, end, cp);
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++)
		if (left >= named[i].len &&
		    !memcmp(s, named[i].name, named[i].len)) {
			*cp = (unsigned char)named[i].c;
			return named[i].len;
		}
	return 0;
}

/* Decode what begins at an '&' or at the start of a text, appended to
 * plain.decoded. */
static bool decode(struct plain *x, const char *s, const char *end)
{
	while (s < end) {
		const char *amp = memchr(s, '&', (size_t)(end - s));
		buf_add(&x->decoded, s, (size_t)((amp ? amp : end) - s));
		if (!amp)
			break;
		uint32_t cp;
		size_t n = reference(amp, end, &cp);
		if (!n)
			return false;
		buf_add_cp(&x->decoded, cp);
		s = amp + n;
	}
	return !x->decoded.overflow;
}

static const char *cdata_end(const char *s, const char *end)
{
	while ((s = memchr(s, ']', (size_t)(end - s)))) {
		if (end - s < 3)
			return NULL;
		if (s[1] == ']' && s[2] == '>')
			return s;
		s++;
	}
	return NULL;
}

static bool send(struct plain *x, const char *s, size_t len)
{
	if (!x->depth || len > TEXT_MAX)
		return false;
	if (len)
		x->sink->text(x->sink->ctx, s, len);
	return true;
}

/* Up to `to`, where a '<' is or the end. */
static bool read_text(struct plain *x, const char *to)
{
	const char *s = x->p;

	x->p = to;
	if (!x->depth) {
		while (s < to && is_space(*s))
			s++;
		return s == to;
	}
	if (s == to)
		return true;
	/* "]]>" may not stand in text. */
	if (cdata_end(s, to))
		return false;
	if (!memchr(s, '&', (size_t)(to - s)))
		return send(x, s, (size_t)(to - s));
	buf_clear(&x->decoded);
	return decode(x, s, to) && send(x, x->decoded.ptr, x->decoded.len);
}

/* ---- tags ----------------------------------------------------------------- */

/* "name" or "prefix:name"; an empty name is none. */
static bool read_name(struct plain *x, struct piece *prefix,
		      struct piece *name)
{
	const char *s = x->p;

	*prefix = (struct piece){ 0 };
	for (;;) {
		if (x->p == x->end || !is_name_start(*x->p))
			return false;
		while (x->p < x->end && is_name(*x->p))
			x->p++;
		*name = (struct piece){ s, (size_t)(x->p - s) };
		if (x->p == x->end || name->len > NAME_MAX_BYTES)
			return false;
		if (*x->p != ':')
			return true;
		if (prefix->s)
			return false;
		*prefix = *name;
		s = ++x->p;
	}
}

/* A quoted value. Line ends and tabs become spaces (XML s. 3.3.3). */
static bool read_value(struct plain *x, struct raw_attr *a)
{
	char quote = x->p < x->end ? *x->p : '\0';

	if (quote != '"' && quote != '\'')
		return false;
	const char *s = x->p + 1;
	const char *z = memchr(s, quote, (size_t)(x->end - s));
	size_t len = z ? (size_t)(z - s) : 0;
	if (!z || len > TEXT_MAX || memchr(s, '<', len))
		return false;
	x->p = z + 1;
	a->value = (struct piece){ s, len };
	if (!memchr(s, '&', len) && !memchr(s, '\n', len) &&
	    !memchr(s, '\t', len))
		return true;
	/* What a reference stands for stays as it is. */
	a->value.s = NULL;
	a->at = x->decoded.len;
	for (const char *from = s; from < z;) {
		const char *to = from;
		while (to < z && *to != '\n' && *to != '\t')
			to++;
		if (!decode(x, from, to))
			return false;
		if (to < z)
			buf_addc(&x->decoded, ' ');
		from = to + 1;
	}
	a->value.len = x->decoded.len - a->at;
	return true;
}

static bool is_said_before(const struct plain *x, const struct raw_attr *a)
{
	for (size_t i = 0; i < x->n_attrs; i++)
		if (is_piece(x->attrs[i].name, a->name) &&
		    is_piece(x->attrs[i].prefix, a->prefix))
			return true;
	return false;
}

/* All attributes up to '>' or "/>", which stays. */
static bool read_attrs(struct plain *x)
{
	x->n_attrs = 0;
	buf_clear(&x->decoded);
	for (;;) {
		bool spaced = x->p < x->end && is_space(*x->p);
		skip_space(x);
		if (x->p == x->end)
			return false;
		if (*x->p == '>' || *x->p == '/')
			break;
		struct raw_attr a;
		if (!spaced || x->n_attrs == XML_ATTRS_MAX ||
		    !read_name(x, &a.prefix, &a.name))
			return false;
		skip_space(x);
		if (x->p == x->end || *x->p++ != '=')
			return false;
		skip_space(x);
		if (is_said_before(x, &a) || !read_value(x, &a))
			return false;
		x->attrs[x->n_attrs++] = a;
	}
	for (size_t i = 0; i < x->n_attrs; i++)
		if (!x->attrs[i].value.s)
			x->attrs[i].value.s = x->decoded.ptr + x->attrs[i].at;
	return true;
}

static bool is_word(struct piece a, const char *word)
{
	return a.len == strlen(word) && !memcmp(a.s, word, a.len);
}

static bool is_xmlns(const struct raw_attr *a)
{
	return a->prefix.s ? is_word(a->prefix, "xmlns") :
			     is_word(a->name, "xmlns");
}

/* The declarations of namespaces in the start tag `t`. */
static bool bind(struct plain *x, struct open_tag *t)
{
	for (size_t i = 0; i < x->n_attrs; i++) {
		const struct raw_attr *a = &x->attrs[i];
		if (!is_xmlns(a))
			continue;
		if (!a->prefix.s) {
			t->default_ns = a->value.len ?
				xml_ns_of(NULL, 0, a->value.s, a->value.len) :
				XML_NS_CORE;
			continue;
		}
		/* "xml" is not to be bound, nor anything to nothing. */
		if (!a->value.len || x->n_bindings == BINDINGS_MAX ||
		    (a->name.len >= 3 && !memcmp(a->name.s, "xml", 3)))
			return false;
		x->bindings[x->n_bindings++] = (struct binding){
			.prefix = a->name,
			.ns = xml_ns_of(a->name.s, a->name.len, a->value.s,
					a->value.len),
		};
	}
	return true;
}

static enum xml_ns prefix_ns(const struct plain *x, struct piece prefix)
{
	for (size_t i = x->n_bindings; i > 0; i--)
		if (is_piece(x->bindings[i - 1].prefix, prefix))
			return x->bindings[i - 1].ns;
	return xml_ns_of(prefix.s, prefix.len, NULL, 0);
}

static void close_top(struct plain *x)
{
	x->n_bindings = x->open[--x->depth].n_bindings;
	x->sink->end(x->sink->ctx);
}

static bool read_start(struct plain *x)
{
	struct xml_attr list[XML_ATTRS_MAX];
	char local[NAME_MAX_BYTES + 1];
	struct xml_tag tag = { .name = local, .attrs = list };
	struct piece prefix, name;
	struct open_tag *t = &x->open[x->depth];

	x->p++;
	const char *from = x->p;
	if (x->depth == XML_DEPTH_MAX || (!x->depth && x->root_seen) ||
	    !read_name(x, &prefix, &name))
		return false;
	*t = (struct open_tag){
		.name = { from, (size_t)(x->p - from) },
		.n_bindings = x->n_bindings,
		.default_ns = x->depth ? t[-1].default_ns : XML_NS_CORE,
	};
	if (!read_attrs(x) || !bind(x, t))
		return false;
	bool empty = *x->p == '/';
	x->p += empty;
	if (x->p == x->end || *x->p++ != '>')
		return false;
	for (size_t i = 0; i < x->n_attrs; i++) {
		const struct raw_attr *a = &x->attrs[i];
		if (is_xmlns(a))
			continue;
		list[tag.n_attrs++] = (struct xml_attr){
			.ns = a->prefix.s ? prefix_ns(x, a->prefix) :
					    XML_NS_CORE,
			.name = a->name.s,
			.name_len = a->name.len,
			.value = a->value.s,
			.len = a->value.len,
		};
	}
	memcpy(local, name.s, name.len);
	local[name.len] = '\0';
	tag.prefixed = prefix.s != NULL;
	tag.ns = prefix.s ? prefix_ns(x, prefix) : t->default_ns;
	x->root_seen = true;
	x->depth++;
	x->sink->start(x->sink->ctx, &tag);
	if (empty)
		close_top(x);
	return true;
}

static bool read_end(struct plain *x)
{
	if (!x->depth)
		return false;
	struct piece name = x->open[x->depth - 1].name;
	x->p += 2;
	if (!begins(x, name.s, name.len))
		return false;
	x->p += name.len;
	skip_space(x);
	if (x->p == x->end || *x->p++ != '>')
		return false;
	close_top(x);
	return true;
}

/* ---- the rest ------------------------------------------------------------- */

/* Behind `word`, else NULL. */
static const char *behind(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);
	const char *hit = memmem(p, (size_t)(end - p), word, n);

	return hit ? hit + n : NULL;
}

/* A comment or CDATA. */
static bool read_marked(struct plain *x)
{
	if (begins(x, "<![CDATA[", 9)) {
		const char *s = x->p + 9, *z = cdata_end(s, x->end);
		if (!z || !send(x, s, (size_t)(z - s)))
			return false;
		x->p = z + 3;
		return true;
	}
	if (!begins(x, "<!--", 4))
		return false;
	/* "--" may stand at its end only. */
	const char *z = behind(x->p + 4, x->end, "--");
	if (!z || z == x->end || *z != '>')
		return false;
	x->p = z + 1;
	return true;
}

/* <?name ...?>; one that is called xml stands at the very beginning. */
static bool read_instruction(struct plain *x)
{
	struct piece prefix, name;

	x->p += 2;
	if (!read_name(x, &prefix, &name) || prefix.s ||
	    (name.len == 3 && (name.s[0] | 32) == 'x' &&
	     (name.s[1] | 32) == 'm' && (name.s[2] | 32) == 'l') ||
	    (!is_space(*x->p) && !begins(x, "?>", 2)))
		return false;
	x->p = behind(x->p, x->end, "?>");
	return x->p != NULL;
}

static bool is_encoding(struct piece v)
{
	for (size_t i = 0; i < v.len; i++)
		if (!is_name(v.s[i]))
			return false;
	return v.len && is_name_start(v.s[0]) && v.s[0] != '_';
}

/* One part of the declaration, if it is there: false = it is odd. */
static bool read_part(struct plain *x, const char *name, struct piece *value)
{
	const char *from = x->p;
	struct raw_attr a;
	size_t n = strlen(name);

	*value = (struct piece){ 0 };
	skip_space(x);
	if (!begins(x, name, n)) {
		x->p = from;
		return true;
	}
	if (x->p == from)
		return false;
	x->p += n;
	skip_space(x);
	if (x->p == x->end || *x->p++ != '=')
		return false;
	skip_space(x);
	if (!read_value(x, &a) || !a.value.s)
		return false;
	*value = a.value;
	return true;
}

/* <?xml version="1.0" encoding="..." standalone="..."?>. The encoding is
 * known by now, whatever it says. */
static bool read_declaration(struct plain *x)
{
	struct piece version, encoding, alone;

	if (!begins(x, "<?xml", 5) || x->end - x->p < 6 ||
	    !is_space(x->p[5]))
		return true;
	x->p += 5;
	if (!read_part(x, "version", &version) || !version.s ||
	    !is_word(version, "1.0") ||
	    !read_part(x, "encoding", &encoding) ||
	    (encoding.s && !is_encoding(encoding)) ||
	    !read_part(x, "standalone", &alone) ||
	    (alone.s && !is_word(alone, "yes") && !is_word(alone, "no")))
		return false;
	skip_space(x);
	if (!begins(x, "?>", 2))
		return false;
	x->p += 2;
	return true;
}

/* What begins with the '<' at x->p. */
static bool read_markup(struct plain *x)
{
	if (x->end - x->p < 3)
		return false;
	switch (x->p[1]) {
	case '/':
		return read_end(x);
	case '!':
		return read_marked(x);
	case '?':
		return read_instruction(x);
	default:
		return read_start(x);
	}
}

bool xml_plain(const char *s, size_t len, const struct xml_sink *sink)
{
	if (!is_clean(s, len))
		return false;
	struct plain *x = xmalloc(sizeof(*x));
	memset(x, 0, offsetof(struct plain, open));
	x->p = s;
	x->end = s + len;
	x->sink = sink;
	buf_init(&x->decoded, 2 * TEXT_MAX);
	bool ok = read_declaration(x);
	while (ok && x->p < x->end) {
		const char *lt = memchr(x->p, '<', (size_t)(x->end - x->p));
		ok = read_text(x, lt ? lt : x->end) &&
		     (!lt || read_markup(x));
	}
	ok = ok && x->root_seen && !x->depth;
	buf_release(&x->decoded);
	free(x);
	return ok;
}
