/* test_topic_events.c - small sets of reports with what must come of them:
 * events in several languages, traps, copies, reasons, related threads. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/topic/topic.h"

#define HOUR 3600
#define DAY_S 86400
#define T0 INT64_C(1748700000)

struct item {
	const char *event; /* the same word, the same thread */
	int64_t at; /* seconds after T0 */
	const char *title, *body;
};

struct got {
	int64_t thread[64], copy[64], near[64];
	double score[64];
	struct buf why[64]; /* kind:term, parted by spaces */
};

static void take(const struct membership *m, void *ctx)
{
	struct got *g = ctx;
	struct buf *b = &g->why[m->article_id];

	g->thread[m->article_id] = m->thread_id;
	g->copy[m->article_id] = m->copy_of;
	g->near[m->article_id] = m->near_id;
	g->score[m->article_id] = m->score;
	buf_clear(b);
	for (size_t i = 0; i < m->why.len; i++) {
		const struct evidence *e = &m->why.v[i];
		buf_addf(b, "%c:%s ", "TNUDCE"[e->kind],
			 e->term ? e->term : "");
		if (e->kind != EVIDENCE_DATE)
			cr_expect(e->weight >= 0 && e->weight <= 1.0001);
	}
}

static void add(struct topic *t, const struct item *it, int64_t id,
		const char *lang)
{
	struct topic_article a = { .id = id,
				   .title = it->title,
				   .body = it->body,
				   .body_len = it->body ? strlen(it->body) :
							  0,
				   .lang = lang,
				   .date = it->at < 0 ? 0 : T0 + it->at };

	topic_add(t, &a);
}

static void got_init(struct got *g)
{
	memset(g, 0, sizeof(*g));
	for (int i = 0; i < 64; i++)
		buf_init(&g->why[i], 4096);
}

static void got_release(struct got *g)
{
	for (int i = 0; i < 64; i++)
		buf_release(&g->why[i]);
}

static void expect_events(const struct item *items, size_t n,
			  const struct got *g)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			cr_expect_eq(!strcmp(items[i].event, items[k].event),
				     g->thread[i + 1] == g->thread[k + 1],
				     "%s / %s", items[i].title,
				     items[k].title);
}

static void run(const struct item *items, size_t n, const char *lang)
{
	struct topic *t = topic_new(NULL);
	struct got g;

	got_init(&g);
	for (size_t i = 0; i < n; i++)
		add(t, &items[i], (int64_t)i + 1, lang);
	topic_decide(t);
	topic_changes(t, take, &g);
	expect_events(items, n, &g);
	got_release(&g);
	topic_free(t);
}

#define RUN(items, lang) run(items, sizeof(items) / sizeof(*(items)), lang)

static const struct item english[] = {
	{ "bridge", 0, "Storm closes the Harlow bridge",
	  "A storm forced the closure of the Harlow bridge on Monday after "
	  "waves damaged two pillars. Engineers of the county said repairs "
	  "may take three weeks, and traffic is led over Milton." },
	{ "vote", HOUR, "Parliament of Norvia rejects budget",
	  "Lawmakers in Norvia voted down the budget of prime minister Elin "
	  "Dahl by 91 votes to 78. The finance minister offered to resign, "
	  "and a new draft is expected before the summer." },
	{ "bridge", 2 * HOUR, "Harlow bridge shut after waves damage pillars",
	  "Drivers must go by Milton for about three weeks. The county shut "
	  "the Harlow bridge when a storm drove waves against it and two "
	  "pillars cracked, engineers said on Monday." },
	{ "comet", 3 * HOUR, "Astronomers follow comet with two tails",
	  "A comet that will pass the Sun in August has shown two tails to "
	  "telescopes in Chile. Observers say that it may be seen without "
	  "instruments from the southern half of the Earth." },
	{ "vote", 5 * HOUR, "Budget of Elin Dahl fails in Norvia",
	  "Prime minister Elin Dahl lost the vote on her budget in the "
	  "parliament of Norvia, 78 to 91. Her finance minister said he was "
	  "ready to resign; a second draft comes before summer." },
	{ "bridge", 9 * HOUR, "Engineers inspect cracked pillars of Harlow "
			      "bridge",
	  "Engineers of the county inspected the Harlow bridge, closed since "
	  "the storm on Monday. Two pillars are cracked. Repairs take three "
	  "weeks, during which traffic uses the road through Milton." },
};

