/* xml_soup.c - XML that is not quite XML, read as its author meant it.
 *
 * For feeds that libxml2 refuses. The rules, each bounded and linear:
 * - a '<' that begins no tag and a '&' that begins no reference are text;
 * - an end tag closes up to its start tag; one without a start is dropped;
 * - a new item closes the last one, a new field of an item (<link> after an
 *   unclosed <title>) closes the field before it;
 * - entities are HTML's and the document's own, which are taken as plain
 *   text, once, never nested: there is nothing to multiply;
 * - what is open at the end is closed.
 */
#include "config.h"

#include "xml_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/base/vec.h"
#include "thrum/base/banned.h"

#define ENTITIES_MAX 64
#define ENTITY_VALUE_MAX 256
#define NAME_MAX_BYTES 128
#define BINDINGS_MAX 64

struct open_tag {
	char name[NAME_MAX_BYTES + 1]; /* with its prefix */
	enum xml_ns default_ns;
	bool known; /* reported to the sink */
};

struct open_tag_vec {
	VEC_FIELDS(struct open_tag);
};

struct binding {
	char prefix[NAME_MAX_BYTES + 1];
	enum xml_ns ns;
};

struct entity {
	char name[NAME_MAX_BYTES + 1];
	char value[ENTITY_VALUE_MAX + 1];
};

struct soup {
	const char *p, *end;
	const struct xml_sink *sink;
	struct open_tag_vec open;
	size_t too_deep; /* elements beyond XML_DEPTH_MAX */
	struct binding bindings[BINDINGS_MAX];
	size_t n_bindings;
	struct entity entities[ENTITIES_MAX];
	size_t n_entities;
	struct buf value; /* attribute values of one tag, decoded */
};

struct raw_attr {
	const char *name;
	size_t name_len;
	size_t at, len; /* in soup.value */
};

