/* fuzz_feed.c - any bytes as a feed, with and without a charset from the
 * server. See check_feed.h for what must hold. */
#include "config.h"

#include <stdint.h>

#include "check_feed.h"

#include "thrum/base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct feed_source src = { .bytes = (const char *)bytes,
				   .len = len,
				   .url = "https://fuzz.example/feed" };

	feed_doc_is_feed(src.bytes, len);
	check_feed(&src);
	src.charset = "windows-1252";
	check_feed(&src);
	return 0;
}
