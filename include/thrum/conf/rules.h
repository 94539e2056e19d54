/* rules.h - the file `rules`: what happens to articles when they arrive.
 *
 *	kill QUERY		out of all lists (is:killed finds them)
 *	score +10 QUERY		points, for sort:score and score:
 *	tag NAME QUERY		a tag; NAME may be quoted
 *	star QUERY
 *	read QUERY
 *
 * A line a rule, `#` begins a comment line; the query is model/search.h's.
 * All rules that fit are applied, in order.
 */
#ifndef THRUM_CONF_RULES_H
#define THRUM_CONF_RULES_H

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"

#define RULES_MAX 500

enum rule_kind { RULE_KILL, RULE_SCORE, RULE_TAG, RULE_STAR, RULE_READ };

struct rule {
	enum rule_kind kind;
	int line; /* from 1 */
	int points; /* of RULE_SCORE */
	char *tag; /* of RULE_TAG */
	char *query;
	char *text; /* the line: what `why` names */
};
struct rule_vec {
	VEC_FIELDS(struct rule);
};
void rule_vec_release(struct rule_vec *vec);
/* A line that makes no sense, or whose query makes none, is skipped and
 * named in `problems` ("line 7: ..." a line, may be NULL). */
void rules_parse(const char *s, size_t len, struct rule_vec *out,
		 struct buf *problems);

#endif
