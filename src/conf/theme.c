/* theme.c - see theme.h. Colours of the first 16 palette entries are the
 * terminal's own; where numbers are needed for them (theme_nearest) these
 * are xterm's. */
#include "config.h"

#include "thrum/conf/theme.h"

#include <string.h>

#include "lines_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/text/layout.h"

#include "thrum/base/banned.h"

enum { RGB = 0x1000000, DEFAULT = -1, BAD_COLOR = -2 };

static const char *const role_names[ROLE_COUNT] = {
#define NAME(id, name) [ROLE_##id] = name,
	THEME_ROLES(NAME)
#undef NAME
};

static const char *const color_names[] = {
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
};

static const struct {
	const char *name;
	uint32_t attr;
} attr_names[] = {
	{ "bold", ATTR_BOLD },
	{ "dim", ATTR_DIM },
	{ "italic", ATTR_ITALIC },
	{ "underline", ATTR_UNDERLINE },
	{ "reverse", ATTR_REVERSE },
};

static const struct {
	enum role role;
	uint32_t attrs;
} mono[] = {
	{ ROLE_TITLE, ATTR_BOLD },
	{ ROLE_HINT, ATTR_DIM },
	{ ROLE_ERROR, ATTR_BOLD },
	{ ROLE_SELECTED, ATTR_REVERSE },
	{ ROLE_UNREAD, ATTR_BOLD },
	{ ROLE_STAR, ATTR_BOLD },
	{ ROLE_FOLLOW, ATTR_BOLD },
	{ ROLE_COPY, ATTR_DIM },
	{ ROLE_RULE, ATTR_DIM },
	{ ROLE_LABEL, ATTR_DIM },
	{ ROLE_HEADING, ATTR_BOLD },
	{ ROLE_LINK, ATTR_UNDERLINE },
	{ ROLE_QUOTE, ATTR_ITALIC },
	{ ROLE_CAPTION, ATTR_ITALIC },
	{ ROLE_MATCH, ATTR_REVERSE },
	{ ROLE_KNOWN, ATTR_DIM },
};

void theme_init_mono(struct theme *t)
{
	for (size_t i = 0; i < ROLE_COUNT; i++)
		t->roles[i] = (struct style){ DEFAULT, DEFAULT, 0 };
	for (size_t i = 0; i < sizeof(mono) / sizeof(mono[0]); i++)
		t->roles[mono[i].role].attrs = mono[i].attrs;
}

struct style theme_style(const struct theme *t, enum role role)
{
	struct style style = t->roles[role];

	if (style.fg == DEFAULT)
		style.fg = t->roles[ROLE_TEXT].fg;
	if (style.bg == DEFAULT)
		style.bg = t->roles[ROLE_TEXT].bg;
	return style;
}

const char *role_name(enum role role)
{
	if (role < 0 || role >= ROLE_COUNT)
		BUG("no such role");
	return role_names[role];
}

static const char *const role_helps[ROLE_COUNT] = {
	[ROLE_TEXT] = N_("text, and whatever says nothing else"),
	[ROLE_TITLE] = N_("the first row, and titles"),
	[ROLE_HINT] = N_("the last row, which names keys"),
	[ROLE_MESSAGE] = N_("what the program says"),
	[ROLE_ERROR] = N_("what went wrong"),
	[ROLE_SELECTED] = N_("the selected row; its attributes are added"),
	[ROLE_UNREAD] = N_("headlines of what is unread"),
	[ROLE_READ] = N_("headlines of what has been read"),
	[ROLE_STAR] = N_("the mark of what is starred"),
	[ROLE_FOLLOW] = N_("the mark of a followed thread"),
	[ROLE_NUMBER] = N_("counts"),
	[ROLE_SPARK] = N_("a thread's activity over time"),
	[ROLE_AGE] = N_("ages and times"),
	[ROLE_NAME] = N_("the name or tag that sets a thread apart"),
	[ROLE_SOURCE] = N_("who published it"),
	[ROLE_COPY] = N_("copies of other reports, and what is deleted"),
	[ROLE_RULE] = N_("rules between parts of the screen"),
	[ROLE_LABEL] = N_("words in front of facts"),
	[ROLE_HEADING] = N_("headings in texts and lists"),
	[ROLE_LINK] = N_("links and their numbers"),
	[ROLE_QUOTE] = N_("quotations in texts"),
	[ROLE_CODE] = N_("code and what is set in fixed width"),
	[ROLE_CAPTION] = N_("captions of pictures and tables"),
	[ROLE_MATCH] = N_("words that were searched for"),
	[ROLE_KNOWN] = N_("sentences that you have read elsewhere"),
	[ROLE_PROGRESS] = N_("the progress of a fetch"),
};

