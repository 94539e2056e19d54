/* test_store_threads.c - threads, memberships, aliases, links, state. */
#include "config.h"

#include "store_util.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/store/journal.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(store_threads, .init = setup, .fini = teardown);

static void place(int64_t article, int64_t thread, int64_t copy_of)
{
	struct membership m = { .article_id = article,
				.thread_id = thread,
				.copy_of = copy_of,
				.score = 0.5 };

	must(store_member_put(f.st, &m, err));
}

static void refresh(void)
{
	must(store_threads_refresh(f.st, T0, err));
}

static struct thread *get(int64_t id)
{
	struct thread *t = NULL;

	must(store_thread_get(f.st, id, &f.arena, &t, err));
	return t;
}

/* Articles 0..n-1, a minute apart. */
static void put_n(int64_t *ids, int n)
{
	for (int i = 0; i < n; i++) {
		char title[32];
		snprintf(title, sizeof(title), "Title %d", i);
		struct article *a = make_article(&f, i, title, NULL);
		a->published = T0 - 6000 + i * 60;
		a->source = xasprintf("Source %d", i % 3);
		ids[i] = put_as(&f, a, STORE_PUT_NEW);
	}
}

/* Headlines of a page, by the number in them. */
static char *threads_page(const struct thread_query *q, struct thread_key key,
			  enum page_dir dir, int limit)
{
	struct thread_vec v = { 0 };
	struct buf b = BUF_INIT;

	must(store_threads_page(f.st, q, key, dir, limit, &f.arena, &v, err));
	for (size_t i = 0; i < v.len; i++)
		buf_addf(&b, "%s%s", i ? " " : "", v.v[i]->headline + 6);
	vec_release(&v);
	char *s = arena_strdup(&f.arena, b.ptr);
	buf_release(&b);
	return s;
}

Test(store_threads, facts_are_made_from_members)
{
	int64_t ids[6], n = 0;

	put_n(ids, 6);
	for (int i = 0; i < 5; i++)
		place(ids[i], ids[0], i == 3 ? ids[0] : 0);
	refresh();
	must(store_change(f.st, CHANGE_READ, ids, 2, NULL, T0, &n, err));
	must(store_change(f.st, CHANGE_STAR, ids + 4, 1, NULL, T0, &n, err));
	struct thread *t = get(ids[0]);
	cr_assert_eq(t->id, ids[0]);
	cr_assert_eq(t->n_articles, 5);
	cr_assert_eq(t->n_unread, 3);
	cr_assert_eq(t->n_independent, 4);
	cr_assert_eq(t->n_sources, 3);
	cr_assert_str_eq(t->sources, "Source 0\nSource 1\nSource 2");
	cr_assert_str_eq(t->headline, "Title 0");
	cr_assert_eq(t->first, T0 - 6000);
	cr_assert_eq(t->last, T0 - 6000 + 240);
	cr_assert_gt(t->rank, t->last);
	cr_assert_eq(t->flags, THREAD_STARRED);
	cr_assert_eq(t->spark[0], 8, "two of five in the first quarter");
	cr_assert_eq(t->spark[3], 4);
	must(store_thread_describe(f.st, ids[0], ids[4], "Kyodo\nTokyo",
				   err));
	place(ids[5], ids[0], 0);
	refresh();
	t = get(ids[0]);
	cr_assert_str_eq(t->headline, "Title 4", "the central report's");
	cr_assert_str_eq(t->names, "Kyodo\nTokyo");
	cr_assert_eq(t->n_articles, 6);
	check_well(&f);
}

