/* test_story_worddiff.c - what changed in a text, and names that rise. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/story/trends.h"
#include "thrum/story/worddiff.h"

struct sample {
	const char *was, *is;
	const char *expect; /* [-gone-] {+came+} */
};

static const struct sample samples[] = {
	{ "", "", "" },
	{ "one two", "one two", "one two" },
	{ "At least 12 were hurt.", "At least 19 were hurt.",
	  "At least [-12 -]{+19 +}were hurt." },
	{ "a b c", "a c", "a [-b -]c" },
	{ "a c", "a b c", "a {+b +}c" },
	{ "", "new", "{+new+}" },
	{ "old", "", "[-old-]" },
	{ "the ship sank on Monday", "on Monday the old ship sank",
	  "{+on Monday +}the {+old +}ship sank[- on Monday-]" },
	{ "死者は12人", "死者は19人", "死者は[-12-]{+19+}人" },
};

static void say(const struct sample *x, struct buf *out)
{
	struct worddiff d = { 0 };

	worddiff_make(x->was, strlen(x->was), x->is, strlen(x->is), &d);
	for (size_t i = 0; i < d.len; i++) {
		const struct worddiff_piece *p = &d.v[i];
		bool gone = p->kind == WORDDIFF_GONE;
		if (p->kind != WORDDIFF_SAME)
			buf_adds(out, gone ? "[-" : "{+");
		buf_add(out, (gone ? x->was : x->is) + p->off, p->len);
		if (p->kind != WORDDIFF_SAME)
			buf_adds(out, gone ? "-]" : "+}");
	}
	vec_release(&d);
}

/* Both texts can be read off the pieces, blanks aside. */
static void must_lead(const struct sample *x)
{
	struct worddiff d = { 0 };
	struct buf was = BUF_INIT, is = BUF_INIT;

	worddiff_make(x->was, strlen(x->was), x->is, strlen(x->is), &d);
	for (size_t i = 0; i < d.len; i++) {
		const struct worddiff_piece *p = &d.v[i];
		if (p->kind != WORDDIFF_GONE)
			buf_add(&is, x->is + p->off, p->len);
		if (p->kind == WORDDIFF_GONE)
			buf_add(&was, x->was + p->off, p->len);
		else if (p->kind == WORDDIFF_SAME)
			buf_add(&was, x->is + p->off, p->len);
	}
	cr_expect_str_eq(is.ptr, x->is);
	cr_expect_eq(was.len > 0, *x->was != '\0');
	buf_release(&was);
	buf_release(&is);
	vec_release(&d);
}

Test(worddiff, samples)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct buf got = BUF_INIT;
		must_lead(&samples[i]);
		if (i != 7) { /* more than one shortest way */
			say(&samples[i], &got);
			cr_expect_str_eq(got.ptr, samples[i].expect, "%s",
					 got.ptr);
		}
		buf_release(&got);
	}
}

Test(worddiff, nothing_in_common_and_long)
{
	struct buf was = BUF_INIT, is = BUF_INIT;

	for (int i = 0; i < 3000; i++) {
		buf_addf(&was, "a%d ", i);
		buf_addf(&is, "b%d ", i);
	}
	struct sample x = { was.ptr, is.ptr, "" };
	must_lead(&x);
	buf_release(&was);
	buf_release(&is);
}

#define DAY 86400

Test(trends, rises_against_its_own_history)
{
	struct trends_window w = { 100 * DAY, 2 * DAY, 30 * DAY };
	struct trends t = { 0 };

	/* In every second day's news, and today too. */
	for (int i = 1; i <= 30; i += 2)
		trends_add(&t, &w, i, w.now - i * DAY - 2 * DAY, 1,
			   "Parliament");
	trends_add(&t, &w, 51, w.now - 100, 2, "Parliament\nPort Ellis");
	trends_add(&t, &w, 52, w.now - 200, 9, "Port Ellis");
	trends_add(&t, &w, 53, w.now - 300, 4, "port ellis\nAlma");
	trends_add(&t, &w, 54, w.now - 200 * DAY, 4, "Alma");
	trends_add(&t, &w, 55, w.now + 100, 4, "Alma");
	trends_settle(&t, &w, 2);
	cr_assert_eq(t.len, 1);
	cr_expect_str_eq(t.v[0].name, "Port Ellis");
	cr_expect_eq(t.v[0].now, 3);
	cr_expect_eq(t.v[0].threads[0], 52);
	cr_expect_eq(t.v[0].threads[1], 53);
	cr_expect_eq(t.v[0].threads[2], 51);
	trends_release(&t);
}
