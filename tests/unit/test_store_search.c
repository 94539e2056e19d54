/* test_store_search.c - the search language by SQL: the same answers as in
 * memory, in order, page by page, and at a bounded price. */
#include "config.h"

#include "store_util.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/model/search.h"
#include "thrum/model/thread.h"
#include "thrum/store/journal.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "store/store_priv.h"
#include "thrum/base/banned.h"

static struct fixture f;

static void set_up(void)
{
	fixture_init(&f);
}

static void tear_down(void)
{
	fixture_release(&f);
}

TestSuite(store_search, .init = set_up, .fini = tear_down);

enum { MANY = 240 };
static int64_t ids[MANY];

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static const char *const words[] = { "red", "boat", "harbour", "sky",
				     "ministers", "\xe6\x9d\xb1\xe4\xba\xac",
				     "caf\xc3\xa9", "reboot" };
static const char *const authors[] = { NULL, "Jane Doe", "John Roe",
				       "Doe, Jane and others", "" };
static const char *const langs[] = { "en", "en-GB", "de", NULL };
static const char *const tags[] = { "Sailing", "sail", "two words", "news" };

static char *some_words(uint32_t *seed, int n)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? " " : "",
			 words[next_random(seed) % 8]);
	return buf_detach(&b);
}

static struct article *random_article(int n, uint32_t *seed)
{
	char *title = some_words(seed, 2);
	char *text = some_words(seed, (int)(next_random(seed) % 6));
	struct article *a = make_article(&f, n, title, *text ? text : NULL);
	const char *author = authors[next_random(seed) % 5];
	const char *lang = langs[next_random(seed) % 4];

	free(a->author);
	a->author = author && *author ? xstrdup(author) : NULL;
	free(a->lang);
	a->lang = lang ? xstrdup(lang) : NULL;
	if (next_random(seed) % 2)
		a->source = xstrdup("The Gazette");
	if (next_random(seed) % 3 == 0)
		str_vec_add(&a->tags, tags[next_random(seed) % 4]);
	if (next_random(seed) % 3 == 0)
		a->flags |= ARTICLE_READ;
	if (next_random(seed) % 7 == 0)
		a->flags |= ARTICLE_STARRED;
	if (next_random(seed) % 5 == 0)
		a->comments_url = xstrdup("https://example.org/c");
	if (next_random(seed) % 6 == 0) {
		struct enclosure e = { xstrdup("https://example.org/e.mp3"),
				       xstrdup("audio/mpeg"), 1 };
		vec_push(&a->enclosures, e);
	}
	a->feed_id = n % 3 ? f.feed : f.other;
	a->published = T0 - 3600 * n;
	free(title);
	free(text);
	return a;
}

static void name_feeds(void)
{
	struct feed one = { .url = (char *)"https://one.example/feed",
			    .title = (char *)"Harbour Press",
			    .tags = (char *)"local",
			    .subscribed = true };
	struct feed two = { .url = (char *)"https://two.example/feed",
			    .custom_title = (char *)"Sky Weekly",
			    .subscribed = true };

	must(store_feed_put(f.st, &one, &f.feed, err));
	must(store_feed_put(f.st, &two, &f.other, err));
}

static void change(enum change_kind kind, int64_t id)
{
	int64_t n;

	must(store_change(f.st, kind, &id, 1, NULL, T0, &n, err));
}

/* Articles of two feeds, some in both; threads of three, one followed, one
 * muted; some deleted. */
static void put_many(void)
{
	uint32_t seed = 5;

	name_feeds();
	must(store_begin(f.st, err));
	for (int i = 0; i < MANY; i++) {
		ids[i] = put_as(&f, random_article(i, &seed), STORE_PUT_NEW);
		struct membership m = { .article_id = ids[i],
					.thread_id = ids[i - i % 3] };
		must(store_member_put(f.st, &m, err));
	}
	must(store_threads_refresh(f.st, T0, err));
	must(store_commit(f.st, err));
	for (int i = 0; i < MANY; i += 11)
		change(CHANGE_DELETE, ids[i]);
	for (int i = 5; i < MANY; i += 31)
		change(CHANGE_KILL, ids[i]);
	must(store_change_thread(f.st, THREAD_FOLLOW, ids[3], T0, err));
	must(store_change_thread(f.st, THREAD_MUTE, ids[6], T0, err));
}

