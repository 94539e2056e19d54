/* reader.h - what every story with the reader needs: the reader on a
 * terminal, begun with the bundled edition and left again. */
#ifndef THRUM_TESTS_READER_H
#define THRUM_TESTS_READER_H

#include "tty.h"

/* The terminal of the story; a new home each time. */
extern struct tty tty;
/* For tty_start(): the bundled edition; nothing. */
extern const char *const reader_demo[];
extern const char *const reader_plain[];

/* .init and .fini of a suite. */
void reader_setup(void);
void reader_teardown(void);
/* On the bundled edition, its list drawn. */
void reader_start(int rows, int cols);
/* Leave with this key; the program ends well. */
void reader_quit(const char *key);
/* The number in front of " unread of ". */
int reader_unread(void);
void reader_wait_unread(struct tty *t, int n);
/* The line with the cursor when all is drawn; the caller's. */
char *reader_cursor_line(void);
/* A file of the home, its folders made; it is whole at once. */
void reader_put_file(const char *path, const char *text);

#endif
