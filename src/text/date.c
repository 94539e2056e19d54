/* date.c - see date.h. One date of any make -> seconds since the epoch.
 *
 * Two readers, tried in turn. The first (date_iso.c) takes ISO 8601 as it
 * is written; the second collects what the tokens say (a time, a zone, a month's name,
 * numbers) in any order and judges at the end whether that is one date.
 * What is left over, said twice or impossible refuses the whole: a wrong
 * date is worse than none.
 */
#include "config.h"

#include "thrum/text/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "thrum/base/clock.h"
#include "date_priv.h"
#include "thrum/base/banned.h"

/* What has been read so far. */
struct found {
	int64_t num[3]; /* numbers of the date in order */
	size_t digits[3];
	char sep[3]; /* what stood between num[i] and num[i + 1] */
	size_t n;
	int64_t year, day; /* said by a unit (年), else -1 */
	int month; /* by name or unit, 0 = not yet */
	bool is_thai; /* its year may be the Buddha's */
	bool month_weak; /* the name may have been a weekday's */
	size_t month_at; /* numbers seen before the month's name */
	int hour, min, sec;
	bool has_time, has_zone, has_date_zone;
	int half; /* date_half_day() */
	int weekday; /* 0 = Sunday, -1 = not said */
	int zone_s;
	enum date_dst dst;
};

/* ---- words and numbers ----------------------------------------------------- */

static bool is_punct(const struct date_token *t, char c)
{
	return t->kind == DTOK_PUNCT && t->s[0] == c;
}

static bool is_num(const struct date_token *t)
{
	return t->kind == DTOK_NUM;
}

/* "a.m.", "p. m.": the half day in up to four tokens; 0 = none. */
static size_t dotted_half(const struct date_token *t, int *half)
{
	bool a = date_tok_is(&t[0], "a"), p = date_tok_is(&t[0], "p");

	if ((!a && !p) || !is_punct(&t[1], '.') || !date_tok_is(&t[2], "m"))
		return 0;
	*half = a ? 1 : 2;
	return is_punct(&t[3], '.') ? 4 : 3;
}

static size_t take_half(struct found *f, const struct date_token *t)
{
	int half = 0;
	bool leads;
	size_t n = dotted_half(t, &half);

	if (!n && t->kind == DTOK_WORD) {
		half = date_half_day(t, &f->zone_s, &leads);
		n = half ? 1 : 0;
	}
	if (half)
		f->half = half;
	return n;
}

/* "+02:00", "-0700", "+9" at t[0]; tokens taken, 0 = none. */
static size_t take_offset(struct found *f, const struct date_token *t)
{
	int64_t h, m = 0;
	size_t n = 2;

	if ((!is_punct(t, '+') && !is_punct(t, '-')) || !is_num(&t[1]) ||
	    t[1].spaced)
		return 0;
	if (t[1].len <= 2) {
		h = t[1].value;
		if (is_punct(&t[2], ':')) {
			if (!is_num(&t[3]) || t[3].len != 2)
				return 0;
			m = t[3].value;
			n = 4;
		}
	} else if (t[1].len <= 4) {
		h = t[1].value / 100;
		m = t[1].value % 100;
	} else {
		return 0;
	}
	if (m >= 60 || h * 3600 > DATE_ZONE_MAX_S)
		return 0;
	f->zone_s = (int)(h * 3600 + m * 60) * (is_punct(t, '-') ? -1 : 1);
	f->has_zone = true;
	return n;
}

/* A zone's name, a city's, or an offset, or "GMT+2". */
static size_t take_zone(struct found *f, const struct date_token *t)
{
	int same;

	if (f->has_zone) /* "+0000 UTC": the number was exact */
		return t->kind == DTOK_WORD && date_zone(t, &same) ? 1 : 0;
	size_t n = take_offset(f, t);
	if (n || t->kind != DTOK_WORD)
		return n;
	n = date_zone_words(t, &f->zone_s, &f->dst);
	if (n) {
		f->has_zone = true;
		return n;
	}
	if (!date_zone(t, &f->zone_s))
		return 0;
	f->has_zone = true;
	return 1 + take_offset(f, t + 1);
}

/* Day, month and year have been said. */
static bool is_day_known(const struct found *f)
{
	return f->n == 3 || (f->n == 2 && f->month) ||
	       (f->year >= 0 && f->month);
}

