/* folder.c - a test's folder. Links are removed, never followed. */
#include "config.h"

#include "folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "thrum/base/path.h"

#include "thrum/base/banned.h"

enum { FOLDERS_OPEN = 16 };

char *folder_make(void)
{
	const char *tmp = getenv("TMPDIR");
	char *path = path_join(tmp && *tmp ? tmp : "/tmp", "thrum-test-XXXXXX");

	if (mkdtemp(path))
		return path;
	free(path);
	return NULL;
}

static int remove_one(const char *path, const struct stat *st, int kind,
		      struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

void folder_remove(char *path)
{
	if (path)
		nftw(path, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
	free(path);
}
