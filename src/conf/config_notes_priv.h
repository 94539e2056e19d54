/* config_notes_priv.h - what a manual says about settings beside the one
 * line of CONFIG_TABLE. */
#ifndef THRUM_CONF_CONFIG_NOTES_PRIV_H
#define THRUM_CONF_CONFIG_NOTES_PRIV_H

/* Static, untranslated; see struct config_option. */
struct config_note {
	const char *name;
	const char *section;
	const char *values, *example, *more;
};
/* NULL where there is none. */
const struct config_note *config_note_find(const char *name);
/* The enum format_kind of a setting that is a format, else -1. */
int config_note_format(const char *name);

#endif
