/* reader.c - see reader.h. */
#include "config.h"

#include "reader.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "thrum/base/banned.h"

struct tty tty;
const char *const reader_demo[] = { "demo", NULL };
const char *const reader_plain[] = { NULL };

void reader_setup(void)
{
	tty_init(&tty);
}

void reader_teardown(void)
{
	tty_release(&tty);
}

void reader_start(int rows, int cols)
{
	tty_start(&tty, rows, cols, reader_demo, NULL);
	tty_wait(&tty, " unread of ");
	tty_wait(&tty, "defence chiefs");
}

void reader_quit(const char *key)
{
	tty_send(&tty, key);
	cr_assert_eq(tty_wait_exit(&tty), 0);
}

int reader_unread(void)
{
	const char *text = tty_text(&tty);
	const char *at = strstr(text, " unread of ");

	cr_assert(at, "no count on:\n%s", text);
	while (at > text && at[-1] >= '0' && at[-1] <= '9')
		at--;
	return (int)strtol(at, NULL, 10);
}

void reader_wait_unread(struct tty *t, int n)
{
	char want[32];

	snprintf(want, sizeof(want), " %d unread of ", n);
	tty_wait(t, want);
}

char *reader_cursor_line(void)
{
	/* The cursor is where it belongs when the frame is whole. */
	while (tty_listen(&tty, 50))
		;
	const char *line = tty_text(&tty);
	for (int y = tty_cursor_row(&tty); y > 0; y--)
		line = strchr(line, '\n') + 1;
	return strndup(line, strcspn(line, "\n"));
}

void reader_put_file(const char *path, const char *text)
{
	char made[400], full[400];
	FILE *f;

	snprintf(full, sizeof(full), "%s/%s", tty.home, path);
	for (char *at = full + strlen(tty.home) + 1; (at = strchr(at, '/'));
	     at++) {
		*at = '\0';
		mkdir(full, 0700);
		*at = '/';
	}
	snprintf(made, sizeof(made), "%s/new", tty.home);
	f = fopen(made, "w");
	cr_assert(f);
	fputs(text, f);
	cr_assert_eq(fclose(f), 0);
	cr_assert_eq(rename(made, full), 0);
}
