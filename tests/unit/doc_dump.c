/* doc_dump.c - see doc_dump.h. */
#include "config.h"

#include "doc_dump.h"

static const char *const kinds[DOC_BLOCK_KINDS] = {
	"para", "head", "item", "term",	   "def",
	"code", "row",	"capt", "rule", "note",
};
static const char *const spans[DOC_SPAN_KINDS] = {
	"b", "i", "m", "d", "k", "sup", "sub", "a", "img",
};

static void dump_text(const struct doc *doc, const struct doc_block *b,
		      struct buf *out)
{
	for (size_t i = b->off; i <= b->off + b->len; i++) {
		for (size_t k = doc->spans.len; k > 0; k--) {
			const struct doc_span *s = &doc->spans.v[k - 1];
			if (s->off + s->len == i && s->off >= b->off)
				buf_addf(out, "</%s>", spans[s->kind]);
		}
		for (size_t k = 0; i < b->off + b->len && k < doc->spans.len;
		     k++) {
			const struct doc_span *s = &doc->spans.v[k];
			if (s->off != i)
				continue;
			buf_addf(out, "<%s", spans[s->kind]);
			if (s->kind == DOC_LINK || s->kind == DOC_IMAGE)
				buf_addf(out, " %s",
					 doc->links.v[s->link].url);
			buf_addc(out, '>');
		}
		if (i == b->off + b->len)
			break;
		char c = doc->text.ptr[i];
		if (c == '\n')
			buf_addc(out, '|');
		else if (c == '\t')
			buf_adds(out, " ; ");
		else
			buf_addc(out, c);
	}
}

void doc_dump(const struct doc *doc, struct buf *out)
{
	for (size_t i = 0; i < doc->blocks.len; i++) {
		const struct doc_block *b = &doc->blocks.v[i];
		for (unsigned q = 0; q < b->quote; q++)
			buf_addc(out, '>');
		buf_adds(out, kinds[b->kind]);
		if (b->depth)
			buf_addf(out, "%u.%u", b->depth, b->ordinal);
		if (b->level)
			buf_addf(out, "#%u", b->level);
		buf_adds(out, ":");
		if (b->len)
			buf_addc(out, ' ');
		dump_text(doc, b, out);
		buf_addc(out, '\n');
	}
}
