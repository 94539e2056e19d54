/* test_feed_xml.c - xml_plain() takes nothing that libxml2 refuses, and says
 * of what it takes just what libxml2 says. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"

#include "feed/xml_priv.h"

/* Events as text; runs of text in one. */
struct log {
	struct buf b;
	bool in_text;
};

static void on_start(void *ctx, const struct xml_tag *tag)
{
	struct log *l = ctx;

	l->in_text = false;
	buf_addf(&l->b, "\n<%d%s %s", (int)tag->ns, tag->prefixed ? ":" : "",
		 tag->name);
	for (size_t i = 0; i < tag->n_attrs; i++) {
		const struct xml_attr *a = &tag->attrs[i];
		buf_addf(&l->b, " %d %.*s=", (int)a->ns, (int)a->name_len,
			 a->name);
		buf_add(&l->b, a->value, a->len);
		buf_addc(&l->b, '|');
	}
}

static void on_text(void *ctx, const char *s, size_t len)
{
	struct log *l = ctx;

	if (!len)
		return;
	if (!l->in_text)
		buf_adds(&l->b, "\n'");
	l->in_text = true;
	buf_add(&l->b, s, len);
}

static void on_end(void *ctx)
{
	struct log *l = ctx;

	l->in_text = false;
	buf_adds(&l->b, "\n>");
}

typedef bool (*reader_fn)(const char *s, size_t len,
			  const struct xml_sink *sink);

static bool run(reader_fn reader, const char *s, size_t len, struct log *l)
{
	struct xml_sink sink = { l, on_start, on_text, on_end };

	buf_clear(&l->b);
	l->in_text = false;
	return reader(s, len, &sink);
}

/* Does xml_plain() take it? Then both must agree. */
static bool compare(const char *s, size_t len)
{
	struct log a = { BUF_INIT, false }, b = { BUF_INIT, false };
	/* In memory of its own: a byte too far is seen. */
	char *copy = xstrndup(s, len);
	bool plain = run(xml_plain, copy, len, &a);

	if (plain) {
		cr_expect(run(xml_sax, copy, len, &b), "libxml2 refuses: %s",
			  copy);
		cr_expect(a.b.len == b.b.len &&
				  !memcmp(a.b.ptr, b.b.ptr, a.b.len),
			  "of %s\n%s\n--- libxml2:\n%s", copy, a.b.ptr,
			  b.b.ptr);
	}
	free(copy);
	buf_release(&a.b);
	buf_release(&b.b);
	return plain;
}

Test(feed_xml, taken)
{
	static const char *const docs[] = {
		"<a/>",
		"<?xml version='1.0'?><a></a>",
		"<?xml version=\"1.0\" encoding='x-y_z.1' standalone='no' ?>\n"
		"<!-- c - d --><?style a='b'?><a >t</a >\n<!---->\n",
		"<a b='1' c=\"2\"\n\td = '&lt;&#38;&quot;'/>",
		"<a b='one\ntwo\tthree&#10;four'/>",
		"<a>x &amp; y &lt;b&gt; &apos;&quot; &#8212; &#x1F600; > ]] ]></a>",
		"<a>&#146;<b>&#x93;</b></a>",
		"<a><![CDATA[<x> ]] ]> & &amp;]]><![CDATA[]]></a>",
		"<a xmlns='http://www.w3.org/2005/Atom' xmlns:d='u:v'>"
		"<d:b d:c='1' c='2' xml:lang='en'/><b xmlns=''><c/></b>"
		"<d:b xmlns:d='http://purl.org/dc/elements/1.1/'><d:c/></d:b>"
		"<d:b/><x:y z:w='1'/></a>",
		"<_a-b.1 _c='d'>caf\xc3\xa9 \xf0\x9f\x98\x80</_a-b.1>",
		"<a><b><c/></b>\n<b/></a>",
	};

	for (size_t i = 0; i < sizeof(docs) / sizeof(*docs); i++)
		cr_expect(compare(docs[i], strlen(docs[i])), "%s", docs[i]);
}

