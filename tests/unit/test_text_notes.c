/* test_text_notes.c - footnotes, formulas, folded parts and soft hyphens:
 * from HTML to lines. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unilbrk.h>

#include "doc_dump.h"
#include "text/layout_priv.h"
#include "thrum/text/doc.h"
#include "thrum/text/layout.h"

struct sample {
	const char *html, *want;
};

static void check_docs(const struct sample *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		struct doc *doc = doc_from_html(t[i].html, strlen(t[i].html),
						"https://ex.org/a");
		doc_check(doc);
		doc_dump(doc, &b);
		cr_expect_str_eq(b.ptr, t[i].want, "row %zu: %s\ngot:\n%s", i,
				 t[i].html, b.ptr);
		doc_free(doc);
		buf_release(&b);
	}
}

static void check_lines(const struct sample *t, size_t n, uint32_t cols,
			uint32_t flags)
{
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		struct doc *doc = doc_from_html(t[i].html, strlen(t[i].html),
						NULL);
		struct layout *lay = layout_new(doc, cols, flags);
		layout_check(lay, doc);
		layout_to_text(lay, &b);
		cr_expect_str_eq(b.ptr, t[i].want, "row %zu: %s\ngot:\n%s", i,
				 t[i].html, b.ptr);
		layout_free(lay);
		doc_free(doc);
		buf_release(&b);
	}
}

#define ROWS(t) (t), sizeof(t) / sizeof((t)[0])

Test(text_notes, marks_and_notes)
{
	static const struct sample t[] = {
		{ "<p>A<sup><a href=#n1>1</a></sup> b<a href=#n2>[2]</a>."
		  "<ol><li id=n1>One. <a href=#r>\xe2\x86\xa9</a>"
		  "<li id=n2><a href=#r>^</a> Two.</ol>",
		  "para: A<sup>1</sup> b<sup>2</sup>.\nnote: One.\n"
		  "note: Two.\n" },
		{ "<p>A<a href='https://ex.org/a#x'>(3)</a><div id=x>"
		  "[3] Three</div><p id=x>x",
		  "para: A<sup>3</sup>\nnote: Three\npara: x\n" },
		{ "<p>A<a href=#x>1</a><p id=x><a href=#y>1</a>. Text",
		  "para: A<sup>1</sup>\nnote: Text\n" },
		/* "1 May" belongs to the note. */
		{ "<p>A<a href=#x>1</a><p id=x>1 May was cold",
		  "para: A<sup>1</sup>\nnote: 1 May was cold\n" },
		/* Words that lead to a place are no mark. */
		{ "<p><a href=#x>below</a> <a href=#>7</a><h2 id=x>Head</h2>",
		  "para: below 7\nhead#2: Head\n" },
		{ "<li id=x>no mark before it", "item1.0: no mark before it\n" },
		{ "<p>A<a href=#x>1</a><ol><li>in<li id=x>a<p>b<li>c</ol>",
		  "para: A<sup>1</sup>\nitem1.1: in\nnote: a\npara1.0: b\n"
		  "item1.3: c\n" },
	};

	check_docs(ROWS(t));
}

Test(text_notes, notes_in_lines)
{
	static const struct sample wide[] = {
		{ "<p>End.<a href=#a>1</a> More<sup>2</sup> x<sup>k</sup> "
		  "4<sup>th</sup><p id=a>The first note is long<p>x",
		  "End.\xc2\xb9 More\xc2\xb2\nx^k 4th\n\n\xc2\xb9 The first\n"
		  "  note is long\n\nx\n" },
		/* Never at the start of a line. */
		{ "<p>Fifteen cells.<sup>1</sup>",
		  "Fifteen\ncells.\xc2\xb9\n" },
		{ "<p>x<sup>[12]</sup> H<sub>2</sub>O",
		  "x\xc2\xb9\xc2\xb2 H\xe2\x82\x82O\n" },
	};
	static const struct sample ascii[] = {
		{ "<p>x<sup>2</sup> H<sub>2</sub>O<a href=#a>1</a>"
		  "<p id=a>Note",
		  "x^2 H2O^1\n\n^1 Note\n" },
	};

	check_lines(ROWS(wide), 14, 0);
	check_lines(ROWS(ascii), 14, LAYOUT_ASCII);
}

