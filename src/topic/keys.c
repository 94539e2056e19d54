/* keys.c - lists of weights with what they belong to, as 64-bit keys.
 *
 * The bits of positive floats are ordered as the floats are; turned round
 * and with a number below them they sort the heaviest first, ties by
 * number, by comparing integers.
 */
#include "config.h"

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define BUCKET_BITS 8 /* at most */
#define FEW 24 /* insertion alone is quicker */

static void insert(uint64_t *v, size_t n, uint64_t x)
{
	for (; n && v[n - 1] > x; n--)
		v[n] = v[n - 1];
	v[n] = x;
}

/* About as many buckets as keys: 2 to the power of this. */
static unsigned bucket_bits(size_t n)
{
	return n <= 32 ? 5 : n <= 64 ? 6 : n <= 128 ? 7 : BUCKET_BITS;
}

/* By how much keys are shifted that differ by up to `spread`. */
static unsigned bucket_shift(uint64_t spread, unsigned bits)
{
	unsigned width = 64 - (unsigned)__builtin_clzll(spread | 1);

	return width > bits ? width - bits : 0;
}

/* Into buckets by value, then by insertion, which finds nearly all in
 * place: a few hundred keys, where qsort() spends its time calling. */
static void sort_by_buckets(struct key_vec *keys)
{
	size_t n = keys->len, buckets = (size_t)1 << bucket_bits(n);
	uint32_t start[(1u << BUCKET_BITS) + 1];
	uint64_t lo = UINT64_MAX, hi = 0;

	for (size_t i = 0; i < n; i++) {
		lo = keys->v[i] < lo ? keys->v[i] : lo;
		hi = keys->v[i] > hi ? keys->v[i] : hi;
	}
	vec_reserve(keys, 2 * n);
	uint64_t *v = keys->v, *out = keys->v + n;
	unsigned shift = bucket_shift(hi - lo, bucket_bits(n));
	memset(start, 0, (buckets + 1) * sizeof(*start));
	for (size_t i = 0; i < n; i++)
		start[((v[i] - lo) >> shift) + 1]++;
	for (size_t b = 0; b < buckets; b++)
		start[b + 1] += start[b];
	for (size_t i = 0; i < n; i++)
		out[start[(v[i] - lo) >> shift]++] = v[i];
	for (size_t i = 0; i < n; i++)
		insert(v, i, out[i]);
}

void keys_sort(struct key_vec *keys)
{
	if (keys->len > FEW) {
		sort_by_buckets(keys);
		return;
	}
	for (size_t i = 1; i < keys->len; i++)
		insert(keys->v, i, keys->v[i]);
}

/* The last in order, the largest key, on top. */
static void sift_down(uint64_t *v, size_t n, size_t i)
{
	for (;;) {
		size_t k = 2 * i + 1;
		if (k >= n)
			return;
		if (k + 1 < n && v[k + 1] > v[k])
			k++;
		if (v[k] <= v[i])
			return;
		uint64_t x = v[i];
		v[i] = v[k];
		v[k] = x;
		i = k;
	}
}

void keys_offer(struct key_vec *heap, size_t max, uint64_t key)
{
	if (heap->len < max) {
		vec_push(heap, key);
		uint64_t *v = heap->v;
		size_t i = heap->len - 1;
		for (; i && v[(i - 1) / 2] < key; i = (i - 1) / 2)
			v[i] = v[(i - 1) / 2];
		v[i] = key;
	} else if (max && key < heap->v[0]) {
		heap->v[0] = key;
		sift_down(heap->v, heap->len, 0);
	}
}
