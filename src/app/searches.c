/* searches.c - saved searches: lines of the feeds file, and what they
 * find. */
#include "config.h"

#include "app_priv.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/i18n.h"
#include "thrum/model/feed.h"
#include "thrum/model/search.h"
#include "thrum/store/feeds.h"
#include "thrum/app/worker.h"

#include "thrum/base/banned.h"

/* Rows that one count may look at. */
#define LOOK_MAX 100000

enum status app_search_save(struct app *app, const char *url, struct err *err)
{
	struct feed f = { .kind = FEED_QUERY, .subscribed = true };
	struct feed *one = &f;
	struct search *s = NULL;
	size_t added = 0;
	enum status st;

	f.url = xstrdup(url);
	const char *query = feed_query(&f);
	const char *name = strchr(f.url, ':');
	if (!query || !name || query <= name + 2) {
		st = err_set(err, ST_USAGE, _("a search needs a name without "
					      "a colon"));
		goto out;
	}
	f.title = xstrndup(name + 1, (size_t)(query - name - 2));
	st = search_parse(query, NULL, &s, err);
	if (st == ST_OK)
		st = feeds_append(app, &one, 1, &added, err);
	if (st == ST_OK && !added)
		st = err_set(err, ST_EXISTS, _("%s is there already"),
			     f.title);
out:
	search_free(s);
	free(f.title);
	free(f.url);
	return st;
}

enum status app_search_counts(struct store *store, int64_t now, int64_t tz_s,
			      struct app_count_vec *out, struct err *err)
{
	struct arena arena = { 0 };
	struct feed_vec feeds = { 0 };
	enum status st = store_feeds(store, &arena, &feeds, err);

	for (size_t i = 0; st == ST_OK && i < feeds.len; i++) {
		struct article_query q = {
			.scope = SCOPE_SEARCH,
			.text = feed_query(feeds.v[i]),
			.now = now,
			.tz_s = tz_s,
			.max_look = LOOK_MAX,
		};
		struct found_count c = { 0 };
		/* A wrong one is said where it is shown. */
		if (!q.text || !feeds.v[i]->subscribed ||
		    store_articles_count(store, &q, APP_COUNT_MAX, &c, NULL) !=
			    ST_OK)
			continue;
		struct app_count one = { feeds.v[i]->id, c.n, c.unread };
		vec_push(out, one);
	}
	vec_release(&feeds);
	arena_release(&arena);
	return st;
}

/* The feed may be a saved search. */
enum status searches_change(struct store *store, const struct job *j,
			    int64_t now, struct err *err)
{
	struct article_query q = j->scope;
	struct arena arena = { 0 };
	struct feed *f;
	int64_t changed;
	enum status st = ST_OK;

	q.text = j->text;
	q.now = now;
	q.filter = j->args.len ? j->args.v[0] : NULL;
	if (q.scope == SCOPE_FEED)
		st = store_feed_get(store, q.of, &arena, &f, err);
	if (st == ST_OK && q.scope == SCOPE_FEED && feed_query(f)) {
		q.scope = SCOPE_SEARCH;
		q.text = feed_query(f);
	}
	if (st == ST_OK)
		st = store_change_scope(store, j->change, &q, now, &changed,
					err);
	arena_release(&arena);
	return st;
}
