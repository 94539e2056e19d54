/* act_scope.c - marks read what stands in a list: all of it, or what is
 * above or below a row. One step to undo, however many.
 *
 * Lists of articles are ranges of ids, which the store marks by itself.
 * The order of threads is none of ids: their articles are gathered, as far
 * as a person may have meant. */
#include "config.h"

#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/model/search.h"
#include "thrum/base/banned.h"

enum {
	THREADS_MAX = 5000,
	PAGE_ROWS = 200,
};

enum side { SIDE_ALL, SIDE_ABOVE, SIDE_BELOW };

static void say_marking(struct ui *ui, enum side side)
{
	static const char *const words[] = {
		[SIDE_ALL] = N_("all of it is read; U undoes"),
		[SIDE_ABOVE] = N_("all above is read; U undoes"),
		[SIDE_BELOW] = N_("all below is read; U undoes"),
	};

	ui_say(ui, "%s", _(words[side]));
}

/* On which side the larger ids are: newest first, above. */
static bool sides_are_ids(struct ui *ui, const struct view *v, enum side side,
			  enum side *up)
{
	enum search_order order = SEARCH_NEWEST;
	const char *text = v->place.scope == SCOPE_SEARCH ? v->place.text :
							    v->filter;

	if (text && !search_check(ui, text, &order))
		return false;
	*up = order == SEARCH_OLDEST ? SIDE_BELOW : SIDE_ABOVE;
	if (side == SIDE_ALL || order <= SEARCH_OLDEST)
		return true;
	ui_say(ui, _("this list is not in order of time: pick rows with t or "
		     "V, then ; A"));
	return false;
}

/* A list by tag, star or search has no counter of its own: the worker's
 * answer brings the new state. */
static void mark_articles(struct ui *ui, struct view *v, enum side side)
{
	struct job job = { .kind = JOB_CHANGE_SCOPE, .change = CHANGE_READ };
	const struct list_row *at = list_at(v->list);
	enum side up;

	if (!at || !sides_are_ids(ui, v, side, &up))
		return;
	job.scope.scope = v->place.scope;
	job.scope.of = v->place.id;
	if (side == up)
		job.scope.min_id = at->key.id + 1;
	else if (side != SIDE_ALL)
		job.scope.max_id = at->key.id - 1;
	job.scope.tz_s = ui->tz_s;
	job.text = xstrdup(v->place.text);
	if (v->filter)
		str_vec_add(&job.args, v->filter);
	ui_post(ui, &job);
	say_marking(ui, side);
}

struct change_vec {
	VEC_FIELDS(struct change);
};

/* All of them, to be undone at once; releases them. */
static void carry_out(struct ui *ui, struct change_vec *changes,
		      enum side side)
{
	if (changes->len) {
		ui_change_all(ui, changes->v, changes->len, NULL);
		say_marking(ui, side);
	} else {
		ui_say(ui, _("nothing unread there"));
	}
	vec_release(changes);
}

static void add_threads(struct ui *ui, struct view *v,
			const struct list_row_vec *rows,
			struct change_vec *out)
{
	for (size_t i = 0; i < rows->len; i++) {
		struct change c = { .kind = CHANGE_READ,
				    .of = CHANGE_OF_THREAD };
		struct subject sub = { 0 };
		v->ops->row_subject(ui, v, &rows->v[i], &sub);
		c.id = sub.thread_id;
		if (c.id && sub.n_unread)
			vec_push(out, c);
	}
}

static void mark_threads(struct ui *ui, struct view *v, enum side side)
{
	const struct list_source *src = &v->list->source;
	enum page_dir dir = side == SIDE_ABOVE ? PAGE_BEFORE : PAGE_AFTER;
	struct list_key key = { 0 };
	struct change_vec changes = { 0 };
	bool more = true;

	if (side != SIDE_ALL && list_at(v->list))
		key = list_at(v->list)->key;
	while (more && changes.len < THREADS_MAX) {
		struct list_row_vec rows = { 0 };
		struct arena arena = { 0 };
		if (src->page(src->ctx, key, dir, LIST_UNREAD, PAGE_ROWS,
			      &arena, &rows, NULL) != ST_OK)
			rows.len = 0;
		add_threads(ui, v, &rows, &changes);
		more = rows.len > 0;
		if (more)
			key = rows.v[dir == PAGE_AFTER ? rows.len - 1 : 0].key;
		vec_release(&rows);
		arena_release(&arena);
	}
	carry_out(ui, &changes, side);
}

/* Reports of a thread, feeds: the lines of the sheet. */
static void mark_lines(struct ui *ui, struct view *v, enum side side)
{
	struct change_vec changes = { 0 };
	size_t here = v->sheet.cursor;

	for (size_t i = 0; i < v->sheet.lines.len; i++) {
		const struct sheet_line *line = &v->sheet.lines.v[i];
		struct change c = { .kind = CHANGE_READ, .id = line->id };
		if ((side == SIDE_ABOVE && i >= here) ||
		    (side == SIDE_BELOW && i <= here) ||
		    line->kind != TARGET_ARTICLE)
			continue;
		c.thread_id = v->ops == &view_thread_ops ? v->place.id : 0;
		vec_push(&changes, c);
	}
	carry_out(ui, &changes, side);
}

static void mark(struct ui *ui, struct view *v, enum side side)
{
	if (v->ops == &view_articles_ops)
		mark_articles(ui, v, side);
	else if (v->ops == &view_threads_ops)
		mark_threads(ui, v, side);
	else if (v->ops == &view_thread_ops)
		mark_lines(ui, v, side);
	else
		ui_say(ui, _("this is done in a list of threads or articles"));
}

void act_mark_list(struct ui *ui, struct view *v)
{
	mark(ui, v, SIDE_ALL);
}

void act_mark_above(struct ui *ui, struct view *v)
{
	mark(ui, v, SIDE_ABOVE);
}

void act_mark_below(struct ui *ui, struct view *v)
{
	mark(ui, v, SIDE_BELOW);
}
