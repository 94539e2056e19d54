/* store_util.h - a store in a folder of its own, for the tests of store. */
#ifndef TESTS_STORE_UTIL_H
#define TESTS_STORE_UTIL_H

#include <criterion/criterion.h>
#include <stdint.h>

#include "thrum/model/article.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"

#define T0 1748692800 /* 31 May 2025, 12:00 UTC: the tests' now */

struct fixture {
	char *dir, *path;
	struct store *st;
	struct arena arena;
	int64_t feed, other; /* two feeds */
};

void fixture_init(struct fixture *f);
void fixture_release(struct fixture *f);
/* Close and open again. */
void fixture_reopen(struct fixture *f);

/* The failure's words in the message. */
#define must(call)                                                             \
	do {                                                                   \
		struct err err_ = { 0 };                                       \
		struct err *err = &err_;                                       \
		enum status status_ = (call);                                  \
		cr_assert_eq(status_, ST_OK, "%s: %s (%s)", #call, err_.msg,   \
			     err_.detail);                                     \
		(void)err;                                                     \
	} while (0)

/* An article of `f->feed`, complete; caller frees. `n` makes guid and url;
 * text may be NULL. */
struct article *make_article(struct fixture *f, int n, const char *title,
			     const char *text);
/* Put one made like that; returns its id. */
int64_t put_article(struct fixture *f, int n, const char *title,
		    const char *text);
/* Put and free, wanting an outcome. */
int64_t put_as(struct fixture *f, struct article *a, enum store_put want);
/* BUG of the test if store_check() finds anything. */
void check_well(struct fixture *f);
/* Ids of a page, as "n n n" with n = the number in the guid. */
char *page_of(struct fixture *f, const struct article_query *q, int64_t key,
	      enum page_dir dir, int limit);

#endif
