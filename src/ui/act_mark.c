/* act_mark.c - marks and edits: posted as changes, shown at once. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

static void change_article(struct ui *ui, const struct subject *sub,
			   enum change_kind kind, const char *tag)
{
	struct change c = {
		.kind = kind,
		.of = CHANGE_OF_ARTICLE,
		.id = sub->article_id,
		.thread_id = sub->thread_id,
		.feed_id = sub->feed_id,
	};

	ui_change(ui, &c, tag);
}

static void change_all(struct ui *ui, enum change_of of, int64_t id,
		       enum change_kind kind)
{
	struct change c = { .kind = kind, .of = of, .id = id };

	ui_change(ui, &c, NULL);
}

void act_mark_read(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.kind == SUBJECT_ARTICLE && !(sub.flags & ARTICLE_READ))
		change_article(ui, &sub, CHANGE_READ, NULL);
	else if (sub.kind == SUBJECT_THREAD && sub.n_unread)
		change_all(ui, CHANGE_OF_THREAD, sub.thread_id, CHANGE_READ);
}

void act_toggle_read(struct ui *ui, struct view *v)
{
	struct subject sub;
	enum change_kind kind;

	ui_subject(ui, v, &sub);
	switch (sub.kind) {
	case SUBJECT_ARTICLE:
		kind = sub.flags & ARTICLE_READ ? CHANGE_UNREAD : CHANGE_READ;
		change_article(ui, &sub, kind, NULL);
		break;
	case SUBJECT_THREAD:
		kind = sub.n_unread ? CHANGE_READ : CHANGE_UNREAD;
		change_all(ui, CHANGE_OF_THREAD, sub.thread_id, kind);
		break;
	case SUBJECT_FEED:
		kind = sub.n_unread ? CHANGE_READ : CHANGE_UNREAD;
		change_all(ui, CHANGE_OF_FEED, sub.feed_id, kind);
		break;
	default:
		ui_say(ui, _("nothing is selected"));
	}
}

/* A list by tag, star or search has no counter of its own: the worker's
 * answer brings the new state. */
static void mark_scope(struct ui *ui, const struct place *p)
{
	struct job job = { .kind = JOB_CHANGE_SCOPE, .change = CHANGE_READ };

	job.scope.scope = p->scope;
	job.scope.of = p->id;
	job.text = xstrdup(p->text);
	ui_post(ui, &job);
	ui_say(ui, _("marking all of it read; U undoes"));
}

void act_mark_all(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (v->ops == &view_articles_ops && v->place.scope != SCOPE_FEED) {
		mark_scope(ui, &v->place);
		return;
	}
	if (v->ops == &view_articles_ops) {
		change_all(ui, CHANGE_OF_FEED, v->place.id, CHANGE_READ);
		ui_say(ui, _("the feed is read; U undoes"));
		return;
	}
	if (sub.kind == SUBJECT_FEED) {
		change_all(ui, CHANGE_OF_FEED, sub.feed_id, CHANGE_READ);
		sheet_move(&v->sheet, 1);
		ui_say(ui, _("the feed is read; U undoes"));
		return;
	}
	int64_t thread = v->ops == &view_thread_ops ? v->place.id :
						      sub.thread_id;
	if (!thread) {
		ui_say(ui, _("nothing is selected"));
		return;
	}
	change_all(ui, CHANGE_OF_THREAD, thread, CHANGE_READ);
	ui_act(ui, ACTION_NEXT_UNREAD);
}

/* ---- star ---- */

static void star_article(struct ui *ui, int64_t id, int64_t thread_id,
			 enum change_kind kind)
{
	struct subject sub = { .article_id = id, .thread_id = thread_id };

	change_article(ui, &sub, kind, NULL);
}

/* A thread's star is that of its reports: the first one gets it, or all of
 * them lose it. */
static void star_thread(struct ui *ui, const struct subject *sub)
{
	struct article_query q = { .scope = SCOPE_THREAD,
				   .of = sub->thread_id };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };

	if (!(sub->flags & THREAD_STARRED)) {
		star_article(ui, ui_first_report(ui, sub->thread_id),
			     sub->thread_id, CHANGE_STAR);
		return;
	}
	if (store_articles_page(ui->store, &q, 0, PAGE_AFTER, 1000, &arena,
				&rows, NULL) == ST_OK)
		for (size_t i = 0; i < rows.len; i++)
			if (rows.v[i].flags & ARTICLE_STARRED)
				star_article(ui, rows.v[i].id, sub->thread_id,
					     CHANGE_UNSTAR);
	vec_release(&rows);
	arena_release(&arena);
}

