/* log.c - see log.h. */
#include "config.h"

#include "thrum/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "thrum/base/buf.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

#define LINE_MAX_BYTES 2000

/* Opened once before threads start, closed after they ended. */
static int log_fd = -1;
static enum log_level log_most;

enum status log_open(const char *path, enum log_level level, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_errno(err, errno, _("cannot open log %s"), path);
	log_close();
	log_fd = fd;
	log_most = level;
	return ST_OK;
}

void log_close(void)
{
	if (log_fd >= 0)
		close(log_fd);
	log_fd = -1;
}

/* Bytes that a pager or terminal could obey become \xNN. */
static void add_escaped(struct buf *out, const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c < 0x20 || c == 0x7f || c == 0xc2)
			buf_addf(out, "\\x%02x", c);
		else
			buf_addc(out, *s);
	}
}

void log_line(enum log_level level, const char *fmt, ...)
{
	static const char *const names[] = { "error", "info", "debug" };
	char text[LINE_MAX_BYTES];
	va_list ap;

	if (log_fd < 0 || level > log_most)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	struct buf line;
	buf_init(&line, LINE_MAX_BYTES * 4 + 64);
	struct civil c;
	civil_from_s(clock_now_s(), &c);
	buf_addf(&line, "%04d-%02d-%02dT%02d:%02d:%02dZ %s ", c.year, c.month,
		 c.day, c.hour, c.min, c.sec, names[level]);
	add_escaped(&line, text);
	buf_addc(&line, '\n');
	/* A log that cannot be written is no reason to stop. */
	ssize_t n = write(log_fd, line.ptr, line.len);
	(void)n;
	buf_release(&line);
}
