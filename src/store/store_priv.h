/* store_priv.h - inside the store: the connection, and SQL without tears.
 *
 * SQL stands beside the code that runs it, as literals; a statement is
 * prepared on its first use and kept by its text for the life of the
 * connection (store->stmts).
 *
 *	struct query q;
 *	query_start(&q, st, "SELECT id FROM feed WHERE url = ?", err);
 *	query_text(&q, url);
 *	while (query_row(&q))
 *		use(query_col_int(&q, 0));
 *	return query_end(&q);
 *
 * The first failure is kept in q.status and makes every later step a
 * no-op, so that one check at query_end() is enough. Bound strings are
 * borrowed until query_end(). The same SQL must not run inside itself.
 */
#ifndef THRUM_STORE_PRIV_H
#define THRUM_STORE_PRIV_H

#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/buf.h"
#include "thrum/base/map.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/article.h"
#include "thrum/store/articles.h"
#include "thrum/store/threads.h"
#include "thrum/store/store.h"

/* An article went from one thread to another (0 = from none). */
struct move {
	int64_t from, to;
};

/* A thread's central report. */
struct central {
	int64_t thread_id, article_id;
};

/* How many rows came, and how many of them are unread. */
struct tally {
	int64_t id, n, unread;
};
struct tallies {
	VEC_FIELDS(struct tally);
	struct map index; /* id -> place in it */
};
struct counts {
	int64_t articles, unread;
	int64_t arrivals; /* the last number given out; 0 = not read yet */
	int64_t threads, threads_unread;
	struct tallies feeds, tags;
};

/* New rows that wait (waiting.c): columns in the order of the statements that
 * write them. */
struct row_article {
	int64_t id, feed_id, arrival, flags, words, read_count, last_read;
	int64_t thread_id, copy_of;
	double score;
};
struct row_sighting {
	int64_t feed_id, guid_key, article_id, content_hash, raw_hash, state;
};
struct row_tag {
	int64_t article_id, tag_id, state;
};
struct row_member {
	int64_t article_id, near_id, fixed;
	void *why;
	size_t why_len;
};
struct row_thread {
	int64_t id, rank, first, last, n_articles, n_unread, n_starred;
	int64_t n_independent, n_sources, flags, central;
	uint8_t spark[THREAD_SPARK];
	const char *headline, *sources; /* NULL = none */
};
enum rows_kind {
	ROWS_ARTICLES,
	ROWS_SIGHTINGS,
	ROWS_TAGS,
	ROWS_THREADS,
	ROWS_MEMBERS,
};
struct rows_view {
	enum rows_kind kind;
	void *first;
	size_t n, size;
};
struct waiting_rows {
	struct {
		VEC_FIELDS(struct row_article);
	} articles;
	struct {
		VEC_FIELDS(struct row_sighting);
	} sightings;
	struct {
		VEC_FIELDS(struct row_tag);
	} tags;
	struct {
		VEC_FIELDS(struct row_thread);
	} threads;
	struct {
		VEC_FIELDS(struct row_member);
	} members;
	struct arena bytes; /* of members' reasons, of threads' words */
	struct map marks; /* struct row_key -> value */
	struct rows_view view; /* what is being written */
	bool any; /* does any row wait? */
};

/* What the index says of an article; NULL = nothing. */
struct fts_text {
	int64_t id;
	const char *title, *body, *source, *tags;
	size_t title_len, body_len;
};
/* Texts that are indexed soon, in order of their ids. */
struct fts_texts {
	VEC_FIELDS(struct fts_text);
	struct arena bytes;
	size_t size;
};

struct store {
	sqlite3 *db;
	enum store_mode mode;
	char *path;
	struct map stmts; /* SQL text -> sqlite3_stmt * */
	int id_bits; /* of an article's id count within its second */
	int depth; /* of store_begin() */
	int reads; /* of store_read_begin() */
	bool owns_read; /* the outermost of them began a transaction */
	bool poisoned; /* an inner rollback: the outermost must fail */
	struct map index_queue; /* ids that wait for fts_flush() */
	struct fts_texts index_texts; /* what else waits for it */
	int64_t index_last; /* below that all wait; INT64_MAX: all wait */
	struct map tag_ids; /* by name, in this transaction */
	struct map threads; /* ids that have rows, in this transaction */
	struct { /* for the next store_threads_refresh() */
		VEC_FIELDS(struct central);
	} centrals;
	struct waiting_rows rows; /* what waits for waiting_flush() */
	struct counts counts; /* what waits for counts_flush() */
	int64_t commits; /* of this connection */
	const atomic_bool *hurry; /* of store_hurry(), NULL = none */
	int64_t changed; /* by the newest store_change_scope() */
	int64_t look_left; /* steps that the page that is read may take */
	bool cut; /* the newest page took them all */
	struct { /* since the last store_threads_refresh() */
		VEC_FIELDS(struct move);
	} moves;
	size_t moves_kept; /* of them: from before the outermost begin */
	int64_t edit_entry; /* of the journal: writes down what moves in this
			     * transaction, 0 = none does */
};

