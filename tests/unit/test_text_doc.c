/* test_text_doc.c - the document model: building, plain text, saved form. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc_dump.h"
#include "thrum/text/doc.h"

static void expect_dump(const struct doc *doc, const char *want)
{
	struct buf b = BUF_INIT;

	doc_check(doc);
	doc_dump(doc, &b);
	cr_expect_str_eq(b.ptr, want, "got:\n%s", b.ptr);
	buf_release(&b);
}

static const char rich[] =
	"<h1>Harbour <i>opens</i></h1><p>The <b>new <a href='http://ex.org/q'>"
	"quay</a></b> was opened.<br>It rained.</p><blockquote><p>\xe6\xb8\xaf"
	" &amp; sea</p></blockquote><ol start=4><li>one<ul><li>two</ul></ol>"
	"<pre>a\tb\n\n  c</pre><table><tr><th>k<th>v<tr><td>1<td></table><hr>"
	"<figure><img src='http://ex.org/i.png' alt='ship'><figcaption>At sea"
	"</figcaption></figure><dl><dt>t<dd>d</dl>";

Test(text_doc, separators_make_plain_text)
{
	struct doc *doc = doc_new();

	doc_add_block(doc, DOC_HEADING, "Title");
	doc_add_block(doc, DOC_LIST_ITEM, "a");
	doc_add_block(doc, DOC_LIST_ITEM, "b");
	doc_add_block(doc, DOC_TABLE_ROW, "x\ty");
	doc_add_block(doc, DOC_TABLE_ROW, "1\t\t2 ");
	doc_add_block(doc, DOC_PARA, "  ");
	doc_add_block(doc, DOC_RULE, NULL);
	doc_add_block(doc, DOC_TERM, "t");
	doc_add_block(doc, DOC_DEFINITION, "d");
	doc_check(doc);
	cr_expect_str_eq(doc->text.ptr, "Title\n\na\nb\n\nx\ty\n1\t\t2\n\n"
					"\n\nt\nd");
	doc_free(doc);
}

Test(text_doc, white_space_waits_for_text)
{
	struct doc *doc = doc_new();

	doc_add(doc, "lost", 4);
	doc_open(doc, DOC_PARA);
	doc_add(doc, "  a ", 4);
	uint32_t s = doc_span_open(doc, DOC_STRONG, NULL, 0);
	doc_add(doc, " b ", 3);
	doc_span_close(doc, s);
	doc_add(doc, "\n", 1);
	doc_add(doc, "c", 1);
	doc_break(doc);
	doc_add(doc, " d ", 3);
	doc_break(doc);
	doc_close(doc);
	expect_dump(doc, "para: a <b>b</b> c|d\n");
	doc_free(doc);
}

Test(text_doc, spans_nest_and_links_are_shared)
{
	struct doc *doc = doc_new();

	doc_open(doc, DOC_PARA);
	uint32_t a = doc_span_open(doc, DOC_EM, NULL, 0);
	uint32_t b = doc_span_open(doc, DOC_LINK, "http://x/", DOC_LINK_PAGE);
	doc_add(doc, "one", 3);
	doc_span_close(doc, a); /* closes b too */
	doc_span_close(doc, b);
	doc_add(doc, " and ", 5);
	b = doc_span_open(doc, DOC_LINK, "http://x/", DOC_LINK_PAGE);
	doc_add(doc, "two", 3);
	doc_span_close(doc, b);
	b = doc_span_open(doc, DOC_LINK, "http://unused/", DOC_LINK_PAGE);
	doc_span_close(doc, b);
	b = doc_span_open(doc, DOC_LINK, "javascript:x", DOC_LINK_PAGE);
	doc_add(doc, "!", 1);
	doc_span_close(doc, b);
	doc_close(doc);
	expect_dump(doc, "para: <i><a http://x/>one</a></i> and "
			 "<a http://x/>two</a>!\n");
	cr_expect_eq(doc->links.len, 1);
	doc_free(doc);
}

/* However many links there are, each target is there once. */
Test(text_doc, many_links)
{
	enum { N = 40 };
	struct doc *doc = doc_new();
	char url[32];

	for (int i = 0; i < 3 * N; i++) {
		snprintf(url, sizeof(url), "https://ex.org/%d", i % N);
		if (i % 7 == 0)
			doc_open(doc, DOC_PARA);
		uint32_t s = doc_span_open(doc, DOC_LINK, url, DOC_LINK_PAGE);
		doc_add(doc, url, strlen(url));
		doc_span_close(doc, s);
		doc_add(doc, " ", 1);
		/* One that grows again is the same. */
		if (i == N / 2) {
			doc_close(doc);
			struct doc *copy = doc_dup(doc);
			doc_free(doc);
			doc = copy;
			doc_open(doc, DOC_PARA);
		}
	}
	doc_close(doc);
	doc_check(doc);
	cr_expect_eq(doc->links.len, N);
	cr_expect_eq(doc->spans.len, 3 * N);
	for (size_t i = 0; i < doc->spans.len; i++)
		cr_expect_eq(doc->spans.v[i].link, i % N, "%zu", i);
	doc_free(doc);
}

