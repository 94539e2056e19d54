/* fts_index.c - which articles the full-text index holds.
 *
 * FTS5 writes out what it has gathered at every statement that could fail
 * half-way (our counters' triggers make many of them such), and whenever ids
 * do not ascend: at worst a segment an article, and four times the CPU. So
 * only a new article whose id is above those before it is indexed soon, while
 * its text is at hand: some together, as what FTS5 gathers is megabytes that
 * the processor's cache has forgotten each time. Other additions wait (store->index_queue) and
 * are made together before the commit, or before a search that needs them,
 * in the order of their ids. Removals cannot wait: they must name the text as
 * it was indexed; behind one, all additions wait.
 */
#include "config.h"

#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

#define TEXTS_BYTES ((size_t)256 << 10)

typedef enum { ROW_ADD, ROW_REMOVE } row_op;

static const char *const row_sql[] = {
	[ROW_ADD] = "INSERT INTO search (rowid, title, body, source, tags)"
		    " VALUES (?, ?, ?, ?, ?)",
	[ROW_REMOVE] = "INSERT INTO search (search, rowid, title, body,"
		       " source, tags) VALUES ('delete', ?, ?, ?, ?, ?)",
};

static enum status put_row(struct store *st, row_op op,
			   const struct fts_text *t, struct err *err)
{
	struct query q;

	query_ahead(&q, st, row_sql[op], err);
	query_int(&q, t->id);
	query_textn(&q, t->title, t->title_len);
	query_textn(&q, t->body, t->body_len);
	query_text(&q, t->source);
	query_text(&q, t->tags);
	return query_run(&q);
}

/* Not through the view search_source: it hides deleted articles. */
static enum status write_row(struct store *st, int64_t id, row_op op,
			     struct err *err)
{
	struct query q;
	enum status status = ST_OK;

	query_start(&q, st,
		    "SELECT c.title, coalesce(b.text, b.summary, c.summary),"
		    " c.source, c.tags FROM article a"
		    " CROSS JOIN content c ON c.id = a.id"
		    " LEFT JOIN body b ON b.arrival = a.arrival"
		    " WHERE a.id = ?",
		    err);
	query_int(&q, id);
	if (query_row(&q)) {
		struct fts_text t = { .id = id,
				      .title = query_col_text(&q, 0),
				      .title_len = query_col_len(&q, 0),
				      .body = query_col_text(&q, 1),
				      .body_len = query_col_len(&q, 1),
				      .source = query_col_text(&q, 2),
				      .tags = query_col_text(&q, 3) };
		status = put_row(st, op, &t, err);
	}
	enum status end = query_end(&q);
	return status == ST_OK ? end : status;
}

void fts_add(struct store *st, int64_t id)
{
	map_put(&st->index_queue, (const char *)&id, sizeof(id), NULL);
}

static enum status flush_texts(struct store *st, struct err *err)
{
	struct fts_texts *texts = &st->index_texts;
	enum status status = ST_OK;

	for (size_t i = 0; i < texts->len && status == ST_OK; i++)
		status = put_row(st, ROW_ADD, &texts->v[i], err);
	texts->len = 0;
	texts->size = 0;
	arena_clear(&texts->bytes);
	return status;
}

static const char *keep(struct fts_texts *texts, const char *s, size_t len)
{
	texts->size += len;
	return s ? arena_strndup(&texts->bytes, s, len) : NULL;
}

enum status fts_add_text(struct store *st, const struct fts_text *t,
			 struct err *err)
{
	struct fts_texts *texts = &st->index_texts;
	struct fts_text copy = *t;

	if (t->id <= st->index_last) {
		fts_add(st, t->id);
		return ST_OK;
	}
	st->index_last = t->id;
	if (t->body_len >= TEXTS_BYTES) {
		enum status status = flush_texts(st, err);
		return status == ST_OK ? put_row(st, ROW_ADD, t, err) : status;
	}
	copy.title = keep(texts, t->title, t->title_len);
	copy.body = keep(texts, t->body, t->body_len);
	copy.source = keep(texts, t->source, t->source ? strlen(t->source) : 0);
	copy.tags = keep(texts, t->tags, t->tags ? strlen(t->tags) : 0);
	vec_push(texts, copy);
	return texts->size < TEXTS_BYTES ? ST_OK : flush_texts(st, err);
}

enum status fts_remove(struct store *st, int64_t id, struct err *err)
{
	enum status status = flush_texts(st, err);

	st->index_last = INT64_MAX;
	if (status != ST_OK)
		return status;
	if (map_remove(&st->index_queue, (const char *)&id, sizeof(id)))
		return ST_OK;
	return write_row(st, id, ROW_REMOVE, err);
}

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

enum status fts_flush(struct store *st, struct err *err)
{
	struct id_vec ids = { 0 };
	enum status status = flush_texts(st, err);

	for (size_t i = 0; i < st->index_queue.n_entries; i++) {
		int64_t id;
		if (!st->index_queue.entries[i].key)
			continue;
		memcpy(&id, st->index_queue.entries[i].key, sizeof(id));
		vec_push(&ids, id);
	}
	fts_forget(st);
	if (ids.len)
		qsort(ids.v, ids.len, sizeof(*ids.v), compare_ids);
	for (size_t i = 0; i < ids.len && status == ST_OK; i++)
		status = st->hurry && atomic_load(st->hurry) ?
				 err_set(err, ST_CANCELLED, _("stopped")) :
				 write_row(st, ids.v[i], ROW_ADD, err);
	vec_release(&ids);
	return status;
}

void fts_forget(struct store *st)
{
	map_release(&st->index_queue);
	vec_release(&st->index_texts);
	arena_release(&st->index_texts.bytes);
	st->index_texts.size = 0;
	st->index_last = 0;
}
