/* When a feed is asked again: src/app/due.c. */
#include "config.h"

#include <criterion/criterion.h>

#include "app/app_priv.h"

#include "thrum/base/banned.h"

#define NOW 1748736000 /* Sunday 2025-06-01 00:00:00 UTC */
#define HOUR 3600
#define DAY (24 * HOUR)

static const struct {
	const char *what;
	struct due_facts f;
	int64_t wait;
} waits[] = {
	{ "the reader's interval",
	  { .interval_s = 1800, .max_age_s = -1, .retry_after_s = -1 },
	  1800 },
	{ "a longer ttl wins",
	  { .interval_s = 1800, .ttl_min = 120, .max_age_s = -1 },
	  7200 },
	{ "a shorter ttl does not",
	  { .interval_s = 1800, .ttl_min = 5, .max_age_s = -1 },
	  1800 },
	{ "max-age", { .interval_s = 1800, .max_age_s = 4000 }, 4000 },
	{ "max-age of a year is a day",
	  { .interval_s = 1800, .max_age_s = 31536000 },
	  DAY },
	{ "a ttl of a month is a day",
	  { .interval_s = 1800, .ttl_min = 43200, .max_age_s = -1 },
	  DAY },
	{ "an interval above a day stays",
	  { .interval_s = 3 * DAY, .max_age_s = -1 },
	  3 * DAY },
	{ "first failure", { .interval_s = 1800, .failures = 1 }, 1800 },
	{ "second failure", { .interval_s = 1800, .failures = 2 }, 3600 },
	{ "fifth failure", { .interval_s = 1800, .failures = 5 }, 28800 },
	{ "many failures", { .interval_s = 1800, .failures = 1000 }, DAY },
	{ "Retry-After",
	  { .interval_s = 1800, .failures = 1, .retry_after_s = 9000,
	    .http = 429 },
	  9000 },
	{ "a short Retry-After",
	  { .interval_s = 1800, .failures = 1, .retry_after_s = 5,
	    .http = 503 },
	  1800 },
	{ "Retry-After of a year is a week",
	  { .interval_s = 1800, .failures = 1, .retry_after_s = 31536000 },
	  7 * DAY },
	{ "skipped hours",
	  { .interval_s = 1800, .max_age_s = -1, .skip_hours = 0x7 },
	  3 * HOUR },
	{ "all hours skipped is a mistake",
	  { .interval_s = 1800, .max_age_s = -1, .skip_hours = 0xffffff },
	  1800 },
	{ "after a failure too",
	  { .interval_s = 1800, .failures = 1, .skip_hours = 0x7 },
	  3 * HOUR },
	{ "a skipped Sunday",
	  { .interval_s = 1800, .max_age_s = -1, .skip_days = 1 },
	  DAY },
	{ "all days skipped is a mistake",
	  { .interval_s = 1800, .max_age_s = -1, .skip_days = 0x7f },
	  1800 },
	{ "hours and days together",
	  { .interval_s = 1800, .max_age_s = -1, .skip_days = 1,
	    .skip_hours = 0x1 },
	  DAY + HOUR },
	{ "all days but one, all hours but one",
	  { .interval_s = 1800, .max_age_s = -1, .skip_days = 0x3f,
	    .skip_hours = 0x7fffff },
	  6 * DAY + 23 * HOUR },
	{ "429 without a word: an hour",
	  { .interval_s = 1800, .failures = 1, .http = 429,
	    .retry_after_s = -1 },
	  HOUR },
	{ "503 again: two",
	  { .interval_s = 1800, .failures = 2, .http = 503,
	    .retry_after_s = -1 },
	  2 * HOUR },
	{ "hourly news: the reader's interval",
	  { .interval_s = 1800, .max_age_s = -1, .gap_s = HOUR,
	    .newest = NOW - HOUR },
	  1800 },
	{ "a daily paper",
	  { .interval_s = 1800, .max_age_s = -1, .gap_s = DAY,
	    .newest = NOW - DAY },
	  3 * HOUR },
	{ "a monthly one",
	  { .interval_s = 1800, .max_age_s = -1, .gap_s = 30 * DAY,
	    .newest = NOW - DAY },
	  4 * HOUR },
	{ "hourly, but silent for a week",
	  { .interval_s = 1800, .max_age_s = -1, .gap_s = HOUR,
	    .newest = NOW - 7 * DAY },
	  4 * HOUR },
	{ "silent for half a year",
	  { .interval_s = 1800, .max_age_s = -1, .gap_s = HOUR,
	    .newest = NOW - 180 * DAY },
	  12 * HOUR },
	{ "silent for years",
	  { .interval_s = 1800, .max_age_s = -1, .gap_s = HOUR,
	    .newest = NOW - 1000 * DAY },
	  DAY },
	{ "not modified: as last time, and a little",
	  { .interval_s = 1800, .max_age_s = -1, .http = 304,
	    .last_wait_s = 3200 },
	  3400 },
	{ "not modified: four hours are enough",
	  { .interval_s = 1800, .max_age_s = -1, .http = 304,
	    .last_wait_s = 4 * HOUR - 60 },
	  4 * HOUR },
	{ "not modified: a ttl of twelve hours stays",
	  { .interval_s = 1800, .max_age_s = -1, .http = 304,
	    .last_wait_s = 12 * HOUR },
	  12 * HOUR },
	{ "something new: the last wait is over",
	  { .interval_s = 1800, .max_age_s = -1, .http = 200,
	    .last_wait_s = 12 * HOUR },
	  1800 },
	{ "dates ahead say nothing",
	  { .interval_s = 1800, .max_age_s = -1, .newest = NOW + DAY },
	  1800 },
};

Test(due, waits)
{
	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		struct due_facts f = waits[i].f;
		f.now = NOW;
		cr_expect(due_next(&f) - NOW == waits[i].wait,
			  "%s: %lld", waits[i].what,
			  (long long)(due_next(&f) - NOW));
	}
}

Test(due, gone_is_gone)
{
	struct due_facts f = { .now = NOW, .interval_s = 1800, .failures = 1,
			       .http = 410, .retry_after_s = 60 };

	cr_expect(due_next(&f) == DUE_NEVER);
}

/* Feeds that failed together come back one by one, none of them early. */
Test(due, failures_are_spread)
{
	int64_t first = 0, last = 0;

	for (uint64_t seed = 1; seed < 400; seed++) {
		struct due_facts f = { .now = NOW, .interval_s = 1800,
				       .failures = 3, .retry_after_s = -1,
				       .seed = seed * 0x9e3779b97f4a7c15u };
		int64_t wait = due_next(&f) - NOW;
		cr_assert(wait >= 7200 && wait < 7200 + 900, "%lld",
			  (long long)wait);
		first = !first || wait < first ? wait : first;
		last = wait > last ? wait : last;
	}
	cr_assert_gt(last - first, 600);
}

Test(due, gap)
{
	static const int64_t daily[] = { NOW, NOW - DAY, NOW - 2 * DAY };
	static const int64_t same[] = { NOW, NOW };
	static const int64_t undated[] = { NOW, 0 };

	cr_expect_eq(due_gap_s(daily, 3), DAY);
	cr_expect_eq(due_gap_s(daily, 1), 0);
	cr_expect_eq(due_gap_s(same, 2), 0);
	cr_expect_eq(due_gap_s(undated, 2), 0);
}
