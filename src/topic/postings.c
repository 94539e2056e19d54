/* postings.c - the articles that have a dimension, in three bytes each.
 *
 * A list is walked for every article that comes, so its length in bytes is
 * the time that takes. Of an article's number only the lower half is kept;
 * the upper half stands in a posting of no weight before the first that has
 * it. Numbers ascend, so a list has hardly ever more than two of these.
 */
#include "config.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define CAP_FIRST 8 /* what the smallest block of memory holds */

static void set_cap(struct vocab *v, struct plist *l, struct plist_room *room,
		    uint32_t cap)
{
	v->posting_bytes += cap * sizeof(*l->v);
	v->posting_bytes -= room->cap * sizeof(*l->v);
	l->v = xreallocarray(l->v, cap, sizeof(*l->v));
	room->cap = cap;
}

static void push(struct vocab *v, struct plist *l, struct plist_room *room,
		 struct posting p)
{
	if (l->len == room->cap)
		set_cap(v, l, room,
			room->cap ? room->cap + room->cap / 4 + 4 : CAP_FIRST);
	l->v[l->len++] = p;
}

void plist_reserve(struct vocab *v, struct dim *d, int kind, uint32_t n)
{
	set_cap(v, &d->post[kind], &d->room[kind], n + 1);
}

void plist_add(struct vocab *v, struct dim *d, int kind, struct member m)
{
	struct plist *l = &d->post[kind];
	struct plist_room *room = &d->room[kind];
	uint16_t upper = (uint16_t)(m.seq >> 16);
	uint8_t code = weight_code(m.w);

	l->n_open++;
	if (d->unlisted)
		return;
	if (!l->len || room->upper != upper)
		push(v, l, room, (struct posting){ upper, 0 });
	room->upper = upper;
	/* No weight would be another upper half. */
	push(v, l, room,
	     (struct posting){ (uint16_t)m.seq, code ? code : 1 });
}

void plist_drop(struct vocab *v, struct dim *d, int kind)
{
	uint32_t n_open = d->post[kind].n_open;

	plist_release(v, d, kind);
	d->post[kind].n_open = n_open;
}

void plist_release(struct vocab *v, struct dim *d, int kind)
{
	free(d->post[kind].v);
	v->posting_bytes -= d->room[kind].cap * sizeof(struct posting);
	d->post[kind] = (struct plist){ 0 };
	d->room[kind] = (struct plist_room){ 0 };
}

/* Numbers that are open stay, each behind its upper half. */
void plist_sweep(struct topic *t, struct dim *d, int kind)
{
	struct plist *l = &d->post[kind];
	struct plist_room *room = &d->room[kind];
	struct posting upper = { 0 };
	bool told = false;
	uint32_t n = 0;

	for (uint32_t i = 0; i < l->len; i++) {
		struct posting p = l->v[i];
		if (!p.w) {
			upper = p;
			told = false;
			continue;
		}
		if (!art_is_open(t, (uint32_t)upper.low << 16 | p.low))
			continue;
		if (!told)
			l->v[n++] = upper;
		told = true;
		room->upper = upper.low;
		l->v[n++] = p;
	}
	l->len = n;
	if (!n)
		plist_release(&t->vocab, d, kind);
	else if (n < room->cap - room->cap / 4)
		set_cap(&t->vocab, l, room, n + n / 8 + 1);
}
