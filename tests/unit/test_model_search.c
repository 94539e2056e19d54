/* test_model_search.c - the search language: trees, sentences, and articles
 * judged in memory. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/model/article.h"
#include "thrum/model/feed.h"
#include "thrum/model/search.h"
#include "thrum/model/thread.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

/* 31 May 2025, 12:00 UTC; at home it is two hours later. */
static const struct search_when when = { 1748692800, 7200 };
#define DAY 86400

static void dump(struct buf *out, const struct search_node *n);

static void dump_all(struct buf *out, const char *name,
		     const struct search_node *n)
{
	buf_addf(out, "(%s", name);
	for (const struct search_node *c = n->child; c; c = c->next) {
		buf_addc(out, ' ');
		dump(out, c);
	}
	buf_addc(out, ')');
}

static void dump_words(struct buf *out, const struct search_node *n)
{
	for (size_t i = 0; i < n->n_words; i++)
		buf_addf(out, "%s%s", i ? "_" : "", n->words[i]);
	if (n->is_prefix)
		buf_addc(out, '*');
}

static void dump(struct buf *out, const struct search_node *n)
{
	static const char *const of[] = { "title", "body",   "source", "feed",
					  "author", "url", "lang" };
	static const char *const how[] = { "", "~", "/", "=" };

	switch (n->kind) {
	case SEARCH_ALL:
		buf_addc(out, '*');
		break;
	case SEARCH_AND:
		dump_all(out, "and", n);
		break;
	case SEARCH_OR:
		dump_all(out, "or", n);
		break;
	case SEARCH_NOT:
		dump_all(out, "not", n);
		break;
	case SEARCH_TEXT:
		if (n->columns != SEARCH_COLUMNS)
			buf_addf(out, "%u:", n->columns);
		dump_words(out, n);
		break;
	case SEARCH_FIELD:
		buf_addf(out, "%s:%s", of[n->of], how[n->how]);
		if (n->how == SEARCH_WORDS)
			dump_words(out, n);
		else
			buf_adds(out, n->text);
		break;
	case SEARCH_TAG:
		buf_addf(out, "#%s%s", n->text, n->is_prefix ? "*" : "");
		break;
	default:
		buf_addf(out, "%d:%lld", (int)n->kind, (long long)n->n);
	}
}

static const char *tree(const char *text)
{
	static char out[2000];
	struct search *s = NULL;
	struct err err = { 0 };
	struct buf b = BUF_INIT;

	if (search_parse(text, &when, &s, &err) != ST_OK)
		buf_adds(&b, err.msg);
	else
		dump(&b, search_root(s));
	cr_assert_lt(b.len, sizeof(out));
	memcpy(out, b.ptr, b.len + 1);
	buf_release(&b);
	search_free(s);
	return out;
}

struct line {
	const char *text, *want;
};

static void compare(const struct line *lines)
{
	for (; lines->text; lines++)
		cr_expect_str_eq(tree(lines->text), lines->want,
				 "%s\n  gives %s\n  wants %s", lines->text,
				 tree(lines->text), lines->want);
}