/* Behind a whole date: "0200" is an offset without its sign, "XYZ" at the
 * end a zone that nobody knows and RFC 5322 s. 4.3 reads as "-0000". */
static size_t take_odd_zone(struct found *f, const struct date_token *t)
{
	if (f->has_zone || !f->month || f->n != 2)
		return 0;
	if (is_num(t) && t->spaced && t->len == 4 && t->value % 100 < 60 &&
	    t->value <= 1400)
		f->zone_s = (int)(t->value / 100 * 3600 + t->value % 100 * 60);
	else if (t->kind != DTOK_WORD || t->len < 3 || t->len > 5 ||
		 t[1].kind != DTOK_END || (unsigned char)*t->s >= 0x80)
		return 0;
	f->has_zone = true;
	return 1;
}

/* Seconds behind "hh:mm", with a fraction that is dropped. */
static size_t take_seconds(struct found *f, const struct date_token *t)
{
	size_t n = 0;

	if (is_punct(t, ':') && is_num(&t[1]) && t[1].len <= 2) {
		f->sec = (int)t[1].value;
		n = 2;
	}
	/* Milliseconds behind a colon are three digits: else it is no time. */
	if (n && (is_punct(&t[n], '.') || is_punct(&t[n], ',') ||
		  (is_punct(&t[n], ':') && t[n + 1].len == 3)) &&
	    is_num(&t[n + 1]) && !t[n + 1].spaced && !t[n].spaced)
		n += 2;
	return n;
}

/* What may follow a time: half of the day, then a zone. */
static size_t after_time(struct found *f, const struct date_token *t)
{
	size_t n = take_half(f, t);

	if (date_tok_is(&t[n], "uhr") || date_tok_is(&t[n], "h") ||
	    date_tok_is(&t[n], "hs") || date_tok_is(&t[n], "hrs"))
		n++;
	if (is_punct(&t[n], ',') && t[n + 1].kind == DTOK_WORD &&
	    date_zone(&t[n + 1], &f->zone_s) && t[n + 1].len > 2)
		n++;
	n += take_zone(f, t + n);
	if (!f->has_zone)
		n += take_odd_zone(f, t + n);
	return n + (f->has_zone ? take_zone(f, t + n) : 0);
}

/* "14.05", "14.05.30", "14.05 uhr": only where it cannot be a date. */
static size_t take_dotted(struct found *f, const struct date_token *t)
{
	if (!is_punct(&t[1], '.') || !is_num(&t[2]) || t[2].len != 2 ||
	    (!date_tok_is(&t[3], "uhr") && !is_day_known(f)))
		return 0;
	f->min = (int)t[2].value;
	if (!is_punct(&t[3], '.') || !is_num(&t[4]) || t[4].len != 2)
		return 3;
	f->sec = (int)t[4].value;
	return 5;
}

/* "2 pm", "14 uhr": the hour alone. */
static bool is_hour(const struct date_token *t)
{
	int half = 0, zone = 0;
	bool leads = false;

	if (date_tok_is(&t[1], "uhr") || dotted_half(t + 1, &half))
		return true;
	return t[1].kind == DTOK_WORD && date_half_day(&t[1], &zone, &leads) &&
	       !leads;
}

/* "14:05:00", "14h05", "2 pm", "14.05 uhr"; 0 = no time here. */
static size_t take_time(struct found *f, const struct date_token *t)
{
	size_t n;

	if (f->has_time || !is_num(t) || t->len > 2 ||
	    t[1].kind == DTOK_END)
		return 0;
	if (is_punct(&t[1], ':') && is_num(&t[2]) &&
	    (t[2].len == 2 || (t[2].len == 1 && is_punct(&t[3], ':')))) {
		f->min = (int)t[2].value;
		n = 3 + take_seconds(f, t + 3);
	} else if (date_tok_is(&t[1], "h") && is_num(&t[2]) && t[2].len == 2) {
		f->min = (int)t[2].value;
		n = 3;
	} else {
		n = take_dotted(f, t);
		if (!n && is_hour(t))
			n = 1;
		if (!n)
			return 0;
	}
	f->hour = (int)t->value;
	f->has_time = true;
	return n + after_time(f, t + n);
}

