/* layout.c - a doc set in lines; see layout.h. This file decides what
 * stands before and between the blocks; layout_text.c breaks their text,
 * layout_table.c sets tables.
 */
#include "config.h"

#include "thrum/text/layout.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/width.h"

#include "doc_priv.h"
#include "layout_priv.h"
#include "shift_priv.h"

#include "thrum/base/banned.h"

#define TEXT_MAX ((size_t)256 << 20) /* shown bytes; the rest is left out */
#define ROOM_MIN 10 /* cells that indents leave to the text */
#define RULE_COLS 40
#define BULLET_COLS 2
#define DEFINITION_INDENT 4

/* ---- before the lines ------------------------------------------------ */

static bool is_ascii(const struct setter *s)
{
	return s->flags & LAYOUT_ASCII;
}

/* Append to a prefix while it leaves room for text. */
static void add_prefix(struct setter *s, struct buf *to, uint32_t *cols,
		       const char *str)
{
	uint32_t n = (uint32_t)text_cols(str, strlen(str));
	uint32_t room = s->cols > ROOM_MIN ? s->cols - ROOM_MIN : 0;

	if (*cols + n > room)
		return;
	buf_adds(to, str);
	*cols += n;
}

static void add_both(struct setter *s, const char *str)
{
	add_prefix(s, &s->first, &s->first_cols, str);
	add_prefix(s, &s->rest, &s->rest_cols, str);
}

/* "12. " is as wide as the widest number of its list. Another kind of list
 * that follows at once is not looked into, so that no block is passed more
 * than once for each depth. */
static uint16_t marker_width(const struct setter *s)
{
	const struct doc *doc = s->doc;
	const struct doc_block *b = &doc->blocks.v[s->block];
	uint32_t most = b->ordinal;
	uint16_t width = 3;

	if (!b->ordinal)
		return BULLET_COLS;
	for (size_t i = s->block; i < doc->blocks.len; i++) {
		const struct doc_block *o = &doc->blocks.v[i];
		if (o->depth < b->depth || o->quote < b->quote)
			break;
		if (o->kind != DOC_LIST_ITEM || o->depth != b->depth ||
		    o->quote != b->quote)
			continue;
		if (!o->ordinal)
			break;
		most = o->ordinal > most ? o->ordinal : most;
	}
	for (; most >= 10; most /= 10)
		width++;
	return width;
}

static void bullet(const struct setter *s, const struct doc_block *b,
		   struct buf *out)
{
	static const char *const round[3] = { "\xe2\x80\xa2 ",
					      "\xe2\x97\xa6 ",
					      "\xe2\x96\xaa " };
	static const char *const plain[3] = { "* ", "- ", "+ " };
	unsigned k = (b->depth - 1u) % 3;

	if (b->ordinal)
		buf_addf(out, "%*u. ", s->marker[b->depth] - 2, b->ordinal);
	else
		buf_adds(out, is_ascii(s) ? plain[k] : round[k]);
}

/* The item's own marker, and as many blanks in the lines below. */
static void add_marker(struct setter *s, const struct doc_block *b)
{
	struct buf mark = BUF_INIT;
	uint32_t was = s->first_cols;

	if (!s->marker[b->depth] ||
	    (s->marker[b->depth] == BULLET_COLS) != !b->ordinal)
		s->marker[b->depth] = marker_width(s);
	bullet(s, b, &mark);
	add_prefix(s, &s->first, &s->first_cols, mark.ptr);
	for (uint32_t n = s->first_cols - was; n; n--)
		add_prefix(s, &s->rest, &s->rest_cols, " ");
	buf_release(&mark);
}

static const char *quote_bar(const struct setter *s)
{
	return is_ascii(s) ? "| " : "\xe2\x94\x82 ";
}

/* Bars and indents of the first `n` quotes and lists around the block. */
static void add_around(struct setter *s, unsigned n)
{
	unsigned depth = 0;

	for (unsigned i = 0; i < n; i++) {
		if (s->nest.kind[i] == NEST_QUOTE) {
			add_both(s, quote_bar(s));
			continue;
		}
		depth++;
		for (unsigned k = 0; k < s->marker[depth]; k++)
			add_both(s, " ");
	}
}

/* The number as its mark in the text is shown. */
static void add_note_prefix(struct setter *s, uint32_t no)
{
	struct buf mark = BUF_INIT, digits = BUF_INIT;
	uint32_t was = s->first_cols;

	buf_addf(&digits, "%u", no);
	if (is_ascii(s) ||
	    !text_shift(&mark, digits.ptr, digits.len, SHIFT_UP))
		buf_addf(&mark, "^%u", no);
	buf_addc(&mark, ' ');
	add_prefix(s, &s->first, &s->first_cols, mark.ptr);
	for (uint32_t i = was; i < s->first_cols; i++)
		add_prefix(s, &s->rest, &s->rest_cols, " ");
	buf_release(&digits);
	buf_release(&mark);
}

