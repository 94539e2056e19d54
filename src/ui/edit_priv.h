/* edit_priv.h - split, merge, move, shown before they are done.
 *
 * What an edit is about travels in a place: its text is "KIND INTO ID...".
 */
#ifndef THRUM_UI_EDIT_PRIV_H
#define THRUM_UI_EDIT_PRIV_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/app/preview.h"

struct msg;
struct ui;

/* Open the page that shows what the edit would do; Enter there does it. */
void edit_open(struct ui *ui, enum edit_of_threads kind, const int64_t *ids,
	       size_t n, int64_t into);
/* Let the reader choose the other thread first: related ones, then the
 * newest; `from` is the thread that the subject is in. */
void edit_choose(struct ui *ui, enum edit_of_threads kind, int64_t id,
		 int64_t from);
/* The worker's answer, for the page that waits for it; takes its preview. */
void edit_take(struct ui *ui, struct msg *m);

#endif
