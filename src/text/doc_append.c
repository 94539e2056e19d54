/* doc_append.c - a doc behind another; see doc.h. */
#include "config.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/doc.h"

#include "doc_priv.h"

#include "thrum/base/banned.h"

/* The link's place in `doc`, where it is found or put. The links of one
 * document are few: what looking through them costs is bounded by that. */
static uint32_t link_in(struct doc *doc, const struct doc_link *link,
			size_t n_own)
{
	for (size_t i = 0; i < n_own; i++)
		if (!strcmp(doc->links.v[i].url, link->url))
			return (uint32_t)i;
	doc_push_link(doc, link->url, strlen(link->url), link->kind);
	return (uint32_t)doc->links.len - 1;
}

void doc_append(struct doc *doc, const struct doc *other)
{
	size_t n_own = doc->links.len, before = doc->text.len;
	uint32_t *links;

	doc_close(doc);
	if (!other->blocks.len)
		return;
	if (doc->blocks.len)
		buf_adds(&doc->text,
			 doc_gap(doc->blocks.v[doc->blocks.len - 1].kind,
				 other->blocks.v[0].kind));
	uint32_t at = (uint32_t)doc->text.len;
	buf_add(&doc->text, other->text.ptr, other->text.len);
	if (doc->text.overflow) {
		buf_truncate(&doc->text, before);
		return;
	}
	links = xcalloc(other->links.len + 1, sizeof(*links));
	for (size_t i = 0; i < other->links.len; i++)
		links[i] = link_in(doc, &other->links.v[i], n_own);
	for (size_t i = 0; i < other->blocks.len; i++) {
		struct doc_block b = other->blocks.v[i];
		b.off += at;
		vec_push(&doc->blocks, b);
	}
	for (size_t i = 0; i < other->spans.len; i++) {
		struct doc_span s = other->spans.v[i];
		s.off += at;
		if (s.kind == DOC_LINK || s.kind == DOC_IMAGE)
			s.link = links[s.link];
		vec_push(&doc->spans, s);
	}
	for (size_t i = 0; i < other->hyphens.len; i++)
		vec_push(&doc->hyphens, other->hyphens.v[i] + at);
	free(links);
	doc_drop_build(doc);
}
