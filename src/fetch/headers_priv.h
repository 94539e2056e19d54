/* headers_priv.h - what we want to know from an answer's headers. Pure. */
#ifndef THRUM_FETCH_HEADERS_PRIV_H
#define THRUM_FETCH_HEADERS_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of one answer; a redirect starts anew. Strings are owned, NULL = not
 * sent (or longer than HEADER_VALUE_MAX, or with controls in it). */
struct headers {
	int32_t status; /* of the status line, 0 = none seen */
	char *etag, *last_modified;
	char *content_type; /* lower-case media type */
	char *charset; /* as the server names it */
	int64_t max_age_s; /* Cache-Control: max-age; -1 */
	int64_t age_s; /* Age, 0 */
	bool no_cache; /* no-cache or no-store */
	char *expires, *date; /* as sent */
};
enum { HEADER_VALUE_MAX = 4096 };

void headers_init(struct headers *h);
void headers_release(struct headers *h);
/* One line as it came, with or without its CR LF. A status line empties
 * `h` first. Source: RFC 9110 s. 5, 8; RFC 9111 s. 5. */
void headers_line(struct headers *h, const char *line, size_t len);
/* Seconds for which the answer is fresh: Cache-Control before Expires, the
 * answer's Age taken off; -1 = not said. Source: RFC 9111 s. 4.2.1. */
int64_t headers_fresh_s(const struct headers *h);
/* Does this status send one elsewhere, and for good? */
bool status_is_redirect(int32_t status);
bool status_is_permanent(int32_t status);

#endif
