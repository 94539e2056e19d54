/* test_topic_traps.c - what looks like one event and is not, and what does
 * not look like one and is. The sentences are ours. Each trap lies in a
 * stream of other news, so that words are as rare as they are in life. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/topic/topic.h"

#define HOUR 3600
#define DAY_S INT64_C(86400)
#define T0 INT64_C(1748700000)
#define OTHERS 200 /* reports of other news before a trap */

struct item {
	const char *event; /* the same word, the same thread */
	int64_t at; /* seconds after T0 */
	const char *title, *body;
};

static void put(struct topic *t, int64_t id, const char *lang,
		const struct item *it)
{
	struct topic_article a = { .id = id,
				   .title = it->title,
				   .body = it->body,
				   .body_len = strlen(it->body),
				   .lang = lang,
				   .date = T0 + it->at };

	topic_add(t, &a);
}

/* A word of its own for every number: consonant, vowel, and again. */
static void made_up(struct buf *b, unsigned n)
{
	static const char cons[] = "bdfgklmnprstvz", vow[] = "aeiou";

	for (int i = 0; i < 4; i++) {
		buf_addc(b, cons[n % 14]);
		n /= 14;
		buf_addc(b, vow[n % 5]);
		n = n / 5 + 7 * (unsigned)i + 3;
	}
}

/* Words that all news has, in sport, trade and town. */
static const char *const common[] = {
	"Saturday", "Sunday", "Tuesday", "first", "second", "division", "win",
	"won", "beat", "table", "half", "minute", "captain", "winner", "free",
	"stocks", "index", "points", "percent", "bank", "rose", "lost", "gold",
	"died", "age", "family", "sons", "daughter", "years", "old", "young",
	"council", "sold", "million", "market", "square", "town", "school",
	"wind", "rain", "night", "day", "degrees", "west", "north", "south",
	"new", "version", "published", "write", "week", "letters", "right",
	"time", "judge", "trial", "days", "captain", "fire", "closed", "led",
	"live", "follow", "happens", "reaches", "opens", "says", "harbour",
	"drew", "penalty", "scored", "goal", "visitors", "top", "keeper",
	"parliament", "session", "speaker", "vote", "votes", "power", "sends",
	"storm", "pupils", "schools", "ferry", "port", "morning", "story",
	"rescued", "drivers", "tunnel", "road", "museum", "painter", "found",
};

/* Other news, with words of its own and those that all news has. */
static void put_others(struct topic *t, int64_t at, unsigned seed, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		struct buf title = BUF_INIT, body = BUF_INIT;
		for (unsigned k = 0; k < 4; k++) {
			made_up(&title, seed * 977 + i * 53 + k * 11);
			buf_addc(&title, ' ');
		}
		buf_adds(&body, "Officials said on Monday that the plan for ");
		for (unsigned k = 0; k < 22; k++) {
			made_up(&body, seed * 977 + i * 53 + k * 7);
			unsigned w = (seed * 31 + i * 17 + k * 13) %
				     (sizeof(common) / sizeof(*common));
			buf_addf(&body, " %s ", common[w]);
		}
		buf_adds(&body, "will be made known next week, a report said.");
		struct item it = { "", at + i, title.ptr, body.ptr };
		put(t, 100000 + seed * 1000 + i, "en", &it);
		buf_release(&title);
		buf_release(&body);
	}
}

static void expect(struct topic *t, const struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			cr_expect_eq(!strcmp(items[i].event, items[k].event),
				     topic_thread_of(t, (int64_t)i + 1) ==
					     topic_thread_of(t, (int64_t)k + 1),
				     "%s / %s", items[i].title,
				     items[k].title);
}

static void trap(const struct item *items, size_t n, const char *lang)
{
	struct topic *t = topic_new(NULL);

	put_others(t, -2 * HOUR, 1, OTHERS);
	for (size_t i = 0; i < n; i++)
		put(t, (int64_t)i + 1, lang, &items[i]);
	topic_decide(t);
	expect(t, items, n);
	topic_free(t);
}

