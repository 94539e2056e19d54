/* decode.c - text_decode() of utf8.h: bytes of any encoding to UTF-8.
 *
 * The conversion is iconv's. Ours is which encoding to believe: WHATWG
 * labels (Encoding Standard s. 4.2), and what publishers get wrong: UTF-8
 * that says UTF-16, UTF-16 that says nothing, windows-1252 that says UTF-8.
 */
#include "config.h"

#include "thrum/text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "thrum/base/banned.h"

#define LABEL_MAX 40
#define STRAYS_FOR_ONE 4 /* stray bytes against one good sequence */

/* Labels (lower case) whose meaning on the web is not their iconv name.
 * Sorted by meaning; searched from the top. */
static const struct {
	const char *label, *name;
} labels[] = {
	{ "utf8", "UTF-8" },
	{ "utf-8", "UTF-8" },
	{ "unicode-1-1-utf-8", "UTF-8" },
	{ "x-unicode20utf8", "UTF-8" },
	{ "utf-16", "UTF-16LE" },
	{ "utf-16le", "UTF-16LE" },
	{ "utf-16be", "UTF-16BE" },
	{ "utf16", "UTF-16LE" },
	{ "ucs-2", "UTF-16LE" },
	{ "unicode", "UTF-16LE" },
	{ "iso-10646-ucs-2", "UTF-16LE" },
	{ "csunicode", "UTF-16LE" },
	{ "unicodefffe", "UTF-16BE" },
	{ "unicodefeff", "UTF-16LE" },
	{ "utf-32", "UTF-32LE" },
	{ "utf-32le", "UTF-32LE" },
	{ "utf-32be", "UTF-32BE" },
	{ "utf32", "UTF-32LE" },
	{ "ucs-4", "UTF-32LE" },
	{ "iso-10646-ucs-4", "UTF-32LE" },
	{ "csucs4", "UTF-32LE" },
	{ "iso-8859-1", "CP1252" },
	{ "iso8859-1", "CP1252" },
	{ "iso_8859-1", "CP1252" },
	{ "iso88591", "CP1252" },
	{ "latin1", "CP1252" },
	{ "latin-1", "CP1252" },
	{ "l1", "CP1252" },
	{ "ascii", "CP1252" },
	{ "us-ascii", "CP1252" },
	{ "ansi_x3.4-1968", "CP1252" },
	{ "cp1252", "CP1252" },
	{ "ansi", "CP1252" },
	{ "windows-1252", "CP1252" },
	{ "x-user-defined", "CP1252" },
	{ "iso-8859-9", "CP1254" },
	{ "latin5", "CP1254" },
	{ "iso-8859-11", "CP874" },
	{ "tis-620", "CP874" },
	{ "windows-874", "CP874" },
	{ "dos-874", "CP874" },
	{ "iso-8859-8-i", "ISO-8859-8" },
	{ "logical", "ISO-8859-8" },
	{ "visual", "ISO-8859-8" },
	{ "shift_jis", "CP932" },
	{ "shift-jis", "CP932" },
	{ "sjis", "CP932" },
	{ "ms_kanji", "CP932" },
	{ "windows-31j", "CP932" },
	{ "euc-jp", "EUC-JP-MS" },
	{ "gb2312", "GB18030" },
	{ "gb_2312-80", "GB18030" },
	{ "gbk", "GB18030" },
	{ "cp936", "GB18030" },
	{ "chinese", "GB18030" },
	{ "big5", "BIG5-HKSCS" },
	{ "cn-big5", "BIG5-HKSCS" },
	{ "big5-tw", "BIG5-HKSCS" },
	{ "x-big5", "BIG5-HKSCS" },
	{ "euc-kr", "CP949" },
	{ "korean", "CP949" },
	{ "ks_c_5601-1987", "CP949" },
	{ "ksc5601", "CP949" },
	{ "windows-949", "CP949" },
	{ "koi", "KOI8-R" },
	{ "koi8", "KOI8-R" },
	{ "koi8_r", "KOI8-R" },
	{ "mac", "MACINTOSH" },
	{ "mac-roman", "MACINTOSH" },
	{ "macroman", "MACINTOSH" },
	{ "mac-latin2", "MAC-CENTRALEUROPE" },
	{ "mac-ce", "MAC-CENTRALEUROPE" },
	{ "csisolatin9", "ISO-8859-15" },
	{ "kz-1048", "RK1048" },
	{ "kz1048", "RK1048" },
	{ "ptcp154", "PT154" },
};

