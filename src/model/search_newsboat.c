/* search_newsboat.c - newsboat's filter language, as far as it says what
 * thrum knows: attribute, operator, value, joined by and, or, brackets.
 * What cannot be said is refused in a sentence that names the way to say
 * it here. Source: newsboat's manual, "Filter Language".
 */
#include "config.h"

#include "search_priv.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

#define DAY_S 86400
#define DAYS_MAX 1000000

enum op { OP_IS, OP_NOT, OP_LIKE, OP_UNLIKE, OP_IN, OP_OUT, OP_LT, OP_GT,
	  OP_LE, OP_GE, OP_BETWEEN, OP_COUNT };

static const struct {
	const char *name;
	enum op op;
} ops[] = { /* longer ones first */
	{ "=~", OP_LIKE }, { "!~", OP_UNLIKE }, { "==", OP_IS },
	{ "!=", OP_NOT },  { "!#", OP_OUT },	{ "<=", OP_LE },
	{ ">=", OP_GE },   { "=", OP_IS },	{ "#", OP_IN },
	{ "<", OP_LT },	   { ">", OP_GT },	{ "between", OP_BETWEEN },
};

enum what { WHAT_TEXT, WHAT_UNREAD, WHAT_TAGS, WHAT_AGE, WHAT_ENCLOSURE,
	    WHAT_NOTHING };

static const struct attribute {
	const char *name;
	enum what what;
	enum search_of of; /* of WHAT_TEXT */
	const char *instead; /* of WHAT_NOTHING */
} attributes[] = {
	{ "title", WHAT_TEXT, SEARCH_OF_TITLE, NULL },
	{ "author", WHAT_TEXT, SEARCH_OF_AUTHOR, NULL },
	{ "content", WHAT_TEXT, SEARCH_OF_BODY, NULL },
	{ "link", WHAT_TEXT, SEARCH_OF_URL, NULL },
	{ "feedtitle", WHAT_TEXT, SEARCH_OF_FEED, NULL },
	{ "rssurl", WHAT_TEXT, SEARCH_OF_FEED, NULL },
	{ "feedlink", WHAT_TEXT, SEARCH_OF_FEED, NULL },
	{ "unread", WHAT_UNREAD, 0, NULL },
	{ "tags", WHAT_TAGS, 0, NULL },
	{ "age", WHAT_AGE, 0, NULL },
	{ "enclosure_url", WHAT_ENCLOSURE, 0, NULL },
	{ "enclosure_type", WHAT_ENCLOSURE, 0, NULL },
	{ "date", WHAT_NOTHING, 0, N_("after:, before: or age") },
	{ "flags", WHAT_NOTHING, 0, N_("is:starred or tag:") },
	{ "guid", WHAT_NOTHING, 0, N_("url:") },
	{ "articleindex", WHAT_NOTHING, 0, N_("after: or before:") },
	{ "unread_count", WHAT_NOTHING, 0, N_("is:unread") },
	{ "total_count", WHAT_NOTHING, 0, N_("is:unread") },
	{ "latest_article_age", WHAT_NOTHING, 0, N_("after:") },
	{ "feedindex", WHAT_NOTHING, 0, N_("feed:") },
	{ "feeddesc", WHAT_NOTHING, 0, N_("feed:") },
	{ "description", WHAT_NOTHING, 0, N_("feed:") },
};
enum { N_ATTRIBUTES = sizeof(attributes) / sizeof(*attributes),
       N_OPS = sizeof(ops) / sizeof(*ops) };

static const char *skip(const char *p)
{
	return p + strspn(p, " \t\n");
}

static const struct attribute *attribute_at(const char *p, size_t *len)
{
	*len = strspn(p, "abcdefghijklmnopqrstuvwxyz_");
	for (int i = 0; i < N_ATTRIBUTES; i++)
		if (strlen(attributes[i].name) == *len &&
		    !strncmp(attributes[i].name, p, *len))
			return &attributes[i];
	return NULL;
}

static int op_at(const char *p)
{
	for (int i = 0; i < N_OPS; i++)
		if (!strncmp(p, ops[i].name, strlen(ops[i].name)))
			return i;
	return -1;
}

/* An attribute and an operator where ours has a word and more words. */
bool search_is_newsboat(const char *text)
{
	const char *p = text;
	size_t n;

	p += strspn(p, " \t\n(");
	if (!attribute_at(p, &n))
		return false;
	p = skip(p + n);
	int op = op_at(p);
	if (op < 0)
		return false;
	p = skip(p + strlen(ops[op].name));
	return *p == '"' || *p == '\'' || (*p >= '0' && *p <= '9') ||
	       *p == '-';
}

/* ---- values ---- */

static enum status take_value(struct search_read *r, char **out)
{
	const char *from = r->p = skip(r->p);

