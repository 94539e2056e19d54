/* discover.c - an address that somebody types -> the feeds behind it.
 *
 * From the surest to the vaguest, and no further than needed: a site is
 * asked for its usual places only when neither the service, nor the page,
 * nor its links said anything.
 */
#include "config.h"

#include "thrum/app/discover.h"

#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/feed/feed_doc.h"
#include "thrum/fetch/fetch.h"
#include "thrum/page/page.h"
#include "thrum/text/fold.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

enum {
	FOUND_MAX = 16,
	PROBES_MAX = 24, /* requests for one look */
	PER_HOST = 3,
};

/* Where site software puts feeds, below the page or at the site's top. */
static const char *const usual_places[] = {
	"feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml",
	"feed.json", "?feed=rss2",
};

/* An address that may be a feed's. */
struct probe {
	char *asked; /* owned */
	char *url, *title, *link; /* of the feed that it is, or NULL */
	struct search *search;
};

struct search {
	struct app *app;
	struct fetcher *fetcher;
	struct {
		VEC_FIELDS(struct probe *);
	} probes; /* likeliest first */
	size_t n_asked; /* of them */
	struct map known; /* addresses among them */
	char *canonical; /* of the page that came, or NULL */
	char *page_url; /* where it came from */
	enum status st; /* of the address itself */
	struct err *err;
};

void found_feed_vec_release(struct found_feed_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++) {
		free(vec->v[i].url);
		free(vec->v[i].title);
	}
	vec_release(vec);
}

static void probe_free(struct probe *p)
{
	free(p->asked);
	free(p->url);
	free(p->title);
	free(p->link);
	free(p);
}

static void search_release(struct search *s)
{
	for (size_t i = 0; i < s->probes.len; i++)
		probe_free(s->probes.v[i]);
	vec_release(&s->probes);
	map_release(&s->known);
	fetcher_free(s->fetcher);
	free(s->canonical);
	free(s->page_url);
}

/* ---- asking ---- */

static void suggest(struct search *s, const char *url)
{
	bool is_new;

	if (!url || !url_is_fetchable(url) || s->probes.len >= PROBES_MAX)
		return;
	map_put(&s->known, url, strlen(url), &is_new);
	if (!is_new)
		return;
	struct probe *p = xcalloc(1, sizeof(*p));
	p->asked = xstrdup(url);
	p->search = s;
	vec_push(&s->probes, p);
}

static void take_feed(struct probe *p, const struct fetch_response *r)
{
	struct feed_source src = {
		.bytes = r->body.ptr,
		.len = r->body.len,
		.url = r->url,
		.charset = r->charset,
		.content_type = r->content_type,
	};
	struct feed_doc *doc = NULL;

	if (p->url || page_is_html(src.bytes, src.len) ||
	    feed_doc_parse(&src, &doc, NULL))
		return;
	p->url = xstrdup(r->moved_to ? r->moved_to : p->asked);
	p->title = xstrdup(doc->title);
	p->link = xstrdup(doc->link);
	feed_doc_free(doc);
}

static void suggest_all(struct search *s, struct page_feed_vec *found)
{
	for (size_t i = 0; i < found->len; i++)
		suggest(s, found->v[i].url);
	page_feed_vec_release(found);
	*found = (struct page_feed_vec){ 0 };
}

/* The page itself: what it names, else what its links look like. */
static void take_page(struct search *s, const struct fetch_response *r)
{
	struct page_feed_vec found = { 0 };
	size_t before = s->probes.len;
	const char *html = r->body.ptr;

	s->page_url = xstrdup(r->url);
	if (!page_is_html(html, r->body.len))
		return;
	s->canonical = page_canonical(html, r->body.len, r->url);
	page_find_feeds(html, r->body.len, r->url, &found);
	suggest_all(s, &found);
	if (s->probes.len > before)
		return;
	page_guess_feeds(html, r->body.len, r->url, &found);
	suggest_all(s, &found);
}

static void probed(struct fetch_response *r, void *ctx)
{
	struct search *s = ctx;
	struct probe *p = r->ctx;
	bool is_first = p == s->probes.v[0];

	if (r->status == ST_OK)
		take_feed(p, r);
	if (!is_first || p->url)
		return;
	if (r->status == ST_OK) {
		take_page(s, r);
		return;
	}
	s->st = r->status;
	if (s->err) {
		*s->err = r->err;
		err_prefix(s->err, "%s", p->asked);
	}
}

static void stop_when_cancelled(void *ctx)
{
	struct search *s = ctx;

	if (app_cancelled(s->app))
		fetcher_cancel(s->fetcher);
}

/* Ask for what has been suggested; is a feed among all of it? */
static bool ask(struct search *s)
{
	for (; s->n_asked < s->probes.len; s->n_asked++) {
		struct probe *p = s->probes.v[s->n_asked];
		struct fetch_request req = {
			.url = p->asked,
			.max_bytes = (size_t)s->app->config.feed_mib << 20,
			.timeout_s = (int32_t)s->app->config.timeout_s,
			.ctx = p,
		};
		fetcher_add(s->fetcher, &req);
	}
	fetcher_run(s->fetcher, probed, stop_when_cancelled, s);
	for (size_t i = 0; i < s->probes.len; i++)
		if (s->probes.v[i]->url)
			return true;
	return false;
}

static void suggest_services(struct search *s, const char *url)
{
	struct str_vec urls = { 0 };

	service_feeds(url, &urls);
	for (size_t i = 0; i < urls.len; i++)
		suggest(s, urls.v[i]);
	str_vec_release(&urls);
}

