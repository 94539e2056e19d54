/* main.c - argv to cli; nothing else. */
#include "config.h"

#include "thrum/base/i18n.h"
#include "thrum/cli/cli.h"

#include "thrum/base/banned.h"

/* The reader is a layer that cli/ does not see. */
static enum status reader(struct app *app, struct err *err)
{
	(void)app;
	return err_set(err, ST_UNSUPPORTED,
		       _("this build has no reader; use the commands"));
}

int main(int argc, char **argv)
{
	i18n_init();
	return cli_main(argc, argv, reader);
}
