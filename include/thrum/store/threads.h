/* threads.h - threads, memberships, related threads, threading state. */
#ifndef THRUM_STORE_THREADS_H
#define THRUM_STORE_THREADS_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/buf.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/edit.h"
#include "thrum/model/thread.h"
#include "thrum/store/articles.h"

struct store;

struct thread_vec {
	VEC_FIELDS(struct thread *); /* arena's */
};

enum thread_order {
	THREADS_BY_ACTIVITY, /* rank, then id, both descending */
	THREADS_BY_NEWEST, /* last, then id, both descending */
};
struct thread_query {
	enum thread_order order;
	bool unread_only;
	bool with_muted; /* else muted threads are left out */
	bool only_muted; /* these alone */
};
/* Where a page goes on: the sort value and id of the last row seen. */
struct thread_key {
	int64_t value; /* rank or last */
	int64_t id; /* 0 = from the beginning, or from the end */
};
/* As store_articles_page(). */
enum status store_threads_page(struct store *st, const struct thread_query *q,
			       struct thread_key key, enum page_dir dir,
			       int limit, struct arena *arena,
			       struct thread_vec *out, struct err *err)
	MUST_CHECK;
/* Threads of the newest STORE_FOUND_MAX articles that `q` finds, in the
 * order of these; at most `limit`. The order of `tq` is not used. ST_USAGE
 * as store_articles_page(). */
#define STORE_FOUND_MAX 5000
enum status store_threads_found(struct store *st,
				const struct article_query *q,
				const struct thread_query *tq, int limit,
				struct arena *arena, struct thread_vec *out,
				struct err *err) MUST_CHECK;
/* A merged id opens the thread it went into. ST_NOT_FOUND. */
enum status store_thread_get(struct store *st, int64_t id,
			     struct arena *arena, struct thread **out,
			     struct err *err) MUST_CHECK;
/* How many threads stand before this key in the list: for "3/38" in the
 * title row. Counts at most `limit` rows. */
enum status store_thread_place(struct store *st, const struct thread_query *q,
			       struct thread_key key, int limit, int *out,
			       struct err *err) MUST_CHECK;

/* Write one article's place: membership and evidence. Threads touched are
 * remembered until store_threads_refresh(). The thread row is made with
 * the id given when it is new. */
enum status store_member_put(struct store *st, const struct membership *m,
			     struct err *err) MUST_CHECK;
/* Evidence of an article. Caller releases ->why. ST_NOT_FOUND. */
enum status store_member_get(struct store *st, int64_t article_id,
			     struct membership *out, struct err *err)
	MUST_CHECK;
/* Recompute what is stored about the threads touched since the last call
 * (counts, times, spark, rank, sources, headline), drop empty ones and
 * keep their ids as aliases of where most of their articles went. In the
 * same transaction as the memberships. `now` for the rank. */
enum status store_threads_refresh(struct store *st, int64_t now,
				  struct err *err) MUST_CHECK;
/* The central report of a thread that was touched, for the next refresh to
 * write (its title is the headline). */
void store_thread_central(struct store *st, int64_t id,
			  int64_t central_article);
/* The names that set a thread apart, and its central report (its title is
 * the headline); kept by refresh. */
enum status store_thread_describe(struct store *st, int64_t id,
				  int64_t central_article, const char *names,
				  struct err *err) MUST_CHECK;

/* Replace the related threads of `id` (both directions). */
enum status store_thread_links_put(struct store *st, int64_t id,
				   const struct thread_link *links, size_t n,
				   struct err *err) MUST_CHECK;
/* The same, but those of the old ones stay of which `stays` says so, as
 * they are. */
struct thread_link_set {
	const struct thread_link *v;
	size_t len;
	bool (*stays)(int64_t other_id, void *ctx); /* NULL = none does */
	void *ctx;
};
enum status store_thread_links_renew(struct store *st, int64_t id,
				     const struct thread_link_set *links,
				     struct err *err) MUST_CHECK;
/* Related threads, strongest first, with their rows. */
struct related_thread {
	struct thread *thread;
	double score;
	const char *names;
};
struct related_thread_vec {
	VEC_FIELDS(struct related_thread);
};
enum status store_thread_links(struct store *st, int64_t id, int limit,
			       struct arena *arena,
			       struct related_thread_vec *out,
			       struct err *err) MUST_CHECK;

/* The threading state: chunks of bytes by name (topic_save()). A NULL
 * `bytes` deletes. */
enum status store_topic_put(struct store *st, const char *key,
			    const void *bytes, size_t len, struct err *err)
	MUST_CHECK;
typedef enum status (*store_topic_fn)(const char *key, const void *bytes,
				      size_t len, void *ctx);
/* All chunks, ordered by key; stops at the first status not ST_OK. */
enum status store_topic_each(struct store *st, store_topic_fn fn, void *ctx,
			     struct err *err) MUST_CHECK;
/* Forget state, memberships, threads (not edits): before rethreading. */
enum status store_topic_clear(struct store *st, struct err *err) MUST_CHECK;

/* Articles that have no thread yet, oldest arrival first (rowid of
 * arrival), at most `limit`; ids only. */
struct id_vec {
	VEC_FIELDS(int64_t);
};
enum status store_unthreaded(struct store *st, int limit, struct id_vec *out,
			     struct err *err) MUST_CHECK;

/* The reader's edits, oldest first. */
struct edit_vec {
	VEC_FIELDS(struct edit);
};
enum status store_edits(struct store *st, struct edit_vec *out,
			struct err *err) MUST_CHECK;

#endif
