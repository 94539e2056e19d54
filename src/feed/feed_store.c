/* feed_store.c - what the elements of a feed said, put in its place.
 *
 * Of several elements that say the same, the highest rank wins, then the
 * first; authors of the same rank are joined. A date that is not understood
 * says nothing. See build_priv.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/alloc.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "build_priv.h"
#include "thrum/base/banned.h"

/* `s` (owned, may be NULL = says nothing) takes the place when it ranks
 * higher than what is there. */
static void put(char **place, uint8_t *has, uint8_t rank, char *s)
{
	if (!s || (*place && rank <= *has)) {
		free(s);
		return;
	}
	free(*place);
	*place = s;
	*has = rank;
}

static void put_date(int64_t *place, uint8_t *has, uint8_t rank, const char *s)
{
	int64_t t;

	/* A date said twice is meant as said last. */
	if (rank >= *has && date_parse(s, &t)) {
		*place = t;
		*has = rank;
	}
}

/* ---- texts --------------------------------------------------------------------- */

/* A body as bytes and how to read them. */
static struct feed_text body_of(const char *s, size_t len, enum text_form form)
{
	struct feed_text t = { 0 };
	struct buf raw;

	if (form == FORM_BASE64) {
		buf_init(&raw, FEED_FIELD_MAX);
		feed_base64(&raw, s, len);
		/* What is no base64 was meant as it stands. */
		if (!raw.len)
			t = body_of(s, len, FORM_PLAIN);
		else if (utf8_is_valid(raw.ptr, raw.len) &&
			 strlen(raw.ptr) == raw.len)
			t = body_of(raw.ptr, raw.len, FORM_UNKNOWN);
		buf_release(&raw);
		return t;
	}
	if (!len)
		return t;
	t.kind = FEED_TEXT_PLAIN;
	if (form == FORM_HTML || form == FORM_MARKUP ||
	    (form == FORM_UNKNOWN && doc_is_html(s, len)))
		t.kind = FEED_TEXT_HTML;
	t.s = xstrndup(s, len > FEED_FIELD_MAX ? FEED_FIELD_MAX : len);
	return t;
}

static void put_body(struct feed_text *place, uint8_t *has, uint8_t rank,
		     struct feed_text t)
{
	if (!t.s || (place->s && rank <= *has)) {
		free(t.s);
		return;
	}
	free(place->s);
	*place = t;
	*has = rank;
}

/* "" for a title without words (a picture alone); NULL for none. */
static char *title_of(const char *s, size_t len, enum text_form form)
{
	struct buf raw;

	if (form != FORM_BASE64) {
		char *title = len ? feed_line(s, len, form) : NULL;
		return !title && len ? xstrdup("") : title;
	}
	buf_init(&raw, FEED_FIELD_MAX);
	feed_base64(&raw, s, len);
	char *line = feed_line(raw.ptr, raw.len, FORM_UNKNOWN);
	buf_release(&raw);
	return line;
}

/* ---- links ---------------------------------------------------------------------- */

static void put_link(struct builder *b, uint8_t rank, char *url)
{
	if (b->in_item)
		put(&b->item.url, &b->of_item.link, rank, url);
	else
		put(&b->doc->link, &b->of_feed.link, rank, url);
}

void build_link_url(struct builder *b, const struct frame *f, uint8_t rank,
		    const char *s, size_t len)
{
	put_link(b, rank, feed_url(f->base, s, len));
}

/* RSS has one link: said twice, it is meant as said last. Atom's first
 * alternate is the main one. */
static void said_link(struct builder *b, uint8_t rank, char *url, bool is_rss)
{
	uint8_t *has = b->in_item ? &b->of_item.link : &b->of_feed.link;

	if (url && is_rss && *has == rank)
		--*has;
	put_link(b, rank, url);
}

static void link_text(struct builder *b, const struct frame *f, const char *s,
		      size_t len)
{
	said_link(b, f->field.rank, feed_url(f->base, s, len), true);
}

/* "http://www.iana.org/assignments/relation/alternate" is "alternate". */
static bool rel_is(const char *rel, size_t len, const char *word)
{
	for (size_t i = len; i > 0; i--)
		if (rel[i - 1] == '/') {
			rel += i;
			len -= i;
			break;
		}
	return strlen(word) == len && !strncasecmp(rel, word, len);
}

static bool is_page_type(const char *type, size_t len)
{
	return !type || !len || memmem(type, len, "html", 4);
}

