/* digest_json.c - a digest as JSON, one object an event. */
#include "config.h"

#include "digest_priv.h"

#include "thrum/base/banned.h"

static const char *const states[] = {
	[SINCE_NEW] = "new",
	[SINCE_FACTS] = "facts",
	[SINCE_MORE] = "more",
	[SINCE_ENDED] = "ended",
};

static void event(const struct digest_event *e)
{
	const struct since_event *s = e->event;
	json_t *o = cli_object(), *list = json_array();

	cli_set_int(o, "id", s->thread->id);
	cli_set_text(o, "headline", s->thread->headline);
	cli_set_text(o, "state", states[s->kind]);
	cli_set(o, "summary", e->summary);
	cli_set(o, "fact", s->fact);
	cli_set_lines(o, "names", s->thread->names);
	cli_set_lines(o, "sources", s->thread->sources);
	cli_set_time(o, "first", s->thread->first);
	cli_set_time(o, "last", s->thread->last);
	cli_set_int(o, "reports_total", s->thread->n_articles);
	cli_set_int(o, "independent", s->thread->n_independent);
	cli_set_int(o, "reports_since", s->n_reports);
	cli_set_int(o, "with_new_facts", s->n_facts);
	for (size_t i = 0; i < e->reports.len; i++)
		json_array_append_new(list, cli_report_json(&e->reports.v[i]));
	json_object_set_new(o, "reports", list);
	cli_json(o);
}

void digest_json(const struct digest *d)
{
	for (size_t i = 0; i < d->events.len; i++)
		event(&d->events.v[i]);
}
