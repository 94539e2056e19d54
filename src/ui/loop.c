/* loop.c - the one loop: sleep in poll(), take what came, draw one frame.
 *
 * Wakes for the terminal, the worker's pipe, a signal's pipe, the store's
 * files (another program wrote to them: a look at SQLite's data version),
 * and slow clocks: the minute in the title row, the next fetch, the date
 * of a snoozed thread. Between those nothing runs and nothing is sent. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "act_priv.h"
#include "edit_priv.h"
#include "saved_priv.h"
#include "ui_priv.h"
#include "watch_priv.h"
#include "thrum/app/setter.h"

#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/base/banned.h"

enum {
	LOOK_MS = 1000, /* between looks for other programs' changes */
	SOON_MS = 50, /* from a file's change to the look at it */
	PAUSE_MS = 250, /* between two looks */
	BUSY_MS = 500, /* the same while our own worker may be writing */
	LONGEST_MS = 3600 * 1000, /* one sleeps */
	KEYS_A_FRAME = 64, /* keys taken before the screen is drawn anyway */
	DEAD_WAKES = 200, /* empty wake-ups of a terminal that is gone */
};

#define NEVER INT64_MAX

/* ---- signals ---- */

/* The one mutable file-static: a handler can reach nothing else. */
static volatile sig_atomic_t signal_fd = -1;

static void on_signal(int sig)
{
	int saved = errno;
	unsigned char byte = (unsigned char)sig;

	if (signal_fd >= 0)
		(void)!write(signal_fd, &byte, 1);
	errno = saved;
}

static const int caught[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP };
enum { N_CAUGHT = sizeof(caught) / sizeof(*caught) };

struct signals {
	int pipe[2];
	struct sigaction old[N_CAUGHT];
};

static enum status signals_init(struct signals *s, struct err *err)
{
	struct sigaction sa = { .sa_handler = on_signal,
				.sa_flags = SA_RESTART };

	if (pipe(s->pipe))
		return err_errno(err, errno, "pipe");
	for (int i = 0; i < 2; i++) {
		fcntl(s->pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(s->pipe[i], F_SETFL, O_NONBLOCK);
	}
	signal_fd = s->pipe[1];
	sigemptyset(&sa.sa_mask);
	for (int i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i], &sa, &s->old[i]);
	return ST_OK;
}

static void signals_release(struct signals *s)
{
	for (int i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i], &s->old[i], NULL);
	signal_fd = -1;
	close(s->pipe[0]);
	close(s->pipe[1]);
}

static void resized(struct ui *ui)
{
	term_resize(ui->term, 0, 0);
	ui->dirty = true;
}

/* Either the terminal is gone, or somebody wants the configuration read
 * again. */
static void hung_up(struct ui *ui)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	if (poll(&fd, 1, 0) > 0 &&
	    (fd.revents & (POLLHUP | POLLERR | POLLNVAL)))
		ui->quit = true;
	else
		settings_look(ui, SETTINGS_RELOAD);
}

static void take_signals(struct ui *ui, const struct signals *s)
{
	unsigned char sigs[64];
	ssize_t n;

	while ((n = read(s->pipe[0], sigs, sizeof(sigs))) > 0)
		for (ssize_t i = 0; i < n; i++)
			switch (sigs[i]) {
			case SIGWINCH:
				resized(ui);
				break;
			case SIGHUP:
				hung_up(ui);
				break;
			case SIGTSTP:
				term_suspend(ui->term);
				ui->dirty = true;
				break;
			default:
				ui->quit = true;
			}
}

/* ---- the worker's messages ---- */

/* What a job did may call for another one. */
static void follow_up(struct ui *ui, const struct msg *m)
{
	struct job job = { .kind = JOB_FETCH };

	if (m->job == JOB_ADD_FEED)
		ui_post(ui, &job);
	else if (m->job == JOB_IMPORT) /* what was imported is said */
		ui->quiet_no = ui_post(ui, &job);
}

/* A view may say whether something is under way. */
static void progress_turn(struct ui *ui, bool on)
{
	if (ui->progress.on != on)
		ui_top(ui)->composed = false;
	free(ui->progress.what);
	ui->progress = (struct progress){ .on = on };
}

static void progress_set(struct ui *ui, struct msg *m)
{
	progress_turn(ui, true);
	ui->progress.what = m->text;
	m->text = NULL;
	ui->progress.done = m->done;
	ui->progress.total = m->total;
}

static bool is_long(enum job_kind kind)
{
	return kind == JOB_FETCH || kind == JOB_FETCH_ALL ||
	       kind == JOB_IMPORT || kind == JOB_DEMO ||
	       kind == JOB_ADD_FEED || kind == JOB_FULLTEXT;
}

