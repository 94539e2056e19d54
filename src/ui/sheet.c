/* sheet.c - composed lines, where one is in them, words found. */
#include "config.h"

#include "sheet_priv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "thrum/text/doc.h"
#include "thrum/text/fold.h"
#include "thrum/text/utf8.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

#define SHEET_TEXT_MAX ((size_t)32 << 20)

void sheet_init(struct sheet *s, enum sheet_mode mode)
{
	memset(s, 0, sizeof(*s));
	s->mode = mode;
	buf_init(&s->text, SHEET_TEXT_MAX);
	s->keep_anchor = NO_ANCHOR;
}

void sheet_release(struct sheet *s)
{
	buf_release(&s->text);
	vec_release(&s->segs);
	vec_release(&s->lines);
}

/* ---- composing ---- */

static void keep_place(struct sheet *s)
{
	const struct sheet_line *at = sheet_at(s);

	if (s->lines.len == 0)
		return; /* what was kept before, or asked for, stays */
	s->keep_kind = at ? at->kind : TARGET_NONE;
	s->keep_id = at ? at->id : 0;
	s->keep_top = s->top;
	s->keep_cursor = s->cursor;
	s->keep_anchor = NO_ANCHOR;
	if (s->top > 0 && s->top < s->lines.len)
		s->keep_anchor = s->lines.v[s->top].anchor;
}

void sheet_begin(struct sheet *s, int cols)
{
	keep_place(s);
	buf_clear(&s->text);
	s->segs.len = 0;
	s->lines.len = 0;
	s->cols = cols;
	s->col = 0;
	s->line_seg = 0;
	s->line_kind = TARGET_NONE;
	s->line_id = 0;
}

static void add_seg(struct sheet *s, enum role role, uint32_t attrs,
		    uint32_t off, uint32_t cols)
{
	struct seg seg = {
		.off = off,
		.len = (uint32_t)s->text.len - off,
		.cols = cols,
		.role = (uint16_t)role,
		.attrs = (uint16_t)attrs,
	};

	vec_push(&s->segs, seg);
	s->col += cols;
}

static void put_raw(struct sheet *s, enum role role, uint32_t attrs,
		    const char *str, size_t len)
{
	uint32_t off = (uint32_t)s->text.len;

	buf_add(&s->text, str, len);
	if (s->text.len > off)
		add_seg(s, role, attrs, off, (uint32_t)text_cols(str, len));
}

void sheet_putn(struct sheet *s, enum role role, uint32_t attrs,
		const char *str, size_t len)
{
	struct buf b = BUF_INIT;

	if (!str || !len)
		return;
	if (s->visual && text_visual(&b, str, len))
		put_raw(s, role, attrs, b.ptr, b.len);
	else
		put_raw(s, role, attrs, str, len);
	buf_release(&b);
}

void sheet_put(struct sheet *s, enum role role, uint32_t attrs,
	       const char *str)
{
	if (str)
		sheet_putn(s, role, attrs, str, strlen(str));
}

