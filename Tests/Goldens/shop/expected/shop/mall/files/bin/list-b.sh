#!/bin/sh
# Lists what the till b knows.
echo a 10.2.0.10
echo b 10.2.0.11
echo c 10.2.0.12