static void take_message(struct ui *ui, struct msg *m)
{
	switch (m->kind) {
	case MSG_PROGRESS:
		progress_set(ui, m);
		break;
	case MSG_STORED:
		ui_stale(ui);
		break;
	case MSG_DONE:
		ui_change_done(ui, m->no);
		if (is_long(m->job))
			progress_turn(ui, false);
		if (m->no == ui->quiet_no) {
			notify_look(ui, NOTIFY_SAY);
			break;
		}
		if (m->text && *m->text)
			ui_say(ui, "%s", m->text);
		else if (is_long(m->job) && !ui->message_is_error)
			buf_clear(&ui->message); /* what was being done */
		follow_up(ui, m);
		if (m->job == JOB_FETCH || m->job == JOB_FETCH_ALL ||
		    m->job == JOB_WAKE)
			notify_look(ui, NOTIFY_SAY);
		break;
	case MSG_FAILED:
		ui_change_done(ui, m->no);
		if (is_long(m->job))
			progress_turn(ui, false);
		/* What was shown before it was true is not true. */
		ui_stale(ui);
		if (m->status == ST_CANCELLED)
			ui_say(ui, _("stopped; what was done stays"));
		else
			ui_fail(ui, m->text);
		break;
	case MSG_STORY:
		ui_story_take(ui, m);
		break;
	case MSG_SINCE:
		since_take(ui, m);
		break;
	case MSG_PICTURE:
		ui_picture_take(ui, m);
		break;
	case MSG_TRENDS:
		trends_take(ui, m);
		break;
	case MSG_PREVIEW:
		edit_take(ui, m);
		break;
	case MSG_COUNTS:
		saved_take(ui, m);
		break;
	case MSG_NOTE:
		ui_note(ui, true, m->text);
		break;
	}
	ui->dirty = true;
}

/* A long text is ready: for the view that still wants it. */
static void take_text(struct ui *ui)
{
	struct set_text *t = ui->setter ? setter_take(ui->setter) : NULL;
	struct view *v = NULL;

	if (!t)
		return;
	for (size_t i = 0; i < ui->n_views; i++)
		if (article_wants_text(ui->stack[i], t->id))
			v = ui->stack[i];
	if (ui->preview && article_wants_text(ui->preview, t->id))
		v = ui->preview;
	if (v)
		article_take_text(ui, v, t);
	else
		set_text_free(t);
}

void ui_take_messages(struct ui *ui)
{
	struct msg *m;

	take_text(ui);

	while ((m = worker_take(ui->worker))) {
		take_message(ui, m);
		msg_free(m);
	}
}

/* ---- keys ---- */

/* True if there were any. */
static bool take_keys(struct ui *ui)
{
	struct mouse mouse;
	uint32_t key;
	int n = 0;

	while (!ui->quit && n < KEYS_A_FRAME &&
	       (key = term_key(ui->term, &mouse))) {
		ui_tick(ui);
		if (key == KEYC_MOUSE)
			ui_mouse(ui, &mouse);
		else
			ui_key(ui, key);
		n++;
	}
	return n > 0;
}

/* ---- clocks ---- */

struct clocks {
	struct watch *watch; /* of the store's files; NULL = look always */
	int64_t minute; /* shown */
	int64_t look_ms; /* when to look at the store's version, or NEVER */
	int64_t again_ms; /* the last look after a change, or NEVER */
	int64_t looked_ms; /* when that was done last */
	bool soon; /* a file has changed, and was not looked at yet */
	int64_t fetched_ms; /* last background fetch */
	bool started; /* the first frame is out */
};

static void clocks_init(struct ui *ui, struct clocks *c)
{
	*c = (struct clocks){ .look_ms = clock_mono_ms() + LOOK_MS,
			      .again_ms = NEVER };
	c->watch = watch_new();
	if (c->watch && watch_add(c->watch, ui->app->store_path) < 0) {
		watch_free(c->watch);
		c->watch = NULL;
	}
	if (c->watch)
		settings_watch(ui, c->watch);
}

/* The journal was written to: a moment later the change is there. Who
 * writes a lot is not looked at after each page; and what our own worker
 * stores it tells. A writer may be slow between the two: once more, then. */
static void take_watch(struct ui *ui, struct clocks *c)
{
	int64_t pause = worker_is_busy(ui->worker) ? BUSY_MS : PAUSE_MS;
	int64_t ms = clock_mono_ms(), at = ms + SOON_MS;

	if (!c->watch || !watch_take(c->watch))
		return;
	if (at < c->looked_ms + pause)
		at = c->looked_ms + pause;
	if (c->look_ms > at)
		c->look_ms = at;
	c->again_ms = ms + LOOK_MS;
	c->soon = true;
}

