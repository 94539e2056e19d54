/* doc_html.c - doc_to_html(): a doc as HTML for exports.
 *
 * Containers are opened and closed so that the element stack matches what
 * each block says of its quote, list and table; text is escaped, nothing
 * of the input is markup. doc_from_html() of the result is the same doc,
 * but for what HTML has no element for.
 */
#include "config.h"

#include <string.h>

#include "thrum/text/doc.h"
#include "thrum/text/escape.h"

#include "nest_priv.h"

#include "thrum/base/banned.h"

struct writer {
	const struct doc *doc;
	struct buf *out;
	struct nest nest; /* open elements */
	unsigned depth; /* of open lists */
	bool ordered[DOC_DEPTH_MAX + 1];
	uint32_t next[DOC_DEPTH_MAX + 1]; /* number of the next item */
	bool link; /* in one: links do not nest */
	bool table, terms;
	size_t span; /* next span to look at */
};

static const char *const span_names[DOC_SPAN_KINDS] = {
	[DOC_STRONG] = "strong", [DOC_EM] = "em",   [DOC_MONO] = "code",
	[DOC_DEL] = "del",	 [DOC_MARK] = "mark", [DOC_SUP] = "sup",
	[DOC_SUB] = "sub",	 [DOC_LINK] = "a",    [DOC_IMAGE] = "a",
};

/* A picture in a link is its words. */
static bool is_bare(const struct writer *w, const struct doc_span *s)
{
	return s->kind == DOC_IMAGE && w->link;
}

static void close_span(struct writer *w, const struct doc_span *s)
{
	if (is_bare(w, s))
		return;
	buf_addf(w->out, "</%s>", span_names[s->kind]);
	w->link &= s->kind != DOC_LINK;
}

static void open_span(struct writer *w, const struct doc_span *s)
{
	if (is_bare(w, s))
		return;
	w->link |= s->kind == DOC_LINK;
	buf_addf(w->out, "<%s", span_names[s->kind]);
	if (s->kind == DOC_LINK || s->kind == DOC_IMAGE) {
		const char *url = w->doc->links.v[s->link].url;
		buf_adds(w->out, " href=\"");
		text_escape(w->out, url, strlen(url));
		buf_addc(w->out, '"');
	}
	buf_addc(w->out, '>');
}

/* Text between two places that no span's edge lies between. */
static void write_piece(struct writer *w, const struct doc_block *b,
			size_t from, size_t to)
{
	const char *s = w->doc->text.ptr;

	for (size_t i = from; i < to; i++) {
		if (s[i] == '\n' && b->kind != DOC_CODE)
			buf_adds(w->out, "<br>\n");
		else if (s[i] == '\t' && b->kind == DOC_TABLE_ROW)
			buf_adds(w->out, b->level ? "</th><th>" : "</td><td>");
		else
			text_escape(w->out, s + i, 1);
	}
}

/* An image without its brackets stays a link with its alternative text:
 * readers of the export need not load anything. */
static void write_text(struct writer *w, const struct doc_block *b)
{
	const struct doc *doc = w->doc;
	const struct doc_span *open[DOC_DEPTH_MAX];
	size_t n = 0, at = b->off, end = b->off + b->len;

	while (at < end || n) {
		const struct doc_span *next = NULL;
		size_t to = end;
		if (w->span < doc->spans.len &&
		    doc->spans.v[w->span].off < end)
			next = &doc->spans.v[w->span];
		if (next)
			to = next->off;
		if (n && open[n - 1]->off + open[n - 1]->len <= to) {
			to = open[n - 1]->off + open[n - 1]->len;
			next = NULL;
		}
		write_piece(w, b, at, to);
		at = to;
		if (next) {
			open_span(w, next);
			open[n++] = next;
			w->span++;
		} else if (n) {
			close_span(w, open[--n]);
		}
	}
}

/* Close what the next block (NULL = the end) is not in. */
static void leave(struct writer *w, const struct doc_block *b)
{
	if (w->table && (!b || b->kind != DOC_TABLE_ROW || b->ordinal)) {
		buf_adds(w->out, "</table>\n");
		w->table = false;
	}
	if (w->terms &&
	    (!b || (b->kind != DOC_TERM && b->kind != DOC_DEFINITION))) {
		buf_adds(w->out, "</dl>\n");
		w->terms = false;
	}
}

static void close_list(struct writer *w, unsigned depth)
{
	buf_adds(w->out, w->ordered[depth] ? "</li></ol>\n" : "</li></ul>\n");
}

/* From the quotes and lists of the block before to those of this one; NULL
 * is the end. */
