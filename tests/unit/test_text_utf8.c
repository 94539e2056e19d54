/* test_text_utf8.c - the door through which foreign text enters. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/utf8.h"

#define ESC "\x1b"
#define CP_ZWJ "\xe2\x80\x8d"
#define CP_BAD "\xef\xbf\xbd"

struct pair {
	const char *in, *want;
};

static void check_clean(const struct pair *p, enum clean_mode mode)
{
	for (; p->in; p++) {
		char *got = text_clean_dup(p->in, mode);
		cr_expect_str_eq(got, p->want, "for <%s>", p->in);
		free(got);
	}
}

Test(text_utf8, next_takes_maximal_subparts)
{
	static const struct {
		const char *s;
		size_t n;
		uint32_t cp;
	} t[] = {
		{ "a", 1, 'a' },
		{ "\xc3\xa9x", 2, 0xe9 },
		{ "\xe2\x82\xac", 3, 0x20ac },
		{ "\xf0\x9f\x98\x80", 4, 0x1f600 },
		{ "\x80", 1, 0xfffd },
		{ "\xc0\xaf", 1, 0xfffd },
		{ "\xe0\x9f\x80", 1, 0xfffd },
		{ "\xed\xa0\x80", 1, 0xfffd },
		{ "\xe2\x82", 2, 0xfffd },
		{ "\xe2\x82x", 2, 0xfffd },
		{ "\xf0\x9f\x98", 3, 0xfffd },
		{ "\xf4\x90\x80\x80", 1, 0xfffd },
		{ "\xff", 1, 0xfffd },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		uint32_t cp;
		cr_expect_eq(utf8_next(t[i].s, strlen(t[i].s), &cp), t[i].n,
			     "row %zu", i);
		cr_expect_eq(cp, t[i].cp, "row %zu", i);
	}
}

Test(text_utf8, validity)
{
	cr_expect(utf8_is_valid("", 0));
	cr_expect(utf8_is_valid("plain words, all of them", 24));
	cr_expect(utf8_is_valid(CP_BAD, 3), "a real U+FFFD is valid");
	cr_expect(utf8_is_valid("gr\xc3\xbc\xc3\x9f, K\xc3\xb6ln", 13));
	cr_expect_not(utf8_is_valid("ok so far \xc3", 11));
	cr_expect_not(utf8_is_valid("\xed\xb0\x80", 3));
}

Test(text_utf8, escape_sequences_go_whole)
{
	static const struct pair t[] = {
		{ "a" ESC "[31mb" ESC "[0;1mc", "abc" },
		{ "a" ESC "]0;evil title\ab", "ab" },
		{ "a" ESC "]8;;http://x" ESC "\\b", "ab" },
		{ "a" ESC "Pq#0;2" ESC "\\b" ESC "_Gx" ESC "\\c", "abc" },
		{ "a" ESC "(Bb" ESC "#8c" ESC "cd" ESC "7e", "abcde" },
		{ "a\xc2\x9b" "2Jb\xc2\x9d" "0;t\xc2\x9c" "c", "abc" },
		{ "a\xc2\x90 dcs " ESC "\\b", "ab" },
		{ "stray " ESC "]not ended", "stray not ended" },
		{ "two " ESC "]x" ESC "]y\az", "two xz" },
		{ "end" ESC, "end" },
		{ "end" ESC "[", "end" },
		{ "end" ESC "[12;", "end" },
		{ "split" ESC "[3\n1m", "split\n1m" },
		{ ESC ESC "[1mx", "x" },
		{ 0 },
	};

	check_clean(t, CLEAN_BLOCK);
}

Test(text_utf8, controls_and_hidden_characters)
{
	static const struct pair t[] = {
		{ "a\x01\x02\bb\x7f" "c\xc2\x80" "d", "abcd" },
		{ "x\xe2\x80\xae" "txt\xe2\x80\xac", "xtxt" },
		{ "\xe2\x81\xa6iso\xe2\x81\xa9", "iso" },
		{ "r\xe2\x80\x8fl\xe2\x80\x8e", "r\xe2\x80\x8fl\xe2\x80\x8e" },
		{ "\xef\xbb\xbf" "bom", "bom" },
		{ "non\xef\xbf\xbe\xef\xb7\x90\xf3\xaf\xbf\xbf", "non" },
		{ "so\xc2\xad" "ft", "soft" },
		{ "bad \xff\xc3(", "bad " CP_BAD CP_BAD "(" },
		{ "hi\xf3\xa0\x81\xa1\xf3\xa0\x81\xbf", "hi" },
		{ "\xc2\x93q\xc2\x94 \xc2\x96 it\xc2\x92s\xc2\x85",
		  "\xe2\x80\x9cq\xe2\x80\x9d \xe2\x80\x93 it\xe2\x80\x99s"
		  "\xe2\x80\xa6" },
		{ 0 },
	};

	check_clean(t, CLEAN_BLOCK);
}

Test(text_utf8, flags_and_emoji_survive)
{
	/* Black flag, tags g b s c t, cancel tag. */
	static const char scotland[] =
		"\xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2"
		"\xf3\xa0\x81\xb3\xf3\xa0\x81\xa3\xf3\xa0\x81\xb4"
		"\xf3\xa0\x81\xbf";
	static const char woman_pilot[] =
		"\xf0\x9f\x91\xa9\xf0\x9f\x8f\xbd" CP_ZWJ
		"\xe2\x9c\x88\xef\xb8\x8f";
	char *got = text_clean_dup(scotland, CLEAN_LINE);

	cr_expect_str_eq(got, scotland);
	free(got);
	got = text_clean_dup(woman_pilot, CLEAN_LINE);
	cr_expect_str_eq(got, woman_pilot);
	free(got);
}

