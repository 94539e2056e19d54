/* The home list: folds, orders, and staying in place while news come in. */
#include "config.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"
#include "screen.h"
#include "thrum/app/app.h"
#include "thrum/base/alloc.h"
#include "thrum/base/path.h"
#include "thrum/store/store.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

/* As a fetch of another program beside us. */
static void comes_in(struct screen *s, int64_t thread, const char *title)
{
	struct store *st = NULL;
	struct err err = { 0 };

	cr_assert_eq(store_open(s->ui->app->store_path, STORE_WRITE, &st,
				&err),
		     ST_OK, "%s", err.msg);
	/* Later ones have larger ids: each is the newest when it comes. */
	int minutes = thread >= 900 ? (int)(905 - thread) : 1;
	cr_assert_eq(fixture_report(st, thread, minutes, title, &err), ST_OK,
		     "%s", err.msg);
	store_close(st);
	ui_stale(s->ui);
}

Test(lists, news_never_move_the_cursor)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_MANY);
	struct list *l = s.ui->stack[0]->list;
	screen_keys(&s, "=n");
	int64_t id = list_at(l)->key.id;
	int row = screen_row(&s, "Japan and US");
	comes_in(&s, 900, "Something new has happened");
	cr_assert_eq(screen_row(&s, "Japan and US"), row);
	cr_assert_eq(list_at(l)->key.id, id);
	screen_has(&s, "1 new above");
	comes_in(&s, 901, "And one thing more");
	screen_has(&s, "2 new above");
	screen_keys(&s, "k");
	screen_has(&s, "Something new has happened");
	screen_keys(&s, "g");
	screen_lacks(&s, "new above");
	screen_has(&s, "And one thing more");
	screen_close(&s);
}

Test(lists, an_empty_list_fills_from_its_beginning)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_EMPTY);
	comes_in(&s, 900, "The first one");
	screen_has(&s, "The first one");
	comes_in(&s, 901, "The second one");
	screen_has(&s, "The second one");
	struct list *l = s.ui->stack[0]->list;
	cr_assert_eq(l->cursor, 0);
	cr_assert_eq(l->rows.len, 2);
	/* From the first step on the row under the cursor is held. */
	screen_keys(&s, "j");
	int64_t id = list_at(l)->key.id;
	comes_in(&s, 902, "The third one");
	screen_has(&s, "The third one");
	cr_assert_eq(list_at(l)->key.id, id);
	screen_close(&s);
}

Test(lists, text_and_cursor_stay_while_one_reads)
{
	struct screen s;

	screen_open(&s, 12, 80, 0);
	screen_keys(&s, "<Enter><Enter>jjj");
	char *before = strdup(screen_text(&s));
	char *body = strchr(before, '\n'); /* 1/3 becomes 1/4 */
	comes_in(&s, 100, "A fourth report of it");
	char *after = strchr(screen_text(&s), '\n');
	cr_assert_eq(strncmp(body, after, 300), 0, "%s", after);
	screen_has(&s, "1/4");
	free(before);
	screen_close(&s);
}

Test(lists, folds_show_reports_under_their_thread)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	struct list *l = s.ui->stack[0]->list;
	screen_keys(&s, "za");
	screen_has(&s, "Washington and Tokyo");
	screen_expect(&s, "fold-80x24");
	screen_keys(&s, "jj");
	cr_assert_neq(list_at(l)->key.sub, 0);
	screen_keys(&s, "<Enter>");
	screen_has(&s, "2/3  Washington");
	screen_keys(&s, "q");
	cr_assert_neq(list_at(l)->key.sub, 0);
	/* Closing it goes to its thread. */
	screen_keys(&s, "zc");
	screen_lacks(&s, "Washington and Tokyo");
	cr_assert_eq(l->cursor, 0);
	screen_keys(&s, "zR");
	screen_has(&s, "Washington and Tokyo");
	screen_has(&s, "Strong quake shakes");
	screen_keys(&s, "G");
	size_t n = l->cursor;
	screen_keys(&s, "g");
	for (size_t i = 0; i < n; i++)
		screen_type(&s, "j");
	cr_assert_eq(l->cursor, n);
	screen_keys(&s, "zM");
	cr_assert_eq(l->rows.len, 6);
	screen_close(&s);
}

Test(lists, an_unfolded_list_is_walked_both_ways)
{
	struct screen s;
	int down = 0, up = 0;

	screen_open(&s, 10, 80, SCREEN_MANY);
	struct list *l = s.ui->stack[0]->list;
	screen_keys(&s, "zR");
	while (list_move(l, 1))
		down++;
	while (list_move(l, -1))
		up++;
	cr_assert_eq(down, 306 + 310 - 1);
	cr_assert_eq(up, down);
	screen_close(&s);
}

