/* width.h - how many cells text takes, and cutting it to fit.
 *
 * Widths of grapheme clusters (UAX #29, by libunistring): wide and
 * full-width 2, combining 0, emoji sequences 2, ambiguous 1. Text is clean
 * (text_clean()) UTF-8. Any thread.
 */
#ifndef THRUM_TEXT_WIDTH_H
#define THRUM_TEXT_WIDTH_H

#include <stddef.h>

#include "thrum/base/buf.h"

/* Bytes of the grapheme cluster at `s` (0 when len is 0); *cols gets its
 * cells (may be NULL). */
size_t text_grapheme(const char *s, size_t len, int *cols);
/* Cells of the whole string. TAB and LF count 1. */
size_t text_cols(const char *s, size_t len);
/* Bytes of the longest prefix of whole graphemes of at most max_cols. */
size_t text_prefix(const char *s, size_t len, size_t max_cols,
		   size_t *cols_out);
/* Append `s` cut to max_cols cells, ending in U+2026 where something was
 * left out, at a word's end when that costs at most a third of the room.
 * Returns the cells appended (<= max_cols). */
size_t text_fit(struct buf *out, const char *s, size_t len, size_t max_cols);

#endif
