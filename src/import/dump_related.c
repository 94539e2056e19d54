/* dump_related.c - the other stories under (or inside) an article.
 *
 * A section begins at a heading that says so, or where headlines with an
 * age begin to follow one another. An item is: headline (often twice),
 * source, age, the source again behind a bullet, an excerpt; any of them
 * but the headline may be missing. Where items have ages, the age is the
 * anchor; where they have none, shape decides, and prose in a row is the
 * article going on, not an excerpt: no paragraph is lost to a box inside.
 */
#include "config.h"

#include "dump_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/text/date.h"
#include "thrum/text/fold.h"
#include "thrum/text/url.h"
#include "thrum/base/banned.h"

#define ITEMS_MAX 200
#define EXCERPT_MAX ((size_t)256 << 10)

/* The lines of one section that may say something, in order. */
struct idx_vec {
	VEC_FIELDS(size_t);
};

struct section {
	struct dump *d;
	struct idx_vec at;
	struct related_link cur; /* being filled */
	struct buf excerpt;
	bool ages; /* items have ages */
	bool have; /* cur has a title */
	size_t count; /* "(5 items)", 0 = not said */
	size_t items;
};

static struct dline *line_at(struct section *s, size_t k)
{
	return k < s->at.len ? &s->d->lines.v[s->at.v[k]] : NULL;
}

/* ---- ages ---- */

/* A short line with an age or a date from *from on; what stands before it
 * is the source. */
static bool find_age(const struct dline *l, int64_t *age_s, size_t *from)
{
	int64_t t;

	if (l->units > 10 || l->flags & (LINE_URL | LINE_HASH) ||
	    l->len > 90)
		return false;
	/* "Kyodo • 8 hours ago": the part behind the last bullet. */
	const char *s = l->s, *sep = NULL;
	for (const char *p = s; *p; p++)
		if (!strncmp(p, "\xe2\x80\xa2", 3) ||
		    !strncmp(p, "\xc2\xb7", 2) || *p == '|')
			sep = p;
	if (sep) {
		const char *part = sep + (*sep == '|' ? 1 : sep[0] == '\xc2'
							       ? 2 : 3);
		part += strspn(part, " ");
		if (date_parse_age(part, age_s)) {
			*from = (size_t)(sep - s);
			return true;
		}
	}
	if (dump_find_age(s, age_s, from))
		return true;
	if (dump_find_date(s, &t, from)) {
		*age_s = -1;
		return true;
	}
	return false;
}

/* Reading dates is the dear part: once a line. */
static bool is_age_line(struct dline *l, int64_t *age_s, size_t *from)
{
	if (!l)
		return false;
	if (l->age == AGE_UNASKED)
		l->age = find_age(l, &l->age_s, &l->age_from) ? AGE_FOUND
							      : AGE_NONE;
	*age_s = l->age_s;
	*from = l->age_from;
	return l->age == AGE_FOUND;
}

static bool has_age(struct section *s, size_t k)
{
	int64_t age;
	size_t from;

	return is_age_line(line_at(s, k), &age, &from);
}

/* A name: of an outlet, of somebody. */
static bool is_short(const struct dline *l)
{
	return l && l->units >= 1 && l->units <= 6 && l->chars <= 50 &&
	       !(l->flags & (LINE_SENTENCE | LINE_URL | LINE_NUMBER |
			     LINE_RULE | LINE_TWICE));
}

static bool could_be_title(const struct dline *l)
{
	return l && !(l->flags & (LINE_URL | LINE_RULE | LINE_NUMBER)) &&
	       (l->flags & LINE_TWICE ||
		(l->units >= 3 && l->units <= 40 && !(l->flags & LINE_INNER)));
}

/* ---- items ---- */

static void finish(struct section *s)
{
	struct related_link *r = &s->cur;

	if (s->have && s->d->a->related.len < ITEMS_MAX) {
		if (s->excerpt.len)
			r->excerpt = xstrdup(s->excerpt.ptr);
		vec_push(&s->d->a->related, *r);
		s->items++;
	} else {
		free(r->title);
		free(r->source);
		free(r->url);
		free(r->age);
	}
	s->cur = (struct related_link){ .age_s = -1 };
	buf_clear(&s->excerpt);
	s->have = false;
}

static void begin(struct section *s, const char *title)
{
	finish(s);
	s->cur.title = xstrdup(title);
	s->have = true;
}

static bool says(const struct dline *l, const char *what)
{
	return what && text_is_same(dline_text(l), what);
}

