/* app.h - the program apart from its faces: what cli and ui call.
 *
 * One `struct app` is a place (paths), its configuration, the feeds file
 * and a writer connection to the store, with the threading state loaded on
 * first need. One thread at a time: a command's only thread, or the
 * reader's worker (while many new articles are written a thread of its own
 * helps it). Every function that changes the store runs in transactions of
 * its own and leaves it whole.
 */
#ifndef THRUM_APP_APP_H
#define THRUM_APP_APP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"
#include "thrum/conf/config.h"
#include "thrum/model/article.h"
#include "thrum/store/articles.h"
#include "thrum/store/journal.h"
#include "thrum/store/threads.h"
#include "thrum/text/blocks.h"

struct opml_feed;
struct pages;
struct refresh;
struct store;
struct theme;
struct topic;

struct app {
	char *config_dir, *data_dir; /* owned */
	char *store_path, *urls_path; /* owned */
	struct config config;
	struct buf problems; /* of the configuration files, a line each */
	struct store *store; /* writer; NULL until app_store() */
	struct topic *topic; /* NULL until needed */
	const struct app_hooks *hooks; /* of the fetch or import that runs */
	struct refresh *refresh; /* the app_fetch() that runs, or NULL */
	struct pages *pages; /* the app_fulltext() that runs, or NULL */
	int64_t topic_generation; /* of the state that `topic` holds */
	struct id_vec due; /* threads that wait for relate_due() */
	int64_t urls_mark[3]; /* size, mtime s and ns of the feeds file read */
	atomic_bool cancel; /* set by any thread; long jobs look at it */
	atomic_bool hurry; /* set with it by who cannot wait: the batch that is
			    * being written is given up as well */
};

struct app_paths {
	const char *config_dir, *data_dir; /* NULL = XDG (path_home()) */
	const char *store_path; /* NULL = data_dir/thrum.db */
	const char *urls_path; /* NULL = config_dir/urls */
};

/* Paths and configuration; opens no store. Problems in the files do not
 * fail it: they are in app->problems. */
enum status app_new(const struct app_paths *paths, struct app **out,
		    struct err *err) MUST_CHECK;
void app_free(struct app *app);
/* Other settings from now on: `text` is a config file without mistakes. No
 * job may be running. */
void app_reconfigure(struct app *app, const char *text);
/* The writer connection, opened (and the store made) on the first call. */
enum status app_store(struct app *app, struct store **out, struct err *err)
	MUST_CHECK;

/* ---- what came of something, for status lines and exit codes ---- */
struct app_report {
	int64_t feeds, feeds_unchanged, feeds_failed;
	int64_t articles_new, articles_revised, articles_seen;
	int64_t threads_changed;
	struct str_vec errors; /* one sentence a failure */
	struct str_vec notes; /* good to know: a feed that has moved */
};
void app_report_release(struct app_report *r);

/* Progress of a long job; called on the job's own thread. */
struct app_progress {
	const char *what; /* "fetching", "threading" ... translated */
	int64_t done, total; /* total 0 = unknown */
	int64_t articles_new;
};
typedef void (*app_progress_fn)(const struct app_progress *p, void *ctx);
struct app_hooks { /* a zeroed one is valid */
	app_progress_fn progress;
	/* Called between transactions, several times a second during a
	 * fetch: the store may be changed in it. */
	void (*idle)(void *ctx);
	/* Called when a batch has been committed. */
	void (*stored)(void *ctx);
	/* Called with each sentence that goes into a report's errors and
	 * notes, when it does. */
	void (*said)(const char *sentence, void *ctx);
	void *ctx;
};

/* ---- feeds (feeds file and store in step) ---- */
/* Re-read the feeds file when it changed since the last call. */
enum status app_feeds_sync(struct app *app, struct err *err) MUST_CHECK;
/* Does the feeds file say other than the store knows? Reads the file, and
 * one row through `store`, which need not be the app's own; any thread. A
 * file that cannot be read says nothing. */
bool app_feeds_differ(const struct app *app, struct store *store);
/* Subscribe: the feeds file gets a line. ST_EXISTS. At a site's address
 * the likeliest of its feeds is taken (discover.h tells them all); `out`
 * gets the feed's url (caller frees, may be NULL). */
enum status app_feed_add(struct app *app, const char *url, char **out,
			 struct err *err) MUST_CHECK;
enum status app_feed_remove(struct app *app, const char *url,
			    struct err *err) MUST_CHECK;

/* Keep a search ("query:NAME:EXPRESSION") as a line of the feeds file.
 * ST_USAGE, ST_EXISTS. */
enum status app_search_save(struct app *app, const char *url, struct err *err)
	MUST_CHECK;
/* What saved searches find, each counted up to APP_COUNT_MAX. Reads only. */
#define APP_COUNT_MAX 1000
struct app_count {
	int64_t feed_id;
	int64_t n, unread;
};
struct app_count_vec {
	VEC_FIELDS(struct app_count);
};
enum status app_search_counts(struct store *store, int64_t now, int64_t tz_s,
			      struct app_count_vec *out, struct err *err)
	MUST_CHECK;

/* ---- articles in ---- */
enum app_due { APP_FETCH_DUE, APP_FETCH_ALL };
/* Fetch (feed_id 0 = every one that `due` says), parse, store, thread.
 * One feed's failure is its own: counted, stored, in the report. What is
 * due is left to another program that is fetching it already (a note).
 * ST_CANCELLED keeps what was done. */
