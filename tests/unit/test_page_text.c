/* test_page_text.c - what of a page is the article's text: one small page
 * for each rule of clean.c, lead.c, tail.c and trim.c. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/page/page.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

#define P1                                                                     \
	"<p>The council met on Tuesday, late and long, and in the end voted "  \
	"for the smaller of the two plans, which costs less.</p>"
#define P2                                                                     \
	"<p>Work begins in autumn, as soon as the leaves are down, and will "  \
	"take until the spring, if the ground does not freeze.</p>"
#define P3                                                                     \
	"<p>Neighbours had asked for trees, a bench, and a tap; they get two " \
	"of the three, and the bench will have a back.</p>"
#define P4                                                                     \
	"<p>What the smaller plan leaves out is the pond, for which there "    \
	"was money once, before the roof of the school came down.</p>"
#define TEXT P1 P2 P3 P4 P1 P2 P3 P4

/* A page, what its body must hold and must not; NULL = nothing. */
struct row {
	const char *what, *html, *in, *out;
};

static void check(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct article *a = NULL;
		struct err err = { 0 };
		cr_assert_eq(page_extract(rows[i].html, strlen(rows[i].html),
					  "https://quay.example/x", NULL, &a,
					  &err),
			     ST_OK, "%s: %s", rows[i].what, err.msg);
		const char *text = a->body ? a->body->text.ptr : "";
		if (rows[i].in)
			cr_expect(strstr(text, rows[i].in), "%s: lacks '%s'",
				  rows[i].what, rows[i].in);
		if (rows[i].out)
			cr_expect(!strstr(text, rows[i].out),
				  "%s: holds '%s'", rows[i].what, rows[i].out);
		article_free(a);
	}
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof(*(rows)))

Test(page_text, lead_above_the_text)
{
	static const struct row rows[] = {
		{ "named", "<h1>Smaller plan wins the vote</h1><div class="
		  "standfirst>Pond left out, bench gets a back</div>"
		  "<div class=share>Share</div><div class=article-body>"
		  TEXT "</div>", "Pond left out", "Share" },
		{ "bare prose below the headline",
		  "<title>Smaller plan wins the vote</title><body><header><h1>"
		  "Smaller plan wins the vote</h1><p>After eleven hours and "
		  "two breaks the council has chosen what costs less.</p>"
		  "</header><div class=article-body>" TEXT "</div>",
		  "After eleven hours", NULL },
		{ "the page's own description",
		  "<meta name=description content='Eleven hours, two breaks, "
		  "one vote, and no pond after all'><div class=x><p>Eleven "
		  "hours, two breaks, one vote, and no pond after all</p>"
		  "</div><div class=article-body>" TEXT "</div>",
		  "Eleven hours", NULL },
		{ "a byline is none",
		  "<title>Smaller plan wins the vote</title><body><header><h1>"
		  "Smaller plan wins the vote</h1><p class=byline>Written by "
		  "Ada Lind, who has sat in the council's hall for years."
		  "</p></header><div class=article-body>" TEXT "</div>",
		  NULL, "Ada Lind" },
		{ "said again below: once is enough",
		  "<title>Smaller plan wins the vote</title><h1>Smaller plan "
		  "wins the vote</h1><p class=lead>Neighbours had asked for "
		  "trees, a bench, and a tap; they get two of the three, and "
		  "the bench will have a back.</p><div class=article-body>"
		  P3 P1 P2 P4 "</div>", "Work begins",
		  "a back.\nNeighbours" },
	};

	CHECK(rows);
}

Test(page_text, comments_below_an_article)
{
	struct buf html = BUF_INIT;
	struct row row = { "long talk below", NULL, "The council met",
			   "I would have liked" };

	buf_adds(&html, "<div class=content>" TEXT "</div>"
			"<div class=comments>");
	for (int i = 0; i < 60; i++)
		buf_adds(&html, "<div class=comment><p>I would have liked the "
				"pond, and so would the ducks, who were not "
				"asked, as usual.</p></div>");
	buf_adds(&html, "</div>");
	row.html = html.ptr;
	check(&row, 1);
	buf_release(&html);
}