/* "Headline - Source": true when it is the current headline again with a
 * name behind; the name becomes the source. */
static bool title_again(struct section *s, const struct dline *l)
{
	struct buf key = BUF_INIT;
	bool again = false;

	if (!s->have || !s->cur.title)
		return false;
	text_squash(&key, s->cur.title, strlen(s->cur.title));
	if (key.len && l->key_len >= key.len &&
	    !memcmp(l->key, key.ptr, key.len) &&
	    l->key_len - key.len <= 40)
		again = true;
	buf_release(&key);
	return again;
}

static void set_age(struct section *s, const struct dline *l, int64_t age,
		    size_t from)
{
	struct related_link *r = &s->cur;

	if (r->age)
		return;
	/* The words of it: without a source before or after. */
	const char *words = l->s + from;
	words += strspn(words, " |");
	if (!strncmp(words, "\xe2\x80\xa2", 3))
		words += 3;
	else if (!strncmp(words, "\xc2\xb7", 2))
		words += 2;
	words += strspn(words, " ");
	r->age = xstrdup(words);
	r->age_s = age;
	if (from > 5 && !r->source) {
		size_t n = from;
		while (n && strchr(" |,-:", l->s[n - 1]))
			n--;
		if (n)
			r->source = xstrndup(l->s, n);
	}
}

/* Does line k open an item, where items have ages? The age follows at once
 * or behind short lines (source, section). */
static bool opens_by_age(struct section *s, size_t k)
{
	struct dline *l = line_at(s, k);
	size_t n = 1;

	if (!could_be_title(l) || has_age(s, k))
		return false;
	if (s->have && title_again(s, l))
		return false;
	/* A sentence behind an age is the excerpt. */
	if (s->have && s->cur.age && !s->excerpt.len &&
	    l->flags & LINE_SENTENCE && !(l->flags & LINE_TWICE))
		return false;
	/* Short lines behind a headline that waits for its age are source
	 * and section. */
	bool waits = s->have && !s->cur.age && !s->excerpt.len;
	if (waits && is_short(l))
		return false;
	while (n < 3 && is_short(line_at(s, k + n)) && !has_age(s, k + n))
		n++;
	return has_age(s, k + n);
}

/* And where they have none: a line that is no sentence, after something
 * that closed the item before. */
static bool opens_by_shape(struct section *s, size_t k)
{
	struct dline *l = line_at(s, k);

	if (s->count)
		return s->items + s->have < s->count && l->units >= 2;
	if (!could_be_title(l) || (l->flags & LINE_SENTENCE && l->units < 4))
		return false;
	if (!s->have)
		return true;
	if (l->flags & LINE_SENTENCE && !(l->flags & LINE_ORDERED))
		return false;
	return l->units >= 4 || l->flags & (LINE_BULLET | LINE_ORDERED) ||
	       (s->cur.source && l->units >= 3);
}

static void add_excerpt(struct section *s, const char *text)
{
	if (s->excerpt.len + strlen(text) > EXCERPT_MAX)
		return;
	if (s->excerpt.len)
		buf_adds(&s->excerpt, "\n\n");
	buf_adds(&s->excerpt, text);
}

/* A line that begins with a bullet: the source again, perhaps with the
 * excerpt behind it. False if it is neither. */
static bool bulleted(struct section *s, const struct dline *l)
{
	const char *text = dline_text(l);

	if (!(l->flags & LINE_BULLET) || !s->have)
		return false;
	if (says(l, s->cur.source) || says(l, s->cur.title))
		return true;
	if (s->cur.source) {
		size_t n = strlen(s->cur.source);
		if (!strncmp(text, s->cur.source, n) && text[n]) {
			add_excerpt(s, text + n + strspn(text + n, " :-"));
			return true;
		}
		return false;
	}
	if (is_short(l) && (s->cur.age || !s->excerpt.len)) {
		s->cur.source = xstrdup(text);
		return true;
	}
	return false;
}

/* A line inside an item that is neither headline nor age. */
static void item_text(struct section *s, const struct dline *l)
{
	if (!s->have)
		return;
	if (l->flags & LINE_URL) {
		if (!s->cur.url)
			s->cur.url = url_resolve(NULL, l->s);
		return;
	}
	if (says(l, s->cur.source) || title_again(s, l))
		return;
	if (is_short(l)) {
		/* Short lines behind an excerpt are the page's labels. */
		if (!s->cur.source && !s->excerpt.len)
			s->cur.source = xstrdup(dline_text(l));
		return;
	}
	add_excerpt(s, l->s);
}

