/* test_store_articles.c - articles in, articles out. */
#include "config.h"

#include "store_util.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
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

TestSuite(store_articles, .init = setup, .fini = teardown);

static void set(char **field, const char *value)
{
	free(*field);
	*field = xstrdup(value);
}

static struct article *full_article(void)
{
	struct article *a = article_new();

	a->feed_id = f.feed;
	a->guid = xstrdup("tag:a.example,2025:1");
	a->url = xstrdup("https://www.a.example/x?utm_source=feed#top");
	a->title = xstrdup("Harbour reopens after the storm");
	a->author = xstrdup("J. Doe");
	a->source = xstrdup("Harbour Gazette");
	a->category = xstrdup("Local");
	a->lang = xstrdup("en-GB");
	a->published = T0 - 50;
	a->updated = T0 - 40;
	a->summary = xstrdup("Ships leave again.");
	a->comments_url = xstrdup("https://a.example/x/comments");
	a->body = doc_from_text("Ships leave the harbour again.", 30);
	str_vec_add(&a->tags, "Ships");
	str_vec_add(&a->tags, "ships");
	str_vec_add(&a->tags, "Sea & Coast");
	struct enclosure e = { xstrdup("https://a.example/x.mp3"),
			       xstrdup("audio/mpeg"), 12345 };
	vec_push(&a->enclosures, e);
	struct related_link r = { .title = xstrdup("Storm passes"),
				  .source = xstrdup("Coast Daily"),
				  .age_s = -1 };
	vec_push(&a->related, r);
	struct turn t = { xstrdup("A"), xstrdup("What happened?") };
	vec_push(&a->conversation, t);
	struct detail d = { xstrdup("Category ID"), xstrdup("7") };
	vec_push(&a->details, d);
	article_complete(a, T0);
	return a;
}

Test(store_articles, whole_record_comes_back)
{
	struct article *a = full_article(), *b = NULL;
	enum store_put what;

	must(store_article_put(f.st, a, &what, err));
	cr_assert_eq(what, STORE_PUT_NEW);
	must(store_article_get(f.st, a->id, STORE_LOAD_ALL, &b, err));
	cr_assert_str_eq(b->uuid, a->uuid);
	cr_assert_str_eq(b->guid, a->guid);
	cr_assert_str_eq(b->url, a->url);
	cr_assert_str_eq(b->url_key, a->url_key);
	cr_assert_str_eq(b->title, a->title);
	cr_assert_str_eq(b->author, a->author);
	cr_assert_str_eq(b->source, a->source);
	cr_assert_str_eq(b->category, a->category);
	cr_assert_str_eq(b->lang, a->lang);
	cr_assert_str_eq(b->summary, a->summary);
	cr_assert_str_eq(b->comments_url, a->comments_url);
	cr_assert_str_eq(b->body->text.ptr, a->body->text.ptr);
	cr_assert_eq(b->published, a->published);
	cr_assert_eq(b->updated, a->updated);
	cr_assert_eq(b->fetched, T0);
	cr_assert_eq(b->created, T0);
	cr_assert_eq(b->words, a->words);
	cr_assert_eq(b->content_hash, a->content_hash);
	cr_assert_eq(b->tags.len, 2, "the same tag twice is one");
	cr_assert_str_eq(b->tags.v[1], "Sea & Coast");
	cr_assert_eq(b->enclosures.v[0].length, 12345);
	cr_assert_str_eq(b->enclosures.v[0].type, "audio/mpeg");
	cr_assert_str_eq(b->related.v[0].source, "Coast Daily");
	cr_assert_eq(b->related.v[0].age_s, -1);
	cr_assert_null(b->related.v[0].url);
	cr_assert_str_eq(b->conversation.v[0].text, "What happened?");
	cr_assert_str_eq(b->details.v[0].name, "Category ID");
	article_free(b);
	must(store_article_get(f.st, a->id, STORE_LOAD_ROW, &b, err));
	cr_assert_null(b->body);
	cr_assert_eq(b->tags.len, 0);
	article_free(b);
	article_free(a);
	check_well(&f);
}