#define TRAP(items, lang) trap(items, sizeof(items) / sizeof(*(items)), lang)

Test(traps, versions)
{
	static const struct item items[] = {
		{ "12", 0, "Lantern 12 is out with a new editor",
		  "The makers of the mail program Lantern have published "
		  "version 12. It has a new editor, reads calendars and needs "
		  "half the memory, they write." },
		{ "12", 3 * HOUR, "Mail program Lantern 12 published",
		  "Version 12 of the mail program Lantern has a new editor "
		  "and reads calendars. Its makers say that it needs half the "
		  "memory of the one before." },
		{ "13", 9 * DAY_S, "Lantern 13 is out with encrypted search",
		  "The makers of the mail program Lantern have published "
		  "version 13. Search now works in encrypted letters, and old "
		  "accounts move by themselves." },
	};

	TRAP(items, "en");
}

Test(traps, weekly_column)
{
	static const struct item items[] = {
		{ "a", 0, "Garden Notes: Week 21",
		  "Our gardener answers your letters. This week: why tomatoes "
		  "split, what to do about lice on roses, and when to cut the "
		  "hedge." },
		{ "b", 7 * DAY_S, "Garden Notes: Week 22",
		  "Our gardener answers your letters. This week: strawberries "
		  "in pots, brown spots on pear leaves, and how to keep the "
		  "pond clear." },
		{ "c", 14 * DAY_S, "Garden Notes: Week 23",
		  "Our gardener answers your letters. This week: moss in the "
		  "lawn, the right time for leeks, and a lemon tree that will "
		  "not flower." },
	};

	TRAP(items, "en");
}

Test(traps, live_blogs)
{
	static const struct item items[] = {
		{ "storm", 0, "Live: storm Agda reaches Port Harlow",
		  "Follow the storm Agda as it happens. 08:00: the ferry to "
		  "Esker is cancelled. 07:30: gusts of 120 kilometres an hour "
		  "measured at the Harlow lighthouse." },
		{ "storm", 2 * HOUR, "Live: storm Agda reaches Port Harlow",
		  "Follow the storm Agda as it happens. 10:10: power fails in "
		  "the harbour quarter. 09:40: schools send pupils home. "
		  "08:00: the ferry to Esker is cancelled. 07:30: gusts of "
		  "120 kilometres an hour at the Harlow lighthouse." },
		{ "storm", 5 * HOUR, "Storm Agda: power cuts in Port Harlow",
		  "The storm Agda has cut the power of the harbour quarter of "
		  "Port Harlow. The ferry to Esker stays in port and schools "
		  "sent pupils home." },
		{ "vote", 6 * HOUR, "Live: parliament votes on the Dahl budget",
		  "Follow the vote on the budget as it happens. 15:20: the "
		  "speaker opens the session. 15:00: prime minister Elin Dahl "
		  "arrives, and says that she is sure of her majority." },
	};

	TRAP(items, "en");
}

Test(traps, weather)
{
	static const struct item items[] = {
		{ "a", 0, "Weather: sun in the south, showers in the north",
		  "Tuesday begins with fog in the valleys. The south has sun "
		  "and 24 degrees, the north showers from the west. Wind: "
		  "light. Outlook for Wednesday: much the same." },
		{ "b", 6 * DAY_S, "Weather: frost at night, then a dry day",
		  "The night to Monday brings frost down to the plain. By day "
		  "it stays dry with 11 degrees under high clouds. Wind: fresh "
		  "from the east. Outlook for Tuesday: snow on the passes." },
	};

	TRAP(items, "en");
}

