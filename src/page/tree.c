/* tree.c - libxml2's tree as an array, and what is counted over it. */
#include "config.h"

#include "page_priv.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/i18n.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

/* A run of text counts as prose from this many bytes on, and if it ends
 * sentences only from the smaller number on: navigation is shorter. */
#define PROSE_BYTES 90
#define SENTENCE_BYTES 30

/* ---- tags ---- */

struct tag_row {
	const char *name;
	uint8_t tag, level;
	uint16_t flags;
};

/* Sorted by name. */
static const struct tag_row tags[] = {
	{ "a", TAG_A, 0, 0 },
	{ "address", TAG_BLOCK, 0, PN_BLOCK },
	{ "applet", TAG_SKIP, 0, 0 },
	{ "article", TAG_ARTICLE, 0, PN_BLOCK },
	{ "aside", TAG_ASIDE, 0, PN_BLOCK },
	{ "audio", TAG_MEDIA, 0, 0 },
	{ "blockquote", TAG_BLOCKQUOTE, 0, PN_BLOCK },
	{ "body", TAG_BODY, 0, PN_BLOCK },
	{ "br", TAG_BR, 0, 0 },
	{ "button", TAG_BUTTON, 0, 0 },
	{ "canvas", TAG_SKIP, 0, 0 },
	{ "caption", TAG_FIGCAPTION, 0, PN_BLOCK },
	{ "center", TAG_BLOCK, 0, PN_BLOCK },
	{ "datalist", TAG_SKIP, 0, 0 },
	{ "dd", TAG_DD, 0, PN_BLOCK },
	{ "details", TAG_BLOCK, 0, PN_BLOCK },
	{ "dialog", TAG_SKIP, 0, 0 },
	{ "div", TAG_BLOCK, 0, PN_BLOCK },
	{ "dl", TAG_DL, 0, PN_BLOCK },
	{ "dt", TAG_DD, 0, PN_BLOCK },
	{ "embed", TAG_SKIP, 0, 0 },
	{ "fieldset", TAG_BLOCK, 0, PN_BLOCK },
	{ "figcaption", TAG_FIGCAPTION, 0, PN_BLOCK },
	{ "figure", TAG_FIGURE, 0, PN_BLOCK },
	{ "footer", TAG_FOOTER, 0, PN_BLOCK },
	{ "form", TAG_FORM, 0, PN_BLOCK },
	{ "h1", TAG_HEADING, 1, PN_BLOCK },
	{ "h2", TAG_HEADING, 2, PN_BLOCK },
	{ "h3", TAG_HEADING, 3, PN_BLOCK },
	{ "h4", TAG_HEADING, 4, PN_BLOCK },
	{ "h5", TAG_HEADING, 5, PN_BLOCK },
	{ "h6", TAG_HEADING, 6, PN_BLOCK },
	{ "head", TAG_HEAD, 0, PN_BLOCK },
	{ "header", TAG_HEADER, 0, PN_BLOCK },
	{ "hgroup", TAG_HEADER, 0, PN_BLOCK },
	{ "hr", TAG_HR, 0, PN_BLOCK },
	{ "html", TAG_HTML, 0, PN_BLOCK },
	{ "iframe", TAG_SKIP, 0, 0 },
	{ "img", TAG_IMG, 0, 0 },
	{ "input", TAG_SKIP, 0, 0 },
	{ "legend", TAG_SKIP, 0, 0 },
	{ "li", TAG_LI, 0, PN_BLOCK },
	{ "link", TAG_LINK, 0, 0 },
	{ "main", TAG_MAIN, 0, PN_BLOCK },
	{ "menu", TAG_LIST, 0, PN_BLOCK },
	{ "meta", TAG_META, 0, 0 },
	{ "nav", TAG_NAV, 0, PN_BLOCK },
	{ "noframes", TAG_SKIP, 0, 0 },
	{ "noscript", TAG_SKIP, 0, 0 },
	{ "object", TAG_SKIP, 0, 0 },
	{ "ol", TAG_LIST, 0, PN_BLOCK },
	{ "option", TAG_SKIP, 0, 0 },
	{ "p", TAG_P, 0, PN_BLOCK },
	{ "pre", TAG_PRE, 0, PN_BLOCK },
	{ "script", TAG_SCRIPT, 0, 0 },
	{ "section", TAG_BLOCK, 0, PN_BLOCK },
	{ "select", TAG_SKIP, 0, 0 },
	{ "style", TAG_SKIP, 0, 0 },
	{ "svg", TAG_SKIP, 0, 0 },
	{ "table", TAG_TABLE, 0, PN_BLOCK },
	{ "td", TAG_TD, 0, PN_BLOCK },
	{ "template", TAG_SKIP, 0, 0 },
	{ "textarea", TAG_SKIP, 0, 0 },
	{ "th", TAG_TD, 0, PN_BLOCK },
	{ "time", TAG_TIME, 0, 0 },
	{ "title", TAG_TITLE, 0, 0 },
	{ "tr", TAG_TR, 0, PN_BLOCK },
	{ "ul", TAG_LIST, 0, PN_BLOCK },
	{ "video", TAG_MEDIA, 0, 0 },
};

