/* feed_json.c - JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1).
 *
 * The top object is cut into its values by a scanner of our own, and
 * jansson reads them one by one: a broken item costs that item only, a
 * file that ends in the middle gives what came before, and memory stays
 * near the size of one item.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/text/date.h"
#include "feed_priv.h"
#include "thrum/base/banned.h"

struct scan {
	const char *p, *end;
};

struct value {
	const char *s;
	size_t len;
};

struct reader {
	struct feed_doc *doc;
	const char *url;
	char *author; /* of the feed, for items without one */
	bool is_feed; /* a version or items were seen */
};

/* ---- scanning ------------------------------------------------------------------- */

static void skip_space(struct scan *x)
{
	while (x->p < x->end && strchr(" \t\r\n,", *x->p) && *x->p)
		x->p++;
}

/* Behind the closing quote, or the end. */
static void skip_string(struct scan *x)
{
	x->p++;
	while (x->p < x->end && *x->p != '"')
		x->p += *x->p == '\\' && x->p + 1 < x->end ? 2 : 1;
	if (x->p < x->end)
		x->p++;
}

/* One value; brackets are counted, not understood. False at the end. */
static bool next_value(struct scan *x, struct value *out)
{
	size_t depth = 0;

	skip_space(x);
	out->s = x->p;
	while (x->p < x->end) {
		char c = *x->p;
		if (c == '"') {
			skip_string(x);
		} else if (c == '{' || c == '[') {
			depth++;
			x->p++;
		} else if (c == '}' || c == ']') {
			if (!depth)
				break;
			depth--;
			x->p++;
		} else if (!depth && (c == ',' || c == ':')) {
			break;
		} else {
			x->p++;
			continue;
		}
		if (!depth)
			break;
	}
	out->len = (size_t)(x->p - out->s);
	return out->len > 0;
}

/* "\ud83d" alone is no character: jansson would refuse the whole value. */
static char *without_lone_surrogates(const char *s, size_t len)
{
	char *copy = xstrndup(s, len);

	for (size_t i = 0; i + 6 <= len; i++) {
		if (copy[i] != '\\')
			continue;
		if (copy[i + 1] != 'u') {
			i++;
			continue;
		}
		bool high = strchr("dD", copy[i + 2]) &&
			    strchr("89abAB", copy[i + 3]);
		bool low = strchr("dD", copy[i + 2]) &&
			   strchr("cdefCDEF", copy[i + 3]);
		bool pair = high && i + 12 <= len && copy[i + 6] == '\\' &&
			    copy[i + 7] == 'u' && strchr("dD", copy[i + 8]) &&
			    strchr("cdefCDEF", copy[i + 9]);
		if (pair)
			i += 11;
		else if (high || low)
			memcpy(copy + i + 2, "fffd", 4);
	}
	return copy;
}

static json_t *load(const struct value *v)
{
	const size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY |
			     JSON_DISABLE_EOF_CHECK;
	json_t *j = json_loadb(v->s, v->len, flags, NULL);

	if (j || !memmem(v->s, v->len, "\\u", 2))
		return j;
	char *copy = without_lone_surrogates(v->s, v->len);
	j = json_loadb(copy, v->len, flags, NULL);
	free(copy);
	return j;
}

/* ---- values --------------------------------------------------------------------- */

/* A string's bytes; numbers stand for ids. NULL = no text. */
static const char *text_of(const json_t *obj, const char *key, size_t *len,
			   char tmp[32])
{
	const json_t *v = json_object_get(obj, key);

	if (json_is_string(v)) {
		*len = json_string_length(v);
		return *len ? json_string_value(v) : NULL;
	}
	if (!json_is_integer(v))
		return NULL;
	*len = (size_t)snprintf(tmp, 32, "%lld",
				(long long)json_integer_value(v));
	return tmp;
}

static char *line(const json_t *obj, const char *key)
{
	char tmp[32];
	size_t len;
	const char *s = text_of(obj, key, &len, tmp);

	return s ? feed_line(s, len, FORM_PLAIN) : NULL;
}

static char *address(const struct reader *r, const json_t *obj,
		     const char *key)
{
	char tmp[32];
	size_t len;
	const char *s = text_of(obj, key, &len, tmp);

	return s ? feed_url(r->url, s, len) : NULL;
}

static int64_t date(const json_t *obj, const char *key)
{
	char tmp[32];
	size_t len;
	int64_t t = 0;
	const char *s = text_of(obj, key, &len, tmp);

	if (s && !date_parse(s, &t))
		t = 0;
	return t;
}

/* 1.1 has "authors", 1.0 "author"; both are seen in the wild. */
static char *authors(const json_t *obj)
{
	const json_t *list = json_object_get(obj, "authors");
	struct buf all = BUF_INIT;
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one) {
		char *name = json_is_string(one) ?
				     feed_line(json_string_value(one),
					       json_string_length(one),
					       FORM_PLAIN) :
				     line(one, "name");
		if (name && all.len < 1000)
			buf_addf(&all, "%s%s", all.len ? ", " : "", name);
		free(name);
	}
	if (all.len)
		return buf_detach(&all);
	buf_release(&all);
	const json_t *author = json_object_get(obj, "author");
	if (json_is_string(author))
		return line(obj, "author");
	return line(author, "name");
}

static struct feed_text body(const json_t *item, const char *key,
			     enum feed_text_kind kind)
{
	char tmp[32];
	size_t len;
	struct feed_text t = { .kind = kind };
	const char *s = text_of(item, key, &len, tmp);

