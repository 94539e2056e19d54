/* preview.h - what an edit would do, before it is done. */
#ifndef THRUM_APP_PREVIEW_H
#define THRUM_APP_PREVIEW_H

#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/status.h"
#include "thrum/store/threads.h"

struct app;

enum preview_kind {
	PREVIEW_SPLIT, /* a = article */
	PREVIEW_MERGE, /* a = thread, b = into */
	PREVIEW_MOVE, /* a = article, b = thread */
};
struct preview {
	enum preview_kind kind;
	int64_t a, b;
};
/* Carry the edit out, look at the threads that it touches, and take
 * everything back: nothing in the store has changed afterwards. `out` gets
 * the threads as they would be (the arena's), with the article's own first.
 * Errors as those of the edit. */
enum status app_preview(struct app *app, const struct preview *p,
			struct arena *arena, struct thread_vec *out,
			struct err *err) MUST_CHECK;

#endif
