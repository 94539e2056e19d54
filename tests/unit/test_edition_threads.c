/* test_edition_threads.c - the bundled edition through the real threading:
 * what people see when they open it for the first time. */
#include "config.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/path.h"
#include "thrum/base/vec.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/text/utf8.h"
#include "thrum/topic/topic.h"

#include "thrum/base/banned.h"

struct item {
	char id[40], event[40]; /* of the gold list */
	int64_t thread;
	int64_t copy_of; /* article, 0 = none */
};
struct edition {
	struct item items[128];
	int n;
	struct topic *topic;
};

static void read_file(const char *name, struct buf *out)
{
	const char *top = getenv("top_srcdir");
	char *path = path_join(top ? top : ".", name);

	cr_assert_eq(path_read(path, out, NULL), ST_OK,
		     "%s: run me through make check", path);
	free(path);
}

static const char *text(const json_t *article, const char *field)
{
	return json_string_value(json_object_get(article, field));
}

static void add_article(struct edition *e, const char *line, size_t len)
{
	json_t *o = json_loadb(line, len, 0, NULL);
	const char *html = text(o, "body");
	struct doc *doc = doc_from_html(html, strlen(html), text(o, "url"));
	struct item *item = &e->items[e->n++];
	char *title = text_clean_dup(text(o, "title"), CLEAN_LINE);
	struct topic_article a = {
		.id = e->n,
		.title = title,
		.body = doc->text.ptr,
		.body_len = doc->text.len,
		.lang = text(o, "lang"),
		.source = text(o, "source"),
	};

	cr_assert(date_parse(text(o, "date"), &a.date));
	snprintf(item->id, sizeof(item->id), "%s", text(o, "id"));
	topic_add(e->topic, &a);
	free(title);
	doc_free(doc);
	json_decref(o);
}

static void take_change(const struct membership *m, void *ctx)
{
	struct edition *e = ctx;

	e->items[m->article_id - 1].thread = m->thread_id;
	e->items[m->article_id - 1].copy_of = m->copy_of;
}

static void read_gold(struct edition *e)
{
	struct buf gold = BUF_INIT;
	const char *p;

	read_file("tests/data/edition.gold.tsv", &gold);
	p = gold.ptr;
	for (int i = 0; i < e->n; i++) {
		size_t n = strcspn(p, "\t");
		cr_assert_eq(strncmp(p, e->items[i].id, n), 0);
		p += n + 1;
		n = strcspn(p, "\n");
		snprintf(e->items[i].event, sizeof(e->items[i].event), "%.*s",
			 (int)n, p);
		p += n + 1;
	}
	buf_release(&gold);
}

static void load(struct edition *e)
{
	struct buf file = BUF_INIT;

	memset(e, 0, sizeof(*e));
	e->topic = topic_new(NULL);
	read_file("src/data/edition.jsonl", &file);
	for (const char *p = file.ptr; *p;) {
		size_t n = strcspn(p, "\n");
		cr_assert_lt(e->n, 128);
		add_article(e, p, n);
		p += n + (p[n] == '\n');
	}
	topic_decide(e->topic);
	topic_changes(e->topic, take_change, e);
	read_gold(e);
	buf_release(&file);
}

/* BCubed F1. Source: Bagga and Baldwin, "Entity-Based Cross-Document
 * Coreferencing Using the Vector Space Model" (1998). */
static double bcubed(const struct edition *e)
{
	double precision = 0, recall = 0;

	for (int i = 0; i < e->n; i++) {
		int same_thread = 0, same_event = 0, both = 0;
		for (int k = 0; k < e->n; k++) {
			bool t = e->items[i].thread == e->items[k].thread;
			bool g = !strcmp(e->items[i].event, e->items[k].event);
			same_thread += t;
			same_event += g;
			both += t && g;
		}
		precision += (double)both / same_thread;
		recall += (double)both / same_event;
	}
	precision /= e->n;
	recall /= e->n;
	return 2 * precision * recall / (precision + recall);
}

static void print(const struct edition *e)
{
	for (int i = 0; i < e->n; i++)
		fprintf(stderr, "# %s\t%s\t%s\n", e->items[i].event,
			e->items[i].id,
			e->items[e->items[i].thread - 1].id);
}

static const struct item *item(const struct edition *e, const char *id)
{
	for (int i = 0; i < e->n; i++)
		if (!strcmp(e->items[i].id, id))
			return &e->items[i];
	cr_assert_fail("no article %s", id);
	return NULL;
}

