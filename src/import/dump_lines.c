/* dump_lines.c - clean text -> logical lines and what their shape says.
 *
 * A line of a dump is a paragraph, except where the text was wrapped at a
 * fixed width (mail, text browsers): such lines are joined first. Features
 * are of shape, in any script; words come in only through dump_words.c.
 */
#include "config.h"

#include "dump_priv.h"

#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/map.h"
#include "thrum/text/fold.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

/* A text is taken as wrapped when this many lines go on in the next one
 * with a small letter. Fewer happen in lists and captions. */
#define WRAP_EVIDENCE 4
#define WRAP_COLS_MAX 110
#define WRAP_COLS_MIN 40

static bool is_stop(uint32_t cp)
{
	switch (cp) {
	case '.':
	case '!':
	case '?':
	case 0x2026: /* ... */
	case 0x3002: /* ideographic full stop */
	case 0xff01:
	case 0xff0e:
	case 0xff1f:
	case 0xff61:
	case 0x061f: /* Arabic question mark */
	case 0x06d4: /* Urdu full stop */
	case 0x0964: /* danda */
	case 0x0589: /* Armenian full stop */
	case 0x1362: /* Ethiopic full stop */
	case 0x104b: /* Burmese section */
	case 0x17d4: /* Khmer khan */
		return true;
	default:
		return false;
	}
}

static bool is_closer(uint32_t cp)
{
	return cp == '"' || cp == '\'' || cp == ')' || cp == ']' ||
	       cp == 0x2019 || cp == 0x201d || cp == 0xbb || cp == 0x201c ||
	       cp == 0x203a || cp == 0x300d || cp == 0x300f || cp == 0xff09;
}

static bool is_opener(uint32_t cp)
{
	return cp == '"' || cp == 0x201c || cp == 0x201e || cp == 0xab ||
	       cp == 0x300c || cp == 0x300e || cp == 0x2018;
}

static bool is_bullet(uint32_t cp)
{
	return cp == 0x2022 || cp == 0xb7 || cp == 0x25aa || cp == 0x25cf ||
	       cp == 0x25e6 || cp == 0x2023 || cp == 0x2043 || cp == 0x25a0 ||
	       cp == 0x30fb || cp == 0x25b6 || cp == 0x25ba;
}

static bool is_dash(uint32_t cp)
{
	return cp == '-' || cp == '*' || (cp >= 0x2010 && cp <= 0x2015);
}

/* Length of a leading "• ", "- ", "3. " or "3) "; 0 = none. */
static size_t marker_len(const char *s, size_t len, uint32_t *kind)
{
	uint32_t cp;
	size_t n = utf8_next(s, len, &cp), i = 0;

	*kind = 0;
	if (is_bullet(cp) || (is_dash(cp) && n < len && s[n] == ' ')) {
		*kind = LINE_BULLET;
		while (n < len && s[n] == ' ')
			n++;
		return n < len ? n : 0;
	}
	while (i < len && i < 3 && s[i] >= '0' && s[i] <= '9')
		i++;
	if (i && i + 2 < len && (s[i] == '.' || s[i] == ')') &&
	    s[i + 1] == ' ') {
		*kind = LINE_ORDERED;
		return i + 2;
	}
	return 0;
}

const char *dline_text(const struct dline *l)
{
	uint32_t kind;

	return l->len ? l->s + marker_len(l->s, l->len, &kind) : l->s;
}

/* What the loop over a line's characters finds. */
struct scan {
	uint32_t letters, digits, prev;
	uint32_t last, before; /* the last two that are no space or closer */
	bool in_word;
};

