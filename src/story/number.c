/* number.c - see number.h.
 *
 * Left to right, one figure after the other: digits with their separators,
 * then what multiplies it, then what it is of. What stands before a figure
 * says whether it is one: a letter makes it part of a name.
 */
#include "config.h"

#include "thrum/story/number.h"

#include <stdbool.h>
#include <string.h>
#include <unictype.h>

#include "number_priv.h"
#include "thrum/base/buf.h"
#include "thrum/text/fold.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define DIGITS_MAX 15 /* more than a double holds are keys */
#define WORD_MAX 24 /* bytes of a word that may be a unit */

struct scan {
	const char *s, *lang;
	size_t len, at;
	bool comma; /* the decimal mark of the language */
	struct buf fold;
	const uint8_t *begins, *words; /* of struct number_lang */
	struct number_vec *out;
};

/* ---- characters ---- */

static uint32_t cp_at(const struct scan *sc, size_t at, size_t *n)
{
	uint32_t cp = 0;

	*n = 0;
	if (at < sc->len)
		*n = utf8_next(sc->s + at, sc->len - at, &cp);
	return cp;
}

static uint32_t cp_before(const struct scan *sc, size_t at, size_t *from)
{
	uint32_t cp = 0;
	size_t i = at;

	*from = at;
	if (!at)
		return 0;
	do
		i--;
	while (i && ((unsigned char)sc->s[i] & 0xc0) == 0x80);
	utf8_next(sc->s + i, at - i, &cp);
	*from = i;
	return cp;
}

/* 0..9, or -1. */
static int digit(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= '0' && cp <= '9' ? (int)cp - '0' : -1;
	return uc_decimal_value(cp);
}

/* A letter of a script with spaces between words. */
static bool is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	return !text_is_unspaced(cp) && !(cp >= 0xac00 && cp <= 0xd7af) &&
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L);
}

static bool is_gap(uint32_t cp)
{
	return cp == ' ' || cp == 0xa0 || cp == 0x202f || cp == 0x2009;
}

/* ---- figures ---- */

struct run {
	double value;
	int n; /* digits */
	size_t end;
};

static struct run digits_at(const struct scan *sc, size_t at)
{
	struct run r = { .end = at };
	size_t n;
	int d;

	while ((d = digit(cp_at(sc, r.end, &n))) >= 0 && n) {
		r.value = r.value * 10 + d;
		r.n++;
		r.end += n;
	}
	return r;
}

static bool is_grouping(const struct scan *sc, uint32_t sep,
			const struct run *next, bool grouped)
{
	if (next->n != 3)
		return false;
	if (sep == '.')
		return sc->comma || grouped;
	if (sep == ',')
		return !sc->comma || grouped;
	/* English puts no blank between groups: two figures. */
	if (sep == ' ')
		return sc->comma;
	return sep == '\'' || sep == 0x2019 || sep == 0x66c || is_gap(sep);
}

static bool is_decimal(const struct scan *sc, uint32_t sep,
		       const struct run *next)
{
	if (sep == 0x66b)
		return true;
	if (sep == '.')
		return !sc->comma || next->n != 3;
	return sep == ',' && sc->comma;
}

static double fraction(const struct run *r)
{
	double f = r->value;

	for (int i = 0; i < r->n; i++)
		f /= 10;
	return f;
}

/* dd.mm.yyyy and yyyy-mm-dd: a date, not three figures. */
static bool read_date(const struct scan *sc, const struct run *first,
		      struct number *out, size_t *end)
{
	size_t n, m;
	uint32_t sep = cp_at(sc, first->end, &n);

	if (!n || (sep != '.' && sep != '/' && sep != '-'))
		return false;
	struct run b = digits_at(sc, first->end + n);
	if (b.n < 1 || b.n > 2 || cp_at(sc, b.end, &m) != sep || !m)
		return false;
	struct run c = digits_at(sc, b.end + m);
	bool year_first = first->n == 4 && c.n >= 1 && c.n <= 2;
	bool year_last = first->n <= 2 && (c.n == 2 || c.n == 4);
	if (!year_first && !year_last)
		return false;
	double year = year_first ? first->value : c.value;
	double day = year_first ? c.value : first->value;
	if (year < 100)
		year += 2000;
	out->kind = NUMBER_DATE;
	out->value = year * 10000 + b.value * 100 + day;
	*end = c.end;
	return true;
}

static bool read_time(const struct scan *sc, const struct run *first,
		      struct number *out, size_t *end)
{
	size_t n;

