/* window_priv.h - 64 bytes of a text as bits, for what looks for words.
 *
 * Most words of most texts are short and ASCII: where they begin and end is
 * found by counting bits, without a look at each byte.
 */
#ifndef THRUM_TEXT_WINDOW_PRIV_H
#define THRUM_TEXT_WINDOW_PRIV_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/block.h"

#define WINDOW 64

/* Bit i is byte i. What is beyond ASCII is in none but `beyond`. */
struct window {
	uint64_t word; /* letters and digits */
	uint64_t alpha, upper; /* letters, capitals */
	uint64_t quote; /* the straight apostrophe */
	uint64_t space;
	uint64_t beyond;
};

static inline void window_block(struct window *w, const char *s, unsigned i,
				char *low)
{
	struct block b = block_load(s + i, BLOCK_BYTES);
	struct block small = block_lower(b);
	uint64_t alpha = block_range(small, 'a', 'z');

	w->alpha |= alpha << i;
	w->word |= (alpha | block_digit(b)) << i;
	w->upper |= (uint64_t)block_range(b, 'A', 'Z') << i;
	w->quote |= (uint64_t)block_is(b, '\'') << i;
	w->space |= (uint64_t)block_is(b, ' ') << i;
	w->beyond |= (uint64_t)block_beyond(b) << i;
	block_store(low + i, &small);
}

/* The first bytes of `s`, which has `len`; zeroes where it has none. `low`
 * has room for WINDOW bytes and gets them, ASCII capitals made small. */
static inline struct window window_load(const char *s, size_t len, char *low)
{
	struct window w = { 0 };
	char end[WINDOW];

	if (len < WINDOW) {
		memset(end, 0, WINDOW);
		memcpy(end, s, len);
		s = end;
	}
	window_block(&w, s, 0, low);
	window_block(&w, s, BLOCK_BYTES, low);
	window_block(&w, s, 2 * BLOCK_BYTES, low);
	window_block(&w, s, 3 * BLOCK_BYTES, low);
	return w;
}

/* How many bytes of the word at `at` are in the window. */
static inline size_t window_word(const struct window *w, size_t at)
{
	uint64_t rest = ~(w->word >> at);

	return rest ? (size_t)__builtin_ctzll(rest) : WINDOW;
}

#endif
