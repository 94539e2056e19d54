/* mark_threads.c - `thrum mark follow|mute|snooze THREAD...`, and which
 * threads are muted or asleep. */
#include "config.h"

#include "mark_threads_priv.h"

#include <string.h>

#include "thrum/app/wake.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/date.h"

#include "thrum/base/banned.h"

static const struct {
	const char *name;
	enum thread_change change;
} marks[] = {
	{ "follow", THREAD_FOLLOW },   { "unfollow", THREAD_UNFOLLOW },
	{ "mute", THREAD_MUTE },       { "unmute", THREAD_UNMUTE },
	{ "snooze", THREAD_SNOOZE },   { "wake", THREAD_UNMUTE },
};

int mark_thread_find(const char *name)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (!strcmp(marks[i].name, name))
			return (int)marks[i].change;
	return -1;
}

/* ---- rules ---- */

/* "a new fact, 3 more sources, 2025-06-04T00:00:00Z" */
static void say_rules(struct buf *out, uint32_t rules, int64_t at)
{
	char date[24];

	if (rules & WAKE_FACT)
		buf_adds(out, _("a new fact"));
	if (rules & WAKE_SOURCES) {
		buf_adds(out, out->len ? ", " : "");
		buf_addf(out, _("%d more sources"), WAKE_SOURCES_MORE);
	}
	if (rules & WAKE_DATE) {
		date_iso(at, date);
		buf_addf(out, "%s%s", out->len ? ", " : "", date);
	}
}

/* ---- marking ---- */

/* What the thread is called, and what will be. */
static void say(struct store *store, int64_t id, const char *what)
{
	struct arena arena = { 0 };
	struct thread *t = NULL;

	if (store_thread_get(store, id, &arena, &t, NULL) == ST_OK)
		printf("t%lld  %s: %s\n", (long long)t->id, what,
		       t->headline ? t->headline : "");
	arena_release(&arena);
}

static enum status apply(struct store *store, enum thread_change kind,
			 int64_t id, const struct wake_rules *rules,
			 struct err *err)
{
	static const char *const done[] = {
		[THREAD_FOLLOW] = N_("followed, with its later chapters"),
		[THREAD_UNFOLLOW] = N_("no longer followed"),
		[THREAD_MUTE] = N_("muted, with its later chapters"),
		[THREAD_UNMUTE] = N_("in the lists again"),
	};
	struct buf words = BUF_INIT;
	enum status st;

	if (kind != THREAD_SNOOZE) {
		st = store_change_thread(store, kind, id, clock_now_s(), err);
		buf_adds(&words, _(done[kind]));
	} else {
		st = store_snooze(store, id, rules->rules, rules->at,
				  clock_now_s(), err);
		buf_adds(&words, _("asleep until "));
		struct buf what = BUF_INIT;
		say_rules(&what, rules->rules, rules->at);
		buf_adds(&words, what.ptr);
		buf_release(&what);
	}
	if (st == ST_OK)
		say(store, id, words.ptr);
	buf_release(&words);
	return st;
}

int mark_threads(struct cli_ctx *ctx, enum thread_change kind,
		 const char *until, int argc, char **argv)
{
	struct wake_rules rules = { .rules = WAKE_FACT };
	struct store *store;
	int code;

	if (until && kind != THREAD_SNOOZE)
		return cli_usage(_("--until is for snooze"));
	if (!argc)
		return cli_usage(_("mark which? Lists print threads as t and "
				   "a number"));
	if (until &&
	    wake_rules_parse(until, clock_now_s(), &rules, &ctx->err)) {
		cli_fail(&ctx->err);
		return EXIT_USAGE;
	}
	code = cli_writing(ctx, &store);
	for (int i = 0; !code && i < argc; i++) {
		int64_t id = 0;
		if (cli_thread_id(argv[i], &id, &ctx->err) ||
		    apply(store, kind, id, &rules, &ctx->err))
			code = cli_fail(&ctx->err);
	}
	return code;
}

void mark_wake_due(struct cli_ctx *ctx, struct store *store)
{
	int64_t next = 0, woken;
	struct err err = { 0 };

	if (store_snooze_next(store, &next, &err) || !next ||
	    next > clock_now_s())
		return;
	/* A store that cannot be written shows what it has. */
	(void)!app_wake(ctx->app, &woken, &err);
}
