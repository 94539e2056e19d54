/* kin.c - a second look at what may be kin: do two threads tell of the same
 * people, places or subject, or are they alike by chance?
 *
 * Two threads have in common, as means of their reports, a sum of words. Each
 * counts the more, the fewer other open articles have it; words with a small
 * letter (and "AI", "JJ") count half, those of the language (of, the) nothing. The heaviest
 * of full texts counts half, of headlines nothing: one word in common
 * ("Christmas", "results") makes no kin. The score is the geometric mean
 * of that and of what says how alike the whole is: the link of full texts,
 * the cosine of headlines. doc/threading.md says how that was measured.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/fold.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define KIN_NAMES 4
#define COGNATE 4 /* letters that two spellings of a name share */
#define KIN_WORDS 2 /* shown where there is no name */
#define TEASER 40 /* words known of a full text that says little */
#define SMALL 0.5 /* part of a word with a small letter */
/* The more there is to choose from, the more is alike by chance: with so many
 * open articles or less, that much less makes full texts kin; with twice as
 * many or more, nothing less. Not so where one of them has one report. */
#define YOUNG 64
#define YOUNG_LESS 0.04

/* How words are weighed: one that `common` of the open articles beside those
 * of the two threads have says nothing; of the heaviest, `top` is lost.
 * `least`: score of kin, and that of two threads of one report, which have
 * few words to tell by. */
struct weighing {
	double common, top, least, least_lone;
};
static const struct weighing of_full = { 0.15, 0.5, 0.12, 0.16 };
/* Texts of a sentence or two. */
static const struct weighing of_teasers = { 0.15, 1, 0.12, 0.2 };
static const struct weighing of_heads = { 0.2, 1, 0.14, 0.2 };
static const struct weighing of_mixed = { 0.2, 1, 0.16, 0.2 };
/* Of two languages: parts of the link by names, without the heaviest. Words
 * that mean the same ("film", "music") are too few to tell a subject. */
static const struct weighing of_tongues = { 0.1, 1, 0.04, 0.04 };

/* ---- words in common ----------------------------------------------------- */

struct pair_of {
	struct topic *t;
	const struct art *a, *b; /* the strongest pair */
	const char *lang, *lang_b;
	uint32_t members; /* of both threads */
	struct named {
		const struct entry *v; /* NAME */
		size_t n;
	} names[2]; /* of a and b, where names are told */
};

static struct pair_of pair_make(struct topic *t, const struct kin *q,
				uint32_t members)
{
	const struct art *a = art_at(t, q->mine), *b = art_at(t, q->theirs);

	return (struct pair_of){
		.t = t,
		.a = a,
		.b = b,
		.lang = t->vocab.langs.v[a->lang].tag,
		.lang_b = t->vocab.langs.v[b->lang].tag,
		.members = members + q->members,
	};
}

static double rarity(const struct pair_of *p, uint32_t dim, double common)
{
	const struct plist *post = p->t->vocab.dims.v[dim].post;
	double others = (double)post[0].n_open + post[1].n_open - p->members;

	if (others <= 0)
		return 1;
	double r = 1 - others / (common * (double)p->t->n_open);
	return r > 0 ? r : 0;
}

/* What of a word counts, whoever else has it. */
enum counts_as { PART_UNKNOWN, PART_NONE, PART_SMALL, PART_ALL };
static const double part_counts[] = { 0, 0, SMALL, 1 };

static enum counts_as part_of(const struct pair_of *p, uint32_t dim)
{
	const char *word = vocab_surface(&p->t->vocab, dim);

	if (word_is_function(p->lang, word))
		return PART_NONE;
	return name_is_one(word) && strlen(word) > 2 ? PART_ALL : PART_SMALL;
}

/* What a word that both have counts, 0..1. */
static double worth(const struct pair_of *p, uint32_t dim, double common)
{
	struct dim_sum *s = &p->t->catalog->means.table[dim];
	double r = rarity(p, dim, common);

	if (r <= 0)
		return 0;
	if (!s->part || s->lang != p->a->lang) {
		s->part = (uint8_t)part_of(p, dim);
		s->lang = p->a->lang;
	}
	return part_counts[s->part] * r;
}

