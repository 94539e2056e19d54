/* dump_meta.c - headline, source, date and byline of a dump.
 *
 * They stand above the body, in any order and glued together in any way.
 * A date is what date_parse() takes; what stands in front of it, on the
 * same line or the one before, is the source; a name behind a byline mark
 * is the author. The headline is chosen by points: printed twice counts
 * most, then being followed by such a line, then length.
 */
#include "config.h"

#include "dump_priv.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "thrum/text/date.h"
#include "thrum/text/fold.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define META_UNITS_MAX 24 /* a longer line is text, whatever is in it */
#define SOURCE_UNITS_MAX 6
#define DATE_CHARS_MAX 64

/* ---- dates and ages inside a line ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c > 0x7f;
}

/* Two numbers at least, or a number and letters: "2025" alone and "Room 12"
 * are no dates, whatever a lenient reader makes of them. */
static bool could_be_date(const char *s)
{
	int groups = 0, digits = 0;

	for (const char *p = s; *p; p++) {
		groups += is_digit(*p) && (p == s || !is_digit(p[-1]));
		digits += is_digit(*p);
	}
	return groups >= 2 && digits >= 4 && digits <= 24;
}

/* Does a new word, or a digit glued to a word, begin at s[i]? */
static bool is_start(const char *s, size_t i)
{
	if (!i)
		return true;
	if (((unsigned char)s[i] & 0xc0) == 0x80 || s[i] == ' ')
		return false;
	if (s[i - 1] == ' ' || s[i - 1] == '(' || s[i - 1] == ':' ||
	    s[i - 1] == '|' || s[i - 1] == ',')
		return true;
	return is_digit(s[i]) && !is_digit(s[i - 1]) && is_alpha(s[i - 1]);
}

static bool date_at(const char *s, size_t len, int64_t *t)
{
	char part[DATE_CHARS_MAX + 1];

	while (len && strchr(" .,;|)", s[len - 1]))
		len--;
	if (len < 6 || len > DATE_CHARS_MAX)
		return false;
	memcpy(part, s, len);
	part[len] = '\0';
	if (!could_be_date(part))
		return false;
	if (date_parse(part, t))
		return true;
	/* 2025/06/02 07:14: unambiguous, year first. */
	if (!is_digit(part[0]) || part[4] != '/')
		return false;
	for (char *p = part; *p; p++)
		if (*p == '/')
			*p = '-';
	return date_parse(part, t);
}

/* "Herald, 11 May 2025": date_parse() takes any word before a comma for the
 * name of a day. It is one if it may also stand there without the comma. */
static bool opens_with_name(const char *s)
{
	size_t n = strcspn(s, ", ");
	char probe[64];
	int64_t t;

	if (s[n] != ',' || n > 40 || is_digit(s[0]))
		return false;
	snprintf(probe, sizeof(probe), "%.*s 11 May 2025", (int)n, s);
	return !date_parse(probe, &t);
}

bool dump_find_date(const char *s, int64_t *t, size_t *off)
{
	size_t len = strlen(s);
	size_t i = len > DATE_CHARS_MAX + 40 ? len - DATE_CHARS_MAX - 40 : 0;

	/* The longest that ends the line; then shorter ones. */
	for (; i + 6 <= len; i++) {
		if (is_start(s, i) && !opens_with_name(s + i) &&
		    date_at(s + i, len - i, t)) {
			*off = i;
			return true;
		}
	}
	return false;
}

/* Where the words of the age begin: the last start from which it is still
 * the same age. What is before is a name, or an icon's label that was glued
 * to it ("timea minute ago"). */
bool dump_find_age(const char *s, int64_t *age_s, size_t *off)
{
	size_t len = strlen(s);
	int64_t age, part;

	if (len > 80 || !date_parse_age(s, &age))
		return false;
	*off = 0;
	for (size_t i = 1; i + 2 <= len; i++) {
		bool inside = ((unsigned char)s[i] & 0xc0) == 0x80 ||
			      s[i] == ' ' ||
			      (is_digit(s[i]) && is_digit(s[i - 1]));
		if (!inside && date_parse_age(s + i, &part) && part == age)
			*off = i;
	}
	/* "il y a 2 heures" with all its small words. */
	while (*off > 1 && s[*off - 1] == ' ') {
		size_t w = *off - 1;
		while (w && s[w - 1] >= 'a' && s[w - 1] <= 'z')
			w--;
		if (w == *off - 1 || *off - 1 - w > 4 ||
		    (w && s[w - 1] != ' '))
			break;
		*off = w;
	}
	*age_s = age;
	return true;
}

