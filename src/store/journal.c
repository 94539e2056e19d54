/* journal.c - the reader's changes, each with the way back.
 *
 * An entry's items are the articles that really change. They are found
 * first and written down, then the change is carried out on just them: so
 * an entry of a million articles never is in memory, and its way back
 * cannot differ from what was done.
 */
#include "config.h"

#include "journal_priv.h"
#include "plan_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

#define SLICE 5000 /* articles that one statement changes */

int64_t change_bit(enum change_kind kind, bool *set)
{
	*set = kind == CHANGE_READ || kind == CHANGE_STAR ||
	       kind == CHANGE_DELETE || kind == CHANGE_TAG ||
	       kind == CHANGE_KILL;
	switch (kind) {
	case CHANGE_READ:
	case CHANGE_UNREAD:
		return ARTICLE_READ;
	case CHANGE_STAR:
	case CHANGE_UNSTAR:
		return ARTICLE_STARRED;
	case CHANGE_DELETE:
	case CHANGE_UNDELETE:
	case CHANGE_KILL:
		return ARTICLE_DELETED;
	default:
		return 0;
	}
}

enum status entry_new(struct store *st, int kind, const char *label,
		      const char *text, int64_t now, int64_t *entry,
		      struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "INSERT INTO journal (kind, label, text, at)"
		    " VALUES (?, ?, ?, ?)",
		    err);
	query_int(&q, kind);
	query_text(&q, label);
	query_text(&q, text);
	query_int(&q, now);
	enum status status = query_run(&q);
	*entry = sqlite3_last_insert_rowid(st->db);
	return status;
}

enum status journal_drop(struct store *st, int64_t from, int64_t to,
			 struct err *err)
{
	static const char *const sql[] = {
		"DELETE FROM journal_item WHERE journal_id BETWEEN ? AND ?",
		"DELETE FROM journal WHERE id BETWEEN ? AND ?",
	};
	enum status status = ST_OK;

	for (int i = 0; i < 2 && status == ST_OK; i++) {
		struct query q;
		query_start(&q, st, sql[i], err);
		query_int(&q, from);
		query_int(&q, to);
		status = query_run(&q);
	}
	return status;
}

enum status entry_end(struct store *st, int64_t entry, int64_t changed,
		      struct err *err)
{
	if (!changed)
		return journal_drop(st, entry, entry, err);
	return journal_drop(st, INT64_MIN, entry - JOURNAL_KEEP, err);
}

/* The id that ends the next slice of items behind `from`; 0 = no more. */
static enum status slice_end(struct store *st, int64_t entry, int64_t from,
			     int64_t *to, struct err *err)
{
	struct query q;

	*to = 0;
	query_start(&q, st,
		    "SELECT coalesce(max(article_id), 0) FROM"
		    " (SELECT article_id FROM journal_item"
		    "  WHERE journal_id = ? AND article_id > ?"
		    "  ORDER BY article_id LIMIT ?)",
		    err);
	query_int(&q, entry);
	query_int(&q, from);
	query_int(&q, SLICE);
	if (query_row(&q))
		*to = query_col_int(&q, 0);
	return query_end(&q);
}

/* A slice of an entry's items: ids above `from`, up to `to`. */
struct slice {
	int64_t entry, from, to;
};
#define IN_SLICE                                                               \
	" IN (SELECT article_id FROM journal_item WHERE journal_id = ?"        \
	" AND article_id > ? AND article_id <= ?)"
#define STATE_OF_ARTICLE                                                       \
	"(SELECT iif(a.flags & 4, 2, a.flags & 1) FROM article a"              \
	" WHERE a.id = article_id)"

static enum status run_slice(struct store *st, const char *sql, int64_t bit,
			     const struct slice *s, struct err *err)
{
	struct query q;

	query_start(&q, st, sql, err);
	if (bit)
		query_int(&q, bit);
	query_int(&q, s->entry);
	query_int(&q, s->from);
	query_int(&q, s->to);
	return query_run(&q);
}

/* The flag, then what follows it in the lists of feeds and tags. Not by a
 * trigger: an article at a time takes SQLite twice as long. */
