/* layout_table.c - rows of a table: columns fitted to the width, cells
 * wrapped; where even the longest words do not fit, one record a row with
 * "Header: value" lines. Columns of numbers are set to the right.
 */
#include "config.h"

#include "layout_priv.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/width.h"

#include "thrum/base/banned.h"

#define COLS_MAX 32 /* a table with more columns is shown as records */
#define GAP 3 /* " | " */
#define WORD_MAX 12 /* a column need not be wider for a long word */
#define FIGURE_MAX 24 /* but for a number, which is never parted */

struct column {
	uint32_t natural, least, width;
	uint32_t figure; /* widest cell below the header */
	bool number; /* all its cells below the header are */
};

struct table {
	struct setter *s;
	uint32_t from, n_rows; /* blocks */
	uint32_t n_cols;
	bool wide; /* too many columns */
	struct column col[COLS_MAX];
	struct range_vec lines; /* of the cells of one row */
	size_t first[COLS_MAX + 1]; /* where each cell's lines begin */
};

/* The rows that belong together. A header row under another row begins
 * a table of its own. */
static uint32_t count_rows(const struct doc *doc, uint32_t from)
{
	const struct doc_block *b = &doc->blocks.v[from];
	uint32_t n = 1;

	while (from + n < doc->blocks.len) {
		const struct doc_block *r = &b[n];
		if (r->kind != DOC_TABLE_ROW || r->quote != b->quote ||
		    r->depth != b->depth || r->ordinal ||
		    (r->level && !r[-1].level))
			break;
		n++;
	}
	return n;
}

/* The cell at `from`: its end, which is at a TAB or the text's end. */
static size_t cell_end(const struct setter *s, size_t from)
{
	const char *tab =
		memchr(s->text.ptr + from, '\t', s->text.len - from);

	return tab ? (size_t)(tab - s->text.ptr) : s->text.len;
}

static uint32_t longest_word(const char *p, size_t len)
{
	size_t longest = 0;

	for (size_t i = 0; i < len;) {
		const char *sp = memchr(p + i, ' ', len - i);
		size_t n = sp ? (size_t)(sp - p) - i : len - i;
		size_t cols = text_cols(p + i, n);
		longest = cols > longest ? cols : longest;
		i += n + 1;
	}
	return longest < WORD_MAX ? (uint32_t)longest : WORD_MAX;
}

static bool is_number(const char *p, size_t len)
{
	bool digit = false;

	for (size_t i = 0; i < len; i++) {
		if (p[i] >= '0' && p[i] <= '9')
			digit = true;
		else if (!strchr("+-.,:/%$ ()", p[i]) &&
			 (unsigned char)p[i] < 0x80)
			return false;
		/* Currency signs, minus, no-break spaces; not words. */
		else if ((unsigned char)p[i] >= 0xc3 &&
			 (unsigned char)p[i] != 0xe2)
			return false;
	}
	return digit || !len;
}

/* Widths that the cells of one row ask for. */
static void measure_row(struct table *t, bool header)
{
	const struct setter *s = t->s;
	size_t from = 0;

	for (uint32_t c = 0; from <= s->text.len; c++) {
		size_t end = cell_end(s, from), len = end - from;
		if (c == COLS_MAX) {
			t->wide = true;
			return;
		}
		const char *p = s->text.ptr + from;
		struct column *col = &t->col[c];
		uint32_t cols = (uint32_t)text_cols(p, len);
		uint32_t word = longest_word(p, len);
		if (c >= t->n_cols) {
			t->n_cols = c + 1;
			col->number = true;
		}
		col->natural = cols > col->natural ? cols : col->natural;
		col->least = word > col->least ? word : col->least;
		if (!header && cols > col->figure)
			col->figure = cols;
		col->number &= header || is_number(p, len);
		from = end + 1;
	}
}

/* Decide the widths; false if it cannot be done in `room` cells. */
static bool fit(struct table *t, uint32_t room)
{
	uint64_t natural = 0, least = 0, gaps = (uint64_t)GAP * (t->n_cols - 1);

	for (uint32_t c = 0; c < t->n_cols; c++) {
		struct column *col = &t->col[c];
		if (col->number && col->figure > col->least)
			col->least = col->figure < FIGURE_MAX ? col->figure :
								FIGURE_MAX;
		natural += t->col[c].natural;
		least += t->col[c].least;
	}
	if (least + gaps > room)
		return false;
	for (uint32_t c = 0; c < t->n_cols; c++) {
		struct column *col = &t->col[c];
		col->width = col->natural;
		if (natural + gaps > room)
			col->width = col->least +
				     (uint32_t)((room - gaps - least) *
						(col->natural - col->least) /
						(natural - least));
	}
	return true;
}

/* ---- columns --------------------------------------------------------- */

static const char *bar(const struct setter *s)
{
	return s->flags & LAYOUT_ASCII ? " | " : " \xe2\x94\x82 ";
}

/* Does cell `c` have no line `k`? */
static bool is_blank(const struct table *t, uint32_t c, size_t k)
{
	return k >= t->first[c + 1] - t->first[c];
}

/* Line `k` of cell `c`, padded to the column's width; but nothing at the
 * end of the line. */
static void set_cell(struct table *t, uint32_t c, size_t k)
{
	struct setter *s = t->s;
	struct range empty = { 0 };
	bool blank = is_blank(t, c, k);
	const struct range *r =
		blank ? &empty : &t->lines.v[t->first[c] + k];
	uint32_t width = t->col[c].width, next = c + 1;
	uint32_t pad = width > r->cols ? width - r->cols : 0;

	if (next == t->n_cols && blank)
		return;
	if (t->col[c].number)
		line_spaces(s, pad);
	line_range(s, r);
	if (next == t->n_cols)
		return;
	if (!t->col[c].number)
		line_spaces(s, pad);
	uint32_t cut = next + 1 == t->n_cols && is_blank(t, next, k);
	line_mark(s, bar(s), strlen(bar(s)) - cut, GAP - cut);
}

