/* topic.h - articles in, threads out. The heart; see doc/threading.md.
 *
 * PURE and deterministic: the same articles in the same order, with the
 * same edits, give the same threads, whether they came in one process or
 * in a hundred with topic_save()/topic_load() between. No clock, locale,
 * file or thread of its own; one owner, one thread at a time.
 *
 * Stream time is the newest date seen. Articles may change threads for 24
 * hours of stream time (or TOPIC_LIVE_MAX later articles), then they are
 * fixed. Real decisions fall at ticks that depend on the stream alone;
 * topic_decide() shows what a tick now would say without being one, so that
 * asking often changes nothing.
 *
 * A thread's id is the id of the article that founded it.
 */
#ifndef THRUM_TOPIC_TOPIC_H
#define THRUM_TOPIC_TOPIC_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"
#include "thrum/model/edit.h"
#include "thrum/model/thread.h"

struct topic;

/* All borrowed for the call of topic_add(). */
struct topic_article {
	int64_t id; /* unique, > 0; any order */
	const char *title; /* clean UTF-8; may be "" */
	const char *body; /* plain text; NULL or "" for headlines */
	size_t body_len;
	const char *lang; /* BCP 47; NULL or "" = detect, else English */
	int64_t date; /* seconds since the epoch, 0 = undated */
	const char *source; /* outlet; NULL = unknown */
};

/* The constants of THREADING.md, one fixed set for every input.
 * topic_params_default() fills them; others are for measuring only. */
struct topic_params {
	double theta; /* average link that makes one thread */
	double theta_cold, n_cold; /* stricter while young: theta + theta_cold
				    * * n_cold / (n_cold + articles seen) */
	double theta_ripe, n_ripe; /* likewise on top of that, for what may
				    * be fixed by the next tick for want of
				    * room, as in streams without dates */
	/* An article still alone goes to the thread that it fits best, by an
	 * average link of theta * (1 - lone_ease), the less while young,
	 * that is so many times the next best. */
	double lone_ease, lone_lead;
	double ripe_head; /* links of headlines like that count so much more */
	double horizon_days, tick_days, active_days;
	/* Decay: floor + (1 - floor) / (1 + (dt / tau) ^ 1.5), days. */
	double tau_full, tau_head;
	double floor_full, floor_head;
	double undated_full, undated_head;
	double other_issue; /* factor between "Week 5" and "Week 6" */
	double head_scale; /* links between two headlines */
	double mixed_scale; /* between a headline and a full text */
	double w_title, w_name;
	double w_cross; /* of keys between languages */
	double grow_head; /* average links of groups of headlines count times
			   * (votes of both) ^ this */
	double local_share; /* background level: share, ranks from..to */
	int local_from, local_to;
	double smooth;
	int smooth_k;
	/* Sum of strongest links that counts as a whole neighbourhood. */
	double least_full, least_head;
	double copy_link; /* links at least this strong share a vote */
	int body_words, title_boost, body_min;
	int head_caps, head_digits; /* names, numbers in headlines: times */
	double gist_share; /* of a headline's words: what they mean or
			    * begin with */
	int max_block, max_live;
	int max_open; /* articles at most; the oldest leave first */
	int max_terms; /* more are forgotten where no open article has them;
			* open ones may have four times as many dimensions */
	int vector_terms; /* heaviest terms kept of an article */
	int links_back, links_head; /* strongest links kept to earlier
				     * articles, of full texts and headlines */
	int links_on; /* and to later ones */
	/* With more articles open than this (headlines, full texts)... */
	int many_open, many_open_full;
	double common_share; /* ...terms in more than this share of them find
			      * no candidates */
	double copy_share; /* of the shorter text found in the longer */
	int cross_language; /* 1: one vocabulary for all languages */
};
void topic_params_default(struct topic_params *p);
/* Set one by its name ("theta"); for measuring. ST_USAGE if unknown. */
enum status topic_params_set(struct topic_params *p, const char *name,
			     double value) MUST_CHECK;

