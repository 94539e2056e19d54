/* i18n.c - see i18n.h. */
#include "config.h"

#include "thrum/base/i18n.h"

#include <locale.h>

#include "thrum/base/banned.h"

void i18n_init(void)
{
	setlocale(LC_ALL, "");
	/* Numbers that programs read (JSON, state) keep their point. */
	setlocale(LC_NUMERIC, "C");
	bindtextdomain("thrum", LOCALEDIR);
	textdomain("thrum");
}
