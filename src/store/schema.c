/* schema.c - the way from one version of the tables to the next.
 *
 * schema_new.c says what the tables are and what each is for. A new version:
 * change them there, add a step here, raise STORE_VERSION, never edit an old
 * step.
 */
#include "config.h"

#include "store_priv.h"

#include <stdio.h>

#include "thrum/base/banned.h"

/* Version 1, as it was; the later ones say what they change. */
static const char v1_base[] =
	"CREATE TABLE meta ("
	" key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE total ("
	" one INTEGER PRIMARY KEY CHECK (one = 1),"
	" articles INTEGER NOT NULL DEFAULT 0,"
	" unread INTEGER NOT NULL DEFAULT 0,"
	" threads INTEGER NOT NULL DEFAULT 0,"
	" threads_unread INTEGER NOT NULL DEFAULT 0,"
	" feeds INTEGER NOT NULL DEFAULT 0,"
	" arrivals INTEGER NOT NULL DEFAULT 0);"
	"INSERT INTO total (one) VALUES (1);"
	"CREATE TABLE feed ("
	" id INTEGER PRIMARY KEY,"
	" url TEXT NOT NULL UNIQUE,"
	" kind INTEGER NOT NULL,"
	" fetch_url TEXT, title TEXT, custom_title TEXT, link TEXT,"
	" lang TEXT, tags TEXT,"
	" hidden INTEGER NOT NULL DEFAULT 0,"
	" subscribed INTEGER NOT NULL DEFAULT 1,"
	" etag TEXT, last_modified TEXT,"
	" last_fetch INTEGER NOT NULL DEFAULT 0,"
	" last_success INTEGER NOT NULL DEFAULT 0,"
	" next_fetch INTEGER NOT NULL DEFAULT 0,"
	" http_status INTEGER NOT NULL DEFAULT 0,"
	" failures INTEGER NOT NULL DEFAULT 0,"
	" error TEXT,"
	" n_articles INTEGER NOT NULL DEFAULT 0,"
	" n_unread INTEGER NOT NULL DEFAULT 0);";

static const char v1_article[] =
	"CREATE TABLE article ("
	" id INTEGER PRIMARY KEY,"
	" feed_id INTEGER NOT NULL REFERENCES feed(id),"
	" arrival INTEGER NOT NULL,"
	" flags INTEGER NOT NULL DEFAULT 0,"
	" thread_id INTEGER NOT NULL DEFAULT 0,"
	" copy_of INTEGER NOT NULL DEFAULT 0,"
	" score REAL NOT NULL DEFAULT 0,"
	" words INTEGER NOT NULL DEFAULT 0,"
	" read_count INTEGER NOT NULL DEFAULT 0,"
	" last_read INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX article_live ON article(id) WHERE flags & 4 = 0;"
	"CREATE INDEX article_unread ON article(id) WHERE flags & 5 = 0;"
	"CREATE INDEX article_starred ON article(id) WHERE flags & 6 = 2;"
	"CREATE INDEX article_starred_unread ON article(id)"
	" WHERE flags & 7 = 2;"
	"CREATE INDEX article_thread ON article(thread_id, id)"
	" WHERE thread_id <> 0 AND flags & 4 = 0;"
	"CREATE INDEX article_thread_unread ON article(thread_id, id)"
	" WHERE thread_id <> 0 AND flags & 5 = 0;"
	"CREATE INDEX article_thread_deleted ON article(thread_id)"
	" WHERE thread_id <> 0 AND flags & 4 = 4;"
	"CREATE INDEX article_unthreaded ON article(arrival)"
	" WHERE thread_id = 0;"
	"CREATE TABLE content ("
	" id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,"
	" uuid BLOB NOT NULL,"
	" url_hash INTEGER,"
	" title TEXT, source TEXT, summary TEXT, author TEXT, url TEXT,"
	" lang TEXT, tags TEXT,"
	" published INTEGER NOT NULL DEFAULT 0,"
	" updated INTEGER NOT NULL DEFAULT 0,"
	" fetched INTEGER NOT NULL DEFAULT 0,"
	" created INTEGER NOT NULL DEFAULT 0,"
	" category TEXT, guid TEXT, comments_url TEXT, feed_tags TEXT);"
	"CREATE UNIQUE INDEX content_uuid ON content(uuid);"
	"CREATE INDEX content_url ON content(url_hash)"
	" WHERE url_hash IS NOT NULL;"
	"CREATE TABLE body ("
	" id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,"
	" text TEXT, marks BLOB, summary TEXT, lists BLOB);"
	"CREATE TABLE revision ("
	" id INTEGER PRIMARY KEY,"
	" article_id INTEGER NOT NULL"
	"  REFERENCES article(id) ON DELETE CASCADE,"
	" at INTEGER NOT NULL, title TEXT, text TEXT);"
	"CREATE INDEX revision_article ON revision(article_id, id);";

