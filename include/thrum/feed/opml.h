/* opml.h - subscription lists. PURE; the same caution as feed_doc.h. */
#ifndef THRUM_FEED_OPML_H
#define THRUM_FEED_OPML_H

#include <stdbool.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"

struct opml_feed {
	char *url; /* http(s) only: OPML can make no exec: or filter: feed */
	char *title; /* NULL = none */
	char *folder; /* outlines above, "/" between; NULL = top */
	char *link; /* htmlUrl */
	char *tags; /* all of them (category), the folder too, parted by LF;
		     * NULL = the folder alone */
	bool own_title; /* the title is the feed's, not the reader's choice */
	bool hidden;
};
struct opml_feed_vec {
	VEC_FIELDS(struct opml_feed);
};
void opml_feed_vec_release(struct opml_feed_vec *vec);

/* Does it begin like OPML (root element in the first 4 KiB)? */
int opml_is_opml(const char *bytes, size_t len);
/* Appends each subscription once, in document order; a malformed file
 * gives what can be read. ST_PARSE when that is nothing. Source: OPML 2.0. */
enum status opml_parse(const char *bytes, size_t len,
		       struct opml_feed_vec *out, struct err *err) MUST_CHECK;
/* Append an OPML 2.0 document; folders become nested outlines, tags the
 * standard's category (a comma or backslash in one has a backslash before
 * it); the other two are attributes of a namespace of ours. */
void opml_write(struct buf *out, const char *title,
		const struct opml_feed *feeds, size_t n);

#endif