static void clear_prefix(struct setter *s)
{
	buf_clear(&s->first);
	buf_clear(&s->rest);
	s->first_cols = s->rest_cols = 0;
}

/* Which quotes and lists the block stands in; those that began with it have
 * no markers yet. */
static void step_into(struct setter *s, const struct doc_block *b)
{
	unsigned depth = 0;

	nest_step(&s->nest, b);
	for (unsigned i = 0; i < s->nest.kept; i++)
		depth += s->nest.kind[i] == NEST_LIST;
	while (++depth <= DOC_DEPTH_MAX)
		s->marker[depth] = 0;
}

static void make_prefix(struct setter *s)
{
	const struct doc_block *b = &s->doc->blocks.v[s->block];

	clear_prefix(s);
	if (b->kind == DOC_LIST_ITEM && b->depth) {
		add_around(s, s->nest.n - 1);
		add_marker(s, b);
	} else {
		add_around(s, s->nest.n);
	}
	if (b->kind == DOC_CODE)
		for (int i = 0; i < CODE_INDENT; i++)
			add_both(s, " ");
	if (b->kind == DOC_FOOTNOTE && b->ordinal)
		add_note_prefix(s, b->ordinal);
	if (b->kind == DOC_DEFINITION)
		for (int i = 0; i < DEFINITION_INDENT; i++)
			add_both(s, " ");
}

/* ---- blocks ---------------------------------------------------------- */

static uint32_t block_style(const struct doc_block *b)
{
	uint32_t style = b->quote ? RUN_QUOTE : 0;

	switch (b->kind) {
	case DOC_HEADING:
		return style | RUN_HEADING;
	case DOC_TERM:
		return style | RUN_STRONG;
	case DOC_CODE:
		return style | RUN_CODE;
	case DOC_CAPTION:
		return style | RUN_CAPTION;
	default:
		return style;
	}
}

/* Nothing in it but a picture. */
static bool is_picture(const struct setter *s, const struct doc_block *b)
{
	const struct doc *doc = s->doc;
	size_t i = set_first_span(doc, b->off);

	for (; i < doc->spans.len; i++) {
		const struct doc_span *k = &doc->spans.v[i];
		if (k->off != b->off)
			return false;
		if (k->kind == DOC_IMAGE)
			return k->len == b->len;
	}
	return false;
}

/* A caption stands right under its picture, right above its table. */
static bool are_close(const struct setter *s, const struct doc_block *before,
		      const struct doc_block *b)
{
	/* Rows that do not follow each other are those of two tables. */
	if (b->kind == DOC_TABLE_ROW && before->kind == DOC_TABLE_ROW)
		return false;
	if (b->kind == DOC_LIST_ITEM && before->kind == DOC_LIST_ITEM)
		return before->depth != b->depth ||
		       !before->ordinal == !b->ordinal;
	if (!strcmp(doc_gap(before->kind, b->kind), "\n"))
		return true;
	if (b->kind == DOC_CAPTION)
		return before->kind == DOC_TABLE_ROW || is_picture(s, before);
	if (before->kind == DOC_CAPTION)
		return b->kind == DOC_TABLE_ROW;
	return b->kind == DOC_FOOTNOTE && before->kind == DOC_FOOTNOTE &&
	       b->ordinal;
}

/* What lies between two blocks: nothing, or one line that is empty but for
 * the bars of a quote that goes on. */
static void set_gap(struct setter *s, const struct doc_block *before,
		    const struct doc_block *b)
{
	unsigned bars = s->nest.kept;

	if (before->quote == b->quote && are_close(s, before, b))
		return;
	while (bars && s->nest.kind[bars - 1] != NEST_QUOTE)
		bars--;
	clear_prefix(s);
	add_around(s, bars);
	if (s->rest_cols) {
		buf_truncate(&s->rest, s->rest.len - 1);
		s->rest_cols--;
	}
	line_begin_with(s, LINE_REST);
	line_end(s);
}

static void set_rule(struct setter *s)
{
	uint32_t n = set_room(s) < RULE_COLS ? set_room(s) : RULE_COLS;
	struct buf b = BUF_INIT;

	for (uint32_t i = 0; i < n; i++)
		buf_adds(&b, is_ascii(s) ? "-" : "\xe2\x94\x80");
	line_begin_with(s, LINE_FIRST);
	line_mark(s, b.ptr, b.len, n);
	line_end(s);
	buf_release(&b);
}

static void set_ranges(struct setter *s)
{
	for (size_t i = 0; i < s->ranges.len; i++) {
		line_begin_with(s, i ? LINE_REST : LINE_FIRST);
		line_range(s, &s->ranges.v[i]);
		line_end(s);
	}
}