/* ---- the parts of a meta line ---- */

struct meta {
	int64_t published, updated, age_s;
	char *author, *source; /* owned */
	bool any; /* a date, age, byline or measure: it is such a line */
	bool text; /* and it says more than that: it is none */
};

/* "2025-05-31" inside "Published: 2025-05-31" and whether the label in
 * front says that it is the update. */
static bool is_update_label(const char *s, size_t len)
{
	char name[48];
	struct buf key = BUF_INIT;
	bool yes = false;

	if (len < sizeof(name)) {
		text_squash(&key, s, len);
		yes = dump_field(key.ptr, key.len) == FIELD_UPDATED;
	}
	buf_release(&key);
	return yes;
}

/* The label in front of a date ("Published on") is no source. */
static bool is_date_label(const char *s, size_t len)
{
	struct buf key = BUF_INIT;
	enum field_kind kind;
	bool ui;

	text_squash(&key, s, len);
	kind = dump_field(key.ptr, key.len);
	ui = dump_word(key.ptr, key.len, 1) != WORD_NONE;
	buf_release(&key);
	return ui || kind == FIELD_DATE || kind == FIELD_UPDATED ||
	       kind == FIELD_CREATED;
}

static const char trim_chars[] = " \t|:;,-()[]/";

static char *trimmed(const char *s, size_t len)
{
	static const char *const wide[] = {
		"\xe2\x80\xa2", "\xc2\xb7", "\xe2\x80\x93", "\xe2\x80\x94",
		"\xef\xbc\x9a", "\xef\xbc\x88", "\xef\xbc\x89",
	};
	bool again = true;

	while (again) {
		again = false;
		while (len && strchr(trim_chars, s[0]))
			s++, len--;
		while (len && strchr(trim_chars, s[len - 1]))
			len--;
		for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++) {
			size_t n = strlen(wide[i]);
			if (len >= n && !memcmp(s, wide[i], n))
				s += n, len -= n, again = true;
			if (len >= n && !memcmp(s + len - n, wide[i], n))
				len -= n, again = true;
		}
	}
	return xstrndup(s, len);
}

static void set_once(char **field, char *value)
{
	if (!*field && value && *value)
		*field = value;
	else
		free(value);
}

/* Words; six bytes of an unspaced script (two characters) count as one. */
static size_t words_of(const char *s)
{
	size_t n = 0, wide = 0;

	for (const char *p = s; *p; p++) {
		n += *p != ' ' && (p == s || p[-1] == ' ');
		wide += (unsigned char)*p >= 0xe3;
	}
	return n + wide / 2;
}

/* Is every word of a byline written as names are: with a capital, or in a
 * script that has none, or a particle of two to four letters? */
static bool is_names(const char *s)
{
	for (const char *p = s; *p; p++) {
		if (p != s && p[-1] != ' ')
			continue;
		size_t n = strcspn(p, " ");
		if (p[0] >= 'a' && p[0] <= 'z' && (n > 4 || p == s))
			return false;
	}
	return *s != '\0' && !is_digit(*s);
}

/* What is left of a segment when dates are gone. */
static void meta_name(struct meta *m, const char *s, size_t len)
{
	char *name = trimmed(s, len);
	size_t mark = dump_byline_mark(name);

	if (mark && words_of(name + mark) <= 10 && is_names(name + mark)) {
		set_once(&m->author,
			 trimmed(name + mark, strlen(name + mark)));
		m->any = true;
		free(name);
	} else if (*name && !is_date_label(name, strlen(name)) &&
		   words_of(name) <= SOURCE_UNITS_MAX && !is_digit(name[0])) {
		set_once(&m->source, name);
	} else {
		m->text |= words_of(name) > SOURCE_UNITS_MAX;
		free(name);
	}
}

/* "03/06/2025": a date, though nobody can say which. */
static bool is_date_shaped(const char *s)
{
	size_t n = strspn(s, "0123456789/.-: ");

	return !s[n] && n >= 6 && strpbrk(s, "/.-");
}

