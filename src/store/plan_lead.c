/* plan_lead.c - what a list walks: one index, in the order of ids, newest
 * first, so that a page ends as soon as it is full.
 *
 * The full-text index leads where there are words; else the scope; else a
 * thread, an author, a feed, a tag (several feeds or tags are merged in
 * order, as SQLite does it for an ordered UNION); else what is starred,
 * unread, or there at all. The index is named, so that a plan that SQLite's
 * statistics would spoil cannot happen: then preparing fails, and a test.
 */
#include "config.h"

#include "plan_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

#define PARTS_MAX 16 /* merged; more of them are a filter of all */

/* `a` is the article in `from`; `id` the expression that holds its id in
 * the index that is walked. */
struct lead_sql {
	const char *from, *where, *id;
};

/* [scope][unread_only] */
static const struct lead_sql scopes[][2] = {
	[SCOPE_ALL] = {
		{ " FROM article a INDEXED BY article_live",
		  " WHERE a.flags & 4 = 0", "a.id" },
		{ " FROM article a INDEXED BY article_unread",
		  " WHERE a.flags & 5 = 0", "a.id" },
	},
	[SCOPE_FEED] = {
		{ " FROM sighting s INDEXED BY sighting_live"
		  " CROSS JOIN article a ON a.id = s.article_id",
		  " WHERE s.feed_id = ? AND s.state < 2", "s.article_id" },
		{ " FROM sighting s INDEXED BY sighting_unread"
		  " CROSS JOIN article a ON a.id = s.article_id",
		  " WHERE s.feed_id = ? AND s.state = 0", "s.article_id" },
	},
	[SCOPE_THREAD] = {
		{ " FROM article a INDEXED BY article_thread",
		  " WHERE a.thread_id = ? AND a.thread_id <> 0"
		  " AND a.flags & 4 = 0", "a.id" },
		{ " FROM article a INDEXED BY article_thread_unread",
		  " WHERE a.thread_id = ? AND a.thread_id <> 0"
		  " AND a.flags & 5 = 0", "a.id" },
	},
	[SCOPE_TAG] = {
		{ " FROM article_tag t INDEXED BY article_tag_live"
		  " CROSS JOIN article a ON a.id = t.article_id",
		  " WHERE t.tag_id = (SELECT id FROM tag WHERE key = ?)"
		  " AND t.state < 2", "t.article_id" },
		{ " FROM article_tag t INDEXED BY article_tag_unread"
		  " CROSS JOIN article a ON a.id = t.article_id",
		  " WHERE t.tag_id = (SELECT id FROM tag WHERE key = ?)"
		  " AND t.state = 0", "t.article_id" },
	},
	/* Led by words. The index holds no read state: unread hits are
	 * picked from all. */
	[SCOPE_SEARCH] = {
		{ " FROM search CROSS JOIN article a ON a.id = search.rowid",
		  " WHERE search MATCH ? AND a.flags & 4 = 0",
		  "search.rowid" },
		{ " FROM search CROSS JOIN article a ON a.id = search.rowid",
		  " WHERE search MATCH ? AND a.flags & 5 = 0",
		  "search.rowid" },
	},
	[SCOPE_STARRED] = {
		{ " FROM article a INDEXED BY article_starred",
		  " WHERE a.flags & 6 = 2", "a.id" },
		{ " FROM article a INDEXED BY article_starred_unread",
		  " WHERE a.flags & 7 = 2", "a.id" },
	},
	/* The one that sorts: an index that only a reader's few deleted
	 * articles are in is not worth a second one by id. */
	[SCOPE_DELETED] = {
		{ " FROM article a INDEXED BY article_thread_deleted",
		  " WHERE a.thread_id <> 0 AND a.flags & 4 = 4", "a.id" },
		{ " FROM article a INDEXED BY article_thread_deleted",
		  " WHERE a.thread_id <> 0 AND a.flags & 4 = 4"
		  " AND a.flags & 1 = 0", "a.id" },
	},
};

static void lead_by(struct plan *p, enum article_scope scope, bool unread)
{
	const struct lead_sql *s = &scopes[scope][unread];

	buf_adds(&p->from, s->from);
	buf_adds(&p->where, s->where);
	p->id = s->id;
}

static void bind_scope(struct plan *p, enum article_scope scope, int64_t of,
		       const char *text)
{
	if (scope == SCOPE_FEED || scope == SCOPE_THREAD) {
		plan_int(&p->where_values, of);
	} else if (scope == SCOPE_TAG) {
		char *key = tag_key(text ? text : "");
		plan_text(&p->where_values, arena_strdup(&p->arena, key));
		free(key);
	}
}