const char *role_help(enum role role)
{
	if (role < 0 || role >= ROLE_COUNT)
		BUG("no such role");
	return role_helps[role] ? role_helps[role] : "";
}

/* ---- set text ------------------------------------------------------ */

/* The first one that fits decides. */
static const struct {
	uint32_t run;
	enum role role;
} run_roles[] = {
	{ RUN_KNOWN, ROLE_KNOWN },     { RUN_LINK_NO, ROLE_LINK },
	{ RUN_LINK, ROLE_LINK },
	{ RUN_MARK, ROLE_MATCH },      { RUN_HEADING, ROLE_HEADING },
	{ RUN_CAPTION, ROLE_CAPTION }, { RUN_CODE, ROLE_CODE },
	{ RUN_MONO, ROLE_CODE },       { RUN_QUOTE, ROLE_QUOTE },
	{ RUN_MARKER, ROLE_RULE },
};

enum role theme_run(uint32_t run_style, enum role base, uint32_t *attrs)
{
	*attrs = (run_style & RUN_STRONG ? ATTR_BOLD : 0) |
		 (run_style & RUN_EM ? ATTR_ITALIC : 0) |
		 (run_style & RUN_DEL ? ATTR_DIM : 0);
	for (size_t i = 0; i < sizeof(run_roles) / sizeof(*run_roles); i++)
		if (run_style & run_roles[i].run)
			return run_roles[i].role;
	return base;
}

/* ---- reading ------------------------------------------------------- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* "#rrggbb" or "#rgb". */
static int32_t hex_color(struct span s)
{
	int32_t rgb = 0;

	if (s.len != 7 && s.len != 4)
		return BAD_COLOR;
	for (size_t i = 1; i < s.len; i++) {
		int d = hex_digit(s.p[i]);
		if (d < 0)
			return BAD_COLOR;
		rgb = rgb << 4 | d;
		if (s.len == 4)
			rgb = rgb << 4 | d;
	}
	return RGB | rgb;
}

static int32_t number_color(struct span s)
{
	int32_t n = 0;

	if (!s.len || s.len > 3)
		return BAD_COLOR;
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return BAD_COLOR;
		n = n * 10 + (s.p[i] - '0');
	}
	return n <= 255 ? n : BAD_COLOR;
}

static int32_t parse_color(struct span s)
{
	static const char bright[] = "bright-";
	int32_t base = 0;

	if (span_is_nocase(s, "default"))
		return DEFAULT;
	if (s.len && s.p[0] == '#')
		return hex_color(s);
	struct span rest = s;
	if (s.len > 7 && span_is_nocase((struct span){ s.p, 7 }, bright)) {
		base = 8;
		rest = (struct span){ s.p + 7, s.len - 7 };
	}
	for (int32_t i = 0; i < 8; i++)
		if (span_is_nocase(rest, color_names[i]))
			return base + i;
	return number_color(s);
}

static uint32_t parse_attr(struct span s)
{
	for (size_t i = 0; i < sizeof(attr_names) / sizeof(attr_names[0]); i++)
		if (span_is_nocase(s, attr_names[i].name))
			return attr_names[i].attr;
	return 0;
}

/* `role: fg bg attrs`; colours and attributes in any order, the first
 * colour is the foreground. */
