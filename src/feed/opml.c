/* opml.c - see opml.h. The same two readers as for feeds. */
#include "config.h"

#include "thrum/feed/opml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "feed_priv.h"
#include "thrum/text/escape.h"
#include "thrum/base/banned.h"

#define OPML_BYTES_MAX ((size_t)16 << 20)
#define OPML_FEEDS_MAX 50000
#define FOLDER_DEPTH_MAX 32
#define SNIFF_BYTES 4096

/* ---- reading ----------------------------------------------------------------- */

struct opml {
	struct opml_feed_vec *out;
	struct map seen; /* addresses */
	struct buf folder; /* names of the open folders, "/" between */
	struct {
		size_t len; /* of folder before this element */
	} open[XML_DEPTH_MAX + 1];
	size_t depth;
	bool is_opml;
};

static void feed_release(struct opml_feed *f)
{
	free(f->url);
	free(f->title);
	free(f->folder);
	free(f->link);
	free(f->tags);
}

void opml_feed_vec_release(struct opml_feed_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++)
		feed_release(&vec->v[i]);
	vec_release(vec);
}

static char *attr_line(const struct xml_tag *tag, const char *name)
{
	size_t len;
	const char *v = xml_attr(tag, XML_NS_CORE, name, &len);

	return v ? feed_line(v, len, FORM_UNKNOWN) : NULL;
}

/* An address that we fetch, as it is written where that will do: it is the
 * subscription's identity. */
static char *attr_url(const struct xml_tag *tag, const char *name)
{
	size_t len;
	const char *v = xml_attr(tag, XML_NS_CORE, name, &len);
	char *raw = v ? feed_id(v, len) : NULL;
	char *url = NULL;

	if (!raw)
		return NULL;
	if (url_is_fetchable(raw) && !raw[strcspn(raw, " \"<>\\`{}")])
		return raw;
	url = url_resolve(NULL, raw);
	free(raw);
	if (url && !url_is_fetchable(url)) {
		free(url);
		url = NULL;
	}
	return url;
}

/* Does `tags` (parted by LF) have this one? */
static bool has_tag(const struct buf *tags, const char *tag, size_t len)
{
	for (const char *p = tags->ptr; *p;) {
		size_t n = strcspn(p, "\n");
		if (n == len && !memcmp(p, tag, len))
			return true;
		p += n + (p[n] == '\n');
	}
	return false;
}

static void add_tag(struct buf *tags, const char *tag, size_t len)
{
	while (len && *tag == ' ') {
		tag++;
		len--;
	}
	while (len && tag[len - 1] == ' ')
		len--;
	if (!len || has_tag(tags, tag, len))
		return;
	if (tags->len)
		buf_addc(tags, '\n');
	buf_add(tags, tag, len);
}

/* "News,/World/Europe,a\,b" -> the tags, in order; the standard's slash in
 * front of a path is not part of it. Source: OPML 2.0, "category". */
static void split_category(const char *s, struct buf *tags)
{
	struct buf one = BUF_INIT;

	for (;; s++) {
		if (*s == '\\' && s[1]) {
			buf_addc(&one, *++s);
		} else if (*s == ',' || !*s) {
			size_t skip = one.len && one.ptr[0] == '/';
			add_tag(tags, one.ptr + skip, one.len - skip);
			buf_clear(&one);
			if (!*s)
				break;
		} else {
			buf_addc(&one, *s);
		}
	}
	buf_release(&one);
}

static void set_tags(struct opml_feed *f, const struct xml_tag *tag)
{
	char *category = attr_line(tag, "category");
	struct buf tags;

	buf_init(&tags, 64 << 10);
	if (category)
		split_category(category, &tags);
	if (tags.len && f->folder)
		add_tag(&tags, f->folder, strlen(f->folder));
	if (tags.len && !tags.overflow)
		f->tags = buf_detach(&tags);
	buf_release(&tags);
	free(category);
}

static bool is_ours(const struct xml_tag *tag, const char *name,
		    const char *value)
{
	size_t len;
	const char *v = xml_attr(tag, XML_NS_OTHER, name, &len);

	return v && len == strlen(value) && !memcmp(v, value, len);
}

