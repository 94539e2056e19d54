/* bits_priv.h - weights and links in few bits. Part of topic_priv.h.
 */
#ifndef THRUM_TOPIC_BITS_PRIV_H
#define THRUM_TOPIC_BITS_PRIV_H

#include <stdint.h>
#include <string.h>

/* Weights 0..1 are kept in eight bits: three of exponent, five of mantissa.
 * As numbers these are (32 + m) << e, up to WEIGHT_ONE; the code of the
 * smallest of all, 0, is kept for other things. While a vector is made its
 * weights are finer. */
#define WEIGHT_ONE 8064.0f
#define WEIGHT_FINE 65535.0f
static inline uint8_t weight_code(unsigned w)
{
	unsigned e = 31 - (unsigned)__builtin_clz(w) - 5;

	return (uint8_t)(e << 5 | (w >> e & 31));
}
static inline uint16_t weight_of(unsigned code)
{
	return (uint16_t)((32 + (code & 31)) << (code >> 5));
}
/* The same, of a code > 0, whose bits are those of a float but for its
 * exponent. */
static inline float weight_float(uint32_t code)
{
	uint32_t bits = (code << 18) + ((127u + 5) << 23);
	float w;

	memcpy(&w, &bits, sizeof(w));
	return w;
}
/* The nearest that there is. */
static inline uint16_t weight_round(uint16_t fine)
{
	float x = (float)fine * (WEIGHT_ONE / WEIGHT_FINE);
	uint32_t bits;

	memcpy(&bits, &x, sizeof(bits));
	int code = (int)((bits + (1u << 17)) >> 18) - ((127 + 5) << 5);
	return weight_of(code < 1 ? 1 : code > 255 ? 255 : (unsigned)code);
}
static inline uint16_t weight16(double x)
{
	double r = x * (double)WEIGHT_FINE + 0.5;

	if (r < 1)
		return 1;
	return r > 65535 ? 65535 : (uint16_t)r;
}

/* Between two articles: how many numbers they are apart, > 0, and above that
 * the weight (with decay, before the background level) in twelve bits, three
 * of them of exponent: there are as many links as words, nearly. */
struct link {
	uint32_t bits;
};
#define LINK_APART 20 /* bits */
#define LINK_FAR (1u << LINK_APART)
#define LINK_SHIFT 14 /* of a float's bits that are left out */
#define LINK_ZERO (121u << 23) /* 1/64, the least weight */
#define LINK_MOST 4095u
static inline float link_w(struct link l)
{
	uint32_t bits = (l.bits >> LINK_APART << LINK_SHIFT) + LINK_ZERO;
	float w;

	memcpy(&w, &bits, sizeof(w));
	return w;
}
static inline uint32_t link_apart(struct link l)
{
	return l.bits & (LINK_FAR - 1);
}
/* Of the nearest weight that there is, to 4; `apart` < LINK_FAR. */
static inline struct link link_of(uint32_t apart, float w)
{
	uint32_t bits;

	memcpy(&bits, &w, sizeof(bits));
	bits += 1u << (LINK_SHIFT - 1);
	bits = bits > LINK_ZERO ? (bits - LINK_ZERO) >> LINK_SHIFT : 0;
	bits = bits < LINK_MOST ? bits : LINK_MOST;
	return (struct link){ bits << LINK_APART | apart };
}

#endif
