/* check.c - is all well? Recounts everything that is stored as a number,
 * asks SQLite about the file and FTS5 about the index. A finding is a
 * sentence; what can be counted again can be repaired. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/i18n.h"
#include "store_priv.h"
#include "thrum/base/banned.h"

/* How many rows are wrong, and what makes them right. */
struct counter_check {
	const char *what; /* with %lld for the number of wrong rows */
	const char *count, *repair;
};

#define TOTALS                                                                 \
	"SELECT (SELECT count(*) FROM article WHERE flags & 4 = 0)"            \
	" AS articles,"                                                        \
	" (SELECT count(*) FROM article WHERE flags & 5 = 0) AS unread,"       \
	" (SELECT count(*) FROM thread WHERE flags & 2 = 0"                    \
	"  AND n_articles > 0) AS threads,"                                    \
	" (SELECT count(*) FROM thread WHERE flags & 2 = 0"                    \
	"  AND n_unread > 0) AS threads_unread,"                               \
	" (SELECT count(*) FROM feed WHERE subscribed) AS feeds"
#define FEED_COUNTS                                                            \
	"(SELECT f.id, f.n_articles, f.n_unread,"                              \
	" coalesce(sum(s.state < 2), 0) AS na,"                                \
	" coalesce(sum(s.state = 0), 0) AS nu"                                 \
	" FROM feed f LEFT JOIN sighting s ON s.feed_id = f.id GROUP BY f.id)"
#define TAG_COUNTS                                                             \
	"(SELECT g.id, g.n_articles, g.n_unread,"                              \
	" coalesce(sum(t.state < 2), 0) AS na,"                                \
	" coalesce(sum(t.state = 0), 0) AS nu"                                 \
	" FROM tag g LEFT JOIN article_tag t ON t.tag_id = g.id GROUP BY g.id)"
#define THREAD_COUNTS                                                          \
	"(SELECT h.id, h.n_articles, h.n_unread, h.n_starred,"                 \
	" h.n_independent, h.flags,"                                           \
	" coalesce(sum(a.flags & 4 = 0), 0) AS na,"                            \
	" coalesce(sum(a.flags & 5 = 0), 0) AS nu,"                            \
	" coalesce(sum(a.flags & 6 = 2), 0) AS ns,"                            \
	" coalesce(sum(a.flags & 12 = 0), 0) AS ni"                            \
	" FROM thread h LEFT JOIN article a ON a.thread_id = h.id"             \
	" GROUP BY h.id)"
#define WRONG_THREAD                                                           \
	"n_articles <> na OR n_unread <> nu OR n_starred <> ns"                \
	" OR n_independent <> ni OR (flags & 4 = 4) <> (ns > 0)"
#define ARTICLE_STATE "iif(a.flags & 4, 2, a.flags & 1)"

static const struct counter_check counters[] = {
	/* The states first: counters are counted from them. */
	{ N_("%lld entries of feeds' lists have the wrong state"),
	  "SELECT count(*) FROM sighting s JOIN article a"
	  " ON a.id = s.article_id WHERE s.state < 3"
	  " AND s.state <> " ARTICLE_STATE,
	  "UPDATE sighting SET state = (SELECT " ARTICLE_STATE
	  " FROM article a WHERE a.id = article_id) WHERE state < 3" },
	{ N_("%lld entries of tags' lists have the wrong state"),
	  "SELECT count(*) FROM article_tag t JOIN article a"
	  " ON a.id = t.article_id WHERE t.state <> " ARTICLE_STATE,
	  "UPDATE article_tag SET state = (SELECT " ARTICLE_STATE
	  " FROM article a WHERE a.id = article_id)" },
	{ N_("%lld articles are in threads that do not exist"),
	  "SELECT count(*) FROM article WHERE thread_id <> 0"
	  " AND thread_id NOT IN (SELECT id FROM thread)",
	  "UPDATE article SET thread_id = 0, copy_of = 0, score = 0"
	  " WHERE thread_id <> 0"
	  " AND thread_id NOT IN (SELECT id FROM thread)" },
	/* By arrival: no foreign key tells of these. */
	{ N_("%lld texts belong to no article"),
	  "SELECT count(*) FROM body"
	  " WHERE arrival NOT IN (SELECT arrival FROM article)",
	  "DELETE FROM body"
	  " WHERE arrival NOT IN (SELECT arrival FROM article)" },
	{ N_("%lld feeds have wrong counts"),
	  "SELECT count(*) FROM " FEED_COUNTS
	  " WHERE n_articles <> na OR n_unread <> nu",
	  "UPDATE feed SET n_articles = c.na, n_unread = c.nu"
	  " FROM " FEED_COUNTS " AS c WHERE c.id = feed.id" },
	{ N_("%lld tags have wrong counts"),
	  "SELECT count(*) FROM " TAG_COUNTS
	  " WHERE n_articles <> na OR n_unread <> nu",
	  "UPDATE tag SET n_articles = c.na, n_unread = c.nu"
	  " FROM " TAG_COUNTS " AS c WHERE c.id = tag.id" },
	{ N_("%lld threads have wrong counts"),
	  "SELECT count(*) FROM " THREAD_COUNTS " WHERE " WRONG_THREAD,
	  "UPDATE thread SET n_articles = c.na, n_unread = c.nu,"
	  " n_starred = c.ns, n_independent = c.ni,"
	  " flags = (thread.flags & ~4) | ((c.ns > 0) << 2)"
	  " FROM " THREAD_COUNTS " AS c WHERE c.id = thread.id" },
	{ N_("the totals are wrong"),
	  "SELECT count(*) FROM total t, (" TOTALS ") c"
	  " WHERE t.articles <> c.articles OR t.unread <> c.unread"
	  " OR t.threads <> c.threads"
	  " OR t.threads_unread <> c.threads_unread OR t.feeds <> c.feeds",
	  "UPDATE total SET articles = c.articles, unread = c.unread,"
	  " threads = c.threads, threads_unread = c.threads_unread,"
	  " feeds = c.feeds FROM (" TOTALS ") AS c" },
};