/* Number and East Asian unit: 2025年, 14時, 05분. */
static size_t take_unit(struct found *f, const struct date_token *t)
{
	static const char *const units[][5] = {
		{ "年", "년" },		    { "月", "월" },
		{ "日", "일", "号", "號" }, { "時", "时", "시", "点", "點" },
		{ "分", "분" },		    { "秒", "초" },
	};

	if (!is_num(t) || t[1].kind != DTOK_WORD)
		return 0;
	for (size_t u = 0; u < sizeof(units) / sizeof(*units); u++)
		for (size_t i = 0; i < 5 && units[u][i]; i++) {
			if (!date_tok_is(&t[1], units[u][i]))
				continue;
			int64_t *date[] = { &f->year, NULL, &f->day };
			int *part[] = { NULL,	  &f->month, NULL,
					&f->hour, &f->min,   &f->sec };
			if (part[u])
				*part[u] = (int)(t->value % 10000);
			else
				*date[u] = t->value;
			f->has_time |= u >= 3;
			/* Korean words tell the country, and so the zone. */
			if (i == 1 && (u == 0 || u == 1) && !f->has_zone)
				f->zone_s = 9 * 3600;
			return 2 + (u >= 3 ? take_zone(f, t + 2) : 0);
		}
	return 0;
}

/* Japanese eras and the Republic of China's: the year before their first. */
static int era_base(const struct date_token *t)
{
	static const struct {
		const char *name;
		int base;
	} eras[] = { { "令和", 2018 }, { "平成", 1988 }, { "昭和", 1925 },
		     { "民國", 1911 }, { "民国", 1911 } };

	for (size_t i = 0; i < sizeof(eras) / sizeof(*eras); i++)
		if (date_tok_is(t, eras[i].name))
			return eras[i].base;
	return 0;
}

static size_t take_number(struct found *f, const struct date_token *t)
{
	if (f->n == 3)
		return 0;
	f->num[f->n] = t->value;
	f->digits[f->n] = t->len;
	f->sep[f->n++] = t[1].kind == DTOK_PUNCT ? t[1].s[0] : ' ';
	return 1;
}

static size_t take_month(struct found *f, const struct date_token *t)
{
	bool weak = false;
	int month = date_month(t, &weak);

	if (!month)
		return 0;
	if (f->month && weak)
		return 1; /* a weekday after all: "31 mai, mar." */
	if (f->month && !f->month_weak && f->month != month)
		return 0;
	f->month = month;
	f->is_thai = !memcmp(t->s, "\xe0\xb8", 2) ||
		     !memcmp(t->s, "\xe0\xb9", 2);
	f->month_weak = weak;
	f->month_at = f->n;
	return 1;
}

/* Vietnamese: "tháng" and the month's number, in digits or as a word. */
static size_t take_thang(struct found *f, const struct date_token *t)
{
	static const char *const words[] = { "mot",  "hai", "ba",  "tu",
					     "nam",  "sau", "bay", "tam",
					     "chin", "muoi" };

	if (!date_tok_is(t, "thang"))
		return 0;
	if (is_num(&t[1])) {
		f->month = (int)(t[1].value % 100);
		return 2;
	}
	for (int m = 10; m > 0; m--) {
		if (!date_tok_is(&t[1], words[m - 1]))
			continue;
		f->month = m;
		if (m < 10 || (!date_tok_is(&t[2], "mot") &&
			       !date_tok_is(&t[2], "hai")))
			return 2;
		f->month += date_tok_is(&t[2], "mot") ? 1 : 2;
		return 3;
	}
	return 0;
}