static const char v1_lists[] =
	"CREATE TABLE sighting ("
	" feed_id INTEGER NOT NULL REFERENCES feed(id),"
	" guid_key INTEGER NOT NULL,"
	" article_id INTEGER NOT NULL"
	"  REFERENCES article(id) ON DELETE CASCADE,"
	" state INTEGER NOT NULL,"
	" raw_hash INTEGER NOT NULL DEFAULT 0,"
	" content_hash INTEGER NOT NULL,"
	" PRIMARY KEY (feed_id, guid_key)) WITHOUT ROWID;"
	"CREATE INDEX sighting_article ON sighting(article_id);"
	"CREATE INDEX sighting_live ON sighting(feed_id, article_id)"
	" WHERE state < 2;"
	"CREATE INDEX sighting_unread ON sighting(feed_id, article_id)"
	" WHERE state = 0;"
	"CREATE TABLE tag ("
	" id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
	" name TEXT NOT NULL,"
	" n_articles INTEGER NOT NULL DEFAULT 0,"
	" n_unread INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX tag_use ON tag(n_articles DESC, name)"
	" WHERE n_articles > 0;"
	"CREATE TABLE article_tag ("
	" article_id INTEGER NOT NULL"
	"  REFERENCES article(id) ON DELETE CASCADE,"
	" tag_id INTEGER NOT NULL REFERENCES tag(id),"
	" state INTEGER NOT NULL,"
	" PRIMARY KEY (article_id, tag_id)) WITHOUT ROWID;"
	"CREATE INDEX article_tag_live ON article_tag(tag_id, article_id)"
	" WHERE state < 2;"
	"CREATE INDEX article_tag_unread ON article_tag(tag_id, article_id)"
	" WHERE state = 0;"
	"CREATE VIEW search_source AS SELECT a.id AS id, c.title AS title,"
	" coalesce(b.text, b.summary, c.summary) AS body,"
	" c.source AS source, c.tags AS tags"
	" FROM article a JOIN content c ON c.id = a.id"
	" LEFT JOIN body b ON b.id = a.id WHERE a.flags & 4 = 0;"
	"CREATE VIRTUAL TABLE search USING fts5(title, body, source, tags,"
	" content='search_source', content_rowid='id', tokenize='thrum',"
	" columnsize=0);"
	"INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);"
	"INSERT INTO search (search, rank) VALUES ('automerge', 8);";

