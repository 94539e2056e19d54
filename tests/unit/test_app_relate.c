/* test_app_relate.c - names and related threads come once, at the end:
 * whether a fetch wrote one batch or many, and whoever ends it. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app_priv.h"
#include "../folder.h"
#include "thrum/app/app.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/buf.h"
#include "thrum/base/path.h"
#include "thrum/store/marks.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "thrum/topic/topic.h"

#include "thrum/base/banned.h"

#define NOW INT64_C(1748736000) /* a day after the edition's last report */
#define DAY_S INT64_C(86400)

struct home {
	char *dir;
	struct app *app;
	struct import_result in; /* the bundled edition, oldest first */
	struct batch all;
};

static struct app *start(const struct home *h)
{
	struct app_paths paths = { .config_dir = h->dir, .data_dir = h->dir };
	struct app *app;
	struct store *store;
	struct err err = { 0 };

	cr_assert(app_new(&paths, &app, &err) == ST_OK, "%s", err.msg);
	cr_assert(app_store(app, &store, &err) == ST_OK, "%s", err.msg);
	return app;
}

static void restart(struct home *h)
{
	app_free(h->app);
	h->app = start(h);
}

static void read_edition(struct home *h)
{
	const char *top = getenv("top_srcdir");
	char *path = path_join(top ? top : ".", "src/data/edition.jsonl");
	int64_t feed = 0;

	cr_assert_eq(app_import_read(path, NOW, &h->in, NULL), ST_OK,
		     "%s: run me through make check", path);
	free(path);
	cr_assert_eq(store_begin(h->app->store, NULL), ST_OK);
	cr_assert_eq(feeds_local(h->app, "Edition", &feed, NULL), ST_OK);
	cr_assert_eq(app_end(h->app, ST_OK, NULL), ST_OK);
	for (size_t i = 0; i < h->in.articles.len; i++) {
		h->in.articles.v[i]->feed_id = feed;
		batch_add(&h->all, h->in.articles.v[i]);
	}
	h->in.articles.len = 0;
	batch_complete(&h->all, NOW);
}

static void make_home(struct home *h)
{
	memset(h, 0, sizeof(*h));
	h->dir = folder_make();
	cr_assert_not_null(h->dir);
	setenv("THRUM_NOW", "1748736000", 1);
	h->app = start(h);
	read_edition(h);
}

static void drop_home(struct home *h)
{
	app_free(h->app);
	batch_release(&h->all);
	import_result_release(&h->in);
	folder_remove(h->dir);
}

/* Those from..to, as one batch of a fetch. */
static void write_some(struct home *h, size_t from, size_t to)
{
	struct app_report report = { 0 };
	struct batch part = { 0 };
	struct err err = { 0 };

	part.v = h->all.v + from;
	part.len = to - from;
	cr_assert_eq(batch_write(h->app, &part, &report, &err), ST_OK, "%s",
		     err.msg);
	cr_expect_eq(report.articles_new, (int64_t)part.len);
	app_report_release(&report);
}

static void write_by(struct home *h, size_t n)
{
	for (size_t at = 0; at < h->all.len; at += n)
		write_some(h, at,
			   at + n < h->all.len ? at + n : h->all.len);
}

static void end(struct home *h)
{
	struct err err = { 0 };

	cr_assert_eq(relate_due(h->app, NULL, &err), ST_OK, "%s", err.msg);
}

static int64_t due(struct home *h)
{
	int64_t v = -1;

	cr_assert_eq(store_meta_get_int(h->app->store, "links_due", &v, NULL),
		     ST_OK);
	return v;
}

