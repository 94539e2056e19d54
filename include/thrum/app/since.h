/* since.h - what happened since a time: the page of the reader and the
 * digest say the same. */
#ifndef THRUM_APP_SINCE_H
#define THRUM_APP_SINCE_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/thread.h"

struct store;

enum since_kind {
	SINCE_NEW, /* it began since then */
	SINCE_FACTS, /* it went on, and something new was told */
	SINCE_MORE, /* it went on; nothing new, or not looked at */
	SINCE_ENDED, /* several reports before, none since */
	SINCE_KINDS
};

struct since_event {
	const struct thread *thread;
	enum since_kind kind;
	uint32_t n_reports; /* since then, copies counted; 0 when it is new
			     * or ended */
	uint32_t n_facts; /* of these: with a number or name not told before */
	const char *fact; /* the first sentence that has one; "" = none */
};
/* Everything is in the arena. */
struct since {
	struct arena arena;
	int64_t from, to;
	struct {
		VEC_FIELDS(struct since_event);
	} events; /* by kind, then most independent reports first */
	size_t n_left_out; /* beyond the limit */
};

#define SINCE_READ 40 /* threads that went on are read for new facts */
#define SINCE_ENDED_MAX 20

struct since_query {
	int64_t from, to;
	size_t limit; /* events that did not end */
	bool unread_only;
};
/* Muted threads are left out. Caller frees. */
enum status app_since_load(struct store *store, const struct since_query *q,
			   struct since **out, struct err *err) MUST_CHECK;
/* NULL is fine. */
void since_free(struct since *s);

#endif
