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
#include "thrum/story/differ.h"
#include "thrum/story/novelty.h"
#include "thrum/story/quote.h"
#include "thrum/story/story.h"
#include "thrum/story/summary.h"
#include "thrum/story/timeline.h"

struct store;

#define APP_STORY_REPORTS 500 /* of a thread are read, the oldest ones */
#define APP_SUMMARY 3 /* sentences of a thread's summary */
#define APP_SKIM_SHARE 0.8 /* of the facts that skimming is to cover */

/* How much is worked out. */
enum app_story_depth {
	APP_STORY_NEWS, /* what is new to the reader */
	APP_STORY_ALL, /* summary, figures, quotations, times, sources too */
};

/* An outlet in a thread. */
struct app_source {
	const char *name; /* "" = not known; borrowed from an article */
	uint32_t n_reports, n_copies;
	uint32_t n_fresh; /* sentences that nobody had told before */
	int64_t lag_s; /* of its first report behind the thread's first */
};

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
	/* With APP_STORY_ALL, else empty. */
	enum app_story_depth depth;
	uint32_t summary[APP_SUMMARY]; /* sentences */
	size_t n_summary;
	struct skim_pick *skim; /* owned */
	size_t n_skim;
	uint32_t n_skim_facts; /* of the whole thread */
	struct differ differ;
	struct differ_names names;
	struct sayings sayings;
	struct timeline timeline;
	struct {
		VEC_FIELDS(struct app_source);
	} sources; /* in order of appearance */
	struct str_vec silent; /* outlets that report most large events */
};

/* What to load, and how days are cut. */
struct app_story_query {
	int64_t thread_id;
	enum app_story_depth depth;
	int64_t tz_s; /* added to UTC */
};
/* Load and read a thread. A merged id is followed. ST_NOT_FOUND. Caller
 * frees. The thread of `store`. */
enum status app_story_load(struct store *store,
			   const struct app_story_query *q,
			   struct app_story **out, struct err *err)
	MUST_CHECK;
/* NULL is fine. */
void app_story_free(struct app_story *s);
/* Index of the report with this id, -1 when it is not in it. */
int app_story_find(const struct app_story *s, int64_t article_id);

#endif
