/* novelty.c - see novelty.h.
 *
 * Candidates come from the postings of a sentence's rarest terms: of those
 * that weigh so much that a sentence without any of them cannot cover what
 * a repetition covers. The best few are compared exactly. What decides is
 * one number, made of how much of the sentence is covered and of what is
 * missing; numbers weigh most there, names next, for they are what news is
 * about.
 */
#include "config.h"

#include "thrum/story/novelty.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/map.h"
#include "thrum/story/story.h"
#include "thrum/base/banned.h"

#define POSTINGS_MAX 80 /* longer ones find nobody */
#define PREFIX_LEAST 0.7 /* of the weight is looked up, rarest terms first: one
			  * sentence of 400 is judged otherwise than with all */
#define CANDIDATES 4 /* compared exactly */
#define MASS_LEAST 0.1
#define COVER_LEAST 0.52 /* of a repeated sentence's weight */
#define RARE_MAX (STORY_TERMS_MAX + 20) /* words, and figures beside them */
#define TERMS_LEAST 3 /* shorter sentences say nothing that counts */

/* Where a sentence is from. */
struct origin {
	uint32_t report, group;
};

struct novelty_index {
	const struct story *s;
	const uint8_t *known;
	uint32_t *start; /* per term + 1: into `sentences` */
	uint32_t *sentences;
	/* Per sentence, zero between two look-ups. */
	float *mass;
	struct origin *of;
	uint32_t *group; /* of a report: the first one of its copies */
	uint32_t until; /* reports from here on are no witnesses */
	struct story_u32_vec touched;
};

/* A report and what repeats it are no witnesses for each other. */
static void fill_groups(struct novelty_index *ix)
{
	const struct story *s = ix->s;
	struct map first = { 0 };

	for (uint32_t i = 0; i < s->n_reports; i++) {
		const struct story_report *r = &s->reports[i];
		int64_t id = r->original ? r->original : r->id;
		bool is_new = true;
		uintptr_t *at = id ? map_put(&first, (const char *)&id,
					     sizeof(id), &is_new) :
				     NULL;
		if (is_new && at)
			*at = i;
		ix->group[i] = at ? (uint32_t)*at : i;
	}
	map_release(&first);
	for (uint32_t i = 0; i < s->sentences.len; i++) {
		uint32_t report = s->sentences.v[i].report;
		ix->of[i] = (struct origin){ report, ix->group[report] };
	}
}

static bool is_known(const struct novelty_index *ix, uint32_t sentence)
{
	return ix->known[ix->s->sentences.v[sentence].report];
}

/* Postings by counting: two walks over the sentences. */
static void fill(struct novelty_index *ix)
{
	const struct story *s = ix->s;
	size_t n_terms = s->vocabulary.len;

	for (uint32_t i = 0; i < s->sentences.len; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		for (uint32_t k = 0; is_known(ix, i) && k < x->n_terms; k++)
			ix->start[s->terms.v[x->term + k] + 1]++;
	}
	for (size_t t = 0; t < n_terms; t++)
		ix->start[t + 1] += ix->start[t];
	ix->sentences = xcalloc(ix->start[n_terms] + 1u, sizeof(uint32_t));
	uint32_t *at = xcalloc(n_terms + 1, sizeof(*at));
	memcpy(at, ix->start, n_terms * sizeof(*at));
	for (uint32_t i = 0; i < s->sentences.len; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		for (uint32_t k = 0; is_known(ix, i) && k < x->n_terms; k++)
			ix->sentences[at[s->terms.v[x->term + k]]++] = i;
	}
	free(at);
}

struct novelty_index *novelty_index_new(const struct story *s,
					const uint8_t *known)
{
	struct novelty_index *ix = xcalloc(1, sizeof(*ix));

	ix->s = s;
	ix->known = known;
	ix->until = UINT32_MAX;
	ix->start = xcalloc(s->vocabulary.len + 1, sizeof(*ix->start));
	ix->mass = xcalloc(s->sentences.len + 1, sizeof(*ix->mass));
	ix->of = xcalloc(s->sentences.len + 1, sizeof(*ix->of));
	ix->group = xcalloc(s->n_reports + 1, sizeof(*ix->group));
	fill(ix);
	fill_groups(ix);
	return ix;
}

void novelty_index_free(struct novelty_index *ix)
{
	if (!ix)
		return;
	free(ix->start);
	free(ix->sentences);
	free(ix->mass);
	free(ix->of);
	free(ix->group);
	vec_release(&ix->touched);
	free(ix);
}

