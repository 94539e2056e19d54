/* dump_fields.c - what stands around the text of a dump with a name on it:
 * conversation turns, statistics, details, tags, the summary. */
#include "config.h"

#include "dump_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/text/fold.h"
#include "thrum/text/lang.h"
#include "thrum/text/url.h"
#include "thrum/base/banned.h"

#define NAME_CHARS_MAX 40
#define NAME_WORDS_MAX 4
#define VALUE_CHARS_MAX 600

/* "Name: value" taken apart. */
struct pair {
	const char *name, *value; /* value "" = on the next line */
	size_t name_len;
};

/* Length of a colon at s, plain or wide; 0 = none. */
static size_t colon(const char *s)
{
	return s[0] == ':' ? 1 : !strncmp(s, "\xef\xbc\x9a", 3) ? 3 : 0;
}

static bool is_name_start(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (unsigned char)c > 0x7f;
}

static bool pair_parse(const char *s, struct pair *p)
{
	size_t i = 0, words = 1;

	if (!is_name_start(s[0]))
		return false;
	for (; s[i] && !colon(s + i); i++) {
		words += s[i] == ' ';
		if (i > NAME_CHARS_MAX || strchr(".?!;,\"#", s[i]))
			return false;
	}
	size_t n = colon(s + i);
	if (!n || !i || words > NAME_WORDS_MAX ||
	    !strncmp(s + i, "://", 3))
		return false;
	p->name = s;
	p->name_len = i;
	while (p->name_len && s[p->name_len - 1] == ' ')
		p->name_len--;
	p->value = s + i + n + strspn(s + i + n, " ");
	/* 12:30 and host:port are no fields. */
	return n == 3 || !*p->value || p->value > s + i + n ||
	       !(s[i - 1] >= '0' && s[i - 1] <= '9');
}

/* ---- conversation ---- */

static bool same_name(const struct pair *a, const struct pair *b)
{
	return a->name_len == b->name_len &&
	       !memcmp(a->name, b->name, a->name_len);
}

#define SPEAKERS_MAX 4

struct talk {
	struct pair speakers[SPEAKERS_MAX];
	size_t n_speakers, turns, end;
	bool letters; /* every speaker is a single letter */
	bool q_and_a; /* an interview: part of the text */
};

static bool talk_speaker(struct talk *t, const struct pair *p)
{
	for (size_t i = 0; i < t->n_speakers; i++)
		if (same_name(&t->speakers[i], p))
			return true;
	if (t->n_speakers == SPEAKERS_MAX)
		return false;
	t->speakers[t->n_speakers++] = *p;
	t->letters &= p->name_len == 1;
	return true;
}

/* A turn at line i? *last: the line where its words are, the next one
 * when the speaker stands alone. */
static bool is_turn(const struct dump *d, size_t i, struct pair *p,
		    size_t *last)
{
	struct pair np;

	*last = i;
	if (i >= d->lines.len || d->lines.v[i].role != ROLE_OPEN ||
	    d->lines.v[i].flags & LINE_URL || !pair_parse(d->lines.v[i].s, p))
		return false;
	if (*p->value)
		return true;
	size_t next = dump_next(d, i);
	if (p->name_len != 1 || next >= d->lines.len ||
	    d->lines.v[next].flags & LINE_RULE ||
	    pair_parse(d->lines.v[next].s, &np))
		return false;
	p->value = d->lines.v[next].s;
	*last = next;
	return true;
}

/* The run of turns from line i on; one plain line between two turns of
 * lettered speakers goes on with the turn before it. */
static void talk_scan(struct dump *d, size_t i, struct talk *t)
{
	bool q = false, a = false;

	*t = (struct talk){ .letters = true };
	for (;;) {
		struct pair p;
		size_t last;
		if (!is_turn(d, i, &p, &last) || !talk_speaker(t, &p))
			break;
		q |= p.name_len == 1 && p.name[0] == 'Q';
		a |= p.name_len == 1 && p.name[0] == 'A';
		t->turns++;
		t->end = last + 1;
		i = dump_next(d, last);
		/* One more line of the same turn? */
		struct pair np;
		if (i < d->lines.len && t->letters && t->turns > 1 &&
		    !is_turn(d, i, &np, &last) &&
		    !(d->lines.v[i].flags & LINE_RULE) &&
		    is_turn(d, dump_next(d, i), &np, &last) &&
		    np.name_len == 1)
			i = dump_next(d, i);
	}
	t->q_and_a = q && a;
}

