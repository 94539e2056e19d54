/* waiting_priv.h - new rows that wait to be written together (waiting.c).
 *
 * query_start() and db_exec() write what waits before they do anything, so
 * no statement can miss it. query_ahead() does not: for statements that read
 * none of these tables, or know by waiting_seen() that nothing that waits
 * concerns them.
 */
#ifndef THRUM_STORE_WAITING_PRIV_H
#define THRUM_STORE_WAITING_PRIV_H

#include "store_priv.h"

/* What a row is known by until it is written. */
enum row_mark {
	ROW_GUID, /* feed_id, guid_key */
	ROW_WORDS, /* feed_id, content_hash */
	ROW_SECOND, /* first id of a second; value: how many are given */
	ROW_ARTICLE, /* id; value: its place + 1 */
	ROW_MEMBER, /* id of the article; value: its place + 1 */
	ROW_FEED, /* a feed; value: FEED_COLD or FEED_KNOWN */
};
enum { FEED_COLD = 1, FEED_KNOWN };
struct row_key {
	int64_t mark, a, b;
};
/* The value of that mark, 0 = none. */
uintptr_t waiting_seen(const struct store *st, struct row_key key);
void waiting_mark(struct store *st, struct row_key key, uintptr_t value);

/* So many articles are written without waiting for more. */
#define ROWS_ARTICLES_MAX 8192
#define WAITING_THREADS_MAX 4096

void waiting_article(struct store *st, const struct row_article *row);
/* One that waits, else NULL. Valid until the next row. */
struct row_article *waiting_article_find(struct store *st, int64_t id);
void waiting_sighting(struct store *st, const struct row_sighting *row);
void waiting_tag(struct store *st, const struct row_tag *row);
/* Of one that may have a row already: then nothing. Strings are copied. */
void waiting_thread(struct store *st, const struct row_thread *row);
/* Instead of the one of that article; `why` is copied. */
void waiting_member(struct store *st, const struct row_member *row);

/* Write them all. */
enum status waiting_flush(struct store *st, struct err *err) MUST_CHECK;
/* They were rolled back. */
void waiting_forget(struct store *st);
/* Give this connection the table `waiting`. */
enum status waiting_register(struct store *st, struct err *err) MUST_CHECK;

#endif
