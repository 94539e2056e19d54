/* timeline.h - a thread in order of time. PURE. */
#ifndef THRUM_STORY_TIMELINE_H
#define THRUM_STORY_TIMELINE_H

#include <stdint.h>

#include "thrum/base/vec.h"

struct story;

#define TIMELINE_NONE UINT32_MAX

/* One independent report, and what it told that no earlier one had. */
struct timeline_entry {
	uint32_t report; /* index */
	uint32_t fresh; /* sentences that say something new */
	uint32_t facts; /* of these: with a number or name not told before */
	uint32_t key; /* the sentence that tells most of it, or NONE */
};

#define TIMELINE_BARS 48 /* at most */
struct timeline {
	struct {
		VEC_FIELDS(struct timeline_entry);
	} entries; /* by time */
	int64_t ahead_s; /* of the first report before the next outlet; -1 =
			  * nobody followed */
	uint32_t step_s; /* of a bar: 3600 or a multiple, or 86400 */
	int64_t from; /* where the first bar begins */
	uint16_t bars[TIMELINE_BARS]; /* reports, copies too */
	uint32_t n_bars;
};
/* `tz_s`: what is added to UTC, so that days are the reader's. */
void timeline_make(const struct story *s, int64_t tz_s, struct timeline *out);
void timeline_release(struct timeline *t);

#endif
