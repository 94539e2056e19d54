/* feed_build.c - follows the elements of an XML feed of any dialect.
 *
 * Every open element has a frame that says what role it plays; what is not
 * known is passed over with all its content. Elements inside a text are
 * written back as HTML. See build_priv.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/alloc.h"
#include "thrum/text/url.h"
#include "build_priv.h"
#include "thrum/text/escape.h"
#include "thrum/base/banned.h"

static struct frame *top(struct builder *b)
{
	return &b->frames.v[b->frames.len - 1];
}

/* ---- markup inside a text --------------------------------------------------- */

static bool is_void(const char *name)
{
	static const char *const names[] = { "br",   "img",   "hr",   "input",
					     "area", "embed", "link", "meta",
					     "col",  "base",  "wbr",  "param",
					     "source", "track" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcasecmp(name, names[i]))
			return true;
	return false;
}

static void markup_start(struct builder *b, struct frame *f,
			 const struct xml_tag *tag)
{
	size_t n = strnlen(tag->name, sizeof(f->name) - 1);

	f->role = ROLE_MARKUP;
	memcpy(f->name, tag->name, n);
	f->name[n] = '\0';
	buf_addf(&b->text, "<%s", f->name);
	for (size_t i = 0; i < tag->n_attrs; i++) {
		const struct xml_attr *a = &tag->attrs[i];
		if (a->ns != XML_NS_CORE)
			continue;
		buf_addc(&b->text, ' ');
		buf_add(&b->text, a->name, a->name_len);
		buf_adds(&b->text, "=\"");
		text_escape(&b->text, a->value, a->len);
		buf_addc(&b->text, '"');
	}
	buf_addc(&b->text, '>');
}

static void markup_end(struct builder *b, const struct frame *f)
{
	if (!is_void(f->name))
		buf_addf(&b->text, "</%s>", f->name);
}

/* ---- elements ----------------------------------------------------------------- */

static const char *arena_attr(struct builder *b, const char *s, size_t len)
{
	return arena_strndup(&b->arena, s, len);
}

static void set_base(struct builder *b, struct frame *f, const char *v,
		     size_t len)
{
	char *base = feed_url(f->base, v, len);

	if (base) {
		f->base = arena_strdup(&b->arena, base);
		f->own_base = true;
	}
	free(base);
}

/* xml:base and xml:lang come into force. */
static void inherit(struct builder *b, struct frame *f,
		    const struct xml_tag *tag)
{
	size_t len;
	const char *v;

	if (!tag->n_attrs)
		return;
	v = xml_attr(tag, XML_NS_XML, "base", &len);
	if (v && len)
		set_base(b, f, v, len);
	v = xml_attr(tag, XML_NS_XML, "lang", &len);
	if (v && len)
		f->lang = arena_attr(b, v, len);
}

static void set_format(struct builder *b, const char *root)
{
	b->is_feed = true;
	if (!strcasecmp(root, "rdf")) {
		b->doc->format = FEED_RDF;
	} else if (!strcasecmp(root, "feed")) {
		b->doc->format = FEED_ATOM;
		b->is_atom = true;
	} else if (!strcasecmp(root, "channel")) {
		b->doc->format = FEED_CDF;
	} else {
		b->doc->format = FEED_RSS;
	}
}

static void open_channel(struct builder *b, struct frame *f,
			 const struct xml_tag *tag, enum feed_field field)
{
	bool first = !b->is_feed;
	size_t len;
	const char *v;

	if (first)
		set_format(b, tag->name);
	f->role = ROLE_CHANNEL;
	if (field == FIELD_ROOT)
		return;
	if (b->channel_seen) { /* CDF nests channels: their items count */
		f->role = ROLE_SKIP;
		return;
	}
	b->channel_seen = true;
	v = xml_attr(tag, XML_NS_CORE, "base", &len); /* CDF */
	if (v && len)
		set_base(b, f, v, len);
	if (f->lang && !b->doc->lang) {
		b->doc->lang = feed_id(f->lang, strlen(f->lang));
		b->of_feed.lang = 50;
	}
	v = xml_attr(tag, XML_NS_CORE, "href", &len);
	if (v)
		build_link_url(b, f, 80, v, len);
	v = xml_attr(tag, XML_NS_RDF, "about", &len);
	if (v)
		build_link_url(b, f, 20, v, len);
}

static void open_item(struct builder *b, struct frame *f,
		      const struct xml_tag *tag)
{
	if (b->in_item) {
		f->role = ROLE_SKIP;
		return;
	}
	/* Items without anything around them still are a feed's. */
	if (!b->is_feed)
		set_format(b, !strcasecmp(tag->name, "entry") ? "feed" : "rss");
	f->role = ROLE_ITEM;
	build_item_begin(b, f, tag);
}