Test(store_articles, long_summary_is_cut_in_rows_only)
{
	struct article *a = make_article(&f, 1, "t", NULL), *b = NULL;
	struct article_row_vec rows = { 0 };
	struct article_query q = { .scope = SCOPE_ALL };
	struct buf s = BUF_INIT;

	for (int i = 0; i < 400; i++)
		buf_adds(&s, "\xe6\xb5\xb7"); /* three bytes each */
	set(&a->summary, s.ptr);
	int64_t id = put_as(&f, a, STORE_PUT_NEW);
	must(store_article_get(f.st, id, STORE_LOAD_BODY, &b, err));
	cr_assert_str_eq(b->summary, s.ptr);
	must(store_articles_page(f.st, &q, 0, PAGE_AFTER, 5, &f.arena, &rows,
				 err));
	cr_assert_eq(strlen(rows.v[0].summary), 300);
	vec_release(&rows);
	article_free(b);
	buf_release(&s);
	check_well(&f);
}

Test(store_articles, same_guid_is_the_same_article)
{
	int64_t id = put_article(&f, 1, "One", "Text of it.");
	struct article *a = make_article(&f, 1, "One", "Text of it.");

	cr_assert_eq(put_as(&f, a, STORE_PUT_SAME), id);
	check_well(&f);
}

Test(store_articles, guid_is_per_feed)
{
	struct article *a = make_article(&f, 1, "One", "Text.");

	put_article(&f, 1, "Other", "Text of another story.");
	a->feed_id = f.other;
	set(&a->url, "https://b.example/1");
	set(&a->url_key, "b.example/1");
	free(a->url_key);
	a->url_key = NULL;
	a->uuid[0] = '\0';
	article_complete(a, T0);
	put_as(&f, a, STORE_PUT_NEW);
	check_well(&f);
}

Test(store_articles, same_address_elsewhere_is_a_sighting)
{
	int64_t id = put_article(&f, 1, "One", "Text of it.");
	struct article *a = make_article(&f, 1, "One, retold", "Less.");
	struct article_query q = { .scope = SCOPE_FEED, .of = f.other };
	struct store_counts counts;

	a->feed_id = f.other;
	set(&a->url, "http://news.example/story/1?utm_medium=rss");
	free(a->url_key);
	a->url_key = NULL;
	article_complete(a, T0);
	cr_assert_eq(put_as(&f, a, STORE_PUT_SIGHTING), id);
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 9), "1",
			 "it is in both feeds' lists");
	must(store_counts(f.st, &counts, err));
	cr_assert_eq(counts.articles, 1);
	cr_assert_eq(counts.unread, 1);
	/* Its own feed may change it, the other one may not. */
	a = make_article(&f, 1, "One, told anew", "Less still.");
	a->feed_id = f.other;
	cr_assert_eq(put_as(&f, a, STORE_PUT_SAME), id);
	check_well(&f);
}

Test(store_articles, front_page_links_do_not_swallow)
{
	for (int i = 0; i < 3; i++) {
		struct article *a = make_article(&f, i, "x", NULL);
		a->feed_id = i ? f.other : f.feed;
		set(&a->url, "https://news.example/");
		set(&a->title, i ? (i > 1 ? "Third" : "Second") : "First");
		free(a->url_key);
		a->url_key = NULL;
		a->content_hash = 0;
		article_complete(a, T0);
		put_as(&f, a, STORE_PUT_NEW);
	}
	check_well(&f);
}

