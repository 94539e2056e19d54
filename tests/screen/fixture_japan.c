/* fixture_japan.c - a store in Japanese: one event told by four outlets (one
 * copies another, one corrects itself), a chapter before it, a long report,
 * and some of one report each. */
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

enum { FERRY = 500, STORM, LIBRARY, TRAM, ENGLISH, N_FEEDS = 3 };

static const struct {
	const char *url, *title, *error;
} feeds[N_FEEDS] = {
	{ "https://shimbun.example/rss", "港の新報", NULL },
	{ "https://tsushin.example/world.xml",
	  "世界通信　国際・経済・文化・スポーツ総合版", NULL },
	{ "https://owari.example/feed.xml", "ふるい暦",
	  "the server says 404 (not found)" },
};

static const struct {
	int feed, thread, minutes; /* before SCREEN_NOW */
	int copy_of; /* index + 1, 0 = none */
	const char *source, *title, *tag, *body;
} reports[] = {
	{ 0, FERRY, 240, 0, "港の新報",
	  "フェリー「あけぼの」が青浜港沖で座礁、乗客２１２人を救助", "海難",
	  "<p>【青浜】三十一日早朝、青浜港の沖合でフェリー「あけぼの」が座礁"
	  "しました。船には212人が乗っていました。海上保安部によりますと、"
	  "少なくとも12人がけがをしました。</p><p>「高い波で舵が利かなく"
	  "なった」と、船長の大森健一さんは港のラジオに話しました。</p>"
	  "<h2>救助の様子</h2><p>乗客は全員ヘリコプターで岸に運ばれました。"
	  "くわしくは<a href=\"https://kaiho.example/aohama\">海上保安部の"
	  "発表</a>をご覧ください。</p><ul><li>午前五時十分　座礁の通報</li>"
	  "<li>午前七時四十分　最後の乗客を救助</li></ul>" },
	{ 1, FERRY, 200, 0, "世界通信",
	  "座礁したフェリーの乗客全員を救助　けが人は19人に", "海難",
	  "<p>三十一日早朝、青浜港の沖合でフェリー「あけぼの」が座礁"
	  "しました。船には212人が乗っていました。</p><p>けが人は19人に増え、"
	  "うち2人が重傷だと、青浜病院の院長の林真理子さんは述べました。</p>"
	  "<p>ダイバーが一日に船底を調べます。</p>" },
	{ 1, FERRY, 190, 2, "朝の便り",
	  "座礁したフェリーの乗客全員を救助　けが人は19人に", NULL,
	  "<p>三十一日早朝、青浜港の沖合でフェリー「あけぼの」が座礁"
	  "しました。船には212人が乗っていました。</p><p>けが人は19人に増え、"
	  "うち2人が重傷だと、青浜病院の院長の林真理子さんは述べました。</p>" },
	{ 0, FERRY, 60, 0, "島日報",
	  "フェリー会社「原因を調べる」　三月の点検費用は1億2000万円", NULL,
	  "<p>「なぜ起きたのかを必ず明らかにする」と、船を持つ会社の社長の"
	  "田辺修さんは述べました。三月の点検には1億2000万円かかって"
	  "いました。</p><p>けが人は19人です。</p>" },
	{ 0, STORM, 1500, 0, "港の新報",
	  "青浜と沖の島々に暴風警報　波は六メートルの見込み", "天気",
	  "<p>土曜日は波が六メートルに達する見込みです。</p>" },
	{ 1, LIBRARY, 130, 0, "世界通信",
	  "山の町に新しい図書館が開館　古い製材所を改修し、夜十時まで開いて"
	  "誰でも泊まり込みで本を読める部屋も用意",
	  "文化",
	  "<p>山の町の古い製材所が、二年の工事を終えて図書館になりました。"
	  "床には地元の杉が使われ、窓からは川が見えます。</p><p>館長の"
	  "小川さんは「本は静かに読むものとは限りません。声に出して読む部屋も"
	  "作りました」と話します。子どもたちは放課後、ここで宿題をし、"
	  "お年寄りは新聞を読みます。</p><blockquote><p>町に灯りが一つ"
	  "増えました。</p></blockquote><p>蔵書は４万８０００冊、うち三分の一"
	  "は住民から贈られたものです。貸し出しには<ruby>利用者証<rt>"
	  "りようしゃしょう</rt></ruby>が要りますが、読むだけなら誰でも入れ"
	  "ます。ＷｉＦｉも使えます。</p><p>開館は午前九時から午後十時まで、"
	  "月曜日は休みです。来月には詩の朗読会が、秋には製材所の歴史を伝える"
	  "展示が予定されています。</p>" },
	{ 1, TRAM, 2000, 0, "世界通信",
	  "ﾘｽﾎﾞﾝの路面電車🚋博物館が再開、日曜は無料", NULL,
	  "<p>一番古い車両は1901年のものです。</p>" },
	{ 1, ENGLISH, 300, 0, "World Wire",
	  "Tokyo 東京 Skytree lights up in blue 青い光 for the sea day",
	  NULL, "<p>The tower turns blue at dusk.</p>" },
};
enum { N = sizeof(reports) / sizeof(*reports) };

