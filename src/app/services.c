/* services.c - which addresses well-known services give their feeds: see
 * service_feeds(). A rule is a kind of address, told by its host and the
 * parts of its path. */
#include "config.h"

#include "thrum/app/discover.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

#define PARTS_MAX 8

/* An address cut into pieces; all borrowed from `copy`. */
struct address {
	char *copy;
	char *host; /* lower-case, without www. */
	char *origin; /* "https://www.example.org:8080" */
	char *part[PARTS_MAX]; /* of the path */
	int n;
	char *query; /* behind the '?', "" = none */
};

static void address_cut(struct address *a, const char *url)
{
	*a = (struct address){ .copy = xstrdup(url), .host = url_host(url) };
	char *p = strstr(a->copy, "://");

	p = p ? p + 3 : a->copy;
	p[strcspn(p, "#")] = '\0';
	char *query = strchr(p, '?');
	if (query)
		*query++ = '\0';
	a->query = query ? query : p + strlen(p);
	p += strcspn(p, "/");
	a->origin = xstrndup(a->copy, (size_t)(p - a->copy));
	while (*p && a->n < PARTS_MAX) {
		*p++ = '\0';
		if (*p && *p != '/')
			a->part[a->n++] = p;
		p += strcspn(p, "/");
	}
}

static void address_release(struct address *a)
{
	free(a->copy);
	free(a->host);
	free(a->origin);
}

static bool is_part(const struct address *a, int i, const char *word)
{
	return i < a->n && !strcmp(a->part[i], word);
}

/* The value of `name` in the query; caller frees; NULL = not there. */
static char *query_value(const struct address *a, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = a->query; *p; p += *p == '&') {
		size_t len = strcspn(p, "&");
		if (len > n && !memcmp(p, name, n) && p[n] == '=')
			return xstrndup(p + n + 1, len - n - 1);
		p += len;
	}
	return NULL;
}

static void add(struct str_vec *out, char *url)
{
	str_vec_add_take(out, url);
}

#define VIDEOS "https://www.youtube.com/feeds/videos.xml?"

static void youtube(const struct address *a, struct str_vec *out)
{
	char *list = query_value(a, "list");

	if (is_part(a, 0, "channel") && a->n > 1)
		add(out, xasprintf(VIDEOS "channel_id=%s", a->part[1]));
	else if (is_part(a, 0, "user") && a->n > 1)
		add(out, xasprintf(VIDEOS "user=%s", a->part[1]));
	else if (list && (is_part(a, 0, "playlist") || is_part(a, 0, "watch")))
		add(out, xasprintf(VIDEOS "playlist_id=%s", list));
	free(list);
}

/* r/NAME, r/NAME/new, user/NAME, u/NAME */
static void reddit(const struct address *a, struct str_vec *out)
{
	if (a->n < 2 || (!is_part(a, 0, "r") && !is_part(a, 0, "user") &&
			 !is_part(a, 0, "u")))
		return;
	if (is_part(a, a->n - 1, ".rss"))
		return;
	const char *sort = a->n > 2 && !is_part(a, 2, "comments") ?
				   a->part[2] :
				   NULL;
	if (is_part(a, 2, "comments") && a->n > 3)
		add(out, xasprintf("https://www.reddit.com/%s/%s/comments/%s"
				   "/.rss",
				   a->part[0], a->part[1], a->part[3]));
	else
		add(out, xasprintf("https://www.reddit.com/%s/%s/%s%s.rss",
				   a->part[0], a->part[1], sort ? sort : "",
				   sort ? "/" : ""));
}

/* A project's releases before its tags and commits: that is its news. */
static void github(const struct address *a, struct str_vec *out)
{
	char *at = a->n > 1 ? xasprintf("https://github.com/%s/%s", a->part[0],
					a->part[1]) :
			      NULL;

	if (a->n == 1) {
		add(out, xasprintf("https://github.com/%s.atom", a->part[0]));
	} else if (is_part(a, 2, "commits") || is_part(a, 2, "tree")) {
		add(out, a->n > 3 ? xasprintf("%s/commits/%s.atom", at,
					      a->part[3]) :
				    xasprintf("%s/commits.atom", at));
	} else if (is_part(a, 2, "tags")) {
		add(out, xasprintf("%s/tags.atom", at));
	} else if (is_part(a, 2, "releases")) {
		add(out, xasprintf("%s/releases.atom", at));
	} else if (a->n == 2) {
		add(out, xasprintf("%s/releases.atom", at));
		add(out, xasprintf("%s/tags.atom", at));
		add(out, xasprintf("%s/commits.atom", at));
	}
	free(at);
}

static void gitlab(const struct address *a, struct str_vec *out)
{
	if (a->n < 2)
		return;
	add(out, xasprintf("https://%s/%s/%s/-/releases.atom", a->host,
			   a->part[0], a->part[1]));
	add(out, xasprintf("https://%s/%s/%s/-/tags?format=atom", a->host,
			   a->part[0], a->part[1]));
}

/* Forgejo and Gitea. */
static void forge(const struct address *a, struct str_vec *out)
{
	if (a->n == 1)
		add(out, xasprintf("https://%s/%s.rss", a->host, a->part[0]));
	if (a->n < 2)
		return;
	add(out, xasprintf("https://%s/%s/%s/releases.rss", a->host,
			   a->part[0], a->part[1]));
	add(out, xasprintf("https://%s/%s/%s.rss", a->host, a->part[0],
			   a->part[1]));
}

/* Mastodon and its kin live on hosts of any name: an account's address is
 * /@NAME (or /users/NAME), and its feed the same with .rss behind it. */
static void fediverse(const struct address *a, struct str_vec *out)
{
	if (a->n == 1 && a->part[0][0] == '@' && a->part[0][1] &&
	    !strchr(a->part[0], '.'))
		add(out, xasprintf("%s/%s.rss", a->origin, a->part[0]));
	else if (a->n == 2 && is_part(a, 0, "users") &&
		 !strchr(a->part[1], '.'))
		add(out, xasprintf("%s/users/%s.rss", a->origin, a->part[1]));
}

static const struct {
	const char *host;
	void (*rule)(const struct address *a, struct str_vec *out);
} services[] = {
	{ "youtube.com", youtube },  { "m.youtube.com", youtube },
	{ "reddit.com", reddit },    { "old.reddit.com", reddit },
	{ "new.reddit.com", reddit }, { "github.com", github },
	{ "gitlab.com", gitlab },    { "codeberg.org", forge },
};

void service_feeds(const char *url, struct str_vec *out)
{
	struct address a;
	bool known = false;

	address_cut(&a, url);
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
		if (!a.host || strcmp(a.host, services[i].host) != 0)
			continue;
		services[i].rule(&a, out);
		known = true;
	}
	if (!known && a.host)
		fediverse(&a, out);
	address_release(&a);
}
