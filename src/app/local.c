/* local.c - addresses of files on this machine, for the feeds file. */
#include "config.h"

#include "app_priv.h"

#include <string.h>

#include "thrum/base/buf.h"

#include "thrum/base/banned.h"

/* Two hexadecimal digits; -1 otherwise. */
static int hex_byte(const char *s)
{
	static const char digits[] = "0123456789abcdef";
	int value = 0;

	for (int i = 0; i < 2; i++) {
		char c = s[i] >= 'A' && s[i] <= 'F' ? (char)(s[i] + 32) : s[i];
		const char *at = c ? strchr(digits, c) : NULL;
		if (!at)
			return -1;
		value = value * 16 + (int)(at - digits);
	}
	return value;
}

char *local_path(const char *url)
{
	struct buf path = BUF_INIT;
	const char *p = url;

	if (strncmp(p, "file://", 7) != 0)
		return NULL;
	p += 7;
	if (!strncmp(p, "localhost/", 10))
		p += strlen("localhost");
	if (*p != '/')
		return NULL;
	for (; *p; p++) {
		int byte = *p == '%' ? hex_byte(p + 1) : -1;
		if (byte == 0)
			break;
		buf_addc(&path, byte > 0 ? (char)byte : *p);
		p += byte > 0 ? 2 : 0;
	}
	if (!*p)
		return buf_detach(&path);
	buf_release(&path);
	return NULL;
}