static enum status slice_set_bit(struct store *st, int64_t bit, bool set,
				 const struct slice *s, struct err *err)
{
	enum status status = run_slice(
		st,
		set ? "UPDATE article SET flags = flags | ? WHERE id" IN_SLICE :
		      "UPDATE article SET flags = flags & ~? WHERE id" IN_SLICE,
		bit, s, err);

	if (status != ST_OK || bit == ARTICLE_STARRED)
		return status;
	status = run_slice(st,
			   "UPDATE sighting SET state = " STATE_OF_ARTICLE
			   " WHERE state < 3 AND article_id" IN_SLICE,
			   0, s, err);
	if (status != ST_OK)
		return status;
	return run_slice(st,
			 "UPDATE article_tag SET state = " STATE_OF_ARTICLE
			 " WHERE article_id" IN_SLICE,
			 0, s, err);
}

/* In slices: SQLite remembers what one statement has changed until it ends,
 * 340 MiB for a million articles. */
enum status items_set_bit(struct store *st, int64_t entry, int64_t bit,
			  bool set, struct err *err)
{
	struct slice s = { .entry = entry };

	for (;; s.from = s.to) {
		enum status status = slice_end(st, entry, s.from, &s.to, err);
		if (status == ST_OK && s.to)
			status = slice_set_bit(st, bit, set, &s, err);
		if (status != ST_OK || !s.to)
			return status;
	}
}

enum status items_ids(struct store *st, int64_t entry, struct id_vec *out,
		      struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT article_id FROM journal_item WHERE journal_id = ?",
		    err);
	query_int(&q, entry);
	while (query_row(&q))
		vec_push(out, query_col_int(&q, 0));
	return query_end(&q);
}

static enum status touch_thread(struct store *st, int64_t id,
				struct err *err)
{
	struct query q;

	query_start(&q, st, "SELECT thread_id FROM article WHERE id = ?", err);
	query_int(&q, id);
	if (query_row(&q) && query_col_int(&q, 0)) {
		int64_t thread = query_col_int(&q, 0);
		struct move again = { thread, thread };
		vec_push(&st->moves, again);
	}
	return query_end(&q);
}

enum status items_refresh_deleted(struct store *st, int64_t entry, bool gone,
				  int64_t now, struct err *err)
{
	struct id_vec ids = { 0 };
	enum status status = items_ids(st, entry, &ids, err);

	for (size_t i = 0; i < ids.len && status == ST_OK; i++) {
		if (gone)
			status = fts_remove(st, ids.v[i], err);
		else
			fts_add(st, ids.v[i]);
		if (status == ST_OK)
			status = touch_thread(st, ids.v[i], err);
	}
	vec_release(&ids);
	return status == ST_OK ? store_threads_refresh(st, now, err) : status;
}

/* ---- flags ---- */

static enum status item_flag(struct store *st, int64_t entry, int64_t id,
			     int64_t bit, bool set, int64_t *changed,
			     struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "INSERT OR IGNORE INTO journal_item (journal_id,"
		    " article_id) SELECT ?1, id FROM article WHERE id = ?2"
		    " AND flags & ?3 = ?4",
		    err);
	query_int(&q, entry);
	query_int(&q, id);
	query_int(&q, bit);
	query_int(&q, set ? 0 : bit);
	enum status status = query_run(&q);
	*changed += sqlite3_changes(st->db);
	return status;
}

static enum status apply_flag(struct store *st, int64_t entry,
			      enum change_kind kind, int64_t now,
			      struct err *err)
{
	bool set;
	int64_t bit = change_bit(kind, &set);
	/* Who brings back what a rule took out ends the rule's claim. */
	bool is_kill = kind == CHANGE_KILL || kind == CHANGE_UNDELETE;
	enum status status = items_set_bit(
		st, entry, is_kill ? bit | ARTICLE_KILLED : bit, set, err);

	if (status == ST_OK && bit == ARTICLE_DELETED)
		status = items_refresh_deleted(st, entry, set, now, err);
	return status;
}

/* ---- tags ---- */

static bool has_line(const char *lines, const char *key)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");
		char *line = xstrndup(lines, n);
		char *k = tag_key(line);
		bool same = !strcmp(k, key);
		free(k);
		free(line);
		if (same)
			return true;
		lines += n + (lines[n] != '\0');
	}
	return false;
}