/* ---- candidates ---- */

static void touch(struct novelty_index *ix, uint32_t term, uint32_t report)
{
	float w = ix->s->vocabulary.v[term].weight;
	const uint32_t own = ix->group[report];

	for (uint32_t p = ix->start[term]; p < ix->start[term + 1]; p++) {
		uint32_t k = ix->sentences[p];
		/* Sentences ascend by report. */
		if (ix->of[k].report >= ix->until)
			break;
		if (ix->of[k].group == own)
			continue;
		if (ix->mass[k] == 0)
			vec_push(&ix->touched, k);
		ix->mass[k] += w;
	}
}

static void keep_best(uint32_t *best, size_t *n, const float *mass, uint32_t k)
{
	size_t i = *n;

	if (i == CANDIDATES && mass[best[i - 1]] >= mass[k])
		return;
	if (i < CANDIDATES)
		*n += 1;
	else
		i--;
	while (i && mass[best[i - 1]] < mass[k]) {
		best[i] = best[i - 1];
		i--;
	}
	best[i] = k;
}

struct rare {
	uint32_t term, n; /* n: how many known sentences have it */
};

/* The terms that are known, rarest first; how many. */
static size_t by_rarity(const struct novelty_index *ix,
			const struct story_sentence *x, struct rare *out)
{
	const uint32_t *terms = ix->s->terms.v + x->term;
	size_t n = 0;

	for (size_t i = 0; i < x->n_terms && n < RARE_MAX; i++) {
		uint32_t t = terms[i];
		struct rare r = { t, ix->start[t + 1] - ix->start[t] };
		size_t k = n;
		if (!r.n)
			continue;
		for (; k && out[k - 1].n > r.n; k--)
			out[k] = out[k - 1];
		out[k] = r;
		n++;
	}
	return n;
}

/* The known sentences that share most with `x`: by its rarest terms, those
 * beyond POSTINGS_MAX only where there are no others. What is known nowhere
 * counts as looked up: nobody covers it. */
static size_t candidates(struct novelty_index *ix,
			 const struct story_sentence *x, uint32_t *best)
{
	struct rare rare[RARE_MAX];
	size_t n = 0, n_rare = by_rarity(ix, x, rare);
	double left = 0;

	ix->touched.len = 0;
	for (size_t i = 0; i < n_rare; i++)
		left += (double)ix->s->vocabulary.v[rare[i].term].weight;
	/* What is left unlooked must not make a repetition by itself. */
	for (size_t i = 0; i < n_rare; i++) {
		if ((rare[i].n > POSTINGS_MAX && ix->touched.len) ||
		    left < x->weight * (1 - PREFIX_LEAST))
			break;
		touch(ix, rare[i].term, x->report);
		left -= (double)ix->s->vocabulary.v[rare[i].term].weight;
	}
	for (size_t i = 0; i < ix->touched.len; i++)
		keep_best(best, &n, ix->mass, ix->touched.v[i]);
	/* Who shares next to nothing cannot say the same. */
	while (n && ix->mass[best[n - 1]] < x->weight * MASS_LEAST)
		n--;
	for (size_t i = 0; i < ix->touched.len; i++)
		ix->mass[ix->touched.v[i]] = 0;
	return n;
}

/* ---- judging ---- */

/* A walk along a sentence's terms, which ascend. */
struct walk {
	const uint32_t *v, *end;
};

static struct walk walk_of(const struct story *s,
			   const struct story_sentence *x)
{
	const uint32_t *v = s->terms.v + x->term;

	return (struct walk){ v, v + x->n_terms };
}

/* Is the term one of them? Asked for ascending terms. */
static bool meets(struct walk *w, uint32_t term)
{
	while (w->v < w->end && *w->v < term)
		w->v++;
	return w->v < w->end && *w->v == term;
}

/* What a pair has in common, and what is missing. */
struct pair {
	double cover; /* of the sentence's weight, 0..1 */
	double back; /* of the known one's weight */
	double names; /* missing, as a share of the weight */
	bool name; /* one is missing */
	bool number; /* one is missing */
	bool other_name; /* the known one has one that is missing here */
	bool other_number;
};

