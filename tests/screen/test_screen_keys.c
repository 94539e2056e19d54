/* Numbers, sequences, letters: what waits for a second key. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "screen.h"
#include "thrum/base/alloc.h"
#include "thrum/base/path.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

static size_t cursor(const struct screen *s)
{
	const struct list *l = s->ui->stack[0]->list;

	return l->cursor;
}

Test(keys, a_number_counts_for_the_next_key_alone)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "3j");
	cr_assert_eq(cursor(&s), 3);
	screen_keys(&s, "j");
	cr_assert_eq(cursor(&s), 4);
	screen_keys(&s, "2k");
	cr_assert_eq(cursor(&s), 2);
	screen_keys(&s, "5G");
	cr_assert_eq(cursor(&s), 4);
	screen_keys(&s, "2g");
	cr_assert_eq(cursor(&s), 1);
	screen_keys(&s, "99999j");
	cr_assert_eq(cursor(&s), 5);
	screen_keys(&s, "12<Esc>k");
	cr_assert_eq(cursor(&s), 4);
	screen_keys(&s, ":2<Enter>");
	cr_assert_eq(cursor(&s), 1);
	screen_close(&s);
}

Test(keys, a_number_is_a_link_where_there_are_links)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter><Enter>2");
	screen_has(&s, "2: Enter opens https://forum.example/agenda");
	screen_keys(&s, "<Enter>");
	screen_has(&s, "opening https://forum.example/agenda");
	screen_keys(&s, "1#");
	screen_has(&s, "opening https://law.example/active");
	screen_keys(&s, "#9<Enter>");
	screen_has(&s, "no link with the number 9");
	screen_keys(&s, "1y");
	screen_has(&s, "copied https://law.example/active");
	screen_keys(&s, "y");
	screen_has(&s, "copied https://news.example/112");
	screen_close(&s);
}

Test(keys, two_keys_in_a_row)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	keymap_parse(&s.ui->keymap, "bind gg last\nbind gh help\n", 26, NULL);
	screen_keys(&s, "g");
	screen_has(&s, "g: g last, h help");
	screen_keys(&s, "g");
	cr_assert_eq(cursor(&s), 5);
	/* What does not belong together means what it means alone. */
	screen_keys(&s, "gj");
	cr_assert_eq(cursor(&s), 1);
	screen_keys(&s, "g<Esc>j");
	cr_assert_eq(cursor(&s), 2);
	screen_close(&s);
}

Test(keys, places_under_letters)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "jjma");
	screen_has(&s, "place a is remembered");
	screen_keys(&s, "gg<Enter><Enter>mb");
	screen_has(&s, "1/3");
	screen_keys(&s, "'a");
	screen_has(&s, " thrum  Threads");
	cr_assert_eq(cursor(&s), 2);
	screen_keys(&s, "'b");
	screen_has(&s, "1/3");
	screen_keys(&s, "''");
	screen_has(&s, " thrum  Threads");
	screen_keys(&s, "'z");
	screen_has(&s, "nothing is remembered");
	screen_keys(&s, "m1");
	screen_has(&s, "a mark is a letter");
	screen_close(&s);
}

Test(keys, macros_are_recorded_and_read_from_the_file)
{
	static const char file[] = "macro r first; down; star # here\n";
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "\"ajf\"");
	screen_has(&s, "macro a has 2 keys");
	cr_assert_eq(cursor(&s), 1);
	screen_keys(&s, ",a");
	cr_assert_eq(cursor(&s), 2);
	screen_keys(&s, ",z");
	screen_has(&s, "no macro is under that key");
	keymap_parse(&s.ui->keymap, file, 28, NULL);
	screen_keys(&s, "G,r");
	cr_assert_eq(cursor(&s), 1);
	/* One that plays itself ends. */
	screen_keys(&s, "\"b,b\",b");
	screen_has(&s, " thrum  Threads");
	screen_close(&s);
}

Test(keys, the_last_change_once_more)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, ".");
	screen_has(&s, "nothing was changed yet");
	screen_keys(&s, "/cyber<Enter>Ymine<Enter>");
	screen_keys(&s, "j.");
	screen_keys(&s, "q<^T>");
	screen_has(&s, "2/2  #mine");
	screen_close(&s);
}

Test(keys, words_on_the_page)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	/* In the list: while one types, the row is gone to. */
	screen_keys(&s, "\\tram");
	cr_assert_eq(cursor(&s), 4);
	screen_keys(&s, "<Esc>");
	cr_assert_eq(cursor(&s), 0);
	screen_keys(&s, "\\hokk<Enter>");
	cr_assert_eq(cursor(&s), 1);
	screen_keys(&s, "<Esc>g<Enter><Enter>");
	screen_keys(&s, "/the<Enter>");
	screen_has(&s, "n and N go on");
	size_t first = s.ui->stack[2]->sheet.cursor;
	screen_keys(&s, "n");
	cr_assert_gt(s.ui->stack[2]->sheet.cursor, first);
	screen_keys(&s, "N");
	cr_assert_eq(s.ui->stack[2]->sheet.cursor, first);
	/* Esc gives n and N back. */
	screen_keys(&s, "<Esc>n");
	screen_has(&s, "2/3");
	screen_close(&s);
}

Test(keys, help_is_searched)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "?/bookmark<Enter>");
	screen_has(&s, "bookmark command");
	screen_keys(&s, "<Esc>qq");
	cr_assert(s.ui->quit);
	screen_close(&s);
}

