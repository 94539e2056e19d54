/* plan.c - see plan_priv.h: the conditions, and what they bind. */
#include "config.h"

#include "plan_priv.h"

#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

/* ---- values ---- */

void plan_int(struct plan_values *v, int64_t n)
{
	struct plan_value one = { .kind = VALUE_INT, .n = n };

	vec_push(v, one);
}

void plan_text(struct plan_values *v, const char *text)
{
	struct plan_value one = { .kind = VALUE_TEXT, .text = text };

	vec_push(v, one);
}

void plan_node(struct plan *p, struct plan_values *v,
	       const struct search_node *n)
{
	struct asked_node *a = arena_calloc(&p->arena, 1, sizeof(*a));
	struct plan_value one = { .kind = VALUE_NODE, .node = a };

	*a = (struct asked_node){ p->search, n, &p->text };
	vec_push(v, one);
}

static void bind_values(struct query *sql, const struct plan_values *v)
{
	for (size_t i = 0; i < v->len; i++) {
		const struct plan_value *one = &v->v[i];
		if (one->kind == VALUE_INT)
			query_int(sql, one->n);
		else if (one->kind == VALUE_TEXT)
			query_text(sql, one->text);
		else
			query_pointer(sql, one->node, SEARCH_POINTER);
	}
}

void plan_bind(struct query *sql, const struct plan *p)
{
	bind_values(sql, &p->from_values);
	bind_values(sql, &p->where_values);
}

/* ---- feeds and tags ---- */

static bool is_about(struct plan *p, const struct search_node *n,
		     const struct feed *f)
{
	if (n->kind == SEARCH_TAG) {
		bool found = false;
		for (const char *t = f->tags; t && *t && !found;) {
			size_t len = strcspn(t, "\n");
			found = search_tag_is(
				n, arena_strndup(&p->arena, t, len));
			t += len + (t[len] == '\n');
		}
		return found;
	}
	if (n->of == SEARCH_OF_SOURCE)
		return search_field_has(p->search, n, feed_name(f));
	return search_feed_has(p->search, n, f);
}

enum status plan_feeds(struct plan *p, const struct search_node *n,
		       struct id_vec *out, struct err *err)
{
	if (!p->has_feeds) {
		enum status st = store_feeds(p->st, &p->arena, &p->feeds,
					     err);
		if (st != ST_OK)
			return st;
		p->has_feeds = true;
	}
	for (size_t i = 0; i < p->feeds.len; i++)
		if (is_about(p, n, p->feeds.v[i]))
			vec_push(out, p->feeds.v[i]->id);
	return ST_OK;
}

enum status plan_tags(struct plan *p, const struct search_node *n,
		      struct id_vec *out, struct err *err)
{
	struct query q;

	query_start(&q, p->st,
		    n->is_prefix ? "SELECT id FROM tag WHERE key >= ?1"
				   " AND key < ?1 || char(1114111)" :
				   "SELECT id FROM tag WHERE key = ?1",
		    err);
	query_text(&q, n->text);
	while (query_row(&q))
		vec_push(out, query_col_int(&q, 0));
	return query_end(&q);
}

/* For json_each(): SQLite has no arrays. */
static const char *as_json(struct plan *p, const struct id_vec *ids)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, '[');
	for (size_t i = 0; i < ids->len; i++)
		buf_addf(&b, "%s%lld", i ? "," : "", (long long)ids->v[i]);
	buf_addc(&b, ']');
	const char *out = arena_strndup(&p->arena, b.ptr, b.len);
	buf_release(&b);
	return out;
}

/* ---- conditions ---- */

static enum status condition(struct plan *p, const struct search_node *n,
			     struct err *err);

static void of_text(struct plan *p, const struct search_node *n)
{
	buf_adds(&p->where,
		 "coalesce((SELECT thrum_text(?,"
		 " coalesce(b.text, b.summary, x.summary), x.title, x.source,"
		 " x.tags) FROM content x"
		 " LEFT JOIN body b ON b.arrival = a.arrival"
		 " WHERE x.id = a.id), 0)");
	plan_node(p, &p->where_values, n);
}

