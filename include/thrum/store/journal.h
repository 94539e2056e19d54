/* journal.h - what the reader changes, so that it can be undone.
 *
 * Each call below is one entry: it changes rows and counters, and writes
 * down the way back, in one transaction. Undo takes the newest entry that
 * is not undone, also after a restart; entries older than JOURNAL_KEEP
 * are forgotten.
 */
#ifndef THRUM_STORE_JOURNAL_H
#define THRUM_STORE_JOURNAL_H

#include <stdint.h>

#include "thrum/base/status.h"
#include "thrum/model/edit.h"
#include "thrum/store/marks.h"
#include "thrum/store/threads.h"

#define JOURNAL_KEEP 1000

enum change_kind {
	CHANGE_READ,
	CHANGE_UNREAD,
	CHANGE_STAR,
	CHANGE_UNSTAR,
	CHANGE_DELETE,
	CHANGE_UNDELETE,
	CHANGE_TAG, /* text = the tag */
	CHANGE_UNTAG,
	CHANGE_KILL, /* deleted by a rule */
	CHANGE_KINDS
};

/* On these articles, in one entry. *changed = how many were not so before
 * (0: no entry is written). `now` dates it. */
enum status store_change(struct store *st, enum change_kind kind,
			 const int64_t *ids, size_t n, const char *text,
			 int64_t now, int64_t *changed, struct err *err)
	MUST_CHECK;
/* Read or unread for everything in a scope, older than or at max_id of the
 * query: one entry however many. */
enum status store_change_scope(struct store *st, enum change_kind kind,
			       const struct article_query *q, int64_t now,
			       int64_t *changed, struct err *err) MUST_CHECK;
/* Record edits (split, merge, move are made of them) as one entry called
 * `label`. Memberships are topic's to change afterwards: those that change
 * threads in the same transaction are put back when the entry is undone. */
enum status store_edit_put(struct store *st, const struct edit *edits,
			   size_t n, const char *label, int64_t now,
			   struct err *err) MUST_CHECK;

/* Undo the newest entry. `what` gets a sentence of what was undone ("12
 * articles are unread again"), *out what follows from it for topic/.
 * ST_NOT_FOUND when nothing is left to undo. */
struct undone {
	bool edits; /* were taken back; topic/ is to forget them */
	/* Articles that are in the threads again that they were in before
	 * the edits; store_threads_refresh() is to follow. Empty with edits
	 * whose way back is not known: rethread. Caller releases. */
	struct id_vec moved;
};
enum status store_undo(struct store *st, int64_t now, struct buf *what,
		       struct undone *out, struct err *err) MUST_CHECK;

#endif
