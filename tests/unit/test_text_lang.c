/* test_text_lang.c - which language, from the text. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/text/lang.h"
#include "thrum/text/token.h"

#include "text/lang_words.h"

Test(lang, words_are_sorted)
{
	size_t n = sizeof(lang_words) / sizeof(*lang_words);

	for (size_t i = 1; i < n; i++)
		cr_expect_lt(strcmp(lang_words[i - 1].word,
				    lang_words[i].word), 0, "%s",
			     lang_words[i].word);
	cr_expect_leq(sizeof(lang_tags) / sizeof(*lang_tags), 32);
	for (size_t i = 0; i < n; i++) {
		const char *w = lang_words[i].word;
		size_t k = lang_slot(w, strlen(w));
		while (lang_slots[k] && lang_slots[k] != i + 1)
			k = (k + 1) % LANG_SLOTS;
		cr_expect_eq(lang_slots[k], i + 1, "%s", w);
	}
	size_t taken = 0;
	for (size_t k = 0; k < LANG_SLOTS; k++)
		taken += lang_slots[k] != 0;
	cr_expect_eq(taken, n);
}

Test(lang, sentences)
{
	static const struct {
		const char *lang, *text;
	} cases[] = {
		{ "en", "The council voted on the new bridge after a long "
			"debate" },
		{ "en", "Storm leaves thousands without power in the north" },
		{ "de", "Der Stadtrat hat nach langer Debatte für die neue "
			"Brücke gestimmt" },
		{ "de", "Sturm im Norden: Tausende sind ohne Strom" },
		{ "fr", "Le conseil a voté pour le nouveau pont après un long "
			"débat" },
		{ "es", "El ayuntamiento aprobó el nuevo puente tras un largo "
			"debate" },
		{ "pt", "A câmara aprovou a nova ponte depois de uma longa "
			"discussão" },
		{ "it", "Il consiglio ha approvato il nuovo ponte dopo una "
			"lunga discussione" },
		{ "nl", "De gemeenteraad heeft na een lang debat voor de nieuwe "
			"brug gestemd" },
		{ "sv", "Kommunen röstade för den nya bron efter en lång "
			"debatt" },
		{ "da", "Kommunen stemte for den nye bro efter en lang debat og "
			"blev rost af byen" },
		{ "no", "Kommunen stemte for den nye brua etter en lang debatt "
			"og ble rost av byen" },
		{ "fi", "Kaupunki päätti uudesta sillasta, mutta se ei ole "
			"vielä valmis" },
		{ "pl", "Rada miasta zagłosowała za nowym mostem po długiej "
			"debacie" },
		{ "cs", "Město schválilo nový most, který bude stát u řeky" },
		{ "sl", "Mestni svet je po dolgi razpravi glasoval za nov most, "
			"ki bo stal ob reki" },
		{ "hu", "A város megszavazta az új hidat, és ez csak a kezdet" },
		{ "ro", "Consiliul a votat pentru un nou pod după o lungă "
			"dezbatere" },
		{ "tr", "Belediye yeni köprü için oy verdi, ancak inşaat daha "
			"başlamadı" },
		{ "vi", "Hội đồng thành phố đã bỏ phiếu cho cây cầu mới sau "
			"cuộc tranh luận dài" },
		{ "id", "Dewan kota sudah memilih jembatan baru setelah debat dan "
			"warga bisa melihatnya tahun depan" },
		{ "ru", "Городской совет проголосовал за новый мост, это было "
			"трудное решение" },
		{ "uk", "Міська рада проголосувала за новий міст після довгої "
			"дискусії" },
		{ "bg", "Градският съвет гласува за новия мост след дълъг "
			"дебат" },
		{ "ar", "صوت مجلس المدينة على الجسر الجديد بعد نقاش طويل" },
		{ "fa", "شورای شهر پس از بحثی طولانی به پل جدید رأی داد" },
		{ "ja", "市議会は長い議論の末に新しい橋を承認した" },
		{ "zh", "市议会经过长时间讨论后批准了新桥" },
		{ "ko", "시의회는 긴 토론 끝에 새 다리를 승인했다" },
		{ "el", "Το δημοτικό συμβούλιο ενέκρινε τη νέα γέφυρα" },
		{ "he", "מועצת העיר אישרה את הגשר החדש" },
		{ "th", "สภาเมืองอนุมัติสะพานใหม่" },
		{ "hi", "नगर परिषद ने नए पुल को मंजूरी दी" },
		{ "", "" },
		{ "", "42" },
		{ "", "zzgl. qwrt" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_expect_str_eq(lang_detect(cases[i].text,
					     strlen(cases[i].text)),
				 cases[i].lang, "%s", cases[i].text);
}

Test(lang, long_text_is_cut_at_a_character)
{
	char text[4096];

	for (size_t i = 0; i + 3 <= sizeof(text); i += 3)
		memcpy(text + i, "\xe6\xa9\x8b", 3);
	cr_assert_str_eq(lang_detect(text, sizeof(text) / 3 * 3), "zh");
}

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

/* Words of a few languages, and some that no list has. */
static void random_text(struct buf *out, size_t len, uint64_t *seed)
{
	static const char *const others[] = {
		"\xe6\x97\xa5\xe6\x9c\xac", "o\xcc\x8b\xcc\x81", "Qz'x", "l\xe2\x80\x99",
		"\xd0\xb4\xd0\xb0", "supercalifragilistic", "7",
	};
	size_t n = sizeof(lang_words) / sizeof(*lang_words);
	uint32_t some = next_random(seed) | 1u << next_random(seed) % 32;

	buf_clear(out);
	while (out->len < len) {
		const struct lang_word *w = &lang_words[next_random(seed) % n];
		uint32_t r = next_random(seed) % 12;
		if (r < 7)
			buf_adds(out, others[r]);
		else if (w->langs & some)
			buf_adds(out, w->word);
		buf_adds(out, r % 5 ? " " : r % 2 ? "'" : ", ");
	}
}

Test(lang, words_at_hand_tell_the_same)
{
	struct buf text = BUF_INIT;
	struct tokens words;
	uint64_t seed = 21;
	size_t told = 0;

	tokens_init(&words);
	for (size_t i = 0; i < 3000; i++) {
		random_text(&text, i * 13 % 3000, &seed);
		token_scan(&words, text.ptr, text.len, i % 2 ? 1500 : 60);
		const char *want = lang_detect(text.ptr, text.len);
		cr_expect_str_eq(lang_detect_words(text.ptr, text.len, &words),
				 want, "%s", text.ptr);
		told += *want != '\0';
	}
	cr_expect(told > 1000, "%zu", told);
	tokens_release(&words);
	buf_release(&text);
}

Test(lang, tags)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "en", "en" },	      { "en-GB", "en" },  { "EN_us", "en" },
		{ "English", "en" },  { "zh-Hant", "zh" }, { "deutsch", "de" },
		{ "", "" },	      { "xx", "" },	  { "e", "" },
		{ "klingon", "" },    { "sl", "sl" },	  { "Japanese", "ja" },
		{ "de, en", "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_expect_str_eq(lang_primary(cases[i].in), cases[i].out,
				 "%s", cases[i].in);
	cr_expect_str_eq(lang_primary(NULL), "");
}