/* ---- db.c ---- */
/* Translate a result code of SQLite; `doing` may be NULL. */
enum status db_fail(struct store *st, int rc, const char *doing,
		    struct err *err);
/* Several statements, no results. */
enum status db_exec(struct store *st, const char *sql, struct err *err)
	MUST_CHECK;
/* First column of the first row; *out unchanged when there is none. */
enum status db_int(struct store *st, const char *sql, int64_t *out,
		   struct err *err) MUST_CHECK;
void db_stmts_release(struct store *st);

struct query {
	struct store *st;
	sqlite3_stmt *stmt;
	struct err *err;
	enum status status;
	int n_bound;
};
void query_start(struct query *q, struct store *st, const char *sql,
		 struct err *err);
/* The same, ahead of the rows that wait: see waiting_priv.h. */
void query_ahead(struct query *q, struct store *st, const char *sql,
		 struct err *err);
/* Bind the next parameter. NULL text or blob is NULL. */
void query_int(struct query *q, int64_t v);
void query_double(struct query *q, double v);
void query_text(struct query *q, const char *s);
void query_textn(struct query *q, const char *s, size_t len);
void query_blob(struct query *q, const void *p, size_t len);
/* For a function of ours; `type` is a literal. */
void query_pointer(struct query *q, void *p, const char *type);
/* True while there is a row. */
bool query_row(struct query *q);
/* Reset; the first failure. */
enum status query_end(struct query *q) MUST_CHECK;
/* For statements without rows: step once and end. */
enum status query_run(struct query *q) MUST_CHECK;
/* Start, bind one integer, run. */
enum status query_run_int(struct store *st, const char *sql, int64_t v,
			  struct err *err) MUST_CHECK;

bool query_col_is_null(const struct query *q, int col);
int64_t query_col_int(const struct query *q, int col);
double query_col_double(const struct query *q, int col);
/* Borrowed until the next step; NULL for NULL. */
const char *query_col_text(const struct query *q, int col);
/* Bytes of a text or blob (0 for NULL). */
size_t query_col_len(const struct query *q, int col);
const void *query_col_blob(const struct query *q, int col);
/* Copies; NULL for NULL. */
char *query_col_dup(const struct query *q, int col);
char *query_col_arena(const struct query *q, int col, struct arena *arena);

/* ---- store.c ---- */
/* How much of the file is kept in memory: always, and for a while by who
 * reads far and wide and sets it back. */
enum { CACHE_KIB = 8 << 10, CACHE_WIDE_KIB = 16 << 10 };
enum status store_cache(struct store *st, int kib, struct err *err)
	MUST_CHECK;
/* End what store_begin() began: commit if `status` is ST_OK, else roll back
 * and hand `status` on. ST_NOT_FOUND and ST_USAGE are found before anything
 * is written: inside another transaction they do not spoil it. */
enum status store_done(struct store *st, enum status status, struct err *err)
	MUST_CHECK;

/* ---- schema.c ---- */
#define STORE_APPLICATION_ID 0x5468726d /* "Thrm" */
/* Brings a store from version `to - 1` to `to`. */
struct migration {
	int to;
	const char *sql;
};
/* Bring the store to the last step's version, all steps in one transaction
 * (none if it is there). */
enum status schema_migrate(struct store *st, const struct migration *steps,
			   size_t n, struct err *err) MUST_CHECK;
/* The real steps. */
const struct migration *schema_steps(size_t *n);
/* The same with the real steps; a store without tables gets all at once. */
enum status schema_bring(struct store *st, struct err *err) MUST_CHECK;

/* ---- schema_new.c ---- */
/* Make the tables of STORE_VERSION in an empty store. */
enum status schema_new(struct store *st, struct err *err) MUST_CHECK;

/* ---- fts.c ---- */
/* Give this connection the tokenizer "thrum". */
enum status fts_register(struct store *st, struct err *err) MUST_CHECK;

