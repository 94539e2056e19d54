/* cmd_show.c - `thrum show`: articles and threads in the format asked for. */
#include "config.h"

#include <string.h>

#include "cmds_priv.h"
#include "show_priv.h"
#include "story_priv.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

enum { OPT_JSON, OPT_WHY, OPT_WIDTH, OPT_FORMAT, OPT_TIMELINE };

#define RELATED_SHOWN 10
#define REPORTS_SHOWN 500

struct show {
	struct cli_ctx *ctx;
	struct store *store;
	const struct show_format *format;
	struct pen pen;
	uint32_t cols;
};

static const struct show_format *const formats[] = {
	&show_text, &show_ansi, &show_md, &show_html, &show_json, NULL,
};

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

static int show_why(struct show *s, int64_t id)
{
	struct membership m = { 0 };

	if (store_member_get(s->store, id, &m, &s->ctx->err))
		return cli_fail(&s->ctx->err);
	if (s->format == &show_json)
		cli_json(why_json(&m));
	else
		why_text(&m);
	evidence_vec_release(&m.why);
	return EXIT_OK;
}

/* ---- articles and threads ---- */

static int show_article(struct show *s, const char *word)
{
	struct cli_ctx *ctx = s->ctx;
	struct article *a = NULL;
	int64_t id = 0;

	if (cli_article_id(s->store, word, &id, &ctx->err))
		return cli_fail(&ctx->err);
	if (ctx->val[OPT_WHY])
		return show_why(s, id);
	if (store_article_get(s->store, id, STORE_LOAD_ALL, &a, &ctx->err))
		return cli_fail(&ctx->err);
	s->format->article(&s->pen, a, s->cols);
	article_free(a);
	return EXIT_OK;
}

static enum status load_thread(struct store *store, int64_t id,
			       struct show_thread *t, struct err *err)
{
	struct article_query q = { .scope = SCOPE_THREAD };
	enum status st = store_thread_get(store, id, &t->arena, &t->thread,
					  err);

	if (st)
		return st;
	q.of = t->thread->id;
	st = store_articles_page(store, &q, 0, PAGE_AFTER, REPORTS_SHOWN,
				 &t->arena, &t->reports, err);
	if (st)
		return st;
	return store_thread_links(store, t->thread->id, RELATED_SHOWN,
				  &t->arena, &t->related, err);
}

static int show_timeline(struct show *s, int64_t id)
{
	return s->format == &show_json ?
		       story_print_json(s->ctx, s->store, id,
					STORY_PART_TIMELINE) :
		       story_print(s->ctx, s->store, id, STORY_PART_TIMELINE);
}

static int show_thread(struct show *s, int64_t id)
{
	struct show_thread t = { 0 };

	if (s->ctx->val[OPT_TIMELINE])
		return show_timeline(s, id);
	enum status st = load_thread(s->store, id, &t, &s->ctx->err);

	if (st == ST_OK)
		s->format->thread(&s->pen, &t, s->cols);
	vec_release(&t.related);
	vec_release(&t.reports);
	arena_release(&t.arena);
	return st ? cli_fail(&s->ctx->err) : EXIT_OK;
}

static int show_all(struct show *s, int argc, char **argv)
{
	int code = EXIT_OK;

	if (s->format->begin)
		s->format->begin();
	for (int i = 0; i < argc; i++) {
		int64_t id = 0;
		int one;
		if (i && s->format->between)
			s->format->between();
		else if (i)
			putchar('\n');
		if (cli_thread_id(argv[i], &id, NULL) == ST_OK)
			one = show_thread(s, id);
		else
			one = show_article(s, argv[i]);
		code = one ? one : code;
	}
	if (s->format->end)
		s->format->end();
	return code;
}

