/* number.h - the numbers that a sentence states, in any script. PURE. */
#ifndef THRUM_STORY_NUMBER_H
#define THRUM_STORY_NUMBER_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/vec.h"

enum number_kind {
	NUMBER_COUNT, /* how many or how much */
	NUMBER_PERCENT,
	NUMBER_MONEY, /* unit = the currency */
	NUMBER_MEASURE, /* unit = km, kg, h ... */
	NUMBER_ORDINAL, /* 3rd, 2. Mai: a place in an order, or a day */
	NUMBER_YEAR, /* four digits of 1000..2099, nothing counted */
	NUMBER_TIME, /* 14:30; value = minutes */
	NUMBER_DATE, /* 12.05.2020; value = year, month, day as digits */
	NUMBER_KINDS
};

#define NUMBER_UNIT_MAX 8 /* bytes, NUL counted */

struct number {
	uint32_t off, len; /* bytes: the figure with sign and unit */
	uint32_t figure_off, figure_len; /* the figure and its magnitude */
	enum number_kind kind;
	double value; /* "1.2 million" = 1200000 */
	char unit[NUMBER_UNIT_MAX]; /* "%", "$", "km"; "" = none */
};
struct number_vec {
	VEC_FIELDS(struct number);
};

/* Append the numbers of `s` (clean UTF-8, a sentence or so) in text order.
 * Figures of every script, grouped and with decimals as `lang` (BCP 47 or
 * "") writes them; small number words, magnitudes, currencies and units of
 * the languages that number_words.c lists; Han numerals before a counter.
 * Figures inside names (G7, F-16, 7up) are none. Any thread. */
void number_scan(const char *s, size_t len, const char *lang,
		 struct number_vec *out);

/* A language made ready, for many sentences in it. */
struct number_lang {
	char lang[4]; /* primary subtag */
	uint8_t begins[32]; /* hashes of how number words begin */
	uint8_t words[128]; /* and of whole ones, up to a hyphen as well */
	uint8_t comma; /* it is the decimal mark */
};
void number_lang_init(struct number_lang *l, const char *lang);
void number_scan_in(const char *s, size_t len, const struct number_lang *l,
		    struct number_vec *out);

#endif
