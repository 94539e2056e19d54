/* test_screen_edits.c - threads as a whole: snooze, split, merge, move. */
#include "config.h"

#include <criterion/criterion.h>

#include "screen.h"

/* Home with the cursor on the ferry's thread. */
static void select_ferry(struct screen *s, int rows, int cols)
{
	screen_open(s, rows, cols, SCREEN_STORY);
	screen_select(s, "Ferry Alma runs");
}

Test(edits, snooze_and_wake_by_hand)
{
	struct screen s;

	select_ferry(&s, 24, 80);
	screen_keys(&s, "zz");
	screen_has(&s, "Hide until (f)resh fact");
	screen_keys(&s, "e");
	screen_has(&s, "asleep until a new fact or 3 more sources; U undoes");
	screen_lacks(&s, "Ferry Alma runs");
	screen_keys(&s, "cm");
	screen_has(&s, "Asleep until");
	screen_expect(&s, "muted-asleep-80x24");
	screen_keys(&s, "M");
	screen_has(&s, "in the lists again");
	screen_has(&s, "Nothing is muted. In a list M mutes");
	screen_keys(&s, "U");
	screen_has(&s, "Ferry Alma runs");
	screen_keys(&s, "UqU");
	screen_keys(&s, ":snooze 2d sources<Enter>");
	screen_has(&s, "3 more sources or Mon 2 Jun 2025");
	screen_keys(&s, ":snooze never<Enter>");
	screen_has(&s, "wakes nobody");
	screen_keys(&s, "zzx");
	screen_has(&s, "nothing else wakes it");
	screen_close(&s);
}

Test(edits, split_is_shown_first)
{
	struct screen s;

	select_ferry(&s, 24, 80);
	screen_keys(&s, "S");
	screen_has(&s, "select the report to take out first");
	screen_keys(&s, "<Enter>]S");
	screen_has(&s, "The report leaves its thread");
	screen_has(&s, "2 threads are what results");
	screen_expect(&s, "edit-split-80x24");
	screen_keys(&s, "q");
	screen_has(&s, "nothing was changed");
	screen_keys(&s, "S<Enter>");
	screen_has(&s, "taken out of its thread; U undoes");
	screen_keys(&s, "U");
	screen_has(&s, "undone: split");
	screen_close(&s);
}

Test(edits, merge_and_move_by_choice)
{
	struct screen s;

	select_ferry(&s, 24, 80);
	screen_keys(&s, "&");
	screen_has(&s, "Into which thread?");
	screen_has(&s, "Related");
	screen_expect(&s, "edit-choose-80x24");
	screen_keys(&s, "<Enter>");
	screen_has(&s, "1 thread is what results");
	screen_expect(&s, "edit-merge-80x24");
	screen_keys(&s, "<Enter>");
	screen_has(&s, "merged; U undoes");
	screen_keys(&s, "U");
	screen_has(&s, "undone: merge");
	screen_close(&s);
	select_ferry(&s, 24, 80);
	screen_keys(&s, "%");
	screen_has(&s, "select the report to move first");
	screen_keys(&s, "g^");
	screen_has(&s, "% on a report moves it here");
	screen_select(&s, "Ferry Alma runs");
	screen_keys(&s, "<Enter>%");
	screen_has(&s, "The report goes into another thread");
	screen_keys(&s, "<Enter>");
	screen_has(&s, "moved; U undoes");
	screen_close(&s);
}

Test(edits, follow_says_what_will_be)
{
	struct screen s;

	select_ferry(&s, 24, 80);
	screen_keys(&s, "+");
	screen_has(&s, "followed, with its later chapters");
	cr_assert_eq(screen_row(&s, "Ferry Alma runs"), 1, "it is on top");
	screen_keys(&s, "U");
	screen_has(&s, "the thread is no longer followed");
	screen_close(&s);
}