static void scan_cp(struct dline *l, struct scan *sc, uint32_t cp)
{
	bool unspaced = text_is_unspaced(cp);
	bool digit = cp >= '0' && cp <= '9';
	bool letter = cp > 0x7f ? !is_stop(cp) && !is_closer(cp) &&
					  !is_opener(cp) && !is_bullet(cp) &&
					  !is_dash(cp) && cp > 0xbf &&
					  !(cp >= 0x2000 && cp < 0x2c00) &&
					  !(cp >= 0x3000 && cp < 0x3040) &&
					  !(cp >= 0xff00 && cp < 0xff10)
				: (cp | 32) >= 'a' && (cp | 32) <= 'z';

	l->chars++;
	l->unspaced += unspaced;
	if (!sc->letters && !sc->digits && letter && cp >= 'a' && cp <= 'z')
		l->flags |= LINE_LOWER;
	sc->letters += letter;
	sc->digits += digit;
	/* A stop, a space, something that is no small letter: two
	 * sentences, unless the stop is an ordinal's (12. May). A stop of
	 * an unspaced script needs no space. */
	if (sc->prev == ' ' && is_stop(sc->last) && letter &&
	    !(cp >= 'a' && cp <= 'z') &&
	    !(sc->before >= '0' && sc->before <= '9' && sc->last == '.'))
		l->flags |= LINE_INNER;
	if (sc->last > 0x2fff && is_stop(sc->last) && letter)
		l->flags |= LINE_INNER;
	if ((letter || digit) && !unspaced) {
		l->units += !sc->in_word;
		sc->in_word = true;
	} else if (cp != '\'' && cp != 0x2019 && cp != '-' && cp != '.' &&
		   cp != ',') {
		sc->in_word = false;
	}
	if (cp != ' ' && !is_closer(cp)) {
		sc->before = sc->last;
		sc->last = cp;
	}
	sc->prev = cp;
}

static bool looks_url(const char *s, size_t len)
{
	if (memchr(s, ' ', len) || len < 8)
		return false;
	return !strncmp(s, "http://", 7) || !strncmp(s, "https://", 8) ||
	       !strncmp(s, "www.", 4);
}

/* Only words with a '#' in front, parted by anything but letters. */
static bool all_hashtags(const char *s, size_t len)
{
	bool any = false;

	for (size_t i = 0; i < len;) {
		while (i < len && (s[i] == ' ' || s[i] == ',' || s[i] == ';'))
			i++;
		if (i == len)
			break;
		bool wide = len - i > 3 && !memcmp(s + i, "\xef\xbc\x83", 3);
		if (s[i] != '#' && !wide)
			return false;
		i += wide ? 3 : 1;
		if (i == len || s[i] == ' ' || s[i] == '#')
			return false;
		while (i < len && s[i] != ' ' && s[i] != ',' && s[i] != '#')
			i++;
		any = true;
	}
	return any;
}

/* "Terms of use | Privacy | Contact": a row of controls. */
static bool is_control_row(const struct dline *l)
{
	size_t parts = 0, controls = 0;

	if (l->units > 24 || !strchr(l->s, '|'))
		return false;
	for (const char *p = l->s; *p; parts++) {
		size_t n = strcspn(p, "|");
		struct buf key = BUF_INIT;
		text_squash(&key, p, n);
		controls += dump_word(key.ptr, key.len, 1) == WORD_UI;
		buf_release(&key);
		p += n + (p[n] == '|');
	}
	return parts >= 2 && controls * 2 >= parts;
}

void dline_judge(struct dump *d, struct dline *l)
{
	struct scan sc = { 0 };
	struct buf key = BUF_INIT;
	uint32_t cp = 0, kind = 0;

	for (size_t i = 0; i < l->len;) {
		size_t n = utf8_next(l->s + i, l->len - i, &cp);
		if (!i && is_opener(cp))
			l->flags |= LINE_QUOTE;
		scan_cp(l, &sc, cp);
		i += n;
	}
	l->units += (l->unspaced + 1) / 2;
	if (is_stop(sc.last))
		l->flags |= LINE_SENTENCE;
	if (!sc.letters && !sc.digits)
		l->flags |= LINE_RULE;
	if (!sc.letters && sc.digits)
		l->flags |= LINE_NUMBER;
	if (looks_url(l->s, l->len))
		l->flags |= LINE_URL;
	if (all_hashtags(l->s, l->len))
		l->flags |= LINE_HASH;
	if (marker_len(l->s, l->len, &kind))
		l->flags |= kind;
	text_squash(&key, l->s, l->len);
	l->key = arena_strndup(&d->arena, key.ptr, key.len);
	l->key_len = key.len;
	l->word = dump_word(l->key, l->key_len, l->units);
	/* "Read more:" is a control, but as a heading it announces. */
	if (l->word == WORD_UI && l->units >= 2 && l->units <= 4 && l->len &&
	    l->s[l->len - 1] == ':' && !strncmp(l->key, "read", 4))
		l->word = WORD_RELATED;
	if (!strncmp(l->s, "\xc2\xa9", 2) && l->units <= 25)
		l->word = WORD_UI_START;
	if (l->word == WORD_NONE && is_control_row(l))
		l->word = WORD_UI;
	buf_release(&key);
}

