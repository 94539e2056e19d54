/* novelty.c - how well repeated sentences are told from new ones.
 *
 * Standard input: lines of novelty.py. Standard output: per kind how many
 * were judged right, then precision, recall and F1 of "repeated". With
 * --dump one line a case: label, kind, judgement, score. */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/story/novelty.h"
#include "thrum/story/story.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

#define KINDS_MAX 16

struct tally {
	char kind[16];
	int n, right;
};

static struct doc *doc_of(const json_t *list)
{
	struct doc *doc = doc_new();
	size_t i;
	json_t *s;

	json_array_foreach(list, i, s)
		doc_add_block(doc, DOC_PARA, json_string_value(s));
	return doc;
}

/* The longest sentence of the query decides, should it be split. */
static struct novelty judge(const json_t *line)
{
	struct doc *known = doc_of(json_object_get(line, "known"));
	struct doc *query = doc_new();
	const char *lang = json_string_value(json_object_get(line, "lang"));
	uint8_t is_known[2] = { 1, 0 };
	struct novelty out = { 0 };
	uint32_t longest = 0;

	doc_add_block(query, DOC_PARA,
		      json_string_value(json_object_get(line, "query")));
	struct story_report reports[2] = { { .doc = known, .lang = lang },
					   { .doc = query, .lang = lang } };
	struct story *s = story_new(reports, 2);
	struct novelty_index *ix = novelty_index_new(s, is_known);
	size_t n = s->sentences.len - s->first[1];
	struct novelty *all = xcalloc(n + 1, sizeof(*all));
	novelty_judge(ix, 1, all);
	for (size_t i = 0; i < n; i++)
		if (s->sentences.v[s->first[1] + i].len > longest) {
			longest = s->sentences.v[s->first[1] + i].len;
			out = all[i];
		}
	free(all);
	novelty_index_free(ix);
	story_free(s);
	doc_free(known);
	doc_free(query);
	return out;
}

static struct tally *tally_of(struct tally *t, const char *kind)
{
	int i = 0;

	while (i < KINDS_MAX - 1 && t[i].n && strcmp(t[i].kind, kind))
		i++;
	snprintf(t[i].kind, sizeof(t[i].kind), "%s", kind);
	return &t[i];
}

int main(int argc, char **argv)
{
	struct tally tallies[KINDS_MAX] = { 0 };
	int tp = 0, fp = 0, fn = 0;
	bool dump = argc > 1 && !strcmp(argv[1], "--dump");
	char *text = NULL;
	size_t cap = 0;

	while (getline(&text, &cap, stdin) > 0) {
		json_t *line = json_loads(text, 0, NULL);
		if (!line)
			continue;
		bool is = json_is_true(json_object_get(line, "repeated"));
		const char *kind =
			json_string_value(json_object_get(line, "kind"));
		struct novelty j = judge(line);
		struct tally *t = tally_of(tallies, kind ? kind : "?");
		t->n++;
		t->right += j.repeated == is;
		tp += is && j.repeated;
		fp += !is && j.repeated;
		fn += is && !j.repeated;
		if (dump)
			printf("%d\t%s\t%d\t%.3f\n", is, t->kind, j.repeated,
			       (double)j.score);
		json_decref(line);
	}
	free(text);
	for (int i = 0; i < KINDS_MAX && tallies[i].n; i++)
		printf("%-8s %4d of %4d right\n", tallies[i].kind,
		       tallies[i].right, tallies[i].n);
	double p = tp ? (double)tp / (tp + fp) : 0;
	double r = tp ? (double)tp / (tp + fn) : 0;
	printf("precision %.3f recall %.3f F1 %.3f\n", p, r,
	       p + r > 0 ? 2 * p * r / (p + r) : 0);
	return 0;
}
