/* wake.h - what wakes snoozed threads. */
#ifndef THRUM_APP_WAKE_H
#define THRUM_APP_WAKE_H

#include <stdint.h>

#include "thrum/base/status.h"
#include "thrum/store/marks.h"

struct app;

struct wake_rules {
	uint32_t rules; /* enum wake_rule */
	int64_t at; /* of WAKE_DATE */
};
/* "fact", "sources", "12h", "3d" or a date to come, parted by commas or
 * blanks. ST_USAGE. Pure. */
enum status wake_rules_parse(const char *text, int64_t now,
			     struct wake_rules *out, struct err *err)
	MUST_CHECK;

/* Wake the snoozed threads whose date has come (or another rule holds);
 * *woken = how many. Getting articles does it by itself. */
enum status app_wake(struct app *app, int64_t *woken, struct err *err)
	MUST_CHECK;

#endif
