/* test_text_html.c - HTML into the document model. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "doc_dump.h"
#include "thrum/text/doc.h"

#include "text/html_priv.h"

struct sample {
	const char *html, *want;
};

static void check(const struct sample *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		struct doc *doc = doc_from_html(t[i].html, strlen(t[i].html),
						"https://ex.org/a/b.html");
		doc_check(doc);
		doc_dump(doc, &b);
		cr_expect_str_eq(b.ptr, t[i].want, "row %zu: %s\ngot:\n%s", i,
				 t[i].html, b.ptr);
		doc_free(doc);
		buf_release(&b);
	}
}

#define CHECK(t) check((t), sizeof(t) / sizeof((t)[0]))

Test(text_html, paragraphs)
{
	static const struct sample t[] = {
		{ "", "" },
		{ "  \n ", "" },
		{ "just words", "para: just words\n" },
		{ "<p>one</p><p>two</p>", "para: one\npara: two\n" },
		{ "<p>one<p>two", "para: one\npara: two\n" },
		{ "<div>a<div>b</div>c</div>d", "para: a\npara: b\npara: c\n"
						"para: d\n" },
		{ "<p> much \n\t space  here </p>", "para: much space here\n" },
		{ "<p>&nbsp;</p><p></p><p>x", "para: x\n" },
		{ "one<br>two", "para: one|two\n" },
		{ "one<br> <br/>two<br>", "para: one\npara: two\n" },
		{ "a<br>&nbsp;<br>b", "para: a\npara: b\n" },
		{ "<h2>Title<br>more</h2>x", "head#2: Title more\npara: x\n" },
		{ "<h1>Open<p>text", "head#1: Open\npara: text\n" },
		{ "a<hr>b", "para: a\nrule:\npara: b\n" },
		{ "<html><head><title>no</title></head><body>yes</body>",
		  "para: yes\n" },
	};

	CHECK(t);
}

Test(text_html, characters)
{
	static const struct sample t[] = {
		{ "a &amp; b &lt;c&gt; &eacute;&hellip;&NotEqualTilde;",
		  "para: a & b <c> \xc3\xa9\xe2\x80\xa6\xe2\x89\x82\xcc\xb8"
		  "\n" },
		{ "&#233;&#xE9;&#x1F600;&#0;&#xD800;&#99999999999;",
		  "para: \xc3\xa9\xc3\xa9\xf0\x9f\x98\x80\xef\xbf\xbd"
		  "\xef\xbf\xbd\xef\xbf\xbd\n" },
		{ "it&#146;s &#128;5", "para: it\xe2\x80\x99s "
				       "\xe2\x82\xac"
				       "5\n" },
		{ "AT&T &copy 2025 &ampx &nosuch; & &#; &#x;",
		  "para: AT&T \xc2\xa9 2025 &x &nosuch; & &#; &#x;\n" },
		{ "1 < 2 and <3 you", "para: 1 < 2 and <3 you\n" },
		{ "a&#27;[31mb&#x9b;c&#8238;d", "para: ab\xe2\x80\xba"
						"cd\n" },
		{ "<![CDATA[a <b> c]]> d", "para: a <b> c d\n" },
		{ "x<!-- a > b --->y<!-->z<!doctype html><?php 1 ?>w",
		  "para: xyzw\n" },
	};

	CHECK(t);
}

Test(text_html, inline_elements)
{
	static const struct sample t[] = {
		{ "a <b>bold </b>b", "para: a <b>bold</b> b\n" },
		{ "<b>x<i>y</b>z</i>",
		  "para: <b>x<i>y</i></b><i>z</i>\n" },
		{ "<b><b>x</b>y</b>", "para: <b>xy</b>\n" },
		{ "<p><em>a<p>b</em>c", "para: <i>a</i>\npara: <i>b</i>c\n" },
		{ "<code>x</code> <del>y</del> <mark>z</mark>",
		  "para: <m>x</m> <d>y</d> <k>z</k>\n" },
		{ "E=mc<sup>2</sup>, H<sub>2</sub>O",
		  "para: E=mc<sup>2</sup>, H<sub>2</sub>O\n" },
		{ "he said <q>yes</q>", "para: he said \xe2\x80\x9cyes"
					"\xe2\x80\x9d\n" },
		{ "<b></b><i> </i>x</b></i></p>", "para: x\n" },
		{ "\xe6\xbc\xa2<ruby>\xe5\xad\x97<rp>(</rp><rt>ji</rt>"
		  "<rp>)</rp></ruby>\xe3\x80\x82",
		  "para: \xe6\xbc\xa2\xe5\xad\x97\xe3\x80\x82\n" },
	};

	CHECK(t);
}

Test(text_html, links_and_media)
{
	static const struct sample t[] = {
		{ "see <a href='../c'>there</a>.",
		  "para: see <a https://ex.org/c>there</a>.\n" },
		{ "<a href=\"javascript:alert(1)\">x</a> "
		  "<a href=' JaVa\tScript:y'>z</a>",
		  "para: x z\n" },
		{ "<a href='#top'>up</a> <a name=x>y</a>", "para: up y\n" },
		{ "<a href='b.html#n1'>1</a> <a href='b.html?p#n1'>2</a>",
		  "para: 1 <a https://ex.org/a/b.html?p#n1>2</a>\n" },
		{ "<base href='//other.ex/d/'><base href=/no/>"
		  "<a href=e>x</a>",
		  "para: <a https://other.ex/d/e>x</a>\n" },
		{ "<a href=/1>one<a href=/2>two</a>",
		  "para: <a https://ex.org/1>one</a>"
		  "<a https://ex.org/2>two</a>\n" },
		{ "<ul><li><a href=/1>one<li>two</ul>three",
		  "item1.0: <a https://ex.org/1>one</a>\nitem1.0: two\n"
		  "para: three\n" },
		{ "<a href=/1><h2>T</h2><p>s</p></a>",
		  "head#2: <a https://ex.org/1>T</a>\n"
		  "para: <a https://ex.org/1>s</a>\n" },
		{ "<img src=p.jpg alt='A  ship'> text",
		  "para: <img https://ex.org/a/p.jpg>[image: A ship]</img> "
		  "text\n" },
		{ "<img src=p.jpg> <img src=q.gif alt=x width=1 height=1>",
		  "" },
		{ "hi<img class=wp-smiley alt=':)' src=s.png>",
		  "para: hi:)\n" },
		{ "<img src='data:x' data-src=/late.png alt=late>",
		  "para: <img https://ex.org/late.png>[image: late]</img>\n" },
		{ "<iframe src='https://v.ex/1' title=Talk></iframe>end",
		  "para: <a https://v.ex/1>[frame: Talk]</a> end\n" },
		{ "<iframe src='https://v.ex/1'/>goes on",
		  "para: <a https://v.ex/1>[frame]</a> goes on\n" },
		{ "<video><source src=/v.mp4><source src=/v.webm>no</video>",
		  "para: <a https://ex.org/v.mp4>[video]</a>\n" },
		{ "<audio src=/a.mp3 controls>none</audio>x",
		  "para: <a https://ex.org/a.mp3>[audio]</a> x\n" },
	};

	CHECK(t);
}

Test(text_html, without_a_base)
{
	static const char html[] = "<a href=rel>a</a> <a href='//ex.org/'>b"
				   "</a> <a href='mailto:c@d.e'>c</a>";
	struct doc *doc = doc_from_html(html, sizeof(html) - 1, NULL);
	struct buf b = BUF_INIT;

	doc_dump(doc, &b);
	cr_expect_str_eq(b.ptr, "para: a <a https://ex.org/>b</a> "
				"<a mailto:c@d.e>c</a>\n",
			 "%s", b.ptr);
	doc_free(doc);
	buf_release(&b);
}

/* What never ends hides nothing; what is for programs without frames is
 * for us; drawings have words. */
