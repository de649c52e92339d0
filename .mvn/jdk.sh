# Sourced by ./mvnw and ./edgewatch: points JAVA_HOME at a JDK that is new enough, or ends with one sentence.
# JAVA_HOME wins, then javac on PATH, then the newest of the folders where JDKs are usually put.

jdk_least=25

# Prints the major version of the JDK in folder $1, 0 when there is none.
jdk_major() {
  jdk_found=
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    jdk_found=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
  fi
  echo "${jdk_found:-0}"
}

jdk_on_path() {
  jdk_javac=$(command -v javac) || return 0
  jdk_javac=$(readlink -f "$jdk_javac" 2>/dev/null || echo "$jdk_javac")
  dirname "$(dirname "$jdk_javac")"
}

# Prints the folder of the newest usable JDK, nothing when there is none.
jdk_newest() {
  jdk_best= jdk_best_major=$((jdk_least - 1))
  for jdk_folder in "$(jdk_on_path)" /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    jdk_candidate=$(jdk_major "$jdk_folder")
    if [ "$jdk_candidate" -gt "$jdk_best_major" ]; then
      jdk_best=$jdk_folder jdk_best_major=$jdk_candidate
    fi
  done
  echo "$jdk_best"
}

if [ -z "${JAVA_HOME-}" ] || [ "$(jdk_major "$JAVA_HOME")" -lt "$jdk_least" ]; then
  JAVA_HOME=$(jdk_newest)
  if [ -z "$JAVA_HOME" ]; then
    echo "${0##*/}: no JDK $jdk_least or newer found in JAVA_HOME, on PATH or in the usual folders; install one, for example from https://adoptium.net, and run this again." >&2
    exit 1
  fi
  export JAVA_HOME
fi