/* `lines` with the tag behind, or without it; caller frees, NULL = empty. */
static char *with_tag(const char *lines, const char *tag)
{
	return lines && *lines ? xasprintf("%s\n%s", lines, tag) :
				 xstrdup(tag);
}

static char *without_tag(const char *lines, const char *key)
{
	struct buf b = BUF_INIT;

	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");
		char *line = xstrndup(lines, n);
		if (!has_line(line, key)) {
			if (b.len)
				buf_addc(&b, '\n');
			buf_adds(&b, line);
		}
		free(line);
		lines += n + (lines[n] != '\0');
	}
	return b.len ? buf_detach(&b) : NULL;
}

enum status article_set_tags(struct store *st, int64_t id, const char *tags,
			     struct err *err)
{
	struct query q;
	int64_t flags = 0;

	query_start(&q, st, "SELECT flags FROM article WHERE id = ?", err);
	query_int(&q, id);
	if (query_row(&q))
		flags = query_col_int(&q, 0);
	enum status status = query_end(&q);
	bool is_indexed = !(flags & ARTICLE_DELETED);

	if (status == ST_OK && is_indexed)
		status = fts_remove(st, id, err);
	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "UPDATE content SET tags = ?,"
		    " feed_tags = coalesce(feed_tags, tags, '') WHERE id = ?",
		    err);
	query_text(&q, tags);
	query_int(&q, id);
	status = query_run(&q);
	if (status == ST_OK)
		status = tags_set(st, id, tags, err);
	if (is_indexed)
		fts_add(st, id);
	return status;
}

static enum status item_tags(struct store *st, int64_t entry, int64_t id,
			     const char *before, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "INSERT INTO journal_item (journal_id, article_id, prev)"
		    " VALUES (?, ?, ?)",
		    err);
	query_int(&q, entry);
	query_int(&q, id);
	query_text(&q, before);
	return query_run(&q);
}

struct tag_change {
	int64_t entry;
	bool add;
	const char *tag;
	char *key;
};

static enum status change_tag(struct store *st, const struct tag_change *c,
			      int64_t id, int64_t *changed, struct err *err)
{
	struct query q;
	char *before = NULL, *after = NULL;
	bool found = false;

	query_start(&q, st, "SELECT tags FROM content WHERE id = ?", err);
	query_int(&q, id);
	if (query_row(&q)) {
		found = true;
		before = query_col_dup(&q, 0);
	}
	enum status status = query_end(&q);
	if (status == ST_OK && found && has_line(before, c->key) != c->add) {
		after = c->add ? with_tag(before, c->tag) :
				 without_tag(before, c->key);
		status = item_tags(st, c->entry, id, before, err);
		if (status == ST_OK)
			status = article_set_tags(st, id, after, err);
		++*changed;
	}
	free(before);
	free(after);
	return status;
}

static enum status change_tags(struct store *st, struct tag_change *c,
			       const int64_t *ids, size_t n, int64_t *changed,
			       struct err *err)
{
	enum status status = ST_OK;

	c->key = tag_key(c->tag);
	for (size_t i = 0; i < n && status == ST_OK; i++)
		status = change_tag(st, c, ids[i], changed, err);
	free(c->key);
	return status;
}

/* ---- the calls ---- */

static enum status change(struct store *st, enum change_kind kind,
			  const int64_t *ids, size_t n, const char *text,
			  int64_t now, int64_t *changed, struct err *err)
{
	int64_t entry;
	bool set;
	int64_t bit = change_bit(kind, &set);
	enum status status = entry_new(st, kind, NULL, bit ? NULL : text, now,
				       &entry, err);

	if (status != ST_OK)
		return status;
	if (bit) {
		for (size_t i = 0; i < n && status == ST_OK; i++)
			status = item_flag(st, entry, ids[i], bit, set,
					   changed, err);
		if (status == ST_OK && *changed)
			status = apply_flag(st, entry, kind, now, err);
	} else {
		struct tag_change c = { entry, set, text, NULL };
		status = change_tags(st, &c, ids, n, changed, err);
	}
	return status == ST_OK ? entry_end(st, entry, *changed, err) : status;
}

