/* names.c - names of two words or more, and which are spelled in two ways;
 * see differ.h. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/map.h"
#include "thrum/story/differ.h"
#include "thrum/story/story.h"
#include "thrum/text/fold.h"
#include "thrum/text/lang.h"
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

#define NAMES_MAX 300
#define NAME_WORDS_MAX 4
#define NAME_BYTES_MAX 80

struct naming {
	const struct story *s;
	struct tokens tokens;
	struct map ids; /* squashed -> index */
	struct story_u32_vec last; /* per name: 1 + report counted last */
	struct differ_names *out;
};

static void add_name(struct naming *m, const char *s, size_t len,
		     uint32_t report)
{
	struct buf key = BUF_INIT;
	bool is_new;

	text_squash(&key, s, len);
	if (m->out->len >= NAMES_MAX && !map_has(&m->ids, key.ptr, key.len))
		goto out;
	uintptr_t *id = map_put(&m->ids, key.ptr, key.len, &is_new);
	if (is_new) {
		struct differ_name n = { xstrndup(s, len), report, 0, -1 };
		*id = m->out->len;
		vec_push(m->out, n);
		vec_push(&m->last, 0);
	}
	if (m->last.v[*id] != report + 1)
		m->out->v[*id].n_reports++;
	m->last.v[*id] = report + 1;
out:
	buf_release(&key);
}

/* Words with capitals side by side; how many. */
static size_t run_at(const struct tokens *t, size_t i)
{
	size_t n = 0;

	while (i + n < t->len && n < NAME_WORDS_MAX &&
	       (t->v[i + n].flags & TOKEN_UPPER_FIRST) &&
	       !(t->v[i + n].flags & TOKEN_ALL_UPPER) &&
	       t->v[i + n].len > 1 &&
	       (!n || (t->v[i + n].flags & TOKEN_JOINS_PREV)))
		n++;
	return n;
}

static bool is_function(const struct naming *m, const char *lang,
			const struct token *k)
{
	return lang_is_function_word(lang, m->tokens.norm.ptr + k->norm_off,
				     k->norm_len);
}

static void scan(struct naming *m, const struct story_sentence *x)
{
	const char *lang = m->s->langs[x->report];
	const struct tokens *t = &m->tokens;

	token_scan(&m->tokens, x->text, x->len, STORY_TERMS_MAX);
	for (size_t i = 0; i < t->len;) {
		size_t n = run_at(t, i), from = i;
		if (!n) {
			i++;
			continue;
		}
		i += n;
		while (n && is_function(m, lang, &t->v[from])) {
			from++;
			n--;
		}
		if (n < 2)
			continue;
		const struct token *b = &t->v[from + n - 1];
		uint32_t len = b->off + b->len - t->v[from].off;
		/* Genitives are no part of it. */
		if (len > 2 && x->text[t->v[from].off + len - 1] == 's' &&
		    x->text[t->v[from].off + len - 2] == '\'')
			len -= 2;
		else if (len > 4 &&
			 !memcmp(x->text + t->v[from].off + len - 4, "’s", 4))
			len -= 4;
		if (len <= NAME_BYTES_MAX)
			add_name(m, x->text + t->v[from].off, len, x->report);
	}
}

/* At most two letters apart, by bytes; long enough for that to mean one
 * name. */
static bool almost(const char *a, const char *b)
{
	int row[NAME_BYTES_MAX + 1];
	size_t n = strlen(a), m = strlen(b);

	/* Nobody misspells the first letter. */
	if (*a != *b || n < 8 || m < 8 || n > m + 2 || m > n + 2 ||
	    !strncmp(a, b, n < m ? n : m)) /* an ending is no other spelling */
		return false;
	for (size_t k = 0; k <= m; k++)
		row[k] = (int)k;
	for (size_t i = 1; i <= n; i++) {
		int diag = row[0];
		row[0] = (int)i;
		for (size_t k = 1; k <= m; k++) {
			int up = row[k], best = diag + (a[i - 1] != b[k - 1]);
			best = up + 1 < best ? up + 1 : best;
			best = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
			diag = up;
			row[k] = best;
		}
	}
	return row[m] <= 2;
}

static int by_reports(const void *a, const void *b)
{
	const struct differ_name *x = a, *y = b;

	if (x->n_reports != y->n_reports)
		return x->n_reports > y->n_reports ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return strcmp(x->name, y->name);
}

void differ_names(const struct story *s, struct differ_names *out)
{
	struct naming m = { .s = s, .out = out };

	*out = (struct differ_names){ 0 };
	tokens_init(&m.tokens);
	for (size_t i = 0; i < s->sentences.len; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		const char *lang = s->langs[x->report];
		/* Titles have capitals for style, German for its nouns. */
		if (x->place && strcmp(lang, "de") &&
		    !(s->reports[x->report].flags & STORY_COPY))
			scan(&m, x);
	}
	vec_sort(out, by_reports);
	for (size_t i = 1; i < out->len; i++)
		for (size_t k = 0; k < i && out->v[i].like < 0; k++)
			if (almost(out->v[i].name, out->v[k].name))
				out->v[i].like = (int)k;
	tokens_release(&m.tokens);
	map_release(&m.ids);
	vec_release(&m.last);
}

void differ_names_release(struct differ_names *v)
{
	for (size_t i = 0; i < v->len; i++)
		free(v->v[i].name);
	vec_release(v);
}
