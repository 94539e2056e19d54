/* article_line_priv.h - an article in a line of JSON, read where it lies. */
#ifndef THRUM_CLI_ARTICLE_LINE_PRIV_H
#define THRUM_CLI_ARTICLE_LINE_PRIV_H

#include <stdbool.h>
#include <stddef.h>

/* What a line says, NUL-ended, "" where it says nothing; into the line. */
struct article_line {
	const char *id, *title, *body, *lang, *source, *date;
};

/* True for an object of texts and whole numbers without anything unusual,
 * as nearly all lines are: its texts are then made in the line itself. False
 * for all else, right or wrong: the line is as it was, for a real parser. */
bool article_line_read(struct article_line *a, char *line, size_t len);

#endif
