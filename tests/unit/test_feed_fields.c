/* test_feed_fields.c - every element of the modules that feeds use, by
 * itself: what an item gets from it, and what it must not get. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/feed/feed_doc.h"
#include "thrum/text/date.h"

#include "thrum/base/banned.h"

enum frame { IN_RSS, IN_ATOM };

static const char *const before[] = {
	[IN_RSS] = "<rss version='2.0' "
		   "xmlns:dc='http://purl.org/dc/elements/1.1/' "
		   "xmlns:dcterms='http://purl.org/dc/terms/' "
		   "xmlns:media='http://search.yahoo.com/mrss/' "
		   "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
		   "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
		   "xmlns:georss='http://www.georss.org/georss' "
		   "xmlns:gml='http://www.opengis.net/gml' "
		   "xmlns:psc='http://podlove.org/simple-chapters' "
		   "xmlns:podcast='https://podcastindex.org/namespace/1.0' "
		   "xmlns:cc='http://web.resource.org/cc/' "
		   "xmlns:slash='http://purl.org/rss/1.0/modules/slash/' "
		   "xmlns:source='http://source.scripting.com/'>"
		   "<channel><title>F</title><item>",
	[IN_ATOM] = "<feed xmlns='http://www.w3.org/2005/Atom' "
		    "xmlns:thr='http://purl.org/syndication/thread/1.0' "
		    "xmlns:media='http://search.yahoo.com/mrss/' "
		    "xml:base='https://f.example/d/'><title>F</title><entry>",
};
static const char *const after[] = {
	[IN_RSS] = "</item></channel></rss>",
	[IN_ATOM] = "</entry></feed>",
};

/* What the item says, fields that are absent left out. */
static void describe(struct buf *out, const struct feed_item *it)
{
	const struct {
		const char *name, *value;
	} t[] = {
		{ "id", it->guid },	      { "url", it->url },
		{ "title", it->title },	      { "author", it->author },
		{ "source", it->source },     { "lang", it->lang },
		{ "summary", it->summary.s }, { "content", it->content.s },
		{ "comments", it->comments_url },
	};
	char iso[24];

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		if (t[i].value)
			buf_addf(out, "%s=%s|", t[i].name, t[i].value);
	if (it->published) {
		date_iso(it->published, iso);
		buf_addf(out, "published=%s|", iso);
	}
	if (it->updated) {
		date_iso(it->updated, iso);
		buf_addf(out, "updated=%s|", iso);
	}
	for (size_t i = 0; i < it->tags.len; i++)
		buf_addf(out, "tag=%s|", it->tags.v[i]);
	for (size_t i = 0; i < it->enclosures.len; i++)
		buf_addf(out, "file=%s %s %d|", it->enclosures.v[i].url,
			 it->enclosures.v[i].type ? it->enclosures.v[i].type :
						    "-",
			 (int)it->enclosures.v[i].length);
}

static void check(enum frame frame, const char *item, const char *want)
{
	char *s = xasprintf("%s%s%s", before[frame], item, after[frame]);
	struct feed_source src = { .bytes = s, .len = strlen(s) };
	struct feed_doc *d = NULL;
	struct buf got = BUF_INIT;

	cr_assert_eq(feed_doc_parse(&src, &d, NULL), ST_OK, "%s", item);
	cr_assert_eq(d->items.len, 1, "%s", item);
	describe(&got, &d->items.v[0]);
	cr_expect_str_eq(got.ptr, want, "%s\ngot  %s\nwant %s", item, got.ptr,
			 want);
	buf_release(&got);
	feed_doc_free(d);
	free(s);
}

struct row {
	const char *item, *want;
};

static void check_all(enum frame frame, const struct row *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check(frame, t[i].item, t[i].want);
}
#define CHECK(frame, t) check_all(frame, t, sizeof(t) / sizeof(*(t)))

Test(feed_fields, persons)
{
	static const struct row t[] = {
		{ "<author>ed@p.example (Ed Moor)</author>", "author=Ed Moor|" },
		{ "<author>Ed Moor &lt;ed@p.example&gt;</author>",
		  "author=Ed Moor|" },
		{ "<author>ed@p.example</author>", "author=ed@p.example|" },
		{ "<author>Ed</author><dc:creator>Ann</dc:creator>",
		  "author=Ann|" },
		{ "<dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator>"
		  "<dc:creator>Ann</dc:creator>",
		  "author=Ann, Bo|" },
		{ "<dc:contributor>Cy</dc:contributor>", "author=Cy|" },
		{ "<itunes:author>It</itunes:author>", "author=It|" },
		{ "<media:credit role='author'>Mo</media:credit>",
		  "author=Mo|" },
		{ "<media:credit role='publishing company'>Co</media:credit>",
		  "" },
		{ "<podcast:person role='guest'>Pam</podcast:person>", "" },
	};

	CHECK(IN_RSS, t);
}

