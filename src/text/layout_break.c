/* layout_break.c - where a block's text may be broken into lines.
 *
 * UAX #14 by libunistring for what needs it, and that is not much of a text
 * in English: the library costs more than all else that a line needs. What
 * its tables do not know yet is mended here.
 */
#include "config.h"

#include "layout_priv.h"

#include <string.h>
#include <unilbrk.h>

#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

/* What is told apart here: Thai and Lao write their words without spaces;
 * a syllable begins with its leading vowel, if it has one. A dictionary
 * would know more. Source: Unicode 15, Logical_Order_Exception. */
static bool is_leading_vowel(uint32_t cp)
{
	return (cp >= 0xe40 && cp <= 0xe44) || (cp >= 0xec0 && cp <= 0xec4);
}

/* Places that the library (tables before LB29) gives and those that it
 * does not know: no break behind the dot of "ex.org" or inside of "//". */
static void mend_breaks(struct setter *s, size_t from, size_t n)
{
	const char *p = s->text.ptr;
	uint32_t cp;

	for (size_t i = from ? from : 1; i < n; i++) {
		char *brk = &s->breaks.v[i];
		unsigned char c = (unsigned char)p[i];
		if (c == 0xe0 && *brk == UC_BREAK_PROHIBITED) {
			utf8_next(p + i, n - i, &cp);
			if (is_leading_vowel(cp) &&
			    (unsigned char)p[i - 1] >= 0x80)
				*brk = UC_BREAK_POSSIBLE;
		} else if (*brk == UC_BREAK_POSSIBLE && p[i - 1] != ' ') {
			utf8_next(p + i, n - i, &cp);
			if (strchr(".,:;", p[i - 1]) ?
				    cp < 0x2e80 && c != ' ' :
				    p[i - 1] == '/' && i > 1 &&
					    strchr(":/", p[i - 2]))
				*brk = UC_BREAK_PROHIBITED;
		}
	}
}

/* ---- words that need no table ---------------------------------------- */

enum word_kind { WORD_NONE, WORD_EASY, WORD_HARD };

static bool is_alnum(char c)
{
	return (unsigned)((c | 0x20) - 'a') < 26 || (unsigned)(c - '0') < 10;
}

static bool is_gap(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* The word at `s`: ASCII letters and digits with at most one sign at the
 * end have no break inside, and one on both sides if their neighbours are
 * such words too (LB18). */
static enum word_kind word_at(const char *s, size_t len, size_t *n)
{
	size_t i = 0;

	while (i < len && is_alnum(s[i]))
		i++;
	enum word_kind kind = i ? WORD_EASY : WORD_HARD;
	if (i && i < len && strchr(".,;:!?", s[i]) && s[i])
		i++;
	if (i < len && !is_gap(s[i])) {
		kind = WORD_HARD;
		while (i < len && !is_gap(s[i]))
			i++;
	}
	*n = i;
	return kind;
}

/* Words [from, to) by the library, which needs their neighbours. */
static void hard_breaks(struct setter *s, size_t from, size_t to,
			struct range around)
{
	size_t n = around.to - around.from;
	char *out;

	s->scratch.len = 0;
	vec_reserve(&s->scratch, n + 1);
	out = s->scratch.v;
	u8_possible_linebreaks((const uint8_t *)s->text.ptr + around.from, n,
			       "UTF-8", out);
	memcpy(s->breaks.v + from, out + (from - around.from), to - from);
	if (to < s->text.len && to < around.to)
		s->breaks.v[to] = out[to - around.from];
	mend_breaks(s, from, to);
}

/* Runs of hard words go to the library with one easy word on both sides;
 * everything else is decided here. */
static void all_breaks(struct setter *s)
{
	const char *p = s->text.ptr;
	size_t len = s->text.len, before = 0, hard = 0;
	bool in_hard = false, was_easy = false;

	for (size_t i = 0; i < len;) {
		size_t n;
		if (is_gap(p[i])) {
			i++;
			continue;
		}
		if (word_at(p + i, len - i, &n) == WORD_HARD) {
			hard = in_hard ? hard : i;
			in_hard = true;
			i += n;
			continue;
		}
		if (in_hard) {
			struct range around = { (uint32_t)before,
						(uint32_t)(i + n), 0, false };
			hard_breaks(s, hard, i, around);
		} else if (was_easy) {
			s->breaks.v[i] = UC_BREAK_POSSIBLE;
		}
		in_hard = false;
		was_easy = true;
		before = i;
		i += n;
	}
	if (in_hard) {
		struct range around = { (uint32_t)before, (uint32_t)len, 0,
					false };
		hard_breaks(s, hard, len, around);
	}
}

/* ---- all of them ------------------------------------------------------ */

/* Soft hyphens of the block. Both they and the segments rise. */
static void add_hyphens(struct setter *s)
{
	const struct doc_block *b = &s->doc->blocks.v[s->block];
	const struct doc_hyphen_vec *h = &s->doc->hyphens;
	size_t lo = 0, hi = h->len, k = 0;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (h->v[mid] < b->off)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < h->len && h->v[lo] < b->off + b->len; lo++) {
		uint32_t at = h->v[lo];
		while (k < s->segs.len &&
		       (s->segs.v[k].src == NO_SRC ||
			s->segs.v[k].src + s->segs.v[k].src_len <= at))
			k++;
		if (k == s->segs.len)
			return;
		const struct seg *seg = &s->segs.v[k];
		char *brk = &s->breaks.v[seg->off + (at - seg->src)];
		if (at >= seg->src && seg->len == seg->src_len &&
		    *brk == UC_BREAK_PROHIBITED)
			*brk = UC_BREAK_HYPHENATION;
	}
}

void set_breaks(struct setter *s)
{
	size_t n = s->text.len;

	s->breaks.len = 0;
	vec_reserve(&s->breaks, n + 1);
	s->breaks.len = n;
	if (!n)
		return;
	memset(s->breaks.v, UC_BREAK_PROHIBITED, n);
	all_breaks(s);
	if (s->doc->hyphens.len)
		add_hyphens(s);
	for (size_t i = 0; i < s->segs.len; i++)
		if (s->segs.v[i].glued)
			s->breaks.v[s->segs.v[i].off] = UC_BREAK_PROHIBITED;
}
