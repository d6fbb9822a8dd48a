# Sourced by the scripts in jobs/: where Ergode lies, which Java runs it, and a build when it is due.
# Sets root, java, java_options (an array) and target; the caller's working directory stays.

root=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
target=$root/target

fail() {
  echo "ergode: $*" >&2
  exit 4
}

# Sets java. The version is read from the JDK's release file, which costs no JVM start; Ergode itself
# refuses the 25.0.0-25.0.2 that corrupt data.
find_java() {
  local advice="install JDK 17, 21, or 25.0.3 or later, and put its java on the PATH or set JAVA_HOME"
  local release version
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, where there is no bin/java: $advice"
  else
    java=$(command -v java) || fail "no java found: $advice"
  fi
  release=$(dirname "$(dirname "$(readlink -f "$java")")")/release
  if [ -r "$release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$release")
    case $version in
      1.* | 9* | 1[0-6]*) fail "$java is Java $version: $advice" ;;
    esac
  fi
}

# Builds target/ergode.jar and target/spark when one is missing or older than a source.
build_if_needed() {
  local jar=$target/ergode.jar reason=
  if [ ! -f "$jar" ] || [ ! -f "$target/spark/java-options" ] || [ ! -d "$target/spark/jars" ]; then
    reason="first build (downloads up to 500 MB)"
  elif [ -n "$(find "$root/pom.xml" "$root/src/main" "$root/src/conf" "$root/conf" -newer "$jar" -print -quit)" ]; then
    reason="sources changed"
  fi
  if [ -n "$reason" ]; then
    command -v mvn >/dev/null || fail "$reason: no mvn found: install Maven 3.6.3 or later"
    echo "ergode: $reason: mvn package in $root" >&2
    (cd "$root" && mvn -q -B -ntp -Dstyle.color=never -DskipTests -Dspotless.check.skip=true package) >&2 ||
      fail "the build failed; its output is above, and 'mvn -B -ntp verify' in $root shows all of it"
    touch "$jar"
  fi
}

# Sets java_options: what a plain java needs to run Spark. $1 is the heap, such as 2g, $2 the command.
# Java announces the vector module on the standard error, so only commands that compute get it.
set_java_options() {
  local option computes=
  case $2 in
    simulate | sweep | train | evaluate | quickstart | bench) computes=yes ;;
  esac
  java_options=("-Xmx$1" -Djava.awt.headless=true)
  for option in $(<"$target/spark/java-options"); do
    [ "$option" = --add-modules=jdk.incubator.vector ] && [ -z "$computes" ] && continue
    java_options+=("$option")
  done
}