Test(search, trees)
{
	static const struct line lines[] = {
		{ "", "*" },
		{ " \xe3\x80\x80 ", "*" },
		{ "*", "*" },
		{ "Red Boat", "(and red boat)" },
		{ "\"Red boat\"", "red_boat" },
		{ "\"red boat", "red_boat" },
		{ "red-boat", "red_boat" },
		{ "bo*", "bo*" },
		{ "\"red bo\"*", "red_bo*" },
		{ "\xe6\x9d\xb1\xe4\xba\xac", "\xe6\x9d\xb1_\xe4\xba\xac" },
		{ "-red", "(not red)" },
		{ "not red", "(not red)" },
		{ "not not red", "red" },
		{ "NOT -red", "red" },
		{ "red or blue boat", "(and (or red blue) boat)" },
		{ "red or blue or green", "(or red blue green)" },
		{ "red OR -blue", "(or red (not blue))" },
		{ "(red boat) or car", "(or (and red boat) car)" },
		{ "-(red or boat)", "(not (or red boat))" },
		{ "red and boat", "(and red boat)" },
		{ "OR red OR", "red" },
		{ "red - boat & x", "(and red boat x)" },
		{ "\"not\" \"or\"", "(and not or)" },
		{ "nothing orange", "(and nothing orange)" },
		{ "title:red", "2:red" },
		{ "title:\"red sky\"", "2:red_sky" },
		{ "title:(red -sky)", "(and 2:red (not 2:sky))" },
		{ "title:(red body:sky)", "(and 2:red 1:sky)" },
		{ "subject:red", "2:red" },
		{ "title:/red|blue$/", "title:/red|blue$" },
		{ "source:\"The Gazette\"", "source:the_gazette" },
		{ "feed:exa*", "feed:exa*" },
		{ "author:doe", "author:doe" },
		{ "url:Example.org/a", "url:~example.org/a" },
		{ "lang:EN", "lang:=en" },
		{ "tag:#Sailing", "#sailing" },
		{ "tag:sai*", "#sai*" },
		{ "tag:(a or b)", "(or #a #b)" },
		{ "-tag:\"two words\"", "(not #two words)" },
		{ "is:unread is:starred", "(and 7:0 7:2)" },
		{ "has:enclosure", "8:2" },
		{ "thread:t12", "11:12" },
		{ "longer:500", "12:500" },
		{ "shorter:10", "13:10" },
		{ "score:-5", "14:-5" },
		{ "sort:oldest", "*" },
		{ "red sort:rank", "red" },
		/* Text, though it looks like more. */
		{ "http://red", "http_red" },
		{ "colour:red", "colour_red" },
		{ "12:30", "12_30" },
		{ "it's", "it_s" },
		{ 0 },
	};

	compare(lines);
}