static enum status joined(struct plan *p, const struct search_node *n,
			  struct err *err)
{
	enum status st = ST_OK;

	buf_addc(&p->where, '(');
	for (const struct search_node *c = n->child; c && st == ST_OK;
	     c = c->next) {
		if (c != n->child)
			buf_adds(&p->where,
				 n->kind == SEARCH_OR ? " OR " : " AND ");
		st = condition(p, c, err);
	}
	buf_addc(&p->where, ')');
	return st;
}

static void in_feeds(struct plan *p, const struct id_vec *feeds)
{
	buf_adds(&p->where,
		 "EXISTS (SELECT 1 FROM sighting s WHERE s.article_id = a.id"
		 " AND s.feed_id IN (SELECT value FROM json_each(?)))");
	plan_text(&p->where_values, as_json(p, feeds));
}

static enum status of_feed(struct plan *p, const struct search_node *n,
			   struct err *err)
{
	struct id_vec feeds = { 0 };
	enum status st = plan_feeds(p, n, &feeds, err);

	if (st == ST_OK && feeds.len)
		in_feeds(p, &feeds);
	else
		buf_adds(&p->where, "0");
	vec_release(&feeds);
	return st;
}

static enum status of_tag(struct plan *p, const struct search_node *n,
			  struct err *err)
{
	struct id_vec feeds = { 0 }, tags = { 0 };
	enum status st = plan_feeds(p, n, &feeds, err);

	if (st == ST_OK)
		st = plan_tags(p, n, &tags, err);
	if (st == ST_OK) {
		buf_adds(&p->where,
			 "(EXISTS (SELECT 1 FROM article_tag t"
			 " WHERE t.article_id = a.id AND t.tag_id IN"
			 " (SELECT value FROM json_each(?)))");
		plan_text(&p->where_values, as_json(p, &tags));
		if (feeds.len) {
			buf_adds(&p->where, " OR ");
			in_feeds(p, &feeds);
		}
		buf_addc(&p->where, ')');
	}
	vec_release(&feeds);
	vec_release(&tags);
	return st;
}

static enum status of_field(struct plan *p, const struct search_node *n,
			    struct err *err)
{
	static const char *const columns[] = {
		[SEARCH_OF_TITLE] = "x.title) FROM content x",
		[SEARCH_OF_BODY] = "coalesce(b.text, b.summary, x.summary))"
				   " FROM content x"
				   " LEFT JOIN body b ON b.arrival = a.arrival",
		[SEARCH_OF_SOURCE] = "coalesce(x.source,"
				     " nullif(f.custom_title, ''),"
				     " nullif(f.title, ''), f.url))"
				     " FROM content x"
				     " LEFT JOIN feed f ON f.id = a.feed_id",
		[SEARCH_OF_FEED] = NULL,
		[SEARCH_OF_AUTHOR] = "x.author) FROM content x",
		[SEARCH_OF_URL] = "x.url) FROM content x",
		[SEARCH_OF_LANG] = "x.lang) FROM content x",
	};

	if (n->of == SEARCH_OF_FEED)
		return of_feed(p, n, err);
	buf_addf(&p->where,
		 "coalesce((SELECT thrum_field(?, %s WHERE x.id = a.id), 0)",
		 columns[n->of]);
	plan_node(p, &p->where_values, n);
	return ST_OK;
}

static const char *of_state(const struct search_node *n)
{
	switch ((enum search_is)n->n) {
	case SEARCH_IS_UNREAD:
		return "a.flags & 1 = 0";
	case SEARCH_IS_READ:
		return "a.flags & 1 = 1";
	case SEARCH_IS_STARRED:
		return "a.flags & 2 = 2";
	case SEARCH_IS_COPY:
		return "a.flags & 8 = 8";
	case SEARCH_IS_REVISED:
		return "a.flags & 16 = 16";
	case SEARCH_IS_DELETED:
		return "a.flags & 68 = 4";
	case SEARCH_IS_KILLED:
		return "a.flags & 68 = 68";
	case SEARCH_IS_FOLLOWED:
		return "EXISTS (SELECT 1 FROM thread t WHERE t.id ="
		       " a.thread_id AND t.flags & 1)";
	case SEARCH_IS_MUTED:
		return "EXISTS (SELECT 1 FROM thread t WHERE t.id ="
		       " a.thread_id AND t.flags & 10 = 2)";
	case SEARCH_IS_SNOOZED:
		return "EXISTS (SELECT 1 FROM thread t WHERE t.id ="
		       " a.thread_id AND t.flags & 8)";
	case SEARCH_IS_KINDS:
		break;
	}
	return "0";
}

