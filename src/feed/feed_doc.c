/* feed_doc.c - see feed_doc.h: bytes to text, which format, and items. */
#include "config.h"

#include "thrum/feed/feed_doc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/base/i18n.h"
#include "thrum/text/doc.h"
#include "thrum/text/utf8.h"
#include "feed_priv.h"
#include "thrum/base/banned.h"

#define SNIFF_BYTES 4096
#define SURE_SEQUENCES 8

/* ---- encoding ----------------------------------------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* encoding="..." of an XML declaration; the declaration is ASCII in every
 * encoding that needs one. */
static bool declared(const char *s, size_t len, char out[40])
{
	const char *end = memmem(s, len < 512 ? len : 512, "?>", 2);
	const char *p = s;

	while (len && is_space(*p)) {
		p++;
		len--;
	}
	if (!end || end < p || len < 5 || memcmp(p, "<?xml", 5) != 0)
		return false;
	p = memmem(p, (size_t)(end - p), "encoding", 8);
	if (!p)
		return false;
	p += 8;
	while (p < end && (is_space(*p) || *p == '=' || *p == '"' || *p == '\''))
		p++;
	size_t n = 0;
	while (p + n < end && n < 39 && !is_space(p[n]) && p[n] != '"' &&
	       p[n] != '\'')
		n++;
	memcpy(out, p, n);
	out[n] = '\0';
	return n > 0;
}

/* Text in one of these that is valid UTF-8 is UTF-8, whatever it says: no
 * sentence in windows-1252 looks like that by chance. */
static bool is_8bit_label(const char *label)
{
	static const char *const begins[] = { "utf-8", "utf8", "us-ascii",
					      "ascii", "iso-8859", "iso8859",
					      "windows-125", "cp125",
					      "latin" };

	if (!label)
		return true;
	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++)
		if (!strncasecmp(label, begins[i], strlen(begins[i])))
			return true;
	return false;
}

/* Valid UTF-8 with so many sequences is no other encoding by chance. */
static bool is_surely_utf8(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < SURE_SEQUENCES; i++)
		n += (unsigned char)s[i] >= 0xc0;
	return n >= SURE_SEQUENCES;
}

/* Whom to believe: the server, then the declaration; but a server that says
 * UTF-8 of what is not is wrong. `label` is room. */
static const char *charset_of(const struct feed_source *src, bool is_utf8,
			      char label[40])
{
	const char *charset = src->charset && *src->charset ? src->charset :
							      NULL;
	bool wrong = charset && !is_utf8 && !strncasecmp(charset, "utf", 3) &&
		     strpbrk(charset, "8") != NULL;

	if ((!charset || wrong) && declared(src->bytes, src->len, label))
		return label;
	return charset;
}

/* The text in place when it is UTF-8 already, else in `tmp`. */
static void to_utf8(const struct feed_source *src, struct buf *tmp,
		    const char **s, size_t *len)
{
	char label[40];
	bool wide = memchr(src->bytes, 0, src->len < 64 ? src->len : 64);
	bool is_utf8 = !wide && utf8_is_valid(src->bytes, src->len);
	const char *charset = charset_of(src, is_utf8, label);

	*s = src->bytes;
	*len = src->len;
	if (!is_utf8 ||
	    (!is_8bit_label(charset) && !is_surely_utf8(*s, *len))) {
		text_decode(tmp, src->bytes, src->len, charset);
		*s = tmp->ptr;
		*len = tmp->len;
	}
	if (*len >= 3 && !memcmp(*s, "\xef\xbb\xbf", 3)) {
		*s += 3;
		*len -= 3;
	}
}

void feed_decode(struct buf *out, const char *bytes, size_t len,
		 const char *charset)
{
	struct feed_source src = { .bytes = bytes, .len = len,
				   .charset = charset };
	struct buf tmp;
	const char *s;
	size_t n;

	buf_init(&tmp, 3 * FEED_BYTES_MAX);
	to_utf8(&src, &tmp, &s, &n);
	buf_add(out, s, n);
	buf_release(&tmp);
}

/* ---- parsing ------------------------------------------------------------------- */

/* What a server puts in front by mistake (white space, a warning) is
 * passed over: up to the first '<' or '{'. */
static char skip_to_start(const char **s, size_t *len)
{
	while (*len && (is_space(**s) || (unsigned char)**s < ' ')) {
		++*s;
		--*len;
	}
	if (*len && (**s == '{' || **s == '<'))
		return **s;
	const char *lt = memchr(*s, '<', *len < SNIFF_BYTES ? *len :
							      SNIFF_BYTES);
	if (!lt)
		return '\0';
	*len -= (size_t)(lt - *s);
	*s = lt;
	return '<';
}

enum status feed_doc_parse(const struct feed_source *src, struct feed_doc **out,
			   struct err *err)
{
	struct buf tmp;
	const char *s;
	size_t len;
	enum status st;

