/* paper.h - a newspaper on loopback for the tests on a terminal: a process
 * that serves the files of a folder, and what it serves. */
#ifndef THRUM_TESTS_PAPER_H
#define THRUM_TESTS_PAPER_H

#include <sys/types.h>

struct paper {
	const char *dir; /* borrowed: where paper.xml is */
	pid_t pid;
	int port;
};

/* Serve http://127.0.0.1:PORT/paper.xml with so many articles. */
void paper_start(struct paper *p, const char *dir, int articles);
/* The feed has so many now; the newer ones are above. */
void paper_print(struct paper *p, int articles);
void paper_stop(struct paper *p);

#endif
