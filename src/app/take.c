/* take.c - what a feed said -> articles for the batch.
 *
 * Who an item is: its guid, where that names one item of the feed alone;
 * else its address, under the same condition; else its headline and date.
 * So a feed that gives one guid to all items, or links all of them to its
 * front page, still has as many articles as it has items.
 */
#include "config.h"

#include "refresh_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/app/fulltext.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/page/page.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"
#include "thrum/text/fold.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

/* Pages of one feed in one fetch: the first fetch of a long feed must not
 * ask its site for hundreds. */
#define PAGES_MAX 30
/* A feed with fewer is too young to tell that it has become another. */
#define KNOWN_WELL 5

/* ---- who an item is ---- */

/* Keys of a document's items: which ones stand for several. */
struct keys {
	struct map first; /* key -> index of its first item + 1 */
	struct map shared; /* keys of items that differ */
};

static void keys_note(struct keys *k, const struct feed_doc *doc, size_t i,
		      const char *key)
{
	bool is_new;

	if (!key || !*key)
		return;
	uintptr_t *at = map_put(&k->first, key, strlen(key), &is_new);
	if (is_new)
		*at = i + 1;
	else if (doc->items.v[*at - 1].raw_hash != doc->items.v[i].raw_hash)
		map_put(&k->shared, key, strlen(key), NULL);
}

static bool is_own(const struct keys *k, const char *key)
{
	return key && *key && !map_has(&k->shared, key, strlen(key));
}

/* Addresses only of those whose guid does not tell. */
static void keys_init(struct keys *k, const struct feed_doc *doc)
{
	*k = (struct keys){ 0 };
	for (size_t i = 0; i < doc->items.len; i++)
		keys_note(k, doc, i, doc->items.v[i].guid);
	for (size_t i = 0; i < doc->items.len; i++) {
		if (is_own(k, doc->items.v[i].guid))
			continue;
		char *key = url_key(doc->items.v[i].url);
		keys_note(k, doc, i, key);
		free(key);
	}
}

static void keys_release(struct keys *k)
{
	map_release(&k->first);
	map_release(&k->shared);
}

static char *headline_key(const struct feed_item *it)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "headline:");
	if (it->title)
		text_squash(&b, it->title, strlen(it->title));
	buf_addf(&b, ":%lld", (long long)it->published);
	return buf_detach(&b);
}

/* Caller frees; NULL: nothing but the content tells who it is. */
static char *item_key(const struct keys *k, const struct feed_item *it)
{
	if (is_own(k, it->guid))
		return xstrdup(it->guid);
	char *key = url_key(it->url);
	if (is_own(k, key))
		return key;
	free(key);
	return it->title && *it->title ? headline_key(it) : NULL;
}

/* ---- items ---- */

/* Most items of a fetched feed are those of last time. */
static bool is_known(struct refresh *r, const struct one *o, const char *key,
		     const struct feed_item *it)
{
	bool known = false;

	if (!o->feed->n_articles)
		return false;
	if (key && store_article_is_known(r->app->store, o->feed->id, key,
					  it->raw_hash, &known, NULL))
		known = false;
	return known;
}

static void ask_page(struct refresh *r, struct one *o, struct article *a)
{
	struct page_ask *p = xcalloc(1, sizeof(*p));

	*p = (struct page_ask){ ASK_PAGE, o, a };
	o->n_pages++;
	struct fetch_request req = {
		.url = a->url,
		.want = FETCH_WANT_PAGE,
		.max_bytes = (size_t)r->app->config.feed_mib << 20,
		.timeout_s = (int32_t)r->app->config.timeout_s,
		.ctx = p,
	};
	/* Without the password it may come too. */
	(void)!manners_apply(o->feed, &r->arena, &req, NULL);
	fetcher_add(r->fetcher, &req);
}

void take_page(struct refresh *r, struct page_ask *p,
	       const struct fetch_response *resp)
{
	struct one *o = p->one;
	enum status st = resp->status;

	o->n_pages--;
	if (st == ST_CANCELLED) {
		/* Not stored: so it comes again with the feed. */
		article_free(p->article);
		o->stopped = true;
	} else {
		st = fulltext_read(p->article, resp, NULL);
		/* As good as the page is no failure. */
		o->n_pages_failed += st && st != ST_UNSUPPORTED;
		batch_add(&r->batch, p->article);
	}
	free(p);
	if (o->is_read)
		refresh_finish(r, o);
}

struct taking {
	struct refresh *r;
	struct one *o;
	struct feed_doc *doc;
	bool wants_text;
	size_t n_known;
};

/* The item's texts are gone then: the feed and its articles need not both
 * be whole in memory. */
