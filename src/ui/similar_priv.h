/* similar_priv.h - articles that are like one, whatever their threads. */
#ifndef THRUM_UI_SIMILAR_PRIV_H
#define THRUM_UI_SIMILAR_PRIV_H

#include "ui_priv.h"

/* Of those around its time that share a telling word of the title, the most
 * like first, at most `max`: each one's `score` is the cosine of titles and
 * beginnings (0..1), its words weighted by how rare they are among all that
 * were looked at (a fixed number). Reports of its own thread are left out.
 * Rows are appended, strings in `arena`. */
enum status similar_find(struct ui *ui, const struct article *a, size_t max,
			 struct arena *arena, struct article_row_vec *out,
			 struct err *err) MUST_CHECK;

#endif
