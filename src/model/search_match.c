/* search_match.c - the tree asked about one article in memory. store/ gives
 * the same answers by SQL; a test asks both. */
#include "config.h"

#include "search_priv.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "thrum/model/article.h"
#include "thrum/model/feed.h"
#include "thrum/model/thread.h"
#include "thrum/text/doc.h"
#include "thrum/text/fold.h"
#include "thrum/text/lang.h"
#include "thrum/base/banned.h"

enum { N_COLUMNS = 4 };

/* ---- the words of an article ---- */

void search_text_release(struct search_text *t)
{
	map_release(&t->words);
	vec_release(&t->seq);
}

static int add_word(void *ctx, int tflags, const char *word, int n, int start,
		    int end)
{
	struct search_text *t = ctx;
	bool is_new;
	uintptr_t *v = map_put(&t->words, word, (size_t)n, &is_new);

	(void)tflags;
	(void)start;
	(void)end;
	if (is_new)
		*v = t->words.n_entries - 1;
	vec_push(&t->seq, (uint32_t)*v);
	return 0;
}

void search_text_set(struct search_text *t, struct search *s,
		     const struct search_parts *parts)
{
	const char *texts[N_COLUMNS] = { parts->body, parts->title,
					 parts->source, parts->tags };

	map_release(&t->words);
	t->seq.len = 0;
	for (int i = 0; i < N_COLUMNS; i++) {
		t->starts[i] = (uint32_t)t->seq.len;
		if (texts[i])
			words_each(s->words, texts[i], strlen(texts[i]),
				   add_word, t);
	}
	t->starts[N_COLUMNS] = (uint32_t)t->seq.len;
}

static bool begins(const struct search_text *t, uint32_t word,
		   const char *beginning)
{
	const struct map_entry *e = &t->words.entries[word];
	size_t n = strlen(beginning);

	return e->len >= n && !memcmp(e->key, beginning, n);
}

/* The phrase at place `at`, which ends before `end`. */
static bool phrase_at(const struct search_text *t, const struct search_node *n,
		      const uint32_t *numbers, size_t at, size_t end)
{
	if (at + n->n_words > end)
		return false;
	for (size_t i = 0; i < n->n_words; i++) {
		uint32_t word = t->seq.v[at + i];
		bool last = i + 1 == n->n_words;
		if (last && n->is_prefix ? !begins(t, word, n->words[i]) :
					   word != numbers[i])
			return false;
	}
	return true;
}

static bool has_phrase(const struct search_text *t,
		       const struct search_node *n)
{
	uint32_t few[16], *numbers = few;
	bool found = false;

	if (n->n_words > 16)
		numbers = xcalloc(n->n_words, sizeof(*numbers));
	for (size_t i = 0; i < n->n_words; i++) {
		const uintptr_t *v = map_find(&t->words, n->words[i],
					      strlen(n->words[i]));
		if (!v && !(n->is_prefix && i + 1 == n->n_words))
			goto out;
		numbers[i] = v ? (uint32_t)*v : UINT32_MAX;
	}
	for (int c = 0; c < N_COLUMNS && !found; c++)
		for (size_t at = t->starts[c];
		     (n->columns & 1u << c) && !found &&
		     at < t->starts[c + 1];
		     at++)
			found = phrase_at(t, n, numbers, at, t->starts[c + 1]);
out:
	if (numbers != few)
		free(numbers);
	return found;
}

bool search_text_has(const struct search_text *t, const struct search_node *n)
{
	if (n->kind == SEARCH_TEXT)
		return has_phrase(t, n);
	if (n->kind == SEARCH_NOT)
		return !search_text_has(t, n->child);
	for (const struct search_node *c = n->child; c; c = c->next)
		if (search_text_has(t, c) == (n->kind == SEARCH_OR))
			return n->kind == SEARCH_OR;
	return n->kind != SEARCH_OR;
}

/* ---- fields ---- */

/* A phrase looked for while words come by: how much of it stands at the
 * end of what has come. Short texts, few words: tried from every word. */
struct look {
	const struct search_node *n;
	struct str_vec words;
	bool found;
};

