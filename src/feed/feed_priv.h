/* feed_priv.h - what the files of feed/ share. */
#ifndef THRUM_FEED_FEED_PRIV_H
#define THRUM_FEED_FEED_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/feed/feed_doc.h"
#include "xml_priv.h"

#define FEED_LIST_MAX 200 /* tags or enclosures of one item */
#define FEED_FIELD_MAX ((size_t)16 << 20) /* bytes of one text */

/* What an element means, wherever it stands. */
enum feed_field {
	FIELD_NONE, /* passed over with all that is in it */
	/* texts */
	FIELD_TITLE,
	FIELD_LINK,
	FIELD_DESCRIPTION,
	FIELD_CONTENT,
	FIELD_ID,
	FIELD_GUID, /* an id that may be a link */
	FIELD_PUBLISHED,
	FIELD_UPDATED,
	FIELD_DATE, /* either */
	FIELD_AUTHOR, /* text or a person */
	FIELD_CATEGORY, /* text or term= */
	FIELD_KEYWORDS, /* parted by commas */
	FIELD_COMMENTS,
	FIELD_SOURCE, /* text or, in Atom, a feed's head */
	FIELD_PUBLISHER,
	FIELD_LANG,
	FIELD_TTL,
	FIELD_HOUR,
	FIELD_DAY,
	FIELD_PERIOD,
	FIELD_FREQUENCY,
	FIELD_NAME, /* of a person */
	FIELD_EMAIL,
	FIELD_URI,
	/* containers and empty elements */
	FIELD_ITEM,
	FIELD_CHANNEL,
	FIELD_ROOT,
	FIELD_ENCLOSURE,
	FIELD_MEDIA, /* media:content: a file, with fields inside */
	FIELD_GROUP, /* fields inside are the item's */
	FIELD_PLAYER, /* url= of a page */
};

struct field_row {
	enum feed_field field;
	uint8_t rank; /* the best one that says something wins */
};

/* FIELD_NONE for what we do not use. */
struct field_row feed_field_of(const struct xml_tag *tag);

/* How a text's bytes are to be read. */
enum text_form {
	FORM_UNKNOWN, /* RSS: look at it */
	FORM_PLAIN,
	FORM_HTML,
	FORM_MARKUP, /* elements inside, written back as HTML */
	FORM_BASE64,
};
/* By the type= and mode= of a text element. */
enum text_form feed_text_form(const struct xml_tag *tag);

/* Clean, plain, one line; NULL when nothing is left. Caller frees. */
char *feed_line(const char *s, size_t len, enum text_form form);
/* An address or id: one line, resolved when it is to be (base may be
 * NULL). NULL when nothing is left. */
char *feed_url(const char *base, const char *s, size_t len);
char *feed_id(const char *s, size_t len);
/* "a@b (Name)", "Name <a@b>", "Name": the name; else the address. */
char *feed_person(const char *s, size_t len);
/* Either alphabet, white space skipped; nothing when it is no base64. */
void feed_base64(struct buf *out, const char *s, size_t len);

void feed_item_release(struct feed_item *item);
/* Fill raw_hash from the rest. */
void feed_item_hash(struct feed_item *item);
/* Appends unless it is there or the list is full; owns `tag`. */
void feed_item_tag_take(struct feed_item *item, char *tag);
/* The same; owns both strings. A known url gets what was missing. */
void feed_item_enclosure_take(struct feed_item *item, char *url, char *type,
			      int64_t length);

/* UTF-8 into the empty `out`, by `charset` (may be NULL), declaration and
 * the bytes themselves; no mark in front. */
void feed_decode(struct buf *out, const char *bytes, size_t len,
		 const char *charset);

/* State of reading an XML feed (feed_build.c). */
struct builder;
/* `url`: base of relative addresses, may be NULL. The sink's ctx is `b`. */
struct builder *builder_new(const char *url);
void builder_free(struct builder *b);
struct xml_sink builder_sink(struct builder *b);
/* What has been read, to be freed by the caller; NULL when it was no feed,
 * with *root_out (static or the builder's) naming the first element. */
struct feed_doc *builder_take(struct builder *b, const char **root_out);

/* UTF-8 text of an XML or JSON feed; caller owns *out. */
enum status feed_xml_parse(const char *s, size_t len, const char *url,
			   struct feed_doc **out, struct err *err) MUST_CHECK;
enum status feed_json_parse(const char *s, size_t len, const char *url,
			    struct feed_doc **out, struct err *err) MUST_CHECK;

#endif
