/* sketch.c - how much of one text is in another, from a few hashes.
 *
 * A sketch holds the smallest hashes of a text's shingles (runs of five
 * words). Below the larger of two cut-offs both sketches are complete, so
 * there the share of one's hashes found in the other estimates containment
 * without bias. Source: Broder 1997, "On the resemblance and containment
 * of documents", with a bottom-k sample.
 */
#include "config.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define SHINGLE 5 /* words */
#define STEP_MORE 255 /* and the next */
#define STEPS 8 /* of a comparison, between looks at what it has come to */
#define SHINGLE_BASE 0x9e3779b97f4a7c15u /* odd, of mixed bits */

void sketch_read(struct hashes *s, const struct art *a, const uint8_t *p)
{
	unsigned sum = 0;

	s->n = a->n_sketch;
	s->shift = a->sketch_shift;
	for (unsigned i = 0; i < s->n; i++) {
		while (*p == STEP_MORE)
			sum += *p++;
		sum += *p++;
		s->v[i] = (uint16_t)sum;
	}
}

/* Hashes up to and with this one are all there. */
static uint32_t cut_off(const struct hashes *s)
{
	return s->n == SKETCH_MAX ? s->v[SKETCH_MAX - 1] : UINT32_MAX;
}

/* Without those above `cut`. */
static void cut_to(struct hashes *s, uint32_t cut)
{
	while (s->n && s->v[s->n - 1] > cut)
		s->n--;
}

/* Two sketches are compared as if both lacked the bits that one lacks. */
static void shift_to(struct hashes *s, unsigned shift)
{
	unsigned more = shift > s->shift ? shift - s->shift : 0;

	for (unsigned i = 0; more && i < s->n; i++)
		s->v[i] = (uint16_t)(s->v[i] >> more);
}

/* What both have, as far as it matters: 0 once they cannot have `need` any
 * more, which unlike texts show long before their ends. That is looked at now
 * and then. */
static unsigned count_both(const struct hashes *a, const struct hashes *b,
			   unsigned need)
{
	unsigned i = 0, k = 0, both = 0;

	if (a->n < need || b->n < need)
		return 0;
	while (i < a->n && k < b->n) {
		unsigned left = a->n - i < b->n - k ? a->n - i : b->n - k;
		for (left = left < STEPS ? left : STEPS; left; left--) {
			uint16_t x = a->v[i], y = b->v[k];
			both += x == y;
			i += x <= y;
			k += y <= x;
		}
		if (i - both > a->n - need || k - both > b->n - need)
			return 0;
	}
	return both;
}

void sketch_prefetch(const struct art *a)
{
	const uint8_t *p = art_sketch(a);

	for (size_t i = 0; i < a->sketch_len; i += 64)
		__builtin_prefetch(p + i);
}

double sketch_share(const struct hashes *own, const struct art *art,
		    double from)
{
	struct hashes a = *own, b;

	sketch_read(&b, art, art_sketch(art));
	shift_to(&a, b.shift);
	shift_to(&b, a.shift);
	uint32_t ca = cut_off(&a), cb = cut_off(&b);
	cut_to(&a, ca < cb ? ca : cb);
	cut_to(&b, ca < cb ? ca : cb);
	unsigned least = a.n < b.n ? a.n : b.n;

	/* Under eight shingles anything can be the same by chance. */
	if (least < 8)
		return 0;
	return (double)count_both(&a, &b, (unsigned)(from * least)) / least;
}

/* ---- making one ----------------------------------------------------------- */

/* Hashes of the runs of SHINGLE words that are below `limit`, in order. The
 * hash of a run is a polynomial of its words' hashes, so that the next one
 * costs a word in and a word out, mixed. */
static void shingle_hashes(struct key_vec *out, const struct word_key *words,
			   size_t n, uint64_t limit)
{
	uint64_t run = 0, first = 1; /* what the first word counts in a run */
	size_t i = 0;

	vec_reserve(out, n + 1);
	uint64_t *to = out->v;
	for (; i < SHINGLE - 1; i++)
		first *= SHINGLE_BASE;
	for (i = 0; i < SHINGLE - 1 && i < n; i++)
		run = run * SHINGLE_BASE + words[i].hash;
	for (; i < n; i++) {
		run = run * SHINGLE_BASE + words[i].hash;
		uint64_t h = hash64_mix(run, SHINGLE_BASE) >> 32;
		*to = h;
		to += h < limit;
		run -= first * words[i + 1 - SHINGLE].hash;
	}
	out->len = (size_t)(to - out->v);
	keys_sort(out);
}
/* The smallest different ones. */
static uint32_t smallest(const struct key_vec *hashes, uint32_t *v)
{
	uint32_t n = 0;

	for (size_t i = 0; i < hashes->len && n < SKETCH_MAX; i++)
		if (!i || hashes->v[i] != hashes->v[i - 1])
			v[n++] = (uint32_t)hashes->v[i];
	return n;
}

void sketch_make(struct topic *t, struct art *a, const struct word_key *words,
		 size_t n)
{
	const uint64_t all = (uint64_t)1 << 32;
	struct key_vec *hashes = &t->keys;
	uint32_t v[SKETCH_MAX], kept = 0;

	/* The hashes are spread evenly: of a long text, a part holds enough
	 * small ones, as a rule. */
	if (n > 2 * SKETCH_MAX) {
		shingle_hashes(hashes, words, n,
			       all / n * (SKETCH_MAX + SKETCH_MAX / 3));
		kept = smallest(hashes, v);
	}
	if (kept < SKETCH_MAX) {
		shingle_hashes(hashes, words, n, all);
		kept = smallest(hashes, v);
	}
	while (kept && v[kept - 1] >> a->sketch_shift >> SKETCH_BITS)
		a->sketch_shift++;
	a->n_sketch = (uint8_t)kept;
	uint8_t *p = t->coming->sketch;
	for (uint32_t i = 0, last = 0; i < kept; i++) {
		uint32_t hash = v[i] >> a->sketch_shift, step = hash - last;
		for (; step >= STEP_MORE; step -= STEP_MORE)
			*p++ = STEP_MORE;
		*p++ = (uint8_t)step;
		last = hash;
	}
	a->sketch_len = (uint8_t)(p - t->coming->sketch);
}

bool sketch_is_whole(const uint8_t *p, size_t len, unsigned n)
{
	unsigned steps = 0, sum = 0;

	for (size_t i = 0; i < len; i++) {
		steps += p[i] != STEP_MORE;
		sum += p[i];
	}
	return steps == n && !(sum >> SKETCH_BITS) &&
	       (!len || p[len - 1] != STEP_MORE);
}
