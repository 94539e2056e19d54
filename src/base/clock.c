/* clock.c - see clock.h. */
#include "config.h"

#include "thrum/base/clock.h"

#include <stdlib.h>
#include <time.h>

#include "thrum/base/banned.h"

int64_t clock_now_s(void)
{
	const char *fixed = getenv("THRUM_NOW");

	if (fixed && *fixed)
		return strtoll(fixed, NULL, 10);
	return (int64_t)time(NULL);
}

int64_t clock_mono_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static bool is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

bool civil_is_valid(const struct civil *c)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };

	if (c->month < 1 || c->month > 12 || c->day < 1)
		return false;
	int last = days[c->month - 1];
	if (c->month == 2 && is_leap(c->year))
		last = 29;
	if (c->day > last)
		return false;
	if (c->hour == 24) /* ISO 8601: the end of the day */
		return c->min == 0 && c->sec == 0;
	return c->hour >= 0 && c->hour < 24 && c->min >= 0 && c->min < 60 &&
	       c->sec >= 0 && c->sec <= 60;
}

int64_t civil_to_s(const struct civil *c)
{
	int64_t y = c->year - (c->month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (c->month + (c->month > 2 ? -3 : 9)) + 2) / 5 +
		      c->day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	int64_t days = era * 146097 + doe - 719468;

	return days * 86400 + c->hour * 3600 + c->min * 60 + c->sec;
}

void civil_from_s(int64_t s, struct civil *out)
{
	int64_t days = s / 86400;
	int64_t rest = s % 86400;

	if (rest < 0) {
		rest += 86400;
		days--;
	}
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int64_t month = mp < 10 ? mp + 3 : mp - 9;

	*out = (struct civil){
		.year = (int)(yoe + era * 400 + (month <= 2)),
		.month = (int)month,
		.day = (int)(doy - (153 * mp + 2) / 5 + 1),
		.hour = (int)(rest / 3600),
		.min = (int)(rest / 60 % 60),
		.sec = (int)(rest % 60),
		.weekday = (int)(((days % 7) + 11) % 7),
	};
}

void civil_local(int64_t s, struct civil *out)
{
	time_t t = (time_t)s;
	struct tm tm;

	if (!localtime_r(&t, &tm)) {
		civil_from_s(s, out);
		return;
	}
	*out = (struct civil){
		.year = tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.day = tm.tm_mday,
		.hour = tm.tm_hour,
		.min = tm.tm_min,
		.sec = tm.tm_sec,
		.weekday = tm.tm_wday,
	};
}

int64_t clock_east_s(int64_t s)
{
	struct civil c;

	civil_local(s, &c);
	return civil_to_s(&c) - s;
}
