/* test_feed_doc.c - every dialect, one small feed each, and its items. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/feed/feed_doc.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

/* A feed as lines of text, so that one comparison shows all of it. */
static void describe(struct buf *out, const struct feed_doc *d)
{
	static const char *const formats[] = { "rss", "rdf", "atom", "json",
					       "cdf" };
	char iso[24];

	buf_addf(out, "%s|%s|%s|%s\n", formats[d->format],
		 d->title ? d->title : "-", d->link ? d->link : "-",
		 d->lang ? d->lang : "-");
	for (size_t i = 0; i < d->items.len; i++) {
		const struct feed_item *it = &d->items.v[i];
		buf_addf(out, "%s|%s|%s|%s|", it->guid ? it->guid : "-",
			 it->url ? it->url : "-", it->title ? it->title : "-",
			 it->author ? it->author : "-");
		date_iso(it->published, iso);
		buf_addf(out, "%s|", iso);
		date_iso(it->updated, iso);
		buf_addf(out, "%s|", iso);
		buf_addf(out, "%s|%s|", it->summary.s ? it->summary.s : "-",
			 it->content.s ? it->content.s : "-");
		for (size_t k = 0; k < it->tags.len; k++)
			buf_addf(out, "%s%s", k ? "," : "", it->tags.v[k]);
		buf_addc(out, '|');
		for (size_t k = 0; k < it->enclosures.len; k++)
			buf_addf(out, "%s%s", k ? "," : "",
				 it->enclosures.v[k].url);
		buf_addf(out, "|%s\n", it->comments_url ? it->comments_url : "");
	}
}

static struct feed_doc *parse(const char *s, size_t len)
{
	struct feed_source src = { .bytes = s, .len = len };
	struct feed_doc *d = NULL;
	struct err err = { 0 };

	cr_assert_eq(feed_doc_parse(&src, &d, &err), ST_OK, "%s: %.60s",
		     err.msg, s);
	return d;
}

static void check(const char *feed, const char *want)
{
	struct feed_doc *d = parse(feed, strlen(feed));
	struct buf got = BUF_INIT;

	describe(&got, d);
	cr_expect_str_eq(got.ptr, want, "\ngot  %s\nwant %s", got.ptr, want);
	buf_release(&got);
	feed_doc_free(d);
}

Test(feed, rss_2_0)
{
	check("<?xml version='1.0'?><rss version='2.0' "
	      "xmlns:dc='http://purl.org/dc/elements/1.1/' "
	      "xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
	      "<channel><title>Harbour &amp; Bay</title>"
	      "<link>https://h.example/</link><language>en-gb</language>"
	      "<image><title>no</title><link>https://no.example/</link></image>"
	      "<item><title>Ferry &amp;amp; fog</title>"
	      "<link> https://h.example/1 </link>"
	      "<guid isPermaLink='false'>id-1</guid>"
	      "<pubDate>Sat, 31 May 2025 14:05:00 +0200</pubDate>"
	      "<dc:creator>Ann Lee</dc:creator><dc:creator>Bo</dc:creator>"
	      "<category>sea</category><category>fog</category>"
	      "<category>sea</category>"
	      "<description>Short.</description>"
	      "<content:encoded><![CDATA[<p>Long.</p>]]></content:encoded>"
	      "<enclosure url='https://h.example/1.mp3' type='audio/mpeg' "
	      "length='12'/><comments>https://h.example/1#c</comments></item>"
	      "<item><guid>https://h.example/2</guid>"
	      "<author>c@h.example (Cy Day)</author></item>"
	      "</channel></rss>",
	      "rss|Harbour & Bay|https://h.example/|en-gb\n"
	      "id-1|https://h.example/1|Ferry & fog|Ann Lee, Bo|"
	      "2025-05-31T12:05:00Z||Short.|<p>Long.</p>|sea,fog|"
	      "https://h.example/1.mp3|https://h.example/1#c\n"
	      "https://h.example/2|https://h.example/2|-|Cy Day|||-|-|||\n");
}