void act_star(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.kind == SUBJECT_ARTICLE)
		change_article(ui, &sub,
			       sub.flags & ARTICLE_STARRED ? CHANGE_UNSTAR :
							     CHANGE_STAR,
			       NULL);
	else if (sub.kind == SUBJECT_THREAD)
		star_thread(ui, &sub);
	else
		ui_say(ui, _("nothing is selected"));
}

/* ---- delete, tags, undo ---- */

void act_delete(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.kind != SUBJECT_ARTICLE) {
		ui_say(ui, _("select an article first"));
		return;
	}
	change_article(ui, &sub, CHANGE_DELETE, NULL);
	if (v->ops == &view_article_ops)
		ui_pop(ui);
	ui_say(ui, _("deleted; U undoes"));
}

void tag_done(struct ui *ui, const char *text)
{
	struct subject sub;
	enum change_kind kind = CHANGE_TAG;
	const char *typed = text;

	ui_subject(ui, ui_top_view(ui), &sub);
	if (*text == '-') {
		kind = CHANGE_UNTAG;
		text++;
	}
	if (*text == '#')
		text++;
	if (*text && sub.kind == SUBJECT_ARTICLE)
		change_article(ui, &sub, kind, text);
	ui_changed_with(ui, ACTION_TAG, typed);
}

void act_tag(struct ui *ui, struct view *v)
{
	struct subject sub;
	struct prompt_options opts = {
		.label = _("Tag (-tag takes it away):"),
		.done = tag_done,
		.complete = complete_tag,
	};

	ui_subject(ui, v, &sub);
	if (sub.kind != SUBJECT_ARTICLE)
		ui_say(ui, _("select an article first"));
	else
		prompt_open(ui, &opts);
}

void act_undo(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_UNDO };

	(void)v;
	ui_post(ui, &job);
}

/* ---- threads ---- */

static void change_thread(struct ui *ui, struct view *v,
			  enum thread_change set, enum thread_change clear,
			  uint32_t flag)
{
	struct job job = { .kind = JOB_CHANGE_THREAD };
	struct subject sub;
	struct thread *t = NULL;
	struct arena arena = { 0 };

	ui_subject(ui, v, &sub);
	if (sub.thread_id && store_thread_get(ui->store, sub.thread_id, &arena,
					      &t, NULL) == ST_OK) {
		bool is_set = t->flags & flag;
		job.id = sub.thread_id;
		job.thread_change = is_set ? clear : set;
		ui_post(ui, &job);
		if (flag == THREAD_FOLLOWED)
			ui_say(ui, is_set ? _("no longer followed") :
					    _("followed"));
		else
			ui_say(ui, is_set ? _("no longer muted") :
					    _("muted; U undoes"));
	} else {
		ui_say(ui, _("select a thread first"));
	}
	arena_release(&arena);
}

void act_follow(struct ui *ui, struct view *v)
{
	change_thread(ui, v, THREAD_FOLLOW, THREAD_UNFOLLOW, THREAD_FOLLOWED);
}

void act_mute(struct ui *ui, struct view *v)
{
	change_thread(ui, v, THREAD_MUTE, THREAD_UNMUTE, THREAD_MUTED);
}

void act_split(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_SPLIT };
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.kind != SUBJECT_ARTICLE) {
		ui_say(ui, _("select the report to take out first"));
		return;
	}
	job.id = sub.article_id;
	ui_post(ui, &job);
	ui_say(ui, _("taken out of its thread; U undoes"));
}

void act_mark(struct ui *ui, struct view *v)
{
	struct buf keys = BUF_INIT;
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (!sub.thread_id) {
		ui_say(ui, _("select a thread first"));
		return;
	}
	ui->merge_thread = sub.thread_id;
	keymap_keys(&ui->keymap, ACTION_MERGE, v->ops->name, 1, &keys);
	ui_say(ui, _("chosen; %s on another thread merges the two"),
	       keys.len ? keys.ptr : ":merge");
	buf_release(&keys);
}

void act_merge(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_MERGE };
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (!ui->merge_thread) {
		ui_say(ui, _("choose the other thread first (^)"));
		return;
	}
	if (!sub.thread_id || sub.thread_id == ui->merge_thread) {
		ui_say(ui, _("select the thread to merge with"));
		return;
	}
	job.id = ui->merge_thread;
	job.other = sub.thread_id;
	ui->merge_thread = 0;
	ui_post(ui, &job);
	ui_say(ui, _("merged; U undoes"));
}
