/* undo.c - the newest change taken back, and the sentence that says so. */
#include "config.h"

#include "journal_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

struct entry {
	int64_t id, n_items;
	int kind;
	char *label, *text; /* owned */
};

static enum status newest(struct store *st, struct entry *e, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT id, kind, label, text,"
		    " (SELECT count(*) FROM journal_item"
		    "  WHERE journal_id = journal.id)"
		    " FROM journal INDEXED BY journal_open WHERE undone = 0"
		    " ORDER BY id DESC LIMIT 1",
		    err);
	if (query_row(&q)) {
		e->id = query_col_int(&q, 0);
		e->kind = (int)query_col_int(&q, 1);
		e->label = query_col_dup(&q, 2);
		e->text = query_col_dup(&q, 3);
		e->n_items = query_col_int(&q, 4);
	}
	enum status status = query_end(&q);
	if (status == ST_OK && !e->id)
		status = err_set(err, ST_NOT_FOUND, _("nothing to undo"));
	return status;
}

static enum status undo_flags(struct store *st, const struct entry *e,
			      int64_t now, struct err *err)
{
	bool set;
	int64_t bit = change_bit((enum change_kind)e->kind, &set);
	int64_t bits = e->kind == CHANGE_KILL ? bit | ARTICLE_KILLED : bit;
	enum status status = items_set_bit(st, e->id, bits, !set, err);

	if (status == ST_OK && bit == ARTICLE_DELETED)
		status = items_refresh_deleted(st, e->id, !set, now, err);
	return status;
}

/* What was there before an entry, of one item; NULL: nothing. */
static enum status item_before(struct store *st, int64_t entry, int64_t id,
			       char **text, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT prev FROM journal_item"
		    " WHERE journal_id = ? AND article_id = ?",
		    err);
	query_int(&q, entry);
	query_int(&q, id);
	if (query_row(&q))
		*text = query_col_dup(&q, 0);
	return query_end(&q);
}

typedef enum status (*undo_item_fn)(struct store *st, int64_t id,
				    const char *text, struct err *err);

static enum status undo_items(struct store *st, const struct entry *e,
			      undo_item_fn fn, struct err *err)
{
	struct id_vec ids = { 0 };
	enum status status = items_ids(st, e->id, &ids, err);

	for (size_t i = 0; i < ids.len && status == ST_OK; i++) {
		char *text = NULL;
		status = item_before(st, e->id, ids.v[i], &text, err);
		if (status == ST_OK)
			status = fn(st, ids.v[i], text, err);
		free(text);
	}
	vec_release(&ids);
	return status;
}

static enum status undo_edit(struct store *st, const struct entry *e,
			     struct id_vec *moved, struct err *err)
{
	enum status status = query_run_int(
		st, "DELETE FROM edit WHERE journal_id = ?", e->id, err);

	return status ? status : members_put_back(st, e->id, moved, err);
}

static enum status take_back(struct store *st, const struct entry *e,
			     int64_t now, struct undone *out, struct err *err)
{
	enum status status;

	if (e->kind == ENTRY_EDIT) {
		out->edits = true;
		return undo_edit(st, e, &out->moved, err);
	}
	if (e->kind >= ENTRY_THREAD) {
		status = undo_items(st, e, mark_restore, err);
		return status == ST_OK ? store_threads_refresh(st, now, err) :
					 status;
	}
	if (e->kind == CHANGE_TAG || e->kind == CHANGE_UNTAG)
		return undo_items(st, e, article_set_tags, err);
	return undo_flags(st, e, now, err);
}

static enum status close_entry(struct store *st, int64_t id, struct err *err)
{
	enum status status = query_run_int(
		st, "UPDATE journal SET undone = 1 WHERE id = ?", id, err);

	if (status != ST_OK)
		return status;
	return query_run_int(
		st, "DELETE FROM journal_item WHERE journal_id = ?", id, err);
}

/* ---- sentences ---- */

static void say_tag(struct buf *out, const struct entry *e)
{
	long long n = (long long)e->n_items;
	unsigned long un = (unsigned long)e->n_items;
	const char *tag = e->text ? e->text : "";

	if (e->kind == CHANGE_TAG)
		buf_addf(out,
			 ngettext("the tag %s is off %lld article again",
				  "the tag %s is off %lld articles again",
				  un),
			 tag, n);
	else
		buf_addf(out,
			 ngettext("the tag %s is on %lld article again",
				  "the tag %s is on %lld articles again", un),
			 tag, n);
}

static void say_flag(struct buf *out, const struct entry *e)
{
	long long n = (long long)e->n_items;
	unsigned long un = (unsigned long)e->n_items;

	switch (e->kind) {
	case CHANGE_READ:
		buf_addf(out,
			 ngettext("%lld article is unread again",
				  "%lld articles are unread again", un),
			 n);
		break;
	case CHANGE_UNREAD:
		buf_addf(out,
			 ngettext("%lld article is read again",
				  "%lld articles are read again", un),
			 n);
		break;
	case CHANGE_STAR:
		buf_addf(out,
			 ngettext("%lld article is without its star again",
				  "%lld articles are without their stars "
				  "again",
				  un),
			 n);
		break;
	case CHANGE_UNSTAR:
		buf_addf(out,
			 ngettext("%lld article has its star again",
				  "%lld articles have their stars again", un),
			 n);
		break;
	case CHANGE_KILL:
		buf_addf(out,
			 ngettext("%lld killed article is back",
				  "%lld killed articles are back", un),
			 n);
		break;
	case CHANGE_DELETE:
		buf_addf(out,
			 ngettext("%lld deleted article is back",
				  "%lld deleted articles are back", un),
			 n);
		break;
	default:
		buf_addf(out,
			 ngettext("%lld article is deleted again",
				  "%lld articles are deleted again", un),
			 n);
		break;
	}
}

static void say(struct buf *out, const struct entry *e)
{
	static const char *const thread[] = {
		[THREAD_FOLLOW] = N_("the thread is no longer followed"),
		[THREAD_UNFOLLOW] = N_("the thread is followed again"),
		[THREAD_MUTE] = N_("the thread is no longer muted"),
		[THREAD_UNMUTE] = N_("the thread is muted again"),
		[THREAD_SNOOZE] = N_("the thread is as it was before it was "
				     "snoozed"),
	};

	if (e->kind == ENTRY_EDIT)
		buf_addf(out, _("undone: %s"), e->label ? e->label : "");
	else if (e->kind >= ENTRY_THREAD &&
		 e->kind <= ENTRY_THREAD + THREAD_SNOOZE)
		buf_adds(out, _(thread[e->kind - ENTRY_THREAD]));
	else if (e->kind == CHANGE_TAG || e->kind == CHANGE_UNTAG)
		say_tag(out, e);
	else
		say_flag(out, e);
}

enum status store_undo(struct store *st, int64_t now, struct buf *what,
		       struct undone *out, struct err *err)
{
	struct entry e = { 0 };
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = newest(st, &e, err);
	if (status == ST_OK)
		status = take_back(st, &e, now, out, err);
	if (status == ST_OK)
		status = close_entry(st, e.id, err);
	status = store_done(st, status, err);
	if (status == ST_OK)
		say(what, &e);
	free(e.label);
	free(e.text);
	return status;
}
