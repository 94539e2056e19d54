/* test_page_picture.c - bytes of pictures, made here and broken here. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/page/picture.h"

#if HAVE_PNG
#include <png.h>
#endif
#if HAVE_JPEG
#include <jpeglib.h>
#endif

#include "thrum/base/banned.h"

static enum status decode(const void *bytes, size_t len, struct pixels *out)
{
	struct picture_want want = { .cols = 40, .rows = 10 };
	struct err err = { 0 };
	enum status st = picture_decode(bytes, len, &want, out, &err);

	cr_expect(st == ST_OK || err.msg[0], "a failure has words");
	return st;
}

Test(page_picture, what_is_none)
{
	static const char *const rows[] = { "", "GIF89a..........",
					    "<svg></svg>",
					    "RIFF....WEBPVP8 " };
	struct pixels px = { 0 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_eq(decode(rows[i], strlen(rows[i]), &px),
			     ST_UNSUPPORTED, "%s", rows[i]);
}

#if HAVE_PNG || HAVE_JPEG

/* Left half red, right half blue, three (four) bytes a pixel. */
static uint8_t *two_halves(uint32_t w, uint32_t h, uint32_t bytes)
{
	uint8_t *rgb = calloc((size_t)w * h, bytes);

	for (size_t i = 0; i < (size_t)w * h; i++)
		rgb[bytes * i + (i % w < w / 2 ? 0 : 2)] = 255;
	return rgb;
}

/* Whatever is cut off: no crash, and words. */
static void cut_short(const uint8_t *bytes, size_t len)
{
	for (size_t n = 0; n < len; n += 1 + len / 50) {
		struct pixels px = { 0 };
		uint8_t *copy = malloc(n + 1);
		memcpy(copy, bytes, n);
		(void)decode(copy, n, &px);
		pixels_release(&px);
		free(copy);
	}
}

static void damage(uint8_t *bytes, size_t len)
{
	for (size_t i = 12; i < len; i += 1 + len / 60) {
		struct pixels px = { 0 };
		uint8_t keep = bytes[i];
		bytes[i] ^= 0x5a;
		(void)decode(bytes, len, &px);
		pixels_release(&px);
		bytes[i] = keep;
	}
}

#endif

#if HAVE_PNG

static uint8_t *make_png(uint32_t w, uint32_t h, size_t *len)
{
	png_image image = { .version = PNG_IMAGE_VERSION,
			    .width = w, .height = h,
			    .format = PNG_FORMAT_RGBA };
	uint8_t *rgba = two_halves(w, h, 4), *out;

	for (size_t i = 0; i < (size_t)w * h; i++)
		rgba[4 * i + 3] = i < w * (h / 2) ? 255 : 0;
	*len = 1 << 20;
	out = malloc(*len);
	cr_assert(png_image_write_to_memory(&image, out, len, 0, rgba, 0,
					    NULL));
	free(rgba);
	return out;
}

/* Source: the PNG specification, annex D. */
static uint32_t crc(const uint8_t *s, size_t len)
{
	uint32_t c = 0xffffffff;

	for (size_t i = 0; i < len; i++) {
		c ^= s[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xedb88320 ^ c >> 1 : c >> 1;
	}
	return ~c;
}

static void put32(uint8_t *at, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(v >> (24 - 8 * i));
}

Test(page_picture, png)
{
	struct pixels px = { 0 };
	size_t len;
	uint8_t *png = make_png(200, 100, &len);

	cr_assert_eq(decode(png, len, &px), ST_OK);
	cr_expect(px.w == 40 && px.h == 20, "%u x %u", px.w, px.h);
	cr_expect(!memcmp(px.rgb, "\xff\0\0", 3));
	cr_expect(!memcmp(px.rgb + 3 * 39, "\0\0\xff", 3));
	cr_expect(!memcmp(px.rgb + 3 * 40 * 15, "\xff\xff\xff", 3),
		  "transparent is white");
	pixels_release(&px);
	cut_short(png, len);
	damage(png, len);
	/* A bomb: the header says 60000 x 60000. */
	put32(png + 16, 60000);
	put32(png + 20, 60000);
	put32(png + 29, crc(png + 12, 17));
	cr_expect_eq(decode(png, len, &px), ST_LIMIT);
	free(png);
}

#endif

#if HAVE_JPEG

static uint8_t *make_jpeg(uint32_t w, uint32_t h, unsigned long *len)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	uint8_t *rgb = two_halves(w, h, 3), *out = NULL;

	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &out, len);
	c.image_width = w;
	c.image_height = h;
	c.input_components = 3;
	c.in_color_space = JCS_RGB;
	jpeg_set_defaults(&c);
	jpeg_simple_progression(&c);
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < h) {
		JSAMPROW row = rgb + (size_t)3 * w * c.next_scanline;
		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	free(rgb);
	return out;
}

static bool yes(void *ctx)
{
	(void)ctx;
	return true;
}

Test(page_picture, jpeg)
{
	struct picture_want want = { .cols = 40, .rows = 10, .stop = yes };
	struct pixels px = { 0 };
	struct err err = { 0 };
	unsigned long len = 0;
	uint8_t *jpeg = make_jpeg(640, 320, &len);

	cr_assert_eq(decode(jpeg, len, &px), ST_OK);
	cr_expect(px.w == 40 && px.h == 20, "%u x %u", px.w, px.h);
	cr_expect(px.rgb[0] > 240 && px.rgb[2] < 20, "red at the left");
	cr_expect(px.rgb[3 * 39] < 20 && px.rgb[3 * 39 + 2] > 240);
	pixels_release(&px);
	cut_short(jpeg, len);
	damage(jpeg, len);
	cr_expect_eq(picture_decode(jpeg, len, &want, &px, &err),
		     ST_CANCELLED);
	/* A bomb: SOF2 (ff c2, length, precision, height, width). */
	uint8_t *sof = memmem(jpeg, len, "\xff\xc2\0\x11\x08", 5);
	cr_assert(sof);
	memcpy(sof + 5, "\xff\xdc\xff\xdc", 4);
	cr_expect_eq(decode(jpeg, len, &px), ST_LIMIT);
	free(jpeg);
}

#endif
