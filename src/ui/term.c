/* term.c - the terminal: cells, colours, keys. See term_priv.h.
 *
 * Keys are read through a pad of their own: wget_wch() on a window that
 * was drawn into would refresh it behind our back. Widths are those of
 * text/width.h; where the C library thinks a character narrower, blanks
 * fill the difference, so that columns never drift. Parts of an emoji
 * sequence behind a joiner are left out but where the terminal is known to
 * draw the whole as one sign: else no two of them agree. */
#include "config.h"

#include "term_priv.h"

/* keymap.h has a function of that name; ours is meant here. */
#define key_name curses_key_name
#include <curses.h>
#undef key_name
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/vec.h"
#include "thrum/conf/keymap.h"
#include "thrum/text/utf8.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

#define ESC_DELAY_MS 25
#define NO_BG INT32_MIN
#define JOINER "\xe2\x80\x8d" /* U+200D */
#define PAIRS_MAX 250 /* also on terminals with 256 pairs */

struct pair {
	int32_t fg, bg;
};

struct term {
	SCREEN *screen;
	WINDOW *keys; /* the pad that keys are read through */
	struct theme theme;
	struct {
		VEC_FIELDS(struct pair);
	} pairs; /* index + 1 = curses' pair */
	FILE *out;
	int n_colors;
	bool joins; /* TERM_JOINS */
	int cur_y, cur_x;
	bool cur_visible, cur_was_visible;
	uint32_t enter; /* the code of the Enter key */
	/* The pen that drew last: blanks behind it go on with it. */
	attr_t last_attrs;
	int last_pair;
	int32_t last_bg;
};

/* ---- colours ---- */

/* A palette entry as 0xrrggbb: xterm's cube and grey ramp. */
static int32_t palette_rgb(int32_t c)
{
	static const int32_t first[16] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
		0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
		0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	};
	static const int32_t level[6] = { 0, 95, 135, 175, 215, 255 };

	if (c < 16)
		return first[c];
	if (c >= 232) {
		int32_t grey = 8 + (c - 232) * 10;
		return grey << 16 | grey << 8 | grey;
	}
	c -= 16;
	return level[c / 36] << 16 | level[c / 6 % 6] << 8 | level[c % 6];
}

static int32_t color_of(const struct term *t, int32_t c)
{
	if (c < 0)
		return -1;
	if (t->n_colors > 256) /* direct colours: 0..7 stay the palette's */
		return c < 8		 ? c :
		       (c & 0x1000000) ? (c & 0xffffff) :
						 palette_rgb(c);
	return theme_nearest(c, t->n_colors);
}

/* The curses pair for these colours, made on first use; 0 when there is no
 * room left. */
static int pair_of(struct term *t, int32_t fg, int32_t bg)
{
	if (!t->n_colors || (fg < 0 && bg < 0))
		return 0;
	for (size_t i = 0; i < t->pairs.len; i++)
		if (t->pairs.v[i].fg == fg && t->pairs.v[i].bg == bg)
			return (int)i + 1;
	if (t->pairs.len >= PAIRS_MAX || (int)t->pairs.len + 1 >= COLOR_PAIRS)
		return 0;
	vec_push(&t->pairs, ((struct pair){ fg, bg }));
	int no = (int)t->pairs.len;
	init_extended_pair(no, color_of(t, fg), color_of(t, bg));
	return no;
}

static attr_t curses_attrs(uint32_t attrs)
{
	attr_t a = A_NORMAL;

	if (attrs & ATTR_BOLD)
		a |= A_BOLD;
	if (attrs & ATTR_DIM)
		a |= A_DIM;
	if (attrs & ATTR_ITALIC)
		a |= A_ITALIC;
	if (attrs & ATTR_UNDERLINE)
		a |= A_UNDERLINE;
	if (attrs & ATTR_REVERSE)
		a |= A_REVERSE;
	return a;
}

/* Blanks look the same in every colour of letters: a change of the pen that
 * nobody sees is not sent. */
static bool is_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] != ' ')
			return false;
	return true;
}

/* A selected row keeps what its texts say (bold, underline) and takes the
 * colours of the selection; dim would make it unreadable. */