static bool is_name_start(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' ||
	       c == '.' || c == ':';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *find(const char *p, const char *end, const char *word)
{
	const char *hit = memmem(p, (size_t)(end - p), word, strlen(word));

	return hit ? hit : end;
}

static bool begins(const struct soup *x, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(x->end - x->p) >= n && !strncasecmp(x->p, word, n);
}

/* ---- entities ------------------------------------------------------------ */

static const struct entity *own_entity(const struct soup *x, const char *s,
				       size_t len)
{
	for (size_t i = 0; i < x->n_entities; i++) {
		const struct entity *e = &x->entities[i];
		size_t n = strlen(e->name);
		if (n + 2 <= len && !memcmp(s + 1, e->name, n) &&
		    s[n + 1] == ';')
			return e;
	}
	return NULL;
}

/* The reference at `s` decoded into `out`; its length, 0 = it is none. */
static size_t decode_reference(const struct soup *x, const char *s, size_t len,
			       struct buf *out)
{
	const struct entity *e = own_entity(x, s, len);

	if (e) {
		buf_adds(out, e->value);
		return strlen(e->name) + 2;
	}
	return xml_entity(s, len, out);
}

static void add_decoded(const struct soup *x, struct buf *out, const char *s,
			size_t len)
{
	while (len) {
		const char *amp = memchr(s, '&', len);
		size_t n = amp ? (size_t)(amp - s) : len;
		buf_add(out, s, n);
		s += n;
		len -= n;
		if (!len)
			break;
		n = decode_reference(x, s, len, out);
		if (!n) {
			buf_addc(out, '&');
			n = 1;
		}
		s += n;
		len -= n;
	}
}

static void send_text(struct soup *x, const char *s, size_t len)
{
	struct buf one = BUF_INIT;

	while (len) {
		const char *amp = memchr(s, '&', len);
		size_t n = amp ? (size_t)(amp - s) : len;
		if (n)
			x->sink->text(x->sink->ctx, s, n);
		s += n;
		len -= n;
		if (!len)
			break;
		buf_clear(&one);
		n = decode_reference(x, s, len, &one);
		if (!n) {
			buf_addc(&one, '&');
			n = 1;
		}
		x->sink->text(x->sink->ctx, one.ptr, one.len);
		s += n;
		len -= n;
	}
	buf_release(&one);
}

/* <!ENTITY name "value">: only what is short and internal. */
static void declare_entity(struct soup *x, const char *s, const char *end)
{
	struct entity *e = &x->entities[x->n_entities];
	struct buf value;
	size_t n = 0;

	if (x->n_entities == ENTITIES_MAX)
		return;
	while (s < end && is_space(*s))
		s++;
	while (s + n < end && is_name(s[n]))
		n++;
	if (!n || n > NAME_MAX_BYTES)
		return;
	const char *name = s;
	s += n;
	while (s < end && is_space(*s))
		s++;
	if (s >= end || (*s != '"' && *s != '\''))
		return;
	const char *close = memchr(s + 1, *s, (size_t)(end - s - 1));
	if (!close || close - s > ENTITY_VALUE_MAX)
		return;
	buf_init(&value, ENTITY_VALUE_MAX);
	/* Decoded without the document's own: no entity in an entity. */
	const struct soup plain = { 0 };
	add_decoded(&plain, &value, s + 1, (size_t)(close - s - 1));
	memcpy(e->name, name, n);
	e->name[n] = '\0';
	memcpy(e->value, value.ptr, value.len + 1);
	x->n_entities++;
	buf_release(&value);
}

/* <!DOCTYPE ... [ ... ]>: nothing in it is loaded. */
static void skip_doctype(struct soup *x)
{
	const char *p = x->p;
	char quote = 0;
	int brackets = 0;

	for (; p < x->end; p++) {
		if (quote) {
			if (*p == quote)
				quote = 0;
		} else if (*p == '"' || *p == '\'') {
			quote = *p;
		} else if (*p == '[') {
			brackets++;
		} else if (*p == ']') {
			brackets--;
		} else if (*p == '<' && x->end - p > 9 &&
			   !memcmp(p, "<!ENTITY", 8)) {
			declare_entity(x, p + 8, find(p, x->end, ">"));
		} else if (*p == '<' && x->end - p > 4 &&
			   !memcmp(p, "<!--", 4)) {
			p = find(p, x->end, "-->");
		} else if (*p == '>' && brackets <= 0) {
			x->p = p + 1;
			return;
		}
	}
	/* A quote that is never closed: up to the first '>'. */
	p = find(x->p, x->end, ">");
	x->p = p < x->end ? p + 1 : x->end;
}

/* ---- elements ------------------------------------------------------------ */

static const char *local_name(const char *name, size_t *prefix_len)
{
	const char *colon = strchr(name, ':');

	*prefix_len = colon && colon[1] ? (size_t)(colon - name) : 0;
	return *prefix_len ? colon + 1 : name;
}

static void bind(struct soup *x, const char *prefix, size_t len,
		 const char *uri, size_t uri_len)
{
	if (x->n_bindings == BINDINGS_MAX || len > NAME_MAX_BYTES)
		return;
	struct binding *b = &x->bindings[x->n_bindings++];
	memcpy(b->prefix, prefix, len);
	b->prefix[len] = '\0';
	b->ns = xml_ns_of(prefix, len, uri, uri_len);
}

static enum xml_ns prefix_ns(const struct soup *x, const char *name,
			     size_t len)
{
	for (size_t i = x->n_bindings; i > 0; i--) {
		const struct binding *b = &x->bindings[i - 1];
		if (strlen(b->prefix) == len && !memcmp(b->prefix, name, len))
			return b->ns;
	}
	return xml_ns_of(name, len, NULL, 0);
}

static void close_top(struct soup *x)
{
	if (x->open.v[--x->open.len].known)
		x->sink->end(x->sink->ctx);
}

/* Names of `list` are parted by spaces. */
static bool is_one_of(const char *name, const char *list)
{
	size_t n = strlen(name);

	while (*list) {
		size_t m = strcspn(list, " ");
		if (m == n && !strncasecmp(list, name, n))
			return true;
		list += m + (list[m] == ' ');
	}
	return false;
}

static bool is_item(const char *name)
{
	return is_one_of(name, "item entry");
}

/* Fields that hold no elements of their own, by any prefix. */
static bool is_leaf(const char *name)
{
	static const char leaves[] =
		"title link guid pubDate author category comments id updated "
		"published issued modified creator date subject encoded "
		"lastBuildDate generator language";
	size_t prefix;

	return is_one_of(local_name(name, &prefix), leaves);
}

/* An item stands in one of these and nowhere else. */
static bool is_container(const char *name)
{
	size_t prefix;

	return is_one_of(local_name(name, &prefix),
			 "rss rdf channel feed items");
}

/* Is a new item one inside the open item (a conflict's other side), not the
 * next one? It is when it stands in an element that holds no text. */
static bool is_nested(const struct soup *x)
{
	size_t n = x->open.len, prefix;

	if (!n || is_item(x->open.v[n - 1].name))
		return false;
	for (; n && !is_item(x->open.v[n - 1].name); n--) {
		const char *name = x->open.v[n - 1].name;
		if (is_leaf(name) || is_container(name) ||
		    is_one_of(local_name(name, &prefix),
			      "description content summary"))
			return false;
	}
	return n > 0;
}

static bool in_item(const struct soup *x)
{
	for (size_t i = x->open.len; i > 0; i--)
		if (is_item(x->open.v[i - 1].name))
			return true;
	return false;
}

static void close_implied(struct soup *x, const char *name, bool empty)
{
	if (is_item(name)) {
		/* <item/> inside an item is rubbish, not the next one. */
		if (is_nested(x) || (empty && in_item(x)))
			return;
		size_t n = x->open.len;
		while (n && !is_container(x->open.v[n - 1].name))
			n--;
		while (n && x->open.len > n)
			close_top(x);
		return;
	}
	/* An Atom author has elements inside; "author" alone is asked for
	 * where it is the parent. */
	if (x->open.len) {
		const char *top = x->open.v[x->open.len - 1].name;
		if (is_leaf(top) && strcasecmp(top, "author") != 0 &&
		    (is_leaf(name) || !strcasecmp(name, "description")))
			close_top(x);
	}
}

/* Attributes up to '>' into raw[]; x->p ends behind the tag. */
static size_t read_attrs(struct soup *x, struct raw_attr *raw, bool *empty)
{
	size_t n = 0;

	*empty = false;
	while (x->p < x->end && *x->p != '>') {
		if (*x->p == '<')
			return n; /* the tag was never closed */
		if (*x->p == '/' && x->p + 1 < x->end && x->p[1] == '>') {
			*empty = true;
			x->p++;
			break;
		}
		if (!is_name_start(*x->p)) {
			x->p++;
			continue;
		}
		struct raw_attr a = { .name = x->p, .at = x->value.len };
		while (x->p < x->end && is_name(*x->p))
			x->p++;
		a.name_len = (size_t)(x->p - a.name);
		while (x->p < x->end && is_space(*x->p))
			x->p++;
		if (x->p < x->end && *x->p == '=') {
			x->p++;
			while (x->p < x->end && is_space(*x->p))
				x->p++;
			const char *v = x->p;
			const char *stop = v;
			if (v < x->end && (*v == '"' || *v == '\'')) {
				v++;
				stop = memchr(v, v[-1], (size_t)(x->end - v));
				if (!stop)
					stop = find(v, x->end, ">");
				x->p = stop + (stop < x->end && *stop != '>');
			} else {
				while (stop < x->end && !is_space(*stop) &&
				       *stop != '>')
					stop++;
				x->p = stop;
			}
			add_decoded(x, &x->value, v, (size_t)(stop - v));
		}
		a.len = x->value.len - a.at;
		buf_addc(&x->value, '\0');
		if (n < XML_ATTRS_MAX)
			raw[n++] = a;
	}
	if (x->p < x->end)
		x->p++;
	return n;
}

/* xmlns declarations leave the list; the rest get their namespaces. */
static size_t resolve_attrs(struct soup *x, const struct raw_attr *raw,
			    size_t n, struct xml_attr *out,
			    enum xml_ns *default_ns)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		const char *name = raw[i].name, *v = x->value.ptr + raw[i].at;
		size_t len = raw[i].name_len;
		if (len > 6 && !strncasecmp(name, "xmlns:", 6))
			bind(x, name + 6, len - 6, v, raw[i].len);
		else if (len == 5 && !strncasecmp(name, "xmlns", 5))
			*default_ns = xml_ns_of(NULL, 0, v, raw[i].len);
	}
	for (size_t i = 0; i < n; i++) {
		const char *name = raw[i].name;
		size_t len = raw[i].name_len;
		if (len >= 5 && !strncasecmp(name, "xmlns", 5))
			continue;
		struct xml_attr a = { .ns = XML_NS_CORE,
				      .value = x->value.ptr + raw[i].at,
				      .len = raw[i].len };
		const char *colon = memchr(name, ':', len);
		if (colon) {
			a.ns = prefix_ns(x, name, (size_t)(colon - name));
			len -= (size_t)(colon + 1 - name);
			name = colon + 1;
		}
		a.name = name;
		a.name_len = len;
		out[kept++] = a;
	}
	return kept;
}