static int by_name(const void *key, const void *row)
{
	return strcasecmp(key, ((const struct tag_row *)row)->name);
}

static void set_tag(struct pnode *n)
{
	static const struct tag_row other = { "", TAG_OTHER, 0, 0 };
	const struct tag_row *row =
		bsearch(n->x->name, tags, sizeof(tags) / sizeof(*tags),
			sizeof(*tags), by_name);

	if (!row)
		row = &other;
	n->tag = row->tag;
	n->level = row->level;
	n->flags |= row->flags;
	if (n->tag == TAG_SKIP || n->tag == TAG_SCRIPT)
		n->flags |= PN_DROP;
}

/* ---- layout ---- */

static bool is_wanted(const xmlNode *x)
{
	return x->type == XML_ELEMENT_NODE || x->type == XML_TEXT_NODE ||
	       x->type == XML_CDATA_SECTION_NODE;
}

/* The node behind x in document order; *up counts the levels left. */
static xmlNode *next_node(xmlNode *x, const xmlNode *root, uint32_t *up)
{
	*up = 0;
	if (x->type == XML_ELEMENT_NODE && x->children)
		return x->children;
	while (x != root && !x->next) {
		x = x->parent;
		++*up;
	}
	return x == root ? NULL : x->next;
}

struct nodes {
	VEC_FIELDS(struct pnode);
};

/* Elements that are open, by index. */
struct levels {
	VEC_FIELDS(uint32_t);
};

static void close_levels(struct nodes *nodes, struct levels *open, size_t n)
{
	for (; n && open->len; n--)
		nodes->v[open->v[--open->len]].end = (uint32_t)nodes->len;
}

static void add_node(struct nodes *nodes, const struct levels *open,
		     xmlNode *x)
{
	uint32_t i = (uint32_t)nodes->len;
	struct pnode n = { .x = x, .end = i + 1 };

	n.parent = open->len ? open->v[open->len - 1] : 0;
	if (x->type == XML_ELEMENT_NODE)
		set_tag(&n);
	else
		n.tag = TAG_TEXT;
	n.block = n.flags & PN_BLOCK || !i ? i : nodes->v[n.parent].block;
	vec_push(nodes, n);
}

/* Entity references and comments are passed over: is_wanted(). */
static void lay_out(struct page *p, xmlNode *root)
{
	struct nodes nodes = { 0 };
	struct levels open = { 0 };
	uint32_t up = 0;

	for (xmlNode *x = root; x && nodes.len < PAGE_NODES_MAX;) {
		uint32_t i = (uint32_t)nodes.len;
		if (is_wanted(x))
			add_node(&nodes, &open, x);
		xmlNode *next = next_node(x, root, &up);
		if (next && x->type == XML_ELEMENT_NODE && x->children)
			vec_push(&open, i);
		close_levels(&nodes, &open, up);
		x = next;
	}
	close_levels(&nodes, &open, open.len);
	vec_release(&open);
	p->v = nodes.v;
	p->n = (uint32_t)nodes.len;
}

