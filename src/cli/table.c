/* table.c - the commands. See cmd_priv.h for what a row is. */
#include "config.h"

#include "cmd_priv.h"

#include <string.h>

#include "cmds_priv.h"

#include "thrum/base/banned.h"

/* In the order of enum global_opt (cli.c). */
const struct cli_opt cli_global_opts[] = {
	{ 'C', "config-dir", "DIR",
	  N_("configuration and feeds file are here") },
	{ 'd', "data-dir", "DIR", N_("the store is here") },
	{ 0, "store", "FILE", N_("use this store") },
	{ 'u', "urls", "FILE", N_("use this feeds file") },
	{ 0, "log", "FILE", N_("write a diary to FILE") },
	{ 'h', "help", NULL, N_("show help and leave") },
	{ 'V', "version", NULL, N_("show the version and leave") },
	{ 0 },
};

const struct cli_cmd *const cli_table[] = {
	&cli_cmd_parse,
	NULL,
};

const struct cli_cmd *cli_find(const char *name)
{
	for (int i = 0; cli_table[i]; i++)
		if (!strcmp(cli_table[i]->name, name))
			return cli_table[i];
	return NULL;
}
