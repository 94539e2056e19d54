/* fetch.c - who goes when.
 *
 * Requests wait in a queue per server (queue_priv.h). A thousand of them do
 * not cost a thousand handles: at most `max_total` transfers exist, and they
 * are used again. Names, connections and TLS sessions are shared by all of
 * them.
 *
 * A transfer that has ended frees its place at once and waits with its
 * answer to be handed over; so the line is at work while callbacks are, as
 * long as there are handles and room for the bodies.
 *
 * How many at once adapts: a server that does not answer in time is asked
 * with half as many, and again one more after each few good answers; the
 * same over all servers. Additive increase, multiplicative decrease. A
 * server of many feeds that answers as promptly to more at once as it did
 * to a few gets more; one that takes longer then gets fewer again. Source:
 * ours, after TCP Vegas (Brakmo and Peterson 1995): the delay tells before
 * a failure does.
 *
 * One thread owns a fetcher; only fetcher_cancel() may be called by others.
 * It says "everything that was added until now": what is added for a later
 * run is not meant.
 */
#include "config.h"

#include "thrum/fetch/fetch.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "programs_priv.h"
#include "queue_priv.h"
#include "transfer_priv.h"

#include "thrum/base/banned.h"

enum {
	TOTAL_DEFAULT = 32,
	PER_HOST_DEFAULT = 4,
	SLACK_MS = 50, /* a longer delay than twice the least and this is slow */
	TOTAL_MIN = 4, /* however weak the line is */
	GOOD_ANSWERS = 4, /* ... allow one more at once */
	TICK_MS = 50,
	TURN_MS = 5, /* so often libcurl has its turn while answers wait */
	STALL_MS = 500, /* of the one that goes on, while others wait */
};
#define HELD_DEFAULT ((size_t)8 << 20)

struct fetcher {
	CURLM *multi;
	CURLSH *share; /* TLS sessions */
	struct programs *programs;
	struct room room;
	char *user_agent, *ca_file, *proxy, *cookie_file;
	int max_total, max_per_host, max_per_host_many;
	int limit, active, good; /* as in struct host, over all */
	int64_t seen_ms; /* when libcurl last had its turn */
	int64_t away_ms; /* between its turns, while answers lay unread */

	struct queue queue;
	struct transfer **all; /* max_total of them, NULL = not made yet */
	struct transfer *free_first;
	struct transfer *over_first, *over_last; /* to be handed over */
	int n_made;

	_Atomic uint64_t added; /* requests ever */
	_Atomic uint64_t cancelled; /* those up to here are unwanted */
	uint64_t finished; /* have had their response */
	uint64_t run_from; /* as many as those when the run began */
	fetch_done_fn done; /* of the run */
	void *ctx;
};

/* ---- start and end of the library ---------------------------------- */

/* libcurl wants to be set up once in a program, before any thread uses it,
 * and only says so through a call: hence these two statics. */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static CURLcode once_result;

static void set_up_once(void)
{
	once_result = curl_global_init(CURL_GLOBAL_DEFAULT);
}

static char *default_user_agent(void)
{
	const char *contact = PACKAGE_URL;

	if (!*contact)
		contact = PACKAGE_BUGREPORT;
	if (!*contact)
		return xstrdup(PACKAGE_NAME "/" PACKAGE_VERSION
					    " (news reader)");
	return xasprintf("%s/%s (+%s)", PACKAGE_NAME, PACKAGE_VERSION, contact);
}

static void set_up_multi(struct fetcher *f)
{
	curl_multi_setopt(f->multi, CURLMOPT_PIPELINING,
			  (long)CURLPIPE_MULTIPLEX);
	curl_multi_setopt(f->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS,
			  (long)f->max_total);
	/* Ours counts transfers by address; this one also sees redirects. */
	curl_multi_setopt(f->multi, CURLMOPT_MAX_HOST_CONNECTIONS,
			  (long)f->max_per_host_many);
	curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, (long)f->max_total);
	curl_share_setopt(f->share, CURLSHOPT_SHARE,
			  CURL_LOCK_DATA_SSL_SESSION);
}

enum status fetcher_new(const struct fetch_options *opts, struct fetcher **out,
			struct err *err)
{
	struct fetcher *f = xcalloc(1, sizeof(*f));

