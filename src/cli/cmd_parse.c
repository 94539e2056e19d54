/* cmd_parse.c - `thrum parse FILE...`: feeds to JSON Lines.
 *
 * One object an article, texts plain; a feed without articles prints one
 * line with "feed" alone. Needs no store and no configuration.
 */
#include "config.h"

#include "cmd_priv.h"

#include <stdlib.h>
#include <string.h>

#include "cmds_priv.h"
#include "thrum/base/path.h"
#include "thrum/feed/feed_doc.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

static void put(json_t *obj, const char *key, const char *s)
{
	if (s)
		json_object_set_new(obj, key, json_string(s));
}

static void put_time(json_t *obj, const char *key, int64_t t)
{
	char iso[24];

	date_iso(t, iso);
	if (*iso)
		put(obj, key, iso);
}

static json_t *feed_json(const struct feed_doc *doc)
{
	json_t *feed = json_object();

	put(feed, "title", doc->title);
	put(feed, "link", doc->link);
	put(feed, "language", doc->lang);
	return feed;
}

static void put_lists(json_t *obj, const struct article *a)
{
	json_t *tags = json_array();
	json_t *files = json_array();

	for (size_t i = 0; i < a->tags.len; i++)
		json_array_append_new(tags, json_string(a->tags.v[i]));
	for (size_t i = 0; i < a->enclosures.len; i++) {
		const struct enclosure *e = &a->enclosures.v[i];
		json_t *one = json_object();
		put(one, "url", e->url);
		put(one, "type", e->type);
		if (e->length)
			json_object_set_new(one, "length",
					    json_integer(e->length));
		json_array_append_new(files, one);
	}
	json_object_set_new(obj, "tags", tags);
	json_object_set_new(obj, "enclosures", files);
}

static void print_item(const struct feed_doc *doc, struct feed_item *item,
		       json_t *feed)
{
	bool is_whole = item->content.s != NULL;
	struct article *a = feed_item_detach(doc, item);
	json_t *obj = json_object();
	struct buf text = BUF_INIT;
	const char *body = NULL;

	if (a->body) {
		doc_add_plain(a->body, &text);
		body = text.ptr;
	}

	json_object_set(obj, "feed", feed);
	put(obj, "id", a->guid);
	put(obj, "url", a->url);
	put(obj, "title", a->title ? a->title : item->title);
	put(obj, "author", a->author);
	put_time(obj, "published", a->published);
	put_time(obj, "updated", a->updated);
	put(obj, "summary", is_whole ? a->summary : body);
	put(obj, "content", is_whole ? body : NULL);
	put_lists(obj, a);
	put(obj, "comments_url", a->comments_url);
	cli_json(obj);
	buf_release(&text);
	article_free(a);
}

static enum status parse_file(const char *path, struct err *err)
{
	struct buf bytes;
	struct feed_doc *doc = NULL;

	buf_init(&bytes, FEED_BYTES_MAX);
	enum status st = path_read(path, &bytes, err);
	if (st == ST_OK) {
		struct feed_source src = { .bytes = bytes.ptr,
					   .len = bytes.len };
		st = feed_doc_parse(&src, &doc, err);
		if (st != ST_OK)
			err_prefix(err, "%s", path);
	}
	buf_release(&bytes);
	if (st != ST_OK)
		return st;
	json_t *feed = feed_json(doc);
	for (size_t i = 0; i < doc->items.len; i++)
		print_item(doc, &doc->items.v[i], feed);
	if (!doc->items.len)
		cli_json(json_pack("{s:O}", "feed", feed));
	json_decref(feed);
	feed_doc_free(doc);
	return ST_OK;
}

int cmd_parse(int argc, char **argv)
{
	int code = EXIT_OK;
	bool options = true;
	int files = 0;

	for (int i = 1; i < argc; i++) {
		const char *arg = argv[i];
		struct err err = { 0 };
		if (options && !strcmp(arg, "--")) {
			options = false;
			continue;
		}
		if (options && (!strcmp(arg, "--help") || !strcmp(arg, "-h"))) {
			cli_print_cmd_help(stdout, cli_find("parse"));
			return cli_flush(EXIT_OK);
		}
		if (options && arg[0] == '-' && arg[1])
			return cli_usage(_("parse: unknown option %s; see "
					   "thrum parse --help"),
					 arg);
		files++;
		if (parse_file(arg, &err) != ST_OK)
			code = cli_fail(&err);
	}
	if (!files)
		return cli_usage(_("parse: name a feed file, or - for standard "
				   "input"));
	return cli_flush(code);
}

const struct cli_cmd cli_cmd_parse = {
	.name = "parse",
	.args = "FILE...",
	.help = N_("read feeds, write their articles as JSON Lines"),
	.more = N_("Each FILE (- is standard input) is RSS, RDF, Atom, JSON "
		   "Feed or CDF in any encoding; broken markup is read as "
		   "far as it goes. Every article becomes one line with its "
		   "feed, id, url, title, author, times in UTC, plain texts, "
		   "tags, enclosures and comments_url; a feed without "
		   "articles becomes one line with the feed alone. Nothing "
		   "is stored."),
	.min_args = 1,
	.max_args = -1,
	.raw = cmd_parse,
};
