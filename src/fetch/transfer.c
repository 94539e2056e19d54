/* transfer.c - see transfer_priv.h. Every limit on a single request is
 * set or checked here; who goes when is fetch.c's. */
#include "config.h"

#include "transfer_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

enum {
	REDIRECTS_MAX = 10,
	TIMEOUT_DEFAULT_S = 60,
	CONNECT_MAX_S = 20,
	/* Slower than this for so long is dead. */
	SLOW_BYTES = 32,
	SLOW_S = 30,
	/* Of an error page's body, so that the connection can be kept. */
	DROP_MAX = 64 * 1024,
	HEADERS_MAX = 256 * 1024,
};

static const char *const accept_lines[] = {
	[FETCH_WANT_FEED] =
		"Accept: application/rss+xml, application/atom+xml, "
		"application/feed+json, application/xml;q=0.9, "
		"text/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
	[FETCH_WANT_PAGE] =
		"Accept: text/html, application/xhtml+xml, */*;q=0.5",
	[FETCH_WANT_PICTURE] =
		"Accept: image/png, image/jpeg, image/*;q=0.2",
};

size_t request_max_bytes(const struct fetch_request *req)
{
	return req->max_bytes ? req->max_bytes : FETCH_BYTES_DEFAULT;
}

int32_t request_timeout_s(const struct fetch_request *req)
{
	return req->timeout_s > 0 ? req->timeout_s : TIMEOUT_DEFAULT_S;
}

/* ---- addresses ----------------------------------------------------- */

/* libcurl's own parser costs more than asking for a feed that has not
 * changed; what it would refuse, it refuses when the request starts. */
char *address_key(const char *url)
{
	bool secure = !strncasecmp(url, "https://", 8);
	const char *from = url + (secure ? 8 : 7);

	if (!secure && strncasecmp(url, "http://", 7) != 0)
		return xstrdup("");
	size_t len = strcspn(from, "/?#");
	for (size_t i = len; i; i--)
		if (from[i - 1] == '@') {
			from += i;
			len -= i;
			break;
		}
	if (!len)
		return xstrdup("");
	const char *port = memrchr(from, ':', len);
	bool has_port = port && !memchr(port, ']', len - (size_t)(port - from));
	char *key = xasprintf("%s:%.*s%s", secure ? "https" : "http", (int)len,
			      from, has_port ? "" : secure ? ":443" : ":80");
	for (char *p = key; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return key;
}

char *address_host(const char *url)
{
	CURLU *u = curl_url();
	char *host = NULL, *out;

	if (u && !curl_url_set(u, CURLUPART_URL, url, 0))
		(void)curl_url_get(u, CURLUPART_HOST, &host, 0);
	out = xstrdup(host ? host : _("the server"));
	curl_free(host);
	curl_url_cleanup(u);
	return out;
}

/* ---- what comes in ------------------------------------------------- */

static size_t on_header(char *line, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	size_t len = size * n;

	t->header_bytes += len;
	if (t->header_bytes > HEADERS_MAX) {
		t->too_many_headers = true;
		return 0;
	}
	headers_line(&t->headers, line, len);
	if (len > 5 && !memcmp(line, "HTTP/", 5)) {
		if (status_is_permanent(t->headers.status))
			t->moved_for_good++;
		else if (status_is_redirect(t->headers.status))
			t->moved_for_now++;
	}
	return len;
}

/* Only what is new, please (RFC 3229). Without an ETag that says since when
 * the answer must be whole. */
static bool wants_delta(const struct fetch_request *req)
{
	return req->delta && req->etag && *req->etag;
}

static bool is_wanted(const struct transfer *t, int32_t status)
{
	return status == 200 || status == 203 ||
	       (status == 226 && wants_delta(&t->req));
}

/* Is there room for `len` bytes more? One transfer always has it. */
static bool has_room(struct transfer *t, size_t len)
{
	struct room *room = t->room;

	if (!room->goes_on && room->held + len > room->max)
		room->goes_on = t;
	if (room->goes_on != t)
		return room->held + len <= room->max;
	room->heard_ms = clock_mono_ms();
	return true;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	size_t len = size * n;

	if (!is_wanted(t, t->headers.status)) {
		t->dropped += len;
		t->heard_enough = t->dropped > DROP_MAX;
		return t->heard_enough ? 0 : len;
	}
	if (!has_room(t, len)) {
		t->room->n_paused += !t->paused;
		t->paused = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	size_t before = t->body.len;
	buf_add(&t->body, bytes, len);
	t->held += t->body.len - before;
	t->room->held += t->body.len - before;
	t->too_large = t->body.overflow;
	return t->too_large ? 0 : len;
}

void transfer_go_on(struct transfer *t)
{
	if (!t->paused)
		return;
	t->paused = false;
	t->room->n_paused--;
	/* May call on_body() and pause again. */
	(void)curl_easy_pause(t->easy, CURLPAUSE_CONT);
}

/* Nothing more comes; what has come keeps its room. */
static void stop_receiving(struct transfer *t)
{
	t->room->n_paused -= t->paused;
	t->paused = false;
	if (t->room->goes_on == t)
		t->room->goes_on = NULL;
}

void transfer_leave_room(struct transfer *t)
{
	if (!t->room)
		return;
	stop_receiving(t);
	t->room->held -= t->held;
	t->held = 0;
	t->room = NULL;
}

/* ---- setting up ---------------------------------------------------- */

struct transfer *transfer_new(void)
{
	struct transfer *t = xcalloc(1, sizeof(*t));

	t->easy = curl_easy_init();
	if (!t->easy) {
		free(t);
		return NULL;
	}
	headers_init(&t->headers);
	buf_init(&t->body, 0);
	return t;
}

void transfer_reset(struct transfer *t)
{
	/* A request's cookies end with it, and so does what names the file of
	 * them, which curl_easy_reset() would lose (libcurl 7.88). */
	curl_easy_setopt(t->easy, CURLOPT_COOKIEFILE, NULL);
	/* Connections and resolved names are the multi handle's: they stay. */
	curl_easy_reset(t->easy);
	curl_slist_free_all(t->extra);
	t->extra = NULL;
	headers_release(&t->headers);
	transfer_leave_room(t);
	buf_release(&t->body);
	buf_release(&t->answer.body);
	t->answer = (struct fetch_response){ 0 };
	t->req = (struct fetch_request){ 0 };
	t->host = NULL;
	t->header_bytes = t->dropped = 0;
	t->moved_for_good = t->moved_for_now = 0;
	t->too_large = t->too_many_headers = t->heard_enough = false;
	t->words[0] = '\0';
}

void transfer_free(struct transfer *t)
{
	if (!t)
		return;
	transfer_reset(t);
	curl_easy_cleanup(t->easy);
	free(t);
}

/* A value that came from a server and was stored goes out again: it must
 * not bring lines of its own. */
static void add_header(struct transfer *t, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	for (const char *p = value; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return;
	char *line = xasprintf("%s: %s", name, value);
	struct curl_slist *more = curl_slist_append(t->extra, line);
	if (more)
		t->extra = more;
	free(line);
}

static void set_protocols(CURL *c)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
	curl_easy_setopt(c, CURLOPT_PROTOCOLS,
			 (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS,
			 (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void set_limits(struct transfer *t)
{
	CURL *c = t->easy;
	long timeout_s = request_timeout_s(&t->req);
	size_t max = request_max_bytes(&t->req);

	curl_easy_setopt(c, CURLOPT_TIMEOUT, timeout_s);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT,
			 timeout_s < CONNECT_MAX_S ? timeout_s :
						     (long)CONNECT_MAX_S);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)SLOW_S);
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX);
	curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)max);
	buf_release(&t->body);
	buf_init(&t->body, max);
	set_protocols(c);
}

