/* differ.c - see differ.h.
 *
 * Two figures are of one thing when they have the same unit and the words
 * near them are largely the same: near words, not the whole sentence, for
 * "12 were hurt and 212 were on board" tells of two things.
 */
#include "config.h"

#include "thrum/story/differ.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/story/story.h"
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

#define NEAR_WORDS 5 /* content words on both sides that count */
#define CLAIMS_MAX 700
#define ALIKE 0.45 /* of the weight */
#define LABEL_MAX 60 /* bytes */

/* A word near a figure: the nearer, the heavier. */
struct near_word {
	uint32_t term;
	double weight;
};
struct context {
	struct near_word v[2 * NEAR_WORDS];
	size_t n;
	uint64_t sign; /* a bit for each term */
	double all; /* sum of the weights */
};
struct sum {
	double x;
	int n;
};
struct making {
	const struct story *s;
	struct {
		VEC_FIELDS(struct sum);
	} sums; /* by group; find_group()'s */
	struct {
		VEC_FIELDS(struct context);
	} contexts; /* by claim */
	struct {
		VEC_FIELDS(int);
	} group_of, unit_of; /* by claim */
	struct differ *out;
};

/* ---- contexts ---- */

static bool counts(enum number_kind kind)
{
	return kind == NUMBER_COUNT || kind == NUMBER_PERCENT ||
	       kind == NUMBER_MONEY || kind == NUMBER_MEASURE ||
	       kind == NUMBER_TIME;
}

/* Content words on one side of the figure, outwards, up to the clause's
 * end: a comma or another figure parts what is counted. */
static void look(const struct story *s, const struct story_sentence *x,
		 const struct number *num, int step, struct context *c)
{
	const struct story_word *v = s->words.v + x->word;
	uint32_t edge = step > 0 ? num->off + num->len : num->off;
	int i = step > 0 ? 0 : (int)x->n_words - 1, far = 0;

	for (; i >= 0 && i < (int)x->n_words && far < NEAR_WORDS; i += step) {
		const struct story_word *k = &v[i];
		bool here = step > 0 ? k->off >= edge : k->off + k->len <= edge;
		if (!here || k->term == STORY_NO_TERM ||
		    (k->flags & TOKEN_DIGIT))
			continue;
		uint32_t a = step > 0 ? edge : k->off + k->len;
		uint32_t b = step > 0 ? k->off : edge;
		if (b > a && (memchr(x->text + a, ',', b - a) ||
			      memchr(x->text + a, ';', b - a)))
			break;
		struct near_word near = { k->term, 1.0 / (1 + far++) };
		c->v[c->n++] = near;
		c->sign |= (uint64_t)1 << (k->term & 63);
		c->all += near.weight;
	}
}

static struct context context_of(const struct story *s,
				 const struct story_sentence *x,
				 const struct number *num)
{
	struct context c = { 0 };

	look(s, x, num, 1, &c);
	look(s, x, num, -1, &c);
	return c;
}

/* Share of the weight that both have. */
static double alike(const struct context *a, const struct context *b)
{
	double shared = 0;

	for (size_t i = 0; i < a->n; i++) {
		if (!(b->sign >> (a->v[i].term & 63) & 1))
			continue;
		for (size_t k = 0; k < b->n; k++)
			if (a->v[i].term == b->v[k].term) {
				shared += (a->v[i].weight + b->v[k].weight) /
					  2;
				break;
			}
	}
	return a->all * b->all > 0 ? shared / sqrt(a->all * b->all) : 0;
}

/* ---- grouping ---- */

/* Units as numbers: the place of the first claim that has it. */
static int unit_of(const struct making *m, size_t claim)
{
	const struct differ_claim *v = m->out->claims.v;
	const struct number *x = &m->s->numbers.v[v[claim].number];

	for (size_t i = 0; i < claim; i++) {
		const struct number *y = &m->s->numbers.v[v[i].number];
		if (m->unit_of.v[i] == (int)i && x->kind == y->kind &&
		    !strcmp(x->unit, y->unit))
			return (int)i;
	}
	return (int)claim;
}

