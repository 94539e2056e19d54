/* test_topic_stream.c - the same stream, the same threads: in one go, in
 * pieces, with saving and loading between, again and again. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "topic_stream.h"

#define N 600

/* What was told, and the state's counters. */
static char *all_of(struct topic *t, const struct told *d, struct chunks *c)
{
	uint64_t h = 0;
	char *text = told_text(d);

	cr_assert_eq(chunks_save(t, c), ST_OK);
	for (size_t i = 0; i < c->keys.len; i++)
		if (!strcmp(c->keys.v[i], "h0"))
			h = hash64(c->values.v[i].ptr, c->values.v[i].len, 0);
	char *all = xasprintf("%s%016llx\n", text, (unsigned long long)h);
	free(text);
	return all;
}

static char *in_one_go_as(const struct stream *s, const struct topic_params *p)
{
	struct topic *t = topic_new(p);
	struct told d = told_new(s->len);
	struct chunks c = { 0 };

	for (size_t i = 0; i < s->len; i++)
		stream_add(t, s, i);
	told_take(t, &d);
	char *text = all_of(t, &d, &c);
	told_release(&d);
	chunks_release(&c);
	topic_free(t);
	return text;
}

static char *in_one_go(const struct stream *s)
{
	return in_one_go_as(s, NULL);
}

Test(stream, two_runs_are_equal_and_good)
{
	struct stream s = stream_make(1, N);
	char *a = in_one_go(&s), *b = in_one_go(&s);

	cr_assert_str_eq(a, b);
	free(a);
	free(b);
	stream_release(&s);
}

/* Share of pairs of neighbours in an event that share a thread, and of
 * neighbours in a thread that share an event. */
Test(stream, events_become_threads)
{
	struct stream s = stream_make(2, N);
	struct topic *t = topic_new(NULL);
	struct told d = told_new(N);
	int both = 0, same_event = 0, same_thread = 0;

	for (size_t i = 0; i < N; i++)
		stream_add(t, &s, i);
	told_take(t, &d);
	for (size_t i = 0; i < N; i++) {
		for (size_t k = i + 1; k < N && k < i + 30; k++) {
			int e = s.v[i].event == s.v[k].event;
			int h = d.thread[i] == d.thread[k];
			both += e && h;
			same_event += e;
			same_thread += h;
		}
	}
	cr_expect_gt(both, same_event * 7 / 10, "%d of %d", both, same_event);
	cr_expect_gt(both, same_thread * 9 / 10, "%d of %d", both,
		     same_thread);
	told_release(&d);
	topic_free(t);
	stream_release(&s);
}

/* Room for a hundred that may move: they settle by stronger links, and what
 * is settled stays. */
Test(stream, a_narrow_window_keeps_what_it_fixed)
{
	struct stream s = stream_make(5, N);
	struct topic_params p;
	struct told d = told_new(N);
	int both = 0, same_thread = 0;

	topic_params_default(&p);
	p.max_live = 100;
	p.max_block = 50;
	struct topic *t = topic_new(&p);
	for (size_t i = 0; i < N; i++) {
		s.v[i].date = 0;
		stream_add(t, &s, i);
		if (i % 37 == 0 || i + 1 == N)
			told_take(t, &d);
	}
	cr_expect_eq(d.moved_when_fixed, 0);
	for (size_t i = 0; i < N; i++) {
		for (size_t k = i + 1; k < N && k < i + 30; k++) {
			int h = d.thread[i] == d.thread[k];
			both += h && s.v[i].event == s.v[k].event;
			same_thread += h;
		}
	}
	cr_expect_gt(both, same_thread * 9 / 10, "%d of %d", both,
		     same_thread);
	told_release(&d);
	topic_free(t);
	stream_release(&s);
}

/* Told of a stream, saved and loaded again after every `pause` reports, 0 =
 * never; *bytes is what the state took at the end. */
static char *told_in_pieces(const struct stream *s,
			    const struct topic_params *p, size_t pause,
			    size_t *bytes)
{
	struct topic *t = topic_new(p);
	struct told d = told_new(s->len);
	struct chunks c = { 0 };
	enum status st;

	for (size_t i = 0; i < s->len; i++) {
		stream_add(t, s, i);
		if (!pause || i % pause)
			continue;
		told_take(t, &d);
		cr_assert_eq(chunks_save(t, &c), ST_OK);
		topic_free(t);
		t = chunks_load_as(&c, p, &st);
		cr_assert_not_null(t);
	}
	told_take(t, &d);
	char *text = told_text(&d);
	*bytes = topic_memory(t);
	told_release(&d);
	chunks_release(&c);
	topic_free(t);
	return text;
}

