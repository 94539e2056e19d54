/* man_keys.c - thrum-keys(5): every action, its keys in every key map, and
 * the keys file. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "man_priv.h"
#include "thrum/conf/actions.h"
#include "thrum/conf/keymap.h"

#include "thrum/base/banned.h"

enum { N_MAPS = 4, KEYS_MAX = 12 };
static const char *const map_names[N_MAPS] = { "default", "newsboat", "vim",
					       "mutt" };

static const char ABOUT[] =
	".Sh SYNOPSIS\n.Pa ~/.config/thrum/keys\n.Sh DESCRIPTION\n"
	"Everything that can be done in the reader is an action with a name.\n"
	"Keys are bound to actions by one of four key maps, which the setting\n"
	".Ic keymap\nof\n.Xr thrum-config 5\nchooses, and then by the keys "
	"file.\n"
	"An action without a key can be run by its name on the command line\n"
	".Pq Ic \\&: .\n.Pp\n"
	"A line of the keys file is one of\n"
	".Bl -tag -width Ds\n"
	".It Ic bind Ar key action Op Ar view\n"
	"The key does this, in one view or, without\n.Ar view ,\nin all.\n"
	"What is bound in a view goes before what is bound in all.\n"
	".It Ic unbind Ar key Op Ar view\n"
	"The key does nothing.\n"
	".It Ic macro Ar key command Op ; Ar command ...\n"
	"The key, pressed behind the one of\n.Cm play\\-macro ,\n"
	"runs the commands, written as on the command line.\n"
	".El\n.Pp\n"
	".Ql #\nbegins a comment.\n"
	"A line that makes no sense is named among the messages, with its "
	"number, and\npassed over; later lines win.\n"
	".Pp\n"
	"The same lines may stand in the config\n.Pq Xr thrum-config 5 ,\n"
	"which is read first.\n"
	"Those of newsboat's configuration mean what they mean there:\n"
	".Ic bind-key\nand\n.Ic unbind-key ,\n"
	"its names of operations, dialogs and keys, and\n"
	".Ic bind Ar key dialogs operation\nof its newer versions.\n"
	".Ss Names of keys\n"
	"A character is itself:\n.Ql j ,\n.Ql \\&? ,\n.Ql ü .\n"
	"With Control held it is written\n.Ql ^F ,\nwith Alt\n.Ql M\\-x .\n"
	"Others have names:\n"
	".Ql Space , Enter , Tab , Esc , Backspace ,\n"
	".Ql Up , Down , Left , Right , Home , End , PageUp , PageDown ,\n"
	".Ql Insert , Delete ,\n"
	".Ql F1\nto\n.Ql F12 .\n"
	"Two characters of ASCII in a row\n.Pq Ql za\n"
	"are pressed one after the other; the first of them then waits for the "
	"second,\nalso where it is bound by itself.\n";

static const char TAIL[] =
	".Sh SEE ALSO\n.Xr thrum 1 ,\n.Xr thrum-config 5\n";

/* Does it have the key in all views? */
static bool is_global(const struct keymap *map, uint32_t key, enum action a)
{
	return keymap_find(map, key, NULL) == a;
}

/* "j Down", and "D (welcome)" for those of one view. */
static void keys_of(const struct keymap *map, enum action a, struct buf *out)
{
	keymap_keys(map, a, NULL, KEYS_MAX, out);
	for (size_t i = 0; i < map->len; i++) {
		const struct key_binding *b = &map->v[i];

		if (!b->view || b->action != a || is_global(map, b->key, a) ||
		    keymap_find(map, b->key, b->view) != a)
			continue;
		if (out->len)
			buf_addc(out, ' ');
		key_name(b->key, out);
		buf_addf(out, " (%s)", b->view);
	}
}

static void print_action(FILE *to, const struct keymap *maps,
			 const struct action_info *info)
{
	struct buf first = BUF_INIT;
	bool any = false;

	fprintf(to, ".It Cm %s\n", info->name);
	man_text(to, _(info->help));
	fputs(".br\n", to);
	for (int i = 0; i < N_MAPS; i++) {
		struct buf keys = BUF_INIT;

		keys_of(&maps[i], info->id, &keys);
		if (i == 0 || strcmp(keys.ptr, first.ptr) != 0) {
			if (any)
				fprintf(to, "\\(bu %s:\n", map_names[i]);
			fputs(".Ic ", to);
			man_word(to, keys.len ? keys.ptr : _("none"));
			putc('\n', to);
			any = true;
		}
		if (i == 0)
			buf_adds(&first, keys.ptr);
		buf_release(&keys);
	}
	buf_release(&first);
}

static void print_group(FILE *to, const struct keymap *maps, int group)
{
	fputs(".Ss ", to);
	man_quoted(to, _(action_group_title((enum action_group)group)));
	fputs("\n.Bl -tag -width Ds\n", to);
	for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
		const struct action_info *info = action_info((enum action)a);

		if (info->group == (enum action_group)group)
			print_action(to, maps, info);
	}
	fputs(".El\n", to);
}

static void print_views(FILE *to)
{
	fputs(".Ss Names of views\n", to);
	for (int i = 0; keymap_views[i]; i++)
		fprintf(to, ".Ql %s%s\n", keymap_views[i],
			keymap_views[i + 1] ? " ," : " .");
}

void man_keys(FILE *to)
{
	struct keymap maps[N_MAPS];

	for (int i = 0; i < N_MAPS; i++) {
		keymap_init_default(&maps[i]);
		if (!keymap_preset(&maps[i], map_names[i]))
			BUG("a key map without its preset");
	}
	man_head(to, "keys", "actions and keys of the news reader thrum");
	fputs(ABOUT, to);
	print_views(to);
	fputs(".Sh ACTIONS\n", to);
	man_text(to, _("Under each action stand the keys of the default map, "
		       "then those of the other maps where they differ. A "
		       "name in parentheses is the view that the key is bound "
		       "in."));
	for (int g = 0; g < GROUP_COUNT; g++)
		print_group(to, maps, g);
	fputs(".Sh EXAMPLES\n", to);
	man_literal(to, "# z as in other readers, and a browser in lists only\n"
			"bind Z quit-all\n"
			"unbind Q\n"
			"bind b open-in-browser threads\n"
			"macro k star; save ~/keep.txt; next-unread");
	fputs(TAIL, to);
	for (int i = 0; i < N_MAPS; i++)
		keymap_release(&maps[i]);
}
