/* cmd_extract.c - thrum extract: one page -> JSON.
 *
 * {"title","byline","site","published","text","links":[],"lang","excerpt",
 * "tags":[] ...} on one line. A filter: no store, no network. Captions
 * (but for that of an opening picture) and what stands for images are not
 * part of `text`.
 */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/path.h"
#include "thrum/page/page.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

#define EXCERPT_BYTES 300

struct extract_args {
	const char *file, *url, *charset;
};

static void set(json_t *o, const char *name, const char *value)
{
	json_object_set_new(o, name, value ? json_string(value) : json_null());
}

static void set_time(json_t *o, const char *name, int64_t t)
{
	char iso[24];

	date_iso(t, iso);
	set(o, name, *iso ? iso : NULL);
}

/* With the offset of the clock it was written by: its day is that one's. */
static void set_local(json_t *o, const char *name, int64_t t, int32_t east_s)
{
	char iso[24], *local;
	int min = (east_s < 0 ? -east_s : east_s) / 60;

	if (!t || !east_s) {
		set_time(o, name, t);
		return;
	}
	date_iso(t + east_s, iso);
	local = xasprintf("%.19s%c%02d:%02d", iso, east_s < 0 ? '-' : '+',
			  min / 60, min % 60);
	set(o, name, local);
	free(local);
}

static json_t *links_of(const struct doc *doc)
{
	json_t *list = json_array();

	for (size_t i = 0; doc && i < doc->links.len; i++)
		if (doc->links.v[i].kind == DOC_LINK_PAGE)
			json_array_append_new(
				list, json_string(doc->links.v[i].url));
	return list;
}

static json_t *related_of(const struct article *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < a->related.len; i++) {
		json_t *r = json_object();
		set(r, "title", a->related.v[i].title);
		set(r, "url", a->related.v[i].url);
		json_array_append_new(list, r);
	}
	return list;
}

/* The description, else the beginning of the text, cut at a word. */
static char *excerpt_of(const struct article *a, const struct buf *text)
{
	if (a->summary)
		return xstrdup(a->summary);
	size_t n = strcspn(text->ptr, "\n");
	if (n > EXCERPT_BYTES) {
		n = EXCERPT_BYTES;
		while (n && text->ptr[n] != ' ' &&
		       n > EXCERPT_BYTES - 40)
			n--;
		while (n && ((unsigned char)text->ptr[n] & 0xc0) == 0x80)
			n--;
	}
	return n ? xstrndup(text->ptr, n) : NULL;
}

static json_t *to_json(const struct article *a)
{
	json_t *o = json_object(), *tags = json_array();
	struct buf text = BUF_INIT;

	if (a->body)
		doc_add_prose(a->body, &text);
	set(o, "title", a->title);
	set(o, "byline", a->author);
	set(o, "site", a->source);
	set_local(o, "published", a->published, a->published_east_s);
	set_time(o, "updated", a->updated);
	set(o, "url", a->url);
	set(o, "lang", a->lang);
	char *excerpt = excerpt_of(a, &text);
	set(o, "excerpt", excerpt);
	free(excerpt);
	set(o, "text", text.ptr);
	json_object_set_new(o, "links", links_of(a->body));
	for (size_t i = 0; i < a->tags.len; i++)
		json_array_append_new(tags, json_string(a->tags.v[i]));
	json_object_set_new(o, "tags", tags);
	set(o, "image",
	    a->enclosures.len ? a->enclosures.v[0].url : NULL);
	set(o, "comments_url", a->comments_url);
	json_object_set_new(o, "related", related_of(a));
	buf_release(&text);
	return o;
}

static int parse_args(int argc, char **argv, struct extract_args *out)
{
	bool operands = false;

	*out = (struct extract_args){ 0 };
	for (int i = 1; i < argc; i++) {
		const char *a = argv[i];
		const char **value = NULL;
		if (!operands && !strcmp(a, "--url"))
			value = &out->url;
		else if (!operands && !strcmp(a, "--charset"))
			value = &out->charset;
		if (value && i + 1 == argc)
			return cli_usage(_("%s wants a value"), a);
		if (value)
			*value = argv[++i];
		else if (!operands && !strncmp(a, "--url=", 6))
			out->url = a + 6;
		else if (!operands && !strncmp(a, "--charset=", 10))
			out->charset = a + 10;
		else if (!operands && !strcmp(a, "--"))
			operands = true;
		else if (!operands && a[0] == '-' && a[1])
			return cli_usage(_("extract has no option %s"), a);
		else if (out->file)
			return cli_usage(_("extract reads one page at a "
					   "time"));
		else
			out->file = a;
	}
	if (!out->file)
		return cli_usage(_("extract wants a FILE, or - for standard "
				   "input"));
	return EXIT_OK;
}

int cmd_extract(int argc, char **argv)
{
	struct extract_args args;
	struct article *a = NULL;
	struct buf page;
	struct err err = { 0 };
	int code = parse_args(argc, argv, &args);

	if (code)
		return code;
	buf_init(&page, PAGE_BYTES_MAX);
	enum status st = path_read(args.file, &page, &err);
	if (st == ST_OK)
		st = page_extract(page.ptr, page.len, args.url, args.charset,
				  &a, &err);
	if (st == ST_OK) {
		cli_json(to_json(a));
		code = cli_flush(EXIT_OK);
	} else {
		err_prefix(&err, "%s", args.file);
		code = cli_fail(&err);
	}
	article_free(a);
	buf_release(&page);
	return code;
}
