/* test_store_lists.c - pages, searching, and what a page costs. */
#include "config.h"

#include "store_util.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/store/journal.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "thrum/text/words.h"
#include "store/store_priv.h"
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

TestSuite(store_lists, .init = setup, .fini = teardown, .timeout = 120);

static void change(enum change_kind kind, int64_t id)
{
	int64_t n = 0;

	must(store_change(f.st, kind, &id, 1, NULL, T0, &n, err));
	cr_assert_eq(n, 1);
}

static char *after(const struct article_query *q, int64_t key, int limit)
{
	return page_of(&f, q, key, PAGE_AFTER, limit);
}

static char *before(const struct article_query *q, int64_t key, int limit)
{
	return page_of(&f, q, key, PAGE_BEFORE, limit);
}

Test(store_lists, pages_go_both_ways_over_ties)
{
	struct article_query q = { .scope = SCOPE_ALL };
	int64_t ids[10];

	for (int i = 0; i < 10; i++) {
		struct article *a = make_article(&f, i, "Title", "Text.");
		a->published = T0 - 1000 + i / 4; /* 0-3, 4-7, 8-9 */
		ids[i] = put_as(&f, a, STORE_PUT_NEW);
	}
	cr_assert_str_eq(after(&q, 0, 4), "9 8 7 6");
	cr_assert_str_eq(after(&q, ids[6], 4), "5 4 3 2");
	cr_assert_str_eq(after(&q, ids[2], 4), "1 0");
	cr_assert_str_eq(after(&q, ids[0], 4), "");
	cr_assert_str_eq(before(&q, 0, 3), "2 1 0");
	cr_assert_str_eq(before(&q, ids[2], 3), "5 4 3");
	cr_assert_str_eq(before(&q, ids[8], 3), "9");
	q.max_id = ids[7];
	q.min_id = ids[2];
	cr_assert_str_eq(after(&q, 0, 100), "7 6 5 4 3 2");
	cr_assert_str_eq(before(&q, 0, 2), "3 2");
}

Test(store_lists, unread_starred_deleted)
{
	struct article_query all = { .scope = SCOPE_ALL };
	struct article_query unread = { .scope = SCOPE_ALL,
					.unread_only = true };
	struct article_query feed = { .scope = SCOPE_FEED, .of = f.feed };
	struct article_query starred = { .scope = SCOPE_STARRED };
	int64_t ids[4];

	for (int i = 0; i < 4; i++)
		ids[i] = put_article(&f, i, "Title", NULL);
	change(CHANGE_READ, ids[2]);
	change(CHANGE_STAR, ids[1]);
	change(CHANGE_STAR, ids[2]);
	change(CHANGE_DELETE, ids[3]);
	cr_assert_str_eq(after(&all, 0, 9), "2 1 0");
	cr_assert_str_eq(after(&unread, 0, 9), "1 0");
	cr_assert_str_eq(after(&feed, 0, 9), "2 1 0");
	cr_assert_str_eq(after(&starred, 0, 9), "2 1");
	starred.unread_only = true;
	feed.unread_only = true;
	cr_assert_str_eq(after(&starred, 0, 9), "1");
	cr_assert_str_eq(after(&feed, 0, 9), "1 0");
	check_well(&f);
}

Test(store_lists, rows_name_their_outlet)
{
	struct article_query q = { .scope = SCOPE_ALL };
	struct article_row_vec rows = { 0 };
	struct article *a = make_article(&f, 2, "Two", NULL);

	put_article(&f, 1, "One", NULL);
	a->source = xstrdup("Kyodo");
	put_as(&f, a, STORE_PUT_NEW);
	must(store_articles_page(f.st, &q, 0, PAGE_AFTER, 9, &f.arena, &rows,
				 err));
	cr_assert_str_eq(rows.v[0].source, "Kyodo");
	cr_assert_str_eq(rows.v[1].source, "Morning Post", "else the feed");
	cr_assert_eq(strlen(rows.v[0].uuid), 36);
	cr_assert_eq(rows.v[0].time, T0 - 998);
	vec_release(&rows);
}

