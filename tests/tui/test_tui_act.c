/* test_tui_act.c - what a reader does with articles: tags, files, macros,
 * settings that change while one reads. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "reader.h"

#include "thrum/base/banned.h"

TestSuite(tui_act, .init = reader_setup, .fini = reader_teardown,
	  .timeout = 120);

/* On the hit of a search that finds one event's reports. */
static void open_hits(void)
{
	tty_send(&tty, "/title:quake*\r");
	tty_wait(&tty, "search: title:quake*");
	tty_wait(&tty, "Hokkaido");
}

Test(tui_act, tags_come_back_and_go)
{
	reader_start(24, 80);
	open_hits();
	tty_send(&tty, "Y");
	tty_wait(&tty, "Tag (-tag takes it away):");
	tty_send(&tty, "shaky\r");
	tty_wait(&tty, "tagged #shaky");
	tty_send(&tty, "f");
	tty_wait(&tty, "★");
	reader_quit("Q");
	reader_start(24, 80);
	tty_send(&tty, "\x14"); /* ^T */
	tty_wait(&tty, "Tags  ");
	tty_send(&tty, "q/tag:shaky\r");
	tty_wait(&tty, "search: tag:shaky");
	tty_wait(&tty, "Hokkaido");
	tty_send(&tty, "Y-shaky\r");
	tty_wait(&tty, "no longer #shaky");
	tty_send(&tty, "U");
	tty_wait(&tty, "the tag shaky is on 1 article again");
	tty_send(&tty, "q*");
	tty_wait(&tty, "starred");
	tty_wait(&tty, "Hokkaido");
	reader_quit("Q");
}

Test(tui_act, an_article_becomes_a_file)
{
	char path[160], keys[200], text[8192];

	reader_start(24, 80);
	open_hits();
	tty_send(&tty, "s");
	tty_wait(&tty, "Save as:");
	snprintf(path, sizeof(path), "%s/kept.txt", tty.home);
	snprintf(keys, sizeof(keys), "\025%s\r", path);
	tty_send(&tty, keys);
	tty_wait(&tty, "saved as /tmp/");
	FILE *f = fopen(path, "r");
	cr_assert(f);
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	cr_expect(strstr(text, "Hokkaido"), "%s", text);
	reader_quit("Q");
}

Test(tui_act, keys_are_recorded_and_played)
{
	reader_start(24, 80);
	int before = reader_unread();
	tty_send(&tty, "\"q");
	tty_wait(&tty, "recording q");
	tty_send(&tty, "Nj");
	reader_wait_unread(&tty, before - 1);
	tty_send(&tty, "\"");
	tty_wait(&tty, "macro q has");
	tty_send(&tty, ",q");
	reader_wait_unread(&tty, before - 2);
	tty_send(&tty, "2,q");
	reader_wait_unread(&tty, before - 4);
	/* The last change once more. */
	tty_send(&tty, ".");
	reader_wait_unread(&tty, before - 5);
	reader_quit("Q");
}

/* Saved in an editor beside: nobody says that it changed. */
Test(tui_act, a_changed_configuration_is_in_use)
{
	reader_put_file(".config/thrum/config", "tips no\n");
	reader_start(24, 80);
	reader_put_file(".config/thrum/config", "tips no\ntext-width 47\nbind-key \"F7\" help\n");
	for (int i = 0; i < 100; i++) {
		tty_send(&tty, ":set text-width?\r");
		tty_listen(&tty, 100);
		if (strstr(tty_text(&tty), "text-width 47"))
			break;
	}
	tty_wait(&tty, "text-width 47");
	reader_put_file(".config/thrum/config", "tips no\ntext-width 48\nno-such-thing 1\n");
	tty_wait(&tty, "no-such-thing");
	reader_quit("Q");
}

/* Sizes that come faster than frames, in every view. */
Test(tui_act, resized_at_any_moment)
{
	static const char *const views[] = { "\r", "\r", "i", "q/quake\r",
					     "q?", "qe" };

	reader_start(24, 80);
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++) {
		tty_send(&tty, views[i]);
		for (int k = 0; k < 6; k++)
			tty_resize(&tty, 3 + k * 9, 5 + k * 31);
		tty_resize(&tty, 24, 80);
	}
	tty_wait(&tty, "Feeds");
	tty_wait(&tty, "? help");
	reader_quit("Q");
}
