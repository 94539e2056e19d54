/* lines_priv.h - what every configuration file has in common: lines,
 * words, and complaints that say which line is meant. */
#ifndef THRUM_CONF_LINES_PRIV_H
#define THRUM_CONF_LINES_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "thrum/base/buf.h"

/* Bytes of the text that is being read; borrowed, not NUL-terminated. */
struct span {
	const char *p;
	size_t len;
};

/* Walks the lines of a text. Start with line_iter_init(). */
struct line_iter {
	const char *p, *end;
	struct span line; /* without its end (LF or CR LF) */
	int number; /* of `line`, from 1 */
};

/* A byte order mark at the beginning is skipped. */
void line_iter_init(struct line_iter *it, const char *s, size_t len);
bool line_next(struct line_iter *it);

/* Cut the next word (parted by blanks and tabs) from the front of `rest`;
 * empty at the end. */
struct span span_word(struct span *rest);
/* Without white space at both ends. */
struct span span_trim(struct span s);
bool span_is(struct span s, const char *word);
/* The same, ASCII letters of either case. */
bool span_is_nocase(struct span s, const char *word);
/* For "%.*s": bytes up to a length that a message can bear. */
int span_width(struct span s);
/* Any control character or NUL in it? */
bool span_has_controls(struct span s);

/* Append "line N: " and the sentence, then LF; `problems` may be NULL. */
void problem_add(struct buf *problems, int line, const char *fmt, ...)
	PRINTF_LIKE(3, 4);
/* keymap.c: does a line that begins with this word bind a key? */
bool keymap_is_line(struct span verb);

#endif
