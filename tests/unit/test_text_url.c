/* test_text_url.c - resolving, keys, what may be opened. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

static void is_str(const char *got, const char *want, const char *about)
{
	if (!want)
		cr_assert_null(got, "%s: got \"%s\"", about, got);
	else
		cr_assert_str_eq(got ? got : "(null)", want, "%s", about);
}

/* The examples of RFC 3986 s. 5.4 with our own base. */
Test(url, resolve_by_the_rfc)
{
	static const char base[] = "http://a/b/c/d;p?q";
	static const struct {
		const char *ref, *want;
	} t[] = {
		{ "g:h", "g:h" },
		{ "g", "http://a/b/c/g" },
		{ "./g", "http://a/b/c/g" },
		{ "g/", "http://a/b/c/g/" },
		{ "/g", "http://a/g" },
		{ "//g", "http://g" },
		{ "?y", "http://a/b/c/d;p?y" },
		{ "g?y", "http://a/b/c/g?y" },
		{ "#s", "http://a/b/c/d;p?q#s" },
		{ "g?y#s", "http://a/b/c/g?y#s" },
		{ ";x", "http://a/b/c/;x" },
		{ ".", "http://a/b/c/" },
		{ "..", "http://a/b/" },
		{ "../g", "http://a/b/g" },
		{ "../..", "http://a/" },
		{ "../../../g", "http://a/g" },
		{ "/./g", "http://a/g" },
		{ "/../g", "http://a/g" },
		{ "g.", "http://a/b/c/g." },
		{ "..g", "http://a/b/c/..g" },
		{ "./g/.", "http://a/b/c/g/" },
		{ "g;x=1/../y", "http://a/b/c/y" },
		{ "g?y/../x", "http://a/b/c/g?y/../x" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		char *got = url_resolve(base, t[i].ref);
		is_str(got, t[i].want, t[i].ref);
		free(got);
	}
}

Test(url, resolve_as_the_web_does)
{
	static const struct {
		const char *base, *ref, *want;
	} t[] = {
		{ NULL, " https://n.example/a b ", "https://n.example/a%20b" },
		{ NULL, "https://n.example/a\n/b\tc", "https://n.example/a/bc" },
		{ NULL, "HTTPS://n.example", "https://n.example" },
		{ NULL, "//n.example/x", "https://n.example/x" },
		{ NULL, "a/b", "a/b" },
		{ "http://n.example", "a/b", "http://n.example/a/b" },
		{ "http://n.example?q", "a", "http://n.example/a" },
		{ "http://n.example/x/", "\\y\\z", "http://n.example/y/z" },
		{ NULL, "http://n.example/a/../../b", "http://n.example/b" },
		{ NULL, "http://b\xc3\xbc" "cher.example/\xc3\xbc",
		  "http://b\xc3\xbc" "cher.example/%C3%BC" },
		{ NULL, "feed://n.example/rss", "http://n.example/rss" },
		{ NULL, "feed:https://n.example/r", "https://n.example/r" },
		{ NULL, "mailto:a@n.example", "mailto:a@n.example" },
		{ NULL, "tag:n.example,2025:1", "tag:n.example,2025:1" },
		{ "javascript:alert(1)", "a", "a" },
		{ NULL, "", NULL },
		{ "http://n.example/", "  ", NULL },
		{ "http://n.example/", "javascript:alert(1)", NULL },
		{ "http://n.example/", "java\nscript:alert(1)", NULL },
		{ "http://n.example/", "feed:javascript:alert(1)", NULL },
		{ NULL, NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		char *got = url_resolve(t[i].base, t[i].ref);
		is_str(got, t[i].want, t[i].ref ? t[i].ref : "NULL");
		free(got);
	}
}

Test(url, key)
{
	static const struct {
		const char *url, *want;
	} t[] = {
		{ "https://www.News.example:443/a/b/?utm_source=x&b=2&a=1#top",
		  "news.example/a/b?a=1&b=2" },
		{ "http://news.example/a/b?a=1&b=2", "news.example/a/b?a=1&b=2" },
		{ "http://news.example/", "news.example" },
		{ "HTTP://me:secret@news.example.:8080/x?",
		  "news.example:8080/x" },
		{ "https://n.example/%7euser/%e3%81%82?fbclid=3",
		  "n.example/~user/%E3%81%82" },
		{ "https://n.example/p?id=7&UTM_Medium=rss", "n.example/p?id=7" },
		{ "https://n.example/#!/story/7", "n.example#!/story/7" },
		{ "https://[2001:db8::1]:8080/x", "[2001:db8::1]:8080/x" },
		{ "https://n.example/?b%31=1&ba=2&%75tm_id=3",
		  "n.example?b1=1&ba=2" },
		{ "https://n.example/100%/%3%31", "n.example/100%25/%2531" },
		{ "ftp://n.example/x", NULL },
		{ "https:///x", NULL },
		{ "https://n.example:x/", NULL },
		{ "mailto:a@n.example", NULL },
		{ "", NULL },
		{ NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		char *got = url_key(t[i].url);
		is_str(got, t[i].want, t[i].url ? t[i].url : "NULL");
		free(got);
	}
}

Test(url, key_of_endless_queries_is_bounded)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "https://n.example/?");
	for (int i = 0; i < 5000; i++)
		buf_addf(&b, "k%d=%d&", i, i);
	char *key = url_key(b.ptr);
	cr_assert_not_null(key);
	cr_assert_lt(strlen(key), b.len);
	/* Its own key, as others are. */
	char *full = xasprintf("https://%s", key);
	char *again = url_key(full);
	cr_expect_str_eq(again, key);
	free(full);
	free(again);
	free(key);
	buf_release(&b);
}

Test(url, host)
{
	static const struct {
		const char *url, *want;
	} t[] = {
		{ "https://www.News.example:8080/x", "news.example" },
		{ "http://u:p@n.example", "n.example" },
		{ "http://www.de/", "de" },
		{ "mailto:a@n.example", NULL },
		{ "n.example/x", NULL },
		{ NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		char *got = url_host(t[i].url);
		is_str(got, t[i].want, t[i].url ? t[i].url : "NULL");
		free(got);
	}
}

Test(url, scripts_and_their_disguises)
{
	static const char *const bad[] = {
		"javascript:alert(1)", "JavaScript:x", " \t\njavascript:x",
		"java\tscript:x", "\x01javascript:x", "vbscript:x",
		"data:text/html,x", "file:///etc/passwd", "&#106;avascript:x",
		"&#x6A;avascript:x", "javascript&colon;x", "java&Tab;script:x",
		"\xc2\xa0javascript:x", "\xe2\x80\x8bjavascript:x",
		"view-source:x", "blob:https://n.example/x",
	};
	static const char *const good[] = {
		"https://n.example/javascript:x", "mailto:a@n.example",
		"javascript", "", "/data:x", "database:x", "#javascript:x",
		"http://n.example/?u=data:x",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		cr_expect(url_is_script(bad[i]), "%s", bad[i]);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		cr_expect(!url_is_script(good[i]), "%s", good[i]);
	cr_expect(!url_is_script(NULL));
}

Test(url, what_opens_and_what_is_fetched)
{
	static const struct {
		const char *url;
		bool open, fetch;
	} t[] = {
		{ "https://n.example/", true, true },
		{ "HTTP://n.example", true, true },
		{ "gemini://n.example/", true, false },
		{ "gopher://n.example/", true, false },
		{ "mailto:a@n.example", true, false },
		{ "mailto:", false, false },
		{ "https://", false, false },
		{ "https:n.example", false, false },
		{ "ftp://n.example/", false, false },
		{ "file:///etc/passwd", false, false },
		{ "--version", false, false },
		{ " https://n.example/", false, false },
		{ "", false, false },
		{ NULL, false, false },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		cr_expect_eq(url_is_openable(t[i].url), t[i].open, "%s",
			     t[i].url);
		cr_expect_eq(url_is_fetchable(t[i].url), t[i].fetch, "%s",
			     t[i].url);
	}
}