	if (s) {
		t.s = xstrndup(s, len);
		for (size_t i = 0; i < len; i++) /* "\u0000" */
			if (!t.s[i])
				t.s[i] = ' ';
	}
	return t;
}

static void add_attachments(const struct reader *r, struct feed_item *it,
			    const json_t *list)
{
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one) {
		char *url = address(r, one, "url");
		if (!url)
			continue;
		const json_t *n = json_object_get(one, "size_in_bytes");
		double size = json_number_value(n);
		if (!(size > 0 && size < 9e15))
			size = 0;
		feed_item_enclosure_take(it, url, line(one, "mime_type"),
					 (int64_t)size);
	}
}

static void add_tags(struct feed_item *it, const json_t *list)
{
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one)
		if (json_is_string(one))
			feed_item_tag_take(it,
					   feed_line(json_string_value(one),
						     json_string_length(one),
						     FORM_PLAIN));
}

static void add_item(struct reader *r, const json_t *j)
{
	struct feed_item it = { 0 };
	char tmp[32];
	size_t len;

	if (!json_is_object(j) || r->doc->items.len >= FEED_ITEMS_MAX)
		return;
	const char *id = text_of(j, "id", &len, tmp);
	if (id)
		it.guid = feed_id(id, len);
	it.url = address(r, j, "url");
	if (!it.url)
		it.url = address(r, j, "external_url");
	it.title = line(j, "title");
	it.author = authors(j);
	if (!it.author)
		it.author = xstrdup(r->author);
	it.lang = line(j, "language");
	it.published = date(j, "date_published");
	it.updated = date(j, "date_modified");
	it.content = body(j, "content_html", FEED_TEXT_HTML);
	if (!it.content.s)
		it.content = body(j, "content_text", FEED_TEXT_PLAIN);
	it.summary = body(j, "summary", FEED_TEXT_PLAIN);
	it.base = xstrdup(it.url ? it.url : r->url);
	add_tags(&it, json_object_get(j, "tags"));
	add_attachments(r, &it, json_object_get(j, "attachments"));
	feed_item_hash(&it);
	vec_push(&r->doc->items, it);
}

static void read_items(struct reader *r, struct scan x)
{
	struct value v;

	skip_space(&x);
	if (x.p >= x.end || *x.p != '[')
		return;
	x.p++;
	r->is_feed = true;
	while (next_value(&x, &v)) {
		json_t *j = load(&v);
		add_item(r, j);
		json_decref(j);
	}
}

/* ---- the feed -------------------------------------------------------------------- */

static void set(char **place, char *s)
{
	free(*place);
	*place = s;
}

static void read_member(struct reader *r, const char *key, const struct value *v)
{
	static const char *const wanted[] = { "version", "title",
					      "home_page_url", "feed_url",
					      "description", "language",
					      "authors", "author", "hubs" };
	bool known = false;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		known |= !strcmp(key, wanted[i]);
	json_t *value = known ? load(v) : NULL;
	if (!value)
		return;
	json_t *obj = json_pack("{s:O}", key, value);
	struct feed_doc *d = r->doc;
	if (!strcmp(key, "version")) {
		r->is_feed |= json_is_string(value) &&
			      strstr(json_string_value(value), "jsonfeed");
	} else if (!strcmp(key, "title")) {
		set(&d->title, line(obj, key));
	} else if (!strcmp(key, "home_page_url")) {
		set(&d->link, address(r, obj, key));
	} else if (!strcmp(key, "feed_url")) {
		set(&d->self_url, address(r, obj, key));
	} else if (!strcmp(key, "description")) {
		set(&d->description, line(obj, key));
	} else if (!strcmp(key, "language")) {
		set(&d->lang, line(obj, key));
	} else if (!strcmp(key, "hubs")) {
		set(&d->hub_url, address(r, json_array_get(value, 0), "url"));
	} else if (!r->author || !strcmp(key, "authors")) {
		set(&r->author, authors(obj));
	}
	json_decref(obj);
	json_decref(value);
}

/* Calls read_member() for each, and finds the items. */
static bool read_top(struct reader *r, struct scan x, struct scan *items)
{
	struct value k, v;
	bool found = false;

	while (next_value(&x, &k)) {
		skip_space(&x);
		if (x.p < x.end && *x.p == ':')
			x.p++;
		struct scan at = x;
		bool is_items = k.len == 7 && !memcmp(k.s, "\"items\"", 7);
		if (!next_value(&x, &v)) /* the file ends in this value */
			v.len = 0;
		if (is_items) {
			*items = at;
			found = true;
		} else if (k.len > 2 && k.len < 40 && v.len) {
			char key[40];
			memcpy(key, k.s + 1, k.len - 2);
			key[k.len - 2] = '\0';
			read_member(r, key, &v);
		}
		skip_space(&x);
		if (x.p < x.end && *x.p == '}')
			break;
	}
	return found;
}

enum status feed_json_parse(const char *s, size_t len, const char *url,
			    struct feed_doc **out, struct err *err)
{
	struct reader r = { .url = url };
	struct scan x = { s + 1, s + len }, items = { 0 };
	enum status st = ST_OK;

	r.doc = xcalloc(1, sizeof(*r.doc));
	r.doc->format = FEED_JSON;
	if (read_top(&r, x, &items))
		read_items(&r, items);
	if (r.is_feed) {
		*out = r.doc;
		r.doc = NULL;
	} else {
		st = err_set(err, ST_PARSE, _("this is JSON, but not a feed"));
	}
	feed_doc_free(r.doc);
	free(r.author);
	return st;
}
