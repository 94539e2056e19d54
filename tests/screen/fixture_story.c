/* fixture_story.c - one event told by four outlets, with figures that
 * change, people who speak, and a chapter before it. */
#include "config.h"

#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "screen.h"
#include "thrum/base/alloc.h"
#include "thrum/model/article.h"
#include "thrum/model/feed.h"
#include "thrum/model/thread.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

enum { FERRY = 300, STORM = 301 };

static const struct {
	int minutes, thread, copy_of; /* before SCREEN_NOW; index from 1 */
	const char *source, *title, *body;
} reports[] = {
	{ 240, FERRY, 0, "Harbour Herald",
	  "Ferry Alma runs aground off Port Ellis",
	  "<p>PORT ELLIS - The ferry Alma ran aground off Port Ellis early on "
	  "Saturday with 212 people on board. At least 12 people were "
	  "injured, the coast guard said.</p><p>\"The steering failed in high "
	  "waves,\" Captain Jonas Reve told the harbour radio.</p><p>The coast "
	  "guard took all passengers to the shore by helicopter.</p>" },
	{ 200, FERRY, 0, "World Wire",
	  "Passengers flown off stranded ferry near Port Ellis",
	  "<p>The ferry Alma ran aground off Port Ellis early on Saturday with "
	  "212 people on board.</p><p>The number of people injured rose to 19, "
	  "hospital director Maria Lund said. Two of them are in a serious "
	  "condition.</p><p>\"The steering failed in high waves,\" Captain "
	  "Jonas Reve said.</p><p>Divers will look at the hull on "
	  "Sunday.</p>" },
	{ 190, FERRY, 2, "Morning Mail",
	  "Passengers flown off stranded ferry near Port Ellis",
	  "<p>The ferry Alma ran aground off Port Ellis early on Saturday with "
	  "212 people on board.</p><p>The number of people injured rose to 19, "
	  "hospital director Maria Lund said. Two of them are in a serious "
	  "condition.</p>" },
	{ 60, FERRY, 0, "Island Post",
	  "Owner of ferry Alma promises inquiry",
	  "<p>All passengers were taken to the shore by helicopter, the coast "
	  "guard said.</p><p>\"We will find out why it happened,\" said Peter "
	  "Vance, who owns the line. An inspection in March had cost 1.2 "
	  "million euros.</p><p>The number of people injured is 19.</p>" },
	{ 1500, STORM, 0, "Harbour Herald",
	  "Storm warning for Port Ellis and the outer islands",
	  "<p>Waves of up to six metres are expected on Saturday.</p>" },
};
enum { N = sizeof(reports) / sizeof(*reports) };

static struct article *make(size_t i, int64_t feed)
{
	struct article *a = article_new();

	a->feed_id = feed;
	a->source = xstrdup(reports[i].source);
	a->title = xstrdup(reports[i].title);
	a->lang = xstrdup("en");
	a->published = SCREEN_NOW - (int64_t)reports[i].minutes * 60;
	a->fetched = SCREEN_NOW - 300;
	a->guid = xasprintf("story-%zu", i);
	a->url = xasprintf("https://story.example/%zu", i);
	a->body = doc_from_html(reports[i].body, strlen(reports[i].body),
				a->url);
	article_complete(a, SCREEN_NOW);
	return a;
}

static enum status put_all(struct store *st, int64_t feed, struct err *err)
{
	int64_t ids[N] = { 0 };
	enum store_put what;
	enum status s = ST_OK;

	for (size_t i = 0; i < N && s == ST_OK; i++) {
		struct article *a = make(i, feed);
		s = store_article_put(st, a, &what, err);
		ids[i] = a->id;
		article_free(a);
		struct membership m = {
			.article_id = ids[i],
			.thread_id = reports[i].thread,
			.score = 0.8,
			.copy_of = reports[i].copy_of ?
					   ids[reports[i].copy_of - 1] :
					   0,
		};
		if (s == ST_OK)
			s = store_member_put(st, &m, err);
	}
	if (s == ST_OK)
		s = store_thread_describe(st, FERRY, ids[0], "Port Ellis",
					  err);
	if (s == ST_OK)
		s = store_thread_describe(st, STORM, ids[4], "Port Ellis",
					  err);
	return s;
}

enum status fixture_story(struct store *st, struct err *err)
{
	struct thread_link link = { FERRY, STORM, 0.5, (char *)"Port Ellis" };
	struct feed f = { .kind = FEED_WEB,
			  .url = (char *)"https://story.example/rss",
			  .title = (char *)"Coast feed",
			  .subscribed = true };
	int64_t feed;
	enum status s = store_begin(st, err);

	if (s == ST_OK)
		s = store_feed_put(st, &f, &feed, err);
	if (s == ST_OK)
		s = put_all(st, feed, err);
	if (s == ST_OK)
		s = store_threads_refresh(st, SCREEN_NOW, err);
	if (s == ST_OK)
		s = store_thread_links_put(st, FERRY, &link, 1, err);
	return s == ST_OK ? store_commit(st, err) : s;
}
