/* search_value.c - what stands behind a field's colon. */
#include "config.h"

#include "search_priv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/text/date.h"
#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

#define DAY_S 86400

struct asked {
	struct search_read *r;
	const struct search_field_info *f;
	const char *at, *value;
	bool is_prefix;
};

static enum status no_room(const struct asked *a)
{
	return search_fail(a->r, a->at,
			   _("the search has more than %d parts"),
			   SEARCH_NODES_MAX);
}

static enum status number_node(const struct asked *a, enum search_kind kind,
			       int64_t n, struct search_node **out)
{
	*out = search_node_new(a->r->s, kind);
	if (!*out)
		return no_room(a);
	(*out)->n = n;
	return ST_OK;
}

static enum status number(const struct asked *a, enum search_kind kind,
			  struct search_node **out)
{
	const char *digits = a->value;
	char *end;

	if (kind == SEARCH_THREAD && *digits == 't')
		digits++;
	errno = 0;
	long long n = strtoll(digits, &end, 10);
	if (end == digits || *end || errno)
		return search_fail(a->r, a->at,
				   _("%s: wants a number, not \"%s\""),
				   a->f->name, a->value);
	return number_node(a, kind, n, out);
}

/* ---- times ---- */

static int64_t day_of(const struct search_when *w, int64_t s)
{
	int64_t local = s + w->tz_s;

	return local - ((local % DAY_S) + DAY_S) % DAY_S - w->tz_s;
}

static bool digits_at(const char *s, size_t n, int *out)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		v = v * 10 + (s[i] - '0');
	}
	*out = v;
	return true;
}

/* "2026", "2026-01", "2026-01-31": its first second, and the one behind
 * its last one. */
static bool calendar(const struct search_when *w, const char *s, int64_t *from,
		     int64_t *to)
{
	struct civil c = { .month = 1, .day = 1 }, next;
	size_t len = strlen(s);

	if (len != 4 && len != 7 && len != 10)
		return false;
	if (!digits_at(s, 4, &c.year) ||
	    (len > 4 && (s[4] != '-' || !digits_at(s + 5, 2, &c.month))) ||
	    (len > 7 && (s[7] != '-' || !digits_at(s + 8, 2, &c.day))) ||
	    !civil_is_valid(&c))
		return false;
	next = c;
	if (len == 4) {
		next.year++;
	} else if (len == 7) {
		next.month = c.month % 12 + 1;
		next.year += c.month == 12;
	}
	*from = civil_to_s(&c) - w->tz_s;
	*to = len == 10 ? *from + DAY_S : civil_to_s(&next) - w->tz_s;
	return true;
}

/* A time, and where what it names ends. */
static bool moment(const struct search_when *w, const char *s, int64_t *from,
		   int64_t *to)
{
	int64_t age;

	if (!strcmp(s, "today") || !strcmp(s, "yesterday")) {
		*from = day_of(w, w->now) - (*s == 'y' ? DAY_S : 0);
		*to = *from + DAY_S;
		return true;
	}
	if (calendar(w, s, from, to))
		return true;
	if (date_parse_age(s, &age))
		*from = w->now - age;
	else if (!date_parse(s, from))
		return false;
	*to = *from + 1;
	return true;
}

static enum status no_time(const struct asked *a)
{
	return search_fail(a->r, a->at,
			   _("\"%s\" is no time: write 7d, 12h, 2026-01-31, "
			     "today or yesterday"),
			   a->value);
}

static enum status time_node(const struct asked *a, bool is_after,
			     struct search_node **out)
{
	int64_t from, to;

	if (!moment(&a->r->when, a->value, &from, &to))
		return no_time(a);
	return number_node(a, is_after ? SEARCH_SINCE : SEARCH_UNTIL, from,
			   out);
}

/* DAY, DAY..DAY, DAY.., ..DAY */
static enum status span_node(const struct asked *a, struct search_node **out)
{
	const char *dots = strstr(a->value, "..");
	struct search *s = a->r->s;
	struct search_node *low = NULL, *high = NULL;
	int64_t from = 0, to = 0, unused;
	enum status st = ST_OK;
	char *first = arena_strndup(&s->arena, a->value,
				    dots ? (size_t)(dots - a->value) :
					   strlen(a->value));
	const char *last = dots ? dots + 2 : first;

	if ((*first && !moment(&a->r->when, first, &from, &unused)) ||
	    (*last && !moment(&a->r->when, last, &unused, &to)) ||
	    (!*first && !*last))
		return no_time(a);
	if (*first)
		st = number_node(a, SEARCH_SINCE, from, &low);
	if (st == ST_OK && *last)
		st = number_node(a, SEARCH_UNTIL, to, &high);
	if (st != ST_OK)
		return st;
	*out = search_node_join(s, SEARCH_AND, low, high);
	return *out ? ST_OK : no_room(a);
}

/* ---- words ---- */

static enum status text(const struct asked *a, uint32_t columns,
			struct search_node **out)
{
	struct search_node *n = search_node_new(a->r->s, SEARCH_TEXT);

