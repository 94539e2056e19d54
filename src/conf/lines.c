/* lines.c - see lines_priv.h. */
#include "config.h"

#include "lines_priv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

/* A quotation in a message is cut here (bytes). */
enum { QUOTE_MAX = 60 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

void line_iter_init(struct line_iter *it, const char *s, size_t len)
{
	*it = (struct line_iter){ .p = s, .end = s + len };
	if (len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
		it->p += 3;
}

bool line_next(struct line_iter *it)
{
	if (it->p == it->end)
		return false;
	size_t left = (size_t)(it->end - it->p);
	const char *lf = memchr(it->p, '\n', left);
	const char *stop = lf ? lf : it->end;

	it->line = (struct span){ it->p, (size_t)(stop - it->p) };
	if (it->line.len && stop[-1] == '\r')
		it->line.len--;
	it->p = lf ? lf + 1 : it->end;
	it->number++;
	return true;
}

struct span span_word(struct span *rest)
{
	size_t i = 0, from;

	while (i < rest->len && is_blank(rest->p[i]))
		i++;
	from = i;
	while (i < rest->len && !is_blank(rest->p[i]))
		i++;
	struct span word = { rest->p + from, i - from };
	rest->p += i;
	rest->len -= i;
	return word;
}

struct span span_trim(struct span s)
{
	while (s.len && is_blank(s.p[0])) {
		s.p++;
		s.len--;
	}
	while (s.len && is_blank(s.p[s.len - 1]))
		s.len--;
	return s;
}

bool span_is(struct span s, const char *word)
{
	return s.len == strlen(word) && !memcmp(s.p, word, s.len);
}

bool span_is_nocase(struct span s, const char *word)
{
	return s.len == strlen(word) && !strncasecmp(s.p, word, s.len);
}

int span_width(struct span s)
{
	size_t n = s.len;

	if (n > QUOTE_MAX) {
		n = QUOTE_MAX;
		while (n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
			n--;
	}
	return (int)n;
}

bool span_has_controls(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return true;
	return false;
}

void problem_add(struct buf *problems, int line, const char *fmt, ...)
{
	char msg[400];
	va_list ap;

	if (!problems)
		return;
	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	/* A quoted piece of the file must not break the line. */
	for (char *p = msg; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = '?';
	buf_addf(problems, _("line %d: %s\n"), line, msg);
}
