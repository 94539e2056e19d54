/* article_line.c - an article in a line of JSON, read where it lies.
 *
 * A tree of allocated nodes costs more than all else that is done to a short
 * article's bytes. A flat object of texts and whole numbers needs none: its
 * parts are found first, and only when all of it is understood the texts are
 * unescaped in their place. What is not understood is left alone.
 */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "thrum/text/utf8.h"

#include "article_line_priv.h"

#include "thrum/base/banned.h"

#define DIGITS_MAX 18 /* surely in 64 bits */

struct reader {
	char *at, *end;
};
/* A value as it lies in the line. */
struct raw {
	char *s;
	size_t len;
	bool escaped, number;
};
enum field { ID, TITLE, BODY, LANG, SOURCE, DATE, FIELDS };

static const char *const names[FIELDS] = { "id",   "title",  "body",
					   "lang", "source", "date" };

static void skip_space(struct reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' ||
				  *r->at == '\r' || *r->at == '\n'))
		r->at++;
}

static bool take(struct reader *r, char c)
{
	skip_space(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static char escape_of(char c)
{
	switch (c) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	case '"':
	case '\\':
	case '/':
		return c;
	default:
		return '\0';
	}
}

/* After the opening quote, to behind the closing one. */
static bool take_text(struct reader *r, struct raw *out)
{
	char *s = r->at;

	*out = (struct raw){ .s = s };
	for (; s < r->end && *s != '"'; s++) {
		if ((unsigned char)*s < 0x20)
			return false;
		if (*s != '\\')
			continue;
		if (++s == r->end || !escape_of(*s))
			return false;
		out->escaped = true;
	}
	if (s == r->end)
		return false;
	out->len = (size_t)(s - out->s);
	r->at = s + 1;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool take_number(struct reader *r, struct raw *out)
{
	char *s = r->at, *first;

	*out = (struct raw){ .s = s, .number = true };
	s += s < r->end && *s == '-';
	for (first = s; s < r->end && is_digit(*s); s++)
		;
	if (s == first || s - first > DIGITS_MAX || s == r->end ||
	    *first == '0' || !memchr(",} \t", *s, 4))
		return false;
	out->len = (size_t)(s - out->s);
	r->at = s;
	return true;
}

static bool take_value(struct reader *r, struct raw *out)
{
	return take(r, '"') ? take_text(r, out) : take_number(r, out);
}

static bool keep(struct raw *values, const struct raw *name,
		 const struct raw *value)
{
	for (int k = 0; k < FIELDS; k++) {
		if (name->len != strlen(names[k]) ||
		    memcmp(name->s, names[k], name->len) != 0)
			continue;
		if (value->number && k != ID)
			return false;
		values[k] = *value;
	}
	return true;
}

static bool find_values(struct reader *r, struct raw *values)
{
	if (!take(r, '{'))
		return false;
	do {
		struct raw name, value;
		if (!take(r, '"') || !take_text(r, &name) || name.escaped ||
		    !take(r, ':') || !take_value(r, &value) ||
		    !keep(values, &name, &value))
			return false;
	} while (take(r, ','));
	if (!take(r, '}'))
		return false;
	skip_space(r);
	return r->at == r->end;
}

/* The byte behind a value is its quote, or was read already. */
static const char *finish(const struct raw *v)
{
	size_t n = 0;

	if (!v->s)
		return "";
	for (size_t i = 0; v->escaped && i < v->len; i++) {
		if (v->s[i] == '\\')
			v->s[n++] = escape_of(v->s[++i]);
		else
			v->s[n++] = v->s[i];
	}
	v->s[v->escaped ? n : v->len] = '\0';
	return v->s;
}

bool article_line_read(struct article_line *a, char *line, size_t len)
{
	struct reader r = { line, line + len };
	struct raw values[FIELDS] = { 0 };

	if (!utf8_is_valid(line, len) || !find_values(&r, values) ||
	    !values[ID].s)
		return false;
	*a = (struct article_line){
		finish(&values[ID]),	 finish(&values[TITLE]),
		finish(&values[BODY]),	 finish(&values[LANG]),
		finish(&values[SOURCE]), finish(&values[DATE]),
	};
	return true;
}
