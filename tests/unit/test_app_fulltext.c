/* test_app_fulltext.c - which of two texts is better. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/app/fulltext.h"
#include "thrum/base/alloc.h"
#include "thrum/model/article.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

#define TEASER "The ferry to the island will not sail before the ice is gone."
#define WHOLE                                                                  \
	"The ferry to the island will not sail before the ice is gone, its "   \
	"master said on the quay this morning. Two tugs have tried since "     \
	"Monday to open a lane and have come back with bent plates. Until "    \
	"then post and bread go over by sledge, and the school stays shut."
#define WALL                                                                   \
	"You have read all your free stories of this month. Become a member "  \
	"today and read as much as you like for one crown a week. Are you a "  \
	"member? Then please sign in with your name and your password here."

static struct article *made(const char *title, const char *text)
{
	struct article *a = article_new();

	a->title = xstrdup(title);
	if (text)
		a->body = doc_from_text(text, strlen(text));
	return a;
}

struct row {
	const char *what, *title, *text, *page_title, *page;
	bool better;
};
static const struct row rows[] = {
	{ "longer, same words", "Ferry waits", TEASER, "Ferry waits", WHOLE,
	  true },
	{ "the same", "Ferry waits", WHOLE, "Ferry waits", WHOLE, false },
	{ "shorter", "Ferry waits", WHOLE, "Ferry waits", TEASER, false },
	{ "a wall", "Ferry waits", TEASER, "Sign in", WALL, false },
	{ "a wall under the headline", "Ferry waits for open water", NULL,
	  "Sign in", WALL, false },
	{ "nothing yet", "Ferry waits", NULL, "Ferry waits for ice", WHOLE,
	  true },
	{ "an abstract in other words", "Island ferry waits for the ice",
	  "Shipping news from the north.", "Island ferry waits for the ice",
	  WHOLE, true },
	{ "no title, no text", "", NULL, "Any", WHOLE, true },
	{ "a page without text", "Ferry waits", TEASER, "Ferry waits", NULL,
	  false },
};

Test(fulltext, better)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *r = &rows[i];
		struct article *a = made(r->title, r->text);
		struct article *page = made(r->page_title, r->page);

		cr_assert_eq(fulltext_is_better(a, page), r->better, "%s",
			     r->what);
		article_free(a);
		article_free(page);
	}
}

/* Lists show the teaser; what the feed said of the author stays. */
Test(fulltext, take)
{
	struct article *a = made("Ferry waits", TEASER);
	struct article *page = made("Ferry waits", WHOLE);

	a->author = xstrdup("A. Ness");
	page->author = xstrdup("Somebody Else");
	page->lang = xstrdup("en");
	page->published = 1700000000;
	fulltext_take(a, page);
	cr_assert_str_eq(a->summary, TEASER);
	cr_assert_str_eq(a->author, "A. Ness");
	cr_assert_str_eq(a->lang, "en");
	cr_assert_eq(a->published, 1700000000);
	cr_assert(a->flags & ARTICLE_FULLTEXT);
	cr_assert_eq(a->words, doc_words(a->body));
	cr_assert_null(page->body);
	article_free(a);
	article_free(page);
}
