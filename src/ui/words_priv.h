/* words_priv.h - the small texts that views share: marks, ages, counts. */
#ifndef THRUM_UI_WORDS_PRIV_H
#define THRUM_UI_WORDS_PRIV_H

#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/model/thread.h"

struct article;
struct ui;
struct view;
struct sheet;

/* Signs with a plain form for terminals without UTF-8. */
enum glyph {
	GLYPH_UNREAD,
	GLYPH_STAR,
	GLYPH_FOLLOW,
	GLYPH_COPY, /* hangs under the report that it repeats */
	GLYPH_DOT, /* between two facts */
	GLYPH_RULE, /* a cell of a horizontal rule */
	GLYPH_BAR, /* a cell of a vertical rule */
	GLYPH_DASH, /* from - to */
	GLYPH_FULL, /* a cell of a progress bar */
	GLYPH_EMPTY,
	GLYPH_PICK, /* behind a row that is picked */
	GLYPH_WOKEN, /* a thread that was asleep */
	GLYPH_MOVED, /* a report that changes its thread */
	GLYPH_COUNT
};
const char *glyph(const struct ui *ui, enum glyph g);

/* " · ", with its blanks, unless `out` is empty. */
void words_dot(const struct ui *ui, struct buf *out);
/* "12m", or with absolute times "12:10", "31 May", "2024". */
void words_age(const struct ui *ui, struct buf *out, int64_t t);
/* "12:10" in the local zone. */
void words_clock(const struct ui *ui, struct buf *out, int64_t t);
/* "31 May". */
void words_day(const struct ui *ui, struct buf *out, int64_t t);
/* The same, or as datetime-format says. */
void words_date(const struct ui *ui, struct buf *out, int64_t t);
/* "Sat 31 May 2025 12:10", or as datetime-format says. "" for 0. */
void words_when(const struct ui *ui, struct buf *out, int64_t t);
/* "31 May 12:10–14:40", "29 May – 31 May". */
void words_span(const struct ui *ui, struct buf *out, int64_t from,
		int64_t to);
/* The first `max` of a list parted by LF, with ", " between. */
void words_list(struct buf *out, const char *lf_list, int max);
/* "1 report", "3 reports". */
void words_reports(struct buf *out, int64_t n);
/* "210 words, 1 min". */
void words_length(struct buf *out, uint32_t words);
/* The `max` sentences that say most, in text order, with a blank between;
 * the feed's summary where there is no text. */
void words_summary(struct buf *out, const struct article *a, int max);
/* The whole article as text: headline, where it is from, body, links. */
void words_article(const struct ui *ui, const struct article *a,
		   struct buf *out);
/* Four cells of activity. */
void words_spark(const struct ui *ui, const uint8_t spark[THREAD_SPARK],
		 struct buf *out);
void put_spark(const struct ui *ui, struct sheet *s,
	       const uint8_t spark[THREAD_SPARK]);
/* The same two for a thread: what woke comes first. */
void put_thread_marks(const struct ui *ui, struct sheet *s,
		      const struct thread *t);
/* A thread as a line of a page that Enter opens: marks, independent reports,
 * age, headline, and at the right `detail`, which may be empty. */
#define THREAD_ROW_HEADLINE 16 /* where the headline begins */
void put_thread_row(struct ui *ui, struct sheet *s, const struct thread *t,
		    const struct buf *detail);
/* What wakes a thread: "a new fact or Sat 31 May 2025 12:10". */
void words_wake(const struct ui *ui, struct buf *out, uint32_t rules,
		int64_t at);
/* Two cells: unread, then star or followed. */
void put_marks(const struct ui *ui, struct sheet *s, int unread, int starred,
	       int followed);

/* filter.c: the view's filter, behind a dot; nothing where there is none. */
void words_filter(struct ui *ui, const struct view *v, struct buf *out);

#endif
