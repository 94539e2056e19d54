/* The real program on the bundled edition, as a reader meets it. */
#include "config.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"

#include "thrum/base/banned.h"

TestSuite(tui, .init = reader_setup, .fini = reader_teardown,
	  .timeout = 120);

/* Put the selection on the event of three reports. */
static void select_event(void)
{
	for (int i = 0; i < 60; i++) {
		char *line = reader_cursor_line();
		bool here = strstr(line, "defence chiefs") != NULL;
		free(line);
		if (here)
			return;
		size_t bytes = tty.bytes;
		tty_send(&tty, "j");
		for (int k = 0; tty.bytes == bytes && k < 100; k++)
			tty_listen(&tty, 20);
	}
	cr_assert(false, "the event is not in the list (row %d):\n%s",
		  tty_cursor_row(&tty), tty_text(&tty));
}

Test(tui, reads_three_reports_and_finds_its_way)
{
	reader_start(24, 80);
	int before = reader_unread();
	select_event();
	tty_send(&tty, "\r");
	tty_wait(&tty, "Related");
	tty_send(&tty, "\r");
	tty_wait(&tty, " 1/3 ");
	tty_send(&tty, "]");
	tty_wait(&tty, " 2/3 ");
	tty_send(&tty, "]");
	tty_wait(&tty, " 3/3 ");
	/* A related event, and back along the jumps. */
	tty_send(&tty, "}");
	tty_wait(&tty, "Lithuania");
	tty_wait_gone(&tty, " 3/3 ");
	tty_send(&tty, "<");
	tty_wait(&tty, " 3/3 ");
	tty_send(&tty, "<");
	tty_wait(&tty, " 2/3 ");
	tty_send(&tty, ">");
	tty_wait(&tty, " 3/3 ");
	/* Home: the event is read, the copy with it. */
	tty_send(&tty, "qq");
	reader_wait_unread(&tty, before - 1);
	reader_quit("Q");
}

Test(tui, marks_are_there_after_a_restart)
{
	reader_start(24, 80);
	int before = reader_unread();
	tty_send(&tty, "f");
	tty_wait(&tty, "★");
	tty_send(&tty, "A");
	reader_wait_unread(&tty, before - 1);
	tty_send(&tty, "A");
	reader_wait_unread(&tty, before - 2);
	tty_send(&tty, "U");
	reader_wait_unread(&tty, before - 1);
	tty_wait(&tty, "unread again");
	reader_quit("Q");

	reader_start(24, 80);
	reader_wait_unread(&tty, before - 1);
	tty_wait(&tty, "★");
	tty_send(&tty, "U");
	reader_wait_unread(&tty, before);
	reader_quit("q");
}

Test(tui, quitting_at_once_loses_no_mark)
{
	reader_start(24, 80);
	int before = reader_unread();
	reader_quit("AQ");
	reader_start(24, 80);
	reader_wait_unread(&tty, before - 1);
}

Test(tui, one_cell_and_back)
{
	reader_start(24, 80);
	select_event();
	tty_wait(&tty, "independent");
	tty_listen(&tty, 200);
	char *before = strdup(tty_text(&tty));
	tty_resize(&tty, 1, 1);
	tty_send(&tty, "jk");
	tty_listen(&tty, 200);
	tty_resize(&tty, 24, 80);
	tty_wait(&tty, "? help");
	tty_wait(&tty, " unread of ");
	tty_listen(&tty, 300);
	cr_expect_str_eq(tty_text(&tty), before);
	free(before);
	tty_resize(&tty, 50, 200);
	tty_wait(&tty, "│");
	tty_resize(&tty, 24, 80);
	tty_wait_gone(&tty, "│");
	reader_quit("q");
}

Test(tui, list_and_text_side_by_side)
{
	reader_start(50, 200);
	select_event();
	tty_wait(&tty, "3 independent");
	tty_send(&tty, "\t");
	tty_wait(&tty, "q back");
	tty_send(&tty, "\r");
	tty_wait(&tty, "words,");
	tty_send(&tty, "\t");
	tty_wait(&tty, "next unread  A mark read");
	reader_quit("q");
}

