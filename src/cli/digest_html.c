/* digest_html.c - a digest as one page of HTML.
 *
 * Nothing is loaded and nothing runs, whatever the texts hold. Landmarks
 * (header, nav, main, sections with names), headings in order, the language
 * of each event where it is known. */
#include "config.h"

#include "digest_priv.h"
#include "page_priv.h"

#include <string.h>

#include "thrum/text/doc.h"
#include "thrum/text/escape.h"

#include "thrum/base/banned.h"

/* What the sections are called in addresses. */
static const char *const ids[] = {
	[SINCE_NEW] = "new",
	[SINCE_FACTS] = "facts",
	[SINCE_MORE] = "more",
	[SINCE_ENDED] = "ended",
};

static void put(const char *s)
{
	struct buf out = BUF_INIT;

	text_escape(&out, s, strlen(s));
	fwrite(out.ptr, 1, out.len, stdout);
	buf_release(&out);
}

static void put_doc(const struct doc *doc)
{
	struct buf out;

	buf_init(&out, 8 * DOC_TEXT_MAX);
	doc_to_html(doc, &out);
	fwrite(out.ptr, 1, out.len, stdout);
	buf_release(&out);
}

static void begin(const struct digest *d)
{
	struct buf title = BUF_INIT, totals = BUF_INIT;

	digest_title(d, &title);
	digest_totals(d, &totals);
	printf("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	       "<meta charset=\"utf-8\" />\n"
	       "<meta http-equiv=\"Content-Security-Policy\" "
	       "content=\"default-src 'none'; style-src "
	       "'unsafe-inline'\" />\n"
	       "<meta name=\"referrer\" content=\"no-referrer\" />\n"
	       "<meta name=\"viewport\" "
	       "content=\"width=device-width, initial-scale=1\" />\n"
	       "<title>",
	       _("en"));
	put(title.ptr);
	printf("</title>\n%s</head>\n<body>\n<header>\n<h1>", page_style);
	put(title.ptr);
	fputs("</h1>\n<p>", stdout);
	put(totals.ptr);
	fputs("</p>\n", stdout);
	buf_release(&title);
	buf_release(&totals);
}

static void nav(const struct digest *d)
{
	printf("<nav aria-label=\"%s\">\n<ul>\n", _("Sections"));
	for (int k = 0; k < SINCE_KINDS; k++) {
		size_t n = digest_count(d, (enum since_kind)k);
		if (!n)
			continue;
		printf("<li><a href=\"#%s\">", ids[k]);
		put(digest_section((enum since_kind)k));
		printf(" (%zu)</a></li>\n", n);
	}
	fputs("</ul>\n</nav>\n", stdout);
}

static void event(const struct digest_event *e)
{
	struct doc *doc = doc_new();

	digest_event_doc(e, 3, doc);
	fputs("<article dir=\"auto\"", stdout);
	if (*e->lang) {
		fputs(" lang=\"", stdout);
		put(e->lang);
		fputs("\"", stdout);
	}
	fputs(">\n", stdout);
	put_doc(doc);
	fputs("</article>\n", stdout);
	doc_free(doc);
}

/* Ended ones are one list. */
static void ended(const struct digest *d)
{
	struct doc *doc = doc_new();

	for (size_t i = 0; i < d->events.len; i++)
		if (d->events.v[i].event->kind == SINCE_ENDED)
			digest_event_doc(&d->events.v[i], 3, doc);
	put_doc(doc);
	doc_free(doc);
}

static void section(const struct digest *d, enum since_kind kind)
{
	if (!digest_count(d, kind))
		return;
	printf("<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">",
	       ids[kind], ids[kind]);
	put(digest_section(kind));
	fputs("</h2>\n", stdout);
	if (kind == SINCE_ENDED)
		ended(d);
	for (size_t i = 0; kind != SINCE_ENDED && i < d->events.len; i++)
		if (d->events.v[i].event->kind == kind)
			event(&d->events.v[i]);
	fputs("</section>\n", stdout);
}

void digest_html(const struct digest *d)
{
	begin(d);
	if (d->events.len)
		nav(d);
	fputs("</header>\n<main>\n", stdout);
	for (int k = 0; k < SINCE_KINDS; k++)
		section(d, (enum since_kind)k);
	if (!d->events.len)
		printf("<p>%s</p>\n", _("Nothing happened."));
	fputs("</main>\n<footer>thrum</footer>\n</body>\n</html>\n",
	      stdout);
}