static void meta_segment(struct meta *m, const char *s, size_t len)
{
	char *seg = trimmed(s, len);
	struct buf key = BUF_INIT;
	size_t off = 0;
	int64_t t, age;

	text_squash(&key, seg, strlen(seg));
	if (dump_is_measure(key.ptr) ||
	    (is_date_shaped(seg) && !dump_find_date(seg, &t, &off))) {
		m->any = true;
	} else if (dump_find_date(seg, &t, &off)) {
		m->any = true;
		if (is_update_label(seg, off))
			m->updated = t;
		else if (!m->published)
			m->published = t;
		meta_name(m, seg, off);
	} else if (dump_find_age(seg, &age, &off)) {
		m->any = true;
		m->age_s = age;
		if (off > 5)
			meta_name(m, seg, off);
	} else {
		meta_name(m, seg, strlen(seg));
	}
	buf_release(&key);
	free(seg);
}

/* Length of a separator between parts at `s`, or 0. */
static size_t separator(const char *s)
{
	static const char *const seps[] = {
		" | ", "|", " \xc2\xb7 ", " \xe2\x80\xa2 ", "\xe2\x80\xa2",
		" - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " / ",
		"\xef\xbd\x9c", " \xe2\x97\x8f ", " // ", " -- ",
	};

	for (size_t i = 0; i < sizeof(seps) / sizeof(*seps); i++)
		if (!strncmp(s, seps[i], strlen(seps[i])))
			return strlen(seps[i]);
	return 0;
}

static void meta_parse(const char *s, struct meta *m)
{
	const char *from = s;

	m->age_s = -1;
	for (const char *p = s;; p++) {
		size_t n = *p ? separator(p) : 0;
		if (*p && !n)
			continue;
		if (p > from)
			meta_segment(m, from, (size_t)(p - from));
		if (!*p)
			break;
		from = p + n;
		p = from - 1;
	}
}

bool dump_meta_line(struct dump *d, struct dline *l, enum meta_mode mode)
{
	struct meta m = { 0 };
	struct article *a = d->a;

	if (l->units > META_UNITS_MAX || l->flags & (LINE_URL | LINE_HASH) ||
	    (l->flags & LINE_SENTENCE && l->units > 14))
		return false;
	if (l->meta == META_NO || (l->meta == META_YES && mode == META_PEEK))
		return l->meta == META_YES;
	meta_parse(l->s, &m);
	if (m.text)
		m.any = false;
	l->meta = m.any ? META_YES : META_NO;
	if (m.any && mode == META_TAKE) {
		if (!a->published && m.age_s >= 0 && d->now && !m.published)
			a->published = d->now - m.age_s;
		if (!a->published)
			a->published = m.published;
		if (!a->updated)
			a->updated = m.updated;
		set_once(&a->author, m.author);
		set_once(&a->source, m.source);
	} else {
		free(m.author);
		free(m.source);
	}
	return m.any;
}

/* ---- datelines ---- */

void dump_dateline(struct dump *d, const char *s)
{
	/* Capitals or a name, "(Agency)", a dash: within the first words. */
	const char *open = strchr(s, '(');
	const char *wide = strstr(s, "\xef\xbc\x88");

	if (wide && (!open || wide < open))
		open = wide;
	if (!open || open - s > 60)
		return;
	size_t n = *open == '(' ? 1 : 3;
	const char *close = strstr(open, n == 1 ? ")" : "\xef\xbc\x89");
	if (!close || close - open > 40 || close == open + n)
		return;
	const char *after = close + n;
	after += strspn(after, " ");
	bool dash = !strncmp(after, "-", 1) ||
		    !strncmp(after, "\xe2\x80\x93", 3) ||
		    !strncmp(after, "\xe2\x80\x94", 3) ||
		    !strncmp(after, "\xe2\x80\x95", 3);
	if (!dash)
		return;
	char *agency = trimmed(open + n, (size_t)(close - open) - n);
	int64_t t;
	if (*agency && !date_parse(agency, &t) && words_of(agency) <= 4) {
		dump_detail(d->a, "Agency", 6, agency);
		if (!d->a->source)
			d->a->source = xstrdup(agency);
	}
	free(agency);
}

/* ---- the headline ---- */

/* A line that can stand between headline and body without being text. */
static bool is_meta(struct dump *d, size_t i)
{
	return i < d->lines.len &&
	       dump_meta_line(d, &d->lines.v[i], META_PEEK);
}

/* Is the line after i (labels skipped) source, date or byline? */
static bool meta_follows(struct dump *d, size_t i)
{
	for (int n = 0; n < 3; n++) {
		i = dump_next(d, i);
		if (i >= d->lines.len || dline_is_prose(&d->lines.v[i]))
			return false;
		if (is_meta(d, i))
			return true;
	}
	return false;
}