void build_link(struct builder *b, const struct frame *f,
		const struct xml_tag *tag)
{
	size_t href_len, rel_len = 9, type_len = 0;
	const char *href = xml_attr(tag, XML_NS_CORE, "href", &href_len);
	const char *rel = xml_attr(tag, XML_NS_CORE, "rel", &rel_len);
	const char *type = xml_attr(tag, XML_NS_CORE, "type", &type_len);
	bool page = is_page_type(type, type_len);

	if (b->sources)
		return;
	if (!rel)
		rel = "alternate";
	if (rel_is(rel, rel_len, "enclosure")) {
		build_enclosure(b, f, tag);
		return;
	}
	char *url = feed_url(f->base, href, href_len);
	if (!url)
		return;
	if (rel_is(rel, rel_len, "alternate"))
		said_link(b, page ? 90 : 80, url,
			  !b->is_atom && tag->ns == XML_NS_CORE);
	else if (rel_is(rel, rel_len, "replies") && b->in_item)
		put(&b->item.comments_url, &b->of_item.comments,
		    page ? 60 : 40, url);
	else if (rel_is(rel, rel_len, "self") && !b->in_item && !b->doc->self_url)
		b->doc->self_url = url;
	else if (rel_is(rel, rel_len, "hub") && !b->in_item && !b->doc->hub_url)
		b->doc->hub_url = url;
	else if (rel_is(rel, rel_len, "self") && b->in_item)
		put_link(b, 8, url);
	else if (rel_is(rel, rel_len, "via") || rel_is(rel, rel_len, "related"))
		put_link(b, 6, url);
	else
		free(url);
}

static int64_t number_of(const char *s, size_t len)
{
	int64_t v = 0;

	for (size_t i = 0; s && i < len && s[i] >= '0' && s[i] <= '9'; i++) {
		v = v * 10 + (s[i] - '0');
		if (v > INT64_MAX / 100)
			return 0;
	}
	return v;
}

void build_enclosure(struct builder *b, const struct frame *f,
		     const struct xml_tag *tag)
{
	static const char *const places[] = { "url", "href", "resource" };
	size_t len = 0, n_len = 0;
	const char *v = NULL;

	if (!b->in_item || b->sources)
		return;
	for (size_t i = 0; !v && i < sizeof(places) / sizeof(*places); i++)
		v = xml_attr(tag, XML_NS_CORE, places[i], &len);
	if (!v)
		v = xml_attr(tag, XML_NS_RDF, "resource", &len);
	char *url = v ? feed_url(f->base, v, len) : NULL;
	if (!url)
		return;
	const char *n = xml_attr(tag, XML_NS_CORE, "length", &n_len);
	if (!n)
		n = xml_attr(tag, XML_NS_CORE, "filesize", &n_len);
	char *type = xml_attr_dup(tag, "type");
	char *clean = type ? feed_id(type, strlen(type)) : NULL;
	free(type);
	feed_item_enclosure_take(&b->item, url, clean, number_of(n, n_len));
}

/* ---- tags ------------------------------------------------------------------------ */

static void add_tag(struct builder *b, const char *s, size_t len)
{
	if (b->in_item && !b->sources)
		feed_item_tag_take(&b->item, feed_line(s, len, FORM_UNKNOWN));
}

/* A label is what people read, a term what feeds agree on: both count when
 * they are not the same word. media:category has its term as text. */
bool build_category(struct builder *b, const struct xml_tag *tag)
{
	size_t n = 0, m = 0;
	const char *term = xml_attr(tag, XML_NS_CORE, "term", &n);
	const char *label = xml_attr(tag, XML_NS_CORE, "label", &m);
	bool media = tag->ns == XML_NS_MEDIA;

	if (!n && !media)
		term = xml_attr(tag, XML_NS_CORE, "text", &n);
	if (n && !media)
		add_tag(b, term, n);
	if (m && (media || n != m || strncasecmp(term, label, n) != 0))
		add_tag(b, label, m);
	return !media && (n || m);
}

static void add_keywords(struct builder *b, const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		const char *comma = memchr(s, ',', (size_t)(end - s));
		if (!comma)
			comma = end;
		add_tag(b, s, (size_t)(comma - s));
		s = comma + 1;
	}
}

/* ---- persons ---------------------------------------------------------------------- */

/* "A" and "B" (owned here) become "A, B". */
static void join_names(char **place, char *name)
{
	if (!*place) {
		*place = name;
		return;
	}
	if (strlen(*place) < 1000 && !strstr(*place, name)) {
		char *both = xasprintf("%s, %s", *place, name);
		free(*place);
		*place = both;
	}
	free(name);
}

