/* blocks.c - memory for what articles keep.
 *
 * Articles come one after the other and leave about as they came; what is
 * read and written in between comes and goes much faster. Apart from that
 * their blocks lie side by side in slabs, and no holes are left between. Slabs
 * that become sparse are emptied by moving what is in them (index.c).
 */
#include "config.h"

#include "blocks_priv.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"

#include "thrum/base/banned.h"

#define SLAB ((size_t)256 << 10) /* more than malloc() takes from its heap */
#define SLABS_MAX UINT16_MAX

void blocks_release(struct blocks *b)
{
	for (size_t i = 0; i < b->len; i++)
		free(b->v[i].bytes);
	vec_release(b);
	b->bytes = 0;
}

/* A place for a new slab. */
static uint16_t free_place(struct blocks *b)
{
	struct slab none = { 0 };

	for (size_t i = 0; i < b->len; i++)
		if (!b->v[i].bytes)
			return (uint16_t)i;
	if (b->len == SLABS_MAX)
		BUG("more articles than there is room for");
	vec_push(b, none);
	return (uint16_t)(b->len - 1);
}

static void open_slab(struct blocks *b, size_t least)
{
	b->now = free_place(b);
	struct slab *s = &b->v[b->now];
	s->cap = least > SLAB ? least : SLAB;
	s->bytes = xmalloc(s->cap);
	s->used = s->live = 0;
	b->bytes += s->cap;
}

void *blocks_take(struct blocks *b, size_t size, uint16_t *slab)
{
	if (!b->len || !b->v[b->now].bytes ||
	    b->v[b->now].cap - b->v[b->now].used < size)
		open_slab(b, size);
	struct slab *s = &b->v[b->now];
	void *p = s->bytes + s->used;
	s->used += size;
	s->live += size;
	*slab = b->now;
	return p;
}

void blocks_give(struct blocks *b, uint16_t slab, size_t size)
{
	struct slab *s = &b->v[slab];

	s->live -= size;
	if (s->live)
		return;
	b->bytes -= s->cap;
	free(s->bytes);
	*s = (struct slab){ 0 };
}

bool blocks_is_sparse(const struct blocks *b, uint16_t slab)
{
	const struct slab *s = &b->v[slab];

	return slab != b->now && s->live < s->cap / 2;
}
