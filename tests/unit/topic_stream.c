/* topic_stream.c - see topic_stream.h. */
#include "config.h"

#include "topic_stream.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#define DAY_S 86400

uint32_t prng(uint32_t *state)
{
	uint32_t x = *state;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return *state = x;
}

/* A word that stands for number n, of syllables. */
static void add_word(struct buf *b, uint32_t n, int is_name)
{
	static const char *const syl[] = { "ba", "re", "mi", "to", "lun",
					   "sar", "vek", "dol", "pin", "gha" };
	size_t at = b->len;

	for (int i = 0; i < 4; i++, n /= 10)
		buf_adds(b, syl[n % 10]);
	if (is_name)
		b->ptr[at] = (char)(b->ptr[at] - 'a' + 'A');
}

static void add_sentence(struct buf *b, uint32_t *rnd, uint32_t event)
{
	buf_adds(b, "The ");
	for (int i = 0; i < 9; i++) {
		uint32_t r = prng(rnd) % 10;
		if (r < 2)
			add_word(b, 7000 + event * 4 + prng(rnd) % 4, 1);
		else if (r < 6)
			add_word(b, event * 12 + prng(rnd) % 12, 0);
		else
			add_word(b, 9000 + prng(rnd) % 400, 0);
		buf_addc(b, i == 8 ? '.' : ' ');
	}
	buf_addc(b, ' ');
}

static struct report make(uint32_t *rnd, uint32_t event, int64_t date)
{
	struct buf title = BUF_INIT, body = BUF_INIT;
	int sentences = prng(rnd) % 6 ? 3 + (int)(prng(rnd) % 8) : 0;

	for (int i = 0; i < 7; i++) {
		if (i)
			buf_addc(&title, ' ');
		if (i == 2)
			add_word(&title, 7000 + event * 4 + prng(rnd) % 4, 1);
		else
			add_word(&title, i % 3 ? event * 12 + prng(rnd) % 12 :
						 9000 + prng(rnd) % 400,
				 i == 0);
	}
	for (int i = 0; i < sentences; i++)
		add_sentence(&body, rnd, event);
	return (struct report){ buf_detach(&title), buf_detach(&body),
				prng(rnd) % 20 ? date : 0, (int)event };
}

struct stream stream_make(uint32_t seed, size_t n)
{
	struct stream s = { 0 };
	uint32_t rnd = seed * 2654435761u + 1;
	int64_t now = 1748000000;

	for (size_t i = 0; i < n; i++) {
		now += prng(&rnd) % 3000;
		if (prng(&rnd) % 60 == 0)
			now += (int64_t)(prng(&rnd) % 8) * DAY_S;
		uint32_t event = (uint32_t)(i / 25) + prng(&rnd) % 8;
		struct report r = make(&rnd, event, now);
		if (i > 10 && prng(&rnd) % 12 == 0) { /* a copy */
			const struct report *of = &s.v[i - 1 - prng(&rnd) % 9];
			free(r.body);
			r.body = xstrdup(of->body);
			r.event = of->event;
		}
		vec_push(&s, r);
	}
	return s;
}

void stream_release(struct stream *s)
{
	for (size_t i = 0; i < s->len; i++) {
		free(s->v[i].title);
		free(s->v[i].body);
	}
	vec_release(s);
}

void stream_add(struct topic *t, const struct stream *s, size_t i)
{
	struct topic_article a = {
		.id = 1000 + (int64_t)i,
		.title = s->v[i].title,
		.body = s->v[i].body,
		.body_len = strlen(s->v[i].body),
		.lang = "en",
		.date = s->v[i].date,
	};

	topic_add(t, &a);
}

struct told told_new(size_t n)
{
	struct told d = { .n = n };

	d.thread = xcalloc(n + 1, sizeof(*d.thread));
	d.copy = xcalloc(n + 1, sizeof(*d.copy));
	d.fixed = xcalloc(n + 1, 1);
	return d;
}

void told_release(struct told *d)
{
	free(d->thread);
	free(d->copy);
	free(d->fixed);
}

static void take(const struct membership *m, void *ctx)
{
	struct told *d = ctx;
	size_t i = (size_t)(m->article_id - 1000);

	d->calls++;
	if (d->fixed[i] && d->thread[i] != m->thread_id)
		d->moved_when_fixed++;
	d->thread[i] = m->thread_id;
	d->copy[i] = m->copy_of;
	d->fixed[i] = m->fixed;
}

void told_take(struct topic *t, struct told *d)
{
	topic_decide(t);
	topic_changes(t, take, d);
}

char *told_text(const struct told *d)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < d->n; i++)
		buf_addf(&b, "%lld %lld %d\n", (long long)d->thread[i],
			 (long long)d->copy[i], d->fixed[i]);
	return buf_detach(&b);
}

void chunks_release(struct chunks *c)
{
	for (size_t i = 0; i < c->values.len; i++)
		buf_release(&c->values.v[i]);
	vec_release(&c->values);
	str_vec_release(&c->keys);
}

static enum status put(const char *key, const void *bytes, size_t len,
		       void *ctx)
{
	struct chunks *c = ctx;
	size_t i = 0;

	while (i < c->keys.len && strcmp(c->keys.v[i], key) != 0)
		i++;
	if (i == c->keys.len) {
		struct buf none;
		buf_init(&none, BUF_MAX_DEFAULT);
		str_vec_add(&c->keys, key);
		vec_push(&c->values, none);
	}
	buf_clear(&c->values.v[i]);
	buf_add(&c->values.v[i], bytes, len);
	c->written += len;
	return ST_OK;
}

enum status chunks_save(struct topic *t, struct chunks *c)
{
	return topic_save(t, put, c);
}

struct topic *chunks_load(const struct chunks *c, enum status *st)
{
	return chunks_load_as(c, NULL, st);
}

struct topic *chunks_load_as(const struct chunks *c,
			     const struct topic_params *p, enum status *st)
{
	struct topic *t = topic_new(p);

	*st = ST_OK;
	/* Backwards: the order must not matter. */
	for (size_t i = c->keys.len; i > 0 && !*st; i--)
		if (c->values.v[i - 1].len)
			*st = topic_load_chunk(t, c->keys.v[i - 1],
					       c->values.v[i - 1].ptr,
					       c->values.v[i - 1].len);
	if (!*st)
		*st = topic_load_end(t);
	if (!*st)
		return t;
	topic_free(t);
	return NULL;
}