Test(store_threads, pages_both_ways_with_ties)
{
	int64_t ids[9];
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_key top = { 0 };

	for (int i = 0; i < 9; i++) {
		char title[32];
		snprintf(title, sizeof(title), "Title %d", i);
		struct article *a = make_article(&f, i, title, NULL);
		a->published = T0 - 100 + i / 3;
		ids[i] = put_as(&f, a, STORE_PUT_NEW);
		place(ids[i], ids[i], 0);
	}
	refresh();
	for (int order = 0; order < 2; order++) {
		q.order = order ? THREADS_BY_ACTIVITY : THREADS_BY_NEWEST;
		int64_t add = order ? 3 * 3600 : 0;
		struct thread_key k = { T0 - 99 + add, ids[4] };
		cr_assert_str_eq(threads_page(&q, top, PAGE_AFTER, 4),
				 "8 7 6 5");
		cr_assert_str_eq(threads_page(&q, k, PAGE_AFTER, 3), "3 2 1");
		cr_assert_str_eq(threads_page(&q, k, PAGE_BEFORE, 3),
				 "7 6 5");
		cr_assert_str_eq(threads_page(&q, top, PAGE_BEFORE, 2),
				 "1 0");
		int n = -1;
		must(store_thread_place(f.st, &q, k, 100, &n, err));
		cr_assert_eq(n, 4);
		must(store_thread_place(f.st, &q, k, 3, &n, err));
		cr_assert_eq(n, 3);
	}
}

Test(store_threads, unread_and_muted_lists)
{
	int64_t ids[5], n;
	struct thread_query q = { 0 };
	struct thread_key top = { 0 };
	struct store_counts counts;

	put_n(ids, 5);
	for (int i = 0; i < 5; i++)
		place(ids[i], ids[i], 0);
	refresh();
	must(store_change_thread(f.st, THREAD_MUTE, ids[3], T0, err));
	must(store_change(f.st, CHANGE_READ, &ids[1], 1, NULL, T0, &n, err));
	cr_assert_str_eq(threads_page(&q, top, PAGE_AFTER, 9), "4 2 1 0");
	q.unread_only = true;
	cr_assert_str_eq(threads_page(&q, top, PAGE_AFTER, 9), "4 2 0");
	q.with_muted = true;
	cr_assert_str_eq(threads_page(&q, top, PAGE_AFTER, 9), "4 3 2 0");
	q.unread_only = false;
	cr_assert_str_eq(threads_page(&q, top, PAGE_BEFORE, 9), "4 3 2 1 0");
	must(store_counts(f.st, &counts, err));
	cr_assert_eq(counts.threads, 4);
	cr_assert_eq(counts.threads_unread, 3);
	check_well(&f);
	must(store_change_thread(f.st, THREAD_UNMUTE, ids[3], T0, err));
	must(store_counts(f.st, &counts, err));
	cr_assert_eq(counts.threads, 5);
	check_well(&f);
}

Test(store_threads, merged_threads_keep_their_old_ids)
{
	int64_t ids[6];
	struct thread *t = NULL;

	put_n(ids, 6);
	for (int i = 0; i < 6; i++)
		place(ids[i], ids[i / 2 * 2], 0);
	refresh();
	/* 2,3 go to 0; then all of it to 4. */
	place(ids[2], ids[0], 0);
	place(ids[3], ids[0], 0);
	refresh();
	cr_assert_eq(get(ids[2])->id, ids[0]);
	for (int i = 0; i < 4; i++)
		place(ids[i], ids[4], 0);
	refresh();
	cr_assert_eq(get(ids[2])->id, ids[4]);
	cr_assert_eq(get(ids[0])->id, ids[4]);
	cr_assert_eq(get(ids[4])->n_articles, 6);
	/* And back: the old id is a thread again. */
	for (int i = 0; i < 6; i++)
		place(ids[i], ids[0], 0);
	refresh();
	cr_assert_eq(get(ids[0])->id, ids[0]);
	cr_assert_eq(get(ids[4])->id, ids[0]);
	cr_assert_eq(get(ids[2])->id, ids[0]);
	cr_assert_eq(store_thread_get(f.st, 12345, &f.arena, &t, NULL),
		     ST_NOT_FOUND);
	check_well(&f);
}

