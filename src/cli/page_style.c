/* page_style.c - how pages look that are written for a browser.
 *
 * Colours have a contrast of at least 7 to 1 on light and on dark ground
 * (tests/cli/page.py computes it); narrow screens need no scrolling
 * sideways but for what cannot be broken. */
#include "config.h"

#include "page_priv.h"

#include "thrum/base/banned.h"

const char page_style[] =
	"<style>\n"
	":root { color-scheme: light dark; --ground: #fdfcf9; "
	"--text: #1d1d1b; --quiet: #4f4b42; --link: #0b4a80; "
	"--rule: #d8d4c8 }\n"
	"@media (prefers-color-scheme: dark) { :root { --ground: #161618; "
	"--text: #e8e6e1; --quiet: #b3aea4; --link: #93c5f5; "
	"--rule: #3a3a3e } }\n"
	"* { box-sizing: border-box }\n"
	"body { background: var(--ground); color: var(--text); "
	"font: 1.0625rem/1.55 system-ui, sans-serif; max-width: 42rem; "
	"margin: 0 auto; padding: 1rem; overflow-wrap: anywhere }\n"
	"h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 }\n"
	"h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 0; "
	"padding-top: .75rem; border-top: 1px solid var(--rule) }\n"
	"h3 { font-size: 1.0625rem; line-height: 1.35; margin: 1.75rem 0 "
	".25rem }\n"
	"p { margin: .5rem 0 }\n"
	"h3 + p, header p, footer { color: var(--quiet); font-size: "
	".9375rem }\n"
	"a { color: var(--link); text-underline-offset: .15em }\n"
	"a:focus-visible { outline: .15em solid var(--link); "
	"outline-offset: .15em }\n"
	"ul { margin: .5rem 0; padding-inline-start: 1.25rem }\n"
	"nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; "
	"list-style: none; padding: 0 }\n"
	"li { margin: .25rem 0 }\n"
	"nav a { display: inline-block; padding: .25rem 0 }\n"
	"footer { margin-top: 3rem }\n"
	"hr { border: 0; border-top: 1px solid var(--rule); margin: 2rem 0 "
	"}\n"
	"pre, table { overflow-x: auto; display: block; max-width: 100% }\n"
	"td, th { padding: .15rem .6rem .15rem 0; text-align: start }\n"
	"img, video { max-width: 100%; height: auto }\n"
	"blockquote { margin: .75rem 0; padding-inline-start: 1rem; "
	"border-inline-start: .2rem solid var(--rule) }\n"
	"@media print { :root { --ground: #fff; --text: #000; --quiet: "
	"#333; --link: #000 } nav { display: none } }\n"
	"</style>\n";
