/* progress.c - a long command: one line on the terminal that says how far
 * it is, and Ctrl-C that stops it in good order. */
#include "config.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "cmd_priv.h"

#include "thrum/base/banned.h"

static volatile sig_atomic_t signalled;

static void on_signal(int no)
{
	(void)no;
	signalled = 1;
}

static void look(void *ctx)
{
	struct cli_progress *p = ctx;

	if (signalled)
		atomic_store(&p->app->cancel, true);
}

static void show(const struct app_progress *a, void *ctx)
{
	struct cli_progress *p = ctx;

	look(ctx);
	fprintf(stderr, _("\r%s %lld/%lld, %lld new "), a->what,
		(long long)a->done, (long long)a->total,
		(long long)a->articles_new);
	fflush(stderr);
	p->shown = true;
}

struct app_hooks cli_progress_start(struct cli_progress *p, struct app *app)
{
	struct sigaction sa;
	struct app_hooks hooks = { .idle = look, .ctx = p };

	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = on_signal;
	/* The second Ctrl-C kills: the store survives that as well. */
	sa.sa_flags = (int)SA_RESETHAND;
	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	p->app = app;
	if (isatty(STDERR_FILENO))
		hooks.progress = show;
	return hooks;
}

void cli_progress_end(struct cli_progress *p)
{
	/* Wipe the line: what follows stands alone. */
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
