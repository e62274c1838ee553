import Languages
import Testing

@Suite("JSON, TOML and CSV: positions of values")
struct OtherPlacementTests {
  @Test(
    "JSON",
    arguments: [
      ("{{int}}", "1", "1"), ("{{bool}}", "true", "true"), ("{{inert}}", "a", "\"a\""),
      (" [ {{line}} , {{int}} ] ", "1", " [ \"1\" , 1 ] "), ("[{{text}}]", "a\nb", "[\"a\\nb\"]"),
      ("{\"a\":{{int}}}", "-5", "{\"a\":-5}"), ("{\"a\":\"{{int}}\"}", "5", "{\"a\":\"5\"}"),
      ("{\"{{line}}\":1}", "\"", "{\"\\\"\":1}"), ("{{{inert}}:{{inert}}}", "a", "{\"a\":\"a\"}"),
      ("{\n\"a\": {{armored}}\n}", "-a-\n", "{\n\"a\": \"-a-\\n\"\n}"),
      ("[\"\\\\{{line}}\"]", "\\", "[\"\\\\\\\\\"]"),
      ("[\"\\u0041{{int}}\"]", "5", "[\"\\u00415\"]"),
      ("[\"a,]{{line}}\"]", "\u{7F}\u{85}", "[\"a,]\\u007F\\u0085\"]"),
      ("[[], {}, {{int}}]", "1", "[[], {}, 1]"),
      ("{\"a\":[{{int}}],\"b\":{{int}}}", "1", "{\"a\":[1],\"b\":1}"),
      ("[1.5, true, {{bool}}]", "false", "[1.5, true, false]"),
      ("[\n#@ for\n{{inert}},\n#@ end\n0]\n", "a", "[\n\"a\",\n\"a\",\n0]\n"),
      ("[0\n#@ for\n,{{int}}\n#@ end\n]\n", "1", "[0\n,1\n,1\n]\n"),
      ("[\n#@ if\n\"{{line}}\"\n#@ else\n\"b\",\n#@ end\n]\n", "a", "[\n\"a\"\n]\n"),
      (
        "{\n#@ for\n#@ if\n\"{{line}}\": 1\n#@ else\n{{line}}: 1,\n#@ end\n#@ end\n}\n", "a",
        "{\n\"a\": 1\n\"a\": 1\n}\n"
      ),
      ("{\"a\":\n#@ if\n{{int}}\n#@ else\n\"{{int}}\"\n#@ end\n}", "1", "{\"a\":\n1\n}"),
      ("[{{int}}]{{int}}", "1", "!cannot"), ("[1{{int}}]", "1", "!cannot"),
      ("[-{{int}}]", "1", "!cannot"), ("[{{int}}{{int}}]", "1", "!cannot"),
      ("[{{int}}5]", "1", "!This"), ("{\"a\" {{int}}}", "1", "!cannot"),
      ("[\"\\{{inert}}\"]", "1", "!cannot"), ("[\"\\u00{{int}}\"]", "1", "!cannot"),
      ("[tr{{bool}}]", "1", "!cannot"), ("[\"{{line}}]", "1", "!The string"),
      ("[\"{{line}}\n\"]", "1", "!The string"), ("[{{int}}", "1", "!A bracket"),
      ("[{{int}}}", "1", "!This bracket"), ("[1 {{int}}]", "1", "!cannot"),
      ("{\"a\": 1 \"{{line}}\": 2}", "1", "!This"),
      ("[\n#@ if\n{\n#@ end\n{{int}}]", "1", "!The lines"),
      ("# {{line}}", "1", "!cannot"), ("// {{line}}", "1", "!cannot"),
      ("{\"a\"{{inert}}: 1}", "1", "!cannot"), ("[{{line}}, ]", "1", "[\"1\", ]"),
      ("[,{{int}}]", "1", "!This"),
    ]
  )
  func json(_ text: String, _ value: String, _ expected: String) {
    check(JSONLanguage.rendered(text, value), expected)
  }

