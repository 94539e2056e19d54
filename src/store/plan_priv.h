/* plan_priv.h - which rows a list holds: a scope and a search as SQL.
 *
 *	FROM (what is walked, in order of ids) JOIN article a WHERE ...
 *
 * One part of the question leads: it names the index that is walked, newest
 * first, as far as the page needs. The others are conditions on each row.
 * Values of the search are bound, never written into the SQL.
 */
#ifndef THRUM_STORE_PLAN_PRIV_H
#define THRUM_STORE_PLAN_PRIV_H

#include "store_priv.h"

#include "thrum/model/search.h"
#include "thrum/store/feeds.h"

struct node_vec {
	VEC_FIELDS(struct search_node *);
};

/* What a function of ours gets by pointer (search_fn.c). */
struct asked_node {
	struct search *search;
	const struct search_node *node;
	struct search_text *text; /* the plan's, reused row by row */
};

struct plan_value {
	enum { VALUE_INT, VALUE_TEXT, VALUE_NODE } kind;
	int64_t n;
	const char *text; /* the plan's */
	struct asked_node *node; /* the plan's */
};
struct plan_values {
	VEC_FIELDS(struct plan_value);
};

struct plan {
	struct store *st;
	const struct article_query *q;
	struct arena arena;
	struct search *search; /* NULL: the scope alone */
	struct search *filter; /* of a search that is filtered; or NULL */
	struct search_text text;
	struct feed_vec feeds; /* read when a condition is about them */
	bool has_feeds;
	struct buf from, where;
	struct plan_values from_values, where_values;
	const char *id; /* expression that holds the id of the walk */
	/* Words that the full-text index leads by: nodes of the search. */
	struct node_vec fts;
	size_t match; /* place of the expression among from_values */
	bool is_fts;
	bool is_merged; /* from is in order by itself */
	bool is_ascending; /* oldest first */
	bool down; /* this page goes by falling ids */
	enum search_order order;
	int64_t lo, hi; /* ids */
};

/* The page's bounds: the row behind (or before) which it begins, 0 = none;
 * the query's own are heeded as well. */
struct plan_page {
	int64_t key;
	enum page_dir dir;
};
/* The query is borrowed until plan_release(), which is due in any case.
 * ST_USAGE with a sentence. */
enum status plan_init(struct plan *p, struct store *st,
		      const struct article_query *q,
		      const struct plan_page *page, struct err *err)
	MUST_CHECK;
void plan_release(struct plan *p);
/* Bind all values of from and where, in this order. */
void plan_bind(struct query *sql, const struct plan *p);
/* "SELECT `columns` FROM ... WHERE ... AND id BETWEEN ? AND ?" in the
 * page's order, "LIMIT ?"; `joins` stand behind from. */
void plan_sql(struct buf *sql, const struct plan *p, const char *columns,
	      const char *joins);

/* ---- plan_lead.c: what is walked ---- */
/* Chooses, fills from, id, the start of where; takes what it answers for
 * out of `rest`. */
enum status plan_lead(struct plan *p, struct node_vec *rest, struct err *err)
	MUST_CHECK;

/* ---- plan.c, for plan_lead.c ---- */
void plan_int(struct plan_values *v, int64_t n);
void plan_text(struct plan_values *v, const char *text);
void plan_node(struct plan *p, struct plan_values *v,
	       const struct search_node *n);
/* Feeds that the node (FIELD, TAG) is about: ids. */
enum status plan_feeds(struct plan *p, const struct search_node *n,
		       struct id_vec *out, struct err *err) MUST_CHECK;
/* Of a TAG: rows of tag. */
enum status plan_tags(struct plan *p, const struct search_node *n,
		      struct id_vec *out, struct err *err) MUST_CHECK;

/* ---- search_fts.c ---- */
bool fts_can(const struct search_node *n);
/* All of these; those that are NOT come last. One at least is not. */
void fts_add_all(struct buf *out, struct search_node *const *nodes, size_t n,
		 const struct beginnings *words);
/* The short beginnings in it. */
void fts_beginnings(const struct search_node *n, struct beginnings *out);

/* ---- search_fn.c ---- */
#define SEARCH_POINTER "thrum-node"
/* Give this connection thrum_text(), thrum_field(), thrum_files() and, for
 * the full-text index, thrum_rank(). */
enum status search_fn_register(struct store *st, struct err *err) MUST_CHECK;

#endif
