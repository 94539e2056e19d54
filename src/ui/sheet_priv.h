/* sheet_priv.h - composed lines: what a view shows, before it is drawn.
 *
 * A sheet is lines of styled pieces over one text. A line may have a
 * target (a report, a link ...): then it can be selected and opened. With
 * SHEET_ROWS the cursor walks the lines that have one; else the sheet
 * scrolls like a text. The place survives a new composition: by target
 * where there is one, else by the anchor of the first line shown.
 */
#ifndef THRUM_UI_SHEET_PRIV_H
#define THRUM_UI_SHEET_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"
#include "thrum/conf/theme.h"
#include "thrum/text/layout.h"

enum target_kind {
	TARGET_NONE,
	TARGET_ARTICLE, /* id */
	TARGET_THREAD, /* id */
	TARGET_COPIES, /* of article id: folds */
	TARGET_FEED, /* id */
	TARGET_TAG, /* index of the view's tags */
	TARGET_LINK, /* number from 1 */
	TARGET_ACTION, /* enum action */
	TARGET_ITEM, /* index, of what only the view knows */
};

struct seg {
	uint32_t off, len; /* bytes of sheet.text */
	uint32_t cols; /* cells it takes */
	uint16_t role; /* enum role */
	uint16_t attrs; /* enum theme_attr, on top of the role's */
	uint32_t link; /* number from 1, 0 = none */
};

#define NO_ANCHOR UINT32_MAX

struct sheet_line {
	uint32_t seg, n_segs;
	enum target_kind kind;
	int64_t id;
	uint32_t anchor; /* byte of the body, NO_ANCHOR */
	uint32_t match; /* 1 + index of the line's first match, 0 = none */
};

struct seg_vec {
	VEC_FIELDS(struct seg);
};
struct sheet_line_vec {
	VEC_FIELDS(struct sheet_line);
};

enum sheet_mode {
	SHEET_TEXT,
	SHEET_ROWS,
	SHEET_TEXT_ROWS, /* rows under a text: opens at the text */
};

struct sheet {
	enum sheet_mode mode;
	bool visual; /* strings are put in visual order (text_visual()) */
	struct buf text;
	struct seg_vec segs;
	struct sheet_line_vec lines;
	int cols; /* composed for; 0 = not composed */
	/* The line being composed. */
	uint32_t col, line_seg;
	enum target_kind line_kind;
	int64_t line_id;
	/* Where the reader is. */
	size_t top, cursor;
	int height; /* lines that fit, set before drawing */
	int left; /* cells scrolled sideways: all lines (a prompt's one) */
	int shift; /* the same for lines wider than the view (code) */
	/* Kept over a new composition. */
	enum target_kind keep_kind;
	int64_t keep_id;
	uint32_t keep_anchor;
	size_t keep_top, keep_cursor;
};

void sheet_init(struct sheet *s, enum sheet_mode mode);
void sheet_release(struct sheet *s);
/* Compose anew for `cols`: remembers the place and empties. */
void sheet_begin(struct sheet *s, int cols);
/* Composed: go back to the place. */
void sheet_done(struct sheet *s);

/* Pieces of the line being composed. */
void sheet_put(struct sheet *s, enum role role, uint32_t attrs,
	       const char *str);
void sheet_putn(struct sheet *s, enum role role, uint32_t attrs,
		const char *str, size_t len);
void sheet_putf(struct sheet *s, enum role role, const char *fmt, ...)
	PRINTF_LIKE(3, 4);
/* Cut to `max` cells with an ellipsis. */
void sheet_fit(struct sheet *s, enum role role, uint32_t attrs,
	       const char *str, int max);
/* Blanks up to cell `col` (none when it is passed already). */
void sheet_pad(struct sheet *s, int col);
/* The line leads to this. Before sheet_end(). */
void sheet_target(struct sheet *s, enum target_kind kind, int64_t id);
void sheet_end(struct sheet *s);
void sheet_blank(struct sheet *s);
/* Lines of a layout, `indent` cells from the left. */
void sheet_layout(struct sheet *s, const struct layout *lay, int indent,
		  enum role role);
/* A paragraph of plain text, wrapped to `cols` cells. */
void sheet_para(struct sheet *s, enum role role, const char *str, int indent,
		int cols);

/* Moving. Rows: selects; text: scrolls. False when it was at the end. */
bool sheet_move(struct sheet *s, int by);
bool sheet_page(struct sheet *s, int by_lines);
void sheet_home(struct sheet *s);
void sheet_last(struct sheet *s);
/* Move what is wider than the sheet by that many cells; false when there is
 * nothing (more) of that kind on this side. */
bool sheet_shift(struct sheet *s, int by);
/* Cells that a line takes. */
int sheet_line_cols(const struct sheet *s, const struct sheet_line *line);
/* Select the line with this target; false when there is none. */
bool sheet_select(struct sheet *s, enum target_kind kind, int64_t id);
/* Show line `i`. */
void sheet_show(struct sheet *s, size_t i);
/* The selected line, NULL when there is none (text, or no targets). */
const struct sheet_line *sheet_at(const struct sheet *s);
/* 0..100: how much of it has been seen. */
int sheet_percent(const struct sheet *s);
bool sheet_at_end(const struct sheet *s);

/* Mark all places of `needle` (folded) as matches; returns how many lines
 * hold one. An empty needle takes the marks away. */
size_t sheet_find(struct sheet *s, const char *needle);
/* The next line with a match after (dir 1) or before (-1) the top one,
 * shown; false when there is none. */
bool sheet_find_next(struct sheet *s, int dir);
/* The first one at or behind the place; wraps around. */
bool sheet_find_here(struct sheet *s);
/* Which of the `n` lines with a match the cursor is on, from 1. */
bool sheet_find_place(const struct sheet *s, size_t *no, size_t *n);

#endif