static void add_feed(struct opml *o, const struct xml_tag *tag, char *url)
{
	bool is_new;

	map_put(&o->seen, url, strlen(url), &is_new);
	if (!is_new || o->out->len >= OPML_FEEDS_MAX) {
		free(url);
		return;
	}
	struct opml_feed f = { .url = url, .title = attr_line(tag, "title") };
	if (!f.title)
		f.title = attr_line(tag, "text");
	f.link = attr_url(tag, "htmlurl");
	if (o->folder.len)
		f.folder = xstrndup(o->folder.ptr, o->folder.len);
	set_tags(&f, tag);
	f.own_title = is_ours(tag, "title", "own");
	f.hidden = is_ours(tag, "hidden", "yes");
	vec_push(o->out, f);
}

static void enter_folder(struct opml *o, const struct xml_tag *tag)
{
	char *name = attr_line(tag, "text");

	if (!name)
		name = attr_line(tag, "title");
	if (name && o->depth <= FOLDER_DEPTH_MAX) {
		if (o->folder.len)
			buf_addc(&o->folder, '/');
		buf_adds(&o->folder, name);
	}
	free(name);
}

static void on_start(void *ctx, const struct xml_tag *tag)
{
	struct opml *o = ctx;
	bool outline = !strcasecmp(tag->name, "outline");

	if (!strcasecmp(tag->name, "opml"))
		o->is_opml = true;
	o->depth++;
	if (o->depth <= XML_DEPTH_MAX)
		o->open[o->depth].len = o->folder.len;
	if (!outline || o->depth > XML_DEPTH_MAX)
		return;
	o->is_opml = true;
	bool feed = xml_attr(tag, XML_NS_CORE, "xmlurl", NULL) != NULL;
	char *url = attr_url(tag, "xmlurl");
	if (url)
		add_feed(o, tag, url);
	else if (!feed)
		enter_folder(o, tag);
}

static void on_text(void *ctx, const char *s, size_t len)
{
	(void)ctx;
	(void)s;
	(void)len;
}

static void on_end(void *ctx)
{
	struct opml *o = ctx;

	if (!o->depth)
		return;
	if (o->depth <= XML_DEPTH_MAX)
		buf_truncate(&o->folder, o->open[o->depth].len);
	o->depth--;
}

int opml_is_opml(const char *bytes, size_t len)
{
	struct buf tmp;

	buf_init(&tmp, 4 * SNIFF_BYTES);
	text_decode(&tmp, bytes, len < SNIFF_BYTES ? len : SNIFF_BYTES, NULL);
	const char *p = strcasestr(tmp.ptr, "<opml");
	bool yes = p && strchr(" >\t\r\n", p[5]) && p[5];
	/* A page or feed may speak of it further down. */
	if (yes && (strcasestr(tmp.ptr, "<rss") || strcasestr(tmp.ptr, "<html")))
		yes = false;
	buf_release(&tmp);
	return yes;
}

static void read_all(struct opml *o, const char *s, size_t len)
{
	struct xml_sink sink = { o, on_start, on_text, on_end };
	size_t before = o->out->len;

	if (xml_sax(s, len, &sink))
		return;
	/* Once more, from the start, by the reader that forgives. */
	while (o->out->len > before)
		feed_release(&o->out->v[--o->out->len]);
	map_release(&o->seen);
	buf_clear(&o->folder);
	o->depth = 0;
	xml_soup(s, len, &sink);
}

enum status opml_parse(const char *bytes, size_t len,
		       struct opml_feed_vec *out, struct err *err)
{
	struct opml *o;
	struct buf text;
	enum status st = ST_OK;

	if (len > OPML_BYTES_MAX)
		return err_set(err, ST_LIMIT,
			       _("the list is larger than %d MiB; it is not "
				 "read"),
			       (int)(OPML_BYTES_MAX >> 20));
	o = xcalloc(1, sizeof(*o));
	o->out = out;
	buf_init(&o->folder, 64 << 10);
	buf_init(&text, 4 * OPML_BYTES_MAX);
	size_t before = out->len;
	feed_decode(&text, bytes, len, NULL);
	const char *lt = memchr(text.ptr, '<', text.len);
	if (lt)
		read_all(o, lt, text.len - (size_t)(lt - text.ptr));
	if (!o->is_opml)
		st = err_set(err, ST_PARSE, _("this is no list of feeds (OPML)"));
	else if (out->len == before)
		st = err_set(err, ST_PARSE,
			     _("there are no feeds in this list"));
	map_release(&o->seen);
	buf_release(&o->folder);
	buf_release(&text);
	free(o);
	return st;
}

