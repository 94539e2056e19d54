/* test_story_number.c - figures and number words in several scripts. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/story/number.h"

struct sample {
	const char *lang, *text;
	const char *expect; /* "value kind unit" a number, parted by "; " */
};

static const char kinds[] = "cp$moytd";

static void say(const char *lang, const char *text, struct buf *out)
{
	struct number_vec v = { 0 };

	number_scan(text, strlen(text), lang, &v);
	for (size_t i = 0; i < v.len; i++) {
		cr_assert_leq(v.v[i].off + v.v[i].len, strlen(text));
		buf_addf(out, "%s%g%c%s", i ? "; " : "", v.v[i].value,
			 kinds[v.v[i].kind], v.v[i].unit);
	}
	vec_release(&v);
}

static const struct sample samples[] = {
	{ "en", "Twelve people and 19 dogs died.", "12c; 19c" },
	{ "en", "It cost $1.2 million, or 1,250 euros each.",
	  "1.2e+06$$; 1250$€" },
	{ "en", "Turnout was 61.5 per cent, up 3%.", "61.5p%; 3p%" },
	{ "en", "The G7 met; an F-16 and a 5G mast fell.", "" },
	{ "en", "In 2024 the 3rd storm came at 14:30.", "2024y; 3o; 870t" },
	{ "en", "A 6.1-magnitude quake, 25-year-old wall.", "6.1c; 25c" },
	{ "en", "Twenty-five boats, minus -4 degrees", "25c; -4m°" },
	{ "en", "between 10-12 km", "10c; 12mkm" },
	{ "en", "3bn people, 40k fans", "3e+09c; 40000c" },
	{ "de", "1.250 Menschen, 3,5 Prozent, zwölf Boote",
	  "1250c; 3.5p%; 12c" },
	{ "de", "am 12.05.2020 um 8:05", "2.02005e+07d; 485t" },
	{ "fr", "12 300 personnes et 3,5 millions d'euros",
	  "12300c; 3.5e+06$€" },
	{ "ja", "死者は12人、被害は1億2000万円。", "12c; 1.2e+08$¥" },
	{ "ja", "十二人が第3回に2024年5月", "12c; 3o; 2024y; 5o" },
	{ "zh", "一部分人，三千五百人", "3500c" },
	{ "ar", "قتل ١٢ شخصا و ٪٣", "12c; 3c" },
	{ "hi", "१२ लोग और 3.5 प्रतिशत, 2 करोड़ घर", "12c; 3.5p%; 2e+07c" },
	{ "de", "1,2 Millionen Euro, drei Tote, 12 km", "1.2e+06$€; 3c; 12mkm" },
	{ "zh", "12人死亡，损失3亿元，占5%", "12c; 3e+08$元; 5p%" },
	{ "ru", "погибли 12 человек, 3,5 млн рублей", "12c; 3.5e+06$₽" },
	{ "en", "picture 1/34, season 2015/16, call 0800 12", "12c" },
	{ "", "123456789012345678901234567890", "" },
};

Test(number, samples)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct buf got = BUF_INIT;
		say(samples[i].lang, samples[i].text, &got);
		cr_expect_str_eq(got.ptr, samples[i].expect, "%s: %s",
				 samples[i].text, got.ptr);
		buf_release(&got);
	}
}

Test(number, figure_is_inside_the_text)
{
	const char *s = "about $1.2 million was lost";
	struct number_vec v = { 0 };

	number_scan(s, strlen(s), "en", &v);
	cr_assert_eq(v.len, 1);
	cr_expect_eq(v.v[0].off, 6);
	cr_expect_eq(v.v[0].len, 12);
	cr_expect_eq(v.v[0].figure_off, 7);
	cr_expect_eq(v.v[0].figure_len, 11);
	vec_release(&v);
}
