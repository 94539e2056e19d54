/* test_text_bidi.c - lines with right-to-left text. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/text/doc.h"
#include "thrum/text/layout.h"

/* Hebrew letters alef to dalet, as escapes so that no editor moves them. */
#define ALEF "\xd7\x90"
#define BET "\xd7\x91"
#define GIMEL "\xd7\x92"
#define DALET "\xd7\x93"

static struct layout *set(const char *html, uint32_t cols, struct doc **doc)
{
	*doc = doc_from_html(html, strlen(html), NULL);
	return layout_new(*doc, cols, LAYOUT_LINK_NUMBERS);
}

static const struct {
	const char *html, *want;
} visual[] = {
	{ "<p>abc", "abc\n" },
	/* In a line of Latin the word turns, and nothing else. */
	{ "<p>a " ALEF BET GIMEL " b", "a " GIMEL BET ALEF " b\n" },
	/* A paragraph of its own is at the right, its number as it was. */
	{ "<p>" ALEF BET " 12 " GIMEL ".", "       ." GIMEL " 12 " BET ALEF
					   "\n" },
	{ "<p>" ALEF " (b)", "          (b) " ALEF "\n" },
	{ "<ul><li>" ALEF BET "</ul>", "           " BET ALEF
				       " \xe2\x80\xa2\n" },
	{ "<ol><li>" ALEF "</ol>", "           " ALEF " .1\n" },
	/* Marks stay on their letter. */
	{ "<p>x " ALEF "\xd6\xb8" BET, "x " BET ALEF "\xd6\xb8\n" },
	{ "<p>" ALEF " <a href=http://e/>" BET "</a>",
	  "         [1]" BET " " ALEF "\n" },
	{ "<table><tr><td>" ALEF BET "<td>x</table>",
	  BET ALEF " \xe2\x94\x82 x\n" },
};

Test(text_bidi, visual)
{
	for (size_t i = 0; text_has_visual() &&
			   i < sizeof(visual) / sizeof(visual[0]);
	     i++) {
		struct buf b = BUF_INIT;
		struct doc *doc;
		struct layout *lay = set(visual[i].html, 15, &doc);
		cr_expect(layout_visual(lay, doc));
		layout_check(lay, doc);
		layout_to_text(lay, &b);
		cr_expect_str_eq(b.ptr, visual[i].want, "row %zu, got:\n%s",
				 i, b.ptr);
		layout_free(lay);
		doc_free(doc);
		buf_release(&b);
	}
}

/* Arabic letters join: lam and alef are one, meem takes its last form. */
Test(text_bidi, arabic_is_joined)
{
	static const char word[] = "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85";
	struct buf b = BUF_INIT;

	if (!text_has_visual())
		return;
	cr_assert(text_visual(&b, word, sizeof(word) - 1));
	cr_expect_str_eq(b.ptr, "\xef\xbb\xa1\xef\xbb\xbc\xef\xba\xb3");
	cr_expect_not(text_visual(&b, "plain", 5));
	buf_release(&b);
}

Test(text_bidi, isolated)
{
	struct buf b = BUF_INIT;
	struct doc *doc;
	struct layout *lay = set("<ul><li>" ALEF "<li>b</ul>", 15, &doc);

	layout_isolate(lay);
	layout_check(lay, doc);
	layout_to_text(lay, &b);
	cr_expect_str_eq(b.ptr, "\xe2\x80\xa2 \xe2\x81\xa8" ALEF
				"\xe2\x81\xa9\n\xe2\x80\xa2 b\n");
	layout_free(lay);
	doc_free(doc);
	buf_release(&b);
}
