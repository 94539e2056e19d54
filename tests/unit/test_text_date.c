/* test_text_date.c - dates and ages as people write them. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "thrum/text/date.h"

#include "thrum/base/banned.h"

/* `want` is ISO 8601; NULL = must be refused. */
struct row {
	const char *s, *want;
};

static void check_rows(const struct row *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int64_t v = 42;
		char got[24];
		bool ok = date_parse(t[i].s, &v);
		if (!t[i].want) {
			date_iso(v, got);
			cr_expect(!ok, "\"%s\" gave %s", t[i].s, got);
			cr_expect_eq(v, 42, "untouched on refusal");
			continue;
		}
		cr_expect(ok, "\"%s\" was refused", t[i].s);
		date_iso(v, got);
		cr_expect_str_eq(got, t[i].want, "\"%s\"", t[i].s);
	}
}
#define CHECK(t) check_rows((t), sizeof(t) / sizeof(*(t)))

Test(date, rfc_822_and_variants)
{
	static const struct row t[] = {
		{ "Sat, 31 May 2025 14:05:09 +0200", "2025-05-31T12:05:09Z" },
		{ "31 May 2025 14:05:09 GMT", "2025-05-31T14:05:09Z" },
		{ "Sat, 31 May 25 14:05 EDT", "2025-05-31T18:05:00Z" },
		{ "31 May 76 14:05 UT", "1976-05-31T14:05:00Z" },
		{ "sat,31 may 2025 14:05:09 -0330", "2025-05-31T17:35:09Z" },
		{ "Saturday, 31-May-25 14:05:09 GMT", "2025-05-31T14:05:09Z" },
		{ "31 May 2025", "2025-05-31T00:00:00Z" },
		{ "Sat, 31 May 2025 14:05:09 (a (b) c) +0200",
		  "2025-05-31T12:05:09Z" },
		{ "Sat, 31 May 2025 14:05:60 GMT", "2025-05-31T14:06:00Z" },
		{ "Sat, 31 May 2025 24:00:00 GMT", "2025-06-01T00:00:00Z" },
		{ "Sat, 31 May 2025 14:05:09 GMT-07:00",
		  "2025-05-31T21:05:09Z" },
		{ "Sat, 31 May 2025 14:05:09 +00:00", "2025-05-31T14:05:09Z" },
		{ "Sat, 31 May 2025 14:05:09 Q", "2025-05-31T14:05:09Z" },
		{ "  Sat, 31 May 2025 14:05:09 Z\n", "2025-05-31T14:05:09Z" },
		{ "Sat May 31 14:05:09 2025", "2025-05-31T14:05:09Z" },
		{ "Sat May 31 14:05:09 CEST 2025", "2025-05-31T12:05:09Z" },
		{ "31/May/2025:14:05:09 +0200", "2025-05-31T12:05:09Z" },
		{ "2025-05-31 14:05:09 +0200 CEST", "2025-05-31T12:05:09Z" },
		{ "Sat, 32 May 2025 14:05:09 GMT", NULL },
		{ "Sat, 30 Feb 2025 14:05:09 GMT", NULL },
		{ "Sat, 31 Moy 2025 14:05:09 GMT", NULL },
		{ "Sat, 31 May 2025 25:05:09 GMT", NULL },
		{ "Sat, 31 May 2025 14:65:09 GMT", NULL },
		{ "Sat, 31 May 2025 14:05:09 +xx:00", NULL },
		{ "Sat, 31 May 2025 14:05:09 +9900", NULL },
		{ "Sat, 31 May 2025 14:05:09 GMT and more", NULL },
	};

	CHECK(t);
}

Test(date, iso_8601)
{
	static const struct row t[] = {
		{ "2025-05-31T14:05:09Z", "2025-05-31T14:05:09Z" },
		{ "2025-05-31t14:05:09.123456+02:00", "2025-05-31T12:05:09Z" },
		{ "2025-05-31 14:05", "2025-05-31T14:05:00Z" },
		{ "2025-05-31T14Z", "2025-05-31T14:00:00Z" },
		{ "20250531T140509Z", "2025-05-31T14:05:09Z" },
		{ "20250531T140509+0200", "2025-05-31T12:05:09Z" },
		{ "20250531140509", "2025-05-31T14:05:09Z" },
		{ "20250531", "2025-05-31T00:00:00Z" },
		{ "2025-05", "2025-05-01T00:00:00Z" },
		{ "2025", "2025-01-01T00:00:00Z" },
		{ "2025-151", "2025-05-31T00:00:00Z" },
		{ "2025151", "2025-05-31T00:00:00Z" },
		{ "2025-W22-6", "2025-05-31T00:00:00Z" },
		{ "2025W226T1405Z", "2025-05-31T14:05:00Z" },
		{ "2025-W01-1", "2024-12-30T00:00:00Z" },
		{ "25-05-31", "2025-05-31T00:00:00Z" },
		{ "1748700309", "2025-05-31T14:05:09Z" },
		{ "1748700309000", "2025-05-31T14:05:09Z" },
		{ "2025-13-01", NULL },
		{ "2025-05-32", NULL },
		{ "2025-366", NULL },
		{ "2025-W54-1", NULL },
		{ "2025-05-31T14:61Z", NULL },
		{ "2025-05-31-01", NULL },
		{ "2025-05-31Tnoon", NULL },
	};

	CHECK(t);
}

