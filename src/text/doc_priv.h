/* doc_priv.h - what the parts of the document model share. */
#ifndef THRUM_TEXT_DOC_PRIV_H
#define THRUM_TEXT_DOC_PRIV_H

#include "thrum/text/doc.h"

/* The first invariant of doc.h that does not hold, in words; NULL if all
 * do. Linear in text, blocks and spans. */
const char *doc_flaw(const struct doc *doc);
/* What stands between two neighbouring blocks: "\n" or "\n\n". */
const char *doc_gap(enum doc_block_kind before, enum doc_block_kind after);
/* Forget what only building needs; it is made anew with the next block. */
void doc_drop_build(struct doc *doc);
/* The same at the end of a document, and no room for more: many wait
 * together to be stored. */
void doc_finish(struct doc *doc);
/* Adds a link at the end, whatever is there already. */
void doc_push_link(struct doc *doc, const char *url, size_t len,
		   enum doc_link_kind kind);

/* Bytes of the bare address at `s`, 0 if there is none; what ends a
 * sentence does not belong to it. doc_text.c. */
size_t doc_bare_url(const char *s, size_t len);
/* Such an address into the open block, as a link. */
void doc_add_url(struct doc *doc, const char *s, size_t len);
/* May an address begin behind this byte? */
bool doc_may_precede_url(char c);
/* Running text with Markdown in it (line ends included) into the open
 * block. md_inline.c. *budget: bytes that may still be looked ahead for
 * closing marks, for all of the text. */
void md_inline(struct doc *doc, const char *s, size_t len, size_t *budget);
/* Is there enough Markdown in it that its author meant it? */
bool md_is_likely(const char *s, size_t len);

#endif