/* Lists that nobody walks are not kept, and are there again when the window
 * has become small. Ticks fall by time here, so that max_block decides but
 * how many lists are kept: all, where as many may come as like. */
Test(stream, lists_of_common_words_are_spared)
{
	struct stream s = stream_make(6, N);
	struct topic_params p;
	size_t spared, kept, loaded;

	topic_params_default(&p);
	p.many_open = 30;
	p.many_open_full = 20;
	p.common_share = 0.2;
	p.active_days = 3;
	p.max_block = 200;
	for (size_t i = 0; i < N; i++)
		s.v[i].date += i > N / 2 && s.v[i].date ? 3 * 86400 : 0;
	char *got = told_in_pieces(&s, &p, 0, &spared);
	char *resumed = told_in_pieces(&s, &p, 50, &loaded);
	p.max_block = 1000000;
	char *want = told_in_pieces(&s, &p, 0, &kept);
	cr_expect_str_eq(got, want);
	cr_expect_str_eq(resumed, want);
	cr_expect_lt(spared, kept);
	free(got);
	free(resumed);
	free(want);
	stream_release(&s);
}

Test(stream, asking_in_between_changes_nothing)
{
	struct stream s = stream_make(3, N);
	struct topic *t = topic_new(NULL);
	struct told d = told_new(N);
	struct chunks c = { 0 };
	uint32_t rnd = 5;
	char *want = in_one_go(&s);

	for (size_t i = 0; i < N; i++) {
		stream_add(t, &s, i);
		if (prng(&rnd) % 20 == 0)
			told_take(t, &d);
	}
	told_take(t, &d);
	char *got = all_of(t, &d, &c);
	cr_expect_str_eq(got, want);
	cr_expect_eq(d.moved_when_fixed, 0);
	size_t calls = d.calls;
	told_take(t, &d);
	cr_expect_eq(d.calls, calls, "nothing new, nothing told");
	free(got);
	free(want);
	told_release(&d);
	topic_free(t);
	chunks_release(&c);
	stream_release(&s);
}

static void cut_and_resume(uint32_t seed, const struct topic_params *p)
{
	struct stream s = stream_make(seed, N);
	struct topic *t = topic_new(p);
	struct told d = told_new(N);
	struct chunks c = { 0 };
	uint32_t rnd = seed + 77;
	enum status st;
	char *want = in_one_go_as(&s, p);

	for (size_t i = 0; i < N; i++) {
		stream_add(t, &s, i);
		if (prng(&rnd) % 40)
			continue;
		if (prng(&rnd) % 3)
			told_take(t, &d);
		cr_assert_eq(chunks_save(t, &c), ST_OK);
		if (prng(&rnd) % 2)
			continue;
		topic_free(t);
		t = chunks_load_as(&c, p, &st);
		cr_assert(t, "%s at %zu", status_name(st), i);
	}
	told_take(t, &d);
	char *got = all_of(t, &d, &c);
	cr_expect_str_eq(got, want);
	cr_expect_eq(d.moved_when_fixed, 0);
	free(got);
	free(want);
	told_release(&d);
	topic_free(t);
	chunks_release(&c);
	stream_release(&s);
}

Test(stream, resumed_equals_uninterrupted)
{
	for (uint32_t seed = 10; seed < 16; seed++)
		cut_and_resume(seed, NULL);
}

/* A small window and a vocabulary that is forgotten every few ticks. */
static struct topic_params forgetful(void)
{
	struct topic_params p;

	topic_params_default(&p);
	p.max_block = 40;
	p.max_live = 60;
	p.max_open = 100;
	p.max_terms = 400;
	return p;
}

Test(stream, resumed_equals_uninterrupted_while_words_are_forgotten)
{
	struct topic_params p = forgetful();

	for (uint32_t seed = 20; seed < 26; seed++)
		cut_and_resume(seed, &p);
}