Test(events, english)
{
	RUN(english, "en");
}

Test(events, language_is_found_when_not_given)
{
	RUN(english, NULL);
}

Test(events, japanese)
{
	static const struct item items[] = {
		{ "quake", 0, "北海道東部で震度5弱の地震　津波の心配なし",
		  "31日夕方、北海道東部で震度5弱の地震があった。気象庁に"
		  "よると震源は十勝沖で、津波の心配はない。釧路市の消防は"
		  "けが人の情報はないとしている。" },
		{ "rice", HOUR, "備蓄米の店頭販売始まる　5キロ2000円台",
		  "政府が放出した備蓄米の店頭販売が始まった。価格は5キロで"
		  "2000円台で、開店前から長い列ができた。農林水産省は来週"
		  "さらに多くの店に並ぶとみている。" },
		{ "quake", 2 * HOUR, "北海道で震度5弱、けが人の情報なし",
		  "北海道東部で地震があり、震度5弱を観測した。震源は十勝沖。"
		  "気象庁は津波の心配はないと発表し、釧路市の消防によると"
		  "けが人は確認されていない。" },
		{ "rice", 3 * HOUR, "店に長い列、備蓄米が2000円台で販売",
		  "備蓄米が5キロ2000円台で店頭に並び、開店前から買い物客の"
		  "列ができた。政府による放出は来週も続き、農林水産省は"
		  "販売する店が増えるとしている。" },
		{ "baseball", 4 * HOUR, "高校野球の春季大会、初出場校が優勝",
		  "高校野球の春季大会は決勝が行われ、初めて出場した県立高校が"
		  "延長の末に優勝した。主将は仲間に感謝すると話した。" },
	};

	RUN(items, "ja");
}

/* The only capitals in a text without any are of agencies and outlets. */
Test(events, latin_letters_in_japanese_join_nothing)
{
	static const struct item items[] = {
		{ "dam", 0, "山あいのダム、貯水率が3割を切る",
		  "雨の少ない春が続き、県北部のダムの貯水率が3割を切った。"
		  "NHKの取材に対し、管理事務所は節水を呼びかけたいと"
		  "話している。農家は田植えを遅らせている。" },
		{ "fair", HOUR, "駅前の古本市、二十年ぶりに復活",
		  "商店街の有志が古本市を駅前の広場で開いた。NHKの番組で"
		  "紹介された絵本を探す親子連れなど、二日間で四千人が"
		  "訪れたという。" },
		{ "ferry", 2 * HOUR, "離島の連絡船、新しい船長は二十六歳",
		  "島と本土を結ぶ連絡船の船長に、地元出身の女性が就いた。"
		  "NHKによると、全国で最も若い船長とみられる。母も"
		  "かつて機関士として乗っていた。" },
	};

	RUN(items, "ja");
}

Test(events, chinese)
{
	static const struct item items[] = {
		{ "probe", 0, "小行星探测器成功发射升空",
		  "小行星探测器今天凌晨由长征火箭从西昌发射升空，将飞往一颗"
		  "近地小行星采集样本，并计划在两年后把样本送回地球。" },
		{ "flood", HOUR, "南部连日暴雨引发洪水，数千人转移",
		  "南部地区连日暴雨，河水上涨引发洪水，数千名居民被转移到"
		  "学校和体育馆。铁路部门暂停了多趟列车。" },
		{ "probe", 3 * HOUR, "长征火箭发射小行星探测器，将采样返回",
		  "长征火箭今天凌晨在西昌把小行星探测器送入轨道。探测器将在"
		  "近地小行星上采集样本，两年后返回地球。" },
		{ "flood", 4 * HOUR, "暴雨致河水上涨，南部数千居民转移",
		  "由于连日暴雨，南部多条河流水位上涨，洪水淹没道路。数千名"
		  "居民转移到体育馆，多趟列车停运。" },
	};

	RUN(items, "zh");
}