Test(page_text, talk_is_the_text_of_a_forum)
{
	static const struct row rows[] = {
		{ "forum", "<h1>Pond or bench?</h1>"
		  "<div class=comment>" P1 P2 "</div>"
		  "<div class=comment>" P3 P4 "</div>", "Neighbours", NULL },
		{ "a form is no talk", "<h1>Pond or bench?</h1><div id=x>"
		  "<p>&mdash; A pond.</p><p>&mdash; A bench.</p></div>"
		  "<div id=respond class=comment-respond><form><p>Your "
		  "address will not be shown to anybody, and fields with a "
		  "star must be filled in.</p></form></div>",
		  "A bench.", "Your address" },
	};

	CHECK(rows);
}

Test(page_text, names_that_say_something_else)
{
	static const struct row rows[] = {
		{ "a part that a table of contents leads to",
		  "<div class=article-body>" TEXT "<section id=toc_3>" TEXT
		  "<p>And the tap drips.</p></section>" P1 P2 P3
		  "</div>", "the tap drips", NULL },
		{ "a heading's id is its text",
		  "<div class=article-body>" TEXT "<h2 id="
		  "how-related-plans-fared>How other plans fared</h2><p>Not "
		  "well: of nine that were drawn up, one was built.</p></div>",
		  "of nine that were", NULL },
		{ "what the story is about",
		  "<article class='post tag-newsletters category-comments'>"
		  TEXT "</article><div class=x>" P1 P2 P3 "</div>",
		  "Neighbours", NULL },
	};

	CHECK(rows);
}

Test(page_text, below_the_text)
{
	static const struct row rows[] = {
		{ "the author, at length",
		  "<meta name=author content='Ada Lind'><article>" TEXT
		  "<p>Ada Lind is a reporter who has written about ponds and "
		  "those who want them for a dozen years.</p></article>",
		  "Neighbours", "a dozen years" },
		{ "an author's box",
		  "<article>" TEXT "<div class=author-bio><p>Fell into a pond "
		  "at six, and has written about them ever since, mostly in "
		  "the evening.</p></div></article>",
		  "Neighbours", "Fell into" },
		{ "how to reach them",
		  "<article>" TEXT "<p>Send ponds to ada@quay.example, or "
		  "tell her where one is.</p></article>",
		  "Neighbours", "Send ponds" },
		{ "labels", "<article>" TEXT "<div>Facebook Pigeon Post</div>"
		  "<div>Print</div></article>", "Neighbours", "Pigeon" },
		{ "verse is not labels", "<article><p>A pond</p><p>a frog"
		  "</p><p>a sound</p></article>", "a sound", NULL },
		{ "an article that is about its author stays",
		  "<meta name=author content='Ada Lind'><article><p>Ada Lind "
		  "was born by the pond, and that is where she still lives, "
		  "with two ducks and a boat.</p><p>Ada Lind has never left "
		  "it for longer than a day, and does not mean to start now."
		  "</p></article>", "was born", NULL },
		{ "other texts under a heading named for them",
		  "<article>" TEXT "<div><h3 class=related-title>And then"
		  "</h3><div><p>The old mill turns again, after forty years "
		  "and two fires, to nobody's surprise.</p></div></div>"
		  "</article>", "Neighbours", "old mill" },
	};

	CHECK(rows);
}

Test(page_text, hidden_parts)
{
	static const struct row rows[] = {
		{ "chapters folded up",
		  "<main><h1>Pond or bench?</h1>" P1 P2 "<button>Cost</button>"
		  "<div style='display:none'>" TEXT "<p>It would have cost "
		  "a million.</p></div><div hidden>" TEXT "</div></main>",
		  "a million", NULL },
		{ "hidden beside a whole text",
		  "<main>" TEXT TEXT "<div hidden><p>Psst, not for you, nor "
		  "for anybody else who comes by.</p></div></main>",
		  "Neighbours", "Psst" },
		{ "one copy for machines is enough",
		  "<main><h1>Pond or bench?</h1><p>See the plans below.</p>"
		  "<div style='display:none' itemscope><p>First copy.</p>"
		  TEXT "</div><div style='display:none' itemscope><p>Second "
		  "copy.</p>" TEXT "</div></main>",
		  "First copy", "Second copy" },
	};

	CHECK(rows);
}