/* Whoever wants a name and a password: the request's, those in the address,
 * else those in ~/.netrc, in the way that the server asks for. Cookies that a server sets
 * on the way (many redirect in a circle without) are for that request
 * alone, unless the reader gave a file of them. */
static void set_credentials(struct transfer *t,
			    const struct transfer_options *opts)
{
	CURL *c = t->easy;
	const char *proxy = t->req.proxy ? t->req.proxy : opts->proxy;

	curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
	curl_easy_setopt(c, CURLOPT_HTTPAUTH, (long)CURLAUTH_ANY);
	curl_easy_setopt(c, CURLOPT_COOKIEFILE,
			 opts->cookie_file ? opts->cookie_file : "");
	if (t->req.login)
		curl_easy_setopt(c, CURLOPT_USERPWD, t->req.login);
	if (proxy) {
		curl_easy_setopt(c, CURLOPT_PROXY, proxy);
		curl_easy_setopt(c, CURLOPT_PROXYAUTH, (long)CURLAUTH_ANY);
	}
}

static void set_connection(struct transfer *t,
			   const struct transfer_options *opts)
{
	CURL *c = t->easy;

	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_HTTP_VERSION,
			 (long)CURL_HTTP_VERSION_2TLS);
	/* With TLS it is known right after the handshake whether a
	 * connection can be shared; without, one slow answer would hold up
	 * all the others. */
	if (!strncmp(t->req.url, "https:", 6))
		curl_easy_setopt(c, CURLOPT_PIPEWAIT, 1L);
	curl_easy_setopt(c, CURLOPT_SHARE, opts->share);
	curl_easy_setopt(c, CURLOPT_USERAGENT,
			 t->req.user_agent ? t->req.user_agent :
					     opts->user_agent);
	if (opts->ca_file)
		curl_easy_setopt(c, CURLOPT_CAINFO, opts->ca_file);
	curl_easy_setopt(c, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
	/* A cancel does not wait for a name server that is silent. */
	curl_easy_setopt(c, CURLOPT_QUICK_EXIT, 1L);
#endif
}