static void resolve(struct term *t, struct look look, bool blank,
		    attr_t *attrs, int *pair)
{
	struct style s = theme_style(&t->theme, look.role);

	s.attrs |= look.attrs;
	if (look.selected) {
		const struct style sel =
			theme_style(&t->theme, ROLE_SELECTED);
		s.attrs = (s.attrs & ~(uint32_t)ATTR_DIM) | sel.attrs;
		s.fg = sel.fg;
		if (sel.bg >= 0)
			s.bg = sel.bg;
	}
	*attrs = curses_attrs(s.attrs);
	*pair = pair_of(t, s.fg, s.bg);
	if (blank && t->last_bg == s.bg &&
	    !((*attrs | t->last_attrs) & (A_UNDERLINE | A_REVERSE))) {
		*attrs = t->last_attrs;
		*pair = t->last_pair;
	}
	t->last_attrs = *attrs;
	t->last_pair = *pair;
	t->last_bg = s.bg;
}

void term_set_theme(struct term *t, const struct theme *theme)
{
	const struct style *text = &theme->roles[ROLE_TEXT];

	t->theme = *theme;
	/* Blank cells look like text. */
	int pair = pair_of(t, text->fg, text->bg);
	cchar_t blank;
	setcchar(&blank, L" ", A_NORMAL, 0, &pair);
	bkgrndset(&blank);
}

int term_colors(const struct term *t)
{
	return t->n_colors;
}

/* ---- start and end ---- */

static enum status check_type(const char *type, struct err *err)
{
	if (!type || !*type)
		return err_set(err, ST_UNSUPPORTED,
			       _("TERM is not set: thrum needs to know the "
				 "terminal (try TERM=xterm-256color)"));
	if (!strcmp(type, "dumb") || !strcmp(type, "unknown"))
		return err_set(err, ST_UNSUPPORTED,
			       _("the terminal \"%s\" cannot show a screen: "
				 "use `thrum --linear`, `thrum threads` or "
				 "`thrum show` there"),
			       type);
	return ST_OK;
}

static void setup_input(struct term *t, uint32_t flags)
{
	raw();
	noecho();
	nonl();
	t->keys = newpad(1, 1);
	if (!t->keys)
		BUG("out of memory");
	keypad(t->keys, TRUE);
	nodelay(t->keys, TRUE);
	intrflush(t->keys, FALSE);
	if (flags & TERM_MOUSE)
		term_use_mouse(t, true);
}

void term_use_mouse(struct term *t, bool on)
{
	(void)t;
	mousemask(on ? BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON4_PRESSED |
			       BUTTON5_PRESSED :
		       0,
		  NULL);
	mouseinterval(0);
}

static void setup_colors(struct term *t, uint32_t flags)
{
	if ((flags & TERM_MONO) || !has_colors() || start_color() == ERR)
		return;
	use_default_colors();
	t->n_colors = COLORS < 8 ? 0 : COLORS;
}

uint32_t term_known_flags(void)
{
	static const char *const types[] = { "xterm-kitty", "xterm-ghostty",
					     "foot", "contour", "wezterm" };
	static const char *const programs[] = { "WezTerm", "iTerm.app",
						"ghostty" };
	const char *type = getenv("TERM");
	const char *program = getenv("TERM_PROGRAM");

	/* Inside of another one it is that one's cells that count. */
	if (!type || getenv("TMUX") || !strncmp(type, "screen", 6))
		return 0;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (!strncmp(type, types[i], strlen(types[i])))
			return TERM_JOINS;
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		if (program && !strcmp(program, programs[i]))
			return TERM_JOINS;
	return 0;
}

enum status term_new(const struct term_options *opts, struct term **out,
		     struct err *err)
{
	const char *type = opts->type ? opts->type : getenv("TERM");
	enum status st = check_type(type, err);

	if (st != ST_OK)
		return st;
	set_escdelay(ESC_DELAY_MS);
	SCREEN *screen = newterm(type, opts->out, opts->in);
	if (!screen)
		return err_set(err, ST_UNSUPPORTED,
			       _("the terminal \"%s\" is not known here: "
				 "install its description or try "
				 "TERM=xterm-256color"),
			       type);
	struct term *t = xcalloc(1, sizeof(*t));
	t->screen = screen;
	t->out = opts->out;
	t->enter = key_parse("Enter", 5);
	t->joins = opts->flags & TERM_JOINS;
	t->cur_was_visible = true;
	theme_init_mono(&t->theme);
	setup_input(t, opts->flags);
	setup_colors(t, opts->flags);
	/* Scrolled lists move lines instead of sending them anew. */
	idlok(stdscr, TRUE);
	*out = t;
	return ST_OK;
}

