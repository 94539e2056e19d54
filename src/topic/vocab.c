/* vocab.c - words to terms (in a language) and dimensions (in all).
 *
 * A term or dimension is known by a 64-bit hash of its stem: two stems with
 * one hash among a million have a chance of 1 in 10^8 and would do no harm.
 * So no stem is kept, only one way in which people write it, for evidence.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define WORDS_MAX ((size_t)1 << 20) /* entries of the word cache */
#define SURFACE_MAX 60 /* bytes */
#define LANGS_MAX 64 /* further ones share the last place */

void vocab_init(struct vocab *v)
{
	*v = (struct vocab){ 0 };
	buf_init(&v->surfaces, BUF_MAX_DEFAULT);
	buf_init(&v->stem, 4096);
	buf_addc(&v->surfaces, '\0');
	v->stemmer = stemmer_new();
}

void vocab_release(struct vocab *v)
{
	for (size_t i = 0; i < v->dims.len; i++) {
		free(v->dims.v[i].post[0].v);
		free(v->dims.v[i].post[1].v);
	}
	vec_release(&v->dims);
	vec_release(&v->terms);
	vec_release(&v->langs);
	vec_release(&v->touched);
	idmap_release(&v->words);
	idmap_release(&v->term_ids);
	idmap_release(&v->dim_ids);
	buf_release(&v->surfaces);
	buf_release(&v->stem);
	stemmer_free(v->stemmer);
}

uint16_t vocab_lang(struct vocab *v, const char *tag)
{
	struct lang l = { 0 };

	for (size_t i = 0; i < sizeof(l.tag) - 1 && tag[i] >= 'a' &&
			   tag[i] <= 'z'; i++)
		l.tag[i] = tag[i];
	for (size_t i = 0; i < v->langs.len; i++)
		if (!memcmp(v->langs.v[i].tag, l.tag, sizeof(l.tag)))
			return (uint16_t)i;
	if (v->langs.len == LANGS_MAX)
		return LANGS_MAX - 1;
	vec_push(&v->langs, l);
	return (uint16_t)(v->langs.len - 1);
}

uint64_t vocab_dim_hash(enum space space, uint64_t stem_hash)
{
	return hash64_mix(stem_hash, (uint64_t)space + 1);
}

static uint64_t term_hash(uint16_t lang, enum space space, uint64_t stem_hash)
{
	return hash64_mix(stem_hash, 16 + (uint64_t)lang * SPACES + space);
}

uint32_t vocab_dim(struct vocab *v, uint64_t hash, enum space space)
{
	uint32_t *at = idmap_put(&v->dim_ids, hash);

	if (*at == NONE) {
		struct dim d = { .hash = hash, .space = (uint8_t)space };
		*at = (uint32_t)v->dims.len;
		vec_push(&v->dims, d);
	}
	return *at;
}

uint32_t vocab_surface_new(struct vocab *v, const char *raw, size_t len)
{
	uint32_t at = (uint32_t)v->surfaces.len;

	if (!len || len > SURFACE_MAX)
		return 0;
	buf_add(&v->surfaces, raw, len);
	buf_addc(&v->surfaces, '\0');
	return v->surfaces.overflow ? 0 : at;
}

uint32_t vocab_term_new(struct vocab *v, uint64_t hash, uint16_t lang,
			uint8_t space)
{
	struct term m = { .hash = hash,
			  .dim = NONE,
			  .dim_title = NONE,
			  .mark = NONE,
			  .lang = lang,
			  .space = space };

	vec_push(&v->terms, m);
	return (uint32_t)(v->terms.len - 1);
}

static uint32_t term_of(struct vocab *v, uint16_t lang, enum space space,
			uint64_t stem_hash, const struct word_at *w)
{
	uint64_t hash = term_hash(lang, space, stem_hash);
	uint32_t *at = idmap_put(&v->term_ids, hash);

	if (*at != NONE)
		return *at;
	uint32_t id = *at = vocab_term_new(v, hash, lang, (uint8_t)space);
	size_t before = v->dims.len;
	uint32_t dim = vocab_dim(v, vocab_dim_hash(space, stem_hash), space);
	v->terms.v[id].dim = dim;
	/* Only when made, so that a saved dimension never changes. */
	if (dim == before)
		v->dims.v[dim].surface =
			vocab_surface_new(v, w->raw, w->raw_len);
	return id;
}

uint32_t vocab_word(struct vocab *v, uint16_t lang, const struct word_at *w,
		    uint64_t hash)
{
	if (v->words.count >= WORDS_MAX)
		idmap_release(&v->words);
	uint64_t key = hash64_mix(hash, lang);
	uint32_t *at = idmap_put(&v->words, key);
	if (*at != NONE)
		return *at;
	buf_clear(&v->stem);
	stemmer_stem(v->stemmer, v->langs.v[lang].tag, w->norm, w->norm_len,
		     &v->stem);
	/* Only in Vietnamese do words differ by nothing but marks. */
	if (strcmp(v->langs.v[lang].tag, "vi") != 0)
		letters_fold(&v->stem);
	*at = term_of(v, vocab_pool(v, lang), SPACE_WORD,
		      hash64(v->stem.ptr, v->stem.len, 0), w);
	return *at;
}

uint32_t vocab_name(struct vocab *v, uint16_t lang, const struct word_at *w)
{
	return term_of(v, vocab_pool(v, lang), SPACE_NAME,
		       hash64(w->norm, w->norm_len, 0), w);
}

uint32_t vocab_gist(struct vocab *v, uint16_t lang, uint64_t gist_hash)
{
	const struct word_at none = { "", "", 0, 0 };

	return term_of(v, vocab_pool(v, lang), SPACE_TITLE, gist_hash, &none);
}

uint32_t vocab_name_find(const struct vocab *v, uint16_t lang,
			 const char *norm, size_t len)
{
	return idmap_get(&v->term_ids,
			 term_hash(vocab_pool(v, lang), SPACE_NAME,
				   hash64(norm, len, 0)));
}

void vocab_find_titles(struct vocab *v)
{
	for (size_t i = 0; i < v->terms.len; i++) {
		struct term *m = &v->terms.v[i];
		if (m->space != SPACE_WORD)
			continue;
		m->dim_title = idmap_get(&v->dim_ids,
					 vocab_dim_hash(SPACE_TITLE,
							v->dims.v[m->dim].hash));
		if (m->dim_title != NONE)
			v->dims.v[m->dim_title].surface =
				v->dims.v[m->dim].surface;
	}
}

const char *vocab_surface(const struct vocab *v, uint32_t dim)
{
	return v->surfaces.ptr + v->dims.v[dim].surface;
}

size_t vocab_memory(const struct vocab *v)
{
	return idmap_memory(&v->words) + idmap_memory(&v->term_ids) +
	       idmap_memory(&v->dim_ids) +
	       v->terms.cap * sizeof(*v->terms.v) +
	       v->dims.cap * sizeof(*v->dims.v) + v->surfaces.cap +
	       v->posting_bytes;
}
