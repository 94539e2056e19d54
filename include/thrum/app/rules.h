/* rules.h - the reader's rules (conf/rules.h) on all articles. What arrives
 * is judged by itself (batch.c). */
#ifndef THRUM_APP_RULES_H
#define THRUM_APP_RULES_H

#include "thrum/app/app.h"
#include "thrum/conf/rules.h"

/* The file as it is now; its problems go to app->problems. */
void app_rules_read(struct app *app, struct rule_vec *out);

struct app_ruled {
	int line; /* the rule's */
	int64_t found, changed; /* articles */
};
struct app_ruled_vec {
	VEC_FIELDS(struct app_ruled);
};
/* Points are counted anew; kill, read, star and tag change what is not so
 * yet, each rule as one step to undo. All of it or nothing. */
enum status app_rules_apply(struct app *app, const struct rule_vec *rules,
			    struct app_ruled_vec *out, struct err *err)
	MUST_CHECK;

#endif
