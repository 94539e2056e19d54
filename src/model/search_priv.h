/* search_priv.h - the tree while it is made. */
#ifndef THRUM_MODEL_SEARCH_PRIV_H
#define THRUM_MODEL_SEARCH_PRIV_H

#include "thrum/model/search.h"

#include "thrum/base/arena.h"
#include "thrum/text/words.h"

struct search {
	struct arena arena;
	struct search_node *root;
	enum search_order order;
	bool wants_dead;
	size_t n_nodes;
	struct words *words;
	struct {
		VEC_FIELDS(struct search_node *); /* that own an expression */
	} exprs;
};

/* A text that is being read. */
struct search_read {
	struct search *s;
	const char *text, *p; /* whole; the next byte */
	struct search_when when;
	const struct search_field_info *field; /* of the brackets around */
	int depth;
	struct err *err;
};

/* Numbers of rows in search_fields[] (search_table.c). */
enum search_field_no {
	FIELD_TITLE,
	FIELD_BODY,
	FIELD_SOURCE,
	FIELD_FEED,
	FIELD_TAG,
	FIELD_AUTHOR,
	FIELD_URL,
	FIELD_LANG,
	FIELD_AFTER,
	FIELD_BEFORE,
	FIELD_DATE,
	FIELD_IS,
	FIELD_HAS,
	FIELD_THREAD,
	FIELD_LONGER,
	FIELD_SHORTER,
	FIELD_SCORE,
	FIELD_SORT,
	FIELD_COUNT
};
/* NULL when none is called so; by any of its names. */
const struct search_field_info *search_field_find(const char *name,
						  size_t len);
/* The field that somebody may have meant; NULL. */
const struct search_field_info *search_field_near(const char *name,
						  size_t len);
/* Place in the field's values, -1. */
int search_value_find(const struct search_field_info *f, const char *value);

/* ST_USAGE: the sentence, and the place of `at` in the text. */
enum status search_fail(struct search_read *r, const char *at,
			const char *fmt, ...) PRINTF_LIKE(3, 4);
/* NULL above SEARCH_NODES_MAX. */
struct search_node *search_node_new(struct search *s, enum search_kind kind);
/* Fold `text` into words. */
void search_node_words(struct search *s, struct search_node *n,
		       const char *text, size_t len);
/* Of `kind` over both; either may be NULL: then the other. */
struct search_node *search_node_join(struct search *s, enum search_kind kind,
				     struct search_node *a,
				     struct search_node *b);
struct search_node *search_node_not(struct search *s, struct search_node *n);
/* A FIELD by an expression. ST_USAGE when it is none. */
enum status search_node_expr(struct search_read *r, const char *at,
			     enum search_of of, const char *expr,
			     struct search_node **out) MUST_CHECK;

/* search_value.c: what stands behind a field's colon. `at` is for errors. */
enum status search_value(struct search_read *r,
			 const struct search_field_info *f, const char *at,
			 const char *value, bool is_prefix,
			 struct search_node **out) MUST_CHECK;

/* search_newsboat.c */
bool search_is_newsboat(const char *text);
enum status search_newsboat(struct search_read *r, struct search_node **out)
	MUST_CHECK;

#endif
