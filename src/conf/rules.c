/* rules.c - see rules.h. */
#include "config.h"

#include "thrum/conf/rules.h"

#include <stdlib.h>
#include <string.h>

#include "lines_priv.h"
#include "thrum/base/i18n.h"
#include "thrum/model/search.h"

#include "thrum/base/banned.h"

enum { POINTS_MAX = 1000000 };

void rule_vec_release(struct rule_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++) {
		free(vec->v[i].tag);
		free(vec->v[i].query);
		free(vec->v[i].text);
	}
	vec_release(vec);
}

static const struct {
	const char *name;
	enum rule_kind kind;
} verbs[] = {
	{ "kill", RULE_KILL }, { "score", RULE_SCORE }, { "tag", RULE_TAG },
	{ "star", RULE_STAR }, { "read", RULE_READ },
};

static int find_verb(struct span word)
{
	for (int i = 0; i < 5; i++)
		if (span_is(word, verbs[i].name))
			return i;
	return -1;
}

static bool take_points(struct span *rest, int *out)
{
	struct span word = span_word(rest);
	char *s = xstrndup(word.p, word.len), *end;
	long n = strtol(s, &end, 10);
	bool ok = end != s && !*end && n >= -POINTS_MAX && n <= POINTS_MAX;

	free(s);
	*out = (int)n;
	return ok;
}

static char *take_tag(struct span *rest)
{
	struct span s = span_trim(*rest);

	if (!s.len || *s.p != '"') {
		struct span word = span_word(rest);
		return word.len ? xstrndup(word.p, word.len) : NULL;
	}
	const char *end = memchr(s.p + 1, '"', s.len - 1);
	if (!end || end == s.p + 1)
		return NULL;
	*rest = (struct span){ end + 1, (size_t)(s.p + s.len - end - 1) };
	return xstrndup(s.p + 1, (size_t)(end - s.p - 1));
}

/* What is wrong with the words behind the verb; NULL = nothing. */
static const char *take_words(struct rule *r, struct span *rest)
{
	if (r->kind == RULE_SCORE && !take_points(rest, &r->points))
		return _("score wants a number: score +10 QUERY");
	if (r->kind == RULE_TAG) {
		r->tag = take_tag(rest);
		if (!r->tag)
			return _("tag wants a name: tag NAME QUERY");
	}
	*rest = span_trim(*rest);
	return rest->len ? NULL : _("a query is missing");
}

static void parse_line(struct span line, int number, struct rule_vec *out,
		       struct buf *problems)
{
	struct rule r = { .line = number };
	struct span all = span_trim(line), rest = all;
	struct search *s = NULL;
	struct err err = { 0 };
	int verb = find_verb(span_word(&rest));

	if (verb < 0) {
		problem_add(problems, number,
			    _("a rule begins with kill, score, tag, star or "
			      "read"));
		return;
	}
	r.kind = verbs[verb].kind;
	const char *wrong = take_words(&r, &rest);
	r.query = xstrndup(rest.p, rest.len);
	r.text = xstrndup(all.p, all.len);
	if (!wrong && search_parse(r.query, NULL, &s, &err) != ST_OK)
		wrong = err.msg;
	if (!wrong && out->len == RULES_MAX)
		wrong = _("there are too many rules");
	if (wrong) {
		struct rule_vec one = { 0 };
		problem_add(problems, number, "%s", wrong);
		vec_push(&one, r);
		rule_vec_release(&one);
	} else {
		vec_push(out, r);
	}
	search_free(s);
}

void rules_parse(const char *s, size_t len, struct rule_vec *out,
		 struct buf *problems)
{
	struct line_iter it;

	line_iter_init(&it, s, len);
	while (line_next(&it)) {
		struct span line = span_trim(it.line);
		if (line.len && *line.p != '#')
			parse_line(line, it.number, out, problems);
	}
}
