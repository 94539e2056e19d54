/* search.c - see search.h: words, brackets and operators -> a tree. What
 * stands behind a field's colon is search_value.c's. */
#include "config.h"

#include "search_priv.h"

#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

/* ---- nodes ---- */

enum status search_fail(struct search_read *r, const char *at,
			const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	char words[400];
	va_list ap;
	size_t place = 1;
	uint32_t cp;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	for (const char *p = r->text; p < at; place++)
		p += utf8_next(p, (size_t)(at - p), &cp);
	buf_addf(&b, _("%s (at character %zu)"), words, place);
	enum status st = err_set(r->err, ST_USAGE, "%s", b.ptr);
	buf_release(&b);
	return st;
}

struct search_node *search_node_new(struct search *s, enum search_kind kind)
{
	if (s->n_nodes == SEARCH_NODES_MAX)
		return NULL;
	struct search_node *n = arena_calloc(&s->arena, 1, sizeof(*n));
	s->n_nodes++;
	n->kind = kind;
	return n;
}

static enum status too_many(struct search_read *r)
{
	return search_fail(r, r->p, _("the search has more than %d parts"),
			   SEARCH_NODES_MAX);
}

struct gather {
	struct arena *arena;
	struct str_vec words;
};

static int gather_word(void *ctx, int tflags, const char *word, int n,
		       int start, int end)
{
	struct gather *g = ctx;

	(void)tflags;
	(void)start;
	(void)end;
	vec_push(&g->words, arena_strndup(g->arena, word, (size_t)n));
	return 0;
}

void search_node_words(struct search *s, struct search_node *n,
		       const char *text, size_t len)
{
	struct gather g = { .arena = &s->arena };

	words_each(s->words, text, len, gather_word, &g);
	n->n_words = g.words.len;
	n->words = arena_calloc(&s->arena, g.words.len + 1, sizeof(char *));
	if (g.words.len)
		memcpy(n->words, g.words.v, g.words.len * sizeof(char *));
	vec_release(&g.words);
}

struct search_node *search_node_join(struct search *s, enum search_kind kind,
				     struct search_node *a,
				     struct search_node *b)
{
	if (!a || !b)
		return a ? a : b;
	if (a->kind != kind) {
		struct search_node *n = search_node_new(s, kind);
		if (!n)
			return NULL;
		n->child = a;
		a = n;
	}
	struct search_node *last = a->child;
	while (last->next)
		last = last->next;
	last->next = b;
	return a;
}

struct search_node *search_node_not(struct search *s, struct search_node *n)
{
	struct search_node *not = search_node_new(s, SEARCH_NOT);

	if (not)
		not->child = n;
	return not;
}

enum status search_node_expr(struct search_read *r, const char *at,
			     enum search_of of, const char *expr,
			     struct search_node **out)
{
	struct search_node *n = search_node_new(r->s, SEARCH_FIELD);
	char words[160];

	if (!n)
		return too_many(r);
	regex_t *re = xcalloc(1, sizeof(*re));
	int rc = regcomp(re, expr, REG_EXTENDED | REG_ICASE | REG_NOSUB);
	if (rc) {
		regerror(rc, re, words, sizeof(words));
		free(re);
		return search_fail(r, at, _("\"%s\" is no expression: %s"),
				   expr, words);
	}
	n->of = of;
	n->how = SEARCH_EXPR;
	n->text = arena_strdup(&r->s->arena, expr);
	n->expr = re;
	vec_push(&r->s->exprs, n);
	*out = n;
	return ST_OK;
}

/* ---- characters ---- */

/* The ideographic space is one, too. */
static size_t space_at(const char *p)
{
	if (*p == ' ' || *p == '\t' || *p == '\n')
		return 1;
	return strncmp(p, "\xe3\x80\x80", 3) ? 0 : 3;
}

static void skip_space(struct search_read *r)
{
	for (size_t n; (n = space_at(r->p)); r->p += n)
		;
}

static size_t word_len(const char *p)
{
	size_t n = 0;

	while (p[n] && !space_at(p + n) && !strchr("\"()", p[n]))
		n++;
	return n;
}

static bool takes_word(struct search_read *r, const char *lower,
		       const char *upper)
{
	size_t n = word_len(r->p);

	if (n != strlen(lower) ||
	    (strncmp(r->p, lower, n) && strncmp(r->p, upper, n)))
		return false;
	r->p += n;
	return true;
}

/* ---- one term ---- */

/* What is quoted, or /an expression/, or a word with its star. */
struct value {
	const char *at;
	char *text; /* the arena's */
	bool is_quoted, is_expr, is_prefix;
};

