/* screen.h - the reader without a terminal: a store of our own sentences,
 * keys pushed through the reader's dispatch, the cell grid read back. */
#ifndef THRUM_TESTS_SCREEN_H
#define THRUM_TESTS_SCREEN_H

#include <stdbool.h>

#include "thrum/base/buf.h"

struct ui;

#define SCREEN_NOW 1748700120 /* Sat 31 May 2025 14:02 UTC */

enum screen_flags {
	SCREEN_EMPTY = 1u << 0, /* a store without anything */
	SCREEN_MONO = 1u << 1,
	SCREEN_LIGHT = 1u << 2,
	SCREEN_MANY = 1u << 3, /* three hundred threads more */
	SCREEN_KEEP = 1u << 4, /* the store of the screen before */
	SCREEN_JOINS = 1u << 30, /* a terminal that draws joined emoji */
	SCREEN_STORY = 1u << 5, /* one event more, told by four */
	SCREEN_JAPAN = 1u << 6, /* a store in Japanese instead */
};

struct screen {
	char *dir; /* HOME of the test */
	struct ui *ui;
	struct buf text; /* of the last frame */
};

/* Make the store in a temporary folder and show the first frame. Ends the
 * test when that fails. */
void screen_open(struct screen *s, int rows, int cols, unsigned flags);
/* The same on a store that holds one article only (fixture_article()), with
 * these lines as its configuration (NULL = none). */
void screen_open_article(struct screen *s, int rows, int cols,
			 const char *file, const char *config);
/* Leave the reader; with screen_open(SCREEN_KEEP) it starts again. */
void screen_leave(struct screen *s);
/* Leave and remove the folder. */
void screen_close(struct screen *s);
/* Press keys: characters, or names in <>: "jj<Enter><Space><PageDown>".
 * Each is followed by what the worker has to say and a frame. */
void screen_keys(struct screen *s, const char *keys);
/* Keys without waiting for the worker in between. */
void screen_type(struct screen *s, const char *keys);
/* All keys before the next frame, as from a paste or a slow line. */
void screen_burst(struct screen *s, const char *keys);
void screen_resize(struct screen *s, int rows, int cols);
/* Draw, and read the grid into s->text, a line a row. */
const char *screen_text(struct screen *s);
/* Is this text somewhere on the screen? Fails the test, with the screen,
 * when it is not (or is). */
void screen_has(struct screen *s, const char *text);
void screen_lacks(struct screen *s, const char *text);
/* Compare with tests/screen/expect/NAME.txt; THRUM_UPDATE_EXPECT=1 writes
 * it instead. */
void screen_expect(struct screen *s, const char *name);
/* The same without the title row and the three at the bottom, nor the empty
 * ones above those. */
void screen_expect_body(struct screen *s, const char *name);
/* Row of the first line that holds `text`, -1. */
int screen_row(struct screen *s, const char *text);
/* From the top of a list, `j` until that row is selected. */
void screen_select(struct screen *s, const char *text);

#endif
