/* cmd_mark.c - `thrum mark`, `split`, `merge`, `undo`: what a reader
 * changes, from a script. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/app/preview.h"
#include "thrum/base/arena.h"
#include "mark_threads_priv.h"
#include "select_priv.h"
#include "thrum/base/clock.h"
#include "thrum/store/journal.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

enum { MARK_ALL = SELECT_OPTS, MARK_UNTIL };

static const struct {
	const char *name;
	enum change_kind change;
} marks[] = {
	{ "read", CHANGE_READ },     { "unread", CHANGE_UNREAD },
	{ "star", CHANGE_STAR },     { "unstar", CHANGE_UNSTAR },
	{ "delete", CHANGE_DELETE }, { "undelete", CHANGE_UNDELETE },
};

static int find_mark(const char *name)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (!strcmp(marks[i].name, name))
			return (int)i;
	return -1;
}

/* Everything, or all of a scope: nobody means that by saying nothing. */
static bool says_which(const struct cli_ctx *ctx, int argc)
{
	for (int i = 0; i < SELECT_OPTS; i++)
		if (ctx->val[i])
			return true;
	return argc > 0 || ctx->val[MARK_ALL];
}

static int mark_articles(struct cli_ctx *ctx, enum change_kind kind, int argc,
			 char **argv)
{
	struct id_vec ids = { 0 };
	struct store *store;
	int64_t changed = 0;

	if (!says_which(ctx, argc))
		return cli_usage(_("mark which? ids, words to search, --feed, "
				   "--tag, --thread, --since or --all"));
	int code = cli_writing(ctx, &store);
	if (code)
		return code;
	code = select_ids(ctx, store, argc, argv, &ids);
	if (!code && ids.len &&
	    store_change(store, kind, ids.v, ids.len, NULL, clock_now_s(),
			 &changed, &ctx->err))
		code = cli_fail(&ctx->err);
	if (!code)
		printf(_("%lld of %lld articles changed\n"),
		       (long long)changed, (long long)ids.len);
	vec_release(&ids);
	return code;
}

static int mark(struct cli_ctx *ctx, int argc, char **argv)
{
	int which = find_mark(argv[0]);
	int thread = mark_thread_find(argv[0]);
	const char *until = ctx->val[MARK_UNTIL];

	if (thread >= 0)
		return mark_threads(ctx, (enum thread_change)thread, until,
				    argc - 1, argv + 1);
	if (which < 0)
		return cli_usage(_("mark what? read, unread, star, unstar, "
				   "delete, undelete; threads: follow, "
				   "unfollow, mute, unmute, snooze, wake"));
	if (until)
		return cli_usage(_("--until is for snooze"));
	return mark_articles(ctx, marks[which].change, argc - 1, argv + 1);
}

static int undo(struct cli_ctx *ctx, int argc, char **argv)
{
	struct buf what = BUF_INIT;
	struct app *app;
	int code = cli_app(ctx, &app);

	(void)argc, (void)argv;
	if (!code && app_undo(app, &what, &ctx->err))
		code = cli_fail(&ctx->err);
	else if (!code)
		puts(what.ptr);
	buf_release(&what);
	return code;
}

enum { EDIT_DRY };

static void print_preview(const struct preview_thread *t)
{
	printf(_("t%lld  %d reports, %d independent  %s\n"),
	       (long long)t->thread->id, t->thread->n_articles,
	       t->thread->n_independent,
	       t->thread->headline ? t->thread->headline : "");
	for (size_t i = 0; i < t->n; i++) {
		const struct article_row *row = t->reports[i].row;
		printf("  %c %s%s%s\n", t->reports[i].moves ? '>' : ' ',
		       row->source ? row->source : "",
		       row->source ? ": " : "", row->title ? row->title : "");
	}
}

/* What the edit would make of the threads; nothing is changed. */
static int preview(struct cli_ctx *ctx, const struct preview *p)
{
	struct preview_result *r = NULL;

	if (app_preview(ctx->app, p, &r, &ctx->err))
		return cli_fail(&ctx->err);
	for (size_t i = 0; i < r->threads.len; i++)
		print_preview(&r->threads.v[i]);
	preview_result_free(r);
	return EXIT_OK;
}

