/* date_names.c - months, weekdays; folding and tokens.
 *
 * All names are folded (see date_priv.h): "février" is "fevrier", "Μάι" is
 * "μαι". A word of three letters or more stands for a name when it begins
 * that name and no other month begins so.
 * Source: CLDR's wide month names; choice ours.
 */
#include "config.h"

#include "date_priv.h"

#include <string.h>

#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

#include "thrum/base/banned.h"

#define HOUR 3600
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

struct name_row {
	const char *names; /* parted by one space */
	int value;
};

/* Full names, genitives where people write those; short forms that are no
 * prefix of the full one stand beside it. */
static const struct name_row months[] = {
	{ "january januar janner jenner janvier enero janeiro gennaio januari "
	  "styczen stycznia январь января сичень сичня "
	  "ιανουαριος ιανουαριου "
	  "ocak leden ledna jan يناير tammikuu tammikuuta ינואר जनवरी "
	  "ianuarie sijecanj gener ian 一月", 1 },
	{ "february februar feber fevrier febrero fevereiro febbraio februari "
	  "luty lutego февраль февраля лютии лютого "
	  "φεβρουαριος φεβρουαριου "
	  "subat unor unora فبراير helmikuu helmikuuta פברואר फरवरी "
	  "februarie "
	  "febrer feb fev 二月", 2 },
	{ "march marz maerz mars marzo marco maart marts marzec marca "
	  "март марта березень березня μαρτιος μαρτιου "
	  "mart brezen brezna "
	  "mrt mrz mar مارس maaliskuu maaliskuuta מרץ मार्च martie marcius",
	  3 },
	{ "april avril abril aprile kwiecien kwietnia апрель апреля квитень "
	  "квитня απριλιος απριλιου nisan duben dubna أبريل "
	  "ابريل huhtikuu "
	  "huhtikuuta אפריל अप्रैल aprilie aprilis 四月", 4 },
	{ "may mai mayo maio maggio mei maj maja маи мая травень травня "
	  "μαιος μαιου mayis kveten kvetna مايو toukokuu toukokuuta מאי "
	  "मई "
	  "maig majus 五月", 5 },
	{ "june juni juin junio junho giugno czerwiec czerwca июнь июня "
	  "червень червня ιουνιος ιουνιου haziran cerven cervna "
	  "يونيو "
	  "kesakuu kesakuuta יוני जून iunie juny junius 六月", 6 },
	{ "july juli juillet julio julho luglio lipiec lipca июль июля липень "
	  "липня ιουλιος ιουλιου temmuz cervenec cervence يوليو "
	  "heinakuu "
	  "heinakuuta יולי जुलाई iulie julius 七月", 7 },
	{ "august aout agosto augustus sierpien sierpnia август августа "
	  "серпень серпня αυγουστος αυγουστου agustos srpen "
	  "srpna أغسطس "
	  "اغسطس elokuu elokuuta אוגוסט अगस्त augusti agustus augusztus "
	  "agost",
	  8 },
	{ "september septembre septiembre setiembre setembro settembre "
	  "wrzesien wrzesnia сентябрь сентября вересень "
	  "вересня σεπτεμβριος "
	  "σεπτεμβριου eylul zari سبتمبر syyskuu syyskuuta ספטמבר "
	  "सितंबर "
	  "septembrie szeptember setembre 九月", 9 },
	{ "october oktober octobre octubre outubro ottobre pazdziernik "
	  "pazdziernika октябрь октября жовтень жовтня "
	  "οκτωβριος οκτωβριου "
	  "ekim rijen rijna أكتوبر اكتوبر lokakuu lokakuuta אוקטובר "
	  "अक्टूबर "
	  "octombrie 十月", 10 },
	{ "november novembre noviembre novembro listopad listopada листопад "
	  "листопада listopadu ноябрь ноября νοεμβριος "
	  "νοεμβριου kasim نوفمبر "
	  "marraskuu marraskuuta נובמבר नवंबर noiembrie 十一月", 11 },
	{ "december dezember decembre diciembre dezembro dicembre grudzien "
	  "grudnia декабрь декабря грудень грудня "
	  "δεκεμβριος δεκεμβριου "
	  "aralik prosinec prosince ديسمبر joulukuu joulukuuta דצמבר "
	  "दिसंबर "
	  "decembrie desember desembre 十二月", 12 },
};

