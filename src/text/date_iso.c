/* date_iso.c - dates and times exactly as ISO 8601 has them, and the forms of
 * RFC 5322 and RFC 3339 that most feeds use.
 *
 * Calendar, week and ordinal dates, basic and extended, reduced precision,
 * two-digit years. Source: ISO 8601:2004 s. 4, W3C's note on date formats.
 */
#include "config.h"

#include "date_priv.h"

#include <ctype.h>
#include <string.h>

#include "thrum/base/clock.h"
#include "thrum/base/banned.h"

int date_full_year(int two_digits)
{
	return two_digits + (two_digits < 50 ? 2000 : 1900);
}

/* Exactly `n` digits at *p. */
static bool iso_digits(const char **p, int n, int *out)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (!isdigit((unsigned char)(*p)[i]))
			return false;
		v = v * 10 + ((*p)[i] - '0');
	}
	*p += n;
	*out = v;
	return true;
}

static int digits_at(const char *p)
{
	int n = 0;

	while (n < 16 && isdigit((unsigned char)p[n]))
		n++;
	return n;
}


static bool ordinal_day(struct civil *c, int yday)
{
	c->month = 1;
	c->day = 1;
	if (yday < 1 || yday > 366)
		return false;
	int year = c->year;
	civil_from_s(civil_to_s(c) + (int64_t)(yday - 1) * 86400, c);
	return c->year == year;
}

/* Week 1 is the one with 4 January. */
static bool week_day(struct civil *c, int week, int wday)
{
	struct civil jan4 = { .year = c->year, .month = 1, .day = 4 };

	if (week < 1 || week > 53 || wday < 1 || wday > 7)
		return false;
	int64_t s = civil_to_s(&jan4);
	civil_from_s(s, &jan4);
	int since_monday = (jan4.weekday + 6) % 7;
	s += ((int64_t)(week - 1) * 7 + wday - 1 - since_monday) * 86400;
	civil_from_s(s, c);
	return true;
}

/* Behind the year: "-MM-DD", "-DDD", "-Www-D" or nothing. */
static bool iso_rest(const char **p, struct civil *c)
{
	int v, wday = 1;
	bool dash = **p == '-';

	*p += dash;
	if (tolower((unsigned char)**p) == 'w') {
		++*p;
		if (!iso_digits(p, 2, &v))
			return false;
		if (dash && **p == '-')
			++*p;
		if (isdigit((unsigned char)**p) && !iso_digits(p, 1, &wday))
			return false;
		return week_day(c, v, wday);
	}
	if (!dash)
		return **p != '-';
	if (digits_at(*p) == 3)
		return iso_digits(p, 3, &v) && ordinal_day(c, v);
	if (digits_at(*p) != 2 || !iso_digits(p, 2, &c->month))
		return false;
	if (**p != '-')
		return true;
	++*p;
	return digits_at(*p) == 2 && iso_digits(p, 2, &c->day);
}

static bool iso_date(const char **p, struct civil *c)
{
	int v;

	*c = (struct civil){ .month = 1, .day = 1 };
	if (**p == '-' && (digits_at(*p + 1) == 2 || digits_at(*p + 1) == 4)) {
		++*p; /* -YY-MM, -YYMM */
		if (!iso_digits(p, 2, &v))
			return false;
		c->year = date_full_year(v);
		*p += **p == '-';
		return iso_digits(p, 2, &c->month);
	}
	switch (digits_at(*p)) {
	case 2: /* YY-MM-DD, YY-DDD */
		if ((*p)[2] != '-' || !iso_digits(p, 2, &v))
			return false;
		c->year = date_full_year(v);
		return digits_at(*p + 1) >= 2 && iso_rest(p, c);
	case 4:
		return iso_digits(p, 4, &c->year) && iso_rest(p, c);
	case 5: /* YYDDD */
		if (!iso_digits(p, 2, &v))
			return false;
		c->year = date_full_year(v);
		return iso_digits(p, 3, &v) && ordinal_day(c, v);
	case 6: /* YYMMDD */
		if (!iso_digits(p, 2, &v))
			return false;
		c->year = date_full_year(v);
		return iso_digits(p, 2, &c->month) &&
		       iso_digits(p, 2, &c->day);
	case 7: /* YYYYDDD */
		return iso_digits(p, 4, &c->year) && iso_digits(p, 3, &v) &&
		       ordinal_day(c, v);
	case 8:
	case 12: /* with hhmm or hhmmss glued to it */
	case 14:
		return iso_digits(p, 4, &c->year) &&
		       iso_digits(p, 2, &c->month) &&
		       iso_digits(p, 2, &c->day);
	default:
		return false;
	}
}

/* "Z", "+hh", "+hhmm", "+hh:mm" or nothing; must end the text. */
static bool iso_zone(const char *p, int *zone_s)
{
	int h, m = 0;

	while (*p == ' ')
		p++;
	*zone_s = 0;
	if (!*p)
		return true;
	if (tolower((unsigned char)*p) == 'z')
		return !p[1];
	if (*p != '+' && *p != '-')
		return false;
	int sign = *p++ == '-' ? -1 : 1;
	if (!iso_digits(&p, 2, &h))
		return false;
	p += *p == ':';
	if (*p && !iso_digits(&p, 2, &m))
		return false;
	*zone_s = sign * (h * 3600 + m * 60);
	return !*p && m < 60 && h * 3600 <= DATE_ZONE_MAX_S;
}

