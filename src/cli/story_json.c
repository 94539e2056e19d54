/* story_json.c - a thread's story as JSON. */
#include "config.h"

#include "story_priv.h"

#include <string.h>

#include "thrum/app/story.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

/* "id", "site", "published" of a report. */
static json_t *report_json(const struct app_story *s, uint32_t report)
{
	json_t *o = json_object();

	cli_set_text(o, "id", s->articles.v[report]->uuid);
	cli_set(o, "site", s->reports[report].source);
	cli_set_time(o, "published", s->reports[report].time);
	return o;
}

static void set_bytes(json_t *o, const char *key, const char *s, size_t len)
{
	json_t *text = json_stringn(s, len);

	json_object_set_new(o, key, text ? text : json_string(""));
}

static json_t *sentence_json(const struct app_story *s, uint32_t sentence)
{
	const struct story_sentence *x = &s->story->sentences.v[sentence];
	json_t *o = report_json(s, x->report);

	set_bytes(o, "text", x->text, x->len);
	cli_set_int(o, "place", x->place);
	return o;
}

static void set_summary(json_t *o, const struct app_story *s)
{
	json_t *list = json_array(), *skim = json_array(), *x;

	for (size_t i = 0; i < s->n_summary; i++)
		json_array_append_new(list, sentence_json(s, s->summary[i]));
	for (size_t i = 0; i < s->n_skim; i++) {
		x = report_json(s, s->skim[i].report);
		cli_set_text(x, "title", s->reports[s->skim[i].report].title);
		cli_set_int(x, "facts", s->skim[i].facts);
		json_array_append_new(skim, x);
	}
	json_object_set_new(o, "summary", list);
	json_object_set_new(o, "skim", skim);
	cli_set_int(o, "facts", s->n_skim_facts);
}

static json_t *claim_json(const struct app_story *s,
			  const struct differ_claim *c)
{
	const struct number *n = &s->story->numbers.v[c->number];
	const struct story_sentence *x =
		&s->story->sentences.v[c->sentence];
	json_t *o = report_json(s, c->report);

	json_object_set_new(o, "value", json_real(c->value));
	set_bytes(o, "text", x->text + n->off, n->len);
	return o;
}

static void set_figures(json_t *o, const struct app_story *s)
{
	static const char *const verdicts[] = {
		[DIFFER_SAME] = "agreed",
		[DIFFER_CHANGED] = "changed",
		[DIFFER_CONFLICT] = "conflict",
	};
	json_t *list = json_array(), *names = json_array();

	for (size_t i = 0; i < s->differ.groups.len; i++) {
		const struct differ_group *g = &s->differ.groups.v[i];
		const struct differ_claim *c = &s->differ.claims.v[g->claim];
		json_t *x = json_object(), *claims = json_array();
		cli_set_text(x, "label", g->label);
		cli_set_text(x, "verdict", verdicts[g->verdict]);
		cli_set(x, "unit", s->story->numbers.v[c->number].unit);
		for (size_t k = 0; k < g->n_claims; k++)
			json_array_append_new(claims, claim_json(s, &c[k]));
		json_object_set_new(x, "claims", claims);
		json_array_append_new(list, x);
	}
	for (size_t i = 0; i < s->names.len; i++) {
		const struct differ_name *n = &s->names.v[i];
		json_t *x = json_object();
		cli_set_text(x, "name", n->name);
		cli_set_int(x, "reports", n->n_reports);
		if (n->like >= 0)
			cli_set_text(x, "like", s->names.v[n->like].name);
		json_array_append_new(names, x);
	}
	json_object_set_new(o, "figures", list);
	json_object_set_new(o, "names_told", names);
}

static void set_quotes(json_t *o, const struct app_story *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->sayings.len; i++) {
		const struct saying *y = &s->sayings.v[i];
		const char *text = s->reports[y->report].doc->text.ptr;
		json_t *x = json_object(), *by = json_array();
		if (y->quote.who_len)
			set_bytes(x, "speaker", text + y->quote.who_off,
				  y->quote.who_len);
		set_bytes(x, "text", text + y->quote.off, y->quote.len);
		for (size_t k = 0; k < y->n_carried; k++)
			json_array_append_new(
				by, report_json(s, s->sayings.carried
							   .v[y->carried + k]));
		json_object_set_new(x, "reports", by);
		json_array_append_new(list, x);
	}
	json_object_set_new(o, "quotes", list);
}

static void set_timeline(json_t *o, const struct app_story *s)
{
	const struct timeline *t = &s->timeline;
	json_t *list = json_array(), *bars = json_array(), *x;

	for (size_t i = 0; i < t->entries.len; i++) {
		const struct timeline_entry *e = &t->entries.v[i];
		x = report_json(s, e->report);
		cli_set_text(x, "title", s->reports[e->report].title);
		cli_set_int(x, "new_sentences", e->fresh);
		cli_set_int(x, "new_facts", e->facts);
		if (e->key != TIMELINE_NONE)
			set_bytes(x, "text",
				  s->story->sentences.v[e->key].text,
				  s->story->sentences.v[e->key].len);
		json_array_append_new(list, x);
	}
	for (uint32_t i = 0; i < t->n_bars; i++)
		json_array_append_new(bars, json_integer(t->bars[i]));
	x = json_object();
	json_object_set_new(x, "entries", list);
	cli_set_time(x, "from", t->from);
	cli_set_int(x, "step_s", t->step_s);
	json_object_set_new(x, "bars", bars);
	if (t->ahead_s >= 0)
		cli_set_int(x, "ahead_s", t->ahead_s);
	json_object_set_new(o, "timeline", x);
}

static void set_sources(json_t *o, const struct app_story *s)
{
	json_t *list = json_array(), *silent = json_array();

	for (size_t i = 0; i < s->sources.len; i++) {
		const struct app_source *y = &s->sources.v[i];
		json_t *x = json_object();
		cli_set_text(x, "site", y->name);
		cli_set_int(x, "reports", y->n_reports);
		cli_set_int(x, "copies", y->n_copies);
		cli_set_int(x, "new_sentences", y->n_fresh);
		cli_set_int(x, "lag_s", y->lag_s);
		json_array_append_new(list, x);
	}
	for (size_t i = 0; i < s->silent.len; i++)
		json_array_append_new(silent, json_string(s->silent.v[i]));
	json_object_set_new(o, "coverage", list);
	json_object_set_new(o, "silent", silent);
}

void story_json(json_t *o, const struct app_story *s, uint32_t parts)
{
	if (parts & STORY_PART_SUMMARY)
		set_summary(o, s);
	if (parts & STORY_PART_FIGURES)
		set_figures(o, s);
	if (parts & STORY_PART_QUOTES)
		set_quotes(o, s);
	if (parts & STORY_PART_TIMELINE)
		set_timeline(o, s);
	if (parts & STORY_PART_SOURCES)
		set_sources(o, s);
}
