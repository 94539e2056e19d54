/* test_tui_find.c - finding, as a reader does it: fields, filters, a search
 * kept as a feed, a rule and why. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "reader.h"

#include "thrum/base/banned.h"

TestSuite(tui_find, .init = reader_setup, .fini = reader_teardown,
	  .timeout = 120);

Test(tui_find, searches_with_fields_and_narrows_a_list)
{
	reader_start(24, 80);
	tty_send(&tty, "/is:unread title:quake*\r");
	tty_wait(&tty, "search: is:unread title:quake*");
	tty_wait(&tty, "Hokkaido");
	tty_send(&tty, "q");
	tty_wait(&tty, " unread of ");
	tty_send(&tty, "Ftitle:quake*\r");
	tty_wait(&tty, "filter: title:quake*");
	tty_wait_gone(&tty, "defence chiefs");
	tty_send(&tty, "F\025is:odd\r");
	tty_wait(&tty, "is: wants one of unread");
	tty_send(&tty, "F\025\r");
	tty_wait(&tty, "defence chiefs");
	reader_quit("Q");
}

Test(tui_find, keeps_a_search_as_a_feed)
{
	reader_start(24, 80);
	tty_send(&tty, "/title:quake*\r");
	tty_wait(&tty, "search: title:quake*");
	tty_send(&tty, ":save-search Shaking\r");
	tty_wait(&tty, "saved among the feeds");
	tty_send(&tty, "q");
	tty_wait(&tty, " unread of ");
	tty_send(&tty, "eFShaking\r");
	tty_wait(&tty, "saved search");
	tty_wait_gone(&tty, " 0/0 ");
	tty_send(&tty, "\r");
	tty_wait(&tty, "Articles  Shaking");
	tty_wait(&tty, "Hokkaido");
	reader_quit("Q");
}

Test(tui_find, a_rule_says_that_it_was_it)
{
	reader_put_file(".config/thrum/rules", "kill title:quake*\n"
			      "score +5 title:chiefs\n");
	reader_start(24, 80);
	tty_send(&tty, "/title:chiefs\r");
	tty_wait(&tty, "search: title:chiefs");
	tty_wait(&tty, "Pacific");
	tty_send(&tty, "w");
	tty_wait(&tty, "score +5 title:chiefs");
	tty_send(&tty, "q");
	tty_send(&tty, "/\025title:quake*\r");
	tty_wait(&tty, "Nothing found");
	tty_send(&tty, "/\025is:killed\r");
	tty_wait(&tty, "search: is:killed");
	tty_wait(&tty, "Hokkaido");
	reader_quit("Q");
}