static bool iso_time(const char **p, struct civil *c)
{
	if (!iso_digits(p, 2, &c->hour))
		return false;
	bool colon = **p == ':';
	*p += colon;
	if (!colon && !isdigit((unsigned char)**p))
		return true;
	if (!iso_digits(p, 2, &c->min))
		return false;
	if (colon ? **p == ':' : isdigit((unsigned char)**p) != 0) {
		*p += colon;
		if (!iso_digits(p, 2, &c->sec))
			return false;
	}
	if ((**p == '.' || **p == ',') &&
	    (isdigit((unsigned char)(*p)[1]) || (*p)[1] == 'z'))
		*p += 1 + strspn(*p + 1, "0123456789");
	return true;
}

bool date_iso_parse(const char *p, int64_t *out)
{
	struct civil c;
	int zone_s = 0;

	bool glued = digits_at(p) > 8;
	if (!iso_date(&p, &c))
		return false;
	if (*p) {
		size_t gap = strspn(p, " ");
		if (tolower((unsigned char)p[gap]) == 't')
			gap++;
		gap += strspn(p + gap, " ");
		if (!gap && !glued)
			return false;
		p += gap;
		if (!iso_time(&p, &c) || !iso_zone(p, &zone_s))
			return false;
	}
	if (!civil_is_valid(&c))
		return false;
	*out = civil_to_s(&c) - zone_s;
	return true;
}

/* ---- the usual forms of feeds ------------------------------------------------ */

/* "nn" or "nnnn" at s; -1 = other. */
static int digits_of(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

/* Which three letters of `names` (n of them) are at s; -1 = none. */
static int name_at(const char *s, const char *names, int n)
{
	for (int i = 0; i < n; i++)
		if (!strncmp(s, names + (size_t)i * 3, 3))
			return i;
	return -1;
}

/* "Z", "+hh:mm" or "-hh:mm", and nothing behind. */
static bool usual_zone(const char *s, int *zone)
{
	*zone = 0;
	if (*s == 'Z')
		return !s[1];
	if ((*s != '+' && *s != '-') || strnlen(s, 7) != 6 || s[3] != ':')
		return false;
	int h = digits_of(s + 1, 2), m = digits_of(s + 4, 2);
	*zone = (h * 3600 + m * 60) * (*s == '-' ? -1 : 1);
	return h >= 0 && h <= 12 && m >= 0 && m <= 59;
}

/* "2025-06-15T08:00:12Z" */
static bool usual_3339(const char *s, int64_t *out)
{
	struct civil c = { 0 };
	int zone;

	if (s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' ||
	    s[16] != ':')
		return false;
	c.year = digits_of(s, 4);
	c.month = digits_of(s + 5, 2);
	c.day = digits_of(s + 8, 2);
	c.hour = digits_of(s + 11, 2);
	c.min = digits_of(s + 14, 2);
	c.sec = digits_of(s + 17, 2);
	if (c.year < 0 || c.month < 1 || c.day < 1 || c.hour < 0 ||
	    c.min < 0 || c.sec < 0 || !usual_zone(s + 19, &zone) ||
	    !civil_is_valid(&c))
		return false;
	*out = civil_to_s(&c) - zone;
	return true;
}

/* "Sun, 15 Jun 2025 08:00:12 +0000", or "GMT" */
static bool usual_5322(const char *s, int64_t *out)
{
	struct civil c = { 0 };
	int zone = 0;

	if (name_at(s, "SunMonTueWedThuFriSat", 7) < 0 || s[3] != ',' ||
	    s[4] != ' ' || s[7] != ' ' || s[11] != ' ' || s[16] != ' ' ||
	    s[19] != ':' || s[22] != ':' || s[25] != ' ')
		return false;
	c.day = digits_of(s + 5, 2);
	c.month = name_at(s + 8, "JanFebMarAprMayJunJulAugSepOctNovDec", 12) + 1;
	c.year = digits_of(s + 12, 4);
	c.hour = digits_of(s + 17, 2);
	c.min = digits_of(s + 20, 2);
	c.sec = digits_of(s + 23, 2);
	if (s[26] == '+' || s[26] == '-') {
		int h = digits_of(s + 27, 2), m = digits_of(s + 29, 2);
		if (h < 0 || h > 12 || m < 0 || m > 59 || s[31])
			return false;
		zone = (h * 3600 + m * 60) * (s[26] == '-' ? -1 : 1);
	} else if (strcmp(s + 26, "GMT") != 0) {
		return false;
	}
	if (c.day < 1 || !c.month || c.year < 0 || c.hour < 0 || c.min < 0 ||
	    c.sec < 0 || !civil_is_valid(&c))
		return false;
	*out = civil_to_s(&c) - zone;
	return true;
}

bool date_usual_parse(const char *s, int64_t *out)
{
	size_t len = strnlen(s, 32);

	if (len == 20 || len == 25)
		return usual_3339(s, out);
	return len >= 29 && len <= 31 && usual_5322(s, out);
}
