/* arena.h - many small objects, freed at once.
 *
 * For the rows of a view, one parse, one pass. Blocks are malloc'ed, so
 * addresses stay until arena_clear() or arena_release(). Aligned to 16.
 * Not for objects that own something elsewhere. One thread at a time.
 */
#ifndef THRUM_BASE_ARENA_H
#define THRUM_BASE_ARENA_H

#include <stddef.h>

struct arena_block;
/* A zeroed arena is empty and valid. */
struct arena {
	struct arena_block *head; /* newest block first */
	size_t used; /* bytes handed out, for limits and tests */
};

/* `size` bytes, not zeroed, the arena's until it is cleared. */
void *arena_alloc(struct arena *a, size_t size)
	__attribute__((returns_nonnull));
/* Zeroed memory for n objects of `size`, with an overflow check. */
void *arena_calloc(struct arena *a, size_t n, size_t size)
	__attribute__((returns_nonnull));
/* NULL stays NULL. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len)
	__attribute__((returns_nonnull));
/* Empties; keeps one block for the next use. */
void arena_clear(struct arena *a);
void arena_release(struct arena *a);

#endif
