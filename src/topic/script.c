/* script.c - what a script's ways mean for words of a text.
 *
 * Arabic, Hebrew, Han, kana, Thai and the like have no capitals, so that no
 * word of theirs is seen to be a name; Japanese writes endings and particles
 * in hiragana and what a text is about in Han and katakana.
 */
#include "config.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define LOOK 100 /* words of a text that show its script */

/* Behind two bytes come scripts without capitals, but for Latin letters with
 * marks, which Vietnamese needs. */
bool script_has_no_case(const char *s)
{
	unsigned char c = (unsigned char)s[0], d = (unsigned char)s[1];

	if (c == 0xe1 && d >= 0xb8 && d <= 0xbf)
		return false;
	return c >= 0xd7 || (c == 0xd6 && d >= 0x90);
}

bool script_is_caseless(const struct tokens *ts)
{
	size_t n = ts->len < LOOK ? ts->len : LOOK, without = 0;

	/* Until the rest cannot turn it. */
	for (size_t i = 0; i < n && without * 2 + n > 2 * i; i++) {
		const char *s = ts->norm.ptr + ts->v[i].norm_off;
		without += (unsigned char)*s >= 0x80 &&
			   script_has_no_case(s);
	}
	return without * 2 > n;
}

bool script_is_ending(const char *bigram, size_t len)
{
	/* U+3041 to U+309F, three bytes each. */
	for (size_t i = 0; i + 2 < len; i++) {
		unsigned char d = (unsigned char)bigram[i + 1];
		unsigned char e = (unsigned char)bigram[i + 2];
		if ((unsigned char)bigram[i] == 0xe3 &&
		    (d == 0x81 || (d == 0x82 && e < 0xa0)))
			return true;
	}
	return false;
}
