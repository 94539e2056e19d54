/* fill_store.c - a store of any size, and what reading it costs.
 *
 *	fill FILE [ARTICLES [WORDS [BATCH]]]   fill it (made if absent)
 *	fill --read FILE                       time lists of an existing one
 *
 * Articles come from 200 feeds, minutes apart, in threads of three or so,
 * with words in the frequencies of a natural language (Zipf), so that the
 * index has common and rare ones. The same arguments make the same store.
 * "w1" is the most common word; every hundredth article is unread.
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

#define FEEDS 200
#define VOCABULARY 60000
#define FIRST_S 1577836800 /* 2020 */
#define EVERY_S 60
#define THREAD_SPAN 40 /* articles between those of one thread */

static uint64_t seed = 1;

static uint64_t rnd(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static double cpu_s(void)
{
	struct rusage ru;

	getrusage(RUSAGE_SELF, &ru);
	return (double)(ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) +
	       (double)(ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6;
}

static double wall_s(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void must(enum status status, const struct err *err)
{
	if (status == ST_OK)
		return;
	fprintf(stderr, "fill: %s (%s)\n", err->msg, err->detail);
	exit(1);
}

/* The n-th word: "w1" and "w2" are common; rare ones are longer. */
static void add_word(struct buf *out)
{
	double u = (double)(rnd() >> 11) / 9007199254740992.0;
	int rank = (int)exp(u * log(VOCABULARY));

	if (out->len)
		buf_addc(out, ' ');
	if (rank < 10) {
		buf_addf(out, "w%d", rank);
		return;
	}
	for (int r = rank; r; r /= 20) {
		buf_addc(out, "bcdfghjklmnprstvwxyz"[r % 20]);
		buf_addc(out, "aeiou"[r % 5]);
	}
}

static void add_words(struct buf *out, int n)
{
	for (int i = 0; i < n; i++)
		add_word(out);
}

static struct article *make(int64_t n, int words, const int64_t *feeds)
{
	struct article *a = article_new();
	struct buf b = BUF_INIT;
	size_t feed = (size_t)(rnd() % FEEDS);

	a->feed_id = feeds[feed];
	a->guid = xasprintf("guid-%lld", (long long)n);
	a->url = xasprintf("https://news%zu.example/story/%lld", feed,
			   (long long)n);
	add_words(&b, 9);
	a->title = buf_detach(&b);
	add_words(&b, 20);
	a->summary = buf_detach(&b);
	add_words(&b, words);
	if (words)
		a->body = doc_from_text(b.ptr, b.len);
	buf_release(&b);
	if (n % 7 == 0)
		str_vec_add(&a->tags, "weather");
	a->lang = xstrdup("en");
	a->published = FIRST_S + n * EVERY_S;
	if (n % 100)
		a->flags |= ARTICLE_READ;
	article_complete(a, a->published + 30);
	return a;
}

static void make_feeds(struct store *st, int64_t *feeds)
{
	struct err err = { 0 };

	for (int i = 0; i < FEEDS; i++) {
		struct feed f = { .kind = FEED_WEB, .subscribed = true };
		f.url = xasprintf("https://news%d.example/feed", i);
		f.title = xasprintf("News %d", i);
		must(store_feed_put(st, &f, &feeds[i], &err), &err);
		free(f.url);
		free(f.title);
	}
}

/* Threads of one to five: an article joins the one founded a while ago. */
static void place(struct store *st, int64_t id, int64_t *recent, int64_t n)
{
	struct err err = { 0 };
	int64_t *slot = &recent[n % THREAD_SPAN];
	struct evidence why = { EVIDENCE_TERM, (char *)"w9", 0.5 };
	struct membership m = { .article_id = id, .score = 0.5 };

	if (!*slot || rnd() % 3 == 0)
		*slot = id;
	m.thread_id = *slot;
	m.near_id = *slot;
	m.why.v = &why;
	m.why.len = 1;
	must(store_member_put(st, &m, &err), &err);
}

static void fill(struct store *st, int64_t n, int words, int batch)
{
	int64_t feeds[FEEDS], recent[THREAD_SPAN] = { 0 };
	struct err err = { 0 };
	double put = 0, thread = 0, commit = 0, start = cpu_s();

	make_feeds(st, feeds);
	for (int64_t i = 0; i < n;) {
		struct id_vec ids = { 0 };
		double t = cpu_s();
		must(store_begin(st, &err), &err);
		for (int k = 0; k < batch && i < n; k++, i++) {
			enum store_put what;
			struct article *a = make(i, words, feeds);
			double t1 = cpu_s();
			must(store_article_put(st, a, &what, &err), &err);
			put += cpu_s() - t1;
			vec_push(&ids, a->id);
			article_free(a);
		}
		t = cpu_s();
		for (size_t k = 0; k < ids.len; k++)
			place(st, ids.v[k], recent,
			      i - (int64_t)ids.len + (int64_t)k);
		must(store_threads_refresh(st, INT64_MAX, &err), &err);
		thread += cpu_s() - t;
		t = cpu_s();
		must(store_commit(st, &err), &err);
		commit += cpu_s() - t;
		vec_release(&ids);
		if (i % 100000 == 0)
			fprintf(stderr, "%lld\n", (long long)i);
	}
	printf("fill: %lld articles of %d words, batches of %d: put %.2f s,"
	       " threads %.2f s, commit %.2f s; %.2f s of CPU in all\n",
	       (long long)n, words, batch, put, thread, commit,
	       cpu_s() - start);
}

/* ---- reading ---- */

static void report(const char *what, double from, double cpu, size_t rows)
{
	printf("%-44s %8.2f ms (%.2f CPU) %4zu rows\n", what,
	       (wall_s() - from) * 1e3, (cpu_s() - cpu) * 1e3, rows);
}

static void time_articles(struct store *st, const char *what,
			  const struct article_query *q, int64_t key)
{
	struct err err = { 0 };
	struct arena arena = { 0 };
	struct article_row_vec rows = { 0 };
	double t = wall_s(), c = cpu_s();

	must(store_articles_page(st, q, key, PAGE_AFTER, 50, &arena, &rows,
				 &err),
	     &err);
	report(what, t, c, rows.len);
	vec_release(&rows);
	arena_release(&arena);
}

static void time_threads(struct store *st, const char *what,
			 const struct thread_query *q)
{
	struct err err = { 0 };
	struct arena arena = { 0 };
	struct thread_vec rows = { 0 };
	struct thread_key key = { 0 };
	double t = wall_s(), c = cpu_s();

	must(store_threads_page(st, q, key, PAGE_AFTER, 50, &arena, &rows,
				&err),
	     &err);
	report(what, t, c, rows.len);
	if (!rows.len)
		return;
	key = (struct thread_key){ rows.v[rows.len - 1]->rank,
				   rows.v[rows.len - 1]->id };
	rows.len = 0;
	t = wall_s();
	c = cpu_s();
	must(store_threads_page(st, q, key, PAGE_AFTER, 50, &arena, &rows,
				&err),
	     &err);
	report("  the page after it", t, c, rows.len);
	vec_release(&rows);
	arena_release(&arena);
}

static const struct {
	const char *what;
	struct article_query query;
} lists[] = {
	{ "all", { .scope = SCOPE_ALL } },
	{ "all, unread", { .scope = SCOPE_ALL, .unread_only = true } },
	{ "feed", { .scope = SCOPE_FEED, .of = 1 } },
	{ "feed, unread",
	  { .scope = SCOPE_FEED, .of = 1, .unread_only = true } },
	{ "tag", { .scope = SCOPE_TAG, .text = "weather" } },
	{ "starred", { .scope = SCOPE_STARRED } },
	{ "search, most common word",
	  { .scope = SCOPE_SEARCH, .text = "w1" } },
	{ "search, two common words",
	  { .scope = SCOPE_SEARCH, .text = "w1 w3" } },
	{ "search, phrase of common words",
	  { .scope = SCOPE_SEARCH, .text = "\"w1 w2\"" } },
	{ "search, common word in titles",
	  { .scope = SCOPE_SEARCH, .text = "title:w1" } },
	{ "search, common but not common",
	  { .scope = SCOPE_SEARCH, .text = "w5 -w1" } },
	{ "search, rare word", { .scope = SCOPE_SEARCH, .text = "zuzuzuje" } },
	{ "search, beginning of words",
	  { .scope = SCOPE_SEARCH, .text = "zuz*" } },
	{ "search, two letters of many words",
	  { .scope = SCOPE_SEARCH, .text = "ba*" } },
	{ "search, common word, unread",
	  { .scope = SCOPE_SEARCH, .text = "w1", .unread_only = true } },
};

static void time_lists(const char *path)
{
	struct store *st = NULL;
	struct err err = { 0 };
	struct store_counts counts;
	struct thread_query tq = { 0 };
	struct rusage ru;
	double t = wall_s(), c = cpu_s();

	must(store_open(path, STORE_READ, &st, &err), &err);
	must(store_counts(st, &counts, &err), &err);
	report("open, totals", t, c, 1);
	time_threads(st, "threads by activity", &tq);
	tq.unread_only = true;
	time_threads(st, "threads by activity, unread", &tq);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		time_articles(st, lists[i].what, &lists[i].query, 0);
	time_articles(st, "all, from the middle on", &lists[0].query,
		      store_id_at(st, FIRST_S + counts.articles / 2 * EVERY_S));
	time_articles(st, "search, common word, from the middle on",
		      &lists[6].query,
		      store_id_at(st, FIRST_S + counts.articles / 2 * EVERY_S));
	getrusage(RUSAGE_SELF, &ru);
	printf("%lld articles, %lld threads; at most %ld MiB of memory\n",
	       (long long)counts.articles, (long long)counts.threads,
	       ru.ru_maxrss / 1024);
	store_close(st);
}

int main(int argc, char **argv)
{
	struct store *st = NULL;
	struct err err = { 0 };

	if (argc > 2 && !strcmp(argv[1], "--read")) {
		time_lists(argv[2]);
		return 0;
	}
	if (argc < 2) {
		fputs("usage: fill FILE [ARTICLES [WORDS [BATCH]]]\n"
		      "       fill --read FILE\n",
		      stderr);
		return 2;
	}
	long n = argc > 2 ? strtol(argv[2], NULL, 10) : 5000;
	long words = argc > 3 ? strtol(argv[3], NULL, 10) : 400;
	long batch = argc > 4 ? strtol(argv[4], NULL, 10) : 500;
	must(store_open(argv[1], STORE_WRITE, &st, &err), &err);
	fill(st, n, (int)words, batch > 0 ? (int)batch : 1);
	double c = cpu_s();
	store_close(st);
	printf("close: %.2f s of CPU\n", cpu_s() - c);
	return 0;
}
