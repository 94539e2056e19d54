/* test_story_thread.c - summary and skim of a thread. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/story/story.h"
#include "thrum/story/summary.h"
#include "thrum/text/doc.h"

#define N 4

static const char *const texts[N] = {
	"A fire broke out in the old brewery of Marrow on Tuesday night. "
	"Forty firefighters fought it until dawn. Nobody was hurt, fire chief "
	"Ola Brandt said.",
	"A fire broke out in the old brewery of Marrow on Tuesday night. "
	"Forty firefighters fought it until dawn. Nobody was hurt, fire chief "
	"Ola Brandt said.",
	"The roof of the brewery in Marrow fell in at about 03:00. Police "
	"chief Edda Kern said an electric heater may have started the fire. "
	"The damage is put at 2.5 million euros. Forty firefighters worked "
	"until dawn and nobody was hurt.",
	"My grandfather drank his beer in Marrow. Those were good years.",
};

struct fixture {
	struct doc *docs[N];
	struct story_report reports[N];
	struct story *s;
};

static void open_story(struct fixture *f)
{
	for (int i = 0; i < N; i++) {
		f->docs[i] = doc_from_text(texts[i], strlen(texts[i]));
		f->reports[i] = (struct story_report){
			.id = i + 1,
			.title = i == 3 ? "A memory" : "Fire in old brewery",
			.lang = "en",
			.doc = f->docs[i],
			.flags = i == 1 ? STORY_COPY : 0,
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

Test(thread, summary_says_nothing_twice)
{
	struct fixture f;
	uint32_t out[3];

	open_story(&f);
	size_t n = summary_story(f.s, out, 3);
	cr_assert_eq(n, 3);
	for (size_t i = 0; i < n; i++) {
		const struct story_sentence *x = &f.s->sentences.v[out[i]];
		cr_expect_neq(x->report, 1, "from a copy");
		cr_expect_neq(x->report, 3, "from the aside");
		cr_expect(x->place > 0);
		cr_expect(!i || out[i] > out[i - 1]);
	}
	close_story(&f);
}

Test(thread, skim_takes_the_telling_reports)
{
	struct fixture f;
	struct skim_pick picks[N];
	uint32_t facts;

	open_story(&f);
	size_t n = skim_story(f.s, 0.8, picks, &facts);
	cr_assert_geq(n, 1);
	cr_expect_eq(picks[0].report, 2, "the longest tells most: %u",
		     picks[0].report);
	for (size_t i = 0; i < n; i++) {
		cr_expect_neq(picks[i].report, 1, "a copy");
		cr_expect_neq(picks[i].report, 3, "an aside");
	}
	cr_expect_leq(picks[n - 1].facts, facts);
	n = skim_story(f.s, 1.0, picks, &facts);
	cr_expect_eq(picks[n - 1].facts, facts);
	close_story(&f);
}

Test(thread, empty)
{
	struct story *s = story_new(NULL, 0);
	struct skim_pick picks[1];
	uint32_t out[3], facts;

	cr_expect_eq(summary_story(s, out, 3), 0);
	cr_expect_eq(skim_story(s, 0.8, picks, &facts), 0);
	cr_expect_eq(facts, 0);
	story_free(s);
}
