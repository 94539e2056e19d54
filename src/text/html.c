/* html.c - doc_from_html() of doc.h.
 *
 * The page is read as a stream of tags, without a tree. Elements that only
 * group (div, section) end a block at both their tags and need no memory;
 * inline elements, lists and tables are on small stacks of fixed height, so
 * that depth costs nothing. An inline element that is still open when a
 * block ends goes on in the next one, as in a browser (s. 13.2.4.3), but
 * not behind the list item, list, cell or table that it began in.
 * A single <br> is a line break inside the block, two part paragraphs.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/alloc.h"
#include "thrum/text/doc.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"

#include "doc_priv.h"
#include "html_build_priv.h"

#include "thrum/base/banned.h"

/* Markup may be much longer than its text, but not without end. */
#define HTML_MAX (4 * DOC_TEXT_MAX)
#define TEXT_FIRST ((size_t)16 << 10) /* room made at first */

/* What an element does. Those that are not here do nothing: their text is
 * read as if they were not there. */
enum role {
	ROLE_NONE,
	ROLE_INLINE, /* arg: its span */
	ROLE_BLOCK,
	ROLE_KIND, /* arg: the kind of block inside */
	ROLE_LIST,
	ROLE_ITEM,
	ROLE_QUOTE,
	ROLE_PRE,
	ROLE_TABLE, /* html_table.c */
	ROLE_FRAME, /* these make something at their start tag: */
	ROLE_OBJECT,
	ROLE_MEDIA,
	ROLE_IMAGE,
	ROLE_BASE,
	ROLE_BREAK,
	ROLE_RULE,
	ROLE_INPUT,
	ROLE_Q,
	ROLE_MATH,
};

