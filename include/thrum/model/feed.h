/* feed.h - a subscription: what the reader said of it and how it fares. */
#ifndef THRUM_MODEL_FEED_H
#define THRUM_MODEL_FEED_H

#include <stdbool.h>
#include <stdint.h>

enum feed_kind {
	FEED_WEB, /* http(s), fetched */
	FEED_EXEC, /* output of a command; only from the feeds file */
	FEED_FILTER, /* a web feed through a command; only from there too */
	FEED_QUERY, /* a saved search */
	FEED_LOCAL, /* articles imported from files; never fetched */
};

/* Strings are owned by the struct unless it lives in an arena (rows from
 * store/), then by the arena. NULL = not known. Times: seconds since the
 * epoch, 0 = never. */
struct feed {
	int64_t id; /* 0 = not stored yet */
	enum feed_kind kind;
	char *url; /* as subscribed: the identity */
	char *fetch_url; /* where a permanent redirect went, or NULL */
	char *title; /* the feed's own */
	char *custom_title; /* ~Title of the feeds file */
	char *link; /* its site */
	char *lang; /* BCP 47 as declared */
	char *tags; /* from the feeds file, parted by LF */
	bool hidden; /* `!` in the feeds file */
	bool subscribed; /* still in the feeds file */
	/* State of fetching. */
	char *etag, *last_modified; /* as the server sent them */
	int64_t last_fetch; /* last try */
	int64_t last_success;
	int64_t next_fetch; /* not before this */
	int32_t http_status; /* of the last try, 0 = no answer */
	int32_t failures; /* in a row */
	char *error; /* one sentence for people, NULL = well */
	/* What it asked for, as in struct feed_doc. */
	int32_t ttl_min;
	uint32_t skip_hours;
	uint8_t skip_days;
	/* Counters, kept by the store. */
	int64_t n_articles, n_unread;
};

/* The name to show: custom title, title, url. Borrowed from `f`. */
const char *feed_name(const struct feed *f);
void feed_free(struct feed *f);
/* What a saved search (query:NAME:EXPRESSION) asks for; NULL for other
 * feeds. Borrowed from `f`. */
const char *feed_query(const struct feed *f);
/* Is `tag` among its tags? */
bool feed_has_tag(const struct feed *f, const char *tag);
/* Its tag interval=MINUTES (1 to a week's) in seconds; `otherwise` where it
 * has none that makes sense. */
int64_t feed_interval_s(const struct feed *f, int64_t otherwise);
/* The value of its first tag NAME=VALUE that has one, for which the caller
 * is to free a copy; NULL. */
char *feed_setting(const struct feed *f, const char *name);
#define FEED_INTERVAL_MAX_MIN 10080
/* The tag that asks for the whole text of every article. */
#define FEED_TAG_FULLTEXT "fulltext"

#endif