static const char v1_threads[] =
	"CREATE TABLE thread ("
	" id INTEGER PRIMARY KEY,"
	" rank INTEGER NOT NULL DEFAULT 0,"
	" first INTEGER NOT NULL DEFAULT 0,"
	" last INTEGER NOT NULL DEFAULT 0,"
	" n_articles INTEGER NOT NULL DEFAULT 0,"
	" n_unread INTEGER NOT NULL DEFAULT 0,"
	" n_starred INTEGER NOT NULL DEFAULT 0,"
	" n_independent INTEGER NOT NULL DEFAULT 0,"
	" n_sources INTEGER NOT NULL DEFAULT 0,"
	" flags INTEGER NOT NULL DEFAULT 0,"
	" central INTEGER NOT NULL DEFAULT 0,"
	" spark BLOB, headline TEXT, names TEXT, sources TEXT);"
	"CREATE INDEX thread_rank ON thread(rank, id)"
	" WHERE flags & 2 = 0 AND n_articles > 0;"
	"CREATE INDEX thread_rank_unread ON thread(rank, id)"
	" WHERE flags & 2 = 0 AND n_unread > 0;"
	"CREATE INDEX thread_last ON thread(last, id)"
	" WHERE flags & 2 = 0 AND n_articles > 0;"
	"CREATE INDEX thread_last_unread ON thread(last, id)"
	" WHERE flags & 2 = 0 AND n_unread > 0;"
	"CREATE INDEX thread_rank_muted ON thread(rank, id)"
	" WHERE flags & 2 = 2 AND n_articles > 0;"
	"CREATE INDEX thread_rank_muted_unread ON thread(rank, id)"
	" WHERE flags & 2 = 2 AND n_unread > 0;"
	"CREATE INDEX thread_last_muted ON thread(last, id)"
	" WHERE flags & 2 = 2 AND n_articles > 0;"
	"CREATE INDEX thread_last_muted_unread ON thread(last, id)"
	" WHERE flags & 2 = 2 AND n_unread > 0;"
	"CREATE TABLE thread_alias ("
	" old_id INTEGER PRIMARY KEY, id INTEGER NOT NULL);"
	"CREATE INDEX thread_alias_id ON thread_alias(id);"
	"CREATE TABLE thread_mark ("
	" thread_id INTEGER PRIMARY KEY, flags INTEGER NOT NULL);"
	"CREATE TABLE membership ("
	" article_id INTEGER PRIMARY KEY"
	"  REFERENCES article(id) ON DELETE CASCADE,"
	" near_id INTEGER NOT NULL, fixed INTEGER NOT NULL, why BLOB);"
	"CREATE TABLE thread_link ("
	" thread_id INTEGER NOT NULL, other_id INTEGER NOT NULL,"
	" score REAL NOT NULL, names TEXT,"
	" PRIMARY KEY (thread_id, other_id)) WITHOUT ROWID;"
	"CREATE INDEX thread_link_other ON thread_link(other_id);"
	"CREATE TABLE topic_state ("
	" key TEXT PRIMARY KEY, bytes BLOB NOT NULL);";

static const char v1_journal[] =
	"CREATE TABLE journal ("
	" id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, label TEXT, text TEXT,"
	" undone INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX journal_open ON journal(id) WHERE undone = 0;"
	"CREATE TABLE journal_item ("
	" journal_id INTEGER NOT NULL"
	"  REFERENCES journal(id) ON DELETE CASCADE,"
	" article_id INTEGER NOT NULL, prev,"
	" PRIMARY KEY (journal_id, article_id)) WITHOUT ROWID;"
	"CREATE TABLE edit ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL,"
	" a INTEGER NOT NULL, b INTEGER NOT NULL,"
	" journal_id INTEGER NOT NULL);"
	"CREATE INDEX edit_journal ON edit(journal_id);";

