/* similar.c - see similar_priv.h. */
#include "config.h"

#include "similar_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/map.h"
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

enum {
	LOOKED_AT = 150, /* articles */
	AROUND_S = 45 * 86400, /* seconds before it and after it */
	ASKED_FOR = 6, /* words of the title */
	TOKENS_MAX = 400, /* of one article */
	LETTERS_MIN = 3, /* bytes of a word that counts */
	NAME_BONUS = 4, /* letters that a capital or a digit is worth */
	TITLE_WEIGHT = 2,
};
#define SCORE_MIN 0.1 /* less is chance: two texts of one country, or none */

/* ---- what to look for ---- */

struct asked {
	const char *word; /* in the title's tokens */
	size_t len;
	int worth;
};

static int by_worth(const void *a, const void *b)
{
	const struct asked *x = a, *y = b;

	return (x->worth < y->worth) - (x->worth > y->worth);
}

/* "shinkansen" or "hokkaido" or ...: the title's long words and names. */
static void query_of(const char *title, struct buf *out)
{
	struct {
		VEC_FIELDS(struct asked);
	} all = { 0 };
	struct tokens t;

	tokens_init(&t);
	token_scan(&t, title, strlen(title), TOKENS_MAX);
	for (size_t i = 0; i < t.len; i++) {
		const struct token *k = &t.v[i];
		bool name = k->flags & (TOKEN_UPPER_FIRST | TOKEN_DIGIT);
		struct asked a = {
			.word = t.norm.ptr + k->norm_off,
			.len = k->norm_len,
			.worth = (int)k->norm_len + (name ? NAME_BONUS : 0),
		};
		if (k->norm_len >= LETTERS_MIN)
			vec_push(&all, a);
	}
	if (all.len)
		qsort(all.v, all.len, sizeof(*all.v), by_worth);
	for (size_t i = 0; i < all.len && i < ASKED_FOR; i++)
		buf_addf(out, "%s\"%.*s\"", i ? " or " : "",
			 (int)all.v[i].len, all.v[i].word);
	vec_release(&all);
	tokens_release(&t);
}

/* ---- how like they are ---- */

struct word {
	uint32_t no;
	double n; /* times in the text, the title's counted twice */
};
struct word_vec {
	VEC_FIELDS(struct word);
};

struct judge {
	struct map numbers; /* of words, from 1 */
	struct {
		VEC_FIELDS(uint32_t);
	} in; /* texts that have the word, by number - 1 */
	struct tokens tokens;
};

static void count(struct judge *j, struct word_vec *words, const char *s,
		  double times)
{
	size_t len = s ? strlen(s) : 0;

	token_scan(&j->tokens, s ? s : "", len, TOKENS_MAX);
	for (size_t i = 0; i < j->tokens.len; i++) {
		const struct token *k = &j->tokens.v[i];
		size_t at = 0;
		if (k->norm_len < LETTERS_MIN)
			continue;
		uintptr_t *no = map_put(&j->numbers,
					j->tokens.norm.ptr + k->norm_off,
					k->norm_len, NULL);
		if (!*no) {
			vec_push(&j->in, 0);
			*no = j->in.len;
		}
		while (at < words->len && words->v[at].no != *no)
			at++;
		if (at == words->len) {
			struct word w = { (uint32_t)*no, 0 };
			vec_push(words, w);
			j->in.v[*no - 1]++;
		}
		words->v[at].n += times;
	}
}

/* Rare among all that were looked at is telling. */
static double weight(const struct judge *j, const struct word *w, size_t n)
{
	return w->n * log((double)(n + 1) / j->in.v[w->no - 1]);
}

static double cosine(const struct judge *j, const struct word_vec *a,
		     const struct word_vec *b, size_t n)
{
	double dot = 0, aa = 0, bb = 0;

	for (size_t i = 0; i < a->len; i++)
		aa += pow(weight(j, &a->v[i], n), 2);
	for (size_t i = 0; i < b->len; i++) {
		double w = weight(j, &b->v[i], n);
		bb += w * w;
		for (size_t k = 0; k < a->len; k++)
			if (a->v[k].no == b->v[i].no)
				dot += w * weight(j, &a->v[k], n);
	}
	return aa > 0 && bb > 0 ? dot / sqrt(aa * bb) : 0;
}

static int by_score(const void *a, const void *b)
{
	const struct article_row *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

/* The scores of `rows`, which are sorted by them. */
static void judge_all(const struct article *a, struct article_row_vec *rows)
{
	struct word_vec *words = xcalloc(rows->len + 1, sizeof(*words));
	size_t n = rows->len;
	struct judge j = { 0 };

	tokens_init(&j.tokens);
	for (size_t i = 0; i < n; i++) {
		count(&j, &words[i], rows->v[i].title, TITLE_WEIGHT);
		count(&j, &words[i], rows->v[i].summary, 1);
	}
	count(&j, &words[n], a->title, TITLE_WEIGHT);
	count(&j, &words[n], a->summary, 1);
	for (size_t i = 0; i < n; i++)
		rows->v[i].score = cosine(&j, &words[n], &words[i], n + 1);
	if (n)
		qsort(rows->v, n, sizeof(*rows->v), by_score);
	for (size_t i = 0; i <= n; i++)
		vec_release(&words[i]);
	free(words);
	vec_release(&j.in);
	map_release(&j.numbers);
	tokens_release(&j.tokens);
}

enum status similar_find(struct ui *ui, const struct article *a, size_t max,
			 struct arena *arena, struct article_row_vec *out,
			 struct err *err)
{
	struct article_row_vec rows = { 0 };
	struct buf words = BUF_INIT;
	int64_t t = article_time(a);
	struct article_query q = {
		.scope = SCOPE_ALL,
		.since = t > AROUND_S ? t - AROUND_S : 0,
		.until = t + AROUND_S,
	};
	enum status st = ST_OK;
	size_t n = 0;

	query_of(a->title ? a->title : "", &words);
	q.filter = words.ptr;
	if (words.len)
		st = store_articles_page(ui->store, &q, 0, PAGE_AFTER,
					 LOOKED_AT, arena, &rows, err);
	for (size_t i = 0; st == ST_OK && i < rows.len; i++)
		if (rows.v[i].id != a->id &&
		    (!a->thread_id || rows.v[i].thread_id != a->thread_id))
			rows.v[n++] = rows.v[i];
	rows.len = st == ST_OK ? n : 0;
	judge_all(a, &rows);
	for (size_t i = 0; i < rows.len && i < max; i++)
		if (rows.v[i].score >= SCORE_MIN)
			vec_push(out, rows.v[i]);
	vec_release(&rows);
	buf_release(&words);
	return st;
}