/* How surely two figures are of one thing. */
static double same_thing(const struct making *m, size_t a, size_t b)
{
	const struct differ_claim *c = &m->out->claims.v[a];
	const struct differ_claim *d = &m->out->claims.v[b];
	double x = alike(&m->contexts.v[a], &m->contexts.v[b]);

	/* The same figure needs less to be of the same thing; a large one is
	 * hardly ever the same by chance. Two figures of one report are
	 * seldom of one thing. */
	if (c->value == d->value)
		x *= c->value > 10 ? 1.8 : 1.3;
	else if (c->report == d->report)
		x *= 0.4;
	return x;
}

/* The group whose figures it is most like on average; -1 when none is. A
 * chain of pairs would end in figures that have nothing in common. */
static int find_group(struct making *m, size_t claim, int groups)
{
	double top = ALIKE;
	int best = -1;

	vec_reserve(&m->sums, (size_t)groups + 1);
	memset(m->sums.v, 0, ((size_t)groups + 1) * sizeof(*m->sums.v));
	const uint64_t sign = m->contexts.v[claim].sign;
	for (size_t i = 0; i < claim; i++) {
		if (m->unit_of.v[i] != m->unit_of.v[claim])
			continue;
		struct sum *sum = &m->sums.v[m->group_of.v[i]];
		if (sign & m->contexts.v[i].sign)
			sum->x += same_thing(m, claim, i);
		sum->n++;
	}
	for (int g = 0; g < groups; g++)
		if (m->sums.v[g].n && m->sums.v[g].x / m->sums.v[g].n >= top) {
			top = m->sums.v[g].x / m->sums.v[g].n;
			best = g;
		}
	return best;
}

static void gather(struct making *m)
{
	const struct story *s = m->s;
	int groups = 0;

	for (uint32_t i = 0; i < s->sentences.len; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		if (s->reports[x->report].flags & STORY_COPY)
			continue;
		for (uint32_t k = 0; k < x->n_numbers; k++) {
			const struct number *num =
				&s->numbers.v[x->number + k];
			struct differ_claim c = { i, x->number + k, x->report,
						  num->value };
			if (!counts(num->kind) ||
			    m->out->claims.len >= CLAIMS_MAX)
				continue;
			struct context ctx = context_of(s, x, num);
			if (!ctx.n)
				continue;
			vec_push(&m->out->claims, c);
			vec_push(&m->contexts, ctx);
			vec_push(&m->group_of, 0);
			size_t at = m->out->claims.len - 1;
			vec_push(&m->unit_of, 0);
			m->unit_of.v[at] = unit_of(m, at);
			int g = find_group(m, at, groups);
			m->group_of.v[at] = g < 0 ? groups++ : g;
		}
	}
}

/* ---- verdicts ---- */

static enum differ_verdict judge(const struct story *s,
				 const struct differ_claim *v, size_t n)
{
	enum differ_verdict out = DIFFER_SAME;

	for (size_t i = 1; i < n; i++) {
		const struct differ_claim *a = &v[i - 1], *b = &v[i];
		if (a->value == b->value)
			continue;
		int64_t ta = s->reports[a->report].time;
		int64_t tb = s->reports[b->report].time;
		out = out ? out : DIFFER_CHANGED;
		if (a->report != b->report && tb - ta < DIFFER_CLOSE_S)
			return DIFFER_CONFLICT;
		/* Does a figure come back that had been left behind? */
		for (size_t k = 0; k + 1 < i; k++)
			if (v[k].value == b->value && a->report != b->report)
				return DIFFER_CONFLICT;
	}
	return out;
}