	if (cp_at(sc, first->end, &n) != ':' || first->n > 2 ||
	    first->value > 24)
		return false;
	struct run b = digits_at(sc, first->end + n);
	if (b.n != 2 || b.value > 59)
		return false;
	out->kind = NUMBER_TIME;
	out->value = first->value * 60 + b.value;
	*end = b.end;
	return true;
}

/* Digits with their separators: the end, and the value. */
static size_t read_figure(const struct scan *sc, struct run first,
			  double *value)
{
	bool grouped = false;
	size_t end = first.end, n;

	*value = first.value;
	for (;;) {
		uint32_t sep = cp_at(sc, end, &n);
		struct run r = digits_at(sc, end + n);
		if (!n || !r.n)
			return end;
		if (first.n <= 3 && is_grouping(sc, sep, &r, grouped)) {
			*value = *value * 1000 + r.value;
			grouped = true;
			end = r.end;
		} else if (is_decimal(sc, sep, &r)) {
			*value += fraction(&r);
			return r.end;
		} else {
			return end;
		}
	}
}

/* ---- what follows ---- */

/* The word at `at`, folded into sc->fold; its bytes in the text. */
static size_t word_at(struct scan *sc, size_t at)
{
	size_t end = at, n;
	uint32_t cp;

	while (end - at < WORD_MAX && (cp = cp_at(sc, end, &n)) && n &&
	       (is_letter(cp) ||
		uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M)))
		end += n;
	buf_clear(&sc->fold);
	text_fold(&sc->fold, sc->s + at, end - at);
	return end - at;
}

static void set_unit(struct number *x, const struct number_unit *u)
{
	x->kind = u->kind;
	memcpy(x->unit, u->unit, strlen(u->unit) + 1);
}

static size_t skip_gap(const struct scan *sc, size_t at)
{
	size_t n;

	if (is_gap(cp_at(sc, at, &n)))
		return at + n;
	return at;
}

/* 1億2000万, 3.5 million. */
static size_t read_magnitudes(struct scan *sc, size_t end, double *value)
{
	double m, total = 0;
	size_t n;

	while ((n = number_magnitude_at(sc->s + end, sc->len - end, &m))) {
		*value *= m;
		end += n;
		/* A smaller part may follow; a larger one multiplies. */
		struct run r = digits_at(sc, end);
		if (!r.n)
			continue;
		total += *value;
		end = read_figure(sc, r, value);
	}
	*value += total;
	size_t word = skip_gap(sc, end);
	size_t cp_len;
	if (word > end || is_letter(cp_at(sc, word, &cp_len))) {
		n = word_at(sc, word);
		if (n && number_magnitude(sc->fold.ptr, sc->fold.len, &m) &&
		    (n > 1 || word == end)) {
			*value *= m;
			end = word + n;
		}
	}
	return end;
}

