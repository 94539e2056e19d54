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
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

#define NAMES_MAX 300
#define NAME_WORDS_MAX 4
#define NAME_BYTES_MAX 80

struct naming {
	const struct story *s;
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
static size_t run_at(const struct story_word *v, size_t n_words, size_t i)
{
	size_t n = 0;

	while (i + n < n_words && n < NAME_WORDS_MAX &&
	       (v[i + n].flags & TOKEN_UPPER_FIRST) &&
	       !(v[i + n].flags & TOKEN_ALL_UPPER) && v[i + n].len > 1 &&
	       (!n || (v[i + n].flags & TOKEN_JOINS_PREV)))
		n++;
	return n;
}

/* Genitives are no part of a name. */
static uint32_t without_genitive(const char *s, uint32_t len)
{
	if (len > 2 && s[len - 1] == 's' && s[len - 2] == '\'')
		return len - 2;
	if (len > 4 && !memcmp(s + len - 4, "’s", 4))
		return len - 4;
	return len;
}

static void scan(struct naming *m, const struct story_sentence *x)
{
	const struct story_word *v = m->s->words.v + x->word;

	for (size_t i = 0; i < x->n_words;) {
		size_t n = run_at(v, x->n_words, i), from = i;
		i += n ? n : 1;
		while (n && v[from].term == STORY_NO_TERM) {
			from++;
			n--;
		}
		if (n < 2)
			continue;
		const struct story_word *b = &v[from + n - 1];
		const char *name = x->text + v[from].off;
		uint32_t len = without_genitive(name, b->off + b->len -
							      v[from].off);
		if (len <= NAME_BYTES_MAX)
			add_name(m, name, len, x->report);
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
	map_release(&m.ids);
	vec_release(&m.last);
}

void differ_names_release(struct differ_names *v)
{
	for (size_t i = 0; i < v->len; i++)
		free(v->v[i].name);
	vec_release(v);
}