Test(lists, next_unread_goes_into_open_folds)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	struct list *l = s.ui->stack[0]->list;
	screen_keys(&s, "zo");
	screen_keys(&s, "n");
	cr_assert_neq(list_at(l)->key.sub, 0);
	screen_keys(&s, "N");
	screen_has(&s, "6 unread of 6");
	screen_keys(&s, "zcA");
	screen_has(&s, "5 unread of 6");
	screen_close(&s);
}

Test(lists, every_order_shows_every_thread)
{
	static const char *const keys[] = { "a", "n", "u", "s", "f", "t" };
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_MANY);
	struct list *l = s.ui->stack[0]->list;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		int n = 1;
		screen_keys(&s, "=");
		screen_keys(&s, keys[i]);
		while (list_move(l, 1))
			n++;
		cr_expect_eq(n, 306, "order %s: %d", keys[i], n);
		while (list_move(l, -1))
			n--;
		cr_expect_eq(n, 1);
	}
	screen_close(&s);
}

Test(lists, sorted_by_what_was_asked)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "=s");
	screen_has(&s, "most independent reports first");
	cr_assert_lt(screen_row(&s, "Quake of magnitude"),
		     screen_row(&s, "Neue S-Bahn"));
	screen_keys(&s, "=f");
	screen_expect(&s, "threads-by-source-80x24");
	screen_keys(&s, "=ugN");
	/* Reading it does not make the row jump ... */
	cr_assert_eq(screen_row(&s, "Japan and US"), 1);
	/* ... sorting anew does. */
	screen_keys(&s, "=ug");
	cr_assert_gt(screen_row(&s, "Japan and US"), 5);
	screen_keys(&s, "=x");
	screen_has(&s, "nothing else sorts");
	screen_close(&s);
}

Test(lists, followed_threads_are_told_of)
{
	struct screen s;
	struct buf text = BUF_INIT;

	screen_open(&s, 24, 80, 0);
	char *path = path_join(s.dir, "told");
	char *command = xasprintf("/bin/sh -c 'echo \"$0: $1\" >%s'", path);
	free(s.ui->settings.config.notify);
	s.ui->settings.config.notify = command;
	screen_keys(&s, "+");
	notify_look(s.ui, NOTIFY_SAY);
	screen_lacks(&s, "followed: ");
	comes_in(&s, 100, "A fifth report of it");
	notify_look(s.ui, NOTIFY_SAY);
	screen_has(&s, "followed: ");
	screen_has(&s, "1 new report)");
	for (int i = 0; i < 500 && text.len == 0; i++) {
		poll(NULL, 0, 10);
		if (path_exists(path))
			(void)!path_read(path, &text, NULL);
	}
	cr_expect(strstr(text.ptr, ": 1 new report"), "%s", text.ptr);
	/* Once. */
	screen_keys(&s, "j");
	notify_look(s.ui, NOTIFY_SAY);
	screen_lacks(&s, "followed: ");
	unlink(path);
	free(path);
	buf_release(&text);
	screen_close(&s);
}

Test(lists, a_tip_a_start_each_once)
{
	struct screen s;
	char *path;

	screen_open(&s, 24, 80, 0);
	s.ui->settings.config.tips = 1;
	tips_start(s.ui);
	screen_has(&s, "tip: n goes to the next unread");
	tips_start(s.ui);
	screen_has(&s, "tip: ? shows all keys");
	for (int i = 0; i < 20; i++) {
		free(s.ui->tip);
		s.ui->tip = NULL;
		tips_start(s.ui);
	}
	screen_lacks(&s, "tip:");
	path = path_join(s.dir, "tips");
	unlink(path);
	free(path);
	screen_close(&s);
}

/* What was deleted is found again, and brought back where it stands. */
Test(lists, deleted_articles_have_a_view)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "cD");
	screen_has(&s, "Nothing is deleted");
	screen_keys(&s, "q/cyber<Enter>D");
	screen_has(&s, "deleted; U undoes");
	screen_keys(&s, "qcD");
	screen_has(&s, "Articles  deleted");
	screen_has(&s, "Cyber pact tops talks");
	screen_has(&s, "D bring back");
	screen_keys(&s, "D");
	screen_has(&s, "it is back");
	screen_keys(&s, "q");
	screen_keys(&s, "cD");
	screen_has(&s, "Nothing is deleted");
	screen_close(&s);
}
