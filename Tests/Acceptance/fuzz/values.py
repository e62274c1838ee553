"""Values of each kind that mean something to some reader, the same in each run."""

import itertools
import random
import re

# What quotes, expands, separates, comments or globs somewhere, and what hides between characters.
MARKS = list("'\"`$\\%!#;&|<>(){}[]*?~=:,@^+-./_ ") + [
    "$(", "${", "$((", "$'", '$"', "\\'", '\\"', "\\\\", "\\n", "\\x41", "\\u0041", "\\0", "%n",
    "%%", "%s", "%i", "''", '""', "'\\''", "<<", "<(", ">(", "&&", "||", ";;", "{{", "}}", "]]",
    "]]>", "<!--", "-->", "</", "&#", "&lt;", "&amp;", ": ", " #", "- ", "? ", "| ", "> ", "!!",
    "#{", "%{", "@{", "=~", "==", "*)", "a", "Z", "0", "9", "n", "e", "x",
]
LETTERS = [
    "\u0301", "\u0308", "\u20e3", "'\u0301", '"\u0301', "$\u0301", "\\\u0301", "`\u0301",
    "<\u0338", "=\u0338", ">\u0338", "\u200f", "\u200e", "\u200b", "\u200d", "\u061c", "\u00a0",
    "\u3000", "\u00ad", "é", "ß", "İ", "中", "文", "，", "。", "：", "；", "“", "”", "‘", "’", "「",
    "」", "（", "）", "！", "＂", "＇", "＄", "＼", "｀", "😀", "👩\u200d💻", "🇨🇭", "\U0010fffd",
    "\ue000", "\u0e33", "\u1100\u1161", "\ufe0f", "\U000e0041",
]
WORDS = """
no No NO yes Yes on On off y n Y N true True TRUE false null Null NULL ~ nan .nan .inf -.inf inf
0 1 -1 00 007 0644 0o17 0x1f 0b11 1_000 1e3 1E3 1e+3 .5 5. 1.0 1.10 12:30:45 190:20:30
1:2:3:4:5:6:7:8 :: 2001-01-01 2001-12-14t21:59:43.10-05:00 20161216 - -- --- --flag -n -e -v -rf ... .. . = << <<< !
!! !0 !$ !-1 !str !!str !!python/object & &a * *a *.* ? ?? [ ] [] {} { } {a} {a,b} {1..9} , : ; # #!
@ @x ` | > >- |- % %x %n %% %H %Y $ $$ $! $? $# $* $@ $0 $1 $- $HOME ${x} ${HOME} $(id) $(HOME) `id`
%{x} #{x} @{x} {{x}} {%x%} <%=x%> <x> </p> <script> </script> </title> </textarea> <!-- --> <![CDATA[
]]> &amp; &lt &#39; &#x27; &quot; javascript:x \\ \\\\ \\n \\0 \\x00 \\u0000 \\N \\" \\' \\` \\$ \\; ' " '' ""
''' \"\"\" '\\'' '"'"' "'" ' ~root ~+ ~- /dev/null ../../etc/passwd a=b a==b =a == -x=1 A=b A+=b
[Service] [Unit] [req] ExecStart=/bin/sh case esac if then fi do done for while function select
""".split()
SENTENCES = [
    ": x", "x: y", "# x", "x # y", "x #", "- x", "? x", "! x", "| x", "> x", "a, b", "[a, b]",
    "{a: b}", "x: 'y", '"a" b', "'a' b", "a 'b", 'a "b', "%s %d", "a b  c", "a && b", "a; b",
    "; echo PWNED", "| echo PWNED", "&& echo PWNED", "$(echo PWNED)", "`echo PWNED`",
    "'; echo PWNED; '", '"; echo PWNED; "', "' $(echo PWNED) '", "\\'; echo PWNED; \\'",
    "x'\u0301; echo PWNED; echo '\u0301", 'x"\u0301; echo PWNED; echo "\u0301', "$'\\x41'",
    "${x:-$(echo PWNED)}", "$((1+1))", "<(echo PWNED)", "a > b", "2>&1", "EOF", "END", "x=1 y=2",
    "<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' onfocus='alert(1)",
    "<svg/onload=alert(1)>", "javascript&colon;alert(1)", "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0",
    'a,"b",c', '",', '""', ".include x", "$ENV::PATH", "${ENV::PATH}", "%{x} ${x} {{x}} #{x}",
    "critical, CA:TRUE", "User=root", "trailing \\", "trailing \\\\", "trailing '", 'trailing "',
    "trailing $", "trailing %", "trailing `", "trailing #", "trailing {", "trailing ;", "[[ x ]]",
]
INERT = "ABCXYZabcnxyz0123456789_@+:,./=-"
BASE64 = "ABCXYZabcxyz0189+/"
LONG = ["a", "'", '"', "\\", "$", "%", "`", "!", "'\u0301", "中", "\\'\"$`%!# ", "$(x)", "</p>"]
MAXIMUM = 65536


