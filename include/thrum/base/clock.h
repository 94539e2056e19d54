/* clock.h - time as numbers. Seconds since the epoch UTC everywhere.
 *
 * Pure layers never ask the time: they take `now`. Only app, ui and cli
 * call clock_now_s(); THRUM_NOW=SECONDS fixes it for tests and demos.
 */
#ifndef THRUM_BASE_CLOCK_H
#define THRUM_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Now, or THRUM_NOW. Any thread. */
int64_t clock_now_s(void);
/* Monotonic; for time-outs and measuring. */
int64_t clock_mono_ms(void);

/* A date of the proleptic Gregorian calendar in UTC. */
struct civil {
	int year; /* 1970, 2026 ... may be negative */
	int month; /* 1..12 */
	int day; /* 1..31 */
	int hour, min, sec; /* 0..23, 0..59, 0..60 */
	int weekday; /* 0 = Sunday; filled by civil_from_s() */
};

/* False if the fields name no date (30 February; hour 24 with minutes). */
bool civil_is_valid(const struct civil *c);
/* Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int64_t civil_to_s(const struct civil *c);
void civil_from_s(int64_t s, struct civil *out);
/* The same in the local time zone (TZ), by the C library. */
void civil_local(int64_t s, struct civil *out);
/* How far that zone is east of UTC at `s`, in seconds. */
int64_t clock_east_s(int64_t s);

#endif
