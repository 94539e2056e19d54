/* xml_quick.c - the XML that nearly all feeds are, in one pass. See
 * xml_priv.h.
 *
 * Takes what is well-formed and simple: tags that match, quoted attributes,
 * names of ASCII, references to characters and XML's own five entities, no
 * document type. Text is handed on where it stands; only what references
 * and line ends change is copied. Whatever else is met makes it give up,
 * and xml_sax() judges. What it does not look for (characters that XML
 * forbids, two attributes of one name, "--" in a comment) is what both other
 * readers hand on as it is. Linear.
 * Source: XML 1.0 (fifth edition), Namespaces in XML 1.0.
 */
#include "config.h"

#include "xml_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/block.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

#define BINDINGS_MAX 64
#define NAME_MAX_BYTES 63
#define KNOWN 64 /* names, by a hash */
#define VALUES_MAX ((size_t)64 << 20)
#define CDATA_HEAD "<![CDATA["

struct open_tag {
	const char *name; /* in the document, with its prefix */
	size_t len;
	enum xml_ns default_ns;
	size_t n_bindings; /* before its own */
};

struct binding {
	const char *prefix; /* in the document */
	size_t len;
	enum xml_ns ns;
};

/* A name that was met: feeds have few, again and again. */
struct known {
	const char *raw; /* in the document, with its prefix */
	size_t len, prefix_len; /* 0 = none */
	uint32_t epoch; /* `ns` is right as long as this is quick's */
	enum xml_ns ns; /* of the prefix */
	char name[NAME_MAX_BYTES + 1];
};

struct quick {
	const char *p, *end;
	const struct xml_sink *sink;
	bool has_cr, has_root;
	size_t depth, n_bindings;
	uint32_t epoch; /* grows when prefixes begin or cease to be bound */
	struct open_tag open[XML_DEPTH_MAX];
	struct binding bindings[BINDINGS_MAX];
	struct known known[KNOWN];
	struct buf values; /* attribute values of one tag that need decoding */
	struct buf text; /* the same of one text */
};

enum where { IN_TEXT, IN_VALUE };

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void skip_space(struct quick *x)
{
	while (x->p < x->end && is_space(*x->p))
		x->p++;
}

/* Bytes of the name at `p`, 0 = none, or not one of ASCII from the start. */
static size_t name_len(const char *p, const char *end)
{
	size_t n = 0, k;

	if (p == end || !(((*p | 32) >= 'a' && (*p | 32) <= 'z') || *p == '_'))
		return 0;
	do {
		struct block b = block_load(p + n, (size_t)(end - p) - n);
		k = block_lead(block_alpha(b) | block_digit(b) |
			       block_is(b, ':') | block_is(b, '-') |
			       block_is(b, '_') | block_is(b, '.'));
		n += k;
	} while (k == BLOCK_BYTES);
	return n;
}

/* The length of a name's prefix, 0 = none; false if it is no name. */
static bool split_name(const char *name, size_t len, size_t *prefix_len)
{
	const char *colon = memchr(name, ':', len);
	size_t n = colon ? (size_t)(colon - name) : 0;

	*prefix_len = n;
	return !colon || (n && n + 1 < len &&
			  !memchr(colon + 1, ':', len - n - 1));
}

/* ---- text ---------------------------------------------------------------- */

/* What XML 1.0 s. 2.2 allows. */
static bool is_char(uint32_t cp)
{
	return cp >= 0x20 ? cp < 0xd800 || (cp >= 0xe000 && cp <= 0xfffd) ||
				    (cp >= 0x10000 && cp <= 0x10ffff) :
			    cp == '\t' || cp == '\n' || cp == '\r';
}

static int digit(char c, uint32_t base)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "#38;", "#x26;" at `s`: bytes taken, 0 if it is none that XML allows. In
 * text, as in HTML, C1 controls mean windows-1252. */
static size_t add_number(struct buf *out, const char *s, size_t len,
			 enum where where)
{
	uint32_t base = len > 1 && s[1] == 'x' ? 16 : 10, cp = 0;
	size_t begin = base == 16 ? 2 : 1, i = begin;

