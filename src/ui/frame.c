/* frame.c - one frame: where everything stands, and its cells.
 *
 * Rows from the top: title, body, (rule), message, hints. As the terminal
 * shrinks, the rule goes first, then message and hints, then the title;
 * one row and one column still show something. */
#include "config.h"

#include <string.h>

#include "hint_priv.h"
#include "linear_priv.h"
#include "prompt_priv.h"
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
	BAR_COLS = 8, /* of progress */
	TITLE_FROM = 3, /* screen rows from which it is shown */
	HINTS_FROM = 5,
	MESSAGE_FROM = 7,
	RULE_FROM = 14,
};

struct frame {
	struct rect body;
	int title_y, rule_y, message_y, hint_y; /* -1 = not shown */
	struct view *top; /* takes the keys; not a prompt */
	struct view *left, *right; /* split: both, or right alone */
	struct view *side; /* third column, NULL = none */
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

static void draw_line(struct ui *ui, const struct sheet *s,
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
		draw_line(ui, s, &s->lines.v[i], at, (struct look){ 0 });
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
				draw_line(ui, s, &s->lines.v[n], at, look);
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
		draw_line(ui, s, line, at,
			  row_look(line == cur && focused, focused));
		draw_pick(ui, v, i, at);
		if (line == cur && focused)
			term_cursor(ui->term, at.y, at.x, false);
	}
	hint_draw(ui, v, &r);
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

/* ---- rows around the body ---- */

static void fill_row(struct ui *ui, int y, enum role role)
{
	term_blank(ui->term, y, 0, ui->cols, (struct look){ .role = role });
}

static void draw_buf(struct ui *ui, int y, int x, enum role role,
		     uint32_t attrs, const char *text)
{
	struct sheet *s = &ui->line;
	struct rect at = { y, x, 1, ui->cols - x };

	sheet_begin(s, ui->cols);
	sheet_fit(s, role, attrs, text, at.w);
	sheet_end(s);
	draw_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
}

/* "███░░░░░ 12/87": nothing turns, what moves means something. */
static void add_bar(const struct ui *ui, const struct progress *p,
		    struct buf *out)
{
	int64_t full = p->total > 0 ? p->done * BAR_COLS / p->total : 0;

