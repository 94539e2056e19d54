/* rules.c - see rules.h. A rule is kept by its text: `why` shows it as it
 * was when it fitted. */
#include "config.h"

#include "thrum/store/rules.h"

#include "journal_priv.h"

#include "thrum/base/banned.h"

static enum status rule_id(struct store *st, const char *text, int64_t *out,
			   struct err *err)
{
	struct query q;

	query_start(&q, st, "INSERT OR IGNORE INTO rule (text) VALUES (?)",
		    err);
	query_text(&q, text);
	enum status status = query_run(&q);
	if (status != ST_OK)
		return status;
	query_start(&q, st, "SELECT id FROM rule WHERE text = ?", err);
	query_text(&q, text);
	if (query_row(&q))
		*out = query_col_int(&q, 0);
	return query_end(&q);
}

enum status store_rule_note(struct store *st, int64_t article_id,
			    const char *text, int points, struct err *err)
{
	struct query q;
	int64_t id = 0;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = rule_id(st, text, &id, err);
	if (status == ST_OK) {
		query_start(&q, st,
			    "INSERT OR IGNORE INTO rule_hit (article_id,"
			    " rule_id) VALUES (?, ?)",
			    err);
		query_int(&q, article_id);
		query_int(&q, id);
		status = query_run(&q);
	}
	if (status == ST_OK && points && sqlite3_changes(st->db)) {
		query_start(&q, st,
			    "UPDATE article SET points = points + ?"
			    " WHERE id = ?",
			    err);
		query_int(&q, points);
		query_int(&q, article_id);
		status = query_run(&q);
	}
	return store_done(st, status, err);
}

enum status store_rules_of(struct store *st, int64_t article_id,
			   struct str_vec *out, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT r.text FROM rule_hit h JOIN rule r"
		    " ON r.id = h.rule_id WHERE h.article_id = ?"
		    " ORDER BY r.id",
		    err);
	query_int(&q, article_id);
	while (query_row(&q))
		str_vec_add(out, query_col_text(&q, 0));
	return query_end(&q);
}

enum status store_rules_clear(struct store *st, struct err *err)
{
	enum status status = store_begin(st, err);

	if (status == ST_OK)
		status = store_done(
			st,
			db_exec(st,
				"DELETE FROM rule_hit; DELETE FROM rule;"
				"UPDATE article SET points = 0"
				" WHERE points <> 0",
				err),
			err);
	return status;
}

static enum status drop_newest(struct store *st, struct err *err)
{
	int64_t id = 0;
	enum status status =
		db_int(st, "SELECT max(id) FROM journal", &id, err);

	return status == ST_OK ? journal_drop(st, id, id, err) : status;
}

enum status store_rule_kill(struct store *st, const int64_t *ids, size_t n,
			    int64_t now, struct err *err)
{
	int64_t changed = 0;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = store_change(st, CHANGE_KILL, ids, n, NULL, now, &changed,
			      err);
	if (status == ST_OK && changed)
		status = drop_newest(st, err);
	return store_done(st, status, err);
}
