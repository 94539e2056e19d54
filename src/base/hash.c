/* hash.c - see hash.h. Multiply-fold mixing in the manner of wyhash (public
 * domain design by Wang Yi), written for stable saved values. */
#include "config.h"

#include "thrum/base/hash.h"

#include <string.h>

#include "thrum/base/banned.h"

#define K2 0x8ebc6af09c88c6e3u

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* Eight bytes, little-endian. */
static inline uint64_t load_8(const unsigned char *p)
{
	uint64_t v;

	memcpy(&v, p, 8);
	return v;
}

/* Less than eight; without a loop, for words are short. */
static inline uint64_t load_few(const unsigned char *p, size_t n)
{
	uint32_t lo, hi;

	if (n >= 4) {
		/* The two overlap in equal bits. */
		memcpy(&lo, p, 4);
		memcpy(&hi, p + n - 4, 4);
		return (uint64_t)lo | (uint64_t)hi << (n - 4) * 8;
	}
	if (!n)
		return 0;
	return (uint64_t)p[0] | (uint64_t)p[n / 2] << n / 2 * 8 |
	       (uint64_t)p[n - 1] << (n - 1) * 8;
}
#else
static uint64_t load_few(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	for (size_t i = n; i > 0; i--)
		v = v << 8 | p[i - 1];
	return v;
}

static uint64_t load_8(const unsigned char *p)
{
	return load_few(p, 8);
}
#endif

uint64_t hash64(const void *bytes, size_t len, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t h = seed ^ K2;
	size_t left = len;

	for (; left >= 16; left -= 16, p += 16)
		h = hash64_mix(load_8(p) ^ h, load_8(p + 8) ^ K2);
	uint64_t a, b = 0;
	if (left < 8) {
		a = load_few(p, left);
	} else {
		a = load_8(p);
		b = load_few(p + 8, left - 8);
	}
	h = hash64_mix(a ^ h, b ^ K2 ^ left);
	return hash64_mix(h, (uint64_t)len ^ K2);
}

void hash_uuid(const void *bytes, size_t len, char out[37])
{
	static const char digits[] = "0123456789abcdef";
	uint64_t a = hash64(bytes, len, 1);
	uint64_t b = hash64(bytes, len, 2);

	a = (a & ~(uint64_t)0xf000) | 0x8000; /* version 8 */
	b = (b & ~((uint64_t)3 << 62)) | (uint64_t)2 << 62; /* variant 10 */
	char *to = out;
	for (int i = 0; i < 32; i++) {
		uint64_t v = i < 16 ? a : b;
		if (i == 8 || i == 12 || i == 16 || i == 20)
			*to++ = '-';
		*to++ = digits[v >> (15 - i % 16) * 4 & 15];
	}
	*to = '\0';
}