/* ---- fts_index.c ---- */
/* Have article `id` indexed, as it is when the transaction commits. */
void fts_add(struct store *st, int64_t id);
/* The same for a new one whose text is at hand (copied). */
enum status fts_add_text(struct store *st, const struct fts_text *t,
			 struct err *err) MUST_CHECK;
/* Take it out of the index; before its text changes. */
enum status fts_remove(struct store *st, int64_t id, struct err *err)
	MUST_CHECK;
/* Carry out what waits: before a commit, and before searching. */
enum status fts_flush(struct store *st, struct err *err) MUST_CHECK;
/* What waits was rolled back. */
void fts_forget(struct store *st);

/* ---- counts.c ---- */
/* A new article; *arrival = its number in the order of arrival. */
enum status counts_article(struct store *st, uint32_t flags,
			   int64_t *arrival, struct err *err) MUST_CHECK;
/* A new row of thread with articles that is not muted. */
void counts_thread(struct store *st, bool is_unread);
/* A new row of sighting or article_tag with that state. */
void counts_sighting(struct store *st, int64_t feed_id, int state);
void counts_tag(struct store *st, int64_t tag_id, int state);
/* Add them to the stored counters: before a commit, and before a check. */
enum status counts_flush(struct store *st, struct err *err) MUST_CHECK;
/* What waits was rolled back. */
void counts_forget(struct store *st);

/* ---- beginnings.c ---- */
struct beginning_at {
	uint32_t place; /* a field of an article */
	uint32_t word; /* place in words.entries */
};
struct beginning {
	char *folded;
	size_t len;
	struct map words; /* those that begin so -> whether they are needed:
			   * some one of those is wherever any is */
	struct { /* which words are where, in order of place */
		VEC_FIELDS(struct beginning_at);
	} at;
};
struct beginnings {
	VEC_FIELDS(struct beginning);
};
void beginnings_release(struct beginnings *b);
/* The one word of `s`, if it is so short that its words are worth knowing. */
void beginnings_add(struct beginnings *b, const char *s, size_t len);
/* NULL if it is not among them. */
const struct beginning *beginnings_find(const struct beginnings *b,
					const char *folded, size_t len);
struct beginnings_range {
	int64_t lo, hi; /* ids; cut to what was read */
	bool down; /* from hi on, else from lo on */
	bool unread_only;
	int rows_max; /* no more than so many are read ... */
	int hits_max; /* ... or have one of the words */
	int hits_min; /* fewer are of no use */
	int hits; /* out: articles with one of the words */
	bool is_whole; /* out: all of lo..hi was read */
	bool fills; /* out: the words may serve */
};
/* Gather the words in the first articles of the range. */
enum status beginnings_scan(struct store *st, struct beginnings *b,
			    struct beginnings_range *r, struct err *err)
	MUST_CHECK;

/* ---- tags.c ---- */
/* The form in which two tags are the same; caller frees. */
char *tag_key(const char *name);
/* Make article_tag say what `tags` (parted by LF, NULL = none) says. */
enum status tags_set(struct store *st, int64_t id, const char *tags,
		     struct err *err) MUST_CHECK;
/* The same for a new article, whose tags differ by their keys and whose
 * article_tag.state is to be `state`. */
enum status tags_add(struct store *st, int64_t id, const char *tags,
		     int state, struct err *err) MUST_CHECK;
/* The transaction, in which the ids of tags stay what they are, is over. */
void tags_forget(struct store *st);

/* ---- content.c ---- */
/* What content.url_hash holds for a url_key. */
int64_t url_hash(const char *key);

/* ---- articles.c ---- */
void uuid_to_text(const void *bytes, size_t len, char out[37]);
/* False unless 36 characters of the usual form. */
bool uuid_from_text(const char *text, unsigned char out[16]);

/* ---- threads.c, members.c ---- */
/* *id becomes the thread it stands for now (merged, or split off).
 * ST_NOT_FOUND. */
enum status thread_resolve(struct store *st, int64_t *id, struct err *err)
	MUST_CHECK;
/* Rows of threads went, or the transaction is over. */
void threads_forget(struct store *st);
/* Evidence as membership.why holds it, of a format of its own. */
void evidence_encode(const struct evidence_vec *why, struct buf *out);
void evidence_decode(const void *bytes, size_t len, struct evidence_vec *why);
/* Drop its links, both directions. */
enum status thread_unlink(struct store *st, int64_t id, struct err *err)
	MUST_CHECK;

/* ---- lists.c: enclosures, related, conversation, details as one blob */
void lists_encode(const struct article *a, struct buf *out);
enum status lists_decode(const void *bytes, size_t len, struct article *a)
	MUST_CHECK;

#endif