/* The scope as a condition, where something else leads. */
static void also_scope(struct plan *p)
{
	const struct article_query *q = p->q;
	static const char *const sql[] = {
		[SCOPE_ALL] = "",
		[SCOPE_FEED] = " AND EXISTS (SELECT 1 FROM sighting s WHERE"
			       " s.article_id = a.id AND s.feed_id = ?)",
		[SCOPE_THREAD] = " AND a.thread_id = ?",
		[SCOPE_TAG] = " AND EXISTS (SELECT 1 FROM article_tag t WHERE"
			      " t.article_id = a.id AND t.tag_id ="
			      " (SELECT id FROM tag WHERE key = ?))",
		[SCOPE_SEARCH] = "",
		[SCOPE_STARRED] = " AND a.flags & 2 = 2",
		[SCOPE_DELETED] = " AND a.flags & 4 = 4",
	};

	buf_adds(&p->where, sql[q->scope]);
	bind_scope(p, q->scope, q->of, q->text);
}

static void drop(struct node_vec *v, size_t i)
{
	memmove(v->v + i, v->v + i + 1, (v->len - i - 1) * sizeof(*v->v));
	v->len--;
}

/* Where a condition of this kind stands; v->len = nowhere. */
static size_t find(const struct node_vec *v, enum search_kind kind, int64_t n)
{
	size_t i = 0;

	while (i < v->len && (v->v[i]->kind != kind || v->v[i]->n != n))
		i++;
	return i;
}

/* ---- words ---- */

/* What no feed is called by is in the index alone. */
static enum status as_text(struct plan *p, struct search_node *n,
			   struct search_node **out, struct err *err)
{
	struct id_vec feeds = { 0 };

	*out = NULL;
	if (n->kind != SEARCH_FIELD || n->of != SEARCH_OF_SOURCE ||
	    n->how != SEARCH_WORDS || !n->n_words)
		return ST_OK;
	enum status st = plan_feeds(p, n, &feeds, err);
	if (st == ST_OK && !feeds.len) {
		*out = arena_alloc(&p->arena, sizeof(**out));
		**out = *n;
		(*out)->kind = SEARCH_TEXT;
		(*out)->columns = SEARCH_SOURCE;
	}
	vec_release(&feeds);
	return st;
}

/* Words that are wanted first, then those that are not, if any is. */
static enum status take_words(struct plan *p, struct node_vec *rest,
			      struct err *err)
{
	struct node_vec minus = { 0 }, left = { 0 };
	enum status st = ST_OK;

	for (size_t i = 0; i < rest->len && st == ST_OK; i++) {
		struct search_node *n = rest->v[i], *text = NULL;
		if (fts_can(n)) {
			vec_push(&p->fts, n);
			continue;
		}
		st = as_text(p, n, &text, err);
		if (text)
			vec_push(&p->fts, text);
		else if (n->kind == SEARCH_NOT && fts_can(n->child))
			vec_push(&minus, n);
		else
			vec_push(&left, n);
	}
	p->is_fts = p->fts.len > 0;
	if (st == ST_OK && p->is_fts) {
		for (size_t i = 0; i < minus.len; i++)
			vec_push(&p->fts, minus.v[i]);
		vec_release(rest);
		*rest = left;
		left = (struct node_vec){ 0 };
	}
	vec_release(&minus);
	vec_release(&left);
	return st;
}

/* At least not from those that are older than the oldest one of an index,
 * or newer than the newest. */
static enum status bound_by(struct plan *p, const char *first,
			    const char *last, struct err *err)
{
	int64_t lo = INT64_MAX, hi = 0;
	enum status st = db_int(p->st, first, &lo, err);

	if (st == ST_OK)
		st = db_int(p->st, last, &hi, err);
	if (lo > p->lo)
		p->lo = lo;
	if (hi < p->hi)
		p->hi = hi;
	return st;
}

#define FIRST(index, flags)                                                    \
	"SELECT id FROM article INDEXED BY " index " WHERE flags & " flags     \
	" ORDER BY id LIMIT 1"
#define LAST(index, flags)                                                     \
	"SELECT id FROM article INDEXED BY " index " WHERE flags & " flags     \
	" ORDER BY id DESC LIMIT 1"

static enum status lead_by_words(struct plan *p, const struct node_vec *rest,
				 bool unread, struct err *err)
{
	struct buf expr = BUF_INIT;
	enum status st = ST_OK;

	fts_add_all(&expr, p->fts.v, p->fts.len, NULL);
	lead_by(p, SCOPE_SEARCH, unread);
	p->match = p->where_values.len;
	plan_text(&p->where_values,
		  arena_strndup(&p->arena, expr.ptr, expr.len));
	buf_release(&expr);
	also_scope(p);
	if (unread)
		st = bound_by(p, FIRST("article_unread", "5 = 0"),
			      LAST("article_unread", "5 = 0"), err);
	if (st == ST_OK &&
	    (p->q->scope == SCOPE_STARRED ||
	     find(rest, SEARCH_IS, SEARCH_IS_STARRED) < rest->len))
		st = bound_by(p, FIRST("article_starred", "6 = 2"),
			      LAST("article_starred", "6 = 2"), err);
	return st;
}

