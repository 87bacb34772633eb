// What the demo has switched on in this program: a file in the directory of its knobs is a knob that is on.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const isOn = (knob) => existsSync(join(process.env.KNOBS ?? '/nonexistent', knob));