static struct pair compare(const struct story *s,
			   const struct story_sentence *x,
			   const struct story_sentence *k)
{
	struct walk in_k = walk_of(s, k), in_x = walk_of(s, x);
	struct pair p = { 0 };
	double shared = 0, names = 0;

	for (size_t i = 0; i < x->n_terms; i++) {
		uint32_t t = s->terms.v[x->term + i];
		const struct story_term *v = &s->vocabulary.v[t];
		if (meets(&in_k, t))
			shared += v->weight;
		else if (v->flags & STORY_NUMBER)
			p.number = true;
		else if (v->flags & STORY_NAME)
			names += v->weight;
	}
	for (size_t i = 0; i < k->n_terms; i++) {
		uint32_t t = s->terms.v[k->term + i];
		uint32_t flags = s->vocabulary.v[t].flags;
		if (!(flags & (STORY_NAME | STORY_NUMBER)) ||
		    meets(&in_x, t))
			continue;
		p.other_number |= (flags & STORY_NUMBER) != 0;
		p.other_name |= !(flags & STORY_NUMBER);
	}
	p.cover = x->weight > 0 ? shared / x->weight : 0;
	p.back = k->weight > 0 ? shared / k->weight : 0;
	p.names = x->weight > 0 ? names / x->weight : 0;
	p.name = names > 0;
	return p;
}

/* A logistic fit (novelty.py's cases, half of them; the other half says
 * F1 .92). A name that stands in another's place weighs more the more the
 * rest is the same: then it is what differs. */
static double judge_pair(const struct pair *p)
{
	double z = -3.5 + 7.75 * p->cover + 1.8 * p->back - 3.0 * p->names -
		   2.7 * p->cover * p->cover;

	if (p->number)
		z -= p->other_number ? 6.0 : 2.9;
	if (p->name)
		z -= 4.4 * p->cover * p->cover + (p->other_name ? 1.3 : 0) -
		     0.7;
	/* Half of it is new, however well it covers a short headline. */
	if (p->cover < COVER_LEAST)
		z = z < -0.1 ? z : -0.1;
	return 1 / (1 + exp(-z));
}

/* Does another report that is known have the term? */
static bool is_told(const struct novelty_index *ix, uint32_t term,
		    uint32_t report)
{
	for (uint32_t p = ix->start[term]; p < ix->start[term + 1]; p++) {
		const struct origin *of = &ix->of[ix->sentences[p]];
		if (of->report >= ix->until)
			break;
		if (of->group != ix->group[report])
			return true;
	}
	return false;
}

/* Does the sentence hold a number or a name that nobody has told? */
static bool has_fact(const struct novelty_index *ix,
		     const struct story_sentence *x)
{
	for (size_t i = 0; i < x->n_terms; i++) {
		uint32_t t = ix->s->terms.v[x->term + i];
		uint32_t flags = ix->s->vocabulary.v[t].flags;
		if ((flags & (STORY_NAME | STORY_NUMBER)) &&
		    !is_told(ix, t, x->report))
			return true;
	}
	return false;
}

static struct novelty judge(struct novelty_index *ix,
			    const struct story_sentence *x)
{
	struct novelty out = { .match = NOVELTY_NONE };
	uint32_t best[CANDIDATES];
	size_t n = candidates(ix, x, best);

	for (size_t i = 0; i < n; i++) {
		struct pair p = compare(ix->s, x,
					&ix->s->sentences.v[best[i]]);
		double score = judge_pair(&p);
		if (score > out.score) {
			out.score = (float)score;
			out.match = best[i];
		}
	}
	/* Cries and captions are never news. */
	out.repeated = out.score >= 0.5f || x->n_terms < TERMS_LEAST;
	out.fact = !out.repeated && has_fact(ix, x);
	return out;
}

void novelty_judge(struct novelty_index *ix, uint32_t report,
		   struct novelty *out)
{
	const struct story *s = ix->s;

	for (uint32_t i = s->first[report]; i < s->first[report + 1]; i++)
		*out++ = judge(ix, &s->sentences.v[i]);
}

void novelty_judge_before(struct novelty_index *ix, uint32_t report,
			  struct novelty *out)
{
	ix->until = report;
	novelty_judge(ix, report, out);
	ix->until = UINT32_MAX;
}

struct novelty_counts novelty_count(const struct story *s, uint32_t report,
				    const struct novelty *judged)
{
	struct novelty_counts c = { 0 };

	for (uint32_t i = s->first[report]; i < s->first[report + 1]; i++) {
		const struct novelty *n = &judged[i - s->first[report]];
		if (!s->sentences.v[i].place)
			continue;
		c.sentences++;
		c.fresh += !n->repeated;
		c.facts += n->fact;
	}
	return c;
}