/* The cosine by what words are worth, less what one word alone tells. */
static double told_by(const struct pair_of *p, const struct mean_own *mine,
		      const struct weighing *how)
{
	double told = 0, top = 0;

	for (size_t i = 0; i < mine->shared.len; i++) {
		const struct share *both = &mine->shared.v[i];
		double x = both->x * worth(p, both->dim, how->common);
		told += x;
		if (x > top)
			top = x;
	}
	return (told - how->top * top) / mine->norms;
}

/* ---- of two languages ---------------------------------------------------- */

struct told {
	const char *word;
	double w;
};
struct told_vec {
	VEC_FIELDS(struct told);
};

/* "Vidéo" and "Video", "Japonais" and "Japón": one word, as far as its first
 * letters tell. */
static bool is_cognate(const char *a, const char *b)
{
	struct buf fold_a = BUF_INIT, fold_b = BUF_INIT;
	char la[CROSS_LETTERS], lb[CROSS_LETTERS];

	text_fold(&fold_a, a, strlen(a));
	text_fold(&fold_b, b, strlen(b));
	size_t na = letters_latin(fold_a.ptr, fold_a.len, la);
	size_t nb = letters_latin(fold_b.ptr, fold_b.len, lb);
	buf_release(&fold_a);
	buf_release(&fold_b);
	size_t n = na < nb ? na : nb;
	return n >= COGNATE && !strncmp(la, lb, COGNATE);
}

/* A word that both write alike is there twice, as itself and as a key. */
static void add_told(struct told_vec *list, const char *word, double w)
{
	for (size_t i = 0; i < list->len; i++)
		if (name_overlaps(list->v[i].word, word) ||
		    is_cognate(list->v[i].word, word)) {
			list->v[i].w += w;
			return;
		}
	struct told new = { word, w };
	vec_push(list, new);
}

static bool tongues_meet(const struct pair_of *p)
{
	const struct key_vec *keys = &p->t->keys;
	struct told_vec list = { 0 };
	double sum = 0, top = 0;

	for (size_t i = 0; i < keys->len; i++) {
		uint32_t dim = key_number(keys->v[i]);
		const char *word = vocab_surface(&p->t->vocab, dim);
		if (name_is_one(word) &&
		    rarity(p, dim, of_tongues.common) > 0)
			add_told(&list, word, (double)key_weight(keys->v[i]));
	}
	for (size_t i = 0; i < list.len; i++) {
		sum += list.v[i].w;
		if (list.v[i].w > top)
			top = list.v[i].w;
	}
	vec_release(&list);
	return sum - top >= of_tongues.least;
}

/* ---- the score ----------------------------------------------------------- */

static const struct weighing *weighing_of(const struct art *a,
					  const struct art *b)
{
	if (a->flags & b->flags & ART_FULL)
		return a->n_vec[SPACE_WORD] < TEASER ||
				       b->n_vec[SPACE_WORD] < TEASER ?
			       &of_teasers :
			       &of_full;
	return (a->flags | b->flags) & ART_FULL ? &of_mixed : &of_heads;
}

static double least_of(const struct weighing *how, const struct kin *q,
		       const struct mean_own *mine, size_t n_open)
{
	double old = ((double)n_open - YOUNG) / YOUNG;

	if (mine->members + q->members == 2)
		return how->least_lone;
	if (how != &of_full || old >= 1 || mine->members == 1 ||
	    q->members == 1)
		return how->least;
	return how->least - YOUNG_LESS * (1 - (old > 0 ? old : 0));
}

