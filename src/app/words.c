/* words.c - a command line as a person writes it -> an argument vector.
 * There is no shell behind it: what a feed says can never become one. */
#include "config.h"

#include "app_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

#define COMMAND_MAX ((size_t)64 << 10)

/* One character of a word; returns how many bytes it took. */
static size_t take(const char *s, size_t len, char *quote, struct buf *word)
{
	if (*quote) {
		if (*s == *quote) {
			*quote = 0;
			return 1;
		}
		if (*s == '\\' && *quote == '"' && len > 1) {
			buf_addc(word, s[1]);
			return 2;
		}
	} else if (*s == '"' || *s == '\'') {
		*quote = *s;
		return 1;
	} else if (*s == '\\' && len > 1) {
		buf_addc(word, s[1]);
		return 2;
	}
	buf_addc(word, *s);
	return 1;
}

static void push_word(struct buf *word, struct str_vec *out)
{
	const char *home = getenv("HOME");

	if (!strncmp(word->ptr, "~/", 2) && home)
		str_vec_add_take(out, xasprintf("%s%s", home, word->ptr + 1));
	else
		str_vec_add(out, word->ptr);
	buf_clear(word);
}

enum status words_split(const char *s, size_t len, struct str_vec *out,
			struct err *err)
{
	struct buf word;
	char quote = 0;
	bool inside = false;

	buf_init(&word, COMMAND_MAX);
	while (len) {
		if (!quote && (*s == ' ' || *s == '\t' || *s == '\n')) {
			if (inside)
				push_word(&word, out);
			inside = false;
			s++, len--;
			continue;
		}
		size_t n = take(s, len, &quote, &word);
		inside = true;
		s += n, len -= n;
	}
	if (inside && !quote)
		push_word(&word, out);
	buf_release(&word);
	if (!quote)
		return ST_OK;
	return err_set(err, ST_USAGE,
		       _("the command has an open %c: close it"), quote);
}
