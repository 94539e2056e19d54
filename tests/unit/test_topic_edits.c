/* test_topic_edits.c - what the reader says about threads is obeyed, also
 * when it contradicts itself; and nothing that comes in can hurt. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "topic_stream.h"

#define N 400

struct fixture {
	struct stream s;
	struct topic *t;
	struct told d;
};

static struct fixture set_up(size_t n)
{
	struct fixture f = { .s = stream_make(21, N) };

	f.t = topic_new(NULL);
	f.d = told_new(N);
	for (size_t i = 0; i < n; i++)
		stream_add(f.t, &f.s, i);
	told_take(f.t, &f.d);
	return f;
}

static void tear_down(struct fixture *f)
{
	told_release(&f->d);
	topic_free(f->t);
	stream_release(&f->s);
}

static void edit(struct fixture *f, enum edit_kind kind, size_t a, size_t b)
{
	struct edit e = { .id = 1, .kind = kind, .a = 1000 + (int64_t)a,
			  .b = 1000 + (int64_t)b };

	topic_edit(f->t, &e);
}

/* Two reports of one thread, of which `fixed` may or may not move. */
static void find_pair(const struct fixture *f, int fixed, size_t *a,
		      size_t *b)
{
	for (size_t i = f->d.n; i-- > 0;)
		for (size_t k = 0; k < i; k++)
			if (f->d.thread[i] &&
			    f->d.thread[i] == f->d.thread[k] &&
			    f->d.fixed[i] == fixed && f->d.fixed[k] == fixed &&
			    f->d.thread[i] != 1000 + (int64_t)i) {
				*a = i;
				*b = k;
				return;
			}
	cr_assert_fail("no such pair");
}

static void find_strangers(const struct fixture *f, int fixed, size_t *a,
			   size_t *b)
{
	for (size_t i = 0; i < f->d.n; i++)
		for (size_t k = i + 1; k < f->d.n; k++)
			if (f->d.thread[i] && f->d.thread[k] &&
			    f->d.thread[i] != f->d.thread[k] &&
			    f->d.fixed[i] == fixed &&
			    f->d.fixed[k] == fixed) {
				*a = i;
				*b = k;
				return;
			}
	cr_assert_fail("no such pair");
}

Test(edits, cannot_link_parts_and_stays)
{
	for (int fixed = 0; fixed < 2; fixed++) {
		struct fixture f = set_up(N / 2);
		size_t a = 0, b = 0;
		find_pair(&f, fixed, &a, &b);
		int64_t thread = f.d.thread[b];
		edit(&f, EDIT_CANNOT_LINK, a, b);
		told_take(f.t, &f.d);
		cr_expect_neq(f.d.thread[a], f.d.thread[b]);
		cr_expect_eq(f.d.thread[b], thread, "the other stays");
		for (size_t i = N / 2; i < N; i++)
			stream_add(f.t, &f.s, i);
		told_take(f.t, &f.d);
		cr_expect_neq(f.d.thread[a], f.d.thread[b]);
		tear_down(&f);
	}
}

Test(edits, must_link_joins_and_stays)
{
	for (int fixed = 0; fixed < 2; fixed++) {
		struct fixture f = set_up(N / 2);
		size_t a = 0, b = 0;
		find_strangers(&f, fixed, &a, &b);
		edit(&f, EDIT_MUST_LINK, a, b);
		told_take(f.t, &f.d);
		cr_expect_eq(f.d.thread[a], f.d.thread[b]);
		for (size_t i = N / 2; i < N; i++)
			stream_add(f.t, &f.s, i);
		told_take(f.t, &f.d);
		cr_expect_eq(f.d.thread[a], f.d.thread[b]);
		tear_down(&f);
	}
}

Test(edits, the_newest_on_a_pair_counts)
{
	struct fixture f = set_up(N / 2);
	size_t a = 0, b = 0;

	find_pair(&f, 1, &a, &b);
	edit(&f, EDIT_CANNOT_LINK, a, b);
	edit(&f, EDIT_MUST_LINK, b, a);
	told_take(f.t, &f.d);
	cr_expect_eq(f.d.thread[a], f.d.thread[b]);
	edit(&f, EDIT_CANNOT_LINK, a, b);
	told_take(f.t, &f.d);
	cr_expect_neq(f.d.thread[a], f.d.thread[b]);
	tear_down(&f);
}

Test(edits, the_founder_can_leave)
{
	struct fixture f = set_up(N / 2);
	size_t a = 0, b = 0;

	find_pair(&f, 1, &a, &b);
	size_t founder = (size_t)(f.d.thread[a] - 1000);
	edit(&f, EDIT_CANNOT_LINK, founder, a);
	told_take(f.t, &f.d);
	cr_expect_neq(f.d.thread[a], f.d.thread[founder]);
	tear_down(&f);
}

/* Move: out of the one thread, into the other. */
Test(edits, a_report_is_moved)
{
	struct fixture f = set_up(N / 2);
	size_t a = 0, b = 0, c = 0;

	find_pair(&f, 1, &a, &b);
	while (f.d.thread[c] == f.d.thread[a] || !f.d.fixed[c])
		c++;
	int64_t from = f.d.thread[b], into = f.d.thread[c];
	for (size_t i = 0; i < N / 2; i++)
		if (i != a && f.d.thread[i] == from)
			edit(&f, EDIT_CANNOT_LINK, a, i);
	edit(&f, EDIT_MUST_LINK, a, c);
	told_take(f.t, &f.d);
	cr_expect_eq(f.d.thread[a], into);
	cr_expect_eq(f.d.thread[b], from);
	tear_down(&f);
}