/* HTML's names and numbers, wherever they stand; what names nothing stays. */
Test(feed, references)
{
	check("<rss><channel><title>Quay&nbsp;&ndash;&lbrace;&fjlig;&rang;"
	      "</title><item><title>&amp;lbrace;&amp;#159;&amp;nosuch;"
	      "</title><guid isPermaLink='false'>&#x9b;</guid></item>"
	      "</channel></rss>",
	      "rss|Quay \xe2\x80\x93{fj\xe2\x8c\xaa|-|-\n"
	      "\xe2\x80\xba|-|{\xc5\xb8&nosuch;|-|||-|-|||\n");
}

/* A relative id under an xml:base is the address that it makes. */
Test(feed, atom_id_with_base)
{
	check("<feed xmlns='http://www.w3.org/2005/Atom' "
	      "xml:base='https://b.example/x/'><title>T</title>"
	      "<entry><id>p/1</id></entry><entry><id>plain</id></entry>"
	      "<entry><id>tag:b.example,2025:/q/1</id></entry></feed>",
	      "atom|T|-|-\n"
	      "https://b.example/x/p/1|-|-|-|||-|-|||\n"
	      "plain|-|-|-|||-|-|||\n"
	      "tag:b.example,2025:/q/1|-|-|-|||-|-|||\n");
}

Test(feed, categories)
{
	check("<feed xmlns='http://www.w3.org/2005/Atom' "
	      "xmlns:media='http://search.yahoo.com/mrss/' "
	      "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>"
	      "<entry><id>c</id><category term='sea' label='The sea'/>"
	      "<category term='fog' label='Fog'/><category label='only'/>"
	      "<category term='' label=''/><category>text</category>"
	      "<itunes:category text='Nature'/>"
	      "<media:category label='Tide'>tides</media:category>"
	      "<keywords>ebb, flow</keywords></entry></feed>",
	      "atom|-|-|-\nc|-|-|-|||-|-|"
	      "sea,The sea,fog,only,text,Nature,Tide,tides,ebb,flow||\n");
}

/* An address in the feed's id leads home when no link does. */
Test(feed, id_as_last_link)
{
	check("<feed xmlns='http://www.w3.org/2005/Atom'>"
	      "<id>https://i.example/</id><entry><id>1</id></entry></feed>",
	      "atom|-|https://i.example/|-\n1|-|-|-|||-|-|||\n");
	check("<feed xmlns='http://www.w3.org/2005/Atom'>"
	      "<id>https://i.example/</id><link href='https://l.example/'/>"
	      "<entry><id>1</id></entry></feed>",
	      "atom|-|https://l.example/|-\n1|-|-|-|||-|-|||\n");
	check("<channel base='https://c.example/x/' href='home'>"
	      "<item href='1'><title>t</title></item></channel>",
	      "cdf|-|https://c.example/x/home|-\n"
	      "-|https://c.example/x/1|t|-|||-|-|||\n");
}

/* Right behind its tag or not, in pieces, empty, with what ends it nearly,
 * with CR LF: CDATA is text like any other. */
Test(feed, cdata)
{
	check("<rss version='2.0'><channel><title><![CDATA[]]></title>"
	      "<link>\n<![CDATA[https://h.example/]]></link>"
	      "<item><guid isPermaLink='false'><![CDATA[a]]>b</guid>"
	      "<title><![CDATA[Caf\xc3\xa9]]><![CDATA[ au lait]]></title>"
	      "<description><![CDATA[<i>]] ]></i>]]&gt;]]></description>"
	      "</item><item><title ><![CDATA[One\r\ntwo]]></title>"
	      "<guid isPermaLink='false'>z<![CDATA[]]></guid></item>"
	      "</channel></rss>",
	      "rss|-|https://h.example/|-\n"
	      "ab|-|Caf\xc3\xa9 au lait|-|||<i>]] ]></i>]]&gt;|-|||\n"
	      "z|-|One two|-|||-|-|||\n");
}

/* CDATA right behind its tag is not libxml2's to read; with an empty comment
 * before it is. Both must say the same. */
