/* fts_index.c - which articles the full-text index holds.
 *
 * Additions wait (store->index_queue) and are made together before the
 * commit, or before a search that needs them, in the order of their ids.
 * Measured: FTS5 writes out what it has gathered at every statement that
 * could fail half-way (our counters' triggers make most of them such), and
 * whenever ids do not ascend (feeds have the newest item first): a segment
 * an article, and four times the CPU. Removals cannot wait: they must name
 * the text as it was indexed.
 */
#include "config.h"

#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

typedef enum { ROW_ADD, ROW_REMOVE } row_op;

static const char *const row_sql[] = {
	[ROW_ADD] = "INSERT INTO search (rowid, title, body, source, tags)"
		    " VALUES (?, ?, ?, ?, ?)",
	[ROW_REMOVE] = "INSERT INTO search (search, rowid, title, body,"
		       " source, tags) VALUES ('delete', ?, ?, ?, ?, ?)",
};

/* Not through the view search_source: it hides deleted articles. */
static enum status write_row(struct store *st, int64_t id, row_op op,
			     struct err *err)
{
	struct query from, to;
	enum status status = ST_OK;

	query_start(&from, st,
		    "SELECT c.title, coalesce(b.text, b.summary, c.summary),"
		    " c.source, c.tags FROM article a"
		    " CROSS JOIN content c ON c.id = a.id"
		    " LEFT JOIN body b ON b.arrival = a.arrival"
		    " WHERE a.id = ?",
		    err);
	query_int(&from, id);
	if (query_row(&from)) {
		query_start(&to, st, row_sql[op], err);
		query_int(&to, id);
		for (int i = 0; i < 4; i++) {
			const char *s = query_col_text(&from, i);
			query_textn(&to, s, query_col_len(&from, i));
		}
		status = query_run(&to);
	}
	enum status end = query_end(&from);
	return status == ST_OK ? end : status;
}

void fts_add(struct store *st, int64_t id)
{
	map_put(&st->index_queue, (const char *)&id, sizeof(id), NULL);
}

enum status fts_remove(struct store *st, int64_t id, struct err *err)
{
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
	enum status status = ST_OK;

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
}
