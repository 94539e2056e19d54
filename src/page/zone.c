/* zone.c - by which clock the page's date was written.
 *
 * A story of half past nine in the evening in Chicago is one of the next
 * day in UTC, but not to anybody who reads its page. Pages write the same
 * instant several times: in UTC for machines, with an offset elsewhere, as
 * a day for people. An offset written beside the instant is taken; else,
 * where the page shows the day before that of UTC, the nearest whole hour
 * that makes the instant fall on that day.
 * And where the only day shown is that of the last change, it is the date.
 */
#include "config.h"

#include "page_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/text/date.h"
#include "thrum/base/banned.h"

#define DAY_S 86400
#define EAST_MAX_S (14 * 3600)
#define WEST_MAX_S (12 * 3600)
#define SAME_S 90 /* one source gives seconds, the other does not */
#define DAY_LINE_MAX 120
#define SHOWN_MAX 8
#define PROSE_LINE 120u
#define PROSE_BEGUN 900u /* bytes of prose after which no dateline comes */

static int two(const char *s)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return -1;
	return (s[0] - '0') * 10 + s[1] - '0';
}

/* The offset that an ISO date ends with, in seconds east; 0 = none. */
static int32_t offset_of(const char *s)
{
	size_t len = strlen(s);

	while (len && s[len - 1] == ' ')
		len--;
	if (len < 19 || len > 40 || s[4] != '-' || s[13] != ':')
		return 0;
	for (size_t i = 16; i + 3 <= len; i++) {
		if (s[i] != '+' && s[i] != '-')
			continue;
		int h = two(s + i + 1);
		size_t at = i + 3 + (i + 3 < len && s[i + 3] == ':');
		int m = at + 2 <= len ? two(s + at) : 0;
		int32_t east = h * 3600 + m * 60;
		if (h < 0 || m < 0 || east > EAST_MAX_S)
			return 0;
		return s[i] == '-' ? -east : east;
	}
	return 0;
}

void page_see_time(struct page *p, const char *value)
{
	int64_t t;
	int32_t east = value ? offset_of(value) : 0;

	if (!east || p->a->published_east_s || !p->a->published ||
	    !date_parse(value, &t))
		return;
	if (llabs(t - p->a->published) <= SAME_S)
		p->a->published_east_s = east;
}

/* The same instant with an offset, anywhere in the page's attributes. */
static void from_attributes(struct page *p)
{
	for (uint32_t i = 0; i < p->n && !p->a->published_east_s; i++) {
		const struct pnode *n = &p->v[i];
		if (n->tag == TAG_META)
			page_see_time(p, page_attr(p, i, "content"));
		else if (n->tag == TAG_TIME || n->names & NAME_DATE)
			page_see_time(p, page_attr(p, i, "datetime"));
	}
}

static int64_t day_of(int64_t t)
{
	return t / DAY_S - (t % DAY_S < 0);
}

/* ---- what the page shows ---- */

/* Days that the page shows around its headline, in order. */
struct shown {
	int64_t day[SHOWN_MAX];
	size_t n;
};

static void add_shown(const struct page *p, uint32_t i, struct shown *out)
{
	int64_t t;
	char *s = page_text_dup(p, i, DAY_LINE_MAX);

	if (s && page_find_date(s, &t))
		out->day[out->n++] = day_of(t);
	free(s);
}

/* Up to where the text has begun in earnest. */
static void find_shown(const struct page *p, uint32_t from, uint32_t to,
		       struct shown *out)
{
	uint32_t prose = 0;

	for (uint32_t i = from; i < to && out->n < SHOWN_MAX; i++) {
		const struct pnode *n = &p->v[i];
		if (n->flags & PN_BLOCK && n->own >= PROSE_LINE)
			prose += n->own;
		if (prose > PROSE_BEGUN)
			return;
		if ((n->tag != TAG_TIME && !(n->names & NAME_DATE)) ||
		    n->end - i > 20 ||
		    page_under(p, i, NAME_COMMENTS | NAME_RELATED |
						NAME_TEASER))
			continue;
		add_shown(p, i, out);
		i = n->end - 1;
	}
}

static bool has_day(const struct shown *s, int64_t day, int64_t by)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->day[i] + by == day)
			return true;
	return false;
}

/* A shown day before that of the instant: whole hours until it is met. A
 * day after it is more often that of a change. */
static void take_day(struct article *a, const struct shown *s)
{
	int64_t day = day_of(a->published);
	int64_t into = a->published - day * DAY_S;

	if (!has_day(s, day, 0) && has_day(s, day, 1) && into < WEST_MAX_S)
		a->published_east_s = -(int32_t)(into / 3600 + 1) * 3600;
}

/* A story rewritten years later shows the day of that, and no other: that
 * is the story people read. */
static void take_change(struct article *a, const struct shown *s)
{
	int64_t day = day_of(a->published), new_day = day_of(a->updated);

	if (!a->updated || has_day(s, day, 0) || has_day(s, day, 1) ||
	    has_day(s, day, -1))
		return;
	if (has_day(s, new_day, 0) || has_day(s, new_day, 1) ||
	    has_day(s, new_day, -1)) {
		a->published = a->updated;
		a->published_east_s = 0;
	}
}

void page_zone(struct page *p, uint32_t from, uint32_t to)
{
	struct shown shown = { .n = 0 };

	if (!p->a->published)
		return;
	find_shown(p, from, to, &shown);
	take_change(p->a, &shown);
	from_attributes(p);
	/* Midnight is a day without a time. */
	if (!p->a->published_east_s && p->a->published % DAY_S)
		take_day(p->a, &shown);
}