void term_free(struct term *t)
{
	if (!t)
		return;
	curs_set(1);
	endwin();
	delwin(t->keys);
	delscreen(t->screen);
	vec_release(&t->pairs);
	free(t);
}

void term_rescue(void)
{
	if (stdscr && !isendwin())
		endwin();
}

void term_size(const struct term *t, int *rows, int *cols)
{
	(void)t;
	getmaxyx(stdscr, *rows, *cols);
}

void term_resize(struct term *t, int rows, int cols)
{
	struct winsize ws;

	if (rows <= 0 || cols <= 0) {
		if (ioctl(fileno(t->out), TIOCGWINSZ, &ws) < 0)
			return;
		rows = ws.ws_row;
		cols = ws.ws_col;
	}
	if (rows <= 0 || cols <= 0)
		return;
	resizeterm(rows, cols);
	/* resizeterm() types a key that nobody pressed. */
	wint_t wc;
	if (wget_wch(t->keys, &wc) == OK)
		unget_wch((wchar_t)wc);
}

void term_redraw(struct term *t)
{
	(void)t;
	clearok(curscr, TRUE);
}

FILE *term_file(struct term *t)
{
	return t->out;
}

void term_leave(struct term *t)
{
	(void)t;
	curs_set(1);
	endwin();
}

void term_return(struct term *t)
{
	t->cur_was_visible = true;
	term_resize(t, 0, 0);
	term_redraw(t);
}

void term_suspend(struct term *t)
{
	struct sigaction dfl = { .sa_handler = SIG_DFL }, old;
	sigset_t set, old_set;

	term_leave(t);
	sigemptyset(&dfl.sa_mask);
	sigaction(SIGTSTP, &dfl, &old);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	pthread_sigmask(SIG_UNBLOCK, &set, &old_set);
	raise(SIGTSTP);
	pthread_sigmask(SIG_SETMASK, &old_set, NULL);
	sigaction(SIGTSTP, &old, NULL);
	term_return(t);
}

/* ---- a frame ---- */

void term_erase(struct term *t)
{
	t->cur_y = t->cur_x = 0;
	t->cur_visible = false;
	werase(stdscr);
}

void term_cursor(struct term *t, int y, int x, bool visible)
{
	t->cur_y = y;
	t->cur_x = x;
	t->cur_visible = visible;
}

void term_flush(struct term *t)
{
	int rows, cols;

	getmaxyx(stdscr, rows, cols);
	if (t->cur_y >= rows)
		t->cur_y = rows - 1;
	if (t->cur_x >= cols)
		t->cur_x = cols - 1;
	wmove(stdscr, t->cur_y < 0 ? 0 : t->cur_y, t->cur_x < 0 ? 0 : t->cur_x);
	if (t->cur_visible != t->cur_was_visible) {
		curs_set(t->cur_visible);
		t->cur_was_visible = t->cur_visible;
	}
	wnoutrefresh(stdscr);
	doupdate();
}

void term_blank(struct term *t, int y, int x, int n, struct look look)
{
	static const char blanks[] = "                                ";

	while (n > 0) {
		int k = n < 32 ? n : 32;
		term_text(t, y, x, k, look, blanks, (size_t)k);
		x += k;
		n -= k;
	}
}

/* One run of printable ASCII in place. */
static int put_ascii(int y, int x, const char *s, size_t len)
{
	mvwaddnstr(stdscr, y, x, s, (int)len);
	return (int)len;
}

/* Base character and its marks into one cell (or two); returns the cells
 * that curses takes for it. */
static int put_cell(int y, int x, const wchar_t *wide, attr_t attrs, int pair)
{
	cchar_t cell;
	int w = wcwidth(wide[0]);

	if (setcchar(&cell, wide, attrs, 0, &pair) == ERR)
		return 0;
	mvwadd_wch(stdscr, y, x, &cell);
	return w;
}

struct pen {
	int y, x;
	attr_t attrs;
	int pair;
};

/* The sequence as one sign, where the terminal draws it so; false when
 * curses has no room for its parts. setcchar() takes no wide part behind the
 * first, so they are put where it would. */
