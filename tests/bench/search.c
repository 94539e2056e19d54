/* search.c - CPU time of the first page of searches on a large store.
 *
 * search STORE QUERY...: the first 50 hits of each, warm; the smallest of
 * ROUNDS in milliseconds of CPU, how many came, and whether the page was
 * cut. A store from before this version is migrated first. */
#include "config.h"

#include <stdio.h>
#include <time.h>

#include "thrum/base/clock.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"
#include "thrum/base/banned.h"

enum { ROUNDS = 7, HITS = 50, LOOK = 50000 };

static double ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void measure(struct store *st, const char *text)
{
	struct article_query q = { .scope = SCOPE_SEARCH,
				   .text = text,
				   .now = clock_now_s(),
				   .max_look = LOOK };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	double best = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		rows.len = 0;
		arena_clear(&arena);
		double from = ms();
		if (store_articles_page(st, &q, 0, PAGE_AFTER, HITS, &arena,
					&rows, &err) != ST_OK) {
			printf("%-32s %s\n", text, err.msg);
			return;
		}
		double took = ms() - from;
		best = took < best ? took : best;
	}
	printf("%-32s %8.2f ms  %zu%s\n", text, best, rows.len,
	       store_page_was_cut(st) ? " cut" : "");
	vec_release(&rows);
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	struct store *st;
	struct err err = { 0 };

	if (argc < 3 ||
	    (store_open(argv[1], STORE_READ, &st, &err) != ST_OK &&
	     store_open(argv[1], STORE_WRITE, &st, &err) != ST_OK)) {
		fprintf(stderr, "search STORE QUERY... %s\n", err.msg);
		return 2;
	}
	for (int i = 2; i < argc; i++)
		measure(st, argv[i]);
	store_close(st);
	return 0;
}
