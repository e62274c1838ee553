import Foundation
import Testing

/// What stands in `commands.list` and `commands/`.
@Suite struct CommandListTests {
  private static let more = """
    ## Loop and languages

    ```bash run for="x in ['p', 'q']" on="m in machines" if="m.name == 'a' || x == 'q'"
    # {{ x }} on {{ m.name }}
    echo "turn {{ x }} {{ m.name }}" >>"$RIG/diary"
    ```

    ```python run id=snake on="m in machines"
    import os
    with open(os.environ["RIG"] + "/diary", "a") as diary:
        diary.write("snake {{ m.name }}\\n")
    ```

    ```id=plain check title="Tab\there, {{ machines[0].name }}" expect="$HOME 'quoted' \\"
    printf '%s' "\\$HOME 'quoted' \\\\"
    ```
    """

  @Test func `loops, languages and commands without an id`() throws {
    try ScriptRig.with(.dash, ScriptGuide(more: Self.more)) { rig in
      let list = try rig.shell("grep -v '^#' commands.list | cut -f1,2,4-7 | tail -n 5").output
      #expect(
        list == """
          step\t02-go#loop-and-languages\t-\t-\t-\tGo / Loop and languages
          run\t02-go.7.1\t-\t-\ta\t# p on a
          run\t02-go.7.2\t-\t-\ta,b\t02-go.7.2
          run\tsnake\t-\t-\ta,b\timport os
          check\tplain\tsh\t013-plain.sh\t-\tTab here, a

          """
      )
      let files = try rig.shell("ls commands hosts/b/commands | grep -E '^01[1-4]'").output
      #expect(
        files == "013-plain.expect\n013-plain.sh\n011-02-go.7.2.sh\n012-snake.py\n"
      )
      let outcome = try rig.onHost("run.sh --yes --only '02-go#loop-and-languages'")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(rig.diary == ["turn p a", "turn q a", "snake a"])
    }
  }

  @Test func `what is expected may mean anything to a shell`() throws {
    try ScriptRig.with(.dash, ScriptGuide(more: Self.more)) { rig in
      let outcome = try rig.shell("sh verify.sh --lines --only plain")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.hasPrefix("ok\t"))
    }
  }

  @Test func `a command is the text of its box, byte for byte`() throws {
    try ScriptRig.with(.dash) { rig in
      let text = """
        cat
        echo "hello a" >>"$RIG/diary"
        echo "loud hello"

        """
      let command = try rig.shell("cat hosts/a/commands/002-greet.sh").output
      #expect(command == text)
      let expectation = try rig.shell("cat hosts/a/commands/003-greeted.expect").output
      #expect(expectation == "I am a")
    }
  }

  @Test func `a key changes with the text, with what is expected, and with the files of the step`()
    throws
  {
    func keys(_ guide: ScriptGuide) throws -> [String: String] {
      var keys: [String: String] = [:]
      try ScriptRig.with(.dash, guide) { rig in
        let lines = try rig.shell("cut -f2,3 hosts/a/commands.list").output.split(separator: "\n")
        for line in lines where !line.hasPrefix("#") {
          let columns = line.split(separator: "\t").map(String.init)
          if columns[0] != "-" { keys[columns[0]] = columns[1] }
        }
      }
      return keys
    }
    let before = try keys(ScriptGuide())
    func changed(_ guide: ScriptGuide) throws -> [String] {
      try keys(guide).filter { before[$0.key] != $0.value }.map(\.key).sorted()
    }
    #expect(try changed(ScriptGuide()) == [])
    #expect(try changed(ScriptGuide(greeting: "hi")) == ["greet"])
    #expect(try changed(ScriptGuide(setting: "two")) == ["load", "loaded"])
    #expect(try changed(ScriptGuide(makeKeys: "true")) == [])
  }
}