static bool is_ordinal_end(const struct scan *sc)
{
	static const char *const ends[] = { "st", "nd", "rd", "th", "er",
					    "ère", "e",	 "ème", "º",  "ª" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (sc->fold.len == strlen(ends[i]) &&
		    !memcmp(sc->fold.ptr, ends[i], sc->fold.len))
			return true;
	return false;
}

static bool fold_is(const struct scan *sc, const char *word)
{
	return sc->fold.len == strlen(word) &&
	       !memcmp(sc->fold.ptr, word, sc->fold.len);
}

/* Letters right behind the figure: an ordinal, am/pm, a unit; else it is a
 * name (7up, 5G). */
static bool read_attached(struct scan *sc, struct number *x, size_t *end)
{
	size_t n = word_at(sc, *end);
	const struct number_unit *u;

	if (!n)
		return true;
	u = number_unit_word(sc->fold.ptr, sc->fold.len);
	if (u)
		set_unit(x, u);
	else if (is_ordinal_end(sc))
		x->kind = NUMBER_ORDINAL;
	else if (fold_is(sc, "am") || fold_is(sc, "pm"))
		x->kind = NUMBER_TIME;
	else if (fold_is(sc, "s") && x->value >= 1000)
		x->kind = NUMBER_YEAR;
	else
		return false;
	if (x->kind == NUMBER_TIME)
		x->value = x->value * 60 + (fold_is(sc, "pm") ? 720 : 0);
	*end += n;
	return true;
}

static void read_unit(struct scan *sc, struct number *x, size_t *end)
{
	const struct number_unit *u;
	size_t n, at = skip_gap(sc, *end);

	u = number_sign_at(sc->s + at, sc->len - at, &n);
	if (u) {
		set_unit(x, u);
		*end = at + n;
		return;
	}
	n = at > *end ? word_at(sc, at) : 0;
	/* "per cent", "pour cent", "por ciento", "per cento", "phần trăm". */
	if (n && (fold_is(sc, "per") || fold_is(sc, "pour") ||
		  fold_is(sc, "por") || fold_is(sc, "phần"))) {
		size_t next = skip_gap(sc, at + n), m = word_at(sc, next);
		if (fold_is(sc, "cent") || fold_is(sc, "ciento") ||
		    fold_is(sc, "cento") || fold_is(sc, "trăm")) {
			x->kind = NUMBER_PERCENT;
			memcpy(x->unit, "%", 2);
			*end = next + m;
		}
		return;
	}
	/* 3,5 millions d'euros, 2 millones de dólares */
	if (n && (fold_is(sc, "d") || fold_is(sc, "de"))) {
		at += n;
		cp_at(sc, at, &n);
		at += n;
		n = word_at(sc, at);
	}
	u = n ? number_unit_word(sc->fold.ptr, sc->fold.len) : NULL;
	if (u) {
		set_unit(x, u);
		*end = at + n;
	}
}

/* A currency before the figure, a minus, a letter that makes it a name. */
static bool read_before(const struct scan *sc, struct number *x, size_t *off)
{
	size_t from, before, n;
	uint32_t cp = cp_before(sc, *off, &from);

	if (is_letter(cp) || cp == '_' || cp == '#' || cp == '/')
		return false;
	if (cp == '-' || cp == 0x2212 || cp == 0x2011 || cp == 0x2010) {
		uint32_t other = cp_before(sc, from, &before);
		if (is_letter(other))
			return false;
		if ((!from || is_gap(other) || other == '(') &&
		    cp != 0x2010) {
			x->value = -x->value;
			*off = from;
		}
		return true;
	}
	if (cp == 0x7b2c) /* dai: the nth */
		x->kind = NUMBER_ORDINAL;
	if (is_gap(cp))
		cp_before(sc, from, &before);
	else
		before = from;
	const struct number_unit *u = NULL;
	if (from < *off)
		u = number_sign_at(sc->s + before, sc->len - before, &n);
	if (u && u->kind == NUMBER_MONEY) {
		set_unit(x, u);
		*off = before;
	}
	return true;
}

/* Years and days of the month, where nothing says that it counts. */
static void judge_plain(const struct scan *sc, const struct run *r,
			struct number *x, size_t end)
{
	size_t n;
	uint32_t next = cp_at(sc, end, &n);

	if (x->kind != NUMBER_COUNT || x->value < 0)
		return;
	if (next == 0x5e74 || next == 0xb144) /* year */
		x->kind = r->n == 4 ? NUMBER_YEAR : NUMBER_COUNT;
	else if (next == 0x6708 || next == 0x65e5 || next == 0xc6d4 ||
		 next == 0xc77c)
		x->kind = NUMBER_ORDINAL;
	else if (end == r->end && r->n == 4 && r->value >= 1900 &&
		 r->value <= 2099)
		x->kind = NUMBER_YEAR;
}

static void push(struct scan *sc, struct number *x, size_t off, size_t end)
{
	x->off = (uint32_t)off;
	x->len = (uint32_t)(end - off);
	vec_push(sc->out, *x);
	sc->at = end;
}

static size_t skip_name(const struct scan *sc, size_t at)
{
	size_t n;

	for (;;) {
		uint32_t cp = cp_at(sc, at, &n);
		if (!n || (!is_letter(cp) && digit(cp) < 0))
			return at;
		at += n;
	}
}

/* 1/34 and 2015/16 count nothing; 0800 is a telephone's. */
static bool is_no_figure(const struct scan *sc, const struct run *r)
{
	size_t n;
	uint32_t next = cp_at(sc, r->end, &n);

	if (next == '/')
		return digits_at(sc, r->end + n).n > 0 &&
		       !(r->n <= 2 && cp_at(sc, digits_at(sc, r->end + n).end,
					    &n) == '/');
	return r->n > 2 && sc->s[sc->at] == '0' && next != '.' && next != ',';
}

static void scan_digits(struct scan *sc)
{
	struct number x = { .kind = NUMBER_COUNT };
	struct run r = digits_at(sc, sc->at);
	size_t off = sc->at, end = r.end;

	x.figure_off = (uint32_t)off;
	if (r.n > DIGITS_MAX || is_no_figure(sc, &r)) {
		sc->at = skip_name(sc, r.end);
		return;
	}
	if (read_date(sc, &r, &x, &end) || read_time(sc, &r, &x, &end)) {
		x.figure_len = (uint32_t)(end - off);
		push(sc, &x, off, end);
		return;
	}
	end = read_figure(sc, r, &x.value);
	end = read_magnitudes(sc, end, &x.value);
	x.figure_len = (uint32_t)(end - off);
	if (!read_before(sc, &x, &off) || !read_attached(sc, &x, &end)) {
		sc->at = skip_name(sc, end);
		return;
	}
	if (x.kind == NUMBER_COUNT)
		read_unit(sc, &x, &end);
	judge_plain(sc, &r, &x, end);
	push(sc, &x, off, end);
}

/* ---- number words ---- */

static uint32_t word_hash(const char *s, size_t len)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return (h ^ h >> 16) & 1023;
}

