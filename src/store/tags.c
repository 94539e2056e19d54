/* tags.c - tags as rows. content.tags has them as written, in order; the
 * rows of article_tag say the same for lists and counts. */
#include "config.h"

#include "waiting_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

char *tag_key(const char *name)
{
	struct buf b = BUF_INIT;

	text_fold(&b, name, strlen(name));
	return buf_detach(&b);
}

static enum status tag_id(struct store *st, const char *name, int64_t *id,
			  struct err *err)
{
	struct query q;
	uintptr_t *known = map_find(&st->tag_ids, name, strlen(name));

	if (known) {
		*id = (int64_t)*known;
		return ST_OK;
	}
	char *key = tag_key(name);
	*id = 0;
	query_ahead(&q, st, "SELECT id FROM tag WHERE key = ?", err);
	query_text(&q, key);
	if (query_row(&q))
		*id = query_col_int(&q, 0);
	enum status status = query_end(&q);
	if (status == ST_OK && !*id) {
		query_ahead(&q, st, "INSERT INTO tag (key, name) VALUES (?, ?)",
			    err);
		query_text(&q, key);
		query_text(&q, name);
		status = query_run(&q);
		*id = sqlite3_last_insert_rowid(st->db);
	}
	free(key);
	if (status == ST_OK)
		*map_put(&st->tag_ids, name, strlen(name), NULL) =
			(uintptr_t)*id;
	return status;
}

void tags_forget(struct store *st)
{
	map_release(&st->tag_ids);
}

static enum status add_new(struct store *st, struct row_tag row,
			   struct err *err)
{
	(void)err;
	waiting_tag(st, &row);
	counts_tag(st, row.tag_id, (int)row.state);
	return ST_OK;
}

static enum status add(struct store *st, struct row_tag row, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "INSERT OR IGNORE INTO article_tag (article_id, tag_id,"
		    " state) VALUES (?, ?, ?)",
		    err);
	query_int(&q, row.article_id);
	query_int(&q, row.tag_id);
	query_int(&q, row.state);
	enum status status = query_run(&q);
	if (status == ST_OK && sqlite3_changes(st->db))
		counts_tag(st, row.tag_id, (int)row.state);
	return status;
}

typedef enum status (*tag_fn)(struct store *st, struct row_tag row,
			      struct err *err);

static enum status each_tag(struct store *st, const char *tags,
			    struct row_tag row, tag_fn fn, struct err *err)
{
	enum status status = ST_OK;

	while (status == ST_OK && tags && *tags) {
		const char *end = tags + strcspn(tags, "\n");
		char *name = xstrndup(tags, (size_t)(end - tags));
		if (*name)
			status = tag_id(st, name, &row.tag_id, err);
		if (*name && status == ST_OK)
			status = fn(st, row, err);
		free(name);
		tags = *end ? end + 1 : end;
	}
	return status;
}

enum status tags_add(struct store *st, int64_t id, const char *tags,
		     int state, struct err *err)
{
	struct row_tag row = { .article_id = id, .state = state };

	return each_tag(st, tags, row, add_new, err);
}

enum status tags_set(struct store *st, int64_t id, const char *tags,
		     struct err *err)
{
	struct query q;
	int state = 0;
	enum status status = query_run_int(
		st, "DELETE FROM article_tag WHERE article_id = ?", id, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "SELECT iif(flags & 4, 2, flags & 1) FROM article"
		    " WHERE id = ?",
		    err);
	query_int(&q, id);
	if (query_row(&q))
		state = (int)query_col_int(&q, 0);
	status = query_end(&q);
	struct row_tag row = { .article_id = id, .state = state };
	return status == ST_OK ? each_tag(st, tags, row, add, err) : status;
}

enum status store_tags(struct store *st, int limit, struct arena *arena,
		       struct tag_row_vec *out, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT name, n_articles, n_unread FROM tag"
		    " WHERE n_articles > 0 ORDER BY n_articles DESC, name"
		    " LIMIT ?",
		    err);
	query_int(&q, limit);
	while (query_row(&q)) {
		struct tag_row row = {
			.name = query_col_arena(&q, 0, arena),
			.n_articles = query_col_int(&q, 1),
			.n_unread = query_col_int(&q, 2),
		};
		vec_push(out, row);
	}
	return query_end(&q);
}
