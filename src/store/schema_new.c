/* schema_new.c - the tables as they are today, what each one and each index is
 * for; a new store is made of them at once. schema.c has the way here from
 * older ones (tests/unit compares: both must come to the same).
 *
 * Bits of article.flags and thread.flags are those of enum article_flags
 * (1 read, 2 starred, 4 deleted, 8 copy, 16 revised, 32 full text, 64 killed)
 * and enum thread_flags (1 followed, 2 muted, 4 starred, 8 snoozed, which comes with
 * 2, 16 woken). Lists use partial indexes whose WHERE stands word for word in
 * the queries (list.c, threads.c), so that rows which a list does not show
 * are not in what it walks.
 *
 * sighting.state and article_tag.state follow article.flags: 0 unread,
 * 1 read, 2 deleted, 3 (sighting) a second guid of an article that this
 * feed lists already (journal.c, the only place that changes these flags,
 * carries them over a slice at a time). Triggers keep every counter: whatever
 * changes a row, the counters cannot be forgotten. New rows are counted in
 * counts.c.
 */
#include "config.h"

#include "store_priv.h"

#include "thrum/base/banned.h"

static const char base[] =
	/* Small named numbers: last visit, generation of the threads...
	 * id_bits: an article's id is its second * 2^id_bits + a counter. The
	 * distance between ids is most of the full-text index (a word's next
	 * article: 2 to 4 bytes with 10 bits, 4 to 6 with 20), so there are
	 * few; a full second goes on in the next one. */
	"CREATE TABLE meta ("
	" key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
	"INSERT INTO meta (key, value) VALUES ('id_bits', 10);"
	/* Totals for the title row: one row. arrivals numbers articles in
	 * the order in which they came. */
	"CREATE TABLE total ("
	" one INTEGER PRIMARY KEY CHECK (one = 1),"
	" articles INTEGER NOT NULL DEFAULT 0,"
	" unread INTEGER NOT NULL DEFAULT 0,"
	" threads INTEGER NOT NULL DEFAULT 0,"
	" threads_unread INTEGER NOT NULL DEFAULT 0,"
	" feeds INTEGER NOT NULL DEFAULT 0,"
	" arrivals INTEGER NOT NULL DEFAULT 0);"
	"INSERT INTO total (one) VALUES (1);"
	/* Subscriptions: what the feeds file says, what fetching found. */
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
	" n_unread INTEGER NOT NULL DEFAULT 0,"
	/* What it asked for (struct feed): it must be known, too, after an
	 * answer that does not repeat it. */
	" ttl_min INTEGER NOT NULL DEFAULT 0,"
	" skip_hours INTEGER NOT NULL DEFAULT 0,"
	" skip_days INTEGER NOT NULL DEFAULT 0);";

