/* saved_priv.h - saved searches among the feeds. */
#ifndef THRUM_UI_SAVED_PRIV_H
#define THRUM_UI_SAVED_PRIV_H

#include <stddef.h>

struct arena;
struct feed;
struct feed_vec;
struct msg;
struct ui;

/* Counts of saved searches into their rows, as far as they are known; and
 * the worker is asked for newer ones. What is wrong with one becomes its
 * error. */
void saved_counts(struct ui *ui, struct feed_vec *feeds, struct arena *arena);
/* "12/340", "999+" where there may be more. */
void saved_count_words(const struct feed *f, char *out, size_t size);
/* Counts came. */
void saved_take(struct ui *ui, struct msg *m);

#endif
