/* hash.h - 64-bit hashing of bytes.
 *
 * hash64() is fixed for ever: its values are saved (content hashes,
 * threading state), so a change of it is a migration. Not for secrets.
 */
#ifndef THRUM_BASE_HASH_H
#define THRUM_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Source: wyhash-like 64-bit mixing (multiply-fold), ours; same result on
 * every machine (bytes are read little-endian). */
uint64_t hash64(const void *bytes, size_t len, uint64_t seed);
/* Mix two values into one. */
static inline uint64_t hash64_mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 u128;
	u128 r = (u128)(a ^ 0xa0761d6478bd642fu) * (b ^ 0xe7037ed1a0b428dbu);

	return (uint64_t)r ^ (uint64_t)(r >> 64);
}

/* A version-4-shaped UUID (RFC 9562 s. 5.8, version 8: "custom") from a
 * hash of `bytes`: the same article gets the same uuid on every machine.
 * out: 36 characters and NUL. */
void hash_uuid(const void *bytes, size_t len, char out[37]);

#endif
