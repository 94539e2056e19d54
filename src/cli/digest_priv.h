/* digest_priv.h - `thrum digest`: what it is made of, and how each format
 * writes it. */
#ifndef THRUM_CLI_DIGEST_PRIV_H
#define THRUM_CLI_DIGEST_PRIV_H

#include "cmd_priv.h"
#include "thrum/app/since.h"
#include "thrum/store/articles.h"

struct doc;

#define DIGEST_REPORTS 20 /* of an event are named */

/* An event with what a reader wants to know of it. */
struct digest_event {
	const struct since_event *event;
	struct article_row_vec reports; /* rows are the arena's */
	const char *summary; /* "" = none */
	const char *lang; /* of summary and headline; "" = not known */
};
struct digest {
	struct arena arena;
	struct since *since; /* owned */
	struct {
		VEC_FIELDS(struct digest_event);
	} events; /* in the order of since->events */
};

/* "New", "New facts" ...; translated. */
const char *digest_section(enum since_kind kind);
size_t digest_count(const struct digest *d, enum since_kind kind);
/* Headline of the whole: "2025-05-30 to 2025-05-31". Appends. */
void digest_title(const struct digest *d, struct buf *out);
/* "3 new, 2 with new facts ...". Appends. */
void digest_totals(const struct digest *d, struct buf *out);

/* digest_doc.c: one event (heading of `level`, facts, summary, reports), or
 * for ended ones a list item. */
void digest_event_doc(const struct digest_event *e, uint8_t level,
		      struct doc *doc);
void digest_text(const struct digest *d);
void digest_md(const struct digest *d);
/* digest_html.c */
void digest_html(const struct digest *d);
/* digest_json.c */
void digest_json(const struct digest *d);

#endif
