/* fuzz_page.c - any bytes as a web page.
 *
 * Beyond not crashing: the body keeps the document's invariants, no
 * address is a script's, and fields hold no control characters. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/page/page.h"
#include "thrum/text/doc.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect_clean(const char *s)
{
	for (; s && *s; s++)
		if ((unsigned char)*s < ' ')
			BUG("a control character came through");
}

static void expect_url(const char *s)
{
	if (s && url_is_script(s))
		BUG("a script's address came through");
	expect_clean(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct page_feed_vec feeds = { 0 };
	struct article *a = NULL;
	struct err err;

	page_find_feeds((const char *)bytes, len, "https://a.example/", &feeds);
	for (size_t i = 0; i < feeds.len; i++)
		expect_url(feeds.v[i].url);
	page_feed_vec_release(&feeds);
	if (page_extract((const char *)bytes, len, "https://a.example/x", NULL,
			 &a, &err))
		return 0;
	expect_clean(a->title);
	expect_clean(a->author);
	expect_url(a->url);
	for (size_t i = 0; i < a->related.len; i++)
		expect_url(a->related.v[i].url);
	if (a->body)
		doc_check(a->body);
	article_free(a);
	return 0;
}
