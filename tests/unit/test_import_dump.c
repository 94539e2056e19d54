/* test_import_dump.c - text dumps, each against what a person would take
 * from it: tests/data/dumps/NAME.txt with NAME.json beside it. Members that
 * the JSON leaves out are not looked at, except that the body is compared
 * block for block and lists must have exactly the length given. */
#include "config.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/path.h"
#include "thrum/import/import.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

#define NOW 1748736000 /* 2025-06-01 00:00 UTC */

static char *data_path(const char *name, const char *suffix)
{
	const char *top = getenv("top_srcdir");

	return xasprintf("%s/tests/data/dumps/%s%s", top ? top : ".", name,
			 suffix);
}

static void read_data(const char *name, const char *suffix, struct buf *out)
{
	char *path = data_path(name, suffix);
	struct err err = { 0 };

	cr_assert_eq(path_read(path, out, &err), ST_OK, "%s", err.msg);
	free(path);
}

static struct article *recognise(const char *name)
{
	struct buf text = BUF_INIT;
	struct article *a = NULL;
	struct err err = { 0 };

	read_data(name, ".txt", &text);
	cr_assert_eq(import_dump(text.ptr, text.len, NOW, &a, &err), ST_OK,
		     "%s: %s", name, err.msg);
	buf_release(&text);
	return a;
}

static void same_text(const char *name, const char *what, const json_t *want,
		      const char *got)
{
	if (!want)
		return;
	cr_expect(got && !strcmp(json_string_value(want), got),
		  "%s: %s is '%s', should be '%s'", name, what,
		  got ? got : "(none)", json_string_value(want));
}

static void same_time(const char *name, const char *what, const json_t *want,
		      int64_t got)
{
	char iso[24];

	if (!want)
		return;
	date_iso(got, iso);
	cr_expect(!strcmp(json_string_value(want), iso),
		  "%s: %s is '%s', should be '%s'", name, what, iso,
		  json_string_value(want));
}

/* Counts of blocks, for precision and recall. */
struct score {
	size_t hit, got, want;
};

static struct score same_body(const char *name, const json_t *want,
			      const struct doc *doc)
{
	struct score sc = { 0 };
	size_t n = doc ? doc->blocks.len : 0, k = 0;

	sc.want = json_array_size(want);
	for (size_t i = 0; i < n; i++) {
		const struct doc_block *b = &doc->blocks.v[i];
		sc.got++;
		char *s = xstrndup(doc->text.ptr + b->off, b->len);
		size_t at = k;
		while (at < sc.want && strcmp(json_string_value(
					      json_array_get(want, at)), s))
			at++;
		cr_expect(at < sc.want, "%s: body should not hold '%s'", name,
			  s);
		if (at < sc.want) {
			for (; k < at; k++)
				cr_expect_fail("%s: body lacks '%s'", name,
					       json_string_value(
						       json_array_get(want,
								      k)));
			sc.hit++;
			k = at + 1;
		}
		free(s);
	}
	for (; k < sc.want; k++)
		cr_expect_fail("%s: body lacks '%s'", name,
			       json_string_value(json_array_get(want, k)));
	return sc;
}

/* Captions are details, "Caption", "Caption 2"; they are counted. */
static size_t captions(const struct detail_vec *details)
{
	size_t n = 0;

	for (size_t i = 0; i < details->len; i++)
		n += !strncmp(details->v[i].name, "Caption", 7);
	return n;
}

static void same_captions(const char *name, const json_t *want,
			  const struct detail_vec *got)
{
	cr_expect(captions(got) == (size_t)json_integer_value(want),
		  "%s: %zu captions, not %d", name, captions(got),
		  (int)json_integer_value(want));
}

static void same_tags(const char *name, const json_t *want,
		      const struct str_vec *got)
{
	cr_expect(got->len == json_array_size(want), "%s: %zu tags", name,
		  got->len);
	for (size_t i = 0; i < got->len && i < json_array_size(want); i++)
		same_text(name, "tag", json_array_get(want, i), got->v[i]);
}