/* Code keeps its lines, however wide. */
static void code_ranges(struct setter *s)
{
	const char *p = s->text.ptr;
	size_t from = 0;

	while (from <= s->text.len) {
		const char *lf = memchr(p + from, '\n', s->text.len - from);
		size_t to = lf ? (size_t)(lf - p) : s->text.len;
		struct range r = { (uint32_t)from, (uint32_t)to,
				   (uint32_t)text_cols(p + from, to - from),
				   false };
		vec_push(&s->ranges, r);
		from = to + 1;
	}
}

static void set_block(struct setter *s)
{
	const struct doc_block *b = &s->doc->blocks.v[s->block];

	if (b->kind == DOC_RULE) {
		set_rule(s);
		return;
	}
	s->ranges.len = 0;
	set_prepare(s, block_style(b));
	if (b->kind == DOC_CODE)
		code_ranges(s);
	else
		set_wrap(s, 0, s->text.len, set_room(s));
	set_ranges(s);
}

static bool is_at_limit(const struct setter *s)
{
	const struct layout_limits *l = s->limits;

	return s->lay->text.len > l->text_max ||
	       (l->stop && atomic_load(l->stop));
}

static void set_doc(struct setter *s)
{
	const struct doc_block_vec *blocks = &s->doc->blocks;

	for (uint32_t i = 0; i < blocks->len && !s->lay->text.overflow;) {
		if (is_at_limit(s)) {
			s->lay->cut = true;
			return;
		}
		const struct doc_block *b = &blocks->v[i];
		s->block = i;
		/* One line parts as well as a hundred. */
		if (i && b->kind == DOC_RULE && b[-1].kind == DOC_RULE) {
			i++;
			continue;
		}
		step_into(s, b);
		if (s->lay->lines.len)
			set_gap(s, b - 1, b);
		make_prefix(s);
		if (b->kind == DOC_TABLE_ROW) {
			i += set_table(s, i);
		} else {
			set_block(s);
			i++;
		}
	}
}

struct layout *layout_new(const struct doc *doc, uint32_t cols,
			  uint32_t flags)
{
	struct layout_limits none = { .text_max = TEXT_MAX };

	return layout_new_within(doc, cols, flags, &none);
}

struct layout *layout_new_within(const struct doc *doc, uint32_t cols,
				 uint32_t flags,
				 const struct layout_limits *limits)
{
	struct layout *lay = xcalloc(1, sizeof(*lay));
	struct setter s = { .doc = doc,
			    .lay = lay,
			    .cols = cols ? cols : 1,
			    .flags = flags,
			    .limits = limits };

	buf_init(&lay->text, TEXT_MAX);
	lay->cols = s.cols;
	lay->n_links = flags & LAYOUT_LINK_NUMBERS ?
			       (uint32_t)doc->links.len :
			       0;
	buf_init(&s.text, TEXT_MAX);
	buf_init(&s.first, BUF_MAX_DEFAULT);
	buf_init(&s.rest, BUF_MAX_DEFAULT);
	set_doc(&s);
	buf_release(&s.text);
	buf_release(&s.first);
	buf_release(&s.rest);
	vec_release(&s.segs);
	vec_release(&s.breaks);
	vec_release(&s.scratch);
	vec_release(&s.ranges);
	return lay;
}

void layout_free(struct layout *lay)
{
	if (!lay)
		return;
	buf_release(&lay->text);
	vec_release(&lay->runs);
	vec_release(&lay->lines);
	free(lay);
}

/* ---- looking up ------------------------------------------------------ */

/* How far behind `src` the line begins, UINT32_MAX if it is not before. */
static uint32_t distance(const struct layout *lay,
			 const struct layout_line *line, uint32_t src)
{
	uint32_t best = UINT32_MAX;

	for (uint32_t i = 0; i < line->n_runs; i++) {
		const struct layout_run *r = &lay->runs.v[line->run + i];
		if (r->src == NO_SRC || r->src > src)
			continue;
		uint32_t end = r->src + r->len;
		uint32_t d = src < end ? 0 : src - end + 1;
		best = d < best ? d : best;
	}
	return best;
}

uint32_t layout_find(const struct layout *lay, uint32_t src)
{
	uint32_t best = 0, least = UINT32_MAX;

	for (uint32_t i = 0; i < lay->lines.len; i++) {
		uint32_t d = distance(lay, &lay->lines.v[i], src);
		if (d < least) {
			least = d;
			best = i;
		}
		if (!d)
			break;
	}
	return best;
}

void layout_to_text(const struct layout *lay, struct buf *out)
{
	for (size_t i = 0; i < lay->lines.len; i++) {
		const struct layout_line *line = &lay->lines.v[i];
		size_t from = out->len;
		for (uint32_t k = 0; k < line->n_runs; k++) {
			const struct layout_run *r =
				&lay->runs.v[line->run + k];
			buf_add(out, lay->text.ptr + r->off, r->len);
		}
		while (out->len > from && out->ptr[out->len - 1] == ' ')
			buf_truncate(out, out->len - 1);
		buf_addc(out, '\n');
	}
}
