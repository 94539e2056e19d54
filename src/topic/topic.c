/* topic.c - the stream: articles in, ticks where they fall. See topic.h. */
#include "config.h"

#include "thrum/topic/topic.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/lang.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define DATE_MAX ((int64_t)1 << 38) /* some 8,700 years: keeps sums safe */

static void limit(int *p, int max)
{
	*p = *p < max ? *p : max;
}

struct topic *topic_new(const struct topic_params *params)
{
	struct topic *t = xcalloc(1, sizeof(*t));

	if (params)
		t->p = *params;
	else
		topic_params_default(&t->p);
	limit(&t->p.max_open, ROUND_MAX / 2);
	limit(&t->p.max_block, ROUND_MAX / 2);
	vocab_init(&t->vocab);
	t->vocab.shared = t->p.cross_language;
	t->scratch = terms_scratch_new();
	link_init(t);
	t->hands = xcalloc(HANDS, sizeof(*t->hands));
	buf_init(&t->packing, BUF_MAX_DEFAULT);
	buf_init(&t->steps, BUF_MAX_DEFAULT);
	t->coming = xcalloc(1, sizeof(*t->coming));
	return t;
}

void topic_free(struct topic *t)
{
	if (!t)
		return;
	vec_release(&t->arts);
	vec_release(&t->standings);
	blocks_release(&t->blocks);
	free(t->coming);
	for (size_t i = 0; i < t->gone.len; i++)
		evidence_vec_release(&t->gone.v[i].why);
	vec_release(&t->gone);
	vec_release(&t->edits);
	free(t->sums.v);
	free(t->sums.over);
	free(t->when);
	finder_release(&t->finder);
	for (int k = 0; k < HANDS; k++)
		vec_release(&t->hands[k]);
	free(t->hands);
	buf_release(&t->packing);
	buf_release(&t->steps);
	vec_release(&t->keys);
	idmap_release(&t->ids);
	idmap_release(&t->cross.words);
	vec_release(&t->cross.keys);
	free(t->cross.forms);
	vec_release(&t->gist);
	terms_scratch_free(t->scratch);
	vocab_release(&t->vocab);
	catalog_free(t->catalog);
	loader_free(t->loader);
	saver_free(t->saver);
	free(t);
}

static const char *language_of(const struct topic_article *in,
			       const struct tokens *words)
{
	const char *lang = in->lang ? lang_primary(in->lang) : "";

	if (*lang)
		return lang;
	if (in->body && in->body_len)
		lang = lang_detect_words(in->body, in->body_len, words);
	if (!*lang)
		lang = lang_detect(in->title, strlen(in->title));
	return *lang ? lang : "en";
}

/* The clock after this date; undated articles get the one they find. */
static int64_t clock_after(const struct topic *t, int64_t date)
{
	if (!date)
		return t->clock;
	return !t->has_clock || date > t->clock ? date : t->clock;
}

static void set_clock(struct topic *t, int64_t now)
{
	/* The first date tells the time for all before it. */
	if (!t->has_clock) {
		for (size_t i = 0; i < t->arts.len; i++) {
			t->arts.v[i]->t = now;
			t->when[i] = when_make(now, t->arts.v[i]->flags);
		}
		t->block = now;
	}
	t->has_clock = true;
	t->clock = now;
}

static bool is_tick_due(const struct topic *t, int64_t now)
{
	size_t fresh = t->next - t->first_new;

	if (!fresh)
		return false;
	return fresh >= (size_t)t->p.max_block ||
	       now >= t->block + (int64_t)(t->p.tick_days * DAY);
}

static int64_t sane_date(int64_t date)
{
	return date > DATE_MAX || date < -DATE_MAX ? 0 : date;
}

void topic_add(struct topic *t, const struct topic_article *in)
{
	int64_t date = sane_date(in->date);
	int64_t now = clock_after(t, date);

	if (in->id <= 0 || idmap_get(&t->ids, (uint64_t)in->id) != NONE)
		return;
	catalog_free(t->catalog);
	t->catalog = NULL;
	if (is_tick_due(t, now))
		decide(t, DECIDE_TICK);
	if (date)
		set_clock(t, now);
	if (t->next == t->first_new)
		t->block = now;
	struct art *a = &t->coming->art;
	*a = (struct art){ .id = in->id,
			   .t = date ? date : now,
			   .flags = ART_OPEN | (date ? ART_DATED : 0) };
	const struct tokens *words = terms_read(t, in);
	a->lang = vocab_lang(&t->vocab, language_of(in, words));
	terms_make(t, a);
	for (size_t i = 0; i < art_n_entries(a); i++)
		a->vec[i].w = weight_round(a->vec[i].w);
	uint32_t seq = t->next++;
	vec_push(&t->arts, a);
	link_make(t, seq);
	index_add(t, seq);
	*idmap_put(&t->ids, (uint64_t)a->id) = seq;
	t->n_open++;
	t->vocab.langs.v[a->lang].n_open++;
	t->n_open_head += !(a->flags & ART_FULL);
	t->arts.v[seq - t->base] = art_pack(t);
}

void topic_decide(struct topic *t)
{
	catalog_free(t->catalog);
	t->catalog = NULL;
	decide(t, DECIDE_SHOW);
}

int64_t topic_thread_of(const struct topic *t, int64_t article_id)
{
	uint32_t seq = idmap_get(&t->ids, (uint64_t)article_id);

	return seq == NONE ? 0 : art_cur(t, art_at(t, seq))->thread;
}

void topic_edit(struct topic *t, const struct edit *e)
{
	size_t n = 0;

	if (e->a == e->b)
		return;
	for (size_t i = 0; i < t->edits.len; i++) {
		const struct edit *o = &t->edits.v[i];
		if ((o->a == e->a && o->b == e->b) ||
		    (o->a == e->b && o->b == e->a))
			continue;
		t->edits.v[n++] = *o;
	}
	t->edits.len = n;
	vec_push(&t->edits, *e);
}

void topic_edits_clear(struct topic *t)
{
	t->edits.len = 0;
}

void topic_put_back(struct topic *t, const struct membership *m)
{
	uint32_t seq = idmap_get(&t->ids, (uint64_t)m->article_id);

	if (seq == NONE)
		return;
	struct art *a = art_at(t, seq);
	struct place p = { .thread = m->thread_id,
			   .near = m->near_id,
			   .copy_of = m->copy_of,
			   .score = (float)m->score,
			   .fixed = a->flags & ART_FIXED };
	struct place shown = p;
	shown.fixed = m->fixed;
	a->real = p;
	art_stand(t, a, p, shown);
	catalog_free(t->catalog);
	t->catalog = NULL;
}

size_t topic_n_open(const struct topic *t)
{
	return t->n_open;
}

size_t topic_memory(const struct topic *t)
{
	return sizeof(*t) + vocab_memory(&t->vocab) +
		   idmap_memory(&t->ids) +
		   idmap_memory(&t->cross.words) +
		   (t->cross.forms ? CROSS_FORMS * sizeof(*t->cross.forms) :
				     0) +
		   t->cap_sums * 20 +
		   t->arts.cap * sizeof(*t->arts.v) + t->blocks.bytes +
	       t->standings.cap * sizeof(*t->standings.v) +
	       sizeof(*t->coming);
}