/* The label, lower case, without what surrounds it; false if it is no
 * name that iconv may see ("//TRANSLIT" has no business here). */
static bool label_fold(char out[LABEL_MAX + 1], const char *s)
{
	size_t n = 0;

	s += strspn(s, " \t\r\n\f'\"");
	for (; *s && !strchr(" \t\r\n\f'\";", *s); s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
		bool ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			  strchr("-_.:", c);
		if (!ok || n == LABEL_MAX)
			return false;
		out[n++] = c;
	}
	out[n] = '\0';
	/* UTF-7 hides markup from every check before it: no browser
	 * reads it any more. */
	return n && strcmp(out, "utf-7") && strcmp(out, "utf7");
}

static void add_wrong(struct buf *out)
{
	buf_adds(out, "\xef\xbf\xbd");
}

/* A byte alone in otherwise good text came from somebody's windows-1252:
 * what it means, 0 if it is more likely the rest of a damaged sequence. */
static uint32_t stray(const char *s, size_t len, size_t taken)
{
	unsigned char c = (unsigned char)*s;
	bool lead = c >= 0xc2 && c <= 0xf4;
	uint32_t cp = text_cp1252(c);

	if (taken > 1 || (lead && len == 1))
		return 0;
	return cp >= 0x80 && cp < 0xa0 ? 0 : cp;
}

/* Copy; what is ill-formed becomes what was meant, or U+FFFD. */
static void copy_utf8(struct buf *out, const char *s, size_t len)
{
	size_t from = 0;

	for (size_t i = 0; i < len;) {
		uint32_t cp;
		size_t n = utf8_next(s + i, len - i, &cp);
		if (cp == 0xfffd && (n != 3 || (unsigned char)s[i] != 0xef)) {
			buf_add(out, s + from, i - from);
			uint32_t meant = stray(s + i, len - i, n);
			if (meant)
				buf_add_cp(out, meant);
			else
				add_wrong(out);
			from = i + n;
		}
		i += n;
	}
	buf_add(out, s + from, len - from);
}

/* False if iconv does not know `name`; nothing is appended then. */
static bool convert(struct buf *out, const char *s, size_t len,
		    const char *name)
{
	iconv_t cd = iconv_open("UTF-8", name);
	char chunk[4096], *in = (char *)(uintptr_t)s;
	size_t skip = !strncmp(name, "UTF-16", 6) ? 2 :
		      !strncmp(name, "UTF-32", 6) ? 4 : 1;

	if (cd == (iconv_t)-1)
		return false;
	while (len && !out->overflow) {
		char *to = chunk;
		size_t room = sizeof(chunk);
		size_t rc = iconv(cd, &in, &len, &to, &room);
		int e = errno;
		buf_add(out, chunk, sizeof(chunk) - room);
		if (rc != (size_t)-1 || e == E2BIG)
			continue;
		add_wrong(out);
		skip = skip < len ? skip : len;
		in += skip;
		len -= skip;
	}
	iconv_close(cd);
	return true;
}

/* Is it somebody's windows-1252 after all? Stray bytes outnumber what looks
 * like UTF-8 by chance ("\xe9\xa0\xbb"). */
static bool is_mostly_stray(const char *s, size_t len)
{
	size_t strays = 0, good = 0;

	for (size_t i = 0; i < len;) {
		uint32_t cp;
		size_t n = utf8_next(s + i, len - i, &cp);
		if (cp == 0xfffd && n == 1)
			strays++;
		else if (cp >= 0x80)
			good++;
		i += n;
	}
	return strays > STRAYS_FOR_ONE * good;
}

/* UTF-8 by declaration. Bytes that are none of it, anywhere, are what
 * everybody's editor wrote before: windows-1252. */
static void decode_utf8(struct buf *out, const char *s, size_t len)
{
	if (utf8_is_valid(s, len))
		buf_add(out, s, len);
	else if (!is_mostly_stray(s, len) || !convert(out, s, len, "CP1252"))
		copy_utf8(out, s, len);
}

/* UTF-16 and UTF-32 without a mark show in the first two characters, which
 * are ASCII in every feed and page. */
