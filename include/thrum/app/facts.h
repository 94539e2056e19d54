/* facts.h - what is computed of one article when somebody asks (`i`). */
#ifndef THRUM_APP_FACTS_H
#define THRUM_APP_FACTS_H

#include <stdint.h>

#include "thrum/base/vec.h"

struct article;

#define FACTS_SENTENCES 3

struct article_facts {
	struct str_vec summary; /* sentences of the text, in its order */
	uint32_t place[FACTS_SENTENCES]; /* each one's number in the text */
	uint32_t n_sentences; /* of the whole text */
	uint32_t minutes; /* of reading, at least 1; 0 without text */
	uint32_t n_links;
};

/* Of an article with its body loaded (a->body may be NULL: then the stored
 * summary is all). Pure and linear: any thread. Caller releases. */
void article_facts_make(const struct article *a, struct article_facts *out);
void article_facts_release(struct article_facts *f);

/* Minutes to read so many words, rounded up: 230 words a minute (Brysbaert
 * 2019: silent reading of non-fiction, 238). 0 for 0. */
uint32_t reading_minutes(uint32_t words);

#endif