Test(traps, markets)
{
	static const struct item items[] = {
		{ "mon", 0, "Stocks close higher as banks gain",
		  "Stocks closed higher on Monday, led by banks after Norvia "
		  "Credit reported a profit above forecasts. The index rose "
		  "0.8 percent to 7,412 points; oil was little changed." },
		{ "thu", 3 * DAY_S, "Stocks slip as chip makers fall",
		  "Stocks slipped on Thursday as chip makers fell on word of "
		  "new export limits. The index lost 1.3 percent to 7,260 "
		  "points; the crown was firmer." },
		{ "tue", 8 * DAY_S, "Stocks flat before rate decision",
		  "Stocks ended flat on Tuesday while traders waited for the "
		  "central bank. The index stood at 7,301 points; gold reached "
		  "a high of six weeks." },
	};

	TRAP(items, "en");
}

Test(traps, fixtures_of_one_day)
{
	static const struct item items[] = {
		{ "a", 0, "Harlow beat Esker 2-1 with late header",
		  "Harlow beat Esker 2-1 in the first division on Saturday. "
		  "Tom Brandt headed in the winner in the 89th minute after "
		  "Lind had levelled for the visitors." },
		{ "b", 600, "Merrow and Kiran draw 0-0 in the rain",
		  "A flooded pitch and keeper Olga Petri, who stopped a penalty "
		  "of Sanna, left Merrow and Kiran with a 0-0 draw in the first "
		  "division on Saturday." },
		{ "c", 1200, "Milton win easily at Passel and go top",
		  "Milton won at Passel in the first division on Saturday "
		  "and lead the table. Adeyemi scored twice before the break; "
		  "captain Rossi added a free kick, and Passel ended with nine "
		  "men after fouls by Moreau and Tanaka." },
		{ "d", 1800, "Ten men of Vardo hold Sell to 1-1",
		  "Vardo held Sell to 1-1 in the first division on Saturday "
		  "although defender Okafor was sent off after twenty minutes. "
		  "Hines equalised from the spot." },
		{ "e", 2400, "Ruske ends Aldmouth's run with a volley",
		  "A volley by Jan Ruske ended the run of eleven wins of "
		  "Aldmouth, who lost 0-1 to Teller in the first division on "
		  "Saturday. Aldmouth hit the post twice." },
		{ "f", 3000, "Gray and Bell share goals in Corran's 4-2 win",
		  "Corran beat Ness 4-2 in the first division on Saturday. Amy "
		  "Gray and Lou Bell scored two each; Ness had led by a goal "
		  "of Ferro until the break." },
		{ "a", HOUR, "Brandt's late header gives Harlow win over Esker",
		  "A header by Tom Brandt in the 89th minute gave Harlow a 2-1 "
		  "win over Esker on Saturday. Lind had scored for Esker." },
	};

	TRAP(items, "en");
}

Test(traps, obituaries)
{
	static const struct item items[] = {
		{ "a", 0, "Marta Olsen, painter of harbours, dies at 91",
		  "The painter Marta Olsen has died at the age of 91, her "
		  "family said. Her pictures of harbours hang in museums of "
		  "four countries. She leaves two sons." },
		{ "b", 2 * HOUR, "Ivo Brandt, who drew maps of the Moon, dies "
				 "at 88",
		  "The astronomer Ivo Brandt has died at the age of 88, his "
		  "institute said. His maps of the Moon were used by three "
		  "landings. He leaves a daughter." },
		{ "a", 4 * HOUR, "Harbour painter Marta Olsen is dead",
		  "Marta Olsen, whose pictures of harbours hang in many "
		  "museums, died on Sunday aged 91. Her sons said that she "
		  "painted until her last week." },
	};

	TRAP(items, "en");
}

#define TAIL                                                               \
	" Sign up for the morning letter of the Harlow Courier and never miss " \
	"a story."

/* What an outlet puts under everything it writes joins nothing, once a few
 * of its reports have come. */