Test(store_threads, rethreading_keeps_marks_and_edits)
{
	int64_t ids[3];
	struct edit e = { .kind = EDIT_CANNOT_LINK };
	struct edit_vec edits = { 0 };
	struct thread *t = NULL;
	struct id_vec waiting = { 0 };
	struct store_counts counts;

	put_n(ids, 3);
	for (int i = 0; i < 3; i++)
		place(ids[i], ids[i], 0);
	refresh();
	must(store_change_thread(f.st, THREAD_FOLLOW, ids[2], T0, err));
	e.a = ids[0];
	e.b = ids[1];
	must(store_edit_put(f.st, &e, 1, "split", T0, err));
	must(store_topic_put(f.st, "k", "bytes", 5, err));
	must(store_topic_clear(f.st, err));
	cr_assert_eq(store_thread_get(f.st, ids[0], &f.arena, &t, NULL),
		     ST_NOT_FOUND);
	must(store_counts(f.st, &counts, err));
	cr_assert_eq(counts.threads, 0);
	must(store_unthreaded(f.st, 2, &waiting, err));
	cr_assert_eq(waiting.len, 2);
	cr_assert_eq(waiting.v[0], ids[0]);
	place(ids[0], ids[0], 0);
	place(ids[1], ids[0], 0);
	place(ids[2], ids[0], 0);
	refresh();
	cr_assert(get(ids[0])->flags & THREAD_FOLLOWED,
		  "its founder is in this thread now");
	cr_assert_eq(get(ids[2])->id, ids[0]);
	must(store_edits(f.st, &edits, err));
	cr_assert_eq(edits.len, 1);
	cr_assert_eq(edits.v[0].b, ids[1]);
	vec_release(&edits);
	vec_release(&waiting);
	check_well(&f);
}

Test(store_threads, evidence_comes_back)
{
	int64_t ids[2];
	struct evidence why[] = {
		{ EVIDENCE_NAME, (char *)"Shangri-La Dialogue", 0.5 },
		{ EVIDENCE_DATE, NULL, 86400 },
		{ EVIDENCE_TERM, (char *)"", 0.25 },
	};
	struct membership m = { .score = 0.75, .fixed = true }, got;

	put_n(ids, 2);
	m.article_id = ids[1];
	m.thread_id = ids[0];
	m.near_id = ids[0];
	for (size_t i = 0; i < 3; i++)
		vec_push(&m.why, why[i]);
	must(store_member_put(f.st, &m, err));
	must(store_member_get(f.st, ids[1], &got, err));
	cr_assert_eq(got.thread_id, ids[0]);
	cr_assert_eq(got.near_id, ids[0]);
	cr_assert_eq(got.score, 0.75);
	cr_assert(got.fixed);
	cr_assert_eq(got.why.len, 3);
	cr_assert_str_eq(got.why.v[0].term, "Shangri-La Dialogue");
	cr_assert_null(got.why.v[1].term);
	cr_assert_eq(got.why.v[1].weight, 86400);
	cr_assert_str_eq(got.why.v[2].term, "");
	evidence_vec_release(&got.why);
	vec_release(&m.why);
	cr_assert_eq(store_member_get(f.st, ids[0], &got, NULL),
		     ST_NOT_FOUND);
	m.article_id = 99;
	cr_assert_eq(store_member_put(f.st, &m, NULL), ST_NOT_FOUND);
	refresh();
	check_well(&f);
}

