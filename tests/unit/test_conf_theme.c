/* test_conf_theme.c - theme files: the grammar, the bundled ones, and
 * whether they can be read by human eyes. */
#include "config.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/path.h"
#include "thrum/conf/theme.h"

#include "thrum/base/banned.h"

static const struct {
	const char *line;
	struct style style;
} good[] = {
	{ "link: red", { 1, -1, 0 } },
	{ "link: red blue", { 1, 4, 0 } },
	{ "link: default 8", { -1, 8, 0 } },
	{ "link: bright-white", { 15, -1, 0 } },
	{ "link: Bright-Black", { 8, -1, 0 } },
	{ "link: 255 0 bold", { 255, 0, ATTR_BOLD } },
	{ "link: #102030", { 0x1102030, -1, 0 } },
	{ "link: #1aF #FFFFFF", { 0x111aaff, 0x1ffffff, 0 } },
	{ "link: bold dim", { -1, -1, ATTR_BOLD | ATTR_DIM } },
	{ "link: italic 3 underline reverse",
	  { 3, -1, ATTR_ITALIC | ATTR_UNDERLINE | ATTR_REVERSE } },
	{ "  link :\tcyan  ", { 6, -1, 0 } },
	{ "link:", { -1, -1, 0 } },
};

Test(theme, styles)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct buf problems = BUF_INIT;
		struct theme t;

		theme_init_mono(&t);
		theme_parse(&t, good[i].line, strlen(good[i].line), &problems);
		cr_assert_str_eq(problems.ptr, "");
		struct style s = t.roles[ROLE_LINK];
		cr_assert(s.fg == good[i].style.fg && s.bg == good[i].style.bg,
			  "%s: %d %d", good[i].line, s.fg, s.bg);
		cr_assert_eq(s.attrs, good[i].style.attrs);
		buf_release(&problems);
	}
}

static const char *const bad[] = {
	"link", "lnik: red", ": red", "link: rouge", "link: 256",
	"link: -1", "link: 1 2 3", "link: #12345", "link: #gg0000",
	"link: bright-", "link: bright-default", "link: bright-8",
	"Link: red", "link: \x1b[31m", "link: 1000",
};

Test(theme, bad_lines_are_named_and_change_nothing)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf problems = BUF_INIT, file = BUF_INIT;
		struct theme t, mono;

		theme_init_mono(&mono);
		theme_init_mono(&t);
		buf_addf(&file, "# two\n\n%s\n", bad[i]);
		theme_parse(&t, file.ptr, file.len, &problems);
		cr_assert_eq(strncmp(problems.ptr, "line 3: ", 8), 0,
			     "%s -> %s", bad[i], problems.ptr);
		cr_assert_null(strchr(problems.ptr, 0x1b));
		for (int r = 0; r < ROLE_COUNT; r++)
			cr_assert(t.roles[r].fg == mono.roles[r].fg &&
				  t.roles[r].attrs == mono.roles[r].attrs);
		buf_release(&file);
		buf_release(&problems);
	}
}

Test(theme, mono_has_no_colour_and_marks_what_matters)
{
	struct theme t;

	theme_init_mono(&t);
	for (int r = 0; r < ROLE_COUNT; r++)
		cr_assert(t.roles[r].fg == -1 && t.roles[r].bg == -1);
	cr_assert(t.roles[ROLE_UNREAD].attrs & ATTR_BOLD);
	cr_assert(t.roles[ROLE_SELECTED].attrs & ATTR_REVERSE);
	cr_assert(t.roles[ROLE_COPY].attrs & ATTR_DIM);
}

Test(theme, default_means_the_colour_of_text)
{
	static const char file[] = "text: 7 0\nlink: 4\nrule: default 3\n";
	struct theme t;

	theme_init_mono(&t);
	theme_parse(&t, file, sizeof(file) - 1, NULL);
	cr_assert_eq(theme_style(&t, ROLE_LINK).bg, 0);
	cr_assert_eq(theme_style(&t, ROLE_LINK).fg, 4);
	cr_assert_eq(theme_style(&t, ROLE_RULE).fg, 7);
	cr_assert_eq(theme_style(&t, ROLE_RULE).bg, 3);
	cr_assert_eq(theme_style(&t, ROLE_TEXT).bg, 0);
}

