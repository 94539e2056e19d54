/* headers.c - see headers_priv.h. */
#include "config.h"

#include "headers_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "thrum/base/alloc.h"

#include "thrum/base/banned.h"

/* Times longer than a year say nothing about news. */
static const int64_t SECONDS_MAX = 366LL * 24 * 3600;

struct text {
	const char *p;
	size_t len;
};

void headers_init(struct headers *h)
{
	*h = (struct headers){ .max_age_s = -1 };
}

void headers_release(struct headers *h)
{
	free(h->etag);
	free(h->last_modified);
	free(h->content_type);
	free(h->charset);
	free(h->expires);
	free(h->date);
	headers_init(h);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct text trim(struct text t)
{
	while (t.len && is_space(t.p[0])) {
		t.p++;
		t.len--;
	}
	while (t.len && is_space(t.p[t.len - 1]))
		t.len--;
	return t;
}

static bool is_name(struct text t, const char *name)
{
	return t.len == strlen(name) && !strncasecmp(t.p, name, t.len);
}

/* Cut off what stands before `sep`; all of it when there is none. */
static struct text cut(struct text *rest, char sep)
{
	const char *at = rest->len ? memchr(rest->p, sep, rest->len) : NULL;
	size_t n = at ? (size_t)(at - rest->p) : rest->len;
	struct text first = { rest->p, n };

	rest->p += n + (at != NULL);
	rest->len -= n + (at != NULL);
	return trim(first);
}

/* What goes back to a server or into the store must be harmless. */
static char *dup_value(struct text t)
{
	if (!t.len || t.len > HEADER_VALUE_MAX)
		return NULL;
	for (size_t i = 0; i < t.len; i++)
		if ((unsigned char)t.p[i] < 0x20 || t.p[i] == 0x7f)
			return NULL;
	return xstrndup(t.p, t.len);
}

static void set(char **field, struct text t)
{
	free(*field);
	*field = dup_value(t);
}

/* -1 when it is no number. */
static int64_t seconds(struct text t)
{
	int64_t n = 0;

	if (t.len >= 2 && t.p[0] == '"' && t.p[t.len - 1] == '"')
		t = (struct text){ t.p + 1, t.len - 2 };
	if (!t.len)
		return -1;
	for (size_t i = 0; i < t.len; i++) {
		if (t.p[i] < '0' || t.p[i] > '9')
			return -1;
		if (n < SECONDS_MAX)
			n = n * 10 + (t.p[i] - '0');
	}
	return n < SECONDS_MAX ? n : SECONDS_MAX;
}

static int32_t status_code(struct text line)
{
	int32_t code = 0;

	cut(&line, ' ');
	struct text digits = cut(&line, ' ');
	if (digits.len != 3)
		return 0;
	for (size_t i = 0; i < 3; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return 0;
		code = code * 10 + (digits.p[i] - '0');
	}
	return code;
}

/* text/html; charset="utf-8" */
static void content_type(struct headers *h, struct text value)
{
	set(&h->content_type, cut(&value, ';'));
	for (char *p = h->content_type; p && *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	free(h->charset);
	h->charset = NULL;
	while (value.len && !h->charset) {
		struct text param = cut(&value, ';');
		struct text name = cut(&param, '=');

		if (!is_name(name, "charset"))
			continue;
		param = trim(param);
		if (param.len && (param.p[0] == '"' || param.p[0] == '\'')) {
			param.p++;
			param.len--;
		}
		if (param.len && (param.p[param.len - 1] == '"' ||
				  param.p[param.len - 1] == '\''))
			param.len--;
		set(&h->charset, param);
	}
}

static void cache_control(struct headers *h, struct text value)
{
	while (value.len) {
		struct text arg = cut(&value, ',');
		struct text name = cut(&arg, '=');

		if (is_name(name, "max-age"))
			h->max_age_s = seconds(trim(arg));
		else if (is_name(name, "no-cache") || is_name(name, "no-store"))
			h->no_cache = true;
	}
}

void headers_line(struct headers *h, const char *line, size_t len)
{
	struct text value = trim((struct text){ line, len });

	if (value.len > 5 && !memcmp(value.p, "HTTP/", 5)) {
		headers_release(h);
		h->status = status_code(value);
		return;
	}
	if (!value.len || !memchr(value.p, ':', value.len))
		return;
	struct text name = cut(&value, ':');
	value = trim(value);
	if (is_name(name, "etag"))
		set(&h->etag, value);
	else if (is_name(name, "last-modified"))
		set(&h->last_modified, value);
	else if (is_name(name, "content-type"))
		content_type(h, value);
	else if (is_name(name, "cache-control"))
		cache_control(h, value);
	else if (is_name(name, "expires"))
		set(&h->expires, value);
	else if (is_name(name, "date"))
		set(&h->date, value);
	else if (is_name(name, "age") && seconds(value) > 0)
		h->age_s = seconds(value);
}

int64_t headers_fresh_s(const struct headers *h)
{
	int64_t fresh = h->max_age_s;

	if (h->no_cache)
		return 0;
	if (fresh < 0 && h->expires) {
		/* A date that cannot be read, such as 0, is in the past. */
		int64_t until = curl_getdate(h->expires, NULL);
		int64_t from = h->date ? curl_getdate(h->date, NULL) : -1;

		if (until < 0)
			return 0;
		if (from < 0)
			return -1;
		fresh = until > from ? until - from : 0;
	}
	if (fresh < 0)
		return -1;
	if (fresh > SECONDS_MAX)
		fresh = SECONDS_MAX;
	return fresh > h->age_s ? fresh - h->age_s : 0;
}

bool status_is_redirect(int32_t status)
{
	return status == 302 || status == 303 || status == 307 ||
	       status_is_permanent(status);
}

bool status_is_permanent(int32_t status)
{
	return status == 301 || status == 308;
}
