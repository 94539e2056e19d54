/* app_priv.h - what the modules of app/ share. */
#ifndef THRUM_APP_APP_PRIV_H
#define THRUM_APP_APP_PRIV_H

#include "thrum/app/app.h"
#include "thrum/base/vec.h"
#include "thrum/model/edit.h"
#include "thrum/model/feed.h"

/* ---- words.c ---- */
/* Split a command as people write it in the feeds file or the config:
 * blanks part words, "..." and '...' hold them together, a backslash takes
 * the next character as it is, a leading `~/` is HOME. No shell, no
 * variables, no patterns. Appends; ST_USAGE when a quote is left open. */
enum status words_split(const char *s, size_t len, struct str_vec *out,
			struct err *err) MUST_CHECK;

/* ---- local.c ---- */
/* The path in "file:///a%20b" (RFC 8089; no host, or localhost); caller
 * frees; NULL when it is none. */
char *local_path(const char *url);

/* ---- due.c: when to ask a feed again. Pure. ---- */
#define DUE_NEVER INT64_MAX /* a stopped feed (410) */
struct due_facts {
	int64_t now;
	int64_t interval_s; /* the reader's: not sooner than this */
	int64_t max_age_s; /* the server's, -1 = not said */
	int64_t retry_after_s; /* the server's, -1 = not said */
	int32_t ttl_min; /* the feed's, 0 = not said */
	int32_t failures; /* in a row, this one counted; 0 = success */
	int32_t http; /* status, 0 = no answer */
	uint32_t skip_hours; /* bit an hour, UTC */
	uint8_t skip_days; /* bit a day, 0 = Sunday */
	int64_t newest; /* when its newest article is from, 0 = not known */
	int64_t gap_s; /* usual time between two of its articles, 0 = ... */
	int64_t last_wait_s; /* of its last good answer, 0 = there is none */
	uint64_t seed; /* spreads what would come back at once, 0 = not */
};
int64_t due_next(const struct due_facts *f);
/* Is `at` in an hour or on a day that is not to be asked in? Never when all
 * of them are. */
bool due_is_skipped(uint32_t skip_hours, uint8_t skip_days, int64_t at);
/* The usual time between these, newest first; 0 when it cannot be said. */
int64_t due_gap_s(const int64_t *times, size_t n);
#define DUE_TIMES 12 /* are enough to know */

/* ---- manners.c: how this feed wants to be asked ---- */
struct fetch_request;
struct arena;
/* The feed's own proxy, user agent and password (tags of the feeds file,
 * urls.h) into `req`, whose address is set; strings in `arena`. Fails when
 * the file with the password cannot be used. */
enum status manners_apply(const struct feed *f, struct arena *arena,
			  struct fetch_request *req, struct err *err)
	MUST_CHECK;

/* ---- batch.c: articles and feed states written together ---- */
struct batch {
	/* In order of arrival; owned by the batch unless borrowed. */
	VEC_FIELDS(struct article *);
	/* States to write in the same transaction; borrowed until then. */
	struct {
		VEC_FIELDS(const struct feed *);
	} feeds;
	size_t bytes; /* of text held, about */
	bool frees; /* an article goes when it is written: its place is NULL
		     * then, and its memory serves the threading */
	int64_t since_ms; /* clock_mono_ms() of the first thing in it */
	/* Called every now and then while it is written; NULL = nobody.
	 * Does nothing to the store or the batch. */
	void (*meanwhile)(void *ctx);
	void *ctx;
};
/* Owns `a` from now on. */
void batch_add(struct batch *b, struct article *a);
void batch_add_feed(struct batch *b, const struct feed *f);
/* article_complete() each, refuse dates far ahead, sort by time (stable). */
void batch_complete(struct batch *b, int64_t now);
/* Complete, store, thread, write the feeds' states: one transaction.
 * The batch is not emptied; after a failure the store is as before. */
enum status batch_write(struct app *app, struct batch *b,
			struct app_report *report, struct err *err) MUST_CHECK;
/* Frees the articles and empties it. */
void batch_clear(struct batch *b);
void batch_release(struct batch *b);

/* ---- adder.c: new articles into threads, beside the store's work ---- */
/* From adder_new() to adder_wait() or adder_free() nobody else uses
 * app->topic; threading_expect() was before. One thread. */
struct adder;
/* For new articles of `b`, which outlives it. */
struct adder *adder_new(struct app *app, struct batch *b);
/* It is stored. Borrowed, or its to free when the batch frees. */
void adder_push(struct adder *ad, struct article *a);
enum adder_stage {
	ADDER_ADDED, /* nothing is needed of the articles any more */
	ADDER_DECIDED, /* as after threading_decide() */
};
/* No more come: wait until it is so far. ST_CANCELLED: somebody hurries. */
enum status adder_wait(struct adder *ad, enum adder_stage stage,
		       struct err *err) MUST_CHECK;
/* Whatever it is at is left; the state fits nothing unless it was decided. */
void adder_free(struct adder *ad);

/* ---- thread.c: the threading state and the store in step ---- */
/* All of these run inside the caller's write transaction. After a failure
 * or a rollback the caller calls threading_drop(): the state in memory is
 * ahead of the store's. */
/* Load the state unless what we hold is the store's newest. */
enum status threading_open(struct app *app, struct err *err) MUST_CHECK;
/* These are added next: before the first of them. */
enum status threading_expect(struct app *app, struct article *const *articles,
			     size_t n, struct err *err) MUST_CHECK;
