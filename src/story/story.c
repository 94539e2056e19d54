/* story.c - see story.h.
 *
 * A word is looked up in its normal form first; only a form that is new is
 * stemmed, so that the cost follows the vocabulary and not the text. Terms
 * are weighed by how many sentences of the thread hold them: what every
 * report says tells two sentences apart least.
 */
#include "config.h"

#include "thrum/story/story.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sort_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/text/doc.h"
#include "thrum/text/lang.h"
#include "thrum/text/sentence.h"
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

/* A thread of two short reports has no statistics: so many sentences are
 * pretended. */
#define SENTENCES_LEAST 60
/* Languages of one thread that have a table of their own; the last one is
 * for all others together. */
#define LANGS_MAX 6

struct reading {
	struct story *s;
	struct {
		char lang[4];
		struct map map;
	} forms[LANGS_MAX]; /* normal form -> term + 1, or 0 */
	struct map *form; /* of r->lang */
	struct map stems; /* stem -> term */
	struct stemmer *stemmer;
	struct tokens tokens;
	struct buf stem;
	struct number_lang numbers; /* of r->lang */
	const char *lang;
};

static uint32_t term_new(struct reading *r, const char *s, size_t len,
			 uint32_t flags)
{
	bool is_new;
	uintptr_t *id = map_put(&r->stems, s, len, &is_new);

	if (is_new) {
		struct story_term t = { .flags = flags };
		*id = r->s->vocabulary.len;
		vec_push(&r->s->vocabulary, t);
	}
	return (uint32_t)*id;
}

/* A form not seen before in this language. */
static uint32_t form_new(struct reading *r, const struct token *k,
			 const char *norm)
{
	if (lang_is_function_word(r->lang, norm, k->norm_len))
		return STORY_NO_TERM;
	/* Single letters, but not single Han characters. */
	if (k->norm_len == 1)
		return STORY_NO_TERM;
	buf_clear(&r->stem);
	if (k->flags & TOKEN_BIGRAM)
		buf_add(&r->stem, norm, k->norm_len);
	else
		stemmer_stem(r->stemmer, r->lang, norm, k->norm_len, &r->stem);
	return term_new(r, r->stem.ptr, r->stem.len, 0);
}

static uint32_t term_of(struct reading *r, const struct token *k)
{
	const char *norm = r->tokens.norm.ptr + k->norm_off;
	bool is_new;

	uintptr_t *v = map_put(r->form, norm, k->norm_len, &is_new);
	if (is_new) {
		uint32_t id = form_new(r, k, norm);
		*v = id == STORY_NO_TERM ? 0 : (uintptr_t)id + 1;
	}
	return *v ? (uint32_t)(*v - 1) : STORY_NO_TERM;
}

static uint32_t number_term(struct reading *r, const struct number *x)
{
	char key[48] = "#";
	size_t n = 1;

	/* What %.9g would write. */
	if (x->value >= 0 && x->value < 1e9 &&
	    x->value == (double)(uint32_t)x->value) {
		uint32_t v = (uint32_t)x->value, unit = 1;
		while (v / unit >= 10)
			unit *= 10;
		for (; unit; unit /= 10)
			key[n++] = (char)('0' + v / unit % 10);
	} else {
		n = (size_t)snprintf(key, sizeof(key), "#%.9g", x->value);
	}
	return term_new(r, key, n, STORY_NUMBER);
}

/* The terms of a sentence from `first` on: ascending, each once. */
static void settle(struct story *s, struct story_sentence *x)
{
	uint32_t *v = s->terms.v + x->term;
	size_t n = s->terms.len - x->term, kept = 0;

	sort_few(v, n);
	for (size_t i = 0; i < n; i++)
		if (!i || v[i] != v[i - 1]) {
			s->vocabulary.v[v[i]].df++;
			v[kept++] = v[i];
		}
	s->terms.len = x->term + kept;
	x->n_terms = (uint32_t)kept;
}

static void add_word(struct story *s, const struct token *k, uint32_t term)
{
	struct story_word w = {
		.off = k->off,
		.len = k->len < UINT16_MAX ? (uint16_t)k->len : UINT16_MAX,
		.flags = (uint16_t)k->flags,
		.term = term,
	};

	vec_push(&s->words, w);
}

static void add_token(struct reading *r, const struct token *k, bool title)
{
	uint32_t id = term_of(r, k);

	add_word(r->s, k, id);
	if (id == STORY_NO_TERM)
		return;
	struct story_term *t = &r->s->vocabulary.v[id];
	if (title)
		t->flags |= STORY_HEADED;
	/* A capital at the beginning of a sentence says nothing, in a title
	 * it may be style. */
	if (!title && !(k->flags & TOKEN_SENTENCE)) {
		t->mids++;
		t->caps += (k->flags & TOKEN_UPPER_FIRST) != 0;
	}
	vec_push(&r->s->terms, id);
}

