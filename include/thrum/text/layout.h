/* layout.h - a doc set in lines of a given width.
 *
 * Pure: doc and width in, lines out; drawing, colours and escape codes are
 * the caller's. Line breaks by UAX #14 (libunistring), graphemes never
 * split, ragged right. Lists, quotes, code and tables are indented and
 * marked here; links get their number `[3]` here, once per target.
 */
#ifndef THRUM_TEXT_LAYOUT_H
#define THRUM_TEXT_LAYOUT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"
#include "thrum/text/doc.h"

enum run_style {
	RUN_STRONG = 1u << 0,
	RUN_EM = 1u << 1,
	RUN_MONO = 1u << 2,
	RUN_DEL = 1u << 3,
	RUN_MARK = 1u << 4,
	RUN_LINK = 1u << 5,
	RUN_LINK_NO = 1u << 6, /* the [3] itself */
	RUN_HEADING = 1u << 7,
	RUN_QUOTE = 1u << 8,
	RUN_CODE = 1u << 9,
	RUN_CAPTION = 1u << 10,
	RUN_MARKER = 1u << 11, /* bullets, bars, rules, table lines */
	RUN_KNOWN = 1u << 12, /* layout_mark(): the reader knows it */
};

/* Invariants (layout_check()): runs cover the text and lines cover the runs,
 * both in order and without gaps; no run cuts a grapheme's bytes; a line's
 * cols are the sum of its runs' cells and, but for code, at most the
 * layout's (one cluster may stand in a layout narrower than itself). */

/* A piece of a line with one style. */
struct layout_run {
	uint32_t off, len; /* bytes of layout.text */
	uint32_t style; /* enum run_style flags */
	uint32_t link; /* link number from 1, 0 = none */
	uint32_t src; /* byte of doc.text it begins at, UINT32_MAX = none */
};

struct layout_line {
	uint32_t run, n_runs; /* into layout.runs */
	uint32_t block; /* index into doc.blocks */
	uint16_t cols; /* cells it takes, indent included */
};

struct layout_run_vec {
	VEC_FIELDS(struct layout_run);
};
struct layout_line_vec {
	VEC_FIELDS(struct layout_line);
};

struct layout {
	struct buf text; /* what is shown, all lines one after the other */
	struct layout_run_vec runs;
	struct layout_line_vec lines; /* blank lines have n_runs 0 */
	uint32_t cols; /* the width it was made for */
	bool cut; /* a limit left blocks out at the end */
	uint32_t n_links; /* numbered links: doc.links 0..n-1 are 1..n */
};

enum layout_flags {
	LAYOUT_LINK_NUMBERS = 1u << 0, /* show [1] behind links */
	LAYOUT_ASCII = 1u << 1, /* no bullets or lines beyond ASCII */
};

/* Set `doc` in lines of at most `cols` cells (>= 1; below 20 it still
 * works, words are broken where they must). Code is not broken: its lines
 * may be wider than `cols`, the view scrolls sideways.
 * Caller owns; `doc` is borrowed for the call only. Any thread. */
struct layout *layout_new(const struct doc *doc, uint32_t cols,
			  uint32_t flags);
/* The same within limits, for a thread that must not go on for long. */
struct layout_limits {
	size_t text_max; /* blocks that begin behind so many shown bytes are
			  * left out */
	const atomic_bool *stop; /* set by any thread: no block is begun any
				  * more; may be NULL */
};
struct layout *layout_new_within(const struct doc *doc, uint32_t cols,
				 uint32_t flags,
				 const struct layout_limits *limits);
/* Right-to-left text in the order in which it is seen from left to right,
 * Arabic letters in their joined forms, paragraphs in such a script at the
 * right: for terminals that do none of this. Last step before drawing (a
 * layout_mark() comes before it). Places in the doc (run.src) are then those
 * of whole runs. False, and nothing changes, in a program without fribidi.
 * Any thread. Source: UAX #9. */
bool layout_visual(struct layout *lay, const struct doc *doc);
/* For terminals that order text themselves: FSI before and PDI behind each
 * piece of right-to-left text, so that it moves nothing around it. */
void layout_isolate(struct layout *lay);
/* The same as layout_visual() for a string that stands by itself, appended
 * to `out`. False, and nothing is appended, where it stays as it is. */
bool text_visual(struct buf *out, const char *s, size_t len);
/* Was the program built with fribidi? */
bool text_has_visual(void);
void layout_free(struct layout *lay);
/* Give pieces of the document a style more. `marks` are in order and do not
 * overlap; parts that are not shown are ignored. */
struct layout_mark {
	uint32_t off, len; /* bytes of doc.text */
	uint32_t style; /* enum run_style */
};
void layout_mark(struct layout *lay, const struct layout_mark *marks,
		 size_t n);
/* BUG() if an invariant does not hold; `doc` is what it was made of. */
void layout_check(const struct layout *lay, const struct doc *doc);
/* Line that shows byte `src` of doc.text (the nearest before it). */
uint32_t layout_find(const struct layout *lay, uint32_t src);
/* All lines as plain text, without spaces at their ends, LF behind each.
 * For `thrum show`. */
void layout_to_text(const struct layout *lay, struct buf *out);

#endif