static const char *sniff_wide(const char *s, size_t len)
{
	if (len < 4 || (s[0] && s[1]))
		return NULL;
	if (!s[0] && !s[1])
		return !s[2] && s[3] ? "UTF-32BE" : NULL;
	if (s[0] && !s[1] && !s[3])
		return s[2] ? "UTF-16LE" : "UTF-32LE";
	return !s[0] && s[1] && !s[2] && s[3] ? "UTF-16BE" : NULL;
}

static bool is_known(const char *label)
{
	iconv_t cd = iconv_open("UTF-8", label);

	if (cd == (iconv_t)-1)
		return false;
	iconv_close(cd);
	return true;
}

/* "<?xm" in EBCDIC: the letters of all its code pages are the same, so that
 * the declaration can be read (XML 1.0 appendix F). */
static bool sniff_ebcdic(const char *s, size_t len, char label[LABEL_MAX + 1])
{
	struct buf head = BUF_INIT;

	if (len < 4 || memcmp(s, "\x4c\x6f\xa7\x94", 4) != 0)
		return false;
	if (!convert(&head, s, len < 200 ? len : 200, "IBM037"))
		return false;
	const char *p = strstr(head.ptr, "encoding=");
	if (!p || !label_fold(label, p + 9) || !is_known(label))
		memcpy(label, "ibm037", 7);
	buf_release(&head);
	return true;
}

/* What the web means by a label, NULL if it has no word for it. */
static const char *meaning(const char *label)
{
	const char *name = NULL;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (!strcmp(labels[i].label, label))
			name = labels[i].name;
	return name;
}

/* "X_NAME" and "win-1251" are what people write for "name" and
 * "windows-1251". Changes the label in place. */
static const char *meaning_of_variant(char label[LABEL_MAX + 1])
{
	size_t len = strlen(label);

	for (char *p = label; *p; p++)
		if (*p == '_')
			*p = '-';
	if (len > 2 && !memcmp(label, "x-", 2))
		memmove(label, label + 2, len - 1);
	if (!memcmp(label, "win-", 4) && len + 4 <= LABEL_MAX) {
		memmove(label + 8, label + 4, len - 3);
		memcpy(label, "windows-", 8);
	}
	return meaning(label);
}

/* The iconv name to use, NULL to guess. */
static const char *name_of(char label[LABEL_MAX + 1], const char *s, size_t len)
{
	const char *name = meaning(label);

	if (!name && !is_known(label))
		name = meaning_of_variant(label);
	if (!name)
		return label;
	if (!strcmp(name, "UTF-16LE") || !strncmp(name, "UTF-32", 6)) {
		const char *seen = sniff_wide(s, len);
		if (seen)
			return seen;
		/* Declared inside a document that could be read as bytes:
		 * it is neither. */
		return memchr(s, '\0', len < 64 ? len : 64) ? name : NULL;
	}
	return name;
}

/* Length of a byte order mark; *name gets its encoding. */
static size_t bom(const char *s, size_t len, const char **name)
{
	*name = len >= 4 && s[0] ? "UTF-32LE" : "UTF-32BE";
	if (len >= 4 && (!memcmp(s, "\xff\xfe\0", 4) ||
			 !memcmp(s, "\0\0\xfe\xff", 4)))
		return 4;
	*name = "UTF-8";
	if (len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
		return 3;
	*name = len >= 2 && s[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
	if (len >= 2 && (!memcmp(s, "\xff\xfe", 2) || !memcmp(s, "\xfe\xff", 2)))
		return 2;
	*name = NULL;
	return 0;
}

void text_decode(struct buf *out, const char *bytes, size_t len,
		 const char *charset)
{
	char label[LABEL_MAX + 1];
	const char *name;
	size_t n = bom(bytes, len, &name);

	bytes += n;
	len -= n;
	if (!len)
		return;
	if (!name && charset && label_fold(label, charset))
		name = name_of(label, bytes, len);
	else if (!name)
		name = sniff_wide(bytes, len);
	if (sniff_ebcdic(bytes, len, label))
		name = label;
	if (name && !strcmp(name, "UTF-8")) {
		decode_utf8(out, bytes, len);
		return;
	}
	if (name && convert(out, bytes, len, name))
		return;
	decode_utf8(out, bytes, len);
}
