/* shift.c - raised and lowered characters: digits, signs and the letters
 * that formulas use. Source: Unicode 15, blocks "Superscripts and
 * Subscripts" and "Phonetic Extensions". */
#include "config.h"

#include "shift_priv.h"

#include <stdint.h>

#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

static const struct {
	uint32_t plain, up, down; /* 0 = there is none */
} shifted[] = {
	{ '0', 0x2070, 0x2080 }, { '1', 0xb9, 0x2081 },
	{ '2', 0xb2, 0x2082 },	 { '3', 0xb3, 0x2083 },
	{ '4', 0x2074, 0x2084 }, { '5', 0x2075, 0x2085 },
	{ '6', 0x2076, 0x2086 }, { '7', 0x2077, 0x2087 },
	{ '8', 0x2078, 0x2088 }, { '9', 0x2079, 0x2089 },
	{ '+', 0x207a, 0x208a }, { '-', 0x207b, 0x208b },
	{ 0x2212, 0x207b, 0x208b }, { '=', 0x207c, 0x208c },
	{ '(', 0x207d, 0x208d }, { ')', 0x207e, 0x208e },
	{ 'n', 0x207f, 0x2099 }, { 'i', 0x2071, 0x1d62 },
	{ 'a', 0, 0x2090 },	 { 'e', 0, 0x2091 },
	{ 'o', 0, 0x2092 },	 { 'x', 0, 0x2093 },
	{ 'k', 0, 0x2096 },	 { 'm', 0, 0x2098 },
	{ 'r', 0, 0x1d63 },	 { 'u', 0, 0x1d64 },
	{ 'v', 0, 0x1d65 },	 { 'j', 0, 0x2c7c },
	{ 't', 0, 0x209c },	 { 'p', 0, 0x209a },
};

static uint32_t find(uint32_t cp, enum text_shift shift)
{
	for (size_t i = 0; i < sizeof(shifted) / sizeof(shifted[0]); i++)
		if (shifted[i].plain == cp)
			return shift == SHIFT_UP ? shifted[i].up :
						   shifted[i].down;
	return 0;
}

bool text_shift(struct buf *out, const char *s, size_t len,
		enum text_shift shift)
{
	size_t before = out->len;
	uint32_t cp;

	for (size_t i = 0; i < len;) {
		i += utf8_next(s + i, len - i, &cp);
		cp = find(cp, shift);
		if (!cp) {
			buf_truncate(out, before);
			return false;
		}
		buf_add_cp(out, cp);
	}
	return len > 0;
}
