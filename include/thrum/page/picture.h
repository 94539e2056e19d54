/* picture.h - the bytes of a picture -> pixels. Pure; PNG by libpng and JPEG
 * by libjpeg where the program was built with them. */
#ifndef THRUM_PAGE_PICTURE_H
#define THRUM_PAGE_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "thrum/base/status.h"
#include "thrum/text/blocks.h"

/* More is refused by what the header says, before anything is decoded. */
#define PICTURE_PIXELS_MAX (20u << 20)

/* What is asked for. */
struct picture_want {
	uint32_t cols, rows; /* cells that there are; pixels as by
			      * blocks_size() */
	bool (*stop)(void *ctx); /* asked now and then; NULL = never */
	void *ctx;
};
/* Decode the first `len` bytes into *out, which the caller releases.
 * Transparent parts are white. ST_UNSUPPORTED (neither PNG nor JPEG, or not
 * in this program), ST_LIMIT (too many pixels or passes), ST_PARSE
 * (damaged), ST_CANCELLED. Any thread. */
enum status picture_decode(const void *bytes, size_t len,
			   const struct picture_want *want, struct pixels *out,
			   struct err *err) MUST_CHECK;
/* Was the program built with a decoder? */
bool picture_is_built(void);

#endif
