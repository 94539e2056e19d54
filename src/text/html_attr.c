/* html_attr.c - what attributes of HTML say: text, numbers, addresses,
 * whether their element is shown; and whether a text is HTML at all. */
#include "config.h"

#include "html_build_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/text/doc.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

#define LIST_MAX ((size_t)64 << 10) /* bytes looked ahead for its items */

const char *html_get(struct html_build *h, const char *name)
{
	buf_clear(&h->tmp);
	html_attr(&h->t, name, &h->tmp);
	return h->tmp.ptr;
}

uint32_t html_get_number(struct html_build *h, const char *name,
			 uint32_t hi, uint32_t other)
{
	const char *s = html_get(h, name);
	char *end;
	unsigned long n;

	s += strspn(s, " \t\n\r\f");
	if (*s < '0' || *s > '9')
		return other;
	n = strtoul(s, &end, 10);
	return n > hi ? hi : (uint32_t)n;
}

uint32_t html_count_items(struct html_build *h)
{
	struct html_tok tok = h->tok;
	struct html_token t;
	const char *from = tok.p;
	size_t limit = LIST_MAX < h->scan_left ? LIST_MAX : h->scan_left;
	uint32_t depth = 1, n = 0;

	if ((size_t)(tok.end - tok.p) > limit)
		tok.end = tok.p + limit;
	while (depth && html_next(&tok, &t) != HTML_EOF) {
		if (t.kind == HTML_TEXT)
			continue;
		if (t.tag == TAG_OL || t.tag == TAG_UL)
			depth += t.kind == HTML_START ? 1u : -1u;
		n += t.tag == TAG_LI && t.kind == HTML_START && depth == 1;
	}
	h->scan_left -= (size_t)(tok.p - from);
	return !depth && n ? n : 1;
}

static bool holds(const char *s, size_t len, const char *what)
{
	return memmem(s, len, what, strlen(what)) != NULL;
}

static bool style_hides(struct html_build *h, const char *s, size_t len)
{
	buf_clear(&h->tmp);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] > ' ')
			buf_addc(&h->tmp, (char)(s[i] | 0x20));
	return holds(h->tmp.ptr, h->tmp.len, "display:none") ||
	       holds(h->tmp.ptr, h->tmp.len, "visibility:hidden");
}

bool html_is_hidden(struct html_build *h)
{
	const char *p = h->t.s, *end = p + h->t.len;
	struct html_attribute a;

	while (html_attr_next(&p, end, &a)) {
		if (a.name_len == 6 && !strncasecmp(a.name, "hidden", 6))
			return true;
		/* A formula's picture in letters stands behind it. */
		if (h->after_math && a.name_len == 11 &&
		    !strncasecmp(a.name, "aria-hidden", 11))
			return true;
		if (a.name_len == 5 && !strncasecmp(a.name, "style", 5) &&
		    a.value && style_hides(h, a.value, a.value_len))
			return true;
	}
	return false;
}

char *html_resolve(struct html_build *h, const char *ref)
{
	char *url = url_resolve(h->base_url, ref);

	/* Without a base a relative address leads nowhere. */
	if (url && url[strcspn(url, ":/?#")] != ':') {
		free(url);
		url = NULL;
	}
	return url;
}

char *html_get_url(struct html_build *h, const char *name)
{
	const char *s = html_get(h, name);

	return *s ? html_resolve(h, s) : NULL;
}

/* The first <base href> of a page wins (s. 4.2.3). */
void html_base(struct html_build *h)
{
	char *url = h->base_href ? NULL : html_get_url(h, "href");

	if (!url || !url_is_fetchable(url)) {
		free(url);
		return;
	}
	h->base_href = url;
	h->base_url = url;
}

/* ---- is it HTML? ----------------------------------------------------- */

/* "&" and what it takes to be a character reference, with its ";". */
static bool is_reference(const char *s, size_t len)
{
	struct buf out = BUF_INIT;
	const char *semi = memchr(s, ';', len < 40 ? len : 40);
	size_t n = semi ? (size_t)(semi - s) + 1 : 0;
	bool yes;

	html_decode(&out, s, n, HTML_IN_TEXT);
	yes = n && (out.len != n || memcmp(out.ptr, s, n));
	buf_release(&out);
	return yes;
}

bool doc_is_html(const char *s, size_t len)
{
	struct html_tok tok = { .p = s, .end = s + len };
	struct html_token t;
	const char *amp = s;

	while (html_next(&tok, &t) != HTML_EOF)
		if (t.kind != HTML_TEXT && t.tag != TAG_OTHER &&
		    t.tag != TAG_DESC && t.tag != TAG_TEXT)
			return true;
	while ((amp = memchr(amp, '&', (size_t)(s + len - amp)))) {
		if (is_reference(amp, (size_t)(s + len - amp)))
			return true;
		amp++;
	}
	return false;
}