/* No two texts share a word. */
static void add_gibberish(struct topic *t, uint32_t i)
{
	struct buf b = BUF_INIT;
	struct topic_article a = { .id = 1 + i, .lang = "en" };

	for (uint32_t k = 0; k < 60; k++)
		buf_addf(&b, "w%xq ", i * 60 + k);
	a.title = "";
	a.body = b.ptr;
	a.body_len = b.len;
	topic_add(t, &a);
	buf_release(&b);
}

Test(stream, a_flood_of_gibberish_takes_no_more_room)
{
	struct topic_params p = forgetful();
	struct topic *t = topic_new(&p);
	struct chunks c = { 0 };
	enum status st;
	size_t top[2] = { 0 };

	for (uint32_t i = 0; i < 4000; i++) {
		add_gibberish(t, i);
		if (topic_memory(t) > top[i >= 2000])
			top[i >= 2000] = topic_memory(t);
		if (i % 500 == 0)
			cr_assert_eq(chunks_save(t, &c), ST_OK);
	}
	cr_expect_leq(top[1], top[0], "%zu, then %zu", top[0], top[1]);
	/* Room for four times 400 dimensions: 26 such texts, and those that
	 * came since the last tick. */
	cr_expect_leq(topic_n_open(t), 26 + 40);
	cr_assert_eq(chunks_save(t, &c), ST_OK);
	size_t held = 0;
	for (size_t i = 0; i < c.values.len; i++)
		held += c.values.v[i].len;
	cr_expect_lt(held, 200000);
	topic_free(t);
	t = chunks_load_as(&c, &p, &st);
	cr_assert(t, "%s", status_name(st));
	topic_free(t);
	chunks_release(&c);
}

Test(stream, a_small_fetch_saves_little)
{
	struct stream s = stream_make(4, 2020);
	struct topic *t = topic_new(NULL);
	struct told d = told_new(2020);
	struct chunks c = { 0 };

	for (size_t i = 0; i < 2000; i++)
		stream_add(t, &s, i);
	told_take(t, &d);
	cr_assert_eq(chunks_save(t, &c), ST_OK);
	size_t all = c.written;
	c.written = 0;
	for (size_t i = 2000; i < 2020; i++)
		stream_add(t, &s, i);
	told_take(t, &d);
	cr_assert_eq(chunks_save(t, &c), ST_OK);
	cr_expect_lt(c.written, all / 5, "%zu of %zu", c.written, all);
	c.written = 0;
	cr_assert_eq(chunks_save(t, &c), ST_OK);
	cr_expect_eq(c.written, 0, "%zu bytes for no change", c.written);
	told_release(&d);
	topic_free(t);
	chunks_release(&c);
	stream_release(&s);
}

/* Any flipped, lost or added byte, any lost chunk: refused or harmless,
 * never a crash. */
Test(stream, damaged_state_is_refused)
{
	struct stream s = stream_make(6, 120);
	struct topic *t = topic_new(NULL);
	struct chunks c = { 0 };
	uint32_t rnd = 99;
	enum status st;

	for (size_t i = 0; i < s.len; i++)
		stream_add(t, &s, i);
	topic_decide(t);
	cr_assert_eq(chunks_save(t, &c), ST_OK);
	topic_free(t);
	for (int round = 0; round < 400; round++) {
		struct buf *b = &c.values.v[prng(&rnd) % c.values.len];
		size_t at = b->len ? prng(&rnd) % b->len : 0;
		if (!b->len)
			continue;
		size_t len = b->len;
		char old = b->ptr[at];
		if (round % 2)
			b->ptr[at] = (char)(old ^ (char)(1 + prng(&rnd) % 255));
		else
			b->len = at;
		if (b->len) {
			t = chunks_load(&c, &st);
			cr_expect_null(t, "round %d", round);
			cr_expect_eq(st, ST_CORRUPT);
			topic_free(t);
		}
		b->len = len;
		b->ptr[at] = old;
	}
	for (size_t i = 0; i < c.values.len; i++) {
		size_t len = c.values.v[i].len;
		c.values.v[i].len = 0;
		t = chunks_load(&c, &st);
		topic_free(t);
		c.values.v[i].len = len;
	}
	t = chunks_load(&c, &st);
	cr_assert_not_null(t);
	topic_free(t);
	chunks_release(&c);
	stream_release(&s);
}

static enum status fail(const char *key, const void *bytes, size_t len,
			void *ctx)
{
	int *left = ctx;

	(void)key;
	(void)bytes;
	(void)len;
	return (*left)-- > 0 ? ST_OK : ST_FULL;
}

