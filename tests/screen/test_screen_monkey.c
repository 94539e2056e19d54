/* Keys in any order, at any size, while articles come in: no crash, no loop
 * without end, no mark lost. The seed is fixed; THRUM_MONKEY_KEYS and
 * THRUM_MONKEY_SEED make a longer or another run by hand. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"
#include "screen.h"
#include "thrum/app/app.h"
#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/base/path.h"
#include "thrum/store/store.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

enum {
	KEYS = 3000,
	SETTLE_EVERY = 10, /* keys between waits for the worker */
	RESIZE_EVERY = 97,
	NEWS_EVERY = 151, /* keys between reports that come in */
	CHECK_EVERY = 500,
};

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u; /* Numerical Recipes */
	return *seed >> 8;
}

static void check_place(const struct ui *ui)
{
	for (size_t i = 0; i < ui->n_views; i++) {
		const struct view *v = ui->stack[i];
		if (v->list && v->list->rows.len)
			cr_assert_lt(v->list->cursor, v->list->rows.len);
		if (!v->list && v->sheet.lines.len)
			cr_assert_lt(v->sheet.cursor, v->sheet.lines.len);
	}
}

static void comes_in(struct screen *s, int n)
{
	struct store *st = NULL;
	struct err err = { 0 };
	char title[64];

	snprintf(title, sizeof(title), "Report %d of the monkey", n);
	cr_assert_eq(store_open(s->ui->app->store_path, STORE_WRITE, &st,
				&err),
		     ST_OK, "%s", err.msg);
	cr_assert_eq(fixture_report(st, n % 3 ? 5000 + n : 100, n, title,
				    &err),
		     ST_OK, "%s", err.msg);
	store_close(st);
	ui_stale(s->ui);
}

/* Every counter of the store is what a recount gives. */
static void check_store(struct screen *s)
{
	struct store *st = NULL;
	struct err err = { 0 };
	struct buf report = BUF_INIT;
	int findings = 0;

	cr_assert_eq(store_open(s->ui->app->store_path, STORE_WRITE, &st,
				&err),
		     ST_OK, "%s", err.msg);
	cr_assert_eq(store_check(st, STORE_CHECK, &report, &findings, &err),
		     ST_OK, "%s", err.msg);
	cr_assert_eq(findings, 0, "%s", report.ptr);
	store_close(st);
	buf_release(&report);
}

static long number_of(const char *name, long otherwise)
{
	const char *s = getenv(name);

	return s && *s ? strtol(s, NULL, 10) : otherwise;
}

/* A mark that is made is there after all that follows: the first report is
 * starred, and its star is counted at the end by a new reader. */
static int starred(struct screen *s)
{
	struct article_query q = { .scope = SCOPE_STARRED };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	int n;

	cr_assert_eq(store_articles_page(s->ui->store, &q, 0, PAGE_AFTER, 1000,
					 &arena, &rows, NULL),
		     ST_OK);
	n = (int)rows.len;
	vec_release(&rows);
	arena_release(&arena);
	return n;
}

/* Left out are keys that go to the network, start programs, write files or
 * stop the reader. */
Test(monkey, any_key_at_any_time, .timeout = 900)
{
	static const char keys[] =
		"jkgGhlnpNAfiwuUDtSM+m&=FzZY^.?/\\;:eT*vVC~'\","
		"[]{}<>()JKL0123456789 \r\t\x1b\x04\x15\x06\x02\x14"
		"zazozczRzMtjtjVjj;N;f"
		"qqqqqjjjlll";
	uint32_t seed = (uint32_t)number_of("THRUM_MONKEY_SEED", 7);
	long n = number_of("THRUM_MONKEY_KEYS", KEYS);
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_MANY);
	for (long i = 0; i < n; i++) {
		uint32_t r = next_random(&seed);
		char key[2] = { keys[r % (sizeof(keys) - 1)], 0 };
		if (ui_top(s.ui)->ops == &view_prompt_ops && *key == '\r')
			*key = '\x1b'; /* what was typed may be an address */
		if (i % SETTLE_EVERY == 0)
			screen_keys(&s, key);
		else
			screen_type(&s, key);
		if (i % RESIZE_EVERY == 0)
			screen_resize(&s, 1 + (int)(r % 60),
				      1 + (int)(r / 64 % 220));
		if (i % NEWS_EVERY == 0)
			comes_in(&s, (int)(i / NEWS_EVERY) + 1);
		if (i % CHECK_EVERY == 0)
			check_store(&s);
		s.ui->quit = false;
		check_place(s.ui);
	}
	screen_resize(&s, 24, 80);
	screen_keys(&s, "\x1b\x1b");
	int stars = starred(&s);
	int64_t unread = s.ui->counts.unread;
	screen_leave(&s);
	screen_open(&s, 24, 80, SCREEN_KEEP);
	cr_assert_eq(starred(&s), stars);
	cr_assert_eq(s.ui->counts.unread, unread);
	check_store(&s);
	screen_close(&s);
}
