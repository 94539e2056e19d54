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
#define BONES_MIN 3
#define BONES_MAX 6

/* ---- Latin letters -------------------------------------------------------- */

static const char latin_e0[] = "aaaaaaaceeeeiiiidnooooo ouuuuyty";
static const char latin_100[] =
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
	"nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static const char *const cyrillic[] = {
	"a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m",
	"n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sh",
	"", "i", "", "e", "iu", "ia", "e", "e", "dj", "g", "e", "s", "i", "i",
	"j", "l", "n", "c", "k", "i", "u", "dz",
};
static const char *const greek[] = { /* from U+03AC */
	"a", "e", "i", "i", "i", "a", "b", "g", "d", "e", "z", "i", "th",
	"i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "i", "f",
	"h", "ps", "o", "i", "i", "o", "i", "o",
};
static const char *const arabic[] = { /* from U+0621 */
	"", "a", "a", "w", "a", "y", "a", "b", "a", "t", "t", "j", "h", "k",
	"d", "d", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "g",
};
static const char *const arabic_2[] = { /* from U+0641 */
	"f", "k", "k", "l", "m", "n", "h", "w", "a", "y",
};

/* Vietnamese: vowels with two marks, U+1EA0 and on. */
static const char *vietnamese(uint32_t c)
{
	return c < 0x1eb8 ? "a" : c < 0x1ec8 ? "e" : c < 0x1ecc ? "i" :
	       c < 0x1ee4 ? "o" : c < 0x1ef2 ? "u" : "y";
}

static const char *other_latin(uint32_t c)
{
	static const struct {
		uint32_t c;
		const char *s;
	} few[] = {
		{ 0xdf, "s" },	 { 0x1a1, "o" },  { 0x1b0, "u" },
		{ 0x219, "s" },	 { 0x21b, "t" },  { 0x491, "g" },
		{ 0x67e, "p" },	 { 0x686, "ch" }, { 0x698, "j" },
		{ 0x6a4, "v" },	 { 0x6a9, "k" },  { 0x6af, "g" },
		{ 0x6cc, "y" },
	};

	for (size_t i = 0; i < sizeof(few) / sizeof(*few); i++)
		if (few[i].c == c)
			return few[i].s;
	return "";
}

#define FROM(table, first, c)                                               \
	((c) >= (first) && (c) - (first) < sizeof(table) / sizeof(*(table)) ? \
		 (table)[(c) - (first)] : NULL)

static const char *letters_of(uint32_t c, char one[2])
{
	const char *s;

	one[1] = '\0';
	one[0] = c < 0x80 ? (char)c :
		 c >= 0xe0 && c < 0x100 ? latin_e0[c - 0xe0] :
		 c >= 0x100 && c < 0x180 ? latin_100[c - 0x100] : '\0';
	if (*one)
		return one;
	if (c >= 0x1ea0 && c <= 0x1ef9)
		return vietnamese(c);
	if ((s = FROM(cyrillic, 0x430, c)) || (s = FROM(greek, 0x3ac, c)) ||
	    (s = FROM(arabic, 0x621, c)) || (s = FROM(arabic_2, 0x641, c)))
		return s;
	return other_latin(c);
}

/* Clean UTF-8: the next code point. */
static uint32_t next_cp(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	int n = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
	uint32_t c = n == 1 ? *p : *p & (0xffu >> (n + 1));

	for (int i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3f);
	*s += n;
	return c;
}

/* The Arabic article, also behind "and", "with": not part of the word. */
static size_t article_len(const char *s, size_t len)
{
	static const char al[] = "\xd8\xa7\xd9\x84";

	if (len >= 10 && !memcmp(s, al, 4))
		return 4;
	if (len >= 12 && (!memcmp(s, "\xd9\x88", 2) ||
			  !memcmp(s, "\xd8\xa8", 2)) &&
	    !memcmp(s + 2, al, 4))
		return 6;
	return 0;
}

