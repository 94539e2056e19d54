/* page_priv.h - what the steps of the page extractor share.
 *
 * libxml2's tree is laid out once as an array in document order: a node's
 * subtree is the range [i, end), its ancestors are reached by `parent`,
 * and every step is a loop over the array. Nothing recurses, nothing walks
 * up more than a fixed number of steps: time is linear in the nodes.
 * Lengths of text are bytes without white space runs; a CJK character is
 * three of them and says about as much as three Latin letters.
 */
#ifndef THRUM_PAGE_PAGE_PRIV_H
#define THRUM_PAGE_PAGE_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libxml/tree.h>

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"
#include "thrum/model/article.h"

enum page_tag {
	TAG_OTHER, /* an inline element that means nothing here */
	TAG_TEXT, /* a text node */
	TAG_A, TAG_ARTICLE, TAG_ASIDE, TAG_BLOCK, TAG_BLOCKQUOTE, TAG_BODY,
	TAG_BR, TAG_BUTTON, TAG_DD, TAG_DL, TAG_FIGCAPTION, TAG_FIGURE,
	TAG_FOOTER, TAG_FORM, TAG_HEAD, TAG_HEADER, TAG_HEADING, TAG_HR,
	TAG_HTML, TAG_IMG, TAG_LI, TAG_LINK, TAG_LIST, TAG_MAIN, TAG_MEDIA,
	TAG_META, TAG_NAV, TAG_P, TAG_PRE, TAG_SCRIPT, TAG_SKIP, TAG_TABLE,
	TAG_TD, TAG_TIME, TAG_TITLE, TAG_TR,
};

enum page_flags {
	PN_BLOCK = 1u << 0, /* begins and ends a block of text */
	PN_DROP = 1u << 1, /* left out, with all below it */
	PN_HIDDEN = 1u << 2, /* nobody sees it */
	PN_CAPTION = 1u << 3, /* of a picture */
	PN_CARD = 1u << 4, /* a teaser: headline that leads elsewhere */
	PN_FORM = 1u << 5, /* a form is in it; set by page_measure() */
};

/* What class, id, role and itemprop say about an element. */
enum name_flags {
	NAME_BODY = 1u << 0, /* an article's text, by a strong word */
	NAME_CONTENT = 1u << 1, /* by a weak one */
	NAME_FURNITURE = 1u << 2,
	NAME_RELATED = 1u << 3, /* other stories */
	NAME_COMMENTS = 1u << 4,
	NAME_CAPTION = 1u << 5,
	NAME_BYLINE = 1u << 6,
	NAME_DATE = 1u << 7,
	NAME_TAGS = 1u << 8,
	NAME_SHARE = 1u << 9,
	NAME_META = 1u << 10, /* about the article: dates, author boxes */
	NAME_TITLE = 1u << 11,
	NAME_HIDDEN = 1u << 12,
	NAME_OVERLAY = 1u << 13, /* laid over the page: consent, sign-in */
	NAME_TEASER = 1u << 15, /* other stories, whatever they are about */
	NAME_MARKED = 1u << 14, /* microdata says: the article's body */
	NAME_LEAD = 1u << 16, /* standfirst: the sentences below a headline */
};

struct pnode {
	xmlNode *x;
	uint32_t parent; /* index; its own for the root */
	uint32_t end; /* first index behind the subtree */
	uint32_t block; /* nearest block at or above it */
	uint32_t names; /* enum name_flags */
	uint32_t text, link; /* bytes in the subtree; of them in links */
	uint32_t own, own_link; /* of a block, without blocks inside it */
	uint32_t good; /* bytes of prose in the subtree */
	uint8_t tag; /* enum page_tag */
	uint8_t level; /* of a heading */
	uint16_t flags;
};

struct page {
	xmlDoc *doc;
	struct pnode *v;
	uint32_t n;
	uint32_t body; /* index of <body>, or 0 */
	struct {
		VEC_FIELDS(uint32_t);
	} metas; /* indices of meta elements, in order */
	struct name_index *names; /* owned; of names.c */
	char *base; /* of relative links, owned, may be NULL */
	struct article *a; /* being filled */
	char *ld_body; /* JSON-LD's articleBody, owned, NULL = none */
	char *site; /* owned; as the page calls itself */
	struct str_vec h1; /* texts of the headings of level 1 */
	uint32_t headline; /* the first heading that is the title, 0 = none */
	uint32_t core; /* where the article surely stands, 0 = unknown */
	bool forum; /* what is named for comments is the text */
};

#define PAGE_NODES_MAX 400000u

/* tree.c */
/* Parse and lay out. ST_PARSE when there is no element. `html` is UTF-8. */
enum status page_tree(struct page *p, const char *html, size_t len,
		      struct err *err) MUST_CHECK;
