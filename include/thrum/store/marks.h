/* marks.h - what the reader says of whole threads: follow, mute, snooze.
 *
 * A mark belongs to the article that founded the thread and goes where that
 * article goes, so that it outlives re-threading. Later chapters of a
 * marked thread inherit its mark; what they inherit follows every change of
 * it, also an undo, until the reader says something of the chapter itself.
 *
 * Snoozed is muted until a wake rule holds: THREAD_SNOOZED comes with
 * THREAD_MUTED. A thread that woke bears THREAD_WOKEN until it is looked
 * at, and stands at the top as followed ones do. Rules are judged by who
 * knows more than the store (app/); here they are kept.
 */
#ifndef THRUM_STORE_MARKS_H
#define THRUM_STORE_MARKS_H

#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/thread.h"
#include "thrum/store/threads.h"

struct store;

enum thread_change {
	THREAD_FOLLOW,
	THREAD_UNFOLLOW,
	THREAD_MUTE,
	THREAD_UNMUTE, /* wakes one that is snoozed, too */
	THREAD_SNOOZE, /* in the journal; made by store_snooze() */
};
/* One entry of the journal. A thread that is so already gets none. */
enum status store_change_thread(struct store *st, enum thread_change kind,
				int64_t thread_id, int64_t now,
				struct err *err) MUST_CHECK;

enum wake_rule {
	WAKE_FACT = 1u << 0, /* a report with a number or name not told yet */
	WAKE_SOURCES = 1u << 1, /* WAKE_SOURCES_MORE more outlets */
	WAKE_DATE = 1u << 2,
};
#define WAKE_SOURCES_MORE 3

struct snooze {
	int64_t mark_id; /* what the mark hangs on */
	int64_t thread_id; /* the thread that bears it now */
	uint32_t rules; /* enum wake_rule: one of them is enough */
	int64_t at; /* WAKE_DATE: seconds since the epoch */
	int32_t sources; /* WAKE_SOURCES: so many wake it */
	int64_t arrival; /* WAKE_FACT: reports behind it are to be judged */
};
struct snooze_vec {
	VEC_FIELDS(struct snooze);
};

/* Snooze by these rules (not 0; `at` for WAKE_DATE): one entry of the
 * journal. Snoozing again takes the new rules. ST_USAGE, ST_NOT_FOUND. */
enum status store_snooze(struct store *st, int64_t thread_id, uint32_t rules,
			 int64_t at, int64_t now, struct err *err) MUST_CHECK;
/* All that sleep, in no order. */
enum status store_snoozes(struct store *st, struct snooze_vec *out,
			  struct err *err) MUST_CHECK;
/* The rules of one thread; ST_NOT_FOUND: it is awake. */
enum status store_snooze_get(struct store *st, int64_t thread_id,
			     struct snooze *out, struct err *err) MUST_CHECK;
/* When the next date rule holds; 0 = there is none. One look at an index. */
enum status store_snooze_next(struct store *st, int64_t *out,
			      struct err *err) MUST_CHECK;
/* Reports of the thread that came behind `arrival`, oldest first; *last =
 * the arrival of the newest one (unchanged when there is none). */
enum status store_thread_since(struct store *st, int64_t thread_id,
			       int64_t arrival, struct id_vec *out,
			       int64_t *last, struct err *err) MUST_CHECK;
/* What came up to `arrival` was judged and woke nobody. */
enum status store_snooze_judged(struct store *st, const struct snooze *s,
				int64_t arrival, struct err *err) MUST_CHECK;
/* A rule holds. Not the reader's doing: no entry in the journal. */
enum status store_wake(struct store *st, const struct snooze *s, int64_t now,
		       struct err *err) MUST_CHECK;
/* Threads that woke and were not looked at, newest first. */
enum status store_woken(struct store *st, int limit, struct arena *arena,
			struct thread_vec *out, struct err *err) MUST_CHECK;
/* It was looked at. */
enum status store_thread_seen(struct store *st, int64_t thread_id,
			      int64_t now, struct err *err) MUST_CHECK;

/* `id` is a later chapter of `of`: if that one is marked, and `id` has
 * come since and bears no mark of its own, it inherits. A chapter is news:
 * where a new fact is to wake, nothing is inherited. Touched threads are
 * remembered until store_threads_refresh(). */
enum status store_mark_inherit(struct store *st, int64_t id, int64_t of,
			       struct err *err) MUST_CHECK;
/* Is any thread marked? */
enum status store_has_marks(struct store *st, bool *out, struct err *err)
	MUST_CHECK;

#endif
