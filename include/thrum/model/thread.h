/* thread.h - the reports of one event, and why they are together. */
#ifndef THRUM_MODEL_THREAD_H
#define THRUM_MODEL_THREAD_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/vec.h"

enum thread_flags {
	THREAD_FOLLOWED = 1u << 0,
	THREAD_MUTED = 1u << 1, /* not in lists and counts */
	THREAD_STARRED = 1u << 2, /* holds a starred article */
	THREAD_SNOOZED = 1u << 3, /* muted until a rule wakes it */
	THREAD_WOKEN = 1u << 4, /* and nobody has looked at it since */
};

#define THREAD_SPARK 4 /* cells of activity over the thread's life */

/* What lists show of a thread. Strings as in struct feed. */
struct thread {
	int64_t id; /* stable over repair, restart, rethreading */
	char *headline; /* of the most central report */
	char *names; /* what sets it apart, parted by LF: names, tags */
	char *sources; /* outlets in order of appearance, parted by LF */
	int64_t first, last; /* times of the oldest and newest report */
	int64_t rank; /* larger = higher in the list of activity */
	int32_t n_articles, n_unread;
	int32_t n_independent; /* without copies */
	int32_t n_sources;
	uint8_t spark[THREAD_SPARK]; /* 0..8 each, oldest first */
	uint32_t flags; /* enum thread_flags */
};

enum evidence_kind {
	EVIDENCE_TERM, /* a shared word */
	EVIDENCE_NAME, /* a shared name, of one word or more */
	EVIDENCE_NUMBER,
	EVIDENCE_DATE, /* how far apart, in seconds, in `weight` */
	EVIDENCE_COPY, /* share of the text that is the same, 0..1 */
	EVIDENCE_EDIT, /* the reader put it here */
	EVIDENCE_KINDS
};

/* One reason for a membership; heaviest first in a list. */
struct evidence {
	enum evidence_kind kind;
	char *term; /* as people write it; NULL for DATE, COPY, EDIT */
	double weight; /* its share of the score, 0..1, but see DATE */
};
struct evidence_vec {
	VEC_FIELDS(struct evidence);
};
void evidence_vec_release(struct evidence_vec *vec);

/* An article's place in a thread. */
struct membership {
	int64_t article_id, thread_id;
	int64_t near_id; /* the report it is linked to most strongly, or 0 */
	double score; /* average link to the thread, 0..1 */
	int64_t copy_of; /* 0 = independent */
	bool fixed; /* may no longer move but by an edit */
	struct evidence_vec why;
};

/* Two events of one story. Symmetric; stored once a direction. */
struct thread_link {
	int64_t thread_id, other_id;
	double score; /* 0..1 */
	char *names; /* what they share, parted by ", " */
};

#endif
