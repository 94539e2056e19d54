/* act_go.c - going somewhere: open, back, next unread, related, views. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "fresh_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

#define RELATED_MAX 50

/* ---- subjects ---- */

void ui_subject(struct ui *ui, struct view *v, struct subject *out)
{
	memset(out, 0, sizeof(*out));
	if (v->ops->subject)
		v->ops->subject(ui, v, out);
}

int64_t ui_first_report(struct ui *ui, int64_t thread_id)
{
	struct article_query q = { .scope = SCOPE_THREAD, .of = thread_id };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	int64_t id = 0;

	for (int unread = 1; unread >= 0 && !rows.len; unread--) {
		q.unread_only = unread;
		if (store_articles_page(ui->store, &q, 0, PAGE_AFTER, 1,
					&arena, &rows, NULL) != ST_OK)
			break;
	}
	if (rows.len)
		id = rows.v[0].id;
	vec_release(&rows);
	arena_release(&arena);
	return id;
}

void ui_thread_place(struct ui *ui, int64_t thread_id, int64_t n_articles,
		     struct place *out)
{
	memset(out, 0, sizeof(*out));
	out->ops = &view_thread_ops;
	out->id = thread_id;
	if (n_articles != 1)
		return;
	int64_t only = ui_first_report(ui, thread_id);
	if (only) {
		out->ops = &view_article_ops;
		out->id = only;
	}
}

void act_open_line(struct ui *ui, struct view *v)
{
	const struct sheet_line *at = sheet_at(&v->sheet);
	struct place p;

	if (!at) {
		ui_say(ui, _("nothing is selected"));
	} else if (at->kind == TARGET_THREAD) {
		ui_thread_place(ui, at->id, 0, &p);
		ui_jump(ui, &p);
	} else {
		p = (struct place){ .ops = &view_article_ops, .id = at->id };
		ui_jump(ui, &p);
	}
}

/* ---- back and out ---- */

static void go_back(struct ui *ui, struct view *v)
{
	if (!ui_pop(ui))
		ui_say(ui, _("this is the first view; q leaves"));
	(void)v;
}

static void go_quit(struct ui *ui, struct view *v)
{
	(void)v;
	if (!ui_pop(ui))
		ui->quit = true;
}

static void go_quit_all(struct ui *ui, struct view *v)
{
	(void)v;
	ui->quit = true;
}

static void go_other_pane(struct ui *ui, struct view *v)
{
	if (!ui_is_split(ui))
		ui_say(ui, _("there is one pane only below %d columns"),
		       (int)ui->config->split_cols);
	else if (v->ops->shape == SHAPE_LIST ? !ui_focus_text(ui) :
					       !ui_focus_list(ui))
		ui_say(ui, _("there is no other pane"));
}

/* ---- the next unread ---- */

/* Everything above the list goes; then what the list has selected. */
static void open_from_list(struct ui *ui, struct view *list,
			   const struct view_ops *shape)
{
	struct subject sub;
	struct place p = { 0 };
	int64_t report;

	while (ui_top(ui) != list)
		if (!ui_pop(ui))
			return;
	ui_subject(ui, list, &sub);
	if (sub.kind == SUBJECT_ARTICLE) {
		ui_open_article(ui, sub.article_id);
		return;
	}
	if (sub.kind != SUBJECT_THREAD)
		return;
	report = ui_first_report(ui, sub.thread_id);
	ui_thread_place(ui, sub.thread_id, sub.n_articles, &p);
	ui_push(ui, &p);
	if (shape == &view_article_ops && p.ops == &view_thread_ops)
		ui_open_article(ui, report);
}

static void next_unread(struct ui *ui, struct view *v, enum page_dir dir)
{
	struct view *list = ui_list_view(ui);
	const struct view_ops *shape = v->ops;

	if (!list || !list->list) {
		ui_say(ui, _("there is no list to go on in"));
		return;
	}
	view_load(ui, list);
	if (list_goto_unread(list->list, dir, NULL) != ST_OK) {
		ui_say(ui, _("all is read"));
		return;
	}
	if (shape->shape == SHAPE_TEXT)
		open_from_list(ui, list, shape);
}

