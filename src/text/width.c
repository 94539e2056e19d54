/* width.c - see width.h.
 *
 * libunistring knows the widths and the cluster rules; what is ours is the
 * short way for text that has no clusters (ASCII, CJK), and that an emoji
 * sequence takes two cells however many code points it has (UTS #51).
 */
#include "config.h"

#include "thrum/text/width.h"

#include <stdbool.h>
#include <stdint.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

/* A cluster of more bytes is cut here: no writing system has one, and
 * searching its end must not cost the length of the text each time. */
#define CLUSTER_MAX 256

#define ZWJ 0x200d
#define VS15 0xfe0e
#define VS16 0xfe0f

/* Neither extends a cluster nor is extended by another such character:
 * Latin without (c) and (R), kana, Han, Hangul syllables. */
static bool is_plain(uint32_t cp)
{
	if (cp < 0x300)
		return cp >= 0xa0 && cp != 0xa9 && cp != 0xad && cp != 0xae;
	return (cp >= 0x3041 && cp <= 0x3096) ||
	       (cp >= 0x30a1 && cp <= 0x30fe) ||
	       (cp >= 0x3400 && cp <= 0x9fff) ||
	       (cp >= 0xac00 && cp <= 0xd7a3) ||
	       (cp >= 0x3001 && cp <= 0x3029) ||
	       (cp >= 0xff01 && cp <= 0xff9d);
}

/* Arabic number signs and their like belong to the digits behind them
 * (GB9b), whatever those are. */
static bool is_prepended(uint32_t cp)
{
	return cp >= 0x600 &&
	       (cp <= 0x605 || cp == 0x6dd || cp == 0x70f || cp == 0x8e2 ||
		cp == 0x110bd || cp == 0x110cd);
}

static int cp_cols(uint32_t cp)
{
	int w;

	/* Pictures that are newer than the library's tables: the block is
	 * all wide (EastAsianWidth.txt gives unassigned ones there W too). */
	if ((cp >= 0x1fa70 && cp <= 0x1faff) || cp == 0x1f6dc)
		return 2;
	w = uc_width(cp, "UTF-8");
	return cp == '\t' || cp == '\n' ? 1 : w < 0 ? 0 : w;
}

static bool is_regional(uint32_t cp)
{
	return cp >= 0x1f1e6 && cp <= 0x1f1ff;
}

/* Cells of one cluster of several code points. */
static int cluster_cols(const char *s, size_t len)
{
	int sum = 0;
	uint32_t prev = 0, cp;

	for (size_t i = 0; i < len; prev = cp) {
		i += utf8_next(s + i, len - i, &cp);
		if (cp == VS16 || (cp >= 0x1f3fb && cp <= 0x1f3ff && prev) ||
		    (is_regional(cp) && is_regional(prev)))
			return 2;
		if (prev == ZWJ && sum >= 2)
			return 2;
		sum += cp_cols(cp);
	}
	return sum;
}

/* Bytes of the cluster at `s`, whose first character has n bytes. Pairs are
 * libunistring's to judge; GB11 to GB13 look further back than a pair. */
static size_t cluster_len(const char *s, size_t len, size_t n)
{
	uint32_t prev, cp;
	bool picture;
	unsigned regional;

	len = len < CLUSTER_MAX ? len : CLUSTER_MAX;
	utf8_next(s, len, &prev);
	picture = uc_is_property_extended_pictographic(prev);
	regional = is_regional(prev);
	while (n < len) {
		size_t k = utf8_next(s + n, len - n, &cp);
		bool joined;
		if (is_regional(cp) && is_regional(prev))
			joined = regional % 2;
		else
			joined = (prev == ZWJ && picture &&
				  uc_is_property_extended_pictographic(cp)) ||
				 !uc_is_grapheme_break(prev, cp);
		if (!joined)
			break;
		picture |= uc_is_property_extended_pictographic(cp);
		regional += is_regional(cp);
		prev = cp;
		n += k;
	}
	return n;
}

size_t text_grapheme(const char *s, size_t len, int *cols)
{
	uint32_t cp, next;
	size_t n;
	int w;

	if (!len)
		return 0;
	n = utf8_next(s, len, &cp);
	if (n == len || ((unsigned char)s[n] < 0x80 && !is_prepended(cp))) {
		if (cols)
			*cols = cp >= ' ' && cp < 0x7f ? 1 : cp_cols(cp);
		return n;
	}
	utf8_next(s + n, len - n, &next);
	if (is_plain(next) && (is_plain(cp) || (cp >= ' ' && cp < 0x7f))) {
		w = cp_cols(cp);
	} else {
		n = cluster_len(s, len, n);
		w = cluster_cols(s, n);
	}
	if (cols)
		*cols = w;
	return n;
}

/* Printable ASCII characters at `s` that no mark follows. */
static size_t ascii_run(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && s[i] >= ' ' && s[i] <= '~')
		i++;
	return i && i < len && (unsigned char)s[i] >= 0x80 ? i - 1 : i;
}

size_t text_prefix(const char *s, size_t len, size_t max_cols,
		   size_t *cols_out)
{
	size_t i = 0, cols = 0;

	while (i < len) {
		size_t room = max_cols - cols;
		size_t n = ascii_run(s + i, len - i < room ? len - i : room);
		/* Cut by the room, a mark may still follow the last one. */
		if (n && i + n < len && (unsigned char)s[i + n] >= 0x80)
			n--;
		if (n) {
			i += n;
			cols += n;
			continue;
		}
		int w;
		n = text_grapheme(s + i, len - i, &w);
		if ((size_t)w > room)
			break;
		i += n;
		cols += (size_t)w;
	}
	if (cols_out)
		*cols_out = cols;
	return i;
}

size_t text_cols(const char *s, size_t len)
{
	size_t cols;

	text_prefix(s, len, SIZE_MAX, &cols);
	return cols;
}

/* Where the last whole word of s[0..len) ends, at most a third back. */
static size_t word_end(const char *s, size_t len, size_t cut)
{
	if (cut >= len || s[cut] == ' ')
		return cut;
	for (size_t i = cut; i > cut - cut / 3; i--)
		if (s[i - 1] == ' ')
			return i;
	return cut;
}

size_t text_fit(struct buf *out, const char *s, size_t len, size_t max_cols)
{
	size_t cols, cut;

	if (text_prefix(s, len, max_cols, &cols) == len) {
		buf_add(out, s, len);
		return cols;
	}
	if (!max_cols)
		return 0;
	cut = text_prefix(s, len, max_cols - 1, NULL);
	cut = word_end(s, len, cut);
	while (cut && s[cut - 1] == ' ')
		cut--;
	buf_add(out, s, cut);
	buf_adds(out, "\xe2\x80\xa6");
	return text_cols(s, cut) + 1;
}