static bool put_joined(const struct pen *pen, const char *s, size_t len)
{
	wchar_t first[2] = { 0 };
	cchar_t cell;
	size_t i = 0;
	uint32_t cp;
	int n = 0;

	while (i < len) {
		i += utf8_next(s + i, len - i, &cp);
		if (n == CCHARW_MAX || (cp != 0x200d && !text_is_drawable(cp)))
			return false;
		if (n++ == 0) {
			first[0] = (wchar_t)cp;
			if (setcchar(&cell, first, pen->attrs, 0, &pen->pair))
				return false;
			continue;
		}
		cell.chars[n - 1] = (wchar_t)cp;
	}
	mvwadd_wch(stdscr, pen->y, pen->x, &cell);
	return true;
}

/* A grapheme cluster of `cols` cells. Marks join the character before
 * them; further wide parts get cells as long as there is room. */
static void put_cluster(const struct pen *pen, const char *s, size_t len,
			int cols)
{
	wchar_t wide[CCHARW_MAX + 1];
	size_t n = 0, i = 0;
	int used = 0;
	uint32_t cp;

	while (i < len) {
		i += utf8_next(s + i, len - i, &cp);
		if (cp == 0x200d)
			break;
		if (!text_is_drawable(cp))
			cp = 0xfffd;
		int w = wcwidth((wchar_t)cp);
		if (w < 0) {
			cp = term_plain(cp);
			w = cp != 0;
		}
		if (cp && w == 0 && n && n < CCHARW_MAX && cp < 0xfe00) {
			wide[n++] = (wchar_t)cp;
			continue;
		}
		if (w == 0)
			continue;
		if (n) {
			wide[n] = 0;
			used += put_cell(pen->y, pen->x + used, wide,
					 pen->attrs, pen->pair);
		}
		n = 0;
		if (used + w > cols)
			break;
		wide[n++] = (wchar_t)cp;
	}
	if (n) {
		wide[n] = 0;
		used += put_cell(pen->y, pen->x + used, wide, pen->attrs,
				 pen->pair);
	}
	for (; used < cols; used++)
		put_cell(pen->y, pen->x + used, L" ", pen->attrs, pen->pair);
}

int term_text(struct term *t, int y, int x, int cols, struct look look,
	      const char *s, size_t len)
{
	int rows, width, used = 0;
	struct pen pen = { .y = y };

	getmaxyx(stdscr, rows, width);
	if (y < 0 || y >= rows || x < 0 || x >= width)
		return 0;
	if (cols > width - x)
		cols = width - x;
	if (x == 0)
		t->last_bg = NO_BG; /* a row begins with its own */
	resolve(t, look, is_blank(s, len), &pen.attrs, &pen.pair);
	wattr_set(stdscr, pen.attrs, 0, &pen.pair);
	for (size_t i = 0; i < len && used < cols;) {
		size_t run = 0;
		while (i + run < len && used + (int)run < cols &&
		       s[i + run] >= 0x20 && s[i + run] < 0x7f)
			run++;
		/* A mark may follow: the last one goes with its cluster. */
		if (run && i + run < len && (s[i + run] & 0x80) &&
		    used + (int)run < cols)
			run--;
		if (run) {
			used += put_ascii(y, x + used, s + i, run);
			i += run;
			continue;
		}
		int w = 1;
		size_t n = text_grapheme(s + i, len - i, &w);
		if (w > cols - used)
			break;
		pen.x = x + used;
		if (!t->joins || w != 2 || !memmem(s + i, n, JOINER, 3) ||
		    !put_joined(&pen, s + i, n))
			put_cluster(&pen, s + i, n ? n : 1, w);
		used += w;
		i += n ? n : 1;
	}
	return used;
}

/* ---- keys ---- */

struct named_key {
	int curses;
	uint32_t key;
};

static const struct named_key named_keys[] = {
	{ KEY_UP, KEYC_UP },	     { KEY_DOWN, KEYC_DOWN },
	{ KEY_LEFT, KEYC_LEFT },     { KEY_RIGHT, KEYC_RIGHT },
	{ KEY_HOME, KEYC_HOME },     { KEY_END, KEYC_END },
	{ KEY_PPAGE, KEYC_PAGE_UP }, { KEY_NPAGE, KEYC_PAGE_DOWN },
	{ KEY_IC, KEYC_INSERT },     { KEY_DC, KEYC_DELETE },
	{ KEY_BACKSPACE, KEYC_BACKSPACE },
	{ KEY_RESIZE, KEYC_RESIZE }, { KEY_MOUSE, KEYC_MOUSE },
	{ KEY_FIND, KEYC_HOME },     { KEY_SELECT, KEYC_END },
};

