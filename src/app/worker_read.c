/* worker_read.c - jobs that only read: threads with their texts, previews of
 * edits, what happened, what rises, counts of searches. */
#include "config.h"

#include "worker_priv.h"

#include "thrum/app/app.h"
#include "thrum/app/since.h"
#include "thrum/app/story.h"
#include "thrum/app/trends.h"
#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/banned.h"

enum {
	EVENTS_MAX = 300, /* on the page of what happened */
	NAMES_MAX = 60, /* on that of what rises */
};

struct preview worker_edit(const struct job *j)
{
	return (struct preview){ (enum edit_of_threads)j->edit, j->ids,
				 j->n_ids, j->other };
}

static enum status read_story(struct store *store, const struct job *j,
			      struct msg *m)
{
	struct app_story_query q = { j->id, j->depth, j->other };

	return app_story_load(store, &q, &m->story, NULL);
}

static enum status read_since(struct store *store, const struct job *j,
			      struct msg *m)
{
	struct since_query q = { .from = j->at,
				 .to = j->other,
				 .limit = EVENTS_MAX };

	return app_since_load(store, &q, &m->since, NULL);
}

static enum status read_trends(struct store *store, const struct job *j,
			       struct msg *m)
{
	struct trends_window w = { j->at, TRENDS_WINDOW_S, TRENDS_HISTORY_S };

	return app_trends_load(store, &w, NAMES_MAX, &m->trends, NULL);
}

static enum status read_counts(struct store *store, const struct job *j,
			       struct msg *m)
{
	struct app_count_vec counts = { 0 };
	enum status st = app_search_counts(store, clock_now_s(), j->other,
					   &counts, NULL);

	m->counts = counts.v;
	m->n_counts = counts.len;
	return st;
}

static void read_preview(struct app *app, const struct job *j, struct msg *m)
{
	struct preview p = worker_edit(j);
	struct err err = { 0 };

	m->kind = MSG_PREVIEW;
	m->status = app_preview(app, &p, &m->preview, &err);
	if (m->status)
		m->text = xstrdup(err.msg[0] ? err.msg :
					       status_name(m->status));
}

typedef enum status (*read_fn)(struct store *store, const struct job *j,
			       struct msg *m);
static const struct {
	enum job_kind job;
	enum msg_kind msg;
	read_fn fn;
} readers[] = {
	{ JOB_STORY, MSG_STORY, read_story },
	{ JOB_SINCE, MSG_SINCE, read_since },
	{ JOB_TRENDS, MSG_TRENDS, read_trends },
	{ JOB_COUNTS, MSG_COUNTS, read_counts },
};
enum { N_READERS = sizeof(readers) / sizeof(*readers) };

bool worker_reads(enum job_kind kind)
{
	bool any = kind == JOB_PREVIEW;

	for (int i = 0; i < N_READERS; i++)
		any |= readers[i].job == kind;
	return any;
}

void worker_read(struct app *app, const struct job *j, struct msg *m)
{
	struct store *store = NULL;

	m->id = j->id;
	if (j->kind == JOB_PREVIEW) {
		read_preview(app, j, m);
		return;
	}
	for (int i = 0; i < N_READERS; i++) {
		if (readers[i].job != j->kind)
			continue;
		m->kind = readers[i].msg;
		m->status = app_store(app, &store, NULL);
		if (m->status == ST_OK)
			m->status = readers[i].fn(store, j, m);
	}
}
