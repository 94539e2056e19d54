/* cmd_show.c - `thrum show`: an article or a thread as text or JSON. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/arena.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/text/layout.h"

#include "thrum/base/banned.h"

enum { OPT_JSON, OPT_WHY, OPT_WIDTH };

#define RELATED_SHOWN 10
#define REPORTS_SHOWN 500

static void field(const char *label, const char *value)
{
	if (value && *value)
		printf("%s: %s\n", label, value);
}

static void time_field(const char *label, int64_t t)
{
	char iso[24];

	date_iso(t, iso);
	field(label, iso);
}

static void body_text(const struct article *a, uint32_t cols)
{
	struct buf text = BUF_INIT;

	if (!a->body)
		return;
	struct layout *lay = layout_new(a->body, cols, LAYOUT_LINK_NUMBERS);
	layout_to_text(lay, &text);
	printf("\n%s", text.ptr);
	for (uint32_t i = 0; i < lay->n_links && i < a->body->links.len; i++)
		printf("%s[%u] %s\n", i ? "" : "\n", (unsigned)i + 1,
		       a->body->links.v[i].url);
	layout_free(lay);
	buf_release(&text);
}

static void lists_text(const struct article *a)
{
	for (size_t i = 0; i < a->tags.len; i++)
		printf("%s#%s", i ? " " : "", a->tags.v[i]);
	if (a->tags.len)
		putchar('\n');
	for (size_t i = 0; i < a->details.len; i++)
		field(a->details.v[i].name, a->details.v[i].value);
}

static void related_text(const struct article *a)
{
	for (size_t i = 0; i < a->related.len; i++) {
		const struct related_link *r = &a->related.v[i];
		printf("%s- %s%s%s%s%s\n", i ? "" : _("\nRelated:\n"),
		       r->title, r->source ? ", " : "",
		       r->source ? r->source : "", r->age ? ", " : "",
		       r->age ? r->age : "");
	}
	for (size_t i = 0; i < a->conversation.len; i++)
		printf("%s%s: %s\n", i ? "" : "\n",
		       a->conversation.v[i].speaker,
		       a->conversation.v[i].text);
}

static void article_text(const struct article *a, uint32_t cols)
{
	puts(a->title ? a->title : "");
	field(_("Source"), a->source);
	field(_("Author"), a->author);
	time_field(_("Published"), a->published);
	time_field(_("Updated"), a->updated);
	field("URL", a->url);
	field("ID", a->uuid);
	if (a->thread_id)
		printf("%s: t%lld\n", _("Thread"), (long long)a->thread_id);
	lists_text(a);
	if (a->body)
		body_text(a, cols);
	else if (a->summary)
		printf("\n%s\n", a->summary);
	related_text(a);
}

/* ---- why ---- */

static const char *const evidence_names[] = {
	[EVIDENCE_TERM] = "term", [EVIDENCE_NAME] = "name",
	[EVIDENCE_NUMBER] = "number", [EVIDENCE_DATE] = "date",
	[EVIDENCE_COPY] = "copy", [EVIDENCE_EDIT] = "edit",
};

static json_t *why_json(const struct membership *m)
{
	json_t *o = cli_object(), *list = json_array();

	cli_set_int(o, "article", m->article_id);
	cli_set_int(o, "thread", m->thread_id);
	if (m->near_id)
		cli_set_int(o, "nearest", m->near_id);
	json_object_set_new(o, "score", json_real(m->score));
	if (m->copy_of)
		cli_set_int(o, "copy_of", m->copy_of);
	for (size_t i = 0; i < m->why.len; i++) {
		const struct evidence *e = &m->why.v[i];
		json_t *x = json_object();
		cli_set_text(x, "kind", evidence_names[e->kind]);
		cli_set(x, "term", e->term);
		json_object_set_new(x, "weight", json_real(e->weight));
		json_array_append_new(list, x);
	}
	json_object_set_new(o, "evidence", list);
	return o;
}

static void why_text(const struct membership *m)
{
	printf(_("thread t%lld, score %.2f\n"), (long long)m->thread_id,
	       m->score);
	for (size_t i = 0; i < m->why.len; i++) {
		const struct evidence *e = &m->why.v[i];
		if (e->kind == EVIDENCE_DATE)
			printf(_("  %-6s  %.1f hours apart\n"),
			       evidence_names[e->kind], e->weight / 3600);
		else
			printf("  %-6s  %4.2f  %s\n", evidence_names[e->kind],
			       e->weight, e->term ? e->term : "");
	}
	if (!m->why.len)
		puts(_("  it stands alone, or founded the thread"));
}

static int show_why(struct cli_ctx *ctx, struct store *store, int64_t id)
{
	struct membership m = { 0 };

	if (store_member_get(store, id, &m, &ctx->err))
		return cli_fail(&ctx->err);
	if (ctx->val[OPT_JSON])
		cli_json(why_json(&m));
	else
		why_text(&m);
	evidence_vec_release(&m.why);
	return EXIT_OK;
}

static int show_article(struct cli_ctx *ctx, struct store *store,
			const char *word, uint32_t cols)
{
	struct article *a = NULL;
	int64_t id = 0;

	if (cli_article_id(store, word, &id, &ctx->err))
		return cli_fail(&ctx->err);
	if (ctx->val[OPT_WHY])
		return show_why(ctx, store, id);
	if (store_article_get(store, id, STORE_LOAD_ALL, &a, &ctx->err))
		return cli_fail(&ctx->err);
	if (ctx->val[OPT_JSON])
		cli_json(cli_article_json(a));
	else
		article_text(a, cols);
	article_free(a);
	return EXIT_OK;
}

