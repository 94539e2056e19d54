/* doc_dump.h - a doc as one line per block, for tests to compare.
 *
 *	para: text with <b>spans</b>
 *	item1.2: second item of a list in a list ("1.0" = bullet)
 */
#ifndef THRUM_TESTS_DOC_DUMP_H
#define THRUM_TESTS_DOC_DUMP_H

#include "thrum/base/buf.h"
#include "thrum/text/doc.h"

void doc_dump(const struct doc *doc, struct buf *out);

#endif
