/* change.c - marks: posted to the worker, shown at once.
 *
 * A view that is read while a change waits (a fetch stores articles in
 * between) would show the old state for a moment; so the changes that the
 * worker has not confirmed are shown again after every reading. */
#include "config.h"

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
	if (c->of == CHANGE_OF_ARTICLES) {
		job->kind = JOB_CHANGE;
		job->ids = xmalloc(sizeof(*job->ids));
		job->ids[0] = c->id;
		job->n_ids = 1;
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
	vec_push(&ui->pending, p);
	for (size_t i = 0; i < ui->n_views; i++)
		show(ui, ui->stack[i], c);
	if (ui->preview)
		show(ui, ui->preview, c);
	ui->dirty = true;
}

void ui_change_done(struct ui *ui, uint64_t no)
{
	struct pending_vec *p = &ui->pending;

	for (size_t i = 0; i < p->len; i++)
		if (p->v[i].no == no) {
			memmove(p->v + i, p->v + i + 1,
				(p->len - i - 1) * sizeof(*p->v));
			p->len--;
			return;
		}
}

void ui_change_replay(struct ui *ui, struct view *v)
{
	for (size_t i = 0; i < ui->pending.len; i++)
		if (v->ops->on_change)
			v->ops->on_change(ui, v, &ui->pending.v[i].change);
}