	if (!n)
		return no_room(a);
	n->columns = columns;
	n->is_prefix = a->is_prefix;
	search_node_words(a->r->s, n, a->value, strlen(a->value));
	if (n->is_prefix && n->n_words == 1 &&
	    strlen(a->value) < SEARCH_BEGIN_MIN)
		return search_fail(a->r, a->at,
				   _("\"%s*\" is too short: give two letters "
				     "or more before the *"),
				   a->value);
	if (n->n_words)
		*out = n;
	return ST_OK;
}

static enum status words(const struct asked *a, enum search_of of,
			 struct search_node **out)
{
	struct search_node *n = search_node_new(a->r->s, SEARCH_FIELD);

	if (!n)
		return no_room(a);
	n->of = of;
	n->how = SEARCH_WORDS;
	n->is_prefix = a->is_prefix;
	n->text = arena_strdup(&a->r->s->arena, a->value);
	search_node_words(a->r->s, n, a->value, strlen(a->value));
	*out = n;
	return ST_OK;
}

static char *folded(struct search *s, const char *value)
{
	struct buf b = BUF_INIT;

	text_fold(&b, value, strlen(value));
	char *out = arena_strndup(&s->arena, b.ptr, b.len);
	buf_release(&b);
	return out;
}

static enum status part(const struct asked *a, enum search_of of,
			enum search_how how, struct search_node **out)
{
	struct search_node *n = search_node_new(a->r->s, SEARCH_FIELD);

	if (!n)
		return no_room(a);
	n->of = of;
	n->how = how;
	n->text = folded(a->r->s, a->value);
	*out = n;
	return ST_OK;
}

static enum status tag(const struct asked *a, struct search_node **out)
{
	struct search_node *n = search_node_new(a->r->s, SEARCH_TAG);
	const char *name = a->value + (*a->value == '#');

	if (!n)
		return no_room(a);
	n->is_prefix = a->is_prefix;
	n->text = folded(a->r->s, name);
	*out = n;
	return ST_OK;
}

/* ---- states ---- */

static enum status listed(const struct asked *a, int *out)
{
	struct buf b = BUF_INIT;

	*out = search_value_find(a->f, a->value);
	if (*out >= 0)
		return ST_OK;
	for (const struct search_word *w = a->f->values; w->name; w++)
		buf_addf(&b, "%s%s", b.len ? ", " : "", w->name);
	enum status st = search_fail(a->r, a->at,
				     _("%s: wants one of %s, not \"%s\""),
				     a->f->name, b.ptr, a->value);
	buf_release(&b);
	return st;
}

static enum status state(const struct asked *a, enum search_kind kind,
			 struct search_node **out)
{
	int no;
	enum status st = listed(a, &no);

	if (st != ST_OK)
		return st;
	if (kind == SEARCH_IS &&
	    (no == SEARCH_IS_DELETED || no == SEARCH_IS_KILLED))
		a->r->s->wants_dead = true;
	return number_node(a, kind, no, out);
}

static enum status order(const struct asked *a)
{
	int no;
	enum status st = listed(a, &no);

	if (st == ST_OK)
		a->r->s->order = (enum search_order)no;
	return st;
}

enum status search_value(struct search_read *r,
			 const struct search_field_info *f, const char *at,
			 const char *value, bool is_prefix,
			 struct search_node **out)
{
	struct asked a = { r, f, at, value, is_prefix };

	if (!*value)
		return search_fail(r, at, _("%s: wants a value behind it"),
				   f->name);
	switch ((enum search_field_no)(f - search_fields)) {
	case FIELD_TITLE:
		return text(&a, SEARCH_TITLE, out);
	case FIELD_BODY:
		return text(&a, SEARCH_BODY, out);
	case FIELD_SOURCE:
		return words(&a, SEARCH_OF_SOURCE, out);
	case FIELD_FEED:
		return words(&a, SEARCH_OF_FEED, out);
	case FIELD_AUTHOR:
		return words(&a, SEARCH_OF_AUTHOR, out);
	case FIELD_TAG:
		return tag(&a, out);
	case FIELD_URL:
		return part(&a, SEARCH_OF_URL, SEARCH_PART, out);
	case FIELD_LANG:
		return part(&a, SEARCH_OF_LANG, SEARCH_SAME, out);
	case FIELD_AFTER:
		return time_node(&a, true, out);
	case FIELD_BEFORE:
		return time_node(&a, false, out);
	case FIELD_DATE:
		return span_node(&a, out);
	case FIELD_IS:
		return state(&a, SEARCH_IS, out);
	case FIELD_HAS:
		return state(&a, SEARCH_HAS, out);
	case FIELD_THREAD:
		return number(&a, SEARCH_THREAD, out);
	case FIELD_LONGER:
		return number(&a, SEARCH_LONGER, out);
	case FIELD_SHORTER:
		return number(&a, SEARCH_SHORTER, out);
	case FIELD_SCORE:
		return number(&a, SEARCH_SCORE, out);
	case FIELD_SORT:
		return order(&a);
	case FIELD_COUNT:
		break;
	}
	BUG("no such field");
}
