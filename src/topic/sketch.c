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
#define SHINGLE_BASE 0x9e3779b97f4a7c15u /* odd, of mixed bits */

/* Hashes up to and with this one are all there. */
static uint32_t cut_off(const struct art *a)
{
	return a->n_sketch == SKETCH_MAX ? a->sketch[SKETCH_MAX - 1] :
					   UINT32_MAX;
}

/* How many of its hashes are not above `cut`. */
static unsigned count_to(const struct art *a, uint32_t cut)
{
	unsigned n = a->n_sketch;

	while (n && a->sketch[n - 1] > cut)
		n--;
	return n;
}

/* What both have, as far as it matters: 0 once they cannot have `need` any
 * more, which unlike texts show long before their ends. */
static unsigned count_both(const uint32_t *a, unsigned na, const uint32_t *b,
			   unsigned nb, unsigned need)
{
	unsigned i = 0, k = 0, both = 0;

	while (i < na && k < nb) {
		uint32_t x = a[i], y = b[k];
		both += x == y;
		i += x <= y;
		k += y <= x;
		if (both + na - i < need || both + nb - k < need)
			return 0;
	}
	return both;
}

double sketch_share(const struct art *a, const struct art *b, double from)
{
	uint32_t ca = cut_off(a), cb = cut_off(b);
	uint32_t cut = ca < cb ? ca : cb;
	unsigned na = count_to(a, cut), nb = count_to(b, cut);
	unsigned least = na < nb ? na : nb;

	/* Under eight shingles anything can be the same by chance. */
	if (least < 8)
		return 0;
	return (double)count_both(a->sketch, na, b->sketch, nb,
				  (unsigned)(from * least)) / least;
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
	a->n_sketch = (uint16_t)kept;
	a->sketch = xreallocarray(NULL, kept + 1, sizeof(*a->sketch));
	memcpy(a->sketch, v, kept * sizeof(*v));
}
