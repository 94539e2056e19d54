/* summary.h - the sentences that say most of an article or a thread, and
 * the fewest reports that say all. PURE. */
#ifndef THRUM_STORY_SUMMARY_H
#define THRUM_STORY_SUMMARY_H

#include <stddef.h>
#include <stdint.h>

struct doc;
struct story;

/* A sentence of the text, in its own words. */
struct summary_sentence {
	uint32_t off, len; /* bytes of doc.text */
	uint32_t place; /* which sentence of the article it is, from 1 */
	double score;
};

/* Choose at most `max` sentences of `doc` into out[]; they come in text
 * order. Returns how many; 0 for a text without sentences. `title` may be
 * NULL. Source: ours: place, title, the text's own words and length, in a
 * linear fit to what pages say of themselves (tests/bench/summary.py); the
 * next one is taken for what it adds. Any thread. */
size_t summary_make(const struct doc *doc, const char *title,
		    struct summary_sentence *out, size_t max);

/* Choose at most `max` sentences of all independent reports: indices into
 * story.sentences, by report and place. What several reports say counts
 * more. Returns how many. Any thread. */
size_t summary_story(const struct story *s, uint32_t *out, size_t max);

/* A report that skim takes. */
struct skim_pick {
	uint32_t report; /* index */
	uint32_t facts; /* told by the picks up to this one */
};
/* The fewest reports (greedily) that tell the facts of the thread: terms
 * that are names or numbers, or that a third of the reports share, each as
 * heavy as it is told often. Stops when `share` (0..1) of them is told.
 * out[] has room for story.n_reports; *facts gets how many there are.
 * Returns how many were picked, most telling first. */
size_t skim_story(const struct story *s, double share, struct skim_pick *out,
		  uint32_t *facts);

#endif
