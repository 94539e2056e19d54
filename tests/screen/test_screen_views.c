/* Every view at its sizes, as text. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "screen.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

static const struct {
	const char *name; /* of the expected screen, without its size */
	const char *keys; /* from the first frame on */
	unsigned flags;
} views[] = {
	{ "threads", "", 0 },
	{ "threads-down", "jj", 0 },
	{ "threads-unread", "A" "H", 0 },
	{ "threads-times", "T", 0 },
	{ "thread", "<Enter>", 0 },
	{ "thread-copies", "<Enter>j<Enter>", 0 },
	{ "article", "<Enter><Enter>", 0 },
	{ "article-end", "<Enter><Enter>G", 0 },
	{ "facts", "<Enter><Enter>i", 0 },
	{ "why", "<Enter><Enter>w", 0 },
	{ "links", "<Enter><Enter>u", 0 },
	{ "feeds", "e", 0 },
	{ "feed", "ejj<Enter>", 0 },
	{ "tags", "<^T>", 0 },
	{ "starred", "f*", 0 },
	{ "messages", "!", 0 },
	{ "help", "?", 0 },
	{ "search", "/cyber<Enter>", 0 },
	{ "search-fields", "/is:unread<Enter>", 0 },
	{ "search-nothing", "/zebra<Enter>", 0 },
	{ "prompt", ":next-un<Tab>", 0 },
	{ "welcome", "", SCREEN_EMPTY },
	{ "many-end", "G", SCREEN_MANY },
};

static void check(int rows, int cols, unsigned flags)
{
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++) {
		struct screen s;
		char name[64];
		screen_open(&s, rows, cols, flags | views[i].flags);
		screen_keys(&s, views[i].keys);
		snprintf(name, sizeof(name), "%s-%dx%d", views[i].name, cols,
			 rows);
		screen_expect(&s, name);
		screen_close(&s);
	}
}

Test(views, small)
{
	check(24, 80, 0);
}

Test(views, wide)
{
	check(50, 200, 0);
}

/* What is said does not depend on colours. */
Test(views, light_is_the_same_text)
{
	check(24, 80, SCREEN_LIGHT);
}

Test(views, mono_is_the_same_text)
{
	check(24, 80, SCREEN_MONO);
}

Test(views, narrow)
{
	struct screen s;

	screen_open(&s, 10, 40, 0);
	screen_expect(&s, "threads-40x10");
	screen_keys(&s, "<Enter>");
	screen_expect(&s, "thread-40x10");
	screen_keys(&s, "<Enter>");
	screen_expect(&s, "article-40x10");
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
