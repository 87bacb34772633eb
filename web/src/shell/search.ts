export interface Findable {
  id: string;
  /** What is searched first. */
  name: string;
  /** What is searched when the name does not have it. */
  more: string;
}

/** Best first: begins with it, a word of it begins with it, contains it, has its letters in order. */
export function find<T extends Findable>(things: readonly T[], text: string, most: number): T[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return things.slice(0, most);
  return things
    .map((thing) => ({ thing, score: scoreOf(thing, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.thing.name.length - b.thing.name.length)
    .slice(0, most)
    .map(({ thing }) => thing);
}

function scoreOf(thing: Findable, wanted: string): number {
  const name = thing.name.toLowerCase();
  if (name.startsWith(wanted)) return 5;
  if (name.split(/[^a-z0-9]+/).some((word) => word.startsWith(wanted))) return 4;
  if (name.includes(wanted)) return 3;
  if (thing.more.toLowerCase().includes(wanted)) return 2;
  return hasInOrder(name, wanted) ? 1 : 0;
}

function hasInOrder(name: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
