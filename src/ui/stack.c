/* stack.c - views on the stack, beside it (the preview), and the way back.
 *
 * In the split layout the nearest list stands at the left and the top of
 * the stack, or the preview of the list's selection, at the right. The
 * preview is a view like any other that was not entered yet: opening what
 * it shows moves it onto the stack, with its place. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/conf/config.h"
#include "thrum/store/marks.h"
#include "thrum/base/banned.h"

/* ---- places ---- */

void place_copy(struct place *to, const struct place *from)
{
	*to = *from;
	to->text = xstrdup(from->text);
}

void place_release(struct place *p)
{
	free(p->text);
	p->text = NULL;
}

bool place_is_same(const struct place *a, const struct place *b)
{
	if (a->ops != b->ops || a->id != b->id || a->scope != b->scope)
		return false;
	return !strcmp(a->text ? a->text : "", b->text ? b->text : "");
}

void view_place(const struct view *v, struct place *out)
{
	place_copy(out, &v->place);
	out->top = v->sheet.top;
	out->sel_kind = TARGET_NONE;
	out->sel_id = 0;
	if (v->list) {
		const struct list_row *row = list_at(v->list);
		out->sel_id = row ? row->key.id : 0;
		out->sel_sub = row ? row->key.sub : 0;
		return;
	}
	const struct sheet_line *at = sheet_at(&v->sheet);
	if (at) {
		out->sel_kind = at->kind;
		out->sel_id = at->id;
	}
}

/* ---- a view's life ---- */

static void want_place(struct view *v, const struct place *p)
{
	v->sheet.keep_top = p->top;
	v->sheet.keep_cursor = 0;
	v->sheet.keep_kind = p->sel_kind;
	v->sheet.keep_id = p->sel_id;
	if (v->list)
		v->list->want = (struct list_key){ .id = p->sel_id,
						   .sub = p->sel_sub };
}

struct view *view_new(struct ui *ui, const struct place *place)
{
	struct view *v = xcalloc(1, sizeof(*v));

	v->ops = place->ops;
	place_copy(&v->place, place);
	sheet_init(&v->sheet, v->ops->mode);
	/* What is typed stays as it is: the cursor walks through it. */
	v->sheet.visual = ui->visual && v->ops != &view_prompt_ops;
	buf_init(&v->find, 1024);
	if (v->ops->state_size)
		v->state = xcalloc(1, v->ops->state_size);
	if (v->ops->open)
		v->ops->open(ui, v);
	if (v->list)
		list_set_height(v->list, ui->rows);
	want_place(v, place);
	return v;
}

void view_free(struct ui *ui, struct view *v)
{
	if (!v)
		return;
	if (v->ops->close)
		v->ops->close(ui, v);
	if (v->list) {
		list_release(v->list);
		free(v->list);
	}
	sheet_release(&v->sheet);
	buf_release(&v->find);
	free(v->filter);
	picks_release(&v->picks);
	place_release(&v->place);
	free(v->state);
	free(v);
}

void view_load(struct ui *ui, struct view *v)
{
	enum status st;

	if (v->loaded && !v->stale)
		return;
	v->loaded = true;
	v->stale = false;
	v->composed = false;
	memset(&v->err, 0, sizeof(v->err));
	if (!v->ops->load)
		return;
	st = store_read_begin(ui->store, &v->err);
	if (st == ST_OK) {
		st = v->ops->load(ui, v, &v->err);
		store_read_end(ui->store);
	}
	if (st == ST_OK) {
		/* What was not found on the way was got over. */
		v->err = (struct err){ 0 };
		ui_change_replay(ui, v);
	} else if (v->err.status == ST_OK) {
		err_set(&v->err, st, "%s", status_name(st));
	}
}

static void enter(struct ui *ui, struct view *v)
{
	view_load(ui, v);
	if (v->entered)
		return;
	v->entered = true;
	if (v->ops->enter && v->err.status == ST_OK)
		v->ops->enter(ui, v);
	if (v->ops == &view_thread_ops || v->ops == &view_article_ops) {
		struct subject sub;
		ui_subject(ui, v, &sub);
		snooze_seen(ui, sub.thread_id);
	}
}

