/* test_story_summary.c - extractive summaries. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/story/summary.h"
#include "thrum/text/doc.h"

static const char text[] =
	"The harbour bridge closed on Monday after engineers found cracks in "
	"two of its steel cables.\n\n"
	"It rained. Gulls cried over the quay as usual.\n\n"
	"Engineers said the cracks in the steel cables of the bridge had grown "
	"since the last inspection in spring.\n\n"
	"A bakery near the station sold out of rolls before nine.\n\n"
	"The city will replace the steel cables, and the bridge will stay "
	"closed to cars until October.";

Test(summary, prefers_what_the_text_is_about)
{
	struct doc *doc = doc_from_text(text, strlen(text));
	struct summary_sentence s[3];
	size_t n = summary_make(doc, "Bridge closed over cracked cables", s, 3);

	cr_assert_eq(n, 3);
	cr_assert_eq(s[0].place, 1);
	for (size_t i = 0; i < n; i++) {
		char one[400];
		cr_assert_lt(s[i].len, sizeof(one));
		memcpy(one, doc->text.ptr + s[i].off, s[i].len);
		one[s[i].len] = '\0';
		cr_assert(strstr(one, "cables"), "off the subject: %s", one);
		cr_assert(!i || s[i].place > s[i - 1].place, "text order");
	}
	doc_free(doc);
}

Test(summary, short_and_empty_texts)
{
	struct summary_sentence s[3];
	struct doc *doc = doc_from_text("Wow!", 4);

	cr_assert_eq(summary_make(doc, NULL, s, 3), 1);
	cr_assert_eq(s[0].place, 1);
	doc_free(doc);
	doc = doc_new();
	cr_assert_eq(summary_make(doc, NULL, s, 3), 0);
	cr_assert_eq(summary_make(doc, "Title", s, 0), 0);
	doc_free(doc);
}
