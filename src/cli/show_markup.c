/* show_markup.c - articles and threads as Markdown and as a page of HTML.
 *
 * Title, facts, body and lists are put into one doc, which is written as a
 * whole: what is escaped, and how, is text/'s alone.
 */
#include "config.h"

#include "page_priv.h"
#include "show_priv.h"

#include <string.h>

#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

static void add(struct doc *doc, const char *s)
{
	if (s)
		doc_add(doc, s, strlen(s));
}

static void add_link(struct doc *doc, const char *text, const char *url)
{
	uint32_t span = doc_span_open(doc, DOC_LINK, url, DOC_LINK_PAGE);

	add(doc, text);
	doc_span_close(doc, span);
}

static void add_heading(struct doc *doc, uint8_t level, const char *s)
{
	doc_open(doc, DOC_HEADING)->level = level;
	add(doc, s);
	doc_close(doc);
}

static void open_item(struct doc *doc)
{
	doc_open(doc, DOC_LIST_ITEM)->depth = 1;
}

static void open_field(struct doc *doc, const char *name)
{
	open_item(doc);
	uint32_t span = doc_span_open(doc, DOC_STRONG, NULL, DOC_LINK_PAGE);
	add(doc, name);
	add(doc, ":");
	doc_span_close(doc, span);
	add(doc, " ");
}

static void add_field(struct doc *doc, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	open_field(doc, name);
	add(doc, value);
	doc_close(doc);
}

static void add_time(struct doc *doc, const char *name, int64_t t)
{
	char iso[24];

	date_iso(t, iso);
	add_field(doc, name, iso);
}

static void add_tags(struct doc *doc, const struct article *a)
{
	if (!a->tags.len)
		return;
	open_field(doc, _("Tags"));
	for (size_t i = 0; i < a->tags.len; i++) {
		add(doc, i ? " #" : "#");
		add(doc, a->tags.v[i]);
	}
	doc_close(doc);
}

static void add_facts(struct doc *doc, const struct article *a)
{
	add_field(doc, _("Source"), a->source);
	add_field(doc, _("Author"), a->author);
	add_time(doc, _("Published"), a->published);
	add_time(doc, _("Updated"), a->updated);
	if (a->url) {
		open_field(doc, "URL");
		add_link(doc, a->url, a->url);
		doc_close(doc);
	}
	add_field(doc, "ID", a->uuid);
	add_tags(doc, a);
	for (size_t i = 0; i < a->details.len; i++)
		add_field(doc, a->details.v[i].name, a->details.v[i].value);
}

static void add_related(struct doc *doc, const struct article *a)
{
	if (a->related.len)
		add_heading(doc, 2, _("Related"));
	for (size_t i = 0; i < a->related.len; i++) {
		const struct related_link *r = &a->related.v[i];
		open_item(doc);
		add_link(doc, r->title, r->url);
		if (r->source) {
			add(doc, ", ");
			add(doc, r->source);
		}
		if (r->age) {
			add(doc, ", ");
			add(doc, r->age);
		}
		doc_close(doc);
	}
}

static struct doc *article_doc(const struct article *a)
{
	struct doc *doc = doc_new();

	add_heading(doc, 1, a->title);
	add_facts(doc, a);
	if (a->body && a->body->blocks.len) {
		/* Or its first list would go on with the facts. */
		if (a->body->blocks.v[0].kind == DOC_LIST_ITEM) {
			doc_open(doc, DOC_RULE);
			doc_close(doc);
		}
		doc_append(doc, a->body);
	} else if (a->summary) {
		doc_add_block(doc, DOC_PARA, a->summary);
	}
	for (size_t i = 0; i < a->conversation.len; i++) {
		doc_add_block(doc, DOC_TERM, a->conversation.v[i].speaker);
		doc_add_block(doc, DOC_DEFINITION, a->conversation.v[i].text);
	}
	add_related(doc, a);
	return doc;
}

static void add_report(struct doc *doc, const struct article_row *r)
{
	char iso[24];

	open_item(doc);
	date_iso(r->time, iso);
	add(doc, iso);
	add(doc, " ");
	if (r->source) {
		add(doc, r->source);
		add(doc, ": ");
	}
	add_link(doc, r->title, r->url);
	if (r->copy_of)
		add(doc, _(" (copy)"));
	doc_close(doc);
}

static struct doc *thread_doc(const struct show_thread *t)
{
	struct doc *doc = doc_new();
	struct buf b = BUF_INIT;

	add_heading(doc, 1, t->thread->headline);
	buf_addf(&b, _("%d reports, %d independent"), t->thread->n_articles,
		 t->thread->n_independent);
	doc_add_block(doc, DOC_PARA, b.ptr);
	for (size_t i = 0; i < t->reports.len; i++)
		add_report(doc, &t->reports.v[i]);
	if (t->related.len)
		add_heading(doc, 2, _("Related"));
	for (size_t i = 0; i < t->related.len; i++) {
		const struct thread *th = t->related.v[i].thread;
		buf_clear(&b);
		buf_addf(&b, "t%lld: %s", (long long)th->id,
			 th->headline ? th->headline : "");
		open_item(doc);
		add(doc, b.ptr);
		doc_close(doc);
	}
	buf_release(&b);
	return doc;
}

static void write_doc(struct doc *doc,
		      void (*to)(const struct doc *doc, struct buf *out))
{
	struct buf out;

	buf_init(&out, 8 * DOC_TEXT_MAX);
	to(doc, &out);
	fwrite(out.ptr, 1, out.len, stdout);
	buf_release(&out);
	doc_free(doc);
}

static void md_article(const struct pen *pen, const struct article *a,
		       uint32_t cols)
{
	(void)pen, (void)cols;
	write_doc(article_doc(a), doc_to_md);
}

static void md_thread(const struct pen *pen, const struct show_thread *t,
		      uint32_t cols)
{
	(void)pen, (void)cols;
	write_doc(thread_doc(t), doc_to_md);
}

/* Nothing is loaded, nothing runs, whatever the text may hold. */
static void html_begin(void)
{
	printf("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	       "<meta charset=\"utf-8\" />\n"
	       "<meta http-equiv=\"Content-Security-Policy\" "
	       "content=\"default-src 'none'; style-src "
	       "'unsafe-inline'\" />\n"
	       "<meta name=\"referrer\" content=\"no-referrer\" />\n"
	       "<meta name=\"viewport\" content=\"width=device-width, "
	       "initial-scale=1\" />\n"
	       "<title>thrum</title>\n%s</head>\n<body>\n<main>\n",
	       _("en"), page_style);
}

static void html_end(void)
{
	puts("</main>\n</body>\n</html>");
}

static void html_article(const struct pen *pen, const struct article *a,
			 uint32_t cols)
{
	(void)pen, (void)cols;
	puts("<article dir=\"auto\">");
	write_doc(article_doc(a), doc_to_html);
	puts("</article>");
}

static void html_thread(const struct pen *pen, const struct show_thread *t,
			uint32_t cols)
{
	(void)pen, (void)cols;
	puts("<article dir=\"auto\">");
	write_doc(thread_doc(t), doc_to_html);
	puts("</article>");
}

static void html_between(void)
{
	puts("<hr>");
}

static void md_between(void)
{
	puts("\n---\n");
}

const struct show_format show_md = {
	.name = "md",
	.between = md_between,
	.article = md_article,
	.thread = md_thread,
};

const struct show_format show_html = {
	.name = "html",
	.begin = html_begin,
	.end = html_end,
	.between = html_between,
	.article = html_article,
	.thread = html_thread,
};
