/* feeds.c - which feeds a page names, and whether bytes are a page. */
#include "config.h"

#include "thrum/page/page.h"

#include <string.h>
#include <strings.h>

#include "page_priv.h"
#include "thrum/text/url.h"
#include "thrum/base/banned.h"

#define FEEDS_MAX 64
#define GUESSES_MAX 8

void page_feed_vec_release(struct page_feed_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++) {
		free(vec->v[i].url);
		free(vec->v[i].title);
		free(vec->v[i].type);
	}
	vec_release(vec);
}

int page_is_html(const char *bytes, size_t len)
{
	static const char *const starts[] = {
		"<!doctype html", "<html", "<head", "<body", "<title",
		"<meta", "<script", "<div", "<article",
	};
	size_t i = 0;

	if (len > 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
		i = 3;
	for (;;) {
		while (i < len && strchr(" \t\r\n\f", bytes[i]) && bytes[i])
			i++;
		const char *end = NULL;
		if (len - i > 4 && !memcmp(bytes + i, "<!--", 4))
			end = memmem(bytes + i, len - i, "-->", 3);
		else if (len - i > 2 && !memcmp(bytes + i, "<?", 2))
			end = memchr(bytes + i, '>', len - i);
		if (!end)
			break;
		i = (size_t)(end - bytes) + (*end == '-' ? 3 : 1);
	}
	for (size_t k = 0; k < sizeof(starts) / sizeof(*starts); k++) {
		size_t n = strlen(starts[k]);
		if (len - i >= n && !strncasecmp(bytes + i, starts[k], n))
			return 1;
	}
	return 0;
}

/* One of the words of a rel attribute. */
static bool has_rel(const char *rel, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = rel; *s; s += strcspn(s, " \t\n")) {
		s += strspn(s, " \t\n");
		if (!strncasecmp(s, word, n) &&
		    (!s[n] || strchr(" \t\n", s[n])))
			return true;
	}
	return false;
}

static bool is_feed_type(const char *type)
{
	static const char *const types[] = {
		"application/rss+xml", "application/atom+xml",
		"application/rdf+xml", "application/feed+json",
		"application/xml", "text/xml", "application/json",
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		size_t n = strlen(types[i]);
		if (!strncasecmp(type, types[i], n) &&
		    (!type[n] || strchr("; ", type[n])))
			return true;
	}
	return false;
}

static void add(const struct page *p, uint32_t i, struct page_feed_vec *out)
{
	struct page_feed f = { 0 };

	page_set_url(p, &f.url, page_attr(p, i, "href"));
	for (size_t k = 0; f.url && k < out->len; k++)
		if (!strcmp(out->v[k].url, f.url)) {
			free(f.url);
			return;
		}
	if (!f.url)
		return;
	page_set(&f.title, page_attr(p, i, "title"));
	page_set(&f.type, page_attr(p, i, "type"));
	vec_push(out, f);
}

typedef bool (*page_node_fn)(const struct page *p, uint32_t i, void *ctx);

/* Call `fn` for each link and anchor until it has enough. */
static void each_link(const char *html, size_t len, const char *url,
		      page_node_fn fn, void *ctx)
{
	struct page p = { 0 };
	struct buf text;

	if (len > PAGE_BYTES_MAX)
		return;
	buf_init(&text, 4 * PAGE_BYTES_MAX);
	page_decode(&text, html, len, NULL);
	if (page_tree(&p, text.ptr, text.len, NULL) == ST_OK) {
		page_set_base(&p, url);
		for (uint32_t i = 0; i < p.n; i++)
			if ((p.v[i].tag == TAG_LINK || p.v[i].tag == TAG_A) &&
			    !fn(&p, i, ctx))
				break;
	}
	buf_release(&text);
	page_release(&p);
}

/* A page of WordPress names its own record in the site's programming
 * interface as an "alternate": that is no feed. */
static bool is_interface(const char *href)
{
	return strstr(href, "/wp-json/") || strstr(href, "rest_route=");
}

static bool find_feed(const struct page *p, uint32_t i, void *ctx)
{
	struct page_feed_vec *out = ctx;
	const char *rel = page_attr(p, i, "rel");

	if (((has_rel(rel, "alternate") &&
	      is_feed_type(page_attr(p, i, "type"))) ||
	     has_rel(rel, "feed")) &&
	    !is_interface(page_attr(p, i, "href")))
		add(p, i, out);
	return out->len < FEEDS_MAX;
}

void page_find_feeds(const char *html, size_t len, const char *url,
		     struct page_feed_vec *out)
{
	each_link(html, len, url, find_feed, out);
}

/* Does the path end like a feed's? */
static bool looks_like_feed(const char *href)
{
	static const char *const names[] = { "rss", "feed", "feeds", "atom",
					     "rss.xml", "feed.xml",
					     "atom.xml", "index.xml",
					     "index.rdf", "feed.json" };
	static const char *const ends[] = { ".rss", ".atom", ".rdf",
					    "/rss2", "-rss.xml", "_rss.xml" };
	size_t len = strcspn(href, "?#"), from;

	while (len && href[len - 1] == '/')
		len--;
	for (from = len; from && href[from - 1] != '/';)
		from--;
	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
		if (len - from == strlen(names[k]) &&
		    !strncasecmp(href + from, names[k], len - from))
			return true;
	for (size_t k = 0; k < sizeof(ends) / sizeof(*ends); k++) {
		size_t n = strlen(ends[k]);
		if (len > n && !strncasecmp(href + len - n, ends[k], n))
			return true;
	}
	return false;
}

static bool guess_feed(const struct page *p, uint32_t i, void *ctx)
{
	struct page_feed_vec *out = ctx;

	if (p->v[i].tag == TAG_A && looks_like_feed(page_attr(p, i, "href")))
		add(p, i, out);
	return out->len < GUESSES_MAX;
}

void page_guess_feeds(const char *html, size_t len, const char *url,
		      struct page_feed_vec *out)
{
	each_link(html, len, url, guess_feed, out);
}

static bool find_canonical(const struct page *p, uint32_t i, void *ctx)
{
	char **out = ctx;

	if (p->v[i].tag == TAG_LINK &&
	    has_rel(page_attr(p, i, "rel"), "canonical"))
		page_set_url(p, out, page_attr(p, i, "href"));
	return !*out;
}

char *page_canonical(const char *html, size_t len, const char *url)
{
	char *out = NULL;

	each_link(html, len, url, find_canonical, &out);
	return out;
}
