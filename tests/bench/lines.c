/* lines.c - how long HTML takes to become lines: microseconds for each
 * kilobyte of HTML, apart for reading (doc_from_html) and setting
 * (layout_new), for articles of several kinds and for one huge page.
 *
 *	tests/bench/lines [FILE.html...]
 *
 * Without files the articles are made here. The best of several rounds is
 * printed: what else runs on the machine only ever adds.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/clock.h"
#include "thrum/base/path.h"
#include "thrum/text/doc.h"
#include "thrum/text/layout.h"

#include "thrum/base/banned.h"

enum { ROUNDS = 7, COLS = 72, ROUND_KB = 4000 };

struct figures {
	double read, set; /* microseconds a KB */
	double ms; /* both, for the whole page */
};

/* `times` runs; microseconds since the epoch of the monotonic clock are too
 * coarse for one. */
static struct figures run(const char *html, size_t len, size_t times)
{
	double kb = (double)len * (double)times / 1024;
	struct doc **docs = calloc(times, sizeof(struct doc *));
	int64_t t0 = clock_mono_ms();
	struct figures f;

	if (!docs)
		abort();
	for (size_t i = 0; i < times; i++)
		docs[i] = doc_from_html(html, len, "https://ex.org/a");
	int64_t t1 = clock_mono_ms();
	for (size_t i = 0; i < times; i++)
		layout_free(layout_new(docs[i], COLS, LAYOUT_LINK_NUMBERS));
	int64_t t2 = clock_mono_ms();
	for (size_t i = 0; i < times; i++)
		doc_free(docs[i]);
	free(docs);
	f.read = (double)(t1 - t0) * 1000 / kb;
	f.set = (double)(t2 - t1) * 1000 / kb;
	f.ms = (double)(t2 - t0) / (double)times;
	return f;
}

static void measure(const char *name, const char *html, size_t len)
{
	size_t times = len ? ROUND_KB * 1024 / len : 0;
	struct figures best = { 0 };

	times = times ? times : 1;
	for (int i = 0; i < ROUNDS; i++) {
		struct figures f = run(html, len, times);
		if (!i || f.read + f.set < best.read + best.set)
			best = f;
	}
	printf("%-24s %8.1f KB  read %6.2f  set %6.2f  both %6.2f us/KB  "
	       "%8.3f ms\n",
	       name, (double)len / 1024, best.read, best.set,
	       best.read + best.set, best.ms);
}

/* About 400 words with what articles have in them. */
static void add_article(struct buf *b, const char *sentence, int n)
{
	buf_adds(b, "<article><h1>The harbour opens at dawn</h1>\n");
	for (int i = 0; i < n; i++) {
		buf_adds(b, "<p class=\"story-body__text\" data-no=\"1\">");
		for (int k = 0; k < 4; k++)
			buf_adds(b, sentence);
		buf_addf(b, "See <a href=\"/ports/%d?from=feed\">port %d</a>, "
			    "<em>in short</em>: <b>early</b>.</p>\n",
			 i, i);
		if (i % 4 == 3)
			buf_adds(b, "<figure><img src=\"/i.jpg\" alt=\"quay\">"
				    "<figcaption>The quay</figcaption>"
				    "</figure><ul><li>one</li><li>two</li>"
				    "</ul>\n");
	}
	buf_adds(b, "</article>\n");
}

static void measure_made(const char *name, const char *sentence, int n)
{
	struct buf b = BUF_INIT;

	add_article(&b, sentence, n);
	measure(name, b.ptr, b.len);
	buf_release(&b);
}

static void measure_file(const char *path)
{
	struct buf b = BUF_INIT;

	if (path_read(path, &b, NULL) == ST_OK)
		measure(path, b.ptr, b.len);
	else
		fprintf(stderr, "%s cannot be read\n", path);
	buf_release(&b);
}

int main(int argc, char **argv)
{
	static const char english[] =
		"The board has said that ferries will leave an hour earlier "
		"from June on. ";
	static const char japanese[] =
		"港湾局は、六月から始発の船が一時間早くなると発表した。";
	static const char arabic[] =
		"أعلنت إدارة الميناء أن العبّارات ستبدأ قبل ساعة من يونيو. ";

	for (int i = 1; i < argc; i++)
		measure_file(argv[i]);
	if (argc > 1)
		return 0;
	measure_made("400 words", english, 7);
	measure_made("400 words, Japanese", japanese, 7);
	measure_made("400 words, Arabic", arabic, 7);
	measure_made("5 MB", english, 13000);
	return 0;
}