/* ---- the stack ---- */

struct view *ui_top(struct ui *ui)
{
	return ui->stack[ui->n_views - 1];
}

struct view *ui_top_view(struct ui *ui)
{
	size_t i = ui->n_views - 1;

	while (i > 0 && ui->stack[i]->ops->shape == SHAPE_PROMPT)
		i--;
	return ui->stack[i];
}

struct view *ui_list_view(struct ui *ui)
{
	for (size_t i = ui->n_views; i-- > 0;)
		if (ui->stack[i]->ops->shape == SHAPE_LIST)
			return ui->stack[i];
	return NULL;
}

static void drop_preview(struct ui *ui)
{
	view_free(ui, ui->preview);
	ui->preview = NULL;
}

static void push_view(struct ui *ui, struct view *v)
{
	if (ui->n_views == UI_STACK_MAX) {
		/* The home view stays, the oldest above it goes. */
		view_free(ui, ui->stack[1]);
		memmove(ui->stack + 1, ui->stack + 2,
			(UI_STACK_MAX - 2) * sizeof(*ui->stack));
		ui->n_views--;
	}
	ui->stack[ui->n_views++] = v;
	ui->dirty = true;
}

struct view *ui_push(struct ui *ui, const struct place *place)
{
	struct view *v;

	if (ui->preview && place_is_same(&ui->preview->place, place)) {
		v = ui->preview;
		ui->preview = NULL;
	} else {
		v = view_new(ui, place);
	}
	push_view(ui, v);
	enter(ui, v);
	return v;
}

bool ui_pop(struct ui *ui)
{
	struct view *v = ui_top(ui);

	if (ui->n_views == 1)
		return false;
	ui->n_views--;
	ui->dirty = true;
	/* What stood beside the list goes on standing there. */
	if (v->ops->shape == SHAPE_TEXT && ui_is_split(ui) &&
	    ui_top(ui)->ops->shape == SHAPE_LIST) {
		drop_preview(ui);
		ui->preview = v;
		return true;
	}
	view_free(ui, v);
	return true;
}

void ui_leave_welcome(struct ui *ui)
{
	struct view *v = ui_top(ui);

	if (v->ops == &view_welcome_ops && ui->counts.articles)
		ui_pop(ui);
}

void ui_stale(struct ui *ui)
{
	for (size_t i = 0; i < ui->n_views; i++)
		ui->stack[i]->stale = true;
	if (ui->preview)
		ui->preview->stale = true;
	if (ui->side)
		ui->side->stale = true;
	ui->version = store_version_seen(ui->store);
	(void)!store_counts(ui->store, &ui->counts, NULL);
	(void)!store_snooze_next(ui->store, &ui->next_wake, NULL);
	ui->dirty = true;
}

/* ---- split ---- */

bool ui_is_split(const struct ui *ui)
{
	return ui->cols >= ui->config->split_cols;
}

void ui_follow(struct ui *ui)
{
	struct view *v = ui_top_view(ui);
	struct place want = { 0 };

	if (!ui_is_split(ui) || v->ops->shape != SHAPE_LIST ||
	    !v->ops->preview || !v->ops->preview(ui, v, &want)) {
		drop_preview(ui);
		return;
	}
	if (!ui->preview || !place_is_same(&ui->preview->place, &want)) {
		drop_preview(ui);
		ui->preview = view_new(ui, &want);
	}
	place_release(&want);
}

void ui_follow_side(struct ui *ui, const struct view *right)
{
	struct place want = { .ops = &view_side_ops };

	if (!right || right->ops != &view_article_ops ||
	    ui->cols < ui->config->third_cols) {
		view_free(ui, ui->side);
		ui->side = NULL;
		return;
	}
	want.id = right->place.id;
	if (ui->side && place_is_same(&ui->side->place, &want))
		return;
	view_free(ui, ui->side);
	ui->side = view_new(ui, &want);
}

bool ui_focus_text(struct ui *ui)
{
	struct view *v = ui->preview;

	if (!v)
		return false;
	ui->preview = NULL;
	push_view(ui, v);
	enter(ui, v);
	return true;
}

