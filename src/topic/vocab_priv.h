/* vocab_priv.h - words as numbers: maps by 64-bit keys, lists of weights, and
 * the vocabulary with its terms and dimensions. Part of topic_priv.h.
 */
#ifndef THRUM_TOPIC_VOCAB_PRIV_H
#define THRUM_TOPIC_VOCAB_PRIV_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"

#define NONE UINT32_MAX

struct topic;

/* ---- 64-bit keys to 32-bit numbers -------------------------------------- */
struct idmap {
	uint64_t *keys; /* 0 = free; a key of 0 is stored as 1 */
	uint32_t *vals;
	size_t n_slots, count; /* n_slots: power of two, at most 2/3 full */
};
void idmap_release(struct idmap *m);
/* The value's place, NONE in it when new. Valid until the next put. */
uint32_t *idmap_put(struct idmap *m, uint64_t key);
uint32_t idmap_get(const struct idmap *m, uint64_t key); /* or NONE */
/* It will be asked for soon. */
void idmap_prefetch(const struct idmap *m, uint64_t key);
void idmap_remove(struct idmap *m, uint64_t key);
size_t idmap_memory(const struct idmap *m);

/* ---- keys.c: the heaviest first ----------------------------------------- */
struct key_vec {
	VEC_FIELDS(uint64_t);
};
/* Of a weight > 0; the heavier, then the lower number, goes first. */
static inline uint64_t key_make(float w, uint32_t number)
{
	uint32_t bits;

	memcpy(&bits, &w, sizeof(bits));
	return (uint64_t)(UINT32_MAX - bits) << 32 | number;
}
static inline float key_weight(uint64_t key)
{
	uint32_t bits = UINT32_MAX - (uint32_t)(key >> 32);
	float w;

	memcpy(&w, &bits, sizeof(w));
	return w;
}
static inline uint32_t key_number(uint64_t key)
{
	return (uint32_t)key;
}
void keys_sort(struct key_vec *keys);
/* Keep the first `max` of all that are offered, as a heap with the last of
 * them on top. */
void keys_offer(struct key_vec *heap, size_t max, uint64_t key);

/* ---- vocabulary --------------------------------------------------------- */
enum space {
	SPACE_WORD, /* stems, title and body */
	SPACE_TITLE, /* stems of titles; of headlines, their gist */
	SPACE_NAME, /* capitalised runs, words and phrases */
	SPACE_KEY, /* what words of two languages meet under; cross.c */
	SPACES
};
enum count_kind { COUNT_FULL, COUNT_HEAD, COUNT_TITLE, COUNT_NAME, COUNTS };

/* An article in the list of a dimension; see postings.c. */
struct __attribute__((packed)) posting {
	uint16_t low; /* lower half of its number */
	uint8_t w; /* weight_code() in the vector; 0: `low` is the upper half
		    * of those behind */
};
struct plist {
	struct posting *v;
	uint32_t len;
	uint32_t n_open; /* open articles in it, were it kept */
};
struct plist_room {
	uint32_t cap;
	uint16_t upper; /* half of the last number */
};
/* A coordinate of the vectors, the same for all languages. */
struct dim {
	/* Of full texts; of headlines. First, since all that linking looks
	 * at lies in one line of the cache then. */
	struct plist post[2];
	struct plist_room room[2];
	uint64_t hash; /* of space and stem: its identity */
	uint32_t surface; /* into vocab.surfaces; 0 = none */
	uint8_t space;
	bool unlisted; /* so common that no list is kept: lists.c */
};
/* A term in one language, with its document frequencies. */
struct term {
	uint64_t hash; /* of language, space and stem */
	uint32_t dim;
	uint32_t dim_title; /* NONE until it stood in a title of a full text */
	uint32_t df[3]; /* COUNT_FULL..COUNT_TITLE; a name uses df[0] */
	uint32_t saved[3]; /* df as of the last save */
	uint32_t mark; /* scratch: place in the article at hand */
	uint16_t lang;
	uint8_t space; /* SPACE_WORD, SPACE_NAME, or SPACE_TITLE for gist */
};
struct lang {
	char tag[4]; /* primary subtag, NUL-ended */
	uint32_t n[COUNTS]; /* articles counted */
	uint32_t n_open; /* open articles; not saved */
};

struct dim_vec {
	VEC_FIELDS(struct dim);
};
struct term_vec {
	VEC_FIELDS(struct term);
};
struct lang_vec {
	VEC_FIELDS(struct lang);
};

struct vocab {
	struct stemmer *stemmer;
	struct idmap words; /* language and folded word -> term: a cache */
	struct idmap term_ids, dim_ids; /* by hash */
	bool shared; /* all languages count in one place */
	struct term_vec terms;
	struct dim_vec dims;
	struct lang_vec langs;
	struct buf surfaces; /* NUL-ended strings; [0] is "" */
	struct buf stem; /* scratch */
	struct { VEC_FIELDS(uint32_t); } touched; /* terms counted since the
						  * last save */
	size_t posting_bytes;
	uint32_t forget_at; /* so many terms: time to forget some */
};
void vocab_init(struct vocab *v);
void vocab_release(struct vocab *v);
uint16_t vocab_lang(struct vocab *v, const char *tag);
/* The language whose counts serve `lang`. */
static inline uint16_t vocab_pool(const struct vocab *v, uint16_t lang)
{
	return v->shared ? 0 : lang;
}
/* A word (folded `norm`, as written `raw`) in a language. */
struct word_at {
	const char *norm, *raw;
	uint32_t norm_len, raw_len;
};
uint32_t vocab_word(struct vocab *v, uint16_t lang, const struct word_at *w,
		    uint64_t hash);
uint32_t vocab_name(struct vocab *v, uint16_t lang, const struct word_at *w);
uint32_t vocab_gist(struct vocab *v, uint16_t lang, uint64_t gist_hash);
uint32_t vocab_name_find(const struct vocab *v, uint16_t lang,
			 const char *norm, size_t len); /* or NONE */
uint32_t vocab_term_new(struct vocab *v, uint64_t hash, uint16_t lang,
			uint8_t space);
uint32_t vocab_dim(struct vocab *v, uint64_t hash, enum space space);
uint64_t vocab_dim_hash(enum space space, uint64_t stem_hash);
uint32_t vocab_surface_new(struct vocab *v, const char *raw, size_t len);
/* Count one more article with it; gives the new frequency. */
static inline uint32_t vocab_count(struct vocab *v, uint32_t term,
				   enum count_kind kind)
{
	struct term *m = &v->terms.v[term];

	if (m->df[0] == m->saved[0] && m->df[1] == m->saved[1] &&
	    m->df[2] == m->saved[2])
		vec_push(&v->touched, term);
	return ++m->df[kind == COUNT_NAME ? 0 : (size_t)kind];
}
const char *vocab_surface(const struct vocab *v, uint32_t dim);
size_t vocab_memory(const struct vocab *v);
/* Each word's dimension in titles, and that one's surface. */
void vocab_find_titles(struct vocab *v);
/* forget.c: dimensions of open articles; if there are too many terms, forget
 * rare ones of no open article. */
size_t vocab_n_open(const struct vocab *v);
void vocab_forget(struct topic *t);

#endif
