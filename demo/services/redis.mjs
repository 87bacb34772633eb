// One connection to Redis, made when first needed and made again after it broke. Commands are answered in their order.
import { connect } from 'node:net';

const REPLY_TIMEOUT_MS = 3000;

export class Redis {
  #host;
  #socket = null;
  #waiting = [];
  #text = '';

  constructor(host) {
    this.#host = host;
  }

  /** The reply as text, null where Redis says nil. */
  ask(...command) {
    return new Promise((resolve, reject) => {
      this.#socket ??= this.#open();
      this.#waiting.push({ resolve, reject });
      this.#socket.write(encode(command));
    });
  }

  #open() {
    const socket = connect({ host: this.#host, port: 6379, noDelay: true });
    socket.setEncoding('latin1');
    socket.setTimeout(REPLY_TIMEOUT_MS, () => this.#waiting.length > 0 && socket.destroy(new Error('redis does not answer')));
    socket.on('data', (text) => this.#read(text));
    socket.on('error', (error) => this.#broken(socket, error));
    socket.on('close', () => this.#broken(socket, new Error('redis closed the connection')));
    return socket;
  }

  #broken(socket, error) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#text = '';
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  #read(text) {
    this.#text += text;
    for (let reply = parse(this.#text); reply; reply = parse(this.#text)) {
      this.#text = this.#text.slice(reply.length);
      const { resolve, reject } = this.#waiting.shift();
      if (reply.error) reject(new Error(reply.error));
      else resolve(reply.value);
    }
  }
}

export const encode = (command) =>
  `*${command.length}\r\n` + command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('');

/** The first reply in a text of one byte per character; null while it is incomplete. */
export function parse(text) {
  const end = text.indexOf('\r\n');
  if (end < 0) return null;
  const rest = text.slice(1, end);
  if (text[0] === '-') return { length: end + 2, error: rest };
  if (text[0] !== '$') return { length: end + 2, value: rest };
  const size = Number(rest);
  if (size < 0) return { length: end + 2, value: null };
  if (text.length < end + 2 + size + 2) return null;
  const bytes = Buffer.from(text.slice(end + 2, end + 2 + size), 'latin1');
  return { length: end + 2 + size + 2, value: bytes.toString('utf8') };
}
