/* doc.h - the document model: blocks and spans over one plain text.
 *
 * Every body is this, wherever it comes from (HTML, plain text, a dump),
 * and every renderer starts from it: reader, `show`, digest, parse output,
 * search index, threading. Markup is judged once, at the door.
 *
 * Invariants (doc_check()): `text` is clean UTF-8 (text_clean). Blocks are
 * in text order, do not overlap, and are parted by exactly "\n\n" ("\n"
 * between two TABLE_ROW, two LIST_ITEM or two TERM/DEFINITION blocks), so
 * that `text` alone reads as the plain text of the article. Spans lie in
 * one block, ordered by offset, and nest. TABLE_ROW cells are parted by
 * TAB. A RULE block is empty. Only CODE holds TAB or runs of spaces, or
 * begins or ends with one. A single LF in another block is a line break
 * that the author made (verse, addresses); headings and rows have none.
 * List markers, quote bars and link numbers are the renderer's.
 */
#ifndef THRUM_TEXT_DOC_H
#define THRUM_TEXT_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"

enum doc_block_kind {
	DOC_PARA,
	DOC_HEADING, /* level 1..6 */
	DOC_LIST_ITEM, /* depth, ordinal (0 = bullet) */
	DOC_TERM, /* of a definition list */
	DOC_DEFINITION,
	DOC_CODE, /* preformatted, LF kept */
	DOC_TABLE_ROW, /* cells parted by TAB; level 1 = header row */
	DOC_CAPTION, /* of a picture or table */
	DOC_RULE,
	DOC_FOOTNOTE,
	DOC_BLOCK_KINDS
};

struct doc_block {
	enum doc_block_kind kind;
	uint32_t off, len; /* bytes of doc.text */
	uint8_t level; /* heading level; header row */
	uint8_t depth; /* list nesting, 1 = outermost, 0 = not in a list */
	uint8_t quote; /* how many block quotes around it */
	/* Of an ordered list's item, of a footnote; of a row: 1 = a new table
	 * begins with it, though a row is before it. Else 0. */
	uint32_t ordinal;
};

enum doc_span_kind {
	DOC_STRONG,
	DOC_EM,
	DOC_MONO, /* code, kbd, samp */
	DOC_DEL,
	DOC_MARK,
	DOC_SUP,
	DOC_SUB,
	DOC_LINK, /* link = index into doc.links */
	DOC_IMAGE, /* covers its text "[image: alt]"; link = its source */
	DOC_SPAN_KINDS
};

struct doc_span {
	enum doc_span_kind kind;
	uint32_t off, len; /* bytes of doc.text, inside one block */
	uint32_t link; /* for DOC_LINK and DOC_IMAGE, else 0 */
};

enum doc_link_kind {
	DOC_LINK_PAGE,
	DOC_LINK_IMAGE,
	DOC_LINK_AUDIO,
	DOC_LINK_VIDEO,
	DOC_LINK_FRAME,
	DOC_LINK_KINDS
};

/* One target, once, however often it is linked. */
struct doc_link {
	char *url; /* resolved, never a script (url_is_script()) */
	enum doc_link_kind kind;
};

struct doc_block_vec {
	VEC_FIELDS(struct doc_block);
};
struct doc_span_vec {
	VEC_FIELDS(struct doc_span);
};
struct doc_link_vec {
	VEC_FIELDS(struct doc_link);
};

/* Places where a word may be parted with a hyphen (soft hyphens, which the
 * text itself does not hold): bytes of doc.text, rising, inside blocks. */
struct doc_hyphen_vec {
	VEC_FIELDS(uint32_t);
};

struct doc_build;
struct doc {
	struct buf text;
	struct doc_block_vec blocks;
	struct doc_span_vec spans; /* by off, outer before inner */
	struct doc_link_vec links; /* in order of first use */
	struct doc_hyphen_vec hyphens;
	struct doc_build *build; /* while it grows; doc.c's alone */
};

#define DOC_TEXT_MAX ((size_t)8 << 20) /* bytes; longer input is cut */
#define DOC_DEPTH_MAX 64 /* nested lists, quotes and elements looked into */

/* An empty document; caller frees. */
struct doc *doc_new(void);
void doc_free(struct doc *doc);
struct doc *doc_dup(const struct doc *doc);
/* BUG() if an invariant does not hold. Linear. */
void doc_check(const struct doc *doc);
/* Words as people count them: UAX #29 words with a letter or digit; a Han
 * or kana run counts as half its characters. */
