/* store.c - opening, transactions, totals and small named values.
 *
 * A store is looked at before SQLite may write to it: the header tells a
 * newer version and foreign files before the connection takes a lock, or
 * recovers or checkpoints anything.
 */
#include "config.h"

#include "thrum/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "plan_priv.h"
#include "waiting_priv.h"
#include "thrum/base/banned.h"

#define BUSY_MS 5000
enum { ID_BITS_MIN = 4, ID_BITS_MAX = 20 };
/* Source: sqlite.org/fileformat2.html s. 1.3. */
enum { HEADER_BYTES = 100, AT_USER_VERSION = 60, AT_APPLICATION_ID = 68 };

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static enum status not_a_store(const char *path, struct err *err)
{
	return err_set(err, ST_CORRUPT,
		       _("%s is not a store of thrum, or it is damaged: move "
			 "it away, or name another file"),
		       path);
}

static enum status newer(const char *path, struct err *err)
{
	return err_set(err, ST_VERSION,
		       _("%s was made by a newer version of thrum: update "
			 "thrum (nothing was changed)"),
		       path);
}

static enum status judge_header(const char *path, const unsigned char *h,
				int64_t n, struct err *err)
{
	if (n == 0)
		return ST_OK; /* made, but never written: as good as new */
	if (n < HEADER_BYTES || memcmp(h, "SQLite format 3", 16) != 0)
		return not_a_store(path, err);
	uint32_t version = big_endian(h + AT_USER_VERSION);
	uint32_t app = big_endian(h + AT_APPLICATION_ID);
	if (app != STORE_APPLICATION_ID && (app != 0 || version != 0))
		return not_a_store(path, err);
	return version > STORE_VERSION ? newer(path, err) : ST_OK;
}

/* Is a file there that we may open? Make an empty private one when there is
 * none and we may. An existing one is not opened here: closing it would take
 * away the locks that this process's other connections hold on it. Source:
 * sqlite.org/howtocorrupt.html s. 2.2. */
static enum status look_at(const char *path, enum store_mode mode,
			   struct err *err)
{
	int rights = mode == STORE_WRITE ? R_OK | W_OK : R_OK;
	struct stat sb;
	int fd;

	if (mode == STORE_WRITE) {
		fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd >= 0)
			close(fd);
	}
	if (stat(path, &sb) || access(path, rights))
		return err_errno(err, errno, _("cannot open the store %s"),
				 path);
	return S_ISREG(sb.st_mode) ? ST_OK : not_a_store(path, err);
}

/* The first bytes, read as they lie there: no lock, no log. */
static enum status look_into(struct store *st, struct err *err)
{
	unsigned char h[HEADER_BYTES] = { 0 };
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0;
	int rc = sqlite3_file_control(st->db, "main",
				      SQLITE_FCNTL_FILE_POINTER, &file);

	if (rc == SQLITE_OK && file && file->pMethods)
		rc = file->pMethods->xFileSize(file, &size);
	if (rc == SQLITE_OK && size > 0)
		rc = file->pMethods->xRead(
			file, h, size < HEADER_BYTES ? (int)size : HEADER_BYTES,
			0);
	if (rc != SQLITE_OK)
		return db_fail(st, rc, "look", err);
	return judge_header(st->path, h, size, err);
}

static enum status open_db(struct store *st, const char *name, int flags,
			   struct err *err)
{
	int rc = sqlite3_open_v2(name, &st->db,
				 flags | SQLITE_OPEN_NOMUTEX |
					 SQLITE_OPEN_EXRESCODE,
				 NULL);

