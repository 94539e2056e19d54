/* cmd_explain.c - `thrum explain`: why reports are together. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/arena.h"
#include "thrum/model/thread.h"
#include "thrum/store/articles.h"
#include "thrum/store/rules.h"
#include "thrum/store/threads.h"

#include "thrum/base/banned.h"

enum { OPT_JSON };

#define REPORTS_MAX 500
#define REASONS_SHOWN 6

static const char *const names[] = {
	[EVIDENCE_TERM] = "term",     [EVIDENCE_NAME] = "name",
	[EVIDENCE_NUMBER] = "number", [EVIDENCE_DATE] = "date",
	[EVIDENCE_COPY] = "copy",     [EVIDENCE_EDIT] = "edit",
};

static void print_json(const struct membership *m, const char *uuid,
		       const struct str_vec *rules)
{
	json_t *said = json_array();
	json_t *o = cli_object(), *list = json_array();

	cli_set_text(o, "id", uuid);
	cli_set_int(o, "thread", m->thread_id);
	json_object_set_new(o, "score", json_real(m->score));
	json_object_set_new(o, "fixed", json_boolean(m->fixed));
	for (size_t i = 0; i < m->why.len; i++) {
		const struct evidence *e = &m->why.v[i];
		json_t *x = json_object();
		cli_set_text(x, "kind", names[e->kind]);
		cli_set(x, "term", e->term);
		json_object_set_new(x, "weight", json_real(e->weight));
		json_array_append_new(list, x);
	}
	json_object_set_new(o, "evidence", list);
	for (size_t i = 0; i < rules->len; i++)
		json_array_append_new(said, json_string(rules->v[i]));
	json_object_set_new(o, "rules", said);
	cli_json(o);
}

static void print_text(const struct membership *m, const char *uuid,
		       const char *title)
{
	int n = 0;

	printf("%.8s  t%lld  %.2f  %s\n", uuid, (long long)m->thread_id,
	       m->score, title ? title : "");
	printf("    ");
	for (size_t i = 0; i < m->why.len && n < REASONS_SHOWN; i++) {
		const struct evidence *e = &m->why.v[i];
		if (e->kind == EVIDENCE_DATE)
			printf(_("%s%.1f hours apart"), n++ ? ", " : "",
			       e->weight / 3600);
		else if (e->kind == EVIDENCE_EDIT)
			printf(_("%syou put it here"), n++ ? ", " : "");
		else if (e->kind == EVIDENCE_COPY)
			printf(_("%s%.0f %% the same text"), n++ ? ", " : "",
			       e->weight * 100);
		else if (e->term)
			printf("%s%s %.2f", n++ ? ", " : "", e->term,
			       e->weight);
	}
	puts(n ? "" : _("it founded the thread, or stands alone"));
}

static int explain_one(struct cli_ctx *ctx, struct store *store, int64_t id)
{
	struct membership m = { 0 };
	struct str_vec rules = { 0 };
	struct article *a = NULL;
	enum status st = store_article_get(store, id, STORE_LOAD_ROW, &a,
					   &ctx->err);

	if (st == ST_OK)
		st = store_member_get(store, id, &m, &ctx->err);
	if (st == ST_OK)
		st = store_rules_of(store, id, &rules, &ctx->err);
	if (st == ST_OK && ctx->val[OPT_JSON]) {
		print_json(&m, a->uuid, &rules);
	} else if (st == ST_OK) {
		print_text(&m, a->uuid, a->title);
		for (size_t i = 0; i < rules.len; i++)
			printf(_("    rule: %s\n"), rules.v[i]);
	}
	str_vec_release(&rules);
	evidence_vec_release(&m.why);
	article_free(a);
	return st ? cli_fail(&ctx->err) : EXIT_OK;
}

static int explain_thread(struct cli_ctx *ctx, struct store *store, int64_t id)
{
	struct article_query q = { .scope = SCOPE_THREAD };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	struct thread *t = NULL;
	int code = EXIT_OK;
	enum status st = store_thread_get(store, id, &arena, &t, &ctx->err);

	if (st == ST_OK) {
		q.of = t->id;
		st = store_articles_page(store, &q, 0, PAGE_AFTER,
					 REPORTS_MAX, &arena, &rows,
					 &ctx->err);
	}
	if (st)
		code = cli_fail(&ctx->err);
	for (size_t i = 0; !code && i < rows.len; i++)
		code = explain_one(ctx, store, rows.v[i].id);
	vec_release(&rows);
	arena_release(&arena);
	return code;
}

static int explain(struct cli_ctx *ctx, int argc, char **argv)
{
	struct store *store;
	int code = cli_reading(ctx, &store);

	if (code)
		return code;
	for (int i = 0; i < argc; i++) {
		int64_t id = 0;
		int one;
		if (cli_thread_id(argv[i], &id, NULL) == ST_OK)
			one = explain_thread(ctx, store, id);
		else if (cli_article_id(store, argv[i], &id, &ctx->err))
			one = cli_fail(&ctx->err);
		else
			one = explain_one(ctx, store, id);
		code = one ? one : code;
	}
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	{ 0 },
};

const struct cli_cmd cli_explain = {
	.name = "explain",
	.args = "ID...",
	.help = N_("why an article is in its thread, or a thread's all"),
	.opts = opts,
	.min_args = 1,
	.max_args = -1,
	.exec = explain,
};
