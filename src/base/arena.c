/* arena.c - see arena.h. Blocks double up to 256 KiB; a larger object gets
 * a block of its own. */
#include "config.h"

#include "thrum/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

#define BLOCK_FIRST 4096
#define BLOCK_LAST ((size_t)256 << 10)

struct arena_block {
	struct arena_block *next;
	size_t used, cap;
	alignas(16) unsigned char bytes[];
};

static struct arena_block *add_block(struct arena *a, size_t size)
{
	size_t cap = a->head ? a->head->cap * 2 : BLOCK_FIRST;

	if (cap > BLOCK_LAST)
		cap = BLOCK_LAST;
	if (cap < size)
		cap = size;
	struct arena_block *b = xmalloc(sizeof(*b) + cap);
	b->used = 0;
	b->cap = cap;
	b->next = a->head;
	a->head = b;
	return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
	if (size > SIZE_MAX - 64)
		BUG("size overflow");
	size = (size + 15) & ~(size_t)15;
	struct arena_block *b = a->head;
	if (!b || b->cap - b->used < size)
		b = add_block(a, size);
	void *p = b->bytes + b->used;
	b->used += size;
	a->used += size;
	return p;
}

void *arena_calloc(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		BUG("size overflow");
	void *p = arena_alloc(a, n * size);
	memset(p, 0, n * size);
	return p;
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *p = arena_alloc(a, len + 1);

	if (len)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

void arena_clear(struct arena *a)
{
	struct arena_block *b = a->head;

	if (!b)
		return;
	struct arena_block *rest = b->next;
	b->next = NULL;
	b->used = 0;
	a->used = 0;
	while (rest) {
		struct arena_block *next = rest->next;
		free(rest);
		rest = next;
	}
}

void arena_release(struct arena *a)
{
	arena_clear(a);
	free(a->head);
	a->head = NULL;
}
