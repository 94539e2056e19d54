/* fetch.c - who goes when.
 *
 * Requests wait in a queue per server; servers with something to do and a
 * free place stand in a ring. So a thousand feeds of one server neither
 * hold up the others nor cost a thousand handles: at most `max_total`
 * transfers exist, and they are used again. Names, connections and TLS
 * sessions are shared by all of them.
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
#include "thrum/base/map.h"
#include "programs_priv.h"
#include "transfer_priv.h"

#include "thrum/base/banned.h"

enum {
	TOTAL_DEFAULT = 32,
	PER_HOST_DEFAULT = 4,
	SLACK_MS = 50, /* a longer delay than twice the least and this is slow */
	TOTAL_MIN = 4, /* however weak the line is */
	GOOD_ANSWERS = 4, /* ... allow one more at once */
	TICK_MS = 50,
	STALL_MS = 500, /* of the one that goes on, while others wait */
};
#define HELD_DEFAULT ((size_t)16 << 20)

struct waiting {
	struct fetch_request req;
	struct waiting *next;
};

/* A server: scheme, name and port. Lives as long as the fetcher. */
struct host {
	struct waiting *first, *last;
	int active, n_waiting; /* transfers now, and to come */
	int limit, good; /* at once; good answers since it last changed */
	int64_t least_ms; /* from request to answer; 0 = none yet */
	bool is_fetchable; /* http or https */
	bool in_ring;
	struct host *next_in_ring;
};

struct fetcher {
	CURLM *multi;
	CURLSH *share; /* TLS sessions */
	struct programs *programs;
	struct room room;
	char *user_agent, *ca_file, *proxy, *cookie_file;
	int max_total, max_per_host, max_per_host_many;
	int limit, active, good; /* as in struct host, over all */
	int64_t away_ms; /* spent in callbacks, while answers lay unread */

	struct map hosts; /* address_key() -> struct host * */
	struct host *ring_first, *ring_last;
	struct transfer **all; /* max_total of them, NULL = not made yet */
	struct transfer *free_first;
	int n_made;

