/* feeds.h - subscriptions and how they fare. */
#ifndef THRUM_STORE_FEEDS_H
#define THRUM_STORE_FEEDS_H

#include "thrum/base/arena.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/feed.h"

struct store;

/* Borrowed from the arena they were read into. */
struct feed_vec {
	VEC_FIELDS(struct feed *);
};

/* Insert, or update what the reader says of it (kind, custom title, tags,
 * hidden, subscribed) where the url is known; state and counters stay.
 * *id gets the row id. */
enum status store_feed_put(struct store *st, const struct feed *f,
			   int64_t *id, struct err *err) MUST_CHECK;
/* What a fetch found: title, link, lang, fetch_url, etag, last_modified,
 * times, http_status, failures, error, what it asks for. By f->id. */
enum status store_feed_set_state(struct store *st, const struct feed *f,
				 struct err *err) MUST_CHECK;
/* All feeds, by name; with `arena` as owner. Few thousand at most. */
enum status store_feeds(struct store *st, struct arena *arena,
			struct feed_vec *out, struct err *err) MUST_CHECK;
/* ST_NOT_FOUND when there is none. */
enum status store_feed_get(struct store *st, int64_t id, struct arena *arena,
			   struct feed **out, struct err *err) MUST_CHECK;
enum status store_feed_find(struct store *st, const char *url,
			    struct arena *arena, struct feed **out,
			    struct err *err) MUST_CHECK;
/* Mark all feeds but those in `ids` as no longer subscribed. Their
 * articles stay. */
enum status store_feeds_keep(struct store *st, const int64_t *ids, size_t n,
			     struct err *err) MUST_CHECK;

#endif
