/* frame.c - one frame: where everything stands, and the cells of its views.
 *
 * Rows from the top: title, body, (rule), message, hints. As the terminal
 * shrinks, the rule goes first, then message and hints, then the title;
 * one row and one column still show something. */
#include "config.h"

#include <string.h>

#include "frame_priv.h"
#include "hint_priv.h"
#include "linear_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum {
	LIST_COLS_MIN = 48, /* of the list beside a text */
	SIDE_COLS_MIN = 36, /* of what belongs to an article */
	SIDE_COLS_MAX = 64,
	BLANKS_MAX = 6, /* at a row's end, drawn with the pen there is */
	TITLE_FROM = 3, /* screen rows from which it is shown */
	HINTS_FROM = 5,
	MESSAGE_FROM = 7,
	RULE_FROM = 14,
};

/* Of the list, when a text stands beside it. */
static int left_cols(const struct ui *ui)
{
	/* Also where the third column is empty: the list never reflows while
	 * the text changes. */
	bool three = ui->cols >= ui->config->third_cols;
	int w = three ? ui->cols * 3 / 10 : ui->cols * 2 / 5;

	return w < LIST_COLS_MIN ? LIST_COLS_MIN : w;
}

static int side_cols(const struct ui *ui)
{
	int w = ui->cols * 5 / 20;

	w = w > SIDE_COLS_MAX ? SIDE_COLS_MAX : w;
	return w < SIDE_COLS_MIN ? SIDE_COLS_MIN : w;
}

/* ---- lines ---- */

/* Leave out the first `skip` cells of a piece. */
static size_t skip_cells(const char *s, size_t len, int *skip)
{
	size_t cols = 0, n = text_prefix(s, len, (size_t)*skip, &cols);

	*skip -= (int)cols;
	return n;
}

static bool has_bold(const struct ui *ui, const struct sheet *s,
		     const struct sheet_line *line)
{
	bool bold = false;

	for (uint32_t i = 0; i < line->n_segs && !bold; i++) {
		const struct seg *seg = &s->segs.v[line->seg + i];
		struct style st =
			theme_style(&ui->theme, (enum role)seg->role);
		bold = (st.attrs | seg->attrs) & ATTR_BOLD;
	}
	return bold;
}

/* How much of a line that is too wide lies to the left of the view, and
 * whether more lies to the right. */
static int shift_of(const struct sheet *s, const struct sheet_line *line,
		    int w, bool *more)
{
	int over = 0;

	if (s->mode != SHEET_ROWS && !s->left)
		over = sheet_line_cols(s, line) - w;
	*more = over > s->shift;
	return over > s->shift ? s->shift : over > 0 ? over : 0;
}

/* Where a line goes on, so that nobody takes its middle for its end. */
static void draw_edges(struct ui *ui, struct rect at, bool before, bool more)
{
	struct look look = { .role = ROLE_RULE };

	if (before)
		term_text(ui->term, at.y, at.x, 1, look,
			  ui->ascii ? "<" : "\xe2\x80\xb9",
			  ui->ascii ? 1 : 3);
	if (more)
		term_text(ui->term, at.y, at.x + at.w - 1, 1, look,
			  ui->ascii ? ">" : "\xe2\x80\xba",
			  ui->ascii ? 1 : 3);
}

void frame_line(struct ui *ui, const struct sheet *s,
		      const struct sheet_line *line, struct rect at,
		      struct look over)
{
	struct look last = { 0 };
	bool more;
	int x = 0, shift = shift_of(s, line, at.w, &more);
	int skip = s->left + shift;

	/* One pen for all of a selected row: half of the bytes that a step
	 * sends would else be changes of attributes. */
	if (over.selected && has_bold(ui, s, line))
		over.attrs |= ATTR_BOLD;
	if (over.selected)
		term_blank(ui->term, at.y, at.x, at.w,
			   (struct look){ .role = ROLE_SELECTED,
					  .attrs = over.attrs,
					  .selected = true });
	for (uint32_t i = 0; i < line->n_segs && x < at.w; i++) {
		const struct seg *seg = &s->segs.v[line->seg + i];
		const char *p = s->text.ptr + seg->off;
		size_t len = seg->len;
		struct look look = { .role = (enum role)seg->role,
				     .attrs = seg->attrs | over.attrs,
				     .selected = over.selected };
		if (skip > 0) {
			size_t n = skip_cells(p, len, &skip);
			p += n;
			len -= n;
			if (!len)
				continue;
			skip = 0;
		}
		x += term_text(ui->term, at.y, at.x + x, at.w - x, look, p,
			       len);
		last = look;
	}
	/* A few blanks cost less than the way to the end of the line. */
	if (x > 0 && x < at.w && at.w - x <= BLANKS_MAX && !over.selected)
		term_blank(ui->term, at.y, at.x + x, at.w - x, last);
	draw_edges(ui, at, shift > 0, more);
}