static char *found(const char *text, enum page_dir dir, int limit)
{
	struct article_query q = { .scope = SCOPE_SEARCH,
				   .text = text,
				   .now = T0 };
	struct article_row_vec rows = { 0 };
	struct buf b = BUF_INIT;
	int64_t key = 0;

	do {
		rows.len = 0;
		must(store_articles_page(f.st, &q, key, dir, limit, &f.arena,
					 &rows, err));
		for (size_t i = 0; i < rows.len; i++)
			buf_addf(&b, "%lld ", (long long)rows.v[i].id);
		if (rows.len)
			key = dir == PAGE_AFTER ? rows.v[rows.len - 1].id :
						  rows.v[0].id;
	} while (rows.len && dir == PAGE_AFTER);
	vec_release(&rows);
	return buf_detach(&b);
}

static uint32_t thread_flags(int64_t id)
{
	struct thread *t;

	must(store_thread_get(f.st, id, &f.arena, &t, err));
	return t->flags;
}

static bool in_memory(struct search *s, int64_t id, struct feed *const *feeds)
{
	struct article *a;
	struct search_text text = { 0 };
	struct buf t = BUF_INIT;

	must(store_article_get(f.st, id, STORE_LOAD_ALL, &a, err));
	for (size_t i = 0; i < a->tags.len; i++)
		buf_addf(&t, "%s%s", i ? "\n" : "", a->tags.v[i]);
	struct search_parts parts = {
		.body = a->body && a->body->text.len ? a->body->text.ptr :
						       a->summary,
		.title = a->title,
		.source = a->source,
		.tags = t.ptr,
	};
	search_text_set(&text, s, &parts);
	const struct feed *own = feeds[a->feed_id == f.feed ? 0 : 1];
	struct search_subject sub = {
		.a = a,
		.time = id >> f.st->id_bits,
		.feeds = &own,
		.n_feeds = 1,
		.thread_flags = a->thread_id ? thread_flags(a->thread_id) : 0,
		.text = &text,
	};
	bool yes = search_matches(s, &sub);
	search_text_release(&text);
	buf_release(&t);
	article_free(a);
	return yes;
}

static char *expected(const char *text)
{
	struct search_when when = { T0, 0 };
	struct search *s = NULL;
	struct feed *feeds[2];
	struct buf b = BUF_INIT;

	must(search_parse(text, &when, &s, err));
	must(store_feed_get(f.st, f.feed, &f.arena, &feeds[0], err));
	must(store_feed_get(f.st, f.other, &f.arena, &feeds[1], err));
	for (int i = 0; i < MANY; i++)
		if (in_memory(s, ids[i], feeds))
			buf_addf(&b, "%lld ", (long long)ids[i]);
	search_free(s);
	return buf_detach(&b);
}

static void compare(const char *text)
{
	char *want = expected(text), *got = found(text, PAGE_AFTER, 7);

	cr_expect_str_eq(got, want, "%s\n got %s\nwant %s", text, got, want);
	free(got);
	got = found(text, PAGE_BEFORE, MANY);
	cr_expect_str_eq(got, want, "%s, backwards", text);
	free(got);
	free(want);
}

Test(store_search, the_same_as_in_memory)
{
	static const char *const cases[] = {
		"red", "red boat", "\"red boat\"", "re*", "\"red bo\"*",
		"red -boat", "-red", "red or sky", "-(red or sky)",
		"(red or -boat) harbour", "not red or sky", "title:red",
		"body:red", "title:(red or boat)", "title:/^red/",
		"body:/boat$/", "\xe6\x9d\xb1", "cafe",
		"source:gazette", "source:harbour", "source:(sky or gazette)",
		"source:weekly red", "-source:gazette", "source:/gaz/",
		"feed:harbour", "feed:sky", "feed:two.example",
		"feed:nothing", "feed:harbour red", "-feed:harbour",
		"feed:example", "tag:sailing", "tag:SAIL", "tag:sail*",
		"tag:\"two words\"", "tag:local", "tag:nothing",
		"tag:(sail or news) red", "-tag:sail*", "author:doe",
		"author:\"jane doe\"", "author:jane -author:others",
		"author:/^j/", "author:nobody", "lang:en", "lang:en-gb",
		"-lang:en", "url:example.org", "url:/1$/", "is:unread",
		"is:read", "is:starred", "is:unread red", "is:starred red",
		"is:starred -is:unread", "is:copy", "is:followed",
		"is:muted or is:followed", "is:deleted", "is:killed",
		"is:deleted red", "is:deleted or red", "-is:deleted",
		"is:killed is:unread", "has:tag", "has:author",
		"has:enclosure", "-has:enclosure red", "has:comments",
		"longer:3", "shorter:2 red", "after:2d", "before:2d",
		"date:2025-05-29", "after:3d before:1d is:unread",
		"red or is:starred", "(red is:unread) or tag:news", "*",
		"unread = \"yes\" and title =~ \"red|sky\"",
		"tags # \"news\" or author =~ \"roe\"",
		"age between 1:3", "is:unread (feed:sky or tag:news) -re*",
	};

	put_many();
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		compare(cases[i]);
	struct thread *t;
	must(store_thread_get(f.st, ids[9], &f.arena, &t, err));
	char *one = xasprintf("thread:%lld", (long long)t->id);
	compare(one);
	free(one);
	one = xasprintf("thread:t%lld is:unread red", (long long)t->id);
	compare(one);
	free(one);
	check_well(&f);
}

