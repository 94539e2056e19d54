/* queue.c - see queue_priv.h. */
#include "config.h"

#include "queue_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "transfer_priv.h"

#include "thrum/base/banned.h"

struct waiting {
	struct fetch_request req;
	struct waiting *next;
};

static void host_free(struct host *h)
{
	while (h->first) {
		struct waiting *w = h->first;
		h->first = w->next;
		free(w);
	}
	free(h);
}

void queue_release(struct queue *q)
{
	for (size_t i = 0; i < q->hosts.n_entries; i++)
		if (q->hosts.entries[i].key)
			host_free((struct host *)q->hosts.entries[i].value);
	map_release(&q->hosts);
}

void queue_push(struct queue *q, struct host *h)
{
	if (h->in_ring || !h->first || h->is_resting || h->active >= h->limit)
		return;
	h->in_ring = true;
	h->next_in_ring = NULL;
	if (q->ring_last)
		q->ring_last->next_in_ring = h;
	else
		q->ring_first = h;
	q->ring_last = h;
}

struct host *queue_pop(struct queue *q)
{
	struct host *h = q->ring_first;

	if (!h)
		return NULL;
	q->ring_first = h->next_in_ring;
	if (!q->ring_first)
		q->ring_last = NULL;
	h->in_ring = false;
	return h;
}

static struct host *host_of(struct queue *q, const char *url)
{
	char *key = address_key(url);
	bool is_new;
	uintptr_t *at = map_put(&q->hosts, key, strlen(key), &is_new);

	if (is_new) {
		struct host *h = xcalloc(1, sizeof(*h));
		h->limit = q->per_host;
		h->is_fetchable = *key != '\0';
		*at = (uintptr_t)h;
	}
	free(key);
	return (struct host *)*at;
}

void queue_add(struct queue *q, const struct fetch_request *r)
{
	struct host *h = host_of(q, r->url);
	struct waiting *w = xmalloc(sizeof(*w));

	*w = (struct waiting){ .req = *r };
	if (h->first)
		h->last->next = w;
	else
		h->first = w;
	h->last = w;
	h->n_waiting++;
	queue_push(q, h);
}

struct fetch_request host_pop(struct host *h)
{
	struct waiting *w = h->first;
	struct fetch_request req = w->req;

	h->first = w->next;
	h->n_waiting--;
	free(w);
	return req;
}