	pthread_once(&once, set_up_once);
	f->max_total = opts->max_total > 0 ? opts->max_total : TOTAL_DEFAULT;
	f->max_per_host =
		opts->max_per_host > 0 ? opts->max_per_host : PER_HOST_DEFAULT;
	f->max_per_host_many = opts->max_per_host_many > f->max_per_host ?
				       opts->max_per_host_many :
				       f->max_per_host;
	f->user_agent = opts->user_agent ? xstrdup(opts->user_agent) :
					   default_user_agent();
	f->ca_file = xstrdup(opts->ca_file);
	f->proxy = xstrdup(opts->proxy);
	f->cookie_file = xstrdup(opts->cookie_file);
	f->limit = f->max_total;
	f->queue.per_host = f->max_per_host;
	f->room.max = opts->max_held ? opts->max_held : HELD_DEFAULT;
	f->all = xcalloc((size_t)f->max_total, sizeof(*f->all));
	if (once_result == CURLE_OK) {
		f->multi = curl_multi_init();
		f->share = curl_share_init();
	}
	if (!f->multi || !f->share) {
		fetcher_free(f);
		return err_set(err, ST_NET,
			       _("the network library cannot start: "
				 "is libcurl installed?"));
	}
	set_up_multi(f);
	f->programs = programs_new(f->multi);
	*out = f;
	return ST_OK;
}

void fetcher_free(struct fetcher *f)
{
	if (!f)
		return;
	programs_free(f->programs);
	for (int i = 0; i < f->n_made; i++)
		transfer_free(f->all[i]);
	free(f->all);
	queue_release(&f->queue);
	if (f->multi)
		curl_multi_cleanup(f->multi);
	if (f->share)
		curl_share_cleanup(f->share);
	free(f->user_agent);
	free(f->ca_file);
	free(f->proxy);
	free(f->cookie_file);
	free(f);
}

void fetcher_add(struct fetcher *f, const struct fetch_request *r)
{
	if (r->argv)
		programs_add(f->programs, r);
	else
		queue_add(&f->queue, r);
	atomic_fetch_add(&f->added, 1);
}

/* ---- transfers ----------------------------------------------------- */

static struct transfer *transfer_take(struct fetcher *f)
{
	struct transfer *t = f->free_first;

	if (t) {
		f->free_first = t->next;
	} else if (f->n_made < f->max_total) {
		t = transfer_new();
		if (t)
			f->all[f->n_made++] = t;
		else /* libcurl has no more: go on with those there are */
			f->max_total = f->n_made;
	}
	return t;
}

/* Nothing new is begun while the bodies of the others have no room. */
static bool can_start(const struct fetcher *f)
{
	return f->queue.ring_first && f->active < f->limit &&
	       (f->free_first || f->n_made < f->max_total) &&
	       f->room.held < f->room.max;
}

/* Hand over a response. From here the caller may add requests and poll, so
 * nothing of the queue may be half-changed. */
static void respond(struct fetcher *f, struct fetch_response *r)
{
	f->finished++;
	f->done(r, f->ctx);
	buf_release(&r->body);
}

static struct fetch_response no_answer(const struct fetch_request *req,
				       const struct err *err)
{
	struct fetch_response r = {
		.ctx = req->ctx,
		.status = err->status,
		.err = *err,
		.url = req->url,
		.retry_after_s = -1,
		.max_age_s = -1,
	};

	buf_init(&r.body, 0);
	return r;
}

static void transfer_give_back(struct fetcher *f, struct transfer *t)
{
	transfer_reset(t);
	t->next = f->free_first;
	f->free_first = t;
}

/* Its answer waits for its turn. */
static void over_push(struct fetcher *f, struct transfer *t)
{
	t->next = NULL;
	if (f->over_first)
		f->over_last->next = t;
	else
		f->over_first = t;
	f->over_last = t;
}

static struct transfer *over_pop(struct fetcher *f)
{
	struct transfer *t = f->over_first;

	if (t)
		f->over_first = t->next;
	return t;
}

/* ---- how many at once ---------------------------------------------- */

static void fewer(int *limit, int *good, int min)
{
	*limit = *limit / 2 > min ? *limit / 2 : min;
	*good = 0;
}

static void more(int *limit, int *good, int max)
{
	if (*limit >= max || ++*good < GOOD_ANSWERS)
		return;
	++*limit;
	*good = 0;
}

/* More than usual, as long as it takes that as it took the usual. Answers
 * that came while this side was away are read late: they took as long as
 * that at most, and at least what is left without the time away. */
static void adapt_to_delay(const struct fetcher *f, struct host *h,
			   const struct transfer *t)
{
	int64_t most_ms = transfer_delay_ms(t) + 1;
	int64_t least_ms = most_ms - (f->away_ms - t->away_ms);

	if (!h->least_ms || most_ms < h->least_ms)
		h->least_ms = most_ms;
	int64_t prompt_ms = 2 * h->least_ms + SLACK_MS;
	if (most_ms <= prompt_ms && h->n_waiting > h->limit) {
		more(&h->limit, &h->good, f->max_per_host_many);
	} else if (least_ms > prompt_ms && h->limit > f->max_per_host) {
		h->limit--;
		h->good = 0;
	}
}