	if (*from == '"' || *from == '\'') {
		struct buf b = BUF_INIT;
		for (r->p++; *r->p && *r->p != *from; r->p++) {
			if (*r->p == '\\' && r->p[1] == *from)
				r->p++;
			buf_addc(&b, *r->p);
		}
		*out = arena_strndup(&r->s->arena, b.ptr, b.len);
		buf_release(&b);
		if (!*r->p)
			return search_fail(r, from,
					   _("this quotation is not closed"));
		r->p++;
		return ST_OK;
	}
	size_t n = strspn(from, "-0123456789:");
	if (!n)
		return search_fail(r, from, _("a value is missing here"));
	*out = arena_strndup(&r->s->arena, from, n);
	r->p += n;
	return ST_OK;
}

struct claim {
	const struct attribute *a;
	enum op op;
	const char *at; /* where it begins */
	const char *value;
};

static enum status no_op(struct search_read *r, const struct claim *c)
{
	return search_fail(r, c->at,
			   _("%s cannot be compared in this way here"),
			   c->a->name);
}

static enum status full(struct search_read *r)
{
	return search_fail(r, r->p, _("the search has more than %d parts"),
			   SEARCH_NODES_MAX);
}

static enum status negate(struct search_read *r, bool yes,
			  struct search_node **n)
{
	if (yes)
		*n = search_node_not(r->s, *n);
	return *n ? ST_OK : full(r);
}

/* ---- what each attribute says ---- */

static char *quoted_expr(struct search_read *r, const char *value)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, '^');
	for (const char *p = value; *p; p++) {
		if (strchr("\\.[]{}()*+?^$|", *p))
			buf_addc(&b, '\\');
		buf_addc(&b, *p);
	}
	buf_addc(&b, '$');
	char *out = arena_strndup(&r->s->arena, b.ptr, b.len);
	buf_release(&b);
	return out;
}

static enum status say_text(struct search_read *r, const struct claim *c,
			    struct search_node **out)
{
	bool same = c->op == OP_IS || c->op == OP_NOT;

	if (!same && c->op != OP_LIKE && c->op != OP_UNLIKE)
		return no_op(r, c);
	enum status st = search_node_expr(r, c->at, c->a->of,
					  same ? quoted_expr(r, c->value) :
						 c->value,
					  out);
	if (st != ST_OK)
		return st;
	return negate(r, c->op == OP_NOT || c->op == OP_UNLIKE, out);
}

static enum status say_unread(struct search_read *r, const struct claim *c,
			      struct search_node **out)
{
	bool yes = !strcmp(c->value, "yes");

	if ((c->op != OP_IS && c->op != OP_NOT) ||
	    (!yes && strcmp(c->value, "no")))
		return search_fail(r, c->at,
				   _("unread is \"yes\" or \"no\""));
	*out = search_node_new(r->s, SEARCH_IS);
	if (!*out)
		return full(r);
	(*out)->n = yes == (c->op == OP_IS) ? SEARCH_IS_UNREAD :
					      SEARCH_IS_READ;
	return ST_OK;
}

static enum status say_tags(struct search_read *r, const struct claim *c,
			    struct search_node **out)
{
	struct buf b = BUF_INIT;

	if (c->op != OP_IN && c->op != OP_OUT)
		return search_fail(r, c->at,
				   _("tags are asked by # and !#: "
				     "tags # \"news\""));
	*out = search_node_new(r->s, SEARCH_TAG);
	if (!*out)
		return full(r);
	text_fold(&b, c->value, strlen(c->value));
	(*out)->text = arena_strndup(&r->s->arena, b.ptr, b.len);
	buf_release(&b);
	return negate(r, c->op == OP_OUT, out);
}

static enum status say_enclosure(struct search_read *r, const struct claim *c,
				 struct search_node **out)
{
	if (*c->value || (c->op != OP_IS && c->op != OP_NOT))
		return search_fail(r, c->at,
				   _("%s can only be compared with \"\" here: "
				     "has:enclosure says the same"),
				   c->a->name);
	*out = search_node_new(r->s, SEARCH_HAS);
	if (!*out)
		return full(r);
	(*out)->n = SEARCH_HAS_ENCLOSURE;
	return negate(r, c->op == OP_IS, out);
}

/* Days lo..hi old, both counted; -1 = open. */
static enum status say_days(struct search_read *r, int64_t lo, int64_t hi,
			    struct search_node **out)
{
	struct search_node *old = NULL, *young = NULL;
	struct search *s = r->s;

	if (lo > 0) {
		old = search_node_new(s, SEARCH_UNTIL);
		if (!old)
			return full(r);
		old->n = r->when.now - lo * DAY_S + 1;
	}
	if (hi >= 0) {
		young = search_node_new(s, SEARCH_SINCE);
		if (!young)
			return full(r);
		young->n = r->when.now - (hi + 1) * DAY_S + 1;
	}
	*out = old || young ? search_node_join(s, SEARCH_AND, old, young) :
			      search_node_new(s, SEARCH_ALL);
	return *out ? ST_OK : full(r);
}

