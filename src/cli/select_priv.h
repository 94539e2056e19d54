/* select_priv.h - which articles a command is about: the options that
 * articles, search, mark and export share. */
#ifndef THRUM_CLI_SELECT_PRIV_H
#define THRUM_CLI_SELECT_PRIV_H

#include "thrum/base/buf.h"
#include "thrum/store/articles.h"
#include "thrum/store/threads.h"

#include "cmd_priv.h"

/* The first rows of a command's option table and of its enum. */
enum select_opt {
	SELECT_FEED,
	SELECT_TAG,
	SELECT_THREAD,
	SELECT_STARRED,
	SELECT_UNREAD,
	SELECT_SINCE,
	SELECT_LIMIT,
	SELECT_OPTS
};
/* clang-format off */
#define SELECT_OPT_ROWS \
	[SELECT_FEED] = { 'f', "feed", "FEED", N_("of this feed") }, \
	[SELECT_TAG] = { 't', "tag", "TAG", N_("with this tag") }, \
	[SELECT_THREAD] = { 'T', "thread", "THREAD", N_("of this thread") }, \
	[SELECT_STARRED] = { 0, "starred", NULL, N_("starred") }, \
	[SELECT_UNREAD] = { 'u', "unread", NULL, N_("unread") }, \
	[SELECT_SINCE] = { 's', "since", "TIME", \
			   N_("not older than 12h, 1d, 2025-05-31 ...") }, \
	[SELECT_LIMIT] = { 'n', "limit", "N", N_("at most so many") }
/* clang-format on */

struct selection {
	struct article_query q; /* text points into `words` or argv */
	struct buf words; /* operands joined: the search */
	struct arena arena; /* of a saved search */
	int64_t limit; /* INT64_MAX = all */
};

/* From ctx->val and operands (a search, which narrows what an option
 * names). These options exclude each other. The
 * line is printed on failure. Release in any case. */
int select_parse(struct cli_ctx *ctx, struct store *st, int argc, char **argv,
		 struct selection *out);
void select_release(struct selection *s);
/* Operands as the one text of a search; the caller releases it. */
void select_join(struct buf *words, int argc, char **argv);

/* Page through the selection in list order; stops when `fn` says so. */
typedef enum status (*select_fn)(const struct article_row *row, void *ctx,
				 struct err *err);
enum status select_each(struct store *st, const struct selection *s,
			select_fn fn, void *ctx, struct err *err) MUST_CHECK;

/* Row ids of what the operands name when all of them are ids of articles
 * or threads, else of the selection they and the options make. Appends;
 * the line is printed on failure. */
int select_ids(struct cli_ctx *ctx, struct store *store, int argc,
	       char **argv, struct id_vec *ids);

#endif
