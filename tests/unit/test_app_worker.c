/* The worker thread and its messages: src/app/worker.c. Run under TSan as
 * well (CFLAGS=-fsanitize=thread). */
#include "config.h"

#include "../folder.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "thrum/app/worker.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/path.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

/* Sanitizers and a busy machine make everything slow. */
#define WAIT_MS 120000

static char *dir;

static void make_home(void)
{
	dir = folder_make();
	cr_assert_not_null(dir);
	setenv("THRUM_NOW", "1748736000", 1);
}

static void drop_home(void)
{
	folder_remove(dir);
}

TestSuite(worker, .init = make_home, .fini = drop_home, .timeout = 300);

static struct worker *start(void)
{
	struct app_paths paths = { .config_dir = dir, .data_dir = dir };
	struct app *app;
	struct worker *w;
	struct err err = { 0 };

	cr_assert(app_new(&paths, &app, &err) == ST_OK, "%s", err.msg);
	cr_assert(worker_new(app, &w, &err) == ST_OK, "%s", err.msg);
	return w;
}

/* A word of its own for every number. */
static void add_word(struct buf *out, unsigned i)
{
	for (int k = 0; k < 4; k++, i /= 16)
		buf_addf(out, "%c%c", "bdfghklmnprstvwz"[i % 16],
			 "aeiou"[(i / 3 + (unsigned)k) % 5]);
}

static char *write_articles(int n)
{
	struct buf text = BUF_INIT;
	char *path = path_join(dir, "in.jsonl");

	for (int i = 0; i < n; i++) {
		buf_addf(&text, "{\"id\":\"%d\",\"title\":\"", i);
		for (unsigned k = 0; k < 24; k++) {
			add_word(&text, (unsigned)i * 24 + k);
			buf_adds(&text, k == 5 ? "\",\"body\":\"" : " ");
		}
		buf_addf(&text,
			 "\",\"date\":\"2025-05-30T%02d:%02d:00Z\","
			 "\"source\":\"Bellman\"}\n",
			 i / 60 % 24, i % 60);
	}
	cr_assert(path_write_atomic(path, text.ptr, text.len, NULL) == ST_OK);
	buf_release(&text);
	return path;
}

static struct msg *next_msg(struct worker *w)
{
	struct pollfd p = { .fd = worker_fd(w), .events = POLLIN };
	struct msg *m;

	while (!(m = worker_take(w)))
		cr_assert(poll(&p, 1, WAIT_MS) == 1, "no message came");
	return m;
}

/* Until the job ends; how many of `kind` came on the way. */
static struct msg *wait_end(struct worker *w, uint64_t no,
			    enum msg_kind kind, int *count)
{
	for (;;) {
		struct msg *m = next_msg(w);
		if (count && m->kind == kind)
			(*count)++;
		if (m->no == no &&
		    (m->kind == MSG_DONE || m->kind == MSG_FAILED))
			return m;
		msg_free(m);
	}
}

static uint64_t post_import(struct worker *w, char *path)
{
	struct job j = { .kind = JOB_IMPORT, .text = path };
	uint64_t no = worker_post(w, &j);

	cr_assert(j.text == NULL);
	return no;
}

static int64_t unread_in_store(void)
{
	char *path = path_join(dir, "thrum.db");
	struct store_counts c = { 0 };
	struct store *st;
	struct err err = { 0 };

	cr_assert(store_open(path, STORE_READ, &st, &err) == ST_OK, "%s",
		  err.msg);
	cr_assert(store_counts(st, &c, &err) == ST_OK);
	store_close(st);
	free(path);
	return c.unread;
}

static void first_id(int64_t *id)
{
	char *path = path_join(dir, "thrum.db");
	struct article_query q = { .scope = SCOPE_ALL };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	struct store *st;

	cr_assert(store_open(path, STORE_READ, &st, NULL) == ST_OK);
	cr_assert(store_articles_page(st, &q, 0, PAGE_AFTER, 1, &arena, &rows,
				      NULL) == ST_OK);
	cr_assert(rows.len == 1);
	*id = rows.v[0].id;
	vec_release(&rows);
	arena_release(&arena);
	store_close(st);
	free(path);
}

