/* dump_priv.h - what the passes of the dump recogniser share.
 *
 * A dump is an array of logical lines. Each pass gives a role to the lines
 * that it understands and leaves the others alone; what nobody claimed and
 * what reads like prose is the body. All strings of lines live in the
 * arena of the dump.
 */
#ifndef THRUM_IMPORT_DUMP_PRIV_H
#define THRUM_IMPORT_DUMP_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/arena.h"
#include "thrum/base/vec.h"
#include "thrum/model/article.h"

enum line_role {
	ROLE_OPEN, /* not claimed yet */
	ROLE_DROP, /* furniture, repetition */
	ROLE_TITLE,
	ROLE_META, /* source, date, byline */
	ROLE_TURN,
	ROLE_TAGS,
	ROLE_SUMMARY,
	ROLE_FIELD, /* statistics and details */
	ROLE_RELATED,
	ROLE_BODY,
	ROLE_HEADING,
	ROLE_LIST,
	ROLE_CAPTION,
};

enum line_flags {
	LINE_SENTENCE = 1u << 0, /* ends as a sentence does */
	LINE_INNER = 1u << 1, /* a sentence ends inside */
	LINE_URL = 1u << 2, /* an address and nothing else */
	LINE_RULE = 1u << 3, /* no letter, no digit: a separator */
	LINE_NUMBER = 1u << 4, /* digits, no letter */
	LINE_BULLET = 1u << 5, /* begins with a bullet or a dash */
	LINE_ORDERED = 1u << 6, /* begins with "3." or "3)" */
	LINE_TWICE = 1u << 7, /* the next line says the same */
	LINE_REPEAT = 1u << 8, /* said before */
	LINE_LOWER = 1u << 9, /* first letter is a small one */
	LINE_QUOTE = 1u << 10, /* begins with a quotation mark */
	LINE_HASH = 1u << 11, /* #words and nothing else */
};

/* What a word list says about a line: weak evidence, never alone enough to
 * drop prose. */
enum word_kind {
	WORD_NONE,
	WORD_UI, /* the whole line is a control or label */
	WORD_UI_START, /* a line of furniture begins so */
	WORD_RELATED, /* a heading over other stories begins so */
	WORD_SUMMARY,
	WORD_STATS,
	WORD_DETAILS,
	WORD_TAGS,
	WORD_COMMENTS,
};

struct dline {
	const char *s; /* trimmed, white space collapsed, NUL behind it */
	size_t len;
	const char *key; /* text_squash() of it: what it says */
	size_t key_len;
	uint32_t chars; /* code points of s */
	uint32_t units; /* words; two characters of an unspaced script = 1 */
	uint32_t unspaced; /* characters of unspaced scripts */
	uint32_t gap; /* blank lines before it */
	uint32_t same; /* how many lines of the dump say this */
	uint32_t flags;
	enum word_kind word;
	enum line_role role;
	/* Filled when asked for: dump_related.c. */
	enum { AGE_UNASKED, AGE_NONE, AGE_FOUND } age;
	int64_t age_s; /* an age or date in it; -1 = a date */
	size_t age_from; /* where it begins */
	enum { META_UNASKED, META_NO, META_YES } meta; /* dump_meta.c */
};
struct dline_vec {
	VEC_FIELDS(struct dline);
};

struct dump {
	struct arena arena;
	struct dline_vec lines;
	size_t title; /* index of the headline, SIZE_MAX = none */
	size_t body; /* first line that may be body */
	struct article *a;
	int64_t now;
};

#define DUMP_LINES_MAX 100000

/* dump_lines.c: clean text -> lines with their features; hard-wrapped
 * paragraphs are joined. */
void dump_lines(struct dump *d, const char *text, size_t len);
/* Fill the features of one line from its `s` and `len`. */
void dline_judge(struct dump *d, struct dline *l);
/* Does it read like prose rather than like a label or headline? */
bool dline_is_prose(const struct dline *l);
/* Long and unlike a sentence: a headline could look so. */
bool dline_is_titleish(const struct dline *l);
/* The next line after i that nobody has claimed; lines.len at the end. */
size_t dump_next(const struct dump *d, size_t i);
/* `s` without a leading bullet, dash or number. */
const char *dline_text(const struct dline *l);
/* Mark what is printed more than once. */
void dump_repeats(struct dump *d);

/* dump_words.c */
enum word_kind dump_word(const char *key, size_t len, uint32_t units);
/* The article's column that a detail's name means; 0 = none. */
enum field_kind {
	FIELD_NONE,
	FIELD_URL,
	FIELD_DATE,
	FIELD_UPDATED,
	FIELD_CREATED,
	FIELD_LAST_READ,
	FIELD_CATEGORY,
	FIELD_SOURCE,
	FIELD_AUTHOR,
	FIELD_LANG,
	FIELD_TITLE,
	FIELD_TAGS,
	FIELD_WORDS,
	FIELD_READS,
	FIELD_ID, /* known, no column */
};
enum field_kind dump_field(const char *name, size_t len);
/* Length of a byline's opening ("By ", "Von ") or 0. */
size_t dump_byline_mark(const char *s);
/* Is it the credit of a picture, or a caption that ends in one? */
bool dump_is_caption(const struct dline *l);
/* "5 min read", "417 words", "12 comments": measures, not text. */
bool dump_is_measure(const char *key);

/* dump_meta.c */
/* A date in `s`: the whole, or its end behind a label or a name.
 * *off: where it begins. */
bool dump_find_date(const char *s, int64_t *t, size_t *off);
/* An age in it, perhaps behind a glued label ("timea minute ago"). */
bool dump_find_age(const char *s, int64_t *age_s, size_t *off);
/* Headline, source, date, byline; sets d->title and d->body. */
void dump_head(struct dump *d);
/* Is this line source, date, byline or a mix of them? Fills what is still
 * missing in the article unless `peek`. */
enum meta_mode { META_PEEK, META_TAKE };
bool dump_meta_line(struct dump *d, struct dline *l, enum meta_mode mode);
/* "SINGAPORE (Kyodo) --": the agency into source and details. */
void dump_dateline(struct dump *d, const char *s);

/* dump_fields.c */
void dump_turns(struct dump *d);
void dump_fields(struct dump *d);
void dump_tags(struct dump *d);
void dump_summary(struct dump *d);
void dump_detail(struct article *a, const char *name, size_t name_len,
		 const char *value);

/* dump_related.c */
void dump_related(struct dump *d);

/* dump_body.c */
void dump_body(struct dump *d);

#endif