/* A triangle that cannot be: the two newest win. */
Test(edits, contradictions_end_with_the_oldest)
{
	struct fixture f = set_up(N / 2);
	size_t a = 0, b = 0, c = 0;

	find_strangers(&f, 1, &a, &b);
	while (f.d.thread[c] == f.d.thread[a] ||
	       f.d.thread[c] == f.d.thread[b] || !f.d.fixed[c])
		c++;
	edit(&f, EDIT_CANNOT_LINK, a, b);
	edit(&f, EDIT_MUST_LINK, b, c);
	edit(&f, EDIT_MUST_LINK, a, c);
	told_take(f.t, &f.d);
	cr_expect_eq(f.d.thread[a], f.d.thread[c]);
	cr_expect_eq(f.d.thread[b], f.d.thread[c]);
	tear_down(&f);
}

Test(edits, many_at_random_end_well)
{
	struct fixture f = set_up(N);
	struct chunks c = { 0 };
	uint32_t rnd = 4711;
	enum status st;

	for (int i = 0; i < 300; i++) {
		edit(&f, prng(&rnd) % 2 ? EDIT_MUST_LINK : EDIT_CANNOT_LINK,
		     prng(&rnd) % N, prng(&rnd) % (N + 20));
		if (i % 50 == 0)
			told_take(f.t, &f.d);
	}
	told_take(f.t, &f.d);
	cr_assert_eq(chunks_save(f.t, &c), ST_OK);
	struct topic *t = chunks_load(&c, &st);
	cr_assert_not_null(t);
	topic_decide(t);
	for (size_t i = 0; i < N; i++) {
		int64_t id = 1000 + (int64_t)i;
		cr_expect_eq(topic_thread_of(t, id),
			     topic_thread_of(f.t, id));
	}
	topic_free(t);
	chunks_release(&c);
	tear_down(&f);
}

/* ---- hostile ------------------------------------------------------------- */

Test(hostile, ten_thousand_identical_items)
{
	struct topic *t = topic_new(NULL);
	static const char body[] =
		"Buy now the one and only Wonder Kettle of Brannock. It boils "
		"in a wink, it whistles in tune, and it has never been sold "
		"at so low a price. Order before Sunday and get a lid.";
	size_t reports[10001] = { 0 }, most = 0;

	for (int64_t i = 1; i <= 10000; i++) {
		struct topic_article a = { .id = i,
					   .title = "Wonder Kettle on sale",
					   .body = body,
					   .body_len = sizeof(body) - 1,
					   .lang = "en",
					   .date = 1748000000 + i };
		topic_add(t, &a);
	}
	topic_decide(t);
	for (int64_t i = 1; i <= 10000; i++) {
		size_t n = ++reports[topic_thread_of(t, i)];
		most = n > most ? n : most;
	}
	cr_expect_geq(most, 100);
	cr_expect_lt(topic_memory(t), (size_t)100 << 20);
	topic_free(t);
}

Test(hostile, huge_and_broken_texts)
{
	struct topic *t = topic_new(NULL);
	struct buf b;
	uint32_t rnd = 8;

	buf_init(&b, (size_t)16 << 20);
	for (int i = 0; i < 4 << 20; i++)
		buf_addc(&b, (char)prng(&rnd));
	for (int i = 0; i < 4; i++) {
		struct topic_article a = { .id = i + 1,
					   .title = "\xff\xfe\x80 \xf0\x9f",
					   .body = b.ptr,
					   .body_len = b.len,
					   .date = INT64_MAX };
		if (i == 1)
			memset(b.ptr, 'A', b.len);
		if (i == 2)
			memset(b.ptr, ' ', b.len);
		a.date = i % 2 ? INT64_MAX : INT64_MIN;
		topic_add(t, &a);
	}
	struct topic_article bad = { .id = 0, .title = "no id" };
	topic_add(t, &bad);
	bad.id = -5;
	topic_add(t, &bad);
	bad.id = 2; /* known */
	topic_add(t, &bad);
	cr_expect_eq(topic_n_open(t), 4);
	topic_decide(t);
	cr_expect_neq(topic_thread_of(t, 1), 0);
	buf_release(&b);
	topic_free(t);
}

/* The window is bounded: what is older than a month leaves, and so does
 * what is too much. */
Test(hostile, memory_is_bounded_by_the_window)
{
	struct topic_params p;
	struct topic *t;

	topic_params_default(&p);
	p.max_open = 500;
	p.max_block = 100;
	p.max_live = 100;
	t = topic_new(&p);
	for (int64_t i = 1; i <= 5000; i++) {
		char title[64];
		snprintf(title, sizeof(title), "Item w%lld x%lld of the list",
			 (long long)(i % 97), (long long)(i % 89));
		struct topic_article a = { .id = i, .title = title };
		topic_add(t, &a);
	}
	cr_expect_leq(topic_n_open(t), 700);
	cr_expect_eq(topic_thread_of(t, 1), 0, "left long ago");
	topic_free(t);
	t = topic_new(NULL);
	for (int64_t i = 1; i <= 3000; i++) {
		struct topic_article a = { .id = i,
					   .title = "Report of the day",
					   .date = 1700000000 + i * 3600 };
		topic_add(t, &a);
	}
	cr_expect_leq(topic_n_open(t), 24 * 31 + 100);
	topic_free(t);
}