Test(text_utf8, marks_are_limited)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	buf_addc(&in, 'z');
	for (int i = 0; i < 500; i++)
		buf_adds(&in, i % 3 ? "\xcc\x81" : CP_ZWJ);
	buf_adds(&in, "e\xcc\x81");
	text_clean(&out, in.ptr, in.len, CLEAN_BLOCK);
	cr_expect_lt(out.len, 1 + 8 * 3 + 4);
	cr_expect_str_eq(out.ptr + out.len - 3, "e\xcc\x81");
	buf_release(&in);
	buf_release(&out);
}

Test(text_utf8, lines_collapse_white_space)
{
	static const struct pair t[] = {
		{ "  a \t\r\n b  ", "a b" },
		{ "a\xc2\xa0\xc2\xa0" "b\xe3\x80\x80", "a b" },
		{ "a\xe2\x80\xa8" "b", "a b" },
		{ "a " ESC "[1m b", "a b" },
		{ "\f\v", "" },
		{ "", "" },
		{ "one  two", "one two" },
		{ 0 },
	};

	check_clean(t, CLEAN_LINE);
	cr_expect_null(text_clean_dup(NULL, CLEAN_LINE));
}

Test(text_utf8, blocks_keep_their_lines)
{
	static const struct pair t[] = {
		{ " a\tb\r\nc\rd\n\ne ", " a\tb\nc\nd\n\ne " },
		{ "a\xe2\x80\xa9" "b", "a\nb" },
		{ "a\xc2\xa0" "b", "a\xc2\xa0" "b" },
		{ 0 },
	};

	check_clean(t, CLEAN_BLOCK);
}

/* Whatever goes in, a fixed pseudo-random stream here, what comes out is
 * valid, harmless, and clean already. */
Test(text_utf8, output_is_always_clean)
{
	uint32_t x = 12345;
	static const char spice[] = "\x1b\x1b[]P\\;m\a\n\xc2\x9b\x9d\xe2\x80"
				    "\xae\xf3\xa0\x81 a";

	for (int round = 0; round < 2000; round++) {
		char in[64];
		for (size_t i = 0; i < sizeof(in); i++) {
			x = x * 1664525 + 1013904223;
			in[i] = x & 0x10000 ? spice[(x >> 20) % sizeof(spice)] :
					      (char)(x >> 24);
		}
		struct buf once = BUF_INIT, twice = BUF_INIT;
		text_clean(&once, in, sizeof(in), CLEAN_BLOCK);
		cr_assert(utf8_is_valid(once.ptr, once.len));
		for (size_t i = 0; i < once.len;) {
			uint32_t cp;
			i += utf8_next(once.ptr + i, once.len - i, &cp);
			cr_assert(cp == '\n' || cp == '\t' ||
				  text_is_drawable(cp));
		}
		text_clean(&twice, once.ptr, once.len, CLEAN_BLOCK);
		cr_assert_str_eq(once.ptr, twice.ptr);
		buf_release(&once);
		buf_release(&twice);
	}
}

static void check_decode(const char *in, size_t len, const char *charset,
			 const char *want)
{
	struct buf out = BUF_INIT;

	text_decode(&out, in, len, charset);
	cr_expect_str_eq(out.ptr, want, "charset %s",
			 charset ? charset : "(none)");
	buf_release(&out);
}

#define DECODE(in, charset, want)                                              \
	check_decode((in), sizeof(in) - 1, (charset), (want))

Test(text_utf8, decode_by_label)
{
	DECODE("caf\xe9 \x93q\x94", "ISO-8859-1",
	       "caf\xc3\xa9 \xe2\x80\x9cq\xe2\x80\x9d");
	DECODE("caf\xe9", " \"Latin1\"; x", "caf\xc3\xa9");
	DECODE("\x93\xfa\x96\x7b", "Shift_JIS", "\xe6\x97\xa5\xe6\x9c\xac");
	DECODE("\xc6\xfc\xcb\xdc", "euc-jp", "\xe6\x97\xa5\xe6\x9c\xac");
	DECODE("\xd6\xd0", "gb2312", "\xe4\xb8\xad");
	DECODE("\xc7\xd1", "euc-kr", "\xed\x95\x9c");
	DECODE("\xcf\xf0", "windows-1251", "\xd0\x9f\xd1\x80");
	DECODE("\xfe", "iso-8859-9", "\xc5\x9f");
}