static const char article[] =
	/* What lists walk and what readers change: narrow, so that marking a
	 * million articles rewrites megabytes, not gigabytes. thread_id 0 =
	 * not threaded yet. */
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
	" last_read INTEGER NOT NULL DEFAULT 0,"
	/* What rules give (rules.c). */
	" points INTEGER NOT NULL DEFAULT 0);"
	/* All, unread, starred, starred and unread, by date. */
	"CREATE INDEX article_live ON article(id) WHERE flags & 4 = 0;"
	"CREATE INDEX article_unread ON article(id) WHERE flags & 5 = 0;"
	"CREATE INDEX article_starred ON article(id) WHERE flags & 6 = 2;"
	"CREATE INDEX article_starred_unread ON article(id)"
	" WHERE flags & 7 = 2;"
	/* Of a thread: shown ones, unread ones, deleted ones (a thread goes
	 * only when it has none of these either). */
	"CREATE INDEX article_thread ON article(thread_id, id)"
	" WHERE thread_id <> 0 AND flags & 4 = 0;"
	"CREATE INDEX article_thread_unread ON article(thread_id, id)"
	" WHERE thread_id <> 0 AND flags & 5 = 0;"
	"CREATE INDEX article_thread_deleted ON article(thread_id)"
	" WHERE thread_id <> 0 AND flags & 4 = 4;"
	/* What is still to be threaded, in order of arrival. */
	"CREATE INDEX article_unthreaded ON article(arrival)"
	" WHERE thread_id = 0;"
	/* is:deleted, is:killed. */
	"CREATE INDEX article_dead ON article(id) WHERE flags & 4 = 4;"
	/* What rows and headers show. summary: its first 300 bytes or so.
	 * tags, feed_tags: parted by LF; feed_tags is what the feed said,
	 * where the reader's changes made tags differ. */
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
	/* show ID, and that uuids are unique. */
	"CREATE UNIQUE INDEX content_uuid ON content(uuid);"
	/* The same address in another feed: hash64() of its url_key. */
	"CREATE INDEX content_url ON content(url_hash)"
	" WHERE url_hash IS NOT NULL;"
	/* author: finds by names, then by theirs. */
	"CREATE INDEX content_author ON content(author)"
	" WHERE author IS NOT NULL;"
	/* The text as it is, and its marks (doc_save_marks()); the summary
	 * where content.summary had to be cut; enclosures, related stories,
	 * conversation and details (lists.c). In the order in which they
	 * came: a feed's hundred articles of a year are written side by side,
	 * not each on a page of its own among those of its time. */
	"CREATE TABLE body ("
	" arrival INTEGER PRIMARY KEY,"
	" text TEXT, marks BLOB, summary TEXT, lists BLOB);"
	/* Earlier texts of articles that their feed changed. */
	"CREATE TABLE revision ("
	" id INTEGER PRIMARY KEY,"
	" article_id INTEGER NOT NULL"
	"  REFERENCES article(id) ON DELETE CASCADE,"
	" at INTEGER NOT NULL, title TEXT, text TEXT);"
	"CREATE INDEX revision_article ON revision(article_id, id);";

static const char lists[] =
	/* Identity: (feed, guid) -> article. guid_key is a 64-bit hash
	 * (put.c). raw_hash: of the item's bytes, to skip what is known;
	 * content_hash: what this feed said of it last. */
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
	/* A feed's list, and its unread ones, by date. */
	"CREATE INDEX sighting_live ON sighting(feed_id, article_id)"
	" WHERE state < 2;"
	"CREATE INDEX sighting_unread ON sighting(feed_id, article_id)"
	" WHERE state = 0;"
	/* Tags; key is the folded name. */
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
	/* A tag's list, and its unread ones, by date. */
	"CREATE INDEX article_tag_live ON article_tag(tag_id, article_id)"
	" WHERE state < 2;"
	"CREATE INDEX article_tag_unread ON article_tag(tag_id, article_id)"
	" WHERE state = 0;"
	/* Which rules gave an article its points, or killed it (rules.c). */
	"CREATE TABLE rule (id INTEGER PRIMARY KEY,"
	" text TEXT NOT NULL UNIQUE);"
	"CREATE TABLE rule_hit ("
	" article_id INTEGER NOT NULL"
	"  REFERENCES article(id) ON DELETE CASCADE,"
	" rule_id INTEGER NOT NULL REFERENCES rule(id),"
	" PRIMARY KEY (article_id, rule_id)) WITHOUT ROWID;";

static const char search[] =
	/* Full text. The index keeps no copy of the text: this view gives it
	 * back for snippets, checks and rebuilding. */
	"CREATE VIEW search_source AS SELECT a.id AS id, c.title AS title,"
	" coalesce(b.text, b.summary, c.summary) AS body,"
	" c.source AS source, c.tags AS tags"
	" FROM article a JOIN content c ON c.id = a.id"
	" LEFT JOIN body b ON b.arrival = a.arrival WHERE a.flags & 4 = 0;"
	/* The body first: FTS5 writes a word's column only where it is not
	 * the first (a sixth of the index). */
	"CREATE VIRTUAL TABLE search USING fts5(body, title, source, tags,"
	" content='search_source', content_rowid='id', tokenize='thrum',"
	" columnsize=0);"
	/* Gather 8 MiB before writing a segment, so that a batch of the
	 * refresh makes one, and merge eight at a time: a third less CPU than
	 * the defaults (tests/bench/fill_store.c). Two leaves fill a page of
	 * the file: a fifth less to write a segment than with four. */
	"INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);"
	"INSERT INTO search (search, rank) VALUES ('automerge', 8);"
	"INSERT INTO search (search, rank) VALUES ('pgsz', 8100);";

