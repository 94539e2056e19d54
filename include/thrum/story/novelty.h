/* novelty.h - which sentences say again what has been read. PURE. */
#ifndef THRUM_STORY_NOVELTY_H
#define THRUM_STORY_NOVELTY_H

#include <stdbool.h>
#include <stdint.h>

struct story;
struct story_sentence;

#define NOVELTY_NONE UINT32_MAX

/* What is known of one sentence. */
struct novelty {
	bool repeated; /* known already */
	bool fact; /* new, and has a number or name that is not known */
	uint32_t match; /* sentence that says it, or NOVELTY_NONE */
	float score; /* 0..1: how surely it is repeated */
};

/* Sentences that count as known, made ready for look-ups. */
struct novelty_index;
/* Of every report i with known[i] != 0. Borrows the story. Caller frees. */
struct novelty_index *novelty_index_new(const struct story *s,
					const uint8_t *known);
void novelty_index_free(struct novelty_index *ix);

/* Judge the sentences of `report` against the known ones of all other
 * reports: out[k] for sentence story.first[report] + k, titles too.
 * A sentence is repeated when most of its weight is in one known sentence
 * (a little in a second one), and no number and no name in it is missing
 * there: "12 dead" does not repeat "19 dead". Source: ours; constants
 * measured with tests/bench/novelty.py. Not shared between threads. */
void novelty_judge(struct novelty_index *ix, uint32_t report,
		   struct novelty *out);
/* The same, against reports that stand before it alone. */
void novelty_judge_before(struct novelty_index *ix, uint32_t report,
			  struct novelty *out);

/* Sums over a report's sentences, its title left out. */
struct novelty_counts {
	uint32_t sentences, fresh, facts; /* facts: new ones with a fact */
};
struct novelty_counts novelty_count(const struct story *s, uint32_t report,
				    const struct novelty *judged);

#endif
