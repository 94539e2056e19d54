/* rules.h - which rule did what to an article. */
#ifndef THRUM_STORE_RULES_H
#define THRUM_STORE_RULES_H

#include <stdint.h>

#include "thrum/base/status.h"
#include "thrum/base/vec.h"

struct store;

/* The rule `text` fits the article; once counted, it adds `points`. */
enum status store_rule_note(struct store *st, int64_t article_id,
			    const char *text, int points, struct err *err)
	MUST_CHECK;
/* Texts of the rules that fit it. */
enum status store_rules_of(struct store *st, int64_t article_id,
			   struct str_vec *out, struct err *err) MUST_CHECK;
/* Forget them all, and all points. */
enum status store_rules_clear(struct store *st, struct err *err) MUST_CHECK;
/* Take articles out that have just arrived: no step of the reader's to
 * undo; store_change(CHANGE_UNDELETE) brings them back. */
enum status store_rule_kill(struct store *st, const int64_t *ids, size_t n,
			    int64_t now, struct err *err) MUST_CHECK;

#endif
