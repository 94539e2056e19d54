/* html_note.c - footnotes of HTML: links inside the page that are marks
 * ("1", "[2]"), the notes they lead to, and the arrows that lead back.
 *
 * Nothing is asked of names that pages give to such things: a short link
 * to a place in the same page is the mark, the block that has the place's
 * id is the note.
 */
#include "config.h"

#include "html_build_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/hash.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

#define LOOK_MAX 256 /* bytes of markup of a mark */
#define MARK_MAX 12 /* bytes of its text */

/* What stands in an element up to the end tag of `tag`, without markup.
 * False if that is far away or the text is too long. *end gets the place
 * behind the end tag. */
static bool inner_text(const struct html_build *h, enum html_tag tag,
		       char out[MARK_MAX + 1], struct html_tok *end)
{
	struct html_tok tok = h->tok;
	struct html_token t;
	struct buf b = BUF_INIT;
	bool found = false;

	if ((size_t)(tok.end - tok.p) > LOOK_MAX)
		tok.end = tok.p + LOOK_MAX;
	while (!found && html_next(&tok, &t) != HTML_EOF) {
		if (t.kind == HTML_TEXT && !t.raw)
			html_decode(&b, t.s, t.len, HTML_IN_TEXT);
		else if (t.kind == HTML_START && t.tag == tag)
			break;
		found = t.kind == HTML_END && t.tag == tag;
	}
	struct buf line = BUF_INIT;
	text_clean(&line, b.ptr, b.len, CLEAN_LINE);
	found &= line.len <= MARK_MAX;
	if (found)
		memcpy(out, line.ptr, line.len + 1);
	*end = tok;
	end->end = h->tok.end;
	buf_release(&line);
	buf_release(&b);
	return found;
}

/* The number in "3", "[3]", "(3)"; 0 = it is no such mark. */
static uint32_t mark_number(const char *s)
{
	char close = *s == '[' ? ']' : *s == '(' ? ')' : '\0';
	char *end;

	s += close != '\0';
	if (*s < '1' || *s > '9')
		return 0;
	unsigned long n = strtoul(s, &end, 10);
	if (close && *end == close)
		end++;
	/* Some pages put the dot of their list into the mark. */
	if (*end == '.')
		end++;
	return *end || n > 9999 ? 0 : (uint32_t)n;
}

/* Arrows and the like, which lead from a note to its mark. */
static bool is_way_back(const char *s)
{
	static const char *const signs[] = {
		"^", "\xe2\x86\xa9", "\xe2\x86\x91", "\xe2\xa4\xb4",
		"\xe2\xa4\xb6", "\xe2\xac\x86", "\xe2\x86\xb5",
		"\xe2\x86\x90", "\xe2\x8f\x8e",
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t n = strlen(signs[i]);
		/* Perhaps a variation selector behind it. */
		if (!strncmp(s, signs[i], n) &&
		    (!s[n] || !strcmp(s + n, "\xef\xb8\x8e") ||
		     !strcmp(s + n, "\xef\xb8\x8f")))
			return true;
	}
	return false;
}

static uint64_t id_of(const char *s)
{
	return hash64(s, strlen(s), 0);
}

/* The open block is a note, without text yet, or one is about to begin. */
static bool at_note_start(const struct html_build *h)
{
	const struct doc_block_vec *blocks = &h->doc->blocks;

	if (h->note)
		return true;
	return doc_is_open(h->doc) && !doc_has_text(h->doc) &&
	       blocks->v[blocks->len - 1].kind == DOC_FOOTNOTE;
}

static void add_mark(struct html_build *h, const char *s)
{
	html_begin(h);
	uint32_t span = doc_span_open(h->doc, DOC_SUP, NULL, DOC_LINK_PAGE);
	html_add(h, s, strlen(s));
	doc_span_close(h->doc, span);
}

bool html_note_mark(struct html_build *h, const char *target)
{
	struct html_tok end;
	char text[MARK_MAX + 1], number[MARK_MAX];
	uint32_t no;

	if (!inner_text(h, TAG_A, text, &end))
		return false;
	no = mark_number(text);
	if (!no && !is_way_back(text))
		return false;
	h->tok = end;
	if (!no || at_note_start(h)) {
		h->note_cut = true;
		return true;
	}
	if (h->n_notes < NOTES_MAX)
		h->notes[h->n_notes++] = (struct html_note){
			.id = id_of(target),
			.no = no,
		};
	snprintf(number, sizeof(number), "%u", no);
	add_mark(h, number);
	return true;
}

void html_note_lead(struct html_build *h)
{
	struct html_tok tok = h->tok, end;
	char text[MARK_MAX + 1];
	struct html_token t;

	if (html_next(&tok, &t) != HTML_START || t.tag != TAG_SUP)
		return;
	struct html_tok was = h->tok;
	h->tok = tok;
	uint32_t no = inner_text(h, TAG_SUP, text, &end) ? mark_number(text) :
							   0;
	h->tok = no ? end : was;
	h->note = no;
	h->note_cut = no != 0;
}

void html_note_find(struct html_build *h)
{
	const char *id = h->n_notes ? html_get(h, "id") : "";
	uint64_t hash = *id ? id_of(id) : 0;

	for (unsigned i = 0; *id && i < h->n_notes; i++)
		if (h->notes[i].id == hash) {
			h->note = h->notes[i].no;
			h->note_cut = false;
			/* A note is one once. */
			h->notes[i] = h->notes[--h->n_notes];
			return;
		}
}

size_t html_note_skip(struct html_build *h, const char *s, size_t len)
{
	uint32_t no = h->doc->blocks.v[h->doc->blocks.len - 1].ordinal, n = 0;
	size_t i = 0, from;
	bool cut = h->note_cut;

	while (i < len && s[i] && strchr(" \t\r\n[(", s[i]))
		i++;
	if (i == len)
		return i;
	for (from = i; i < len && i < from + 4 && s[i] >= '0' && s[i] <= '9';
	     i++)
		n = n * 10 + (uint32_t)(s[i] - '0');
	h->note_cut = false;
	/* "1 May" is not the mark again. */
	if (i > from && (n != no || i == len || !strchr("]).:", s[i])))
		return 0;
	if (i == from && !cut)
		return 0;
	while (i < len && s[i] && strchr("]).: \t\r\n^", s[i]))
		i++;
	return i;
}
