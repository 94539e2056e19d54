/* html_build_priv.h - what html.c and html_table.c share while they make a
 * doc of HTML. */
#ifndef THRUM_TEXT_HTML_BUILD_PRIV_H
#define THRUM_TEXT_HTML_BUILD_PRIV_H

#include <stddef.h>

#include "thrum/text/doc.h"

#include "html_priv.h"

#define TABLE_DEPTH_MAX 16 /* tables in tables; deeper ones are just blocks */
#define TABLE_COLS_MAX 64
/* A link over more blocks was never closed; to go on would also cost its
 * length again for each block. */
#define LINK_BLOCKS_MAX 24

struct html_inline {
	enum html_tag tag;
	enum doc_span_kind kind;
	char *url; /* owned; of links */
	uint32_t span; /* its handle in the open block */
	unsigned blocks; /* it has gone on in so many */
};

struct html_list {
	bool ordered, reversed;
	uint32_t next; /* ordinal of the next item */
	unsigned n_inline; /* inline elements open around it */
};

struct html_table {
	bool data; /* rows are blocks; else cells are like <div> */
	bool in_cell, in_row;
	bool only_th; /* this row has had no <td> */
	size_t blocks; /* of the doc at its start */
	unsigned col;
	unsigned pad; /* empty cells due behind this one (colspan) */
	uint8_t below[TABLE_COLS_MAX]; /* rows a rowspan still covers */
	/* What a cell or the table may not close: heights at its start. */
	unsigned n_inline, n_lists, quote;
};

/* A place in the page that a mark names. */
struct html_note {
	uint64_t id; /* hash of its name */
	uint32_t no;
};
#define NOTES_MAX 512

struct html_build {
	struct doc *doc;
	const char *base_url; /* the caller's, or base_href */
	char *base_href; /* owned; the page's own, NULL without */
	struct html_tok tok;
	struct html_token t;
	struct buf tmp, text; /* scratch: attribute values; decoded text */

	unsigned n_inline;
	unsigned n_lists;
	unsigned n_tables;

	enum doc_block_kind kind; /* of the next block, PARA by default */
	uint8_t level; /* of headings */
	unsigned quote, pre; /* elements around */
	bool item; /* an <li> began and has no text yet */
	bool item_open; /* the open block is that item's */
	uint32_t ordinal;
	unsigned figures; /* <figure> around */
	unsigned breaks; /* <br> in a row */
	bool after_math; /* nothing but a formula came since it ended */
	unsigned n_notes; /* not met yet */
	uint32_t note; /* the next block is this note, 0 = it is none */
	bool note_cut; /* the note's own mark was left out */
	size_t scan_left; /* bytes we may still look ahead for tables */

	bool skipping; /* inside an element that leaves nothing ... */
	enum html_tag skip; /* ... this one, so many times nested */
	unsigned skip_depth;
	unsigned skip_inner; /* containers open inside it */
	bool has_source; /* the <audio> or <video> skipped is linked */
	bool drawing; /* the <svg> skipped is a figure, not an icon ... */
	bool drawn_text; /* ... and these are words of it */
	unsigned q_due; /* <q> that began and have no text yet */

	/* The stacks, written before they are read: 14 KiB that most texts
	 * need little of are not cleared for each. */
	struct html_inline inl[DOC_DEPTH_MAX];
	struct html_list lists[DOC_DEPTH_MAX];
	struct html_table tables[TABLE_DEPTH_MAX];
	struct html_note notes[NOTES_MAX];
};
#define HTML_BUILD_CLEARED offsetof(struct html_build, inl)

/* A block ends here: closes the open one, in a cell only a space. */
void html_flush(struct html_build *h);
/* Text comes: opens the block that fits the elements around. */
void html_begin(struct html_build *h);
/* The open inline elements, as spans of the block just opened. */
void html_reopen(struct html_build *h);
/* Close inline elements, lists and quotes above the given heights. */
void html_unwind(struct html_build *h, const struct html_table *to);
/* Decoded attribute of h->t in h->tmp, "" if it is not there; borrowed
 * until the next call. */
const char *html_get(struct html_build *h, const char *name);
/* `hidden`, display:none: what the page's author does not show either.
 * aria-hidden hides from speech only, but behind a formula, where it is the
 * same in letters put together. */
bool html_is_hidden(struct html_build *h);
/* A number in an attribute, `other` if there is none in lo..hi. */
uint32_t html_get_number(struct html_build *h, const char *name,
			 uint32_t hi, uint32_t other);
/* Items of the list whose start tag was read last, not those of lists in
 * it; 1 if its end is too far away to look for. */
uint32_t html_count_items(struct html_build *h);

/* An address, absolute; caller frees; NULL if it is none. */
char *html_resolve(struct html_build *h, const char *ref);
/* The address in an attribute, resolved; caller frees; NULL if it is none. */
char *html_get_url(struct html_build *h, const char *name);
/* Text of the page, decoded. */
void html_add(struct html_build *h, const char *s, size_t len);

/* <base>. */
void html_base(struct html_build *h);

/* html_note.c: a link to `target` in the same page. True if it was a mark
 * or led back to one; it is passed over then. */
bool html_note_mark(struct html_build *h, const char *target);
/* A block element starts: is it a note that was named? */
void html_note_find(struct html_build *h);
/* A note starts: its number, where that stands first of all in <sup>, which
 * is passed over then. */
void html_note_lead(struct html_build *h);
/* Bytes at the start of a note's text that only repeat its number. */
size_t html_note_skip(struct html_build *h, const char *s, size_t len);

/* html_math.c: from <math> to its end. */
void html_math(struct html_build *h);

/* html_media.c: <img>; a link to what `attr` names; <audio>, <video>. */
void html_image(struct html_build *h);
void html_media(struct html_build *h, enum doc_link_kind kind,
		const char *attr);
void html_start_media(struct html_build *h, enum html_tag tag,
		      enum doc_link_kind kind);

/* html_skip.c: what always leaves nothing; what has no end tag. */
bool html_is_left_out(enum html_tag tag);
bool html_is_void(enum html_tag tag);
/* From here to the end of `tag`, which has begun, nothing is kept. */
void html_start_skip(struct html_build *h, enum html_tag tag);
/* A tag while skipping. True if it is the caller's after all, because the
 * element has ended before it. */
bool html_skip_tag(struct html_build *h);

/* Table elements, html_table.c. Start and end tags of TABLE, TR, TD, TH;
 * text for a place between cells ends the row. */
void html_table_start(struct html_build *h);
void html_table_end(struct html_build *h);
struct html_table *html_in_data_table(struct html_build *h);

#endif