/* Trees that nobody would think of. */
Test(store_search, the_same_for_any_tree)
{
	static const char *const terms[] = {
		"red", "-boat", "sk*", "title:red", "tag:sail*", "feed:sky",
		"is:unread", "is:starred", "author:doe", "lang:en",
		"source:gazette", "after:4d", "has:tag", "is:killed",
	};
	uint32_t seed = 99;

	put_many();
	for (int i = 0; i < 250; i++) {
		struct buf b = BUF_INIT;
		int n = 2 + (int)(next_random(&seed) % 4), open = 0;
		for (int k = 0; k < n; k++) {
			if (k)
				buf_adds(&b, next_random(&seed) % 3 ? " " :
								      " or ");
			if (next_random(&seed) % 4 == 0) {
				buf_adds(&b, next_random(&seed) % 2 ? "(" :
								      "-(");
				open++;
			}
			buf_adds(&b, terms[next_random(&seed) % 14]);
			if (open && next_random(&seed) % 2) {
				buf_addc(&b, ')');
				open--;
			}
		}
		for (; open; open--)
			buf_addc(&b, ')');
		compare(b.ptr);
		buf_release(&b);
	}
}

/* ---- filters ---- */

static char *filtered(enum article_scope scope, int64_t of, const char *text,
		      const char *filter)
{
	struct article_query q = { .scope = scope,
				   .of = of,
				   .text = text,
				   .filter = filter,
				   .now = T0 };

	return page_of(&f, &q, 0, PAGE_AFTER, 50);
}

Test(store_search, any_list_can_be_narrowed)
{
	struct article *a;
	static const struct {
		enum article_scope scope;
		const char *text, *filter, *want;
	} cases[] = {
		{ SCOPE_ALL, NULL, "boat", "3 1" },
		{ SCOPE_ALL, NULL, "-boat", "2 0" },
		{ SCOPE_ALL, NULL, " ", "3 2 1 0" },
		{ SCOPE_ALL, NULL, NULL, "3 2 1 0" },
		{ SCOPE_FEED, NULL, "boat", "3 1" },
		{ SCOPE_FEED, NULL, "is:starred", "2" },
		{ SCOPE_TAG, "news", "boat", "3" },
		{ SCOPE_TAG, "news", "-boat", "2" },
		{ SCOPE_STARRED, NULL, "title:two", "2" },
		{ SCOPE_STARRED, NULL, "boat", "" },
		{ SCOPE_SEARCH, "boat", "tag:news", "3" },
		{ SCOPE_SEARCH, "boat", "title:one or sort:date", "1" },
		{ SCOPE_SEARCH, "is:unread", "-boat", "2 0" },
		{ SCOPE_ALL, NULL, "sort:oldest", "0 1 2 3" },
		{ SCOPE_FEED, NULL, "boat sort:oldest", "1 3" },
	};

	put_article(&f, 0, "Zero", "A car.");
	put_article(&f, 1, "One", "A boat.");
	a = make_article(&f, 2, "Two", "Another car.");
	str_vec_add(&a->tags, "news");
	a->flags |= ARTICLE_STARRED;
	put_as(&f, a, STORE_PUT_NEW);
	a = make_article(&f, 3, "Three", "Another boat.");
	str_vec_add(&a->tags, "news");
	put_as(&f, a, STORE_PUT_NEW);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *got = filtered(cases[i].scope, f.feed, cases[i].text,
				     cases[i].filter);
		cr_expect_str_eq(got, cases[i].want, "%s | %s: %s",
				 cases[i].text, cases[i].filter, got);
	}
	struct article_query q = { .scope = SCOPE_ALL, .filter = "a or (" };
	struct article_row_vec rows = { 0 };
	cr_assert_eq(store_articles_page(f.st, &q, 0, PAGE_AFTER, 5, &f.arena,
					 &rows, NULL),
		     ST_USAGE);
}

