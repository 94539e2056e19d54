/* fresh_priv.h - new to me: what an article says that has been read. */
#ifndef THRUM_UI_FRESH_PRIV_H
#define THRUM_UI_FRESH_PRIV_H

#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/store/articles.h"

struct layout;
struct thread;
struct ui;
struct view;

/* Which article, and the reports of its thread as they are now. */
struct fresh {
	int64_t article_id, thread_id;
	const struct article_row_vec *rows; /* borrowed */
};

/* Lay the look of what is known over the text of the article. Nothing
 * happens while nothing is known, or when it is switched off. */
void fresh_mark(struct ui *ui, const struct fresh *f, struct layout *lay);
/* "5/12 new"; "" when nothing can be said. */
void fresh_words(struct ui *ui, const struct fresh *f, struct buf *out);
/* New sentences of a report in a list: "2 new"; "" likewise. */
void fresh_report(struct ui *ui, const struct fresh *f, struct buf *out);
/* "+3 new, 2 with new facts" for a row of threads; "" when unknown. */
void fresh_thread(struct ui *ui, const struct thread *t, struct buf *out);
/* Go to the next (1) or previous (-1) new sentence on the sheet. */
void fresh_step(struct ui *ui, const struct fresh *f, struct view *v, int by);
/* Switch dimming on or off, in all views. */
void act_new_to_me(struct ui *ui, struct view *v);

#endif