/* Names that must be written out, for their beginnings are other months'
 * elsewhere (Croatian's "lip" is Polish July) or too short to tell. */
static const struct name_row whole_months[] = {
	{ "sijecnja januarja januara januari janvaris jaanuar janvari sausis sausio "
	  "urtarrila urtarrilak xaneiro ionawr janar januarie януари "
	  "јануар јануари ژانویه جنوری جانفي "
	  "בינואר มกราคม জানুয়ারি "
	  "ஜனவரி जानेवारी", 1 },
	{ "veljaca veljace februarja februara februaris veebruar vasaris vasario "
	  "otsaila otsailak chwefror shkurt peb februari февруари "
	  "фебруар فوریه فروری شباط فيفري בפברואר "
	  "กุมภาพันธ์ ফেব্রুয়ারি "
	  "பிப்ரவரி फेब्रुवारी", 2 },
	{ "ozujak ozujka marec marts marta kovas kovo martxoa martxoak mawrth maret "
	  "mac марта آذار مارچ במרץ มีนาคม "
	  "মার্চ மார்ச்", 3 },
	{ "travanj travnja aprila aprilis aprill balandis balandzio apirila "
	  "apirilak ebrill prill април апреля آوریل اپریل "
	  "نيسان أفريل באפריל เมษายน এপ্রিল "
	  "ஏப்ரல் एप्रिल", 4 },
	{ "svibanj svibnja maja maijs mai geguze geguzes maiatza maiatzak maig "
	  "мај мая مه مئی أيار ماي במאי พฤษภาคม "
	  "মে மே मे", 5 },
	{ "lipanj lipnja junij junija juna junijs juuni birzelis birzelio ekaina "
	  "ekainak xuno mehefin qershor junie juny юни јун јуни ژوئن "
	  "جون حزيران جوان ביוני มิถุนายน "
	  "জুন ஜூன்", 6 },
	{ "srpanj srpnja julij julija jula julijs juuli liepa liepos uztaila "
	  "uztailak xullo gorffennaf korrik julie juliol юли јул јули "
	  "ژوئیه جولائی تموز جويلية ביולי "
	  "กรกฎาคม জুলাই ஜூலை जुलै", 7 },
	{ "kolovoz kolovoza avgust avgusta augusts rugpjutis rugpjucio abuztua "
	  "abuztuak awst gusht agu ags ogos август августа اوت "
	  "اگست أوت آب באוגוסט สิงหาคม "
	  "আগস্ট ஆகஸ்ட் ऑगस्ट", 8 },
	{ "rujan rujna septembra septembar septembris rugsejis rugsejo iraila "
	  "irailak medi shtator септември септембар "
	  "سپتامبر ستمبر أيلول בספטמבר "
	  "กันยายน সেপ্টেম্বর "
	  "செப்டம்பர் सप्टेंबर", 9 },
	{ "oktobra oktobar oktobris oktoober spalis spalio urria urriak hydref "
	  "tetor октомври октобар اکتبر اکتوبر "
	  "באוקטובר ตุลาคม অক্টোবর "
	  "அக்டோபர் ऑक्टोबर", 10 },
	{ "studeni studenoga studenog novembra novembar novembris lapkritis "
	  "lapkricio azaroa azaroak tachwedd nentor ноември новембар "
	  "نوامبر نومبر בנובמבר พฤศจิกายน "
	  "নভেম্বর நவம்பர் नोव्हेंबर", 11 },
	{ "prosinca decembra decembar decembris detsember gruodis gruodzio abendua "
	  "abenduak rhagfyr dhjetor disember декември децембар "
	  "دسامبر دسمبر בדצמבר ธันวาคม "
	  "ডিসেম্বর டிசம்பர் डिसेंबर", 12 },
};

/* Whole names and the short forms in use; the first word of a date that is
 * followed by a comma needs no entry. */
