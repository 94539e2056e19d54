/* test_feed_broken.c - feeds that are broken, and feeds that mean harm. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/feed/feed_doc.h"

#include "thrum/base/banned.h"

static enum status parse(const char *s, size_t len, struct feed_doc **out,
			 struct err *err)
{
	struct feed_source src = { .bytes = s, .len = len };

	return feed_doc_parse(&src, out, err);
}

/* Titles of the feed and its items, '|' between. */
static void check(const char *feed, const char *want)
{
	struct feed_doc *d = NULL;
	struct err err = { 0 };
	struct buf got = BUF_INIT;

	cr_assert_eq(parse(feed, strlen(feed), &d, &err), ST_OK, "%s: %s",
		     err.msg, feed);
	buf_adds(&got, d->title ? d->title : "-");
	for (size_t i = 0; i < d->items.len; i++) {
		const struct feed_item *it = &d->items.v[i];
		buf_addf(&got, "|%s", it->title ? it->title : "-");
		if (it->url)
			buf_addf(&got, " %s", it->url);
	}
	cr_expect_str_eq(got.ptr, want, "%s", feed);
	buf_release(&got);
	feed_doc_free(d);
}

Test(feed_broken, markup_is_recovered)
{
	static const struct {
		const char *feed, *want;
	} t[] = {
		/* cut off: what came before, and the cut one if it spoke */
		{ "<rss><channel><title>F</title><item><title>1</title></item>"
		  "<item><title>2</tit", "F|1|2" },
		{ "<rss><channel><title>F</title><item><title>1</title></item>"
		  "<item><ti", "F|1" },
		{ "<rss><channel><title>F</title><item><title><![CDATA[one",
		  "F|one" },
		/* ampersands and brackets that are only that */
		{ "<rss><channel><title>A & B</title><item><title>1 < 2 &foo; "
		  "&nbsp;x</title></item></channel></rss>",
		  "A & B|1 < 2 &foo; x" },
		/* attributes without quotes */
		{ "<feed><title>F</title><entry><title>1</title>"
		  "<link href=https://a.example/1 rel=alternate></entry>"
		  "<entry><title>2</title></entry></feed>",
		  "F|1 https://a.example/1|2" },
		/* end tags missing, crossed, misspelt, too many */
		{ "<rss><channel><title>F</title><item><title>1<link>"
		  "https://a.example/1</link><item><title>2</title></item>"
		  "</channel></rss>", "F|1 https://a.example/1|2" },
		{ "<rss><channel><title>F</title><item><title>1</item>"
		  "<item><title>2</title></b></item></channel></rss>",
		  "F|1|2" },
		{ "<rss><channel><title>F</titel><item><title>1</title></item>"
		  "</channel></rss>", "F|1" },
		{ "<rss><channel><title>F</title></channel><item><title>1"
		  "</title></item></rss></rss>", "F|1" },
		/* items in items */
		{ "<rss><channel><title>F</title><item><title>1</title><item/>"
		  "</b><link>https://a.example/1</link></item></channel></rss>",
		  "F|1 https://a.example/1" },
		{ "<rss><channel><title>F & G</title><item><x:old><item><title>"
		  "0</title></item></x:old><title>1</title></item></channel>",
		  "F & G|1" },
		/* prefixes that nobody declared */
		{ "<rss><channel><title>F</title><item><dc:title>1</dc:title>"
		  "</item></channel></rss>", "F|1" },
		/* warnings in front, rubbish behind */
		{ "Warning: no cache\n<rss><channel><title>F</title></channel>"
		  "</rss>", "F" },
		{ "<rss><channel><title>F</title></channel></rss> bye", "F" },
		/* control characters, harmful markup in a title */
		{ "<rss><channel><title>F\x1b[31mX</title></channel></rss>",
		  "FX" },
		{ "<rss><channel><title>F&lt;script&gt;x()&lt;/script&gt;"
		  "</title></channel></rss>", "F" },
		/* the document's own entities, harmless ones */
		{ "<!DOCTYPE rss [<!ENTITY co \"Acme\">]><rss><channel>"
		  "<title>&co; &copy;</title></channel></rss>",
		  "Acme \xc2\xa9" },
		/* an item alone */
		{ "<item><title>1</title></item>", "-|1" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		check(t[i].feed, t[i].want);
}

Test(feed_broken, json_is_recovered)
{
#define HEAD "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"J\","
	check(HEAD "\"items\":[{\"title\":\"1\"},{\"title\":\"2", "J|1");
	check(HEAD "\"items\":[{\"title\":\"1\"},{bad},{\"title\":\"3\"}]}",
	      "J|1|3");
	check(HEAD "\"items\":[{\"title\":\"a\\ud800b\"}]}",
	      "J|a\xef\xbf\xbd" "b");
	check(HEAD "\"items\":[{\"title\":\"a\\u0000\\u0007b\"}]}", "J|ab");
	check(HEAD "\"items\":[1,\"x\",null,[[]],{\"title\":\"1\"}]}", "J|1");
	check("{\"items\":[{\"title\":\"1\"}],\"title\":\"late\"}", "late|1");
#undef HEAD
}

Test(feed_broken, what_is_no_feed_says_so)
{
	static const struct {
		const char *s;
		const char *words;
	} t[] = {
		{ "", "empty" },
		{ "  \n", "empty" },
		{ "just words", "neither XML nor JSON" },
		{ "<!DOCTYPE html><html><body>x</body></html>", "web page" },
		{ "<HTML><body><p>x</HTML>", "web page" },
		{ "<opml version='2.0'><body/></opml>", "OPML" },
		{ "<svg xmlns='http://www.w3.org/2000/svg'/>", "XML, but not" },
		{ "{\"a\":[1,2]}", "JSON, but not" },
		{ "{", "JSON, but not" },
		{ "< < <", "no XML" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		struct err err = { 0 };
		struct feed_doc *d = NULL;
		cr_expect_eq(parse(t[i].s, strlen(t[i].s), &d, &err), ST_PARSE,
			     "%s", t[i].s);
		cr_expect_null(d);
		cr_expect(strstr(err.msg, t[i].words), "\"%s\": %s", t[i].s,
			  err.msg);
	}
}

Test(feed_broken, entities_neither_multiply_nor_load)
{
	struct buf b = BUF_INIT;
	struct feed_doc *d = NULL;

	buf_adds(&b, "<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
	for (int i = 1; i < 40; i++)
		buf_addf(&b, "<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;\">", i, i - 1,
			 i - 1, i - 1, i - 1);
	buf_adds(&b, "]><rss><channel><title>x&a39;</title></channel></rss>");
	cr_assert_eq(parse(b.ptr, b.len, &d, NULL), ST_OK);
	cr_expect_lt(strlen(d->title), 100u);
	feed_doc_free(d);
	buf_clear(&b);
	buf_adds(&b, "<!DOCTYPE rss [<!ENTITY x SYSTEM \"/etc/hostname\">"
		     "<!ENTITY % p SYSTEM \"file:///etc/hostname\">%p;]>"
		     "<rss><channel><title>x&x;</title></channel></rss>");
	cr_assert_eq(parse(b.ptr, b.len, &d, NULL), ST_OK);
	cr_expect_str_eq(d->title, "x&x;");
	feed_doc_free(d);
	buf_release(&b);
}

Test(feed_broken, depth_and_size_are_bounded)
{
	struct buf b;
	struct feed_doc *d = NULL;
	struct err err = { 0 };

	buf_init(&b, (size_t)256 << 20);
	buf_adds(&b, "<rss><channel><title>F</title><item><description>");
	for (int i = 0; i < 100000; i++)
		buf_adds(&b, "<b>");
	buf_adds(&b, "deep</description></item>");
	cr_assert_eq(parse(b.ptr, b.len, &d, NULL), ST_OK);
	cr_expect_str_eq(d->title, "F");
	feed_doc_free(d);

	buf_clear(&b);
	for (int i = 0; i < 100000; i++)
		buf_adds(&b, "{\"a\":[");
	cr_expect_eq(parse(b.ptr, b.len, &d, &err), ST_PARSE);

	buf_clear(&b);
	buf_adds(&b, "<rss><channel><title>F</title>");
	for (int i = 0; i < FEED_ITEMS_MAX + 10; i++)
		buf_adds(&b, "<item><title>i</title></item>");
	cr_assert_eq(parse(b.ptr, b.len, &d, NULL), ST_OK);
	cr_expect_eq(d->items.len, (size_t)FEED_ITEMS_MAX);
	feed_doc_free(d);
	buf_release(&b);

	struct feed_source huge = { .bytes = "<rss>",
				    .len = FEED_BYTES_MAX + 1 };
	cr_expect_eq(feed_doc_parse(&huge, &d, &err), ST_LIMIT);
	cr_expect(strstr(err.msg, "64 MiB"), "%s", err.msg);
}

/* Nothing that a terminal obeys and no script gets into a field. */
Test(feed_broken, fields_are_clean)
{
	const char *s =
		"<rss><channel><title>F</title><item>"
		"<title>a&#27;[2Jb&#155;c&#x202e;d</title>"
		"<link>java\nscript:alert(1)</link>"
		"<guid isPermaLink='true'>javascript:alert(1)&#7;</guid>"
		"<author>e\xc2\x9b" "31mf</author><category>g&#8;h</category>"
		"<enclosure url='data:text/html,x' type='a&#27;b'/>"
		"<enclosure url='https://e.example/&#27;x' type='a&#27;b'/>"
		"<comments>vbscript:x</comments></item></channel></rss>";
	struct feed_doc *d = NULL;

	cr_assert_eq(parse(s, strlen(s), &d, NULL), ST_OK);
	const struct feed_item *it = &d->items.v[0];
	/* 155 is windows-1252's, no CSI. */
	cr_expect_str_eq(it->title, "ab\xe2\x80\xba" "cd");
	cr_expect_null(it->url);
	cr_expect_str_eq(it->guid, "javascript:alert(1)");
	cr_expect_str_eq(it->author, "ef");
	cr_expect_str_eq(it->tags.v[0], "gh");
	cr_expect_eq(it->enclosures.len, 1u);
	for (const char *p = it->enclosures.v[0].url; *p; p++)
		cr_expect_geq(*p, ' ');
	cr_expect_null(it->comments_url);
	feed_doc_free(d);
}

/* Every prefix and every single damaged byte of a good feed is survived. */
Test(feed_broken, any_damage_is_survived)
{
	static const char good[] =
		"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e 'v'>]>"
		"<rss xmlns:a='http://www.w3.org/2005/Atom'><channel>"
		"<title>F &e;</title><item><title><![CDATA[x]]></title>"
		"<a:link href='https://x.example/?a&amp;b'/>"
		"<description>&lt;p&gt;y<b c=\"d\">z</b></description>"
		"<!-- c --></item></channel></rss>";
	char s[sizeof(good)];

	for (size_t n = 0; n <= sizeof(good) - 1; n++) {
		struct feed_doc *d = NULL;
		if (parse(good, n, &d, NULL) == ST_OK)
			feed_doc_free(d);
	}
	for (size_t i = 0; i < sizeof(good) - 1; i++)
		for (const char *c = "<>&\"'/!]\xff"; *c; c++) {
			struct feed_doc *d = NULL;
			memcpy(s, good, sizeof(s));
			s[i] = *c;
			if (parse(s, sizeof(s) - 1, &d, NULL) == ST_OK)
				feed_doc_free(d);
		}
}
