/* fuzz_date.c - any bytes as a date, an age, an address.
 *
 * Beyond not crashing: a date that was understood lies between the years 0
 * and 10000, its ISO form reads as the same second, and a key is its own
 * key. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/date.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void fuzz_date(const char *s)
{
	int64_t t, again, age;
	char iso[24];

	if (date_parse(s, &t)) {
		if (t < -62168428800 || t > 253402387200)
			BUG("a date beyond all years");
		date_iso(t, iso);
		if (*iso && (!date_parse(iso, &again) || again != t))
			BUG("a date that reads differently");
	}
	if (date_parse_age(s, &age) && age < 0)
		BUG("an age in the future");
}

static void fuzz_url(const char *s)
{
	char *url = url_resolve("https://fuzz.example/a/b?c", s);
	char *key = url_key(url);

	free(url_host(url));
	if (url && url_is_script(url))
		BUG("a script as an address");
	if (key) {
		char *full = xasprintf("https://%s", key);
		char *again = url_key(full);
		if (again && strncmp(key, "www.", 4) != 0 &&
		    strcmp(key, again) != 0)
			BUG("a key that is not its own");
		free(again);
		free(full);
	}
	free(key);
	free(url);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *s = xstrndup((const char *)bytes, len);

	fuzz_date(s);
	fuzz_url(s);
	free(s);
	return 0;
}
