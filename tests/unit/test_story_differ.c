/* test_story_differ.c - figures that differ, names, the order of time. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/story/differ.h"
#include "thrum/story/story.h"
#include "thrum/story/timeline.h"
#include "thrum/text/doc.h"

#define N 4
#define HOUR 3600

struct told {
	int64_t time;
	const char *source, *text;
};

static const struct told ferry[N] = {
	{ 10 * HOUR, "Herald",
	  "The ferry ran aground with 212 people on board. At least 12 people "
	  "were injured, said captain Jonas Reve." },
	{ 12 * HOUR, "Wire",
	  "The ferry had 212 people on board. The number of injured people "
	  "rose to 19, said captain Jonas Rewe. The repair costs 3 million "
	  "euros." },
	{ 15 * HOUR, "Post",
	  "19 people were injured when the ferry ran aground. The repair will "
	  "cost 5 million euros, the owner said." },
	{ 15 * HOUR + 600, "Mail",
	  "The owner puts the repair costs at 3 million euros." },
};

struct fixture {
	struct doc *docs[N];
	struct story_report reports[N];
	struct story *s;
};

static void open_story(struct fixture *f)
{
	for (int i = 0; i < N; i++) {
		f->docs[i] = doc_from_text(ferry[i].text,
					   strlen(ferry[i].text));
		f->reports[i] = (struct story_report){
			.id = i + 1,
			.time = ferry[i].time,
			.source = ferry[i].source,
			.lang = "en",
			.doc = f->docs[i],
		};
	}
	f->s = story_new(f->reports, N);
}

static void close_story(struct fixture *f)
{
	story_free(f->s);
	for (int i = 0; i < N; i++)
		doc_free(f->docs[i]);
}

static const struct differ_group *find(const struct differ *d, double value)
{
	for (size_t i = 0; i < d->groups.len; i++) {
		const struct differ_group *g = &d->groups.v[i];
		for (size_t k = 0; k < g->n_claims; k++)
			if (d->claims.v[g->claim + k].value == value)
				return g;
	}
	return NULL;
}

Test(differ, same_changed_conflict)
{
	struct fixture f;
	struct differ d;

	open_story(&f);
	differ_make(f.s, &d);
	const struct differ_group *board = find(&d, 212);
	const struct differ_group *hurt = find(&d, 12);
	const struct differ_group *cost = find(&d, 5e6);
	cr_assert(board, "board");
	cr_assert(hurt, "hurt");
	cr_assert(cost, "cost");
	cr_expect_eq(board->verdict, DIFFER_SAME);
	cr_expect_eq(hurt->verdict, DIFFER_CHANGED);
	cr_expect_eq(hurt->n_reports, 3);
	cr_expect_eq(find(&d, 19), hurt, "the same thing");
	cr_expect(strstr(hurt->label, "12 people were injured"), "%s",
		  hurt->label);
	cr_expect_eq(cost->verdict, DIFFER_CONFLICT);
	cr_expect_eq(&d.groups.v[0], cost, "conflicts come first");
	differ_release(&d);
	close_story(&f);
}

Test(differ, names_spelled_in_two_ways)
{
	struct fixture f;
	struct differ_names v;

	open_story(&f);
	differ_names(f.s, &v);
	cr_assert_eq(v.len, 2);
	cr_expect_str_eq(v.v[0].name, "Jonas Reve");
	cr_expect_str_eq(v.v[1].name, "Jonas Rewe");
	cr_expect_eq(v.v[1].like, 0);
	cr_expect_eq(v.v[0].like, -1);
	differ_names_release(&v);
	close_story(&f);
}

Test(timeline, what_each_report_added)
{
	struct fixture f;
	struct timeline t;

	open_story(&f);
	timeline_make(f.s, 0, &t);
	cr_assert_eq(t.entries.len, N);
	cr_expect_eq(t.ahead_s, 2 * HOUR);
	cr_expect_eq(t.entries.v[0].fresh, 2);
	cr_expect_gt(t.entries.v[1].facts, 0);
	uint32_t key = t.entries.v[0].key;
	cr_assert_neq(key, TIMELINE_NONE);
	cr_expect_eq(f.s->sentences.v[key].report, 0);
	cr_expect_eq(t.step_s, HOUR);
	cr_expect_eq(t.n_bars, 6);
	cr_expect_eq(t.bars[0], 1);
	cr_expect_eq(t.bars[5], 2);
	timeline_release(&t);
	close_story(&f);
}

Test(differ, empty)
{
	struct story *s = story_new(NULL, 0);
	struct differ d;
	struct timeline t;

	differ_make(s, &d);
	cr_expect_eq(d.groups.len, 0);
	differ_release(&d);
	timeline_make(s, 0, &t);
	cr_expect_eq(t.n_bars, 0);
	timeline_release(&t);
	story_free(s);
}
