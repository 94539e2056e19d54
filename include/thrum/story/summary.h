/* summary.h - the sentences that say most of an article. PURE. */
#ifndef THRUM_STORY_SUMMARY_H
#define THRUM_STORY_SUMMARY_H

#include <stddef.h>
#include <stdint.h>

struct doc;

#define SUMMARY_SENTENCES 400 /* of an article are looked at */

/* A sentence of the text, in its own words. */
struct summary_sentence {
	uint32_t off, len; /* bytes of doc.text */
	uint32_t place; /* which sentence of the article it is, from 1 */
	double score;
};

/* Choose at most `max` sentences of `doc` into out[]; they come in text
 * order. Returns how many; 0 for a text without sentences. `title` may be
 * NULL: its words count once more.
 * Source: ours: words' frequency inside the text (in the manner of SumBasic,
 * Nenkova and Vanderwende 2005, with its update that makes said words count
 * less) and a lead bias, since news puts what matters first. Any thread. */
size_t summary_make(const struct doc *doc, const char *title,
		    struct summary_sentence *out, size_t max);

#endif
