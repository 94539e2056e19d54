/* utf8.h - the one door through which foreign text enters.
 *
 * After text_clean() a string is valid UTF-8 and holds nothing that a
 * terminal, a log or a file name could obey. The screen checks a second
 * time when it draws a cell (text_is_drawable()).
 */
#ifndef THRUM_TEXT_UTF8_H
#define THRUM_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/buf.h"

/* Well-formed by RFC 3629 (no surrogates, nothing overlong)? */
bool utf8_is_valid(const char *s, size_t len);
/* Decode the code point at `s` (len > 0). *cp gets it, or U+FFFD for an
 * ill-formed byte; returns the bytes taken, always >= 1. Source: Unicode
 * 15 s. 3.9, "maximal subpart" practice. */
size_t utf8_next(const char *s, size_t len, uint32_t *cp);

enum clean_mode {
	CLEAN_LINE, /* titles, names: any white space run becomes one space,
		     * both ends trimmed */
	CLEAN_BLOCK, /* text: TAB and LF stay, CR LF and CR become LF, U+2028
		      * and U+2029 become LF; nothing is trimmed */
};

/* Append `s` without what could do harm: C0 (but TAB and LF in a block),
 * DEL, C1, bidi embeddings, overrides and isolates (U+202A-202E,
 * 2066-2069), U+200E/F kept, deprecated format controls (U+206A-206F,
 * FFF9-FFFB), tag characters (U+E0000-E007F) except inside an emoji flag
 * sequence (after U+1F3F4), U+FEFF, soft hyphens, non-characters;
 * ill-formed bytes and surrogates become U+FFFD. Combining marks (at most
 * 8 in a row, the rest dropped), variation selectors and ZWJ survive. An
 * escape sequence (ESC [ ... final, ESC ] ... BEL/ST and their C1 forms)
 * goes as a whole, so that no `[31m` litters the text; of one that never
 * ends only the introducer goes. U+0085 and U+0091-0097 become the
 * ellipsis, quotes and dashes that windows-1252 has there. Any thread.
 * Source: ours (DESIGN: Trust); ECMA-48 s. 5.4, 5.6; UTS #51 for flags. */
void text_clean(struct buf *out, const char *s, size_t len,
		enum clean_mode mode);
/* The same into a new string (caller frees); NULL for NULL. The result of
 * CLEAN_LINE may be "". */
char *text_clean_dup(const char *s, enum clean_mode mode);

/* What windows-1252 means by 0x80..0x9f where Latin-1 has controls; other
 * numbers, and the five that it leaves free, stay. Any thread. */
uint32_t text_cp1252(uint32_t cp);

/* White space of any script, LF and U+00A0 included. */
bool text_is_space(uint32_t cp);
/* Combining marks, variation selectors, joiners: what text_clean() limits. */
bool text_is_mark(uint32_t cp);
/* Could this code point be put into a cell? The screen's own check. */
bool text_is_drawable(uint32_t cp);

/* Bytes in any encoding -> UTF-8 appended to `out`. Looks at the BOM, then
 * `charset` (as HTTP or a declaration names it; may be NULL), then whether
 * the bytes are valid UTF-8, then Windows-1252. Always succeeds: what
 * cannot be decoded becomes U+FFFD (BOM dropped), or in UTF-8 what a single
 * stray byte means in Windows-1252. "utf-8" without any
 * well-formed sequence is read as Windows-1252, "utf-16" that looks like
 * single bytes is not believed, UTF-7 never. Source: WHATWG Encoding
 * s. 4.2 labels (latin1 means windows-1252), conversion by iconv. */
void text_decode(struct buf *out, const char *bytes, size_t len,
		 const char *charset);

#endif
