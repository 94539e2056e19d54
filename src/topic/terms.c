/* terms.c - a text's words as three weighted vectors and a sketch.
 *
 * WORD: title (three times) and the beginning of the body. For full texts
 * also TITLE, and NAME: runs of capitalised words that do not begin a
 * sentence. tf-idf with the frequencies so far, this article included, so
 * that a vector never changes once made.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/text/lang.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define TITLE_TOKENS 80
#define BODY_TOKENS 1500
#define BODY_BYTES 32768
#define KEY_WORDS 60 /* of the body looked at for keys of names */
#define BODY_WINDOW 600 /* words of the body looked at for vectors */
#define SHINGLE 5 /* words */
#define SHINGLE_BASE 0x9e3779b97f4a7c15u /* odd, of mixed bits */

/* What a word says by itself: nothing, by the language's list; little, as a
 * day of the month or a goal does, outside of headlines. */
enum saying { SAYS_SOMETHING, SAYS_NOTHING, SAYS_LITTLE };

/* A term of the article at hand. */
struct count {
	uint32_t term;
	float tf, tf_title;
	float w;
	enum saying says;
	bool gist; /* it counts as what it means, too */
};
struct count_vec {
	VEC_FIELDS(struct count);
};

/* A form of a word in a language, as last met: what it is need not be asked
 * again. */
struct form {
	uint64_t key;
	uint64_t article; /* terms_scratch.article, when counted last; 0 = free */
	uint32_t at; /* its place in the list of that article */
	uint32_t term; /* NONE if skipped */
	enum saying says;
};
#define FORMS 32768 /* a power of two */

/* A word of the body: what it is known by. */
struct word_key {
	uint64_t hash; /* of its normal form */
	uint64_t form; /* of that in its language */
};
struct word_key_vec {
	VEC_FIELDS(struct word_key);
};

#define LOGS 4096

struct terms_scratch {
	struct tokens title, body;
	struct word_key_vec keys; /* of the words of the body */
	struct count_vec words, names;
	struct u32_vec known; /* name terms of the body */
	struct buf phrase;
	uint64_t article; /* counts those seen, from 1 */
	double logs[LOGS]; /* log(i + 0.5), for what is small and frequent */
	struct form forms[FORMS];
};

struct maker {
	struct topic *t;
	struct terms_scratch *s;
	struct vocab *v;
	const struct topic_article *in;
	struct art *a;
	uint16_t lang;
	const char *tag; /* of the language */
	bool english, german, title_case;
	size_t body_len; /* bytes looked at */
	size_t window, names_to; /* bytes of the body: for words, names */
};

struct terms_scratch *terms_scratch_new(void)
{
	struct terms_scratch *s = xcalloc(1, sizeof(*s));

	tokens_init(&s->title);
	tokens_init(&s->body);
	buf_init(&s->phrase, 4096);
	s->article = 1; /* before the first */
	for (size_t i = 0; i < LOGS; i++)
		s->logs[i] = log((double)i + 0.5);
	return s;
}

void terms_scratch_free(struct terms_scratch *s)
{
	if (!s)
		return;
	tokens_release(&s->title);
	tokens_release(&s->body);
	vec_release(&s->keys);
	vec_release(&s->words);
	vec_release(&s->names);
	vec_release(&s->known);
	buf_release(&s->phrase);
	free(s);
}

void terms_scratch_clear(struct terms_scratch *s)
{
	memset(s->forms, 0, sizeof(s->forms));
}

static const char *norm_of(const struct tokens *ts, const struct token *k)
{
	return ts->norm.ptr + k->norm_off;
}

/* ---- which part of the body -------------------------------------------- */

static size_t space_at(const char *s, size_t left)
{
	unsigned char c = (unsigned char)*s;

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c == 0xc2 && left > 1 && (unsigned char)s[1] == 0xa0)
		return 2;
	return left > 2 && !memcmp(s, "\xe3\x80\x80", 3) ? 3 : 0;
}

/* Begins no space, seen at once. */
static bool is_plain(char c)
{
	return c > ' ' && (unsigned char)c < 0x80;
}

/* A run without spaces counts a word for each six bytes beyond the first 24
 * (two characters of Han, kana or Thai). */
static size_t words_of_run(size_t len)
{
	return (len > 0) + (len > 24 ? len / 6 - 4 : 0);
}