/* One step; the tokens taken, 0 = this is no date. */
static size_t take_any(struct found *f, const struct date_text *d, size_t i)
{
	const struct date_token *t = &d->tok[i];
	size_t n;

	if (is_num(t)) {
		if ((n = take_time(f, t)) || (n = take_unit(f, t)))
			return n;
		return take_number(f, t);
	}
	if (t->kind == DTOK_WORD && era_base(t) && is_num(&t[1]) &&
	    date_tok_is(&t[2], "年")) {
		f->year = era_base(t) + t[1].value;
		return 3;
	}
	if ((n = take_thang(f, t)) || (n = take_half(f, t)) || (n = take_month(f, t)))
		return n;
	if (is_punct(t, '-') && t->spaced && is_day_known(f) &&
	    (t[1].len == 4 || is_punct(&t[2], ':')) && (n = take_zone(f, t)))
		return n; /* "31.05.2025 -0700" */
	if (date_is_weekday(t)) {
		f->weekday = date_weekday(t);
		return 1;
	}
	if (date_is_filler(t) || date_unit_len(t->s))
		return 1;
	/* An unknown first word before a comma is some language's day. */
	if (i == 0 && t->kind == DTOK_WORD &&
	    (is_punct(&t[1], ',') ||
	     (is_punct(&t[1], '.') && is_punct(&t[2], ','))))
		return 1;
	/* "26 Sep 2022 GMT"; an offset alone would be a number's sign. */
	if (t->kind == DTOK_WORD &&
	    (t->len > 1 || (*t->s == 'z' && is_day_known(f))))
		return take_zone(f, t);
	if (is_punct(t, '+') && (f->n >= 2 || f->has_time))
		return take_zone(f, t);
	/* "Updated: 31 May", and what surrounds a quoted date. */
	if (is_punct(t, ':') && i && !f->n && !f->month && !f->has_time)
		return 1;
	if (is_punct(t, '"') && (i == 0 || i + 1 == d->n))
		return 1;
	/* "'25", and the server log's "31/May/2025:14:05:00". */
	if (is_punct(t, '\'') || (is_punct(t, ':') && f->n >= 2 &&
				  !f->has_time && !t->spaced))
		return is_num(&t[1]) ? 1 : 0;
	return 0;
}

/* ---- judging --------------------------------------------------------------- */

static int64_t year_of(int64_t v, size_t digits)
{
	if (digits <= 2)
		return date_full_year((int)v);
	return digits == 3 ? v + 1900 : v; /* RFC 5322 s. 4.3 */
}

/* With a month's name, the other numbers are day and year. */
static bool judge_named(struct found *f, struct civil *c)
{
	c->month = f->month;
	c->day = f->day >= 0 ? (int)f->day : 1;
	if (f->year >= 0) {
		c->year = (int)f->year;
		if (f->day < 0 && f->n == 1)
			c->day = (int)f->num[0];
		return f->n == 0 || (f->n == 1 && f->day < 0);
	}
	size_t y = f->n - 1; /* the year's place */
	if (f->n == 0 || f->n > 2 || (f->n == 2 && f->day >= 0))
		return false;
	if (f->n == 2 && f->digits[0] > 2)
		y = 0;
	if (f->n == 1 && f->digits[0] != 4)
		return false;
	if (f->n == 2)
		c->day = f->digits[1 - y] <= 2 ? (int)f->num[1 - y] : 0;
	c->year = (int)year_of(f->num[y], f->digits[y]);
	if (f->is_thai && c->year > 2400)
		c->year -= 543;
	return f->digits[y] <= 4;
}

static bool is_on(int weekday, int year, int64_t month, int64_t day)
{
	struct civil c = { .year = year, .month = (int)month,
			   .day = (int)day };

	civil_from_s(civil_to_s(&c), &c);
	return c.weekday == weekday;
}

/* Month and day out of a pair in an order that is not known. Where both
 * would do, the day of the week may tell: "Sat, 11 04 2020". */
static bool judge_pair(const struct found *f, struct civil *c)
{
	int64_t a = f->num[0], b = f->num[1];
	bool day_first = a > 12;

	if (a <= 12 && b <= 12 && a > 0 && b > 0) {
		bool by_day = f->weekday >= 0 &&
			      is_on(f->weekday, c->year, b, a);
		bool by_month = f->weekday >= 0 &&
				is_on(f->weekday, c->year, a, b);
		day_first = by_day == by_month || by_day;
		if (by_day == by_month && a != b &&
		    (f->sep[0] == '/' || f->sep[0] == ' '))
			return false; /* 03/04/2025 */
	}
	c->day = (int)(day_first ? a : b);
	c->month = (int)(day_first ? b : a);
	return c->day <= 31;
}

