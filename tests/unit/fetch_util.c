/* fetch_util.c - see fetch_util.h. */
#include "config.h"

#include "fetch_util.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "thrum/base/banned.h"

static char *dup(const char *s)
{
	return xstrdup(s ? s : "");
}

void answer_keep(struct fetch_response *r, void *ctx)
{
	struct answer *a = r->ctx;

	(void)ctx;
	a->count++;
	a->status = r->status;
	a->http = r->http;
	a->msg = dup(r->err.msg);
	a->url = dup(r->url);
	a->moved_to = dup(r->moved_to);
	a->etag = dup(r->etag);
	a->last_modified = dup(r->last_modified);
	a->type = dup(r->content_type);
	a->charset = dup(r->charset);
	a->len = r->body.len;
	a->body = buf_detach(&r->body);
	a->retry_s = r->retry_after_s;
	a->max_age_s = r->max_age_s;
}

void answer_release(struct answer *a)
{
	char *all[] = { a->msg,	 a->url,  a->moved_to, a->etag,
			a->body, a->type, a->charset,  a->last_modified };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		free(all[i]);
}

struct fetcher *fetcher_for_test(int total, int per_host)
{
	struct fetch_options o = { .max_total = total,
				   .max_per_host = per_host };
	struct fetcher *f = NULL;

	/* Nothing around the test may have a say. */
	setenv("HOME", "/nonexistent", 1);
	setenv("no_proxy", "*", 1);
	cr_assert_eq(fetcher_new(&o, &f, NULL), ST_OK);
	return f;
}

struct answer ask_server(http_handler_fn handler, const char *path,
			 struct fetch_request req)
{
	struct answer a = { 0 };
	struct http_server s;
	struct fetcher *f = fetcher_for_test(0, 0);

	http_server_start(&s, handler);
	char *url = xasprintf("http://127.0.0.1:%d%s", s.port, path);
	req.url = url;
	req.ctx = &a;
	if (!req.timeout_s)
		req.timeout_s = 20;
	fetcher_add(f, &req);
	fetcher_run(f, answer_keep, NULL, NULL);
	cr_assert_eq(a.count, 1, "%s: one response", path);
	fetcher_free(f);
	http_server_stop(&s);
	free(url);
	return a;
}

void outcomes_expect(http_handler_fn handler, const struct outcome *outcomes,
		     size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct outcome *o = &outcomes[i];
		struct answer a = ask_server(handler, o->path,
					     (struct fetch_request){ 0 });

		cr_assert_eq(a.status, o->status, "%s: %s, %s", o->path,
			     status_name(a.status), a.msg);
		cr_assert_eq(a.http, o->http, "%s: %d", o->path, a.http);
		cr_assert_not_null(strstr(a.msg, o->says), "%s: %s", o->path,
				   a.msg);
		cr_assert(a.status == ST_OK || a.len == 0);
		answer_release(&a);
	}
}

bool is_path(const struct http_call *call, const char *path)
{
	return !strcmp(call->path, path);
}
