/* layout_mark.c - a style laid over a piece of the text, after the fact.
 *
 * Runs are split where the piece begins and ends. Inside a run shown text
 * and document agree byte by byte, but for what the layout itself put in
 * (markers), which has no place in the document and is left alone, and for
 * raised and lowered characters: no cut goes through one. */
#include "config.h"

#include "thrum/text/layout.h"

#include <string.h>

#include "thrum/base/banned.h"

/* The part of a run that [from, to) of the document covers. */
struct part {
	uint32_t from, to; /* bytes of the run */
};

/* The place at or behind byte `i` of the run where a character begins. */
static uint32_t whole(const struct layout_run *run, const char *text,
		      uint32_t i)
{
	while (i < run->len && ((text[run->off + i]) & 0xc0) == 0x80)
		i++;
	return i;
}

static struct part part_of(const struct layout_run *run, const char *text,
			   uint32_t from, uint32_t to)
{
	struct part p = { 0, 0 };

	if (run->src == UINT32_MAX || run->src >= to ||
	    run->src + run->len <= from)
		return p;
	p.from = from > run->src ? from - run->src : 0;
	p.to = to < run->src + run->len ? to - run->src : run->len;
	p.from = whole(run, text, p.from);
	p.to = whole(run, text, p.to);
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

struct marking {
	const char *text; /* of the layout */
	const struct layout_mark *marks;
	size_t n, at; /* `at` is the first that may still count */
};

/* A run in up to three pieces. Marks are ordered and do not overlap. */
static void split(struct layout_run_vec *out, const struct layout_run *run,
		  struct marking *m)
{
	uint32_t done = 0, end = run->src + run->len;

	if (run->src == UINT32_MAX) {
		vec_push(out, *run);
		return;
	}
	while (m->at < m->n &&
	       m->marks[m->at].off + m->marks[m->at].len <= run->src)
		m->at++;
	for (size_t i = m->at; i < m->n && m->marks[i].off < end; i++) {
		struct part p = part_of(run, m->text, m->marks[i].off,
					m->marks[i].off + m->marks[i].len);
		if (p.from >= p.to)
			continue;
		push(out, run, (struct part){ done, p.from }, 0);
		push(out, run, p, m->marks[i].style);
		done = p.to;
	}
	push(out, run, (struct part){ done, run->len }, 0);
}

void layout_mark(struct layout *lay, const struct layout_mark *marks, size_t n)
{
	struct marking m = { lay->text.ptr, marks, n, 0 };
	struct layout_run_vec out = { 0 };

	for (size_t i = 0; i < lay->lines.len; i++) {
		struct layout_line *line = &lay->lines.v[i];
		uint32_t first = (uint32_t)out.len;
		for (uint32_t r = 0; r < line->n_runs; r++)
			split(&out, &lay->runs.v[line->run + r], &m);
		line->run = first;
		line->n_runs = (uint32_t)out.len - first;
	}
	vec_release(&lay->runs);
	lay->runs = out;
}