static void go_next_unread(struct ui *ui, struct view *v)
{
	next_unread(ui, v, PAGE_AFTER);
}

static void go_prev_unread(struct ui *ui, struct view *v)
{
	next_unread(ui, v, PAGE_BEFORE);
}

static void step_thread(struct ui *ui, struct view *v, int by)
{
	struct view *list = ui_list_view(ui);
	const struct view_ops *shape = v->ops;

	if (!list || !list->list) {
		ui_say(ui, _("there is no list to go on in"));
		return;
	}
	view_load(ui, list);
	if (!list_move(list->list, by))
		ui_say(ui, by > 0 ? _("this is the last one") :
				    _("this is the first one"));
	else if (shape->shape == SHAPE_TEXT)
		open_from_list(ui, list, shape);
}

static void go_next_thread(struct ui *ui, struct view *v)
{
	step_thread(ui, v, 1);
}

static void go_prev_thread(struct ui *ui, struct view *v)
{
	step_thread(ui, v, -1);
}

/* ---- related threads ---- */

/* One walks the related threads of where one began: `}` again shows its
 * second one, not the first one of the first. */
static void begin_walk(struct ui *ui, int64_t here,
		       const struct related_thread_vec *links)
{
	bool on_it = ui->walk_from == here && ui->walk_at < 0;

	if (ui->walk_from && ui->walk_at >= 0 &&
	    (size_t)ui->walk_at < links->len)
		on_it = links->v[ui->walk_at].thread->id == here;
	if (on_it)
		return;
	ui->walk_from = here;
	ui->walk_at = -1;
}

static enum status read_links(struct ui *ui, struct arena *arena,
			      struct related_thread_vec *out)
{
	arena_clear(arena);
	out->len = 0;
	return store_thread_links(ui->store, ui->walk_from, RELATED_MAX, arena,
				  out, NULL);
}

static void walk_related(struct ui *ui, struct view *v, int by)
{
	struct related_thread_vec links = { 0 };
	struct arena arena = { 0 };
	struct subject sub;
	struct place p;
	int64_t from;

	ui_subject(ui, v, &sub);
	int64_t here = v->ops == &view_thread_ops ? v->place.id :
						    sub.thread_id;
	if (!here)
		goto out;
	if (!ui->walk_from)
		ui->walk_from = here;
	from = ui->walk_from;
	if (read_links(ui, &arena, &links) != ST_OK)
		goto out;
	begin_walk(ui, here, &links);
	if (ui->walk_from != from && read_links(ui, &arena, &links) != ST_OK)
		goto out;
	int at = ui->walk_at + by;
	if (at < -1 || at >= (int)links.len) {
		ui_say(ui, links.len ? _("no more related threads") :
				       _("this thread has no related ones"));
		goto out;
	}
	ui->walk_at = at;
	if (at < 0)
		ui_thread_place(ui, ui->walk_from, 0, &p);
	else
		ui_thread_place(ui, links.v[at].thread->id,
				links.v[at].thread->n_articles, &p);
	ui_jump(ui, &p);
out:
	vec_release(&links);
	arena_release(&arena);
}

static void go_next_related(struct ui *ui, struct view *v)
{
	walk_related(ui, v, 1);
}

static void go_prev_related(struct ui *ui, struct view *v)
{
	walk_related(ui, v, -1);
}

static void go_jump_back(struct ui *ui, struct view *v)
{
	(void)v;
	if (!ui_jump_back(ui))
		ui_say(ui, _("no jump to go back from"));
}

static void go_jump_forward(struct ui *ui, struct view *v)
{
	(void)v;
	if (!ui_jump_forward(ui))
		ui_say(ui, _("no jump to go forward to"));
}

/* ---- links, facts ---- */