	if (src->len > FEED_BYTES_MAX)
		return err_set(err, ST_LIMIT,
			       _("the feed is larger than %d MiB; it is not "
				 "read"),
			       (int)(FEED_BYTES_MAX >> 20));
	buf_init(&tmp, 3 * FEED_BYTES_MAX);
	to_utf8(src, &tmp, &s, &len);
	switch (skip_to_start(&s, &len)) {
	case '{':
		st = feed_json_parse(s, len, src->url, out, err);
		break;
	case '<':
		st = feed_xml_parse(s, len, src->url, out, err);
		break;
	default:
		if (len)
			st = err_set(err, ST_PARSE,
				     _("this is no feed: neither XML nor "
				       "JSON"));
		else
			st = err_set(err, ST_PARSE, _("the feed is empty"));
		break;
	}
	buf_release(&tmp);
	return st;
}

/* The item that the end of a broken file cut off before it said anything. */
static void drop_empty_last(struct feed_doc *doc)
{
	if (!doc || !doc->items.len)
		return;
	struct feed_item *it = &doc->items.v[doc->items.len - 1];
	if (it->title || it->url || it->guid || it->content.s ||
	    it->summary.s || it->enclosures.len || it->author ||
	    it->tags.len || it->published || it->updated ||
	    it->comments_url || it->source)
		return;
	feed_item_release(it);
	doc->items.len--;
}

static enum status no_feed(struct err *err, const char *root)
{
	if (!strcasecmp(root, "html") || !strcasecmp(root, "head") ||
	    !strcasecmp(root, "body"))
		return err_set(err, ST_PARSE,
			       _("this is a web page, not a feed; look for "
				 "its feed's address"));
	if (!strcasecmp(root, "opml"))
		return err_set(err, ST_PARSE,
			       _("this is a list of feeds (OPML), not a feed; "
				 "import it"));
	if (!*root)
		return err_set(err, ST_PARSE,
			       _("this is no feed: there is no XML in it"));
	return err_set(err, ST_PARSE, _("this is XML, but not a feed"));
}

enum status feed_xml_parse(const char *s, size_t len, const char *url,
			   struct feed_doc **out, struct err *err)
{
	enum status st = ST_OK;
	const char *root;
	struct builder *b = builder_new(url);
	struct xml_sink sink = builder_sink(b);
	bool whole = xml_sax(s, len, &sink);

	if (!whole) {
		builder_free(b);
		b = builder_new(url);
		sink = builder_sink(b);
		xml_soup(s, len, &sink);
	}
	struct feed_doc *doc = builder_take(b, &root);
	if (!whole)
		drop_empty_last(doc);
	if (doc) {
		*out = doc;
	} else {
		st = no_feed(err, root);
	}
	builder_free(b);
	return st;
}

static bool name_is(const char *p, const char *end, const char *name)
{
	size_t n = strlen(name);

	return (size_t)(end - p) > n && !strncasecmp(p, name, n) &&
	       (is_space(p[n]) || p[n] == '>' || p[n] == '/');
}

/* The first element behind declarations and comments. */
static bool is_feed_root(const char *p, const char *end)
{
	while (p < end) {
		p = memchr(p, '<', (size_t)(end - p));
		if (!p || ++p >= end)
			return false;
		if (*p != '?' && *p != '!')
			break;
		const char *stop = end - p >= 3 && !memcmp(p, "!--", 3) ?
			"-->" : ">";
		p = memmem(p, (size_t)(end - p), stop, strlen(stop));
		if (!p)
			return false;
	}
	if (p >= end)
		return false;
	const char *colon = memchr(p, ':', (size_t)(end - p) < 12 ?
						   (size_t)(end - p) : 12);
	if (colon && strcspn(p, " >/\n\t\r") > (size_t)(colon - p))
		p = colon + 1;
	return name_is(p, end, "rss") || name_is(p, end, "rdf") ||
	       name_is(p, end, "feed") || name_is(p, end, "channel");
}

int feed_doc_is_feed(const char *bytes, size_t len)
{
	struct buf tmp;
	struct feed_source src = { .bytes = bytes,
				   .len = len < SNIFF_BYTES ? len :
							      SNIFF_BYTES };
	const char *s;
	bool yes = false;

	buf_init(&tmp, 4 * SNIFF_BYTES);
	text_decode(&tmp, src.bytes, src.len, NULL);
	s = tmp.ptr;
	len = tmp.len;
	char first = skip_to_start(&s, &len);
	if (first == '<')
		yes = is_feed_root(s, s + len);
	else if (first == '{')
		yes = memmem(s, len, "jsonfeed.org/version", 20) != NULL;
	buf_release(&tmp);
	return yes;
}

/* ---- items ----------------------------------------------------------------------- */

static void enclosures_release(struct enclosure_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++) {
		free(vec->v[i].url);
		free(vec->v[i].type);
	}
	vec_release(vec);
}

