/* query.c - what readers type -> an expression of the full-text index.
 *
 * Words are all wanted; "some words" is a phrase; word* a beginning; -word
 * is not wanted; OR between two words wants one of them. title:, source:,
 * tag: and body: look in one field. Everything else is text: it is quoted,
 * so that no character of a reader's query is an operator of FTS5's.
 */
#include "config.h"

#include "store_priv.h"

#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

#define QUERY_MAX 1000 /* bytes */
#define TERMS_MAX 64
/* A shorter beginning would gather half of all words. */
#define PREFIX_MIN 2

struct term {
	const char *field; /* column of the index, or NULL */
	const char *s; /* without quotes, star, sign */
	size_t len;
	bool is_prefix, is_negative;
	bool joins_prev; /* OR stands before it */
};

struct terms {
	struct term v[TERMS_MAX];
	size_t len;
};

static const struct {
	const char *name, *column;
} fields[] = {
	{ "title:", "title" },	 { "source:", "source" },
	{ "tag:", "tags" },	 { "tags:", "tags" },
	{ "body:", "body" },	 { "text:", "body" },
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The ideographic space is one, too. */
static size_t skip_space(const char *s)
{
	size_t n = 0;

	for (;;) {
		if (is_space(s[n]))
			n++;
		else if (!strncmp(s + n, "\xe3\x80\x80", 3))
			n += 3;
		else
			return n;
	}
}

static size_t word_len(const char *s)
{
	size_t n = 0;

	while (s[n] && !is_space(s[n]) && s[n] != '"' &&
	       strncmp(s + n, "\xe3\x80\x80", 3) != 0)
		n++;
	return n;
}

static size_t take_field(const char *s, struct term *t)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		size_t n = strlen(fields[i].name);
		if (!strncmp(s, fields[i].name, n) && s[n] && !is_space(s[n])) {
			t->field = fields[i].column;
			return n;
		}
	}
	return 0;
}

/* One term from `s`; returns the bytes it took. */
static size_t take_term(const char *s, struct term *t)
{
	size_t at = 0;

	*t = (struct term){ 0 };
	if (s[0] == '-' && s[1] && !is_space(s[1])) {
		t->is_negative = true;
		at++;
	}
	at += take_field(s + at, t);
	if (s[at] == '"') {
		at++;
		t->s = s + at;
		t->len = strcspn(t->s, "\"");
		at += t->len;
		at += s[at] == '"';
		if (s[at] == '*') {
			t->is_prefix = true;
			at++;
		}
		return at;
	}
	t->s = s + at;
	t->len = word_len(t->s);
	at += t->len;
	if (t->len > 1 && t->s[t->len - 1] == '*') {
		t->is_prefix = true;
		t->len--;
	}
	return at;
}

static bool is_word(const struct term *t, const char *word)
{
	return !t->field && !t->is_prefix && t->len == strlen(word) &&
	       !memcmp(t->s, word, t->len);
}

static enum status read_terms(const char *text, struct terms *out,
			      struct err *err)
{
	bool is_or = false, is_not = false;

	out->len = 0;
	for (size_t at = skip_space(text); text[at];
	     at += skip_space(text + at)) {
		struct term t;
		bool quoted = text[at] == '"';
		at += take_term(text + at, &t);
		if (!quoted && !t.is_negative && is_word(&t, "OR")) {
			is_or = true;
			continue;
		}
		if (!quoted && !t.is_negative && is_word(&t, "NOT")) {
			is_not = true;
			continue;
		}
		if (!quoted && !t.is_negative && is_word(&t, "AND"))
			continue;
		int n = fts_count_tokens(t.s, t.len);
		if (!n)
			continue; /* a dash, an ampersand */
		if (t.is_prefix && n == 1 && t.len < PREFIX_MIN)
			return err_set(err, ST_USAGE,
				       _("\"%.*s*\" is too short: give two "
					 "letters or more before the *"),
				       (int)t.len, t.s);
		if (out->len == TERMS_MAX)
			return err_set(err, ST_USAGE,
				       _("the search has more than %d words"),
				       TERMS_MAX);
		t.is_negative |= is_not;
		t.joins_prev = is_or && out->len && !t.is_negative &&
			       !out->v[out->len - 1].is_negative;
		out->v[out->len++] = t;
		is_or = is_not = false;
	}
	return ST_OK;
}

