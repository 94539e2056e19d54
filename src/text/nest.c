/* nest.c - quotes and lists around the blocks of a doc. See nest_priv.h. */
#include "config.h"

#include "nest_priv.h"

#include "thrum/base/banned.h"

static void pop(struct nest *nest)
{
	if (nest->kind[--nest->n] == NEST_QUOTE)
		nest->quotes--;
	else
		nest->lists--;
	if (nest->kept > nest->n)
		nest->kept = nest->n;
}

static void push(struct nest *nest, enum nest_kind kind)
{
	nest->kind[nest->n++] = (uint8_t)kind;
	if (kind == NEST_QUOTE)
		nest->quotes++;
	else
		nest->lists++;
}

/* Blocks come from saved files too: no depth is trusted. */
static unsigned at_most(unsigned n)
{
	return n < DOC_DEPTH_MAX ? n : DOC_DEPTH_MAX;
}

void nest_step(struct nest *nest, const struct doc_block *b)
{
	unsigned quotes = at_most(b->quote), lists = at_most(b->depth);
	bool item = b->kind == DOC_LIST_ITEM && lists;

	nest->kept = nest->n;
	nest->item = false;
	while (nest->lists > lists || nest->quotes > quotes)
		pop(nest);
	if (item && nest->lists == lists) {
		/* Quotes inside of the item before end with it. */
		while (nest->kind[nest->n - 1] == NEST_QUOTE)
			pop(nest);
		nest->item = nest->quotes == quotes;
		if (!nest->item)
			pop(nest);
	}
	while (nest->quotes < quotes)
		push(nest, NEST_QUOTE);
	while (item && nest->lists < lists)
		push(nest, NEST_LIST);
}
