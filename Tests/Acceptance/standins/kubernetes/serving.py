"""HTTP servers: plain on the loopback address, TLS with client certificates elsewhere."""

import http.server
import json
import socketserver
import ssl
import threading


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64
    context = None

    def __init__(self, address, handler, context=None):
        self.context = context
        super().__init__(address, handler)

    def get_request(self):
        connection, address = super().get_request()
        connection.settimeout(120)
        if self.context:
            # The handshake is for the thread of the connection, not for the one that accepts.
            connection = self.context.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, address

    def handle_error(self, request, client_address):
        import sys

        error = sys.exc_info()[1]
        print(f"E {client_address[0]}: {type(error).__name__}: {error}", flush=True)

    def start(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        if isinstance(self.request, ssl.SSLSocket):
            self.request.do_handshake()
        super().setup()

    def log_message(self, *_):
        pass

    def subject(self):
        """The name and the groups in the client's certificate, which TLS has verified; None without one."""
        certificate = (
            self.request.getpeercert() if isinstance(self.request, ssl.SSLSocket) else None
        )
        if not certificate:
            return None
        entries = [entry for part in certificate["subject"] for entry in part]
        (name,) = [value for key, value in entries if key == "commonName"]
        return name, [value for key, value in entries if key == "organizationName"]

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def reply(self, status, content, kind="application/json"):
        if not isinstance(content, (bytes, str)):
            content = json.dumps(content)
        data = content.encode() if isinstance(content, str) else content
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def tls(certificate, key, authority=None):
    """How a server shows its certificate, and asks for one of an authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    if authority:
        context.load_verify_locations(authority)
        context.verify_mode = ssl.CERT_OPTIONAL
    return context


def texts(answers):
    """A handler that answers paths with texts, or with what a function says: a status and a text."""

    class Texts(Handler):
        def do_GET(self):
            answer = answers.get(self.path.partition("?")[0])
            if answer is None:
                return self.reply(404, "not found\n", "text/plain")
            status, text = answer() if callable(answer) else (200, answer)
            self.reply(status, text, "text/plain")

    return Texts


def self_signed():
    """A certificate and a key that a daemon makes for itself at its start."""
    import subprocess
    import tempfile

    folder = tempfile.mkdtemp()
    paths = f"{folder}/crt", f"{folder}/key"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
        ]
        + ["-subj", "/CN=localhost", "-out", paths[0], "-keyout", paths[1]],
        check=True,
        capture_output=True,
    )
    return paths
