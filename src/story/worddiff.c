/* worddiff.c - see worddiff.h. Words are compared by hash and bytes; the
 * trace of the greedy search is kept and walked backwards. */
#include "config.h"

#include "thrum/story/worddiff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/fold.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define WORDS_MAX 100000

struct word {
	uint32_t off, len; /* without the blanks behind it */
	uint32_t end; /* with them */
};
struct words {
	VEC_FIELDS(struct word);
	const char *s;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static size_t word_end(const char *s, size_t len, size_t at)
{
	uint32_t cp;
	size_t from = at;

	while (at < len && !is_blank(s[at])) {
		size_t n = utf8_next(s + at, len - at, &cp);
		if (text_is_unspaced(cp))
			return at > from ? at : at + n;
		at += n;
	}
	return at;
}

static void cut(const char *s, size_t len, struct words *out)
{
	size_t at = 0;

	out->s = s;
	while (at < len && is_blank(s[at]))
		at++;
	while (at < len && out->len < WORDS_MAX) {
		struct word w = { .off = (uint32_t)at };
		at = word_end(s, len, at);
		w.len = (uint32_t)at - w.off;
		while (at < len && is_blank(s[at]))
			at++;
		w.end = (uint32_t)at;
		vec_push(out, w);
	}
}

static bool same(const struct words *a, int i, const struct words *b, int k)
{
	const struct word *x = &a->v[i], *y = &b->v[k];

	return x->len == y->len && !memcmp(a->s + x->off, b->s + y->off,
					   x->len);
}

static void add(struct worddiff *out, enum worddiff_kind kind,
		const struct word *w)
{
	struct worddiff_piece *last = out->len ? &out->v[out->len - 1] : NULL;
	struct worddiff_piece one = { kind, w->off, w->end - w->off };

	if (last && last->kind == kind && last->off + last->len == w->off)
		last->len += one.len;
	else
		vec_push(out, one);
}

/* The part that begins and ends unlike. */
struct middle {
	int from, a_end, b_end;
};
struct step {
	enum worddiff_kind kind;
	int word;
};
struct step_vec {
	VEC_FIELDS(struct step);
};

/* Backwards from the end, by the furthest points of each round. */
static void trace(const struct middle *m, int **rounds, int d,
		  struct step_vec *steps)
{
	int x = m->a_end - m->from, y = m->b_end - m->from;

	for (; d > 0; d--) {
		const int *v = rounds[d - 1] + d; /* index k -d..d */
		int k = x - y;
		bool down = k == -d ||
			    (k != d && v[k - 1] < v[k + 1]);
		int from_k = down ? k + 1 : k - 1;
		int px = v[from_k], py = px - from_k;
		int sx = down ? px : px + 1, sy = down ? py + 1 : py;
		while (x > sx && y > sy) {
			struct step s = { WORDDIFF_SAME, m->from + --y };
			x--;
			vec_push(steps, s);
		}
		struct step s = { down ? WORDDIFF_CAME : WORDDIFF_GONE,
				  m->from + (down ? py : px) };
		vec_push(steps, s);
		x = px;
		y = py;
	}
	while (x > 0 && y > 0) {
		struct step s = { WORDDIFF_SAME, m->from + --y };
		x--;
		vec_push(steps, s);
	}
}

/* Greedy rounds; how many edits it took, -1 above the limit. rounds[d]
 * holds the furthest x of diagonals -d-1..d+1 after d edits, at index
 * k + d + 1. */
static int search(const struct words *a, const struct words *b,
		  const struct middle *m, int **rounds)
{
	int n = m->a_end - m->from, l = m->b_end - m->from;

	for (int d = 0; d <= WORDDIFF_EDITS && d <= n + l; d++) {
		int *v = xcalloc(2 * (size_t)d + 3, sizeof(*v));
		const int *was = d ? rounds[d - 1] + d : NULL;
		rounds[d] = v;
		for (int k = -d; k <= d; k += 2) {
			int x = 0;
			if (d)
				x = k == -d || (k != d && was[k - 1] <
								  was[k + 1]) ?
					    was[k + 1] :
					    was[k - 1] + 1;
			while (x < n && x - k < l && x - k >= 0 &&
			       same(a, m->from + x, b, m->from + x - k))
				x++;
			v[k + d + 1] = x;
			if (x >= n && x - k >= l)
				return d;
		}
	}
	return -1;
}

static void diff_middle(const struct words *a, const struct words *b,
			const struct middle *m, struct worddiff *out)
{
	int **rounds = xcalloc(WORDDIFF_EDITS + 2, sizeof(*rounds));
	struct step_vec steps = { 0 };
	int d = search(a, b, m, rounds);

	if (d >= 0)
		trace(m, rounds, d, &steps);
	for (size_t i = steps.len; i-- > 0;) {
		const struct step *s = &steps.v[i];
		add(out, s->kind,
		    s->kind == WORDDIFF_GONE ? &a->v[s->word] :
					       &b->v[s->word]);
	}
	for (int i = m->from; d < 0 && i < m->a_end; i++)
		add(out, WORDDIFF_GONE, &a->v[i]);
	for (int i = m->from; d < 0 && i < m->b_end; i++)
		add(out, WORDDIFF_CAME, &b->v[i]);
	for (int i = 0; i <= WORDDIFF_EDITS; i++)
		free(rounds[i]);
	free(rounds);
	vec_release(&steps);
}

void worddiff_make(const char *was, size_t was_len, const char *is,
		   size_t is_len, struct worddiff *out)
{
	struct words a = { 0 }, b = { 0 };

	cut(was, was_len, &a);
	cut(is, is_len, &b);
	struct middle m = { 0, (int)a.len, (int)b.len };
	while (m.from < m.a_end && m.from < m.b_end &&
	       same(&a, m.from, &b, m.from))
		add(out, WORDDIFF_SAME, &b.v[m.from++]);
	while (m.a_end > m.from && m.b_end > m.from &&
	       same(&a, m.a_end - 1, &b, m.b_end - 1)) {
		m.a_end--;
		m.b_end--;
	}
	if (m.a_end > m.from || m.b_end > m.from)
		diff_middle(&a, &b, &m, out);
	for (int i = m.b_end; i < (int)b.len; i++)
		add(out, WORDDIFF_SAME, &b.v[i]);
	vec_release(&a);
	vec_release(&b);
}