Test(text_html, left_after_all)
{
	static const struct sample t[] = {
		{ "ferry<!-- fog > bank", "para: ferry bank\n" },
		{ "ferry<!--", "para: ferry\n" },
		{ "ferry<style/> bank", "para: ferry bank\n" },
		{ "ferry<style/>p{}</style> bank", "para: ferry bank\n" },
		{ "ferry<style> bank", "para: ferry\n" },
		{ "a<!-- b > c --> d <!-- e > f", "para: a d f\n" },
		{ "<![CDATA[<b>tide</b> ]]&gt;", "para: <![CDATA[<b>tide</b> ]]>\n" },
		{ "<![CDATA[x]]> <![CDATA[y", "para: x <![CDATA[y\n" },
		{ "<p>see<iframe src=https://v.ex/2>the <i>film</i></iframe>"
		  "</p>end",
		  "para: see <a https://v.ex/2>[frame]</a> the <i>film</i>\n"
		  "para: end\n" },
		{ "<noframes>no <b>frames</b></noframes>",
		  "para: no <b>frames</b>\n" },
		{ "<iframe><script>x()</script>y</iframe>", "para: y\n" },
		{ "<svg><title>Tides</title><g><text x=1>high</text>"
		  "<text>low <tspan>2 m</tspan></text></g></svg>, July",
		  "para: Tides high low 2 m , July\n" },
		{ "<svg><desc><abbr>chart</abbr></desc><circle r=5 /></svg>",
		  "para: chart\n" },
		{ "<q>so</q> <q><q>and</q> so</q>",
		  "para: \xe2\x80\x9cso\xe2\x80\x9d \xe2\x80\x9c\xe2\x80\x9c"
		  "and\xe2\x80\x9d so\xe2\x80\x9d\n" },
	};

	CHECK(t);
}