Test(text_doc, marks_stay_limited_across_pieces)
{
	struct doc *doc = doc_new();

	doc_open(doc, DOC_PARA);
	doc_add(doc, "z", 1);
	for (int i = 0; i < 50; i++)
		doc_add(doc, "\xcc\x81\xcc\x81", 4);
	doc_close(doc);
	cr_expect_leq(doc->text.len, 1 + 8 * 2);
	doc_free(doc);
}

Test(text_doc, from_text)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "one\ntwo\n", "para: one\npara: two\n" },
		{ "one\nmore\n\n\ntwo\r\n", "para: one|more\npara: two\n" },
		{ "\n\n one\n \ntwo", "para: one\npara: two\n" },
		{ "verse one\nverse two\n\nb", "para: verse one|verse two\n"
						"para: b\n" },
		{ "A text that a program wrapped at fifty-odd cells\n"
		  "has lines that are nearly full, all of them but\n"
		  "the last.\n\n"
		  "Ingredients, as they were listed by the ship's cook:\n"
		  "- flour\n- water\nHe stirred.\n",
		  "para: A text that a program wrapped at fifty-odd cells has "
		  "lines that are nearly full, all of them but the last.\n"
		  "para: Ingredients, as they were listed by the ship's cook:"
		  "|- flour|- water|He stirred.\n" },
		{ "see (https://ex.org/a_(b)?q=1), ok",
		  "para: see (<a https://ex.org/a_(b)?q=1>"
		  "https://ex.org/a_(b)?q=1</a>), ok\n" },
		{ "at www.ex.org. End", "para: at <a http://www.ex.org>"
					"www.ex.org</a>. End\n" },
		{ "xhttp://no.org www. http://", "para: xhttp://no.org www. "
						 "http://\n" },
		{ "\xe8\xa6\x8b\xe3\x82\x8bhttps://ex.org/x\xe3\x80\x82",
		  "para: \xe8\xa6\x8b\xe3\x82\x8b<a https://ex.org/x>"
		  "https://ex.org/x</a>\xe3\x80\x82\n" },
		{ "bad \x1b[31mred\x1b[0m", "para: bad red\n" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct doc *doc = doc_from_text(t[i].in, strlen(t[i].in));
		expect_dump(doc, t[i].want);
		doc_free(doc);
	}
}

Test(text_doc, words)
{
	static const struct {
		const char *in;
		uint32_t n;
	} t[] = {
		{ "", 0 },
		{ "one two, three - four", 4 },
		{ "it's 3.5 foo_bar don\xe2\x80\x99t", 4 },
		{ "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xa7 ok", 3 },
		{ "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 \xd9\x8a\xd8\xa7", 2 },
		{ "... -- !", 0 },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct doc *doc = doc_from_text(t[i].in, strlen(t[i].in));
		cr_expect_eq(doc_words(doc), t[i].n, "%s", t[i].in);
		doc_free(doc);
	}
}

/* Words, joiners and other scripts across every border of the blocks in
 * which ASCII is counted. */
Test(text_doc, words_are_counted_alike_at_every_offset)
{
	static const char text[] =
		"it's 3.5 foo_bar, a.b.c d..e f. g'h x\xc3\xa9y z.\xc3\xa9 "
		"w\xe2\x80\x99v u,\xe6\xb0\xb4 t:1";
	uint32_t first = 0;

	for (size_t n = 0; n < 40; n++) {
		struct doc *doc = doc_new();
		doc_open(doc, DOC_CODE);
		for (size_t i = 0; i < n; i++)
			doc_add(doc, "-", 1);
		doc_add(doc, text, sizeof(text) - 1);
		doc_close(doc);
		if (!n)
			first = doc_words(doc);
		cr_expect_eq(doc_words(doc), first, "%zu", n);
		doc_free(doc);
	}
	/* One Han character is half a word, rounded up. */
	cr_assert_eq(first, 14);
}

Test(text_doc, saved_and_loaded)
{
	struct doc *doc = doc_from_html(rich, sizeof(rich) - 1, NULL);
	struct doc *again = NULL, *copy = doc_dup(doc);
	struct buf marks = BUF_INIT, want = BUF_INIT;

	doc_check(doc);
	doc_save_marks(doc, &marks);
	cr_assert_eq(doc_load(doc->text.ptr, doc->text.len, marks.ptr,
			      marks.len, &again),
		     ST_OK);
	doc_dump(doc, &want);
	expect_dump(again, want.ptr);
	expect_dump(copy, want.ptr);
	doc_free(again);
	doc_free(copy);
	doc_free(doc);
	buf_release(&marks);
	buf_release(&want);
}