static void take_item(struct taking *t, struct feed_item *it, char *key)
{
	struct article *a = feed_item_detach(t->doc, it);

	a->feed_id = t->o->feed->id;
	a->fetched = t->r->now;
	free(a->guid);
	a->guid = key;
	a->raw_hash = it->raw_hash;
	if (t->wants_text && t->o->n_pages < PAGES_MAX && a->url &&
	    url_is_fetchable(a->url))
		ask_page(t->r, t->o, a);
	else
		batch_add(&t->r->batch, a);
}

static void take_items(struct taking *t)
{
	struct keys keys;

	keys_init(&keys, t->doc);
	for (size_t i = 0; i < t->doc->items.len; i++) {
		struct feed_item *it = &t->doc->items.v[i];
		char *key = item_key(&keys, it);
		if (is_known(t->r, t->o, key, it)) {
			t->r->report->articles_seen++;
			t->n_known++;
			free(key);
			continue;
		}
		take_item(t, it, key);
	}
	keys_release(&keys);
}

/* ---- the feed ---- */

static bool is_same_host(const char *a, const char *b)
{
	char *x = url_host(a), *y = url_host(b);
	bool same = x && y && !strcmp(x, y);

	free(x);
	free(y);
	return same;
}

/* Another name, another site, and not one article that we know: whoever
 * owns the address now, it is somebody else. */
static void note_another(const struct taking *t, const char *old_title,
			 const char *old_link)
{
	const struct feed *f = t->o->feed;

	if (t->n_known || f->n_articles < KNOWN_WELL || !t->doc->items.len ||
	    !old_title || !t->doc->title || !old_link || !t->doc->link ||
	    text_is_same(old_title, t->doc->title) ||
	    is_same_host(old_link, t->doc->link))
		return;
	refresh_note(t->r,
		     _("%s: what comes from here now is another feed, "
		       "\"%s\" of %s; if you do not want it: thrum remove %s"),
		     old_title, t->doc->title, t->doc->link, f->url);
}

static int newest_first(const void *pa, const void *pb)
{
	int64_t a = *(const int64_t *)pa, b = *(const int64_t *)pb;

	return (a < b) - (a > b);
}

/* When it published what it gives now. */
static void learn_rhythm(struct due_facts *due, const struct feed_doc *doc)
{
	struct {
		VEC_FIELDS(int64_t);
	} times = { 0 };

	for (size_t i = 0; i < doc->items.len; i++) {
		int64_t at = doc->items.v[i].published;
		if (at > 0 && at <= due->now)
			vec_push(&times, at);
	}
	vec_sort(&times, newest_first);
	if (times.len) {
		due->newest = times.v[0];
		due->gap_s = due_gap_s(times.v, times.len < DUE_TIMES ?
							times.len :
							DUE_TIMES);
	}
	vec_release(&times);
}

static void take_doc(struct refresh *r, struct one *o,
		     struct feed_doc *doc)
{
	struct feed *f = o->feed;
	struct taking t = {
		.r = r,
		.o = o,
		.doc = doc,
		.wants_text = feed_has_tag(f, FEED_TAG_FULLTEXT),
	};
	const char *title = f->title, *link = f->link;

	refresh_set(r, &f->title, doc->title);
	refresh_set(r, &f->link, doc->link);
	refresh_set(r, &f->lang, doc->lang);
	f->ttl_min = doc->ttl_min;
	f->skip_hours = doc->skip_hours;
	f->skip_days = doc->skip_days;
	learn_rhythm(&o->due, doc);
	take_items(&t);
	note_another(&t, title, link);
}

/* Instead of a feed came something else: if it is a page that names its
 * feed, say which. If it is a page, from elsewhere at that, where there has
 * been a feed before, the network is asking for a log-in: the feed is not
 * to blame. */
static void explain(struct refresh *r, struct one *o,
		    const struct feed_source *src, const char *sentence)
{
	struct page_feed_vec found = { 0 };
	bool is_page = page_is_html(src->bytes, src->len);

	if (is_page)
		page_find_feeds(src->bytes, src->len, src->url, &found);
	char *s = NULL;
	if (found.len) {
		s = xasprintf(_("this is a web page, not a feed; its feed may "
				"be %s"),
			      found.v[0].url);
	} else if (is_page && o->feed->last_success && src->url &&
		   o->feed->kind == FEED_WEB) {
		char *host = url_host(src->url);
		o->not_its_fault = !is_same_host(src->url, o->feed->url);
		s = xasprintf(_("a web page of %s came instead of the feed; "
				"if your network wants a log-in first, open "
				"the page in a browser, then fetch again"),
			      host ? host : src->url);
		free(host);
	}
	refresh_fail(r, o, s ? s : sentence);
	free(s);
	page_feed_vec_release(&found);
}

void take_feed(struct refresh *r, struct one *o,
	       const struct feed_source *src)
{
	struct feed_doc *doc = NULL;
	struct err err = { 0 };

	if (feed_doc_parse(src, &doc, &err)) {
		explain(r, o, src, err.msg);
		return;
	}
	take_doc(r, o, doc);
	feed_doc_free(doc);
}