Test(feed_xml, left_to_others)
{
	static const char *const docs[] = {
		"", " ", "x", "<", "<a", "<a>", "</a>", "<a></b>", "<a/><b/>",
		"<a/>x", "x<a/>", "<a></a", "<a b/>", "<a b=c/>", "<a b='/>",
		"<a b='<'/>", "<a b='1'c='2'/>", "<a b='1' b='2'/>",
		"<a>&nbsp;</a>", "<a>&</a>", "<a>&#0;</a>", "<a>&#xd800;</a>",
		"<a>&#X41;</a>", "<a>&#;</a>", "<a>&lt</a>", "<a b='&x;'/>",
		"<a>]]></a>", "<a><![CDATA[x]]</a>", "<![CDATA[x]]><a/>",
		"<a><!-- -- --></a>", "<a><!-- --->", "<a><?xml x?></a>",
		"<a/><?xml version='1.0'?>", "<?xml?><a/>",
		"<?xml version='2.0'?><a/>", "<?xml encoding='x'?><a/>",
		"<?xml version='1.0'encoding='x'?><a/>", "<!DOCTYPE a><a/>",
		"<a:b:c/>", "<a:/>", "<:a/>", "<1/>", "<a xmlns:x=''/>",
		"<a xmlns:xml='u'/>", "<caf\xc3\xa9/>", "<a>\r\n</a>",
		"<a>\x01</a>", "<a>\xff</a>", "<a>\xef\xbf\xbe</a>",
	};

	for (size_t i = 0; i < sizeof(docs) / sizeof(*docs); i++)
		cr_expect(!compare(docs[i], strlen(docs[i])), "%s", docs[i]);
}

Test(feed_xml, depth_is_bounded)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < XML_DEPTH_MAX; i++)
		buf_adds(&b, "<a>");
	for (int i = 0; i < XML_DEPTH_MAX; i++)
		buf_adds(&b, "</a>");
	cr_expect(compare(b.ptr, b.len));
	buf_clear(&b);
	for (int i = 0; i <= XML_DEPTH_MAX; i++)
		buf_adds(&b, "<a>");
	cr_expect(!compare(b.ptr, b.len));
	buf_release(&b);
}

/* A feed, damaged in every way that comes to mind: the same numbers each
 * time. */
Test(feed_xml, damaged_feeds)
{
	static const char doc[] =
		"<?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0' "
		"xmlns:dc='http://purl.org/dc/elements/1.1/'>\n<channel>"
		"<title>A &amp; B</title><!-- n --><item><link>http://h/?a=1"
		"&amp;b=2</link><dc:date>x</dc:date><a b='1' c='&lt;'/>"
		"<![CDATA[<p>Text</p>]]></item></channel></rss>\n";
	static const char *const bits[] = {
		"<", ">", "/", "&", "\"", "'", "=", "]]>", "--", "<!--", "-->",
		"<![CDATA[", "&amp;", "&#65;", "&#0;", " ", "\n", "\r", "\t",
		" xmlns:a='u'", " xmlns='v'", " a:b='c'", " b='&gt;'",
		"<?x y?>", "<?xml?>", "<a/>", "<b>", "</b>", "\xc3\xa9", "\xff",
		":", "<a:b/>", "&nbsp;", "<!DOCTYPE x>", "-", "]]", "?>",
	};
	uint32_t seed = 1;
	size_t taken = 0;

	for (int i = 0; i < 20000; i++) {
		char s[sizeof(doc) + 32];
		size_t len = sizeof(doc) - 1, at, n;
		memcpy(s, doc, len);
		seed = seed * 1664525u + 1013904223u;
		at = (seed >> 8) % len;
		if (seed >> 31) {
			const char *bit = bits[(seed >> 20) %
					       (sizeof(bits) / sizeof(*bits))];
			n = strlen(bit);
			memmove(s + at + n, s + at, len - at);
			memcpy(s + at, bit, n);
			len += n;
		} else {
			n = 1 + (seed >> 27) % 5;
			n = n < len - at ? n : len - at;
			memmove(s + at, s + at + n, len - at - n);
			len -= n;
		}
		taken += compare(s, len);
	}
	cr_expect_gt(taken, 2000);
	cr_expect_lt(taken, 18000);
}