Test(tui, search_links_facts_help)
{
	reader_start(24, 80);
	tty_send(&tty, "/Shangri\r");
	tty_wait(&tty, "search: Shangri");
	tty_send(&tty, "\r");
	tty_wait(&tty, "words,");
	tty_send(&tty, "i");
	tty_wait(&tty, "Statistics");
	tty_send(&tty, "qu");
	tty_wait(&tty, "Links");
	tty_send(&tty, "q?");
	tty_wait(&tty, "keys in article");
	reader_quit("Q");
}

Test(tui, quiet_when_idle_and_small_steps)
{
	reader_start(24, 80);
	tty_listen(&tty, 300);
	/* Longer than the reader's slowest look at the store. */
	cr_expect_eq(tty_listen(&tty, 2500), 0);
	tty_send(&tty, "j");
	size_t n = tty_listen(&tty, 300);
	cr_expect_gt(n, 0);
	cr_expect_leq(n, 700, "a step took %zu bytes", n);
	reader_quit("Q");
}

Test(tui, two_readers_see_each_other)
{
	struct tty other;
	char home[300];
	const char *const env[] = { home, NULL };

	reader_start(24, 80);
	int before = reader_unread();
	tty_init(&other);
	snprintf(home, sizeof(home), "HOME=%s", tty.home);
	tty_start(&other, 24, 80, reader_demo, env);
	tty_wait(&other, " unread of ");
	tty_send(&tty, "A");
	reader_wait_unread(&tty, before - 1);
	reader_wait_unread(&other, before - 1);
	tty_send(&other, "U");
	reader_wait_unread(&other, before);
	reader_wait_unread(&tty, before);
	tty_send(&other, "q");
	cr_expect_eq(tty_wait_exit(&other), 0);
	tty_release(&other);
	reader_quit("q");
}

/* One comes and goes, and the other still sees what it does. */
Test(tui, a_reader_that_leaves_is_heard_again)
{
	struct tty other;
	char home[300];
	const char *const env[] = { home, NULL };

	reader_start(24, 80);
	int before = reader_unread();
	tty_init(&other);
	snprintf(home, sizeof(home), "HOME=%s", tty.home);
	for (int i = 1; i <= 3; i++) {
		tty_start(&other, 24, 80, reader_demo, env);
		tty_wait(&other, " unread of ");
		tty_send(&other, "nA");
		reader_wait_unread(&tty, before - i);
		tty_send(&other, "q");
		cr_expect_eq(tty_wait_exit(&other), 0);
	}
	tty_release(&other);
	reader_quit("q");
}

Test(tui, first_start_offers_what_to_do)
{
	tty_start(&tty, 24, 80, reader_plain, NULL);
	tty_wait(&tty, "Nothing to read yet");
	tty_send(&tty, "D");
	tty_wait(&tty, " unread of ");
	tty_wait(&tty, "defence chiefs");
	reader_quit("q");
}

Test(tui, many_rows_at_once_with_one_undo)
{
	reader_start(24, 80);
	int before = reader_unread();
	tty_send(&tty, "ttt");
	tty_wait(&tty, "3 picked");
	tty_send(&tty, ";");
	tty_wait(&tty, "do what with the 3 picked ones?");
	tty_send(&tty, "N");
	reader_wait_unread(&tty, before - 3);
	tty_send(&tty, "U");
	reader_wait_unread(&tty, before);
	tty_send(&tty, "gV4jN");
	reader_wait_unread(&tty, before - 5);
	tty_send(&tty, "U");
	reader_wait_unread(&tty, before);
	reader_quit("Q");
}

Test(tui, folds_orders_and_places)
{
	reader_start(24, 80);
	tty_send(&tty, "zo");
	tty_wait(&tty, "└");
	tty_send(&tty, "zM");
	tty_wait_gone(&tty, "└");
	tty_send(&tty, "=n");
	tty_wait(&tty, " newest");
	tty_send(&tty, "=u");
	tty_wait(&tty, "unread first");
	tty_send(&tty, "g5jma");
	tty_wait(&tty, "place a is remembered");
	tty_send(&tty, "\r");
	tty_wait(&tty, "Enter read");
	tty_send(&tty, "'a");
	tty_wait(&tty, "unread first");
	tty_wait(&tty, "n next unread");
	/* The cursor is where it belongs when the frame is whole. */
	while (tty_listen(&tty, 50))
		;
	cr_expect_eq(tty_cursor_row(&tty), 6);
	reader_quit("Q");
}

