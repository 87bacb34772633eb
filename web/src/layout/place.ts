/** One thing in a column, in its order from the top. */
export interface Slot {
  /** Where it would like its centre to be. */
  wish: number;
  weight: number;
  height: number;
  /** Kept free above and below, shared with what is there. */
  margin: number;
}

/**
 * Centres nearest to the wishes (least squares) that keep the order and never overlap:
 * isotonic regression by pooling neighbours that would collide.
 */
export function settle(slots: readonly Slot[]): number[] {
  const offsets: number[] = [];
  let offset = 0;
  slots.forEach((slot, i) => {
    const above = slots[i - 1];
    if (above) offset += (above.height + slot.height) / 2 + above.margin + slot.margin;
    offsets.push(offset);
  });
  const pools: { sum: number; weight: number; size: number }[] = [];
  slots.forEach((slot, i) => {
    let pool = { sum: (slot.wish - offsets[i]!) * slot.weight, weight: slot.weight, size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, weight: last.weight + pool.weight, size: last.size + pool.size };
      pools.pop();
    }
    pools.push(pool);
  });
  const centres: number[] = [];
  for (const pool of pools) {
    for (let k = 0; k < pool.size; k++) centres.push(pool.sum / pool.weight + offsets[centres.length]!);
  }
  return centres;
}
