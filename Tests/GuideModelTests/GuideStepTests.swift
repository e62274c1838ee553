import Testing

@testable import GuideModel

@Suite struct GuideStepTests {
  private static let english = """
    # Title

    ```bash run id=early
    true
    ```

    ## Plain *words*

    ```ini file=a.ini id=a
    ```

    ## Do {{ 1 }} thing {#do}

    ```ini file=b.ini id=b
    ```

    ### Below

    ```bash run id=do
    true
    ```

    ```console output
    done
    ```

    ## Do

    ```bash check id=seen
    true
    ```
    """
  private static let chinese = """
    # 标题

    ```bash use=early
    ```

    ```ini use=a
    ```

    ## 做

    ```ini use=b
    ```

    ```bash use=do
    ```

    ## 看

    ```bash use=seen
    ```
    """

  private static func build() throws -> Guide {
    var guide = InMemoryGuide(english, configuration: "title: Test\nlanguages: [en, zh]\n")
    guide.pages.append(("zh", "01-page", chinese))
    #expect(guide.problems == [])
    return try #require(guide.build().guide)
  }

  @Test func `a step is a level-2 heading with something to run or to check`() throws {
    let guide = try Self.build()
    #expect(guide.steps.map(\.id) == ["01-page", "01-page#do", "01-page#do-2"])
    let ids = guide.steps.map { $0.fences.map { guide.fences[$0].id } }
    #expect(ids == [["early"], ["b", "do", nil], ["seen"]])
    #expect(guide.steps.map(\.heading) == [nil, 2, 4])
  }

  @Test func `every fence knows its step, in all languages the same`() throws {
    let guide = try Self.build()
    let steps = Dictionary(
      uniqueKeysWithValues: guide.fences.compactMap { fence in fence.id.map { ($0, fence.step) } }
    )
    #expect(steps == ["early": 0, "a": nil, "b": 1, "do": 1, "seen": 2])
    let translation = try #require(guide.pages[0].versions[1])
    let headings = translation.headings.dropFirst()
    #expect(headings.map(\.anchor) == ["做", "看"])
    #expect(headings.map { $0.fences.compactMap { guide.fences[$0].step } } == [[1, 1], [2]])
  }

  @Test func `a heading's text has no markup and no anchor in it`() throws {
    let page = try Self.build().pages[0].source
    #expect(page.headings.map(\.level) == [1, 2, 2, 3, 2])
    #expect(page.headings[1].text.literal == "Plain words")
    #expect(page.headings[2].text.literalBytes == Array("Do  thing".utf8))
    #expect(page.titleHeading == 0)
  }
}