static void take_quoted(struct search_read *r, struct value *v, char end)
{
	const char *from = ++r->p;

	while (*r->p && *r->p != end)
		r->p++;
	v->text = arena_strndup(&r->s->arena, from, (size_t)(r->p - from));
	if (*r->p)
		r->p++;
	if (end == '"' && *r->p == '*') {
		v->is_prefix = true;
		r->p++;
	}
}

static void take_value(struct search_read *r, bool may_be_expr,
		       struct value *v)
{
	*v = (struct value){ .at = r->p };
	if (*r->p == '"') {
		v->is_quoted = true;
		take_quoted(r, v, '"');
		return;
	}
	if (may_be_expr && *r->p == '/' && strchr(r->p + 1, '/')) {
		v->is_expr = true;
		take_quoted(r, v, '/');
		return;
	}
	size_t n = word_len(r->p);
	v->text = arena_strndup(&r->s->arena, r->p, n);
	r->p += n;
	if (n > 1 && v->text[n - 1] == '*') {
		v->is_prefix = true;
		v->text[n - 1] = '\0';
	}
}

static enum status text_node(struct search_read *r, const struct value *v,
			     struct search_node **out)
{
	struct search_node *n = search_node_new(r->s, SEARCH_TEXT);

	if (!n)
		return too_many(r);
	n->columns = SEARCH_COLUMNS;
	n->is_prefix = v->is_prefix;
	search_node_words(r->s, n, v->text, strlen(v->text));
	if (!n->n_words)
		return ST_OK; /* a dash, an ampersand */
	if (n->is_prefix && n->n_words == 1 &&
	    strlen(v->text) < SEARCH_BEGIN_MIN)
		return search_fail(r, v->at,
				   _("\"%s*\" is too short: give two letters "
				     "or more before the *"),
				   v->text);
	*out = n;
	return ST_OK;
}

static bool takes_expr(const struct search_field_info *f)
{
	long no = f - search_fields;

	return no == FIELD_TITLE || no == FIELD_BODY || no == FIELD_SOURCE ||
	       no == FIELD_FEED || no == FIELD_AUTHOR || no == FIELD_URL;
}

static enum status expr_node(struct search_read *r,
			     const struct search_field_info *f,
			     const struct value *v, struct search_node **out)
{
	static const enum search_of of[] = {
		[FIELD_TITLE] = SEARCH_OF_TITLE,
		[FIELD_BODY] = SEARCH_OF_BODY,
		[FIELD_SOURCE] = SEARCH_OF_SOURCE,
		[FIELD_FEED] = SEARCH_OF_FEED,
		[FIELD_AUTHOR] = SEARCH_OF_AUTHOR,
		[FIELD_URL] = SEARCH_OF_URL,
	};
	return search_node_expr(r, v->at, of[f - search_fields], v->text, out);
}

static enum status read_all(struct search_read *r, struct search_node **out);

static enum status brackets(struct search_read *r,
			    const struct search_field_info *f,
			    struct search_node **out)
{
	const struct search_field_info *around = r->field;
	const char *at = r->p++;

	if (++r->depth > SEARCH_DEPTH_MAX)
		return search_fail(r, at,
				   _("brackets stand in more than %d others"),
				   SEARCH_DEPTH_MAX);
	r->field = f;
	enum status st = read_all(r, out);
	r->field = around;
	r->depth--;
	if (st == ST_OK && *r->p != ')')
		return search_fail(r, at, _("this bracket is not closed"));
	if (st == ST_OK)
		r->p++;
	return st;
}

static enum status field_value(struct search_read *r,
			       const struct search_field_info *f,
			       struct search_node **out)
{
	struct value v;

	take_value(r, takes_expr(f), &v);
	if (v.is_expr)
		return expr_node(r, f, &v, out);
	return search_value(r, f, v.at, v.text, v.is_prefix, out);
}

/* "name:" at the next byte: *f, and behind it; false when it is no field.
 * "http://x" and "12:30" are text. */
static enum status take_field(struct search_read *r,
			      const struct search_field_info **f)
{
	size_t n = strspn(r->p, "abcdefghijklmnopqrstuvwxyz_");

	*f = NULL;
	if (!n || r->p[n] != ':' || !strncmp(r->p + n, "://", 3))
		return ST_OK;
	*f = search_field_find(r->p, n);
	if (*f) {
		r->p += n + 1;
		return ST_OK;
	}
	const struct search_field_info *near = search_field_near(r->p, n);
	if (!near || !r->p[n + 1] || space_at(r->p + n + 1))
		return ST_OK;
	return search_fail(r, r->p,
			   _("no field is called %.*s; did you mean %s: ?"),
			   (int)n, r->p, near->name);
}

static enum status term(struct search_read *r, struct search_node **out)
{
	const struct search_field_info *f;
	struct value v;

