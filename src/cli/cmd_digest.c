/* cmd_digest.c - `thrum digest`: what happened, one entry an event, most
 * reported first. Made for a mail or a page, so nothing is cut by columns. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/story/summary.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/text/utf8.h"
#include "thrum/text/escape.h"

#include "thrum/base/banned.h"

enum { OPT_SINCE, OPT_FORMAT, OPT_LIMIT, OPT_UNREAD };

#define DAY 86400
#define LIMIT_DEFAULT 50
#define REPORTS_SHOWN 20
#define SENTENCES 2
#define ENDED_MAX 20
#define META_LAST "digest_last"

struct event {
	const struct thread *thread;
	struct article_row_vec reports; /* rows in the arena */
	const char *summary; /* arena's; "" = none */
	bool is_new; /* it began since then */
};

struct digest {
	struct arena arena;
	struct thread_vec threads;
	struct thread_vec ended; /* had news before, and none since */
	int64_t now, since, limit;
	bool unread_only;
};

/* How one format writes. */
struct format {
	const char *name;
	void (*begin)(const struct digest *d);
	void (*event)(const struct event *e);
	void (*end)(const struct digest *d);
};

/* ---- gathering ---- */

static enum status gather(struct store *store, struct digest *d,
			  struct err *err)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST,
				  .unread_only = d->unread_only };
	struct thread_key key = { 0 };

	for (;;) {
		size_t before = d->threads.len;
		enum status st = store_threads_page(store, &q, key,
						    PAGE_AFTER, 200,
						    &d->arena, &d->threads,
						    err);
		if (st || d->threads.len == before)
			return st;
		const struct thread *t = d->threads.v[d->threads.len - 1];
		if (t->last < d->since)
			return ST_OK;
		key = (struct thread_key){ t->last, t->id };
	}
}

static int by_weight(const void *pa, const void *pb)
{
	const struct thread *a = *(struct thread *const *)pa;
	const struct thread *b = *(struct thread *const *)pb;

	if (a->n_independent != b->n_independent)
		return a->n_independent > b->n_independent ? -1 : 1;
	if (a->last != b->last)
		return a->last > b->last ? -1 : 1;
	return a->id > b->id ? -1 : a->id < b->id;
}

/* Events of several reports that went quiet in as long a time before. */
static void note_ended(struct digest *d, struct thread *t)
{
	int64_t back = d->since - (d->now - d->since);

	if (t->last < d->since && t->last >= back && t->n_independent > 1 &&
	    d->ended.len < ENDED_MAX)
		vec_push(&d->ended, t);
}

static void choose(struct digest *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->threads.len; i++)
		if (d->threads.v[i]->last >= d->since)
			d->threads.v[n++] = d->threads.v[i];
		else
			note_ended(d, d->threads.v[i]);
	d->threads.len = n;
	if (n)
		qsort(d->threads.v, n, sizeof(*d->threads.v), by_weight);
	if ((int64_t)n > d->limit)
		d->threads.len = (size_t)d->limit;
}

/* What its feed says an article says; else the sentences of it that say
 * most. */
static const char *sum_up(struct store *store, const struct article_row *r,
			  struct arena *arena)
{
	struct summary_sentence best[SENTENCES];
	struct article *a = NULL;
	struct buf text = BUF_INIT;

	if (r->summary && *r->summary)
		return r->summary;
	/* A digest without one summary is a digest still. */
	if (store_article_get(store, r->id, STORE_LOAD_BODY, &a, NULL))
		return "";
	size_t n = a->body ? summary_make(a->body, a->title, best, SENTENCES) :
			     0;
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_addc(&text, ' ');
		text_clean(&text, a->body->text.ptr + best[i].off, best[i].len,
			   CLEAN_LINE);
	}
	const char *out = arena_strdup(arena, text.ptr);
	buf_release(&text);
	article_free(a);
	return out;
}

