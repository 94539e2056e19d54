/* test_text_md.c - Markdown into docs, docs as Markdown. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "doc_dump.h"
#include "thrum/base/alloc.h"
#include "thrum/text/doc.h"

static void is_dump(struct doc *doc, const char *want, const char *of)
{
	struct buf b = BUF_INIT;

	doc_check(doc);
	doc_dump(doc, &b);
	cr_expect_str_eq(b.ptr, want, "of:\n%s\ngot:\n%s", of, b.ptr);
	buf_release(&b);
	doc_free(doc);
}

static const struct {
	const char *md, *want;
} reads[] = {
	{ "", "" },
	{ "One\ntwo  \nthree\\\nfour\n\nfive",
	  "para: One two|three|four\npara: five\n" },
	{ "# Head\ntext\n\nUnder\n=====\n\nSecond\n---\n## Closed ##",
	  "head#1: Head\npara: text\nhead#1: Under\nhead#2: Second\n"
	  "head#2: Closed\n" },
	{ "#tag is no heading", "para: #tag is no heading\n" },
	{ "- one\n- two\n  - inner\n    still\n- three\n\n1. first\n2. next",
	  "item1.0: one\nitem1.0: two\nitem2.0: inner still\n"
	  "item1.0: three\nitem1.1: first\nitem1.2: next\n" },
	{ "- one\n\n  more of it\n\nout", "item1.0: one\npara1.0: more of it\n"
					  "para: out\n" },
	{ "> quoted\nlazy\n> > deeper\n\nout",
	  ">para: quoted lazy\n>>para: deeper\npara: out\n" },
	{ "```c\nint  a;\n\n- b\n```\nafter", "code: int  a;||- b\n"
					      "para: after\n" },
	{ "text\n\n    code\n      more\n\nend", "para: text\n"
						 "code: code|  more\n"
						 "para: end\n" },
	{ "a\n***\nb", "para: a\nrule:\npara: b\n" },
	{ "| A | B |\n| - | :-: |\n| 1 | x\\|y |\n\nend",
	  "row#1: A ; B\nrow: 1 ; x|y\npara: end\n" },
	{ "Term\n: meaning\n: other", "term: Term\ndef: meaning\n"
				      "def: other\n" },
	{ "See[^2].\n\n[^2]: The note.", "para: See<sup>2</sup>.\n"
					 "note: The note.\n" },
	{ "*a* **b** ***c*** _d_ ~~e~~ `f*` x_y_z 2*3*4 * no",
	  "para: <i>a</i> <b>b</b> <b><i>c</i></b> <i>d</i> <d>e</d> "
	  "<m>f*</m> x_y_z 2<i>3</i>4 * no\n" },
	{ "*a **b** c* and **d *e* f** and **g *h***",
	  "para: <i>a <b>b</b> c</i> and <b>d <i>e</i> f</b> and "
	  "<b>g <i>h</i></b>\n" },
	{ "[t *e*](http://ex.org/a_(b) \"T\") ![alt](http://ex.org/i.png)",
	  "para: <a http://ex.org/a_(b)>t <i>e</i></a> "
	  "<img http://ex.org/i.png>[image: alt]</img>\n" },
	{ "<http://ex.org/> http://ex.org/b. [no](javascript:x) [x]",
	  "para: <a http://ex.org/>http://ex.org/</a> "
	  "<a http://ex.org/b>http://ex.org/b</a>. [no](javascript:x) [x]\n" },
	{ "\\*no\\* &amp; &copy; a<br>b H<sub>2</sub>O <script>",
	  "para: *no* & \xc2\xa9 a|b H<sub>2</sub>O <script>\n" },
	{ "``a`b`` `open *star", "para: <m>a`b</m> `open *star\n" },
};

Test(text_md, reads)
{
	for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++)
		is_dump(doc_from_md(reads[i].md, strlen(reads[i].md)),
			reads[i].want, reads[i].md);
}

/* doc -> Markdown -> doc gives the same. */
static const char *const pages[] = {
	"<h2>A</h2><p>Some <b>bold <i>and slanted</i></b> <code>x*y</code>",
	"<p>1. no list<p># no heading<p>- dash<p>a*b_c[d](e)<f> &amp;lt;",
	"<ul><li>a<ul><li>b<li>c</ul><li>d</ul><ol start=9><li>e<li>f</ol>",
	"<ul><li><p>a<p>second of a<pre>x\n  y</pre><li>z</ul>",
	"<blockquote><p>q<blockquote><p>r<br>s</blockquote></blockquote><p>t",
	"<pre>``` fence\n\n  in</pre><hr><p>end",
	"<table><tr><th>A<th>B<tr><td>1|2<td>x<tr><td>3<td></table>",
	"<table><tr><td>A<td>B<tr><td>1<td>x</table><p>z",
	"<dl><dt>T<dd>one<dd>two<dt>U<dd>v</dl>",
	"<p><a href='http://ex.org/(a)'>link</a> <img alt='x' src=http://e/i>",
	"<p>x<sup>2</sup> H<sub>2</sub> <del>old</del> <mark>m</mark>",
	"<p><code>a`b</code> <code>``</code> <a href=http://e/>"
	"<code>f()</code></a>",
	"<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>",
};

