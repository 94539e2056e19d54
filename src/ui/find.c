/* find.c - words on the page: in a text, or in the rows of a list.
 *
 * While one types, the page goes to the first place; Esc goes back. After
 * Enter the words stay marked, n and N walk from one to the next, and Esc
 * ends it. In a long list rows beyond those in memory are read as well, up
 * to a limit: a person who looks further wants the search. */
#include "config.h"

#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

enum {
	PAGE_ROWS = 200, /* read at once */
	ROWS_MAX = 20000, /* looked at for one step */
};

/* ---- lists ---- */

bool find_row_has(struct ui *ui, struct view *v, const struct list_row *row,
		  const struct buf *needle)
{
	struct sheet *s = &ui->line;
	struct buf folded = BUF_INIT;
	bool has;

	sheet_begin(s, 1000);
	v->ops->row(ui, v, row, s, 1000);
	text_fold(&folded, s->text.ptr, s->text.len);
	has = strstr(folded.ptr, needle->ptr) != NULL;
	buf_release(&folded);
	return has;
}

struct list_search {
	struct ui *ui;
	struct view *v;
	const struct buf *needle;
	struct list_key key; /* found */
};

/* The first row of a page, read in this direction, that has the words. */
static bool search_page(struct list_search *s, const struct list_row_vec *rows,
			enum page_dir dir)
{
	for (size_t k = 0; k < rows->len; k++) {
		size_t i = dir == PAGE_AFTER ? k : rows->len - 1 - k;
		if (!find_row_has(s->ui, s->v, &rows->v[i], s->needle))
			continue;
		s->key = rows->v[i].key;
		return true;
	}
	return false;
}

/* From `key` on; the end is the end. */
static bool search_from(struct list_search *s, struct list_key key,
			enum page_dir dir)
{
	const struct list_source *src = &s->v->list->source;
	bool found = false, more = true;

	for (int seen = 0; more && !found && seen < ROWS_MAX;) {
		struct list_row_vec rows = { 0 };
		struct arena arena = { 0 };
		if (src->page(src->ctx, key, dir, LIST_ALL, PAGE_ROWS, &arena,
			      &rows, NULL) != ST_OK)
			rows.len = 0;
		found = search_page(s, &rows, dir);
		more = rows.len >= PAGE_ROWS;
		seen += (int)rows.len;
		if (rows.len)
			key = rows.v[dir == PAGE_AFTER ? rows.len - 1 : 0].key;
		vec_release(&rows);
		arena_release(&arena);
	}
	return found;
}

/* `here`: the row itself may be it. Wraps around once. */
static bool find_row(struct ui *ui, struct view *v, enum page_dir dir,
		     bool here)
{
	const struct list_row *at = list_at(v->list);
	struct buf needle = BUF_INIT;
	struct list_search s = { ui, v, &needle, { 0 } };
	bool found = false;

	if (!at)
		return false;
	text_fold(&needle, v->find.ptr, v->find.len);
	if (here && find_row_has(ui, v, at, &needle))
		found = true;
	else if (search_from(&s, at->key, dir) ||
		 search_from(&s, (struct list_key){ 0 }, dir))
		found = list_goto_key(v->list, s.key, NULL) == ST_OK;
	buf_release(&needle);
	return found;
}

/* ---- both ---- */

static void set_find(struct ui *ui, struct view *v, const char *words)
{
	buf_clear(&v->find);
	buf_adds(&v->find, words);
	v->composed = false;
	if (!v->list && v->sheet.cols)
		view_compose(ui, v, v->sheet.cols);
}

static bool find_step(struct ui *ui, struct view *v, int dir, bool here)
{
	if (v->list)
		return find_row(ui, v, dir > 0 ? PAGE_AFTER : PAGE_BEFORE,
				here);
	return here ? sheet_find_here(&v->sheet) :
		      sheet_find_next(&v->sheet, dir);
}

void find_words(struct ui *ui, struct view *v, const char *words)
{
	set_find(ui, v, words);
	buf_clear(&ui->last_find);
	buf_adds(&ui->last_find, words);
	if (*words && !find_step(ui, v, 1, true))
		ui_say(ui, _("not found: %s"), words);
}

void find_end(struct ui *ui, struct view *v)
{
	set_find(ui, v, "");
}

static void say_place(struct ui *ui, struct view *v)
{
	size_t no, n;

	if (v->list || !sheet_find_place(&v->sheet, &no, &n))
		ui_say(ui, _("%s: n and N go on, Esc ends"), v->find.ptr);
	else
		ui_say(ui, _("%s: %zu of %zu lines; n and N go on, Esc ends"),
		       v->find.ptr, no, n);
}

static void step(struct ui *ui, struct view *v, int dir)
{
	if (!v->find.len && ui->last_find.len)
		set_find(ui, v, ui->last_find.ptr);
	if (!v->find.len)
		ui_say(ui, _("nothing is searched for; \\ does"));
	else if (!find_step(ui, v, dir, false))
		ui_say(ui, _("not found: %s"), v->find.ptr);
	else
		say_place(ui, v);
}

void act_find_next(struct ui *ui, struct view *v)
{
	step(ui, v, 1);
}

void act_find_prev(struct ui *ui, struct view *v)
{
	step(ui, v, -1);
}

/* ---- the prompt ---- */

static void find_changed(struct ui *ui, const char *words)
{
	struct view *v = ui_top_view(ui);

	/* From where the prompt was opened, not from the last place. */
	if (v->list && v->find_from.id)
		(void)!list_goto_key(v->list, v->find_from, NULL);
	if (!v->list) {
		v->sheet.top = v->find_top;
		v->sheet.cursor = v->find_cursor;
	}
	set_find(ui, v, words);
	if (*words)
		find_step(ui, v, 1, true);
}

static void find_left(struct ui *ui)
{
	find_changed(ui, "");
}

static void find_done(struct ui *ui, const char *words)
{
	struct view *v = ui_top_view(ui);

	if (!*words) {
		find_end(ui, v);
		return;
	}
	find_words(ui, v, words);
	if (!ui->message.len)
		say_place(ui, v);
}

void act_find(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Find on this page:"),
		.history = "find",
		.done = find_done,
		.changed = find_changed,
		.left = find_left,
	};
	const struct list_row *at = v->list ? list_at(v->list) : NULL;

	v->find_from = at ? at->key : (struct list_key){ 0 };
	v->find_top = v->sheet.top;
	v->find_cursor = v->sheet.cursor;
	prompt_open(ui, &opts);
}
