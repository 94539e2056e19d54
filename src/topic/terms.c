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
#define KEY_WORDS 60 /* of the body looked at for keys of names */

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
	uint64_t key; /* 0 = free */
	uint64_t article; /* terms_scratch.article, when counted last */
	uint32_t at; /* its place in the list of that article */
	uint32_t term; /* NONE if skipped */
	uint32_t name; /* its term as a name, NONE if not met as one */
	uint8_t says; /* enum saying */
};
#define FORMS 32768 /* a power of two */
#define LINE 64 /* bytes of the cache */

_Static_assert(2 * sizeof(struct form) == LINE, "a pair is a line");

#define LOGS 4096
#define TFS 64

/* The title, or the body. */
struct text {
	struct tokens ts;
	struct word_key_vec keys; /* of its words */
	const char *text;
};

struct terms_scratch {
	struct text title, body;
	struct extent extent; /* of the body */
	struct count_vec words, names;
	struct buf phrase;
	uint64_t article; /* counts those seen, from 1 */
	double logs[LOGS]; /* log(i + 0.5), for what is small and frequent */
	double tfs[TFS]; /* 1 + log(i), 1 for less than 2 */
	struct form *forms;
	void *forms_room; /* where they lie in */
};

struct maker {
	struct topic *t;
	struct terms_scratch *s;
	struct vocab *v;
	struct art *a;
	uint16_t lang;
	const char *tag; /* of the language */
	bool english, german, title_case;
	struct form *forms; /* of s */
};

struct terms_scratch *terms_scratch_new(void)
{
	struct terms_scratch *s = xcalloc(1, sizeof(*s));

	tokens_init(&s->title.ts);
	tokens_init(&s->body.ts);
	buf_init(&s->phrase, 4096);
	s->article = 1; /* before the first */
	for (size_t i = 0; i < LOGS; i++)
		s->logs[i] = log((double)i + 0.5);
	for (size_t i = 0; i < TFS; i++)
		s->tfs[i] = i > 1 ? 1 + log((double)i) : 1;
	s->forms_room = xcalloc(FORMS + 2, sizeof(*s->forms));
	s->forms = (void *)(((uintptr_t)s->forms_room + LINE - 1) &
			    ~(uintptr_t)(LINE - 1));
	return s;
}

void terms_scratch_free(struct terms_scratch *s)
{
	if (!s)
		return;
	tokens_release(&s->title.ts);
	tokens_release(&s->body.ts);
	vec_release(&s->title.keys);
	vec_release(&s->body.keys);
	vec_release(&s->words);
	vec_release(&s->names);
	buf_release(&s->phrase);
	free(s->forms_room);
	free(s);
}

void terms_scratch_clear(struct terms_scratch *s)
{
	memset(s->forms, 0, FORMS * sizeof(*s->forms));
}

static const char *norm_of(const struct tokens *ts, const struct token *k)
{
	return ts->norm.ptr + k->norm_off;
}

/* ---- words -------------------------------------------------------------- */

static bool is_skipped(const struct maker *m, const struct token *k,
		       const char *norm)
{
	if (k->flags & TOKEN_BIGRAM)
		return false;
	if (!k->norm_len)
		return true;
	unsigned char c = (unsigned char)*norm;
	bool one = k->norm_len == 1 ||
		   (c >= 0xc0 && k->norm_len == (c < 0xe0 ? 2u :
						 c < 0xf0 ? 3u :
							    4u));
	if (one && !(k->flags & TOKEN_DIGIT))
		return true;
	return m->english && is_stop_word(norm, k->norm_len);
}