bool ui_focus_list(struct ui *ui)
{
	if (!ui_is_split(ui) || !ui_list_view(ui) ||
	    ui_top(ui)->ops->shape != SHAPE_TEXT)
		return false;
	while (ui_top(ui)->ops->shape != SHAPE_LIST)
		if (!ui_pop(ui))
			return false;
	return true;
}

/* ---- jumps ---- */

static void forget_ahead(struct jumps *j)
{
	while (j->v.len > j->at)
		place_release(&j->v.v[--j->v.len]);
}

static void remember(struct ui *ui)
{
	struct jumps *j = &ui->jumps;
	struct place here;

	if (j->v.len >= UI_JUMPS_MAX) {
		place_release(&j->v.v[0]);
		memmove(j->v.v, j->v.v + 1,
			(j->v.len - 1) * sizeof(*j->v.v));
		j->v.len--;
		if (j->at)
			j->at--;
	}
	view_place(ui_top_view(ui), &here);
	vec_push(&j->v, here);
}

static void replace_top(struct ui *ui, const struct place *place)
{
	struct view *v = view_new(ui, place);

	view_free(ui, ui->stack[ui->n_views - 1]);
	ui->stack[ui->n_views - 1] = v;
	ui->dirty = true;
	enter(ui, v);
}

void ui_jump(struct ui *ui, const struct place *place)
{
	struct place to;

	/* The place may be part of the view that goes. */
	place_copy(&to, place);
	forget_ahead(&ui->jumps);
	remember(ui);
	ui->jumps.at = ui->jumps.v.len;
	if (ui->n_views > 1 && ui_top(ui)->ops == to.ops)
		replace_top(ui, &to);
	else
		ui_push(ui, &to);
	place_release(&to);
}

static void return_to(struct ui *ui, const struct place *place)
{
	for (size_t i = ui->n_views; i-- > 0;) {
		struct view *v = ui->stack[i];
		if (!place_is_same(&v->place, place))
			continue;
		while (ui->n_views > i + 1)
			ui_pop(ui);
		if (v->list && place->sel_id)
			(void)!list_goto_key(
				v->list,
				(struct list_key){ .id = place->sel_id,
						   .sub = place->sel_sub },
				NULL);
		return;
	}
	if (ui->n_views > 1 && ui_top(ui)->ops == place->ops)
		replace_top(ui, place);
	else
		ui_push(ui, place);
}

void ui_return(struct ui *ui, const struct place *place)
{
	struct place to;

	place_copy(&to, place);
	forget_ahead(&ui->jumps);
	remember(ui);
	ui->jumps.at = ui->jumps.v.len;
	return_to(ui, &to);
	place_release(&to);
}

bool ui_jump_back(struct ui *ui)
{
	struct jumps *j = &ui->jumps;

	if (j->at == 0)
		return false;
	if (j->at == j->v.len) {
		remember(ui);
		j->at = j->v.len - 1;
	}
	j->at--;
	return_to(ui, &j->v.v[j->at]);
	return true;
}

bool ui_jump_forward(struct ui *ui)
{
	struct jumps *j = &ui->jumps;

	if (j->at + 1 >= j->v.len)
		return false;
	j->at++;
	return_to(ui, &j->v.v[j->at]);
	return true;
}

bool ui_jump_to_line(struct ui *ui, const struct sheet_line *line)
{
	struct place p = { .ops = &view_article_ops, .id = line->id };

	if (line->kind == TARGET_THREAD)
		ui_thread_place(ui, line->id, 0, &p);
	else if (line->kind != TARGET_ARTICLE)
		return false;
	ui_jump(ui, &p);
	return true;
}

void ui_open_thread(struct ui *ui, int64_t id)
{
	struct place p = { .ops = &view_thread_ops, .id = id };

	if (id)
		ui_push(ui, &p);
}

void ui_open_article(struct ui *ui, int64_t id)
{
	struct place p = { .ops = &view_article_ops, .id = id };

	if (id)
		ui_push(ui, &p);
}

void view_percent(struct ui *ui, struct view *v, struct buf *out)
{
	(void)ui;
	buf_addf(out, "%d%%", sheet_percent(&v->sheet));
}
