/* log.h - a diary for the curious, never for the reader's screen.
 *
 * Off by default; THRUM_LOG=FILE or `--log FILE` turns it on. One line a
 * call, with time and level; bytes outside printable UTF-8 are escaped.
 * Lines are written with one write(2) each: any thread.
 */
#ifndef THRUM_BASE_LOG_H
#define THRUM_BASE_LOG_H

#include "thrum/base/status.h"

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/* Append to `path` (created 0600). Called once, before threads start. */
enum status log_open(const char *path, enum log_level level, struct err *err)
	MUST_CHECK;
void log_close(void);
void log_line(enum log_level level, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