static void join_author(struct builder *b, uint8_t rank, char *name)
{
	struct feed_item *it = &b->item;

	if (!it->author || rank > b->of_item.author) {
		put(&it->author, &b->of_item.author, rank, name);
		return;
	}
	if (rank == b->of_item.author)
		join_names(&it->author, name);
	else
		free(name);
}

void build_person(struct builder *b, const struct frame *f, const char *s,
		  size_t len)
{
	char *name = b->person.name;

	if (!name && len)
		name = feed_person(s, len);
	if (!name) {
		name = b->person.email;
		b->person.email = NULL;
	}
	free(b->person.email);
	b->person = (struct person){ 0 };
	if (!name)
		return;
	if (b->in_item && !b->sources) {
		join_author(b, f->field.rank, name);
		return;
	}
	char **place = b->in_item ? &b->source_author : &b->feed_author;
	if (!b->in_item && !b->is_atom)
		free(name);
	else
		join_names(place, name);
}

void build_source(struct builder *b, const char *s, size_t len)
{
	if (b->in_item)
		put(&b->item.source, &b->of_item.source, 90,
		    feed_line(s, len, FORM_UNKNOWN));
}

/* ---- fields of the feed ------------------------------------------------------------ */

static void set_hour(struct feed_doc *doc, const char *s, size_t len)
{
	int64_t h = number_of(s, len);

	if (len && h >= 0 && h <= 24)
		doc->skip_hours |= 1u << (h % 24);
}

static void set_day(struct feed_doc *doc, const char *s, size_t len)
{
	static const char days[7][4] = { "sun", "mon", "tue", "wed",
					 "thu", "fri", "sat" };

	for (int i = 0; len >= 3 && i < 7; i++)
		if (!strncasecmp(days[i], s, 3))
			doc->skip_days |= (uint8_t)(1u << i);
}

static int period_minutes(const char *s)
{
	static const struct {
		const char *word;
		int min;
	} t[] = { { "hourly", 60 },	  { "daily", 1440 },
		  { "weekly", 10080 },	  { "monthly", 43200 },
		  { "yearly", 525600 } };

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		if (!strcasecmp(t[i].word, s))
			return t[i].min;
	return 0;
}

static int32_t small_number(const char *s, size_t len)
{
	int64_t v = number_of(s, len);

	return v > 525600 ? 525600 : (int32_t)v;
}

static void feed_text(struct builder *b, const struct frame *f, const char *s,
		      size_t len)
{
	struct feed_doc *d = b->doc;
	uint8_t rank = f->field.rank, updated = b->of_feed.updated;

	switch (f->field.field) {
	case FIELD_TITLE:
		put(&d->title, &b->of_feed.title, rank,
		    title_of(s, len, f->form));
		break;
	case FIELD_LINK:
		link_text(b, f, s, len);
		break;
	case FIELD_DESCRIPTION:
		put(&d->description, &b->of_feed.summary, rank,
		    title_of(s, len, f->form));
		break;
	case FIELD_PUBLISHED:
		put_date(&d->updated, &updated, 40, s);
		b->of_feed.updated = updated;
		break;
	case FIELD_UPDATED:
	case FIELD_DATE:
		put_date(&d->updated, &b->of_feed.updated, rank, s);
		break;
	case FIELD_ID: /* better than no address */
		if (url_is_fetchable(s))
			build_link_url(b, f, 5, s, len);
		break;
	case FIELD_LANG:
		put(&d->lang, &b->of_feed.lang, rank, feed_id(s, len));
		break;
	case FIELD_TTL:
		d->ttl_min = small_number(s, len);
		break;
	case FIELD_HOUR:
		set_hour(d, s, len);
		break;
	case FIELD_DAY:
		set_day(d, s, len);
		break;
	case FIELD_PERIOD:
		b->period_min = period_minutes(s);
		break;
	case FIELD_FREQUENCY:
		b->frequency = small_number(s, len);
		break;
	default:
		break;
	}
}

/* ---- fields of an item -------------------------------------------------------------- */

/* An id is an absolute IRI (RFC 4287 s. 4.2.6); one that is not is as good
 * as the base that the feed gives it. */
static char *atom_id(const struct frame *f, const char *s, size_t len)
{
	char *id = feed_id(s, len);
	char *url = id && f->own_base && !id[strcspn(id, ":?# ")] &&
				    strchr(id, '/') ?
			    feed_url(f->base, s, len) :
			    NULL;

	if (!url)
		return id;
	free(id);
	return url;
}

