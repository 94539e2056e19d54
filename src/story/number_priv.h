/* number_priv.h - words that belong to numbers; number.c alone sees it. */
#ifndef THRUM_STORY_NUMBER_PRIV_H
#define THRUM_STORY_NUMBER_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "thrum/story/number.h"

/* A word (folded) as a number: "twelve" -> 12. */
bool number_word(const char *lang, const char *word, size_t len, double *out);
/* The i-th blank-parted list of number words of the language; NULL behind
 * the last. */
const char *number_word_list(const char *lang, int i);
/* "million" -> 1e6. Of any language: they are not mistaken for others. */
bool number_magnitude(const char *word, size_t len, double *out);
/* The Han or Hangul magnitude at `s`: its bytes, or 0. */
size_t number_magnitude_at(const char *s, size_t len, double *out);

struct number_unit {
	const char *word; /* folded */
	const char *unit;
	enum number_kind kind;
};
/* NULL when the word is no unit. */
const struct number_unit *number_unit_word(const char *word, size_t len);
/* A sign that stands against the figure: %, EUR sign, yen, degrees; its
 * bytes through `n`. NULL. */
const struct number_unit *number_sign_at(const char *s, size_t len, size_t *n);

#endif
