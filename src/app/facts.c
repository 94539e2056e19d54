/* facts.c - see facts.h. */
#include "config.h"

#include "thrum/app/facts.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/model/article.h"
#include "thrum/story/summary.h"
#include "thrum/text/doc.h"
#include "thrum/text/sentence.h"
#include "thrum/base/banned.h"

#define WORDS_A_MINUTE 230

uint32_t reading_minutes(uint32_t words)
{
	return (words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
}

static uint32_t count_sentences(const struct doc *doc)
{
	struct sentence_vec all = { 0 };

	sentence_scan(doc, &all);
	uint32_t n = (uint32_t)all.len;
	vec_release(&all);
	return n;
}

static uint32_t count_page_links(const struct doc *doc)
{
	uint32_t n = 0;

	for (size_t i = 0; i < doc->links.len; i++)
		n += doc->links.v[i].kind == DOC_LINK_PAGE;
	return n;
}

void article_facts_make(const struct article *a, struct article_facts *out)
{
	struct summary_sentence chosen[FACTS_SENTENCES];
	size_t n = 0;

	memset(out, 0, sizeof(*out));
	out->minutes = reading_minutes(a->words);
	if (a->body) {
		out->n_sentences = count_sentences(a->body);
		out->n_links = count_page_links(a->body);
		n = summary_make(a->body, a->title, chosen, FACTS_SENTENCES);
	}
	for (size_t i = 0; i < n; i++) {
		str_vec_add_take(&out->summary,
				 xstrndup(a->body->text.ptr + chosen[i].off,
					  chosen[i].len));
		out->place[i] = chosen[i].place;
	}
	if (!n && a->summary && *a->summary)
		str_vec_add(&out->summary, a->summary);
}

void article_facts_release(struct article_facts *f)
{
	str_vec_release(&f->summary);
}
