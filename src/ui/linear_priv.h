/* linear_priv.h - the reader as a stream of lines. */
#ifndef THRUM_UI_LINEAR_PRIV_H
#define THRUM_UI_LINEAR_PRIV_H

#include "thrum/base/status.h"

struct linear;
struct term;
struct ui;

enum {
	LINEAR_ROWS = 24, /* of the screen that nobody sees: a page of text */
	LINEAR_COLS = 80,
	LINEAR_ROW_COLS = 400, /* rows are cut late: nothing is beside them */
};

/* A terminal without a screen, and its words on standard output. */
enum status linear_new(struct linear **out, struct term **term,
		       struct err *err) MUST_CHECK;
/* Puts the input modes back; after term_free(). NULL is fine. */
void linear_free(struct linear *l);
/* Print what has changed since the frame before. */
void linear_frame(struct ui *ui, struct linear *l);

#endif