/* A space in front is read the long way. */
static void same_the_long_way(const char *written)
{
	char spaced[64];
	int64_t a = -1, b = -1;

	snprintf(spaced, sizeof(spaced), " %s", written);
	bool is_a = date_parse(written, &a), is_b = date_parse(spaced, &b);
	cr_expect(is_a == is_b && a == b, "%s", written);
}

Test(date, the_usual_forms_are_read_as_all_others)
{
	static const char *const zones[] = { "Z", "+00:00", "-05:30", "+12:00",
					     "+13:00", "+1:00", "x" };
	uint64_t seed = 9;

	for (int i = 0; i < 5000; i++) {
		char s[64];
		unsigned r[7];
		for (size_t k = 0; k < 7; k++) {
			seed = seed * 6364136223846793005u + 1;
			r[k] = (unsigned)(seed >> 40);
		}
		snprintf(s, sizeof(s), "%04u-%02u-%02uT%02u:%02u:%02u%s",
			 1850 + r[0] % 400, r[1] % 14, r[2] % 33, r[3] % 26,
			 r[4] % 62, r[5] % 62, zones[r[6] % 7]);
		same_the_long_way(s);
		s[r[6] % strlen(s)] = "0 :-TzZ+"[r[5] % 8];
		same_the_long_way(s);
	}
}

Test(date, numbers_and_order)
{
	static const struct row t[] = {
		{ "31-05-2025", "2025-05-31T00:00:00Z" },
		{ "01-05-2025", "2025-05-01T00:00:00Z" },
		{ "31.05.2025", "2025-05-31T00:00:00Z" },
		{ "1. 5. 2025 14:05", "2025-05-01T14:05:00Z" },
		{ "05/31/2025 2:05 pm EST", "2025-05-31T19:05:00Z" },
		{ "31/05/2025", "2025-05-31T00:00:00Z" },
		{ "05/05/2025", "2025-05-05T00:00:00Z" },
		{ "2025/05/31 14:05", "2025-05-31T14:05:00Z" },
		{ "31.05.25", "2025-05-31T00:00:00Z" },
		{ "05/31/25 14:05:09", "2025-05-31T14:05:09Z" },
		{ "03/04/2025", NULL },
		{ "03/04/25", NULL },
		{ "13/13/2025", NULL },
		{ "1 2 2025", NULL },
		/* 7 June was a Saturday, 6 July a Sunday. */
		{ "Sat, 07/06/2025", "2025-06-07T00:00:00Z" },
		{ "Sun, 07/06/2025", "2025-07-06T00:00:00Z" },
		{ "Sat, 07 06 2025 14:05:09 +0100", "2025-06-07T13:05:09Z" },
		{ "Sonntag, 07.06.25", "2025-07-06T00:00:00Z" },
		{ "domenica 07/06/2025", "2025-07-06T00:00:00Z" },
		{ "Mon, 07/06/2025", NULL },
		{ "07 06 2025", NULL },
		{ "2025-06-07 kl. 14.05", "2025-06-07T14:05:00Z" },
		{ "Sat, 7 Jun 2025 14:05:09:123 GMT", "2025-06-07T14:05:09Z" },
		{ "Sat, 7 Jun 2025 4:5:9:1 GMT", NULL },
		{ "7. listopadu 2025", "2025-11-07T00:00:00Z" },
		{ "14:05", NULL },
		{ "12", NULL },
		{ "5 January", NULL },
		{ "", NULL },
		{ "   ", NULL },
		{ "soon", NULL },
		{ NULL, NULL },
	};

	CHECK(t);
}