/* The first report that is nobody's copy speaks for the event. */
static const char *event_summary(struct store *store, const struct event *e,
				 struct arena *arena)
{
	for (size_t i = 0; i < e->reports.len; i++)
		if (!e->reports.v[i].copy_of)
			return sum_up(store, &e->reports.v[i], arena);
	return "";
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

/* ---- text ---- */

static void day(int64_t t, char out[24])
{
	date_iso(t, out);
	out[10] = '\0';
}

static void text_begin(const struct digest *d)
{
	char from[24], to[24];

	day(d->since, from);
	day(d->now, to);
	printf(_("%s to %s: %zu events\n"), from, to, d->threads.len);
}

static void text_event(const struct event *e)
{
	printf("\n%s\n", or_empty(e->thread->headline));
	printf(_("  %d reports, %d independent"), e->thread->n_articles,
	       e->thread->n_independent);
	puts(e->is_new ? _(", new") : _(", goes on"));
	if (*e->summary)
		printf("  %s\n", e->summary);
	for (size_t i = 0; i < e->reports.len; i++) {
		const struct article_row *r = &e->reports.v[i];
		if (r->copy_of)
			continue;
		printf("  - %s%s%s\n    %s\n", or_empty(r->source),
		       r->source ? ": " : "", or_empty(r->title),
		       or_empty(r->url));
	}
}

static void text_end(const struct digest *d)
{
	if (d->ended.len)
		puts(_("\nNothing more was heard of"));
	for (size_t i = 0; i < d->ended.len; i++)
		printf("  - %s\n", or_empty(d->ended.v[i]->headline));
}

/* ---- Markdown ---- */

/* What Markdown would read as markup, in a title. */
static void md_text(const char *s)
{
	for (; *s; s++) {
		if (strchr("\\`*_{}[]<>#|", *s))
			putchar('\\');
		putchar(*s);
	}
}

static void md_url(const char *s)
{
	for (; *s; s++) {
		if (strchr("()<> \\", *s))
			printf("%%%02X", (unsigned char)*s);
		else
			putchar(*s);
	}
}

static void md_begin(const struct digest *d)
{
	char from[24], to[24];

	day(d->since, from);
	day(d->now, to);
	printf(_("# %s to %s: %zu events\n"), from, to, d->threads.len);
}

static void md_event(const struct event *e)
{
	printf("\n## ");
	md_text(or_empty(e->thread->headline));
	printf(_("\n\n%d reports, %d independent"), e->thread->n_articles,
	       e->thread->n_independent);
	puts(e->is_new ? _(", new") : _(", goes on"));
	if (*e->summary) {
		putchar('\n');
		md_text(e->summary);
		putchar('\n');
	}
	putchar('\n');
	for (size_t i = 0; i < e->reports.len; i++) {
		const struct article_row *r = &e->reports.v[i];
		if (r->copy_of)
			continue;
		printf("- ");
		md_text(or_empty(r->source));
		printf("%s[", r->source ? ": " : "");
		md_text(or_empty(r->title));
		printf("](");
		md_url(or_empty(r->url));
		printf(")\n");
	}
}

static void md_end(const struct digest *d)
{
	if (d->ended.len)
		puts(_("\n## Nothing more was heard of\n"));
	for (size_t i = 0; i < d->ended.len; i++) {
		printf("- ");
		md_text(or_empty(d->ended.v[i]->headline));
		putchar('\n');
	}
}

/* ---- HTML ---- */

/* One file, nothing loaded; both colour schemes, and dark text on light
 * paper when printed. */
static const char html_style[] =
	"<style>\n"
	":root{color-scheme:light dark}\n"
	"body{font:1.05rem/1.5 system-ui,sans-serif;max-width:42rem;"
	"margin:0 auto;padding:1rem}\n"
	"h1{font-size:1.5rem}h2{font-size:1.2rem;margin:1.8rem 0 .2rem}\n"
	".facts{color:#555;margin:0}\n"
	"@media (prefers-color-scheme:dark){.facts{color:#bbb}}\n"
	"a{text-underline-offset:.15em}\n"
	"</style>\n";


static void html_text(const char *s)
{
	struct buf out = BUF_INIT;

	text_escape(&out, s, strlen(s));
	fwrite(out.ptr, 1, out.len, stdout);
	buf_release(&out);
}

static void html_begin(const struct digest *d)
{
	char from[24], to[24];

	day(d->since, from);
	day(d->now, to);
	printf("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	       "<meta charset=\"utf-8\">\n"
	       "<meta name=\"viewport\" content=\"width=device-width,"
	       "initial-scale=1\">\n<title>",
	       _("en"));
	printf(_("%s to %s"), from, to);
	printf("</title>\n%s</head>\n<body>\n<main>\n<h1>", html_style);
	printf(_("%s to %s: %zu events"), from, to, d->threads.len);
	printf("</h1>\n");
}

static void html_event(const struct event *e)
{
	printf("<article>\n<h2>");
	html_text(or_empty(e->thread->headline));
	printf("</h2>\n<p class=\"facts\">");
	printf(_("%d reports, %d independent"), e->thread->n_articles,
	       e->thread->n_independent);
	printf("%s</p>\n", e->is_new ? _(", new") : _(", goes on"));
	if (*e->summary) {
		printf("<p>");
		html_text(e->summary);
		printf("</p>\n");
	}
	printf("<ul>\n");
	for (size_t i = 0; i < e->reports.len; i++) {
		const struct article_row *r = &e->reports.v[i];
		if (r->copy_of)
			continue;
		printf("<li>");
		html_text(or_empty(r->source));
		printf("%s<a href=\"", r->source ? ": " : "");
		html_text(or_empty(r->url));
		printf("\">");
		html_text(or_empty(r->title));
		printf("</a></li>\n");
	}
	printf("</ul>\n</article>\n");
}

static void html_end(const struct digest *d)
{
	if (d->ended.len)
		printf("<section>\n<h2>%s</h2>\n<ul>\n",
		       _("Nothing more was heard of"));
	for (size_t i = 0; i < d->ended.len; i++) {
		printf("<li>");
		html_text(or_empty(d->ended.v[i]->headline));
		printf("</li>\n");
	}
	if (d->ended.len)
		printf("</ul>\n</section>\n");
	printf("</main>\n</body>\n</html>\n");
}

/* ---- JSON ---- */

static void json_begin(const struct digest *d)
{
	(void)d;
}

static void json_event(const struct event *e)
{
	json_t *o = cli_object(), *list = json_array();

	cli_set_int(o, "id", e->thread->id);
	cli_set_text(o, "headline", e->thread->headline);
	cli_set(o, "summary", e->summary);
	cli_set_text(o, "state", e->is_new ? "new" : "more");
	cli_set_lines(o, "names", e->thread->names);
	cli_set_lines(o, "sources", e->thread->sources);
	cli_set_time(o, "first", e->thread->first);
	cli_set_time(o, "last", e->thread->last);
	cli_set_int(o, "reports_total", e->thread->n_articles);
	cli_set_int(o, "independent", e->thread->n_independent);
	for (size_t i = 0; i < e->reports.len; i++) {
		json_array_append_new(list, cli_report_json(&e->reports.v[i]));
	}
	json_object_set_new(o, "reports", list);
	cli_json(o);
}

static void json_end(const struct digest *d)
{
	for (size_t i = 0; i < d->ended.len; i++) {
		json_t *o = cli_object();
		cli_set_int(o, "id", d->ended.v[i]->id);
		cli_set_text(o, "headline", d->ended.v[i]->headline);
		cli_set_text(o, "state", "ended");
		cli_set_time(o, "last", d->ended.v[i]->last);
		cli_json(o);
	}
}

static const struct format formats[] = {
	{ "text", text_begin, text_event, text_end },
	{ "md", md_begin, md_event, md_end },
	{ "html", html_begin, html_event, html_end },
	{ "json", json_begin, json_event, json_end },
};

static const struct format *find_format(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (!strcmp(formats[i].name, name))
			return &formats[i];
	return NULL;
}

/* ---- the command ---- */

static enum status print_all(struct store *store, struct digest *d,
			     const struct format *f, struct err *err)
{
	enum status st = gather(store, d, err);

	if (st)
		return st;
	choose(d);
	f->begin(d);
	for (size_t i = 0; st == ST_OK && i < d->threads.len; i++) {
		struct event e = { .thread = d->threads.v[i],
				   .is_new = d->threads.v[i]->first >=
					     d->since };
		struct article_query q = { .scope = SCOPE_THREAD,
					   .of = e.thread->id };
		st = store_articles_page(store, &q, 0, PAGE_AFTER,
					 REPORTS_SHOWN, &d->arena, &e.reports,
					 err);
		e.summary = event_summary(store, &e, &d->arena);
		if (st == ST_OK)
			f->event(&e);
		vec_release(&e.reports);
	}
	if (st == ST_OK)
		f->end(d);
	return st;
}

static enum status parse(struct cli_ctx *ctx, struct digest *d)
{
	enum status st = ST_OK;

