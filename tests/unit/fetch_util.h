/* fetch_util.h - one request to a server of the test's own, and its answer. */
#ifndef THRUM_TESTS_FETCH_UTIL_H
#define THRUM_TESTS_FETCH_UTIL_H

#include "http_server.h"
#include "thrum/fetch/fetch.h"

/* A response that outlives its callback; absent strings are "". */
struct answer {
	enum status status;
	int32_t http;
	char *msg, *url, *moved_to, *etag, *last_modified, *type, *charset;
	char *body;
	size_t len;
	int64_t retry_s, max_age_s;
	int count; /* responses that came */
};

/* A fetch_done_fn; the request's ctx is the struct answer. */
void answer_keep(struct fetch_response *r, void *ctx);
void answer_release(struct answer *a);

/* Caller frees. Nothing of the environment has a say in it. */
struct fetcher *fetcher_for_test(int total, int per_host);
/* One request to a new server; caller releases. */
struct answer ask_server(http_handler_fn handler, const char *path,
			 struct fetch_request req);
/* What an address of a server must come to. */
struct outcome {
	const char *path;
	enum status status;
	int32_t http;
	const char *says; /* in the sentence */
};

/* Ask the server for each and compare. */
void outcomes_expect(http_handler_fn handler, const struct outcome *outcomes,
		     size_t n);
/* Is the request for exactly that path? */
bool is_path(const struct http_call *call, const char *path);

#endif