static void note_word(struct number_lang *l, const char *s, size_t len)
{
	uint32_t h = word_hash(s, len);

	l->words[h >> 3] |= (uint8_t)(1u << (h & 7));
}

/* Is it a number word, or what stands before a hyphen of one? */
static bool may_be_word(const struct scan *sc)
{
	uint32_t h = word_hash(sc->fold.ptr, sc->fold.len);

	return sc->words[h >> 3] & (1u << (h & 7));
}

static void scan_word(struct scan *sc)
{
	struct number x = { .kind = NUMBER_COUNT };
	size_t off = sc->at, n = word_at(sc, off), next;

	if (!n) {
		cp_at(sc, off, &n);
		sc->at += n ? n : 1;
		return;
	}
	if (!may_be_word(sc)) {
		sc->at = off + n;
		return;
	}
	/* twenty-five */
	if (cp_at(sc, off + n, &next) == '-' && sc->fold.len < WORD_MAX / 2) {
		struct buf both = BUF_INIT;
		buf_add(&both, sc->fold.ptr, sc->fold.len);
		buf_addc(&both, '-');
		size_t m = word_at(sc, off + n + 1);
		buf_add(&both, sc->fold.ptr, sc->fold.len);
		if (m && number_word(sc->lang, both.ptr, both.len, &x.value))
			n += 1 + m;
		buf_release(&both);
		if (x.value <= 0)
			word_at(sc, off);
	}
	sc->at = off + n;
	if (x.value <= 0 &&
	    !number_word(sc->lang, sc->fold.ptr, sc->fold.len, &x.value))
		return;
	size_t end = read_magnitudes(sc, sc->at, &x.value);
	x.figure_off = (uint32_t)off;
	x.figure_len = (uint32_t)(end - off);
	read_unit(sc, &x, &end);
	push(sc, &x, off, end);
}

static int han_digit(uint32_t cp)
{
	static const uint32_t han[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09,
					0x56db, 0x4e94, 0x516d, 0x4e03,
					0x516b, 0x4e5d };

	for (int i = 0; i < 10; i++)
		if (han[i] == cp)
			return i;
	return -1;
}

/* Han numerals mean a number only before something that is counted. */
static bool is_counter(uint32_t cp)
{
	static const uint32_t all[] = { 0x4eba, 0x540d, 0x4ef6, 0x793e,
					0x5e74, 0x6708, 0x65e5, 0x6b73,
					0x5c81, 0x53f0, 0x56de, 0x4e2a,
					0x500b, 0x6b21, 0x5bb6, 0x5929,
					0x4f4d, 0x53ea, 0x56fd, 0x56fd };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (all[i] == cp)
			return true;
	return false;
}

static void scan_han(struct scan *sc)
{
	struct number x = { .kind = NUMBER_COUNT };
	size_t at = sc->at, n;
	double total = 0, part = 0;
	int d;

	for (;; at += n) {
		uint32_t cp = cp_at(sc, at, &n);
		double m = cp == 0x5341 ? 10 : cp == 0x767e ? 100 : 0;
		m = cp == 0x5343 ? 1000 : m;
		d = han_digit(cp);
		if (!n || (d < 0 && m <= 0))
			break;
		if (d >= 0) {
			part = d;
		} else {
			total += (part > 0 ? part : 1) * m;
			part = 0;
		}
	}
	x.value = total + part;
	if (x.value <= 0 || !is_counter(cp_at(sc, at, &n))) {
		sc->at = at;
		return;
	}
	x.figure_off = (uint32_t)sc->at;
	x.figure_len = (uint32_t)(at - sc->at);
	push(sc, &x, sc->at, at);
}

