/* prompt_priv.h - one line of input over the view beneath. */
#ifndef THRUM_UI_PROMPT_PRIV_H
#define THRUM_UI_PROMPT_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "thrum/model/search.h"

struct buf;
struct list_row;
struct sheet;
struct ui;
struct view;

/* Called with what was typed after the prompt is gone; not when it was
 * left by Esc. */
typedef void (*prompt_fn)(struct ui *ui, const char *text);
/* The next completion of `text`: caller frees; NULL when there is none.
 * `turn` counts from 0 as Tab is pressed again. */
typedef char *(*complete_fn)(struct ui *ui, const char *text, size_t turn);

struct prompt_options {
	const char *label; /* translated; borrowed for the call */
	const char *text; /* to begin with, may be NULL */
	prompt_fn done;
	complete_fn complete; /* may be NULL */
	prompt_fn changed; /* called with every new text; may be NULL */
	void (*left)(struct ui *ui); /* called when left by Esc; may be NULL */
	/* What is typed is kept with others of its kind: "search", "file" ...
	 * NULL = it is kept apart, and not longer than the reader runs. */
	const char *history;
	int keys; /* 1: a single key answers (y/n) */
};
void prompt_open(struct ui *ui, const struct prompt_options *opts);

/* What the hint row says while this prompt is open: what Tab offers, or the
 * keys; onto the line that is being composed. */
void prompt_hints(const struct view *v, struct sheet *s);
/* ---- history.c ---- */
/* Read what earlier sessions left, once. */
void history_read(struct ui *ui);
/* Keep it as the newest of its kind; `kind` "" = in this session only. */
void history_add(struct ui *ui, const char *kind, const char *text);
/* The entry of that kind that begins with `stem`, the past'th from the
 * newest (1 = itself); NULL. Borrowed until the next one is added. */
const char *history_find(const struct ui *ui, const char *kind,
			 const char *stem, size_t past);

/* Run one command line: an action's name, maybe with words; a number goes
 * to that row. */
void command_run(struct ui *ui, const char *line);

/* "~/x" is HOME's. Owned. */
char *ui_expand_home(const char *path);
/* Completions: files; tags in use; themes. */
char *complete_path(struct ui *ui, const char *text, size_t turn);
char *complete_tag(struct ui *ui, const char *text, size_t turn);
char *complete_theme(struct ui *ui, const char *text, size_t turn);
/* filter.c: fields of a search, and their values. */
char *complete_search(struct ui *ui, const char *text, size_t turn);
/* Is it one? Else the sentence is said. */

bool search_check(struct ui *ui, const char *text, enum search_order *order);

/* find.c: words on the page of the view on top; "" ends it. Shows the
 * first place at or behind where one was. */
void find_words(struct ui *ui, struct view *v, const char *words);
void find_end(struct ui *ui, struct view *v);
/* Does the row show these words (folded)? */
bool find_row_has(struct ui *ui, struct view *v, const struct list_row *row,
		  const struct buf *needle);

#endif
