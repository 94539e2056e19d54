/* fixture.c - see fixture.h. All sentences are written for the tests. The
 * threads are set by hand: what the screen shows must not depend on how
 * articles are wound into threads. */
#include "config.h"

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "thrum/base/alloc.h"
#include "thrum/base/path.h"
#include "thrum/model/article.h"
#include "thrum/model/feed.h"
#include "thrum/model/thread.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

struct report {
	int feed, thread; /* index of feeds[], of threads[] */
	int minutes; /* before SCREEN_NOW */
	int copy_of; /* index + 1 of reports[], 0 = none */
	const char *source, *title, *tags, *body;
};

static const struct {
	const char *url, *title, *error;
} feeds[] = {
	{ "https://harbour.example/rss", "Harbour Herald", NULL },
	{ "https://wire.example/world.xml", "World Wire", NULL },
	{ "https://blatt.example/feed", "Berliner Tagesblatt", NULL },
	{ "https://gone.example/feed.xml", "Old Almanac",
	  "the server says 404 (not found)" },
	{ "https://shimbun.example/rss", "港の新報", NULL },
};

static const struct {
	const char *names;
} threads[] = {
	{ "Singapore\nNakatani\nHegseth" }, { "Vilnius\nNakatani" },
	{ "Berlin" },	{ "Hokkaido" },
	{ "北海道" },	{ "Lisbon" },
};

static const struct report reports[] = {
	{ 0, 0, 112, 0, "Harbour Herald",
	  "Japan and US defence chiefs agree on closer cyber work",
	  "cyber defence",
	  "<p>SINGAPORE - The defence chiefs of Japan and the United States "
	  "met on the margins of a security forum and promised to work more "
	  "closely on cyberspace.</p><p>Tokyo has passed a law that lets it "
	  "act against an attack <a href=\"https://law.example/active\">before "
	  "it lands</a>.</p><h2>What comes next</h2><ul><li>a meeting of four "
	  "ministers in summer</li><li>a shared exercise</li></ul>"
	  "<blockquote><p>We did not speak about money.</p></blockquote>"
	  "<p>Officials gave no date for the meeting. The forum ends on "
	  "Sunday; see <a href=\"https://forum.example/agenda\">its "
	  "agenda</a>.</p>" },
	{ 1, 0, 91, 0, "World Wire",
	  "Washington and Tokyo move to align defence strategies",
	  "defence",
	  "<p>The two ministers said that their national strategies should "
	  "fit together, and that networks come first.</p><p>Asked about "
	  "spending, neither answered.</p>" },
	{ 1, 0, 80, 1, "Morning Mail",
	  "Japan and US defence chiefs agree on closer cyber work", NULL,
	  "<p>SINGAPORE - The defence chiefs of Japan and the United States "
	  "met on the margins of a security forum and promised to work more "
	  "closely on cyberspace.</p>" },
	{ 0, 0, 12, 0, "Island Post",
	  "Cyber pact tops talks at Singapore forum", NULL,
	  "<p>Networks, not ships, were what the ministers talked about.</p>" },
	{ 0, 1, 4300, 0, "Harbour Herald",
	  "Japan and Lithuania to train cyber specialists together", "cyber",
	  "<p>Vilnius will open its range to Japanese teams. Tokyo wants to "
	  "double the number of its specialists by the end of the "
	  "decade.</p>" },
	{ 2, 2, 130, 0, "Berliner Tagesblatt",
	  "Neue S-Bahn-Linie fährt ab Herbst durch den Süden Berlins", NULL,
	  "<p>Die Züge fahren alle zehn Minuten. Größere Umbauten sind nicht "
	  "nötig.</p>" },
	{ 1, 3, 190, 0, "World Wire",
	  "Quake of magnitude 6.1 off Hokkaido, no tsunami expected", "quake",
	  "<p>Trains stopped for an hour. Nobody was hurt.</p>" },
	{ 0, 3, 170, 0, "Harbour Herald",
	  "Strong quake shakes Hokkaido; trains halted", "quake",
	  "<p>Shelves fell, windows held.</p>" },
	{ 4, 4, 200, 0, "港の新報",
	  "北海道沖で地震、津波の心配なし　鉄道は一時運転を見合わせ", NULL,
	  "<p>三十一日昼前、北海道の沖合で地震がありました。"
	  "津波の心配はありません。</p>" },
	{ 1, 5, 2000, 0, "World Wire",
	  "Lisbon tram 🚋 museum reopens 👩‍🚀 with a ride for free",
	  NULL, "<p>The oldest car dates from 1901. Rides are free on "
		"Sunday.</p>" },
};
enum {
	N_FEEDS = sizeof(feeds) / sizeof(*feeds),
	N_REPORTS = sizeof(reports) / sizeof(*reports),
	N_THREADS = sizeof(threads) / sizeof(*threads),
	THREAD_ID = 100, /* of threads[0] */
};