Test(text_utf8, decode_without_or_against_the_label)
{
	DECODE("plain", NULL, "plain");
	DECODE("", "utf-8", "");
	DECODE("gr\xc3\xbc\xc3\x9f", NULL, "gr\xc3\xbc\xc3\x9f");
	DECODE("gr\xfc\xdf", NULL, "gr\xc3\xbc\xc3\x9f");
	DECODE("gr\xfc\xdf", "no-such-thing", "gr\xc3\xbc\xc3\x9f");
	DECODE("gr\xfc\xdf", "utf-8", "gr\xc3\xbc\xc3\x9f");
	/* One stray byte is windows-1252's, half a sequence is damage. */
	DECODE("\xc3\xbc and \xe9", "utf-8", "\xc3\xbc and " CP_BAD);
	DECODE("\xc3\xbc and \xfc!", "utf-8", "\xc3\xbc and \xc3\xbc!");
	DECODE("\xc3\xbc \x93so\x94", "utf-8",
	       "\xc3\xbc \xe2\x80\x9cso\xe2\x80\x9d");
	DECODE("\xc3\xbc \xe2\x80 \x81 \xff", "utf-8",
	       "\xc3\xbc " CP_BAD " " CP_BAD " \xc3\xbf");
	/* UTF-8 by chance does not make the rest UTF-8. */
	DECODE("\xe9t\xe9 dou\xe9\xa0\xbb, \xe0 c\xf4t\xe9", "utf-8",
	       "\xc3\xa9t\xc3\xa9 dou\xc3\xa9\xc2\xa0\xc2\xbb, \xc3\xa0 "
	       "c\xc3\xb4t\xc3\xa9");
	DECODE("\xef\xbb\xbf\xc3\xbc", "iso-8859-1", "\xc3\xbc");
	DECODE("+ADw-b+AD4-", "utf-7", "+ADw-b+AD4-");
	DECODE("x", "UTF-8//IGNORE", "x");
}

Test(text_utf8, decode_utf16)
{
	DECODE("\xff\xfe<\0a\0\xe9\0", NULL, "<a\xc3\xa9");
	DECODE("\xfe\xff\0<\0a\0\xe9", "utf-8", "<a\xc3\xa9");
	DECODE("<\0a\0>\0", NULL, "<a>");
	DECODE("\0<\0a\0>", "utf-16", "<a>");
	DECODE("<\0a\0>\0", "UTF-16", "<a>");
	DECODE("<a>not so", "utf-16", "<a>not so");
	DECODE("<\0a\0\x00\xd8x\0", "utf-16le", "<a" CP_BAD "x");
	DECODE("<\0a\0x", "utf-16", "<a" CP_BAD);
}

Test(text_utf8, decode_utf32)
{
	DECODE("\xff\xfe\0\0<\0\0\0\xe9\0\0\0", NULL, "<\xc3\xa9");
	DECODE("\0\0\xfe\xff\0\0\0<\0\0\0\xe9", "utf-8", "<\xc3\xa9");
	DECODE("<\0\0\0a\0\0\0", NULL, "<a");
	DECODE("\0\0\0<\0\0\0a", "ucs-4", "<a");
	DECODE("<a>not so", "utf-32", "<a>not so");
	DECODE("<\0\0\0\0\0\x11\0a\0\0\0", "utf-32", "<" CP_BAD "a");
}

Test(text_utf8, decode_ebcdic)
{
	/* <?xml encoding="cp500"?> and a letter that shows which. */
	static const char head[] =
		"\x4c\x6f\xa7\x94\x93\x40\x85\x95\x83\x96\x84\x89\x95\x87"
		"\x7e\x7f\x83\x97\xf5\xf0\xf0\x7f\x6f\x6e\x4a";

	check_decode(head, sizeof(head) - 1, NULL,
		     "<?xml encoding=\"cp500\"?>[");
	check_decode(head, 4, NULL, "<?xm");
}

Test(text_utf8, labels_with_variants)
{
	DECODE("\xe3", "x-cp1251", "г");
	DECODE("\xe3", "win-1251", "г");
	DECODE("\xcb", "ELOT_928", "Λ");
	DECODE("\xb9\xc1", "EUC_JP", "港");
	DECODE("\x9f", "macroman", "\xc3\xbc");
	DECODE("\xb4\xe4", "big5-tw", "港");
	DECODE("\xa4", "csISOLatin9", "€");
}

Test(text_utf8, decode_damaged_multibyte)
{
	DECODE("\x93\xfa\xff\x96\x7b", "shift_jis",
	       "\xe6\x97\xa5" CP_BAD "\xe6\x9c\xac");
	DECODE("\x93", "shift_jis", CP_BAD);
}

Test(text_utf8, windows_1252)
{
	cr_expect_eq(text_cp1252(0x80), 0x20acu);
	cr_expect_eq(text_cp1252(0x9b), 0x203au);
	cr_expect_eq(text_cp1252(0x9f), 0x178u);
	cr_expect_eq(text_cp1252(0x81), 0x81u);
	cr_expect_eq(text_cp1252(0x7f), 0x7fu);
	cr_expect_eq(text_cp1252(0xa0), 0xa0u);
}