	d->now = clock_now_s();
	d->since = d->now - DAY;
	d->limit = LIMIT_DEFAULT;
	d->unread_only = ctx->val[OPT_UNREAD];
	if (ctx->val[OPT_SINCE] && strcmp(ctx->val[OPT_SINCE], "last"))
		st = cli_since(ctx->val[OPT_SINCE], d->now, &d->since,
			       &ctx->err);
	if (st == ST_OK && ctx->val[OPT_LIMIT])
		st = cli_number(ctx->val[OPT_LIMIT], "limit", 100000,
				&d->limit, &ctx->err);
	return st;
}

/* When the last `--since last` was, or a day ago. */
static int since_meta(struct cli_ctx *ctx, struct store *store,
		      struct digest *d)
{
	int64_t at = 0;

	if (store_meta_get_int(store, META_LAST, &at, &ctx->err))
		return cli_fail(&ctx->err);
	if (at && at <= d->now)
		d->since = at;
	return EXIT_OK;
}

static int remember(struct cli_ctx *ctx, int64_t now)
{
	struct store *store;
	int code = cli_flush(EXIT_OK);

	/* What could not be written out is to come again. */
	if (!code)
		code = cli_writing(ctx, &store);
	if (!code &&
	    store_meta_set_int(store, META_LAST, now, &ctx->err))
		code = cli_fail(&ctx->err);
	return code;
}

static int digest(struct cli_ctx *ctx, int argc, char **argv)
{
	const char *name = ctx->val[OPT_FORMAT] ? ctx->val[OPT_FORMAT] :
						  "text";
	const struct format *f = find_format(name);
	struct digest d = { 0 };
	struct store *store;

	(void)argc, (void)argv;
	if (!f)
		return cli_usage(_("there is no format %s: text, md, html or "
				   "json"),
				 name);
	if (parse(ctx, &d)) {
		cli_fail(&ctx->err);
		return EXIT_USAGE;
	}
	bool since_last = ctx->val[OPT_SINCE] &&
			  !strcmp(ctx->val[OPT_SINCE], "last");
	int code = cli_reading(ctx, &store);
	if (!code && since_last)
		code = since_meta(ctx, store, &d);
	if (!code && print_all(store, &d, f, &ctx->err))
		code = cli_fail(&ctx->err);
	if (!code && since_last)
		code = remember(ctx, d.now);
	vec_release(&d.ended);
	vec_release(&d.threads);
	arena_release(&d.arena);
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_SINCE] = { 's', "since", "TIME",
			N_("events with a report since then; last = since the "
			   "last digest with it; default 1d") },
	[OPT_FORMAT] = { 'F', "format", "FORMAT",
			 N_("text, md, html or json") },
	[OPT_LIMIT] = { 'n', "limit", "N", N_("at most so many; default 50") },
	[OPT_UNREAD] = { 'u', "unread", NULL, N_("with unread reports only") },
	{ 0 },
};

const struct cli_cmd cli_digest = {
	.name = "digest",
	.args = "",
	.help = N_("what happened: events, most reported first"),
	.opts = opts,
	.exec = digest,
};