Test(text_html, nothing_left_of)
{
	static const struct sample t[] = {
		{ "a<script>if (1<2) '</p>';</script>b", "para: ab\n" },
		{ "a<script><!-- </script>b", "para: ab\n" },
		{ "a<style>p{}</style><noscript><p>no</p></noscript>b",
		  "para: ab\n" },
		{ "<p hidden>x</p>y", "para: y\n" },
		{ "<div style='Display : none'><div>x</div>z</div>y",
		  "para: y\n" },
		{ "<ul><li hidden>x<li>y</ul>", "item1.0: y\n" },
		{ "<span aria-hidden=true>seen</span>", "para: seen\n" },
		{ "<body style='visibility:hidden'>seen", "para: seen\n" },
		{ "<button>b</button><select><option>o</select>"
		  "<textarea>t</textarea><input value=v>x",
		  "para: x\n" },
		{ "<a href=/><svg><title>t</title></svg>x</a>",
		  "para: <a https://ex.org/>x</a>\n" },
		{ "<svg aria-hidden=true><title>t</title></svg>x",
		  "para: x\n" },
		{ "<svg style='display:none'><text>t</text></svg>x",
		  "para: x\n" },
		{ "<svg><style>p{}</style><path d=M0/></svg>x", "para: x\n" },
		{ "a <q></q>b<q> </q>", "para: a b\n" },
		{ "<template><p>t</template>x", "para: x\n" },
		{ "<svg><g>t<p>x", "para: x\n" },
		{ "<svg><foreignObject><div>t</div></foreignObject></svg>x",
		  "para: x\n" },
		{ "<div><button>b</div>x", "para: x\n" },
		{ "<select><option>o<select>x", "para: x\n" },
		{ "<table><tr><td><select><td>x<tr></table>", "row:  ; x\n" },
		{ "<section><span hidden>s</section>x", "para: x\n" },
		{ "x<script>never closed", "para: x\n" },
		{ "x<a href='cut off", "para: x\n" },
	};

	CHECK(t);
}

Test(text_html, lists)
{
	static const struct sample t[] = {
		{ "<ul><li>a<li>b</ul>", "item1.0: a\nitem1.0: b\n" },
		{ "<ol start=3><li>a</li><li value=9>b</li><li>c</ol>",
		  "item1.3: a\nitem1.9: b\nitem1.10: c\n" },
		{ "<ol reversed start=2><li>b<li>a</ol>",
		  "item1.2: b\nitem1.1: a\n" },
		{ "<ol reversed><li>c<ol><li>x<li>y</ol><li>b<li>a</ol>",
		  "item1.3: c\nitem2.1: x\nitem2.2: y\nitem1.2: b\n"
		  "item1.1: a\n" },
		{ "<ol reversed></ol><ol reversed><li>never closed<li>x",
		  "item1.1: never closed\nitem1.0: x\n" },
		{ "<ul><li>a<ol><li>x<li>y</ol><li>b</ul>c",
		  "item1.0: a\nitem2.1: x\nitem2.2: y\nitem1.0: b\n"
		  "para: c\n" },
		{ "<ul><li><p>a</p><p>b</p></li></ul>",
		  "item1.0: a\npara1.0: b\n" },
		{ "<ul><li>&nbsp;<p>a</ul>", "item1.0: a\n" },
		{ "<li>stray", "item1.0: stray\n" },
		{ "<ul><li><input type=checkbox checked> done</ul>",
		  "item1.0: [x] done\n" },
		{ "<dl><dt>t<dd>d<p>e</dl>f",
		  "term: t\ndef: d\ndef: e\npara: f\n" },
	};

	CHECK(t);
}

