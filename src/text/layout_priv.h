/* layout_priv.h - what the parts of the layout share while one is made. */
#ifndef THRUM_TEXT_LAYOUT_PRIV_H
#define THRUM_TEXT_LAYOUT_PRIV_H

#include "nest_priv.h"
#include "thrum/text/layout.h"

#define NO_SRC UINT32_MAX
#define CODE_INDENT 2
#define TAB_STOP 8

/* A piece of the block's shown text with one style. */
struct seg {
	uint32_t off, len; /* bytes of setter.text */
	uint32_t style, link;
	uint32_t src, src_len; /* what it shows of doc.text */
	bool glued; /* stays on the line of what is before it */
};
struct seg_vec {
	VEC_FIELDS(struct seg);
};

/* One line of shown text, trailing space left out. */
struct range {
	uint32_t from, to; /* bytes of setter.text */
	uint32_t cols;
	bool hyphen; /* a hyphen is put at its end; counted in cols */
};
struct range_vec {
	VEC_FIELDS(struct range);
};

struct setter {
	const struct doc *doc;
	struct layout *lay;
	uint32_t cols, flags;
	const struct layout_limits *limits;
	uint32_t block; /* index of the block being set */
	/* The block as it is shown, link numbers and all: */
	struct buf text;
	struct seg_vec segs; /* by off, without gaps */
	struct {
		VEC_FIELDS(char);
	} breaks; /* UC_BREAK_... for each byte of text */
	struct {
		VEC_FIELDS(char);
	} scratch; /* of layout_break.c */
	struct range_vec ranges; /* scratch for wrapping */
	/* What stands before the first line and before the others: */
	struct buf first, rest;
	uint32_t first_cols, rest_cols;
	struct nest nest; /* around the block */
	/* Width of the markers of the open list of each depth; 0 = none. */
	uint16_t marker[DOC_DEPTH_MAX + 1];
};

/* layout_text.c */
/* Fill text, segs and breaks from the current block; `style` is added to
 * all of it. */
void set_prepare(struct setter *s, uint32_t style);
/* Index of the first span that begins at or behind `off`. */
size_t set_first_span(const struct doc *doc, uint32_t off);
/* Append to `ranges` the lines of text[from, to) in `cols` cells. */
void set_wrap(struct setter *s, size_t from, size_t to, uint32_t cols);
/* Lines: begin, runs, end. A string of ours, then text of the block. */
void line_begin(struct setter *s);
void line_mark(struct setter *s, const char *str, size_t len, uint32_t cols);
void line_strong(struct setter *s, const char *str, size_t len, uint32_t cols);
void line_range(struct setter *s, const struct range *r);
void line_spaces(struct setter *s, uint32_t n);
void line_end(struct setter *s);
/* A line beginning with `first` or `rest`. */
enum line_kind { LINE_FIRST, LINE_REST };
void line_begin_with(struct setter *s, enum line_kind kind);
/* Cells left for text. */
uint32_t set_room(const struct setter *s);

/* layout_break.c: fill `breaks` for all of text. */
void set_breaks(struct setter *s);

/* layout_table.c: the rows from block `from` on; returns how many it set.
 * Prefixes are made already. */
uint32_t set_table(struct setter *s, uint32_t from);

#endif