/* A headline that asks or exclaims looks like prose. */
static bool is_question(const struct dline *l)
{
	return l->units <= 20 && !(l->flags & LINE_INNER) && l->len > 0 &&
	       (l->s[l->len - 1] == '?' || l->s[l->len - 1] == '!' ||
		(l->len > 3 && !memcmp(l->s + l->len - 3, "\xef\xbc\x9f", 3)));
}

/* Where the body can begin at the earliest: the first prose that is no
 * headline. */
static size_t first_prose(struct dump *d)
{
	for (size_t i = 0; i < d->lines.len; i++) {
		struct dline *l = &d->lines.v[i];
		if (l->role != ROLE_OPEN || !dline_is_prose(l) ||
		    l->word == WORD_UI_START || l->flags & LINE_TWICE ||
		    dump_meta_line(d, l, META_PEEK))
			continue;
		if (is_question(l) && (l->same > 1 || meta_follows(d, i)))
			continue;
		if (is_question(l) && i + 1 < d->lines.len && i < 12 &&
		    l->units <= 16)
			continue;
		return i;
	}
	return d->lines.len;
}

static int points(struct dump *d, size_t i, size_t body)
{
	struct dline *l = &d->lines.v[i];
	int p = (int)(l->units < 12 ? l->units : 12) / 2;

	if (l->flags & LINE_TWICE)
		p += 12;
	else if (l->same > 1)
		p += 3;
	if (meta_follows(d, i))
		p += 4;
	if (dump_next(d, i) == body)
		p += 2;
	if (l->flags & LINE_SENTENCE && !is_question(l))
		p -= 4;
	if (l->units < 4)
		p -= 3;
	if (strstr(l->s, " > ") || strstr(l->s, " \xe2\x80\xba ") ||
	    strstr(l->s, " \xc2\xbb "))
		p -= 6;
	/* "Headline - Outlet" is good, the bare headline is better. */
	if (strstr(l->s, " | ") || strstr(l->s, " - "))
		p -= 1;
	if (!strncmp(l->s, "# ", 2))
		p += 8;
	return p;
}

/* The best headline above `body`; a sidebar may stand there too, so the
 * first of equals wins. SIZE_MAX = none. */
static size_t find_title(struct dump *d, size_t body)
{
	size_t best = SIZE_MAX;
	int most = 2;

	for (size_t i = 0; i < body; i++) {
		struct dline *l = &d->lines.v[i];
		if (l->role != ROLE_OPEN || !dline_is_titleish(l) ||
		    is_meta(d, i) || dump_is_caption(l))
			continue;
		int p = points(d, i, body);
		if (p > most) {
			most = p;
			best = i;
		}
	}
	return best;
}

/* A name above or below the headline: the outlet, or whoever wrote it. */
static bool is_name(const struct dline *l)
{
	return l->role == ROLE_OPEN && l->units >= 1 &&
	       l->units <= SOURCE_UNITS_MAX && l->word == WORD_NONE &&
	       !(l->flags & (LINE_SENTENCE | LINE_URL | LINE_HASH |
			     LINE_NUMBER | LINE_RULE)) &&
	       l->chars <= 48;
}

static bool is_host(const char *s)
{
	const char *dot = strrchr(s, '.');

	return dot && dot > s && !strchr(s, ' ') && strlen(dot) >= 3 &&
	       strlen(dot) <= 10 && is_alpha(dot[1]);
}

/* The outlet by itself on a line: a host name, or the line before or after
 * the date. Only called when no glued source was found. */
