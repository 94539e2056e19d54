/* idmap.c - 64-bit keys to 32-bit numbers, by linear probing. The keys are
 * hashes already (or ids, which are mixed here). */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

static uint64_t mix(uint64_t key)
{
	key ^= key >> 32;
	key *= 0x9e3779b97f4a7c15u;
	return key ^ key >> 29;
}

void idmap_release(struct idmap *m)
{
	free(m->keys);
	free(m->vals);
	*m = (struct idmap){ 0 };
}

static size_t slot_of(const struct idmap *m, uint64_t key)
{
	size_t mask = m->n_slots - 1;
	size_t i = mix(key) & mask;

	while (m->keys[i] && m->keys[i] != key)
		i = (i + 1) & mask;
	return i;
}

static void grow(struct idmap *m)
{
	struct idmap old = *m;

	m->n_slots = old.n_slots ? old.n_slots * 2 : 64;
	m->keys = xcalloc(m->n_slots, sizeof(*m->keys));
	m->vals = xreallocarray(NULL, m->n_slots, sizeof(*m->vals));
	for (size_t i = 0; i < old.n_slots; i++) {
		if (!old.keys[i])
			continue;
		size_t k = slot_of(m, old.keys[i]);
		m->keys[k] = old.keys[i];
		m->vals[k] = old.vals[i];
	}
	free(old.keys);
	free(old.vals);
}

uint32_t *idmap_put(struct idmap *m, uint64_t key)
{
	key += !key;
	if ((m->count + 1) * 3 > m->n_slots * 2)
		grow(m);
	size_t i = slot_of(m, key);
	if (!m->keys[i]) {
		m->keys[i] = key;
		m->vals[i] = NONE;
		m->count++;
	}
	return &m->vals[i];
}

uint32_t idmap_get(const struct idmap *m, uint64_t key)
{
	key += !key;
	if (!m->n_slots)
		return NONE;
	size_t i = slot_of(m, key);
	return m->keys[i] ? m->vals[i] : NONE;
}

void idmap_prefetch(const struct idmap *m, uint64_t key)
{
	key += !key;
	if (!m->n_slots)
		return;
	size_t i = mix(key) & (m->n_slots - 1);
	__builtin_prefetch(&m->keys[i]);
	__builtin_prefetch(&m->vals[i]);
}

/* Backward-shift deletion: no tombstones. */
void idmap_remove(struct idmap *m, uint64_t key)
{
	key += !key;
	if (!m->n_slots)
		return;
	size_t mask = m->n_slots - 1, i = slot_of(m, key);
	if (!m->keys[i])
		return;
	m->count--;
	for (size_t k = (i + 1) & mask; m->keys[k]; k = (k + 1) & mask) {
		size_t home = mix(m->keys[k]) & mask;
		if (((k - home) & mask) < ((k - i) & mask))
			continue;
		m->keys[i] = m->keys[k];
		m->vals[i] = m->vals[k];
		i = k;
	}
	m->keys[i] = 0;
}

size_t idmap_memory(const struct idmap *m)
{
	return m->n_slots * (sizeof(*m->keys) + sizeof(*m->vals));
}