Test(traps, boilerplate_of_an_outlet)
{
	enum { N = 60, KNOWN = 20 };
	struct topic *t = topic_new(NULL);
	size_t joined = 0;

	put_others(t, -2 * HOUR, 1, OTHERS);
	for (unsigned i = 0; i < N; i++) {
		struct buf title = BUF_INIT, body = BUF_INIT;
		for (unsigned k = 0; k < 4; k++) {
			made_up(&title, 700 * i + k);
			buf_addc(&title, ' ');
		}
		buf_adds(&title, "| The Harlow Courier");
		for (unsigned k = 0; k < 40; k++) {
			made_up(&body, 700 * i + 3 * k);
			buf_addc(&body, ' ');
		}
		buf_adds(&body, TAIL);
		struct item it = { "", 60 * i, title.ptr, body.ptr };
		put(t, i + 1, "en", &it);
		buf_release(&title);
		buf_release(&body);
	}
	topic_decide(t);
	for (int64_t i = KNOWN + 1; i <= N; i++)
		joined += topic_thread_of(t, i) != i;
	cr_expect_leq(joined, 1, "%zu of %d", joined, N - KNOWN);
	topic_free(t);
}

Test(traps, headlines_of_an_outlet)
{
	static const struct item items[] = {
		{ "a", 0, "Council sells old gasworks | The Harlow Courier", "" },
		{ "b", HOUR, "Otters return to mill stream | The Harlow Courier",
		  "" },
		{ "c", 2 * HOUR, "Bakers compete for longest loaf - The Harlow "
				 "Courier", "" },
		{ "d", 3 * HOUR, "Choir sings in railway tunnel - The Harlow "
				 "Courier", "" },
	};

	TRAP(items, "en");
}

/* Every report tells five of ten things about it, in its own order. */
static void tell_of_fire(struct buf *b, unsigned i)
{
	static const char *const things[] = {
		"A lorry caught fire in the tunnel under the Brenn pass. ",
		"Forty drivers were led out of the smoke by rescuers. ",
		"The Brenn pass stays closed until Thursday, police said. ",
		"The lorry had carried paint from Merrow to Esker. ",
		"Smoke filled the tunnel within four minutes. ",
		"The tunnel company praised its new fans and doors. ",
		"Drivers queue for nine kilometres before the Brenn tunnel. ",
		"The driver of the lorry was treated for burns. ",
		"Trains take cars through the old Brenn railway tunnel. ",
		"It was the third fire in the Brenn tunnel since 1998. ",
	};

	for (unsigned k = 0; k < 5; k++)
		buf_adds(b, things[(i * 7 + k * (i % 2 ? 3 : 1)) % 10]);
}

Test(traps, a_hundred_reports_in_an_hour)
{
	static const char *const titles[] = {
		"Tunnel fire closes Brenn pass",
		"Lorry burns in Brenn tunnel, drivers rescued",
		"Forty drivers rescued from Brenn tunnel fire",
		"Fire in tunnel under Brenn pass",
		"Brenn pass closed after lorry fire",
		"Smoke in Brenn tunnel: all drivers safe",
	};
	struct topic *t = topic_new(NULL);
	size_t same = 0;

	put_others(t, -2 * HOUR, 1, 2 * OTHERS);
	for (unsigned i = 0; i < 100; i++) {
		struct buf body = BUF_INIT;
		tell_of_fire(&body, i);
		made_up(&body, 31 * i);
		struct item it = { "", 36 * i, titles[i * 5 % 6], body.ptr };
		put(t, i + 1, "en", &it);
		buf_release(&body);
	}
	put_others(t, HOUR, 2, OTHERS);
	topic_decide(t);
	for (int64_t i = 1; i <= 100; i++)
		same += topic_thread_of(t, i) == topic_thread_of(t, 50);
	cr_expect_geq(same, 98, "%zu of 100", same);
	topic_free(t);
}

/* A trial whose reports come every ten days keeps its thread; other trials
 * of the same court do not get into it. */
