/* programs_priv.h - commands beside the transfers: a few at once, each in a
 * thread of its own, their ends collected by the fetcher's loop. */
#ifndef THRUM_FETCH_PROGRAMS_PRIV_H
#define THRUM_FETCH_PROGRAMS_PRIV_H

#include <stdbool.h>

#include <curl/curl.h>

#include "thrum/fetch/fetch.h"

/* One command that has ended. */
struct program {
	struct fetch_request req;
	enum status st;
	struct err err;
	struct buf out;
};

struct programs;
/* `multi` is woken when a command ends. Caller frees: that ends and waits
 * for those that run. One thread, the fetcher's, calls all of these. */
struct programs *programs_new(CURLM *multi);
void programs_free(struct programs *all);
/* Queue one; strings and input of `req` must live until its end. */
void programs_add(struct programs *all, const struct fetch_request *req);
/* Start what may. */
void programs_start(struct programs *all);
/* One that has ended, or NULL; program_free() is the caller's. */
struct program *programs_take(struct programs *all);
void program_free(struct program *p);
/* Ask those that run to end, and end those that wait: with ST_CANCELLED. */
void programs_stop(struct programs *all);
bool programs_are_running(const struct programs *all);

#endif
