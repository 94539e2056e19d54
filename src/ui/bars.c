/* bars.c - the rows around the views: title, rule, message, hints.
 *
 * One row each. Where there is not room for all, what is said least often
 * goes first; the way back and the help stay to the last. */
#include "config.h"

#include <string.h>

#include "frame_priv.h"
#include "prompt_priv.h"
#include "rows_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum {
	BAR_COLS = 8, /* of progress */
	GAP_COLS = 2, /* between two hints */
};

/* ---- title ---- */

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
	frame_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
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

/* The last place before `end` where `part` stands, -1. */
static int last_part(const struct buf *words, size_t end, const char *part)
{
	size_t len = strlen(part);

	for (size_t i = end; i-- > 1;)
		if (i + len <= end && !memcmp(words->ptr + i, part, len))
			return (int)i;
	return -1;
}

/* What stands between dots goes whole: first what is in the middle, then
 * the end. A number behind the words goes whole, too: half of it would be
 * another one. */
static void drop_parts(const struct ui *ui, struct buf *words, int max)
{
	struct buf dot = BUF_INIT;
	int at, before;

	buf_addf(&dot, " %s ", glyph(ui, GLYPH_DOT));
	while ((int)text_cols(words->ptr, words->len) > max) {
		at = last_part(words, words->len, dot.ptr);
		before = at < 0 ? -1 : last_part(words, (size_t)at, dot.ptr);
		if (at < 0)
			break;
		if (before < 0) {
			buf_truncate(words, (size_t)at);
			continue;
		}
		memmove(words->ptr + before, words->ptr + at,
			words->len - (size_t)at);
		buf_truncate(words, words->len - (size_t)(at - before));
	}
	at = last_part(words, words->len, "  ");
	if ((int)text_cols(words->ptr, words->len) > max && at > 0 &&
	    words->ptr[at + 2] >= '0' && words->ptr[at + 2] <= '9' &&
	    last_part(words, (size_t)at, "  ") > 0)
		buf_truncate(words, (size_t)at);
	buf_release(&dot);
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
	drop_parts(ui, &words, at.w - (int)s->col);
	sheet_fit(s, ROLE_TITLE, 0, words.ptr, at.w - (int)s->col);
	sheet_end(s);
	frame_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
	buf_release(&words);
}

/* Beside each other, list and text have a title each, above themselves. */
/* The row as the reader's own format has it. */
static bool own_title(struct ui *ui, const struct frame *f, struct view *end)
{
	struct rect at = { f->title_y, 0, 1, ui->cols };
	struct view *v = f->left ? f->left : f->top;
	struct buf words = BUF_INIT, right = BUF_INIT;
	struct sheet *s = &ui->line;

	if (!ui->config->title_format || !*ui->config->title_format)
		return false;
	if (v->ops->title_left)
		v->ops->title_left(ui, v, &words);
	title_right(ui, end, &right);
	struct rows_title t = { v->ops->title ? _(v->ops->title) : "",
				words.ptr, right.ptr };
	sheet_begin(s, ui->cols);
	rows_title(ui, &t, s, ui->cols - 1);
	sheet_end(s);
	frame_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
	buf_release(&words);
	buf_release(&right);
	return true;
}

void bar_title(struct ui *ui, const struct frame *f)
{
	struct view *end = f->left && f->right ? f->right : f->top;
	struct rect at = { f->title_y, 0, 1, ui->cols };
	struct buf right = BUF_INIT;

	fill_row(ui, f->title_y, ROLE_TITLE);
	if (own_title(ui, f, end))
		return;
	title_right(ui, end, &right);
	int right_cols = (int)text_cols(right.ptr, right.len);
	if (right_cols > ui->cols / 2)
		right_cols = 0;
	int end_x = ui->cols - right_cols - 1;
	at.w = end_x - 2;
	if (f->left && f->right) {
		struct rect text = { f->title_y, f->left_cols + 2, 1, 0 };
		text.w = end_x - 2 - text.x;
		at.w = f->left_cols;
		draw_title_part(ui, f->right, text, "");
	}
	draw_title_part(ui, f->left ? f->left : f->top, at, " thrum  ");
	if (right_cols)
		draw_buf(ui, f->title_y, end_x, ROLE_TITLE, 0, right.ptr);
	buf_release(&right);
}

/* ---- hints ---- */

