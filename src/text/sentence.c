/* sentence.c - see sentence.h.
 *
 * One pass, no look-back beyond the word before the stop. What a full stop
 * means is decided by what stands on both sides of it; every other closing
 * mark (! ? and those of other scripts) ends a sentence.
 */
#include "config.h"

#include "thrum/text/sentence.h"

#include <stdbool.h>
#include <string.h>
#include <unictype.h>

#include "thrum/text/doc.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

/* Words that end in a stop without ending a sentence, folded, without the
 * stop; in the languages that write capitals. */
static const char *const abbreviations[] = {
	"mr",	  "mrs",  "ms",	  "dr",	  "prof", "sen",  "rep",  "gov",
	"gen",	  "lt",	  "col",  "sgt",  "maj",  "capt", "cmdr", "adm",
	"st",	  "jr",	  "sr",	  "inc",  "ltd",  "corp", "co",	  "vs",
	"etc",	  "no",	  "fig",  "est",  "dept", "univ", "jan",  "feb",
	"mar",	  "apr",  "aug",  "sept", "sep",  "oct",  "nov",  "dec",
	"approx", "bzw",  "ca",	  "dipl", "hr",	  "fr",	  "nr",	  "str",
	"usw",	  "vgl",  "mme",  "mlle", "av",	  "cf",	  "env",  "sra",
	"srta",	  "ud",	  "uds",  "sig",  "dott", "ing",  "avv",  "dhr",
	"mevr",	  "bv",	  "resp", "al",
};

static bool is_closer(uint32_t cp)
{
	return cp == '"' || cp == '\'' || cp == ')' || cp == ']' ||
	       cp == 0x201d || cp == 0x2019 || cp == 0xbb || cp == 0x300d ||
	       cp == 0x300f || cp == 0xff09 || cp == 0x203a;
}

static bool is_opener(uint32_t cp)
{
	return cp == '"' || cp == '\'' || cp == '(' || cp == 0x201c ||
	       cp == 0x2018 || cp == 0x201e || cp == 0xab;
}

/* Ends a sentence wherever it stands. */
static bool is_hard_stop(uint32_t cp)
{
	return cp == '!' || cp == '?' || cp == 0x3002 || cp == 0xff01 ||
	       cp == 0xff1f || cp == 0x061f || cp == 0x06d4 || cp == 0x0964 ||
	       cp == 0x203c || cp == 0x2047 || cp == 0xff61 || cp == 0x104b;
}

/* These stand against the next word: no white space is asked for. */
static bool needs_no_space(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xff01 || cp == 0xff1f || cp == 0xff61;
}

static bool is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\n' || cp == '\t' || cp == 0xa0 ||
	       cp == 0x3000 || cp == 0x202f;
}

static bool is_listed(const char *word)
{
	for (size_t i = 0;
	     i < sizeof(abbreviations) / sizeof(*abbreviations); i++)
		if (!strcmp(word, abbreviations[i]))
			return true;
	return false;
}

/* Is the word right before the stop at `stop` an initial or abbreviation? */
static bool is_abbreviation(const char *s, size_t stop)
{
	size_t begin = stop;
	char word[16];
	size_t n = 0;
	uint32_t cp;

	while (begin > 0 && s[begin - 1] != ' ' && s[begin - 1] != '\n' &&
	       s[begin - 1] != '(' && stop - begin < 24)
		begin--;
	if (begin == stop)
		return false;
	if (utf8_next(s + begin, stop - begin, &cp) == stop - begin &&
	    uc_is_upper(cp))
		return true; /* J. Smith */
	for (size_t i = begin; i < stop; i++) {
		if (s[i] == '.')
			return true; /* U.S., z.B., e.g. */
		if (n + 1 < sizeof(word))
			word[n++] = s[i] >= 'A' && s[i] <= 'Z' ?
					    (char)(s[i] + 32) :
					    s[i];
	}
	word[n] = '\0';
	return is_listed(word);
}

/* "am 3. Mai": a number up to 39 before a capital is an ordinal. */
static bool is_ordinal(const char *s, size_t stop)
{
	if (stop < 1 || s[stop - 1] < '0' || s[stop - 1] > '9')
		return false;
	if (stop < 2 || s[stop - 2] == ' ')
		return true;
	return stop > 2 && s[stop - 3] == ' ' && s[stop - 2] >= '1' &&
	       s[stop - 2] <= '3';
}

/* Does the sentence end with the '.' (or ellipsis) at `stop`, given that
 * the next sentence would begin at `next`? */
static bool stop_ends(const char *s, size_t len, size_t stop, size_t next)
{
	uint32_t cp = 0;

	while (next < len) {
		size_t n = utf8_next(s + next, len - next, &cp);
		if (!is_opener(cp))
			break;
		next += n;
	}
	if (next >= len)
		return true;
	if (uc_is_lower(cp))
		return false;
	return !is_ordinal(s, stop) && !is_abbreviation(s, stop);
}

/* Bytes from `at` on for which `is` holds. */
static size_t skip(const char *s, size_t len, size_t at,
		   bool (*is)(uint32_t cp))
{
	uint32_t cp;

	while (at < len) {
		size_t n = utf8_next(s + at, len - at, &cp);
		if (!is(cp))
			break;
		at += n;
	}
	return at;
}

/* What may stand behind a stop and still belong to its sentence. */
static bool is_tail(uint32_t cp)
{
	return is_closer(cp) || is_hard_stop(cp) || cp == '.' || cp == 0x2026;
}

size_t sentence_next(const char *s, size_t len)
{
	uint32_t cp;

	for (size_t i = 0; i < len;) {
		size_t at = i;
		unsigned char c = (unsigned char)s[i];
		if (c < 0x80 && c != '.' && c != '!' && c != '?') {
			i++; /* most of the text */
			continue;
		}
		i += utf8_next(s + i, len - i, &cp);
		bool hard = is_hard_stop(cp), tight = needs_no_space(cp);
		if (!hard && cp != '.' && cp != 0x2026)
			continue;
		size_t end = skip(s, len, i, is_tail);
		size_t next = skip(s, len, end, is_space);
		if (next == end && next < len && !tight)
			continue; /* 3.5, example.org */
		if (hard || stop_ends(s, len, at, next))
			return next;
		i = next;
	}
	return len;
}

static bool is_prose(const struct doc_block *b)
{
	return b->kind == DOC_PARA || b->kind == DOC_LIST_ITEM ||
	       b->kind == DOC_DEFINITION || b->kind == DOC_FOOTNOTE;
}

void sentence_scan(const struct doc *doc, struct sentence_vec *out)
{
	for (size_t k = 0; k < doc->blocks.len; k++) {
		const struct doc_block *b = &doc->blocks.v[k];
		if (!is_prose(b))
			continue;
		const char *s = doc->text.ptr + b->off;
		for (size_t at = 0; at < b->len;) {
			size_t n = sentence_next(s + at, b->len - at);
			size_t len = n;
			while (len && (s[at + len - 1] == ' ' ||
				       s[at + len - 1] == '\n'))
				len--;
			struct sentence one = {
				.off = b->off + (uint32_t)at,
				.len = (uint32_t)len,
				.block = (uint32_t)k,
			};
			if (len)
				vec_push(out, one);
			at += n;
		}
	}
}
