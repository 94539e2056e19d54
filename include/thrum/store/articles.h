/* articles.h - articles in and out of the store.
 *
 * Row ids carry the order of dates: id = publication second * 2^10 + a
 * counter (2^20 in a store that an earlier version made; article_time() at
 * the first storing: a later change of the date does not move it). So "newest
 * first" is "ORDER BY id DESC", also inside the full-text index, and a page
 * is "id < ?".
 */
#ifndef THRUM_STORE_ARTICLES_H
#define THRUM_STORE_ARTICLES_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/article.h"

struct store;

/* First possible id of a second; dates before 1970 count as 1970. */
int64_t store_id_at(const struct store *st, int64_t second);

enum store_put {
	STORE_PUT_NEW, /* stored; a->id is set */
	STORE_PUT_SAME, /* known and unchanged */
	STORE_PUT_REVISED, /* known, text changed: the earlier one is kept */
	STORE_PUT_SIGHTING, /* another feed's item with the same url_key */
};

/* Store one article (article_complete()d; feed_id set). Identity is
 * (feed, guid), guid falling back on url_key, then on the content hash;
 * an unknown one whose url_key another feed has is a second sighting of
 * that report. a->id is set to the row in any case; a->body stays the
 * caller's. Counters, index, tags and links are kept in step. */
enum status store_article_put(struct store *st, struct article *a,
			      enum store_put *what, struct err *err)
	MUST_CHECK;

/* Give article a->id another text: `a` is what store_article_get() loaded
 * whole, with the body (and what follows from it: words, author, dates,
 * summary) changed. The earlier text is kept as a revision of `now`, and
 * ARTICLE_FULLTEXT is set: a later teaser of its feed leaves the text
 * alone. */
enum status store_article_set_text(struct store *st, struct article *a,
				   int64_t now, struct err *err) MUST_CHECK;

/* Is (feed, guid) known, and its newest put had this raw_hash? Spares
 * parsing a body. *known false when new or changed. */
enum status store_article_is_known(struct store *st, int64_t feed_id,
				   const char *guid, uint64_t raw_hash,
				   bool *known, struct err *err) MUST_CHECK;

enum store_load {
	STORE_LOAD_ROW = 0, /* columns only */
	STORE_LOAD_BODY = 1u << 0,
	STORE_LOAD_LISTS = 1u << 1, /* tags, enclosures, related, turns,
				     * details */
	STORE_LOAD_ALL = 3u,
};
/* A whole article; caller frees. ST_NOT_FOUND. */
enum status store_article_get(struct store *st, int64_t id, uint32_t load,
			      struct article **out, struct err *err)
	MUST_CHECK;
/* Bytes of an article's text; 0 when it has none or is not there. What tells
 * a book from an article before it is read. */
enum status store_body_bytes(struct store *st, int64_t id, int64_t *out,
			     struct err *err) MUST_CHECK;
/* By uuid, or by a prefix of it of 6 characters or more that is unique. */
enum status store_article_find(struct store *st, const char *uuid,
			       int64_t *id, struct err *err) MUST_CHECK;
/* Stored article with this url_key, any feed. */
enum status store_article_by_url(struct store *st, const char *url_key,
				 int64_t *id, struct err *err) MUST_CHECK;

/* What lists show. Strings live in the arena they were read into. */
struct article_row {
	int64_t id, feed_id, thread_id, copy_of;
	int64_t time; /* article_time() */
	const char *uuid, *title, *source, *author, *url, *lang;
	const char *summary; /* its first 300 bytes or so */
	uint32_t words, flags, read_count;
	int32_t points; /* given by rules */
	double score; /* membership; search rank where asked */
	const char *snippet; /* search hits: words in context; \x01..\x02
			      * around the matches; else NULL */
};
struct article_row_vec {
	VEC_FIELDS(struct article_row);
};

enum article_scope {
	SCOPE_ALL, /* newest first */
	SCOPE_FEED, /* of feed `of`, newest first */
	SCOPE_THREAD, /* of thread `of`, oldest first */
	SCOPE_TAG, /* tag `text`, newest first */
	SCOPE_SEARCH, /* what `text` (model/search.h) finds, newest first
		       * or as its sort: says */
	SCOPE_STARRED,
	SCOPE_DELETED, /* newest first; few, so that a page sorts them all */
};
struct article_query {
	enum article_scope scope;
	int64_t of;
	const char *text; /* tag or search, borrowed */
	const char *filter; /* a search that narrows any scope, borrowed;
			     * NULL or blank = none */
	bool unread_only;
	/* Ranges of ids, and of dates (seconds); 0 = open. */
	int64_t min_id, max_id;
	int64_t since, until;
	/* What times in text and filter count from (search_when). */
	int64_t now, tz_s;
	/* About how many rows a page may look at to find its own; 0 = all.
	 * Where it ends before, store_page_was_cut(). */
	int64_t max_look;
};
enum page_dir { PAGE_AFTER, PAGE_BEFORE };

/* sort:rank and sort:score put so many of the newest hits in order; older
 * ones are not listed. */
#define SEARCH_RANKED 500

/* One page in list order: up to `limit` rows after (or before) the row
 * with id `key`; key 0 = from the beginning (PAGE_AFTER) or from the end
 * (PAGE_BEFORE). Rows are appended in list order either way. Touches
 * `limit` rows, not the list (deleted and filtered rows are in no index
 * that is walked). A search that the query language refuses: ST_USAGE with
 * a sentence. With sort:rank or sort:score `key` must be the id of a row
 * of the list, or 0. */
enum status store_articles_page(struct store *st,
				const struct article_query *q, int64_t key,
				enum page_dir dir, int limit,
				struct arena *arena,
				struct article_row_vec *out, struct err *err)
	MUST_CHECK;

/* Did the newest page end because of max_look? */
bool store_page_was_cut(const struct store *st);

/* How many articles the query finds, and how many of them are unread: each
 * counted up to `limit`, then no further. */
struct found_count {
	int64_t n, unread;
};
enum status store_articles_count(struct store *st,
				 const struct article_query *q, int limit,
				 struct found_count *out, struct err *err)
	MUST_CHECK;

/* The next unread article in home order after thread `thread_id`'s article
 * `id` (both may be 0): *out_id 0 when all is read. */
enum status store_next_unread(struct store *st, int64_t id, int64_t *out_id,
			      int64_t *out_thread, struct err *err)
	MUST_CHECK;

/* Earlier texts of an article, newest first: caller frees each. */
struct revision {
	int64_t at; /* when it was replaced */
	char *title;
	char *text; /* plain */
};
struct revision_vec {
	VEC_FIELDS(struct revision);
};
enum status store_revisions(struct store *st, int64_t id,
			    struct revision_vec *out, struct err *err)
	MUST_CHECK;
void revision_vec_release(struct revision_vec *vec);

/* Tags in use with their counts, by count then name. */
struct tag_row {
	const char *name; /* arena's */
	int64_t n_articles, n_unread;
};
struct tag_row_vec {
	VEC_FIELDS(struct tag_row);
};
enum status store_tags(struct store *st, int limit, struct arena *arena,
		       struct tag_row_vec *out, struct err *err) MUST_CHECK;

/* Count one reading: last_read = now, read_count + 1. Not journalled. */
enum status store_article_touch(struct store *st, int64_t id, int64_t now,
				struct err *err) MUST_CHECK;

#endif
