/* content_priv.h - writing what an article says (content.c). */
#ifndef THRUM_STORE_CONTENT_PRIV_H
#define THRUM_STORE_CONTENT_PRIV_H

#include "store_priv.h"

/* The columns that follow from the rest, for one put. */
struct parts {
	const char *text; /* of the body, NULL = none; the article's */
	size_t text_len;
	char *tags; /* parted by LF, or NULL */
	char *excerpt; /* of the summary, or NULL */
	const char *long_summary; /* where the excerpt is not all of it */
	struct buf marks, lists;
};
void parts_init(struct parts *p, const struct article *a);
void parts_release(struct parts *p);
/* The text that readers get: the body, else the summary; NULL = none. */
const char *parts_text(const struct parts *p);

/* *arrival: its number in the order of arrival, under which its body is. */
enum status insert_article(struct store *st, const struct article *a,
			   int64_t *arrival, struct err *err) MUST_CHECK;
/* Gives a->uuid its final value. */
enum status insert_content(struct store *st, struct article *a,
			   const struct parts *p, struct err *err) MUST_CHECK;
enum status update_content(struct store *st, const struct article *a,
			   const struct parts *p, struct err *err) MUST_CHECK;
/* Of a new article; nothing where there is nothing to hold. */
enum status insert_body(struct store *st, int64_t arrival,
			const struct parts *p, struct err *err) MUST_CHECK;
/* Replace, or delete where there is nothing to hold. */
enum status put_body(struct store *st, int64_t arrival,
		     const struct parts *p, struct err *err) MUST_CHECK;

#endif
