/* layout_check.c - the invariants of a layout, for tests and fuzzing. */
#include "config.h"

#include "thrum/text/layout.h"

#include "thrum/base/alloc.h"
#include "thrum/text/utf8.h"
#include "thrum/text/width.h"

#include "thrum/base/banned.h"

static const char *run_flaw(const struct layout *lay, const struct doc *doc,
			    const struct layout_run *r, size_t off)
{
	if (r->off != off || !r->len || r->len > lay->text.len - off)
		return "layout: runs do not cover the text";
	if (!utf8_is_valid(lay->text.ptr + off, r->len))
		return "layout: a run cuts a character";
	if (r->src != UINT32_MAX && r->src >= doc->text.len)
		return "layout: source behind the end of the doc";
	return r->link > doc->links.len ? "layout: no such link" : NULL;
}

/* One cluster (a letter with spacing marks) may be wider than the layout. */
static bool is_one_cluster(const struct layout *lay,
			   const struct layout_line *line)
{
	const struct layout_run *r = lay->runs.v + line->run;
	uint32_t i = 0;

	while (i < line->n_runs && r[i].style & RUN_MARKER)
		i++;
	if (i == line->n_runs)
		return false;
	const struct layout_run *last = &r[line->n_runs - 1];
	size_t len = last->off + last->len - r[i].off;
	return text_grapheme(lay->text.ptr + r[i].off, len, NULL) == len;
}

static const char *width_flaw(const struct layout *lay,
			      const struct doc *doc,
			      const struct layout_line *line, size_t cols)
{
	if (cols != line->cols && cols <= UINT16_MAX)
		return "layout: cells of a line are not those of its runs";
	if (doc->blocks.v[line->block].kind == DOC_CODE || cols <= lay->cols ||
	    lay->cols <= 1 || is_one_cluster(lay, line))
		return NULL;
	return "layout: line too wide";
}

static const char *layout_flaw(const struct layout *lay,
			       const struct doc *doc)
{
	size_t run = 0, off = 0;
	uint32_t block = 0;

	for (size_t i = 0; i < lay->lines.len; i++) {
		const struct layout_line *l = &lay->lines.v[i];
		const char *flaw;
		size_t cols = 0;
		if (l->run != run || l->n_runs > lay->runs.len - run)
			return "layout: lines do not cover the runs";
		if (l->block < block || l->block >= doc->blocks.len)
			return "layout: blocks out of order";
		block = l->block;
		for (uint32_t k = 0; k < l->n_runs; k++, run++) {
			const struct layout_run *r = &lay->runs.v[run];
			if ((flaw = run_flaw(lay, doc, r, off)))
				return flaw;
			cols += text_cols(lay->text.ptr + off, r->len);
			off += r->len;
		}
		if ((flaw = width_flaw(lay, doc, l, cols)))
			return flaw;
	}
	return run == lay->runs.len && off == lay->text.len ?
		       NULL :
		       "layout: text without a line";
}

void layout_check(const struct layout *lay, const struct doc *doc)
{
	const char *flaw = layout_flaw(lay, doc);

	if (flaw)
		BUG(flaw);
}
