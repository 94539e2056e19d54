/* due.c - when a feed may be asked again.
 *
 * A working feed: not before the longest of the reader's interval, the
 * feed's ttl and the server's max-age, both capped at a day (a server that
 * says "a year" about a feed is mistaken). A failing one: the interval
 * doubled with every failure in a row, at most a day, and never before
 * Retry-After. 410 Gone stops it. Hours and days that the feed asks to be
 * left alone in are skipped. Source: RFC 9111 s. 4.2, RFC 9110 s. 10.2.3,
 * RSS 2.0 (ttl, skipHours, skipDays); the caps are ours.
 */
#include "config.h"

#include "app_priv.h"

#include "thrum/base/clock.h"

#include "thrum/base/banned.h"

#define HOUR 3600
#define DAY (24 * (int64_t)HOUR)
#define RETRY_AFTER_MAX (7 * DAY)
#define ALL_HOURS 0xffffffu
#define ALL_DAYS 0x7fu

static int64_t longer(int64_t a, int64_t b, int64_t cap)
{
	if (b > cap)
		b = cap;
	return a > b ? a : b;
}

static int64_t after_failure(const struct due_facts *f)
{
	int64_t wait = f->interval_s;

	for (int i = 1; i < f->failures && wait < DAY; i++)
		wait *= 2;
	if (wait > DAY)
		wait = DAY;
	return longer(wait, f->retry_after_s, RETRY_AFTER_MAX);
}

static bool is_skipped(const struct due_facts *f, int64_t at)
{
	struct civil c;

	civil_from_s(at, &c);
	return (f->skip_hours >> c.hour & 1) || (f->skip_days >> c.weekday & 1);
}

/* The first hour from `at` on that is not to be skipped. */
static int64_t skip(const struct due_facts *f, int64_t at)
{
	if ((f->skip_hours & ALL_HOURS) == ALL_HOURS ||
	    (f->skip_days & ALL_DAYS) == ALL_DAYS)
		return at;
	while (is_skipped(f, at))
		at = (at / HOUR + 1) * HOUR;
	return at;
}

int64_t due_next(const struct due_facts *f)
{
	int64_t wait = f->interval_s;

	if (f->http == 410)
		return DUE_NEVER;
	if (f->failures)
		return f->now + after_failure(f);
	wait = longer(wait, f->ttl_min * (int64_t)60, DAY);
	wait = longer(wait, f->max_age_s, DAY);
	wait = longer(wait, f->retry_after_s, RETRY_AFTER_MAX);
	return skip(f, f->now + wait);
}