static void add_sentence(struct reading *r, struct story_sentence x)
{
	struct story *s = r->s;
	size_t next = 0;

	x.term = (uint32_t)s->terms.len;
	x.number = (uint32_t)s->numbers.len;
	x.word = (uint32_t)s->words.len;
	number_scan_in(x.text, x.len, &r->numbers, &s->numbers);
	x.n_numbers = (uint32_t)s->numbers.len - x.number;
	const struct number *nums = s->numbers.v + x.number;
	for (size_t i = 0; i < x.n_numbers; i++) {
		uint32_t id = number_term(r, &nums[i]);
		vec_push(&s->terms, id);
	}
	token_scan(&r->tokens, x.text, x.len, STORY_TERMS_MAX);
	for (size_t i = 0; i < r->tokens.len; i++) {
		const struct token *k = &r->tokens.v[i];
		while (next < x.n_numbers &&
		       nums[next].off + nums[next].len <= k->off)
			next++;
		if (next < x.n_numbers && k->off >= nums[next].off) {
			add_word(s, k, STORY_NO_TERM);
			continue; /* part of a number */
		}
		add_token(r, k, x.place == 0);
	}
	x.n_words = (uint32_t)s->words.len - x.word;
	settle(s, &x);
	vec_push(&s->sentences, x);
}

static void set_lang(struct reading *r, size_t i)
{
	const struct story_report *rep = &r->s->reports[i];
	const char *lang = "";

	if (rep->lang && *rep->lang)
		lang = lang_primary(rep->lang);
	if (!*lang && rep->doc)
		lang = lang_detect(rep->doc->text.ptr,
				   rep->doc->text.len < 4000 ?
					   rep->doc->text.len :
					   4000);
	if (!*lang && rep->title)
		lang = lang_detect(rep->title, strlen(rep->title));
	snprintf(r->s->langs[i], sizeof(r->s->langs[i]), "%s", lang);
	r->lang = r->s->langs[i];
	int at = 0;
	while (at < LANGS_MAX - 1 && r->forms[at].map.count &&
	       strcmp(r->forms[at].lang, lang))
		at++;
	memcpy(r->forms[at].lang, r->s->langs[i], sizeof(r->forms[at].lang));
	r->form = &r->forms[at].map;
	if (!i || strcmp(r->numbers.lang, lang))
		number_lang_init(&r->numbers, lang);
}

static void read_report(struct reading *r, uint32_t i)
{
	const struct story_report *rep = &r->s->reports[i];
	struct sentence_vec found = { 0 };

	set_lang(r, i);
	r->s->first[i] = (uint32_t)r->s->sentences.len;
	if (rep->title && *rep->title)
		add_sentence(r, (struct story_sentence){
					.text = rep->title,
					.len = (uint32_t)strlen(rep->title),
					.report = i });
	if (rep->doc)
		sentence_scan(rep->doc, &found);
	for (size_t k = 0; k < found.len && k < STORY_SENTENCES_MAX; k++)
		add_sentence(r, (struct story_sentence){
					.text = rep->doc->text.ptr +
						found.v[k].off,
					.len = found.v[k].len,
					.off = found.v[k].off,
					.block = found.v[k].block,
					.report = i,
					.place = (uint32_t)k + 1 });
	vec_release(&found);
}

static bool has_names(const char *lang)
{
	/* Nouns have capitals in German. */
	return strcmp(lang, "de") && strcmp(lang, "lb");
}

/* What each term weighs, when all is read. */
static void weigh(struct story *s)
{
	double n = (double)s->sentences.len;
	bool names = !s->n_reports || has_names(s->langs[0]);

	if (n < SENTENCES_LEAST)
		n = SENTENCES_LEAST;
	for (size_t i = 0; i < s->vocabulary.len; i++) {
		struct story_term *t = &s->vocabulary.v[i];
		double w = log(1 + n / (t->df + 0.5));
		if (names && t->caps * 2 > t->mids)
			t->flags |= STORY_NAME;
		t->weight = (float)w;
	}
	for (size_t i = 0; i < s->sentences.len; i++) {
		struct story_sentence *x = &s->sentences.v[i];
		for (size_t k = 0; k < x->n_terms; k++)
			x->weight +=
				s->vocabulary.v[s->terms.v[x->term + k]].weight;
	}
}

struct story *story_new(const struct story_report *reports, size_t n)
{
	struct story *s = xcalloc(1, sizeof(*s));
	struct reading r = { .s = s, .lang = "" };

	if (n > STORY_REPORTS_MAX)
		n = STORY_REPORTS_MAX;
	s->reports = reports;
	s->n_reports = n;
	s->first = xcalloc(n + 1, sizeof(*s->first));
	s->langs = xcalloc(n + 1, sizeof(*s->langs));
	r.stemmer = stemmer_new();
	tokens_init(&r.tokens);
	buf_init(&r.stem, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < n; i++)
		read_report(&r, (uint32_t)i);
	s->first[n] = (uint32_t)s->sentences.len;
	weigh(s);
	buf_release(&r.stem);
	tokens_release(&r.tokens);
	stemmer_free(r.stemmer);
	map_release(&r.stems);
	for (int i = 0; i < LANGS_MAX; i++)
		map_release(&r.forms[i].map);
	return s;
}

void story_free(struct story *s)
{
	if (!s)
		return;
	vec_release(&s->sentences);
	vec_release(&s->terms);
	vec_release(&s->vocabulary);
	vec_release(&s->numbers);
	vec_release(&s->words);
	free(s->first);
	free(s->langs);
	free(s);
}

double story_shared(const struct story *s, const struct story_sentence *a,
		    const struct story_sentence *b)
{
	const uint32_t *x = s->terms.v + a->term, *y = s->terms.v + b->term;
	size_t i = 0, k = 0;
	double sum = 0;

	while (i < a->n_terms && k < b->n_terms) {
		if (x[i] < y[k]) {
			i++;
		} else if (x[i] > y[k]) {
			k++;
		} else {
			sum += s->vocabulary.v[x[i]].weight;
			i++;
			k++;
		}
	}
	return sum;
}