  @Test(
    "TOML",
    arguments: [
      ("a = {{int}}", "1", "a = 1"), ("a = {{bool}}\n", "true", "a = true\n"),
      ("a = {{inert}}", "1.5", "a = \"1.5\""), ("a = {{line}}", "'\"", "a = \"'\\\"\""),
      ("a = {{text}}", "a\nb", "a = \"a\\nb\""),
      ("a = \"{{line}}\" # {{line}}", "x", "a = \"x\" # x"),
      ("a = '{{inert}}'", "x", "a = 'x'"), ("a = '''\n{{inert}}\n'''", "x", "a = '''\nx\n'''"),
      ("a = \"\"\"x \"y\" {{int}}\"\"\"\nb = {{int}}", "1", "a = \"\"\"x \"y\" 1\"\"\"\nb = 1"),
      ("{{inert}} = 1", "a.b", "\"a.b\" = 1"), ("a.{{int}}.c = 1", "5", "a.\"5\".c = 1"),
      ("\"{{line}}\".b = 1", "x", "\"x\".b = 1"), ("'{{inert}}' = 1", "x", "'x' = 1"),
      ("[a.{{line}}]\n", "x y", "[a.\"x y\"]\n"), ("[[{{inert}}]]\n", "x", "[[\"x\"]]\n"),
      ("a = [{{int}}, {{inert}}]", "1", "a = [1, \"1\"]"),
      ("a = [\n  {{int}}, # {{line}}\n]", "1", "a = [\n  1, # 1\n]"),
      ("a = {b = {{int}}, {{inert}} = {{line}}}", "1", "a = {b = 1, \"1\" = \"1\"}"),
      ("a = 1979-05-27 07:32:00\nb = {{int}}", "1", "a = 1979-05-27 07:32:00\nb = 1"),
      ("a = [\n#@ for\n  {{inert}},\n#@ end\n]\n", "x", "a = [\n  \"x\",\n  \"x\",\n]\n"),
      ("#@ for\n[[h]]\nn = {{inert}}\n#@ end\n", "x", "[[h]]\nn = \"x\"\n[[h]]\nn = \"x\"\n"),
      ("a = \"\"\"\n#@ if\n{{int}}\n#@ end\n\"\"\"\n", "1", "a = \"\"\"\n1\n\"\"\"\n"),
      ("a = \"\\\\{{line}}\"", "\\", "a = \"\\\\\\\\\""),
      ("a = \"\\u0041{{int}}\"", "5", "a = \"\\u00415\""),
      ("# {{line}}\na = 1", "x", "# x\na = 1"), ("a = \"\" # {{int}}", "1", "a = \"\" # 1"),
      ("a = [1, [{{int}}], {}]", "1", "a = [1, [1], {}]"),
      ("a = '{{line}}'", "x", "!cannot"), ("a = '''{{line}}'''", "x", "!cannot"),
      ("a = \"\"\"{{text}}\"\"\"", "x", "!cannot"), ("a = \"\\{{int}}\"", "1", "!cannot"),
      ("# {{text}}", "x", "!cannot"), ("a = 1{{int}}", "1", "!cannot"),
      ("a = {{int}}{{int}}", "1", "!cannot"), ("a{{int}} = 1", "1", "!cannot"),
      ("{{int}}a = 1", "1", "!This"), ("a = {{int}}5", "1", "!This"),
      ("a {{int}} = 1", "1", "!cannot"), ("a = \"{{line}}", "1", "!The string"),
      ("a = [{{int}}", "1", "!A bracket"), ("a = {b = {{int}}\n}", "1", "!An inline"),
      ("a = \"\"{{int}}", "1", "!cannot"), ("a =\nb = {{int}}", "1", "!This"),
      ("a = [\n#@ if\n]\n#@ end\n", "1", "!The lines"), ("a = -{{int}}", "1", "!cannot"),
    ]
  )
  func toml(_ text: String, _ value: String, _ expected: String) {
    check(TOMLLanguage.rendered(text, value), expected)
  }