static const char v1_triggers[] =
	"CREATE TRIGGER article_added AFTER INSERT ON article BEGIN"
	" UPDATE total SET arrivals = max(arrivals, new.arrival),"
	"  articles = articles + (new.flags & 4 = 0),"
	"  unread = unread + (new.flags & 5 = 0); END;"
	"CREATE TRIGGER article_changed AFTER UPDATE OF flags ON article"
	" WHEN old.flags & 7 <> new.flags & 7 BEGIN"
	" UPDATE total SET"
	"  articles = articles + (new.flags & 4 = 0) - (old.flags & 4 = 0),"
	"  unread = unread + (new.flags & 5 = 0) - (old.flags & 5 = 0)"
	"  WHERE old.flags & 5 <> new.flags & 5;"
	" UPDATE thread SET"
	"  n_articles = n_articles + (new.flags & 4 = 0)"
	"   - (old.flags & 4 = 0),"
	"  n_unread = n_unread + (new.flags & 5 = 0) - (old.flags & 5 = 0),"
	"  n_starred = n_starred + (new.flags & 6 = 2)"
	"   - (old.flags & 6 = 2),"
	"  flags = (flags & ~4) | ((n_starred + (new.flags & 6 = 2)"
	"   - (old.flags & 6 = 2) > 0) << 2)"
	"  WHERE id = new.thread_id AND new.thread_id <> 0; END;"
	"CREATE TRIGGER sighting_added AFTER INSERT ON sighting"
	" WHEN new.state < 2 BEGIN"
	" UPDATE feed SET n_articles = n_articles + 1,"
	"  n_unread = n_unread + (new.state = 0) WHERE id = new.feed_id;"
	" END;"
	"CREATE TRIGGER sighting_changed AFTER UPDATE OF state ON sighting"
	" WHEN old.state <> new.state BEGIN"
	" UPDATE feed SET"
	"  n_articles = n_articles + (new.state < 2) - (old.state < 2),"
	"  n_unread = n_unread + (new.state = 0) - (old.state = 0)"
	"  WHERE id = new.feed_id; END;"
	"CREATE TRIGGER article_tag_added AFTER INSERT ON article_tag"
	" WHEN new.state < 2 BEGIN"
	" UPDATE tag SET n_articles = n_articles + 1,"
	"  n_unread = n_unread + (new.state = 0) WHERE id = new.tag_id; END;"
	"CREATE TRIGGER article_tag_changed AFTER UPDATE OF state"
	" ON article_tag WHEN old.state <> new.state BEGIN"
	" UPDATE tag SET"
	"  n_articles = n_articles + (new.state < 2) - (old.state < 2),"
	"  n_unread = n_unread + (new.state = 0) - (old.state = 0)"
	"  WHERE id = new.tag_id; END;"
	"CREATE TRIGGER article_tag_gone AFTER DELETE ON article_tag"
	" WHEN old.state < 2 BEGIN"
	" UPDATE tag SET n_articles = n_articles - 1,"
	"  n_unread = n_unread - (old.state = 0) WHERE id = old.tag_id; END;"
	"CREATE TRIGGER thread_changed"
	" AFTER UPDATE OF n_articles, n_unread, flags ON thread"
	" WHEN (old.n_articles > 0 AND old.flags & 2 = 0)"
	"  <> (new.n_articles > 0 AND new.flags & 2 = 0)"
	" OR (old.n_unread > 0 AND old.flags & 2 = 0)"
	"  <> (new.n_unread > 0 AND new.flags & 2 = 0) BEGIN"
	" UPDATE total SET"
	"  threads = threads + (new.n_articles > 0 AND new.flags & 2 = 0)"
	"   - (old.n_articles > 0 AND old.flags & 2 = 0),"
	"  threads_unread = threads_unread"
	"   + (new.n_unread > 0 AND new.flags & 2 = 0)"
	"   - (old.n_unread > 0 AND old.flags & 2 = 0); END;"
	"CREATE TRIGGER thread_gone AFTER DELETE ON thread BEGIN"
	" UPDATE total SET"
	"  threads = threads - (old.n_articles > 0 AND old.flags & 2 = 0),"
	"  threads_unread = threads_unread"
	"   - (old.n_unread > 0 AND old.flags & 2 = 0); END;"
	"CREATE TRIGGER feed_added AFTER INSERT ON feed BEGIN"
	" UPDATE total SET feeds = feeds + new.subscribed; END;"
	"CREATE TRIGGER feed_changed AFTER UPDATE OF subscribed ON feed"
	" WHEN old.subscribed <> new.subscribed BEGIN"
	" UPDATE total SET feeds = feeds + new.subscribed - old.subscribed;"
	" END;";