static const struct {
	uint8_t role, arg;
} roles[TAG_COUNT] = {
	[TAG_A] = { ROLE_INLINE, DOC_LINK },
	[TAG_ADDRESS] = { .role = ROLE_BLOCK },
	[TAG_ARTICLE] = { .role = ROLE_BLOCK },
	[TAG_ASIDE] = { .role = ROLE_BLOCK },
	[TAG_AUDIO] = { ROLE_MEDIA, DOC_LINK_AUDIO },
	[TAG_B] = { ROLE_INLINE, DOC_STRONG },
	[TAG_BASE] = { .role = ROLE_BASE },
	[TAG_BLOCKQUOTE] = { .role = ROLE_QUOTE },
	[TAG_BODY] = { .role = ROLE_BLOCK },
	[TAG_BR] = { .role = ROLE_BREAK },
	[TAG_CAPTION] = { ROLE_KIND, DOC_CAPTION },
	[TAG_CENTER] = { .role = ROLE_BLOCK },
	[TAG_CITE] = { ROLE_INLINE, DOC_EM },
	[TAG_CODE] = { ROLE_INLINE, DOC_MONO },
	[TAG_DD] = { ROLE_KIND, DOC_DEFINITION },
	[TAG_DEL] = { ROLE_INLINE, DOC_DEL },
	[TAG_DETAILS] = { .role = ROLE_BLOCK },
	[TAG_DFN] = { ROLE_INLINE, DOC_EM },
	[TAG_DIALOG] = { .role = ROLE_BLOCK },
	[TAG_DIR] = { .role = ROLE_LIST },
	[TAG_DIV] = { .role = ROLE_BLOCK },
	[TAG_DL] = { .role = ROLE_BLOCK },
	[TAG_DT] = { ROLE_KIND, DOC_TERM },
	[TAG_EM] = { ROLE_INLINE, DOC_EM },
	[TAG_EMBED] = { .role = ROLE_FRAME },
	[TAG_FIELDSET] = { .role = ROLE_BLOCK },
	[TAG_FIGCAPTION] = { ROLE_KIND, DOC_CAPTION },
	[TAG_FIGURE] = { .role = ROLE_BLOCK },
	[TAG_FOOTER] = { .role = ROLE_BLOCK },
	[TAG_FORM] = { .role = ROLE_BLOCK },
	[TAG_FRAME] = { .role = ROLE_FRAME },
	[TAG_H1] = { ROLE_KIND, DOC_HEADING },
	[TAG_H2] = { ROLE_KIND, DOC_HEADING },
	[TAG_H3] = { ROLE_KIND, DOC_HEADING },
	[TAG_H4] = { ROLE_KIND, DOC_HEADING },
	[TAG_H5] = { ROLE_KIND, DOC_HEADING },
	[TAG_H6] = { ROLE_KIND, DOC_HEADING },
	[TAG_HEAD] = { .role = ROLE_BLOCK },
	[TAG_HEADER] = { .role = ROLE_BLOCK },
	[TAG_HGROUP] = { .role = ROLE_BLOCK },
	[TAG_HR] = { .role = ROLE_RULE },
	[TAG_HTML] = { .role = ROLE_BLOCK },
	[TAG_I] = { ROLE_INLINE, DOC_EM },
	[TAG_IFRAME] = { .role = ROLE_FRAME },
	[TAG_IMAGE] = { .role = ROLE_IMAGE },
	[TAG_IMG] = { .role = ROLE_IMAGE },
	[TAG_INPUT] = { .role = ROLE_INPUT },
	[TAG_KBD] = { ROLE_INLINE, DOC_MONO },
	[TAG_LEGEND] = { .role = ROLE_BLOCK },
	[TAG_LI] = { .role = ROLE_ITEM },
	[TAG_LISTING] = { .role = ROLE_PRE },
	[TAG_MAIN] = { .role = ROLE_BLOCK },
	[TAG_MATH] = { .role = ROLE_MATH },
	[TAG_MARK] = { ROLE_INLINE, DOC_MARK },
	[TAG_MENU] = { .role = ROLE_LIST },
	[TAG_NAV] = { .role = ROLE_BLOCK },
	[TAG_OBJECT] = { .role = ROLE_OBJECT },
	[TAG_OL] = { .role = ROLE_LIST },
	[TAG_P] = { .role = ROLE_BLOCK },
	[TAG_PRE] = { .role = ROLE_PRE },
	[TAG_Q] = { .role = ROLE_Q },
	[TAG_S] = { ROLE_INLINE, DOC_DEL },
	[TAG_SAMP] = { ROLE_INLINE, DOC_MONO },
	[TAG_SEARCH] = { .role = ROLE_BLOCK },
	[TAG_SECTION] = { .role = ROLE_BLOCK },
	[TAG_STRIKE] = { ROLE_INLINE, DOC_DEL },
	[TAG_STRONG] = { ROLE_INLINE, DOC_STRONG },
	[TAG_SUB] = { ROLE_INLINE, DOC_SUB },
	[TAG_SUMMARY] = { .role = ROLE_BLOCK },
	[TAG_SUP] = { ROLE_INLINE, DOC_SUP },
	[TAG_TABLE] = { .role = ROLE_TABLE },
	[TAG_TBODY] = { .role = ROLE_BLOCK },
	[TAG_TD] = { .role = ROLE_TABLE },
	[TAG_TFOOT] = { .role = ROLE_BLOCK },
	[TAG_TH] = { .role = ROLE_TABLE },
	[TAG_THEAD] = { .role = ROLE_BLOCK },
	[TAG_TR] = { .role = ROLE_TABLE },
	[TAG_TT] = { ROLE_INLINE, DOC_MONO },
	[TAG_UL] = { .role = ROLE_LIST },
	[TAG_VAR] = { ROLE_INLINE, DOC_EM },
	[TAG_VIDEO] = { ROLE_MEDIA, DOC_LINK_VIDEO },
};

/* ---- blocks ---------------------------------------------------------- */

void html_reopen(struct html_build *h)
{
	for (unsigned i = 0; i < h->n_inline; i++) {
		struct html_inline *in = &h->inl[i];
		if (in->url && in->blocks++ == LINK_BLOCKS_MAX) {
			free(in->url);
			in->url = NULL;
		}
		in->span = doc_span_open(h->doc, in->kind, in->url,
					 DOC_LINK_PAGE);
	}
}

static bool in_cell(struct html_build *h)
{
	struct html_table *t = html_in_data_table(h);

	return t && t->in_cell;
}

