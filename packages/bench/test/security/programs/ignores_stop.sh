#!/bin/sh
trap '' TERM INT HUP QUIT
echo ready
while :; do sleep 1; done
