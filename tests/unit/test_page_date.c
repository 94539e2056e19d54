/* test_page_date.c - the day of a page, as its readers see it. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/page/page.h"
#include "thrum/text/date.h"

#include "thrum/base/banned.h"

#define P1                                                                     \
	"<p>The council met on Tuesday, late and long, and in the end voted "  \
	"for the smaller of the two plans, which costs less.</p>"
#define P2                                                                     \
	"<p>Work begins in autumn, as soon as the leaves are down, and will "  \
	"take until the spring, if the ground does not freeze.</p>"

Test(page_date, clocks)
{
	static const struct {
		const char *head, *body, *want;
		int east_min;
	} rows[] = {
		/* The offset of the date itself. */
		{ "<script type='application/ld+json'>{\"@type\":"
		  "\"NewsArticle\",\"headline\":\"Plan\",\"datePublished\":"
		  "\"2025-05-12T21:30:00-05:00\"}</script>", "",
		  "2025-05-13T02:30:00Z", -300 },
		/* Of the same instant elsewhere. */
		{ "<meta property='article:published_time' content="
		  "'2025-05-13T02:30:00Z'>",
		  "<time datetime='2025-05-12T21:30-0500'>last night</time>",
		  "2025-05-13T02:30:00Z", -300 },
		/* Of another instant: says nothing. */
		{ "<meta property='article:published_time' content="
		  "'2025-05-13T02:30:00Z'><meta property="
		  "'article:modified_time' content='2025-05-13T04:00:00+02:00'>",
		  "", "2025-05-13T02:30:00Z", 0 },
		/* Shown as the day before: by whole hours. */
		{ "<meta property='article:published_time' content="
		  "'2025-05-13T02:30:00Z'>",
		  "<span class=date>May 12, 2025</span>",
		  "2025-05-13T02:30:00Z", -180 },
		{ "<meta property='article:published_time' content="
		  "'2025-05-13T02:30:00Z'>",
		  "<span class=date>May 13, 2025</span>",
		  "2025-05-13T02:30:00Z", 0 },
		/* A day without a time has no clock. */
		{ "<meta name=date content='2025-05-13'>",
		  "<span class=date>May 12, 2025</span>",
		  "2025-05-13T00:00:00Z", 0 },
		/* No offset of that size exists. */
		{ "<meta property='article:published_time' content="
		  "'2025-05-13T02:30:00+99:00'>", "",
		  "2025-05-14T00:00:00Z", 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *html = xasprintf("<html><head>%s</head><body><h1>Plan"
				       "</h1>%s" P1 P2 "</body></html>",
				       rows[i].head, rows[i].body);
		struct article *a = NULL;
		struct err err = { 0 };
		char iso[24];
		cr_assert_eq(page_extract(html, strlen(html),
					  "https://quay.example/2025/05/14/x",
					  NULL, &a, &err), ST_OK);
		date_iso(a->published, iso);
		cr_expect_str_eq(iso, rows[i].want, "row %zu: %s", i, iso);
		cr_expect_eq(a->published_east_s, rows[i].east_min * 60,
			     "row %zu: %d", i, (int)a->published_east_s);
		article_free(a);
		free(html);
	}
}

Test(page_date, sources)
{
	static const struct {
		const char *body, *want;
	} rows[] = {
		{ "<time pubdate datetime=2025-05-11></time><time datetime="
		  "2025-05-01></time>", "2025-05-11T00:00:00Z" },
		{ "<span property='schema:dateCreated' content=2025-05-10>"
		  "</span>", "2025-05-10T00:00:00Z" },
		{ "<meta name=published-date content=2025-05-09>",
		  "2025-05-09T00:00:00Z" },
		/* Rewritten, and the new day is the one that shows. */
		{ "<meta itemprop=datePublished content=2019-03-01><meta "
		  "itemprop=dateModified content=2025-05-08T09:00:00Z>"
		  "<p class=date>Updated 8 May 2025</p>",
		  "2025-05-08T09:00:00Z" },
		/* Both show: the first is the date. */
		{ "<meta itemprop=datePublished content=2019-03-01><meta "
		  "itemprop=dateModified content=2025-05-08T09:00:00Z>"
		  "<p class=date>1 March 2019</p><p class=date>Updated 8 May "
		  "2025</p>", "2019-03-01T00:00:00Z" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *html = xasprintf("<html><body><h1>Plan</h1>%s" P1 P2
				       "</body></html>", rows[i].body);
		struct article *a = NULL;
		struct err err = { 0 };
		char iso[24];
		cr_assert_eq(page_extract(html, strlen(html), NULL, NULL, &a,
					  &err), ST_OK);
		date_iso(a->published, iso);
		cr_expect_str_eq(iso, rows[i].want, "row %zu: %s", i, iso);
		article_free(a);
		free(html);
	}
}
