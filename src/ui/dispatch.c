/* dispatch.c - key -> action -> function.
 *
 * A prompt sees keys first. Else the key map gives the action for the view
 * on top; its function is looked up in the view's table, then in that of
 * its shape (list or sheet), then in the global one. */
#include "config.h"

#include "ui_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

#define WHEEL_LINES 3

static action_fn find_in(const struct action_entry *table, enum action action)
{
	for (; table && table->action != ACTION_NONE; table++)
		if (table->action == action)
			return table->fn;
	return NULL;
}

static action_fn find_fn(struct view *v, enum action action)
{
	action_fn fn = find_in(v->ops->actions, action);

	if (!fn && v->list)
		fn = find_in(list_actions, action);
	else if (!fn)
		fn = find_in(sheet_actions, action);
	return fn ? fn : find_in(ui_actions, action);
}

/* Keys may come faster than frames: what they act on must be there before
 * it was ever drawn. */
static void make_ready(struct ui *ui, struct view *v)
{
	struct sheet *s = &v->sheet;

	view_load(ui, v);
	if (v->list || v->composed || v->err.status != ST_OK)
		return;
	if (!s->height)
		s->height = ui->rows > 4 ? ui->rows - 3 : 1;
	view_compose(ui, v, s->cols ? s->cols : ui->cols);
}

bool ui_act(struct ui *ui, enum action action)
{
	struct view *v = ui_top_view(ui);
	action_fn fn = find_fn(v, action);

	if (!fn)
		return false;
	make_ready(ui, v);
	ui->dirty = true;
	fn(ui, v);
	return true;
}

void ui_key(struct ui *ui, uint32_t key)
{
	struct view *v = ui_top(ui);
	struct buf name = BUF_INIT;
	enum action action;

	ui->last_key = key;
	ui->dirty = true;
	buf_clear(&ui->message);
	if (v->ops->on_key && v->ops->on_key(ui, v, key))
		return;
	action = keymap_find(&ui->keymap, key, v->ops->name);
	if (action == ACTION_NONE) {
		key_name(key, &name);
		ui_say(ui, _("%s is not bound to anything; ? shows the keys"),
		       name.ptr);
	} else if (!ui_act(ui, action)) {
		ui_say(ui, _("%s does nothing here"),
		       action_info(action)->name);
	}
	buf_release(&name);
}

/* ---- mouse ---- */

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

static void click(struct ui *ui, struct view *v, const struct mouse *m)
{
	if (select_row(v, m))
		ui_act(ui, ACTION_OPEN);
	ui->dirty = true;
}

void ui_mouse(struct ui *ui, const struct mouse *m)
{
	struct view *v = ui_top(ui);
	struct view *list = ui_list_view(ui);

	if (v->ops->shape == SHAPE_PROMPT)
		return;
	ui->last_key = KEYC_MOUSE;
	buf_clear(&ui->message);
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