static int look_word(void *ctx, int tflags, const char *word, int n, int start,
		     int end)
{
	struct look *l = ctx;

	(void)tflags;
	(void)start;
	(void)end;
	str_vec_add_take(&l->words, xstrndup(word, (size_t)n));
	size_t k = l->n->n_words;
	if (l->words.len < k)
		return 0;
	char **at = l->words.v + l->words.len - k;
	for (size_t i = 0; i < k; i++) {
		const char *want = l->n->words[i];
		bool open = l->n->is_prefix && i + 1 == k;
		if (open ? strncmp(at[i], want, strlen(want)) :
			   strcmp(at[i], want))
			return 0;
	}
	l->found = true;
	return 1;
}

static bool has_words(struct search *s, const struct search_node *n,
		      const char *text)
{
	struct look l = { .n = n };

	if (n->n_words)
		words_each(s->words, text, strlen(text), look_word, &l);
	str_vec_release(&l.words);
	return l.found;
}

static bool has_part(const struct search_node *n, const char *text)
{
	struct buf b = BUF_INIT;

	text_fold(&b, text, strlen(text));
	bool found = strstr(b.ptr, n->text) != NULL;
	buf_release(&b);
	return found;
}

static bool is_same_lang(const char *want, const char *lang)
{
	if (!strcasecmp(want, lang))
		return true;
	return !strpbrk(want, "-_") &&
	       !strcmp(lang_primary(want), lang_primary(lang)) &&
	       *lang_primary(want);
}

bool search_field_has(struct search *s, const struct search_node *n,
		      const char *text)
{
	if (!text)
		return false;
	switch (n->how) {
	case SEARCH_WORDS:
		return has_words(s, n, text);
	case SEARCH_PART:
		return has_part(n, text);
	case SEARCH_EXPR:
		return !regexec(n->expr, text, 0, NULL, 0);
	case SEARCH_SAME:
		return is_same_lang(n->text, text);
	}
	return false;
}

bool search_feed_has(struct search *s, const struct search_node *n,
		     const struct feed *f)
{
	if (search_field_has(s, n, feed_name(f)) ||
	    search_field_has(s, n, f->title))
		return true;
	if (n->how == SEARCH_EXPR)
		return search_field_has(s, n, f->url);
	return f->url && n->text && *n->text &&
	       strstr(f->url, n->text) != NULL;
}

bool search_tag_is(const struct search_node *n, const char *tag)
{
	struct buf b = BUF_INIT;

	text_fold(&b, tag, strlen(tag));
	bool same = n->is_prefix ? !strncmp(b.ptr, n->text, strlen(n->text)) :
				   !strcmp(b.ptr, n->text);
	buf_release(&b);
	return same;
}

/* ---- one article ---- */

static const char *body_of(const struct article *a)
{
	if (a->body && a->body->text.len)
		return a->body->text.ptr;
	return a->summary;
}

static bool field(struct search *s, const struct search_node *n,
		  const struct search_subject *sub)
{
	const struct article *a = sub->a;

	switch (n->of) {
	case SEARCH_OF_TITLE:
		return search_field_has(s, n, a->title);
	case SEARCH_OF_BODY:
		return search_field_has(s, n, body_of(a));
	case SEARCH_OF_AUTHOR:
		return search_field_has(s, n, a->author);
	case SEARCH_OF_URL:
		return search_field_has(s, n, a->url);
	case SEARCH_OF_LANG:
		return search_field_has(s, n, a->lang);
	case SEARCH_OF_SOURCE:
		if (a->source)
			return search_field_has(s, n, a->source);
		return sub->n_feeds &&
		       search_field_has(s, n, feed_name(sub->feeds[0]));
	case SEARCH_OF_FEED:
		break;
	}
	for (size_t i = 0; i < sub->n_feeds; i++)
		if (search_feed_has(s, n, sub->feeds[i]))
			return true;
	return false;
}

static bool has_tag_line(const struct search_node *n, const char *lines)
{
	bool found = false;

	while (lines && *lines && !found) {
		size_t len = strcspn(lines, "\n");
		char *one = xstrndup(lines, len);
		found = search_tag_is(n, one);
		free(one);
		lines += len + (lines[len] == '\n');
	}
	return found;
}

