/* theme.h - colours by role. A theme file is data: `role: fg bg attrs`.
 * Colours: default, black..white, bright-*, 0..255, #rrggbb. Attributes:
 * bold dim italic underline reverse. Roles not named keep the built-in
 * monochrome look, so that a short theme is a valid one. */
#ifndef THRUM_CONF_THEME_H
#define THRUM_CONF_THEME_H

#include <stdint.h>

#include "thrum/base/buf.h"

#define THEME_ROLES(X)                                                         \
	X(TEXT, "text")                                                        \
	X(TITLE, "title")                                                      \
	X(HINT, "hint")                                                        \
	X(MESSAGE, "message")                                                  \
	X(ERROR, "error")                                                      \
	X(SELECTED, "selected")                                                \
	X(UNREAD, "unread")                                                    \
	X(READ, "read")                                                        \
	X(STAR, "star")                                                        \
	X(FOLLOW, "follow")                                                    \
	X(NUMBER, "number")                                                    \
	X(SPARK, "spark")                                                      \
	X(AGE, "age")                                                          \
	X(NAME, "name")                                                        \
	X(SOURCE, "source")                                                    \
	X(COPY, "copy")                                                        \
	X(RULE, "rule")                                                        \
	X(LABEL, "label")                                                      \
	X(HEADING, "heading")                                                  \
	X(LINK, "link")                                                        \
	X(QUOTE, "quote")                                                      \
	X(CODE, "code")                                                        \
	X(CAPTION, "caption")                                                  \
	X(MATCH, "match")                                                      \
	X(KNOWN, "known")                                                      \
	X(PROGRESS, "progress")

enum role {
#define THEME_ENUM(id, name) ROLE_##id,
	THEME_ROLES(THEME_ENUM)
#undef THEME_ENUM
		ROLE_COUNT
};

enum theme_attr {
	ATTR_BOLD = 1u << 0,
	ATTR_DIM = 1u << 1,
	ATTR_ITALIC = 1u << 2,
	ATTR_UNDERLINE = 1u << 3,
	ATTR_REVERSE = 1u << 4,
};

/* -1 = the terminal's default; 0..255 palette; 0x1000000 | rgb. */
struct style {
	int32_t fg, bg;
	uint32_t attrs;
};
struct theme {
	struct style roles[ROLE_COUNT];
};

/* Attributes only: bold unread, dim copies, reverse selection. */
void theme_init_mono(struct theme *t);
void theme_parse(struct theme *t, const char *s, size_t len,
		 struct buf *problems);
/* A role as it is to be drawn: where it says `default`, the colour of
 * `text` (which may itself be the terminal's, -1). */
struct style theme_style(const struct theme *t, enum role role);
const char *role_name(enum role role);
/* What is drawn in it; untranslated, static. Every role has one (a test
 * looks). */
const char *role_help(enum role role);
/* How a run of set text looks (`run_style` is layout.h's): its role, which
 * is `base` where the style names none, and in *attrs what it adds to the
 * role's own attributes. */
enum role theme_run(uint32_t run_style, enum role base, uint32_t *attrs);
/* Nearest of the first `n_colors` (8, 16, 256) palette entries. */
int32_t theme_nearest(int32_t color, int n_colors);

#endif
