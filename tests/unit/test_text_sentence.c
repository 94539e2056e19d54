/* test_text_sentence.c - where sentences end. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/text/sentence.h"

/* '|' stands where a sentence is expected to end. */
static const char *const cases[] = {
	"One. |Two! |Three?",
	"Dr. Mori met J. Weber at 3.5 per cent. |They left.",
	"The U.S. navy sailed. |It came back.",
	"He said \"Stop.\" |She went on.",
	"Am 3. Mai begann es. |Am 14. Juni endete es.",
	"Wait ... what? |Nothing.",
	"see example.org for more. |End.",
	"会談は終わった。|次回は来月だ。|",
	"هل انتهى؟ |نعم.",
	"No stop at all",
	"",
};

Test(sentence, ends_where_marked)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf plain = BUF_INIT, got = BUF_INIT;
		for (const char *p = cases[i]; *p; p++)
			if (*p != '|')
				buf_addc(&plain, *p);
		for (size_t at = 0; at < plain.len;) {
			size_t n = sentence_next(plain.ptr + at,
						 plain.len - at);
			cr_assert_gt(n, 0);
			buf_add(&got, plain.ptr + at, n);
			at += n;
			if (at < plain.len)
				buf_addc(&got, '|');
		}
		char *want = xstrdup(cases[i]);
		size_t len = strlen(want);
		if (len && want[len - 1] == '|')
			want[len - 1] = '\0';
		cr_assert_str_eq(got.ptr, want);
		free(want);
		buf_release(&plain);
		buf_release(&got);
	}
}
