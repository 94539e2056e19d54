/* html_skip.c - elements of HTML that leave nothing in a doc: hidden ones,
 * forms' controls, pictures in code. Nothing is looked at until their end,
 * which is found by counting tags of the same name. */
#include "config.h"

#include "html_build_priv.h"

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
	case TAG_RT:
	case TAG_RP:
	case TAG_AUDIO:
	case TAG_VIDEO:
		return true;
	default:
		return false;
	}
}

bool html_is_void(enum html_tag tag)
{
	switch (tag) {
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

void html_start_skip(struct html_build *h, enum html_tag tag)
{
	h->skipping = true;
	h->skip = tag;
	h->skip_depth = 1;
}

/* A tag while skipping. True if it is the caller's after all, because the
 * element has ended before it. */
bool html_skip_tag(struct html_build *h)
{
	enum html_tag tag = h->t.tag;
	bool soft = ends_itself(h->skip);

	if (h->t.kind == HTML_START) {
		bool media = h->skip == TAG_VIDEO || h->skip == TAG_AUDIO;
		if (media && tag == TAG_SOURCE && !h->has_source) {
			h->has_source = true;
			html_media(h, h->skip == TAG_VIDEO ? DOC_LINK_VIDEO :
							   DOC_LINK_AUDIO,
				 "src");
		}
		if (soft && (tag == h->skip ||
			     (h->skip == TAG_P && is_container(tag)))) {
			h->skipping = false;
			return true;
		}
		if (tag == h->skip && !h->t.self_closing)
			h->skip_depth++;
		return false;
	}
	if (tag == h->skip && --h->skip_depth == 0)
		h->skipping = false;
	else if (soft && is_container(tag)) {
		h->skipping = false;
		return true;
	}
	return false;
}
