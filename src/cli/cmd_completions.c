/* cmd_completions.c - `thrum completions SHELL`: the script that a shell
 * loads. It holds no words of its own: it asks `thrum --complete`. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"

#include "thrum/base/banned.h"

static const char bash[] =
	"# bash completion for thrum; made by `thrum completions bash`\n"
	"_thrum()\n{\n"
	"\tlocal cur words line\n"
	"\tlocal IFS=$'\\n'\n"
	"\tcur=${COMP_WORDS[COMP_CWORD]}\n"
	"\twords=(\"${COMP_WORDS[@]:1:COMP_CWORD}\")\n"
	"\tCOMPREPLY=()\n"
	"\t# bash parts words at colons and \"=\": an address is put together\n"
	"\tlocal i whole= joined=()\n"
	"\tfor ((i = 0; i < ${#words[@]}; i++)); do\n"
	"\t\tcase ${words[i]} in\n"
	"\t\t: | =) whole=$whole${words[i]} ;;\n"
	"\t\t*)\n"
	"\t\t\tcase $whole in\n"
	"\t\t\t*:) whole=$whole${words[i]} ;;\n"
	"\t\t\t*) ((i)) && joined+=(\"$whole\"); whole=${words[i]} ;;\n"
	"\t\t\tesac ;;\n"
	"\t\tesac\n"
	"\tdone\n"
	"\tjoined+=(\"$whole\")\n"
	"\tlocal before=\n"
	"\tcase $whole in *:*) before=${whole%\"${whole##*:}\"} ;; esac\n"
	"\twhile read -r line; do\n"
	"\t\tcase $line in\n"
	"\t\t:files) compopt -o filenames 2>/dev/null\n"
	"\t\t\tCOMPREPLY+=($(compgen -f -- \"$cur\")) ;;\n"
	"\t\t:dirs) compopt -o filenames 2>/dev/null\n"
	"\t\t\tCOMPREPLY+=($(compgen -d -- \"$cur\")) ;;\n"
	"\t\t*)\n"
	"\t\t\tline=${line%%$'\\t'*}\n"
	"\t\t\tline=$(printf '%q' \"${line#\"$before\"}\")\n"
	"\t\t\tCOMPREPLY+=(\"$line\") ;;\n"
	"\t\tesac\n"
	"\tdone < <(\"${COMP_WORDS[0]}\" --complete \"${joined[@]}\" "
	"2>/dev/null)\n"
	"}\n"
	"complete -F _thrum thrum\n";

static const char zsh[] =
	"#compdef thrum\n"
	"# zsh completion for thrum; made by `thrum completions zsh`\n"
	"_thrum()\n{\n"
	"\tlocal line tab=$'\\t'\n"
	"\tlocal -a found\n"
	"\tfor line in \"${(@f)$($words[1] --complete "
	"\"${(@Q)words[2,CURRENT]}\" 2>/dev/null)}\"; do\n"
	"\t\tcase $line in\n"
	"\t\t:files) _files ;;\n"
	"\t\t:dirs) _files -/ ;;\n"
	"\t\t'') ;;\n"
	"\t\t*$tab*) found+=(\"${${line%%$tab*}//:/\\\\:}:${line#*$tab}\") ;;\n"
	"\t\t*) found+=(\"${line//:/\\\\:}\") ;;\n"
	"\t\tesac\n"
	"\tdone\n"
	"\t(( $#found )) && _describe -o thrum found\n"
	"}\n"
	"if [ \"$funcstack[1]\" = _thrum ]; then\n"
	"\t_thrum \"$@\"\n"
	"else\n"
	"\tcompdef _thrum thrum\n"
	"fi\n";

static const char fish[] =
	"# fish completion for thrum; made by `thrum completions fish`\n"
	"function __thrum_complete\n"
	"\tset -l words (commandline -opc) (commandline -ct)\n"
	"\tset -l cur (commandline -ct)\n"
	"\tset -l program $words[1]\n"
	"\tset -e words[1]\n"
	"\tfor line in ($program --complete $words 2>/dev/null)\n"
	"\t\tswitch $line\n"
	"\t\t\tcase :files\n"
	"\t\t\t\t__fish_complete_path $cur\n"
	"\t\t\tcase :dirs\n"
	"\t\t\t\t__fish_complete_directories $cur\n"
	"\t\t\tcase '*'\n"
	"\t\t\t\tprintf '%s\\n' $line\n"
	"\t\tend\n"
	"\tend\n"
	"end\n"
	"complete -c thrum -f -a '(__thrum_complete)'\n";

static const struct {
	const char *shell, *script;
} scripts[] = {
	{ "bash", bash },
	{ "zsh", zsh },
	{ "fish", fish },
};

static int completions(struct cli_ctx *ctx, int argc, char **argv)
{
	(void)ctx, (void)argc;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++) {
		if (strcmp(argv[0], scripts[i].shell) != 0)
			continue;
		fputs(scripts[i].script, stdout);
		return EXIT_OK;
	}
	return cli_usage(_("there are completions for bash, zsh and fish, not "
			   "\"%s\""),
			 argv[0]);
}

const struct cli_cmd cli_completions = {
	.name = "completions",
	.args = "bash|zsh|fish",
	.help = N_("print the script that completes words in a shell"),
	.more = N_("An installed thrum has put them where shells look. "
		   "Otherwise: `source <(thrum completions bash)` in ~/.bashrc, "
		   "the same in ~/.zshrc behind compinit, or `thrum "
		   "completions fish | source` in fish's config."),
	.min_args = 1,
	.max_args = 1,
	.exec = completions,
};
