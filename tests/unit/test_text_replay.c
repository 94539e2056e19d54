/* test_text_replay.c - what fuzzing found, and a page of everything, once
 * more through the fuzz target. */
#include "config.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>

#include "thrum/base/path.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

Test(text_replay, pages, .timeout = 60)
{
	const char *top = getenv("top_srcdir");
	char *folder = path_join(top ? top : "..", "tests/data/html");
	DIR *dir = opendir(folder);
	struct dirent *e;
	int n = 0;

	cr_assert_not_null(dir, "%s", folder);
	while ((e = readdir(dir))) {
		struct buf b = BUF_INIT;
		if (e->d_name[0] == '.')
			continue;
		char *path = path_join(folder, e->d_name);
		cr_assert_eq(path_read(path, &b, NULL), ST_OK, "%s", path);
		LLVMFuzzerTestOneInput((const uint8_t *)b.ptr, b.len);
		/* Cut anywhere it holds too. */
		for (size_t len = 0; len < b.len; len += 7)
			LLVMFuzzerTestOneInput((const uint8_t *)b.ptr, len);
		buf_release(&b);
		free(path);
		n++;
	}
	closedir(dir);
	free(folder);
	cr_expect_geq(n, 3);
}
