/* doc_md.c - doc_to_md(): a doc as Markdown.
 *
 * CommonMark (spec.commonmark.org 0.31) with what most of its readers know
 * besides: tables and struck text (GitHub), definition lists and footnotes
 * (Markdown Extra). Text is escaped, so that nothing of it is markup;
 * doc_from_md() of the result is the same doc, but for captions.
 */
#include "config.h"

#include <string.h>

#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

struct writer {
	const struct doc *doc;
	struct buf *out;
	size_t span; /* next span to look at */
	unsigned indent[DOC_DEPTH_MAX + 1]; /* of the text in each list */
	bool mono; /* inside of a code span: nothing is escaped */
	bool start; /* nothing of the line is written yet */
	uint32_t n_cells; /* of the table that is being written */
};

/* ---- what stands before a line --------------------------------------- */

static void put_bars(struct writer *w, unsigned quote)
{
	for (unsigned i = 0; i < quote; i++)
		buf_adds(w->out, "> ");
}

static void put_prefix(struct writer *w, const struct doc_block *b)
{
	put_bars(w, b->quote);
	for (unsigned i = 0; i < w->indent[b->depth]; i++)
		buf_addc(w->out, ' ');
}

/* ---- text ------------------------------------------------------------ */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "12." or "3)" at the start of a line would begin a list: what is to be
 * escaped is the sign behind the digits. 0 = it is none. */
static size_t ordinal_len(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && is_digit(s[n]))
		n++;
	return n && n < len && (s[n] == '.' || s[n] == ')') ? n : 0;
}

static bool is_markup(const struct writer *w, char c, char next)
{
	if (w->start && strchr("#>+-=|:", c))
		return true;
	switch (c) {
	case '!':
		return next == '[';
	case '&':
		return next == '#' || (next >= 'A' && next <= 'Z') ||
		       (next >= 'a' && next <= 'z');
	default:
		return strchr("\\`*_[]<~|^", c) != NULL;
	}
}

static void put_escaped(struct writer *w, const char *s, size_t len)
{
	size_t list = w->start ? ordinal_len(s, len) : 0;

	for (size_t i = 0; i < len; i++) {
		char next = i + 1 < len ? s[i + 1] : ' ';
		if ((list && i == list) || is_markup(w, s[i], next))
			buf_addc(w->out, '\\');
		buf_addc(w->out, s[i]);
		w->start = false;
	}
}

/* doc.text[from, to), which no span's edge lies in. */
static void put_piece(struct writer *w, const struct doc_block *b,
		      size_t from, size_t to)
{
	const char *s = w->doc->text.ptr;

	while (from < to) {
		size_t n = 0;
		while (from + n < to && s[from + n] != '\n' &&
		       s[from + n] != '\t')
			n++;
		if (w->mono)
			buf_add(w->out, s + from, n);
		else
			put_escaped(w, s + from, n);
		from += n;
		if (from == to)
			return;
		if (s[from++] == '\t') {
			buf_adds(w->out, " | ");
			w->n_cells++;
		} else {
			buf_adds(w->out, "\\\n");
			put_prefix(w, b);
			w->start = true;
		}
	}
}

/* ---- spans ----------------------------------------------------------- */

/* A code span holds no markup: a link in it is worth more. */
static bool is_plain_mono(const struct doc *doc, const struct doc_span *s)
{
	const struct doc_span *end = doc->spans.v + doc->spans.len;

	for (const struct doc_span *k = s + 1;
	     k < end && k->off < s->off + s->len; k++)
		if (k->kind == DOC_LINK || k->kind == DOC_IMAGE)
			return false;
	return !memchr(doc->text.ptr + s->off, '\t', s->len) &&
	       !memchr(doc->text.ptr + s->off, '\n', s->len);
}

/* As many as in the longest run of the text, and one. */
static size_t ticks_for(const char *s, size_t len)
{
	size_t most = 0, run = 0;

	for (size_t i = 0; i < len; i++) {
		run = s[i] == '`' ? run + 1 : 0;
		most = run > most ? run : most;
	}
	return most + 1;
}

static void put_ticks(struct writer *w, const struct doc_span *s)
{
	const char *p = w->doc->text.ptr + s->off;
	size_t n = ticks_for(p, s->len);
	bool pad = p[0] == '`' || p[s->len - 1] == '`';

	if (w->mono && pad)
		buf_addc(w->out, ' ');
	for (size_t i = 0; i < n; i++)
		buf_addc(w->out, '`');
	if (!w->mono && pad)
		buf_addc(w->out, ' ');
}

static void put_url(struct buf *out, const char *url)
{
	bool angles = strpbrk(url, "()") != NULL;

	if (angles)
		buf_addc(out, '<');
	for (const char *p = url; *p; p++) {
		if (strchr("<>\\|`*", *p))
			buf_addf(out, "%%%02X", (unsigned)*p);
		else
			buf_addc(out, *p);
	}
	if (angles)
		buf_addc(out, '>');
}

