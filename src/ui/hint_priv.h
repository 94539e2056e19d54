/* hint_priv.h - letters over the links that are in sight. */
#ifndef THRUM_UI_HINT_PRIV_H
#define THRUM_UI_HINT_PRIV_H

struct rect;
struct ui;
struct view;

/* Over the view's cells in this rectangle, while a letter is asked for. */
void hint_draw(struct ui *ui, struct view *v, const struct rect *r);

#endif
