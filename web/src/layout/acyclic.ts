import type { Arrow } from "./types";

/** Indices of arrows to be drawn backwards so that the rest has no cycle. Only arrows inside a cycle are candidates. */
export function backwards(ids: readonly string[], arrows: readonly Arrow[]): Set<number> {
  const component = stronglyConnected(ids, arrows);
  const inside = new Map<number, number[]>();
  arrows.forEach((arrow, i) => {
    const c = component.get(arrow.source);
    if (c === undefined || c !== component.get(arrow.target)) return;
    inside.set(c, [...(inside.get(c) ?? []), i]);
  });
  const result = new Set<number>();
  for (const indices of inside.values()) {
    const rank = feedbackOrder(indices.map((i) => arrows[i]!));
    for (const i of indices) {
      const { source, target } = arrows[i]!;
      if (rank.get(source)! >= rank.get(target)!) result.add(i);
    }
  }
  return result;
}

/** Sinks to the end, sources to the front, else who gives more than it takes (Eades, Lin and Smyth). */
function feedbackOrder(arrows: readonly Arrow[]): Map<string, number> {
  const left = new Set(arrows.flatMap((a) => [a.source, a.target]).sort());
  const front: string[] = [];
  const back: string[] = [];
  while (left.size > 0) {
    let best = "";
    let bestBalance = -Infinity;
    for (const [id, { gives, takes }] of balances(left, arrows)) {
      const balance = takes === 0 ? Number.MAX_VALUE : gives === 0 ? -Number.MAX_VALUE : gives - takes;
      if (balance === -Number.MAX_VALUE) {
        best = id;
        bestBalance = balance;
        break;
      }
      if (balance > bestBalance) {
        best = id;
        bestBalance = balance;
      }
    }
    left.delete(best);
    if (bestBalance === -Number.MAX_VALUE) back.unshift(best);
    else front.push(best);
  }
  return new Map([...front, ...back].map((id, i) => [id, i]));
}

function balances(left: ReadonlySet<string>, arrows: readonly Arrow[]) {
  const result = new Map([...left].map((id) => [id, { gives: 0, takes: 0 }]));
  for (const { source, target, weight } of arrows) {
    if (source === target || !left.has(source) || !left.has(target)) continue;
    result.get(source)!.gives += weight;
    result.get(target)!.takes += weight;
  }
  return result;
}

/** Tarjan's components without recursion: chains of thousands must not end on the stack. */
function stronglyConnected(ids: readonly string[], arrows: readonly Arrow[]): Map<string, number> {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { source, target } of arrows) next.get(source)?.push(target);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const component = new Map<string, number>();
  let components = 0;

  const enter = (id: string, work: { id: string; at: number }[]) => {
    index.set(id, index.size);
    low.set(id, index.get(id)!);
    open.push(id);
    isOpen.add(id);
    work.push({ id, at: 0 });
  };
  const leave = (id: string) => {
    if (low.get(id) !== index.get(id)) return;
    for (let member = ""; member !== id;) {
      member = open.pop()!;
      isOpen.delete(member);
      component.set(member, components);
    }
    components++;
  };
  const lower = (id: string, to: number) => low.set(id, Math.min(low.get(id)!, to));

  for (const root of ids) {
    if (index.has(root)) continue;
    const work: { id: string; at: number }[] = [];
    enter(root, work);
    while (work.length > 0) {
      const top = work.at(-1)!;
      const child = next.get(top.id)![top.at++];
      if (child === undefined) {
        work.pop();
        leave(top.id);
        const parent = work.at(-1);
        if (parent) lower(parent.id, low.get(top.id)!);
      } else if (!index.has(child)) enter(child, work);
      else if (isOpen.has(child)) lower(top.id, index.get(child)!);
    }
  }
  return component;
}
