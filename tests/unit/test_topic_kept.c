/* test_topic_kept.c - what articles keep, and in how few bits. */
#include "config.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "topic/topic_priv.h"

Test(kept, weights_are_near_what_they_were)
{
	for (unsigned code = 1; code < 256; code++) {
		cr_expect_eq(weight_code(weight_of(code)), code);
		cr_expect_eq((uint16_t)weight_float(code), weight_of(code));
		cr_expect(code == 1 || weight_of(code) > weight_of(code - 1));
	}
	for (unsigned fine = 1; fine <= 65535; fine++) {
		double x = fine / (double)WEIGHT_FINE;
		double y = weight_round((uint16_t)fine) / (double)WEIGHT_ONE;
		double far = fine < 272 ? 0.0042 : 0.016 * x;
		cr_assert_leq(fabs(x - y), far, "%u: %g, %g", fine, x, y);
	}
}

Test(kept, links_are_near_what_they_were)
{
	struct link last = link_of(1, 0.001f);

	for (float w = 0.02f; w < 3.99f; w *= 1.0007f) {
		struct link l = link_of(77, w);
		cr_assert_leq(fabsf(link_w(l) / w - 1), 0.001f, "%g",
			      (double)w);
		cr_assert_geq(link_w(l), link_w(last));
		cr_expect_eq(link_apart(l), 77);
		last = l;
	}
	cr_expect_geq(link_w(link_of(1, 5.0f)), 3.99f);
	cr_expect_leq(link_w(link_of(1, 0.0001f)), 0.016f);
	cr_expect_eq(link_apart(link_of(LINK_FAR - 1, 1.0f)), LINK_FAR - 1);
}

/* Blocks of a few sizes, which do not lie on each other. */
Test(kept, slabs_are_given_back)
{
	enum { N = 4000 };
	static char *p[N];
	static uint16_t slab[N];
	struct blocks b = { 0 };
	size_t most = 0;

	for (int turn = 0; turn < 3; turn++) {
		for (int i = 0; i < N; i++) {
			size_t size = (size_t)(1 + i % 7) * 64;
			p[i] = blocks_take(&b, size, &slab[i]);
			memset(p[i], i & 0x7f, size);
		}
		most = turn ? most : b.bytes;
		cr_expect_leq(b.bytes, most + ((size_t)256 << 10));
		for (int i = 0; i < N; i++) {
			size_t size = (size_t)(1 + i % 7) * 64;
			cr_assert_eq(p[i][0], i & 0x7f);
			cr_assert_eq(p[i][size - 1], i & 0x7f);
			if (i % 4)
				blocks_give(&b, slab[i], size);
		}
		cr_expect(blocks_is_sparse(&b, slab[0]));
		cr_expect_not(blocks_is_sparse(&b, b.now));
		for (int i = 0; i < N; i += 4)
			blocks_give(&b, slab[i], (size_t)(1 + i % 7) * 64);
		cr_expect_eq(b.bytes, 0);
	}
	blocks_release(&b);
}

Test(kept, sketches_are_whole_or_refused)
{
	static const struct {
		uint8_t bytes[4];
		size_t len;
		unsigned n;
		bool whole;
	} rows[] = {
		{ { 0 }, 0, 0, true },
		{ { 0, 0, 7 }, 3, 3, true },
		{ { 255, 0, 7 }, 3, 2, true },
		{ { 255, 255, 254 }, 3, 1, true },
		{ { 1, 2, 3 }, 3, 2, false },
		{ { 1, 2, 255 }, 3, 2, false },
		{ { 255 }, 1, 0, false },
	};
	static uint8_t far[70];

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_eq(sketch_is_whole(rows[i].bytes, rows[i].len,
					     rows[i].n),
			     rows[i].whole, "row %zu", i);
	memset(far, 255, sizeof(far) - 1);
	cr_expect_not(sketch_is_whole(far, sizeof(far), 1));
}

/* A window from which most have left, wherever they stood, keeps little. */
Test(kept, old_reports_leave_no_room_behind)
{
	struct topic_params params;
	size_t kept = 0; /* by all */

	topic_params_default(&params);
	params.max_block = 200;
	params.many_open = params.many_open_full = 100000;
	struct topic *t = topic_new(&params);
	for (int64_t i = 1; i <= 6000; i++) {
		char title[80], body[400];
		/* Nine of ten are from long before the newest. */
		int64_t date = 1748000000 - (i % 10 ? 90 : 0) * 86400;
		snprintf(title, sizeof(title), "Ferry %d leaves pier %d",
			 (int)(i % 50), (int)(i % 7));
		snprintf(body, sizeof(body),
			 "The ferry number %d left the old pier %d on time. "
			 "Those who waited in line %d said that the sea was "
			 "calm, that the coffee was hot and that the captain "
			 "knew each of the %d islands by its name.",
			 (int)(i % 50), (int)(i % 7), (int)(i % 11),
			 (int)(i % 13));
		struct topic_article a = { .id = i,
					   .title = title,
					   .body = body,
					   .body_len = strlen(body),
					   .lang = "en",
					   .date = date };
		topic_add(t, &a);
		kept += (size_t)t->arts.v[t->arts.len - 1]->units * BLOCK_UNIT;
	}
	cr_expect_lt(topic_n_open(t), 1100);
	/* Of what all have kept, a part. */
	cr_expect_lt(2 * t->blocks.bytes, kept, "%zu of %zu", t->blocks.bytes,
		     kept);
	topic_free(t);
}
