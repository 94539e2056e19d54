/* marks.c - what the reader says of whole threads: follow, mute, snooze.
 *
 * The journal keeps a whole mark as one line of numbers, flags first: that
 * is how entries from before snoozing read as well. What chapters inherit
 * is made anew from their root's mark whenever that changes.
 */
#include "config.h"

#include "thrum/store/marks.h"

#include <stdio.h>
#include <stdlib.h>

#include "journal_priv.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

#define FLAGS_OF_READER (THREAD_FOLLOWED | THREAD_MUTED | THREAD_SNOOZED)

/* A row of thread_mark. */
struct mark {
	bool exists;
	int64_t flags, wake, wake_at, wake_sources, arrival, woken, heir_of;
};

static enum status mark_get(struct store *st, int64_t id, struct mark *out,
			    struct err *err)
{
	struct query q;

	*out = (struct mark){ 0 };
	query_start(&q, st,
		    "SELECT flags, wake, wake_at, wake_sources, arrival,"
		    " woken, heir_of FROM thread_mark WHERE thread_id = ?",
		    err);
	query_int(&q, id);
	if (query_row(&q))
		*out = (struct mark){
			true,
			query_col_int(&q, 0),
			query_col_int(&q, 1),
			query_col_int(&q, 2),
			query_col_int(&q, 3),
			query_col_int(&q, 4),
			query_col_int(&q, 5),
			query_col_int(&q, 6),
		};
	return query_end(&q);
}