static const char *of_part(const struct search_node *n)
{
	switch ((enum search_has)n->n) {
	case SEARCH_HAS_TAG:
		return "EXISTS (SELECT 1 FROM article_tag t"
		       " WHERE t.article_id = a.id)";
	case SEARCH_HAS_AUTHOR:
		return "EXISTS (SELECT 1 FROM content x WHERE x.id = a.id"
		       " AND x.author <> '')";
	case SEARCH_HAS_COMMENTS:
		return "EXISTS (SELECT 1 FROM content x WHERE x.id = a.id"
		       " AND x.comments_url <> '')";
	case SEARCH_HAS_ENCLOSURE:
		return "EXISTS (SELECT 1 FROM body b"
		       " WHERE b.arrival = a.arrival"
		       " AND thrum_files(b.lists) > 0)";
	case SEARCH_HAS_FULLTEXT:
		return "a.flags & 32 = 32";
	case SEARCH_HAS_KINDS:
		break;
	}
	return "0";
}

static void of_number(struct plan *p, const struct search_node *n)
{
	static const char *const sql[] = {
		[SEARCH_SINCE] = "a.id >= ?",
		[SEARCH_UNTIL] = "a.id < ?",
		[SEARCH_THREAD] = "a.thread_id = ?",
		[SEARCH_LONGER] = "a.words >= ?",
		[SEARCH_SHORTER] = "a.words <= ?",
		[SEARCH_SCORE] = "a.points >= ?",
	};
	bool is_time = n->kind == SEARCH_SINCE || n->kind == SEARCH_UNTIL;

	buf_adds(&p->where, sql[n->kind]);
	plan_int(&p->where_values, is_time ? store_id_at(p->st, n->n) : n->n);
}

static enum status condition(struct plan *p, const struct search_node *n,
			     struct err *err)
{
	enum status st = ST_OK;

	if (search_is_text(n)) {
		of_text(p, n);
		return ST_OK;
	}
	switch (n->kind) {
	case SEARCH_AND:
	case SEARCH_OR:
		return joined(p, n, err);
	case SEARCH_NOT:
		buf_adds(&p->where, "NOT (");
		st = condition(p, n->child, err);
		buf_addc(&p->where, ')');
		return st;
	case SEARCH_FIELD:
		return of_field(p, n, err);
	case SEARCH_TAG:
		return of_tag(p, n, err);
	case SEARCH_IS:
		buf_adds(&p->where, of_state(n));
		return ST_OK;
	case SEARCH_HAS:
		buf_adds(&p->where, of_part(n));
		return ST_OK;
	case SEARCH_ALL:
		buf_adds(&p->where, "1");
		return ST_OK;
	default:
		of_number(p, n);
		return ST_OK;
	}
}

/* ---- the whole ---- */

/* The parts that all must hold. */
static void conjuncts(const struct search_node *root, struct node_vec *out)
{
	struct search_node *first = (struct search_node *)root;

	if (root->kind != SEARCH_AND) {
		if (root->kind != SEARCH_ALL)
			vec_push(out, first);
		return;
	}
	for (struct search_node *c = root->child; c; c = c->next)
		vec_push(out, c);
}

/* Times bound the walk itself. */
static void take_times(struct plan *p, struct node_vec *rest)
{
	size_t n = 0;

	for (size_t i = 0; i < rest->len; i++) {
		struct search_node *c = rest->v[i];
		int64_t id = store_id_at(p->st, c->n);
		if (c->kind == SEARCH_SINCE && id > p->lo)
			p->lo = id;
		else if (c->kind == SEARCH_UNTIL && id - 1 < p->hi)
			p->hi = id - 1;
		if (c->kind != SEARCH_SINCE && c->kind != SEARCH_UNTIL)
			rest->v[n++] = c;
	}
	rest->len = n;
}

