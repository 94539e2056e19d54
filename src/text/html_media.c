/* html_media.c - pictures, sounds, films and frames of HTML: what a text
 * shows of them is a word in brackets that links to the thing. */
#include "config.h"

#include "html_build_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

/* A pixel that counts readers, not a picture. */
static bool is_tracker(struct html_build *h)
{
	return html_get_number(h, "width", 10000, 100) <= 2 ||
	       html_get_number(h, "height", 10000, 100) <= 2;
}

/* The picture's address; pages that load late have it elsewhere. */
static char *image_url(struct html_build *h)
{
	static const char *const names[] = { "src", "data-src",
					     "data-original",
					     "data-lazy-src" };
	char *url = NULL;

	for (size_t i = 0; !url && i < sizeof(names) / sizeof(names[0]); i++)
		url = html_get_url(h, names[i]);
	if (!url) {
		const char *set = html_get(h, "srcset");
		set += strspn(set, " \t\r\n,");
		char *one = xstrndup(set, strcspn(set, " \t\r\n"));
		url = *one ? html_resolve(h, one) : NULL;
		free(one);
	}
	return url;
}

/* "[what: name]" as a link to `url` (owned here, may be NULL). */
static void add_media(struct html_build *h, enum doc_link_kind kind,
		      const char *name, char *url)
{
	static const char *const what[DOC_LINK_KINDS] = {
		[DOC_LINK_PAGE] = "link",   [DOC_LINK_IMAGE] = "image",
		[DOC_LINK_AUDIO] = "audio", [DOC_LINK_VIDEO] = "video",
		[DOC_LINK_FRAME] = "frame",
	};
	struct buf s = BUF_INIT;

	buf_addc(&s, '[');
	buf_adds(&s, what[kind]);
	if (*name) {
		buf_adds(&s, ": ");
		buf_adds(&s, name);
	}
	buf_addc(&s, ']');
	html_begin(h);
	h->breaks = 0;
	doc_add(h->doc, " ", 1);
	/* A frame or a sound inside a link is its own target. */
	uint32_t span = doc_span_open(
		h->doc, kind == DOC_LINK_IMAGE ? DOC_IMAGE : DOC_LINK, url,
		kind);
	html_add(h, s.ptr, s.len);
	doc_span_close(h->doc, span);
	doc_add(h->doc, " ", 1);
	buf_release(&s);
	free(url);
}

/* Formulas as pictures say what they are in TeX. */
static void add_formula(struct html_build *h, const struct buf *alt)
{
	static const char style[] = "{\\displaystyle ";
	size_t n = sizeof(style) - 1;

	if (alt->len > n && !memcmp(alt->ptr, style, n) &&
	    alt->ptr[alt->len - 1] == '}')
		html_add(h, alt->ptr + n, alt->len - n - 1);
	else
		html_add(h, alt->ptr, alt->len);
}

void html_image(struct html_build *h)
{
	const char *class = html_get(h, "class");
	bool smiley = strstr(class, "emoji") || strstr(class, "smiley");
	bool math = strstr(class, "math") || strstr(class, "latex");
	struct buf alt = BUF_INIT;
	char *url = NULL;

	html_get(h, "alt");
	text_clean(&alt, h->tmp.ptr, h->tmp.len, CLEAN_LINE);
	if (alt.len && math) {
		add_formula(h, &alt);
		buf_release(&alt);
		return;
	}
	if (alt.len && smiley)
		html_add(h, alt.ptr, alt.len);
	else if ((alt.len || h->figures) && !is_tracker(h))
		url = image_url(h);
	/* Nameless pictures are decoration, but not in a figure. */
	if (url || (alt.len && !smiley && !is_tracker(h)))
		add_media(h, DOC_LINK_IMAGE, alt.ptr, url);
	buf_release(&alt);
}

void html_media(struct html_build *h, enum doc_link_kind kind,
		     const char *attr)
{
	char *url = html_get_url(h, attr);
	struct buf name = BUF_INIT;

	if (!url)
		return;
	html_attr(&h->t, "title", &name);
	if (!name.len)
		html_attr(&h->t, "aria-label", &name);
	if (kind == DOC_LINK_FRAME && is_tracker(h))
		free(url);
	else
		add_media(h, kind, name.ptr, url);
	buf_release(&name);
}

void html_start_media(struct html_build *h, enum html_tag tag,
		      enum doc_link_kind kind)
{
	h->has_source = *html_get(h, "src") != '\0';
	if (h->has_source)
		html_media(h, kind, "src");
	/* What is inside is for programs that play nothing. */
	if (!h->t.self_closing)
		html_start_skip(h, tag);
}