/* Controls between the parts of an item say nothing where ages do. */
static bool is_noise(const struct dline *l)
{
	return l->word == WORD_UI || l->word == WORD_UI_START ||
	       l->word == WORD_COMMENTS || l->flags & (LINE_RULE | LINE_HASH) ||
	       dump_is_measure(l->key);
}

static void one_line(struct section *s, size_t k)
{
	struct dline *l = line_at(s, k);
	int64_t age;
	size_t from;

	l->role = ROLE_RELATED;
	if (is_noise(l))
		return;
	bool opens = l->flags & LINE_TWICE ||
		     (s->ages ? opens_by_age(s, k) : opens_by_shape(s, k));
	if (opens && !(s->have && title_again(s, l))) {
		begin(s, dline_text(l));
	} else if (is_age_line(l, &age, &from)) {
		if (s->have)
			set_age(s, l, age, from);
	} else if (!bulleted(s, l)) {
		item_text(s, l);
	}
}

/* ---- sections ---- */

/* "Similar Readings (5 items)" */
static size_t count_of(const char *s)
{
	const char *open = strrchr(s, '(');
	size_t n = 0;

	if (!open)
		return 0;
	for (const char *p = open + 1; *p >= '0' && *p <= '9' && n < 1000; p++)
		n = n * 10 + (size_t)(*p - '0');
	return n;
}

static bool ends_section(const struct dline *l)
{
	return l->role == ROLE_FIELD || l->role == ROLE_SUMMARY ||
	       l->role == ROLE_TURN || l->word == WORD_RELATED ||
	       l->word == WORD_SUMMARY || l->word == WORD_STATS ||
	       l->word == WORD_DETAILS;
}

/* Where, among lines without ages, does the article go on? Behind
 * headlines: at prose, unless headline and one line of prose alternate.
 * Returns a position in s->at. */
static size_t resumes(struct section *s)
{
	size_t pairs = 0, run = 0, start = s->at.len, titles = 0;

	for (size_t k = 0; k < s->at.len; k++) {
		struct dline *l = line_at(s, k);
		if (l->flags & LINE_TWICE)
			return s->at.len;
		bool prose = dline_is_prose(l) && l->flags & LINE_SENTENCE &&
			     l->word == WORD_NONE;
		if (!prose) {
			titles += could_be_title(l);
			pairs += run == 1;
			run = 0;
			continue;
		}
		run++;
		if (titles && (run == 1 && start == s->at.len))
			start = k;
		if (run == 2 && pairs == 0)
			return titles ? start : k - 1;
	}
	if (pairs >= 1 || start == s->at.len)
		return s->at.len;
	/* One paragraph alone at the end: an excerpt only if it is the only
	 * headline's. */
	return titles == 1 ? s->at.len : start;
}

static void gather(struct section *s, size_t from, size_t end)
{
	size_t n = 0;

	for (size_t i = from; i < end; i++)
		if (s->d->lines.v[i].role == ROLE_OPEN)
			vec_push(&s->at, i);
	for (size_t k = 0; k < s->at.len && !s->ages; k++)
		s->ages = has_age(s, k);
	for (size_t k = 0; s->ages && k < s->at.len; k++) {
		struct dline *l = line_at(s, k);
		if (is_noise(l))
			l->role = ROLE_RELATED;
		else
			s->at.v[n++] = s->at.v[k];
	}
	if (s->ages)
		s->at.len = n;
}

/* Among headlines alone, a control that stands there once ("Newsletter")
 * ends the list: what follows belongs to it. */
static bool closes(struct section *s, size_t k)
{
	const struct dline *l = line_at(s, k);

	return !s->ages && !s->count && s->items + s->have > 0 &&
	       (l->word == WORD_UI || l->word == WORD_UI_START) &&
	       l->same == 1;
}

/* Items from the lines [from, end); false if the section held none. */
static bool take_section(struct dump *d, size_t from, size_t end,
			 size_t count)
{
	struct section s = { .d = d, .count = count, .excerpt = BUF_INIT };
	size_t stop;

	s.cur.age_s = -1;
	gather(&s, from, end);
	stop = s.ages || s.count ? s.at.len : resumes(&s);
	for (size_t k = 0; k < stop; k++) {
		if (count && s.items + s.have > count)
			break;
		if (closes(&s, k)) {
			for (; k < stop; k++)
				line_at(&s, k)->role = ROLE_DROP;
			break;
		}
		one_line(&s, k);
	}
	finish(&s);
	buf_release(&s.excerpt);
	vec_release(&s.at);
	return s.items > 0;
}

