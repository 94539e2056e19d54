/* date_zones.c - time zones by abbreviation, city and name, and how their
 * summers shift them.
 *
 * Offsets are today's; a zone's history is not kept. Names are folded (see
 * date_priv.h). Sources: RFC 5322 s. 4.3, IANA tz; choice ours.
 */
#include "config.h"

#include "date_priv.h"

#include <string.h>

#include "thrum/base/clock.h"
#include "thrum/base/banned.h"

#define HOUR 3600
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const struct {
	const char *name;
	int16_t minutes;
} zones[] = {
	{ "utc", 0 }, { "gmt", 0 }, { "ut", 0 }, { "z", 0 }, { "zulu", 0 },
	{ "wet", 0 }, { "west", 60 }, { "bst", 60 }, { "ist", 330 },
	{ "cet", 60 }, { "cest", 120 }, { "mez", 60 }, { "mesz", 120 },
	{ "met", 60 }, { "mest", 120 }, { "mewt", 60 }, { "swt", 60 },
	{ "sst", 120 }, { "fwt", 60 }, { "fst", 120 }, { "hnec", 60 },
	{ "haec", 120 }, { "eet", 120 }, { "eest", 180 }, { "bt", 180 },
	{ "trt", 180 }, { "msk", 180 }, { "msd", 240 }, { "gst", 240 },
	{ "azt", 240 }, { "amt", 240 }, { "pkt", 300 }, { "uzt", 300 },
	{ "yekt", 300 }, { "irst", 210 }, { "irdt", 270 }, { "aft", 270 },
	{ "npt", 345 }, { "bdt", 360 }, { "omst", 360 }, { "novt", 420 },
	{ "mmt", 390 }, { "ict", 420 }, { "wib", 420 }, { "wita", 480 },
	{ "wit", 540 }, { "hkt", 480 }, { "sgt", 480 }, { "myt", 480 },
	{ "pht", 480 }, { "phst", 480 }, { "cct", 480 }, { "awst", 480 },
	{ "wast", 420 }, { "jst", 540 }, { "kst", 540 }, { "acst", 570 },
	{ "acdt", 630 }, { "aest", 600 }, { "aedt", 660 }, { "gstg", 600 },
	{ "vlat", 600 }, { "nzst", 720 }, { "nzt", 720 }, { "nzdt", 780 },
	{ "idle", 720 }, { "sast", 120 }, { "cat", 120 }, { "eat", 180 },
	{ "wat", 60 }, { "idt", 180 }, { "art", -180 }, { "brt", -180 },
	{ "brst", -120 }, { "clt", -240 }, { "clst", -180 }, { "cot", -300 },
	{ "pet", -300 }, { "vet", -240 }, { "uyt", -180 }, { "bot", -240 },
	{ "ect", -300 }, { "at", -240 }, { "ast", -240 }, { "adt", -180 },
	{ "nst", -210 }, { "ndt", -150 }, { "nt", -210 }, { "et", -300 },
	{ "est", -300 }, { "edt", -240 }, { "ct", -360 }, { "cst", -360 },
	{ "cdt", -300 }, { "mt", -420 }, { "mst", -420 }, { "mdt", -360 },
	{ "pt", -480 }, { "pst", -480 }, { "pdt", -420 }, { "akst", -540 },
	{ "akdt", -480 }, { "yst", -540 }, { "ydt", -480 }, { "hst", -600 },
	{ "hdt", -540 }, { "hast", -600 }, { "hadt", -540 }, { "ahst", -600 },
	{ "nit", -660 }, { "chst", 600 }, { "wgt", -120 }, { "azot", -60 },
	{ "cvt", -60 }, { "egt", -60 },
};

