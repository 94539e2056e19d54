/* frame_priv.h - what the parts of one frame share: frame.c lays it out and
 * draws the views, bars.c draws the rows around them. */
#ifndef THRUM_UI_FRAME_PRIV_H
#define THRUM_UI_FRAME_PRIV_H

#include "ui_priv.h"

struct frame {
	struct rect body;
	int title_y, rule_y, message_y, hint_y; /* -1 = not shown */
	struct view *top; /* takes the keys; not a prompt */
	struct view *left, *right; /* split: both, or right alone */
	struct view *side; /* third column, NULL = none */
	int left_cols; /* of the list, when a text stands beside it */
};

/* ---- frame.c ---- */
/* A composed line in `at`; `over` adds to what its pieces look like. */
void frame_line(struct ui *ui, const struct sheet *s,
		const struct sheet_line *line, struct rect at,
		struct look over);
/* A prompt's one line, which scrolls to keep the caret in sight. */
void frame_prompt(struct ui *ui, struct view *v, struct rect at);

/* ---- bars.c ---- */
void bar_title(struct ui *ui, const struct frame *f);
void bar_rule(struct ui *ui, const struct frame *f);
/* A prompt, a message, or what the view says about its selection. */
void bar_message(struct ui *ui, const struct frame *f);
/* Keys that work here: the most useful ones first, the way out always. */
void bar_hints(struct ui *ui, const struct frame *f);

#endif