Test(feed, cdata_both_ways)
{
	static const char *const texts[] = {
		"", "a", " a ", "\n", "]", "]]", "]]]]", "&amp;", "&", "<b>c</b>",
		"a\r\nb\rc", "\t\xc3\xa9", "\xef\xbf\xbd", "\xef\xbf\xbe",
		"\xed\xa0\x80", "\xff", "\x01", "]]&gt;", "<![CDATA[", "--><!--",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct buf got[2] = { BUF_INIT, BUF_INIT };
		for (int k = 0; k < 2; k++) {
			char *s = xasprintf(
				"<rss version='2.0'><channel><title>%s"
				"<![CDATA[%s]]></title><item><title>%s"
				"<![CDATA[%s]]> and</title><description a='1'>"
				"%s<![CDATA[%s]]></description>"
				"<link>%s<![CDATA[https://h.example/]]></link>"
				"</item></channel></rss>",
				k ? "<!---->" : "", texts[i],
				k ? "<!---->" : "", texts[i],
				k ? "<!---->" : "", texts[i],
				k ? "<!---->" : "");
			struct feed_doc *d = parse(s, strlen(s));
			describe(&got[k], d);
			feed_doc_free(d);
			free(s);
		}
		cr_expect_str_eq(got[0].ptr, got[1].ptr, "%zu: %s\n%s", i,
				 got[0].ptr, got[1].ptr);
		cr_expect(strstr(got[0].ptr, "https://h.example/"), "%s",
			  got[0].ptr);
		buf_release(&got[0]);
		buf_release(&got[1]);
	}
}

Test(feed, rss_1_0_and_0_90)
{
	check("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
	      " xmlns='http://purl.org/rss/1.0/' "
	      "xmlns:dc='http://purl.org/dc/elements/1.1/'>"
	      "<channel rdf:about='https://r.example/rss'><title>R</title>"
	      "<link>https://r.example/</link><items><rdf:Seq>"
	      "<rdf:li rdf:resource='https://r.example/1'/></rdf:Seq></items>"
	      "</channel><image><title>no</title></image>"
	      "<item rdf:about='https://r.example/1'><title>One</title>"
	      "<link>https://r.example/1</link><dc:date>2025-05-31</dc:date>"
	      "<dc:subject>dc</dc:subject><description>D</description></item>"
	      "</rdf:RDF>",
	      "rdf|R|https://r.example/|-\n"
	      "https://r.example/1|https://r.example/1|One|-|"
	      "2025-05-31T00:00:00Z||D|-|dc||\n");
	check("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
	      "xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel>"
	      "<title>N</title></channel><item><title>Old</title>"
	      "<link>https://n.example/</link></item></r:RDF>",
	      "rdf|N|-|-\n-|https://n.example/|Old|-|||-|-|||\n");
}

Test(feed, atom_1_0)
{
	check("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de' "
	      "xml:base='https://a.example/x/'><title type='html'>"
	      "&lt;b&gt;Tal&lt;/b&gt; &amp;amp; Berg</title>"
	      "<link rel='self' href='feed'/><link href='/'/>"
	      "<author><name>Editor</name></author>"
	      "<entry><id>urn:1</id><title>Eins</title>"
	      "<link rel='alternate' type='text/html' href='1'/>"
	      "<link rel='enclosure' href='1.ogg' type='audio/ogg'/>"
	      "<link rel='replies' href='1#c'/>"
	      "<published>2025-05-30T10:00:00Z</published>"
	      "<updated>2025-05-31T10:00:00Z</updated>"
	      "<category term='news' label='News'/>"
	      "<summary>Plain &lt;b&gt;</summary>"
	      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
	      "<p class='a'>x &lt; y<br/></p></div></content></entry>"
	      "<entry><id>urn:2</id><title>Zwei</title>"
	      "<author><name>Ada</name><email>a@a.example</email></author>"
	      "<author><email>b@a.example</email></author>"
	      "<source><title>Far</title><id>urn:far</id></source>"
	      "<content type='text/html'>&lt;i&gt;y&lt;/i&gt;</content></entry>"
	      "</feed>",
	      "atom|Tal & Berg|https://a.example/|de\n"
	      "urn:1|https://a.example/x/1|Eins|Editor|2025-05-30T10:00:00Z|"
	      "2025-05-31T10:00:00Z|Plain <b>|<div><p class=\"a\">x &lt; y<br>"
	      "</p></div>|news|https://a.example/x/1.ogg|"
	      "https://a.example/x/1#c\n"
	      "urn:2|-|Zwei|Ada, b@a.example|||-|<i>y</i>|||\n");
}

