/* jsonl.c - JSON Lines -> articles.
 *
 * One object a line; each is parsed by itself, so that a broken line costs
 * that line only. Names of members differ between programs: every field
 * has a list of them, first hit wins. Also read: one object or an array of
 * them printed over many lines.
 */
#include "config.h"

#include "thrum/import/import.h"

#include <jansson.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/i18n.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/text/lang.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define LIST_MAX 256 /* members read of any list in an object */

/* Names by which a field goes, NULL at the end. */
static const char *const title_names[] = { "title", "headline", "name", NULL };
static const char *const html_names[] = { "content_html", "html",
					  "body_html", NULL };
static const char *const body_names[] = { "body", "content", "text",
					  "content_text", "article",
					  "maintext", "full_text", NULL };
static const char *const summary_names[] = { "summary", "description",
					     "excerpt", "abstract", NULL };
static const char *const date_names[] = {
	"date", "published", "date_published", "published_at", "pubDate",
	"pubdate", "datePublished", "publish_date", "publication_date",
	"time", "timestamp", "datetime", NULL,
};
static const char *const updated_names[] = { "updated", "date_modified",
					     "updated_at", "modified",
					     "dateModified", NULL };
static const char *const url_names[] = { "url", "link", "permalink", "uri",
					 "external_url", NULL };
static const char *const source_names[] = { "source", "site", "outlet",
					    "publisher", "source_name",
					    "publication", NULL };
static const char *const author_names[] = { "author", "byline", "authors",
					    "creator", NULL };
static const char *const lang_names[] = { "lang", "language", NULL };
static const char *const tag_names[] = { "tags", "keywords", "categories",
					 "hashtags", NULL };
static const char *const category_names[] = { "category", "section", "topic",
					      NULL };
static const char *const id_names[] = { "guid", "id", "_id", "article_id",
					NULL };
static const char *const comments_names[] = { "comments_url", "comments",
					      NULL };

static json_t *member(const json_t *o, const char *const *names)
{
	for (; *names; names++) {
		json_t *v = json_object_get(o, *names);
		if (v && !json_is_null(v))
			return v;
	}
	return NULL;
}

/* A string member, or the name inside an object; clean, owned; NULL when
 * there is none or nothing is left. */
static char *clean_text(const json_t *v, enum clean_mode mode)
{
	static const char *const inner[] = { "name", "title", "text", "label",
					     "value", NULL };
	struct buf b = BUF_INIT;

	if (json_is_object(v))
		v = member(v, inner);
	if (json_is_string(v))
		text_clean(&b, json_string_value(v), json_string_length(v),
			   mode);
	else if (json_is_integer(v))
		buf_addf(&b, "%lld", (long long)json_integer_value(v));
	char *s = b.len ? buf_detach(&b) : NULL;
	buf_release(&b);
	return s;
}

/* The same for a list: joined by ", ". */
static char *clean_list(const json_t *v)
{
	struct buf b = BUF_INIT;

	if (!json_is_array(v))
		return clean_text(v, CLEAN_LINE);
	for (size_t i = 0; i < json_array_size(v) && i < LIST_MAX; i++) {
		char *s = clean_text(json_array_get(v, i), CLEAN_LINE);
		if (s && b.len)
			buf_adds(&b, ", ");
		if (s)
			buf_adds(&b, s);
		free(s);
	}
	char *joined = b.len ? buf_detach(&b) : NULL;
	buf_release(&b);
	return joined;
}

/* A date as text, or a number of seconds or milliseconds. */
static int64_t get_time(const json_t *v)
{
	int64_t t = 0;

	if (json_is_string(v)) {
		if (!date_parse(json_string_value(v), &t))
			t = 0;
	} else if (json_is_number(v)) {
		double n = json_number_value(v);
		/* Seconds reach 1e11 in the year 5138: larger ones are
		 * milliseconds. */
		if (n > 1e11)
			n /= 1000;
		if (n > 0 && n < 1e11)
			t = (int64_t)n;
	}
	return t;
}

static char *get_url(const json_t *v)
{
	return json_is_string(v) ? url_resolve(NULL, json_string_value(v))
				 : NULL;
}