Test(text_notes, formulas)
{
	static const struct sample t[] = {
		{ "a <math><mi>x</mi><mo>=</mo><mn>2</mn></math> b",
		  "para: a x = 2 b\n" },
		{ "<math><mfrac><mn>1</mn><mrow><mn>2</mn><mi>a</mi></mrow>"
		  "</mfrac></math>", "para: 1/(2a)\n" },
		{ "<math><msup><mi>e</mi><mrow><mi>i</mi><mi>\xcf\x80</mi>"
		  "</mrow></msup><mo>+</mo><mn>1</mn></math>",
		  "para: e^i\xcf\x80 + 1\n" },
		{ "<math><msqrt><mi>x</mi><mo>-</mo><mn>1</mn></msqrt></math>",
		  "para: \xe2\x88\x9a(x - 1)\n" },
		{ "<math><mo>-</mo><mi>b</mi></math>", "para: -b\n" },
		{ "<math><mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr>"
		  "<mtr><mtd>3</mtd></mtr></mtable></math>",
		  "para: [1, 2; 3]\n" },
		{ "<p>x <math display=block><mi>y</mi></math> z",
		  "para: x\npara: y\npara: z\n" },
		{ "<math><mi>a</mi></math><span aria-hidden=true>a</span> b",
		  "para: a b\n" },
		{ "<span aria-hidden=true>shown</span>", "para: shown\n" },
		{ "<math alttext='E=mc^2'></math>", "para: E=mc^2\n" },
		{ "<math><mfrac><mi>a</mi>", "para: a\n" },
		{ "<img class=latex alt='\\frac12' src=http://ex.org/i>",
		  "para: \\frac12\n" },
	};

	check_docs(ROWS(t));
}

Test(text_notes, deep_formula, .timeout = 20)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "<math>");
	for (int i = 0; i < 50000; i++)
		buf_adds(&b, "<mfrac><msqrt>");
	buf_adds(&b, "x</math>after");
	struct doc *doc = doc_from_html(b.ptr, b.len, NULL);
	doc_check(doc);
	cr_expect(strstr(doc->text.ptr, "after"));
	doc_free(doc);
	buf_release(&b);
}

Test(text_notes, details)
{
	static const struct sample t[] = {
		{ "<details><summary>More?</summary><p>Yes.</details><p>x",
		  "para: <b>More?</b>\npara: Yes.\npara: x\n" },
	};

	check_docs(ROWS(t));
}

Test(text_notes, soft_hyphens)
{
	static const struct sample t[] = {
		{ "<p>Ship&shy;yard", "Ship-\nyard\n" },
		{ "<p>A ship&shy;yard", "A ship-\nyard\n" },
		{ "<p>big ship&shy;yard", "big\nship-\nyard\n" },
		{ "<p>a&shy;b c&shy; d", "ab c d\n" },
		{ "<p><b>Ship&shy;</b>yard", "Ship-\nyard\n" },
		/* No room for it where the word is cut. */
		{ "<p>Dockyar&shy;ds", "Dockyar\nds\n" },
	};

	check_lines(ROWS(t), 7, 0);
}

Test(text_notes, soft_hyphens_are_kept)
{
	static const char html[] = "<p>&shy;Ship&shy;&shy;yard&shy;<p>Do&shy;ck";
	struct doc *doc = doc_from_html(html, sizeof(html) - 1, NULL);
	struct doc *loaded = NULL, *dup = doc_dup(doc);
	struct buf marks = BUF_INIT;

	doc_check(dup);
	cr_assert_eq(dup->hyphens.len, 2);
	cr_expect_eq(dup->hyphens.v[0], 4);
	cr_expect_eq(dup->hyphens.v[1], 12);
	doc_save_marks(dup, &marks);
	cr_assert_eq(doc_load(dup->text.ptr, dup->text.len, marks.ptr,
			      marks.len, &loaded), ST_OK);
	doc_append(loaded, dup);
	doc_check(loaded);
	cr_assert_eq(loaded->hyphens.len, 4);
	cr_expect_eq(loaded->hyphens.v[2], 20);
	buf_release(&marks);
	doc_free(doc);
	doc_free(dup);
	doc_free(loaded);
}