static void open_text(struct builder *b, struct frame *f,
		      const struct xml_tag *tag)
{
	f->role = ROLE_TEXT;
	f->form = FORM_PLAIN;
	f->text_at = b->text.len;
	switch (f->field.field) {
	case FIELD_TITLE:
	case FIELD_DESCRIPTION:
	case FIELD_CONTENT:
		f->form = feed_text_form(tag);
		/* Of several types the one with markup is the best. */
		if (top(b)->role == ROLE_GROUP &&
		    top(b)->field.field == FIELD_CONTENT &&
		    f->form != FORM_PLAIN)
			f->field.rank++;
		break;
	case FIELD_CATEGORY:
		f->form = FORM_UNKNOWN;
		break;
	case FIELD_NAME:
	case FIELD_EMAIL:
	case FIELD_URI:
		if (b->frames.v[b->frames.len - 1].role != ROLE_PERSON)
			f->role = ROLE_SKIP;
		break;
	default:
		break;
	}
}

static void open_guid(struct frame *f, const struct xml_tag *tag)
{
	size_t len;
	const char *v = xml_attr(tag, XML_NS_CORE, "ispermalink", &len);

	f->permalink = !v || (len == 4 && !strncasecmp(v, "true", 4));
}

static void open_content(struct builder *b, const struct frame *f,
			 const struct xml_tag *tag)
{
	size_t len;
	const char *src = xml_attr(tag, XML_NS_CORE, "src", &len);

	if (src && b->in_item && tag->ns != XML_NS_CONTENT)
		build_link_url(b, f, 25, src, len);
}

/* Atom 0.3: its parts say the same in several types (its spec s. 3.3). */
static bool is_multipart(const struct xml_tag *tag)
{
	size_t len;
	const char *type = xml_attr(tag, XML_NS_CORE, "type", &len);

	return type && len > 10 && !strncasecmp(type, "multipart/", 10);
}

static bool is_written_by(const struct xml_tag *tag)
{
	size_t len;
	const char *role = xml_attr(tag, XML_NS_CORE, "role", &len);

	return tag->ns != XML_NS_MEDIA ||
	       (role && len == 6 && !strncasecmp(role, "author", 6));
}

/* An element that stands in the feed, an item, a group or a person. */
static void open_field(struct builder *b, struct frame *f,
		       const struct xml_tag *tag)
{
	size_t len;
	const char *v;

	switch (f->field.field) {
	case FIELD_NONE:
		f->role = ROLE_SKIP;
		return;
	case FIELD_ENCLOSURE:
		build_enclosure(b, f, tag);
		f->role = ROLE_SKIP;
		return;
	case FIELD_MEDIA:
		build_enclosure(b, f, tag);
		f->role = ROLE_GROUP;
		return;
	case FIELD_GROUP:
		f->role = ROLE_GROUP;
		return;
	case FIELD_PLAYER:
		v = xml_attr(tag, XML_NS_CORE, "url", &len);
		if (v && b->in_item)
			build_link_url(b, f, 10, v, len);
		f->role = ROLE_SKIP;
		return;
	case FIELD_LINK:
		if (xml_attr(tag, XML_NS_CORE, "href", NULL)) {
			build_link(b, f, tag);
			f->role = ROLE_SKIP;
			return;
		}
		v = xml_attr(tag, XML_NS_CORE, "rel", &len);
		if (v && (len != 9 || strncasecmp(v, "alternate", 9) != 0)) {
			f->role = ROLE_SKIP;
			return;
		}
		break;
	case FIELD_CATEGORY:
		if (build_category(b, tag)) {
			f->role = ROLE_GROUP;
			return;
		}
		break;
	case FIELD_AUTHOR:
		f->role = is_written_by(tag) ? ROLE_PERSON : ROLE_SKIP;
		f->form = FORM_PLAIN;
		f->text_at = b->text.len;
		return;
	case FIELD_SOURCE:
		f->role = b->in_item ? ROLE_SOURCE : ROLE_SKIP;
		f->form = FORM_PLAIN;
		f->text_at = b->text.len;
		b->sources += b->in_item;
		return;
	case FIELD_GUID:
		open_guid(f, tag);
		break;
	case FIELD_CONTENT:
		if (is_multipart(tag)) {
			f->role = ROLE_GROUP;
			return;
		}
		open_content(b, f, tag);
		break;
	default:
		break;
	}
	open_text(b, f, tag);
}

static void name_root(struct builder *b, const char *name)
{
	size_t n = strnlen(name, sizeof(b->root) - 1);

	memcpy(b->root, name, n);
	b->root[n] = '\0';
}

/* feed_field_of(), which looks at a dozen names, for what was met before. */
static struct field_row field_of(struct builder *b, const struct xml_tag *tag)
{
	size_t n = strlen(tag->name);

	if (!n || n >= sizeof(b->seen->name))
		return feed_field_of(tag);
	struct field_seen *s =
		&b->seen[(n * 5 + (unsigned char)tag->name[0] * 3u +
			  (unsigned char)tag->name[n - 1] + tag->ns) % SEEN];
	if (s->ns != tag->ns || memcmp(s->name, tag->name, n + 1) != 0) {
		memcpy(s->name, tag->name, n + 1);
		s->ns = tag->ns;
		s->field = feed_field_of(tag);
	}
	return s->field;
}