Test(date, words_of_many_languages)
{
	static const struct row t[] = {
		{ "May 31, 2025", "2025-05-31T00:00:00Z" },
		{ "May 31st, 2025 at 2:05 p.m.", "2025-05-31T14:05:00Z" },
		{ "2:05 PM EDT, May 31, 2025", "2025-05-31T18:05:00Z" },
		{ "31 May 2025 14:05 JST", "2025-05-31T05:05:00Z" },
		{ "Nov. 2025", "2025-11-01T00:00:00Z" },
		{ "31. Mai 2025, 14:05 Uhr", "2025-05-31T14:05:00Z" },
		{ "Samstag, 1. M\xc3\xa4rz 2025", "2025-03-01T00:00:00Z" },
		{ "le 1er f\xc3\xa9vrier 2025 \xc3\xa0 14h05",
		  "2025-02-01T14:05:00Z" },
		{ "1 f\xe9vrier 2025", "2025-02-01T00:00:00Z" },
		{ "mar. 31 mars 2025", "2025-03-31T00:00:00Z" },
		{ "mar. 6 mai 2025 10:00", "2025-05-06T10:00:00Z" },
		{ "31 de mayo de 2025", "2025-05-31T00:00:00Z" },
		{ "31 de mar\xc3\xa7o de 2025 \xc3\xa0s 14:05",
		  "2025-03-31T14:05:00Z" },
		{ "31 maggio 2025", "2025-05-31T00:00:00Z" },
		{ "za 31 mei 2025", "2025-05-31T00:00:00Z" },
		{ "31 мая 2025 г., 14:05", "2025-05-31T14:05:00Z" },
		{ "31 maja 2025", "2025-05-31T00:00:00Z" },
		{ "31 May\xc4\xb1s 2025", "2025-05-31T00:00:00Z" },
		{ "31 Μαΐου 2025", "2025-05-31T00:00:00Z" },
		{ "31 مايو 2025", "2025-05-31T00:00:00Z" },
		{ "2025年5月31日 14時05分", "2025-05-31T14:05:00Z" },
		{ "2025年5月31日(土) 午後2時5分", "2025-05-31T14:05:00Z" },
		{ "2025年5月31日（土）14:05", "2025-05-31T14:05:00Z" },
		{ "31 十二月 2025", "2025-12-31T00:00:00Z" },
		{ "31 th\xc3\xa1ng 5, 2025", "2025-05-31T00:00:00Z" },
		{ "2025-05-31T14:05:09+02:00[Europe/Paris]",
		  "2025-05-31T12:05:09Z" },
		{ "令和7年5月31日", "2025-05-31T00:00:00Z" },
		{ "２０２５年５月３１日", "2025-05-31T00:00:00Z" },
		{ "2025년 5월 31일 오후 2:05", "2025-05-31T05:05:00Z" },
		{ "Sat, 31 May 2025 14:05:09 Europe/Paris",
		  "2025-05-31T12:05:09Z" },
		{ "Fri, 31 Jan 2025 14:05:09 America/New_York",
		  "2025-01-31T19:05:09Z" },
	};

	CHECK(t);
}

/* Months of more languages, in the middle of the words around them. */
Test(date, months_written_out)
{
	static const struct row t[] = {
		{ "31 май 2025", "2025-05-31T00:00:00Z" },
		{ "1 април 2025 г.", "2025-04-01T00:00:00Z" },
		{ "31. svibnja 2025. u 14:05", "2025-05-31T14:05:00Z" },
		{ "7. lipnja 2025.", "2025-06-07T00:00:00Z" },
		{ "7. avgusta 2025 ob 14.05", "2025-08-07T14:05:00Z" },
		{ "7. децембар 2025", "2025-12-07T00:00:00Z" },
		{ "2025 m. gegužės 31 d.", "2025-05-31T00:00:00Z" },
		{ "2025. gada 7. jūnijs", "2025-06-07T00:00:00Z" },
		{ "7. oktoober 2025", "2025-10-07T00:00:00Z" },
		{ "Rabu, 7 Mei 2025 pukul 14.05", "2025-05-07T14:05:00Z" },
		{ "7 Disember 2025", "2025-12-07T00:00:00Z" },
		{ "2025 urria 7", "2025-10-07T00:00:00Z" },
		{ "7 Gorffennaf 2025", "2025-07-07T00:00:00Z" },
		{ "7 qershor 2025", "2025-06-07T00:00:00Z" },
		{ "7 наступний 2025", NULL },
		{ "7 בדצמבר 2025", "2025-12-07T00:00:00Z" },
		{ "7 نيسان 2025", "2025-04-07T00:00:00Z" },
		{ "7 اکتبر 2025", "2025-10-07T00:00:00Z" },
		{ "7 ستمبر 2025", "2025-09-07T00:00:00Z" },
		{ "7 มิถุนายน 2568", "2025-06-07T00:00:00Z" },
		{ "7 มิถุนายน 2025", "2025-06-07T00:00:00Z" },
		{ "7 সেপ্টেম্বর 2025", "2025-09-07T00:00:00Z" },
		{ "7 டிசம்பர் 2025", "2025-12-07T00:00:00Z" },
		{ "7 tháng mười hai 2025",
		  "2025-12-07T00:00:00Z" },
		{ "7 tháng Tư, 2025", "2025-04-07T00:00:00Z" },
		{ "za 31 mei 2025 om 14:05", "2025-05-31T14:05:00Z" },
		{ "31 maja 2025 r.", "2025-05-31T00:00:00Z" },
	};

	CHECK(t);
}