Test(store_threads, links_go_both_ways)
{
	int64_t ids[4];
	struct thread_link links[] = { { .score = 0.2,
					 .names = (char *)"Tokyo" },
				       { .score = 0.6 },
				       { .score = 0.9 } };
	struct related_thread_vec v = { 0 };

	put_n(ids, 4);
	for (int i = 0; i < 4; i++)
		place(ids[i], ids[i], 0);
	refresh();
	links[0].other_id = ids[1];
	links[1].other_id = ids[2];
	links[2].other_id = ids[0]; /* itself: not taken */
	must(store_thread_links_put(f.st, ids[0], links, 3, err));
	must(store_thread_links(f.st, ids[0], 9, &f.arena, &v, err));
	cr_assert_eq(v.len, 2);
	cr_assert_eq(v.v[0].thread->id, ids[2], "strongest first");
	cr_assert_str_eq(v.v[1].names, "Tokyo");
	v.len = 0;
	must(store_thread_links(f.st, ids[1], 9, &f.arena, &v, err));
	cr_assert_eq(v.len, 1);
	cr_assert_eq(v.v[0].thread->id, ids[0]);
	v.len = 0;
	must(store_thread_links_put(f.st, ids[0], links + 1, 1, err));
	must(store_thread_links(f.st, ids[1], 9, &f.arena, &v, err));
	cr_assert_eq(v.len, 0, "replaced in both directions");
	/* A thread that goes takes its links along. */
	place(ids[2], ids[3], 0);
	refresh();
	must(store_thread_links(f.st, ids[0], 9, &f.arena, &v, err));
	cr_assert_eq(v.len, 0);
	vec_release(&v);
}

static enum status collect(const char *key, const void *bytes, size_t len,
			   void *ctx)
{
	struct buf *b = ctx;

	buf_addf(b, "%s=%.*s;", key, (int)len, (const char *)bytes);
	return len == 4 ? ST_CANCELLED : ST_OK;
}

Test(store_threads, state_chunks_by_name)
{
	struct buf b = BUF_INIT;

	must(store_topic_put(f.st, "b", "two", 3, err));
	must(store_topic_put(f.st, "a", "one", 3, err));
	must(store_topic_put(f.st, "c", "", 0, err));
	must(store_topic_put(f.st, "b", "TWO", 3, err));
	must(store_topic_put(f.st, "x", "gone", 4, err));
	must(store_topic_put(f.st, "x", NULL, 0, err));
	fixture_reopen(&f);
	must(store_topic_each(f.st, collect, &b, err));
	cr_assert_str_eq(b.ptr, "a=one;b=TWO;c=;");
	must(store_topic_put(f.st, "aa", "stop", 4, err));
	buf_clear(&b);
	cr_assert_eq(store_topic_each(f.st, collect, &b, NULL), ST_CANCELLED);
	cr_assert_str_eq(b.ptr, "a=one;aa=stop;");
	buf_release(&b);
}

Test(store_threads, next_unread_goes_round)
{
	int64_t ids[7], id = 0, thread = 0, n;

	put_n(ids, 7);
	/* Threads: {0,1,2} {3,4} {5}; 6 waits. By activity: the largest is
	 * first. */
	for (int i = 0; i < 6; i++)
		place(ids[i], ids[i < 3 ? 0 : i < 5 ? 3 : 5], 0);
	refresh();
	static const int order[] = { 0, 1, 2, 3, 4, 5 };
	for (int i = 0; i < 6; i++) {
		must(store_next_unread(f.st, id, &id, &thread, err));
		cr_assert_eq(id, ids[order[i]], "step %d", i);
	}
	must(store_next_unread(f.st, id, &id, &thread, err));
	cr_assert_eq(id, ids[0], "round again");
	must(store_change(f.st, CHANGE_READ, ids + 1, 5, NULL, T0, &n, err));
	must(store_next_unread(f.st, ids[5], &id, &thread, err));
	cr_assert_eq(id, ids[0]);
	cr_assert_eq(thread, ids[0]);
	must(store_change(f.st, CHANGE_READ, ids, 1, NULL, T0, &n, err));
	must(store_next_unread(f.st, ids[0], &id, &thread, err));
	cr_assert_eq(id, ids[6], "what is in no thread comes last");
	cr_assert_eq(thread, 0);
	must(store_change(f.st, CHANGE_READ, ids + 6, 1, NULL, T0, &n, err));
	must(store_next_unread(f.st, 0, &id, &thread, err));
	cr_assert_eq(id, 0);
}