int64_t ui_article_of(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.article_id)
		return sub.article_id;
	return sub.thread_id ? ui_first_report(ui, sub.thread_id) : 0;
}

static void push_of_article(struct ui *ui, struct view *v,
			    const struct view_ops *ops)
{
	struct place p = { .ops = ops, .id = ui_article_of(ui, v) };

	if (p.id)
		ui_push(ui, &p);
	else
		ui_say(ui, _("select an article first"));
}

static void go_links(struct ui *ui, struct view *v)
{
	push_of_article(ui, v, &view_links_ops);
}

static void go_facts(struct ui *ui, struct view *v)
{
	push_of_article(ui, v, &view_facts_ops);
}

static void go_why(struct ui *ui, struct view *v)
{
	push_of_article(ui, v, &view_why_ops);
}

/* ---- views ---- */

/* One of each kind: what is open already is gone back to. */
static void show_view(struct ui *ui, const struct place *p)
{
	for (size_t i = ui->n_views; i-- > 0;)
		if (place_is_same(&ui->stack[i]->place, p)) {
			while (ui->n_views > i + 1)
				ui_pop(ui);
			return;
		}
	ui_push(ui, p);
}

static void go_feeds(struct ui *ui, struct view *v)
{
	(void)v;
	show_view(ui, &(struct place){ .ops = &view_feeds_ops });
}

static void go_tags(struct ui *ui, struct view *v)
{
	(void)v;
	show_view(ui, &(struct place){ .ops = &view_tags_ops });
}

static void go_starred(struct ui *ui, struct view *v)
{
	(void)v;
	show_view(ui, &(struct place){ .ops = &view_articles_ops,
				       .scope = SCOPE_STARRED });
}

static void go_deleted(struct ui *ui, struct view *v)
{
	(void)v;
	show_view(ui, &(struct place){ .ops = &view_articles_ops,
				       .scope = SCOPE_DELETED });
}

static void go_messages(struct ui *ui, struct view *v)
{
	(void)v;
	show_view(ui, &(struct place){ .ops = &view_messages_ops });
}

static void go_help(struct ui *ui, struct view *v)
{
	struct place p = { .ops = &view_help_ops };

	if (v->ops == &view_help_ops)
		return;
	/* The keys as they are in the view one came from. */
	p.text = xstrdup(v->ops->name);
	ui_push(ui, &p);
	place_release(&p);
}

static void go_times(struct ui *ui, struct view *v)
{
	(void)v;
	ui->absolute = !ui->absolute;
	for (size_t i = 0; i < ui->n_views; i++)
		ui->stack[i]->composed = false;
	if (ui->preview)
		ui->preview->composed = false;
	if (ui->side)
		ui->side->composed = false;
	ui_say(ui, ui->absolute ? _("times of day") : _("ages"));
}

static void go_suspend(struct ui *ui, struct view *v)
{
	(void)v;
	term_suspend(ui->term);
}

static void go_redraw(struct ui *ui, struct view *v)
{
	(void)v;
	ui_stale(ui);
	term_redraw(ui->term);
}