Test(edition, threads_are_the_events)
{
	struct edition e;

	load(&e);
	double f1 = bcubed(&e);
	if (f1 < 0.97)
		print(&e);
	cr_assert_geq(f1, 0.97, "BCubed F1 %.3f", f1);
	topic_free(e.topic);
}

/* Pairs that must not be missed whatever the average says. */
static const struct {
	const char *a, *b;
	bool together;
} pairs[] = {
	{ "sg-1", "sg-2", true },	{ "sg-1", "sg-4", true },
	{ "sg-1", "sg-3", true },	{ "lt-1", "lt-2", true },
	{ "sg-1", "lt-1", false },	{ "sg-1", "cyberlaw-1", false },
	{ "upper-1", "upper-2", true }, { "upper-1", "upper-3", true },
	{ "upper-1", "korea-1", false }, { "poland-1", "korea-2", false },
	{ "crete-1", "hokkaido-1", false },
	{ "xenon-1", "kamirita-1", false },
	{ "starship-1", "tianwen-1", false },
	{ "blatten-1", "blatten-2", true }, { "rice-1", "rice-2", true },
	{ "hajj-1", "hajj-2", true },	{ "findevie-1", "findevie-2", true },
	/* Scripts without capitals have no names to go by. */
	{ "hajj-1", "hajj-3", true },	{ "rice-1", "rice-3", true },
	/* A language of three reports, over two days. */
	{ "blatten-1", "blatten-3", true },
	/* The first two articles of a language. */
	{ "sumo-1", "sumo-2", true },	{ "hostile-1", "code-1", false },
};

Test(edition, the_traps_are_avoided)
{
	struct edition e;

	load(&e);
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		bool together = item(&e, pairs[i].a)->thread ==
				item(&e, pairs[i].b)->thread;
		cr_expect_eq(together, pairs[i].together, "%s and %s %s",
			     pairs[i].a, pairs[i].b,
			     together ? "are together" : "are apart");
	}
	const struct item *copy = item(&e, "sg-3");
	cr_expect(copy->copy_of > 0, "the wire copy is not folded");
	if (copy->copy_of > 0)
		cr_expect_str_eq(e.items[copy->copy_of - 1].id, "sg-1");
	cr_expect_eq(item(&e, "sg-2")->copy_of, 0);
	cr_expect_eq(item(&e, "sg-4")->copy_of, 0);
	topic_free(e.topic);
}

Test(edition, chapters_of_one_story_are_related)
{
	struct edition e;
	struct thread_link links[8];
	bool found = false;

	load(&e);
	size_t n = topic_related(e.topic, item(&e, "sg-1")->thread, links, 8);
	for (size_t i = 0; i < n; i++)
		found |= links[i].other_id == item(&e, "lt-1")->thread;
	topic_links_release(links, n);
	cr_expect(found, "Singapore and Vilnius are not linked");
	topic_free(e.topic);
}

/* Is the pair in edition.related.tsv, either way round? */
static bool is_labelled(const char *labels, const char *a, const char *b)
{
	for (int turn = 0; turn < 2; turn++) {
		char *line = xasprintf("%s\t%s\n", turn ? a : b, turn ? b : a);
		bool is = strstr(labels, line) != NULL;
		free(line);
		if (is)
			return true;
	}
	return false;
}

/* A link is right to another event of the same story or topic, or to a part
 * of the same event. */
Test(edition, of_three_related_threads_four_in_five_are)
{
	struct edition e;
	struct buf labels = BUF_INIT;
	int right = 0, all = 0;

	load(&e);
	read_file("tests/data/edition.related.tsv", &labels);
	for (int i = 0; i < e.n; i++) {
		struct thread_link links[3];
		if (e.items[i].thread != i + 1)
			continue;
		size_t n = topic_related(e.topic, i + 1, links, 3);
		for (size_t k = 0; k < n; k++) {
			const char *a = e.items[i].event;
			const char *b = e.items[links[k].other_id - 1].event;
			bool is = !strcmp(a, b) ||
				  is_labelled(labels.ptr, a, b);
			right += is;
			all++;
			if (!is)
				fprintf(stderr, "# %s, %s: %.2f %s\n", a, b,
					links[k].score, links[k].names);
		}
		topic_links_release(links, n);
	}
	cr_expect_geq(all, 12);
	cr_expect_geq(right * 5, all * 4, "%d of %d", right, all);
	buf_release(&labels);
	topic_free(e.topic);
}