double kin_score(struct topic *t, const struct kin *q, struct mean_own *mine)
{
	const struct art *a = art_at(t, q->mine), *b = art_at(t, q->theirs);
	struct pair_of p = pair_make(t, q, mine->members);

	if (a->lang != b->lang) {
		shared_of(t, a, b);
		return q->sum >= of_heads.least && tongues_meet(&p) ? q->sum :
								      0;
	}
	const struct weighing *how = weighing_of(a, b);
	double cos = mean_compare(mine, t, q->first);
	double whole = a->flags & b->flags & ART_FULL ? q->sum : cos;
	double least = least_of(how, q, mine, t->n_open);
	/* No word counts more than it weighs. */
	if (whole * cos < least * least)
		return 0;
	double told = told_by(&p, mine, how);
	double score = told > 0 ? sqrt(whole * told) : 0;
	return score >= least ? score : 0;
}

/* ---- names --------------------------------------------------------------- */

static bool is_told(const struct pair_of *p, const struct str_vec *names,
		    const char *s)
{
	for (size_t i = 0; i < names->len; i++)
		if (name_overlaps(names->v[i], s) ||
		    (p->a->lang != p->b->lang && is_cognate(names->v[i], s)))
			return true;
	return false;
}

/* Are all words of the phrase names that both have? */
static bool all_shared(const struct pair_of *p, const char *phrase)
{
	const struct vocab *v = &p->t->vocab;

	for (const char *s = phrase; *s;) {
		size_t n = strcspn(s, " -"), k = 0;
		const struct key_vec *keys = &p->t->keys;
		for (; k < keys->len; k++) {
			uint32_t dim = key_number(keys->v[k]);
			const char *word = vocab_surface(v, dim);
			if (v->dims.v[dim].space == SPACE_NAME &&
			    strlen(word) == n && !strncmp(word, s, n))
				break;
		}
		if (k == keys->len)
			return false;
		s += n + (s[n] != '\0');
	}
	return true;
}

/* "Watch" stands for "Apple Watch" where a text says that and both words are
 * in both: the shortest such name, for long ones may be cut. */
static const char *whole_name(const struct pair_of *p,
			      const struct named *names, const char *word)
{
	const char *whole = NULL;

	for (size_t i = 0; i < names->n; i++) {
		const char *s = vocab_surface(&p->t->vocab, names->v[i].dim);
		if (strchr(s, ' ') && name_overlaps(s, word) &&
		    (!whole || strlen(s) < strlen(whole)) &&
		    !name_is_piece(p->lang, s) && all_shared(p, s))
			whole = s;
	}
	return whole ? whole : word;
}

static const char *name_of(const struct pair_of *p, uint32_t dim)
{
	const char *word = vocab_surface(&p->t->vocab, dim);
	const char *whole = word;

	if (!strchr(word, ' '))
		whole = whole_name(p, &p->names[0], word);
	return whole == word && !strchr(word, ' ') ?
		       whole_name(p, &p->names[1], word) :
		       whole;
}

/* Does the text have the word in longer names only? The weight of a word that
 * stands alone too is that of more occurrences. */
static bool is_part_only(const struct pair_of *p, const struct named *names,
			 uint32_t dim)
{
	const char *word = vocab_surface(&p->t->vocab, dim);
	uint16_t w = 0;

	for (size_t i = 0; i < names->n; i++)
		if (names->v[i].dim == dim)
			w = names->v[i].w;
	for (size_t i = 0; i < names->n; i++) {
		const char *s = vocab_surface(&p->t->vocab, names->v[i].dim);
		if (names->v[i].w >= w && strchr(s, ' ') &&
		    name_overlaps(s, word))
			return true;
	}
	return false;
}

/* "Michael" of two people: no name that both have. */
static bool is_fragment(const struct pair_of *p, uint32_t dim)
{
	return !strchr(vocab_surface(&p->t->vocab, dim), ' ') &&
	       is_part_only(p, &p->names[0], dim) &&
	       is_part_only(p, &p->names[1], dim);
}

/* What is asked of a name: to be one in a text, or to be written as one. */
enum which { TRUE_NAME, CAPITAL };