static struct doc *get_body(const json_t *o, const char *base)
{
	const json_t *v = member(o, html_names);
	bool html = json_is_string(v);

	if (!html)
		v = member(o, body_names);
	if (!json_is_string(v) || !json_string_length(v))
		return NULL;
	const char *s = json_string_value(v);
	size_t len = json_string_length(v);
	struct doc *doc = html || doc_is_html(s, len)
				  ? doc_from_html(s, len, base)
				  : doc_from_text(s, len);
	if (doc->blocks.len)
		return doc;
	doc_free(doc);
	return NULL;
}

static void get_tags(const json_t *v, struct str_vec *tags)
{
	if (json_is_array(v)) {
		for (size_t i = 0; i < json_array_size(v) && i < LIST_MAX;
		     i++) {
			char *s = clean_text(json_array_get(v, i), CLEAN_LINE);
			if (s)
				str_vec_add(tags, *s == '#' ? s + 1 : s);
			free(s);
		}
		return;
	}
	char *all = clean_text(v, CLEAN_LINE);
	for (const char *p = all; p && *p && tags->len < LIST_MAX;) {
		p += strspn(p, " ,;#");
		size_t n = strcspn(p, ",;");
		if (n)
			str_vec_add_take(tags, xstrndup(p, n));
		p += n;
	}
	free(all);
}

static void get_enclosures(const json_t *v, struct enclosure_vec *out)
{
	for (size_t i = 0; i < json_array_size(v) && i < LIST_MAX; i++) {
		const json_t *o = json_array_get(v, i);
		struct enclosure e = { .url = get_url(
					       json_object_get(o, "url")) };
		if (!e.url)
			continue;
		e.type = clean_text(json_object_get(o, "type"), CLEAN_LINE);
		const json_t *n = json_object_get(o, "length");
		if (json_is_integer(n) && json_integer_value(n) > 0)
			e.length = json_integer_value(n);
		vec_push(out, e);
	}
}

static void get_related(const json_t *v, struct related_vec *out)
{
	for (size_t i = 0; i < json_array_size(v) && i < LIST_MAX; i++) {
		const json_t *o = json_array_get(v, i);
		struct related_link r = { .age_s = -1 };
		r.title = clean_text(json_is_string(o) ? o
						       : member(o, title_names),
				     CLEAN_LINE);
		if (!r.title)
			continue;
		r.source = clean_text(member(o, source_names), CLEAN_LINE);
		r.url = get_url(member(o, url_names));
		r.excerpt = clean_text(member(o, summary_names), CLEAN_BLOCK);
		r.age = clean_text(json_object_get(o, "age"), CLEAN_LINE);
		if (r.age && !date_parse_age(r.age, &r.age_s))
			r.age_s = -1;
		vec_push(out, r);
	}
}

static void get_turns(const json_t *v, struct turn_vec *out)
{
	for (size_t i = 0; i < json_array_size(v) && i < LIST_MAX; i++) {
		const json_t *o = json_array_get(v, i);
		struct turn t = {
			clean_text(json_object_get(o, "speaker"), CLEAN_LINE),
			clean_text(json_object_get(o, "text"), CLEAN_BLOCK),
		};
		if (t.speaker && t.text) {
			vec_push(out, t);
		} else {
			free(t.speaker);
			free(t.text);
		}
	}
}

static void get_details(json_t *v, struct detail_vec *out)
{
	const char *key;
	json_t *value;

	json_object_foreach(v, key, value) {
		char *s = clean_list(value);
		if (!s || out->len >= LIST_MAX) {
			free(s);
			continue;
		}
		struct detail d = { text_clean_dup(key, CLEAN_LINE), s };
		vec_push(out, d);
	}
}

