/* differ.h - facts on which reports differ, or that changed. PURE. */
#ifndef THRUM_STORY_DIFFER_H
#define THRUM_STORY_DIFFER_H

#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"
#include "thrum/story/number.h"

struct story;

enum differ_verdict {
	DIFFER_SAME, /* all say the same */
	DIFFER_CHANGED, /* one figure after the other: it moved on */
	DIFFER_CONFLICT, /* figures stand against each other */
};

/* One figure in one report. */
struct differ_claim {
	uint32_t sentence; /* of story.sentences */
	uint32_t number; /* of story.numbers */
	uint32_t report;
	double value;
};
/* Figures that speak of one thing. */
struct differ_group {
	enum number_kind kind;
	enum differ_verdict verdict;
	uint32_t claim, n_claims; /* by report, then place */
	uint32_t n_reports;
	char *label; /* owned: what it is of, in the words of a report */
};
struct differ {
	struct {
		VEC_FIELDS(struct differ_claim);
	} claims;
	struct {
		VEC_FIELDS(struct differ_group);
	} groups; /* conflicts, then changes, then the rest; told most first */
};

/* The figures of all independent reports, grouped by unit and by the words
 * around them; groups that only one report tells are left out. A group has
 * changed when each figure follows the one before it in time; it is a
 * conflict when an earlier figure comes back, or two outlets differ within
 * DIFFER_CLOSE_S of each other. Source: ours. */
#define DIFFER_CLOSE_S 1800
void differ_make(const struct story *s, struct differ *out);
void differ_release(struct differ *d);

/* A name of a person or place as two or more words with capitals. */
struct differ_name {
	char *name; /* owned, as first written */
	uint32_t first; /* report that has it first */
	uint32_t n_reports; /* independent ones that have it */
	int like; /* index of a name spelled almost so, -1 = none */
};
struct differ_names {
	VEC_FIELDS(struct differ_name);
};
/* Names of the thread, told most first. */
void differ_names(const struct story *s, struct differ_names *out);
void differ_names_release(struct differ_names *v);

#endif
