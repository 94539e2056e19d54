/* check_feed.c - see check_feed.h. */
#include "config.h"

#include "check_feed.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/doc.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

static void check_line(const char *s)
{
	if (!s)
		return;
	size_t len = strlen(s);
	if (!utf8_is_valid(s, len))
		BUG("a field is not UTF-8");
	while (len) {
		uint32_t cp;
		size_t n = utf8_next(s, len, &cp);
		if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) ||
		    (cp >= 0x202a && cp <= 0x202e))
			BUG("a control in a field");
		s += n;
		len -= n;
	}
}

static void check_url(const char *s)
{
	check_line(s);
	if (s && url_is_script(s))
		BUG("a script as an address");
	char *key = url_key(s);
	check_line(key);
	free(key);
}

static void check_item(const struct feed_doc *d, struct feed_item *it)
{
	check_line(it->guid);
	check_line(it->title);
	check_line(it->author);
	check_line(it->source);
	check_line(it->lang);
	check_url(it->url);
	check_url(it->comments_url);
	for (size_t i = 0; i < it->tags.len; i++)
		check_line(it->tags.v[i]);
	for (size_t i = 0; i < it->enclosures.len; i++) {
		check_url(it->enclosures.v[i].url);
		check_line(it->enclosures.v[i].type);
	}
	struct article *a = feed_item_detach(d, it);
	if (a->body)
		doc_check(a->body);
	if (a->summary && !utf8_is_valid(a->summary, strlen(a->summary)))
		BUG("a summary is not UTF-8");
	article_free(a);
}

void check_feed(const struct feed_source *src)
{
	struct feed_doc *d = NULL;
	struct err err = { 0 };

	if (feed_doc_parse(src, &d, &err) != ST_OK) {
		if (d || !err.msg[0])
			BUG("a failure without words");
		return;
	}
	check_line(d->title);
	check_line(d->lang);
	check_line(d->description);
	check_url(d->link);
	check_url(d->self_url);
	for (size_t i = 0; i < d->items.len; i++)
		check_item(d, &d->items.v[i]);
	feed_doc_free(d);
}