/* Two events of three headlines each, and one more: the thread it is in. */
static int64_t place_of_last(const char *last, double ease, double lead)
{
	static const char *const titles[] = {
		"Volcano Mount Karu erupts, ash closes airport",
		"Marathon of Dana Ruiz won, Porto crowds streets",
		"Mount Karu volcano erupts: ash over airport",
		"Dana Ruiz marathon won: Porto streets",
		"Airport closed by ash as volcano Karu erupts",
		"Streets crowded by Porto as marathon Ruiz won",
	};
	const int64_t n = sizeof(titles) / sizeof(*titles);
	struct topic_params p;

	topic_params_default(&p);
	p.n_cold = 0;
	p.lone_ease = ease;
	p.lone_lead = lead;
	struct topic *t = topic_new(&p);
	for (int64_t i = 0; i <= n; i++) {
		struct item it = { "", i * HOUR / 2,
				   i < n ? titles[i] : last, "" };
		add(t, &it, i + 1, "en");
	}
	topic_decide(t);
	int64_t thread = topic_thread_of(t, n + 1);
	topic_free(t);
	return thread;
}

Test(events, what_nothing_joined_goes_where_it_clearly_fits_best)
{
	const char *near_one = "Karu: evacuated villages wait below for "
			       "buses, blankets";
	const char *near_both = "Karu, Porto: evacuated villages wait below "
				"for buses, blankets, soup, schools, army, "
				"tents";

	cr_expect_eq(place_of_last(near_one, 0, 1.5), 7);
	cr_expect_eq(place_of_last(near_one, 0.2, 1.5), 1);
	cr_expect_eq(place_of_last(near_both, 0.2, 1.5), 7);
	cr_expect_neq(place_of_last(near_both, 0.2, 1), 7);
}

Test(events, german_headlines)
{
	static const struct item items[] = {
		{ "strike", 0, "Warnstreik legt Flughafen Hamburg lahm", "" },
		{ "flood", HOUR, "Hochwasser in Passau: Donau steigt weiter",
		  "" },
		{ "strike", 2 * HOUR,
		  "Flughafen Hamburg: Warnstreik trifft Tausende Reisende", "" },
		{ "flood", 3 * HOUR, "Donau-Hochwasser: Passau ruft den "
				     "Katastrophenfall aus", "" },
		{ "art", 4 * HOUR, "Museum in Dresden zeigt verschollenes "
				   "Gemälde", "" },
	};

	RUN(items, "de");
}

/* No word is the same, but what they mean or begin with is. */
Test(events, words_and_their_meaning)
{
	static const struct item items[] = {
		{ "mayor", 0, "Harlow mayor resigns over bribery", "" },
		{ "bees", HOUR, "Swarm of bees delays express", "" },
		{ "mayor", 2 * HOUR, "Corruption: top man of Harlow leaves", "" },
	};

	RUN(items, "en");
}

/* One outlet writes the marks, the next does not; in Vietnamese other marks
 * make other words. */
Test(events, letters_without_their_marks)
{
	static const struct item french[] = {
		{ "cave", 0, "Béregère jugée à Névian", "" },
		{ "bees", HOUR, "Un essaim d'abeilles retarde un train", "" },
		{ "cave", 2 * HOUR, "NEVIAN : BEREGERE EST LIBRE", "" },
	};
	static const struct item vietnamese[] = {
		{ "ghost", 0, "Ma ở chợ Bến", "" },
		{ "rice", HOUR, "Mạ ở chợ Bền", "" },
	};

	RUN(french, "fr");
	RUN(vietnamese, "vi");
}