static enum status mark_put(struct store *st, int64_t id,
			    const struct mark *m, struct err *err)
{
	struct query q;

	if (!m->exists)
		return query_run_int(
			st, "DELETE FROM thread_mark WHERE thread_id = ?", id,
			err);
	query_start(&q, st,
		    "INSERT OR REPLACE INTO thread_mark (thread_id, flags,"
		    " wake, wake_at, wake_sources, arrival, woken, heir_of)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		    err);
	query_int(&q, id);
	query_int(&q, m->flags);
	query_int(&q, m->wake);
	query_int(&q, m->wake_at);
	query_int(&q, m->wake_sources);
	query_int(&q, m->arrival);
	query_int(&q, m->woken);
	query_int(&q, m->heir_of);
	return query_run(&q);
}

/* The thread that bears the mark is to be refreshed. */
static void touch(struct store *st, int64_t id)
{
	if (thread_resolve(st, &id, NULL) == ST_OK) {
		struct move again = { id, id };
		vec_push(&st->moves, again);
	}
}

static enum status arrivals(struct store *st, int64_t *out, struct err *err)
{
	return db_int(st, "SELECT arrivals FROM total", out, err);
}

/* ---- the journal's form ---- */

static enum status item_mark(struct store *st, int64_t entry, int64_t id,
			     const struct mark *m, struct err *err)
{
	struct query q;
	char line[160];

	snprintf(line, sizeof(line), "%lld %lld %lld %lld %lld %lld %lld",
		 (long long)m->flags, (long long)m->wake,
		 (long long)m->wake_at, (long long)m->wake_sources,
		 (long long)m->arrival, (long long)m->woken,
		 (long long)m->heir_of);
	query_start(&q, st,
		    "INSERT INTO journal_item (journal_id, article_id, prev)"
		    " VALUES (?, ?, ?)",
		    err);
	query_int(&q, entry);
	query_int(&q, id);
	query_text(&q, m->exists ? line : NULL);
	return query_run(&q);
}

static struct mark mark_of_line(const char *line)
{
	int64_t v[7] = { 0 };
	char *at = (char *)line;

	for (int i = 0; at && i < 7; i++)
		v[i] = strtoll(at, &at, 10);
	return (struct mark){ line != NULL, v[0], v[1], v[2],
			      v[3],	    v[4], v[5], v[6] };
}

/* ---- heirs ---- */

/* What a chapter has of the mark. Where a new fact wakes, it has woken. */
static struct mark heritage(const struct mark *m, int64_t root)
{
	struct mark h = *m;

	h.heir_of = root;
	h.flags &= FLAGS_OF_READER;
	h.woken = 0;
	if (h.wake & WAKE_FACT) {
		h.wake = 0;
		h.flags &= ~(int64_t)(THREAD_MUTED | THREAD_SNOOZED);
	}
	/* Its sources count from its own beginning. */
	if (h.wake & WAKE_SOURCES)
		h.wake_sources = WAKE_SOURCES_MORE;
	h.exists = m->exists && h.flags != 0;
	return h;
}

static enum status heirs_follow(struct store *st, int64_t root,
				const struct mark *m, struct err *err)
{
	struct id_vec heirs = { 0 };
	struct mark h = heritage(m, root);
	struct query q;

	query_start(&q, st,
		    "SELECT thread_id FROM thread_mark WHERE heir_of = ?"
		    " AND heir_of <> 0",
		    err);
	query_int(&q, root);
	while (query_row(&q))
		vec_push(&heirs, query_col_int(&q, 0));
	enum status status = query_end(&q);
	/* One that has nothing left to inherit waits for the next change. */
	h.exists = true;
	for (size_t i = 0; i < heirs.len && status == ST_OK; i++) {
		status = mark_put(st, heirs.v[i], &h, err);
		touch(st, heirs.v[i]);
	}
	vec_release(&heirs);
	return status;
}

enum status store_mark_inherit(struct store *st, int64_t id, int64_t of,
			       struct err *err)
{
	struct mark root, own;
	struct query q;
	int64_t arrival = 0;
	enum status status = mark_get(st, of, &root, err);

	if (status != ST_OK || !root.exists ||
	    !(root.flags & FLAGS_OF_READER) || id < of)
		return status;
	status = mark_get(st, id, &own, err);
	if (status != ST_OK || own.exists)
		return status;
	query_start(&q, st, "SELECT arrival FROM article WHERE id = ?", err);
	query_int(&q, id);
	if (query_row(&q))
		arrival = query_col_int(&q, 0);
	status = query_end(&q);
	if (status != ST_OK || arrival <= root.arrival)
		return status;
	own = heritage(&root, root.heir_of ? root.heir_of : of);
	if (!own.exists)
		return ST_OK;
	status = mark_put(st, id, &own, err);
	touch(st, id);
	return status;
}

enum status store_has_marks(struct store *st, bool *out, struct err *err)
{
	int64_t any = 0;
	enum status status = db_int(
		st, "SELECT EXISTS (SELECT 1 FROM thread_mark)", &any, err);

	*out = any != 0;
	return status;
}

/* ---- changes ---- */

static struct mark changed(const struct mark *old, enum thread_change kind)
{
	const int64_t hidden = THREAD_MUTED | THREAD_SNOOZED | THREAD_WOKEN;
	struct mark m = *old;

	m.exists = true;
	m.heir_of = 0;
	switch (kind) {
	case THREAD_FOLLOW:
		m.flags |= THREAD_FOLLOWED;
		break;
	case THREAD_UNFOLLOW:
		m.flags &= ~(int64_t)(THREAD_FOLLOWED | THREAD_WOKEN);
		break;
	case THREAD_MUTE:
		m.flags = (m.flags & ~hidden) | THREAD_MUTED;
		m.wake = 0;
		break;
	case THREAD_UNMUTE:
		m.flags &= ~hidden;
		m.wake = 0;
		break;
	case THREAD_SNOOZE:
		m.flags = (m.flags & ~hidden) | THREAD_MUTED | THREAD_SNOOZED;
		break;
	}
	return m;
}

/* Also what came with a founder of a thread that was merged into it. */
static enum status shown_flags(struct store *st, int64_t id, int64_t *out,
			       struct err *err)
{
	struct query q;

	query_start(&q, st, "SELECT flags FROM thread WHERE id = ?", err);
	query_int(&q, id);
	if (query_row(&q))
		*out = query_col_int(&q, 0) &
		       (FLAGS_OF_READER | THREAD_WOKEN);
	return query_end(&q);
}

static enum status write_change(struct store *st, enum thread_change kind,
				int64_t id, const struct mark *old,
				const struct mark *m, int64_t now,
				struct err *err)
{
	int64_t entry;
	enum status status = entry_new(st, ENTRY_THREAD + (int)kind, NULL,
				       NULL, now, &entry, err);

	if (status == ST_OK)
		status = item_mark(st, entry, id, old, err);
	if (status == ST_OK)
		status = mark_put(st, id, m, err);
	if (status == ST_OK)
		status = heirs_follow(st, id, m, err);
	if (status != ST_OK)
		return status;
	touch(st, id);
	status = store_threads_refresh(st, now, err);
	return status == ST_OK ? entry_end(st, entry, 1, err) : status;
}

/* `want` has the rules of a snooze. */
static enum status change(struct store *st, enum thread_change kind,
			  int64_t id, const struct mark *want, int64_t now,
			  struct err *err)
{
	struct mark old;
	int64_t flags = 0;
	enum status status = thread_resolve(st, &id, err);

	if (status == ST_OK)
		status = mark_get(st, id, &old, err);
	if (status == ST_OK)
		status = shown_flags(st, id, &flags, err);
	if (status != ST_OK)
		return status;
	struct mark seen = old;
	seen.flags = flags;
	struct mark m = changed(&seen, kind);
	if (kind == THREAD_SNOOZE) {
		m.wake = want->wake;
		m.wake_at = want->wake_at;
		m.wake_sources = want->wake_sources;
	} else if (m.flags == flags) {
		return ST_OK;
	}
	status = arrivals(st, &m.arrival, err);
	return status == ST_OK ? write_change(st, kind, id, &old, &m, now,
					      err) :
				 status;
}

enum status store_change_thread(struct store *st, enum thread_change kind,
				int64_t thread_id, int64_t now,
				struct err *err)
{
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	return store_done(st, change(st, kind, thread_id, NULL, now, err),
			  err);
}

enum status mark_restore(struct store *st, int64_t id, const char *text,
			 struct err *err)
{
	struct mark m = mark_of_line(text);
	enum status status = mark_put(st, id, &m, err);

	if (status == ST_OK)
		status = heirs_follow(st, id, &m, err);
	touch(st, id);
	return status;
}

/* ---- sleeping ---- */

static enum status sources_of(struct store *st, int64_t id, int64_t *out,
			      struct err *err)
{
	struct query q;
	enum status status = thread_resolve(st, &id, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st, "SELECT n_sources FROM thread WHERE id = ?", err);
	query_int(&q, id);
	if (query_row(&q))
		*out = query_col_int(&q, 0);
	return query_end(&q);
}

enum status store_snooze(struct store *st, int64_t thread_id, uint32_t rules,
			 int64_t at, int64_t now, struct err *err)
{
	struct mark want = { .wake = rules };
	int64_t sources = 0;

	if (!rules || ((rules & WAKE_DATE) && at <= now))
		return err_set(err, ST_USAGE,
			       _("say what is to wake it: a new fact, more "
				 "sources, a time to come"));
	enum status status = store_begin(st, err);
	if (status != ST_OK)
		return status;
	status = sources_of(st, thread_id, &sources, err);
	want.wake_at = rules & WAKE_DATE ? at : 0;
	want.wake_sources = sources + WAKE_SOURCES_MORE;
	if (status == ST_OK)
		status = change(st, THREAD_SNOOZE, thread_id, &want, now,
				err);
	return store_done(st, status, err);
}

/* Marks whose thread is hidden by something else by now sleep on unheard. */
static enum status is_asleep(struct store *st, struct snooze *s, bool *out,
			     struct err *err)
{
	int64_t flags = 0;

	*out = false;
	s->thread_id = s->mark_id;
	if (thread_resolve(st, &s->thread_id, NULL) != ST_OK)
		return ST_OK;
	enum status status = shown_flags(st, s->thread_id, &flags, err);
	*out = (flags & THREAD_SNOOZED) != 0;
	return status;
}

enum status store_snoozes(struct store *st, struct snooze_vec *out,
			  struct err *err)
{
	struct snooze_vec all = { 0 };
	struct query q;

	query_start(&q, st,
		    "SELECT thread_id, wake, wake_at, wake_sources, arrival"
		    " FROM thread_mark INDEXED BY thread_mark_wake"
		    " WHERE wake <> 0",
		    err);
	while (query_row(&q)) {
		struct snooze s = {
			.mark_id = query_col_int(&q, 0),
			.rules = (uint32_t)query_col_int(&q, 1),
			.at = query_col_int(&q, 2),
			.sources = (int32_t)query_col_int(&q, 3),
			.arrival = query_col_int(&q, 4),
		};
		vec_push(&all, s);
	}
	enum status status = query_end(&q);
	for (size_t i = 0; i < all.len && status == ST_OK; i++) {
		bool asleep;
		status = is_asleep(st, &all.v[i], &asleep, err);
		if (status == ST_OK && asleep)
			vec_push(out, all.v[i]);
	}
	vec_release(&all);
	return status;
}

enum status store_snooze_get(struct store *st, int64_t thread_id,
			     struct snooze *out, struct err *err)
{
	struct snooze_vec all = { 0 };
	enum status status = thread_resolve(st, &thread_id, err);
	bool found = false;

	if (status == ST_OK)
		status = store_snoozes(st, &all, err);
	for (size_t i = 0; status == ST_OK && !found && i < all.len; i++)
		if (all.v[i].thread_id == thread_id) {
			*out = all.v[i];
			found = true;
		}
	vec_release(&all);
	if (status == ST_OK && !found)
		return err_set(err, ST_NOT_FOUND, _("it is awake"));
	return status;
}

enum status store_snooze_next(struct store *st, int64_t *out, struct err *err)
{
	*out = 0;
	return db_int(st,
		      "SELECT wake_at FROM thread_mark"
		      " INDEXED BY thread_mark_wake WHERE wake <> 0"
		      " AND wake_at > 0 ORDER BY wake_at LIMIT 1",
		      out, err);
}

enum status store_thread_since(struct store *st, int64_t thread_id,
			       int64_t arrival, struct id_vec *out,
			       int64_t *last, struct err *err)
{
	struct query q;
	int64_t newest = arrival;

	query_start(&q, st,
		    "SELECT id, arrival FROM article INDEXED BY article_thread"
		    " WHERE thread_id = ? AND thread_id <> 0 AND flags & 4 = 0"
		    " AND arrival > ? ORDER BY id",
		    err);
	query_int(&q, thread_id);
	query_int(&q, arrival);
	while (query_row(&q)) {
		vec_push(out, query_col_int(&q, 0));
		if (query_col_int(&q, 1) > newest)
			newest = query_col_int(&q, 1);
	}
	enum status status = query_end(&q);
	if (status == ST_OK)
		*last = newest;
	return status;
}

enum status store_snooze_judged(struct store *st, const struct snooze *s,
				int64_t arrival, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "UPDATE thread_mark SET arrival = ? WHERE thread_id = ?",
		    err);
	query_int(&q, arrival);
	query_int(&q, s->mark_id);
	return query_run(&q);
}

