/* hash.c - see hash.h. Multiply-fold mixing in the manner of wyhash (public
 * domain design by Wang Yi), written for stable saved values. */
#include "config.h"

#include "thrum/base/hash.h"

#include <stdio.h>
#include <string.h>

#include "thrum/base/banned.h"

#define K0 0xa0761d6478bd642fu
#define K1 0xe7037ed1a0b428dbu
#define K2 0x8ebc6af09c88c6e3u

uint64_t hash64_mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 u128;
	u128 r = (u128)(a ^ K0) * (b ^ K1);

	return (uint64_t)r ^ (uint64_t)(r >> 64);
}

/* Up to 8 bytes, little-endian, on every machine. */
static uint64_t load(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (n >= 8) {
		memcpy(&v, p, 8);
		return v;
	}
#endif
	for (size_t i = n < 8 ? n : 8; i > 0; i--)
		v = v << 8 | p[i - 1];
	return v;
}

uint64_t hash64(const void *bytes, size_t len, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t h = seed ^ K2;
	size_t left = len;

	for (; left >= 16; left -= 16, p += 16)
		h = hash64_mix(load(p, 8) ^ h, load(p + 8, 8) ^ K2);
	uint64_t a = load(p, left);
	uint64_t b = left > 8 ? load(p + 8, left - 8) : 0;
	h = hash64_mix(a ^ h, b ^ K2 ^ left);
	return hash64_mix(h, (uint64_t)len ^ K2);
}

void hash_uuid(const void *bytes, size_t len, char out[37])
{
	uint64_t a = hash64(bytes, len, 1);
	uint64_t b = hash64(bytes, len, 2);

	a = (a & ~(uint64_t)0xf000) | 0x8000; /* version 8 */
	b = (b & ~((uint64_t)3 << 62)) | (uint64_t)2 << 62; /* variant 10 */
	snprintf(out, 37, "%08x-%04x-%04x-%04x-%04x%08x", (unsigned)(a >> 32),
		 (unsigned)(a >> 16 & 0xffff), (unsigned)(a & 0xffff),
		 (unsigned)(b >> 48), (unsigned)(b >> 32 & 0xffff),
		 (unsigned)(b & 0xffffffffu));
}