static void same_related(const char *name, const json_t *want,
			 const struct related_vec *got)
{
	cr_expect(got->len == json_array_size(want), "%s: %zu related", name,
		  got->len);
	for (size_t i = 0; i < got->len && i < json_array_size(want); i++) {
		const struct related_link *r = &got->v[i];
		const json_t *o = json_array_get(want, i);
		const json_t *age = json_object_get(o, "age_s");
		same_text(name, "related title", json_object_get(o, "title"),
			  r->title);
		same_text(name, "related source",
			  json_object_get(o, "source"), r->source);
		same_text(name, "excerpt", json_object_get(o, "excerpt"),
			  r->excerpt);
		cr_expect(!age || json_integer_value(age) == r->age_s,
			  "%s: age of '%s' is %lld", name, r->title,
			  (long long)r->age_s);
	}
}

static void same_turns(const char *name, const json_t *want,
		       const struct turn_vec *got)
{
	cr_expect(got->len == json_array_size(want), "%s: %zu turns", name,
		  got->len);
	for (size_t i = 0; i < got->len && i < json_array_size(want); i++) {
		const json_t *t = json_array_get(want, i);
		same_text(name, "speaker", json_array_get(t, 0),
			  got->v[i].speaker);
		same_text(name, "turn", json_array_get(t, 1), got->v[i].text);
	}
}

static void same_details(const char *name, json_t *want,
			 const struct detail_vec *got)
{
	const char *key;
	json_t *value;

	cr_expect(got->len - captions(got) == json_object_size(want),
		  "%s: %zu details", name, got->len);
	json_object_foreach(want, key, value) {
		const char *found = NULL;
		for (size_t i = 0; i < got->len; i++)
			if (!strcmp(got->v[i].name, key))
				found = got->v[i].value;
		same_text(name, key, value, found);
	}
}

static struct score check(const char *name)
{
	struct buf text = BUF_INIT;
	struct article *a = recognise(name);
	json_error_t je;

	read_data(name, ".json", &text);
	json_t *o = json_loadb(text.ptr, text.len, 0, &je);
	cr_assert(o, "%s.json:%d: %s", name, je.line, je.text);
	buf_release(&text);
	same_text(name, "title", json_object_get(o, "title"), a->title);
	same_text(name, "source", json_object_get(o, "source"), a->source);
	same_text(name, "author", json_object_get(o, "author"), a->author);
	same_text(name, "lang", json_object_get(o, "lang"), a->lang);
	same_text(name, "url", json_object_get(o, "url"), a->url);
	same_text(name, "category", json_object_get(o, "category"),
		  a->category);
	same_text(name, "summary", json_object_get(o, "summary"), a->summary);
	same_time(name, "published", json_object_get(o, "published"),
		  a->published);
	same_time(name, "updated", json_object_get(o, "updated"), a->updated);
	same_time(name, "created", json_object_get(o, "created"), a->created);
	same_time(name, "last_read", json_object_get(o, "last_read"),
		  a->last_read);
	const json_t *reads = json_object_get(o, "read_count");
	cr_expect(!reads || a->read_count == json_integer_value(reads));
	struct score sc =
		same_body(name, json_object_get(o, "body"), a->body);
	same_captions(name, json_object_get(o, "captions"), &a->details);
	same_tags(name, json_object_get(o, "tags"), &a->tags);
	same_related(name, json_object_get(o, "related"), &a->related);
	same_turns(name, json_object_get(o, "conversation"),
		   &a->conversation);
	same_details(name, json_object_get(o, "details"), &a->details);
	json_decref(o);
	article_free(a);
	return sc;
}

Test(dump, layouts)
{
	static const char *const names[] = {
		"aggregator", "readingapp", "readermode", "japanese",
		"german", "doubled", "noheadline", "hashtags",
		"french", "wrapped", "spanish", "unheaded", "fieldsfirst",
		"chinese", "comments", "interview", "otherapp", "russian",
		"storefront", "glued", "storm", "rivers", "oldtown",
		"quotas",
	};
	struct score all = { 0 };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct score sc = check(names[i]);
		all.hit += sc.hit;
		all.got += sc.got;
		all.want += sc.want;
	}
	cr_log_info("body blocks: precision %zu/%zu, recall %zu/%zu", all.hit,
		    all.got, all.hit, all.want);
}
