/* trends.h - names that rise, with the threads behind them. */
#ifndef THRUM_APP_TRENDS_H
#define THRUM_APP_TRENDS_H

#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/status.h"
#include "thrum/model/thread.h"
#include "thrum/story/trends.h"

struct store;

#define TRENDS_WINDOW_S (2 * 86400) /* what counts as now */
#define TRENDS_HISTORY_S (30 * 86400) /* what it is held against */

struct app_trends {
	struct trends trends; /* strongest first */
	const struct thread *(*threads)[TREND_THREADS]; /* of each, the most
							 * reported first;
							 * NULL behind the
							 * last; arena's */
	struct arena arena;
};
/* Count the threads of window and history, muted ones left out, and keep at
 * most `limit` names. Caller frees. */
enum status app_trends_load(struct store *store, const struct trends_window *w,
			    size_t limit, struct app_trends **out,
			    struct err *err) MUST_CHECK;
/* NULL is fine. */
void app_trends_free(struct app_trends *t);

#endif