Test(tui, a_command_gets_the_text_and_the_screen_comes_back)
{
	reader_start(24, 80);
	tty_send(&tty, "|");
	tty_wait(&tty, "Give the text to:");
	tty_send(&tty, "wc -l; echo the command has run\r");
	tty_wait(&tty, "the command has run");
	tty_wait(&tty, "press Enter to go back");
	tty_send(&tty, "\r");
	tty_wait(&tty, " unread of ");
	tty_wait(&tty, "? help");
	tty_wait_gone(&tty, "the command has run");
	reader_quit("Q");
}

Test(tui, the_mouse_of_a_terminal)
{
	reader_start(24, 80);
	/* SGR reports: a click on the fourth row, twice. */
	tty_send(&tty, "\033[<0;20;5M\033[<0;20;5m");
	/* Drawing moves the cursor too: only a whole frame counts. */
	for (int i = 0; i < 100; i++)
		if (!tty_listen(&tty, 50) && tty_cursor_row(&tty) == 4)
			break;
	cr_expect_eq(tty_cursor_row(&tty), 4);
	tty_send(&tty, "\033[<0;20;5M\033[<0;20;5m");
	tty_wait(&tty, "Enter read");
	reader_quit("Q");
}

Test(tui, a_third_column_where_there_is_room)
{
	reader_start(50, 200);
	select_event();
	tty_send(&tty, "\r");
	tty_wait(&tty, "3 independent");
	tty_send(&tty, "\r");
	tty_wait(&tty, "Statistics");
	tty_wait(&tty, "In this thread");
	tty_resize(&tty, 50, 120);
	tty_wait_gone(&tty, "Statistics");
	tty_resize(&tty, 24, 80);
	tty_wait_gone(&tty, "│");
	reader_quit("Q");
}

/* Lines for screen readers: no escape sequences, also where the terminal
 * has no screen. */
Test(tui, linear_mode_prints_what_changes)
{
	static const char *const linear[] = { "--linear", "demo", NULL };
	static const char *const dumb[] = { "TERM=dumb", NULL };

	tty_start(&tty, 24, 80, linear, dumb);
	tty_wait(&tty, "== Threads: ");
	tty_wait(&tty, "unread ");
	tty_send(&tty, "/Shangri");
	tty_wait(&tty, "Search: Shangri");
	tty_send(&tty, "\r");
	tty_wait(&tty, "== Articles: search: Shangri");
	tty_send(&tty, "\r");
	tty_wait(&tty, "words, 1 min");
	tty_send(&tty, "qq");
	tty_wait(&tty, "== Threads: ");
	reader_quit("q");
}

Test(tui, signals_put_the_terminal_back)
{
	static const int signals[] = { SIGTERM, SIGINT };

	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		reader_start(24, 80);
		kill(tty.pid, signals[i]);
		cr_assert_eq(tty_wait_exit(&tty), 0);
		/* The other screen is gone, and what was on it. */
		cr_expect(!strstr(tty.text, "unread of"));
	}
}

/* SIGHUP of a person, not of a terminal that is gone. */
Test(tui, hangup_reads_the_configuration_again)
{
	reader_start(24, 80);
	kill(tty.pid, SIGHUP);
	tty_wait(&tty, "the configuration was read again");
	reader_quit("q");
}

Test(tui, suspend_and_come_back)
{
	/* Only a job of a shell can be stopped. */
	static const char *const shell[] = {
		"/bin/sh", "-c",
		"set -m; \"$THRUM\" demo; echo the job stopped; read x; fg",
		NULL,
	};

	tty_start(&tty, 24, 80, shell, NULL);
	tty_wait(&tty, " unread of ");
	tty_send(&tty, "j\x1a");
	tty_wait(&tty, "the job stopped");
	tty_wait_gone(&tty, "unread of");
	tty_send(&tty, "\n");
	tty_wait(&tty, " unread of ");
	tty_wait(&tty, "? help");
	reader_quit("q");
}