/* Whatever happens to the marks or the text: ST_CORRUPT, or a doc that
 * holds all invariants. */
Test(text_doc, damage_is_seen, .timeout = 60)
{
	struct doc *doc = doc_from_html(rich, sizeof(rich) - 1, NULL);
	struct buf marks = BUF_INIT;
	uint32_t x = 99;
	int refused = 0;

	doc_save_marks(doc, &marks);
	for (int i = 0; i < 40000; i++) {
		char *m = malloc(marks.len), *t = malloc(doc->text.len);
		size_t m_len = marks.len;
		memcpy(m, marks.ptr, marks.len);
		memcpy(t, doc->text.ptr, doc->text.len);
		for (int k = 0; k <= i % 3; k++) {
			x = x * 1664525 + 1013904223;
			if (i % 8 == 7)
				m_len = (x >> 8) % marks.len;
			else if (i % 8 == 6)
				t[(x >> 8) % doc->text.len] = (char)(x >> 1);
			else
				m[(x >> 8) % marks.len] ^= (char)(1 << (x % 8));
		}
		struct doc *out = NULL;
		enum status st = doc_load(t, doc->text.len, m, m_len, &out);
		cr_assert(st == ST_OK || st == ST_CORRUPT);
		refused += st == ST_CORRUPT;
		if (out)
			doc_check(out);
		doc_free(out);
		free(m);
		free(t);
	}
	cr_expect_gt(refused, 20000);
	doc_free(doc);
	buf_release(&marks);
}

Test(text_doc, foreign_marks_are_refused)
{
	struct doc *out = NULL;

	cr_expect_eq(doc_load("x", 1, "", 0, &out), ST_CORRUPT);
	cr_expect_eq(doc_load("x", 1, "\x02\x01\x00\x00\x00", 5, &out),
		     ST_CORRUPT, "a newer version");
	cr_expect_eq(doc_load("", 0, "\x01\x00\x00\x00\x00", 5, &out), ST_OK);
	doc_free(out);
	out = NULL;
	cr_expect_eq(doc_load("x", 1, "\x01\x01\x01\x00\x01\x00\x01\x00\x0c"
				      "javascript:x",
			      21, &out),
		     ST_CORRUPT, "a script as a link");
	cr_expect_null(out);
}

Test(text_doc, html_round_trip)
{
	struct doc *doc = doc_from_html(rich, sizeof(rich) - 1, NULL);
	struct buf html = BUF_INIT, want = BUF_INIT;

	doc_to_html(doc, &html);
	struct doc *again = doc_from_html(html.ptr, html.len, NULL);
	cr_expect_str_eq(again->text.ptr, doc->text.ptr);
	cr_expect_eq(again->blocks.len, doc->blocks.len, "%s", html.ptr);
	for (size_t i = 0; i < again->blocks.len; i++) {
		cr_expect_eq(again->blocks.v[i].kind, doc->blocks.v[i].kind);
		cr_expect_eq(again->blocks.v[i].depth,
			     doc->blocks.v[i].depth);
		cr_expect_eq(again->blocks.v[i].ordinal,
			     doc->blocks.v[i].ordinal);
	}
	doc_free(again);
	doc_free(doc);
	buf_release(&html);
	buf_release(&want);
}

