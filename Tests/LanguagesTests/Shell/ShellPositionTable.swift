import Testing

/// The table of positions; see `ShellPositionTests` for the letters.
enum ShellPositionTable {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let letters: String

    init(_ text: String, _ letters: String) {
      self.text = text
      self.letters = letters
    }

    var testDescription: String { text }
  }

  static let words: [Row] = [
    Row("echo @@", "vvv---"), Row("echo a@@", "vvvwww"), Row("echo -- @@", "vvv---"),
    Row("rm -- @@", "vvvwww"), Row("rm -- a @@", "vvvwww"), Row("rm @@ --", "vvv---"),
    Row("rm -f @@", "vvv---"), Row("a --b=@@", "vvvwww"), Row("a --b=@@c", "vvvwww"),
    Row("a b/@@.c d", "vvvwww"), Row("a --b @@", "vvv---"), Row("a ~@@", "vvvqqq"),
    Row("a \\@@", "------"), Row("a \\\\@@", "vvvwww"), Row("a b\\\n@@", "vvvwww"),
    Row("a \\\n  @@", "vvv---"), Row("a \\\n  --b=@@", "vvvwww"), Row("x=@@", "vvvwww"),
    Row("x=@@ y=1 a", "vvvwww"), Row("x=a@@", "vvvwww"), Row("x+=@@", "vvvwww"),
    Row("a x=@@", "vvvwww"), Row("x=1 @@", "vvw---"), Row("@@=1", "------"), Row("x@@=1", "------"),
    Row("@@", "vvw---"), Row("@@ --version", "vvw---"), Row("/usr/bin/@@ x", "vvw---"),
    Row("i@@ x", "vvq---"), Row("a; @@", "vvw---"), Row("a | @@", "vvw---"),
    Row("a && @@ b", "vvw---"), Row("! @@", "vvw---"), Row("$x @@", "vvv---"),
    Row("$x a@@", "vvv---"), Row("@@@@", "vvq---"), Row("a {b,@@}", "v-----"),
    Row("a {1..@@}", "v-----"), Row("a {} @@", "vvv---"), Row("a {}@@", "vvvwww"),
    Row("a b[@@]", "v-----"), Row("a b[1]@@", "vvvwww"), Row("a *@@", "vvvwww"),
    Row("a > @@", "vvv---"), Row("a >@@", "vvv---"), Row("a 2>>@@", "vvv---"),
    Row("a < @@.txt", "vvv---"), Row("a <> @@", "vvv---"), Row("a &> @@", "vvv---"),
    Row("a >| @@", "vvv---"), Row("a >\"@@\"", "vvv---"), Row("a 2>&@@", "------"),
    Row("a <&@@", "------"), Row("a b@@>c", "vvvwww"), Row("a -- @@>c", "------"),
    Row("a -- 1@@<c", "------"), Row("a -- @@ >c", "vvvwww"), Row("a -- \"@@\">c", "vvvddd"),
    Row("a > b --c=@@", "vvvwww"), Row("a <<<@@", "vvvwww"), Row("a <<< \"@@\"", "vvvddd"),
    Row("a # @@", "vvvv--"), Row("# @@", "vvvv--"), Row("a b#@@", "vvvwww"),
    Row("a '#' -- @@", "vvvwww"), Row("x=$(a # @@\n)", "vvv---"), Row("a; # '@@\n", "vvvv--"),
    Row("x=(@@)", "vvvwww"), Row("x=(a\n  @@ b)", "vvvwww"), Row("x+=(\"@@\")", "vvvddd"),
    Row("x[@@]=1", "n-----"), Row("x[1]=@@", "vvvwww"), Row("x=([@@]=1)", "n-----"),
    Row("x=([1]=@@)", "vvvwww"), Row("export X=@@", "vvvwww"), Row("export @@", "vvv---"),
    Row("export X Y=\"@@\"", "vvvddd"), Row("declare -i x=@@", "vvv---"),
    Row("declare -a x=@@", "vvv---"), Row("declare -r x=@@", "vvvwww"),
    Row("local a b=@@", "vvvwww"), Row("readonly X='@@'", "vvvsss"),
    Row("declare -r x=(@@)", "vvvwww"), Row("unset -- x@@", "vvv---"),
  ]

  static let quotes: [Row] = [
    Row("x=\"@@\"", "vvvddd"), Row("x=\"a @@ b\"", "vvvddd"), Row("echo \"@@\"", "vvv---"),
    Row("echo \"a @@\"", "vvvddd"), Row("rm -- \"@@\"", "vvvddd"), Row("rm \"\"@@", "vvv---"),
    Row("x=\"\\@@\"", "------"), Row("x=\"\\\\@@\"", "vvvddd"), Row("x=\"$@@\"", "------"),
    Row("x=\"\\$@@\"", "vvvddd"), Row("x=\"$a@@\"", "------"), Row("x=\"${a}@@\"", "vvvddd"),
    Row("x=\"$a @@\"", "vvvddd"), Row("x=\"$1@@\"", "------"), Row("x=\"$?@@\"", "vvvddd"),
    Row("x=$@@", "------"), Row("x=$a@@", "------"), Row("x=$a/@@", "vvvwww"),
    Row("x='@@'", "vvvsss"), Row("x='a\"@@'", "vvvsss"), Row("x='$(@@)'", "vvvsss"),
    Row("x='a'@@", "vvvwww"), Row("x=a'b'\"c\"@@", "vvvwww"), Row("x=\"'@@'\"", "vvvddd"),
    Row("x='a\n@@'", "vvvsss"), Row("x=$'@@'", "vvvaaa"), Row("x=$'a\\'@@'", "vvvaaa"),
    Row("x=$'\\x@@'", "------"), Row("x=$'\\x41@@'", "vvvaaa"), Row("x=$'\\@@'", "------"),
    Row("x=$'\\0@@'", "------"), Row("x=$'\\n@@'", "vvvaaa"), Row("x=\"$'@@'\"", "vvvddd"),
    Row("x=$\"@@\"", "vvv---"), Row("x=$(@@)", "vvw---"), Row("x=$(a --b=@@)", "vvvwww"),
    Row("x=$(rm -- @@)", "vvvwww"), Row("x=\"$(a --b=@@)\"", "vvvwww"),
    Row("x=\"$(a \"--b=@@\")\"", "vvvddd"), Row("x=\"$(a)@@\"", "vvvddd"),
    Row("x=$(a)@@", "vvvwww"), Row("x=$(a | b '--c=@@')", "vvvsss"), Row("x=`a @@`", "------"),
    Row("x=\"`a @@`\"", "------"), Row("x=`a`@@", "vvvwww"), Row("x=`a \\` b`@@", "vvvwww"),
    Row("x=$((@@))", "n-----"), Row("x=$((a - @@))", "n-----"), Row("x=$((a-@@))", "n-----"),
    Row("x=$((1@@))", "------"), Row("x=$((@@0))", "------"), Row("x=$((16#@@))", "------"),
    Row("x=$(( (1 + @@) * 2 ))", "n-----"), Row("x=\"$((@@))\"", "n-----"),
    Row("x=$((1))@@", "vvvwww"), Row("x=$((\"@@\"))", "n-----"), Row("x=$[@@]", "n-----"),
    Row("((x = @@))", "n-----"), Row("((x)) && @@", "vvw---"), Row("x=${@@}", "------"),
    Row("x=${a@@}", "------"), Row("x=${a:-@@}", "vvv---"), Row("x=\"${a:-@@}\"", "vvv---"),
    Row("x=${a-@@}", "vvv---"), Row("x=${a:=@@}", "vvv---"), Row("x=${a:?@@}", "vvv---"),
    Row("x=${a:+'@@'}", "vvv---"), Row("x=${a:-\"@@\"}", "vvv---"), Row("x=${a#@@}", "vvv---"),
    Row("x=${a%%@@}", "vvv---"), Row("x=${a/@@/b}", "vv----"), Row("x=${a^@@}", "vv----"),
    Row("x=${a:@@}", "n-----"), Row("x=${a:1:@@}", "n-----"), Row("x=${a[@@]}", "n-----"),
    Row("x=${a}@@", "vvvwww"), Row("x=${#a}@@", "vvvwww"), Row("x=${#}@@", "vvvwww"),
    Row("x=${a:-$(b --c=@@)}", "vvv---"), Row("x=${a:-it\\}s}@@", "vvvwww"),
    Row("x=\"${a:-it's}\"@@", "vvvwww"), Row("x=${a#'}'}@@", "vvvwww"),
    Row("x=\"${a%'}'}\"@@", "vvvwww"), Row("x=<(a --b=@@)", "vvvwww"),
  ]

  static let compounds: [Row] = [
    Row("if @@; then a; fi", "vvw---"), Row("if a; then b --c=@@; fi", "vvvwww"),
    Row("for x in @@; do a; done", "vvvwww"), Row("for x in a \"@@\"; do a; done", "vvvddd"),
    Row("for @@ in a; do b; done", "------"), Row("for x in a; do @@; done", "vvw---"),
    Row("for x; do @@; done", "vvw---"), Row("for ((i=0; i<@@; i++)); do a; done", "n-----"),
    Row("while @@; do a; done", "vvw---"), Row("while a; do b; done <@@", "vvv---"),
    Row("case @@ in a) b;; esac", "vvvwww"), Row("case $x in @@) b;; esac", "vvwwww"),
    Row("case $x in a|@@) b;; esac", "vvwwww"), Row("case $x in (@@) b;; esac", "vvwwww"),
    Row("case $x in es@@) b;; esac", "vvqqqq"),
    Row("case $x in \"@@\") b;; esac", "vvvddd"), Row("case $x in a) @@;; esac", "vvw---"),
    Row("case $x in a) b;; @@) c;; esac", "vvwwww"), Row("case $x in a*@@) b;; esac", "vvwwww"),
    Row("case $x in a) b;; esac; @@", "vvw---"), Row("x=$(case a in a) b;; esac)@@", "vvvwww"),
    Row("[[ @@ == a ]]", "vvqqqq"), Row("[[ $x == @@ ]]", "vvqqqq"), Row("[[ -f @@ ]]", "vvqqqq"),
    Row("[[ $x == \"@@\" ]]", "vvvddd"), Row("[[ $x =~ @@ ]]", "v-----"),
    Row("[[ $x =~ ^(a|@@)$ ]]", "v-----"), Row("[[ $x =~ \"@@\" ]]", "v-----"),
    Row("[[ $x -gt @@ ]]", "v-----"), Row("[[ @@ -gt 1 ]]", "v-----"),
    Row("[[ \"@@\" -eq 1 ]]", "v-----"), Row("[[ -v @@ ]]", "vvq---"),
    Row("[[ a && $x == @@ ]] || b", "vvqqqq"), Row("[[ ( a < @@ ) ]]", "vvqqqq"),
    Row("[ \"$x\" = @@ ]", "vvvwww"), Row("[ @@ = a ]", "vvv---"), Row("[ -e /a/@@ ]", "vvvwww"),
    Row("test \"$x\" != \"@@\"", "vvvddd"), Row("[ -v a@@ ]", "vvv---"),
    Row("[ a = b -a c = @@ ]", "vvv---"), Row("(cd -- @@ && b)", "vvvwww"), Row("(@@)", "vvw---"),
    Row("(a) | @@", "vvw---"), Row("{ @@; }", "vvw---"), Row("{ a; } >@@", "vvv---"),
    Row("f() { @@; }", "vvw---"), Row("f () { a --b=@@; }", "vvvwww"), Row("@@() { a; }", "------"),
    Row("@@ () { a; }", "------"), Row("function @@ { a; }", "------"),
    Row("function f { @@; }", "vvw---"), Row("f() (\n@@\n)", "vvw---"),
    Row("a &\n@@", "vvw---"), Row("a; b & @@", "vvw---"), Row("a |& @@", "vvw---"),
    Row("a || b --c=@@", "vvvwww"), Row("time @@", "vvw---"), Row("let x=@@", "------"),
    Row("[[ a == @(b|@@) ]]", "v-----"), Row("a @(b|c)@@", "vvvwww"), Row("a !(@@)", "v-----"),
    Row("if a; then (b); elif @@; then c; fi", "vvw---"), Row("until a; do b; done; @@", "vvw---"),
  ]

  static let hereDocuments: [Row] = [
    Row("cat <<E\na @@\nE\n", "vvv---"), Row("cat <<'E'\na @@\nE\n", "vvv---"),
    Row("cat <<~\n@@\n~\n", "vvv-h-"), Row("cat <<EOF\n@@\nEOF\n", "vv--h-"),
    Row("cat <<'EOF~'\n  @@\nEOF~\n", "vvv-h-"), Row("cat <<-EOF\n\t@@ a\n\tEOF\n", "vvv---"),
    Row("cat <<-EOF\n\t@@\n\tEOF\n", "vv--h-"), Row("cat <<DATA\n@@\nDATA\n", "vv----"),
    Row("cat <<DATA\n  @@\nDATA\n", "vvv-h-"), Row("cat <<EOF\n  @@\nEOF\n", "vvv-h-"),
    Row("cat <<E >@@\na\nE\n", "vvv---"), Row("cat <<E\na\nE\na --b=@@", "vvvwww"),
    Row("cat <<@@\na\nE\n", "------"), Row("cat <<E\n$(a --b=@@)\nE\n", "vvv---"),
    Row("cat <<E\n$((@@))\nE\n", "n-----"), Row("cat <<E\n${a:-@@}\nE\n", "vvv---"),
    Row("cat <<E\n$a@@\nE\n", "------"), Row("cat <<'E'\n$a@@\nE\n", "vvv---"),
    Row("cat <<E\n\\@@\nE\n", "------"), Row("cat <<E\n`a @@`\nE\n", "------"),
    Row("cat <<E <<F\na\nE\nb @@\nF\nc", "vvv---"), Row("cat <<E\nit's \"\nE\nx='@@'", "vvvsss"),
    Row("(cat <<E\na @@\nE\n)", "vvv---"), Row("cat <<E | b --c=@@\na\nE\n", "vvvwww"),
    Row("x=$(cat <<E\na @@\nE\n)", "vvv---"), Row("cat <<\\E\n$a@@\nE\n", "vvv---"),
    Row("cat <<\"E F\"\nE @@\nE F\n", "vv----"),
    Row("[[ \"a\n#@ if x\n@@\n#@ end\n\" -gt 1 ]]", "v-----"),
    Row("if a; then cat <<E; fi\na @@\nE\n", "vvv---"),
  ]

  static let interpreters: [Row] = [
    Row("eval \"a @@\"", "vvv---"), Row("sh -c 'a @@'", "vvv---"), Row("bash -ec \"a @@\"", "vvv---"),
    Row("sh -c 'a \"$1\"' _ --b=@@", "vvvwww"), Row("sh a --b=@@", "vvvwww"),
    Row("sh -c 'a \"$1\"' _ @@", "vvvwww"), Row("sh -c @@", "vvv---"), Row("sh a @@", "vvv---"),
    Row("sudo sh -c 'a @@'", "vvv---"), Row("/bin/bash -c \"a @@\"", "vvv---"),
    Row("ssh h \"a @@\"", "vvv---"), Row("ssh u@@@", "vvv---"), Row("su -c 'a @@' b", "vvv---"),
    Row("awk '/a @@/' b", "vvv---"), Row("sed 's/a/b@@/' c", "vvv---"), Row("sudo sed -i 's/@@/x/' c", "vvv---"),
    Row("jq '.a @@'", "vvv---"), Row("jq --arg a @@", "vvvwww"), Row("jq -n --arg a \"@@\" '$a'", "vvvddd"),
    Row("python3 -c 'a @@'", "vvv---"), Row("perl -e 'a @@'", "vvv---"), Row("printf 'a @@'", "vvv---"),
    Row("printf '%s' @@", "vvvwww"), Row("printf '%s' a \"@@\"", "vvvddd"), Row("printf -v x a@@", "vvv---"),
    Row("openssl req -subj \"/CN=@@\"", "vvv---"), Row("openssl req -subj=/CN=@@", "vvv---"),
    Row("openssl req -out a@@", "vvvwww"), Row("trap 'a @@' EXIT", "vvv---"), Row("watch 'a @@'", "vvv---"),
    Row("grep 'a @@' b", "vvv---"), Row("grep -F 'a @@' b", "vvvsss"), Row("grep -qxF -- '@@' b", "vvvsss"),
    Row("kubectl patch a -p '{@@}'", "vvv---"), Row("kubectl get a -o 'jsonpath={@@}'", "vvv---"),
    Row("kubectl exec a -- sh -c 'b @@'", "vvv---"), Row("kubectl exec a -- rm @@", "vvv---"),
    Row("kubectl apply -f a@@", "vvvwww"), Row("curl -d 'a @@' b", "vvv---"), Row("curl -H 'A: @@' b", "vvvsss"),
    Row("curl --data=a@@ b", "vvv---"), Row("find a -name 'b@@'", "vvv---"), Row("find a -exec sh -c 'b @@' ;", "vvv---"),
    Row("find a/@@ -type f", "vvvwww"), Row("xargs sh -c 'a @@'", "vvv---"), Row("env A=@@ b", "vvv---"),
    Row("env A=1 b c@@", "vvvwww"), Row("sudo rm -- @@", "vvvwww"), Row("sudo -- rm @@", "vvv---"), Row("sudo -u a rm -- @@", "vvv---"),
    Row("exec -- @@", "vvv---"), Row(". ./@@", "vvv---"), Row("source -- @@", "vvv---"), Row("read -r x@@", "vvv---"),
    Row("date +%Y@@", "vvv---"), Row("a; eval b; c --d=@@", "vvvwww"), Row("eval a | b --c=@@", "vvvwww"),
    Row(": @@", "vvvwww"), Row("set -- @@", "vvvwww"), Row("cd -- @@", "vvvwww"),
    Row("git commit -m \"a: @@\"", "vvvddd"), Row("git log --format=a@@", "vvv---"),
    Row("a \\\n#@ for x\n  --b=c \\\n#@ end\n  --d=@@\n", "vvv---"), Row("#@ for x\na --b=@@\n#@ end\n", "vvvwww"),
  ]
}