	if (rc != SQLITE_OK)
		return db_fail(st, rc, "open", err);
	enum status status = look_into(st, err);
	if (status != ST_OK)
		return status;
	sqlite3_busy_timeout(st->db, BUSY_MS);
	/* No trust in what a file's schema could smuggle in, and no quiet
	 * writes while we only look. */
	sqlite3_db_config(st->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(st->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(st->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_extended_result_codes(st->db, 1);
	return ST_OK;
}

struct identity {
	int64_t version, app, tables;
};

/* In one transaction: another process may be making the store. */
static enum status read_identity(struct store *st, struct identity *out,
				 struct err *err)
{
	enum status status = store_read_begin(st, err);

	*out = (struct identity){ 0 };
	if (status != ST_OK)
		return status;
	status = db_int(st, "PRAGMA user_version", &out->version, err);
	if (status == ST_OK)
		status = db_int(st, "PRAGMA application_id", &out->app, err);
	if (status == ST_OK)
		status = db_int(st, "SELECT count(*) FROM sqlite_schema",
				&out->tables, err);
	store_read_end(st);
	return status;
}

/* The version once more, now with what the write-ahead log says. */
static enum status check_version(struct store *st, struct err *err)
{
	struct identity is;
	enum status status = read_identity(st, &is, err);

	if (status != ST_OK)
		return status;
	if (is.version > STORE_VERSION)
		return newer(st->path, err);
	if (is.version ? is.app != STORE_APPLICATION_ID : is.tables > 0)
		return not_a_store(st->path, err);
	if (st->mode == STORE_READ && is.version < STORE_VERSION)
		return err_set(err, ST_VERSION,
			       _("%s is from an older version: start thrum "
				 "once, it brings the store up to date"),
			       st->path);
	return ST_OK;
}

/* SQLite does not wait by itself where two programs make a store at once
 * and both turn on its log. */
static enum status use_log(struct store *st, struct err *err)
{
	const int step_ms = 20;
	enum status status = ST_BUSY;

	for (int ms = 0; status == ST_BUSY && ms < BUSY_MS; ms += step_ms) {
		if (ms)
			sqlite3_sleep(step_ms);
		status = db_exec(st,
				 "PRAGMA page_size = 16384;"
				 "PRAGMA journal_mode = WAL",
				 err);
	}
	return status;
}

enum status store_cache(struct store *st, int kib, struct err *err)
{
	char sql[40];

	snprintf(sql, sizeof(sql), "PRAGMA cache_size = %d", -kib);
	return db_exec(st, sql, err);
}

/* Pages of 16 KiB hold a row with its text whole and with little left over
 * (a tenth less than 8 KiB need, where reports have 2 KiB), and the index's
 * leaves; no memory map: it would count as ours, and a disk error would
 * kill us instead of being reported. No foreign keys: looking each parent up
 * again costs a fifth of what storing an article does. Parents are written in
 * the transaction of their children and only journal_drop() deletes any;
 * store_check() asks whether all hold. */
static enum status set_up_writer(struct store *st, struct err *err)
{
	enum status status = use_log(st, err);

	if (status == ST_OK)
		status = db_exec(st,
				 "PRAGMA synchronous = NORMAL;"
				 "PRAGMA foreign_keys = OFF;"
				 "PRAGMA secure_delete = OFF;"
				 "PRAGMA journal_size_limit = 33554432;"
				 "PRAGMA recursive_triggers = OFF",
				 err);
	if (status == ST_OK)
		status = store_cache(st, CACHE_KIB, err);
	if (status == ST_OK)
		status = schema_bring(st, err);
	if (status == ST_OK)
		sqlite3_db_config(st->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0,
				  NULL);
	return status;
}

static char *immutable_uri(const char *path)
{
	static const char hex[] = "0123456789ABCDEF";
	struct buf b = BUF_INIT;

	buf_adds(&b, path[0] == '/' ? "file://" : "file:");
	for (const char *p = path; *p; p++) {
		unsigned char c = (unsigned char)*p;
		if (c < 0x21 || c > 0x7e || strchr("%?#", c)) {
			buf_addc(&b, '%');
			buf_addc(&b, hex[c >> 4]);
			buf_addc(&b, hex[c & 15]);
		} else {
			buf_addc(&b, (char)c);
		}
	}
	buf_adds(&b, "?immutable=1");
	return buf_detach(&b);
}

/* In a folder that cannot be written, SQLite cannot share a log with
 * others. Without a log nobody else can be writing either: then the file is
 * read as it lies there. */
static enum status open_reader(struct store *st, struct err *err)
{
	enum status status = open_db(st, st->path, SQLITE_OPEN_READONLY, err);
	int64_t version;

	if (status == ST_OK)
		status = db_int(st, "PRAGMA user_version", &version, err);
	if (status != ST_READONLY && status != ST_IO)
		return status;
	char *wal = xasprintf("%s-wal", st->path);
	struct stat sb;
	bool has_log = stat(wal, &sb) == 0 && sb.st_size > 0;
	free(wal);
	if (has_log)
		return status;
	db_stmts_release(st);
	sqlite3_close(st->db);
	st->db = NULL;
	char *uri = immutable_uri(st->path);
	status = open_db(st, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
			 err);
	free(uri);
	return status;
}

/* How ids are made is the store's own, for ever (schema_new.c). */
static enum status read_id_bits(struct store *st, struct err *err)
{
	int64_t bits = 0;
	enum status status = store_meta_get_int(st, "id_bits", &bits, err);

	if (status == ST_OK && (bits < ID_BITS_MIN || bits > ID_BITS_MAX))
		return db_fail(st, SQLITE_CORRUPT, "id_bits", err);
	if (status == ST_OK)
		st->id_bits = (int)bits;
	return status;
}

static enum status open_all(struct store *st, struct err *err)
{
	enum status status;

	if (st->mode == STORE_READ)
		status = open_reader(st, err);
	else
		status = open_db(st, st->path, SQLITE_OPEN_READWRITE, err);
	if (status == ST_OK)
		status = fts_register(st, err);
	if (status == ST_OK)
		status = search_fn_register(st, err);
	if (status == ST_OK && st->mode == STORE_WRITE)
		status = waiting_register(st, err);
	if (status == ST_OK)
		status = check_version(st, err);
	if (status == ST_OK && st->mode == STORE_WRITE)
		status = set_up_writer(st, err);
	if (status == ST_OK && st->mode == STORE_READ)
		status = db_exec(st, "PRAGMA cache_size = -4096", err);
	if (status == ST_OK)
		status = read_id_bits(st, err);
	return status;
}

enum status store_open(const char *path, enum store_mode mode,
		       struct store **out, struct err *err)
{
	enum status status = look_at(path, mode, err);

	if (status != ST_OK)
		return status;
	/* Nobody asks SQLite for its memory statistics, and keeping them
	 * takes a lock at each malloc. Refused, and no matter, after the
	 * first connection. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	struct store *st = xcalloc(1, sizeof(*st));
	st->mode = mode;
	st->path = xstrdup(path);
	status = open_all(st, err);
	if (status == ST_OK)
		*out = st;
	else
		store_close(st);
	return status;
}

void store_close(struct store *st)
{
	if (!st)
		return;
	if (st->depth) {
		st->depth = 1;
		store_rollback(st);
	}
	db_stmts_release(st);
	sqlite3_close(st->db);
	vec_release(&st->moves);
	waiting_forget(st);
	fts_forget(st);
	tags_forget(st);
	threads_forget(st);
	counts_forget(st);
	free(st->path);
	free(st);
}

enum status store_begin(struct store *st, struct err *err)
{
	if (st->mode == STORE_READ)
		return err_set(err, ST_READONLY,
			       _("the store was opened for reading only"));
	if (st->depth == 0) {
		enum status status = ST_OK;
		/* Else one of store_read_begin(): it becomes a writing one. */
		if (sqlite3_get_autocommit(st->db))
			status = db_exec(st, "BEGIN IMMEDIATE", err);
		if (status != ST_OK)
			return status;
		st->poisoned = false;
		st->moves_kept = st->moves.len;
	}
	st->depth++;
	return ST_OK;
}

/* Back to no transaction, whatever SQLite has done by itself. */
static void abandon(struct store *st)
{
	if (!sqlite3_get_autocommit(st->db))
		sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
	st->depth = 0;
	st->edit_entry = 0;
	waiting_forget(st);
	fts_forget(st);
	tags_forget(st);
	threads_forget(st);
	counts_forget(st);
	if (st->moves.len > st->moves_kept)
		st->moves.len = st->moves_kept;
}

enum status store_commit(struct store *st, struct err *err)
{
	if (st->depth == 0)
		BUG("store_commit() without store_begin()");
	if (st->depth > 1) {
		st->depth--;
		return ST_OK;
	}
	/* A full disk makes SQLite roll back on its own. */
	if (st->poisoned || sqlite3_get_autocommit(st->db)) {
		abandon(st);
		return err_set(err, ST_CANCELLED,
			       _("the changes were taken back because one of "
				 "them failed"));
	}
	enum status status = waiting_flush(st, err);
	/* Before the counters, which make FTS5 write out what it has. */
	if (status == ST_OK)
		status = fts_flush(st, err);
	if (status == ST_OK)
		status = counts_flush(st, err);
	if (status == ST_OK)
		status = db_exec(st, "COMMIT", err);
	if (status != ST_OK) {
		abandon(st);
		return status;
	}
	st->depth = 0;
	st->edit_entry = 0;
	tags_forget(st);
	threads_forget(st);
	st->commits++;
	return ST_OK;
}

void store_rollback(struct store *st)
{
	if (st->depth > 1) {
		st->depth--;
		st->poisoned = true;
	} else {
		abandon(st);
	}
}

enum status store_done(struct store *st, enum status status, struct err *err)
{
	if (status == ST_OK)
		return store_commit(st, err);
	if (st->depth > 1 && (status == ST_NOT_FOUND || status == ST_USAGE))
		st->depth--;
	else
		store_rollback(st);
	return status;
}

enum status store_read_begin(struct store *st, struct err *err)
{
	/* Inside another transaction all queries see one state anyway. */
	if (st->reads == 0 && sqlite3_get_autocommit(st->db)) {
		enum status status = db_exec(st, "BEGIN", err);
		if (status != ST_OK)
			return status;
		st->owns_read = true;
	}
	st->reads++;
	return ST_OK;
}

void store_read_end(struct store *st)
{
	if (st->reads == 0 || --st->reads > 0 || !st->owns_read)
		return;
	st->owns_read = false;
	if (!sqlite3_get_autocommit(st->db))
		sqlite3_exec(st->db, "COMMIT", NULL, NULL, NULL);
}

void store_hurry(struct store *st, const atomic_bool *flag)
{
	st->hurry = flag;
}

int64_t store_version_seen(struct store *st)
{
	int64_t v = 0;

	if (db_int(st, "PRAGMA data_version", &v, NULL) != ST_OK)
		v = 0;
	return v + st->commits;
}

enum status store_counts(struct store *st, struct store_counts *out,
			 struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT articles, unread, threads, threads_unread, feeds"
		    " FROM total",
		    err);
	if (query_row(&q))
		*out = (struct store_counts){
			.articles = query_col_int(&q, 0),
			.unread = query_col_int(&q, 1),
			.threads = query_col_int(&q, 2),
			.threads_unread = query_col_int(&q, 3),
			.feeds = query_col_int(&q, 4),
		};
	return query_end(&q);
}

enum status store_meta_get_int(struct store *st, const char *key,
			       int64_t *out, struct err *err)
{
	struct query q;
	int64_t v = 0;

	query_start(&q, st, "SELECT value FROM meta WHERE key = ?", err);
	query_text(&q, key);
	if (query_row(&q))
		v = query_col_int(&q, 0);
	enum status status = query_end(&q);
	if (status == ST_OK)
		*out = v;
	return status;
}

enum status store_meta_set_int(struct store *st, const char *key, int64_t v,
			       struct err *err)
{
	struct query q;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "INSERT INTO meta (key, value) VALUES (?, ?)"
		    " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
		    err);
	query_text(&q, key);
	query_int(&q, v);
	return store_done(st, query_run(&q), err);
}
