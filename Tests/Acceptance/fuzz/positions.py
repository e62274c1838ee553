"""Where values can stand: a template for each position, what a reader must make of it, and which
kinds of values may stand there. In a template, HOLE is the value; NUM is replaced by the number of the
case where cases share a file."""

from dataclasses import dataclass, replace
from typing import Callable

HOLE = "\x01"
NUMBER = "424242"
KINDS = ("integer", "boolean", "inert", "line", "armored", "text")
ALL = frozenset(KINDS)
ONE_LINE = frozenset(("integer", "boolean", "inert", "line"))
INERT = frozenset(("integer", "boolean", "inert"))
NUMBERS = frozenset(("integer",))
LINES = frozenset(("integer", "boolean", "armored"))
NONE = frozenset()

SHELLS = ("bash", "dash", "busybox")
READ_LINES = "while IFS= read -r v; do printf '%s\\n' \"$v\"; done"
SHOW = "\nprintf '%s\\0' \"$v\""


@dataclass(frozen=True)
class Position:
    language: str
    name: str
    template: str
    # What the reader finds in the whole text, for a value as it is typed there.
    expected: Callable
    readers: tuple
    accepts: frozenset
    # The share of values that is tried: some readers start a process for each.
    share: float = 1
    # Whether an integer or a boolean is one to the reader too.
    typed: bool = False
    edges: bool = True
    shortest: int = 0
    longest: int = 65536
    # Appended to the text for a shell, which must say what it read.
    show: str = ""

    @property
    def title(self):
        return f"{self.language}: {self.name}"


def text(template):
    return template.replace("HOLE", HOLE).replace("NUM", NUMBER)


def same(value):
    return [value]


def lines(value):
    return [value.removesuffix("\n") + "\n"]


def fixed(value):
    return ["fixed"]


def shell(name, template, expected=same, accepts=ALL, readers=SHELLS, **options):
    return Position("bash", name, text(template), expected, readers, accepts,
                    **options)


def data(language, reader, name, template, expected, accepts=ALL, typed=False, **options):
    readers = reader if isinstance(reader, tuple) else (reader,)
    return Position(language, name, text(template), expected, readers, accepts,
                    typed=typed, **options)


