/* date_iso.c - dates and times exactly as ISO 8601 has them.
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
