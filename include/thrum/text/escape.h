/* escape.h - text as markup that says the same. */
#ifndef THRUM_TEXT_ESCAPE_H
#define THRUM_TEXT_ESCAPE_H

#include <stddef.h>

#include "thrum/base/buf.h"

/* Append `s` with & < > " as references: fit for text and for quoted
 * attributes, in HTML and in XML (where clean text has no other control
 * than TAB and LF). Any thread. */
void text_escape(struct buf *out, const char *s, size_t len);

/* UTF-8 (static) for the name of one of HTML's character references ("eacute;",
 * `len` bytes, the semicolon included; some old names are known without), NULL
 * if there is none. Any thread. Source: HTML LS s. 13.5. */
const char *text_entity(const char *name, size_t len);

#endif