size_t cross_latin(const char *s, size_t len, char out[CROSS_LETTERS])
{
	const char *end = s + len;
	char one[2];
	size_t n = 0;

	s += article_len(s, len);
	while (s < end && n < CROSS_LETTERS - 4)
		for (const char *x = letters_of(next_cp(&s), one); *x; x++)
			if ((*x >= 'a' && *x <= 'z') ||
			    (*x >= '0' && *x <= '9'))
				out[n++] = *x;
	out[n] = '\0';
	return n;
}

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

/* Consonants by sound; the vowel that begins a word stands as 'a'. */
static size_t bones(const char *spelt, char out[CROSS_LETTERS])
{
	static const char sound[] = "abkt_fk__kklmnobkrst_f_s_s";
	size_t n = 0;

	for (const char *s = spelt; *s; s++) {
		char c = *s >= 'a' && *s <= 'z' ? sound[*s - 'a'] : '_';
		bool vowel = strchr("aeiou_", c) != NULL;
		if (vowel && s != spelt)
			continue;
		c = vowel ? 'a' : c;
		if ((!n || out[n - 1] != c) && n < BONES_MAX)
			out[n++] = c;
	}
	out[n] = '\0';
	return n;
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
	struct cross_words *c = &t->cross;
	char latin[CROSS_LETTERS], spelt[CROSS_LETTERS], bone[CROSS_LETTERS];
	const struct word_at *w = &word->at;
	size_t n = cross_latin(w->norm, w->norm_len, latin);

	if (!n)
		return;
	uint32_t concept = cross_concept(&t->cross, tag, latin);
	if (concept) {
		add_key(c, hash64(&concept, sizeof(concept), 1), word);
		return;
	}
	if (word->digits) {
		add_key(c, hash64(latin, n, 2), word);
		return;
	}
	size_t len = spell(latin, spelt);
	if (len >= 4)
		add_key(c, hash64(spelt, len < PREFIX ? len : PREFIX, 2), word);
	if (word->name && bones(spelt, bone) >= BONES_MIN)
		add_key(c, hash64(bone, strlen(bone), 3), word);
}

static uint64_t of_language(uint16_t lang)
{
	return hash64_mix(UINT64_C(0x9e3779b97f4a7c15), lang + 1u);
}

static int by_weight(const void *pa, const void *pb)
{
	const struct cross_key *a = pa, *b = pb;

	if (a->w != b->w)
		return a->w < b->w ? 1 : -1;
	return a->hash < b->hash ? -1 : a->hash > b->hash;
}

void cross_keep(struct topic *t, struct art *a)
{
	struct cross_words *c = &t->cross;
	struct vocab *v = &t->vocab;
	size_t at = art_n_entries(a);
	double norm = 0;

	vec_sort(&c->keys, by_weight);
	if (c->keys.len > KEYS_MAX)
		c->keys.len = KEYS_MAX;
	for (size_t i = 0; i < c->keys.len; i++)
		norm += (double)c->keys.v[i].w * (double)c->keys.v[i].w;
	if (norm <= 0) {
		c->keys.len = 0;
		return;
	}
	norm = (double)WEIGHT_ONE / sqrt(norm);
	a->vec = xreallocarray(a->vec, at + c->keys.len, sizeof(*a->vec));
	for (size_t i = 0; i < c->keys.len; i++) {
		const struct cross_key *k = &c->keys.v[i];
		size_t before = v->dims.len;
		uint32_t d = vocab_dim(v, k->hash ^ of_language(a->lang),
				       SPACE_KEY);
		if (d == before)
			v->dims.v[d].surface = vocab_surface_new(
				v, k->at.raw, k->at.raw_len);
		a->vec[at + i] = (struct entry){
			d, (uint16_t)((double)k->w * norm + 0.5)
		};
		if (!a->vec[at + i].w)
			a->vec[at + i].w = 1;
	}
	a->n_vec[SPACE_KEY] = (uint16_t)c->keys.len;
	c->keys.len = 0;
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
	const struct entry *va = a->vec + art_n_words(a);
	const struct entry *vb = b->vec + art_n_words(b);
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
