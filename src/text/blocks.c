/* blocks.c - pictures on a terminal. See blocks.h. */
#include "config.h"

#include "thrum/text/blocks.h"

#include <stdbool.h>
#include <stdlib.h>

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

void pixels_release(struct pixels *p)
{
	free(p->rgb);
	*p = (struct pixels){ 0 };
}

void blocks_size(uint32_t w, uint32_t h, uint32_t cols, uint32_t rows,
		 uint32_t *out_w, uint32_t *out_h)
{
	uint64_t max_w = cols ? cols : 1, max_h = rows ? 2 * (uint64_t)rows : 2;
	uint64_t ow = w ? w : 1, oh = h ? h : 1;

	if (ow > max_w) {
		oh = oh * max_w / ow;
		ow = max_w;
	}
	if (oh > max_h) {
		ow = ow * max_h / oh;
		oh = max_h;
	}
	*out_w = (uint32_t)(ow ? ow : 1);
	*out_h = (uint32_t)(oh ? oh : 1);
}

/* The mean of the pixels [x0, x1) x [y0, y1), which are some. */
static void average(const struct pixels *in, const uint32_t x[2],
		    const uint32_t y[2], uint8_t *out)
{
	uint64_t sum[3] = { 0 };
	uint64_t n = (uint64_t)(x[1] - x[0]) * (y[1] - y[0]);

	for (uint32_t row = y[0]; row < y[1]; row++) {
		const uint8_t *p = in->rgb + 3 * ((size_t)row * in->w + x[0]);
		for (uint32_t col = x[0]; col < x[1]; col++, p += 3) {
			sum[0] += p[0];
			sum[1] += p[1];
			sum[2] += p[2];
		}
	}
	for (int i = 0; i < 3; i++)
		out[i] = (uint8_t)((sum[i] + n / 2) / n);
}

/* The part of `whole` that part `i` of `n` stands for, never empty. */
static void part_of(uint32_t whole, uint32_t i, uint32_t n, uint32_t out[2])
{
	out[0] = (uint32_t)((uint64_t)whole * i / n);
	out[1] = (uint32_t)((uint64_t)whole * (i + 1) / n);
	if (out[1] <= out[0])
		out[1] = out[0] + 1;
}

void pixels_scale(const struct pixels *in, uint32_t w, uint32_t h,
		  struct pixels *out)
{
	*out = (struct pixels){ w, h, xcalloc((size_t)w * h, 3) };
	for (uint32_t y = 0; y < h; y++) {
		uint32_t rows[2], cols[2];
		part_of(in->h, y, h, rows);
		for (uint32_t x = 0; x < w; x++) {
			part_of(in->w, x, w, cols);
			average(in, cols, rows,
				out->rgb + 3 * ((size_t)y * w + x));
		}
	}
}

/* ---- colours ---- */

static int distance(const uint8_t *a, const uint8_t *b)
{
	int r = a[0] - b[0], g = a[1] - b[1], bl = a[2] - b[2];

	return 2 * r * r + 4 * g * g + 3 * bl * bl;
}

/* xterm's first sixteen. */
static const uint8_t first[16][3] = {
	{ 0, 0, 0 },	   { 205, 0, 0 },     { 0, 205, 0 },
	{ 205, 205, 0 },   { 0, 0, 238 },     { 205, 0, 205 },
	{ 0, 205, 205 },   { 229, 229, 229 }, { 127, 127, 127 },
	{ 255, 0, 0 },	   { 0, 255, 0 },     { 255, 255, 0 },
	{ 92, 92, 255 },   { 255, 0, 255 },   { 0, 255, 255 },
	{ 255, 255, 255 },
};

static int nearest_first(const uint8_t *c, int n)
{
	int best = 0;

	for (int i = 1; i < n; i++)
		if (distance(c, first[i]) < distance(c, first[best]))
			best = i;
	return best;
}

static int cube_step(uint8_t v)
{
	return v < 48 ? 0 : v < 115 ? 1 : (v - 35) / 40;
}

/* The nearest of the cube 16..231 and the greys 232..255; what terminals
 * make of 0..15 is their owners' choice. */
static int nearest_256(const uint8_t *c)
{
	static const uint8_t level[6] = { 0, 95, 135, 175, 215, 255 };
	int r = cube_step(c[0]), g = cube_step(c[1]), b = cube_step(c[2]);
	const uint8_t cube[3] = { level[r], level[g], level[b] };
	int mean = (c[0] + c[1] + c[2]) / 3;
	int grey = mean < 8 ? 0 : mean > 238 ? 23 : (mean - 3) / 10;
	uint8_t v = (uint8_t)(8 + 10 * grey);
	const uint8_t ramp[3] = { v, v, v };

	return distance(c, ramp) < distance(c, cube) ?
		       232 + grey : 16 + 36 * r + 6 * g + b;
}

enum ground { FORE, BACK };

/* The colour as the parameters of an SGR code. */
static void put_color(struct buf *out, enum blocks_depth depth,
		      const uint8_t *c, enum ground ground)
{
	int base = ground == BACK ? 40 : 30, n;

	switch (depth) {
	case BLOCKS_RGB:
		buf_addf(out, "%d;2;%d;%d;%d", base + 8, c[0], c[1], c[2]);
		return;
	case BLOCKS_256:
		buf_addf(out, "%d;5;%d", base + 8, nearest_256(c));
		return;
	case BLOCKS_16:
	case BLOCKS_8:
		n = nearest_first(c, depth == BLOCKS_8 ? 8 : 16);
		buf_addf(out, "%d", n < 8 ? base + n : base + 52 + n);
		return;
	}
}

/* ---- cells ---- */

static void put_cell(struct buf *out, const struct blocks_style *style,
		     const uint8_t *top, const uint8_t *low)
{
	buf_adds(out, "\033[");
	if (style->cell == BLOCKS_WHOLE) {
		uint8_t mean[3];
		for (int i = 0; i < 3; i++)
			mean[i] = (uint8_t)((top[i] + (low ? low : top)[i]) / 2);
		put_color(out, style->depth, mean, BACK);
		buf_adds(out, "m ");
		return;
	}
	put_color(out, style->depth, top, FORE);
	buf_addc(out, ';');
	if (low)
		put_color(out, style->depth, low, BACK);
	else /* an odd row at the end stands on the terminal's own ground */
		buf_adds(out, "49");
	buf_adds(out, "m\xe2\x96\x80");
}

void blocks_paint(const struct pixels *p, const struct blocks_style *style,
		  struct buf *out)
{
	for (uint32_t y = 0; y < p->h; y += 2) {
		const uint8_t *top = p->rgb + 3 * (size_t)y * p->w;
		const uint8_t *low = y + 1 < p->h ? top + 3 * (size_t)p->w
						  : NULL;
		for (uint32_t i = 0; i < style->indent; i++)
			buf_addc(out, ' ');
		for (size_t x = 0; x < p->w; x++)
			put_cell(out, style, top + 3 * x,
				 low ? low + 3 * x : NULL);
		buf_adds(out, "\033[0m\n");
	}
}
