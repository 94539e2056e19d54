/* open.c - the app and the store for a command, and what the words of a
 * command line (ids, times, feeds) mean. */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/text/date.h"

#include "thrum/base/banned.h"

#define UUID_PREFIX_MIN 6

void cli_warn_problems(struct app *app)
{
	char *line = app ? app->problems.ptr : NULL;

	while (line && *line) {
		size_t len = strcspn(line, "\n");
		cli_warn("%.*s", (int)len, line);
		line += len + (line[len] == '\n');
	}
	if (app)
		buf_clear(&app->problems);
}

int cli_app(struct cli_ctx *ctx, struct app **out)
{
	if (!ctx->app && app_new(&ctx->paths, &ctx->app, &ctx->err))
		return cli_fail(&ctx->err);
	cli_warn_problems(ctx->app);
	*out = ctx->app;
	return EXIT_OK;
}

int cli_writing(struct cli_ctx *ctx, struct store **out)
{
	struct app *app = NULL;
	int code = cli_app(ctx, &app);

	if (code)
		return code;
	if (app_store(app, out, &ctx->err))
		return cli_fail(&ctx->err);
	return EXIT_OK;
}

int cli_reading(struct cli_ctx *ctx, struct store **out)
{
	struct app *app = NULL;
	int code = cli_app(ctx, &app);

	if (code)
		return code;
	enum status st = ctx->store ? ST_OK :
				      store_open(app->store_path, STORE_READ,
						 &ctx->store, &ctx->err);
	if (st == ST_NOT_FOUND)
		return cli_warn(_("nothing is stored yet (%s): thrum fetch, "
				  "thrum import or thrum demo"),
				app->store_path);
	/* Made by an older version: opening it for writing migrates it. */
	if (st == ST_VERSION)
		return cli_writing(ctx, out);
	if (st)
		return cli_fail(&ctx->err);
	*out = ctx->store;
	return EXIT_OK;
}

enum status cli_since(const char *word, int64_t now, int64_t *out,
		      struct err *err)
{
	int64_t age;

	if (date_parse_age(word, &age)) {
		*out = now - age;
		return ST_OK;
	}
	if (date_parse(word, out))
		return ST_OK;
	return err_set(err, ST_USAGE,
		       _("\"%s\" is no time: write 12h, 1d, 2w or "
			 "2025-05-31"),
		       word);
}

enum status cli_number(const char *word, const char *option, int64_t max,
		       int64_t *out, struct err *err)
{
	char *end;

	errno = 0;
	long long v = strtoll(word, &end, 10);
	if (errno || end == word || *end || v < 1 || v > max)
		return err_set(err, ST_USAGE,
			       _("--%s needs a number from 1 to %lld, not "
				 "\"%s\""),
			       option, (long long)max, word);
	*out = v;
	return ST_OK;
}

static bool all_digits(const char *s)
{
	return *s && s[strspn(s, "0123456789")] == '\0';
}

bool cli_is_id(const char *word)
{
	size_t len = strlen(word);

	if (all_digits(word) && len > 12)
		return true;
	return len >= UUID_PREFIX_MIN && len <= 36 &&
	       word[strspn(word, "0123456789abcdefABCDEF-")] == '\0' &&
	       word[strcspn(word, "0123456789")] != '\0';
}

/* Row ids are as long as the second of 1970 makes them; a short number is
 * the beginning of a uuid. */
enum status cli_article_id(struct store *st, const char *word, int64_t *out,
			   struct err *err)
{
	if (all_digits(word) && strlen(word) > 12) {
		struct article *a = NULL;
		int64_t id = strtoll(word, NULL, 10);
		enum status s = store_article_get(st, id, STORE_LOAD_ROW, &a,
						  err);
		article_free(a);
		if (s == ST_OK)
			*out = id;
		return s;
	}
	if (!cli_is_id(word))
		return err_set(err, ST_USAGE,
			       _("\"%s\" is no id: give the first %d or more "
				 "characters as lists print them"),
			       word, UUID_PREFIX_MIN);
	return store_article_find(st, word, out, err);
}

enum status cli_thread_id(const char *word, int64_t *out, struct err *err)
{
	char *end;

	if (word[0] != 't' || !all_digits(word + 1))
		return err_set(err, ST_NOT_FOUND,
			       _("\"%s\" is no thread: lists print them as "
				 "t and a number"),
			       word);
	errno = 0;
	long long v = strtoll(word + 1, &end, 10);
	if (errno)
		return err_set(err, ST_NOT_FOUND, _("no such thread: %s"),
			       word);
	*out = v;
	return ST_OK;
}

static bool feed_matches(const struct feed *f, const char *word)
{
	return !strcmp(f->url, word) || !strcmp(feed_name(f), word) ||
	       (all_digits(word) && strtoll(word, NULL, 10) == f->id);
}

enum status cli_feed_id(struct store *st, const char *word, int64_t *out,
			struct err *err)
{
	struct arena arena = { 0 };
	struct feed_vec feeds = { 0 };
	enum status s = store_feeds(st, &arena, &feeds, err);
	int64_t id = 0;

	for (size_t i = 0; s == ST_OK && !id && i < feeds.len; i++)
		if (feed_matches(feeds.v[i], word))
			id = feeds.v[i]->id;
	if (s == ST_OK && !id)
		s = err_set(err, ST_NOT_FOUND,
			    _("there is no feed \"%s\": see thrum feeds"),
			    word);
	if (s == ST_OK)
		*out = id;
	vec_release(&feeds);
	arena_release(&arena);
	return s;
}

int cli_report_errors(const struct app_report *report)
{
	for (size_t i = 0; i < report->notes.len; i++)
		cli_warn("%s", report->notes.v[i]);
	for (size_t i = 0; i < report->errors.len; i++)
		cli_warn("%s", report->errors.v[i]);
	return report->errors.len ? EXIT_FAILED : EXIT_OK;
}
