/* quote_priv.h - words and marks of quotations; quote.c and sayings.c see
 * it. */
#ifndef THRUM_STORY_QUOTE_PRIV_H
#define THRUM_STORY_QUOTE_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/story/quote.h"

struct quote_marks {
	uint32_t open, close;
};
bool quote_opens(uint32_t cp);
/* Does `cp` close what `open` opened? */
bool quote_closes(uint32_t open, uint32_t cp);
/* A bit for the hash of each verb of saying, for passing other words
 * quickly. */
struct quote_verbs {
	uint8_t bits[512];
};
void quote_verbs_init(struct quote_verbs *v);
/* A verb of saying (folded)? */
bool quote_is_verb(const struct quote_verbs *v, const char *word, size_t len);
/* quote_scan() of many docs: the verbs are looked up by the caller, once. */
void quote_scan_with(const struct quote_verbs *v, const struct doc *doc,
		     struct quote_vec *out);
/* Bytes of what stands behind a subject in Japanese or Chinese ("ha",
 * "shuo") at `s`; 0. */
size_t quote_subject_end(const char *s, size_t len);

#endif
