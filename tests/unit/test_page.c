/* test_page.c - pages to articles: small pages, each for one rule, and one
 * whole page in tests/data/pages. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/path.h"
#include "thrum/page/page.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

#define P1                                                                     \
	"<p>The council met on Tuesday, late and long, and in the end voted "  \
	"for the smaller of the two plans, which costs less.</p>"
#define P2                                                                     \
	"<p>Work begins in autumn, as soon as the leaves are down, and will "  \
	"take until the spring, if the ground does not freeze.</p>"
#define P3                                                                     \
	"<p>Neighbours had asked for trees, a bench, and a tap; they get two " \
	"of the three, and the bench will have a back.</p>"

static struct article *extract(const char *html)
{
	struct article *a = NULL;
	struct err err = { 0 };

	cr_assert_eq(page_extract(html, strlen(html),
				  "https://quay.example/2025/05/14/x", NULL,
				  &a, &err),
		     ST_OK, "%s", err.msg);
	cr_assert(a);
	return a;
}

static bool has(const struct article *a, const char *text)
{
	return a->body && strstr(a->body->text.ptr, text);
}

static struct article *whole_page(struct buf *html)
{
	const char *top = getenv("top_srcdir");
	char *path = xasprintf("%s/tests/data/pages/news.html",
			       top ? top : ".");
	struct article *a = NULL;
	struct err err = { 0 };

	cr_assert_eq(path_read(path, html, &err), ST_OK, "%s", err.msg);
	cr_assert_eq(page_extract(html->ptr, html->len,
				  "https://www.quay.example/news/1", NULL, &a,
				  &err),
		     ST_OK);
	free(path);
	return a;
}

Test(page, facts_of_a_whole_page)
{
	struct buf html = BUF_INIT;
	struct article *a = whole_page(&html);
	char iso[24];

	cr_expect_str_eq(a->title, "Harbour bridge to close for a week");
	cr_expect_str_eq(a->author, "Nora Vance");
	cr_expect_str_eq(a->source, "The Quay Times");
	cr_expect_str_eq(a->url, "https://www.quay.example/news/bridge-closes");
	cr_expect_str_eq(a->lang, "en");
	date_iso(a->published, iso);
	cr_expect_str_eq(iso, "2025-05-12T06:30:00Z");
	cr_expect_eq(a->tags.len, 2);
	cr_expect_str_eq(a->tags.v[0], "Bridges");
	cr_expect_eq(a->enclosures.len, 1);
	cr_expect_str_eq(a->enclosures.v[0].url,
			 "https://www.quay.example/img/bridge.jpg");
	cr_expect_str_eq(a->comments_url,
			 "https://www.quay.example/news/1#comments");
	cr_expect_eq(a->related.len, 2);
	cr_expect_str_eq(a->related.v[0].url,
			 "https://www.quay.example/ring-road");
	article_free(a);
	buf_release(&html);
}

Test(page, body_of_a_whole_page)
{
	static const char *const in[] = {
		"two of its cables must be replaced", "forty minutes longer",
		"Why now", "An inspection in April", "19 to 25 May",
		"Ferries: every ten minutes", "paid by the toll",
	};
	static const char *const out[] = {
		"cookies", "Sport", "Tweet", "Buy a boat", "Related stories",
		"third lane", "Market hall", "Library lends", "Copyright",
		"Nora", "12 May", "Harbour bridge to close", "color:red",
		"schema.org",
	};
	struct buf html = BUF_INIT;
	struct article *a = whole_page(&html);
	size_t captions = 0;

	for (size_t i = 0; i < sizeof(in) / sizeof(*in); i++)
		cr_expect(has(a, in[i]), "body lacks '%s'", in[i]);
	for (size_t i = 0; i < sizeof(out) / sizeof(*out); i++)
		cr_expect(!has(a, out[i]), "body holds '%s'", out[i]);
	for (size_t i = 0; i < a->body->blocks.len; i++)
		captions += a->body->blocks.v[i].kind == DOC_CAPTION;
	cr_expect_eq(captions, 1);
	doc_check(a->body);
	article_free(a);
	buf_release(&html);
}

Test(page, titles)
{
	static const struct {
		const char *head, *want;
	} rows[] = {
		{ "<title>Plan passed after long night | Quay</title>",
		  "Plan passed after long night" },
		{ "<title>Quay - Plan passed after long night</title>",
		  "Plan passed after long night" },
		{ "<title>Quay</title><meta property=og:title "
		  "content='Plan passed after long night'>",
		  "Plan passed after long night" },
		{ "<title>A tale of two plans - and a tap</title>",
		  "A tale of two plans - and a tap" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *html = xasprintf("<html><head>%s</head><body>" P1 P2
				       "</body></html>",
				       rows[i].head);
		struct article *a = extract(html);
		cr_expect(a->title && !strcmp(a->title, rows[i].want),
			  "title is '%s'", a->title ? a->title : "(none)");
		article_free(a);
		free(html);
	}
}

Test(page, people_only)
{
	static const struct {
		const char *html, *want;
	} rows[] = {
		{ "<meta name=author content='Ada Lind and Bo Rask'>",
		  "Ada Lind, Bo Rask" },
		{ "<meta name=author content='The Quay Times Staff'>", NULL },
		{ "<meta name=author content='https://x.example/ada'>", NULL },
		{ "<meta name=author content='By Ada Lind'>", "Ada Lind" },
		{ "<meta name=author content='admin'>", NULL },
		{ "<meta name=author content='Łucja Żak'>", "Łucja Żak" },
		{ "<meta name=author content='山田 花子'>", "山田 花子" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *html = xasprintf("<html><head><meta charset=utf-8>%s"
				       "</head><body>" P1 P2 "</body></html>",
				       rows[i].html);
		struct article *a = extract(html);
		const char *got = a->author ? a->author : "(none)";
		cr_expect(!strcmp(got, rows[i].want ? rows[i].want : "(none)"),
			  "%s: author is '%s'", rows[i].html, got);
		article_free(a);
		free(html);
	}
}

Test(page, dates)
{
	static const struct {
		const char *head, *body, *want;
	} rows[] = {
		{ "<meta name=date content='2025-05-12'>", "",
		  "2025-05-12T00:00:00Z" },
		{ "", "<time datetime='2025-05-13T10:00:00Z'>yesterday</time>",
		  "2025-05-13T10:00:00Z" },
		{ "", "<span itemprop=datePublished content=2025-05-11></span>",
		  "2025-05-11T00:00:00Z" },
		{ "", "", "2025-05-14T00:00:00Z" }, /* of the address */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *html = xasprintf("<html><head>%s</head><body>%s" P1 P2
				       "</body></html>",
				       rows[i].head, rows[i].body);
		struct article *a = extract(html);
		char iso[24];
		date_iso(a->published, iso);
		cr_expect_str_eq(iso, rows[i].want);
		article_free(a);
		free(html);
	}
}