Test(search, times)
{
	struct {
		const char *text;
		int kind;
		int64_t n;
	} cases[] = {
		{ "after:7d", SEARCH_SINCE, when.now - 7 * DAY },
		{ "newer_than:12h", SEARCH_SINCE, when.now - 12 * 3600 },
		{ "before:2w", SEARCH_UNTIL, when.now - 14 * DAY },
		/* 31 May began at 22:00 UTC of the 30th. */
		{ "after:today", SEARCH_SINCE, 1748692800 - 14 * 3600 },
		{ "before:today", SEARCH_UNTIL, 1748692800 - 14 * 3600 },
		{ "after:yesterday", SEARCH_SINCE,
		  1748692800 - 14 * 3600 - DAY },
		{ "after:2025-05-31", SEARCH_SINCE, 1748692800 - 14 * 3600 },
		{ "since:2025-05", SEARCH_SINCE,
		  1748692800 - 14 * 3600 - 30 * DAY },
		{ "before:2025", SEARCH_UNTIL, 1735689600 - 7200 },
		{ "after:2025-05-31T10:00:00Z", SEARCH_SINCE,
		  1748692800 - 7200 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct search *s = NULL;
		struct err err = { 0 };
		cr_assert_eq(search_parse(cases[i].text, &when, &s, &err),
			     ST_OK, "%s: %s", cases[i].text, err.msg);
		const struct search_node *n = search_root(s);
		cr_expect_eq((int)n->kind, cases[i].kind);
		cr_expect_eq(n->n, cases[i].n, "%s: %lld", cases[i].text,
			     (long long)(n->n - when.now));
		search_free(s);
	}
	/* The last day is whole. */
	cr_expect_str_eq(tree("date:2025-05-30..2025-05-31"),
			 "(and 9:1748556000 10:1748728800)");
	cr_expect_str_eq(tree("date:2025-05-31"),
			 "(and 9:1748642400 10:1748728800)");
	cr_expect_str_eq(tree("date:..2025"), "10:1767218400");
}

Test(search, sentences)
{
	static const struct line lines[] = {
		{ "&", "name at least one word to search for" },
		{ "a*", "\"a*\" is too short: give two letters or more before "
			"the * (at character 1)" },
		{ "red (blue", "this bracket is not closed (at character 5)" },
		{ "red) blue", "this bracket was not opened (at character 4)" },
		{ "\xc3\xa9 titel:x", "no field is called titel; did you mean "
				      "title: ? (at character 3)" },
		{ "after:never", "\"never\" is no time: write 7d, 12h, "
				 "2026-01-31, today or yesterday (at "
				 "character 7)" },
		{ "is:purple", "is: wants one of unread, read, starred, copy, "
			       "followed, muted, snoozed, deleted, killed, revised, "
			       "not \"purple\" (at character 4)" },
		{ "title:", "title: wants a value behind it (at character 7)" },
		{ "longer:x", "longer: wants a number, not \"x\" (at "
			      "character 8)" },
		{ "sort:up", "sort: wants one of date, oldest, rank, score, "
			     "not \"up\" (at character 6)" },
		{ 0 },
	};

	compare(lines);
	cr_expect(strstr(tree("title:/(/"), "is no expression"));
}

Test(search, newsboat)
{
	static const struct line lines[] = {
		{ "unread = \"yes\"", "7:0" },
		{ "unread != \"yes\"", "7:1" },
		{ "title =~ \"red|blue\"", "title:/red|blue" },
		{ "title !~ \"red\"", "(not title:/red)" },
		{ "feedtitle = \"A.B\"", "feed:/^A\\.B$" },
		{ "link =~ \"x\" and author =~ \"y\"",
		  "(and url:/x author:/y)" },
		{ "unread = \"yes\" and (tags # \"News\" or tags !# \"b\")",
		  "(and 7:0 (or #news (not #b)))" },
		{ "unread = \"yes\" or title =~ \"a\" and title =~ \"b\"",
		  "(or 7:0 (and title:/a title:/b))" },
		{ "((content =~ \"x\"))", "body:/x" },
		{ "enclosure_url != \"\"", "8:2" },
		{ "unread = \"maybe\"",
		  "unread is \"yes\" or \"no\" (at character 1)" },
		{ "unread = \"yes\" and date = \"x\"",
		  "newsboat's date means nothing here: use after:, before: or "
		  "age (at character 20)" },
		{ "unread = \"yes\" title =~ \"x\"",
		  "and or or is missing here (at character 16)" },
		{ "(unread = \"yes\"",
		  "this bracket is not closed (at character 1)" },
		{ "title =~ \"x",
		  "this quotation is not closed (at character 10)" },
		{ "title < \"x\"", "title cannot be compared in this way here "
				   "(at character 1)" },
		/* Ours. */
		{ "title unread", "(and title unread)" },
		{ "unread = yes", "(and unread yes)" },
		{ 0 },
	};

	compare(lines);
}

Test(search, newsboat_counts_days)
{
	static const struct {
		const char *text, *ages; /* of articles that are found */
	} cases[] = {
		{ "age = 0", "0" },	 { "age between 1:3", "1 2 3" },
		{ "age < 2", "0 1" },	 { "age <= 2", "0 1 2" },
		{ "age > 2", "3 4 5" },	 { "age >= 2", "2 3 4 5" },
		{ "age != 3", "0 1 2 4 5" },
		{ "age between 3:1", "1 2 3" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct search *s = NULL;
		struct buf got = BUF_INIT;
		cr_assert_eq(search_parse(cases[i].text, &when, &s, NULL),
			     ST_OK);
		for (int age = 0; age < 6; age++) {
			struct article a = { 0 };
			struct search_text text = { 0 };
			struct search_subject sub = {
				.a = &a,
				.time = when.now - age * DAY - DAY / 2,
				.text = &text,
			};
			if (search_matches(s, &sub))
				buf_addf(&got, "%s%d", got.len ? " " : "",
					 age);
		}
		cr_expect_str_eq(got.ptr, cases[i].ages, "%s: %s",
				 cases[i].text, got.ptr);
		buf_release(&got);
		search_free(s);
	}
}

/* Whatever is typed gives a tree or a sentence. */
Test(search, nothing_breaks_it)
{
	static const char *const pieces[] = {
		"(", ")", "\"", "-", "or ", "not ", "title:", "is:", "a",
		"*", "/", " ", "tag:", "\xc3", "after:", "=~", "unread", "1d",
	};
	uint32_t seed = 7;

	for (int i = 0; i < 4000; i++) {
		struct buf b = BUF_INIT;
		struct search *s = NULL;
		struct err err = { 0 };
		for (int k = 0; k < 1 + i % 30; k++) {
			seed = seed * 1664525u + 1013904223u;
			buf_adds(&b, pieces[(seed >> 16) % 18]);
		}
		enum status st = search_parse(b.ptr, &when, &s, &err);
		cr_assert(st == ST_OK || (st == ST_USAGE && err.msg[0]),
			  "%s", b.ptr);
		search_free(s);
		buf_release(&b);
	}
	struct buf deep = BUF_INIT;
	struct search *s = NULL;
	for (int i = 0; i < 1500; i++)
		buf_addc(&deep, '(');
	cr_assert_eq(search_parse(deep.ptr, &when, &s, NULL), ST_USAGE);
	buf_clear(&deep);
	for (int i = 0; i < 900; i++)
		buf_adds(&deep, "ab ");
	cr_assert_eq(search_parse(deep.ptr, &when, &s, NULL), ST_USAGE);
	buf_release(&deep);
}

/* ---- one article in memory ---- */

Test(search, an_article_in_memory)
{
	static const struct {
		const char *text;
		bool want;
	} cases[] = {
		{ "harbour", true },
		{ "HARBOUR boats", true },
		{ "\"boats leave\"", true },
		{ "\"leave boats\"", false },
		{ "\"harbour boats\"", false }, /* not over columns */
		{ "boat", false },
		{ "boat*", true },
		{ "\"boats lea\"*", true },
		{ "title:harbour", true },
		{ "title:boats", false },
		{ "title:/^news from/", true },
		{ "body:(boats -sink)", true },
		{ "source:gazette", true },
		{ "source:press", false },
		{ "feed:press", true },
		{ "feed:example.org", true },
		{ "author:doe", true },
		{ "author:\"jane doe\"", true },
		{ "author:\"doe jane\"", false },
		{ "url:/news/", true },
		{ "url:example.org/News", true },
		{ "lang:en", true },
		{ "lang:en-gb", true },
		{ "lang:de", false },
		{ "tag:Sailing", true },
		{ "tag:sail", false },
		{ "tag:sail*", true },
		{ "tag:regional", true }, /* of the feed */
		{ "is:unread", true },
		{ "is:starred", true },
		{ "-is:copy is:followed", true },
		{ "has:tag has:author -has:enclosure", true },
		{ "longer:5 shorter:5", true },
		{ "longer:6", false },
		{ "score:10", true },
		{ "score:11", false },
		{ "thread:77", true },
		{ "after:2025-05-30 before:2025-06-01", true },
		{ "after:2025-06-01", false },
		{ "sink or boats", true },
		{ "-sink", true },
		{ "-(sink or boats)", false },
		{ "is:deleted or boats", true },
		{ "is:killed", false },
		{ "*", true },
	};
	struct article *a = article_new();
	struct feed f = { .title = (char *)"Example Press",
			  .url = (char *)"https://example.org/feed.xml",
			  .tags = (char *)"local\nregional" };
	const struct feed *feeds[] = { &f };
	struct search_subject sub = { .a = a,
				      .time = when.now,
				      .feeds = feeds,
				      .n_feeds = 1,
				      .thread_flags = THREAD_FOLLOWED,
				      .points = 10 };
	struct search_text text = { 0 };

	a->title = xstrdup("News from the harbour");
	a->summary = xstrdup("Boats leave early today.");
	a->source = xstrdup("The Gazette");
	a->author = xstrdup("Jane Doe, John Roe");
	a->url = xstrdup("https://example.org/news/1");
	a->lang = xstrdup("en-GB");
	a->flags = ARTICLE_STARRED;
	a->words = 5;
	a->thread_id = 77;
	str_vec_add(&a->tags, "sailing");
	sub.text = &text;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct search *s = NULL;
		struct err err = { 0 };
		struct search_parts parts = { a->summary, a->title, a->source,
					      "sailing" };
		cr_assert_eq(search_parse(cases[i].text, &when, &s, &err),
			     ST_OK, "%s: %s", cases[i].text, err.msg);
		search_text_set(&text, s, &parts);
		cr_expect_eq(search_matches(s, &sub), cases[i].want, "%s",
			     cases[i].text);
		search_free(s);
	}
	search_text_release(&text);
	article_free(a);
}