void html_flush(struct html_build *h)
{
	h->breaks = 0;
	if (in_cell(h)) {
		doc_add(h->doc, " ", 1);
	} else if (h->pre && doc_is_open(h->doc)) {
		if (doc_has_text(h->doc) &&
		    h->doc->text.ptr[h->doc->text.len - 1] != '\n')
			doc_add(h->doc, "\n", 1);
	} else {
		/* An item whose first block is empty waits for the next. */
		if (h->item_open && !doc_has_text(h->doc))
			h->item = true;
		h->item_open = false;
		doc_close(h->doc);
	}
}

void html_begin(struct html_build *h)
{
	enum doc_block_kind kind = h->kind;

	if (doc_is_open(h->doc))
		return;
	if (h->pre)
		kind = DOC_CODE;
	else if (h->note)
		kind = DOC_FOOTNOTE;
	else if (h->item)
		kind = DOC_LIST_ITEM;
	struct doc_block *b = doc_open(h->doc, kind);
	b->depth = kind == DOC_FOOTNOTE ? 0 : (uint8_t)h->n_lists;
	b->quote = (uint8_t)h->quote;
	if (kind == DOC_HEADING)
		b->level = h->level;
	if (kind == DOC_FOOTNOTE) {
		b->ordinal = h->note;
		h->note = 0;
	}
	if (kind == DOC_LIST_ITEM) {
		b->ordinal = h->ordinal;
		b->depth = b->depth ? b->depth : 1;
		h->item_open = true;
	}
	h->item = false;
	html_reopen(h);
}

/* ---- inline elements ------------------------------------------------- */

/* End the inline element at `i`; those inside it go on. */
static void close_inline(struct html_build *h, unsigned i)
{
	doc_span_close(h->doc, h->inl[i].span);
	free(h->inl[i].url);
	h->n_inline--;
	for (; i < h->n_inline; i++) {
		struct html_inline *in = &h->inl[i];
		*in = h->inl[i + 1];
		/* Still open if the one that went had no span of its own. */
		doc_span_close(h->doc, in->span);
		in->span = doc_span_open(h->doc, in->kind, in->url,
					 DOC_LINK_PAGE);
	}
}

static void end_inline(struct html_build *h, enum html_tag tag)
{
	for (unsigned i = h->n_inline; i > 0; i--)
		if (h->inl[i - 1].tag == tag) {
			close_inline(h, i - 1);
			return;
		}
}

/* The place that a link inside the page names, also when it is written with
 * the page's own address; NULL for other links. `s` is the address. */
static const char *place_in_page(const struct html_build *h, const char *s)
{
	size_t own = h->base_url ? strcspn(h->base_url, "#") : 0;

	if (own && !strncmp(h->base_url, s, own) && s[own] == '#')
		s += own;
	return *s == '#' ? s + 1 : NULL;
}

/* A link inside the page leads nowhere in a reader. */
static char *link_url(struct html_build *h, const char *s)
{
	char *url = *s && *s != '#' ? html_resolve(h, s) : NULL;

	if (url && place_in_page(h, url)) {
		free(url);
		url = NULL;
	}
	return url;
}

static void start_inline(struct html_build *h, enum html_tag tag,
			 enum doc_span_kind kind)
{
	const char *href = "", *place;

	if (tag == TAG_A) {
		end_inline(h, TAG_A);
		href = html_get(h, "href");
		href += strspn(href, " \t\r\n\f");
		place = place_in_page(h, href);
		if (place && *place && html_note_mark(h, place))
			return;
	}
	if (h->n_inline == DOC_DEPTH_MAX)
		return;
	struct html_inline *in = &h->inl[h->n_inline++];
	*in = (struct html_inline){
		.tag = tag,
		.kind = kind,
		.url = tag == TAG_A ? link_url(h, href) : NULL,
		.span = UINT32_MAX,
	};
	if (doc_is_open(h->doc))
		in->span = doc_span_open(h->doc, kind, in->url, DOC_LINK_PAGE);
}

static void unwind_inline(struct html_build *h, unsigned n)
{
	while (h->n_inline > n)
		close_inline(h, h->n_inline - 1);
}

