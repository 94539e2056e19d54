/* number_words.c - numbers, magnitudes, currencies and units as words.
 * The lists are ours. */
#include "config.h"

#include "number_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* Blank-parted, from `first` on; "-" where the language's word means too
 * much else ("one", "ein"). */
struct number_list {
	const char *lang;
	int first;
	const char *words;
};

static const struct number_list lists[] = {
	{ "en", 2, "two three four five six seven eight nine ten eleven "
		   "twelve thirteen fourteen fifteen sixteen seventeen "
		   "eighteen nineteen twenty" },
	{ "de", 2, "zwei drei vier fünf sechs sieben acht neun zehn elf "
		   "zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
		   "achtzehn neunzehn zwanzig" },
	{ "fr", 2, "deux trois quatre cinq six sept huit - dix onze douze "
		   "treize quatorze quinze seize dix-sept dix-huit dix-neuf "
		   "vingt" },
	{ "es", 2, "dos tres cuatro cinco seis siete ocho nueve diez once "
		   "doce trece catorce quince dieciséis diecisiete dieciocho "
		   "diecinueve veinte" },
	{ "it", 2, "due tre quattro cinque sei sette otto nove dieci undici "
		   "dodici tredici quattordici quindici sedici diciassette "
		   "diciotto diciannove venti" },
	{ "pt", 2, "dois três quatro cinco seis sete oito nove dez onze doze "
		   "treze catorze quinze dezesseis dezessete dezoito dezenove "
		   "vinte" },
	{ "nl", 2, "twee drie vier vijf zes zeven acht negen tien elf twaalf "
		   "dertien veertien vijftien zestien zeventien achttien "
		   "negentien twintig" },
	{ "sv", 2, "två tre fyra fem sex sju åtta nio tio elva tolv" },
	{ "da", 2, "to tre fire fem seks syv otte ni ti elleve tolv" },
	{ "no", 2, "to tre fire fem seks sju åtte ni ti elleve tolv" },
	{ "nb", 2, "to tre fire fem seks sju åtte ni ti elleve tolv" },
	{ "fi", 2, "kaksi kolme neljä viisi kuusi seitsemän kahdeksan "
		   "yhdeksän kymmenen" },
	{ "pl", 2, "dwa trzy cztery pięć sześć siedem osiem dziewięć "
		   "dziesięć" },
	{ "cs", 2, "dva tři čtyři pět šest sedm osm devět deset" },
	{ "ru", 2, "два три четыре пять шесть "
		   "семь восемь девять десять "
		   "одиннадцать двенадцать" },
	{ "uk", 2, "два три чотири п'ять "
		   "шість сім вісім дев'ять десять" },
	{ "tr", 2, "iki üç dört beş altı yedi sekiz dokuz on" },
	{ "vi", 2, "hai ba bốn - sáu bảy tám chín" },
	{ "id", 2, "dua tiga empat lima enam tujuh delapan sembilan" },
	{ "ro", 2, "două trei patru cinci șase șapte opt nouă zece" },
	{ "hu", 2, "két három négy öt hat hét nyolc kilenc tíz" },
	{ "el", 2, "δύο τρεις τέσσερις πέντε "
		   "έξι επτά οκτώ εννέα δέκα" },
	{ "ar", 3, "ثلاثة أربعة خمسة ستة "
		"سبعة ثمانية تسعة عشرة" },
	{ "hi", 2, "दो तीन चार पांच "
		"छह सात आठ नौ दस" },
};

static const struct number_list tens[] = {
	{ "en", 20, "twenty thirty forty fifty sixty seventy eighty ninety" },
	{ "de", 20, "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig "
		    "neunzig" },
	{ "fr", 20, "vingt trente quarante cinquante soixante" },
	{ "es", 20, "veinte treinta cuarenta cincuenta sesenta setenta "
		    "ochenta noventa" },
	{ "it", 20, "venti trenta quaranta cinquanta sessanta settanta "
		    "ottanta novanta" },
	{ "pt", 20, "vinte trinta quarenta cinquenta sessenta setenta "
		    "oitenta noventa" },
	{ "nl", 20, "twintig dertig veertig vijftig zestig zeventig tachtig "
		    "negentig" },
};

