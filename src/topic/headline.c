/* headline.c - what a headline says beside its words: where the outlet's
 * name begins, and which one of a series it tells of.
 *
 * "Doncic debuts with 48 points | The Daily Post": the tail says who wrote,
 * not what happened, and links all that this outlet writes. Behind a bar it
 * is cut; behind a dash when every longer word of it has a capital, or when
 * it has stood behind other headlines before. How often is counted like a
 * name's frequency, and so is part of the saved state.
 *
 * "Quill 3.13", "Week 5", "Day 12": a name and a number behind it. Headlines
 * of one template with the same name and another number tell of two events,
 * however much else they share.
 */
#include "config.h"

#include <string.h>

#include "thrum/base/hash.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define TAIL_MAX 6 /* words of a tail */
#define HEAD_MIN 4 /* words that must be left */
#define SEEN_MIN 3 /* headlines with a tail that make it an outlet's */

enum gap { GAP_NONE, GAP_DASH, GAP_BAR };

static const struct {
	const char *mark;
	enum gap gap;
} marks[] = {
	{ "|", GAP_BAR },	 { "\xc2\xb7", GAP_BAR }, /* middle dot */
	{ "\xe2\x80\xa2", GAP_BAR }, /* bullet */
	{ "\xc2\xbb", GAP_BAR }, /* closing guillemet */
	{ "::", GAP_BAR },	 { "\xef\xbd\x9c", GAP_BAR }, /* wide bar */
	{ "-", GAP_DASH },	 { "\xe2\x80\x93", GAP_DASH },
	{ "\xe2\x80\x94", GAP_DASH }, { "\"", GAP_DASH },
};

static uint64_t norm_hash(const struct tokens *ts, size_t i, uint64_t seed)
{
	return hash64(ts->norm.ptr + ts->v[i].norm_off, ts->v[i].norm_len,
		      seed);
}

/* What stands between two words: a mark with spaces around it, alone. */
static enum gap gap_of(const char *s, size_t len)
{
	if (len < 3 || s[0] != ' ' || s[len - 1] != ' ')
		return GAP_NONE;
	for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++)
		if (strlen(marks[k].mark) == len - 2 &&
		    !memcmp(marks[k].mark, s + 1, len - 2))
			return marks[k].gap;
	return GAP_NONE;
}

static enum gap gap_before(const struct tokens *ts, size_t i,
			   const char *title)
{
	size_t from = ts->v[i - 1].off + ts->v[i - 1].len;

	return gap_of(title + from, ts->v[i].off - from);
}

/* "El Diario de Yucatan", "RDS.ca": every longer word has a capital. */
static bool is_title_like(const struct tokens *ts, size_t from,
			  const char *title)
{
	for (size_t i = from; i < ts->len; i++)
		if (ts->v[i].len > 3 &&
		    !(ts->v[i].flags & (TOKEN_UPPER_FIRST | TOKEN_DIGIT)) &&
		    title[ts->v[i].off - 1] != '.')
			return false;
	return ts->v[from].flags & TOKEN_UPPER_FIRST;
}

static bool is_outlet(struct vocab *v, uint16_t lang, const struct tokens *ts,
		      size_t from)
{
	static const char mark[] = "|";
	uint64_t h = 0;

	for (size_t i = from; i < ts->len; i++)
		h = norm_hash(ts, i, h);
	char key[sizeof(mark) + sizeof(h)];
	memcpy(key, mark, sizeof(mark));
	memcpy(key + sizeof(mark), &h, sizeof(h));
	struct word_at w = { key, key, sizeof(key), 0 };
	return vocab_count(v, vocab_name(v, lang, &w), COUNT_NAME) >= SEEN_MIN;
}

size_t headline_extent(struct topic *t, uint16_t lang, const struct tokens *ts,
		       const char *title)
{
	size_t from = ts->len;

	while (from > HEAD_MIN && ts->len - from < TAIL_MAX) {
		enum gap gap = gap_before(ts, --from, title);
		if (gap == GAP_NONE)
			continue;
		if (ts->len - from >= from)
			break;
		bool known = is_outlet(&t->vocab, lang, ts, from);
		return gap == GAP_BAR || known || is_title_like(ts, from, title) ?
			       from : ts->len;
	}
	return ts->len;
}

/* ---- series --------------------------------------------------------------- */

/* Years are no numbers of a series, and neither are long numbers. */
#define NUMBER_LEN 3

static bool is_number_part(const struct tokens *ts, size_t i)
{
	return i < ts->len && ts->v[i].flags & TOKEN_DIGIT &&
	       ts->v[i].len <= NUMBER_LEN;
}

/* "Week 5", but not "Spain 2-1", "Rates 5%" or "Euro 2024". */
static bool is_series(const struct tokens *ts, size_t i, const char *title)
{
	const struct token *name = &ts->v[i - 1], *k = &ts->v[i];
	const char *after = title + k->off + k->len;

	return is_number_part(ts, i) && name->flags & TOKEN_UPPER_FIRST &&
	       k->off == name->off + name->len + 1 &&
	       title[k->off - 1] == ' ' && (!*after || !strchr("-:/%,", *after));
}

uint32_t headline_series(const struct tokens *ts, const char *title)
{
	for (size_t i = 1; i < ts->len; i++) {
		if (!is_series(ts, i, title))
			continue;
		uint32_t name = (uint32_t)norm_hash(ts, i - 1, 1) | 1;
		uint64_t number = norm_hash(ts, i, 1);
		for (; is_number_part(ts, i + 1) &&
		       title[ts->v[i + 1].off - 1] == '.'; i++)
			number = norm_hash(ts, i + 1, number);
		return name << 16 | (uint32_t)(number & 0xffff);
	}
	return 0;
}
