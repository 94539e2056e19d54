/* build_priv.h - the state of feed_build.c, shared with feed_store.c.
 *
 * feed_build.c follows the elements and decides what each one is;
 * feed_store.c puts what they say into the feed or the item.
 */
#ifndef THRUM_FEED_BUILD_PRIV_H
#define THRUM_FEED_BUILD_PRIV_H

#include "thrum/base/arena.h"
#include "feed_priv.h"

enum role {
	ROLE_TOP, /* outside the root */
	ROLE_CHANNEL, /* root or channel: fields of the feed, items */
	ROLE_ITEM,
	ROLE_GROUP, /* its fields are those of what it stands in */
	ROLE_PERSON, /* name, email, uri inside, or a text */
	ROLE_SOURCE, /* another feed's head, or a text */
	ROLE_TEXT, /* a field whose text is gathered */
	ROLE_MARKUP, /* inside a text: written back as HTML */
	ROLE_SKIP,
};

struct frame {
	enum role role;
	struct field_row field;
	enum text_form form;
	size_t text_at; /* where its text begins in builder.text */
	const char *base, *lang; /* in force here; builder.arena or static */
	bool own_base; /* xml:base was given here or above */
	bool permalink; /* of a guid */
	char name[16]; /* of ROLE_MARKUP, for the end tag */
};
struct frame_vec {
	VEC_FIELDS(struct frame);
};

/* The ranks of what has been said, 0 = nothing. */
struct ranks {
	uint8_t title, link, guid, author, source, comments, lang;
	uint8_t published, updated, summary, content, base;
};

struct person {
	char *name, *email;
};

/* A name that was met, and what it means: feeds have few. */
#define SEEN 32
struct field_seen {
	char name[28];
	enum xml_ns ns;
	struct field_row field;
};

struct builder {
	struct feed_doc *doc;
	struct arena arena;
	struct frame_vec frames; /* [0] is ROLE_TOP */
	size_t too_deep;
	struct buf text; /* texts of all open frames, one behind the other */
	bool in_item, is_feed, is_atom, channel_seen;
	size_t sources; /* open ROLE_SOURCE frames */
	struct feed_item item;
	struct ranks of_item, of_feed;
	struct person person; /* of the open ROLE_PERSON */
	char *feed_author, *source_author; /* stand in for an entry's own */
	int period_min, frequency;
	char root[32];
	struct field_seen seen[SEEN]; /* by a hash of the name */
};

/* What a text field said; `s` is NUL-terminated and trimmed. */
void build_text(struct builder *b, const struct frame *f, const char *s,
		size_t len);
void build_person(struct builder *b, const struct frame *f, const char *s,
		  size_t len);
void build_source(struct builder *b, const char *s, size_t len);
/* Elements that say all in their attributes. */
void build_link(struct builder *b, const struct frame *f,
		const struct xml_tag *tag);
void build_enclosure(struct builder *b, const struct frame *f,
		     const struct xml_tag *tag);
bool build_category(struct builder *b, const struct xml_tag *tag);
/* An address as link or id when nothing better says so. */
void build_link_url(struct builder *b, const struct frame *f, uint8_t rank,
		    const char *s, size_t len);
void build_item_begin(struct builder *b, const struct frame *f,
		      const struct xml_tag *tag);
void build_item_end(struct builder *b, const struct frame *f);

#endif