static const struct {
	const char *name; /* as the tz database has it, in lower case */
	int16_t minutes; /* in winter */
	uint8_t dst;
} cities[] = {
	{ "etc/gmt", 0, 0 }, { "etc/utc", 0, 0 },
	{ "europe/london", 0, DATE_DST_EU }, { "europe/dublin", 0, DATE_DST_EU },
	{ "europe/lisbon", 0, DATE_DST_EU }, { "europe/istanbul", 180, 0 },
	{ "europe/moscow", 180, 0 }, { "europe/minsk", 180, 0 },
	{ "europe/athens", 120, DATE_DST_EU },
	{ "europe/helsinki", 120, DATE_DST_EU },
	{ "europe/kiev", 120, DATE_DST_EU }, { "europe/kyiv", 120, DATE_DST_EU },
	{ "europe/bucharest", 120, DATE_DST_EU },
	{ "europe/sofia", 120, DATE_DST_EU }, { "europe/riga", 120, DATE_DST_EU },
	{ "europe/tallinn", 120, DATE_DST_EU },
	{ "europe/vilnius", 120, DATE_DST_EU },
	{ "america/new_york", -300, DATE_DST_US },
	{ "america/toronto", -300, DATE_DST_US },
	{ "america/detroit", -300, DATE_DST_US },
	{ "america/chicago", -360, DATE_DST_US },
	{ "america/denver", -420, DATE_DST_US },
	{ "america/phoenix", -420, 0 },
	{ "america/los_angeles", -480, DATE_DST_US },
	{ "america/vancouver", -480, DATE_DST_US },
	{ "america/anchorage", -540, DATE_DST_US },
	{ "america/halifax", -240, DATE_DST_US },
	{ "america/sao_paulo", -180, 0 }, { "america/bogota", -300, 0 },
	{ "america/lima", -300, 0 }, { "america/caracas", -240, 0 },
	{ "america/mexico_city", -360, 0 }, { "pacific/honolulu", -600, 0 },
	{ "asia/tokyo", 540, 0 }, { "asia/seoul", 540, 0 },
	{ "asia/shanghai", 480, 0 }, { "asia/hong_kong", 480, 0 },
	{ "asia/taipei", 480, 0 }, { "asia/singapore", 480, 0 },
	{ "asia/manila", 480, 0 }, { "asia/kolkata", 330, 0 },
	{ "asia/calcutta", 330, 0 }, { "asia/karachi", 300, 0 },
	{ "asia/dhaka", 360, 0 }, { "asia/jakarta", 420, 0 },
	{ "asia/bangkok", 420, 0 }, { "asia/ho_chi_minh", 420, 0 },
	{ "asia/dubai", 240, 0 }, { "asia/riyadh", 180, 0 },
	{ "asia/baghdad", 180, 0 }, { "asia/kathmandu", 345, 0 },
	{ "asia/tehran", 210, 0 }, { "africa/johannesburg", 120, 0 },
	{ "africa/nairobi", 180, 0 }, { "africa/lagos", 60, 0 },
	{ "america/argentina/buenos_aires", -180, 0 },
	{ "america/buenos_aires", -180, 0 },
	{ "america/montreal", -300, DATE_DST_US },
	{ "america/montevideo", -180, 0 }, { "america/panama", -300, 0 },
	{ "america/edmonton", -420, DATE_DST_US },
	{ "america/winnipeg", -360, DATE_DST_US },
	{ "america/guatemala", -360, 0 }, { "america/costa_rica", -360, 0 },
	{ "america/guayaquil", -300, 0 }, { "america/la_paz", -240, 0 },
	{ "america/puerto_rico", -240, 0 },
	{ "america/st_johns", -210, DATE_DST_US },
	{ "america/indiana/indianapolis", -300, DATE_DST_US },
	{ "america/kentucky/louisville", -300, DATE_DST_US },
	{ "us/eastern", -300, DATE_DST_US }, { "us/central", -360, DATE_DST_US },
	{ "us/mountain", -420, DATE_DST_US },
	{ "us/pacific", -480, DATE_DST_US },
	{ "us/alaska", -540, DATE_DST_US }, { "us/hawaii", -600, 0 },
	{ "us/arizona", -420, 0 },
	{ "canada/atlantic", -240, DATE_DST_US },
	{ "canada/eastern", -300, DATE_DST_US },
	{ "canada/central", -360, DATE_DST_US },
	{ "canada/mountain", -420, DATE_DST_US },
	{ "canada/pacific", -480, DATE_DST_US },
	{ "atlantic/reykjavik", 0, 0 }, { "atlantic/azores", -60, DATE_DST_EU },
	{ "atlantic/canary", 0, DATE_DST_EU },
	{ "europe/samara", 240, 0 }, { "europe/volgograd", 180, 0 },
	{ "europe/kaliningrad", 120, 0 }, { "asia/yekaterinburg", 300, 0 },
	{ "asia/novosibirsk", 420, 0 }, { "asia/krasnoyarsk", 420, 0 },
	{ "asia/vladivostok", 600, 0 }, { "asia/tashkent", 300, 0 },
	{ "asia/tbilisi", 240, 0 }, { "asia/yerevan", 240, 0 },
	{ "asia/baku", 240, 0 }, { "asia/kabul", 270, 0 },
	{ "asia/colombo", 330, 0 }, { "asia/yangon", 390, 0 },
	{ "asia/saigon", 420, 0 }, { "asia/kuala_lumpur", 480, 0 },
	{ "asia/macau", 480, 0 }, { "asia/kuwait", 180, 0 },
	{ "asia/qatar", 180, 0 }, { "asia/nicosia", 120, DATE_DST_EU },
	{ "africa/casablanca", 60, 0 }, { "africa/algiers", 60, 0 },
	{ "africa/tunis", 60, 0 }, { "africa/accra", 0, 0 },
	{ "australia/brisbane", 600, 0 }, { "australia/perth", 480, 0 },
	{ "australia/darwin", 570, 0 },
	{ "australia/adelaide", 570, DATE_DST_AU },
	{ "australia/sydney", 600, DATE_DST_AU },
	{ "australia/melbourne", 600, DATE_DST_AU },
	{ "australia/hobart", 600, DATE_DST_AU },
	{ "australia/canberra", 600, DATE_DST_AU },
	{ "pacific/auckland", 720, DATE_DST_NZ }, { "pacific/fiji", 720, 0 },
	{ "pacific/guam", 600, 0 },
};

