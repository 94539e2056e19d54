/* extent.c - which part of a body is looked at, found by counting words.
 *
 * A word is what stands between spaces; how many there are says whether a
 * text is a full one, and where the names and where the vectors' words end.
 * All of a body may be read for this, so it is looked at 64 bytes at a time.
 */
#include "config.h"

#include <string.h>

#include "thrum/base/block.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define BODY_BYTES 32768
#define BODY_WINDOW 600 /* words of the body looked at for vectors */
#define LOOK 64 /* bytes */

/* Bytes of the space at `s`, 0 if there is none. */
static size_t space_at(const char *s, size_t left)
{
	unsigned char c = (unsigned char)*s;

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c == 0xc2 && left > 1 && (unsigned char)s[1] == 0xa0)
		return 2;
	return left > 2 && !memcmp(s, "\xe3\x80\x80", 3) ? 3 : 0;
}

/* Where spaces of a byte are, and where longer ones may begin. */
struct spaces {
	uint64_t all, longer;
};

static struct spaces spaces_of(const char *s, size_t len)
{
	struct spaces m = { 0 };

	for (size_t i = 0; i < LOOK && i < len; i += BLOCK_BYTES) {
		struct block b = block_load(s + i, len - i);
		unsigned one = block_is(b, ' ') | block_range(b, '\t', '\r');
		unsigned more = block_beyond(b);
		if (more)
			more = block_is(b, '\xc2') | block_is(b, '\xe3');
		m.all |= (uint64_t)(one | more) << i;
		m.longer |= (uint64_t)more << i;
	}
	return m;
}

/* A run without spaces counts a word for each six bytes beyond the first 24
 * (two characters of Han, kana or Thai). */
static size_t words_of_run(size_t len)
{
	return (len > 0) + (len > 24 ? len / 6 - 4 : 0);
}

/* A run of `len` bytes ends at `end`. False: no more is looked at. */
static bool count_run(struct extent *x, size_t len, size_t end,
		      size_t names_words)
{
	if (!len)
		return true;
	x->words += words_of_run(len);
	if (x->words == names_words && end < x->names_to)
		x->names_to = end;
	if (x->words < BODY_WINDOW)
		return true;
	x->window = end;
	return false;
}

/* Is it a word like most, which ends nothing? */
static inline bool is_plain_run(size_t words, size_t len, size_t names_words)
{
	return len - 1 < 24 && words + 1 != names_words &&
	       words + 1 < BODY_WINDOW;
}

/* A whole look without long runs and thresholds: how many runs end in it is
 * all that counts. `from`: where the first began. False if it is no such. */
static bool count_plain(struct extent *x, uint64_t spaces, size_t *from,
			size_t at, size_t names_words)
{
	size_t most = x->words + LOOK / 2;
	uint64_t run = ~spaces;

	if (!spaces || *from > at || most >= BODY_WINDOW ||
	    (x->words < names_words && most >= names_words) ||
	    at - *from + (size_t)__builtin_ctzll(spaces) > 24)
		return false;
	/* Bits with 15 more behind them, and of these with 9 more. */
	run &= run >> 1;
	run &= run >> 2;
	run &= run >> 4;
	run &= run >> 8;
	if (run & run >> 9)
		return false;
	x->words += block_count64(spaces & ~(spaces << 1 | (*from == at)));
	*from = at + LOOK - (size_t)__builtin_clzll(spaces);
	return true;
}

void extent_find(struct extent *x, const char *s, size_t len,
		 size_t names_words)
{
	size_t from = 0;

	if (len > BODY_BYTES) {
		len = BODY_BYTES;
		while (((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
	}
	*x = (struct extent){ .len = len, .window = len, .names_to = len };
	for (size_t at = 0; at < len; at += LOOK) {
		struct spaces m = spaces_of(s + at, len - at);
		if (!m.longer &&
		    count_plain(x, m.all, &from, at, names_words))
			continue;
		for (; m.all; m.all &= m.all - 1) {
			size_t i = at + (size_t)__builtin_ctzll(m.all), n = 1;
			if (m.longer & m.all & -m.all &&
			    !(n = space_at(s + i, len - i)))
				continue;
			size_t run = i - from;
			if (is_plain_run(x->words, run, names_words))
				x->words++;
			else if (!count_run(x, run, i, names_words))
				return;
			from = i + n;
		}
	}
	x->words += words_of_run(len - from);
}