Test(date, zones_and_their_summers)
{
	static const struct row t[] = {
		{ "31 May 2025 14:05 US/Eastern", "2025-05-31T18:05:00Z" },
		{ "31 Jan 2025 14:05 US/Eastern", "2025-01-31T19:05:00Z" },
		{ "31 May 2025 14:05 America/Argentina/Buenos_Aires",
		  "2025-05-31T17:05:00Z" },
		{ "31 May 2025 14:05 Australia/Sydney",
		  "2025-05-31T04:05:00Z" },
		{ "31 Jan 2025 14:05 Australia/Sydney",
		  "2025-01-31T03:05:00Z" },
		{ "31 Oct 2025 14:05 Pacific/Auckland",
		  "2025-10-31T01:05:00Z" },
		{ "27 Sep 2025 14:05 Pacific/Auckland",
		  "2025-09-27T02:05:00Z" },
		{ "9 Mar 2025 01:59 America/New_York", "2025-03-09T06:59:00Z" },
		{ "9 Mar 2025 03:01 America/New_York", "2025-03-09T07:01:00Z" },
		{ "30 Mar 2025 01:59 Europe/Paris", "2025-03-30T00:59:00Z" },
		{ "26 Oct 2025 03:01 Europe/Paris", "2025-10-26T02:01:00Z" },
		{ "31 May 2025 14:05 Pacific Daylight Time",
		  "2025-05-31T21:05:00Z" },
		{ "31 May 2025 14:05 Eastern Time", "2025-05-31T18:05:00Z" },
		{ "31 May 2025 14:05 Central European Summer Time",
		  "2025-05-31T12:05:00Z" },
		{ "31 May 2025 14:05 Mars/Olympus", NULL },
		{ "31 May 2025 14:05 Pacific Ocean Time", NULL },
		/* Nobody's zone is UTC (RFC 5322), but not in any place. */
		{ "31 May 2025 14:05:09 XQT", "2025-05-31T14:05:09Z" },
		{ "31 May 2025 14:05:09 XQT now", NULL },
		{ "31 XQT 2025 14:05:09", NULL },
		{ "31 May 2025 14:05:09 0000", "2025-05-31T14:05:09Z" },
		{ "31 May 2025 14:05:09 0230", "2025-05-31T11:35:09Z" },
		{ "31 May 2025 14:05:09 9900", NULL },
		{ "May 31 14:05:09 2025", "2025-05-31T14:05:09Z" },
		{ "31 May 2025 Z", "2025-05-31T00:00:00Z" },
		{ "2025-05-31Z", "2025-05-31T00:00:00Z" },
		{ "31.05.2025 -0700", "2025-05-31T07:00:00Z" },
		{ "31.05.2025 -07:00", "2025-05-31T07:00:00Z" },
		{ "2025-05-31T14:05:09.Z", "2025-05-31T14:05:09Z" },
	};

	CHECK(t);
}

Test(date, what_stands_around)
{
	static const struct row t[] = {
		{ "Updated: May 31, 2025", "2025-05-31T00:00:00Z" },
		{ "Published on 31 May 2025", "2025-05-31T00:00:00Z" },
		{ "Date: Sat, 31 May 2025 14:05:09 GMT",
		  "2025-05-31T14:05:09Z" },
		{ "\"2025-05-31T14:05:09Z\"", "2025-05-31T14:05:09Z" },
		{ "@1748700309", "2025-05-31T14:05:09Z" },
		{ "25-5-7", "2025-05-07T00:00:00Z" },
		{ "Updated: soon", NULL },
		{ "31: May 2025: 14", NULL },
		{ "@2025", NULL },
		{ "@", NULL },
		{ "\"", NULL },
	};

	CHECK(t);
}

/* Every month by its usual short form, so that no language's full names
 * shadow another's. */