static void read_start(struct soup *x)
{
	struct raw_attr raw[XML_ATTRS_MAX];
	struct xml_attr attrs[XML_ATTRS_MAX];
	struct open_tag t = { .known = true };
	struct xml_tag tag = { .attrs = attrs };
	bool empty;
	size_t n = 0, prefix;

	x->p++;
	while (x->p < x->end && is_name(*x->p)) {
		if (n < NAME_MAX_BYTES)
			t.name[n++] = *x->p;
		x->p++;
	}
	buf_clear(&x->value);
	n = read_attrs(x, raw, &empty);
	close_implied(x, t.name, empty);
	if (x->open.len >= XML_DEPTH_MAX) {
		x->too_deep += !empty;
		return;
	}
	t.default_ns = x->open.len ? x->open.v[x->open.len - 1].default_ns :
				     XML_NS_CORE;
	tag.n_attrs = resolve_attrs(x, raw, n, attrs, &t.default_ns);
	tag.name = local_name(t.name, &prefix);
	tag.prefixed = prefix > 0;
	tag.ns = prefix ? prefix_ns(x, t.name, prefix) : t.default_ns;
	x->sink->start(x->sink->ctx, &tag);
	vec_push(&x->open, t);
	if (empty)
		close_top(x);
}

static void read_end(struct soup *x)
{
	char name[NAME_MAX_BYTES + 1];
	size_t n = 0;

	x->p += 2;
	while (x->p < x->end && is_name(*x->p)) {
		if (n < NAME_MAX_BYTES)
			name[n++] = *x->p;
		x->p++;
	}
	name[n] = '\0';
	x->p = find(x->p, x->end, ">");
	if (x->p < x->end)
		x->p++;
	if (x->too_deep) {
		x->too_deep--;
		return;
	}
	for (size_t i = x->open.len; i > 0; i--) {
		if (strcasecmp(x->open.v[i - 1].name, name) != 0)
			continue;
		while (x->open.len >= i)
			close_top(x);
		return;
	}
}

