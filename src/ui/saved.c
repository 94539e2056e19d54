/* saved.c - see saved_priv.h. Counting is the worker's: a count looks at
 * many rows, and the screen does not wait. */
#include "config.h"

#include "saved_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/model/feed.h"
#include "thrum/model/search.h"
#include "thrum/store/feeds.h"
#include "thrum/base/banned.h"

static void put_count(const struct ui *ui, struct feed *f)
{
	for (size_t i = 0; i < ui->saved.n; i++)
		if (ui->saved.counts[i].feed_id == f->id) {
			f->n_articles = ui->saved.counts[i].n;
			f->n_unread = ui->saved.counts[i].unread;
		}
}

static void judge(struct ui *ui, struct feed *f, struct arena *arena)
{
	struct search_when when = { ui->now, ui->tz_s };
	struct search *s = NULL;
	struct err err = { 0 };

	if (search_parse(feed_query(f), &when, &s, &err) != ST_OK)
		f->error = arena_strdup(arena, err.msg);
	search_free(s);
}

void saved_counts(struct ui *ui, struct feed_vec *feeds, struct arena *arena)
{
	bool has_any = false;

	for (size_t i = 0; i < feeds->len; i++) {
		struct feed *f = feeds->v[i];
		if (!feed_query(f))
			continue;
		has_any = true;
		judge(ui, f, arena);
		put_count(ui, f);
	}
	if (!has_any || (ui->saved.asked && ui->saved.version == ui->version))
		return;
	struct job job = { .kind = JOB_COUNTS, .other = ui->tz_s };
	ui->saved.asked = true;
	ui->saved.version = ui->version;
	ui_post(ui, &job);
}

static const char *more(const struct feed *f, int64_t n)
{
	return f->kind == FEED_QUERY && n >= APP_COUNT_MAX ? "+" : "";
}

void saved_count_words(const struct feed *f, char *out, size_t size)
{
	snprintf(out, size, "%lld%s/%lld%s", (long long)f->n_unread,
		 more(f, f->n_unread), (long long)f->n_articles,
		 more(f, f->n_articles));
}

void saved_take(struct ui *ui, struct msg *m)
{
	free(ui->saved.counts);
	ui->saved.counts = m->counts;
	ui->saved.n = m->n_counts;
	m->counts = NULL;
	m->n_counts = 0;
	for (size_t i = 0; i < ui->n_views; i++)
		if (ui->stack[i]->ops == &view_feeds_ops)
			ui->stack[i]->stale = true;
	ui->dirty = true;
}

/* ---- keeping one ---- */

/* What the list shows: a search, a filter, or both. Owned; NULL = all. */
static char *search_of(const struct view *v)
{
	bool is_search = v->ops == &view_articles_ops &&
			 v->place.scope == SCOPE_SEARCH;

	if (is_search && v->filter)
		return xasprintf("(%s) (%s)", v->place.text, v->filter);
	if (is_search)
		return xstrdup(v->place.text);
	return v->filter ? xstrdup(v->filter) : NULL;
}

void save_search_done(struct ui *ui, const char *name)
{
	char *query = search_of(ui_top_view(ui));
	struct job job = { .kind = JOB_SAVE_SEARCH };

	if (!query)
		ui_say(ui, _("search or filter first, then save it"));
	else if (!*name || strchr(name, ':'))
		ui_say(ui, _("a search needs a name without a colon"));
	else {
		job.text = xasprintf("query:%s:%s", name, query);
		ui_post(ui, &job);
		ui_say(ui, _("saved among the feeds (e) as %s"), name);
	}
	free(query);
}

void act_save_search(struct ui *ui, struct view *v)
{
	struct prompt_options opts = { .label = _("Save this search as:"),
				       .done = save_search_done };
	char *query = search_of(v);

	if (query)
		prompt_open(ui, &opts);
	else
		ui_say(ui, _("search or filter first, then save it"));
	free(query);
}
