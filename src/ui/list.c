/* list.c - a window on a list too long to load. A failed read in the middle
 * of a movement leaves the list as it is: the next load says what is wrong. */
#include "config.h"

#include "list_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

/* Read to find one: those that were marked a moment ago may be among
 * them. */
#define UNREAD_ROWS 24
#define OFFSET_FROM 3 /* rows from which a window shows surroundings */

void list_init(struct list *l, const struct list_source *source)
{
	memset(l, 0, sizeof(*l));
	l->source = *source;
	l->height = 1;
	l->row_lines = 1;
	l->at_start = l->at_end = true;
}

void list_release(struct list *l)
{
	for (size_t i = 0; i < l->n_chunks; i++)
		arena_release(&l->chunks[i].arena);
	l->n_chunks = 0;
	vec_release(&l->rows);
}

bool list_key_is(const struct list_key *a, const struct list_key *b)
{
	return a->id == b->id && a->sub == b->sub;
}

static int screen(const struct list *l)
{
	return l->height > 0 ? l->height : 1;
}

const struct list_row *list_at(const struct list *l)
{
	return l->cursor < l->rows.len ? &l->rows.v[l->cursor] : NULL;
}

/* ---- chunks ---- */

static void drop_first(struct list *l)
{
	size_t n = l->chunks[0].n;

	arena_release(&l->chunks[0].arena);
	memmove(l->chunks, l->chunks + 1,
		(l->n_chunks - 1) * sizeof(*l->chunks));
	l->n_chunks--;
	memmove(l->rows.v, l->rows.v + n,
		(l->rows.len - n) * sizeof(*l->rows.v));
	l->rows.len -= n;
	l->cursor = l->cursor > n ? l->cursor - n : 0;
	l->top = l->top > n ? l->top - n : 0;
	if (n)
		l->at_start = false;
}

static void drop_last(struct list *l)
{
	struct list_chunk *last = &l->chunks[--l->n_chunks];

	l->rows.len -= last->n;
	if (last->n)
		l->at_end = false;
	arena_release(&last->arena);
}

/* Read `limit` rows more at one end. */
static enum status extend(struct list *l, enum page_dir dir, int limit,
			  struct err *err)
{
	struct list_row_vec got = { 0 };
	struct list_chunk chunk = { 0 };
	struct list_key key = { 0 };
	enum status st;

	if (l->rows.len)
		key = dir == PAGE_AFTER ? l->rows.v[l->rows.len - 1].key :
					  l->rows.v[0].key;
	if (l->n_chunks == LIST_CHUNKS) {
		if (dir == PAGE_AFTER)
			drop_first(l);
		else
			drop_last(l);
	}
	st = l->source.page(l->source.ctx, key, dir, LIST_ALL, limit,
			    &chunk.arena, &got, err);
	if (st != ST_OK)
		goto out;
	chunk.n = got.len;
	if (dir == PAGE_AFTER) {
		l->at_end = got.len < (size_t)limit;
		for (size_t i = 0; i < got.len; i++)
			vec_push(&l->rows, got.v[i]);
		l->chunks[l->n_chunks++] = chunk;
	} else {
		l->at_start = got.len < (size_t)limit;
		vec_reserve(&l->rows, l->rows.len + got.len);
		if (got.len) {
			memmove(l->rows.v + got.len, l->rows.v,
				l->rows.len * sizeof(*l->rows.v));
			memcpy(l->rows.v, got.v, got.len * sizeof(*got.v));
		}
		l->rows.len += got.len;
		l->cursor += got.len;
		l->top += got.len;
		memmove(l->chunks + 1, l->chunks,
			l->n_chunks * sizeof(*l->chunks));
		l->chunks[0] = chunk;
		l->n_chunks++;
	}
	memset(&chunk, 0, sizeof(chunk));
out:
	arena_release(&chunk.arena);
	vec_release(&got);
	return st;
}

static void empty(struct list *l)
{
	while (l->n_chunks)
		drop_last(l);
	l->rows.len = 0;
	l->cursor = l->top = 0;
	l->at_start = l->at_end = false;
}

/* ---- loading ---- */

/* The row itself, as the only one of a first chunk; when it is gone, the
 * place where it was still serves as a key. */
