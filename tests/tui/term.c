/* term.c - see term.h. */
#include "config.h"

#include "term.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/base/clock.h"

#define LIMIT_MS 20000
#define QUIET_MS 120

struct term {
	VTerm *vt;
	VTermScreen *screen;
	int fd;
	pid_t pid;
	bool ended;
	int status; /* of waitpid() */
	int cursor_row;
	struct buf row;
};

static int on_cursor(VTermPos pos, VTermPos old, int visible, void *ctx)
{
	struct term *t = ctx;

	(void)old;
	(void)visible;
	t->cursor_row = pos.row;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .movecursor = on_cursor };

static void set_home(const char *home)
{
	static const char *const dirs[][2] = {
		{ "XDG_CONFIG_HOME", "config" },
		{ "XDG_DATA_HOME", "data" },
		{ "XDG_CACHE_HOME", "cache" },
		{ "XDG_STATE_HOME", "state" },
	};

	setenv("HOME", home, 1);
	for (size_t i = 0; i < 4; i++) {
		char *dir = xasprintf("%s/%s", home, dirs[i][1]);
		setenv(dirs[i][0], dir, 1);
		free(dir);
	}
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("NO_COLOR");
	unsetenv("COLORTERM");
}

struct term *term_start(const char *home, int rows, int cols,
			const char *const argv[])
{
	struct term *t = xcalloc(1, sizeof(*t));
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };

	buf_init(&t->row, BUF_MAX_DEFAULT);
	t->vt = vterm_new(rows, cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	t->pid = forkpty(&t->fd, NULL, NULL, &ws);
	cr_assert_geq(t->pid, 0, "forkpty: %s", strerror(errno));
	if (t->pid == 0) {
		set_home(home);
		execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	fcntl(t->fd, F_SETFL, fcntl(t->fd, F_GETFL) | O_NONBLOCK);
	return t;
}

void term_free(struct term *t)
{
	if (!t->ended) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, &t->status, 0);
	}
	close(t->fd);
	vterm_free(t->vt);
	buf_release(&t->row);
	free(t);
}

/* Feed the screen for at most `ms`; false when nothing came. */
static bool pump(struct term *t, int ms)
{
	struct pollfd p = { .fd = t->fd, .events = POLLIN };
	char bytes[16384];
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return false;
	n = read(t->fd, bytes, sizeof(bytes));
	if (n <= 0) {
		/* The other side is closed: poll() would spin. */
		if (!t->ended && waitpid(t->pid, &t->status, WNOHANG) > 0)
			t->ended = true;
		poll(NULL, 0, 5);
		return false;
	}
	vterm_input_write(t->vt, bytes, (size_t)n);
	/* Answers (cursor position, device attributes) go back. */
	n = (ssize_t)vterm_output_read(t->vt, bytes, sizeof(bytes));
	if (n > 0 && write(t->fd, bytes, (size_t)n) < 0)
		return false;
	return true;
}

void term_send(struct term *t, const char *keys)
{
	size_t len = strlen(keys);

	while (len) {
		ssize_t n = write(t->fd, keys, len);
		if (n < 0 && errno == EAGAIN) {
			pump(t, 10);
			continue;
		}
		cr_assert_gt(n, 0, "the program no longer reads keys");
		keys += n;
		len -= (size_t)n;
	}
}

void term_resize(struct term *t, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };

	vterm_set_size(t->vt, rows, cols);
	cr_assert_eq(ioctl(t->fd, TIOCSWINSZ, &ws), 0);
}

const char *term_row(struct term *t, int row)
{
	int rows, cols;

	vterm_get_size(t->vt, &rows, &cols);
	buf_clear(&t->row);
	for (int col = 0; col < cols; col++) {
		VTermScreenCell cell;
		VTermPos pos = { .row = row, .col = col };
		if (!vterm_screen_get_cell(t->screen, pos, &cell))
			continue;
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* right half of a wide character */
		if (!cell.chars[0])
			buf_addc(&t->row, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			buf_add_cp(&t->row, cell.chars[i]);
	}
	while (t->row.len && t->row.ptr[t->row.len - 1] == ' ')
		buf_truncate(&t->row, t->row.len - 1);
	return t->row.ptr;
}

bool term_shows(struct term *t, const char *text)
{
	int rows, cols;

	vterm_get_size(t->vt, &rows, &cols);
	for (int r = 0; r < rows; r++)
		if (strstr(term_row(t, r), text))
			return true;
	return false;
}

static void print_screen(struct term *t, const char *why, const char *text)
{
	int rows, cols;

	vterm_get_size(t->vt, &rows, &cols);
	fprintf(stderr, "# %s \"%s\"; the screen is:\n", why, text);
	for (int r = 0; r < rows; r++)
		fprintf(stderr, "# |%s\n", term_row(t, r));
}

static bool wait_for(struct term *t, const char *text, bool there)
{
	int64_t end = clock_mono_ms() + LIMIT_MS;

	while (term_shows(t, text) != there) {
		if (clock_mono_ms() > end || (t->ended && !pump(t, 0))) {
			print_screen(t, there ? "never seen:" :
						"never gone:", text);
			return false;
		}
		pump(t, 50);
	}
	return true;
}

bool term_has(struct term *t, const char *text)
{
	return wait_for(t, text, true);
}

bool term_lacks(struct term *t, const char *text)
{
	return wait_for(t, text, false);
}

int term_cursor_row(struct term *t)
{
	return t->cursor_row;
}

void term_settle(struct term *t)
{
	int64_t end = clock_mono_ms() + LIMIT_MS;

	while (clock_mono_ms() < end && pump(t, QUIET_MS))
		;
}

int term_exit(struct term *t)
{
	int64_t end = clock_mono_ms() + LIMIT_MS;

	while (!t->ended && clock_mono_ms() < end) {
		pump(t, 20);
		if (!t->ended && waitpid(t->pid, &t->status, WNOHANG) > 0)
			t->ended = true;
	}
	if (!t->ended || !WIFEXITED(t->status))
		return -1;
	return WEXITSTATUS(t->status);
}