/* Place of `word` in a blank-parted list, -1 when it is not there. */
static int place_in(const char *words, const char *word, size_t len)
{
	int n = 0;

	for (const char *p = words; *p; n++) {
		size_t w = strcspn(p, " ");
		if (w == len && !memcmp(p, word, len))
			return n;
		p += w + (p[w] == ' ');
	}
	return -1;
}

static bool same_lang(const char *list, const char *lang)
{
	size_t n = strlen(list);

	return lang && !strncmp(list, lang, n) &&
	       (!lang[n] || lang[n] == '-' || lang[n] == '_');
}

static bool in_lists(const struct number_list *l, size_t n, int step,
		     const char *lang, const char *word, size_t len,
		     double *out)
{
	for (size_t i = 0; i < n; i++) {
		if (!same_lang(l[i].lang, lang))
			continue;
		int at = place_in(l[i].words, word, len);
		if (at >= 0 && !(len == 1 && *word == '-')) {
			*out = l[i].first + at * step;
			return true;
		}
	}
	return false;
}

const char *number_word_list(const char *lang, int i)
{
	for (size_t k = 0; k < LENGTH(lists); k++)
		if (same_lang(lists[k].lang, lang) && i-- == 0)
			return lists[k].words;
	for (size_t k = 0; k < LENGTH(tens); k++)
		if (same_lang(tens[k].lang, lang) && i-- == 0)
			return tens[k].words;
	return NULL;
}

bool number_word(const char *lang, const char *word, size_t len, double *out)
{
	if (in_lists(lists, LENGTH(lists), 1, lang, word, len, out) ||
	    in_lists(tens, LENGTH(tens), 10, lang, word, len, out))
		return true;
	/* twenty-five: only with a hyphen, as English writes it. */
	const char *dash = memchr(word, '-', len);
	double ten = 0, one = 0;
	if (dash && same_lang("en", lang) &&
	    in_lists(tens, 1, 10, lang, word, (size_t)(dash - word), &ten)) {
		size_t rest = len - (size_t)(dash + 1 - word);
		if (rest == 3 && !memcmp(dash + 1, "one", 3))
			one = 1;
		else if (!in_lists(lists, 1, 1, lang, dash + 1, rest, &one))
			return false;
		*out = ten + one;
		return true;
	}
	return false;
}

struct magnitude {
	double value;
	const char *words;
};

static const struct magnitude magnitudes[] = {
	{ 1e3, "thousand tausend mille mil mila duizend tusen tusind tys. "
	       "тыс тис тысяч тысячи nghìn "
		"ngàn ribu bin хиляди χιλιάδες "
	       "ألف آلاف हजार हज़ार พัน k tausende" },
	{ 1e5, "lakh lakhs लाख" },
	{ 1e6, "million millions millionen mio m mn mln millón millones "
	       "milioni milione milhão milhões miljoen miljoner "
	       "millioner miljoonaa milion miliony milionów milionu milionů "
	       "миллион миллиона миллионов млн "
		   "мільйонів мільйони triệu juta "
	       "milyon milioane millió εκατομμύρια "
		   "εκατ مليون ملايين ล้าน" },
	{ 1e7, "crore crores करोड़" },
	{ 1e9, "billion billions bn milliarden milliarde mrd milliard "
	       "milliards miliardi miliardo bilhão bilhões miljard "
	       "miljarder milliarder miljardia miliard miliardy miliardów "
	       "миллиард миллиарда миллиардов млрд "
		   "мільярд мільярдів tỷ tỉ "
	       "miliar milyar miliarde "
		"milliárd δισ δισεκατομμύρια مليار" },
	{ 1e12, "trillion trillions tn billionen трлн triliun trilyon "
		"trillones تريليون" },
};

bool number_magnitude(const char *word, size_t len, double *out)
{
	/* How those above begin that are written in Latin letters. */
	if (!len || ((unsigned char)*word < 0x80 &&
		     !strchr("bcdjklmnrt", *word)))
		return false;
	for (size_t i = 0; i < LENGTH(magnitudes); i++)
		if (place_in(magnitudes[i].words, word, len) >= 0) {
			*out = magnitudes[i].value;
			return true;
		}
	return false;
}

struct unspaced {
	const char *word;
	double value;
};

