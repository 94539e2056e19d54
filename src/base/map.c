/* map.c - see map.h. Linear probing over a table at most half full; the
 * entries lie in a second array in the order in which they came. */
#include "config.h"

#include "thrum/base/map.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/base/banned.h"

/* Address-space randomisation makes it differ from run to run: enough
 * against keys that were made to collide. Order of entries, and so all
 * results, do not depend on it. */
static uint64_t seed(void)
{
	return hash64_mix((uint64_t)(uintptr_t)&map_release, 1);
}

void map_release(struct map *m)
{
	for (size_t i = 0; i < m->n_entries; i++)
		free(m->entries[i].key);
	free(m->entries);
	free(m->slots);
	*m = (struct map){ 0 };
}

static size_t find_slot(const struct map *m, const char *key, size_t len,
			uint64_t hash)
{
	size_t mask = m->n_slots - 1;
	size_t i = hash & mask;

	for (; m->slots[i]; i = (i + 1) & mask) {
		const struct map_entry *e = &m->entries[m->slots[i] - 1];
		if (e->hash == hash && e->key && e->len == len &&
		    !memcmp(e->key, key, len))
			break;
	}
	return i;
}

/* Make the tables anew, twice as large when full, without removed entries. */
static void rebuild(struct map *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_entries; i++)
		if (m->entries[i].key)
			m->entries[n++] = m->entries[i];
	m->n_entries = n;
	size_t slots = m->n_slots ? m->n_slots : 16;
	while (slots < (n + 1) * 4)
		slots *= 2;
	free(m->slots);
	m->slots = xcalloc(slots, sizeof(*m->slots));
	m->n_slots = slots;
	for (size_t k = 0; k < n; k++) {
		size_t i = m->entries[k].hash & (slots - 1);
		while (m->slots[i])
			i = (i + 1) & (slots - 1);
		m->slots[i] = (uint32_t)k + 1;
	}
}

uintptr_t *map_put(struct map *m, const char *key, size_t len, bool *is_new)
{
	uint64_t hash = hash64(key, len, seed());

	if ((m->n_entries + 1) * 2 > m->n_slots)
		rebuild(m);
	size_t i = find_slot(m, key, len, hash);
	if (is_new)
		*is_new = !m->slots[i];
	if (m->slots[i])
		return &m->entries[m->slots[i] - 1].value;
	if (m->n_entries == m->cap_entries) {
		m->cap_entries = m->cap_entries ? m->cap_entries * 2 : 16;
		m->entries = xreallocarray(m->entries, m->cap_entries,
					   sizeof(*m->entries));
	}
	struct map_entry *e = &m->entries[m->n_entries++];
	*e = (struct map_entry){ .key = xstrndup(key, len),
				 .len = len,
				 .hash = hash };
	m->slots[i] = (uint32_t)m->n_entries;
	m->count++;
	return &e->value;
}

uintptr_t *map_find(const struct map *m, const char *key, size_t len)
{
	if (!m->n_slots)
		return NULL;
	size_t i = find_slot(m, key, len, hash64(key, len, seed()));
	return m->slots[i] ? &m->entries[m->slots[i] - 1].value : NULL;
}

bool map_has(const struct map *m, const char *key, size_t len)
{
	return map_find(m, key, len) != NULL;
}

bool map_remove(struct map *m, const char *key, size_t len)
{
	if (!m->n_slots)
		return false;
	size_t i = find_slot(m, key, len, hash64(key, len, seed()));
	if (!m->slots[i])
		return false;
	/* The slot stays taken, by an entry without a key, so that probing
	 * goes on over it; rebuild() sweeps. */
	struct map_entry *e = &m->entries[m->slots[i] - 1];
	free(e->key);
	e->key = NULL;
	m->count--;
	return true;
}