static const struct {
	int thread, first; /* index into reports[] */
	const char *names;
} threads[] = {
	{ FERRY, 0, "青浜\nあけぼの" }, { STORM, 4, "青浜" },
	{ LIBRARY, 5, "小川" },		{ TRAM, 6, "リスボン" },
	{ ENGLISH, 7, "東京" },
};

static struct article *make(size_t i, int64_t feed, const char *body)
{
	struct article *a = article_new();

	a->feed_id = feed;
	a->source = xstrdup(reports[i].source);
	a->title = xstrdup(reports[i].title);
	a->lang = xstrdup(reports[i].thread == ENGLISH ? "en" : "ja");
	a->published = SCREEN_NOW - (int64_t)reports[i].minutes * 60;
	a->fetched = SCREEN_NOW - 300;
	a->guid = xasprintf("japan-%zu", i);
	a->url = xasprintf("https://news.example/ja/%zu", i);
	a->body = doc_from_html(body, strlen(body), a->url);
	a->summary = xstrndup(a->body->text.ptr,
			      strcspn(a->body->text.ptr, "\n"));
	if (reports[i].tag)
		str_vec_add_take(&a->tags, xstrdup(reports[i].tag));
	article_complete(a, SCREEN_NOW);
	return a;
}

/* The first report said less when it came. */
static enum status put_first_text(struct store *st, int64_t feed,
				  struct err *err)
{
	static const char text[] =
		"<p>【青浜】三十一日早朝、青浜港の沖合でフェリー「あけぼの」が"
		"座礁しました。けが人はいないもようです。</p>";
	struct article *a = make(0, feed, text);
	enum store_put what;
	enum status s = store_article_put(st, a, &what, err);
	article_free(a);
	return s;
}

static enum status put_reports(struct store *st, const int64_t *feed_ids,
			       int64_t *ids, struct err *err)
{
	enum store_put what;
	enum status s = put_first_text(st, feed_ids[0], err);

	for (size_t i = 0; i < N && s == ST_OK; i++) {
		struct article *a = make(i, feed_ids[reports[i].feed],
					 reports[i].body);
		s = store_article_put(st, a, &what, err);
		ids[i] = a->id;
		article_free(a);
		int copy_of = reports[i].copy_of;
		struct membership m = {
			.article_id = ids[i],
			.thread_id = reports[i].thread,
			.score = 0.8,
			.copy_of = copy_of ? ids[copy_of - 1] : 0,
		};
		if (s == ST_OK)
			s = store_member_put(st, &m, err);
	}
	return s;
}

static enum status put_feeds(struct store *st, int64_t *ids, struct err *err)
{
	enum status s = ST_OK;

	for (size_t i = 0; i < N_FEEDS && s == ST_OK; i++) {
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
		s = store_feed_put(st, &f, &ids[i], err);
		f.id = ids[i];
		if (s == ST_OK)
			s = store_feed_set_state(st, &f, err);
	}
	return s;
}

enum status fixture_japan(struct store *st, struct err *err)
{
	struct thread_link links[] = {
		{ FERRY, STORM, 0.5, (char *)"青浜" },
		{ FERRY, LIBRARY, 0.2, (char *)"港の新報、世界通信" },
	};
	int64_t feed_ids[N_FEEDS], ids[N] = { 0 };
	enum status s = store_begin(st, err);

	if (s == ST_OK)
		s = put_feeds(st, feed_ids, err);
	if (s == ST_OK)
		s = put_reports(st, feed_ids, ids, err);
	for (size_t i = 0; i < sizeof(threads) / sizeof(*threads) &&
			   s == ST_OK; i++)
		s = store_thread_describe(st, threads[i].thread,
					  ids[threads[i].first],
					  threads[i].names, err);
	if (s == ST_OK)
		s = store_threads_refresh(st, SCREEN_NOW, err);
	if (s == ST_OK)
		s = store_thread_links_put(st, FERRY, links, 2, err);
	return s == ST_OK ? store_commit(st, err) : s;
}
