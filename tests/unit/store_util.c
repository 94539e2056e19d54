/* store_util.c - see store_util.h. */
#include "config.h"

#include "store_util.h"
#include "../folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "thrum/base/alloc.h"
#include "thrum/base/path.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

static int64_t make_feed(struct store *st, const char *url,
			 const char *title)
{
	struct feed f = { .kind = FEED_WEB,
			  .url = (char *)url,
			  .title = (char *)title,
			  .subscribed = true };
	int64_t id = 0;

	must(store_feed_put(st, &f, &id, err));
	return id;
}

void fixture_init(struct fixture *f)
{
	*f = (struct fixture){ 0 };
	f->dir = folder_make();
	cr_assert_not_null(f->dir);
	f->path = path_join(f->dir, "thrum.db");
	must(store_open(f->path, STORE_WRITE, &f->st, err));
	f->feed = make_feed(f->st, "https://a.example/feed", "Morning Post");
	f->other = make_feed(f->st, "https://b.example/feed", "Evening Star");
}

void fixture_reopen(struct fixture *f)
{
	store_close(f->st);
	f->st = NULL;
	must(store_open(f->path, STORE_WRITE, &f->st, err));
}

void fixture_release(struct fixture *f)
{
	store_close(f->st);
	arena_release(&f->arena);
	folder_remove(f->dir);
	free(f->path);
}

struct article *make_article(struct fixture *f, int n, const char *title,
			     const char *text)
{
	struct article *a = article_new();

	a->feed_id = f->feed;
	a->guid = xasprintf("%d", n);
	a->url = xasprintf("https://news.example/story/%d", n);
	a->title = xstrdup(title);
	a->published = T0 - 1000 + n;
	if (text)
		a->body = doc_from_text(text, strlen(text));
	article_complete(a, T0);
	return a;
}

int64_t put_as(struct fixture *f, struct article *a, enum store_put want)
{
	enum store_put what;

	must(store_article_put(f->st, a, &what, err));
	cr_assert_eq(what, want, "article %s: put gave %d, not %d",
		     a->guid ? a->guid : a->title, what, want);
	int64_t id = a->id;
	article_free(a);
	return id;
}

int64_t put_article(struct fixture *f, int n, const char *title,
		    const char *text)
{
	return put_as(f, make_article(f, n, title, text), STORE_PUT_NEW);
}

void check_well(struct fixture *f)
{
	struct buf report = BUF_INIT;
	int findings = -1;

	must(store_check(f->st, STORE_CHECK, &report, &findings, err));
	cr_assert_eq(findings, 0, "%s", report.ptr);
	buf_release(&report);
}

char *page_of(struct fixture *f, const struct article_query *q, int64_t key,
	      enum page_dir dir, int limit)
{
	struct article_row_vec rows = { 0 };
	struct buf b = BUF_INIT;

	must(store_articles_page(f->st, q, key, dir, limit, &f->arena, &rows,
				 err));
	for (size_t i = 0; i < rows.len; i++) {
		const char *slash = strrchr(rows.v[i].url, '/');
		buf_addf(&b, "%s%s", i ? " " : "", slash ? slash + 1 : "?");
	}
	vec_release(&rows);
	char *s = arena_strdup(&f->arena, b.ptr);
	buf_release(&b);
	return s;
}