SHELL = [
    shell("argument", "printf '%s\\0' HOLE"),
    shell("argument behind --", "set -- HOLE\nprintf '%s\\0' \"$#\" \"$1\"", lambda v: ["1", v]),
    shell("in a word", "printf '%s\\0' pre/HOLE.post", lambda v: [f"pre/{v}.post"]),
    shell("two in a word", "printf '%s\\0' HOLE:HOLE", lambda v: [f"{v}:{v}"]),
    shell("--option=", "printf '%s\\0' --name=HOLE", lambda v: [f"--name={v}"]),
    shell("assignment", "v=HOLE" + SHOW),
    shell("assignment within a word", "v=a/HOLE/b" + SHOW, lambda v: [f"a/{v}/b"]),
    shell("export", "export v=HOLE" + SHOW),
    shell("double quotes", "printf '%s\\0' \"HOLE\""),
    shell("within double quotes", "printf '%s\\0' \"a ${unset}HOLE b\" x",
          lambda v: [f"a {v} b", "x"]),
    shell("single quotes", "printf '%s\\0' 'HOLE'"),
    shell("within single quotes", "printf '%s\\0' 'a HOLE b' x", lambda v: [f"a {v} b", "x"]),
    shell("between $' and '", "printf '%s\\0' $'HOLE'", readers=("bash", "busybox")),
    shell("command substitution in quotes", "printf '%s\\0' \"$(printf '%s.' HOLE)\"",
          lambda v: [f"{v}."], share=0.1),
    shell("quotes in a command substitution", "printf '%s\\0' \"$(printf '%s.' \"HOLE\")\"",
          lambda v: [f"{v}."], share=0.1),
    shell("case word and quoted pattern",
          "case HOLE in \"HOLE\") printf '%s\\0' \"HOLE\" ;; *) printf 'none\\0' ;; esac"),
    shell("case pattern", "v='HOLE'\ncase $v in HOLE) printf '%s\\0' \"$v\" ;; *) printf 'no\\0' ;; esac"),
    shell("for word", "for v in HOLE; do printf '%s\\0' \"$v\"; done"),
    shell("array element", "v=(HOLE)\nprintf '%s\\0' \"${v[@]}\"", readers=("bash",)),
    shell("here-string", "IFS= read -r -d '' v <<<HOLE\nprintf '%s\\0' \"${v%?}\"",
          readers=("bash",)),
    shell("[[ == ]]", "if [[ HOLE == HOLE ]]; then printf '%s\\0' \"HOLE\"; fi",
          readers=("bash",)),
    shell("comment", "# HOLE\nprintf 'fixed\\0'", fixed, accepts=ONE_LINE),
    shell("comment behind a command", "printf 'fixed\\0' # x HOLE", fixed, accepts=ONE_LINE),
    shell("here-document with quoted end", f"{READ_LINES} <<'END'\nx=HOLE\nEND\nprintf '\\0'",
          lambda v: [f"x={v}\n"], accepts=INERT, share=0.5),
    shell("here-document", f"{READ_LINES} <<END\nx=HOLE\nEND\nprintf '\\0'",
          lambda v: [f"x={v}\n"], accepts=INERT, share=0.5),
    shell("lines of a here-document with quoted end",
          f"{READ_LINES} <<'END'\nHOLE\nEND\nprintf '\\0'", lines,
          accepts=LINES),
    shell("lines of a here-document",
          f"{READ_LINES} <<END\nHOLE\nEND\nprintf '\\0'", lines,
          accepts=LINES),
    shell("arithmetic", "printf '%s\\0' \"$((HOLE))\"", accepts=NUMBERS),
    shell("arithmetic behind a variable", "v=5\nprintf '%s\\0' \"$((v-HOLE))\"",
          lambda v: [str((5 - int(v) + 2**63) % 2**64 - 2**63)], accepts=NUMBERS),
    shell("test operand", "if [ 'HOLE' = \"HOLE\" ]; then printf '%s\\0' HOLE; fi", accepts=INERT),
    # Second languages and places where a reader's choice is none of a value's business.
    shell("argument that may be an option", "rm HOLE", readers=(), accepts=INERT),
    shell("eval", "eval HOLE", readers=(), accepts=INERT),
    shell("eval in quotes", "eval \"echo HOLE\"", readers=(), accepts=INERT),
    shell("sh -c", "sh -c 'echo HOLE'", readers=(), accepts=INERT),
    shell("ssh", "ssh host \"echo HOLE\"", readers=(), accepts=INERT),
    shell("sed script", "sed 's/a/HOLE/'", readers=(), accepts=INERT),
    shell("backticks", "v=`echo HOLE`", readers=(), accepts=NONE),
    shell("redirection", "echo x >HOLE", readers=(), accepts=INERT),
    shell("command name", "HOLE x", readers=(), accepts=INERT),
    shell("left of =", "HOLE=x", readers=(), accepts=NONE),
    shell("here-document's end", "cat <<HOLE\nx\nHOLE", readers=(), accepts=NONE),
    shell("here-document whose end is base64", "cat <<'DATA'\nHOLE\nDATA", readers=(),
          accepts=LINES - {"armored"}),
    shell("parameter expansion", "echo ${v:-HOLE}", readers=(), accepts=INERT),
    shell("=~", "[[ $v =~ HOLE ]]", readers=(), accepts=NUMBERS),
    shell("printf format", "printf \"HOLE\"", readers=(), accepts=INERT),
]

# A script that says `sh` may run in any of these shells.
SH = [
    replace(position, language="sh", share=position.share / 3)
    for position in SHELL
    if position.readers == SHELLS
]