/* Longest first where one begins another. */
static const struct unspaced unspaced[] = {
	{ "百万", 1e6 }, { "千万", 1e7 }, { "万", 1e4 },   { "萬", 1e4 },
	{ "億", 1e8 },	 { "亿", 1e8 },	  { "兆", 1e12 },  { "千", 1e3 },
	{ "百", 1e2 },	 { "만", 1e4 },	  { "억", 1e8 },   { "조", 1e12 },
	{ "천", 1e3 },	 { "ล้าน", 1e6 },	  { "แสน", 1e5 },
	{ "หมื่น", 1e4 },
	{ "พัน", 1e3 },
};

size_t number_magnitude_at(const char *s, size_t len, double *out)
{
	if (!len || (unsigned char)*s < 0x80)
		return 0;
	for (size_t i = 0; i < LENGTH(unspaced); i++) {
		size_t n = strlen(unspaced[i].word);
		if (n <= len && !memcmp(s, unspaced[i].word, n)) {
			*out = unspaced[i].value;
			return n;
		}
	}
	return 0;
}

static const struct number_unit units[] = {
	{ "percent", "%", NUMBER_PERCENT }, { "prozent", "%", NUMBER_PERCENT },
	{ "procent", "%", NUMBER_PERCENT }, { "prosent", "%", NUMBER_PERCENT },
	{ "percento", "%", NUMBER_PERCENT }, { "pct", "%", NUMBER_PERCENT },
	{ "процент", "%", NUMBER_PERCENT }, { "процента", "%", NUMBER_PERCENT },
	{ "процентов", "%", NUMBER_PERCENT },
	{ "відсотків", "%", NUMBER_PERCENT }, { "yüzde", "%", NUMBER_PERCENT },
	{ "persen", "%", NUMBER_PERCENT }, { "प्रतिशत", "%", NUMBER_PERCENT },
	{ "dollar", "$", NUMBER_MONEY },    { "dollars", "$", NUMBER_MONEY },
	{ "usd", "$", NUMBER_MONEY },	    { "dólares", "$", NUMBER_MONEY },
	{ "dollari", "$", NUMBER_MONEY },   { "долларов", "$", NUMBER_MONEY },
	{ "доллара", "$", NUMBER_MONEY },   { "dolar", "$", NUMBER_MONEY },
	{ "euro", "€", NUMBER_MONEY },	    { "euros", "€", NUMBER_MONEY },
	{ "eur", "€", NUMBER_MONEY },	    { "евро", "€", NUMBER_MONEY },
	{ "pounds", "£", NUMBER_MONEY },    { "gbp", "£", NUMBER_MONEY },
	{ "yen", "¥", NUMBER_MONEY },	    { "jpy", "¥", NUMBER_MONEY },
	{ "yuan", "元", NUMBER_MONEY },	    { "rubles", "₽", NUMBER_MONEY },
	{ "roubles", "₽", NUMBER_MONEY },   { "рублей", "₽", NUMBER_MONEY },
	{ "rupees", "₹", NUMBER_MONEY },    { "won", "₩", NUMBER_MONEY },
	{ "francs", "Fr", NUMBER_MONEY },   { "franken", "Fr", NUMBER_MONEY },
	{ "kronor", "kr", NUMBER_MONEY },   { "kroner", "kr", NUMBER_MONEY },
	{ "đồng", "₫", NUMBER_MONEY },	    { "rupiah", "Rp", NUMBER_MONEY },
	{ "lira", "₺", NUMBER_MONEY },	    { "złotych", "zł", NUMBER_MONEY },
	{ "km", "km", NUMBER_MEASURE },	    { "kilometers", "km", NUMBER_MEASURE },
	{ "kilometres", "km", NUMBER_MEASURE },
	{ "kilometer", "km", NUMBER_MEASURE },
	{ "kilometre", "km", NUMBER_MEASURE },
	{ "kilomètres", "km", NUMBER_MEASURE },
	{ "kilómetros", "km", NUMBER_MEASURE },
	{ "chilometri", "km", NUMBER_MEASURE },
	{ "километров", "km", NUMBER_MEASURE },
	{ "mile", "mi", NUMBER_MEASURE },   { "miles", "mi", NUMBER_MEASURE },
	{ "mph", "mph", NUMBER_MEASURE },   { "kmh", "km/h", NUMBER_MEASURE },
	{ "meter", "m", NUMBER_MEASURE },   { "meters", "m", NUMBER_MEASURE },
	{ "metres", "m", NUMBER_MEASURE },  { "metre", "m", NUMBER_MEASURE },
	{ "mètres", "m", NUMBER_MEASURE },  { "metros", "m", NUMBER_MEASURE },
	{ "metri", "m", NUMBER_MEASURE },   { "метров", "m", NUMBER_MEASURE },
	{ "cm", "cm", NUMBER_MEASURE },	    { "mm", "mm", NUMBER_MEASURE },
	{ "feet", "ft", NUMBER_MEASURE },   { "foot", "ft", NUMBER_MEASURE },
	{ "kg", "kg", NUMBER_MEASURE },	    { "kilograms", "kg", NUMBER_MEASURE },
	{ "tonnes", "t", NUMBER_MEASURE },  { "tons", "t", NUMBER_MEASURE },
	{ "tonnen", "t", NUMBER_MEASURE },  { "toneladas", "t", NUMBER_MEASURE },
	{ "тонн", "t", NUMBER_MEASURE },    { "hectares", "ha", NUMBER_MEASURE },
	{ "hektar", "ha", NUMBER_MEASURE }, { "hectáreas", "ha", NUMBER_MEASURE },
	{ "ha", "ha", NUMBER_MEASURE },	    { "acres", "acre", NUMBER_MEASURE },
	{ "acre", "acre", NUMBER_MEASURE }, { "mw", "MW", NUMBER_MEASURE },
	{ "gw", "GW", NUMBER_MEASURE },	    { "megawatts", "MW", NUMBER_MEASURE },
	{ "degrees", "°", NUMBER_MEASURE }, { "grad", "°", NUMBER_MEASURE },
};

