/* test_text_layout.c - docs set in lines. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/text/layout.h"

#define NUMBERS LAYOUT_LINK_NUMBERS
#define ASCII LAYOUT_ASCII

struct sample {
	uint32_t cols, flags;
	const char *html, *want;
};

static void check(const struct sample *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		struct doc *doc = doc_from_html(t[i].html, strlen(t[i].html),
						"http://ex.org/");
		struct layout *lay = layout_new(doc, t[i].cols, t[i].flags);
		layout_check(lay, doc);
		layout_to_text(lay, &b);
		cr_expect_str_eq(b.ptr, t[i].want, "row %zu, got:\n%s", i,
				 b.ptr);
		layout_free(lay);
		doc_free(doc);
		buf_release(&b);
	}
}

#define CHECK(t) check((t), sizeof(t) / sizeof((t)[0]))

Test(text_layout, paragraphs)
{
	static const struct sample t[] = {
		{ 20, 0, "", "" },
		{ 20, 0, "<p>The harbour opens at dawn and closes late.</p>"
			 "<p>End.",
		  "The harbour opens at\ndawn and closes\nlate.\n\nEnd.\n" },
		{ 8, 0, "incomprehensible word", "incompre\nhensible\nword\n" },
		{ 5, 0, "abcde fghij", "abcde\nfghij\n" },
		{ 20, 0, "Main Street 5<br>Oslo", "Main Street 5\nOslo\n" },
		{ 6, 0, "\xe6\xb8\xaf\xe3\x81\xaf\xe4\xbb\x8a\xe6\x97\xa5"
			"\xe3\x80\x82\xe9\x96\x8b",
		  "\xe6\xb8\xaf\xe3\x81\xaf\xe4\xbb\x8a\n"
		  "\xe6\x97\xa5\xe3\x80\x82\xe9\x96\x8b\n" },
		/* No full stop at the start of a line. */
		{ 6, 0, "\xe6\xb8\xaf\xe3\x81\xaf\xe4\xbb\x8a\xe3\x80\x82",
		  "\xe6\xb8\xaf\xe3\x81\xaf\n\xe4\xbb\x8a\xe3\x80\x82\n" },
		{ 10, ASCII, "a<hr>b", "a\n\n----------\n\nb\n" },
		{ 12, 0, "x<hr><hr>y",
		  "x\n\n\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80"
		  "\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80"
		  "\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\n\ny\n" },
		{ 3, 0, "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80"
			"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80",
		  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80\n"
		  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80\n" },
		{ 30, 0, "10<sup>26</sup> H<sub>2</sub>O 5<sup>th</sup>",
		  "10\xc2\xb2\xe2\x81\xb6 H\xe2\x82\x82O 5th\n" },
		{ 30, ASCII, "10<sup>6</sup>", "10^6\n" },
	};

	CHECK(t);
}

Test(text_layout, links)
{
	static const struct sample t[] = {
		{ 30, NUMBERS,
		  "<a href=/a>One</a> and <a href=/b>two</a>, <a href=/a>"
		  "again</a>.",
		  "One[1] and two[2], again[1].\n" },
		{ 30, 0, "<a href=/a>One</a>.", "One.\n" },
		{ 10, NUMBERS, "ab cd <a href=/a>efgh</a> i",
		  "ab cd\nefgh[1] i\n" },
		{ 30, NUMBERS, "<img src=/i.png alt=quay>",
		  "[image: quay][1]\n" },
		{ 8, NUMBERS,
		  "\xe6\xb8\xaf<a href=/a>\xe4\xbb\x8a\xe6\x97\xa5</a>",
		  "\xe6\xb8\xaf\xe4\xbb\x8a\n\xe6\x97\xa5[1]\n" },
	};

	CHECK(t);
}

