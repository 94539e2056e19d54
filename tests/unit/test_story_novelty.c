/* test_story_novelty.c - what a reader has read already. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/story/novelty.h"
#include "thrum/story/story.h"
#include "thrum/text/doc.h"

#define OUT_MAX 16

struct sample {
	const char *lang, *known;
	const char *text;
	const char *expect; /* a sign a sentence: r repeated, n new, f with a
			     * fact */
};

static const char ferry[] =
	"The ferry Alma ran aground off Port Ellis on Monday with 40 people "
	"on board. The coast guard took all passengers to the shore by "
	"helicopter. Captain Jonas Reve said the steering had failed in high "
	"waves.";

static const struct sample samples[] = {
	{ "en", ferry,
	  "On Monday the ferry Alma ran aground off Port Ellis with 40 people "
	  "on board.",
	  "r" },
	{ "en", ferry,
	  "The ferry Alma ran aground off Port Ellis on Monday with 44 people "
	  "on board.",
	  "f" },
	{ "en", ferry,
	  "Captain Martin Dole said the steering had failed in high waves.",
	  "f" },
	{ "en", ferry,
	  "Divers will look at the hull when the weather allows it.", "n" },
	{ "en", ferry,
	  "The coast guard took all passengers to the shore by helicopter. "
	  "Owners of the line promised new engines next year.",
	  "rn" },
	{ "de",
	  "Die Fähre Alma lief am Montag vor Port Ellis mit 40 Menschen an "
	  "Bord auf Grund.",
	  "Am Montag lief die Fähre Alma mit 40 Menschen an Bord vor Port "
	  "Ellis auf Grund. Taucher prüfen nun den Rumpf des Schiffes.",
	  "rn" },
	{ "ja",
	  "フェリー「アルマ」は月曜日、乗客40人を乗せて港の沖で座礁した。",
	  "月曜日、フェリー「アルマ」は乗客40人を乗せて港の沖で座礁した。"
	  "月曜日、フェリー「アルマ」は乗客52人を乗せて港の沖で座礁した。",
	  "rf" },
	{ "zh",
	  "渡轮阿尔玛号星期一在港口外搁浅,船上有40名乘客。海岸警卫队用直升机救"
	  "出了所有人。",
	  "星期一,渡轮阿尔玛号在港口外搁浅,船上有40名乘客。"
	  "星期一,渡轮阿尔玛号在港口外搁浅,船上有52名乘客。"
	  "潜水员明天检查船体。",
	  "rfn" },
	{ "ru",
	  "Паром «Альма» в понедельник сел на мель у порта, на борту было 40 "
	  "человек. Береговая охрана вывезла всех пассажиров на вертолёте.",
	  "В понедельник паром «Альма» сел на мель у порта, на борту было 40 "
	  "человек. В понедельник паром «Альма» сел на мель у порта, на борту "
	  "было 52 человека. Водолазы осмотрят корпус судна завтра утром.",
	  "rfn" },
	{ "ar",
	  "جنحت العبارة ألما يوم الاثنين قبالة الميناء وعلى متنها 40 راكبا. "
	  "ونقل خفر السواحل جميع الركاب بالمروحية.",
	  "يوم الاثنين جنحت العبارة ألما قبالة الميناء وعلى متنها 40 راكبا. "
	  "يوم الاثنين جنحت العبارة ألما قبالة الميناء وعلى متنها 52 راكبا. "
	  "سيفحص الغواصون هيكل السفينة غدا صباحا.",
	  "rfn" },
	{ "hi",
	  "नौका अल्मा सोमवार को बंदरगाह के पास फंस गई और उस पर 40 यात्री सवार थे। "
	  "तटरक्षक बल ने सभी यात्रियों को हेलीकॉप्टर से निकाला।",
	  "सोमवार को नौका अल्मा बंदरगाह के पास फंस गई और उस पर 40 यात्री सवार थे। "
	  "सोमवार को नौका अल्मा बंदरगाह के पास फंस गई और उस पर 52 यात्री सवार थे। "
	  "गोताखोर कल सुबह जहाज के ढांचे की जांच करेंगे।",
	  "rfn" },
};

static void judge(const struct sample *x, char out[OUT_MAX + 1])
{
	struct doc *a = doc_from_text(x->known, strlen(x->known));
	struct doc *b = doc_from_text(x->text, strlen(x->text));
	struct story_report reports[2] = { { .doc = a, .lang = x->lang },
					   { .doc = b, .lang = x->lang } };
	uint8_t known[2] = { 1, 1 };
	struct novelty got[OUT_MAX];
	struct story *s = story_new(reports, 2);
	struct novelty_index *ix = novelty_index_new(s, known);
	size_t n = s->first[2] - s->first[1];

	cr_assert_leq(n, OUT_MAX);
	novelty_judge(ix, 1, got);
	for (size_t i = 0; i < n; i++)
		out[i] = got[i].repeated ? 'r' : got[i].fact ? 'f' : 'n';
	out[n] = '\0';
	struct novelty_counts c = novelty_count(s, 1, got);
	cr_expect_eq(c.sentences, n);
	novelty_index_free(ix);
	story_free(s);
	doc_free(a);
	doc_free(b);
}

Test(novelty, samples)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char got[OUT_MAX + 1];
		judge(&samples[i], got);
		cr_expect_str_eq(got, samples[i].expect, "%s: %s",
				 samples[i].text, got);
	}
}

Test(novelty, a_report_is_not_its_own_witness)
{
	struct doc *a = doc_from_text(ferry, strlen(ferry));
	struct story_report reports[2] = { { .doc = a, .lang = "en" },
					   { .title = "Ferry aground" } };
	uint8_t known[2] = { 1, 0 };
	struct story *s = story_new(reports, 2);
	struct novelty_index *ix = novelty_index_new(s, known);
	struct novelty got[OUT_MAX];

	novelty_judge(ix, 0, got);
	for (size_t i = 0; i < s->first[1]; i++)
		cr_expect(!got[i].repeated);
	novelty_index_free(ix);
	story_free(s);
	doc_free(a);
}

Test(novelty, nothing_at_all)
{
	uint8_t known[1] = { 0 };
	struct story *s = story_new(NULL, 0);
	struct novelty_index *ix = novelty_index_new(s, known);

	novelty_index_free(ix);
	story_free(s);
}
