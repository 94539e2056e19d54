/* due.c - when a feed may be asked again.
 *
 * A working feed: not before the longest of the reader's interval, the
 * feed's ttl, the server's max-age, both capped at a day (a server that
 * says "a year" about a feed is mistaken), and an eighth of the time that
 * usually lies between two of its articles: a daily one every three hours,
 * a weekly one every four, one that has been silent for a year once a day.
 * One that says "not modified" says nothing of all this: it waits as long
 * as after its last answer, and a little longer; what it asked for (ttl,
 * hours, days) is known from then.
 * A failing one: the interval doubled with every failure in a row, at most
 * a day, an hour at least where the server says that it is asked too often
 * or overloaded, and never before Retry-After; then a little later, so that
 * feeds that failed together do not come back together. 410 Gone stops it.
 * Hours and days that the feed asks to be left alone in are skipped.
 * Source: RFC 9111 s. 4.2, RFC 9110 s. 10.2.3, RSS 2.0 (ttl, skipHours,
 * skipDays); caps and shares are ours.
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

/* Up to an eighth more, an hour at most. */
static int64_t spread(const struct due_facts *f, int64_t wait)
{
	int64_t most = wait / 8 < HOUR ? wait / 8 : HOUR;

	return wait + (most ? (int64_t)(f->seed % (uint64_t)most) : 0);
}

static int64_t after_failure(const struct due_facts *f)
{
	int64_t wait = f->interval_s;

	if ((f->http == 429 || f->http == 503) && f->retry_after_s <= 0 &&
	    wait < HOUR)
		wait = HOUR;

	for (int i = 1; i < f->failures && wait < DAY; i++)
		wait *= 2;
	if (wait > DAY)
		wait = DAY;
	return spread(f, longer(wait, f->retry_after_s, RETRY_AFTER_MAX));
}

int64_t due_gap_s(const int64_t *times, size_t n)
{
	if (n < 2 || times[n - 1] <= 0 || times[0] <= times[n - 1])
		return 0;
	return (times[0] - times[n - 1]) / (int64_t)(n - 1);
}

/* What the feed's own rhythm says. Silence lengthens it: a feed that ended
 * is not asked for ever as often as it once deserved. */
static int64_t by_rhythm(const struct due_facts *f)
{
	int64_t quiet = f->newest && f->newest < f->now ? f->now - f->newest :
							  0;
	int64_t gap = longer(f->gap_s, quiet / 4, INT64_MAX);
	int64_t cap = quiet > 365 * DAY ? DAY :
		      quiet > 90 * DAY	? 12 * HOUR :
					  4 * HOUR;

	return longer(0, gap / 8, cap);
}

static int64_t after_silence(const struct due_facts *f)
{
	int64_t last = f->last_wait_s;

	return last < 4 * HOUR ? longer(0, last + last / 16, 4 * HOUR) : last;
}

bool due_is_skipped(uint32_t skip_hours, uint8_t skip_days, int64_t at)
{
	struct civil c;

	if ((skip_hours & ALL_HOURS) == ALL_HOURS ||
	    (skip_days & ALL_DAYS) == ALL_DAYS)
		return false;
	civil_from_s(at, &c);
	return (skip_hours >> c.hour & 1) || (skip_days >> c.weekday & 1);
}

/* The first hour from `at` on that is not to be skipped. */
static int64_t skip(const struct due_facts *f, int64_t at)
{
	while (due_is_skipped(f->skip_hours, f->skip_days, at))
		at = (at / HOUR + 1) * HOUR;
	return at;
}

int64_t due_next(const struct due_facts *f)
{
	int64_t wait = f->interval_s;

	if (f->http == 410)
		return DUE_NEVER;
	if (f->failures)
		return skip(f, f->now + after_failure(f));
	wait = longer(wait, f->ttl_min * (int64_t)60, DAY);
	wait = longer(wait, f->max_age_s, DAY);
	wait = longer(wait, by_rhythm(f), DAY);
	if (f->http == 304)
		wait = longer(wait, after_silence(f), DAY);
	wait = longer(wait, f->retry_after_s, RETRY_AFTER_MAX);
	return skip(f, f->now + wait);
}
