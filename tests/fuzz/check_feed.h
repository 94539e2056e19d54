/* check_feed.h - what must hold of anything that feed_doc_parse() reads. */
#ifndef THRUM_FUZZ_CHECK_FEED_H
#define THRUM_FUZZ_CHECK_FEED_H

#include "thrum/feed/feed_doc.h"

/* Parse and look at all of it: every string is clean UTF-8, no address is a
 * script, the articles' bodies keep their invariants, a failure has words.
 * Ends the program when something does not hold. */
void check_feed(const struct feed_source *src);

#endif