Test(text_html, quotes_and_code)
{
	static const struct sample t[] = {
		{ "<blockquote>a<blockquote><p>b</blockquote>c</blockquote>d",
		  ">para: a\n>>para: b\n>para: c\npara: d\n" },
		{ "<pre>\n  if (x)\n\ty();\n</pre>z",
		  "code:   if (x)| ; y();\npara: z\n" },
		{ "<pre><code>a<br>b<b>c</b></code></pre>",
		  "code: <m>a|b<b>c</b></m>\n" },
		{ "<pre><div>l1</div><div>l2</div></pre>", "code: l1|l2\n" },
		{ "<figure><img src=/f.png alt=f><figcaption>cap "
		  "<i>x</i></figcaption></figure>y",
		  "para: <img https://ex.org/f.png>[image: f]</img>\n"
		  "capt: cap <i>x</i>\npara: y\n" },
		{ "<figure><img src=/f.png><figcaption>c</figure><img src=x>y",
		  "para: <img https://ex.org/f.png>[image]</img>\ncapt: c\n"
		  "para: y\n" },
		{ "<p role=doc-footnote>1. note</p>x",
		  "note: 1. note\npara: x\n" },
		{ "<p role=doc-footnote><sup>12</sup> note</p><p>x",
		  "note: note\npara: x\n" },
	};

	CHECK(t);
}

Test(text_html, tables)
{
	static const struct sample t[] = {
		{ "<table><caption>C</caption><tr><th>a<th>b<tr><td>1<td>2"
		  "</table>z",
		  "capt: C\nrow#1: a ; b\nrow: 1 ; 2\npara: z\n" },
		{ "<table>\n <thead>\n<tr> <th> a </th> <th>b\tc</th></tr>"
		  "</thead><tr><th>x</th><td></td></tr></table>",
		  "row#1: a ; b c\nrow: x ; \n" },
		{ "<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e"
		  "</table>",
		  "row: a ;  ; b\nrow: c ; d ; e\n" },
		{ "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
		  "row: a ; b\nrow:  ; c\n" },
		{ "<table><tr><td><p>a</p><p>b</p></td><td><ul><li>c<li>d"
		  "</ul></td></tr></table>",
		  "row: a b ; c d\n" },
		{ "<table><tr><td><table><tr><td>in<td>ner</table></td>"
		  "<td>side</td></table>",
		  "row: in ; ner\npara: side\n" },
		{ "<table><tr><td>one</td></tr><tr><td>two</td></table>",
		  "para: one\npara: two\n" },
		{ "<table role=presentation><tr><td>a<td>b</table>",
		  "para: a\npara: b\n" },
		{ "<table><tr><td>a<td><b>b</table>c", "row: a ; <b>b</b>\n"
						       "para: c\n" },
		{ "<table><tr><td>never<td>closed",
		  "row: never ; closed\n" },
	};

	CHECK(t);
}

/* What costs a careless parser quadratic time or all its stack. */
Test(text_html, hostile, .timeout = 20)
{
	static const char *const units[] = {
		"<div>",       "<b>",	       "<ul><li>",
		"<table><tr><td>", "<blockquote>", "</x>",
		"<a href=x>",  "<!-",	       "&",
		"&#",	       "<i a='",       "<iframe/>",
		"<title>",     "</",	       "<",
		"<p hidden>",  "<table>",      "<br>",
		"<td rowspan=99 colspan=99>", "<tr><td>a<td>b",
		"<pre>",       "<div hidden>", "<![CDATA[",
		"<b><i><u><s><code>",
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct buf b = BUF_INIT;
		for (int k = 0; k < 60000; k++)
			buf_adds(&b, units[i]);
		buf_adds(&b, "text</b></i></ul>");
		struct doc *doc = doc_from_html(b.ptr, b.len, NULL);
		doc_check(doc);
		doc_free(doc);
		buf_release(&b);
	}
}

/* Also behind many others, twice, without a value. */
Test(text_html, attributes)
{
	static const char *const t[] = {
		"<p><img a b=1 c='2' d=\"3\" e f g h i j src='x.png' k "
		"alt='ship' l></p>",
		"<img alt='ship' src='x.png' alt='no' src='no'>",
		"<IMG ALT=ship SRC=x.png a b c d e f g h>",
		"<img a=1 b=2 c=3 d=4 e=5 f=6 alt=ship src=x.png>",
		"<img a=1 b=2 c=3 d=4 e=5 f=6 g=7 alt=ship src=x.png>",
	};
	struct buf want = BUF_INIT, b = BUF_INIT;
	struct doc *doc = doc_from_html("<img src=x.png alt=ship>", 24,
					"https://ex.org/a/b.html");

	doc_dump(doc, &want);
	doc_free(doc);
	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		doc = doc_from_html(t[i], strlen(t[i]),
				    "https://ex.org/a/b.html");
		buf_clear(&b);
		doc_dump(doc, &b);
		cr_expect_str_eq(b.ptr, want.ptr, "%s\n%s", t[i], b.ptr);
		doc_free(doc);
	}
	buf_release(&want);
	buf_release(&b);
}