Test(feed, atom_0_3_and_base64)
{
	check("<feed version='0.3' xmlns='http://purl.org/atom/ns#'>"
	      "<title>T</title><entry><id>1</id><title mode='base64'>"
	      "V29yZHM=</title><issued>2025-05-31T10:00:00Z</issued>"
	      "<modified>2025-06-01</modified>"
	      "<content type='text/html' mode='escaped'>&lt;p&gt;a</content>"
	      "</entry></feed>",
	      "atom|T|-|-\n1|-|Words|-|2025-05-31T10:00:00Z|"
	      "2025-06-01T00:00:00Z|-|<p>a|||\n");
}

/* The same in several types: the one with markup is read. */
Test(feed, atom_0_3_multipart)
{
	check("<feed version='0.3' xmlns='http://purl.org/atom/ns#'>"
	      "<entry><title>t</title><content type='multipart/alternative'>"
	      "<content type='text/plain'>a</content>"
	      "<content type='text/html' mode='escaped'>&lt;p&gt;b</content>"
	      "<content type='text/html' mode='escaped'>&lt;p&gt;c</content>"
	      "</content></entry><entry><title>u</title>"
	      "<content type='multipart/mixed'><content type='text/plain'>d"
	      "</content></content></entry></feed>",
	      "atom|-|-|-\n-|-|t|-|||-|<p>b|||\n-|-|u|-|||-|d|||\n");
}

Test(feed, json_feed)
{
	check("\xef\xbb\xbf {\"version\":\"https://jsonfeed.org/version/1.1\","
	      "\"title\":\"J\",\"home_page_url\":\"https://j.example/\","
	      "\"language\":\"ja\",\"authors\":[{\"name\":\"All\"}],"
	      "\"items\":[{\"id\":7,\"url\":\"https://j.example/7\","
	      "\"title\":\"Seven \\ud83d\\ude00\",\"content_html\":\"<p>x\","
	      "\"date_published\":\"2025-05-31T10:00:00+09:00\","
	      "\"tags\":[\"a\",\"b\",3],\"attachments\":[{\"url\":"
	      "\"https://j.example/7.mp3\",\"size_in_bytes\":5}]},"
	      "{\"id\":\"8\",\"external_url\":\"https://o.example/\","
	      "\"author\":{\"name\":\"One\"},\"content_text\":\"plain\","
	      "\"summary\":\"s\"},]}",
	      "json|J|https://j.example/|ja\n"
	      "7|https://j.example/7|Seven \xf0\x9f\x98\x80|All|"
	      "2025-05-31T01:00:00Z||-|<p>x|a,b|https://j.example/7.mp3|\n"
	      "8|https://o.example/|-|One|||s|plain|||\n");
}

Test(feed, cdf)
{
	check("<CHANNEL HREF='https://c.example/'><TITLE>C</TITLE>"
	      "<ABSTRACT>About</ABSTRACT><ITEM HREF='https://c.example/1' "
	      "LASTMOD='2025-05-31'><TITLE>One</TITLE><ABSTRACT>A</ABSTRACT>"
	      "</ITEM><CHANNEL><TITLE>sub</TITLE><ITEM "
	      "HREF='https://c.example/2'/></CHANNEL></CHANNEL>",
	      "cdf|C|https://c.example/|-\n"
	      "-|https://c.example/1|One|-||2025-05-31T00:00:00Z|A|-|||\n"
	      "-|https://c.example/2|-|-|||-|-|||\n");
}

