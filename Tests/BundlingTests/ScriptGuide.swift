/// The guide of the script tests: three steps for a workstation and the hosts `a` (a master) and `b`. Commands
/// write into a diary; what they do can be changed from test to test.
struct ScriptGuide {
  var user = "root"
  var greeting = "hello"
  var makeKeys = "echo made"
  var setting = "one"
  var start = "true"
  /// What `a` checks last; its output must contain `up`.
  var up = "echo up"
  /// More of the second page.
  var more = ""

  var files: [String: String] {
    [
      "guide.yaml": """
      title: Demo
      languages: [en]
      hosts: machines
      ssh: {address: ip, user: login}

      """,
      "clusters/lab.yaml": "login: \(user)\n",
      "en/01-plan.md": plan,
      "en/02-go.md": go,
    ]
  }

  private var plan: String {
    """
    # Plan

    ```yaml params
    login: {type: ident, default: root}
    machines:
      type: list
      items:
        name: {type: dnsLabel}
        ip: {type: ip}
      default:
        - {name: a, ip: 10.0.0.1}
        - {name: b, ip: 10.0.0.2}
    ```

    ## Prepare {#prepare}

    ```bash check id=tool title="The tool is there" expect="tool 1"
    echo tool 1.0
    ```

    ```bash run id=greet title="Greet" on="m in machines"
    cat
    echo "\(greeting) {{ m.name }}" >>"$RIG/diary"
    echo "loud \(greeting)"
    ```

    ```sh check id=greeted title="Greeted" on="m in machines" expect="I am {{ m.name }}"
    echo 'I am {{ m.name }}'
    ```
    """
  }

  private var go: String {
    """
    # Go

    ## Keys

    ```ini file=/etc/demo.conf id=conf on="m in machines"
    setting=\(setting)
    ```

    ```bash run id=make-keys title="Make keys"
    echo "keys here" >>"$RIG/diary"
    \(makeKeys)
    ```

    ```bash run id=load title="Load" on="m in machines"
    echo "load {{ m.name }}" >>"$RIG/diary"
    ```

    ```bash check id=loaded title="Loaded" on="m in machines" expect="loaded"
    echo "loaded on {{ m.name }}" >>"$RIG/diary"
    test ! -e "$RIG/broken" && echo loaded
    ```

    ## Start

    ```bash run id=start title="Start" on="m in machines.filter(m, m.name == 'a')"
    echo "start {{ m.name }}" >>"$RIG/diary"
    \(start)
    ```

    ```bash check id=up title="It is up" on="m in machines.filter(m, m.name == 'a')" expect="up"
    \(up)
    ```

    ```bash run id=join title="Join" on="m in machines.filter(m, m.name == 'b')"
    echo "join {{ m.name }}" >>"$RIG/diary"
    ```

    \(more)
    """
  }
}
