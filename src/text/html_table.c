/* html_table.c - tables of HTML: rows of a doc where they hold data, plain
 * blocks where they only lay out a page (old pages, newsletters). Which one
 * is decided by a look ahead, whose total length is bounded.
 */
#include "config.h"

#include "html_build_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

#define SCAN_MAX ((size_t)256 << 10) /* bytes looked ahead for one table */
#define CELL_MAX 400 /* bytes of text; longer ones are prose */
#define SPAN_MAX 32 /* columns or rows that one cell may claim */

struct html_table *html_in_data_table(struct html_build *h)
{
	struct html_table *t =
		h->n_tables ? &h->tables[h->n_tables - 1] : NULL;

	return t && t->data ? t : NULL;
}

/* ---- data or layout -------------------------------------------------- */

struct survey {
	unsigned cells, max_cells; /* of the row, of any row */
	unsigned paras; /* in the cell */
	size_t text; /* bytes in the cell */
	bool layout; /* seen what no data table has */
};

static void survey_start(struct survey *s, enum html_tag tag)
{
	switch (tag) {
	case TAG_TABLE:
	case TAG_H1:
	case TAG_H2:
	case TAG_H3:
	case TAG_HR:
	case TAG_ARTICLE:
	case TAG_IFRAME:
	case TAG_FORM:
		s->layout = true;
		break;
	case TAG_TR:
		s->cells = 0;
		break;
	case TAG_TD:
	case TAG_TH:
		if (++s->cells > s->max_cells)
			s->max_cells = s->cells;
		s->text = s->paras = 0;
		break;
	case TAG_P:
		s->layout |= ++s->paras > 2;
		break;
	default:
		break;
	}
}

static size_t ink(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += (unsigned char)s[i] > ' ';
	return n;
}

/* Looks ahead from behind the <table> tag. */
static bool is_data(struct html_build *h)
{
	struct html_tok tok = h->tok;
	struct html_token t;
	struct survey s = { 0 };
	const char *from = tok.p;
	size_t limit = SCAN_MAX < h->scan_left ? SCAN_MAX : h->scan_left;

	const char *role = html_get(h, "role");
	if (!strcmp(role, "presentation") || !strcmp(role, "none"))
		return false;
	if ((size_t)(tok.end - tok.p) > limit)
		tok.end = tok.p + limit;
	while (!s.layout && html_next(&tok, &t) != HTML_EOF) {
		if (t.kind == HTML_END && t.tag == TAG_TABLE)
			break;
		if (t.kind == HTML_START)
			survey_start(&s, t.tag);
		else if (t.kind == HTML_TEXT && !t.raw)
			s.layout |= (s.text += ink(t.s, t.len)) > CELL_MAX;
	}
	h->scan_left -= (size_t)(tok.p - from);
	return !s.layout && s.max_cells > 1;
}

/* ---- rows and cells -------------------------------------------------- */

static void end_cell(struct html_build *h, struct html_table *t)
{
	if (t->in_cell) {
		html_unwind(h, t);
		h->kind = DOC_PARA;
	}
	t->in_cell = false;
}

static void end_row(struct html_build *h, struct html_table *t)
{
	end_cell(h, t);
	if (t->in_row) {
		/* Cells of the rows above may reach down behind our last. */
		for (; t->col < TABLE_COLS_MAX; t->col++)
			if (t->below[t->col])
				t->below[t->col]--;
		doc_close(h->doc);
	}
	t->in_row = false;
}

static void start_row(struct html_build *h, struct html_table *t)
{
	end_row(h, t);
	doc_close(h->doc);
	h->kind = DOC_PARA;
	t->in_row = true;
	t->col = t->pad = 0;
	t->only_th = true;
}

static void add_tab(struct html_build *h)
{
	doc_add(h->doc, "\t", 1);
}

/* Its first row says so where another table's last one is before it. */
static void open_row(struct html_build *h, const struct html_table *t)
{
	const struct doc_block_vec *blocks = &h->doc->blocks;
	bool next = blocks->len && blocks->len == t->blocks &&
		    blocks->v[blocks->len - 1].kind == DOC_TABLE_ROW;
	struct doc_block *b = doc_open(h->doc, DOC_TABLE_ROW);

	b->quote = (uint8_t)h->quote;
	b->depth = (uint8_t)h->n_lists;
	b->ordinal = next;
	html_reopen(h);
}

static void start_cell(struct html_build *h, struct html_table *t)
{
	bool first;

	if (!t->in_row)
		start_row(h, t);
	end_cell(h, t);
	first = !t->col;
	if (first)
		open_row(h, t);
	t->only_th &= h->t.tag == TAG_TH;
	if (doc_is_open(h->doc))
		h->doc->blocks.v[h->doc->blocks.len - 1].level = t->only_th;
	for (t->pad += !first; t->pad; t->pad--)
		add_tab(h);
	for (; t->col < TABLE_COLS_MAX && t->below[t->col]; t->col++) {
		t->below[t->col]--;
		add_tab(h);
	}
	t->in_cell = true;
	uint32_t rows = html_get_number(h, "rowspan", SPAN_MAX, 1);
	uint32_t cols = html_get_number(h, "colspan", SPAN_MAX, 1);
	for (uint32_t i = 0; i < cols; i++, t->col++)
		if (t->col < TABLE_COLS_MAX)
			t->below[t->col] = (uint8_t)(rows ? rows - 1 : 0);
	t->pad = cols ? cols - 1 : 0;
}

void html_table_start(struct html_build *h)
{
	struct html_table *t = html_in_data_table(h);
	enum html_tag tag = h->t.tag;

	if (tag == TAG_TABLE) {
		html_flush(h);
		if (h->n_tables == TABLE_DEPTH_MAX)
			return;
		doc_close(h->doc);
		struct html_table new = {
			.data = is_data(h),
			.blocks = h->doc->blocks.len,
			.n_inline = h->n_inline,
			.n_lists = h->n_lists,
			.quote = h->quote,
		};
		h->tables[h->n_tables++] = new;
	} else if (t && tag == TAG_TR) {
		start_row(h, t);
	} else if (t && (tag == TAG_TD || tag == TAG_TH)) {
		start_cell(h, t);
	} else {
		html_flush(h);
		if (h->n_tables && (tag == TAG_TD || tag == TAG_TH)) {
			html_unwind(h, &h->tables[h->n_tables - 1]);
			h->kind = DOC_PARA;
		}
	}
}

void html_table_end(struct html_build *h)
{
	struct html_table *t =
		h->n_tables ? &h->tables[h->n_tables - 1] : NULL;
	enum html_tag tag = h->t.tag;

	if (!t) {
		html_flush(h);
		return;
	}
	if (t->data && (tag == TAG_TD || tag == TAG_TH))
		end_cell(h, t);
	else if (t->data)
		end_row(h, t);
	else
		html_flush(h);
	if (tag == TAG_TABLE) {
		html_unwind(h, t);
		doc_close(h->doc);
		h->n_tables--;
	}
}
