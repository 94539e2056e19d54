/* test_store_random.c - hundreds of random operations; after each batch
 * everything that is stored as a number is counted again. */
#include "config.h"

#include "store_util.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/store/journal.h"
#include "thrum/store/threads.h"
#include "store/store_priv.h"
#include "thrum/base/banned.h"

#define ARTICLES 120

static struct fixture f;
static uint32_t seed;
static struct id_vec ids; /* of the stored articles */

static void setup(void)
{
	fixture_init(&f);
	ids.len = 0;
}

static void teardown(void)
{
	fixture_release(&f);
	vec_release(&ids);
}

TestSuite(store_random, .init = setup, .fini = teardown, .timeout = 240);

static uint32_t rnd(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static int64_t any(void)
{
	return ids.v[rnd((uint32_t)ids.len)];
}

/* New, known, changed, or another feed's sighting: as the dice fall. */
static void do_put(void)
{
	static const char *const words[] = { "ship", "港", "café", "война",
					     "vote" };
	char title[64], text[64];
	int n = (int)rnd(ARTICLES);
	uint32_t version = rnd(3);
	enum store_put what;

	snprintf(title, sizeof(title), "%s %d", words[n % 5], n);
	snprintf(text, sizeof(text), "%s and %s, version %u.", words[n % 5],
		 words[(n + 1) % 5], version);
	struct article *a = make_article(&f, n, title,
					 n % 7 ? text : NULL);
	a->feed_id = rnd(4) ? f.feed : f.other;
	if (rnd(2))
		str_vec_add(&a->tags, words[rnd(5)]);
	if (rnd(5) == 0)
		a->flags |= ARTICLE_READ;
	must(store_article_put(f.st, a, &what, err));
	if (what == STORE_PUT_NEW)
		vec_push(&ids, a->id);
	article_free(a);
}

static void do_change(void)
{
	enum change_kind kind = (enum change_kind)rnd(CHANGE_KINDS);
	int64_t some[5], n = 0;
	size_t count = 1 + rnd(5);

	for (size_t i = 0; i < count; i++)
		some[i] = any();
	must(store_change(f.st, kind, some, count, rnd(2) ? "mine" : "港", T0,
			  &n, err));
}

static void do_scope(void)
{
	struct article_query q = {
		.scope = (enum article_scope)rnd(SCOPE_STARRED + 1),
		.text = rnd(2) ? "ship" : "港",
		.unread_only = rnd(2),
	};
	int64_t n = 0;

	q.of = q.scope == SCOPE_FEED ? (rnd(2) ? f.feed : f.other) : any();
	if (rnd(2))
		q.max_id = any();
	must(store_change_scope(f.st, rnd(2) ? CHANGE_READ : CHANGE_UNREAD,
				&q, T0, &n, err));
}

static void do_move(void)
{
	struct membership m = { .article_id = any(), .thread_id = any() };

	if (rnd(4) == 0)
		m.copy_of = any();
	must(store_member_put(f.st, &m, err));
	must(store_threads_refresh(f.st, T0, err));
}

static void do_thread(void)
{
	enum status st = store_change_thread(f.st, (enum thread_change)rnd(4),
					     any(), T0, NULL);

	cr_assert(st == ST_OK || st == ST_NOT_FOUND);
}

static void do_undo(void)
{
	struct buf b = BUF_INIT;
	struct undone u = { 0 };
	enum status st = store_undo(f.st, T0, &b, &u, NULL);

	cr_assert(st == ST_OK || st == ST_NOT_FOUND);
	buf_release(&b);
}

static void do_any(void)
{
	uint32_t dice = rnd(100);

	if (dice < 40 || ids.len == 0)
		do_put();
	else if (dice < 60)
		do_change();
	else if (dice < 66)
		do_scope();
	else if (dice < 86)
		do_move();
	else if (dice < 91)
		do_thread();
	else if (dice < 99)
		do_undo();
	else
		must(store_topic_clear(f.st, err));
}

/* Some batches are one transaction, some of these are taken back. */
static void batch(void)
{
	uint32_t how = rnd(4);
	size_t known = ids.len;

	if (how < 2)
		must(store_begin(f.st, err));
	for (int i = 0; i < 25; i++)
		do_any();
	if (how == 0)
		must(store_commit(f.st, err));
	if (how == 1) {
		store_rollback(f.st);
		ids.len = known;
	}
	check_well(&f);
}

Test(store_random, counters_never_drift)
{
	for (uint32_t run = 0; run < 3; run++) {
		seed = 77 + run;
		for (int i = 0; i < 20; i++)
			batch();
		fixture_reopen(&f);
	}
}

Test(store_random, undoing_all_leads_back)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct buf b = BUF_INIT;
	static const char sql[] =
		"SELECT group_concat(a.id || ' ' || a.flags || ' ' ||"
		" coalesce(c.tags, ''), ';') FROM article a"
		" JOIN content c ON c.id = a.id";
	struct undone u = { 0 };
	struct query q;

	seed = 4711;
	for (int i = 0; i < 80; i++)
		do_put();
	query_start(&q, f.st, sql, NULL);
	cr_assert(query_row(&q));
	buf_adds(&before, query_col_text(&q, 0));
	must(query_end(&q));
	for (int i = 0; i < 200; i++)
		rnd(3) ? do_change() : do_scope();
	while (store_undo(f.st, T0, &b, &u, NULL) == ST_OK)
		buf_clear(&b);
	query_start(&q, f.st, sql, NULL);
	cr_assert(query_row(&q));
	buf_adds(&after, query_col_text(&q, 0));
	must(query_end(&q));
	cr_assert_str_eq(before.ptr, after.ptr);
	check_well(&f);
	buf_release(&before);
	buf_release(&after);
	buf_release(&b);
}

Test(store_random, doctor_finds_and_repairs)
{
	static const char *const damage[] = {
		"UPDATE total SET unread = unread + 1",
		"UPDATE feed SET n_articles = 0",
		"UPDATE tag SET n_unread = 99",
		"UPDATE thread SET n_independent = 7",
		"UPDATE sighting SET state = 1 - state WHERE state < 2",
		"UPDATE article_tag SET state = 2",
		"INSERT INTO body (arrival, text) VALUES (1000000, 'lost')",
		"UPDATE content SET title = 'not in the index'",
	};
	struct buf report = BUF_INIT;

	seed = 99;
	for (int i = 0; i < 150; i++)
		do_any();
	check_well(&f);
	for (size_t i = 0; i < sizeof(damage) / sizeof(*damage); i++) {
		int n = 0;
		must(db_exec(f.st, damage[i], err));
		must(store_check(f.st, STORE_CHECK, &report, &n, err));
		cr_expect_gt(n, 0, "%s", damage[i]);
		must(store_check(f.st, STORE_CHECK_REPAIR, &report, &n, err));
		cr_expect_gt(n, 0);
		check_well(&f);
	}
	buf_release(&report);
}
