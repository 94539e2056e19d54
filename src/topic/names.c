/* names.c - which words name what a thread is about, as people write them.
 *
 * Of the names and capitalised words of its reports the heaviest that a
 * third of them have. A phrase stands for its words when most reports that
 * have a word have it ("Shangri-La", not "Shangri" and "La"). Days and
 * months are names in some languages' spelling, but of no event; "DE MÉXICO"
 * is a piece of one. In a lone report a capital may be that of a sentence:
 * there only what has one within a sentence is a name.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/fold.h"
#include "thrum/text/lang.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define NAMES_MAX 6
#define CHOICE 48 /* heaviest candidates looked at */

/* Where days and months have capitals: English, German, Dutch. Sorted. */
static const char *const calendar[] = {
	"april",    "august",  "december",   "dezember", "dienstag",
	"donnerstag", "februar", "february",  "freitag",  "friday",
	"januar",   "january", "juli",	     "july",	 "june",
	"juni",	    "mai",     "march",	     "mittwoch", "monday",
	"montag",   "märz",    "november",   "october",	 "oktober",
	"samstag",  "saturday", "september", "sonnabend", "sonntag",
	"sunday",   "thursday", "today",     "tomorrow", "tuesday",
	"wednesday", "yesterday",
};

static int compare_words(const void *pa, const void *pb)
{
	return strcmp(pa, *(const char *const *)pb);
}

static bool is_calendar(const char *s)
{
	struct buf folded = BUF_INIT;

	text_fold(&folded, s, strlen(s));
	bool is = bsearch(folded.ptr, calendar,
			  sizeof(calendar) / sizeof(*calendar),
			  sizeof(*calendar), compare_words) != NULL;
	buf_release(&folded);
	return is;
}

/* Begins with a small letter of Latin, Greek or Cyrillic. */
static bool is_small(const char *s)
{
	unsigned char c = (unsigned char)s[0], d = (unsigned char)s[1];
	unsigned cp = (c & 0x1fu) << 6 | (d & 0x3fu);

	if (c < 0x80)
		return c < 'A' || c > 'Z';
	if (c == 0xe1 && d >= 0xb8 && d <= 0xbb) /* Vietnamese: by turns */
		return (unsigned char)s[2] & 1;
	if (c >= 0xe0)
		return false;
	if (cp < 0x100)
		return cp >= 0xdf;
	if (cp < 0x180)
		return cp & 1;
	return (cp >= 0x3ac && cp <= 0x3ce) || (cp >= 0x430 && cp <= 0x45f);
}

bool name_is_one(const char *s)
{
	return *s && !is_small(s) && !is_calendar(s);
}

bool name_is_same(const char *a, const char *b)
{
	unsigned char x = (unsigned char)*a, y = (unsigned char)*b;

	/* Folding, which is dear, changes of an ASCII letter the case. */
	if (x < 0x80 && y < 0x80 && (x | 0x20) != (y | 0x20))
		return false;
	return !strcmp(a, b) || text_is_same(a, b);
}

/* Is it among the words of the phrase? */
static bool is_word_of(const char *word, const char *phrase)
{
	size_t n = strlen(word);

	for (const char *p = phrase; (p = strstr(p, word)); p += n)
		if ((p == phrase || strchr(" -.'", p[-1])) &&
		    (!p[n] || strchr(" -.'", p[n])))
			return true;
	return false;
}

/* The same words, or one a word of the other. */
bool name_overlaps(const char *a, const char *b)
{
	return name_is_same(a, b) || is_word_of(a, b) || is_word_of(b, a);
}

/* Is the word of n bytes an "of" or "the" of the language? */
static bool is_function_word(const char *lang, const char *s, size_t n)
{
	struct buf folded = BUF_INIT;
	char small[16]; /* longer ones are none */
	size_t i = 0;

	for (; i < n && i < sizeof(small) && (unsigned char)s[i] < 0x80; i++)
		small[i] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] | 0x20) :
							s[i];
	if (i == n)
		return lang_is_function_word(lang, small, n);
	text_fold(&folded, s, n);
	bool is = lang_is_function_word(lang, folded.ptr, folded.len);
	buf_release(&folded);
	return is;
}

bool word_is_function(const char *lang, const char *s)
{
	return is_function_word(lang, s, strlen(s));
}

