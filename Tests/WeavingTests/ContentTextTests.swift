import Testing

@testable import Weaving

@Suite struct ContentTextTests {
  private func sections(_ html: String) -> [ContentText.Section] {
    ContentText(Array(html.utf8)).sections
  }

  private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `a section begins at each heading of level 1 to 3`() {
    let found = sections(
      """
      <h1 id="top">Plan <em>all</em></h1>
      <p>First.</p>
      <h2 id="net" data-step="a#b"><span class="step-number">1.1</span> Net</h2>
      <p>Second.</p><h4 id="deep">Deep</h4><h3 id="sub">Sub</h3>
      """
    )
    #expect(found.map(\.anchor) == ["top", "net", "sub"])
    #expect(found.map(\.level) == [1, 2, 3])
    #expect(found.map { string($0.title) } == ["Plan all", "1.1 Net", "Sub"])
    #expect(found.map { string($0.text) } == ["First.", "Second.\nDeep", ""])
  }

  @Test(arguments: [
    ("<p>集群<code>证</code>书</p>", "集群证书"),
    ("<p>10.<span class=\"value\" title=\"x\">0</span>.0.1</p>", "10.0.0.1"),
    ("<p>a\n   b\tc</p>\n<p>d</p>", "a\nb c\nd"),
    ("<td>m1</td><td>m2</td>", "m1\nm2"),
    ("a<br>b", "a\nb"),
    ("<p>&lt;&amp;&gt; &quot;&#39;&#x27; &#8217;&#x2019; x&nbsp;y</p>", "<&> \"'' ’’ x y"),
    ("<p>&unknown; & alone &</p>", "&unknown; & alone &"),
    ("<pre><code>a\n    b\n</code></pre>", "a\nb"),
    ("a<p class=\"file-facts\"><span>9 B</span></p><p>b</p>", "a\nb"),
  ])
  func `text is what a reader sees`(html: String, text: String) {
    #expect(string(sections(html)[0].text) == text)
  }

  @Test func `prose leaves figures and the way lines are broken out`() {
    let plain = sections("<h2 id=\"a\">T</h2><p>One two</p>")[0].prose
    let same = [
      "<h2 id=\"b\">T</h2>\n<p>One\ntwo</p>",
      "<h2 id=\"a\">T</h2><p>One two</p><figure class=\"run\"><pre>x</pre></figure>",
    ]
    for html in same { #expect(sections(html)[0].prose == plain) }
    for html in ["<h2 id=\"a\">T</h2><p>One too</p>", "<h2 id=\"a\">U</h2><p>One two</p>"] {
      #expect(sections(html)[0].prose != plain)
    }
  }

  @Test(arguments: ["", "<", "<p", "&", "&#xFFFFFFFF;", "<h2", "</figure></h1>", "<h1>"])
  func `anything that is cut off is read to its end`(html: String) {
    #expect(!sections(html).isEmpty)
  }
}
