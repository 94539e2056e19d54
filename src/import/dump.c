/* dump.c - a text dump of a news page -> one article.
 *
 * Select-all-copy gives the text of everything on a page, in document
 * order, a line for each box. What tells the parts apart is shape and
 * place, in every language alike; words are weak evidence (dump_words.c).
 * The passes, each claiming lines that the ones before left:
 *
 *   repeats   whatever is printed twice (the headline at once, the whole
 *             text further down) counts once
 *   turns     "A: ..." "B: ...", apart from the text
 *   fields    statistics glued over lines, "Name: value" blocks
 *   tags      #words, and labels under a heading for tags
 *   summary   what stands under a heading for it
 *   head      headline, source, date, byline
 *   related   other stories: by heading, or headlines with ages in a row
 *   body      from the first line of prose to the last
 *
 * The rule above all: a long line that reads like sentences is kept. A
 * label too many is a blemish, a paragraph too few is a loss.
 */
#include "config.h"

#include "thrum/import/import.h"

#include <string.h>

#include "dump_priv.h"
#include "thrum/base/buf.h"
#include "thrum/base/i18n.h"
#include "thrum/text/doc.h"
#include "thrum/text/lang.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define TITLE_BYTES 160 /* of a headline made from the first sentence */

/* End of the first sentence of s, in bytes: behind its stop. */
static size_t sentence_end(const char *s)
{
	static const char *const wide[] = { "\xe3\x80\x82", "\xef\xbc\x81",
					    "\xef\xbc\x9f" };
	size_t i;

	for (i = 0; s[i]; i++) {
		/* "U.S. " and "Dr. " are no ends: a small letter, a digit or
		 * a closing mark stands before one, twice. */
		if (i > 20 && strchr(".!?", s[i]) &&
		    (s[i + 1] == ' ' || !s[i + 1]) && s[i - 1] != '.' &&
		    s[i - 2] != '.' && s[i - 2] != ' ')
			return i + 1;
		for (size_t w = 0; w < 3; w++)
			if (!strncmp(s + i, wide[w], 3))
				return i + 3;
	}
	return i;
}

static char *first_sentence(const struct doc *doc)
{
	for (size_t b = 0; b < doc->blocks.len; b++) {
		const struct doc_block *bl = &doc->blocks.v[b];
		if (bl->kind != DOC_PARA && bl->kind != DOC_LIST_ITEM)
			continue;
		char *s = xstrndup(doc->text.ptr + bl->off, bl->len);
		size_t end = sentence_end(s);
		if (end > TITLE_BYTES) {
			end = TITLE_BYTES - 3;
			while (end && ((unsigned char)s[end] & 0xc0) == 0x80)
				end--;
			size_t word = end;
			while (word > end / 2 && s[word] != ' ')
				word--;
			if (s[word] == ' ')
				end = word;
			s[end] = '\0';
			char *cut = xasprintf("%s\xe2\x80\xa6", s);
			free(s);
			return cut;
		}
		if (s[end - 1] == '.')
			end--;
		s[end] = '\0';
		return s;
	}
	return NULL;
}

/* What the parts give to the whole. */
static void finish(struct dump *d)
{
	struct article *a = d->a;

	if (!a->title && a->body)
		a->title = first_sentence(a->body);
	if (!a->source && a->url)
		a->source = url_host(a->url);
	if (!a->lang && a->body) {
		const char *lang =
			lang_detect(a->body->text.ptr, a->body->text.len);
		if (*lang)
			a->lang = xstrdup(lang);
	}
	if (a->body)
		a->words = doc_words(a->body);
}

/* More than one byte in fifty that no text holds: a picture, a program. */
static bool is_binary(const char *s, size_t len)
{
	size_t bad = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		bad += (c < 0x20 && !strchr("\t\n\r\f\b\033", c)) || !c;
		bad += len - i > 2 && !memcmp(s + i, "\xef\xbf\xbd", 3);
	}
	return bad * 50 > len;
}

static struct article *recognise(const char *text, size_t len, int64_t now)
{
	struct dump d = { .title = SIZE_MAX, .now = now, .a = article_new() };

	dump_lines(&d, text, len);
	dump_repeats(&d);
	dump_turns(&d);
	dump_fields(&d);
	dump_tags(&d);
	dump_summary(&d);
	dump_head(&d);
	dump_related(&d);
	dump_body(&d);
	finish(&d);
	vec_release(&d.lines);
	arena_release(&d.arena);
	return d.a;
}

enum status import_dump(const char *bytes, size_t len, int64_t now,
			struct article **out, struct err *err)
{
	struct buf text = BUF_INIT, clean = BUF_INIT;
	struct article *a = NULL;
	enum status st = ST_OK;

	if (len > IMPORT_TEXT_MAX)
		return err_set(err, ST_LIMIT,
			       _("the text is larger than %zu MiB; split it"),
			       IMPORT_TEXT_MAX >> 20);
	text_decode(&text, bytes, len, NULL);
	if (is_binary(text.ptr, text.len)) {
		st = err_set(err, ST_PARSE,
			     _("this is no text; give a text file or a page "
			       "saved as HTML"));
		goto out;
	}
	text_clean(&clean, text.ptr, text.len, CLEAN_BLOCK);
	a = recognise(clean.ptr, clean.len, now);
	if (!a->body && !a->title && !a->conversation.len) {
		st = err_set(err, ST_PARSE,
			     _("there is no text in it to read"));
		goto out;
	}
	*out = a;
	a = NULL;
out:
	article_free(a);
	buf_release(&clean);
	buf_release(&text);
	return st;
}
