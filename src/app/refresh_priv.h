/* refresh_priv.h - a fetch of feeds while it runs: what fetch.c (the run),
 * take.c (what a feed said) and source.c (where it is asked) share. */
#ifndef THRUM_APP_REFRESH_PRIV_H
#define THRUM_APP_REFRESH_PRIV_H

#include "app_priv.h"
#include "thrum/base/arena.h"
#include "thrum/feed/feed_doc.h"
#include "thrum/fetch/fetch.h"

/* Begins everything that a request's ctx points to. */
enum ask_kind {
	ASK_FEED, /* struct one */
	ASK_COMMAND, /* struct one: its command, or the filter's */
	ASK_PAGE, /* struct page_ask */
	ASK_TEXT, /* struct text_ask */
};

/* One feed being fetched. */
struct one {
	enum ask_kind kind; /* of the request that is under way */
	struct feed *feed;
	struct due_facts due;
	const char *failure; /* a sentence, NULL = all well; arena's */
	bool stopped; /* by the reader: as if it had not been asked */
	bool put_off; /* the server wants a pause: asked later */
	bool not_its_fault; /* a log-in page of the network, say */
	/* Of a command: */
	struct str_vec argv; /* NULL at its end */
	struct buf input;
	char *base; /* of relative links; NULL = none */
	/* Of a feed that wants whole texts: */
	int n_pages, n_pages_failed; /* under way; did not come */
	bool is_read; /* its own answer has been dealt with */
};

/* An article that waits for its page. */
struct page_ask {
	enum ask_kind kind;
	struct one *one;
	struct article *article; /* owned */
};

/* A stored article whose text a reader wants while a fetch runs. */
struct text_ask {
	enum ask_kind kind;
	int64_t id;
};

struct refresh {
	struct app *app;
	const struct app_hooks *hooks;
	struct app_report *report;
	struct fetcher *fetcher;
	struct arena arena; /* feeds and their new strings */
	struct batch batch;
	/* Feeds whose servers were not to be reached, before any was. */
	struct {
		VEC_FIELDS(struct one *);
	} silent;
	bool heard; /* some server has answered */
	int64_t n_put_off;
	int64_t now, done, total, told_ms, heard_ms;
	int64_t pause_ms; /* before it nothing is written for age alone */
	enum status st; /* of the store: ends the run */
	struct err *err;
};

/* ---- fetch.c ---- */
/* The feed's end, when nothing of it is under way any more. */
void refresh_finish(struct refresh *r, struct one *o);
/* A sentence for people; arena's. */
void refresh_fail(struct refresh *r, struct one *o, const char *sentence);
/* Something to know that is no failure. */
void refresh_note(struct refresh *r, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* An arena's copy in *field, when there is a value and another one. */
void refresh_set(struct refresh *r, char **field, const char *value);

/* ---- take.c ---- */
/* Read what came and take what is new in it; failures go to `o`. */
void take_feed(struct refresh *r, struct one *o,
	       const struct feed_source *src);
/* The page of a waiting article came, or not. Frees `p`. */
void take_page(struct refresh *r, struct page_ask *p,
	       const struct fetch_response *resp);

/* ---- source.c ---- */
/* Ask for `o`, wherever it is: over the network, from a command, a file. */
void source_ask(struct refresh *r, struct one *o);
/* A command's output came. */
void source_output(struct refresh *r, struct one *o,
		   const struct fetch_response *resp);
/* A filter's input came: hand it to the command. */
void source_filter(struct refresh *r, struct one *o,
		   struct fetch_response *resp);
/* Commands of `o` are over. */
void source_release(struct one *o);

#endif