static const char threads[] =
	/* Events. Rows are made empty by store_member_put() and filled by
	 * store_threads_refresh(). */
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
	/* Home, by activity and by date, all or unread only; muted threads
	 * in indexes of their own, merged in where they are asked for. */
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
	/* Merged threads: the old id goes on to open the new one. */
	"CREATE TABLE thread_alias ("
	" old_id INTEGER PRIMARY KEY, id INTEGER NOT NULL);"
	"CREATE INDEX thread_alias_id ON thread_alias(id);"
	/* The reader's follow and mute, by the id of the founding article:
	 * they outlive re-threading and go where that article goes.
	 * Snoozing: a mark with rules (enum wake_rule in `wake`) and what
	 * they are about. arrival: of the newest article when the mark was
	 * made. woken: when. heir_of: the mark that it was inherited from. */
	"CREATE TABLE thread_mark ("
	" thread_id INTEGER PRIMARY KEY, flags INTEGER NOT NULL,"
	" wake INTEGER NOT NULL DEFAULT 0,"
	" wake_at INTEGER NOT NULL DEFAULT 0,"
	" wake_sources INTEGER NOT NULL DEFAULT 0,"
	" arrival INTEGER NOT NULL DEFAULT 0,"
	" woken INTEGER NOT NULL DEFAULT 0,"
	" heir_of INTEGER NOT NULL DEFAULT 0);"
	/* When the next date comes; who sleeps at all. */
	"CREATE INDEX thread_mark_wake ON thread_mark(wake_at)"
	" WHERE wake <> 0;"
	"CREATE INDEX thread_mark_heir ON thread_mark(heir_of)"
	" WHERE heir_of <> 0;"
	/* Why an article is where it is (article.thread_id, .score). */
	"CREATE TABLE membership ("
	" article_id INTEGER PRIMARY KEY"
	"  REFERENCES article(id) ON DELETE CASCADE,"
	" near_id INTEGER NOT NULL, fixed INTEGER NOT NULL, why BLOB);"
	/* Related threads, one row a direction: who links here is known
	 * without another index (members.c). */
	"CREATE TABLE thread_link ("
	" thread_id INTEGER NOT NULL, other_id INTEGER NOT NULL,"
	" score REAL NOT NULL, names TEXT,"
	" PRIMARY KEY (thread_id, other_id)) WITHOUT ROWID;"
	/* The threading state, in chunks. */
	"CREATE TABLE topic_state ("
	" key TEXT PRIMARY KEY, bytes BLOB NOT NULL);";

static const char journal[] =
	/* The reader's changes, for undo; items are the articles (threads
	 * for follow and mute) that really changed. prev: what was there,
	 * where the kind does not say it. */
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
	/* Split, merge, move as must-link and cannot-link. Ids never come
	 * again: they are the order in which edits count. */
	"CREATE TABLE edit ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL,"
	" a INTEGER NOT NULL, b INTEGER NOT NULL,"
	" journal_id INTEGER NOT NULL);"
	"CREATE INDEX edit_journal ON edit(journal_id);";

static const char triggers[] =
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
	"CREATE TRIGGER sighting_changed AFTER UPDATE OF state ON sighting"
	" WHEN old.state <> new.state BEGIN"
	" UPDATE feed SET"
	"  n_articles = n_articles + (new.state < 2) - (old.state < 2),"
	"  n_unread = n_unread + (new.state = 0) - (old.state = 0)"
	"  WHERE id = new.feed_id; END;"
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

enum status schema_new(struct store *st, struct err *err)
{
	static const char *const parts[] = { base,	article, lists,
					     search,	threads, journal,
					     triggers };
	enum status status = ST_OK;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (status == ST_OK)
			status = db_exec(st, parts[i], err);
	return status;
}
