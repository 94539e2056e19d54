/* rules_priv.h - rules on articles as they arrive. */
#ifndef THRUM_APP_RULES_PRIV_H
#define THRUM_APP_RULES_PRIV_H

#include "thrum/app/app.h"
#include "thrum/base/arena.h"
#include "thrum/base/map.h"
#include "thrum/conf/rules.h"
#include "thrum/model/search.h"
#include "thrum/store/threads.h"

/* One batch's. */
struct ruling {
	struct app *app;
	struct rule_vec rules;
	struct {
		VEC_FIELDS(struct search *); /* of each rule */
	} searches;
	struct arena arena;
	struct map feeds; /* id -> struct feed * */
	struct search_text text;
	struct {
		VEC_FIELDS(size_t); /* rules that fit the article at hand */
	} hits;
	struct id_vec killed;
};
/* Reads the file; its problems go where the app's others go. */
void ruling_init(struct ruling *r, struct app *app, int64_t now);
void ruling_release(struct ruling *r);
/* Before the article is stored: marks and tags it gets. */
void ruling_judge(struct ruling *r, struct article *a);
/* It is new, and stored: what fitted is written down. */
enum status ruling_note(struct ruling *r, const struct article *a,
			struct err *err) MUST_CHECK;
/* When all of the batch are threaded. */
enum status ruling_kill(struct ruling *r, int64_t now, struct err *err)
	MUST_CHECK;

#endif
