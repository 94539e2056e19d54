/* status.h - what functions that can fail return, and the words for it.
 *
 * Every layer returns `enum status`; none prints. The words travel in a
 * `struct err`, are set where the failure is understood and shown once, at
 * the edge (status line, stderr, log). Nobody outside store/ or fetch/
 * branches on SQLITE_*, CURLE_* or errno: the layer translates.
 */
#ifndef THRUM_BASE_STATUS_H
#define THRUM_BASE_STATUS_H

#include <stdarg.h>
#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

enum status {
	ST_OK = 0,
	ST_NOT_FOUND, /* no such file, row, feed or thread */
	ST_USAGE, /* the caller's words are off: command line, config line */
	ST_PARSE, /* input is not what it says it is, nothing recovered */
	ST_LIMIT, /* input is larger, deeper or slower than its cap */
	ST_IO, /* reading or writing failed */
	ST_FULL, /* no space left where we write */
	ST_READONLY, /* the place we must write to cannot be written */
	ST_NET, /* a request failed before an HTTP answer came */
	ST_HTTP, /* the server answered, with an error */
	ST_BUSY, /* locked by another process for longer than we wait */
	ST_CANCELLED, /* the reader or a signal stopped it */
	ST_VERSION, /* written by a newer program: not touched */
	ST_CORRUPT, /* a damaged store */
	ST_EXISTS, /* already there */
	ST_UNSUPPORTED, /* well-formed, but nothing we handle */
	ST_COUNT
};

/* The words of a failure. One owner, usually on the caller's stack; a
 * zeroed one is ready for use. Never allocates, so it also serves when
 * memory is short. */
struct err {
	enum status status;
	char msg[480]; /* one sentence for people: what, and what to do */
	char detail[240]; /* the library's own code and text, for the log */
};

/* Set `err` (may be NULL) to `status` and the formatted sentence, cut at
 * a character boundary where it does not fit; clears the detail.
 * Returns `status`, so that `return err_set(...)` reads well. Any thread. */
enum status err_set(struct err *err, enum status status, const char *fmt, ...)
	PRINTF_LIKE(3, 4);

/* Add the library's own words to an `err` that is set (may be NULL). */
void err_detail(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Put "`fmt`: " in front of the message of `err` (may be NULL). */
void err_prefix(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Set `err` from an errno value: ENOENT -> ST_NOT_FOUND, ENOSPC and EDQUOT
 * -> ST_FULL, EACCES, EPERM and EROFS -> ST_READONLY, else ST_IO. The
 * sentence is "`fmt`: <strerror>". Returns the status. Any thread. */
enum status err_errno(struct err *err, int errnum, const char *fmt, ...)
	PRINTF_LIKE(3, 4);

/* A short lower-case name ("not found"); static. For logs and tests. */
const char *status_name(enum status status);

#endif