/* ---- the walk ---- */

static uint8_t begin_hash(const char *s)
{
	return (uint8_t)((unsigned char)s[0] * 31u + (unsigned char)s[1]);
}

/* Number words are rare: most words are passed by their first two bytes,
 * most of the others by a bit for the hash of the whole word. */
static void note_begins(struct number_lang *l)
{
	const char *words;

	for (int i = 0; (words = number_word_list(l->lang, i)); i++)
		for (const char *p = words; *p;) {
			size_t n = strcspn(p, " ");
			uint8_t h = begin_hash(p);
			l->begins[h >> 3] |= (uint8_t)(1u << (h & 7));
			note_word(l, p, n);
			note_word(l, p, strcspn(p, " -"));
			p += n + (p[n] == ' ');
		}
}

static bool may_begin(const struct scan *sc, size_t at)
{
	char two[2];

	if (at + 2 > sc->len)
		return false;
	two[0] = sc->s[at];
	two[1] = sc->s[at + 1];
	if (two[0] >= 'A' && two[0] <= 'Z') {
		two[0] |= 0x20;
		if (two[1] >= 'A' && two[1] <= 'Z')
			two[1] |= 0x20;
	}
	uint8_t h = begin_hash(two);
	return sc->begins[h >> 3] & (1u << (h & 7));
}

/* Behind the letters of a word. */
static size_t skip_word(const struct scan *sc, size_t at)
{
	size_t n;

	for (;;) {
		unsigned char b = at < sc->len ? (unsigned char)sc->s[at] : 0;
		if (b < 0x80) {
			if ((b | 0x20) < 'a' || (b | 0x20) > 'z')
				return at;
			at++;
			continue;
		}
		uint32_t cp = cp_at(sc, at, &n);
		if (!is_letter(cp) && !uc_is_general_category_withtable(
					      cp, UC_CATEGORY_MASK_M))
			return at;
		at += n;
	}
}

static bool decimal_comma(const char *lang)
{
	static const char *const point[] = { "en", "ja", "zh", "ko", "th",
					     "he", "hi", "bn", "ta", "te",
					     "mr", "ur", "ar", "fa", "ms",
					     "tl", "sw", "my", "" };

	for (size_t i = 0; *point[i]; i++)
		if (!strncmp(lang, point[i], strlen(point[i])))
			return false;
	return *lang != '\0';
}

void number_lang_init(struct number_lang *l, const char *lang)
{
	size_t n = strcspn(lang ? lang : "", "-_");

	memset(l, 0, sizeof(*l));
	if (n < sizeof(l->lang) && lang)
		memcpy(l->lang, lang, n);
	l->comma = decimal_comma(l->lang);
	note_begins(l);
}

void number_scan(const char *s, size_t len, const char *lang,
		 struct number_vec *out)
{
	struct number_lang l;

	number_lang_init(&l, lang);
	number_scan_in(s, len, &l, out);
}

void number_scan_in(const char *s, size_t len, const struct number_lang *l,
		    struct number_vec *out)
{
	struct scan sc = { .s = s, .len = len, .out = out };

	sc.lang = l->lang;
	sc.comma = l->comma;
	sc.begins = l->begins;
	sc.words = l->words;
	buf_init(&sc.fold, BUF_MAX_DEFAULT);
	while (sc.at < sc.len) {
		size_t n;
		unsigned char b = (unsigned char)s[sc.at];
		if (b == ' ') {
			sc.at++;
			continue;
		}
		if ((b | 0x20) >= 'a' && (b | 0x20) <= 'z') {
			if (may_begin(&sc, sc.at))
				scan_word(&sc);
			else
				sc.at = skip_word(&sc, sc.at);
			continue;
		}
		uint32_t cp = cp_at(&sc, sc.at, &n);
		if (digit(cp) >= 0)
			scan_digits(&sc);
		else if (is_letter(cp) && may_begin(&sc, sc.at))
			scan_word(&sc);
		else if (is_letter(cp))
			sc.at = skip_word(&sc, sc.at);
		else if (cp >= 0x3007 && cp < 0xa000 &&
			 (han_digit(cp) >= 0 || cp == 0x5341))
			scan_han(&sc);
		else
			sc.at += n ? n : 1;
	}
	buf_release(&sc.fold);
}
