/* sketch.c - how much of one text is in another, from a few hashes.
 *
 * A sketch holds the smallest hashes of a text's shingles (runs of five
 * words). Below the larger of two cut-offs both sketches are complete, so
 * there the share of one's hashes found in the other estimates containment
 * without bias. Source: Broder 1997, "On the resemblance and containment
 * of documents", with a bottom-k sample.
 */
#include "config.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

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
