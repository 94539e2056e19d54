/* pen.c - see pen_priv.h.
 *
 * Each piece sets what it needs and resets it at its end: a line that is
 * cut out of the output looks right by itself (less -R, grep, head). What
 * is written between the sequences has passed text_clean().
 * Sources: ECMA-48 s. 8.3.117 (SGR); "Hyperlinks in terminal emulators"
 * (the OSC 8 note of the VTE project); no-color.org.
 */
#include "config.h"

#include "pen_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/text/url.h"

#include "thrum/base/banned.h"

enum { TRUE_COLOR = 1 << 24, RGB = 0x1000000 };
#define OSC_URL_MAX 2000 /* terminals drop longer ones */

void pen_init(struct pen *p)
{
	memset(p, 0, sizeof(*p));
	theme_init_mono(&p->theme);
}

static bool is_one_of(const char *s, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(s, *names))
			return true;
	return false;
}

static int count_colors(const char *term)
{
	const char *direct = getenv("COLORTERM");

	if (direct && (!strcmp(direct, "truecolor") ||
		       !strcmp(direct, "24bit")))
		return TRUE_COLOR;
	if (strstr(term, "256color") || strstr(term, "direct"))
		return 256;
	return !strcmp(term, "linux") ? 8 : 16;
}

void pen_init_ansi(struct pen *p, struct app *app)
{
	static const char *const bare[] = { "linux", "dumb", "vt100", "vt220",
					    "", NULL };
	const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
	struct buf problems = BUF_INIT;
	struct err err = { 0 };

	pen_init(p);
	term = term ? term : "";
	p->ansi = true;
	p->bidi = app_bidi(app);
	p->links = !is_one_of(term, bare);
	if (no_color && *no_color)
		return;
	p->n_colors = count_colors(term);
	if (app_theme(app, app->config.theme, &p->theme, &problems, &err)) {
		cli_fail(&err);
		theme_init_mono(&p->theme);
	}
	buf_release(&problems);
}

static void put_color(const struct pen *p, int32_t color, int base)
{
	if (color >= 0 && p->n_colors < TRUE_COLOR)
		color = theme_nearest(color, p->n_colors);
	if (color < 0)
		return;
	if (color & RGB)
		printf(";%d;2;%d;%d;%d", base + 8, color >> 16 & 255,
		       color >> 8 & 255, color & 255);
	else if (color < 8)
		printf(";%d", base + color);
	else if (color < 16)
		printf(";%d", base + 60 + color - 8);
	else
		printf(";%d;5;%d", base + 8, color);
}

/* True if there is something to reset. */
static bool start(const struct pen *p, enum role role, uint32_t attrs)
{
	static const int codes[] = { 1, 2, 3, 4, 7 };
	struct style s = p->theme.roles[role];

	if (s.fg < 0 && role != ROLE_TEXT)
		s.fg = p->theme.roles[ROLE_TEXT].fg;
	attrs |= s.attrs;
	if (!p->ansi || (!attrs && (!p->n_colors || (s.fg < 0 && s.bg < 0))))
		return false;
	fputs("\033[0", stdout);
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (attrs & 1u << i)
			printf(";%d", codes[i]);
	if (p->n_colors) {
		put_color(p, s.fg, 30);
		/* The text's own background stays the terminal's. */
		if (role != ROLE_TEXT)
			put_color(p, s.bg, 40);
	}
	putchar('m');
	return true;
}

static void put_n(const struct pen *p, enum role role, uint32_t attrs,
		  const char *s, size_t len)
{
	bool set = len && start(p, role, attrs);

	fwrite(s, 1, len, stdout);
	if (set)
		fputs("\033[m", stdout);
}

void pen_put(const struct pen *p, enum role role, const char *s)
{
	struct buf b = BUF_INIT;

	if (p->bidi == APP_BIDI_VISUAL && text_visual(&b, s, strlen(s)))
		put_n(p, role, 0, b.ptr, b.len);
	else
		put_n(p, role, 0, s, strlen(s));
	buf_release(&b);
}

/* Only what may be opened is offered; bytes beyond ASCII are escaped, as
 * the sequence demands. */
static bool link_start(const struct pen *p, const char *url)
{
	if (!p->ansi || !p->links || strlen(url) > OSC_URL_MAX ||
	    !url_is_openable(url))
		return false;
	fputs("\033]8;;", stdout);
	for (const char *s = url; *s; s++) {
		if (*s > ' ' && *s < 0x7f)
			putchar(*s);
		else
			printf("%%%02X", (unsigned)(unsigned char)*s);
	}
	fputs("\033\\", stdout);
	return true;
}

static void link_end(bool open)
{
	if (open)
		fputs("\033]8;;\033\\", stdout);
}

void pen_url(const struct pen *p, const char *url)
{
	bool open = link_start(p, url);

	pen_put(p, p->ansi ? ROLE_LINK : ROLE_TEXT, url);
	link_end(open);
}

static void put_line(const struct pen *p, const struct layout *lay,
		     const struct layout_line *line, const struct doc *doc)
{
	const struct layout_run *runs = lay->runs.v + line->run;
	uint32_t n = line->n_runs;

	for (uint32_t i = 0; i < n; i++) {
		const struct layout_run *r = &runs[i];
		const char *s = lay->text.ptr + r->off;
		size_t len = r->len;
		uint32_t attrs;
		enum role role = theme_run(r->style, ROLE_TEXT, &attrs);
		bool open = r->link &&
			    link_start(p, doc->links.v[r->link - 1].url);
		while (i + 1 == n && len && s[len - 1] == ' ')
			len--;
		put_n(p, role, attrs, s, len);
		link_end(open);
	}
	putchar('\n');
}

void pen_layout(const struct pen *p, struct layout *lay,
		const struct doc *doc)
{
	if (p->bidi == APP_BIDI_VISUAL)
		layout_visual(lay, doc);
	else if (p->bidi == APP_BIDI_TERMINAL)
		layout_isolate(lay);
	for (size_t i = 0; i < lay->lines.len; i++)
		put_line(p, lay, &lay->lines.v[i], doc);
}