/* The thread, then its reports with their texts, copies left out. */
static int show_whole(struct show *s, int64_t id)
{
	struct show_thread t = { 0 };
	int code = EXIT_OK;

	if (load_thread(s->store, id, &t, &s->ctx->err)) {
		arena_release(&t.arena);
		return cli_fail(&s->ctx->err);
	}
	if (s->format->begin)
		s->format->begin();
	s->format->thread(&s->pen, &t, s->cols);
	for (size_t i = 0; i < t.reports.len; i++) {
		struct article *a = NULL;
		if (t.reports.v[i].flags & ARTICLE_COPY)
			continue;
		if (store_article_get(s->store, t.reports.v[i].id,
				      STORE_LOAD_ALL, &a, &s->ctx->err)) {
			code = cli_fail(&s->ctx->err);
			continue;
		}
		if (s->format->between)
			s->format->between();
		else
			putchar('\n');
		s->format->article(&s->pen, a, s->cols);
		article_free(a);
	}
	if (s->format->end)
		s->format->end();
	vec_release(&t.related);
	vec_release(&t.reports);
	arena_release(&t.arena);
	return code;
}

int show_export(struct cli_ctx *ctx, struct store *store, int64_t thread_id,
		const char *format)
{
	struct show s = { .ctx = ctx, .store = store };

	for (size_t i = 0; formats[i]; i++)
		if (!strcmp(formats[i]->name, format) &&
		    formats[i] != &show_ansi)
			s.format = formats[i];
	if (!s.format)
		return cli_usage(_("there is no format %s: text, md, html or "
				   "json"),
				 format);
	s.cols = (uint32_t)ctx->app->config.text_cols;
	pen_init(&s.pen);
	return show_whole(&s, thread_id);
}

/* ---- the command ---- */

static const struct show_format *find_format(const struct cli_ctx *ctx)
{
	const char *name = ctx->val[OPT_FORMAT];

	if (!name)
		return ctx->val[OPT_JSON] ? &show_json : &show_text;
	for (size_t i = 0; formats[i]; i++)
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	return NULL;
}

static int show(struct cli_ctx *ctx, int argc, char **argv)
{
	struct show s = { .ctx = ctx, .format = find_format(ctx) };
	int64_t cols = 0;

	if (!s.format)
		return cli_usage(_("there is no format %s: text, ansi, md, "
				   "html or json"),
				 ctx->val[OPT_FORMAT]);
	if (ctx->val[OPT_WIDTH] && cli_number(ctx->val[OPT_WIDTH], "width",
					      1000, &cols, &ctx->err)) {
		cli_fail(&ctx->err);
		return EXIT_USAGE;
	}
	int code = cli_reading(ctx, &s.store);
	if (code)
		return code;
	s.cols = (uint32_t)(cols ? cols : ctx->app->config.text_cols);
	if (s.format == &show_ansi)
		pen_init_ansi(&s.pen, ctx->app);
	else
		pen_init(&s.pen);
	return show_all(&s, argc, argv);
}

static const struct cli_opt opts[] = {
	[OPT_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	[OPT_WHY] = { 'w', "why", NULL,
		      N_("why the article is in its thread") },
	[OPT_WIDTH] = { 0, "width", "N",
			N_("columns of the text (text and ansi)") },
	[OPT_FORMAT] = { 'F', "format", "FORMAT",
			 N_("text, ansi, md, html or json; default text") },
	[OPT_TIMELINE] = { 0, "timeline", NULL,
			   N_("a thread in order of time (text and json)") },
	{ 0 },
};

const struct cli_cmd cli_show = {
	.name = "show",
	.args = "ID...",
	.help = N_("print articles, or threads (t and a number)"),
	.more = N_("An article's ID is its uuid, the first six or more "
		   "characters of it, or its row number.\n"
		   "ansi has the theme's colours, and links that terminals "
		   "can open; less -R shows it. html is one page that loads "
		   "nothing. In text and ansi links are numbered and listed "
		   "at the end; json has them in the same order."),
	.opts = opts,
	.min_args = 1,
	.max_args = -1,
	.exec = show,
};
