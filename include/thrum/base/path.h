/* path.h - files and folders: where ours are, and whole-file reads and
 * writes. Private files are 0600, folders that we make 0700.
 */
#ifndef THRUM_BASE_PATH_H
#define THRUM_BASE_PATH_H

#include <stdbool.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"

enum path_kind {
	PATH_CONFIG, /* $XDG_CONFIG_HOME/thrum: config, feeds, keys, themes */
	PATH_DATA, /* $XDG_DATA_HOME/thrum: the store */
	PATH_CACHE, /* $XDG_CACHE_HOME/thrum */
	PATH_STATE, /* $XDG_STATE_HOME/thrum: histories */
};

/* The folder for `kind` by the XDG Base Directory Specification 0.8, else
 * under $HOME; caller frees; not created. ST_NOT_FOUND without HOME. */
enum status path_home(enum path_kind kind, char **out, struct err *err)
	MUST_CHECK;
/* "a/b", one slash between; caller frees. */
char *path_join(const char *a, const char *b);
/* Make the folder and its parents (0700). */
enum status path_mkdirs(const char *path, struct err *err) MUST_CHECK;
bool path_exists(const char *path);
/* The part behind the last slash; borrowed from `path`. */
const char *path_base(const char *path);

/* Append a whole file, "-" = standard input. ST_LIMIT when it is larger
 * than out->max leaves room for, ST_UNSUPPORTED for a folder. */
enum status path_read(const char *path, struct buf *out, struct err *err)
	MUST_CHECK;
/* Write to a temporary file beside `path`, fsync, rename: either the old
 * or the new content is there, whatever happens. 0600. A symbolic link is
 * followed, so that a dotfile repository keeps its file. */
enum status path_write_atomic(const char *path, const char *bytes, size_t len,
			      struct err *err) MUST_CHECK;

/* Hold `path` (made when it is not there, 0600, never removed) until
 * path_unlock(*fd) or the process's end, however it ends. ST_BUSY when
 * another process holds it; ST_UNSUPPORTED where files cannot be locked. */
enum status path_lock(const char *path, int *fd, struct err *err) MUST_CHECK;
/* -1 is no lock. */
void path_unlock(int fd);

#endif