Test(date, short_months)
{
	static const char *const names[] = {
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"jan feb mrz apr mai jun jul aug sep okt nov dez",
		"janv fevr mars avr mai juin juil aout sept oct nov dec",
		"ene feb mar abr may jun jul ago sep oct nov dic",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"jan fev mar abr mai jun jul ago set out nov dez",
		"jan feb mrt apr mei jun jul aug sep okt nov dec",
		"sty lut mar kwi maj cze lip sie wrz paz lis gru",
		"янв фев мар апр май июн июл авг сен окт ноя дек",
		"ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
		"oca sub mar nis may haz tem agu eyl eki kas ara",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *p = names[i];
		for (int m = 1; m <= 12; m++) {
			size_t n = strcspn(p, " ");
			char s[64], want[40], got[24];
			int64_t v = 0;
			snprintf(s, sizeof(s), "7 %.*s 2025", (int)n, p);
			snprintf(want, sizeof(want), "2025-%02d-07T00:00:00Z",
				 m);
			cr_expect(date_parse(s, &v), "%s", s);
			date_iso(v, got);
			cr_expect_str_eq(got, want, "%s", s);
			p += n + (p[n] == ' ');
		}
	}
}

Test(date, hostile_text_is_refused)
{
	char s[5000];
	int64_t v = 0;

	memset(s, '9', sizeof(s) - 1);
	s[sizeof(s) - 1] = '\0';
	cr_expect(!date_parse(s, &v));
	memset(s, '(', sizeof(s) - 1);
	cr_expect(!date_parse(s, &v));
	memset(s, '\xff', sizeof(s) - 1);
	cr_expect(!date_parse(s, &v));
	for (size_t i = 0; i + 1 < sizeof(s); i += 2)
		memcpy(s + i, "1 ", 2);
	cr_expect(!date_parse(s, &v));
	cr_expect(!date_parse("\x1b[31m31 May 2025", &v));
}

Test(date, ages)
{
	static const struct {
		const char *s;
		int64_t want; /* -1 = refused */
	} t[] = {
		{ "8 hours ago", 28800 },
		{ "timea minute ago", 60 },
		{ "time8 hours ago", 28800 },
		{ "an hour ago", 3600 },
		{ "1 hour, 5 minutes ago", 3900 },
		{ "Published 2 days ago", 172800 },
		{ "3h", 10800 },
		{ "1h5m", 3900 },
		{ "2w", 1209600 },
		{ "yesterday", 86400 },
		{ "vor 3 Stunden", 10800 },
		{ "vor einer Stunde", 3600 },
		{ "il y a 2 heures", 7200 },
		{ "hace 5 minutos", 300 },
		{ "h\xc3\xa1 3 horas", 10800 },
		{ "3 ore fa", 10800 },
		{ "3 uur geleden", 10800 },
		{ "3 часа назад", 10800 },
		{ "3時間前", 10800 },
		{ "5分前", 300 },
		{ "3 小时前", 10800 },
		{ "3시간 전", 10800 },
		{ "5 minutes", -1 },
		{ "3 min read", -1 },
		{ "5 minutes ago by a friend", -1 },
		{ "ago", -1 },
		{ "31 May 2025", -1 },
		{ "", -1 },
		{ NULL, -1 },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		int64_t v = -1;
		bool ok = date_parse_age(t[i].s, &v);
		cr_expect_eq(ok, t[i].want >= 0, "\"%s\"", t[i].s);
		cr_expect_eq(v, t[i].want, "\"%s\": %ld", t[i].s, (long)v);
	}
}

Test(date, written_forms)
{
	static const int64_t now = 1748700309; /* 31 May 2025 */
	static const struct {
		int64_t t;
		const char *want;
	} t[] = {
		{ 0, "" },
		{ now, "0m" },
		{ now + 3000, "0m" },
		{ now - 59 * 60, "59m" },
		{ now - 3600, "1h" },
		{ now - 86399, "23h" },
		{ now - 2 * 86400, "2d" },
		{ now - 10 * 86400, "21 May" },
		{ now + 10 * 86400, "10 Jun" },
		{ now - 200 * 86400, "2024" },
		{ now + 400 * 86400, "2026" },
	};
	char iso[24];

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++) {
		struct buf b = BUF_INIT;
		date_age(&b, t[i].t, now, 0);
		cr_expect_str_eq(b.ptr, t[i].want);
		buf_release(&b);
	}
	date_iso(0, iso);
	cr_expect_str_eq(iso, "");
	date_iso(now, iso);
	cr_expect_str_eq(iso, "2025-05-31T14:05:09Z");
	date_iso(INT64_MAX / 4, iso);
	cr_expect_str_eq(iso, "");
}