/* ---- threads ---- */

struct whole {
	struct thread *thread;
	struct article_row_vec reports;
	struct related_thread_vec related;
	struct arena arena;
};

static enum status load_thread(struct store *store, int64_t id,
			       struct whole *w, struct err *err)
{
	struct article_query q = { .scope = SCOPE_THREAD };
	enum status st = store_thread_get(store, id, &w->arena, &w->thread,
					  err);

	if (st)
		return st;
	q.of = w->thread->id;
	st = store_articles_page(store, &q, 0, PAGE_AFTER, REPORTS_SHOWN,
				 &w->arena, &w->reports, err);
	if (st)
		return st;
	return store_thread_links(store, w->thread->id, RELATED_SHOWN,
				  &w->arena, &w->related, err);
}

static json_t *report_json(const struct article_row *r)
{
	json_t *o = json_object();

	cli_set_text(o, "id", r->uuid);
	cli_set_text(o, "title", r->title);
	cli_set(o, "site", r->source);
	cli_set(o, "url", r->url);
	cli_set_time(o, "published", r->time);
	if (r->copy_of)
		cli_set_int(o, "copy_of", r->copy_of);
	json_object_set_new(o, "read", json_boolean(r->flags & ARTICLE_READ));
	return o;
}

static void thread_json(const struct whole *w)
{
	json_t *o = cli_object(), *list = json_array();
	json_t *related = json_array();

	cli_set_int(o, "id", w->thread->id);
	cli_set_text(o, "headline", w->thread->headline);
	cli_set_lines(o, "names", w->thread->names);
	cli_set_lines(o, "sources", w->thread->sources);
	cli_set_int(o, "reports_total", w->thread->n_articles);
	cli_set_int(o, "independent", w->thread->n_independent);
	for (size_t i = 0; i < w->reports.len; i++)
		json_array_append_new(list, report_json(&w->reports.v[i]));
	json_object_set_new(o, "reports", list);
	for (size_t i = 0; i < w->related.len; i++) {
		const struct related_thread *r = &w->related.v[i];
		json_t *x = json_object();
		cli_set_int(x, "id", r->thread->id);
		cli_set_text(x, "headline", r->thread->headline);
		json_object_set_new(x, "score", json_real(r->score));
		json_array_append_new(related, x);
	}
	json_object_set_new(o, "related", related);
	cli_json(o);
}

static void thread_text(const struct whole *w)
{
	puts(w->thread->headline ? w->thread->headline : "");
	printf(_("%d reports, %d independent\n\n"), w->thread->n_articles,
	       w->thread->n_independent);
	for (size_t i = 0; i < w->reports.len; i++) {
		const struct article_row *r = &w->reports.v[i];
		char iso[24];
		date_iso(r->time, iso);
		printf("%.8s  %s  %s%s%s%s\n", r->uuid, iso,
		       r->source ? r->source : "", r->source ? ": " : "",
		       r->title ? r->title : "",
		       r->copy_of ? _(" (copy)") : "");
	}
	for (size_t i = 0; i < w->related.len; i++)
		printf("%st%lld  %.2f  %s\n", i ? "" : _("\nRelated:\n"),
		       (long long)w->related.v[i].thread->id,
		       w->related.v[i].score,
		       w->related.v[i].thread->headline ?
			       w->related.v[i].thread->headline :
			       "");
}

static int show_thread(struct cli_ctx *ctx, struct store *store, int64_t id)
{
	struct whole w = { 0 };
	enum status st = load_thread(store, id, &w, &ctx->err);

	if (st == ST_OK && ctx->val[OPT_JSON])
		thread_json(&w);
	else if (st == ST_OK)
		thread_text(&w);
	vec_release(&w.related);
	vec_release(&w.reports);
	arena_release(&w.arena);
	return st ? cli_fail(&ctx->err) : EXIT_OK;
}

static int show(struct cli_ctx *ctx, int argc, char **argv)
{
	struct store *store;
	int64_t cols;
	int code = cli_reading(ctx, &store);

	if (code)
		return code;
	cols = ctx->app->config.text_cols;
	if (ctx->val[OPT_WIDTH] && cli_number(ctx->val[OPT_WIDTH], "width",
					      1000, &cols, &ctx->err)) {
		cli_fail(&ctx->err);
		return EXIT_USAGE;
	}
	for (int i = 0; i < argc; i++) {
		int64_t id = 0;
		int one;
		if (i && !ctx->val[OPT_JSON])
			putchar('\n');
		if (cli_thread_id(argv[i], &id, NULL) == ST_OK)
			one = show_thread(ctx, store, id);
		else
			one = show_article(ctx, store, argv[i],
					   (uint32_t)cols);
		code = one ? one : code;
	}
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	[OPT_WHY] = { 'w', "why", NULL,
		      N_("why the article is in its thread") },
	[OPT_WIDTH] = { 0, "width", "N", N_("columns of the text") },
	{ 0 },
};

const struct cli_cmd cli_show = {
	.name = "show",
	.args = "ID...",
	.help = N_("print articles, or threads (t and a number)"),
	.more = N_("An article's ID is its uuid, the first six or more "
		   "characters of it, or its row number."),
	.opts = opts,
	.min_args = 1,
	.max_args = -1,
	.exec = show,
};