Test(traps, an_event_of_a_year)
{
	struct topic *t = topic_new(NULL);
	int64_t thread = 0;
	int kept = 0;

	for (unsigned i = 0; i < 36; i++) {
		struct buf body = BUF_INIT, other = BUF_INIT;
		int64_t at = (int64_t)i * 10 * DAY_S;
		put_others(t, at, i + 1, 30);
		buf_adds(&body, "In the trial of Viktor Hallan over the sunken "
				"ferry Morgana, captain Hallan and the "
				"shipping line heard ");
		made_up(&body, i * 5);
		buf_adds(&body, " speak of the broken bow door of the Morgana "
				"on day ");
		buf_addf(&body, "%u.", i + 1);
		struct item it = { "", at + HOUR,
				   "Hallan trial: witness speaks of the ferry "
				   "Morgana's bow door", body.ptr };
		put(t, i + 1, "en", &it);
		buf_adds(&other, "A judge of the same court sentenced ");
		for (unsigned k = 0; k < 8; k++) {
			made_up(&other, i * 91 + k * 3 + 7);
			buf_addc(&other, ' ');
		}
		buf_adds(&other, "for fraud with old coins, after a trial of "
				 "three days with many witnesses.");
		struct item no = { "", at + 2 * HOUR,
				   "Judge sentences coin dealer for fraud",
				   other.ptr };
		put(t, 500 + i, "en", &no);
		topic_decide(t);
		thread = thread ? thread : topic_thread_of(t, 1);
		kept += topic_thread_of(t, i + 1) == thread;
		cr_expect_neq(topic_thread_of(t, 500 + i), thread);
		buf_release(&body);
		buf_release(&other);
	}
	cr_expect_geq(kept, 34, "%d of 36", kept);
	topic_free(t);
}

