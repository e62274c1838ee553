"""The generated systemd units, judged by systemd on a machine that has all of their files."""


def test_units(network):
    """systemd has nothing to say about any unit"""
    judged = 0
    for name, machine in network.machines.items():
        units = [
            file["installPath"]
            for file in network.cluster.manifest["files"]
            if file.get("host") == name and file["installPath"].endswith(".service")
        ]
        provide_programs(machine, units)
        result = machine.run("systemd-analyze", "verify", "--man=no", *units)
        # An unknown key is only a warning, so any word is a failure.
        assert (result.returncode, result.stdout) == (0, ""), f"{name}: {result.stdout}"
        judged += len(units)
    assert judged


def provide_programs(machine, units):
    """Puts an empty program where a unit starts one that the runbook downloads."""
    for unit in units:
        for line in machine.read(unit).splitlines():
            name, _, command = line.partition("=")
            if name.startswith("Exec"):
                path = command.lstrip("@-:+!").split()[0]
                machine.must(
                    "sh", "-c", 'test -e "$1" || install -D -m 0755 /bin/true "$1"', "sh", path
                )
