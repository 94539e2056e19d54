/* pen_priv.h - text on a terminal that is only written to: roles of the
 * theme as SGR sequences, addresses as OSC 8. */
#ifndef THRUM_CLI_PEN_PRIV_H
#define THRUM_CLI_PEN_PRIV_H

#include <stdbool.h>

#include "cmd_priv.h"
#include "thrum/conf/theme.h"
#include "thrum/text/layout.h"

struct pen {
	bool ansi; /* else nothing but the text is written */
	bool links; /* the terminal knows OSC 8 */
	enum app_bidi bidi; /* of a plain pen: NONE */
	int n_colors; /* 0, 8, 16, 256, 1 << 24 */
	struct theme theme;
};

/* A plain pen. */
void pen_init(struct pen *p);
/* A pen for the terminal that the environment names, in the reader's
 * theme. A theme that cannot be read is a warning on stderr. */
void pen_init_ansi(struct pen *p, struct app *app);
/* Write `s` in a role's look. */
void pen_put(const struct pen *p, enum role role, const char *s);
/* All lines, without spaces at their ends; links are `doc`'s. Text of the
 * layout may be put in another order. */
void pen_layout(const struct pen *p, struct layout *lay,
		const struct doc *doc);
/* An address that can be clicked where the terminal has that. */
void pen_url(const struct pen *p, const char *url);

#endif
