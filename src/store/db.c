/* db.c - statements, columns, and what SQLite's result codes mean to
 * people. The rest of the store never looks at a result code. */
#include "config.h"

#include "waiting_priv.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

/* An I/O error whose cause the system told. */
static enum status io_fail(struct store *st, struct err *err)
{
	int errnum = st->db ? sqlite3_system_errno(st->db) : 0;

	switch (errnum) {
	case ENOSPC:
	case EDQUOT:
		return err_set(err, ST_FULL,
			       _("the disk with %s is full: make room, then "
				 "try again (nothing stored was lost)"),
			       st->path);
	case EROFS:
	case EACCES:
	case EPERM:
		return err_set(err, ST_READONLY,
			       _("%s cannot be written: check the rights of "
				 "the file and its folder"),
			       st->path);
	case 0:
		return err_set(err, ST_IO,
			       _("cannot read or write %s: check the disk"),
			       st->path);
	default:
		return err_set(err, ST_IO,
			       _("cannot read or write %s: %s"), st->path,
			       strerror(errnum));
	}
}

static enum status translate(struct store *st, int rc, struct err *err)
{
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ST_BUSY,
			       _("another program is writing to %s: try "
				 "again in a moment"),
			       st->path);
	case SQLITE_FULL:
		return err_set(err, ST_FULL,
			       _("the disk with %s is full: make room, then "
				 "try again (nothing stored was lost)"),
			       st->path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return err_set(err, ST_READONLY,
			       _("%s cannot be opened for writing: check the "
				 "rights of the file and its folder"),
			       st->path);
	case SQLITE_IOERR:
		return io_fail(st, err);
	case SQLITE_NOMEM:
	case SQLITE_TOOBIG:
		return err_set(err, ST_LIMIT,
			       _("something is too large to be stored"));
	case SQLITE_INTERRUPT:
		return err_set(err, ST_CANCELLED, _("cancelled"));
	default:
		/* CORRUPT, NOTADB; a missing table or a broken constraint
		 * is damage too. */
		return err_set(err, ST_CORRUPT,
			       _("the store %s is damaged: run \"thrum "
				 "doctor\", or restore it from a backup"),
			       st->path);
	}
}

enum status db_fail(struct store *st, int rc, const char *doing,
		    struct err *err)
{
	enum status status = translate(st, rc, err);

	err_detail(err, "SQLite %d: %s%s%s", rc,
		   st->db ? sqlite3_errmsg(st->db) : sqlite3_errstr(rc),
		   doing ? " in " : "", doing ? doing : "");
	return status;
}

enum status db_exec(struct store *st, const char *sql, struct err *err)
{
	if (st->rows.any) {
		enum status status = waiting_flush(st, err);
		if (status != ST_OK)
			return status;
	}
	int rc = sqlite3_exec(st->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ST_OK : db_fail(st, rc, sql, err);
}

enum status db_int(struct store *st, const char *sql, int64_t *out,
		   struct err *err)
{
	struct query q;

	query_start(&q, st, sql, err);
	if (query_row(&q))
		*out = query_col_int(&q, 0);
	return query_end(&q);
}

void db_stmts_release(struct store *st)
{
	for (size_t i = 0; i < st->stmts.n_entries; i++)
		if (st->stmts.entries[i].key)
			sqlite3_finalize(
				(sqlite3_stmt *)st->stmts.entries[i].value);
	map_release(&st->stmts);
}

void query_start(struct query *q, struct store *st, const char *sql,
		 struct err *err)
{
	enum status status = st->rows.any ? waiting_flush(st, err) : ST_OK;

	if (status == ST_OK)
		query_ahead(q, st, sql, err);
	else
		*q = (struct query){ .st = st, .err = err, .status = status };
}

void query_ahead(struct query *q, struct store *st, const char *sql,
		 struct err *err)
{
	size_t len = strlen(sql);
	uintptr_t *slot = map_find(&st->stmts, sql, len);

	*q = (struct query){ .st = st, .err = err };
	if (slot) {
		q->stmt = (sqlite3_stmt *)*slot;
		return;
	}
	int rc = sqlite3_prepare_v3(st->db, sql, (int)len + 1,
				    SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
	if (rc != SQLITE_OK) {
		q->status = db_fail(st, rc, sql, err);
		return;
	}
	*map_put(&st->stmts, sql, len, NULL) = (uintptr_t)q->stmt;
}

static void bound(struct query *q, int rc)
{
	if (rc != SQLITE_OK && q->status == ST_OK)
		q->status = db_fail(q->st, rc, "bind", q->err);
}

void query_int(struct query *q, int64_t v)
{
	if (q->status == ST_OK)
		bound(q, sqlite3_bind_int64(q->stmt, ++q->n_bound, v));
}

void query_double(struct query *q, double v)
{
	if (q->status == ST_OK)
		bound(q, sqlite3_bind_double(q->stmt, ++q->n_bound, v));
}

void query_text(struct query *q, const char *s)
{
	query_textn(q, s, s ? strlen(s) : 0);
}

void query_textn(struct query *q, const char *s, size_t len)
{
	if (q->status == ST_OK)
		bound(q, sqlite3_bind_text64(q->stmt, ++q->n_bound, s, len,
					     SQLITE_STATIC, SQLITE_UTF8));
}

void query_blob(struct query *q, const void *p, size_t len)
{
	if (q->status == ST_OK)
		bound(q, sqlite3_bind_blob64(q->stmt, ++q->n_bound, p, len,
					     SQLITE_STATIC));
}

void query_pointer(struct query *q, void *p, const char *type)
{
	if (q->status == ST_OK)
		bound(q, sqlite3_bind_pointer(q->stmt, ++q->n_bound, p, type,
					      NULL));
}

bool query_row(struct query *q)
{
	if (q->status != ST_OK)
		return false;
	int rc = sqlite3_step(q->stmt);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		q->status = db_fail(q->st, rc, sqlite3_sql(q->stmt), q->err);
	return false;
}

enum status query_end(struct query *q)
{
	if (q->stmt) {
		sqlite3_reset(q->stmt);
		sqlite3_clear_bindings(q->stmt);
		q->stmt = NULL;
	}
	return q->status;
}

enum status query_run(struct query *q)
{
	query_row(q);
	return query_end(q);
}

enum status query_run_int(struct store *st, const char *sql, int64_t v,
			  struct err *err)
{
	struct query q;

	query_start(&q, st, sql, err);
	query_int(&q, v);
	return query_run(&q);
}

bool query_col_is_null(const struct query *q, int col)
{
	return sqlite3_column_type(q->stmt, col) == SQLITE_NULL;
}

int64_t query_col_int(const struct query *q, int col)
{
	return sqlite3_column_int64(q->stmt, col);
}

double query_col_double(const struct query *q, int col)
{
	return sqlite3_column_double(q->stmt, col);
}

const char *query_col_text(const struct query *q, int col)
{
	return (const char *)sqlite3_column_text(q->stmt, col);
}

size_t query_col_len(const struct query *q, int col)
{
	return (size_t)sqlite3_column_bytes(q->stmt, col);
}

const void *query_col_blob(const struct query *q, int col)
{
	return sqlite3_column_blob(q->stmt, col);
}

char *query_col_dup(const struct query *q, int col)
{
	const char *s = query_col_text(q, col);

	return s ? xstrndup(s, query_col_len(q, col)) : NULL;
}

char *query_col_arena(const struct query *q, int col, struct arena *arena)
{
	const char *s = query_col_text(q, col);

	return s ? arena_strndup(arena, s, query_col_len(q, col)) : NULL;
}