Test(feed_fields, dates)
{
	static const struct row t[] = {
		{ "<pubDate>31 May 2025 10:00 GMT</pubDate>",
		  "published=2025-05-31T10:00:00Z|" },
		{ "<dc:date>2025-05-31</dc:date>",
		  "published=2025-05-31T00:00:00Z|" },
		{ "<dcterms:issued>2025-05-31</dcterms:issued>"
		  "<dcterms:modified>2025-06-01</dcterms:modified>",
		  "published=2025-05-31T00:00:00Z|"
		  "updated=2025-06-01T00:00:00Z|" },
		{ "<dcterms:created>2025-05-31</dcterms:created>",
		  "published=2025-05-31T00:00:00Z|" },
		{ "<pubDate>soon</pubDate><dc:date>2025-05-31</dc:date>",
		  "published=2025-05-31T00:00:00Z|" },
		{ "<expirationDate>31 May 2025 10:00 GMT</expirationDate>",
		  "" },
	};

	CHECK(IN_RSS, t);
}

Test(feed_fields, texts)
{
	static const struct row t[] = {
		{ "<description>d</description><content:encoded>c"
		  "</content:encoded>", "summary=d|content=c|" },
		{ "<dc:description>d</dc:description>", "summary=d|" },
		{ "<dcterms:abstract>d</dcterms:abstract>", "summary=d|" },
		{ "<itunes:summary>long</itunes:summary>"
		  "<itunes:subtitle>short</itunes:subtitle>",
		  "summary=long|" },
		{ "<media:description>m</media:description>"
		  "<media:title>T</media:title>", "title=T|summary=m|" },
		{ "<title>own</title><media:title>m</media:title>"
		  "<itunes:title>i</itunes:title><dc:title>d</dc:title>",
		  "title=own|" },
		{ "<itunes:title>i</itunes:title>", "title=i|" },
		{ "<dc:title>d</dc:title>", "title=d|" },
		{ "<fullitem>f</fullitem>", "content=f|" },
		{ "<body xmlns='http://www.w3.org/1999/xhtml'><p>b</p></body>",
		  "content=<p>b</p>|" },
		{ "<title>a <b>b</b> &lt;i>c&lt;/i></title>", "title=a b <i>c</i>|" },
		{ "<title>1 &lt; 2 &amp;amp; 3</title>", "title=1 < 2 & 3|" },
	};

	CHECK(IN_RSS, t);
}

/* C1 references mean windows-1252, in well-formed XML too. */
Test(feed_fields, references_of_windows_1252)
{
	static const struct row t[] = {
		{ "<title>&#128;5 &#x99; &#155;e</title>",
		  "title=\xe2\x82\xac" "5 \xe2\x84\xa2 \xe2\x80\xba" "e|" },
		{ "<title>don&#146;t &#133;</title>",
		  "title=don\xe2\x80\x99t \xe2\x80\xa6|" },
		{ "<title>a&#129;b</title>", "title=ab|" },
		{ "<title>&#xe9;&#160;&#x2014;</title>",
		  "title=\xc3\xa9 \xe2\x80\x94|" },
	};

	CHECK(IN_RSS, t);
}

Test(feed_fields, files)
{
	static const struct row t[] = {
		{ "<enclosure url='https://h.example/a.mp3' type='audio/mpeg' "
		  "length='12'/>",
		  "file=https://h.example/a.mp3 audio/mpeg 12|" },
		{ "<enclosure url='https://h.example/a.mp3' length='many'/>",
		  "file=https://h.example/a.mp3 - 0|" },
		{ "<media:content url='https://h.example/a.jpg' "
		  "fileSize='9' type='image/jpeg'/>",
		  "file=https://h.example/a.jpg image/jpeg 9|" },
		{ "<media:group><media:content url='https://h.example/1'/>"
		  "<media:content url='https://h.example/2'/></media:group>",
		  "file=https://h.example/1 - 0|"
		  "file=https://h.example/2 - 0|" },
		{ "<enclosure url='https://h.example/a'/>"
		  "<media:content url='https://h.example/a' type='a/b'/>",
		  "file=https://h.example/a a/b 0|" },
		{ "<media:thumbnail url='https://h.example/t.jpg'/>", "" },
		{ "<podcast:transcript url='https://h.example/t.vtt'/>", "" },
		{ "<enclosure/>", "" },
	};

	CHECK(IN_RSS, t);
}

