/* doc_md_read.c - doc_from_md(): Markdown into a doc.
 *
 * Line by line: quote marks and the indent of lists say where a line
 * belongs, its first characters what it is; lines of running text are kept
 * until their block ends and are read by md_inline.c then. Where Markdown's
 * dialects differ, what an author most likely meant decides.
 * Source: CommonMark 0.31; tables and struck text of GitHub's; definition
 * lists and footnotes of Markdown Extra.
 */
#include "config.h"

#include <string.h>

#include "thrum/text/doc.h"
#include "thrum/text/utf8.h"

#include "doc_priv.h"

#include "thrum/base/banned.h"

#define TAB_COLS 4
#define CODE_FROM 4 /* cells of indent that make code */
#define LOOK_AHEAD 16 /* times the text: for closing marks */
#define LIKELY_LOOK ((size_t)64 << 10)

struct list {
	unsigned mark, text; /* columns where its items begin */
};

struct md {
	struct doc *doc;
	struct buf para; /* lines of the open block */
	size_t budget;
	struct list lists[DOC_DEPTH_MAX];
	unsigned n_lists;
	unsigned quote;
	bool blank; /* the line before was */
	char fence; /* '`' or '~' of the open code block, 0 = none */
	size_t fence_len;
	unsigned fence_indent;
	bool indented; /* the open block is code by its indent */
	bool table; /* rows follow */
	bool next_table; /* the first of them follow those of another */
};

/* A line: where its text begins, and in which column. */
struct line {
	const char *p;
	size_t len;
	unsigned col;
};

/* ---- lines ----------------------------------------------------------- */

static void skip_indent(struct line *l)
{
	while (l->len && (*l->p == ' ' || *l->p == '\t')) {
		l->col += *l->p == ' ' ? 1 : TAB_COLS - l->col % TAB_COLS;
		l->p++;
		l->len--;
	}
}

static void advance(struct line *l, size_t n)
{
	l->p += n;
	l->len -= n;
	l->col += (unsigned)n;
}

static size_t run_of(const struct line *l, char c)
{
	size_t n = 0;

	while (n < l->len && l->p[n] == c)
		n++;
	return n;
}

static bool is_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] != ' ' && s[i] != '\t')
			return false;
	return true;
}

/* A run of three and nothing else but blanks between: "---", "* * *". */
static bool is_rule(const struct line *l)
{
	size_t n = 0;

	if (!l->len || !strchr("-*_", *l->p))
		return false;
	for (size_t i = 0; i < l->len; i++) {
		if (l->p[i] == *l->p)
			n++;
		else if (l->p[i] != ' ')
			return false;
	}
	return n >= 3;
}

/* Bytes of "# ", the marks of a heading; 0 = it is none. */
static size_t heading_len(const struct line *l)
{
	size_t n = run_of(l, '#');

	return n && n <= 6 && n < l->len && l->p[n] == ' ' ? n : 0;
}

/* "- ", "* ", "+ ", "12. ", "3) ": bytes of the mark, 0 = it is none. */
static size_t item_len(const struct line *l, uint32_t *ordinal)
{
	size_t n = 0;

	*ordinal = 0;
	while (n < l->len && n < 6 && l->p[n] >= '0' && l->p[n] <= '9')
		*ordinal = *ordinal * 10 + (uint32_t)(l->p[n++] - '0');
	if (n && n < l->len && (l->p[n] == '.' || l->p[n] == ')'))
		n++;
	else if (!n && l->len && strchr("-*+", *l->p))
		n = 1;
	else
		return 0;
	return n < l->len && l->p[n] == ' ' ? n + 1 : 0;
}

/* A row of dashes and bars: the line under a table's header. */
static bool is_delimiter(const char *s, size_t len)
{
	bool bar = false, dash = false;

	for (size_t i = 0; i < len; i++) {
		if (!strchr("|-: ", s[i]) || !s[i])
			return false;
		bar |= s[i] == '|';
		dash |= s[i] == '-';
	}
	return bar && dash;
}

/* ---- blocks ---------------------------------------------------------- */

/* The lines kept so far go into the open block, which ends. */
static void flush(struct md *m)
{
	if (m->para.len && doc_is_open(m->doc))
		md_inline(m->doc, m->para.ptr, m->para.len, &m->budget);
	buf_clear(&m->para);
	doc_close(m->doc);
	m->indented = false;
}

