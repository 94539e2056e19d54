/* forget.c - the vocabulary kept in bounds.
 *
 * Every word that was ever read is a term, most of them read once. When
 * there are many, a tick forgets those that are in no open article and in
 * fewest articles at all; if one comes again it is new, and weighs a little
 * more than it would have. Terms and dimensions that stay are numbered
 * anew, in the order that they had, so that nothing that is compared
 * changes: what is forgotten decides nothing today. The state is saved
 * afresh after it, which is rare: half of max_terms must come at least before
 * the next time.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "state_priv.h"

#include "thrum/base/banned.h"

#define DF_MAX 64 /* commoner ones always stay */

struct forgetter {
	struct topic *t;
	struct vocab *v;
	bool *keep; /* by dimension */
	uint32_t *dim; /* old number -> new, NONE = forgotten */
	uint32_t *term;
};

static bool is_open_dim(const struct dim *d)
{
	return d->post[0].n_open || d->post[1].n_open;
}

size_t vocab_n_open(const struct vocab *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->dims.len; i++)
		n += is_open_dim(&v->dims.v[i]);
	return n;
}

static bool is_open_term(const struct vocab *v, const struct term *m)
{
	return is_open_dim(&v->dims.v[m->dim]);
}

static size_t frequency(const struct term *m)
{
	size_t n = (size_t)m->df[0] + m->df[1] + m->df[2];

	return n < DF_MAX ? n : DF_MAX;
}

/* So many articles must have a term of no open one: as few as leave half of
 * `max`, or room for an eighth of it beside the open ones. */
static size_t least_frequency(const struct vocab *v, size_t max)
{
	size_t with[DF_MAX + 1] = { 0 }, closed = 0, least = 2;

	for (size_t i = 0; i < v->terms.len; i++) {
		if (is_open_term(v, &v->terms.v[i]))
			continue;
		with[frequency(&v->terms.v[i])]++;
		closed++;
	}
	size_t open = v->terms.len - closed, room = max / 8;
	if (open + room < max / 2)
		room = max / 2 - open;
	closed -= with[0] + with[1];
	while (closed > room && least < DF_MAX)
		closed -= with[least++];
	return least;
}

static void choose_terms(struct forgetter *f, size_t least)
{
	struct vocab *v = f->v;
	uint32_t n = 0;

	for (size_t i = 0; i < v->dims.len; i++)
		f->keep[i] = is_open_dim(&v->dims.v[i]);
	for (size_t i = 0; i < v->terms.len; i++) {
		const struct term *m = &v->terms.v[i];
		bool stays = is_open_term(v, m) || frequency(m) >= least;
		f->term[i] = stays ? n++ : NONE;
		if (stays)
			f->keep[m->dim] = true;
	}
}

static void number_dims(struct forgetter *f)
{
	uint32_t n = 0;

	for (size_t i = 0; i < f->v->dims.len; i++)
		f->dim[i] = f->keep[i] ? n++ : NONE;
}

/* Surfaces are written anew; a TITLE dimension has that of its word, which
 * vocab_find_titles() gives it. */
static void renumber_dims(struct forgetter *f)
{
	struct vocab *v = f->v;
	struct buf old = v->surfaces;
	size_t n = 0;

	buf_init(&v->surfaces, BUF_MAX_DEFAULT);
	buf_addc(&v->surfaces, '\0');
	idmap_release(&v->dim_ids);
	for (size_t i = 0; i < v->dims.len; i++) {
		struct dim d = v->dims.v[i];
		const char *s = old.ptr + d.surface;
		if (f->dim[i] == NONE) {
			for (int k = 0; k < 2; k++)
				plist_release(v, &d, k);
			continue;
		}
		d.surface = d.space == SPACE_TITLE ?
				    0 :
				    vocab_surface_new(v, s, strlen(s));
		*idmap_put(&v->dim_ids, d.hash) = (uint32_t)n;
		v->dims.v[n++] = d;
	}
	v->dims.len = n;
	buf_release(&old);
}

static void renumber_terms(struct forgetter *f)
{
	struct vocab *v = f->v;
	size_t n = 0;

	idmap_release(&v->term_ids);
	idmap_release(&v->words);
	for (size_t i = 0; i < v->terms.len; i++) {
		struct term m = v->terms.v[i];
		if (f->term[i] == NONE)
			continue;
		m.dim = f->dim[m.dim];
		*idmap_put(&v->term_ids, m.hash) = (uint32_t)n;
		v->terms.v[n++] = m;
	}
	v->terms.len = n;
	vocab_find_titles(v);
	n = 0;
	for (size_t i = 0; i < v->touched.len; i++)
		if (f->term[v->touched.v[i]] != NONE)
			v->touched.v[n++] = f->term[v->touched.v[i]];
	v->touched.len = n;
}

static void renumber_arts(struct forgetter *f)
{
	struct topic *t = f->t;

	for (size_t k = 0; k < t->arts.len; k++) {
		struct art *a = t->arts.v[k];
		if (a->flags & ART_OPEN)
			art_renumber(t, a, f->dim);
	}
}

void vocab_forget(struct topic *t)
{
	struct forgetter f = { .t = t, .v = &t->vocab };
	size_t max = (size_t)t->p.max_terms;

	if (f.v->terms.len < max || f.v->terms.len < f.v->forget_at)
		return;
	f.keep = xcalloc(f.v->dims.len + 1, sizeof(*f.keep));
	f.dim = xcalloc(f.v->dims.len + 1, sizeof(*f.dim));
	f.term = xcalloc(f.v->terms.len + 1, sizeof(*f.term));
	choose_terms(&f, least_frequency(f.v, max));
	number_dims(&f);
	renumber_dims(&f);
	renumber_terms(&f);
	renumber_arts(&f);
	terms_scratch_clear(t->scratch);
	f.v->forget_at = (uint32_t)(f.v->terms.len + max / 2);
	if (t->saver)
		t->saver->renumbered = true;
	free(f.keep);
	free(f.dim);
	free(f.term);
}
