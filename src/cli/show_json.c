/* show_json.c - articles and threads as JSON, one object a line. */
#include "config.h"

#include <string.h>

#include "show_priv.h"

#include "thrum/base/banned.h"

static void article(const struct pen *pen, const struct article *a,
		    uint32_t cols)
{
	(void)pen, (void)cols;
	cli_json(cli_article_json(a));
}

static json_t *report_json(const struct article_row *r)
{
	json_t *o = cli_report_json(r);

	if (r->copy_of)
		cli_set_int(o, "copy_of", r->copy_of);
	json_object_set_new(o, "read", json_boolean(r->flags & ARTICLE_READ));
	return o;
}

/* What two threads share stands parted by ", ". */
static void set_shared(json_t *o, const char *names)
{
	json_t *list = json_array();

	while (names && *names) {
		const char *end = strstr(names, ", ");
		size_t len = end ? (size_t)(end - names) : strlen(names);
		json_array_append_new(list, json_stringn(names, len));
		names += len + (end ? 2 : 0);
	}
	json_object_set_new(o, "shared", list);
}

static void thread(const struct pen *pen, const struct show_thread *w,
		   uint32_t cols)
{
	json_t *o = cli_object(), *list = json_array();
	json_t *related = json_array();

	(void)pen, (void)cols;
	cli_set_int(o, "id", w->thread->id);
	cli_set_text(o, "headline", w->thread->headline);
	cli_set_lines(o, "names", w->thread->names);
	cli_set_lines(o, "sources", w->thread->sources);
	cli_set_int(o, "reports_total", w->thread->n_articles);
	cli_set_int(o, "independent", w->thread->n_independent);
	for (size_t i = 0; i < w->reports.len; i++)
		json_array_append_new(list, report_json(&w->reports.v[i]));
	json_object_set_new(o, "reports", list);
	for (size_t i = 0; i < w->related.len; i++) {
		const struct related_thread *r = &w->related.v[i];
		json_t *x = json_object();
		cli_set_int(x, "id", r->thread->id);
		cli_set_text(x, "headline", r->thread->headline);
		json_object_set_new(x, "score", json_real(r->score));
		set_shared(x, r->names);
		json_array_append_new(related, x);
	}
	json_object_set_new(o, "related", related);
	cli_json(o);
}

static void nothing(void)
{
}

const struct show_format show_json = {
	.name = "json",
	.between = nothing,
	.article = article,
	.thread = thread,
};
