/* cmd_story.c - `thrum story`: what the reports of a thread say together. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "story_priv.h"
#include "thrum/app/story.h"
#include "thrum/base/arena.h"
#include "thrum/store/threads.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

enum { OPT_SUMMARY, OPT_FIGURES, OPT_QUOTES, OPT_TIMELINE, OPT_SOURCES,
       OPT_JSON };

#define RELATED_SHOWN 12
#define BAR_LEVELS 8
#define NAMES_SHOWN 30

static const char *source_of(const struct app_story *s, uint32_t report)
{
	const char *source = s->reports[report].source;

	return source && *source ? source : "?";
}

static void put_bytes(const char *s, size_t len)
{
	fwrite(s, 1, len, stdout);
}

/* "2025-05-31 12:10", UTC. */
static void put_time(int64_t t)
{
	char iso[24];

	date_iso(t, iso);
	if (strlen(iso) > 16) {
		iso[10] = ' ';
		iso[16] = '\0';
	}
	printf("%s", iso);
}

static void put_sentence(const struct app_story *s, uint32_t sentence)
{
	const struct story_sentence *x = &s->story->sentences.v[sentence];

	printf("  ");
	put_bytes(x->text, x->len);
	printf("  [%s]\n", source_of(s, x->report));
}

static void put_summary(const struct app_story *s)
{
	puts(_("Summary"));
	for (size_t i = 0; i < s->n_summary; i++)
		put_sentence(s, s->summary[i]);
	if (!s->n_skim)
		return;
	printf(_("\nTo skim: %zu of %zu reports have %u of %u facts\n"),
	       s->n_skim, s->articles.len, s->skim[s->n_skim - 1].facts,
	       s->n_skim_facts);
	for (size_t i = 0; i < s->n_skim; i++) {
		uint32_t r = s->skim[i].report;
		printf("  %.8s  %s: %s\n", s->articles.v[r]->uuid,
		       source_of(s, r),
		       s->reports[r].title ? s->reports[r].title : "");
	}
}

static void put_group(const struct app_story *s, const struct differ_group *g)
{
	const struct differ_claim *c = &s->differ.claims.v[g->claim];

	printf("  %-9s %s\n",
	       g->verdict == DIFFER_CONFLICT ? _("conflict") :
	       g->verdict == DIFFER_CHANGED  ? _("changed") :
					       _("agreed"),
	       g->label);
	for (size_t i = 0; g->verdict && i < g->n_claims; i++) {
		const struct number *n = &s->story->numbers.v[c[i].number];
		printf("    ");
		put_time(s->reports[c[i].report].time);
		printf("  ");
		put_bytes(s->story->sentences.v[c[i].sentence].text + n->off,
			  n->len);
		printf("  [%s]\n", source_of(s, c[i].report));
	}
}

static void put_figures(const struct app_story *s)
{
	puts(_("Figures"));
	for (size_t i = 0; i < s->differ.groups.len; i++)
		put_group(s, &s->differ.groups.v[i]);
	puts(_("\nNames"));
	for (size_t i = 0; i < s->names.len && i < NAMES_SHOWN; i++) {
		const struct differ_name *n = &s->names.v[i];
		printf("  %3u  %s", n->n_reports, n->name);
		if (n->like >= 0)
			printf(_("  (also spelled %s)"),
			       s->names.v[n->like].name);
		putchar('\n');
	}
}

static void put_quotes(const struct app_story *s)
{
	puts(_("Who said what"));
	for (size_t i = 0; i < s->sayings.len; i++) {
		const struct saying *x = &s->sayings.v[i];
		const char *text = s->reports[x->report].doc->text.ptr;
		printf("  ");
		if (x->quote.who_len)
			put_bytes(text + x->quote.who_off, x->quote.who_len);
		else
			printf("?");
		printf("  [");
		for (size_t k = 0; k < x->n_carried; k++)
			printf("%s%s", k ? ", " : "",
			       source_of(s, s->sayings.carried
						    .v[x->carried + k]));
		printf("]\n    ");
		put_bytes(text + x->quote.off, x->quote.len);
		putchar('\n');
	}
}

static void put_bars(const struct timeline *t)
{
	static const char *const levels[] = { " ", "▁", "▂", "▃", "▄",
					      "▅", "▆", "▇", "█" };
	unsigned top = 1;

	for (uint32_t i = 0; i < t->n_bars; i++)
		top = t->bars[i] > top ? t->bars[i] : top;
	printf("  ");
	for (uint32_t i = 0; i < t->n_bars; i++) {
		unsigned h = t->bars[i] ? 1 + t->bars[i] * 7u / top : 0;
		printf("%s", levels[h > BAR_LEVELS ? BAR_LEVELS : h]);
	}
	printf(_("  %u h a bar\n"), t->step_s / 3600);
}

static void put_related(struct store *store, const struct app_story *s,
			enum page_dir dir)
{
	struct related_thread_vec rows = { 0 };
	struct arena arena = { 0 };
	int64_t first = s->articles.len ? s->reports[0].time : 0;

	if (store_thread_links(store, s->thread_id, RELATED_SHOWN, &arena,
			       &rows, NULL) == ST_OK)
		for (size_t i = 0; i < rows.len; i++) {
			const struct thread *t = rows.v[i].thread;
			if ((t->first < first) != (dir == PAGE_BEFORE))
				continue;
			printf("  %s ", dir == PAGE_BEFORE ? _("before") :
							     _("after"));
			put_time(t->first);
			printf("  t%lld  %s\n", (long long)t->id,
			       t->headline ? t->headline : "");
		}
	vec_release(&rows);
	arena_release(&arena);
}

