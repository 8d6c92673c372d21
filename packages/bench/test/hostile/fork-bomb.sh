#!/bin/sh
# Every process starts two more and stays; nine times, which makes some five hundred.
bomb() {
  [ "$1" -gt 9 ] && exec sleep 20
  bomb $(($1 + 1)) &
  bomb $(($1 + 1)) &
  wait
}
bomb 1 2>/dev/null
sleep 20
