/* json.c - records as JSON objects. Version 1 of every object: fields may
 * be added to it, none is taken away or changes its meaning. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

json_t *cli_object(void)
{
	json_t *o = json_object();

	json_object_set_new(o, "v", json_integer(1));
	return o;
}

void cli_set_text(json_t *o, const char *key, const char *value)
{
	json_object_set_new(o, key, json_string(value ? value : ""));
}

void cli_set(json_t *o, const char *key, const char *value)
{
	if (value && *value)
		cli_set_text(o, key, value);
}

void cli_set_int(json_t *o, const char *key, int64_t v)
{
	json_object_set_new(o, key, json_integer(v));
}

void cli_set_time(json_t *o, const char *key, int64_t t)
{
	char iso[24];

	if (!t)
		return;
	date_iso(t, iso);
	cli_set_text(o, key, iso);
}

void cli_set_lines(json_t *o, const char *key, const char *lines)
{
	json_t *list = json_array();

	while (lines && *lines) {
		size_t len = strcspn(lines, "\n");
		if (len)
			json_array_append_new(list, json_stringn(lines, len));
		lines += len + (lines[len] == '\n');
	}
	json_object_set_new(o, key, list);
}

static void set_enclosures(json_t *o, const struct article *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < a->enclosures.len; i++) {
		json_t *e = json_object();
		cli_set(e, "url", a->enclosures.v[i].url);
		cli_set(e, "type", a->enclosures.v[i].type);
		if (a->enclosures.v[i].length)
			cli_set_int(e, "length", a->enclosures.v[i].length);
		json_array_append_new(list, e);
	}
	json_object_set_new(o, "enclosures", list);
}

static void set_related(json_t *o, const struct article *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < a->related.len; i++) {
		const struct related_link *r = &a->related.v[i];
		json_t *e = json_object();
		cli_set_text(e, "title", r->title);
		cli_set(e, "source", r->source);
		cli_set(e, "age", r->age);
		cli_set(e, "excerpt", r->excerpt);
		cli_set(e, "url", r->url);
		json_array_append_new(list, e);
	}
	json_object_set_new(o, "related", list);
}

static void set_conversation(json_t *o, const struct article *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < a->conversation.len; i++) {
		json_t *e = json_object();
		cli_set_text(e, "speaker", a->conversation.v[i].speaker);
		cli_set_text(e, "text", a->conversation.v[i].text);
		json_array_append_new(list, e);
	}
	json_object_set_new(o, "conversation", list);
}

static void set_details(json_t *o, const struct article *a)
{
	json_t *d = json_object();

	for (size_t i = 0; i < a->details.len; i++)
		cli_set_text(d, a->details.v[i].name, a->details.v[i].value);
	json_object_set_new(o, "details", d);
}

static void set_tags(json_t *o, const struct article *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < a->tags.len; i++)
		json_array_append_new(list, json_string(a->tags.v[i]));
	json_object_set_new(o, "tags", list);
}

/* In the order of the numbers that set text shows. */
static void set_links(json_t *o, const struct article *a)
{
	json_t *list = json_array();

	for (size_t i = 0; a->body && i < a->body->links.len; i++)
		json_array_append_new(list,
				      json_string(a->body->links.v[i].url));
	json_object_set_new(o, "links", list);
}

static void set_state(json_t *o, const struct article *a)
{
	if (!a->id)
		return;
	json_object_set_new(o, "read", json_boolean(a->flags & ARTICLE_READ));
	json_object_set_new(o, "starred",
			    json_boolean(a->flags & ARTICLE_STARRED));
	if (a->flags & ARTICLE_DELETED)
		json_object_set_new(o, "deleted", json_true());
	if (a->flags & ARTICLE_FULLTEXT)
		json_object_set_new(o, "fulltext", json_true());
	if (a->thread_id)
		cli_set_int(o, "thread", a->thread_id);
	if (a->copy_of)
		cli_set_int(o, "copy_of", a->copy_of);
	cli_set_int(o, "row", a->id);
	cli_set_time(o, "fetched", a->fetched);
	cli_set_time(o, "last_read", a->last_read);
	cli_set_int(o, "read_count", a->read_count);
}

/* As `thrum extract` has it: no captions, nothing in place of pictures. */
static void set_content(json_t *o, const struct article *a)
{
	struct buf text = BUF_INIT;

	if (a->body)
		doc_add_prose(a->body, &text);
	cli_set_text(o, "content", text.ptr);
	buf_release(&text);
}

json_t *cli_report_json(const struct article_row *r)
{
	json_t *o = json_object();

	cli_set_text(o, "id", r->uuid);
	cli_set_text(o, "title", r->title);
	cli_set(o, "site", r->source);
	cli_set(o, "url", r->url);
	cli_set_time(o, "published", r->time);
	return o;
}

json_t *cli_article_json(const struct article *a)
{
	json_t *o = cli_object();

	cli_set(o, "id", a->uuid);
	cli_set(o, "guid", a->guid);
	cli_set(o, "url", a->url);
	cli_set_text(o, "title", a->title);
	cli_set(o, "author", a->author);
	cli_set(o, "byline", a->author);
	cli_set(o, "site", a->source);
	cli_set(o, "category", a->category);
	cli_set(o, "lang", a->lang);
	cli_set_time(o, "published", a->published);
	cli_set_time(o, "updated", a->updated);
	cli_set(o, "summary", a->summary);
	set_content(o, a);
	cli_set_int(o, "words", a->words);
	set_tags(o, a);
	set_links(o, a);
	set_enclosures(o, a);
	cli_set(o, "comments_url", a->comments_url);
	set_related(o, a);
	set_conversation(o, a);
	set_details(o, a);
	set_state(o, a);
	return o;
}
