# SPDX-License-Identifier: GPL-3.0-or-later
# Bare Debian systems to try things in; sourced by scripts that have sourced lib.sh. Everything lies
# in build/chroots. What is mounted for a command in such a system is mounted in a namespace of that
# command alone: removing a system's folder can never reach what is mounted in it.

chroots="$here/build/chroots"

# Says why this machine cannot do it, and ends the script as ctest and count-tests.awk expect.
skip() { say "skipped: $*"; say '# skipped 1'; exit 77; }

need_chroot() {
    local missing='' program
    for program in debootstrap unshare nsenter findmnt; do
        command -v $program >/dev/null || missing="it needs $program"
    done
    [ -n "$missing" ] || unshare --mount true 2>/dev/null || missing='nothing can be mounted here'
    [ "$(id -u)" = 0 ] || missing='it needs root'
    [ -z "$missing" ] || skip "$missing"
    mkdir -p "$chroots"
}

# Runs this script again with processes of its own, once: what it starts ends with it, however it
# ends.
in_own_namespace() {
    local status=0
    [ -z "${KITH_NAMESPACE:-}" ] || return 0
    KITH_NAMESPACE=kith-$$ unshare --mount --pid --fork --kill-child --mount-proc \
        --propagation private "$BASH" "$0" "$@" &
    trap 'kill -KILL $!' INT TERM # unshare is deaf to both, and so is the first process in it
    wait $! || status=$?
    wait $! 2>/dev/null || true
    remove_control_group "kith-$$"
    exit "$status"
}

# The control groups of the systemd that boot() started, empty by now.
remove_control_group() {
    local group; group=$(findmnt -n -o TARGET -t cgroup2 | head -n 1)/$1
    [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} + || true
}

# bare_system RELEASE FOLDER: unpacks a minimal system there, from a copy kept for the next time.
bare_system() {
    local release=$1 folder=$2 kept="$chroots/$1.tar" new="$chroots/$1.new"
    if [ ! -s "$kept" ]; then
        say "Making a bare $release"
        remove_system "$new"
        debootstrap --variant=minbase "$release" "$new" >"$chroots/$release.log" 2>&1 ||
            { tail -n 20 "$chroots/$release.log" >&2; die "debootstrap failed"; }
        # Left mounted by debootstrap, in this script's namespace.
        umount "$new/proc" "$new/sys" 2>/dev/null || true
        hand_over "$new"
        inside "$new" apt-get update -q >>"$chroots/$release.log" 2>&1
        tar -C "$new" --one-file-system -cf "$kept.new" .
        mv "$kept.new" "$kept"
        remove_system "$new"
    fi
    remove_system "$folder"
    mkdir -p "$folder"
    tar -C "$folder" -xf "$kept"
    hand_over "$folder"
}

remove_system() {
    ! findmnt -n -o TARGET | grep -qF "$1/" || die "something is mounted in $1"
    rm -rf --one-file-system "$1"
}

# What this machine knows about its network: names, proxies and mirrors of apt.
hand_over() {
    local folder=$1
    cp -L /etc/resolv.conf /etc/hosts "$folder/etc/" 2>/dev/null || true
    apt-config dump --format '%F "%v";%n' Acquire >"$folder/etc/apt/apt.conf.d/90this-machine"
    printf 'APT::Install-Recommends "false";\n' >>"$folder/etc/apt/apt.conf.d/90this-machine"
}

# The sources without what was built from them.
copy_sources() {
    mkdir -p "$1"
    tar -C "$here" --exclude=./build --exclude=./.git --exclude=./data --exclude=node_modules -cf - . |
        tar -C "$1" -xf -
}

# What a container has: processes, and of this machine's devices those that are none.
mount_system() {
    local device
    mount --bind "$1" "$1"
    mount -t proc proc "$1/proc"
    mount -t sysfs -o ro sysfs "$1/sys"
    mount -t tmpfs tmpfs "$1/run"
    mount -t tmpfs tmpfs "$1/dev"
    for device in null zero full random urandom tty; do
        : >"$1/dev/$device"
        mount --bind "/dev/$device" "$1/dev/$device"
    done
    mkdir "$1/dev/pts" "$1/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
    ln -s pts/ptmx "$1/dev/ptmx"
    ln -s /proc/self/fd "$1/dev/fd"
}

# inside FOLDER COMMAND…: runs it there with a clean environment; beside systemd, once that runs.
inside() {
    local folder=$1; shift
    local run=(/usr/bin/env -i HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@")
    if [ -n "$systemd_pid" ]; then
        nsenter --target "$systemd_pid" --mount --pid --cgroup --root --wd "${run[@]}"
    else
        unshare --mount --propagation private "$BASH" -ec \
            "$(declare -f mount_system); mount_system \"\$1\"; exec chroot \"\$@\"" inside "$folder" "${run[@]}"
    fi
}

systemd_pid=''

# Starts the system's own systemd as its first process, in namespaces and a control group of its own.
# False: it does not come up here.
boot() {
    local folder=$1 group outer state=''
    group=$(findmnt -n -o TARGET -t cgroup2 | head -n 1)
    [ -n "$group" ] || { say 'no control groups, version 2'; return 1; }
    group+=/$KITH_NAMESPACE
    mkdir "$group"
    (
        echo 0 >"$group/cgroup.procs"
        exec unshare --mount --pid --cgroup --ipc --uts --fork --kill-child --propagation private \
            "$BASH" -ec "$(declare -f mount_system)
                mount_system \"\$1\"
                mount -t cgroup2 cgroup2 \"\$1/sys/fs/cgroup\"
                # Who is in a chroot may make no user namespace, and PrivateUsers= is one.
                cd \"\$1\" && pivot_root . . && umount -l .
                exec /usr/bin/env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin \
                    /lib/systemd/systemd --unit=basic.target" boot "$folder"
    ) >"$folder/root/boot.log" 2>&1 &
    outer=$!
    for _ in $(seq 300); do
        systemd_pid=$(tr -d ' ' 2>/dev/null <"/proc/$outer/task/$outer/children") || true
        # Before it is systemd, it still stands in this machine's root.
        [ -z "$systemd_pid" ] || [ "$(cat "/proc/$systemd_pid/comm")" != systemd ] ||
            state=$(inside "$folder" systemctl is-system-running 2>/dev/null) || true
        case "$state" in running | degraded) return 0 ;; esac
        kill -0 "$outer" 2>/dev/null || break
        sleep 0.1
    done
    cat "$folder/root/boot.log"
    halt
    return 1
}

# Ends what boot() began.
halt() {
    [ -z "$systemd_pid" ] || kill -KILL "$systemd_pid" 2>/dev/null || true
    systemd_pid=''
    wait
    remove_control_group "$KITH_NAMESPACE"
}
