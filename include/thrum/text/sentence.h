/* sentence.h - sentences of a text. */
#ifndef THRUM_TEXT_SENTENCE_H
#define THRUM_TEXT_SENTENCE_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/vec.h"

struct doc;

/* A sentence as bytes of the text it was found in. */
struct sentence {
	uint32_t off, len; /* no white space at either end */
	uint32_t block; /* index into doc.blocks; 0 for plain text */
};
struct sentence_vec {
	VEC_FIELDS(struct sentence);
};

/* Bytes of the first sentence of `s`, its closing marks and the white space
 * behind it included; `len` when there is only one. A full stop ends no
 * sentence behind an initial, a known abbreviation, a number that goes on
 * or before a small letter; the full stops of Han, Arabic and Devanagari
 * text always do. Source: in the manner of UAX #29 s. 5 with abbreviations;
 * ours. Any thread. */
size_t sentence_next(const char *s, size_t len);

/* Append the sentences of the paragraphs, list items, definitions and
 * footnotes of `doc`, in text order: not headings, code, tables, captions. */
void sentence_scan(const struct doc *doc, struct sentence_vec *out);

#endif
