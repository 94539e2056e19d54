/* html_priv.h - tokens of HTML, for text/ alone.
 *
 * A tokenizer of our own, not libxml2's parser: no tree is wanted, which
 * makes it four times as fast on real pages, and that parser is quadratic in
 * the attributes of a tag, whose number a feed may choose (measured with
 * 2.9.14: 20,000 take 1.7 s). Here every byte is looked at a bounded number
 * of times.
 * Source: HTML LS s. 13.2.5 (tokenization), 13.5 (character references).
 */
#ifndef THRUM_TEXT_HTML_PRIV_H
#define THRUM_TEXT_HTML_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/buf.h"

/* Elements that mean something to us; all others are TAG_OTHER. The names
 * are in html_tok.c, in this order. */
enum html_tag {
	TAG_A,
	TAG_ABBR,
	TAG_ADDRESS,
	TAG_ANNOTATION,
	TAG_ANNOTATION_XML,
	TAG_ARTICLE,
	TAG_ASIDE,
	TAG_AUDIO,
	TAG_B,
	TAG_BASE,
	TAG_BLOCKQUOTE,
	TAG_BODY,
	TAG_BR,
	TAG_BUTTON,
	TAG_CAPTION,
	TAG_CENTER,
	TAG_CITE,
	TAG_CODE,
	TAG_COL,
	TAG_DATALIST,
	TAG_DD,
	TAG_DEL,
	TAG_DESC,
	TAG_DETAILS,
	TAG_DFN,
	TAG_DIALOG,
	TAG_DIR,
	TAG_DIV,
	TAG_DL,
	TAG_DT,
	TAG_EM,
	TAG_EMBED,
	TAG_FIELDSET,
	TAG_FIGCAPTION,
	TAG_FIGURE,
	TAG_FOOTER,
	TAG_FOREIGNOBJECT,
	TAG_FORM,
	TAG_FRAME,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_H4,
	TAG_H5,
	TAG_H6,
	TAG_HEAD,
	TAG_HEADER,
	TAG_HGROUP,
	TAG_HR,
	TAG_HTML,
	TAG_I,
	TAG_IFRAME,
	TAG_IMAGE,
	TAG_IMG,
	TAG_INPUT,
	TAG_INS,
	TAG_KBD,
	TAG_LEGEND,
	TAG_LI,
	TAG_LINK,
	TAG_LISTING,
	TAG_MAIN,
	TAG_MAP,
	TAG_MARK,
	TAG_MATH,
	TAG_MENU,
	TAG_META,
	TAG_MFENCED,
	TAG_MFRAC,
	TAG_MI,
	TAG_MO,
	TAG_MOVER,
	TAG_MPHANTOM,
	TAG_MROOT,
	TAG_MSQRT,
	TAG_MSTYLE,
	TAG_MSUB,
	TAG_MSUBSUP,
	TAG_MSUP,
	TAG_MTABLE,
	TAG_MTD,
	TAG_MTR,
	TAG_MUNDER,
	TAG_MUNDEROVER,
	TAG_NAV,
	TAG_NOEMBED,
	TAG_NOFRAMES,
	TAG_NOSCRIPT,
	TAG_OBJECT,
	TAG_OL,
	TAG_OPTGROUP,
	TAG_OPTION,
	TAG_P,
	TAG_PARAM,
	TAG_PRE,
	TAG_Q,
	TAG_RP,
	TAG_RT,
	TAG_S,
	TAG_SAMP,
	TAG_SCRIPT,
	TAG_SEARCH,
	TAG_SECTION,
	TAG_SELECT,
	TAG_SOURCE,
	TAG_STRIKE,
	TAG_STRONG,
	TAG_STYLE,
	TAG_SUB,
	TAG_SUMMARY,
	TAG_SUP,
	TAG_SVG,
	TAG_TABLE,
	TAG_TBODY,
	TAG_TD,
	TAG_TEMPLATE,
	TAG_TEXT,
	TAG_TEXTAREA,
	TAG_TFOOT,
	TAG_TH,
	TAG_THEAD,
	TAG_TITLE,
	TAG_TR,
	TAG_TRACK,
	TAG_TT,
	TAG_U,
	TAG_UL,
	TAG_VAR,
	TAG_VIDEO,
	TAG_WBR,
	TAG_XMP,
	TAG_OTHER,
	TAG_COUNT
};

enum html_token_kind {
	HTML_TEXT, /* raw, character references not yet decoded */
	HTML_START,
	HTML_END,
	HTML_EOF
};

#define HTML_ATTRS_KEPT 8

struct html_attribute {
	const char *name, *value; /* as written, not decoded */
	size_t name_len, value_len;
};

struct html_token {
	enum html_token_kind kind;
	enum html_tag tag; /* of START and END */
	const char *s; /* TEXT: the text; START: the attributes */
	size_t len;
	bool raw; /* TEXT of a raw element: no references in it */
	bool self_closing;
	const char *rest; /* more attributes, NULL = `attrs` are all */
	size_t n_attrs;
	/* The first ones of a tag; the last member, for most have none. */
	struct html_attribute attrs[HTML_ATTRS_KEPT];
};

/* Where we are. Zero all but p and end. */
struct html_tok {
	const char *p, *end;
	enum html_tag in_raw; /* raw element whose text comes next ... */
	bool is_raw; /* ... when this is set */
	bool raw_closed; /* its tag was <style/> */
	/* No end (tag of that kind) follows: not searched for again. */
	uint8_t no_end[TAG_COUNT];
	bool no_comment_end, no_cdata_end;
};

/* The next token; comments, declarations and damaged tags are passed over.
 * The token borrows from the input. */
enum html_token_kind html_next(struct html_tok *t, struct html_token *tok);
/* In small letters, "" for TAG_OTHER. */
const char *html_tag_name(enum html_tag tag);
/* The attribute at *pp, which moves behind it; NULL value = none given. False
 * at the end of the tag. Begin with pp = tok->s, end = tok->s + tok->len. */
bool html_attr_next(const char **pp, const char *end,
		    struct html_attribute *a);
/* Append the decoded value of an attribute (name in lower case). False if
 * it is not there. */
bool html_attr(const struct html_token *tok, const char *name,
	       struct buf *out);
/* Append `s` with character references decoded, as in text or, where `&lt=`
 * is no reference, as in an attribute. */
enum html_where { HTML_IN_TEXT, HTML_IN_ATTR };
void html_decode(struct buf *out, const char *s, size_t len,
		 enum html_where where);
/* UTF-8 for the name of a character reference, NULL if there is none. Names
 * that need no semicolon are in the table a second time, without one. */
const char *html_entity(const char *name, size_t len);

#endif
