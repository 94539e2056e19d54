/* meta.c - what the head of a page says: Open Graph, Dublin Core, the
 * usual names of meta elements, link elements. */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/date.h"
#include "thrum/text/lang.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define FIELD_BYTES_MAX 4000

const char *page_meta_get(const struct page *p, const char *const *names)
{
	static const char *const keys[] = { "property", "name", "itemprop",
					    "http-equiv" };

	for (; *names; names++) {
		for (size_t m = 0; m < p->metas.len; m++) {
			uint32_t i = p->metas.v[m];
			for (size_t k = 0; k < 4; k++) {
				const char *v = page_attr(p, i, keys[k]);
				const char *c;
				if (*v && !strcasecmp(v, *names) &&
				    *(c = page_attr(p, i, "content")))
					return c;
			}
		}
	}
	return NULL;
}

void page_set(char **field, const char *value)
{
	struct buf b = BUF_INIT;

	if (*field || !value || strlen(value) > FIELD_BYTES_MAX)
		return;
	text_clean(&b, value, strlen(value), CLEAN_LINE);
	if (b.len)
		*field = buf_detach(&b);
	buf_release(&b);
}

void page_set_url(const struct page *p, char **field, const char *value)
{
	if (!*field && value && *value) {
		char *url = url_resolve(p->base, value);
		if (url && url_is_fetchable(url))
			*field = url;
		else
			free(url);
	}
}

void page_set_time(int64_t *field, const char *value)
{
	int64_t t;

	if (!*field && value && date_parse(value, &t) && t > 0)
		*field = t;
}

static void get_links(struct page *p)
{
	for (uint32_t i = 0; i < p->n; i++) {
		if (p->v[i].tag != TAG_LINK)
			continue;
		const char *rel = page_attr(p, i, "rel");
		const char *href = page_attr(p, i, "href");
		if (!strcasecmp(rel, "canonical"))
			page_set_url(p, &p->a->url, href);
		else if (!strcasecmp(rel, "replies"))
			page_set_url(p, &p->a->comments_url, href);
	}
}

static void get_lang(struct page *p)
{
	static const char *const names[] = { "content-language", "language",
					     "dc.language", "inLanguage",
					     "og:locale", NULL };
	const char *v = "";

	for (uint32_t i = 0; i < p->n && !*v; i++) {
		if (p->v[i].tag != TAG_HTML)
			continue;
		v = page_attr(p, i, "lang");
		if (!*v)
			v = page_attr(p, i, "xml:lang");
	}
	if (!*lang_primary(v))
		v = page_meta_get(p, names);
	if (v && *lang_primary(v))
		page_set(&p->a->lang, lang_primary(v));
}

static void get_image(struct page *p)
{
	static const char *const names[] = { "og:image:secure_url", "og:image",
					     "twitter:image",
					     "twitter:image:src", "image",
					     "thumbnail", NULL };
	struct enclosure e = { 0 };

	if (p->a->enclosures.len)
		return;
	page_set_url(p, &e.url, page_meta_get(p, names));
	if (!e.url)
		return;
	e.type = xstrdup("image/*");
	vec_push(&p->a->enclosures, e);
}

/* "og:article:tag" and the keyword lists, parted by commas. */
static void get_tags(struct page *p)
{
	static const char *const lists[] = { "news_keywords", "keywords",
					     "parsely-tags", "sailthru.tags",
					     "dc.subject", NULL };

	for (uint32_t i = 0; i < p->n && p->a->tags.len < 64; i++) {
		if (p->v[i].tag != TAG_META ||
		    strcasecmp(page_attr(p, i, "property"), "article:tag"))
			continue;
		char *tag = NULL;
		page_set(&tag, page_attr(p, i, "content"));
		if (tag)
			str_vec_add_take(&p->a->tags, tag);
	}
	const char *v = p->a->tags.len ? NULL : page_meta_get(p, lists);
	for (; v && *v && p->a->tags.len < 64;) {
		size_t n = strcspn(v, ",;");
		char *raw = xstrndup(v, n), *tag = NULL;
		page_set(&tag, raw);
		free(raw);
		if (tag && strlen(tag) < 100)
			str_vec_add_take(&p->a->tags, tag);
		else
			free(tag);
		v += n + (v[n] != '\0');
	}
}

void page_meta(struct page *p)
{
	static const char *const site[] = { "og:site_name", "application-name",
					    "dc.publisher", "dcterms.publisher",
					    "publisher", "copyright", NULL };
	static const char *const section[] = { "article:section",
					       "parsely-section",
					       "sailthru.section", "section",
					       "category", NULL };
	static const char *const summary[] = { "og:description",
					       "description",
					       "twitter:description",
					       "dc.description",
					       "dcterms.description", NULL };
	static const char *const url[] = { "og:url", NULL };
	size_t last = sizeof(site) / sizeof(*site) - 2;
	const char *v = page_meta_get(p, site);

	/* A copyright line is a name only if it is short and has no year. */
	if (v && page_meta_get(p, site + last) == v &&
	    (strlen(v) > 40 || strpbrk(v, "0123456789")))
		v = NULL;
	page_set(&p->site, v);
	page_set(&p->a->category, page_meta_get(p, section));
	page_set(&p->a->summary, page_meta_get(p, summary));
	get_links(p);
	page_set_url(p, &p->a->url, page_meta_get(p, url));
	get_lang(p);
	get_image(p);
	get_tags(p);
}