/* What is counted, as the first report writes it. */
static char *label_of(const struct making *m, size_t claim)
{
	const struct differ_claim *c = &m->out->claims.v[claim];
	const struct story_sentence *x = &m->s->sentences.v[c->sentence];
	const struct number *num = &m->s->numbers.v[c->number];
	uint32_t from = num->off, to = num->off + num->len;

	/* The figure with words around it, whole words only. */
	while (from > 0 && num->off - from < LABEL_MAX / 2 &&
	       !strchr(",;:", x->text[from - 1]))
		from--;
	while (from && from < num->off && x->text[from - 1] != ' ' &&
	       ((unsigned char)x->text[from] & 0xc0) != 0xc0)
		from++;
	while (to < x->len && to - num->off < LABEL_MAX &&
	       !strchr(",;", x->text[to]))
		to++;
	while (to < x->len && to > num->off + num->len &&
	       x->text[to] != ' ' && !strchr(",;", x->text[to]) &&
	       ((unsigned char)x->text[to] & 0xc0) == 0x80)
		to--;
	while (to < x->len && to > num->off + num->len &&
	       x->text[to] != ' ' && !strchr(",;", x->text[to]) &&
	       (unsigned char)x->text[to] < 0x80)
		to--;
	while (from < num->off && x->text[from] == ' ')
		from++;
	return xstrndup(x->text + from, to - from);
}

struct order {
	int group;
	size_t claim;
};

static int by_group(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->claim < y->claim ? -1 : x->claim > y->claim;
}

static uint32_t count_reports(const struct differ_claim *v, size_t n)
{
	uint32_t k = 0;

	for (size_t i = 0; i < n; i++)
		k += !i || v[i].report != v[i - 1].report;
	return k;
}

static int by_verdict(const void *a, const void *b)
{
	const struct differ_group *x = a, *y = b;

	if (x->verdict != y->verdict)
		return x->verdict > y->verdict ? -1 : 1;
	if (x->n_reports != y->n_reports)
		return x->n_reports > y->n_reports ? -1 : 1;
	return x->claim < y->claim ? -1 : x->claim > y->claim;
}

/* Claims sorted by group, one group row for each that two reports tell. */
static void settle(struct making *m)
{
	size_t n = m->out->claims.len;
	struct order *order = xcalloc(n + 1, sizeof(*order));
	struct differ_claim *sorted = xcalloc(n + 1, sizeof(*sorted));

	for (size_t i = 0; i < n; i++)
		order[i] = (struct order){ m->group_of.v[i], i };
	if (n)
		qsort(order, n, sizeof(*order), by_group);
	for (size_t i = 0; i < n; i++)
		sorted[i] = m->out->claims.v[order[i].claim];
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i; k < n && order[k].group == order[i].group; k++)
			;
		struct differ_group g = {
			.kind = m->s->numbers.v[sorted[i].number].kind,
			.claim = (uint32_t)i,
			.n_claims = (uint32_t)(k - i),
			.n_reports = count_reports(sorted + i, k - i),
		};
		if (g.n_reports < 2)
			continue;
		g.verdict = judge(m->s, sorted + i, k - i);
		g.label = label_of(m, order[i].claim);
		vec_push(&m->out->groups, g);
	}
	free(m->out->claims.v);
	m->out->claims.v = sorted;
	m->out->claims.cap = n + 1;
	free(order);
	vec_sort(&m->out->groups, by_verdict);
}

void differ_make(const struct story *s, struct differ *out)
{
	struct making m = { .s = s, .out = out };

	*out = (struct differ){ 0 };
	gather(&m);
	settle(&m);
	vec_release(&m.contexts);
	vec_release(&m.group_of);
	vec_release(&m.unit_of);
	vec_release(&m.sums);
}

void differ_release(struct differ *d)
{
	for (size_t i = 0; i < d->groups.len; i++)
		free(d->groups.v[i].label);
	vec_release(&d->groups);
	vec_release(&d->claims);
}