	_Atomic uint64_t added; /* requests ever */
	_Atomic uint64_t cancelled; /* those up to here are unwanted */
	uint64_t finished; /* have had their response */
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

static void host_free(struct host *h)
{
	while (h->first) {
		struct waiting *w = h->first;
		h->first = w->next;
		free(w);
	}
	free(h);
}

void fetcher_free(struct fetcher *f)
{
	if (!f)
		return;
	programs_free(f->programs);
	for (int i = 0; i < f->n_made; i++)
		transfer_free(f->all[i]);
	free(f->all);
	for (size_t i = 0; i < f->hosts.n_entries; i++)
		if (f->hosts.entries[i].key)
			host_free((struct host *)f->hosts.entries[i].value);
	map_release(&f->hosts);
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

/* ---- the queue ----------------------------------------------------- */

static void ring_push(struct fetcher *f, struct host *h)
{
	if (h->in_ring || !h->first || h->active >= h->limit)
		return;
	h->in_ring = true;
	h->next_in_ring = NULL;
	if (f->ring_last)
		f->ring_last->next_in_ring = h;
	else
		f->ring_first = h;
	f->ring_last = h;
}

static struct host *ring_pop(struct fetcher *f)
{
	struct host *h = f->ring_first;

	if (!h)
		return NULL;
	f->ring_first = h->next_in_ring;
	if (!f->ring_first)
		f->ring_last = NULL;
	h->in_ring = false;
	return h;
}

static struct host *host_of(struct fetcher *f, const char *url)
{
	char *key = address_key(url);
	bool is_new;
	uintptr_t *at = map_put(&f->hosts, key, strlen(key), &is_new);

	if (is_new) {
		struct host *h = xcalloc(1, sizeof(*h));
		h->limit = f->max_per_host;
		h->is_fetchable = *key != '\0';
		*at = (uintptr_t)h;
	}
	free(key);
	return (struct host *)*at;
}

void fetcher_add(struct fetcher *f, const struct fetch_request *r)
{
	if (r->argv) {
		programs_add(f->programs, r);
		atomic_fetch_add(&f->added, 1);
		return;
	}
	struct host *h = host_of(f, r->url);
	struct waiting *w = xmalloc(sizeof(*w));

	*w = (struct waiting){ .req = *r };
	if (h->first)
		h->last->next = w;
	else
		h->first = w;
	h->last = w;
	h->n_waiting++;
	atomic_fetch_add(&f->added, 1);
	ring_push(f, h);
}

static struct fetch_request host_pop(struct host *h)
{
	struct waiting *w = h->first;
	struct fetch_request req = w->req;

	h->first = w->next;
	h->n_waiting--;
	free(w);
	return req;
}

/* ---- transfers ----------------------------------------------------- */

static struct transfer *transfer_take(struct fetcher *f)
{
	struct transfer *t = f->free_first;

	if (t) {
		f->free_first = t->next_free;
	} else if (f->n_made < f->max_total) {
		t = transfer_new();
		if (t)
			f->all[f->n_made++] = t;
		else /* libcurl has no more: go on with those there are */
			f->max_total = f->n_made;
	}
	return t;
}

static bool can_start(const struct fetcher *f)
{
	return f->ring_first && f->active < f->limit &&
	       (f->free_first || f->n_made < f->max_total);
}

/* Hand over a response. From here the caller may add requests, so nothing
 * of the queue may be half-changed. */
static void respond(struct fetcher *f, struct fetch_response *r)
{
	int64_t from_ms = clock_mono_ms();

	f->finished++;
	f->done(r, f->ctx);
	f->away_ms += clock_mono_ms() - from_ms;
	buf_release(&r->body);
}

static void respond_error(struct fetcher *f, const struct fetch_request *req,
			  const struct err *err, int64_t retry_after_s)
{
	struct fetch_response r = {
		.ctx = req->ctx,
		.status = err->status,
		.err = *err,
		.url = req->url,
		.retry_after_s = retry_after_s,
		.max_age_s = -1,
	};

	buf_init(&r.body, 0);
	respond(f, &r);
}

static void transfer_give_back(struct fetcher *f, struct transfer *t)
{
	transfer_reset(t);
	t->next_free = f->free_first;
	f->free_first = t;
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

/* What waits for a server that wants a pause is not sent. */
static void rest(struct fetcher *f, struct host *h, const char *name,
		 int64_t retry_after_s)
{
	struct err err = { 0 };

	err_set(&err, ST_BUSY, _("%s wants a pause; not asked"), name);
	while (h->first) {
		struct fetch_request req = host_pop(h);
		respond_error(f, &req, &err, retry_after_s);
	}
}

static bool wants_pause(const struct fetch_response *r)
{
	return r->http == 429 || (r->http == 503 && r->retry_after_s > 0);
}

/* The transfer is over: `code` says how, `stop` (or NULL) overrules it. */
static void transfer_end(struct fetcher *f, struct transfer *t, CURLcode code,
			 const struct err *stop)
{
	struct fetch_response r = { 0 };
	struct host *h = t->host;

	curl_multi_remove_handle(f->multi, t->easy);
	t->active = false;
	h->active--;
	f->active--;
	if (stop) {
		struct fetch_request req = t->req;
		transfer_give_back(f, t);
		ring_push(f, h);
		respond_error(f, &req, stop, -1);
		return;
	}
	transfer_result(t, code, &r);
	adapt(f, h, t, &r);
	if (wants_pause(&r)) {
		char *name = address_host(r.url);
		rest(f, h, name, r.retry_after_s);
		free(name);
	}
	ring_push(f, h);
	respond(f, &r);
	transfer_give_back(f, t);
}

/* Start the next request of `h`; false when there is no free handle. */
static bool start_one(struct fetcher *f, struct host *h)
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
	struct transfer *t = transfer_take(f);

	if (!t)
		return false;
	struct fetch_request req = host_pop(h);
	if (!h->is_fetchable)
		err_set(&err, ST_UNSUPPORTED,
			_("this address cannot be fetched; it must begin with "
			  "http:// or https://"));
	else if (transfer_prepare(t, &req, &opts, &err) == ST_OK &&
	    curl_multi_add_handle(f->multi, t->easy) != CURLM_OK)
		err_set(&err, ST_NET, _("the network library is out of "
					"memory"));
	if (err.status != ST_OK) {
		transfer_give_back(f, t);
		ring_push(f, h);
		respond_error(f, &req, &err, -1);
		return true;
	}
	t->active = true;
	t->away_ms = f->away_ms;
	t->host = h;
	h->active++;
	f->active++;
	ring_push(f, h);
	return true;
}

static void start_what_may(struct fetcher *f)
{
	struct host *h;

	programs_start(f->programs);
	while (f->active < f->limit && (h = ring_pop(f))) {
		/* Empty when the server has been put to rest meanwhile. */
		if (!h->first || start_one(f, h))
			continue;
		ring_push(f, h);
		return;
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
		transfer_end(f, (struct transfer *)(void *)t, code, NULL);
	}
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
	for (int i = 0; i < f->n_made; i++)
		if (f->all[i]->active)
			transfer_end(f, f->all[i], CURLE_OK, why);
	for (struct host *h; (h = ring_pop(f));) {
		if (!h->first)
			continue;
		struct fetch_request req = host_pop(h);
		ring_push(f, h);
		respond_error(f, &req, why, -1);
	}
	programs_stop(f->programs);
}

/* ---- the loop ------------------------------------------------------ */

static bool is_cancelled(const struct fetcher *f, uint64_t run_from)
{
	return atomic_load(&f->cancelled) > run_from;
}

void fetcher_run(struct fetcher *f, fetch_done_fn done,
		 void (*tick)(void *ctx), void *ctx)
{
	uint64_t run_from = f->finished;
	int64_t last_tick_ms = clock_mono_ms();
	int running;

	f->done = done;
	f->ctx = ctx;
	while (f->finished < atomic_load(&f->added)) {
		struct err stop = { 0 };

		start_what_may(f);
		if (!f->max_total ||
		    curl_multi_perform(f->multi, &running) != CURLM_OK)
			err_set(&stop, ST_NET, _("the network library failed"));
		reap(f);
		reap_programs(f);
		make_room(f);
		if (is_cancelled(f, run_from))
			err_set(&stop, ST_CANCELLED, _("stopped"));
		if (stop.status != ST_OK)
			stop_all(f, &stop);
		if ((f->active || programs_are_running(f->programs)) &&
		    !can_start(f))
			(void)curl_multi_poll(f->multi, NULL, 0, TICK_MS, NULL);
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