/* "[image: a harbour]" is "a harbour" here. True if it had that form. */
static bool put_alt(struct writer *w, const struct doc_span *s)
{
	static const char head[] = "[image: ", bare[] = "[image]";
	const char *p = w->doc->text.ptr + s->off;
	size_t n = sizeof(head) - 1;

	if (s->len == sizeof(bare) - 1 && !memcmp(p, bare, s->len))
		return true;
	if (s->len <= n || memcmp(p, head, n) || p[s->len - 1] != ']')
		return false;
	put_escaped(w, p + n, s->len - n - 1);
	return true;
}

static void span_start(struct writer *w, const struct doc_span *s)
{
	static const char *const marks[DOC_SPAN_KINDS] = {
		[DOC_STRONG] = "**", [DOC_EM] = "*",	  [DOC_DEL] = "~~",
		[DOC_MARK] = "<mark>", [DOC_SUP] = "<sup>", [DOC_SUB] = "<sub>",
		[DOC_LINK] = "[",    [DOC_IMAGE] = "![",
	};

	if (s->kind == DOC_MONO) {
		if (is_plain_mono(w->doc, s)) {
			put_ticks(w, s);
			w->mono = true;
		}
	} else if (!w->mono) {
		buf_adds(w->out, marks[s->kind]);
	}
}

static void span_end(struct writer *w, const struct doc_span *s)
{
	static const char *const marks[DOC_SPAN_KINDS] = {
		[DOC_STRONG] = "**", [DOC_EM] = "*",
		[DOC_DEL] = "~~",    [DOC_MARK] = "</mark>",
		[DOC_SUP] = "</sup>", [DOC_SUB] = "</sub>",
	};

	if (s->kind == DOC_MONO) {
		if (w->mono)
			put_ticks(w, s);
		w->mono = false;
	} else if (w->mono) {
		return;
	} else if (s->kind == DOC_LINK || s->kind == DOC_IMAGE) {
		buf_adds(w->out, "](");
		put_url(w->out, w->doc->links.v[s->link].url);
		buf_addc(w->out, ')');
	} else {
		buf_adds(w->out, marks[s->kind]);
	}
}

/* The span's own text, where it is not that of the doc. */
static bool put_instead(struct writer *w, const struct doc_span *s)
{
	size_t before = w->out->len;

	if (s->kind != DOC_IMAGE || w->mono)
		return false;
	buf_adds(w->out, "![");
	if (!put_alt(w, s)) {
		buf_truncate(w->out, before);
		return false;
	}
	span_end(w, s);
	return true;
}

static void put_text(struct writer *w, const struct doc_block *b)
{
	const struct doc *doc = w->doc;
	const struct doc_span *open[DOC_DEPTH_MAX];
	size_t n = 0, at = b->off, end = b->off + b->len;

	w->start = b->kind != DOC_TABLE_ROW && b->kind != DOC_HEADING;
	while (at < end || n) {
		const struct doc_span *next = NULL;
		size_t to = end;
		if (w->span < doc->spans.len &&
		    doc->spans.v[w->span].off < end) {
			next = &doc->spans.v[w->span];
			to = next->off;
		}
		if (n && open[n - 1]->off + open[n - 1]->len <= to) {
			to = open[n - 1]->off + open[n - 1]->len;
			next = NULL;
		}
		if (to > at)
			put_piece(w, b, at, to);
		at = to;
		if (next && put_instead(w, next)) {
			at = next->off + next->len;
			while (w->span < doc->spans.len &&
			       doc->spans.v[w->span].off < at)
				w->span++;
			w->start = false;
		} else if (next) {
			span_start(w, next);
			open[n++] = next;
			w->span++;
			w->start = false;
		} else if (n) {
			span_end(w, open[--n]);
		}
	}
}

/* ---- blocks ---------------------------------------------------------- */

/* Of an empty line only the quote marks are left. */
static void trim_line(struct writer *w)
{
	while (w->out->len && w->out->ptr[w->out->len - 1] == ' ')
		buf_truncate(w->out, w->out->len - 1);
}

static void put_code(struct writer *w, const struct doc_block *b)
{
	const char *s = w->doc->text.ptr + b->off, *end = s + b->len;
	size_t n = ticks_for(s, b->len);

	for (int edge = 0; edge < 2; edge++) {
		if (edge)
			put_prefix(w, b);
		for (size_t i = 0; i < (n > 3 ? n : 3); i++)
			buf_addc(w->out, '`');
		buf_addc(w->out, '\n');
		while (!edge) {
			const char *lf = memchr(s, '\n', (size_t)(end - s));
			put_prefix(w, b);
			if (s == (lf ? lf : end))
				trim_line(w);
			buf_add(w->out, s, (size_t)((lf ? lf : end) - s));
			buf_addc(w->out, '\n');
			if (!lf)
				break;
			s = lf + 1;
		}
	}
	while (w->span < w->doc->spans.len &&
	       w->doc->spans.v[w->span].off < b->off + b->len)
		w->span++;
}