/* ---- searching ---- */

static const char *const texts[] = {
	/* 0 */ "The ministers met in Singapore and spoke of cybersecurity.",
	/* 1 */ "防衛相は東京でサイバー攻撃への対策を語った。",
	/* 2 */ "التقى الوزيران في سنغافورة وتحدثا عن الأمن.",
	/* 3 */ "Der Straßenbau in Köln geht weiter, sagt die Behörde.",
	/* 4 */ "Le café où l'élève étudie n'est pas loin de l'Élysée.",
	/* 5 */ "Łódź and Kraków are cities; Ærø and Tromsø lie elsewhere.",
	/* 6 */ "서울에서 열린 회의에 장관이 참석했다.",
	/* 7 */ "Министр прибыл в Сингапур на переговоры.",
	/* 8 */ "รัฐมนตรีพบกันที่สิงคโปร์เมื่อวันเสาร์",
	/* 9 */ "Full width: ＡＢＣ１２３ and half width ｶﾒﾗ.",
	/* 10 */ "मंत्री सिंगापुर में मिले और सुरक्षा पर बात की।",
	/* 11 */ "עם הספר חי בארץ ישראל.",
};

Test(store_lists, search_in_every_script)
{
	static const struct {
		const char *query, *want;
	} cases[] = {
		{ "singapore", "0" },
		{ "SINGAPORE", "0" },
		{ "東京", "1" },
		{ "攻撃", "1" },
		{ "京東", "" }, /* the phrase, not the characters */
		{ "サイバー", "1" },
		{ "カメラ", "9" }, /* half width is folded */
		{ "سنغافورة", "2" },
		{ "الامن", "2" }, /* without the hamza */
		{ "strassenbau", "3" },
		{ "straßenbau", "3" },
		{ "koln", "3" },
		{ "Köln", "3" },
		{ "cafe", "4" },
		{ "elysee", "4" },
		{ "élève etudie", "4" },
		{ "l'eleve", "4" },
		{ "lodz krakow", "5" },
		{ "tromso", "5" },
		{ "aero", "5" },
		{ "서울", "6" },
		{ "회의", "6" },
		{ "сингапур", "7" },
		{ "СИНГАПУР", "7" },
		{ "สิงคโปร์", "8" },
		{ "abc123", "9" },
		{ "सिंगापुर", "10" },
		{ "הספר", "11" },
	};
	struct article_query q = { .scope = SCOPE_SEARCH };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		put_article(&f, (int)i, "Title", texts[i]);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		q.text = cases[i].query;
		cr_expect_str_eq(after(&q, 0, 50), cases[i].want,
				 "%s: %s", cases[i].query, after(&q, 0, 50));
	}
	check_well(&f);
}