#define CARD(class, url)                                                       \
	"<div class='" class "'><h3><a href='" url "'>Old mill turns again "   \
	"after two fires</a></h3><p>Nobody was surprised, least of all the "   \
	"miller, who had kept the key in his pocket for all of forty years, "  \
	"and oiled it on Sundays, whatever the weather might be, he says, "    \
	"and whatever his neighbours might think of it, or of him.</p></div>"

Test(page_text, teasers_and_lists)
{
	static const struct row rows[] = {
		{ "teasers of the same site",
		  "<main><div>" TEXT "</div><div>" CARD("box news", "/a")
		  CARD("box views", "/b") CARD("box news", "/c")
		  "</div></main>", "Neighbours", "Old mill" },
		{ "a list that leads away",
		  "<main><div>" TEXT "</div><div>"
		  CARD("box", "https://mill.example/a")
		  CARD("box", "https://mill.example/b")
		  CARD("box", "https://mill.example/c") "</div></main>",
		  "Old mill", NULL },
		{ "two are no list of teasers",
		  "<main><div>" TEXT "</div><div>" CARD("box", "/a")
		  CARD("box", "/b") "</div></main>", "Old mill", NULL },
	};

	CHECK(rows);
}

#define OTHER                                                                  \
	"<p>The old mill turns again, after forty years "    \
	"and two fires, to the surprise of nobody who lives near it.</p>"      \
	"<p>The miller had kept the key in his pocket all the while, and "     \
	"oiled it on Sundays, whatever the weather was.</p>"
#define OTHERS OTHER OTHER OTHER OTHER
#define LONG_TEASER "<div class=teaser>" OTHER "</div>"
#define LONG_TEASERS LONG_TEASER LONG_TEASER LONG_TEASER LONG_TEASER
#define STORY(headline, text)                                                  \
	"<article class=post><h1>" headline "</h1>" text "</article>"

Test(page_text, more_prose_beside_the_article)
{
	static const struct row rows[] = {
		{ "teasers with whole paragraphs",
		  "<title>Pond or bench?</title><div><article><h1>Pond or "
		  "bench?</h1>" TEXT "</article><div class=teasers>"
		  LONG_TEASERS LONG_TEASERS "</div></div>", "Neighbours",
		  "old mill" },
		{ "a sheet about cookies",
		  "<main><article>" TEXT "</article><div class=cookie-sheet>"
		  LONG_TEASERS LONG_TEASERS LONG_TEASERS LONG_TEASERS
		  "</div></main>", "Neighbours", "old mill" },
		{ "a part of what has no name is not the article",
		  "<div><div class=text>" TEXT "</div><div class=readmore>"
		  OTHERS OTHERS OTHERS "</div><div>" TEXT TEXT TEXT "</div></div>",
		  "old mill", NULL },
	};

	CHECK(rows);
}

Test(page_text, stories_below_the_story)
{
	static const struct row rows[] = {
		{ "an endless page",
		  "<title>Pond or bench?</title><main>"
		  STORY("Pond or bench?", TEXT)
		  STORY("Mill turns", OTHERS)
		  STORY("Mill burns", OTHERS) "</main>",
		  "Neighbours", "old mill" },
		{ "chapters are of the story",
		  "<title>Pond or bench?</title><main><div class=part><h1>"
		  "Pond or bench?</h1>" TEXT "<h1>Both</h1>" TEXT "</div>"
		  "<div class=part><h1>Mill</h1>" OTHERS "</div></main>",
		  "old mill", NULL },
		{ "the posts of one story stand below its headline",
		  "<title>Pond or bench?</title><main><h1>Pond or bench?</h1>"
		  STORY("Nine", TEXT) STORY("Ten", OTHERS) "</main>",
		  "old mill", NULL },
	};

	CHECK(rows);
}