static void set_row(struct table *t)
{
	struct setter *s = t->s;
	size_t from = 0, tallest = 1;

	s->ranges.len = 0;
	for (uint32_t c = 0; c < t->n_cols; c++) {
		t->first[c] = s->ranges.len;
		if (from > s->text.len)
			continue;
		size_t end = cell_end(s, from);
		if (end > from)
			set_wrap(s, from, end,
				 t->col[c].width ? t->col[c].width : 1);
		size_t n = s->ranges.len - t->first[c];
		tallest = n > tallest ? n : tallest;
		from = end + 1;
	}
	t->first[t->n_cols] = s->ranges.len;
	t->lines = s->ranges;
	for (size_t k = 0; k < tallest; k++) {
		line_begin_with(s, LINE_REST);
		for (uint32_t c = 0; c < t->n_cols; c++)
			set_cell(t, c, k);
		line_end(s);
	}
}

/* The line under the header. */
static void set_underline(struct table *t)
{
	struct setter *s = t->s;
	bool ascii = s->flags & LAYOUT_ASCII;
	struct buf b = BUF_INIT;
	uint32_t cols = 0;

	for (uint32_t c = 0; c < t->n_cols; c++) {
		if (c)
			buf_adds(&b, ascii ? "-+-" :
					     "\xe2\x94\x80\xe2\x94\xbc"
					     "\xe2\x94\x80");
		for (uint32_t i = 0; i < t->col[c].width; i++)
			buf_adds(&b, ascii ? "-" : "\xe2\x94\x80");
		cols += t->col[c].width + (c ? GAP : 0);
	}
	line_begin_with(s, LINE_REST);
	line_mark(s, b.ptr, b.len, cols);
	line_end(s);
	buf_release(&b);
}

static uint32_t row_style(const struct doc_block *row)
{
	return (row->level ? RUN_STRONG : 0) | (row->quote ? RUN_QUOTE : 0);
}

static void set_columns(struct table *t)
{
	struct setter *s = t->s;
	const struct doc_block *rows = &s->doc->blocks.v[t->from];

	for (uint32_t i = 0; i < t->n_rows; i++) {
		s->block = t->from + i;
		set_prepare(s, row_style(&rows[i]));
		set_row(t);
		if (rows[i].level && i + 1 < t->n_rows && !rows[i + 1].level)
			set_underline(t);
	}
}

/* ---- records --------------------------------------------------------- */

/* Cell number `c` of a row, NULL if it has fewer. */
static const char *cell_text(const struct doc *doc,
			     const struct doc_block *row, size_t *at,
			     size_t *len)
{
	if (*at > row->len)
		return NULL;
	const char *p = doc->text.ptr + row->off + *at;
	const char *tab = memchr(p, '\t', row->len - *at);
	*len = tab ? (size_t)(tab - p) : row->len - *at;
	*at += *len + 1;
	return p;
}

/* One cell under its header's words. */
static void set_field(struct setter *s, const char *name, size_t name_len,
		      size_t from, size_t end)
{
	uint32_t room = set_room(s), cols = 0;
	size_t cut = text_prefix(name, name_len, room, NULL);

	s->ranges.len = 0;
	if (name_len)
		cols = (uint32_t)text_cols(name, cut) + 2;
	bool beside = cols && cols + 4 <= room;
	set_wrap(s, from, end, beside ? room - cols : room);
	if (cols && !beside) {
		line_begin_with(s, LINE_REST);
		line_strong(s, name, cut, cols - 2);
		line_end(s);
	}
	for (size_t i = 0; i < s->ranges.len; i++) {
		line_begin_with(s, LINE_REST);
		if (beside && i == 0) {
			line_strong(s, name, cut, cols - 2);
			line_mark(s, ": ", 2, 2);
		} else if (beside) {
			line_spaces(s, cols);
		}
		line_range(s, &s->ranges.v[i]);
		line_end(s);
	}
}

static void set_record(struct setter *s, const struct doc_block *header)
{
	size_t from = 0, at = 0;

	while (from <= s->text.len) {
		size_t end = cell_end(s, from), len = 0;
		const char *name = NULL;
		if (header)
			name = cell_text(s->doc, header, &at, &len);
		if (end > from)
			set_field(s, name ? name : "", len, from, end);
		from = end + 1;
		if (!name)
			len = 0;
	}
}

static void set_records(struct table *t)
{
	struct setter *s = t->s;
	const struct doc_block *rows = &s->doc->blocks.v[t->from];
	const struct doc_block *header = NULL;

	if (rows[0].level && t->n_rows > 1)
		header = &rows[0];
	for (uint32_t i = header ? 1 : 0; i < t->n_rows; i++) {
		s->block = t->from + i;
		set_prepare(s, row_style(&rows[i]));
		set_record(s, header);
		if (i + 1 < t->n_rows) {
			line_begin(s);
			line_end(s);
		}
	}
}

uint32_t set_table(struct setter *s, uint32_t from)
{
	struct table t = { .s = s,
			   .from = from,
			   .n_rows = count_rows(s->doc, from) };

	for (uint32_t i = 0; i < t.n_rows && !t.wide; i++) {
		s->block = from + i;
		set_prepare(s, 0);
		measure_row(&t, s->doc->blocks.v[from + i].level != 0);
	}
	if (!t.wide && fit(&t, set_room(s)))
		set_columns(&t);
	else
		set_records(&t);
	return t.n_rows;
}