Test(feed_fields, tags)
{
	static const struct row t[] = {
		{ "<category domain='d'>a</category><category>b</category>"
		  "<category>a</category>", "tag=a|tag=b|" },
		{ "<dc:subject>s</dc:subject>", "tag=s|" },
		{ "<media:keywords>a, b</media:keywords>", "tag=a|tag=b|" },
		{ "<itunes:keywords>a,b c</itunes:keywords>", "tag=a|tag=b c|" },
		{ "<itunes:category text='Tech'/>", "tag=Tech|" },
		{ "<category/><category> </category>", "" },
		{ "<slash:section>s</slash:section>", "" },
	};

	CHECK(IN_RSS, t);
}

Test(feed_fields, addresses)
{
	static const struct row t[] = {
		{ "<link>https://h.example/?a=1&amp;copy=2</link>",
		  "url=https://h.example/?a=1&copy=2|" },
		{ "<guid>https://h.example/1</guid>",
		  "id=https://h.example/1|url=https://h.example/1|" },
		{ "<guid isPermaLink='FALSE'>7</guid>", "id=7|" },
		{ "<guid>https://h.example/1</guid>"
		  "<link>https://h.example/2</link>",
		  "id=https://h.example/1|url=https://h.example/2|" },
		{ "<comments>https://h.example/1#c</comments>",
		  "comments=https://h.example/1#c|" },
		{ "<media:player url='https://h.example/play'/>",
		  "url=https://h.example/play|" },
		{ "<source url='https://o.example/f'>Other</source>",
		  "source=Other|" },
	};

	CHECK(IN_RSS, t);
}

/* Places, chapters, licences: none of it is a headline, text or address. */
Test(feed_fields, what_is_passed_over)
{
	static const struct row t[] = {
		{ "<georss:point>1 2</georss:point><georss:where><gml:Point>"
		  "<gml:pos>1 2</gml:pos></gml:Point></georss:where>", "" },
		{ "<psc:chapters><psc:chapter start='0' title='no' "
		  "href='https://no.example/'/></psc:chapters>", "" },
		{ "<cc:license>https://l.example/</cc:license>"
		  "<copyright>me</copyright>", "" },
		{ "<image><title>no</title><link>https://no.example/</link>"
		  "<url>https://no.example/i</url></image>", "" },
		{ "<podcast:soundbite>no</podcast:soundbite>"
		  "<podcast:location geo='geo:1,2'>no</podcast:location>", "" },
		{ "<source:markdown>*no*</source:markdown>", "" },
		{ "<media:rating>no</media:rating><media:text>no</media:text>"
		  "<media:restriction>no</media:restriction>", "" },
	};

	CHECK(IN_RSS, t);
}

Test(feed_fields, atom)
{
	static const struct row t[] = {
		{ "<link rel='enclosure' href='a.mp3' length='5'/>"
		  "<link rel='related' href='r'/><link href='a'/>",
		  "url=https://f.example/d/a|"
		  "file=https://f.example/d/a.mp3 - 5|" },
		{ "<link rel='http://www.iana.org/assignments/relation/"
		  "alternate' href='a'/>", "url=https://f.example/d/a|" },
		{ "<link rel='self' href='s'/>", "url=https://f.example/d/s|" },
		{ "<content type='application/pdf' src='x.pdf'/>",
		  "url=https://f.example/d/x.pdf|" },
		{ "<content type='text'>&lt;b></content>", "content=<b>|" },
		{ "<content type='text/plain'>a</content>", "content=a|" },
		{ "<content type='application/octet-stream'>QSA8Yj5i"
		  "PC9iPg==</content>", "content=A <b>b</b>|" },
		{ "<title type='text'>A &amp;amp; B</title>",
		  "title=A &amp; B|" },
		{ "<title type='html'>A &amp;amp; &lt;b>B&lt;/b></title>",
		  "title=A & B|" },
		{ "<author><name>A</name><uri>https://a.example</uri></author>"
		  "<author><email>b@b.example</email></author>"
		  "<contributor><name>C</name></contributor>",
		  "author=A, b@b.example|" },
		{ "<source><title>S</title><id>no</id><updated>2000-01-01"
		  "</updated><author><name>Sa</name></author></source>",
		  "author=Sa|source=S|" },
		{ "<thr:in-reply-to ref='no' href='no'/>"
		  "<link rel='replies' type='text/html' href='c'/>"
		  "<link rel='replies' type='application/atom+xml' "
		  "href='f'/>", "comments=https://f.example/d/c|" },
		{ "<category term='t' scheme='s' label='L'/>", "tag=t|tag=L|" },
		{ "<published>2025-05-31T10:00:00Z</published>"
		  "<updated>2025-06-01T10:00:00+02:00</updated>",
		  "published=2025-05-31T10:00:00Z|"
		  "updated=2025-06-01T08:00:00Z|" },
		{ "<rights>no</rights><icon>no</icon><logo>no</logo>"
		  "<generator>no</generator>", "" },
	};

	CHECK(IN_ATOM, t);
}