/* The chunk's first bytes are a hash of the rest, with the format's version
 * as its seed. */
static void set_hash(struct buf *b, uint64_t seed)
{
	uint64_t h = hash64(b->ptr + 8, b->len - 8, seed);

	for (int i = 0; i < 8; i++)
		b->ptr[i] = (char)(h >> (8 * i));
}

static uint64_t seed_of(const struct buf *b)
{
	struct buf copy;
	uint64_t seed = 0;

	buf_init(&copy, BUF_MAX_DEFAULT);
	buf_add(&copy, b->ptr, b->len);
	do {
		cr_assert_lt(++seed, 1000);
		set_hash(&copy, seed);
	} while (memcmp(copy.ptr, b->ptr, 8) != 0);
	buf_release(&copy);
	return seed;
}

/* Whoever writes nonsense with a right hash gets nonsense or a refusal. */
Test(stream, forged_state_does_no_harm)
{
	struct stream s = stream_make(6, 90);
	struct topic *t = topic_new(NULL);
	struct chunks c = { 0 };
	uint32_t rnd = 7;
	enum status st;
	int refused = 0;

	for (size_t i = 0; i < 70; i++)
		stream_add(t, &s, i);
	topic_decide(t);
	cr_assert_eq(chunks_save(t, &c), ST_OK);
	topic_free(t);
	uint64_t seed = seed_of(&c.values.v[0]);
	for (int round = 0; round < 600; round++) {
		size_t k = prng(&rnd) % c.values.len;
		struct buf *b = &c.values.v[k];
		if (b->len < 10 || *c.keys.v[k] == 'h')
			continue;
		size_t at = 8 + prng(&rnd) % (b->len - 8);
		char old = b->ptr[at];
		b->ptr[at] = (char)(prng(&rnd) % 2 ? 255 : prng(&rnd));
		set_hash(b, seed);
		t = chunks_load(&c, &st);
		refused += !t;
		for (size_t i = 70; t && i < s.len; i++)
			stream_add(t, &s, i);
		if (t)
			topic_decide(t);
		topic_free(t);
		b->ptr[at] = old;
		set_hash(b, seed);
	}
	cr_expect_gt(refused, 50);
	t = chunks_load(&c, &st);
	cr_assert_not_null(t);
	topic_free(t);
	chunks_release(&c);
	stream_release(&s);
}

Test(stream, a_failed_save_is_made_good)
{
	struct stream s = stream_make(7, 300);
	struct topic *t = topic_new(NULL);
	struct told d = told_new(300);
	struct chunks c = { 0 };
	enum status st;
	int left = 3;

	for (size_t i = 0; i < 200; i++)
		stream_add(t, &s, i);
	cr_assert_eq(topic_save(t, fail, &left), ST_FULL);
	cr_assert_eq(chunks_save(t, &c), ST_OK);
	topic_free(t);
	t = chunks_load(&c, &st);
	cr_assert_not_null(t);
	for (size_t i = 200; i < 300; i++)
		stream_add(t, &s, i);
	told_take(t, &d);
	char *want = in_one_go(&s), *got = all_of(t, &d, &c);
	cr_expect_str_eq(got, want);
	free(want);
	free(got);
	told_release(&d);
	topic_free(t);
	chunks_release(&c);
	stream_release(&s);
}

Test(stream, other_constants_are_another_version)
{
	struct stream s = stream_make(8, 30);
	struct topic *t = topic_new(NULL);
	struct topic_params p;
	struct chunks c = { 0 };

	for (size_t i = 0; i < s.len; i++)
		stream_add(t, &s, i);
	cr_assert_eq(chunks_save(t, &c), ST_OK);
	topic_free(t);
	topic_params_default(&p);
	cr_assert_eq(topic_params_set(&p, "theta", 0.5), ST_OK);
	cr_assert_eq(topic_params_set(&p, "thetta", 0.5), ST_USAGE);
	t = topic_new(&p);
	for (size_t i = 0; i < c.keys.len; i++)
		cr_assert_eq(topic_load_chunk(t, c.keys.v[i],
					      c.values.v[i].ptr,
					      c.values.v[i].len), ST_OK);
	cr_assert_eq(topic_load_end(t), ST_VERSION);
	topic_free(t);
	chunks_release(&c);
	stream_release(&s);
}
