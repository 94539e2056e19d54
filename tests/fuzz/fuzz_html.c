/* fuzz_html.c - any bytes as a page: decoded, read, checked, saved, loaded,
 * exported, set in lines. */
#include "config.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"
#include "thrum/text/layout.h"
#include "thrum/text/utf8.h"

static void check_layouts(const struct doc *doc)
{
	static const uint32_t cols[] = { 1, 7, 24, 80 };

	for (size_t i = 0; i < sizeof(cols) / sizeof(cols[0]); i++) {
		uint32_t flags = i % 2 ? LAYOUT_ASCII | LAYOUT_LINK_NUMBERS :
					 LAYOUT_LINK_NUMBERS;
		struct layout *lay = layout_new(doc, cols[i], flags);
		layout_check(lay, doc);
		(void)layout_find(lay, (uint32_t)doc->text.len / 2);
		layout_free(lay);
	}
}

static void check_doc(struct doc *doc)
{
	struct buf marks = BUF_INIT, html = BUF_INIT, md = BUF_INIT;
	struct doc *again = NULL;

	doc_check(doc);
	(void)doc_words(doc);
	doc_save_marks(doc, &marks);
	if (doc_load(doc->text.ptr, doc->text.len, marks.ptr, marks.len,
		     &again) != ST_OK)
		BUG("a saved doc cannot be loaded");
	doc_to_html(again, &html);
	doc_to_md(again, &md);
	doc_free(again);
	again = doc_from_md(md.ptr, md.len);
	doc_check(again);
	doc_append(again, doc);
	doc_check(again);
	doc_free(again);
	again = doc_from_html(html.ptr, html.len, NULL);
	doc_check(again);
	doc_free(again);
	check_layouts(doc);
	doc_free(doc);
	buf_release(&marks);
	buf_release(&html);
	buf_release(&md);
}

/* Foreign marks: refused, or a doc that holds. */
static void check_marks(const char *bytes, size_t len)
{
	size_t cut = len ? (unsigned char)bytes[0] % len : 0;
	struct doc *doc = NULL;

	if (doc_load(bytes + cut, len - cut, bytes, cut, &doc) == ST_OK)
		doc_check(doc);
	doc_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct buf text = BUF_INIT;

	text_decode(&text, bytes, size, NULL);
	check_doc(doc_from_html(text.ptr, text.len, "http://ex.org/a/"));
	check_doc(doc_from_html(bytes, size, NULL));
	check_doc(doc_from_text(bytes, size));
	check_doc(doc_from_md(bytes, size));
	(void)doc_is_html(bytes, size);
	check_marks(bytes, size);
	buf_release(&text);
	return 0;
}
