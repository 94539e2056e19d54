/* ui.h - the reader. The only layer that sees curses.h. */
#ifndef THRUM_UI_UI_H
#define THRUM_UI_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/status.h"

struct app;

struct ui_options {
	const char *theme; /* NULL = configuration */
	int64_t open_article; /* start with it, 0 = home */
	bool linear; /* lines of text instead of a screen */
};

/* Run until the reader leaves. Takes `app`. The terminal is put back
 * whatever happens. ST_UNSUPPORTED without a terminal. */
enum status ui_run(struct app *app, const struct ui_options *opts,
		   struct err *err) MUST_CHECK;

#endif