void html_unwind(struct html_build *h, const struct html_table *to)
{
	unwind_inline(h, to->n_inline);
	if (h->n_lists > to->n_lists)
		h->n_lists = to->n_lists;
	if (h->quote > to->quote)
		h->quote = to->quote;
	h->item = false;
}

/* ---- text ------------------------------------------------------------ */

static bool is_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t cp;
		i += utf8_next(s + i, len - i, &cp);
		if (!text_is_space(cp))
			return false;
	}
	return true;
}

/* In a row a TAB would begin the next cell. */
static void add_cell_text(struct html_build *h, const char *s, size_t len)
{
	const char *tab;

	while ((tab = memchr(s, '\t', len))) {
		doc_add(h->doc, s, (size_t)(tab - s));
		doc_add(h->doc, " ", 1);
		len -= (size_t)(tab + 1 - s);
		s = tab + 1;
	}
	doc_add(h->doc, s, len);
}

/* The marks of <q>: empty ones have none. */
static void add_quote_marks(struct html_build *h)
{
	unsigned n = h->q_due;

	for (h->q_due = 0; n; n--)
		html_add(h, "\xe2\x80\x9c", 3);
}

void html_add(struct html_build *h, const char *s, size_t len)
{
	struct html_table *t = html_in_data_table(h);
	bool blank = is_blank(s, len);

	if (t && t->in_cell) {
		if (!blank && h->q_due)
			add_quote_marks(h);
		add_cell_text(h, s, len);
		return;
	}
	if (blank && (t || (!doc_is_open(h->doc) && !h->pre)))
		return;
	if (!blank) {
		h->breaks = 0;
		h->after_math = false;
		if (h->q_due)
			add_quote_marks(h);
	}
	if (t && t->in_row) {
		/* Words between the cells belong before the table. */
		doc_close(h->doc);
		t->in_row = false;
	}
	html_begin(h);
	if (!doc_has_text(h->doc) &&
	    h->doc->blocks.v[h->doc->blocks.len - 1].kind == DOC_FOOTNOTE) {
		size_t n = html_note_skip(h, s, len);
		s += n;
		len -= n;
	}
	doc_add(h->doc, s, len);
}

static void on_text(struct html_build *h)
{
	const struct html_token *t = &h->t;

	if (h->skipping ? !h->drawn_text : t->tag == TAG_TITLE)
		return;
	if (t->tag != TAG_OTHER && t->tag != TAG_XMP && t->tag != TAG_TITLE)
		return;
	if (t->raw || !memchr(t->s, '&', t->len)) {
		html_add(h, t->s, t->len);
		return;
	}
	buf_clear(&h->text);
	html_decode(&h->text, t->s, t->len, HTML_IN_TEXT);
	html_add(h, h->text.ptr, h->text.len);
}

static void add_str(struct html_build *h, const char *s)
{
	html_add(h, s, strlen(s));
}

/* ---- lists and other blocks ------------------------------------------ */

static void start_list(struct html_build *h, enum html_tag tag)
{
	struct html_list l = { .ordered = tag == TAG_OL,
			       .n_inline = h->n_inline };

	html_flush(h);
	if (in_cell(h) || h->n_lists == DOC_DEPTH_MAX)
		return;
	h->kind = DOC_PARA;
	h->item = false;
	if (l.ordered) {
		l.reversed = html_attr(&h->t, "reversed", &h->tmp);
		l.next = html_get_number(h, "start", 1000000, 0);
		if (!l.next)
			l.next = l.reversed ? html_count_items(h) : 1;
	}
	h->lists[h->n_lists++] = l;
}

static void end_list(struct html_build *h)
{
	struct html_table *t =
		h->n_tables ? &h->tables[h->n_tables - 1] : NULL;

	html_flush(h);
	h->item = false;
	if (h->n_lists > (t ? t->n_lists : 0))
		unwind_inline(h, h->lists[--h->n_lists].n_inline);
}

