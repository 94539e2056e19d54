/* Every view at its sizes, as text. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "screen.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

/* In which languages a view is drawn, at which sizes, and from where. */
enum {
	EN = 1u << 0, /* the English store: all sizes */
	JA = 1u << 1, /* the Japanese one: 40x12 and 80x24 */
	JA_WIDE = 1u << 2, /* and 200x50 */
	EVENT = 1u << 3, /* keys are typed on the event of many reports */
	ALL = EN | JA,
};

struct shown {
	const char *name; /* of the expected screen, without its size */
	const char *keys; /* from the first frame on */
	const char *ja_keys; /* in the Japanese store, NULL = the same */
	unsigned flags; /* of the screen */
	unsigned where; /* the above */
};

static const struct shown views[] = {
	{ "threads", "", NULL, 0, ALL | JA_WIDE },
	{ "threads-down", "jj", NULL, 0, ALL },
	{ "threads-unread", "AH", NULL, 0, EN },
	{ "threads-times", "T", NULL, 0, ALL },
	{ "threads-sources", "=s", NULL, 0, ALL },
	{ "threads-titles", "=t", NULL, 0, ALL },
	{ "threads-unfolded", "zR", NULL, 0, ALL },
	{ "save-prompt", "<Enter><Enter>s", NULL, 0, ALL },
	{ "filter", "Fcyber<Enter>", "Fフェリー<Enter>", 0, ALL },
	{ "filter-prompt", "Ftitle:cyb", "Ftitle:フェリー　座", 0, ALL },
	{ "thread", "<Enter>", "<Enter>", 0, ALL | JA_WIDE },
	{ "thread-copies", "<Enter>j<Enter>", NULL, 0, EN },
	{ "article", "<Enter><Enter>", "/救助の様子<Enter><Enter>", 0,
	  ALL | JA_WIDE },
	{ "article-end", "<Enter><Enter>G", "/図書館<Enter><Enter>G", 0, ALL },
	{ "article-found", "<Enter><Enter>\\tokyo<Enter>",
	  "/図書館<Enter><Enter>\\本<Enter>", 0, ALL },
	{ "facts", "<Enter><Enter>i", NULL, 0, ALL },
	{ "why", "<Enter><Enter>w", NULL, 0, ALL },
	{ "links", "<Enter><Enter>u", "/救助の様子<Enter><Enter>u", 0, ALL },
	{ "feeds", "e", NULL, 0, ALL },
	{ "feed", "ejj<Enter>", "ej<Enter>", 0, ALL },
	{ "tags", "<^T>", NULL, 0, ALL },
	{ "starred", "f*", NULL, 0, ALL },
	{ "messages", "!", "Mf!", 0, ALL },
	{ "help", "?", NULL, 0, EN },
	{ "search", "/cyber<Enter>", "/けが人<Enter>", 0, ALL },
	{ "search-fields", "/is:unread<Enter>", NULL, 0, ALL },
	{ "search-nothing", "/zebra<Enter>", "/縞馬<Enter>", 0, ALL },
	{ "prompt", ":next-un<Tab>", NULL, 0, EN },
	{ "welcome", "", NULL, SCREEN_EMPTY, EN },
	{ "many-end", "G", NULL, SCREEN_MANY, EN },
	{ "muted", "Mjzzecm", NULL, 0, ALL },
	{ "deleted", "/cyber<Enter>DqcD", "/けが人<Enter>DqcD", 0, ALL },
	{ "story-since", "cl", NULL, SCREEN_STORY, ALL },
	{ "story-trends", "cb", NULL, SCREEN_STORY, ALL },
	{ "story-summary", "cs", NULL, SCREEN_STORY, ALL | EVENT },
	{ "story-figures", "cd", NULL, SCREEN_STORY, ALL | EVENT },
	{ "story-quotes", "cq", NULL, SCREEN_STORY, ALL | EVENT },
	{ "story-timeline", "ct", NULL, SCREEN_STORY, ALL | EVENT },
	{ "story-sources", "cc", NULL, SCREEN_STORY, ALL | EVENT },
	{ "compare", "<Enter><Enter>ck", NULL, SCREEN_STORY, ALL | EVENT },
	{ "earlier-texts", "/Alma<Enter>G<Enter>cr",
	  "/救助の様子<Enter><Enter>cr", SCREEN_STORY, ALL },
	{ "edit-preview", "<Enter>]S", NULL, SCREEN_STORY, ALL | EVENT },
	{ "edit-choice", "&", NULL, SCREEN_STORY, ALL | EVENT },
};

static void draw(const struct shown *v, int rows, int cols, unsigned flags)
{
	bool ja = flags & SCREEN_JAPAN;
	const char *event = ja ? "フェリー" : "Ferry Alma";
	struct screen s;
	char name[64];

	screen_open(&s, rows, cols, ja ? flags : flags | v->flags);
	if (v->where & EVENT)
		screen_select(&s, event);
	screen_keys(&s, ja && v->ja_keys ? v->ja_keys : v->keys);
	snprintf(name, sizeof(name), "%s%s-%dx%d", ja ? "ja-" : "", v->name,
		 cols, rows);
	screen_expect(&s, name);
	screen_close(&s);
}

static void check(int rows, int cols, unsigned flags)
{
	unsigned need = !(flags & SCREEN_JAPAN) ? EN : cols > 80 ? JA_WIDE : JA;

	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++)
		if (views[i].where & need)
			draw(&views[i], rows, cols, flags);
}

Test(views, narrow)
{
	check(12, 40, 0);
}

Test(views, small)
{
	check(24, 80, 0);
}

Test(views, wide)
{
	check(50, 200, 0);
}

Test(views, narrow_in_japanese)
{
	check(12, 40, SCREEN_JAPAN);
}

Test(views, small_in_japanese)
{
	check(24, 80, SCREEN_JAPAN);
}

Test(views, wide_in_japanese)
{
	check(50, 200, SCREEN_JAPAN);
}

/* What is said does not depend on colours. */
Test(views, light_is_the_same_text)
{
	check(24, 80, SCREEN_LIGHT);
}

Test(views, mono_is_the_same_text)
{
	check(24, 80, SCREEN_MONO);
	check(24, 80, SCREEN_MONO | SCREEN_JAPAN);
}

Test(views, resized)
{
	struct screen s;

	screen_open(&s, 10, 40, 0);
	screen_keys(&s, "<Enter><Enter>");
	screen_resize(&s, 30, 110);
	screen_expect(&s, "article-110x30");
	screen_close(&s);
}

/* Selected rows can be seen without colours. */
Test(views, mono_marks)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_MONO);
	int row = screen_row(&s, "Japan and US");
	cr_assert_eq(row, 1);
	cr_expect(term_read_attrs(s.ui->term, row, 0) & ATTR_REVERSE);
	cr_expect(term_read_attrs(s.ui->term, row, 30) & ATTR_REVERSE);
	cr_expect(term_read_attrs(s.ui->term, row, 30) & ATTR_BOLD);
	cr_expect_not(term_read_attrs(s.ui->term, row + 1, 30) & ATTR_REVERSE);
	cr_expect(term_read_attrs(s.ui->term, row + 1, 30) & ATTR_BOLD);
	screen_keys(&s, "N");
	cr_expect_not(term_read_attrs(s.ui->term, row, 30) & ATTR_BOLD);
	screen_close(&s);
}
