/* command.c - run a program for exec: and filter: feeds; see fetch.h.
 *
 * The program gets a process group of its own, so that a time-out ends
 * what it started too. Three pipes and one poll(): a filter that writes
 * before it has read everything must not block us, nor we it.
 */
#include "config.h"

#include "thrum/fetch/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"

#include "thrum/base/banned.h"

extern char **environ;

enum {
	TIMEOUT_DEFAULT_S = 60,
	CHUNK = 64 * 1024,
	WORDS_MAX = 200, /* of standard error */
	GRACE_MS = 500, /* between asking to end and ending */
	NAP_MS = 10,
	ASK_MS = 100, /* between two calls of stop() */
};

/* A running program; file descriptors are ours or -1. */
struct child {
	pid_t pid;
	int in, out, err; /* to its 0, from its 1 and 2 */
	int64_t until_ms;
	const struct fetch_limits *limits;
	const struct buf *input;
	size_t sent;
	struct buf words; /* the beginning of its standard error */
};

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Both ends close on exec: another thread may be starting a program too,
 * and an end that it inherits would keep us waiting. */
static int make_pipe(int fd[2])
{
#ifdef HAVE_PIPE2
	int rc = pipe2(fd, O_CLOEXEC);
#else
	int rc = pipe(fd);

	if (!rc) {
		fcntl(fd[0], F_SETFD, FD_CLOEXEC);
		fcntl(fd[1], F_SETFD, FD_CLOEXEC);
	}
#endif
	if (rc < 0)
		fd[0] = fd[1] = -1;
	return rc;
}

static void do_not_block(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags >= 0)
		fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

/* ---- starting ------------------------------------------------------ */

/* Signals as a shell would leave them: none blocked, none ignored. */
static void set_attributes(posix_spawnattr_t *attr)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigemptyset(&all);
	sigaddset(&all, SIGPIPE);
	sigaddset(&all, SIGINT);
	sigaddset(&all, SIGQUIT);
	sigaddset(&all, SIGTERM);
	sigaddset(&all, SIGCHLD);
	sigaddset(&all, SIGHUP);
	posix_spawnattr_setsigmask(attr, &none);
	posix_spawnattr_setsigdefault(attr, &all);
	posix_spawnattr_setpgroup(attr, 0);
	posix_spawnattr_setflags(attr, POSIX_SPAWN_SETPGROUP |
					       POSIX_SPAWN_SETSIGMASK |
					       POSIX_SPAWN_SETSIGDEF);
}

/* 0 or an errno value. */
static int spawn(struct child *c, char *const argv[], int in, int out, int err)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	int rc = posix_spawn_file_actions_init(&files);

	if (rc)
		return rc;
	rc = posix_spawnattr_init(&attr);
	if (rc) {
		posix_spawn_file_actions_destroy(&files);
		return rc;
	}
	set_attributes(&attr);
	if (in >= 0)
		posix_spawn_file_actions_adddup2(&files, in, 0);
	else
		posix_spawn_file_actions_addopen(&files, 0, "/dev/null",
						 O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out, 1);
	posix_spawn_file_actions_adddup2(&files, err, 2);
	rc = posix_spawnp(&c->pid, argv[0], &files, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return rc;
}

static enum status start(struct child *c, char *const argv[], struct err *err)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, words[2] = { -1, -1 };
	enum status st = ST_OK;
	int rc = 0;

	if (make_pipe(out) < 0 || make_pipe(words) < 0 ||
	    (c->input && make_pipe(in) < 0))
		rc = errno;
	if (!rc)
		rc = spawn(c, argv, in[0], out[1], words[1]);
	if (rc)
		st = err_errno(err, rc, _("the command %s cannot be started"),
			       argv[0]);
	shut(&in[0]);
	shut(&out[1]);
	shut(&words[1]);
	c->in = in[1];
	c->out = out[0];
	c->err = words[0];
	if (c->in >= 0)
		do_not_block(c->in);
	return st;
}

/* ---- talking ------------------------------------------------------- */

static void send_some(struct child *c)
{
	size_t left = c->input->len - c->sent;
	ssize_t n = left ? write(c->in, c->input->ptr + c->sent, left) : 0;

	if (n > 0)
		c->sent += (size_t)n;
	else if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	/* A program that has read enough closes its end: no error. */
	if (n < 0 || c->sent == c->input->len)
		shut(&c->in);
}

static void read_output(struct child *c, struct buf *out)
{
	char *room = buf_reserve(out, CHUNK);
	char little[512];

	/* Near the cap: in small steps, so that what fits is accepted. */
	if (!room) {
		out->overflow = false;
		ssize_t n = read(c->out, little, sizeof(little));
		if (n > 0)
			buf_add(out, little, (size_t)n);
		if (n == 0 || (n < 0 && errno != EINTR))
			shut(&c->out);
		return;
	}
	ssize_t n = read(c->out, room, CHUNK);
	if (n > 0)
		buf_grew(out, (size_t)n);
	else if (n == 0 || errno != EINTR)
		shut(&c->out);
}

static void read_words(struct child *c)
{
	char bytes[512];
	ssize_t n = read(c->err, bytes, sizeof(bytes));

	for (ssize_t i = 0; i < n && c->words.len < WORDS_MAX; i++)
		buf_addc(&c->words, (unsigned char)bytes[i] < ' ' ? ' ' :
								    bytes[i]);
	if (n == 0 || (n < 0 && errno != EINTR))
		shut(&c->err);
}

