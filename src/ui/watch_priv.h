/* watch_priv.h - which files were written to, without looking again and
 * again.
 *
 * A file is watched through its folder, so that one that is made anew, or
 * not there yet, is seen as well. Where the system has no such service
 * watch_new() gives NULL, and its user looks now and then. ui thread.
 */
#ifndef THRUM_UI_WATCH_PRIV_H
#define THRUM_UI_WATCH_PRIV_H

#include <stdbool.h>

struct watch;

enum { WATCH_FILES_MAX = 16 };

/* NULL when the system cannot, or does not want to. */
struct watch *watch_new(void);
void watch_free(struct watch *w);
/* Watch a file, and those whose names begin with its name (a database's
 * journal). Its number, 0..WATCH_FILES_MAX - 1; -1 when that fails. */
int watch_add(struct watch *w, const char *path);
/* The descriptor to poll() for reading. */
int watch_fd(const struct watch *w);
/* Files that were written to since the last call: bit n = number n. All of
 * them when the system lost count. */
unsigned watch_take(struct watch *w);

#endif
