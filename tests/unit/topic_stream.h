/* topic_stream.h - a made-up stream of news for the tests of topic/: events
 * with words and names of their own, reports over hours and days, some
 * copied, some undated, some headlines only. The same seed, the same
 * stream. */
#ifndef TESTS_TOPIC_STREAM_H
#define TESTS_TOPIC_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"
#include "thrum/topic/topic.h"

struct report {
	char *title, *body;
	int64_t date;
	int event;
};
struct stream {
	VEC_FIELDS(struct report);
};

struct stream stream_make(uint32_t seed, size_t n);
void stream_release(struct stream *s);
/* Report i has the id 1000 + i. */
void stream_add(struct topic *t, const struct stream *s, size_t i);

/* Every membership ever told, by report; and a text of all of them. */
struct told {
	int64_t *thread, *copy;
	char *fixed;
	size_t n, calls;
	int moved_when_fixed; /* a fixed one that changed: must stay 0 */
};
struct told told_new(size_t n);
void told_release(struct told *d);
void told_take(struct topic *t, struct told *d);
char *told_text(const struct told *d);

/* Chunks in memory, as a store would hold them. */
struct chunks {
	struct str_vec keys;
	struct { VEC_FIELDS(struct buf); } values;
	size_t written; /* bytes since it was last set to 0 */
};
void chunks_release(struct chunks *c);
enum status chunks_save(struct topic *t, struct chunks *c);
/* NULL when the bytes are refused; *st says why. */
struct topic *chunks_load(const struct chunks *c, enum status *st);
struct topic *chunks_load_as(const struct chunks *c,
			     const struct topic_params *p, enum status *st);

uint32_t prng(uint32_t *state);

#endif