Test(keys, save_and_pipe)
{
	struct screen s;
	struct buf text = BUF_INIT;
	char *path, *line;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter><Enter>s");
	screen_has(&s, "Save as: Japan and US defence chiefs agree");
	screen_keys(&s, "<^U>");
	path = path_join(s.dir, "one.txt");
	screen_keys(&s, path);
	screen_keys(&s, "<Enter>");
	screen_has(&s, "saved as ");
	cr_assert_eq(path_read(path, &text, NULL), ST_OK);
	cr_expect(strstr(text.ptr, "lands[1]"));
	cr_expect(strstr(text.ptr, "[1] https://law.example/active"));
	/* In a folder of one's own, which is made. */
	screen_keys(&s, ":set save-path ~/kept/here<Enter>s");
	screen_has(&s, "Save as: ~/kept/here/Japan and US");
	screen_keys(&s, "<^U>~/kept/here/two.txt<Enter>");
	char *kept = path_join(s.dir, "kept/here/two.txt");
	cr_expect(path_exists(kept));
	unlink(kept);
	free(kept);
	screen_keys(&s, ":set save-path&<Enter>");
	/* The date above an article. */
	screen_keys(&s, ":set datetime-format on %F<Enter>");
	screen_has(&s, "on 20");
	screen_keys(&s, ":set datetime-format&<Enter>");
	/* A second one does not overwrite the first. */
	screen_keys(&s, ":save ~/one.txt<Enter>");
	screen_has(&s, "one-2.txt");
	unlink(path);
	free(path);
	path = path_join(s.dir, "one-2.txt");
	cr_assert(path_exists(path));
	unlink(path);
	line = xasprintf(":pipe grep forum >%s<Enter>", path);
	screen_keys(&s, line);
	buf_clear(&text);
	cr_assert_eq(path_read(path, &text, NULL), ST_OK);
	cr_expect(strstr(text.ptr, "forum.example"));
	unlink(path);
	screen_keys(&s, ":pipe exit 3<Enter>");
	screen_has(&s, "ended with the code 3");
	free(line);
	free(path);
	buf_release(&text);
	screen_close(&s);
}

Test(keys, links_by_letter)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "L");
	screen_has(&s, "no link is in sight");
	screen_keys(&s, "<Enter><Enter>L");
	screen_has(&s, "open which link?");
	/* The letter stands over the beginning of the link's words. */
	screen_has(&s, "aefore it");
	screen_has(&s, "sts agenda");
	screen_keys(&s, "s");
	screen_has(&s, "opening https://forum.example/agenda");
	screen_has(&s, "before it");
	screen_keys(&s, "Lz");
	screen_has(&s, "no link has this letter");
	screen_keys(&s, "L<Esc>");
	screen_has(&s, "before it");
	screen_close(&s);
}

Test(keys, a_click_on_a_link_opens_it)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "<Enter><Enter>");
	struct mouse m = { .y = screen_row(&s, "its agenda"),
			   .x = 7,
			   .what = MOUSE_CLICK };
	ui_mouse(s.ui, &m);
	screen_has(&s, "opening https://forum.example/agenda");
	screen_close(&s);
}

Test(keys, tab_shows_what_it_offers)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, ":sta<Tab>");
	screen_has(&s, "star  starred");
	screen_has(&s, ":star\n");
	screen_keys(&s, "<Tab>");
	screen_has(&s, ":starred\n");
	screen_keys(&s, "x");
	screen_has(&s, "Tab completes");
	screen_keys(&s, "<Tab>");
	screen_has(&s, "nothing begins like this");
	screen_keys(&s, "<Esc>");
	screen_close(&s);
}

/* At 80 columns, too, every view names the way back. */
Test(keys, the_way_back_is_always_named)
{
	static const char *const ways[] = {
		"<Enter>",     "<Enter><Enter>", "e",  "e<Enter>", "/a<Enter>",
		"<Enter><Enter>i", "<Enter>w",   "cs", "cl",       "!",
		"<^T>",        "*",              "?",
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		for (int cols = 40; cols <= 80; cols += 40) {
			struct screen s;
			screen_open(&s, cols == 40 ? 12 : 24, cols, 0);
			screen_keys(&s, ways[i]);
			screen_has(&s, "q back");
			screen_close(&s);
		}
}

/* What is typed comes back by its kind and its beginning, in the next
 * session too. */
Test(keys, prompts_remember)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, ":star<Enter>:sort<Enter>a/cyber<Enter>/quake<Enter>");
	screen_keys(&s, ":<Up>");
	screen_has(&s, ":sort\n");
	screen_keys(&s, "<Up>");
	screen_has(&s, ":star\n");
	screen_keys(&s, "<Up><Down>");
	screen_has(&s, ":sort\n");
	screen_keys(&s, "<Down>");
	screen_has(&s, ":\n");
	screen_keys(&s, "<Esc>");
	screen_leave(&s);
	screen_open(&s, 24, 80, SCREEN_KEEP);
	screen_keys(&s, "/<Up><Up>");
	screen_has(&s, "Search: cyber\n");
	screen_keys(&s, "<Esc>:st<Up>");
	screen_has(&s, ":star\n");
	screen_keys(&s, "<Up>");
	screen_has(&s, ":star\n");
	screen_keys(&s, "<Esc>");
	screen_close(&s);
}
