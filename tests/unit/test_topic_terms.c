/* test_topic_terms.c - what a text becomes, against plain ways to tell. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/hash.h"

#include "topic/topic_priv.h"

#define TEXT 6000 /* bytes */

/* ---- which part of a body is looked at ------------------------------------ */

static size_t space_len(const char *s)
{
	return strchr(" \t\n\v\f\r", *s)	? 1 :
	       !strncmp(s, "\xc2\xa0", 2)	? 2 :
	       !strncmp(s, "\xe3\x80\x80", 3)	? 3 :
						  0;
}

/* Byte by byte. */
static struct extent extent_plain(const char *s, size_t names_words)
{
	size_t len = strlen(s), i = 0, n;
	struct extent x = { 0, len, len, len };

	while (i < len) {
		size_t from = i;
		while (i < len && !space_len(s + i))
			i++;
		if (i > from)
			x.words++;
		if (i - from > 24)
			x.words += (i - from) / 6 - 4;
		if (i == len)
			break;
		if (i > from && x.words == names_words && x.names_to == len)
			x.names_to = i;
		if (i > from && x.words >= 600) {
			x.window = i;
			break;
		}
		n = space_len(s + i);
		i += n;
	}
	return x;
}

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* Words and spaces of all kinds; long words are rare, or not there. */
static void random_body(char *out, size_t len, uint64_t *seed)
{
	static const char *const spaces[] = {
		" ", " ", " ", " ", " ", "\n\n", "\t", "\xc2\xa0", "  ",
		"\xe3\x80\x80", " \r\n", "\xc2\xa0 ",
	};
	static const char *const letters[] = {
		"a", "b", "\xc3\xa9", "\xe3\x81\x82", "\xc2\xab", "z", "Q",
	};
	bool ascii = next_random(seed) % 2, long_ones = next_random(seed) % 2;
	size_t at = 0;

	while (at + 300 < len) {
		size_t n = 1 + next_random(seed) % 9;
		if (long_ones && !(next_random(seed) % 30))
			n = 20 + next_random(seed) % 70;
		while (n--) {
			const char *x = letters[next_random(seed) %
						(ascii ? 2 : 7)];
			memcpy(out + at, x, strlen(x));
			at += strlen(x);
		}
		const char *x = spaces[next_random(seed) % (ascii ? 7 : 12)];
		memcpy(out + at, x, strlen(x));
		at += strlen(x);
	}
	/* Some end in a space. */
	at -= next_random(seed) % 2;
	out[at] = '\0';
}

Test(terms, extent_is_that_of_a_plain_look)
{
	static char text[TEXT];
	uint64_t seed = 11;

	for (size_t i = 0; i < 3000; i++) {
		size_t names_words = i % 5 ? 200 : 1 + i % 700;
		random_body(text, 301 + i * 7 % (TEXT - 301), &seed);
		struct extent got, want = extent_plain(text, names_words);
		extent_find(&got, text, strlen(text), names_words);
		cr_expect_eq(got.words, want.words, "%zu", i);
		cr_expect_eq(got.window, want.window, "%zu", i);
		cr_expect_eq(got.names_to, want.names_to, "%zu", i);
	}
}

/* ---- keys in order -------------------------------------------------------- */

static int compare_keys(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return (a > b) - (a < b);
}

Test(terms, keys_are_sorted)
{
	struct key_vec keys = { 0 };
	uint64_t seed = 3, want[700];

	for (size_t i = 0; i < 700; i++) {
		unsigned shift = (unsigned)(next_random(&seed) % 60);
		keys.len = 0;
		for (size_t k = 0; k < i; k++) {
			want[k] = hash64_mix(next_random(&seed), k) >> shift;
			vec_push(&keys, want[k]);
		}
		if (i)
			qsort(want, i, sizeof(*want), compare_keys);
		keys_sort(&keys);
		cr_expect_eq(keys.len, i);
		cr_expect(!i || !memcmp(keys.v, want, i * sizeof(*want)),
			  "%zu keys", i);
	}
	vec_release(&keys);
}
