/* queue_priv.h - the requests that wait, each with its server.
 *
 * Servers with something to do and a free place stand in a ring: a thousand
 * feeds of one server do not hold up the others.
 */
#ifndef THRUM_FETCH_QUEUE_PRIV_H
#define THRUM_FETCH_QUEUE_PRIV_H

#include <stdbool.h>

#include "thrum/base/map.h"
#include "thrum/fetch/fetch.h"

struct waiting;

/* A server: scheme, name and port. Lives as long as the queue. */
struct host {
	struct waiting *first, *last;
	int active, n_waiting; /* transfers now, and to come */
	int limit, good; /* at once; good answers since it last changed */
	int64_t least_ms; /* from request to answer; 0 = none yet */
	bool is_fetchable; /* http or https */
	bool is_resting; /* wants a pause: nothing of it starts */
	bool in_ring;
	struct host *next_in_ring;
};

struct queue {
	struct map hosts; /* address_key() -> struct host * */
	struct host *ring_first, *ring_last;
	int per_host; /* the limit that a host begins with */
};

void queue_release(struct queue *q);
/* Last of those of its server. */
void queue_add(struct queue *q, const struct fetch_request *r);
/* The host comes into the ring, if it has something to do and may. */
void queue_push(struct queue *q, struct host *h);
/* The next of the ring, out of it; NULL when it is empty. The host may have
 * nothing left to do. */
struct host *queue_pop(struct queue *q);
/* Its next request; there must be one. */
struct fetch_request host_pop(struct host *h);

#endif