Test(tui, terminals_that_cannot)
{
	static const char *const dumb[] = { "TERM=dumb", NULL };
	static const char *const unknown[] = { "TERM=no-such-thing", NULL };
	static const char *const mono[] = { "NO_COLOR=1", NULL };
	static const char *const vt100[] = { "TERM=vt100", NULL };

	tty_start(&tty, 24, 80, reader_demo, dumb);
	cr_expect_eq(tty_wait_exit(&tty), 1);
	cr_expect(strstr(tty.text, "cannot show a screen"), "%s", tty.text);
	tty_start(&tty, 24, 80, reader_demo, unknown);
	cr_expect_eq(tty_wait_exit(&tty), 1);
	cr_expect(strstr(tty.text, "not known here"), "%s", tty.text);
	tty_start(&tty, 24, 80, reader_demo, mono);
	tty_wait(&tty, " unread of ");
	reader_quit("q");
	tty_start(&tty, 24, 80, reader_demo, vt100);
	tty_wait(&tty, " unread of ");
	reader_quit("q");
}

/* A locale that is not UTF-8, made for the test where that can be done. */
Test(tui, another_charset)
{
	static const char *const old[] = { "LC_ALL=en_US.ISO-8859-1",
					   "LOCPATH=thrum-locale", NULL };

	cr_assert_geq(system("mkdir -p thrum-locale && localedef -i en_US -f "
			     "ISO-8859-1 thrum-locale/en_US.ISO-8859-1 "
			     ">/dev/null 2>&1"),
		      0);
	if (access("thrum-locale/en_US.ISO-8859-1", R_OK) != 0)
		return;
	tty_start(&tty, 24, 80, reader_demo, old);
	tty_wait(&tty, " unread of ");
	tty_wait(&tty, "the locale speaks ISO-8859-1");
	tty_send(&tty, "jj\r");
	tty_wait(&tty, "-------");
	reader_quit("Q");
	cr_assert_eq(system("rm -rf thrum-locale"), 0);
}

static bool has_terminfo(const char *type)
{
	static const char *const dirs[] = { "/etc/terminfo", "/lib/terminfo",
					    "/usr/share/terminfo" };

	for (size_t i = 0; i < sizeof(dirs) / sizeof(*dirs); i++) {
		char path[128];

		snprintf(path, sizeof(path), "%s/%c/%s", dirs[i], type[0],
			 type);
		if (access(path, R_OK) == 0)
			return true;
	}
	return false;
}

/* Descriptions that people have; one that is not installed is left out. The
 * console's mouse is not looked for: its library, loaded by curses and let go
 * again, leaves ten bytes that the leak checker cannot name. */
Test(tui, terminals_that_can)
{
	static const char *const types[] = {
		"linux",      "screen", "screen-256color", "tmux-256color",
		"xterm",      "xterm-256color", "xterm-mono", "rxvt-unicode",
		"xterm-kitty", "vt220",
	};
	int n = 0;

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		char type[64];
		const char *const env[] = { type, "NCURSES_GPM_TERMS=none",
					    NULL };

		snprintf(type, sizeof(type), "TERM=%s", types[i]);
		if (!has_terminfo(types[i]))
			continue;
		tty_start(&tty, 24, 80, reader_demo, env);
		tty_wait(&tty, " unread of ");
		tty_send(&tty, "jj\r");
		tty_wait_gone(&tty, " unread of ");
		tty_send(&tty, "Q");
		cr_expect_eq(tty_wait_exit(&tty), 0, "%s", types[i]);
		n++;
	}
	cr_assert_geq(n, 2);
}

Test(tui, the_feeds_file_in_an_editor)
{
	static const char *const fails[] = { "VISUAL=false", NULL };
	static const char *const works[] = { "EDITOR=test -n", NULL };

	tty_start(&tty, 24, 80, reader_demo, fails);
	tty_wait(&tty, " unread of ");
	tty_send(&tty, "E");
	tty_wait(&tty, "the editor ended with 1");
	reader_quit("q");
	tty_start(&tty, 24, 80, reader_demo, works);
	tty_wait(&tty, " unread of ");
	tty_send(&tty, ":edit-config\r:edit-feeds\r");
	tty_send(&tty, ":set text-width?\r");
	tty_wait(&tty, "text-width 72");
	reader_quit("q");
}