/* ---- writing ----------------------------------------------------------------- */

static void add_attr(struct buf *out, const char *name, const char *v)
{
	if (!v)
		return;
	buf_addf(out, " %s=\"", name);
	text_escape(out, v, strlen(v));
	buf_addc(out, '"');
}

static void indent(struct buf *out, size_t depth)
{
	for (size_t i = 0; i < depth + 2; i++)
		buf_adds(out, "  ");
}

/* Only where the folder does not say it all. */
static void add_category(struct buf *out, const struct opml_feed *f)
{
	struct buf all = BUF_INIT;

	if (!f->tags || (f->folder && !strcmp(f->tags, f->folder)))
		return;
	for (const char *p = f->tags; *p; p++) {
		if (*p == ',' || *p == '\\')
			buf_addc(&all, '\\');
		buf_addc(&all, *p == '\n' ? ',' : *p);
	}
	add_attr(out, "category", all.ptr);
	buf_release(&all);
}

static void write_feed(struct buf *out, const struct opml_feed *f, size_t depth)
{
	const char *name = f->title ? f->title : f->url;

	indent(out, depth);
	buf_adds(out, "<outline type=\"rss\"");
	add_attr(out, "text", name);
	add_attr(out, "title", name);
	add_attr(out, "xmlUrl", f->url);
	add_attr(out, "htmlUrl", f->link);
	add_category(out, f);
	if (f->own_title)
		add_attr(out, "thrum:title", "own");
	if (f->hidden)
		add_attr(out, "thrum:hidden", "yes");
	buf_adds(out, "/>\n");
}

/* What is left of the feed's folder below `prefix`; NULL = elsewhere. */
static const char *below(const struct opml_feed *f, const char *prefix,
			 size_t len)
{
	const char *folder = f->folder ? f->folder : "";

	if (!len)
		return folder;
	if (strncmp(folder, prefix, len) != 0)
		return NULL;
	if (!folder[len])
		return "";
	return folder[len] == '/' ? folder + len + 1 : NULL;
}

/* The feeds of one folder, then the folders in it, by first appearance. */
static void write_folder(struct buf *out, const struct opml_feed *feeds,
			 size_t n, const char *prefix, size_t depth)
{
	struct map done = { 0 };
	size_t len = strlen(prefix);

	for (size_t i = 0; i < n; i++) {
		const char *rest = below(&feeds[i], prefix, len);
		if (rest && (!*rest || depth >= FOLDER_DEPTH_MAX))
			write_feed(out, &feeds[i], depth);
	}
	for (size_t i = 0; i < n && depth < FOLDER_DEPTH_MAX; i++) {
		const char *rest = below(&feeds[i], prefix, len);
		bool is_new;
		if (!rest || !*rest)
			continue;
		size_t m = strcspn(rest, "/");
		map_put(&done, rest, m, &is_new);
		if (!is_new)
			continue;
		char *name = xstrndup(rest, m);
		char *path = len ? xasprintf("%s/%s", prefix, name) :
				   xstrdup(name);
		indent(out, depth);
		buf_adds(out, "<outline");
		add_attr(out, "text", name);
		buf_adds(out, ">\n");
		write_folder(out, feeds, n, path, depth + 1);
		indent(out, depth);
		buf_adds(out, "</outline>\n");
		free(path);
		free(name);
	}
	map_release(&done);
}

void opml_write(struct buf *out, const char *title,
		const struct opml_feed *feeds, size_t n)
{
	buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<opml version=\"2.0\" xmlns:thrum=\"urn:thrum\">\n"
		      "  <head>\n    <title>");
	text_escape(out, title ? title : "", title ? strlen(title) : 0);
	buf_adds(out, "</title>\n  </head>\n  <body>\n");
	write_folder(out, feeds, n, "", 0);
	buf_adds(out, "  </body>\n</opml>\n");
}