void feed_item_release(struct feed_item *item)
{
	free(item->guid);
	free(item->url);
	free(item->title);
	free(item->author);
	free(item->source);
	free(item->lang);
	free(item->summary.s);
	free(item->content.s);
	free(item->base);
	free(item->comments_url);
	str_vec_release(&item->tags);
	enclosures_release(&item->enclosures);
	*item = (struct feed_item){ 0 };
}

void feed_doc_free(struct feed_doc *doc)
{
	if (!doc)
		return;
	for (size_t i = 0; i < doc->items.len; i++)
		feed_item_release(&doc->items.v[i]);
	vec_release(&doc->items);
	free(doc->title);
	free(doc->link);
	free(doc->lang);
	free(doc->description);
	free(doc->self_url);
	free(doc->hub_url);
	free(doc);
}

void feed_item_tag_take(struct feed_item *item, char *tag)
{
	bool add = tag && item->tags.len < FEED_LIST_MAX;

	for (size_t i = 0; add && i < item->tags.len; i++)
		add = strcmp(item->tags.v[i], tag) != 0;
	if (add)
		str_vec_add_take(&item->tags, tag);
	else
		free(tag);
}

void feed_item_enclosure_take(struct feed_item *item, char *url, char *type,
			      int64_t length)
{
	struct enclosure e = { .url = url, .type = type, .length = length };

	for (size_t i = 0; i < item->enclosures.len; i++) {
		struct enclosure *old = &item->enclosures.v[i];
		if (strcmp(old->url, url) != 0)
			continue;
		if (!old->type) {
			old->type = type;
			type = NULL;
		}
		if (!old->length)
			old->length = length;
		free(url);
		free(type);
		return;
	}
	if (item->enclosures.len < FEED_LIST_MAX) {
		vec_push(&item->enclosures, e);
		return;
	}
	free(url);
	free(type);
}

static uint64_t hash_str(uint64_t h, const char *s)
{
	return s ? hash64(s, strlen(s), h + 1) : hash64_mix(h, 0x9e3779b9);
}

void feed_item_hash(struct feed_item *it)
{
	uint64_t h = hash_str(0, it->guid);

	h = hash_str(h, it->url);
	h = hash_str(h, it->title);
	h = hash_str(h, it->author);
	h = hash_str(h, it->source);
	h = hash_str(h, it->lang);
	h = hash64_mix(h, (uint64_t)it->published);
	h = hash64_mix(h, (uint64_t)it->updated);
	h = hash_str(h, it->summary.s);
	h = hash_str(h, it->content.s);
	h = hash_str(h, it->comments_url);
	for (size_t i = 0; i < it->tags.len; i++)
		h = hash_str(h, it->tags.v[i]);
	for (size_t i = 0; i < it->enclosures.len; i++)
		h = hash_str(h, it->enclosures.v[i].url);
	it->raw_hash = h;
}

/* ---- articles ---------------------------------------------------------------------- */

static struct doc *doc_of(const struct feed_text *t, const char *base)
{
	size_t len = strlen(t->s);

	return t->kind == FEED_TEXT_HTML ? doc_from_html(t->s, len, base) :
					   doc_from_text(t->s, len);
}

static char *plain_of(const struct feed_text *t, const char *base)
{
	struct doc *doc = doc_of(t, base);
	struct buf text;

	buf_init(&text, DOC_TEXT_MAX);
	doc_add_plain(doc, &text);
	doc_free(doc);
	return buf_detach(&text);
}

/* What the place held is the caller's now. */
static char *detach(char **place)
{
	char *s = *place;

	*place = NULL;
	return s;
}

static void detach_lists(struct article *a, struct feed_item *item)
{
	if (item->tags.len)
		a->category = xstrdup(item->tags.v[0]);
	vec_shrink(&item->tags);
	a->tags = item->tags;
	item->tags = (struct str_vec){ 0 };
	vec_shrink(&item->enclosures);
	a->enclosures = item->enclosures;
	item->enclosures = (struct enclosure_vec){ 0 };
}

struct article *feed_item_detach(const struct feed_doc *doc,
				 struct feed_item *item)
{
	struct article *a = article_new();

	/* The body is the best text there is; a summary beside it is kept
	 * only when it is another one. */
	if (item->content.s) {
		a->body = doc_of(&item->content, item->base);
		if (item->summary.s)
			a->summary = plain_of(&item->summary, item->base);
	} else if (item->summary.s) {
		a->body = doc_of(&item->summary, item->base);
	}
	free(detach(&item->content.s));
	free(detach(&item->summary.s));
	free(detach(&item->base));
	a->guid = detach(&item->guid);
	a->url = detach(&item->url);
	if (item->title && *item->title)
		a->title = detach(&item->title);
	a->author = detach(&item->author);
	a->source = detach(&item->source);
	if (!a->source && doc->title && *doc->title)
		a->source = xstrdup(doc->title);
	a->lang = detach(&item->lang);
	if (!a->lang)
		a->lang = xstrdup(doc->lang);
	a->comments_url = detach(&item->comments_url);
	a->published = item->published;
	a->updated = item->updated;
	detach_lists(a, item);
	return a;
}