static size_t section_end(const struct dump *d, size_t i)
{
	for (; i < d->lines.len; i++)
		if (ends_section(&d->lines.v[i]))
			break;
	return i;
}

/* "Read also: Headline" on one line, in the text or below it. */
static bool inline_link(struct dump *d, struct dline *l)
{
	const char *p = strchr(l->s, ':');
	const char *wide = strstr(l->s, "\xef\xbc\x9a");
	size_t n = 1;

	if (wide && (!p || wide < p)) {
		p = wide;
		n = 3;
	}
	if (!p || p - l->s > 40 || l->units > 30 || l->flags & LINE_INNER)
		return false;
	struct buf key = BUF_INIT;
	text_squash(&key, l->s, (size_t)(p - l->s));
	enum word_kind kind = dump_word(key.ptr, key.len, 3);
	buf_release(&key);
	p += n;
	p += strspn(p, " ");
	if (kind != WORD_RELATED || strlen(p) < 12)
		return false;
	struct related_link r = { .title = xstrdup(p), .age_s = -1 };
	vec_push(&d->a->related, r);
	l->role = ROLE_RELATED;
	return true;
}

/* ---- comments ---- */

/* Name, age, words of a reader, again and again: dropped as a whole. */
static size_t skip_comments(struct dump *d, size_t i)
{
	size_t end = i + 1, k = i, seen = 0;
	int64_t age;
	size_t from;

	while (end < d->lines.len && !ends_section(&d->lines.v[end]))
		end++;
	d->lines.v[i].role = ROLE_DROP;
	for (int n = 0; n < 3; n++) {
		k = dump_next(d, k);
		if (k >= end || dline_is_prose(&d->lines.v[k]))
			break;
		if (d->lines.v[k].units > 4 && !seen)
			break;
		seen += is_age_line(&d->lines.v[k], &age, &from);
	}
	if (!seen)
		return i + 1;
	for (k = i; k < end; k++)
		if (d->lines.v[k].role == ROLE_OPEN)
			d->lines.v[k].role = ROLE_DROP;
	return end;
}

/* ---- structure alone ---- */

/* Does a headline with an age, or one printed twice, stand at line i? */
static bool is_anchor(struct section *s, size_t k)
{
	struct dline *l = line_at(s, k);

	if (!could_be_title(l) || l->word != WORD_NONE || l->units < 4 ||
	    dump_meta_line(s->d, l, META_PEEK) || dump_is_caption(l))
		return false;
	if (l->flags & LINE_TWICE)
		return true;
	if (l->flags & LINE_SENTENCE && l->units > 25)
		return false;
	return has_age(s, k + 1) ||
	       (is_short(line_at(s, k + 1)) && has_age(s, k + 2));
}

/* Below the text, without a heading: two anchors make a list. */
static void by_structure(struct dump *d)
{
	struct section s = { .d = d };
	size_t first = SIZE_MAX, anchors = 0;
	bool prose = false;

	for (size_t i = d->body; i < d->lines.len; i++)
		if (d->lines.v[i].role == ROLE_OPEN)
			vec_push(&s.at, i);
	for (size_t k = 0; k < s.at.len; k++) {
		prose |= dline_is_prose(line_at(&s, k)) &&
			 !is_anchor(&s, k);
		if (!prose || !is_anchor(&s, k))
			continue;
		anchors++;
		if (first == SIZE_MAX)
			first = s.at.v[k];
	}
	vec_release(&s.at);
	if (anchors >= 2)
		take_section(d, first, section_end(d, first), 0);
}

void dump_related(struct dump *d)
{
	bool prose = false;

	for (size_t i = 0; i < d->lines.len; i++) {
		struct dline *l = &d->lines.v[i];
		if (l->role != ROLE_OPEN)
			continue;
		prose |= i >= d->body && dline_is_prose(l) &&
			 l->word == WORD_NONE;
		if (inline_link(d, l))
			continue;
		if (l->word == WORD_COMMENTS && prose) {
			i = skip_comments(d, i) - 1;
			continue;
		}
		if (l->word != WORD_RELATED || l->flags & LINE_SENTENCE)
			continue;
		l->role = ROLE_DROP;
		if (prose)
			take_section(d, i + 1, section_end(d, i + 1),
				     count_of(l->s));
	}
	by_structure(d);
}