/* What relative links mean: <base>, else the page's own address. */
void page_set_base(struct page *p, const char *url);
void page_release(struct page *p);
/* Count text, links and prose below every node, dropped ones left out. */
void page_measure(struct page *p);
/* Value of an attribute: borrowed, "" when absent. */
const char *page_attr(const struct page *p, uint32_t i, const char *name);
/* Of an element: is it there, with a value or without? */
bool page_has_attr(const struct page *p, uint32_t i, const char *name);
/* The text below node i, one line, appended; dropped nodes too. */
void page_text(const struct page *p, uint32_t i, struct buf *out);
/* The same cleaned, owned; NULL when empty or above max bytes. */
char *page_text_dup(const struct page *p, uint32_t i, size_t max);
/* Is one of the ancestors of i (or i) a node with one of these names? */
bool page_under(const struct page *p, uint32_t i, uint32_t names);

/* names.c */
struct name_index *name_index_new(void);
/* Needs p->names. */
uint32_t page_names(const struct page *p, uint32_t i);

/* meta.c, jsonld.c, title.c, people.c, when.c: fill p->a and p->site. */
void page_meta(struct page *p);
void page_jsonld(struct page *p);
void page_title(struct page *p);
void page_people(struct page *p, uint32_t from, uint32_t to);
void page_when(struct page *p, uint32_t from, uint32_t to);
/* A date in a line of words. */
bool page_find_date(const char *s, int64_t *t);
/* zone.c: by which clock p->a->published was written. */
void page_zone(struct page *p, uint32_t from, uint32_t to);
/* Take the offset of a date that is the same instant. */
void page_see_time(struct page *p, const char *value);
/* Keep a name as the author if it is a person's; several are joined. */
void page_add_author(struct page *p, const char *name);
/* "Headline - Site" without the site; owned. */
char *page_clean_title(const struct page *p, const char *title);
/* First meta element whose name, property or itemprop is one of `names`
 * (NULL at the end, in order of preference) and holds something; borrowed,
 * NULL = none. */
const char *page_meta_get(const struct page *p, const char *const *names);
/* Set a field from foreign text, cleaned to one line, if still unset. */
void page_set(char **field, const char *value);
void page_set_url(const struct page *p, char **field, const char *value);
void page_set_time(int64_t *field, const char *value);

/* clean.c */
/* Before the choice: what nobody reads. */
void page_drop_furniture(struct page *p);
/* After it: what does not belong to the text of the node chosen. */
void page_clean(struct page *p, uint32_t top);

/* core.c: the box that is the article by its name, its place and its text,
 * 0 = none is. */
uint32_t page_core(const struct page *p);
/* Is there such a box, and node i neither in it nor around it? */
bool page_is_beside(const struct page *p, uint32_t i);
/* Other stories, told in full below the first; dropped. */
void page_drop_followers(struct page *p);

/* All text of a figure, or of a box named for captions, is caption. */
void page_mark_caption(struct page *p, uint32_t i);

/* cards.c: does the link lead to the page's own site? */
bool page_is_at_home(const struct page *p, uint32_t a);
/* Teasers of other stories, told by their shape; dropped. */
void page_drop_cards(struct page *p);
/* trim.c: what stands before and behind the text inside the node. */
void page_trim(struct page *p, uint32_t top);

/* Blocks with text of their own, in order. */
struct page_blocks {
	VEC_FIELDS(uint32_t);
};
#define LINE_BYTES_MAX 160
bool page_is_prose(const struct pnode *n);
/* Does the text of block i pass the test? */
bool page_says(const struct page *p, uint32_t i, bool (*says)(const char *s));
/* Drop a block's own text; a block in it stays. */
void page_drop_own(struct page *p, uint32_t i);
/* tail.c: what stands behind the text. */
bool page_is_notice(const char *s);
void page_trim_end(struct page *p, uint32_t top, const struct page_blocks *b);

/* select.c: the node that holds the article. */
uint32_t page_select(const struct page *p);

/* lead.c: the first or last heading before `to` that is the page's title,
 * 0 = none. */
enum which { WHICH_FIRST, WHICH_LAST };
uint32_t page_headline(const struct page *p, uint32_t to, enum which which);
/* Blocks of a standfirst and the opening picture above the node chosen, in
 * order; returns how many. */
size_t page_leads(struct page *p, uint32_t top, uint32_t *out,
		  size_t max);

/* extras.c: tags, related stories, comments link. */
void page_extras(struct page *p, uint32_t top);

/* write.c: the subtree as plain HTML, without what was dropped. */
void page_write(const struct page *p, uint32_t top, struct buf *out);

/* decode.c: bytes -> clean UTF-8 for the parser. */
void page_decode(struct buf *out, const char *bytes, size_t len,
		 const char *charset);

#endif
