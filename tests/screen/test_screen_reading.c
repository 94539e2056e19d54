/* What keys do: marks, undo, jumps, prompts, sizes, staying in place. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

Test(reading, opening_marks_read_at_once)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_has(&s, "6 unread of 6");
	/* Not even the worker is asked before the mark is on the screen. */
	screen_type(&s, "jj<Enter>q");
	screen_has(&s, "5 unread of 6");
	screen_keys(&s, "k");
	screen_has(&s, "5 unread of 6");
	screen_close(&s);
}

Test(reading, keys_faster_than_frames)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_burst(&s, "<Enter><Enter>]");
	screen_has(&s, "2/3  Washington");
	screen_burst(&s, "qqjj<Enter>i");
	screen_has(&s, " thrum  Facts");
	screen_has(&s, "Neue S-Bahn");
	screen_burst(&s, "qq/cyber<Enter>j<Enter>");
	screen_has(&s, "Harbour Herald");
	screen_close(&s);
}

Test(reading, a_thread_of_one_opens_its_report)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "jj<Enter>");
	screen_has(&s, "Die Züge fahren");
	screen_keys(&s, "q");
	screen_has(&s, "5 unread of 6");
	screen_close(&s);
}

Test(reading, undo_says_what_and_brings_it_back)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "A");
	screen_has(&s, "5 unread of 6");
	screen_keys(&s, "U");
	screen_has(&s, "6 unread of 6");
	screen_has(&s, "unread again");
	screen_keys(&s, "U");
	screen_has(&s, "othing");
	screen_close(&s);
}

Test(reading, mark_read_moves_to_the_next_unread)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	int64_t first = list_at(s.ui->stack[0]->list)->key.id;
	screen_keys(&s, "A");
	cr_assert_neq(list_at(s.ui->stack[0]->list)->key.id, first);
	screen_keys(&s, "AAAAA");
	screen_has(&s, "0 unread of 6");
	screen_has(&s, "all is read");
	screen_close(&s);
}

Test(reading, state_is_there_after_a_restart)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter><Enter>f");
	screen_leave(&s);
	screen_open(&s, 24, 80, SCREEN_KEEP);
	screen_has(&s, "★");
	screen_keys(&s, "U");
	screen_lacks(&s, "★");
	screen_close(&s);
}

Test(reading, reports_and_related_threads)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter><Enter>");
	screen_has(&s, "1/3");
	screen_keys(&s, "]");
	screen_has(&s, "2/3  Washington and Tokyo");
	screen_keys(&s, "]");
	screen_has(&s, "3/3  Cyber pact");
	screen_keys(&s, "]");
	screen_has(&s, "last report");
	screen_keys(&s, "[");
	screen_has(&s, "2/3");
	screen_keys(&s, "}");
	screen_has(&s, "Vilnius will open");
	screen_keys(&s, "}");
	screen_has(&s, "Quake of magnitude");
	screen_keys(&s, "}");
	screen_has(&s, "no more related");
	screen_keys(&s, "{");
	screen_has(&s, "Vilnius will open");
	screen_close(&s);
}

Test(reading, jumps_go_back_and_forward)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter><Enter>]");
	screen_keys(&s, "}");
	screen_has(&s, "Vilnius will open");
	screen_keys(&s, "<");
	screen_has(&s, "2/3  Washington");
	screen_keys(&s, "<");
	screen_has(&s, "1/3");
	screen_keys(&s, "<");
	screen_has(&s, "no jump to go back");
	screen_keys(&s, ">");
	screen_has(&s, "2/3  Washington");
	screen_keys(&s, ">");
	screen_has(&s, "Vilnius will open");
	screen_keys(&s, ">");
	screen_has(&s, "no jump to go forward");
	screen_close(&s);
}

Test(reading, next_unread_crosses_threads)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter><Enter>");
	screen_keys(&s, "n");
	screen_has(&s, "2/3");
	screen_keys(&s, "n");
	screen_has(&s, "3/3");
	screen_keys(&s, "n");
	screen_has(&s, "1/2  Quake of magnitude");
	screen_keys(&s, "nn");
	screen_has(&s, "Die Züge");
	screen_keys(&s, "q");
	screen_has(&s, " thrum  Threads");
	screen_has(&s, "3 unread of 6");
	screen_close(&s);
}