Test(store_lists, query_language)
{
	static const struct {
		const char *query, *want;
	} cases[] = {
		{ "red", "4 3 1 0" },
		{ "red boat", "3 0" },
		{ "red AND boat", "3 0" },
		{ "\"red boat\"", "0" },
		{ "\"red boat", "0" }, /* the closing quote forgotten */
		{ "boat OR car", "3 2 1 0" },
		{ "red boat OR car", "3 1 0" }, /* red and one of them */
		{ "red -boat", "4 1" },
		{ "red NOT boat", "4 1" },
		{ "-boat -car red", "4" },
		{ "-red", "2" },
		{ "NOT (red or boat)", "" },
		{ "red -\"red boat\"", "4 3 1" },
		{ "bo*", "3 2 0" },
		{ "title:red", "4" },
		{ "title:\"red sky\"", "4" },
		{ "source:gazette", "4" },
		{ "tag:sailing", "4" },
		{ "red -title:red", "3 1 0" },
		{ "body:red", "3 1 0" },
		/* Odd things are text. */
		{ "red & boat", "3 0" },
		{ "red + (boat)", "3 0" },
		{ "http://red", "" },
		{ "colour:red", "" },
		{ "NEAR(red boat)", "" },
		{ "red^2", "" },
		{ "{title}: red", "" },
		{ "'; DROP TABLE article; --", "" },
		{ "red\tboat", "3 0" },
		{ "red\xe3\x80\x80" "boat", "3 0" },
		{ "OR red OR", "4 3 1 0" },
	};
	static const char *const bad[] = { "",	 "   ",	 "&",	 "\"\"",
					   "a*", "- -", "is:odd" };
	struct article_query q = { .scope = SCOPE_SEARCH };
	struct article *a = make_article(&f, 4, "Red sky", NULL);
	struct article_row_vec rows = { 0 };

	put_article(&f, 0, "Zero", "A red boat.");
	put_article(&f, 1, "One", "A red car.");
	put_article(&f, 2, "Two", "A blue boat.");
	put_article(&f, 3, "Three", "The boat is red.");
	a->source = xstrdup("The Gazette");
	str_vec_add(&a->tags, "sailing");
	put_as(&f, a, STORE_PUT_NEW);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		q.text = cases[i].query;
		cr_expect_str_eq(after(&q, 0, 50), cases[i].want,
				 "%s: %s", cases[i].query, after(&q, 0, 50));
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct err e = { 0 };
		q.text = bad[i];
		cr_expect_eq(store_articles_page(f.st, &q, 0, PAGE_AFTER, 9,
						 &f.arena, &rows, &e),
			     ST_USAGE, "%s", bad[i]);
		cr_expect(e.msg[0] && !strstr(e.msg, "fts5"), "%s", e.msg);
	}
	vec_release(&rows);
}

/* Whatever is typed gives rows or a sentence, never SQLite's words. */
Test(store_lists, no_query_breaks_it)
{
	static const char alphabet[] = "ab \"*-:()^+{}'%_\\ORNT\x01\xc3\xe3";
	struct article_query q = { .scope = SCOPE_SEARCH };
	struct article_row_vec rows = { 0 };
	uint32_t seed = 12345;

	put_article(&f, 0, "ab", "a b ab ba OR NOT");
	for (int i = 0; i < 3000; i++) {
		char s[24];
		struct err e = { 0 };
		int n = 0;
		for (int len = 1 + i % 20; n < len; n++) {
			seed = seed * 1664525u + 1013904223u;
			s[n] = alphabet[(seed >> 16) %
					(sizeof(alphabet) - 1)];
		}
		s[n] = '\0';
		q.text = s;
		enum status st = store_articles_page(f.st, &q, 0, PAGE_AFTER,
						     5, &f.arena, &rows, &e);
		cr_assert(st == ST_OK || st == ST_USAGE, "%s: %s (%s)", s,
			  e.msg, e.detail);
	}
	vec_release(&rows);
	check_well(&f);
}

Test(store_lists, hits_come_with_their_context)
{
	struct article_query q = { .scope = SCOPE_SEARCH, .text = "harbour" };
	struct article_row_vec rows = { 0 };

	put_article(&f, 0, "Zero", "Ships leave\n\nthe harbour again.");
	must(store_articles_page(f.st, &q, 0, PAGE_AFTER, 9, &f.arena, &rows,
				 err));
	cr_assert_str_eq(rows.v[0].snippet,
			 "Ships leave  the \x01harbour\x02 again.");
	vec_release(&rows);
}

Test(store_lists, deleted_articles_are_not_found)
{
	struct article_query q = { .scope = SCOPE_SEARCH, .text = "boat" };
	int64_t id = put_article(&f, 0, "Zero", "A boat.");

	put_article(&f, 1, "One", "Another boat.");
	change(CHANGE_DELETE, id);
	cr_assert_str_eq(after(&q, 0, 9), "1");
	check_well(&f);
	change(CHANGE_UNDELETE, id);
	cr_assert_str_eq(after(&q, 0, 9), "1 0");
	check_well(&f);
}

