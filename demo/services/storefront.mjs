// The shop's pages: products from Redis, from the orders service when Redis has them no longer.
import { createServer, get } from 'node:http';
import { isOn } from './knobs.mjs';
import { Redis } from './redis.mjs';

const PRODUCTS_SECONDS = '3';
const ANSWER_TIMEOUT_MS = 5000;
const redis = new Redis('redis.shop.internal');

function fetchProducts() {
  return new Promise((resolve, reject) => {
    const request = get('http://orders.shop.internal:8080/products', { agent: false, timeout: ANSWER_TIMEOUT_MS }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (body += part));
      response.on('end', () => (response.statusCode === 200 ? resolve(body) : reject(new Error(`orders answers ${response.statusCode}`))));
    });
    request.on('timeout', () => request.destroy(new Error('orders does not answer')));
    request.on('error', reject);
  });
}

async function products() {
  const known = await redis.ask('GET', 'products');
  if (known !== null) return known;
  const fresh = await fetchProducts();
  await redis.ask('SET', 'products', fresh, 'EX', PRODUCTS_SECONDS);
  return fresh;
}

const page = (list) => `<!doctype html><title>Shop</title><h1>Shop</h1><ul>${JSON.parse(list)
  .map((product) => `<li>${product.name}: ${(product.cents / 100).toFixed(2)}`)
  .join('')}</ul>`;

async function answer(request, response) {
  try {
    const list = await products();
    const html = request.url === '/';
    response.writeHead(200, { 'content-type': html ? 'text/html' : 'application/json' });
    response.end(html ? page(list) : list);
  } catch (error) {
    response.writeHead(502, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: error.message }));
  }
}

const server = createServer((request, response) => {
  if (isOn('closed-early')) request.socket.resetAndDestroy();
  else void answer(request, response);
});
server.listen(3000);
process.on('SIGTERM', () => process.exit(0));
