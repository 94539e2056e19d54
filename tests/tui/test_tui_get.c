/* test_tui_get.c - how news come in, as a reader meets it: the first feed,
 * files of others, a fetch while one reads, and one beside. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "paper.h"
#include "reader.h"

#include "thrum/base/banned.h"

static struct paper paper;

static void teardown(void)
{
	paper_stop(&paper);
	reader_teardown();
}

TestSuite(tui_get, .init = reader_setup, .fini = teardown,
	  .timeout = 120);

/* The first start, and the feed given by hand. */
static void start_with_paper(int articles)
{
	char address[80];

	paper_start(&paper, tty.home, articles);
	snprintf(address, sizeof(address), "http://127.0.0.1:%d/paper.xml\r",
		 paper.port);
	tty_start(&tty, 24, 80, reader_plain, NULL);
	tty_wait(&tty, "Nothing to read yet");
	tty_send(&tty, "a");
	tty_wait(&tty, "Address of a feed or site:");
	tty_send(&tty, address);
	tty_wait(&tty, " unread of ");
	tty_wait(&tty, "Bakery on the quay");
	/* The last thing that is said of it. */
	tty_wait(&tty, articles == 1 ? "1 new article from 1 feed" :
				       " new articles from 1 feed");
}

Test(tui_get, the_first_feed_is_read_through)
{
	start_with_paper(3);
	tty_wait(&tty, " 3 unread of 3");
	tty_send(&tty, "\r");
	tty_wait(&tty, "Late frost held");
	tty_send(&tty, "n");
	tty_wait(&tty, "A school in the hills");
	tty_send(&tty, "n");
	tty_wait(&tty, "Sailors asked for warm bread");
	tty_send(&tty, "n");
	tty_wait(&tty, "all is read");
	tty_send(&tty, "p");
	tty_wait(&tty, "all is read");
	reader_quit("Q");
	tty_start(&tty, 24, 80, reader_plain, NULL);
	tty_wait(&tty, " 0 unread of 3");
	reader_quit("Q");
}

Test(tui_get, subscriptions_of_another_reader)
{
	char text[512], path[300];

	paper_start(&paper, tty.home, 2);
	snprintf(text, sizeof(text),
		 "<opml version=\"2.0\"><head><title>mine</title></head><body>"
		 "<outline text=\"Quay\" type=\"rss\" "
		 "xmlUrl=\"http://127.0.0.1:%d/paper.xml\"/></body></opml>",
		 paper.port);
	reader_put_file("mine.opml", text);
	tty_start(&tty, 24, 80, reader_plain, NULL);
	tty_wait(&tty, "Nothing to read yet");
	tty_send(&tty, "O");
	tty_wait(&tty, "File to import:");
	snprintf(path, sizeof(path), "%s/mine.opml\r", tty.home);
	tty_send(&tty, path);
	tty_wait(&tty, "1 feed");
	tty_send(&tty, "R");
	tty_wait(&tty, " 2 unread of 2");
	tty_wait(&tty, "Bakery on the quay");
	reader_quit("Q");
}

Test(tui_get, the_feeds_of_newsboat)
{
	char text[128];

	paper_start(&paper, tty.home, 2);
	snprintf(text, sizeof(text),
		 "http://127.0.0.1:%d/paper.xml quay \"~Of the quay\"\n",
		 paper.port);
	reader_put_file(".newsboat/urls", text);
	tty_start(&tty, 24, 80, reader_plain, NULL);
	tty_wait(&tty, "Nothing to read yet");
	tty_send(&tty, "N");
	tty_wait(&tty, ".newsboat/urls");
	tty_send(&tty, "\r");
	tty_wait(&tty, "1 feed");
	tty_send(&tty, "R");
	tty_wait(&tty, " 2 unread of 2");
	tty_send(&tty, "e");
	tty_wait(&tty, "Of the quay");
	reader_quit("Q");
}

/* A feeds file that is there at the first start, and one that changes while
 * somebody reads: by an editor beside, say. */
Test(tui_get, the_feeds_file_is_read_when_it_changes)
{
	char text[128];

	paper_start(&paper, tty.home, 2);
	reader_put_file(".config/thrum/urls", "http://127.0.0.1:1/a.xml\n");
	tty_start(&tty, 24, 80, reader_plain, NULL);
	tty_wait(&tty, "the feeds file names 1 feed");
	tty_wait(&tty, "fetch your feeds");
	snprintf(text, sizeof(text),
		 "http://127.0.0.1:1/a.xml\nhttp://127.0.0.1:%d/paper.xml\n",
		 paper.port);
	reader_put_file(".config/thrum/urls", text);
	tty_wait(&tty, "the feeds file names 2 feeds");
	tty_send(&tty, "\r");
	tty_wait(&tty, " 2 unread of 2");
	tty_wait(&tty, "127.0.0.1 refuses connections");
	reader_quit("Q");
}

/* What comes in stands above, and the selection stays what it was. */
Test(tui_get, a_fetch_moves_neither_cursor_nor_text)
{
	start_with_paper(3);
	tty_send(&tty, "j");
	char *before = reader_cursor_line();
	cr_assert(strstr(before, "Old observatory"), "%s", before);
	paper_print(&paper, 5);
	tty_send(&tty, "R");
	tty_wait(&tty, " 5 unread of 5");
	tty_wait(&tty, "Choir looks for");
	char *after = reader_cursor_line();
	cr_expect_str_eq(after, before);
	free(before);
	free(after);
	reader_quit("Q");
}

/* As from cron: another process on the same store. */
Test(tui_get, a_fetch_beside_is_seen)
{
	static const char *const fetch[] = { "fetch", "--all", NULL };
	struct tty other;
	char home[300];
	const char *const env[] = { home, NULL };

	start_with_paper(2);
	tty_send(&tty, "\r");
	tty_wait(&tty, "A school in the hills");
	paper_print(&paper, 4);
	tty_init(&other);
	snprintf(home, sizeof(home), "HOME=%s", tty.home);
	tty_start(&other, 24, 80, fetch, env);
	cr_expect_eq(tty_wait_exit(&other), 0);
	tty_release(&other);
	tty_wait(&tty, "A school in the hills");
	tty_send(&tty, "q");
	tty_wait(&tty, " 3 unread of 4");
	reader_quit("Q");
}

/* An address is one argument of the browser's, whatever it holds. */
Test(tui_get, the_browser_gets_the_address_as_it_is)
{
	char command[400], got[256] = "", path[300];

	start_with_paper(1);
	reader_put_file("browser",
		 "#!/bin/sh\nprintf '%s %s' \"$#\" \"$1\" >\"$HOME/got.new\"\n"
		 "mv \"$HOME/got.new\" \"$HOME/got\"\n");
	snprintf(path, sizeof(path), "%s/browser", tty.home);
	cr_assert_eq(chmod(path, 0700), 0);
	snprintf(command, sizeof(command), ":set browser %s\r", path);
	tty_send(&tty, command);
	tty_send(&tty, ":set browser?\r");
	tty_wait(&tty, "browser /");
	tty_send(&tty, "o");
	snprintf(path, sizeof(path), "%s/got", tty.home);
	FILE *f = NULL;
	for (int i = 0; !f && i < 200; i++) {
		tty_listen(&tty, 50);
		f = fopen(path, "r");
	}
	cr_assert(f, "the browser was not called:\n%s", tty_text(&tty));
	cr_assert(fgets(got, sizeof(got), f));
	fclose(f);
	cr_expect_str_eq(got,
			 "1 http://paper.example/0?a='b';touch%20c&d=$(id)");
	reader_quit("Q");
}
