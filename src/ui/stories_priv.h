/* stories_priv.h - threads as the worker has read them, for views.
 *
 * A view asks for a thread's story each time it composes; what is there is
 * returned at once, what is missing or out of date is asked of the worker,
 * whose answer makes the views compose again. Nothing waits.
 */
#ifndef THRUM_UI_STORIES_PRIV_H
#define THRUM_UI_STORIES_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/vec.h"
#include "thrum/store/articles.h"

struct app_story;
struct msg;
struct thread;
struct ui;

#define STORIES_KEPT 4 /* whole ones; of others only the counts */
#define STORY_COUNTS_KEPT 500

struct story_slot {
	int64_t thread_id;
	uint64_t stamp; /* of the state it was made of */
	int depth; /* asked for: enum app_story_depth */
	struct app_story *story; /* owned */
};
/* What rows of a list say. */
struct story_counts {
	int64_t thread_id;
	uint64_t stamp;
	uint32_t n_read, n_fresh, n_facts;
	bool known; /* else it was asked for */
};
struct stories {
	struct story_slot slots[STORIES_KEPT]; /* latest used first */
	struct {
		VEC_FIELDS(struct story_counts);
	} counts;
};
void stories_release(struct stories *s);

/* Changes when reports come, are read, or get another text. */
uint64_t story_stamp(const struct article_row_vec *rows);
/* The story of the thread, maybe of an earlier state; NULL when it is not
 * there yet. Borrowed until the next message of the worker. */
const struct app_story *ui_story(struct ui *ui, int64_t thread_id,
				 uint64_t stamp);
/* The same with everything worked out; NULL until it is. */
const struct app_story *ui_story_all(struct ui *ui, int64_t thread_id,
				     uint64_t stamp);
/* For a row of the list: true when counts are known. Threads that nobody
 * has begun to read are not asked for. */
bool ui_story_counts(struct ui *ui, const struct thread *t,
		     struct story_counts *out);
/* The worker's answer; takes its story. */
void ui_story_take(struct ui *ui, struct msg *m);

#endif
