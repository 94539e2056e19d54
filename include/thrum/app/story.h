/* story.h - a thread with its texts, read for the reader.
 *
 * What the screen and commands show of a thread beyond its list of reports.
 * Made by the worker (or a command) from the store, then a value: whoever
 * has it may keep it and look at it without a lock.
 */
#ifndef THRUM_APP_STORY_H
#define THRUM_APP_STORY_H

#include <stdint.h>

#include "thrum/base/status.h"
#include "thrum/model/article.h"
#include "thrum/story/novelty.h"
#include "thrum/story/story.h"

struct store;

#define APP_STORY_REPORTS 500 /* of a thread are read, the oldest ones */

struct app_story {
	int64_t thread_id;
	struct article_vec articles; /* by time; owned */
	struct story_report *reports; /* of articles, by index */
	struct story *story;
	/* Against the read reports but a sentence's own; by sentence. */
	struct novelty *novelty;
	struct novelty_counts *counts; /* by report */
	uint32_t n_read; /* reports that count as read */
	uint32_t n_fresh; /* unread, independent reports */
	uint32_t n_facts; /* of these: with a sentence that has a new fact */
};

/* Load and read a thread. A merged id is followed. ST_NOT_FOUND. Caller
 * frees. The thread of `store`. */
enum status app_story_load(struct store *store, int64_t thread_id,
			   struct app_story **out, struct err *err)
	MUST_CHECK;
/* NULL is fine. */
void app_story_free(struct app_story *s);
/* Index of the report with this id, -1 when it is not in it. */
int app_story_find(const struct app_story *s, int64_t article_id);

#endif
