/* members.c - what threading writes: memberships with their evidence,
 * related threads, its own state; and what it reads to go on. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "journal_priv.h"
#include "waiting_priv.h"
#include "thrum/base/banned.h"

#define EVIDENCE_FORMAT 1
#define EVIDENCE_MAX 1000

/* Format 1: the byte 1, a count, then kind, length + 1 of the term (0 =
 * none), the term, the weight's bits. */
void evidence_encode(const struct evidence_vec *why, struct buf *out)
{
	buf_addc(out, EVIDENCE_FORMAT);
	buf_add_varint(out, why->len);
	for (size_t i = 0; i < why->len; i++) {
		const struct evidence *e = &why->v[i];
		size_t len = e->term ? strlen(e->term) : 0;
		uint64_t bits;
		memcpy(&bits, &e->weight, sizeof(bits));
		buf_add_varint(out, (uint64_t)e->kind);
		buf_add_varint(out, e->term ? len + 1 : 0);
		buf_add(out, e->term ? e->term : "", len);
		buf_add_u64(out, bits);
	}
}

void evidence_decode(const void *bytes, size_t len, struct evidence_vec *why)
{
	struct rdr r = { .p = bytes, .end = (const unsigned char *)bytes + len };

	if (!len || *r.p++ != EVIDENCE_FORMAT)
		return;
	uint64_t n = rdr_varint(&r);
	for (uint64_t i = 0; i < n && i < EVIDENCE_MAX && !r.bad; i++) {
		struct evidence e = { 0 };
		uint64_t kind = rdr_varint(&r);
		uint64_t term = rdr_varint(&r);
		const char *s = NULL;
		if (term && term - 1 <= (uint64_t)(r.end - r.p))
			s = rdr_bytes(&r, (size_t)term - 1);
		uint64_t bits = rdr_u64(&r);
		if (r.bad || kind >= EVIDENCE_KINDS || (term && !s))
			return;
		e.kind = (enum evidence_kind)kind;
		e.term = s ? xstrndup(s, (size_t)term - 1) : NULL;
		memcpy(&e.weight, &bits, sizeof(bits));
		vec_push(why, e);
	}
}

struct spot {
	int64_t thread_id, copy_of;
	bool found;
};

static enum status find_spot(struct store *st, int64_t article_id,
			     struct spot *out, struct err *err)
{
	struct query q;

	*out = (struct spot){ 0 };
	query_ahead(&q, st,
		    "SELECT thread_id, copy_of FROM article WHERE id = ?",
		    err);
	query_int(&q, article_id);
	if (query_row(&q))
		*out = (struct spot){ query_col_int(&q, 0),
				      query_col_int(&q, 1), true };
	enum status status = query_end(&q);
	if (status == ST_OK && !out->found)
		status = err_set(err, ST_NOT_FOUND,
				 _("there is no such article"));
	return status;
}

/* Where flags are not named, no trigger and no list by flags needs to be
 * set up: a fifth of the work, and nearly every time. */
static enum status set_spot(struct store *st, const struct membership *m,
			    const struct spot *old, struct err *err)
{
	struct query q;
	bool is_same_kind = !m->copy_of == !old->copy_of;

	query_ahead(&q, st,
		    is_same_kind ?
			    "UPDATE article SET thread_id = ?1, copy_of = ?2,"
			    " score = ?3 WHERE id = ?4" :
			    "UPDATE article SET thread_id = ?1, copy_of = ?2,"
			    " score = ?3, flags = (flags & ~8)"
			    " | ((?2 <> 0) << 3) WHERE id = ?4",
		    err);
	query_int(&q, m->thread_id);
	query_int(&q, m->copy_of);
	query_double(&q, m->score);
	query_int(&q, m->article_id);
	return query_run(&q);
}

