/* block.h - sixteen bytes looked at in one step.
 *
 * With SSE2, which every amd64 machine has, a few instructions; elsewhere
 * plain C. A mask has bit i set if byte i of the block is meant. Bytes
 * beyond ASCII are in no mask but those of block_beyond() and block_same().
 */
#ifndef THRUM_BASE_BLOCK_H
#define THRUM_BASE_BLOCK_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define BLOCK_BYTES 16

struct block {
#ifdef __SSE2__
	__m128i v;
#else
	unsigned char v[BLOCK_BYTES];
#endif
};

/* The first bytes of `s`, which has `len`; zeroes where it has none. */
static inline struct block block_load(const char *s, size_t len)
{
	struct block b;

	if (len >= BLOCK_BYTES) {
		memcpy(&b.v, s, BLOCK_BYTES);
		return b;
	}
	memset(&b.v, 0, BLOCK_BYTES);
	for (size_t i = 0; i < len; i++)
		((char *)&b.v)[i] = s[i];
	return b;
}

/* All sixteen back. */
static inline void block_store(char *to, const struct block *b)
{
	memcpy(to, &b->v, BLOCK_BYTES);
}

/* From `lo` to `hi`, both of ASCII, `hi` below DEL. */
static inline unsigned block_range(struct block b, char lo, char hi)
{
#ifdef __SSE2__
	/* Signed: what is beyond ASCII is below all of it. */
	__m128i from = _mm_cmpgt_epi8(b.v, _mm_set1_epi8((char)(lo - 1)));
	__m128i to = _mm_cmplt_epi8(b.v, _mm_set1_epi8((char)(hi + 1)));

	return (unsigned)_mm_movemask_epi8(_mm_and_si128(from, to));
#else
	unsigned mask = 0;

	for (int i = 0; i < BLOCK_BYTES; i++)
		mask |= (unsigned)(b.v[i] >= lo && b.v[i] <= hi) << i;
	return mask;
#endif
}

static inline unsigned block_is(struct block b, char c)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8(
		_mm_cmpeq_epi8(b.v, _mm_set1_epi8(c)));
#else
	return block_range(b, c, c);
#endif
}

/* Where both hold the same byte, of ASCII or not. */
static inline unsigned block_same(struct block a, struct block b)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(a.v, b.v));
#else
	unsigned mask = 0;

	for (int i = 0; i < BLOCK_BYTES; i++)
		mask |= (unsigned)(a.v[i] == b.v[i]) << i;
	return mask;
#endif
}

/* What is not of ASCII. */
static inline unsigned block_beyond(struct block b)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8(b.v);
#else
	unsigned mask = 0;

	for (int i = 0; i < BLOCK_BYTES; i++)
		mask |= (unsigned)(b.v[i] >> 7) << i;
	return mask;
#endif
}

/* ASCII capitals become small, all else stays. */
static inline struct block block_lower(struct block b)
{
#ifdef __SSE2__
	__m128i up = _mm_and_si128(_mm_cmpgt_epi8(b.v, _mm_set1_epi8('A' - 1)),
				   _mm_cmplt_epi8(b.v, _mm_set1_epi8('Z' + 1)));

	b.v = _mm_or_si128(b.v, _mm_and_si128(up, _mm_set1_epi8(0x20)));
#else
	for (int i = 0; i < BLOCK_BYTES; i++)
		if (b.v[i] >= 'A' && b.v[i] <= 'Z')
			b.v[i] |= 0x20;
#endif
	return b;
}

/* Letters of either case. */
static inline unsigned block_alpha(struct block b)
{
	return block_range(block_lower(b), 'a', 'z');
}

static inline unsigned block_digit(struct block b)
{
	return block_range(b, '0', '9');
}

/* How many bytes from the first on are in the mask: 0 to 16. */
static inline size_t block_lead(unsigned mask)
{
	return (size_t)__builtin_ctz(~mask | 1u << BLOCK_BYTES);
}

/* How many bytes are in the mask. */
static inline unsigned block_count(unsigned mask)
{
	mask -= mask >> 1 & 0x5555;
	mask = (mask & 0x3333) + (mask >> 2 & 0x3333);
	mask = (mask + (mask >> 4)) & 0x0f0f;
	return (mask + (mask >> 8)) & 0xff;
}

/* The same of four blocks. */
static inline unsigned block_count64(uint64_t mask)
{
	const uint64_t ones = 0x0101010101010101u;

	mask -= mask >> 1 & ones * 0x55;
	mask = (mask & ones * 0x33) + (mask >> 2 & ones * 0x33);
	mask = (mask + (mask >> 4)) & ones * 0x0f;
	return (unsigned)(mask * ones >> 56);
}

/* A mask's first n bytes (0 to 16). */
static inline unsigned block_first(unsigned mask, size_t n)
{
	return mask & ((1u << n) - 1);
}

#endif