	for (int d; i < len && (d = digit(s[i], base)) >= 0; i++) {
		cp = cp * base + (uint32_t)d;
		if (cp > 0x10ffff)
			return 0;
	}
	if (i == begin || i == len || s[i] != ';' || !is_char(cp))
		return 0;
	buf_add_cp(out, where == IN_TEXT ? text_cp1252(cp) : cp);
	return i + 1;
}

/* The reference whose '&' is before `s`: bytes taken, 0 = not ours. */
static size_t add_reference(struct buf *out, const char *s, size_t len,
			    enum where where)
{
	static const struct {
		char name[6], c;
		size_t len;
	} own[] = { { "lt;", '<', 3 },
		    { "gt;", '>', 3 },
		    { "amp;", '&', 4 },
		    { "quot;", '"', 5 },
		    { "apos;", '\'', 5 } };

	if (len && *s == '#')
		return add_number(out, s, len, where);
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (len >= own[i].len && *s == *own[i].name &&
		    !memcmp(s, own[i].name, own[i].len)) {
			buf_addc(out, own[i].c);
			return own[i].len;
		}
	return 0;
}

/* Line ends are LF (s. 2.11), white space in a value is a space (s. 3.3.3). */
static void add_lines(struct buf *out, const char *s, size_t len,
		      enum where where)
{
	for (size_t i = 0; i < len; i++) {
		char c = s[i];
		if (c == '\r' && i + 1 < len && s[i + 1] == '\n')
			continue;
		if (c == '\r')
			c = '\n';
		buf_addc(out, where == IN_VALUE && is_space(c) ? ' ' : c);
	}
}

/* False for a reference that is not XML's own. */
static bool add_decoded(struct quick *x, struct buf *out, const char *s,
			size_t len, enum where where)
{
	const char *end = s + len;

	for (;;) {
		const char *amp = memchr(s, '&', (size_t)(end - s));
		size_t n = (size_t)((amp ? amp : end) - s);
		if (where == IN_VALUE || x->has_cr)
			add_lines(out, s, n, where);
		else
			buf_add(out, s, n);
		if (!amp)
			return true;
		s = amp + 1;
		n = add_reference(out, s, (size_t)(end - s), where);
		if (!n)
			return false;
		s += n;
	}
}

static void send(struct quick *x, const char *s, size_t len)
{
	x->sink->text(x->sink->ctx, s, len);
}

static bool read_text(struct quick *x)
{
	const char *s = x->p;
	const char *lt = memchr(s, '<', (size_t)(x->end - s));
	size_t len = (size_t)((lt ? lt : x->end) - s);

	x->p = s + len;
	if (!x->depth) {
		while (len && is_space(s[len - 1]))
			len--;
		return !len;
	}
	if (!memchr(s, '&', len) && !(x->has_cr && memchr(s, '\r', len))) {
		send(x, s, len);
		return true;
	}
	buf_clear(&x->text);
	if (!add_decoded(x, &x->text, s, len, IN_TEXT))
		return false;
	send(x, x->text.ptr, x->text.len);
	return true;
}

static bool read_cdata(struct quick *x)
{
	const char *s = x->p + strlen(CDATA_HEAD);
	const char *stop = xml_find(s, x->end, "]]>");
	size_t len = (size_t)(stop - s);

	if (!x->depth || stop == x->end)
		return false;
	x->p = stop + 3;
	if (!x->has_cr || !memchr(s, '\r', len)) {
		send(x, s, len);
		return true;
	}
	buf_clear(&x->text);
	add_lines(&x->text, s, len, IN_TEXT);
	send(x, x->text.ptr, x->text.len);
	return true;
}

/* ---- tags ---------------------------------------------------------------- */

static enum xml_ns prefix_ns(const struct quick *x, const char *prefix,
			     size_t len)
{
	for (size_t i = x->n_bindings; i > 0; i--) {
		const struct binding *b = &x->bindings[i - 1];
		if (b->len == len && !memcmp(b->prefix, prefix, len))
			return b->ns;
	}
	return xml_ns_of(prefix, len, NULL, 0);
}

