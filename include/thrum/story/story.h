/* story.h - the reports of a thread, read sentence by sentence. PURE.
 *
 * What the other modules of this layer start from: every sentence of every
 * report with its terms (stems, names, numbers) as small integers and what
 * each weighs in this thread. Made once for a thread, never changed.
 */
#ifndef THRUM_STORY_STORY_H
#define THRUM_STORY_STORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/map.h"
#include "thrum/base/vec.h"
#include "thrum/story/number.h"

struct doc;

enum {
	STORY_REPORTS_MAX = 2000,
	STORY_SENTENCES_MAX = 400, /* of one report */
	STORY_TERMS_MAX = 120, /* of one sentence */
};

enum story_report_flags {
	STORY_READ = 1u << 0, /* by the reader */
	STORY_COPY = 1u << 1, /* repeats another report */
};

/* One report. All of it is borrowed and must outlive the story. */
struct story_report {
	int64_t id;
	int64_t original; /* id of the report that it repeats, 0 = none */
	int64_t time; /* seconds since the epoch, 0 = unknown */
	const char *source; /* the outlet; NULL = unknown */
	const char *title; /* may be NULL */
	const char *lang; /* BCP 47; NULL or "" = judged from the text */
	const struct doc *doc; /* NULL = only the title is known */
	uint32_t flags; /* enum story_report_flags */
};

enum story_term_flags {
	STORY_NAME = 1u << 0, /* written with a capital inside sentences */
	STORY_NUMBER = 1u << 1,
	STORY_HEADED = 1u << 2, /* in a title */
};

#define STORY_NO_TERM UINT32_MAX

/* A word as it stands in a sentence: what names and figures are found by
 * without cutting the text into words again. */
struct story_word {
	uint32_t off; /* of the sentence's text */
	uint16_t len, flags; /* bytes; enum token_flags */
	uint32_t term; /* STORY_NO_TERM: it says nothing by itself, or is
			* part of a figure */
};

struct story_sentence {
	const char *text; /* into the doc, or the title; len bytes */
	uint32_t len;
	uint32_t off; /* of doc.text; not of the title */
	uint32_t block; /* of doc.blocks */
	uint32_t report; /* index */
	uint32_t place; /* in its report, from 1; 0 = the title */
	uint32_t term, n_terms; /* in story.terms: ascending, each once */
	uint32_t number, n_numbers; /* in story.numbers; offsets in text */
	uint32_t word, n_words; /* in story.words, by place */
	double weight; /* sum over its terms */
};

struct story_sentence_vec {
	VEC_FIELDS(struct story_sentence);
};
struct story_u32_vec {
	VEC_FIELDS(uint32_t);
};

/* A term of the thread. */
struct story_term {
	uint32_t df; /* sentences that hold it */
	uint32_t flags; /* enum story_term_flags */
	uint32_t caps, mids; /* seen inside sentences: with a capital, all */
	float weight;
};
struct story_term_vec {
	VEC_FIELDS(struct story_term);
};

struct story {
	const struct story_report *reports; /* borrowed, in order of time */
	size_t n_reports;
	struct story_sentence_vec sentences; /* report after report */
	uint32_t *first; /* n_reports + 1: where each report's begin */
	struct story_u32_vec terms;
	struct story_term_vec vocabulary; /* by term id */
	struct number_vec numbers;
	struct {
		VEC_FIELDS(struct story_word);
	} words;
	char (*langs)[4]; /* primary subtag per report, "" = unknown */
};

/* Read `n` reports (at most STORY_REPORTS_MAX are looked at). Linear in the
 * text. Caller frees. Any thread. */
struct story *story_new(const struct story_report *reports, size_t n);
/* NULL is fine. */
void story_free(struct story *s);

/* The weight of the terms that both hold. */
double story_shared(const struct story *s, const struct story_sentence *a,
		    const struct story_sentence *b);

#endif
