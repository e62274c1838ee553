"""Reads the reviews that kubectl sends in Kubernetes' own binary form; all else comes as JSON."""

MAGIC = b"k8s\0"
ATTRIBUTES = ["", "namespace", "verb", "group", "version", "resource", "subresource", "name"]


def fields(data):
    """The fields of a message: number and bytes. Only fields that have a length are of interest here."""
    position = 0

    def number():
        nonlocal position
        value = shift = 0
        while True:
            byte = data[position]
            position += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while position < len(data):
        tag = number()
        if tag & 7 == 0:
            number()
            continue
        if tag & 7 != 2:
            raise ValueError(f"a field of wire type {tag & 7}")
        length = number()
        yield tag >> 3, data[position : position + length]
        position += length


def review(data):
    """A review of access as an object, with the attributes that are asked about."""
    envelope = dict(fields(data.removeprefix(MAGIC)))
    api, kind = (value.decode() for _, value in sorted(fields(envelope[1])))
    if not kind.endswith("Review"):
        raise ValueError(f"a {kind} in binary form")
    spec = dict(fields(dict(fields(envelope.get(2, b""))).get(2, b"")))
    content = {"apiVersion": api, "kind": kind, "spec": {}}
    if 1 in spec and kind == "SelfSubjectAccessReview":
        asked = {
            ATTRIBUTES[n]: value.decode() for n, value in fields(spec[1]) if n < len(ATTRIBUTES)
        }
        content["spec"]["resourceAttributes"] = asked
    return content