def excluded(character):
    """Whether a string may not hold a character: controls, direction overrides, noncharacters."""
    code = ord(character)
    return (
        code < 0x20 or 0x7F <= code <= 0x9F or code in (0x2028, 0x2029, 0xFEFF)
        or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE or 0xD800 <= code <= 0xDFFF
    )


def corpus_lines(folder):
    """The payloads of others, where they are; also shortened, so that few of them are long."""
    lines = set()
    for path in sorted(itertools.chain(folder.glob("xss/*.txt"), folder.glob("cmdinj/*"))):
        for line in path.read_bytes().decode("utf-8", "ignore").splitlines():
            line = "".join(c for c in line if not excluded(c)).strip(" ")
            lines.add(line[:400])
    return sorted(lines)


class Values:
    """A stream of values: the lists first, then random ones, for a seed and a kind."""

    def __init__(self, corpus=()):
        self.corpus = list(corpus)
        self.lines = ["", *WORDS, *SENTENCES, *MARKS, *LETTERS]
        self.edges = [" ", "  ", " a", "a ", " a b ", "\\ ", " \\", "# ", " #", " '", '" ']

    def make(self, kind, seed, count, edges=True, longest=MAXIMUM, tame=False, shortest=0):
        """`count` values as bytes. `edges` are blanks at the ends, which only expressions make;
        `tame` ones mean no harm when a shell runs them."""
        source = random.Random(f"{kind} {seed}")
        maker = getattr(self, f"_{kind}")
        values = itertools.chain(maker(source, tame), self._endless(kind, source))
        found = []
        for value in values:
            if kind == "line" and not edges:
                value = value.strip(" ")
            data = value.encode()
            if shortest <= len(data) <= longest:
                found.append(data)
                if len(found) == count:
                    return found

    def _endless(self, kind, source):
        one = getattr(self, f"_one_{kind}")
        while True:
            yield one(source)

    def _line(self, source, tame):
        known = self.lines + self.edges
        # Few values must do where readers are to be seen to stumble.
        yield from source.sample(known, len(known)) if tame else known
        yield from LONG
        yield source.choice(LONG) * (MAXIMUM // 24)
        yield ("0123456789abcde\"\\$%`'#; " * 4096)[:MAXIMUM]
        if self.corpus and not tame:
            yield from source.sample(self.corpus, min(len(self.corpus), 800))

    def _one_line(self, source):
        dice = source.random()
        if dice < 0.55:
            value = "".join(source.choices(MARKS, k=source.randint(1, 12)))
        elif dice < 0.8:
            value = "".join(source.choices(MARKS + LETTERS, k=source.randint(1, 10)))
        else:
            value = source.choice(self.lines)
            for _ in range(source.randint(1, 3)):
                at = source.randint(0, len(value))
                value = value[:at] + source.choice(MARKS + LETTERS) + value[at + source.randint(0, 1):]
        return value if source.random() < 0.1 else value.strip(" ")

    def _text(self, source, tame):
        yield from ["", "\n", "\n\n", "\t", "a\n", "\na", "a\n\nb\n", " a\n  b\n", "a\n---\nb", "EOF\n",
                    "END\n", "a\nEND\nb\n", "'\n'", '"\n"', "\\\n", "a \\\nb", "#\n", "a: b\n", "-\n-\n"]
        for line in self._line(source, tame):
            yield line
            yield f"a\n{line}\n"

    def _one_text(self, source):
        lines = [self._one_line(source) for _ in range(source.randint(1, 4))]
        if source.random() < 0.3:
            lines[0] = "\t" + lines[0]
        return "\n".join(lines) + source.choice(["", "\n"])

    def _inert(self, source, tame):
        yield from (word for word in WORDS if re.fullmatch(rf"[{re.escape(INERT)}\w]+", word, re.A))
        yield from INERT
        yield "a" * MAXIMUM

    def _one_inert(self, source):
        return "".join(source.choices(INERT, k=source.randint(1, 9)))

    def _integer(self, source, tame):
        yield from map(str, [0, 1, -1, 7, 8, 9, 10, -10, 644, 2**31, -(2**31), 2**63 - 1, -(2**63)])

    def _one_integer(self, source):
        return str(source.randint(-(10 ** source.randint(1, 18)), 10 ** source.randint(1, 18)))

    def _boolean(self, source, tame):
        return iter(())

    def _one_boolean(self, source):
        return source.choice(["true", "false"])

    def _armored(self, source, tame):
        yield "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        # Base64 comes in fours, and may spell a word.
        yield from (f"-----BEGIN X-----\n{word}\n-----END X-----\n" for word in
                    ("DATA", "YAML", "null", "true", "AA==", "////", "+/+/", "0x1f"))

    def _one_armored(self, source):
        lines = ["".join(source.choices(BASE64, k=64)) for _ in range(source.randint(0, 3))]
        lines.append("".join(source.choices(BASE64, k=4 * source.randint(1, 16))))
        return "-----BEGIN X-----\n" + "\n".join(lines) + "\n-----END X-----\n"
