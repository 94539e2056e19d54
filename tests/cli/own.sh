#!/bin/sh
# Feeds that are asked in their own way: a proxy, a user agent, a password.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
cat >"$T/www/own.xml" <<'X'
<rss version="2.0"><channel><title>Own</title>
<item><guid>1</guid><title>A bridge gets its lamps back</title></item>
</channel></rss>
X
agent() { sed -n '$s/^User-Agent: //p' "$T/headers"; }

subscribe "$at/logged/User-Agent/own.xml news \"user-agent=Small Reader/2 (x)\""
code "its own user agent" 0 t fetch
is "is what the server is told" "$(agent)" "Small Reader/2 (x)"
subscribe "$at/logged/User-Agent/own.xml news"
code "without" 0 t fetch --all
has "it is thrum" "$(agent)" '^thrum/'

subscribe "http://far.invalid/gen/far/3/1.xml proxy=$at" \
	"http://gone.invalid/gen/far/3/1.xml"
code "one through a proxy" 1 t fetch
has "comes" "$out" '^3 new articles'
one_line "the other does not" 'gone.invalid'
is "the proxy was asked for the whole address" \
	"$(requests '^http://far.invalid/gen/far')" 1
is "and for nothing else" "$(requests '^http://gone.invalid')" 0
echo "proxy http://127.0.0.1:1" >"$HOME/.config/thrum/config"
subscribe "$at/gen/near/2/1.xml proxy=none"
code "none, where the others have one" 0 t fetch
has "comes too" "$out" '^2 new articles'
rm "$HOME/.config/thrum/config"

echo 'reader:s3cret' >"$T/home/pass"
subscribe "$at/secret/gen/hush/3/1.xml password-file=~/pass"
code "a password in a file" 0 t fetch
has "opens" "$out" '^3 new articles'
# The same server under another name, which makes it somebody else.
other=$(p "$at" | sed 's/127.0.0.1/localhost/')
subscribe "$other/found/secret/gen/hush/4/1.xml password-file=~/pass"
code "it goes along on that server" 0 t fetch
subscribe "$at/secret/gen/hush/5/1.xml password-file=$T/none"
code "a file that is not there" 1 t fetch
one_line "is named" "$T/none"
echo 'nothing' >"$T/home/pass"
subscribe "$at/secret/gen/hush/6/1.xml password-file=~/pass"
code "a file without a password" 1 t fetch
one_line "is told what to hold" 'name:password'
hasnt "no password is shown" "$(t feeds --json; t feeds)" 's3cret'

# A page of the feed's own server gets it too, that of another one does not.
echo 'reader:s3cret' >"$T/home/pass"
cat >"$T/www/walled.xml" <<X
<rss version="2.0"><channel><title>Walled</title>
<item><guid>1</guid><title>Ours</title><link>$at/secret/ours</link>
<description>A little.</description></item>
<item><guid>2</guid><title>Theirs</title><link>$other/secret/theirs</link>
<description>A little.</description></item>
</channel></rss>
X
subscribe "$at/files/walled.xml fulltext password-file=~/pass"
t fetch >/dev/null 2>&1
is "its own server gets it" "$(requests '^/secret/ours .* 200')" 1
is "another one is asked" "$(requests '^/secret/theirs .* 401')" 1
is "but does not" "$(requests '^/secret/theirs .* 200')" 0
finish