def keyed(value):
    return {"k": value}


YAML = [
    data("yaml", "pyyaml", "value", "k: HOLE\n", keyed, typed=True),
    data("yaml", "pyyaml", "in a plain value", "k: https://HOLE:6443/x\n",
         lambda v: {"k": f"https://{v}:6443/x"}),
    data("yaml", "pyyaml", "end of a plain value", "k: x HOLE # c\n", lambda v: {"k": f"x {v}"}),
    data("yaml", "pyyaml", "double quotes", 'k: "HOLE"\n', keyed),
    data("yaml", "pyyaml", "within double quotes", 'k: "a\\tHOLE b"\nl: 1\n',
         lambda v: {"k": f"a\t{v} b", "l": 1}),
    data("yaml", "pyyaml", "single quotes", "k: 'HOLE'\n", keyed, accepts=ONE_LINE),
    data("yaml", "pyyaml", "within single quotes", "k: 'it''s HOLE'\n", lambda v: {"k": f"it's {v}"},
         accepts=ONE_LINE),
    data("yaml", "pyyaml", "flow list", "k: [a, HOLE, b]\n", lambda v: {"k": ["a", v, "b"]},
         typed=True),
    data("yaml", "pyyaml", "flow mapping's value", "k: {a: HOLE, b: c}\n",
         lambda v: {"k": {"a": v, "b": "c"}}, typed=True),
    data("yaml", "pyyaml", "flow mapping's key", "k: {HOLE: x}\n", lambda v: {"k": {v: "x"}}, accepts=ONE_LINE,
         longest=300),
    data("yaml", "pyyaml", "key", "HOLE: x\n", lambda v: {v: "x"}, accepts=ONE_LINE, longest=300),
    data("yaml", "pyyaml", "in a key", "a.HOLE/b: x\n", lambda v: {f"a.{v}/b": "x"}, accepts=ONE_LINE, longest=300),
    data("yaml", "pyyaml", "list item", "k:\n  - HOLE\n  - b\n", lambda v: {"k": [v, "b"]},
         typed=True),
    data("yaml", "pyyaml", "comment", "k: v # HOLE\nl: m\n", lambda v: {"k": "v", "l": "m"},
         accepts=ONE_LINE),
    data("yaml", "pyyaml", "comment line", "# HOLE\nk: v\n", lambda v: {"k": "v"},
         accepts=ONE_LINE),
    data("yaml", "pyyaml", "line of a block scalar", "k: |\n  a\n  HOLE\n  b\n",
         lambda v: {"k": "a\n" + v.removesuffix("\n") + "\nb\n"}, accepts=INERT | {"armored"}),
    data("yaml", "pyyaml", "in a line of a block scalar", "k: |\n  a=HOLE,\n",
         lambda v: {"k": f"a={v},\n"}, accepts=INERT),
    data("yaml", "pyyaml", "folded scalar", "k: >\n  a HOLE b\n", lambda v: {"k": f"a {v} b\n"},
         accepts=INERT),
    data("yaml", (), "anchor", "k: &HOLE x\n", keyed, accepts=NONE),
    data("yaml", (), "tag", "k: !HOLE x\n", keyed, accepts=NONE),
]
JSON_READERS = ("json", "jq")
JSON = [
    data("json", JSON_READERS, "value", '{"k": HOLE}\n', keyed, typed=True),
    data("json", JSON_READERS, "list item", '["a", HOLE]\n', lambda v: ["a", v], typed=True),
    data("json", JSON_READERS, "string", '{"k": "HOLE"}\n', keyed),
    data("json", JSON_READERS, "in a string", '{"k": "a\\tHOLE:1"}\n', lambda v: {"k": f"a\t{v}:1"}),
    data("json", JSON_READERS, "key", '{"HOLE": 1}\n', lambda v: {v: 1}),
    data("json", JSON_READERS, "in a key", '{"aHOLE/b": 1}\n', lambda v: {f"a{v}/b": 1}),
    data("json", (), "in a number", '{"k": 1HOLE}\n', keyed, accepts=NONE),
]
TOML = [
    data("toml", "tomllib", "value", "k = HOLE\n", keyed, typed=True),
    data("toml", "tomllib", "string", 'k = "HOLE"\n', keyed),
    data("toml", "tomllib", "in a string", 'k = "a\\tHOLE:1"\nl = 1\n',
         lambda v: {"k": f"a\t{v}:1", "l": 1}),
    data("toml", "tomllib", "list item", "k = ['a', HOLE]\n", lambda v: {"k": ["a", v]}, typed=True),
    data("toml", "tomllib", "key", "HOLE = 1\n", lambda v: {v: 1}, accepts=ALL, longest=300),
    data("toml", "tomllib", "table's name", "[a.HOLE]\nk = 1\n", lambda v: {"a": {v: {"k": 1}}},
         longest=300),
    data("toml", "tomllib", "literal string", "k = 'HOLE'\n", keyed, accepts=INERT),
    data("toml", "tomllib", "comment", "k = 1 # HOLE\n", lambda v: {"k": 1}, accepts=ONE_LINE),
]
CSV = [
    data("csv", "csv", "field", "a,HOLE,b\n", lambda v: [["a", v, "b"]], accepts=INERT | {"armored"}),
    data("csv", "csv", "quoted field", 'a,"HOLE",b\n', lambda v: [["a", v, "b"]],
         accepts=INERT | {"armored"}),
    data("csv", "csv", "in a quoted field", 'a,"x HOLE",b\n', lambda v: [["a", f"x {v}", "b"]]),
]
ENV_SHELLS = dict(show=text('\nprintf "%s\\0" "$VNUM"'))
ENV = [
    data("env", SHELLS, "value", "VNUM=HOLE\n", same, accepts=ONE_LINE, **ENV_SHELLS),
    data("env", SHELLS, "within quotes", 'VNUM="a HOLE b"\n', lambda v: [f"a {v} b"],
         accepts=ONE_LINE, **ENV_SHELLS),
    data("env", SHELLS, "in a value", "VNUM=a/HOLE/b\n", lambda v: [f"a/{v}/b"],
         accepts=ONE_LINE, **ENV_SHELLS),
    data("env", SHELLS, "comment", "# HOLE\nVNUM=fixed\n", fixed, accepts=ONE_LINE, **ENV_SHELLS),
    data("env", ("systemd-env",), "value for systemd", "VNUM=HOLE\n", same, accepts=ONE_LINE,
         share=0.06, edges=False, longest=2000),
    data("env-systemd", ("systemd-env",), "value", "VNUM=HOLE\n", same, accepts=ONE_LINE,
         share=0.06, edges=False, longest=2000),
    data("env-systemd", ("systemd-env",), "within quotes", 'VNUM="a HOLE b"\n',
         lambda v: [f"a {v} b"], accepts=ONE_LINE, share=0.06, longest=2000),
]
UNIT = [
    data("systemd", "systemd", "Environment=", "[Service]\nEnvironment=VNUM=HOLE\n",
         lambda v: {"environment": v}, accepts=ONE_LINE, longest=4000),
    data("systemd", "systemd", "in Environment=", '[Service]\nEnvironment="VNUM=a HOLE b" X=y\n',
         lambda v: {"environment": f"a {v} b"}, accepts=ONE_LINE, longest=4000),
    data("systemd", "systemd", "word of ExecStart=", "[Service]\nExecStart=:/bin/echo a --x=HOLE b\n",
         lambda v: {"command": ["/bin/echo", "a", f"--x={v}", "b"]}, accepts=ONE_LINE, longest=4000,
         share=0.5),
    data("systemd", "systemd", "quoted word of ExecStart=",
         '[Service]\nExecStart=:/bin/echo "a HOLE b" c\n',
         lambda v: {"command": ["/bin/echo", f"a {v} b", "c"]}, accepts=ONE_LINE, longest=4000,
         share=0.5),
    data("systemd", "systemd", "argument of ExecStart=", "[Service]\nExecStart=/bin/echo HOLE b\n",
         lambda v: {"command": ["/bin/echo", v.replace("$", "$$"), "b"]}, accepts=ONE_LINE,
         longest=4000, share=0.5),
    data("systemd", "systemd", "start of Description=", "[Unit]\nDescription=HOLE z\n",
         lambda v: {"description": f"{v} z"}, accepts=ONE_LINE, edges=False, longest=2000,
         shortest=1, share=0.06),
    data("systemd", "systemd", "Description=", "[Unit]\nDescription=HOLE\n",
         lambda v: {"description": v}, accepts=ONE_LINE, edges=False, longest=2000, shortest=1,
         share=0.06),
    data("systemd", "systemd", "comment", "[Service]\n# HOLE\nEnvironment=VNUM=fixed\n",
         lambda v: {"environment": "fixed"}, accepts=ONE_LINE, longest=4000, share=0.5),
    data("systemd", (), "section", "[HOLE]\nA=b\n", keyed, accepts=NONE),
    data("systemd", (), "User=", "[Service]\nUser=HOLE\n", keyed, accepts=INERT),
]
OPENSSL = [
    data("cnf", "openssl", name, template, lambda v: v, accepts=accepts, shortest=1, longest=64,
         share=0.5)
    for name, template, accepts in [
        ("value", "[dn]\nNUM.OU=HOLE\n", ONE_LINE),
        ("double quotes", '[dn]\nNUM.OU="HOLE"\n', ONE_LINE),
        ("single quotes", "[dn]\nNUM.OU='HOLE'\n", ONE_LINE),
        ("value before a comment", "[dn]\nNUM.OU=HOLE # HOLE\n", ONE_LINE),
    ]
]
OPENSSL.append(
    data("cnf", "openssl", "comment", "[dn]\n# HOLE\nNUM.OU=fixed\n", lambda v: "fixed",
         accepts=ONE_LINE, share=0.5)
)
NFT = [
    data("nft", "nft", "quotes", 'table ip tNUM {\n  chain c {\n    counter comment "<HOLE>"\n  }\n}\n',
         lambda v: f"<{v}>", accepts=INERT, longest=100, share=0.2),
    data("nft", "nft", "comment", 'table ip tNUM {\n  # HOLE\n  chain c {\n    counter comment "fixed"\n  }\n}\n',
         lambda v: "fixed", accepts=ONE_LINE, share=0.2),
]
PLAIN = [
    data("conf", "bytes", "word", "k HOLE x\n", lambda v: f"k {v} x\n", accepts=INERT, share=0.1),
    data("conf", "bytes", "comment", "# HOLE\nk\n", lambda v: f"# {v}\nk\n", accepts=INERT, share=0.1),
    data("pem", "bytes", "lines", "HOLE\n", lambda v: v.removesuffix("\n") + "\n",
         accepts=INERT | {"armored"}, share=0.1),
    data("unheard-of", "bytes", "word", "k HOLE\n", lambda v: f"k {v}\n", accepts=INERT, share=0.1),
]
HTML = [
    data("html", "html", "text", "<p>HOLE</p>", lambda v: [("p", [], v)]),
    data("html", "html", "within text", "<b>a HOLE b</b>", lambda v: [("b", [], f"a {v} b")]),
    data("html-attribute", "html", "attribute", '<p title="HOLE">x</p>',
         lambda v: [("p", [("title", v)], "x")]),
    data("html-attribute", "html", "attribute in single quotes", "<p title='a HOLE'>x</p>",
         lambda v: [("p", [("title", f"a {v}")], "x")]),
]
POSITIONS = [*SHELL, *SH, *YAML, *JSON, *TOML, *CSV, *ENV, *UNIT, *OPENSSL, *NFT, *PLAIN, *HTML]