static void guid_text(struct builder *b, const struct frame *f, const char *s,
		      size_t len)
{
	put(&b->item.guid, &b->of_item.guid, f->field.rank,
	    f->field.field == FIELD_ID ? atom_id(f, s, len) : feed_id(s, len));
	if (f->field.field == FIELD_GUID && f->permalink)
		build_link_url(b, f, 50, s, len);
	else if (url_is_fetchable(s))
		build_link_url(b, f, 5, s, len);
}

static void item_text(struct builder *b, const struct frame *f, const char *s,
		      size_t len)
{
	struct feed_item *it = &b->item;
	struct ranks *r = &b->of_item;
	uint8_t rank = f->field.rank;

	switch (f->field.field) {
	case FIELD_TITLE:
		put(&it->title, &r->title, rank, title_of(s, len, f->form));
		break;
	case FIELD_LINK:
		link_text(b, f, s, len);
		break;
	case FIELD_DESCRIPTION:
		put_body(&it->summary, &r->summary, rank,
			 body_of(s, len, f->form));
		break;
	case FIELD_CONTENT:
		put_body(&it->content, &r->content, rank,
			 body_of(s, len, f->form));
		if (f->own_base)
			put(&it->base, &r->base, 90, xstrdup(f->base));
		break;
	case FIELD_ID:
	case FIELD_GUID:
		guid_text(b, f, s, len);
		break;
	case FIELD_PUBLISHED:
	case FIELD_DATE:
		put_date(&it->published, &r->published, rank, s);
		break;
	case FIELD_UPDATED:
		put_date(&it->updated, &r->updated, rank, s);
		break;
	case FIELD_CATEGORY:
		add_tag(b, s, len);
		break;
	case FIELD_KEYWORDS:
		add_keywords(b, s, len);
		break;
	case FIELD_COMMENTS:
		put(&it->comments_url, &r->comments, rank,
		    feed_url(f->base, s, len));
		break;
	case FIELD_PUBLISHER:
		put(&it->source, &r->source, rank,
		    feed_line(s, len, FORM_UNKNOWN));
		break;
	case FIELD_LANG:
		put(&it->lang, &r->lang, rank, feed_id(s, len));
		break;
	default:
		break;
	}
}

void build_text(struct builder *b, const struct frame *f, const char *s,
		size_t len)
{
	if (f->field.field == FIELD_NAME) {
		if (!b->person.name)
			b->person.name = feed_person(s, len);
	} else if (f->field.field == FIELD_EMAIL) {
		if (!b->person.email)
			b->person.email = feed_line(s, len, FORM_PLAIN);
	} else if (b->sources) {
		if (f->field.field == FIELD_TITLE)
			put(&b->item.source, &b->of_item.source, 85,
			    title_of(s, len, f->form));
	} else if (b->in_item) {
		item_text(b, f, s, len);
	} else {
		feed_text(b, f, s, len);
	}
}

void build_item_begin(struct builder *b, const struct frame *f,
		      const struct xml_tag *tag)
{
	size_t len;
	const char *v;

	b->in_item = true;
	b->item = (struct feed_item){ 0 };
	b->of_item = (struct ranks){ 0 };
	v = xml_attr(tag, XML_NS_CORE, "href", &len);
	if (v) /* CDF */
		build_link_url(b, f, 80, v, len);
	v = xml_attr(tag, XML_NS_CORE, "lastmod", &len);
	if (v) {
		char *date = xstrndup(v, len);
		put_date(&b->item.updated, &b->of_item.updated, 80, date);
		free(date);
	}
	v = xml_attr(tag, XML_NS_RDF, "about", &len);
	if (v) {
		build_link_url(b, f, 20, v, len);
		put(&b->item.guid, &b->of_item.guid, 40, feed_id(v, len));
	}
}

void build_item_end(struct builder *b, const struct frame *f)
{
	struct feed_item *it = &b->item;

	if (!it->author) {
		char **from = b->source_author ? &b->source_author : NULL;
		if (from) {
			it->author = *from;
			*from = NULL;
		} else if (b->is_atom && !it->source) {
			it->author = xstrdup(b->feed_author);
		}
	}
	free(b->source_author);
	b->source_author = NULL;
	if (!it->lang && f->lang)
		it->lang = feed_id(f->lang, strlen(f->lang));
	if (!it->base && f->own_base)
		it->base = xstrdup(f->base);
	if (!it->base)
		it->base = xstrdup(url_is_fetchable(it->url) ? it->url :
							       f->base);
	feed_item_hash(it);
	if (b->doc->items.len < FEED_ITEMS_MAX)
		vec_push(&b->doc->items, *it);
	else
		feed_item_release(it);
	b->item = (struct feed_item){ 0 };
	b->in_item = false;
}