static void parse_style(struct theme *t, enum role role, struct span rest,
			int line, struct buf *problems)
{
	struct style style = { DEFAULT, DEFAULT, 0 };
	int n_colors = 0;

	for (;;) {
		struct span word = span_word(&rest);
		if (!word.len)
			break;
		uint32_t attr = parse_attr(word);
		if (attr) {
			style.attrs |= attr;
			continue;
		}
		int32_t color = parse_color(word);
		if (color == BAD_COLOR || n_colors == 2) {
			problem_add(problems, line,
				    _("\"%.*s\" is no colour or attribute "
				      "here"),
				    span_width(word), word.p);
			return;
		}
		*(n_colors++ ? &style.bg : &style.fg) = color;
	}
	t->roles[role] = style;
}

static enum role role_named(struct span name)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (span_is(name, role_names[i]))
			return (enum role)i;
	return ROLE_COUNT;
}

void theme_parse(struct theme *t, const char *s, size_t len,
		 struct buf *problems)
{
	struct line_iter it;

	line_iter_init(&it, s, len);
	while (line_next(&it)) {
		struct span rest = span_trim(it.line);
		if (!rest.len || rest.p[0] == '#')
			continue;
		const char *colon = memchr(rest.p, ':', rest.len);
		if (!colon) {
			problem_add(problems, it.number,
				    _("a line is `role: foreground "
				      "background attributes`"));
			continue;
		}
		size_t n = (size_t)(colon - rest.p);
		struct span name = span_trim((struct span){ rest.p, n });
		enum role role = role_named(name);
		if (role == ROLE_COUNT) {
			problem_add(problems, it.number,
				    _("\"%.*s\" is no role"), span_width(name),
				    name.p);
			continue;
		}
		rest = (struct span){ colon + 1, rest.len - n - 1 };
		parse_style(t, role, rest, it.number, problems);
	}
}

/* ---- fewer colours ------------------------------------------------- */

/* xterm's default for entry 0..255 as 0xrrggbb. Source: xterm's
 * 256colres.h levels: a 6x6x6 cube of 0, 95, 135 ... 255, then 24 greys. */
static uint32_t palette_rgb(int i)
{
	static const uint32_t first[16] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
		0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
		0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	};
	static const uint8_t level[6] = { 0, 95, 135, 175, 215, 255 };

	if (i < 16)
		return first[i];
	if (i >= 232)
		return (uint32_t)(8 + 10 * (i - 232)) * 0x010101u;
	i -= 16;
	return (uint32_t)level[i / 36] << 16 |
	       (uint32_t)level[i / 6 % 6] << 8 | level[i % 6];
}

/* Squared distance, weighted as the eye does. Source: Riemersma, "Colour
 * metric" (the low-cost "redmean" approximation). */
static int64_t distance(uint32_t a, uint32_t b)
{
	int64_t ra = a >> 16, rb = b >> 16;
	int64_t mean = (ra + rb) / 2;
	int64_t dr = ra - rb;
	int64_t dg = (int64_t)(a >> 8 & 255) - (int64_t)(b >> 8 & 255);
	int64_t db = (int64_t)(a & 255) - (int64_t)(b & 255);

	return (((512 + mean) * dr * dr) >> 8) + 4 * dg * dg +
	       (((767 - mean) * db * db) >> 8);
}

int32_t theme_nearest(int32_t color, int n_colors)
{
	if (color < 0 || n_colors < 8)
		return DEFAULT;
	n_colors = n_colors >= 256 ? 256 : n_colors >= 16 ? 16 : 8;
	if (color < n_colors)
		return color;
	if (color < 16) /* bright on eight colours: the plain one */
		return color - 8;
	uint32_t rgb = color & RGB ? (uint32_t)color & 0xffffff :
				     palette_rgb(color);
	/* The first 16 look as the reader's terminal likes: not guessed at
	 * when the fixed ones are there. */
	int best = n_colors == 256 ? 16 : 0;
	for (int i = best + 1; i < n_colors; i++)
		if (distance(rgb, palette_rgb(i)) <
		    distance(rgb, palette_rgb(best)))
			best = i;
	return best;
}
