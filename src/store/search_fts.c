/* search_fts.c - words of a search (model/search.h) -> an expression of the
 * full-text index. Words stand in it folded and quoted: no character of a
 * reader's is an operator of FTS5's.
 */
#include "config.h"

#include "plan_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

/* What FTS5 can say: its NOT needs something to be taken from. */
bool fts_can(const struct search_node *n)
{
	size_t positive = 0;

	if (n->kind == SEARCH_TEXT)
		return true;
	if (n->kind != SEARCH_AND && n->kind != SEARCH_OR)
		return false;
	for (const struct search_node *c = n->child; c; c = c->next) {
		bool can = fts_can(c);
		bool minus = n->kind == SEARCH_AND && c->kind == SEARCH_NOT &&
			     fts_can(c->child);
		if (!can && !minus)
			return false;
		positive += can;
	}
	return positive > 0;
}

static bool is_beginning(const struct search_node *n)
{
	return n->is_prefix && n->n_words == 1;
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

static void add_columns(struct buf *out, uint32_t columns)
{
	static const char *const names[] = { "body", "title", "source",
					     "tags" };

	if (columns == SEARCH_COLUMNS)
		return;
	buf_addc(out, '{');
	for (int i = 0; i < 4; i++)
		if (columns & 1u << i)
			buf_addf(out, " %s", names[i]);
	buf_adds(out, " } : ");
}

static void add_text(struct buf *out, const struct search_node *n,
		     const struct beginnings *words)
{
	const struct beginning *b = NULL;

	if (words && is_beginning(n))
		b = beginnings_find(words, n->words[0], strlen(n->words[0]));
	add_columns(out, n->columns);
	if (b) {
		add_words(out, b);
		return;
	}
	buf_addc(out, '"');
	for (size_t i = 0; i < n->n_words; i++) {
		if (i)
			buf_addc(out, ' ');
		buf_adds(out, n->words[i]); /* letters and digits only */
	}
	buf_addc(out, '"');
	if (n->is_prefix)
		buf_addc(out, '*');
}

static void add_node(struct buf *out, const struct search_node *n,
		     const struct beginnings *words);

void fts_add_all(struct buf *out, struct search_node *const *nodes, size_t n,
		 const struct beginnings *words)
{
	size_t done = 0;

	buf_addc(out, '(');
	for (size_t i = 0; i < n; i++) {
		if (nodes[i]->kind == SEARCH_NOT)
			continue;
		if (done++)
			buf_adds(out, " AND ");
		add_node(out, nodes[i], words);
	}
	buf_addc(out, ')');
	for (size_t i = 0; i < n; i++) {
		if (nodes[i]->kind != SEARCH_NOT)
			continue;
		buf_adds(out, " NOT ");
		add_node(out, nodes[i]->child, words);
	}
}

static void add_node(struct buf *out, const struct search_node *n,
		     const struct beginnings *words)
{
	struct node_vec all = { 0 };

	if (n->kind == SEARCH_TEXT) {
		add_text(out, n, words);
		return;
	}
	buf_addc(out, '(');
	for (struct search_node *c = n->child; c; c = c->next) {
		if (n->kind == SEARCH_AND) {
			vec_push(&all, c);
			continue;
		}
		if (c != n->child)
			buf_adds(out, " OR ");
		add_node(out, c, words);
	}
	if (n->kind == SEARCH_AND)
		fts_add_all(out, all.v, all.len, words);
	buf_addc(out, ')');
	vec_release(&all);
}

void fts_beginnings(const struct search_node *n, struct beginnings *out)
{
	if (n->kind == SEARCH_TEXT && is_beginning(n))
		beginnings_add(out, n->words[0], strlen(n->words[0]));
	for (const struct search_node *c = n->child; c; c = c->next)
		fts_beginnings(c, out);
}