/* ---- views ---- */

static void draw_words(struct ui *ui, struct rect r, enum role role,
		       const char *words)
{
	struct sheet *s = &ui->line;

	sheet_begin(s, r.w);
	sheet_para(s, role, words, 2, r.w > 4 ? r.w - 4 : r.w);
	for (size_t i = 0; i < s->lines.len && (int)i + 1 < r.h; i++) {
		struct rect at = { r.y + 1 + (int)i, r.x, 1, r.w };
		frame_line(ui, s, &s->lines.v[i], at, (struct look){ 0 });
	}
}

static struct look row_look(bool selected, bool focused)
{
	struct look look = { .selected = selected && focused };

	if (selected && !focused)
		look.attrs = ATTR_UNDERLINE;
	return look;
}

/* At the right end, where rows leave a cell. */
static void draw_pick(struct ui *ui, struct view *v, size_t row,
		      struct rect at)
{
	const char *sign = glyph(ui, GLYPH_PICK);

	if (picks_has(v, row))
		term_text(ui->term, at.y, at.x + at.w - 1, 1,
			  (struct look){ .role = ROLE_STAR,
					 .attrs = ATTR_BOLD },
			  sign, strlen(sign));
}

static void draw_list(struct ui *ui, struct view *v, struct rect r,
		      bool focused)
{
	struct list *l = v->list;
	struct sheet *s = &v->sheet;

	for (int k = 0; k * l->row_lines < r.h; k++) {
		size_t i = l->top + (size_t)k;
		if (i >= l->rows.len)
			break;
		int y = r.y + k * l->row_lines;
		sheet_begin(s, r.w);
		v->ops->row(ui, v, &l->rows.v[i], s, r.w);
		if (v->find.len)
			sheet_find(s, v->find.ptr);
		struct look look = row_look(i == l->cursor, focused);
		for (size_t n = 0; n < s->lines.len; n++) {
			struct rect at = { y + (int)n, r.x, 1, r.w };
			if (at.y < r.y + r.h)
				frame_line(ui, s, &s->lines.v[n], at, look);
		}
		draw_pick(ui, v, i, (struct rect){ y, r.x, 1, r.w });
		if (i == l->cursor && focused)
			term_cursor(ui->term, y, r.x, false);
	}
}

void view_compose(struct ui *ui, struct view *v, int cols)
{
	struct sheet *s = &v->sheet;

	if (v->composed && s->cols == cols)
		return;
	sheet_begin(s, cols);
	if (v->ops->compose)
		v->ops->compose(ui, v);
	sheet_done(s);
	if (v->find.len)
		sheet_find(s, v->find.ptr);
	v->composed = true;
}

static void draw_sheet(struct ui *ui, struct view *v, struct rect r,
		       bool focused)
{
	struct sheet *s = &v->sheet;
	const struct sheet_line *cur;

	s->height = r.h;
	view_compose(ui, v, r.w);
	if (s->lines.len > (size_t)r.h && s->top + (size_t)r.h > s->lines.len)
		s->top = s->lines.len - (size_t)r.h;
	cur = sheet_at(s);
	if (focused)
		term_cursor(ui->term, r.y, r.x, false);
	for (int y = 0; y < r.h; y++) {
		size_t i = s->top + (size_t)y;
		if (i >= s->lines.len)
			break;
		const struct sheet_line *line = &s->lines.v[i];
		struct rect at = { r.y + y, r.x, 1, r.w };
		frame_line(ui, s, line, at,
			  row_look(line == cur && focused, focused));
		draw_pick(ui, v, i, at);
		if (line == cur && focused)
			term_cursor(ui->term, at.y, at.x, false);
	}
	hint_draw(ui, v, &r);
}