Test(feed, modules)
{
	check("<rss xmlns:media='http://search.yahoo.com/mrss/' "
	      "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
	      "xmlns:fb='http://rssnamespace.org/feedburner/ext/1.0'><channel>"
	      "<title>M</title><item><media:group><media:title>MT"
	      "</media:title><media:content url='https://m.example/1.mp4' "
	      "type='video/mp4' fileSize='9'/><media:description>MD"
	      "</media:description></media:group>"
	      "<itunes:author>IA</itunes:author>"
	      "<itunes:keywords>k1, k2</itunes:keywords>"
	      "<media:thumbnail url='https://m.example/t.jpg'/>"
	      "<fb:origLink>https://m.example/1</fb:origLink></item>"
	      "</channel></rss>",
	      "rss|M|-|-\n-|https://m.example/1|MT|IA|||MD|-|k1,k2|"
	      "https://m.example/1.mp4|\n");
}

Test(feed, polite_words_of_the_feed)
{
	const char *s = "<rss><channel><title>P</title><ttl>45</ttl>"
			"<skipHours><hour>0</hour><hour>23</hour></skipHours>"
			"<skipDays><day>Sunday</day><day>Monday</day>"
			"</skipDays></channel></rss>";
	struct feed_doc *d = parse(s, strlen(s));

	cr_expect_eq(d->ttl_min, 45);
	cr_expect_eq(d->skip_hours, 1u | 1u << 23);
	cr_expect_eq(d->skip_days, 3);
	feed_doc_free(d);
	s = "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
	    "<channel><sy:updatePeriod>daily</sy:updatePeriod>"
	    "<sy:updateFrequency>4</sy:updateFrequency></channel></rss>";
	d = parse(s, strlen(s));
	cr_expect_eq(d->ttl_min, 360);
	feed_doc_free(d);
}

static void check_charset(const char *feed, const char *charset,
			  const char *title)
{
	struct feed_source src = { .bytes = feed, .len = strlen(feed),
				   .charset = charset };
	struct feed_doc *d = NULL;

	cr_assert_eq(feed_doc_parse(&src, &d, NULL), ST_OK);
	cr_expect_str_eq(d->title, title, "%s", charset);
	feed_doc_free(d);
}

#define TITLED(encoding, title)                                               \
	"<?xml version='1.0' encoding='" encoding "'?><rss><channel><title>"  \
	title "</title></channel></rss>"

/* Server, declaration and bytes that do not agree. */
Test(feed, whom_to_believe)
{
	check_charset(TITLED("windows-1251", "\xd2\xf3\xec\xe0\xed"), NULL,
		      "Туман");
	check_charset(TITLED("utf-8", "\xd2\xf3\xec\xe0\xed"), "windows-1251",
		      "Туман");
	check_charset(TITLED("windows-1251", "\xd2\xf3\xec\xe0\xed"), "UTF-8",
		      "Туман");
	check_charset(TITLED("windows-1251", "\xd2\xf3\xec\xe0\xed"), "",
		      "Туман");
	check_charset(TITLED("iso-8859-1", "Туман"), "iso-8859-1", "Туман");
	check_charset(TITLED("gb2312", "港の朝の霧が晴れた"), NULL,
		      "港の朝の霧が晴れた");
	check_charset(TITLED("gb2312", "\xce\xed\xc9\xa2\xc1\xcb"), NULL,
		      "雾散了");
	check_charset(TITLED("utf-8", "\xce\xed\xc9\xa2\xc1\xcb"), "gbk",
		      "雾散了");
	check_charset(TITLED("no-such", "Туман"), "neither", "Туман");
}

