/* extras.c - what a page says beside the text: tags, the related list, the
 * comments' address. */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/fold.h"
#include "thrum/text/url.h"
#include "thrum/base/banned.h"

#define RELATED_MAX 30
#define TAGS_MAX 32
#define HEADLINE_BYTES_MIN 20 /* shorter link texts are labels */

static bool has_tag(const struct article *a, const char *tag)
{
	for (size_t i = 0; i < a->tags.len; i++)
		if (text_is_same(a->tags.v[i], tag))
			return true;
	return false;
}

/* Links marked rel=tag, or short ones in a box named for tags. */
static void get_tags(struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];
	bool marked = !strcasecmp(page_attr(p, i, "rel"), "tag") ||
		      !strcasecmp(page_attr(p, i, "rel"), "category tag");

	if (p->a->tags.len >= TAGS_MAX ||
	    !(marked || (page_under(p, i, NAME_TAGS) &&
			 !page_under(p, i, NAME_RELATED | NAME_COMMENTS))))
		return;
	char *s = page_text_dup(p, i, 60);
	const char *tag = s && *s == '#' ? s + 1 : s;
	if (tag && *tag && n->end - i < 12 && !has_tag(p->a, tag))
		str_vec_add(&p->a->tags, tag);
	free(s);
}

static void get_related(struct page *p, uint32_t i)
{
	struct related_link r = { .age_s = -1 };

	if (p->a->related.len >= RELATED_MAX ||
	    !page_under(p, i, NAME_RELATED) ||
	    page_under(p, i, NAME_COMMENTS))
		return;
	r.title = page_text_dup(p, i, 300);
	page_set_url(p, &r.url, page_attr(p, i, "href"));
	bool ok = r.title && r.url && strlen(r.title) >= HEADLINE_BYTES_MIN;
	for (size_t k = 0; ok && k < p->a->related.len; k++)
		ok = strcmp(p->a->related.v[k].url, r.url) != 0;
	if (ok && !(p->a->title && text_is_same(p->a->title, r.title))) {
		vec_push(&p->a->related, r);
	} else {
		free(r.title);
		free(r.url);
	}
}

/* A link to the page's own comments. */
static void get_comments(struct page *p, uint32_t i)
{
	const char *href = page_attr(p, i, "href");
	const char *hash = strchr(href, '#');

	if (!p->a->comments_url && hash &&
	    (!strncasecmp(hash, "#comment", 8) ||
	     !strncasecmp(hash, "#disqus", 7) ||
	     !strncasecmp(hash, "#respond", 8)) &&
	    !page_under(p, i, NAME_RELATED))
		page_set_url(p, &p->a->comments_url, href);
}

void page_extras(struct page *p, uint32_t top)
{
	bool tags = !p->a->tags.len;

	(void)top;
	for (uint32_t i = p->body; i < p->n; i++) {
		if (p->v[i].tag != TAG_A || !*page_attr(p, i, "href"))
			continue;
		if (tags)
			get_tags(p, i);
		get_related(p, i);
		get_comments(p, i);
	}
}
