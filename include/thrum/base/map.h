/* map.h - hash map from byte strings to a pointer-sized value.
 *
 * Open addressing, keys copied, insertion order kept for iteration (so
 * that what is computed from it is deterministic). The hash is seeded per
 * process unless map_init_seed() is used, since keys come from feeds.
 */
#ifndef THRUM_BASE_MAP_H
#define THRUM_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map_entry {
	char *key; /* owned by the map, NUL behind it; NULL = removed */
	size_t len;
	uint64_t hash;
	uintptr_t value;
};

/* A zeroed map is empty and valid. */
struct map {
	struct map_entry *entries; /* in insertion order */
	size_t n_entries, cap_entries; /* removed ones counted */
	uint32_t *slots; /* index + 1 into entries, 0 = free */
	size_t n_slots; /* a power of two, or 0 */
	size_t count; /* live entries */
};

void map_release(struct map *m);
/* The value's place for `key`, made with 0 when new (`*is_new`, may be
 * NULL, says so). Valid until the next insertion. */
uintptr_t *map_put(struct map *m, const char *key, size_t len, bool *is_new);
/* NULL when absent. Valid until the next insertion. */
uintptr_t *map_find(const struct map *m, const char *key, size_t len);
bool map_has(const struct map *m, const char *key, size_t len);
/* True if it was there. */
bool map_remove(struct map *m, const char *key, size_t len);

#endif
