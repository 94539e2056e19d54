/* urls.h - the feeds file: newsboat's `urls` format.
 *
 *	https://example.org/feed.xml news "two words" "~My title" !
 *	"query:Unread:unread = \"yes\""    "exec:cmd arg"   "filter:cmd:URL"
 *
 * Words behind the address are tags; the tag fulltext (feed.h) also asks
 * for the whole text of every article from its page, and interval=MINUTES
 * is this feed's own feed-interval-minutes; proxy=ADDRESS (or none),
 * user-agent=WORDS and password-file=FILE (its first line: name:password)
 * say how it is asked. An address may hold a
 * name and a password: https://name:password@example.org/feed.
 * Comments, blank lines and order are kept when the program edits it.
 */
#ifndef THRUM_CONF_URLS_H
#define THRUM_CONF_URLS_H

#include "thrum/base/buf.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/feed.h"

struct urls_entry {
	struct feed *feed; /* owned: kind, url, custom_title, tags, hidden */
	int line; /* from 1 */
};
struct urls_entry_vec {
	VEC_FIELDS(struct urls_entry);
};
void urls_entry_vec_release(struct urls_entry_vec *vec);

/* A line that makes no sense is skipped and named in `problems` ("line 7:
 * ..." a line, may be NULL); the others are read. */
void urls_parse(const char *s, size_t len, struct urls_entry_vec *out,
		struct buf *problems);
/* Append a line for `f`, quoted where needed, to `text`. */
void urls_append(struct buf *text, const struct feed *f);
/* Remove the line(s) of this url. True if there were any. */
bool urls_remove(struct buf *text, const char *url);

#endif
