/* doc_priv.h - what the parts of the document model share. */
#ifndef THRUM_TEXT_DOC_PRIV_H
#define THRUM_TEXT_DOC_PRIV_H

#include "thrum/text/doc.h"

/* The first invariant of doc.h that does not hold, in words; NULL if all
 * do. Linear in text, blocks and spans. */
const char *doc_flaw(const struct doc *doc);
/* What stands between two neighbouring blocks: "\n" or "\n\n". */
const char *doc_gap(enum doc_block_kind before, enum doc_block_kind after);
/* Adds a link at the end, whatever is there already. */
void doc_push_link(struct doc *doc, const char *url, size_t len,
		   enum doc_link_kind kind);

#endif