static void start_item(struct html_build *h)
{
	struct html_list *l = h->n_lists ? &h->lists[h->n_lists - 1] : NULL;

	html_flush(h);
	if (in_cell(h))
		return;
	h->kind = DOC_PARA;
	h->item = true;
	h->ordinal = 0;
	h->note = 0;
	html_note_find(h);
	/* A link that an item left open would cover all that follows. */
	if (l)
		unwind_inline(h, l->n_inline);
	if (l && l->ordered) {
		l->next = html_get_number(h, "value", 1000000, l->next);
		h->ordinal = l->next;
		if (!l->reversed)
			l->next++;
		else if (l->next)
			l->next--;
	}
}

static void start_quote(struct html_build *h)
{
	html_flush(h);
	if (h->quote < DOC_DEPTH_MAX && !in_cell(h))
		h->quote++;
}

static void end_quote(struct html_build *h)
{
	struct html_table *t =
		h->n_tables ? &h->tables[h->n_tables - 1] : NULL;

	html_flush(h);
	if (h->quote > (t ? t->quote : 0))
		h->quote--;
}

static void set_kind(struct html_build *h, enum doc_block_kind kind)
{
	html_flush(h);
	h->kind = kind;
	h->level = h->t.tag >= TAG_H1 && h->t.tag <= TAG_H6 ?
			   (uint8_t)(h->t.tag - TAG_H1 + 1) :
			   0;
}

static void on_break(struct html_build *h)
{
	if (!h->pre && !in_cell(h) && ++h->breaks > 1)
		html_flush(h);
	else
		doc_break(h->doc);
}

static void on_rule(struct html_build *h)
{
	html_flush(h);
	if (in_cell(h) || h->pre)
		return;
	struct doc_block *b = doc_open(h->doc, DOC_RULE);
	b->quote = (uint8_t)h->quote;
	doc_close(h->doc);
}

static void on_checkbox(struct html_build *h)
{
	if (strcasecmp(html_get(h, "type"), "checkbox") || !h->item)
		return;
	add_str(h, html_attr(&h->t, "checked", &h->tmp) ? "[x] " : "[ ] ");
}

static bool is_footnote(struct html_build *h)
{
	const char *role = html_get(h, "role");

	return !strcmp(role, "doc-footnote") || !strcmp(role, "doc-endnote");
}

/* ---- tags ------------------------------------------------------------ */

static void start_block(struct html_build *h, enum html_tag tag)
{
	/* A heading that nobody closed ends where prose begins. */
	if (h->kind == DOC_HEADING && tag == TAG_P && doc_has_text(h->doc))
		h->kind = DOC_PARA;
	html_flush(h);
	h->figures += tag == TAG_FIGURE;
	if ((tag == TAG_P || tag == TAG_ASIDE || tag == TAG_DIV) &&
	    h->t.len > 12 && is_footnote(h)) {
		h->kind = DOC_FOOTNOTE;
		html_note_lead(h);
	}
	html_note_find(h);
	/* All of <details> is shown; what would fold it is its heading. */
	if (tag == TAG_SUMMARY)
		start_inline(h, tag, DOC_STRONG);
}

static void start_pre(struct html_build *h)
{
	html_flush(h);
	if (!in_cell(h))
		h->pre++;
}

static void end_pre(struct html_build *h)
{
	if (h->pre)
		h->pre--;
	html_flush(h);
}

/* Start tags that make something at once. */
static void start_special(struct html_build *h, enum html_tag tag)
{
	switch (roles[tag].role) {
	case ROLE_FRAME:
		html_media(h, DOC_LINK_FRAME, "src");
		break;
	case ROLE_OBJECT:
		html_media(h, DOC_LINK_FRAME, "data");
		break;
	case ROLE_MEDIA:
		html_start_media(h, tag, roles[tag].arg);
		break;
	case ROLE_IMAGE:
		html_image(h);
		break;
	case ROLE_BASE:
		html_base(h);
		break;
	case ROLE_BREAK:
		on_break(h);
		break;
	case ROLE_RULE:
		on_rule(h);
		break;
	case ROLE_INPUT:
		on_checkbox(h);
		break;
	case ROLE_Q:
		h->q_due++;
		break;
	case ROLE_MATH:
		html_math(h);
		break;
	default:
		break;
	}
}

