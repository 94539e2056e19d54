/* act_thread.c - threads as a whole: follow, mute, snooze; and edits, which
 * are shown on a page before they are done (view_edit.c). */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "edit_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/app/wake.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/vec.h"
#include "thrum/store/marks.h"
#include "thrum/base/banned.h"

#define DAY 86400

static bool flags_of(struct ui *ui, int64_t thread, uint32_t *flags)
{
	struct thread *t = NULL;
	struct arena arena = { 0 };
	enum status st = store_thread_get(ui->store, thread, &arena, &t, NULL);

	if (st == ST_OK)
		*flags = t->flags;
	arena_release(&arena);
	return st == ST_OK;
}

/* The threads that are meant, each once. */
static void threads_of(struct ui *ui, struct view *v, struct id_vec *out)
{
	struct subject_vec subs = { 0 };

	ui_subjects(ui, v, &subs);
	for (size_t i = 0; i < subs.len; i++) {
		int64_t id = subs.v[i].thread_id;
		bool known = !id;
		for (size_t k = 0; k < out->len; k++)
			known |= out->v[k] == id;
		if (!known)
			vec_push(out, id);
	}
	vec_release(&subs);
	if (!out->len)
		ui_say(ui, _("select a thread first"));
}

/* ---- follow and mute ---- */

static void say_change(struct ui *ui, enum thread_change kind, size_t n)
{
	static const char *const one[] = {
		[THREAD_FOLLOW] = N_("followed, with its later chapters: on "
				     "top from now on; U undoes"),
		[THREAD_UNFOLLOW] = N_("no longer followed; U undoes"),
		[THREAD_MUTE] = N_("muted, with its later chapters: in no "
				   "list but that of the muted; U undoes"),
		[THREAD_UNMUTE] = N_("no longer muted: in the lists again; U "
				     "undoes"),
	};

	if (n == 1)
		ui_say(ui, "%s", _(one[kind]));
	else
		ui_say(ui, _("%zu threads changed; U undoes one by one"), n);
}

/* The kind if one of them is not so yet, else the way back. */
static void change_threads(struct ui *ui, struct view *v,
			   enum thread_change set, enum thread_change clear,
			   uint32_t flag)
{
	struct id_vec ids = { 0 };
	enum thread_change kind = clear;
	uint32_t flags = 0;

	threads_of(ui, v, &ids);
	for (size_t i = 0; i < ids.len; i++)
		if (flags_of(ui, ids.v[i], &flags) && !(flags & flag))
			kind = set;
	for (size_t i = 0; i < ids.len; i++) {
		struct job job = { .kind = JOB_CHANGE_THREAD,
				   .id = ids.v[i],
				   .thread_change = kind };
		ui_post(ui, &job);
	}
	if (ids.len)
		say_change(ui, kind, ids.len);
	ui_subjects_done(ui, v);
	vec_release(&ids);
}

void act_follow(struct ui *ui, struct view *v)
{
	change_threads(ui, v, THREAD_FOLLOW, THREAD_UNFOLLOW, THREAD_FOLLOWED);
}

void act_mute(struct ui *ui, struct view *v)
{
	change_threads(ui, v, THREAD_MUTE, THREAD_UNMUTE, THREAD_MUTED);
}

/* ---- snooze ---- */

void words_wake(const struct ui *ui, struct buf *out, uint32_t rules,
		int64_t at)
{
	size_t start = out->len;

	if (rules & WAKE_FACT)
		buf_adds(out, _("a new fact"));
	if (rules & WAKE_SOURCES)
		buf_addf(out, _("%s%d more sources"),
			 out->len > start ? _(" or ") : "", WAKE_SOURCES_MORE);
	if (!(rules & WAKE_DATE))
		return;
	if (out->len > start)
		buf_adds(out, _(" or "));
	words_when(ui, out, at);
}

static void snooze_all(struct ui *ui, const struct wake_rules *rules)
{
	struct view *v = ui_top_view(ui);
	struct id_vec ids = { 0 };
	struct buf until = BUF_INIT;

	threads_of(ui, v, &ids);
	for (size_t i = 0; i < ids.len; i++) {
		struct job job = { .kind = JOB_SNOOZE,
				   .id = ids.v[i],
				   .rules = rules->rules,
				   .at = rules->at };
		ui_post(ui, &job);
	}
	words_wake(ui, &until, rules->rules, rules->at);
	if (ids.len)
		ui_say(ui, _("asleep until %s; U undoes"), until.ptr);
	ui_subjects_done(ui, v);
	buf_release(&until);
	vec_release(&ids);
}

