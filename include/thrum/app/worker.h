/* worker.h - the reader's second thread, and its messages.
 *
 * The worker owns the `struct app` (its writer connection). The screen
 * posts jobs and gets messages; neither waits for the other. Messages are
 * owned by who takes them; one byte in the pipe for each wakes poll().
 */
#ifndef THRUM_APP_WORKER_H
#define THRUM_APP_WORKER_H

#include "thrum/app/app.h"

struct app_story;
struct preview_result;
struct since;
struct app_trends;

enum job_kind {
	JOB_FETCH, /* feed_id 0 = due ones; all */
	JOB_FETCH_ALL,
	JOB_SYNC, /* the feeds file has changed */
	JOB_ADD_FEED, /* text = url */
	JOB_REMOVE_FEED, /* text = url */
	JOB_IMPORT, /* text = path */
	JOB_FULLTEXT, /* ids: the articles whose pages to fetch */
	JOB_CHANGE, /* change, ids, text */
	JOB_CHANGE_SCOPE, /* change, scope */
	JOB_CHANGE_THREAD, /* thread_change, id */
	JOB_TOUCH, /* id: counted as read once more */
	JOB_SNOOZE, /* id = thread, rules, at */
	JOB_SEEN, /* id = thread: a woken one was looked at */
	JOB_WAKE, /* a date has come */
	JOB_EDIT, /* edit, ids, other = into: split, merge, move */
	JOB_PREVIEW, /* the same, only looked at */
	JOB_SINCE, /* at = since when, other = now */
	JOB_TRENDS, /* at = now */
	JOB_UNDO,
	JOB_BROWSE, /* text = url; other = 1: a picture, sound or film */
	JOB_PLAY, /* text = url of an enclosure */
	JOB_PICTURE, /* picture, text = its url, id = of the article */
	JOB_RUN, /* text = command, args */
	JOB_VISIT, /* id = when the reader was left */
	JOB_STORY, /* id = thread, other = tz_s, depth */
	JOB_DEMO,
	JOB_SAVE_SEARCH, /* text = "query:NAME:EXPRESSION" */
	JOB_COUNTS, /* of all saved searches; other = tz_s */
	JOB_CONFIG, /* text = the settings from now on, as a file has them */
	JOB_KINDS
};

struct job {
	enum job_kind kind;
	uint64_t no; /* set by worker_post(), comes back in messages */
	int64_t id, other, feed_id;
	enum change_kind change;
	enum thread_change thread_change;
	int depth; /* enum app_story_depth */
	int edit; /* enum edit_of_threads */
	uint32_t rules; /* enum wake_rule */
	int64_t at; /* of WAKE_DATE, JOB_SINCE, JOB_TRENDS */
	struct article_query scope; /* its text is the job's `text` */
	int64_t *ids; /* owned */
	size_t n_ids;
	struct app_picture picture; /* its url is the job's `text` */
	char *text; /* owned */
	struct str_vec args; /* owned */
};

enum msg_kind {
	MSG_PROGRESS, /* what, done, total, articles_new */
	MSG_STORED, /* the store changed: reload what is shown */
	MSG_DONE, /* job `no` ended well; text may say what it did */
	MSG_FAILED, /* job `no` failed; text says what and what to do */
	MSG_NOTE, /* a sentence for the messages view (one feed's error) */
	MSG_STORY, /* id = thread; story, NULL when there is none */
	MSG_SINCE, /* since; NULL when it failed */
	MSG_COUNTS, /* counts, n_counts */
	MSG_PICTURE, /* id = of the article; text = the painted lines */
	MSG_TRENDS, /* trends; the same */
	MSG_PREVIEW, /* preview; NULL when it failed, then text says why */
};

struct msg {
	struct msg *next;
	enum msg_kind kind;
	enum job_kind job;
	uint64_t no;
	int64_t done, total, articles_new;
	enum status status;
	char *text; /* owned, may be NULL */
	int64_t id;
	struct app_story *story; /* owned until it is taken out */
	struct app_count *counts; /* owned until they are taken out */
	size_t n_counts;
	struct preview_result *preview; /* the same */
	struct since *since; /* the same */
	struct app_trends *trends; /* the same */
};
void msg_free(struct msg *m);

struct worker;
/* Takes `app` (app_free()d by worker_free()). */
enum status worker_new(struct app *app, struct worker **out, struct err *err)
	MUST_CHECK;
/* Cancels what runs, the batch that is being written too, drops what waits
 * but for changes (they are done), joins. */
void worker_free(struct worker *w);
/* Queue a job; takes what it owns. Changes go before waiting fetches; a
 * change posted while a fetch runs is carried out between two of its
 * batches, not after it. Any thread. Returns its number. */
uint64_t worker_post(struct worker *w, struct job *job);
/* Stop the running job; what it has done so far stays. */
void worker_cancel(struct worker *w);
/* The descriptor to poll() for reading. */
int worker_fd(const struct worker *w);
/* The oldest message, or NULL; caller owns. ui thread. */
struct msg *worker_take(struct worker *w);
/* True while a job runs or waits. */
bool worker_is_busy(struct worker *w);

#endif