Test(text_html, endless_attributes, .timeout = 20)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "<p>a<img ");
	for (int k = 0; k < 300000; k++)
		buf_addf(&b, "a%d=\"%d\" ", k, k);
	buf_adds(&b, "alt=pic>b");
	struct doc *doc = doc_from_html(b.ptr, b.len, NULL);
	cr_expect_str_eq(doc->text.ptr, "a [image: pic] b");
	doc_free(doc);
	buf_release(&b);
}

/* A link that nobody closes ends some time, before its address has been
 * looked at once for each paragraph of a long page. */
Test(text_html, endless_link, .timeout = 20)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "<a href='http://ex.org/");
	for (int k = 0; k < 8000; k++)
		buf_addc(&b, 'y');
	buf_adds(&b, "'>");
	for (int k = 0; k < 200000; k++)
		buf_adds(&b, "<p>x");
	struct doc *doc = doc_from_html(b.ptr, b.len, NULL);
	cr_expect_eq(doc->blocks.len, 200000);
	cr_expect_gt(doc->spans.len, 1);
	cr_expect_lt(doc->spans.len, 100);
	cr_expect_eq(doc->links.len, 1);
	doc_free(doc);
	buf_release(&b);
}

Test(text_html, nul_bytes_and_bad_utf8)
{
	static const char html[] = "<p>a\0b\xff\xc3</p>\0<b\0>c";
	struct doc *doc = doc_from_html(html, sizeof(html) - 1, NULL);

	doc_check(doc);
	cr_expect_str_eq(doc->text.ptr,
			 "ab\xef\xbf\xbd\xef\xbf\xbd\n\nc");
	doc_free(doc);
}

Test(text_html, too_long_is_cut)
{
	struct buf b;

	buf_init(&b, (size_t)64 << 20);
	while (b.len < DOC_TEXT_MAX + (1 << 20))
		buf_adds(&b, "<p>Some <b>words</b> of a page without end."
			     "<ul><li>x</ul>");
	while (b.len < 2 * DOC_TEXT_MAX)
		buf_adds(&b, "<i>\xe6\x97\xa5</i><h1>\xe6\x9c\xac</h1>");
	struct doc *doc = doc_from_html(b.ptr, b.len, NULL);
	cr_expect_leq(doc->text.len, DOC_TEXT_MAX);
	doc_check(doc);
	doc_free(doc);
	buf_release(&b);
}

Test(text_html, looks_like_html)
{
	static const struct {
		const char *s;
		bool is;
	} t[] = {
		{ "plain words", false },	 { "a < b > c", false },
		{ "<p>x", true },		 { "x<br/>y", true },
		{ "</p>", true },		 { "R&D &amp; more", true },
		{ "R&D; this", false },		 { "&#8217;", true },
		{ "<someone@ex.org> said", false }, { "", false },
		{ "x &copy; y", true },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		cr_expect_eq(doc_is_html(t[i].s, strlen(t[i].s)), t[i].is,
			     "%s", t[i].s);
}

/* A name is looked for by its hash: all of them are found, near ones not. */
Test(text_html, every_tag_is_known)
{
	char tag[40];

	for (unsigned i = 0; i < TAG_OTHER; i++) {
		struct html_token t;
		const char *name = html_tag_name((enum html_tag)i);
		size_t n = strlen(name);
		snprintf(tag, sizeof(tag), "<%s x=y>", name);
		struct html_tok tok = { .p = tag, .end = tag + strlen(tag) };
		cr_expect_eq(html_next(&tok, &t), HTML_START);
		cr_expect_eq(t.tag, i, "%s", name);
		tag[1] = (char)(tag[1] - 'a' + 'A');
		tok.p = tag;
		html_next(&tok, &t);
		cr_expect_eq(t.tag, i, "%s", tag);
		tag[n + 1] = '_';
		tok.p = tag;
		html_next(&tok, &t);
		cr_expect_eq(t.tag, TAG_OTHER, "%s", tag);
	}
}
