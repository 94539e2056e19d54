/* title.c - the headline: where two sources agree, that one.
 *
 * <title> holds the headline with the site's name around it; og:title and
 * JSON-LD hold it cleaner but sometimes rewritten for sharing; the h1 is
 * what readers see. An h1 that <title> or og:title holds too is it.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/fold.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define TITLE_BYTES_MAX 500

static const char *const separators[] = {
	" | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xbb ",
	" \xc2\xab ", " :: ", " \xc2\xb7 ", " \xe2\x80\xa2 ", " / ",
	" \xe2\x80\xba ", "\xef\xbd\x9c", " \xef\xbd\x9c ", "|",
};

static size_t separator_at(const char *s)
{
	for (size_t i = 0; i < sizeof(separators) / sizeof(*separators); i++)
		if (!strncmp(s, separators[i], strlen(separators[i])))
			return strlen(separators[i]);
	return 0;
}

/* Are all words of `part` in the site's name or its host? */
static bool is_site(const struct page *p, const char *part)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool yes = false;

	text_squash(&a, part, strlen(part));
	if (p->site)
		text_squash(&b, p->site, strlen(p->site));
	if (a.len && b.len)
		yes = strstr(b.ptr, a.ptr) || strstr(a.ptr, b.ptr);
	char *host = url_host(p->base);
	if (!yes && host && a.len >= 3) {
		/* "Harbour Daily" and harbourdaily.example */
		buf_clear(&b);
		for (size_t i = 0; i < a.len; i++)
			if (a.ptr[i] != ' ')
				buf_addc(&b, a.ptr[i]);
		yes = b.len >= 4 && strstr(host, b.ptr);
	}
	free(host);
	buf_release(&a);
	buf_release(&b);
	return yes;
}

static size_t count_words(const char *s)
{
	size_t n = 0, wide = 0;

	for (const char *q = s; *q; q++) {
		n += *q != ' ' && (q == s || q[-1] == ' ');
		wide += (unsigned char)*q >= 0xe3;
	}
	return n + wide / 2;
}

char *page_clean_title(const struct page *p, const char *title)
{
	char *s = text_clean_dup(title, CLEAN_LINE);
	bool again = true;

	while (s && again) {
		char *first = NULL, *last = NULL;
		size_t first_len = 0, last_len = 0;
		again = false;
		for (char *q = s; *q; q++) {
			size_t n = separator_at(q);
			if (!n || q == s)
				continue;
			if (!first) {
				first = q;
				first_len = n;
			}
			last = q;
			last_len = n;
			q += n - 1;
		}
		if (!last || !*(last + last_len))
			break;
		char *head = xstrndup(s, (size_t)(last - s));
		char *lead = xstrndup(s, (size_t)(first - s));
		if (is_site(p, last + last_len) ||
		    (count_words(head) >= 4 && !is_site(p, head) &&
		     count_words(last + last_len) <= 3 &&
		     !strncmp(last, " | ", 3))) {
			*last = '\0';
			again = count_words(s) > 3;
		} else if (is_site(p, lead) &&
			   count_words(first + first_len) >= 3) {
			memmove(s, first + first_len,
				strlen(first + first_len) + 1);
			again = true;
		}
		free(head);
		free(lead);
	}
	return s;
}

static bool holds(const char *whole, const char *part)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool yes = false;

	if (whole && part) {
		text_squash(&a, whole, strlen(whole));
		text_squash(&b, part, strlen(part));
		yes = b.len && strstr(a.ptr, b.ptr);
	}
	buf_release(&a);
	buf_release(&b);
	return yes;
}

/* The h1 that a title of the head holds too; NULL if there is none. */
static const char *shown(const struct page *p, const char *head,
			 const char *shared)
{
	for (size_t i = 0; i < p->h1.len; i++)
		if (count_words(p->h1.v[i]) >= 2 &&
		    (holds(head, p->h1.v[i]) || holds(shared, p->h1.v[i])) &&
		    !is_site(p, p->h1.v[i]))
			return p->h1.v[i];
	return NULL;
}

/* Words of four bytes or more that both hold. */
static size_t shared_words(const char *a, const char *b)
{
	struct buf fa = BUF_INIT, fb = BUF_INIT;
	size_t n = 0;

	if (a && b) {
		buf_addc(&fb, ' ');
		text_squash(&fa, a, strlen(a));
		text_squash(&fb, b, strlen(b));
		buf_addc(&fb, ' ');
		for (const char *w = fa.ptr; *w; w += *w == ' ') {
			size_t len = strcspn(w, " ");
			char *word = xasprintf("%.*s ", (int)len, w);
			n += len >= 4 && strstr(fb.ptr, word);
			free(word);
			w += len;
		}
	}
	buf_release(&fa);
	buf_release(&fb);
	return n;
}

/* Search engines and friends are often told another headline than the
 * reader. The page's only h1, or one that shares words with the head's, is
 * what was printed. NULL = none that reads like a headline. */
static const char *printed(const struct page *p, const char *head,
			   const char *shared)
{
	for (size_t i = 0; i < p->h1.len; i++) {
		const char *s = p->h1.v[i];
		if (count_words(s) < 4 || is_site(p, s))
			continue;
		if (p->h1.len == 1 || shared_words(s, head) >= 2 ||
		    shared_words(s, shared) >= 2)
			return s;
	}
	return NULL;
}

static void collect(struct page *p, char **head)
{
	for (uint32_t i = 0; i < p->n; i++) {
		const struct pnode *n = &p->v[i];
		if (n->tag == TAG_TITLE && !*head)
			*head = page_text_dup(p, i, TITLE_BYTES_MAX * 2);
		if (n->tag != TAG_HEADING || n->level != 1 ||
		    p->h1.len >= 8)
			continue;
		char *s = page_text_dup(p, i, TITLE_BYTES_MAX);
		if (s)
			str_vec_add_take(&p->h1, s);
	}
}

/* An element that the page marks as its headline. */
static char *marked(const struct page *p)
{
	for (uint32_t i = p->body; i < p->n; i++)
		if (p->v[i].flags & PN_BLOCK &&
		    !strcasecmp(page_attr(p, i, "itemprop"), "headline"))
			return page_text_dup(p, i, TITLE_BYTES_MAX);
	return NULL;
}

void page_title(struct page *p)
{
	static const char *const names[] = { "og:title", "twitter:title",
					     "dc.title", "dcterms.title",
					     "headline", "citation_title",
					     "parsely-title", "sailthru.title",
					     "title", NULL };
	char *head = NULL, *shared = NULL, *own = NULL;

	collect(p, &head);
	page_set(&shared, page_meta_get(p, names));
	own = marked(p);
	const char *h1 = shown(p, head, shared);
	char *ld = p->a->title;
	p->a->title = NULL;
	if (h1)
		page_set(&p->a->title, h1);
	else if (own && (holds(head, own) || holds(shared, own)))
		page_set(&p->a->title, own);
	else if ((h1 = printed(p, head, shared)))
		page_set(&p->a->title, h1);
	const char *rest[] = { ld, shared, head, own };
	for (size_t i = 0; i < 4 && !p->a->title; i++) {
		char *s = rest[i] ? page_clean_title(p, rest[i]) : NULL;
		if (s && *s && !(is_site(p, s) && count_words(s) < 5))
			page_set(&p->a->title, s);
		free(s);
	}
	if (!p->a->title && p->h1.len)
		page_set(&p->a->title, p->h1.v[0]);
	if (!p->a->title)
		page_set(&p->a->title, head);
	free(ld);
	free(head);
	free(shared);
	free(own);
}