Test(events, arabic)
{
	static const struct item items[] = {
		{ "bridge", 0, "افتتاح جسر جديد فوق نهر دجلة في الموصل",
		  "افتتح محافظ نينوى جسرا جديدا فوق نهر دجلة في مدينة الموصل "
		  "بعد أعمال استمرت ثلاث سنوات، ومن المتوقع أن يخفف الازدحام "
		  "في وسط المدينة القديمة." },
		{ "match", HOUR, "المنتخب المغربي يفوز على تونس بهدفين",
		  "فاز المنتخب المغربي على نظيره التونسي بهدفين دون رد في "
		  "مباراة ودية أقيمت في مدينة فاس مساء الجمعة أمام آلاف "
		  "المشجعين." },
		{ "bridge", 2 * HOUR, "الموصل: جسر جديد على دجلة يخفف الازدحام",
		  "بعد ثلاث سنوات من العمل افتتح في الموصل جسر جديد فوق نهر "
		  "دجلة، وقال محافظ نينوى إنه سيخفف الازدحام في وسط المدينة." },
	};

	RUN(items, "ar");
}

Test(events, same_title_a_year_apart)
{
	static const struct item items[] = {
		{ "2024", 0, "Marathon in Lund won by local runner", "" },
		{ "2025", (int64_t)365 * DAY_S,
		  "Marathon in Lund won by local runner", "" },
	};

	RUN(items, "en");
}

Test(events, two_versions_of_one_product)
{
	static const struct item items[] = {
		{ "a", 0, "Editor Quill 3.13 released",
		  "The makers of the editor Quill have released version 3.13. "
		  "It brings a faster search, a spell checker for Welsh and "
		  "fixes for printing on old machines." },
		{ "b", (int64_t)20 * DAY_S, "Editor Quill 3.14 released",
		  "Version 3.14 of the editor Quill is out. New are tabs that "
		  "can be moved between windows, a plug-in manager and a dark "
		  "theme by a volunteer from Brazil." },
	};

	RUN(items, "en");
}

Test(events, one_word_headlines_and_empty_ones_stay_alone)
{
	static const struct item items[] = {
		{ "a", 0, "", "" },	  { "b", 60, "", NULL },
		{ "c", 120, "!!!", "..." }, { "d", 180, "Update", "" },
		{ "e", 240, "\xe2\x80\xa6", " " },
	};

	RUN(items, "en");
}

Test(events, undated_and_skewed_dates)
{
	static const struct item items[] = {
		{ "x", -1, "Ferry runs aground off Lindholm",
		  "A ferry with 212 people on board ran aground off Lindholm in "
		  "thick fog. Nobody was hurt, the coast guard said, and tugs "
		  "are to pull the ship free at high tide." },
		{ "y", (int64_t)4000 * DAY_S, "Choir sings in empty silo",
		  "A choir of forty voices gave a concert in an empty grain silo "
		  "whose echo lasts eighteen seconds. Listeners stood in the dark "
		  "and were asked not to clap." },
		{ "x", 10, "Lindholm ferry stuck in fog, 212 aboard",
		  "Tugs will try to free a ferry that ran aground off Lindholm. "
		  "The coast guard said nobody of the 212 people on board was "
		  "hurt when the ship lost its way in fog." },
	};

	RUN(items, "en");
}

Test(events, reasons_name_what_is_shared)
{
	struct topic *t = topic_new(NULL);
	struct got g;
	size_t n = sizeof(english) / sizeof(*english);

	got_init(&g);
	for (size_t i = 0; i < n; i++)
		add(t, &english[i], (int64_t)i + 1, "en");
	topic_decide(t);
	topic_changes(t, take, &g);
	cr_expect(g.near[3] == 1 || g.near[3] == 6);
	cr_expect(strstr(g.why[3].ptr, ":Harlow"), "%s", g.why[3].ptr);
	cr_expect(strstr(g.why[3].ptr, "D:"), "%s", g.why[3].ptr);
	cr_expect(strstr(g.why[5].ptr, "N:Elin Dahl") ||
			  strstr(g.why[5].ptr, "N:Dahl"),
		  "%s", g.why[5].ptr);
	cr_expect(strstr(g.why[5].ptr, "U:91"), "%s", g.why[5].ptr);
	cr_expect_gt(g.score[3], 0.16);
	cr_expect_leq(g.score[3], 1.0);
	cr_expect_eq(g.near[4], 0, "a report alone is near to none");
	cr_expect_eq(g.why[4].len, 0, "%s", g.why[4].ptr);
	got_release(&g);
	topic_free(t);
}