static const struct cli_opt edit_opts[] = {
	[EDIT_DRY] = { 'n', "dry-run", NULL,
		       N_("print the threads as they would be, > before "
			  "reports that move; change nothing") },
	{ 0 },
};

static int split(struct cli_ctx *ctx, int argc, char **argv)
{
	struct store *store;
	int code = cli_writing(ctx, &store);

	for (int i = 0; !code && i < argc; i++) {
		int64_t id = 0;
		if (cli_article_id(store, argv[i], &id, &ctx->err))
			code = cli_fail(&ctx->err);
		else if (ctx->val[EDIT_DRY])
			code = preview(ctx, &(struct preview){
						    PREVIEW_SPLIT, &id, 1,
						    0 });
		else if (app_split(ctx->app, id, &ctx->err))
			code = cli_fail(&ctx->err);
	}
	return code;
}

static int merge(struct cli_ctx *ctx, int argc, char **argv)
{
	struct store *store;
	int64_t from = 0, into = 0;
	int code = cli_writing(ctx, &store);

	(void)argc;
	if (code)
		return code;
	if (cli_thread_id(argv[0], &from, &ctx->err) ||
	    cli_thread_id(argv[1], &into, &ctx->err))
		return cli_fail(&ctx->err);
	if (ctx->val[EDIT_DRY])
		return preview(ctx,
			       &(struct preview){ PREVIEW_MERGE, &from, 1,
					       into });
	return app_merge(ctx->app, from, into, &ctx->err) ?
		       cli_fail(&ctx->err) :
		       EXIT_OK;
}

static int move(struct cli_ctx *ctx, int argc, char **argv)
{
	struct store *store;
	int64_t id = 0, into = 0;
	int code = cli_writing(ctx, &store);

	(void)argc;
	if (code)
		return code;
	if (cli_article_id(store, argv[0], &id, &ctx->err) ||
	    cli_thread_id(argv[1], &into, &ctx->err))
		return cli_fail(&ctx->err);
	if (ctx->val[EDIT_DRY])
		return preview(ctx,
			       &(struct preview){ PREVIEW_MOVE, &id, 1,
					       into });
	return app_move(ctx->app, id, into, &ctx->err) ?
		       cli_fail(&ctx->err) :
		       EXIT_OK;
}

static const struct cli_opt opts[] = {
	SELECT_OPT_ROWS,
	[MARK_ALL] = { 'a', "all", NULL, N_("all articles") },
	[MARK_UNTIL] = { 0, "until", "RULES",
			 N_("what wakes a snoozed thread: fact, sources, 3d, "
			    "2025-05-31, or several with commas; default "
			    "fact") },
	{ 0 },
};

const struct cli_cmd cli_mark = {
	.name = "mark",
	.args = "MARK [ID...|WORDS...]",
	.help = N_("mark articles or threads; thrum undo takes it back"),
	.more = N_("MARK is read, unread, star, unstar, delete or undelete "
		   "for articles; follow, unfollow, mute, unmute, snooze or "
		   "wake for threads. Articles are named by id, by their "
		   "thread's id, or by what a search for the words and the "
		   "options finds.\n"
		   "Followed threads stand on top. Muted and snoozed ones are "
		   "in no list but that of threads --muted; what is snoozed "
		   "comes back when one of its rules holds: fact, a report "
		   "with a number or a name that nobody told before; sources, "
		   "three more outlets; a time. Later chapters of a thread "
		   "are followed and muted with it."),
	.opts = opts,
	.min_args = 1,
	.max_args = -1,
	.exec = mark,
};

const struct cli_cmd cli_split = {
	.name = "split",
	.args = "ID...",
	.help = N_("take articles out of their threads"),
	.min_args = 1,
	.max_args = -1,
	.opts = edit_opts,
	.exec = split,
};

const struct cli_cmd cli_merge = {
	.name = "merge",
	.args = "THREAD INTO",
	.help = N_("make one thread of two"),
	.min_args = 2,
	.max_args = 2,
	.opts = edit_opts,
	.exec = merge,
};

const struct cli_cmd cli_move = {
	.name = "move",
	.args = "ID THREAD",
	.help = N_("put an article into another thread"),
	.min_args = 2,
	.max_args = 2,
	.opts = edit_opts,
	.exec = move,
};

const struct cli_cmd cli_undo = {
	.name = "undo",
	.args = "",
	.help = N_("take back the newest change"),
	.exec = undo,
};
