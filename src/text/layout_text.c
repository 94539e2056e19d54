/* layout_text.c - one block's text: its pieces, where it may break, lines.
 *
 * A block is first written out as it is shown (link numbers, raised digits,
 * expanded TABs), cut into pieces of one style; then broken into lines.
 * Every byte is measured at most twice, so that a paragraph of megabytes
 * takes no more time per byte than a short one.
 */
#include "config.h"

#include "layout_priv.h"
#include "shift_priv.h"

#include <string.h>
#include <unilbrk.h>

#include "thrum/text/utf8.h"
#include "thrum/text/width.h"

#include "thrum/base/banned.h"

/* ---- the block as it is shown ---------------------------------------- */

static uint32_t span_style(const struct doc_span *s)
{
	switch (s->kind) {
	case DOC_STRONG:
		return RUN_STRONG;
	case DOC_EM:
		return RUN_EM;
	case DOC_MONO:
		return RUN_MONO;
	case DOC_DEL:
		return RUN_DEL;
	case DOC_MARK:
		return RUN_MARK;
	case DOC_LINK:
	case DOC_IMAGE:
		return RUN_LINK;
	default:
		return 0;
	}
}

static bool is_link(const struct doc_span *s)
{
	return s->kind == DOC_LINK || s->kind == DOC_IMAGE;
}

static void add_seg(struct setter *s, size_t off, struct seg seg)
{
	if (s->text.len == off)
		return;
	seg.off = (uint32_t)off;
	seg.len = (uint32_t)(s->text.len - off);
	vec_push(&s->segs, seg);
}

/* Code with its TABs as spaces, doc.text from `src` on. */
static void add_code(struct setter *s, uint32_t src, size_t len, struct seg seg)
{
	const char *p = s->doc->text.ptr + src;
	const char *line = memrchr(s->text.ptr, '\n', s->text.len);
	size_t at = line ? (size_t)(line + 1 - s->text.ptr) : 0;
	size_t col = text_cols(s->text.ptr + at, s->text.len - at);

	for (size_t i = 0; i < len;) {
		size_t off = s->text.len, n = 0;
		while (i + n < len && p[i + n] != '\t' && p[i + n] != '\n')
			n++;
		seg.src = src + (uint32_t)i;
		seg.src_len = (uint32_t)(n ? n : 1);
		if (n) {
			buf_add(&s->text, p + i, n);
			col += text_cols(p + i, n);
		} else if (p[i] == '\n') {
			buf_addc(&s->text, '\n');
			col = 0;
		} else {
			do
				buf_addc(&s->text, ' ');
			while (++col % TAB_STOP);
		}
		add_seg(s, off, seg);
		i += n ? n : 1;
	}
}

static bool is_digits(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return len > 0;
}

/* Words ("4th", "Mme") need no sign that they are raised; numbers and names
 * do. */
static bool is_word(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if ((s[i] >= '0' && s[i] <= '9') || strchr("+-=*", s[i]))
			return false;
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	}
	return n > 1;
}

/* Raised or lowered text where there are characters for it, else a sign
 * before it. */
static bool add_shifted(struct setter *s, const char *p, size_t len,
			enum doc_span_kind kind)
{
	bool up = kind == DOC_SUP;

	/* A mark of a note: the brackets would make it a link's number. */
	if (up && len > 2 && *p == '[' && p[len - 1] == ']' &&
	    is_digits(p + 1, len - 2)) {
		p++;
		len -= 2;
	}
	if (!(s->flags & LAYOUT_ASCII) &&
	    text_shift(&s->text, p, len, up ? SHIFT_UP : SHIFT_DOWN))
		return true;
	if (is_word(p, len) || (!up && is_digits(p, len)))
		return false;
	buf_addc(&s->text, up ? '^' : '_');
	buf_add(&s->text, p, len);
	return true;
}

/* Bytes at `p` that belong to the cluster which the text so far ends with:
 * markup may cut an emoji sequence, but its cells are one. */