Test(text_layout, lists_and_quotes)
{
	static const struct sample t[] = {
		{ 14, ASCII, "<ul><li>first of many<li>b<ul><li>inner item "
			     "text</ul><li>c</ul>after",
		  "* first of\n  many\n* b\n  - inner item\n    text\n* c\n\n"
		  "after\n" },
		{ 20, 0, "<ol start=9><li>nine<li>ten, and it wraps</ol>",
		  " 9. nine\n10. ten, and it\n    wraps\n" },
		{ 20, 0, "<ol><li>a<p>more</ol><ul><li>z</ul>",
		  "1. a\n\n   more\n\n\xe2\x80\xa2 z\n" },
		{ 20, ASCII, "x<blockquote><p>quoted words that wrap<p>b"
			     "<blockquote>c</blockquote></blockquote>y",
		  "x\n\n| quoted words that\n| wrap\n|\n| b\n|\n| | c\n\ny\n" },
		{ 30, 0, "<blockquote>q</blockquote>",
		  "\xe2\x94\x82 q\n" },
		{ 20, 0, "<dl><dt>Term<dd>what it means here</dl>",
		  "Term\n    what it means\n    here\n" },
		{ 20, ASCII, "<ol><li>a<blockquote>quoted in an item<p>b<ul>"
			     "<li>c</ul></blockquote>tail<li>d</ol>",
		  "1. a\n\n   | quoted in an\n   | item\n   |\n   | b\n   |\n"
		  "   | - c\n\n   tail\n\n2. d\n" },
		{ 20, ASCII, "<ul><li>a</ul><blockquote><ul><li>b<p>c</ul>"
			     "</blockquote>",
		  "* a\n\n| * b\n|\n|   c\n" },
		{ 12, ASCII, "<ul><li><ul><li><ul><li><ul><li>deep inside"
			     "</ul></ul></ul></ul>",
		  "* deep\n  inside\n" },
	};

	CHECK(t);
}

Test(text_layout, code)
{
	static const struct sample t[] = {
		{ 30, 0, "<pre>int a;\n\tif (a) return;\n\nx\ty</pre>z",
		  "  int a;\n          if (a) return;\n\n"
		  "  x       y\n\nz\n" },
	};

	CHECK(t);
}

static const char table[] =
	"<table><tr><th>Port<th>Ships<th>Remarks<tr><td>Bergen<td>12<td>open "
	"all the year<tr><td>Oslo<td>7<td></table>";

Test(text_layout, tables)
{
	static const struct sample t[] = {
		{ 60, ASCII, table,
		  "Port   | Ships | Remarks\n"
		  "-------+-------+------------------\n"
		  "Bergen |    12 | open all the year\n"
		  "Oslo   |     7 |\n" },
		{ 26, ASCII, table,
		  "Port   | Ships | Remarks\n"
		  "-------+-------+----------\n"
		  "Bergen |    12 | open all\n"
		  "       |       | the year\n"
		  "Oslo   |     7 |\n" },
		{ 16, ASCII, table,
		  "Port: Bergen\nShips: 12\nRemarks: open\n         all the\n"
		  "         year\n\nPort: Oslo\nShips: 7\n" },
		/* A number is never parted, and nothing hangs at the end. */
		{ 40, ASCII, "<table><tr><th>Office<th>Budget<th>Note<tr><td>"
			     "Statistics of the harbour<td>1,234,567,890<td>"
			     "not yet approved by anyone<tr><td>Quay<td>5<td>"
			     "</table>",
		  "Office      |        Budget | Note\n"
		  "------------+---------------+----------\n"
		  "Statistics  | 1,234,567,890 | not yet\n"
		  "of the      |               | approved\n"
		  "harbour     |               | by anyone\n"
		  "Quay        |             5 |\n" },
		{ 30, ASCII, "<table><tr><td>a<td>b</table><table><tr><tr><td>"
			     "wide<td>d<td>e<tr><td>f</table>",
		  "a | b\n\nwide | d | e\nf    |   |\n" },
		{ 30, 0, "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
		  "a \xe2\x94\x82 b\nc \xe2\x94\x82 d\n" },
	};

	CHECK(t);
}

