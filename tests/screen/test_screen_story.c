/* test_screen_story.c - what the reader makes of a thread's texts. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "screen.h"

#include "thrum/base/path.h"
#include "thrum/store/store.h"

/* Home with the ferry's thread, its first report read. */
static void open_ferry(struct screen *s, int rows, int cols)
{
	screen_open(s, rows, cols, SCREEN_STORY);
	screen_keys(s, "/Alma<Enter>"); /* the list of hits, oldest last */
	screen_keys(s, "G<Enter>");
	screen_has(s, "212 people on board");
}

Test(story, new_to_me_in_an_article)
{
	struct screen s;

	open_ferry(&s, 24, 80);
	screen_lacks(&s, "/5 new");
	screen_keys(&s, ")");
	screen_has(&s, "no other report of this thread was read");
	screen_keys(&s, "]");
	screen_has(&s, "Passengers flown off");
	screen_has(&s, "3/5 new");
	screen_expect(&s, "new-to-me-80x24");
	screen_keys(&s, ")");
	screen_has(&s, "new sentence 1 of 3");
	screen_keys(&s, "))");
	screen_has(&s, "new sentence 3 of 3");
	screen_keys(&s, ")");
	screen_has(&s, "the last new sentence");
	screen_keys(&s, "(");
	screen_has(&s, "new sentence 2 of 3");
	screen_keys(&s, "v");
	screen_has(&s, "is shown like the rest");
	screen_keys(&s, "v");
	screen_has(&s, "is dim");
	screen_close(&s);
}

Test(story, new_to_me_in_lists)
{
	struct screen s;

	open_ferry(&s, 24, 100);
	screen_keys(&s, "qq");
	screen_has(&s, "+2 new, 2 with new facts");
	screen_keys(&s, "v");
	screen_lacks(&s, "with new facts");
	screen_keys(&s, "v");
	screen_select(&s, "Ferry Alma runs");
	screen_keys(&s, "<Enter>");
	screen_has(&s, "3 new");
	screen_close(&s);
}

Test(story, compare_two_reports)
{
	struct screen s;

	open_ferry(&s, 24, 80);
	screen_keys(&s, "ck");
	screen_has(&s, "< Harbour Herald   > World Wire   = both");
	screen_has(&s, "= PORT ELLIS - The ferry Alma ran aground");
	screen_has(&s, "> Divers will look at the hull");
	screen_expect(&s, "story-compare-80x24");
	screen_resize(&s, 30, 160);
	screen_expect(&s, "story-compare-160x30");
	screen_resize(&s, 24, 80);
	screen_keys(&s, "]");
	screen_has(&s, "> Island Post");
	screen_keys(&s, "]");
	screen_has(&s, "the last report");
	screen_keys(&s, "qcr");
	screen_has(&s, "No earlier text");
	screen_close(&s);
}

Test(story, since_you_left_and_muted)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_STORY);
	screen_keys(&s, "cl");
	screen_has(&s, "New (");
	screen_expect(&s, "story-since-80x24");
	screen_keys(&s, "qcm");
	screen_has(&s, "Nothing is muted");
	screen_keys(&s, "qMcm");
	screen_has(&s, "Japan and US defence chiefs");
	screen_keys(&s, "M");
	screen_has(&s, "no longer muted");
	screen_has(&s, "Nothing is muted");
	screen_close(&s);
}

static void left_at(const struct screen *s, int64_t at)
{
	char *path = path_join(s->dir, "thrum.db");
	struct store *st = NULL;

	cr_assert_eq(store_open(path, STORE_WRITE, &st, NULL), ST_OK);
	cr_assert_eq(store_meta_set_int(st, META_LAST_VISIT, at, NULL), ST_OK);
	store_close(st);
	free(path);
}

Test(story, begins_with_what_happened)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_STORY);
	screen_leave(&s);
	left_at(&s, SCREEN_NOW - 12000); /* 10:42 */
	screen_open(&s, 24, 80, SCREEN_STORY | SCREEN_KEEP);
	screen_keys(&s, "j");
	screen_has(&s, "Since you left");
	screen_has(&s, "New facts (1)");
	screen_has(&s, "+3 reports");
	screen_expect(&s, "story-begins-80x24");
	screen_keys(&s, "q");
	screen_has(&s, "unread of");
	screen_leave(&s);
	/* One who was away for a moment has seen it all. */
	left_at(&s, SCREEN_NOW - 600);
	screen_open(&s, 24, 80, SCREEN_STORY | SCREEN_KEEP);
	screen_has(&s, "unread of");
	screen_close(&s);
}

/* ---- views of the whole thread ---- */

Test(story, views_of_a_thread)
{
	static const struct {
		const char *keys, *name, *has;
	} views[] = {
		{ "cs", "story-summary", "To skim" },
		{ "cd", "story-figures", "changed" },
		{ "cq", "story-quotes", "Captain Jonas Reve" },
		{ "ct", "story-timeline", "min ahead" },
		{ "cc", "story-sources", "told new" },
	};
	static const int sizes[][2] = { { 24, 80 }, { 40, 120 } };
	struct screen s;

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < 5; i++) {
			char name[64];
			screen_open(&s, sizes[k][0], sizes[k][1],
				    SCREEN_STORY);
			screen_select(&s, "Ferry Alma runs");
			screen_keys(&s, views[i].keys);
			screen_has(&s, views[i].has);
			snprintf(name, sizeof(name), "%s-%dx%d",
				 views[i].name, sizes[k][1], sizes[k][0]);
			screen_expect(&s, name);
			screen_keys(&s, "<Enter>");
			screen_close(&s);
		}
}

Test(story, names_that_rise)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_STORY);
	screen_keys(&s, "cb");
	screen_has(&s, "What rises");
	screen_expect(&s, "story-trends-80x24");
	screen_close(&s);
}