static void put_timeline(struct store *store, const struct app_story *s)
{
	const struct timeline *t = &s->timeline;

	puts(_("Timeline"));
	put_bars(t);
	if (t->entries.len && t->ahead_s >= 0)
		printf(_("  first: %s, %lld min ahead\n"), source_of(s, 0),
		       (long long)t->ahead_s / 60);
	put_related(store, s, PAGE_BEFORE);
	for (size_t i = 0; i < t->entries.len; i++) {
		const struct timeline_entry *e = &t->entries.v[i];
		printf("  ");
		put_time(s->reports[e->report].time);
		printf("  %.8s  %s: %s\n", s->articles.v[e->report]->uuid,
		       source_of(s, e->report),
		       s->reports[e->report].title ?
			       s->reports[e->report].title :
			       "");
		if (e->key == TIMELINE_NONE)
			continue;
		printf("      ");
		put_bytes(s->story->sentences.v[e->key].text,
			  s->story->sentences.v[e->key].len);
		putchar('\n');
	}
	put_related(store, s, PAGE_AFTER);
}

static void put_sources(const struct app_story *s)
{
	printf("%-24s %7s %7s %9s %8s\n", _("Sources"), _("reports"),
	       _("copies"), _("told new"), _("min late"));
	for (size_t i = 0; i < s->sources.len; i++) {
		const struct app_source *x = &s->sources.v[i];
		printf("  %-22s %7u %7u %9u %8lld\n", *x->name ? x->name : "?",
		       x->n_reports, x->n_copies, x->n_fresh,
		       (long long)x->lag_s / 60);
	}
	for (size_t i = 0; i < s->silent.len; i++)
		printf("%s%s%s", i ? ", " : _("  silent: "), s->silent.v[i],
		       i + 1 == s->silent.len ? "\n" : "");
}

static void blank(int *n)
{
	if ((*n)++)
		putchar('\n');
}

static int load(struct cli_ctx *ctx, struct store *store, int64_t thread_id,
		struct app_story **out)
{
	struct app_story_query q = { .thread_id = thread_id,
				     .depth = APP_STORY_ALL };

	return app_story_load(store, &q, out, &ctx->err) ?
		       cli_fail(&ctx->err) :
		       EXIT_OK;
}

int story_print(struct cli_ctx *ctx, struct store *store, int64_t thread_id,
		uint32_t parts)
{
	struct app_story *s = NULL;
	int n = 0, code = load(ctx, store, thread_id, &s);

	if (code)
		return code;
	if (parts & STORY_PART_SUMMARY) {
		blank(&n);
		put_summary(s);
	}
	if (parts & STORY_PART_FIGURES) {
		blank(&n);
		put_figures(s);
	}
	if (parts & STORY_PART_QUOTES) {
		blank(&n);
		put_quotes(s);
	}
	if (parts & STORY_PART_TIMELINE) {
		blank(&n);
		put_timeline(store, s);
	}
	if (parts & STORY_PART_SOURCES) {
		blank(&n);
		put_sources(s);
	}
	app_story_free(s);
	return EXIT_OK;
}

int story_print_json(struct cli_ctx *ctx, struct store *store,
		     int64_t thread_id, uint32_t parts)
{
	struct app_story *s = NULL;
	int code = load(ctx, store, thread_id, &s);

	if (code)
		return code;
	json_t *o = cli_object();
	cli_set_int(o, "id", s->thread_id);
	story_json(o, s, parts);
	cli_json(o);
	app_story_free(s);
	return EXIT_OK;
}

static int story(struct cli_ctx *ctx, int argc, char **argv)
{
	static const uint32_t bits[] = {
		[OPT_SUMMARY] = STORY_PART_SUMMARY,
		[OPT_FIGURES] = STORY_PART_FIGURES,
		[OPT_QUOTES] = STORY_PART_QUOTES,
		[OPT_TIMELINE] = STORY_PART_TIMELINE,
		[OPT_SOURCES] = STORY_PART_SOURCES,
	};
	struct store *store;
	uint32_t parts = 0;
	int code = cli_reading(ctx, &store);

	for (int i = OPT_SUMMARY; i <= OPT_SOURCES; i++)
		parts |= ctx->val[i] ? bits[i] : 0;
	if (!parts)
		parts = STORY_PART_ALL;
	for (int i = 0; !code && i < argc; i++) {
		int64_t id = 0;
		if (cli_thread_id(argv[i], &id, NULL))
			return cli_usage(_("\"%s\" is no thread: give t and a "
					   "number, as thrum threads lists "
					   "them"),
					 argv[i]);
		if (i && !ctx->val[OPT_JSON])
			putchar('\n');
		code = ctx->val[OPT_JSON] ?
			       story_print_json(ctx, store, id, parts) :
			       story_print(ctx, store, id, parts);
	}
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_SUMMARY] = { 0, "summary", NULL,
			  N_("three sentences, and which reports to read") },
	[OPT_FIGURES] = { 0, "figures", NULL,
			  N_("figures and names on which reports differ") },
	[OPT_QUOTES] = { 0, "quotes", NULL, N_("who said what") },
	[OPT_TIMELINE] = { 0, "timeline", NULL, N_("in order of time") },
	[OPT_SOURCES] = { 0, "sources", NULL,
			  N_("who reports, who copies, who is silent") },
	[OPT_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	{ 0 },
};

const struct cli_cmd cli_story = {
	.name = "story",
	.args = "THREAD...",
	.help = N_("what the reports of a thread say together"),
	.more = N_("Everything is taken from the reports as they stand; "
		   "nothing is written anew. Without a choice of parts all of "
		   "them are printed. Times are UTC."),
	.opts = opts,
	.min_args = 1,
	.max_args = -1,
	.exec = story,
};
