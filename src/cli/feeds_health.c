/* feeds_health.c - `thrum doctor --feeds`: which feeds tell what others do
 * not, and how late the others are. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "feeds_health_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/map.h"
#include "thrum/base/vec.h"
#include "thrum/model/feed.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/store/threads.h"

#include "thrum/base/banned.h"

#define THREADS_MAX 3000 /* the newest ones */
#define REPORTS_MAX 200 /* of a thread */

struct health {
	int64_t feed_id;
	uint32_t articles, copies;
	uint32_t alone; /* in threads that no other feed reports */
	uint32_t first; /* of shared threads: it was the first */
	struct {
		VEC_FIELDS(int64_t);
	} lags; /* behind the first, of shared threads; seconds */
};
struct survey {
	struct map ids; /* feed id -> index + 1 */
	struct {
		VEC_FIELDS(struct health);
	} feeds;
};

static struct health *health_of(struct survey *s, int64_t feed_id)
{
	bool is_new;
	uintptr_t *at = map_put(&s->ids, (const char *)&feed_id,
				sizeof(feed_id), &is_new);

	if (is_new) {
		struct health one = { .feed_id = feed_id };
		*at = s->feeds.len;
		vec_push(&s->feeds, one);
	}
	return &s->feeds.v[*at];
}

static bool is_shared(const struct article_row_vec *rows)
{
	for (size_t i = 1; i < rows->len; i++)
		if (rows->v[i].feed_id != rows->v[0].feed_id)
			return true;
	return false;
}

/* Rows are oldest first; a feed's first report of the event counts. */
static void count_thread(struct survey *s, const struct article_row_vec *rows)
{
	bool shared = is_shared(rows);

	for (size_t i = 0; i < rows->len; i++) {
		const struct article_row *r = &rows->v[i];
		struct health *h = health_of(s, r->feed_id);
		bool again = false;
		h->articles++;
		h->copies += (r->flags & ARTICLE_COPY) != 0;
		h->alone += !shared;
		for (size_t k = 0; k < i && !again; k++)
			again = rows->v[k].feed_id == r->feed_id;
		if (!shared || again)
			continue;
		h->first += i == 0;
		vec_push(&h->lags, r->time - rows->v[0].time);
	}
}

static enum status survey_threads(struct store *store, struct survey *s,
				  struct err *err)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST,
				  .with_muted = true };
	struct thread_key key = { 0 };
	struct thread_vec threads = { 0 };
	struct arena arena = { 0 }, page = { 0 };
	enum status st = store_threads_page(store, &q, key, PAGE_AFTER,
					    THREADS_MAX, &arena, &threads,
					    err);

	for (size_t i = 0; st == ST_OK && i < threads.len; i++) {
		struct article_query of = { .scope = SCOPE_THREAD,
					    .of = threads.v[i]->id };
		struct article_row_vec rows = { 0 };
		arena_clear(&page);
		st = store_articles_page(store, &of, 0, PAGE_AFTER,
					 REPORTS_MAX, &page, &rows, err);
		if (st == ST_OK && rows.len)
			count_thread(s, &rows);
		vec_release(&rows);
	}
	vec_release(&threads);
	arena_release(&page);
	arena_release(&arena);
	return st;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static int64_t median_lag(struct health *h)
{
	vec_sort(&h->lags, by_value);
	return h->lags.len ? h->lags.v[h->lags.len / 2] : -1;
}

static double original(const struct health *h)
{
	return h->articles ? 1 - (double)h->copies / h->articles : 0;
}

/* Those that one would miss least come first. */
static int by_worth(const void *a, const void *b)
{
	const struct health *x = a, *y = b;
	double u = original(x) * x->articles + x->alone + 2.0 * x->first;
	double v = original(y) * y->articles + y->alone + 2.0 * y->first;

	u /= x->articles ? x->articles : 1;
	v /= y->articles ? y->articles : 1;
	if (u != v)
		return u < v ? -1 : 1;
	return x->feed_id < y->feed_id ? -1 : x->feed_id > y->feed_id;
}

static const char *name_of(struct store *store, int64_t id,
			   struct arena *arena)
{
	struct feed *f = NULL;

	if (store_feed_get(store, id, arena, &f, NULL))
		return "?";
	return feed_name(f);
}

static void print_line(const char *name, struct health *h)
{
	int64_t lag = median_lag(h);

	printf("%7u %6.0f%% %6u %6zu %6u ", h->articles, original(h) * 100,
	       h->alone, h->lags.len, h->first);
	if (lag < 0)
		printf("%8s", "-");
	else
		printf("%8lld", (long long)lag / 60);
	printf("  %s\n", name);
}

static void print_json(const char *name, struct health *h)
{
	json_t *o = cli_object();
	int64_t lag = median_lag(h);

	cli_set_int(o, "feed", h->feed_id);
	cli_set_text(o, "title", name);
	cli_set_int(o, "articles", h->articles);
	cli_set_int(o, "copies", h->copies);
	json_object_set_new(o, "originality", json_real(original(h)));
	cli_set_int(o, "alone", h->alone);
	cli_set_int(o, "shared", (int64_t)h->lags.len);
	cli_set_int(o, "first", h->first);
	if (lag >= 0)
		cli_set_int(o, "lag_s", lag);
	cli_json(o);
}

static void survey_release(struct survey *s)
{
	for (size_t i = 0; i < s->feeds.len; i++)
		vec_release(&s->feeds.v[i].lags);
	vec_release(&s->feeds);
	map_release(&s->ids);
}

int feeds_health(struct cli_ctx *ctx, struct store *store,
		 enum feeds_health_format format)
{
	struct survey s = { 0 };
	struct arena arena = { 0 };
	int code = EXIT_OK;

	if (survey_threads(store, &s, &ctx->err))
		code = cli_fail(&ctx->err);
	vec_sort(&s.feeds, by_worth);
	if (!code && format == FEEDS_HEALTH_TEXT)
		printf("%7s %7s %6s %6s %6s %8s  %s\n", _("reports"),
		       _("own"), _("alone"), _("shared"), _("first"),
		       _("min late"), _("feed, least missed first"));
	for (size_t i = 0; !code && i < s.feeds.len; i++) {
		const char *name = name_of(store, s.feeds.v[i].feed_id,
					   &arena);
		if (format == FEEDS_HEALTH_JSON)
			print_json(name, &s.feeds.v[i]);
		else
			print_line(name, &s.feeds.v[i]);
	}
	survey_release(&s);
	arena_release(&arena);
	return code;
}
