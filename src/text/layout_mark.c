/* layout_mark.c - a style laid over a piece of the text, after the fact.
 *
 * Runs are split where the piece begins and ends. Inside a run shown text
 * and document agree byte by byte, but for what the layout itself put in
 * (markers), which has no place in the document and is left alone. */
#include "config.h"

#include "thrum/text/layout.h"

#include <string.h>

#include "thrum/base/banned.h"

/* The part of a run that [from, to) of the document covers. */
struct part {
	uint32_t from, to; /* bytes of the run */
};

static struct part part_of(const struct layout_run *run, uint32_t from,
			   uint32_t to)
{
	struct part p = { 0, 0 };

	if (run->src == UINT32_MAX || run->src >= to ||
	    run->src + run->len <= from)
		return p;
	p.from = from > run->src ? from - run->src : 0;
	p.to = to < run->src + run->len ? to - run->src : run->len;
	return p;
}

static void push(struct layout_run_vec *out, const struct layout_run *run,
		 struct part p, uint32_t style)
{
	struct layout_run one = *run;

	if (p.from >= p.to)
		return;
	one.off += p.from;
	one.len = p.to - p.from;
	if (one.src != UINT32_MAX)
		one.src += p.from;
	one.style |= style;
	vec_push(out, one);
}

/* A run in up to three pieces. Ranges are ordered and do not overlap: `at`
 * is the first that may still count. */
static void split(struct layout_run_vec *out, const struct layout_run *run,
		  const struct layout_mark *marks, size_t n, size_t *at)
{
	uint32_t done = 0;

	if (run->src == UINT32_MAX) {
		vec_push(out, *run);
		return;
	}
	while (*at < n && marks[*at].off + marks[*at].len <= run->src)
		++*at;
	for (size_t i = *at; i < n && marks[i].off < run->src + run->len;
	     i++) {
		struct part p = part_of(run, marks[i].off,
					marks[i].off + marks[i].len);
		if (p.from >= p.to)
			continue;
		push(out, run, (struct part){ done, p.from }, 0);
		push(out, run, p, marks[i].style);
		done = p.to;
	}
	push(out, run, (struct part){ done, run->len }, 0);
}

void layout_mark(struct layout *lay, const struct layout_mark *marks, size_t n)
{
	struct layout_run_vec out = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < lay->lines.len; i++) {
		struct layout_line *line = &lay->lines.v[i];
		uint32_t first = (uint32_t)out.len;
		for (uint32_t r = 0; r < line->n_runs; r++)
			split(&out, &lay->runs.v[line->run + r], marks, n,
			      &at);
		line->run = first;
		line->n_runs = (uint32_t)out.len - first;
	}
	vec_release(&lay->runs);
	lay->runs = out;
}