static enum status load_anchor(struct list *l, struct list_key key, bool *is_row,
			       struct err *err)
{
	struct list_chunk *c = &l->chunks[0];
	struct list_row row = { 0 };
	enum status st;

	memset(c, 0, sizeof(*c));
	st = l->source.get(l->source.ctx, key, &c->arena, &row, err);
	*is_row = st == ST_OK;
	if (st == ST_NOT_FOUND) {
		arena_release(&c->arena);
		row.key = key;
	} else if (st != ST_OK) {
		arena_release(&c->arena);
		return st;
	} else {
		c->n = 1;
		l->n_chunks = 1;
	}
	vec_push(&l->rows, row);
	return ST_OK;
}

static void remove_row(struct list *l, size_t i)
{
	memmove(l->rows.v + i, l->rows.v + i + 1,
		(l->rows.len - i - 1) * sizeof(*l->rows.v));
	l->rows.len--;
	if (l->cursor >= l->rows.len)
		l->cursor = l->rows.len ? l->rows.len - 1 : 0;
}

static void clamp_top(struct list *l)
{
	size_t h = (size_t)screen(l);

	if (l->cursor < l->top)
		l->top = l->cursor;
	if (l->cursor >= l->top + h)
		l->top = l->cursor - h + 1;
	if (l->top == 0)
		l->news = 0;
	/* No blank lines at the bottom while there is something above. */
	if (l->at_end && l->top + h > l->rows.len)
		l->top = l->rows.len > h ? l->rows.len - h : 0;
}

static enum status load_around(struct list *l, struct list_key key,
			       size_t offset, struct err *err)
{
	bool is_row = false;
	enum status st = load_anchor(l, key, &is_row, err);

	if (st == ST_OK)
		st = extend(l, PAGE_AFTER, screen(l) * 2, err);
	if (st == ST_OK)
		st = extend(l, PAGE_BEFORE, screen(l) * 2, err);
	if (st != ST_OK)
		return st;
	if (!is_row)
		remove_row(l, l->cursor);
	l->top = l->cursor > offset ? l->cursor - offset : 0;
	clamp_top(l);
	return ST_OK;
}

static bool has_row(struct list *l, struct list_key key)
{
	struct arena probe = { 0 };
	struct list_row row;
	enum status st = l->source.get(l->source.ctx, key, &probe, &row, NULL);

	arena_release(&probe);
	return st == ST_OK;
}

enum status list_load(struct list *l, struct err *err)
{
	const struct list_row *at = list_at(l);
	struct list_key key = { 0 };
	size_t offset = l->cursor - l->top;
	bool at_top = l->news || (l->at_start && l->top == 0);
	enum status st;

	if (l->want.id && has_row(l, l->want)) {
		key = l->want;
		at_top = false;
	} else if (at && l->held) {
		key = at->key;
	}
	l->want = (struct list_key){ 0 };
	empty(l);
	if (key.id) {
		st = load_around(l, key, offset, err);
		l->held = true;
		l->news = at_top ? l->top : 0;
		return st;
	}
	l->at_start = true;
	st = extend(l, PAGE_AFTER, screen(l) * 2, err);
	if (st == ST_OK && !l->filling)
		l->held = l->rows.len > 0;
	l->filling = !l->held;
	return st;
}

void list_restart(struct list *l)
{
	l->held = false;
	l->filling = false;
	l->news = 0;
}

/* A window that was too small to show anything around the cursor must not
 * decide where the cursor stands when it grows again. */
static void keep_offset(struct list *l)
{
	if (l->height >= OFFSET_FROM)
		l->offset = l->cursor - l->top;
}

void list_set_height(struct list *l, int rows)
{
	if (rows < 1)
		rows = 1;
	if (rows == l->height)
		return;
	keep_offset(l);
	if (rows > l->height)
		l->top = l->cursor > l->offset ? l->cursor - l->offset : 0;
	l->height = rows;
	/* A taller window needs rows that are not there yet. */
	if (!l->at_end && l->top + (size_t)rows > l->rows.len && l->rows.len)
		(void)!extend(l, PAGE_AFTER, rows * 2, NULL);
	clamp_top(l);
}

/* ---- moving ---- */