Test(text_md, empty_lines_of_code)
{
	static const char html[] = "<ul><li>a<pre>b\n\nc</pre></ul>"
				   "<blockquote><pre>d\n\ne</pre></blockquote>";
	struct doc *doc = doc_from_html(html, sizeof(html) - 1, NULL);
	struct buf md = BUF_INIT;

	doc_to_md(doc, &md);
	cr_expect_str_eq(md.ptr, "- a\n\n  ```\n  b\n\n  c\n  ```\n\n"
				 "> ```\n> d\n>\n> e\n> ```\n", "%s", md.ptr);
	struct doc *again = doc_from_md(md.ptr, md.len);
	cr_expect_str_eq(again->text.ptr, doc->text.ptr);
	doc_free(again);
	doc_free(doc);
	buf_release(&md);
}

/* What is one table and what is the next. */
Test(text_md, tables_in_a_row)
{
	static const char md[] = "|  |  |\n| --- | --- |\n| a | b |\n\n"
				 "| c | d |\n| --- | --- |\n| e | f |\n\n"
				 "|  |  |\n| --- | --- |\n| g | h |\n";
	static const uint32_t begins[] = { 0, 1, 0, 1 };
	struct doc *doc = doc_from_md(md, sizeof(md) - 1);
	struct buf again = BUF_INIT;

	cr_assert_eq(doc->blocks.len, 4);
	for (size_t i = 0; i < 4; i++)
		cr_expect_eq(doc->blocks.v[i].ordinal, begins[i], "%zu", i);
	doc_to_md(doc, &again);
	cr_expect_str_eq(again.ptr, md);
	doc_free(doc);
	buf_release(&again);
}

Test(text_md, round_trip)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct buf md = BUF_INIT, want = BUF_INIT;
		struct doc *doc = doc_from_html(pages[i], strlen(pages[i]),
						NULL);
		doc_dump(doc, &want);
		doc_to_md(doc, &md);
		is_dump(doc_from_md(md.ptr, md.len), want.ptr, md.ptr);
		doc_free(doc);
		buf_release(&md);
		buf_release(&want);
	}
}

Test(text_md, plain_text_knows_markdown)
{
	static const char md[] = "# Head\n\nSome **bold** text.\n\n- a\n- b\n";
	static const char plain[] = "Two * three is six.\n\n- a\n- b\n";

	is_dump(doc_from_text(md, sizeof(md) - 1),
		"head#1: Head\npara: Some <b>bold</b> text.\nitem1.0: a\n"
		"item1.0: b\n", md);
	is_dump(doc_from_text(plain, sizeof(plain) - 1),
		"para: Two * three is six.\npara: - a|- b\n", plain);
}

/* Marks that never close, megabytes of them: done in time or not at all. */
Test(text_md, hostile_is_bounded, .timeout = 20)
{
	static const char *const units[] = { "*a ", "**a ", "[", "`", "a`` ",
					     "![", "<sup>", "> ", "~~x ",
					     "[a](", "| a ", "- " };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct buf b = BUF_INIT;
		while (b.len < 400000)
			buf_adds(&b, units[i]);
		struct doc *doc = doc_from_md(b.ptr, b.len);
		doc_check(doc);
		doc_free(doc);
		buf_release(&b);
	}
}