Test(events, a_thread_is_described)
{
	struct topic *t = topic_new(NULL);
	struct topic_summary sum;
	struct buf names = BUF_INIT;
	size_t n = sizeof(english) / sizeof(*english);

	for (size_t i = 0; i < n; i++)
		add(t, &english[i], (int64_t)i + 1, "en");
	topic_decide(t);
	cr_assert_eq(topic_thread_of(t, 6), 1);
	cr_assert_eq(topic_thread_of(t, 99), 0);
	cr_assert(topic_describe(t, 1, &sum, &names));
	cr_expect_eq(sum.n_members, 3);
	cr_expect(sum.central == 1 || sum.central == 3 || sum.central == 6);
	cr_expect(strstr(names.ptr, "Harlow"), "%s", names.ptr);
	cr_expect_not(topic_describe(t, 3, &sum, &names));
	buf_release(&names);
	topic_free(t);
}

static const struct item chapters[] = {
	{ "one", 0, "Kiran Port dockers begin strike over pay",
	  "Dockers in Kiran Port walked out on Friday. Their union asks for "
	  "nine per cent more pay; the company Merrow Lines offers four. "
	  "Forty ships wait outside the harbour." },
	{ "garden", HOUR, "Rare orchid opens after eleven years",
	  "An orchid in the botanic garden of Esker has opened its flower for "
	  "the first time in eleven years. The garden stays open until "
	  "midnight so that visitors can smell it." },
	{ "one", 3 * HOUR, "Strike over pay stops Kiran Port",
	  "Forty ships wait outside Kiran Port since dockers walked out. The "
	  "union wants nine per cent more pay, Merrow Lines offers four." },
	{ "two", (int64_t)9 * DAY_S, "Merrow Lines sues union of Kiran Port",
	  "The shipping company Merrow Lines has taken the union of the "
	  "dockers to court. It wants twelve million in damages for cargo "
	  "that spoiled; a judge will hear both sides in July." },
	{ "two", (int64_t)9 * DAY_S + HOUR,
	  "Twelve million in damages asked of dockers' union",
	  "A judge will hear in July whether the union must pay twelve "
	  "million in damages. Merrow Lines went to court over cargo that "
	  "spoiled in Kiran Port." },
	{ "comet", (int64_t)9 * DAY_S + 2 * HOUR, "Comet fades sooner than "
						  "hoped",
	  "Observers in Chile say that the comet with two tails has lost most "
	  "of its light after passing the Sun. It can now be seen with large "
	  "telescopes only." },
};

static const struct item festive[] = {
	{ "gifts", 0, "Wooden toys lead the gifts of this Christmas", "" },
	{ "song", HOUR, "Choir records forgotten song for Christmas", "" },
	{ "trains", 2 * HOUR, "Fewer trains run north on Christmas", "" },
	{ "ferry", 3 * HOUR, "Ferry to Merrow Island gets a third deck", "" },
	{ "pass", 4 * HOUR, "Snow closes the pass above Kiran", "" },
};

Test(events, one_word_makes_no_kin_of_lone_headlines)
{
	struct topic *t = topic_new(NULL);
	struct thread_link links[4];
	size_t n = sizeof(festive) / sizeof(*festive);

	for (size_t i = 0; i < n; i++)
		add(t, &festive[i], (int64_t)i + 1, "en");
	topic_decide(t);
	for (size_t i = 0; i < n; i++)
		cr_expect_eq(topic_related(t, (int64_t)i + 1, links, 4), 0,
			     "%s", festive[i].title);
	topic_free(t);
}