static uint32_t named_key(const struct term *t, wint_t code)
{
	if (code == KEY_ENTER)
		return t->enter;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEYC_F0 + (uint32_t)(code - KEY_F(0));
	for (size_t i = 0; i < sizeof(named_keys) / sizeof(*named_keys); i++)
		if ((wint_t)named_keys[i].curses == code)
			return named_keys[i].key;
	return 0;
}

static uint32_t plain_key(const struct term *t, wint_t wc)
{
	if (wc == '\r' || wc == '\n')
		return t->enter;
	if (wc == 127 || wc == 8)
		return KEYC_BACKSPACE;
	return (uint32_t)wc;
}

static bool take_mouse(struct mouse *mouse)
{
	MEVENT e;

	if (getmouse(&e) != OK)
		return false;
	*mouse = (struct mouse){ .y = e.y, .x = e.x, .what = MOUSE_CLICK };
	if (e.bstate & BUTTON4_PRESSED)
		mouse->what = MOUSE_WHEEL_UP;
	else if (e.bstate & BUTTON5_PRESSED)
		mouse->what = MOUSE_WHEEL_DOWN;
	else if (!(e.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED)))
		return false;
	return true;
}

uint32_t term_key(struct term *t, struct mouse *mouse)
{
	wint_t wc;

	for (;;) {
		int got = wget_wch(t->keys, &wc);
		uint32_t key;
		if (got == ERR)
			return 0;
		if (got == KEY_CODE_YES)
			key = named_key(t, wc);
		else
			key = plain_key(t, wc);
		if (key == KEYC_RESIZE || key == 0)
			continue;
		if (key == KEYC_MOUSE && !take_mouse(mouse))
			continue;
		if (key != 27)
			return key;
		/* Alt sends Esc and the key in one piece. */
		got = wget_wch(t->keys, &wc);
		if (got == OK && wc != 27)
			return KEYC_META + plain_key(t, wc);
		if (got == OK)
			unget_wch((wchar_t)wc);
		return key;
	}
}

void term_unkey(struct term *t, uint32_t key)
{
	if (key == t->enter)
		key = '\r';
	for (size_t i = 0; i < sizeof(named_keys) / sizeof(*named_keys); i++)
		if (named_keys[i].key == key) {
			ungetch(named_keys[i].curses);
			return;
		}
	unget_wch((wchar_t)key);
}

/* ---- read back, for tests ---- */

void term_read_row(struct term *t, int y, struct buf *out)
{
	int rows, cols;
	size_t start = out->len, end = start;
	wchar_t wide[CCHARW_MAX + 1];

	(void)t;
	getmaxyx(stdscr, rows, cols);
	for (int x = 0; y < rows && x < cols;) {
		cchar_t cell;
		attr_t attrs;
		short pair;
		int w = 1;
		mvwin_wch(stdscr, y, x, &cell);
		memset(wide, 0, sizeof(wide));
		getcchar(&cell, wide, &attrs, &pair, NULL);
		for (int i = 0; wide[i]; i++)
			buf_add_cp(out, (uint32_t)wide[i]);
		if (wide[0] && wide[0] != L' ')
			end = out->len;
		if (wide[0])
			w = wcwidth(wide[0]);
		x += w > 0 ? w : 1;
	}
	buf_truncate(out, end);
}

uint32_t term_read_attrs(struct term *t, int y, int x)
{
	cchar_t cell;
	attr_t attrs = 0;
	short pair;
	wchar_t wide[CCHARW_MAX + 1];
	uint32_t out = 0;

	(void)t;
	mvwin_wch(stdscr, y, x, &cell);
	getcchar(&cell, wide, &attrs, &pair, NULL);
	if (attrs & A_BOLD)
		out |= ATTR_BOLD;
	if (attrs & A_DIM)
		out |= ATTR_DIM;
	if (attrs & A_ITALIC)
		out |= ATTR_ITALIC;
	if (attrs & A_UNDERLINE)
		out |= ATTR_UNDERLINE;
	if (attrs & A_REVERSE)
		out |= ATTR_REVERSE;
	return out;
}
