/* test_store_journal.c - changes, and the way back. */
#include "config.h"

#include "store_util.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/store/journal.h"
#include "thrum/store/rules.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

static struct fixture f;
static int64_t ids[6];

static void setup(void)
{
	fixture_init(&f);
	for (int i = 0; i < 6; i++) {
		struct article *a = make_article(&f, i, "Title", "Some text.");
		str_vec_add(&a->tags, "news");
		str_vec_add(&a->tags, "sea");
		ids[i] = put_as(&f, a, STORE_PUT_NEW);
		struct membership m = { .article_id = ids[i],
					.thread_id = ids[i / 2 * 2] };
		must(store_member_put(f.st, &m, err));
	}
	must(store_threads_refresh(f.st, T0, err));
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(store_journal, .init = setup, .fini = teardown);

static int64_t change(enum change_kind kind, int from, int n,
		      const char *text)
{
	int64_t changed = -1;

	must(store_change(f.st, kind, ids + from, (size_t)n, text, T0,
			  &changed, err));
	return changed;
}

/* Undo, wanting this sentence. */
static void undo(const char *want)
{
	struct buf b = BUF_INIT;
	struct undone u = { 0 };

	must(store_undo(f.st, T0, &b, &u, err));
	cr_assert_str_eq(b.ptr, want);
	cr_assert_eq(u.edits, !strncmp(want, "undone", 6));
	vec_release(&u.moved);
	buf_release(&b);
	check_well(&f);
}

static void nothing_left(void)
{
	struct buf b = BUF_INIT;
	struct undone u = { 0 };

	cr_assert_eq(store_undo(f.st, T0, &b, &u, NULL),
		     ST_NOT_FOUND);
	buf_release(&b);
}

static char *list(enum article_scope scope, bool unread_only,
		  const char *text)
{
	struct article_query q = { .scope = scope,
				   .unread_only = unread_only,
				   .text = text,
				   .of = ids[0] };

	return page_of(&f, &q, 0, PAGE_AFTER, 50);
}

Test(store_journal, undo_takes_back_only_what_changed)
{
	cr_assert_eq(change(CHANGE_READ, 1, 1, NULL), 1);
	cr_assert_eq(change(CHANGE_READ, 0, 4, NULL), 3);
	cr_assert_str_eq(list(SCOPE_ALL, true, NULL), "5 4");
	cr_assert_eq(change(CHANGE_READ, 0, 4, NULL), 0, "and no entry");
	check_well(&f);
	undo("3 articles are unread again");
	cr_assert_str_eq(list(SCOPE_ALL, true, NULL), "5 4 3 2 0");
	fixture_reopen(&f);
	undo("1 article is unread again");
	cr_assert_str_eq(list(SCOPE_ALL, true, NULL), "5 4 3 2 1 0");
	nothing_left();
}

Test(store_journal, stars_and_deletions)
{
	struct thread *t = NULL;

	change(CHANGE_STAR, 0, 2, NULL);
	change(CHANGE_UNSTAR, 1, 1, NULL);
	cr_assert_str_eq(list(SCOPE_STARRED, false, NULL), "0");
	cr_assert_eq(change(CHANGE_DELETE, 0, 2, NULL), 2);
	cr_assert_str_eq(list(SCOPE_ALL, false, NULL), "5 4 3 2");
	cr_assert_str_eq(list(SCOPE_STARRED, false, NULL), "");
	check_well(&f);
	must(store_thread_get(f.st, ids[0], &f.arena, &t, err));
	cr_assert_eq(t->n_articles, 0, "kept: its articles may come back");
	struct article *a = make_article(&f, 0, "Title", "Some text.");
	str_vec_add(&a->tags, "news");
	put_as(&f, a, STORE_PUT_SAME);
	cr_assert_str_eq(list(SCOPE_ALL, false, NULL), "5 4 3 2",
			 "fetched again, still deleted");
	undo("2 deleted articles are back");
	cr_assert_str_eq(list(SCOPE_SEARCH, false, "text"), "5 4 3 2 1 0");
	must(store_thread_get(f.st, ids[0], &f.arena, &t, err));
	cr_assert_eq(t->n_articles, 2);
	cr_assert(t->flags & THREAD_STARRED);
	undo("1 article has its star again");
	undo("2 articles are without their stars again");
	change(CHANGE_DELETE, 2, 1, NULL);
	change(CHANGE_UNDELETE, 2, 1, NULL);
	undo("1 article is deleted again");
}

Test(store_journal, tags_keep_their_order)
{
	struct article *a = NULL;

	cr_assert_eq(change(CHANGE_TAG, 0, 2, "Later"), 2);
	cr_assert_eq(change(CHANGE_TAG, 0, 3, "LATER"), 1);
	cr_assert_eq(change(CHANGE_UNTAG, 0, 1, "NEWS"), 1);
	cr_assert_str_eq(list(SCOPE_TAG, false, "later"), "2 1 0");
	cr_assert_str_eq(list(SCOPE_SEARCH, false, "tag:news"), "5 4 3 2 1");
	check_well(&f);
	/* The feed's own change of the tags keeps the reader's. */
	a = make_article(&f, 0, "Title changed", "Some text.");
	str_vec_add(&a->tags, "news");
	str_vec_add(&a->tags, "fresh");
	put_as(&f, a, STORE_PUT_REVISED);
	must(store_article_get(f.st, ids[0], STORE_LOAD_ALL, &a, err));
	cr_assert_eq(a->tags.len, 3);
	cr_assert_str_eq(a->tags.v[0], "sea");
	cr_assert_str_eq(a->tags.v[1], "Later");
	cr_assert_str_eq(a->tags.v[2], "fresh");
	article_free(a);
	undo("the tag NEWS is on 1 article again");
	undo("the tag LATER is off 1 article again");
	undo("the tag Later is off 2 articles again");
	must(store_article_get(f.st, ids[1], STORE_LOAD_ALL, &a, err));
	cr_assert_eq(a->tags.len, 2);
	cr_assert_str_eq(a->tags.v[0], "news");
	article_free(a);
	int64_t n;
	cr_assert_eq(store_change(f.st, CHANGE_TAG, ids, 1, "", T0, &n, NULL),
		     ST_USAGE);
	cr_assert_eq(store_change(f.st, CHANGE_TAG, ids, 1, "a\nb", T0, &n,
				  NULL),
		     ST_USAGE);
}

Test(store_journal, whole_scopes)
{
	static const struct {
		enum article_scope scope;
		const char *text;
		const char *left; /* unread after it */
		const char *sentence;
	} cases[] = {
		{ SCOPE_ALL, NULL, "", "6 articles are unread again" },
		{ SCOPE_THREAD, NULL, "5 4 3 2",
		  "2 articles are unread again" },
		{ SCOPE_TAG, "Sea", "", "6 articles are unread again" },
		{ SCOPE_SEARCH, "text -unheard", "",
		  "6 articles are unread again" },
		{ SCOPE_STARRED, NULL, "5 4 3 2 1",
		  "1 article is unread again" },
	};
	int64_t n = 0;

	change(CHANGE_STAR, 0, 1, NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct article_query q = { .scope = cases[i].scope,
					   .text = cases[i].text,
					   .of = ids[0] };
		must(store_change_scope(f.st, CHANGE_READ, &q, T0, &n, err));
		cr_assert_str_eq(list(SCOPE_ALL, true, NULL), cases[i].left);
		check_well(&f);
		undo(cases[i].sentence);
	}
	struct article_query feed = { .scope = SCOPE_FEED, .of = f.feed,
				      .max_id = ids[3] };
	must(store_change_scope(f.st, CHANGE_READ, &feed, T0, &n, err));
	cr_assert_eq(n, 4);
	cr_assert_str_eq(list(SCOPE_ALL, true, NULL), "5 4",
			 "what came since is not touched");
	feed.unread_only = true;
	must(store_change_scope(f.st, CHANGE_READ, &feed, T0, &n, err));
	cr_assert_eq(n, 0);
	feed.unread_only = false;
	must(store_change_scope(f.st, CHANGE_UNREAD, &feed, T0, &n, err));
	cr_assert_eq(n, 4);
	undo("4 articles are read again");
	cr_assert_eq(store_change_scope(f.st, CHANGE_DELETE, &feed, T0, &n,
					NULL),
		     ST_USAGE);
	feed.scope = SCOPE_SEARCH;
	feed.text = "is:odd";
	cr_assert_eq(store_change_scope(f.st, CHANGE_READ, &feed, T0, &n,
					NULL),
		     ST_USAGE);
}

Test(store_journal, threads_and_edits)
{
	struct thread *t = NULL;
	struct edit e[2] = { { .kind = EDIT_MUST_LINK, .a = 1, .b = 2 },
			     { .kind = EDIT_CANNOT_LINK, .a = 2, .b = 3 } };
	struct edit_vec edits = { 0 };

	must(store_change_thread(f.st, THREAD_FOLLOW, ids[0], T0, err));
	must(store_change_thread(f.st, THREAD_FOLLOW, ids[0], T0, err));
	must(store_change_thread(f.st, THREAD_MUTE, ids[0], T0, err));
	must(store_edit_put(f.st, e, 2, "merge", T0, err));
	fixture_reopen(&f);
	undo("undone: merge");
	must(store_edits(f.st, &edits, err));
	cr_assert_eq(edits.len, 0);
	undo("the thread is no longer muted");
	must(store_thread_get(f.st, ids[0], &f.arena, &t, err));
	cr_assert_eq(t->flags, THREAD_FOLLOWED);
	undo("the thread is no longer followed");
	must(store_thread_get(f.st, ids[0], &f.arena, &t, err));
	cr_assert_eq(t->flags, 0);
	nothing_left();
	cr_assert_eq(store_change_thread(f.st, THREAD_MUTE, 77, T0, NULL),
		     ST_NOT_FOUND);
}

/* Where an article is, with all that is known of that. */
static struct membership where(int64_t id)
{
	struct membership m;

	must(store_member_get(f.st, id, &m, err));
	return m;
}

static void put(int64_t id, int64_t thread)
{
	struct evidence why[] = { { EVIDENCE_TERM, (char *)"levee", 0.25 },
				  { EVIDENCE_DATE, NULL, 3600 } };
	struct membership m = {
		.article_id = id,
		.thread_id = thread,
		.near_id = thread,
		.score = 0.3 + 0.01 * (double)id,
		.fixed = id & 1,
		.why = { why, 2, 2 },
	};

	must(store_member_put(f.st, &m, err));
}

static void expect_same(const struct membership *a, const struct membership *b)
{
	cr_assert_eq(a->thread_id, b->thread_id);
	cr_assert_eq(a->near_id, b->near_id);
	cr_assert_float_eq(a->score, b->score, 1e-15);
	cr_assert_eq(a->fixed, b->fixed);
	cr_assert_eq(a->why.len, b->why.len);
	for (size_t i = 0; i < a->why.len; i++) {
		cr_assert_eq(a->why.v[i].kind, b->why.v[i].kind);
		cr_assert_float_eq(a->why.v[i].weight, b->why.v[i].weight,
				   1e-15);
		cr_assert(!a->why.v[i].term == !b->why.v[i].term);
	}
}

/* An edit and what follows from it, in one transaction. */
static void edit_and_move(int n_moves, int64_t to)
{
	struct edit e = { .kind = EDIT_MUST_LINK, .a = ids[0], .b = ids[1] };

	must(store_begin(f.st, err));
	must(store_edit_put(f.st, &e, 1, "merge", T0, err));
	for (int i = 0; i < n_moves; i++) {
		put(ids[i], ids[5]); /* a way that it does not stay on */
		put(ids[i], to);
	}
	must(store_threads_refresh(f.st, T0, err));
	must(store_commit(f.st, err));
}

Test(store_journal, undone_edits_put_back_what_moved)
{
	struct membership was[3];
	struct undone u = { 0 };
	struct buf b = BUF_INIT;

	for (int i = 0; i < 3; i++) {
		put(ids[i], ids[0]);
		was[i] = where(ids[i]);
	}
	edit_and_move(2, ids[4]);
	/* What moves by itself later is no part of it. */
	put(ids[2], ids[4]);
	fixture_reopen(&f);
	must(store_undo(f.st, T0, &b, &u, err));
	must(store_threads_refresh(f.st, T0, err));
	cr_assert(u.edits);
	cr_assert_eq(u.moved.len, 2);
	for (int i = 0; i < 2; i++) {
		struct membership now = where(ids[i]);
		expect_same(&now, &was[i]);
		evidence_vec_release(&now.why);
	}
	struct membership third = where(ids[2]);
	cr_assert_eq(third.thread_id, ids[4]);
	evidence_vec_release(&third.why);
	for (int i = 0; i < 3; i++)
		evidence_vec_release(&was[i].why);
	vec_release(&u.moved);
	buf_release(&b);
	check_well(&f);
}

/* Then the threads of before are no more. */
Test(store_journal, after_rethreading_no_way_back_is_known)
{
	struct undone u = { 0 };
	struct buf b = BUF_INIT;

	put(ids[0], ids[0]);
	put(ids[1], ids[1]);
	edit_and_move(2, ids[0]);
	must(store_topic_clear(f.st, err));
	must(store_undo(f.st, T0, &b, &u, err));
	cr_assert(u.edits);
	cr_assert_eq(u.moved.len, 0);
	vec_release(&u.moved);
	buf_release(&b);
}

Test(store_journal, old_entries_are_forgotten)
{
	int undone = 0;
	struct buf b = BUF_INIT;
	struct undone u = { 0 };

	must(store_begin(f.st, err));
	for (int i = 0; i < JOURNAL_KEEP + 50; i++)
		change(i & 1 ? CHANGE_UNREAD : CHANGE_READ, 0, 1, NULL);
	must(store_commit(f.st, err));
	while (store_undo(f.st, T0, &b, &u, NULL) == ST_OK)
		undone++;
	cr_assert_eq(undone, JOURNAL_KEEP);
	buf_release(&b);
	check_well(&f);
}

/* The next entry has their number: it must not have their items. */
Test(store_journal, entries_go_with_their_items)
{
	must(store_rule_kill(f.st, ids, 2, T0, err));
	check_well(&f);
	change(CHANGE_READ, 4, 1, NULL);
	undo("1 article is unread again");
}

Test(store_journal, a_failed_batch_changes_nothing)
{
	must(store_begin(f.st, err));
	change(CHANGE_READ, 0, 6, NULL);
	store_rollback(f.st);
	cr_assert_str_eq(list(SCOPE_ALL, true, NULL), "5 4 3 2 1 0");
	nothing_left();
	check_well(&f);
}