bool dline_is_prose(const struct dline *l)
{
	if (l->flags & (LINE_URL | LINE_RULE | LINE_HASH | LINE_NUMBER))
		return false;
	if (l->flags & LINE_SENTENCE && l->units >= 6)
		return true;
	return (l->flags & LINE_INNER && l->units >= 9) || l->units >= 24;
}

bool dline_is_titleish(const struct dline *l)
{
	uint32_t no = LINE_URL | LINE_RULE | LINE_HASH | LINE_NUMBER;

	if (l->flags & no || l->units < 3 || l->units > 40)
		return false;
	return l->word == WORD_NONE &&
	       !(l->flags & LINE_SENTENCE && l->flags & LINE_INNER);
}

size_t dump_next(const struct dump *d, size_t i)
{
	for (i++; i < d->lines.len; i++)
		if (d->lines.v[i].role == ROLE_OPEN)
			break;
	return i;
}

/* ---- splitting ---- */

/* One physical line, before joining. */
struct raw {
	const char *s;
	size_t len;
	uint32_t gap;
	bool joins; /* goes on in the next one */
};
struct raw_vec {
	VEC_FIELDS(struct raw);
};

static void split(struct raw_vec *raws, const char *text, size_t len)
{
	uint32_t gap = 0;

	for (size_t i = 0; i < len && raws->len < DUMP_LINES_MAX;) {
		const char *nl = memchr(text + i, '\n', len - i);
		size_t end = nl ? (size_t)(nl - text) : len, from = i;
		i = end + 1;
		while (from < end && (text[from] == ' ' || text[from] == '\t'))
			from++;
		while (end > from &&
		       (text[end - 1] == ' ' || text[end - 1] == '\t'))
			end--;
		if (from == end) {
			gap++;
			continue;
		}
		struct raw r = { text + from, end - from, gap, false };
		vec_push(raws, r);
		gap = 0;
	}
}

static bool ends_sentence(const struct raw *r)
{
	size_t i = r->len;
	uint32_t cp = 0;

	while (i) {
		size_t at = i - 1;
		while (at && ((unsigned char)r->s[at] & 0xc0) == 0x80)
			at--;
		utf8_next(r->s + at, i - at, &cp);
		if (!is_closer(cp))
			break;
		i = at;
	}
	return is_stop(cp) || cp == ':';
}

static bool goes_on(const struct raw *a, const struct raw *b)
{
	unsigned char c = (unsigned char)b->s[0];

	return !b->gap && a->len >= WRAP_COLS_MIN && a->len <= WRAP_COLS_MAX &&
	       !ends_sentence(a) && c >= 'a' && c <= 'z';
}

static size_t first_word(const struct raw *r)
{
	const char *sp = memchr(r->s, ' ', r->len);

	return sp ? (size_t)(sp - r->s) : r->len;
}

/* Mark the lines that a fixed width broke: where the next line's first word
 * would not have fitted any more. */
static void find_wraps(struct raw_vec *raws)
{
	size_t evidence = 0, cols = 0;

	for (size_t i = 0; i + 1 < raws->len; i++) {
		if (!goes_on(&raws->v[i], &raws->v[i + 1]))
			continue;
		evidence++;
		if (raws->v[i].len > cols)
			cols = raws->v[i].len;
	}
	if (evidence < WRAP_EVIDENCE || evidence * 6 < raws->len)
		return;
	for (size_t i = 0; i + 1 < raws->len; i++) {
		const struct raw *next = &raws->v[i + 1];
		uint32_t kind;
		raws->v[i].joins =
			!next->gap && raws->v[i].len <= WRAP_COLS_MAX &&
			raws->v[i].len >= WRAP_COLS_MIN &&
			!marker_len(next->s, next->len, &kind) &&
			raws->v[i].len + 1 + first_word(next) >= cols - 4;
	}
}