/* New ones in order and out of it, with a changed one and a search between,
 * all in one transaction. */
Test(store_lists, found_in_whatever_order_they_came)
{
	struct article_query q = { .scope = SCOPE_SEARCH, .text = "boat" };
	static const int order[] = { 4, 1, 3, 0, 2 };

	must(store_begin(f.st, err));
	for (int i = 0; i < 5; i++) {
		struct article *a = make_article(&f, order[i], "Title",
						 i == 2 ? "Sea." : "A boat.");
		a->published = T0 + order[i];
		put_as(&f, a, STORE_PUT_NEW);
		if (i == 2) {
			a = make_article(&f, order[i], "Title", "My boat.");
			a->published = T0 + order[i];
			put_as(&f, a, STORE_PUT_REVISED);
			cr_assert_str_eq(after(&q, 0, 9), "4 3 1");
		}
	}
	must(store_commit(f.st, err));
	cr_assert_str_eq(after(&q, 0, 9), "4 3 2 1 0");
	check_well(&f);
}

Test(store_lists, unread_hits_only)
{
	struct article_query q = { .scope = SCOPE_SEARCH,
				   .text = "boat",
				   .unread_only = true };
	int64_t ids[5];

	for (int i = 0; i < 5; i++)
		ids[i] = put_article(&f, i, "Title", "A boat.");
	change(CHANGE_READ, ids[0]);
	change(CHANGE_READ, ids[2]);
	change(CHANGE_READ, ids[4]);
	cr_assert_str_eq(after(&q, 0, 9), "3 1");
	cr_assert_str_eq(after(&q, ids[3], 9), "1");
	cr_assert_str_eq(before(&q, ids[1], 9), "3");
	change(CHANGE_READ, ids[1]);
	change(CHANGE_READ, ids[3]);
	cr_assert_str_eq(after(&q, 0, 9), "");
}

/* ---- beginnings of words ---- */

#define MANY 700

static bool has_in_text(int n)
{
	return n % 3 == 0 || n % 5 == 0;
}

static bool has_in_title(int n)
{
	return n % 7 == 0;
}

static bool is_in_either(int n)
{
	return has_in_text(n) || has_in_title(n);
}

static bool is_in_neither(int n)
{
	return !is_in_either(n);
}

static bool is_rare(int n)
{
	return n == 5 || n == MANY - 3;
}

static void put_many(void)
{
	char title[40], text[60];

	must(store_begin(f.st, err));
	for (int n = 1; n <= MANY; n++) {
		snprintf(title, sizeof(title), "%s %d",
			 has_in_title(n) ? "B\xc3\xa4ttle" : "News", n);
		snprintf(text, sizeof(text), "Report %s, %s %s.",
			 n % 3 ? "plain" : "bananas",
			 n % 5 ? "tabasco" : "basket",
			 is_rare(n) ? "zymotic" : "");
		put_article(&f, n, title, text);
	}
	must(store_commit(f.st, err));
}

/* The newest `limit` that should be found below `from`. */
static char *expected(bool (*wanted)(int n), int from, int limit)
{
	struct buf b = BUF_INIT;

	for (int n = from - 1; n > 0 && limit; n--) {
		if (!wanted(n))
			continue;
		if (b.len)
			buf_addc(&b, ' ');
		buf_addf(&b, "%d", n);
		limit--;
	}
	return buf_detach(&b);
}

/* Filled pages, the last ones, and rare words: with the words of the
 * articles next by, with those of all, and without. */