static const char *const weekdays[7] = {
	"sunday sonntag dimanche domingo domenica zondag sondag niedziela "
	"воскресенье недиля κυριακη pazar vasarnap",
	"monday montag lundi lunes lunedi segunda maandag mandag "
	"poniedzialek понедельник понедилок δευτερα pazartesi hetfo",
	"tuesday tues dienstag mardi martes martedi terca dinsdag tirsdag "
	"tisdag wtorek вторник вивторок τριτη sali kedd",
	"wednesday mittwoch mercredi miercoles mercoledi quarta woensdag "
	"onsdag sroda среда середа τεταρτη carsamba szerda",
	"thursday donnerstag jeudi jueves giovedi quinta donderdag torsdag "
	"czwartek четверг четвер πεμπτη persembe csutortok",
	"friday freitag vendredi viernes venerdi sexta vrijdag fredag "
	"piatek пятница παρασκευη cuma pentek",
	"saturday samstag sonnabend samedi sabado sabato zaterdag lordag "
	"sobota суббота субота σαββατο cumartesi szombat",
};

static const char short_weekdays[] =
	" mo di mi do fr sa so ma wo vr za zo tu we th su pn wt sr cz pt nd "
	"пн вт ср чт пт сб вс нд κυρ δευ τρι τετ πεμ παρ "
	"σαβ ";

static const char fillers[] =
	" , . ; @ t of at on the de del do den der dem le la el il lo os um uhr "
	"a as alas las los les o in im am en em og och kl klo ore h hs hrs "
	"hours heures hora horas st nd rd th er ere de ste eme e г года год "
	"в на часов года року р feira i - / | ` \xc2\xb7 "
	"ngay nam . local time d om r m gada pukul jam ob u v godine godina "
	"updated published posted date on ";

/* Half days; East Asian ones stand in front of the time. */
static const struct {
	const char *name;
	int half;
	int zone_s;
	bool leads;
} half_days[] = {
	{ "am", 1, 0, false },	   { "pm", 2, 0, false },
	{ "μμ", 2, 0, false },	   { "πμ", 1, 0, false },
	{ "午前", 1, 0, true },	   { "午後", 2, 0, true },
	{ "上午", 1, 0, true },	   { "下午", 2, 0, true },
	{ "오전", 1, 9 * HOUR, true }, { "오후", 2, 9 * HOUR, true },
};

/* ---- folding ------------------------------------------------------------- */

static ucs4_t fold_digit(ucs4_t cp)
{
	static const ucs4_t zero[] = { 0xff10, 0x660, 0x6f0, 0x966, 0x9e6 };

	for (size_t i = 0; i < COUNT(zero); i++)
		if (cp >= zero[i] && cp <= zero[i] + 9)
			return '0' + (cp - zero[i]);
	return cp;
}

/* Lower case without marks. Hangul and Devanagari are left whole. 0 = leave
 * the character out. */
static ucs4_t fold_char(ucs4_t cp)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

	cp = fold_digit(cp);
	if (cp == 0xa0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200a) ||
	    cp == 0x202f)
		return ' ';
	if ((cp >= 0x300 && cp <= 0x36f) || (cp >= 0x200b && cp <= 0x200f) ||
	    cp == 0xfeff || cp == 0x202a || cp == 0x202c)
		return 0;
	if (cp == 0xff1a)
		return ':';
	if (cp == 0xff08 || cp == 0xff09)
		return cp == 0xff08 ? '(' : ')';
	if (cp == 0xff0c || cp == 0x3001 || cp == 0x60c)
		return ',';
	if (cp == 0x2212 || cp == 0x2013 || cp == 0x2014 || cp == 0x2010)
		return '-';
	if (cp == 0x142) /* l with stroke has no decomposition */
		return 'l';
	if (cp == 0xf8)
		return 'o';
	if (cp == 0x131) /* dotless i */
		return 'i';
	if ((cp >= 0xc0 && cp < 0x530) || (cp >= 0x1e00 && cp < 0x2000)) {
		cp = uc_tolower(cp);
		for (int n; (n = uc_canonical_decomposition(cp, parts)) > 0;)
			cp = parts[0];
		if (cp == 0x456) /* Ukrainian i, as Russian spells it */
			cp = 0x438;
		if (cp == 0x3c2) /* final sigma */
			cp = 0x3c3;
		if (cp == 0x142 || cp == 0xf8 || cp == 0x131)
			return fold_char(cp);
	}
	return cp;
}

