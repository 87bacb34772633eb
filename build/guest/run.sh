#!/usr/bin/env bash
# Runs a command as root on Debian's kernel (6.1), in a machine that QEMU emulates: no KVM, no root, nothing installed in it.
# Its root is this machine's, read-only, with what is written on top kept in memory; only /out is kept.
# Usage: run.sh OUT_DIR COMMAND...   Ends with the command's status; 124: it took longer than SONDE_GUEST_SECONDS (1800).
# It has SONDE_GUEST_CPUS (2) processors.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 2 ] || { sed -n 2,5p "$0"; exit 64; }
out=$(mkdir -p "$1" && cd "$1" && pwd)
shift

kernel=$("$here/kernel.sh")
version=$(basename "$kernel"/lib/modules/*)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The initial file system: busybox and the modules that reach this machine's files.
root=$work/root
mkdir -p "$root"/{bin,modules,proc,sys,dev}
cp "$(command -v busybox)" "$root/bin/busybox"
cp "$here/initrd.sh" "$root/init"
chmod 755 "$root/init"
number=10
for module in virtio_pci 9pnet_virtio 9p overlay virtio_rng; do
  while read -r file; do
    [ -n "$(find "$root/modules" -name "*-${file##*/}")" ] || cp "$file" "$root/modules/$((number++))-${file##*/}"
  done < <(modprobe -d "$kernel" -S "$version" --show-depends "$module" | awk '$1 == "insmod" {print $2}')
done
(cd "$root" && find . | cpio --quiet -o -H newc | gzip -1) >"$work/initrd.gz"

rm -f "$out/status"
printf '%q ' "$@" >"$out/command"
printf 'modules=%q\ninside=%q\ndirectory=%q\n' "$kernel/lib/modules" "$here/inside.sh" "$PWD" >"$out/places"
seconds=${SONDE_GUEST_SECONDS:-1800} cpus=${SONDE_GUEST_CPUS:-2}
# The programs of Sonde do not start with settings that they do not know.
unset SONDE_GUEST_SECONDS SONDE_GUEST_CPUS
export -p >"$out/environment"

# la57 and cx16: page tables of five levels and 16-byte exchanges are slow when they are emulated.
timeout -k 5 "$seconds" qemu-system-x86_64 -accel tcg,thread=multi,tb-size=1024 -cpu max,la57=off,cx16=off \
  -smp "$cpus" -m 3072 -nodefaults -display none -serial stdio -no-reboot -device virtio-rng-pci \
  -kernel "$kernel/boot/vmlinuz-$version" -initrd "$work/initrd.gz" \
  -append "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off" \
  -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
  -virtfs local,path="$out",mount_tag=out,security_model=none \
  </dev/null | stdbuf -o0 tr -d '\r' || { [ "${PIPESTATUS[0]}" -ne 124 ] || exit 124; }
exit "$(cat "$out/status" 2>/dev/null || echo 70)"
