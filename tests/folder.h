/* folder.h - a folder of its own for a test, gone with all in it after. */
#ifndef THRUM_TESTS_FOLDER_H
#define THRUM_TESTS_FOLDER_H

/* Make one below TMPDIR (/tmp) and return its path, which the caller gives
 * to folder_remove(); NULL when there is no room for one. */
char *folder_make(void);
/* Remove it with all that is in it, and free the path; NULL is allowed. */
void folder_remove(char *path);

#endif
