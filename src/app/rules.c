/* rules.c - the file `rules`: applied to what arrives, and on request to
 * everything. */
#include "config.h"

#include "rules_priv.h"

#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "thrum/app/rules.h"
#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/path.h"
#include "thrum/model/feed.h"
#include "thrum/store/feeds.h"
#include "thrum/store/rules.h"
#include "thrum/store/store.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

#define RULES_BYTES_MAX ((size_t)1 << 20)
#define PAGE 500

void app_rules_read(struct app *app, struct rule_vec *out)
{
	char *path = path_join(app->config_dir, "rules");
	struct buf text, problems;
	struct err err = { 0 };

	buf_init(&text, RULES_BYTES_MAX);
	buf_init(&problems, RULES_BYTES_MAX);
	if (path_exists(path)) {
		if (path_read(path, &text, &err))
			buf_addf(&app->problems, "%s\n", err.msg);
		else
			rules_parse(text.ptr, text.len, out, &problems);
	}
	app_add_problems(app, path, &problems);
	buf_release(&problems);
	buf_release(&text);
	free(path);
}

/* ---- what arrives ---- */

void ruling_init(struct ruling *r, struct app *app, int64_t now)
{
	struct search_when when = { now, clock_east_s(now) };

	*r = (struct ruling){ .app = app };
	app_rules_read(app, &r->rules);
	for (size_t i = 0; i < r->rules.len; i++) {
		struct search *s = NULL;
		/* It was read once already. */
		if (search_parse(r->rules.v[i].query, &when, &s, NULL))
			s = NULL;
		vec_push(&r->searches, s);
	}
}

void ruling_release(struct ruling *r)
{
	for (size_t i = 0; i < r->searches.len; i++)
		search_free(r->searches.v[i]);
	vec_release(&r->searches);
	rule_vec_release(&r->rules);
	search_text_release(&r->text);
	map_release(&r->feeds);
	arena_release(&r->arena);
	vec_release(&r->hits);
	vec_release(&r->killed);
}

static const struct feed *feed_of(struct ruling *r, int64_t id)
{
	bool is_new;
	uintptr_t *at = map_put(&r->feeds, (const char *)&id, sizeof(id),
				&is_new);
	struct feed *f = NULL;

	if (is_new && store_feed_get(r->app->store, id, &r->arena, &f, NULL) ==
			      ST_OK)
		*at = (uintptr_t)f;
	return (const struct feed *)*at;
}

static void apply(const struct rule *rule, struct article *a)
{
	if (rule->kind == RULE_STAR)
		a->flags |= ARTICLE_STARRED;
	else if (rule->kind == RULE_READ)
		a->flags |= ARTICLE_READ;
	else if (rule->kind == RULE_TAG)
		str_vec_add(&a->tags, rule->tag);
}

static void set_text(struct ruling *r, const struct article *a)
{
	struct buf tags = BUF_INIT;

	for (size_t i = 0; i < a->tags.len; i++)
		buf_addf(&tags, "%s%s", i ? "\n" : "", a->tags.v[i]);
	struct search_parts parts = {
		.body = a->body && a->body->text.len ? a->body->text.ptr :
						       a->summary,
		.title = a->title,
		.source = a->source,
		.tags = tags.ptr,
	};
	search_text_set(&r->text, r->searches.v[0], &parts);
	buf_release(&tags);
}

void ruling_judge(struct ruling *r, struct article *a)
{
	const struct feed *f;

	r->hits.len = 0;
	if (!r->rules.len || !r->searches.v[0])
		return;
	f = feed_of(r, a->feed_id);
	set_text(r, a);
	struct search_subject sub = {
		.a = a,
		.time = article_time(a),
		.feeds = &f,
		.n_feeds = f ? 1 : 0,
		.text = &r->text,
	};
	for (size_t i = 0; i < r->rules.len; i++) {
		if (!r->searches.v[i] ||
		    !search_matches(r->searches.v[i], &sub))
			continue;
		vec_push(&r->hits, i);
		apply(&r->rules.v[i], a);
		if (r->rules.v[i].kind == RULE_SCORE)
			sub.points += r->rules.v[i].points;
	}
}

enum status ruling_note(struct ruling *r, const struct article *a,
			struct err *err)
{
	bool kill = false;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < r->hits.len; i++) {
		const struct rule *rule = &r->rules.v[r->hits.v[i]];
		st = store_rule_note(r->app->store, a->id, rule->text,
				     rule->points, err);
		kill |= rule->kind == RULE_KILL;
	}
	if (kill)
		vec_push(&r->killed, a->id);
	return st;
}

enum status ruling_kill(struct ruling *r, int64_t now, struct err *err)
{
	if (!r->killed.len)
		return ST_OK;
	return store_rule_kill(r->app->store, r->killed.v, r->killed.len, now,
			       err);
}

/* ---- everything ---- */

static enum status find_all(struct app *app, const char *query,
			    struct id_vec *out, struct err *err)
{
	struct article_query q = { .scope = SCOPE_SEARCH,
				   .text = query,
				   .now = clock_now_s() };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	int64_t key = 0;
	enum status st;

	q.tz_s = clock_east_s(q.now);
	do {
		rows.len = 0;
		arena_clear(&arena);
		st = store_articles_page(app->store, &q, key, PAGE_AFTER,
					 PAGE, &arena, &rows, err);
		for (size_t i = 0; st == ST_OK && i < rows.len; i++)
			vec_push(out, rows.v[i].id);
		if (rows.len)
			key = rows.v[rows.len - 1].id;
	} while (st == ST_OK && rows.len == PAGE);
	vec_release(&rows);
	arena_release(&arena);
	return st;
}

static enum status change_all(struct app *app, const struct rule *rule,
			      const struct id_vec *ids, int64_t *changed,
			      struct err *err)
{
	static const enum change_kind kinds[] = {
		[RULE_KILL] = CHANGE_KILL,   [RULE_SCORE] = CHANGE_KINDS,
		[RULE_TAG] = CHANGE_TAG,     [RULE_STAR] = CHANGE_STAR,
		[RULE_READ] = CHANGE_READ,
	};
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ids->len; i++)
		st = store_rule_note(app->store, ids->v[i], rule->text,
				     rule->points, err);
	*changed = (int64_t)ids->len;
	if (st == ST_OK && rule->kind != RULE_SCORE)
		st = store_change(app->store, kinds[rule->kind], ids->v,
				  ids->len, rule->tag, clock_now_s(), changed,
				  err);
	return st;
}

static enum status apply_all(struct app *app, const struct rule_vec *rules,
			     struct app_ruled_vec *out, struct err *err)
{
	enum status st = store_rules_clear(app->store, err);

	for (size_t i = 0; st == ST_OK && i < rules->len; i++) {
		struct id_vec ids = { 0 };
		struct app_ruled one = { .line = rules->v[i].line };
		st = find_all(app, rules->v[i].query, &ids, err);
		one.found = (int64_t)ids.len;
		if (st == ST_OK)
			st = change_all(app, &rules->v[i], &ids, &one.changed,
					err);
		if (st == ST_OK)
			vec_push(out, one);
		vec_release(&ids);
	}
	return st;
}

enum status app_rules_apply(struct app *app, const struct rule_vec *rules,
			    struct app_ruled_vec *out, struct err *err)
{
	struct store *store;
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = store_begin(store, err);
	if (st == ST_OK)
		st = app_end(app, apply_all(app, rules, out, err), err);
	return st;
}