/* Two events, two reports each, in languages without a test elsewhere. */
static const struct {
	const char *lang;
	struct item items[4];
} languages[] = {
	{ "fr",
	  { { "a", 0, "Un incendie détruit la halle de Merval",
	      "Un incendie a détruit dans la nuit la vieille halle de Merval. "
	      "Les pompiers ont lutté six heures contre les flammes; personne "
	      "n'est blessé, indique la mairie." },
	    { "b", HOUR, "Le maire de Roquebrune démissionne",
	      "Le maire de Roquebrune, Paul Aubry, démissionne après la "
	      "découverte de factures fausses. Son adjointe le remplace "
	      "jusqu'aux élections de mars." },
	    { "a", 2 * HOUR, "Merval: la vieille halle en cendres",
	      "La halle de Merval n'est plus que cendres. L'incendie, contre "
	      "lequel les pompiers ont lutté six heures dans la nuit, n'a "
	      "blessé personne." },
	    { "b", 3 * HOUR, "Factures fausses: Paul Aubry quitte la mairie",
	      "Paul Aubry quitte la mairie de Roquebrune. Des factures "
	      "fausses ont été découvertes; son adjointe prend la suite "
	      "jusqu'aux élections de mars." } } },
	{ "es",
	  { { "a", 0, "Hallan un barco romano en la bahía de Arosa",
	      "Un grupo de buzos ha hallado un barco romano en la bahía de "
	      "Arosa, a veinte metros de profundidad. Las ánforas siguen "
	      "llenas de aceite, según el museo." },
	    { "b", HOUR, "Los maestros de Lorca van a la huelga",
	      "Los maestros de Lorca irán a la huelga el jueves. Piden aulas "
	      "con menos alumnos y la calefacción que el ayuntamiento les "
	      "prometió hace dos inviernos." },
	    { "a", 2 * HOUR, "El barco romano de Arosa guarda ánforas llenas",
	      "Las ánforas del barco romano hallado por buzos en la bahía de "
	      "Arosa siguen llenas de aceite. El museo quiere sacarlas a la "
	      "luz en primavera." },
	    { "b", 3 * HOUR, "Huelga de maestros el jueves en Lorca",
	      "Aulas llenas y sin calefacción: los maestros de Lorca van a la "
	      "huelga el jueves, porque el ayuntamiento no cumple lo que "
	      "prometió." } } },
	{ "pt",
	  { { "a", 0, "Ponte de Alvares fecha por causa de fendas",
	      "A ponte de Alvares fechou ao trânsito depois de os "
	      "engenheiros terem encontrado fendas em três pilares. As obras "
	      "duram dois meses, diz a câmara." },
	    { "b", HOUR, "Lince visto na serra de Monchar pela primeira vez",
	      "Um lince foi visto na serra de Monchar pela primeira vez em "
	      "cinquenta anos. Uma câmara da reserva filmou o animal com duas "
	      "crias." },
	    { "a", 2 * HOUR, "Fendas nos pilares fecham a ponte de Alvares",
	      "Durante dois meses ninguém passa a ponte de Alvares: três "
	      "pilares têm fendas, dizem os engenheiros da câmara." },
	    { "b", 3 * HOUR, "Serra de Monchar: lince filmado com crias",
	      "Na serra de Monchar uma câmara filmou um lince com duas crias, "
	      "o primeiro em cinquenta anos na reserva." } } },
	{ "ru",
	  { { "a", 0, "В Заречном загорелся старый элеватор",
	      "Ночью в Заречном загорелся старый элеватор. Пожарные тушили "
	      "огонь пять часов, сгорело двести тонн зерна. Пострадавших нет, "
	      "сообщили спасатели." },
	    { "b", HOUR, "Музей Корнева получил письма композитора",
	      "Музей Корнева получил сорок писем композитора Лядского. "
	      "Письма нашли на чердаке дома в Твери, где жила сестра "
	      "композитора. Музей покажет их весной." },
	    { "a", 2 * HOUR, "Пожар на элеваторе в Заречном потушен",
	      "Пожар на старом элеваторе в Заречном потушили через пять "
	      "часов. Спасатели сообщили, что сгорело двести тонн зерна." },
	    { "b", 3 * HOUR, "Письма Лядского нашли на чердаке",
	      "Сорок писем композитора Лядского, найденных на чердаке дома "
	      "его сестры в Твери, переданы в музей Корнева. Весной музей "
	      "покажет письма композитора всем." } } },
	{ "it",
	  { { "a", 0, "Frana chiude la strada per Valdora",
	      "Una frana ha chiuso la strada per Valdora dopo tre giorni di "
	      "pioggia. Sessanta famiglie sono isolate e ricevono viveri con "
	      "l'elicottero." },
	    { "b", HOUR, "Ritrovato il violino rubato a Cremena",
	      "I carabinieri hanno ritrovato il violino rubato nel museo di "
	      "Cremena. Era nascosto in un forno del panificio Bruni." },
	    { "a", 2 * HOUR, "Valdora isolata, viveri con l'elicottero",
	      "Dopo la frana che ha chiuso la strada, le sessanta famiglie di "
	      "Valdora ricevono viveri con l'elicottero. La pioggia dura da "
	      "tre giorni." },
	    { "b", 3 * HOUR, "Era in un forno il violino di Cremena",
	      "Il violino rubato nel museo di Cremena era in un forno: lo "
	      "hanno ritrovato i carabinieri nel panificio Bruni." } } },
	{ "vi",
	  { { "a", 0, "Tàu chở gạo mắc cạn ở cửa sông Lam",
	      "Một tàu chở gạo mắc cạn ở cửa sông Lam sáng nay. Mười hai "
	      "thuyền viên được đưa vào bờ an toàn, bộ đội biên phòng cho "
	      "biết." },
	    { "b", HOUR, "Trường làng Đông khánh thành thư viện",
	      "Trường làng Đông vừa khánh thành thư viện do cựu học sinh góp "
	      "tiền xây. Thư viện có ba nghìn cuốn sách và phòng đọc cho trẻ "
	      "nhỏ." },
	    { "a", 2 * HOUR, "Cứu mười hai thuyền viên tàu gạo trên sông Lam",
	      "Bộ đội biên phòng đã đưa vào bờ mười hai thuyền viên của tàu "
	      "chở gạo mắc cạn ở cửa sông Lam." },
	    { "b", 3 * HOUR, "Cựu học sinh xây thư viện cho làng Đông",
	      "Ba nghìn cuốn sách chờ trẻ nhỏ trong thư viện mới của trường "
	      "làng Đông, do cựu học sinh góp tiền xây và vừa khánh "
	      "thành." } } },
	{ "tr",
	  { { "a", 0, "Karasu köprüsü sel yüzünden çöktü",
	      "Karasu köprüsü gece gelen sel yüzünden çöktü. Valilik, köprüde "
	      "kimsenin bulunmadığını ve yolun bir ay kapalı kalacağını "
	      "açıkladı." },
	    { "b", HOUR, "Yaylada yeni bir orkide türü bulundu",
	      "Üniversiteden bilim insanları Kaçkar yaylasında yeni bir "
	      "orkide türü buldu. Çiçek yalnız iki hafta açıyor." },
	    { "a", 2 * HOUR, "Sel Karasu köprüsünü yıktı, yol kapalı",
	      "Gece gelen sel Karasu köprüsünü yıktı. Valilik yolun bir ay "
	      "kapalı kalacağını, köprüde kimsenin olmadığını söyledi." },
	    { "b", 3 * HOUR, "Kaçkar yaylasının yeni orkidesi",
	      "Kaçkar yaylasında bulunan yeni orkide türü yalnız iki hafta "
	      "açıyor, diyor üniversiteden bilim insanları." } } },
};