/* Everything else that begins with '<'. False = it is text. */
static bool read_markup(struct soup *x)
{
	const char *next;

	if (begins(x, "<![CDATA[")) {
		next = find(x->p, x->end, "]]>");
		x->sink->text(x->sink->ctx, x->p + 9,
			      (size_t)(next - x->p) - 9);
		x->p = next < x->end ? next + 3 : x->end;
	} else if (begins(x, "<!--")) {
		next = find(x->p + 4, x->end, "-->");
		x->p = next < x->end ? next + 3 : x->end;
	} else if (begins(x, "<!doctype")) {
		skip_doctype(x);
	} else if (begins(x, "<?")) {
		next = find(x->p, x->end, ">");
		x->p = next < x->end ? next + 1 : x->end;
	} else if (x->end - x->p > 2 && x->p[1] == '/' &&
		   is_name_start(x->p[2])) {
		read_end(x);
	} else if (x->end - x->p > 1 && is_name_start(x->p[1])) {
		read_start(x);
	} else {
		return false;
	}
	return true;
}

void xml_soup(const char *s, size_t len, const struct xml_sink *sink)
{
	struct soup *x = xcalloc(1, sizeof(*x));

	x->p = s;
	x->end = s + len;
	x->sink = sink;
	buf_init(&x->value, (size_t)4 << 20);
	while (x->p < x->end) {
		const char *lt = memchr(x->p, '<', (size_t)(x->end - x->p));
		if (!lt)
			lt = x->end;
		if (lt > x->p)
			send_text(x, x->p, (size_t)(lt - x->p));
		x->p = lt;
		if (lt < x->end && !read_markup(x)) {
			sink->text(sink->ctx, "<", 1);
			x->p++;
		}
	}
	while (x->open.len)
		close_top(x);
	vec_release(&x->open);
	buf_release(&x->value);
	free(x);
}