const struct number_unit *number_unit_word(const char *word, size_t len)
{
	for (size_t i = 0; i < LENGTH(units); i++)
		if (strlen(units[i].word) == len &&
		    !memcmp(units[i].word, word, len))
			return &units[i];
	return NULL;
}

static const struct number_unit signs[] = {
	{ "%", "%", NUMBER_PERCENT },	    { "％", "%", NUMBER_PERCENT },
	{ "٪", "%", NUMBER_PERCENT },	    { "$", "$", NUMBER_MONEY },
	{ "€", "€", NUMBER_MONEY },	    { "£", "£", NUMBER_MONEY },
	{ "¥", "¥", NUMBER_MONEY },	    { "￥", "¥", NUMBER_MONEY },
	{ "₹", "₹", NUMBER_MONEY },	    { "₽", "₽", NUMBER_MONEY },
	{ "₩", "₩", NUMBER_MONEY },	    { "₫", "₫", NUMBER_MONEY },
	{ "₺", "₺", NUMBER_MONEY },	    { "₴", "₴", NUMBER_MONEY },
	{ "円", "¥", NUMBER_MONEY },	    { "元", "元", NUMBER_MONEY },
	{ "원", "₩", NUMBER_MONEY },	    { "美元", "$", NUMBER_MONEY },
	{ "ドル", "$", NUMBER_MONEY },	    { "ユーロ", "€", NUMBER_MONEY },
	{ "パーセント", "%", NUMBER_PERCENT }, { "퍼센트", "%", NUMBER_PERCENT },
	{ "달러", "$", NUMBER_MONEY },	    { "ポイント", "pt", NUMBER_MEASURE },
	{ "キロ", "km", NUMBER_MEASURE },   { "公里", "km", NUMBER_MEASURE },
	{ "メートル", "m", NUMBER_MEASURE }, { "トン", "t", NUMBER_MEASURE },
	{ "°", "°", NUMBER_MEASURE },	    { "บาท", "฿", NUMBER_MONEY },
};

const struct number_unit *number_sign_at(const char *s, size_t len, size_t *n)
{
	*n = 0;
	if (!len || ((unsigned char)*s < 0x80 && *s != '%' && *s != '$'))
		return NULL;
	for (size_t i = 0; i < LENGTH(signs); i++) {
		*n = strlen(signs[i].word);
		if (*n <= len && !memcmp(s, signs[i].word, *n))
			return &signs[i];
	}
	return NULL;
}
