/* blocks.h - pictures on a terminal: two pixels a cell, by the upper half
 * block in one colour on a ground of the other. Pure. */
#ifndef THRUM_TEXT_BLOCKS_H
#define THRUM_TEXT_BLOCKS_H

#include <stdint.h>

#include "thrum/base/buf.h"

/* Rows of pixels from the top, three bytes (red, green, blue) each. */
struct pixels {
	uint32_t w, h;
	uint8_t *rgb; /* owned; 3 * w * h bytes */
};
void pixels_release(struct pixels *p);

/* How many pixels of a picture of w x h fit into `cols` x `rows` cells: its
 * shape is kept (a cell is taken to be twice as high as wide), and it does
 * not become larger than it is. At least 1 x 1. */
void blocks_size(uint32_t w, uint32_t h, uint32_t cols, uint32_t rows,
		 uint32_t *out_w, uint32_t *out_h);
/* `in` made smaller by averaging (or larger by repeating); caller releases
 * *out. w, h >= 1. */
void pixels_scale(const struct pixels *in, uint32_t w, uint32_t h,
		  struct pixels *out);

/* What the terminal has: 8, 16 or 256 colours, or all. */
enum blocks_depth { BLOCKS_8, BLOCKS_16, BLOCKS_256, BLOCKS_RGB };
enum blocks_cell {
	BLOCKS_HALF, /* two pixels in U+2580 */
	BLOCKS_WHOLE, /* a blank of one colour: terminals without UTF-8 */
};
/* The picture as lines of SGR codes and cells, `indent` blanks before each,
 * colours put back and LF behind each; appended. Colours are the nearest
 * ones. Source: ECMA-48 8.3.117, XTerm Control Sequences. */
struct blocks_style {
	enum blocks_depth depth;
	enum blocks_cell cell;
	uint32_t indent;
};
void blocks_paint(const struct pixels *p, const struct blocks_style *style,
		  struct buf *out);

#endif
