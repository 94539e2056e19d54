/* nest_priv.h - which quotes and lists stand around a block, and in which
 * order: "a list in a quote" and "a quote in an item" are not the same. */
#ifndef THRUM_TEXT_NEST_PRIV_H
#define THRUM_TEXT_NEST_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/text/doc.h"

enum nest_kind { NEST_QUOTE, NEST_LIST };

/* Zeroed = at the beginning of a doc. */
struct nest {
	uint8_t kind[2 * DOC_DEPTH_MAX + 2]; /* from the outermost on */
	unsigned n, quotes, lists;
	/* After nest_step(): so many of those before are still open; */
	unsigned kept;
	bool item; /* the block is the next item of the innermost list */
};

/* Go to the next block in order. A block gives only how many quotes and
 * lists there are: an item opens its list inside of all its quotes, and
 * what is quoted in an open list is quoted in its item. */
void nest_step(struct nest *nest, const struct doc_block *b);

#endif