/* Nothing known yet; `params` (NULL = default) is copied. Caller frees. */
struct topic *topic_new(const struct topic_params *params);
void topic_free(struct topic *t);

/* Take in one article. Bounded work, whatever is in it. May tick. */
void topic_add(struct topic *t, const struct topic_article *a);
/* Bring every live article's thread up to date (see above). */
void topic_decide(struct topic *t);

/* Each membership that is new or changed since the last call, in order of
 * arrival, evidence with it; borrowed for the callback. After
 * topic_decide(). */
typedef void (*topic_member_fn)(const struct membership *m, void *ctx);
void topic_changes(struct topic *t, topic_member_fn fn, void *ctx);

/* The thread an article is in now (0 = not known or no longer open). */
int64_t topic_thread_of(const struct topic *t, int64_t article_id);

/* What sets an open thread apart: its central article, and names (LF
 * between, at most 6, as people write them) appended to `names`. False if
 * it is not open. */
struct topic_summary {
	int64_t central; /* the report nearest to all others */
	int n_members; /* open ones */
};
int topic_describe(struct topic *t, int64_t thread_id,
		   struct topic_summary *out, struct buf *names);
int topic_is_open(struct topic *t, int64_t thread_id);
/* The same central article alone; 0 if the thread is not open. */
int64_t topic_central(struct topic *t, int64_t thread_id);
/* Every open thread of the last decision, in order of its oldest report. */
typedef void (*topic_thread_fn)(int64_t thread_id, void *ctx);
void topic_each_thread(struct topic *t, topic_thread_fn fn, void *ctx);
/* Who may be no longer open when `n` more articles have come, the newest of
 * `newest` (0 = undated): what is asked about a thread one of whose reports
 * leaves is to be asked before that. */
struct topic_limit {
	int64_t past; /* what is older leaves */
	uint32_t place; /* and what came before this one */
};
struct topic_limit topic_limit_of(const struct topic *t, int64_t newest,
				  size_t n);
int topic_is_leaving(struct topic *t, int64_t thread_id,
		     const struct topic_limit *limit);
/* Other open threads of the same story, strongest first: at most `max` into
 * out[] (their `names` owned by the caller: topic_links_release()). */
size_t topic_related(struct topic *t, int64_t thread_id,
		     struct thread_link *out, size_t max);
void topic_links_release(struct thread_link *links, size_t n);

/* An edit of the reader's, honoured by every later decision; also for
 * articles that come later. The newest one on a pair counts. Of a
 * cannot-link it is `a` that leaves a thread which holds both. */
void topic_edit(struct topic *t, const struct edit *e);
/* Forget all edits: to be told again what is left of them. */
void topic_edits_clear(struct topic *t);
/* An article is in this thread again, as the caller knows already: what was
 * decided under an edit that is taken back. One that may still move is
 * decided anew; nothing happens to one that is no longer open. */
void topic_put_back(struct topic *t, const struct membership *m);

/* State as chunks of bytes under short names. topic_save() gives only what
 * changed since the last save or load (len 0 = delete); the sum of all
 * chunks ever given is the state. */
typedef enum status (*topic_chunk_fn)(const char *key, const void *bytes,
				      size_t len, void *ctx);
enum status topic_save(struct topic *t, topic_chunk_fn fn, void *ctx)
	MUST_CHECK;
/* Feed every chunk, in any order, then topic_load_end(). ST_CORRUPT: the
 * bytes make no state (t must be freed; rethread). ST_VERSION: saved by
 * another format (rethread too). */
enum status topic_load_chunk(struct topic *t, const char *key,
			     const void *bytes, size_t len) MUST_CHECK;
enum status topic_load_end(struct topic *t) MUST_CHECK;

/* Articles open, and bytes of memory held, for limits and benchmarks. */
size_t topic_n_open(const struct topic *t);
size_t topic_memory(const struct topic *t);

#endif
