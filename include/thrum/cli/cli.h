/* cli.h - the command line: one table of commands, from which --help, the
 * manual and completions are made. */
#ifndef THRUM_CLI_CLI_H
#define THRUM_CLI_CLI_H

#include <stdio.h>

#include "thrum/base/status.h"

struct app;

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

enum cli_reader_mode { CLI_READER_SCREEN, CLI_READER_LINEAR };
/* The reader is handed in by main(), since cli/ does not see ui/. `app` is
 * taken. */
typedef enum status (*cli_reader_fn)(struct app *app,
				     enum cli_reader_mode mode,
				     struct err *err);

/* Run the command of argv; returns the exit code. argv[0] is the program.
 * Errors on stderr, one line each. */
int cli_main(int argc, char **argv, cli_reader_fn reader);

#endif
