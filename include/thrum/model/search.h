/* search.h - what one searches for: the language, read into a tree.
 *
 * One language everywhere: `/`, `F`, query: lines of the feeds file, rules,
 * and the operands of commands. thrum-query(5) is made from the tables
 * below.
 *
 *	words			all of them, in title, text, source or tags
 *	"two words"		next to each other; begin*	a beginning
 *	-x, not x		without x
 *	x or y			one of them; binds more tightly than a blank
 *	( ... )			together; title:(x y) hands the field on
 *	field:value		search_fields[]; value may be "quoted";
 *				/expression/ where a field takes one
 *	*			everything
 *
 * newsboat's filter language (unread = "yes" and title =~ "x") is read as
 * well, where it says something that thrum knows: search_newsboat.c.
 *
 * The same tree is compiled into SQL by store/ and asked about one article
 * in memory here (search_matches()): both give the same answer. Pure.
 */
#ifndef THRUM_MODEL_SEARCH_H
#define THRUM_MODEL_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/map.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"

struct article;
struct feed;

enum {
	SEARCH_BYTES_MAX = 4000,
	SEARCH_NODES_MAX = 200,
	SEARCH_DEPTH_MAX = 24,
	SEARCH_BEGIN_MIN = 2, /* letters before a '*' */
};

enum search_kind {
	SEARCH_ALL, /* everything */
	SEARCH_AND, /* of child, its next, ... */
	SEARCH_OR,
	SEARCH_NOT, /* of child */
	SEARCH_TEXT, /* words next to each other in one of `columns` */
	SEARCH_FIELD, /* of, how, words or text */
	SEARCH_TAG, /* text: folded; with is_prefix its beginning */
	SEARCH_IS, /* n: enum search_is */
	SEARCH_HAS, /* n: enum search_has */
	SEARCH_SINCE, /* n: at or after this second */
	SEARCH_UNTIL, /* n: before this second */
	SEARCH_THREAD, /* n: its id */
	SEARCH_LONGER, /* n: words or more */
	SEARCH_SHORTER, /* n: words or fewer */
	SEARCH_SCORE, /* n: points or more, given by rules */
};

/* What the full-text index holds apart. */
enum search_column {
	SEARCH_BODY = 1u << 0,
	SEARCH_TITLE = 1u << 1,
	SEARCH_SOURCE = 1u << 2,
	SEARCH_TAGS = 1u << 3,
	SEARCH_COLUMNS = 15u,
};

enum search_of {
	SEARCH_OF_TITLE,
	SEARCH_OF_BODY,
	SEARCH_OF_SOURCE, /* the outlet; its feed's name where it has none */
	SEARCH_OF_FEED, /* name or address of a feed that lists it */
	SEARCH_OF_AUTHOR,
	SEARCH_OF_URL,
	SEARCH_OF_LANG,
};
enum search_how {
	SEARCH_WORDS, /* the words, next to each other */
	SEARCH_PART, /* anywhere inside, folded */
	SEARCH_EXPR, /* POSIX extended, case ignored */
	SEARCH_SAME, /* of a language: en is en-GB */
};

enum search_is {
	SEARCH_IS_UNREAD,
	SEARCH_IS_READ,
	SEARCH_IS_STARRED,
	SEARCH_IS_COPY,
	SEARCH_IS_FOLLOWED,
	SEARCH_IS_MUTED,
	SEARCH_IS_SNOOZED,
	SEARCH_IS_DELETED,
	SEARCH_IS_KILLED,
	SEARCH_IS_REVISED,
	SEARCH_IS_KINDS
};
enum search_has {
	SEARCH_HAS_TAG,
	SEARCH_HAS_AUTHOR,
	SEARCH_HAS_ENCLOSURE,
	SEARCH_HAS_COMMENTS,
	SEARCH_HAS_FULLTEXT,
	SEARCH_HAS_KINDS
};
enum search_order {
	SEARCH_NEWEST,
	SEARCH_OLDEST,
	SEARCH_RANK, /* best first */
	SEARCH_BY_SCORE, /* most points first */
};

/* All strings are the search's. */
struct search_node {
	enum search_kind kind;
	struct search_node *child, *next;
	uint32_t columns; /* of TEXT */
	enum search_of of; /* of FIELD */
	enum search_how how;
	bool is_prefix; /* the last word is a beginning */
	char **words; /* folded, as text/words.h has them */
	size_t n_words;
	char *text; /* of TAG and FIELD but SEARCH_WORDS */
	int64_t n;
	void *expr; /* of SEARCH_EXPR: regex_t */
};

struct search;
/* What "7d" and "today" count from. */
struct search_when {
	int64_t now; /* seconds since the epoch */
	int64_t tz_s; /* east of UTC: where days begin */
};
/* ST_USAGE with one sentence that names the place. `text` NULL or blank
 * means everything. Caller frees. Any thread, but one at a time for one
 * search. */
enum status search_parse(const char *text, const struct search_when *when,
			 struct search **out, struct err *err) MUST_CHECK;
void search_free(struct search *s);
const struct search_node *search_root(const struct search *s);
enum search_order search_order(const struct search *s);
/* Does it look among what is deleted or killed too? */
bool search_wants_dead(const struct search *s);
/* Only words, phrases, beginnings, joined anyhow? */
bool search_is_text(const struct search_node *n);

/* ---- one article in memory (search_match.c) ---- */

/* The words of an article, column by column. A zeroed one is empty. */
struct search_text {
	struct map words; /* -> place among its entries */
	struct {
		VEC_FIELDS(uint32_t); /* places in words.entries */
	} seq;
	uint32_t starts[5]; /* of columns in seq, in order of their bits */
};
void search_text_release(struct search_text *t);
/* Any of them NULL = nothing. `tags` parted by LF. */
struct search_parts {
	const char *body, *title, *source, *tags;
};
/* Anew. The tokenizer's cache is the search's. */
void search_text_set(struct search_text *t, struct search *s,
		     const struct search_parts *parts);
/* search_is_text() of the node. */
bool search_text_has(const struct search_text *t, const struct search_node *n);
/* Of SEARCH_FIELD: does this text fulfil it? NULL does not. */
bool search_field_has(struct search *s, const struct search_node *n,
		      const char *text);
/* Of SEARCH_FIELD about a feed. */
bool search_feed_has(struct search *s, const struct search_node *n,
		     const struct feed *f);
/* Is `tag` the one that is meant? */
bool search_tag_is(const struct search_node *n, const char *tag);

struct search_subject {
	const struct article *a; /* whole */
	int64_t time; /* by which it is sorted */
	const struct feed *const *feeds; /* that list it; the first one is
					  * its own */
	size_t n_feeds;
	uint32_t thread_flags; /* enum thread_flags */
	int64_t points;
	const struct search_text *text; /* of the article */
};
bool search_matches(struct search *s, const struct search_subject *sub);

/* ---- tables: manual, completion ---- */
struct search_word {
	const char *name;
	const char *help; /* untranslated, no full stop */
};
struct search_field_info {
	const char *name; /* without the colon */
	const char *also; /* other names, parted by blanks; "" = none */
	const char *value; /* what stands behind it, for the manual */
	const char *help;
	const struct search_word *values; /* NULL = any; ends without name */
};
/* Ends with a row without a name. */
extern const struct search_field_info search_fields[];

#endif