Test(events, chapters_are_related_not_merged)
{
	struct topic *t = topic_new(NULL);
	struct got g;
	struct thread_link links[4];
	size_t n = sizeof(chapters) / sizeof(*chapters);

	got_init(&g);
	for (size_t i = 0; i < n; i++)
		add(t, &chapters[i], (int64_t)i + 1, "en");
	topic_decide(t);
	topic_changes(t, take, &g);
	expect_events(chapters, n, &g);
	size_t k = topic_related(t, g.thread[1], links, 4);
	cr_assert_geq(k, 1);
	cr_expect_eq(links[0].thread_id, g.thread[1]);
	cr_expect_eq(links[0].other_id, g.thread[4]);
	cr_expect(links[0].score > 0 && links[0].score <= 1);
	cr_expect(strstr(links[0].names, "Merrow Lines") ||
			  strstr(links[0].names, "Kiran Port"),
		  "%s", links[0].names);
	topic_links_release(links, k);
	cr_expect_eq(topic_related(t, g.thread[2], links, 4), 0);
	cr_expect_eq(topic_related(t, 12345, links, 4), 0);
	got_release(&g);
	topic_free(t);
}

/* ---- copies -------------------------------------------------------------- */

static const char *const sentences[] = {
	"The regional court in Almere heard the case of the flooded tunnel. ",
	"Three contractors blame each other for the leak of last November. ",
	"A pump that should have started by itself was found unplugged. ",
	"Its cable, the city says, was removed by people of the painter. ",
	"The painter answers that nobody ever told him what it was for. ",
	"Trains were led round the tunnel for nineteen days at great cost. ",
	"Shops at the station ask for their lost sales as well. ",
	"The judge wants to see the diary of the night watchman. ",
	"It is in the hands of an insurer who does not answer letters. ",
	"Experts measured the walls again and found them sound. ",
	"A verdict is due in the autumn unless the parties agree. ",
	"Until then the pump is guarded by a sign in four languages. ",
};

static char *text_of(const int *which, size_t n, const char *before)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, before);
	for (size_t i = 0; i < n; i++) {
		buf_adds(&b, sentences[which[i]]);
		buf_adds(&b, i % 3 == 2 ? "\n\n" : "");
	}
	return buf_detach(&b);
}

Test(events, reprints_are_copies_of_the_earliest)
{
	static const int all[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
	static const int cut[] = { 0, 1, 2, 3, 4, 5, 6 };
	static const int mixed[] = { 6, 7, 8, 0, 1, 2, 3, 4, 5, 9, 10, 11 };
	char *body[4] = { text_of(all, 12, ""), text_of(cut, 7, ""),
			  text_of(mixed, 12, "ALMERE (Polderpers) - "),
			  xstrdup("In Almere a court listens to three "
				  "contractors. Each says that another one "
				  "let water into the tunnel in November. "
				  "An unplugged pump stands at the centre of "
				  "the quarrel, and the painter is said to "
				  "have moved its cable. Nineteen days "
				  "without trains have to be paid for.") };
	const char *title[4] = { "Court hears case of flooded tunnel",
				 "Who unplugged the pump?",
				 "Flooded tunnel of Almere before the judge",
				 "Contractors quarrel over tunnel in court" };
	struct topic *t = topic_new(NULL);
	struct got g;

	got_init(&g);
	for (size_t i = 0; i < sizeof(english) / sizeof(*english); i++)
		add(t, &english[i], (int64_t)i + 20, "en");
	for (int i = 0; i < 4; i++) {
		struct item it = { "", (10 + i) * HOUR, title[i], body[i] };
		add(t, &it, i + 1, "en");
	}
	topic_decide(t);
	topic_changes(t, take, &g);
	for (int i = 1; i <= 4; i++)
		cr_expect_eq(g.thread[i], 1, "%s", title[i - 1]);
	cr_expect_eq(g.copy[1], 0);
	cr_expect_eq(g.copy[2], 1);
	cr_expect_eq(g.copy[3], 1);
	cr_expect_eq(g.copy[4], 0, "in other words: no copy");
	cr_expect(strstr(g.why[2].ptr, "C:"), "%s", g.why[2].ptr);
	for (int i = 20; i < 26; i++)
		cr_expect_eq(g.copy[i], 0);
	for (int i = 0; i < 4; i++)
		free(body[i]);
	got_release(&g);
	topic_free(t);
}