/* "x" below the page (its path taken for a folder), then at the top. */
static void suggest_places(struct search *s)
{
	const char *base = s->page_url;
	char *folder = xasprintf("%.*s/", (int)strcspn(base, "?#"), base);

	for (size_t i = 0; i < sizeof(usual_places) / sizeof(*usual_places);
	     i++) {
		char *at = url_resolve(folder, usual_places[i]);
		suggest(s, at);
		free(at);
	}
	for (size_t i = 0; i < sizeof(usual_places) / sizeof(*usual_places);
	     i++) {
		char *rooted = xasprintf("/%s", usual_places[i]);
		char *at = url_resolve(base, rooted);
		suggest(s, at);
		free(at);
		free(rooted);
	}
	free(folder);
}

/* ---- choosing ---- */

static bool is_of_comments(const struct probe *p)
{
	return strstr(p->url, "/comments/") || strstr(p->url, "comments/feed");
}

/* The same title of the same site: another format of one that is there. */
static bool is_another_format(const struct probe *p,
			      struct probe *const *chosen, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(p->url, chosen[i]->url) ||
		    (p->title && chosen[i]->title && p->link &&
		     chosen[i]->link &&
		     text_is_same(p->title, chosen[i]->title) &&
		     !strcmp(p->link, chosen[i]->link)))
			return true;
	return false;
}

static void choose(struct search *s, struct found_feed_vec *out)
{
	struct probe *chosen[FOUND_MAX];
	size_t n = 0;

	/* A feed's own address means that feed. */
	if (s->probes.v[0]->url)
		chosen[n++] = s->probes.v[0];
	for (int comments = 0; comments < 2 && !n; comments++)
		for (size_t i = 0; i < s->probes.len && n < FOUND_MAX; i++) {
			struct probe *p = s->probes.v[i];
			if (p->url && is_of_comments(p) == !!comments &&
			    !is_another_format(p, chosen, n))
				chosen[n++] = p;
		}
	for (size_t i = 0; i < n; i++) {
		struct found_feed f = { chosen[i]->url, chosen[i]->title };
		chosen[i]->url = chosen[i]->title = NULL;
		vec_push(out, f);
	}
}

/* ---- the look ---- */

/* "example.org", "@user@example.org" is what people type. */
static char *with_scheme(const char *url)
{
	const char *at = url[0] == '@' ? strchr(url + 1, '@') : NULL;

	if (at && at > url + 1 && strchr(at, '.') && !strchr(url, '/'))
		return xasprintf("https://%s/%.*s", at + 1, (int)(at - url),
				 url);
	if (!strstr(url, "://") && !strchr(url, ' ') && strchr(url, '.'))
		return xasprintf("https://%s", url);
	return xstrdup(url);
}

static enum status look(struct search *s, const char *url)
{
	bool done;

	suggest(s, url);
	if (!s->probes.len)
		return err_set(s->err, ST_USAGE,
			       _("%s is no http or https address; commands go "
				 "into %s by hand"),
			       url, s->app->urls_path);
	suggest_services(s, url);
	done = ask(s);
	/* What the page named; then what the page really is. */
	if (!done && s->n_asked < s->probes.len)
		done = ask(s);
	if (!done && s->canonical) {
		suggest_services(s, s->canonical);
		done = ask(s);
	}
	if (!done && s->page_url && !app_cancelled(s->app)) {
		suggest_places(s);
		done = ask(s);
	}
	if (app_cancelled(s->app))
		return err_set(s->err, ST_CANCELLED, _("stopped"));
	if (!done)
		return s->st ? s->st :
			       err_set(s->err, ST_NOT_FOUND,
				       _("%s names no feed, and none is in "
					 "the usual places: look for its "
					 "feed's own address and add that"),
				       url);
	return ST_OK;
}

enum status app_feed_find(struct app *app, const char *url,
			  struct found_feed_vec *out, struct err *err)
{
	struct fetch_options opts = { .max_per_host = PER_HOST };
	struct search s = { .app = app, .err = err };
	char *asked = with_scheme(url);
	enum status st;

	app_fetch_options(app, &opts);
	st = fetcher_new(&opts, &s.fetcher, err);
	if (st == ST_OK)
		st = look(&s, asked);
	if (st == ST_OK)
		choose(&s, out);
	search_release(&s);
	free(asked);
	return st;
}

enum status app_feed_subscribe(struct app *app, const char *url,
			       struct err *err)
{
	struct feed f = { .kind = FEED_WEB, .url = (char *)url };
	struct feed *one = &f;
	size_t added = 0;
	enum status st;

	if (!url_is_fetchable(url))
		return err_set(err, ST_USAGE,
			       _("%s is no http or https address"), url);
	st = feeds_append(app, &one, 1, &added, err);
	if (st == ST_OK && !added)
		st = err_set(err, ST_EXISTS, _("%s is there already"), url);
	return st;
}

enum status app_feed_add(struct app *app, const char *url, char **out,
			 struct err *err)
{
	struct found_feed_vec found = { 0 };
	enum status st = app_feed_find(app, url, &found, err);

	if (st == ST_OK)
		st = app_feed_subscribe(app, found.v[0].url, err);
	if (st == ST_OK && out) {
		*out = found.v[0].url;
		found.v[0].url = NULL;
	}
	found_feed_vec_release(&found);
	return st;
}