void threading_add(struct app *app, const struct article *a);
/* Everything that was added comes into its thread; no use of the store. */
void threading_decide(struct app *app);
/* What was decided: write memberships and what lists show, the state's
 * changes. Names and related threads of what changed: relate.c. */
enum threading_when {
	THREADING_NOW, /* with it */
	THREADING_LATER, /* by relate_due() */
};
enum status threading_write(struct app *app, enum threading_when when,
			    struct app_report *report, struct err *err)
	MUST_CHECK;
void threading_drop(struct app *app);
/* Edits were taken back in the store, and these articles put back into the
 * threads they were in: tell topic/, and write what it makes of it. */
enum status threading_take_back(struct app *app, const struct id_vec *moved,
				struct app_report *report, struct err *err)
	MUST_CHECK;

/* ---- relate.c: names of threads, related threads ---- */
/* All but relate_due() inside the caller's transaction, with the state. */
struct id_vec;
enum status relate_now(struct app *app, const struct id_vec *ids,
		       struct err *err) MUST_CHECK;
/* Remember them for relate_due(), in the store too. */
enum status relate_later(struct app *app, const struct id_vec *ids,
			 struct err *err) MUST_CHECK;
/* Of those that are remembered: who could lose a report to the `n` articles
 * that come, the newest of `newest`. */
enum status relate_leaving(struct app *app, int64_t newest, size_t n,
			   struct err *err) MUST_CHECK;
/* The state was loaded: who is due? */
enum status relate_resume(struct app *app, struct err *err) MUST_CHECK;
/* The state goes. */
void relate_forget(struct app *app);
/* All that are remembered. */
enum status relate_all(struct app *app, struct err *err) MUST_CHECK;
/* The same, here or by somebody else, in transactions of a fraction of a
 * second; between them the hooks are called. Who is in a hurry leaves the
 * rest to the next one. At the end of all that threads with
 * THREADING_LATER. */
enum status relate_due(struct app *app, const struct app_hooks *hooks,
		       struct err *err) MUST_CHECK;

/* ---- wake.c ---- */
/* Wake the snoozed threads whose rules hold; inside a transaction. *woken =
 * how many. */
enum status wake_check(struct app *app, int64_t *woken, struct err *err)
	MUST_CHECK;

/* ---- edits.c ---- */
/* The thread that the store has the article in. ST_NOT_FOUND: in none. */
enum status edits_thread_of(struct app *app, int64_t article_id,
			    int64_t *out, struct err *err) MUST_CHECK;

/* ---- fulltext.c ---- */
struct fetch_response;
/* The text of the page that came, into `a`, when it is better. Errors: the
 * response's, the page's, ST_UNSUPPORTED when the old text is as good. */
enum status fulltext_read(struct article *a, const struct fetch_response *r,
			  struct err *err) MUST_CHECK;
/* The same for a stored article, and store it; what became of it is
 * counted and said in `report`. Fails only when the store does. */
enum status fulltext_store(struct app *app, int64_t id,
			   const struct fetch_response *r,
			   struct app_report *report, struct err *err)
	MUST_CHECK;
/* The request for the page of article `id` (its strings in `arena`):
 * ST_NOT_FOUND, ST_UNSUPPORTED (it has no page). */
enum status fulltext_request(struct app *app, int64_t id, struct arena *arena,
			     struct fetch_request *out, struct err *err)
	MUST_CHECK;

/* ---- fetch.c ---- */
/* A fetch runs in this app: it fetches these pages too, and stores their
 * texts as they come. */
enum status fetch_texts(struct app *app, const int64_t *ids, size_t n,
			struct app_report *report, struct err *err)
	MUST_CHECK;

/* ---- feeds.c ---- */
/* The id of the local feed called `title`, made when absent. */
enum status feeds_local(struct app *app, const char *title, int64_t *id,
			struct err *err) MUST_CHECK;
/* Append lines for these to the feeds file, but what is in it already;
 * *added = how many. */
enum status feeds_append(struct app *app, struct feed *const *feeds, size_t n,
			 size_t *added, struct err *err) MUST_CHECK;

/* ---- import.c ---- */
/* Every article its local feed by its source; then stored in batches. Takes
 * the articles out of `r`. */
enum status import_store(struct app *app, struct import_result *r,
			 const struct app_hooks *hooks,
			 struct app_report *report, struct err *err)
	MUST_CHECK;

/* ---- searches.c ---- */
struct job;
/* JOB_CHANGE_SCOPE; the feed of its scope may be a saved search. */
enum status searches_change(struct store *store, const struct job *j,
			    int64_t now, struct err *err) MUST_CHECK;

/* ---- app.c ---- */
/* What the configuration says of fetching, into `opts` (borrowed from the
 * app); limits that are set already stay. */
struct fetch_options;
void app_fetch_options(const struct app *app, struct fetch_options *opts);
/* Commit, or roll back, drop the threading state and keep `st` when it is
 * a failure already. */
enum status app_end(struct app *app, enum status st, struct err *err)
	MUST_CHECK;
/* Note what is wrong with a file of the reader's, one line each ("line 7:
 * ..."), with its path in front. */
void app_add_problems(struct app *app, const char *path,
		      const struct buf *lines);
/* A sentence for the report. */
void app_report_error(struct app_report *r, const char *fmt, ...)
	PRINTF_LIKE(2, 3);
/* The same for what is no failure. */
void app_report_note(struct app_report *r, const char *fmt, ...)
	PRINTF_LIKE(2, 3);
static inline bool app_cancelled(const struct app *app)
{
	return atomic_load(&app->cancel);
}

#endif