static void finding(struct buf *report, int *findings, const char *sentence)
{
	buf_adds(report, sentence);
	buf_addc(report, '\n');
	++*findings;
}

/* A check's own rows, each a finding; `ok` is the row that says well. */
static enum status pragma_check(struct store *st, const char *sql,
				struct buf *report, int *findings,
				struct err *err)
{
	struct query q;

	query_start(&q, st, sql, err);
	while (query_row(&q)) {
		const char *s = query_col_text(&q, 0);
		if (!s || !strcmp(s, "ok"))
			continue;
		buf_addf(report, _("the file is damaged: %.200s"), s);
		finding(report, findings, "");
	}
	return query_end(&q);
}

static enum status foreign_keys(struct store *st, struct buf *report,
				int *findings, struct err *err)
{
	int64_t n = 0;
	enum status status = db_int(
		st, "SELECT count(*) FROM pragma_foreign_key_check", &n, err);

	if (status == ST_OK && n) {
		buf_addf(report, _("%lld rows belong to none"), (long long)n);
		finding(report, findings, "");
	}
	return status;
}

/* rank = 1: compare with the text as well. */
static enum status index_check(struct store *st, struct buf *report,
			       int *findings, struct err *err)
{
	struct err own = { 0 };
	enum status status = db_exec(
		st,
		"INSERT INTO search (search, rank)"
		" VALUES ('integrity-check', 1)",
		&own);

	if (status == ST_CORRUPT)
		finding(report, findings,
			_("the full-text index does not fit the articles"));
	else if (status != ST_OK && err)
		*err = own;
	return status == ST_CORRUPT ? ST_OK : status;
}

static enum status count_checks(struct store *st, enum store_check_mode mode,
				struct buf *report, int *findings,
				struct err *err)
{
	enum status status = ST_OK;

	for (size_t i = 0; i < sizeof(counters) / sizeof(*counters); i++) {
		int64_t wrong = 0;
		status = db_int(st, counters[i].count, &wrong, err);
		if (status != ST_OK)
			break;
		if (!wrong)
			continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
		buf_addf(report, _(counters[i].what), (long long)wrong);
#pragma GCC diagnostic pop
		finding(report, findings, "");
		if (mode == STORE_CHECK_REPAIR)
			status = db_exec(st, counters[i].repair, err);
		if (status != ST_OK)
			break;
	}
	return status;
}

static enum status check_all(struct store *st, enum store_check_mode mode,
			     struct buf *report, int *findings,
			     struct err *err)
{
	enum status status = fts_flush(st, err);

	if (status == ST_OK)
		status = counts_flush(st, err);
	if (status == ST_OK)
		status = pragma_check(st, "PRAGMA integrity_check(20)",
				      report, findings, err);
	if (status == ST_OK)
		status = foreign_keys(st, report, findings, err);
	if (status == ST_OK)
		status = count_checks(st, mode, report, findings, err);
	int before = *findings;
	if (status == ST_OK)
		status = index_check(st, report, findings, err);
	if (status == ST_OK && *findings > before &&
	    mode == STORE_CHECK_REPAIR)
		status = db_exec(st,
				 "INSERT INTO search (search)"
				 " VALUES ('rebuild')",
				 err);
	return status;
}

/* In a writing transaction, so that nothing changes under the counting (and
 * because FTS5's check is an INSERT). */
enum status store_check(struct store *st, enum store_check_mode mode,
			struct buf *report, int *findings, struct err *err)
{
	int n = 0;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = store_done(st, check_all(st, mode, report, &n, err), err);
	if (status == ST_OK)
		*findings = n;
	return status;
}