static void look_at_store(struct ui *ui, struct clocks *c, int64_t ms)
{
	if (store_version_seen(ui->store) != ui->version)
		ui_stale(ui);
	c->soon = false;
	c->looked_ms = ms;
	if (!c->watch)
		c->look_ms = ms + LOOK_MS;
	else
		c->look_ms = c->again_ms > ms ? c->again_ms : NEVER;
}

static void background_fetch(struct ui *ui, struct clocks *c, int64_t ms)
{
	struct job job = { .kind = JOB_FETCH };
	int64_t every = ui->config->fetch_minutes * 60000;
	bool first = !c->started && ui->config->fetch_on_start;

	if (!c->started)
		c->fetched_ms = ms;
	c->started = true;
	if (!first && (!every || ms - c->fetched_ms < every))
		return;
	c->fetched_ms = ms;
	if (!worker_is_busy(ui->worker))
		ui->quiet_no = ui_post(ui, &job);
}

/* A snoozed thread's date has come. Asked once: the answer makes the next
 * date known. */
static void wake_due(struct ui *ui)
{
	struct job job = { .kind = JOB_WAKE };

	if (!ui->next_wake || ui->next_wake > ui->now)
		return;
	ui->next_wake = 0;
	ui_post(ui, &job);
}

static void run_clocks(struct ui *ui, struct clocks *c)
{
	int64_t ms = clock_mono_ms();

	ui_tick(ui);
	if (ui->config->clock && ui->now / 60 != c->minute) {
		c->minute = ui->now / 60;
		ui->dirty = true;
	}
	if (ms >= c->look_ms) {
		look_at_store(ui, c, ms);
		settings_look(ui, SETTINGS_CHANGED);
	}
	wake_due(ui);
	background_fetch(ui, c, ms);
}

/* Until the next of the clocks; -1 = none of them runs. */
static int sleep_ms(const struct ui *ui, const struct clocks *c)
{
	int64_t ms = clock_mono_ms(), next = c->look_ms;
	int64_t every = ui->config->fetch_minutes * 60000;
	int64_t minute_ms = (60 - ui->now % 60) * 1000;

	if (every && c->fetched_ms + every < next)
		next = c->fetched_ms + every;
	if (ui->config->clock && ms + minute_ms < next)
		next = ms + minute_ms;
	/* Not the difference itself: a date may be years away. */
	if (ui->next_wake && ui->next_wake - ui->now < LONGEST_MS / 1000 &&
	    ms + (ui->next_wake - ui->now) * 1000 < next)
		next = ms + (ui->next_wake - ui->now) * 1000;
	else if (ui->next_wake && ms + LONGEST_MS < next)
		next = ms + LONGEST_MS;
	if (next == NEVER)
		return -1;
	return next <= ms ? 1 : next - ms > LONGEST_MS ? LONGEST_MS :
							 (int)(next - ms);
}

/* ---- the loop ---- */

enum status ui_loop(struct ui *ui, struct err *err)
{
	struct signals sigs;
	struct clocks clocks;
	enum status st = signals_init(&sigs, err);
	int empty = 0;

	if (st != ST_OK)
		return st;
	struct pollfd fds[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = worker_fd(ui->worker), .events = POLLIN },
		{ .fd = sigs.pipe[0], .events = POLLIN },
		{ .fd = -1, .events = POLLIN }, /* the setter's, once it is */
		{ .fd = -1, .events = POLLIN }, /* the store's files */
	};
	clocks_init(ui, &clocks);
	while (!ui->quit) {
		if (ui->dirty)
			ui_frame(ui);
		run_clocks(ui, &clocks);
		if (ui->dirty)
			continue;
		fds[3].fd = ui->setter ? setter_fd(ui->setter) : -1;
		/* Closed to it while a look is due: it would wake for each
		 * page that is written. */
		fds[4].fd = clocks.watch && !clocks.soon ?
				    watch_fd(clocks.watch) :
				    -1;
		int n = poll(fds, 5, sleep_ms(ui, &clocks));
		if (n < 0 && errno != EINTR) {
			st = err_errno(err, errno, "poll");
			break;
		}
		if (n <= 0)
			continue;
		if (fds[4].revents)
			take_watch(ui, &clocks);
		take_signals(ui, &sigs);
		ui_take_messages(ui);
		bool any = take_keys(ui);
		if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
			ui->quit = true; /* the terminal is gone */
		empty = any || !(fds[0].revents & POLLIN) ? 0 : empty + 1;
		if (empty > DEAD_WAKES)
			ui->quit = true;
	}
	watch_free(clocks.watch);
	signals_release(&sigs);
	return st;
}
