/* state.c - what keeping the threading state costs, against threading.
 *
 *	tests/bench/state FILE.jsonl [MORE]
 *
 * FILE: articles as `thrum cluster` takes them; the last MORE (default 20)
 * of them come after the state was saved and loaded again. Printed: CPU time
 * of threading the others and deciding, of saving all, of loading it, of a
 * small fetch and of saving that, with sizes; and whether saving and loading
 * together took less than a tenth of threading.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "thrum/base/alloc.h"
#include "thrum/base/map.h"
#include "thrum/base/path.h"
#include "thrum/import/import.h"
#include "thrum/model/article.h"
#include "thrum/text/doc.h"
#include "thrum/topic/topic.h"

#include "thrum/base/banned.h"

/* Chunks as a store would hold them. */
struct chunk {
	char *key;
	struct buf bytes;
};
struct chunks {
	VEC_FIELDS(struct chunk);
	struct map at; /* key -> place */
	size_t written, n_written;
};

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static enum status put(const char *key, const void *bytes, size_t len,
		       void *ctx)
{
	struct chunks *c = ctx;
	bool is_new;
	uintptr_t *at = map_put(&c->at, key, strlen(key), &is_new);

	if (is_new) {
		struct chunk none = { .key = xstrdup(key) };
		buf_init(&none.bytes, BUF_MAX_DEFAULT);
		vec_push(c, none);
		*at = c->len - 1;
	}
	buf_clear(&c->v[*at].bytes);
	buf_add(&c->v[*at].bytes, bytes, len);
	c->written += len;
	c->n_written++;
	return ST_OK;
}

static void add(struct topic *t, const struct article_vec *all, size_t i)
{
	const struct article *a = all->v[i];
	struct topic_article in = { .id = (int64_t)i + 1,
				    .title = a->title ? a->title : "",
				    .lang = a->lang,
				    .date = a->published,
				    .source = a->source };

	if (a->body) {
		in.body = a->body->text.ptr;
		in.body_len = a->body->text.len;
	}
	topic_add(t, &in);
}

static void tell(const struct membership *m, void *ctx)
{
	*(int64_t *)ctx += m->thread_id;
}

static double run(struct topic *t, const struct article_vec *all, size_t from,
		  size_t to)
{
	double began = seconds();
	int64_t sum = 0;

	for (size_t i = from; i < to; i++)
		add(t, all, i);
	topic_decide(t);
	topic_changes(t, tell, &sum);
	return seconds() - began;
}

static double save(struct topic *t, struct chunks *c)
{
	double began = seconds();

	c->written = c->n_written = 0;
	if (topic_save(t, put, c))
		exit(1);
	return seconds() - began;
}

static struct topic *load(const struct chunks *c, double *took)
{
	struct topic *t = topic_new(NULL);
	double began = seconds();

	for (size_t i = 0; i < c->len; i++)
		if (c->v[i].bytes.len &&
		    topic_load_chunk(t, c->v[i].key, c->v[i].bytes.ptr,
				     c->v[i].bytes.len))
			exit(1);
	if (topic_load_end(t))
		exit(1);
	*took = seconds() - began;
	return t;
}

int main(int argc, char **argv)
{
	struct buf file;
	struct article_vec all = { 0 };
	struct chunks c = { 0 };
	double took;
	int bad;
	size_t more = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 20;

	buf_init(&file, (size_t)1 << 30);
	if (argc < 2 || path_read(argv[1], &file, NULL) ||
	    import_jsonl(file.ptr, file.len, &all, &bad, NULL) ||
	    all.len <= more) {
		fprintf(stderr, "usage: state FILE.jsonl [MORE]\n");
		return 1;
	}
	buf_release(&file);
	struct topic *t = topic_new(NULL);
	double threading = run(t, &all, 0, all.len - more);
	double saving = save(t, &c);
	printf("threaded %zu: %.3f s, %zu MiB\n", all.len - more, threading,
	       topic_memory(t) >> 20);
	printf("saved %.1f MiB: %.3f s (%.1f %%)\n",
	       (double)c.written / (1 << 20), saving, 100 * saving / threading);
	topic_free(t);
	t = load(&c, &took);
	printf("loaded: %.3f s (%.1f %%)\n", took, 100 * took / threading);
	double fetch = run(t, &all, all.len - more, all.len);
	double later = save(t, &c);
	printf("%zu more: %.3f s; saved %.1f KiB in %zu chunks: %.3f s\n",
	       more, fetch, (double)c.written / 1024, c.n_written, later);
	printf("together %s than a tenth of threading\n",
	       saving + took < threading / 10 ? "less" : "MORE");
	topic_free(t);
	map_release(&c.at);
	for (size_t i = 0; i < c.len; i++) {
		free(c.v[i].key);
		buf_release(&c.v[i].bytes);
	}
	vec_release(&c);
	article_vec_release(&all);
	return 0;
}