/* Named speakers also stand in interviews and plays: they count only away
 * from the text, at the very start or beside a separator. */
static bool talk_is(const struct dump *d, const struct talk *t, size_t from)
{
	if (t->n_speakers < 2 || t->q_and_a)
		return false;
	if (t->letters)
		return t->turns >= 2;
	for (size_t i = 0; i < t->n_speakers; i++)
		if (t->speakers[i].name_len > 24)
			return false;
	if (t->turns < t->n_speakers * 2)
		return false;
	bool apart = t->end < d->lines.len &&
		     d->lines.v[t->end].flags & LINE_RULE;
	apart |= from > 0 && d->lines.v[from - 1].flags & LINE_RULE;
	for (size_t i = 0; i < from && !apart; i++)
		if (dline_is_prose(&d->lines.v[i]))
			return false;
	return true;
}

static void talk_take(struct dump *d, size_t from, size_t end)
{
	struct article *a = d->a;

	for (size_t i = from; i < end; i++) {
		struct dline *l = &d->lines.v[i];
		struct pair p;
		size_t last;
		if (l->role != ROLE_OPEN)
			continue;
		if (is_turn(d, i, &p, &last)) {
			struct turn t = { xstrndup(p.name, p.name_len),
					  xstrdup(p.value) };
			vec_push(&a->conversation, t);
			d->lines.v[last].role = ROLE_TURN;
		} else if (a->conversation.len) {
			struct turn *t =
				&a->conversation.v[a->conversation.len - 1];
			char *more = xasprintf("%s\n%s", t->text, l->s);
			free(t->text);
			t->text = more;
		}
		l->role = ROLE_TURN;
	}
}

void dump_turns(struct dump *d)
{
	for (size_t i = 0; i < d->lines.len;) {
		struct talk t;
		struct pair p;
		size_t last;
		if (!is_turn(d, i, &p, &last)) {
			i++;
			continue;
		}
		talk_scan(d, i, &t);
		if (talk_is(d, &t, i))
			talk_take(d, i, t.end);
		i = t.end > i ? t.end : i + 1;
	}
}

/* ---- details ---- */

static enum field_kind field_of(const char *name, size_t len)
{
	struct buf key = BUF_INIT;

	text_squash(&key, name, len);
	enum field_kind kind = dump_field(key.ptr, key.len);
	buf_release(&key);
	return kind;
}

static void set_text(char **field, const char *value)
{
	if (!*field && *value)
		*field = xstrdup(value);
}

static void set_time(int64_t *field, const char *value, int64_t now)
{
	int64_t t;
	size_t off;

	if (*field)
		return;
	if (dump_find_date(value, &t, &off))
		*field = t;
	else if (now && dump_find_age(value, &t, &off))
		*field = now - t;
}

/* "Outlet 2025-04-18 09:12" */
static void set_source(struct article *a, const char *value)
{
	int64_t t;
	size_t off;

	if (dump_find_date(value, &t, &off)) {
		if (!a->published)
			a->published = t;
		while (off && strchr(" ,|-:", value[off - 1]))
			off--;
		if (off && !a->source)
			a->source = xstrndup(value, off);
		return;
	}
	set_text(&a->source, value);
}

