/* manners.c - how a feed is asked that wants to be asked in its own way.
 *
 * The tags proxy=, user-agent= and password-file= of the feeds file: other
 * readers take them for tags. A password is never in the feeds file but in
 * one that this names, and goes to the feed's own server alone: not to
 * where the feed has moved, nor to another paper's page. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/fetch/fetch.h"

#include "thrum/base/banned.h"

enum { LOGIN_MAX = 4096 };

/* Bytes of "https://host:port" in front of the path; 0 = not http(s). */
static size_t origin_len(const char *url)
{
	size_t n = !strncasecmp(url, "https://", 8) ? 8 :
		   !strncasecmp(url, "http://", 7)  ? 7 :
						      0;

	return n ? n + strcspn(url + n, "/?#") : 0;
}

/* Of what is not said alike ("host", "host:80") the answer is no. */
static bool is_own_server(const struct feed *f, const char *url)
{
	const char *own = f->url;

	if (f->kind == FEED_FILTER) {
		const char *colon = strchr(own + strlen("filter:"), ':');
		own = colon ? colon + 1 : "";
	}
	size_t n = origin_len(own);
	return n && n == origin_len(url) && !strncasecmp(own, url, n);
}

static enum status read_login(const char *file, struct arena *arena,
			      const char **out, struct err *err)
{
	const char *home = getenv("HOME");
	char *path = !strncmp(file, "~/", 2) && home ?
			     path_join(home, file + 2) :
			     xstrdup(file);
	struct buf text;

	buf_init(&text, LOGIN_MAX);
	enum status st = path_read(path, &text, err);
	if (st == ST_OK) {
		text.ptr[strcspn(text.ptr, "\r\n")] = '\0';
		if (strchr(text.ptr, ':'))
			*out = arena_strdup(arena, text.ptr);
		else
			st = err_set(err, ST_USAGE,
				     _("the first line of %s must be "
				       "name:password"),
				     path);
	}
	buf_release(&text);
	free(path);
	return st;
}

/* The tag's value in the arena, or NULL. */
static const char *setting(const struct feed *f, const char *name,
			   struct arena *arena)
{
	char *value = feed_setting(f, name);
	const char *kept = value ? arena_strdup(arena, value) : NULL;

	free(value);
	return kept;
}

enum status manners_apply(const struct feed *f, struct arena *arena,
			  struct fetch_request *req, struct err *err)
{
	const char *file = setting(f, "password-file", arena);

	req->user_agent = setting(f, "user-agent", arena);
	req->proxy = setting(f, "proxy", arena);
	if (req->proxy && !strcmp(req->proxy, "none"))
		req->proxy = "";
	if (file && is_own_server(f, req->url))
		return read_login(file, arena, &req->login, err);
	return ST_OK;
}