Test(feed, encodings)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *charset;
	} t[] = {
#define ROW(s, charset) { s, sizeof(s) - 1, charset }
		ROW("<rss><channel><title>caf\xc3\xa9</title></channel></rss>",
		    NULL),
		ROW("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel>"
		    "<title>caf\xe9</title></channel></rss>", NULL),
		ROW("<?xml version='1.0' encoding='utf-8'?><rss><channel>"
		    "<title>caf\xe9</title></channel></rss>", NULL),
		ROW("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel>"
		    "<title>caf\xc3\xa9</title></channel></rss>", NULL),
		ROW("<?xml version='1.0' encoding='utf-8'?><rss><channel>"
		    "<title>caf\x82</title></channel></rss>", "cp437"),
		ROW("\n\n <?xml version='1.0'?><rss><channel>"
		    "<title>caf&#233;</title></channel></rss>", NULL),
		ROW("<rss><channel><title>caf&eacute;</title></channel></rss>",
		    NULL),
		ROW("\xff\xfe<\0r\0s\0s\0>\0<\0c\0h\0a\0n\0n\0e\0l\0>\0"
		    "<\0t\0i\0t\0l\0e\0>\0c\0a\0f\0\xe9\0<\0/\0t\0i\0t\0l\0e\0"
		    ">\0<\0/\0c\0h\0a\0n\0n\0e\0l\0>\0<\0/\0r\0s\0s\0>\0", NULL),
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		struct feed_source src = { .bytes = t[i].bytes,
					   .len = t[i].len,
					   .charset = t[i].charset };
		struct feed_doc *d = NULL;
		cr_assert_eq(feed_doc_parse(&src, &d, NULL), ST_OK, "%zu", i);
		cr_expect_str_eq(d->title ? d->title : "-", "caf\xc3\xa9",
				 "%zu", i);
		feed_doc_free(d);
	}
}

Test(feed, article_of_an_item)
{
	const char *s = "<rss><channel><title>Paper</title>"
			"<language>en</language><item><title>T</title>"
			"<link>https://p.example/a/1</link>"
			"<category>news</category><description>&lt;p&gt;One "
			"&lt;a href='../b'&gt;two&lt;/a&gt;&lt;img src='x.png' "
			"alt='pic'&gt;&lt;/p&gt;</description></item>"
			"</channel></rss>";
	struct feed_doc *d = parse(s, strlen(s));
	struct article *a = feed_item_detach(d, &d->items.v[0]);

	cr_expect_str_eq(a->source, "Paper");
	cr_expect_str_eq(a->lang, "en");
	cr_expect_str_eq(a->category, "news");
	cr_expect_null(a->summary);
	cr_assert_not_null(a->body);
	cr_expect_str_eq(a->body->text.ptr, "One two [image: pic]");
	cr_expect_str_eq(a->body->links.v[0].url, "https://p.example/b");
	/* Its parts have moved. */
	cr_expect_str_eq(a->title, "T");
	cr_expect_str_eq(a->url, "https://p.example/a/1");
	cr_expect_eq(a->tags.len, 1);
	cr_expect_null(d->items.v[0].url);
	cr_expect_null(d->items.v[0].summary.s);
	cr_expect_eq(d->items.v[0].tags.len, 0);
	article_free(a);
	feed_doc_free(d);
}

Test(feed, hash_follows_the_words)
{
	const char *s = "<rss><channel><item><title>a</title></item>"
			"<item><title>a</title></item>"
			"<item><title>b</title></item></channel></rss>";
	struct feed_doc *d = parse(s, strlen(s));

	cr_expect_eq(d->items.v[0].raw_hash, d->items.v[1].raw_hash);
	cr_expect_neq(d->items.v[0].raw_hash, d->items.v[2].raw_hash);
	feed_doc_free(d);
}

Test(feed, what_looks_like_a_feed)
{
	static const struct {
		const char *s;
		bool yes;
	} t[] = {
		{ "<rss version='2.0'>", true },
		{ " <?xml version='1.0'?>\n<!-- rss --><feed xmlns='x'>", true },
		{ "<!DOCTYPE rss><rss>", true },
		{ "<rdf:RDF xmlns:rdf='x'>", true },
		{ "{\"version\": \"https://jsonfeed.org/version/1\"}", true },
		{ "<html><body><rss>", false },
		{ "<opml version='2.0'>", false },
		{ "<feedback>", false },
		{ "{\"a\":1}", false },
		{ "words", false },
		{ "", false },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		cr_expect_eq(!!feed_doc_is_feed(t[i].s, strlen(t[i].s)),
			     t[i].yes, "%s", t[i].s);
}
