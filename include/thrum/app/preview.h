/* preview.h - what an edit of threads would do, before it is done. */
#ifndef THRUM_APP_PREVIEW_H
#define THRUM_APP_PREVIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/thread.h"
#include "thrum/store/articles.h"

struct app;

enum edit_of_threads {
	PREVIEW_SPLIT, /* an article out of its thread */
	PREVIEW_MERGE, /* threads into another */
	PREVIEW_MOVE, /* an article into a thread */
};
struct preview {
	enum edit_of_threads kind;
	const int64_t *ids; /* the article, or the threads; borrowed */
	size_t n; /* of ids: 1 but for a merge */
	int64_t into; /* the thread; 0 for a split */
};

#define PREVIEW_REPORTS 200 /* of a thread are shown */

struct preview_report {
	const struct article_row *row;
	bool moves; /* it is in another thread now */
};
struct preview_thread {
	const struct thread *thread;
	struct preview_report *reports; /* by time */
	size_t n;
};
/* Everything is in the arena. */
struct preview_result {
	struct arena arena;
	struct {
		VEC_FIELDS(struct preview_thread);
	} threads; /* as they would be; the article's own, or the one that
		    * takes the others, first */
};
/* Carry the edit out, look at the threads that it touches, and take
 * everything back: nothing in the store has changed afterwards. Caller
 * frees. Errors as those of the edit. */
enum status app_preview(struct app *app, const struct preview *p,
			struct preview_result **out, struct err *err)
	MUST_CHECK;
/* NULL is fine. */
void preview_result_free(struct preview_result *r);
/* Do it. */
enum status app_preview_do(struct app *app, const struct preview *p,
			   struct err *err) MUST_CHECK;

#endif