/* ---- several lists, merged ---- */

struct merge {
	struct plan *p;
	struct buf sql;
	struct plan_values values;
	int n;
	bool unread;
};

static void add_part(struct merge *m, const char *sql, const char *id)
{
	if (m->n++)
		buf_adds(&m->sql, " UNION ");
	buf_addf(&m->sql, "%s AND %s BETWEEN ? AND ?", sql, id);
}

static void bind_range(struct merge *m)
{
	plan_int(&m->values, m->p->lo);
	plan_int(&m->values, m->p->hi);
}

static void add_feed(struct merge *m, int64_t id)
{
	add_part(m,
		 m->unread ? "SELECT article_id AS id FROM sighting"
			     " INDEXED BY sighting_unread"
			     " WHERE feed_id = ? AND state = 0" :
			     "SELECT article_id AS id FROM sighting"
			     " INDEXED BY sighting_live"
			     " WHERE feed_id = ? AND state < 2",
		 "article_id");
	plan_int(&m->values, id);
	bind_range(m);
}

static void add_tag(struct merge *m, int64_t id)
{
	add_part(m,
		 m->unread ? "SELECT article_id AS id FROM article_tag"
			     " INDEXED BY article_tag_unread"
			     " WHERE tag_id = ? AND state = 0" :
			     "SELECT article_id AS id FROM article_tag"
			     " INDEXED BY article_tag_live"
			     " WHERE tag_id = ? AND state < 2",
		 "article_id");
	plan_int(&m->values, id);
	bind_range(m);
}

static void add_source(struct merge *m, const struct search_node *n)
{
	struct search_node text = *n, *one = &text;
	struct buf expr = BUF_INIT;

	if (!n->n_words || n->how != SEARCH_WORDS)
		return;
	text.kind = SEARCH_TEXT;
	text.columns = SEARCH_SOURCE;
	fts_add_all(&expr, &one, 1, NULL);
	add_part(m, "SELECT rowid AS id FROM search WHERE search MATCH ?",
		 "rowid");
	plan_text(&m->values,
		  arena_strndup(&m->p->arena, expr.ptr, expr.len));
	buf_release(&expr);
	bind_range(m);
}

/* Every author whose name fits, by the index's own order: a step for each
 * name, not for each article. */
#define AUTHORS                                                                \
	"WITH RECURSIVE one(name) AS (SELECT min(author) FROM content"         \
	" WHERE author IS NOT NULL UNION ALL SELECT (SELECT min(author)"       \
	" FROM content WHERE author > one.name) FROM one"                      \
	" WHERE one.name IS NOT NULL)"                                         \
	" SELECT name FROM one WHERE name IS NOT NULL"                         \
	" AND thrum_field(?, name) LIMIT ?"

static enum status add_authors(struct merge *m, const struct search_node *n,
			       struct err *err)
{
	struct asked_node asked = { m->p->search, n, &m->p->text };
	struct query q;

	query_start(&q, m->p->st, AUTHORS, err);
	query_pointer(&q, &asked, SEARCH_POINTER);
	query_int(&q, PARTS_MAX + 1);
	while (query_row(&q)) {
		add_part(m,
			 "SELECT id FROM content INDEXED BY content_author"
			 " WHERE author = ?",
			 "id");
		plan_text(&m->values,
			  query_col_arena(&q, 0, &m->p->arena));
		bind_range(m);
	}
	return query_end(&q);
}

static enum status add_all(struct merge *m, const struct search_node *n,
			   struct err *err)
{
	struct id_vec feeds = { 0 }, tags = { 0 };
	enum status st = ST_OK;
	bool is_tag = n->kind == SEARCH_TAG;

	if (!is_tag && n->of == SEARCH_OF_AUTHOR)
		return add_authors(m, n, err);
	if (!is_tag && n->of == SEARCH_OF_SOURCE)
		add_source(m, n);
	st = plan_feeds(m->p, n, &feeds, err);
	if (st == ST_OK && is_tag)
		st = plan_tags(m->p, n, &tags, err);
	if (feeds.len + tags.len > PARTS_MAX)
		m->n = PARTS_MAX + 1;
	for (size_t i = 0; i < feeds.len && m->n <= PARTS_MAX; i++)
		add_feed(m, feeds.v[i]);
	for (size_t i = 0; i < tags.len && m->n <= PARTS_MAX; i++)
		add_tag(m, tags.v[i]);
	vec_release(&feeds);
	vec_release(&tags);
	return st;
}

