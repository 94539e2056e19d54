/* page.h - a web page -> one article. PURE; bounded in time and memory. */
#ifndef THRUM_PAGE_PAGE_H
#define THRUM_PAGE_PAGE_H

#include <stddef.h>

#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/article.h"

#define PAGE_BYTES_MAX ((size_t)32 << 20)

/* Extract the article: title, byline (people), site (as `source`), date,
 * language, body, tags, lead image (enclosure), comments, related list.
 * `url`: where the page is from, may be NULL; `charset` of HTTP or NULL.
 * ST_PARSE when there is no text at all. Caller owns. Any thread.
 * Source: ours; meta data by JSON-LD, Open Graph, Dublin Core. */
enum status page_extract(const char *html, size_t len, const char *url,
			 const char *charset, struct article **out,
			 struct err *err) MUST_CHECK;

/* Does it begin like an HTML page? */
int page_is_html(const char *bytes, size_t len);

/* Feeds that a page names (link rel=alternate), in page order. */
struct page_feed {
	char *url, *title, *type;
};
struct page_feed_vec {
	VEC_FIELDS(struct page_feed);
};
void page_feed_vec_release(struct page_feed_vec *vec);
void page_find_feeds(const char *html, size_t len, const char *url,
		     struct page_feed_vec *out);
/* Links in the text whose address looks like a feed's ("/rss", "news.atom"):
 * guesses, at most 8, for pages that name none. */
void page_guess_feeds(const char *html, size_t len, const char *url,
		      struct page_feed_vec *out);
/* What the page says its own address is (link rel=canonical); caller frees;
 * NULL = nothing. */
char *page_canonical(const char *html, size_t len, const char *url);

#endif