bool name_is_piece(const char *lang, const char *s)
{
	const char *last = strrchr(s, ' ');

	return is_function_word(lang, s, strcspn(s, " ")) ||
	       (last && is_function_word(lang, last + 1, strlen(last + 1)));
}

struct weighed {
	uint32_t dim, n; /* n: reports that have it */
	float w;
	uint16_t lang; /* of the first of them */
};
struct weighed_vec {
	VEC_FIELDS(struct weighed);
};

static int by_weight(const void *pa, const void *pb)
{
	const struct weighed *a = pa, *b = pb;

	if (a->w != b->w)
		return a->w < b->w ? 1 : -1;
	return a->dim < b->dim ? -1 : a->dim > b->dim;
}

/* May what people see as `s` be a name? `lone`: in one report only. */
static bool may_name(enum space space, const char *s, bool lone)
{
	if (space == SPACE_TITLE || !*s || is_small(s))
		return false;
	return space == SPACE_NAME || !lone || script_has_no_case(s);
}

static void weigh_entries(struct topic *t, const struct art *a,
			  struct idmap *at, struct weighed_vec *list,
			  bool lone)
{
	size_t n = art_n_words(a);
	const struct entry *e = art_entries(t, a, HAND_LEFT);

	for (size_t i = 0; i < n; i++, e++) {
		enum space space = t->vocab.dims.v[e->dim].space;
		const char *s = vocab_surface(&t->vocab, e->dim);
		if (!may_name(space, s, lone))
			continue;
		uint32_t *k = idmap_put(at, (uint64_t)e->dim + 1);
		if (*k == NONE) {
			struct weighed w = { .dim = e->dim,
					     .lang = a->lang };
			*k = (uint32_t)list->len;
			vec_push(list, w);
		}
		/* Names proper go before words with a capital. */
		float f = space == SPACE_NAME ? 2.0f : 1.0f;
		list->v[*k].w += f * (float)e->w / WEIGHT_ONE;
		list->v[*k].n++;
	}
}

/* A phrase takes the place of its words, unless these do more than it. */
static void raise_phrases(struct topic *t, struct weighed_vec *list)
{
	for (size_t i = 0; i < list->len; i++) {
		const char *s = vocab_surface(&t->vocab, list->v[i].dim);
		if (!strpbrk(s, " -"))
			continue;
		for (size_t k = 0; k < list->len; k++) {
			struct weighed *w = &list->v[k];
			const char *word = vocab_surface(&t->vocab, w->dim);
			if (k == i || strpbrk(word, " -") ||
			    list->v[i].n * 2 < w->n || !is_word_of(word, s))
				continue;
			if (list->v[i].w < w->w)
				list->v[i].w = w->w;
			w->n = 0;
		}
	}
}

static bool is_taken(const struct str_vec *names, const char *s)
{
	for (size_t i = 0; i < names->len; i++)
		if (name_overlaps(names->v[i], s))
			return true;
	return false;
}

static void pick(struct topic *t, const struct weighed_vec *list,
		 uint32_t members, struct str_vec *names)
{
	for (size_t i = 0; i < list->len && names->len < NAMES_MAX; i++) {
		const struct weighed *w = &list->v[i];
		const char *s = vocab_surface(&t->vocab, w->dim);
		if (w->n && w->n * 3 >= members && !is_calendar(s) &&
		    !name_is_piece(t->vocab.langs.v[w->lang].tag, s) &&
		    !is_taken(names, s))
			str_vec_add_take(names, xstrdup(s));
	}
}

void names_of(struct topic *t, const uint32_t *places, uint32_t n,
	      struct buf *out)
{
	struct weighed_vec list = { 0 };
	struct idmap at = { 0 };
	struct str_vec names = { 0 };

	for (uint32_t i = 0; i < n; i++)
		weigh_entries(t, t->arts.v[places[i]], &at, &list, n == 1);
	vec_sort(&list, by_weight);
	if (list.len > CHOICE)
		list.len = CHOICE;
	raise_phrases(t, &list);
	vec_sort(&list, by_weight);
	pick(t, &list, n, &names);
	for (size_t i = 0; i < names.len; i++) {
		if (i)
			buf_addc(out, '\n');
		buf_adds(out, names.v[i]);
	}
	str_vec_release(&names);
	idmap_release(&at);
	vec_release(&list);
}