static void put_cells(struct writer *w, const struct doc_block *b,
		      uint32_t n, const char *cell)
{
	put_prefix(w, b);
	for (uint32_t i = 0; i < n; i++)
		buf_addf(w->out, "| %s ", cell);
	buf_adds(w->out, "|\n");
}

/* A header under other rows begins a table of its own. */
static bool is_same_table(const struct doc_block *a, const struct doc_block *b)
{
	return a->kind == DOC_TABLE_ROW && b->kind == DOC_TABLE_ROW &&
	       a->quote == b->quote && a->depth == b->depth &&
	       !b->ordinal && (!b->level || a->level);
}

/* Cells of the widest row of the table that begins at `b`. */
static uint32_t count_cells(const struct writer *w, const struct doc_block *b)
{
	const struct doc_block *end =
		w->doc->blocks.v + w->doc->blocks.len;
	const struct doc_block *from = b;
	uint32_t most = 1;

	for (; b < end && (b == from || is_same_table(b - 1, b)); b++) {
		uint32_t n = 1;
		for (uint32_t i = 0; i < b->len; i++)
			n += w->doc->text.ptr[b->off + i] == '\t';
		most = n > most ? n : most;
	}
	return most;
}

/* Such a table has one header row, and always one. */
static void put_row(struct writer *w, const struct doc_block *b,
		    const struct doc_block *before)
{
	bool first = !before || !is_same_table(before, b);
	uint32_t n = first ? count_cells(w, b) : w->n_cells;

	if (first && !b->level) {
		put_cells(w, b, n, "");
		put_cells(w, b, n, "---");
	}
	put_prefix(w, b);
	buf_adds(w->out, "| ");
	w->n_cells = 1;
	put_text(w, b);
	for (; w->n_cells < n; w->n_cells++)
		buf_adds(w->out, " |");
	buf_adds(w->out, " |\n");
	w->n_cells = n;
	if (first && b->level)
		put_cells(w, b, n, "---");
}

/* Marker of an item, and from which column its text goes on. */
static void put_item(struct writer *w, const struct doc_block *b)
{
	unsigned outer = w->indent[b->depth ? b->depth - 1 : 0];
	size_t before;

	put_bars(w, b->quote);
	for (unsigned i = 0; i < outer; i++)
		buf_addc(w->out, ' ');
	before = w->out->len;
	if (b->ordinal)
		buf_addf(w->out, "%u. ", b->ordinal);
	else
		buf_adds(w->out, "- ");
	w->indent[b->depth] = outer + (unsigned)(w->out->len - before);
	put_text(w, b);
	buf_addc(w->out, '\n');
}

static void put_block(struct writer *w, const struct doc_block *b,
		      const struct doc_block *before)
{
	if (b->kind == DOC_LIST_ITEM) {
		put_item(w, b);
		return;
	}
	if (b->kind == DOC_TABLE_ROW) {
		put_row(w, b, before);
		return;
	}
	put_prefix(w, b);
	switch (b->kind) {
	case DOC_CODE:
		put_code(w, b);
		return;
	case DOC_RULE:
		buf_adds(w->out, "---\n");
		return;
	case DOC_HEADING:
		for (unsigned i = 0; i < (b->level ? b->level : 2u); i++)
			buf_addc(w->out, '#');
		buf_addc(w->out, ' ');
		break;
	case DOC_DEFINITION:
		buf_adds(w->out, ": ");
		break;
	case DOC_FOOTNOTE:
		if (b->ordinal)
			buf_addf(w->out, "[^%u]: ", b->ordinal);
		break;
	default:
		break;
	}
	put_text(w, b);
	buf_addc(w->out, '\n');
}

static bool are_close(const struct doc_block *a, const struct doc_block *b)
{
	if (a->quote != b->quote)
		return false;
	if (b->kind == DOC_DEFINITION)
		return a->kind == DOC_TERM || a->kind == DOC_DEFINITION;
	if (b->kind == DOC_LIST_ITEM)
		return a->kind == DOC_LIST_ITEM;
	return is_same_table(a, b);
}

void doc_to_md(const struct doc *doc, struct buf *out)
{
	struct writer w = { .doc = doc, .out = out };

	for (size_t i = 0; i < doc->blocks.len; i++) {
		const struct doc_block *b = &doc->blocks.v[i];
		const struct doc_block *before = i ? b - 1 : NULL;
		if (before && !are_close(before, b)) {
			unsigned bars = before->quote < b->quote ?
						before->quote :
						b->quote;
			for (unsigned k = 0; k < bars; k++)
				buf_addc(out, '>');
			buf_addc(out, '\n');
		}
		/* Where no item opened a list its depth indents nothing. */
		for (unsigned d = b->depth + 1u; d <= DOC_DEPTH_MAX; d++)
			w.indent[d] = 0;
		if (before && before->quote != b->quote)
			memset(w.indent, 0, sizeof(w.indent));
		put_block(&w, b, before);
	}
}