/* Every thread: headline, names, related ones; *n = how many of these. */
static void tell_all(struct home *h, struct buf *out, size_t *n)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_vec threads = { 0 };
	struct arena arena = { 0 };

	*n = 0;
	cr_assert_eq(store_threads_page(h->app->store, &q,
					(struct thread_key){ 0 }, PAGE_AFTER,
					1000, &arena, &threads, NULL),
		     ST_OK);
	for (size_t i = 0; i < threads.len; i++) {
		const struct thread *t = threads.v[i];
		struct related_thread_vec v = { 0 };
		buf_addf(out, "%s [%s]\n", t->headline,
			 t->names ? t->names : "");
		cr_assert_eq(store_thread_links(h->app->store, t->id, 20,
						&arena, &v, NULL),
			     ST_OK);
		for (size_t k = 0; k < v.len; k++)
			buf_addf(out, "\t%.6f %s: %s\n", v.v[k].score,
				 v.v[k].thread->headline, v.v[k].names);
		*n += v.len;
		vec_release(&v);
	}
	vec_release(&threads);
	arena_release(&arena);
}

static void same_as(struct home *h, const struct buf *want)
{
	struct buf got = BUF_INIT;
	size_t n;

	tell_all(h, &got, &n);
	cr_expect_str_eq(got.ptr, want->ptr);
	cr_expect_eq(due(h), 0);
	buf_release(&got);
}

/* What one batch of all gives. */
static void tell_whole(struct buf *out)
{
	struct home h;
	size_t n;

	make_home(&h);
	write_some(&h, 0, h.all.len);
	cr_expect_eq(due(&h), 1);
	end(&h);
	cr_expect_eq(due(&h), 0);
	tell_all(&h, out, &n);
	cr_assert_geq(n, 12, "%zu related threads", n);
	drop_home(&h);
}

Test(relate, many_batches_or_one)
{
	static const size_t sizes[] = { 1, 7, 40 };
	struct buf whole = BUF_INIT;

	tell_whole(&whole);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct home h;
		make_home(&h);
		write_by(&h, sizes[i]);
		end(&h);
		same_as(&h, &whole);
		drop_home(&h);
	}
	buf_release(&whole);
}

/* Lists have all they show, but what is made at the end. */
Test(relate, not_before_the_end)
{
	struct home h;
	struct buf said = BUF_INIT;
	size_t n;

	make_home(&h);
	write_by(&h, 40);
	tell_all(&h, &said, &n);
	cr_expect_eq(n, 0);
	cr_expect_eq(due(&h), 1);
	cr_expect(strstr(said.ptr, "(null)") == NULL, "%s", said.ptr);
	buf_release(&said);
	drop_home(&h);
}

/* Killed behind a batch; the next fetch, which brings nothing or the rest,
 * makes up for it. */
Test(relate, killed_and_healed)
{
	struct buf whole = BUF_INIT;

	tell_whole(&whole);
	for (int rest = 0; rest < 2; rest++) {
		struct home h;
		struct app_report report = { 0 };
		struct err err = { 0 };

		make_home(&h);
		size_t n = rest ? h.all.len / 2 : h.all.len;
		write_some(&h, 0, n / 3);
		write_some(&h, n / 3, n);
		restart(&h);
		cr_expect_eq(due(&h), 1);
		if (rest)
			write_some(&h, n, h.all.len);
		cr_assert_eq(app_fetch(h.app, 0, APP_FETCH_ALL, NULL, &report,
				       &err),
			     ST_OK, "%s", err.msg);
		same_as(&h, &whole);
		app_report_release(&report);
		drop_home(&h);
	}
	buf_release(&whole);
}

/* Two at work on one store: neither loses what the other has left. */
Test(relate, two_programs)
{
	struct buf whole = BUF_INIT;
	struct home h;

	tell_whole(&whole);
	make_home(&h);
	struct app *one = h.app, *two = start(&h);
	size_t n = h.all.len / 4;
	write_some(&h, 0, n);
	h.app = two;
	write_some(&h, n, 2 * n);
	end(&h);
	cr_expect_eq(due(&h), 0);
	h.app = one;
	write_some(&h, 2 * n, 3 * n);
	h.app = two;
	write_some(&h, 3 * n, h.all.len);
	h.app = one;
	end(&h);
	h.app = two;
	end(&h);
	same_as(&h, &whole);
	app_free(one);
	drop_home(&h);
	buf_release(&whole);
}

