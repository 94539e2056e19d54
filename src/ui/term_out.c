/* term_out.c - the terminal lent to others: a clipboard, a command, a picture.
 *
 * While a command runs the terminal is its own; signals of the keyboard
 * (^C, ^Z) are for it, so that we ignore them until it has ended. */
#include "config.h"

#include "term_priv.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

enum { COPY_MAX = 65536 }; /* bytes; xterm takes about as many */

/* ---- clipboard ---- */

static void base64(struct buf *out, const unsigned char *s, size_t len)
{
	static const char abc[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		uint32_t v = (uint32_t)s[i] << 16;
		if (i + 1 < len)
			v |= (uint32_t)s[i + 1] << 8;
		if (i + 2 < len)
			v |= s[i + 2];
		buf_addc(out, abc[v >> 18]);
		buf_addc(out, abc[v >> 12 & 63]);
		buf_addc(out, i + 1 < len ? abc[v >> 6 & 63] : '=');
		buf_addc(out, i + 2 < len ? abc[v & 63] : '=');
	}
}

/* Source: XTerm Control Sequences, "Operating System Commands", Ps = 52. */
void term_copy(struct term *t, const char *text)
{
	struct buf b = BUF_INIT;
	size_t len = strlen(text);

	if (len > COPY_MAX)
		len = COPY_MAX;
	buf_adds(&b, "\033]52;c;");
	base64(&b, (const unsigned char *)text, len);
	buf_addc(&b, '\a');
	fwrite(b.ptr, 1, b.len, term_file(t));
	fflush(term_file(t));
	buf_release(&b);
}

/* ---- a command ---- */

static void become(const char *command, int in)
{
	static const int back[] = { SIGINT, SIGQUIT, SIGTSTP, SIGPIPE };
	struct sigaction dfl = { .sa_handler = SIG_DFL };

	for (size_t i = 0; i < sizeof(back) / sizeof(*back); i++)
		sigaction(back[i], &dfl, NULL);
	if (in >= 0)
		dup2(in, STDIN_FILENO);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* Write as much as it wants to read; one that stops reading is not an
 * error. */
static void feed(int fd, const char *s, size_t len)
{
	while (len) {
		ssize_t n = write(fd, s, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		s += n;
		len -= (size_t)n;
	}
}

static enum status spawn(const char *command, const char *input, size_t len,
			 int *code, struct err *err)
{
	int fds[2], state = 0;

	if (pipe(fds))
		return err_errno(err, errno, "pipe");
	fcntl(fds[1], F_SETFD, FD_CLOEXEC);
	pid_t pid = fork();
	if (pid == 0)
		become(command, input ? fds[0] : -1);
	int fork_errno = errno;
	close(fds[0]);
	if (pid > 0 && input)
		feed(fds[1], input, len);
	close(fds[1]);
	if (pid < 0)
		return err_errno(err, fork_errno, _("cannot start %s"),
				 command);
	while (waitpid(pid, &state, 0) < 0 && errno == EINTR)
		;
	*code = WIFEXITED(state) ? WEXITSTATUS(state) :
				   128 + WTERMSIG(state);
	return ST_OK;
}

/* What the command said can be read until a key is pressed. */
static void wait_key(struct term *t)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	char byte;

	fprintf(term_file(t), "%s", _("\n[press Enter to go back to thrum] "));
	fflush(term_file(t));
	while (poll(&p, 1, -1) < 0 && errno == EINTR)
		;
	(void)!read(STDIN_FILENO, &byte, 1);
}

void term_show(struct term *t, const char *lines, size_t len)
{
	static const int ours[] = { SIGINT, SIGTSTP };
	struct sigaction ign = { .sa_handler = SIG_IGN }, old[2];

	for (int i = 0; i < 2; i++)
		sigaction(ours[i], &ign, &old[i]);
	term_leave(t);
	fputs("\033[H\033[2J", term_file(t));
	fwrite(lines, 1, len, term_file(t));
	fflush(term_file(t));
	if (isatty(STDIN_FILENO))
		wait_key(t);
	for (int i = 0; i < 2; i++)
		sigaction(ours[i], &old[i], NULL);
	term_return(t);
}

enum status term_run(struct term *t, const char *command, const char *input,
		     size_t len, int *code, struct err *err)
{
	static const int ours[] = { SIGINT, SIGQUIT, SIGTSTP, SIGPIPE };
	enum { N = sizeof(ours) / sizeof(*ours) };
	struct sigaction ign = { .sa_handler = SIG_IGN }, old[N];
	enum status st;

	for (int i = 0; i < N; i++)
		sigaction(ours[i], &ign, &old[i]);
	term_leave(t);
	st = spawn(command, input, len, code, err);
	if (st == ST_OK && input && isatty(STDIN_FILENO))
		wait_key(t);
	for (int i = 0; i < N; i++)
		sigaction(ours[i], &old[i], NULL);
	term_return(t);
	return st;
}

enum status term_edit(struct term *t, const char *command, int *code,
		      struct err *err)
{
	return term_run(t, command, NULL, 0, code, err);
}