static struct doc_block *open_block(struct md *m, enum doc_block_kind kind)
{
	flush(m);
	m->table = false;
	struct doc_block *b = doc_open(m->doc, kind);
	b->quote = (uint8_t)m->quote;
	b->depth = (uint8_t)m->n_lists;
	return b;
}

static void keep_line(struct md *m, const struct line *l)
{
	if (m->para.len)
		buf_addc(&m->para, '\n');
	buf_add(&m->para, l->p, l->len);
}

static void on_heading(struct md *m, struct line *l, size_t level)
{
	advance(l, level + 1);
	while (l->len && l->p[l->len - 1] == ' ')
		l->len--;
	/* "## Closed ##" */
	size_t n = l->len;
	while (n && l->p[n - 1] == '#')
		n--;
	if (n < l->len && n && l->p[n - 1] == ' ')
		l->len = n - 1;
	open_block(m, DOC_HEADING)->level = (uint8_t)level;
	keep_line(m, l);
	flush(m);
}

/* The open paragraph of one line becomes a block of another kind: nothing
 * of it is written yet, so that it is simply opened anew. NULL if there is
 * no such paragraph. */
static struct doc_block *reopen_as(struct md *m, enum doc_block_kind kind)
{
	struct doc *doc = m->doc;

	if (!m->para.len || !doc_is_open(doc) ||
	    doc->blocks.v[doc->blocks.len - 1].kind != DOC_PARA ||
	    memchr(m->para.ptr, '\n', m->para.len))
		return NULL;
	struct buf kept = m->para;
	buf_init(&m->para, DOC_TEXT_MAX);
	struct doc_block *b = open_block(m, kind);
	buf_release(&m->para);
	m->para = kept;
	return b;
}

/* "Title" over "=====": the line before was a heading. */
static bool on_underline(struct md *m, const struct line *l)
{
	bool all = (*l->p == '=' || *l->p == '-') && l->len >= 2 &&
		   run_of(l, *l->p) == l->len;
	struct doc_block *b = all ? reopen_as(m, DOC_HEADING) : NULL;

	if (!b)
		return false;
	b->level = *l->p == '=' ? 1 : 2;
	flush(m);
	return true;
}

static void on_item(struct md *m, struct line *l, size_t n, uint32_t ordinal)
{
	unsigned mark = l->col;

	while (m->n_lists && mark < m->lists[m->n_lists - 1].mark)
		m->n_lists--;
	if (!m->n_lists || mark >= m->lists[m->n_lists - 1].text) {
		if (m->n_lists < DOC_DEPTH_MAX)
			m->n_lists++;
	}
	advance(l, n);
	m->lists[m->n_lists - 1] = (struct list){ mark, l->col };
	open_block(m, DOC_LIST_ITEM)->ordinal = ordinal;
	keep_line(m, l);
}

/* "[^1]: text". */
static bool on_footnote(struct md *m, struct line *l)
{
	const char *end = l->len > 4 && l->p[0] == '[' && l->p[1] == '^' ?
				  memchr(l->p, ']', l->len) :
				  NULL;
	uint32_t no = 0;

	if (!end || end + 1 >= l->p + l->len || end[1] != ':')
		return false;
	for (const char *p = l->p + 2; p < end && *p >= '0' && *p <= '9'; p++)
		no = no < 100000 ? no * 10 + (uint32_t)(*p - '0') : no;
	m->n_lists = 0;
	open_block(m, DOC_FOOTNOTE)->ordinal = no;
	advance(l, (size_t)(end + 2 - l->p));
	skip_indent(l);
	keep_line(m, l);
	return true;
}

/* ": text" under a line makes that line a term. */
static bool on_definition(struct md *m, struct line *l)
{
	const struct doc_block_vec *blocks = &m->doc->blocks;

	if (l->len < 3 || l->p[0] != ':' || l->p[1] != ' ' || !blocks->len)
		return false;
	if (!reopen_as(m, DOC_TERM) &&
	    blocks->v[blocks->len - 1].kind != DOC_DEFINITION)
		return false;
	advance(l, 2);
	skip_indent(l);
	open_block(m, DOC_DEFINITION);
	keep_line(m, l);
	return true;
}

/* ---- code ------------------------------------------------------------ */

