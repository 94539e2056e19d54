/* state_priv.h - how the state lies in chunks; save.c and load.c share it.
 *
 *	h	counters, clock, languages, edits, memberships to be told
 *	d<n>	SEGMENT dimensions: hash, space, surface; never change
 *	t<n>	SEGMENT terms: hash, dimension, language, space; never change
 *	f<n>	document frequencies of SEGMENT terms, at the last full save
 *	g<n>	what was added to them since, one chunk a save
 *	a<n>	ARTS articles: vectors, links, sketch; never change
 *	s<n>	PLACES articles: where they stand
 *
 * Every chunk begins with a hash of the rest. Numbers are LEB128 unless
 * said otherwise, floats their bits, so that what is resumed equals what
 * was not interrupted.
 */
#ifndef THRUM_TOPIC_STATE_PRIV_H
#define THRUM_TOPIC_STATE_PRIV_H

#include "topic_priv.h"

#define STATE_VERSION 8
#define SEGMENT 1024
#define ARTS 64
#define PLACES 512
#define DELTAS_MAX 32 /* g chunks before a full save of frequencies */

enum place_bits { PLACE_SHOWN = 1, PLACE_SAME = 2, PLACE_FIXED = 4 };

/* What the store holds. */
struct saver {
	uint64_t header; /* hash of it */
	uint32_t n_dims, n_terms; /* saved */
	uint32_t n_deltas;
	uint32_t next; /* articles before it are saved */
	uint32_t first_art; /* first segment of articles that is there */
	struct { VEC_FIELDS(uint64_t); } places; /* hashes by segment - ... */
	uint32_t first_place; /* ... this */
	bool frequencies; /* f chunks are there */
	bool renumbered; /* what it holds has numbers of before */
};
struct saver *saver_new(void);
/* The hash of a saver's places segment; 0 = not there. */
uint64_t *saver_place(struct saver *s, uint32_t segment);
/* All that decides what the numbers mean. */
uint64_t params_hash(const struct topic_params *p);

static inline uint64_t zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (uint64_t)(v >> 63);
}
static inline int64_t unzigzag(uint64_t v)
{
	return (int64_t)(v >> 1 ^ (0 - (v & 1)));
}

#endif
