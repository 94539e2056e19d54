/* trends.c - see trends.h. */
#include "config.h"

#include "thrum/story/trends.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

#define NAMES_MAX 100000

static struct trend *find(struct trends *t, const char *name, size_t len)
{
	struct buf key = BUF_INIT;
	struct trend *out = NULL;
	bool is_new;

	text_squash(&key, name, len);
	if (!key.len || (t->len >= NAMES_MAX &&
			 !map_has(&t->ids, key.ptr, key.len)))
		goto out;
	uintptr_t *id = map_put(&t->ids, key.ptr, key.len, &is_new);
	if (is_new) {
		struct trend one = { .name = xstrndup(name, len) };
		*id = t->len;
		vec_push(t, one);
	}
	out = &t->v[*id];
out:
	buf_release(&key);
	return out;
}

/* Keep the heaviest threads, in order. */
static void note_thread(struct trend *x, int64_t id, int32_t weight)
{
	for (int i = 0; i < TREND_THREADS; i++) {
		if (x->threads[i] && x->weights[i] >= weight)
			continue;
		for (int k = TREND_THREADS - 1; k > i; k--) {
			x->threads[k] = x->threads[k - 1];
			x->weights[k] = x->weights[k - 1];
		}
		x->threads[i] = id;
		x->weights[i] = weight;
		return;
	}
}

void trends_add(struct trends *t, const struct trends_window *w,
		int64_t thread_id, int64_t first, int32_t weight,
		const char *names)
{
	int64_t age = w->now - first;

	if (age < 0 || age > w->window_s + w->history_s)
		return;
	for (const char *p = names; p && *p;) {
		size_t len = strcspn(p, "\n");
		struct trend *x = find(t, p, len);
		p += len + (p[len] == '\n');
		if (!x)
			continue;
		if (age > w->window_s) {
			x->before++;
		} else {
			x->now++;
			note_thread(x, thread_id, weight);
		}
	}
}

static int by_score(const void *a, const void *b)
{
	const struct trend *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->name, y->name);
}

void trends_settle(struct trends *t, const struct trends_window *w,
		   uint32_t least)
{
	double share = (double)w->window_s /
		       (double)(w->history_s > 0 ? w->history_s : 1);
	size_t kept = 0;

	for (size_t i = 0; i < t->len; i++) {
		struct trend *x = &t->v[i];
		x->usual = (x->before + 0.5) * share;
		x->score = (x->now - x->usual) / sqrt(x->usual + 1);
		if (x->now < least || x->score <= 0)
			free((char *)x->name);
		else
			t->v[kept++] = *x;
	}
	t->len = kept;
	map_release(&t->ids);
	vec_sort(t, by_score);
}

void trends_keep(struct trends *t, size_t limit)
{
	while (t->len > limit)
		free((char *)t->v[--t->len].name);
}

void trends_release(struct trends *t)
{
	for (size_t i = 0; i < t->len; i++)
		free((char *)t->v[i].name);
	map_release(&t->ids);
	vec_release(t);
}
