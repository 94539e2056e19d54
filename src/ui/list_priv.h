/* list_priv.h - a window on a list that is too long to load.
 *
 * Rows come in chunks around the cursor, paged by key in both directions;
 * about five screens are kept, each chunk in an arena of its own. When the
 * data changes, the list is read again around the row under the cursor,
 * which stays where it is on the screen: new rows never move it. Only a
 * list that began empty shows its beginning until the reader moves.
 */
#ifndef THRUM_UI_LIST_PRIV_H
#define THRUM_UI_LIST_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/store/articles.h"

struct list_key {
	int64_t value; /* what the list is sorted by, where id is not it */
	int64_t id; /* 0 = the beginning or the end */
	int64_t sub; /* a row under the row `id` that is unfolded; 0 = itself */
};
struct list_row {
	struct list_key key;
	void *data; /* the chunk's arena's */
};
struct list_row_vec {
	VEC_FIELDS(struct list_row);
};

/* Where rows come from. LIST_UNREAD asks for unread rows only, whatever
 * the list shows; then fewer than `limit` do not mean the end. */
enum list_want { LIST_ALL, LIST_UNREAD };
struct list_source {
	enum status (*page)(void *ctx, struct list_key key, enum page_dir dir,
			    enum list_want want, int limit,
			    struct arena *arena, struct list_row_vec *out,
			    struct err *err);
	/* The row with this id (and sub) as it is now; ST_NOT_FOUND. */
	enum status (*get)(void *ctx, struct list_key key,
			   struct arena *arena, struct list_row *out,
			   struct err *err);
	void *ctx;
};

#define LIST_CHUNKS 8

struct list_chunk {
	struct arena arena;
	size_t n; /* rows of it */
};

struct list {
	struct list_source source;
	struct list_row_vec rows; /* chunk after chunk */
	struct list_chunk chunks[LIST_CHUNKS];
	size_t n_chunks;
	size_t cursor, top; /* indices into rows */
	bool filling; /* it began empty, and the reader has not moved */
	bool held; /* the row under the cursor stays there */
	size_t news; /* rows that came in above what was the first one */
	bool at_start, at_end; /* rows begin and end as the whole list */
	int height; /* rows that fit, >= 1 */
	size_t offset; /* rows above the cursor while there was room */
	int row_lines; /* screen lines a row takes */
	struct list_key want; /* go there when loaded; id 0 = no wish */
};

void list_init(struct list *l, const struct list_source *source);
void list_release(struct list *l);
/* Read again around the cursor (or want_id, or the beginning). */
enum status list_load(struct list *l, struct err *err) MUST_CHECK;
void list_set_height(struct list *l, int rows);
/* NULL when the list is empty. */
const struct list_row *list_at(const struct list *l);
/* All of these read what they need; false when nothing moved. */
bool list_move(struct list *l, int by);
bool list_page(struct list *l, int by);
bool list_home(struct list *l);
bool list_last(struct list *l);
/* Put the cursor on the row with this id. ST_NOT_FOUND. */
enum status list_goto(struct list *l, int64_t id, struct err *err) MUST_CHECK;
enum status list_goto_key(struct list *l, struct list_key key,
			  struct err *err) MUST_CHECK;
bool list_key_is(const struct list_key *a, const struct list_key *b);
/* Read from the beginning at the next load. */
void list_restart(struct list *l);
/* The nearest unread row in this direction; wraps around once. */
enum status list_goto_unread(struct list *l, enum page_dir dir,
			     struct err *err) MUST_CHECK;

#endif