static void step_into(struct writer *w, const struct doc_block *b)
{
	static const struct doc_block end = { .kind = DOC_PARA };
	struct nest was = w->nest;

	nest_step(&w->nest, b ? b : &end);
	while (was.n > w->nest.kept)
		if (was.kind[--was.n] == NEST_LIST)
			close_list(w, --was.lists);
		else
			buf_adds(w->out, "</blockquote>\n");
	w->depth = was.lists;
	for (unsigned i = w->nest.kept; i < w->nest.n; i++)
		if (w->nest.kind[i] == NEST_QUOTE)
			buf_adds(w->out, "<blockquote>\n");
}

static void put_item(struct writer *w, const struct doc_block *b)
{
	uint32_t *next = b->depth ? &w->next[b->depth - 1] : NULL;

	if (next && b->ordinal && b->ordinal != *next)
		buf_addf(w->out, "<li value=\"%u\">", b->ordinal);
	else
		buf_adds(w->out, "<li>");
	if (next)
		*next = b->ordinal + 1;
}

static void open_list(struct writer *w, const struct doc_block *b)
{
	bool own = w->depth + 1u == b->depth;
	bool ordered = own && b->ordinal;

	w->ordered[w->depth] = ordered;
	if (ordered && b->ordinal != 1)
		buf_addf(w->out, "<ol start=\"%u\">\n", b->ordinal);
	else
		buf_adds(w->out, ordered ? "<ol>\n" : "<ul>\n");
	if (!own)
		buf_adds(w->out, "<li>");
	w->next[w->depth++] = b->ordinal;
}

static void enter_item(struct writer *w, const struct doc_block *b)
{
	/* One list has numbers or none. */
	if (w->nest.item && w->ordered[b->depth - 1] != !!b->ordinal)
		close_list(w, --w->depth);
	else if (w->nest.item)
		buf_adds(w->out, "</li>\n");
	while (w->depth < b->depth)
		open_list(w, b);
	put_item(w, b);
}

static void enter(struct writer *w, const struct doc_block *b)
{
	if (b->kind == DOC_LIST_ITEM)
		enter_item(w, b);
	if (b->kind == DOC_TABLE_ROW && !w->table) {
		buf_adds(w->out, "<table>\n");
		w->table = true;
	}
	if ((b->kind == DOC_TERM || b->kind == DOC_DEFINITION) && !w->terms) {
		buf_adds(w->out, "<dl>\n");
		w->terms = true;
	}
}

static void write_block(struct writer *w, const struct doc_block *b)
{
	static const char *const around[DOC_BLOCK_KINDS][2] = {
		[DOC_PARA] = { "<p>", "</p>\n" },
		[DOC_LIST_ITEM] = { "", "" },
		[DOC_TERM] = { "<dt>", "</dt>\n" },
		[DOC_DEFINITION] = { "<dd>", "</dd>\n" },
		[DOC_CODE] = { "<pre>", "</pre>\n" },
		[DOC_CAPTION] = { "<figure><figcaption>",
				  "</figcaption></figure>\n" },
		[DOC_FOOTNOTE] = { "<p role=\"doc-footnote\">", "</p>\n" },
	};

	if (b->kind == DOC_RULE) {
		buf_adds(w->out, "<hr>\n");
		return;
	}
	if (b->kind == DOC_HEADING) {
		unsigned level = b->level ? b->level : 2;
		buf_addf(w->out, "<h%u>", level);
		write_text(w, b);
		buf_addf(w->out, "</h%u>\n", level);
	} else if (b->kind == DOC_TABLE_ROW) {
		buf_adds(w->out, b->level ? "<tr><th>" : "<tr><td>");
		write_text(w, b);
		buf_adds(w->out, b->level ? "</th></tr>\n" : "</td></tr>\n");
	} else {
		buf_adds(w->out, around[b->kind][0]);
		if (b->kind == DOC_FOOTNOTE && b->ordinal)
			buf_addf(w->out, "<sup>%u</sup> ", b->ordinal);
		write_text(w, b);
		buf_adds(w->out, around[b->kind][1]);
	}
}

void doc_to_html(const struct doc *doc, struct buf *out)
{
	struct writer w = { .doc = doc, .out = out };

	for (size_t i = 0; i < doc->blocks.len; i++) {
		leave(&w, &doc->blocks.v[i]);
		step_into(&w, &doc->blocks.v[i]);
		enter(&w, &doc->blocks.v[i]);
		write_block(&w, &doc->blocks.v[i]);
	}
	leave(&w, NULL);
	step_into(&w, NULL);
}
