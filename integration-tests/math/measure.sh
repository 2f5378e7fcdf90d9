#!/bin/sh
# Measures by how many ulps the functions of dev.annotir.math are off; see ulps.c for the arguments:
#   integration-tests/math/measure.sh float
#   integration-tests/math/measure.sh double 100000000
# Needs annotir's jars (mvn -DskipTests package), a C compiler and MPFR (libmpfr-dev).
set -e
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
math=$root/annotations/src/main/java/dev/annotir/math
annotations=${ANNOTATIONS:-$(ls "$root"/annotations/target/annotir-annotations-*.jar)}
processor=${PROCESSOR:-$(ls "$root"/processor/target/annotir-processor-*-all.jar)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/classes" "$work/c"
javac -d "$work/classes" -processorpath "$processor" -cp "$annotations" "$here/Functions.java" "$math"/[A-Z]*.java
tar -xf "$work/classes/META-INF/mlf/functions.tar" -C "$work/c"
${CC:-cc} ${CFLAGS:--O3 -march=native -fno-math-errno} -I "$work/c/standalone/include" -I "$work/c/codegen/host/include" \
  "$here/ulps.c" "$work"/c/codegen/host/src/*.c "$work/c/standalone/src/runtime.c" -o "$work/ulps" -lmpfr -lgmp -lm
"$work/ulps" "$@"
