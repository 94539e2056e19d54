/* article.h - one report: the record that the layers share. */
#ifndef THRUM_MODEL_ARTICLE_H
#define THRUM_MODEL_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/vec.h"

struct doc;

struct enclosure {
	char *url, *type;
	int64_t length; /* bytes, 0 = not said */
};

/* A story that the page itself calls related. */
struct related_link {
	char *title, *source, *url, *excerpt; /* any but title may be NULL */
	int64_t age_s; /* as printed ("8 hours ago"), -1 = not said */
	char *age; /* the words of it */
};

/* A turn of a conversation about the article (reading apps). */
struct turn {
	char *speaker, *text;
};

/* A named field that we have no column for ("Category ID"). */
struct detail {
	char *name, *value;
};

struct enclosure_vec {
	VEC_FIELDS(struct enclosure);
};
struct related_vec {
	VEC_FIELDS(struct related_link);
};
struct turn_vec {
	VEC_FIELDS(struct turn);
};
struct detail_vec {
	VEC_FIELDS(struct detail);
};

enum article_flags {
	ARTICLE_READ = 1u << 0,
	ARTICLE_STARRED = 1u << 1,
	ARTICLE_DELETED = 1u << 2,
	ARTICLE_COPY = 1u << 3, /* a near-duplicate of copy_of */
	ARTICLE_REVISED = 1u << 4, /* an earlier text is kept */
	ARTICLE_FULLTEXT = 1u << 5, /* the text is its page's, not its
				     * feed's */
	ARTICLE_KILLED = 1u << 6, /* with DELETED: by a rule, not by hand */
};

/* Owns all it points to. All strings clean UTF-8 (text_clean), NULL = not
 * known. Times: seconds since the epoch UTC, 0 = unknown. */
struct article {
	int64_t id; /* row id; carries the order of dates, 0 = not stored */
	char uuid[37]; /* stable, printed; "" = not made yet */
	int64_t feed_id;
	char *guid; /* the feed's own id; NULL where it gives none */
	char *url; /* as published */
	char *url_key; /* url_key(url) */
	char *title;
	char *author;
	char *source; /* the outlet, for people: "Kyodo" */
	char *category;
	char *lang; /* BCP 47 */
	int64_t published, updated, fetched, created, last_read;
	int32_t published_east_s; /* its page's clock ahead of UTC; 0 also
				   * where not known; not stored */
	char *summary; /* plain text */
	struct doc *body; /* NULL = not loaded, or there is none */
	uint32_t words; /* of the body */
	uint32_t read_count;
	uint32_t flags; /* enum article_flags */
	struct str_vec tags; /* as written, without '#' */
	struct enclosure_vec enclosures;
	char *comments_url;
	uint64_t content_hash; /* article_hash() of title, summary, body */
	uint64_t raw_hash; /* of its feed's item as it came, 0 = none */
	struct related_vec related; /* the page's own list */
	struct turn_vec conversation;
	struct detail_vec details;
	/* Filled by the store when read. */
	int64_t thread_id; /* 0 = not threaded yet */
	int64_t copy_of; /* id of the earliest, 0 = none */
};

struct article_vec {
	VEC_FIELDS(struct article *);
};

/* A zeroed article; caller frees. */
struct article *article_new(void);
void article_free(struct article *a);
void article_vec_release(struct article_vec *vec);
/* Over title, summary and the body's text; fixed for ever (it is stored). */
uint64_t article_hash(const struct article *a);
/* published, else updated, else fetched: the time lists sort by. */
int64_t article_time(const struct article *a);
/* Fill what follows from the rest where it is missing: url_key, words,
 * content_hash, uuid (from feed-independent identity: url_key, else guid,
 * else the content), created. `now` for `fetched` when 0. */
void article_complete(struct article *a, int64_t now);

#endif