static bool tag(const struct search_node *n, const struct search_subject *sub)
{
	for (size_t i = 0; i < sub->a->tags.len; i++)
		if (search_tag_is(n, sub->a->tags.v[i]))
			return true;
	for (size_t i = 0; i < sub->n_feeds; i++)
		if (has_tag_line(n, sub->feeds[i]->tags))
			return true;
	return false;
}

static bool state(const struct search_node *n,
		  const struct search_subject *sub)
{
	uint32_t f = sub->a->flags;
	uint32_t dead = f & (ARTICLE_DELETED | ARTICLE_KILLED);

	switch ((enum search_is)n->n) {
	case SEARCH_IS_UNREAD:
		return !(f & ARTICLE_READ);
	case SEARCH_IS_READ:
		return f & ARTICLE_READ;
	case SEARCH_IS_STARRED:
		return f & ARTICLE_STARRED;
	case SEARCH_IS_COPY:
		return f & ARTICLE_COPY;
	case SEARCH_IS_FOLLOWED:
		return sub->thread_flags & THREAD_FOLLOWED;
	case SEARCH_IS_MUTED:
		return (sub->thread_flags & (THREAD_MUTED | THREAD_SNOOZED)) ==
		       THREAD_MUTED;
	case SEARCH_IS_SNOOZED:
		return sub->thread_flags & THREAD_SNOOZED;
	case SEARCH_IS_DELETED:
		return dead == ARTICLE_DELETED;
	case SEARCH_IS_KILLED:
		return dead == (ARTICLE_DELETED | ARTICLE_KILLED);
	case SEARCH_IS_REVISED:
		return f & ARTICLE_REVISED;
	case SEARCH_IS_KINDS:
		break;
	}
	return false;
}

static bool part(const struct search_node *n, const struct article *a)
{
	switch ((enum search_has)n->n) {
	case SEARCH_HAS_TAG:
		return a->tags.len > 0;
	case SEARCH_HAS_AUTHOR:
		return a->author && *a->author;
	case SEARCH_HAS_ENCLOSURE:
		return a->enclosures.len > 0;
	case SEARCH_HAS_COMMENTS:
		return a->comments_url && *a->comments_url;
	case SEARCH_HAS_FULLTEXT:
		return a->flags & ARTICLE_FULLTEXT;
	case SEARCH_HAS_KINDS:
		break;
	}
	return false;
}

static bool matches(struct search *s, const struct search_node *n,
		    const struct search_subject *sub)
{
	switch (n->kind) {
	case SEARCH_ALL:
		return true;
	case SEARCH_AND:
	case SEARCH_OR:
		for (const struct search_node *c = n->child; c; c = c->next)
			if (matches(s, c, sub) == (n->kind == SEARCH_OR))
				return n->kind == SEARCH_OR;
		return n->kind == SEARCH_AND;
	case SEARCH_NOT:
		return !matches(s, n->child, sub);
	case SEARCH_TEXT:
		return search_text_has(sub->text, n);
	case SEARCH_FIELD:
		return field(s, n, sub);
	case SEARCH_TAG:
		return tag(n, sub);
	case SEARCH_IS:
		return state(n, sub);
	case SEARCH_HAS:
		return part(n, sub->a);
	case SEARCH_SINCE:
		return sub->time >= n->n;
	case SEARCH_UNTIL:
		return sub->time < n->n;
	case SEARCH_THREAD:
		return sub->a->thread_id == n->n;
	case SEARCH_LONGER:
		return sub->a->words >= n->n;
	case SEARCH_SHORTER:
		return sub->a->words <= n->n;
	case SEARCH_SCORE:
		return sub->points >= n->n;
	}
	return false;
}

bool search_matches(struct search *s, const struct search_subject *sub)
{
	bool dead = sub->a->flags & ARTICLE_DELETED;

	/* As in lists: what was deleted is there only for who asks. */
	return (!dead || s->wants_dead) && matches(s, s->root, sub);
}