	if (p->total <= 0)
		return;
	buf_addc(out, ' ');
	for (int i = 0; i < BAR_COLS; i++)
		buf_adds(out, glyph(ui, i < full ? GLYPH_FULL : GLYPH_EMPTY));
	buf_addf(out, " %lld/%lld", (long long)p->done, (long long)p->total);
}

static void title_right(struct ui *ui, struct view *v, struct buf *out)
{
	const struct progress *p = &ui->progress;

	if (v->ops->title_right)
		v->ops->title_right(ui, v, out);
	if (picks_count(ui_top_view(ui))) {
		if (out->len)
			buf_adds(out, "  ");
		buf_addf(out, _("%zu picked"), picks_count(ui_top_view(ui)));
	}
	if (ui->regs.recording) {
		if (out->len)
			buf_adds(out, "  ");
		buf_addf(out, _("recording %c"), (char)ui->regs.recording);
	}
	if (p->on && p->what) {
		if (out->len)
			buf_adds(out, "  ");
		buf_adds(out, p->what);
		add_bar(ui, p, out);
	}
	if (ui->config->clock) {
		if (out->len)
			buf_adds(out, "  ");
		words_clock(ui, out, ui->now);
	}
}

/* A view's own words, from `at.x` on. */
static void draw_title_part(struct ui *ui, struct view *v, struct rect at,
			    const char *program)
{
	struct buf words = BUF_INIT;
	struct sheet *s = &ui->line;

	if (v->ops->title)
		buf_addf(&words, "%s  ", _(v->ops->title));
	if (v->ops->title_left)
		v->ops->title_left(ui, v, &words);
	/* Its right side is the text's. */
	if (v->list && at.w < ui->cols / 2 && v->ops->title_right) {
		if (v->list->news)
			words_dot(ui, &words);
		v->ops->title_right(ui, v, &words);
	}
	sheet_begin(s, at.w);
	sheet_put(s, ROLE_TITLE, ATTR_BOLD, program);
	sheet_fit(s, ROLE_TITLE, 0, words.ptr, at.w - (int)s->col);
	sheet_end(s);
	draw_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
	buf_release(&words);
}

/* Beside each other, list and text have a title each, above themselves. */
static void draw_title(struct ui *ui, const struct frame *f)
{
	struct view *end = f->left && f->right ? f->right : f->top;
	struct rect at = { f->title_y, 0, 1, ui->cols };
	struct buf right = BUF_INIT;

	fill_row(ui, f->title_y, ROLE_TITLE);
	title_right(ui, end, &right);
	int right_cols = (int)text_cols(right.ptr, right.len);
	if (right_cols > ui->cols / 2)
		right_cols = 0;
	int end_x = ui->cols - right_cols - 1;
	at.w = end_x - 2;
	if (f->left && f->right) {
		struct rect text = { f->title_y, left_cols(ui) + 2, 1, 0 };
		text.w = end_x - 2 - text.x;
		at.w = left_cols(ui);
		draw_title_part(ui, f->right, text, "");
	}
	draw_title_part(ui, f->left ? f->left : f->top, at, " thrum  ");
	if (right_cols)
		draw_buf(ui, f->title_y, end_x, ROLE_TITLE, 0, right.ptr);
	buf_release(&right);
}

static void put_hint(struct ui *ui, struct view *v, const struct hint *h,
		     int max)
{
	struct sheet *s = &ui->line;
	struct buf keys = BUF_INIT;
	const char *label = _(h->label);

	if (v->ops->can && !v->ops->can(ui, v, h->action))
		return;
	keymap_keys(&ui->keymap, h->action, v->ops->name, 1, &keys);
	int need = (int)(text_cols(keys.ptr, keys.len) +
			 text_cols(label, strlen(label))) + 3;
	if (keys.len && (int)s->col + need <= max) {
		if (s->col > 1)
			sheet_put(s, ROLE_HINT, 0, "  ");
		sheet_put(s, ROLE_HINT, ATTR_BOLD, keys.ptr);
		sheet_put(s, ROLE_HINT, 0, " ");
		sheet_put(s, ROLE_HINT, 0, label);
	}
	buf_release(&keys);
}

static void draw_hints(struct ui *ui, int y)
{
	static const struct hint help = { ACTION_HELP, N_("help") };
	struct view *v = ui_top(ui);
	struct sheet *s = &ui->line;
	struct rect at = { y, 0, 1, ui->cols };

	fill_row(ui, y, ROLE_HINT);
	sheet_begin(s, ui->cols);
	sheet_put(s, ROLE_HINT, 0, " ");
	int room = ui->cols - 9; /* help always finds its place */
	if (v->ops->shape == SHAPE_PROMPT)
		sheet_fit(s, ROLE_HINT, 0, prompt_hint(v), ui->cols - 2);
	for (const struct hint *h = v->ops->hints; h && h->action; h++)
		put_hint(ui, v, h, room);
	if (v->ops->shape != SHAPE_PROMPT && v->ops != &view_help_ops)
		put_hint(ui, v, &help, ui->cols);
	sheet_end(s);
	draw_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
}

static void draw_detail(struct ui *ui, const struct frame *f)
{
	struct sheet *s = &ui->line;
	struct rect at = { f->message_y, 0, 1, ui->cols };

	if (!f->top->ops->detail || f->left)
		return;
	sheet_begin(s, ui->cols);
	sheet_put(s, ROLE_TEXT, 0, " ");
	f->top->ops->detail(ui, f->top, s);
	sheet_end(s);
	draw_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
}

/* An error that is too long says where all of it is. */
static void draw_said(struct ui *ui, int y, int x, enum role role)
{
	struct buf keys = BUF_INIT, b = BUF_INIT;
	int cols = (int)text_cols(ui->message.ptr, ui->message.len);

	keymap_keys(&ui->keymap, ACTION_VIEW_MESSAGES,
		    ui_top_view(ui)->ops->name, 1, &keys);
	if (ui->message_is_error && keys.len && cols > ui->cols - x) {
		struct buf more = BUF_INIT;
		buf_addf(&more, _(" (%s shows all)"), keys.ptr);
		int room = ui->cols - x - (int)text_cols(more.ptr, more.len);
		if (room > 10)
			text_fit(&b, ui->message.ptr, ui->message.len,
				 (size_t)room);
		buf_add(&b, more.ptr, more.len);
		buf_release(&more);
	} else {
		buf_add(&b, ui->message.ptr, ui->message.len);
	}
	draw_buf(ui, y, x, role, 0, b.ptr);
	buf_release(&b);
	buf_release(&keys);
}

static void draw_message(struct ui *ui, const struct frame *f)
{
	struct view *top = ui_top(ui);
	int y = f->message_y >= 0 ? f->message_y : ui->rows - 1;

	if (top->ops->shape == SHAPE_PROMPT) {
		struct rect r = { y, 0, 1, ui->cols };
		fill_row(ui, y, ROLE_MESSAGE);
		view_load(ui, top);
		top->composed = false;
		draw_sheet(ui, top, r, false);
		term_cursor(ui->term, y, top->caret - top->sheet.left, true);
		return;
	}
	if (ui->message.len) {
		enum role role = ui->message_is_error ? ROLE_ERROR :
							ROLE_MESSAGE;
		fill_row(ui, y, role);
		draw_said(ui, y, f->message_y >= 0 ? 1 : 0, role);
		return;
	}
	if (f->message_y >= 0)
		draw_detail(ui, f);
}

/* A tip stands in the rule: nothing has to make room for it. */
static void draw_rule(struct ui *ui, int y)
{
	struct buf b = BUF_INIT;
	int tip = ui->tip && *ui->tip ? (int)text_cols(ui->tip, strlen(ui->tip)) + 4 : 0;

	if (tip > ui->cols - 4)
		tip = 0;
	for (int i = 0; i < ui->cols - tip; i++)
		buf_adds(&b, glyph(ui, GLYPH_RULE));
	if (tip)
		buf_addf(&b, " %s %s%s", ui->tip, glyph(ui, GLYPH_RULE),
			 glyph(ui, GLYPH_RULE));
	term_text(ui->term, y, 0, ui->cols, (struct look){ .role = ROLE_RULE },
		  b.ptr, b.len);
	buf_release(&b);
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
	int w = left_cols(ui);

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
		draw_title(ui, &f);
	if (f.rule_y >= 0)
		draw_rule(ui, f.rule_y);
	if (f.hint_y >= 0)
		draw_hints(ui, f.hint_y);
	draw_message(ui, &f);
	term_flush(ui->term);
	if (ui->linear)
		linear_frame(ui, ui->linear);
	ui->dirty = false;
}