static bool bind(struct quick *x, const char *prefix, size_t len,
		 const char *uri, size_t uri_len)
{
	if (x->n_bindings == BINDINGS_MAX)
		return false;
	x->bindings[x->n_bindings++] = (struct binding){
		prefix, len, xml_ns_of(prefix, len, uri, uri_len)
	};
	x->epoch++;
	return true;
}

/* name="value" at x->p. The value is where it stands, or, when its `value`
 * is NULL, in x->values from `at` on. */
static bool read_attr(struct quick *x, struct xml_attr *a, size_t *at)
{
	*a = (struct xml_attr){ .name = x->p };
	a->name_len = name_len(x->p, x->end);
	x->p += a->name_len;
	skip_space(x);
	if (!a->name_len || x->end - x->p < 2 || *x->p != '=')
		return false;
	x->p++;
	skip_space(x);
	if (x->p == x->end || (*x->p != '"' && *x->p != '\''))
		return false;
	const char *v = x->p + 1;
	const char *stop = memchr(v, *x->p, (size_t)(x->end - v));
	if (!stop)
		return false;
	a->len = (size_t)(stop - v);
	x->p = stop + 1;
	if (memchr(v, '<', a->len))
		return false;
	if (!memchr(v, '&', a->len) && !memchr(v, '\n', a->len) &&
	    !memchr(v, '\t', a->len) &&
	    !(x->has_cr && memchr(v, '\r', a->len))) {
		a->value = v;
		return true;
	}
	*at = x->values.len;
	if (!add_decoded(x, &x->values, v, a->len, IN_VALUE))
		return false;
	a->len = x->values.len - *at;
	return true;
}

/* xmlns="..." and xmlns:x="..." come into force; *is_one for others. */
static bool take_binding(struct quick *x, struct open_tag *t,
			 const struct xml_attr *a, size_t at, bool *is_one)
{
	const char *v = a->value ? a->value : x->values.ptr + at;

	*is_one = a->name_len >= 5 && !memcmp(a->name, "xmlns", 5) &&
		  (a->name_len == 5 || a->name[5] == ':');
	if (!*is_one)
		return true;
	if (a->name_len == 5) {
		t->default_ns = xml_ns_of(NULL, 0, v, a->len);
		return true;
	}
	return a->name_len > 6 &&
	       bind(x, a->name + 6, a->name_len - 6, v, a->len);
}

/* Attributes up to "/" or ">". Their namespaces are known when all of them
 * are. */
static bool read_attrs(struct quick *x, struct open_tag *t,
		       struct xml_attr *list, size_t *n_out)
{
	size_t at[XML_ATTRS_MAX], n = 0;

	buf_clear(&x->values);
	while (x->p < x->end && *x->p != '>' && *x->p != '/') {
		struct xml_attr a;
		size_t from = 0;
		bool is_binding;
		if (!is_space(*x->p))
			return false;
		skip_space(x);
		if (x->p < x->end && (*x->p == '>' || *x->p == '/'))
			break;
		if (!read_attr(x, &a, &from) ||
		    !take_binding(x, t, &a, from, &is_binding))
			return false;
		if (is_binding || n == XML_ATTRS_MAX)
			continue;
		at[n] = from;
		list[n++] = a;
	}
	for (size_t i = 0; i < n; i++) {
		struct xml_attr *a = &list[i];
		size_t prefix;
		if (!split_name(a->name, a->name_len, &prefix))
			return false;
		if (prefix) {
			a->ns = prefix_ns(x, a->name, prefix);
			a->name += prefix + 1;
			a->name_len -= prefix + 1;
		}
		if (!a->value)
			a->value = x->values.ptr + at[i];
	}
	*n_out = n;
	return true;
}

/* What the tag's name means. */
static bool name_tag(struct quick *x, const struct open_tag *t,
		     struct xml_tag *tag)
{
	size_t hash = t->len * 5 + (unsigned char)t->name[t->len / 2] * 3u +
		      (unsigned char)t->name[t->len - 1];
	struct known *k = &x->known[hash % KNOWN];

