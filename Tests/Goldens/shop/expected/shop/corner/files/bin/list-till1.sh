#!/bin/sh
# Lists what the till till1 knows.
echo till1 10.1.0.10
echo store1 10.1.0.99