Test(page, names_on_everything_say_nothing)
{
	struct article *a = extract(
		"<html><body><div class=banner>" P1 "</div><div class=banner>"
		P2 "</div><div class=banner>" P3 "</div></body></html>");

	cr_expect(has(a, "The council met"));
	cr_expect(has(a, "Work begins"));
	cr_expect(has(a, "Neighbours"));
	article_free(a);
}

Test(page, hidden_text)
{
	/* Hidden beside text that shows: gone. */
	struct article *a = extract(
		"<html><body><article>" P1 P2 P3 P1 P2 P3
		"<div style='display: none'><p>Psst, hidden words, nobody "
		"sees them, at least not on this page.</p></div>"
		"</article></body></html>");
	cr_expect(!has(a, "Psst"));
	cr_expect(has(a, "Neighbours"));
	article_free(a);
	/* All of it hidden until a script runs: kept. */
	a = extract("<html><body><article><div hidden>" P1 P2 P3
		    "</div></article></body></html>");
	cr_expect(has(a, "Work begins"));
	article_free(a);
}

Test(page, text_kept_for_search_engines)
{
	struct article *a = extract(
		"<html><head><title>Plan passed</title>"
		"<script type='application/ld+json'>{\"@type\":\"Article\","
		"\"headline\":\"Plan passed\",\"articleBody\":\"The council "
		"met on Tuesday, late and long, and voted for the smaller of "
		"two plans. Work begins in autumn and will take until the "
		"spring, if the ground does not freeze. Neighbours had asked "
		"for trees, a bench and a tap; they get two of the three.\"}"
		"</script></head><body><p>Loading</p></body></html>");

	cr_expect(has(a, "voted for the smaller"));
	article_free(a);
}