/* Where the library's tables are older than the rules, or know none. */
Test(text_notes, breaks)
{
	static const struct sample t[] = {
		{ "<p>see maps.example/ab", "see\nmaps.example/\nab\n" },
		{ "<p>at https://ex.or/", "at\nhttps://ex.or/\n" },
		/* Before a leading vowel, not inside of a syllable. */
		{ "<p>\xe0\xb8\xaa\xe0\xb8\xa7\xe0\xb8\xa2\xe0\xb8\x94"
		  "\xe0\xb8\xb5\xe0\xb8\x87\xe0\xb8\xb2\xe0\xb8\xa1"
		  "\xe0\xb9\x80\xe0\xb8\xa1\xe0\xb8\xb7\xe0\xb8\xad"
		  "\xe0\xb8\x87\xe0\xb9\x80\xe0\xb8\x81\xe0\xb9\x88"
		  "\xe0\xb8\xb2\xe0\xb8\x99\xe0\xb8\xb2\xe0\xb8\x99",
		  "\xe0\xb8\xaa\xe0\xb8\xa7\xe0\xb8\xa2\xe0\xb8\x94"
		  "\xe0\xb8\xb5\xe0\xb8\x87\xe0\xb8\xb2\xe0\xb8\xa1"
		  "\xe0\xb9\x80\xe0\xb8\xa1\xe0\xb8\xb7\xe0\xb8\xad"
		  "\xe0\xb8\x87\n\xe0\xb9\x80\xe0\xb8\x81\xe0\xb9\x88"
		  "\xe0\xb8\xb2\xe0\xb8\x99\xe0\xb8\xb2\xe0\xb8\x99\n" },
	};

	check_lines(ROWS(t), 14, 0);
}

/* Markup inside of a cluster does not make two of it. */
Test(text_notes, clusters_over_markup)
{
	static const struct sample t[] = {
		{ "<p>\xf0\x9f\x91\xa9<b>\xe2\x80\x8d\xf0\x9f\x9a\x80 x</b>",
		  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80 x\n" },
		{ "<p>\xf0\x9f\x91\x8d<sup>\xf0\x9f\x8f\xbd</sup>",
		  "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd\n" },
		{ "<pre>e<i>\xcc\x81</i>t</pre>", "  e\xcc\x81t\n" },
		{ "<p>\xf0\x9f\x91\xa9\xe2\x80\x8d<i>\xf0\x9f\x9a\x80</i>",
		  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80\n" },
	};

	check_lines(ROWS(t), 20, 0);
	check_lines(t, 2, 4, 0);
}

Test(text_notes, what_stands_together)
{
	static const struct sample t[] = {
		{ "<figure><img src=http://e/i alt=x><figcaption>c"
		  "</figcaption></figure><p>y",
		  "[image: x]\nc\n\ny\n" },
		{ "<table><caption>c</caption><tr><th>A<th>B<tr><td>1<td>2"
		  "</table><table><tr><th>C<th>D<tr><td>3<td>4</table>",
		  "c\nA | B\n--+--\n1 | 2\n\nC | D\n--+--\n3 | 4\n" },
		{ "<ol><li>a</ol><ul><li>b</ul>", "1. a\n\n* b\n" },
	};

	check_lines(ROWS(t), 40, LAYOUT_ASCII);
}

/* Most breaks are found without the library: they are those it gives. */
Test(text_notes, breaks_are_the_librarys)
{
	static const char *const parts[] = {
		"word", " ", " ", " ", "x", ", ", ". ", "(", ")", "\"", "-",
		"12", "$", "%", "!", "? ", "\xe6\x97\xa5", "\xe2\x80\x9c",
		"\xe2\x80\x9d", "\xe2\x80\x94", "it's", "A", "\xc3\xa9", "[",
		"]", "\xcc\x81", "\xe3\x80\x82", "; ",
	};
	uint32_t seed = 7;

	for (int round = 0; round < 3000; round++) {
		struct setter s = { 0 };
		char want[400];
		buf_init(&s.text, 1000);
		for (int i = 0; i < 24; i++) {
			seed = seed * 1664525 + 1013904223;
			buf_adds(&s.text,
				 parts[(seed >> 16) %
				       (sizeof(parts) / sizeof(parts[0]))]);
		}
		struct doc *doc = doc_new();
		s.doc = doc;
		set_breaks(&s);
		u8_possible_linebreaks((const uint8_t *)s.text.ptr, s.text.len,
				       "UTF-8", want);
		for (size_t i = 1; i < s.text.len; i++) {
			bool mended = strchr(".,:;", s.text.ptr[i - 1]);
			cr_assert(mended || s.breaks.v[i] == want[i],
				  "byte %zu of: %s", i, s.text.ptr);
		}
		vec_release(&s.breaks);
		vec_release(&s.scratch);
		buf_release(&s.text);
		doc_free(doc);
	}
}