void snooze_done(struct ui *ui, const char *text)
{
	struct wake_rules rules;
	struct err err = { 0 };

	if (wake_rules_parse(text, ui->now, &rules, &err) != ST_OK) {
		ui_fail(ui, err.msg);
		return;
	}
	snooze_all(ui, &rules);
	ui_changed_with(ui, ACTION_SNOOZE, text);
}

static void ask_date(struct ui *ui)
{
	struct prompt_options opts = {
		.label = _("Until (3d, 2w, 2025-12-24; also fact, "
			   "sources):"),
		.done = snooze_done,
	};

	prompt_open(ui, &opts);
}

static void snooze_key(struct ui *ui, const char *key)
{
	static const struct {
		char key;
		const char *words;
	} keys[] = {
		{ 'f', "fact" },  { 's', "sources" }, { 'e', "fact sources" },
		{ 't', "1d" },	  { 'w', "1w" },
	};

	if (*key == 'd') {
		ask_date(ui);
		return;
	}
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (keys[i].key == *key) {
			snooze_done(ui, keys[i].words);
			return;
		}
	ui_say(ui, _("f, s, e, t, w or d: nothing else wakes it"));
}

void act_snooze(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Hide until (f)resh fact (s)3 more sources "
			   "(e)ither (t)omorrow (w)eek (d)ate"),
		.done = snooze_key,
		.keys = 1,
	};
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.thread_id || ui->apply || v->picks.visual)
		prompt_open(ui, &opts);
	else
		ui_say(ui, _("select a thread first"));
}

void snooze_seen(struct ui *ui, int64_t thread)
{
	struct job job = { .kind = JOB_SEEN, .id = thread };
	uint32_t flags = 0;

	if (thread && flags_of(ui, thread, &flags) && (flags & THREAD_WOKEN))
		ui_post(ui, &job);
}

/* ---- edits ---- */

void act_split(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.kind != SUBJECT_ARTICLE)
		ui_say(ui, _("select the report to take out first"));
	else
		edit_open(ui, PREVIEW_SPLIT, &sub.article_id, 1, 0);
}

void act_mark(struct ui *ui, struct view *v)
{
	struct buf merge = BUF_INIT, move = BUF_INIT;
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (!sub.thread_id) {
		ui_say(ui, _("select a thread first"));
		goto out;
	}
	ui->merge_thread = sub.thread_id;
	keymap_keys(&ui->keymap, ACTION_MERGE, v->ops->name, 1, &merge);
	keymap_keys(&ui->keymap, ACTION_MOVE, v->ops->name, 1, &move);
	ui_say(ui, _("chosen; %s on another thread merges the two, %s on a "
		     "report moves it here"),
	       merge.len ? merge.ptr : ":merge",
	       move.len ? move.ptr : ":move-report");
out:
	buf_release(&merge);
	buf_release(&move);
}

/* All that is picked goes into the one under the cursor. */
static void merge_picked(struct ui *ui, struct view *v, int64_t into)
{
	struct id_vec ids = { 0 };
	size_t n = 0;

	threads_of(ui, v, &ids);
	for (size_t i = 0; i < ids.len; i++)
		if (ids.v[i] != into)
			ids.v[n++] = ids.v[i];
	ui_subjects_done(ui, v);
	if (n && into)
		edit_open(ui, PREVIEW_MERGE, ids.v, n, into);
	else
		ui_say(ui, _("pick the threads to merge with this one first"));
	vec_release(&ids);
}

void act_merge(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (ui->apply || v->picks.visual)
		merge_picked(ui, v, sub.thread_id);
	else if (!sub.thread_id)
		ui_say(ui, _("select the thread to merge first"));
	else if (!ui->merge_thread || ui->merge_thread == sub.thread_id)
		edit_choose(ui, PREVIEW_MERGE, sub.thread_id, sub.thread_id);
	else
		edit_open(ui, PREVIEW_MERGE, &ui->merge_thread, 1,
			  sub.thread_id);
}

void act_move_report(struct ui *ui, struct view *v)
{
	struct subject sub;

	ui_subject(ui, v, &sub);
	if (sub.kind != SUBJECT_ARTICLE)
		ui_say(ui, _("select the report to move first"));
	else if (!ui->merge_thread || ui->merge_thread == sub.thread_id)
		edit_choose(ui, PREVIEW_MOVE, sub.article_id, sub.thread_id);
	else
		edit_open(ui, PREVIEW_MOVE, &sub.article_id, 1,
			  ui->merge_thread);
}