static void mark_names(struct page *p)
{
	p->names = name_index_new();
	for (uint32_t i = 0; i < p->n; i++) {
		if (p->v[i].tag == TAG_TEXT)
			continue;
		if (p->v[i].tag == TAG_BODY && !p->body)
			p->body = i;
		if (p->v[i].tag == TAG_META)
			vec_push(&p->metas, i);
		p->v[i].names = page_names(p, i);
		if (p->v[i].names & NAME_HIDDEN)
			p->v[i].flags |= PN_HIDDEN;
	}
}

enum status page_tree(struct page *p, const char *html, size_t len,
		      struct err *err)
{
	int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
		      HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
		      HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC |
		      HTML_PARSE_NODEFDTD;

	p->doc = htmlReadMemory(html, (int)len, NULL, "UTF-8", options);
	xmlNode *root = p->doc ? xmlDocGetRootElement(p->doc) : NULL;
	if (!root)
		return err_set(err, ST_PARSE,
			       _("there is nothing to read on the page"));
	lay_out(p, root);
	mark_names(p);
	return ST_OK;
}

/* <base href> moves what relative links mean. */
void page_set_base(struct page *p, const char *url)
{
	p->base = url && *url ? url_resolve(NULL, url) : NULL;
	for (uint32_t i = 0; i < p->n; i++) {
		if (p->v[i].tag != TAG_OTHER ||
		    strcasecmp((const char *)p->v[i].x->name, "base"))
			continue;
		char *base = url_resolve(p->base, page_attr(p, i, "href"));
		if (base) {
			free(p->base);
			p->base = base;
		}
		return;
	}
}

void page_release(struct page *p)
{
	free(p->v);
	vec_release(&p->metas);
	free(p->names);
	free(p->base);
	free(p->ld_body);
	free(p->site);
	str_vec_release(&p->h1);
	xmlFreeDoc(p->doc);
	article_free(p->a);
}

/* ---- attributes and text ---- */

/* The HTML parser writes all names in small letters. */
static const xmlAttr *find_attr(const struct page *p, uint32_t i,
				const char *name)
{
	const xmlNode *x = p->v[i].x;
	const xmlAttr *at =
		x->type == XML_ELEMENT_NODE ? x->properties : NULL;

	while (at && strcmp((const char *)at->name, name))
		at = at->next;
	return at;
}

const char *page_attr(const struct page *p, uint32_t i, const char *name)
{
	const xmlAttr *at = find_attr(p, i, name);

	/* The HTML parser leaves one text node in a value. */
	return at && at->children && at->children->content
		       ? (const char *)at->children->content
		       : "";
}