enum status store_change(struct store *st, enum change_kind kind,
			 const int64_t *ids, size_t n, const char *text,
			 int64_t now, int64_t *changed, struct err *err)
{
	int64_t count = 0;
	bool is_tag = kind == CHANGE_TAG || kind == CHANGE_UNTAG;

	if (is_tag && (!text || !*text || strchr(text, '\n')))
		return err_set(err, ST_USAGE, _("a tag is one line of text"));
	enum status status = store_begin(st, err);
	if (status != ST_OK)
		return status;
	status = change(st, kind, ids, n, text, now, &count, err);
	status = store_done(st, status, err);
	if (status == ST_OK && changed)
		*changed = count;
	return status;
}

/* The articles of the scope that the change will change. */
static enum status items_of_scope(struct store *st, int64_t entry,
				  const struct article_query *q, bool read,
				  struct err *err)
{
	struct article_query scope = *q;
	struct plan_page all = { 0, PAGE_AFTER };
	struct plan p;
	struct buf sql = BUF_INIT;
	struct query ins;

	scope.unread_only |= !read;
	enum status status = plan_init(&p, st, &scope, &all, err);
	if (status == ST_OK) {
		buf_addf(&sql,
			 "INSERT OR IGNORE INTO journal_item (journal_id,"
			 " article_id) SELECT ?, %s%s%s AND a.flags & 1 = ?"
			 " AND %s BETWEEN ? AND ?",
			 p.id, p.from.ptr, p.where.ptr, p.id);
		query_start(&ins, st, sql.ptr, err);
		query_int(&ins, entry);
		plan_bind(&ins, &p);
		query_int(&ins, read);
		query_int(&ins, p.lo);
		query_int(&ins, p.hi);
		status = query_run(&ins);
	}
	buf_release(&sql);
	plan_release(&p);
	return status;
}

static enum status change_scope(struct store *st, enum change_kind kind,
				const struct article_query *q, int64_t now,
				struct err *err)
{
	int64_t entry;
	enum status status = entry_new(st, kind, NULL, NULL, now, &entry,
				       err);

	if (status == ST_OK)
		status = fts_flush(st, err);
	if (status == ST_OK)
		status = items_of_scope(st, entry, q, kind == CHANGE_UNREAD,
					err);
	int64_t count = sqlite3_changes64(st->db);
	if (status == ST_OK && count)
		status = apply_flag(st, entry, kind, now, err);
	if (status == ST_OK)
		status = entry_end(st, entry, count, err);
	st->changed = count;
	return status;
}

enum status store_change_scope(struct store *st, enum change_kind kind,
			       const struct article_query *q, int64_t now,
			       int64_t *changed, struct err *err)
{
	if (kind != CHANGE_READ && kind != CHANGE_UNREAD)
		return err_set(err, ST_USAGE,
			       _("a whole list can be marked read or unread "
				 "only"));
	enum status status = store_begin(st, err);
	if (status == ST_OK)
		status = store_done(st, change_scope(st, kind, q, now, err),
				    err);
	if (status == ST_OK && changed)
		*changed = st->changed;
	return status;
}

/* ---- edits ---- */

static enum status put_edit(struct store *st, const struct edit *e,
			    int64_t entry, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "INSERT INTO edit (kind, a, b, journal_id)"
		    " VALUES (?, ?, ?, ?)",
		    err);
	query_int(&q, e->kind);
	query_int(&q, e->a);
	query_int(&q, e->b);
	query_int(&q, entry);
	return query_run(&q);
}

enum status store_edit_put(struct store *st, const struct edit *edits,
			   size_t n, const char *label, int64_t now,
			   struct err *err)
{
	int64_t entry;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = entry_new(st, ENTRY_EDIT, label, NULL, now, &entry, err);
	for (size_t i = 0; i < n && status == ST_OK; i++)
		status = put_edit(st, &edits[i], entry, err);
	if (status == ST_OK)
		status = entry_end(st, entry, (int64_t)n, err);
	if (status == ST_OK && n)
		st->edit_entry = entry;
	return store_done(st, status, err);
}
