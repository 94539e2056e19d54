/* digest_doc.c - a digest as a doc, and that as text and as Markdown: what
 * is wrapped and escaped, and how, is text/'s alone. */
#include "config.h"

#include "digest_priv.h"

#include <string.h>

#include "pen_priv.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/text/layout.h"

#include "thrum/base/banned.h"

#define TEXT_COLS 72

static void add(struct doc *doc, const char *s)
{
	if (s)
		doc_add(doc, s, strlen(s));
}

static void add_heading(struct doc *doc, uint8_t level, const char *s)
{
	doc_open(doc, DOC_HEADING)->level = level;
	add(doc, s);
	doc_close(doc);
}

/* ---- words ---- */

const char *digest_section(enum since_kind kind)
{
	static const char *const names[] = {
		[SINCE_NEW] = N_("New"),
		[SINCE_FACTS] = N_("New facts"),
		[SINCE_MORE] = N_("Going on"),
		[SINCE_ENDED] = N_("Nothing more was heard of"),
	};

	return _(names[kind]);
}

size_t digest_count(const struct digest *d, enum since_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < d->events.len; i++)
		n += d->events.v[i].event->kind == kind;
	return n;
}

static void add_day(struct buf *out, int64_t t)
{
	char iso[24];

	date_iso(t, iso);
	buf_add(out, iso, 10);
}

void digest_title(const struct digest *d, struct buf *out)
{
	add_day(out, d->since->from);
	buf_adds(out, _(" to "));
	add_day(out, d->since->to);
}

void digest_totals(const struct digest *d, struct buf *out)
{
	size_t all = d->events.len - digest_count(d, SINCE_ENDED);

	buf_addf(out, ngettext("%zu event", "%zu events", all), all);
	buf_addf(out, _(": %zu new, %zu with new facts, %zu going on"),
		 digest_count(d, SINCE_NEW), digest_count(d, SINCE_FACTS),
		 digest_count(d, SINCE_MORE));
	if (d->since->n_left_out)
		buf_addf(out, _("; %zu smaller ones left out"),
			 d->since->n_left_out);
}

static void facts_line(const struct digest_event *e, struct buf *out)
{
	const struct thread *t = e->event->thread;

	buf_addf(out, ngettext("%d report", "%d reports",
			       (unsigned long)t->n_articles),
		 (int)t->n_articles);
	buf_addf(out, _(", %d independent"), (int)t->n_independent);
	if (e->event->kind == SINCE_NEW)
		buf_adds(out, _(", new"));
	else if (e->event->n_reports)
		buf_addf(out, _(", %u since then"), e->event->n_reports);
	else
		buf_adds(out, _(", goes on"));
}

/* ---- the doc ---- */

static void add_report(struct doc *doc, const struct article_row *r)
{
	const char *title = r->title ? r->title : _("(no title)");

	doc_open(doc, DOC_LIST_ITEM)->depth = 1;
	if (r->source && *r->source) {
		add(doc, r->source);
		add(doc, ": ");
	}
	uint32_t span = doc_span_open(doc, DOC_LINK, r->url, DOC_LINK_PAGE);
	add(doc, title);
	doc_span_close(doc, span);
	doc_close(doc);
}

static void add_fact(struct doc *doc, const char *fact)
{
	if (!*fact)
		return;
	doc_open(doc, DOC_PARA);
	uint32_t span = doc_span_open(doc, DOC_STRONG, NULL, DOC_LINK_PAGE);
	add(doc, _("New:"));
	doc_span_close(doc, span);
	add(doc, " ");
	add(doc, fact);
	doc_close(doc);
}

void digest_event_doc(const struct digest_event *e, uint8_t level,
		      struct doc *doc)
{
	const struct thread *t = e->event->thread;
	struct buf b = BUF_INIT;

	if (e->event->kind == SINCE_ENDED) {
		doc_open(doc, DOC_LIST_ITEM)->depth = 1;
		add(doc, t->headline);
		doc_close(doc);
		return;
	}
	add_heading(doc, level, t->headline);
	facts_line(e, &b);
	doc_add_block(doc, DOC_PARA, b.ptr);
	if (*e->summary)
		doc_add_block(doc, DOC_PARA, e->summary);
	add_fact(doc, e->event->fact);
	for (size_t i = 0; i < e->reports.len; i++)
		if (!e->reports.v[i].copy_of)
			add_report(doc, &e->reports.v[i]);
	buf_release(&b);
}

static struct doc *digest_doc(const struct digest *d)
{
	struct doc *doc = doc_new();
	struct buf b = BUF_INIT;

	digest_title(d, &b);
	add_heading(doc, 1, b.ptr);
	buf_clear(&b);
	digest_totals(d, &b);
	doc_add_block(doc, DOC_PARA, b.ptr);
	for (int k = 0; k < SINCE_KINDS; k++) {
		if (!digest_count(d, (enum since_kind)k))
			continue;
		doc_open(doc, DOC_RULE);
		doc_close(doc);
		add_heading(doc, 2, digest_section((enum since_kind)k));
		for (size_t i = 0; i < d->events.len; i++)
			if (d->events.v[i].event->kind == (enum since_kind)k)
				digest_event_doc(&d->events.v[i], 3, doc);
	}
	buf_release(&b);
	return doc;
}

/* ---- as text ---- */

void digest_text(const struct digest *d)
{
	struct doc *doc = digest_doc(d);
	struct layout *lay = layout_new(doc, TEXT_COLS, LAYOUT_LINK_NUMBERS);
	struct pen pen;

	pen_init(&pen);
	pen_layout(&pen, lay, doc);
	for (uint32_t i = 0; i < lay->n_links; i++)
		printf("%s[%u] %s\n", i ? "" : "\n", (unsigned)i + 1,
		       doc->links.v[i].url);
	layout_free(lay);
	doc_free(doc);
}

void digest_md(const struct digest *d)
{
	struct doc *doc = digest_doc(d);
	struct buf out;

	buf_init(&out, 8 * DOC_TEXT_MAX);
	doc_to_md(doc, &out);
	fwrite(out.ptr, 1, out.len, stdout);
	buf_release(&out);
	doc_free(doc);
}