/* Counts words and finds where the 250th and the 600th end. */
static bool body_extent(struct maker *m)
{
	const char *s = m->in->body;
	size_t len = s ? m->in->body_len : 0, words = 0;

	if (len > BODY_BYTES) {
		len = BODY_BYTES;
		while (((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
	}
	m->body_len = m->window = m->names_to = len;
	for (size_t i = 0; i < len;) {
		size_t from = i, sp = 0;
		while (i < len && (is_plain(s[i]) ||
				   !(sp = space_at(s + i, len - i))))
			i++;
		words += words_of_run(i - from);
		if (!sp)
			break;
		if (i > from && words == (size_t)m->t->p.body_words)
			m->names_to = i < m->names_to ? i : m->names_to;
		if (i > from && words >= BODY_WINDOW) {
			m->window = i;
			break;
		}
		i += sp;
	}
	return words > (size_t)m->t->p.body_min;
}

/* ---- words -------------------------------------------------------------- */

static bool is_skipped(const struct maker *m, const struct tokens *ts,
		       const struct token *k)
{
	if (k->flags & TOKEN_BIGRAM)
		return false;
	if (!k->norm_len)
		return true;
	unsigned char c = (unsigned char)*norm_of(ts, k);
	bool one = k->norm_len == 1 ||
		   (c >= 0xc0 && k->norm_len == (c < 0xe0 ? 2u :
						 c < 0xf0 ? 3u :
							    4u));
	if (one && !(k->flags & TOKEN_DIGIT))
		return true;
	return m->english && is_stop_word(norm_of(ts, k), k->norm_len);
}

static struct count *count_of(struct vocab *v, struct count_vec *list,
			      uint32_t term)
{
	struct term *tm = &v->terms.v[term];

	if (tm->mark == NONE) {
		struct count c = { .term = term };
		tm->mark = (uint32_t)list->len;
		vec_push(list, c);
	}
	return &list->v[tm->mark];
}

static uint64_t token_hash(const struct tokens *ts, size_t i)
{
	return hash64(norm_of(ts, &ts->v[i]), ts->v[i].norm_len, 0);
}

static struct word_key key_of(const struct maker *m, const struct tokens *ts,
			      size_t i)
{
	uint64_t hash = token_hash(ts, i);
	uint32_t kind = ts->v[i].flags & (TOKEN_BIGRAM | TOKEN_DIGIT);

	return (struct word_key){
		hash, hash64_mix(hash, (uint64_t)m->lang << 32 | kind)
	};
}

/* Pairs of forms that share a cache line: a word is in one or the other. */
static struct form *form_pair(const struct maker *m,
			      const struct word_key *key)
{
	return &m->s->forms[key->form & (FORMS - 2)];
}

/* Its place: where it is, or what was used longer ago. */
static struct form *form_place(const struct maker *m,
			       const struct word_key *key)
{
	struct form *f = form_pair(m, key);

	if (f[0].key == key->form)
		return f;
	if (f[1].key == key->form)
		return f + 1;
	return f + (f[1].article < f[0].article);
}

/* Up to 31: a day, a score, how many there were. */
static bool is_small_number(const char *s, size_t len)
{
	return len == 1 ||
	       (len == 2 && ((s[0] >= '0' && s[0] < '3') ||
			     (s[0] == '3' && s[1] < '2')));
}

/* A form not met before, or driven out by another since. */
static void form_make(struct maker *m, struct form *f, const struct tokens *ts,
		      const struct token *k, const struct word_key *key)
{
	/* Counted in no article that is still at hand. */
	*f = (struct form){ .key = key->form, .article = 1, .term = NONE };
	if (is_skipped(m, ts, k))
		return;
	const char *text = ts == &m->s->title ? m->in->title : m->in->body;
	struct word_at w = { norm_of(ts, k), text + k->off, k->norm_len,
			     k->len };
	f->term = vocab_word(m->v, m->lang, &w, key->hash);
	if (lang_is_function_word(m->tag, w.norm, w.norm_len) ||
	    (k->flags & TOKEN_BIGRAM &&
	     script_is_ending(w.norm, w.norm_len)))
		f->says = SAYS_NOTHING;
	else if (k->flags & TOKEN_DIGIT && is_small_number(w.norm, w.norm_len))
		f->says = SAYS_LITTLE;
}

/* NULL if the word is skipped. */
static struct count *count_word(struct maker *m, const struct tokens *ts,
				const struct token *k,
				const struct word_key *key)
{
	struct form *f = form_place(m, key);
	struct count_vec *list = &m->s->words;

	if (!f->article || f->key != key->form)
		form_make(m, f, ts, k, key);
	if (f->term == NONE) {
		f->article = m->s->article;
		return NULL;
	}
	if (f->article != m->s->article) {
		f->at = (uint32_t)(count_of(m->v, list, f->term) - list->v);
		f->article = m->s->article;
	}
	struct count *c = &list->v[f->at];
	if (c->tf <= 0)
		c->says = f->says;
	return c;
}

static bool is_title_case(const struct tokens *ts)
{
	size_t caps = 0;

	for (size_t i = 1; i < ts->len; i++)
		caps += (ts->v[i].flags & TOKEN_UPPER_FIRST) != 0;
	return ts->len > 3 &&
	       (double)caps / (double)(ts->len - 1) > 0.65;
}

/* How many articles have such a word beforehand. */
static double known_of(enum saying says, enum count_kind kind)
{
	bool alone = says == SAYS_SOMETHING ||
		     (says == SAYS_LITTLE && kind == COUNT_HEAD);

	return alone ? 0 : PRIOR_ARTICLES / 2;
}

static void count_title(struct maker *m, bool full)
{
	const struct tokens *ts = &m->s->title;
	bool no_caps = m->title_case || m->german;

	for (size_t i = 0; i < ts->len; i++) {
		const struct token *k = &ts->v[i];
		struct word_key key = key_of(m, ts, i);
		struct count *c = count_word(m, ts, k, &key);
		if (!c)
			continue;
		int boost = 1;
		if (!full && ((k->flags & TOKEN_UPPER_FIRST && !no_caps &&
			       k->off > 0) ||
			      k->flags & TOKEN_ALL_UPPER))
			boost = m->t->p.head_caps;
		if (!full && k->flags & TOKEN_DIGIT)
			boost = m->t->p.head_digits;
		struct gist_word gist = {
			.tf = (float)(m->t->p.title_boost * boost),
			.known = known_of(c->says, COUNT_HEAD),
		};
		c->tf += gist.tf;
		c->tf_title += 1;
		if (full)
			continue;
		struct cross_word w = {
			.at = { norm_of(ts, k), "", k->norm_len, 0 },
			.form = key.form,
			.digits = (k->flags & TOKEN_DIGIT) != 0,
		};
		c->gist |= gist_add(m->t, m->a, &w, &gist);
	}
}

/* The forms and terms lie all over the memory: they are asked for some words
 * ahead. */
static void prefetch_word(const struct maker *m, size_t i)
{
	const struct word_key_vec *keys = &m->s->keys;

	if (i + 16 < keys->len)
		__builtin_prefetch(form_pair(m, &keys->v[i + 16]));
	if (i + 8 >= keys->len)
		return;
	uint32_t term = form_pair(m, &keys->v[i + 8])->term;
	if (term < m->v->terms.len)
		__builtin_prefetch(&m->v->terms.v[term].mark);
}

static void count_body(struct maker *m)
{
	const struct tokens *ts = &m->s->body;
	int n = 0;

	for (size_t i = 0; i < ts->len && n < m->t->p.body_words; i++) {
		const struct token *k = &ts->v[i];
		if (k->off >= m->window)
			break;
		prefetch_word(m, i);
		struct count *c = count_word(m, ts, k, &m->s->keys.v[i]);
		if (!c)
			continue;
		c->tf += 1;
		n++;
	}
}

/* ---- names -------------------------------------------------------------- */

static void count_name(struct maker *m, const struct word_at *w, float n)
{
	uint32_t term = vocab_name(m->v, m->lang, w);

	count_of(m->v, &m->s->names, term)->tf += n;
}

static void name_word(struct maker *m, const struct tokens *ts,
		      const struct token *k, const char *text, float n)
{
	struct word_at w = { norm_of(ts, k), text + k->off, k->norm_len,
			     k->len };
	const char *end = w.raw + w.raw_len;

	/* `'s` off what people see, too. */
	if (w.raw_len > 2 && !memcmp(end - 2, "'s", 2))
		w.raw_len -= 2;
	else if (w.raw_len > 4 && !memcmp(end - 4, "\xe2\x80\x99s", 4))
		w.raw_len -= 4;
	count_name(m, &w, n);
}

static void name_run(struct maker *m, const struct tokens *ts, size_t from,
		     size_t to, const char *text, float n)
{
	for (size_t i = from; i < to; i++)
		name_word(m, ts, &ts->v[i], text, n);
	if (to - from < 2)
		return;
	if (to - from > 3)
		to = from + 3;
	struct buf *ph = &m->s->phrase;
	buf_clear(ph);
	for (size_t i = from; i < to; i++) {
		if (i > from)
			buf_addc(ph, ' ');
		buf_add(ph, norm_of(ts, &ts->v[i]), ts->v[i].norm_len);
	}
	const struct token *last = &ts->v[to - 1];
	struct word_at w = { ph->ptr, text + ts->v[from].off,
			     (uint32_t)ph->len,
			     last->off + last->len - ts->v[from].off };
	count_name(m, &w, n);
}

static bool begins_name(const struct tokens *ts, const struct token *k)
{
	return k->flags & TOKEN_UPPER_FIRST && !(k->flags & TOKEN_SENTENCE) &&
	       !is_stop_word(norm_of(ts, k), k->norm_len);
}

/* Runs of capitalised words up to byte `end`, each counted n times. */
static void count_runs(struct maker *m, const struct tokens *ts,
		       const char *text, size_t end, float n)
{
	for (size_t i = 0; i < ts->len && ts->v[i].off < end;) {
		if (!begins_name(ts, &ts->v[i])) {
			i++;
			continue;
		}
		size_t k = i + 1;
		while (k < ts->len && ts->v[k].off < end &&
		       ts->v[k].flags & TOKEN_UPPER_FIRST &&
		       ts->v[k].flags & TOKEN_JOINS_PREV)
			k++;
		name_run(m, ts, i, k, text, n);
		i = k;
	}
}

/* Is this word of the title a name in the body? */
static bool is_known_name(struct maker *m, const struct token *k,
			  size_t n_known)
{
	const struct tokens *ts = &m->s->title;
	uint32_t term = vocab_name_find(m->v, m->lang, norm_of(ts, k),
					k->norm_len);

	return term != NONE && m->v->terms.v[term].mark < n_known;
}

static void count_names(struct maker *m)
{
	const struct tokens *ts = &m->s->title;

	count_runs(m, &m->s->body, m->in->body, m->names_to, 1);
	size_t n_known = m->s->names.len;
	if (!m->title_case)
		count_runs(m, ts, m->in->title, m->in->title ? SIZE_MAX : 0,
			   2);
	for (size_t i = 0; i < ts->len; i++) {
		if (is_known_name(m, &ts->v[i], n_known))
			name_word(m, ts, &ts->v[i], m->in->title, 2);
		if (!m->title_case)
			break;
	}
}

/* ---- weights ------------------------------------------------------------ */

static double log_half(const struct maker *m, double whole)
{
	return whole < LOGS ? m->s->logs[(size_t)whole] : log(whole + 0.5);
}

/* idf and tf-idf of the list, the article counted in. */
static void weigh(struct maker *m, struct count_vec *list,
		  enum count_kind kind)
{
	struct vocab *v = m->v;
	uint32_t n = ++v->langs.v[vocab_pool(v, m->lang)].n[kind];
	double log_n = log(n + PRIOR_ARTICLES + 1);

	for (size_t i = 0; i < list->len; i++) {
		struct count *c = &list->v[i];
		float tf = kind == COUNT_TITLE ? c->tf_title : c->tf;
		c->w = 0;
		if (tf <= 0)
			continue;
		uint32_t df = vocab_count(v, c->term, kind);
		double idf = log_n - log_half(m, df + known_of(c->says, kind));
		if (idf <= 0)
			continue;
		c->w = (float)((tf > 1 ? 1 + log((double)tf) : 1) * idf);
	}
}

static uint32_t dim_of(struct maker *m, uint32_t term, enum space space)
{
	struct term *tm = &m->v->terms.v[term];

	if (space != SPACE_TITLE)
		return tm->dim;
	if (tm->dim_title == NONE) {
		uint64_t h = vocab_dim_hash(SPACE_TITLE,
					    m->v->dims.v[tm->dim].hash);
		uint32_t d = vocab_dim(m->v, h, SPACE_TITLE);
		m->v->dims.v[d].surface = m->v->dims.v[tm->dim].surface;
		tm->dim_title = d;
	}
	return tm->dim_title;
}

/* The heaviest `max` of the list, which is still marked, become the
 * article's entries. The norm of all. */
static double keep(struct maker *m, struct count_vec *list, enum space space,
		 size_t max)
{
	struct key_vec *order = &m->t->keys;
	struct art *a = m->a;
	double norm = 0;
	size_t n, at = art_n_entries(a);

	order->len = 0;
	for (size_t i = 0; i < list->len; i++) {
		const struct count *c = &list->v[i];
		if (c->w <= 0)
			continue;
		norm += (double)c->w * (double)c->w;
		vec_push(order, key_make(c->w, c->term));
	}
	if (!order->len)
		return 0;
	keys_sort(order);
	norm = sqrt(norm);
	n = order->len < max ? order->len : max;
	a->vec = xreallocarray(a->vec, at + n, sizeof(*a->vec));
	for (size_t i = 0; i < n; i++) {
		uint32_t term = key_number(order->v[i]);
		const struct count *c = &list->v[m->v->terms.v[term].mark];
		a->vec[at + i] = (struct entry){
			.dim = dim_of(m, term, space),
			.w = weight16((double)c->w / norm),
		};
	}
	a->n_vec[space] = (uint16_t)n;
	return norm;
}

static void share_with_gist(struct maker *m)
{
	float rest = (float)sqrt(1 - m->t->p.gist_share);

	for (size_t i = 0; i < m->s->words.len; i++)
		if (m->s->words.v[i].gist)
			m->s->words.v[i].w *= rest;
}

static void unmark(struct vocab *v, struct count_vec *list)
{
	for (size_t i = 0; i < list->len; i++)
		v->terms.v[list->v[i].term].mark = NONE;
	list->len = 0;
}

/* ---- sketch ------------------------------------------------------------- */

/* Hashes of the runs of SHINGLE words that are below `limit`. The hash of a
 * run is a polynomial of its words' hashes, so that the next one costs a
 * word in and a word out, mixed. */
static void shingle_hashes(struct maker *m, uint64_t limit)
{
	const struct word_key_vec *words = &m->s->keys;
	struct key_vec *out = &m->t->keys;
	uint64_t run = 0, leaving = 1;

	out->len = 0;
	vec_reserve(out, words->len + 1);
	for (size_t k = 0; k < SHINGLE; k++)
		leaving *= SHINGLE_BASE;
	for (size_t i = 0; i < words->len; i++) {
		run = run * SHINGLE_BASE + words->v[i].hash;
		if (i >= SHINGLE)
			run -= leaving * words->v[i - SHINGLE].hash;
		uint64_t h = hash64_mix(run, SHINGLE_BASE) >> 32;
		out->v[out->len] = h;
		out->len += i + 1 >= SHINGLE && h < limit;
	}
	keys_sort(out);
}

/* The smallest different ones. */
static uint32_t smallest(const struct key_vec *hashes, uint32_t *v)
{
	uint32_t n = 0;

	for (size_t i = 0; i < hashes->len && n < SKETCH_MAX; i++)
		if (!i || hashes->v[i] != hashes->v[i - 1])
			v[n++] = (uint32_t)hashes->v[i];
	return n;
}

static void make_sketch(struct maker *m)
{
	const uint64_t all = (uint64_t)1 << 32;
	uint64_t words = m->s->keys.len;
	uint32_t v[SKETCH_MAX], n = 0;

	/* The hashes are spread evenly: of a long text, a part holds enough
	 * small ones, as a rule. */
	if (words > 2 * SKETCH_MAX) {
		shingle_hashes(m, all / words * (SKETCH_MAX + SKETCH_MAX / 3));
		n = smallest(&m->t->keys, v);
	}
	if (n < SKETCH_MAX) {
		shingle_hashes(m, all);
		n = smallest(&m->t->keys, v);
	}
	m->a->n_sketch = (uint16_t)n;
	m->a->sketch = xreallocarray(NULL, n + 1, sizeof(*m->a->sketch));
	memcpy(m->a->sketch, v, n * sizeof(*v));
}

/* Headlines of four words and more are copies when they are the same. */
static uint64_t title_key(const struct tokens *ts)
{
	uint64_t h = 1;

	if (ts->len < 4)
		return 0;
	for (size_t i = 0; i < ts->len; i++)
		h = hash64_mix(h, token_hash(ts, i));
	return h | 1;
}

/* ---- keys between languages ----------------------------------------------- */

static void cross_token(struct maker *m, const struct tokens *ts, size_t i)
{
	const struct token *k = &ts->v[i];
	struct word_key key = key_of(m, ts, i);
	const struct count *c = k->flags & TOKEN_BIGRAM ?
					NULL : count_word(m, ts, k, &key);
	const char *text = ts == &m->s->title ? m->in->title : m->in->body;

	if (!c || c->says != SAYS_SOMETHING || c->w <= 0)
		return;
	struct cross_word w = {
		.at = { norm_of(ts, k), text + k->off, k->norm_len, k->len },
		.form = key.form,
		.w = c->w,
		/* Scripts without capitals have any word a name. */
		.name = k->flags & TOKEN_UPPER_FIRST ||
			(unsigned char)*norm_of(ts, k) >= 0xd6,
		.digits = (k->flags & TOKEN_DIGIT) != 0,
	};
	cross_add(m->t, m->tag, &w);
}

/* Of the title every word, of a body the first names. */
static void collect_keys(struct maker *m, const struct tokens *body)
{
	const struct tokens *title = &m->s->title;
	size_t n = body ? body->len : 0;

	for (size_t i = 0; i < title->len; i++)
		cross_token(m, title, i);
	for (size_t i = 0; i < n && i < KEY_WORDS; i++)
		if (body->v[i].flags & TOKEN_UPPER_FIRST &&
		    !(body->v[i].flags & TOKEN_SENTENCE))
			cross_token(m, body, i);
}

/* Where no capital shows a name, NAME would hold a few Latin words and be
 * the same for all that have one of them: WORD and TITLE do its part. */
static void do_without_names(struct maker *m)
{
	double words = 1 + m->t->p.w_title;
	double more = sqrt((words + m->t->p.w_name) / words);

	for (size_t i = 0; i < art_n_words(m->a); i++) {
		struct entry *e = &m->a->vec[i];
		e->w = weight16((double)e->w * more / (double)WEIGHT_ONE);
	}
}

static void make_names(struct maker *m)
{
	if (script_is_caseless(&m->s->body)) {
		do_without_names(m);
		return;
	}
	count_names(m);
	weigh(m, &m->s->names, COUNT_NAME);
	keep(m, &m->s->names, SPACE_NAME, (size_t)m->t->p.vector_terms);
	unmark(m->v, &m->s->names);
}

void terms_make(struct topic *t, struct art *a, const struct topic_article *in)
{
	struct terms_scratch *s = t->scratch;
	struct maker m = { .t = t, .s = s, .v = &t->vocab, .in = in, .a = a,
			   .lang = a->lang };
	const char *tag = t->vocab.langs.v[a->lang].tag;
	size_t max = (size_t)t->p.vector_terms;

	m.tag = tag;
	s->article++;
	m.english = !strcmp(tag, "en");
	m.german = !strcmp(tag, "de");
	token_scan(&s->title, in->title, strlen(in->title), TITLE_TOKENS);
	s->title.len = headline_extent(t, a->lang, &s->title, in->title);
	m.title_case = is_title_case(&s->title);
	bool full = body_extent(&m);
	a->title_key = title_key(&s->title);
	a->series = headline_series(&s->title, in->title);
	a->flags |= a->series ? ART_SERIES : 0;
	count_title(&m, full);
	if (!full) {
		weigh(&m, &s->words, COUNT_HEAD);
		collect_keys(&m, NULL);
		share_with_gist(&m);
		gist_keep(t, a, keep(&m, &s->words, SPACE_WORD, max));
		cross_keep(t, a);
		unmark(m.v, &s->words);
		return;
	}
	a->flags |= ART_FULL;
	token_scan(&s->body, in->body, m.body_len, BODY_TOKENS);
	vec_reserve(&s->keys, s->body.len + 1);
	s->keys.len = s->body.len;
	for (size_t i = 0; i < s->body.len; i++)
		s->keys.v[i] = key_of(&m, &s->body, i);
	count_body(&m);
	weigh(&m, &s->words, COUNT_FULL);
	keep(&m, &s->words, SPACE_WORD, max);
	collect_keys(&m, &s->body);
	weigh(&m, &s->words, COUNT_TITLE);
	keep(&m, &s->words, SPACE_TITLE, max);
	unmark(m.v, &s->words);
	make_names(&m);
	cross_keep(t, a);
	make_sketch(&m);
}