Test(text_layout, runs_have_styles_links_and_sources)
{
	static const char html[] = "ab <b>cd <a href=/x>ef</a></b>";
	struct doc *doc = doc_from_html(html, strlen(html), "http://ex.org/");
	struct layout *lay = layout_new(doc, 40, LAYOUT_LINK_NUMBERS);
	static const struct layout_run want[] = {
		{ 0, 3, 0, 0, 0 },
		{ 3, 3, RUN_STRONG, 0, 3 },
		{ 6, 2, RUN_STRONG | RUN_LINK, 1, 6 },
		{ 8, 3, RUN_STRONG | RUN_LINK_NO, 1, UINT32_MAX },
	};

	cr_assert_eq(lay->lines.len, 1);
	cr_assert_eq(lay->runs.len, 4);
	for (int i = 0; i < 4; i++) {
		const struct layout_run *r = &lay->runs.v[i];
		cr_expect(r->off == want[i].off && r->len == want[i].len,
			  "run %d", i);
		cr_expect_eq(r->style, want[i].style, "run %d", i);
		cr_expect_eq(r->link, want[i].link, "run %d", i);
		cr_expect_eq(r->src, want[i].src, "run %d", i);
	}
	cr_expect_eq(lay->n_links, 1);
	layout_free(lay);
	doc_free(doc);
}

Test(text_layout, finds_lines)
{
	static const char html[] = "<p>aaaa bbbb cccc<p>dddd eeee<ul><li>ffff";
	struct doc *doc = doc_from_html(html, strlen(html), NULL);
	struct layout *lay = layout_new(doc, 9, 0);
	static const struct {
		const char *word;
		uint32_t line;
	} t[] = { { "aaaa", 0 }, { "bbbb", 0 }, { "cccc", 1 },
		  { "dddd", 3 }, { "eeee", 3 }, { "ffff", 5 } };

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		const char *p = strstr(doc->text.ptr, t[i].word);
		cr_expect_eq(layout_find(lay, (uint32_t)(p - doc->text.ptr)),
			     t[i].line, "%s", t[i].word);
	}
	cr_expect_eq(layout_find(lay, UINT32_MAX - 1), 5);
	layout_free(lay);
	doc_free(doc);
}

/* Bodies of the strangest shape at every width hold what layouts promise. */
Test(text_layout, all_widths, .timeout = 60)
{
	static const char *const html[] = {
		"<ol><li>a<ol><li>b<blockquote>c<table><tr><td>d e f<td>g"
		"</table><pre>h\ti</pre></blockquote></ol></ol>",
		"\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 "
		"\xd8\xa8\xd8\xa7\xd9\x84\xd8\xb9\xd8\xa7\xd9\x84\xd9\x85",
		"e\xcc\x81\xcc\x82 \xe0\xb8\x81\xe0\xb8\xb3\xe0\xb8\xa5"
		"\xe0\xb8\xb1\xe0\xb8\x87 \xf0\x9f\x87\xaf\xf0\x9f\x87\xb5",
		"<table><tr><th>h<td>x<td>y<tr><td colspan=9>z<tr><td>1"
		"</table>",
		table,
		"<h1>x<a href=/1>y<a href=/2>z</h1><a href=/3>"
		"\xe6\xb8\xaf\xe3\x81\xaf\xe4\xbb\x8a</a>",
	};

	for (size_t i = 0; i < sizeof(html) / sizeof(html[0]); i++) {
		struct doc *doc = doc_from_html(html[i], strlen(html[i]),
						"http://ex.org/");
		doc_check(doc);
		for (uint32_t cols = 0; cols < 90; cols++) {
			struct layout *lay =
				layout_new(doc, cols,
					   cols % 2 ? NUMBERS | ASCII : NUMBERS);
			layout_check(lay, doc);
			layout_free(lay);
		}
		doc_free(doc);
	}
}

Test(text_layout, long_docs_stay_linear, .timeout = 30)
{
	struct doc *doc = doc_new();
	struct buf b;

	buf_init(&b, DOC_TEXT_MAX);
	for (int i = 0; i < 200000; i++)
		buf_adds(&b, "word \xe2\x80\x8b and ");
	doc_add_block(doc, DOC_PARA, b.ptr);
	for (uint32_t i = 0; i < 100000; i++) {
		doc_open(doc, DOC_LIST_ITEM)->depth = 1;
		doc->blocks.v[doc->blocks.len - 1].ordinal = i % 2 * i;
		doc_add(doc, "x", 1);
		doc_close(doc);
	}
	for (int i = 0; i < 50000; i++)
		doc_add_block(doc, DOC_TABLE_ROW, "a\tb");
	doc_check(doc);
	struct layout *lay = layout_new(doc, 40, 0);
	layout_check(lay, doc);
	layout_free(lay);
	doc_free(doc);
	buf_release(&b);
}