Test(reading, space_pages_and_goes_on)
{
	struct screen s;

	screen_open(&s, 12, 80, 0);
	screen_keys(&s, "<Enter><Enter>");
	for (int i = 0; i < 30 && !strstr(screen_text(&s), "2/3"); i++)
		screen_keys(&s, "<Space>");
	screen_has(&s, "2/3  Washington");
	screen_close(&s);
}

Test(reading, going_back_restores_the_scroll)
{
	struct screen s;

	screen_open(&s, 12, 80, 0);
	screen_keys(&s, "<Enter><Enter>jjj");
	char *before = strdup(screen_text(&s));
	screen_keys(&s, "u");
	screen_has(&s, "law.example");
	screen_keys(&s, "q");
	cr_assert_str_eq(screen_text(&s), before);
	free(before);
	screen_close(&s);
}

Test(reading, filter_shows_unread_only)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "A");
	screen_keys(&s, "H");
	screen_lacks(&s, "Japan and US");
	screen_has(&s, "only unread");
	screen_keys(&s, "H");
	screen_has(&s, "Japan and US");
	screen_close(&s);
}

Test(reading, feed_is_marked_with_one_undo)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "e");
	screen_has(&s, "4/4  Harbour Herald");
	while (screen_row(&s, "Harbour Herald") > 0 &&
	       s.ui->stack[1]->sheet.cursor !=
		       (size_t)screen_row(&s, "Harbour Herald") - 1)
		screen_keys(&s, "j");
	screen_keys(&s, "A");
	screen_has(&s, "0/4  Harbour Herald");
	screen_keys(&s, "U");
	screen_has(&s, "4/4  Harbour Herald");
	screen_close(&s);
}

Test(reading, commands_by_name)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, ":fee<Tab><Enter>");
	screen_has(&s, " thrum  Feeds");
	screen_keys(&s, ":nonsense<Enter>");
	screen_has(&s, "no action is called nonsense");
	screen_keys(&s, ":quit<Esc>");
	screen_has(&s, " thrum  Feeds");
	screen_keys(&s, ":search cyber<Enter>");
	screen_has(&s, "search: cyber");
	screen_keys(&s, "@");
	screen_has(&s, "@ is not bound");
	screen_close(&s);
}

Test(reading, find_marks_words)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter><Enter>");
	screen_keys(&s, "\\exercise<Enter>");
	int row = screen_row(&s, "shared exercise");
	cr_assert_gt(row, 0);
	screen_keys(&s, "\\xylophone<Enter>");
	screen_has(&s, "not found: xylophone");
	screen_close(&s);
}

Test(reading, deleting_can_be_undone)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "jj<Enter>D");
	screen_lacks(&s, "S-Bahn");
	screen_has(&s, "undoes");
	screen_keys(&s, "U");
	screen_has(&s, "S-Bahn");
	screen_close(&s);
}

static void click(struct screen *s, int y, int x)
{
	struct mouse m = { .y = y, .x = x, .what = MOUSE_CLICK };

	ui_mouse(s->ui, &m);
	ui_frame(s->ui);
}

Test(reading, the_mouse_selects_opens_and_scrolls)
{
	struct mouse wheel = { .y = 3, .x = 3, .what = MOUSE_WHEEL_DOWN };
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_MANY);
	struct list *l = s.ui->stack[0]->list;
	click(&s, 3, 20);
	cr_assert_eq(l->cursor, 2);
	click(&s, 3, 20);
	screen_has(&s, "Die Züge");
	screen_keys(&s, "q");
	ui_mouse(s.ui, &wheel);
	cr_assert_eq(l->cursor, 5);
	/* Where nothing is, nothing happens. */
	click(&s, 0, 0);
	click(&s, 23, 79);
	screen_has(&s, " thrum  Threads");
	screen_close(&s);
}