/* In a list without rows there is nothing to open, mark or go on to. */
static bool wants_row(enum action action)
{
	switch (action_info(action)->group) {
	case GROUP_OPEN:
		return action != ACTION_QUIT && action != ACTION_BACK;
	case GROUP_MARK:
		return action != ACTION_UNDO;
	case GROUP_JUMP:
	case GROUP_THREAD:
	case GROUP_PICK:
		return true;
	default:
		return false;
	}
}

/* Cells that a hint takes; 0 = it does nothing here, or has no key. */
static int hint_cols(struct ui *ui, struct view *v, const struct hint *h)
{
	struct buf keys = BUF_INIT;
	const char *label = _(h->label);
	int cols = 0;

	if (v->ops->can && !v->ops->can(ui, v, h->action))
		return 0;
	if (v->list && !v->list->rows.len && wants_row(h->action))
		return 0;
	keymap_keys(&ui->keymap, h->action, v->ops->name, 1, &keys);
	if (keys.len)
		cols = (int)(text_cols(keys.ptr, keys.len) + 1 +
			     text_cols(label, strlen(label)));
	buf_release(&keys);
	return cols;
}

static void put_hint(struct ui *ui, struct view *v, const struct hint *h,
		     int max)
{
	struct sheet *s = &ui->line;
	struct buf keys = BUF_INIT;
	int cols = hint_cols(ui, v, h), gap = s->col > 1 ? GAP_COLS : 0;

	if (!cols || (int)s->col + gap + cols > max)
		return;
	keymap_keys(&ui->keymap, h->action, v->ops->name, 1, &keys);
	if (gap)
		sheet_put(s, ROLE_HINT, 0, "  ");
	sheet_put(s, ROLE_HINT, ATTR_BOLD, keys.ptr);
	sheet_put(s, ROLE_HINT, 0, " ");
	sheet_put(s, ROLE_HINT, 0, _(h->label));
	buf_release(&keys);
}

/* The way back and the help stand at the end, and find their place before
 * the others do. */
static void put_hints(struct ui *ui, struct view *v)
{
	static const struct hint last[] = {
		{ ACTION_QUIT, N_("back") },
		{ ACTION_HELP, N_("help") },
	};
	const struct hint *end[2] = { NULL, NULL };
	int room = ui->cols, n = 0;

	for (const struct hint *h = v->ops->hints; h && h->action; h++)
		if (h->action == ACTION_QUIT)
			end[0] = h;
	if (!end[0] && ui->n_views > 1)
		end[0] = &last[0];
	if (v->ops != &view_help_ops)
		end[1] = &last[1];
	for (int i = 0; i < 2; i++) {
		int cols = end[i] ? hint_cols(ui, v, end[i]) : 0;
		room -= cols ? cols + GAP_COLS : 0;
	}
	for (const struct hint *h = v->ops->hints; h && h->action; h++, n++)
		if (h->action != ACTION_QUIT)
			put_hint(ui, v, h, n ? room : ui->cols);
	for (int i = 0; i < 2; i++)
		if (end[i])
			put_hint(ui, v, end[i], ui->cols);
}

void bar_hints(struct ui *ui, const struct frame *f)
{
	struct view *v = ui_top(ui);
	struct sheet *s = &ui->line;
	struct rect at = { f->hint_y, 0, 1, ui->cols };

	fill_row(ui, f->hint_y, ROLE_HINT);
	sheet_begin(s, ui->cols);
	sheet_put(s, ROLE_HINT, 0, " ");
	if (v->ops->shape == SHAPE_PROMPT)
		prompt_hints(v, s);
	else
		put_hints(ui, v);
	sheet_end(s);
	frame_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
}

/* ---- message ---- */

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
	frame_line(ui, s, &s->lines.v[0], at, (struct look){ 0 });
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

void bar_message(struct ui *ui, const struct frame *f)
{
	struct view *top = ui_top(ui);
	int y = f->message_y >= 0 ? f->message_y : ui->rows - 1;

	if (top->ops->shape == SHAPE_PROMPT) {
		struct rect r = { y, 0, 1, ui->cols };
		fill_row(ui, y, ROLE_MESSAGE);
		frame_prompt(ui, top, r);
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

/* ---- rule ---- */

/* A tip stands in the rule: nothing has to make room for it. */
void bar_rule(struct ui *ui, const struct frame *f)
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
	term_text(ui->term, f->rule_y, 0, ui->cols,
		  (struct look){ .role = ROLE_RULE },
		  b.ptr, b.len);
	buf_release(&b);
}