/* Opens a fenced block, or is none. */
static bool on_fence(struct md *m, const struct line *l)
{
	size_t n = l->len && (*l->p == '`' || *l->p == '~') ?
			   run_of(l, *l->p) :
			   0;

	if (n < 3 || (*l->p == '`' && memchr(l->p + n, '`', l->len - n)))
		return false;
	open_block(m, DOC_CODE);
	m->fence = *l->p;
	m->fence_len = n;
	m->fence_indent = l->col;
	return true;
}

/* One line of code, with the indent behind column `from`. */
static void code_line(struct md *m, const struct line *l, unsigned from)
{
	if (doc_has_text(m->doc))
		doc_add(m->doc, "\n", 1);
	for (unsigned i = from; i < l->col; i++)
		doc_add(m->doc, " ", 1);
	doc_add(m->doc, l->p, l->len);
}

static void in_fence(struct md *m, const struct line *l)
{
	size_t n = run_of(l, m->fence);

	if (n >= m->fence_len && is_blank(l->p + n, l->len - n)) {
		m->fence = 0;
		flush(m);
		return;
	}
	code_line(m, l, m->fence_indent);
}

/* ---- tables ---------------------------------------------------------- */

static void add_cell(struct md *m, const char *s, size_t len)
{
	md_inline(m->doc, s, len, &m->budget);
}

/* "| a | b |" as a row of the doc. */
static void add_row(struct md *m, const char *s, size_t len, uint8_t level)
{
	size_t from, i;
	bool first = true, table = m->table;

	while (len && s[len - 1] == ' ')
		len--;
	if (len > 1 && s[len - 1] == '|' && s[len - 2] != '\\')
		len--;
	from = len && *s == '|';
	for (i = from; i < len && strchr("| ", s[i]); i++)
		;
	if (i == len)
		return; /* the header that a table without one must have */
	struct doc_block *b = open_block(m, DOC_TABLE_ROW);
	b->level = level;
	b->ordinal = m->next_table;
	m->next_table = false;
	m->table = table;
	for (i = from; i <= len; i++) {
		if (i + 1 < len && s[i] == '\\') {
			i++;
			continue;
		}
		if (i < len && s[i] != '|')
			continue;
		if (!first)
			doc_add(m->doc, "\t", 1);
		add_cell(m, s + from, i - from);
		first = false;
		from = i + 1;
	}
	doc_close(m->doc);
}

/* The line of dashes: the line before it was the header. */
static bool on_delimiter(struct md *m, const struct line *l)
{
	struct buf header = m->para;

	if (!header.len || memchr(header.ptr, '\n', header.len) ||
	    !memchr(header.ptr, '|', header.len) || !is_delimiter(l->p, l->len))
		return false;
	buf_init(&m->para, DOC_TEXT_MAX);
	flush(m);
	const struct doc_block_vec *blocks = &m->doc->blocks;
	m->next_table = blocks->len &&
			blocks->v[blocks->len - 1].kind == DOC_TABLE_ROW;
	m->table = true;
	add_row(m, header.ptr, header.len, 1);
	m->table = true;
	buf_release(&header);
	return true;
}

/* ---- a line ---------------------------------------------------------- */

/* Quote marks; false for a line that only goes on with what a quote began
 * and left them away. */
static void read_quote(struct md *m, struct line *l)
{
	unsigned n = 0;
	struct line at = *l;

	for (;;) {
		skip_indent(&at);
		if (!at.len || *at.p != '>' || n == DOC_DEPTH_MAX ||
		    at.col >= l->col + CODE_FROM)
			break;
		advance(&at, 1);
		if (at.len && *at.p == ' ')
			advance(&at, 1);
		at.col = 0;
		*l = at;
		n++;
	}
	bool lazy = n < m->quote && m->para.len && l->len &&
		    !is_blank(l->p, l->len);
	if (n == m->quote || lazy)
		return;
	flush(m);
	m->fence = 0;
	m->table = false;
	m->quote = n;
	m->n_lists = 0;
}

static void on_blank(struct md *m)
{
	/* Inside of code an empty line is one. */
	if (!m->indented)
		flush(m);
	m->blank = true;
	m->table = false;
}

/* Running text, of the open block or of a new one. */
static void on_text(struct md *m, struct line *l)
{
	if (m->para.len) {
		keep_line(m, l);
		return;
	}
	while (m->n_lists && l->col < m->lists[m->n_lists - 1].text)
		m->n_lists--;
	open_block(m, DOC_PARA);
	keep_line(m, l);
}