Test(store_articles, new_guid_for_the_same_item)
{
	int64_t id = put_article(&f, 1, "One", "Text of it.");
	struct article *a = make_article(&f, 1, "One", "Text of it.");
	struct article_query q = { .scope = SCOPE_FEED, .of = f.feed };

	set(&a->guid, "another guid");
	cr_assert_eq(put_as(&f, a, STORE_PUT_SIGHTING), id);
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 9), "1", "once");
	check_well(&f);
	/* But a new text at the same address is news. */
	a = make_article(&f, 1, "One again", "Text of the day after.");
	set(&a->guid, "a third guid");
	cr_assert_neq(put_as(&f, a, STORE_PUT_NEW), id);
	check_well(&f);
}

Test(store_articles, without_guid_the_address_then_the_text)
{
	struct article *a = make_article(&f, 1, "One", "Text.");
	free(a->guid);
	a->guid = NULL;
	int64_t id = put_as(&f, a, STORE_PUT_NEW);
	a = make_article(&f, 1, "One", "Text.");
	free(a->guid);
	a->guid = NULL;
	cr_assert_eq(put_as(&f, a, STORE_PUT_SAME), id);
	for (int i = 0; i < 2; i++) {
		a = make_article(&f, 2, "Two", "No address.");
		free(a->guid);
		free(a->url);
		free(a->url_key);
		a->guid = a->url = a->url_key = NULL;
		put_as(&f, a, i ? STORE_PUT_SAME : STORE_PUT_NEW);
	}
	check_well(&f);
}

Test(store_articles, changed_text_is_a_revision)
{
	int64_t id = put_article(&f, 1, "Old title", "The old wording.");
	struct revision_vec revs = { 0 };
	struct article *b = NULL;
	struct article_query q = { .scope = SCOPE_SEARCH, .text = "wording" };

	for (int i = 0; i < 14; i++) {
		char title[32];
		snprintf(title, sizeof(title), "Title %d", i);
		struct article *a = make_article(&f, 1, title, "New text.");
		cr_assert_eq(put_as(&f, a, STORE_PUT_REVISED), id);
	}
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 9), "",
			 "the old text is out of the index");
	q.text = "\"title 13\"";
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 9), "1");
	must(store_revisions(f.st, id, &revs, err));
	cr_assert_eq(revs.len, 10, "the oldest are dropped");
	cr_assert_str_eq(revs.v[0].title, "Title 12");
	must(store_article_get(f.st, id, STORE_LOAD_ALL, &b, err));
	cr_assert(b->flags & ARTICLE_REVISED);
	article_free(b);
	revision_vec_release(&revs);
	check_well(&f);
}

static void put_raw(uint64_t raw_hash)
{
	enum store_put what;
	struct article *a = make_article(&f, 1, "One", "Text.");

	a->raw_hash = raw_hash;
	must(store_article_put(f.st, a, &what, err));
	article_free(a);
}

Test(store_articles, raw_hash_spares_work)
{
	bool known = true;

	must(store_article_is_known(f.st, f.feed, "1", 77, &known, err));
	cr_assert_not(known);
	put_raw(76);
	must(store_article_is_known(f.st, f.feed, "1", 76, &known, err));
	cr_assert(known);
	put_raw(77);
	/* What comes from elsewhere does not make us forget it. */
	put_raw(0);
	must(store_article_is_known(f.st, f.feed, "1", 77, &known, err));
	cr_assert(known);
	must(store_article_is_known(f.st, f.feed, "1", 78, &known, err));
	cr_assert_not(known);
	must(store_article_is_known(f.st, f.feed, NULL, 77, &known, err));
	cr_assert_not(known);
}

Test(store_articles, found_by_uuid_and_address)
{
	struct article *a = make_article(&f, 1, "One", "Text.");
	enum store_put what;
	char prefix[9];
	int64_t id = 0;

	must(store_article_put(f.st, a, &what, err));
	must(store_article_find(f.st, a->uuid, &id, err));
	cr_assert_eq(id, a->id);
	for (int n = 6; n <= 8; n++) {
		snprintf(prefix, sizeof(prefix), "%.*s", n, a->uuid);
		id = 0;
		must(store_article_find(f.st, prefix, &id, err));
		cr_assert_eq(id, a->id);
	}
	must(store_article_by_url(f.st, a->url_key, &id, err));
	cr_assert_eq(id, a->id);
	cr_assert_eq(store_article_find(f.st, "12345", &id, NULL), ST_USAGE);
	cr_assert_eq(store_article_find(f.st, "no-such!", &id, NULL),
		     ST_NOT_FOUND);
	cr_assert_eq(store_article_by_url(f.st, "x.example/", &id, NULL),
		     ST_NOT_FOUND);
	article_free(a);
}