Test(store_lists, beginnings_find_what_words_find)
{
	static const struct {
		const char *text;
		bool (*wanted)(int n);
	} cases[] = {
		{ "ba*", is_in_either },
		{ "BA*", is_in_either },
		{ "title:b\xc3\xa4*", has_in_title },
		{ "body:ba*", has_in_text },
		{ "report ba*", is_in_either },
		{ "report -ba*", is_in_neither },
		{ "xq* OR ba*", is_in_either },
		{ "zy*", is_rare },
		{ "re* zy*", is_rare },
		{ "zym*", is_rare },
	};
	static const int limits[] = { 7, 50, 1000 };

	put_many();
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (size_t k = 0; k < 9; k++) {
			int from = k < 3 ? MANY + 1 : k < 6 ? 300 : 20;
			struct article_query q = { .scope = SCOPE_SEARCH,
						   .text = cases[i].text };
			int limit = limits[k % 3];
			int64_t key = store_id_at(f.st, T0 - 1000 + from);
			char *want = expected(cases[i].wanted, from, limit);
			char *got = page_of(&f, &q, key, PAGE_AFTER, limit);
			cr_expect_str_eq(got, want, "%s from %d: %s",
					 cases[i].text, from, got);
			free(want);
		}
}

Test(store_lists, beginnings_go_back_too_and_unread)
{
	struct article_query q = { .scope = SCOPE_SEARCH, .text = "ba*" };

	put_many();
	char *all = page_of(&f, &q, 0, PAGE_AFTER, 1000);
	char *back = page_of(&f, &q, 0, PAGE_BEFORE, 1000);
	cr_assert_str_eq(all, back);
	back = page_of(&f, &q, 0, PAGE_BEFORE, 4);
	cr_assert_str_eq(back, "7 6 5 3");
	change(CHANGE_READ, store_id_at(f.st, T0 - 1000 + 699));
	q.unread_only = true;
	all = page_of(&f, &q, 0, PAGE_AFTER, 3);
	cr_assert_str_eq(all, "700 696 695");
}

