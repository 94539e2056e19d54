/* test_store_open.c - opening, refusing, migrating, transactions. */
#include "config.h"

#include "store_util.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "thrum/base/alloc.h"
#include "thrum/base/path.h"
#include "store/store_priv.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(store_open, .init = setup, .fini = teardown);

static void read_file(const char *path, struct buf *out)
{
	must(path_read(path, out, err));
}

/* Opening must fail as said and leave every byte as it was. */
static void refuses(const char *path, enum store_mode mode,
		    enum status want, const char *word)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct store *st = NULL;
	struct err e = { 0 };

	read_file(path, &before);
	cr_assert_eq(store_open(path, mode, &st, &e), want, "%s (%s)",
		     e.msg, e.detail);
	cr_assert_null(st);
	cr_assert_not_null(strstr(e.msg, word), "%s", e.msg);
	read_file(path, &after);
	cr_assert_eq(before.len, after.len);
	cr_assert_eq(memcmp(before.ptr, after.ptr, before.len), 0);
	char *wal = xasprintf("%s-wal", path);
	cr_assert_not(path_exists(wal), "nothing is left beside it");
	free(wal);
	buf_release(&before);
	buf_release(&after);
}

static void close_store(void)
{
	store_close(f.st);
	f.st = NULL;
}

