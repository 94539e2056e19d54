/* fetch.h - HTTP for feeds and pages, and the commands of the feeds file:
 * many at once, bounded, cancellable.
 *
 * The only layer that sees curl.h. A request goes in, a response comes out
 * through the callback, also when it failed; nothing is retried here.
 * Bounded: bytes (after decompression), seconds, redirects (http and https
 * only), and the bytes of all bodies under way together (a server that
 * sends while there is no room is left waiting). Certificates are checked.
 * gzip, br, zstd as libcurl has them.
 *
 * Bodies come whole, not in pieces for a push parser. A feed that is not
 * well-formed shows it at its end, and is then read anew by the reader that
 * mends (feed/xml_soup.c): the bytes must be kept until then anyhow, in
 * memory or a file. Measured with 500 feeds of 330 KB (169 MB), 32 at once:
 * fetching and parsing all of them peaks at 26 MiB, at 16 MiB with the
 * usual four a server; libcurl and a push parser that keeps nothing (and
 * cannot mend) at 12 MiB. The budget bounds what the largest feeds can take.
 *
 * Polite: a server that says "too often" (429, or 503 with Retry-After)
 * gets no further request of the fetcher's: what waits for it is answered
 * with ST_BUSY. One that fails to answer in time gets fewer at once, and
 * so do all of them when many do (a weak line). More than the usual number
 * gets only one that has many waiting and answers no later for it.
 */
#ifndef THRUM_FETCH_FETCH_H
#define THRUM_FETCH_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"

/* What Accept says. */
enum fetch_want { FETCH_WANT_FEED, FETCH_WANT_PAGE, FETCH_WANT_PICTURE };

struct fetch_request {
	const char *url; /* borrowed until the response */
	enum fetch_want want;
	/* A command instead of the address (fetch_command(); no shell), with
	 * its standard input or NULL; borrowed until the response. */
	char *const *argv;
	const struct buf *input;
	const char *etag, *last_modified; /* NULL = unconditional */
	bool delta; /* what is new since `etag` is enough (226) */
	size_t max_bytes; /* 0 = FETCH_BYTES_DEFAULT */
	int32_t timeout_s; /* whole transfer, 0 = 60 */
	/* This one's own, borrowed until the response; NULL = the fetcher's.
	 * A proxy "" is none at all. */
	const char *proxy, *user_agent;
	const char *login; /* "name:password", for that host alone; NULL */
	void *ctx; /* comes back in the response */
};
#define FETCH_BYTES_DEFAULT ((size_t)32 << 20)

/* Strings are the response's; valid during the callback. */
struct fetch_response {
	void *ctx;
	enum status status; /* ST_OK: an HTTP answer 200, 226 (the items that
			     * are new since `etag`) or 304 came whole;
			     * ST_HTTP: another one; ST_BUSY: not asked, the
			     * server wants a pause; ST_LIMIT, ST_NET,
			     * ST_CANCELLED, ST_UNSUPPORTED (scheme); of a
			     * command what fetch_command() says */
	struct err err; /* a sentence for people, when not ST_OK */
	int32_t http; /* 200, 304, 404 ...; 0 = none */
	bool unreachable; /* no name, no connection: may be our own line */
	const char *url; /* after redirects */
	const char *moved_to; /* target when all redirects were 301/308 */
	const char *etag, *last_modified;
	const char *content_type, *charset; /* media type, its charset */
	int64_t retry_after_s; /* Retry-After as seconds from now; -1 */
	int64_t max_age_s; /* Cache-Control or Expires; -1; 0 = stale now */
	struct buf body; /* may be taken: buf_detach(); empty unless ST_OK */
};
typedef void (*fetch_done_fn)(struct fetch_response *r, void *ctx);

struct fetch_options {
	int max_total; /* transfers at once, 0 = 32 */
	int max_per_host; /* 0 = 4 */
	/* For a server with more than that waiting, which answers more at
	 * once without delay; less than max_per_host = that. */
	int max_per_host_many;
	const char *user_agent; /* NULL = "thrum/VERSION (+contact)", or
				 * "(news reader)" in a build without one */
	const char *ca_file; /* PEM, beside the folder of certificates that
			      * libcurl knows, if it has one; NULL = what the
			      * system trusts */
	const char *proxy; /* "http://host:port", "socks5h://..."; NULL =
			    * the environment's (http_proxy, no_proxy ...) */
	const char *cookie_file; /* read, never written; Netscape's format.
				  * NULL: cookies live for one request */
	size_t max_held; /* bytes of bodies under way, 0 = 8 MiB */
};

struct fetcher;
/* Caller owns *out. `opts` is borrowed for the call. Worker
 * thread or a command's only thread; one fetcher belongs to one thread. */
enum status fetcher_new(const struct fetch_options *opts,
			struct fetcher **out, struct err *err) MUST_CHECK;
/* What is still queued is dropped without a response. */
void fetcher_free(struct fetcher *f);
/* Queue one. Strings of `r` must live until its response. */
void fetcher_add(struct fetcher *f, const struct fetch_request *r);
/* Work until every queued request has had its response (also those that
 * `done` adds) or fetcher_cancel(); cancelled ones get ST_CANCELLED.
 * `tick` (may be NULL) is called at least every 100 ms. */
void fetcher_run(struct fetcher *f, fetch_done_fn done,
		 void (*tick)(void *ctx), void *ctx);
/* From `done` or `tick`, when they take long, every few ms: what has come
 * is taken in and what waits is asked, as far as there is room (max_held).
 * Calls nobody back; cheap when called too often. */
void fetcher_poll(struct fetcher *f);
/* Stop what was added until now, running or not; what is added after the
 * run is over is not meant. Any thread, any time. */
void fetcher_cancel(struct fetcher *f);

/* When a command must end. */
struct fetch_limits {
	int32_t timeout_s; /* 0 = 60 */
	bool (*stop)(void *ctx); /* asked ten times a second; NULL = never */
	void *ctx; /* for stop() */
};
/* Run a command (argv, NULL-terminated; no shell) with `in` (or NULL) on
 * its standard input; its output into `out` (capped by out->max). Its
 * standard error goes into the error's detail. For exec: and filter: feeds.
 * Errors: ST_NOT_FOUND or ST_READONLY (cannot be started), ST_IO (ended
 * badly; `out` has what it said), ST_LIMIT (too much output, or too slow),
 * ST_CANCELLED (stop() said so). It and all that it started are gone then.
 * Any thread. */
enum status fetch_command(char *const argv[], const struct buf *in,
			  const struct fetch_limits *limits, struct buf *out,
			  struct err *err) MUST_CHECK;

#endif
