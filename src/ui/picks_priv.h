/* picks_priv.h - rows chosen to be acted on together.
 *
 * `t` picks one row, V a range from here to where the cursor goes, ~ all
 * rows that hold some words; `;` makes the next action take all of them.
 * What is picked is ids: rows of lists (threads, articles) and lines of
 * sheets that lead to an article or a feed.
 */
#ifndef THRUM_UI_PICKS_PRIV_H
#define THRUM_UI_PICKS_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/vec.h"

struct subject;
struct ui;
struct view;

struct picks {
	VEC_FIELDS(int64_t); /* ids, sorted, each once */
	bool visual; /* the range from `from` to the cursor as well */
	int64_t from;
	bool down; /* the cursor is below `from` (which may be out of sight) */
};
void picks_release(struct picks *p);
/* Forget them; false when there were none. */
bool picks_clear(struct view *v);
/* How many, the range counted as far as it is in memory. */
size_t picks_count(const struct view *v);
/* Is row `i` of the list (line `i` of the sheet) picked? */
bool picks_has(const struct view *v, size_t i);

/* What the next action is about: what is picked when `;` was pressed or a
 * range is open, else what the view has selected. May be empty. */
struct subject_vec {
	VEC_FIELDS(struct subject); /* their url and text are NULL */
};
void ui_subjects(struct ui *ui, struct view *v, struct subject_vec *out);
/* The action has been done on all of them. */
void ui_subjects_done(struct ui *ui, struct view *v);

#endif
