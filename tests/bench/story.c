/* story.c - CPU time of reading one thread.
 *
 * story N < docs.jsonl ({"title","body","lang"} a line): the first N as the
 * reports of one thread, half of them read; prints milliseconds of CPU by
 * part. */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "thrum/base/alloc.h"
#include "thrum/story/differ.h"
#include "thrum/story/novelty.h"
#include "thrum/story/quote.h"
#include "thrum/story/story.h"
#include "thrum/story/summary.h"
#include "thrum/story/timeline.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

#define REPORTS_MAX 2000

struct set {
	struct story_report reports[REPORTS_MAX];
	struct doc *docs[REPORTS_MAX];
	json_t *lines[REPORTS_MAX];
	uint8_t known[REPORTS_MAX];
	size_t n;
};

static double ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double lap(const char *what, double since)
{
	double now = ms();

	printf("%-10s %7.1f ms\n", what, now - since);
	return ms();
}

static void load(struct set *set, size_t max)
{
	char *text = NULL;
	size_t cap = 0;

	while (set->n < max && getline(&text, &cap, stdin) > 0) {
		json_t *line = json_loads(text, 0, NULL);
		const char *body =
			json_string_value(json_object_get(line, "body"));
		size_t i = set->n++;
		set->lines[i] = line;
		set->docs[i] = doc_from_text(body, strlen(body));
		set->known[i] = i % 2 == 0;
		set->reports[i] = (struct story_report){
			.id = (int64_t)i + 1,
			.time = (int64_t)i * 600,
			.title = json_string_value(
				json_object_get(line, "title")),
			.lang = json_string_value(
				json_object_get(line, "lang")),
			.doc = set->docs[i],
		};
	}
	free(text);
}

static void novelties(const struct story *s, const uint8_t *known)
{
	struct novelty *out = xcalloc(s->sentences.len + 1, sizeof(*out));
	struct novelty_index *ix = novelty_index_new(s, known);

	for (uint32_t i = 0; i < s->n_reports; i++)
		novelty_judge(ix, i, out + s->first[i]);
	novelty_index_free(ix);
	free(out);
}

int main(int argc, char **argv)
{
	struct set *set = xcalloc(1, sizeof(*set));
	size_t max = argc > 1 ? strtoul(argv[1], NULL, 10) : 200;
	struct differ differ;
	struct differ_names names;
	struct sayings sayings;
	struct timeline timeline;
	uint32_t out[3], facts;

	load(set, max < REPORTS_MAX ? max : REPORTS_MAX);
	double start = ms(), at = start;
	struct story *s = story_new(set->reports, set->n);
	printf("%zu reports, %zu sentences, %zu terms\n", set->n,
	       s->sentences.len, s->vocabulary.len);
	at = lap("read", at);
	novelties(s, set->known);
	at = lap("novelty", at);
	summary_story(s, out, 3);
	at = lap("summary", at);
	struct skim_pick *picks = xcalloc(set->n + 1, sizeof(*picks));
	skim_story(s, 0.8, picks, &facts);
	at = lap("skim", at);
	differ_make(s, &differ);
	at = lap("differ", at);
	differ_names(s, &names);
	at = lap("names", at);
	sayings_make(s, &sayings);
	at = lap("quotes", at);
	timeline_make(s, 0, &timeline);
	lap("timeline", at);
	lap("all", start);
	timeline_release(&timeline);
	sayings_release(&sayings);
	differ_names_release(&names);
	differ_release(&differ);
	free(picks);
	story_free(s);
	for (size_t i = 0; i < set->n; i++) {
		doc_free(set->docs[i]);
		json_decref(set->lines[i]);
	}
	free(set);
	return 0;
}
