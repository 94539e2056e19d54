/* quote.h - who said what. PURE. */
#ifndef THRUM_STORY_QUOTE_H
#define THRUM_STORY_QUOTE_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/vec.h"

struct doc;
struct story;

/* A quotation as bytes of the doc's text. */
struct quote {
	uint32_t off, len; /* without its marks */
	uint32_t who_off, who_len; /* the speaker; len 0 = not found */
	uint32_t block; /* index into doc.blocks */
};
struct quote_vec {
	VEC_FIELDS(struct quote);
};

/* Append the quotations of `doc`, in text order: what stands between the
 * quote marks of any script ("", „“, «», »«, 「」, 『』, ...), four words or
 * more (shorter ones are names and irony). The speaker is who stands beside
 * a verb of saying next to it, or before 「 the subject; by lists of ours
 * in the languages that quote_words.c names. Any thread. */
void quote_scan(const struct doc *doc, struct quote_vec *out);

/* One saying, and who carried it. */
struct saying {
	uint32_t report; /* index: who had it first */
	struct quote quote; /* in that report's doc: the longest form */
	uint32_t n_reports; /* independent ones that carry it */
	uint32_t carried, n_carried; /* into sayings.carried */
};
struct sayings {
	VEC_FIELDS(struct saying);
	struct {
		VEC_FIELDS(uint32_t);
	} carried; /* report indices */
};
/* The sayings of a thread in order of the reports; two quotations are one
 * when three quarters of the shorter one's words are in the other. A
 * speaker that one report leaves out is taken from another. */
void sayings_make(const struct story *s, struct sayings *out);
void sayings_release(struct sayings *v);

#endif
