/* test_store_marks.c - follow, mute, snooze: what wakes, what chapters
 * inherit, and the way back. */
#include "config.h"

#include "store_util.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/store/journal.h"
#include "thrum/store/marks.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

enum { HIDDEN = THREAD_MUTED | THREAD_SNOOZED, DAY = 86400 };

static struct fixture f;
static int64_t ids[4];

static int64_t put(int n, int64_t thread)
{
	struct article *a = make_article(&f, n, "Title", "Some text.");

	a->published = T0 - 6000 + n * 60;
	a->source = xasprintf("Source %d", n);
	int64_t id = put_as(&f, a, STORE_PUT_NEW);
	struct membership m = { .article_id = id,
				.thread_id = thread ? thread : id };
	must(store_member_put(f.st, &m, err));
	must(store_threads_refresh(f.st, T0, err));
	return id;
}

static void setup(void)
{
	fixture_init(&f);
	for (int i = 0; i < 4; i++)
		ids[i] = put(i, 0);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(store_marks, .init = setup, .fini = teardown);

static struct thread *get(int64_t id)
{
	struct thread *t = NULL;

	must(store_thread_get(f.st, id, &f.arena, &t, err));
	return t;
}

static int64_t threads_counted(void)
{
	struct store_counts c;

	must(store_counts(f.st, &c, err));
	return c.threads;
}

static void undo(const char *want)
{
	struct buf b = BUF_INIT;
	struct undone u = { 0 };

	must(store_undo(f.st, T0, &b, &u, err));
	cr_assert_str_eq(b.ptr, want);
	buf_release(&b);
	check_well(&f);
}

static struct snooze rules_of(int64_t id)
{
	struct snooze s = { 0 };

	must(store_snooze_get(f.st, id, &s, err));
	return s;
}

Test(store_marks, a_snoozed_thread_is_in_no_list)
{
	int64_t next = -1;

	must(store_snooze_next(f.st, &next, err));
	cr_assert_eq(next, 0);
	must(store_snooze(f.st, ids[1], WAKE_SOURCES | WAKE_DATE, T0 + DAY,
			  T0, err));
	cr_assert_eq(get(ids[1])->flags, HIDDEN);
	cr_assert_eq(threads_counted(), 3);
	struct snooze s = rules_of(ids[1]);
	cr_assert_eq(s.rules, WAKE_SOURCES | WAKE_DATE);
	cr_assert_eq(s.at, T0 + DAY);
	cr_assert_eq(s.sources, 1 + WAKE_SOURCES_MORE);
	must(store_snooze_next(f.st, &next, err));
	cr_assert_eq(next, T0 + DAY);
	cr_assert_eq(store_snooze_get(f.st, ids[0], &s, NULL), ST_NOT_FOUND);
	check_well(&f);
	undo("the thread is as it was before it was snoozed");
	cr_assert_eq(get(ids[1])->flags, 0);
	cr_assert_eq(threads_counted(), 4);
}

Test(store_marks, rules_that_can_never_wake_are_refused)
{
	cr_assert_eq(store_snooze(f.st, ids[0], 0, 0, T0, NULL), ST_USAGE);
	cr_assert_eq(store_snooze(f.st, ids[0], WAKE_DATE, T0, T0, NULL),
		     ST_USAGE);
	cr_assert_eq(store_snooze(f.st, 77, WAKE_FACT, 0, T0, NULL),
		     ST_NOT_FOUND);
}

Test(store_marks, snoozing_again_and_undo_step_by_step)
{
	must(store_change_thread(f.st, THREAD_FOLLOW, ids[0], T0, err));
	must(store_snooze(f.st, ids[0], WAKE_FACT, 0, T0, err));
	must(store_snooze(f.st, ids[0], WAKE_DATE, T0 + DAY, T0, err));
	cr_assert_eq(rules_of(ids[0]).rules, WAKE_DATE);
	undo("the thread is as it was before it was snoozed");
	cr_assert_eq(rules_of(ids[0]).rules, WAKE_FACT);
	cr_assert_eq(get(ids[0])->flags, HIDDEN | THREAD_FOLLOWED);
	must(store_change_thread(f.st, THREAD_UNMUTE, ids[0], T0, err));
	cr_assert_eq(get(ids[0])->flags, THREAD_FOLLOWED);
	undo("the thread is muted again");
	cr_assert_eq(rules_of(ids[0]).rules, WAKE_FACT);
	undo("the thread is as it was before it was snoozed");
	undo("the thread is no longer followed");
	cr_assert_eq(get(ids[0])->flags, 0);
}

Test(store_marks, what_wakes_is_marked_until_it_is_looked_at)
{
	struct thread_vec woken = { 0 };

	must(store_snooze(f.st, ids[0], WAKE_DATE, T0 + DAY, T0, err));
	struct snooze s = rules_of(ids[0]);
	must(store_wake(f.st, &s, T0 + DAY, err));
	struct thread *t = get(ids[0]);
	cr_assert_eq(t->flags, THREAD_WOKEN);
	cr_assert_gt(t->rank, get(ids[3])->rank, "it stands on top");
	must(store_woken(f.st, 10, &f.arena, &woken, err));
	cr_assert_eq(woken.len, 1);
	cr_assert_eq(woken.v[0]->id, ids[0]);
	must(store_thread_seen(f.st, ids[0], T0 + DAY, err));
	cr_assert_eq(get(ids[0])->flags, 0);
	cr_assert_lt(get(ids[0])->rank, get(ids[3])->rank);
	check_well(&f);
	vec_release(&woken);
}

Test(store_marks, followed_threads_stand_on_top)
{
	cr_assert_lt(get(ids[0])->rank, get(ids[3])->rank);
	must(store_change_thread(f.st, THREAD_FOLLOW, ids[0], T0, err));
	cr_assert_gt(get(ids[0])->rank, get(ids[3])->rank);
	undo("the thread is no longer followed");
	cr_assert_lt(get(ids[0])->rank, get(ids[3])->rank);
}

Test(store_marks, tells_what_came_since)
{
	struct id_vec since = { 0 };
	int64_t last = 0;

	must(store_snooze(f.st, ids[0], WAKE_FACT, 0, T0, err));
	struct snooze s = rules_of(ids[0]);
	must(store_thread_since(f.st, ids[0], s.arrival, &since, &last, err));
	cr_assert_eq(since.len, 0);
	int64_t id = put(9, ids[0]);
	must(store_thread_since(f.st, ids[0], s.arrival, &since, &last, err));
	cr_assert_eq(since.len, 1);
	cr_assert_eq(since.v[0], id);
	must(store_snooze_judged(f.st, &s, last, err));
	s = rules_of(ids[0]);
	since.len = 0;
	must(store_thread_since(f.st, ids[0], s.arrival, &since, &last, err));
	cr_assert_eq(since.len, 0);
	vec_release(&since);
}

static void inherit(int64_t id, int64_t of)
{
	must(store_mark_inherit(f.st, id, of, err));
	must(store_threads_refresh(f.st, T0, err));
}

Test(store_marks, later_chapters_inherit)
{
	must(store_change_thread(f.st, THREAD_FOLLOW, ids[1], T0, err));
	int64_t chapter = put(10, 0), next = put(11, 0);

	inherit(ids[2], ids[1]); /* it was there before */
	cr_assert_eq(get(ids[2])->flags, 0);
	inherit(chapter, ids[1]);
	inherit(next, chapter);
	cr_assert_eq(get(chapter)->flags, THREAD_FOLLOWED);
	cr_assert_eq(get(next)->flags, THREAD_FOLLOWED, "and so on");
	/* What the reader says of a chapter itself stays. */
	must(store_change_thread(f.st, THREAD_UNFOLLOW, next, T0, err));
	inherit(next, ids[1]);
	cr_assert_eq(get(next)->flags, 0);
	must(store_change_thread(f.st, THREAD_UNFOLLOW, ids[1], T0, err));
	cr_assert_eq(get(chapter)->flags, 0, "with their root's mark");
	undo("the thread is followed again");
	cr_assert_eq(get(chapter)->flags, THREAD_FOLLOWED);
	cr_assert_eq(get(next)->flags, 0);
}

Test(store_marks, a_chapter_is_a_new_fact)
{
	must(store_snooze(f.st, ids[1], WAKE_FACT, 0, T0, err));
	must(store_snooze(f.st, ids[2], WAKE_SOURCES, 0, T0, err));
	int64_t news = put(10, 0), more = put(11, 0);

	inherit(news, ids[1]);
	cr_assert_eq(get(news)->flags, 0);
	inherit(more, ids[2]);
	cr_assert_eq(get(more)->flags, HIDDEN);
	cr_assert_eq(rules_of(more).sources, WAKE_SOURCES_MORE);
}

Test(store_marks, a_merged_thread_sleeps_and_wakes_on)
{
	must(store_snooze(f.st, ids[0], WAKE_DATE, T0 + DAY, T0, err));
	struct membership m = { .article_id = ids[0], .thread_id = ids[1] };
	must(store_member_put(f.st, &m, err));
	must(store_threads_refresh(f.st, T0, err));
	cr_assert_eq(get(ids[1])->flags, HIDDEN);
	struct snooze s = rules_of(ids[1]);
	cr_assert_eq(s.thread_id, ids[1]);
	must(store_wake(f.st, &s, T0 + DAY, err));
	cr_assert_eq(get(ids[1])->flags, THREAD_WOKEN);
	must(store_thread_seen(f.st, ids[1], T0 + DAY, err));
	cr_assert_eq(get(ids[1])->flags, 0);
	check_well(&f);
}
