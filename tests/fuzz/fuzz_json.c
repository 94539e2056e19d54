/* fuzz_json.c - any bytes as a JSON Feed and as JSON Lines.
 *
 * The feed has a version in front, so that whatever follows is a feed's;
 * see check_feed.h for what must hold. Of the lines, each gives an article
 * or is counted as bad, and bodies keep their invariants. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "check_feed.h"
#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/import/import.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define HEAD "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":["

static void fuzz_feed(const char *s, size_t len)
{
	struct feed_source src = { .bytes = s, .len = len };
	struct buf b;

	check_feed(&src);
	buf_init(&b, len + sizeof(HEAD));
	buf_adds(&b, HEAD);
	buf_add(&b, s, len);
	src.bytes = b.ptr;
	src.len = b.len;
	src.url = "https://fuzz.example/feed.json";
	check_feed(&src);
	buf_release(&b);
}

static void fuzz_lines(const char *s, size_t len)
{
	struct article_vec all = { 0 };
	struct err err = { 0 };
	int bad = 0;

	if (import_jsonl(s, len, &all, &bad, &err) == ST_OK && !all.len)
		BUG("success without an article");
	for (size_t i = 0; i < all.len; i++)
		if (all.v[i]->body)
			doc_check(all.v[i]->body);
	if (bad < 0)
		BUG("fewer than no bad lines");
	article_vec_release(&all);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	fuzz_feed((const char *)bytes, len);
	fuzz_lines((const char *)bytes, len);
	return 0;
}
