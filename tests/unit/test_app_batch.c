/* test_app_batch.c - articles are threaded beside the writing of the store:
 * with a thread for it or without, all at once or a few, the outcome is the
 * same; who hurries leaves nothing behind. */
#include "config.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_priv.h"
#include "../folder.h"
#include "thrum/app/app.h"
#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/base/vec.h"
#include "thrum/model/article.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

#define NOW INT64_C(1748736000)

enum { N = 300, STORIES = 60, WORDS = 40 };

struct home {
	char *dir;
	struct app *app;
	int64_t feed;
	struct batch batch; /* what `few` made, in their order */
	struct id_vec ids; /* of all that were written */
	int polls; /* calls of meanwhile() */
};

static uint32_t roll(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

/* A word that can be said, another for each number. */
static void add_word(struct buf *b, uint32_t n)
{
	static const char on[] = "bdfgklmnprstvz", in[] = "aeiou";

	for (int i = 0; i < 4; i++, n /= 70)
		buf_addf(b, "%c%c", on[n % 14], in[n / 14 % 5]);
	buf_adds(b, " ");
}

/* The `i`th report: half of its words are its story's, half anybody's. */
static struct article *report(int64_t feed, int i)
{
	struct article *a = article_new();
	uint32_t seed = (uint32_t)i * 7919u + 1;
	uint32_t story = roll(&seed, STORIES);
	struct buf b = BUF_INIT;

	for (int k = 0; k < 7; k++)
		add_word(&b, k % 2 ? roll(&seed, 900) :
				     5000 + story * 97 + roll(&seed, 12));
	a->title = xstrdup(b.ptr);
	buf_clear(&b);
	for (int k = 0; k < WORDS; k++)
		add_word(&b, k % 2 ? roll(&seed, 900) :
				     5000 + story * 97 + roll(&seed, 12));
	a->body = doc_from_text(b.ptr, b.len);
	a->guid = xasprintf("report-%d", i);
	a->published = NOW - 90000 + i * 60;
	a->fetched = NOW;
	a->feed_id = feed;
	buf_release(&b);
	return a;
}

static void make_home(struct home *h)
{
	struct app_paths paths;
	struct store *store;
	struct err err = { 0 };

	memset(h, 0, sizeof(*h));
	h->dir = folder_make();
	cr_assert_not_null(h->dir);
	setenv("THRUM_NOW", "1748736000", 1);
	paths = (struct app_paths){ .config_dir = h->dir, .data_dir = h->dir };
	cr_assert(app_new(&paths, &h->app, &err) == ST_OK, "%s", err.msg);
	cr_assert(app_store(h->app, &store, &err) == ST_OK, "%s", err.msg);
	cr_assert_eq(store_begin(store, NULL), ST_OK);
	cr_assert_eq(feeds_local(h->app, "Reports", &h->feed, NULL), ST_OK);
	cr_assert_eq(app_end(h->app, ST_OK, NULL), ST_OK);
}

static void drop_home(struct home *h)
{
	batch_release(&h->batch);
	vec_release(&h->ids);
	app_free(h->app);
	folder_remove(h->dir);
}

static void fill(struct home *h, int from, int to)
{
	for (int i = from; i < to; i++)
		batch_add(&h->batch, report(h->feed, i));
}

static enum status write(struct home *h, struct app_report *r)
{
	struct err err = { 0 };

	return batch_write(h->app, &h->batch, r, &err);
}

/* All of them, so many to a batch. */
static void write_by(struct home *h, int n)
{
	for (int at = 0; at < N; at += n) {
		struct app_report r = { 0 };
		int to = at + n < N ? at + n : N;
		fill(h, at, to);
		cr_assert_eq(write(h, &r), ST_OK);
		cr_assert_eq(r.articles_new, to - at);
		for (size_t i = 0; i < h->batch.len; i++)
			vec_push(&h->ids, h->batch.v[i]->id);
		batch_clear(&h->batch);
		app_report_release(&r);
	}
}

/* Which thread each is in. */
static void tell(struct home *h, const struct id_vec *ids, struct buf *out)
{
	for (size_t i = 0; i < ids->len; i++) {
		struct membership m = { 0 };
		cr_assert_eq(store_member_get(h->app->store, ids->v[i], &m,
					      NULL),
			     ST_OK);
		buf_addf(out, "%lld: %lld\n", (long long)ids->v[i],
			 (long long)m.thread_id);
		evidence_vec_release(&m.why);
	}
}

/* What all at once come to; the ids. */
static void tell_whole(struct buf *out, struct id_vec *ids)
{
	struct home h;
	size_t n_joined = 0;

	make_home(&h);
	write_by(&h, N);
	tell(&h, &h.ids, out);
	for (size_t i = 0; i < h.ids.len; i++) {
		struct membership m = { 0 };
		cr_assert_eq(store_member_get(h.app->store, h.ids.v[i], &m,
					      NULL),
			     ST_OK);
		n_joined += m.thread_id != h.ids.v[i];
		evidence_vec_release(&m.why);
	}
	cr_assert_geq(n_joined, N / 2, "%zu share a thread", n_joined);
	*ids = h.ids;
	h.ids = (struct id_vec){ 0 };
	drop_home(&h);
}

static void same_as(struct home *h, const struct id_vec *ids,
		    const struct buf *want)
{
	struct buf got = BUF_INIT;

	tell(h, ids, &got);
	cr_expect_str_eq(got.ptr, want->ptr);
	buf_release(&got);
}

/* With so few no thread is started. */
Test(batch, a_few_at_a_time, .timeout = 60)
{
	struct buf want = BUF_INIT;
	struct id_vec ids = { 0 };
	struct home h;

	tell_whole(&want, &ids);
	make_home(&h);
	write_by(&h, 20);
	same_as(&h, &ids, &want);
	drop_home(&h);
	vec_release(&ids);
	buf_release(&want);
}

/* What is known already is not threaded again; nothing is freed twice. */
Test(batch, articles_go_as_they_are_written, .timeout = 60)
{
	struct buf want = BUF_INIT;
	struct id_vec ids = { 0 };
	struct app_report r = { 0 };
	struct home h;

	tell_whole(&want, &ids);
	make_home(&h);
	h.batch.frees = true;
	fill(&h, 0, N);
	cr_assert_eq(write(&h, &r), ST_OK);
	cr_expect_eq(r.articles_new, N);
	for (size_t i = 0; i < h.batch.len; i++)
		cr_expect_null(h.batch.v[i]);
	batch_clear(&h.batch);
	same_as(&h, &ids, &want);
	fill(&h, 0, N);
	cr_assert_eq(write(&h, &r), ST_OK);
	cr_expect_eq(r.articles_new, N);
	cr_expect_eq(r.articles_seen, N);
	batch_clear(&h.batch);
	same_as(&h, &ids, &want);
	app_report_release(&r);
	drop_home(&h);
	vec_release(&ids);
	buf_release(&want);
}

#ifdef __GLIBC__
/* No thread can have a stack as large as that. */
Test(batch, without_a_thread, .timeout = 60)
{
	struct buf want = BUF_INIT;
	struct id_vec ids = { 0 };
	struct home h;
	pthread_attr_t attr, none;
	pthread_t thread;

	tell_whole(&want, &ids);
	cr_assert_eq(pthread_attr_init(&attr), 0);
	cr_assert_eq(pthread_getattr_default_np(&attr), 0);
	none = attr;
	cr_assert_eq(pthread_attr_setstacksize(&none, (size_t)1 << 50), 0);
	cr_assert_eq(pthread_setattr_default_np(&none), 0);
	cr_assert_neq(pthread_create(&thread, NULL, (void *(*)(void *))abort,
				     NULL),
		      0);
	make_home(&h);
	h.batch.frees = true;
	fill(&h, 0, N);
	struct app_report r = { 0 };
	cr_assert_eq(write(&h, &r), ST_OK);
	cr_expect_eq(r.articles_new, N);
	cr_assert_eq(pthread_setattr_default_np(&attr), 0);
	same_as(&h, &ids, &want);
	app_report_release(&r);
	drop_home(&h);
	vec_release(&ids);
	buf_release(&want);
}
#endif

/* ---- in a hurry ---- */

static void hurry(void *ctx)
{
	struct home *h = ctx;

	if (++h->polls == 150)
		atomic_store(&h->app->hurry, true);
}

/* In the middle of it: all is as before, and the next one starts anew. */
Test(batch, given_up_half_way, .timeout = 60)
{
	struct buf want = BUF_INIT;
	struct id_vec ids = { 0 };
	struct store_counts counts;
	struct home h;

	tell_whole(&want, &ids);
	for (int frees = 0; frees < 2; frees++) {
		struct app_report r = { 0 };
		make_home(&h);
		h.batch.frees = frees;
		h.batch.meanwhile = hurry;
		h.batch.ctx = &h;
		fill(&h, 0, N);
		cr_expect_eq(write(&h, &r), ST_CANCELLED);
		cr_expect_eq(h.polls, 150);
		cr_expect_eq(r.articles_new, 0);
		cr_expect_null(h.app->topic);
		cr_assert_eq(store_counts(h.app->store, &counts, NULL), ST_OK);
		cr_expect_eq(counts.articles, 0);
		cr_expect_eq(counts.threads, 0);
		batch_clear(&h.batch);
		atomic_store(&h.app->hurry, false);
		h.batch.frees = false;
		write_by(&h, N);
		cr_expect_gt(h.polls, 150 + N - 1);
		same_as(&h, &ids, &want);
		app_report_release(&r);
		drop_home(&h);
	}
	vec_release(&ids);
	buf_release(&want);
}