static enum status write_why(struct store *st, const char *sql,
			     const struct membership *m, struct err *err)
{
	struct query q;
	struct buf why = BUF_INIT;

	evidence_encode(&m->why, &why);
	query_ahead(&q, st, sql, err);
	query_int(&q, m->near_id);
	query_int(&q, m->fixed);
	query_blob(&q, why.ptr, why.len);
	query_int(&q, m->article_id);
	enum status status = query_run(&q);
	buf_release(&why);
	return status;
}

/* Two statements, the likelier first, not one that replaces: see counts.c. */
static enum status put_why(struct store *st, const struct membership *m,
			   const struct spot *old, struct err *err)
{
	static const char *const sql[] = {
		"INSERT OR IGNORE INTO membership (near_id, fixed, why,"
		" article_id) VALUES (?, ?, ?, ?)",
		"UPDATE membership SET near_id = ?, fixed = ?, why = ?"
		" WHERE article_id = ?",
	};
	int first = old->thread_id != 0;
	enum status status = write_why(st, sql[first], m, err);

	if (status != ST_OK || sqlite3_changes(st->db))
		return status;
	return write_why(st, sql[!first], m, err);
}

void threads_forget(struct store *st)
{
	map_release(&st->threads);
	vec_release(&st->centrals);
}

void store_thread_central(struct store *st, int64_t id,
			  int64_t central_article)
{
	struct central c = { id, central_article };

	vec_push(&st->centrals, c);
}

/* That it has a row: asked once in a transaction. */
static void need_thread(struct store *st, int64_t id)
{
	bool is_new;

	map_put(&st->threads, (const char *)&id, sizeof(id), &is_new);
	struct row_thread row = { .id = id };
	if (is_new)
		waiting_thread(st, &row);
}

/* Of an article that is not written yet. */
static void put_waiting(struct store *st, const struct membership *m,
			struct row_article *a)
{
	struct buf why = BUF_INIT;
	struct move move = { a->thread_id, m->thread_id };

	if (m->thread_id != a->thread_id || m->copy_of != a->copy_of)
		vec_push(&st->moves, move);
	need_thread(st, m->thread_id);
	a->thread_id = m->thread_id;
	a->copy_of = m->copy_of;
	a->score = m->score;
	a->flags = (a->flags & ~(int64_t)ARTICLE_COPY) |
		   (m->copy_of ? ARTICLE_COPY : 0);
	evidence_encode(&m->why, &why);
	struct row_member row = { .article_id = m->article_id,
				  .near_id = m->near_id,
				  .fixed = m->fixed,
				  .why = why.ptr,
				  .why_len = why.len };
	waiting_member(st, &row);
	buf_release(&why);
}

static enum status member_put(struct store *st, const struct membership *m,
			      struct err *err)
{
	struct spot old;
	struct row_article *waits = waiting_article_find(st, m->article_id);

	if (waits && m->thread_id) {
		put_waiting(st, m, waits);
		return ST_OK;
	}
	enum status status = waits ? waiting_flush(st, err) : ST_OK;
	if (status == ST_OK)
		status = find_spot(st, m->article_id, &old, err);
	if (status == ST_OK && st->edit_entry && old.thread_id &&
	    m->thread_id != old.thread_id)
		status = members_note(st, m->article_id, err);
	if (status == ST_OK && m->thread_id != old.thread_id && m->thread_id)
		need_thread(st, m->thread_id);
	if (status == ST_OK)
		status = set_spot(st, m, &old, err);
	if (status == ST_OK)
		status = put_why(st, m, &old, err);
	if (status == ST_OK && (m->thread_id != old.thread_id ||
				m->copy_of != old.copy_of)) {
		struct move move = { old.thread_id, m->thread_id };
		vec_push(&st->moves, move);
	}
	return status;
}

enum status store_member_put(struct store *st, const struct membership *m,
			     struct err *err)
{
	enum status status = store_begin(st, err);

	return status == ST_OK ? store_done(st, member_put(st, m, err), err) :
				 status;
}

enum status store_member_get(struct store *st, int64_t article_id,
			     struct membership *out, struct err *err)
{
	struct query q;
	struct membership m = { 0 };

