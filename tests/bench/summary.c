/* summary.c - sentences and summaries for summary.py.
 *
 * Standard input: {"title","text"} a line. Standard output: {"sentences",
 * "chosen"} a line. */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/story/summary.h"
#include "thrum/text/doc.h"
#include "thrum/text/sentence.h"
#include "thrum/base/banned.h"

#define CHOSEN 3

int main(void)
{
	char *text = NULL;
	size_t cap = 0;

	while (getline(&text, &cap, stdin) > 0) {
		json_t *line = json_loads(text, 0, NULL), *out = json_object();
		const char *body =
			json_string_value(json_object_get(line, "text"));
		struct doc *doc = doc_from_text(body, strlen(body));
		struct sentence_vec all = { 0 };
		struct summary_sentence best[CHOSEN];
		json_t *a = json_array(), *b = json_array();

		sentence_scan(doc, &all);
		for (size_t i = 0; i < all.len; i++)
			json_array_append_new(
				a, json_stringn(doc->text.ptr + all.v[i].off,
						all.v[i].len));
		size_t n = summary_make(
			doc, json_string_value(json_object_get(line, "title")),
			best, CHOSEN);
		for (size_t i = 0; i < n; i++)
			json_array_append_new(
				b, json_stringn(doc->text.ptr + best[i].off,
						best[i].len));
		json_object_set_new(out, "sentences", a);
		json_object_set_new(out, "chosen", b);
		json_dumpf(out, stdout, JSON_COMPACT);
		putchar('\n');
		vec_release(&all);
		doc_free(doc);
		json_decref(out);
		json_decref(line);
	}
	free(text);
	return 0;
}