enum status store_wake(struct store *st, const struct snooze *s, int64_t now,
		       struct err *err)
{
	struct query q;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "UPDATE thread_mark SET flags = (flags & ~10) | 16,"
		    " wake = 0, woken = ? WHERE thread_id = ?",
		    err);
	query_int(&q, now);
	query_int(&q, s->mark_id);
	status = query_run(&q);
	touch(st, s->mark_id);
	if (status == ST_OK)
		status = store_threads_refresh(st, now, err);
	return store_done(st, status, err);
}

static enum status woken_ids(struct store *st, int limit, struct id_vec *out,
			     struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT thread_id FROM thread_mark WHERE flags & 16"
		    " ORDER BY woken DESC, thread_id DESC LIMIT ?",
		    err);
	query_int(&q, limit);
	while (query_row(&q))
		vec_push(out, query_col_int(&q, 0));
	return query_end(&q);
}

enum status store_woken(struct store *st, int limit, struct arena *arena,
			struct thread_vec *out, struct err *err)
{
	struct id_vec ids = { 0 };
	enum status status = woken_ids(st, limit, &ids, err);

	for (size_t i = 0; i < ids.len && status == ST_OK; i++) {
		struct thread *t = NULL;
		status = store_thread_get(st, ids.v[i], arena, &t, err);
		if (status == ST_NOT_FOUND)
			status = ST_OK; /* its reports are gone */
		else if (status == ST_OK && (t->flags & THREAD_WOKEN))
			vec_push(out, t);
	}
	vec_release(&ids);
	return status;
}

static enum status clear_woken(struct store *st, int64_t thread_id,
			       struct err *err)
{
	/* Its own mark, and those that came with founders merged into it. */
	return query_run_int(st,
			     "UPDATE thread_mark SET flags = flags & ~16"
			     " WHERE flags & 16 AND (thread_id = ?1 OR EXISTS"
			     "  (SELECT 1 FROM article a WHERE"
			     "   a.id = thread_mark.thread_id"
			     "   AND a.thread_id = ?1))",
			     thread_id, err);
}

enum status store_thread_seen(struct store *st, int64_t thread_id,
			      int64_t now, struct err *err)
{
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = thread_resolve(st, &thread_id, err);
	if (status == ST_OK)
		status = clear_woken(st, thread_id, err);
	if (status == ST_OK) {
		touch(st, thread_id);
		status = store_threads_refresh(st, now, err);
	}
	return store_done(st, status, err);
}
