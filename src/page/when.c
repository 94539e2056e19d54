/* when.c - when it was published.
 *
 * JSON-LD came first (jsonld.c); then meta elements, microdata, time
 * elements near the headline, the date in the address, and what the page
 * shows near the headline in an element that is named for it.
 */
#include "config.h"

#include "page_priv.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "thrum/text/date.h"
#include "thrum/base/banned.h"

#define DATE_LINE_MAX 160
#define DATE_LINE_BARE 48 /* with a word or two in front of it */

/* A date somewhere in a short line: behind a label, before a separator. */
bool page_find_date(const char *s, int64_t *t)
{
	char part[DATE_LINE_MAX + 1];
	size_t len = strlen(s), digits = 0;

	for (size_t i = 0; i < len; i++)
		digits += s[i] >= '0' && s[i] <= '9';
	if (len > DATE_LINE_MAX || digits < 3)
		return false;
	if (date_parse(s, t))
		return true;
	for (size_t i = 0; i < len; i++) {
		bool digit = s[i] >= '0' && s[i] <= '9';
		bool upper = (s[i] >= 'A' && s[i] <= 'Z') || s[i] & 0x80;
		if (((unsigned char)s[i] & 0xc0) == 0x80 ||
		    (i && !strchr(" :|,(-", s[i - 1]) &&
		     !(digit && (s[i - 1] < '0' || s[i - 1] > '9'))))
			continue;
		if (!digit && !upper)
			continue;
		/* To the end, or to a bar, a bracket or a dash. */
		for (size_t end = len; end > i + 5; end--) {
			if (end < len && !strchr(" |(,;-", s[end]) &&
			    (unsigned char)s[end] < 0x80)
				continue;
			size_t n = end - i;
			memcpy(part, s + i, n);
			part[n] = '\0';
			if (strpbrk(part, "0123456789") && n >= 8 &&
			    date_parse(part, t))
				return true;
		}
	}
	return false;
}

/* No article is older than the web's grandparents or from next year. */
static bool is_plausible(int64_t t)
{
	return t > 0 && t < INT64_C(4102444800);
}

static void take(int64_t *field, const char *s)
{
	int64_t t;

	if (!*field && s && *s && page_find_date(s, &t) && is_plausible(t))
		*field = t;
}

/* /2024/05/31/ or /2024-05-31- or /20240531/ in the address. */
static void from_url(int64_t *field, const char *url)
{
	char iso[32];

	for (const char *s = url; s && *s && !*field; s++) {
		int y = 0, m = 0, d = 0, n = 0;
		if (s > url && s[-1] >= '0' && s[-1] <= '9')
			continue;
		while (n < 4 && s[n] >= '0' && s[n] <= '9')
			y = y * 10 + s[n++] - '0';
		if (n != 4 || y < 1990 || y > 2099)
			continue;
		const char *q = s + 4;
		bool parted = *q == '/' || *q == '-' || *q == '_';
		char sep = *q;
		q += parted;
		for (n = 0; n < 2 && *q >= '0' && *q <= '9'; n++)
			m = m * 10 + *q++ - '0';
		if (parted && *q != sep)
			continue;
		q += parted;
		for (n = 0; n < 2 && *q >= '0' && *q <= '9'; n++)
			d = d * 10 + *q++ - '0';
		if (m < 1 || m > 12 || d < 1 || d > 31 ||
		    (*q >= '0' && *q <= '9'))
			continue;
		snprintf(iso, sizeof(iso), "%04d-%02d-%02d", y, m, d);
		take(field, iso);
	}
}

static void from_time(struct page *p, uint32_t i)
{
	const char *v = page_attr(p, i, "datetime");

	if (!*v)
		v = page_attr(p, i, "content");
	if (!*v)
		v = page_attr(p, i, "title");
	take(&p->a->published, v);
	if (!p->a->published) {
		char *s = page_text_dup(p, i, DATE_LINE_MAX);
		take(&p->a->published, s);
		free(s);
	}
}

/* "datePublished" of microdata, "schema:dateCreated" of RDFa. */
static bool is_marked(const struct page *p, uint32_t i)
{
	const char *v = page_attr(p, i, "itemprop");

	if (!*v)
		v = page_attr(p, i, "property");
	if (!*v && p->v[i].tag == TAG_TIME)
		return page_has_attr(p, i, "pubdate");
	const char *colon = strchr(v, ':');
	v = colon ? colon + 1 : v;
	return !strcasecmp(v, "datePublished") || !strcasecmp(v, "dateCreated");
}

static void from_microdata(struct page *p, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to && !p->a->published; i++)
		if (p->v[i].tag != TAG_TEXT && is_marked(p, i))
			from_time(p, i);
	for (uint32_t i = from; i < to && !p->a->published; i++)
		if (p->v[i].tag == TAG_TIME &&
		    !page_under(p, i, NAME_COMMENTS | NAME_RELATED))
			from_time(p, i);
}

static void from_named(struct page *p, uint32_t from, uint32_t to,
		       uint32_t names)
{
	for (uint32_t i = from; i < to && !p->a->published; i++) {
		const struct pnode *n = &p->v[i];
		if (n->tag == TAG_TEXT || !(n->names & names) ||
		    n->end - i > 40 ||
		    page_under(p, i, NAME_COMMENTS | NAME_RELATED))
			continue;
		char *s = page_text_dup(p, i, DATE_LINE_MAX);
		take(&p->a->published, s);
		free(s);
	}
}

/* A short line that is little but a date, above the text or early in it. */
static void from_line(struct page *p, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to && !p->a->published; i++) {
		const struct pnode *n = &p->v[i];
		if (n->tag == TAG_TEXT || n->end - i > 6 ||
		    n->text > DATE_LINE_BARE ||
		    n->tag == TAG_SCRIPT || n->tag == TAG_SKIP ||
		    page_under(p, i, NAME_COMMENTS | NAME_RELATED |
						NAME_TEASER))
			continue;
		char *s = page_text_dup(p, i, DATE_LINE_BARE);
		take(&p->a->published, s);
		free(s);
	}
}

void page_when(struct page *p, uint32_t from, uint32_t to)
{
	static const char *const published[] = {
		"article:published_time", "og:article:published_time",
		"article:published", "datePublished", "parsely-pub-date",
		"sailthru.date", "publish-date", "publish_date", "pubdate",
		"publication_date", "published_at", "publishdate",
		"published-date",
		"dc.date.issued", "dcterms.created", "dcterms.date",
		"dcterms.issued", "dc.date", "dc.date.created", "pub_date",
		"citation_publication_date", "citation_date", "article_date_original",
		"cxenseparse:recs:publishtime", "og:published_time",
		"ptime", "rnews:datePublished", "displaydate",
		"originalpublicationdate", "date_published", "published", "date", NULL,
	};
	static const char *const updated[] = {
		"article:modified_time", "og:updated_time", "dateModified",
		"last-modified", "dcterms.modified", "updated_time", NULL,
	};
	const char *url = p->a->url ? p->a->url : p->base;

	take(&p->a->published, page_meta_get(p, published));
	take(&p->a->updated, page_meta_get(p, updated));
	from_microdata(p, from, to);
	from_url(&p->a->published, url);
	from_named(p, from, to, NAME_DATE);
	from_named(p, from, to, NAME_BYLINE | NAME_META);
	from_line(p, from, to);
	from_microdata(p, p->body, p->n);
	from_named(p, p->body, p->n, NAME_DATE);
	if (!p->a->published)
		p->a->published = p->a->updated;
	from_line(p, p->body, p->n);
	page_zone(p, from, to);
}