	if (k->len != t->len || memcmp(k->raw, t->name, t->len) != 0) {
		size_t prefix, n;
		if (!split_name(t->name, t->len, &prefix))
			return false;
		const char *local = t->name + prefix + (prefix > 0);
		n = t->len - (size_t)(local - t->name);
		if (n > NAME_MAX_BYTES)
			return false;
		memcpy(k->name, local, n);
		k->name[n] = '\0';
		k->raw = t->name;
		k->len = t->len;
		k->prefix_len = prefix;
		k->epoch = x->epoch - 1;
	}
	if (k->prefix_len && k->epoch != x->epoch) {
		k->ns = prefix_ns(x, t->name, k->prefix_len);
		k->epoch = x->epoch;
	}
	tag->name = k->name;
	tag->prefixed = k->prefix_len > 0;
	tag->ns = k->prefix_len ? k->ns : t->default_ns;
	return true;
}

static void close_tag(struct quick *x)
{
	size_t bound = x->open[--x->depth].n_bindings;

	x->sink->end(x->sink->ctx);
	if (x->n_bindings != bound) {
		x->n_bindings = bound;
		x->epoch++;
	}
}

static bool read_start(struct quick *x)
{
	struct xml_attr attrs[XML_ATTRS_MAX];
	struct xml_tag tag = { .attrs = attrs };
	struct open_tag t = { .name = x->p + 1,
			      .n_bindings = x->n_bindings };
	bool empty;

	t.len = name_len(t.name, x->end);
	if (!t.len || x->depth == XML_DEPTH_MAX || (x->has_root && !x->depth))
		return false;
	if (x->depth)
		t.default_ns = x->open[x->depth - 1].default_ns;
	x->p = t.name + t.len;
	if (x->p < x->end && *x->p != '>' &&
	    !read_attrs(x, &t, attrs, &tag.n_attrs))
		return false;
	empty = x->p < x->end && *x->p == '/';
	x->p += empty;
	if (x->p == x->end || *x->p != '>' || !name_tag(x, &t, &tag))
		return false;
	x->p++;
	x->has_root = true;
	x->sink->start(x->sink->ctx, &tag);
	x->open[x->depth++] = t;
	if (empty)
		close_tag(x);
	return true;
}

static bool read_end(struct quick *x)
{
	if (!x->depth)
		return false;
	const struct open_tag *t = &x->open[x->depth - 1];
	x->p += 2;
	if ((size_t)(x->end - x->p) <= t->len ||
	    memcmp(x->p, t->name, t->len) != 0)
		return false;
	x->p += t->len;
	skip_space(x);
	if (x->p == x->end || *x->p != '>')
		return false;
	x->p++;
	close_tag(x);
	return true;
}

/* ---- all ----------------------------------------------------------------- */

static bool begins(const struct quick *x, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(x->end - x->p) >= n && !memcmp(x->p, word, n);
}

/* A comment, or an instruction without '>' in it. */
static bool skip_markup(struct quick *x)
{
	bool comment = begins(x, "<!--");
	const char *stop = comment ? xml_find(x->p + 4, x->end, "-->") :
				     xml_find(x->p, x->end, ">");

	if (stop == x->end ||
	    (!comment && (stop - x->p < 4 || stop[-1] != '?')))
		return false;
	x->p = stop + (comment ? 3 : 1);
	return true;
}

static bool read_markup(struct quick *x)
{
	switch (x->end - x->p > 1 ? x->p[1] : '\0') {
	case '/':
		return read_end(x);
	case '?':
		return skip_markup(x);
	case '!':
		if (begins(x, CDATA_HEAD))
			return read_cdata(x);
		return begins(x, "<!--") && skip_markup(x);
	default:
		return read_start(x);
	}
}

bool xml_quick(const char *s, size_t len, const struct xml_sink *sink)
{
	bool ok = !memchr(s, 0, len);
	struct quick *x = xcalloc(1, sizeof(*x));

	x->p = s;
	x->end = s + len;
	x->sink = sink;
	x->has_cr = memchr(s, '\r', len) != NULL;
	buf_init(&x->values, VALUES_MAX);
	buf_init(&x->text, VALUES_MAX);
	while (ok && x->p < x->end)
		ok = *x->p == '<' ? read_markup(x) : read_text(x);
	ok = ok && x->has_root && !x->depth && !x->values.overflow &&
	     !x->text.overflow;
	buf_release(&x->values);
	buf_release(&x->text);
	free(x);
	return ok;
}