enum status app_fetch(struct app *app, int64_t feed_id, enum app_due due,
		      const struct app_hooks *hooks, struct app_report *report,
		      struct err *err) MUST_CHECK;

/* What a file holds, judged but not stored (`import --dry-run`). */
struct import_result {
	int kind; /* enum import_kind */
	struct article_vec articles;
	struct opml_feed *subs; /* n_subs, owned */
	size_t n_subs;
	char *title; /* what the file calls itself (a feed's title), or NULL */
	int bad; /* lines or items that could not be read */
};
enum status app_import_read(const char *path, int64_t now,
			    struct import_result *out, struct err *err)
	MUST_CHECK;
void import_result_release(struct import_result *r);
/* Read and store; articles go to a local feed named after the file's
 * source, subscriptions into the feeds file. */
enum status app_import(struct app *app, const char *path,
		       const struct app_hooks *hooks,
		       struct app_report *report, struct err *err) MUST_CHECK;

/* Store `n` articles (feed_id set, arrival order = array order after a
 * stable sort by article_time()) and thread them, in one transaction;
 * related threads follow. Ids are set. The engine under fetch, import and
 * demo. */
enum status app_ingest(struct app *app, struct article **articles, size_t n,
		       struct app_report *report, struct err *err) MUST_CHECK;

/* ---- threads ---- */
/* Thread what is in the store but in no thread (after a crash between two
 * programs' versions, say). */
enum status app_thread_pending(struct app *app, struct app_report *report,
			       struct err *err) MUST_CHECK;
/* From nothing, over all articles in order of arrival; edits honoured. */
enum status app_rethread(struct app *app, const struct app_hooks *hooks,
			 struct app_report *report, struct err *err)
	MUST_CHECK;
/* Edits, each one journal entry; the threads concerned are decided anew. */
enum status app_split(struct app *app, int64_t article_id, struct err *err)
	MUST_CHECK;
/* All of `n` threads into one, as one step to undo. */
enum status app_merge_all(struct app *app, const int64_t *ids, size_t n,
			  int64_t into_id, struct err *err) MUST_CHECK;
enum status app_merge(struct app *app, int64_t thread_id, int64_t into_id,
		      struct err *err) MUST_CHECK;
enum status app_move(struct app *app, int64_t article_id, int64_t thread_id,
		     struct err *err) MUST_CHECK;
/* Undo the newest change; `what` gets the sentence. */
enum status app_undo(struct app *app, struct buf *what, struct err *err)
	MUST_CHECK;

/* ---- terminals ---- */
/* Who puts right-to-left text in order on the terminal that the environment
 * names: we (layout_visual()), the terminal (layout_isolate() helps it), or,
 * in a program without fribidi on other terminals, nobody. */
enum app_bidi { APP_BIDI_NONE, APP_BIDI_VISUAL, APP_BIDI_TERMINAL };
enum app_bidi app_bidi(const struct app *app);
/* The same for a value of the setting; NULL = auto. */
enum app_bidi app_bidi_of(const char *setting);

/* ---- themes ---- */
/* The theme of that name from the reader's own files or ours; NULL, "" and
 * "auto" ask for the one that fits the terminal's background. Wrong lines
 * are named in `problems`. ST_NOT_FOUND, ST_USAGE. Any thread. */
enum status app_theme(const struct app *app, const char *name,
		      struct theme *out, struct buf *problems,
		      struct err *err) MUST_CHECK;

/* ---- the bundled edition ---- */
/* Fill an empty store with it (a second call does nothing); dates are moved
 * so that its own day is the day of `now`. */
enum status app_demo_fill(struct app *app, int64_t now, struct err *err)
	MUST_CHECK;

/* Open `url` with the configured browser: argv, never a shell; detached.
 * ST_UNSUPPORTED when url_is_openable() says no. */
enum status app_browse(struct app *app, const char *url, struct err *err)
	MUST_CHECK;
/* Hand an enclosure to the configured player, to the browser when there is
 * none. The same errors. */
enum status app_play(struct app *app, const char *url, struct err *err)
	MUST_CHECK;
/* The same for a picture, a sound or a film: with the configured viewer,
 * with the browser where there is none. */
enum status app_view_media(struct app *app, const char *url, struct err *err)
	MUST_CHECK;
/* Fetch a picture (http alone, at most 12 MiB and 30 s, app_cancel() ends
 * it) and paint it in half blocks: lines as by blocks_paint(), in the middle
 * of `cols` cells, appended. Errors of the fetch, and those of
 * picture_decode(); `out` is unchanged then. */
struct app_picture {
	const char *url;
	uint32_t cols, rows; /* cells that there are */
	struct blocks_style style;
};
enum status app_picture(struct app *app, const struct app_picture *want,
			struct buf *out, struct err *err) MUST_CHECK;
/* Run a command of the reader's own configuration, detached: words of its
 * own, no shell. %u (or %s) in it stands for the first of `args`, %t for
 * the second one; without either, all of them come last, as one argument
 * each, with a blank before a leading '-'. */
enum status app_run(const char *command, const struct str_vec *args,
		    struct err *err) MUST_CHECK;

#endif