static enum status put_feeds(struct store *st, int64_t *ids, struct err *err)
{
	for (size_t i = 0; i < N_FEEDS; i++) {
		struct feed f = {
			.kind = FEED_WEB,
			.url = (char *)feeds[i].url,
			.title = (char *)feeds[i].title,
			.subscribed = true,
			.last_fetch = SCREEN_NOW - 600,
			.next_fetch = SCREEN_NOW + 3600,
			.error = (char *)feeds[i].error,
			.failures = feeds[i].error ? 2 : 0,
		};
		enum status s = store_feed_put(st, &f, &ids[i], err);
		f.id = ids[i];
		if (s == ST_OK)
			s = store_feed_set_state(st, &f, err);
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

static bool is_html(const struct report *r)
{
	return r->body[0] == '<';
}

static struct article *make(const struct report *r, int64_t feed)
{
	struct article *a = article_new();
	const char *tag = r->tags;

	a->feed_id = feed;
	a->source = xstrdup(r->source);
	a->title = text_clean_dup(r->title, CLEAN_LINE);
	a->published = SCREEN_NOW - (int64_t)r->minutes * 60;
	a->fetched = SCREEN_NOW - 300;
	a->guid = xasprintf("guid-%d-%s", r->minutes, r->source);
	a->url = xasprintf("https://news.example/%d", r->minutes);
	a->body = is_html(r) ? doc_from_html(r->body, strlen(r->body),
					     a->url) :
			       doc_from_text(r->body, strlen(r->body));
	a->summary = xstrndup(a->body->text.ptr,
			      strcspn(a->body->text.ptr, "\n"));
	while (tag && *tag) {
		size_t n = strcspn(tag, " ");
		str_vec_add_take(&a->tags, xstrndup(tag, n));
		tag += n + (tag[n] == ' ');
	}
	article_complete(a, SCREEN_NOW);
	return a;
}

static enum status put_member(struct store *st, int64_t id, int64_t thread,
			      int64_t copy_of, struct err *err)
{
	struct evidence why[] = {
		{ EVIDENCE_NAME, (char *)"Singapore", 0.31 },
		{ EVIDENCE_NAME, (char *)"active cyberdefence", 0.22 },
		{ EVIDENCE_TERM, (char *)"cyberspace", 0.12 },
		{ EVIDENCE_DATE, NULL, 1260 },
	};
	struct membership m = {
		.article_id = id,
		.thread_id = thread,
		.score = 0.83,
		.copy_of = copy_of,
		.why = { .v = why, .len = 4 },
	};

	return store_member_put(st, &m, err);
}

/* The first report of a thread is its central one. */
static enum status describe(struct store *st, const int64_t *ids,
			    struct err *err)
{
	enum status s = ST_OK;

	for (size_t i = N_REPORTS; i-- > 0 && s == ST_OK;)
		s = store_thread_describe(st, THREAD_ID + reports[i].thread,
					  ids[i],
					  threads[reports[i].thread].names,
					  err);
	return s;
}

static enum status put_reports(struct store *st, const int64_t *feed_ids,
			       struct err *err)
{
	int64_t ids[N_REPORTS] = { 0 };
	enum store_put what;
	enum status s = ST_OK;

	for (size_t i = 0; i < N_REPORTS && s == ST_OK; i++) {
		const struct report *r = &reports[i];
		struct article *a = make(r, feed_ids[r->feed]);
		s = store_article_put(st, a, &what, err);
		ids[i] = a->id;
		article_free(a);
		if (s == ST_OK)
			s = put_member(st, ids[i], THREAD_ID + r->thread,
				       r->copy_of ? ids[r->copy_of - 1] : 0,
				       err);
	}
	return s == ST_OK ? describe(st, ids, err) : s;
}

enum status fixture_fill(struct store *st, struct err *err)
{
	struct thread_link links[] = {
		{ THREAD_ID, THREAD_ID + 1, 0.62, (char *)"cyber, Nakatani" },
		{ THREAD_ID, THREAD_ID + 3, 0.21, (char *)"Japan" },
	};
	int64_t feed_ids[N_FEEDS];
	enum status s = store_begin(st, err);

	if (s == ST_OK)
		s = put_feeds(st, feed_ids, err);
	if (s == ST_OK)
		s = put_reports(st, feed_ids, err);
	if (s == ST_OK)
		s = store_threads_refresh(st, SCREEN_NOW, err);
	if (s == ST_OK)
		s = store_thread_links_put(st, THREAD_ID, links, 2, err);
	return s == ST_OK ? store_commit(st, err) : s;
}

/* One report that is a thread of its own. */
static enum status put_single(struct store *st, const struct report *r,
			      int64_t feed, int64_t thread, struct err *err)
{
	struct article *a = make(r, feed);
	enum store_put what;
	enum status s = store_article_put(st, a, &what, err);

	if (s == ST_OK)
		s = put_member(st, a->id, thread, 0, err);
	if (s == ST_OK)
		s = store_thread_describe(st, thread, a->id, "", err);
	article_free(a);
	return s;
}

static enum status begin_feed(struct store *st, const char *url,
			      const char *title, int64_t *id, struct err *err)
{
	struct feed f = { .kind = FEED_LOCAL,
			  .url = (char *)url,
			  .title = (char *)title };
	enum status s = store_begin(st, err);

	return s == ST_OK ? store_feed_put(st, &f, id, err) : s;
}

/* More than is set while the screen waits, or shown at all. */
static void add_long(struct buf *out)
{
	buf_adds(out, "A long text\n");
	for (int i = 1; i <= 50000; i++)
		buf_addf(out, "<p>Line %d of a long text.</p>", i);
}

enum status fixture_article(struct store *st, const char *file,
			    struct err *err)
{
	const char *top = getenv("top_srcdir");
	char *path = xasprintf("%s/tests/data/articles/%s", top ? top : ".",
			       file);
	struct buf text = BUF_INIT;
	int64_t feed = 0;
	enum status s = ST_OK;

	if (!strcmp(file, "long"))
		add_long(&text);
	else
		s = path_read(path, &text, err);

	if (s == ST_OK)
		s = begin_feed(st, "local:board", "Board", &feed, err);
	if (s == ST_OK) {
		char *lf = strchr(text.ptr, '\n');
		*lf = '\0';
		struct report r = { .minutes = 112,
				    .source = "Harbour Herald",
				    .title = text.ptr,
				    .body = lf + 1 };
		s = put_single(st, &r, feed, 1000, err);
	}
	if (s == ST_OK)
		s = store_threads_refresh(st, SCREEN_NOW, err);
	if (s == ST_OK)
		s = store_commit(st, err);
	buf_release(&text);
	free(path);
	return s;
}

enum status fixture_many(struct store *st, int n, struct err *err)
{
	int64_t feed = 0;
	enum status s = begin_feed(st, "local:many", "Archive", &feed, err);

	for (int i = 0; i < n && s == ST_OK; i++) {
		char title[64];
		snprintf(title, sizeof(title), "Notice %d of the archive", i);
		struct report r = { .minutes = 10000 + i * 7,
				    .source = "Archive",
				    .title = title,
				    .body = "<p>Kept for the record.</p>" };
		s = put_single(st, &r, feed, 1000 + i, err);
	}
	if (s == ST_OK)
		s = store_threads_refresh(st, SCREEN_NOW, err);
	return s == ST_OK ? store_commit(st, err) : s;
}

enum status fixture_report(struct store *st, int64_t thread, int minutes,
			   const char *title, struct err *err)
{
	struct feed f = { .kind = FEED_LOCAL,
			  .url = (char *)"local:late",
			  .title = (char *)"Late Paper" };
	struct report r = { .minutes = minutes,
			    .source = "Late Paper",
			    .title = title,
			    .body = "<p>Came in while one was reading.</p>" };
	int64_t feed;
	enum store_put what;
	struct article *a;
	enum status s = store_begin(st, err);

	if (s == ST_OK)
		s = store_feed_put(st, &f, &feed, err);
	if (s != ST_OK)
		return s;
	a = make(&r, feed);
	s = store_article_put(st, a, &what, err);
	if (s == ST_OK)
		s = put_member(st, a->id, thread, 0, err);
	if (s == ST_OK)
		s = store_thread_describe(st, thread, a->id, "", err);
	article_free(a);
	if (s == ST_OK)
		s = store_threads_refresh(st, SCREEN_NOW, err);
	return s == ST_OK ? store_commit(st, err) : s;
}
