/* change.c - marks: posted to the worker, shown at once.
 *
 * A view that is read while a change waits (a fetch stores articles in
 * between) would show the old state for a moment; so the changes that the
 * worker has not confirmed are shown again after every reading. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

uint32_t change_flags(const struct change *c, uint32_t flags)
{
	switch (c->kind) {
	case CHANGE_READ:
		return flags | ARTICLE_READ;
	case CHANGE_UNREAD:
		return flags & ~(uint32_t)ARTICLE_READ;
	case CHANGE_STAR:
		return flags | ARTICLE_STARRED;
	case CHANGE_UNSTAR:
		return flags & ~(uint32_t)ARTICLE_STARRED;
	case CHANGE_DELETE:
		return flags | ARTICLE_DELETED;
	case CHANGE_UNDELETE:
		return flags & ~(uint32_t)ARTICLE_DELETED;
	default:
		return flags;
	}
}

static void show(struct ui *ui, struct view *v, const struct change *c)
{
	if (!v->loaded || v->stale || !v->ops->on_change)
		return;
	v->ops->on_change(ui, v, c);
	v->composed = false;
}

static void job_of(struct job *job, const struct change *c, const char *tag)
{
	job->change = c->kind;
	if (c->of == CHANGE_OF_ARTICLE || c->of == CHANGE_OF_COPIES) {
		job->kind = JOB_CHANGE;
		job->n_ids = 1 + c->n_copies;
		job->ids = xreallocarray(NULL, job->n_ids, sizeof(*job->ids));
		job->ids[0] = c->id;
		if (c->n_copies)
			memcpy(job->ids + 1, c->copies,
			       c->n_copies * sizeof(*job->ids));
		job->text = xstrdup(tag);
		return;
	}
	job->kind = JOB_CHANGE_SCOPE;
	job->scope.scope = c->of == CHANGE_OF_THREAD ? SCOPE_THREAD :
						       SCOPE_FEED;
	job->scope.of = c->id;
}

void ui_change(struct ui *ui, const struct change *c, const char *tag)
{
	struct job job = { 0 };
	struct pending p = { .change = *c };

	job_of(&job, c, tag);
	p.no = ui_post(ui, &job);
	p.change.copies = NULL; /* n_copies still counts them */
	vec_push(&ui->pending, p);
	for (size_t i = 0; i < ui->n_views; i++)
		show(ui, ui->stack[i], c);
	if (ui->preview)
		show(ui, ui->preview, c);
	if (ui->side)
		show(ui, ui->side, c);
	ui->dirty = true;
}

/* Articles of a thread that the change is about. */
static void add_thread_ids(struct ui *ui, const struct change *c,
			   struct job *job)
{
	enum { MOST = 10000 };
	struct article_query q = { .scope = SCOPE_THREAD, .of = c->id };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };

	q.unread_only = c->kind == CHANGE_READ;
	if (store_articles_page(ui->store, &q, 0, PAGE_AFTER, MOST, &arena,
				&rows, NULL) != ST_OK)
		rows.len = 0;
	job->ids = xreallocarray(job->ids, job->n_ids + rows.len + 1,
				 sizeof(*job->ids));
	for (size_t i = 0; i < rows.len; i++)
		job->ids[job->n_ids++] = rows.v[i].id;
	vec_release(&rows);
	arena_release(&arena);
}

void ui_change_all(struct ui *ui, const struct change *c, size_t n,
		   const char *tag)
{
	struct job job = { .kind = JOB_CHANGE };
	struct pending p = { 0 };

	bool is_scope = c->of == CHANGE_OF_THREAD &&
			(c->kind == CHANGE_READ || c->kind == CHANGE_UNREAD);
	if (n == 1 && (is_scope || c->of != CHANGE_OF_THREAD)) {
		ui_change(ui, c, tag);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		job.change = c[i].kind;
		if (c[i].of == CHANGE_OF_THREAD) {
			add_thread_ids(ui, &c[i], &job);
			continue;
		}
		job.ids = xreallocarray(job.ids, job.n_ids + 1,
					sizeof(*job.ids));
		job.ids[job.n_ids++] = c[i].id;
	}
	if (!job.n_ids) {
		free(job.ids);
		return;
	}
	job.text = xstrdup(tag);
	p.no = ui_post(ui, &job);
	for (size_t i = 0; i < n; i++) {
		p.change = c[i];
		vec_push(&ui->pending, p);
		for (size_t k = 0; k < ui->n_views; k++)
			show(ui, ui->stack[k], &c[i]);
		if (ui->preview)
			show(ui, ui->preview, &c[i]);
		if (ui->side)
			show(ui, ui->side, &c[i]);
	}
	ui->dirty = true;
}

void ui_change_done(struct ui *ui, uint64_t no)
{
	struct pending_vec *p = &ui->pending;
	size_t n = 0;

	for (size_t i = 0; i < p->len; i++)
		if (p->v[i].no != no)
			p->v[n++] = p->v[i];
	p->len = n;
}

static bool concerns(const struct change *c, const struct article_row *row)
{
	switch (c->of) {
	case CHANGE_OF_THREAD:
		return row->thread_id == c->id;
	case CHANGE_OF_FEED:
		return row->feed_id == c->id;
	case CHANGE_OF_COPIES:
		return row->id == c->id || row->copy_of == c->id;
	default:
		return row->id == c->id;
	}
}

uint32_t change_apply(const struct change *c, const struct article_row *row)
{
	return concerns(c, row) ? change_flags(c, row->flags) : row->flags;
}

bool ui_change_is_unread(const struct ui *ui, const struct article_row *row)
{
	struct article_row now = *row;

	for (size_t i = 0; i < ui->pending.len; i++)
		now.flags = change_apply(&ui->pending.v[i].change, &now);
	return !(now.flags & ARTICLE_READ);
}

int64_t change_unread(const struct change *c)
{
	int64_t n = 1 + (int64_t)c->n_copies;

	return c->kind == CHANGE_READ ? -n : c->kind == CHANGE_UNREAD ? n : 0;
}

bool ui_change_thread_is_unread(const struct ui *ui, const struct thread *th)
{
	int64_t left = th->n_unread;

	for (size_t i = 0; i < ui->pending.len; i++) {
		const struct change *c = &ui->pending.v[i].change;
		if (c->of == CHANGE_OF_THREAD && c->id == th->id)
			left = c->kind == CHANGE_READ	? 0 :
			       c->kind == CHANGE_UNREAD ? th->n_articles :
							  left;
		else if (c->of != CHANGE_OF_FEED && c->thread_id == th->id)
			left += change_unread(c);
	}
	return left > 0;
}

void ui_change_replay(struct ui *ui, struct view *v)
{
	for (size_t i = 0; i < ui->pending.len; i++)
		if (v->ops->on_change)
			v->ops->on_change(ui, v, &ui->pending.v[i].change);
}
