/* test_story_quote.c - quotations and speakers in several scripts. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/story/quote.h"
#include "thrum/story/story.h"
#include "thrum/text/doc.h"

struct sample {
	const char *text;
	const char *expect; /* "speaker: quotation" a line */
};

static const struct sample samples[] = {
	{ "“The bridge will stay closed until spring,” Mayor Ina Holt said "
	  "on Monday. He calls it the “blue giant”.",
	  "Mayor Ina Holt: The bridge will stay closed until spring,\n" },
	{ "Harbour chief Tom Reed told the council: \"Nobody was on the quay "
	  "at that hour.\"",
	  "Tom Reed: Nobody was on the quay at that hour.\n" },
	{ "\"We saw smoke over the roof,\" the coast guard said.",
	  "the coast guard: We saw smoke over the roof,\n" },
	{ "„Wir haben alle Züge angehalten“, sagte Bahnsprecherin Eva Lenz.",
	  "Bahnsprecherin Eva Lenz: Wir haben alle Züge angehalten\n" },
	{ "« Nous avons fermé la route du col », a déclaré Luc Morel, maire.",
	  "Luc Morel: Nous avons fermé la route du col\n" },
	{ "Глава порта Олег Крылов заявил: «Мы закрыли гавань на сутки».",
	  "Олег Крылов: Мы закрыли гавань на сутки\n" },
	{ "田中市長は「橋は来年の春まで通れません」と述べた。",
	  "田中市長: 橋は来年の春まで通れません\n" },
	{ "市长李明说：“这座桥要到明年春天才能通行。”",
	  "市长李明: 这座桥要到明年春天才能通行。\n" },
	{ "«أغلقنا الميناء حتى صباح الغد»، قال مدير الميناء سامي حداد.",
	  "مدير الميناء سامي حداد: أغلقنا الميناء حتى صباح الغد\n" },
	{ "\"हमने बंदरगाह को कल सुबह तक बंद किया है\", महापौर राम सिंह ने कहा।",
	  "महापौर राम सिंह: हमने बंदरगाह को कल सुबह तक बंद किया है\n" },
	{ "‘It’s the worst flood I’ve seen,’ said Ann Poe.",
	  "Ann Poe: It’s the worst flood I’ve seen,\n" },
	{ "She likes “tea”. It’s 5 o’clock.", "" },
	{ "“This one never ends because the next paragraph goes on",
	  ": This one never ends because the next paragraph goes on\n" },
};

static void say(const char *text, struct buf *out)
{
	struct doc *doc = doc_from_text(text, strlen(text));
	struct quote_vec v = { 0 };

	quote_scan(doc, &v);
	for (size_t i = 0; i < v.len; i++) {
		buf_add(out, doc->text.ptr + v.v[i].who_off, v.v[i].who_len);
		buf_adds(out, ": ");
		buf_add(out, doc->text.ptr + v.v[i].off, v.v[i].len);
		buf_addc(out, '\n');
	}
	vec_release(&v);
	doc_free(doc);
}

Test(quote, samples)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct buf got = BUF_INIT;
		say(samples[i].text, &got);
		cr_expect_str_eq(got.ptr, samples[i].expect, "%s\ngave %s",
				 samples[i].text, got.ptr);
		buf_release(&got);
	}
}

Test(quote, one_saying_in_two_reports)
{
	static const char *const texts[2] = {
		"\"We will rebuild the old lighthouse,\" it was said.",
		"\"We will rebuild the old lighthouse by autumn,\" keeper Jon "
		"Marsh said. \"There is money for the lamp too,\" he added.",
	};
	struct doc *docs[2];
	struct story_report reports[2] = { { .id = 1 }, { .id = 2 } };
	struct sayings v;

	for (int i = 0; i < 2; i++) {
		docs[i] = doc_from_text(texts[i], strlen(texts[i]));
		reports[i].doc = docs[i];
		reports[i].lang = "en";
	}
	struct story *s = story_new(reports, 2);
	sayings_make(s, &v);
	cr_assert_eq(v.len, 2);
	cr_expect_eq(v.v[0].n_reports, 2);
	cr_expect_eq(v.v[0].report, 1, "the one with a name speaks");
	cr_expect_eq(v.v[1].n_reports, 1);
	sayings_release(&v);
	story_free(s);
	for (int i = 0; i < 2; i++)
		doc_free(docs[i]);
}
