/* test_model.c - what the plain structs can do by themselves. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/model/article.h"
#include "thrum/model/feed.h"
#include "thrum/model/thread.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

static struct article *sample(void)
{
	struct article *a = article_new();

	a->title = xstrdup("A bridge opens");
	a->summary = xstrdup("The mayor cut the ribbon.");
	a->body = doc_from_text("The bridge is open.", 19);
	return a;
}

Test(article, hash_is_fixed_for_ever)
{
	struct article *a = article_new();

	/* The value is stored with every article. */
	cr_assert_eq(article_hash(a), 0x9745afa6415fa681u, "%llx",
		     (unsigned long long)article_hash(a));
	article_free(a);
}

Test(article, hash_sees_title_summary_and_body)
{
	struct article *a = sample(), *b = sample();

	cr_assert_eq(article_hash(a), article_hash(b));
	free(b->title);
	b->title = xstrdup("A bridge closes");
	cr_assert_neq(article_hash(a), article_hash(b));
	article_free(b);
	b = sample();
	/* The same words in another field are another content. */
	char *title = b->title;
	b->title = b->summary;
	b->summary = title;
	cr_assert_neq(article_hash(a), article_hash(b));
	article_free(b);
	b = sample();
	doc_free(b->body);
	b->body = NULL;
	cr_assert_neq(article_hash(a), article_hash(b));
	article_free(a);
	article_free(b);
}

Test(article, complete_fills_what_follows)
{
	struct article *a = sample();

	a->url = xstrdup("http://www.example.org/bridge?utm_source=x");
	article_complete(a, 1000);
	cr_assert_not_null(a->url_key);
	cr_assert_null(strstr(a->url_key, "utm"));
	cr_assert_eq(a->fetched, 1000);
	cr_assert_eq(a->created, 1000);
	cr_assert_eq(a->words, 4);
	cr_assert_eq(a->content_hash, article_hash(a));
	cr_assert_eq(strlen(a->uuid), 36);
	article_free(a);
}

Test(article, complete_changes_nothing_that_is_there)
{
	struct article *a = sample();

	a->fetched = 5;
	a->words = 99;
	a->content_hash = 7;
	article_complete(a, 1000);
	cr_assert_eq(a->fetched, 5);
	cr_assert_eq(a->words, 99);
	cr_assert_eq(a->content_hash, 7);
	article_free(a);
}

/* Which feed brought it does not matter, which address does. */
Test(article, uuid_is_the_address_then_the_guid_then_the_text)
{
	struct article *a[5];

	for (int i = 0; i < 5; i++)
		a[i] = sample();
	a[0]->url = xstrdup("https://example.org/1");
	a[1]->url = xstrdup("http://www.example.org/1#end");
	a[1]->guid = xstrdup("something");
	a[2]->guid = xstrdup("something");
	a[4]->summary[0] = 't';
	for (int i = 0; i < 5; i++)
		article_complete(a[i], 1000);
	cr_assert_str_eq(a[0]->uuid, a[1]->uuid);
	cr_assert_str_neq(a[1]->uuid, a[2]->uuid);
	cr_assert_str_neq(a[2]->uuid, a[3]->uuid);
	cr_assert_str_neq(a[3]->uuid, a[4]->uuid);
	for (int i = 0; i < 5; i++)
		article_free(a[i]);
}

Test(article, time_is_the_first_known)
{
	struct article a = { .fetched = 3 };

	cr_assert_eq(article_time(&a), 3);
	a.updated = 2;
	cr_assert_eq(article_time(&a), 2);
	a.published = 1;
	cr_assert_eq(article_time(&a), 1);
}

Test(feed, name_is_the_readers_then_its_own_then_the_address)
{
	struct feed f = { .url = (char *)"https://example.org/feed" };

	cr_assert_str_eq(feed_name(&f), "https://example.org/feed");
	f.title = (char *)"Example";
	cr_assert_str_eq(feed_name(&f), "Example");
	f.custom_title = (char *)"";
	cr_assert_str_eq(feed_name(&f), "Example");
	f.custom_title = (char *)"Mine";
	cr_assert_str_eq(feed_name(&f), "Mine");
}

Test(model, freeing_nothing_is_fine)
{
	struct evidence_vec why = { 0 };
	struct evidence e = { EVIDENCE_TERM, xstrdup("bridge"), 0.5 };

	article_free(NULL);
	feed_free(NULL);
	vec_push(&why, e);
	evidence_vec_release(&why);
	cr_assert_eq(why.len, 0);
}

static const struct {
	const char *tags;
	int64_t s;
} intervals[] = {
	{ NULL, 7 },
	{ "news", 7 },
	{ "interval=30", 1800 },
	{ "news\ninterval=1\nfun", 60 },
	{ "interval=0\ninterval=5", 300 },
	{ "interval=", 7 },
	{ "interval=5x", 7 },
	{ "interval=-5", 7 },
	{ "interval=99999999999999999999", 7 },
	{ "xinterval=5", 7 },
};

Test(feed, interval_of_its_own)
{
	for (size_t i = 0; i < sizeof(intervals) / sizeof(*intervals); i++) {
		struct feed f = { .tags = (char *)intervals[i].tags };

		cr_assert_eq(feed_interval_s(&f, 7), intervals[i].s, "%s",
			     intervals[i].tags);
	}
}
