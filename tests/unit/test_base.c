/* test_base.c - the base layer. */
#include "config.h"

#include "../folder.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "thrum/base/arena.h"
#include "thrum/base/block.h"
#include "thrum/base/buf.h"
#include "thrum/base/clock.h"
#include "thrum/base/hash.h"
#include "thrum/base/map.h"
#include "thrum/base/path.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"

Test(buf, grows_and_ends_with_nul)
{
	struct buf b = BUF_INIT;

	cr_assert_str_eq(b.ptr, "");
	for (int i = 0; i < 1000; i++)
		buf_addf(&b, "%d,", i);
	cr_assert_eq(strlen(b.ptr), b.len);
	cr_assert_eq(buf_status(&b), ST_OK);
	buf_release(&b);
	cr_assert_str_eq(b.ptr, "");
}

Test(buf, cap_drops_whole_writes)
{
	struct buf b;

	buf_init(&b, 5);
	buf_adds(&b, "1234");
	buf_adds(&b, "56");
	cr_assert_str_eq(b.ptr, "1234");
	cr_assert_eq(buf_status(&b), ST_LIMIT);
	buf_addc(&b, 'x');
	cr_assert_str_eq(b.ptr, "1234", "all later writes are dropped too");
	buf_clear(&b);
	buf_adds(&b, "12345");
	cr_assert_eq(buf_status(&b), ST_OK);
	buf_release(&b);
}

Test(buf, shrinks_and_grows_again)
{
	struct buf b = BUF_INIT;

	buf_shrink(&b);
	cr_assert_str_eq(b.ptr, "", "nothing was borrowed from nobody");
	for (int i = 0; i < 100; i++)
		buf_adds(&b, "0123456789");
	buf_truncate(&b, 500);
	buf_shrink(&b);
	cr_assert_eq(b.cap, 501);
	buf_adds(&b, "end");
	cr_assert_eq(b.len, 503);
	cr_assert_str_eq(b.ptr + 498, "89end");
	buf_release(&b);
}

Test(vec, shrinks_and_grows_again)
{
	struct {
		VEC_FIELDS(int);
	} v = { 0 };

	vec_shrink(&v);
	for (int i = 0; i < 9; i++)
		vec_push(&v, i);
	vec_shrink(&v);
	cr_assert_eq(v.cap, 9);
	vec_push(&v, 9);
	cr_assert_eq(v.v[8] + v.v[9], 17);
	vec_release(&v);
}

Test(buf, code_points)
{
	struct buf b = BUF_INIT;

	buf_add_cp(&b, 'a');
	buf_add_cp(&b, 0xe9);
	buf_add_cp(&b, 0x20ac);
	buf_add_cp(&b, 0x1f600);
	buf_add_cp(&b, 0xd800);
	cr_assert_str_eq(b.ptr, "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"
				"\xef\xbf\xbd");
	buf_release(&b);
}

Test(buf, integers_round_trip_and_short_reads_are_bad)
{
	struct buf b = BUF_INIT;
	const uint64_t v[] = { 0, 1, 127, 128, 300, UINT32_MAX, UINT64_MAX };

	for (size_t i = 0; i < 7; i++) {
		buf_add_varint(&b, v[i]);
		buf_add_u64(&b, v[i]);
		buf_add_u32(&b, (uint32_t)v[i]);
	}
	struct rdr r = { (unsigned char *)b.ptr,
			 (unsigned char *)b.ptr + b.len, false };
	for (size_t i = 0; i < 7; i++) {
		cr_assert_eq(rdr_varint(&r), v[i]);
		cr_assert_eq(rdr_u64(&r), v[i]);
		cr_assert_eq(rdr_u32(&r), (uint32_t)v[i]);
	}
	cr_assert_not(r.bad);
	cr_assert_eq(rdr_u32(&r), 0);
	cr_assert(r.bad);
	buf_release(&b);
}

Test(err, message_is_cut_at_a_character)
{
	struct err e;
	char big[2000];

	memset(big, 'x', sizeof(big));
	for (size_t i = 0; i + 3 < sizeof(big); i += 3)
		memcpy(big + i, "\xe2\x82\xac", 3);
	big[1998] = '\0';
	cr_assert_eq(err_set(&e, ST_IO, "%s", big), ST_IO);
	size_t n = strlen(e.msg);
	cr_assert_eq(n % 3, 0);
	cr_assert_gt(n, 400);
	err_prefix(&e, "a");
	cr_assert_eq(strncmp(e.msg, "a: \xe2\x82\xac", 6), 0);
}

