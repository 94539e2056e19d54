/* tty.h - the real program on a pty, its output in a libvterm screen.
 * Nothing sleeps for a fixed time: one waits for texts on the screen. */
#ifndef THRUM_TESTS_TTY_H
#define THRUM_TESTS_TTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct tty {
	char *home; /* HOME of the program */
	pid_t pid; /* 0 = not running */
	int fd;
	int rows, cols;
	size_t bytes; /* received so far */
	void *vt; /* VTerm */
	char *text; /* the screen when last asked for; owned */
};

/* A new home, nothing running. */
void tty_init(struct tty *t);
/* Stops the program and removes the home. */
void tty_release(struct tty *t);
/* Start $THRUM with these arguments (NULL-terminated) and `env` ("A=B",
 * NULL-terminated, may be NULL) on top of a clean environment. */
void tty_start(struct tty *t, int rows, int cols, const char *const *args,
	       const char *const *env);
void tty_send(struct tty *t, const char *bytes);
/* Until the text stands (no longer stands) on the screen; else the test
 * fails with the screen. */
void tty_wait(struct tty *t, const char *text);
void tty_wait_gone(struct tty *t, const char *text);
/* The program ends by itself; its exit code, 128 + signal. */
int tty_wait_exit(struct tty *t);
void tty_resize(struct tty *t, int rows, int cols);
/* Rows without trailing blanks, a line each. */
const char *tty_text(struct tty *t);
/* Row of the cursor. */
int tty_cursor_row(struct tty *t);
/* Take what comes for `ms`; how many bytes. */
size_t tty_listen(struct tty *t, int ms);

#endif