uint32_t doc_words(const struct doc *doc);
/* Append the text without what stands in for pictures, sounds and frames
 * ("[image: a harbour]"): the author's words alone. */
void doc_add_plain(const struct doc *doc, struct buf *out);
/* The same without captions: what one would read aloud. Only the caption of
 * a picture that the text opens with (above its first 200 bytes) is read.
 * Blocks are parted as in the doc's text. */
void doc_add_prose(const struct doc *doc, struct buf *out);

/* Building. A block is open from doc_open() to doc_close(); text goes into
 * the open block with white space collapsed (except in DOC_CODE) and
 * cleaned. doc_close() drops a block that stayed empty (not a RULE).
 * doc_open() closes an open one; what it returns may be filled in until the
 * next call, off and len are the builder's.
 * Spans: doc_span_open() returns a handle for doc_span_close(), which also
 * closes the spans inside; spans left open are closed with the block; empty
 * ones are dropped, and a kind inside itself is ignored. `url` (resolved)
 * is for LINK and IMAGE, else NULL; a NULL or script URL there gives plain
 * text. Above DOC_TEXT_MAX everything is dropped. */
struct doc_block *doc_open(struct doc *doc, enum doc_block_kind kind);
/* In a TABLE_ROW a TAB begins the next cell. Without an open block: none of
 * it is kept. */
void doc_add(struct doc *doc, const char *s, size_t len);
/* The next text begins a new line (a space in headings and rows; nothing
 * at a block's ends). */
void doc_break(struct doc *doc);
void doc_close(struct doc *doc);
/* Is a block open, and does it hold text yet? */
bool doc_is_open(const struct doc *doc);
bool doc_has_text(const struct doc *doc);
uint32_t doc_span_open(struct doc *doc, enum doc_span_kind kind,
		       const char *url, enum doc_link_kind link_kind);
void doc_span_close(struct doc *doc, uint32_t span);
/* A whole block at once. */
void doc_add_block(struct doc *doc, enum doc_block_kind kind, const char *s);
/* All of `other` behind what is there; an open block is closed. Nothing
 * when there is no room for it. */
void doc_append(struct doc *doc, const struct doc *other);

/* HTML (a whole page or a fragment, any tag soup, UTF-8) -> doc. Scripts,
 * styles, forms' controls, hidden elements and comments leave nothing.
 * base_url: resolves links, may be NULL. Never fails: what cannot be read
 * is left out, what is too long is cut. Depth, nodes and time are bounded.
 * Caller owns the result. Any thread. Source: HTML LS s. 15 (rendering). */
struct doc *doc_from_html(const char *html, size_t len, const char *base_url);
/* Plain text: blank lines part paragraphs; a text without blank lines has
 * one paragraph a line; URLs become links. Inside a paragraph the ends of
 * full lines are spaces, of others (verse, lists) line breaks. A text that
 * is Markdown by more than one sign is read as that (doc_from_md()). */
struct doc *doc_from_text(const char *s, size_t len);
/* Markdown (CommonMark, tables, footnotes, definition lists) -> doc. Any
 * text is Markdown; HTML in it stays text but for a few inline elements.
 * Caller owns. Any thread. Source: spec.commonmark.org 0.31. */
struct doc *doc_from_md(const char *s, size_t len);
/* Does the string look like HTML (a tag or an entity)? RSS does not say. */
bool doc_is_html(const char *s, size_t len);

/* Saved form: the text as it is, and its marks in bytes that
 * doc_load() reads back. Versioned; never fails on our own output. */
void doc_save_marks(const struct doc *doc, struct buf *out);
/* ST_CORRUPT if `marks` are damaged or do not fit the text. Caller owns. */
enum status doc_load(const char *text, size_t text_len, const void *marks,
		     size_t marks_len, struct doc **out) MUST_CHECK;

/* Back to HTML: escaped, only elements of the model. For exports. */
void doc_to_html(const struct doc *doc, struct buf *out);
/* As Markdown; doc_from_md() of it is the same doc but for captions, which
 * become paragraphs. Ends with LF; "" for an empty doc. */
void doc_to_md(const struct doc *doc, struct buf *out);

#endif