/* ---- orders ---- */

Test(store_search, best_first)
{
	struct article_query q = { .scope = SCOPE_SEARCH,
				   .text = "boat sort:rank" };
	struct article_row_vec rows = { 0 };

	put_article(&f, 0, "A boat", "A boat is a boat.");
	put_article(&f, 1, "Nothing", "One boat.");
	put_article(&f, 2, "Boat", "Nothing.");
	put_article(&f, 3, "Nothing", "Boat, boat, boat.");
	put_article(&f, 4, "Nothing", "Nothing.");
	char *all = page_of(&f, &q, 0, PAGE_AFTER, 50);
	cr_assert_str_eq(all, "0 2 3 1");
	/* Page by page, both ways. */
	must(store_articles_page(f.st, &q, 0, PAGE_AFTER, 2, &f.arena, &rows,
				 err));
	cr_assert_eq(rows.len, 2);
	all = page_of(&f, &q, rows.v[1].id, PAGE_AFTER, 50);
	cr_assert_str_eq(all, "3 1");
	all = page_of(&f, &q, rows.v[1].id, PAGE_BEFORE, 50);
	cr_assert_str_eq(all, "0");
	all = page_of(&f, &q, 0, PAGE_BEFORE, 1);
	cr_assert_str_eq(all, "1");
	vec_release(&rows);
	q.text = "sort:oldest";
	all = page_of(&f, &q, 0, PAGE_AFTER, 50);
	cr_assert_str_eq(all, "0 1 2 3 4");
	all = page_of(&f, &q, 0, PAGE_BEFORE, 2);
	cr_assert_str_eq(all, "3 4");
}

/* ---- counting, and how far a page looks ---- */

Test(store_search, hits_are_counted_up_to_a_limit)
{
	struct article_query q = { .scope = SCOPE_SEARCH, .text = "boat" };
	struct found_count c;

	for (int i = 0; i < 6; i++)
		put_article(&f, i, "Title", i % 3 ? "A boat." : "A car.");
	change(CHANGE_READ, store_id_at(f.st, T0 - 1000 + 1));
	must(store_articles_count(f.st, &q, 100, &c, err));
	cr_assert_eq(c.n, 4);
	cr_assert_leq(c.unread, 4);
	must(store_articles_count(f.st, &q, 2, &c, err));
	cr_assert_eq(c.n, 2);
}

Test(store_search, a_page_ends_where_it_may_not_look_further)
{
	struct article_query q = { .scope = SCOPE_SEARCH,
				   .text = "shorter:0 lang:xx" };
	struct article_row_vec rows = { 0 };

	put_many();
	must(store_articles_page(f.st, &q, 0, PAGE_AFTER, 50, &f.arena, &rows,
				 err));
	cr_assert(!store_page_was_cut(f.st));
	q.max_look = 50;
	must(store_articles_page(f.st, &q, 0, PAGE_AFTER, 50, &f.arena, &rows,
				 err));
	cr_assert(store_page_was_cut(f.st));
	q.text = "red";
	q.max_look = 10000;
	must(store_articles_page(f.st, &q, 0, PAGE_AFTER, 50, &f.arena, &rows,
				 err));
	cr_assert(!store_page_was_cut(f.st));
	vec_release(&rows);
}

/* No plan sorts or walks a table that is not led by an index. */
Test(store_search, plans_are_bounded)
{
	static const char *const cases[] = {
		"red", "-red", "is:unread title:red", "tag:news is:unread",
		"feed:harbour", "feed:example", "source:harbour",
		"author:doe", "is:starred -red", "is:deleted",
		"thread:5 red", "red or is:starred", "has:enclosure",
	};
	sqlite3_stmt *stmt = NULL;

	put_many();
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		free(found(cases[i], PAGE_AFTER, 50));
	while ((stmt = sqlite3_next_stmt(f.st->db, stmt))) {
		const char *sql = sqlite3_sql(stmt);
		sqlite3_stmt *plan;
		if (strncmp(sql, "SELECT a.id, a.feed_id", 22))
			continue;
		char *explain = xasprintf("EXPLAIN QUERY PLAN %s", sql);
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
					  strstr(s, "VIRTUAL TABLE") ||
					  !strcmp(s, "SCAN d"),
				  "%s\n%s", s, sql);
		}
		sqlite3_finalize(plan);
		free(explain);
	}
}
