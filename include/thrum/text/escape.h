/* escape.h - text as markup that says the same. */
#ifndef THRUM_TEXT_ESCAPE_H
#define THRUM_TEXT_ESCAPE_H

#include <stddef.h>

#include "thrum/base/buf.h"

/* Append `s` with & < > " as references: fit for text and for quoted
 * attributes, in HTML and in XML (where clean text has no other control
 * than TAB and LF). Any thread. */
void text_escape(struct buf *out, const char *s, size_t len);

#endif
