/* transfer_priv.h - one request on its way: an easy handle and what it has
 * brought so far. The fetcher keeps a few of them and uses them again. */
#ifndef THRUM_FETCH_TRANSFER_PRIV_H
#define THRUM_FETCH_TRANSFER_PRIV_H

#include <stdbool.h>

#include <curl/curl.h>

#include "headers_priv.h"
#include "thrum/base/buf.h"
#include "thrum/fetch/fetch.h"

struct host;

/* Room for the bodies of all transfers together. The one that `goes_on` is
 * never stopped, so that there is always an end in sight. */
struct room {
	size_t held, max; /* bytes */
	struct transfer *goes_on; /* or NULL */
	int64_t heard_ms; /* when that one last got something */
	int n_paused;
};

struct transfer {
	CURL *easy; /* owned */
	struct curl_slist *extra; /* headers of the request */
	struct fetch_request req;
	struct host *host; /* whose turn this is */
	struct transfer *next; /* among those that are free, or over */
	bool active; /* in the multi handle */
	int64_t away_ms; /* the fetcher's, when it started */

	struct headers headers; /* of the newest answer */
	struct buf body;
	struct fetch_response answer; /* when it is over */
	struct room *room; /* the fetcher's */
	size_t held; /* of the room */
	bool paused; /* waits for room */
	size_t header_bytes; /* of all answers */
	size_t dropped; /* bytes of a body that nobody wants */
	int moved_for_good, moved_for_now; /* redirects seen */
	bool too_large, too_many_headers, heard_enough;
	char words[CURL_ERROR_SIZE]; /* libcurl's own */
};

/* Settings that are the same for all transfers; borrowed. */
struct transfer_options {
	const char *user_agent;
	const char *ca_file; /* or NULL */
	const char *proxy, *cookie_file; /* or NULL */
	CURLSH *share;
	struct room *room;
};

/* NULL when libcurl has no more handles. */
struct transfer *transfer_new(void);
void transfer_free(struct transfer *t);
/* Make it ready for `req`, whose address address_key() knows. */
enum status transfer_prepare(struct transfer *t,
			     const struct fetch_request *req,
			     const struct transfer_options *opts,
			     struct err *err) MUST_CHECK;
/* Put the outcome into `r`, strings borrowed from `t`, the body moved; that
 * still takes its room. */
void transfer_result(struct transfer *t, CURLcode code,
		     struct fetch_response *r);
/* Of the transfer that is over: from the request to its answer. */
int64_t transfer_delay_ms(const struct transfer *t);
/* Let it receive again. */
void transfer_go_on(struct transfer *t);
/* The body is somebody else's now. */
void transfer_leave_room(struct transfer *t);
/* Forget the request and its answer; the handle stays. */
void transfer_reset(struct transfer *t);

/* "host:port" of an address, lower-case, with its scheme; "" when it is
 * not one that we fetch. Caller frees. */
char *address_key(const char *url);
/* The host alone, for sentences. Caller frees; never NULL. */
char *address_host(const char *url);

/* Words for what went wrong (words.c). `host` is shown, `t` was ended by
 * `code`. Both set `err` and return its status. */
enum status words_for_failure(const struct transfer *t, CURLcode code,
			      const char *host, struct err *err);
enum status words_for_status(int32_t http, const char *host, struct err *err);

/* What the request asked for, or our default. */
size_t request_max_bytes(const struct fetch_request *req);
int32_t request_timeout_s(const struct fetch_request *req);

#endif
