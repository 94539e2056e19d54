/* term.h - a program on a pseudo-terminal, its screen kept by libvterm.
 *
 * Everything waits on conditions (text on the screen, the program's end)
 * with a generous limit; nothing sleeps for a fixed time. One process, one
 * thread: the caller's.
 */
#ifndef THRUM_TESTS_TUI_TERM_H
#define THRUM_TESTS_TUI_TERM_H

#include <stdbool.h>
#include <sys/types.h>

struct term;

/* Start argv[0] on a terminal of that size, with HOME and the XDG folders
 * under `home` and the environment else as it is. Fails the test if it
 * cannot. */
struct term *term_start(const char *home, int rows, int cols,
			const char *const argv[]);
/* Kills the program if it still runs. */
void term_free(struct term *t);
void term_send(struct term *t, const char *keys);
void term_resize(struct term *t, int rows, int cols);
/* Wait until `text` stands on the screen (or has left it). False after the
 * limit; the screen is then printed as TAP comments. */
bool term_has(struct term *t, const char *text);
bool term_lacks(struct term *t, const char *text);
/* Is it there right now? */
bool term_shows(struct term *t, const char *text);
/* The text of one row, right-trimmed; valid until the next call. */
const char *term_row(struct term *t, int row);
/* Row of the cursor. */
int term_cursor_row(struct term *t);
/* Read until the program has been quiet for a while. */
void term_settle(struct term *t);
/* Wait for its end; the exit code, -1 after the limit or by a signal. */
int term_exit(struct term *t);

#endif
