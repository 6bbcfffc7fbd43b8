# Finds a JDK for afb4j. For sh, to be read with `.`; defines find_jdk and changes nothing else.
#
# find_jdk TOOL...  prints the home of a JDK 25 or newer whose bin folder has all the TOOLs; fails with one sentence on
#                   standard error if there is none.
#
# Looks at JAVA_HOME, then at java on the PATH, then at the usual places, where the oldest that will do is taken. Starts
# no JVM: the version is in the file `release` of each JDK.

jdk_needed=25

# Sets jdk_major to the major version of the JDK at $1, 0 if there is none with the tools $2.
jdk_look() {
    jdk_major=0
    for jdk_tool in $2; do
        [ -x "$1/bin/$jdk_tool" ] || return 0
    done
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r jdk_key jdk_value; do
        [ "$jdk_key" = JAVA_VERSION ] || continue
        jdk_value=${jdk_value#\"}
        jdk_value=${jdk_value%%[!0-9]*}
        jdk_major=${jdk_value:-0}
        return 0
    done < "$1/release"
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ]; then
        jdk_look "$JAVA_HOME" "$*"
        [ "$jdk_major" -ge "$jdk_needed" ] && { printf '%s\n' "$JAVA_HOME"; return 0; }
    fi
    if jdk_java=$(command -v java) && jdk_java=$(readlink -f -- "$jdk_java"); then
        jdk_home=${jdk_java%/bin/java}
        jdk_look "$jdk_home" "$*"
        [ "$jdk_major" -ge "$jdk_needed" ] && { printf '%s\n' "$jdk_home"; return 0; }
    fi
    jdk_best=
    jdk_best_major=
    for jdk_home in /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/*jdk* /opt/java/* /opt/jvm/* /usr/local/*jdk* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* "${HOME:-/nonexistent}"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        jdk_look "$jdk_home" "$*"
        if [ "$jdk_major" -ge "$jdk_needed" ] && [ "$jdk_major" -lt "${jdk_best_major:-9999}" ]; then
            jdk_best=$jdk_home
            jdk_best_major=$jdk_major
        fi
    done
    [ -n "$jdk_best" ] && { printf '%s\n' "$jdk_best"; return 0; }
    printf '%s\n' "afb4j needs a JDK $jdk_needed or newer (with $*): install one, such as Temurin $jdk_needed, or set JAVA_HOME; looked at JAVA_HOME (${JAVA_HOME:-not set}), java on the PATH (${jdk_java:-none}), /usr/lib/jvm, /usr/java, /opt, /usr/local, ~/.sdkman, ~/.jdks, mise, asdf and /Library/Java." >&2
    return 1
}