bool page_has_attr(const struct page *p, uint32_t i, const char *name)
{
	return find_attr(p, i, name) != NULL;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void add_collapsed(struct buf *out, const char *s)
{
	for (; *s; s++) {
		if (!is_space(*s))
			buf_addc(out, *s);
		else if (out->len && out->ptr[out->len - 1] != ' ')
			buf_addc(out, ' ');
	}
}

void page_text(const struct page *p, uint32_t i, struct buf *out)
{
	for (uint32_t k = i; k < p->v[i].end; k++) {
		const struct pnode *n = &p->v[k];
		if (n->tag == TAG_SCRIPT || n->tag == TAG_SKIP) {
			k = n->end - 1;
			continue;
		}
		if ((n->flags & PN_BLOCK || n->tag == TAG_BR) && out->len &&
		    out->ptr[out->len - 1] != ' ')
			buf_addc(out, ' ');
		if (n->tag == TAG_TEXT && n->x->content)
			add_collapsed(out, (const char *)n->x->content);
	}
}

char *page_text_dup(const struct page *p, uint32_t i, size_t max)
{
	struct buf raw = BUF_INIT, clean = BUF_INIT;
	char *s = NULL;

	page_text(p, i, &raw);
	if (raw.len && raw.len <= max * 2)
		text_clean(&clean, raw.ptr, raw.len, CLEAN_LINE);
	if (clean.len && clean.len <= max)
		s = buf_detach(&clean);
	buf_release(&raw);
	buf_release(&clean);
	return s;
}

bool page_under(const struct page *p, uint32_t i, uint32_t names)
{
	/* Bounded: what is deeper than this is nobody's layout. */
	for (int n = 0; n < 200; n++) {
		if (p->v[i].names & names)
			return true;
		if (!i || p->v[i].parent == i)
			return false;
		i = p->v[i].parent;
	}
	return false;
}

/* ---- measuring ---- */

/* Bytes of a text node without runs of white space; *stops: how often it
 * ends a sentence. */
static uint32_t text_len(const xmlNode *x, uint32_t *stops)
{
	const char *s = (const char *)x->content;
	uint32_t n = 0;

	*stops = 0;
	if (!s)
		return 0;
	for (; *s; s++) {
		if (is_space(*s)) {
			n += s[1] && !is_space(s[1]) && n;
			continue;
		}
		n++;
		if ((*s == '.' || *s == '!' || *s == '?' || *s == ',') &&
		    (!s[1] || is_space(s[1]) || s[1] == '"'))
			++*stops;
		else if ((unsigned char)*s < 0xd8)
			continue;
		else if (!strncmp(s, "\xe3\x80\x82", 3) ||
			 !strncmp(s, "\xe3\x80\x81", 3) ||
			 !strncmp(s, "\xef\xbc\x8c", 3) ||
			 !strncmp(s, "\xd8\x8c", 2) ||
			 !strncmp(s, "\xe0\xa5\xa4", 3))
			++*stops;
	}
	return n;
}

/* Of a block's own text, how much reads like prose? */
static uint32_t prose(const struct pnode *n, uint32_t stops)
{
	if ((n->tag == TAG_HEADING && n->own < 160) ||
	    n->tag == TAG_FIGCAPTION ||
	    n->names & (NAME_CAPTION | NAME_SHARE))
		return 0;
	if (n->own < (stops ? SENTENCE_BYTES : PROSE_BYTES) ||
	    n->own_link * 3 > n->own)
		return 0;
	uint32_t good = n->own - n->own_link;
	/* Lists and cells hold menus as often as text. */
	return n->tag == TAG_LI || n->tag == TAG_TD || n->tag == TAG_DD
		       ? good * 2 / 3
		       : good;
}

static void clear_counts(struct page *p)
{
	for (uint32_t i = 0; i < p->n; i++) {
		struct pnode *n = &p->v[i];
		n->text = n->link = n->own = n->own_link = n->good = 0;
	}
}

void page_measure(struct page *p)
{
	uint32_t *stops = xcalloc(p->n + 1, sizeof(*stops));
	uint32_t link_end = 0;

	clear_counts(p);
	for (uint32_t i = 0; i < p->n; i++) {
		struct pnode *n = &p->v[i];
		if (n->flags & PN_DROP) {
			i = n->end - 1;
			continue;
		}
		if (n->tag == TAG_A && i >= link_end && *page_attr(p, i, "href"))
			link_end = n->end;
		if (n->tag != TAG_TEXT)
			continue;
		uint32_t st, len = text_len(n->x, &st);
		bool link = i < link_end;
		n->text = len;
		n->link = link ? len : 0;
		p->v[n->block].own += len;
		p->v[n->block].own_link += n->link;
		stops[n->block] += st;
	}
	for (uint32_t i = p->n; i-- > 0;) {
		struct pnode *n = &p->v[i];
		if (n->flags & PN_BLOCK)
			n->good += prose(n, stops[i]);
		if (n->tag == TAG_FORM)
			n->flags |= PN_FORM;
		if (i && n->parent != i) {
			p->v[n->parent].text += n->text;
			p->v[n->parent].link += n->link;
			p->v[n->parent].good += n->good;
			p->v[n->parent].flags |= n->flags & PN_FORM;
		}
	}
	free(stops);
}