static const struct {
	int32_t color;
	int n;
	int32_t want;
} near_cases[] = {
	{ -1, 256, -1 },	 { 5, 8, 5 },
	{ 13, 8, 5 },		 { 13, 16, 13 },
	{ 200, 256, 200 },	 { 5, 1, -1 },
	{ 0x1ff0000, 256, 196 }, { 0x1000000, 256, 16 },
	{ 0x1ffffff, 256, 231 }, { 0x1808080, 256, 244 },
	{ 0x1ff0000, 16, 9 },	 { 0x1ff0000, 8, 1 },
	{ 0x1fefefe, 16, 15 },	 { 196, 16, 9 },
	{ 16, 8, 0 },		 { 0x15f87af, 256, 67 },
	{ 0x15f87af, 1 << 24, 67 },
};

Test(theme, nearest_colour)
{
	for (size_t i = 0; i < sizeof(near_cases) / sizeof(near_cases[0]); i++)
		cr_assert_eq(theme_nearest(near_cases[i].color,
					   near_cases[i].n),
			     near_cases[i].want, "case %zu: %d", i,
			     theme_nearest(near_cases[i].color,
					   near_cases[i].n));
}

/* ---- the bundled ones ---------------------------------------------- */

/* Relative luminance of 0xrrggbb. Source: WCAG 2.1, definitions. */
static double luminance(int32_t rgb)
{
	static const double weight[] = { 0.0722, 0.7152, 0.2126 };
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double c = (rgb >> 8 * i & 255) / 255.0;
		c = c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
		sum += weight[i] * c;
	}
	return sum;
}

static double contrast(int32_t a, int32_t b)
{
	double la = luminance(a), lb = luminance(b);

	return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

/* What is meant to stay in the background may be fainter. */
static double least_contrast(enum role role, const char *file)
{
	if (strstr(file, "high-contrast"))
		return 7;
	if (role == ROLE_RULE)
		return 1.5;
	if (role == ROLE_COPY || role == ROLE_KNOWN)
		return 3;
	return 4.5;
}

/* Entry 16..255 of the palette, which is the same everywhere. */
static int32_t palette(int32_t c)
{
	static const int32_t level[] = { 0, 95, 135, 175, 215, 255 };

	if (c >= 232)
		return (8 + 10 * (c - 232)) * 0x10101;
	return level[(c - 16) / 36] << 16 | level[(c - 16) / 6 % 6] << 8 |
	       level[(c - 16) % 6];
}

/* 0xrrggbb; a terminal's own colours are what terminals mostly have. -1:
 * not to be said. */
static int32_t shown(int32_t color, const char *file, bool back)
{
	bool light = strstr(file, "light") != NULL;

	if (color >= 0x1000000)
		return color & 0xffffff;
	if (color >= 16)
		return palette(color);
	return color >= 0 ? -1 : light == back ? 0xffffff : 0;
}

static void check_theme(const char *path)
{
	struct buf file = BUF_INIT, problems = BUF_INIT;
	struct theme t;

	cr_assert_eq(path_read(path, &file, NULL), ST_OK, "%s", path);
	theme_init_mono(&t);
	theme_parse(&t, file.ptr, file.len, &problems);
	cr_assert_str_eq(problems.ptr, "", "%s: %s", path, problems.ptr);
	cr_assert_eq(file.ptr[0], '#', "%s lacks its comment", path);
	for (int r = 0; r < ROLE_COUNT; r++) {
		struct style s = theme_style(&t, (enum role)r);
		int32_t fg = shown(s.fg, path, false);
		int32_t bg = shown(s.bg, path, true);
		if (fg < 0 || bg < 0)
			continue;
		cr_expect_geq(contrast(fg, bg),
			      least_contrast((enum role)r, path), "%s: %s %.2f",
			      path, role_name((enum role)r), contrast(fg, bg));
	}
	buf_release(&file);
	buf_release(&problems);
}

Test(theme, bundled_themes_are_sound)
{
	const char *top = getenv("top_srcdir");
	char *dir = path_join(top ? top : ".", "themes");
	DIR *d = opendir(dir);
	int n = 0;

	cr_assert_not_null(d, "%s: run me through make check", dir);
	for (struct dirent *e; (e = readdir(d));) {
		const char *dot = strrchr(e->d_name, '.');
		if (!dot || strcmp(dot, ".theme"))
			continue;
		char *path = path_join(dir, e->d_name);
		check_theme(path);
		free(path);
		n++;
	}
	closedir(d);
	free(dir);
	cr_assert_geq(n, 10);
}

Test(theme, every_role_is_explained)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		cr_assert_geq(strlen(role_help((enum role)i)), 6, "%s",
			      role_name((enum role)i));
}
