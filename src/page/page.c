/* page.c - page_extract(): the steps in order. See page.h.
 *
 *   decode    bytes to UTF-8
 *   tree      libxml2's tree as an array; what names say
 *   meta      JSON-LD, Open Graph and the like, before anything is cut
 *   furniture boxes that nobody reads are dropped
 *   select    the node with the article
 *   clean     what does not belong to it is dropped
 *   write     what is left becomes a doc
 */
#include "config.h"

#include "thrum/page/page.h"

#include <string.h>

#include "page_priv.h"
#include "thrum/base/i18n.h"
#include "thrum/text/doc.h"
#include "thrum/text/lang.h"
#include "thrum/text/url.h"
#include "thrum/base/banned.h"

#define LEADS_MAX 4
#define HEAD_NODES 600u /* how far above the text a byline is looked for */

/* Language by the text where it says enough, else as declared. */
static void judge_lang(struct article *a)
{
	const char *found = "";

	if (a->body && a->body->text.len > 200)
		found = lang_detect(a->body->text.ptr, a->body->text.len);
	if (*found) {
		free(a->lang);
		a->lang = xstrdup(found);
	}
}

static void finish(struct page *p)
{
	struct article *a = p->a;

	if (p->site) {
		a->source = p->site;
		p->site = NULL;
	} else if (p->base) {
		a->source = url_host(p->base);
	}
	if (!a->url && p->base)
		a->url = xstrdup(p->base);
	judge_lang(a);
	if (a->body)
		a->words = doc_words(a->body);
}

static struct doc *to_doc(struct page *p, uint32_t top)
{
	struct buf html;
	uint32_t leads[LEADS_MAX];
	size_t n = page_leads(p, top, leads, LEADS_MAX);

	buf_init(&html, 4 * DOC_TEXT_MAX);
	for (size_t i = 0; i < n; i++)
		page_write(p, leads[i], &html);
	page_write(p, top, &html);
	struct doc *doc = doc_from_html(html.ptr, html.len, p->base);
	buf_release(&html);
	if (doc->blocks.len)
		return doc;
	doc_free(doc);
	return NULL;
}

static void body(struct page *p)
{
	uint32_t top, from, to;

	page_measure(p);
	page_drop_furniture(p);
	page_measure(p);
	page_drop_cards(p);
	page_drop_followers(p);
	page_measure(p);
	top = page_select(p);
	from = top > p->body + HEAD_NODES ? top - HEAD_NODES : p->body;
	to = p->v[top].end;
	page_people(p, from, to);
	page_when(p, from, to);
	page_extras(p, top);
	page_clean(p, top);
	p->a->body = to_doc(p, top);
	/* The page keeps its text to scripts and search engines. */
	if (p->ld_body && (!p->a->body || p->a->body->text.len * 4 <
						  strlen(p->ld_body))) {
		doc_free(p->a->body);
		p->a->body = doc_is_html(p->ld_body, strlen(p->ld_body))
				     ? doc_from_html(p->ld_body,
						     strlen(p->ld_body),
						     p->base)
				     : doc_from_text(p->ld_body,
						     strlen(p->ld_body));
	}
}

/* A page that shows something to watch or to hear has its text in its
 * description, if anywhere. */
static void describe(struct article *a)
{
	if (!a->body && a->summary)
		a->body = doc_from_text(a->summary, strlen(a->summary));
}

enum status page_extract(const char *html, size_t len, const char *url,
			 const char *charset, struct article **out,
			 struct err *err)
{
	struct page p = { .a = article_new() };
	struct buf text;
	enum status st = ST_OK;

	if (len > PAGE_BYTES_MAX) {
		article_free(p.a);
		return err_set(err, ST_LIMIT,
			       _("the page is larger than %zu MiB"),
			       PAGE_BYTES_MAX >> 20);
	}
	buf_init(&text, 4 * PAGE_BYTES_MAX);
	page_decode(&text, html, len, charset);
	st = page_tree(&p, text.ptr, text.len, err);
	if (st)
		goto out;
	page_set_base(&p, url);
	page_jsonld(&p);
	page_meta(&p);
	page_title(&p);
	body(&p);
	describe(p.a);
	finish(&p);
	if (!p.a->body && !p.a->title) {
		st = err_set(err, ST_PARSE,
			     _("there is nothing to read on the page"));
		goto out;
	}
	*out = p.a;
	p.a = NULL;
out:
	buf_release(&text);
	page_release(&p);
	return st;
}
