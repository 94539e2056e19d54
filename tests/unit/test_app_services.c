/* test_app_services.c - where well-known services keep their feeds. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/app/discover.h"
#include "thrum/base/buf.h"

#include "thrum/base/banned.h"

#define VIDEOS "https://www.youtube.com/feeds/videos.xml?"

static const struct {
	const char *url, *feeds; /* parted by blanks */
} rows[] = {
	{ "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
	  VIDEOS "channel_id=UCabcdefghijklmnopqrstuv" },
	{ "https://youtube.com/user/someone/videos", VIDEOS "user=someone" },
	{ "https://m.youtube.com/playlist?list=PL123",
	  VIDEOS "playlist_id=PL123" },
	{ "https://www.youtube.com/watch?v=1&list=PL9&t=2",
	  VIDEOS "playlist_id=PL9" },
	{ "https://www.youtube.com/watch?v=1", "" },
	{ "https://www.youtube.com/@handle", "" },
	{ "https://www.reddit.com/r/looms",
	  "https://www.reddit.com/r/looms/.rss" },
	{ "https://old.reddit.com/r/looms/new/?limit=5",
	  "https://www.reddit.com/r/looms/new/.rss" },
	{ "https://reddit.com/user/weaver",
	  "https://www.reddit.com/user/weaver/.rss" },
	{ "https://www.reddit.com/r/looms/comments/1abc/warp_ends/",
	  "https://www.reddit.com/r/looms/comments/1abc/.rss" },
	{ "https://www.reddit.com/r/looms/.rss", "" },
	{ "https://github.com/some/loom",
	  "https://github.com/some/loom/releases.atom "
	  "https://github.com/some/loom/tags.atom "
	  "https://github.com/some/loom/commits.atom" },
	{ "https://github.com/some/loom/releases#top",
	  "https://github.com/some/loom/releases.atom" },
	{ "https://github.com/some/loom/tags",
	  "https://github.com/some/loom/tags.atom" },
	{ "https://github.com/some/loom/commits/main",
	  "https://github.com/some/loom/commits/main.atom" },
	{ "https://github.com/some", "https://github.com/some.atom" },
	{ "https://docs.github.com/en/pages", "" },
	{ "https://github.com/", "" },
	{ "https://gitlab.com/some/loom",
	  "https://gitlab.com/some/loom/-/releases.atom "
	  "https://gitlab.com/some/loom/-/tags?format=atom" },
	{ "https://codeberg.org/some/loom",
	  "https://codeberg.org/some/loom/releases.rss "
	  "https://codeberg.org/some/loom.rss" },
	{ "https://social.example/@weaver",
	  "https://social.example/@weaver.rss" },
	{ "http://social.example:8080/users/weaver",
	  "http://social.example:8080/users/weaver.rss" },
	{ "https://social.example/@weaver/1234", "" },
	{ "https://social.example/@weaver.rss", "" },
	{ "https://paper.example/", "" },
	{ "https://paper.example", "" },
	{ "", "" },
};

Test(services, rules)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str_vec out = { 0 };
		struct buf all = BUF_INIT;

		service_feeds(rows[i].url, &out);
		for (size_t k = 0; k < out.len; k++)
			buf_addf(&all, "%s%s", k ? " " : "", out.v[k]);
		cr_expect_str_eq(all.ptr, rows[i].feeds, "%s: %s",
				 rows[i].url, all.ptr);
		buf_release(&all);
		str_vec_release(&out);
	}
}
