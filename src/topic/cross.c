/* cross.c - keys under which words of two languages meet.
 *
 * The stems of two languages seldom agree, but names, numbers and many
 * words of news do nearly: "olimpicos", "olympiques", "olimpiyskiy". A key is
 * the beginning of a word in Latin letters, with what is written differently
 * made one; names also get their consonants alone, since Arabic writes few
 * vowels. Common words of news have a concept's number instead
 * (cross_words.c). Every language has dimensions of its own for its keys,
 * found by each other from the key, so that a stream of one language never
 * walks them.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define KEYS_MAX 20 /* of an article */
#define PREFIX 5

/* ---- one way to write it --------------------------------------------------- */

static bool is_soft(char c)
{
	return c == 'e' || c == 'i' || c == 'y';
}

/* One letter for those that languages exchange; 0 = left out. */
static char plain(const char *s)
{
	switch (*s) {
	case 'c':
		return is_soft(s[1]) ? 's' : 'k';
	case 'p':
		return s[1] == 'h' ? 'f' : 'p';
	case 't':
		return s[1] == 's' || s[1] == 'z' ? 0 : 't';
	case 'h':
		return 0;
	case 'q':
		return 'k';
	case 'y':
	case 'j':
		return 'i';
	case 'w':
		return 'v';
	case 'z':
	case 'x':
		return 's';
	default:
		return *s;
	}
}

static size_t spell(const char *latin, char out[CROSS_LETTERS])
{
	size_t n = 0;

	for (; *latin; latin++) {
		char c = plain(latin);
		if (c && (!n || out[n - 1] != c))
			out[n++] = c;
	}
	out[n] = '\0';
	return n;
}

/* ---- what a word has ------------------------------------------------------- */

static void key_set(struct cross_form *f, uint64_t hash)
{
	f->key = hash;
	f->has_key = true;
}

static void form_make(struct topic *t, const char *tag,
		      const struct cross_word *word, struct cross_form *f)
{
	char latin[CROSS_LETTERS], spelt[CROSS_LETTERS];
	size_t n = letters_latin(word->at.norm, word->at.norm_len, latin);

	*f = (struct cross_form){ .form = word->form };
	if (!n)
		return;
	uint32_t concept = cross_concept(&t->cross, tag, latin);
	f->gist = gist_hash(tag, latin, n, concept);
	if (concept) {
		key_set(f, hash64(&concept, sizeof(concept), 1));
		return;
	}
	if (word->digits) {
		key_set(f, hash64(latin, n, 2));
		return;
	}
	f->may_sound = true;
	size_t len = spell(latin, spelt);
	if (len >= 4)
		key_set(f, hash64(spelt, len < PREFIX ? len : PREFIX, 2));
}

struct cross_form *cross_form_of(struct topic *t, const char *tag,
				 const struct cross_word *word)
{
	struct cross_words *c = &t->cross;

	if (!c->forms)
		c->forms = xcalloc(CROSS_FORMS, sizeof(*c->forms));
	struct cross_form *f = &c->forms[word->form & (CROSS_FORMS - 1)];
	if (f->form != word->form)
		form_make(t, tag, word, f);
	return f;
}

/* Of words that are no names nobody asks. */
static void hear(const char *tag, const struct cross_word *word,
		 struct cross_form *f)
{
	char sound[CROSS_LETTERS];
	size_t len = sound_of(tag, &word->at, sound);

	f->heard = true;
	f->has_sound = len > 0;
	f->sound = len ? hash64(sound, len, 3) : 0;
}

/* ---- keys of an article ---------------------------------------------------- */

static void add_key(struct cross_words *c, uint64_t hash,
		    const struct cross_word *word)
{
	for (size_t i = 0; i < c->keys.len; i++) {
		if (c->keys.v[i].hash != hash)
			continue;
		if (c->keys.v[i].w < word->w)
			c->keys.v[i].w = word->w;
		return;
	}
	struct cross_key k = { hash, word->w, word->at };
	vec_push(&c->keys, k);
}

void cross_add(struct topic *t, const char *tag, const struct cross_word *word)
{
	struct cross_form *f = cross_form_of(t, tag, word);

	if (f->has_key)
		add_key(&t->cross, f->key, word);
	if (!word->name || !f->may_sound)
		return;
	if (!f->heard)
		hear(tag, word, f);
	if (f->has_sound)
		add_key(&t->cross, f->sound, word);
}