/* A change that is taken back takes the state with it. */
Test(relate, rolled_back)
{
	struct buf whole = BUF_INIT;
	struct home h;

	tell_whole(&whole);
	make_home(&h);
	write_by(&h, 30);
	cr_assert_eq(store_begin(h.app->store, NULL), ST_OK);
	cr_expect_eq(app_end(h.app, ST_LIMIT, NULL), ST_LIMIT);
	cr_expect_eq(h.app->due.len, 0);
	end(&h);
	same_as(&h, &whole);
	drop_home(&h);
	buf_release(&whole);
}

static struct article *late(struct home *h, int day, const char *text)
{
	struct article *a = article_new();

	a->feed_id = h->all.v[0]->feed_id;
	a->title = xstrdup(text);
	a->body = doc_from_text(text, strlen(text));
	a->published = a->fetched = NOW + day * DAY_S;
	return a;
}

/* The edition; then a report two months later, and one of the day after,
 * with which what is old leaves the window. */
static void write_months(struct home *h, bool ends)
{
	size_t n = h->all.len, first[] = { 0, n, n + 1, n + 2 };

	setenv("THRUM_NOW", "1758736000", 1);
	batch_add(&h->all, late(h, 60, "Ferry to the island waits for ice"));
	batch_add(&h->all, late(h, 61, "Bakers ask for rain on their rye"));
	for (size_t i = 0; i < 3; i++) {
		write_some(h, first[i], first[i + 1]);
		if (ends)
			end(h);
	}
}

/* What leaves the window has its turn before it does. */
Test(relate, before_they_leave)
{
	struct home h;
	struct buf want = BUF_INIT;
	size_t n, open;

	make_home(&h);
	write_months(&h, true);
	tell_all(&h, &want, &n);
	cr_assert_geq(n, 12, "%zu related threads", n);
	drop_home(&h);
	make_home(&h);
	write_months(&h, false);
	cr_expect_eq(due(&h), 1);
	open = topic_n_open(h.app->topic);
	cr_expect_leq(open, 2, "%zu", open);
	end(&h);
	same_as(&h, &want);
	drop_home(&h);
	buf_release(&want);
}

static struct thread *thread_of(struct home *h, const char *headline,
				struct arena *arena)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_vec threads = { 0 };
	struct thread *found = NULL;

	cr_assert_eq(store_threads_page(h->app->store, &q,
					(struct thread_key){ 0 }, PAGE_AFTER,
					1000, arena, &threads, NULL),
		     ST_OK);
	for (size_t i = 0; i < threads.len; i++)
		if (strstr(threads.v[i]->headline, headline))
			found = threads.v[i];
	vec_release(&threads);
	cr_assert(found != NULL, "%s", headline);
	return found;
}

/* Two meetings of the same people; the first is followed when the second
 * comes. A fetch that is killed does not lose the mark. */
Test(relate, chapters_inherit)
{
	for (int killed = 0; killed < 2; killed++) {
		struct home h;
		struct arena arena = { 0 };
		struct batch old = { 0 }, new = { 0 };
		size_t n;

		make_home(&h);
		for (size_t i = 0; i < h.all.len; i++) {
			struct article *a = h.all.v[i];
			bool late = a->guid && !strncmp(a->guid, "sg-", 3);
			batch_add(late ? &new : &old, a);
		}
		n = old.len;
		cr_assert_geq(new.len, 3);
		h.all.len = 0;
		for (size_t i = 0; i < n; i++)
			batch_add(&h.all, old.v[i]);
		for (size_t i = 0; i < new.len; i++)
			batch_add(&h.all, new.v[i]);
		vec_release(&old);
		vec_release(&new);
		write_some(&h, 0, n);
		end(&h);
		cr_assert_eq(store_change_thread(
				     h.app->store, THREAD_FOLLOW,
				     thread_of(&h, "Lithuania", &arena)->id,
				     NOW, NULL),
			     ST_OK);
		write_some(&h, n, h.all.len);
		struct thread *t = thread_of(&h, "efence chiefs vow", &arena);
		cr_expect_not(t->flags & THREAD_FOLLOWED);
		if (killed)
			restart(&h);
		end(&h);
		t = thread_of(&h, "efence chiefs vow", &arena);
		cr_expect(t->flags & THREAD_FOLLOWED);
		arena_release(&arena);
		drop_home(&h);
	}
}
