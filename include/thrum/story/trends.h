/* trends.h - names that rise against their own history. PURE. */
#ifndef THRUM_STORY_TRENDS_H
#define THRUM_STORY_TRENDS_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/map.h"
#include "thrum/base/vec.h"

/* Threads that a trend names, the most reported first. */
#define TREND_THREADS 3

struct trend {
	const char *name; /* the trends' own, as first written */
	uint32_t now; /* threads that bear it in the window */
	double usual; /* what its history leads one to expect there */
	double score; /* how far above that it is */
	int64_t threads[TREND_THREADS]; /* ids; 0 = none */
	int32_t weights[TREND_THREADS];
	uint32_t before; /* threads in the history */
};
struct trends {
	VEC_FIELDS(struct trend);
	struct map ids; /* folded name -> index */
};
struct trends_window {
	int64_t now, window_s, history_s;
};
/* Count a thread that began at `first`: `names` parted by LF, `weight` its
 * independent reports. Threads outside of window and history are ignored. */
void trends_add(struct trends *t, const struct trends_window *w,
		int64_t thread_id, int64_t first, int32_t weight,
		const char *names);
/* Score and sort, strongest first; names with fewer than `least` threads in
 * the window are dropped. Score: (now - usual) / sqrt(usual + 1), the usual
 * count smoothed by half a thread (in the manner of Kleinberg 2002's bursts
 * with two states, without its chain). */
void trends_settle(struct trends *t, const struct trends_window *w,
		   uint32_t least);
/* After settling: the strongest `limit` alone. */
void trends_keep(struct trends *t, size_t limit);
void trends_release(struct trends *t);

#endif
