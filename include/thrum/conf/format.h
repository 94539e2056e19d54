/* format.h - what rows and the title row show, as the reader writes it.
 *
 * As in newsboat: %X is a field, %20X right-aligned in 20 cells, %-20X
 * left-aligned; what is longer is cut with an ellipsis. %>c fills the room
 * that is left with c, so that what follows stands at the right.
 * %?X?yes&no? is `yes` where the field has something to show, else `no`
 * (which may be left out with its &). %% is a percent sign. Only the format
 * is read for signs: what fields say is never read again.
 */
#ifndef THRUM_CONF_FORMAT_H
#define THRUM_CONF_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "thrum/base/status.h"

enum format_kind {
	FORMAT_THREADS,
	FORMAT_ARTICLES,
	FORMAT_FEEDS,
	FORMAT_TITLE,
	FORMAT_KINDS
};

struct format_field {
	char letter; /* 0 ends a table */
	const char *help; /* untranslated */
};
/* The fields of a kind; static. */
const struct format_field *format_fields(enum format_kind kind);

/* ST_USAGE with a sentence that names the place (characters from 1). */
enum status format_check(enum format_kind kind, const char *fmt,
			 struct err *err) MUST_CHECK;

struct format_piece {
	char letter; /* of a field; 0 = text, '>' = the fill */
	const char *text; /* the text, or the character to fill with */
	size_t len; /* of it, in bytes */
	int width; /* cells; 0 = as long as it is, < 0 = left-aligned */
};
/* Has the field something to show? */
typedef bool (*format_has_fn)(void *ctx, char letter);
typedef void (*format_put_fn)(void *ctx, const struct format_piece *piece);
/* The pieces of `fmt` in order, conditions decided; of a format that is
 * wrong, those before the mistake. */
void format_walk(const char *fmt, format_has_fn has, format_put_fn put,
		 void *ctx);

/* ---- dates (when.c) ---- */
struct buf;
struct civil;
/* strftime's signs that name a part of a date. ST_USAGE with a sentence
 * that names the place. */
enum status format_when_check(const char *fmt, struct err *err) MUST_CHECK;
/* Appends the date; signs that are none stand for themselves. */
void format_when(const char *fmt, const struct civil *c, struct buf *out);

#endif