static void poke(const char *sql)
{
	sqlite3 *db;

	cr_assert_eq(sqlite3_open(f.path, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, "%s",
		     sqlite3_errmsg(db));
	sqlite3_close(db);
}

Test(store_open, is_private)
{
	struct stat sb;
	char *wal = xasprintf("%s-wal", f.path);

	cr_assert_eq(stat(f.path, &sb), 0);
	cr_assert_eq(sb.st_mode & 0777, 0600);
	cr_assert_eq(stat(wal, &sb), 0);
	cr_assert_eq(sb.st_mode & 0777, 0600);
	free(wal);
}

Test(store_open, has_its_settings)
{
	static const struct {
		const char *pragma;
		int64_t want;
	} cases[] = {
		{ "PRAGMA foreign_keys", 0 },	{ "PRAGMA synchronous", 1 },
		{ "PRAGMA busy_timeout", 5000 }, { "PRAGMA page_size", 16384 },
		{ "PRAGMA user_version", STORE_VERSION },
		{ "PRAGMA application_id", STORE_APPLICATION_ID },
		{ "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t v = -1;
		must(db_int(f.st, cases[i].pragma, &v, err));
		cr_assert_eq(v, cases[i].want, "%s: %lld", cases[i].pragma,
			     (long long)v);
	}
}

Test(store_open, newer_is_refused_untouched)
{
	close_store();
	poke("PRAGMA user_version = 99");
	refuses(f.path, STORE_WRITE, ST_VERSION, "newer");
	refuses(f.path, STORE_READ, ST_VERSION, "newer");
}

Test(store_open, newer_in_the_log_is_refused_untouched)
{
	sqlite3 *db;
	struct store *st = NULL;
	struct buf before = BUF_INIT, after = BUF_INIT;

	close_store();
	cr_assert_eq(sqlite3_open(f.path, &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_exec(db, "PRAGMA user_version = 99", NULL, NULL, NULL);
	sqlite3_close(db);
	read_file(f.path, &before);
	cr_assert_eq(store_open(f.path, STORE_WRITE, &st, NULL), ST_VERSION);
	cr_assert_eq(store_open(f.path, STORE_READ, &st, NULL), ST_VERSION);
	read_file(f.path, &after);
	cr_assert_eq(before.len, after.len);
	cr_assert_eq(memcmp(before.ptr, after.ptr, before.len), 0);
	buf_release(&before);
	buf_release(&after);
}

Test(store_open, foreign_files_are_refused_untouched)
{
	close_store();
	char *text = path_join(f.dir, "notes.txt");
	char *db = path_join(f.dir, "cache.db");
	must(path_write_atomic(text, "dear diary", 10, err));
	refuses(text, STORE_WRITE, ST_CORRUPT, "not a store");
	refuses(text, STORE_READ, ST_CORRUPT, "not a store");
	free(f.path);
	f.path = db;
	poke("CREATE TABLE rss_item (id INTEGER PRIMARY KEY)");
	refuses(db, STORE_WRITE, ST_CORRUPT, "not a store");
	poke("PRAGMA user_version = 1");
	refuses(db, STORE_WRITE, ST_CORRUPT, "not a store");
	free(text);
}

Test(store_open, folder_and_absence)
{
	struct store *st = NULL;
	struct err e = { 0 };
	char *none = path_join(f.dir, "none.db");

	cr_assert_eq(store_open(none, STORE_READ, &st, &e), ST_NOT_FOUND);
	cr_assert_not(path_exists(none));
	cr_assert_neq(store_open(f.dir, STORE_WRITE, &st, &e), ST_OK);
	cr_assert_neq(store_open(f.dir, STORE_READ, &st, &e), ST_OK);
	free(none);
}

Test(store_open, empty_file_becomes_a_store)
{
	char *empty = path_join(f.dir, "empty.db");
	struct store *st = NULL;

	must(path_write_atomic(empty, "", 0, err));
	must(store_open(empty, STORE_WRITE, &st, err));
	store_close(st);
	free(empty);
}

Test(store_open, damage_is_said)
{
	for (int i = 0; i < 200; i++)
		put_article(&f, i, "A title to fill pages", "Some text.");
	close_store();
	FILE *file = fopen(f.path, "r+b");
	cr_assert_not_null(file);
	for (long at = 16384; at < 800000; at += 512) {
		fseek(file, at, SEEK_SET);
		fwrite("damagedamagedamage", 1, 18, file);
	}
	fclose(file);
	struct err e = { 0 };
	enum status status = store_open(f.path, STORE_WRITE, &f.st, &e);
	struct article_query q = { .scope = SCOPE_ALL };
	struct article_row_vec rows = { 0 };
	if (status == ST_OK)
		status = store_articles_page(f.st, &q, 0, PAGE_AFTER, 200,
					     &f.arena, &rows, &e);
	cr_assert_eq(status, ST_CORRUPT, "%d", status);
	cr_assert_not_null(strstr(e.msg, "thrum doctor"), "%s", e.msg);
	vec_release(&rows);
}

Test(store_open, cut_file_is_said)
{
	for (int i = 0; i < 200; i++)
		put_article(&f, i, "A title to fill pages", "Some text.");
	close_store();
	cr_assert_eq(truncate(f.path, 3 * 16384 + 100), 0);
	struct err e = { 0 };
	enum status status = store_open(f.path, STORE_WRITE, &f.st, &e);
	struct article_query q = { .scope = SCOPE_ALL };
	struct article_row_vec rows = { 0 };
	if (status == ST_OK)
		status = store_articles_page(f.st, &q, 0, PAGE_AFTER, 200,
					     &f.arena, &rows, &e);
	cr_assert_eq(status, ST_CORRUPT, "%d %s", status, e.msg);
	vec_release(&rows);
}

Test(store_open, read_only_folder)
{
	struct store *st = NULL;
	struct err e = { 0 };
	int64_t v = 0;

	if (geteuid() == 0) {
		/* teardown() does not come after this. */
		fixture_release(&f);
		cr_skip_test("root may write everywhere");
	}
	must(store_meta_set_int(f.st, "k", 5, err));
	close_store();
	chmod(f.path, 0400);
	chmod(f.dir, 0500);
	cr_assert_eq(store_open(f.path, STORE_WRITE, &st, &e), ST_READONLY,
		     "%s", e.msg);
	must(store_open(f.path, STORE_READ, &st, err));
	must(store_meta_get_int(st, "k", &v, err));
	cr_assert_eq(v, 5);
	store_close(st);
	chmod(f.dir, 0700);
}

Test(store_open, migrates_step_by_step)
{
	size_t n;
	const struct migration *real = schema_steps(&n);
	struct migration *steps = xcalloc(n + 2, sizeof(*steps));
	int64_t v = 0;

	memcpy(steps, real, n * sizeof(*steps));
	steps[n] = (struct migration){
		STORE_VERSION + 1, "ALTER TABLE feed ADD COLUMN mood TEXT;"
				   "UPDATE feed SET mood = 'well'"
	};
	must(schema_migrate(f.st, steps, n + 1, err));
	must(db_int(f.st, "PRAGMA user_version", &v, err));
	cr_assert_eq(v, STORE_VERSION + 1);
	must(db_int(f.st, "SELECT count(*) FROM feed WHERE mood = 'well'", &v,
		    err));
	cr_assert_eq(v, 2, "what was there is still there");
	must(schema_migrate(f.st, steps, n + 1, err));
	/* A step that fails takes all of its version back. */
	steps[n].sql = "SELECT 1";
	steps[n + 1] = (struct migration){
		STORE_VERSION + 2, "CREATE TABLE half (x);"
				   "ALTER TABLE nowhere ADD COLUMN y"
	};
	cr_assert_neq(schema_migrate(f.st, steps, n + 2, NULL), ST_OK);
	must(db_int(f.st, "PRAGMA user_version", &v, err));
	cr_assert_eq(v, STORE_VERSION + 1);
	must(db_int(f.st,
		    "SELECT count(*) FROM sqlite_schema WHERE name = 'half'",
		    &v, err));
	cr_assert_eq(v, 0);
	close_store();
	free(steps);
	refuses(f.path, STORE_WRITE, ST_VERSION, "newer");
}

/* Make f.path anew, as version `v` did; the caller closes it. */
static void start_old(int v, struct store *old)
{
	size_t n;
	const struct migration *steps = schema_steps(&n);

	*old = (struct store){ .mode = STORE_WRITE, .path = f.path };
	close_store();
	unlink(f.path);
	while (n && steps[n - 1].to > v)
		n--;
	cr_assert_eq(sqlite3_open(f.path, &old->db), SQLITE_OK);
	must(fts_register(old, err));
	must(schema_migrate(old, steps, n, err));
}

/* All that makes a store, a line an object; how it is spaced and quoted is
 * no matter. */
static void describe(struct store *st, struct buf *out)
{
	static const char *const asked[] = {
		"SELECT type || ' ' || name || ' ' || tbl_name || ' ' ||"
		" coalesce(sql, '') FROM sqlite_schema ORDER BY type, name",
		"SELECT k || '=' || v FROM search_config ORDER BY k",
		"SELECT one || arrivals || articles || threads FROM total",
		"SELECT key FROM meta ORDER BY key",
		"PRAGMA application_id",
		"PRAGMA user_version",
	};

	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		struct query q;
		query_start(&q, st, asked[i], NULL);
		while (query_row(&q)) {
			const char *s = query_col_text(&q, 0);
			for (; *s; s++)
				if (!strchr(" \t\n\"", *s))
					buf_addc(out, *s);
			buf_addc(out, '\n');
		}
		must(query_end(&q));
	}
}

Test(store_open, new_ones_are_what_old_ones_become)
{
	struct buf is = BUF_INIT, became = BUF_INIT;
	struct store old;

	describe(f.st, &is);
	start_old(STORE_VERSION, &old);
	describe(&old, &became);
	cr_assert_gt(is.len, 5000);
	cr_assert_str_eq(is.ptr, became.ptr);
	db_stmts_release(&old);
	sqlite3_close(old.db);
	buf_release(&is);
	buf_release(&became);
}

/* The same with an article in it, and closed. */
static void make_old(int v)
{
	struct store old;

	start_old(v, &old);
	must(db_exec(&old,
		     "INSERT INTO feed (id, url, kind) VALUES (1, 'x:', 0);"
		     "INSERT INTO article (id, feed_id, arrival)"
		     " VALUES (7, 1, 1);"
		     "INSERT INTO content (id, uuid, title)"
		     " VALUES (7, x'00', 'Old');"
		     "INSERT INTO sighting (feed_id, guid_key, article_id,"
		     " state, content_hash) VALUES (1, 5, 7, 0, 9);"
		     "INSERT INTO search (search) VALUES ('rebuild')",
		     err));
	db_stmts_release(&old);
	sqlite3_close(old.db);
}

Test(store_open, version_1_goes_on_counting)
{
	struct store_counts c;
	int64_t n = 0;

	make_old(1);
	must(store_open(f.path, STORE_WRITE, &f.st, err));
	must(db_int(f.st, "PRAGMA user_version", &n, err));
	cr_assert_eq(n, STORE_VERSION);
	f.feed = 1;
	put_article(&f, 1, "New", "Text.");
	must(store_counts(f.st, &c, err));
	cr_assert_eq(c.articles, 2);
	cr_assert_eq(c.unread, 2);
	must(db_int(f.st,
		    "SELECT count(*) FROM search WHERE search MATCH"
		    " 'title:old OR body:text'",
		    &n, err));
	cr_assert_eq(n, 2, "the index was made anew");
	check_well(&f);
}

/* Articles of old stores have ids of another kind, and keep them. */
Test(store_open, version_7_keeps_its_ids)
{
	struct article_query q = { .scope = SCOPE_SEARCH, .text = "new old" };
	const int64_t second = T0 - 1000 + 1;
	int64_t n = 0;

	make_old(7);
	poke("UPDATE total SET articles = 1, unread = 1, arrivals = 1;"
	     "UPDATE feed SET n_articles = 1, n_unread = 1");
	must(store_open(f.path, STORE_WRITE, &f.st, err));
	f.feed = 1;
	cr_assert_eq(put_article(&f, 1, "New, not old", "Text."),
		     second << 20);
	cr_assert_eq(store_id_at(f.st, second), second << 20);
	fixture_reopen(&f);
	cr_assert_eq(put_article(&f, 2, "New, never old", "Text."),
		     (second + 1) << 20);
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 9), "2 1");
	q.since = second + 1;
	cr_assert_str_eq(page_of(&f, &q, 0, PAGE_AFTER, 9), "2");
	must(db_int(f.st, "SELECT v FROM search_config WHERE k = 'pgsz'", &n,
		    err));
	cr_assert_eq(n, 8100);
	check_well(&f);
}

Test(store_open, strange_ids_are_damage)
{
	struct store *st = NULL;

	close_store();
	poke("UPDATE meta SET value = 63 WHERE key = 'id_bits'");
	cr_assert_eq(store_open(f.path, STORE_WRITE, &st, NULL), ST_CORRUPT);
	cr_assert_eq(store_open(f.path, STORE_READ, &st, NULL), ST_CORRUPT);
	cr_assert_null(st);
}

Test(store_open, version_3_keeps_its_marks)
{
	int64_t n = 0;

	make_old(3);
	poke("INSERT INTO thread (id, rank, n_articles, flags)"
	     " VALUES (7, 100, 1, 1), (8, 100, 1, 2);"
	     "INSERT INTO thread_mark VALUES (7, 1), (8, 2);"
	     "UPDATE article SET thread_id = 7;"
	     "UPDATE total SET threads = 1, articles = 1, arrivals = 1");
	must(store_open(f.path, STORE_WRITE, &f.st, err));
	must(db_int(f.st,
		    "SELECT count(*) FROM thread_mark WHERE wake = 0"
		    " AND arrival = 1 AND flags = thread_id - 6",
		    &n, err));
	cr_assert_eq(n, 2);
	must(db_int(f.st, "SELECT rank FROM thread WHERE id = 7", &n, err));
	cr_assert_eq(n, 100 + 3 * 86400, "followed ones stand higher");
	must(db_int(f.st, "SELECT rank FROM thread WHERE id = 8", &n, err));
	cr_assert_eq(n, 100);
}

Test(store_open, version_4_learns_what_feeds_ask_for)
{
	struct feed *feed = NULL;
	struct arena arena = { 0 };

	make_old(4);
	must(store_open(f.path, STORE_WRITE, &f.st, err));
	must(store_feed_get(f.st, 1, &arena, &feed, err));
	cr_assert(!feed->ttl_min && !feed->skip_hours && !feed->skip_days);
	feed->ttl_min = 90;
	feed->skip_hours = 0x800001;
	feed->skip_days = 0x41;
	must(store_feed_set_state(f.st, feed, err));
	must(store_feed_get(f.st, 1, &arena, &feed, err));
	cr_assert_eq(feed->ttl_min, 90);
	cr_assert_eq(feed->skip_hours, 0x800001);
	cr_assert_eq(feed->skip_days, 0x41);
	arena_release(&arena);
}

Test(store_open, reader_refuses_an_older_store)
{
	struct store *st = NULL;
	struct err e = { 0 };

	must(db_exec(f.st, "PRAGMA user_version = 0", err));
	cr_assert_neq(store_open(f.path, STORE_READ, &st, &e), ST_OK);
	cr_assert_null(st);
}

Test(store_open, transactions_nest)
{
	int64_t v = -1;

	must(store_begin(f.st, err));
	must(store_begin(f.st, err));
	must(store_meta_set_int(f.st, "a", 1, err));
	must(store_commit(f.st, err));
	must(store_commit(f.st, err));
	must(store_begin(f.st, err));
	must(store_meta_set_int(f.st, "a", 2, err));
	must(store_begin(f.st, err));
	store_rollback(f.st);
	cr_assert_eq(store_commit(f.st, NULL), ST_CANCELLED);
	must(store_meta_get_int(f.st, "a", &v, err));
	cr_assert_eq(v, 1);
	must(store_meta_get_int(f.st, "none", &v, err));
	cr_assert_eq(v, 0);
	store_rollback(f.st);
	must(store_meta_set_int(f.st, "a", 3, err));
}

Test(store_open, reader_sees_what_is_committed)
{
	struct store *rd = NULL;
	struct store_counts counts;

	must(store_open(f.path, STORE_READ, &rd, err));
	int64_t seen = store_version_seen(rd);
	int64_t own = store_version_seen(f.st);
	must(store_begin(f.st, err));
	put_article(&f, 1, "One", "Text.");
	must(store_counts(rd, &counts, err));
	cr_assert_eq(counts.articles, 0, "not blocked, and not yet there");
	cr_assert_eq(store_version_seen(rd), seen);
	must(store_read_begin(rd, err));
	must(store_counts(rd, &counts, err));
	must(store_commit(f.st, err));
	must(store_counts(rd, &counts, err));
	cr_assert_eq(counts.articles, 0, "one state for the transaction");
	store_read_end(rd);
	must(store_counts(rd, &counts, err));
	cr_assert_eq(counts.articles, 1);
	cr_assert_gt(store_version_seen(rd), seen);
	cr_assert_gt(store_version_seen(f.st), own);
	cr_assert_eq(store_begin(rd, NULL), ST_READONLY);
	store_close(rd);
}

/* Another program, which opens the store, says a word and leaves, as often
 * as it is told to. It must begin before this one opens anything: SQLite
 * remembers what a process holds, and a child inherits that. */
struct other {
	pid_t pid;
	int ask, answer;
};

static void other_runs(int ask, int answer)
{
	int64_t word;

	while (read(ask, &word, sizeof(word)) == sizeof(word)) {
		struct store *st;
		char ok = store_open(f.path, STORE_WRITE, &st, NULL) == ST_OK &&
			  store_meta_set_int(st, "word", word, NULL) == ST_OK;
		if (ok)
			store_close(st);
		if (write(answer, &ok, 1) != 1)
			break;
	}
	_exit(0);
}

static void other_start(struct other *o)
{
	int to[2], from[2];

	cr_assert(pipe(to) == 0 && pipe(from) == 0);
	o->pid = fork();
	if (o->pid == 0) {
		close(to[1]);
		other_runs(to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	o->ask = to[1];
	o->answer = from[0];
}

static void other_says(struct other *o, int64_t word)
{
	char ok = 0;

	cr_assert_eq(write(o->ask, &word, sizeof(word)), sizeof(word));
	cr_assert(read(o->answer, &ok, 1) == 1 && ok);
}

/* A connection that this process opens and closes beside a reader must not
 * take the reader's locks away: the next program to leave would believe
 * itself alone, and remove the log that the reader looks into. */
Test(store_open, a_second_connection_leaves_the_locks)
{
	struct store *reader, *second;
	struct other other;
	int64_t word = 0;

	close_store();
	other_start(&other);
	must(store_open(f.path, STORE_READ, &reader, err));
	for (int64_t i = 1; i <= 4; i++) {
		must(store_open(f.path, i & 1 ? STORE_WRITE : STORE_READ,
				&second, err));
		store_close(second);
		int64_t before = store_version_seen(reader);
		other_says(&other, i);
		cr_assert_neq(store_version_seen(reader), before);
		must(store_meta_get_int(reader, "word", &word, err));
		cr_assert_eq(word, i);
	}
	store_close(reader);
	close(other.ask);
	close(other.answer);
	waitpid(other.pid, NULL, 0);
	must(store_open(f.path, STORE_WRITE, &f.st, err));
}

Test(store_open, read_transactions_nest)
{
	struct store *rd = NULL;
	struct store_counts counts;

	must(store_open(f.path, STORE_READ, &rd, err));
	must(store_read_begin(rd, err));
	must(store_read_begin(rd, err));
	must(store_counts(rd, &counts, err));
	put_article(&f, 1, "One", "Text.");
	store_read_end(rd);
	must(store_counts(rd, &counts, err));
	cr_assert_eq(counts.articles, 0);
	store_read_end(rd);
	must(store_counts(rd, &counts, err));
	cr_assert_eq(counts.articles, 1);
	store_read_end(rd);
	/* Inside a writing one. */
	must(store_begin(f.st, err));
	must(store_read_begin(f.st, err));
	put_article(&f, 2, "Two", "Text.");
	store_read_end(f.st);
	must(store_commit(f.st, err));
	must(store_counts(rd, &counts, err));
	cr_assert_eq(counts.articles, 2);
	/* And a writing one inside. */
	must(store_read_begin(f.st, err));
	put_article(&f, 3, "Three", "Text.");
	store_read_end(f.st);
	put_article(&f, 4, "Four", "Text.");
	must(store_counts(rd, &counts, err));
	cr_assert_eq(counts.articles, 4);
	store_close(rd);
}

Test(store_open, second_writer_waits_its_time, .timeout = 20)
{
	struct store *other = NULL;
	struct err e = { 0 };

	must(store_open(f.path, STORE_WRITE, &other, err));
	sqlite3_busy_timeout(other->db, 50);
	must(store_begin(f.st, err));
	cr_assert_eq(store_begin(other, &e), ST_BUSY);
	cr_assert_not_null(strstr(e.msg, "another program"));
	must(store_commit(f.st, err));
	must(store_begin(other, err));
	store_close(other);
	must(store_meta_set_int(f.st, "free", 1, err));
}

Test(store_open, killed_writer_leaves_the_last_commit)
{
	struct store *st = NULL;
	struct store_counts counts;
	char *copy = path_join(f.dir, "copy.db");
	char *wal = xasprintf("%s-wal", f.path);
	char *copy_wal = xasprintf("%s-wal", copy);
	struct buf b = BUF_INIT;

	put_article(&f, 1, "One", "Text.");
	must(store_begin(f.st, err));
	put_article(&f, 2, "Two", "Text.");
	/* What lies on the disk now is what kill -9 would leave. */
	read_file(f.path, &b);
	must(path_write_atomic(copy, b.ptr, b.len, err));
	buf_clear(&b);
	read_file(wal, &b);
	must(path_write_atomic(copy_wal, b.ptr, b.len, err));
	must(store_open(copy, STORE_WRITE, &st, err));
	must(store_counts(st, &counts, err));
	cr_assert_eq(counts.articles, 1);
	struct store *mine = f.st;
	f.st = st;
	check_well(&f);
	f.st = mine;
	store_close(st);
	store_rollback(f.st);
	buf_release(&b);
	free(copy);
	free(wal);
	free(copy_wal);
}

Test(store_open, full_disk_keeps_what_was_committed)
{
	struct err e = { 0 };
	struct store_counts counts;
	enum status status = ST_OK;

	put_article(&f, 0, "Zero", "Text.");
	must(db_exec(f.st, "PRAGMA max_page_count = 100", err));
	for (int i = 1; i < 2000 && status == ST_OK; i++) {
		struct article *a = make_article(&f, i, "More", "Text.");
		enum store_put what;
		status = store_article_put(f.st, a, &what, &e);
		article_free(a);
	}
	cr_assert_eq(status, ST_FULL, "%s", e.msg);
	cr_assert_not_null(strstr(e.msg, "make room"), "%s", e.msg);
	must(db_exec(f.st, "PRAGMA max_page_count = 100000", err));
	must(store_counts(f.st, &counts, err));
	cr_assert_gt(counts.articles, 0);
	check_well(&f);
	put_article(&f, 5000, "Room again", "Text.");
	check_well(&f);
}

/* A full disk makes SQLite end the transaction on its own. */
Test(store_open, full_disk_inside_a_batch)
{
	struct store_counts counts;
	enum status status = ST_OK;

	put_article(&f, 0, "Zero", "Text.");
	must(db_exec(f.st, "PRAGMA max_page_count = 100", err));
	must(store_begin(f.st, err));
	for (int i = 1; i < 2000 && status == ST_OK; i++) {
		struct article *a = make_article(&f, i, "More", "Text.");
		enum store_put what;
		status = store_article_put(f.st, a, &what, NULL);
		article_free(a);
	}
	cr_assert_eq(status, ST_FULL);
	cr_assert_neq(store_commit(f.st, NULL), ST_OK);
	must(db_exec(f.st, "PRAGMA max_page_count = 100000", err));
	must(store_counts(f.st, &counts, err));
	cr_assert_eq(counts.articles, 1);
	check_well(&f);
}

Test(store_open, made_by_many_at_once, .timeout = 60)
{
	enum { MAKERS = 6 };
	char *path = path_join(f.dir, "new.db");
	pid_t pids[MAKERS];

	for (int round = 0; round < 5; round++) {
		for (int i = 0; i < MAKERS; i++) {
			pids[i] = fork();
			if (pids[i] == 0) {
				struct store *st = NULL;
				enum status s = store_open(path, STORE_WRITE,
							   &st, NULL);
				_exit(s == ST_OK ? 0 : 10 + (int)s);
			}
		}
		for (int i = 0; i < MAKERS; i++) {
			int how = -1;
			waitpid(pids[i], &how, 0);
			cr_assert_eq(how, 0, "exit %d", WEXITSTATUS(how));
		}
		unlink(path);
		for (int k = 0; k < 2; k++) {
			char *side = xasprintf("%s%s", path,
					       k ? "-wal" : "-shm");
			unlink(side);
			free(side);
		}
	}
	free(path);
}

Test(store_open, version_6_keeps_its_texts)
{
	struct article *a = NULL;
	int64_t n = 0;

	make_old(6);
	poke("INSERT INTO article (id, feed_id, arrival) VALUES (3, 1, 2);"
	     "INSERT INTO content (id, uuid, title)"
	     " VALUES (3, x'01', 'Later, of an earlier day');"
	     "INSERT INTO body (id, text, summary) VALUES"
	     " (7, 'The first text.', NULL), (3, 'The other.', 'In brief.');"
	     "UPDATE total SET articles = 2, unread = 2, arrivals = 2");
	must(store_open(f.path, STORE_WRITE, &f.st, err));
	must(db_exec(f.st, "INSERT INTO search (search) VALUES ('rebuild')",
		     err));
	must(store_article_get(f.st, 7, STORE_LOAD_BODY, &a, err));
	cr_assert_str_eq(a->body->text.ptr, "The first text.");
	article_free(a);
	must(store_article_get(f.st, 3, STORE_LOAD_BODY, &a, err));
	cr_assert_str_eq(a->body->text.ptr, "The other.");
	cr_assert_str_eq(a->summary, "In brief.");
	article_free(a);
	must(db_int(f.st,
		    "SELECT rowid FROM search WHERE search MATCH 'body:first'",
		    &n, err));
	cr_assert_eq(n, 7, "the index finds them there");
	must(db_int(f.st, "SELECT arrival FROM body WHERE summary <> ''", &n,
		    err));
	cr_assert_eq(n, 2);
	must(store_body_bytes(f.st, 3, &n, err));
	cr_assert_eq(n, 10);
}