Test(text_doc, html_keeps_numbers)
{
	static const struct {
		const char *html, *want;
	} t[] = {
		{ "<ol start=7><li>a<li value=10>b</ol><ul><li>c</ul>",
		  "<ol start=\"7\">\n<li>a</li>\n<li value=\"10\">b</li></ol>"
		  "\n<ul>\n<li>c</li></ul>\n" },
		{ "<p>a<a href=#n>3</a><p id=n>note",
		  "<p>a<sup>3</sup></p>\n<p role=\"doc-footnote\"><sup>3</sup>"
		  " note</p>\n" },
		{ "<ul><li>a<blockquote>b<ol><li>c</ol></blockquote>d<li>e"
		  "</ul><blockquote><ul><li>f</ul></blockquote>",
		  "<ul>\n<li>a<blockquote>\n<p>b</p>\n<ol>\n<li>c</li></ol>\n"
		  "</blockquote>\n<p>d</p>\n</li>\n<li>e</li></ul>\n"
		  "<blockquote>\n<ul>\n<li>f</li></ul>\n</blockquote>\n" },
		{ "<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>",
		  "<table>\n<tr><td>a</td><td>b</td></tr>\n</table>\n<table>\n"
		  "<tr><td>c</td><td>d</td></tr>\n</table>\n" },
		/* Links do not nest. */
		{ "<a href=http://x/><img src=http://y/ alt=z> w</a>",
		  "<p><a href=\"http://x/\">[image: z] w</a></p>\n" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		struct doc *doc = doc_from_html(t[i].html, strlen(t[i].html),
						NULL);
		struct buf html = BUF_INIT;
		doc_to_html(doc, &html);
		cr_expect_str_eq(html.ptr, t[i].want, "%s", html.ptr);
		struct doc *again = doc_from_html(html.ptr, html.len, NULL);
		cr_expect_str_eq(again->text.ptr, doc->text.ptr);
		for (size_t k = 0; k < doc->blocks.len; k++)
			cr_expect_eq(again->blocks.v[k].ordinal,
				     doc->blocks.v[k].ordinal);
		doc_free(again);
		doc_free(doc);
		buf_release(&html);
	}
}

Test(text_doc, html_is_escaped)
{
	struct doc *doc = doc_new();
	struct buf html = BUF_INIT;

	doc_open(doc, DOC_PARA);
	uint32_t s = doc_span_open(doc, DOC_LINK, "http://x/?a=\"&b", 0);
	doc_add(doc, "<script>&\"", 10);
	doc_span_close(doc, s);
	doc_close(doc);
	doc_to_html(doc, &html);
	cr_expect_str_eq(html.ptr,
			 "<p><a href=\"http://x/?a=&quot;&amp;b\">"
			 "&lt;script&gt;&amp;&quot;</a></p>\n");
	doc_free(doc);
	buf_release(&html);
}

/* Pictures leave nothing in the plain text, with an address or without. */
Test(text_doc, plain_has_no_pictures)
{
	static const struct {
		const char *html, *want;
	} t[] = {
		{ "<img src='https://h.example/1.png' alt=quay> Fog", "Fog" },
		{ "Fog <img src=x.png alt=quay> lifts", "Fog lifts" },
		{ "Fog <img alt='a [b] c'>", "Fog" },
		{ "<p>Fog</p><p><img alt=x></p><p>lifts</p>", "Fog\n\nlifts" },
		{ "<a href='https://v.example/'>[frame: map]</a> x", "x" },
		{ "<a href='https://v.example/'>[video]</a> x", "x" },
		{ "<a href='https://v.example/'>[videos]</a> x", "[videos] x" },
		{ "a talk [video]", "a talk [video]" },
		{ "[image: not closed", "[image: not closed" },
		{ "[imagery] stays", "[imagery] stays" },
		{ "<img alt=x>", "" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		struct doc *doc = doc_from_html(t[i].html, strlen(t[i].html),
						NULL);
		struct buf got = BUF_INIT;
		doc_add_plain(doc, &got);
		cr_expect_str_eq(got.ptr, t[i].want, "%s: %s", t[i].html,
				 got.ptr);
		buf_release(&got);
		doc_free(doc);
	}
}

#define SEVENTY "Fog lay on the quay all night, and nobody saw the ships "      \
		"come in at all "
#define LONG SEVENTY SEVENTY SEVENTY

/* What one would read aloud: no pictures, no rules, no captions but that of
 * the picture above the text. */
Test(text_doc, prose)
{
	static const struct {
		const char *html, *want;
	} t[] = {
		{ "<p>" LONG ".</p><figure><img src='https://h.example/1.png' "
		  "alt=q><figcaption>The quay</figcaption></figure>"
		  "<p>lifts</p>", LONG ".\n\nlifts" },
		{ "<figure><img alt=x><figcaption>The quay</figcaption>"
		  "</figure><p>Fog</p>", "The quay\n\nFog" },
		{ "<p>Fog</p><hr><p>lifts</p><hr>", "Fog\n\nlifts" },
		{ "<ul><li>a<li>b</ul><p>c</p>", "a\nb\n\nc" },
		{ "<ul><li>a<li><img alt=x><li>b</ul>", "a\nb" },
		{ "<p>" LONG ".</p><table><caption>t</caption><tr><td>1<td>2<tr>"
		  "<td>3<td>4</table>", LONG ".\n\n1\t2\n3\t4" },
		{ "<p>see <iframe src='https://v.example/'></iframe> it</p>",
		  "see it" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		struct doc *doc = doc_from_html(t[i].html, strlen(t[i].html),
						NULL);
		struct buf got = BUF_INIT;
		doc_add_prose(doc, &got);
		cr_expect_str_eq(got.ptr, t[i].want, "%s: %s", t[i].html,
				 got.ptr);
		buf_release(&got);
		doc_free(doc);
	}
}