Test(map, keeps_order_and_survives_removal)
{
	struct map m = { 0 };
	char key[16];
	bool is_new;

	for (uintptr_t i = 0; i < 1000; i++) {
		int n = snprintf(key, sizeof(key), "k%d", (int)i);
		*map_put(&m, key, (size_t)n, &is_new) = i;
		cr_assert(is_new);
	}
	cr_assert(map_remove(&m, "k7", 2));
	cr_assert_not(map_remove(&m, "k7", 2));
	cr_assert_not(map_has(&m, "k7", 2));
	cr_assert_eq(*map_find(&m, "k999", 4), 999);
	*map_put(&m, "k7", 2, &is_new) = 1;
	cr_assert(is_new);
	cr_assert_eq(m.count, 1000);
	cr_assert_str_eq(m.entries[0].key, "k0");
	map_release(&m);
}

Test(arena, addresses_stay)
{
	struct arena a = { 0 };
	char *first = arena_strdup(&a, "first");

	for (int i = 0; i < 10000; i++)
		memset(arena_alloc(&a, 100), i, 100);
	char *big = arena_alloc(&a, 1 << 20);
	memset(big, 1, 1 << 20);
	cr_assert_str_eq(first, "first");
	arena_clear(&a);
	cr_assert_eq(a.used, 0);
	arena_release(&a);
}

Test(clock, civil_round_trip)
{
	struct civil c;

	civil_from_s(0, &c);
	cr_assert_eq(c.year, 1970);
	cr_assert_eq(c.weekday, 4, "1 January 1970 was a Thursday");
	civil_from_s(1748693400, &c); /* 31 May 2025 12:10 UTC, a Saturday */
	cr_assert_eq(c.year * 10000 + c.month * 100 + c.day, 20250531);
	cr_assert_eq(c.hour * 100 + c.min, 1210);
	cr_assert_eq(c.weekday, 6);
	for (int64_t s = -4000000000; s < 8000000000; s += 86399 * 37) {
		civil_from_s(s, &c);
		cr_assert(civil_is_valid(&c));
		cr_assert_eq(civil_to_s(&c), s);
	}
}

Test(clock, impossible_dates)
{
	struct civil feb30 = { 2025, 2, 30, 0, 0, 0, 0 };
	struct civil feb29 = { 2024, 2, 29, 0, 0, 0, 0 };
	struct civil end = { 2024, 2, 1, 24, 0, 0, 0 };
	struct civil past = { 2024, 2, 1, 24, 1, 0, 0 };

	cr_assert_not(civil_is_valid(&feb30));
	cr_assert(civil_is_valid(&feb29));
	cr_assert(civil_is_valid(&end));
	cr_assert_not(civil_is_valid(&past));
}

Test(hash, is_stable)
{
	char u[37], w[37];

	/* Saved in stores: must never change. */
	static const uint64_t saved[] = {
		0xe4938ae1b28e29f3u, 0x36fcc091c0f0e15eu, 0x1d0f5e1c922c6143u,
		0x18e65b0f533618acu, 0xf003527f91ace336u, 0x2b4d7e56aa2f1145u,
		0xbad89ffec2637c10u, 0xc1dd7a469e4ef91au, 0x5f5da4fc9f6fd11au,
		0x7c12791c8450ac71u, 0x76b46fb99225caaeu, 0x7c9dbe32e04ab8feu,
		0xcc27b9936d0d44f9u, 0x46c19532d10059c0u, 0x20bd1ab558f44a8du,
		0x601d777e1cdb91ebu, 0xfec510258f18413bu, 0x71f38bda4a05a48bu,
		0xe238c9999b8624b6u, 0x86b4b22e567ce3a3u, 0xd5ff8ac5a1beec6cu,
	};
	for (size_t n = 0; n < sizeof(saved) / sizeof(*saved); n++)
		cr_assert_eq(hash64("The quick brown fox jumps over", n,
				    n * 7),
			     saved[n]);
	cr_assert_neq(hash64("a", 1, 0), hash64("b", 1, 0));
	cr_assert_neq(hash64("a", 1, 0), hash64("a\0", 2, 0));
	hash_uuid("article", 7, u);
	hash_uuid("article", 7, w);
	cr_assert_str_eq(u, w);
	cr_assert_eq(strlen(u), 36);
	cr_assert_eq(u[14], '8');
	cr_assert(strchr("89ab", u[19]));
}

