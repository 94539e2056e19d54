/* places.c - where an article stands, in little memory.
 *
 * After the last tick, after the last decision and as the caller knows it:
 * that is one place of nearly all, who have been where they are for long. Only
 * where they differ are the last two kept, apart.
 */
#include "config.h"

#include <string.h>

#include "topic_priv.h"

#include "thrum/base/banned.h"

bool stands_same(const struct place *a, const struct place *b)
{
	return a->thread == b->thread && a->near == b->near &&
	       a->copy_of == b->copy_of && a->fixed == b->fixed &&
	       !memcmp(&a->score, &b->score, sizeof(a->score));
}

void art_unstand(struct topic *t, struct art *a)
{
	if (!a->apart)
		return;
	t->standings.v[a->apart - 1].next_free = t->free_standing;
	t->free_standing = a->apart;
	a->apart = 0;
}

static uint32_t take(struct topic *t)
{
	struct standing none = { 0 };
	uint32_t k = t->free_standing;

	if (k) {
		t->free_standing = t->standings.v[k - 1].next_free;
		return k;
	}
	vec_push(&t->standings, none);
	return (uint32_t)t->standings.len;
}

void art_stand(struct topic *t, struct art *a, struct place cur,
	       struct place shown)
{
	if (!(a->flags & ART_SHOWN))
		shown = a->real;
	if (stands_same(&cur, &a->real) && stands_same(&shown, &a->real)) {
		art_unstand(t, a);
		return;
	}
	if (!a->apart)
		a->apart = take(t);
	struct standing *s = &t->standings.v[a->apart - 1];
	s->cur = cur;
	s->shown = shown;
}
