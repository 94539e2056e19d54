#!/bin/sh
# Certificates that are good, expired, somebody else's, of nobody or of
# somebody unknown; HTTP/2 over TLS. All of them are made here.
. "${top_srcdir:?}/tests/cli/lib.sh"
for tool in openssl python3; do
	if ! command -v $tool >/dev/null; then
		echo "1..0 # SKIP $tool is missing"
		exit 0
	fi
done
later() { THRUM_NOW=$((THRUM_NOW + 86400)) && export THRUM_NOW; }

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }
authority() { # NAME
	new_key "$T/$1.key"
	openssl req -x509 -new -key "$T/$1.key" -out "$T/$1.pem" -days 30 \
		-subj "/CN=$1 authority" 2>/dev/null
}
certificate() { # NAME AUTHORITY DAYS HOSTS
	new_key "$T/$1.key"
	echo "subjectAltName=$4" >"$T/ext"
	openssl req -new -key "$T/$1.key" -subj "/CN=$1" -out "$T/csr" 2>/dev/null
	openssl x509 -req -in "$T/csr" -CA "$T/$2.pem" -CAkey "$T/$2.key" \
		-CAcreateserial -days "$3" -extfile "$T/ext" -out "$T/$1.pem" 2>/dev/null
}
here_names=DNS:localhost,IP:127.0.0.1
authority ours
authority theirs
certificate good ours 30 $here_names
certificate old ours -1 $here_names
certificate other ours 30 DNS:elsewhere.example
certificate unknown theirs 30 $here_names
new_key "$T/lone.key"
openssl req -x509 -new -key "$T/lone.key" -out "$T/lone.pem" -days 30 \
	-subj /CN=localhost -addext "subjectAltName=$here_names" 2>/dev/null
for name in good old other unknown lone; do
	if ! [ -s "$T/$name.pem" ]; then
		echo "1..0 # SKIP this openssl makes no such certificates"
		exit 0
	fi
done

cat >"$T/www/f.xml" <<-'X'
	<rss version="2.0"><channel><title>The Locked Box</title>
	<item><guid>1</guid><title>A key turns</title></item></channel></rss>
X
python3 "$here/tls_server.py" "$T" good old other unknown lone 2>/dev/null &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	[ -f "$T/ports" ] && break
	sleep 0.2
done
of() { echo "https://localhost:$(sed -n "s/^$1 //p" "$T/ports")/f.xml"; }
one_fails() { # NAME WHAT SENTENCE
	subscribe "$(of "$1")"
	code "$2" 1 t fetch
	one_line "$2: its sentence" "$3"
	is "$2: nothing comes in" "$(t articles --json | json 'len(rows)')" "${4:-0}"
	later
}

one_fails good "an authority that nobody knows" 'of an authority that is not known here; .*ca-file'
one_fails lone "a certificate of its own making" 'vouched for by nobody but itself; .*ca-file'
mkdir -p "$HOME/.config/thrum"
echo "ca-file ~/none.pem" >"$HOME/.config/thrum/config"
one_fails good "a file that is not there" 'ca-file names no file of certificates'
cp "$T/ours.pem" "$HOME/ours.pem"
echo "ca-file ~/ours.pem" >"$HOME/.config/thrum/config"
subscribe "$(of good)"
code "named as ca-file" 0 t fetch
has "it comes" "$out" '^1 new articles'
later
one_fails old "an expired one" 'the certificate of localhost has expired' 1
one_fails other "another host's" "that localhost shows is another host's" 1
one_fails unknown "another authority's" 'an authority that is not known here' 1
cat "$T/lone.pem" >>"$HOME/ours.pem"
subscribe "$(of lone)" "$(of good)"
code "a certificate of its own making, named too" 0 t fetch
has "both" "$out" 'from 2 feeds'

# Many feeds of a server that speaks HTTP/2: one connection.
conf() {
	cat <<-X
		daemon off; pid $T/nginx.pid; error_log $T/nginx.err;
		events { }
		http {
			log_format w '\$server_protocol \$connection';
			access_log $T/nginx.log w;
			client_body_temp_path $T/n1; proxy_temp_path $T/n2;
			fastcgi_temp_path $T/n3; uwsgi_temp_path $T/n4; scgi_temp_path $T/n5;
			server {
				listen 127.0.0.1:$1 ssl http2;
				ssl_certificate $T/good.pem; ssl_certificate_key $T/good.key;
				root $T/www;
			}
		}
	X
}
start_nginx() {
	command -v nginx >/dev/null || PATH=$PATH:/usr/sbin
	command -v nginx >/dev/null || return 1
	port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
	conf "$port" >"$T/nginx.conf"
	# It works as somebody else when root starts it.
	chmod 755 "$T" "$T/www"
	nginx -c "$T/nginx.conf" -p "$T" 2>/dev/null &
	nginx=$!
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ -s "$T/nginx.pid" ] && return 0
		sleep 0.2
	done
	return 1
}
if curl --version 2>/dev/null | grep -q HTTP2 && start_nginx; then
	set --
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		set -- "$@" "https://localhost:$port/f.xml?$i"
	done
	subscribe "$@"
	code "twelve feeds over HTTP/2" 0 t fetch
	has "come" "$out" 'from 12 feeds'
	kill "$nginx"
	wait "$nginx" 2>/dev/null
	is "none by HTTP/1" "$(grep -c 'HTTP/2.0' "$T/nginx.log") $(grep -vc 'HTTP/2.0' "$T/nginx.log")" "12 0"
	is "over few connections" "$([ "$(sort -u "$T/nginx.log" | wc -l)" -le 2 ] && echo few)" few
else
	skip "HTTP/2" "no nginx or no HTTP/2 in libcurl"
fi
code "doctor" 0 t doctor
finish
