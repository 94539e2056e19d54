/* cross_words.c - words of news that mean the same, as numbers.
 *
 * The rows of the tables are read for a language when its first article
 * comes: word and language -> concept, "any ending" marked. A word is asked
 * for whole first, then by its beginnings, the longest first.
 */
#include "config.h"

#include <string.h>

#include "thrum/base/hash.h"

#include "topic_priv.h"

#include "cross_acts.h"
#include "cross_places.h"
#include "cross_things.h"
#include "cross_words.h"

#include "thrum/base/banned.h"

#define BEGINNING_MIN 3 /* letters before "*" that are asked for */
#define CLITIC_MIN 4 /* an Arabic "and", "with", "to" or "so" and its word
		      * have more letters */

static uint64_t key_of(const char *latin, size_t n, size_t lang)
{
	return hash64(latin, n, lang + 1);
}

/* One way to say it: "medal*". The first row that has it counts. */
static void read_word(struct idmap *words, const char *s, size_t len,
		      size_t lang, uint32_t concept)
{
	char latin[CROSS_LETTERS];
	bool any = len > 1 && s[len - 1] == '*';
	size_t n = letters_latin(s, len - any, latin);
	uint32_t *at;

	if (!n)
		return;
	at = idmap_put(words, key_of(latin, n, lang));
	if (*at == NONE)
		*at = concept << 1 | any;
}

/* The field of a row, by spaces; its words, by slashes. */
static void read_row(struct idmap *words, const char *row, size_t lang,
		     uint32_t concept)
{
	for (size_t k = 0; k < lang; k++)
		row += strcspn(row, " ") + 1;
	size_t end = strcspn(row, " ");
	for (size_t i = 0; i < end;) {
		size_t n = strcspn(row + i, "/ ");
		read_word(words, row + i, n, lang, concept);
		i += n + 1;
	}
}

#define TABLE(rows) { rows, sizeof(rows) / sizeof(*(rows)) }

static void read_language(struct idmap *words, size_t lang)
{
	static const struct {
		const char *const *rows;
		size_t n;
	} tables[] = {
		TABLE(cross_rows), TABLE(cross_places), TABLE(cross_acts),
		TABLE(cross_things),
	};
	uint32_t concept = 0;

	for (size_t k = 0; k < sizeof(tables) / sizeof(*tables); k++)
		for (size_t i = 0; i < tables[k].n; i++)
			read_row(words, tables[k].rows[i], lang, ++concept);
}

static size_t column_of(const char *tag)
{
	size_t k = 0, n = sizeof(cross_langs) / sizeof(*cross_langs);

	while (k < n && strcmp(cross_langs[k], tag) != 0)
		k++;
	return k < n ? k : SIZE_MAX;
}

/* The word whole, or its longest known beginning; or NONE. */
static uint32_t look_up(const struct idmap *words, const char *latin,
			size_t n, size_t lang)
{
	uint32_t at = idmap_get(words, key_of(latin, n, lang));

	for (; at == NONE && n > BEGINNING_MIN; n--) {
		uint32_t part = idmap_get(words, key_of(latin, n - 1, lang));
		if (part != NONE && part & 1)
			at = part;
	}
	return at;
}

uint32_t cross_concept(struct cross_words *c, const char *tag,
		       const char *latin)
{
	size_t lang = column_of(tag), n = strlen(latin);

	if (lang == SIZE_MAX)
		return 0;
	if (!(c->read >> lang & 1)) {
		c->read |= 1u << lang;
		read_language(&c->words, lang);
	}
	uint32_t at = look_up(&c->words, latin, n, lang);
	if (at == NONE && !strcmp(tag, "ar") && n > CLITIC_MIN &&
	    strchr("wblf", *latin))
		at = look_up(&c->words, latin + 1, n - 1, lang);
	return at == NONE ? 0 : at >> 1;
}
