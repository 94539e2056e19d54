/* status.c - see status.h. Truncation never splits a UTF-8 character. */
#include "config.h"

#include "thrum/base/status.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "thrum/base/banned.h"

/* vsnprintf that drops a character cut in half at the end. */
static void vput(char *dst, size_t size, const char *fmt, va_list ap)
{
	int n = vsnprintf(dst, size, fmt, ap);

	if (n < 0) {
		dst[0] = '\0';
		return;
	}
	if ((size_t)n < size)
		return;
	size_t end = size - 1;
	size_t i = end;
	while (i > 0 && ((unsigned char)dst[i - 1] & 0xc0) == 0x80)
		i--;
	/* dst[i - 1] is the last lead byte: keep it only when whole. */
	if (i > 0) {
		unsigned char lead = (unsigned char)dst[i - 1];
		size_t need = lead < 0x80 ? 1 : lead < 0xe0 ? 2 :
			      lead < 0xf0 ? 3 : 4;
		if (i - 1 + need > end)
			dst[i - 1] = '\0';
	}
}

enum status err_set(struct err *err, enum status status, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return status;
	err->status = status;
	err->detail[0] = '\0';
	va_start(ap, fmt);
	vput(err->msg, sizeof(err->msg), fmt, ap);
	va_end(ap);
	return status;
}

void err_detail(struct err *err, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return;
	va_start(ap, fmt);
	vput(err->detail, sizeof(err->detail), fmt, ap);
	va_end(ap);
}

static void put(char *dst, size_t size, const char *fmt, ...)
	PRINTF_LIKE(3, 4);
static void put(char *dst, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vput(dst, size, fmt, ap);
	va_end(ap);
}

void err_prefix(struct err *err, const char *fmt, ...)
{
	char head[sizeof(err->msg)], tail[sizeof(err->msg)];
	va_list ap;

	if (!err)
		return;
	va_start(ap, fmt);
	vput(head, sizeof(head), fmt, ap);
	va_end(ap);
	memcpy(tail, err->msg, sizeof(tail));
	put(err->msg, sizeof(err->msg), "%s: %s", head, tail);
}

static enum status status_of_errno(int errnum)
{
	switch (errnum) {
	case ENOENT:
	case ENOTDIR:
		return ST_NOT_FOUND;
	case ENOSPC:
	case EDQUOT:
		return ST_FULL;
	case EACCES:
	case EPERM:
	case EROFS:
		return ST_READONLY;
	default:
		return ST_IO;
	}
}

enum status err_errno(struct err *err, int errnum, const char *fmt, ...)
{
	enum status status = status_of_errno(errnum);
	char head[sizeof(err->msg)], why[128] = "";
	const char *text = why;
	va_list ap;

	if (!err)
		return status;
	va_start(ap, fmt);
	vput(head, sizeof(head), fmt, ap);
	va_end(ap);
#ifdef STRERROR_R_CHAR_P
	text = strerror_r(errnum, why, sizeof(why));
#else
	if (strerror_r(errnum, why, sizeof(why)))
		put(why, sizeof(why), "error %d", errnum);
#endif
	return err_set(err, status, "%s: %s", head, text);
}

const char *status_name(enum status status)
{
	static const char *const names[ST_COUNT] = {
		[ST_OK] = "ok",
		[ST_NOT_FOUND] = "not found",
		[ST_USAGE] = "usage",
		[ST_PARSE] = "unreadable",
		[ST_LIMIT] = "too large",
		[ST_IO] = "input/output error",
		[ST_FULL] = "no space",
		[ST_READONLY] = "read-only",
		[ST_NET] = "network",
		[ST_HTTP] = "http",
		[ST_BUSY] = "busy",
		[ST_CANCELLED] = "cancelled",
		[ST_VERSION] = "newer version",
		[ST_CORRUPT] = "damaged",
		[ST_EXISTS] = "exists",
		[ST_UNSUPPORTED] = "unsupported",
	};

	return (unsigned)status < ST_COUNT ? names[status] : "unknown";
}