Test(traps, seven_more_languages)
{
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++)
		trap(languages[i].items, 4, languages[i].lang);
}

struct told_item {
	const char *lang;
	struct item item;
};

#define TOLD_MAX 16

static void expect_told(const struct told_item *told, size_t n)
{
	struct item items[TOLD_MAX];
	struct topic *t = topic_new(NULL);

	cr_assert_leq(n, TOLD_MAX);
	for (size_t i = 0; i < n; i++) {
		items[i] = told[i].item;
		put(t, (int64_t)i + 1, told[i].lang, &items[i]);
	}
	topic_decide(t);
	expect(t, items, n);
	topic_free(t);
}

/* Names, numbers and common words of news join reports across languages. */
Test(traps, one_event_in_six_languages)
{
	static const struct told_item told[] = {
		{ "en", { "quake", 0, "Earthquake of magnitude 6.2 shakes "
				      "Chile, two dead", "" } },
		{ "en", { "gold", HOUR, "Irina Volkova wins gold in gymnastics "
					"final", "" } },
		{ "en", { "vote", HOUR, "Parliament of Norvia rejects budget of "
					"Elin Dahl", "" } },
		{ "ru", { "quake", 2 * HOUR, "Землетрясение магнитудой 6,2 в "
					     "Чили: погибли два человека",
			  "" } },
		{ "ru", { "gold", 3 * HOUR, "Ирина Волкова выиграла золото в "
					    "финале по гимнастике", "" } },
		{ "ar", { "quake", 3 * HOUR, "زلزال بقوة 6.2 يهز تشيلي ومقتل "
					     "شخصين", "" } },
		{ "de", { "quake", 4 * HOUR, "Erdbeben der Stärke 6,2 "
					     "erschüttert Chile: zwei Tote",
			  "" } },
		{ "de", { "gold", 4 * HOUR, "Turnen: Irina Wolkowa gewinnt Gold "
					    "im Finale", "" } },
		{ "sl", { "quake", 4 * HOUR, "Potres z magnitudo 6,2 stresel "
					     "Čile, dva mrtva", "" } },
		{ "pt", { "gold", 5 * HOUR, "Irina Volkova vence final de "
					    "ginástica e leva o ouro", "" } },
		{ "sl", { "vote", 5 * HOUR, "Parlament Norvije zavrnil proračun "
					    "Elin Dahl", "" } },
	};

	expect_told(told, sizeof(told) / sizeof(*told));
}