static size_t joined_len(const struct setter *s, const char *p, size_t len)
{
	enum { TAIL = 48, HEAD = 64 };
	char both[TAIL + HEAD];
	size_t end = s->text.len, tail = end < TAIL ? end : TAIL, n = 0;

	if (!tail || !len || (unsigned char)*p < 0xcc ||
	    (unsigned char)s->text.ptr[end - 1] <= ' ')
		return 0;
	while (tail && (s->text.ptr[end - tail] & 0xc0) == 0x80)
		tail--;
	len = len < HEAD ? len : HEAD;
	memcpy(both, s->text.ptr + end - tail, tail);
	memcpy(both + tail, p, len);
	while (n < tail)
		n += text_grapheme(both + n, tail + len - n, NULL);
	n -= tail;
	/* Cut in the middle of a character by HEAD. */
	while (n && n < len && (p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* The piece before takes what is joined to it; its bytes. */
static uint32_t give_joined(struct setter *s, uint32_t from, uint32_t to)
{
	const char *p = s->doc->text.ptr + from;
	size_t n = s->segs.len ? joined_len(s, p, to - from) : 0;

	if (!n)
		return 0;
	struct seg *last = &s->segs.v[s->segs.len - 1];
	buf_add(&s->text, p, n);
	last->len += (uint32_t)n;
	if (last->src != NO_SRC && last->src + last->src_len == from)
		last->src_len += (uint32_t)n;
	return (uint32_t)n;
}

/* doc.text[from, to), which `top` (may be NULL) covers as the innermost. */
static void add_piece(struct setter *s, uint32_t from, uint32_t to,
		      struct seg seg, const struct doc_span *top)
{
	from += give_joined(s, from, to);
	if (from == to)
		return;
	const char *p = s->doc->text.ptr + from;
	size_t off = s->text.len, len = to - from;
	bool shifted = top && (top->kind == DOC_SUP || top->kind == DOC_SUB);

	if (s->doc->blocks.v[s->block].kind == DOC_CODE) {
		add_code(s, from, len, seg);
		return;
	}
	seg.src = from;
	seg.src_len = to - from;
	seg.glued = shifted;
	if (!shifted || !add_shifted(s, p, len, top->kind))
		buf_add(&s->text, p, len);
	add_seg(s, off, seg);
}

static void add_link_number(struct setter *s, const struct doc_span *link,
			    uint32_t style)
{
	size_t off = s->text.len;
	struct seg seg = { .style = (style & ~(uint32_t)RUN_LINK) |
				    RUN_LINK_NO,
			   .link = link->link + 1,
			   .src = NO_SRC,
			   .glued = true };

	buf_addf(&s->text, "[%u]", link->link + 1);
	add_seg(s, off, seg);
}

size_t set_first_span(const struct doc *doc, uint32_t off)
{
	size_t lo = 0, hi = doc->spans.len;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (doc->spans.v[mid].off < off)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void set_prepare(struct setter *s, uint32_t style)
{
	const struct doc_block *b = &s->doc->blocks.v[s->block];
	const struct doc_span *open[DOC_DEPTH_MAX];
	uint32_t at = b->off, end = b->off + b->len, styles[DOC_DEPTH_MAX];
	size_t k = set_first_span(s->doc, b->off), n = 0;
	bool numbers = s->flags & LAYOUT_LINK_NUMBERS && b->kind != DOC_CODE;
	struct seg seg = { .style = style };

	buf_clear(&s->text);
	s->segs.len = 0;
	while (at < end || n) {
		const struct doc_span *next = NULL, *top;
		uint32_t to = end;
		if (k < s->doc->spans.len && s->doc->spans.v[k].off < end) {
			next = &s->doc->spans.v[k];
			to = next->off;
		}
		top = n ? open[n - 1] : NULL;
		if (top && top->off + top->len <= to) {
			to = top->off + top->len;
			next = NULL;
		}
		add_piece(s, at, to, seg, top);
		at = to;
		if (next && n < DOC_DEPTH_MAX) {
			styles[n] = seg.style;
			open[n++] = next;
			seg.style |= span_style(next);
			if (is_link(next))
				seg.link = next->link + 1;
			k++;
		} else if (n) {
			seg.style = styles[--n];
			if (is_link(top)) {
				seg.link = 0;
				if (numbers)
					add_link_number(s, top, seg.style);
			}
		}
	}
	if (b->kind != DOC_CODE)
		set_breaks(s);
}

/* ---- lines ----------------------------------------------------------- */

/* What is seen of a line so far: spaces behind it hang over. */
struct ink {
	uint32_t cols;
	uint32_t to; /* byte of the text */
};

static void push_range(struct setter *s, size_t from, size_t to,
		       struct ink ink, uint32_t room)
{
	/* A word that is cut where it must may be cut there by chance. */
	bool hyphen = to < s->breaks.len && ink.cols < room &&
		      s->breaks.v[to] == UC_BREAK_HYPHENATION;

	struct range r = { (uint32_t)from,
			   ink.to > from ? ink.to : (uint32_t)from,
			   ink.cols + hyphen, hyphen };
	vec_push(&s->ranges, r);
}

/* A soft hyphen needs room to be shown. */
static bool can_break(char brk, uint32_t ink, uint32_t room)
{
	return brk == UC_BREAK_POSSIBLE ||
	       (brk == UC_BREAK_HYPHENATION && ink < room);
}

void set_wrap(struct setter *s, size_t from, size_t to, uint32_t room)
{
	const struct ink none = { 0 };
	struct ink ink = none, brk_ink = none;
	size_t start = from, pos = from, brk = 0;
	uint32_t cols = 0;

	while (pos < to) {
		const char *p = s->text.ptr + pos;
		int w;
		if (*p == '\n') {
			push_range(s, start, pos, ink, room);
			start = ++pos;
			cols = 0;
			ink = none;
			brk = 0;
			continue;
		}
		size_t n = 1;
		/* A mark could only follow beyond ASCII. */
		if (*p >= ' ' && *p <= '~' &&
		    (pos + 1 == to || (unsigned char)p[1] < 0x80))
			w = 1;
		else
			n = text_grapheme(p, to - pos, &w);
		if (pos > start &&
		    can_break(s->breaks.v[pos], ink.cols, room)) {
			brk = pos;
			brk_ink = ink;
		}
		/* Spaces at the end hang over; one with a mark on it, or
		 * that is one with a sign before it, is no space. */
		bool space = *p == ' ' && n == 1;
		if (!space && cols + (uint32_t)w > room && pos > start) {
			if (!brk) {
				brk = pos;
				brk_ink = ink;
			}
			push_range(s, start, brk, brk_ink, room);
			start = pos = brk;
			cols = 0;
			ink = none;
			brk = 0;
			continue;
		}
		cols += (uint32_t)w;
		pos += n;
		if (!space)
			ink = (struct ink){ cols, (uint32_t)pos };
	}
	if (start < to || from == to)
		push_range(s, start, to, ink, room);
}

void line_begin(struct setter *s)
{
	struct layout_line line = { .run = (uint32_t)s->lay->runs.len,
				    .block = s->block };

	vec_push(&s->lay->lines, line);
}

static void add_run(struct setter *s, const char *str, size_t len,
		    struct layout_run run)
{
	struct layout *lay = s->lay;

	run.off = (uint32_t)lay->text.len;
	run.len = (uint32_t)len;
	buf_add(&lay->text, str, len);
	if (!len || lay->text.overflow)
		return;
	vec_push(&lay->runs, run);
	lay->lines.v[lay->lines.len - 1].n_runs++;
}

static void add_cols(struct setter *s, uint32_t cols)
{
	struct layout_line *line = &s->lay->lines.v[s->lay->lines.len - 1];
	uint32_t sum = line->cols + cols;

	line->cols = (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
}

void line_mark(struct setter *s, const char *str, size_t len, uint32_t cols)
{
	struct layout_run run = { .style = RUN_MARKER, .src = NO_SRC };

	add_run(s, str, len, run);
	add_cols(s, cols);
}

void line_strong(struct setter *s, const char *str, size_t len, uint32_t cols)
{
	struct layout_run run = { .style = RUN_STRONG, .src = NO_SRC };

	add_run(s, str, len, run);
	add_cols(s, cols);
}

void line_spaces(struct setter *s, uint32_t n)
{
	static const char blank[] = "                                ";

	for (uint32_t k; n; n -= k) {
		k = n < sizeof(blank) - 1 ? n : (uint32_t)sizeof(blank) - 1;
		line_mark(s, blank, k, k);
	}
}

/* Index of the piece that holds byte `off` of the text. */
static size_t seg_at(const struct setter *s, uint32_t off)
{
	size_t lo = 0, hi = s->segs.len;

	while (hi - lo > 1) {
		size_t mid = (lo + hi) / 2;
		if (s->segs.v[mid].off <= off)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

/* The byte of doc.text that byte `at` of the shown text stands for. */
static uint32_t src_of(const struct seg *seg, uint32_t at)
{
	uint32_t n = at - seg->off;

	if (seg->src == NO_SRC)
		return NO_SRC;
	return seg->src + (n < seg->src_len ? n : seg->src_len - 1);
}

void line_range(struct setter *s, const struct range *r)
{
	uint32_t at = r->from;

	for (size_t i = r->from < r->to ? seg_at(s, at) : 0;
	     at < r->to && i < s->segs.len; i++) {
		const struct seg *seg = &s->segs.v[i];
		uint32_t end = seg->off + seg->len;
		if (end > r->to)
			end = r->to;
		struct layout_run run = {
			.style = seg->style,
			.link = seg->link,
			.src = src_of(seg, at),
		};
		add_run(s, s->text.ptr + at, end - at, run);
		at = end;
		if (r->hyphen && at == r->to) {
			run.src = NO_SRC;
			add_run(s, "-", 1, run);
		}
	}
	add_cols(s, r->cols);
}

void line_end(struct setter *s)
{
	struct layout *lay = s->lay;

	/* Full: a line that lost something goes as a whole. */
	if (lay->text.overflow) {
		lay->runs.len = lay->lines.v[lay->lines.len - 1].run;
		lay->lines.len--;
	}
}

void line_begin_with(struct setter *s, enum line_kind kind)
{
	const struct buf *b = kind == LINE_FIRST ? &s->first : &s->rest;

	line_begin(s);
	line_mark(s, b->ptr, b->len,
		  kind == LINE_FIRST ? s->first_cols : s->rest_cols);
}

uint32_t set_room(const struct setter *s)
{
	uint32_t used = s->first_cols > s->rest_cols ? s->first_cols :
						       s->rest_cols;

	return s->cols > used ? s->cols - used : 1;
}
