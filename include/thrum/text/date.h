/* date.h - dates as feeds, pages and people write them.
 * Locale-free and pure. Months and weekdays in English by any abbreviation,
 * and in the other languages that date.c lists. */
#ifndef THRUM_TEXT_DATE_H
#define THRUM_TEXT_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/buf.h"

/* Read one date: RFC 822/2822/5322 and its variants, W3CDTF, ISO 8601
 * (basic, ordinal and week dates too), asctime, Unix `date`, "31-05-2025",
 * "May 31, 2025", "31 May 2025 14:05 JST", with named zones. White space
 * around is skipped; no zone means UTC.
 * Returns false, *out untouched, for anything else and for what is
 * ambiguous (03/04/2025, unless a day of the week beside it tells) or
 * impossible (30 February).
 * Source: RFC 5322 s. 3.3, 4.3; RFC 3339; ISO 8601; ours, measured with
 * the dates suite. */
bool date_parse(const char *s, int64_t *out);
/* Read "8 hours ago", "timea minute ago", "vor 3 Stunden", "3h", as an
 * age in seconds. False if it is none. */
bool date_parse_age(const char *s, int64_t *age_s);

/* "2025-05-31T12:10:00Z" into out (>= 21 bytes); "" for 0. */
void date_iso(int64_t s, char out[24]);
/* Age as lists show it: "12m", "3h", "2d", "31 May", "2024"; `tz_s` is
 * added for calendar days. At most 8 cells. "" for t == 0; a time up to an
 * hour ahead of `now` is "0m", later ones a date. */
void date_age(struct buf *out, int64_t t, int64_t now, int64_t tz_s);

#endif