static uint32_t number(const char *s)
{
	uint64_t n = 0;

	for (; *s && n < UINT32_MAX; s++)
		if (*s >= '0' && *s <= '9')
			n = n * 10 + (uint64_t)(*s - '0');
		else if (*s != ',' && *s != '.' && *s != ' ')
			break;
	return n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

/* "a, b; #c" -> tags. */
static void add_tags(struct article *a, const char *s)
{
	while (*s) {
		s += strspn(s, " ,;#/");
		size_t n = strcspn(s, ",;#/");
		size_t len = n;
		while (len && s[len - 1] == ' ')
			len--;
		if (len && len < 80 && a->tags.len < 64)
			str_vec_add_take(&a->tags, xstrndup(s, len));
		s += n;
	}
}

static void map_detail(struct article *a, enum field_kind kind,
		       const char *value, int64_t now)
{
	switch (kind) {
	case FIELD_URL:
		if (!a->url && url_is_openable(value))
			a->url = url_resolve(NULL, value);
		break;
	case FIELD_DATE:
		set_time(&a->published, value, now);
		break;
	case FIELD_UPDATED:
		set_time(&a->updated, value, now);
		break;
	case FIELD_CREATED:
		set_time(&a->created, value, now);
		break;
	case FIELD_LAST_READ:
		set_time(&a->last_read, value, now);
		break;
	case FIELD_CATEGORY:
		set_text(&a->category, value);
		break;
	case FIELD_SOURCE:
		set_source(a, value);
		break;
	case FIELD_AUTHOR:
		set_text(&a->author, value);
		break;
	case FIELD_LANG:
		if (*lang_primary(value))
			set_text(&a->lang, lang_primary(value));
		break;
	case FIELD_TITLE:
		set_text(&a->title, value);
		break;
	case FIELD_TAGS:
		add_tags(a, value);
		break;
	case FIELD_READS:
		a->read_count = number(value);
		break;
	case FIELD_NONE:
	case FIELD_WORDS: /* counted from the body */
	case FIELD_ID:
		break;
	}
}

void dump_detail(struct article *a, const char *name, size_t name_len,
		 const char *value)
{
	struct detail det = { xstrndup(name, name_len), xstrdup(value) };

	vec_push(&a->details, det);
}

static void take_pair(struct dump *d, const struct pair *p, const char *value)
{
	dump_detail(d->a, p->name, p->name_len, value);
	map_detail(d->a, field_of(p->name, p->name_len), value, d->now);
}

/* Is line i a field? *used: lines that it takes (2 when the value stands on
 * the next one). */
static bool is_field(const struct dump *d, size_t i, struct pair *p,
		     size_t *used)
{
	const struct dline *l = &d->lines.v[i];

	*used = 1;
	if (l->role != ROLE_OPEN || l->word == WORD_RELATED ||
	    !pair_parse(l->s, p) || strlen(p->value) > VALUE_CHARS_MAX || dump_is_caption(l))
		return false;
	if (*p->value)
		return true;
	size_t next = dump_next(d, i);
	struct pair np;
	if (next != i + 1 || next >= d->lines.len ||
	    d->lines.v[next].gap > 0 || d->lines.v[next].units > 12 ||
	    pair_parse(d->lines.v[next].s, &np))
		return false;
	p->value = d->lines.v[next].s;
	*used = 2;
	return true;
}

/* A summary printed as a field. */
static bool is_summary_name(const struct pair *p)
{
	struct buf key = BUF_INIT;

	text_squash(&key, p->name, p->name_len);
	bool yes = dump_word(key.ptr, key.len, 1) == WORD_SUMMARY;
	buf_release(&key);
	return yes;
}

/* What is known of a run of field lines before it is judged. */
struct run {
	size_t end, n, known, prose;
};

static void run_scan(const struct dump *d, size_t i, struct run *r)
{
	struct pair p;
	size_t used;

	*r = (struct run){ .end = i };
	while (i < d->lines.len && is_field(d, i, &p, &used)) {
		enum field_kind kind = field_of(p.name, p.name_len);
		r->n++;
		r->known += kind != FIELD_NONE;
		r->prose += dline_is_prose(&d->lines.v[i]) &&
			    kind == FIELD_NONE && !is_summary_name(&p);
		i += used;
		r->end = i;
	}
}

static void run_take(struct dump *d, size_t from, size_t end)
{
	struct pair p;
	size_t used;

	for (size_t i = from; i < end; i += used) {
		if (!is_field(d, i, &p, &used))
			break;
		if (is_summary_name(&p))
			set_text(&d->a->summary, p.value);
		else
			take_pair(d, &p, p.value);
		for (size_t k = 0; k < used; k++)
			d->lines.v[i + k].role = ROLE_FIELD;
	}
}

/* Fields stand apart from the text: a run of them above or below it, or a
 * line whose name is known and whose value is short. */
static bool run_is(const struct dump *d, const struct run *r, size_t from,
		   size_t first, size_t last)
{
	if (!r->n || r->prose * 2 > r->n)
		return false;
	if (from > 0 && d->lines.v[from - 1].word == WORD_DETAILS)
		return true;
	if (r->known * 2 >= r->n &&
	    (r->n >= 2 || !dline_is_prose(&d->lines.v[from])))
		return true;
	return r->n >= 2 && !r->prose && (from < first || from > last);
}

static void take_runs(struct dump *d)
{
	size_t first = d->lines.len, last = 0;

	for (size_t i = 0; i < d->lines.len; i++) {
		struct pair p;
		if (d->lines.v[i].role != ROLE_OPEN ||
		    !dline_is_prose(&d->lines.v[i]) ||
		    pair_parse(d->lines.v[i].s, &p))
			continue;
		first = i < first ? i : first;
		last = i;
	}
	for (size_t i = 0; i < d->lines.len;) {
		struct run r;
		run_scan(d, i, &r);
		if (run_is(d, &r, i, first, last))
			run_take(d, i, r.end);
		i = r.end > i ? r.end : i + 1;
	}
}

/* ---- statistics ---- */

/* A number or the words between two numbers, of several glued lines. */
struct piece {
	const char *s;
	size_t len;
	bool is_number;
};
#define PIECES_MAX 24

static size_t pieces_of(const char *s, struct piece *out, size_t n)
{
	while (*s && n < PIECES_MAX) {
		s += strspn(s, " :=\t");
		size_t len = strspn(s, "0123456789,.");
		bool num = len > 0 && *s >= '0' && *s <= '9';
		if (!num)
			len = strcspn(s, "0123456789");
		if (!len)
			break;
		struct piece p = { s, len, num };
		while (p.len && strchr(" :=,.", p.s[p.len - 1]))
			p.len--;
		if (p.len)
			out[n++] = p;
		s += len;
	}
	return n;
}

/* A label to which the next heading was glued: "Read CountDetails". The
 * heading is cut off where a capital follows a small letter. */
static size_t unglued(const char *s, size_t len)
{
	for (size_t i = len; i-- > 1;)
		if (s[i] >= 'A' && s[i] <= 'Z' && s[i - 1] >= 'a' &&
		    s[i - 1] <= 'z')
			return i;
	return len;
}

static bool is_label(const struct dline *l)
{
	struct pair p;

	return l->units <= 4 && l->len < 48 &&
	       !(l->flags & (LINE_SENTENCE | LINE_URL | LINE_HASH)) &&
	       !pair_parse(l->s, &p);
}

static bool ends_in_digit(const struct dline *l)
{
	char c = l->len ? l->s[l->len - 1] : '\0';

	return c >= '0' && c <= '9' && !(l->flags & LINE_NUMBER);
}

static void take_stats(struct dump *d, size_t from, size_t end)
{
	struct piece ps[PIECES_MAX];
	size_t n = 0, i = 0;

	for (size_t k = from; k < end; k++) {
		if (d->lines.v[k].role == ROLE_OPEN)
			n = pieces_of(d->lines.v[k].s, ps, n);
		d->lines.v[k].role = ROLE_FIELD;
	}
	bool number_first = n && ps[0].is_number;
	for (; i + 1 < n; i += 2) {
		const struct piece *num = &ps[number_first ? i : i + 1];
		const struct piece *name = &ps[number_first ? i + 1 : i];
		if (!num->is_number || name->is_number)
			break;
		size_t len = unglued(name->s, name->len);
		char *value = xstrndup(num->s, num->len);
		dump_detail(d->a, name->s, len, value);
		map_detail(d->a, field_of(name->s, len), value, d->now);
		free(value);
	}
}

/* A number by itself, then a label that ends in the next number or is a
 * known measure: where no heading says so. */
static bool stats_begin(const struct dump *d, size_t i)
{
	const struct dline *l = &d->lines.v[i], *m;

	if (l->word == WORD_STATS)
		return true;
	if (!(l->flags & LINE_NUMBER) || i + 1 >= d->lines.len)
		return false;
	m = &d->lines.v[i + 1];
	if (m->role != ROLE_OPEN || !is_label(m) || m->flags & LINE_NUMBER)
		return false;
	enum field_kind kind = dump_field(m->key, m->key_len);
	return kind == FIELD_WORDS || kind == FIELD_READS ||
	       (ends_in_digit(m) && !strchr(m->s, ' '));
}

static void find_stats(struct dump *d)
{
	bool prose = false;

	for (size_t i = 0; i < d->lines.len; i++) {
		struct dline *l = &d->lines.v[i];
		prose |= dline_is_prose(l);
		if (l->role != ROLE_OPEN || !prose || !stats_begin(d, i))
			continue;
		size_t from = i + (l->word == WORD_STATS), end = from;
		if (l->word == WORD_STATS)
			l->role = ROLE_FIELD;
		while (end < d->lines.len && end - from < 12 &&
		       d->lines.v[end].role == ROLE_OPEN &&
		       is_label(&d->lines.v[end]) &&
		       (d->lines.v[end].word == WORD_NONE ||
			d->lines.v[end].word == WORD_UI))
			end++;
		take_stats(d, from, end);
		i = end > i ? end - 1 : i;
	}
}

void dump_fields(struct dump *d)
{
	find_stats(d);
	take_runs(d);
	for (size_t i = 0; i < d->lines.len; i++)
		if (d->lines.v[i].role == ROLE_OPEN &&
		    d->lines.v[i].word == WORD_DETAILS)
			d->lines.v[i].role = ROLE_DROP;
}

/* ---- tags ---- */

/* Names under a heading for tags: labels right below it, without a gap. */
static void take_tag_lines(struct dump *d, size_t i, bool after_prose)
{
	bool hash_only = !after_prose || strstr(d->lines.v[i].key, "hashtag");

	for (size_t k = i + 1, n = 0; k < d->lines.len && n < 24; k++, n++) {
		struct dline *l = &d->lines.v[k];
		bool hash = l->flags & LINE_HASH;
		if (l->role != ROLE_OPEN)
			break;
		if (!hash && (hash_only || l->gap || l->units > 8 ||
			      l->word != WORD_NONE ||
			      l->flags & (LINE_SENTENCE | LINE_URL |
					  LINE_RULE | LINE_TWICE)))
			break;
		if (!hash)
			add_tags(d->a, dline_text(l));
		if (!hash)
			l->role = ROLE_TAGS;
	}
}

/* Every open line in turn, and whether prose has come before it or is in
 * it. The visitor may give lines their roles. */
static void each_open(struct dump *d,
		      void (*visit)(struct dump *d, size_t i, bool after_prose))
{
	bool prose = false;

	for (size_t i = 0; i < d->lines.len; i++) {
		if (d->lines.v[i].role != ROLE_OPEN)
			continue;
		prose |= dline_is_prose(&d->lines.v[i]);
		visit(d, i, prose);
	}
}

static void visit_tags(struct dump *d, size_t i, bool after_prose)
{
	struct dline *l = &d->lines.v[i];

	if (l->word == WORD_TAGS) {
		l->role = ROLE_DROP;
		take_tag_lines(d, i, after_prose);
	} else if (l->flags & LINE_HASH) {
		add_tags(d->a, l->s);
		l->role = ROLE_TAGS;
	}
}

void dump_tags(struct dump *d)
{
	each_open(d, visit_tags);
}

/* ---- summary ---- */

static bool is_section(const struct dline *l)
{
	return l->word == WORD_RELATED || l->word == WORD_STATS ||
	       l->word == WORD_DETAILS || l->word == WORD_COMMENTS ||
	       l->word == WORD_TAGS || l->word == WORD_SUMMARY;
}

/* Above the text a summary is what stands under its heading up to the next
 * gap; below it, up to the next section. */
static void take_summary(struct dump *d, size_t i, bool after_prose)
{
	struct buf text = BUF_INIT;

	for (size_t k = i + 1; k < d->lines.len; k++) {
		struct dline *l = &d->lines.v[k];
		if (l->role != ROLE_OPEN || is_section(l) ||
		    l->flags & (LINE_NUMBER | LINE_RULE))
			break;
		if (!after_prose && text.len && (l->gap || k > i + 5) &&
		    !(l->flags & LINE_BULLET))
			break;
		if (l->word == WORD_UI || l->word == WORD_UI_START) {
			l->role = ROLE_DROP;
			continue;
		}
		if (text.len)
			buf_addc(&text, '\n');
		buf_adds(&text, dline_text(l));
		l->role = ROLE_SUMMARY;
	}
	if (text.len && !d->a->summary)
		d->a->summary = buf_detach(&text);
	buf_release(&text);
}

static void visit_summary(struct dump *d, size_t i, bool after_prose)
{
	struct dline *l = &d->lines.v[i];

	if (l->word != WORD_SUMMARY)
		return;
	size_t next = dump_next(d, i);
	l->role = ROLE_DROP;
	if (next < d->lines.len && !is_section(&d->lines.v[next]))
		take_summary(d, i, after_prose);
}

void dump_summary(struct dump *d)
{
	each_open(d, visit_summary);
}