void frame_prompt(struct ui *ui, struct view *v, struct rect at)
{
	view_load(ui, v);
	v->composed = false;
	draw_sheet(ui, v, at, false);
	term_cursor(ui->term, at.y, v->caret - v->sheet.left, true);
}

static bool is_empty(const struct view *v)
{
	return v->list ? v->list->rows.len == 0 : v->sheet.lines.len == 0;
}

static void draw_view(struct ui *ui, struct view *v, struct rect r,
		      bool focused)
{
	if (r.h <= 0 || r.w <= 0)
		return;
	v->rect = r;
	if (v->list)
		list_set_height(v->list, r.h / v->list->row_lines);
	view_load(ui, v);
	if (v->err.status != ST_OK) {
		draw_words(ui, r, ROLE_ERROR, v->err.msg);
		return;
	}
	if (v->list)
		draw_list(ui, v, r, focused);
	else
		draw_sheet(ui, v, r, focused);
	if (is_empty(v) && v->ops->empty)
		draw_words(ui, r, ROLE_TEXT, v->ops->empty(ui, v));
}

/* ---- the whole ---- */

static void lay_out(struct ui *ui, struct frame *f)
{
	int rows = ui->rows, bottom = rows;

	memset(f, 0, sizeof(*f));
	f->title_y = rows >= TITLE_FROM ? 0 : -1;
	f->hint_y = rows >= HINTS_FROM ? --bottom : -1;
	f->message_y = rows >= MESSAGE_FROM ? --bottom : -1;
	f->top = ui_top_view(ui);
	f->rule_y = -1;
	f->left_cols = left_cols(ui);
	/* On the first page the list would only say that it is empty. */
	if (ui_is_split(ui) && f->top->ops != &view_welcome_ops) {
		f->left = ui_list_view(ui);
		f->right = f->top == f->left ? ui->preview : f->top;
		if (f->left && !f->right && !f->left->ops->preview)
			f->left = NULL;
	}
	f->side = f->left && f->right ? ui->side : NULL;
	if (!f->left && rows >= RULE_FROM && f->top->ops->detail)
		f->rule_y = --bottom;
	f->body.y = f->title_y + 1;
	f->body.h = bottom - f->body.y;
	f->body.w = ui->cols;
}

static void draw_bar(struct ui *ui, const struct rect *body, int x)
{
	const char *bar = glyph(ui, GLYPH_BAR);

	for (int y = 0; y < body->h; y++)
		term_text(ui->term, body->y + y, x, 1,
			  (struct look){ .role = ROLE_RULE }, bar,
			  strlen(bar));
}

static void draw_split(struct ui *ui, const struct frame *f)
{
	struct rect left = f->body, right = f->body, side = f->body;
	int w = f->left_cols;

	left.w = w;
	right.x = w + 1;
	right.w = ui->cols - right.x;
	if (f->side) {
		side.w = side_cols(ui);
		side.x = ui->cols - side.w;
		right.w -= side.w + 1;
		draw_bar(ui, &f->body, side.x - 1);
		draw_view(ui, f->side, side, false);
	}
	draw_view(ui, f->left, left, f->top == f->left);
	draw_bar(ui, &f->body, w);
	if (f->right)
		draw_view(ui, f->right, right, f->top == f->right);
}

void ui_frame(struct ui *ui)
{
	struct frame f;

	ui_leave_welcome(ui);
	term_size(ui->term, &ui->rows, &ui->cols);
	lay_out(ui, &f);
	/* Rows must be there before one of them can be looked into. */
	if (f.top->list)
		list_set_height(f.top->list, f.body.h / f.top->list->row_lines);
	view_load(ui, f.top);
	ui_follow(ui);
	lay_out(ui, &f);
	ui_follow_side(ui, f.left ? f.right : NULL);
	lay_out(ui, &f);
	term_erase(ui->term);
	if (f.left)
		draw_split(ui, &f);
	else
		draw_view(ui, f.top, f.body, true);
	if (f.title_y >= 0)
		bar_title(ui, &f);
	if (f.rule_y >= 0)
		bar_rule(ui, &f);
	if (f.hint_y >= 0)
		bar_hints(ui, &f);
	bar_message(ui, &f);
	term_flush(ui->term);
	if (ui->linear)
		linear_frame(ui, ui->linear);
	ui->dirty = false;
}