Test(store_lists, tokens_are_counted_as_indexed)
{
	static const struct {
		const char *s;
		int want;
	} cases[] = {
		{ "", 0 },	  { " - ", 0 },	 { "one", 1 },
		{ "it's", 2 },	  { "東京", 2 }, { "a東b京c", 5 },
		{ "e\xcc\x81t\xc3\xa9", 1 },	 { "カー", 2 },
		{ "\xff\xfe", 0 }, { "서울 시", 3 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_expect_eq(words_count(cases[i].s, strlen(cases[i].s)),
			     cases[i].want, "%s", cases[i].s);
}

/* ---- what a page costs ---- */

/* All plans of the statements that were run: no sorting, and no walk over
 * a whole table but the one over the list's own index. */
static void plans_are_good(void)
{
	sqlite3_stmt *stmt = NULL;

	while ((stmt = sqlite3_next_stmt(f.st->db, stmt))) {
		const char *sql = sqlite3_sql(stmt);
		if (strncmp(sql, "SELECT a.id, a.feed_id", 22) &&
		    strncmp(sql, "SELECT t.id, t.headline", 23) &&
		    strncmp(sql, "SELECT count(*) FROM (SELECT 1", 30))
			continue;
		char *explain = xasprintf("EXPLAIN QUERY PLAN %s", sql);
		sqlite3_stmt *plan;
		cr_assert_eq(sqlite3_prepare_v2(f.st->db, explain, -1, &plan,
						NULL),
			     SQLITE_OK);
		while (sqlite3_step(plan) == SQLITE_ROW) {
			const char *s =
				(const char *)sqlite3_column_text(plan, 3);
			cr_expect_null(strstr(s, "TEMP B-TREE"), "%s\n%s", s,
				       sql);
			cr_expect(strncmp(s, "SCAN ", 5) ||
					  strstr(s, "INDEX") ||
					  strstr(s, "(subquery") ||
					  strstr(s, "SCAN search VIRTUAL"),
				  "%s\n%s", s, sql);
		}
		sqlite3_finalize(plan);
		free(explain);
	}
}

static int64_t steps_of(const struct article_query *q, int64_t key)
{
	struct article_row_vec rows = { 0 };
	sqlite3_stmt *stmt = NULL;
	int64_t steps = 0;

	while ((stmt = sqlite3_next_stmt(f.st->db, stmt)))
		sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 1);
	must(store_articles_page(f.st, q, key, PAGE_AFTER, 50, &f.arena,
				 &rows, err));
	cr_assert_eq(rows.len, 50);
	vec_release(&rows);
	while ((stmt = sqlite3_next_stmt(f.st->db, stmt)))
		steps += sqlite3_stmt_status(
			stmt, SQLITE_STMTSTATUS_VM_STEP, 0);
	return steps;
}

/* Straight into the tables what 50,000 puts would make, but for the texts'
 * variety. */
static void fill(int n)
{
	must(store_begin(f.st, err));
	for (int i = 0; i < n; i++) {
		struct article *a =
			make_article(&f, i, "Common words", "News of today.");
		if (i % 10 == 0)
			str_vec_add(&a->tags, "tenth");
		if (i % 100)
			a->flags |= ARTICLE_READ;
		if (i % 50 == 0)
			a->flags |= ARTICLE_STARRED;
		a->published = T0 - n + i;
		int64_t id = put_as(&f, a, STORE_PUT_NEW);
		struct membership m = { .article_id = id,
					.thread_id = i % 3 ? id - (i % 3) *
								(1 << 20) :
							     id };
		must(store_member_put(f.st, &m, err));
	}
	must(store_threads_refresh(f.st, T0, err));
	must(store_commit(f.st, err));
}

Test(store_lists, a_page_touches_its_rows_only)
{
	static const struct article_query queries[] = {
		{ .scope = SCOPE_ALL },
		{ .scope = SCOPE_ALL, .unread_only = true },
		{ .scope = SCOPE_FEED, .of = 1 },
		{ .scope = SCOPE_FEED, .of = 1, .unread_only = true },
		{ .scope = SCOPE_TAG, .text = "tenth" },
		{ .scope = SCOPE_TAG, .text = "tenth", .unread_only = true },
		{ .scope = SCOPE_SEARCH, .text = "common" },
		{ .scope = SCOPE_SEARCH, .text = "title:common news" },
		{ .scope = SCOPE_STARRED },
		{ .scope = SCOPE_STARRED, .unread_only = true },
	};
	struct thread_query tq = { 0 };
	struct thread_vec threads = { 0 };
	int place;

	cr_assert_eq(f.feed, 1);
	fill(20000);
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++)
		for (int part = 0; part < 2; part++) {
			int64_t key = part ? store_id_at(f.st, T0 - 10000) : 0;
			int64_t steps = steps_of(&queries[i], key);
			cr_expect_lt(steps, 50 * 120, "query %zu: %lld steps",
				     i, (long long)steps);
		}
	struct article_row_vec rows = { 0 };
	struct article_query thread = { .scope = SCOPE_THREAD,
					.of = store_id_at(f.st, T0 - 20000) };
	for (int u = 0; u < 2; u++, thread.unread_only = true)
		must(store_articles_page(f.st, &thread, 0, PAGE_AFTER, 9,
					 &f.arena, &rows, err));
	cr_assert_eq(rows.len, 3 + 1);
	vec_release(&rows);
	for (int i = 0; i < 16; i++) {
		struct thread_key key = { T0 - 5000, 1 };
		tq.order = i & 1 ? THREADS_BY_NEWEST : THREADS_BY_ACTIVITY;
		tq.unread_only = i & 2;
		tq.with_muted = i & 4;
		must(store_threads_page(f.st, &tq, key,
					i & 8 ? PAGE_AFTER : PAGE_BEFORE, 50,
					&f.arena, &threads, err));
		must(store_thread_place(f.st, &tq, key, 100, &place, err));
		cr_assert_leq(place, 100);
	}
	cr_assert_gt(threads.len, 16 * 10);
	vec_release(&threads);
	plans_are_good();
}
