/* html_skip.c - elements of HTML that leave nothing in a doc: hidden ones,
 * forms' controls, pictures in code. Nothing is looked at until their end,
 * which is found by counting tags of the same name. */
#include "config.h"

#include "html_build_priv.h"

#include <strings.h>

#include "thrum/base/banned.h"

bool html_is_left_out(enum html_tag tag)
{
	switch (tag) {
	case TAG_NOSCRIPT:
	case TAG_TEMPLATE:
	case TAG_SVG:
	case TAG_BUTTON:
	case TAG_SELECT:
	case TAG_DATALIST:
	case TAG_OPTION:
	case TAG_OPTGROUP:
	case TAG_MAP:
	case TAG_ANNOTATION: /* the TeX or XML behind a formula */
	case TAG_ANNOTATION_XML:
	case TAG_RT:
	case TAG_RP:
		return true;
	default:
		return false;
	}
}

bool html_is_void(enum html_tag tag)
{
	switch (tag) {
	case TAG_BASE:
	case TAG_BR:
	case TAG_COL:
	case TAG_EMBED:
	case TAG_FRAME:
	case TAG_HR:
	case TAG_IMG:
	case TAG_IMAGE:
	case TAG_INPUT:
	case TAG_LINK:
	case TAG_META:
	case TAG_PARAM:
	case TAG_SOURCE:
	case TAG_TRACK:
	case TAG_WBR:
		return true;
	default:
		return false;
	}
}

/* Elements whose end tag is often left away: the next of their kind or
 * the end of what holds them ends them too. */
static bool ends_itself(enum html_tag tag)
{
	switch (tag) {
	case TAG_P:
	case TAG_LI:
	case TAG_DT:
	case TAG_DD:
	case TAG_TR:
	case TAG_TD:
	case TAG_TH:
	case TAG_OPTION:
	case TAG_OPTGROUP:
	case TAG_RT:
	case TAG_RP:
		return true;
	default:
		return false;
	}
}

static bool is_container(enum html_tag tag)
{
	switch (tag) {
	case TAG_UL:
	case TAG_OL:
	case TAG_DL:
	case TAG_DIV:
	case TAG_SECTION:
	case TAG_ARTICLE:
	case TAG_TABLE:
	case TAG_BODY:
	case TAG_BLOCKQUOTE:
		return true;
	default:
		return false;
	}
}

static bool in_link(const struct html_build *h)
{
	for (unsigned i = 0; i < h->n_inline; i++)
		if (h->inl[i].tag == TAG_A)
			return true;
	return false;
}

/* A drawing inside a link or hidden from speech is an icon; the words of
 * others (title, desc, text) are kept. */
static bool is_drawing(struct html_build *h, enum html_tag tag)
{
	return tag == TAG_SVG && !in_link(h) && !html_is_hidden(h) &&
	       strcasecmp(html_get(h, "aria-hidden"), "true") != 0;
}

static bool is_drawn_text(enum html_tag tag)
{
	return tag == TAG_TITLE || tag == TAG_DESC || tag == TAG_TEXT;
}

void html_start_skip(struct html_build *h, enum html_tag tag)
{
	h->drawing = is_drawing(h, tag);
	h->drawn_text = false;
	h->skipping = true;
	h->skip = tag;
	h->skip_depth = 1;
	h->skip_inner = 0;
}

/* Start tags that show that the end tag was forgotten (s. 13.2.6.4.16,
 * 13.2.6.5; for elements without one 13.1.2.4). */
static bool ends_by_start(struct html_build *h, enum html_tag tag)
{
	bool block = tag == TAG_P || is_container(tag) ||
		     (tag >= TAG_H1 && tag <= TAG_H6);

	switch (h->skip) {
	case TAG_SVG:
		return block && !h->skip_inner;
	case TAG_SELECT:
		return tag == TAG_SELECT || tag == TAG_INPUT ||
		       tag == TAG_TEXTAREA || tag == TAG_TR || tag == TAG_TD ||
		       block;
	case TAG_BUTTON:
		return tag == TAG_BUTTON;
	case TAG_P:
		return tag == TAG_P || is_container(tag);
	default:
		return ends_itself(h->skip) && tag == h->skip;
	}
}

static bool skip_start(struct html_build *h, enum html_tag tag)
{
	bool media = h->skip == TAG_VIDEO || h->skip == TAG_AUDIO;

	if (h->drawing && is_drawn_text(tag)) {
		h->drawn_text = !h->t.self_closing;
		return false;
	}
	if (media && tag == TAG_SOURCE && !h->has_source) {
		h->has_source = true;
		html_media(h, h->skip == TAG_VIDEO ? DOC_LINK_VIDEO :
						     DOC_LINK_AUDIO,
			   "src");
	}
	if (ends_by_start(h, tag)) {
		h->skipping = false;
		/* A second <select> only ends the first. */
		return h->skip != TAG_SELECT || tag != TAG_SELECT;
	}
	if (tag == h->skip)
		h->skip_depth += !h->t.self_closing;
	else if (is_container(tag) || tag == TAG_FOREIGNOBJECT)
		h->skip_inner++;
	return false;
}

bool html_skip_tag(struct html_build *h)
{
	enum html_tag tag = h->t.tag;

	if (h->t.kind == HTML_START)
		return skip_start(h, tag);
	if (h->drawn_text && is_drawn_text(tag)) {
		h->drawn_text = false;
		html_add(h, " ", 1);
		return false;
	}
	if (tag == h->skip) {
		if (--h->skip_depth == 0)
			h->skipping = false;
		return false;
	}
	if (!is_container(tag) && tag != TAG_FOREIGNOBJECT)
		return false;
	if (h->skip_inner) {
		h->skip_inner--;
		return false;
	}
	/* What holds the element ends, and so does the element. */
	h->skipping = false;
	return true;
}
