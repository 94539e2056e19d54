/* date_age.c - ages: "8 hours ago" read, "8h" written. See date.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "thrum/base/clock.h"
#include "thrum/text/date.h"
#include "date_priv.h"
#include "thrum/base/banned.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

struct unit_row {
	const char *names; /* folded, a space around each */
	int64_t s;
};

/* With a word for "ago" beside it. */
static const struct unit_row units[] = {
	{ " second seconds sec secs sekunde sekunden seconde secondes segundo "
	  "segundos secondo secondi seconden sekund sekunder sekundy s "
	  "секунда секунды секунду секунд сек saniye 秒 "
	  "秒鐘 秒钟 초 ثانية "
	  "ثواني ", 1 },
	{ " minute minutes min mins minuten minuto minutos minuti minuut m "
	  "minuter minutter minut minuty минута минуты минуту минут "
	  "мин "
	  "хвилин хвилини хвилину dakika dk 分 分鐘 分钟 분 "
	  "دقيقة دقائق ",
	  MINUTE },
	{ " hour hours hr hrs h stunde stunden std heure heures hora horas ora "
	  "ore uur uren timme timmar time timer godzina godziny godzin godz "
	  "час часа часов година години годин saat 時間 "
	  "小时 小時 시간 ساعة "
	  "ساعات ", HOUR },
	{ " day days d tag tage tagen jour jours dia dias giorno giorni dag "
	  "dagen dagar dage dni dzien день дня днеи дни днив gun 日 天 일 "
	  "يوم أيام ايام ", DAY },
	{ " week weeks w wk wks woche wochen semaine semaines semana semanas "
	  "settimana settimane weken vecka veckor uke uker uge uger tydzien "
	  "tygodnie tygodni неделя недели неделю недель hafta 週間 "
	  "周 星期 주 "
	  "أسبوع ", 7 * DAY },
	{ " month months mo mos monat monate monaten mois mes meses mese mesi "
	  "maand maanden manad manader maned maneder miesiac miesiace "
	  "miesiecy месяц месяца месяцев ay か月 ヶ月 个月 個月 "
	  "개월 شهر "
	  "أشهر ", 30 * DAY },
	{ " year years y yr yrs jahr jahre jahren an ans annee annees ano anos "
	  "anno anni jaar jaren ar rok lata lat год года лет yil 年 년 سنة ",
	  365 * DAY },
};

static const char ago_words[] =
	" ago vor il y a hace ha fa geleden sedan siden temu назад тому once "
	"前 전 以前 전에 منذ ";
static const char one_words[] =
	" a an one ein eine einer einem einen une un una uno um uma een en et "
	"ett jeden jedna один одну bir ";
static const char lead_words[] =
	" about around almost over circa etwa ca environ cerca de kb ";

static bool in_list(const char *list, const char *s, size_t len)
{
	for (const char *p = list; (p = strchr(p, ' ')) && p[1]; p++)
		if (!strncmp(p + 1, s, len) && p[1 + len] == ' ')
			return true;
	return false;
}

static bool tok_in(const char *list, const struct date_token *t)
{
	return t->kind == DTOK_WORD && in_list(list, t->s, t->len);
}

/* Unit at the beginning of the token; *rest gets what is glued behind it
 * ("時間前" leaves "前"). */
static int64_t unit_of(const struct date_token *t, struct date_token *rest)
{
	if (t->kind != DTOK_WORD)
		return 0;
	for (size_t i = 0; i < COUNT(units); i++)
		if (in_list(units[i].names, t->s, t->len)) {
			*rest = (struct date_token){ .kind = DTOK_END };
			return units[i].s;
		}
	/* Scripts without spaces: the longest unit that it begins with. */
	if ((unsigned char)t->s[0] < 0xe0)
		return 0;
	for (size_t n = t->len - 1; n >= 3; n--)
		for (size_t i = 0; i < COUNT(units); i++) {
			if (!in_list(units[i].names, t->s, n))
				continue;
			*rest = *t;
			rest->s += n;
			rest->len -= n;
			return units[i].s;
		}
	return 0;
}

/* "timea minute": an icon's label glued to the article. */
static bool ends_in_one(const struct date_token *t)
{
	return t->kind == DTOK_WORD && t->len > 2 && t->s[t->len - 1] == 'a';
}

/* The tokeniser parts 日, 分, 時 from what follows them: 時間前 is put
 * together again, over *n tokens. */
static struct date_token whole_word(const struct date_token *t, size_t *n)
{
	struct date_token word = *t;

	while (word.kind == DTOK_WORD && date_unit_len(t[*n - 1].s) &&
	       t[*n].kind == DTOK_WORD && !t[*n].spaced) {
		word.len += t[*n].len;
		++*n;
	}
	return word;
}

struct age {
	int64_t s;
	int parts;
	bool ago;
};