/* Letters agree in nothing, sounds and meanings do. */
Test(traps, names_by_sound_and_words_by_meaning)
{
	static const struct told_item told[] = {
		{ "en", { "chess", 0, "Zoran Kovacic draws with Orlenko in chess",
			  "" } },
		{ "en", { "ferry", HOUR, "Ferry with 40 tourists sinks off "
					 "coast, search for missing", "" } },
		{ "sl", { "chess", HOUR, "Kovačić in Orlenko remizirala",
			  "" } },
		{ "ru", { "chess", 2 * HOUR, "Ковачич и Орленко сыграли вничью",
			  "" } },
		{ "ar", { "chess", 2 * HOUR, "كوفاتشيتش يتعادل مع أورلينكو", "" } },
		{ "de", { "ferry", 3 * HOUR, "Schiff mit 40 Touristen vor Küste "
					     "gesunken: Suche nach Vermissten",
			  "" } },
		{ "pt", { "ferry", 3 * HOUR, "Barco com 40 turistas afunda na "
					     "costa; buscas por desaparecidos",
			  "" } },
		{ "ru", { "ferry", 4 * HOUR, "У побережья затонуло судно с 40 "
					     "туристами, идут поиски", "" } },
		{ "es", { "vote", 4 * HOUR, "El alcalde de Sotorrey renuncia a "
					    "su sueldo", "" } },
	};

	expect_told(told, sizeof(told) / sizeof(*told));
}

Test(traps, names_of_a_thread)
{
	static const struct item items[] = {
		{ "a", 0, "Shangri-La hotel opens on Monday in Tokyo",
		  "The hotel Shangri-La opens in Tokyo on Monday, said manager "
		  "Kenji Mori. The Shangri-La has 200 rooms; in March it was "
		  "still a building site, said Kenji Mori." },
		{ "a", HOUR, "TOKYO: new Shangri-La opens its doors",
		  "In TOKYO the hotel Shangri-La of manager Kenji Mori opens "
		  "on Monday with 200 rooms. Work began in March, and guests of "
		  "the Shangri-La in Tokyo will pay little." },
	};
	struct topic *t = topic_new(NULL);
	struct topic_summary sum;
	struct buf names = BUF_INIT;

	put_others(t, -2 * HOUR, 1, OTHERS);
	for (size_t i = 0; i < 2; i++)
		put(t, (int64_t)i + 1, "en", &items[i]);
	topic_decide(t);
	cr_assert(topic_describe(t, 1, &sum, &names));
	cr_expect(strstr(names.ptr, "Shangri-La"), "%s", names.ptr);
	cr_expect(strstr(names.ptr, "Kenji Mori"), "%s", names.ptr);
	cr_expect_not(strstr(names.ptr, "\nLa"), "%s", names.ptr);
	cr_expect_not(strstr(names.ptr, "Monday"), "%s", names.ptr);
	cr_expect_not(strstr(names.ptr, "March"), "%s", names.ptr);
	cr_expect(!strstr(names.ptr, "TOKYO") || !strstr(names.ptr, "Tokyo"),
		  "%s", names.ptr);
	buf_release(&names);
	topic_free(t);
}

/* A sentence's capital makes no name, nor does what is cut out of one. */
Test(traps, names_of_a_lone_report)
{
	static const struct item item = {
		"a", 0, "Somewhere a cable broke",
		"CIUDAD DE ORIZONTE \xe2\x80\x94 El cable del estrecho se rompi\xc3\xb3 "
		"el lunes. Barcos de la marina buscan el cabo frente a Puerto "
		"Claro, dijo el ministro Ramiro Luz, y esperan buen tiempo.",
	};
	struct topic *t = topic_new(NULL);
	struct topic_summary sum;
	struct buf names = BUF_INIT;

	put_others(t, -2 * HOUR, 1, OTHERS);
	put(t, 1, "es", &item);
	topic_decide(t);
	cr_assert(topic_describe(t, 1, &sum, &names));
	cr_expect(strstr(names.ptr, "Ramiro Luz"), "%s", names.ptr);
	cr_expect_not(strstr(names.ptr, "Somewhere"), "%s", names.ptr);
	cr_expect_not(strstr(names.ptr, "Barcos"), "%s", names.ptr);
	cr_expect_not(strstr(names.ptr, "DE ORIZONTE"), "%s", names.ptr);
	buf_release(&names);
	topic_free(t);
}
