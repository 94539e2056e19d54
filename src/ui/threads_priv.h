/* threads_priv.h - where the rows of the home list come from: threads in
 * the store's own order, or a part of them sorted otherwise, and under
 * those that are unfolded their reports.
 */
#ifndef THRUM_UI_THREADS_PRIV_H
#define THRUM_UI_THREADS_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "list_priv.h"

#include "thrum/base/arena.h"
#include "thrum/base/vec.h"
#include "thrum/model/thread.h"
#include "thrum/store/threads.h"

struct ui;

enum threads_sort {
	SORT_ACTIVITY,
	SORT_NEWEST,
	SORT_UNREAD, /* unread ones first, then by activity */
	SORT_SOURCES, /* most independent reports first */
	SORT_FEED, /* by the source that began it */
	SORT_NAME, /* by the name or tag that sets it apart */
	SORT_COUNT
};

/* What a thread was sorted by when it was first seen: reading one must not
 * make its row jump. */
struct sort_seen {
	int64_t id, rank;
	int32_t count;
	bool unread;
	char *group; /* owned; "" = none */
	struct thread *thread; /* snapshot's arena */
};
struct sort_seen_vec {
	VEC_FIELDS(struct sort_seen);
};

struct threads {
	struct ui *ui;
	struct thread_query query;
	enum threads_sort sort;
	const char *filter; /* the view's: threads with a report that it
			     * finds; NULL */
	/* Of the sorts that the store has no index for: the most active
	 * threads, unread ones before all others. */
	struct arena arena;
	struct sort_seen_vec sorted;
	/* Folds: ids that are open, sorted; with all_open those that are
	 * not. */
	struct {
		VEC_FIELDS(int64_t);
	} folds;
	bool all_open;
};

void threads_source_init(struct threads *t, struct list_source *out);
void threads_source_release(struct threads *t);
/* Read again what is sorted here. Before the list is loaded. */
enum status threads_source_load(struct threads *t, struct err *err)
	MUST_CHECK;
/* Another order, or another filter: nothing is remembered. */
void threads_source_sort(struct threads *t, enum threads_sort sort);
bool threads_is_open(const struct threads *t, int64_t id);
void threads_fold(struct threads *t, int64_t id, bool open);
void threads_fold_all(struct threads *t, bool open);
/* Is the order made here, not by the store? */
bool threads_is_sorted_here(const struct threads *t);
/* Place in the order, from 1; 0 = not known here. */
int threads_sorted_place(const struct threads *t, int64_t id);

#endif
