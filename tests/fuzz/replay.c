/* replay.c - a fuzz target over its corpus, as a test.
 *
 * Linked with one target each (-DCORPUS names the folder below
 * tests/fuzz/corpus). Every file is tried whole and cut short; a finding
 * ends the program as it would end the fuzzer. New findings belong into the
 * corpus once they are mended. */
#include "config.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "thrum/base/buf.h"
#include "thrum/base/path.h"

#include "thrum/base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define CUTS 16 /* prefixes of each file */

static bool replay(const char *path)
{
	struct buf b;

	buf_init(&b, (size_t)64 << 20);
	bool ok = path_read(path, &b, NULL) == ST_OK;
	for (size_t i = 1; ok && i <= CUTS; i++)
		LLVMFuzzerTestOneInput((const uint8_t *)b.ptr,
				       b.len * i / CUTS);
	buf_release(&b);
	return ok;
}

int main(void)
{
	const char *top = getenv("top_srcdir");
	char *folder = path_join(top ? top : "..",
				 "tests/fuzz/corpus/" CORPUS);
	DIR *dir = opendir(folder);
	const struct dirent *e;
	int n = 0, bad = 0;

	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	while (dir && (e = readdir(dir))) {
		if (e->d_name[0] == '.')
			continue;
		char *path = path_join(folder, e->d_name);
		bad += !replay(path);
		free(path);
		n++;
	}
	if (dir)
		closedir(dir);
	printf("1..1\n%s 1 - corpus " CORPUS ": %d inputs\n",
	       n && !bad ? "ok" : "not ok", n);
	free(folder);
	return n && !bad ? EXIT_SUCCESS : EXIT_FAILURE;
}
