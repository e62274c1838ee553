import Testing

@testable import Expressions

@Suite struct InferenceTests {
  @Test(arguments: [
    ("cluster_name", CELType.string(.inert)),
    ("title", .string(.line)),
    ("'a b'", .string(.line)),
    ("'a\\nb'", .string(.text)),
    ("cluster_name + '-' + string(api)", .string(.inert)),
    ("cluster_name + title", .string(.line)),
    ("cluster_name + motto", .string(.text)),
    ("ha ? cluster_name : title", .string(.line)),
    ("machines.map(m, m.name)", .list(.string(.inert))),
    ("machines.map(m, m.name).join(',')", .string(.inert)),
    ("machines.map(m, m.name).join(' ')", .string(.line)),
    ("machines.map(m, string(m.ip) + '/32').filter(x, x != '')", .list(.string(.inert))),
    ("'https://%s:%d'.format([api, replicas])", .string(.inert)),
    ("'%s %d'.format([cluster_name, replicas])", .string(.line)),
    ("'%s'.format([machines])", .string(.line)),
    ("'%s'.format([motto])", .string(.text)),
    ("cluster_name.upperAscii().substring(1)", .string(.inert)),
    ("title.split(' ')", .list(.string(.line))),
    ("cluster_name.replace('a', ' ')", .string(.line)),
    ("base64.encode(motto)", .string(.inert)),
    ("json(motto)", .string(.line)),
    ("yaml(machines)", .string(.line)),
    ("string(b'x')", .string(.text)),
    ("string(anything)", .string(.text)),
    ("ha ? maybe : null", .nullable(.string(.line))),
    ("ha ? [] : machines.map(m, m.ip)", .list(.ip)),
    ("[1, 'a']", .list(.dyn)),
    ("[1, 2] + []", .list(.int)),
    ("{'a': 1}", .map(.string(.inert), .int)),
    ("{'a': 1}.a", .int),
    ("anything + 1", .int),
    ("machines[0].note", .nullable(.string(.line))),
    ("machines.filter(m, m.role == 'master')", .list(.object(Sample.machine))),
    ("math.greatest(replicas, 1)", .int),
    ("[pod_cidr, service_cidr].first()", .cidr),
    ("ca_pem + ca_pem", .string(.armored)),
    ("ha ? ca_pem : ca_pem", .string(.armored)),
    ("[ca_pem, ca_pem].join()", .string(.armored)),
    // Armoured text has line ends: beside a line it is no line.
    ("ca_pem + title", .string(.text)),
    ("ca_pem + cluster_name", .string(.text)),
    ("ha ? ca_pem : title", .string(.text)),
    ("'%s'.format([ca_pem])", .string(.text)),
    ("'%s'.format([[ca_pem]])", .string(.text)),
    ("[ca_pem, title][0]", .string(.text)),
    ("[ca_pem].join(' ')", .string(.text)),
    ("ca_pem.substring(7)", .string(.text)),
    ("ca_pem.split('-')", .list(.string(.text))),
  ])
  func infers(_ text: String, as type: CELType) {
    #expect(Outcome(text).type == type, "\(Outcome(text).json)")
  }
}
