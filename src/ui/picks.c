/* picks.c - see picks_priv.h. */
#include "config.h"

#include "picks_priv.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

enum {
	RANGE_MAX = 10000, /* rows of a range or of a pattern */
	PAGE_ROWS = 200,
};

void picks_release(struct picks *p)
{
	vec_release(p);
}

/* ---- the set ---- */

/* Where the id is, or belongs. */
static size_t place_of(const struct picks *p, int64_t id)
{
	size_t lo = 0, hi = p->len;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (p->v[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool contains(const struct picks *p, int64_t id)
{
	size_t i = place_of(p, id);

	return i < p->len && p->v[i] == id;
}

static void add(struct picks *p, int64_t id)
{
	size_t i = place_of(p, id);

	if (!id || (i < p->len && p->v[i] == id))
		return;
	vec_push(p, id);
	memmove(p->v + i + 1, p->v + i, (p->len - 1 - i) * sizeof(*p->v));
	p->v[i] = id;
}

static void drop(struct picks *p, int64_t id)
{
	size_t i = place_of(p, id);

	if (i >= p->len || p->v[i] != id)
		return;
	memmove(p->v + i, p->v + i + 1, (p->len - i - 1) * sizeof(*p->v));
	p->len--;
}

bool picks_clear(struct view *v)
{
	bool any = v->picks.len || v->picks.visual;

	v->picks.len = 0;
	v->picks.visual = false;
	return any;
}

/* ---- rows ---- */

static bool is_pickable(const struct sheet_line *line)
{
	return line->kind == TARGET_ARTICLE || line->kind == TARGET_FEED;
}

/* 0 = nothing that can be picked. */
static int64_t id_at(const struct view *v, size_t i)
{
	if (v->list)
		return i < v->list->rows.len && !v->list->rows.v[i].key.sub ?
			       v->list->rows.v[i].key.id :
			       0;
	if (i >= v->sheet.lines.len || !is_pickable(&v->sheet.lines.v[i]))
		return 0;
	return v->sheet.lines.v[i].id;
}

static size_t n_rows(const struct view *v)
{
	return v->list ? v->list->rows.len : v->sheet.lines.len;
}

static size_t cursor_of(const struct view *v)
{
	return v->list ? v->list->cursor : v->sheet.cursor;
}

/* Indices of the range as far as it is in memory. */
static void range_of(const struct view *v, size_t *lo, size_t *hi)
{
	const struct picks *p = &v->picks;
	size_t cursor = cursor_of(v);
	size_t from = p->down ? 0 : n_rows(v) ? n_rows(v) - 1 : 0;

	for (size_t i = 0; i < n_rows(v); i++)
		if (id_at(v, i) == p->from)
			from = i;
	*lo = from < cursor ? from : cursor;
	*hi = from < cursor ? cursor : from;
}

bool picks_has(const struct view *v, size_t i)
{
	int64_t id = id_at(v, i);
	size_t lo, hi;

	if (!id || (!v->picks.len && !v->picks.visual))
		return false;
	if (contains(&v->picks, id))
		return true;
	if (!v->picks.visual)
		return false;
	range_of(v, &lo, &hi);
	return i >= lo && i <= hi;
}

size_t picks_count(const struct view *v)
{
	size_t n = v->picks.len, lo, hi;

	if (!v->picks.visual)
		return n;
	range_of(v, &lo, &hi);
	for (size_t i = lo; i <= hi && i < n_rows(v); i++)
		n += id_at(v, i) && !contains(&v->picks, id_at(v, i));
	return n;
}

/* Which way the range goes, while both of its ends are known. */
static void note_direction(struct view *v)
{
	for (size_t i = 0; i < n_rows(v); i++)
		if (id_at(v, i) == v->picks.from)
			v->picks.down = i <= cursor_of(v);
}

/* Rows from the cursor back to where the range began, however far away. */
static void take_far_range(struct view *v)
{
	struct picks *p = &v->picks;
	const struct list_source *src = &v->list->source;
	enum page_dir dir = p->down ? PAGE_BEFORE : PAGE_AFTER;
	struct list_key key = list_at(v->list)->key;
	bool done = key.id == p->from;

	add(p, key.id);
	for (int n = 0; !done && n < RANGE_MAX;) {
		struct list_row_vec rows = { 0 };
		struct arena arena = { 0 };
		if (src->page(src->ctx, key, dir, LIST_ALL, PAGE_ROWS, &arena,
			      &rows, NULL) != ST_OK)
			rows.len = 0;
		done = rows.len == 0;
		for (size_t k = 0; k < rows.len && !done; k++) {
			size_t i = dir == PAGE_AFTER ? k : rows.len - 1 - k;
			key = rows.v[i].key;
			add(p, key.id);
			done = key.id == p->from;
			n++;
		}
		vec_release(&rows);
		arena_release(&arena);
	}
}

/* The range becomes picks like any other. */
static void take_range(struct view *v)
{
	size_t lo, hi;

	if (!v->picks.visual)
		return;
	note_direction(v);
	if (v->list && list_at(v->list)) {
		take_far_range(v);
	} else {
		range_of(v, &lo, &hi);
		for (size_t i = lo; i <= hi && i < n_rows(v); i++)
			add(&v->picks, id_at(v, i));
	}
	v->picks.visual = false;
}

/* ---- subjects ---- */

/* Of a row that may be outside of what is in memory. */
static bool subject_of_row(struct ui *ui, struct view *v, int64_t id,
			   struct subject *out)
{
	struct list_row row;
	struct arena arena = { 0 };
	struct list_key key = { .id = id };
	bool ok = v->list->source.get(v->list->source.ctx, key, &arena, &row,
				      NULL) == ST_OK;

	if (ok)
		v->ops->row_subject(ui, v, &row, out);
	arena_release(&arena);
	return ok;
}

static bool subject_of_line(struct ui *ui, struct view *v, int64_t id,
			    struct subject *out)
{
	size_t cursor = v->sheet.cursor;
	bool found = false;

	for (size_t i = 0; i < v->sheet.lines.len && !found; i++) {
		if (id_at(v, i) != id)
			continue;
		v->sheet.cursor = i;
		ui_subject(ui, v, out);
		found = true;
	}
	v->sheet.cursor = cursor;
	return found;
}

static void picked_subjects(struct ui *ui, struct view *v,
			    struct subject_vec *out)
{
	for (size_t i = 0; i < v->picks.len; i++) {
		struct subject sub = { 0 };
		int64_t id = v->picks.v[i];
		bool ok = v->list ? v->ops->row_subject &&
					    subject_of_row(ui, v, id, &sub) :
				    subject_of_line(ui, v, id, &sub);
		sub.url = sub.text = NULL;
		if (ok && sub.kind != SUBJECT_NONE)
			vec_push(out, sub);
	}
}

void ui_subjects(struct ui *ui, struct view *v, struct subject_vec *out)
{
	struct subject sub;

	if (v->picks.visual || (ui->apply && v->picks.len)) {
		take_range(v);
		ui->apply = true;
		picked_subjects(ui, v, out);
		return;
	}
	ui_subject(ui, v, &sub);
	sub.url = sub.text = NULL;
	if (sub.kind != SUBJECT_NONE)
		vec_push(out, sub);
}

void ui_subjects_done(struct ui *ui, struct view *v)
{
	if (ui->apply)
		picks_clear(v);
	ui->apply = false;
}

/* ---- actions ---- */

static void say_picked(struct ui *ui, struct view *v)
{
	struct buf keys = BUF_INIT;
	size_t n = picks_count(v);

	keymap_keys(&ui->keymap, ACTION_APPLY, v->ops->name, 1, &keys);
	if (n)
		ui_say(ui, _("%zu picked; %s and a key acts on them, Esc "
			     "forgets them"),
		       n, keys.len ? keys.ptr : ":apply");
	else
		ui_say(ui, _("nothing is picked"));
	buf_release(&keys);
}

/* One down, so that several in a row are picked by one key. */
void act_pick(struct ui *ui, struct view *v)
{
	int64_t id = id_at(v, cursor_of(v));

	if (v->picks.visual) {
		take_range(v);
	} else if (!id) {
		ui_say(ui, _("there is nothing to pick here"));
		return;
	} else {
		if (contains(&v->picks, id))
			drop(&v->picks, id);
		else
			add(&v->picks, id);
		if (v->list)
			list_move(v->list, 1);
		else
			sheet_move(&v->sheet, 1);
	}
	say_picked(ui, v);
}

void act_visual(struct ui *ui, struct view *v)
{
	int64_t id = id_at(v, cursor_of(v));

	if (v->picks.visual) {
		take_range(v);
		say_picked(ui, v);
	} else if (!id) {
		ui_say(ui, _("there is nothing to pick here"));
	} else {
		v->picks.visual = true;
		v->picks.from = id;
		v->picks.down = true;
		ui_say(ui, _("move to extend the range; a key acts on it, V "
			     "keeps it, Esc ends it"));
	}
}

void act_apply(struct ui *ui, struct view *v)
{
	if (!picks_count(v)) {
		ui_say(ui, _("nothing is picked; t picks a row, V a range"));
		return;
	}
	take_range(v);
	ui->apply = true;
	ui->apply_now = true;
	ui_say(ui, _("do what with the %zu picked ones?"), v->picks.len);
}

/* ---- by pattern ---- */

static bool sheet_line_has(const struct view *v, size_t i, const char *needle)
{
	const struct sheet *s = &v->sheet;
	const struct sheet_line *line = &s->lines.v[i];
	struct buf text = BUF_INIT;
	bool has;

	for (uint32_t k = 0; k < line->n_segs; k++) {
		const struct seg *seg = &s->segs.v[line->seg + k];
		text_fold(&text, s->text.ptr + seg->off, seg->len);
	}
	has = strstr(text.ptr, needle) != NULL;
	buf_release(&text);
	return has;
}

static void pick_rows(struct ui *ui, struct view *v, const struct buf *needle)
{
	const struct list_source *src = &v->list->source;
	struct list_key key = { 0 };
	bool more = true;

	for (int n = 0; more && n < RANGE_MAX;) {
		struct list_row_vec rows = { 0 };
		struct arena arena = { 0 };
		if (src->page(src->ctx, key, PAGE_AFTER, LIST_ALL, PAGE_ROWS,
			      &arena, &rows, NULL) != ST_OK)
			rows.len = 0;
		for (size_t i = 0; i < rows.len; i++) {
			key = rows.v[i].key;
			if (find_row_has(ui, v, &rows.v[i], needle))
				add(&v->picks, key.id);
		}
		more = rows.len >= PAGE_ROWS;
		n += (int)rows.len;
		vec_release(&rows);
		arena_release(&arena);
	}
}

void pick_pattern(struct ui *ui, const char *words)
{
	struct view *v = ui_top_view(ui);
	struct buf needle = BUF_INIT;

	if (!*words)
		return;
	text_fold(&needle, words, strlen(words));
	if (v->list)
		pick_rows(ui, v, &needle);
	else
		for (size_t i = 0; i < v->sheet.lines.len; i++)
			if (id_at(v, i) && sheet_line_has(v, i, needle.ptr))
				add(&v->picks, id_at(v, i));
	say_picked(ui, v);
	buf_release(&needle);
}

void act_pick_pattern(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Pick all rows with:"),
		.history = "find",
		.done = pick_pattern,
	};

	(void)v;
	prompt_open(ui, &opts);
}
