/* show_text.c - articles and threads as lines, plain or coloured. */
#include "config.h"

#include "show_priv.h"

#include <string.h>

#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

static void label(const struct pen *pen, const char *name)
{
	pen_put(pen, ROLE_LABEL, name);
	pen_put(pen, ROLE_LABEL, ": ");
}

static void field(const struct pen *pen, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	label(pen, name);
	pen_put(pen, ROLE_TEXT, value);
	putchar('\n');
}

static void time_field(const struct pen *pen, const char *name, int64_t t)
{
	char iso[24];

	date_iso(t, iso);
	field(pen, name, iso);
}

static void heading(const struct pen *pen, const char *s)
{
	pen_put(pen, ROLE_HEADING, s);
	putchar('\n');
}

/* Addresses stand at the end, under the numbers that the text shows. */
static void body(const struct pen *pen, const struct doc *doc, uint32_t cols)
{
	struct layout *lay = layout_new(doc, cols, LAYOUT_LINK_NUMBERS);

	putchar('\n');
	pen_layout(pen, lay, doc);
	for (uint32_t i = 0; i < lay->n_links; i++) {
		char no[16];
		snprintf(no, sizeof(no), "[%u] ", (unsigned)i + 1);
		if (!i)
			putchar('\n');
		pen_put(pen, ROLE_NUMBER, no);
		pen_url(pen, doc->links.v[i].url);
		putchar('\n');
	}
	layout_free(lay);
}

static void para(const struct pen *pen, const char *text, uint32_t cols)
{
	struct doc *doc = doc_new();

	doc_add_block(doc, DOC_PARA, text);
	struct layout *lay = layout_new(doc, cols, 0);
	pen_layout(pen, lay, doc);
	layout_free(lay);
	doc_free(doc);
}

static void details(const struct pen *pen, const struct article *a)
{
	for (size_t i = 0; i < a->tags.len; i++) {
		pen_put(pen, ROLE_NAME, i ? " #" : "#");
		pen_put(pen, ROLE_NAME, a->tags.v[i]);
	}
	if (a->tags.len)
		putchar('\n');
	for (size_t i = 0; i < a->details.len; i++)
		field(pen, a->details.v[i].name, a->details.v[i].value);
}

static void related(const struct pen *pen, const struct article *a)
{
	if (a->related.len) {
		putchar('\n');
		heading(pen, _("Related:"));
	}
	for (size_t i = 0; i < a->related.len; i++) {
		const struct related_link *r = &a->related.v[i];
		printf("- %s", r->title);
		if (r->source) {
			fputs(", ", stdout);
			pen_put(pen, ROLE_SOURCE, r->source);
		}
		if (r->age) {
			fputs(", ", stdout);
			pen_put(pen, ROLE_AGE, r->age);
		}
		putchar('\n');
	}
}

static void article(const struct pen *pen, const struct article *a,
		    uint32_t cols)
{
	heading(pen, a->title ? a->title : "");
	field(pen, _("Source"), a->source);
	field(pen, _("Author"), a->author);
	time_field(pen, _("Published"), a->published);
	time_field(pen, _("Updated"), a->updated);
	if (a->url) {
		label(pen, "URL");
		pen_url(pen, a->url);
		putchar('\n');
	}
	field(pen, "ID", a->uuid);
	if (a->thread_id) {
		label(pen, _("Thread"));
		printf("t%lld\n", (long long)a->thread_id);
	}
	details(pen, a);
	if (a->body && a->body->blocks.len) {
		body(pen, a->body, cols);
	} else if (a->summary) {
		putchar('\n');
		para(pen, a->summary, cols);
	}
	related(pen, a);
	for (size_t i = 0; i < a->conversation.len; i++) {
		if (!i)
			putchar('\n');
		label(pen, a->conversation.v[i].speaker);
		printf("%s\n", a->conversation.v[i].text);
	}
}

static void report(const struct pen *pen, const struct article_row *r)
{
	char iso[24], id[12];

	date_iso(r->time, iso);
	snprintf(id, sizeof(id), "%.8s  ", r->uuid);
	pen_put(pen, ROLE_NUMBER, id);
	pen_put(pen, ROLE_AGE, iso);
	fputs("  ", stdout);
	if (r->source) {
		pen_put(pen, ROLE_SOURCE, r->source);
		fputs(": ", stdout);
	}
	pen_put(pen, r->copy_of ? ROLE_COPY : ROLE_TEXT,
		r->title ? r->title : "");
	if (r->copy_of)
		pen_put(pen, ROLE_COPY, _(" (copy)"));
	putchar('\n');
}

static void thread(const struct pen *pen, const struct show_thread *t,
		   uint32_t cols)
{
	(void)cols;
	heading(pen, t->thread->headline ? t->thread->headline : "");
	printf(_("%d reports, %d independent\n\n"), t->thread->n_articles,
	       t->thread->n_independent);
	for (size_t i = 0; i < t->reports.len; i++)
		report(pen, &t->reports.v[i]);
	if (t->related.len) {
		putchar('\n');
		heading(pen, _("Related:"));
	}
	for (size_t i = 0; i < t->related.len; i++) {
		const struct thread *th = t->related.v[i].thread;
		printf("t%lld  %.2f  %s\n", (long long)th->id,
		       t->related.v[i].score,
		       th->headline ? th->headline : "");
		if (t->related.v[i].names && *t->related.v[i].names)
			printf("    %s\n", t->related.v[i].names);
	}
}

const struct show_format show_text = {
	.name = "text",
	.article = article,
	.thread = thread,
};

const struct show_format show_ansi = {
	.name = "ansi",
	.article = article,
	.thread = thread,
};