const struct action_entry ui_actions[] = {
	{ ACTION_BACK, go_back },
	{ ACTION_QUIT, go_quit },
	{ ACTION_QUIT_ALL, go_quit_all },
	{ ACTION_OTHER_PANE, go_other_pane },
	{ ACTION_NEXT_UNREAD, go_next_unread },
	{ ACTION_PREV_UNREAD, go_prev_unread },
	{ ACTION_NEXT_THREAD, go_next_thread },
	{ ACTION_NEW_TO_ME, act_new_to_me },
	{ ACTION_SUMMARY, act_summary },
	{ ACTION_DIFFER, act_differ },
	{ ACTION_QUOTES, act_quotes },
	{ ACTION_TIMELINE, act_timeline },
	{ ACTION_COVERAGE, act_coverage },
	{ ACTION_COMPARE, act_compare },
	{ ACTION_REVISIONS, act_revisions },
	{ ACTION_VIEW_SINCE, act_since },
	{ ACTION_VIEW_MUTED, act_muted },
	{ ACTION_VIEW_TRENDS, act_trends },
	{ ACTION_PREV_THREAD, go_prev_thread },
	{ ACTION_NEXT_RELATED, go_next_related },
	{ ACTION_PREV_RELATED, go_prev_related },
	{ ACTION_JUMP_BACK, go_jump_back },
	{ ACTION_JUMP_FORWARD, go_jump_forward },
	{ ACTION_BROWSER, act_browser },
	{ ACTION_BROWSER_READ, act_browser_read },
	{ ACTION_LINK_NO, act_link_no },
	{ ACTION_PICTURE, act_picture },
	{ ACTION_COPY_LINK, act_copy_link },
	{ ACTION_SAVE, act_save },
	{ ACTION_PIPE, act_pipe },
	{ ACTION_BOOKMARK, act_bookmark },
	{ ACTION_SET_MARK, act_set_mark },
	{ ACTION_GO_MARK, act_go_mark },
	{ ACTION_MACRO, act_macro },
	{ ACTION_RECORD, act_record },
	{ ACTION_REPEAT, act_repeat },
	{ ACTION_PICK, act_pick },
	{ ACTION_VISUAL, act_visual },
	{ ACTION_PICK_PATTERN, act_pick_pattern },
	{ ACTION_APPLY, act_apply },
	{ ACTION_MARK_LIST, act_mark_list },
	{ ACTION_MARK_ABOVE, act_mark_above },
	{ ACTION_MARK_BELOW, act_mark_below },
	{ ACTION_FULLTEXT, act_fulltext },
	{ ACTION_HINT, act_hint },
	{ ACTION_LINKS, go_links },
	{ ACTION_FACTS, go_facts },
	{ ACTION_WHY, go_why },
	{ ACTION_VIEW_FEEDS, go_feeds },
	{ ACTION_VIEW_TAGS, go_tags },
	{ ACTION_VIEW_STARRED, go_starred },
	{ ACTION_VIEW_DELETED, go_deleted },
	{ ACTION_VIEW_MESSAGES, go_messages },
	{ ACTION_HELP, go_help },
	{ ACTION_TIMES, go_times },
	{ ACTION_SHELL, go_suspend },
	{ ACTION_REDRAW, go_redraw },
	{ ACTION_COMMAND, act_command },
	{ ACTION_SEARCH, act_search },
	{ ACTION_FILTER, act_filter },
	{ ACTION_CLEAR_FILTER, act_clear_filter },
	{ ACTION_SAVE_SEARCH, act_save_search },
	{ ACTION_FIND_TEXT, act_find },
	{ ACTION_FIND_NEXT, act_find_next },
	{ ACTION_FIND_PREV, act_find_prev },
	{ ACTION_TOGGLE_READ, act_toggle_read },
	{ ACTION_MARK_ALL, act_mark_all },
	{ ACTION_STAR, act_star },
	{ ACTION_DELETE, act_delete },
	{ ACTION_TAG, act_tag },
	{ ACTION_UNDO, act_undo },
	{ ACTION_FOLLOW, act_follow },
	{ ACTION_MUTE, act_mute },
	{ ACTION_SNOOZE, act_snooze },
	{ ACTION_SPLIT, act_split },
	{ ACTION_MARK, act_mark },
	{ ACTION_MERGE, act_merge },
	{ ACTION_MOVE, act_move_report },
	{ ACTION_FETCH_ONE, act_fetch },
	{ ACTION_FETCH_ALL, act_fetch_all },
	{ ACTION_ADD, act_add },
	{ ACTION_EDIT_FEEDS, act_edit_feeds },
	{ ACTION_EDIT_CONFIG, act_edit_config },
	{ ACTION_IMPORT, act_import },
	{ ACTION_DEMO, act_demo },
	{ ACTION_CANCEL, act_cancel },
	{ ACTION_NONE, NULL },
};
