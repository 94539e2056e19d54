/* feed_doc.h - the bytes of a feed -> what it says.
 *
 * PURE: no network, store, clock, locale. libxml2's SAX for what is
 * well-formed (no network, no external entities, no DTD), a forgiving
 * reader of our own for the rest; entity growth, depth and size bounded.
 * An item that is broken costs that item only.
 */
#ifndef THRUM_FEED_FEED_DOC_H
#define THRUM_FEED_FEED_DOC_H

#include <stdint.h>

#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/model/article.h"
#include "thrum/model/feed.h"

enum feed_format {
	FEED_RSS, /* 0.9x, 2.0 */
	FEED_RDF, /* 0.90, 1.0 */
	FEED_ATOM, /* 0.3, 1.0 */
	FEED_JSON, /* JSON Feed 1.0, 1.1 */
	FEED_CDF,
};

enum feed_text_kind { FEED_TEXT_PLAIN, FEED_TEXT_HTML };

/* Text as the feed gives it: decoded to UTF-8 but not yet cleaned when it
 * is HTML (doc_from_html() does that). */
struct feed_text {
	char *s; /* NULL = absent */
	enum feed_text_kind kind;
};

struct feed_item {
	char *guid; /* guid, atom:id, rdf:about ...; NULL = none */
	char *url; /* resolved */
	char *title; /* clean, plain, one line; "" = given, but without
		      * words (a picture alone) */
	char *author; /* clean; several joined by ", " */
	char *source; /* <source>, dc:publisher where it names an outlet */
	char *lang;
	int64_t published, updated; /* 0 = none or not understood */
	struct feed_text summary, content; /* content NULL when there is only
					    * a summary */
	char *base; /* for relative links inside the texts */
	struct str_vec tags;
	struct enclosure_vec enclosures;
	char *comments_url;
	uint64_t raw_hash; /* of everything above: spares work on items that
			    * did not change */
};
struct feed_item_vec {
	VEC_FIELDS(struct feed_item);
};

struct feed_doc {
	enum feed_format format;
	char *title, *link, *lang, *description; /* clean, plain */
	char *self_url, *hub_url;
	int64_t updated;
	int32_t ttl_min; /* RSS ttl, sy:update*; 0 = not said */
	uint32_t skip_hours; /* bit per hour, UTC */
	uint8_t skip_days; /* bit per day, 0 = Sunday */
	struct feed_item_vec items; /* document order, at most FEED_ITEMS_MAX */
};

#define FEED_ITEMS_MAX 20000
#define FEED_BYTES_MAX ((size_t)64 << 20)

struct feed_source {
	const char *bytes;
	size_t len;
	const char *url; /* where it came from; base of relative links, or NULL */
	const char *charset; /* of the Content-Type header, or NULL */
	const char *content_type; /* media type alone, or NULL */
};

/* Read a feed. Caller owns *out. ST_PARSE with a sentence when it is not a
 * feed ("this is a web page, not a feed"); ST_LIMIT above the caps.
 * Any thread. Source: the RSS Advisory Board's specification, RFC 4287,
 * jsonfeed.org 1.1, RDF Site Summary 1.0. */
enum status feed_doc_parse(const struct feed_source *src,
			   struct feed_doc **out, struct err *err) MUST_CHECK;
void feed_doc_free(struct feed_doc *doc);

/* An item as an article (caller frees): texts turned into a doc, summary
 * made plain, names cleaned. feed_id, id, fetched are the caller's to set;
 * `source` falls back on the feed's title. What the item held goes with it:
 * left are the dates, raw_hash, and a title without words (""). */
struct article *feed_item_detach(const struct feed_doc *doc,
				 struct feed_item *item);

/* Does it begin like a feed (XML root or JSON Feed's version)? Looks at the
 * first 4 KiB. For import and discovery. */
int feed_doc_is_feed(const char *bytes, size_t len);

#endif
