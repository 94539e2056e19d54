/* discover.h - an address that somebody types -> the feeds behind it. */
#ifndef THRUM_APP_DISCOVER_H
#define THRUM_APP_DISCOVER_H

#include "thrum/app/app.h"
#include "thrum/base/vec.h"

struct found_feed {
	char *url; /* what to subscribe to */
	char *title; /* the feed's own, NULL = it has none */
};
struct found_feed_vec {
	VEC_FIELDS(struct found_feed);
};
void found_feed_vec_release(struct found_feed_vec *vec);

/* Look for feeds at `url` ("example.org" and "@user@example.org" will do):
 * the address itself, what is known of well-known services, what the page
 * names, its links that look like feeds, and, when there is nothing, the
 * usual places. Each one has been fetched and is a feed. Appended, the
 * likeliest first; a feed of comments and the same feed in another format
 * are left out where there is a better one. At most 16.
 * ST_USAGE: no http or https address; ST_NOT_FOUND: no feed there; ST_NET,
 * ST_HTTP ...: the address itself did not answer. */
enum status app_feed_find(struct app *app, const char *url,
			  struct found_feed_vec *out, struct err *err)
	MUST_CHECK;
/* Give the feeds file a line for this address. ST_EXISTS. */
enum status app_feed_subscribe(struct app *app, const char *url,
			       struct err *err) MUST_CHECK;

/* The feeds that a service keeps at addresses of its own for a page of this
 * kind (a channel, a forum, an account, a project), likeliest first; may be
 * none. Pure. Appends, caller owns. */
void service_feeds(const char *url, struct str_vec *out);

#endif