/* "3 hours", "a minute", "3時間前" at t; tokens taken, 0 = none. */
static size_t take_amount(struct age *a, const struct date_token *t)
{
	struct date_token rest;
	int64_t count = 1;

	if (t->kind == DTOK_NUM)
		count = t->value;
	else if (!tok_in(one_words, t) &&
		 !(ends_in_one(t) && unit_of(t + 1, &rest)))
		return 0;
	size_t n = 1;
	struct date_token word = whole_word(t + 1, &n);
	int64_t unit = unit_of(&word, &rest);
	if (!unit || count > 100000)
		return 0;
	a->s += count * unit;
	a->parts++;
	if (rest.kind == DTOK_WORD && tok_in(ago_words, &rest))
		a->ago = true;
	else if (rest.kind == DTOK_WORD)
		return 0;
	return n + 1;
}

static bool fixed_age(const struct date_text *d, int64_t *age_s)
{
	static const struct {
		const char *text;
		int64_t s;
	} fixed[] = {
		{ "just now", 0 }, { "now", 0 }, { "moments ago", 0 },
		{ "a moment ago", 0 }, { "gerade eben", 0 },
		{ "yesterday", DAY }, { "gestern", DAY }, { "hier", DAY },
		{ "ayer", DAY }, { "ontem", DAY }, { "ieri", DAY },
		{ "gisteren", DAY }, { "вчера", DAY }, { "昨日", DAY },
		{ "昨天", DAY }, { "어제", DAY }, { "刚刚", 0 },
	};
	const char *s = d->s + strspn(d->s, " ");
	size_t len = strlen(s);

	while (len && (s[len - 1] == ' ' || s[len - 1] == '.'))
		len--;
	for (size_t i = 0; i < COUNT(fixed); i++)
		if (strlen(fixed[i].text) == len &&
		    !memcmp(fixed[i].text, s, len)) {
			*age_s = fixed[i].s;
			return true;
		}
	return false;
}

/* "3h", "12m", "2d", "1h5m": nothing but numbers and one-letter units. */
static bool compact(const struct date_text *d)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct date_token *t = &d->tok[i];
		if (i % 2 == 0 ? t->kind != DTOK_NUM :
				 t->kind != DTOK_WORD || t->len > 2 ||
					 t->spaced)
			return false;
	}
	return d->n >= 2 && d->n % 2 == 0;
}

static bool is_joint(const struct date_token *t)
{
	return tok_in(" and und et y e en i и ", t) ||
	       (t->kind == DTOK_PUNCT && strchr(",.:+~<>\"'-|", t->s[0]));
}

bool date_parse_age(const char *s, int64_t *age_s)
{
	struct date_text d;
	struct age a = { 0 };
	int strange = 0;

	if (!s || !date_scan(&d, s))
		return false;
	if (fixed_age(&d, age_s))
		return true;
	for (size_t i = 0; i < d.n;) {
		const struct date_token *t = &d.tok[i];
		size_t n = take_amount(&a, t);
		if (n) {
			i += n;
			continue;
		}
		/* Words that we do not know may only stand in front. */
		if (tok_in(ago_words, t))
			a.ago = true;
		else if (!is_joint(t) && !tok_in(lead_words, t) &&
			 (t->kind != DTOK_WORD || a.parts || ++strange > 2))
			return false;
		i++;
	}
	if (!a.parts || (!a.ago && (strange || !compact(&d))))
		return false;
	*age_s = a.s;
	return true;
}

/* ---- writing --------------------------------------------------------------- */

void date_iso(int64_t s, char out[24])
{
	struct civil c;

	out[0] = '\0';
	if (s == 0)
		return;
	civil_from_s(s, &c);
	if (c.year < 0 || c.year > 9999)
		return;
	snprintf(out, 24, "%04u-%02u-%02uT%02u:%02u:%02uZ",
		 (unsigned)c.year % 10000, (unsigned)c.month % 100,
		 (unsigned)c.day % 100, (unsigned)c.hour % 100,
		 (unsigned)c.min % 100, (unsigned)c.sec % 100);
}

void date_age(struct buf *out, int64_t t, int64_t now, int64_t tz_s)
{
	static const char month[][4] = { "Jan", "Feb", "Mar", "Apr",
					 "May", "Jun", "Jul", "Aug",
					 "Sep", "Oct", "Nov", "Dec" };
	struct civil then, today;
	int64_t age = now - t;

	if (t == 0)
		return;
	if (age < 0 && age >= -HOUR)
		age = 0;
	if (age >= 0 && age < HOUR) {
		buf_addf(out, "%dm", (int)(age / MINUTE));
	} else if (age >= 0 && age < DAY) {
		buf_addf(out, "%dh", (int)(age / HOUR));
	} else if (age >= 0 && age < 7 * DAY) {
		buf_addf(out, "%dd", (int)(age / DAY));
	} else {
		civil_from_s(t + tz_s, &then);
		civil_from_s(now + tz_s, &today);
		/* "28 Dec" is clear enough in January. */
		if (then.year == today.year ||
		    (age > 0 && age < 120 * (int64_t)DAY))
			buf_addf(out, "%d %s", then.day, month[then.month - 1]);
		else
			buf_addf(out, "%d", then.year);
	}
}
