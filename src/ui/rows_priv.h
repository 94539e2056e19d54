/* rows_priv.h - rows by the reader's own formats. Each function draws and
 * says true, or false when the configuration has no format for it. */
#ifndef THRUM_UI_ROWS_PRIV_H
#define THRUM_UI_ROWS_PRIV_H

#include <stdbool.h>

struct article_row;
struct feed;
struct sheet;
struct thread;
struct ui;

/* With sheet_end(). */
bool rows_thread(struct ui *ui, const struct thread *t, struct sheet *out,
		 int cols);
bool rows_article(struct ui *ui, const struct article_row *a,
		  struct sheet *out, int cols);
/* Without: the row has a target to be set. */
bool rows_feed(struct ui *ui, const struct feed *f, struct sheet *out,
	       int cols);

/* Words of the title row; none is NULL. */
struct rows_title {
	const char *title, *words, *right;
};
bool rows_title(struct ui *ui, const struct rows_title *t, struct sheet *out,
		int cols);

#endif