/* How listening to a command came to its end. */
enum ending { END_HEARD, END_LATE, END_STOPPED, END_TOO_MUCH, END_BROKEN };

static bool is_unwanted(const struct child *c)
{
	return c->limits->stop && c->limits->stop(c->limits->ctx);
}

/* Until both outputs end. */
static enum ending talk(struct child *c, struct buf *out)
{
	while (c->out >= 0 || c->err >= 0) {
		int64_t left_ms = c->until_ms - clock_mono_ms();
		struct pollfd p[] = {
			{ .fd = c->in, .events = POLLOUT },
			{ .fd = c->out, .events = POLLIN },
			{ .fd = c->err, .events = POLLIN },
		};

		if (left_ms <= 0)
			return END_LATE;
		if (is_unwanted(c))
			return END_STOPPED;
		if (left_ms > ASK_MS)
			left_ms = ASK_MS;
		if (poll(p, 3, (int)left_ms) < 0 && errno != EINTR)
			return END_BROKEN;
		if (p[0].revents)
			send_some(c);
		if (p[1].revents)
			read_output(c, out);
		if (p[2].revents)
			read_words(c);
		if (out->overflow)
			return END_TOO_MUCH;
	}
	return END_HEARD;
}

/* ---- ending -------------------------------------------------------- */

static void nap(void)
{
	struct timespec t = { .tv_nsec = NAP_MS * 1000000L };

	nanosleep(&t, NULL);
}

/* 1 when it has ended, and how; 0 while it runs. */
static int has_ended(struct child *c, int *how)
{
	pid_t rc = waitpid(c->pid, how, WNOHANG);

	if (rc < 0 && errno != EINTR) {
		*how = 0; /* someone else reaped it */
		return 1;
	}
	return rc == c->pid;
}

/* A command may close its outputs and go on. */
static enum ending wait_for_end(struct child *c, int *how)
{
	while (!has_ended(c, how)) {
		if (clock_mono_ms() >= c->until_ms)
			return END_LATE;
		if (is_unwanted(c))
			return END_STOPPED;
		nap();
	}
	return END_HEARD;
}

static void end_group(struct child *c)
{
	int64_t until_ms = clock_mono_ms() + GRACE_MS;
	bool gone = false;
	int how;

	kill(-c->pid, SIGTERM);
	while (!gone && clock_mono_ms() < until_ms) {
		gone = has_ended(c, &how);
		if (!gone)
			nap();
	}
	kill(-c->pid, SIGKILL); /* also what it left behind */
	if (!gone)
		while (waitpid(c->pid, &how, 0) < 0 && errno == EINTR)
			continue;
}

static enum status verdict(const char *name, int how, struct err *err)
{
	if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
		return ST_OK;
	if (WIFSIGNALED(how))
		return err_set(err, ST_IO,
			       _("the command %s was ended by signal %d"),
			       name, WTERMSIG(how));
	return err_set(err, ST_IO, _("the command %s failed with status %d"),
		       name, WEXITSTATUS(how));
}

static enum status finish(struct child *c, const char *name, struct buf *out,
			  struct err *err)
{
	int how = 0;
	enum ending ending = talk(c, out);

	if (ending == END_HEARD)
		ending = wait_for_end(c, &how);
	if (ending != END_HEARD)
		end_group(c);
	switch (ending) {
	case END_HEARD:
		return verdict(name, how, err);
	case END_LATE:
		return err_set(err, ST_LIMIT,
			       _("the command %s took too long and was ended"),
			       name);
	case END_STOPPED:
		return err_set(err, ST_CANCELLED,
			       _("the command %s was stopped"), name);
	case END_TOO_MUCH:
		return err_set(err, ST_LIMIT, _("the command %s says too much"),
			       name);
	case END_BROKEN:
		break;
	}
	return err_set(err, ST_IO, _("the command %s cannot be heard"), name);
}

/* A write to a program that has ended raises SIGPIPE: not in this thread,
 * and nothing of it is left when the mask goes back. */
static void take_sigpipe(void)
{
	struct timespec now = { 0 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	while (sigtimedwait(&set, NULL, &now) == SIGPIPE)
		continue;
}

enum status fetch_command(char *const argv[], const struct buf *in,
			  const struct fetch_limits *limits, struct buf *out,
			  struct err *err)
{
	struct child c = { .in = -1,
			   .out = -1,
			   .err = -1,
			   .limits = limits,
			   .input = in };
	int32_t timeout_s = limits->timeout_s;
	const char *name = path_base(argv[0]);
	sigset_t pipe_only, before;
	enum status st;

	if (timeout_s <= 0)
		timeout_s = TIMEOUT_DEFAULT_S;
	c.until_ms = clock_mono_ms() + (int64_t)timeout_s * 1000;
	buf_init(&c.words, 2 * WORDS_MAX);
	sigemptyset(&pipe_only);
	sigaddset(&pipe_only, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
	st = start(&c, argv, err);
	if (st == ST_OK)
		st = finish(&c, name, out, err);
	shut(&c.in);
	shut(&c.out);
	shut(&c.err);
	take_sigpipe();
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (st != ST_OK && c.words.len)
		err_detail(err, "%s", c.words.ptr);
	buf_release(&c.words);
	return st;
}