	if (*r->p == '(')
		return brackets(r, r->field, out);
	if (*r->p != '"') {
		enum status st = take_field(r, &f);
		if (st != ST_OK)
			return st;
		if (f && *r->p == '(')
			return brackets(r, f, out);
		if (f)
			return field_value(r, f, out);
	}
	if (r->field)
		return field_value(r, r->field, out);
	take_value(r, false, &v);
	if (!strcmp(v.text, "*") && !v.is_quoted) {
		*out = search_node_new(r->s, SEARCH_ALL);
		return *out ? ST_OK : too_many(r);
	}
	return text_node(r, &v, out);
}

/* *out stays NULL for what says nothing: a dash, an ampersand. */
static enum status negated(struct search_read *r, struct search_node **out)
{
	bool is_not = false;

	while (takes_word(r, "not", "NOT")) {
		is_not = !is_not;
		skip_space(r);
	}
	if (*r->p == '-' && r->p[1] && !space_at(r->p + 1)) {
		is_not = !is_not;
		r->p++;
	}
	if (!*r->p || *r->p == ')')
		return ST_OK;
	struct search_node *n = NULL;
	enum status st = term(r, &n);
	if (st != ST_OK || !n)
		return st;
	*out = is_not ? search_node_not(r->s, n) : n;
	return *out ? ST_OK : too_many(r);
}

/* x or y or z */
static enum status either(struct search_read *r, struct search_node **out)
{
	enum status st = ST_OK;

	for (bool more = true; st == ST_OK && more;) {
		struct search_node *n = NULL;
		skip_space(r);
		st = negated(r, &n);
		if (st == ST_OK && n) {
			bool had = *out != NULL;
			*out = search_node_join(r->s, SEARCH_OR, *out, n);
			if (had && !*out)
				st = too_many(r);
		}
		skip_space(r);
		more = takes_word(r, "or", "OR");
	}
	return st;
}

/* Up to the end, or to a closing bracket that somebody opened. */
static enum status read_all(struct search_read *r, struct search_node **out)
{
	enum status st = ST_OK;

	for (skip_space(r); st == ST_OK && *r->p; skip_space(r)) {
		struct search_node *n = NULL;
		if (*r->p == ')' && r->depth)
			break;
		if (*r->p == ')')
			return search_fail(r, r->p,
					   _("this bracket was not opened"));
		if (takes_word(r, "and", "AND") || takes_word(r, "or", "OR"))
			continue;
		st = either(r, &n);
		if (st != ST_OK || !n)
			continue;
		bool had = *out != NULL;
		*out = search_node_join(r->s, SEARCH_AND, *out, n);
		if (had && !*out)
			st = too_many(r);
	}
	return st;
}

/* ---- the whole ---- */

static bool is_blank(const char *s)
{
	while (space_at(s))
		s += space_at(s);
	return !*s;
}

static enum status read_root(struct search_read *r)
{
	struct search *s = r->s;
	enum status st;

	if (strlen(r->text) > SEARCH_BYTES_MAX)
		return err_set(r->err, ST_USAGE,
			       _("the search is longer than %d bytes"),
			       SEARCH_BYTES_MAX);
	if (search_is_newsboat(r->text))
		st = search_newsboat(r, &s->root);
	else
		st = read_all(r, &s->root);
	if (st != ST_OK || s->root)
		return st;
	/* "sort:oldest" alone is about everything. */
	if (s->order == SEARCH_NEWEST && !is_blank(r->text))
		return err_set(r->err, ST_USAGE,
			       _("name at least one word to search for"));
	s->root = search_node_new(s, SEARCH_ALL);
	return ST_OK;
}

enum status search_parse(const char *text, const struct search_when *when,
			 struct search **out, struct err *err)
{
	struct search *s = xcalloc(1, sizeof(*s));
	struct search_read r = {
		.s = s,
		.text = text ? text : "",
		.p = text ? text : "",
		.err = err,
	};

	if (when)
		r.when = *when;
	s->words = words_new();
	enum status st = read_root(&r);
	if (st == ST_OK)
		*out = s;
	else
		search_free(s);
	return st;
}

void search_free(struct search *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->exprs.len; i++) {
		regfree(s->exprs.v[i]->expr);
		free(s->exprs.v[i]->expr);
	}
	vec_release(&s->exprs);
	words_free(s->words);
	arena_release(&s->arena);
	free(s);
}

const struct search_node *search_root(const struct search *s)
{
	return s->root;
}

enum search_order search_order(const struct search *s)
{
	return s->order;
}

bool search_wants_dead(const struct search *s)
{
	return s->wants_dead;
}

bool search_is_text(const struct search_node *n)
{
	if (n->kind == SEARCH_TEXT)
		return true;
	if (n->kind != SEARCH_AND && n->kind != SEARCH_OR &&
	    n->kind != SEARCH_NOT)
		return false;
	for (const struct search_node *c = n->child; c; c = c->next)
		if (!search_is_text(c))
			return false;
	return true;
}
