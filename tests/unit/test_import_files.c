/* test_import_files.c - what a file is; JSON Lines; odd dumps. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/import/import.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

Test(sniff, by_content_then_name)
{
	static const struct {
		const char *s, *name;
		enum import_kind kind;
	} rows[] = {
		{ "<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", NULL,
		  IMPORT_FEED },
		{ "<feed xmlns='http://www.w3.org/2005/Atom'>", "a.html",
		  IMPORT_FEED },
		{ "<rdf:RDF xmlns:rdf='x'>", NULL, IMPORT_FEED },
		{ "{\"version\":\"https://jsonfeed.org/version/1.1\"}", NULL,
		  IMPORT_FEED },
		{ "<opml version='2.0'><body/></opml>", NULL, IMPORT_OPML },
		{ "<!DOCTYPE html><html><body>", NULL, IMPORT_HTML },
		{ "<?xml version='1.0'?><html xmlns='x'>", NULL, IMPORT_HTML },
		{ "<p>A piece of a page.</p>", NULL, IMPORT_HTML },
		{ "{\"title\":\"x\"}\n{\"title\":\"y\"}\n", NULL,
		  IMPORT_JSONL },
		{ "# mine\nhttps://a.example/feed news ~Title\n\"query:x:y\"\n",
		  "urls", IMPORT_URLS },
		{ "https://a.example/feed\nand then words\n", NULL,
		  IMPORT_TEXT },
		{ "Just a text.\n", "x.txt", IMPORT_TEXT },
		{ "Just a text.\n", "x.opml", IMPORT_OPML },
		{ "", "x.html", IMPORT_UNKNOWN },
		{ " \n\n", NULL, IMPORT_UNKNOWN },
		{ "\x01\x02\x03\x04\x05\x06", "x.txt", IMPORT_UNKNOWN },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_eq(import_sniff(rows[i].s, strlen(rows[i].s),
					  rows[i].name),
			     rows[i].kind, "row %zu: '%s'", i, rows[i].s);
}

Test(sniff, other_encodings)
{
	static const char utf16[] = "\xff\xfe<\0r\0s\0s\0>\0";

	cr_expect_eq(import_sniff(utf16, sizeof(utf16) - 1, NULL),
		     IMPORT_FEED);
}

static struct article_vec read_lines(const char *s, int *bad)
{
	struct article_vec v = { 0 };
	struct err err = { 0 };

	*bad = 0;
	cr_assert_eq(import_jsonl(s, strlen(s), &v, bad, &err), ST_OK, "%s",
		     err.msg);
	return v;
}

Test(jsonl, names_that_programs_use)
{
	int bad;
	struct article_vec v = read_lines(
		"{\"id\":7,\"title\":\"One\",\"body\":\"First.\\n\\nSecond.\","
		"\"date\":\"2025-05-31\",\"source\":\"Quay\",\"lang\":\"en\","
		"\"url\":\"https://a.example/1\",\"tags\":[\"#x\",\"y z\"]}\n"
		"{\"headline\":\"Two\",\"content\":\"<p>Bold <b>words</b></p>\","
		"\"published\":1748649600000,\"authors\":[{\"name\":\"A B\"},"
		"{\"name\":\"C D\"}],\"keywords\":\"p, q\"}\n"
		"{\"feed\":{\"title\":\"The Feed\",\"language\":\"de\"},"
		"\"title\":\"Three\",\"pubDate\":\"Sat, 31 May 2025 00:00:00 "
		"GMT\",\"enclosures\":[{\"url\":\"https://a.example/a.mp3\","
		"\"type\":\"audio/mpeg\",\"length\":9}]}\n",
		&bad);
	const int64_t day = 1748649600;

	cr_assert_eq(v.len, 3);
	cr_expect_eq(bad, 0);
	cr_expect_str_eq(v.v[0]->guid, "7");
	cr_expect_str_eq(v.v[0]->source, "Quay");
	cr_expect_eq(v.v[0]->body->blocks.len, 2);
	cr_expect_str_eq(v.v[0]->tags.v[0], "x");
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(v.v[i]->published, day, "row %zu", i);
	cr_expect_str_eq(v.v[1]->author, "A B, C D");
	cr_expect_str_eq(v.v[1]->body->text.ptr, "Bold words");
	cr_expect_eq(v.v[1]->tags.len, 2);
	cr_expect_str_eq(v.v[2]->source, "The Feed");
	cr_expect_str_eq(v.v[2]->lang, "de");
	cr_expect_eq(v.v[2]->enclosures.v[0].length, 9);
	article_vec_release(&v);
}

Test(jsonl, what_import_prints_comes_back)
{
	int bad;
	struct article_vec v = read_lines(
		"{\"title\":\"T\",\"related\":[{\"title\":\"R\",\"source\":"
		"\"S\",\"age\":\"8 hours ago\",\"excerpt\":\"E\",\"url\":"
		"\"https://a.example/r\"}],\"conversation\":[{\"speaker\":"
		"\"A\",\"text\":\"Hi\"}],\"details\":{\"ID\":5,\"Name\":"
		"\"n\"}}",
		&bad);

	cr_assert_eq(v.len, 1);
	cr_assert_eq(v.v[0]->related.len, 1);
	cr_expect_eq(v.v[0]->related.v[0].age_s, 28800);
	cr_expect_str_eq(v.v[0]->related.v[0].source, "S");
	cr_expect_str_eq(v.v[0]->conversation.v[0].text, "Hi");
	cr_expect_eq(v.v[0]->details.len, 2);
	cr_expect_str_eq(v.v[0]->details.v[0].value, "5");
	article_vec_release(&v);
}

Test(jsonl, bad_lines_cost_themselves)
{
	int bad;
	struct article_vec v = read_lines("not json\n{\"title\":\"A\"}\n[1]\n"
					  "{\"broken\":\n\n{\"url\":"
					  "\"javascript:x\"}\n",
					  &bad);

	cr_expect_eq(v.len, 1);
	cr_expect_eq(bad, 4);
	article_vec_release(&v);
}

Test(jsonl, one_value_over_many_lines)
{
	int bad;
	struct article_vec v = read_lines(
		"[\n {\n  \"title\": \"A\"\n },\n {\n  \"title\": \"B\"\n "
		"}\n]\n",
		&bad);

	cr_expect_eq(v.len, 2);
	cr_expect_eq(bad, 0);
	article_vec_release(&v);
}

Test(jsonl, nothing_good)
{
	static const char *const rows[] = { "", "x\n", "[1,2]", "{}" };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct article_vec v = { 0 };
		struct err err = { 0 };
		int bad = 0;
		cr_expect_eq(import_jsonl(rows[i], strlen(rows[i]), &v, &bad,
					  &err),
			     ST_PARSE);
		cr_expect_eq(v.len, 0);
		cr_expect(err.msg[0]);
	}
}

static enum status dump(const char *s, size_t len, struct article **a)
{
	struct err err = { 0 };

	*a = NULL;
	return import_dump(s, len, 0, a, &err);
}

Test(dump, nothing_in_it)
{
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1";
	static const struct {
		const char *s;
		size_t len;
	} rows[] = {
		{ "", 0 },
		{ "\n\n  \n", 5 },
		{ "logo\nMenu\nSearch\n", 17 },
		{ png, sizeof(png) },
	};
	struct article *a;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		cr_expect_eq(dump(rows[i].s, rows[i].len, &a), ST_PARSE,
			     "row %zu", i);
		cr_expect_null(a);
	}
}

Test(dump, nothing_a_terminal_obeys)
{
	static const char s[] =
		"A headline with \x1b]0;owned\x07 colours in it today\n"
		"Quay - 31 May 2025\n"
		"The \x1b[31mred\x1b[0m door was \xe2\x80\xae" "open, said "
		"the guard, and nobody knew who had opened it.\n"
		"A second one was \x9b" "2J shut, and will stay shut until "
		"the key is found.\r\n";
	struct article *a;

	cr_assert_eq(dump(s, sizeof(s) - 1, &a), ST_OK);
	cr_expect_str_eq(a->title, "A headline with colours in it today");
	for (size_t i = 0; i < a->body->text.len; i++) {
		unsigned char c = (unsigned char)a->body->text.ptr[i];
		cr_expect(c >= 0x20 || c == '\n');
	}
	cr_expect(!strstr(a->body->text.ptr, "\xe2\x80\xae"));
	cr_expect_eq(a->body->blocks.len, 2);
	article_free(a);
}

Test(dump, too_large)
{
	size_t len = IMPORT_TEXT_MAX + 1;
	char *s = xmalloc(len);
	struct article *a;

	memset(s, 'x', len);
	cr_expect_eq(dump(s, len, &a), ST_LIMIT);
	free(s);
}

Test(dump, many_lines_in_linear_time)
{
	static const char *const lines[] = {
		"A: why\n", "Related\n", "8 hours ago\n", "Words1\n",
		"A line that says the same again and again, and ends.\n",
		"Name: value\n", "417\n", "#tag\n", "Summary\n",
	};
	struct buf b = BUF_INIT;
	struct article *a;

	for (int i = 0; i < 60000; i++)
		buf_adds(&b, lines[(i * 7 + i / 13) % 9]);
	(void)!dump(b.ptr, b.len, &a);
	article_free(a);
	buf_release(&b);
}
