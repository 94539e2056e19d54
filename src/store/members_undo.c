/* members_undo.c - memberships as they were before the reader's edit.
 *
 * From an edit on, until its transaction ends, each article that goes to
 * another thread is written down with the membership that it had, as an item
 * of the edit's entry in the journal: undo puts back these rows, instead of
 * threading all that is stored anew.
 */
#include "config.h"

#include "journal_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

/* What journal_item.prev holds of them: this byte, varints, the score's bits
 * and the evidence as membership.why has it. */
#define BEFORE_FORMAT 1

static void encode(const struct membership *m, struct buf *out)
{
	uint64_t bits;

	memcpy(&bits, &m->score, sizeof(bits));
	buf_addc(out, BEFORE_FORMAT);
	buf_add_varint(out, (uint64_t)m->thread_id);
	buf_add_varint(out, (uint64_t)m->near_id);
	buf_add_varint(out, (uint64_t)m->copy_of);
	buf_add_varint(out, m->fixed);
	buf_add_u64(out, bits);
	evidence_encode(&m->why, out);
}

static bool decode(const void *bytes, size_t len, struct membership *m)
{
	struct rdr r = { .p = bytes, .end = (const unsigned char *)bytes + len };

	if (!len || *r.p++ != BEFORE_FORMAT)
		return false;
	m->thread_id = (int64_t)rdr_varint(&r);
	m->near_id = (int64_t)rdr_varint(&r);
	m->copy_of = (int64_t)rdr_varint(&r);
	m->fixed = rdr_varint(&r) != 0;
	uint64_t bits = rdr_u64(&r);
	if (r.bad)
		return false;
	memcpy(&m->score, &bits, sizeof(bits));
	evidence_decode(r.p, (size_t)(r.end - r.p), &m->why);
	return true;
}

enum status members_note(struct store *st, int64_t article_id,
			 struct err *err)
{
	struct membership m = { 0 };
	struct buf before = BUF_INIT;
	struct query q;
	enum status status = store_member_get(st, article_id, &m, err);

	if (status != ST_OK)
		return status;
	encode(&m, &before);
	/* An article that moves twice was first where it is to be again. */
	query_start(&q, st,
		    "INSERT OR IGNORE INTO journal_item (journal_id,"
		    " article_id, prev) VALUES (?, ?, ?)",
		    err);
	query_int(&q, st->edit_entry);
	query_int(&q, article_id);
	query_blob(&q, before.ptr, before.len);
	status = query_run(&q);
	buf_release(&before);
	evidence_vec_release(&m.why);
	return status;
}

static enum status before(struct store *st, int64_t entry, int64_t id,
			  struct membership *out, struct err *err)
{
	struct query q;

	*out = (struct membership){ .article_id = id };
	query_start(&q, st,
		    "SELECT prev FROM journal_item JOIN article"
		    " ON article.id = article_id"
		    " WHERE journal_id = ? AND article_id = ?",
		    err);
	query_int(&q, entry);
	query_int(&q, id);
	if (query_row(&q) && !decode(query_col_blob(&q, 0),
				     query_col_len(&q, 0), out))
		out->thread_id = 0;
	return query_end(&q);
}

enum status members_put_back(struct store *st, int64_t entry,
			     struct id_vec *moved, struct err *err)
{
	struct id_vec ids = { 0 };
	enum status status = items_ids(st, entry, &ids, err);

	for (size_t i = 0; i < ids.len && status == ST_OK; i++) {
		struct membership m;
		status = before(st, entry, ids.v[i], &m, err);
		/* It may have been removed from the store meanwhile. */
		if (status == ST_OK && m.thread_id) {
			status = store_member_put(st, &m, err);
			vec_push(moved, m.article_id);
		}
		evidence_vec_release(&m.why);
	}
	vec_release(&ids);
	return status;
}