/* Bytes that are no UTF-8 are read as Latin-1: old feeds. */
static bool fold_text(struct date_text *t, const char *s)
{
	size_t left = strnlen(s, 4 * DATE_TEXT_MAX);

	t->len = 0;
	while (left) {
		ucs4_t cp;
		int n = 1;
		unsigned char c = (unsigned char)*s;
		if (c < 0x80) {
			cp = c >= 'A' && c <= 'Z' ? c + 32u : c;
			if (c < 0x20 || c == 0x7f)
				cp = ' ';
		} else {
			n = u8_mbtoucr(&cp, (const uint8_t *)s, left);
			if (n <= 0) {
				n = 1;
				cp = c;
			}
			cp = fold_char(cp);
		}
		s += n;
		left -= (size_t)n;
		if (!cp)
			continue;
		if (t->len + 6 > DATE_TEXT_MAX)
			return false;
		int add = u8_uctomb((uint8_t *)t->s + t->len, cp, 6);
		if (add > 0)
			t->len += (size_t)add;
	}
	t->s[t->len] = '\0';
	return true;
}

/* ---- tokens -------------------------------------------------------------- */

static bool is_num(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

size_t date_unit_len(const char *s)
{
	static const char units[] = "年月日号號時时点點分秒년월일시분초";

	if ((unsigned char)*s < 0xe0 || strnlen(s, 3) < 3)
		return 0;
	for (const char *u = units; *u; u += 3)
		if (!memcmp(u, s, 3))
			return 3;
	return 0;
}

/* The units in 2025年5月31日午後 are words of one character each. */
static size_t word_len(const char *s)
{
	size_t n = date_unit_len(s);

	if (n)
		return n;
	while (is_word(s[n]) || (n && s[n] == '_'))
		n++;
	return n;
}

static bool scan_number(struct date_token *tok, const char *s)
{
	tok->kind = DTOK_NUM;
	tok->value = 0;
	while (is_num(s[tok->len])) {
		if (tok->len == 15)
			return false;
		tok->value = tok->value * 10 + (s[tok->len++] - '0');
	}
	return true;
}

/* RFC 5322 comments, nested, and RFC 9557's [Europe/Paris]. Returns what
 * follows. */
static const char *skip_comment(const char *s)
{
	int depth = 0;

	do {
		if (*s == '(' || *s == '[')
			depth++;
		else if (*s == ')' || *s == ']')
			depth--;
		s++;
	} while (depth && *s);
	return s;
}

bool date_scan(struct date_text *t, const char *s)
{
	t->n = 0;
	if (!fold_text(t, s))
		return false;
	const char *p = t->s;
	bool spaced = false;
	while (*p) {
		if (*p == ' ') {
			spaced = true;
			p++;
			continue;
		}
		if (*p == '(' || *p == '[') {
			p = skip_comment(p);
			spaced = true;
			continue;
		}
		if (t->n == DATE_TOKENS_MAX)
			return false;
		struct date_token tok = { .s = p, .spaced = spaced };
		if (is_num(*p)) {
			if (!scan_number(&tok, p))
				return false;
		} else if (is_word(*p)) {
			tok.kind = DTOK_WORD;
			tok.len = word_len(p);
		} else {
			tok.kind = DTOK_PUNCT;
			tok.len = 1;
		}
		t->tok[t->n++] = tok;
		p += tok.len;
		spaced = false;
	}
	for (size_t i = 0; i < DATE_TOKENS_AHEAD; i++)
		t->tok[t->n + i] =
			(struct date_token){ .kind = DTOK_END, .s = p };
	return t->n > 0;
}

bool date_tok_is(const struct date_token *tok, const char *word)
{
	return tok->kind != DTOK_END && strlen(word) == tok->len &&
	       memcmp(tok->s, word, tok->len) == 0;
}

/* ---- look-ups ------------------------------------------------------------ */

/* Characters, not bytes. */
static size_t tok_chars(const struct date_token *tok)
{
	size_t n = 0;

	for (size_t i = 0; i < tok->len; i++)
		n += ((unsigned char)tok->s[i] & 0xc0) != 0x80;
	return n;
}

/* 2 = one of the names, 1 = begins one, 0 = neither. */
static int match_names(const char *names, const struct date_token *tok)
{
	int best = 0;

	while (*names) {
		size_t n = strcspn(names, " ");
		if (n >= tok->len && !memcmp(names, tok->s, tok->len)) {
			if (n == tok->len)
				return 2;
			best = 1;
		}
		names += n + (names[n] == ' ');
	}
	return best;
}

static bool has_part(const struct date_token *tok, const char *part)
{
	return memmem(tok->s, tok->len, part, strlen(part)) != NULL;
}

/* Index of a three-letter word in a row of such, or -1: nearly every feed
 * writes its dates so, and the full tables take a while. */
static int find_short(const char *row, const struct date_token *tok)
{
	if (tok->len != 3)
		return -1;
	for (int i = 0; row[3 * i]; i++)
		if (!memcmp(row + 3 * i, tok->s, 3))
			return i;
	return -1;
}

bool date_is_weekday(const struct date_token *tok)
{
	if (tok->kind != DTOK_WORD)
		return false;
	if (find_short("sunmontuewedthufrisat", tok) >= 0)
		return true;
	if (has_part(tok, "曜") || has_part(tok, "요일") ||
	    has_part(tok, "星期") || has_part(tok, "周") ||
	    has_part(tok, "週"))
		return true;
	if (tok_chars(tok) >= 3)
		for (size_t i = 0; i < COUNT(weekdays); i++)
			if (match_names(weekdays[i], tok))
				return true;
	return match_names(short_weekdays + 1, tok) == 2;
}

int date_weekday(const struct date_token *tok)
{
	int found = find_short("sunmontuewedthufrisat", tok);

	if (found >= 0 || tok->kind != DTOK_WORD || tok_chars(tok) < 3)
		return found;
	for (int i = 0; i < 7; i++) {
		int m = match_names(weekdays[i], tok);
		if (m == 2)
			return i;
		if (m && found >= 0)
			return -1; /* begins two of them */
		if (m)
			found = i;
	}
	return found;
}

int date_month(const struct date_token *tok, bool *weekday_too)
{
	int found = 0, n_found = 0;

	if (tok->kind != DTOK_WORD || tok_chars(tok) < 2)
		return 0;
	if (find_short("sunmontuewedthufrisat", tok) >= 0)
		return 0;
	/* "mar" is a Tuesday to others: it goes the long way. */
	found = find_short("janfeb   aprmayjunjulaugsepoctnovdec", tok) + 1;
	if (found) {
		*weekday_too = false;
		return found;
	}
	bool prefix = tok_chars(tok) >= 3;
	for (size_t i = 0; i < COUNT(months); i++) {
		int m = match_names(months[i].names, tok);
		if (m == 2) {
			found = months[i].value;
			n_found = 1;
			break;
		}
		if (m == 1 && prefix) {
			found = months[i].value;
			n_found++;
		}
	}
	for (size_t i = 0; !found && i < COUNT(whole_months); i++)
		if (match_names(whole_months[i].names, tok) == 2) {
			found = whole_months[i].value;
			n_found = 1;
		}
	if (n_found != 1)
		return 0;
	*weekday_too = date_is_weekday(tok);
	return found;
}

static bool in_list(const char *list, const struct date_token *tok)
{
	for (const char *p = list; (p = strstr(p, " ")) && p[1]; p++)
		if (!strncmp(p + 1, tok->s, tok->len) &&
		    p[1 + tok->len] == ' ')
			return true;
	return false;
}

bool date_is_filler(const struct date_token *tok)
{
	return tok->kind != DTOK_NUM && tok->kind != DTOK_END &&
	       in_list(fillers, tok);
}

int date_half_day(const struct date_token *tok, int *zone_s, bool *leads)
{
	for (size_t i = 0; i < COUNT(half_days); i++)
		if (date_tok_is(tok, half_days[i].name)) {
			*leads = half_days[i].leads;
			if (half_days[i].zone_s)
				*zone_s = half_days[i].zone_s;
			return half_days[i].half;
		}
	return 0;
}