Test(reading, the_mouse_moves_between_list_and_text)
{
	struct screen s;

	screen_open(&s, 50, 200, 0);
	int row = screen_row(&s, "Washington and Tokyo");
	cr_assert_gt(row, 0);
	click(&s, row, 100);
	cr_assert_eq(ui_top(s.ui)->ops, &view_thread_ops);
	click(&s, row, 100);
	cr_assert_eq(ui_top(s.ui)->ops, &view_article_ops);
	click(&s, 2, 5);
	cr_assert_eq(ui_top(s.ui)->ops, &view_threads_ops);
	screen_has(&s, "Quake of magnitude");
	screen_close(&s);
}

Test(reading, themes_by_name)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, ":theme high-contrast<Enter>");
	screen_lacks(&s, "no theme");
	screen_keys(&s, ":theme no-such-one<Enter>");
	screen_has(&s, "no theme is called \"no-such-one\"");
	screen_keys(&s, ":theme ../x<Enter>");
	screen_has(&s, "is not a theme's name");
	screen_keys(&s, "!");
	screen_has(&s, "no-such-one");
	screen_close(&s);
}

/* ---- sizes ---- */

Test(sizes, every_view_survives_every_size)
{
	static const char *const keys[] = { "", "<Enter>", "<Enter>", "i",
					    "qw", "qu", "qqq/cyber<Enter>",
					    "q?", "qe", "q:x" };
	static const int sizes[][2] = { { 1, 1 },  { 1, 200 }, { 200, 1 },
					{ 2, 2 },  { 3, 5 },   { 5, 20 },
					{ 6, 61 }, { 24, 80 }, { 50, 200 },
					{ 1, 1 },  { 24, 80 } };
	struct screen s;

	screen_open(&s, 24, 80, 0);
	for (size_t k = 0; k < sizeof(keys) / sizeof(*keys); k++) {
		screen_keys(&s, keys[k]);
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			screen_resize(&s, sizes[i][0], sizes[i][1]);
			if (k + 1 < sizeof(keys) / sizeof(*keys))
				screen_keys(&s, "jkGg");
		}
	}
	screen_close(&s);
}

Test(sizes, one_cell_and_back)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "jj");
	char *before = strdup(screen_text(&s));
	screen_resize(&s, 1, 1);
	screen_resize(&s, 24, 80);
	cr_assert_str_eq(screen_text(&s), before);
	free(before);
	screen_close(&s);
}

/* ---- lists ---- */

Test(lists, end_and_back_without_loading_all)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_MANY);
	struct list *l = s.ui->stack[0]->list;
	screen_keys(&s, "G");
	screen_has(&s, "Notice 299");
	cr_expect_lt(l->rows.len, 120);
	screen_keys(&s, "g");
	screen_has(&s, "Japan and US");
	for (int i = 0; i < 20; i++)
		screen_type(&s, "<PageDown>");
	screen_has(&s, "Notice 299");
	cr_expect_lt(l->rows.len, 200);
	for (int i = 0; i < 20; i++)
		screen_type(&s, "<PageUp>");
	screen_has(&s, "Japan and US");
	cr_expect_lt(l->rows.len, 200);
	screen_close(&s);
}

Test(lists, every_row_once_by_j)
{
	struct screen s;
	int64_t last = 0;
	int n = 1;

	screen_open(&s, 24, 80, SCREEN_MANY);
	struct list *l = s.ui->stack[0]->list;
	last = list_at(l)->key.id;
	while (list_move(l, 1)) {
		cr_assert_neq(list_at(l)->key.id, last);
		last = list_at(l)->key.id;
		n++;
	}
	cr_assert_eq(n, 306);
	while (list_move(l, -1))
		n--;
	cr_assert_eq(n, 1);
	screen_close(&s);
}

Test(lists, reload_leaves_the_cursor_on_its_row)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_MANY);
	for (int i = 0; i < 70; i++)
		screen_type(&s, "j");
	char *before = strdup(screen_text(&s));
	ui_stale(s.ui);
	cr_assert_str_eq(screen_text(&s), before);
	free(before);
	screen_close(&s);
}

/* Who is alone in its thread has likenesses, too, with their scores. */
Test(reading, a_single_report_has_likenesses)
{
	struct screen s;

	screen_open(&s, 40, 80, 0);
	screen_keys(&s, "/Vilnius<Enter><Enter>i");
	screen_has(&s, " Similar      .");
	screen_has(&s, "Japan and US defence chiefs agree");
	screen_close(&s);
}
