/* finder.c - which entry of a vector has a dimension.
 *
 * A table of place + 1 by the lower bits of the dimension, probed linearly.
 * It is so large that nearly every question ends at its first slot, and so
 * small (two bytes a slot) that it stays in the nearest cache.
 */
#include "config.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define FINDER_SLOTS 8192 /* at least, 16 for an entry */
#define FINDER_MOST 65536 /* the lower half of a dimension tells the slot */

void finder_set(struct finder *f, const struct entry *v, size_t n)
{
	size_t size = FINDER_SLOTS;

	while (size < n * 16 && size < FINDER_MOST)
		size *= 2;
	for (size_t i = 0; i < f->used.len; i++)
		f->slots[f->used.v[i]] = 0;
	f->used.len = 0;
	if (size > f->n_slots) {
		free(f->slots);
		f->slots = xcalloc(size, sizeof(*f->slots));
		f->n_slots = size;
		f->mask = size - 1;
	}
	vec_reserve(&f->used, n);
	f->v = v;
	for (size_t i = 0; i < n; i++) {
		size_t at = v[i].dim & f->mask;
		while (f->slots[at])
			at = (at + 1) & f->mask;
		f->slots[at] = (uint16_t)(i + 1);
		f->used.v[f->used.len++] = (uint32_t)at;
	}
}

void finder_release(struct finder *f)
{
	free(f->slots);
	vec_release(&f->used);
	*f = (struct finder){ 0 };
}
