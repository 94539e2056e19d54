/* store.h - the articles' home: one SQLite file.
 *
 * The only layer that sees sqlite3.h. A `struct store` is one connection:
 * the worker (or a command) opens one for writing, the screen one for
 * reading; each is used by one thread at a time. WAL, so that readers never
 * wait for the writer. All changes run in store_begin()..store_commit();
 * a function that writes outside of one runs in its own.
 *
 * Schema: src/store/schema_new.c, with what each table and index is for.
 * Errors everywhere: ST_BUSY (locked longer than 5 s), ST_FULL, ST_READONLY,
 * ST_CORRUPT, ST_IO; the transaction is then rolled back by the caller's
 * store_rollback(), which cannot fail.
 */
#ifndef THRUM_STORE_STORE_H
#define THRUM_STORE_STORE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"

struct store;

enum store_mode {
	STORE_READ, /* must exist */
	STORE_WRITE, /* made (0600) and migrated when needed */
};

#define STORE_VERSION 8 /* PRAGMA user_version of what we write */

/* Open `path`. ST_VERSION: made by a newer program, nothing was touched.
 * ST_CORRUPT: not a store, or damaged. ST_NOT_FOUND: STORE_READ and absent.
 * A store that is older is migrated in one transaction (STORE_WRITE), or
 * refused with ST_VERSION and a sentence (STORE_READ). */
enum status store_open(const char *path, enum store_mode mode,
		       struct store **out, struct err *err) MUST_CHECK;
/* NULL is fine. Checkpoints when it was the last writer. */
void store_close(struct store *st);

/* Transactions nest by counting: only the outermost one commits; a
 * rollback inside makes the outermost commit fail with ST_CANCELLED.
 * store_begin() takes the write lock at once (BEGIN IMMEDIATE). */
enum status store_begin(struct store *st, struct err *err) MUST_CHECK;
enum status store_commit(struct store *st, struct err *err) MUST_CHECK;
void store_rollback(struct store *st);
/* A read transaction: all queries until store_read_end() see one state. */
enum status store_read_begin(struct store *st, struct err *err) MUST_CHECK;
void store_read_end(struct store *st);

/* While it is set a long commit looks at this flag, and gives up all of its
 * transaction with ST_CANCELLED once it is true. NULL: nobody hurries. The
 * flag is borrowed until the next call; any thread may set it. */
void store_hurry(struct store *st, const atomic_bool *flag);

/* Grows with every commit of any process: cheap to poll. Source: SQLite
 * PRAGMA data_version, plus our own writes. */
int64_t store_version_seen(struct store *st);

/* Totals, stored: one row read. */
struct store_counts {
	int64_t articles, unread; /* copies counted, deleted ones not */
	int64_t threads, threads_unread; /* muted ones not */
	int64_t feeds;
};
enum status store_counts(struct store *st, struct store_counts *out,
			 struct err *err) MUST_CHECK;

/* Small named values (last visit, generation of the threading state).
 * store_meta_get: 0 / unchanged buffer when absent, which is no error. */
#define META_LAST_VISIT "last_visit"
enum status store_meta_get_int(struct store *st, const char *key,
			       int64_t *out, struct err *err) MUST_CHECK;
enum status store_meta_set_int(struct store *st, const char *key, int64_t v,
			       struct err *err) MUST_CHECK;

/* Is all well? Runs integrity_check, foreign_key_check, the FTS index's own
 * check, and recounts every stored counter. Appends a sentence a finding to
 * `report`; *findings = how many. With `repair`, counters and the index are
 * made right (not damage of the file itself). Reads all. */
enum store_check_mode { STORE_CHECK, STORE_CHECK_REPAIR };
enum status store_check(struct store *st, enum store_check_mode mode,
			struct buf *report, int *findings, struct err *err)
	MUST_CHECK;

#endif
