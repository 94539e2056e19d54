/* act_mark.c - marks of articles: posted as changes, shown at once. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

/* ---- what is meant, and doing it to all of it ---- */

static struct change change_of(const struct subject *sub,
			       enum change_kind kind)
{
	struct change c = { .kind = kind };

	switch (sub->kind) {
	case SUBJECT_THREAD:
		c.of = CHANGE_OF_THREAD;
		c.id = sub->thread_id;
		break;
	case SUBJECT_FEED:
		c.of = CHANGE_OF_FEED;
		c.id = sub->feed_id;
		break;
	default:
		c.of = CHANGE_OF_ARTICLE;
		c.id = sub->article_id;
		c.thread_id = sub->thread_id;
		c.feed_id = sub->feed_id;
	}
	return c;
}

/* Feeds have a step of their own each: their articles are not counted
 * through one by one. */
static void change_subjects(struct ui *ui, const struct subject_vec *subs,
			    enum change_kind kind, const char *tag)
{
	struct {
		VEC_FIELDS(struct change);
	} changes = { 0 };

	for (size_t i = 0; i < subs->len; i++) {
		struct change c = change_of(&subs->v[i], kind);
		if (c.of == CHANGE_OF_FEED)
			ui_change(ui, &c, tag);
		else if (c.id)
			vec_push(&changes, c);
	}
	if (changes.len)
		ui_change_all(ui, changes.v, changes.len, tag);
	vec_release(&changes);
}

/* The kind if one of them is not so yet, else the way back. */
typedef bool (*is_so_fn)(const struct subject *sub);

static void toggle(struct ui *ui, struct view *v, is_so_fn is_so,
		   enum change_kind set, enum change_kind clear)
{
	struct subject_vec subs = { 0 };
	enum change_kind kind = clear;

	ui_subjects(ui, v, &subs);
	for (size_t i = 0; i < subs.len; i++)
		if (!is_so(&subs.v[i]))
			kind = set;
	if (subs.len)
		change_subjects(ui, &subs, kind, NULL);
	else
		ui_say(ui, _("nothing is selected"));
	ui_subjects_done(ui, v);
	vec_release(&subs);
}

/* ---- read ---- */

static bool is_read(const struct subject *sub)
{
	return sub->kind == SUBJECT_THREAD || sub->kind == SUBJECT_FEED ?
		       !sub->n_unread :
		       (sub->flags & ARTICLE_READ) != 0;
}

void act_mark_read(struct ui *ui, struct view *v)
{
	struct subject_vec subs = { 0 };

	ui_subjects(ui, v, &subs);
	change_subjects(ui, &subs, CHANGE_READ, NULL);
	ui_subjects_done(ui, v);
	vec_release(&subs);
}

void act_toggle_read(struct ui *ui, struct view *v)
{
	toggle(ui, v, is_read, CHANGE_READ, CHANGE_UNREAD);
}

static void read_feed(struct ui *ui, int64_t id)
{
	struct change c = { .kind = CHANGE_READ,
			    .of = CHANGE_OF_FEED,
			    .id = id };

	ui_change(ui, &c, NULL);
	ui_say(ui, _("the feed is read; U undoes"));
}

static void read_thread(struct ui *ui, int64_t id)
{
	struct change c = { .kind = CHANGE_READ,
			    .of = CHANGE_OF_THREAD,
			    .id = id };

	ui_change(ui, &c, NULL);
	snooze_seen(ui, id);
	ui_act(ui, ACTION_NEXT_UNREAD);
}

void act_mark_all(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (ui->apply || v->picks.visual) {
		act_mark_read(ui, v);
	} else if (v->ops == &view_articles_ops &&
		   v->place.scope == SCOPE_FEED) {
		read_feed(ui, v->place.id);
	} else if (v->ops == &view_articles_ops) {
		act_mark_list(ui, v);
	} else if (sub.kind == SUBJECT_FEED) {
		read_feed(ui, sub.feed_id);
		sheet_move(&v->sheet, 1);
	} else {
		int64_t thread = v->ops == &view_thread_ops ? v->place.id :
							      sub.thread_id;
		if (thread)
			read_thread(ui, thread);
		else
			ui_say(ui, _("nothing is selected"));
	}
}