Test(path, joins)
{
	char *p = path_join("/a/", "/b");

	cr_assert_str_eq(p, "/a/b");
	free(p);
	p = path_join("/", "b");
	cr_assert_str_eq(p, "/b");
	free(p);
}

Test(path, one_process_has_a_lock)
{
	char path[] = "/tmp/thrum-lock.XXXXXX";
	int made = mkstemp(path), a = -1, b = -1;

	cr_assert_geq(made, 0);
	cr_assert_eq(path_lock(path, &a, NULL), ST_OK);
	/* Another opening of the file is as good as another process. */
	cr_assert_eq(path_lock(path, &b, NULL), ST_BUSY);
	cr_assert_eq(b, -1);
	path_unlock(a);
	cr_assert_eq(path_lock(path, &b, NULL), ST_OK);
	path_unlock(b);
	path_unlock(-1);
	cr_assert_neq(path_lock("/nowhere/at/all", &b, NULL), ST_OK);
	close(made);
	unlink(path);
}

Test(path, write_then_read)
{
	char *dir = folder_make();
	struct err e = { 0 };
	struct buf b = BUF_INIT;

	cr_assert_not_null(dir);
	char *sub = path_join(dir, "x/y/z");
	cr_assert_eq(path_mkdirs(sub, &e), ST_OK, "%s", e.msg);
	char *file = path_join(sub, "f");
	cr_assert_eq(path_write_atomic(file, "hello", 5, &e), ST_OK);
	cr_assert_eq(path_write_atomic(file, "world", 5, &e), ST_OK);
	cr_assert_eq(path_read(file, &b, &e), ST_OK);
	cr_assert_str_eq(b.ptr, "world");
	buf_release(&b);
	buf_init(&b, 3);
	cr_assert_eq(path_read(file, &b, &e), ST_LIMIT);
	buf_release(&b);
	cr_assert_eq(path_read(sub, &b, &e), ST_UNSUPPORTED);
	cr_assert_eq(path_read("/nowhere/at/all", &b, &e), ST_NOT_FOUND);
	free(file);
	free(sub);
	folder_remove(dir);
}

/* Every byte at every place, against what the C locale would say. */
Test(block, masks_agree_with_single_bytes)
{
	for (int c = 0; c < 256; c++)
		for (size_t at = 0; at < BLOCK_BYTES; at++) {
			char s[BLOCK_BYTES + 1] = "Zz~@[`{\x7f\x80\xff 0/:9";
			char low[BLOCK_BYTES];
			s[at] = (char)c;
			struct block b = block_load(s, BLOCK_BYTES);
			struct block lower = block_lower(b);
			unsigned bit = 1u << at;
			bool up = c >= 'A' && c <= 'Z';
			bool small = c >= 'a' && c <= 'z';
			block_store(low, &lower);
			cr_assert_eq(low[at], (char)(up ? c + 32 : c));
			cr_assert_eq((block_alpha(b) & bit) != 0, up || small);
			cr_assert_eq((block_digit(b) & bit) != 0,
				     c >= '0' && c <= '9');
			cr_assert_eq((block_beyond(b) & bit) != 0, c >= 0x80);
			cr_assert_eq((block_range(b, ' ', '~') & bit) != 0,
				     c >= ' ' && c <= '~');
		}
}

Test(block, counts_from_the_front)
{
	struct block b = block_load("ab1 cd2e", 8);
	unsigned letters = block_alpha(b);

	cr_assert_eq(letters, 0xb3);
	cr_assert_eq(block_lead(letters), 2);
	cr_assert_eq(block_lead(0xffff), 16);
	cr_assert_eq(block_lead(0), 0);
	for (unsigned m = 0; m <= 0xffff; m++)
		cr_assert_eq(block_count(m), (unsigned)__builtin_popcount(m));
	cr_assert_eq(block_first(letters, 4), 3);
	cr_assert_eq(block_first(0xffff, 16), 0xffff);
	cr_assert_eq(block_is(block_load("", 0), '\0'), 0xffff);
}
