import Testing

@testable import GuideModel

@Suite struct TranslationTests {
  private func guide(_ translation: String) -> InMemoryGuide {
    var guide = InMemoryGuide(
      """
      # Title

      ```sh file=a.sh id=first
      one
      ```

      ```sh run id=second
      two
      ```
      """,
      configuration: "title: Test\nlanguages: [en, zh]\n"
    )
    guide.pages.append(("zh", "01-page", translation))
    return guide
  }

  private let first = "```sh use=first\n```\n\n"
  private let second = "```sh use=second\n```\n"

  @Test func usesTheFencesOfTheSource() throws {
    let guide = guide("# 标题\n\n" + first + second)
    #expect(guide.problems == [])
    let page = try #require(guide.build().guide?.pages.first?.versions[1])
    #expect(page.codeBlocks.count == 2)
  }

  @Test func warnsOfAFenceThatItMisses() {
    #expect(
      guide("# 标题\n\n" + second).problems == ["zh/01-page.md:1:1 translation-misses-fence"]
    )
  }

  @Test func refusesAnotherOrder() {
    #expect(
      guide("# 标题\n\n" + second + "\n" + first).problems
        == ["zh/01-page.md:6:4 translation-order"]
    )
  }

  @Test(arguments: [
    ("```sh run\n```\n", "zh/01-page.md:9:4 executable-in-translation"),
    ("```yaml params\n```\n", "zh/01-page.md:9:4 executable-in-translation"),
    ("```sh use=frist\n```\n", "zh/01-page.md:9:11 unknown-fence"),
    ("```sh use=second\ntext\n```\n", "zh/01-page.md:10:1 use-with-body"),
  ])
  func refusesWhatWouldChangeWhatIsRun(_ fence: String, _ expected: String) {
    #expect(guide("# 标题\n\n" + first + second + "\n" + fence).problems == [expected])
  }

  @Test func namesAPageThatIsMissingAndOneThatTranslatesNothing() {
    var guide = guide("# 标题\n\n" + first + second)
    guide.pages[1].name = "01-pgae"
    #expect(
      guide.problems == [
        "en/01-page.md:1:1 missing-translation", "zh/01-pgae.md:1:1 stray-translation",
      ]
    )
  }

  @Test func asksForIdsThatTranslationsCanName() {
    var guide = InMemoryGuide(
      "# T\n\n```sh run\nx\n```\n",
      configuration: "title: T\nlanguages: [en, zh]\n"
    )
    guide.pages.append(("zh", "01-page", "# 标题\n"))
    #expect(guide.problems.contains("en/01-page.md:3:4 fence-without-id"))
  }
}
