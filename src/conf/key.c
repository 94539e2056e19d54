/* key.c - names of keys, as people write them and as the screen shows
 * them. key_parse(key_name(k)) is k for every key that has a name. */
#include "config.h"

#include "thrum/conf/keymap.h"

#include <string.h>

#include "lines_priv.h"

#include "thrum/base/banned.h"

static const struct {
	const char *name;
	uint32_t key;
} names[] = {
	/* The first name of a key is the one that is shown. */
	{ "Space", ' ' },
	{ "Enter", '\n' },
	{ "Return", '\n' },
	{ "Tab", '\t' },
	{ "Esc", 27 },
	{ "Escape", 27 },
	{ "Backspace", KEYC_BACKSPACE },
	{ "Up", KEYC_UP },
	{ "Down", KEYC_DOWN },
	{ "Left", KEYC_LEFT },
	{ "Right", KEYC_RIGHT },
	{ "Home", KEYC_HOME },
	{ "End", KEYC_END },
	{ "PageUp", KEYC_PAGE_UP },
	{ "PgUp", KEYC_PAGE_UP },
	{ "PPAGE", KEYC_PAGE_UP }, /* newsboat's */
	{ "PageDown", KEYC_PAGE_DOWN },
	{ "PgDn", KEYC_PAGE_DOWN },
	{ "NPAGE", KEYC_PAGE_DOWN },
	{ "Insert", KEYC_INSERT },
	{ "Delete", KEYC_DELETE },
};
enum { N_NAMES = sizeof(names) / sizeof(names[0]) };

/* One code point, no more; 0 otherwise. The strict table of Unicode s. 3.9
 * is not needed: what is ill-formed here binds a key that never comes. */
static uint32_t one_cp(const unsigned char *s, size_t len)
{
	static const unsigned char lead_mask[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	size_t need = s[0] < 0x80 ? 1 :
		      s[0] < 0xc2 ? 0 :
		      s[0] < 0xe0 ? 2 :
		      s[0] < 0xf0 ? 3 :
		      s[0] < 0xf5 ? 4 :
				    0;

	if (need != len)
		return 0;
	uint32_t cp = s[0] & lead_mask[need];
	for (size_t i = 1; i < need; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		cp = cp << 6 | (s[i] & 0x3f);
	}
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		return 0;
	return cp;
}

/* "^F" -> 6. ^M and ^J are both Enter, as a terminal sends either. */
static uint32_t control(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == '?')
		return KEYC_BACKSPACE;
	if (c == 'M')
		return '\n';
	if (c < 'A' || c > '_') /* ^@ is no key: 0 means none */
		return 0;
	return (uint32_t)(c - '@');
}

static uint32_t function_key(const char *s, size_t len)
{
	uint32_t n = 0;

	if (len < 2 || len > 3 || (s[0] != 'F' && s[0] != 'f'))
		return 0;
	if (s[1] == '0')
		return 0;
	for (size_t i = 1; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return 0;
		n = n * 10 + (uint32_t)(s[i] - '0');
	}
	return n >= 1 && n <= 12 ? KEYC_F0 + n : 0;
}

static uint32_t plain_key(const char *s, size_t len)
{
	struct span word = { s, len };

	for (size_t i = 0; i < N_NAMES; i++)
		if (span_is_nocase(word, names[i].name))
			return names[i].key;
	uint32_t key = function_key(s, len);
	if (!key && len == 2 && s[0] == '^')
		key = control(s[1]);
	if (!key) {
		key = one_cp((const unsigned char *)s, len);
		if (key <= ' ' || (key >= 0x7f && key <= 0xa0))
			key = 0;
	}
	return key;
}

static bool is_ascii_char(uint32_t key)
{
	return key > ' ' && key < 0x7f;
}

uint32_t key_seq(uint32_t first, uint32_t second)
{
	if (!is_ascii_char(first) || !is_ascii_char(second))
		return 0;
	return KEYC_SEQ | first << 8 | second;
}

/* "za". What looks like the beginning of another name is a slip of it. */
static uint32_t two_keys(const char *s, size_t len)
{
	if (len != 2 || s[0] == '^' || !strncmp(s, "M-", 2) ||
	    !strncmp(s, "m-", 2))
		return 0;
	if ((s[0] == 'F' || s[0] == 'f') && s[1] >= '0' && s[1] <= '9')
		return 0;
	return key_seq((unsigned char)s[0], (unsigned char)s[1]);
}

uint32_t key_parse(const char *name, size_t len)
{
	uint32_t meta = 0;

	if (len > 2 && (name[0] == 'M' || name[0] == 'm') && name[1] == '-') {
		meta = KEYC_META;
		name += 2;
		len -= 2;
	}
	uint32_t key = len ? plain_key(name, len) : 0;
	if (!key && !meta)
		return two_keys(name, len);
	return key ? key + meta : 0;
}

void key_name(uint32_t key, struct buf *out)
{
	if (key & KEYC_SEQ) {
		buf_addc(out, (char)(key >> 8 & 0x7f));
		buf_addc(out, (char)(key & 0x7f));
		return;
	}
	if (key >= KEYC_META) {
		buf_adds(out, "M-");
		key -= KEYC_META;
	}
	for (size_t i = 0; i < N_NAMES; i++) {
		if (names[i].key == key) {
			buf_adds(out, names[i].name);
			return;
		}
	}
	if (key > KEYC_F0 && key <= KEYC_F12)
		buf_addf(out, "F%u", (unsigned)(key - KEYC_F0));
	else if (key < ' ')
		buf_addf(out, "^%c", (char)(key + '@'));
	else if (key == 0x7f)
		buf_adds(out, "Backspace");
	else if (key < KEY_BASE_)
		buf_add_cp(out, key);
}