/* ---- star ---- */

static bool is_starred(const struct subject *sub)
{
	return sub->kind == SUBJECT_THREAD ?
		       (sub->flags & THREAD_STARRED) != 0 :
		       (sub->flags & ARTICLE_STARRED) != 0;
}

/* A thread's star is that of its reports: the first one gets it, or all of
 * them lose it. */
static void first_reports(struct ui *ui, struct subject_vec *subs)
{
	for (size_t i = 0; i < subs->len; i++)
		if (subs->v[i].kind == SUBJECT_THREAD) {
			subs->v[i].article_id =
				ui_first_report(ui, subs->v[i].thread_id);
			subs->v[i].kind = SUBJECT_ARTICLE;
		}
}

void act_star(struct ui *ui, struct view *v)
{
	struct subject_vec subs = { 0 };
	bool all = true, feeds = false;

	ui_subjects(ui, v, &subs);
	for (size_t i = 0; i < subs.len; i++) {
		all &= is_starred(&subs.v[i]);
		feeds |= subs.v[i].kind == SUBJECT_FEED;
	}
	if (!all)
		first_reports(ui, &subs);
	if (subs.len && !feeds)
		change_subjects(ui, &subs, all ? CHANGE_UNSTAR : CHANGE_STAR,
				NULL);
	else
		ui_say(ui, _("select an article first"));
	ui_subjects_done(ui, v);
	vec_release(&subs);
}

/* ---- delete, tags, undo ---- */

static bool is_deleted(const struct subject *sub)
{
	return sub->kind == SUBJECT_ARTICLE &&
	       (sub->flags & ARTICLE_DELETED) != 0;
}

void act_delete(struct ui *ui, struct view *v)
{
	struct subject_vec subs = { 0 };
	bool back;

	ui_subjects(ui, v, &subs);
	if (!subs.len || subs.v[0].kind == SUBJECT_FEED) {
		ui_say(ui, _("select an article first"));
		goto out;
	}
	back = is_deleted(&subs.v[0]);
	change_subjects(ui, &subs, back ? CHANGE_UNDELETE : CHANGE_DELETE,
			NULL);
	if (v->ops == &view_article_ops && !back)
		ui_pop(ui);
	if (back)
		ui_say(ui, _("it is back"));
	else if (subs.len == 1)
		ui_say(ui, _("deleted; U undoes"));
	else
		ui_say(ui, _("%zu deleted; U undoes"), subs.len);
	ui_subjects_done(ui, v);
out:
	vec_release(&subs);
}

void tag_done(struct ui *ui, const char *text)
{
	struct view *v = ui_top_view(ui);
	struct subject_vec subs = { 0 };
	enum change_kind kind = CHANGE_TAG;
	const char *typed = text;

	ui_subjects(ui, v, &subs);
	if (*text == '-') {
		kind = CHANGE_UNTAG;
		text++;
	}
	if (*text == '#')
		text++;
	if (*text && subs.len && subs.v[0].kind != SUBJECT_FEED) {
		change_subjects(ui, &subs, kind, text);
		ui_say(ui, kind == CHANGE_TAG ? _("tagged #%s; U undoes") :
						_("no longer #%s; U undoes"),
		       text);
	}
	ui_changed_with(ui, ACTION_TAG, typed);
	ui_subjects_done(ui, v);
	vec_release(&subs);
}

void act_tag(struct ui *ui, struct view *v)
{
	struct subject sub;
	struct prompt_options opts = {
		.label = _("Tag (-tag takes it away):"),
		.history = "tag",
		.done = tag_done,
		.complete = complete_tag,
	};

	ui_subject(ui, v, &sub);
	if (sub.kind == SUBJECT_ARTICLE || sub.kind == SUBJECT_THREAD)
		prompt_open(ui, &opts);
	else
		ui_say(ui, _("select an article first"));
}

void act_undo(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_UNDO };

	(void)v;
	ui_post(ui, &job);
	/* What it was is said when it is done; taking back a split or a merge
	 * threads everything anew. */
	ui_say(ui, _("undoing; Esc stops"));
}
