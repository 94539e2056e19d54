/* fuzz_opml.c - any bytes as a subscription list.
 *
 * Beyond not crashing: only web addresses come out, each once, and what is
 * written reads the same. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/feed/opml.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct opml_feed *find(const struct opml_feed_vec *v,
				    const char *url)
{
	for (size_t i = 0; i < v->len; i++)
		if (!strcmp(v->v[i].url, url))
			return &v->v[i];
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct opml_feed_vec v = { 0 }, again = { 0 };
	struct buf out = BUF_INIT;

	opml_is_opml((const char *)bytes, len);
	if (opml_parse((const char *)bytes, len, &v, NULL) != ST_OK) {
		if (v.len)
			BUG("feeds of a list that failed");
		return 0;
	}
	opml_write(&out, "fuzz", v.v, v.len);
	if (opml_parse(out.ptr, out.len, &again, NULL) != ST_OK ||
	    again.len != v.len)
		BUG("a written list lost feeds");
	for (size_t i = 0; i < v.len; i++) {
		if (!url_is_fetchable(v.v[i].url))
			BUG("an address that is not the web's");
		if (strpbrk(v.v[i].url, " \n\r\t"))
			BUG("white space in an address");
		if (find(&v, v.v[i].url) != &v.v[i])
			BUG("an address twice");
		if (!find(&again, v.v[i].url))
			BUG("an address reads differently");
	}
	opml_feed_vec_release(&v);
	opml_feed_vec_release(&again);
	buf_release(&out);
	return 0;
}