static bool judge_numbers(const struct found *f, struct civil *c)
{
	const int64_t *v = f->num;
	const size_t *d = f->digits;

	c->day = 1;
	if (f->n == 2 && d[0] == 4 && d[1] <= 2) { /* 2025/05 */
		c->year = (int)v[0];
		c->month = (int)v[1];
		return true;
	}
	if (f->n == 2 && d[1] == 4 && d[0] <= 2) { /* 05/2025 */
		c->year = (int)v[1];
		c->month = (int)v[0];
		return true;
	}
	if (f->n != 3 || d[1] > 2)
		return false;
	if (d[0] == 2 && d[2] == 1 && f->sep[0] == '-') { /* 03-1-2 */
		c->year = date_full_year((int)v[0]);
		c->month = (int)v[1];
		c->day = (int)v[2];
		return true;
	}
	if (d[0] == 4 && d[2] <= 2) {
		c->year = (int)v[0];
		c->month = (int)v[1];
		c->day = (int)v[2];
		return true;
	}
	if (d[2] == 4 && d[0] <= 2) {
		c->year = (int)v[2];
		return (f->sep[0] != ' ' || f->weekday >= 0) &&
		       judge_pair(f, c);
	}
	if (d[0] != 2 || d[2] != 2 || f->sep[0] == ' ')
		return d[0] <= 2 && d[2] == 2 && f->sep[0] != ' ' &&
		       f->sep[0] != '-' &&
		       (c->year = date_full_year((int)v[2]),
			judge_pair(f, c));
	if (f->sep[0] == '-' || v[0] > 31) { /* 03-12-31, ISO's short form */
		c->year = date_full_year((int)v[0]);
		c->month = (int)v[1];
		c->day = (int)v[2];
		return true;
	}
	c->year = date_full_year((int)v[2]);
	return judge_pair(f, c);
}

/* 20250531 with a time beside it, or seconds since the epoch. */
static bool judge_single(const struct found *f, struct civil *c)
{
	if (f->n != 1 || f->digits[0] != 8)
		return false;
	c->year = (int)(f->num[0] / 10000);
	c->month = (int)(f->num[0] / 100 % 100);
	c->day = (int)(f->num[0] % 100);
	return true;
}

static bool judge_time(const struct found *f, struct civil *c)
{
	c->hour = f->hour;
	c->min = f->min;
	c->sec = f->sec;
	if (!f->half || f->hour > 12)
		return true;
	if (f->half == 2 && f->hour < 12)
		c->hour += 12;
	if (f->half == 1 && f->hour == 12)
		c->hour = 0;
	return f->has_time;
}

static bool judge(struct found *f, int64_t *out)
{
	struct civil c = { 0 };
	bool ok;

	if (f->month)
		ok = judge_named(f, &c);
	else
		ok = judge_numbers(f, &c) || judge_single(f, &c);
	if (!ok || !judge_time(f, &c) || !civil_is_valid(&c) ||
	    c.year > 9999 || c.year < 0)
		return false;
	int64_t s = civil_to_s(&c);
	*out = s - f->zone_s - date_dst_shift(f->dst, s, f->zone_s);
	return true;
}

/* 10 digits: seconds; 13: milliseconds. */
static bool epoch_parse(const struct date_text *d, int64_t *out)
{
	const struct date_token *t = d->tok + (d->n == 2 && is_punct(d->tok, '@'));
	bool fraction = d->n == 3 && is_punct(&t[1], '.') && is_num(&t[2]);

	if (!is_num(t) || (d->n != 1 && t == d->tok && !fraction))
		return false;
	if (t->len == 10)
		*out = t->value;
	else if (t->len == 13)
		*out = t->value / 1000;
	else
		return false;
	return true;
}

bool date_parse(const char *s, int64_t *out)
{
	struct date_text d;
	struct found f = { .year = -1, .day = -1, .weekday = -1 };
	int64_t v;

	if (s && date_usual_parse(s, out))
		return true;
	if (!s || !date_scan(&d, s))
		return false;
	if (epoch_parse(&d, &v) ||
	    date_iso_parse(d.s + strspn(d.s, " "), &v)) {
		*out = v;
		return true;
	}
	for (size_t i = 0; i < d.n;) {
		size_t n = take_any(&f, &d, i);
		if (!n)
			return false;
		i += n;
	}
	if (!judge(&f, &v))
		return false;
	*out = v;
	return true;
}