static inline struct count *count_of(struct vocab *v, struct count_vec *list,
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

/* Pairs of forms share a line of the cache: a word is in one or the other. */
static inline struct form *form_pair(const struct maker *m,
				     uint64_t form)
{
	return &m->forms[form & (FORMS - 2)];
}

/* The forms lie all over the memory: they are asked for here, well before
 * words are counted. */
static void text_keys(const struct maker *m, struct text *p)
{
	uint64_t lang = (uint64_t)m->lang << 32;
	const struct token *k = p->ts.v, *end = k + p->ts.len;
	const char *norm = p->ts.norm.ptr;

	vec_reserve(&p->keys, p->ts.len + 1);
	p->keys.len = p->ts.len;
	for (struct word_key *to = p->keys.v; k < end; k++, to++) {
		uint32_t kind = k->flags & (TOKEN_BIGRAM | TOKEN_DIGIT);
		to->hash = hash64(norm + k->norm_off, k->norm_len, 0);
		to->form = hash64_mix(to->hash, lang | kind);
		to->form += !to->form;
		__builtin_prefetch(form_pair(m, to->form));
	}
}

/* Up to 31: a day, a score, how many there were. */
static bool is_small_number(const char *s, size_t len)
{
	return len == 1 ||
	       (len == 2 && ((s[0] >= '0' && s[0] < '3') ||
			     (s[0] == '3' && s[1] < '2')));
}

static inline struct word_at word_of(const struct text *p, size_t i)
{
	const struct token *k = &p->ts.v[i];

	return (struct word_at){ norm_of(&p->ts, k), p->text + k->off,
				 k->norm_len, k->len };
}

/* A form not met before, or driven out by another since. */
static void form_make(struct maker *m, struct form *f, const struct text *p,
		      size_t i)
{
	const struct token *k = &p->ts.v[i];
	struct word_at w = word_of(p, i);

	/* Counted in no article that is still at hand. */
	*f = (struct form){ .key = p->keys.v[i].form, .article = 1,
			    .term = NONE, .name = NONE };
	if (is_skipped(m, k, w.norm))
		return;
	f->term = vocab_word(m->v, m->lang, &w, p->keys.v[i].hash);
	if (lang_is_function_word(m->tag, w.norm, w.norm_len) ||
	    (k->flags & TOKEN_BIGRAM && script_is_ending(w.norm, w.norm_len)))
		f->says = SAYS_NOTHING;
	else if (k->flags & TOKEN_DIGIT && is_small_number(w.norm, w.norm_len))
		f->says = SAYS_LITTLE;
}

/* Where it is, or NULL. */
static inline struct form *form_find(const struct maker *m,
				     const struct word_key *key)
{
	struct form *f = form_pair(m, key->form);

	return f[0].key == key->form ? f :
	       f[1].key == key->form ? f + 1 :
				       NULL;
}

/* Made, where it is not, in place of what was used longer ago. */
static inline struct form *form_of(struct maker *m, const struct text *p,
				   size_t i)
{
	struct form *f = form_find(m, &p->keys.v[i]);

	if (f)
		return f;
	f = form_pair(m, p->keys.v[i].form);
	f += f[1].article < f[0].article;
	form_make(m, f, p, i);
	return f;
}

/* NULL if the word is skipped. */
static inline struct count *count_word(struct maker *m, const struct text *p,
				       size_t i)
{
	struct form *f = form_of(m, p, i);
	struct count_vec *list = &m->s->words;
	bool again = f->article == m->s->article;

	f->article = m->s->article;
	if (f->term == NONE)
		return NULL;
	if (!again)
		f->at = (uint32_t)(count_of(m->v, list, f->term) - list->v);
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

static int boost_of(const struct maker *m, const struct token *k)
{
	bool no_caps = m->title_case || m->german;

	if (k->flags & TOKEN_DIGIT)
		return m->t->p.head_digits;
	if ((k->flags & TOKEN_UPPER_FIRST && !no_caps && k->off > 0) ||
	    k->flags & TOKEN_ALL_UPPER)
		return m->t->p.head_caps;
	return 1;
}

static void count_title(struct maker *m, bool full)
{
	const struct text *p = &m->s->title;

	for (size_t i = 0; i < p->ts.len; i++) {
		const struct token *k = &p->ts.v[i];
		struct count *c = count_word(m, p, i);
		if (!c)
			continue;
		int boost = full ? 1 : boost_of(m, k);
		struct gist_word gist = {
			.tf = (float)(m->t->p.title_boost * boost),
			.known = known_of(c->says, COUNT_HEAD),
		};
		c->tf += gist.tf;
		c->tf_title += 1;
		if (full)
			continue;
		struct cross_word w = {
			.at = word_of(p, i),
			.form = p->keys.v[i].form,
			.digits = (k->flags & TOKEN_DIGIT) != 0,
		};
		c->gist |= gist_add(m->t, m->a, &w, &gist);
	}
}

/* So do the terms: some words ahead. */
static inline void prefetch_term(const struct maker *m,
				 const struct word_key_vec *keys, size_t i)
{
	if (i >= keys->len)
		return;
	uint32_t term = form_pair(m, keys->v[i].form)->term;
	if (term >= m->v->terms.len)
		return;
	__builtin_prefetch(&m->v->terms.v[term]);
	__builtin_prefetch(&m->v->terms.v[term].mark);
}

static void count_body(struct maker *m)
{
	const struct text *p = &m->s->body;
	int n = 0;

	for (size_t i = 0; i < p->ts.len && n < m->t->p.body_words; i++) {
		if (p->ts.v[i].off >= m->s->extent.window)
			break;
		prefetch_term(m, &p->keys, i + 8);
		const struct form *f = form_find(m, &p->keys.v[i]);
		if (f && f->article == m->s->article) {
			n += f->term != NONE;
			if (f->term != NONE)
				m->s->words.v[f->at].tf += 1;
			continue;
		}
		struct count *c = count_word(m, p, i);
		if (!c)
			continue;
		c->tf += 1;
		n++;
	}
}

/* ---- names -------------------------------------------------------------- */

static void count_name(struct maker *m, uint32_t term, float n)
{
	count_of(m->v, &m->s->names, term)->tf += n;
}

static uint32_t name_of(struct maker *m, const struct text *p, size_t i)
{
	struct word_at w = word_of(p, i);
	const char *end = w.raw + w.raw_len;

	/* `'s` off what people see, too. */
	if (w.raw_len > 2 && !memcmp(end - 2, "'s", 2))
		w.raw_len -= 2;
	else if (w.raw_len > 4 && !memcmp(end - 4, "\xe2\x80\x99s", 4))
		w.raw_len -= 4;
	return vocab_name(m->v, m->lang, &w);
}

static void name_word(struct maker *m, const struct text *p, size_t i, float n)
{
	struct form *f = form_find(m, &p->keys.v[i]);
	uint32_t term = f ? f->name : NONE;

	if (term == NONE)
		term = name_of(m, p, i);
	if (f)
		f->name = term;
	count_name(m, term, n);
}

/* The words from..to together. */
static uint32_t phrase_of(struct maker *m, const struct text *p, size_t from,
			  size_t to)
{
	const struct token *first = &p->ts.v[from], *last = &p->ts.v[to - 1];
	struct buf *ph = &m->s->phrase;

	buf_clear(ph);
	for (const struct token *k = first; k <= last; k++) {
		if (k > first)
			buf_addc(ph, ' ');
		buf_add(ph, norm_of(&p->ts, k), k->norm_len);
	}
	struct word_at w = { ph->ptr, p->text + first->off, (uint32_t)ph->len,
			     last->off + last->len - first->off };
	return vocab_name(m->v, m->lang, &w);
}

/* Where the next run of capitalised words begins, from `i` on. */
static size_t next_name(const struct tokens *ts, size_t i)
{
	const uint32_t asked = TOKEN_UPPER_FIRST | TOKEN_SENTENCE;
	const struct token *k = ts->v;

	for (; i < ts->len; i++)
		if ((k[i].flags & asked) == TOKEN_UPPER_FIRST &&
		    !is_stop_word(norm_of(ts, &k[i]), k[i].norm_len))
			break;
	return i;
}

/* Where the run of capitalised words ends that begins at `i`. */
static size_t run_end(const struct tokens *ts, size_t i, size_t end)
{
	const uint32_t goes_on = TOKEN_UPPER_FIRST | TOKEN_JOINS_PREV;

	for (i++; i < ts->len && ts->v[i].off < end; i++)
		if ((ts->v[i].flags & goes_on) != goes_on)
			break;
	return i;
}

/* Runs of capitalised words up to byte `end`, each counted n times. */
static void count_runs(struct maker *m, const struct text *p, size_t end,
		       float n)
{
	const struct tokens *ts = &p->ts;
	size_t i = 0;

	while ((i = next_name(ts, i)) < ts->len && ts->v[i].off < end) {
		size_t from = i, to = run_end(ts, i, end);
		for (; i < to; i++)
			name_word(m, p, i, n);
		if (to - from < 2)
			continue;
		if (to - from > 3)
			to = from + 3;
		count_name(m, phrase_of(m, p, from, to), n);
	}
}

/* Is this word of the title a name in the body? */
static bool is_known_name(struct maker *m, size_t i, size_t n_known)
{
	struct word_at w = word_of(&m->s->title, i);
	uint32_t term = vocab_name_find(m->v, m->lang, w.norm, w.norm_len);

	return term != NONE && m->v->terms.v[term].mark < n_known;
}

static void count_names(struct maker *m)
{
	const struct text *title = &m->s->title;

	count_runs(m, &m->s->body, m->s->extent.names_to, 1);
	size_t n_known = m->s->names.len;
	if (!m->title_case)
		count_runs(m, title, title->text ? SIZE_MAX : 0, 2);
	for (size_t i = 0; i < title->ts.len; i++) {
		if (is_known_name(m, i, n_known))
			name_word(m, title, i, 2);
		if (!m->title_case)
			break;
	}
}

/* ---- weights ------------------------------------------------------------ */

static double log_half(const struct maker *m, double whole)
{
	return whole < LOGS ? m->s->logs[(size_t)whole] : log(whole + 0.5);
}

static double log_tf(const struct maker *m, float tf)
{
	int whole = tf < TFS ? (int)tf : 0;

	if ((float)whole == tf)
		return m->s->tfs[whole];
	return tf > 1 ? 1 + log((double)tf) : 1;
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
		c->w = (float)(log_tf(m, tf) * idf);
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

	vec_reserve(order, list->len);
	order->len = 0;
	for (size_t i = 0; i < list->len; i++) {
		const struct count *c = &list->v[i];
		if (c->w <= 0)
			continue;
		norm += (double)c->w * (double)c->w;
		order->v[order->len++] = key_make(c->w, c->term);
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
		__builtin_prefetch(&m->v->dims.v[a->vec[at + i].dim]);
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

/* Headlines of four words and more are copies when they are the same. */
static uint64_t title_key(const struct word_key_vec *words)
{
	uint64_t h = 1;

	if (words->len < 4)
		return 0;
	for (size_t i = 0; i < words->len; i++)
		h = hash64_mix(h, words->v[i].hash);
	return h | 1;
}

/* ---- keys between languages ----------------------------------------------- */

static void cross_token(struct maker *m, const struct text *p, size_t i)
{
	const struct token *k = &p->ts.v[i];

	if (k->flags & TOKEN_BIGRAM)
		return;
	const struct count *c = count_word(m, p, i);
	if (!c || c->says != SAYS_SOMETHING || c->w <= 0)
		return;
	struct cross_word w = {
		.at = word_of(p, i),
		.form = p->keys.v[i].form,
		.w = c->w,
		/* Scripts without capitals have any word a name. */
		.name = k->flags & TOKEN_UPPER_FIRST ||
			(unsigned char)*norm_of(&p->ts, k) >= 0xd6,
		.digits = (k->flags & TOKEN_DIGIT) != 0,
	};
	cross_add(m->t, m->tag, &w);
}

/* Of the title every word, of a body the first names. */
static void collect_keys(struct maker *m, const struct text *body)
{
	const struct text *title = &m->s->title;
	size_t n = body ? body->ts.len : 0;

	for (size_t i = 0; i < title->ts.len; i++)
		cross_token(m, title, i);
	for (size_t i = 0; i < n && i < KEY_WORDS; i++)
		if (body->ts.v[i].flags & TOKEN_UPPER_FIRST &&
		    !(body->ts.v[i].flags & TOKEN_SENTENCE))
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
		e->w = weight16((double)e->w * more / (double)WEIGHT_FINE);
	}
}

static void make_names(struct maker *m)
{
	if (script_is_caseless(&m->s->body.ts)) {
		do_without_names(m);
		return;
	}
	count_names(m);
	weigh(m, &m->s->names, COUNT_NAME);
	keep(m, &m->s->names, SPACE_NAME, (size_t)m->t->p.vector_terms);
	unmark(m->v, &m->s->names);
}

static void make_title(struct maker *m)
{
	struct text *p = &m->s->title;

	p->ts.len = headline_extent(m->t, m->lang, &p->ts, p->text);
	text_keys(m, p);
	m->title_case = is_title_case(&p->ts);
	m->a->title_key = title_key(&p->keys);
	m->a->series = headline_series(&p->ts, p->text);
	m->a->flags |= m->a->series ? ART_SERIES : 0;
}

static void make_headline(struct maker *m)
{
	struct count_vec *words = &m->s->words;
	size_t max = (size_t)m->t->p.vector_terms;

	count_title(m, false);
	weigh(m, words, COUNT_HEAD);
	collect_keys(m, NULL);
	share_with_gist(m);
	gist_keep(m->t, m->a, keep(m, words, SPACE_WORD, max));
	sums_ahead(m->t, m->a, 0);
	cross_keep(m->t, m->a);
	unmark(m->v, words);
}

static void make_full(struct maker *m)
{
	struct count_vec *words = &m->s->words;
	struct text *p = &m->s->body;
	size_t max = (size_t)m->t->p.vector_terms;

	m->a->flags |= ART_FULL;
	count_title(m, true);
	size_t n_title = words->len;
	text_keys(m, p);
	count_body(m);
	weigh(m, words, COUNT_FULL);
	keep(m, words, SPACE_WORD, max);
	collect_keys(m, p);
	sums_ahead(m->t, m->a, 0);
	/* Those of the title came first. */
	size_t n = words->len;
	words->len = n_title;
	weigh(m, words, COUNT_TITLE);
	keep(m, words, SPACE_TITLE, max);
	words->len = n;
	unmark(m->v, words);
	make_names(m);
	cross_keep(m->t, m->a);
	sums_ahead(m->t, m->a, m->a->n_vec[SPACE_WORD]);
	sketch_make(m->t, m->a, p->keys.v, p->keys.len);
}

static bool is_full(const struct topic *t)
{
	return t->scratch->extent.words > (size_t)t->p.body_min;
}

const struct tokens *terms_read(struct topic *t, const struct topic_article *in)
{
	struct terms_scratch *s = t->scratch;

	s->title.text = in->title;
	s->body.text = in->body;
	token_scan(&s->title.ts, in->title, strlen(in->title), TITLE_TOKENS);
	extent_find(&s->extent, in->body, in->body ? in->body_len : 0,
		    (size_t)t->p.body_words);
	if (!is_full(t))
		return NULL;
	token_scan(&s->body.ts, in->body, s->extent.len, BODY_TOKENS);
	return &s->body.ts;
}

void terms_make(struct topic *t, struct art *a)
{
	struct maker m = { .t = t, .s = t->scratch, .v = &t->vocab,
			   .a = a, .lang = a->lang,
			   .forms = t->scratch->forms,
			   .tag = t->vocab.langs.v[a->lang].tag };

	m.s->article++;
	m.english = !strcmp(m.tag, "en");
	m.german = !strcmp(m.tag, "de");
	make_title(&m);
	if (is_full(t))
		make_full(&m);
	else
		make_headline(&m);
}
