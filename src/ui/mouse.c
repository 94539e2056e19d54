/* mouse.c - the wheel scrolls what it is over, a click selects, a click on
 * what is selected, or on a link, opens. */
#include "config.h"

#include "ui_priv.h"

#include "thrum/base/banned.h"

#define WHEEL_LINES 3

static bool is_inside(const struct rect *r, const struct mouse *m)
{
	return m->y >= r->y && m->y < r->y + r->h && m->x >= r->x &&
	       m->x < r->x + r->w;
}

static void wheel(struct ui *ui, struct view *v, int by)
{
	if (v->list)
		list_move(v->list, by);
	else if (v->sheet.mode != SHEET_TEXT)
		sheet_move(&v->sheet, by < 0 ? -1 : 1);
	else
		sheet_move(&v->sheet, by);
	ui->dirty = true;
}

/* A click selects; on what is selected already it opens. */
static bool select_row(struct view *v, const struct mouse *m)
{
	size_t row = (size_t)(m->y - v->rect.y);

	if (v->list) {
		struct list *l = v->list;
		size_t i = l->top + row / (size_t)l->row_lines;
		if (i >= l->rows.len)
			return false;
		bool was = i == l->cursor;
		list_move(l, (int)i - (int)l->cursor);
		return was;
	}
	struct sheet *s = &v->sheet;
	size_t i = s->top + row;
	if (i >= s->lines.len || s->lines.v[i].kind == TARGET_NONE)
		return false;
	bool was = i == s->cursor || s->mode == SHEET_TEXT;
	s->cursor = i;
	return was;
}

/* The number of the link under the mouse, 0 = none. */
static uint32_t link_at(const struct view *v, const struct mouse *m)
{
	const struct sheet *s = &v->sheet;
	size_t i = s->top + (size_t)(m->y - v->rect.y);
	int x = v->rect.x - s->left;

	if (v->list || i >= s->lines.len)
		return 0;
	const struct sheet_line *line = &s->lines.v[i];
	for (uint32_t k = 0; k < line->n_segs; k++) {
		const struct seg *seg = &s->segs.v[line->seg + k];
		if (m->x >= x && m->x < x + (int)seg->cols)
			return seg->link;
		x += (int)seg->cols;
	}
	return 0;
}

static void click(struct ui *ui, struct view *v, const struct mouse *m)
{
	uint32_t link = link_at(v, m);
	const char *url = link && v->ops->link ?
				  v->ops->link(ui, v, (int)link) :
				  NULL;

	if (url)
		ui_browse(ui, url);
	else if (select_row(v, m))
		ui_act(ui, ACTION_OPEN);
	ui->dirty = true;
}

/* The third column is not gone into: what is clicked in it opens. */
static void over_side(struct ui *ui, struct view *v, const struct mouse *m)
{
	const struct sheet *s = &v->sheet;
	size_t i = s->top + (size_t)(m->y - v->rect.y);

	ui->dirty = true;
	if (m->what == MOUSE_WHEEL_UP || m->what == MOUSE_WHEEL_DOWN)
		sheet_page(&v->sheet, m->what == MOUSE_WHEEL_UP ?
					      -WHEEL_LINES :
					      WHEEL_LINES);
	else if (i < s->lines.len)
		ui_jump_to_line(ui, &s->lines.v[i]);
}

void ui_mouse(struct ui *ui, const struct mouse *m)
{
	struct view *v = ui_top(ui);
	struct view *list = ui_list_view(ui);

	if (v->ops->shape == SHAPE_PROMPT)
		return;
	ui_forget_keys(ui);
	ui->last_key = KEYC_MOUSE;
	buf_clear(&ui->message);
	if (ui->side && is_inside(&ui->side->rect, m)) {
		over_side(ui, ui->side, m);
		return;
	}
	if (!is_inside(&v->rect, m)) {
		if (ui->preview && is_inside(&ui->preview->rect, m)) {
			if (m->what == MOUSE_CLICK)
				ui_focus_text(ui);
			v = m->what == MOUSE_CLICK ? ui_top(ui) : ui->preview;
		} else if (ui_is_split(ui) && list &&
			   is_inside(&list->rect, m)) {
			if (m->what == MOUSE_CLICK)
				ui_focus_list(ui);
			v = list;
		} else {
			return;
		}
	}
	if (m->what == MOUSE_CLICK)
		click(ui, v, m);
	else
		wheel(ui, v, m->what == MOUSE_WHEEL_UP ? -WHEEL_LINES :
							 WHEEL_LINES);
}
