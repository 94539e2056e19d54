/* test_text_blocks.c - pixels into cells of a terminal. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/text/blocks.h"

#include "thrum/base/banned.h"

Test(text_blocks, size)
{
	static const struct {
		uint32_t w, h, cols, rows, ow, oh;
	} rows[] = {
		{ 800, 600, 80, 24, 64, 48 }, /* as high as there is room */
		{ 800, 200, 80, 24, 80, 20 }, /* as wide */
		{ 10, 6, 80, 24, 10, 6 }, /* not larger than it is */
		{ 4000, 1, 80, 24, 80, 1 },
		{ 1, 100000, 80, 24, 1, 48 },
		{ 0, 0, 0, 0, 1, 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		uint32_t w, h;
		blocks_size(rows[i].w, rows[i].h, rows[i].cols, rows[i].rows,
			    &w, &h);
		cr_expect(w == rows[i].ow && h == rows[i].oh,
			  "%zu: %u x %u", i, w, h);
	}
}

Test(text_blocks, scale)
{
	uint8_t rgb[] = { 0,  0,  0,	 100, 200, 40,	  9, 9, 9,
			  50, 60, 70,	 50,  60,  70,	  9, 9, 9 };
	struct pixels in = { 3, 2, rgb }, out;

	pixels_scale(&in, 3, 1, &out);
	cr_expect(!memcmp(out.rgb, (uint8_t[]){ 25, 30, 35, 75, 130, 55, 9, 9,
						9 }, 9));
	pixels_release(&out);
	pixels_scale(&in, 6, 2, &out); /* repeated */
	cr_expect(!memcmp(out.rgb + 6, (uint8_t[]){ 100, 200, 40, 100, 200,
						    40 }, 6));
	pixels_release(&out);
	cr_expect(!out.rgb && !out.w);
}

Test(text_blocks, paint)
{
	uint8_t rgb[] = { 255, 0, 0,	0, 0, 255, /* red, blue */
			  255, 255, 255, 8, 8, 8, /* white, nearly black */
			  128, 128, 128, 95, 135, 175 }; /* an odd row */
	const struct pixels p = { 2, 3, rgb };
	static const struct {
		struct blocks_style style;
		const char *want;
	} rows[] = {
		{ { BLOCKS_RGB, BLOCKS_HALF, 0 },
		  "\033[38;2;255;0;0;48;2;255;255;255m\u2580"
		  "\033[38;2;0;0;255;48;2;8;8;8m\u2580\033[0m\n"
		  "\033[38;2;128;128;128;49m\u2580"
		  "\033[38;2;95;135;175;49m\u2580\033[0m\n" },
		{ { BLOCKS_256, BLOCKS_HALF, 2 },
		  "  \033[38;5;196;48;5;231m\u2580"
		  "\033[38;5;21;48;5;232m\u2580\033[0m\n"
		  "  \033[38;5;244;49m\u2580\033[38;5;67;49m\u2580\033[0m\n" },
		{ { BLOCKS_16, BLOCKS_HALF, 0 },
		  "\033[91;107m\u2580\033[34;40m\u2580\033[0m\n"
		  "\033[90;49m\u2580\033[90;49m\u2580\033[0m\n" },
		{ { BLOCKS_8, BLOCKS_WHOLE, 1 },
		  " \033[47m \033[44m \033[0m\n"
		  " \033[46m \033[46m \033[0m\n" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf out = BUF_INIT;
		blocks_paint(&p, &rows[i].style, &out);
		cr_expect_str_eq(out.ptr, rows[i].want, "%zu: %s", i,
				 out.ptr + 1);
		buf_release(&out);
	}
}