static void on_start(void *ctx, const struct xml_tag *tag)
{
	struct builder *b = ctx;
	struct frame *up = top(b);
	struct frame f = { .base = up->base,
			   .lang = up->lang,
			   .own_base = up->own_base };

	if (b->frames.len > XML_DEPTH_MAX || b->too_deep) {
		b->too_deep++;
		return;
	}
	if (!b->root[0])
		name_root(b, tag->name);
	if (up->role == ROLE_TEXT || up->role == ROLE_MARKUP) {
		if (up->role == ROLE_TEXT && up->form != FORM_BASE64)
			up->form = FORM_MARKUP;
		markup_start(b, &f, tag);
		vec_push(&b->frames, f);
		return;
	}
	inherit(b, &f, tag);
	f.field = field_of(b, tag);
	if (f.field.field == FIELD_ITEM)
		open_item(b, &f, tag);
	else if (f.field.field == FIELD_CHANNEL ||
		 f.field.field == FIELD_ROOT)
		open_channel(b, &f, tag, f.field.field);
	else if (up->role == ROLE_SKIP || up->role == ROLE_TOP)
		f.role = ROLE_SKIP;
	else
		open_field(b, &f, tag);
	vec_push(&b->frames, f);
}

static void on_text(void *ctx, const char *s, size_t len)
{
	struct builder *b = ctx;
	const struct frame *f = top(b);

	if (b->too_deep)
		return;
	if (f->role == ROLE_MARKUP ||
	    (f->role == ROLE_TEXT && f->form == FORM_MARKUP))
		text_escape(&b->text, s, len);
	else if (f->role == ROLE_TEXT || f->role == ROLE_PERSON ||
		 f->role == ROLE_SOURCE)
		buf_add(&b->text, s, len);
}

static void close_text(struct builder *b, const struct frame *f)
{
	const char *s = b->text.ptr + f->text_at;
	size_t len = b->text.len - f->text_at;

	while (len && (unsigned char)s[len - 1] <= ' ')
		len--;
	buf_truncate(&b->text, f->text_at + len);
	while (len && (unsigned char)*s <= ' ') {
		s++;
		len--;
	}
	if (f->role == ROLE_PERSON)
		build_person(b, f, s, len);
	else if (f->role == ROLE_SOURCE)
		build_source(b, s, len);
	else
		build_text(b, f, s, len);
	buf_truncate(&b->text, f->text_at);
}

static void on_end(void *ctx)
{
	struct builder *b = ctx;

	if (b->too_deep) {
		b->too_deep--;
		return;
	}
	if (b->frames.len <= 1)
		return;
	struct frame f = *top(b);
	b->frames.len--;
	switch (f.role) {
	case ROLE_SOURCE:
		b->sources--;
		close_text(b, &f);
		break;
	case ROLE_TEXT:
	case ROLE_PERSON:
		close_text(b, &f);
		break;
	case ROLE_MARKUP:
		markup_end(b, &f);
		break;
	case ROLE_ITEM:
		build_item_end(b, &f);
		break;
	default:
		break;
	}
}

/* ---- life ----------------------------------------------------------------------- */

struct builder *builder_new(const char *url)
{
	struct builder *b = xcalloc(1, sizeof(*b));
	struct frame f = { .role = ROLE_TOP };

	b->doc = xcalloc(1, sizeof(*b->doc));
	buf_init(&b->text, 2 * FEED_BYTES_MAX);
	f.base = arena_strdup(&b->arena, url);
	vec_push(&b->frames, f);
	return b;
}

void builder_free(struct builder *b)
{
	if (!b)
		return;
	feed_doc_free(b->doc);
	feed_item_release(&b->item);
	free(b->person.name);
	free(b->person.email);
	free(b->feed_author);
	free(b->source_author);
	vec_release(&b->frames);
	buf_release(&b->text);
	arena_release(&b->arena);
	free(b);
}

struct xml_sink builder_sink(struct builder *b)
{
	return (struct xml_sink){ .ctx = b,
				  .start = on_start,
				  .text = on_text,
				  .end = on_end };
}

/* RSS Advisory Board's "ttl" is in minutes; the syndication module says
 * how often in a period. */
static void settle_ttl(struct builder *b)
{
	if (b->doc->ttl_min || !b->period_min)
		return;
	b->doc->ttl_min = b->period_min / (b->frequency > 0 ? b->frequency : 1);
}

struct feed_doc *builder_take(struct builder *b, const char **root_out)
{
	struct feed_doc *doc = b->doc;

	*root_out = b->root;
	if (!b->is_feed)
		return NULL;
	settle_ttl(b);
	b->doc = NULL;
	return doc;
}