static void collapse(struct buf *out, const char *s, size_t len)
{
	bool space = false;

	for (size_t i = 0; i < len; i++) {
		/* No-break and ideographic spaces part words as others do. */
		size_t n = s[i] == ' ' || s[i] == '\t';
		if (len - i > 1 && !memcmp(s + i, "\xc2\xa0", 2))
			n = 2;
		else if (len - i > 2 && !memcmp(s + i, "\xe3\x80\x80", 3))
			n = 3;
		if (n) {
			space = true;
			i += n - 1;
			continue;
		}
		if (space && out->len)
			buf_addc(out, ' ');
		space = false;
		buf_addc(out, s[i]);
	}
}

void dump_lines(struct dump *d, const char *text, size_t len)
{
	struct raw_vec raws = { 0 };
	struct buf b = BUF_INIT;
	uint32_t gap = 0;

	split(&raws, text, len);
	find_wraps(&raws);
	for (size_t i = 0; i < raws.len; i++) {
		const struct raw *r = &raws.v[i];
		if (b.len)
			buf_addc(&b, ' ');
		else
			gap = r->gap;
		struct buf part = BUF_INIT;
		collapse(&part, r->s, r->len);
		buf_add(&b, part.ptr, part.len);
		buf_release(&part);
		if (r->joins)
			continue;
		if (b.len) {
			struct dline l = { .gap = gap, .len = b.len };
			l.s = arena_strndup(&d->arena, b.ptr, b.len);
			dline_judge(d, &l);
			vec_push(&d->lines, l);
		}
		buf_clear(&b);
	}
	buf_release(&b);
	vec_release(&raws);
}

/* ---- repetition ---- */

/* A run of lines said before counts as repetition from this many
 * characters; shorter ones are names and labels that may well recur. */
#define REPEAT_CHARS 60

static void mark_run(struct dump *d, size_t from, size_t end, uint32_t chars)
{
	if (chars < REPEAT_CHARS)
		return;
	for (size_t i = from; i < end; i++) {
		d->lines.v[i].flags |= LINE_REPEAT;
		d->lines.v[i].role = ROLE_DROP;
	}
}

/* Where does line i's text stand first? first+1 per key in `seen`. */
static void count_same(struct dump *d, struct map *seen, size_t *first)
{
	struct dline_vec *ls = &d->lines;

	for (size_t i = 0; i < ls->len; i++) {
		bool is_new;
		uintptr_t *at =
			map_put(seen, ls->v[i].key, ls->v[i].key_len, &is_new);
		if (is_new)
			*at = i + 1;
		first[i] = *at - 1;
		ls->v[first[i]].same++;
	}
	for (size_t i = 0; i < ls->len; i++)
		ls->v[i].same = ls->v[first[i]].same;
}

void dump_repeats(struct dump *d)
{
	struct dline_vec *ls = &d->lines;
	struct map seen = { 0 };
	size_t *first = xcalloc(ls->len + 1, sizeof(*first));
	size_t from = 0, twin = SIZE_MAX; /* current run and what it repeats */
	uint32_t chars = 0;

	count_same(d, &seen, first);
	for (size_t i = 0; i < ls->len; i++) {
		struct dline *l = &ls->v[i];
		bool doubled = i && l->key_len &&
			       l->key_len == ls->v[i - 1].key_len &&
			       !memcmp(l->key, ls->v[i - 1].key, l->key_len);
		if (doubled && l->units >= 2) {
			ls->v[i - 1].flags |= LINE_TWICE;
			l->flags |= LINE_REPEAT;
			l->role = ROLE_DROP;
			continue;
		}
		bool goes_on = twin != SIZE_MAX && twin < from &&
			       ls->v[twin].key_len == l->key_len &&
			       !memcmp(ls->v[twin].key, l->key, l->key_len);
		if (!goes_on) {
			mark_run(d, from, i, chars);
			from = i;
			chars = 0;
			twin = first[i] < i ? first[i] : SIZE_MAX;
		}
		if (twin != SIZE_MAX) {
			chars += l->chars;
			/* Past a headline's second print; no further, or a
			 * text of one line would cost the square. */
			twin++;
			if (twin < from && ls->v[twin].flags & LINE_REPEAT &&
			    ls->v[twin - 1].flags & LINE_TWICE)
				twin++;
		}
	}
	mark_run(d, from, ls->len, chars);
	free(first);
	map_release(&seen);
}
