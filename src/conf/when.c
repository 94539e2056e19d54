/* when.c - a date as the reader writes it (datetime-format): strftime's
 * signs, but only those that name a part of a date, without widths and
 * without the locale: what is accepted once is short on every machine. */
#include "config.h"

#include "thrum/conf/format.h"

#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

static const char SIGNS[] = "aAbBdeFhHIjklmMpRSTuwyY%";
enum { FORMAT_MAX = 100 };

static const char *month_name(int month, int how)
{
	static const char *const names[][2] = {
		{ N_("Jan"), N_("January") },
		{ N_("Feb"), N_("February") },
		{ N_("Mar"), N_("March") },
		{ N_("Apr"), N_("April") },
		{ N_("May"), N_("May") },
		{ N_("Jun"), N_("June") },
		{ N_("Jul"), N_("July") },
		{ N_("Aug"), N_("August") },
		{ N_("Sep"), N_("September") },
		{ N_("Oct"), N_("October") },
		{ N_("Nov"), N_("November") },
		{ N_("Dec"), N_("December") },
	};

	return _(names[(month + 11) % 12][how]);
}

static const char *day_name(int weekday, int how)
{
	static const char *const names[][2] = {
		{ N_("Sun"), N_("Sunday") },
		{ N_("Mon"), N_("Monday") },
		{ N_("Tue"), N_("Tuesday") },
		{ N_("Wed"), N_("Wednesday") },
		{ N_("Thu"), N_("Thursday") },
		{ N_("Fri"), N_("Friday") },
		{ N_("Sat"), N_("Saturday") },
	};

	return _(names[weekday % 7][how]);
}

static int day_of_year(const struct civil *c)
{
	struct civil first = { .year = c->year, .month = 1, .day = 1 };
	struct civil day = first;

	day.month = c->month;
	day.day = c->day;
	return (int)((civil_to_s(&day) - civil_to_s(&first)) / 86400) + 1;
}

static void put_time(char sign, const struct civil *c, struct buf *out)
{
	int twelve = c->hour % 12 ? c->hour % 12 : 12;

	switch (sign) {
	case 'H':
	case 'k':
		buf_addf(out, sign == 'H' ? "%02d" : "%2d", c->hour);
		break;
	case 'I':
	case 'l':
		buf_addf(out, sign == 'I' ? "%02d" : "%2d", twelve);
		break;
	case 'M':
		buf_addf(out, "%02d", c->min);
		break;
	case 'p':
		buf_adds(out, c->hour < 12 ? _("AM") : _("PM"));
		break;
	case 'R':
		buf_addf(out, "%02d:%02d", c->hour, c->min);
		break;
	case 'S':
		buf_addf(out, "%02d", c->sec);
		break;
	case 'T':
		buf_addf(out, "%02d:%02d:%02d", c->hour, c->min, c->sec);
		break;
	default:
		buf_addc(out, sign);
		break;
	}
}

static void put_sign(char sign, const struct civil *c, struct buf *out)
{
	switch (sign) {
	case 'a':
	case 'A':
		buf_adds(out, day_name(c->weekday, sign == 'A'));
		break;
	case 'b':
	case 'h':
	case 'B':
		buf_adds(out, month_name(c->month, sign == 'B'));
		break;
	case 'd':
	case 'e':
		buf_addf(out, sign == 'd' ? "%02d" : "%2d", c->day);
		break;
	case 'F':
		buf_addf(out, "%04d-%02d-%02d", c->year, c->month, c->day);
		break;
	case 'j':
		buf_addf(out, "%03d", day_of_year(c));
		break;
	case 'm':
		buf_addf(out, "%02d", c->month);
		break;
	case 'u':
		buf_addf(out, "%d", c->weekday ? c->weekday : 7);
		break;
	case 'w':
		buf_addf(out, "%d", c->weekday);
		break;
	case 'y':
		buf_addf(out, "%02d", (c->year % 100 + 100) % 100);
		break;
	case 'Y':
		buf_addf(out, "%d", c->year);
		break;
	default:
		put_time(sign, c, out);
		break;
	}
}

enum status format_when_check(const char *fmt, struct err *err)
{
	size_t len = strlen(fmt);

	if (len > FORMAT_MAX)
		return err_set(err, ST_USAGE,
			       _("a date's format has at most %d characters"),
			       FORMAT_MAX);
	for (const char *p = strchr(fmt, '%'); p; p = strchr(p + 2, '%'))
		if (!p[1] || !strchr(SIGNS, p[1]))
			return err_set(err, ST_USAGE,
				       _("at character %d: behind the %% of a "
					 "date stands one of %s"),
				       (int)(p - fmt) + 1, SIGNS);
	return ST_OK;
}

void format_when(const char *fmt, const struct civil *c, struct buf *out)
{
	for (; *fmt; fmt++) {
		if (*fmt != '%')
			buf_addc(out, *fmt);
		else if (*++fmt)
			put_sign(*fmt, c, out);
		else
			break;
	}
}