/* Zones by their English names, words parted by one space. */
static const struct {
	const char *name;
	int16_t minutes;
	uint8_t dst;
} phrases[] = {
	{ "greenwich mean time", 0, 0 }, { "coordinated universal time", 0, 0 },
	{ "universal time", 0, 0 }, { "british summer time", 60, 0 },
	{ "irish standard time", 60, 0 },
	{ "central european time", 60, 0 },
	{ "central european standard time", 60, 0 },
	{ "central european summer time", 120, 0 },
	{ "western european time", 0, 0 },
	{ "western european summer time", 60, 0 },
	{ "eastern european time", 120, 0 },
	{ "eastern european summer time", 180, 0 },
	{ "moscow standard time", 180, 0 },
	{ "india standard time", 330, 0 }, { "japan standard time", 540, 0 },
	{ "korea standard time", 540, 0 }, { "korean standard time", 540, 0 },
	{ "china standard time", 480, 0 }, { "singapore standard time", 480, 0 },
	{ "hong kong time", 480, 0 }, { "indochina time", 420, 0 },
	{ "eastern standard time", -300, 0 },
	{ "eastern daylight time", -240, 0 },
	{ "eastern time", -300, DATE_DST_US },
	{ "central standard time", -360, 0 },
	{ "central daylight time", -300, 0 },
	{ "central time", -360, DATE_DST_US },
	{ "mountain standard time", -420, 0 },
	{ "mountain daylight time", -360, 0 },
	{ "mountain time", -420, DATE_DST_US },
	{ "pacific standard time", -480, 0 },
	{ "pacific daylight time", -420, 0 },
	{ "pacific time", -480, DATE_DST_US },
	{ "atlantic standard time", -240, 0 },
	{ "atlantic daylight time", -180, 0 },
	{ "alaska standard time", -540, 0 },
	{ "alaska daylight time", -480, 0 },
	{ "hawaii standard time", -600, 0 },
	{ "hawaii aleutian standard time", -600, 0 },
	{ "brasilia standard time", -180, 0 }, { "brasilia time", -180, 0 },
	{ "argentina standard time", -180, 0 },
	{ "south africa standard time", 120, 0 },
	{ "east africa time", 180, 0 }, { "west africa time", 60, 0 },
	{ "australian eastern standard time", 600, 0 },
	{ "australian eastern daylight time", 660, 0 },
	{ "new zealand standard time", 720, 0 },
	{ "new zealand daylight time", 780, 0 },
};

