/* sound.c - how a name sounds, whatever letters it is written in.
 *
 * "Djokovic", "Джокович" and "Đoković" share few letters but the same
 * consonants. A name is written in Latin letters, with what marks on letters
 * and two or three letters together stand for, and its consonants are taken
 * as sounds: all that hisses is S, b is p, f is v, g is k. What is breathed
 * (h, kh, a Russian or German ch) comes and goes between languages; it counts
 * only as a beginning without consonant. Names of two consonants keep their
 * vowels in three classes, since two consonants alone are in many words.
 */
#include "config.h"

#include <string.h>

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define SOUNDS_MAX 6
#define SOUNDS_MIN 3 /* consonants that tell a name by themselves */
#define BREATH 'H'

/* Letters together, the longer before their beginnings. */
static const struct {
	char letters[5];
	char sound[3];
} together[] = {
	{ "tsch", "S" }, { "sch", "S" }, { "tch", "S" }, { "dzh", "S" },
	{ "dj", "S" },	 { "cz", "S" },	 { "sz", "S" },	 { "sh", "S" },
	{ "zh", "S" },	 { "ts", "S" },	 { "tz", "S" },	 { "kh", "H" },
	{ "gh", "k" },	 { "ph", "f" },	 { "th", "t" },	 { "dh", "d" },
	{ "ck", "k" },	 { "x", "kS" },
};

static bool is_among(const char *tag, const char *list)
{
	const char *at = strstr(list, tag);

	return *tag && at && strlen(tag) == 2;
}

/* "ch" hisses, or is breathed, or is k. */
static char sound_of_ch(const char *tag)
{
	return is_among(tag, "de nl pl cs sk") ? BREATH :
	       is_among(tag, "it ro")	       ? 'k' :
						 'S';
}

static char sound_of_j(const char *tag)
{
	return is_among(tag, "en fr pt ar fa tr id") ? 'S' :
	       !strcmp(tag, "es")		     ? BREATH :
						       'i';
}

/* "Doncic" ends like "Dončić". */
static char sound_of_c(const char *s, bool behind_i)
{
	bool soft = s[1] == 'e' || s[1] == 'i' || s[1] == 'y';

	return soft || (!s[1] && behind_i) ? 'S' : 'k';
}

static char sound_of_letter(char c)
{
	static const char sound[] = "abkdifkHiSklmnubkrStuffSiS";

	return c >= 'a' && c <= 'z' ? sound[c - 'a'] : '\0';
}

/* The sounds of what stands at s, 1 to 3 letters of it; how many. */
static size_t read_sound(const char *tag, const char *word, const char *s,
			 char out[3])
{
	memset(out, 0, 3);
	for (size_t i = 0; i < sizeof(together) / sizeof(*together); i++) {
		if (*s != together[i].letters[0])
			continue;
		size_t n = strlen(together[i].letters);
		if (strncmp(s, together[i].letters, n) != 0)
			continue;
		memcpy(out, together[i].sound, 3);
		return n;
	}
	if (*s == 'c' && s[1] == 'h') {
		out[0] = sound_of_ch(tag);
		return 2;
	}
	out[0] = *s == 'c' ? sound_of_c(s, s > word && s[-1] == 'i') :
		 *s == 'j' ? sound_of_j(tag) :
			     sound_of_letter(*s);
	return 1;
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'i' || c == 'u' || c == BREATH;
}

struct sounds {
	char bones[SOUNDS_MAX + 1]; /* consonants, 'a' for another begin */
	char whole[SOUNDS_MAX + 1]; /* with vowels */
	size_t n_bones, n_whole;
};

static void add_sound(struct sounds *s, char c)
{
	bool first = !s->n_bones && !s->n_whole;

	if (c != BREATH && s->n_whole < SOUNDS_MAX &&
	    (!s->n_whole || (s->whole[s->n_whole - 1] != c &&
			     !(is_vowel(c) &&
			       is_vowel(s->whole[s->n_whole - 1])))))
		s->whole[s->n_whole++] = c;
	if (is_vowel(c)) {
		if (!first)
			return;
		c = 'a';
	}
	if (s->n_bones < SOUNDS_MAX &&
	    (!s->n_bones || s->bones[s->n_bones - 1] != c))
		s->bones[s->n_bones++] = c;
}

size_t sound_of(const char *tag, const struct word_at *w,
		char out[CROSS_LETTERS])
{
	char latin[CROSS_LETTERS], some[3];
	struct sounds s = { 0 };

	letters_spoken(w->norm, w->norm_len, latin);
	for (const char *at = latin; *at;) {
		at += read_sound(tag, latin, at, some);
		for (const char *c = some; *c; c++)
			add_sound(&s, *c);
	}
	bool few = s.n_bones < SOUNDS_MIN;
	size_t n = few ? s.n_whole : s.n_bones;
	if (few && (s.n_bones < 2 || s.n_whole < 4))
		n = 0;
	memcpy(out, few ? s.whole : s.bones, n);
	out[n] = '\0';
	return n;
}