static void need_after(struct list *l, size_t index)
{
	while (index >= l->rows.len && !l->at_end && l->rows.len) {
		size_t before = l->rows.len;
		size_t cursor = l->cursor;
		if (extend(l, PAGE_AFTER, screen(l), NULL) != ST_OK)
			return;
		/* Chunks dropped in front moved everything. */
		index -= cursor - l->cursor;
		if (l->rows.len <= before && l->cursor == cursor)
			return;
	}
}

static void need_before(struct list *l, size_t rows_above)
{
	while (l->cursor < rows_above && !l->at_start && l->rows.len) {
		size_t cursor = l->cursor;
		if (extend(l, PAGE_BEFORE, screen(l), NULL) != ST_OK ||
		    l->cursor == cursor)
			return;
	}
}

bool list_move(struct list *l, int by)
{
	struct list_key old;

	if (!l->rows.len)
		return false;
	old = l->rows.v[l->cursor].key;
	l->held = true;
	if (by > 0) {
		need_after(l, l->cursor + (size_t)by);
		l->cursor += (size_t)by;
		if (l->cursor >= l->rows.len)
			l->cursor = l->rows.len - 1;
	} else {
		need_before(l, (size_t)-by);
		l->cursor -= l->cursor < (size_t)-by ? l->cursor : (size_t)-by;
	}
	clamp_top(l);
	return !list_key_is(&l->rows.v[l->cursor].key, &old);
}

bool list_page(struct list *l, int by)
{
	size_t offset = l->cursor - l->top;
	bool moved = list_move(l, by);

	if (!moved)
		return false;
	/* The cursor keeps its line, the page moves under it. */
	if (by > 0)
		need_after(l, l->cursor - offset + (size_t)screen(l));
	else
		need_before(l, offset);
	l->top = l->cursor > offset ? l->cursor - offset : 0;
	clamp_top(l);
	return true;
}

bool list_home(struct list *l)
{
	const struct list_row *at = list_at(l);
	struct list_key old = at ? at->key : (struct list_key){ 0 };

	if (!l->at_start) {
		empty(l);
		l->at_start = true;
		if (extend(l, PAGE_AFTER, screen(l) * 2, NULL) != ST_OK)
			return false;
	}
	l->cursor = l->top = 0;
	l->held = l->rows.len > 0;
	l->news = 0;
	at = list_at(l);
	return at && !list_key_is(&at->key, &old);
}

bool list_last(struct list *l)
{
	const struct list_row *at = list_at(l);
	struct list_key old = at ? at->key : (struct list_key){ 0 };

	l->held = true;
	if (!l->at_end) {
		empty(l);
		l->at_end = true;
		if (extend(l, PAGE_BEFORE, screen(l) * 2, NULL) != ST_OK)
			return false;
	}
	l->cursor = l->rows.len ? l->rows.len - 1 : 0;
	clamp_top(l);
	at = list_at(l);
	return at && !list_key_is(&at->key, &old);
}

enum status list_goto_key(struct list *l, struct list_key key,
			  struct err *err)
{
	l->held = true;
	for (size_t i = 0; i < l->rows.len; i++)
		if (list_key_is(&l->rows.v[i].key, &key)) {
			l->cursor = i;
			clamp_top(l);
			return ST_OK;
		}
	if (!has_row(l, key))
		return err_set(err, ST_NOT_FOUND, "no such row");
	l->want = key;
	return list_load(l, err);
}

enum status list_goto(struct list *l, int64_t id, struct err *err)
{
	return list_goto_key(l, (struct list_key){ .id = id }, err);
}

enum status list_goto_unread(struct list *l, enum page_dir dir,
			     struct err *err)
{
	struct list_row_vec got = { 0 };
	struct arena arena = { 0 };
	struct list_key key = { 0 };
	enum status st = ST_OK;

	if (list_at(l))
		key = list_at(l)->key;
	for (int round = 0; round < 2 && !got.len; round++) {
		st = l->source.page(l->source.ctx, key, dir, LIST_UNREAD,
				    UNREAD_ROWS, &arena, &got, err);
		if (st != ST_OK)
			goto out;
		key = (struct list_key){ 0 };
	}
	if (!got.len) {
		st = ST_NOT_FOUND;
		goto out;
	}
	/* A page is in list order also when it was read backwards. */
	size_t pick = dir == PAGE_AFTER ? 0 : got.len - 1;
	st = list_goto_key(l, got.v[pick].key, err);
out:
	arena_release(&arena);
	vec_release(&got);
	return st;
}