Test(page, encodings)
{
	static const struct {
		const char *html, *charset;
	} rows[] = {
		{ "<meta charset=iso-8859-1><title>T</title><p>Caf\xe9 au "
		  "lait, encore, et toujours, dit-il en partant.</p>",
		  NULL },
		{ "<title>T</title><p>Caf\xe9 au lait, encore, et toujours, "
		  "dit-il en partant.</p>",
		  "windows-1252" },
		{ "<meta charset=iso-8859-1><p>Caf\xc3\xa9 au lait, encore, "
		  "et toujours, dit-il en partant.</p>",
		  NULL }, /* saved as UTF-8, the old declaration left in */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct article *a = NULL;
		struct err err;
		cr_assert_eq(page_extract(rows[i].html, strlen(rows[i].html),
					  NULL, rows[i].charset, &a, &err),
			     ST_OK);
		cr_expect(has(a, "Caf\xc3\xa9"), "row %zu", i);
		article_free(a);
	}
}

Test(page, nothing_to_read)
{
	static const char *const rows[] = { "", "   \n", "<!-- only this -->" };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct article *a = NULL;
		struct err err = { 0 };
		cr_expect_eq(page_extract(rows[i], strlen(rows[i]), NULL, NULL,
					  &a, &err),
			     ST_PARSE, "row %zu", i);
		cr_expect_null(a);
		cr_expect(err.msg[0]);
	}
}

Test(page, deep_and_wide)
{
	struct buf html = BUF_INIT;
	struct article *a = NULL;
	struct err err;

	for (int i = 0; i < 20000; i++)
		buf_adds(&html, "<div>");
	buf_adds(&html, P1);
	for (int i = 0; i < 20000; i++)
		buf_adds(&html, "<b><a href=x>y</i>");
	(void)!page_extract(html.ptr, html.len, NULL, NULL, &a, &err);
	article_free(a);
	buf_release(&html);
}

Test(page, no_script_and_no_control_gets_through)
{
	struct article *a = extract(
		"<html><body><article><h1>T</h1>" P1
		"<p>A <a href='java&#10;script:alert(1)'>link</a>, "
		"\x1b[31mred\x1b[0m and \xc2\x9b" "31m, an image "
		"<img src='javascript:x' onerror=y>, enough words to "
		"stay in.</p>" P2 "</article></body></html>");

	for (size_t i = 0; i < a->body->links.len; i++)
		cr_expect(!strstr(a->body->links.v[i].url, "script"));
	for (size_t i = 0; i < a->body->text.len; i++) {
		unsigned char c = (unsigned char)a->body->text.ptr[i];
		cr_expect(c >= 0x20 || c == '\n' || c == '\t');
	}
	cr_expect(!strstr(a->body->text.ptr, "\xc2\x9b"));
	article_free(a);
}

Test(page, feeds)
{
	struct buf html = BUF_INIT;
	struct page_feed_vec feeds = { 0 };

	article_free(whole_page(&html));
	page_find_feeds(html.ptr, html.len, "https://www.quay.example/news/1",
			&feeds);
	cr_assert_eq(feeds.len, 2);
	cr_expect_str_eq(feeds.v[0].url, "https://www.quay.example/feed.xml");
	cr_expect_str_eq(feeds.v[0].title, "All news");
	cr_expect_str_eq(feeds.v[0].type, "application/rss+xml");
	cr_expect_str_eq(feeds.v[1].url, "https://quay.example/atom");
	cr_expect_null(feeds.v[1].title);
	page_feed_vec_release(&feeds);
	buf_release(&html);
}

Test(page, begins_like_a_page)
{
	static const struct {
		const char *s;
		int yes;
	} rows[] = {
		{ "<!DOCTYPE html><p>", 1 },
		{ "\xef\xbb\xbf  <html>", 1 },
		{ "<!-- saved --><HTML>", 1 },
		{ "<?xml version='1.0'?><html>", 1 },
		{ "<?xml version='1.0'?><rss>", 0 },
		{ "{\"version\":1}", 0 },
		{ "plain words", 0 },
		{ "", 0 },
		{ "<!-- no end", 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_eq(page_is_html(rows[i].s, strlen(rows[i].s)),
			     rows[i].yes, "%s", rows[i].s);
}
