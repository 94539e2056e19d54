/* Many at once: rows picked one by one, as a range, by words. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

Test(picks, several_rows_one_undo)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "tjt");
	screen_has(&s, "2 picked");
	screen_has(&s, "✓");
	screen_keys(&s, ";");
	screen_has(&s, "do what with the 2 picked ones?");
	screen_keys(&s, "N");
	screen_has(&s, "4 unread of 6");
	screen_lacks(&s, "✓");
	screen_keys(&s, "U");
	screen_has(&s, "6 unread of 6");
	/* Without `;` a key is about the row under the cursor. */
	screen_keys(&s, "gttN");
	screen_has(&s, "5 unread of 6");
	screen_has(&s, "2 picked");
	screen_keys(&s, "<Esc>");
	screen_lacks(&s, "✓");
	screen_keys(&s, ";");
	screen_has(&s, "nothing is picked");
	screen_close(&s);
}

Test(picks, a_range_grows_with_the_cursor)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "jV2j");
	screen_has(&s, "3 picked");
	screen_keys(&s, "kk");
	screen_has(&s, "1 picked");
	screen_keys(&s, "k");
	screen_has(&s, "2 picked");
	screen_keys(&s, "2jN");
	screen_has(&s, "4 unread of 6");
	screen_lacks(&s, "picked");
	screen_keys(&s, "U");
	screen_has(&s, "6 unread of 6");
	/* Kept as picks, then one dropped again. */
	screen_keys(&s, "gVjjVgt");
	screen_has(&s, "2 picked");
	screen_close(&s);
}

Test(picks, a_range_over_more_than_is_in_memory)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_MANY);
	screen_keys(&s, "VG");
	screen_keys(&s, "N");
	screen_has(&s, "0 unread of 306");
	screen_keys(&s, "U");
	screen_has(&s, "306 unread of 306");
	screen_close(&s);
}

Test(picks, by_words_and_with_a_tag)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "~hokkaido<Enter>");
	screen_has(&s, "1 picked");
	screen_keys(&s, "~berlin<Enter>");
	screen_has(&s, "2 picked");
	screen_keys(&s, ";Ymine<Enter>");
	screen_has(&s, "tagged #mine");
	screen_keys(&s, "<^T>");
	screen_has(&s, "3/3  #mine");
	screen_close(&s);
}

Test(picks, stars_and_deletes_together)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "/cyber<Enter>tt;f");
	screen_has(&s, "★");
	screen_keys(&s, "tt;D");
	screen_has(&s, "2 deleted; U undoes");
	screen_keys(&s, "U");
	screen_has(&s, "★");
	screen_keys(&s, "gg.");
	screen_close(&s);
}

Test(picks, reports_of_a_thread)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter>tjt");
	screen_has(&s, "2 picked");
	screen_keys(&s, ";N");
	screen_keys(&s, "q");
	screen_keys(&s, "<Enter>");
	screen_keys(&s, "U");
	screen_close(&s);
}

Test(picks, above_below_and_all)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "2j<M-k>");
	screen_has(&s, "4 unread of 6");
	screen_keys(&s, "<M-j>");
	screen_has(&s, "1 unread of 6");
	screen_keys(&s, "U");
	screen_has(&s, "4 unread of 6");
	screen_keys(&s, "C");
	screen_has(&s, "0 unread of 6");
	screen_keys(&s, "U");
	screen_has(&s, "4 unread of 6");
	screen_keys(&s, "U");
	screen_has(&s, "6 unread of 6");
	/* A list of articles. */
	screen_keys(&s, "e/harbour<Enter><Esc><Enter>j<M-k>");
	screen_has(&s, "3 unread of 4");
	screen_keys(&s, "<M-j>");
	screen_has(&s, "1 unread of 4");
	screen_keys(&s, "C");
	screen_has(&s, "0 unread of 4");
	screen_close(&s);
}

Test(picks, merge_what_is_picked)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "jtjtj;&");
	screen_has(&s, "2 threads go into another");
	screen_keys(&s, "<Enter>");
	screen_has(&s, "merged; U undoes");
	screen_has(&s, "of 4");
	screen_keys(&s, "U");
	screen_has(&s, "undone: merge");
	screen_has(&s, "Quake of magnitude");
	screen_close(&s);
}