/* A word that is cut short, not a phrase that is. */
static bool is_beginning(const struct term *t)
{
	return t->is_prefix && fts_count_tokens(t->s, t->len) == 1;
}

/* The words that a beginning stands for; as a word where there is none. */
static void add_words(struct buf *out, const struct beginning *b)
{
	size_t n = 0;

	buf_addc(out, '(');
	for (size_t i = 0; i < b->words.n_entries; i++) {
		if (!b->words.entries[i].value)
			continue;
		buf_adds(out, n++ ? " OR \"" : "\"");
		buf_adds(out, b->words.entries[i].key);
		buf_addc(out, '"');
	}
	if (!n)
		buf_addf(out, "\"%s\"", b->folded);
	buf_addc(out, ')');
}

static const struct beginning *words_of(const struct term *t,
					const struct beginnings *words)
{
	struct beginnings one = { 0 };
	const struct beginning *found = NULL;

	if (!words || !is_beginning(t))
		return NULL;
	beginnings_add(&one, t->s, t->len);
	if (one.len)
		found = beginnings_find(words, one.v->folded, one.v->len);
	beginnings_release(&one);
	return found;
}

static void add_term(struct buf *out, const struct term *t,
		     const struct beginnings *words)
{
	const struct beginning *b = words_of(t, words);

	if (t->field)
		buf_addf(out, "%s : ", t->field);
	if (b) {
		add_words(out, b);
		return;
	}
	buf_addc(out, '"');
	buf_add(out, t->s, t->len); /* holds no quote: take_term() */
	buf_addc(out, '"');
	if (t->is_prefix)
		buf_addc(out, '*');
}

/* (a OR b) AND c, then NOT (d OR e). */
static size_t add_positive(struct buf *out, const struct terms *terms,
			   const struct beginnings *words)
{
	size_t n = 0;

	for (size_t i = 0; i < terms->len; i++) {
		const struct term *t = &terms->v[i];
		if (t->is_negative)
			continue;
		if (t->joins_prev)
			buf_adds(out, " OR ");
		else
			buf_adds(out, n ? ") AND (" : "(");
		add_term(out, t, words);
		n++;
	}
	if (n)
		buf_addc(out, ')');
	return n;
}

enum status search_compile(const char *text, const struct beginnings *words,
			   struct buf *out, struct err *err)
{
	struct terms terms;
	struct buf expr = BUF_INIT;

	if (!text || strlen(text) > QUERY_MAX)
		return err_set(err, ST_USAGE,
			       _("the search is longer than %d bytes"),
			       QUERY_MAX);
	enum status status = read_terms(text, &terms, err);
	if (status != ST_OK)
		return status;
	buf_addc(&expr, '(');
	if (!add_positive(&expr, &terms, words)) {
		buf_release(&expr);
		return err_set(err, ST_USAGE,
			       _("name at least one word to search for"));
	}
	buf_addc(&expr, ')');
	size_t n = 0;
	for (size_t i = 0; i < terms.len; i++) {
		if (!terms.v[i].is_negative)
			continue;
		buf_adds(&expr, n++ ? " OR " : " NOT (");
		add_term(&expr, &terms.v[i], words);
	}
	if (n)
		buf_addc(&expr, ')');
	buf_add(out, expr.ptr, expr.len);
	buf_release(&expr);
	return ST_OK;
}

enum status search_beginnings(const char *text, struct beginnings *out,
			      struct err *err)
{
	struct terms terms;
	enum status status = read_terms(text, &terms, err);

	for (size_t i = 0; status == ST_OK && i < terms.len; i++)
		if (is_beginning(&terms.v[i]))
			beginnings_add(out, terms.v[i].s, terms.v[i].len);
	return status;
}
