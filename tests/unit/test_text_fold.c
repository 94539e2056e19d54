/* test_text_fold.c - normal forms for comparing. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "thrum/text/fold.h"

struct pair {
	const char *in, *want;
};

Test(text_fold, folds)
{
	static const struct pair t[] = {
		{ "", "" },
		{ "Hello, World 42", "hello, world 42" },
		{ "STRASSE stra\xc3\x9f" "e", "strasse strasse" },
		{ "\xc3\x89T\xc3\x89 E\xcc\x81", "\xc3\xa9t\xc3\xa9 \xc3\xa9" },
		{ "\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\x92\xd0\x90 \xd0\x81",
		  "\xd0\xbc\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0 "
		  "\xd1\x91" },
		{ "\xce\xa3\xce\x91\xcf\x82", "\xcf\x83\xce\xb1\xcf\x83" },
		{ "\xef\xbc\xa1\xef\xbc\x92", "a2" },
		{ "\xe6\x97\xa5\xe6\x9c\xac", "\xe6\x97\xa5\xe6\x9c\xac" },
		{ "\xe3\x81\x8b\xe3\x82\x99", "\xe3\x81\x8c" },
		{ "\xef\xac\x81n", "fin" },
		{ "raw \xff byte", "raw \xff byte" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct buf b = BUF_INIT;
		text_fold(&b, t[i].in, strlen(t[i].in));
		cr_expect_str_eq(b.ptr, t[i].want, "row %zu: %s", i, b.ptr);
		buf_release(&b);
	}
}

Test(text_fold, squashes)
{
	static const struct pair t[] = {
		{ " \"Ministers\" meet -- in Vienna! ",
		  "ministers meet in vienna" },
		{ "\xe2\x80\x98" "A\xe2\x80\x99 2,5 %", "a 2 5" },
		{ "?!", "" },
		{ "\xe9\xa6\x96\xe7\x9b\xb8\xe3\x80\x81\xe8\xa8\xaa",
		  "\xe9\xa6\x96\xe7\x9b\xb8 \xe8\xa8\xaa" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct buf b = BUF_INIT;
		text_squash(&b, t[i].in, strlen(t[i].in));
		cr_expect_str_eq(b.ptr, t[i].want, "row %zu: %s", i, b.ptr);
		buf_release(&b);
	}
	cr_expect(text_is_same("A Storm, at last", "a storm at LAST."));
	cr_expect_not(text_is_same("a storm at last", "a storm at least"));
}

/* Few kinds of characters, so that many pairs are the same. */
static void random_text(char *out, size_t len, uint64_t *seed)
{
	static const char *const parts[] = {
		"a", "B", "b", "A", "7", " ", "-", "  ", "\n", "\xc3\xa9",
		"\xcc\x81",
	};
	size_t kinds = 9 + (*seed >> 40) % 8 / 6 * 2;

	*out = '\0';
	for (size_t i = 0; i < len; i++) {
		*seed = *seed * 6364136223846793005u + 1442695040888963407u;
		const char *part = parts[(*seed >> 33) % kinds];
		memcpy(out + strlen(out), part, strlen(part) + 1);
	}
}

Test(text_fold, is_same_as_when_squashed)
{
	uint64_t seed = 5;
	size_t same = 0;

	for (size_t i = 0; i < 20000; i++) {
		char a[32], b[32];
		struct buf x = BUF_INIT, y = BUF_INIT;
		random_text(a, i % 8, &seed);
		random_text(b, i % 8 + i % 3, &seed);
		text_squash(&x, a, strlen(a));
		text_squash(&y, b, strlen(b));
		bool want = x.len == y.len && !memcmp(x.ptr, y.ptr, x.len);
		cr_expect(text_is_same(a, b) == want, "'%s', '%s'", a, b);
		same += want;
		buf_release(&x);
		buf_release(&y);
	}
	cr_expect(same > 1000, "%zu", same);
}

Test(text_fold, squash_appends)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "x|");
	text_squash(&b, "  One", 5);
	cr_expect_str_eq(b.ptr, "x|one");
	buf_release(&b);
}

Test(text_fold, unspaced_scripts)
{
	static const unsigned yes[] = { 0x65e5, 0x304b, 0x30ab, 0x0e01,
					0x0e81, 0x1780, 0x1000, 0x20000 };
	static const unsigned no[] = { 'a', 0xac00, 0x0627, 0x0410, 0x3001 };

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		cr_expect(text_is_unspaced(yes[i]), "U+%04X", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		cr_expect_not(text_is_unspaced(no[i]), "U+%04X", no[i]);
}