Test(store_articles, ids_follow_dates)
{
	struct article *a = make_article(&f, 1, "From the future", NULL);
	int64_t id1 = put_article(&f, 2, "Two", NULL);

	a->published = T0 + 40 * 86400;
	int64_t id2 = put_as(&f, a, STORE_PUT_NEW);
	cr_assert_eq(id1 >> f.st->id_bits, T0 - 998);
	cr_assert_eq(id2 >> f.st->id_bits, T0, "no place on top for liars");
	for (int i = 3; i < 6; i++) {
		a = make_article(&f, i, "Same second", NULL);
		a->published = -5;
		cr_assert_eq(put_as(&f, a, STORE_PUT_NEW), i - 2);
	}
	check_well(&f);
}

/* Put articles first..last-1, all of second T0 - 50; their ids ascend. */
static int64_t put_crowd(int first, int last, int64_t above)
{
	must(store_begin(f.st, err));
	for (int i = first; i < last; i++) {
		char *title = xasprintf("No. %d of a crowd", i);
		struct article *a = make_article(&f, i, title, NULL);
		a->published = T0 - 50;
		int64_t id = put_as(&f, a, STORE_PUT_NEW);
		cr_assert_gt(id, above, "no. %d", i);
		above = id;
		free(title);
	}
	must(store_commit(f.st, err));
	return above;
}

Test(store_articles, a_full_second_goes_on_in_the_next)
{
	struct article_query q = { .scope = SCOPE_ALL };
	int64_t room = store_id_at(f.st, 1);
	int64_t first = store_id_at(f.st, T0 - 50);

	cr_assert_eq(room, 1024);
	/* One that has its own second already keeps its place. */
	struct article *a = make_article(&f, 9000, "In between", NULL);
	a->published = T0 - 49;
	int64_t between = put_as(&f, a, STORE_PUT_NEW);
	cr_assert_eq(between, first + room);
	cr_assert_eq(put_crowd(1, 1025, 0), first + room - 1);
	cr_assert_eq(put_crowd(1025, 2500, 0), first + 2499);
	/* The places are found again in what is stored. */
	fixture_reopen(&f);
	cr_assert_eq(put_crowd(2500, 2502, 0), first + 2501);
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 3), "2501 2500 2499");
	cr_assert_str_eq(page_of(&f, &q, between + 1, PAGE_AFTER, 2),
			 "9000 1024");
	q.since = T0 - 49;
	cr_assert_str_eq(page_of(&f, &q, between + 1, PAGE_AFTER, 2), "9000");
	q.since = 0;
	q.until = T0 - 49;
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 1), "1024");
	check_well(&f);
}

Test(store_articles, touch_counts_readings)
{
	int64_t id = put_article(&f, 1, "One", NULL);
	struct article *a = NULL;

	must(store_article_touch(f.st, id, T0, err));
	must(store_article_touch(f.st, id, T0 + 5, err));
	must(store_article_get(f.st, id, STORE_LOAD_ROW, &a, err));
	cr_assert_eq(a->read_count, 2);
	cr_assert_eq(a->last_read, T0 + 5);
	article_free(a);
	cr_assert_eq(store_article_touch(f.st, id + 1, T0, NULL),
		     ST_NOT_FOUND);
}

