/* man_priv.h - the manual pages are made from the tables of the program:
 * man.c thrum(1), the others one page each. */
#ifndef THRUM_CLI_MAN_PRIV_H
#define THRUM_CLI_MAN_PRIV_H

#include <stdio.h>

/* Text of a paragraph, a sentence or a part of one a line; LF starts a
 * paragraph. What mdoc would read as its own is escaped. */
void man_text(FILE *to, const char *s);
/* An argument of a macro: quoted, so that no word of it is a macro. */
void man_quoted(FILE *to, const char *s);
/* The same without quotation marks. */
void man_word(FILE *to, const char *s);
/* .Dd to .Nd; `what` is the part of the title behind "thrum-". */
void man_head(FILE *to, const char *what, const char *about);
/* A block of lines as they are. */
void man_literal(FILE *to, const char *lines);

/* The part of thrum(1) about the reader. */
void man_reader(FILE *to);
/* thrum-config(5), thrum-keys(5), thrum-query(5), thrum-themes(5). */
void man_config(FILE *to);
void man_keys(FILE *to);
void man_query(FILE *to);
void man_themes(FILE *to);

#endif
