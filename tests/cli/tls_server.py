#!/usr/bin/env python3
"""HTTPS on loopback for tests/cli/tls.sh: one port a certificate.

    tls_server.py DIR NAME...   serves DIR/www with each DIR/NAME.pem and
                                DIR/NAME.key; writes "NAME PORT" lines to
                                DIR/ports
"""
import functools
import http.server
import os
import ssl
import sys
import threading

base, names = sys.argv[1], sys.argv[2:]


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


lines = []
for name in names:
    server = Server(("127.0.0.1", 0), functools.partial(
        Handler, directory=os.path.join(base, "www")))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(base, name + ".pem"),
                            os.path.join(base, name + ".key"))
    # The handshake belongs to the connection's own thread.
    server.socket = context.wrap_socket(server.socket, server_side=True,
                                        do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    lines.append("%s %d\n" % (name, server.server_address[1]))
with open(os.path.join(base, "ports.new"), "w") as f:
    f.writelines(lines)
os.rename(os.path.join(base, "ports.new"), os.path.join(base, "ports"))
threading.Event().wait()
