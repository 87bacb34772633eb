#!/bin/busybox sh
# First in the guest: this machine's files by 9p, a layer in memory on top, and on into it.
b=/bin/busybox
$b mount -t proc proc /proc
$b mount -t sysfs sysfs /sys
$b mount -t devtmpfs dev /dev
for module in /modules/*; do $b insmod "$module"; done
$b mkdir -p /host /layer /root-of-guest
$b mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=524288 host /host || exec $b poweroff -f
$b mount -t tmpfs -o size=75% layer /layer
$b mkdir -p /layer/upper /layer/work
$b mount -t overlay -o lowerdir=/host,upperdir=/layer/upper,workdir=/layer/work root /root-of-guest || exec $b poweroff -f
$b mkdir -p /root-of-guest/out
$b mount -t 9p -o trans=virtio,version=9p2000.L,cache=none,msize=524288 out /root-of-guest/out || exec $b poweroff -f
. /root-of-guest/out/places
$b umount /sys
$b umount /proc
exec $b switch_root /root-of-guest /bin/bash "$inside"
