/* date_priv.h - what the files of dates share.
 *
 * A date is read as a few tokens over a folded copy: lower case, no
 * accents, ASCII digits, plain spaces. The tables are written in that form.
 */
#ifndef THRUM_TEXT_DATE_PRIV_H
#define THRUM_TEXT_DATE_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DATE_ZONE_MAX_S (18 * 3600) /* no offset is larger */
#define DATE_TEXT_MAX 160 /* folded bytes; no date is longer */
#define DATE_TOKENS_MAX 48
#define DATE_TOKENS_AHEAD 8 /* DTOK_END behind the last, to look ahead at */

enum date_token_kind {
	DTOK_END,
	DTOK_NUM,
	DTOK_WORD,
	DTOK_PUNCT, /* one ASCII character */
};

struct date_token {
	enum date_token_kind kind;
	bool spaced; /* white space in front of it */
	const char *s; /* into date_text.s */
	size_t len; /* digits of a number, bytes of a word */
	int64_t value; /* DTOK_NUM; up to 15 digits */
};

struct date_text {
	char s[DATE_TEXT_MAX + 1];
	size_t len;
	struct date_token tok[DATE_TOKENS_MAX + DATE_TOKENS_AHEAD];
	size_t n;
};

/* Fold `s` and cut it into tokens, comments in parentheses left out. False
 * if it is too long, empty or oddly made. */
bool date_scan(struct date_text *t, const char *s);
/* Bytes of an East Asian unit (年, 月, 시 ...) at `s`, else 0. */
size_t date_unit_len(const char *s);
bool date_tok_is(const struct date_token *tok, const char *word);

/* ISO 8601 and nothing else, folded; UTC where no zone is given. */
bool date_iso_parse(const char *p, int64_t *out);
/* "Sun, 15 Jun 2025 08:00:12 +0000" or "2025-06-15T08:00:12Z" to the letter,
 * as most feeds have it; date_parse() gives the same the long way. */
bool date_usual_parse(const char *s, int64_t *out);
/* 49 is 2049, 50 is 1950 (RFC 5322 s. 4.3). */
int date_full_year(int two_digits);

/* 1..12, or 0. *weekday_too: the word may also be a weekday's ("mar."). */
int date_month(const struct date_token *tok, bool *weekday_too);
bool date_is_weekday(const struct date_token *tok);
/* Which one: 0 = Sunday; -1 = none, or it is not known. */
int date_weekday(const struct date_token *tok);
/* Words that join the parts of a date and say nothing. */
bool date_is_filler(const struct date_token *tok);
/* 1 = before noon, 2 = after noon, 0 = neither. *zone_s is set where the
 * word tells the country (Korean); *leads: it stands before the time. */
int date_half_day(const struct date_token *tok, int *zone_s, bool *leads);

/* How a named zone shifts in summer. */
enum date_dst {
	DATE_DST_NONE,
	DATE_DST_EU,
	DATE_DST_US,
	DATE_DST_AU,
	DATE_DST_NZ,
};

/* Seconds east of UTC for a zone's abbreviation; false if unknown. */
bool date_zone(const struct date_token *tok, int *zone_s);
/* "europe" "/" "brussels", "pacific" "daylight" "time": the tokens taken (0
 * = unknown), offset in winter, and how summer changes it. */
size_t date_zone_words(const struct date_token *t, int *zone_s,
		       enum date_dst *dst);
/* Extra seconds in summer for local civil time `local_s` (as if UTC). */
int date_dst_shift(enum date_dst dst, int64_t local_s, int zone_s);

#endif