Test(store_articles, tags_are_counted)
{
	struct tag_row_vec tags = { 0 };
	struct article_query q = { .scope = SCOPE_TAG, .text = "MUSIC" };

	for (int i = 0; i < 3; i++) {
		struct article *a = make_article(&f, i, "x", NULL);
		str_vec_add(&a->tags, i ? "music" : "Music");
		if (i == 2)
			str_vec_add(&a->tags, "Art");
		put_as(&f, a, STORE_PUT_NEW);
	}
	must(store_tags(f.st, 10, &f.arena, &tags, err));
	cr_assert_eq(tags.len, 2);
	cr_assert_str_eq(tags.v[0].name, "Music");
	cr_assert_eq(tags.v[0].n_unread, 3);
	cr_assert_eq(tags.v[1].n_articles, 1);
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 9), "2 1 0");
	vec_release(&tags);
}

/* ---- rows that wait ---- */

/* Items of two feeds that repeat guids, addresses, words and seconds. */
static void put_some(struct fixture *t, bool together)
{
	uint32_t seed = 7;

	if (together)
		must(store_begin(t->st, err));
	for (int i = 0; i < 200; i++) {
		char title[32];
		enum store_put what;
		seed = seed * 1664525u + 1013904223u;
		snprintf(title, sizeof(title), "Title %u", seed >> 28);
		struct article *a = make_article(t, (int)(seed >> 26), title,
						 "Boats and more boats.");
		a->feed_id = seed >> 20 & 1 ? t->feed : t->other;
		a->published = T0 + (seed >> 16 & 7);
		if (seed >> 15 & 1)
			str_vec_add(&a->tags, "Sea");
		must(store_article_put(t->st, a, &what, err));
		struct membership m = { .article_id = a->id,
					.thread_id = a->id,
					.score = i,
					.copy_of = seed >> 14 & 1 ? a->id : 0,
					.near_id = i };
		if (i % 3)
			must(store_member_put(t->st, &m, err));
		article_free(a);
	}
	must(store_threads_refresh(t->st, T0, err));
	if (together)
		must(store_commit(t->st, err));
	check_well(t);
}

static char *dump(struct fixture *t)
{
	static const char *const sql[] = {
		"SELECT group_concat(printf('%d %d %d %d %d %d %g', id,"
		" feed_id, arrival, flags, thread_id, copy_of, score), ';')"
		" FROM (SELECT * FROM article ORDER BY id)",
		"SELECT group_concat(printf('%d %d %d %d', feed_id, guid_key,"
		" article_id, state), ';') FROM sighting",
		"SELECT group_concat(printf('%d %d', article_id, state), ';')"
		" FROM article_tag",
		"SELECT group_concat(printf('%d %d %s', article_id, near_id,"
		" hex(why)), ';') FROM"
		" (SELECT * FROM membership ORDER BY article_id)",
		"SELECT group_concat(printf('%d %d %d', id, n_articles,"
		" n_unread), ';') FROM (SELECT * FROM thread ORDER BY id)",
		"SELECT printf('%d %d %d', articles, unread, arrivals)"
		" FROM total",
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof(sql) / sizeof(*sql); i++) {
		struct query q;
		query_start(&q, t->st, sql[i], NULL);
		cr_assert(query_row(&q));
		buf_addf(&b, "%s\n", query_col_text(&q, 0));
		must(query_end(&q));
	}
	return buf_detach(&b);
}

Test(store_articles, together_is_as_one_by_one)
{
	struct fixture other;

	fixture_init(&other);
	put_some(&f, true);
	put_some(&other, false);
	char *a = dump(&f), *b = dump(&other);
	cr_assert_str_eq(a, b);
	free(a);
	free(b);
	fixture_release(&other);
}

Test(store_articles, what_waits_is_rolled_back)
{
	char *before = dump(&f);

	must(store_begin(f.st, err));
	for (int i = 0; i < 9; i++)
		put_article(&f, i, "Title", "Some text.");
	store_rollback(f.st);
	char *after = dump(&f);
	cr_assert_str_eq(before, after);
	put_article(&f, 3, "Title", "Some text.");
	check_well(&f);
	free(before);
	free(after);
}
