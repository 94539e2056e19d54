/* main.c - argv to cli; nothing else. */
#include "config.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/cli/cli.h"
#include "thrum/ui/ui.h"

#include "thrum/base/banned.h"

/* The reader is a layer that cli/ does not see. */
static enum status reader(struct app *app, enum cli_reader_mode mode,
			  struct err *err)
{
	struct ui_options opts = { .linear = mode == CLI_READER_LINEAR };

	return ui_run(app, &opts, err);
}

int main(int argc, char **argv)
{
	mem_init();
	i18n_init();
	return cli_main(argc, argv, reader);
}