/* What these counted is counted in counts.c. */
static const char v2_counts[] =
	"DROP TRIGGER article_added;"
	"DROP TRIGGER sighting_added;"
	"DROP TRIGGER article_tag_added;";

/* The body first: FTS5 writes a word's column only where it is not the
 * first (a sixth of the index). Links have a row a direction: who links here
 * is known without another index (members.c). */
static const char v3_search[] =
	"DROP TABLE search;"
	"CREATE VIRTUAL TABLE search USING fts5(body, title, source, tags,"
	" content='search_source', content_rowid='id', tokenize='thrum',"
	" columnsize=0);"
	"INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);"
	"INSERT INTO search (search, rank) VALUES ('automerge', 8);"
	"INSERT INTO search (search) VALUES ('rebuild');"
	"DROP INDEX thread_link_other;";

/* Snoozing: a mark with rules (enum wake_rule in `wake`) and what they are
 * about. arrival: of the newest article when the mark was made. woken: when.
 * heir_of: the mark that this one was inherited from. Followed threads stand
 * higher from here on (refresh.c). */
static const char v4_snooze[] =
	"ALTER TABLE thread_mark ADD COLUMN wake INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE thread_mark ADD COLUMN"
	" wake_at INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE thread_mark ADD COLUMN"
	" wake_sources INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE thread_mark ADD COLUMN"
	" arrival INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE thread_mark ADD COLUMN woken INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE thread_mark ADD COLUMN"
	" heir_of INTEGER NOT NULL DEFAULT 0;"
	"UPDATE thread_mark SET arrival = (SELECT arrivals FROM total);"
	/* When the next date comes; who sleeps at all. */
	"CREATE INDEX thread_mark_wake ON thread_mark(wake_at)"
	" WHERE wake <> 0;"
	"CREATE INDEX thread_mark_heir ON thread_mark(heir_of)"
	" WHERE heir_of <> 0;"
	"UPDATE thread SET rank = rank + 259200 WHERE id IN"
	" (SELECT thread_id FROM thread_mark) AND flags & 1 = 1;";

/* What a feed asked for (struct feed): it must be known, too, after an answer
 * that does not repeat it. */
static const char v5_asked[] =
	"ALTER TABLE feed ADD COLUMN ttl_min INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE feed ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE feed ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;";

static const char v6_find[] =
	/* What rules give, and which rule did it (rules.c). */
	"ALTER TABLE article ADD COLUMN points INTEGER NOT NULL DEFAULT 0;"
	"CREATE TABLE rule (id INTEGER PRIMARY KEY,"
	" text TEXT NOT NULL UNIQUE);"
	"CREATE TABLE rule_hit ("
	" article_id INTEGER NOT NULL"
	"  REFERENCES article(id) ON DELETE CASCADE,"
	" rule_id INTEGER NOT NULL REFERENCES rule(id),"
	" PRIMARY KEY (article_id, rule_id)) WITHOUT ROWID;"
	/* is:deleted, is:killed. */
	"CREATE INDEX article_dead ON article(id) WHERE flags & 4 = 4;"
	/* author: finds by names, then by theirs. */
	"CREATE INDEX content_author ON content(author)"
	" WHERE author IS NOT NULL;";

/* Texts in the order in which they came: a feed's hundred articles of a year
 * are written side by side, not each on a page of its own among those of its
 * time (half of what a large first fetch wrote, and a quarter of each page
 * stayed empty). Articles stay in the order of their dates. */
