/* picture.c - the bytes of a picture -> pixels; see picture.h.
 *
 * The header says how large a picture is: what has too many pixels is never
 * decoded. A JPEG is made smaller while it is read, by the decoder itself;
 * the number of its passes is bounded, for a small file may ask for many.
 */
#include "config.h"

#include "thrum/page/picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"

#if HAVE_PNG
#include <png.h>
#endif
#if HAVE_JPEG
#include <jerror.h>
#include <jpeglib.h>
#endif

#include "thrum/base/banned.h"

bool picture_is_built(void)
{
	return HAVE_PNG || HAVE_JPEG;
}

#if HAVE_PNG || HAVE_JPEG

static bool is_stopped(const struct picture_want *want)
{
	return want->stop && want->stop(want->ctx);
}

static enum status check_size(uint64_t w, uint64_t h, struct err *err)
{
	if (!w || !h)
		return err_set(err, ST_PARSE, _("the picture is empty"));
	if (w * h > PICTURE_PIXELS_MAX)
		return err_set(err, ST_LIMIT,
			       _("the picture has too many pixels to be shown "
				 "here (%llu x %llu)"),
			       (unsigned long long)w, (unsigned long long)h);
	return ST_OK;
}

static enum status damaged(struct err *err, const char *why)
{
	return err_set(err, ST_PARSE, _("the picture is damaged: %s"), why);
}

static void scale_to(struct pixels *full, const struct picture_want *want,
		     struct pixels *out)
{
	uint32_t w, h;

	blocks_size(full->w, full->h, want->cols, want->rows, &w, &h);
	pixels_scale(full, w, h, out);
	pixels_release(full);
}

#endif

#if HAVE_PNG

static enum status decode_png(const void *bytes, size_t len,
			      const struct picture_want *want,
			      struct pixels *out, struct err *err)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	png_color white = { 255, 255, 255 };
	struct pixels full = { 0 };
	enum status st;

	if (!png_image_begin_read_from_memory(&image, bytes, len))
		return damaged(err, image.message);
	st = check_size(image.width, image.height, err);
	if (st == ST_OK && is_stopped(want))
		st = ST_CANCELLED;
	if (st) {
		png_image_free(&image);
		return st;
	}
	image.format = PNG_FORMAT_RGB;
	full = (struct pixels){ image.width, image.height,
				xcalloc((size_t)image.width * image.height,
					3) };
	if (!png_image_finish_read(&image, &white, full.rgb, 0, NULL)) {
		pixels_release(&full);
		return damaged(err, image.message);
	}
	scale_to(&full, want, out);
	return ST_OK;
}

#endif

#if HAVE_JPEG

#define SCANS_MAX 100 /* passes of a progressive JPEG; usual ones have 10 */

struct jpeg {
	struct jpeg_decompress_struct d;
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	jmp_buf out;
	const struct picture_want *want;
	enum status st;
	char why[JMSG_LENGTH_MAX];
	struct pixels full;
};

static void on_error(j_common_ptr c)
{
	struct jpeg *j = c->client_data;

	c->err->format_message(c, j->why);
	j->st = ST_PARSE;
	longjmp(j->out, 1);
}

static void on_message(j_common_ptr c, int level)
{
	(void)c, (void)level;
}

static void on_output(j_common_ptr c)
{
	(void)c;
}

static void on_progress(j_common_ptr c)
{
	struct jpeg *j = c->client_data;

	if (is_stopped(j->want))
		j->st = ST_CANCELLED;
	else if (j->d.input_scan_number > SCANS_MAX)
		j->st = ST_LIMIT;
	if (j->st)
		longjmp(j->out, 1);
}

static void jpeg_start(struct jpeg *j, const void *bytes, size_t len)
{
	j->d.err = jpeg_std_error(&j->errors);
	j->d.client_data = j;
	j->errors.error_exit = on_error;
	j->errors.emit_message = on_message;
	j->errors.output_message = on_output;
	jpeg_create_decompress(&j->d);
	j->progress.progress_monitor = on_progress;
	j->d.progress = &j->progress;
	jpeg_mem_src(&j->d, bytes, (unsigned long)len);
	jpeg_read_header(&j->d, TRUE);
}

/* The decoder makes it smaller by 2, 4 or 8 for nothing. */
static void jpeg_read(struct jpeg *j)
{
	uint32_t w, h;

	blocks_size(j->d.image_width, j->d.image_height, j->want->cols,
		    j->want->rows, &w, &h);
	j->d.out_color_space = JCS_RGB;
	j->d.scale_num = 1;
	j->d.scale_denom = 1;
	while (j->d.scale_denom < 8 &&
	       j->d.image_width / (2 * j->d.scale_denom) >= w &&
	       j->d.image_height / (2 * j->d.scale_denom) >= h)
		j->d.scale_denom *= 2;
	jpeg_start_decompress(&j->d);
	j->full.w = j->d.output_width;
	j->full.h = j->d.output_height;
	j->full.rgb = xcalloc((size_t)j->full.w * j->full.h, 3);
	while (j->d.output_scanline < j->d.output_height) {
		JSAMPROW row = j->full.rgb +
			       3 * (size_t)j->full.w * j->d.output_scanline;
		jpeg_read_scanlines(&j->d, &row, 1);
	}
}

static enum status decode_jpeg(const void *bytes, size_t len,
			       const struct picture_want *want,
			       struct pixels *out, struct err *err)
{
	/* Not on the stack: its fields live over the jump. */
	struct jpeg *j = xcalloc(1, sizeof(*j));
	enum status st;

	j->want = want;
	if (setjmp(j->out) == 0) {
		jpeg_start(j, bytes, len);
		j->st = check_size(j->d.image_width, j->d.image_height, err);
		if (j->st == ST_OK)
			jpeg_read(j);
	} else if (j->st == ST_PARSE) {
		err_set(err, ST_PARSE, _("the picture is damaged: %s"),
			j->why);
	} else if (j->st == ST_LIMIT) {
		err_set(err, ST_LIMIT, _("the picture asks for too many "
					 "passes"));
	}
	st = j->st;
	jpeg_destroy_decompress(&j->d);
	if (st == ST_OK)
		scale_to(&j->full, want, out);
	pixels_release(&j->full);
	free(j);
	return st;
}

#endif

enum status picture_decode(const void *bytes, size_t len,
			   const struct picture_want *want, struct pixels *out,
			   struct err *err)
{
#if HAVE_PNG
	if (len > 8 && !memcmp(bytes, "\x89PNG\r\n\x1a\n", 8))
		return decode_png(bytes, len, want, out, err);
#endif
#if HAVE_JPEG
	if (len > 3 && !memcmp(bytes, "\xff\xd8\xff", 3))
		return decode_jpeg(bytes, len, want, out, err);
#endif
	(void)bytes, (void)len, (void)want, (void)out;
	return err_set(err, ST_UNSUPPORTED,
		       _("this kind of picture cannot be shown here (PNG and "
			 "JPEG can); # and its number give it to the viewer"));
}
