/* plain.c - characters that the terminal's charset lacks, as others that it
 * has. Only where the locale is not UTF-8. */
#include "config.h"

#include "term_priv.h"

#include <stddef.h>

#include "thrum/base/banned.h"

/* Letters of Latin-1 and Latin Extended-A without their marks: U+00C0 to
 * U+017F in order. */
static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
			    "aaaaaaaceeeeiiiidnooooo/ouuuuyty"
			    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHh"
			    "IiIiIiIiIiJjJjKkkLlLlLlLlLlNnNnNnnNn"
			    "OoOoOoOoRrRrRrSsSsSsSsTtTtTt"
			    "UuUuUuUuUuUuWwYyYZzZzZzs";
_Static_assert(sizeof(latin) == 0x180 - 0xc0 + 1, "one for each letter");

/* Runs of characters that become one. */
static const struct {
	uint32_t first, last;
	char plain;
} runs[] = {
	{ 0xa0, 0xa0, ' ' },	   { 0xab, 0xab, '"' },
	{ 0xad, 0xad, '-' },	   { 0xb4, 0xb4, '\'' },
	{ 0xb7, 0xb7, '-' },	   { 0xbb, 0xbb, '"' },
	{ 0x2000, 0x200a, ' ' },   { 0x2010, 0x2015, '-' },
	{ 0x2018, 0x201b, '\'' },  { 0x201c, 0x201f, '"' },
	{ 0x2022, 0x2023, '*' },   { 0x2026, 0x2026, '.' },
	{ 0x202f, 0x202f, ' ' },   { 0x2032, 0x2032, '\'' },
	{ 0x2033, 0x2033, '"' },   { 0x2039, 0x2039, '<' },
	{ 0x203a, 0x203a, '>' },   { 0x20ac, 0x20ac, 'E' },
	{ 0x2190, 0x2190, '<' },   { 0x2191, 0x2191, '^' },
	{ 0x2192, 0x2192, '>' },   { 0x2193, 0x2193, 'v' },
	{ 0x2212, 0x2212, '-' },   { 0x2500, 0x2501, '-' },
	{ 0x2502, 0x2503, '|' },   { 0x2504, 0x257f, '+' },
	{ 0x2580, 0x259f, '#' },   { 0x2605, 0x2606, '*' },
	{ 0x2713, 0x2714, 'x' },   { 0x3000, 0x3000, ' ' },
	{ 0xff01, 0xff01, '!' },   { 0xff0c, 0xff0c, ',' },
};

uint32_t term_plain(uint32_t cp)
{
	if (cp >= 0xc0 && cp < 0x180)
		return (unsigned char)latin[cp - 0xc0];
	/* A letter's mark goes; the letter stays. */
	if ((cp >= 0x300 && cp < 0x370) || (cp >= 0xfe00 && cp <= 0xfe0f))
		return 0;
	for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++)
		if (cp >= runs[i].first && cp <= runs[i].last)
			return (unsigned char)runs[i].plain;
	return '?';
}
