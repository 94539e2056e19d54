/* fuzz_dump.c - any bytes as a text dump and as JSON Lines.
 *
 * Beyond not crashing: what comes out holds nothing that a terminal would
 * obey, and its body keeps the document's invariants. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/import/import.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect_clean(const char *s)
{
	for (; s && *s; s++)
		if ((unsigned char)*s < ' ' && *s != '\n' && *s != '\t')
			BUG("a control character came through");
}

static void check(const struct article *a)
{
	expect_clean(a->title);
	expect_clean(a->source);
	expect_clean(a->author);
	expect_clean(a->summary);
	for (size_t i = 0; i < a->related.len; i++) {
		expect_clean(a->related.v[i].title);
		expect_clean(a->related.v[i].excerpt);
	}
	for (size_t i = 0; i < a->details.len; i++)
		expect_clean(a->details.v[i].value);
	if (a->body)
		doc_check(a->body);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct article_vec all = { 0 };
	struct article *a = NULL;
	struct err err;
	int bad = 0;

	if (import_dump((const char *)bytes, len, 1748736000, &a, &err) ==
	    ST_OK)
		check(a);
	article_free(a);
	if (import_jsonl((const char *)bytes, len, &all, &bad, &err) == ST_OK)
		for (size_t i = 0; i < all.len; i++)
			check(all.v[i]);
	article_vec_release(&all);
	import_sniff((const char *)bytes, len, NULL);
	return 0;
}