static bool may_show(const struct pair_of *p, enum which which, uint32_t dim)
{
	enum space space = p->t->vocab.dims.v[dim].space;
	const char *word = vocab_surface(&p->t->vocab, dim);

	/* "U" of "U.S." */
	if (space == SPACE_TITLE || !*word || (*word < 0x7f && !word[1]) ||
	    !name_is_one(word) || name_is_piece(p->lang, word) ||
	    name_is_piece(p->lang_b, word))
		return false;
	if (which == CAPITAL)
		return true;
	return space == SPACE_NAME &&
	       (name_of(p, dim) != word || !is_fragment(p, dim));
}

/* Without the 's. */
static char *bare(const char *name)
{
	static const char *const ends[] = { "'s", "\xe2\x80\x99s" };
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t k = strlen(ends[i]);
		if (n > k && !strcmp(name + n - k, ends[i]))
			return xstrndup(name, n - k);
	}
	return xstrdup(name);
}

/* Of the strongest pair, the heaviest that at most `common` of others have. */
static void pick_names(const struct pair_of *p, enum which which,
		       double common, struct str_vec *names)
{
	const struct key_vec *keys = &p->t->keys;

	for (size_t i = 0; i < keys->len && names->len < KIN_NAMES; i++) {
		uint32_t dim = key_number(keys->v[i]);
		if (rarity(p, dim, common) <= 0 || !may_show(p, which, dim))
			continue;
		char *name = bare(name_of(p, dim));
		if (is_told(p, names, name))
			free(name);
		else
			str_vec_add_take(names, name);
	}
}

/* A word that most reports of both threads have and no other, the better. */
static double tells(const struct pair_of *p, uint64_t key)
{
	const struct dim *d = &p->t->vocab.dims.v[key_number(key)];
	double have = (double)d->post[0].n_open + d->post[1].n_open;
	const char *word = vocab_surface(&p->t->vocab, key_number(key));

	if (d->space != SPACE_WORD || have > p->members ||
	    (*word >= '0' && *word <= '9') || word_is_function(p->lang, word))
		return 0;
	have /= p->members;
	return have * have * (double)key_weight(key);
}

/* Two quakes: what they are. */
static void pick_words(const struct pair_of *p, struct str_vec *words)
{
	const struct key_vec *keys = &p->t->keys;

	while (words->len < KIN_WORDS) {
		const char *best = NULL;
		double most = 0;
		for (size_t i = 0; i < keys->len; i++) {
			const char *s = vocab_surface(&p->t->vocab,
						      key_number(keys->v[i]));
			double x = tells(p, keys->v[i]);
			if (x > most && *s && !is_told(p, words, s)) {
				most = x;
				best = s;
			}
		}
		if (!best)
			return;
		str_vec_add_take(words, xstrdup(best));
	}
}

static struct named named_of(const struct topic *t, const struct art *a,
			     enum hand hand)
{
	size_t n = a->n_vec[SPACE_NAME];

	return (struct named){
		art_entries(t, a, hand) + art_n_words(a) - n,
		n,
	};
}

char *kin_names(struct topic *t, const struct kin *q, uint32_t members)
{
	struct pair_of p = pair_make(t, q, members);
	const struct art *a = p.a, *b = p.b;
	struct buf out = BUF_INIT;
	struct str_vec names = { 0 };

	shared_of(t, a, b);
	p.names[0] = named_of(t, a, HAND_LEFT);
	p.names[1] = named_of(t, b, HAND_RIGHT);
	bool named = a->n_vec[SPACE_NAME] && b->n_vec[SPACE_NAME];
	pick_names(&p, named ? TRUE_NAME : CAPITAL, of_heads.common, &names);
	/* "Japan" alone says little. */
	if (named && !names.len)
		pick_words(&p, &names);
	pick_names(&p, named ? TRUE_NAME : CAPITAL, INFINITY, &names);
	for (size_t i = 0; i < names.len; i++)
		buf_addf(&out, "%s%s", i ? ", " : "", names.v[i]);
	str_vec_release(&names);
	return buf_detach(&out);
}