	query_start(&q, st,
		    "SELECT a.thread_id, a.score, a.copy_of, m.near_id,"
		    " m.fixed, m.why FROM membership m"
		    " JOIN article a ON a.id = m.article_id"
		    " WHERE m.article_id = ?",
		    err);
	query_int(&q, article_id);
	if (query_row(&q)) {
		m.article_id = article_id;
		m.thread_id = query_col_int(&q, 0);
		m.score = query_col_double(&q, 1);
		m.copy_of = query_col_int(&q, 2);
		m.near_id = query_col_int(&q, 3);
		m.fixed = query_col_int(&q, 4) != 0;
		evidence_decode(query_col_blob(&q, 5), query_col_len(&q, 5),
				&m.why);
	}
	enum status status = query_end(&q);
	if (status == ST_OK && !m.article_id)
		status = err_set(err, ST_NOT_FOUND,
				 _("this article is in no thread yet"));
	if (status == ST_OK)
		*out = m;
	else
		evidence_vec_release(&m.why);
	return status;
}

enum status store_thread_describe(struct store *st, int64_t id,
				  int64_t central_article, const char *names,
				  struct err *err)
{
	struct query q;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	/* The plus: a value that SQLite holds against the partial indexes
	 * makes it parse and plan anew at every run. */
	query_start(&q, st,
		    "UPDATE thread SET central = ?1, names = ?2, headline ="
		    " coalesce((SELECT c.title FROM article a"
		    "  JOIN content c ON c.id = a.id WHERE a.id = ?1"
		    "  AND +a.thread_id = ?3 AND a.flags & 4 = 0), headline)"
		    " WHERE id = ?3",
		    err);
	query_int(&q, central_article);
	query_text(&q, names && *names ? names : NULL);
	query_int(&q, id);
	status = query_run(&q);
	if (status == ST_OK && sqlite3_changes(st->db) == 0)
		status = err_set(err, ST_NOT_FOUND,
				 _("there is no such thread"));
	return store_done(st, status, err);
}

/* ---- related threads ---- */

/* One direction. */
static enum status put_link(struct store *st, int64_t from, int64_t to,
			    const struct thread_link *link, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "INSERT OR REPLACE INTO thread_link (thread_id, other_id,"
		    " score, names) VALUES (?, ?, ?, ?)",
		    err);
	query_int(&q, from);
	query_int(&q, to);
	query_double(&q, link->score);
	query_text(&q, link->names);
	return query_run(&q);
}

static enum status drop_link(struct store *st, int64_t from, int64_t to,
			     struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "DELETE FROM thread_link"
		    " WHERE thread_id = ? AND other_id = ?",
		    err);
	query_int(&q, from);
	query_int(&q, to);
	return query_run(&q);
}

static enum status linked_to(struct store *st, int64_t id, struct id_vec *out,
			     struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT other_id FROM thread_link WHERE thread_id = ?",
		    err);
	query_int(&q, id);
	while (query_row(&q))
		vec_push(out, query_col_int(&q, 0));
	return query_end(&q);
}

static bool has_link(const struct thread_link_set *links, int64_t other)
{
	for (size_t i = 0; i < links->len; i++)
		if (links->v[i].other_id == other)
			return true;
	return links->stays && links->stays(other, links->ctx);
}

/* Both directions of those that are not in the set. */
static enum status drop_others(struct store *st, int64_t id,
			       const struct thread_link_set *links,
			       struct err *err)
{
	struct id_vec old = { 0 };
	enum status status = linked_to(st, id, &old, err);

	for (size_t i = 0; i < old.len && status == ST_OK; i++) {
		if (has_link(links, old.v[i]))
			continue;
		status = drop_link(st, old.v[i], id, err);
		if (status == ST_OK)
			status = drop_link(st, id, old.v[i], err);
	}
	vec_release(&old);
	return status;
}