static uint64_t of_language(uint16_t lang)
{
	return hash64_mix(UINT64_C(0x9e3779b97f4a7c15), lang + 1u);
}

static bool goes_before(const struct cross_key *a, const struct cross_key *b)
{
	return a->w > b->w || (a->w >= b->w && a->hash < b->hash);
}

/* The heaviest keys, in order; how many. */
static size_t heaviest(const struct cross_words *c,
		       const struct cross_key *top[KEYS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < c->keys.len; i++) {
		const struct cross_key *k = &c->keys.v[i];
		size_t at = n;
		if (n == KEYS_MAX && !goes_before(k, top[--at]))
			continue;
		for (; at && goes_before(k, top[at - 1]); at--)
			top[at] = top[at - 1];
		top[at] = k;
		n += n < KEYS_MAX;
	}
	return n;
}

void cross_keep(struct topic *t, struct art *a)
{
	const struct cross_key *top[KEYS_MAX];
	struct cross_words *c = &t->cross;
	struct vocab *v = &t->vocab;
	size_t at = art_n_entries(a), n = heaviest(c, top);
	uint64_t language = of_language(a->lang);
	double norm = 0;

	c->keys.len = 0;
	for (size_t i = 0; i < n; i++)
		norm += (double)top[i]->w * (double)top[i]->w;
	if (norm <= 0)
		return;
	for (size_t i = 0; i < n; i++)
		idmap_prefetch(&v->dim_ids, top[i]->hash ^ language);
	norm = (double)WEIGHT_FINE / sqrt(norm);
	a->vec = xreallocarray(a->vec, at + n, sizeof(*a->vec));
	for (size_t i = 0; i < n; i++) {
		const struct word_at *w = &top[i]->at;
		size_t before = v->dims.len;
		uint32_t d = vocab_dim(v, top[i]->hash ^ language, SPACE_KEY);
		if (d == before)
			v->dims.v[d].surface =
				vocab_surface_new(v, w->raw, w->raw_len);
		a->vec[at + i] = (struct entry){
			d, (uint16_t)((double)top[i]->w * norm + 0.5)
		};
		if (!a->vec[at + i].w)
			a->vec[at + i].w = 1;
	}
	a->n_vec[SPACE_KEY] = (uint16_t)n;
}

uint32_t cross_dim(const struct topic *t, uint32_t dim, uint16_t from,
		   uint16_t to)
{
	uint64_t h = t->vocab.dims.v[dim].hash;

	return idmap_get(&t->vocab.dim_ids,
			 h ^ of_language(from) ^ of_language(to));
}

/* Calls for each key that both have: a's entry, and its part of the dot
 * product. The lists are short. */
typedef void (*shared_key_fn)(const struct entry *e, float w, void *ctx);

static void each_shared(const struct topic *t, const struct art *a,
			const struct art *b, shared_key_fn fn, void *ctx)
{
	const struct entry *va = art_entries(t, a, HAND_LEFT) + art_n_words(a);
	const struct entry *vb =
		art_entries(t, b, HAND_RIGHT) + art_n_words(b);
	const struct dim *d = t->vocab.dims.v;
	uint64_t both = of_language(a->lang) ^ of_language(b->lang);

	for (size_t i = 0; i < a->n_vec[SPACE_KEY]; i++)
		for (size_t k = 0; k < b->n_vec[SPACE_KEY]; k++)
			if ((d[va[i].dim].hash ^ both) == d[vb[k].dim].hash)
				fn(&va[i], (float)va[i].w * (float)vb[k].w /
						   (WEIGHT_ONE * WEIGHT_ONE),
				   ctx);
}

static void sum_key(const struct entry *e, float w, void *ctx)
{
	(void)e;
	*(float *)ctx += w;
}

float cross_dot(const struct topic *t, const struct art *a, const struct art *b)
{
	float sum = 0;

	each_shared(t, a, b, sum_key, &sum);
	return sum;
}

static void push_key(const struct entry *e, float w, void *ctx)
{
	struct topic *t = ctx;

	w *= (float)t->p.w_cross;
	if (w > 0)
		vec_push(&t->keys, key_make(w, e->dim));
}

void cross_shared(struct topic *t, const struct art *a, const struct art *b)
{
	each_shared(t, a, b, push_key, t);
}