static void adapt(struct fetcher *f, struct host *h,
		  const struct transfer *t, const struct fetch_response *r)
{
	bool is_slow = r->status == ST_NET && !r->http;

	if (is_slow || r->http == 429 || r->http == 503)
		fewer(&h->limit, &h->good, 1);
	else if (h->limit < f->max_per_host)
		more(&h->limit, &h->good, f->max_per_host);
	else
		adapt_to_delay(f, h, t);
	/* One server that is down says nothing about the line: only its
	 * own first failure counts here. */
	if (is_slow && h->limit > 1)
		fewer(&f->limit, &f->good,
		      f->max_total < TOTAL_MIN ? f->max_total : TOTAL_MIN);
	else if (!is_slow)
		more(&f->limit, &f->good, f->max_total);
}

static bool wants_pause(const struct fetch_response *r)
{
	return r->http == 429 || (r->http == 503 && r->retry_after_s > 0);
}

/* What waits for a server that wants a pause is not sent. */
static void rest(struct fetcher *f, struct host *h, const char *name,
		 int64_t retry_after_s)
{
	struct err err = { 0 };

	err_set(&err, ST_BUSY, _("%s wants a pause; not asked"), name);
	while (h->first) {
		struct fetch_request req = host_pop(h);
		struct fetch_response r = no_answer(&req, &err);
		r.retry_after_s = retry_after_s;
		respond(f, &r);
	}
	h->is_resting = false;
}

/* ---- one transfer -------------------------------------------------- */

static void leave_multi(struct fetcher *f, struct transfer *t)
{
	curl_multi_remove_handle(f->multi, t->easy);
	t->active = false;
	t->host->active--;
	f->active--;
}

/* The transfer is over: `code` says how. */
static void transfer_end(struct fetcher *f, struct transfer *t, CURLcode code)
{
	struct host *h = t->host;

	leave_multi(f, t);
	transfer_result(t, code, &t->answer);
	adapt(f, h, t, &t->answer);
	if (wants_pause(&t->answer))
		h->is_resting = true;
	queue_push(&f->queue, h);
	over_push(f, t);
}

/* The next request of `h`, which has one. One that cannot start is over. */
static void start_one(struct fetcher *f, struct host *h, struct transfer *t)
{
	struct transfer_options opts = {
		.user_agent = f->user_agent,
		.ca_file = f->ca_file,
		.proxy = f->proxy,
		.cookie_file = f->cookie_file,
		.share = f->share,
		.room = &f->room,
	};
	struct err err = { 0 };
	struct fetch_request req = host_pop(h);

	if (!h->is_fetchable)
		err_set(&err, ST_UNSUPPORTED,
			_("this address cannot be fetched; it must begin with "
			  "http:// or https://"));
	else if (transfer_prepare(t, &req, &opts, &err) == ST_OK &&
		 curl_multi_add_handle(f->multi, t->easy) != CURLM_OK)
		err_set(&err, ST_NET, _("the network library is out of "
					"memory"));
	t->host = h;
	if (err.status != ST_OK) {
		t->req = req;
		t->answer = no_answer(&req, &err);
		over_push(f, t);
	} else {
		t->active = true;
		t->away_ms = f->away_ms;
		h->active++;
		f->active++;
	}
	queue_push(&f->queue, h);
}

static void start_what_may(struct fetcher *f)
{
	while (can_start(f)) {
		struct host *h = queue_pop(&f->queue);
		/* Empty when the server has been put to rest meanwhile. */
		struct transfer *t = h->first && !h->is_resting ?
					     transfer_take(f) :
					     NULL;
		if (t) {
			start_one(f, h, t);
		} else if (h->first && !h->is_resting) {
			queue_push(&f->queue, h);
			return;
		}
	}
}

static void reap(struct fetcher *f)
{
	CURLMsg *msg;
	int left;

	while ((msg = curl_multi_info_read(f->multi, &left))) {
		char *t = NULL;
		CURLcode code = msg->data.result;

		if (msg->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, &t);
		transfer_end(f, (struct transfer *)(void *)t, code);
	}
}

/* The first of those that are over gets its response. */
static void hand_over(struct fetcher *f)
{
	struct transfer *t = over_pop(f);

	if (!t)
		return;
	struct fetch_response *r = &t->answer;
	transfer_leave_room(t);
	if (wants_pause(r)) {
		char *name = address_host(r->url);
		rest(f, t->host, name, r->retry_after_s);
		free(name);
		queue_push(&f->queue, t->host);
	}
	respond(f, r);
	transfer_give_back(f, t);
}

