import Diagnostics
import Testing

@testable import GuideModel

private let parameters = """
  # Title

  ```yaml params
  name: {type: dnsLabel}
  nodes:
    type: list
    items:
      name: {type: dnsLabel}
      ip: {type: ip}
  ```


  """

private let configuration = """
  title: Test
  languages: [en, zh]
  hosts: nodes

  """

@Suite struct GuideBuilderTests {
  @Test func readsAGuideWithoutAComplaint() throws {
    let guide = InMemoryGuide(
      parameters + """
        Hello **{{ name }}**.

        <!-- @for n in nodes -->
        - {{ n.name }} {{ loop.index }}
        <!-- @end -->

        ```ini file=/etc/x.conf on="n in nodes" mode=0600 owner=etcd:etcd id=x
        name={{ n.name }}
        #@ for m in nodes
        peer={{ m.ip }}
        #@ end
        ```
        """,
      configuration: "title: Test\nlanguages: [en]\nhosts: nodes\n"
    )
    #expect(guide.problems == [])
    let built = try #require(guide.build().guide)
    let fence = try #require(built.fences.first)
    guard case .file(let path, let mode, let owner) = fence.role else {
      Issue.record("not a file")
      return
    }
    #expect(path.literal == "/etc/x.conf")
    #expect(mode == 0o600)
    #expect(owner == "etcd:etcd")
    #expect(fence.hosts != nil)
    #expect(Set(fence.references.map(\.name)) == ["nodes"])
  }

  @Test(arguments: [
    ("{{ nmae }}", "en/01-page.md:12:4 unknown-parameter"),
    ("{{ name", "en/01-page.md:12:1 unclosed-placeholder"),
    ("{{ nodes }}", "en/01-page.md:12:4 not-printable"),
    ("<!-- @if name == 'a' -->", "en/01-page.md:12:1 unclosed-directive"),
    ("<!-- @if name -->\n<!-- @end -->", "en/01-page.md:12:10 operand-type"),
    ("<!-- @end -->", "en/01-page.md:12:7 stray-directive"),
    ("<!-- @fi name -->", "en/01-page.md:12:7 unknown-directive"),
    (
      "- a\n  <!-- @if true -->\n- b\n  <!-- @end -->",
      "en/01-page.md:13:3 unclosed-directive|en/01-page.md:15:9 stray-directive"
    ),
    ("text <!-- @end --> more", "en/01-page.md:12:6 directive-not-alone"),
    ("<b>bold</b>", "en/01-page.md:12:1 raw-html"),
    ("<div>\n</div>", "en/01-page.md:12:1 raw-html"),
    ("[x](javascript:alert(1))", "en/01-page.md:12:5 unsafe-link"),
    ("[x]({{ name }})", "en/01-page.md:12:5 unsafe-link"),
    ("[x](02-gone.md)", "en/01-page.md:12:5 broken-link"),
    ("```sh fiel=x\n```", "en/01-page.md:12:7 fence-attribute"),
    ("```sh file=/etc/x\n```", "en/01-page.md:12:12 file-path"),
    ("```sh run file=x\n```", "en/01-page.md:12:11 fence-attribute"),
    ("```sh run on=\"name in nodes.map(n, n.ip)\"\n```", "en/01-page.md:12:15 hosts-type"),
    ("```sh file=x mode=999\n```", "en/01-page.md:12:19 fence-attribute"),
    ("```sh file=x src=files/gone\n```", "en/01-page.md:12:18 unknown-file"),
    ("```sh run use=x\n```", "en/01-page.md:12:11 fence-attribute"),
    ("```sh\n#@ if true\n```", "en/01-page.md:13:4 unclosed-directive"),
    ("```sh\n#@ for x on nodes\n#@ end\n```", "en/01-page.md:13:8 loop-syntax"),
    ("<!-- @table nodes: name, pi -->", "en/01-page.md:12:26 unknown-field"),
    (
      "<!-- @for n in nodes -->\n```sh run id=a\n```\n<!-- @end -->",
      "en/01-page.md:13:4 fence-in-loop"
    ),
    ("\u{F0000}", "en/01-page.md:12:1 reserved-character"),
  ])
  func reportsAMistakeWhereItStands(_ text: String, _ expected: String) {
    let guide = InMemoryGuide(
      parameters + text + "\n\n{{ name }}\n",
      configuration: "title: Test\nlanguages: [en]\nhosts: nodes\n"
    )
    #expect(guide.problems.joined(separator: "|") == expected)
  }

  @Test func keepsPlaceholdersOfRawFencesAndLiteralBraces() throws {
    let guide = InMemoryGuide(
      parameters + """
        ```sh raw
        kubectl -o go-template='{{ .items }}'
        ```

        {{ "{{" }} {{ name }}
        """,
      configuration: "title: Test\nlanguages: [en]\nhosts: nodes\n"
    )
    #expect(guide.problems == [])
    let fence = try #require(guide.build().guide?.fences.first)
    #expect(fence.body.literal == "kubectl -o go-template='{{ .items }}'\n")
  }

  @Test func acceptsDirectivesBetweenTheRowsOfATable() {
    let guide = InMemoryGuide(
      parameters + """
        | name | ip |
        |---|---|
        <!-- @for n in nodes -->
        | {{ n.name }} | {{ n.ip }} |
        <!-- @end -->

        {{ name }}
        """,
      configuration: "title: Test\nlanguages: [en]\nhosts: nodes\n"
    )
    #expect(guide.problems == [])
  }

  @Test func pointsIntoAFenceInsideAList() {
    let guide = InMemoryGuide(
      parameters + "1. item\n\n   ```sh\n   echo {{ nmae }}\n   ```\n\n{{ name }}\n",
      configuration: "title: Test\nlanguages: [en]\nhosts: nodes\n"
    )
    #expect(guide.problems == ["en/01-page.md:15:12 unknown-parameter"])
  }

  @Test func warnsOfAParameterThatNobodyUses() {
    let guide = InMemoryGuide(
      "# T\n\n```yaml params\nspare: {type: int, default: 1}\n```\n"
    )
    #expect(guide.problems == ["en/01-page.md:4:1 unused-parameter"])
  }
}
