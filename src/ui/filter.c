/* filter.c - a list narrowed by what one types (F), what is unread in it
 * (H), and what Tab offers where a search is typed. The language is
 * model/search.h's, everywhere. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/model/feed.h"
#include "thrum/model/search.h"
#include "thrum/store/feeds.h"
#include "thrum/base/banned.h"

enum { TAGS_MAX = 2000 };

bool search_check(struct ui *ui, const char *text, enum search_order *order)
{
	struct search_when when = { ui->now, ui->tz_s };
	struct search *s = NULL;
	struct err err = { 0 };

	if (search_parse(text, &when, &s, &err) != ST_OK) {
		ui_say(ui, "%s", err.msg);
		return false;
	}
	if (order)
		*order = search_order(s);
	search_free(s);
	return true;
}

/* ---- F ---- */

static void set_filter(struct ui *ui, struct view *v, const char *text)
{
	free(v->filter);
	v->filter = *text ? xstrdup(text) : NULL;
	v->ops->filtered(ui, v);
	v->stale = true;
	if (v->list)
		list_restart(v->list);
	ui->dirty = true;
}

void filter_done(struct ui *ui, const char *text)
{
	struct view *v = ui_top_view(ui);

	text += strspn(text, " ");
	if (!v->ops->filtered)
		return;
	if (!*text && !v->filter)
		ui_say(ui, _("nothing was changed"));
	else if (!*text)
		act_clear_filter(ui, v);
	else if (search_check(ui, text, NULL)) {
		set_filter(ui, v, text);
		ui_say(ui, _("Esc shows everything again"));
	}
}

void act_filter(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Filter:"),
		.history = "search",
		.text = v->filter,
		.done = filter_done,
		.complete = complete_search,
	};

	if (v->ops->filtered)
		prompt_open(ui, &opts);
	else
		ui_say(ui, _("this is no list that can be filtered"));
}

void act_clear_filter(struct ui *ui, struct view *v)
{
	if (!v->filter) {
		ui_say(ui, _("there is no filter"));
		return;
	}
	set_filter(ui, v, "");
	ui_say(ui, _("everything again"));
}

void words_filter(struct ui *ui, const struct view *v, struct buf *out)
{
	if (!v->filter)
		return;
	words_dot(ui, out);
	buf_addf(out, _("filter: %s"), v->filter);
}

/* ---- what Tab offers ---- */

/* Candidates in turn: the turn'th one that begins with the stem. */
struct offer {
	const char *stem;
	size_t turn;
	char *found; /* owned; NULL until then */
};

static void offer(struct offer *o, const char *name, const char *end)
{
	size_t n = strlen(o->stem);

	if (o->found || strncasecmp(name, o->stem, n) || o->turn-- > 0)
		return;
	bool quoted = strpbrk(name, " \"()") != NULL;
	o->found = xasprintf(quoted ? "\"%s\"%s" : "%s%s", name, end);
}

static void offer_fields(struct offer *o)
{
	for (const struct search_field_info *f = search_fields; f->name; f++)
		offer(o, f->name, ":");
}

static void offer_tags(struct ui *ui, struct offer *o)
{
	struct arena arena = { 0 };
	struct tag_row_vec rows = { 0 };

	if (store_tags(ui->store, TAGS_MAX, &arena, &rows, NULL) != ST_OK)
		rows.len = 0;
	for (size_t i = 0; i < rows.len; i++)
		offer(o, rows.v[i].name, "");
	vec_release(&rows);
	arena_release(&arena);
}

static void offer_feeds(struct ui *ui, struct offer *o)
{
	struct arena arena = { 0 };
	struct feed_vec feeds = { 0 };

	if (store_feeds(ui->store, &arena, &feeds, NULL) != ST_OK)
		feeds.len = 0;
	for (size_t i = 0; i < feeds.len; i++)
		if (feeds.v[i]->kind != FEED_QUERY)
			offer(o, feed_name(feeds.v[i]), "");
	vec_release(&feeds);
	arena_release(&arena);
}

static void offer_times(struct offer *o)
{
	static const char *const times[] = { "today", "yesterday", "1d", "7d",
					     "30d" };

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		offer(o, times[i], "");
}

static void offer_values(struct ui *ui, const char *name, size_t len,
			 struct offer *o)
{
	const struct search_field_info *f = search_fields;

	while (f->name && (strlen(f->name) != len ||
			   strncmp(f->name, name, len) != 0))
		f++;
	if (!f->name)
		return;
	for (const struct search_word *w = f->values; w && w->name; w++)
		offer(o, w->name, "");
	if (!strcmp(f->name, "tag"))
		offer_tags(ui, o);
	else if (!strcmp(f->name, "feed") || !strcmp(f->name, "source"))
		offer_feeds(ui, o);
	else if (!strcmp(f->name, "after") || !strcmp(f->name, "before"))
		offer_times(o);
}

/* Where the word that is being typed begins: behind a blank that stands in
 * no quotation, a bracket, a minus. */
static size_t word_start(const char *text)
{
	size_t from = 0;
	bool quoted = false;

	for (size_t i = 0; text[i]; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && strchr(" (", text[i]))
			from = i + 1;
	}
	return from + (text[from] == '-');
}

char *complete_search(struct ui *ui, const char *text, size_t turn)
{
	size_t from = word_start(text);
	const char *word = text + from, *colon = strchr(word, ':');
	struct offer o = { .stem = word, .turn = turn };

	if (colon) {
		from += (size_t)(colon - word) + 1;
		o.stem = colon + 1 + (colon[1] == '"');
		offer_values(ui, word, (size_t)(colon - word), &o);
	} else {
		offer_fields(&o);
	}
	if (!o.found)
		return NULL;
	char *out = xasprintf("%.*s%s", (int)from, text, o.found);
	free(o.found);
	return out;
}