static const char v7_texts[] =
	"CREATE TABLE text ("
	" arrival INTEGER PRIMARY KEY,"
	" text TEXT, marks BLOB, summary TEXT, lists BLOB);"
	/* LIMIT keeps the rows from being sorted with their texts. */
	"INSERT OR IGNORE INTO text"
	" SELECT a.arrival, b.text, b.marks, b.summary, b.lists FROM"
	" (SELECT id, arrival FROM article ORDER BY arrival LIMIT -1) a"
	" CROSS JOIN body b ON b.id = a.id;"
	"DROP VIEW search_source;"
	"DROP TABLE body;"
	"ALTER TABLE text RENAME TO body;"
	"CREATE VIEW search_source AS SELECT a.id AS id, c.title AS title,"
	" coalesce(b.text, b.summary, c.summary) AS body,"
	" c.source AS source, c.tags AS tags"
	" FROM article a JOIN content c ON c.id = a.id"
	" LEFT JOIN body b ON b.arrival = a.arrival WHERE a.flags & 4 = 0;";

/* Ids of articles in an older store stay what they are (schema_new.c). */
static const char v8_ids[] =
	"INSERT INTO meta (key, value) VALUES ('id_bits', 20);"
	"INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);"
	"INSERT INTO search (search, rank) VALUES ('pgsz', 8100);";

/* A version may take several steps; they run in the order given. */
static const struct migration steps_v[] = {
	{ 1, v1_base },	   { 1, v1_article }, { 1, v1_lists },
	{ 1, v1_threads }, { 1, v1_journal }, { 1, v1_triggers },
	{ 2, v2_counts },  { 3, v3_search },  { 4, v4_snooze },
	{ 5, v5_asked },   { 6, v6_find },   { 7, v7_texts },
	{ 8, v8_ids },
};

const struct migration *schema_steps(size_t *n)
{
	*n = sizeof(steps_v) / sizeof(*steps_v);
	return steps_v;
}

static enum status set_version(struct store *st, int version, struct err *err)
{
	char sql[96];

	snprintf(sql, sizeof(sql),
		 "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 STORE_APPLICATION_ID, version);
	return db_exec(st, sql, err);
}

/* The version is asked again inside the transaction: another process may have
 * been faster. */
static enum status run_steps(struct store *st, const struct migration *steps,
			     size_t n, struct err *err)
{
	int64_t version = 0;
	enum status status = db_int(st, "PRAGMA user_version", &version, err);

	for (size_t i = 0; i < n && status == ST_OK; i++)
		if (steps[i].to > version)
			status = db_exec(st, steps[i].sql, err);
	if (status != ST_OK || version >= steps[n - 1].to)
		return status;
	return set_version(st, steps[n - 1].to, err);
}

static enum status make_new(struct store *st, struct err *err)
{
	int64_t version = 0;
	enum status status = db_int(st, "PRAGMA user_version", &version, err);

	if (status != ST_OK || version > 0)
		return status;
	status = schema_new(st, err);
	return status == ST_OK ? set_version(st, STORE_VERSION, err) : status;
}

enum status schema_migrate(struct store *st, const struct migration *steps,
			   size_t n, struct err *err)
{
	int64_t version = 0;
	enum status status = db_int(st, "PRAGMA user_version", &version, err);

	if (status != ST_OK || version >= steps[n - 1].to)
		return status;
	status = store_begin(st, err);
	if (status != ST_OK)
		return status;
	return store_done(st, run_steps(st, steps, n, err), err);
}

enum status schema_bring(struct store *st, struct err *err)
{
	size_t n;
	const struct migration *steps = schema_steps(&n);
	int64_t version = 0;
	enum status status = db_int(st, "PRAGMA user_version", &version, err);

	if (status == ST_OK && version == 0) {
		status = store_begin(st, err);
		if (status == ST_OK)
			status = store_done(st, make_new(st, err), err);
	}
	if (status != ST_OK)
		return status;
	return schema_migrate(st, steps, n, err);
}
