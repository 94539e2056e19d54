/* test_feed_opml.c - subscription lists, read and written. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/feed/opml.h"

#include "thrum/base/banned.h"

static void describe(struct buf *out, const struct opml_feed_vec *v)
{
	for (size_t i = 0; i < v->len; i++)
		buf_addf(out, "%s|%s|%s|%s\n", v->v[i].url,
			 v->v[i].title ? v->v[i].title : "-",
			 v->v[i].folder ? v->v[i].folder : "-",
			 v->v[i].link ? v->v[i].link : "-");
}

static void check(const char *s, const char *want)
{
	struct opml_feed_vec v = { 0 };
	struct err err = { 0 };
	struct buf got = BUF_INIT;

	cr_assert_eq(opml_parse(s, strlen(s), &v, &err), ST_OK, "%s", err.msg);
	describe(&got, &v);
	cr_expect_str_eq(got.ptr, want);
	buf_release(&got);
	opml_feed_vec_release(&v);
}

Test(opml, folders_and_attributes_of_any_case)
{
	check("<?xml version='1.0'?><opml version='2.0'><head><title>t</title>"
	      "</head><body><outline text='Top' xmlUrl='https://t.example/f' "
	      "htmlUrl='https://t.example/'/>"
	      "<outline text='News'><outline TEXT='One' "
	      "XMLURL='https://n.example/1'/><outline title='Deep'>"
	      "<outline text='x' title='Two &amp;amp; more' type='rss' "
	      "xmlUrl=' https://n.example/2?a=1&amp;b=2 '/></outline>"
	      "<outline text='Three' xmlurl='http://n.example/3'/></outline>"
	      "<outline text='again' xmlUrl='https://n.example/1'/>"
	      "</body></opml>",
	      "https://t.example/f|Top|-|https://t.example/\n"
	      "https://n.example/1|One|News|-\n"
	      "https://n.example/2?a=1&b=2|Two & more|News/Deep|-\n"
	      "http://n.example/3|Three|News|-\n");
}

Test(opml, broken_lists)
{
	check("<opml><body><outline text='A & B' xmlUrl=https://a.example/f>"
	      "<outline text='C' xmlUrl='https://c.example/?a=1&b=2'/>"
	      "<outline text='F'><outline xmlUrl='https://d.example/",
	      "https://a.example/f|A & B|-|-\n"
	      "https://c.example/?a=1&b=2|C|-|-\n"
	      "https://d.example/|-|F|-\n");
	check("<outline text='x' xmlUrl='feed://x.example/f'/>",
	      "http://x.example/f|x|-|-\n");
}

Test(opml, only_web_addresses_come_in)
{
	static const char s[] =
		"<opml><body>"
		"<outline text='e' xmlUrl='exec:/bin/true'/>"
		"<outline text='f' xmlUrl='filter:/bin/true:https://f.example/'/>"
		"<outline text='q' xmlUrl='query:x:unread = &quot;yes&quot;'/>"
		"<outline text='l' xmlUrl='file:///etc/passwd'/>"
		"<outline text='j' xmlUrl='javascript:alert(1)'/>"
		"<outline text='n' xmlUrl='https://ok.example/&#10;exec:x'/>"
		"<outline text='s' xmlUrl='https://ok.example/a b'/>"
		"</body></opml>";
	struct opml_feed_vec v = { 0 };

	cr_assert_eq(opml_parse(s, sizeof(s) - 1, &v, NULL), ST_OK);
	cr_assert_eq(v.len, 2u);
	for (size_t i = 0; i < v.len; i++) {
		cr_expect_eq(strncmp(v.v[i].url, "https://ok.example/", 19), 0);
		cr_expect_null(strpbrk(v.v[i].url, " \n\t"));
	}
	opml_feed_vec_release(&v);
}

Test(opml, refusals)
{
	static const char *const bad[] = { "", "words", "<html></html>",
					   "<opml><body></body></opml>" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct opml_feed_vec v = { 0 };
		struct err err = { 0 };
		cr_expect_eq(opml_parse(bad[i], strlen(bad[i]), &v, &err),
			     ST_PARSE, "%s", bad[i]);
		cr_expect_eq(v.len, 0u);
		cr_expect(err.msg[0]);
	}
	cr_expect(opml_is_opml("<?xml?><OPML version='1'>", 25));
	cr_expect(!opml_is_opml("<rss>", 5));
}

Test(opml, round_trip)
{
	static struct opml_feed feeds[] = {
		{ .url = (char *)"https://a.example/?x=1&y=2",
		  .title = (char *)"A \"quoted\" <b> & more",
		  .folder = (char *)"News/World" },
		{ .url = (char *)"https://b.example/" },
		{ .url = (char *)"https://c.example/",
		  .title = (char *)"C",
		  .folder = (char *)"News",
		  .link = (char *)"https://c.example/home" },
		{ .url = (char *)"https://d.example/",
		  .title = (char *)"D",
		  .folder = (char *)"News/World" },
	};
	struct buf out = BUF_INIT, got = BUF_INIT;
	struct opml_feed_vec v = { 0 };

	opml_write(&out, "My feeds & co", feeds, 4);
	cr_assert_eq(opml_parse(out.ptr, out.len, &v, NULL), ST_OK);
	describe(&got, &v);
	cr_expect_str_eq(got.ptr,
			 "https://b.example/|https://b.example/|-|-\n"
			 "https://c.example/|C|News|https://c.example/home\n"
			 "https://a.example/?x=1&y=2|A \"quoted\" & more|"
			 "News/World|-\n"
			 "https://d.example/|D|News/World|-\n");
	buf_release(&out);
	buf_release(&got);
	opml_feed_vec_release(&v);
}