enum status thread_unlink(struct store *st, int64_t id, struct err *err)
{
	struct thread_link_set none = { 0 };

	return drop_others(st, id, &none, err);
}

enum status store_thread_links_renew(struct store *st, int64_t id,
				     const struct thread_link_set *links,
				     struct err *err)
{
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = drop_others(st, id, links, err);
	for (size_t i = 0; i < links->len && status == ST_OK; i++) {
		const struct thread_link *l = &links->v[i];
		if (l->other_id == id)
			continue;
		status = put_link(st, id, l->other_id, l, err);
		if (status == ST_OK)
			status = put_link(st, l->other_id, id, l, err);
	}
	return store_done(st, status, err);
}

enum status store_thread_links_put(struct store *st, int64_t id,
				   const struct thread_link *links, size_t n,
				   struct err *err)
{
	struct thread_link_set set = { .v = links, .len = n };

	return store_thread_links_renew(st, id, &set, err);
}

/* ---- the threading state ---- */

enum status store_topic_put(struct store *st, const char *key,
			    const void *bytes, size_t len, struct err *err)
{
	struct query q;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	if (bytes)
		query_start(&q, st,
			    "INSERT INTO topic_state (key, bytes)"
			    " VALUES (?, ?) ON CONFLICT (key)"
			    " DO UPDATE SET bytes = excluded.bytes",
			    err);
	else
		query_start(&q, st, "DELETE FROM topic_state WHERE key = ?",
			    err);
	query_text(&q, key);
	if (bytes)
		query_blob(&q, bytes, len);
	return store_done(st, query_run(&q), err);
}

enum status store_topic_each(struct store *st, store_topic_fn fn, void *ctx,
			     struct err *err)
{
	struct query q;
	enum status stopped = ST_OK;

	query_start(&q, st, "SELECT key, bytes FROM topic_state ORDER BY key",
		    err);
	while (stopped == ST_OK && query_row(&q)) {
		/* An empty blob comes back as NULL; it is no deletion. */
		const void *bytes = query_col_blob(&q, 1);
		stopped = fn(query_col_text(&q, 0), bytes ? bytes : "",
			     query_col_len(&q, 1), ctx);
	}
	enum status status = query_end(&q);
	return status == ST_OK ? stopped : status;
}

enum status store_topic_clear(struct store *st, struct err *err)
{
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = db_exec(st,
			 "UPDATE article SET thread_id = 0, copy_of = 0,"
			 " score = 0, flags = flags & ~8"
			 " WHERE thread_id <> 0;"
			 "DELETE FROM membership; DELETE FROM thread_link;"
			 "DELETE FROM thread; DELETE FROM topic_state",
			 err);
	/* What edits moved will be in other threads. */
	if (status == ST_OK)
		status = query_run_int(
			st,
			"DELETE FROM journal_item WHERE journal_id IN"
			" (SELECT id FROM journal WHERE kind = ?)",
			ENTRY_EDIT, err);
	if (status == ST_OK)
		st->moves.len = 0;
	threads_forget(st);
	return store_done(st, status, err);
}

enum status store_unthreaded(struct store *st, int limit, struct id_vec *out,
			     struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT id FROM article INDEXED BY article_unthreaded"
		    " WHERE thread_id = 0 ORDER BY arrival LIMIT ?",
		    err);
	query_int(&q, limit);
	while (query_row(&q))
		vec_push(out, query_col_int(&q, 0));
	return query_end(&q);
}

enum status store_edits(struct store *st, struct edit_vec *out,
			struct err *err)
{
	struct query q;

	query_start(&q, st, "SELECT id, kind, a, b FROM edit ORDER BY id",
		    err);
	while (query_row(&q)) {
		struct edit e = { .id = query_col_int(&q, 0),
				  .kind = (enum edit_kind)query_col_int(&q, 1),
				  .a = query_col_int(&q, 2),
				  .b = query_col_int(&q, 3) };
		vec_push(out, e);
	}
	return query_end(&q);
}
