#!/bin/bash
# Process 1 of the guest: what a system has mounted, then the command.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
. /out/places
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts pts /dev/pts
for place in /dev/shm /run; do mount -t tmpfs tmpfs $place; done
# Unless the tree that is tested lies there.
case $directory in /tmp/*) ;; *) mount -t tmpfs tmpfs /tmp ;; esac
mount -t tracefs tracefs /sys/kernel/tracing
mount -t bpf bpf /sys/fs/bpf
mount -t cgroup2 cgroup /sys/fs/cgroup
mkdir -p /lib/modules
mount --bind "$modules" /lib/modules
mount -t binfmt_misc binfmt /proc/sys/fs/binfmt_misc 2>/dev/null
# What a host has loaded where addresses are translated.
modprobe -a nf_conntrack_netlink ip_vs ip_vs_rr
hostname guest
ip link set lo up
ulimit -n 65536
echo "guest: Linux $(uname -r), $(nproc) processors, up after $(cut -d' ' -f1 /proc/uptime) s"
cd "$directory"
(
  . /out/environment
  eval "$(cat /out/command)"
)
echo $? >/out/status
sync
echo 0 >/proc/sys/kernel/printk
echo o >/proc/sysrq-trigger
while :; do :; done
