/* test_text_width.c - cells, clusters, cutting. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/text/width.h"

#define ZWJ "\xe2\x80\x8d"
#define VS16 "\xef\xb8\x8f"
#define WOMAN "\xf0\x9f\x91\xa9"
#define ROCKET "\xf0\x9f\x9a\x80"
#define NI "\xe6\x97\xa5"
#define HON "\xe6\x9c\xac"

Test(text_width, one_cluster)
{
	static const struct {
		const char *s;
		size_t bytes;
		int cols;
	} t[] = {
		{ "ab", 1, 1 },
		{ "\t", 1, 1 },
		{ "\n", 1, 1 },
		{ "\xc3\xa9x", 2, 1 },
		{ "e\xcc\x81x", 3, 1 },
		{ NI HON, 3, 2 },
		{ "\xef\xbc\xa1", 3, 2 }, /* full-width A */
		{ "\xef\xbd\xb1", 3, 1 }, /* half-width a */
		{ ROCKET "x", 4, 2 },
		{ WOMAN ZWJ ROCKET "x", 11, 2 },
		{ WOMAN "\xf0\x9f\x8f\xbd" ZWJ ROCKET, 15, 2 },
		{ "\xe2\x98\x8e" VS16, 6, 2 },
		{ "1" VS16 "\xe2\x83\xa3", 7, 2 }, /* keycap */
		{ "\xf0\x9f\x87\xaf\xf0\x9f\x87\xb5\xf0\x9f\x87\xaf", 8, 2 },
		{ "\xd9\x85\xd9\x8e", 4, 1 }, /* Arabic meem, fatha */
		{ "\xed\x95\x9c\xea\xb5\xad", 3, 2 },
		{ "\xe2\x80\x8b", 3, 0 },
		{ "\xce\xb1", 2, 1 }, /* ambiguous counts 1 */
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		int cols = -1;
		cr_expect_eq(text_grapheme(t[i].s, strlen(t[i].s), &cols),
			     t[i].bytes, "row %zu", i);
		cr_expect_eq(cols, t[i].cols, "row %zu: %d", i, cols);
	}
	cr_expect_eq(text_grapheme("", 0, NULL), 0);
}

Test(text_width, strings)
{
	cr_expect_eq(text_cols("", 0), 0);
	cr_expect_eq(text_cols("a\tb", 3), 3);
	cr_expect_eq(text_cols(NI HON " ok", 9), 7);
	cr_expect_eq(text_cols("ne\xcc\x81" "e", 5), 3);
}

Test(text_width, prefix_keeps_clusters_whole)
{
	size_t cols;

	cr_expect_eq(text_prefix(NI HON, 6, 3, &cols), 3);
	cr_expect_eq(cols, 2);
	cr_expect_eq(text_prefix("ae\xcc\x81z", 5, 2, &cols), 4);
	cr_expect_eq(cols, 2);
	cr_expect_eq(text_prefix("ae\xcc\x81z", 5, 1, &cols), 1);
	cr_expect_eq(text_prefix("abc", 3, 0, &cols), 0);
	cr_expect_eq(cols, 0);
	cr_expect_eq(text_prefix(WOMAN ZWJ ROCKET, 11, 1, NULL), 0);
}

Test(text_width, fit)
{
	static const struct {
		const char *in;
		size_t max;
		const char *want;
	} t[] = {
		{ "short", 5, "short" },
		{ "shorter", 5, "shor\xe2\x80\xa6" },
		{ "ministers meet in Vienna", 20,
		  "ministers meet in\xe2\x80\xa6" },
		{ "a extraordinarily", 12, "a extraordi\xe2\x80\xa6" },
		{ NI HON NI HON, 5, NI HON "\xe2\x80\xa6" },
		{ NI HON NI HON, 4, NI "\xe2\x80\xa6" },
		{ "two words", 4, "two\xe2\x80\xa6" },
		{ "ab", 1, "\xe2\x80\xa6" },
		{ "ab", 0, "" },
		{ "", 0, "" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct buf b = BUF_INIT;
		size_t n = text_fit(&b, t[i].in, strlen(t[i].in), t[i].max);
		cr_expect_str_eq(b.ptr, t[i].want, "row %zu: %s", i, b.ptr);
		cr_expect_eq(n, text_cols(b.ptr, b.len));
		cr_expect_leq(n, t[i].max);
		buf_release(&b);
	}
}

/* A cluster without end must not make the walk quadratic. */
Test(text_width, endless_cluster, .timeout = 10)
{
	struct buf b = BUF_INIT;
	size_t cols;

	for (int i = 0; i < 300000; i++)
		buf_adds(&b, WOMAN ZWJ);
	cols = text_cols(b.ptr, b.len);
	cr_expect_gt(cols, 1);
	cr_expect_lt(cols, b.len);
	buf_release(&b);
}
