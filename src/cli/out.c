/* out.c - what commands say: errors on stderr, one line each, and the
 * program's own failures to write. */
#include "config.h"

#include "cmd_priv.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "thrum/base/log.h"
#include "thrum/base/banned.h"

/* One line whatever the message holds: LF and controls become spaces, so
 * that a script can count on it and nothing foreign reaches the terminal. */
static void say(const char *msg)
{
	fputs("thrum: ", stderr);
	for (const unsigned char *p = (const unsigned char *)msg; *p; p++)
		putc(*p < 0x20 || *p == 0x7f ? ' ' : *p, stderr);
	putc('\n', stderr);
}

int cli_fail(const struct err *err)
{
	say(err->msg[0] ? err->msg : status_name(err->status));
	if (err->detail[0])
		log_line(LOG_LEVEL_ERROR, "%s: %s", err->msg, err->detail);
	return EXIT_FAILED;
}

int cli_warn(const char *fmt, ...)
{
	struct err err;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(err.msg, sizeof(err.msg), fmt, ap);
	va_end(ap);
	say(err.msg);
	return EXIT_FAILED;
}

int cli_usage(const char *fmt, ...)
{
	char msg[480];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	say(msg);
	return EXIT_USAGE;
}

int cli_flush(int code)
{
	/* A reader that closed the pipe (head) wanted no more: no failure. */
	if (!ferror(stdout) && !fflush(stdout))
		return code;
	if (errno == EPIPE)
		return code;
	return cli_warn(_("cannot write the output: %s"), strerror(errno));
}

void cli_json(json_t *v)
{
	json_dumpf(v, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(v);
}
