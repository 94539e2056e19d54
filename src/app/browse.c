/* browse.c - hand an address to a browser, or something else to a command
 * of the configuration: an argument vector, never a shell; detached, so
 * that its output and its end are not ours. */
#include "config.h"

#include "app_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

static bool in_path(const char *name)
{
	const char *path = getenv("PATH");
	bool found = false;

	while (path && *path && !found) {
		size_t len = strcspn(path, ":");
		char *file = xasprintf("%.*s/%s", (int)len, path, name);
		found = len && access(file, X_OK) == 0;
		free(file);
		path += len + (path[len] == ':');
	}
	return found;
}

/* $BROWSER may list several, parted by colons; the first is taken. */
static char *browser_command(const struct app *app)
{
	const char *env = getenv("BROWSER");

	if (app->config.browser && *app->config.browser)
		return xstrdup(app->config.browser);
	if (env && *env)
		return xstrndup(env, strcspn(env, ":"));
	if (in_path("xdg-open"))
		return xstrdup("xdg-open");
	return in_path("open") ? xstrdup("open") : NULL;
}

/* What came from outside never looks like an option. */
static void add_arg(struct str_vec *words, const char *arg)
{
	str_vec_add_take(words,
			 xasprintf("%s%s", *arg == '-' ? " " : "", arg));
}

static char *replaced(const char *word, const char *at, const char *arg)
{
	bool first = at == word && *arg == '-';

	return xasprintf("%.*s%s%s%s", (int)(at - word), word,
			 first ? " " : "", arg, at + 2);
}

/* %u and %s stand for the first argument, %t for the second one. */
static bool put_in_place(struct str_vec *words, const struct str_vec *args)
{
	bool put = false;

	for (size_t i = 1; i < words->len; i++) {
		const char *word = words->v[i], *arg = args->v[0];
		const char *at = strstr(word, "%u");
		at = at ? at : strstr(word, "%s");
		if (!at && args->len > 1) {
			at = strstr(word, "%t");
			arg = args->v[1];
		}
		if (!at)
			continue;
		char *w = replaced(word, at, arg);
		free(words->v[i]);
		words->v[i] = w;
		put = true;
	}
	return put;
}

static void put_args(struct str_vec *words, const struct str_vec *args)
{
	if (!args->len || put_in_place(words, args))
		return;
	for (size_t i = 0; i < args->len; i++)
		add_arg(words, args->v[i]);
}

/* In the grandchild. Only async-signal-safe calls: other threads were
 * running when we forked. */
static void become(char *const argv[], int report)
{
	int null = open("/dev/null", O_RDWR);

	setsid();
	if (null >= 0) {
		dup2(null, 0);
		dup2(null, 1);
		dup2(null, 2);
	}
	execvp(argv[0], argv);
	int e = errno;
	ssize_t n = write(report, &e, sizeof(e));
	_exit(n < 0 ? 126 : 127);
}

/* Twice forked: init reaps it. The pipe closes on exec, or brings the
 * errno of a failed one. */
static enum status run_detached(char *const argv[], struct err *err)
{
	int fds[2], e = 0;

	if (pipe(fds))
		return err_errno(err, errno, "%s", argv[0]);
	fcntl(fds[0], F_SETFD, FD_CLOEXEC);
	fcntl(fds[1], F_SETFD, FD_CLOEXEC);
	pid_t pid = fork();
	if (pid == 0) {
		if (fork() == 0)
			become(argv, fds[1]);
		_exit(0);
	}
	int fork_errno = errno;
	close(fds[1]);
	ssize_t got = 0;
	if (pid > 0) {
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
		got = read(fds[0], &e, sizeof(e));
	}
	close(fds[0]);
	if (pid < 0)
		return err_errno(err, fork_errno, "%s", argv[0]);
	if (got == (ssize_t)sizeof(e))
		return err_errno(err, e, _("cannot start the command %s"),
				 argv[0]);
	return ST_OK;
}

enum status app_run(const char *command, const struct str_vec *args,
		    struct err *err)
{
	struct str_vec words = { 0 };
	enum status st = words_split(command, strlen(command), &words, err);

	if (st == ST_OK && !words.len)
		st = err_set(err, ST_USAGE, _("the command is empty"));
	if (st == ST_OK) {
		put_args(&words, args);
		vec_push(&words, NULL);
		st = run_detached(words.v, err);
		words.len--;
	}
	str_vec_release(&words);
	return st;
}

static enum status open_with(const char *command, const char *url,
			     struct err *err)
{
	struct str_vec args = { 0 };
	enum status st;

	if (!url_is_openable(url))
		return err_set(err, ST_UNSUPPORTED,
			       _("this kind of link is not opened: %s"), url);
	str_vec_add(&args, url);
	st = app_run(command, &args, err);
	str_vec_release(&args);
	return st;
}

enum status app_browse(struct app *app, const char *url, struct err *err)
{
	char *command = browser_command(app);
	enum status st;

	if (!command)
		return err_set(err, ST_NOT_FOUND,
			       _("no browser found: set browser in %s/config"),
			       app->config_dir);
	st = open_with(command, url, err);
	free(command);
	return st;
}

enum status app_play(struct app *app, const char *url, struct err *err)
{
	struct str_vec args = { 0 };

	if (!app->config.player || !*app->config.player ||
	    !url_is_openable(url))
		return app_browse(app, url, err);
	str_vec_add(&args, url);
	enum status st = app_run(app->config.player, &args, err);
	str_vec_release(&args);
	return st;
}

enum status app_view_media(struct app *app, const char *url, struct err *err)
{
	const char *viewer = app->config.viewer;

	return viewer && *viewer ? open_with(viewer, url, err) :
				   app_browse(app, url, err);
}
