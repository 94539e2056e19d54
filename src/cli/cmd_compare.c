/* cmd_compare.c - `thrum compare`: what only one of two reports says, or
 * what changed in one of them. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"
#include "thrum/story/novelty.h"
#include "thrum/story/story.h"
#include "thrum/story/worddiff.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

enum { OPT_JSON };

/* ---- two reports ---- */

static struct story_report report_of(const struct article *a)
{
	return (struct story_report){
		.title = a->title,
		.lang = a->lang,
		.source = a->source,
		.doc = a->body,
		.time = article_time(a),
	};
}

static void put_side(const struct story *s, uint32_t report,
		     const struct novelty *n, const char *mark)
{
	const char *source = s->reports[report].source;

	printf("%s %s: %s\n", mark, source ? source : "?",
	       s->reports[report].title ? s->reports[report].title : "");
	for (uint32_t i = s->first[report]; i < s->first[report + 1]; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		bool both = n[i].repeated && n[i].match != NOVELTY_NONE;
		if (!x->place)
			continue;
		printf("%s ", both ? "=" : mark);
		fwrite(x->text, 1, x->len, stdout);
		putchar('\n');
	}
}

static json_t *side_json(const struct story *s, uint32_t report,
			 const struct article *a, const struct novelty *n)
{
	json_t *o = json_object(), *list = json_array();

	cli_set_text(o, "id", a->uuid);
	cli_set(o, "site", a->source);
	cli_set_text(o, "title", a->title);
	for (uint32_t i = s->first[report]; i < s->first[report + 1]; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		json_t *y = json_object(), *text;
		if (!x->place) {
			json_decref(y);
			continue;
		}
		text = json_stringn(x->text, x->len);
		json_object_set_new(y, "text", text ? text : json_string(""));
		json_object_set_new(y, "both", json_boolean(
						       n[i].repeated &&
						       n[i].match !=
							       NOVELTY_NONE));
		json_array_append_new(list, y);
	}
	json_object_set_new(o, "sentences", list);
	return o;
}

static void compare_two(struct cli_ctx *ctx, struct article *const a[2])
{
	struct story_report reports[2] = { report_of(a[0]), report_of(a[1]) };
	uint8_t known[2] = { 1, 1 };
	struct story *s = story_new(reports, 2);
	struct novelty *n = xcalloc(s->sentences.len + 1, sizeof(*n));
	struct novelty_index *ix = novelty_index_new(s, known);

	novelty_judge(ix, 0, n + s->first[0]);
	novelty_judge(ix, 1, n + s->first[1]);
	if (ctx->val[OPT_JSON]) {
		json_t *o = cli_object(), *list = json_array();
		for (uint32_t i = 0; i < 2; i++)
			json_array_append_new(list,
					      side_json(s, i, a[i], n));
		json_object_set_new(o, "reports", list);
		cli_json(o);
	} else {
		put_side(s, 0, n, "<");
		putchar('\n');
		put_side(s, 1, n, ">");
	}
	novelty_index_free(ix);
	free(n);
	story_free(s);
}

/* ---- revisions of one ---- */

static void put_diff(const char *was, const char *is)
{
	struct worddiff d = { 0 };

	worddiff_make(was, strlen(was), is, strlen(is), &d);
	for (size_t i = 0; i < d.len; i++) {
		const struct worddiff_piece *p = &d.v[i];
		bool gone = p->kind == WORDDIFF_GONE;
		bool same = p->kind == WORDDIFF_SAME;
		fputs(same ? "" : gone ? "[-" : "{+", stdout);
		fwrite((gone ? was : is) + p->off, 1, p->len, stdout);
		fputs(same ? "" : gone ? "-]" : "+}", stdout);
	}
	putchar('\n');
	vec_release(&d);
}

static json_t *diff_json(const char *was, const char *is)
{
	static const char *const kinds[] = { "same", "gone", "came" };
	struct worddiff d = { 0 };
	json_t *list = json_array();

	worddiff_make(was, strlen(was), is, strlen(is), &d);
	for (size_t i = 0; i < d.len; i++) {
		const struct worddiff_piece *p = &d.v[i];
		const char *from = p->kind == WORDDIFF_GONE ? was : is;
		json_t *x = json_object();
		json_t *text = json_stringn(from + p->off, p->len);
		cli_set_text(x, "kind", kinds[p->kind]);
		json_object_set_new(x, "text", text ? text : json_string(""));
		json_array_append_new(list, x);
	}
	vec_release(&d);
	return list;
}

static int compare_revisions(struct cli_ctx *ctx, struct store *store,
			     const struct article *a)
{
	struct revision_vec all = { 0 };
	const char *is = a->body ? a->body->text.ptr : "";

	if (store_revisions(store, a->id, &all, &ctx->err))
		return cli_fail(&ctx->err);
	if (!all.len && !ctx->val[OPT_JSON])
		puts(_("no earlier text of this article is kept"));
	for (size_t i = 0; i < all.len; i++) {
		const struct revision *r = &all.v[i];
		char iso[24];
		date_iso(r->at, iso);
		if (ctx->val[OPT_JSON]) {
			json_t *o = cli_object();
			cli_set_text(o, "id", a->uuid);
			cli_set_time(o, "replaced", r->at);
			json_object_set_new(o, "diff", diff_json(r->text, is));
			cli_json(o);
		} else {
			printf(_("replaced %s\n"), iso);
			put_diff(r->text, is);
		}
		is = r->text; /* the next one is older */
	}
	revision_vec_release(&all);
	return EXIT_OK;
}

static int compare(struct cli_ctx *ctx, int argc, char **argv)
{
	struct article *a[2] = { NULL, NULL };
	struct store *store;
	int code = cli_reading(ctx, &store);

	for (int i = 0; !code && i < argc; i++) {
		int64_t id = 0;
		if (cli_article_id(store, argv[i], &id, &ctx->err) ||
		    store_article_get(store, id, STORE_LOAD_BODY, &a[i],
				      &ctx->err))
			code = cli_fail(&ctx->err);
	}
	if (!code && argc == 2)
		compare_two(ctx, a);
	else if (!code)
		code = compare_revisions(ctx, store, a[0]);
	article_free(a[0]);
	article_free(a[1]);
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_JSON] = { 0, "json", NULL, N_("as JSON") },
	{ 0 },
};

const struct cli_cmd cli_compare = {
	.name = "compare",
	.args = "ID [ID]",
	.help = N_("what only one of two reports says; what changed in one"),
	.more = N_("Of two reports: sentences with < or > stand in that one "
		   "only, with = in both. Of one: its earlier texts, newest "
		   "first, as a word diff: [-gone-] {+came+}."),
	.opts = opts,
	.min_args = 1,
	.max_args = 2,
	.exec = compare,
};