static bool to_days(const char *s, const char **end, int64_t *out)
{
	char *stop;
	long long n = strtoll(s, &stop, 10);

	*end = stop;
	*out = n < 0 ? 0 : n;
	return stop != s && n <= DAYS_MAX;
}

static enum status say_age(struct search_read *r, const struct claim *c,
			   struct search_node **out)
{
	const char *end;
	int64_t lo, hi;

	if (!to_days(c->value, &end, &lo))
		return search_fail(r, c->at, _("age is a number of days"));
	hi = lo;
	if (c->op == OP_BETWEEN &&
	    (*end != ':' || !to_days(end + 1, &end, &hi)))
		return search_fail(r, c->at,
				   _("between wants two numbers: 0:7"));
	if (*end)
		return search_fail(r, c->at, _("age is a number of days"));
	enum status st = ST_OK;
	switch (c->op) {
	case OP_IS:
	case OP_NOT:
	case OP_BETWEEN:
		st = say_days(r, lo < hi ? lo : hi, lo < hi ? hi : lo, out);
		return st == ST_OK ? negate(r, c->op == OP_NOT, out) : st;
	case OP_LT:
	case OP_GE: /* not younger than */
		st = lo ? say_days(r, -1, lo - 1, out) :
			  say_days(r, DAYS_MAX, -1, out);
		return st == ST_OK ? negate(r, c->op == OP_GE, out) : st;
	case OP_LE:
	case OP_GT:
		st = say_days(r, -1, lo, out);
		return st == ST_OK ? negate(r, c->op == OP_GT, out) : st;
	default:
		return no_op(r, c);
	}
}

/* ---- the grammar ---- */

static enum status any(struct search_read *r, struct search_node **out);

static enum status claim(struct search_read *r, struct search_node **out)
{
	struct claim c = { .at = r->p };
	size_t n;
	char *value = NULL;

	c.a = attribute_at(r->p, &n);
	if (!c.a)
		return search_fail(r, r->p,
				   _("%.*s is no attribute that is known "
				     "here"),
				   n ? (int)n : 1, r->p);
	r->p = skip(r->p + n);
	int op = op_at(r->p);
	if (op < 0)
		return search_fail(r, r->p,
				   _("an operator is missing here: =, !=, =~, "
				     "!~, #, !#, <, >, <=, >=, between"));
	c.op = ops[op].op;
	r->p += strlen(ops[op].name);
	enum status st = take_value(r, &value);
	if (st != ST_OK)
		return st;
	c.value = value;
	switch (c.a->what) {
	case WHAT_TEXT:
		return say_text(r, &c, out);
	case WHAT_UNREAD:
		return say_unread(r, &c, out);
	case WHAT_TAGS:
		return say_tags(r, &c, out);
	case WHAT_AGE:
		return say_age(r, &c, out);
	case WHAT_ENCLOSURE:
		return say_enclosure(r, &c, out);
	case WHAT_NOTHING:
		break;
	}
	return search_fail(r, c.at,
			   _("newsboat's %s means nothing here: use %s"),
			   c.a->name, _(c.a->instead));
}

static enum status one(struct search_read *r, struct search_node **out)
{
	const char *at = r->p = skip(r->p);

	if (*at != '(')
		return claim(r, out);
	if (++r->depth > SEARCH_DEPTH_MAX)
		return search_fail(r, at,
				   _("brackets stand in more than %d others"),
				   SEARCH_DEPTH_MAX);
	r->p++;
	enum status st = any(r, out);
	r->depth--;
	if (st != ST_OK)
		return st;
	if (*r->p != ')')
		return search_fail(r, at, _("this bracket is not closed"));
	r->p = skip(r->p + 1);
	return ST_OK;
}

static bool takes(struct search_read *r, const char *word)
{
	size_t n = strlen(word);

	r->p = skip(r->p);
	if (strncmp(r->p, word, n) || !strchr(" \t\n(", r->p[n]) || !r->p[n])
		return false;
	r->p += n;
	return true;
}

static enum status all(struct search_read *r, struct search_node **out)
{
	enum status st = one(r, out);

	while (st == ST_OK && takes(r, "and")) {
		struct search_node *n = NULL;
		st = one(r, &n);
		if (st != ST_OK)
			break;
		*out = search_node_join(r->s, SEARCH_AND, *out, n);
		if (!*out)
			st = full(r);
	}
	return st;
}

static enum status any(struct search_read *r, struct search_node **out)
{
	enum status st = all(r, out);

	while (st == ST_OK && takes(r, "or")) {
		struct search_node *n = NULL;
		st = all(r, &n);
		if (st != ST_OK)
			break;
		*out = search_node_join(r->s, SEARCH_OR, *out, n);
		if (!*out)
			st = full(r);
	}
	return st;
}

enum status search_newsboat(struct search_read *r, struct search_node **out)
{
	enum status st = any(r, out);

	r->p = skip(r->p);
	if (st == ST_OK && *r->p)
		return search_fail(r, r->p,
				   _("and or or is missing here"));
	return st;
}
