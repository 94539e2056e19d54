/* path.c - see path.h. */
#include "config.h"

#include "thrum/base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

char *path_join(const char *a, const char *b)
{
	size_t n = strlen(a);

	while (n > 1 && a[n - 1] == '/')
		n--;
	while (*b == '/')
		b++;
	return xasprintf("%.*s%s%s", (int)n, a,
			 n && a[n - 1] == '/' ? "" : "/", b);
}

enum status path_home(enum path_kind kind, char **out, struct err *err)
{
	static const struct {
		const char *env, *dir;
	} where[] = {
		[PATH_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
		[PATH_DATA] = { "XDG_DATA_HOME", ".local/share" },
		[PATH_CACHE] = { "XDG_CACHE_HOME", ".cache" },
		[PATH_STATE] = { "XDG_STATE_HOME", ".local/state" },
	};
	const char *base = getenv(where[kind].env);

	/* The specification: relative paths are to be ignored. */
	if (base && base[0] == '/') {
		*out = path_join(base, "thrum");
		return ST_OK;
	}
	const char *home = getenv("HOME");
	if (!home || !*home)
		return err_set(err, ST_NOT_FOUND,
			       _("HOME is not set: set it, or %s"),
			       where[kind].env);
	char *dir = path_join(home, where[kind].dir);
	*out = path_join(dir, "thrum");
	free(dir);
	return ST_OK;
}

bool path_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

enum status path_mkdirs(const char *path, struct err *err)
{
	char *p = xstrdup(path);
	enum status st = ST_OK;

	for (char *s = p + 1; st == ST_OK; s++) {
		if (*s != '/' && *s)
			continue;
		char end = *s;
		*s = '\0';
		if (mkdir(p, 0700) && errno != EEXIST)
			st = err_errno(err, errno, _("cannot make folder %s"),
				       p);
		*s = end;
		if (!end)
			break;
	}
	struct stat sb;
	if (st == ST_OK && (stat(p, &sb) || !S_ISDIR(sb.st_mode)))
		st = err_set(err, ST_IO, _("%s is not a folder"), p);
	free(p);
	return st;
}

static enum status read_all(int fd, const char *path, struct buf *out,
			    struct err *err)
{
	for (;;) {
		size_t want = 65536;
		if (out->max - out->len < want)
			want = out->max - out->len + 1;
		char chunk[65536 + 1];
		ssize_t n = read(fd, chunk, want);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, errno, _("cannot read %s"),
					 path);
		if (n == 0)
			return ST_OK;
		buf_add(out, chunk, (size_t)n);
		if (out->overflow)
			return err_set(err, ST_LIMIT,
				       _("%s is larger than %zu MiB"), path,
				       out->max >> 20);
	}
}

enum status path_read(const char *path, struct buf *out, struct err *err)
{
	struct stat sb;

	if (!strcmp(path, "-"))
		return read_all(STDIN_FILENO, _("standard input"), out, err);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		/* Reading: "not permitted" is not "read-only". */
		enum status st = err_errno(err, errno, _("cannot read %s"),
					   path);
		return st == ST_READONLY ? ST_IO : st;
	}
	enum status st;
	if (fstat(fd, &sb) == 0 && S_ISDIR(sb.st_mode))
		st = err_set(err, ST_UNSUPPORTED, _("%s is a folder"), path);
	else
		st = read_all(fd, path, out, err);
	close(fd);
	return st;
}

static enum status write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ST_IO;
		bytes += n;
		len -= (size_t)n;
	}
	return ST_OK;
}

enum status path_write_atomic(const char *path, const char *bytes, size_t len,
			      struct err *err)
{
	enum status st = ST_OK;
	char *real = realpath(path, NULL);
	const char *target = real ? real : path;
	char *tmp = xasprintf("%s.XXXXXX", target);
	int fd = mkstemp(tmp);

	if (fd < 0) {
		st = err_errno(err, errno, _("cannot write %s"), target);
		goto out;
	}
	if (write_all(fd, bytes, len) || fsync(fd)) {
		st = err_errno(err, errno, _("cannot write %s"), target);
		close(fd);
		unlink(tmp);
		goto out;
	}
	close(fd);
	if (rename(tmp, target)) {
		st = err_errno(err, errno, _("cannot write %s"), target);
		unlink(tmp);
	}
out:
	free(tmp);
	free(real);
	return st;
}

enum status path_lock(const char *path, int *fd, struct err *err)
{
	int f = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (f < 0)
		return err_errno(err, errno, _("cannot write %s"), path);
	if (flock(f, LOCK_EX | LOCK_NB)) {
		enum status st = errno == EWOULDBLOCK ? ST_BUSY :
							ST_UNSUPPORTED;
		close(f);
		return err_set(err, st, _("%s cannot be locked"), path);
	}
	*fd = f;
	return ST_OK;
}

void path_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}