static void lone_names(struct dump *d, size_t from, size_t body)
{
	struct article *a = d->a;
	size_t date = SIZE_MAX;

	for (size_t i = from; i < body; i++)
		if (d->lines.v[i].role == ROLE_META && date == SIZE_MAX)
			date = i;
	for (size_t i = from; i < body && !a->source; i++)
		if (d->lines.v[i].role == ROLE_OPEN &&
		    is_host(d->lines.v[i].s) && is_name(&d->lines.v[i]))
			a->source = xstrdup(d->lines.v[i].s);
	for (size_t k = 0; k < 2 && date != SIZE_MAX && !a->source; k++) {
		size_t i = k ? date + 1 : date - 1;
		if (i >= body || i < from || i == d->title ||
		    !is_name(&d->lines.v[i]))
			continue;
		a->source = xstrdup(d->lines.v[i].s);
		d->lines.v[i].role = ROLE_META;
	}
	/* "Jane Doe and Li Wei, Staff Writers", then the date. */
	size_t next = d->title == SIZE_MAX ? body : dump_next(d, d->title);
	if (next < body && !a->author && is_meta(d, next + 1) &&
	    d->lines.v[next].units <= 12 &&
	    !(d->lines.v[next].flags & LINE_SENTENCE) &&
	    strstr(d->lines.v[next].s, " and ") &&
	    is_names(d->lines.v[next].s)) {
		a->author = xstrdup(d->lines.v[next].s);
		d->lines.v[next].role = ROLE_META;
	}
	/* A name right under the headline of two or three words, and the
	 * outlet is known: the author. */
	size_t i = d->title == SIZE_MAX ? body : dump_next(d, d->title);
	if (i < body && a->source && !a->author && is_name(&d->lines.v[i]) &&
	    d->lines.v[i].units >= 2 && d->lines.v[i].units <= 4 &&
	    strcmp(a->source, d->lines.v[i].s)) {
		a->author = xstrdup(d->lines.v[i].s);
		d->lines.v[i].role = ROLE_META;
	}
}

/* "Headline - Outlet": the tail goes when it is the source, or becomes it. */
static void split_title(struct dump *d, char *title)
{
	struct article *a = d->a;
	char *cut = NULL;

	for (char *p = title; *p; p++)
		if (separator(p) && p[0] == ' ')
			cut = p;
	if (!cut || words_of(title) < 5)
		return;
	char *tail = trimmed(cut, strlen(cut));
	bool known = a->source && text_is_same(a->source, tail);
	bool bar = !strncmp(cut, " | ", 3) || !strncmp(cut, " - ", 3);
	if (known || (bar && !a->source && *tail && words_of(tail) <= 4)) {
		if (!a->source)
			a->source = xstrdup(tail);
		*cut = '\0';
	}
	free(tail);
}

static void take_title(struct dump *d)
{
	struct dline *l = &d->lines.v[d->title];
	const char *s = !strncmp(l->s, "# ", 2) ? l->s + 2 : l->s;
	char *title = xstrdup(s);

	l->role = ROLE_TITLE;
	split_title(d, title);
	if (!d->a->title)
		d->a->title = title;
	else
		free(title);
}

/* Source, date, byline between `from` and the body, and a line or two
 * above the headline. */
static void take_meta(struct dump *d, size_t from, size_t body)
{
	for (size_t i = from; i < body; i++) {
		struct dline *l = &d->lines.v[i];
		if (l->role != ROLE_OPEN || dump_is_caption(l))
			continue;
		if (l->flags & LINE_URL) {
			if (!d->a->url)
				d->a->url = url_resolve(NULL, l->s);
			l->role = ROLE_META;
		} else if (dump_meta_line(d, l, META_TAKE)) {
			l->role = ROLE_META;
		}
	}
}

/* A standfirst may stand above the byline: where source and date end. */
static size_t head_end(struct dump *d, size_t body)
{
	for (int n = 0; n < 2 && body < d->lines.len; n++) {
		if (!meta_follows(d, body))
			break;
		do
			body = dump_next(d, body);
		while (body < d->lines.len &&
		       (!dline_is_prose(&d->lines.v[body]) ||
			is_meta(d, body)));
	}
	return body;
}

void dump_head(struct dump *d)
{
	size_t body = first_prose(d), from, end = head_end(d, body);

	d->title = find_title(d, body);
	from = d->title == SIZE_MAX ? 0 : d->title;
	/* Below the headline first: what stands above belongs to the page. */
	take_meta(d, from, end);
	if (from)
		take_meta(d, from > 6 ? from - 6 : 0, from);
	lone_names(d, from > 6 ? from - 6 : 0, end);
	if (d->title != SIZE_MAX)
		take_title(d);
	d->body = d->title == SIZE_MAX ? 0 : d->title;
	/* Sentences above a headline are the page's, if they are few. */
	size_t prose = 0;
	for (size_t i = 0; i < d->body; i++)
		prose += d->lines.v[i].role == ROLE_OPEN &&
			 dline_is_prose(&d->lines.v[i]) &&
			 d->lines.v[i].word != WORD_UI_START;
	if (prose > 2)
		d->body = 0;
	if (body < d->lines.len)
		dump_dateline(d, d->lines.v[body].s);
}