void sheet_putf(struct sheet *s, enum role role, const char *fmt, ...)
{
	char tmp[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(tmp, sizeof(tmp), fmt, ap);
	va_end(ap);
	sheet_put(s, role, 0, tmp);
}

void sheet_fit(struct sheet *s, enum role role, uint32_t attrs,
	       const char *str, int max)
{
	struct buf b = BUF_INIT;

	if (!str || max <= 0)
		return;
	text_fit(&b, str, strlen(str), (size_t)max);
	sheet_putn(s, role, attrs, b.ptr, b.len);
	buf_release(&b);
}

void sheet_pad(struct sheet *s, int col)
{
	uint32_t off = (uint32_t)s->text.len;
	int n = col - (int)s->col;

	if (n <= 0)
		return;
	for (int i = 0; i < n; i++)
		buf_addc(&s->text, ' ');
	add_seg(s, ROLE_TEXT, 0, off, (uint32_t)n);
}

void sheet_target(struct sheet *s, enum target_kind kind, int64_t id)
{
	s->line_kind = kind;
	s->line_id = id;
}

static void end_line(struct sheet *s, uint32_t anchor)
{
	struct sheet_line line = {
		.seg = s->line_seg,
		.n_segs = (uint32_t)s->segs.len - s->line_seg,
		.kind = s->line_kind,
		.id = s->line_id,
		.anchor = anchor,
	};

	vec_push(&s->lines, line);
	s->line_seg = (uint32_t)s->segs.len;
	s->line_kind = TARGET_NONE;
	s->line_id = 0;
	s->col = 0;
}

void sheet_end(struct sheet *s)
{
	end_line(s, NO_ANCHOR);
}

void sheet_blank(struct sheet *s)
{
	sheet_end(s);
}

static void put_run(struct sheet *s, const struct layout *lay,
		    const struct layout_run *run, enum role role)
{
	uint32_t attrs;
	size_t before = s->segs.len;

	role = theme_run(run->style, role, &attrs);
	put_raw(s, role, attrs, lay->text.ptr + run->off, run->len);
	if (s->segs.len > before)
		s->segs.v[s->segs.len - 1].link = run->link;
}

void sheet_layout(struct sheet *s, const struct layout *lay, int indent,
		  enum role role)
{
	for (size_t i = 0; i < lay->lines.len; i++) {
		const struct layout_line *line = &lay->lines.v[i];
		uint32_t anchor = NO_ANCHOR;
		if (line->n_runs)
			sheet_pad(s, indent);
		for (uint32_t r = 0; r < line->n_runs; r++) {
			const struct layout_run *run =
				&lay->runs.v[line->run + r];
			if (anchor == NO_ANCHOR)
				anchor = run->src;
			put_run(s, lay, run, role);
		}
		end_line(s, anchor);
	}
}

void sheet_para(struct sheet *s, enum role role, const char *str, int indent,
		int cols)
{
	struct doc *doc;
	struct layout *lay;
	size_t first = s->lines.len;

	if (!str || !*str)
		return;
	doc = doc_new();
	doc_add_block(doc, DOC_PARA, str);
	lay = layout_new(doc, (uint32_t)(cols > 1 ? cols : 1), 0);
	if (s->visual)
		layout_visual(lay, doc);
	sheet_layout(s, lay, indent, role);
	for (size_t i = first; i < s->lines.len; i++)
		s->lines.v[i].anchor = NO_ANCHOR;
	layout_free(lay);
	doc_free(doc);
}

/* ---- where the reader is ---- */

static bool is_row(const struct sheet *s, size_t i)
{
	return i < s->lines.len && s->lines.v[i].kind != TARGET_NONE;
}

static size_t page_height(const struct sheet *s)
{
	return s->height > 0 ? (size_t)s->height : 1;
}

static size_t max_top(const struct sheet *s)
{
	size_t h = page_height(s);

	return s->lines.len > h ? s->lines.len - h : 0;
}

static void clamp(struct sheet *s)
{
	if (s->cursor >= s->lines.len)
		s->cursor = s->lines.len ? s->lines.len - 1 : 0;
	if (s->top > max_top(s))
		s->top = max_top(s);
}

/* The nearest line with a target, downwards first. */
static bool settle(struct sheet *s)
{
	for (size_t i = s->cursor; i < s->lines.len; i++)
		if (is_row(s, i)) {
			s->cursor = i;
			return true;
		}
	for (size_t i = s->cursor; i-- > 0;)
		if (is_row(s, i)) {
			s->cursor = i;
			return true;
		}
	return false;
}

static void cursor_into_view(struct sheet *s)
{
	size_t h = page_height(s);

	if (s->cursor < s->top)
		s->top = s->cursor;
	if (s->cursor >= s->top + h)
		s->top = s->cursor - h + 1;
	/* Lines before the first target are not to be out of reach. */
	bool first = true;
	for (size_t i = 0; i < s->cursor && first; i++)
		first = !is_row(s, i);
	if (first && s->cursor < h)
		s->top = 0;
}

static size_t line_of_anchor(const struct sheet *s, uint32_t anchor)
{
	size_t best = 0;

	for (size_t i = 0; i < s->lines.len; i++) {
		uint32_t a = s->lines.v[i].anchor;
		if (a != NO_ANCHOR && a <= anchor)
			best = i;
	}
	return best;
}

void sheet_done(struct sheet *s)
{
	s->top = s->keep_top;
	s->cursor = s->keep_cursor;
	if (s->keep_anchor != NO_ANCHOR)
		s->top = line_of_anchor(s, s->keep_anchor);
	clamp(s);
	if (s->mode == SHEET_TEXT)
		return;
	if (s->keep_kind != TARGET_NONE &&
	    sheet_select(s, s->keep_kind, s->keep_id))
		return;
	/* Such a sheet opens at its beginning, also when its first row
	 * stands below the screen: sheet_move() scrolls down to it. */
	bool opens = s->top == 0 && s->keep_cursor == 0;
	if (settle(s) && !(opens && s->mode == SHEET_TEXT_ROWS))
		cursor_into_view(s);
}

bool sheet_select(struct sheet *s, enum target_kind kind, int64_t id)
{
	for (size_t i = 0; i < s->lines.len; i++)
		if (s->lines.v[i].kind == kind && s->lines.v[i].id == id) {
			s->cursor = i;
			cursor_into_view(s);
			return true;
		}
	return false;
}

static bool has_rows(const struct sheet *s)
{
	return s->mode != SHEET_TEXT && is_row(s, s->cursor);
}

static bool scroll(struct sheet *s, int by)
{
	size_t old = s->top, max = max_top(s);

	if (by < 0)
		s->top = s->top > (size_t)-by ? s->top - (size_t)-by : 0;
	else
		s->top = s->top + (size_t)by < max ? s->top + (size_t)by : max;
	return s->top != old;
}

static bool step(struct sheet *s, int dir)
{
	size_t i = s->cursor;

	for (;;) {
		if (dir < 0 ? i == 0 : i + 1 >= s->lines.len)
			return false;
		i = dir < 0 ? i - 1 : i + 1;
		if (is_row(s, i)) {
			s->cursor = i;
			return true;
		}
	}
}

bool sheet_move(struct sheet *s, int by)
{
	bool moved = false;

	/* Nothing to choose from, or what is chosen lies below: text first. */
	if (!has_rows(s) || (by > 0 && s->cursor >= s->top + page_height(s)))
		return scroll(s, by);
	for (int i = 0; i < (by < 0 ? -by : by); i++) {
		if (!step(s, by))
			break;
		moved = true;
	}
	/* No row is left that way: at least show what stands there. */
	if (!moved)
		return scroll(s, by);
	cursor_into_view(s);
	return true;
}

bool sheet_page(struct sheet *s, int by_lines)
{
	bool scrolled = scroll(s, by_lines);
	size_t h = page_height(s), old = s->cursor;

	if (!has_rows(s))
		return scrolled;
	if (s->cursor < s->top)
		s->cursor = s->top;
	else if (s->cursor >= s->top + h)
		s->cursor = s->top + h - 1;
	else if (!scrolled)
		s->cursor = by_lines < 0 ? 0 : s->lines.len - 1;
	settle(s);
	return scrolled || s->cursor != old;
}

int sheet_line_cols(const struct sheet *s, const struct sheet_line *line)
{
	uint32_t cols = 0;

	for (uint32_t i = 0; i < line->n_segs; i++)
		cols += s->segs.v[line->seg + i].cols;
	return cols < INT32_MAX ? (int)cols : INT32_MAX;
}

bool sheet_shift(struct sheet *s, int by)
{
	int most = 0, old = s->shift;

	for (size_t i = 0; i < s->lines.len; i++) {
		int over = sheet_line_cols(s, &s->lines.v[i]) - s->cols;
		most = over > most ? over : most;
	}
	s->shift = s->shift + by < most ? s->shift + by : most;
	s->shift = s->shift > 0 ? s->shift : 0;
	return s->shift != old;
}

void sheet_home(struct sheet *s)
{
	s->top = 0;
	s->cursor = 0;
	settle(s);
}

void sheet_last(struct sheet *s)
{
	s->top = max_top(s);
	s->cursor = s->lines.len ? s->lines.len - 1 : 0;
	settle(s);
}

void sheet_show(struct sheet *s, size_t i)
{
	size_t h = page_height(s);

	if (i < s->top || i >= s->top + h)
		s->top = i > h / 3 ? i - h / 3 : 0;
	if (s->top > max_top(s))
		s->top = max_top(s);
}

const struct sheet_line *sheet_at(const struct sheet *s)
{
	return has_rows(s) ? &s->lines.v[s->cursor] : NULL;
}

bool sheet_at_end(const struct sheet *s)
{
	return s->top >= max_top(s);
}

int sheet_percent(const struct sheet *s)
{
	size_t seen = s->top + page_height(s);

	if (s->lines.len == 0 || seen >= s->lines.len)
		return 100;
	return (int)(seen * 100 / s->lines.len);
}

/* ---- finding words in what is shown ---- */

/* Bytes of `s` whose folded form is exactly as long as `want` says, from
 * offset `at`; 0 when the fold does not begin with the needle. Folding
 * keeps character order, so that growing by characters finds the end. */
static size_t match_len(const char *s, size_t len, const struct buf *needle)
{
	struct buf fold = BUF_INIT;
	size_t i = 0, found = 0;
	uint32_t cp;
	unsigned char first = (unsigned char)s[0];

	if (first < 0x80 && (unsigned char)needle->ptr[0] < 0x80) {
		if (first >= 'A' && first <= 'Z')
			first |= 0x20;
		if (first != (unsigned char)needle->ptr[0])
			return 0;
	}
	while (i < len && fold.len < needle->len) {
		size_t n = utf8_next(s + i, len - i, &cp);
		text_fold(&fold, s + i, n);
		i += n;
	}
	if (fold.len >= needle->len &&
	    !memcmp(fold.ptr, needle->ptr, needle->len))
		found = i;
	buf_release(&fold);
	return found;
}

/* What is looked for, folded; and as it looks where lines are in visual
 * order ("" if that is the same). */
struct needle {
	struct buf folded, visual;
};

static void needle_init(struct needle *n, const struct sheet *s,
			const char *words)
{
	struct buf b = BUF_INIT;

	buf_init(&n->folded, BUF_MAX_DEFAULT);
	buf_init(&n->visual, BUF_MAX_DEFAULT);
	text_fold(&n->folded, words, strlen(words));
	if (s->visual && text_visual(&b, words, strlen(words)))
		text_fold(&n->visual, b.ptr, b.len);
	buf_release(&b);
}

/* Split `seg` where matches begin and end; pieces go to `out`. */
static bool split_seg(struct sheet *s, const struct seg *seg,
		      const struct needle *needle, struct seg_vec *out)
{
	const char *p = s->text.ptr + seg->off;
	size_t start = 0, i = 0;
	bool any = false;
	uint32_t cp;

	while (i < seg->len) {
		size_t n = match_len(p + i, seg->len - i, &needle->folded);
		if (!n && needle->visual.len)
			n = match_len(p + i, seg->len - i, &needle->visual);
		if (!n) {
			i += utf8_next(p + i, seg->len - i, &cp);
			continue;
		}
		struct seg piece = *seg;
		piece.off = seg->off + (uint32_t)start;
		piece.len = (uint32_t)(i - start);
		piece.cols = (uint32_t)text_cols(p + start, i - start);
		if (piece.len)
			vec_push(out, piece);
		piece.off = seg->off + (uint32_t)i;
		piece.len = (uint32_t)n;
		piece.cols = (uint32_t)text_cols(p + i, n);
		piece.role = ROLE_MATCH;
		vec_push(out, piece);
		i += n;
		start = i;
		any = true;
	}
	if (start < seg->len) {
		struct seg rest = *seg;
		rest.off = seg->off + (uint32_t)start;
		rest.len = seg->len - (uint32_t)start;
		rest.cols = (uint32_t)text_cols(p + start, seg->len - start);
		vec_push(out, rest);
	}
	return any;
}

size_t sheet_find(struct sheet *s, const char *needle)
{
	struct needle n;
	struct seg_vec out = { 0 };
	size_t found = 0;

	needle_init(&n, s, needle);
	for (size_t i = 0; i < s->lines.len && n.folded.len; i++) {
		struct sheet_line *line = &s->lines.v[i];
		uint32_t first = (uint32_t)out.len;
		bool any = false;
		for (uint32_t k = 0; k < line->n_segs; k++)
			any |= split_seg(s, &s->segs.v[line->seg + k],
					 &n, &out);
		line->seg = first;
		line->n_segs = (uint32_t)out.len - first;
		line->match = any ? (uint32_t)++found : 0;
	}
	if (n.folded.len) {
		vec_release(&s->segs);
		s->segs.v = out.v;
		s->segs.len = out.len;
		s->segs.cap = out.cap;
		s->line_seg = (uint32_t)out.len;
	}
	buf_release(&n.visual);
	buf_release(&n.folded);
	return found;
}

static bool show_match(struct sheet *s, size_t i)
{
	if (!s->lines.v[i].match)
		return false;
	if (s->mode == SHEET_TEXT || is_row(s, i))
		s->cursor = i;
	sheet_show(s, i);
	return true;
}

static void cursor_on_page(struct sheet *s)
{
	if (s->cursor < s->top || s->cursor >= s->top + page_height(s))
		s->cursor = s->top;
}

bool sheet_find_next(struct sheet *s, int dir)
{
	size_t n = s->lines.len;

	cursor_on_page(s);
	for (size_t k = 1; k <= n; k++)
		if (show_match(s, dir > 0 ? (s->cursor + k) % n :
					    (s->cursor + n - k) % n))
			return true;
	return false;
}

bool sheet_find_here(struct sheet *s)
{
	size_t n = s->lines.len;

	cursor_on_page(s);
	for (size_t k = 0; k < n; k++)
		if (show_match(s, (s->cursor + k) % n))
			return true;
	return false;
}

bool sheet_find_place(const struct sheet *s, size_t *no, size_t *n)
{
	*no = *n = 0;
	for (size_t i = 0; i < s->lines.len; i++) {
		*n += s->lines.v[i].match != 0;
		if (i == s->cursor)
			*no = s->lines.v[i].match;
	}
	return *no != 0;
}