enum status transfer_prepare(struct transfer *t,
			     const struct fetch_request *req,
			     const struct transfer_options *opts,
			     struct err *err)
{
	CURL *c = t->easy;

	transfer_reset(t);
	t->req = *req;
	t->room = opts->room;
	curl_easy_setopt(c, CURLOPT_PRIVATE, t);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->words);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
	set_limits(t);
	set_connection(t, opts);
	set_credentials(t, opts);

	t->extra = curl_slist_append(NULL, accept_lines[req->want]);
	add_header(t, "If-None-Match", req->etag);
	add_header(t, "If-Modified-Since", req->last_modified);
	if (wants_delta(req))
		add_header(t, "A-IM", "feed");
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, t->extra);

	if (curl_easy_setopt(c, CURLOPT_URL, req->url))
		return err_set(err, ST_NET, _("the network library is out of "
					      "memory"));
	return ST_OK;
}

/* ---- the outcome --------------------------------------------------- */

static const char *text_info(CURL *c, CURLINFO what)
{
	char *s = NULL;

	return curl_easy_getinfo(c, what, &s) ? NULL : s;
}

/* Have all redirects been for good? Those that libcurl followed count, and
 * a last one that it did not follow is no answer anyway. */
static bool moved_for_good(const struct transfer *t)
{
	long followed = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_COUNT, &followed);
	return followed > 0 && !t->moved_for_now &&
	       t->moved_for_good == followed;
}

static bool asked_conditionally(const struct fetch_request *req)
{
	return (req->etag && *req->etag) ||
	       (req->last_modified && *req->last_modified);
}

static enum status judge(struct transfer *t, CURLcode code, struct err *err)
{
	int32_t http = t->headers.status;
	enum status st;

	if (code == CURLE_OK && (is_wanted(t, http) ||
				 (http == 304 && asked_conditionally(&t->req))))
		return ST_OK;
	const char *url = text_info(t->easy, CURLINFO_EFFECTIVE_URL);
	char *host = address_host(url ? url : t->req.url);
	/* An error page that went on for too long is an error page. */
	if (code == CURLE_WRITE_ERROR && t->heard_enough)
		code = CURLE_OK;
	if (code != CURLE_OK)
		st = words_for_failure(t, code, host, err);
	else
		st = words_for_status(http, host, err);
	free(host);
	return st;
}

static bool is_unreachable(const struct transfer *t, CURLcode code)
{
	double connected = 0;

	if (code == CURLE_COULDNT_RESOLVE_HOST ||
	    code == CURLE_COULDNT_RESOLVE_PROXY ||
	    code == CURLE_COULDNT_CONNECT)
		return true;
	(void)curl_easy_getinfo(t->easy, CURLINFO_CONNECT_TIME, &connected);
	return code == CURLE_OPERATION_TIMEDOUT && connected <= 0;
}

int64_t transfer_delay_ms(const struct transfer *t)
{
	curl_off_t asked_us = 0, answered_us = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T,
				&asked_us);
	(void)curl_easy_getinfo(t->easy, CURLINFO_STARTTRANSFER_TIME_T,
				&answered_us);
	return (int64_t)(answered_us - asked_us) / 1000;
}

void transfer_result(struct transfer *t, CURLcode code,
		     struct fetch_response *r)
{
	curl_off_t retry_s = 0;

	r->ctx = t->req.ctx;
	r->status = judge(t, code, &r->err);
	r->http = t->headers.status;
	r->unreachable = is_unreachable(t, code);
	r->url = text_info(t->easy, CURLINFO_EFFECTIVE_URL);
	if (!r->url)
		r->url = t->req.url;
	r->moved_to = r->status == ST_OK && moved_for_good(t) ? r->url : NULL;
	r->etag = t->headers.etag;
	r->last_modified = t->headers.last_modified;
	r->content_type = t->headers.content_type;
	r->charset = t->headers.charset;
	(void)curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &retry_s);
	r->retry_after_s = retry_s > 0 ? (int64_t)retry_s : -1;
	r->max_age_s = headers_fresh_s(&t->headers);
	/* Half a body is worse than none: it would parse to fewer articles. */
	stop_receiving(t);
	if (r->status != ST_OK) {
		buf_release(&t->body);
		transfer_leave_room(t);
	}
	r->body = t->body;
	buf_init(&t->body, 0);
}