static struct job read_job(int64_t id)
{
	struct job j = { .kind = JOB_CHANGE, .change = CHANGE_READ };

	j.ids = xcalloc(1, sizeof(*j.ids));
	j.ids[0] = id;
	j.n_ids = 1;
	return j;
}

Test(worker, import_then_change_then_undo)
{
	struct worker *w = start();
	int stored = 0;
	int64_t id;
	struct msg *m = wait_end(w, post_import(w, write_articles(30)),
				 MSG_STORED, &stored);

	cr_assert(m->kind == MSG_DONE, "%s", m->text);
	cr_assert(stored >= 1);
	msg_free(m);
	cr_assert(unread_in_store() == 30);
	first_id(&id);
	struct job j = read_job(id);
	m = wait_end(w, worker_post(w, &j), MSG_STORED, NULL);
	cr_assert(m->kind == MSG_DONE, "%s", m->text);
	msg_free(m);
	cr_assert(unread_in_store() == 29);
	struct job undo = { .kind = JOB_UNDO };
	m = wait_end(w, worker_post(w, &undo), MSG_STORED, NULL);
	cr_assert(m->kind == MSG_DONE && m->text);
	msg_free(m);
	cr_assert(unread_in_store() == 30);
	worker_free(w);
}

Test(worker, a_failure_has_its_sentence)
{
	struct worker *w = start();
	struct msg *m = wait_end(w, post_import(w, xstrdup("/no/such/file")),
				 MSG_STORED, NULL);

	cr_assert(m->kind == MSG_FAILED);
	cr_assert(m->status == ST_NOT_FOUND);
	cr_assert(strstr(m->text, "/no/such/file") != NULL);
	msg_free(m);
	worker_free(w);
}

/* Leaving drops what is long and does what is a change. */
Test(worker, changes_survive_leaving)
{
	struct worker *w = start();
	int64_t id;

	msg_free(wait_end(w, post_import(w, write_articles(30)), MSG_STORED,
			  NULL));
	first_id(&id);
	struct job fetch = { .kind = JOB_FETCH_ALL };
	worker_post(w, &fetch);
	struct job j = read_job(id);
	worker_post(w, &j);
	worker_free(w);
	cr_assert(unread_in_store() == 29);
}

Test(worker, cancel_keeps_what_was_stored)
{
	struct worker *w = start();
	uint64_t no = post_import(w, write_articles(5000));
	struct msg *m;

	do {
		m = next_msg(w);
		enum msg_kind kind = m->kind;
		msg_free(m);
		if (kind == MSG_STORED)
			break;
	} while (true);
	worker_cancel(w);
	m = wait_end(w, no, MSG_STORED, NULL);
	cr_assert(m->kind == MSG_DONE || m->status == ST_CANCELLED, "%s",
		  m->text);
	msg_free(m);
	int64_t n = unread_in_store();
	cr_assert(n > 0 && n <= 5000);
	worker_free(w);
}

/* Who leaves does not wait for the batch that is being written: nothing of
 * it stays, and it comes again. */
Test(worker, a_hurry_gives_the_batch_up)
{
	struct app_paths paths = { .config_dir = dir, .data_dir = dir };
	struct app_report r = { 0 };
	struct app *app;
	char *file = write_articles(30);

	cr_assert(app_new(&paths, &app, NULL) == ST_OK);
	atomic_store(&app->hurry, true);
	cr_assert(app_import(app, file, NULL, &r, NULL) == ST_CANCELLED);
	cr_assert(unread_in_store() == 0);
	atomic_store(&app->hurry, false);
	cr_assert(app_import(app, file, NULL, &r, NULL) == ST_OK);
	cr_assert(unread_in_store() == 30);
	app_report_release(&r);
	app_free(app);
	free(file);
}