  @Test(
    "CSV",
    arguments: [
      ("{{int}}", "1", "1"), ("a,{{bool}},b\n", "true", "a,true,b\n"),
      ("{{inert}},b\n", "a,b", "\"a,b\",b\n"), ("a,{{inert}}\n", "=1", "a,\"=1\"\n"),
      ("a{{line}}", "\",x", "\"a\"\",x\""), ("\"a{{line}}\",b", "\"", "\"a\"\"\",b"),
      ("x{{text}},1\n", "a\nb", "\"xa\nb\",1\n"), ("{{armored}},1\n", "-a-\n", "\"-a-\n\",1\n"),
      ("m{{int}}\n", "5", "\"m5\"\n"), ("{{int}}{{int}}", "5", "\"55\""),
      ("{{bool}}{{line}}", "x", "\"xx\""), ("a b {{line}} c,d", "x", "\"a b x c\",d"),
      ("\"a\"\"{{line}}\"\"\"\n", "x", "\"a\"\"x\"\"\"\n"),
      ("\"{{inert}}\"\r\nb", "x", "\"x\"\r\nb"),
      ("\"{{int}}\"", "5", "\"5\""), ("#{{line}}", "x", "\"#x\""), ("'{{line}}", "x", "\"'x\""),
      ("a,b\n#@ for\n{{inert}},{{int}}\n#@ end\n", "7", "a,b\n\"7\",7\n\"7\",7\n"),
      ("#@ if\na{{line}}\n#@ else\nb\n#@ end\nc", "7", "\"a7\"\nc"), ("a,,{{int}},", "7", "a,,7,"),
      (" {{inert}} ,b", "x", "\" x \",b"), ("\"a\nb{{line}}\"", "x", "\"a\nbx\""),
      ("键{{line}}", "x", "\"键x\""), ("{{inert}}\n{{inert}}", "x", "\"x\"\n\"x\""),
      ("{{int}};{{int}}", "1", "\"1;1\""), ("a\tb{{line}}", "x", "\"a\tbx\""),
      ("\"\",{{int}}", "1", "\"\",1"), ("0{{line}},\"0{{line}}\"", "x", "\"0x\",\"0x\""),
      ("\"x\"\"\",y{{line}}", "z", "\"x\"\"\",\"yz\""), ("a,{{armored}}", "x\n", "a,\"x\n\""),
      ("{{line}}", "x", "!cannot"), ("a,{{line}}", "x", "!cannot"), ("{{text}}", "x", "!cannot"),
      ("\"{{line}}\"", "x", "!cannot"), (" {{line}}", "x", "!cannot"),
      ("={{line}}", "x", "!cannot"),
      ("-{{line}}", "x", "!cannot"), ("@x{{line}}", "x", "!cannot"),
      ("{{int}}{{line}}", "x", "!cannot"),
      ("{{inert}}{{line}}", "x", "!cannot"), ("\" =x{{line}}\"", "x", "!cannot"),
      ("a\"{{int}}", "1", "!A quote"), ("\"a\"{{int}}", "1", "!cannot"),
      ("\"a\"b,{{int}}", "1", "!Only"),
      ("\"a{{int}}", "1", "!The quoted"), ("\"a\n#@ if\nb\n#@ end\n\"", "1", "!The quoted"),
    ]
  )
  func csv(_ text: String, _ value: String, _ expected: String) {
    check(CSVLanguage.rendered(text, value), expected)
  }

  private func check(_ rendered: String, _ expected: String) {
    let isRight =
      expected.hasPrefix("!")
      ? rendered.hasPrefix(expected) : rendered.utf8.elementsEqual(expected.utf8)
    #expect(isRight, "\(rendered)")
  }
}