/* Is the block that holds `words` a caption? */
static bool is_caption(const char *html, const char *words)
{
	struct article *a = NULL;
	struct err err = { 0 };
	bool yes = false;

	cr_assert_eq(page_extract(html, strlen(html), NULL, NULL, &a, &err),
		     ST_OK, "%s", err.msg);
	const char *at = a->body ? strstr(a->body->text.ptr, words) : NULL;
	cr_assert(at, "no '%s'", words);
	size_t off = (size_t)(at - a->body->text.ptr);
	for (size_t i = 0; i < a->body->blocks.len; i++) {
		const struct doc_block *b = &a->body->blocks.v[i];
		if (off >= b->off && off < b->off + (size_t)b->len)
			yes = b->kind == DOC_CAPTION;
	}
	article_free(a);
	return yes;
}

Test(page_text, captions)
{
	/* A table in a figure is what is shown; its caption alone is one. */
	static const char table[] =
		"<main>" TEXT "<figure><table><tr><td>Pond</td><td>9</td></tr>"
		"<tr><td>Bench</td><td>11</td></tr></table><figcaption>How "
		"they voted</figcaption></figure></main>";
	static const char picture[] =
		"<main>" TEXT "<figure><img src=a.jpg><span>The pond that "
		"will not be</span></figure></main>";

	cr_expect(is_caption(picture, "will not be"));
	cr_expect(is_caption(table, "How they voted"));
	cr_expect(!is_caption(table, "Bench"));
	cr_expect(!is_caption(table, "Neighbours"));
}

Test(page_text, opening_picture)
{
	static const char figure[] =
		"<title>Pond or bench?</title><body><h1>Pond or bench?</h1>"
		"<figure><img src=a.jpg alt=x><span>The pond, as drawn by a "
		"child</span></figure><div class=article-body>" TEXT "</div>";
	static const struct row rows[] = {
		{ "of another story",
		  "<title>Pond or bench?</title><body><h1>Pond or bench?</h1>"
		  "<div class=related-box><figure><img src=a.jpg><figcaption>"
		  "The mill and its miller</figcaption></figure></div>"
		  "<div class=article-body>" TEXT "</div>", "Neighbours",
		  "The mill" },
		{ "above the headline",
		  "<title>Pond or bench?</title><body><figure><img src=a.jpg>"
		  "<figcaption>The mill and its miller</figcaption></figure>"
		  "<h1>Pond or bench?</h1><div class=article-body>" TEXT
		  "</div>", "Neighbours", "The mill" },
	};

	cr_expect(is_caption(figure, "as drawn by"));
	CHECK(rows);
}

Test(page_text, headline_and_description)
{
	static const struct row rows[] = {
		{ "what holds the headline is no teaser",
		  "<title>Smaller plan wins the vote</title><body><article>"
		  "<div class=single-teaser><h1>Smaller plan wins the vote</h1>"
		  "<p>After eleven hours and two breaks the council has chosen "
		  "what costs less.</p><p class=tags><a href=/a>Council</a> "
		  "<a href=/b>Ponds and other waters of the town</a></p></div>"
		  TEXT "</article>", "After eleven hours", NULL },
		{ "nothing to read but a description",
		  "<meta name=description content='A talk about ponds, held by "
		  "the pond.'><title>Ponds</title><body><script>play()"
		  "</script>", "held by the pond", NULL },
		{ "a link that leads away is cited",
		  "<article>" TEXT "<p><a href='https://pond.example/p'>The "
		  "whole plan, with all its drawings</a></p>" TEXT
		  "</article>", "all its drawings", NULL },
		{ "a link that leads on is not",
		  "<article>" TEXT "<p><a href='/pond'>Old mill turns again "
		  "after two fires</a></p>" TEXT "</article>",
		  "Neighbours", "Old mill" },
		{ "what a house says below its stories",
		  "<article>" TEXT "<p>Bo Rask contributed to this report from "
		  "the pond.</p><p>Those who buy through our links may let us "
		  "earn a commission on what they buy.</p></article>",
		  "Neighbours", "Bo Rask" },
	};

	CHECK(rows);
}