bool date_zone(const struct date_token *tok, int *zone_s)
{
	if (tok->kind != DTOK_WORD)
		return false;
	for (size_t i = 0; i < COUNT(zones); i++)
		if (date_tok_is(tok, zones[i].name)) {
			*zone_s = zones[i].minutes * 60;
			return true;
		}
	/* Military letters: RFC 822 had their signs wrong, so RFC 5322
	 * s. 4.3 reads them all as "-0000". J is none of them. */
	if (tok->len == 1 && tok->s[0] >= 'a' &&
	    tok->s[0] <= 'z' && tok->s[0] != 'j') {
		*zone_s = 0;
		return true;
	}
	return false;
}

/* "area" "/" "city", or three of them; tokens taken, 0 = unknown. */
static size_t zone_city(const struct date_token *t, int *zone_s,
			enum date_dst *dst)
{
	size_t n = 1;

	while (n < 5 && t[n].len == 1 && *t[n].s == '/' &&
	       t[n + 1].kind == DTOK_WORD)
		n += 2;
	if (n == 1)
		return 0;
	const struct date_token *city = &t[n - 1];
	size_t len = (size_t)(city->s + city->len - t->s);
	for (size_t i = 0; i < COUNT(cities); i++)
		if (strlen(cities[i].name) == len &&
		    !memcmp(cities[i].name, t->s, len)) {
			*zone_s = cities[i].minutes * 60;
			*dst = cities[i].dst;
			return n;
		}
	/* Most of Europe keeps Central European Time. */
	if (!date_tok_is(t, "europe"))
		return 0;
	*zone_s = HOUR;
	*dst = DATE_DST_EU;
	return n;
}

/* "pacific daylight time": every word of the name in turn. */
static size_t zone_phrase(const struct date_token *t, int *zone_s,
			  enum date_dst *dst)
{
	for (size_t i = 0; i < COUNT(phrases); i++) {
		const char *p = phrases[i].name;
		size_t n = 0;
		while (*p && t[n].kind == DTOK_WORD) {
			size_t len = strcspn(p, " ");
			if (t[n].len != len || memcmp(t[n].s, p, len) != 0)
				break;
			p += len + (p[len] == ' ');
			n++;
		}
		if (*p)
			continue;
		*zone_s = phrases[i].minutes * 60;
		*dst = phrases[i].dst;
		return n;
	}
	return 0;
}

size_t date_zone_words(const struct date_token *t, int *zone_s,
		       enum date_dst *dst)
{
	size_t n = t->kind == DTOK_WORD ? zone_city(t, zone_s, dst) : 0;

	return n || t->kind != DTOK_WORD ? n : zone_phrase(t, zone_s, dst);
}

/* Midnight (as if UTC) of the first Sunday on or after a day. */
static int64_t sunday_from(int year, int month, int day)
{
	struct civil c = { .year = year, .month = month, .day = day };
	int64_t s = civil_to_s(&c);

	civil_from_s(s, &c);
	return s + (int64_t)((7 - c.weekday) % 7) * 86400;
}

int date_dst_shift(enum date_dst dst, int64_t local_s, int zone_s)
{
	struct civil c;
	int64_t from, to;

	civil_from_s(local_s, &c);
	switch (dst) {
	case DATE_DST_EU: /* last Sundays, 01:00 UTC */
		from = sunday_from(c.year, 3, 25) + HOUR + zone_s;
		to = sunday_from(c.year, 10, 25) + 2 * HOUR + zone_s;
		break;
	case DATE_DST_US: /* since 2007; 02:00 local */
		from = sunday_from(c.year, 3, 8) + 2 * HOUR;
		to = sunday_from(c.year, 11, 1) + 2 * HOUR;
		break;
	case DATE_DST_AU: /* summer is over New Year; local */
	case DATE_DST_NZ:
		from = dst == DATE_DST_AU ? sunday_from(c.year, 10, 1) :
					    sunday_from(c.year, 9, 24);
		to = sunday_from(c.year, 4, 1) + 3 * HOUR;
		return local_s >= from + 2 * HOUR || local_s < to ? HOUR : 0;
	default:
		return 0;
	}
	return local_s >= from && local_s < to ? HOUR : 0;
}
