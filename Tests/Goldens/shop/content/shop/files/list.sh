#!/bin/sh
# Lists what the till {{ t.name }} knows.
#@ for m in machines
echo {{ m.name }} {{ m.ip }}
#@ end
