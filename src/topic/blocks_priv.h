/* blocks_priv.h - memory for what articles keep; see blocks.c. Part of
 * topic_priv.h.
 */
#ifndef THRUM_TOPIC_BLOCKS_PRIV_H
#define THRUM_TOPIC_BLOCKS_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/vec.h"

struct slab {
	char *bytes; /* NULL = no longer there */
	size_t cap, used;
	size_t live; /* of what is used */
};
struct blocks {
	VEC_FIELDS(struct slab);
	uint16_t now; /* where the next block goes */
	size_t bytes; /* of all slabs */
};
void blocks_release(struct blocks *b);
/* Of a multiple of eight bytes, and which slab it is in. */
void *blocks_take(struct blocks *b, size_t size, uint16_t *slab);
void blocks_give(struct blocks *b, uint16_t slab, size_t size);
/* Is it worth moving all that is in it? */
bool blocks_is_sparse(const struct blocks *b, uint16_t slab);

#endif