static void get_names(const json_t *o, struct article *a)
{
	const json_t *feed = json_object_get(o, "feed");

	a->title = clean_text(member(o, title_names), CLEAN_LINE);
	a->author = clean_list(member(o, author_names));
	a->source = clean_text(member(o, source_names), CLEAN_LINE);
	if (!a->source && json_is_object(feed))
		a->source = clean_text(feed, CLEAN_LINE);
	a->category = clean_text(member(o, category_names), CLEAN_LINE);
	a->lang = clean_text(member(o, lang_names), CLEAN_LINE);
	if (!a->lang && json_is_object(feed))
		a->lang = clean_text(json_object_get(feed, "language"),
				     CLEAN_LINE);
	a->guid = clean_text(member(o, id_names), CLEAN_LINE);
	a->url = get_url(member(o, url_names));
	a->comments_url = get_url(member(o, comments_names));
	a->published = get_time(member(o, date_names));
	a->updated = get_time(member(o, updated_names));
}

/* NULL when the object holds no article. */
static struct article *from_object(json_t *o)
{
	struct article *a = article_new();
	const json_t *summary = member(o, summary_names);

	get_names(o, a);
	a->body = get_body(o, a->url);
	if (json_is_string(summary) &&
	    doc_is_html(json_string_value(summary),
			json_string_length(summary))) {
		struct doc *d = doc_from_html(json_string_value(summary),
					      json_string_length(summary),
					      NULL);
		if (d->text.len)
			a->summary = xstrdup(d->text.ptr);
		doc_free(d);
	} else {
		a->summary = clean_text(summary, CLEAN_BLOCK);
	}
	get_tags(member(o, tag_names), &a->tags);
	get_enclosures(json_object_get(o, "enclosures"), &a->enclosures);
	get_related(json_object_get(o, "related"), &a->related);
	get_turns(json_object_get(o, "conversation"), &a->conversation);
	get_details(json_object_get(o, "details"), &a->details);
	if (json_is_true(json_object_get(o, "read")))
		a->flags |= ARTICLE_READ;
	if (json_is_true(json_object_get(o, "starred")))
		a->flags |= ARTICLE_STARRED;
	if (a->title || a->body || a->summary || a->url)
		return a;
	article_free(a);
	return NULL;
}

/* An object or a list of them; counts what is neither. */
static void take_value(json_t *v, struct article_vec *out, int *bad)
{
	size_t n = json_is_array(v) ? json_array_size(v) : 1;

	for (size_t i = 0; i < n; i++) {
		json_t *o = json_is_array(v) ? json_array_get(v, i) : v;
		struct article *a = json_is_object(o) ? from_object(o) : NULL;
		if (a)
			vec_push(out, a);
		else if (!json_is_object(o) ||
			 !json_object_get(o, "feed") /* a feed's only line */)
			++*bad;
	}
}

static bool is_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr(" \t\r\f", s[i]) || !s[i])
			return false;
	return true;
}

static void take_lines(const struct buf *text, struct article_vec *out,
		       int *bad)
{
	for (size_t i = 0; i < text->len;) {
		const char *line = text->ptr + i;
		const char *nl = memchr(line, '\n', text->len - i);
		size_t len = nl ? (size_t)(nl - line) : text->len - i;
		i += len + 1;
		if (is_blank(line, len))
			continue;
		json_t *v = json_loadb(line, len, JSON_ALLOW_NUL, NULL);
		if (v)
			take_value(v, out, bad);
		else
			++*bad;
		json_decref(v);
	}
}

enum status import_jsonl(const char *bytes, size_t len,
			 struct article_vec *out, int *bad, struct err *err)
{
	struct buf text = BUF_INIT;
	size_t before = out->len;
	int wrong = 0;
	json_error_t je = { 0 };

	text_decode(&text, bytes, len, NULL);
	take_lines(&text, out, &wrong);
	if (out->len == before && wrong) {
		/* One value over many lines? */
		json_t *v = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL,
				       &je);
		if (v) {
			wrong = 0;
			take_value(v, out, &wrong);
		}
		json_decref(v);
	}
	buf_release(&text);
	*bad += wrong;
	if (out->len > before)
		return ST_OK;
	err_set(err, ST_PARSE,
		_("no line holds an article; each must be a JSON object with "
		  "at least a title or a body"));
	err_detail(err, "jansson: %s", je.text);
	return ST_PARSE;
}
