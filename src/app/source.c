/* source.c - where a feed is asked: a server, a command, a file. Commands
 * and files come from the feeds file alone (urls.h): what comes from the
 * network or an OPML file must be http or https. */
#include "config.h"

#include "refresh_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

static size_t max_bytes(const struct refresh *r)
{
	return (size_t)r->app->config.feed_mib << 20;
}

/* ---- commands ---- */

static void start_command(struct refresh *r, struct one *o,
			  const char *command, size_t len)
{
	struct err err = { 0 };
	enum status st = words_split(command, len, &o->argv, &err);

	if (st == ST_OK && !o->argv.len)
		st = err_set(&err, ST_USAGE, _("the command is empty"));
	if (st) {
		refresh_fail(r, o, err.msg);
		refresh_finish(r, o);
		return;
	}
	vec_push(&o->argv, NULL);
	o->kind = ASK_COMMAND;
	struct fetch_request req = {
		.argv = o->argv.v,
		.input = o->input.len ? &o->input : NULL,
		.max_bytes = max_bytes(r),
		.timeout_s = (int32_t)r->app->config.timeout_s,
		.ctx = o,
	};
	fetcher_add(r->fetcher, &req);
}

void source_output(struct refresh *r, struct one *o,
		   const struct fetch_response *resp)
{
	struct feed_source src = { .bytes = resp->body.ptr,
				   .len = resp->body.len,
				   .url = o->base };

	if (o->feed->kind == FEED_EXEC)
		o->feed->http_status = 0;
	if (resp->status)
		refresh_fail(r, o, resp->err.msg);
	else
		take_feed(r, o, &src);
	refresh_finish(r, o);
}

void source_filter(struct refresh *r, struct one *o,
		   struct fetch_response *resp)
{
	const char *command = o->feed->url + strlen("filter:");

	o->base = xstrdup(resp->url);
	buf_release(&o->input);
	o->input = resp->body;
	buf_init(&resp->body, 0);
	start_command(r, o, command, strcspn(command, ":"));
}

void source_release(struct one *o)
{
	str_vec_release(&o->argv);
	buf_release(&o->input);
	free(o->base);
	o->base = NULL;
}

/* ---- files ---- */

static void read_file(struct refresh *r, struct one *o, const char *url)
{
	struct buf bytes;
	struct err err = { 0 };
	char *path = local_path(url);

	buf_init(&bytes, max_bytes(r));
	if (!path) {
		refresh_fail(r, o, _("this names no file: correct its line in "
				     "the feeds file"));
	} else if (path_read(path, &bytes, &err)) {
		refresh_fail(r, o, err.msg);
	} else {
		struct feed_source src = { .bytes = bytes.ptr,
					   .len = bytes.len };
		take_feed(r, o, &src);
	}
	o->feed->http_status = 0;
	free(path);
	buf_release(&bytes);
	refresh_finish(r, o);
}

/* ---- servers ---- */

/* "filter:COMMAND:URL" -> where the URL begins, or NULL. */
static const char *filter_url(const char *url)
{
	const char *at = strchr(url + strlen("filter:"), ':');

	return at ? at + 1 : NULL;
}

static const char *address(const struct feed *f)
{
	if (f->fetch_url)
		return f->fetch_url;
	return f->kind == FEED_FILTER ? filter_url(f->url) : f->url;
}

void source_ask(struct refresh *r, struct one *o)
{
	struct feed *f = o->feed;
	const char *url = address(f);
	struct err err = { 0 };

	o->kind = ASK_FEED;
	buf_init(&o->input, max_bytes(r));
	if (f->kind == FEED_EXEC) {
		const char *command = f->url + strlen("exec:");
		start_command(r, o, command, strlen(command));
		return;
	}
	if (url && f->kind == FEED_WEB && !strncmp(url, "file://", 7)) {
		read_file(r, o, url);
		return;
	}
	if (!url || !url_is_fetchable(url)) {
		refresh_fail(r, o, _("not an http or https address: correct "
				     "its line in the feeds file"));
		refresh_finish(r, o);
		return;
	}
	struct fetch_request req = {
		.url = url,
		.etag = f->etag,
		.last_modified = f->last_modified,
		/* A command may want to see all of it. */
		.delta = f->kind == FEED_WEB,
		.max_bytes = max_bytes(r),
		.timeout_s = (int32_t)r->app->config.timeout_s,
		.ctx = o,
	};
	if (manners_apply(f, &r->arena, &req, &err)) {
		refresh_fail(r, o, err.msg);
		refresh_finish(r, o);
		return;
	}
	fetcher_add(r->fetcher, &req);
}