static bool may_lead(const struct search_node *n)
{
	if (n->kind == SEARCH_TAG)
		return true;
	return n->kind == SEARCH_FIELD &&
	       (n->of == SEARCH_OF_AUTHOR || n->of == SEARCH_OF_FEED ||
		(n->of == SEARCH_OF_SOURCE && n->how == SEARCH_WORDS));
}

/* *done false: too many, all articles are asked. What leads stays a
 * condition where the lists hold more than it means. */
static enum status lead_by_merge(struct plan *p, struct node_vec *rest,
				 bool unread, bool *done, struct err *err)
{
	struct merge m = { .p = p, .unread = unread };
	size_t i = 0;
	enum status st;

	while (i < rest->len && !may_lead(rest->v[i]))
		i++;
	if (i == rest->len)
		return ST_OK;
	buf_init(&m.sql, BUF_MAX_DEFAULT);
	st = add_all(&m, rest->v[i], err);
	*done = st == ST_OK && m.n <= PARTS_MAX;
	if (*done && !m.n) /* nothing is called so */
		buf_adds(&m.sql, "SELECT 0 AS id WHERE 0");
	if (*done) {
		/* The limit keeps SQLite from taking the order for
		 * needless. */
		buf_addf(&p->from,
			 " FROM (%s ORDER BY 1 %s LIMIT -1) d"
			 " CROSS JOIN article a ON a.id = d.id",
			 m.sql.ptr, p->down ? "DESC" : "ASC");
		p->is_merged = true;
		buf_adds(&p->where, unread ? " WHERE a.flags & 5 = 0" :
					     " WHERE a.flags & 4 = 0");
		p->id = "d.id";
		p->from_values = m.values;
		m.values = (struct plan_values){ 0 };
		if (rest->v[i]->kind == SEARCH_TAG ||
		    rest->v[i]->of != SEARCH_OF_SOURCE)
			drop(rest, i);
	}
	vec_release(&m.values);
	buf_release(&m.sql);
	return st;
}

/* ---- choosing ---- */

/* What is deleted is in no list's index but its own. */
static void lead_among_dead(struct plan *p, const struct node_vec *rest)
{
	bool only = find(rest, SEARCH_IS, SEARCH_IS_DELETED) < rest->len ||
		    find(rest, SEARCH_IS, SEARCH_IS_KILLED) < rest->len;

	buf_adds(&p->from, only ? " FROM article a INDEXED BY article_dead" :
				  " FROM article a NOT INDEXED");
	buf_adds(&p->where, only ? " WHERE a.flags & 4 = 4" : " WHERE 1");
	if (p->q->unread_only)
		buf_adds(&p->where, " AND a.flags & 1 = 0");
	p->id = "a.id";
	also_scope(p);
}

static bool leads_alone(const struct plan *p)
{
	enum article_scope scope = p->q->scope;

	return scope == SCOPE_FEED || scope == SCOPE_TAG ||
	       scope == SCOPE_STARRED || scope == SCOPE_THREAD ||
	       scope == SCOPE_DELETED;
}

enum status plan_lead(struct plan *p, struct node_vec *rest, struct err *err)
{
	const struct article_query *q = p->q;
	bool unread = q->unread_only, done = false;
	enum status st = ST_OK;

	if (p->search && search_wants_dead(p->search)) {
		lead_among_dead(p, rest);
		return ST_OK;
	}
	size_t i = find(rest, SEARCH_IS, SEARCH_IS_UNREAD);
	if (i < rest->len) {
		drop(rest, i);
		unread = true;
	}
	if (q->scope != SCOPE_THREAD && q->scope != SCOPE_DELETED)
		st = take_words(p, rest, err);
	if (st != ST_OK || p->is_fts)
		return st == ST_OK ? lead_by_words(p, rest, unread, err) : st;
	if (leads_alone(p)) {
		lead_by(p, q->scope, unread);
		bind_scope(p, q->scope, q->of, q->text);
		return ST_OK;
	}
	for (i = 0; i < rest->len; i++)
		if (rest->v[i]->kind == SEARCH_THREAD) {
			lead_by(p, SCOPE_THREAD, unread);
			bind_scope(p, SCOPE_THREAD, rest->v[i]->n, NULL);
			return ST_OK;
		}
	st = lead_by_merge(p, rest, unread, &done, err);
	if (st != ST_OK || done)
		return st;
	i = find(rest, SEARCH_IS, SEARCH_IS_STARRED);
	lead_by(p, i < rest->len ? SCOPE_STARRED : SCOPE_ALL, unread);
	return ST_OK;
}