/* Does the element leave nothing? Pages hide their root until a script has
 * run: that is shown. */
static bool leaves_nothing(struct html_build *h, enum html_tag tag)
{
	if (html_is_left_out(tag) ||
	    (tag == TAG_DIALOG && !html_attr(&h->t, "open", &h->tmp)))
		return true;
	return h->t.len > 5 && tag != TAG_BODY && tag != TAG_HTML &&
	       html_is_hidden(h);
}

static void on_start(struct html_build *h)
{
	enum html_tag tag = h->t.tag;

	if (!html_is_void(tag) && leaves_nothing(h, tag)) {
		if (!h->t.self_closing)
			html_start_skip(h, tag);
		return;
	}
	switch (roles[tag].role) {
	case ROLE_INLINE:
		start_inline(h, tag, roles[tag].arg);
		break;
	case ROLE_BLOCK:
		start_block(h, tag);
		break;
	case ROLE_KIND:
		set_kind(h, roles[tag].arg);
		break;
	case ROLE_LIST:
		start_list(h, tag);
		break;
	case ROLE_ITEM:
		start_item(h);
		break;
	case ROLE_QUOTE:
		start_quote(h);
		break;
	case ROLE_PRE:
		start_pre(h);
		break;
	case ROLE_TABLE:
		html_table_start(h);
		break;
	default:
		start_special(h, tag);
	}
}

static void end_block(struct html_build *h, enum html_tag tag)
{
	if (tag == TAG_SUMMARY)
		end_inline(h, tag);
	html_flush(h);
	h->figures -= tag == TAG_FIGURE && h->figures;
	if (h->kind == DOC_FOOTNOTE || tag == TAG_FIGURE || tag == TAG_DL)
		h->kind = DOC_PARA;
}

static void on_end(struct html_build *h)
{
	enum html_tag tag = h->t.tag;

	switch (roles[tag].role) {
	case ROLE_INLINE:
		end_inline(h, tag);
		break;
	case ROLE_BLOCK:
		end_block(h, tag);
		break;
	case ROLE_KIND:
		set_kind(h, DOC_PARA);
		break;
	case ROLE_LIST:
		end_list(h);
		break;
	case ROLE_ITEM:
		html_flush(h);
		h->item = false;
		h->note = 0;
		break;
	case ROLE_QUOTE:
		end_quote(h);
		break;
	case ROLE_PRE:
		end_pre(h);
		break;
	case ROLE_TABLE:
		html_table_end(h);
		break;
	case ROLE_BREAK:
		on_break(h);
		break;
	case ROLE_Q:
		if (h->q_due)
			h->q_due--;
		else if (doc_is_open(h->doc))
			doc_add(h->doc, "\xe2\x80\x9d", 3);
		break;
	default:
		break;
	}
}

struct doc *doc_from_html(const char *html, size_t len, const char *base_url)
{
	struct html_build *h = xmalloc(sizeof(*h));
	struct doc *doc = doc_new();

	memset(h, 0, HTML_BUILD_CLEARED);
	if (!len)
		html = "";
	if (len > HTML_MAX)
		len = HTML_MAX;
	/* Three quarters of a report in a feed are text. */
	size_t text = len / 4 * 3;
	buf_reserve(&doc->text, text < TEXT_FIRST ? text : TEXT_FIRST);
	h->doc = doc;
	h->base_url = base_url;
	h->tok.p = html;
	h->tok.end = html + len;
	h->scan_left = 2 * len;
	buf_init(&h->tmp, HTML_MAX);
	buf_init(&h->text, HTML_MAX);
	while (html_next(&h->tok, &h->t) != HTML_EOF) {
		if (h->t.kind == HTML_TEXT)
			on_text(h);
		else if (h->skipping && !html_skip_tag(h))
			continue;
		else if (h->t.kind == HTML_START)
			on_start(h);
		else
			on_end(h);
	}
	doc_close(doc);
	doc_finish(doc);
	while (h->n_inline)
		free(h->inl[--h->n_inline].url);
	free(h->base_href);
	buf_release(&h->tmp);
	buf_release(&h->text);
	free(h);
	return doc;
}