static bool is_blank(const char *s)
{
	return !s || !s[strspn(s, " \t\n")];
}

static enum status read_search(struct plan *p, struct node_vec *rest,
			       struct err *err)
{
	struct search_when when = { p->q->now, p->q->tz_s };
	bool is_search = p->q->scope == SCOPE_SEARCH;
	const char *text = is_search ? p->q->text : p->q->filter;
	enum status st = ST_OK;

	if (is_search && is_blank(text))
		return err_set(err, ST_USAGE,
			       _("name at least one word to search for"));
	if (!is_blank(text))
		st = search_parse(text, &when, &p->search, err);
	if (st != ST_OK || !p->search)
		return st;
	conjuncts(search_root(p->search), rest);
	take_times(p, rest);
	p->order = search_order(p->search);
	p->is_ascending = p->order == SEARCH_OLDEST;
	return ST_OK;
}

/* A search may be narrowed by a filter, too. */
static enum status add_filter(struct plan *p, struct err *err)
{
	struct search_when when = { p->q->now, p->q->tz_s };
	struct search *filter = NULL;
	struct search *own = p->search;

	if (p->q->scope != SCOPE_SEARCH || !p->q->filter || !*p->q->filter)
		return ST_OK;
	enum status st = search_parse(p->q->filter, &when, &filter, err);
	if (st != ST_OK)
		return st;
	p->filter = filter;
	p->search = filter; /* whose tokenizer the nodes are asked with */
	buf_adds(&p->where, " AND ");
	st = condition(p, search_root(filter), err);
	p->search = own;
	return st;
}

/* The ids a page may hold, from the key and the query's own bounds. */
static void bounds(struct plan *p, const struct plan_page *page)
{
	p->down = p->is_ascending != (page->dir == PAGE_AFTER);
	if (page->key && p->order <= SEARCH_OLDEST) {
		if (p->down && page->key - 1 < p->hi)
			p->hi = page->key - 1;
		else if (!p->down && page->key + 1 > p->lo)
			p->lo = page->key + 1;
	}
}

enum status plan_init(struct plan *p, struct store *st,
		      const struct article_query *q,
		      const struct plan_page *page, struct err *err)
{
	struct node_vec rest = { 0 };

	*p = (struct plan){ .st = st,
			    .q = q,
			    .lo = q->min_id,
			    .hi = q->max_id ? q->max_id : INT64_MAX };
	if (q->since && store_id_at(st, q->since) > p->lo)
		p->lo = store_id_at(st, q->since);
	if (q->until && store_id_at(st, q->until) - 1 < p->hi)
		p->hi = store_id_at(st, q->until) - 1;
	buf_init(&p->from, BUF_MAX_DEFAULT);
	buf_init(&p->where, BUF_MAX_DEFAULT);
	p->is_ascending = q->scope == SCOPE_THREAD;
	enum status status = read_search(p, &rest, err);
	bounds(p, page);
	if (status == ST_OK)
		status = plan_lead(p, &rest, err);
	for (size_t i = 0; status == ST_OK && i < rest.len; i++) {
		buf_adds(&p->where, " AND ");
		status = condition(p, rest.v[i], err);
	}
	if (status == ST_OK)
		status = add_filter(p, err);
	vec_release(&rest);
	return status;
}

void plan_sql(struct buf *sql, const struct plan *p, const char *columns,
	      const char *joins)
{
	buf_addf(sql, "SELECT %s%s%s%s AND %s BETWEEN ? AND ?", columns,
		 p->from.ptr, joins, p->where.ptr, p->id);
	if (!p->is_merged)
		buf_addf(sql, " ORDER BY %s %s", p->id,
			 p->down ? "DESC" : "ASC");
	buf_adds(sql, " LIMIT ?");
}

void plan_release(struct plan *p)
{
	vec_release(&p->feeds);
	vec_release(&p->fts);
	vec_release(&p->from_values);
	vec_release(&p->where_values);
	buf_release(&p->from);
	buf_release(&p->where);
	search_text_release(&p->text);
	search_free(p->search);
	search_free(p->filter);
	arena_release(&p->arena);
}
