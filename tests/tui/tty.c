/* tty.c - see tty.h. */
#include "config.h"

#include "tty.h"
#include "../folder.h"

#include <criterion/criterion.h>
#include <errno.h>
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
#include "thrum/base/path.h"

#include "thrum/base/banned.h"

enum {
	WAIT_MS = 20000, /* much longer than anything takes */
	ARGS_MAX = 8,
};

void tty_init(struct tty *t)
{
	memset(t, 0, sizeof(*t));
	t->fd = -1;
	t->home = folder_make();
	cr_assert(t->home, "no temporary folder");
}

static void hang_up(struct tty *t)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
	if (t->vt)
		vterm_free(t->vt);
	t->vt = NULL;
}

void tty_release(struct tty *t)
{
	if (t->pid) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, NULL, 0);
	}
	hang_up(t);
	free(t->text);
	folder_remove(t->home);
}

/* In the child: nothing of the caller's configuration may leak in. */
static void run_child(const struct tty *t, const char *const *args,
		      const char *const *env)
{
	/* A path in front of the arguments is another program's. */
	bool other = args[0] && args[0][0] == '/';
	const char *program = other ? args[0] : getenv("THRUM");
	const char *data = getenv("THRUM_DATA");
	const char *asan = getenv("ASAN_OPTIONS");
	const char *argv[ARGS_MAX + 2] = { program };
	char *data_copy = data ? xstrdup(data) : NULL;
	char *asan_copy = asan ? xstrdup(asan) : NULL;
	char *path = xstrdup(program ? program : "thrum");
	char *thrum = xstrdup(getenv("THRUM"));

	for (int i = 0; args[i] && i < ARGS_MAX; i++)
		argv[other ? i : i + 1] = args[i];
	argv[0] = path;
	clearenv();
	setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
	setenv("HOME", t->home, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	setenv("THRUM_NOW", "1748700120", 1); /* the clock stands still */
	if (data_copy)
		setenv("THRUM_DATA", data_copy, 1);
	if (asan_copy)
		setenv("ASAN_OPTIONS", asan_copy, 1);
	if (thrum)
		setenv("THRUM", thrum, 1);
	for (int i = 0; env && env[i]; i++)
		putenv((char *)env[i]);
	execv(path, (char *const *)argv);
	_exit(127);
}

void tty_start(struct tty *t, int rows, int cols, const char *const *args,
	       const char *const *env)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };

	t->rows = rows;
	t->cols = cols;
	t->bytes = 0;
	t->pid = forkpty(&t->fd, NULL, NULL, &ws);
	cr_assert(t->pid >= 0, "no pty: %s", strerror(errno));
	if (t->pid == 0)
		run_child(t, args, env);
	VTerm *vt = vterm_new(rows, cols);
	vterm_set_utf8(vt, 1);
	VTermScreen *screen = vterm_obtain_screen(vt);
	vterm_screen_enable_altscreen(screen, 1);
	vterm_screen_reset(screen, 1);
	t->vt = vt;
}

/* Take what has come within `ms`; false when the program hung up. */
static bool pump(struct tty *t, int ms)
{
	struct pollfd p = { .fd = t->fd, .events = POLLIN };
	char bytes[8192];

	if (poll(&p, 1, ms) <= 0)
		return true;
	ssize_t n = read(t->fd, bytes, sizeof(bytes));
	if (n <= 0)
		return false;
	t->bytes += (size_t)n;
	vterm_input_write(t->vt, bytes, (size_t)n);
	return true;
}

static void put_cell(struct buf *out, const VTermScreenCell *cell)
{
	if (!cell->chars[0] || cell->chars[0] == (uint32_t)-1) {
		buf_addc(out, ' ');
		return;
	}
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		buf_add_cp(out, cell->chars[i]);
}

const char *tty_text(struct tty *t)
{
	VTermScreen *screen = vterm_obtain_screen(t->vt);
	struct buf out = BUF_INIT;

	for (int y = 0; y < t->rows; y++) {
		for (int x = 0; x < t->cols;) {
			VTermScreenCell cell;
			VTermPos pos = { .row = y, .col = x };
			vterm_screen_get_cell(screen, pos, &cell);
			put_cell(&out, &cell);
			x += cell.width > 0 ? cell.width : 1;
		}
		while (out.len && out.ptr[out.len - 1] == ' ')
			buf_truncate(&out, out.len - 1);
		buf_addc(&out, '\n');
	}
	free(t->text);
	t->text = buf_detach(&out);
	return t->text;
}

int tty_cursor_row(struct tty *t)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &pos);
	return pos.row;
}

void tty_send(struct tty *t, const char *bytes)
{
	size_t len = strlen(bytes);

	while (len) {
		ssize_t n = write(t->fd, bytes, len);
		cr_assert(n > 0, "the program does not read");
		bytes += n;
		len -= (size_t)n;
	}
}

static void wait_until(struct tty *t, const char *text, bool there)
{
	int64_t end = clock_mono_ms() + WAIT_MS;

	while ((strstr(tty_text(t), text) != NULL) != there) {
		bool alive = pump(t, 50);
		cr_assert(alive, "the program ended before \"%s\" %s:\n%s",
			  text, there ? "came" : "went", tty_text(t));
		cr_assert(clock_mono_ms() < end,
			  "\"%s\" does not %s; the screen is:\n%s", text,
			  there ? "come" : "go", tty_text(t));
	}
}

void tty_wait(struct tty *t, const char *text)
{
	wait_until(t, text, true);
}

void tty_wait_gone(struct tty *t, const char *text)
{
	wait_until(t, text, false);
}

int tty_wait_exit(struct tty *t)
{
	int64_t end = clock_mono_ms() + WAIT_MS;
	int status = 0;

	while (pump(t, 50))
		cr_assert(clock_mono_ms() < end,
			  "the program does not end; the screen is:\n%s",
			  tty_text(t));
	while (waitpid(t->pid, &status, WNOHANG) == 0) {
		cr_assert(clock_mono_ms() < end, "the program does not end");
		poll(NULL, 0, 5);
	}
	t->pid = 0;
	tty_text(t);
	hang_up(t);
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   128 + WTERMSIG(status);
}

void tty_resize(struct tty *t, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
			      .ws_col = (unsigned short)cols };

	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->fd, TIOCSWINSZ, &ws);
}

size_t tty_listen(struct tty *t, int ms)
{
	size_t before = t->bytes;
	int64_t end = clock_mono_ms() + ms;

	while (clock_mono_ms() < end && pump(t, (int)(end - clock_mono_ms())))
		;
	return t->bytes - before;
}