static void reap_programs(struct fetcher *f)
{
	struct program *p;

	while ((p = programs_take(f->programs))) {
		struct fetch_response r = {
			.ctx = p->req.ctx,
			.status = p->st,
			.err = p->err,
			.url = p->req.url,
			.retry_after_s = -1,
			.max_age_s = -1,
			.body = p->out,
		};
		/* What a command said before it failed is no answer. */
		if (p->st != ST_OK)
			buf_clear(&r.body);
		buf_init(&p->out, 0);
		respond(f, &r);
		program_free(p);
	}
}

/* When bodies have become room, or the one that goes on does not, the
 * others may: the first of them to get something goes on then. */
static void make_room(struct fetcher *f)
{
	struct room *room = &f->room;

	if (!room->n_paused)
		return;
	if (room->goes_on && clock_mono_ms() - room->heard_ms > STALL_MS)
		room->goes_on = NULL;
	if (room->goes_on && room->held >= room->max)
		return;
	for (int i = 0; i < f->n_made && room->n_paused; i++)
		if (f->all[i]->active)
			transfer_go_on(f->all[i]);
}

/* Everything that runs or waits ends with `why`. */
static void stop_all(struct fetcher *f, const struct err *why)
{
	struct transfer *t;

	for (int i = 0; i < f->n_made; i++)
		if (f->all[i]->active) {
			leave_multi(f, f->all[i]);
			over_push(f, f->all[i]);
		}
	while ((t = over_pop(f))) {
		struct fetch_response r = no_answer(&t->req, why);
		t->host->is_resting = false;
		queue_push(&f->queue, t->host);
		transfer_give_back(f, t);
		respond(f, &r);
	}
	for (struct host *h; (h = queue_pop(&f->queue));) {
		if (!h->first)
			continue;
		struct fetch_request req = host_pop(h);
		struct fetch_response r = no_answer(&req, why);
		queue_push(&f->queue, h);
		respond(f, &r);
	}
	programs_stop(f->programs);
}

/* ---- the loop ------------------------------------------------------ */

static bool is_cancelled(const struct fetcher *f)
{
	return atomic_load(&f->cancelled) > f->run_from;
}

/* What may start starts, what has come is taken in, who has all of it is
 * over. Nothing is handed over. False when libcurl fails. */
static bool take_turn(struct fetcher *f)
{
	int running;

	f->away_ms += clock_mono_ms() - f->seen_ms;
	start_what_may(f);
	bool works = f->max_total && curl_multi_perform(f->multi, &running) ==
					     CURLM_OK;
	reap(f);
	make_room(f);
	f->seen_ms = clock_mono_ms();
	return works;
}

static bool is_due(const struct fetcher *f)
{
	return clock_mono_ms() - f->seen_ms >= TURN_MS;
}

void fetcher_poll(struct fetcher *f)
{
	/* If libcurl fails now, it does so again when the run goes on. */
	if (is_due(f) && !is_cancelled(f))
		(void)take_turn(f);
}

/* Until something comes, when there is nothing else to do. */
static void wait_for_more(struct fetcher *f)
{
	if (f->over_first || can_start(f) ||
	    (!f->active && !programs_are_running(f->programs)))
		return;
	(void)curl_multi_poll(f->multi, NULL, 0, TICK_MS, NULL);
	f->seen_ms = clock_mono_ms();
}

void fetcher_run(struct fetcher *f, fetch_done_fn done,
		 void (*tick)(void *ctx), void *ctx)
{
	int64_t last_tick_ms = clock_mono_ms();

	f->seen_ms = last_tick_ms;
	f->run_from = f->finished;
	f->done = done;
	f->ctx = ctx;
	while (f->finished < atomic_load(&f->added)) {
		struct err stop = { 0 };

		programs_start(f->programs);
		if ((!f->over_first || is_due(f)) && !take_turn(f))
			err_set(&stop, ST_NET, _("the network library failed"));
		hand_over(f);
		reap_programs(f);
		if (is_cancelled(f))
			err_set(&stop, ST_CANCELLED, _("stopped"));
		if (stop.status != ST_OK)
			stop_all(f, &stop);
		wait_for_more(f);
		int64_t now_ms = clock_mono_ms();
		if (tick && now_ms - last_tick_ms >= TICK_MS) {
			last_tick_ms = now_ms;
			tick(ctx);
		}
	}
}

void fetcher_cancel(struct fetcher *f)
{
	atomic_store(&f->cancelled, atomic_load(&f->added));
	curl_multi_wakeup(f->multi);
}
