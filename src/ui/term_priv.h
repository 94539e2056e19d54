/* term_priv.h - the terminal: the only file that calls curses.
 *
 * Everything that reaches a cell goes through term_text(), which checks
 * each code point once more. Nothing is sent before term_flush(). One
 * terminal a process, ui thread.
 */
#ifndef THRUM_UI_TERM_PRIV_H
#define THRUM_UI_TERM_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"
#include "thrum/conf/theme.h"

struct term;

enum term_flags {
	TERM_MONO = 1u << 0, /* no colours whatever the terminal can do */
	TERM_MOUSE = 1u << 1,
	/* It draws what joiners join as one sign in two cells. */
	TERM_JOINS = 1u << 2,
};
struct term_options {
	const char *type; /* NULL = $TERM */
	FILE *in, *out;
	uint32_t flags;
};

/* TERM_JOINS if the terminal that the environment names is known for it.
 * Which cells a joined emoji takes is agreed upon nowhere, and asking needs
 * an answer that most terminals do not give. */
uint32_t term_known_flags(void);

/* ST_UNSUPPORTED with a sentence when the terminal cannot be driven.
 * The theme is copied. */
enum status term_new(const struct term_options *opts, struct term **out,
		     struct err *err) MUST_CHECK;
/* The terminal is put back as it was. NULL is fine. */
void term_free(struct term *t);
/* Put the terminal back without freeing: for the last words of a bug. */
void term_rescue(void);
/* Ask the terminal to tell of the mouse, or not to. */
void term_use_mouse(struct term *t, bool on);
void term_set_theme(struct term *t, const struct theme *theme);
/* 0 = no colours. */
int term_colors(const struct term *t);

void term_size(const struct term *t, int *rows, int *cols);
/* Take over a new size; 0, 0 = ask the terminal. */
void term_resize(struct term *t, int rows, int cols);
/* The whole screen is sent anew with the next flush. */
void term_redraw(struct term *t);
/* Leave the screen and stop; returns when the shell brings us back. */
void term_suspend(struct term *t);

/* The screen is put away, and taken back: for term_out.c. */
FILE *term_file(struct term *t);
void term_leave(struct term *t);
void term_return(struct term *t);
/* Put text into the terminal's clipboard (OSC 52; it may be switched off
 * there, which nobody tells us). */
void term_copy(struct term *t, const char *text);
/* Leave the screen, run the command line in the shell with `input` on its
 * standard input, wait for a key, come back. *code is its exit code. */
enum status term_run(struct term *t, const char *command, const char *input,
		     size_t len, int *code, struct err *err) MUST_CHECK;

/* The same for a program that wants the terminal for itself. */
enum status term_edit(struct term *t, const char *command, int *code,
		      struct err *err) MUST_CHECK;
/* Leave the screen, write lines with codes of their own, wait for a key,
 * come back. */
void term_show(struct term *t, const char *lines, size_t len);

/* A frame: erase, texts, cursor, flush. */
void term_erase(struct term *t);
void term_cursor(struct term *t, int y, int x, bool visible);
void term_flush(struct term *t);

/* How a piece of text looks: a role's style and attributes on top of it;
 * with `over` the colours and attributes of a selected row. */
struct look {
	enum role role;
	uint32_t attrs; /* enum theme_attr */
	bool selected;
};
/* Draw clean UTF-8 into at most `cols` cells at y, x; returns the cells
 * taken. Outside of the screen nothing happens. */
int term_text(struct term *t, int y, int x, int cols, struct look look,
	      const char *s, size_t len);
/* A character of ASCII for one that the locale's charset lacks; 0 = nothing
 * (a mark of the letter before it). plain.c. */
uint32_t term_plain(uint32_t cp);
/* `n` blanks in this look. */
void term_blank(struct term *t, int y, int x, int n, struct look look);

struct mouse {
	int y, x;
	enum { MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } what;
};
/* The next key that has arrived (keymap.h's codes), 0 when there is none.
 * Never waits longer than the 25 ms of an unfinished escape sequence. For
 * KEYC_MOUSE, *mouse is filled. */
uint32_t term_key(struct term *t, struct mouse *mouse);
/* For tests: make term_key() return `key`, and read a cell line back as
 * UTF-8 without trailing blanks; attributes of a cell. */
void term_unkey(struct term *t, uint32_t key);
void term_read_row(struct term *t, int y, struct buf *out);
uint32_t term_read_attrs(struct term *t, int y, int x);

#endif