static bool on_indented(struct md *m, const struct line *l)
{
	unsigned base = m->n_lists ? m->lists[m->n_lists - 1].text : 0;

	if (l->col < base + CODE_FROM || (m->para.len && !m->indented))
		return false;
	if (!m->indented) {
		open_block(m, DOC_CODE);
		m->indented = true;
	} else if (m->blank) {
		doc_add(m->doc, "\n", 1);
	}
	code_line(m, l, base + CODE_FROM);
	return true;
}

static void on_line(struct md *m, const char *s, size_t len)
{
	struct line l = { s, len, 0 };
	uint32_t ordinal;
	size_t n;

	if (!m->fence || m->quote)
		read_quote(m, &l);
	struct line raw = l;
	skip_indent(&l);
	if (m->fence) {
		in_fence(m, &l);
		return;
	}
	if (is_blank(l.p, l.len)) {
		on_blank(m);
		return;
	}
	if (m->table && memchr(l.p, '|', l.len)) {
		add_row(m, l.p, l.len, 0);
	} else if (on_indented(m, &l)) {
		;
	} else if (m->indented) {
		flush(m);
		on_line(m, raw.p, raw.len);
		return;
	} else if (on_underline(m, &l) || on_delimiter(m, &l) ||
		   on_fence(m, &l) || on_footnote(m, &l) ||
		   on_definition(m, &l)) {
		;
	} else if ((n = heading_len(&l))) {
		m->n_lists = l.col ? m->n_lists : 0;
		on_heading(m, &l, n);
	} else if (is_rule(&l)) {
		m->n_lists = 0;
		open_block(m, DOC_RULE);
		doc_close(m->doc);
	} else if ((n = item_len(&l, &ordinal))) {
		on_item(m, &l, n, ordinal);
	} else {
		on_text(m, &l);
	}
	m->blank = false;
}

struct doc *doc_from_md(const char *s, size_t len)
{
	struct md m = { .doc = doc_new() };
	struct buf clean;

	buf_init(&clean, DOC_TEXT_MAX);
	buf_init(&m.para, DOC_TEXT_MAX);
	text_clean(&clean, s, len < DOC_TEXT_MAX ? len : DOC_TEXT_MAX,
		   CLEAN_BLOCK);
	m.budget = LOOK_AHEAD * clean.len;
	for (size_t i = 0; i < clean.len;) {
		const char *p = clean.ptr + i;
		const char *lf = memchr(p, '\n', clean.len - i);
		size_t n = lf ? (size_t)(lf - p) : clean.len - i;
		on_line(&m, p, n);
		i += n + 1;
	}
	flush(&m);
	doc_finish(m.doc);
	buf_release(&m.para);
	buf_release(&clean);
	return m.doc;
}

/* ---- is it Markdown? ------------------------------------------------- */

static bool holds(const struct line *l, const char *what)
{
	return memmem(l->p, l->len, what, strlen(what)) != NULL;
}

/* How much a line says for Markdown. Items of lists say little: people
 * write them without knowing of it. */
static unsigned weigh(const struct line *l, unsigned *items)
{
	uint32_t ordinal;

	if (item_len(l, &ordinal) && ++*items == 2)
		return 1;
	if (run_of(l, '`') >= 3 || holds(l, "](http") || holds(l, "](/") ||
	    is_delimiter(l->p, l->len))
		return 2;
	if (heading_len(l) || holds(l, "]: http"))
		return 1;
	const char *bold = memmem(l->p, l->len, "**", 2);
	size_t left = bold ? (size_t)(l->p + l->len - bold) : 0;
	return left > 4 && memmem(bold + 3, left - 3, "**", 2);
}

bool md_is_likely(const char *s, size_t len)
{
	unsigned sum = 0, items = 0;

	len = len < LIKELY_LOOK ? len : LIKELY_LOOK;
	for (size_t i = 0; i < len && sum < 2;) {
		const char *lf = memchr(s + i, '\n', len - i);
		size_t n = lf ? (size_t)(lf - s) - i : len - i;
		struct line l = { s + i, n, 0 };
		skip_indent(&l);
		if (l.len)
			sum += weigh(&l, &items);
		i += n + 1;
	}
	return sum >= 2;
}
