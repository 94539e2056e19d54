/* test_text_token.c - words and stems. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "thrum/text/token.h"

/* All normal forms, one space between; flags in letters behind a slash. */
static char *words(const char *s, bool with_flags)
{
	struct tokens ts;
	struct buf out = BUF_INIT;

	tokens_init(&ts);
	token_scan(&ts, s, strlen(s), 1000);
	for (size_t i = 0; i < ts.len; i++) {
		const struct token *k = &ts.v[i];
		cr_assert_leq(k->off + k->len, strlen(s));
		if (i)
			buf_addc(&out, ' ');
		buf_add(&out, ts.norm.ptr + k->norm_off, k->norm_len);
		if (!with_flags)
			continue;
		buf_addc(&out, '/');
		for (int f = 0; f < 6; f++)
			if (k->flags >> f & 1)
				buf_addc(&out, "UADBSJ"[f]);
	}
	tokens_release(&ts);
	return buf_detach(&out);
}

Test(token, words_of_many_scripts)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "", "" },
		{ " ... !", "" },
		{ "Two words", "two words" },
		{ "snake_case is two", "snake case is two" },
		{ "The minister's plan", "the minister plan" },
		{ "The minister’s plan", "the minister plan" },
		{ "It's rock'n'roll", "it rock'n roll" },
		{ "l’eau d'Évian", "l'eau d'évian" },
		{ "ÄRGER in Köln", "ärger in köln" },
		{ "Выборы в Москве", "выборы в москве" },
		{ "الانتخابات في تونس", "الانتخابات في تونس" },
		{ "bầu cử", "bầu cử" },
		{ "選挙", "選挙" },
		{ "参院選挙", "参院 院選 選挙" },
		{ "東京で2025年に", "東京 京で 2025 年に" },
		{ "水", "水" },
		{ "ＴＯＫＹＯ２０２５", "tokyo2025" },
		{ "٢٠٢٥", "2025" },
		{ "선거 결과", "선거 결과" },
		{ "ab\xff" "cd", "ab cd" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *got = words(cases[i].in, false);
		cr_expect_str_eq(got, cases[i].out, "%s: %s", cases[i].in,
				 got);
		free(got);
	}
}

Test(token, flags)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "The US Navy", "the/US us/UAJ navy/UJ" },
		{ "He left. She came", "he/US left/J she/US came/J" },
		{ "Mr. X, 42 years", "mr/US x/US 42/D years/J" },
		{ "Jean-Luc \"Picard\"", "jean/US luc/UJ picard/U" },
		{ "a\nB", "a/S b/US" },
		{ "G20 talks", "g20/UAS talks/J" },
		{ "選挙。東京", "選挙/BS 東京/BS" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *got = words(cases[i].in, true);
		cr_expect_str_eq(got, cases[i].out, "%s: %s", cases[i].in,
				 got);
		free(got);
	}
}

/* Words inside a long text are read eight bytes at a time, at its end one by
 * one: both ways give the same. */
Test(token, long_and_short_ways_agree)
{
	static const char *const all[] = {
		"a", "Ab", "ABC", "1234", "12ab34", "UPPERCASE", 
		"sevench", "eightchr", "Fifteenchars999", "sixteencharacter",
		"seventeencharacte", "A1", "x\xc3\xa9", "12345678", "ABCDEFGHI",
		"ABCDEFGHi", "123456789012345a", "don't", "foo_bar",
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		char in[80], *alone = words(all[i], true), *inside;
		snprintf(in, sizeof(in), "%s and then some more words",
			 all[i]);
		inside = words(in, true);
		cr_expect(!strncmp(alone, inside, strlen(alone)),
			  "%s: %s, %s", all[i], alone, inside);
		cr_expect(strstr(inside, " and/J then/J some/J"), "%s",
			  inside);
		free(alone);
		free(inside);
	}
}

Test(token, marks_stay_with_their_letters)
{
	char *got = words("caf\x65\xcc\x81 noir", false);

	cr_assert_str_eq(got, "caf\x65\xcc\x81 noir");
	free(got);
}

Test(token, thai_gives_bigrams_of_clusters)
{
	/* ko kai + sara i, kho khai, ngo ngu: two overlapping pairs. */
	char *got = words("\xe0\xb8\x81\xe0\xb8\xb4\xe0\xb8\x82\xe0\xb8\x87",
			  false);

	cr_assert_str_eq(got, "\xe0\xb8\x81\xe0\xb8\xb4\xe0\xb8\x82 "
			      "\xe0\xb8\x82\xe0\xb8\x87");
	free(got);
}

Test(token, hostile_runs_are_bounded)
{
	struct tokens ts;
	struct buf in = BUF_INIT;

	for (int i = 0; i < 100000; i++)
		buf_addc(&in, 'A');
	for (int i = 0; i < 100000; i++)
		buf_adds(&in, "\xcc\x81");
	for (int i = 0; i < 5000; i++)
		buf_adds(&in, " x");
	buf_adds(&in, "\xe6\xbc");
	tokens_init(&ts);
	token_scan(&ts, in.ptr, in.len, 100);
	cr_assert_eq(ts.len, 100);
	cr_assert_leq(ts.v[0].norm_len, 72);
	cr_assert_eq(ts.v[0].off, 0);
	cr_assert_eq(ts.v[1].norm_len, 1);
	tokens_release(&ts);
	buf_release(&in);
}

Test(stem, by_language)
{
	static const struct {
		const char *lang, *word, *stem;
	} cases[] = {
		{ "en", "elections", "elect" },
		{ "en-GB", "elections", "elect" },
		{ "de", "wahlen", "wahl" },
		{ "fr", "élections", "élect" },
		{ "es", "elecciones", "eleccion" },
		{ "ru", "выборов", "выбор" },
		{ "sl", "volitvah", "volitv" },
		{ "vi", "cử", "cử" },
		{ "", "elections", "electi" },
		{ "zz", "ärgerlich", "ärgerl" },
	};
	struct stemmer *st = stemmer_new();
	struct buf out = BUF_INIT;

	for (int twice = 0; twice < 2; twice++) {
		for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
			buf_clear(&out);
			stemmer_stem(st, cases[i].lang, cases[i].word,
				     strlen(cases[i].word), &out);
			cr_expect_str_eq(out.ptr, cases[i].stem, "%s: %s",
					 cases[i].word, out.ptr);
		}
	}
	cr_expect(stemmer_has("pt-BR"));
	cr_expect_not(stemmer_has("ja"));
	cr_expect_not(stemmer_has("eng"));
	stemmer_free(st);
	buf_release(&out);
}
