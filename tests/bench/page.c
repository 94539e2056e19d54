/* page.c - bench: pages a second, against libxml2's own parse.
 *
 * usage: tests/bench/page [FILE...]
 * Without files: pages made up of paragraphs, lists and links, one of 5 MB
 * among them. Prints for each run the bytes, the time that libxml2 takes
 * to parse them alone, the time of page_extract(), and how many times the
 * one is the other; the last line sums up. The best of five runs counts.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <libxml/HTMLparser.h>

#include "thrum/base/buf.h"
#include "thrum/base/path.h"
#include "thrum/page/page.h"

#include "thrum/base/banned.h"

#define RUNS 5

struct sums {
	double parse_s, extract_s;
	size_t bytes, pages;
};

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double parse_s(const struct buf *html)
{
	int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
		      HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
		      HTML_PARSE_COMPACT | HTML_PARSE_NODEFDTD;
	double best = 1e9;

	for (int i = 0; i < RUNS; i++) {
		double t = now_s();
		xmlDoc *doc = htmlReadMemory(html->ptr, (int)html->len, NULL,
					     NULL, options);
		xmlFreeDoc(doc);
		t = now_s() - t;
		best = t < best ? t : best;
	}
	return best;
}

static double extract_s(const struct buf *html)
{
	double best = 1e9;

	for (int i = 0; i < RUNS; i++) {
		struct article *a = NULL;
		struct err err = { 0 };
		double t = now_s();
		if (page_extract(html->ptr, html->len,
				 "https://a.example/2025/05/14/x", NULL, &a,
				 &err) == ST_OK)
			article_free(a);
		t = now_s() - t;
		best = t < best ? t : best;
	}
	return best;
}

static void run(const char *name, const struct buf *html, struct sums *sums)
{
	double parse = parse_s(html), extract = extract_s(html);

	printf("%9zu bytes  parse %8.3f ms  extract %8.3f ms  %4.1fx  %s\n",
	       html->len, parse * 1e3, extract * 1e3, extract / parse, name);
	sums->parse_s += parse;
	sums->extract_s += extract;
	sums->bytes += html->len;
	sums->pages++;
}

/* A page of about `size` bytes in the way of a news site. */
static void make_page(struct buf *out, size_t size)
{
	buf_adds(out, "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
		      "<title>Plan passed after long night | Quay</title>"
		      "</head><body class='single post-12'><nav class=menu><ul>");
	for (int i = 0; i < 60; i++)
		buf_addf(out, "<li class='menu-item item-%d'><a href='/s/%d'>"
			 "Section %d</a></li>", i, i, i);
	buf_adds(out, "</ul></nav><main><article><h1>Plan passed after long "
		      "night</h1><div class='article-body rich-text'>");
	for (int i = 0; out->len < size; i++)
		buf_addf(out, "<p class='paragraph text-%d'>The council met on "
			 "Tuesday, late and long, and in the end voted for the "
			 "smaller of the <a href='/p/%d'>two plans</a>, which "
			 "costs less.</p>%s", i % 7, i, i % 9 ? "" :
			 "<div class='teaser card' data-id=7><h3><a href='/t'>"
			 "Old mill turns again after two fires</a></h3>"
			 "<p>Nobody was surprised.</p></div>");
	buf_adds(out, "</div></article></main><footer class=site-footer><p>"
		      "Copyright</p></footer></body></html>");
}

static void run_made_up(struct sums *sums)
{
	static const size_t sizes[] = { 20000, 100000, 400000, 5 << 20 };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct buf html;
		buf_init(&html, 2 * PAGE_BYTES_MAX);
		make_page(&html, sizes[i]);
		run("made up", &html, sums);
		buf_release(&html);
	}
}

int main(int argc, char **argv)
{
	struct sums sums = { 0 };

	for (int i = 1; i < argc; i++) {
		struct buf html;
		struct err err = { 0 };
		buf_init(&html, PAGE_BYTES_MAX);
		if (path_read(argv[i], &html, &err) == ST_OK)
			run(argv[i], &html, &sums);
		else
			fprintf(stderr, "%s\n", err.msg);
		buf_release(&html);
	}
	if (argc < 2)
		run_made_up(&sums);
	if (sums.pages)
		printf("%zu pages, %.1f MB: parse %.1f MB/s, extract %.1f MB/s "
		       "(%.0f pages/s), %.2f times the parse\n",
		       sums.pages, (double)sums.bytes / 1e6,
		       (double)sums.bytes / 1e6 / sums.parse_s,
		       (double)sums.bytes / 1e6 / sums.extract_s,
		       (double)sums.pages / sums.extract_s,
		       sums.extract_s / sums.parse_s);
	return EXIT_SUCCESS;
}
