/* fold.c - see fold.h.
 *
 * Case folding with NFKC (as NFKC_Casefold, UAX #31) is libunistring's;
 * most text does not need it, because each character folds by itself and
 * none combines with its neighbours. Those are folded here, the rest goes
 * to the library in pieces that begin and end at such characters.
 */
#include "config.h"

#include "thrum/text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

/* Han, Hangul, kana, Arabic letters, the commonest punctuation: they are
 * their own folded form and join nothing before them. */
static bool is_caseless(uint32_t cp)
{
	static const struct {
		uint32_t lo, hi;
	} ranges[] = {
		{ 0x621, 0x64a },   { 0x2010, 0x2016 }, { 0x2018, 0x201f },
		{ 0x3001, 0x3002 }, { 0x3041, 0x3096 }, { 0x30a1, 0x30fe },
		{ 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xac00, 0xd7a3 },
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (cp <= ranges[i].hi)
			return cp >= ranges[i].lo;
	return false;
}

/* The folded form of a character that folds alone and never joins the one
 * before it; 0 for all others. */
static uint32_t fold_alone(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	if (cp >= 0xc0 && cp <= 0xff) {
		if (cp == 0xdf)
			return 0;
		return cp <= 0xde && cp != 0xd7 ? cp + 32 : cp;
	}
	if (cp >= 0x400 && cp <= 0x45f)
		return cp < 0x410 ? cp + 80 : cp < 0x430 ? cp + 32 : cp;
	return is_caseless(cp) ? cp : 0;
}

static void fold_hard(struct buf *out, const char *s, size_t len)
{
	uint8_t room[256];
	size_t n = sizeof(room);
	uint8_t *p = NULL;

	if (utf8_is_valid(s, len))
		p = u8_casefold((const uint8_t *)s, len, NULL, UNINORM_NFKC,
				room, &n);
	buf_add(out, p ? (const char *)p : s, p ? n : len);
	if (p != room)
		free(p);
}

/* Does a character that folds alone follow at `i`, or nothing? */
static bool is_loose(const char *s, size_t len, size_t i)
{
	uint32_t cp;

	if (i >= len || (unsigned char)s[i] < 0x80)
		return true;
	utf8_next(s + i, len - i, &cp);
	return fold_alone(cp) != 0;
}

/* Append the ASCII run at `s` in lower case; the last character stays if
 * what follows might join it. Returns the bytes taken. */
static size_t fold_ascii(struct buf *out, const char *s, size_t len)
{
	size_t n = 0;
	char *to;

	while (n < len && (unsigned char)s[n] < 0x80)
		n++;
	if (n && !is_loose(s, len, n))
		n--;
	to = n ? buf_reserve(out, n) : NULL;
	if (!to)
		return n;
	for (size_t i = 0; i < n; i++)
		to[i] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32) : s[i];
	buf_grew(out, n);
	return n;
}

void text_fold(struct buf *out, const char *s, size_t len)
{
	for (size_t i = fold_ascii(out, s, len); i < len;
	     i += fold_ascii(out, s + i, len - i)) {
		uint32_t cp;
		size_t n = utf8_next(s + i, len - i, &cp);
		uint32_t to = fold_alone(cp);
		if ((to || !cp) && is_loose(s, len, i + n)) {
			buf_add_cp(out, to);
			i += n;
			continue;
		}
		size_t end = i + n;
		while (!is_loose(s, len, end))
			end += utf8_next(s + end, len - end, &cp);
		fold_hard(out, s + i, end - i);
		i = end;
	}
}

static bool is_word(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ||
		       (cp >= 'A' && cp <= 'Z');
	return uc_is_general_category_withtable(
		cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N |
			    UC_CATEGORY_MASK_M);
}

void text_squash(struct buf *out, const char *s, size_t len)
{
	struct buf f = BUF_INIT;
	size_t start = out->len;
	bool gap = false;

	text_fold(&f, s, len);
	for (size_t i = 0; i < f.len;) {
		uint32_t cp;
		size_t n = utf8_next(f.ptr + i, f.len - i, &cp);
		if (!is_word(cp)) {
			gap = true;
		} else {
			if (gap && out->len > start)
				buf_addc(out, ' ');
			gap = false;
			buf_add(out, f.ptr + i, n);
		}
		i += n;
	}
	buf_release(&f);
}

/* Letter or digit of ASCII, small; 0 for all else. */
static char small_ascii(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + 32);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : 0;
}

/* The next letter or digit, ' ' for what parts it from one before, at the
 * end 0. */
static char next_squashed(const char **s, bool first)
{
	const char *from = *s;

	while (**s && !small_ascii(**s))
		++*s;
	if (!**s)
		return 0;
	return *s > from && !first ? ' ' : small_ascii(*(*s)++);
}

/* text_is_same() of two texts of nothing but ASCII. */
static bool is_same_ascii(const char *a, const char *b)
{
	char x = next_squashed(&a, true), y = next_squashed(&b, true);

	while (x && x == y) {
		x = next_squashed(&a, false);
		y = next_squashed(&b, false);
	}
	return x == y;
}

static bool is_ascii(const char *s)
{
	while (*s && (unsigned char)*s < 0x80)
		s++;
	return !*s;
}

bool text_is_same(const char *a, const char *b)
{
	if (is_ascii(a) && is_ascii(b))
		return is_same_ascii(a, b);
	struct buf x = BUF_INIT, y = BUF_INIT;

	text_squash(&x, a, strlen(a));
	text_squash(&y, b, strlen(b));
	bool same = x.len == y.len && !memcmp(x.ptr, y.ptr, x.len);
	buf_release(&x);
	buf_release(&y);
	return same;
}

bool text_is_unspaced(unsigned cp)
{
	static const struct {
		uint32_t lo, hi;
	} ranges[] = {
		{ 0x0e00, 0x0eff }, /* Thai, Lao */
		{ 0x1000, 0x109f }, /* Burmese */
		{ 0x1780, 0x17ff }, /* Khmer */
		{ 0x2e80, 0x2fdf }, /* radicals */
		{ 0x3005, 0x3007 },
		{ 0x3021, 0x3029 },
		{ 0x3041, 0x30ff }, /* Hiragana, Katakana */
		{ 0x31f0, 0x31ff },
		{ 0x3400, 0x4dbf },
		{ 0x4e00, 0x9fff }, /* Han */
		{ 0xa9e0, 0xa9ff },
		{ 0xaa60, 0xaa7f },
		{ 0xf900, 0xfaff },
		{ 0xff66, 0xff9f }, /* half-width Katakana */
		{ 0x1b000, 0x1b16f },
		{ 0x20000, 0x3ffff }, /* Han, further planes */
	};

	if (cp < 0x0e00)
		return false;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (cp >= ranges[i].lo && cp <= ranges[i].hi)
			return true;
	return false;
}
